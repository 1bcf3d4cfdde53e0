// The rules are a table, so that their order, which is the whole policy, is seen
// at one look: what we owe comes before what we wish for, and listening before
// any solution.
#include "next_step.h"

enum { SILENT_DAYS = 3, CAUSE_DAYS = 5 }; // business days

typedef struct Facts {
    const Thread *thread;
    const GPtrArray *clocks;
    const Calendar *calendar;
    int64_t now;
} Facts;

static bool runs(const Facts *facts, ClockKind kind) {
    for (guint i = 0; i < facts->clocks->len; i++) {
        const Clock *clock = facts->clocks->pdata[i];
        if (clock->kind == kind && clock_runs(clock))
            return true;
    }
    return false;
}

static bool is_late(const Facts *facts, ClockKind kind) {
    for (guint i = 0; i < facts->clocks->len; i++) {
        const Clock *clock = facts->clocks->pdata[i];
        if (clock->kind == kind && clock_runs(clock) && clock_is_late(clock, facts->now))
            return true;
    }
    return false;
}

// So many business days lie between the moment and now.
static bool is_past(const Calendar *calendar, int64_t since, unsigned days, int64_t now) {
    return now >= since && calendar_add_days(calendar, since, days) <= now;
}

static bool is_complaint(const Facts *facts) {
    return facts->thread->level > LEVEL_NONE;
}

static bool promise_missed(const Facts *facts) {
    return is_late(facts, CLOCK_PROMISE);
}

// Who said themselves that all is well again waits for nobody.
static bool unheard(const Facts *facts) {
    const bool content = facts->thread->phase == PHASE_FOLLOW_UP && !runs(facts, CLOCK_FIRST_REPLY);
    return facts->thread->answered == 0 && !content;
}

static bool wrote_again(const Facts *facts) {
    return runs(facts, CLOCK_NEXT_REPLY) || runs(facts, CLOCK_FIRST_REPLY);
}

static bool untouched(const Facts *facts) {
    return is_late(facts, CLOCK_TOUCHPOINT);
}

static bool asked(const Facts *facts) {
    return facts->thread->asked != 0 && !next_step_is_silent(facts->thread, facts->calendar, facts->now);
}

static bool silent(const Facts *facts) {
    return next_step_is_silent(facts->thread, facts->calendar, facts->now);
}

static bool discovering(const Facts *facts) {
    return facts->thread->phase == PHASE_DISCOVERY;
}

static bool causeless(const Facts *facts) {
    return facts->thread->phase == PHASE_SOLVING && is_complaint(facts) && facts->thread->problem == NULL &&
           is_past(facts->calendar, facts->thread->opened, CAUSE_DAYS, facts->now);
}

static bool promised(const Facts *facts) {
    return runs(facts, CLOCK_PROMISE);
}

static bool dateless(const Facts *facts) {
    return facts->thread->phase == PHASE_SOLVING && is_complaint(facts);
}

static bool following_up(const Facts *facts) {
    return facts->thread->phase == PHASE_FOLLOW_UP;
}

typedef struct Rule {
    NextStep step;
    bool (*fits)(const Facts *facts);
} Rule;

static const Rule RULES[] = {
    {STEP_PROMISE_MISSED, promise_missed},
    {STEP_LISTEN, unheard},
    {STEP_ANSWER, wrote_again},
    {STEP_TOUCH, untouched},
    {STEP_WAIT, asked},
    {STEP_ASK_AGAIN, silent},
    {STEP_UNDERSTAND, discovering},
    {STEP_NAME_PROBLEM, causeless},
    {STEP_KEEP, promised},
    {STEP_DATE, dateless},
    {STEP_CONFIRM, following_up},
};

const char *next_step_name(NextStep step) {
    static const char *const NAMES[STEP_COUNT] = {
        "promise-missed", "listen",       "answer", "touch", "wait",    "ask-again",
        "understand",     "name-problem", "date",   "keep",  "confirm", "close",
    };
    return NAMES[step];
}

bool next_step_is_silent(const Thread *thread, const Calendar *calendar, int64_t now) {
    return thread->asked != 0 && is_past(calendar, thread->asked, SILENT_DAYS, now);
}

NextStep next_step_of(const Thread *thread, const GPtrArray *clocks, const Calendar *calendar, int64_t now) {
    const Facts facts = {thread, clocks, calendar, now};
    if (thread->phase == PHASE_CLOSED)
        return STEP_CLOSE;
    for (size_t i = 0; i < G_N_ELEMENTS(RULES); i++)
        if (RULES[i].fits(&facts))
            return RULES[i].step;
    return STEP_CLOSE;
}
