// What earlier complaints say about this one: is it a known problem, was it
// settled before and is here again, which unnamed others is it like. Found
// first, since it may raise the level; recorded once the message stands in its
// conversation. All of it concerns complaints by persons alone.
#include "decision_parts.h"

#include "group.h"
#include "past.h"
#include "repeat_failure.h"
#include "tally.h"

static bool is_complaint(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    return hearing->complains && !decision->colleague && !refusal_is_machine(&hearing->refusals);
}

// A conversation is not like itself.
static void take_like(Decision *decision) {
    const GArray *found = decision->hearing->alike;
    if (found == NULL)
        return;
    decision->alike = g_array_new(FALSE, FALSE, sizeof(LikeThread));
    for (guint i = 0; i < found->len; i++) {
        const LikeThread *like = &g_array_index(found, LikeThread, i);
        if (decision->thread == NULL || like->thread != decision->thread->id)
            g_array_append_val(decision->alike, *like);
    }
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
    take_like(decision);
    problem_match(decision->txn, hearing_pm(decision->hearing), hearing->problem_hits, decision->alike,
                  decision->now, &decision->match);
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
        problem_link(decision->txn, decision->thread, hearing_pm(decision->hearing), match->problem->name,
                     &link, decision->now);
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
    // Where room is short, later ones find no likeness to it.
    const bool learns = store_txn_pressure(decision->txn) == PRESSURE_CALM && hearing->fingerprint != NULL;
    if (learns && (decision->is_new || thread->gravest == entry->sequence))
        likeness_note(decision->txn, hearing_pm(decision->hearing), thread, hearing->fingerprint,
                      hearing->like_keys);
    link_problem(decision);
    if (learns && thread->problem == NULL && hearing->level > LEVEL_NONE)
        group_join(decision->txn, hearing_pm(decision->hearing), thread, decision->alike, decision->now);
}
