// The file of weights: what is in it comes out of it, and a damaged one is
// refused before anything is read from it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "weights.h"

enum { NUMBERS = WEIGHTS_NUMBERS, ROWS = 3 };
static const uint64_t keys[ROWS] = {7, 7 + 1024, 0x123456789abcdef0};

// Number i is i / 8; the rows are filled with 1, 2, 3.
static GByteArray *file_new(void) {
    GByteArray *file = g_byte_array_new();
    WeightsHead head = {.version = GUINT32_TO_LE(WEIGHTS_VERSION),
                        .rows = GUINT32_TO_LE(ROWS),
                        .classes = GUINT32_TO_LE(CLASS_COUNT),
                        .kinds = GUINT32_TO_LE(TERM_KINDS),
                        .source = GUINT64_TO_LE(42)};
    memcpy(head.magic, WEIGHTS_MAGIC, sizeof head.magic);
    g_byte_array_append(file, (const guint8 *)&head, sizeof head);
    for (int i = 0; i < NUMBERS; i++) {
        float number = (float)i / 8;
        g_byte_array_append(file, (const guint8 *)&number, sizeof number);
    }
    g_byte_array_append(file, (const guint8 *)keys, sizeof keys);
    for (int row = 1; row <= ROWS; row++) {
        for (int class = 0; class < CLASS_STRIDE; class ++)
            g_byte_array_append(file, (const guint8[]){(guint8)row}, 1);
    }
    head.checksum = GUINT64_TO_LE(weights_digest(0, file->data + sizeof head, file->len - sizeof head));
    memcpy(file->data, &head, sizeof head);
    return file;
}

static void test_reading(void **state) {
    (void)state;
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(file_new());
    g_autoptr(GError) error = NULL;
    g_autoptr(Weights) weights = weights_open(bytes, &error);
    if (weights == NULL)
        fail_msg("%s", error->message);
    assert_int_equal(weights_source(weights), 42);
    assert_int_equal(weights_rows(weights), ROWS);
    assert_true(weights_bias(weights, 8) >= 1 && weights_bias(weights, 8) <= 1);
    float phrase = weights_of_phrases(weights, 1)[2] * 8, scale = weights_scale(weights, TERM_PAIR)[3] * 8;
    assert_int_equal((int)phrase, 2 * CLASS_STRIDE + 2);
    assert_int_equal((int)scale, (1 + CLASS_COUNT + TERM_PAIR) * CLASS_STRIDE + 3);
    for (uint32_t i = 0; i < ROWS; i++) {
        uint32_t number = 99;
        const int8_t *row = weights_row(weights, keys[i], &number);
        assert_non_null(row);
        assert_int_equal(number, i);
        assert_int_equal(row[0], i + 1);
        assert_int_equal(row[CLASS_STRIDE - 1], i + 1);
    }
    uint32_t number;
    assert_null(weights_row(weights, 7 + 2048, &number)); // the same place in the index, another key
    assert_null(weights_row(weights, 0, &number));
}

static void test_damage(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int cut;  // bytes taken from the end, negative: put behind
        int flip; // this byte is changed; -1 none
    } cases[] = {
        {"empty", 1 << 30, -1},
        {"a head cut short", 1 << 29, -1},
        {"the last byte is missing", 1, -1},
        {"a byte too many", -1, -1},
        {"another magic", 0, 0},
        {"another version", 0, 8},
        {"more rows", 0, 12},
        {"far more rows", 0, 15},
        {"another number of classes", 0, 16},
        {"another number of kinds", 0, 20},
        {"another checksum", 0, 32},
        {"a weight changed", 0, 1000},
        {"a key changed", 0, -2},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        GByteArray *file = file_new();
        guint flip = cases[i].flip == -2 ? file->len - ROWS * CLASS_STRIDE - 3 : (guint)cases[i].flip;
        if (cases[i].flip != -1)
            file->data[flip] ^= 0x40;
        if (cases[i].cut < 0)
            g_byte_array_append(file, (const guint8 *)"", 1);
        else if (cases[i].cut > 0)
            g_byte_array_set_size(file, cases[i].cut == 1 << 30   ? 0
                                        : cases[i].cut == 1 << 29 ? 20
                                                                  : file->len - (guint)cases[i].cut);
        g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(file);
        g_autoptr(GError) error = NULL;
        g_autoptr(Weights) weights = weights_open(bytes, &error);
        if (weights != NULL)
            fail_msg("%s: taken", cases[i].name);
        assert_int_equal(fault_fate(error), FATE_CORRUPT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reading), cmocka_unit_test(test_damage)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
