// Mail in and out: what was taken stands in its conversation, and what was
// promised for it waits in the outbox, went, or says why not.
#include "arrival.h"
#include "outbox.h"
#include "thread.h"
#include "verify_parts.h"

// --- arrivals ---

// One of its mails. What the MTA has taken waits for nothing any more; what is given up says why.
static bool check_row(const VerifyRow *row, const Arrival *arrival, uint64_t id, bool *acknowledges) {
    g_autofree char *name = thread_id_format(id);
    if (!verify_stands(row, TABLE_OUTBOX, store_key_number(id))) {
        verify_found(row, MEND_RESTORE, "its mail %s is not in the outbox", name);
        return false;
    }
    g_autoptr(OutboxRow) mail = outbox_get(row->txn, id);
    verify_pass_over(row);
    if (mail == NULL) // of an erased person, or damaged: told in its turn
        return false;
    if (arrival->confirmed != 0 && mail->state == OUTBOX_HELD)
        verify_found(row, MEND_RESTORE, "the MTA has taken it, and its mail %s still waits for that", name);
    *acknowledges = *acknowledges || mail->kind == OUTBOX_ACKNOWLEDGEMENT;
    return true;
}

// Since a merge or a split by hand another message may have its number.
static bool was_promised(const VerifyRow *row, const Arrival *arrival) {
    g_autoptr(Entry) entry = thread_entry(row->txn, arrival->thread, arrival->entry);
    verify_pass_over(row);
    return entry != NULL && entry->at == arrival->seen && g_strcmp0(entry->acknowledge, "yes") == 0;
}

static void check_mails(const VerifyRow *row, const Arrival *arrival) {
    bool acknowledges = false, all = true;
    for (guint i = 0; i < arrival->outbox->len; i++)
        all = check_row(row, arrival, g_array_index(arrival->outbox, uint64_t, i), &acknowledges) && all;
    if (all && !acknowledges && was_promised(row, arrival))
        verify_found(row, MEND_RESTORE, "an acknowledgement was promised, and none is in the outbox");
}

void verify_arrival(const VerifyRow *row) {
    g_autoptr(Arrival) arrival = arrival_get(row->txn, row->first);
    if (!verify_read(row) || arrival == NULL)
        return;
    verify_owner(row, arrival->owner);
    verify_thread_stands(row, arrival->thread);
    if (arrival_id_of(arrival->identity) != arrival->id)
        verify_found(row, MEND_RESTORE, "it is of another message than its key says");
    if (!verify_stands(row, TABLE_EXPIRY, arrival_expiry_key(arrival)))
        verify_found(row, MEND_STRAY, "nothing says when it may be forgotten");
    if (arrival->seen + ARRIVAL_KEPT > row->verify->options->now) // else it is about to go, mails first
        check_mails(row, arrival);
}

// --- mails to send ---

// Both were made at the same moment, and by that an arrival is forgotten: so it is found from the mail.
static bool is_awaited(const VerifyRow *row, const OutboxRow *mail) {
    const uint64_t expires = (uint64_t)(mail->created + ARRIVAL_KEPT);
    StoreKey key = store_key_number(expires);
    bool awaited = false;
    while (!awaited && store_next(row->txn, TABLE_EXPIRY, &key, NULL)) {
        uint64_t at, id;
        store_key_numbers(&key, &at, &id);
        if (at != expires)
            break;
        g_autoptr(Arrival) arrival = arrival_get(row->txn, id);
        verify_pass_over(row);
        for (guint i = 0; arrival != NULL && i < arrival->outbox->len; i++)
            awaited = awaited || g_array_index(arrival->outbox, uint64_t, i) == mail->id;
        key = store_key_after(key);
    }
    verify_pass_over(row);
    return awaited;
}

// Who has claimed it, and which claim that was, go together; an older release kept neither.
static bool claim_agrees(const OutboxRow *mail) {
    return mail->state == OUTBOX_CLAIMED ? (mail->holder == 0) == (mail->generation == 0) : mail->holder == 0;
}

static void check_state(const VerifyRow *row, const OutboxRow *mail) {
    const bool ended = mail->state == OUTBOX_BURIED || mail->state == OUTBOX_DROPPED;
    if (outbox_is_scheduled(mail) &&
        !verify_stands(row, TABLE_DUE, store_key_pair((uint64_t)mail->due, mail->id)))
        verify_found(row, MEND_OUTBOX,
                     "it waits to be sent, and no time leads to it: it would wait for ever");
    if (mail->state == OUTBOX_HELD && !is_awaited(row, mail))
        verify_found(row, MEND_OUTBOX, "it waits for the receipt of a message that is not known");
    if (ended && mail->reply == NULL)
        verify_found(row, MEND_OUTBOX, "it is %s, and nothing says why", outbox_state_name(mail->state));
    if (!claim_agrees(mail))
        verify_found(row, MEND_OUTBOX, "it is %s, and who has claimed it does not agree with that",
                     outbox_state_name(mail->state));
    if (mail->state < OUTBOX_DONE && mail->values == NULL && mail->bytes == NULL)
        verify_found(row, MEND_RESTORE, "it is to be sent and has nothing to say");
}

void verify_outbox(const VerifyRow *row) {
    g_autoptr(OutboxRow) mail = outbox_get(row->txn, row->first);
    if (!verify_read(row) || mail == NULL)
        return;
    verify_owner(row, mail->owner);
    verify_thread_stands(row, mail->thread);
    if (mail->to == NULL)
        verify_found(row, MEND_RESTORE, "it is to nobody");
    check_state(row, mail);
}

void verify_due(const VerifyRow *row) {
    g_autoptr(OutboxRow) mail = outbox_get(row->txn, row->second);
    verify_pass_over(row);
    if (!verify_stands(row, TABLE_OUTBOX, store_key_number(row->second)))
        verify_found(row, MEND_STRAY, "there is no such mail in the outbox");
    else if (mail != NULL && (!outbox_is_scheduled(mail) || (uint64_t)mail->due != row->first))
        verify_found(row, MEND_STRAY, "its mail does not wait for this time");
}

// --- what may be forgotten, and when ---

void verify_expiry(const VerifyRow *row) {
    if (row->first <= (uint64_t)row->verify->options->now)
        return; // about to be worked off: what it names may have gone with another's
    g_autoptr(Arrival) arrival = arrival_get(row->txn, row->second);
    verify_pass_over(row);
    const bool of_mail = verify_stands(row, TABLE_OUTBOX, store_key_number(row->second));
    if (!of_mail && !verify_stands(row, TABLE_ARRIVAL, store_key_number(row->second)))
        verify_found(row, MEND_STRAY, "what it names is gone already");
    else if (!of_mail && arrival != NULL && (uint64_t)(arrival->seen + ARRIVAL_KEPT) != row->first)
        verify_found(row, MEND_STRAY, "its arrival would be forgotten at the wrong time");
}
