// What earlier complaints say about this one: is it a known problem, was it
// settled before and is here again, which unnamed others is it like. Found
// first, since it may raise the level; recorded once the message stands in its
// conversation. All of it concerns complaints by persons alone.
#include "decision_parts.h"

#include "group.h"
#include "past.h"
#include "repeat_failure.h"
#include "tally.h"

// A name for what no PM looks after, which no PM can have.
static const char *pm_of(const Decision *decision) {
    const char *pm = decision->hearing->mailbox->pm;
    return pm == NULL ? "" : pm;
}

static bool is_complaint(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    return hearing->complains && !decision->colleague && !refusal_is_machine(&hearing->refusals);
}

static void find_like(Decision *decision) {
    const Fingerprint *fingerprint = decision->hearing->fingerprint;
    const uint64_t except = decision->thread == NULL ? 0 : decision->thread->id;
    if (fingerprint != NULL)
        decision->alike =
            likeness_find(decision->txn, pm_of(decision), fingerprint, except, FINGERPRINT_SAME);
}

static void find_repeat(Decision *decision) {
    Hearing *hearing = decision->hearing;
    const char *account = hearing->imported == NULL ? NULL : hearing->imported->account;
    g_autoptr(Past) past = past_find(decision->txn, account, decision->customer);
    const RepeatFacts facts = {
        .config = decision->facts->config,
        .mailbox = hearing->mailbox,
        .past = past,
        .customer = decision->customer,
        .thread = decision->thread,
        .fingerprint = hearing->fingerprint,
        .problem = decision->match.problem == NULL ? NULL : decision->match.problem->name,
        .says_so = hearing->verdict->score[SIGNAL_REPEAT] >= VERDICT_PRESENT,
        .now = decision->now,
    };
    const Repeat repeat = repeat_find(decision->txn, &facts);
    hearing->repeats = repeat.thread;
    hearing->repeats_settled = repeat.settled;
}

void decision_recover(Decision *decision) {
    Hearing *hearing = decision->hearing;
    hearing->repeats = 0;
    if (!is_complaint(decision) || store_failed(decision->txn))
        return;
    find_like(decision);
    problem_match(decision->txn, pm_of(decision), hearing->problem_hits, decision->alike, decision->now,
                  &decision->match);
    if (hearing->level > LEVEL_NONE)
        find_repeat(decision);
}

// A problem that is fixed has no workaround any more: who still meets it needs a person.
const GPtrArray *decision_workarounds(const Decision *decision) {
    const ProblemMatch *match = &decision->match;
    const bool told = problem_match_is_sure(match) && match->problem->status == PROBLEM_OPEN &&
                      decision->hearing->repeats == 0;
    return told ? match->problem->workarounds : NULL;
}

static void count_problem(const Decision *decision) {
    g_autofree char *name = g_strconcat("problem/", decision->thread->problem, NULL);
    tally_add(decision->txn, decision->hearing->mailbox->name, decision->now, name, 1);
}

static void link_problem(Decision *decision) {
    const ProblemMatch *match = &decision->match;
    const ProblemLink link = {.how = match->how, .sure = match->sure, .why = match->why};
    if (match->problem != NULL)
        problem_link(decision->txn, decision->thread, pm_of(decision), match->problem->name, &link,
                     decision->now);
    if (decision->thread->problem != NULL)
        count_problem(decision);
}

// The fingerprint of a conversation is that of the message which shows best what it is about.
void decision_record_recovery(Decision *decision, const Entry *entry) {
    const Hearing *hearing = decision->hearing;
    Thread *thread = decision->thread;
    if (!is_complaint(decision))
        return;
    if (hearing->repeats != 0) {
        thread->repeats = hearing->repeats;
        thread->repeats_settled = hearing->repeats_settled;
    }
    if (hearing->fingerprint != NULL && (decision->is_new || thread->gravest == entry->sequence))
        likeness_note(decision->txn, pm_of(decision), thread, hearing->fingerprint);
    link_problem(decision);
    if (thread->problem == NULL && hearing->fingerprint != NULL && hearing->level > LEVEL_NONE)
        group_join(decision->txn, pm_of(decision), thread, decision->alike, decision->now);
}
