#ifndef EARSHOT_TEST_CAMPAIGN_WORLD_H
#define EARSHOT_TEST_CAMPAIGN_WORLD_H
// Reporters of a problem, a campaign that tells them, and what came of it as lines
// of text.

#include "clock_world.h"

#include "agenda.h"
#include "campaign.h"
#include "contact.h"
#include "no_answer.h"
#include "outbox.h"
#include "past.h"
#include "problem.h"
#include "timekeeping.h"

typedef struct Reporter {
    uint64_t thread; // 0 ends a list
    const char *from;
    int opened; // minutes after NOON_MONDAY
    bool tester;
    bool unproven;
    Phase phase;
    const char *mailbox; // NULL: support
} Reporter;

typedef struct CampaignWorld {
    ClockWorld *clocks;
    int64_t now;
    const Reporter *reporters; // to be linked
    const char *release;
    GTimeSpan window;
    uint32_t a_minute;
    bool fail; // the transaction does all and is lost
    unsigned steps;
    GString *text;
} CampaignWorld;

static inline void campaign_world_open(StoreTxn *txn, const CampaignWorld *world, const Reporter *reporter) {
    const int64_t opened = NOON_MONDAY + reporter->opened * G_TIME_SPAN_MINUTE;
    g_autoptr(Thread) thread = thread_new();
    thread->id = reporter->thread;
    thread->mailbox = g_strdup(reporter->mailbox == NULL ? "support" : reporter->mailbox);
    thread->subject = g_strdup("Export stops");
    thread->language = g_strdup("en");
    thread->from = g_strdup(reporter->from);
    thread->owner = contact_take(txn, reporter->from, opened).slot;
    thread->opened = thread->updated = opened;
    if (!reporter->unproven)
        contact_note_answered(txn, reporter->from, opened);
    const Timekeeping timekeeping = {
        .txn = txn,
        .mailbox = config_mailbox(world->clocks->config, thread->mailbox),
        .thread = thread,
        .now = opened,
        .accepted = true,
    };
    timekeeping_customer_wrote(&timekeeping, LEVEL_CONCERN, WORD_WANTS_ANSWER);
    if (reporter->phase != PHASE_DISCOVERY)
        timekeeping_set_phase(&timekeeping, reporter->phase);
    const ProblemLink how = {.how = LINK_BY_HAND, .sure = 1, .at = opened};
    problem_link(txn, thread, "paula", "P12", &how, opened);
    thread_put(txn, thread);
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, thread->id);
    link->tester = reporter->tester;
    problem_link_put(txn, link, thread->owner);
}

static inline bool campaign_world_do_link(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    for (const Reporter *one = world->reporters; one->thread != 0; one++)
        campaign_world_open(txn, world, one);
    return !store_failed(txn);
}

static inline bool campaign_world_do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_assert_nonnull(problem);
    g_autoptr(Campaign) campaign = campaign_begin(txn, world->clocks->config, problem, world->release,
                                                  "paula", world->window, world->a_minute, world->now);
    g_assert_nonnull(campaign);
    return !store_failed(txn);
}

// One item of the agenda, as the courier does it.
static inline bool campaign_world_do_step(StoreTxn *txn, void *data, GError **error) {
    CampaignWorld *world = data;
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    world->steps = agenda_due(txn, world->now, &at, &kind, &id) ? 1 : 0;
    if (world->steps == 0)
        return true;
    agenda_remove(txn, at, kind, id);
    if (kind == AGENDA_CAMPAIGN)
        campaign_step(txn, world->clocks->config, id, world->now);
    if (world->fail)
        return fault_set(error, FATE_TEMPORARY, "cut");
    return !store_failed(txn);
}

static inline bool campaign_world_do_next(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(int64_t *)data = agenda_next(txn);
    return true;
}

static inline int64_t campaign_world_next(CampaignWorld *world) {
    int64_t next = 0;
    support_read(&world->clocks->ground, campaign_world_do_next, &next);
    return next;
}

static inline void campaign_world_link(CampaignWorld *world, const Reporter *reporters) {
    world->reporters = reporters;
    support_write(&world->clocks->ground, campaign_world_do_link, world);
}

static inline void campaign_world_begin(CampaignWorld *world, const char *release) {
    world->release = release;
    support_write(&world->clocks->ground, campaign_world_do_begin, world);
}

// Works until then; the clock stops at each item of the agenda.
static inline void campaign_world_run(CampaignWorld *world, int64_t until) {
    for (int64_t next = campaign_world_next(world); next <= until; next = campaign_world_next(world)) {
        world->now = MAX(world->now, next);
        support_write(&world->clocks->ground, campaign_world_do_step, world);
    }
    world->now = MAX(world->now, until);
}

static inline bool campaign_world_each_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    if (row->kind == OUTBOX_OUTREACH)
        g_ptr_array_add(data,
                        g_strdup_printf("%05" G_GINT64_FORMAT " %s %02" G_GINT64_MODIFIER "x",
                                        (row->due - NOON_MONDAY) / G_TIME_SPAN_MINUTE, row->to, row->thread));
    return true;
}

static inline bool campaign_world_do_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, campaign_world_each_row, data);
    return !store_failed(txn);
}

static inline int campaign_world_compare(const void *one, const void *two) {
    return strcmp(*(char *const *)one, *(char *const *)two);
}

// "minute address thread" of each mail, in order.
static inline char *campaign_world_mails(CampaignWorld *world) {
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    support_read(&world->clocks->ground, campaign_world_do_rows, rows);
    g_ptr_array_sort(rows, campaign_world_compare);
    g_ptr_array_add(rows, NULL);
    return g_strjoinv("\n", (char **)rows->pdata);
}

static inline bool campaign_world_do_state(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(Campaign) campaign = campaign_of(txn, problem->id);
    g_string_printf(world->text, "%s %s %s told %u left out %u", problem_status_name(problem->status),
                    problem->release == NULL ? "-" : problem->release, campaign_state_name(campaign->state),
                    campaign->told, campaign->left_out);
    return !store_failed(txn);
}

// "fixed 4.3 done told 3 left out 1".
static inline const char *campaign_world_state(CampaignWorld *world) {
    support_read(&world->clocks->ground, campaign_world_do_state, world);
    return world->text->str;
}

static inline int campaign_world_setup(void **state) {
    CampaignWorld *world = g_new0(CampaignWorld, 1);
    void *clocks = NULL;
    clock_world_setup(&clocks);
    world->clocks = clocks;
    Mailbox *silent = clock_world_mailbox("silent", "Mon-Fri 09:00-17:00", "UTC");
    silent->acknowledge = false;
    ((Mailbox *)world->clocks->config->mailboxes->pdata[0])->acknowledge = true;
    g_ptr_array_add(world->clocks->config->mailboxes, silent);
    world->now = NOON_MONDAY + G_TIME_SPAN_HOUR;
    world->window = CAMPAIGN_WINDOW;
    world->text = g_string_new(NULL);
    *state = world;
    return 0;
}

static inline int campaign_world_teardown(void **state) {
    CampaignWorld *world = *state;
    clock_world_free(world->clocks);
    g_string_free(world->text, TRUE);
    g_free(world);
    return 0;
}

#define campaign_test(test)                                                                                  \
    cmocka_unit_test_setup_teardown(test, campaign_world_setup, campaign_world_teardown)

#endif
