// One mail at a time, before the next is tried: a crash can repeat only the one
// in hand. So the commit comes first, and then what merely tells of it.
#include "outcome.h"

#include <string.h>

#include "thread.h"

// --- told ---

// What the relay calls a mail that it took, by which its log can be searched; NULL when it does not say:
// "queued as 4Zx" (Postfix), "OK id=1abc" (Exim), "2.0.0 4AB Message accepted" (Sendmail).
static char *queue_of(const char *reply) {
    static const char *const BEFORE[] = {"queued as ", "id=", "2.0.0 "};
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    for (size_t i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        const char *found = reply == NULL ? NULL : strstr(reply, BEFORE[i]);
        const char *id = found == NULL ? NULL : found + strlen(BEFORE[i]);
        const size_t size = id == NULL ? 0 : strspn(id, LETTERS);
        if (size >= 4 && size <= 40 && (i < 2 || g_str_has_prefix(id + size, " Message accepted")))
            return g_strndup(id, size);
    }
    return NULL;
}

static void log_row(LogLevel level, const OutboxRow *row, const char *event, const char *reply) {
    g_autofree char *id = thread_id_format(row->id), *thread = thread_id_format(row->thread);
    g_autofree char *quoted = log_quote(reply), *mailbox = log_word(row->mailbox);
    g_autofree char *to = log_address(row->to), *queue = strcmp(event, "sent") == 0 ? queue_of(reply) : NULL;
    const int64_t waited = row->released == 0 ? 0 : g_get_real_time() - row->released;
    log_event(level, queue,
              "event=%s outbox=%s kind=%s thread=%s mailbox=%s to=%s attempt=%u waited=%" G_GINT64_FORMAT
              ".%03ds reply=%s",
              event, id, outbox_kind_name(row->kind), thread, mailbox, to, row->attempts,
              MAX(waited, 0) / G_USEC_PER_SEC, (int)(MAX(waited, 0) / 1000 % 1000), quoted);
}

static void count_fate(Vitals *vitals, const OutboxRow *row, RelayFate fate) {
    static const Vital COUNTERS[] = {
        [RELAY_SENT] = VITAL_SENT, [RELAY_DEFER] = VITAL_DEFERRED, [RELAY_BURY] = VITAL_BURIED};
    vitals_add(vitals, COUNTERS[fate], row->kind, 1);
}

static void count_try(Vitals *vitals, const OutboxRow *row, const RelayResult *result) {
    const int64_t now = g_get_real_time();
    count_fate(vitals, row, result->fate);
    if (result->fate == RELAY_SENT)
        vitals_time(vitals, VITAL_SEND_TIME, now - row->released);
    if (!result->down) { // it spoke to us, whatever it said of this mail
        vitals_set(vitals, VITAL_RELAY_ANSWERED, now);
        return;
    }
    vitals_say(vitals, VITAL_TEXT_RELAY, result->reply);
    vitals_set(vitals, VITAL_RELAY_FAILED, now);
    vitals_add(vitals, VITAL_RELAY_FAILURES, 0, 1);
}

// --- each of the three ---

void outcome_unsent(Ledger *ledger, Vitals *vitals, const OutboxRow *row, LogLevel level, RelayFate fate,
                    const char *event, const char *reply) {
    ledger_record(ledger, row, fate, reply);
    log_row(level, row, event, reply);
    count_fate(vitals, row, fate);
}

bool outcome_tried(Ledger *ledger, Vitals *vitals, const OutboxRow *row, const RelayResult *result) {
    const bool recorded = ledger_record(ledger, row, result->fate, result->reply);
    log_row(result->fate == RELAY_BURY ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, row,
            relay_fate_name(result->fate), result->reply);
    count_try(vitals, row, result);
    return recorded;
}

void outcome_dropped(Vitals *vitals, const OutboxRow *row) {
    log_row(LOG_LEVEL_INFO, row, "dropped", row->reply);
    vitals_add(vitals, VITAL_DROPPED, row->kind, 1);
}
