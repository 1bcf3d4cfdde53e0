// Where a message belongs, who in it counts as the customer, and by what later
// messages find it.
#include "decision_parts.h"

#include <string.h>

#include "accounts.h"
#include "address.h"
#include "outbox.h"
#include "thread_link.h"

// The customer who opened it, or one of their account.
static bool is_theirs(const Decision *decision, const Thread *thread) {
    const GPtrArray *accounts = decision->facts->config->accounts;
    const char *writer = decision->customer;
    if (writer == NULL || thread->from == NULL)
        return false;
    const Account *account = account_of(accounts, writer);
    return address_equal(writer, thread->from) ||
           (account != NULL && account == account_of(accounts, thread->from)) ||
           accounts_same(decision->txn, writer, thread->from);
}

static const char *pm_of(const Config *config, const char *mailbox) {
    const Mailbox *served = mailbox == NULL ? NULL : config_mailbox(config, mailbox);
    return served == NULL ? NULL : served->pm;
}

// Somebody else's mail to another PM's mailbox, which names a message of this conversation: joined, it would
// show that PM who the customers of this one are. It opens a conversation of its own.
static bool is_over_the_fence(const Decision *decision, const Thread *thread) {
    const Config *config = decision->facts->config;
    const char *own = decision->hearing->mailbox->pm, *theirs = pm_of(config, thread->mailbox);
    const bool other = own != NULL && theirs != NULL && strcmp(own, theirs) != 0;
    return other && decision->known == NULL && !is_theirs(decision, thread) &&
           (decision->customer == NULL || !config_is_ours(config, decision->customer));
}

void decision_find_thread(Decision *decision) {
    const Clue *clue = decision->facts->clue;
    ThreadClues clues = clue_for_thread(clue, decision->facts->config, decision->hearing->message,
                                        decision->customer, decision->now);
    g_autoptr(OutboxRow) row =
        clue->has_token || !clue->has_row ? NULL : outbox_get(decision->txn, clue->row);
    if (row != NULL) { // what we sent, given back with nothing else that tells the conversation
        clues.has_token = true;
        clues.token_thread = row->thread;
    }
    if (decision->known != NULL) { // the same message again: its thread is known for certain
        clues.has_token = true;
        clues.token_thread = decision->known->thread;
    }
    decision->thread = thread_find(decision->txn, &clues, &decision->joined, &decision->found);
    if (decision->thread != NULL && is_over_the_fence(decision, decision->thread)) {
        g_clear_pointer(&decision->thread, thread_free);
        g_clear_pointer(&decision->found, g_free);
    }
    if (decision->thread != NULL)
        return;
    // The same message again after its arrival was forgotten: it opened this thread once.
    decision->thread = thread_get(decision->txn, arrival_id_of(decision->facts->clue->identity));
    decision->joined = decision->thread == NULL ? JOINED_NEW : JOINED_REFERENCE;
}

void decision_open_thread(Decision *decision) {
    decision->thread = hearing_thread(decision->txn, decision->hearing, decision->customer,
                                      arrival_id_of(decision->facts->clue->identity), decision->now);
    decision->is_new = true;
}

// A product manager who answers an alert, a colleague who answers all: of ours, and surely, in a conversation
// that a customer opened. They get no acknowledgement and wait for none of our clocks.
bool decision_is_colleague(const Decision *decision) {
    const Config *config = decision->facts->config;
    const Envelope *envelope = decision->facts->envelope;
    const Thread *thread = decision->thread;
    const char *writer = decision->customer;
    if (thread == NULL || thread->from == NULL || writer == NULL || !config_is_ours(config, writer) ||
        config_is_ours(config, thread->from))
        return false;
    const bool inside = (envelope->login != NULL && *envelope->login != '\0') ||
                        (envelope->client != NULL && trust_is_internal(config->trust, envelope->client));
    return inside || authres_proves_from(decision->hearing->auth, writer);
}

// Written by the address it shows: proven by its domain or its server, or by one whom we know where nothing
// says that the mail is forged.
static bool is_surely_from(const Decision *decision, const char *writer) {
    const AuthResults *auth = decision->hearing->auth;
    const char *sender = decision->facts->envelope->sender;
    const bool named = auth->spf_mailfrom != NULL || (sender != NULL && address_equal(sender, writer));
    if (authres_proves_from(auth, writer) || (named && authres_proves_sender(auth, writer)))
        return true;
    return decision->hearing->known && auth->dmarc != AUTH_FAIL && auth->spf != AUTH_FAIL;
}

// Whether the writer may say that all is well: the customer, and surely. A stranger who knows a Message-ID
// must not put a complaint to rest.
bool decision_may_settle(const Decision *decision) {
    return is_theirs(decision, decision->thread) && is_surely_from(decision, decision->customer);
}

// The first who bore a Message-ID keeps it: a copy by somebody else, with a conversation of its own, must not
// lead our answers astray.
static bool is_taken(const Decision *decision, const char *message_id) {
    uint64_t id;
    int64_t at;
    if (!thread_by_message(decision->txn, message_id, &id, &at))
        return false;
    g_autoptr(Thread) thread = thread_get(decision->txn, id);
    return thread != NULL && thread->id != decision->thread->id;
}

// So that later messages find the thread.
void decision_link_message(const Decision *decision, const Entry *entry) {
    if (entry->message_id != NULL && !is_taken(decision, entry->message_id))
        thread_link_message(decision->txn, entry->message_id, decision->thread->id, entry->at);
    if (entry->from != NULL)
        thread_link_subject(decision->txn, entry->from, decision->facts->clue->folded, decision->thread->id,
                            entry->at);
}
