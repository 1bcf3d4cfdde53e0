#ifndef EARSHOT_UNITS_H
#define EARSHOT_UNITS_H
// Durations, sizes, times and short codes as people write them.
// A time is microseconds since the epoch, as g_get_real_time() gives; a duration is a GTimeSpan.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UNITS_SECOND G_TIME_SPAN_SECOND

// "500ms", "30s", "15m", "4h", "1d", "2w"; also "0". Never negative, at most ten years.
// FATE_CONFIG says what is wrong and how to write it.
bool units_duration_parse(const char *text, GTimeSpan *duration, GError **error);
// The shortest exact form: "15m", "90s". The caller owns it.
char *units_duration_format(GTimeSpan duration);

// "64K", "10M", "1G" (powers of 1024), "1000B". FATE_CONFIG when it is none, or lacks its unit.
bool units_size_parse(const char *text, uint64_t *size, GError **error);

// RFC 3339 in UTC, "2026-11-23T09:15:00Z"; seconds are the finest. The caller owns it.
char *units_time_format(int64_t time);
// RFC 3339 with any offset, or a date alone (midnight UTC); fractions are kept to the microsecond.
// FATE_CONFIG when it is none.
bool units_time_parse(const char *text, int64_t *time, GError **error);

// Base32 of RFC 4648 in lower case without padding. The caller owns the results.
char *units_base32_encode(const uint8_t *bytes, size_t size);
// NULL when a character is foreign, the length impossible or unused bits are not zero; upper case is read
// too.
uint8_t *units_base32_decode(const char *text, size_t *size);

#endif
