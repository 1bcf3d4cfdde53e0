// One clock by itself: when it warns, what it says and how often, what a rise
// and a pause do to it, and when it counts as late.
#include "support_time.h"

#include "clock.h"

#define WEEK "Mon-Fri 09:00-17:00"
#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

static Clock *started(const Calendar *calendar, const char *now, const char *due) {
    Clock *clock = clock_new(CLOCK_NEXT_REPLY);
    clock->accepted = true;
    clock_start(clock, calendar, at(now), at(due));
    return clock;
}

// --- names ---

static void names_are_told_apart(void **state) {
    (void)state;
    assert_string_equal(clock_kind_name(CLOCK_ACKNOWLEDGE), "acknowledge");
    assert_string_equal(clock_kind_name(CLOCK_FIRST_REPLY), "first-reply");
    assert_string_equal(clock_kind_name(CLOCK_NEXT_REPLY), "next-reply");
    assert_string_equal(clock_kind_name(CLOCK_TOUCHPOINT), "touchpoint");
    assert_string_equal(clock_kind_name(CLOCK_PROMISE), "promise");
    assert_string_equal(clock_end_name(CLOCK_RUNS), "running");
    assert_string_equal(clock_end_name(CLOCK_MET), "met");
    assert_string_equal(clock_end_name(CLOCK_RESET), "reset");
    assert_string_equal(clock_end_name(CLOCK_DROPPED), "dropped");
    assert_string_equal(clock_end_name(CLOCK_UNMET), "missed");
    assert_string_equal(clock_word_name(CLOCK_HALF), "half");
    assert_string_equal(clock_word_name(CLOCK_SOON), "soon");
    assert_string_equal(clock_word_name(CLOCK_MISSED), "missed");
}

// --- when it warns ---

typedef struct StartCase {
    const char *name, *hours, *zone, *now, *due;
    const char *half, *soon; // wanted
} StartCase;

static const StartCase STARTS[] = {
    {"four hours: soon is a tenth before", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z",
     "2026-11-23T11:00:00Z", "2026-11-23T12:36:00Z"},
    {"an hour", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z", "2026-11-23T09:30:00Z",
     "2026-11-23T09:54:00Z"},
    {"half an hour: at least five minutes before", WEEK, "UTC", "2026-11-23T09:00:00Z",
     "2026-11-23T09:30:00Z", "2026-11-23T09:15:00Z", "2026-11-23T09:25:00Z"},
    {"a quarter of an hour: never more than a quarter before", WEEK, "UTC", "2026-11-23T09:00:00Z",
     "2026-11-23T09:15:00Z", "2026-11-23T09:07:30Z", "2026-11-23T09:11:15Z"},
    {"three days: at most an hour before", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-25T17:00:00Z",
     "2026-11-24T13:00:00Z", "2026-11-25T16:00:00Z"},
    {"warnings fall into open time", WEEK, "UTC", "2026-11-20T16:00:00Z", "2026-11-23T12:00:00Z",
     "2026-11-23T10:00:00Z", "2026-11-23T11:36:00Z"},
    {"begun at night", WEEK, "UTC", "2026-11-22T23:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T11:00:00Z",
     "2026-11-23T12:36:00Z"},
    {"due at night: what is open counts", WEEK, "UTC", "2026-11-23T13:00:00Z", "2026-11-23T23:00:00Z",
     "2026-11-23T15:00:00Z", "2026-11-23T16:36:00Z"},
    {"nothing open until it is due: the wall clock", WEEK, "UTC", "2026-11-21T10:00:00Z",
     "2026-11-22T10:00:00Z", "2026-11-21T22:00:00Z", "2026-11-22T04:00:00Z"},
    {"due at once", WEEK, "UTC", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z",
     "2026-11-23T10:00:00Z"},
    {"over a day of 23 hours", "24x7", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
     "2026-03-29T00:00:00Z", "2026-03-29T11:00:00Z"},
    {"over a Sunday on which the clocks change", "Mon-Sun 00:00-08:00", "Europe/Berlin",
     "2026-03-28T23:00:00Z", "2026-03-29T06:00:00Z", "2026-03-29T02:30:00Z", "2026-03-29T05:18:00Z"},
    {"over the hour that comes twice", "Mon-Sun 00:00-08:00", "Europe/Berlin", "2026-10-24T22:00:00Z",
     "2026-10-25T07:00:00Z", "2026-10-25T02:30:00Z", "2026-10-25T06:06:00Z"},
    {"over a leap day", "24x7", "UTC", "2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z", "2028-02-29T12:00:00Z",
     "2028-03-01T11:00:00Z"},
};

static void warns_at_half_and_shortly_before(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(STARTS); i++) {
        const StartCase *row = &STARTS[i];
        g_autoptr(Calendar) calendar = calendar_of(row->hours, row->zone);
        g_autoptr(Clock) clock = started(calendar, row->now, row->due);
        check_moment(row->name, "started", clock->started, at(row->now));
        check_moment(row->name, "due", clock->due, at(row->due));
        check_moment(row->name, "half", clock->half, at(row->half));
        check_moment(row->name, "soon", clock->soon, at(row->soon));
        assert_true(clock_runs(clock));
    }
}

static void what_is_due_in_the_past_is_due_now(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T10:00:00Z", "2026-11-20T10:00:00Z");
    check_moment("past", "due", clock->due, clock->started);
    assert_int_equal(clock_tell(clock, clock->started), CLOCK_MISSED);
}

// --- what it says ---

// The clock of 09:00 to 13:00: half at 11:00, soon at 12:36.
typedef struct TellCase {
    const char *name, *looks; // times of the day, and what it says: "10:59- 11:00h"
} TellCase;

static const TellCase TELLS[] = {
    {"each once, in order", "08:00- 09:00- 10:59- 11:00h 11:00- 12:35- 12:36s 12:59- 13:00m 13:00- 18:00-"},
    {"late looks", "11:30h 12:50s 14:00m 14:01-"},
    {"a stop over half and soon is one word", "12:40s 12:41- 13:00m 13:01-"},
    {"a stop over all is one word", "15:00m 15:01- 23:00-"},
    {"a stop over soon and missed", "11:00h 20:00m 21:00-"},
    {"time that jumps back tells nothing again",
     "11:00h 09:00- 11:00- 12:36s 10:00- 12:36- 13:00m 12:00- 13:00-"},
};

static char letter_of(ClockWord word) {
    return "hsm-"[word];
}

static int64_t on_monday(const char *time) {
    g_autofree char *text = g_strdup_printf("2026-11-23T%.5s:00Z", time);
    return at(text);
}

static void says_each_word_once(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    for (size_t i = 0; i < G_N_ELEMENTS(TELLS); i++) {
        g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
        g_auto(GStrv) looks = g_strsplit(TELLS[i].looks, " ", -1);
        for (char **look = looks; *look != NULL; look++) {
            const char found = letter_of(clock_tell(clock, on_monday(*look)));
            if (found != (*look)[5])
                fail_msg("%s: at %s it said %c", TELLS[i].name, *look, found);
        }
    }
}

static void next_is_the_first_word_not_yet_said(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    check_moment("fresh", "next", clock_next(clock), at("2026-11-23T11:00:00Z"));
    clock_tell(clock, at("2026-11-23T11:20:00Z"));
    check_moment("half told", "next", clock_next(clock), at("2026-11-23T12:36:00Z"));
    check_moment("half told", "told", clock->told[CLOCK_HALF], at("2026-11-23T11:20:00Z"));
    clock_tell(clock, at("2026-11-23T12:40:00Z"));
    check_moment("soon told", "next", clock_next(clock), at("2026-11-23T13:00:00Z"));
    clock_tell(clock, at("2026-11-23T13:10:00Z"));
    assert_true(clock_next(clock) == INT64_MAX);
    check_moment("all told", "half", clock->told[CLOCK_HALF], at("2026-11-23T11:20:00Z"));
    check_moment("all told", "missed", clock->told[CLOCK_MISSED], at("2026-11-23T13:10:00Z"));
}

static void who_must_be_silent_is(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    const int64_t late = at("2026-12-23T09:00:00Z");
    g_autoptr(Clock) waits = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    waits->accepted = false;
    g_autoptr(Clock) paused = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_pause(paused, at("2026-11-23T10:00:00Z"));
    g_autoptr(Clock) stopped = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_stop(stopped, CLOCK_MET, at("2026-11-23T10:00:00Z"));
    g_autoptr(Clock) measured = clock_new(CLOCK_ACKNOWLEDGE);
    measured->accepted = true;
    Clock *const silent[] = {waits, paused, stopped, measured};
    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++) {
        if (clock_next(silent[i]) != INT64_MAX || clock_tell(silent[i], late) != CLOCK_SILENT)
            fail_msg("clock %zu speaks", i);
        assert_int_equal(silent[i]->told[CLOCK_MISSED], 0);
    }
    waits->accepted = true;
    assert_int_equal(clock_tell(waits, late), CLOCK_MISSED);
}

// --- a rise shortens ---

static void an_earlier_due_time_holds(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_shorten(clock, calendar, at("2026-11-23T15:00:00Z"));
    check_moment("a later one does nothing", "due", clock->due, at("2026-11-23T13:00:00Z"));
    clock_shorten(clock, calendar, at("2026-11-23T13:00:00Z"));
    check_moment("the same does nothing", "half", clock->half, at("2026-11-23T11:00:00Z"));
    clock_shorten(clock, calendar, at("2026-11-23T11:00:00Z"));
    check_moment("an earlier one", "due", clock->due, at("2026-11-23T11:00:00Z"));
    check_moment("an earlier one", "half", clock->half, at("2026-11-23T10:00:00Z"));
    check_moment("an earlier one", "soon", clock->soon, at("2026-11-23T10:48:00Z"));
    check_moment("an earlier one", "started", clock->started, at("2026-11-23T09:00:00Z"));
}

static void a_warning_whose_moment_is_over_is_due_at_once(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    const int64_t now = at("2026-11-23T10:45:00Z");
    assert_int_equal(clock_tell(clock, now), CLOCK_SILENT);
    clock_shorten(clock, calendar, at("2026-11-23T11:00:00Z")); // half is 10:00 now
    assert_true(clock_next(clock) <= now);
    assert_int_equal(clock_tell(clock, now), CLOCK_HALF);
    assert_int_equal(clock_tell(clock, now), CLOCK_SILENT);
}

static void what_was_said_is_not_said_again_when_it_is_shortened(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    assert_int_equal(clock_tell(clock, at("2026-11-23T11:00:00Z")), CLOCK_HALF);
    clock_shorten(clock, calendar, at("2026-11-23T12:00:00Z"));
    assert_int_equal(clock_tell(clock, at("2026-11-23T11:30:00Z")), CLOCK_SILENT);
    assert_int_equal(clock_tell(clock, at("2026-11-23T11:45:00Z")), CLOCK_SOON);
    assert_int_equal(clock_tell(clock, at("2026-11-23T12:00:00Z")), CLOCK_MISSED);
}

static void a_due_time_before_its_start_is_its_start(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_shorten(clock, calendar, at("2026-11-20T13:00:00Z"));
    check_moment("shortened", "due", clock->due, clock->started);
}

static void a_stopped_clock_is_not_shortened(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_stop(clock, CLOCK_MET, at("2026-11-23T12:00:00Z"));
    clock_shorten(clock, calendar, at("2026-11-23T10:00:00Z"));
    check_moment("stopped", "due", clock->due, at("2026-11-23T13:00:00Z"));
    assert_false(clock_is_late(clock, at("2026-11-23T12:30:00Z")));
}

// --- pause ---

typedef struct PauseCase {
    const char *name, *hours, *zone, *now, *due, *pause, *resume;
    const char *due_then, *soon_then; // wanted
} PauseCase;

static const PauseCase PAUSES[] = {
    {"an hour", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T10:00:00Z",
     "2026-11-23T11:00:00Z", "2026-11-23T14:00:00Z", "2026-11-23T13:36:00Z"},
    {"over night costs nothing", WEEK, "UTC", "2026-11-23T15:00:00Z", "2026-11-24T11:00:00Z",
     "2026-11-23T17:00:00Z", "2026-11-24T09:00:00Z", "2026-11-24T11:00:00Z", "2026-11-24T10:36:00Z"},
    {"over a weekend", WEEK, "UTC", "2026-11-20T15:00:00Z", "2026-11-23T11:00:00Z", "2026-11-20T16:00:00Z",
     "2026-11-24T16:00:00Z", "2026-11-25T11:00:00Z", "2026-11-25T10:36:00Z"},
    {"answered at night", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T10:00:00Z",
     "2026-11-23T22:00:00Z", "2026-11-24T12:00:00Z", "2026-11-24T11:36:00Z"},
    {"what warned already stays where it was", WEEK, "UTC", "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z",
     "2026-11-23T12:48:00Z", "2026-11-23T14:00:00Z", "2026-11-23T14:12:00Z", "2026-11-23T12:36:00Z"},
    {"over the change to summer time", "24x7", "Europe/Berlin", "2026-03-28T12:00:00Z",
     "2026-03-28T16:00:00Z", "2026-03-28T13:00:00Z", "2026-03-29T13:00:00Z", "2026-03-29T16:00:00Z",
     "2026-03-29T15:36:00Z"},
    {"over the change to summer time, by day", WEEK, "Europe/Berlin", "2026-03-27T14:00:00Z",
     "2026-03-30T08:00:00Z", "2026-03-27T15:00:00Z", "2026-03-30T09:00:00Z", "2026-03-30T11:00:00Z",
     "2026-03-30T10:42:00Z"},
    {"over the change to winter time, by day", WEEK, "America/New_York", "2026-10-30T19:00:00Z",
     "2026-11-02T16:00:00Z", "2026-10-30T20:00:00Z", "2026-11-02T15:00:00Z", "2026-11-02T18:00:00Z",
     "2026-11-02T17:36:00Z"},
    {"of the southern hemisphere", WEEK, "Australia/Sydney", "2026-10-02T05:00:00Z", "2026-10-05T00:00:00Z",
     "2026-10-02T06:00:00Z", "2026-10-05T04:00:00Z", "2026-10-05T23:00:00Z", "2026-10-05T22:36:00Z"},
};

static void the_same_business_time_is_left_after_a_pause(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(PAUSES); i++) {
        const PauseCase *row = &PAUSES[i];
        g_autoptr(Calendar) calendar = calendar_of(row->hours, row->zone);
        g_autoptr(Clock) clock = started(calendar, row->now, row->due);
        const GTimeSpan left = calendar_between(calendar, at(row->pause), clock->due);
        clock_pause(clock, at(row->pause));
        clock_pause(clock, at(row->pause) + MINUTE); // asked again: it waits since the first time
        check_moment(row->name, "paused", clock->paused, at(row->pause));
        clock_resume(clock, calendar, at(row->resume));
        check_moment(row->name, "due", clock->due, at(row->due_then));
        check_moment(row->name, "soon", clock->soon, at(row->soon_then));
        assert_int_equal(calendar_between(calendar, at(row->resume), clock->due), left);
        assert_int_equal(clock->paused, 0);
    }
}

static void resuming_what_is_not_paused_changes_nothing(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_resume(clock, calendar, at("2026-11-23T12:00:00Z"));
    check_moment("not paused", "due", clock->due, at("2026-11-23T13:00:00Z"));
}

static void what_is_due_already_is_not_paused(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_pause(clock, at("2026-11-23T13:00:00Z"));
    assert_int_equal(clock->paused, 0);
    assert_int_equal(clock_tell(clock, at("2026-11-23T13:00:00Z")), CLOCK_MISSED);
}

// --- late ---

static void late_is_what_was_not_done_in_time(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    const int64_t due = at("2026-11-23T13:00:00Z");
    g_autoptr(Clock) runs = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    assert_false(clock_is_late(runs, due));
    assert_true(clock_is_late(runs, due + 1));
    static const struct {
        ClockEnd end;
        int64_t after_due;
        bool late;
    } cases[] = {
        {CLOCK_MET, -1, false},   {CLOCK_MET, 0, false},     {CLOCK_MET, 1, true},
        {CLOCK_RESET, -1, false}, {CLOCK_DROPPED, 1, false}, {CLOCK_DROPPED, HOUR, false},
        {CLOCK_UNMET, 1, true},   {CLOCK_UNMET, 0, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
        clock_stop(clock, cases[i].end, due + cases[i].after_due);
        if (clock_is_late(clock, due + 10 * HOUR) != cases[i].late)
            fail_msg("row %zu", i);
    }
}

static void a_paused_clock_is_never_late(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_pause(clock, at("2026-11-23T10:00:00Z"));
    assert_false(clock_is_late(clock, at("2026-11-30T10:00:00Z")));
    // We wrote again, and still it was for them to answer.
    clock_stop(clock, CLOCK_MET, at("2026-11-30T10:00:00Z"));
    assert_false(clock_is_late(clock, at("2026-11-30T10:00:00Z")));
}

static void what_the_mta_may_not_have_taken_is_not_late(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock->accepted = false;
    assert_false(clock_is_late(clock, at("2026-11-30T10:00:00Z")));
    // A person answered: it was taken.
    clock_stop(clock, CLOCK_MET, at("2026-11-30T10:00:00Z"));
    assert_true(clock_is_late(clock, at("2026-11-30T10:00:00Z")));
}

// --- nobody waits any more ---

typedef struct DropCase {
    const char *name, *now;
    bool accepted, paused;
    ClockEnd end;
} DropCase;

static void what_is_missed_stays_missed_when_it_is_dropped(void **state) {
    (void)state;
    static const DropCase CASES[] = {
        {"before it is due", "2026-11-23T12:59:59Z", true, false, CLOCK_DROPPED},
        {"in that moment", "2026-11-23T13:00:00Z", true, false, CLOCK_DROPPED},
        {"a second later", "2026-11-23T13:00:01Z", true, false, CLOCK_UNMET},
        {"a week later", "2026-11-30T13:00:00Z", true, false, CLOCK_UNMET},
        {"it was for the customer to write", "2026-11-30T13:00:00Z", true, true, CLOCK_DROPPED},
        {"the message may never have come", "2026-11-30T13:00:00Z", false, false, CLOCK_DROPPED},
    };
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
        clock->accepted = CASES[i].accepted;
        if (CASES[i].paused)
            clock_pause(clock, at("2026-11-23T10:00:00Z"));
        clock_drop(clock, at(CASES[i].now));
        if (clock->end != CASES[i].end ||
            clock_is_late(clock, at(CASES[i].now)) != (clock->end == CLOCK_UNMET))
            fail_msg("%s: %s", CASES[i].name, clock_end_name(clock->end));
        check_moment(CASES[i].name, "stopped", clock->stopped, at(CASES[i].now));
    }
}

static void what_was_met_is_not_dropped(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_stop(clock, CLOCK_MET, at("2026-11-23T14:00:00Z"));
    clock_drop(clock, at("2026-11-23T15:00:00Z"));
    assert_int_equal(clock->end, CLOCK_MET);
    check_moment("met", "stopped", clock->stopped, at("2026-11-23T14:00:00Z"));
}

static void what_is_only_measured_is_never_late(void **state) {
    (void)state;
    g_autoptr(Clock) clock = clock_new(CLOCK_ACKNOWLEDGE);
    clock->started = at("2026-11-23T09:00:00Z");
    clock_stop(clock, CLOCK_MET, at("2026-11-24T09:00:00Z"));
    assert_false(clock_is_late(clock, at("2026-11-25T09:00:00Z")));
}

// --- stopping and measuring ---

static void it_stops_once_and_never_before_it_began(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "UTC");
    g_autoptr(Clock) clock = started(calendar, "2026-11-23T09:00:00Z", "2026-11-23T13:00:00Z");
    clock_stop(clock, CLOCK_MET, at("2026-11-23T08:00:00Z"));
    check_moment("before its start", "stopped", clock->stopped, clock->started);
    assert_int_equal(clock_wall(clock), 0);
    clock_stop(clock, CLOCK_DROPPED, at("2026-11-23T10:00:00Z"));
    assert_int_equal(clock->end, CLOCK_MET);
    check_moment("again", "stopped", clock->stopped, clock->started);
}

static void measures_business_and_wall_clock_time(void **state) {
    (void)state;
    g_autoptr(Calendar) calendar = calendar_of(WEEK, "Europe/Berlin");
    g_autoptr(Clock) clock = started(calendar, "2026-03-27T15:30:00Z", "2026-03-30T10:00:00Z"); // Friday
    clock_stop(clock, CLOCK_MET, at("2026-03-30T08:15:00Z"));
    assert_int_equal(clock_business(clock, calendar), 105 * MINUTE); // 30 on Friday, 75 on Monday
    assert_int_equal(clock_wall(clock), 64 * HOUR + 45 * MINUTE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_told_apart),
        cmocka_unit_test(warns_at_half_and_shortly_before),
        cmocka_unit_test(what_is_due_in_the_past_is_due_now),
        cmocka_unit_test(says_each_word_once),
        cmocka_unit_test(next_is_the_first_word_not_yet_said),
        cmocka_unit_test(who_must_be_silent_is),
        cmocka_unit_test(an_earlier_due_time_holds),
        cmocka_unit_test(a_warning_whose_moment_is_over_is_due_at_once),
        cmocka_unit_test(what_was_said_is_not_said_again_when_it_is_shortened),
        cmocka_unit_test(a_due_time_before_its_start_is_its_start),
        cmocka_unit_test(a_stopped_clock_is_not_shortened),
        cmocka_unit_test(the_same_business_time_is_left_after_a_pause),
        cmocka_unit_test(resuming_what_is_not_paused_changes_nothing),
        cmocka_unit_test(what_is_due_already_is_not_paused),
        cmocka_unit_test(late_is_what_was_not_done_in_time),
        cmocka_unit_test(a_paused_clock_is_never_late),
        cmocka_unit_test(what_the_mta_may_not_have_taken_is_not_late),
        cmocka_unit_test(what_is_missed_stays_missed_when_it_is_dropped),
        cmocka_unit_test(what_was_met_is_not_dropped),
        cmocka_unit_test(what_is_only_measured_is_never_late),
        cmocka_unit_test(it_stops_once_and_never_before_it_began),
        cmocka_unit_test(measures_business_and_wall_clock_time),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
