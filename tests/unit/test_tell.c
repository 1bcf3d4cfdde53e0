// The sentences that all mails to a PM share, in both languages, as a PM reads
// them: every kind of thing has words, unknown is told as unknown, what is
// absent breaks nothing, and what strangers wrote stays short and on its line.
#include "tell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "refusal.h"
#include "support.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

static const int64_t NOW = NOON_MONDAY; // Monday, 23 November 2026, 10:00 UTC
static const char ZONE[] = "Europe/Berlin";

typedef struct Books {
    Phrasebook *english, *german;
} Books;

static Phrasebook *book_of(const char *language) {
    g_autoptr(GPtrArray) languages = g_ptr_array_new();
    g_ptr_array_add(languages, (char *)(uintptr_t)language);
    return phrasebook_new(languages);
}

static int books_open(void **state) {
    Books *books = g_new0(Books, 1);
    *books = (Books){book_of("en"), book_of("de")};
    *state = books;
    return 0;
}

static int books_close(void **state) {
    Books *books = *state;
    phrasebook_free(books->english);
    phrasebook_free(books->german);
    g_free(books);
    return 0;
}

static void expect(const char *name, char *got, const char *wanted) {
    if (g_strcmp0(got, wanted) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, got == NULL ? "(null)" : got,
                 wanted == NULL ? "(null)" : wanted);
    g_free(got);
}

// Each name of a kind has words, others in German than in English (but for those that are the same word),
// and nowhere shows the code for lack of a phrase.
static void expect_words(const Books *books, const char *group, const char *name) {
    if (!phrasebook_has(books->english, group, name) || !phrasebook_has(books->german, group, name))
        fail_msg("%s.%s has no words", group, name);
}

static void test_every_name_has_words(void **state) {
    const Books *books = *state;
    for (int i = 0; i < LEVEL_COUNT; i++)
        expect_words(books, "level", level_name((Level)i));
    for (int i = 0; i < REQUEST_COUNT; i++)
        expect_words(books, "request", request_name((Request)i));
    for (int i = 0; i < SIGNAL_COUNT; i++)
        expect_words(books, "signal", signal_name((Signal)i));
    for (int i = 0; i < PHASE_COUNT; i++)
        expect_words(books, "phase", phase_name((Phase)i));
    for (int i = 0; i < CLOCK_KINDS; i++)
        expect_words(books, "clock", clock_kind_name((ClockKind)i));
    for (int i = 0; i < STEP_COUNT; i++)
        expect_words(books, "next", next_step_name((NextStep)i));
    for (int i = 0; i < REFUSAL_COUNT; i++)
        expect_words(books, "refusal", refusal_code((Refusal)i));
    expect_words(books, "refusal", ENTRY_UNDELIVERABLE);
}

static void test_names(void **state) {
    const Books *books = *state;
    expect("a level", tell_level(books->english, LEVEL_CRITICAL), "critical");
    expect("eine Stufe", tell_level(books->german, LEVEL_CRITICAL), "kritisch");
    expect("a request", tell_request(books->english, REQUEST_OUTAGE), "an outage");
    expect("ein Anliegen", tell_request(books->german, REQUEST_OUTAGE), "ein Ausfall");
    expect("a signal", tell_signal(books->english, SIGNAL_ANGER), "is angry");
    expect("ein Signal", tell_signal(books->german, SIGNAL_ANGER), "ist verärgert");
    expect("a phase", tell_phase(books->english, PHASE_FOLLOW_UP), "follow-up");
    expect("eine Phase", tell_phase(books->german, PHASE_CLOSED), "abgeschlossen");
}

// The reasons that lib/verdict.c gives, found in its source, so that a new one is not forgotten here.
static void test_every_reason_of_the_verdict_has_words(void **state) {
    const Books *books = *state;
    g_autofree char *source = NULL;
    if (!g_file_get_contents("lib/verdict.c", &source, NULL, NULL))
        fail_msg("lib/verdict.c is not here: run the test in the checkout");
    g_autoptr(GRegex) reason = g_regex_new(
        "(?:add_reason\\(reasons, |\\{SIGNAL_[A-Z_]+,\\s*|(?:SIGNAL|ASPECT)_[A-Z_]+\\),\\s*)\"([^\"]+)\"", 0,
        0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    unsigned found = 0;
    for (g_regex_match(reason, source, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *text = g_match_info_fetch(match, 1);
        expect_words(books, "reason", text);
        found++;
    }
    assert_int_equal(found, 14);
}

static void test_reasons(void **state) {
    static const struct {
        const char *reason, *english, *german;
    } rows[] = {
        {"strong displeasure", "strong displeasure", "deutlicher Unmut"},
        {"a reference", "they are a reference", "sie sind Referenzkunde"},
        {"strategic account", "a strategic account", "strategischer Kunde"},
        {"strategic account (platinum)", "a strategic account (platinum)", "strategischer Kunde (platinum)"},
        {"strategic account (a\nb)", "a strategic account (a b)", "strategischer Kunde (a b)"},
        {"renewal in 20 days", "their renewal is in 20 days", "ihre Verlängerung steht in 20 Tagen an"},
        {"renewal in 1 day", "their renewal is in 1 day", "ihre Verlängerung steht in 1 Tag an"},
        {"renewal today", "their renewal is today", "ihre Verlängerung steht heute an"},
        {"renewal overdue", "their renewal is overdue", "ihre Verlängerung ist überfällig"},
        {"the same fault again, settled on 2026-03-04",
         "a fault of theirs, settled on 2026-03-04, is here again",
         "ein Fehler von ihnen, am 2026-03-04 erledigt, ist wieder da"},
        {"local lesson 12", "learned from your corrections (lesson 12)",
         "aus Ihren Korrekturen gelernt (Lektion 12)"},
        {"renewal in spring", "renewal in spring", "renewal in spring"},
        {"something new", "something new", "something new"},
        {"strategic account (", "strategic account (", "strategic account ("},
        {"strategic account ()", "a strategic account ()", "strategischer Kunde ()"},
        {"", "", ""},
    };
    const Books *books = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect(rows[i].reason, tell_reason(books->english, rows[i].reason), rows[i].english);
        expect(rows[i].reason, tell_reason(books->german, rows[i].reason), rows[i].german);
    }
}

static void expect_reasons(const Phrasebook *book, Level heard, Level level, const char *wanted) {
    static char *const REASONS[] = {(char *)"churn as a decision", (char *)"strategic account (gold)"};
    g_autoptr(GPtrArray) reasons = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(REASONS); i++)
        g_ptr_array_add(reasons, REASONS[i]);
    Thread thread = {.level = level};
    Entry entry = {.level = heard, .reasons = reasons};
    const Situation situation = {.thread = &thread, .entry = &entry};
    g_autoptr(GPtrArray) told = tell_reasons(book, &situation);
    g_ptr_array_add(told, NULL);
    expect("reasons", g_strjoinv("; ", (char **)told->pdata), wanted);
}

static void test_a_level_that_was_lowered(void **state) {
    const Books *books = *state;
    const Situation silent = {.thread = &(Thread){.level = LEVEL_NONE}};
    expect_reasons(books->english, LEVEL_CRITICAL, LEVEL_CRITICAL,
                   "they say that they are leaving; a strategic account (gold)");
    expect_reasons(
        books->english, LEVEL_CRITICAL, LEVEL_CONCERN,
        "heard as critical, lowered since; they say that they are leaving; a strategic account (gold)");
    expect_reasons(books->german, LEVEL_CRITICAL, LEVEL_NONE,
                   "zuerst kritisch, seither herabgestuft; sie kündigen an zu gehen; strategischer Kunde "
                   "(gold)");
    expect_reasons(books->english, LEVEL_NONE, LEVEL_CRITICAL,
                   "they say that they are leaving; a strategic account (gold)");
    g_autoptr(GPtrArray) none = tell_reasons(books->english, &silent);
    assert_int_equal(none->len, 0);
}

static void test_acknowledged(void **state) {
    static const struct {
        const char *given, *english, *german;
    } rows[] = {
        {"yes", "acknowledged", "Eingang bestätigt"},
        {"no; reason=list", "not acknowledged: it came through a mailing list",
         "Eingang nicht bestätigt: die Mail kam über eine Mailingliste"},
        {ENTRY_UNDELIVERABLE, "not acknowledged: the acknowledgement could not be delivered",
         "Eingang nicht bestätigt: die Bestätigung war nicht zustellbar"},
        {"no; reason=undeliverable", "not acknowledged: the acknowledgement could not be delivered",
         "Eingang nicht bestätigt: die Bestätigung war nicht zustellbar"},
        {ENTRY_IMPORTED, "not acknowledged: stored mail, answered in its time",
         "Eingang nicht bestätigt: gespeicherte Mail, zu ihrer Zeit beantwortet"},
        {"no; reason=already-acknowledged", "acknowledged earlier in this conversation",
         "Eingang schon früher in diesem Vorgang bestätigt"},
        {"no; reason=quite-new", "not acknowledged: quite-new", "Eingang nicht bestätigt: quite-new"},
        {NULL, "unknown whether acknowledged", "unbekannt, ob der Eingang bestätigt wurde"},
    };
    const Books *books = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *name = rows[i].given == NULL ? "not known" : rows[i].given;
        expect(name, tell_acknowledged(books->english, rows[i].given), rows[i].english);
        expect(name, tell_acknowledged(books->german, rows[i].given), rows[i].german);
    }
}

// The six questions.

static Context nothing_known(void) {
    return (Context){.revenue = -1, .renewal_days = CONTEXT_NO_DATE};
}

static void test_unknown_is_unknown(void **state) {
    const Books *books = *state;
    const Context context = nothing_known();
    for (unsigned i = 0; i < TELL_QUESTIONS; i++) {
        const bool history = i == 3; // what is not in the store, we know not to be there
        expect("unknown", tell_answer(books->english, &context, i, NOW), history ? "none known" : "unknown");
        expect("unbekannt", tell_answer(books->german, &context, i, NOW),
               history ? "keine bekannt" : "unbekannt");
    }
    expect("nothing to tell", tell_context(books->english, &context, NOW), "");
    expect("nichts zu sagen", tell_context(books->german, &context, NOW), "");
}

static void test_questions(void **state) {
    const Books *books = *state;
    for (unsigned i = 0; i < TELL_QUESTIONS; i++) {
        g_autofree char *english = tell_question(books->english, i),
                        *german = tell_question(books->german, i);
        assert_true(g_str_has_suffix(english, "?") && g_str_has_suffix(german, "?"));
        assert_string_not_equal(english, german);
    }
}

#define NOTHING .revenue = -1, .renewal_days = CONTEXT_NO_DATE

static const struct {
    const char *name;
    unsigned question;
    Context context;
    const char *english, *german;
} answers[] = {
    {"strategic", 0, {NOTHING, .strategic = KNOWN_YES}, "strategic", "strategisch"},
    {"with its tier",
     0,
     {NOTHING, .strategic = KNOWN_YES, .tier = (char *)"platinum"},
     "strategic (platinum)",
     "strategisch (platinum)"},
    {"not strategic",
     0,
     {NOTHING, .strategic = KNOWN_NO, .tier = (char *)"basic"},
     "not strategic (basic)",
     "nicht strategisch (basic)"},
    {"a tier alone", 0, {NOTHING, .tier = (char *)"gold"}, "tier gold", "Stufe gold"},
    {"a reference, size unknown",
     1,
     {NOTHING, .reference = KNOWN_YES},
     "a reference, size unknown",
     "Referenz, Größe unbekannt"},
    {"a large one",
     1,
     {.renewal_days = CONTEXT_NO_DATE, .large = KNOWN_YES, .revenue = 1200000},
     "reference unknown, large (1,200,000 a year)",
     "Referenz unbekannt, groß (1.200.000 im Jahr)"},
    {"neither",
     1,
     {.renewal_days = CONTEXT_NO_DATE, .reference = KNOWN_NO, .large = KNOWN_NO, .revenue = 900},
     "no reference, not large (900 a year)",
     "keine Referenz, nicht groß (900 im Jahr)"},
    {"no line between large and small",
     1,
     {.renewal_days = CONTEXT_NO_DATE, .reference = KNOWN_NO, .revenue = 20000},
     "no reference, 20,000 a year",
     "keine Referenz, 20.000 im Jahr"},
    {"no revenue at all",
     1,
     {.renewal_days = CONTEXT_NO_DATE, .large = KNOWN_NO, .revenue = 0},
     "reference unknown, not large (0 a year)",
     "Referenz unbekannt, nicht groß (0 im Jahr)"},
    {"a renewal soon", 2, {.revenue = -1, .renewal_days = 20}, "in 20 days", "in 20 Tagen"},
    {"tomorrow", 2, {.revenue = -1, .renewal_days = 1}, "in 1 day", "in 1 Tag"},
    {"today", 2, {.revenue = -1, .renewal_days = 0}, "today", "heute"},
    {"overdue", 2, {.revenue = -1, .renewal_days = -3}, "overdue by 3 days", "3 Tage überfällig"},
    {"in the year 9999",
     2,
     {.revenue = -1, .renewal_days = G_MAXINT},
     "in 2,147,483,647 days",
     "in 2.147.483.647 Tagen"},
    {"long ago",
     2,
     {.revenue = -1, .renewal_days = -G_MAXINT},
     "overdue by 2,147,483,647 days",
     "2.147.483.647 Tage überfällig"},
    {"one conversation",
     3,
     {NOTHING, .earlier = 1},
     "1 conversation within a year",
     "1 Vorgang im letzten Jahr"},
    {"with escalations",
     3,
     {NOTHING, .earlier = 4, .earlier_escalations = 2, .last_closed = NOW - 12 * DAY},
     "4 conversations within a year, 2 escalations, the last closed 12 days ago",
     "4 Vorgänge im letzten Jahr, 2 Eskalationen, der letzte vor 12 Tagen abgeschlossen"},
    {"closed today",
     3,
     {NOTHING, .earlier = 2, .earlier_escalations = 1, .last_closed = NOW - HOUR},
     "2 conversations within a year, 1 escalation, the last closed today",
     "2 Vorgänge im letzten Jahr, 1 Eskalation, der letzte heute abgeschlossen"},
    {"closed in the future",
     3,
     {NOTHING, .earlier = 2, .last_closed = NOW + HOUR},
     "2 conversations within a year",
     "2 Vorgänge im letzten Jahr"},
    {"the target segment", 4, {NOTHING, .segment_fit = KNOWN_YES}, "yes", "ja"},
    {"an outlier", 4, {NOTHING, .segment_fit = KNOWN_NO}, "no, an outlier", "nein, ein Sonderfall"},
    {"a manager who is free",
     5,
     {NOTHING, .manager = (char *)"Anna Berg", .manager_free = KNOWN_YES},
     "Anna Berg (free)",
     "Anna Berg (verfügbar)"},
    {"one of whom it is not known",
     5,
     {NOTHING, .manager = (char *)"Anna Berg"},
     "Anna Berg (unknown whether free)",
     "Anna Berg (unbekannt, ob verfügbar)"},
    {"one who is away",
     5,
     {NOTHING, .manager = (char *)"Anna Berg", .manager_free = KNOWN_NO},
     "Anna Berg (away, nobody stands in)",
     "Anna Berg (nicht da, ohne Vertretung)"},
    {"with a stand-in",
     5,
     {NOTHING, .manager = (char *)"Anna Berg", .manager_free = KNOWN_NO, .stand_in = (char *)"Ben Ott"},
     "Anna Berg (away, Ben Ott stands in)",
     "Anna Berg (nicht da, Vertretung: Ben Ott)"},
    {"a stand-in for nobody", 5, {NOTHING, .stand_in = (char *)"Ben Ott"}, "unknown", "unbekannt"},
    {"a name of blanks", 5, {NOTHING, .manager = (char *)" \t "}, "unknown", "unbekannt"},
    {"a tier of control characters", 0, {NOTHING, .tier = (char *)"\x01\x02"}, "unknown", "unbekannt"},
};

static void test_answers(void **state) {
    const Books *books = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        const Context *context = &answers[i].context;
        expect(answers[i].name, tell_answer(books->english, context, answers[i].question, NOW),
               answers[i].english);
        expect(answers[i].name, tell_answer(books->german, context, answers[i].question, NOW),
               answers[i].german);
    }
}

static void test_all_that_is_known_in_a_line(void **state) {
    const Books *books = *state;
    Context context = {.tier = (char *)"platinum",
                       .strategic = KNOWN_YES,
                       .reference = KNOWN_YES,
                       .revenue = -1,
                       .renewal_days = 20,
                       .earlier = 3,
                       .earlier_escalations = 1,
                       .segment_fit = KNOWN_YES,
                       .manager = (char *)"Anna Berg",
                       .manager_free = KNOWN_YES,
                       .vocal = KNOWN_YES,
                       .role = ROLE_BUSINESS};
    expect("all of it", tell_context(books->english, &context, NOW),
           "strategic (platinum); a reference; renewal in 20 days; earlier: 3 conversations within a year, 1 "
           "escalation; target segment; account manager Anna Berg (free); vocal in public; writes from the "
           "business side");
    expect(
        "alles", tell_context(books->german, &context, NOW),
        "strategisch (platinum); Referenz; Verlängerung in 20 Tagen; früher: 3 Vorgänge im letzten Jahr, 1 "
        "Eskalation; Zielsegment; betreut von Anna Berg (verfügbar); äußert sich öffentlich; schreibt aus "
        "dem Fachbereich");
    context = nothing_known();
    context.role = ROLE_TECHNICAL;
    expect("one thing", tell_context(books->english, &context, NOW), "writes from IT");
    context = nothing_known();
    context.revenue = 50000;
    context.vocal = KNOWN_NO;
    expect("no word of what is unknown", tell_context(books->english, &context, NOW), "50,000 a year");
}

// Clocks and what is due.

static Clock clock_of(ClockKind kind, int64_t due) {
    return (Clock){.kind = kind, .due = due, .accepted = true, .started = NOW - DAY};
}

static void test_clocks(void **state) {
    const Books *books = *state;
    Clock promise = clock_of(CLOCK_PROMISE, NOW + DAY + HOUR);
    promise.words = (char *)"fix in 4.3";
    Clock wordless = clock_of(CLOCK_PROMISE, NOW - 26 * HOUR);
    Clock paused = clock_of(CLOCK_NEXT_REPLY, NOW + HOUR);
    paused.paused = NOW - HOUR;
    const struct {
        const char *name;
        Clock clock;
        const char *english, *german;
    } rows[] = {
        {"due today", clock_of(CLOCK_FIRST_REPLY, NOW + HOUR), "first reply due today 12:00",
         "erste Antwort heute 12:00 fällig"},
        {"late", clock_of(CLOCK_FIRST_REPLY, NOW - 190 * MINUTE),
         "first reply was due today 07:50, 3 h 10 min ago",
         "erste Antwort war heute 07:50 fällig, 3 Std. 10 Min. zu spät"},
        {"due this moment", clock_of(CLOCK_TOUCHPOINT, NOW), "daily word was due today 11:00",
         "tägliche Rückmeldung war heute 11:00 fällig"},
        {"a promise", promise, "promise “fix in 4.3” due tomorrow 12:00",
         "Zusage „fix in 4.3“ morgen 12:00 fällig"},
        {"one without words", wordless, "promise was due yesterday 09:00, 1 day 2 h ago",
         "Zusage war gestern 09:00 fällig, 1 Tag 2 Std. zu spät"},
        {"paused", paused, "reply waits for their answer", "Antwort ruht, bis sie antworten"},
        {"never due", clock_of(CLOCK_ACKNOWLEDGE, 0), "acknowledgement on its way",
         "Eingangsbestätigung unterwegs"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect(rows[i].name, tell_clock(books->english, &rows[i].clock, ZONE, NOW), rows[i].english);
        expect(rows[i].name, tell_clock(books->german, &rows[i].clock, ZONE, NOW), rows[i].german);
    }
}

typedef struct Scene {
    Thread thread;
    Context context;
    Situation situation;
    Clock clocks[2];
} Scene;

// Up to two clocks; kinds CLOCK_KINDS are none.
static void scene_set(Scene *scene, NextStep step, const char *who, const Clock *first, const Clock *second) {
    const Clock *given[] = {first, second};
    g_autoptr(GPtrArray) clocks = g_ptr_array_new();
    *scene = (Scene){.thread.level = LEVEL_CONCERN, .context = nothing_known()};
    int64_t due = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
        if (given[i] == NULL)
            continue;
        scene->clocks[i] = *given[i];
        g_ptr_array_add(clocks, &scene->clocks[i]);
        if (given[i]->paused == 0 && given[i]->due != 0 && (due == 0 || given[i]->due < due))
            due = given[i]->due;
    }
    scene->situation = (Situation){.thread = &scene->thread,
                                   .context = &scene->context,
                                   .clocks = g_steal_pointer(&clocks),
                                   .who = (char *)(uintptr_t)who,
                                   .due = due,
                                   .late = due != 0 && due <= NOW,
                                   .step = step};
}

static void scene_clear(Scene *scene) {
    g_ptr_array_unref(scene->situation.clocks);
}

static void test_due(void **state) {
    const Books *books = *state;
    const Clock late = clock_of(CLOCK_FIRST_REPLY, NOW - 3 * HOUR),
                soon = clock_of(CLOCK_PROMISE, NOW + HOUR);
    Clock paused = late;
    paused.paused = NOW - 4 * HOUR;
    const struct {
        const char *name;
        const Clock *first, *second;
        const char *english, *german;
    } rows[] = {
        {"nothing", NULL, NULL, NULL, NULL},
        {"later today", &soon, NULL, "due today 12:00", "heute 12:00 fällig"},
        {"late", &late, NULL, "3 h late: first reply", "3 Std. zu spät: erste Antwort"},
        {"the earliest counts", &soon, &late, "3 h late: first reply", "3 Std. zu spät: erste Antwort"},
        {"what is paused does not", &paused, &soon, "due today 12:00", "heute 12:00 fällig"},
        {"only what is paused", &paused, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene;
        scene_set(&scene, STEP_LISTEN, "Maria", rows[i].first, rows[i].second);
        expect(rows[i].name, tell_due(books->english, &scene.situation, ZONE, NOW), rows[i].english);
        expect(rows[i].name, tell_due(books->german, &scene.situation, ZONE, NOW), rows[i].german);
        scene_clear(&scene);
    }
    Scene scene;
    scene_set(&scene, STEP_LISTEN, "Maria", NULL, NULL);
    scene.situation.due = NOW - HOUR;
    expect("of a clock that is not at hand", tell_due(books->english, &scene.situation, ZONE, NOW),
           "1 h late");
    scene_clear(&scene);
}

static void test_waiting(void **state) {
    const Books *books = *state;
    static const struct {
        const char *name;
        GTimeSpan waiting;
        int64_t asked;
        const char *english, *german;
    } rows[] = {
        {"nobody waits", 0, 0, NULL, NULL},
        {"they have begun to wait", 1, 0, "waiting since a moment ago", "wartet seit eben"},
        {"we have", 0, NOW - 1, "we have waited for their answer since a moment ago",
         "wir warten seit eben auf ihre Antwort"},
        {"they wait", 190 * MINUTE, 0, "waiting for 3 h 10 min", "wartet schon 3 Std. 10 Min."},
        {"we wait", 0, NOW - 2 * DAY, "we have waited for their answer for 2 days",
         "wir warten schon 2 Tage auf ihre Antwort"},
        {"both: they come first", HOUR, NOW - 2 * DAY, "waiting for 1 h", "wartet schon 1 Std."},
        {"asked in the future", 0, NOW + DAY, NULL, NULL},
        {"a clock set back", -HOUR, 0, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene;
        scene_set(&scene, STEP_LISTEN, "Maria", NULL, NULL);
        scene.situation.waiting = rows[i].waiting;
        scene.thread.asked = rows[i].asked;
        expect(rows[i].name, tell_waiting(books->english, &scene.situation, NOW), rows[i].english);
        expect(rows[i].name, tell_waiting(books->german, &scene.situation, NOW), rows[i].german);
        scene_clear(&scene);
    }
}

static void test_next_steps(void **state) {
    const Books *books = *state;
    const Clock reply = clock_of(CLOCK_FIRST_REPLY, NOW + HOUR),
                late = clock_of(CLOCK_NEXT_REPLY, NOW - HOUR), touch = clock_of(CLOCK_TOUCHPOINT, NOW - HOUR);
    Clock kept = clock_of(CLOCK_PROMISE, NOW + DAY), broken = clock_of(CLOCK_PROMISE, NOW - DAY);
    kept.words = broken.words = (char *)"fix in 4.3";
    const struct {
        NextStep step;
        const char *who;
        const Clock *first, *second;
        const char *english, *german;
    } rows[] = {
        {STEP_PROMISE_MISSED, "Maria", &broken, &reply,
         "Our promise “fix in 4.3” is overdue: give Maria a new date before they ask.",
         "Unsere Zusage „fix in 4.3“ ist überfällig: Maria einen neuen Termin nennen, bevor die Frage "
         "kommt."},
        {STEP_PROMISE_MISSED, NULL, NULL, NULL,
         "Our promise is overdue: give them a new date before they ask.",
         "Unsere Zusage ist überfällig: einen neuen Termin nennen, bevor die Frage kommt."},
        {STEP_LISTEN, "Maria", &reply, &broken,
         "Have a person listen first: answer Maria by today 12:00; no solution yet.",
         "Erst zuhören und Maria bis heute 12:00 persönlich antworten, noch ohne Lösung."},
        {STEP_LISTEN, "Maria", &late, NULL,
         "Have a person listen first: answer Maria now, it was due today 10:00; no solution yet.",
         "Erst zuhören und Maria sofort persönlich antworten, noch ohne Lösung; fällig war es heute 10:00."},
        {STEP_LISTEN, NULL, NULL, NULL, "Have a person listen first: answer them; no solution yet.",
         "Erst zuhören und persönlich antworten, noch ohne Lösung."},
        {STEP_ANSWER, "Maria", &reply, NULL, "They wrote again: answer Maria by today 12:00.",
         "Die neue Nachricht von Maria bis heute 12:00 beantworten."},
        {STEP_TOUCH, "Maria", &touch, NULL,
         "Tell Maria where things stand, also when nothing is new; a word was due today 10:00.",
         "Sich bei Maria sofort melden und sagen, wie es steht, auch wenn es nichts Neues gibt; fällig war "
         "es heute 10:00."},
        {STEP_WAIT, "Maria", NULL, NULL, "Nothing to do: Maria was asked and will answer.",
         "Nichts zu tun: wir haben gefragt, die Antwort von Maria steht noch aus."},
        {STEP_ASK_AGAIN, NULL, NULL, NULL, "Ask them once more, by another way: a call, or another contact.",
         "Noch einmal nachfragen, auf anderem Weg: am Telefon oder über jemand anderen."},
        {STEP_KEEP, "Maria", &kept, NULL, "Keep our promise “fix in 4.3”, due tomorrow 11:00.",
         "Unsere Zusage „fix in 4.3“ einhalten, fällig morgen 11:00."},
        {STEP_CONFIRM, "Maria", NULL, NULL, "Ask Maria whether it holds.",
         "Nachfragen bei Maria, ob die Lösung hält."},
        {STEP_CLOSE, NULL, NULL, NULL, "Nothing is left to do: “#close”.",
         "Es ist nichts mehr offen: „#close“."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene;
        scene_set(&scene, rows[i].step, rows[i].who, rows[i].first, rows[i].second);
        const char *name = next_step_name(rows[i].step);
        expect(name, tell_next(books->english, &scene.situation, ZONE, NOW), rows[i].english);
        expect(name, tell_next(books->german, &scene.situation, ZONE, NOW), rows[i].german);
        scene_clear(&scene);
    }
}

// Of a plain question there is nothing to hear but the question.
static void test_a_question_is_answered(void **state) {
    const Books *books = *state;
    const Clock reply = clock_of(CLOCK_FIRST_REPLY, NOW + HOUR),
                late = clock_of(CLOCK_NEXT_REPLY, NOW - HOUR);
    const struct {
        const char *who;
        const Clock *clock;
        const char *english, *german;
    } rows[] = {
        {"Bea", &reply, "Answer Bea by today 12:00.", "Bea bis heute 12:00 antworten."},
        {"Bea", &late, "Answer Bea now, it was due today 10:00.",
         "Bea sofort antworten; fällig war es heute 10:00."},
        {NULL, NULL, "Answer them.", "Die Frage beantworten."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Scene scene;
        scene_set(&scene, STEP_LISTEN, rows[i].who, rows[i].clock, NULL);
        scene.thread.level = LEVEL_NONE;
        expect("a question", tell_next(books->english, &scene.situation, ZONE, NOW), rows[i].english);
        expect("a question", tell_next(books->german, &scene.situation, ZONE, NOW), rows[i].german);
        scene_clear(&scene);
    }
}

// Whatever is known or not, each step is a sentence.
static void test_no_step_leaves_a_tag_or_a_gap(void **state) {
    const Books *books = *state;
    const Clock reply = clock_of(CLOCK_FIRST_REPLY, NOW + HOUR);
    const Phrasebook *both[] = {books->english, books->german};
    for (int step = 0; step < STEP_COUNT; step++)
        for (size_t i = 0; i < 4; i++) {
            Scene scene;
            scene_set(&scene, (NextStep)step, i < 2 ? "Maria" : NULL, i % 2 == 0 ? &reply : NULL, NULL);
            for (size_t k = 0; k < G_N_ELEMENTS(both); k++) {
                g_autofree char *told = tell_next(both[k], &scene.situation, ZONE, NOW);
                if (strstr(told, "{{") != NULL || strstr(told, "  ") != NULL || strstr(told, " .") != NULL ||
                    strstr(told, " ,") != NULL || strlen(told) < 15)
                    fail_msg("%s: '%s'", next_step_name((NextStep)step), told);
            }
            scene_clear(&scene);
        }
}

// What strangers write.

static void assert_tame(const char *told) {
    g_autofree char *plain = values_plain(told);
    if (strcmp(plain, told) != 0 || g_utf8_strlen(told, -1) > 600)
        fail_msg("not one short plain line: %.200s", told);
}

static void test_hostile_names(void **state) {
    const Books *books = *state;
    g_autofree char *endless = g_strnfill(10 * 1024, 'x');
    const char *const names[] = {endless,
                                 "a\r\nBcc: all@example.org",
                                 "\xE2\x80\xAE"
                                 "evil",
                                 "\x1B[2J",
                                 "\xFF\xFE\x80",
                                 "{{who}}{{#x}}",
                                 "\xE2\x80\x8F\xD7\x9E\xD7\xA8\xD7\x99\xD7\x94",
                                 ""};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        char *name = (char *)(uintptr_t)names[i];
        Clock promise = clock_of(CLOCK_PROMISE, NOW - DAY);
        promise.words = name;
        Scene scene;
        scene_set(&scene, STEP_PROMISE_MISSED, name, &promise, NULL);
        scene.context = (Context){.tier = name,
                                  .strategic = KNOWN_YES,
                                  .revenue = -1,
                                  .manager = name,
                                  .stand_in = name,
                                  .manager_free = KNOWN_NO,
                                  .renewal_days = CONTEXT_NO_DATE};
        g_autofree char *next = tell_next(books->german, &scene.situation, ZONE, NOW),
                        *due = tell_due(books->german, &scene.situation, ZONE, NOW),
                        *clock = tell_clock(books->german, &promise, name, NOW),
                        *line = tell_context(books->german, &scene.context, NOW),
                        *manager = tell_answer(books->german, &scene.context, 5, NOW),
                        *reason = tell_reason(books->german, name),
                        *refusal = tell_refusal(books->german, name);
        const char *const told[] = {next, due, clock, line, manager};
        for (size_t k = 0; k < G_N_ELEMENTS(told); k++)
            assert_tame(told[k]);
        assert_null(strchr(reason, '\n'));
        assert_null(strchr(refusal, '\n'));
        scene_clear(&scene);
    }
}

static void test_name_is_cut(void **state) {
    (void)state;
    g_autofree char *endless = g_strnfill(200, 'x');
    g_autofree char *cut = tell_name(endless);
    assert_int_equal(g_utf8_strlen(cut, -1), 80);
    assert_true(g_str_has_suffix(cut, "…"));
    expect("none", tell_name(NULL), NULL);
    expect("an empty one", tell_name(" \t\r\n"), NULL);
    expect("blanks around it", tell_name(" Maria \n"), "Maria");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_name_has_words),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_every_reason_of_the_verdict_has_words),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_a_level_that_was_lowered),
        cmocka_unit_test(test_acknowledged),
        cmocka_unit_test(test_unknown_is_unknown),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_all_that_is_known_in_a_line),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_next_steps),
        cmocka_unit_test(test_a_question_is_answered),
        cmocka_unit_test(test_no_step_leaves_a_tag_or_a_gap),
        cmocka_unit_test(test_hostile_names),
        cmocka_unit_test(test_name_is_cut),
    };
    return cmocka_run_group_tests(tests, books_open, books_close);
}
