#ifndef EARSHOT_EXAMPLE_H
#define EARSHOT_EXAMPLE_H
// What the trainer learns from: labelled messages, a JSON object a line.
//
// A message of ours has "signals", "request" and "level" (README.md); from them every class is known but the
// aspects, which only some levels tell. A text of a public set has "labels": {"anger": 1, "fault": 0}, what
// it does not name is unknown.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "classes.h"

enum { LABEL_UNKNOWN = -1, LABEL_NO, LABEL_YES };

typedef struct Example {
    char *id, *text, *subject;
    char
        *group; // kept together in a fold: its writer, or the "group" of a public set; NULL is never left out
    bool ours;  // one of our messages
    bool test;  // never learned from
    int8_t label[CLASS_COUNT];
} Example;

// Appends the examples of a file to `examples` (Example *, freed with it). FATE_CONFIG as file:line: message.
bool example_read(const char *path, GPtrArray *examples, GError **error);
GPtrArray *example_list(void) G_GNUC_WARN_UNUSED_RESULT;

#endif
