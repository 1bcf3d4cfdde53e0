#ifndef EARSHOT_MISSING_H
#define EARSHOT_MISSING_H
// What a report lacks for a person to begin: asked once, at most three
// questions, never for what was given.

#include <glib.h>
#include <stdint.h>
#include "text.h"
#include "verdict.h"

typedef enum Missing {
    MISSING_VERSION,
    MISSING_SINCE,
    MISSING_STEPS,
    MISSING_ERROR,
    MISSING_AFFECTED,
    MISSING_STOPS,
    MISSING_DEADLINE,
    MISSING_REFERENCE,
    MISSING_SCREENSHOT,
    MISSING_COUNT
} Missing;
// "version", "since", ... as in the contract.
const char *missing_name(Missing missing);
// Sets, bit (1u << MISSING_X).

// What this request would need and the text does not give; *given is what it gives, whatever the request,
// and what they say they do not know: that was asked enough. Reads the text once: not for inside a
// transaction.
uint32_t missing_look(const Text *text, const Verdict *verdict, uint32_t *given);
// What of it to ask: at most three, the most useful, and none of `before`, which an earlier message of the
// conversation gave or was asked for.
uint32_t missing_ask(uint32_t lacking, uint32_t before);

#endif
