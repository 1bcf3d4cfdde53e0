#ifndef EARSHOT_EVIDENCE_H
#define EARSHOT_EVIDENCE_H
// The words that gave rise to a score: runs of tokens that added to it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "model.h"

typedef struct Evidence {
    char *text; // the very words: body[start:end] or subject[start:end] in code points
    uint32_t start, end;
    bool in_subject; // offsets into the subject instead of the body
    float weight;    // what they added to the score's logit
} Evidence;

// The runs that moved `class`, strongest first, at most 8, never overlapping; empty when nothing spoke for
// it. The caller owns the array (Evidence, cleared with it).
GArray *evidence_of(const Weighing *weighing, const Utterance *utterance,
                    unsigned class) G_GNUC_WARN_UNUSED_RESULT;

#endif
