// The one thing to do next: each rule alone, and what comes before what. Nobody is told to solve before
// somebody has listened.
#include "support_time.h"

#include "next_step.h"

// Monday, 23 November 2026, 10:00; the hours are Monday to Friday, 09:00 to 17:00 UTC.
#define NOW "2026-11-23T10:00:00Z"
#define LATER "2026-11-23T12:00:00Z"
#define EARLIER "2026-11-23T09:30:00Z"

typedef struct Case {
    const char *name;
    Phase phase;
    Level level;
    const char *opened, *answered, *asked;                       // NULL: just now, never, not
    const char *first_reply, *next_reply, *touchpoint, *promise; // due; NULL: none runs
    bool paused;                                                 // all of them
    const char *problem;
    NextStep wanted;
} Case;

static const Case CASES[] = {
    {.name = "a new complaint", .level = LEVEL_CRITICAL, .first_reply = LATER, .wanted = STEP_LISTEN},
    {.name = "a new question", .first_reply = LATER, .wanted = STEP_LISTEN},
    {.name = "no clock, nobody answered: imported", .level = LEVEL_CONCERN, .wanted = STEP_LISTEN},
    {.name = "called solving, but nobody has listened",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .opened = "2026-10-01T10:00:00Z",
     .first_reply = LATER,
     .wanted = STEP_LISTEN},
    {.name = "a daily word is overdue too, but nobody has listened",
     .level = LEVEL_CRITICAL,
     .first_reply = EARLIER,
     .touchpoint = EARLIER,
     .wanted = STEP_LISTEN},
    {.name = "they wrote again",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .answered = EARLIER,
     .next_reply = LATER,
     .wanted = STEP_ANSWER},
    {.name = "they wrote again after it was closed and answered",
     .phase = PHASE_SOLVING,
     .answered = EARLIER,
     .next_reply = EARLIER,
     .wanted = STEP_ANSWER},
    {.name = "a promise is overdue before all else",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CRITICAL,
     .next_reply = EARLIER,
     .touchpoint = EARLIER,
     .promise = EARLIER,
     .wanted = STEP_PROMISE_MISSED},
    {.name = "a promise is due now",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CONCERN,
     .answered = EARLIER,
     .promise = NOW,
     .wanted = STEP_KEEP},
    {.name = "a paused promise is not overdue",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CONCERN,
     .answered = EARLIER,
     .asked = EARLIER,
     .promise = EARLIER,
     .paused = true,
     .wanted = STEP_WAIT},
    {.name = "the daily word is overdue",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CRITICAL,
     .answered = EARLIER,
     .touchpoint = EARLIER,
     .wanted = STEP_TOUCH},
    {.name = "the daily word is due later",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CRITICAL,
     .answered = EARLIER,
     .touchpoint = LATER,
     .wanted = STEP_DATE},
    {.name = "asked this morning",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .answered = EARLIER,
     .asked = EARLIER,
     .wanted = STEP_WAIT},
    {.name = "asked on Thursday: two business days",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .answered = "2026-11-19T10:00:00Z",
     .asked = "2026-11-19T10:00:00Z",
     .wanted = STEP_WAIT},
    {.name = "asked on Wednesday: three",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .answered = "2026-11-18T10:00:00Z",
     .asked = "2026-11-18T10:00:00Z",
     .wanted = STEP_ASK_AGAIN},
    {.name = "asked in the future, by a wrong clock",
     .phase = PHASE_SOLVING,
     .answered = EARLIER,
     .asked = "2027-11-18T10:00:00Z",
     .wanted = STEP_WAIT},
    {.name = "answered, and still discovery",
     .level = LEVEL_ESCALATION,
     .answered = EARLIER,
     .wanted = STEP_UNDERSTAND},
    {.name = "discovery with a promise that runs",
     .level = LEVEL_ESCALATION,
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_UNDERSTAND},
    {.name = "five business days old, no cause named",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .opened = "2026-11-16T10:00:00Z",
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_NAME_PROBLEM},
    {.name = "four business days old",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .opened = "2026-11-16T10:00:01Z",
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_KEEP},
    {.name = "old, and the cause is named",
     .phase = PHASE_SOLVING,
     .level = LEVEL_ESCALATION,
     .opened = "2026-10-16T10:00:00Z",
     .answered = EARLIER,
     .problem = "P12",
     .wanted = STEP_DATE},
    {.name = "an old question needs no cause",
     .phase = PHASE_SOLVING,
     .opened = "2026-10-16T10:00:00Z",
     .answered = EARLIER,
     .wanted = STEP_CLOSE},
    {.name = "nothing promised",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CONCERN,
     .answered = EARLIER,
     .wanted = STEP_DATE},
    {.name = "a promise runs",
     .phase = PHASE_SOLVING,
     .level = LEVEL_CONCERN,
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_KEEP},
    {.name = "a promise runs in a plain question",
     .phase = PHASE_SOLVING,
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_KEEP},
    {.name = "follow-up", .phase = PHASE_FOLLOW_UP, .answered = EARLIER, .wanted = STEP_CONFIRM},
    {.name = "they solved it themselves before anybody answered",
     .phase = PHASE_FOLLOW_UP,
     .wanted = STEP_CONFIRM},
    {.name = "follow-up with a promise to keep",
     .phase = PHASE_FOLLOW_UP,
     .answered = EARLIER,
     .promise = LATER,
     .wanted = STEP_KEEP},
    {.name = "closed", .phase = PHASE_CLOSED, .answered = EARLIER, .wanted = STEP_CLOSE},
    {.name = "closed by hand, never answered",
     .phase = PHASE_CLOSED,
     .level = LEVEL_CRITICAL,
     .wanted = STEP_CLOSE},
};

static void add_clock(const Case *row, GPtrArray *clocks, ClockKind kind, const char *due) {
    if (due == NULL)
        return;
    Clock *clock = clock_new(kind);
    clock->accepted = true;
    clock->started = at("2026-11-23T09:00:00Z");
    clock->due = at(due);
    clock->paused = row->paused ? clock->started : 0;
    g_ptr_array_add(clocks, clock);
}

static NextStep step_of(const Case *row, const Calendar *calendar) {
    g_autoptr(Thread) thread = thread_new();
    g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    thread->phase = row->phase;
    thread->level = row->level;
    thread->opened = at(row->opened == NULL ? "2026-11-23T09:00:00Z" : row->opened);
    thread->answered = at_or_none(row->answered);
    thread->asked = at_or_none(row->asked);
    thread->problem = g_strdup(row->problem);
    add_clock(row, clocks, CLOCK_FIRST_REPLY, row->first_reply);
    add_clock(row, clocks, CLOCK_NEXT_REPLY, row->next_reply);
    add_clock(row, clocks, CLOCK_TOUCHPOINT, row->touchpoint);
    add_clock(row, clocks, CLOCK_PROMISE, row->promise);
    return next_step_of(thread, clocks, calendar, at(NOW));
}

static void each_rule_has_its_case(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of("Mon-Fri 09:00-17:00", "UTC");
    bool seen[STEP_COUNT] = {false};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const NextStep step = step_of(&CASES[i], calendar);
        if (step != CASES[i].wanted)
            fail_msg("%s: %s, not %s", CASES[i].name, next_step_name(step), next_step_name(CASES[i].wanted));
        seen[step] = true;
    }
    for (unsigned step = 0; step < STEP_COUNT; step++)
        if (!seen[step])
            fail_msg("no case for %s", next_step_name((NextStep)step));
}

// Whatever else is so: an overdue promise aside, who has not been heard is heard first.
static void nobody_solves_before_somebody_has_listened(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of("Mon-Fri 09:00-17:00", "UTC");
    for (unsigned bits = 0; bits < 256; bits++) {
        const Case row = {.phase = (bits & 1) != 0 ? PHASE_SOLVING : PHASE_DISCOVERY,
                          .level = (Level)((bits >> 1) & 3),
                          .opened = (bits & 8) != 0 ? "2026-01-05T10:00:00Z" : NULL,
                          .first_reply = (bits & 16) != 0 ? LATER : EARLIER,
                          .touchpoint = (bits & 32) != 0 ? EARLIER : NULL,
                          .promise = (bits & 64) != 0 ? LATER : NULL,
                          .problem = (bits & 128) != 0 ? "P12" : NULL};
        const NextStep step = step_of(&row, calendar);
        if (step != STEP_LISTEN)
            fail_msg("case %u: %s", bits, next_step_name(step));
    }
}

static void a_stopped_clock_says_nothing(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of("24x7", "UTC");
    g_autoptr(Thread) thread = thread_new();
    g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    Clock *clock = clock_new(CLOCK_PROMISE);
    clock->accepted = true;
    clock->due = at(EARLIER);
    clock_stop(clock, CLOCK_MET, at(NOW));
    g_ptr_array_add(clocks, clock);
    thread->phase = PHASE_FOLLOW_UP;
    thread->answered = at(EARLIER);
    assert_int_equal(next_step_of(thread, clocks, calendar, at(NOW)), STEP_CONFIRM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_has_its_case),
        cmocka_unit_test(nobody_solves_before_somebody_has_listened),
        cmocka_unit_test(a_stopped_clock_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
