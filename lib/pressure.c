// One row a fact, with what must be passed to rise to a level and what to fall from it: the distance between
// the two, and three looks in a row, keep the level from going up and down with every commit.
#include "pressure.h"

enum { LOOKS_TO_FALL = 3 };

static const uint64_t MB = 1024 * 1024;

typedef struct Mark { // the load at which a level begins, and below which it ends
    uint64_t begin, end;
} Mark;

typedef struct Row {
    const char *name;
    uint64_t (*load)(const PressureFacts *facts); // grows with the trouble
    Mark marks[PRESSURE_LEVELS];
} Row;

// Upside down, from where no number of ours reaches.
static uint64_t disk_load(const PressureFacts *facts) {
    const uint64_t most = 1024 * MB;
    return most - MIN(facts->disk_free, most);
}

static uint64_t writers_load(const PressureFacts *facts) {
    return facts->waiting;
}

static uint64_t failures_load(const PressureFacts *facts) {
    return facts->failures;
}

static uint64_t wait_load(const PressureFacts *facts) { // percent of the budget
    return facts->budget <= 0 || facts->wait <= 0 ? 0 : (uint64_t)(facts->wait / MAX(facts->budget / 100, 1));
}

// A day of learning material and digests is some MB; what threads and acknowledgements of an hour of heavy
// mail need is about 16. Four thousand writers are all that may wait (store_writer).
static const Row rows[] = {
    {"disk",
     disk_load,
     {[PRESSURE_TIGHT] = {(1024 - 64) * MB, (1024 - 96) * MB},
      [PRESSURE_DIRE] = {(1024 - 16) * MB, (1024 - 32) * MB}}},
    {"failures", failures_load, {[PRESSURE_TIGHT] = {1, 1}, [PRESSURE_DIRE] = {2, 1}}},
    {"writers", writers_load, {[PRESSURE_TIGHT] = {1024, 256}, [PRESSURE_DIRE] = {3072, 1024}}},
    {"wait", wait_load, {[PRESSURE_TIGHT] = {25, 10}, [PRESSURE_DIRE] = {50, 25}}},
};

const char *pressure_name(Pressure level) {
    static const char *const names[] = {"calm", "tight", "dire"};
    return names[level];
}

// The level that one fact speaks for, now that we are at `level`.
static Pressure level_of(const Row *row, const PressureFacts *facts, Pressure level) {
    const uint64_t load = row->load(facts);
    for (Pressure at = PRESSURE_DIRE; at > PRESSURE_CALM; at--)
        if (load >= (at <= level ? row->marks[at].end : row->marks[at].begin))
            return at;
    return PRESSURE_CALM;
}

bool pressure_look(PressureGauge *gauge, const PressureFacts *facts, const char **why) {
    Pressure worst = PRESSURE_CALM;
    *why = "none";
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Pressure level = level_of(&rows[i], facts, gauge->level);
        if (level > worst) {
            worst = level;
            *why = rows[i].name;
        }
    }
    gauge->easier = worst < gauge->level ? gauge->easier + 1 : 0;
    if (worst == gauge->level || (worst < gauge->level && gauge->easier < LOOKS_TO_FALL))
        return false;
    gauge->level = worst > gauge->level ? worst : gauge->level - 1;
    gauge->easier = 0;
    if (worst < gauge->level || worst == PRESSURE_CALM)
        *why = "none";
    return true;
}
