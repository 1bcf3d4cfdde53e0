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
// Sets, bit (1u << MISSING_X). What the text gives, whatever the request.
uint32_t missing_given(const Text *text, const Verdict *verdict);
// What this request would need and neither the text nor, in `before`, an earlier message of the conversation
// gave: at most three, the most useful.
uint32_t missing_of(const Text *text, const Verdict *verdict, uint32_t before);

#endif
