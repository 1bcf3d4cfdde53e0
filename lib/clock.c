// The moments at which a clock speaks are fixed when it starts or changes, so
// that whoever waits for the next one needs no calendar.
#include "clock.h"

static const GTimeSpan SOON_LEAST = 5 * G_TIME_SPAN_MINUTE, SOON_MOST = G_TIME_SPAN_HOUR;

const char *clock_kind_name(ClockKind kind) {
    static const char *const NAMES[CLOCK_KINDS] = {"acknowledge", "first-reply", "next-reply", "touchpoint",
                                                   "promise"};
    return NAMES[kind];
}

const char *clock_end_name(ClockEnd end) {
    static const char *const NAMES[CLOCK_ENDS] = {"running", "met", "reset", "dropped", "missed"};
    return NAMES[end];
}

const char *clock_word_name(ClockWord word) {
    static const char *const NAMES[CLOCK_WORDS] = {"half", "soon", "missed"};
    return NAMES[word];
}

Clock *clock_new(ClockKind kind) {
    Clock *clock = g_new0(Clock, 1);
    clock->kind = kind;
    return clock;
}

void clock_free(Clock *clock) {
    if (clock == NULL)
        return;
    g_free(clock->mailbox);
    g_free(clock->tier);
    g_free(clock->words);
    g_free(clock);
}

static void set_warnings(Clock *clock, const Calendar *calendar) {
    const GTimeSpan whole = calendar_between(calendar, clock->started, clock->due);
    if (whole == 0) { // a promise for a night or a weekend
        const GTimeSpan wall = clock->due - clock->started;
        clock->half = clock->started + wall / 2;
        clock->soon = clock->due - wall / 4;
        return;
    }
    const GTimeSpan before = MIN(CLAMP(whole / 10, SOON_LEAST, SOON_MOST), whole / 4);
    clock->half = MIN(calendar_add(calendar, clock->started, whole / 2), clock->due);
    clock->soon = MIN(calendar_add(calendar, clock->started, whole - before), clock->due);
}

void clock_start(Clock *clock, const Calendar *calendar, int64_t now, int64_t due) {
    clock->started = now;
    clock->due = MAX(due, now);
    set_warnings(clock, calendar);
}

void clock_shorten(Clock *clock, const Calendar *calendar, int64_t due) {
    if (!clock_runs(clock) || due >= clock->due)
        return;
    clock->due = MAX(due, clock->started);
    set_warnings(clock, calendar);
}

void clock_pause(Clock *clock, int64_t now) {
    if (clock_runs(clock) && clock->paused == 0 && now < clock->due)
        clock->paused = now;
}

static int64_t moved(const Calendar *calendar, int64_t moment, int64_t from, int64_t to) {
    return moment <= from ? moment : calendar_add(calendar, to, calendar_between(calendar, from, moment));
}

void clock_resume(Clock *clock, const Calendar *calendar, int64_t now) {
    const int64_t since = clock->paused;
    if (since == 0)
        return;
    clock->half = moved(calendar, clock->half, since, now);
    clock->soon = moved(calendar, clock->soon, since, now);
    clock->due = moved(calendar, clock->due, since, now);
    clock->paused = 0;
}

void clock_stop(Clock *clock, ClockEnd end, int64_t now) {
    if (!clock_runs(clock))
        return;
    clock->end = end;
    clock->stopped = MAX(now, clock->started);
}

void clock_drop(Clock *clock, int64_t now) {
    clock_stop(clock, clock_is_late(clock, now) ? CLOCK_UNMET : CLOCK_DROPPED, now);
}

bool clock_runs(const Clock *clock) {
    return clock->end == CLOCK_RUNS;
}

bool clock_is_late(const Clock *clock, int64_t now) {
    if (clock->end == CLOCK_UNMET) // also in the very moment in which it was due
        return true;
    if (clock->due == 0 || clock->end == CLOCK_DROPPED || clock->paused != 0)
        return false;
    return clock_runs(clock) ? clock->accepted && now > clock->due : clock->stopped > clock->due;
}

static int64_t moment_of(const Clock *clock, ClockWord word) {
    return word == CLOCK_HALF ? clock->half : word == CLOCK_SOON ? clock->soon : clock->due;
}

int64_t clock_next(const Clock *clock) {
    int64_t next = INT64_MAX;
    if (!clock_runs(clock) || clock->paused != 0 || !clock->accepted || clock->due == 0)
        return next;
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        if (clock->told[word] == 0)
            next = MIN(next, moment_of(clock, (ClockWord)word));
    return next;
}

ClockWord clock_tell(Clock *clock, int64_t now) {
    if (clock_next(clock) > now)
        return CLOCK_SILENT;
    ClockWord gravest = CLOCK_SILENT;
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        if (clock->told[word] == 0 && moment_of(clock, (ClockWord)word) <= now)
            gravest = (ClockWord)word;
    for (unsigned word = 0; word <= (unsigned)gravest; word++)
        clock->told[word] = clock->told[word] == 0 ? now : clock->told[word];
    return gravest;
}

GTimeSpan clock_business(const Clock *clock, const Calendar *calendar) {
    return calendar_between(calendar, clock->started, clock->stopped);
}

GTimeSpan clock_wall(const Clock *clock) {
    return clock->stopped - clock->started;
}
