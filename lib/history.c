// Each question is one look at one record. What is asked is the address that an
// answer would go to, since it is that address which loops, bounces or is flooded.
#include "history.h"

#include "breaker.h"
#include "contact.h"
#include "limit.h"
#include "no_answer.h"
#include "thread_find.h"
#include "thread_link.h"

// An away note answers our mail; but a customer who complains about an "Out of office assistant" answers it
// with the same subject, which they had before.
static bool answers_ours(const HistoryFacts *facts) {
    if (facts->thread == NULL || facts->repeated)
        return false;
    if (facts->joined != JOINED_TOKEN && facts->joined != JOINED_SHORT_ID)
        return false;
    return facts->thread->subject == NULL || !refusal_is_away_subject(facts->thread->subject);
}

// With a hold it lies a little ahead; far ahead was a clock that was wrong.
static bool answered_within(const Contact *contact, int64_t now, GTimeSpan span) {
    const int64_t since = now - contact->last_acknowledged;
    return contact->last_acknowledged != 0 && since <= span && since >= -G_TIME_SPAN_DAY;
}

static void recall_contact(StoreTxn *txn, const HistoryFacts *facts, History *history) {
    Contact contact;
    if (!contact_find(txn, facts->address, &contact))
        return;
    history->answered_lately = answered_within(&contact, facts->now, BREAKER_RISKY_WITHIN);
    history->refusals.acknowledged_60s = answered_within(&contact, facts->now, CONTACT_QUICK);
    // The same words behind an answer, again: the first time was answered, as anybody may say a thing twice.
    history->refusals.ping_pong = history->answered_lately && !facts->repeated &&
                                  thread_has_words(txn, facts->words, facts->now - THREAD_GUESS_WITHIN);
}

static void recall_address(StoreTxn *txn, const HistoryFacts *facts, History *history) {
    RefusalHistory *refusals = &history->refusals;
    const char *mailbox = facts->hearing->mailbox->name;
    const SealHash person = contact_hash(store_txn_seal(txn), facts->address);
    if (facts->thread != NULL && facts->joined != JOINED_GUESS)
        refusals->already_acknowledged = thread_acknowledged(facts->thread, person);
    recall_contact(txn, facts, history);
    history->risky = history->answered_lately || !facts->hearing->recipient->proven;
    refusals->limit = !limit_allows(txn, &facts->config->limits, facts->address, mailbox, facts->now);
    refusals->no_answer_list = no_answer_has(txn, facts->address, facts->now);
    refusals->desk_answered_24h = limit_desk_answered(txn, facts->address, facts->now);
    refusals->breaker =
        facts->config->breaker && history->risky && breaker_would_hold(txn, mailbox, facts->now);
}

History history_recall(StoreTxn *txn, const HistoryFacts *facts) {
    History history = {.refusals = {.duplicate = facts->duplicate, .answers_ours = answers_ours(facts)}};
    if (facts->address != NULL)
        recall_address(txn, facts, &history);
    return history;
}
