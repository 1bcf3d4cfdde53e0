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
// A set, bit (1u << MISSING_X): what this request would need and the text does not give.
uint32_t missing_of(const Text *text, const Verdict *verdict);

#endif
