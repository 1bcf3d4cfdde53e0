// What a person may write into a problem, and what is refused with the problem left
// as it was.
#include "support_time.h"

#include "problem_edit.h"

static const char ELSEWHERE[] = "no UTF-8: \xff";

typedef bool (*EditText)(Problem *problem, const char *written, GError **error);

typedef struct Case {
    const char *name;
    EditText edit;
    const char *written;
    const char *why; // part of what is told; NULL: it is taken
} Case;

static const Case CASES[] = {
    {"a title", problem_edit_title, "Export is empty", NULL},
    {"a title in another script", problem_edit_title, "\xe8\xbc\xb8\xe5\x87\xba", NULL},
    {"no title", problem_edit_title, "", "in a few words"},
    {"a title of blanks and marks", problem_edit_title, " \t\x07\xe2\x80\xae ", "in a few words"},
    {"a title that is no text", problem_edit_title, ELSEWHERE, "no UTF-8"},
    {"an owner", problem_edit_owner, "team export", NULL},
    {"no owner any more", problem_edit_owner, "", NULL},
    {"an owner that is no text", problem_edit_owner, ELSEWHERE, "no UTF-8"},
    {"a pattern", problem_edit_pattern, "export [..3] empty/leer", NULL},
    {"a pattern again", problem_edit_pattern, "before", NULL},
    {"an empty pattern", problem_edit_pattern, "  ", "it is empty"},
    {"a pattern of a gap", problem_edit_pattern, "[..3]", "needs words"},
    {"a pattern that ends in a gap", problem_edit_pattern, "export [..3]", "needs words"},
    {"a gap too wide", problem_edit_pattern, "export [..9] empty", "a gap is"},
    {"four gaps", problem_edit_pattern, "a [..1] b [..1] c [..1] d [..1] e", "at most three gaps"},
    {"thirteen words", problem_edit_pattern, "a b c d e f g h i j k l m", "too long"},
    {"a set", problem_edit_pattern, "@we export", "no set of that name"},
    {"brackets", problem_edit_pattern, "export (empty)", "not a word"},
    {"a pattern that is no text", problem_edit_pattern, ELSEWHERE, "no UTF-8"},
    {"a pattern that it has, away", problem_edit_drop_pattern, "before", NULL},
    {"one that it has not", problem_edit_drop_pattern, "Before", "none that is written so"},
    {"a workaround", problem_edit_workaround, "en=Use CSV.", NULL},
    {"in capitals, with an equals sign", problem_edit_workaround, "DE=Setze a=b.", NULL},
    {"a link", problem_edit_workaround, "en=See HTTPS://example.test/a and (http://b.test).", NULL},
    {"a workaround away", problem_edit_workaround, "fr=", NULL},
    {"one away that is not there", problem_edit_workaround, "sv=", NULL},
    {"a language we do not speak", problem_edit_workaround, "ja=text", "LANG one of"},
    {"no language", problem_edit_workaround, "=text", "LANG one of"},
    {"no equals sign", problem_edit_workaround, "text", "LANG=TEXT"},
    {"nothing", problem_edit_workaround, "", "LANG=TEXT"},
    {"another scheme", problem_edit_workaround, "en=Go to file:///etc", "http://"},
    {"another scheme that ends alike", problem_edit_workaround, "en=Go to xhttps://etc", "http://"},
    {"a scheme at the very start", problem_edit_workaround, "en=://", "http://"},
    {"a good link and a bad one", problem_edit_workaround, "en=http://a.test ftp://b.test", "http://"},
    {"thirteen lines", problem_edit_workaround, "en=1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13", "12 lines"},
    {"what denies", problem_edit_workaround, "en=This works as designed.", "admits, denies or blames"},
    {"a workaround that is no text", problem_edit_workaround, "en=\xff", "no UTF-8"},
};

static Problem *problem_before(void) {
    Problem *problem = problem_new("anna", "P1");
    problem->title = g_strdup("title before");
    problem->owner = g_strdup("owner before");
    g_ptr_array_add(problem->patterns, g_strdup("before"));
    problem_set_workaround(problem, "en", "before");
    return problem;
}

static char *all_of(const Problem *problem) {
    GString *all = g_string_new(NULL);
    g_string_append_printf(all, "%s|%s|", problem->title, problem->owner);
    for (guint i = 0; i < problem->patterns->len; i++)
        g_string_append_printf(all, "%s|", (const char *)problem->patterns->pdata[i]);
    for (guint i = 0; i < problem->workarounds->len; i++) {
        const Workaround *workaround = problem->workarounds->pdata[i];
        g_string_append_printf(all, "%s=%s|", workaround->language, workaround->text);
    }
    return g_string_free(all, FALSE);
}

static void what_is_wrong_is_told_and_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Problem) problem = problem_before();
        g_autofree char *before = all_of(problem);
        g_autoptr(GError) error = NULL;
        const bool taken = CASES[i].edit(problem, CASES[i].written, &error);
        g_autofree char *after = all_of(problem);
        if (taken != (CASES[i].why == NULL))
            fail_msg("%s: %s", CASES[i].name, taken ? "taken" : error->message);
        if (taken)
            continue;
        support_assert_fate(error, FATE_PERMANENT);
        if (strstr(error->message, CASES[i].why) == NULL)
            fail_msg("%s: told '%s'", CASES[i].name, error->message);
        if (strcmp(before, after) != 0)
            fail_msg("%s: now %s", CASES[i].name, after);
    }
}

static void limits_are_told(void **state) {
    (void)state;
    static const struct {
        const char *before;
        EditText edit;
        size_t most;
    } limits[] = {{"", problem_edit_title, PROBLEM_TITLE_MOST},
                  {"", problem_edit_owner, PROBLEM_OWNER_MOST},
                  {"en=", problem_edit_workaround, PROBLEM_WORKAROUND_MOST}};
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
        for (size_t more = 0; more < 2; more++) {
            g_autoptr(Problem) problem = problem_before();
            g_autofree char *filler = g_strnfill(limits[i].most + more, 'x');
            g_autofree char *written = g_strconcat(limits[i].before, filler, NULL);
            assert_int_equal(limits[i].edit(problem, written, NULL), more == 0);
        }
    g_autoptr(Problem) problem = problem_before();
    for (unsigned j = 1; j <= PROBLEM_PATTERNS; j++) { // one stands there
        g_autofree char *written = g_strdup_printf("word%u more", j);
        assert_int_equal(problem_edit_pattern(problem, written, NULL), j < PROBLEM_PATTERNS);
    }
    for (uint64_t j = 1; j <= PROBLEM_SAMPLES + 1; j++)
        assert_int_equal(problem_edit_sample(problem, j, NULL), j <= PROBLEM_SAMPLES);
    assert_true(problem_edit_sample(problem, 1, NULL)); // it has it
}

static void words_are_kept_plain(void **state) {
    (void)state;
    g_autoptr(Problem) problem = problem_before();
    assert_true(problem_edit_title(problem, "  a\x1b[31m \xe2\x80\xae title\n ", NULL));
    assert_string_equal(problem->title, "a[31m  title");
    assert_true(problem_edit_workaround(problem, "en=\n\n one \x07\r\n\ntwo\n\n", NULL));
    assert_string_equal(((const Workaround *)problem->workarounds->pdata[0])->text, "one\n\ntwo");
    assert_true(problem_edit_workaround(problem, "en= \n\t", NULL)); // nothing is left of it
    assert_int_equal(problem->workarounds->len, 0);
}

typedef struct Expiry {
    const char *written; // on Monday, 23 November 2026, 10:00 UTC; the calendar is Tokyo's
    const char *until;   // NULL: never; "" refused
} Expiry;

static const Expiry EXPIRIES[] = {
    {"never", NULL},
    {"30d", "2026-12-23T10:00:00Z"},
    {"1s", "2026-11-23T10:00:01Z"},
    {"2026-12-31", "2026-12-31T15:00:00Z"}, // midnight there
    {"2026-11-23", "2026-11-23T15:00:00Z"}, // today, until it ends
    {"2026-12-31T08:00:00Z", "2026-12-31T08:00:00Z"},
    {"2026-11-22", ""},
    {"0", ""},
    {"2026-11-23T10:00:00Z", ""},
    {"2026-02-30", ""},
    {"tomorrow", ""},
    {"", ""},
    {"-3d", ""},
};

static void a_day_is_one_of_the_calendar(void **state) {
    (void)state;
    Calendar *calendar = calendar_of("24x7", "Asia/Tokyo");
    for (size_t i = 0; i < G_N_ELEMENTS(EXPIRIES); i++) {
        const char *until = EXPIRIES[i].until;
        g_autoptr(Problem) problem = problem_before();
        problem->expires = 7;
        problem->status = PROBLEM_EXPIRED;
        const bool refused = until != NULL && *until == '\0';
        const bool taken = problem_edit_expires(problem, EXPIRIES[i].written, calendar, NOON_MONDAY, NULL);
        if (taken == refused)
            fail_msg("'%s': %s", EXPIRIES[i].written, taken ? "taken" : "refused");
        check_moment(EXPIRIES[i].written, "expires", problem->expires, refused ? 7 : at_or_none(until));
        assert_int_equal(problem->status, refused ? PROBLEM_EXPIRED : PROBLEM_OPEN);
    }
    calendar_free(calendar);
}

static void common_words_are_doubted(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        bool doubted;
    } cases[] = {{"export", true},
                 {"not export", true},
                 {"it is slow", true},
                 {"", true},
                 {"export empty", false},
                 {"E1042", false},
                 {"ERR_TIMED_OUT", false},
                 {"LedgerPro", false},
                 {"export [..3] empty", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if ((problem_edit_doubt(cases[i].pattern) != NULL) != cases[i].doubted)
            fail_msg("%s", cases[i].pattern);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_told_and_changes_nothing),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(words_are_kept_plain),
        cmocka_unit_test(a_day_is_one_of_the_calendar),
        cmocka_unit_test(common_words_are_doubted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
