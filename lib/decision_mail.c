// The mails that follow from a message. A row's id is a keyed hash of the message
// and of what the mail is, so that deciding twice cannot promise twice.
#include "decision_parts.h"

#include <string.h>

#include "acknowledge.h"
#include "breaker.h"
#include "contact.h"
#include "limit.h"
#include "memo.h"
#include "outbox.h"
#include "refusal.h"
#include "rollup.h"

static uint64_t row_id(const Decision *decision, const char *what) {
    const SealHash identity = decision->facts->clue->identity;
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_byte_array_append(all, identity.bytes, sizeof identity.bytes);
    g_byte_array_append(all, (const guint8 *)what, (guint)strlen(what));
    return arrival_id_of(seal_hash(store_txn_seal(decision->txn), "outbox", all->data, all->len));
}

// Adds the row, held or due as it says, and ties it to the arrival. The address and the values are the
// caller's.
static void add_row(Decision *decision, OutboxRow row, const char *to, Values *values) {
    const Seal *seal = store_txn_seal(decision->txn);
    row.owner = contact_take(decision->txn, to, decision->now).slot;
    row.thread = decision->thread->id;
    row.person = contact_hash(seal, to);
    row.mailbox = decision->hearing->mailbox->name;
    row.to = (char *)(uintptr_t)to;
    row.envelope_sender = (char *)(uintptr_t)values_get(values, "envelope-sender");
    row.message_id = (char *)(uintptr_t)values_get(values, "message-id");
    row.values = values_pack(values);
    row.created = decision->now;
    row.give_up = decision->facts->config->give_up;
    outbox_add(decision->txn, &row);
    g_bytes_unref(row.values);
    g_array_append_val(decision->arrival->outbox, row.id);
    decision->hearing->wake =
        decision->hearing->wake || row.due != 0; // a held row is released by its receipt
}

static int64_t due_with_message(const Decision *decision) {
    return decision_waits_for_receipt(decision) ? 0 : decision->now + decision->facts->config->hold;
}

static Values *acknowledgement_values(Decision *decision, uint64_t row) {
    const Hearing *hearing = decision->hearing;
    const AcknowledgeFacts facts = {
        .message = hearing->message,
        .verdict = hearing->verdict,
        .mailbox = hearing->mailbox,
        .recipient = hearing->recipient,
        .seal = store_txn_seal(decision->txn),
        .address = hearing->address,
        .thread = hearing->thread,
        .thread_number = decision->thread->id,
        .sequence = ++decision->thread->sent,
        .missing = hearing->missing,
        .echoes = hearing->echoes,
        .workarounds = decision_workarounds(decision),
        .minimal = hearing_minimal(hearing),
        .level = hearing->level,
        .language = hearing_account_language(hearing),
        .row = row,
        .bounce_domain =
            decision_waits_for_receipt(decision) ? decision->facts->config->receipt_domain : NULL,
        .now = decision->now,
        .due = hearing->due,
    };
    return acknowledge_values(&facts);
}

// What is remembered of an answer when it is decided, not when it is sent: a flood is decided faster.
static void count_answer(Decision *decision, const char *address) {
    const Hearing *hearing = decision->hearing;
    limit_count(decision->txn, address, hearing->mailbox->name, decision->now);
    if (decision->risky)
        breaker_count(decision->txn, hearing->mailbox->name, decision->now);
    if (hearing->refusals.force[REFUSAL_HELP_DESK] != FORCE_NONE)
        limit_note_desk(decision->txn, address, decision->now);
}

void decision_add_acknowledgement(Decision *decision) {
    const char *address = decision->hearing->recipient->address;
    const OutboxRow row = {.id = row_id(decision, "acknowledgement"),
                           .kind = OUTBOX_ACKNOWLEDGEMENT,
                           .entry = decision->thread->entries + 1,
                           .due = due_with_message(decision)};
    g_autoptr(Values) values = acknowledgement_values(decision, row.id);
    add_row(decision, row, address, values);
    count_answer(decision, address);
    if (decision_waits_for_receipt(decision))
        return;
    thread_set_acknowledged(decision->thread, contact_hash(store_txn_seal(decision->txn), address));
    contact_note_answered(decision->txn, address, decision->now + decision->facts->config->hold);
}

static const Pm *pm_of(const Decision *decision) {
    return config_pm_of(decision->facts->config, decision->hearing->mailbox);
}

// A mail to the PM, tied to the arrival as all that follow from it. What it says is found when it is sent.
static uint64_t add_memo(Decision *decision, const char *what, uint32_t entry, Values *values, int64_t due) {
    const Memo memo = {
        .id = row_id(decision, what),
        .kind = OUTBOX_ALERT,
        .mailbox = decision->hearing->mailbox,
        .pm = pm_of(decision),
        .thread = decision->thread,
        .number = decision->thread->id,
        .entry = entry,
        .values = values,
        .now = decision->now,
        .due = due,
        .give_up = decision->facts->config->give_up,
    };
    memo_add(decision->txn, &memo);
    g_array_append_val(decision->arrival->outbox, memo.id);
    return memo.id;
}

// Held until the MTA has surely taken the message; where no receipt tells that, it is settled now.
void decision_add_alert(Decision *decision) {
    const Config *config = decision->facts->config;
    g_autoptr(Values) values = values_new();
    const uint64_t id = add_memo(decision, "alert", decision->thread->entries, values, 0);
    if (decision_waits_for_receipt(decision))
        return;
    decision->thread->alerted = decision->hearing->level;
    g_autoptr(OutboxRow) row = outbox_get(decision->txn, id);
    if (row != NULL)
        (decision->in_burst ? rollup_fold : rollup_release)(
            decision->txn, config, row, decision->hearing->level, decision->now + config->hold);
    decision->hearing->wake = true;
}

void decision_add_breaker_alert(Decision *decision) {
    if (pm_of(decision) == NULL)
        return; // the log and the digest tell of it
    g_autoptr(Values) values = values_new();
    values_set(values, "note", "breaker");
    values_set(values, "mailbox", decision->hearing->mailbox->name);
    add_memo(decision, "breaker", 0, values, decision->now);
    decision->hearing->wake = true;
}
