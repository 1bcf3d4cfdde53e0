// A person's reply begins the work, the customer's word ends it; a "thank you"
// behind the last word opens nothing again.
#include "phase.h"

#include <stddef.h>
#include <string.h>

static const char *const NAMES[PHASE_COUNT] = {"discovery", "solving", "follow-up", "closed"};

const char *phase_name(Phase phase) {
    return NAMES[phase];
}

bool phase_parse(const char *name, Phase *phase) {
    for (size_t i = 0; i < PHASE_COUNT; i++) {
        if (strcmp(name, NAMES[i]) != 0)
            continue;
        *phase = (Phase)i;
        return true;
    }
    return false;
}

Phase phase_after(Phase phase, PhaseMove move) {
    static const Phase AFTER[PHASE_COUNT][PHASE_MOVES] = {
        [PHASE_DISCOVERY] = {PHASE_DISCOVERY, PHASE_FOLLOW_UP, PHASE_SOLVING, PHASE_DISCOVERY},
        [PHASE_SOLVING] = {PHASE_SOLVING, PHASE_FOLLOW_UP, PHASE_SOLVING, PHASE_SOLVING},
        [PHASE_FOLLOW_UP] = {PHASE_SOLVING, PHASE_FOLLOW_UP, PHASE_FOLLOW_UP, PHASE_FOLLOW_UP},
        [PHASE_CLOSED] = {PHASE_SOLVING, PHASE_CLOSED, PHASE_CLOSED, PHASE_CLOSED},
    };
    return AFTER[phase][move];
}
