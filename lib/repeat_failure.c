// A customer's past is a short list of conversations with the times when they were
// settled (past.h), so at most so many fingerprints are read, and only of those
// that were settled within the year.
#include "repeat_failure.h"

#include "address.h"
#include "likeness.h"

enum { TRAITS_LEAST = 4 }; // from which a complaint says what it is about

static bool was_settled(int64_t settled, int64_t now) {
    return settled != 0 && settled <= now && now - settled <= REPEAT_WITHIN;
}

static bool is_same_pm(const RepeatFacts *facts, const Thread *earlier) {
    const Mailbox *of = earlier->mailbox == NULL ? NULL : config_mailbox(facts->config, earlier->mailbox);
    return of != NULL && g_strcmp0(of->pm, facts->mailbox->pm) == 0;
}

// How surely both are about one thing, 0: not.
static double likeness_to(StoreTxn *txn, const RepeatFacts *facts, const Thread *earlier) {
    const bool same_problem = facts->problem != NULL && earlier->problem != NULL &&
                              g_ascii_strcasecmp(facts->problem, earlier->problem) == 0;
    if (same_problem)
        return 1;
    g_autoptr(Fingerprint) theirs = facts->fingerprint == NULL ? NULL : likeness_of(txn, earlier->id);
    const double like = theirs == NULL ? 0 : fingerprint_likeness(facts->fingerprint, theirs, NULL);
    return like >= FINGERPRINT_SAME ? like : 0;
}

static bool is_in_past(const Past *past, uint64_t thread) {
    for (guint i = 0; i < past->recent->len; i++)
        if (g_array_index(past->recent, PastThread, i).thread == thread)
            return true;
    return false;
}

// "It is broken again": behind a settled matter it is that matter.
static bool says_little(const Fingerprint *fingerprint) {
    return fingerprint == NULL || fingerprint->traits->len < TRAITS_LEAST;
}

static bool is_same_conversation(StoreTxn *txn, const RepeatFacts *facts) {
    const Thread *thread = facts->thread;
    if (thread == NULL || !was_settled(thread->settled, facts->now) || !is_in_past(facts->past, thread->id))
        return false;
    return facts->says_so || says_little(facts->fingerprint) || likeness_to(txn, facts, thread) > 0;
}

typedef struct Candidate {
    Repeat repeat;
    bool own; // they opened it themselves
    double like;
} Candidate;

static bool is_better(const Candidate *one, const Candidate *best) {
    if (one->own != best->own)
        return one->own;
    return one->like != best->like ? one->like > best->like : one->repeat.settled > best->repeat.settled;
}

// False when nothing of it is here again.
static bool look_at(StoreTxn *txn, const RepeatFacts *facts, const PastThread *past, Candidate *found) {
    if (!was_settled(past->closed, facts->now) ||
        (facts->thread != NULL && past->thread == facts->thread->id))
        return false;
    g_autoptr(Thread) earlier = thread_get(txn, past->thread);
    if (earlier == NULL || earlier->worst < LEVEL_CONCERN || !is_same_pm(facts, earlier))
        return false;
    *found = (Candidate){.repeat = {.thread = earlier->id, .settled = past->closed},
                         .own = facts->customer != NULL && earlier->from != NULL &&
                                address_equal(facts->customer, earlier->from),
                         .like = likeness_to(txn, facts, earlier)};
    return found->like > 0;
}

Repeat repeat_find(StoreTxn *txn, const RepeatFacts *facts) {
    Candidate best = {.like = 0}, one;
    if (is_same_conversation(txn, facts))
        return (Repeat){.thread = facts->thread->id, .settled = facts->thread->settled};
    for (guint i = 0; i < facts->past->recent->len && !store_failed(txn); i++)
        if (look_at(txn, facts, &g_array_index(facts->past->recent, PastThread, i), &one) &&
            (best.like == 0 || is_better(&one, &best)))
            best = one;
    return best.repeat;
}
