// Weeks counted in any order, by clocks that lie, and what a record keeps of them.
#include "support_time.h"

#include "record.h"
#include "rhythm.h"

#define DAY G_TIME_SPAN_DAY
#define WEEK (7 * DAY)

static void test_weeks_are_those_of_iso(void **state) {
    (void)state;
    static const struct {
        const char *name, *one, *other;
        int64_t apart;
    } CASES[] = {
        {"Monday and Sunday of a week", "2026-11-23T00:00:00Z", "2026-11-29T23:59:59Z", 0},
        {"Sunday and Monday", "2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z", 1},
        {"over a year's end", "2026-12-31T12:00:00Z", "2027-01-03T12:00:00Z", 0},
        {"a year of 53 weeks", "2020-01-01T00:00:00Z", "2021-01-06T00:00:00Z", 53},
        {"before 1970", "1969-12-28T12:00:00Z", "1970-01-01T00:00:00Z", 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        if (rhythm_week(at(CASES[i].other)) - rhythm_week(at(CASES[i].one)) != CASES[i].apart)
            fail_msg("%s", CASES[i].name);
    assert_int_equal(rhythm_monday(rhythm_week(at("2026-11-25T10:00:00Z"))), at("2026-11-23T00:00:00Z"));
    (void)rhythm_week(G_MAXINT64); // no overflow
    (void)rhythm_week(G_MININT64);
}

// --- counting ---

typedef struct Case {
    const char *name;
    const char *times[6];
    unsigned total, now_week, last_week, year_ago; // counts of the week of now, the one before, 52 before
    const char *first, *last;                      // NULL: never
} Case;

static void test_what_counts(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"one now", {"2026-11-23T10:00:00Z"}, 1, 1, 0, 0, "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"},
        {"in order",
         {"2025-11-26T10:00:00Z", "2026-11-18T10:00:00Z", "2026-11-23T09:00:00Z"},
         3,
         1,
         1,
         1,
         "2025-11-26T10:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"backwards, as folders are imported",
         {"2026-11-23T09:00:00Z", "2026-11-18T10:00:00Z", "2025-11-26T10:00:00Z"},
         3,
         1,
         1,
         1,
         "2025-11-26T10:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"older than what is kept: first and total alone",
         {"2026-11-23T09:00:00Z", "2019-05-01T10:00:00Z"},
         2,
         1,
         0,
         0,
         "2019-05-01T10:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"much older first, then now",
         {"2019-05-01T10:00:00Z", "2026-11-23T09:00:00Z"},
         2,
         1,
         0,
         0,
         "2019-05-01T10:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"the sender's clock is an hour ahead",
         {"2026-11-23T11:00:00Z"},
         1,
         1,
         0,
         0,
         "2026-11-23T11:00:00Z",
         "2026-11-23T11:00:00Z"},
        {"the year 9999 is no time",
         {"9999-12-31T23:59:59Z", "2026-11-23T09:00:00Z"},
         1,
         1,
         0,
         0,
         "2026-11-23T09:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"nor is the year 1900",
         {"1900-01-01T00:00:00Z", "2026-11-23T09:00:00Z"},
         1,
         1,
         0,
         0,
         "2026-11-23T09:00:00Z",
         "2026-11-23T09:00:00Z"},
        {"nor is the day after tomorrow", {"2026-11-25T10:00:00Z"}, 0, 0, 0, 0, NULL, NULL},
        {"nor the beginning of all time", {"1970-01-01T00:00:00Z"}, 0, 0, 0, 0, NULL, NULL},
    };
    const int64_t week = rhythm_week(NOON_MONDAY);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        Rhythm rhythm = {0};
        for (size_t k = 0; k < G_N_ELEMENTS(row->times) && row->times[k] != NULL; k++)
            rhythm_add(&rhythm, at(row->times[k]), NOON_MONDAY);
        if (rhythm.total != row->total || rhythm_count(&rhythm, week) != row->now_week ||
            rhythm_count(&rhythm, week - 1) != row->last_week ||
            rhythm_count(&rhythm, week - 52) != row->year_ago || rhythm.first != at_or_none(row->first) ||
            rhythm.last != at_or_none(row->last))
            fail_msg("%s", row->name);
    }
}

static void test_extreme_times_count_nowhere(void **state) {
    (void)state;
    static const int64_t TIMES[] = {G_MININT64, G_MININT64 + 1, -1, 0, G_MAXINT64 - 1, G_MAXINT64};
    Rhythm rhythm = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(TIMES); i++) {
        rhythm_add(&rhythm, TIMES[i], NOON_MONDAY);
        rhythm_add(&rhythm, NOON_MONDAY, TIMES[i]);
        rhythm_add(&rhythm, TIMES[i], TIMES[i]);
    }
    assert_int_equal(rhythm.total, 0);
    assert_int_equal(rhythm_count(&rhythm, rhythm_week(0)), 0);
}

static void test_a_week_is_full_at_255(void **state) {
    (void)state;
    Rhythm rhythm = {0};
    for (int i = 0; i < 300; i++)
        rhythm_add(&rhythm, NOON_MONDAY + i, NOON_MONDAY + DAY);
    assert_int_equal(rhythm_count(&rhythm, rhythm_week(NOON_MONDAY)), 255);
    assert_int_equal(rhythm.total, 300);
}

// For a while a machine believed that it was 2035.
static void test_what_a_wrong_clock_noted_is_forgotten(void **state) {
    (void)state;
    Rhythm rhythm = {0};
    rhythm_add(&rhythm, NOON_MONDAY - WEEK, NOON_MONDAY - WEEK);
    rhythm_add(&rhythm, at("2026-12-20T12:00:00Z"), at("2026-12-20T12:00:00Z"));
    rhythm_add(&rhythm, NOON_MONDAY, NOON_MONDAY);
    assert_int_equal(rhythm.last, NOON_MONDAY);
    assert_int_equal(rhythm.newest, rhythm_week(NOON_MONDAY));
    assert_int_equal(rhythm_count(&rhythm, rhythm_week(NOON_MONDAY)), 1);
    assert_int_equal(rhythm_count(&rhythm, rhythm_week(NOON_MONDAY) - 1), 1);
    assert_int_equal(rhythm_count(&rhythm, rhythm_week(at("2026-12-20T12:00:00Z"))), 0);
}

// Against a plain list of all times, in whatever order they come.
static void test_any_order_gives_the_same(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("rhythm");
    for (unsigned round = 0; round < support_many(200); round++) {
        int64_t times[60];
        Rhythm forth = {0}, back = {0};
        const int count = g_rand_int_range(rand, 1, 60);
        for (int i = 0; i < count; i++) {
            times[i] = NOON_MONDAY - (int64_t)(g_rand_double(rand) * 140 * (double)WEEK);
            rhythm_add(&forth, times[i], NOON_MONDAY);
        }
        for (int i = count; i-- > 0;)
            rhythm_add(&back, times[i], NOON_MONDAY);
        assert_memory_equal(&forth, &back, sizeof forth);
        for (int64_t week = forth.newest; week > forth.newest - RHYTHM_WEEKS; week--) {
            unsigned wanted = 0;
            for (int i = 0; i < count; i++)
                wanted += rhythm_week(times[i]) == week;
            assert_int_equal(rhythm_count(&forth, week), wanted);
        }
    }
}

// --- kept ---

static bool note_some(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 0; i < 5; i++)
        rhythm_note(txn, "A-1", NOON_MONDAY - i * WEEK, NOON_MONDAY);
    rhythm_note(txn, "A-2", at("9999-01-01T00:00:00Z"), NOON_MONDAY);
    return !store_failed(txn);
}

static bool read_some(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const Rhythm one = rhythm_of(txn, "A-1"), two = rhythm_of(txn, "A-2"), none = rhythm_of(txn, "");
    g_assert_cmpuint(one.total, ==, 5);
    g_assert_cmpint(one.last, ==, NOON_MONDAY);
    g_assert_cmpint(one.first, ==, NOON_MONDAY - 4 * WEEK);
    for (int i = 0; i < 5; i++)
        g_assert_cmpuint(rhythm_count(&one, rhythm_week(NOON_MONDAY) - i), ==, 1);
    g_assert_cmpuint(rhythm_count(&one, rhythm_week(NOON_MONDAY) - 5), ==, 0);
    g_assert_cmpuint(two.total + none.total, ==, 0);
    return true;
}

static void test_it_is_kept(void **state) {
    Ground *ground = *state;
    support_write(ground, note_some, NULL);
    ground_close(ground);
    ground_open(ground);
    support_read(ground, read_some, NULL);
}

// --- damage ---

typedef struct Damage {
    const char *name;
    uint64_t total;
    int64_t first, last, newest; // newest: weeks beyond that of last
    size_t counts;
} Damage;

static bool put_damage(StoreTxn *txn, void *data, GError **error) {
    const Damage *damage = data;
    (void)error;
    static const uint8_t COUNTS[RHYTHM_WEEKS + 1] = {1};
    RecordWriter *writer = record_writer_new('y', 1);
    record_put_u64(writer, damage->total);
    record_put_i64(writer, damage->first);
    record_put_i64(writer, damage->last);
    record_put_i64(writer, rhythm_week(damage->last) + damage->newest);
    record_put_fixed(writer, COUNTS, damage->counts);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    const SealHash hash = seal_hash_string(store_txn_seal(txn), "rhythm", "A-1");
    store_put(txn, TABLE_RHYTHM, store_key_hash(hash), STORE_OWNER_NONE, bytes);
    return !store_failed(txn);
}

static bool read_damage(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const Rhythm rhythm = rhythm_of(txn, "A-1");
    g_assert_cmpuint(rhythm.total, ==, 0);
    g_assert_true(store_failed(txn));
    return !store_failed(txn);
}

static void test_a_damaged_record_is_no_rhythm(void **state) {
    Ground *ground = *state;
    static const Damage DAMAGES[] = {
        {"of nothing", 0, NOON_MONDAY, NOON_MONDAY, 0, RHYTHM_WEEKS},
        {"too short", 1, NOON_MONDAY, NOON_MONDAY, 0, RHYTHM_WEEKS - 1},
        {"too long", 1, NOON_MONDAY, NOON_MONDAY, 0, RHYTHM_WEEKS + 1},
        {"ends before it begins", 1, NOON_MONDAY + 1, NOON_MONDAY, 0, RHYTHM_WEEKS},
        {"weeks of another time", 1, NOON_MONDAY, NOON_MONDAY, 1, RHYTHM_WEEKS},
        {"the end of time", 1, NOON_MONDAY, G_MAXINT64, 0, RHYTHM_WEEKS},
        {"its beginning", 1, G_MININT64, NOON_MONDAY, 0, RHYTHM_WEEKS},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(DAMAGES); i++) {
        Damage damage = DAMAGES[i];
        support_write(ground, put_damage, &damage);
        g_autoptr(GError) error = NULL;
        if (store_read(ground->store, read_damage, NULL, &error))
            fail_msg("%s: it was read", damage.name);
        support_assert_fate(error, FATE_CORRUPT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weeks_are_those_of_iso),
        cmocka_unit_test(test_what_counts),
        cmocka_unit_test(test_extreme_times_count_nowhere),
        cmocka_unit_test(test_a_week_is_full_at_255),
        cmocka_unit_test(test_what_a_wrong_clock_noted_is_forgotten),
        cmocka_unit_test(test_any_order_gives_the_same),
        ground_test(test_it_is_kept),
        ground_test(test_a_damaged_record_is_no_rhythm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
