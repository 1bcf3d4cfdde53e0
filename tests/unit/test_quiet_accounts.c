// Who says nothing, as each of two PMs is told it, and as one alone is.
#include "digest_world.h"

#include "quiet_accounts.h"

#define DAY G_TIME_SPAN_DAY
#define WEEK (7 * DAY)

typedef struct Customer { // a row: an account, how it wrote, and where its conversations are
    const char *key, *tier;
    int renewal;                   // in so many days, 0: unknown
    unsigned wrote, quiet;         // weeks in which it wrote, then weeks of nothing
    unsigned support, sales, gone; // conversations; gone: with a mailbox that nobody serves any more
    bool unnamed;
} Customer;

typedef struct Putting {
    const DigestWorld *world;
    const Customer *customer;
    unsigned *threads;
} Putting;

static void put_talks(StoreTxn *txn, const Putting *putting, const char *mailbox, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *from = g_strdup_printf("ann@%s.example", putting->customer->key);
        const Talk talk = {.id = ++*putting->threads,
                           .mailbox = mailbox,
                           .from = from,
                           .account = putting->customer->key,
                           .opened = "2026-06-01T10:00:00Z"};
        talk_put(txn, putting->world, &talk);
    }
}

static bool do_put(StoreTxn *txn, void *data, GError **error) {
    const Putting *putting = data;
    const Customer *customer = putting->customer;
    (void)error;
    g_autofree char *name = g_strdup_printf("%s Inc", customer->key);
    g_autoptr(AccountFacts) facts =
        digest_world_account(customer->key, customer->unnamed ? "\n\t" : name, customer->tier, NULL);
    facts->renewal = customer->renewal == 0 ? 0 : (NOON_MONDAY / DAY + customer->renewal) * DAY;
    facts->manager = g_strdup("mia@example.test");
    accounts_put(txn, facts);
    const int64_t now = putting->world->now;
    for (unsigned i = 0; i < customer->wrote; i++)
        rhythm_note(txn, customer->key, now - (customer->quiet + 1 + i) * WEEK, now);
    put_talks(txn, putting, "support", customer->support);
    put_talks(txn, putting, "sales", customer->sales);
    put_talks(txn, putting, "gone", customer->gone);
    return !store_failed(txn);
}

static void put_customers(DigestWorld *world, const Customer *customers, size_t count) {
    unsigned threads = 0;
    for (size_t i = 0; i < count; i++) {
        Putting putting = {world, &customers[i], &threads};
        support_write(&world->ground, do_put, &putting);
    }
}

// Who goes on: where all fall silent at once, it is taken for a lull.
static void put_others(DigestWorld *world, unsigned count) {
    unsigned threads = 0;
    for (unsigned i = 0; i < count; i++) {
        g_autofree char *key = g_strdup_printf("o%02u", i);
        const Customer other = {.key = key, .wrote = 70};
        Putting putting = {world, &other, &threads};
        support_write(&world->ground, do_put, &putting);
    }
}

// --- gathering ---

typedef struct Asking {
    const DigestWorld *world;
    const char *pm;
    int64_t now;
    QuietAccounts *quiet;
} Asking;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    Asking *asking = data;
    (void)error;
    asking->quiet = quiet_accounts_gather(txn, asking->world->config,
                                          config_pm(asking->world->config, asking->pm), asking->now);
    return !store_failed(txn);
}

static QuietAccounts *ask(DigestWorld *world, const char *pm, int64_t now) {
    Asking asking = {world, pm, now, NULL};
    support_read(&world->ground, do_ask, &asking);
    assert_non_null(asking.quiet);
    return asking.quiet;
}

static char *keys_of(const GPtrArray *accounts) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < accounts->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                               ((const QuietAccount *)accounts->pdata[i])->account);
    return g_string_free(text, FALSE);
}

static void assert_keys(const GPtrArray *accounts, const char *wanted) {
    g_autofree char *found = keys_of(accounts);
    assert_string_equal(found, wanted);
}

static void one_pm_only(DigestWorld *world) {
    g_ptr_array_remove_index(world->config->pms, 1);
    g_ptr_array_remove_index(world->config->mailboxes, 1);
}

// --- tests ---

static void test_nothing_known(void **state) {
    g_autoptr(QuietAccounts) quiet = ask(*state, "paula", NOON_MONDAY);
    assert_int_equal(quiet->silent->len + quiet->never->len + quiet->never_wrote + quiet->left_out, 0);
    assert_int_equal(quiet->speak.whole, 0);
}

static void test_order_renewal_then_importance(void **state) {
    static const Customer CUSTOMERS[] = {
        {.key = "plain", .wrote = 60, .quiet = 10, .support = 1},
        {.key = "strategic", .tier = "platinum", .wrote = 60, .quiet = 10, .support = 1},
        {.key = "later", .renewal = 200, .wrote = 60, .quiet = 10, .support = 1},
        {.key = "soon", .renewal = 80, .wrote = 60, .quiet = 10, .support = 1},
        {.key = "sooner", .renewal = 5, .wrote = 60, .quiet = 10, .support = 1},
        {.key = "overdue", .renewal = -3, .wrote = 60, .quiet = 10, .support = 1},
        {.key = "speaks", .renewal = 5, .wrote = 60, .quiet = 0, .support = 1},
        {.key = "seldom", .renewal = 5, .wrote = 5, .quiet = 10, .support = 1},
    };
    DigestWorld *world = *state;
    put_customers(world, CUSTOMERS, G_N_ELEMENTS(CUSTOMERS));
    put_others(world, 30);
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    assert_keys(quiet->silent, "overdue sooner soon strategic later plain");
    assert_int_equal(quiet->too_few, 1);
    const QuietAccount *first = quiet->silent->pdata[0];
    assert_string_equal(first->name, "overdue Inc");
    assert_int_equal(first->context->renewal_days, -3);
    assert_string_equal(first->context->manager, "mia@example.test");
    assert_int_equal(first->silence.since, NOON_MONDAY - 11 * WEEK);
    assert_int_equal(first->silence.weeks, 10);
    assert_true(first->silence.usual_gap > 6.9 && first->silence.usual_gap < 7.1);
}

static void test_a_pm_hears_of_their_own(void **state) {
    static const Customer CUSTOMERS[] = {
        {.key = "a-hers", .wrote = 60, .quiet = 10, .support = 3},
        {.key = "b-his", .wrote = 60, .quiet = 10, .sales = 3},
        {.key = "c-mostly-hers", .wrote = 60, .quiet = 10, .support = 3, .sales = 2},
        {.key = "d-mostly-his", .wrote = 60, .quiet = 10, .support = 1, .sales = 2},
        {.key = "e-nobodys", .wrote = 60, .quiet = 10},
        {.key = "f-of-a-mailbox-that-went", .wrote = 60, .quiet = 10, .gone = 2},
        {.key = "g-hers-since", .wrote = 60, .quiet = 10, .support = 1, .gone = 5},
        {.key = "h-never", .tier = "platinum"},
    };
    DigestWorld *world = *state;
    put_customers(world, CUSTOMERS, G_N_ELEMENTS(CUSTOMERS));
    put_others(world, 30);
    g_autoptr(QuietAccounts) hers = ask(world, "paula", NOON_MONDAY);
    g_autoptr(QuietAccounts) his = ask(world, "peter", NOON_MONDAY);
    assert_keys(hers->silent, "a-hers c-mostly-hers g-hers-since");
    assert_keys(his->silent, "b-his d-mostly-his");
    assert_int_equal(hers->unplaced, 2);
    assert_int_equal(his->unplaced, 2);
    assert_int_equal(hers->never->len + his->never->len, 0); // whose it is, nobody can tell
    assert_int_equal(hers->never_wrote, 1);
}

static void test_who_was_erased_leads_nowhere(void **state) {
    static const Customer CUSTOMERS[] = {{.key = "acme", .wrote = 60, .quiet = 10, .support = 2}};
    DigestWorld *world = *state;
    put_customers(world, CUSTOMERS, 1);
    digest_world_erase(world, "ann@acme.example");
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    assert_int_equal(quiet->silent->len, 0);
    assert_int_equal(quiet->unplaced, 1);
}

static void test_one_pm_hears_of_all(void **state) {
    static const Customer CUSTOMERS[] = {
        {.key = "a-silent", .wrote = 60, .quiet = 10},
        {.key = "b-never"},
        {.key = "c-never-strategic", .tier = "platinum"},
        {.key = "d-never-renews", .renewal = 40},
        {.key = "e-wrote-before-it-was-counted", .support = 1},
        {.key = "f-unnamed", .wrote = 60, .quiet = 10, .unnamed = true},
    };
    DigestWorld *world = *state;
    one_pm_only(world);
    put_customers(world, CUSTOMERS, G_N_ELEMENTS(CUSTOMERS));
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    assert_keys(quiet->silent, "a-silent f-unnamed");
    assert_string_equal(((const QuietAccount *)quiet->silent->pdata[1])->name, "?");
    assert_keys(quiet->never, "d-never-renews c-never-strategic b-never");
    assert_int_equal(quiet->never_wrote, 3);
    assert_int_equal(quiet->unplaced, 0);
}

// Looked at each day, it is new for a week and then known.
static void test_it_is_new_once(void **state) {
    static const Customer CUSTOMERS[] = {{.key = "acme", .wrote = 60, .quiet = 0, .support = 1}};
    DigestWorld *world = *state;
    put_customers(world, CUSTOMERS, 1);
    unsigned fresh = 0, listed = 0;
    for (int day = 0; day < 200; day++) {
        g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY + day * DAY);
        const QuietAccount *account = quiet->silent->len == 0 ? NULL : quiet->silent->pdata[0];
        listed += account != NULL;
        fresh += account != NULL && account->is_new;
        if (listed > 0 && account == NULL)
            fail_msg("gone again on day %d", day);
    }
    assert_int_equal(fresh, 7);
    assert_true(listed > 100);
}

static void test_who_speaks(void **state) {
    static const Customer CUSTOMERS[] = {
        {.key = "now", .wrote = 1, .quiet = 0, .support = 1},
        {.key = "both", .wrote = 30, .quiet = 0, .support = 1},
        {.key = "at-the-edge",
         .wrote = 1,
         .quiet = 11,
         .support = 1}, // the 13th week, with the one that runs
        {.key = "then", .wrote = 1, .quiet = 12, .support = 1},
        {.key = "then-too", .wrote = 1, .quiet = 24, .support = 1},
        {.key = "long-ago", .wrote = 1, .quiet = 25, .support = 1},
        {.key = "never"},
    };
    DigestWorld *world = *state;
    put_customers(world, CUSTOMERS, G_N_ELEMENTS(CUSTOMERS));
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    assert_int_equal(quiet->speak.part, 3);
    assert_int_equal(quiet->speak.whole, 7);
    assert_int_equal(quiet->spoke.part, 3);
    assert_int_equal(quiet->spoke.whole, 7);
}

static void test_lists_are_cut(void **state) {
    DigestWorld *world = *state;
    one_pm_only(world);
    unsigned threads = 0;
    for (unsigned i = 0; i < 35; i++) {
        g_autofree char *key = g_strdup_printf("s%02u", i), *never = g_strdup_printf("n%02u", i);
        const Customer customers[] = {{.key = key, .wrote = 60, .quiet = 10, .renewal = 1 + (int)i},
                                      {.key = never, .renewal = 60 - (int)i}};
        for (size_t k = 0; k < G_N_ELEMENTS(customers); k++) {
            Putting putting = {world, &customers[k], &threads};
            support_write(&world->ground, do_put, &putting);
        }
    }
    // Thirty-five of seventy stopped in one week: without others who go on that were a lull.
    g_autoptr(QuietAccounts) lull = ask(world, "paula", NOON_MONDAY);
    assert_int_equal(lull->silent->len, 0);
    put_others(world, 100);
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    assert_int_equal(quiet->silent->len, QUIET_SILENT);
    assert_int_equal(quiet->silent_more, 35 - QUIET_SILENT);
    assert_string_equal(((const QuietAccount *)quiet->silent->pdata[0])->account, "s00");
    assert_string_equal(((const QuietAccount *)quiet->silent->pdata[19])->account, "s19");
    assert_keys(quiet->never, "n34 n33 n32 n31 n30 n29 n28 n27 n26 n25");
    assert_int_equal(quiet->never_wrote, 35);
}

static bool put_many(StoreTxn *txn, void *data, GError **error) {
    const DigestWorld *world = data;
    (void)error;
    for (unsigned i = 0; i < QUIET_LOOKED_AT + 50; i++) {
        g_autofree char *key = g_strdup_printf("m%u", i);
        g_autoptr(AccountFacts) facts = digest_world_account(key, key, NULL, NULL);
        accounts_put(txn, facts);
        for (unsigned week = 0; week < 3; week++)
            rhythm_note(txn, key, world->now - week * WEEK, world->now);
    }
    return !store_failed(txn);
}

static void test_more_accounts_than_are_looked_at(void **state) {
    DigestWorld *world = *state;
    support_write(&world->ground, put_many, world);
    const int64_t began = g_get_monotonic_time();
    g_autoptr(QuietAccounts) quiet = ask(world, "paula", NOON_MONDAY);
    print_message("# %d accounts are looked at in %d ms\n", QUIET_LOOKED_AT,
                  (int)((g_get_monotonic_time() - began) / 1000));
    assert_int_equal(quiet->left_out, 50);
    assert_int_equal(quiet->speak.whole, QUIET_LOOKED_AT);
    assert_int_equal(quiet->speak.part, QUIET_LOOKED_AT);
    assert_int_equal(quiet->too_few, QUIET_LOOKED_AT);
    assert_int_equal(quiet->never_wrote, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_test(test_nothing_known),
        digest_test(test_order_renewal_then_importance),
        digest_test(test_a_pm_hears_of_their_own),
        digest_test(test_who_was_erased_leads_nowhere),
        digest_test(test_one_pm_hears_of_all),
        digest_test(test_it_is_new_once),
        digest_test(test_who_speaks),
        digest_test(test_lists_are_cut),
        digest_test(test_more_accounts_than_are_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
