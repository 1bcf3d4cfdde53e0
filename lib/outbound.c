// Only what names the conversation for certain counts, our token or a
// Message-ID: a guess would call a customer answered who was not.
#include "outbound.h"

#include "address.h"
#include "contact.h"
#include "thread.h"

bool outbound_is_by_person(const Refusals *refusals) {
    return !refusal_is_machine(refusals) && !refusal_says_no(refusals, REFUSAL_PRECEDENCE) &&
           !refusal_says_no(refusals, REFUSAL_LIST);
}

// A served mailbox, an agent, or a colleague of theirs: an address of a mailbox's organisation.
static bool is_of_ours(const Config *config, const char *address) {
    if (mailbox_of(config->mailboxes, address) != NULL || trust_is_agent(config->trust, address))
        return true;
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        for (guint k = 0; k < mailbox->addresses->len; k++)
            if (address_same_organisation(address_domain(address),
                                          address_domain(mailbox->addresses->pdata[k])))
                return true;
    }
    return false;
}

// Who wrote in it is the customer even where we serve our own colleagues.
static bool reaches_customer(StoreTxn *txn, const OutboundFacts *facts, const Thread *thread) {
    const GPtrArray *recipients = facts->envelope->recipients;
    for (guint i = 0; i < MIN(recipients->len, OUTBOUND_RECIPIENTS); i++) {
        const char *address = recipients->pdata[i];
        const bool opened = thread->from != NULL && address_equal(address, thread->from);
        if (opened || thread_acknowledged(thread, contact_hash(store_txn_seal(txn), address)) ||
            !is_of_ours(facts->config, address))
            return true;
    }
    return false;
}

static void note_answer(StoreTxn *txn, const OutboundFacts *facts) {
    const ThreadClues clues = {
        .has_token = facts->clue->has_token,
        .token_thread = facts->clue->token_thread,
        .references = message_references(facts->message),
        .now = facts->envelope->arrival,
    };
    Joined joined;
    g_autoptr(Thread) thread = thread_resolve(txn, &clues, &joined);
    if (thread == NULL || thread->answered >= facts->envelope->arrival ||
        !reaches_customer(txn, facts, thread))
        return;
    thread->answered = facts->envelope->arrival;
    thread_put(txn, thread);
}

void outbound_record(StoreTxn *txn, const OutboundFacts *facts) {
    const GPtrArray *recipients = facts->envelope->recipients;
    note_answer(txn, facts);
    for (guint i = 0; i < MIN(recipients->len, OUTBOUND_RECIPIENTS); i++)
        contact_note_written(txn, recipients->pdata[i], facts->envelope->arrival);
}
