// Tiers in the order of their size, and when the smallest waits too long.
#include "digest_world.h"

#include "fairness.h"

#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

typedef struct Waited { // so many first replies of a tier, after so many minutes each
    const char *tier;
    unsigned count;
    unsigned minutes;
    int64_t revenue; // mean of its accounts, -1 unknown
} Waited;

typedef struct Case {
    const char *name;
    const char *tiers[4]; // [accounts] tiers
    Waited waited[5];
    const char *order;              // "gold 1, silver 2, none 0": and the place of each
    const char *largest, *smallest; // of the warning, or NULL
} Case;

static const Case CASES[] = {
    {"nobody waited", {NULL}, {{0}}, "", NULL, NULL},
    {"only customers without a tier", {NULL}, {{NULL, 9, 600, -1}}, "none 0", NULL, NULL},
    {"as configured, in whatever case",
     {"Gold", "SILVER"},
     {{"silver", 9, 60, 9000}, {"gold", 9, 60, 10}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"the smallest waits three times as long",
     {"gold", "silver"},
     {{"silver", 5, 180, -1}, {"gold", 5, 60, -1}},
     "gold 1, silver 2",
     "gold",
     "silver"},
    {"a little less than three times",
     {"gold", "silver"},
     {{"silver", 5, 179, -1}, {"gold", 5, 60, -1}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"four replies say nothing",
     {"gold", "silver"},
     {{"silver", 4, 400, -1}, {"gold", 5, 60, -1}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"nor do four of the largest",
     {"gold", "silver"},
     {{"silver", 5, 400, -1}, {"gold", 4, 60, -1}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"of the smallest there are too few: the next is the smallest that can be held against it",
     {"gold", "silver", "bronze"},
     {{"bronze", 2, 400, -1}, {"silver", 5, 200, -1}, {"gold", 5, 60, -1}},
     "gold 1, silver 2, bronze 3",
     "gold",
     "silver"},
    {"who waits longest is in the middle: that is not this warning",
     {"gold", "silver", "bronze"},
     {{"bronze", 9, 60, -1}, {"silver", 9, 400, -1}, {"gold", 9, 60, -1}},
     "gold 1, silver 2, bronze 3",
     NULL,
     NULL},
    {"the largest waits longer",
     {"gold", "silver"},
     {{"silver", 9, 10, -1}, {"gold", 9, 400, -1}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"a wait of seconds counts as a minute",
     {"gold", "silver"},
     {{"silver", 9, 2, -1}, {"gold", 9, 0, -1}},
     "gold 1, silver 2",
     NULL,
     NULL},
    {"one that is not in the list has no place",
     {"gold", "silver"},
     {{"other", 9, 900, 10}, {"silver", 9, 60, -1}, {"gold", 9, 60, -1}},
     "gold 1, silver 2, other 0",
     NULL,
     NULL},
    {"without a list strategic ones come first, whatever their revenue",
     {NULL},
     {{"basic", 9, 400, 9000}, {"platinum", 9, 60, 10}},
     "platinum 1, basic 2",
     "platinum",
     "basic"},
    {"then by revenue",
     {NULL},
     {{"small", 9, 400, 10}, {"middle", 9, 60, 500}, {"large", 9, 60, 9000}},
     "large 1, middle 2, small 3",
     "large",
     "small"},
    {"of unknown revenue: no place, no warning",
     {NULL},
     {{"a", 9, 400, -1}, {"b", 9, 60, -1}},
     "a 0, b 0",
     NULL,
     NULL},
    {"as large as each other: neither is the smallest",
     {NULL},
     {{"a", 9, 60, 100}, {"b", 9, 400, 100}},
     "a 1, b 1",
     NULL,
     NULL},
    {"who has no tier is never warned about",
     {"gold"},
     {{NULL, 9, 900, -1}, {"gold", 9, 60, -1}},
     "gold 1, none 0",
     NULL,
     NULL},
    {"revenue that no number holds is as large as it can be",
     {NULL},
     {{"a", 9, 60, G_MAXINT64}, {"b", 9, 400, G_MAXINT64 - 1024}, {"c", 9, 400, 10}},
     "a 1, b 1, c 3",
     "a",
     "c"},
};

static GPtrArray *strategic(void) {
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(list, g_strdup("Platinum"));
    return list;
}

// Monday 09:00 in Berlin, so that the minutes are business time.
static Clock *make_clock(const char *mailbox, const char *tier, unsigned minutes) {
    Clock *clock = clock_new(CLOCK_FIRST_REPLY);
    clock->mailbox = g_strdup(mailbox);
    clock->tier = g_strdup(tier);
    clock->accepted = true;
    clock->started = at("2026-11-23T08:00:00Z");
    clock->due = clock->started + HOUR;
    clock_stop(clock, CLOCK_MET, clock->started + minutes * G_TIME_SPAN_MINUTE);
    return clock;
}

static char *order_of(const Fairness *fairness) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fairness->tiers->len; i++) {
        const FairnessTier *tier = fairness->tiers->pdata[i];
        g_string_append_printf(text, "%s%s %u", i > 0 ? ", " : "", tier->name == NULL ? "none" : tier->name,
                               tier->place);
    }
    return g_string_free(text, FALSE);
}

static void check(const Case *row, const GPtrArray *mailboxes) {
    g_autoptr(Timings) timings = timings_new(mailboxes, TIMINGS_MOST);
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    g_autoptr(GPtrArray) tiers = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(row->tiers) && row->tiers[i] != NULL; i++)
        g_ptr_array_add(tiers, (gpointer)(uintptr_t)row->tiers[i]);
    g_autoptr(GPtrArray) list = strategic();
    const AccountSettings settings = {.strategic = list, .tiers = tiers};
    for (size_t i = 0; i < G_N_ELEMENTS(row->waited); i++) {
        const Waited *waited = &row->waited[i];
        for (unsigned k = 0; k < waited->count; k++) {
            g_autoptr(Clock) clock = make_clock("support", waited->tier, waited->minutes);
            timings_add(timings, clock);
        }
        fairness_revenue_add(revenue, waited->tier, waited->revenue);
        fairness_revenue_add(revenue, waited->tier, waited->revenue);
    }
    g_autoptr(Fairness) fairness = fairness_of(timings_groups(timings), &settings, revenue);
    g_autofree char *order = order_of(fairness);
    const char *largest = fairness->largest == NULL ? NULL : fairness->largest->name;
    const char *smallest = fairness->smallest == NULL ? NULL : fairness->smallest->name;
    if (strcmp(order, row->order) != 0 || g_strcmp0(largest, row->largest) != 0 ||
        g_strcmp0(smallest, row->smallest) != 0)
        fail_msg("%s: %s; largest %s, smallest %s", row->name, order, largest, smallest);
}

static void test_order_and_warning(void **state) {
    const DigestWorld *world = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        check(&CASES[i], world->config->mailboxes);
}

static void test_names_may_hold_anything(void **state) {
    const DigestWorld *world = *state;
    static const char *const NAMES[] = {"", "\xff\xfe", "a\r\nb", "<b>",
                                        "\xe2\x80\xae"
                                        "dlog"};
    g_autoptr(Timings) timings = timings_new(world->config->mailboxes, TIMINGS_MOST);
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(Clock) clock = make_clock("support", NAMES[i], 10);
        timings_add(timings, clock);
        fairness_revenue_add(revenue, NAMES[i], 5);
    }
    const AccountSettings settings = {0};
    g_autoptr(Fairness) fairness = fairness_of(timings_groups(timings), &settings, revenue);
    assert_int_equal(fairness->tiers->len, G_N_ELEMENTS(NAMES));
    for (guint i = 0; i < fairness->tiers->len; i++) {
        const FairnessTier *tier = fairness->tiers->pdata[i];
        for (const char *c = tier->name; c != NULL && *c != '\0'; c++)
            assert_false(g_ascii_iscntrl(*c));
    }
}

// --- from the store ---

static bool put_clocks(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const struct {
        const char *mailbox, *tier;
        unsigned minutes;
    } ROWS[] = {{"support", "gold", 60}, {"support", "silver", 200}, {"sales", "gold", 60}};
    for (unsigned i = 0; i < 6 * G_N_ELEMENTS(ROWS); i++) {
        g_autoptr(Clock) clock = make_clock(ROWS[i / 6].mailbox, ROWS[i / 6].tier, ROWS[i / 6].minutes);
        clock->thread = i + 1;
        clock->number = 1;
        clocks_put(txn, clock);
    }
    return !store_failed(txn);
}

typedef struct Asking {
    const DigestWorld *world;
    const GPtrArray *mailboxes;
    int64_t since, until;
    char *told;
} Asking;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    Asking *asking = data;
    (void)error;
    g_autoptr(Fairness) fairness =
        fairness_gather(txn, asking->world->config, asking->mailboxes, asking->since, asking->until);
    g_assert_nonnull(fairness);
    g_autofree char *order = order_of(fairness);
    const FairnessTier *first = fairness->tiers->len == 0 ? NULL : fairness->tiers->pdata[0];
    asking->told = g_strdup_printf("%s: %d%s", order, first == NULL ? 0 : (int)first->count,
                                   fairness->largest != NULL ? " warned" : "");
    return true;
}

static void assert_told(DigestWorld *world, guint mailbox, const char *since, const char *wanted) {
    g_autoptr(GPtrArray) mailboxes = g_ptr_array_new();
    if (mailbox < world->config->mailboxes->len)
        g_ptr_array_add(mailboxes, world->config->mailboxes->pdata[mailbox]);
    Asking asking = {world, mailboxes, at(since), at("2026-11-30T00:00:00Z"), NULL};
    support_read(&world->ground, do_ask, &asking);
    g_autofree char *told = asking.told;
    assert_string_equal(told, wanted);
}

static void test_of_some_mailboxes_and_a_time(void **state) {
    DigestWorld *world = *state;
    support_write(&world->ground, put_clocks, NULL);
    g_autoptr(AccountFacts) large = digest_world_account("A", "A", "GOLD", "a.example");
    g_autoptr(AccountFacts) small = digest_world_account("B", "B", "silver", "b.example");
    large->revenue = 1000, small->revenue = 10;
    digest_world_put_account(world, large);
    digest_world_put_account(world, small);
    assert_told(world, 0, "2026-11-01T00:00:00Z", "gold 1, silver 2: 6 warned");
    assert_told(world, 1, "2026-11-01T00:00:00Z", "gold 1: 6");
    assert_told(world, 0, "2026-11-29T00:00:00Z", ": 0");
    assert_told(world, 9, "2026-11-01T00:00:00Z", ": 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_test(test_order_and_warning),
        digest_test(test_names_may_hold_anything),
        digest_test(test_of_some_mailboxes_and_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
