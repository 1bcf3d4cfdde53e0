// Durations, sizes, times and base32: what is read, what is refused, and that
// what is written reads back the same.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fault.h"
#include "units.h"

static void test_durations(void **state) {
    (void)state;
    static const struct {
        const char *text;
        GTimeSpan expected;
    } cases[] = {
        {"0", 0},
        {"0s", 0},
        {"500ms", 500 * G_TIME_SPAN_MILLISECOND},
        {"30s", 30 * G_TIME_SPAN_SECOND},
        {"15m", 15 * G_TIME_SPAN_MINUTE},
        {"4h", 4 * G_TIME_SPAN_HOUR},
        {"1d", G_TIME_SPAN_DAY},
        {"2w", 14 * G_TIME_SPAN_DAY},
        {"007m", 7 * G_TIME_SPAN_MINUTE},
        {"3653d", 3653 * G_TIME_SPAN_DAY},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        GTimeSpan found = -1;
        if (!units_duration_parse(cases[i].text, &found, NULL) || found != cases[i].expected)
            fail_msg("'%s' is %" G_GINT64_FORMAT, cases[i].text, found);
    }
}

static void test_durations_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        "15",
        "m",
        "-1m",
        "+1m",
        "1.5h",
        "1h30m",
        "1 h",
        " 1h",
        "1h ",
        "1H",
        "1M",
        "1min",
        "1y",
        "3654d",
        "99999999999999999999s",
        "999999999999999999w",
        "18446744073709551617s",
        "1h\n",
        "0x10s",
        "\xff",
        "٣m",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        GTimeSpan found = -1;
        if (units_duration_parse(bad[i], &found, &error))
            fail_msg("duration '%s' was taken", bad[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
        assert_int_equal(found, -1);
    }
}

static void test_a_missing_unit_is_named(void **state) {
    (void)state;
    g_autoptr(GError) error = NULL;
    GTimeSpan found = 0;
    assert_false(units_duration_parse("15", &found, &error));
    assert_non_null(strstr(error->message, "15m"));
}

static void test_durations_written(void **state) {
    (void)state;
    static const struct {
        GTimeSpan duration;
        const char *expected;
    } cases[] = {
        {0, "0"},
        {999, "0"},
        {1500, "1ms"},
        {90 * G_TIME_SPAN_SECOND, "90s"},
        {15 * G_TIME_SPAN_MINUTE, "15m"},
        {90 * G_TIME_SPAN_MINUTE, "90m"},
        {24 * G_TIME_SPAN_HOUR, "1d"},
        {36 * G_TIME_SPAN_HOUR, "36h"},
        {14 * G_TIME_SPAN_DAY, "2w"},
        {-G_TIME_SPAN_MINUTE, "-1m"},
        {G_TIME_SPAN_SECOND + G_TIME_SPAN_MILLISECOND, "1001ms"},
        {G_MAXINT64, "9223372036854775ms"},
        {G_MININT64, "-9223372036854775ms"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = units_duration_format(cases[i].duration);
        assert_string_equal(found, cases[i].expected);
    }
}

static void test_sizes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t expected;
    } cases[] = {
        {"0", 0},
        {"1000B", 1000},
        {"64K", 65536},
        {"10M", 10485760},
        {"1G", 1073741824},
        {"1m", 1048576},
        {"1048576G", (uint64_t)1 << 50},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        uint64_t found = 1;
        if (!units_size_parse(cases[i].text, &found, NULL) || found != cases[i].expected)
            fail_msg("'%s' is %" G_GUINT64_FORMAT, cases[i].text, found);
    }
}

static void test_sizes_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",     "M",   "-1M",  "1.5M", "1 M",      "1MB",
                                      "1MiB", "10T", "10MM", "K1",   "1048577G", "99999999999999999999",
                                      "1000", "\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        uint64_t found = 7;
        if (units_size_parse(bad[i], &found, &error))
            fail_msg("size '%s' was taken", bad[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
        assert_int_equal(found, 7);
    }
}

static void test_times(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1969-12-31T23:59:59Z", -1},
        {"2026-11-23T09:15:00Z", 1795425300},
        {"2026-11-23T10:15:00+01:00", 1795425300},
        {"2026-11-22T23:45:00-09:30", 1795425300},
        {"2026-11-23t09:15:00z", 1795425300},
        {"2026-11-23 09:15:00Z", 1795425300},
        {"2026-11-23", 1795392000},
        {"2028-02-29", 1835395200},
        {"2016-12-31T23:59:60Z", 1483228800}, // a leap second is the second behind it
        {"0001-01-01", -62135596800},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t found = -7;
        if (!units_time_parse(cases[i].text, &found, NULL) || found != cases[i].seconds * UNITS_SECOND)
            fail_msg("'%s' is %" G_GINT64_FORMAT, cases[i].text, found / UNITS_SECOND);
    }
}

static void test_fractions_of_a_second(void **state) {
    (void)state;
    int64_t found = 0;
    assert_true(units_time_parse("1970-01-01T00:00:00.5Z", &found, NULL));
    assert_int_equal(found, 500000);
    assert_true(units_time_parse("1970-01-01T00:00:00.000001999999Z", &found, NULL));
    assert_int_equal(found, 1);
    assert_true(units_time_parse("1969-12-31T23:59:59.75Z", &found, NULL));
    assert_int_equal(found, -250000);
}

static void test_times_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "2026",
        "2026-11",
        "2026-11-23T",
        "2026-11-23T09",
        "2026-11-23T09:15",
        "2026-11-23T09:15:00",
        "2026-13-01",
        "2026-00-01",
        "2026-02-29",
        "2026-11-31",
        "0000-01-01",
        "2026-11-23T24:00:00Z",
        "2026-11-23T09:60:00Z",
        "2026-11-23T09:15:61Z",
        "2026-11-23T09:15:00+24:00",
        "2026-11-23T09:15:00+0100",
        "2026-11-23T09:15:00.Z",
        "2026-11-23T09:15:00Zx",
        "2026-11-23Z",
        " 2026-11-23",
        "2026-11-23 ",
        "26-11-23",
        "2026-1-1",
        "20261123",
        "-2026-11-23",
        "+026-11-23",
        "2026-11-23T09:15:00,5Z",
        "2026-W48-1",
        "now",
        "\xff",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        int64_t found = 0;
        if (units_time_parse(bad[i], &found, &error))
            fail_msg("time '%s' was taken", bad[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
}

static void test_times_written(void **state) {
    (void)state;
    static const struct {
        int64_t time;
        const char *expected;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z"},
        {999999, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {-1000000, "1969-12-31T23:59:59Z"},
        {1795425300 * UNITS_SECOND, "2026-11-23T09:15:00Z"},
        {G_MAXINT64, "9999-12-31T23:59:59Z"},
        {G_MININT64, "0001-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = units_time_format(cases[i].time);
        assert_string_equal(found, cases[i].expected);
    }
}

static void test_base32_vectors(void **state) {
    (void)state;
    static const struct {
        const char *plain, *text;
    } cases[] = {// RFC 4648 s.10, in lower case and without padding
                 {"", ""},
                 {"f", "my"},
                 {"fo", "mzxq"},
                 {"foo", "mzxw6"},
                 {"foob", "mzxw6yq"},
                 {"fooba", "mzxw6ytb"},
                 {"foobar", "mzxw6ytboi"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const size_t length = strlen(cases[i].plain);
        g_autofree char *text = units_base32_encode((const uint8_t *)cases[i].plain, length);
        assert_string_equal(text, cases[i].text);
        g_autofree char *upper = g_ascii_strup(text, -1);
        size_t size = 99;
        g_autofree uint8_t *bytes = units_base32_decode(upper, &size);
        assert_non_null(bytes);
        assert_int_equal(size, length);
        assert_memory_equal(bytes, cases[i].plain, length);
    }
}

static void test_base32_refused(void **state) {
    (void)state;
    // Foreign characters, impossible lengths, bits that encoding never sets.
    static const char *const bad[] = {"my======", "m0",  "m1",     "m8", "m y",  "my\n", "\xc3\xa4y",
                                      "m",        "mzx", "mzxw6y", "mz", "mzxr", "mzxw7"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        size_t size = 0;
        g_autofree uint8_t *bytes = units_base32_decode(bad[i], &size);
        if (bytes != NULL)
            fail_msg("base32 '%s' was taken", bad[i]);
    }
}

static void test_base32_of_all_lengths_reads_back(void **state) {
    (void)state;
    uint8_t bytes[64];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 37 + 255);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        g_autofree char *text = units_base32_encode(bytes, length);
        assert_int_equal(strlen(text), (length * 8 + 4) / 5);
        size_t size = 0;
        g_autofree uint8_t *back = units_base32_decode(text, &size);
        assert_non_null(back);
        assert_int_equal(size, length);
        assert_memory_equal(back, bytes, length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_durations_refused),
        cmocka_unit_test(test_a_missing_unit_is_named),
        cmocka_unit_test(test_durations_written),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_sizes_refused),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_fractions_of_a_second),
        cmocka_unit_test(test_times_refused),
        cmocka_unit_test(test_times_written),
        cmocka_unit_test(test_base32_vectors),
        cmocka_unit_test(test_base32_refused),
        cmocka_unit_test(test_base32_of_all_lengths_reads_back),
    };
    return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
