// A step in two halves: which links are next, by their numbers alone; then each of them,
// told or not. Nothing is decided from what an earlier step saw, so a conversation
// that was linked, merged, erased or written to meanwhile is taken as it is now.
#include "campaign_parts.h"

#include <string.h>

#include "journal.h"
#include "outreach.h"
#include "timekeeping.h"

// Links looked at in a step, and one by one after one could not be read: as many as that step had looked at.
enum { LOOKED_MOST = 200 };

typedef struct Step {
    StoreTxn *txn;
    const Config *config;
    Campaign *campaign;
    int64_t now;
    unsigned most; // to be told in it
    unsigned told;
} Step;

// --- which are next ---

typedef struct Ahead {
    GArray *threads; // uint64_t
    guint most;
} Ahead;

static bool add_link(StoreTxn *txn, const ProblemLink *link, void *data) {
    (void)txn;
    const Ahead *ahead = data;
    g_array_append_val(ahead->threads, link->thread);
    return ahead->threads->len < ahead->most;
}

static GArray *next_links(const Step *step) {
    const Ahead ahead = {
        .threads = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
        .most = step->campaign->singly > 0 ? 1 : LOOKED_MOST,
    };
    problem_links(step->txn, step->campaign->problem, step->campaign->after, add_link, (void *)&ahead);
    return ahead.threads;
}

// --- one of them ---

static void note_link(const Step *step, uint64_t id, const Thread *thread, int64_t told) {
    g_autoptr(ProblemLink) link = problem_link_get(step->txn, step->campaign->problem, id);
    if (link == NULL || campaign_link_told(link, step->campaign->release))
        return;
    link->told = told;
    g_free(link->release);
    link->release = g_strdup(step->campaign->release);
    problem_link_put(step->txn, link, thread->owner);
}

static void note_journal(const Step *step, Thread *thread) {
    CommandPair release = {.key = (char *)(uintptr_t) "release", .value = step->campaign->release};
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    g_ptr_array_add(pairs, &release);
    Note note = {
        .at = step->now,
        .by = step->campaign->by,
        .verb = COMMAND_FIXED,
        .words = step->campaign->name,
        .pairs = pairs,
    };
    journal_add(step->txn, thread, &note);
}

static Timekeeping timekeeping_of(const Step *step, Thread *thread) {
    return (Timekeeping){
        .txn = step->txn,
        .mailbox = thread->mailbox == NULL ? NULL : config_mailbox(step->config, thread->mailbox),
        .thread = thread,
        .now = step->now,
        .accepted = true,
    };
}

// It is mended: what was being solved is in follow-up now, whether they can be written to or not. What is
// closed stays so.
static bool follow_up(const Step *step, Thread *thread) {
    const Timekeeping timekeeping = timekeeping_of(step, thread);
    if (timekeeping.mailbox == NULL || thread->phase == PHASE_FOLLOW_UP || thread->phase == PHASE_CLOSED)
        return false;
    timekeeping_set_phase(&timekeeping, PHASE_FOLLOW_UP);
    return true;
}

// What was promised in a conversation about the fault is there with the release: the mail that says so is our
// word. A person's reply that was due stays due.
static void keep_promises(const Step *step, Thread *thread) {
    const Timekeeping timekeeping = timekeeping_of(step, thread);
    uint32_t numbers[THREAD_PROMISES];
    const uint32_t count = MIN(thread->promises, THREAD_PROMISES);
    memcpy(numbers, thread->promise_clocks, count * sizeof *numbers);
    for (uint32_t i = 0; timekeeping.mailbox != NULL && i < count; i++)
        (void)timekeeping_keep(&timekeeping, numbers[i]);
}

static GTimeSpan gap(const Campaign *campaign) {
    return G_TIME_SPAN_MINUTE / MAX(campaign->a_minute, 1);
}

static void write_to(Step *step, Thread *thread) {
    const Outreach outreach = {
        .kind = OUTREACH_FIXED,
        .id = campaign_row_id(step->txn, step->campaign->id, thread->from),
        .mailbox = config_mailbox(step->config, thread->mailbox),
        .thread = thread,
        .release = step->campaign->release,
        .now = step->now,
        .due = step->now + (int64_t)step->told * gap(step->campaign),
    };
    if (!outreach_add(step->txn, step->config, &outreach))
        return; // it is on its way, or arrived, already
    step->told++;
    step->campaign->told++;
    note_journal(step, thread);
}

// Told in the conversation that was chosen, and so in all that are theirs.
static void tell(Step *step, uint64_t link, const Thread *seen, Thread *chosen, const CampaignMark *before) {
    Campaign *campaign = step->campaign;
    const CampaignMark mark = {.thread = chosen->id, .at = step->now, .told = true};
    const unsigned told = step->told;
    write_to(step, chosen);
    campaign_set_mark(step->txn, campaign->id, chosen->from, &mark);
    note_link(step, chosen->id, chosen, step->now);
    note_link(step, link, seen, step->now);
    if (before->at != 0 && before->at >= campaign->begun && campaign->left_out > 0)
        campaign->left_out--;
    if (campaign->state == CAMPAIGN_TESTERS)
        campaign->ahead += step->told - told;
    if (step->told > told)
        keep_promises(step, chosen);
    (void)follow_up(step, chosen);
    thread_put(step->txn, chosen);
}

static void follow_up_alone(const Step *step, uint64_t id) {
    g_autoptr(Thread) thread = thread_get(step->txn, id); // anew: it may be the one that was told just now
    if (thread != NULL && follow_up(step, thread))
        thread_put(step->txn, thread);
}

// Counted once, though they have several conversations and testers are asked twice.
static void leave_out(const Step *step, const Thread *thread, const CampaignMark *before) {
    Campaign *campaign = step->campaign;
    if (campaign->state == CAMPAIGN_TESTERS)
        return;
    const bool counted = before->at != 0 && before->at >= campaign->begun;
    const CampaignMark mark = {.thread = thread->id, .at = step->now};
    if (thread->from != NULL)
        campaign_set_mark(step->txn, campaign->id, thread->from, &mark);
    campaign->left_out += !counted;
}

static void look_at(Step *step, uint64_t id, const Thread *thread, const ProblemLink *link) {
    const Campaign *campaign = step->campaign;
    const CampaignMark mark =
        thread->from == NULL ? (CampaignMark){0} : campaign_mark(step->txn, campaign->id, thread->from);
    const int64_t told = campaign_told_at(step->txn, campaign->id, link, campaign->release, thread);
    if (told != 0) {
        note_link(step, id, thread, told);
        follow_up_alone(step, thread->id);
        return;
    }
    const char *refused;
    g_autoptr(Thread) chosen =
        campaign_choose(step->txn, step->config, campaign->problem, campaign->pm, thread, &refused);
    if (chosen != NULL)
        tell(step, id, thread, chosen, &mark);
    else
        leave_out(step, thread, &mark);
    if (chosen == NULL || chosen->id != thread->id)
        follow_up_alone(step, thread->id);
}

static void work_off(Step *step, uint64_t id) {
    g_autoptr(ProblemLink) link = problem_link_get(step->txn, step->campaign->problem, id);
    const bool wanted = link != NULL && (step->campaign->state == CAMPAIGN_ALL || link->tester);
    g_autoptr(Thread) thread = wanted ? thread_get(step->txn, id) : NULL;
    if (thread != NULL && campaign_is_theirs(step->config, step->campaign->pm, thread))
        look_at(step, id, thread, link);
}

// --- the step ---

static void end_round(Step *step) {
    Campaign *campaign = step->campaign;
    const bool testers = campaign->state == CAMPAIGN_TESTERS;
    campaign->state = testers ? CAMPAIGN_ALL : CAMPAIGN_DONE;
    campaign->after = 0;
    const int64_t next = campaign->ahead > 0 ? step->now + CAMPAIGN_LEAD : step->now;
    campaign_put_next(step->txn, campaign, testers ? next : 0);
}

static void go_on(Step *step) {
    g_autoptr(GArray) links = next_links(step);
    if (store_failed(step->txn))
        return;
    for (guint i = 0; i < links->len && step->told < step->most && !store_failed(step->txn); i++) {
        work_off(step, g_array_index(links, uint64_t, i));
        step->campaign->after = g_array_index(links, uint64_t, i);
    }
    step->campaign->singly -= step->campaign->singly > 0;
    if (links->len == 0)
        end_round(step);
    else
        campaign_put_next(step->txn, step->campaign, step->now + (int64_t)step->told * gap(step->campaign));
}

// It holds no more: merged into another problem, whose own campaign tells its reporters, or open again.
static bool is_off(StoreTxn *txn, const Campaign *campaign) {
    g_autoptr(Problem) problem = problem_get(txn, campaign->problem);
    return problem == NULL || problem->status != PROBLEM_FIXED;
}

void campaign_step(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    g_autoptr(Campaign) campaign = campaign_get(txn, id);
    if (campaign == NULL || !campaign_runs(campaign))
        return;
    if (campaign->next > now) {
        campaign_put_next(txn, campaign, campaign->next);
        return;
    }
    const bool off = is_off(txn, campaign);
    if (off || store_failed(txn)) {
        campaign->state = CAMPAIGN_UNDONE;
        campaign_put_next(txn, campaign, 0);
        return;
    }
    if (campaign->state == CAMPAIGN_WAITS)
        campaign->state = CAMPAIGN_TESTERS;
    Step step = {
        .txn = txn,
        .config = config,
        .campaign = campaign,
        .now = now,
        .most = MIN(CAMPAIGN_STEP, campaign->a_minute),
    };
    go_on(&step);
}

// The key alone tells which is next: its record is what cannot be read.
void campaign_pass_over(StoreTxn *txn, uint64_t id, int64_t now) {
    g_autoptr(Campaign) campaign = campaign_get(txn, id);
    if (campaign == NULL || !campaign_runs(campaign))
        return;
    g_autoptr(Problem) problem = problem_get(txn, campaign->problem); // it is not that which is damaged
    StoreKey key = store_key_pair(campaign->problem, campaign->after + 1);
    uint64_t of, thread;
    if (campaign->singly > 0 && campaign->after != UINT64_MAX &&
        store_next(txn, TABLE_PROBLEM_LINK, &key, NULL)) {
        store_key_numbers(&key, &of, &thread);
        campaign->after = of == campaign->problem ? thread : campaign->after;
    }
    if (campaign->singly == 0)
        campaign->singly = LOOKED_MOST;
    campaign_put_next(txn, campaign, now);
}
