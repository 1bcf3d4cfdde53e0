// The question some days later: when it is asked, of whom it is not, and how its
// answer compares.
#include "clock_world.h"

#include "agenda.h"
#include "errands.h"
#include "follow_up.h"
#include "no_answer.h"
#include "outbox.h"
#include "timekeeping.h"

#define DAY G_TIME_SPAN_DAY
#define HOUR G_TIME_SPAN_HOUR

typedef enum What {
    END,
    WRITES,
    SETTLES,
    REOPENS,
    THANKS,
    SAYS,
    WORKS,
    MODE,
    REFUSES,
    NO_MORE,
    LONGER,
    IMPORTED
} What;

typedef struct Step {
    What what;
    int hours; // after Monday 10:00
    Level level;
} Step;

typedef struct FollowWorld {
    ClockWorld *clocks;
    const Step *step;
    GString *text;
} FollowWorld;

// --- what happens ---

static void add_entry(StoreTxn *txn, Thread *thread, Level level, bool outbound, const char *acknowledge,
                      int64_t now) {
    g_autoptr(Entry) entry = entry_new();
    entry->at = now;
    entry->from = g_strdup(outbound ? "support@example.test" : thread->from);
    entry->outbound = outbound;
    entry->level = level;
    entry->acknowledge = g_strdup(acknowledge);
    thread_add_entry(txn, thread, entry);
}

static void customer_writes(const Timekeeping *timekeeping, Level level, CustomerWord word) {
    (void)follow_up_take(timekeeping->txn, timekeeping->thread, level, timekeeping->now);
    add_entry(timekeeping->txn, timekeeping->thread, level, false, "yes", timekeeping->now);
    timekeeping_customer_wrote(timekeeping, level, word);
}

static Thread *opened(StoreTxn *txn, int64_t now) {
    Thread *thread = thread_get(txn, 1);
    if (thread != NULL)
        return thread;
    thread = thread_new();
    thread->id = 1;
    thread->mailbox = g_strdup("support");
    thread->from = g_strdup("ann@a.example");
    thread->owner = contact_take(txn, thread->from, now).slot;
    thread->opened = now;
    contact_note_answered(txn, thread->from, now);
    return thread;
}

static void happen(const Timekeeping *timekeeping, const Step *step) {
    const PersonWrote wrote = {0};
    if (step->what == WRITES || step->what == REOPENS)
        customer_writes(timekeeping, step->level, WORD_WANTS_ANSWER);
    else if (step->what == THANKS)
        customer_writes(timekeeping, step->level, WORD_THANKS);
    else if (step->what == IMPORTED)
        add_entry(timekeeping->txn, timekeeping->thread, step->level, false, ENTRY_IMPORTED,
                  timekeeping->now);
    else if (step->what == SETTLES)
        timekeeping_set_phase(timekeeping, PHASE_CLOSED);
    else if (step->what == SAYS) {
        add_entry(timekeeping->txn, timekeeping->thread, LEVEL_NONE, true, NULL, timekeeping->now);
        timekeeping_person_wrote(timekeeping, &wrote);
    }
}

static bool do_happen(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const FollowWorld *world = data;
    const int64_t now = NOON_MONDAY + world->step->hours * HOUR;
    g_autoptr(Thread) thread = opened(txn, now);
    const Timekeeping timekeeping = {
        .txn = txn,
        .mailbox = world->clocks->config->mailboxes->pdata[0],
        .thread = thread,
        .now = now,
        .accepted = true,
    };
    happen(&timekeeping, world->step);
    if (world->step->what == REFUSES)
        no_answer_add(txn, thread->from, NO_ANSWER_OPTED_OUT, NULL, now);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static bool do_work(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const FollowWorld *world = data;
    bool left = true;
    while (left)
        errands_run(txn, world->clocks->config, NOON_MONDAY + world->step->hours * HOUR, 1, &left);
    return !store_failed(txn);
}

static bool each_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    if (row->kind == OUTBOX_OUTREACH)
        g_array_append_val((GArray *)data, row->due);
    return true;
}

static int compare(const void *one, const void *two) {
    const int64_t first = *(const int64_t *)one, second = *(const int64_t *)two;
    return (first > second) - (first < second);
}

static void tell_rows(StoreTxn *txn, GString *text) {
    g_autoptr(GArray) asked = g_array_new(FALSE, FALSE, sizeof(int64_t));
    outbox_walk(txn, each_row, asked);
    g_array_sort(asked, compare);
    for (guint i = 0; i < asked->len; i++)
        g_string_append_printf(text, "asked %" G_GINT64_FORMAT "h ",
                               (g_array_index(asked, int64_t, i) - NOON_MONDAY) / HOUR);
}

// The mails by the hour, the answers, and where it stands: "asked 194h 1/1 calmer 1 closed".
static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    FollowWorld *world = data;
    g_string_truncate(world->text, 0);
    tell_rows(txn, world->text);
    const FollowUps all =
        follow_up_of_period(txn, world->clocks->config, world->clocks->config->pms->pdata[0],
                            NOON_MONDAY - DAY, NOON_MONDAY + 400 * DAY);
    g_autoptr(Thread) thread = thread_get(txn, 1);
    g_string_append_printf(world->text, "%u/%u", all.answered, all.asked);
    if (all.answered > 0)
        g_string_append_printf(world->text, " calmer %u same %u hotter %u", all.calmer, all.same, all.hotter);
    g_string_append_printf(world->text, " %s%s", phase_name(thread->phase), thread->due == 0 ? "" : " due");
    return !store_failed(txn);
}

typedef struct Case {
    const char *name;
    Step steps[12];
    const char *expected;
} Case;

// Settled on Monday 12:00; seven days later is Monday 12:00 (170).
#define ESCALATION                                                                                           \
    { WRITES, 0, LEVEL_ESCALATION }
#define SETTLED                                                                                              \
    ESCALATION, {                                                                                            \
        SETTLES, 2, 0                                                                                        \
    }

static const Case CASES[] = {
    {"not before its time", {SETTLED, {WORKS, 169, 0}}, "0/0 closed"},
    {"at its time, and it opens nothing", {SETTLED, {WORKS, 170, 0}}, "asked 170h 0/1 closed"},
    {"once", {SETTLED, {WORKS, 170, 0}, {WORKS, 171, 0}, {WORKS, 400, 0}}, "asked 170h 0/1 closed"},
    {"of a concern nobody asks",
     {{WRITES, 0, LEVEL_CONCERN}, {SETTLES, 2, 0}, {WORKS, 170, 0}},
     "0/0 closed"},
    {"settled at night it is asked when the hours are open",
     {ESCALATION, {SETTLES, 10, 0}, {WORKS, 178, 0}, {WORKS, 190, 0}, {WORKS, 191, 0}},
     "asked 191h 0/1 closed"},
    {"settled on a Saturday it is asked on a Monday",
     {ESCALATION, {SETTLES, 120, 0}, {WORKS, 334, 0}, {WORKS, 335, 0}},
     "asked 335h 0/1 closed"},
    {"opened again it is not asked",
     {SETTLED, {REOPENS, 50, LEVEL_NONE}, {WORKS, 170, 0}},
     "0/0 solving due"},
    {"settled again it is asked after that",
     {SETTLED,
      {REOPENS, 50, LEVEL_NONE},
      {SETTLES, 100, 0},
      {WORKS, 170, 0},
      {WORKS, 268, 0},
      {WORKS, 271, 0}},
     "asked 268h 0/1 closed"},
    {"asked for each time it was settled",
     {SETTLED,
      {WORKS, 170, 0},
      {REOPENS, 172, LEVEL_CONCERN},
      {SETTLES, 173, 0},
      {WORKS, 341, 0},
      {WORKS, 342, 0}},
     "asked 170h asked 341h 1/2 calmer 1 same 0 hotter 0 closed"},
    {"who thanked since is left alone", {SETTLED, {THANKS, 20, LEVEL_NONE}, {WORKS, 170, 0}}, "0/0 closed"},
    {"a word of ours since changes nothing",
     {SETTLED, {SAYS, 3, 0}, {WORKS, 170, 0}},
     "asked 170h 0/1 closed"},
    {"a courier that was away asks late", {SETTLED, {WORKS, 170 + 7 * 24, 0}}, "asked 338h 0/1 closed"},
    {"too late it is not asked", {SETTLED, {WORKS, 171 + 7 * 24, 0}}, "0/0 closed"},
    {"of history nobody hears",
     {{IMPORTED, 0, LEVEL_CRITICAL}, {SETTLES, 2, 0}, {WORKS, 170, 0}},
     "0/0 closed"},
    {"below mode answer it is not asked", {SETTLED, {MODE, 0, 0}, {WORKS, 170, 0}}, "0/0 closed"},
    {"who must not be written to is not asked", {SETTLED, {REFUSES, 3, 0}, {WORKS, 170, 0}}, "0/0 closed"},
    {"a mailbox that asks no more", {SETTLED, {NO_MORE, 0, 0}, {WORKS, 170, 0}}, "0/0 closed"},
    {"a mailbox that waits longer by now",
     {SETTLED, {LONGER, 0, 0}, {WORKS, 170, 0}, {WORKS, 217, 0}, {WORKS, 218, 0}},
     "asked 218h 0/1 closed"},
    {"as upset as before",
     {SETTLED, {WORKS, 170, 0}, {REOPENS, 172, LEVEL_ESCALATION}},
     "asked 170h 1/1 calmer 0 same 1 hotter 0 solving due"},
    {"more upset than before, and only the first word counts",
     {SETTLED, {WORKS, 170, 0}, {REOPENS, 172, LEVEL_CRITICAL}, {WRITES, 173, LEVEL_NONE}},
     "asked 170h 1/1 calmer 0 same 0 hotter 1 solving due"},
    {"content",
     {SETTLED, {WORKS, 170, 0}, {THANKS, 172, LEVEL_NONE}},
     "asked 170h 1/1 calmer 1 same 0 hotter 0 closed"},
    {"what comes after a month is no answer",
     {SETTLED, {WORKS, 170, 0}, {REOPENS, 171 + 30 * 24, LEVEL_CRITICAL}},
     "asked 170h 0/1 solving due"},
};

static void run_step(FollowWorld *world) {
    Config *config = world->clocks->config;
    Mailbox *mailbox = config->mailboxes->pdata[0];
    Ground *ground = &world->clocks->ground;
    if (world->step->what == WORKS)
        support_write(ground, do_work, world);
    else if (world->step->what == MODE)
        config->mode = MODE_TAG;
    else if (world->step->what == NO_MORE)
        mailbox->follow_up = 0;
    else if (world->step->what == LONGER)
        mailbox->follow_up = 9 * DAY;
    else
        support_write(ground, do_happen, world);
}

static void run_case(const Case *one) {
    void *clocks = NULL;
    clock_world_setup(&clocks);
    g_autoptr(GString) text = g_string_new(NULL);
    FollowWorld world = {.clocks = clocks, .text = text};
    ((Mailbox *)world.clocks->config->mailboxes->pdata[0])->follow_up = 7 * DAY;
    for (world.step = one->steps; world.step->what != END; world.step++)
        run_step(&world);
    support_read(&world.clocks->ground, do_tell, &world);
    clock_world_teardown(&clocks);
    if (strcmp(text->str, one->expected) != 0)
        fail_msg("%s: %s instead of %s", one->name, text->str, one->expected);
}

static void the_question_and_its_answer(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        run_case(&CASES[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_question_and_its_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
