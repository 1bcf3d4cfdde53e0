// Lists of numbers in records: as they were, cut where they must be, and damage seen.
#include "support.h"

#include "fault.h"
#include "numbers.h"

enum { KIND = 'n', VERSION = 1, MOST = 4 };

static GBytes *record_of(unsigned ids, unsigned hashes) {
    g_autoptr(GArray) big = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GArray) small = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint64_t i = 0; i < ids; i++) {
        const uint64_t id = UINT64_MAX - i;
        g_array_append_val(big, id);
    }
    for (uint32_t i = 0; i < hashes; i++) {
        const uint32_t hash = UINT32_MAX - i;
        g_array_append_val(small, hash);
    }
    RecordWriter *writer = record_writer_new(KIND, VERSION);
    numbers_put_ids(writer, big);
    numbers_put_hashes(writer, small);
    return record_writer_finish(writer);
}

static void what_is_put_comes_back(void **state) {
    (void)state;
    static const struct {
        const char *name;
        unsigned ids, hashes;
        bool whole;
    } CASES[] = {
        {"nothing", 0, 0, true},
        {"one each", 1, 1, true},
        {"as many as fit", 4, 4, true},
        {"more ids than anybody writes", 5, 0, false},
        {"more hashes than that", 0, 5, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GBytes) bytes = record_of(CASES[i].ids, CASES[i].hashes);
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
        g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_autoptr(GError) error = NULL;
        RecordReader reader;
        record_reader_init(&reader, bytes, KIND, VERSION);
        numbers_get_ids(&reader, ids, MOST);
        numbers_get_hashes(&reader, hashes, MOST);
        const bool whole = record_reader_end(&reader, "numbers", &error);
        if (whole != CASES[i].whole)
            fail_msg("%s: %s", CASES[i].name, whole ? "taken" : error->message);
        assert_true(ids->len <= MOST && hashes->len <= MOST);
        assert_true(whole || fault_fate(error) == FATE_CORRUPT);
        for (guint j = 0; whole && j < ids->len; j++)
            assert_true(g_array_index(ids, uint64_t, j) == UINT64_MAX - j);
        for (guint j = 0; whole && j < hashes->len; j++)
            assert_int_equal(g_array_index(hashes, uint32_t, j), UINT32_MAX - j);
        assert_true(!whole || (ids->len == CASES[i].ids && hashes->len == CASES[i].hashes));
    }
}

static void each_is_counted_once_while_there_is_room(void **state) {
    (void)state;
    static const struct {
        uint32_t hash;
        bool is_new;
        guint count;
    } STEPS[] = {{7, true, 1}, {7, false, 1}, {0, true, 2}, {9, true, 2}, {9, true, 2}, {0, false, 2}};
    g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        assert_int_equal(numbers_tell_apart(hashes, STEPS[i].hash, 2), STEPS[i].is_new);
        assert_int_equal(hashes->len, STEPS[i].count);
    }
}

static void labels_and_keys_keep_hashes_apart(void **state) {
    (void)state;
    g_autoptr(Seal) one = support_seal(1);
    g_autoptr(Seal) other = support_seal(2);
    const uint32_t hash = numbers_short_hash(one, "person", "a@example.com");
    assert_int_equal(numbers_short_hash(one, "person", "a@example.com"), hash);
    assert_int_not_equal(numbers_short_hash(one, "account", "a@example.com"), hash);
    assert_int_not_equal(numbers_short_hash(other, "person", "a@example.com"), hash);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_comes_back),
        cmocka_unit_test(each_is_counted_once_while_there_is_room),
        cmocka_unit_test(labels_and_keys_keep_hashes_apart),
    };
    g_autoptr(GError) error = NULL;
    if (!seal_library_start(&error))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
