#ifndef EARSHOT_IMPRESSION_H
#define EARSHOT_IMPRESSION_H
// What the model saw of one message, without its words: by this another model,
// or lessons, can be tried on it when the text is long gone. Terms are hashes of 40
// bits; one in some hundred thousand meets another's weights by chance.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "classes.h"
#include "terms.h"

// Packed it is never larger. What does not fit is cut: of the terms that had no weight first, letters before
// words before concepts; then, of a long mail, those that had one, and what they added stays in `rest`.
enum { IMPRESSION_BYTES = 3800 };

typedef struct Trace { // a term of the message, once
    uint64_t key;      // the lower 40 bits
    uint8_t kind;      // TermKind
    bool light;        // counts for less: everybody's, in a post (terms.c)
    bool known;        // the model that heard it had a weight for it
} Trace;

typedef struct Impression {
    uint64_t source;             // model_source of the model that heard it
    bool machine;                // made by one: its level is none
    char language[4];            // as language_guess says
    uint32_t counts[TERM_KINDS]; // of terms, repeated ones too: a long letter says less by each
    float phrases[CLASS_COUNT];  // points of hand-written phrases
    float rest[CLASS_COUNT];     // logits, by the model that heard it: what a phrase behind a class took back
                                 // ("no legal threat"), and what was cut
    GArray *traces;              // Trace, by group and key: nothing tells in which order they stood
    struct {
        uint64_t *codes;
        size_t count, room;
    } noted[2]; // until it is trimmed: what was noted without and with a weight
} Impression;

Impression *impression_new(void) G_GNUC_WARN_UNUSED_RESULT;
void impression_free(Impression *impression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Impression, impression_free)
// Adds a term; `known` as above. That it stands there already does no harm: impression_trim keeps one.
void impression_note(Impression *impression, const Term *term, bool known);
// What a term of it counts: the share, thinned by its kind's number (terms_factors).
float impression_factor(const Impression *impression, const Trace *trace);

// Adds to `rest`, CLASS_COUNT values a term, what a trace that is cut would have.
typedef void (*ImpressionValue)(const void *data, const Impression *impression, const Trace *trace,
                                float rest[CLASS_COUNT]);
// Orders the terms and cuts what would not fit: done once, by who heard it.
void impression_trim(Impression *impression, ImpressionValue value, const void *data);
// As bytes, at most IMPRESSION_BYTES when it was trimmed; and back. FATE_CORRUPT for what is none.
GBytes *impression_pack(const Impression *impression) G_GNUC_WARN_UNUSED_RESULT;
Impression *impression_unpack(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
