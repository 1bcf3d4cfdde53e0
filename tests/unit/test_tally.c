// Counts by the hour: against a table kept beside, over mailboxes and silent hours.
#include "support.h"

#include "tally.h"

#define HOUR G_TIME_SPAN_HOUR

typedef struct Work {
    void (*step)(StoreTxn *txn, void *data);
    void *data;
} Work;

static bool do_step(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    work->step(txn, work->data);
    return !store_failed(txn);
}

static void write_step(Ground *ground, void (*step)(StoreTxn *, void *), void *data) {
    Work work = {step, data};
    support_write(ground, do_step, &work);
}

static void tell(int64_t hour, const char *name, uint64_t count, void *data) {
    g_string_append_printf(data, "%s%+d %s=%u", ((GString *)data)->len == 0 ? "" : ", ",
                           (int)((hour - NOON_MONDAY) / HOUR), name, (unsigned)count);
}

static void assert_walk(StoreTxn *txn, const char *mailbox, int64_t since, int64_t until,
                        const char *wanted) {
    g_autoptr(GString) told = g_string_new(NULL);
    tally_walk(txn, mailbox, since, until, tell, told);
    if (strcmp(told->str, wanted) != 0)
        g_error("%s: \"%s\", not \"%s\"", mailbox, told->str, wanted);
}

static void hours_and_mailboxes(StoreTxn *txn, void *data) {
    (void)data;
    const char *const both[] = {"messages", "level/critical", NULL};
    tally_count(txn, "support", NOON_MONDAY, both);
    tally_count(txn, "support", NOON_MONDAY + HOUR - 1, both);
    tally_count(txn, "sales", NOON_MONDAY, both);
    tally_add(txn, "support", NOON_MONDAY + HOUR, "messages", 5);
    tally_add(txn, "support", NOON_MONDAY + 30 * HOUR, "messages", 7);
    assert_walk(txn, "support", NOON_MONDAY, NOON_MONDAY + 31 * HOUR,
                "+0 messages=2, +0 level/critical=2, +1 messages=5, +30 messages=7");
    assert_walk(txn, "sales", NOON_MONDAY, NOON_MONDAY + 31 * HOUR, "+0 messages=1, +0 level/critical=1");
    assert_walk(txn, "nobody", NOON_MONDAY, NOON_MONDAY + 31 * HOUR, "");
}

static void are_kept_apart(void **state) {
    write_step(*state, hours_and_mailboxes, NULL);
}

static void bounds(StoreTxn *txn, void *data) {
    (void)data;
    tally_add(txn, "support", NOON_MONDAY + 10, "messages", 1);
    tally_add(txn, "support", NOON_MONDAY + HOUR, "messages", 1);
    assert_walk(txn, "support", NOON_MONDAY, NOON_MONDAY + HOUR, "+0 messages=1");
    assert_walk(txn, "support", NOON_MONDAY, NOON_MONDAY + HOUR + 1, "+0 messages=1, +1 messages=1");
    assert_walk(txn, "support", NOON_MONDAY + 1, NOON_MONDAY + HOUR + 1, "+1 messages=1");
    assert_walk(txn, "support", NOON_MONDAY, NOON_MONDAY, "");
    assert_walk(txn, "support", NOON_MONDAY + HOUR, NOON_MONDAY, "");
    assert_walk(txn, "support", INT64_MIN, INT64_MAX, "+0 messages=1, +1 messages=1");
}

static void an_hour_belongs_to_the_span_in_which_it_begins(void **state) {
    write_step(*state, bounds, NULL);
}

static void take_back(StoreTxn *txn, void *data) {
    (void)data;
    tally_add(txn, "support", NOON_MONDAY, "acknowledge/yes", 2);
    tally_add(txn, "support", NOON_MONDAY, "acknowledge/yes", -1);
    assert_walk(txn, "support", 0, INT64_MAX, "+0 acknowledge/yes=1");
    tally_add(txn, "support", NOON_MONDAY, "acknowledge/yes", -5);
    tally_add(txn, "support", NOON_MONDAY, "acknowledge/limit", -1);
    tally_add(txn, "support", NOON_MONDAY, "messages", INT32_MIN);
    assert_walk(txn, "support", 0, INT64_MAX, "");
}

static void nothing_falls_below_nothing(void **state) {
    write_step(*state, take_back, NULL);
}

static void many_names(StoreTxn *txn, void *data) {
    (void)data;
    for (unsigned i = 0; i < 2000; i++) {
        g_autofree char *name = g_strdup_printf("language/%u", i);
        tally_add(txn, "support", NOON_MONDAY, name, 1);
    }
    g_autoptr(GHashTable) sums = tally_sum(txn, "support", 0, INT64_MAX);
    g_assert_cmpuint(g_hash_table_size(sums), <=, 500);
    g_assert_cmpuint(g_hash_table_size(sums), >=, 100);
}

static void a_record_cannot_grow_without_end(void **state) {
    write_step(*state, many_names, NULL);
}

static void random_counts(StoreTxn *txn, void *data) {
    GRand *rand = data;
    g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const int64_t since = NOON_MONDAY + g_rand_int_range(rand, 0, 200) * HOUR / 2;
    const int64_t until = since + g_rand_int_range(rand, 0, 100) * HOUR / 2;
    for (unsigned i = 0; i < 500; i++) {
        const int64_t at = NOON_MONDAY + (int64_t)(g_rand_double(rand) * 200.0 * (double)HOUR);
        g_autofree char *mailbox = g_strdup_printf("m%d", g_rand_int_range(rand, 0, 3));
        g_autofree char *name = g_strdup_printf("n%d", g_rand_int_range(rand, 0, 5));
        tally_add(txn, mailbox, at, name, 1);
        const int64_t hour = at / HOUR * HOUR;
        if (strcmp(mailbox, "m1") != 0 || hour < since || hour >= until)
            continue;
        const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(wanted, name));
        g_hash_table_replace(wanted, g_strdup(name), GUINT_TO_POINTER(before + 1));
    }
    g_autoptr(GHashTable) found = tally_sum(txn, "m1", since, until);
    g_assert_cmpuint(g_hash_table_size(found), ==, g_hash_table_size(wanted));
    GHashTableIter iter;
    gpointer name, count;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &name, &count))
        g_assert_true(g_hash_table_lookup(found, name) == count);
}

static void sums_are_those_of_a_table_beside(void **state) {
    g_autoptr(GRand) rand = support_rand("tally");
    write_step(*state, random_counts, rand);
}

static void damage(StoreTxn *txn, void *data) {
    (void)data;
    static const char JUNK[] = "junk";
    tally_add(txn, "support", NOON_MONDAY, "messages", 1);
    StoreKey key = {0};
    g_assert_true(store_next(txn, TABLE_TALLY, &key, NULL));
    g_autoptr(GBytes) junk = g_bytes_new_static(JUNK, sizeof JUNK);
    store_put(txn, TABLE_TALLY, key, STORE_OWNER_NONE, junk);
}

static bool do_sum(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(GHashTable) sums = tally_sum(txn, "support", 0, INT64_MAX);
    return !store_failed(txn);
}

static void damage_is_told(void **state) {
    Ground *ground = *state;
    g_autoptr(GError) error = NULL;
    write_step(ground, damage, NULL);
    assert_false(store_read(ground->store, do_sum, NULL, &error));
    support_assert_fate(error, FATE_CORRUPT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(are_kept_apart),
        ground_test(an_hour_belongs_to_the_span_in_which_it_begins),
        ground_test(nothing_falls_below_nothing),
        ground_test(a_record_cannot_grow_without_end),
        ground_test(sums_are_those_of_a_table_beside),
        ground_test(damage_is_told),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
