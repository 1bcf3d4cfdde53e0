// Records come from a disk that may be damaged: whatever the bytes, reading
// ends in what was written, in other sane values, or in a failure; never
// outside the bytes.
#include "support.h"

#include "record.h"

enum { KIND = 'x', VERSION = 3 };

typedef struct Sample {
    uint8_t small;
    uint32_t middle;
    uint64_t large;
    int64_t below;
    double real;
    char *text, *empty, *absent;
    uint8_t fixed[5];
    GBytes *bytes, *no_bytes;
    GPtrArray *list, *no_list;
    unsigned choice;
    uint32_t count;
} Sample;

static GBytes *write_sample(void) {
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(list, g_strdup("eins"));
    g_ptr_array_add(list, g_strdup(""));
    g_ptr_array_add(list, g_strdup("zwölf"));
    g_autoptr(GBytes) bytes = g_bytes_new("\0\xff\x80", 3);
    RecordWriter *writer = record_writer_new(KIND, VERSION);
    record_put_u8(writer, 200);
    record_put_u32(writer, 4000000000U);
    record_put_u64(writer, UINT64_MAX - 1);
    record_put_i64(writer, INT64_MIN);
    record_put_double(writer, -0.125);
    record_put_string(writer, "Grüße, 👋");
    record_put_string(writer, "");
    record_put_string(writer, NULL);
    record_put_fixed(writer, "\1\2\3\4\5", 5);
    record_put_bytes(writer, bytes);
    record_put_bytes(writer, NULL);
    record_put_strings(writer, list);
    record_put_strings(writer, NULL);
    record_put_u8(writer, 2);
    record_put_u32(writer, 1);
    record_put_u8(writer, 9);
    return record_writer_finish(writer);
}

static bool read_sample(GBytes *bytes, Sample *sample) {
    RecordReader reader;
    record_reader_init(&reader, bytes, KIND, VERSION);
    sample->small = record_get_u8(&reader);
    sample->middle = record_get_u32(&reader);
    sample->large = record_get_u64(&reader);
    sample->below = record_get_i64(&reader);
    sample->real = record_get_double(&reader);
    sample->text = record_get_string(&reader);
    sample->empty = record_get_string(&reader);
    sample->absent = record_get_string(&reader);
    record_get_fixed(&reader, sample->fixed, sizeof sample->fixed);
    sample->bytes = record_get_bytes(&reader);
    sample->no_bytes = record_get_bytes(&reader);
    sample->list = record_get_strings(&reader);
    sample->no_list = record_get_strings(&reader);
    sample->choice = record_get_choice(&reader, 3);
    sample->count = record_get_count(&reader, 1);
    for (uint32_t i = 0; i < sample->count; i++)
        record_get_u8(&reader);
    return record_reader_end(&reader, "sample", NULL);
}

static void sample_clear(Sample *sample) {
    g_free(sample->text);
    g_free(sample->empty);
    g_free(sample->absent);
    g_clear_pointer(&sample->bytes, g_bytes_unref);
    g_clear_pointer(&sample->no_bytes, g_bytes_unref);
    g_ptr_array_unref(sample->list);
    g_ptr_array_unref(sample->no_list);
}

static void reads_what_was_written(void **state) {
    (void)state;
    g_autoptr(GBytes) bytes = write_sample();
    Sample sample;
    assert_true(read_sample(bytes, &sample));
    assert_int_equal(sample.small, 200);
    assert_true(sample.middle == 4000000000U && sample.large == UINT64_MAX - 1 && sample.below == INT64_MIN);
    assert_true(sample.real == -0.125);
    assert_string_equal(sample.text, "Grüße, 👋");
    assert_string_equal(sample.empty, "");
    assert_null(sample.absent);
    assert_memory_equal(sample.fixed, "\1\2\3\4\5", 5);
    assert_int_equal(g_bytes_get_size(sample.bytes), 3);
    assert_null(sample.no_bytes);
    assert_int_equal(sample.list->len, 3);
    assert_string_equal(sample.list->pdata[2], "zwölf");
    assert_int_equal(sample.no_list->len, 0);
    assert_int_equal(sample.choice, 2);
    sample_clear(&sample);
}

static void assert_sane(const Sample *sample) {
    const char *const texts[] = {sample->text, sample->empty, sample->absent};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_true(texts[i] == NULL || g_utf8_validate(texts[i], -1, NULL));
    for (guint i = 0; i < sample->list->len; i++)
        assert_true(g_utf8_validate(sample->list->pdata[i], -1, NULL));
    assert_true(sample->choice < 3 && sample->list->len < 100 && sample->count < 100);
}

static void refuses_every_truncation(void **state) {
    (void)state;
    g_autoptr(GBytes) whole = write_sample();
    for (size_t size = 0; size < g_bytes_get_size(whole); size++) {
        // A block of its own, so that a sanitizer sees a read behind its end.
        g_autoptr(GBytes) part = g_bytes_new(g_bytes_get_data(whole, NULL), size);
        Sample sample;
        assert_false(read_sample(part, &sample));
        assert_sane(&sample);
        sample_clear(&sample);
    }
}

static void refuses_what_is_left_over(void **state) {
    (void)state;
    g_autoptr(GBytes) whole = write_sample();
    gsize size;
    const void *data = g_bytes_get_data(whole, &size);
    g_autofree uint8_t *longer = g_malloc0(size + 1);
    memcpy(longer, data, size);
    g_autoptr(GBytes) bytes = g_bytes_new(longer, size + 1);
    Sample sample;
    assert_false(read_sample(bytes, &sample));
    sample_clear(&sample);
}

static void survives_every_bit_flip(void **state) {
    (void)state;
    g_autoptr(GBytes) whole = write_sample();
    const size_t size = g_bytes_get_size(whole);
    for (size_t bit = 0; bit < size * 8; bit++) {
        g_autofree uint8_t *changed = g_memdup2(g_bytes_get_data(whole, NULL), size);
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        g_autoptr(GBytes) bytes = g_bytes_new(changed, size);
        Sample sample;
        const bool read = read_sample(bytes, &sample);
        assert_sane(&sample);
        if (bit < 16) // kind and version: a lower version above zero is for the module to read
            assert_true(!read || (changed[0] == KIND && changed[1] > 0 && changed[1] < VERSION));
        sample_clear(&sample);
    }
}

static void survives_random_bytes(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("random records");
    for (int round = 0; round < 20000; round++) {
        uint8_t noise[96];
        const size_t size = (size_t)g_rand_int_range(rand, 0, (gint32)sizeof noise);
        for (size_t i = 0; i < size; i++)
            noise[i] = (uint8_t)(g_rand_boolean(rand) ? g_rand_int(rand) : 0);
        noise[0] = KIND;
        noise[1] = VERSION;
        g_autoptr(GBytes) bytes = g_bytes_new(noise, size);
        Sample sample;
        read_sample(bytes, &sample);
        assert_sane(&sample);
        sample_clear(&sample);
    }
}

static void a_huge_count_costs_nothing(void **state) {
    (void)state;
    RecordWriter *writer = record_writer_new(KIND, VERSION);
    record_put_u32(writer, UINT32_MAX);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    RecordReader reader;
    record_reader_init(&reader, bytes, KIND, VERSION);
    assert_int_equal(record_get_count(&reader, 0), 0);
    assert_false(record_reader_end(&reader, "x", NULL));
    record_reader_init(&reader, bytes, KIND, VERSION);
    g_autoptr(GPtrArray) list = record_get_strings(&reader);
    assert_int_equal(list->len, 0);
    assert_false(record_reader_end(&reader, "x", NULL));
}

static void other_kinds_and_newer_versions_are_refused(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    RecordReader reader;
    g_autoptr(GBytes) newer = record_writer_finish(record_writer_new(KIND, VERSION + 1));
    record_reader_init(&reader, newer, KIND, VERSION);
    assert_false(record_reader_end(&reader, "thing", &error));
    support_assert_fate(error, FATE_CORRUPT);
    g_autoptr(GBytes) other = record_writer_finish(record_writer_new('y', VERSION));
    record_reader_init(&reader, other, KIND, VERSION);
    assert_false(record_reader_end(&reader, "thing", NULL));
    g_autoptr(GBytes) older = record_writer_finish(record_writer_new(KIND, 1));
    record_reader_init(&reader, older, KIND, VERSION);
    assert_int_equal(reader.version, 1);
    assert_true(record_reader_end(&reader, "thing", NULL));
}

// A string that slipped in as bytes would be written once and never be read again, and with it
// its whole record: every later message of the thread would fail on it.
static void text_that_is_no_utf8_can_be_read_again(void **state) {
    (void)state;
    static const char *const odd[] = {"caf\xe9", "\xff\xfe", "cut \xf0\x9f\x91", "\xed\xa0\x80", "\xc0\x80"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_autoptr(GPtrArray) list = g_ptr_array_new();
        g_ptr_array_add(list, (char *)(uintptr_t)odd[i]);
        RecordWriter *writer = record_writer_new(KIND, VERSION);
        record_put_string(writer, odd[i]);
        record_put_strings(writer, list);
        g_autoptr(GBytes) bytes = record_writer_finish(writer);
        RecordReader reader;
        record_reader_init(&reader, bytes, KIND, VERSION);
        g_autofree char *text = record_get_string(&reader);
        g_autoptr(GPtrArray) texts = record_get_strings(&reader);
        assert_true(record_reader_end(&reader, "x", NULL));
        assert_true(g_utf8_validate(text, -1, NULL));
        assert_int_equal(texts->len, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_was_written),
        cmocka_unit_test(refuses_every_truncation),
        cmocka_unit_test(refuses_what_is_left_over),
        cmocka_unit_test(survives_every_bit_flip),
        cmocka_unit_test(survives_random_bytes),
        cmocka_unit_test(a_huge_count_costs_nothing),
        cmocka_unit_test(other_kinds_and_newer_versions_are_refused),
        cmocka_unit_test(text_that_is_no_utf8_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
