#ifndef EARSHOT_CONFIG_TIMES_H
#define EARSHOT_CONFIG_TIMES_H
// Times of the day and days of the week as a configuration writes them.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// "HH:MM" of `size` bytes into minutes of the day, up to 23:59; false when it is none.
bool config_times_minute(const char *text, size_t size, unsigned *minute);
// Adds one day or a range that may go round, "Mon" or "Sat-Mon", to the bits of a week, bit 0 for Monday;
// false when it is neither.
bool config_times_days(const char *text, unsigned *days);

#endif
