// Limits against a slow reference that remembers every answer: never more than
// allowed in any true window, and never silent for longer than a bucket more.
#include "support.h"

#include "limit.h"

static const int64_t SECOND = G_TIME_SPAN_SECOND, MINUTE = G_TIME_SPAN_MINUTE, HOUR = G_TIME_SPAN_HOUR;
static const int64_t DAY = G_TIME_SPAN_DAY;

typedef struct Try {
    const Limits *limits;
    const char *address, *mailbox;
    int64_t now;
    bool allowed;
    bool count; // when allowed
} Try;

static bool do_try(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Try *try = data;
    try->allowed = limit_allows(txn, try->limits, try->address, try->mailbox, try->now);
    if (try->allowed && try->count)
        limit_count(txn, try->address, try->mailbox, try->now);
    return true;
}

static bool answer(Ground *ground, const Limits *limits, const char *address, int64_t now) {
    Try try = {.limits = limits, .address = address, .mailbox = "support", .now = now, .count = true};
    support_write(ground, do_try, &try);
    return try.allowed;
}

// --- against the reference ---

static unsigned count_since(const GArray *times, int64_t since) {
    unsigned count = 0;
    for (guint i = 0; i < times->len; i++)
        count += g_array_index(times, int64_t, i) > since;
    return count;
}

typedef struct Storm {
    GRand *rand;
    GArray *times; // int64_t: answers that were allowed
    int64_t now;
} Storm;

static const Limits STORM = {.per_sender = {5, 12}};

static bool do_storm(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Storm *storm = data;
    for (int i = 0; i < 200; i++) {
        storm->now +=
            (int64_t)(g_rand_double_range(storm->rand, 0, 1) * g_rand_double_range(storm->rand, 0, 1) *
                      (double)(g_rand_int_range(storm->rand, 0, 40) == 0 ? DAY : 12 * MINUTE));
        const bool allowed = limit_allows(txn, &STORM, "ann@a.example", "support", storm->now);
        const unsigned hour = count_since(storm->times, storm->now - HOUR),
                       day = count_since(storm->times, storm->now - DAY);
        if (allowed)
            g_assert_true(hour < 5 && day < 12);
        // What the buckets may hold too much: the one at the far end.
        const unsigned wide_hour = count_since(storm->times, storm->now - HOUR - 5 * MINUTE);
        const unsigned wide_day = count_since(storm->times, storm->now - DAY - HOUR);
        if (!allowed)
            g_assert_true(wide_hour >= 5 || wide_day >= 12);
        if (!allowed)
            continue;
        limit_count(txn, "ann@a.example", "support", storm->now);
        g_array_append_val(storm->times, storm->now);
    }
    return true;
}

static void random_times_agree_with_a_slow_reference(void **state) {
    Ground *ground = *state;
    g_autoptr(GRand) rand = support_rand("limit");
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
    Storm storm = {.rand = rand, .times = times, .now = NOON_MONDAY};
    for (int i = 0; i < 20; i++)
        support_write(ground, do_storm, &storm);
    assert_true(times->len > 100);
}

// --- scopes ---

static void each_scope_counts_for_itself(void **state) {
    Ground *ground = *state;
    const Limits sender = {.per_sender = {1, 0}}, domain = {.per_domain = {1, 0}},
                 mailbox = {.per_mailbox = {1, 0}}, all = {.global = {1, 0}};
    assert_true(answer(ground, &sender, "ann@a.example", NOON_MONDAY));
    static const struct {
        const char *name, *address, *mailbox;
        bool sender, domain, same_mailbox, all;
    } cases[] = {
        {"the same", "ann@a.example", "support", false, false, false, false},
        {"in other letters", "ANN@A.example", "Support", false, false, false, false},
        {"a colleague", "bob@a.example", "support", true, false, false, false},
        {"a stranger", "bob@b.example", "support", true, true, false, false},
        {"a stranger elsewhere", "bob@b.example", "sales", true, true, true, false},
        {"an odd address", "", "sales", true, true, true, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Limits *const limits[] = {&sender, &domain, &mailbox, &all};
        const bool wanted[] = {cases[i].sender, cases[i].domain, cases[i].same_mailbox, cases[i].all};
        for (size_t j = 0; j < 4; j++) {
            Try try = {.limits = limits[j],
                       .address = cases[i].address,
                       .mailbox = cases[i].mailbox,
                       .now = NOON_MONDAY};
            support_write(ground, do_try, &try);
            if (try.allowed != wanted[j])
                fail_msg("%s, scope %d", cases[i].name, (int)j);
        }
    }
}

static void zero_is_no_limit(void **state) {
    Ground *ground = *state;
    const Limits none = {0};
    for (int i = 0; i < 50; i++)
        assert_true(answer(ground, &none, "ann@a.example", NOON_MONDAY));
    const Limits by_day = {.per_sender = {0, 50}};
    assert_false(answer(ground, &by_day, "ann@a.example", NOON_MONDAY + 2 * HOUR));
    assert_true(answer(ground, &by_day, "ann@a.example", NOON_MONDAY + DAY + HOUR));
}

static void a_restart_forgets_nothing(void **state) {
    Ground *ground = *state;
    const Limits one = {.per_sender = {1, 0}};
    assert_true(answer(ground, &one, "ann@a.example", NOON_MONDAY));
    ground_close(ground);
    ground_open(ground);
    assert_false(answer(ground, &one, "ann@a.example", NOON_MONDAY + SECOND));
}

// --- clocks that jump ---

static void a_clock_set_back_does_not_open_the_gates(void **state) {
    Ground *ground = *state;
    const Limits three = {.per_sender = {3, 0}};
    for (int i = 0; i < 3; i++)
        assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY));
    static const int64_t back[] = {SECOND, 10 * MINUTE, HOUR, 5 * HOUR, 20 * HOUR};
    for (size_t i = 0; i < G_N_ELEMENTS(back); i++)
        assert_false(answer(ground, &three, "ann@a.example", NOON_MONDAY - back[i]));
    assert_false(answer(ground, &three, "ann@a.example", NOON_MONDAY + 50 * MINUTE));
    assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY + 66 * MINUTE));
}

// A machine that starts with a wrong date answers a few, then its clock is put right: silence until that date
// comes would be silence for years.
static void a_clock_that_was_years_ahead_does_not_silence_for_years(void **state) {
    Ground *ground = *state;
    const Limits three = {.per_sender = {3, 10}, .global = {3, 0}};
    for (int i = 0; i < 3; i++)
        assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY + 4000 * DAY));
    assert_false(answer(ground, &three, "ann@a.example", NOON_MONDAY + 4000 * DAY));
    assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY));
    assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY));
    assert_true(answer(ground, &three, "ann@a.example", NOON_MONDAY));
    assert_false(answer(ground, &three, "ann@a.example", NOON_MONDAY)); // and it counts as ever
}

static void times_at_the_epoch_and_far_ahead(void **state) {
    Ground *ground = *state;
    const Limits one = {.per_sender = {1, 1}};
    static const int64_t times[] = {-1, 0, 1, INT64_MAX / 2};
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) { // nothing to expect but to live
        g_autofree char *address = g_strdup_printf("a%d@a.example", (int)i);
        answer(ground, &one, address, times[i]);
        answer(ground, &one, address, times[i]);
    }
}

// --- desks and duplicates: counts of a day without a rate ---

typedef struct Desk {
    const char *noted, *asked;
    int64_t after;
    bool answered;
} Desk;

static bool do_desk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Desk *desk = data;
    if (desk->noted != NULL)
        limit_note_desk(txn, desk->noted, NOON_MONDAY);
    desk->answered = limit_desk_answered(txn, desk->asked, NOON_MONDAY + desk->after);
    return true;
}

static void a_desk_is_known_by_its_organisation_for_a_day(void **state) {
    Ground *ground = *state;
    static const struct {
        const char *name, *noted, *asked;
        int64_t after;
        bool answered;
    } cases[] = {
        {"nothing noted", NULL, "desk@a.com", 0, false},
        {"the same address", "desk@b.com", "desk@b.com", MINUTE, true},
        {"another person there", "desk@c.com", "ann@C.com", MINUTE, true},
        {"another host of theirs", "desk@mail.d.co.uk", "ann@help.d.co.uk", MINUTE, true},
        {"a neighbour under the same suffix", "desk@e.co.uk", "ann@f.co.uk", MINUTE, false},
        {"within the day", "desk@g.com", "desk@g.com", DAY - SECOND, true},
        {"after the day", "desk@h.com", "desk@h.com", DAY + HOUR, false},
        {"an address without a domain", "desk", "ann@i.com", 0, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Desk desk = {.noted = cases[i].noted, .asked = cases[i].asked, .after = cases[i].after};
        support_write(ground, do_desk, &desk);
        if (desk.answered != cases[i].answered)
            fail_msg("%s", cases[i].name);
    }
}

static bool do_duplicates(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_assert_cmpuint(limit_duplicates(txn, "support", NOON_MONDAY), ==, 0);
    for (int i = 0; i < 30; i++)
        limit_count_duplicate(txn, "support", NOON_MONDAY + i * HOUR);
    limit_count_duplicate(txn, "sales", NOON_MONDAY);
    g_assert_cmpuint(limit_duplicates(txn, "sales", NOON_MONDAY), ==, 1);
    g_assert_cmpuint(limit_duplicates(txn, "support", NOON_MONDAY + 29 * HOUR), ==, 25);
    g_assert_cmpuint(limit_duplicates(txn, "support", NOON_MONDAY + 29 * HOUR + 20 * HOUR), ==, 5);
    g_assert_cmpuint(limit_duplicates(txn, "support", NOON_MONDAY + 10 * DAY), ==, 0);
    const Limits one = {.per_mailbox = {1, 1}}; // and they are no answers
    g_assert_true(limit_allows(txn, &one, "ann@a.example", "support", NOON_MONDAY));
    return true;
}

static void duplicates_are_counted_for_a_day(void **state) {
    support_write(*state, do_duplicates, NULL);
}

static bool do_use(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 0; i < 5; i++)
        limit_count(txn, "ann@a.example", i < 3 ? "support" : "sales", NOON_MONDAY + i * HOUR);
    static const struct {
        const char *mailbox;
        int hours;
        unsigned hour, day;
    } cases[] = {
        {"support", 4, 0, 3}, {"sales", 4, 2, 2},   {NULL, 4, 2, 5},
        {"other", 4, 0, 0},   {"SUPPORT", 3, 1, 3}, {NULL, 100, 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const LimitUse use = limit_use(txn, cases[i].mailbox, NOON_MONDAY + cases[i].hours * HOUR);
        if (use.day != cases[i].day || use.hour != cases[i].hour)
            fail_msg("case %zu: %u/h %u/d", i, (unsigned)use.hour, (unsigned)use.day);
    }
    return true;
}

static void what_is_used_up_can_be_asked(void **state) {
    support_write(*state, do_use, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(random_times_agree_with_a_slow_reference),
        ground_test(each_scope_counts_for_itself),
        ground_test(zero_is_no_limit),
        ground_test(a_restart_forgets_nothing),
        ground_test(a_clock_set_back_does_not_open_the_gates),
        ground_test(a_clock_that_was_years_ahead_does_not_silence_for_years),
        ground_test(times_at_the_epoch_and_far_ahead),
        ground_test(a_desk_is_known_by_its_organisation_for_a_day),
        ground_test(what_is_used_up_can_be_asked),
        ground_test(duplicates_are_counted_for_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
