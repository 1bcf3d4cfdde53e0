// What was missed and what only warns have budgets of their own: a day on which
// much is late must not use up the alerts for what is critical.
#include "notice.h"

#include <string.h>

#include "clocks.h"
#include "limit.h"
#include "memo.h"
#include "rollup.h"
#include "values.h"

// A measured clock has nothing to say; a PM who has it in hand needs no reminder that time passes.
static bool is_worth_a_mail(const Thread *thread, const Clock *clock, ClockWord word, const Pm *pm) {
    if (clock->kind == CLOCK_ACKNOWLEDGE || (thread->in_hand != 0 && word != CLOCK_MISSED))
        return false;
    return word != CLOCK_HALF || clock->level >= pm->alert;
}

// The same word of the same clock has the same id, so that it cannot be told twice.
static uint64_t row_id(StoreTxn *txn, const Clock *clock, ClockWord word) {
    const uint64_t what[] = {clock->thread, clock->number, word, (uint64_t)clock->due};
    const SealHash hash = seal_hash(store_txn_seal(txn), "notice", what, sizeof what);
    uint64_t id;
    memcpy(&id, hash.bytes, sizeof id);
    return id;
}

bool notice_add(StoreTxn *txn, const Config *config, Thread *thread, const Clock *clock, ClockWord word,
                int64_t now) {
    const Mailbox *mailbox = clock->mailbox == NULL ? NULL : config_mailbox(config, clock->mailbox);
    const Pm *pm = config_pm_of(config, mailbox);
    if (pm == NULL || !is_worth_a_mail(thread, clock, word, pm))
        return false;
    g_autofree char *budget = g_strconcat(word == CLOCK_MISSED ? "missed of " : "warned of ", pm->name, NULL);
    if (!limit_take_alert(txn, budget, pm->alert_budget, now))
        return false;
    g_autoptr(Values) values = values_new();
    values_set(values, "word", clock_word_name(word));
    const Memo memo = {
        .id = row_id(txn, clock, word),
        .kind = OUTBOX_CLOCK,
        .mailbox = mailbox,
        .pm = pm,
        .thread = thread,
        .number = clock->thread, // not the one it was merged into, whose clocks have other numbers
        .entry = clock->number,
        .values = values,
        .now = now,
        .due = rollup_awake(pm, clock->level, now),
        .give_up = config->give_up,
    };
    memo_add(txn, &memo);
    outbox_expire(txn, memo.id, now + MEMO_KEPT);
    return true;
}

static bool tells_a_miss(const OutboxRow *row) {
    g_autoptr(Values) values = row->values == NULL ? NULL : values_unpack(row->values, NULL);
    return values != NULL && g_strcmp0(values_get(values, "word"), clock_word_name(CLOCK_MISSED)) == 0;
}

bool notice_is_true(StoreTxn *txn, const OutboxRow *row) {
    g_autoptr(Clock) clock = clocks_get(txn, row->thread, row->entry);
    g_autoptr(Thread) thread = clock == NULL ? NULL : thread_get(txn, clock->thread);
    if (thread == NULL)
        return false;
    if (!tells_a_miss(row)) // the miss overtakes its warning
        return clock_runs(clock) && clock->told[CLOCK_MISSED] == 0 && thread->in_hand == 0;
    if (clock->kind == CLOCK_TOUCHPOINT && clock->end == CLOCK_UNMET)
        return thread->answered < clock->stopped;
    return clock_runs(clock);
}
