#ifndef EARSHOT_TEST_YEAR_HISTORY_H
#define EARSHOT_TEST_YEAR_HISTORY_H
// A year that nobody had: random mailboxes, and a random history of
// conversations in them, made event by event beside the reference, so that it can aim
// at what is interesting just then: a promise that runs, a thread that was closed.

#include "clock_reference.h"

enum { YEAR_MAILBOXES = 5, YEAR_AT_ONCE = 25 };

typedef struct Year {
    GRand *random;
    ClockWorld *world;
    Reference reference;
    RefMailbox mailboxes[YEAR_MAILBOXES];
    uint64_t threads[YEAR_AT_ONCE]; // in which things happen just now; 0: none yet
    int left[YEAR_AT_ONCE];         // events until another takes its place
    uint64_t hot;                   // a thread in which something follows soon, or 0
    int quarrel;                    // times that it will yet be closed and opened again
    int64_t now;
} Year;

static inline int year_dice(Year *year, int from, int to) {
    return g_rand_int_range(year->random, from, to);
}

static inline bool year_percent(Year *year, int percent) {
    return year_dice(year, 0, 100) < percent;
}

// --- mailboxes ---

// Ranges end and begin on quarters of an hour, away from the hours in which clocks change.
static inline SlowHours year_hours(Year *year) {
    static const SlowHours DAYS[] = {
        {1, {540}, {1020}},  {2, {540, 780}, {720, 1020}},
        {1, {0}, {1440}},    {3, {495, 600, 900}, {585, 750, 1230}},
        {1, {1200}, {1440}}, {2, {0, 1320}, {360, 1440}},
        {1, {705}, {840}},
    };
    return year_percent(year, 60) ? DAYS[year_dice(year, 0, 2)]
                                  : DAYS[year_dice(year, 0, G_N_ELEMENTS(DAYS))];
}

static inline char *year_random_week(Year *year, SlowCalendar *slow) {
    static const char *const DAYS[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    GString *text = g_string_new(NULL);
    for (int day = 0; day < 7; day++) {
        if (day > 0 && year_percent(year, day < 5 ? 5 : 70))
            continue;
        const SlowHours hours = slow->week[day] = year_hours(year);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", DAYS[day]);
        for (int i = 0; i < hours.count; i++)
            g_string_append_printf(text, " %02d:%02d-%02d:%02d", hours.start[i] / 60, hours.start[i] % 60,
                                   hours.end[i] / 60, hours.end[i] % 60);
    }
    return g_string_free(text, FALSE);
}

static inline char *year_all_week(SlowCalendar *slow) {
    for (int day = 0; day < 7; day++)
        slow->week[day] = (SlowHours){1, {0}, {1440}};
    return g_strdup("24x7");
}

static inline void year_holidays(Year *year, SlowCalendar *slow, Calendar *calendar, int number) {
    g_autoptr(GString) text = g_string_new("# days off\n");
    slow->holiday_count = year_dice(year, 0, SLOW_HOLIDAYS);
    for (int i = 0; i < slow->holiday_count; i++) {
        const int month = year_dice(year, 1, 13), day = year_dice(year, 1, 29);
        slow->holidays[i] = 20260000 + month * 100 + day;
        g_string_append_printf(text, "2026-%02d-%02d holiday\n", month, day);
    }
    g_autofree char *path = g_strdup_printf("%s/holidays-%d", year->world->ground.directory, number);
    assert_true(g_file_set_contents(path, text->str, -1, NULL));
    assert_true(calendar_add_holidays(calendar, path, NULL));
}

static inline void year_targets(Year *year, Mailbox *mailbox) {
    static const GTimeSpan MINUTES[][5] = {
        {240, 240, 60, 15, 120}, {480, 240, 120, 30, 480}, {60, 45, 30, 10, 90}, {1440, 960, 480, 60, 600}};
    static const GTimeSpan TOUCHPOINTS[] = {G_TIME_SPAN_DAY, G_TIME_SPAN_DAY, 2 * G_TIME_SPAN_DAY,
                                            6 * G_TIME_SPAN_HOUR};
    const GTimeSpan *minutes = MINUTES[year_dice(year, 0, G_N_ELEMENTS(MINUTES))];
    for (int level = 0; level < LEVEL_COUNT; level++)
        mailbox->first_reply[level] = minutes[level] * G_TIME_SPAN_MINUTE;
    mailbox->next_reply = minutes[4] * G_TIME_SPAN_MINUTE;
    mailbox->touchpoint = TOUCHPOINTS[year_dice(year, 0, G_N_ELEMENTS(TOUCHPOINTS))];
}

static const char *const YEAR_ZONES[] = {
    "UTC",          "Europe/Berlin",       "America/New_York", "Australia/Sydney",
    "Asia/Kolkata", "America/Santiago",    "Pacific/Chatham",  "Europe/Dublin",
    "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca"};

static inline void year_mailbox(Year *year, int number) {
    RefMailbox *made = &year->mailboxes[number];
    const char *zone = YEAR_ZONES[year_dice(year, 0, G_N_ELEMENTS(YEAR_ZONES))];
    g_autofree char *hours = number == 0 ? year_all_week(&made->slow) : year_random_week(year, &made->slow);
    g_autofree char *name = g_strdup_printf("box%d", number);
    Mailbox *mailbox = clock_world_mailbox(name, hours, zone);
    year_targets(year, mailbox);
    year_holidays(year, &made->slow, mailbox->calendar, number);
    made->mailbox = mailbox;
    made->has_pm = number != 1;
    if (!made->has_pm)
        g_clear_pointer(&mailbox->pm, g_free);
    print_message("#   %s: %s in %s\n", name, hours, zone);
    // From two days before the year to half a year behind it: pauses and promises reach that far.
    slow_calendar_fill(&made->slow, zone, at("2025-12-30"), (size_t)(2 + 365 + 180) * 24 * 60);
    g_ptr_array_add(year->world->config->mailboxes, mailbox);
}

static inline Year *year_new(guint32 seed) {
    Year *year = g_new0(Year, 1);
    year->random = g_rand_new_with_seed(seed);
    year->world = clock_world_new();
    for (int number = 0; number < YEAR_MAILBOXES; number++)
        year_mailbox(year, number);
    year->now = at("2026-01-01");
    clock_world_pm(year->world)->alert = (Level)year_dice(year, LEVEL_NONE, LEVEL_COUNT);
    year->reference.threads = g_ptr_array_new_with_free_func(ref_thread_free);
    year->reference.notices = g_ptr_array_new_with_free_func(g_free);
    year->reference.mailboxes = year->mailboxes;
    year->reference.alert = clock_world_pm(year->world)->alert;
    return year;
}

static inline void year_free(Year *year) {
    for (int number = 0; number < YEAR_MAILBOXES; number++)
        slow_calendar_clear(&year->mailboxes[number].slow);
    g_ptr_array_unref(year->reference.threads);
    g_ptr_array_unref(year->reference.notices);
    clock_world_free(year->world);
    g_rand_free(year->random);
    g_free(year);
}

// --- events ---

// Whole seconds; often the next follows soon, sometimes not for a day or two.
static inline void year_pass(Year *year) {
    const int kind = year_dice(year, 0, 100);
    const int most = kind < 35 ? 300 : kind < 60 ? 3600 : kind < 97 ? 4 * 3600 : 48 * 3600;
    year->now += year_dice(year, 0, most) * (int64_t)G_USEC_PER_SEC;
}

static inline uint64_t year_thread(Year *year) {
    if (year->hot != 0 && year_percent(year, 60))
        return year->hot;
    const int place = year_dice(year, 0, YEAR_AT_ONCE);
    if (year->left[place]-- <= 0) {
        year->threads[place] = (uint64_t)g_rand_int(year->random) << 32 | g_rand_int(year->random) | 1;
        year->left[place] = year_dice(year, 3, 35);
    }
    return year->threads[place];
}

static inline Level year_level(Year *year) {
    const int kind = year_dice(year, 0, 100);
    return kind < 50 ? LEVEL_NONE : kind < 70 ? LEVEL_CONCERN : kind < 87 ? LEVEL_ESCALATION : LEVEL_CRITICAL;
}

// From long ago to three weeks ahead; some within the hour.
static inline int64_t year_date_promised(Year *year) {
    const int kind = year_dice(year, 0, 100);
    const int minutes = kind < 5    ? year_dice(year, -3000, 1)
                        : kind < 25 ? year_dice(year, 1, 120)
                        : kind < 60 ? year_dice(year, 60, 3 * 1440)
                                    : year_dice(year, 60, 21 * 1440);
    return year->now + minutes * G_TIME_SPAN_MINUTE;
}

static inline void year_customer(Year *year, Event *event) {
    const int word = year_dice(year, 0, 100);
    event->kind = EVENT_CUSTOMER;
    event->level = year_level(year);
    event->word = word < 72 ? WORD_WANTS_ANSWER : word < 86 ? WORD_THANKS : WORD_SOLVED;
    event->accepted = year_percent(year, 75);
    if (!event->accepted)
        year->hot = event->thread; // its receipt comes soon, or never
}

static inline void year_person(Year *year, Event *event) {
    const int promises = year_dice(year, 0, 100);
    event->kind = EVENT_PERSON;
    event->asks = year_percent(year, 30);
    event->puts_off = year_percent(year, 15);
    event->promises = promises < 60 ? 0 : promises < 85 ? 1 : promises < 95 ? 2 : 3;
    for (uint32_t i = 0; i < event->promises; i++)
        event->due[i] = year_date_promised(year);
}

static inline uint32_t year_some_promise(Year *year, uint64_t id) {
    const RefThread *thread = ref_thread(&year->reference, id);
    const RefClock *clock = thread == NULL ? NULL : ref_running(thread, false, CLOCK_PROMISE);
    return clock != NULL && year_percent(year, 80) ? clock->number : (uint32_t)year_dice(year, 0, 12);
}

static inline void year_phase(Year *year, Event *event) {
    event->kind = EVENT_PHASE;
    event->phase = year_percent(year, 65) ? PHASE_CLOSED : (Phase)year_dice(year, 0, PHASE_COUNT);
    year->hot = event->phase == PHASE_CLOSED && year_percent(year, 60) ? event->thread : 0;
}

static inline void year_schedule(Year *year, Event *event) {
    event->kind = EVENT_SCHEDULE;
    event->most = (uint32_t)(year_percent(year, 60) ? 1000 : year_dice(year, 0, 12));
}

// We close it, they write again, within minutes, and so on.
static inline Event year_quarrel(Year *year) {
    year->now += year_dice(year, 1, 700) * (int64_t)G_USEC_PER_SEC;
    Event event = {.at = year->now, .thread = year->hot};
    const RefThread *thread = ref_thread(&year->reference, year->hot);
    if (thread->phase == PHASE_CLOSED && year_percent(year, 90)) {
        event.kind = EVENT_CUSTOMER;
        event.level = year_level(year);
        event.word = year_percent(year, 90) ? WORD_WANTS_ANSWER : WORD_THANKS;
        event.accepted = true;
        year->quarrel--;
    } else {
        event.kind = EVENT_PHASE;
        event.phase = PHASE_CLOSED;
    }
    ref_apply(&year->reference, &event);
    return event;
}

// The next event; it has happened to the reference.
static inline Event year_event(Year *year) {
    if (year->quarrel > 0)
        return year_quarrel(year);
    year_pass(year);
    Event event = {.at = year->now, .thread = year_thread(year)};
    event.mailbox = (uint32_t)(event.thread >> 8) % YEAR_MAILBOXES;
    event.key_account = (event.thread >> 16) % 4 == 0;
    const int kind = year_dice(year, 0, 100);
    if (kind < 30)
        year_customer(year, &event);
    else if (kind < 52)
        year_person(year, &event);
    else if (kind < 60)
        year_phase(year, &event);
    else if (kind < 83)
        year_schedule(year, &event);
    else {
        static const EventKind OTHERS[] = {EVENT_ACCEPTED, EVENT_ACCEPTED, EVENT_ACCEPTED,    EVENT_KEEP,
                                           EVENT_PROMISE,  EVENT_MACHINE,  EVENT_ACKNOWLEDGED};
        event.kind = OTHERS[year_dice(year, 0, G_N_ELEMENTS(OTHERS))];
    }
    event.number = event.kind == EVENT_KEEP ? year_some_promise(year, event.thread) : 0;
    event.due[0] = event.kind == EVENT_PROMISE ? year_date_promised(year) : event.due[0];
    event.released = event.at - year_dice(year, 0, 1000) * (int64_t)G_USEC_PER_SEC;
    ref_apply(&year->reference, &event);
    if (event.kind == EVENT_CUSTOMER && year_percent(year, 3)) {
        year->hot = event.thread;
        year->quarrel = year_dice(year, 3, 9);
    }
    return event;
}

#endif
