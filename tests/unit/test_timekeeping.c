// What happens in a conversation and what its clocks make of it, as short
// stories: each has its steps and all clocks that there must be at the end. Times are
// of November 2026 in UTC: the 20th is a Friday, the 23rd a Monday.
#include "clock_world.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

enum { THREAD = 4711 };

static int64_t on(const char *day_and_time) {
    g_autofree char *text = g_strdup_printf("2026-11-%.2sT%.5s:00Z", day_and_time, day_and_time + 3);
    return at(text);
}

// --- steps: "23 09:00 writes critical" and the like, separated by semicolons ---

static Level level_of(const char *word) {
    Level level = LEVEL_NONE;
    if (!level_parse(word, &level))
        fail_msg("no level: %s", word);
    return level;
}

// writes LEVEL [thanks | solved] [unsafe]
static void read_customer(Event *event, char **words) {
    event->kind = EVENT_CUSTOMER;
    event->level = level_of(*words++);
    event->accepted = true;
    for (; *words != NULL; words++) {
        event->word = strcmp(*words, "thanks") == 0   ? WORD_THANKS
                      : strcmp(*words, "solved") == 0 ? WORD_SOLVED
                                                      : event->word;
        event->accepted = event->accepted && strcmp(*words, "unsafe") != 0;
    }
}

// replies [asks] [puts-off] [by DD HH:MM]...
static void read_person(Event *event, char **words) {
    event->kind = EVENT_PERSON;
    for (; *words != NULL; words++) {
        event->asks = event->asks || strcmp(*words, "asks") == 0;
        event->puts_off = event->puts_off || strcmp(*words, "puts-off") == 0;
        if (strcmp(*words, "by") != 0)
            continue;
        g_autofree char *due = g_strconcat(words[1], " ", words[2], NULL);
        event->due[event->promises++] = on(due);
        words += 2;
    }
}

static void read_by_hand(Event *event, const char *verb, char **words) {
    if (strcmp(verb, "phase") == 0) {
        event->kind = EVENT_PHASE;
        assert_true(phase_parse(words[0], &event->phase));
    } else if (strcmp(verb, "promise") == 0) {
        g_autofree char *due = g_strconcat(words[0], " ", words[1], NULL);
        event->kind = EVENT_PROMISE;
        event->due[0] = on(due);
    } else if (strcmp(verb, "keep") == 0) {
        event->kind = EVENT_KEEP;
        event->number = (uint32_t)g_ascii_strtoull(words[0], NULL, 10);
    } else {
        fail_msg("no step: %s", verb);
    }
}

static void read_verb(Event *event, const char *verb, char **words) {
    static const struct {
        const char *verb;
        EventKind kind;
    } PLAIN[] = {{"machine", EVENT_MACHINE}, {"accepted", EVENT_ACCEPTED}, {"look", EVENT_SCHEDULE}};
    if (strcmp(verb, "writes") == 0)
        read_customer(event, words);
    else if (strcmp(verb, "replies") == 0)
        read_person(event, words);
    else {
        for (size_t i = 0; i < G_N_ELEMENTS(PLAIN); i++) {
            if (strcmp(verb, PLAIN[i].verb) != 0)
                continue;
            event->kind = PLAIN[i].kind;
            return;
        }
        read_by_hand(event, verb, words);
    }
}

static void do_step(ClockWorld *world, const char *text, bool key_account) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autofree char *when = g_strconcat(words[0], " ", words[1], NULL);
    Event event = {.at = on(when), .thread = THREAD, .key_account = key_account, .most = 100};
    read_verb(&event, words[2], words + 3);
    clock_world_run(world, &event, 1);
}

// --- clocks as text ---

static char *short_time(int64_t time) {
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);
    return g_date_time_format(date, "%d %H:%M");
}

static char *clock_text(const Clock *clock) {
    g_autofree char *started = short_time(clock->started), *due = short_time(clock->due);
    g_autofree char *then = short_time(clock->stopped != 0 ? clock->stopped : clock->paused);
    const bool runs = clock->end == CLOCK_RUNS;
    return g_strdup_printf("%s %s: %s to %s, %s%s%s", clock_kind_name(clock->kind), level_name(clock->level),
                           started, due,
                           runs ? (clock->paused != 0 ? "paused" : "runs") : clock_end_name(clock->end),
                           runs && clock->paused == 0 ? "" : " ", runs && clock->paused == 0 ? "" : then);
}

static char *clocks_text(const GPtrArray *clocks) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < clocks->len; i++) {
        g_autofree char *one = clock_text(clocks->pdata[i]);
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", one);
    }
    return g_string_free(text, FALSE);
}

typedef struct Story {
    const char *name, *steps, *clocks;
    const char *thread; // "phase level due", or NULL: not looked at
    bool key_account;
} Story;

static char *thread_text(const Thread *thread) {
    g_autofree char *due = thread->due == 0 ? g_strdup("-") : short_time(thread->due);
    return g_strdup_printf("%s %s %s", phase_name(thread->phase), level_name(thread->level), due);
}

// What the thread says of its clocks must be what they are.
static void check_summary(const char *name, const ThreadCopy *copy) {
    const Thread *thread = copy->thread;
    uint32_t promises = 0, reply = 0, touchpoint = 0;
    int64_t due = 0;
    for (guint i = 0; i < copy->clocks->len; i++) {
        const Clock *clock = copy->clocks->pdata[i];
        if (!clock_runs(clock))
            continue;
        promises += clock->kind == CLOCK_PROMISE;
        touchpoint = clock->kind == CLOCK_TOUCHPOINT ? clock->number : touchpoint;
        reply = clock->kind == CLOCK_FIRST_REPLY || clock->kind == CLOCK_NEXT_REPLY ? clock->number : reply;
        if (clock->paused == 0 && clock->accepted && (due == 0 || clock->due < due))
            due = clock->due;
    }
    if (thread->promises != promises || thread->reply_clock != reply ||
        thread->touchpoint_clock != touchpoint || thread->due != due || thread->clocks != copy->clocks->len)
        fail_msg("%s: the thread knows %u promises, reply %u, touchpoint %u", name, thread->promises,
                 thread->reply_clock, thread->touchpoint_clock);
}

static void check_story(const Story *story) {
    void *state = NULL;
    clock_world_setup(&state);
    ClockWorld *world = state;
    g_auto(GStrv) steps = g_strsplit(story->steps, "; ", -1);
    for (char **step = steps; *step != NULL; step++)
        do_step(world, *step, story->key_account);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    g_autofree char *found = clocks_text(copy.clocks);
    if (strcmp(found, story->clocks) != 0)
        fail_msg("%s:\n  %s, not\n  %s", story->name, found, story->clocks);
    g_autofree char *thread = copy.thread == NULL ? NULL : thread_text(copy.thread);
    if (story->thread != NULL && g_strcmp0(thread, story->thread) != 0)
        fail_msg("%s: the thread is %s, not %s", story->name, thread, story->thread);
    if (copy.thread != NULL)
        check_summary(story->name, &copy);
    clock_world_teardown(&state);
}

static void check_stories(const Story *stories, size_t count) {
    for (size_t i = 0; i < count; i++)
        check_story(&stories[i]);
}

// --- replies ---

static const Story REPLIES[] = {
    {"the first message starts the first reply", "23 09:00 writes none",
     "first-reply none: 23 09:00 to 23 13:00, runs", "discovery none 23 13:00", 0},
    {"a person's mail stops it", "23 09:00 writes none; 23 10:00 replies",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00", "solving none -", 0},
    {"late, too", "23 09:00 writes none; 24 10:00 replies",
     "first-reply none: 23 09:00 to 23 13:00, met 24 10:00", "solving none -", 0},
    {"business time", "20 15:00 writes none", "first-reply none: 20 15:00 to 23 11:00, runs", NULL, 0},
    {"at the weekend", "21 15:00 writes critical",
     "first-reply critical: 21 15:00 to 23 09:15, runs; touchpoint critical: 21 15:00 to 23 15:00, runs",
     "discovery critical 23 09:15", 0},
    {"a follow-up does not start it again",
     "23 09:00 writes none; 23 10:00 writes none; 23 11:00 writes concern",
     "first-reply concern: 23 09:00 to 23 13:00, runs", "discovery concern 23 13:00", 0},
    {"after our word they wait for the next", "23 09:00 writes none; 23 10:00 replies; 23 12:00 writes none",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply none: 23 12:00 to 23 14:00, runs",
     "solving none 23 14:00", 0},
    {"nor does a follow-up start the next again",
     "23 09:00 writes none; 23 10:00 replies; 23 12:00 writes none; 23 13:30 writes none",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply none: 23 12:00 to 23 14:00, runs",
     NULL, 0},
    {"and our next word stops that",
     "23 09:00 writes none; 23 10:00 replies; 23 12:00 writes none; 23 13:30 replies; 23 13:40 replies",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply none: 23 12:00 to 23 14:00, met 23 "
     "13:30",
     NULL, 0},
    {"next-reply is no longer than first-reply of the level",
     "23 09:00 writes none; 23 10:00 replies; 23 12:00 writes escalation",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply escalation: 23 12:00 to 23 13:00, "
     "runs",
     "solving escalation 23 13:00", 0},
    {"a rise shortens", "23 09:00 writes none; 23 10:00 writes escalation",
     "first-reply escalation: 23 09:00 to 23 11:00, runs", "discovery escalation 23 11:00", 0},
    {"a late rise does not lengthen", "23 09:00 writes none; 23 12:30 writes escalation",
     "first-reply escalation: 23 09:00 to 23 13:00, runs", "discovery escalation 23 13:00", 0},
    {"a fall changes nothing", "23 09:00 writes escalation; 23 09:10 writes none",
     "first-reply escalation: 23 09:00 to 23 10:00, runs", "discovery escalation 23 10:00", 0},
    {"what is late stays late", "23 09:00 writes none; 23 14:00 writes critical",
     "first-reply critical: 23 09:00 to 23 13:00, runs; touchpoint critical: 23 14:00 to 24 14:00, runs",
     NULL, 0},
    {"we wrote first: they wait for the next word", "23 09:00 replies; 23 10:00 writes none",
     "next-reply none: 23 10:00 to 23 12:00, runs", NULL, 0},
    {"an older mail of ours that came late answers nothing that came after it",
     "23 12:00 writes none; 23 11:00 replies", "first-reply none: 23 12:00 to 23 16:00, runs",
     "discovery none 23 16:00", 0},
    {"a machine's mail changes nothing", "23 09:00 writes none; 23 10:00 machine",
     "first-reply none: 23 09:00 to 23 13:00, runs", "discovery none 23 13:00", 0},
};

static void replies(void **state) {
    (void)state;
    check_stories(REPLIES, G_N_ELEMENTS(REPLIES));
}

// --- who is content ---

static const Story CONTENT[] = {
    {"thanks start no clock", "23 09:00 writes none; 23 10:00 replies; 23 11:00 writes none thanks",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00", "solving none -", 0},
    {"thanks stop none either", "23 09:00 writes none; 23 10:00 writes none thanks",
     "first-reply none: 23 09:00 to 23 13:00, runs", "discovery none 23 13:00", 0},
    {"the first message always does, be it thanks", "23 09:00 writes none thanks",
     "first-reply none: 23 09:00 to 23 13:00, runs", NULL, 0},
    {"or word that it is solved", "23 09:00 writes none solved",
     "first-reply none: 23 09:00 to 23 13:00, runs", NULL, 0},
    {"solved ends the work and its level",
     "23 09:00 writes escalation; 23 09:30 replies; 23 11:00 writes none solved",
     "first-reply escalation: 23 09:00 to 23 10:00, met 23 09:30", "follow-up none -", 0},
    {"solved, and nobody waits any more", "23 09:00 writes none; 23 10:00 writes none solved",
     "first-reply none: 23 09:00 to 23 13:00, dropped 23 10:00", "follow-up none -", 0},
    {"solved too late for us", "23 09:00 writes none; 23 13:01 writes none solved",
     "first-reply none: 23 09:00 to 23 13:00, missed 23 13:01", "follow-up none -", 0},
    {"and the daily word that did not come by then",
     "23 09:00 writes critical; 23 09:10 replies; 24 09:11 writes none solved",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, missed 24 09:11",
     "follow-up none -", 0},
    {"what we promised is owed all the same",
     "23 09:00 writes none; 23 10:00 replies by 24 12:00; 23 11:00 writes none solved",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; promise none: 23 10:00 to 24 12:00, runs",
     "follow-up none 24 12:00", 0},
    {"solved ends the daily word", "23 09:00 writes critical; 23 09:10 replies; 23 11:00 writes none solved",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, dropped 23 11:00",
     "follow-up none -", 0},
    {"thanks do not", "23 09:00 writes critical; 23 09:10 replies; 23 11:00 writes none thanks",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, runs",
     "solving critical 24 09:10", 0},
    {"who was content and writes again waits again",
     "23 09:00 writes none; 23 10:00 replies; 23 11:00 writes none solved; 24 11:00 writes none",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply none: 24 11:00 to 24 13:00, runs",
     "solving none 24 13:00", 0},
};

static void content(void **state) {
    (void)state;
    check_stories(CONTENT, G_N_ELEMENTS(CONTENT));
}

// --- closing and opening again ---

static const Story CLOSING[] = {
    {"close drops what runs", "23 09:00 writes critical; 23 09:05 promise 25 12:00; 23 10:00 phase closed",
     "first-reply critical: 23 09:00 to 23 09:15, missed 23 10:00; touchpoint critical: 23 09:00 to 24 "
     "09:00, dropped "
     "23 10:00; promise critical: 23 09:05 to 25 12:00, dropped 23 10:00",
     "closed none -", 0},
    {"in the moment in which it is due it is not late yet", "23 09:00 writes none; 23 13:00 phase closed",
     "first-reply none: 23 09:00 to 23 13:00, dropped 23 13:00", "closed none -", 0},
    {"what was missed by then stays missed, each of them",
     "23 09:00 writes critical; 23 09:05 promise 24 12:00; 24 12:01 phase closed",
     "first-reply critical: 23 09:00 to 23 09:15, missed 24 12:01; touchpoint critical: 23 09:00 to 24 "
     "09:00, missed "
     "24 12:01; promise critical: 23 09:05 to 24 12:00, missed 24 12:01",
     "closed none -", 0},
    {"not when it was the customer's turn",
     "23 09:00 writes critical; 23 09:10 replies asks; 26 10:00 phase closed",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, dropped 26 10:00",
     "closed none -", 0},
    {"nor when their message may never have been taken", "23 09:00 writes none unsafe; 24 10:00 phase closed",
     "first-reply none: 23 09:00 to 23 13:00, dropped 24 10:00", "closed none -", 0},
    {"they open it again",
     "23 09:00 writes none; 23 10:00 replies; 23 10:05 phase closed; 23 11:00 writes none",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; next-reply none: 23 11:00 to 23 13:00, runs",
     "solving none 23 13:00", 0},
    {"thanks do not",
     "23 09:00 writes none; 23 10:00 replies; 23 10:05 phase closed; 23 11:00 writes none thanks",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00", "closed none -", 0},
    {"nor word that it is solved",
     "23 09:00 writes none; 23 10:00 replies; 23 10:05 phase closed; 23 11:00 writes none solved",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00", "closed none -", 0},
    {"nor do we", "23 09:00 writes none; 23 10:00 phase closed; 23 11:00 replies",
     "first-reply none: 23 09:00 to 23 13:00, dropped 23 10:00", "closed none -", 0},
    {"nobody had answered: it is the first reply again",
     "23 09:00 writes none; 23 10:00 phase closed; 23 11:00 writes none",
     "first-reply none: 23 09:00 to 23 13:00, dropped 23 10:00; first-reply none: 23 11:00 to 23 15:00, runs",
     "solving none 23 15:00", 0},
    {"by hand it opens without a clock",
     "23 09:00 writes critical; 23 09:10 phase closed; 23 10:00 phase solving",
     "first-reply critical: 23 09:00 to 23 09:15, dropped 23 09:10; touchpoint critical: 23 09:00 to 24 "
     "09:00, dropped "
     "23 09:10",
     "solving none -", 0},
    {"another phase by hand lets clocks run", "23 09:00 writes none; 23 10:00 phase follow-up",
     "first-reply none: 23 09:00 to 23 13:00, runs", "follow-up none 23 13:00", 0},
    {"a promise opens it again: something is owed",
     "23 09:00 writes none; 23 10:00 replies; 23 10:30 phase closed; 23 11:00 replies by 24 12:00",
     "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; promise none: 23 11:00 to 24 12:00, runs",
     "solving none 24 12:00", 0},
};

static void closing(void **state) {
    (void)state;
    check_stories(CLOSING, G_N_ELEMENTS(CLOSING));
}

typedef struct ReopenCase {
    const char *name;
    int minutes[6];     // of the messages after the first; -1: no more
    const char *opened; // a letter for each: y or n
} ReopenCase;

static const ReopenCase REOPENS[] = {
    {"three within the hour do, the fourth does not", {1, 2, 3, 4, -1}, "yyyn"},
    {"the fifth does not either", {1, 2, 3, 4, 59, -1}, "yyynn"},
    {"an hour after the first of them one does", {1, 2, 3, 4, 61, -1}, "yyyny"},
    {"and then none until the second is an hour old", {1, 10, 20, 61, 69, 70}, "yyyyny"},
    {"slowly, always", {20, 40, 60, 80, 100, 120}, "yyyyyy"},
    {"a wall clock that was set back locks nothing", {100, 101, 102, 1, -1}, "yyyy"},
};

static void opens_again_three_times_an_hour(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(REOPENS); i++) {
        const ReopenCase *row = &REOPENS[i];
        void *world_state = NULL;
        clock_world_setup(&world_state);
        ClockWorld *world = world_state;
        do_step(world, "23 09:00 writes none", false);
        for (size_t m = 0; m < 6 && row->minutes[m] >= 0; m++) {
            const int64_t now = on("23 10:00") + row->minutes[m] * MINUTE;
            const Event events[] = {{.kind = EVENT_PHASE,
                                     .at = now - 30 * G_TIME_SPAN_SECOND,
                                     .thread = THREAD,
                                     .phase = PHASE_CLOSED},
                                    {.kind = EVENT_CUSTOMER,
                                     .at = now,
                                     .thread = THREAD,
                                     .level = LEVEL_ESCALATION,
                                     .accepted = true}};
            clock_world_run(world, events, 2);
            g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
            const bool wanted = row->opened[m] == 'y';
            if ((copy.thread->phase == PHASE_SOLVING) != wanted ||
                (copy.thread->reply_clock != 0) != wanted ||
                (copy.thread->level == LEVEL_ESCALATION) != wanted)
                fail_msg("%s: after %d minutes it is %s", row->name, row->minutes[m],
                         phase_name(copy.thread->phase));
        }
        clock_world_teardown(&world_state);
    }
}

// --- the daily word ---

static const Story TOUCHPOINTS[] = {
    {"critical: a word by the same time of the next working day",
     "20 10:00 writes critical; 20 10:10 replies",
     "first-reply critical: 20 10:00 to 20 10:15, met 20 10:10; touchpoint critical: 20 10:00 to 23 10:00, "
     "met 20 10:10; "
     "touchpoint critical: 20 10:10 to 23 10:10, runs",
     "solving critical 23 10:10", 0},
    {"behind the hours it is their close", "20 18:30 writes critical; 20 19:00 replies",
     "first-reply critical: 20 18:30 to 23 09:15, met 20 19:00; touchpoint critical: 20 18:30 to 23 17:00, "
     "met 20 19:00; "
     "touchpoint critical: 20 19:00 to 23 17:00, runs",
     NULL, 0},
    {"before the hours it is their opening", "23 06:00 writes critical; 23 07:00 replies",
     "first-reply critical: 23 06:00 to 23 09:15, met 23 07:00; touchpoint critical: 23 06:00 to 24 09:00, "
     "met 23 07:00; "
     "touchpoint critical: 23 07:00 to 24 09:00, runs",
     NULL, 0},
    {"an escalation has none", "23 09:00 writes escalation",
     "first-reply escalation: 23 09:00 to 23 10:00, runs", NULL, 0},
    {"of a key account it has", "23 09:00 writes escalation",
     "first-reply escalation: 23 09:00 to 23 10:00, runs; touchpoint escalation: 23 09:00 to 24 09:00, runs",
     "discovery escalation 23 10:00", 1},
    {"a concern of a key account has none", "23 09:00 writes concern",
     "first-reply concern: 23 09:00 to 23 13:00, runs", NULL, 1},
    {"further messages do not start it again", "23 09:00 writes critical; 23 12:00 writes critical",
     "first-reply critical: 23 09:00 to 23 09:15, runs; touchpoint critical: 23 09:00 to 24 09:00, runs",
     NULL, 0},
    {"nor does a calm one stop it: the level is not resolved",
     "23 09:00 writes critical; 23 12:00 writes none",
     "first-reply critical: 23 09:00 to 23 09:15, runs; touchpoint critical: 23 09:00 to 24 09:00, runs",
     "discovery critical 23 09:15", 0},
    {"each of our words starts it anew, late or not",
     "23 09:00 writes critical; 23 09:10 replies; 24 09:00 replies; 26 12:00 replies",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, met 24 09:00; touchpoint critical: 24 09:00 to 25 09:00, "
     "met 26 12:00; "
     "touchpoint critical: 26 12:00 to 27 12:00, runs",
     NULL, 0},
    {"a machine's mail does not", "23 09:00 writes critical; 23 09:10 replies; 24 09:00 machine",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, runs",
     NULL, 0},
    {"it waits while they were asked", "23 09:00 writes critical; 23 09:10 replies asks",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, paused 23 09:10",
     "solving critical -", 0},
    {"and goes on with the same business time when they answered",
     "20 16:00 writes critical; 20 16:10 replies asks; 24 10:10 writes none",
     "first-reply critical: 20 16:00 to 20 16:15, met 20 16:10; touchpoint critical: 20 16:00 to 23 16:00, "
     "met 20 16:10; "
     "touchpoint critical: 20 16:10 to 25 10:10, runs; next-reply none: 24 10:10 to 24 12:10, runs",
     "solving critical 24 12:10", 0},
    {"thanks are an answer", "23 09:00 writes critical; 23 09:10 replies asks; 23 10:10 writes none thanks",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 10:10, runs",
     "solving critical 24 10:10", 0},
    {"a missed day is over with its word, and the next begins",
     "20 10:00 writes critical; 20 10:10 replies; 23 10:10 look",
     "first-reply critical: 20 10:00 to 20 10:15, met 20 10:10; touchpoint critical: 20 10:00 to 23 10:00, "
     "met 20 10:10; "
     "touchpoint critical: 20 10:10 to 23 10:10, missed 23 10:10; "
     "touchpoint critical: 23 10:10 to 24 10:10, runs",
     "solving critical 24 10:10", 0},
    {"seen late, it begins then, by the hours of the day",
     "20 10:00 writes critical; 20 10:10 replies; 25 18:30 look; 25 18:31 look",
     "first-reply critical: 20 10:00 to 20 10:15, met 20 10:10; touchpoint critical: 20 10:00 to 23 10:00, "
     "met 20 10:10; "
     "touchpoint critical: 20 10:10 to 23 10:10, missed 25 18:30; "
     "touchpoint critical: 25 18:30 to 26 17:00, runs",
     "solving critical 26 17:00", 0},
    {"our word meets the day in which it comes, and no other",
     "20 10:00 writes critical; 20 10:10 replies; 23 10:10 look; 24 10:00 replies",
     "first-reply critical: 20 10:00 to 20 10:15, met 20 10:10; touchpoint critical: 20 10:00 to 23 10:00, "
     "met 20 10:10; "
     "touchpoint critical: 20 10:10 to 23 10:10, missed 23 10:10; "
     "touchpoint critical: 23 10:10 to 24 10:10, met 24 10:00; "
     "touchpoint critical: 24 10:00 to 25 10:00, runs",
     NULL, 0},
    {"no other clock begins again", "23 09:00 writes none; 23 09:05 promise 23 12:00; 24 10:00 look",
     "first-reply none: 23 09:00 to 23 13:00, runs; promise none: 23 09:05 to 23 12:00, runs",
     "discovery none 23 12:00", 0},
    {"a reply that is late runs beside it", "23 09:00 writes critical; 24 09:00 look",
     "first-reply critical: 23 09:00 to 23 09:15, runs; touchpoint critical: 23 09:00 to 24 09:00, missed "
     "24 09:00; "
     "touchpoint critical: 24 09:00 to 25 09:00, runs",
     "discovery critical 23 09:15", 0},
    {"a warning begins nothing", "23 09:00 writes critical; 23 09:10 replies; 24 08:50 look",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, runs",
     "solving critical 24 09:10", 0},
    {"asked twice, and then told: it runs again",
     "23 09:00 writes critical; 23 09:10 replies asks; 25 09:00 replies asks; 25 10:00 replies",
     "first-reply critical: 23 09:00 to 23 09:15, met 23 09:10; touchpoint critical: 23 09:00 to 24 09:00, "
     "met 23 09:10; "
     "touchpoint critical: 23 09:10 to 24 09:10, met 25 09:00; touchpoint critical: 25 09:00 to 26 09:00, "
     "met 25 10:00; "
     "touchpoint critical: 25 10:00 to 26 10:00, runs",
     NULL, 0},
};

static void touchpoints(void **state) {
    (void)state;
    check_stories(TOUCHPOINTS, G_N_ELEMENTS(TOUCHPOINTS));
}

static void a_touchpoint_passes_over_a_holiday(void **state) {
    ClockWorld *world = *state;
    const Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_autofree char *path = g_build_filename(world->ground.directory, "holidays", NULL);
    assert_true(g_file_set_contents(path, "2026-11-23 a day off\n", -1, NULL));
    assert_true(calendar_add_holidays(mailbox->calendar, path, NULL));
    do_step(world, "20 10:00 writes critical", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    g_autofree char *found = clocks_text(copy.clocks);
    assert_string_equal(found, "first-reply critical: 20 10:00 to 20 10:15, runs; "
                               "touchpoint critical: 20 10:00 to 24 10:00, runs");
}

static void a_mailbox_without_touchpoints_has_none(void **state) {
    ClockWorld *world = *state;
    ((Mailbox *)world->config->mailboxes->pdata[0])->touchpoint = 0;
    do_step(world, "23 09:00 writes critical", true);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    assert_int_equal(copy.clocks->len, 1);
}

static void nor_does_one_begin_when_they_are_switched_off(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes critical", false);
    ((Mailbox *)world->config->mailboxes->pdata[0])->touchpoint = 0;
    do_step(world, "24 09:00 look", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    g_autofree char *found = clocks_text(copy.clocks);
    assert_string_equal(found, "first-reply critical: 23 09:00 to 23 09:15, runs; "
                               "touchpoint critical: 23 09:00 to 24 09:00, missed 24 09:00");
    check_summary("off", &copy);
}

static void a_touchpoint_of_hours_is_business_time(void **state) {
    ClockWorld *world = *state;
    ((Mailbox *)world->config->mailboxes->pdata[0])->touchpoint = 6 * HOUR;
    do_step(world, "20 15:00 writes critical", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    check_moment("six hours", "due", ((Clock *)copy.clocks->pdata[1])->due, on("23 13:00"));
}

// --- promises ---

#define BEGUN "23 09:00 writes none; 23 10:00 replies by 26 12:00"
#define FIRST "first-reply none: 23 09:00 to 23 13:00, met 23 10:00; "

static const Story PROMISES[] = {
    {"a promise runs to its date", BEGUN, FIRST "promise none: 23 10:00 to 26 12:00, runs",
     "solving none 26 12:00", 0},
    {"a mail without one keeps it", BEGUN "; 25 12:00 replies",
     FIRST "promise none: 23 10:00 to 26 12:00, met 25 12:00", "solving none -", 0},
    {"late, too", BEGUN "; 27 12:00 replies", FIRST "promise none: 23 10:00 to 26 12:00, met 27 12:00", NULL,
     0},
    {"what comes in the first hour was forgotten", BEGUN "; 23 10:59 replies",
     FIRST "promise none: 23 10:00 to 26 12:00, runs", NULL, 0},
    {"after an hour it keeps it", BEGUN "; 23 11:00 replies",
     FIRST "promise none: 23 10:00 to 26 12:00, met 23 11:00", NULL, 0},
    {"asking keeps none", BEGUN "; 25 12:00 replies asks", FIRST "promise none: 23 10:00 to 26 12:00, runs",
     "solving none 26 12:00", 0},
    {"putting off keeps none", BEGUN "; 25 12:00 replies puts-off",
     FIRST "promise none: 23 10:00 to 26 12:00, runs", NULL, 0},
    {"another date resets it", BEGUN "; 25 12:00 replies by 27 12:00",
     FIRST "promise none: 23 10:00 to 26 12:00, reset 25 12:00; promise none: 25 12:00 to 27 12:00, runs",
     "solving none 27 12:00", 0},
    {"in the first hour as well", BEGUN "; 23 10:30 replies by 27 12:00",
     FIRST "promise none: 23 10:00 to 26 12:00, reset 23 10:30; promise none: 23 10:30 to 27 12:00, runs",
     NULL, 0},
    {"at the very last moment", BEGUN "; 26 12:00 replies by 27 12:00",
     FIRST "promise none: 23 10:00 to 26 12:00, reset 26 12:00; promise none: 26 12:00 to 27 12:00, runs",
     NULL, 0},
    {"a new date behind the old one is no reset: that was broken", BEGUN "; 26 12:01 replies by 27 12:00",
     FIRST "promise none: 23 10:00 to 26 12:00, met 26 12:01; promise none: 26 12:01 to 27 12:00, runs", NULL,
     0},
    {"several in one mail", "23 09:00 writes none; 23 10:00 replies by 24 12:00 by 26 12:00",
     FIRST "promise none: 23 10:00 to 24 12:00, runs; promise none: 23 10:00 to 26 12:00, runs",
     "solving none 24 12:00", 0},
    {"given by hand", "23 09:00 writes none; 23 09:30 promise 24 12:00",
     "first-reply none: 23 09:00 to 23 13:00, runs; promise none: 23 09:30 to 24 12:00, runs", NULL, 0},
    {"kept by hand, by its number",
     "23 09:00 writes none; 23 09:30 promise 24 12:00; 23 10:00 promise 25 12:00; 24 10:00 keep 3",
     "first-reply none: 23 09:00 to 23 13:00, runs; promise none: 23 09:30 to 24 12:00, runs; promise none: "
     "23 10:00 to 25 "
     "12:00, met 24 10:00",
     NULL, 0},
    {"the customer's word keeps none", BEGUN "; 25 12:00 writes none",
     FIRST "promise none: 23 10:00 to 26 12:00, runs; next-reply none: 25 12:00 to 25 14:00, runs", NULL, 0},
    {"it is not paused by a question", BEGUN "; 25 12:00 replies asks",
     FIRST "promise none: 23 10:00 to 26 12:00, runs", NULL, 0},
    {"of what was given in the past nobody can be in time", "23 09:00 writes none; 23 10:00 promise 20 12:00",
     "first-reply none: 23 09:00 to 23 13:00, runs; promise none: 23 10:00 to 23 10:00, runs", NULL, 0},
};

static void promises(void **state) {
    (void)state;
    check_stories(PROMISES, G_N_ELEMENTS(PROMISES));
}

// No more are open than a thread has room for; one more drops the oldest.
static void promises_without_end(void **state) {
    ClockWorld *world = *state;
    enum { GIVEN = THREAD_PROMISES + 3 };
    do_step(world, "23 09:00 writes none", false);
    for (int i = 0; i < GIVEN; i++)
        do_step(world, "23 09:30 promise 25 12:00", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    for (guint i = 1; i <= GIVEN; i++)
        assert_int_equal(((Clock *)copy.clocks->pdata[i])->end, i <= 3 ? CLOCK_DROPPED : CLOCK_RUNS);
    do_step(world, "24 09:30 replies", false);
    g_auto(ThreadCopy) after = clock_world_thread(world, THREAD);
    for (guint i = 4; i <= GIVEN; i++)
        assert_int_equal(((Clock *)after.clocks->pdata[i])->end, CLOCK_MET);
    assert_int_equal(after.thread->promises, 0);
}

static void a_broken_promise_that_gives_way_stays_broken(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes none", false);
    do_step(world, "23 09:30 promise 23 12:00", false);
    for (int i = 0; i < THREAD_PROMISES; i++)
        do_step(world, "23 12:01 promise 25 12:00", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    assert_int_equal(((Clock *)copy.clocks->pdata[1])->end, CLOCK_UNMET);
    assert_int_equal(copy.thread->promises, THREAD_PROMISES);
}

static void only_a_running_promise_is_kept_by_hand(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes none", false);
    do_step(world, "23 09:30 promise 24 12:00", false);
    static const struct {
        const char *step;
        bool kept;
    } cases[] = {{"23 10:00 keep 0", false}, {"23 10:00 keep 1", false}, {"23 10:00 keep 3", false},
                 {"23 10:00 keep 2", true},  {"23 11:00 keep 2", false}, {"23 12:00 keep 4294967295", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        do_step(world, cases[i].step, false);
        if (world->kept != cases[i].kept)
            fail_msg("%s", cases[i].step);
    }
}

static void the_words_of_a_promise_are_kept(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes none", false);
    do_step(world, "23 10:00 replies by 26 12:00", false);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    assert_string_equal(((Clock *)copy.clocks->pdata[1])->words, "You will have it by then.");
}

// --- acceptance ---

static void what_starts_unsafe_is_silent_until_it_is_accepted(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes critical unsafe", false);
    g_auto(ThreadCopy) before = clock_world_thread(world, THREAD);
    for (guint i = 0; i < before.clocks->len; i++)
        assert_false(((Clock *)before.clocks->pdata[i])->accepted);
    assert_true(clock_world_next(world) == INT64_MAX);
    do_step(world, "23 09:01 accepted", false);
    g_auto(ThreadCopy) after = clock_world_thread(world, THREAD);
    for (guint i = 0; i < after.clocks->len; i++)
        assert_true(((Clock *)after.clocks->pdata[i])->accepted);
    check_moment("accepted", "started", ((Clock *)after.clocks->pdata[0])->started, on("23 09:00"));
    check_moment("accepted", "next", clock_world_next(world), on("23 09:00") + 450 * G_TIME_SPAN_SECOND);
}

static void the_acknowledgement_is_measured_only(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes none", false);
    const Event sent = {
        .kind = EVENT_ACKNOWLEDGED, .at = on("23 09:02"), .thread = THREAD, .released = on("23 09:01")};
    clock_world_run(world, &sent, 1);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    const Clock *clock = copy.clocks->pdata[1];
    assert_int_equal(clock->kind, CLOCK_ACKNOWLEDGE);
    assert_int_equal(clock->end, CLOCK_MET);
    assert_int_equal(clock_wall(clock), MINUTE);
    assert_int_equal(clock->due, 0);
    assert_int_equal(copy.thread->reply_clock, 1);
}

// --- whom the PM was told of ---

static bool do_set_alerted(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = thread_get(txn, THREAD);
    thread->alerted = LEVEL_CRITICAL;
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void what_was_resolved_and_comes_back_is_told_anew(void **state) {
    (void)state;
    static const struct {
        const char *step;
        Level alerted;
    } cases[] = {{"23 10:00 phase closed", LEVEL_NONE},           {"23 10:00 writes none solved", LEVEL_NONE},
                 {"23 10:00 writes none thanks", LEVEL_CRITICAL}, {"23 10:00 writes none", LEVEL_CRITICAL},
                 {"23 10:00 phase follow-up", LEVEL_CRITICAL},    {"23 10:00 replies", LEVEL_CRITICAL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        void *world_state = NULL;
        clock_world_setup(&world_state);
        ClockWorld *world = world_state;
        do_step(world, "23 09:00 writes critical", false);
        support_write(&world->ground, do_set_alerted, NULL);
        do_step(world, cases[i].step, false);
        g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
        if (copy.thread->alerted != cases[i].alerted)
            fail_msg("%s: %s", cases[i].step, level_name(copy.thread->alerted));
        clock_world_teardown(&world_state);
    }
}

static void clocks_bear_mailbox_and_tier(void **state) {
    ClockWorld *world = *state;
    do_step(world, "23 09:00 writes critical", true);
    g_auto(ThreadCopy) copy = clock_world_thread(world, THREAD);
    for (guint i = 0; i < copy.clocks->len; i++) {
        const Clock *clock = copy.clocks->pdata[i];
        assert_string_equal(clock->mailbox, "support");
        assert_string_equal(clock->tier, "gold");
        assert_int_equal(clock->number, i + 1);
    }
}

static void the_first_due_time_is_what_is_promised(void **state) {
    ClockWorld *world = *state;
    const Mailbox *mailbox = world->config->mailboxes->pdata[0];
    static const struct {
        const char *now;
        Level level;
        const char *due;
    } cases[] = {{"23 09:00", LEVEL_NONE, "23 13:00"},
                 {"23 09:00", LEVEL_CONCERN, "23 13:00"},
                 {"20 16:30", LEVEL_ESCALATION, "23 09:30"},
                 {"21 16:30", LEVEL_CRITICAL, "23 09:15"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check_moment(cases[i].now, "due", timekeeping_first_due(mailbox, cases[i].level, on(cases[i].now)),
                     on(cases[i].due));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies),
        cmocka_unit_test(content),
        cmocka_unit_test(closing),
        cmocka_unit_test(opens_again_three_times_an_hour),
        cmocka_unit_test(touchpoints),
        clock_test(a_touchpoint_passes_over_a_holiday),
        clock_test(a_mailbox_without_touchpoints_has_none),
        clock_test(nor_does_one_begin_when_they_are_switched_off),
        clock_test(a_touchpoint_of_hours_is_business_time),
        cmocka_unit_test(promises),
        clock_test(promises_without_end),
        clock_test(a_broken_promise_that_gives_way_stays_broken),
        clock_test(only_a_running_promise_is_kept_by_hand),
        clock_test(the_words_of_a_promise_are_kept),
        clock_test(what_starts_unsafe_is_silent_until_it_is_accepted),
        clock_test(the_acknowledgement_is_measured_only),
        cmocka_unit_test(what_was_resolved_and_comes_back_is_told_anew),
        clock_test(clocks_bear_mailbox_and_tier),
        clock_test(the_first_due_time_is_what_is_promised),
    };
    return cmocka_run_group_tests_name("timekeeping", tests, NULL, NULL);
}
