// The dossier of a conversation: what stands in it and in which order, that text and page say the same, that
// it stays bounded however long the conversation was, and what hostile words can do to it: nothing.
#include "digest_world.h"
#include "support_html.h"

#include "dossier.h"
#include "journal.h"

static Phrasebook *book_of(const char *language) {
    g_autoptr(GPtrArray) languages = g_ptr_array_new();
    g_ptr_array_add(languages, (char *)(uintptr_t)language);
    return phrasebook_new(languages);
}

typedef struct Ask {
    const DigestWorld *world;
    const Phrasebook *book;
    uint64_t thread;
    Dossier *dossier;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    const Config *config = ask->world->config;
    ask->dossier =
        dossier_gather(txn, config, config_pm(config, "paula"), ask->book, ask->thread, ask->world->now);
    return !store_failed(txn);
}

static Dossier *ask(DigestWorld *world, const Phrasebook *book, uint64_t thread) {
    Ask question = {.world = world, .book = book, .thread = thread};
    support_read(&world->ground, do_ask, &question);
    return question.dossier;
}

// --- notes and stopped clocks ---

typedef struct NoteRow {
    const char *at;
    CommandVerb verb;
    const char *words;
    const char *keys[3], *values[3];
} NoteRow;

typedef struct NoteWork {
    uint64_t thread;
    const NoteRow *rows;
    size_t count;
} NoteWork;

static void pair_free(gpointer data) {
    CommandPair *pair = data;
    g_free(pair->key);
    g_free(pair->value);
    g_free(pair);
}

static bool do_notes(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const NoteWork *work = data;
    g_autoptr(Thread) thread = thread_get(txn, work->thread);
    for (size_t i = 0; i < work->count; i++) {
        const NoteRow *row = &work->rows[i];
        g_autoptr(Note) note = g_new0(Note, 1);
        note->at = at(row->at);
        note->by = g_strdup("paula");
        note->verb = row->verb;
        note->words = g_strdup(row->words);
        note->pairs = g_ptr_array_new_with_free_func(pair_free);
        for (size_t j = 0; j < 3 && row->keys[j] != NULL; j++) {
            CommandPair *pair = g_new0(CommandPair, 1);
            pair->key = g_strdup(row->keys[j]);
            pair->value = g_strdup(row->values[j]);
            g_ptr_array_add(note->pairs, pair);
        }
        journal_add(txn, thread, note);
    }
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void note(DigestWorld *world, uint64_t thread, const NoteRow *rows, size_t count) {
    NoteWork work = {thread, rows, count};
    support_write(&world->ground, do_notes, &work);
}

typedef struct StoppedRow {
    const char *name;
    ClockKind kind;
    ClockEnd end;
    const char *started, *due, *stopped; // stopped NULL: runs
    const char *words;
    const char *told; // all events of it, by lines
} StoppedRow;

static bool do_clock(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const StoppedRow *row = data;
    g_autoptr(Thread) thread = thread_get(txn, 1);
    g_autoptr(Clock) clock = clock_new(row->kind);
    clock->thread = thread->id;
    clock->number = 1; // replaces the one before
    clock->owner = thread->owner;
    clock->mailbox = g_strdup("support");
    clock->accepted = true;
    clock->started = at(row->started);
    clock->due = clock->half = clock->soon = at_or_none(row->due);
    clock->words = g_strdup(row->words);
    if (row->stopped != NULL)
        clock_stop(clock, row->end, at(row->stopped));
    clocks_put(txn, clock);
    thread->clocks = 1;
    thread_put(txn, thread);
    return !store_failed(txn);
}

// --- what is told ---

// An event a line, its quotes and items behind it.
static char *told(const Dossier *dossier) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < dossier->events->len; i++) {
        const DossierEvent *event = dossier->events->pdata[i];
        g_string_append_printf(text, "%s\n", event->what);
        for (guint j = 0; j < event->quotes->len; j++) {
            const DossierQuote *quote = event->quotes->pdata[j];
            g_string_append_printf(text, "  %s: %s\n", signal_name(quote->signal), quote->words);
        }
        for (guint j = 0; j < event->items->len; j++)
            g_string_append_printf(text, "  %s\n", (const char *)event->items->pdata[j]);
    }
    return g_string_free(text, FALSE);
}

static const Talk MARIA = {
    .id = 1,
    .from = "maria@a.example",
    .name = "Maria Rossi",
    .opened = "2026-11-20T08:00:00Z",
    .phase = PHASE_SOLVING,
    .level = LEVEL_ESCALATION,
    .problem = "P12",
    .answered = "2026-11-20T10:00:00Z",
    .gravest = 3,
    .promises = {"2026-11-24T11:00:00Z"},
    .promise_words = "You have the fix by Tuesday noon.",
    .said = {
        {"2026-11-20T08:00:00Z", .level = LEVEL_CONCERN, .request = REQUEST_DEFECT,
         .evidence = {"impact: the export stops"}},
        {"2026-11-20T10:00:00Z", .from = "bob@example.test", .outbound = true},
        {"2026-11-22T09:00:00Z", .level = LEVEL_ESCALATION, .request = REQUEST_DEFECT,
         .evidence = {"churn: we look at others", "anger: this is bullshit", "impact: our shop stands still",
                      "identity: I vouched for you", "anger: this is bullshit"}},
        {"2026-11-22T12:00:00Z", .from = "away@a.example", .machine = true}}};

static void it_is_told_in_order(void **state) {
    g_autoptr(Phrasebook) book = book_of("en");
    const NoteRow notes[] = {
        {"2026-11-20T10:00:00Z", COMMAND_PROMISE, "what the clock tells already", {0}, {0}},
        {"2026-11-22T13:00:00Z", COMMAND_ACK, NULL, {0}, {0}},
        {"2026-11-22T13:01:00Z", COMMAND_CHOICES, NULL, {"1", "2"}, {"a hot fix today", "4.3 next week"}},
        {"2026-11-22T13:02:00Z", COMMAND_WHY, NULL, {0}, {0}},
    };
    digest_world_put(*state, &MARIA, 1);
    note(*state, 1, notes, G_N_ELEMENTS(notes));
    g_autoptr(Dossier) dossier = ask(*state, book, 1);
    assert_non_null(dossier);
    g_autofree char *text = told(dossier);
    assert_string_equal(text, "Maria Rossi writes: concern, a defect\n"
                              "  impact: the export stops\n"
                              "we answer (bob@example.test)\n"
                              "we promise “You have the fix by Tuesday noon.” by Tue 24 Nov 12:00\n"
                              "Maria Rossi writes: escalation, a defect\n"
                              "  impact: our shop stands still\n"
                              "  anger: this is b***\n"
                              "  churn: we look at others\n"
                              "  identity: I vouched for you\n"
                              "automatic mail from away@a.example\n"
                              "paula sees to it\n"
                              "paula offers choices\n"
                              "  1: a hot fix today\n"
                              "  2: 4.3 next week\n");
    assert_int_equal(dossier->choices->len, 2);
    assert_int_equal(dossier->left_out, 0);
}

static void the_text_reads_as_a_page_for_a_colleague(void **state) {
    static const char *const SAYS[] = {"Dossier: Maria Rossi",
                                       "Next",
                                       "Export stops",
                                       "escalation",
                                       "solving",
                                       "P12",
                                       "What happened",
                                       "How they feel",
                                       "What is at stake",
                                       "Who they are",
                                       "Important?",
                                       "unknown",
                                       "Promised and due",
                                       "Choices open",
                                       "1: a hot fix today",
                                       "In order",
                                       "Maria Rossi writes: escalation, a defect",
                                       "we answer (bob@example.test)",
                                       "I vouched for you",
                                       "b***",
                                       "Europe/Berlin"};
    static const NoteRow CHOICES = {
        "2026-11-22T13:01:00Z", COMMAND_CHOICES, NULL, {"1", "2"}, {"a hot fix today", "4.3 next week"}};
    g_autoptr(Phrasebook) book = book_of("en");
    digest_world_put(*state, &MARIA, 1);
    note(*state, 1, &CHOICES, 1);
    g_autoptr(Dossier) dossier = ask(*state, book, 1);
    g_autofree char *text = dossier_text(dossier, book), *html = dossier_html(dossier, book);
    html_check(html);
    g_autofree char *flat = html_words(text); // blanks and line ends made one
    g_autofree char *lower = g_utf8_strdown(flat, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(SAYS); i++) {
        g_autofree char *wanted = g_utf8_strdown(SAYS[i], -1); // headings stand in capitals
        if (strstr(lower, wanted) == NULL)
            fail_msg("the text does not say \"%s\":\n%s", SAYS[i], text);
        html_assert_says(html, SAYS[i]);
    }
    assert_null(strstr(text, "bullshit"));
    assert_null(strstr(html, "bullshit"));
}

static void each_end_of_a_clock_is_told(void **state) {
    static const StoppedRow ROWS[] = {
        {"a promise that runs", CLOCK_PROMISE, CLOCK_RUNS, "2026-11-20T10:00:00Z", "2026-11-24T11:00:00Z",
         NULL, "the fix", "we promise “the fix” by Tue 24 Nov 12:00\n"},
        {"a promise without words", CLOCK_PROMISE, CLOCK_RUNS, "2026-11-20T10:00:00Z", "2026-11-24T11:00:00Z",
         NULL, NULL, "we promise by Tue 24 Nov 12:00\n"},
        {"one that is overdue", CLOCK_PROMISE, CLOCK_RUNS, "2026-11-20T10:00:00Z", "2026-11-23T08:00:00Z",
         NULL, "the fix",
         "we promise “the fix” by Mon 23 Nov 09:00\nthe promise “the fix” was due, and not kept by then\n"},
        {"one that was kept", CLOCK_PROMISE, CLOCK_MET, "2026-11-20T10:00:00Z", "2026-11-23T08:00:00Z",
         "2026-11-22T08:00:00Z", "the fix",
         "we promise “the fix” by Mon 23 Nov 09:00\npromise kept in time: “the fix”\n"},
        {"one that was kept late", CLOCK_PROMISE, CLOCK_MET, "2026-11-20T10:00:00Z", "2026-11-22T08:00:00Z",
         "2026-11-22T10:10:00Z", "the fix",
         "we promise “the fix” by Sun 22 Nov 09:00\nthe promise “the fix” was due, and not kept by then\n"
         "promise kept 2 h 10 min late: “the fix”\n"},
        {"one that got another date", CLOCK_PROMISE, CLOCK_RESET, "2026-11-20T10:00:00Z",
         "2026-11-24T11:00:00Z", "2026-11-22T08:00:00Z", "the fix",
         "we promise “the fix” by Tue 24 Nov 12:00\nanother date instead of Tue 24 Nov 12:00 for “the "
         "fix”\n"},
        {"one that nobody kept", CLOCK_PROMISE, CLOCK_UNMET, "2026-11-20T10:00:00Z", "2026-11-22T08:00:00Z",
         "2026-11-23T08:00:00Z", NULL,
         "we promise by Sun 22 Nov 09:00\nthe promise was due, and not kept by then\npromise ends unkept\n"},
        {"a reply in time is the reply itself", CLOCK_FIRST_REPLY, CLOCK_MET, "2026-11-22T08:00:00Z",
         "2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", NULL, ""},
        {"a reply that is not due yet", CLOCK_NEXT_REPLY, CLOCK_RUNS, "2026-11-23T08:00:00Z",
         "2026-11-23T12:00:00Z", NULL, NULL, ""},
        {"a reply that is late", CLOCK_FIRST_REPLY, CLOCK_RUNS, "2026-11-22T08:00:00Z",
         "2026-11-22T10:00:00Z", NULL, NULL, "first reply was due, and had not come\n"},
        {"a word that nobody gave", CLOCK_TOUCHPOINT, CLOCK_UNMET, "2026-11-21T08:00:00Z",
         "2026-11-22T08:00:00Z", "2026-11-22T08:00:01Z", NULL, "daily word was due, and had not come\n"},
        {"an acknowledgement", CLOCK_ACKNOWLEDGE, CLOCK_MET, "2026-11-22T08:00:00Z", NULL,
         "2026-11-22T08:02:00Z", NULL, "acknowledged after 2 min\n"},
        {"one in seconds", CLOCK_ACKNOWLEDGE, CLOCK_MET, "2026-11-22T08:00:00Z", NULL, "2026-11-22T08:00:07Z",
         NULL, "acknowledged after 7.0 s\n"},
        {"one that was dropped", CLOCK_NEXT_REPLY, CLOCK_DROPPED, "2026-11-22T08:00:00Z",
         "2026-11-24T10:00:00Z", "2026-11-22T09:00:00Z", NULL, ""},
    };
    const Talk bare = {.id = 1};
    g_autoptr(Phrasebook) book = book_of("en");
    digest_world_put(*state, &bare, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        support_write(&((DigestWorld *)*state)->ground, do_clock, (void *)(uintptr_t)&ROWS[i]);
        g_autoptr(Dossier) dossier = ask(*state, book, 1);
        g_autofree char *text = told(dossier);
        if (strcmp(text, ROWS[i].told) != 0)
            fail_msg("%s:\n%s instead of\n%s", ROWS[i].name, text, ROWS[i].told);
    }
}

static void each_note_is_told_in_words(void **state) {
    static const struct {
        NoteRow row;
        const char *english;
    } ROWS[] = {
        {{"2026-11-23T08:00:00Z", COMMAND_ACK, NULL, {0}, {0}}, "paula sees to it"},
        {{"2026-11-23T08:00:00Z", COMMAND_PHASE, "solving", {0}, {0}}, "paula moves it to: solving"},
        {{"2026-11-23T08:00:00Z", COMMAND_PROMISE, "the fix", {0}, {0}}, "paula promises “the fix”"},
        {{"2026-11-23T08:00:00Z", COMMAND_PROBLEM, "P12", {0}, {0}}, "paula names the cause: P12"},
        {{"2026-11-23T08:00:00Z", COMMAND_CHOICES, NULL, {"1", "2"}, {"a", "b"}},
         "paula offers choices\n  1: a\n  2: b"},
        {{"2026-11-23T08:00:00Z", COMMAND_NO, NULL, {"reason", "alternative"}, {"too dear", "the API"}},
         "paula says no: too dear; instead: the API"},
        {{"2026-11-23T08:00:00Z", COMMAND_FIXED, "P12", {"release"}, {"4.3"}}, "paula: P12 is mended in 4.3"},
        {{"2026-11-23T08:00:00Z", COMMAND_FIXED, "P12", {0}, {0}}, "paula: P12 is mended"},
        {{"2026-11-23T08:00:00Z", COMMAND_CLOSE, NULL, {0}, {0}}, "paula closes it"},
        {{"2026-11-23T08:00:00Z", COMMAND_NOT_AN_ESCALATION, NULL, {0}, {0}},
         "paula: heard too high, a concern from here on"},
    };
    g_autoptr(Phrasebook) english = book_of("en");
    g_autoptr(Phrasebook) german = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        const Talk bare = {.id = i + 1};
        digest_world_put(*state, &bare, 1);
        note(*state, bare.id, &ROWS[i].row, 1);
        g_autoptr(Dossier) dossier = ask(*state, english, bare.id);
        g_autoptr(Dossier) other = ask(*state, german, bare.id);
        g_autofree char *text = g_strchomp(told(dossier)), *words = g_strchomp(told(other));
        if (strcmp(text, ROWS[i].english) != 0)
            fail_msg("%s instead of %s", text, ROWS[i].english);
        if (strstr(words, "paula") == NULL || strcmp(words, text) == 0) // how, its own file says
            fail_msg("in German: %s", words);
    }
}

static void choices_are_open_until_it_is_over(void **state) {
    static const NoteRow FIRST = {"2026-11-23T08:00:00Z", COMMAND_CHOICES, NULL, {"1", "2"}, {"a", "b"}};
    static const NoteRow SECOND = {
        "2026-11-23T08:10:00Z", COMMAND_CHOICES, NULL, {"1", "2", "3"}, {"c", "d", "e"}};
    static const NoteRow ACK = {"2026-11-23T08:20:00Z", COMMAND_ACK, NULL, {0}, {0}};
    static const NoteRow FIXED = {"2026-11-23T08:20:00Z", COMMAND_FIXED, "P12", {0}, {0}};
    static const NoteRow CLOSE = {"2026-11-23T08:20:00Z", COMMAND_CLOSE, NULL, {0}, {0}};
    static const struct {
        const char *name;
        NoteRow rows[3];
        size_t count;
        Phase phase;
        unsigned open;
        const char *first;
    } CASES[] = {
        {"none were offered", {ACK}, 1, PHASE_SOLVING, 0, NULL},
        {"some were", {FIRST, ACK}, 2, PHASE_SOLVING, 2, "1: a"},
        {"later ones take their place", {FIRST, SECOND}, 2, PHASE_SOLVING, 3, "1: c"},
        {"its cause is mended", {FIRST, FIXED}, 2, PHASE_FOLLOW_UP, 0, NULL},
        {"offered again behind that", {FIRST, FIXED, SECOND}, 3, PHASE_SOLVING, 3, "1: c"},
        {"it was closed and opened again", {FIRST, CLOSE}, 2, PHASE_DISCOVERY, 0, NULL},
        {"closed by hand", {FIRST}, 1, PHASE_CLOSED, 0, NULL},
    };
    g_autoptr(Phrasebook) book = book_of("en");
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Talk bare = {.id = i + 1, .phase = CASES[i].phase};
        digest_world_put(*state, &bare, 1);
        note(*state, bare.id, CASES[i].rows, CASES[i].count);
        g_autoptr(Dossier) dossier = ask(*state, book, bare.id);
        if (dossier->choices->len != CASES[i].open)
            fail_msg("%s: %u choices", CASES[i].name, dossier->choices->len);
        if (CASES[i].first != NULL)
            assert_string_equal(dossier->choices->pdata[0], CASES[i].first);
    }
}

// --- bounds ---

static bool do_long(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const unsigned *count = data;
    g_autoptr(Thread) thread = thread_get(txn, 1);
    for (unsigned i = 0; i < *count; i++) {
        g_autofree char *words = g_strdup_printf("impact: it stops %u", i);
        g_autofree char *when = units_time_format(at("2026-11-01T00:00:00Z") + i * G_TIME_SPAN_MINUTE);
        talk_said(txn, thread, &(Said){when, .level = LEVEL_CONCERN, .evidence = {words}});
    }
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void a_long_conversation_is_bounded(void **state) {
    DigestWorld *world = *state;
    const Talk bare = {.id = 1};
    unsigned count = 500;
    g_autoptr(Phrasebook) book = book_of("en");
    digest_world_put(world, &bare, 1);
    support_write(&world->ground, do_long, &count);
    g_autoptr(Dossier) dossier = ask(world, book, 1);
    assert_int_equal(dossier->events->len, DOSSIER_EVENTS);
    assert_int_equal(dossier->left_out, 300);
    g_autofree char *text = told(dossier);
    assert_non_null(strstr(text, "it stops 0\n"));
    assert_non_null(strstr(text, "it stops 19\n"));
    assert_null(strstr(text, "it stops 20\n"));
    assert_null(strstr(text, "it stops 319\n"));
    assert_non_null(strstr(text, "it stops 320\n"));
    assert_non_null(strstr(text, "it stops 499\n"));
    g_autofree char *html = dossier_html(dossier, book);
    html_check(html);
    html_assert_says(html, "300 events between them are left out.");
}

static void exactly_as_many_as_there_is_room_for(void **state) {
    DigestWorld *world = *state;
    const Talk bare = {.id = 1};
    unsigned count = DOSSIER_EVENTS;
    g_autoptr(Phrasebook) book = book_of("en");
    digest_world_put(world, &bare, 1);
    support_write(&world->ground, do_long, &count);
    g_autoptr(Dossier) dossier = ask(world, book, 1);
    assert_int_equal(dossier->events->len, DOSSIER_EVENTS);
    assert_int_equal(dossier->left_out, 0);
    g_autofree char *html = dossier_html(dossier, book);
    html_assert_not(html, "left out");
}

// --- hostile, absent ---

static unsigned widest(const char *text) {
    unsigned most = 0, column = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        column = c == '\n' ? 0 : column + (g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1);
        most = MAX(most, column);
    }
    return most;
}

static void hostile_words_stay_words(void **state) {
    static const char *const WORDS[] = {"<script>alert(1)</script><img src=x>",
                                        "\"><svg onload=alert(1)>",
                                        "</blockquote></main></html>",
                                        "\033[31mred\033]0;title\a \b\b\b",
                                        "\342\200\256txet eht snrut",
                                        "\xff\xfe\xfa",
                                        "line\r\nSubject: other\r\n\r\nbody",
                                        "{{who}} {{#x}}{{/x}} %s %n",
                                        "輸出が止まりました輸出が止まりました輸出が止まりました輸出が止まりま"
                                        "した輸出が止まりました輸出が止まりました",
                                        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
                                        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
                                        "שלום עולם מה קורה",
                                        "   ",
                                        ""};
    g_autoptr(Phrasebook) book = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        g_autofree char *evidence = g_strconcat("anger: ", WORDS[i], NULL);
        const Talk talk = {.id = i + 1,
                           .name = WORDS[i],
                           .subject = WORDS[i],
                           .problem = WORDS[i],
                           .promises = {"2026-11-24T11:00:00Z"},
                           .promise_words = WORDS[i],
                           .said = {{"2026-11-23T09:00:00Z", .level = LEVEL_CONCERN, .evidence = {evidence}},
                                    {"2026-11-23T09:01:00Z", .from = WORDS[i]}}};
        const NoteRow hostile = {"2026-11-23T09:02:00Z", COMMAND_CHOICES, WORDS[i], {WORDS[i]}, {WORDS[i]}};
        digest_world_put(*state, &talk, 1);
        note(*state, talk.id, &hostile, 1);
        g_autoptr(Dossier) dossier = ask(*state, book, talk.id);
        g_autofree char *text = dossier_text(dossier, book), *html = dossier_html(dossier, book);
        html_check(html);
        assert_true(g_utf8_validate(text, -1, NULL));
        if (widest(text) > 72)
            fail_msg("%u columns:\n%s", widest(text), text);
        assert_null(strpbrk(text, "\033\a\b\r"));
        assert_null(strstr(text, "\342\200\256"));
        assert_null(strpbrk(html, "\033\a\b"));
        assert_null(strstr(html, "\342\200\256"));
    }
}

static void what_a_pm_remarks_is_not_felt_by_the_customer(void **state) {
    DigestWorld *world = *state;
    const Talk talk = {.id = 1,
                       .from = "ann@a.example",
                       .said = {{"2026-11-23T08:00:00Z"},
                                {"2026-11-23T09:00:00Z", .from = "paula@example.test",
                                 .evidence = {"anger: I am furious that nobody answers"},
                                 .acknowledge = "no; reason=outbound"}}};
    digest_world_put(world, &talk, 1);
    g_autoptr(Phrasebook) book = book_of("en");
    g_autoptr(Dossier) dossier = ask(world, book, 1);
    g_autofree char *text = dossier_text(dossier, book);
    assert_null(strstr(text, "furious"));
    assert_non_null(strstr(text, "paula@example.test, one of ours, writes to the"));
}

static void what_is_absent_breaks_nothing(void **state) {
    DigestWorld *world = *state;
    const Talk bare = {.id = 1, .mailbox = "gone", .from = "ann@a.example"};
    g_autoptr(Phrasebook) book = book_of("en");
    digest_world_put(world, &bare, 1);
    assert_null(ask(world, book, 99));
    g_autoptr(Dossier) dossier = ask(world, book, 1);
    g_autofree char *text = dossier_text(dossier, book), *html = dossier_html(dossier, book);
    html_check(html);
    assert_non_null(strstr(text, "Nothing is promised and nothing is due."));
    assert_non_null(strstr(text, "Nothing was heard of it."));
    html_assert_not(html, "In order");
    digest_world_erase(world, "ann@a.example");
    assert_null(ask(world, book, 1)); // the conversation went with its person
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_test(it_is_told_in_order),
        digest_test(the_text_reads_as_a_page_for_a_colleague),
        digest_test(each_end_of_a_clock_is_told),
        digest_test(each_note_is_told_in_words),
        digest_test(choices_are_open_until_it_is_over),
        digest_test(a_long_conversation_is_bounded),
        digest_test(exactly_as_many_as_there_is_room_for),
        digest_test(hostile_words_stay_words),
        digest_test(what_a_pm_remarks_is_not_felt_by_the_customer),
        digest_test(what_is_absent_breaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
