// Problems and their links: what is kept and found again, what a link may replace,
// what goes when a person does, and that nothing of one PM is another's.
#include "support.h"

#include "contact.h"
#include "problem.h"

static const int64_t DAY = G_TIME_SPAN_DAY;
static const char ANNA[] = "anna", BERT[] = "bert";

static char WORDS[] = "export is empty";

static const ProblemLink HAND = {.how = LINK_BY_HAND};
static const ProblemLink PATTERN = {.how = LINK_BY_PATTERN, .sure = 1, .why = WORDS};
static const ProblemLink LIKENESS = {.how = LINK_BY_LIKENESS, .sure = 0.7, .why = WORDS};

// Runs `work` on the store, which must succeed.
static void in_write(void **state, StoreWork work) {
    support_write(*state, work, NULL);
}

static Thread *put_thread(StoreTxn *txn, uint64_t id, const char *from) {
    Thread *thread = thread_new();
    thread->id = id;
    thread->owner = contact_take(txn, from, NOON_MONDAY).slot;
    thread->mailbox = g_strdup("support");
    thread->subject = g_strdup("export");
    thread->from = g_strdup(from);
    thread->language = g_strdup("en");
    thread->opened = thread->updated = NOON_MONDAY;
    thread_put(txn, thread);
    return thread;
}

static void link_as(StoreTxn *txn, uint64_t id, const char *name, const ProblemLink *how) {
    g_autofree char *from = g_strdup_printf("c%d@a.example", (int)id);
    g_autoptr(Thread) thread = thread_get(txn, id);
    if (thread == NULL)
        thread = put_thread(txn, id, from);
    problem_link(txn, thread, ANNA, name, how, NOON_MONDAY);
    thread_put(txn, thread);
}

static void assert_linked(StoreTxn *txn, const char *name, uint32_t linked) {
    g_autoptr(Problem) problem = problem_find(txn, ANNA, name);
    g_assert_nonnull(problem);
    if (problem->linked != linked)
        g_error("%s: %u linked, not %u", name, problem->linked, linked);
}

// The name in the conversation, and how it is linked to the problem of that name.
static void assert_thread(StoreTxn *txn, uint64_t id, const char *name, LinkHow how) {
    g_autoptr(Thread) thread = thread_get(txn, id);
    g_assert_cmpstr(thread->problem, ==, name);
    if (name == NULL)
        return;
    g_autoptr(Problem) problem = problem_find(txn, ANNA, name);
    g_assert_nonnull(problem);
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, id);
    g_assert_nonnull(link);
    g_assert_cmpint(link->how, ==, how);
}

static void numbers_have_names(void **state) {
    (void)state;
    static const char *const status[] = {"open", "fixed", "expired", "merged"};
    static const char *const marks[] = {"customer", "support", "pm"};
    static const char *const hows[] = {"hand", "pattern", "likeness"};
    for (size_t i = 0; i < PROBLEM_STATUSES; i++)
        assert_string_equal(problem_status_name((ProblemStatus)i), status[i]);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        assert_string_equal(problem_mark_name((ProblemMark)i), marks[i]);
    for (size_t i = 0; i < LINK_HOWS; i++)
        assert_string_equal(link_how_name((LinkHow)i), hows[i]);
}

// --- one problem ---

static Problem *full_problem(void) {
    Problem *problem = problem_new(ANNA, "P12");
    const uint64_t samples[] = {7, UINT64_MAX};
    problem->title = g_strdup("Export is empty \xe2\x9c\x93");
    problem->owner = g_strdup("team export");
    g_ptr_array_add(problem->patterns, g_strdup("export [..3] empty"));
    g_ptr_array_add(problem->patterns, g_strdup("ERR_77"));
    g_array_append_vals(problem->samples, samples, 2);
    problem_set_workaround(problem, "de", "Bitte als CSV.");
    problem_set_workaround(problem, "en", "Use CSV.\nThen convert.");
    problem->opened = NOON_MONDAY;
    problem->updated = NOON_MONDAY + 1;
    problem->expires = NOON_MONDAY + 30 * DAY;
    problem->release = g_strdup("4.3");
    problem->fixed = NOON_MONDAY + 2;
    problem->marked[PROBLEM_BY_SUPPORT] = NOON_MONDAY + 3;
    return problem;
}

static bool do_keep(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Problem) problem = full_problem();
    problem_put(txn, problem);
    g_assert_cmpuint(problem->id, !=, 0);
    return !store_failed(txn);
}

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Problem) found = problem_find(txn, ANNA, "p12");
    g_autoptr(Problem) same = problem_get(txn, found->id);
    g_assert_cmpstr(same->name, ==, "P12");
    g_assert_cmpstr(found->title, ==, "Export is empty \xe2\x9c\x93");
    g_assert_cmpstr(found->owner, ==, "team export");
    g_assert_cmpuint(found->patterns->len, ==, 2);
    g_assert_cmpstr(found->patterns->pdata[1], ==, "ERR_77");
    g_assert_cmpuint(found->samples->len, ==, 2);
    g_assert_true(g_array_index(found->samples, uint64_t, 1) == UINT64_MAX);
    g_assert_cmpuint(found->workarounds->len, ==, 2);
    g_assert_cmpint(found->expires, ==, NOON_MONDAY + 30 * DAY);
    g_assert_cmpstr(found->release, ==, "4.3");
    g_assert_cmpint(found->marked[PROBLEM_BY_CUSTOMER], ==, 0);
    g_assert_cmpint(found->marked[PROBLEM_BY_SUPPORT], ==, NOON_MONDAY + 3);
    g_assert_null(found->merged_into);
    g_assert_cmpuint(found->linked, ==, 0);
    g_autoptr(Problem) other = problem_find(txn, BERT, "P12"), none = problem_find(txn, ANNA, "P1");
    g_assert_true(other == NULL && none == NULL);
    return !store_failed(txn);
}

static void a_problem_comes_back_as_it_was(void **state) {
    in_write(state, do_keep);
    support_read(*state, do_find, NULL);
    ground_close(*state);
    ground_open(*state);
    support_read(*state, do_find, NULL);
}

static bool do_two_pms(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 0; i < 2; i++) {
        g_autoptr(Problem) problem = problem_new(i == 0 ? ANNA : BERT, "P1");
        problem->title = g_strdup(i == 0 ? "hers" : "his");
        problem_put(txn, problem);
    }
    g_autoptr(Problem) hers = problem_find(txn, ANNA, "P1"), his = problem_find(txn, BERT, "p1");
    g_assert_cmpstr(hers->title, ==, "hers");
    g_assert_cmpstr(his->title, ==, "his");
    g_autofree char *next = problem_next_name(txn, ANNA), *bert_next = problem_next_name(txn, BERT);
    g_assert_cmpstr(next, ==, "P2"); // P1 is taken
    g_assert_cmpstr(bert_next, ==, "P2");
    return !store_failed(txn);
}

static void names_are_each_pms_own(void **state) {
    in_write(state, do_two_pms);
}

static void a_workaround_is_found_by_language(void **state) {
    (void)state;
    static const struct {
        const char *name, *languages[3], *text;
    } cases[] = {
        {"the first choice", {"de", "en", NULL}, "Bitte als CSV."},
        {"the second, when the first has none", {"fr", "en", NULL}, "Use CSV.\nThen convert."},
        {"none of these", {"fr", "sv", NULL}, NULL},
        {"no language at all", {NULL, NULL, NULL}, NULL},
        {"a language as part of another", {"e", "d", NULL}, NULL},
    };
    g_autoptr(Problem) problem = full_problem();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) languages = g_ptr_array_new();
        for (size_t j = 0; cases[i].languages[j] != NULL; j++)
            g_ptr_array_add(languages, g_strdup(cases[i].languages[j]));
        g_ptr_array_set_free_func(languages, g_free);
        if (g_strcmp0(problem_workaround(problem, languages), cases[i].text) != 0)
            fail_msg("%s", cases[i].name);
    }
    assert_null(problem_workaround(problem, NULL));
    problem_set_workaround(problem, "de", NULL);
    problem_set_workaround(problem, "en", "Another.");
    assert_int_equal(problem->workarounds->len, 1);
    assert_string_equal(((const Workaround *)problem->workarounds->pdata[0])->text, "Another.");
}

static void three_marks_make_it_understood(void **state) {
    (void)state;
    for (unsigned set = 0; set < 1U << PROBLEM_MARKS; set++) {
        g_autoptr(Problem) problem = problem_new(ANNA, "P1");
        for (unsigned i = 0; i < PROBLEM_MARKS; i++)
            problem->marked[i] = (set >> i) & 1 ? NOON_MONDAY : 0;
        assert_int_equal(problem_is_understood(problem), set == 7);
    }
}

// --- expiry ---

typedef struct Expiry {
    const char *name;
    ProblemStatus status;
    int64_t expires;
    bool live;
    ProblemStatus then;
} Expiry;

static const Expiry EXPIRIES[] = {
    {"never", PROBLEM_OPEN, 0, true, PROBLEM_OPEN},
    {"a second away", PROBLEM_OPEN, NOON_MONDAY + 1, true, PROBLEM_OPEN},
    {"now", PROBLEM_OPEN, NOON_MONDAY, false, PROBLEM_EXPIRED},
    {"long past", PROBLEM_FIXED, 1, false, PROBLEM_EXPIRED},
    {"fixed, never", PROBLEM_FIXED, 0, true, PROBLEM_FIXED},
    {"expired before", PROBLEM_EXPIRED, NOON_MONDAY - DAY, false, PROBLEM_EXPIRED},
    {"merged", PROBLEM_MERGED, NOON_MONDAY - DAY, false, PROBLEM_MERGED},
};

static Problem *expiring(unsigned i) {
    g_autofree char *name = g_strdup_printf("E%u", i);
    Problem *problem = problem_new(ANNA, name);
    problem->status = EXPIRIES[i].status;
    problem->expires = EXPIRIES[i].expires;
    return problem;
}

static bool do_expire(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    for (unsigned i = 0; i < G_N_ELEMENTS(EXPIRIES); i++) {
        Problem *problem = expiring(i);
        problem_put(txn, problem);
        g_ptr_array_add(ids, problem);
    }
    g_assert_cmpuint(problem_expire(txn, NOON_MONDAY), ==, 2);
    g_assert_cmpuint(problem_expire(txn, NOON_MONDAY), ==, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(EXPIRIES); i++) {
        g_autoptr(Problem) after = problem_get(txn, ((Problem *)ids->pdata[i])->id);
        if (after->status != EXPIRIES[i].then)
            g_error("%s: %s afterwards", EXPIRIES[i].name, problem_status_name(after->status));
    }
    return !store_failed(txn);
}

static void what_is_over_expires_once(void **state) {
    for (unsigned i = 0; i < G_N_ELEMENTS(EXPIRIES); i++) {
        g_autoptr(Problem) problem = expiring(i);
        if (problem_is_live(problem, NOON_MONDAY) != EXPIRIES[i].live)
            fail_msg("%s", EXPIRIES[i].name);
    }
    in_write(state, do_expire);
}

// --- links ---

// What stands there, what comes, what stands then.
static const struct {
    const char *name;
    const char *first, *second;
    const ProblemLink *first_how, *second_how;
    const char *stands;
    LinkHow how;
} REPLACED[] = {
    {"of two that were found the later", "A", "B", &PATTERN, &PATTERN, "B", LINK_BY_PATTERN},
    {"a surer one", "A", "B", &LIKENESS, &PATTERN, "B", LINK_BY_PATTERN},
    {"no less sure one", "A", "B", &PATTERN, &LIKENESS, "A", LINK_BY_PATTERN},
    {"no less sure one of the same", "A", "A", &PATTERN, &LIKENESS, "A", LINK_BY_PATTERN},
    {"found stays behind a hand", "A", "B", &HAND, &PATTERN, "A", LINK_BY_HAND},
    {"found stays behind a hand, of the same", "A", "A", &HAND, &PATTERN, "A", LINK_BY_HAND},
    {"a hand comes before what was found", "A", "B", &PATTERN, &HAND, "B", LINK_BY_HAND},
    {"a hand makes sure what was found", "A", "a", &LIKENESS, &HAND, "A", LINK_BY_HAND},
    {"a hand comes before a hand", "A", "B", &HAND, &HAND, "B", LINK_BY_HAND},
};

static bool do_replace(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t i = 0; i < G_N_ELEMENTS(REPLACED); i++) {
        g_autofree char *first = g_strdup_printf("%s%d", REPLACED[i].first, (int)i);
        g_autofree char *second = g_strdup_printf("%s%d", REPLACED[i].second, (int)i);
        g_autofree char *stands = g_strdup_printf("%s%d", REPLACED[i].stands, (int)i);
        link_as(txn, i + 1, first, REPLACED[i].first_how);
        assert_linked(txn, first, 1);
        link_as(txn, i + 1, second, REPLACED[i].second_how);
        assert_thread(txn, i + 1, stands, REPLACED[i].how);
        assert_linked(txn, stands, 1);
        if (g_ascii_strcasecmp(stands, first) != 0)
            assert_linked(txn, first, 0);
    }
    return !store_failed(txn);
}

static void a_link_by_hand_is_not_replaced_by_a_find(void **state) {
    in_write(state, do_replace);
}

static bool do_relink(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    link_as(txn, 1, "P1", &PATTERN);
    g_autoptr(Problem) problem = problem_find(txn, ANNA, "P1");
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, 1);
    g_autoptr(Thread) thread = thread_get(txn, 1);
    link->told = NOON_MONDAY + DAY;
    link->release = g_strdup("4.3");
    link->tester = true;
    problem_link_put(txn, link, thread->owner);
    link_as(txn, 1, "P1", &HAND);
    g_autoptr(ProblemLink) again = problem_link_get(txn, problem->id, 1);
    g_assert_true(again->told == NOON_MONDAY + DAY && again->tester && again->sure == 1);
    g_assert_cmpstr(again->release, ==, "4.3");
    return !store_failed(txn);
}

static void who_was_told_stays_told(void **state) {
    in_write(state, do_relink);
}

static bool do_old_name(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = put_thread(txn, 1, "old@a.example");
    thread->problem = g_strdup("P9"); // given before links were kept
    problem_link(txn, thread, ANNA, "P1", &LIKENESS, NOON_MONDAY);
    g_assert_cmpstr(thread->problem, ==, "P9");
    problem_link(txn, thread, ANNA, "P9", &HAND, NOON_MONDAY);
    thread_put(txn, thread);
    assert_thread(txn, 1, "P9", LINK_BY_HAND);
    assert_linked(txn, "P9", 1);
    problem_unlink(txn, thread, ANNA);
    thread_put(txn, thread);
    assert_linked(txn, "P9", 0);
    assert_thread(txn, 1, NULL, LINK_BY_HAND);
    problem_unlink(txn, thread, ANNA); // nothing is left, and nothing happens
    assert_linked(txn, "P9", 0);
    return !store_failed(txn);
}

static void a_name_without_a_link_was_given_by_hand(void **state) {
    in_write(state, do_old_name);
}

static bool do_sample(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    link_as(txn, 1, "P1", &HAND);
    link_as(txn, 2, "P1", &HAND);
    g_autoptr(Problem) problem = problem_find(txn, ANNA, "P1");
    for (uint64_t i = 1; i <= 2; i++)
        g_array_append_val(problem->samples, i);
    problem_put(txn, problem);
    g_assert_cmpuint(problem->linked, ==, 2);
    g_autoptr(Thread) thread = thread_get(txn, 1);
    problem_unlink(txn, thread, ANNA);
    g_autoptr(Problem) after = problem_find(txn, ANNA, "P1");
    g_assert_cmpuint(after->samples->len, ==, 1);
    g_assert_true(g_array_index(after->samples, uint64_t, 0) == 2);
    g_assert_cmpuint(after->linked, ==, 1);
    return !store_failed(txn);
}

static void a_sample_that_is_unlinked_is_none_any_more(void **state) {
    in_write(state, do_sample);
}

typedef struct Walked {
    GArray *threads; // uint64_t
    guint most;
} Walked;

static bool take_link(StoreTxn *txn, const ProblemLink *link, void *data) {
    (void)txn;
    Walked *walked = data;
    g_array_append_val(walked->threads, link->thread);
    return walked->threads->len != walked->most;
}

static void assert_walk(StoreTxn *txn, const char *name, uint64_t after, guint most, const char *wanted) {
    g_autoptr(Problem) problem = problem_find(txn, ANNA, name);
    g_autoptr(GArray) threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    Walked walked = {threads, most};
    problem_links(txn, problem->id, after, take_link, &walked);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < threads->len; i++)
        g_string_append_printf(found, "%d ", (int)g_array_index(threads, uint64_t, i));
    g_assert_cmpstr(found->str, ==, wanted);
}

static bool do_links(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t i = 1; i <= 5; i++) {
        link_as(txn, i, i == 3 ? "P2" : "P1", &HAND);
    }
    assert_walk(txn, "P1", 0, 0, "1 2 4 5 ");
    assert_walk(txn, "P1", 2, 0, "4 5 ");
    assert_walk(txn, "P1", 3, 1, "4 ");
    assert_walk(txn, "P1", UINT64_MAX, 0, "");
    assert_walk(txn, "P2", 0, 0, "3 ");
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    return store_slot_erase(txn, contact_take(txn, "c2@a.example", NOON_MONDAY).slot, error);
}

static bool do_look_after_erasure(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    assert_walk(txn, "P1", 0, 0, "1 4 5 ");
    g_autoptr(Problem) problem = problem_find(txn, ANNA, "P1");
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, 2);
    g_assert_null(link);
    return !store_failed(txn);
}

static bool do_merge_after_erasure(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Problem) from = problem_find(txn, ANNA, "P1"), into = problem_find(txn, ANNA, "P2");
    problem_merge(txn, into, from, NOON_MONDAY);
    assert_walk(txn, "P2", 0, 0, "1 3 4 5 ");
    assert_linked(txn, "P2", 4);
    return !store_failed(txn);
}

static void a_walk_begins_anywhere_and_passes_over_the_erased(void **state) {
    in_write(state, do_links);
    in_write(state, do_erase);
    support_read(*state, do_look_after_erasure, NULL);
    in_write(state, do_merge_after_erasure);
}

// --- merging ---

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    link_as(txn, 1, "P7", &PATTERN);
    link_as(txn, 2, "P12", &HAND);
    link_as(txn, 3, "P7", &HAND);
    g_autoptr(Problem) into = problem_find(txn, ANNA, "P12"), from = problem_find(txn, ANNA, "P7");
    problem_set_workaround(into, "en", "ours");
    problem_set_workaround(from, "en", "theirs");
    problem_set_workaround(from, "de", "ihrer");
    g_ptr_array_add(into->patterns, g_strdup("one"));
    g_ptr_array_add(from->patterns, g_strdup("one"));
    g_ptr_array_add(from->patterns, g_strdup("two"));
    from->title = g_strdup("theirs");
    from->marked[PROBLEM_BY_CUSTOMER] = NOON_MONDAY;
    problem_merge(txn, into, from, NOON_MONDAY + DAY);
    g_autoptr(Problem) lives = problem_find(txn, ANNA, "p7");
    g_assert_cmpstr(lives->name, ==, "P12");
    g_assert_cmpuint(lives->linked, ==, 3);
    g_assert_cmpuint(lives->patterns->len, ==, 2);
    g_assert_cmpuint(lives->workarounds->len, ==, 2);
    g_assert_cmpstr(((const Workaround *)lives->workarounds->pdata[0])->text, ==, "ours");
    g_assert_cmpstr(lives->title, ==, "theirs");
    g_assert_cmpint(lives->marked[PROBLEM_BY_CUSTOMER], ==, NOON_MONDAY);
    g_autoptr(Problem) gone = problem_get(txn, from->id);
    g_assert_true(gone->status == PROBLEM_MERGED && gone->linked == 0);
    assert_thread(txn, 1, "P12", LINK_BY_PATTERN);
    assert_thread(txn, 3, "P12", LINK_BY_HAND);
    link_as(txn, 4, "P7", &HAND); // the old name leads on
    assert_thread(txn, 4, "P12", LINK_BY_HAND);
    assert_linked(txn, "P12", 4);
    return !store_failed(txn);
}

static void a_merged_problem_lives_on_in_the_other(void **state) {
    in_write(state, do_merge);
}

// Some of its links went over before, and the next ones came to it since.
static bool do_merge_in_steps(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t id = 1; id <= 5; id++)
        link_as(txn, id, "P7", &PATTERN);
    link_as(txn, 6, "P12", &HAND);
    g_autoptr(Problem) into = problem_find(txn, ANNA, "P12"), from = problem_find(txn, ANNA, "P7");
    g_assert_true(problem_move_links(txn, into, from, 2));
    assert_linked(txn, "P12", 3);
    assert_linked(txn, "P7", 3);
    assert_thread(txn, 1, "P12", LINK_BY_PATTERN);
    assert_thread(txn, 5, "P7", LINK_BY_PATTERN);
    g_assert_true(problem_move_links(txn, into, from, 2));
    g_assert_false(problem_move_links(txn, into, from, 2));
    assert_linked(txn, "P7", 0);
    g_assert_false(problem_move_links(txn, into, from, 2));
    problem_merge(txn, into, from, NOON_MONDAY);
    assert_linked(txn, "P12", 6);
    return !store_failed(txn);
}

static void a_merge_goes_in_steps(void **state) {
    in_write(state, do_merge_in_steps);
}

static bool do_circle(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const char *const leads[][2] = {{"A", "B"}, {"B", "A"}, {"C", "gone"}, {"D", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(leads); i++) {
        g_autoptr(Problem) problem = problem_new(ANNA, leads[i][0]);
        problem->status = PROBLEM_MERGED;
        problem->merged_into = g_strdup(leads[i][1]);
        problem_put(txn, problem);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(leads); i++) {
        g_autoptr(Problem) none = problem_find(txn, ANNA, leads[i][0]);
        g_assert_null(none);
    }
    return !store_failed(txn);
}

static void a_circle_of_merges_ends(void **state) {
    in_write(state, do_circle);
}

// --- conversations that are made one ---

typedef struct Joining {
    const char *name;
    const char *ours, *theirs; // names, NULL none
    const char *from_pm;
    const char *stands;
    uint32_t linked; // to what stands
} Joining;

static const Joining JOINED[] = {
    {"neither is linked", NULL, NULL, "anna", NULL, 0},
    {"only the one that stays", "A", NULL, "anna", "A", 1},
    {"only the one that goes", NULL, "B", "anna", "B", 1},
    {"each to its own", "A", "B", "anna", "A", 1},
    {"both to the same", "A", "A", "anna", "A", 1},
    {"the one that goes is another PM's", NULL, "B", "bert", NULL, 0},
};

static bool do_join(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Joining *joined = data;
    const uint64_t base = (uint64_t)(joined - JOINED) * 2 + 1;
    g_autofree char *one = g_strdup_printf("o%d@a.example", (int)base);
    g_autofree char *two = g_strdup_printf("t%d@a.example", (int)base);
    g_autoptr(Thread) into = put_thread(txn, base, one), from = put_thread(txn, base + 1, two);
    g_autofree char *a = g_strdup_printf("%s%d", joined->ours == NULL ? "" : joined->ours, (int)base);
    g_autofree char *b = g_strdup_printf("%s%d", joined->theirs == NULL ? "" : joined->theirs, (int)base);
    if (joined->ours != NULL)
        problem_link(txn, into, ANNA, a, &HAND, NOON_MONDAY);
    if (joined->theirs != NULL)
        problem_link(txn, from, joined->from_pm, b, &PATTERN, NOON_MONDAY);
    from->group = from->repeats = 7;
    problem_links_merge(txn, into, ANNA, from, joined->from_pm);
    const bool kept = g_strcmp0(joined->from_pm, ANNA) == 0;
    if ((from->group == 7) != kept || (from->repeats == 7) != kept)
        g_error("%s: the group %s", joined->name, kept ? "is gone" : "is kept");
    thread_put(txn, into);
    g_assert_null(from->problem);
    g_autofree char *stands =
        joined->stands == NULL ? NULL : g_strdup_printf("%s%d", joined->stands, (int)base);
    if (g_strcmp0(into->problem, stands) != 0)
        g_error("%s: %s stands", joined->name, into->problem);
    if (stands != NULL)
        assert_linked(txn, stands, joined->linked);
    g_autoptr(Problem) theirs = problem_find(txn, joined->from_pm, b);
    g_autoptr(ProblemLink) link = theirs == NULL ? NULL : problem_link_get(txn, theirs->id, from->id);
    g_assert_null(link);
    return !store_failed(txn);
}

static void links_follow_conversations_that_become_one(void **state) {
    for (size_t i = 0; i < G_N_ELEMENTS(JOINED); i++)
        support_write(*state, do_join, (void *)&JOINED[i]);
}

// --- walking, damage ---

static bool take_name(StoreTxn *txn, const Problem *problem, void *data) {
    (void)txn;
    g_string_append_printf(data, "%s ", problem->name);
    return strcmp(problem->name, "stop") != 0;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const char *const names[] = {"third", "first", "stop", "second"};
    static const int64_t opened[] = {3, 1, 4, 2};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(Problem) problem = problem_new(i == 0 ? BERT : ANNA, names[i]);
        problem->opened = opened[i];
        problem_put(txn, problem);
    }
    g_autoptr(Problem) last = problem_new(ANNA, "last");
    last->opened = 5;
    problem_put(txn, last);
    g_autoptr(GString) found = g_string_new(NULL);
    problem_walk(txn, take_name, found);
    g_assert_cmpstr(found->str, ==, "first second third stop ");
    return !store_failed(txn);
}

static void a_walk_goes_in_order_of_opening(void **state) {
    in_write(state, do_walk);
}

static bool do_changes(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Problem) problem = full_problem();
    uint64_t before = problem_changes(txn);
    problem_put(txn, problem);
    g_assert_cmpuint(problem_changes(txn), !=, before);
    before = problem_changes(txn);
    link_as(txn, 1, "P12", &HAND);
    problem->title = (g_free(problem->title), g_strdup("another"));
    problem_put(txn, problem);
    g_assert_cmpuint(problem_changes(txn), ==, before); // neither links nor titles are patterns
    g_ptr_array_add(problem->patterns, g_strdup("more"));
    problem_put(txn, problem);
    g_assert_cmpuint(problem_changes(txn), !=, before);
    before = problem_changes(txn);
    problem->status = PROBLEM_EXPIRED;
    problem_put(txn, problem);
    g_assert_cmpuint(problem_changes(txn), !=, before);
    return !store_failed(txn);
}

static void changes_of_patterns_are_seen(void **state) {
    in_write(state, do_changes);
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(GBytes) bytes = support_bytes("Q\x01\xff\xff\xff\xf0nothing");
    store_put(txn, TABLE_PROBLEM, store_key_number(5), STORE_OWNER_NONE, bytes);
    store_put(txn, TABLE_PROBLEM_LINK, store_key_pair(5, 6), STORE_OWNER_NONE, bytes);
    return true;
}

static bool do_read_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    if (data == NULL) {
        g_autoptr(Problem) problem = problem_get(txn, 5);
        g_assert_null(problem);
    } else {
        g_autoptr(ProblemLink) link = problem_link_get(txn, 5, 6);
        g_assert_null(link);
    }
    g_assert_true(store_failed(txn));
    return !store_failed(txn);
}

static void damage_is_told(void **state) {
    Ground *ground = *state;
    in_write(state, do_damage);
    int link = 1;
    void *const kinds[] = {NULL, &link};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GError) error = NULL;
        assert_false(store_read(ground->store, do_read_damage, kinds[i], &error));
        support_assert_fate(error, FATE_CORRUPT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_names),
        ground_test(a_problem_comes_back_as_it_was),
        ground_test(names_are_each_pms_own),
        cmocka_unit_test(a_workaround_is_found_by_language),
        cmocka_unit_test(three_marks_make_it_understood),
        ground_test(what_is_over_expires_once),
        ground_test(a_link_by_hand_is_not_replaced_by_a_find),
        ground_test(who_was_told_stays_told),
        ground_test(a_name_without_a_link_was_given_by_hand),
        ground_test(a_sample_that_is_unlinked_is_none_any_more),
        ground_test(a_walk_begins_anywhere_and_passes_over_the_erased),
        ground_test(a_merged_problem_lives_on_in_the_other),
        ground_test(a_merge_goes_in_steps),
        ground_test(a_circle_of_merges_ends),
        ground_test(links_follow_conversations_that_become_one),
        ground_test(a_walk_goes_in_order_of_opening),
        ground_test(changes_of_patterns_are_seen),
        ground_test(damage_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
