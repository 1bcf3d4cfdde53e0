// Each kind of item is a row of a table. What is done once a day has the day's end in
// UTC as its moment, so that however often the courier starts, it stands there once.
#include "errands.h"

#include "burst.h"
#include "campaign.h"
#include "follow_up.h"
#include "problem.h"
#include "retention.h"

typedef void (*Doing)(StoreTxn *txn, const Config *config, uint64_t id, int64_t now);

static void put_tidying(StoreTxn *txn, int64_t now) {
    agenda_add(txn, (now / G_TIME_SPAN_DAY + 1) * G_TIME_SPAN_DAY, AGENDA_TIDY, 0);
}

enum { FORGOTTEN = 1000 }; // in one transaction

// The id tells how far it came: 0 is the beginning.
static void tidy(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    if (id == 0) {
        problem_expire(txn, now);
        put_tidying(txn, now);
    }
    if (retention_sweep(txn, config, FORGOTTEN, &id, now))
        agenda_add(txn, now, AGENDA_TIDY, id);
}

static void look_at_burst(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    (void)config;
    burst_look(txn, id, now);
}

static const struct {
    const char *name;
    Doing run;
} KINDS[AGENDA_KINDS] = {
    [AGENDA_CAMPAIGN] = {"campaign", campaign_step},
    [AGENDA_FOLLOW_UP] = {"follow-up", follow_up_ask},
    [AGENDA_BURST] = {"burst", look_at_burst},
    [AGENDA_TIDY] = {"tidy", tidy},
};

const char *errand_name(AgendaKind kind) {
    return KINDS[kind].name;
}

void errands_begin(StoreTxn *txn, int64_t now) {
    put_tidying(txn, now);
}

static bool take(StoreTxn *txn, int64_t now, Errand *errand) {
    int64_t at;
    if (!agenda_due(txn, now, &at, &errand->kind, &errand->id))
        return false;
    agenda_remove(txn, at, errand->kind, errand->id);
    return true;
}

unsigned errands_run(StoreTxn *txn, const Config *config, int64_t now, unsigned most, bool *left) {
    unsigned done = 0;
    Errand errand;
    while (done < most && !store_failed(txn) && take(txn, now, &errand)) {
        KINDS[errand.kind].run(txn, config, errand.id, now);
        done++;
    }
    *left = errands_next(txn) <= now;
    return done;
}

bool errands_skip(StoreTxn *txn, int64_t now, Errand *errand) {
    if (!take(txn, now, errand))
        return false;
    if (errand->kind == AGENDA_CAMPAIGN)
        campaign_pass_over(txn, errand->id, now);
    if (errand->kind == AGENDA_TIDY)
        put_tidying(txn, now);
    return true;
}

bool errands_drop(StoreTxn *txn, int64_t now, Errand *errand) {
    return take(txn, now, errand);
}

int64_t errands_next(StoreTxn *txn) {
    return agenda_next(txn);
}
