// Small on purpose: the week of a digest and the hours of a night are no calendar.
#include "config_times.h"

#include <string.h>

bool config_times_minute(const char *text, size_t size, unsigned *minute) {
    if (size != 5 || !g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1]) || text[2] != ':' ||
        !g_ascii_isdigit(text[3]) || !g_ascii_isdigit(text[4]))
        return false;
    const unsigned hour = (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
    const unsigned rest = (unsigned)(text[3] - '0') * 10 + (unsigned)(text[4] - '0');
    *minute = hour * 60 + rest;
    return hour < 24 && rest < 60;
}

bool config_times_days(const char *text, unsigned *days) {
    static const char *const NAMES[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    enum { WEEK = G_N_ELEMENTS(NAMES) };
    unsigned found[2] = {WEEK, WEEK};
    g_auto(GStrv) ends = g_strsplit(text, "-", 3);
    const unsigned count = g_strv_length(ends);
    for (unsigned i = 0; i < count && i < 2; i++)
        for (unsigned day = 0; day < WEEK; day++)
            if (g_ascii_strcasecmp(g_strstrip(ends[i]), NAMES[day]) == 0)
                found[i] = day;
    if (count == 0 || count > 2 || found[0] == WEEK || (count == 2 && found[1] == WEEK))
        return false;
    for (unsigned day = found[0];; day = (day + 1) % WEEK) {
        *days |= 1U << day;
        if (count == 1 || day == found[1])
            return true;
    }
}
