#ifndef EARSHOT_PRESSURE_H
#define EARSHOT_PRESSURE_H
// How hard it is to write just now, and what is left out for it: our own work, never mail. Judged from
// facts that somebody looked up, about once a second; it rises at once and falls slowly, level by level,
// so that it does not flutter.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum Pressure {
    PRESSURE_CALM,  // all is done
    PRESSURE_TIGHT, // nothing is recorded to learn from; mails to product managers wait
    PRESSURE_DIRE,  // acknowledgements wait too: what is written is threads, clocks and promises
    PRESSURE_LEVELS
} Pressure;
const char *pressure_name(Pressure level);

typedef struct PressureFacts {
    uint64_t disk_free; // bytes beside the store that we may use; UINT64_MAX: nobody knows
    unsigned waiting;   // writers
    unsigned failures;  // commits in a row that could not be written, up to now
    int64_t wait;       // of the one who waited longest for the last commit, microseconds
    int64_t budget;     // what a message may take in all, microseconds; 0: nobody knows
} PressureFacts;

typedef struct PressureGauge { // begins as {0}
    Pressure level;
    unsigned easier; // looks in a row that spoke for less
} PressureGauge;

// One look. True when the level changed; *why is then the fact that speaks for the new one ("disk",
// "writers", "failures", "wait"; "none" when none does any more), static.
bool pressure_look(PressureGauge *gauge, const PressureFacts *facts, const char **why);

#endif
