#ifndef EARSHOT_TEST_SUPPORT_TIME_H
#define EARSHOT_TEST_SUPPORT_TIME_H
// Moments as people write them, for tables of cases.

#include "support.h"

#include "calendar.h"

static inline int64_t at(const char *text) {
    int64_t time = 0;
    if (!units_time_parse(text, &time, NULL))
        fail_msg("%s is no time", text);
    return time;
}

// NULL is no moment: 0.
static inline int64_t at_or_none(const char *text) {
    return text == NULL ? 0 : at(text);
}

static inline void check_moment(const char *name, const char *what, int64_t found, int64_t wanted) {
    if (found == wanted)
        return;
    g_autofree char *found_text = units_time_format(found), *wanted_text = units_time_format(wanted);
    fail_msg("%s: %s %s, not %s", name, what, found_text, wanted_text);
}

static inline Calendar *calendar_of(const char *hours, const char *zone) {
    g_autoptr(GError) error = NULL;
    Calendar *calendar = calendar_new(hours, zone, &error);
    if (calendar == NULL)
        fail_msg("%s in %s: %s", hours, zone, error->message);
    return calendar;
}

#endif
