// Which problem a text shows: by pattern as it is written, in whatever words stand
// around it; by likeness only to what a person linked; and never another PM's, an
// expired one's, or one that likeness alone led to.
#include "support.h"

#include "contact.h"
#include "problem_match.h"

static const char ANNA[] = "anna", BERT[] = "bert";
static char WORDS[] = "these words";

// Opened so many seconds after noon; patterns end with NULL.
static void put_problem(StoreTxn *txn, const char *pm, const char *name, int opened,
                        const char *const *patterns) {
    g_autoptr(Problem) problem = problem_new(pm, name);
    problem->opened = NOON_MONDAY + opened;
    for (; patterns != NULL && *patterns != NULL; patterns++)
        g_ptr_array_add(problem->patterns, g_strdup(*patterns));
    problem_put(txn, problem);
}

// --- patterns ---

typedef struct Find {
    const char *name;
    const char *pattern, *subject, *body;
    const char *words; // what is found, NULL: nothing
} Find;

static const Find FINDS[] = {
    {"as it is written", "export is empty", "", "Hello, the export is empty.", "export is empty"},
    {"in capitals, wrapped", "export is empty", "",
     "Ever since the update of last night THE EXPORT IS\nEMPTY TODAY", "EXPORT IS EMPTY"},
    {"in the subject", "export is empty", "Export is empty", "See subject.", "Export is empty"},
    {"with words between", "export [..3] empty", "", "the export of March is empty",
     "export of March is empty"},
    {"with too many between", "export [..2] empty", "", "the export of last March is empty", NULL},
    {"across a sentence", "export empty", "", "I love the export. Empty is my glass.", NULL},
    {"an error code", "ERR_TIMED_OUT", "", "it says err_timed_out again", "err_timed_out"},
    {"a number of hex", "0x80070005", "", "Error 0x80070005!", "0x80070005"},
    {"umlauts and their letters", "Rechnung f\xc3\xa4llig", "", "die Rechnung faellig", "Rechnung faellig"},
    {"a stem", "export* empty", "", "exporting empty files", "exporting empty"},
    {"under a negation in front", "export pdf", "", "We cannot export PDF any more", "export PDF"},
    {"under a German one in front", "rechnung oeffnen", "",
     "Ich kann keine Rechnung \xc3\xb6"
     "ffnen",
     "Rechnung \xc3\xb6"
     "ffnen"},
    {"turned into its opposite within", "export [..3] empty", "", "the export is not empty", NULL},
    {"with its own negation", "does not start", "", "It does not start", "does not start"},
    {"with its own negation, which is missing", "does not start", "", "It does start", NULL},
    {"nothing of it", "export is empty", "Import", "The import is full.", NULL},
    {"no text at all", "export is empty", "", "", NULL},
    {"what is no UTF-8", "export", "", "\xff\xfe export", NULL},
};

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Find *find = data;
    const char *const patterns[] = {"zebra crossing", find->pattern, NULL};
    put_problem(txn, ANNA, "P1", 0, patterns);
    g_autoptr(ProblemPatterns) known = problem_patterns_read(txn, NULL);
    char *subject = g_strdup(find->subject), *body = g_strdup(find->body);
    const Text text = {.subject = subject, .body = body};
    GArray *hits = problem_patterns_find(known, ANNA, &text);
    const char *found = hits->len == 0 ? NULL : g_array_index(hits, ProblemHit, 0).words;
    if (g_strcmp0(found, find->words) != 0 || hits->len > 1)
        g_error("%s: found '%s'", find->name, found);
    GArray *others = problem_patterns_find(known, BERT, &text);
    GArray *nobodys = problem_patterns_find(known, NULL, &text);
    g_assert_true(others->len == 0 && nobodys->len == 0);
    problem_hits_free(hits);
    problem_hits_free(others);
    problem_hits_free(nobodys);
    g_free(subject);
    g_free(body);
    return !store_failed(txn);
}

static void a_pattern_is_found_as_people_write_it(void **state) {
    for (size_t i = 0; i < G_N_ELEMENTS(FINDS); i++)
        support_write(*state, do_find, (void *)&FINDS[i]);
    problem_hits_free(NULL);
}

static bool do_reread(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const char *const one[] = {"alpha", "broken (((", NULL}, *const two[] = {"beta", NULL};
    g_autoptr(ProblemPatterns) empty = problem_patterns_read(txn, NULL);
    put_problem(txn, ANNA, "P1", 0, one);
    g_autoptr(ProblemPatterns) first = problem_patterns_read(txn, empty);
    g_assert_true(first != empty);
    g_autoptr(ProblemPatterns) same = problem_patterns_read(txn, first);
    g_assert_true(same == first);
    put_problem(txn, BERT, "P1", 0, two);
    g_autoptr(ProblemPatterns) second = problem_patterns_read(txn, same);
    g_assert_true(second != first);
    const Text text = {.subject = (char[]){""}, .body = (char[]){"alpha beta"}};
    GArray *before = problem_patterns_find(first, BERT, &text),
           *after = problem_patterns_find(second, BERT, &text);
    g_assert_true(before->len == 0 && after->len == 1);
    problem_hits_free(before);
    problem_hits_free(after);
    return !store_failed(txn);
}

static void patterns_are_read_again_when_they_changed(void **state) {
    support_write(*state, do_reread, NULL);
}

static bool do_many(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 0; i < 150; i++) { // 2,400 patterns: the oldest 25 problems are left out
        g_autofree char *name = g_strdup_printf("P%d", i);
        g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func(g_free);
        for (int j = 0; j < PROBLEM_PATTERNS; j++)
            g_ptr_array_add(patterns, g_strdup_printf("word%d code%d", i, j));
        g_ptr_array_add(patterns, NULL);
        put_problem(txn, ANNA, name, i, (const char *const *)patterns->pdata);
    }
    g_autoptr(ProblemPatterns) known = problem_patterns_read(txn, NULL);
    static const struct {
        const char *body;
        bool found;
    } cases[] = {
        {"word149 code15", true}, {"word25 code0", true}, {"word24 code0", false}, {"word0 code3", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body = g_strdup(cases[i].body);
        const Text text = {.subject = NULL, .body = body};
        GArray *hits = problem_patterns_find(known, ANNA, &text);
        if ((hits->len == 1) != cases[i].found)
            g_error("%s", cases[i].body);
        problem_hits_free(hits);
    }
    return !store_failed(txn);
}

static void of_too_many_the_newest_are_taken(void **state) {
    support_write(*state, do_many, NULL);
}

static bool do_long(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const char *const patterns[] = {"a [..8] a [..8] a [..8] b", "x*", NULL};
    put_problem(txn, ANNA, "P1", 0, patterns);
    g_autoptr(ProblemPatterns) known = problem_patterns_read(txn, NULL);
    g_autoptr(GString) body = g_string_new(NULL);
    for (int i = 0; i < 200000; i++)
        g_string_append(body, "a ");
    for (int i = 0; i < 5000; i++)
        g_string_append(body, "\nx\x07\x1b[31m\xe2\x80\xae");
    const Text text = {.subject = NULL, .body = body->str};
    const int64_t start = g_get_monotonic_time();
    GArray *hits = problem_patterns_find(known, ANNA, &text);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_TIME_SPAN_SECOND);
    for (guint i = 0; i < hits->len; i++) {
        const char *words = g_array_index(hits, ProblemHit, i).words;
        g_assert_true(strchr(words, '\x1b') == NULL && g_utf8_strlen(words, -1) <= 120);
    }
    problem_hits_free(hits);
    return !store_failed(txn);
}

static void a_hostile_text_costs_little_and_shows_nothing_odd(void **state) {
    support_write(*state, do_long, NULL);
}

// --- deciding ---

static void put_linked(StoreTxn *txn, uint64_t id, const char *pm, const char *name, LinkHow how) {
    g_autoptr(Thread) thread = thread_new();
    const ProblemLink link = {.how = how, .sure = 0.9};
    thread->id = id;
    thread->owner = contact_take(txn, "c@a.example", NOON_MONDAY).slot;
    thread->mailbox = g_strdup("support");
    thread->opened = NOON_MONDAY;
    if (name != NULL)
        problem_link(txn, thread, pm, name, &link, NOON_MONDAY);
    thread_put(txn, thread);
}

static uint64_t id_of(StoreTxn *txn, const char *pm, const char *name) {
    g_autoptr(Problem) problem = problem_find(txn, pm, name);
    return problem->id;
}

static void change(StoreTxn *txn, const char *name, ProblemStatus status, int64_t expires) {
    g_autoptr(Problem) problem = problem_find(txn, ANNA, name);
    problem->status = status;
    problem->expires = expires;
    problem_put(txn, problem);
}

static bool do_world(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const char *const names[] = {"OLD", "NEW", "FIXED", "GONE", "PAST", "SMALL", "BIG"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        put_problem(txn, ANNA, names[i], (int)i, NULL);
    put_problem(txn, BERT, "HIS", 100, NULL);
    change(txn, "FIXED", PROBLEM_FIXED, 0);
    change(txn, "GONE", PROBLEM_EXPIRED, 0);
    change(txn, "PAST", PROBLEM_OPEN, NOON_MONDAY - 1);
    put_linked(txn, 1, ANNA, "OLD", LINK_BY_HAND);
    put_linked(txn, 2, ANNA, "NEW", LINK_BY_HAND);
    put_linked(txn, 3, ANNA, "NEW", LINK_BY_LIKENESS);
    put_linked(txn, 4, ANNA, "NEW", LINK_BY_PATTERN);
    put_linked(txn, 5, ANNA, "GONE", LINK_BY_HAND);
    put_linked(txn, 6, ANNA, NULL, LINK_BY_HAND);
    put_linked(txn, 7, BERT, "HIS", LINK_BY_HAND);
    return !store_failed(txn);
}

typedef struct Like {
    uint64_t thread;
    double likeness;
} Like;

typedef struct Decide {
    const char *name;
    const char *hits[3]; // problems, "bert:HIS" his
    Like alike[3];       // ends with thread 0
    const char *problem; // or "none"
    LinkHow how;
    bool sure;
} Decide;

static const Decide DECISIONS[] = {
    {"nothing", {NULL}, {{0, 0}}, "none", LINK_BY_HAND, false},
    {"a pattern", {"OLD", NULL}, {{0, 0}}, "OLD", LINK_BY_PATTERN, true},
    {"two patterns: the newer problem", {"OLD", "NEW", NULL}, {{0, 0}}, "NEW", LINK_BY_PATTERN, true},
    {"whichever comes first", {"NEW", "OLD", NULL}, {{0, 0}}, "NEW", LINK_BY_PATTERN, true},
    {"one that is fixed", {"FIXED", NULL}, {{0, 0}}, "FIXED", LINK_BY_PATTERN, true},
    {"one that has expired", {"GONE", NULL}, {{0, 0}}, "none", LINK_BY_HAND, false},
    {"one that expires unnoticed", {"PAST", NULL}, {{0, 0}}, "none", LINK_BY_HAND, false},
    {"an expired one beside a live one", {"PAST", "OLD", NULL}, {{0, 0}}, "OLD", LINK_BY_PATTERN, true},
    {"another PM's", {"bert:HIS", NULL}, {{0, 0}}, "none", LINK_BY_HAND, false},
    {"one that is not there", {"-", NULL}, {{0, 0}}, "none", LINK_BY_HAND, false},
    {"like one that a person linked", {NULL}, {{1, 0.6}, {0, 0}}, "OLD", LINK_BY_LIKENESS, false},
    {"very like it", {NULL}, {{1, FINGERPRINT_SURE + 0.02}, {0, 0}}, "OLD", LINK_BY_LIKENESS, true},
    {"less like it than counts", {NULL}, {{1, 0.49}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"the surest of two", {NULL}, {{1, 0.6}, {2, 0.7}, {0, 0}}, "NEW", LINK_BY_LIKENESS, false},
    {"the surest of two, first",
     {NULL},
     {{1, FINGERPRINT_SURE + 0.01}, {2, FINGERPRINT_SURE - 0.1}, {0, 0}},
     "OLD",
     LINK_BY_LIKENESS,
     true},
    {"like one that likeness linked", {NULL}, {{3, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"like one that a pattern linked", {NULL}, {{4, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"like one of an expired problem", {NULL}, {{5, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"like one without a problem", {NULL}, {{6, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"like one of another PM", {NULL}, {{7, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"like one that is gone", {NULL}, {{99, 0.99}, {0, 0}}, "none", LINK_BY_HAND, false},
    {"a pattern before a likeness", {"OLD", NULL}, {{2, 0.99}, {0, 0}}, "OLD", LINK_BY_PATTERN, true},
    {"a likeness behind a pattern that is over",
     {"GONE", NULL},
     {{1, 0.9}, {0, 0}},
     "OLD",
     LINK_BY_LIKENESS,
     true},
};

static GArray *hits_of(StoreTxn *txn, const Decide *decide) {
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(ProblemHit));
    for (const char *const *name = decide->hits; *name != NULL; name++) {
        const bool his = g_str_has_prefix(*name, "bert:");
        ProblemHit hit = {.problem = 12345, .words = WORDS};
        if (**name != '-')
            hit.problem = id_of(txn, his ? BERT : ANNA, his ? *name + strlen("bert:") : *name);
        g_array_append_val(hits, hit);
    }
    return hits;
}

static bool do_decide(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Decide *decide = data;
    g_autoptr(GArray) hits = hits_of(txn, decide);
    g_autoptr(GArray) alike = g_array_new(FALSE, FALSE, sizeof(LikeThread));
    for (const Like *like = decide->alike; like->thread != 0; like++) {
        const LikeThread found = {.thread = like->thread, .likeness = like->likeness};
        g_array_append_val(alike, found);
    }
    ProblemMatch match;
    problem_match(txn, ANNA, hits, alike, NOON_MONDAY, &match);
    const char *name = match.problem == NULL ? "none" : match.problem->name;
    if (strcmp(name, decide->problem) != 0 || match.how != decide->how ||
        problem_match_is_sure(&match) != decide->sure)
        g_error("%s: %s, by %s", decide->name, name, link_how_name(match.how));
    g_assert_true((match.why != NULL) == (match.problem != NULL));
    problem_match_clear(&match);
    g_assert_null(match.problem);
    return !store_failed(txn);
}

static void the_right_problem_is_chosen(void **state) {
    support_write(*state, do_world, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(DECISIONS); i++)
        support_write(*state, do_decide, (void *)&DECISIONS[i]);
}

static bool do_merged(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const uint64_t small = id_of(txn, ANNA, "SMALL");
    g_autoptr(Problem) into = problem_find(txn, ANNA, "BIG"), from = problem_find(txn, ANNA, "SMALL");
    problem_merge(txn, into, from, NOON_MONDAY);
    const ProblemHit hit = {.problem = small, .words = WORDS};
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(ProblemHit));
    g_array_append_val(hits, hit);
    ProblemMatch match;
    problem_match(txn, ANNA, hits, NULL, NOON_MONDAY, &match);
    g_assert_cmpstr(match.problem->name, ==, "BIG");
    g_assert_cmpstr(match.why, ==, "these words");
    problem_match_clear(&match);
    problem_match(txn, ANNA, NULL, NULL, NOON_MONDAY, &match);
    g_assert_null(match.problem);
    return !store_failed(txn);
}

static void one_that_was_merged_since_leads_on(void **state) {
    support_write(*state, do_world, NULL);
    support_write(*state, do_merged, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(a_pattern_is_found_as_people_write_it),
        ground_test(patterns_are_read_again_when_they_changed),
        ground_test(of_too_many_the_newest_are_taken),
        ground_test(a_hostile_text_costs_little_and_shows_nothing_odd),
        ground_test(the_right_problem_is_chosen),
        ground_test(one_that_was_merged_since_leads_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
