// Numbers with units are read in many places (configuration, options, stored
// files) and a wrong guess costs dearly: "15" could be seconds or days. So a
// unit is never guessed, nothing is rounded, and what does not fit is an error
// that says how to write it.
#include "units.h"

#include <string.h>

#include "fault.h"

static const GTimeSpan DURATION_LIMIT = (GTimeSpan)3653 * G_TIME_SPAN_DAY; // ten years
static const uint64_t SIZE_LIMIT = (uint64_t)1 << 50;
static const int64_t DAY_SECONDS = 86400;

typedef struct Unit {
    const char *name;
    GTimeSpan span;
} Unit;

// Largest first: formatting takes the first that divides.
static const Unit DURATION_UNITS[] = {
    {"w", 7 * G_TIME_SPAN_DAY}, {"d", G_TIME_SPAN_DAY},    {"h", G_TIME_SPAN_HOUR},
    {"m", G_TIME_SPAN_MINUTE},  {"s", G_TIME_SPAN_SECOND}, {"ms", G_TIME_SPAN_MILLISECOND},
};

// Reads the digits at *text and moves it behind them; false when there are none or too many.
static bool take_number(const char **text, uint64_t *number) {
    const char *at = *text;
    uint64_t value = 0;
    while (g_ascii_isdigit(*at)) {
        if (at - *text >= 18)
            return false;
        value = value * 10 + (uint64_t)(*at++ - '0');
    }
    if (at == *text)
        return false;
    *text = at;
    *number = value;
    return true;
}

bool units_duration_parse(const char *text, GTimeSpan *duration, GError **error) {
    const char *at = text;
    uint64_t number = 0;
    if (!take_number(&at, &number))
        return fault_set(error, FATE_CONFIG, "'%s' is no duration; write one like 30s, 15m, 4h or 1d", text);
    if (*at == '\0' && number == 0) {
        *duration = 0;
        return true;
    }
    if (*at == '\0')
        return fault_set(error, FATE_CONFIG, "'%s' lacks a unit; write %ss, %sm, %sh or %sd", text, text,
                         text, text, text);
    for (size_t i = 0; i < G_N_ELEMENTS(DURATION_UNITS); i++) {
        const Unit *unit = &DURATION_UNITS[i];
        if (strcmp(at, unit->name) != 0)
            continue;
        if (number > (uint64_t)(DURATION_LIMIT / unit->span))
            return fault_set(error, FATE_CONFIG, "'%s' is longer than ten years", text);
        *duration = (GTimeSpan)number * unit->span;
        return true;
    }
    return fault_set(error, FATE_CONFIG, "'%s' has the unknown unit '%s'; units are ms, s, m, h, d and w",
                     text, at);
}

char *units_duration_format(GTimeSpan duration) {
    const char *sign = duration < 0 ? "-" : "";
    // Towards zero, and the lowest number has no positive twin.
    const GTimeSpan whole = duration == G_MININT64 ? G_MAXINT64 : ABS(duration);
    const GTimeSpan exact = whole - whole % G_TIME_SPAN_MILLISECOND;
    if (exact == 0)
        return g_strdup("0");
    size_t i = 0;
    while (exact % DURATION_UNITS[i].span != 0)
        i++;
    return g_strdup_printf("%s%" G_GINT64_FORMAT "%s", sign, exact / DURATION_UNITS[i].span,
                           DURATION_UNITS[i].name);
}

bool units_size_parse(const char *text, uint64_t *size, GError **error) {
    static const char letters[] = "BKMG";
    const char *at = text;
    uint64_t number = 0;
    if (!take_number(&at, &number))
        return fault_set(error, FATE_CONFIG, "'%s' is no size; write one like 64K, 10M or 1G", text);
    if (*at == '\0' && number == 0) {
        *size = 0;
        return true;
    }
    if (*at == '\0')
        return fault_set(error, FATE_CONFIG,
                         "'%s' lacks a unit; write B, K, M or G behind it, as in 64K or 10M", text);
    const char *letter = strchr(letters, g_ascii_toupper(*at));
    if (letter == NULL || at[1] != '\0')
        return fault_set(error, FATE_CONFIG, "'%s' has the unknown unit '%s'; units are B, K, M and G", text,
                         at);
    const unsigned shift = 10 * (unsigned)(letter - letters);
    if (number > SIZE_LIMIT >> shift)
        return fault_set(error, FATE_CONFIG, "'%s' is too large", text);
    *size = number << shift;
    return true;
}

char *units_time_format(int64_t time) {
    // What lies outside the years 1 to 9999 can only be damage: the nearest end stands for it.
    static const int64_t first = -62135596800, last = 253402300799;
    const int64_t floor = time / UNITS_SECOND - (time % UNITS_SECOND < 0 ? 1 : 0);
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(CLAMP(floor, first, last));
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(moment),
                           g_date_time_get_month(moment), g_date_time_get_day_of_month(moment),
                           g_date_time_get_hour(moment), g_date_time_get_minute(moment),
                           g_date_time_get_second(moment));
}

// Exactly `width` digits at *text, then `after` (0: whatever follows).
static bool take_field(const char **text, int width, char after, int *value) {
    *value = 0;
    for (int i = 0; i < width; i++, (*text)++) {
        if (!g_ascii_isdigit(**text))
            return false;
        *value = *value * 10 + (**text - '0');
    }
    if (after == '\0')
        return true;
    return *(*text)++ == after;
}

static bool take_date(const char **text, int64_t *day) {
    int year = 0, month = 0, date = 0;
    if (!take_field(text, 4, '-', &year) || !take_field(text, 2, '-', &month) ||
        !take_field(text, 2, 0, &date))
        return false;
    if (year < 1 || month < 1 || month > 12 || date < 1 ||
        !g_date_valid_dmy((GDateDay)date, (GDateMonth)month, (GDateYear)year))
        return false;
    GDate when;
    g_date_clear(&when, 1);
    g_date_set_dmy(&when, (GDateDay)date, (GDateMonth)month, (GDateYear)year);
    *day = (int64_t)g_date_get_julian(&when) - 719163; // Julian day of 1970-01-01 as GDate counts
    return true;
}

// ".123456": the first six digits count, more are read and dropped.
static bool take_fraction(const char **text, int64_t *microseconds) {
    *microseconds = 0;
    if (**text != '.')
        return true;
    (*text)++;
    if (!g_ascii_isdigit(**text))
        return false;
    for (int64_t worth = UNITS_SECOND / 10; g_ascii_isdigit(**text); (*text)++, worth /= 10)
        *microseconds += worth * (**text - '0');
    return true;
}

static bool take_offset(const char **text, int64_t *seconds) {
    const char sign = *(*text)++;
    *seconds = 0;
    if (sign == 'Z' || sign == 'z')
        return true;
    int hours = 0, minutes = 0;
    if ((sign != '+' && sign != '-') || !take_field(text, 2, ':', &hours) ||
        !take_field(text, 2, 0, &minutes) || hours > 23 || minutes > 59)
        return false;
    *seconds = (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

static bool take_clock(const char **text, int64_t *microseconds) {
    int hour = 0, minute = 0, second = 0;
    int64_t fraction = 0;
    // RFC 3339 s.5.6 allows small letters and a blank; second 60 is a leap second.
    if (!take_field(text, 2, ':', &hour) || !take_field(text, 2, ':', &minute) ||
        !take_field(text, 2, 0, &second) || hour > 23 || minute > 59 || second > 60 ||
        !take_fraction(text, &fraction))
        return false;
    *microseconds = (int64_t)(hour * 3600 + minute * 60 + second) * UNITS_SECOND + fraction;
    return true;
}

bool units_time_parse(const char *text, int64_t *time, GError **error) {
    const char *at = text;
    int64_t day = 0, clock = 0, offset = 0;
    bool good = take_date(&at, &day);
    if (good && *at != '\0') {
        const char between = *at++;
        good = (between == 'T' || between == 't' || between == ' ') && take_clock(&at, &clock) &&
               take_offset(&at, &offset) && *at == '\0';
    }
    if (!good)
        return fault_set(error, FATE_CONFIG,
                         "'%s' is no time; write one like 2026-11-23T09:15:00Z or 2026-11-23", text);
    *time = (day * DAY_SECONDS - offset) * UNITS_SECOND + clock;
    return true;
}

static const char BASE32[] = "abcdefghijklmnopqrstuvwxyz234567";

char *units_base32_encode(const uint8_t *bytes, size_t size) {
    GString *text = g_string_sized_new((size * 8 + 4) / 5);
    uint32_t pending = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < size; i++) {
        pending = pending << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5)
            g_string_append_c(text, BASE32[pending >> (bits - 5) & 31]);
    }
    if (bits > 0)
        g_string_append_c(text, BASE32[pending << (5 - bits) & 31]);
    return g_string_free(text, FALSE);
}

uint8_t *units_base32_decode(const char *text, size_t *size) {
    const size_t length = strlen(text);
    // One byte more than needed: of nothing g_malloc makes NULL, which means failure here.
    g_autofree uint8_t *bytes = g_malloc(length * 5 / 8 + 1);
    uint32_t pending = 0;
    unsigned bits = 0;
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        const char *digit = strchr(BASE32, g_ascii_tolower(text[i]));
        if (digit == NULL)
            return NULL;
        pending = pending << 5 | (uint32_t)(digit - BASE32);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[count++] = (uint8_t)(pending >> bits);
        }
    }
    // Left-over bits must be the zeros that encoding put there, else two texts would mean the same bytes.
    if (bits >= 5 || (pending & ((1U << bits) - 1)) != 0)
        return NULL;
    *size = count;
    return g_steal_pointer(&bytes);
}
