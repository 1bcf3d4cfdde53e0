// When a mailbox is open on the coming days, as the clocks will count: hours, zone, changes of the clocks and
// days off put together. The hours are asked of the calendar minute by minute, not read from the
// configuration again, so that what is shown cannot differ from what is done.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "calendar.h"
#include "ctl_calendar.h"
#include "json.h"
#include "table.h"
#include "textfile.h"
#include "units.h"

enum { DAYS_LIMIT = 400, MINUTES = 24 * 60, LIST_LIMIT = 1 << 20 };

typedef struct Show {
    char *mailbox; // NULL for the first one
    char *as_of;
    int days;
    gboolean as_json;
    int64_t now;
} Show;

static void show_clear(Show *show) {
    g_free(show->mailbox);
    g_free(show->as_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Show, show_clear)

typedef struct Day {
    char *date;          // "2026-12-25"
    char *weekday;       // "Fri"
    char *open;          // "09:00-12:00 13:00-17:00", empty when closed
    const char *holiday; // its name, or NULL
} Day;

static void day_clear(Day *day) {
    g_free(day->date);
    g_free(day->weekday);
    g_free(day->open);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Day, day_clear)

// --- what the calendar says ---

// Dates of the list of days off to their names, with "day off" for those without.
static GHashTable *read_holidays(const char *path) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *text = path == NULL ? NULL : textfile_read(path, LIST_LIMIT, NULL);
    g_auto(GStrv) lines = g_strsplit(text == NULL ? "" : text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        const size_t length = strcspn(g_strstrip(*line), " \t");
        g_autofree char *name = g_utf8_make_valid(g_strchug(*line + length), -1);
        for (char *at = name; *at != '\0'; at++)
            *at = g_ascii_iscntrl(*at) ? ' ' : *at;
        g_hash_table_replace(names, g_strndup(*line, length), g_strdup(*name == '\0' ? "day off" : name));
    }
    return names;
}

// A minute that a change of the clocks skips is never open: the clock does not show it.
static bool is_open(const Calendar *calendar, GDateTime *date, int minute) {
    int64_t moment;
    if (minute >= MINUTES ||
        !calendar_moment(calendar, g_date_time_get_year(date), g_date_time_get_month(date),
                         g_date_time_get_day_of_month(date), minute / 60, minute % 60, &moment) ||
        !calendar_open_at(calendar, moment))
        return false;
    g_autoptr(GDateTime) local = calendar_local(calendar, moment);
    return g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local) == minute;
}

static char *open_ranges(const Calendar *calendar, GDateTime *date) {
    GString *text = g_string_new(NULL);
    int since = -1;
    for (int minute = 0; minute <= MINUTES; minute++) {
        const bool open = is_open(calendar, date, minute);
        if (!open && since >= 0)
            g_string_append_printf(text, "%s%02d:%02d-%02d:%02d", text->len > 0 ? " " : "", since / 60,
                                   since % 60, minute / 60, minute % 60);
        since = !open ? -1 : since >= 0 ? since : minute;
    }
    return g_string_free(text, FALSE);
}

static Day day_at(const Calendar *calendar, GHashTable *holidays, GDateTime *date) {
    static const char *const NAMES[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    Day day = {.date = g_date_time_format(date, "%Y-%m-%d")};
    day.weekday = g_strdup(NAMES[g_date_time_get_day_of_week(date) - 1]);
    day.open = open_ranges(calendar, date);
    day.holiday = g_hash_table_lookup(holidays, day.date);
    return day;
}

// --- telling ---

static void add_row(TextTable *table, const Day *day) {
    const char *const cells[] = {day->date, day->weekday, *day->open == '\0' ? "closed" : day->open,
                                 day->holiday};
    table_add(table, cells);
}

static void add_object(Json *list, const Day *day) {
    Json *object = json_map(), *ranges = json_list();
    g_auto(GStrv) open = g_strsplit(day->open, " ", -1);
    for (char **range = open; *range != NULL; range++)
        json_add_text(ranges, *range);
    json_put_text(object, "date", day->date);
    json_put_text(object, "weekday", day->weekday);
    json_put(object, "open", ranges);
    json_put_text(object, "holiday", day->holiday);
    json_add(list, object);
}

// Goes by dates, not by 24 hours: those have 23 and 25 in spring and autumn.
static int print_days(const Mailbox *mailbox, const Show *show) {
    static const char *const COLUMNS[] = {"DATE", "DAY", "OPEN", "~DAY OFF", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    g_autoptr(GHashTable) holidays = read_holidays(mailbox->holidays);
    g_autoptr(GDateTime) today = calendar_local(mailbox->calendar, show->now);
    g_autoptr(GDateTime) first =
        g_date_time_new_utc(g_date_time_get_year(today), g_date_time_get_month(today),
                            g_date_time_get_day_of_month(today), 0, 0, 0);
    Json *list = json_list();
    for (int i = 0; i < show->days; i++) {
        g_autoptr(GDateTime) date = g_date_time_add_days(first, i);
        if (date == NULL) // the year 9999 is the last
            break;
        g_auto(Day) day = day_at(mailbox->calendar, holidays, date);
        add_row(table, &day);
        add_object(list, &day);
    }
    g_autofree char *json = json_dump(list, true);
    if (show->as_json)
        puts(json);
    else
        table_print(table);
    return EX_OK;
}

// --- the command ---

static bool check_show(Show *show) {
    g_autoptr(GError) error = NULL;
    show->now = g_get_real_time();
    if (show->as_of != NULL && !units_time_parse(show->as_of, &show->now, &error)) {
        fprintf(stderr, "earshot calendar show: --as-of: %s\n", error->message);
        return false;
    }
    if (show->days < 1 || show->days > DAYS_LIMIT)
        fprintf(stderr, "earshot calendar show: --days: from 1 to %d\n", DAYS_LIMIT);
    return show->days >= 1 && show->days <= DAYS_LIMIT;
}

static const Mailbox *find_mailbox(const Config *config, const char *name) {
    if (name != NULL)
        return config_mailbox(config, name);
    return config->mailboxes->len > 0 ? config->mailboxes->pdata[0] : NULL;
}

int calendar_show(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"calendar show", "[--mailbox NAME] [--days 14]",
                                     "when a mailbox is open on the coming days", NULL};
    g_auto(Show) show = {.days = 14};
    const GOptionEntry entries[] = {
        {"mailbox", 0, 0, G_OPTION_ARG_STRING, &show.mailbox, "of this mailbox (default: the first)", "NAME"},
        {"days", 0, 0, G_OPTION_ARG_INT, &show.days, "how many days (default: 14)", "N"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &show.as_of, "from that day on (default: today)", "TIME"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &show.as_json, "for programs: a JSON array", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!check_show(&show))
        return EX_USAGE;
    if (!daemon_look(daemon))
        return daemon->status;
    const Mailbox *mailbox = find_mailbox(daemon->config, show.mailbox);
    if (mailbox != NULL)
        return print_days(mailbox, &show);
    fprintf(stderr, "%s: no [mailbox %s] in %s\n", show.mailbox, show.mailbox, daemon->config_path);
    return EX_DATAERR;
}
