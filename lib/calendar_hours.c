// Hours are written by people in a hurry, and a range that is read otherwise
// than it was meant breaks promises for months. So whatever could mean two
// things (a day named twice, ranges that overlap, hours over midnight) is
// refused with words on how to write it, and never guessed.
#include "calendar_hours.h"

#include <string.h>

#include "fault.h"

static const char *const DAY_NAMES[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};

// "Mon" or "Monday" in any case; -1 when it is none.
static int weekday_parse(const char *name, size_t length) {
    for (int i = 0; i < 7; i++) {
        const bool whole = length == 3 || length == strlen(DAY_NAMES[i]);
        if (whole && g_ascii_strncasecmp(name, DAY_NAMES[i], length) == 0)
            return i;
    }
    return -1;
}

// "Mon", "Mon-Fri" or "Sat-Mon" (round the week's end): a bit per day, 0 when it is none.
static unsigned days_parse(const char *word) {
    const char *dash = strchr(word, '-');
    const int first = weekday_parse(word, dash != NULL ? (size_t)(dash - word) : strlen(word));
    const int last = dash != NULL ? weekday_parse(dash + 1, strlen(dash + 1)) : first;
    if (first < 0 || last < 0)
        return 0;
    unsigned days = 1U << first;
    for (int day = first; day != last; day = (day + 1) % 7)
        days |= 1U << (day + 1) % 7;
    return days;
}

// "9:00" or "09:00" up to `end` (a character behind it): minutes, -1 when it is none.
static int clock_parse(const char *text, char end) {
    int hour = 0, digits = 0;
    for (; g_ascii_isdigit(*text) && digits < 3; text++, digits++)
        hour = hour * 10 + (*text - '0');
    if (digits < 1 || digits > 2 || text[0] != ':' || !g_ascii_isdigit(text[1]) ||
        !g_ascii_isdigit(text[2]) || text[3] != end)
        return -1;
    const int minute = (text[1] - '0') * 10 + (text[2] - '0');
    const int clock = hour * 60 + minute;
    return minute > 59 || clock > 24 * 60 ? -1 : clock;
}

static bool range_parse(const char *word, Range *range, GError **error) {
    const char *dash = strchr(word, '-');
    const int start = dash != NULL ? clock_parse(word, '-') : -1;
    const int end = dash != NULL ? clock_parse(dash + 1, '\0') : -1;
    if (start < 0 || end < 0)
        return fault_set(error, FATE_CONFIG,
                         "'%s' is neither a day nor a range; write like Mon-Fri 09:00-17:00", word);
    if (end <= start)
        return fault_set(
            error, FATE_CONFIG,
            "'%s' ends before it starts; split hours over midnight, like Mon 22:00-24:00, Tue 00:00-06:00",
            word);
    *range = (Range){start, end};
    return true;
}

static bool weekday_add(Weekday *day, Range range, const char *word, GError **error) {
    if (day->count == CALENDAR_RANGES)
        return fault_set(error, FATE_CONFIG, "more than %d ranges on one day", CALENDAR_RANGES);
    int at = day->count;
    while (at > 0 && day->ranges[at - 1].start > range.start)
        at--;
    if ((at > 0 && day->ranges[at - 1].end > range.start) ||
        (at < day->count && day->ranges[at].start < range.end))
        return fault_set(error, FATE_CONFIG, "'%s' overlaps another range of its day; join them", word);
    memmove(&day->ranges[at + 1], &day->ranges[at], (size_t)(day->count - at) * sizeof range);
    day->ranges[at] = range;
    day->count++;
    return true;
}

// What is read of one part between commas: days, then ranges.
typedef struct Part {
    unsigned days;  // a bit per day that this part names
    unsigned taken; // days that earlier parts named
    int ranges;
} Part;

// A second "Fri" is most likely meant to replace the first, which it would not do.
static bool part_add_days(Part *part, unsigned days, const char *word, GError **error) {
    if (part->ranges > 0)
        return fault_set(error, FATE_CONFIG, "'%s' follows a range; put a comma before it", word);
    if (((part->days | part->taken) & days) != 0)
        return fault_set(error, FATE_CONFIG,
                         "'%s' names a day a second time; write all its ranges in one place", word);
    part->days |= days;
    return true;
}

static bool part_add_range(Part *part, Weekday week[7], const char *word, GError **error) {
    Range range = {0, 0};
    if (!range_parse(word, &range, error))
        return false;
    if (part->days == 0)
        return fault_set(error, FATE_CONFIG, "'%s' has no day before it; write like Mon-Fri %s", word, word);
    part->ranges++;
    for (unsigned day = 0; day < 7; day++)
        if ((part->days >> day & 1) != 0 && !weekday_add(&week[day], range, word, error))
            return false;
    return true;
}

static bool part_parse(const char *text, Weekday week[7], unsigned *taken, GError **error) {
    g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
    Part part = {.taken = *taken};
    for (size_t i = 0; words[i] != NULL; i++) {
        const unsigned days = days_parse(words[i]);
        if (*words[i] == '\0')
            continue;
        if (!(days != 0 ? part_add_days(&part, days, words[i], error)
                        : part_add_range(&part, week, words[i], error)))
            return false;
    }
    if (part.ranges == 0)
        return fault_set(error, FATE_CONFIG, "'%s' has no hours; write like Mon-Fri 09:00-17:00", text);
    *taken |= part.days;
    return true;
}

bool calendar_hours_parse(const char *hours, Weekday week[7], GError **error) {
    g_autofree char *bare = g_strstrip(g_strdup(hours));
    if (strcmp(bare, "24x7") == 0) {
        for (int day = 0; day < 7; day++)
            week[day] = (Weekday){.ranges = {{0, 24 * 60}}, .count = 1};
        return true;
    }
    g_auto(GStrv) parts = g_strsplit(bare, ",", -1);
    unsigned taken = 0;
    for (size_t i = 0; parts[i] != NULL; i++)
        if (!part_parse(g_strstrip(parts[i]), week, &taken, error))
            return false;
    return *bare != '\0' ||
           fault_set(error, FATE_CONFIG, "no hours; write like Mon-Fri 09:00-17:00, or 24x7");
}
