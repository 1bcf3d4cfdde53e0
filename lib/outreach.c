// Whom these mails may go to, and the row of the outbox. An acknowledgement answers a
// message whose sender was just checked; here a person of ours speaks up later, so
// what showed that the customer is who they say must stand in the store.
#include "outreach.h"

#include <string.h>

#include "account.h"
#include "accounts.h"
#include "address.h"
#include "contact.h"
#include "no_answer.h"
#include "recipient.h"
#include "wording.h"

enum { LOOKED_BACK = 8 }; // entries at the end of a conversation

// So long a row is known, and cannot be added again.
static const int64_t KEPT = 400 * G_TIME_SPAN_DAY;

static const char *const NAMES[OUTREACH_KINDS] = {"fixed", "choices",  "chosen", "unclear",
                                                  "no",    "bad-news", "invite", "follow-up"};

const char *outreach_kind_name(OutreachKind kind) {
    return NAMES[kind];
}

char *outreach_banned(const char *text) {
    const char *phrase = text == NULL ? NULL : wording_unsayable(text);
    return phrase == NULL ? NULL : g_strstrip(g_strdup(phrase));
}

static bool is_nobody(const Config *config, const char *address) {
    return !address_is_sendable(address) || config_is_ours(config, address) || recipient_is_system(address) ||
           recipient_is_no_reply(address) || recipient_is_postmaster(address);
}

static bool is_off(const Config *config, const Thread *thread, const char *address) {
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    const Account *account = account_of(config->accounts, address);
    return mailbox == NULL || !mailbox->acknowledge || (account != NULL && !account->acknowledge);
}

static const char *refused(StoreTxn *txn, const Config *config, const Thread *thread, const char *address) {
    if (config->mode != MODE_ANSWER)
        return "mode";
    if (is_nobody(config, address))
        return "nobody";
    if (is_off(config, thread, address))
        return "off";
    Contact contact = {0};
    const bool known = contact_find(txn, address, &contact);
    if (no_answer_has(txn, address, thread->updated))
        return known ? "no-answer" : "erased";
    const bool reached = thread_acknowledged(thread, contact_hash(store_txn_seal(txn), address)) ||
                         (known && contact.last_acknowledged != 0);
    return reached || (known && contact_is_correspondent(&contact)) ? NULL : "unproven";
}

// What reached us in it came from programs alone. One that a person of ours began is not meant.
static bool is_of_machine(StoreTxn *txn, const Thread *thread) {
    const uint32_t looked = thread->by_persons > 0 ? 0 : MIN(thread->entries, LOOKED_BACK);
    for (uint32_t i = 1; i <= looked; i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        if (entry != NULL && !entry->outbound && entry->machine)
            return true;
    }
    return false;
}

const char *outreach_refused(StoreTxn *txn, const Config *config, const Thread *thread) {
    if (config->mode == MODE_ANSWER && is_of_machine(txn, thread))
        return "nobody";
    return refused(txn, config, thread, thread->from);
}

// The first message that opened it, and the customer's last ones: their program shows our mail below them.
static GPtrArray *heard_of(StoreTxn *txn, const Thread *thread) {
    GPtrArray *heard = g_ptr_array_new_with_free_func(g_free);
    const uint32_t from = thread->entries > LOOKED_BACK ? thread->entries - LOOKED_BACK + 1 : 1;
    for (uint32_t i = 1; i <= thread->entries; i = i == 1 ? MAX(from, 2) : i + 1) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        const bool theirs = entry != NULL && !entry->outbound && entry->from != NULL &&
                            entry->message_id != NULL && address_equal(entry->from, thread->from);
        if (theirs)
            g_ptr_array_add(heard, g_strdup(entry->message_id));
    }
    return heard;
}

// That of the account, as the acknowledgement takes it.
static char *account_language(StoreTxn *txn, const Config *config, const Thread *thread) {
    g_autoptr(AccountFacts) imported = thread->account == NULL ? NULL : accounts_get(txn, thread->account);
    if (imported != NULL && imported->language != NULL)
        return g_strdup(imported->language);
    const Account *account = account_of(config->accounts, thread->from);
    return account == NULL ? NULL : g_strdup(account->language);
}

static Values *values_of(StoreTxn *txn, const Config *config, const Outreach *outreach) {
    g_autofree char *language = account_language(txn, config, outreach->thread);
    g_autoptr(GPtrArray) heard = heard_of(txn, outreach->thread);
    const OutreachFacts facts = {
        .seal = store_txn_seal(txn),
        .outreach = outreach,
        .language = language,
        .bounce_domain = config->receipt_when == RECEIPT_ACCEPTED ? config->receipt_domain : NULL,
        .heard = heard,
    };
    return outreach_values(&facts);
}

bool outreach_add(StoreTxn *txn, const Config *config, const Outreach *outreach) {
    g_autoptr(OutboxRow) there = outbox_get(txn, outreach->id);
    if (there != NULL || outreach->thread->from == NULL)
        return false;
    outreach->thread->sent++;
    g_autoptr(Values) values = values_of(txn, config, outreach);
    g_autoptr(GBytes) packed = values_pack(values);
    OutboxRow row = {
        .id = outreach->id,
        .kind = OUTBOX_OUTREACH,
        .owner = contact_take(txn, outreach->thread->from, outreach->now).slot,
        .thread = outreach->thread->id,
        .person = contact_hash(store_txn_seal(txn), outreach->thread->from),
        .mailbox = outreach->mailbox->name,
        .to = outreach->thread->from,
        .envelope_sender = (char *)(uintptr_t)values_get(values, "envelope-sender"),
        .message_id = (char *)(uintptr_t)values_get(values, "message-id"),
        .values = packed,
        .created = outreach->now,
        .due = outreach->due,
        .give_up = config->give_up,
    };
    outbox_add(txn, &row);
    outbox_expire(txn, row.id, MAX(outreach->now, outreach->due) + KEPT);
    return true;
}

// A person, theirs or ours, wrote in it behind that moment.
static bool is_written_since(StoreTxn *txn, const Thread *thread, int64_t since) {
    if (thread->answered > since)
        return true;
    for (uint32_t back = 0; back < MIN(thread->entries, LOOKED_BACK); back++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, thread->entries - back);
        if (entry != NULL && !entry->machine && entry->at > since)
            return true;
    }
    return false;
}

// What asks something that may have been answered meanwhile.
static bool asks(const OutboxRow *row) {
    g_autoptr(Values) values = row->values == NULL ? NULL : values_unpack(row->values, NULL);
    const char *kind = values == NULL ? NULL : values_get(values, "kind");
    return kind != NULL &&
           (strcmp(kind, NAMES[OUTREACH_FOLLOW_UP]) == 0 || strcmp(kind, NAMES[OUTREACH_CHOICES]) == 0 ||
            strcmp(kind, NAMES[OUTREACH_UNCLEAR]) == 0);
}

bool outreach_still_wanted(StoreTxn *txn, const Config *config, const OutboxRow *row) {
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (thread == NULL || refused(txn, config, thread, row->to) != NULL)
        return false;
    return !asks(row) || !is_written_since(txn, thread, row->created);
}
