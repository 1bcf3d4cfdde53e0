// The report with figures that no store would give: no week, one, sixty, too
// many; names that want to be markup; and that the page says what the figures say.
#include "support_html.h"
#include "support_time.h"

#include "mailbox.h"
#include "report_page.h"
#include "tally.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE
#define DAY G_TIME_SPAN_DAY
#define WEEK (7 * DAY)

typedef struct World {
    GPtrArray *mailboxes;
    Timings *timings;
    ReportFacts *facts;
} World;

static World make(const char *mailbox_name, const char *since, const char *until) {
    World world = {.mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free)};
    Mailbox *mailbox = mailbox_new(mailbox_name);
    mailbox->hours = g_strdup("Mon-Fri 09:00-17:00");
    mailbox->time_zone = g_strdup("Europe/Berlin");
    mailbox->calendar = calendar_of(mailbox->hours, mailbox->time_zone);
    mailbox->first_reply[LEVEL_NONE] = 4 * HOUR;
    mailbox->first_reply[LEVEL_ESCALATION] = HOUR;
    mailbox->first_reply[LEVEL_CRITICAL] = 15 * MINUTE;
    g_ptr_array_add(world.mailboxes, mailbox);
    world.timings = timings_new(world.mailboxes, TIMINGS_MOST);
    world.facts = report_facts_new(world.mailboxes, world.timings, at(since), at(until), at(until));
    return world;
}

static void world_clear(World *world) {
    report_facts_free(world->facts);
    timings_free(world->timings);
    g_ptr_array_unref(world->mailboxes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(World, world_clear)

static void stop(World *world, ClockKind kind, Level level, const char *tier, int64_t started, GTimeSpan wall,
                 GTimeSpan allowed) {
    g_autoptr(Clock) clock = clock_new(kind);
    clock->mailbox = g_strdup(((const Mailbox *)world->mailboxes->pdata[0])->name);
    clock->tier = g_strdup(tier);
    clock->level = level;
    clock->started = started;
    clock->due = kind == CLOCK_ACKNOWLEDGE ? 0 : started + allowed;
    clock->accepted = true;
    clock_stop(clock, CLOCK_MET, started + wall);
    timings_add(world->timings, clock);
}

static void open_thread(World *world, Level level, const char *problem, const char *opened, const char *due) {
    g_autoptr(Thread) thread = thread_new();
    thread->level = level;
    thread->problem = g_strdup(problem);
    thread->opened = at(opened);
    thread->due = at_or_none(due);
    report_facts_open(world->facts, thread);
}

static char *page_of(World *world) {
    report_facts_finish(world->facts);
    char *html = report_page(world->facts);
    html_check(html);
    return html;
}

// Each week some of everything, from the first Monday on.
static void fill(World *world, int64_t monday, unsigned weeks) {
    static const char *const LEVELS[] = {"level/none", "level/concern", "level/escalation", "level/critical"};
    for (unsigned week = 0; week < weeks; week++) {
        const int64_t noon = monday + week * WEEK + 11 * HOUR;
        for (unsigned i = 0; i < 4; i++)
            report_facts_count(world->facts, noon, LEVELS[i], 10 - 2 * i + week % 3);
        report_facts_count(world->facts, noon, "messages", 28);
        report_facts_count(world->facts, noon, "language/de", 20);
        report_facts_count(world->facts, noon, "request/outage", 5);
        report_facts_count(world->facts, noon, "acknowledge/null-sender", 3);
        stop(world, CLOCK_ACKNOWLEDGE, LEVEL_NONE, NULL, noon, 2 * G_TIME_SPAN_SECOND, 0);
        for (unsigned i = 0; i < 4; i++)
            stop(world, CLOCK_FIRST_REPLY, (Level)i, "gold", noon, (i + 1) * HOUR, 3 * HOUR);
    }
}

// --- how many weeks ---

static unsigned count_of(const char *text, const char *part) {
    unsigned count = 0;
    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        count++;
    return count;
}

static void test_an_empty_store_says_so(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-02", "2026-11-23T00:00:00+01:00");
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "Nothing came in this time");
    assert_int_equal(world.facts->weeks->len, 0);
    assert_null(strstr(html, "<svg"));
    assert_null(strstr(html, "<table"));
}

static void test_any_number_of_weeks(void **state) {
    (void)state;
    static const struct {
        const char *name, *since, *until, *first;
        unsigned filled, shown;
        bool cut;
    } CASES[] = {
        {"one week", "2026-11-16", "2026-11-23T00:00:00+01:00", "2026-W47", 1, 1, false},
        {"one that began before them", "2026-10-01", "2026-11-23T00:00:00+01:00", "2026-W47", 1, 1, false},
        {"three", "2026-11-02", "2026-11-23T00:00:00+01:00", "2026-W45", 3, 3, false},
        {"over a year's end", "2025-12-01", "2026-01-19T00:00:00+01:00", "2025-W49", 7, 7, false},
        {"sixty", "2025-09-29", "2026-11-23T00:00:00+01:00", "2025-W40", 60, 60, false},
        {"more than are told one by one", "2023-01-02", "2026-11-23T00:00:00+01:00", "2025-W40", 203, 60,
         true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(World) world = make("support", CASES[i].since, CASES[i].until);
        fill(&world, at(CASES[i].until) - CASES[i].filled * WEEK, CASES[i].filled);
        g_autofree char *html = page_of(&world);
        if (world.facts->weeks->len != CASES[i].shown)
            fail_msg("%s: %u weeks", CASES[i].name, world.facts->weeks->len);
        assert_string_equal(world.facts->weeks->pdata[0], CASES[i].first);
        assert_int_equal(world.facts->cut, CASES[i].cut);
        assert_int_equal(count_of(html, "class=\"share\" x") > 0, 1);
        g_autofree char *all = g_strdup_printf("%u messages by persons", 28 * CASES[i].filled);
        html_assert_says(html, all); // sums are of all weeks
        assert_int_equal(count_of(html, "newest 60 weeks") > 0, CASES[i].cut);
    }
}

static void test_weeks_without_anything_stay_between_others(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-10-05", "2026-11-23T00:00:00+01:00");
    report_facts_count(world.facts, at("2026-10-20T10:00:00Z"), "level/concern", 1);
    report_facts_count(world.facts, at("2026-11-18T10:00:00Z"), "level/critical", 7);
    g_autofree char *html = page_of(&world);
    static const char *const WEEKS[] = {"2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"};
    assert_int_equal(world.facts->weeks->len, 5);
    assert_int_equal(world.facts->skipped, 2);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(world.facts->weeks->pdata[i], WEEKS[i]);
    html_assert_says(html, "2026-W43 0 0 1 0 1 2026-W44 0 0 0 0 0");
    html_assert_says(html, "2026-W47 7 0 0 0 7");
}

// Sunday 23:30 UTC is Monday in Berlin.
static void test_weeks_are_those_of_the_zone(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-02", "2026-11-23T00:00:00+01:00");
    report_facts_count(world.facts, at("2026-11-15T22:00:00Z"), "level/none", 4);
    report_facts_count(world.facts, at("2026-11-15T23:00:00Z"), "level/none", 5);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "2026-W46 0 0 0 4 4 2026-W47 0 0 0 5 5");
}

// --- what it says ---

static void test_receipts_and_replies_stand_apart(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    const int64_t noon = at("2026-11-18T11:00:00Z");
    stop(&world, CLOCK_ACKNOWLEDGE, LEVEL_NONE, NULL, noon, 3 * G_TIME_SPAN_SECOND, 0);
    stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, NULL, noon, HOUR, 2 * HOUR);
    stop(&world, CLOCK_FIRST_REPLY, LEVEL_CRITICAL, NULL, noon, 2 * HOUR, HOUR);
    stop(&world, CLOCK_FIRST_REPLY, LEVEL_CRITICAL, NULL, noon, 22 * HOUR, HOUR);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "Receipt From the moment");
    html_assert_says(html, "All 1 3.0 s 3.0 s 3.0 s By level none 1 3.0 s");
    html_assert_says(html, "All 3 33 % 0 2 h 0 min 2 h 0 min 6 h 0 min 22 h 0 min");
    html_assert_says(html, "critical 2 0 % 0");
    html_assert_says(html, "2026-W47: P50 2 h 0 min, P90 6 h 0 min, P99 6 h 0 min");   // in business time
    html_assert_says(html, "2026-W47: P50 2 h 0 min, P90 22 h 0 min, P99 22 h 0 min"); // by the wall clock
    html_assert_says(html, "33 % of 3 first replies in time");
    html_assert_not(html, "Next reply From");
    html_assert_not(html, "Touchpoint");
    html_assert_not(html, "average");
    html_assert_not(html, "mean");
    g_autofree char *words = html_words(html);
    const char *receipt = strstr(words, "Receipt From"), *reply = strstr(words, "First reply From");
    assert_true(receipt != NULL && reply > receipt);
    g_autofree char *section = g_strndup(receipt, (gsize)(reply - receipt));
    assert_null(strstr(section, "in time"));
    assert_null(strstr(section, "33 %"));
}

static void test_a_tier_with_the_name_of_a_week_is_none(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-02", "2026-11-23T00:00:00+01:00");
    report_facts_count(world.facts, at("2026-11-10T11:00:00Z"), "level/none", 1);
    stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, "2026-W46", at("2026-11-18T11:00:00Z"), HOUR, 2 * HOUR);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "2026-W47: 100 % in time");
    html_assert_not(html, "2026-W46: 100 % in time");
}

static void test_all_is_said_only_of_all(void **state) {
    (void)state;
    static const struct {
        unsigned in_time, late;
        const char *said;
    } CASES[] = {
        {1000, 0, "100 % of 1000"}, {999, 1, "99 % of 1000"}, {0, 3, "0 % of 3"}, {29, 71, "29 % of 100"}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
        for (unsigned n = 0; n < CASES[i].in_time + CASES[i].late; n++)
            stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, NULL, at("2026-11-18T11:00:00Z"), HOUR,
                 n < CASES[i].in_time ? HOUR : HOUR - 1);
        g_autofree char *html = page_of(&world);
        html_assert_says(html, CASES[i].said);
    }
}

static void test_an_uneven_wait_is_told(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    for (unsigned i = 0; i < 20; i++)
        stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, i % 2 == 0 ? "gold" : "bronze",
             at("2026-11-18T09:00:00Z"), i % 2 == 0 ? HOUR : 5 * HOUR, 4 * HOUR);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "Uneven: tier bronze waits at least three times as long as tier gold.");
}

static void test_counts_are_told_by_name(void **state) {
    (void)state;
    static const struct {
        const char *name;
        uint64_t count;
    } COUNTS[] = {{"messages", 40},         {"machines", 9},          {"level/none", 40},
                  {"request/outage", 10},   {"request/billing", 30},  {"language/sv", 39},
                  {"language/und", 1},      {"acknowledge/yes", 38},  {"acknowledge/null-sender", 9},
                  {"acknowledge/limit", 2}, {"acknowledge/newer", 1}, {"weather/rain", 77}};
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTS); i++)
        report_facts_count(world.facts, at("2026-11-18T11:00:00Z"), COUNTS[i].name, COUNTS[i].count);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "40 messages by persons, 9 by machines");
    html_assert_says(html, "support Mon-Fri 09:00-17:00, Europe/Berlin 4 h 1 h 15 min -");
    html_assert_says(html, "billing 30 75 % an outage 10 25 %");
    html_assert_says(html, "Swedish 39 97 % not sure 1 2 %");
    html_assert_says(html, "newer 1 8 %"); // a reason that this page has no words for
    html_assert_not(html, "77");
    html_assert_not(html, "null-sender"); // in words
}

static void test_problems_that_are_open(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T12:00:00Z");
    open_thread(&world, LEVEL_CONCERN, "P12 export", "2026-11-17T10:00:00Z", NULL);
    open_thread(&world, LEVEL_ESCALATION, "P12 export", "2026-11-10T10:00:00Z", "2026-11-23T11:00:00Z");
    open_thread(&world, LEVEL_CRITICAL, "P7", "2026-11-18T10:00:00Z", "2026-11-23T13:00:00Z");
    open_thread(&world, LEVEL_CRITICAL, NULL, "2026-11-20T10:00:00Z", NULL);
    open_thread(&world, LEVEL_CONCERN, NULL, "2026-11-20T10:00:00Z",
                NULL); // no escalation: its cause may stay unnamed
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "P7 1 0 critical 2026-11-18 P12 export 2 1 escalation 2026-11-10 "
                           "escalations whose cause nobody has named 1 0 critical 2026-11-20");
    html_assert_says(html, "5 conversations open now: 2 critical, 1 escalated");
    html_assert_says(html, "1 of these late now");
}

static void test_many_problems_are_bounded(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    for (unsigned i = 0; i < 300; i++) {
        g_autofree char *name = g_strdup_printf("P%03u", i);
        open_thread(&world, LEVEL_CONCERN, name, "2026-11-17", NULL);
    }
    open_thread(&world, LEVEL_ESCALATION, NULL, "2026-11-17", NULL);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "P048 1");
    html_assert_not(html, "P049");
    html_assert_says(html, "nobody has named 1");
    html_assert_says(html, "And 251 more.");
}

// --- hostile ---

static void test_names_cannot_be_markup(void **state) {
    (void)state;
    static const char *const NAMES[] = {
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "</table></main>",           "http://evil.example/x.js",
        "a\x1b[31m\x07\x01",         "\xe2\x80\xaeright to left",
        "\xff\xfe not UTF-8",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_auto(World) world = make(NAMES[i], "2026-11-16", "2026-11-23T00:00:00+01:00");
        g_autofree char *language = g_strconcat("language/", NAMES[i], NULL);
        g_autofree char *reason = g_strconcat("acknowledge/", NAMES[i], NULL);
        g_autofree char *level = g_strconcat("level/", NAMES[i], NULL);
        const int64_t noon = at("2026-11-18T11:00:00Z");
        report_facts_count(world.facts, noon, language, 2);
        report_facts_count(world.facts, noon, reason, 2);
        report_facts_count(world.facts, noon, level, 2);
        open_thread(&world, LEVEL_ESCALATION, NAMES[i], "2026-11-17", NULL);
        for (unsigned n = 0; n < 24; n++)
            stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, n % 2 == 0 ? NAMES[i] : "z", noon,
                 (1 + 8 * (n % 2)) * HOUR, HOUR);
        g_autofree char *html = page_of(&world); // which checks it
        assert_null(strstr(html, "\x1b"));
        assert_null(strstr(html, "\xe2\x80\xae"));
    }
}

static void test_extremes_stay_in_the_picture(void **state) {
    (void)state;
    static const GTimeSpan SPANS[] = {0, 1, G_TIME_SPAN_SECOND, 400 * DAY, 100000 * DAY};
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    report_facts_count(world.facts, at("2026-11-18T11:00:00Z"), "level/none", G_MAXUINT32);
    report_facts_count(world.facts, at("2026-11-18T11:00:00Z"), "level/critical", 1);
    for (size_t i = 0; i < G_N_ELEMENTS(SPANS); i++)
        stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, NULL, at("2026-11-18T11:00:00Z") - SPANS[i], SPANS[i],
             HOUR);
    g_autofree char *html = page_of(&world);
    g_autoptr(GRegex) number =
        g_regex_new(" (?:x|y|x1|x2|y1|y2|cx|cy|width|height)=\"(-?[0-9]+)\"", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    unsigned seen = 0;
    g_regex_match(number, html, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL), seen++) {
        g_autofree char *value = g_match_info_fetch(match, 1);
        const int64_t place = g_ascii_strtoll(value, NULL, 10);
        if (place < 0 || place > 400)
            fail_msg("%s lies outside", value);
    }
    assert_true(seen > 50);
}

// --- from a store ---

static bool write_some(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    tally_add(txn, "support", at("2026-11-18T11:20:00Z"), "level/critical", 2);
    tally_add(txn, "other", at("2026-11-18T11:20:00Z"), "level/critical", 531); // is not of these mailboxes
    tally_add(txn, "support", at("2026-11-09T11:20:00Z"), "level/critical", 531);
    Thread *thread = thread_new();
    thread->id = 7;
    thread->mailbox = g_strdup("support");
    thread->level = LEVEL_ESCALATION;
    thread->problem = g_strdup("P12");
    thread->opened = at("2026-11-18T11:20:00Z");
    thread_put(txn, thread);
    thread_free(thread);
    return !store_failed(txn);
}

static bool gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    report_facts_gather(data, txn);
    return !store_failed(txn);
}

static void test_a_store_is_gathered(void **state) {
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    support_write(*state, write_some, NULL);
    support_read(*state, gather, world.facts);
    g_autofree char *html = page_of(&world);
    html_assert_says(html, "2026-W47 2 0 0 0 2");
    html_assert_says(html, "P12 1 0 escalation 2026-11-18");
    html_assert_not(html, "531");
}

// --- fairness ---

static char *page_with_fairness(World *world, const char *tiers, unsigned silver_hours) {
    const int64_t noon = at("2026-11-18T09:00:00Z");
    for (unsigned i = 0; i < 5; i++) {
        stop(world, CLOCK_FIRST_REPLY, LEVEL_NONE, "<gold>", noon, HOUR, HOUR);
        stop(world, CLOCK_FIRST_REPLY, LEVEL_NONE, "silver", noon, silver_hours * HOUR, HOUR);
        stop(world, CLOCK_FIRST_REPLY, LEVEL_NONE, NULL, noon, HOUR, HOUR);
    }
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) names = g_strsplit(tiers, ",", -1);
    for (size_t i = 0; names[i] != NULL; i++)
        g_ptr_array_add(list, g_strdup(names[i]));
    const AccountSettings settings = {.tiers = list};
    g_autoptr(Fairness) fairness = fairness_of(timings_groups(world->timings), &settings, revenue);
    world->facts->fairness = fairness;
    char *html = page_of(world);
    world->facts->fairness = NULL;
    return html;
}

static void test_small_customers_that_wait_longer_are_told(void **state) {
    (void)state;
    static const struct {
        const char *name, *tiers;
        unsigned silver_hours;
        bool warned;
    } CASES[] = {{"three times as long", "<gold>,silver", 3, true},
                 {"twice as long", "<gold>,silver", 2, false},
                 {"the largest waits longer", "silver,<gold>", 3, false},
                 {"nobody said which is larger", "", 3, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
        g_autofree char *html = page_with_fairness(&world, CASES[i].tiers, CASES[i].silver_hours);
        html_assert_says(html, "Tier First replies P50 Revenue each");
        html_assert_says(html, "none 5 1 h 0 min -");
        if ((strstr(html, "Tier silver, the smallest, waits at least three times") != NULL) !=
            CASES[i].warned)
            fail_msg("%s", CASES[i].name);
    }
}

static void test_without_tiers_fairness_is_not_told(void **state) {
    (void)state;
    g_auto(World) world = make("support", "2026-11-16", "2026-11-23T00:00:00+01:00");
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    const AccountSettings settings = {0};
    stop(&world, CLOCK_FIRST_REPLY, LEVEL_NONE, NULL, at("2026-11-18T09:00:00Z"), HOUR, HOUR);
    g_autoptr(Fairness) fairness = fairness_of(timings_groups(world.timings), &settings, revenue);
    world.facts->fairness = fairness;
    g_autofree char *html = page_of(&world);
    assert_null(strstr(html, "Fairness"));
    world.facts->fairness = NULL;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_store_says_so),
        cmocka_unit_test(test_any_number_of_weeks),
        cmocka_unit_test(test_weeks_without_anything_stay_between_others),
        cmocka_unit_test(test_weeks_are_those_of_the_zone),
        cmocka_unit_test(test_receipts_and_replies_stand_apart),
        cmocka_unit_test(test_a_tier_with_the_name_of_a_week_is_none),
        cmocka_unit_test(test_all_is_said_only_of_all),
        cmocka_unit_test(test_an_uneven_wait_is_told),
        cmocka_unit_test(test_small_customers_that_wait_longer_are_told),
        cmocka_unit_test(test_without_tiers_fairness_is_not_told),
        cmocka_unit_test(test_counts_are_told_by_name),
        cmocka_unit_test(test_problems_that_are_open),
        cmocka_unit_test(test_many_problems_are_bounded),
        cmocka_unit_test(test_names_cannot_be_markup),
        cmocka_unit_test(test_extremes_stay_in_the_picture),
        ground_test(test_a_store_is_gathered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
