// What was missed and what only warns have budgets of their own: a day on which
// much is late must not use up the alerts for what is critical.
#include "notice.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "clocks.h"
#include "contact.h"
#include "limit.h"
#include "values.h"

static const GTimeSpan KEPT = 30 * G_TIME_SPAN_DAY; // rows that were sent, for who asks what went out

// What a clock says, with the moment it is due behind it.
static const char *const SENTENCES[CLOCK_KINDS][CLOCK_WORDS] = {
    [CLOCK_FIRST_REPLY] = {"Half of the time for a first reply has passed. It is due %s.",
                           "No person has answered yet. A first reply is due %s.",
                           "No person has answered. The first reply was due %s."},
    [CLOCK_NEXT_REPLY] = {"They wrote again, and half of the time to answer has passed. It is due %s.",
                          "They wrote again and wait for our reply, due %s.",
                          "They wrote again and have no reply. It was due %s."},
    [CLOCK_TOUCHPOINT] = {"They should hear from us each working day. The next word is due %s.",
                          "They should hear from us each working day. A word is due %s.",
                          "They did not hear from us for a working day. A word was due %s."},
    [CLOCK_PROMISE] = {"Half of the time until a date that we promised has passed. It is due %s.",
                       "What we promised is due %s.", "A promise of ours was not kept. It was due %s."},
};
static const char *const NEXT[CLOCK_KINDS] = {
    [CLOCK_FIRST_REPLY] = "see that a person answers.",
    [CLOCK_NEXT_REPLY] = "see that a person answers.",
    [CLOCK_TOUCHPOINT] = "write them where things stand, also when nothing is new.",
    [CLOCK_PROMISE] = "keep it, or write them a new date before they ask.",
};

static bool is_worth_a_mail(const Clock *clock, ClockWord word, const Pm *pm) {
    return SENTENCES[clock->kind][word] != NULL && (word != CLOCK_HALF || clock->level >= pm->alert);
}

static char *time_text(const Mailbox *mailbox, int64_t time) {
    g_autoptr(GDateTime) local = calendar_local(mailbox->calendar, time);
    return local == NULL ? g_strdup("?") : g_date_time_format(local, "%A, %-d %B, %H:%M %Z");
}

static void set_headers(StoreTxn *txn, Values *values, const Mailbox *mailbox, const Pm *pm, Thread *thread,
                        uint64_t row) {
    const char *own = mailbox->addresses->pdata[0];
    const Seal *seal = store_txn_seal(txn);
    g_autofree char *id = acknowledge_message_id(seal, thread->id, ++thread->sent, address_domain(own));
    g_autofree char *loop = seal_token(seal, SEAL_LOOP, row);
    values_set(values, "note", "clock");
    values_set(values, "to", pm->address);
    values_set(values, "from-address", own);
    values_set(values, "from-name", "Earshot");
    values_set(values, "message-id", id);
    values_set(values, "loop-token", loop);
    values_set(values, "envelope-sender", "");
}

static void set_facts(Values *values, const Mailbox *mailbox, const Thread *thread, const Clock *clock,
                      ClockWord word) {
    g_autofree char *due = time_text(mailbox, clock->due);
    g_autofree char *since = time_text(mailbox, clock->started);
    g_autofree char *id = thread_id_format(thread->id);
    GString *what = g_string_new(SENTENCES[clock->kind][word]);
    g_string_replace(what, "%s", due, 1);
    g_autofree char *sentence = g_string_free(what, FALSE);
    values_set(values, "what", sentence);
    values_set(values, "clock", clock_kind_name(clock->kind));
    values_set(values, "word", clock_word_name(word));
    values_set(values, "level", level_name(thread->level));
    values_set(values, "from", thread->from == NULL ? "(no sender)" : thread->from);
    values_set(values, "subject", thread->subject);
    values_set(values, "since", since);
    values_set(values, "words", clock->words);
    values_set(values, "next", NEXT[clock->kind]);
    values_set(values, "thread", id);
}

// The same word of the same clock has the same id, so that it cannot be told twice.
static uint64_t row_id(StoreTxn *txn, const Clock *clock, ClockWord word) {
    const uint64_t what[] = {clock->thread, clock->number, word, (uint64_t)clock->due};
    const SealHash hash = seal_hash(store_txn_seal(txn), "notice", what, sizeof what);
    uint64_t id;
    memcpy(&id, hash.bytes, sizeof id);
    return id;
}

static void add_row(StoreTxn *txn, const Config *config, const Mailbox *mailbox, const Clock *clock,
                    uint64_t id, const Values *values, int64_t now) {
    const char *to = values_get(values, "to");
    g_autoptr(GBytes) packed = values_pack(values);
    OutboxRow row = {
        .id = id,
        .kind = OUTBOX_CLOCK,
        .owner = contact_take(txn, to, now).slot,
        .thread = clock->thread, // not the one it was merged into, whose clocks have other numbers
        .entry = clock->number,
        .person = contact_hash(store_txn_seal(txn), to),
        .mailbox = mailbox->name,
        .to = (char *)(uintptr_t)to,
        .envelope_sender = (char *)(uintptr_t) "",
        .message_id = (char *)(uintptr_t)values_get(values, "message-id"),
        .values = packed,
        .created = now,
        .due = now,
        .give_up = config->give_up,
    };
    outbox_add(txn, &row);
    outbox_expire(txn, id, now + KEPT);
}

bool notice_add(StoreTxn *txn, const Config *config, Thread *thread, const Clock *clock, ClockWord word,
                int64_t now) {
    const Mailbox *mailbox = clock->mailbox == NULL ? NULL : config_mailbox(config, clock->mailbox);
    const Pm *pm = mailbox == NULL || mailbox->pm == NULL ? NULL : config_pm(config, mailbox->pm);
    if (pm == NULL || !is_worth_a_mail(clock, word, pm))
        return false;
    g_autofree char *budget = g_strconcat(word == CLOCK_MISSED ? "missed of " : "warned of ", pm->name, NULL);
    if (!limit_take_alert(txn, budget, pm->alert_budget, now))
        return false;
    const uint64_t id = row_id(txn, clock, word);
    g_autoptr(Values) values = values_new();
    set_headers(txn, values, mailbox, pm, thread, id);
    set_facts(values, mailbox, thread, clock, word);
    add_row(txn, config, mailbox, clock, id, values, now);
    return true;
}

static bool tells_a_miss(const OutboxRow *row) {
    g_autoptr(Values) values = row->values == NULL ? NULL : values_unpack(row->values, NULL);
    return values != NULL && g_strcmp0(values_get(values, "word"), clock_word_name(CLOCK_MISSED)) == 0;
}

// A warning of it is overtaken by the miss.
static bool missed_and_silent_since(StoreTxn *txn, const OutboxRow *row, const Clock *touchpoint) {
    g_autoptr(Thread) thread = thread_get(txn, touchpoint->thread);
    return thread != NULL && thread->answered < touchpoint->stopped && tells_a_miss(row);
}

bool notice_is_true(StoreTxn *txn, const OutboxRow *row) {
    g_autoptr(Clock) clock = clocks_get(txn, row->thread, row->entry);
    if (clock != NULL && clock->kind == CLOCK_TOUCHPOINT && clock->end == CLOCK_UNMET)
        return missed_and_silent_since(txn, row, clock);
    return clock != NULL && clock_runs(clock);
}
