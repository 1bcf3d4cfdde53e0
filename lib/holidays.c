// Which days an iCalendar file takes off. libical parses it and follows its rules; what an event means as a
// whole (exceptions, single days moved or cancelled elsewhere in the file, days that an event lasts) is put
// together here, on days since the year 1, since all-day events have no zone. Every value's kind is looked at
// before it is asked for: VALUE= may make anything of any property, and libical hands out a pointer as a date
// without a word. Steps and days are counted over the whole file, so that thousands of small rules cost no
// more than one large one.
#include "holidays.h"

#include <libical/ical.h>
#include <string.h>

#include "fault.h"
#include "holidays_lines.h"
#include "holidays_name.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalcomponent, icalcomponent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalrecur_iterator, icalrecur_iterator_free)

enum {
    DAYS_LIMIT = 10000,
    STEPS_LIMIT = 500000, // days that rules went through, of whatever year
};

// A day is its number since 1 January of the year 1, as GDate counts; 0 is none.
typedef guint32 Day;

typedef struct Reading {
    Day first, last;
    GHashTable *names;   // Day -> name
    GHashTable *changed; // "calendar/UID/day" that a RECURRENCE-ID names
    unsigned calendar;   // the one being read
    unsigned steps, given, skipped;
} Reading;

typedef struct Event {
    icalcomponent *component;
    const char *uid; // NULL without one
    char *name;
    icaltimetype begin;
    Day start;
    guint64 length;       // days
    GHashTable *starts;   // Day that it begins on
    GHashTable *excluded; // Day that it does not
} Event;

// --- values ---

static Day day_of(icaltimetype time) {
    if (time.year < 1 || time.year > 9999 || time.month < 1 || time.month > 12 || time.day < 1 ||
        !g_date_valid_dmy((GDateDay)MIN(time.day, 99), (GDateMonth)time.month, (GDateYear)time.year))
        return 0;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)time.day, (GDateMonth)time.month, (GDateYear)time.year);
    return g_date_get_julian(&date);
}

// The value when it is of that kind, else NULL.
static icalvalue *value_of(const icalproperty *property, icalvalue_kind kind) {
    icalvalue *value = property == NULL ? NULL : icalproperty_get_value(property);
    return value != NULL && icalvalue_isa(value) == kind ? value : NULL;
}

// The date of a property that may have a time too; *all_day when it has none.
static Day property_day(const icalproperty *property, icaltimetype *time, bool *all_day) {
    const icalvalue *date = value_of(property, ICAL_DATE_VALUE);
    const icalvalue *moment = value_of(property, ICAL_DATETIME_VALUE);
    *all_day = date != NULL;
    *time = date != NULL     ? icalvalue_get_date(date)
            : moment != NULL ? icalvalue_get_datetime(moment)
                             : icaltime_null_time();
    return day_of(*time);
}

static const char *text_of(icalcomponent *component, icalproperty_kind kind) {
    const icalvalue *value = value_of(icalcomponent_get_first_property(component, kind), ICAL_TEXT_VALUE);
    return value == NULL ? NULL : icalvalue_get_text(value);
}

// --- events ---

static void event_clear(Event *event) {
    g_free(event->name);
    g_hash_table_unref(event->starts);
    g_hash_table_unref(event->excluded);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Event, event_clear)

// Says what is wrong with an event, and with which. False, always.
static bool event_fault(const Event *event, GError **error, const char *wrong) {
    g_autofree char *date = event->start == 0 ? g_strdup("without a date")
                                              : g_strdup_printf("of %04d-%02d-%02d", event->begin.year,
                                                                event->begin.month, event->begin.day);
    return fault_set(error, FATE_CONFIG, "the event '%s' %s: %s", event->name, date, wrong);
}

static bool is_cancelled(icalcomponent *component) {
    const icalvalue *status =
        value_of(icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY), ICAL_STATUS_VALUE);
    return status != NULL && icalvalue_get_status(status) == ICAL_STATUS_CANCELLED;
}

// Days from its start to its DTEND, which is the first day after it, or of its DURATION; one without both.
static guint64 event_length(const Event *event) {
    icaltimetype time;
    bool all_day;
    const Day end = property_day(icalcomponent_get_first_property(event->component, ICAL_DTEND_PROPERTY),
                                 &time, &all_day);
    if (end > event->start)
        return end - event->start;
    const icalvalue *value = value_of(
        icalcomponent_get_first_property(event->component, ICAL_DURATION_PROPERTY), ICAL_DURATION_VALUE);
    if (end != 0 || value == NULL)
        return 1;
    const struct icaldurationtype duration = icalvalue_get_duration(value);
    return duration.is_neg ? 1 : MAX((guint64)duration.weeks * 7 + duration.days, 1);
}

// Marks a day on which the event begins; those that touch no year asked for are not kept.
static bool mark(const Reading *reading, const Event *event, GHashTable *days, Day day) {
    if (day == 0 || day > reading->last || day + event->length <= reading->first)
        return true;
    g_hash_table_add(days, GUINT_TO_POINTER(day));
    return g_hash_table_size(days) <= DAYS_LIMIT;
}

// RFC 5545 wants parts below a day ignored where the event has no time of day.
static void forget_times(struct icalrecurrencetype *rule) {
    rule->by_hour[0] = rule->by_minute[0] = rule->by_second[0] = ICAL_RECURRENCE_ARRAY_MAX;
}

static bool follow_rule(Reading *reading, const Event *event, struct icalrecurrencetype rule,
                        GHashTable *days, GError **error) {
    forget_times(&rule);
    icalerror_clear_errno(); // libical takes an old error for one of this rule
    g_autoptr(icalrecur_iterator) iterator = icalrecur_iterator_new(rule, event->begin);
    if (iterator == NULL)
        return event_fault(event, error, "its rule gives no day, or is of a kind that cannot be followed");
    for (Day day = 0; day <= reading->last;) {
        const icaltimetype time = icalrecur_iterator_next(iterator);
        if (icaltime_is_null_time(time))
            return true;
        day = day_of(time); // none for 29 February 1500, which libical counts as Julius Caesar did
        if (++reading->steps > STEPS_LIMIT)
            return event_fault(event, error, "the rules ask for more work than a calendar of days off needs");
        if (!mark(reading, event, days, day))
            return event_fault(event, error, "its rule gives more than 10,000 days");
    }
    return true;
}

static bool is_below_daily(icalrecurrencetype_frequency frequency) {
    return frequency == ICAL_SECONDLY_RECURRENCE || frequency == ICAL_MINUTELY_RECURRENCE ||
           frequency == ICAL_HOURLY_RECURRENCE;
}

// The first rule of that kind that is more often than daily is refused, in events with a time of day too: no
// calendar of days off has any.
static bool check_rules(const Event *event, icalproperty_kind kind, GError **error) {
    for (icalproperty *property = icalcomponent_get_first_property(event->component, kind); property != NULL;
         property = icalcomponent_get_next_property(event->component, kind)) {
        const icalvalue *value = value_of(property, ICAL_RECUR_VALUE);
        if (value == NULL)
            return event_fault(event, error, "a rule that cannot be read");
        if (is_below_daily(icalvalue_get_recur(value).freq))
            return event_fault(event, error, "a rule more often than daily; take the event out of the file");
    }
    return true;
}

static bool follow_rules(Reading *reading, const Event *event, icalproperty_kind kind, GHashTable *days,
                         GError **error) {
    for (icalproperty *property = icalcomponent_get_first_property(event->component, kind); property != NULL;
         property = icalcomponent_get_next_property(event->component, kind)) {
        const icalvalue *value = value_of(property, ICAL_RECUR_VALUE);
        if (!follow_rule(reading, event, icalvalue_get_recur(value), days, error))
            return false;
    }
    return true;
}

static bool add_dates(const Reading *reading, const Event *event, icalproperty_kind kind, GHashTable *days,
                      GError **error) {
    for (icalproperty *property = icalcomponent_get_first_property(event->component, kind); property != NULL;
         property = icalcomponent_get_next_property(event->component, kind)) {
        const icalvalue *period = value_of(property, ICAL_PERIOD_VALUE);
        icaltimetype time;
        bool all_day;
        const Day day = period != NULL ? day_of(icalvalue_get_period(period).start)
                                       : property_day(property, &time, &all_day);
        if (day == 0)
            return event_fault(event, error, "a date among its RDATE or EXDATE that does not exist");
        if (!mark(reading, event, days, day))
            return event_fault(event, error, "more than 10,000 dates");
    }
    return true;
}

// --- single days of a series that are events of their own ---

static char *change_key(const Reading *reading, const char *uid, Day day) {
    return g_strdup_printf("%u/%u/%s", reading->calendar, day, uid);
}

// Notes the day of a series that this event stands for.
static bool note_change(const Reading *reading, const Event *event, GError **error) {
    icalproperty *property = icalcomponent_get_first_property(event->component, ICAL_RECURRENCEID_PROPERTY);
    icaltimetype time;
    bool all_day;
    const Day day = property_day(property, &time, &all_day);
    if (property == NULL)
        return true;
    icalparameter *range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER);
    if (all_day && range != NULL && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE)
        return event_fault(event, error,
                           "a change to THISANDFUTURE, which is not followed; make it a series of its own");
    if (day != 0 && event->uid != NULL)
        g_hash_table_add(reading->changed, change_key(reading, event->uid, day));
    return true;
}

static bool is_change(const Event *event) {
    return icalcomponent_get_first_property(event->component, ICAL_RECURRENCEID_PROPERTY) != NULL;
}

static bool is_changed(const Reading *reading, const Event *event, Day day) {
    if (event->uid == NULL || is_change(event))
        return false;
    g_autofree char *key = change_key(reading, event->uid, day);
    return g_hash_table_contains(reading->changed, key);
}

// --- reading ---

static bool give_days(Reading *reading, const Event *event, Day start, GError **error) {
    const guint64 end = MIN(start + event->length, (guint64)reading->last + 1);
    for (guint64 day = MAX(start, reading->first); day < end; day++) {
        if (++reading->given > DAYS_LIMIT)
            return event_fault(event, error, "with it the file gives more than 10,000 days");
        const char *name = g_hash_table_lookup(reading->names, GSIZE_TO_POINTER(day));
        if (name == NULL || *name == '\0')
            g_hash_table_insert(reading->names, GSIZE_TO_POINTER(day), g_strdup(event->name));
    }
    return true;
}

static bool give_event(Reading *reading, const Event *event, GError **error) {
    GHashTableIter iterator;
    gpointer start;
    g_hash_table_iter_init(&iterator, event->starts);
    while (g_hash_table_iter_next(&iterator, &start, NULL)) {
        const Day day = GPOINTER_TO_UINT(start);
        if (!g_hash_table_contains(event->excluded, start) && !is_changed(reading, event, day) &&
            !give_days(reading, event, day, error))
            return false;
    }
    return true;
}

// Its first day always belongs to a series (RFC 5545, 3.8.5.3), whether its rule would give it or not.
static bool read_days(Reading *reading, const Event *event, GError **error) {
    mark(reading, event, event->starts, event->start);
    if (is_change(event)) // stands for one day, whatever rules it carries along
        return give_event(reading, event, error);
    return follow_rules(reading, event, ICAL_RRULE_PROPERTY, event->starts, error) &&
           add_dates(reading, event, ICAL_RDATE_PROPERTY, event->starts, error) &&
           follow_rules(reading, event, ICAL_EXRULE_PROPERTY, event->excluded, error) &&
           add_dates(reading, event, ICAL_EXDATE_PROPERTY, event->excluded, error) &&
           give_event(reading, event, error);
}

// A value that libical could not read it took out; a day off or an exception that is silently missing is
// worse than no list. What it says of parameters (LANGUAGE without a value) does no harm.
static bool check_values(const Event *event, GError **error) {
    icalcomponent *component = event->component;
    for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
         property != NULL; property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        icalparameter *kind = icalproperty_get_first_parameter(property, ICAL_XLICERRORTYPE_PARAMETER);
        if (kind == NULL || icalparameter_get_xlicerrortype(kind) != ICAL_XLICERRORTYPE_VALUEPARSEERROR)
            continue;
        const char *said = icalproperty_get_xlicerror(property);
        const char *value = said == NULL ? NULL : strstr(said, "property: ");
        g_autofree char *shown = holidays_name(value == NULL ? "" : value + strlen("property: "));
        g_autofree char *wrong = g_strdup_printf("a date or rule that cannot be read: %s", shown);
        return event_fault(event, error, wrong);
    }
    return true;
}

static bool read_event(Reading *reading, const Event *event, bool all_day, GError **error) {
    if (!check_rules(event, ICAL_RRULE_PROPERTY, error) || !check_rules(event, ICAL_EXRULE_PROPERTY, error))
        return false;
    const bool timed = event->start != 0 && !all_day;
    if (timed || is_cancelled(event->component)) {
        reading->skipped++;
        return true;
    }
    if (!check_values(event, error))
        return false;
    if (event->start == 0)
        return event_fault(event, error, "its DTSTART is missing or no date");
    return read_days(reading, event, error);
}

static void event_init(Event *event, icalcomponent *component, bool *all_day) {
    const char *summary = text_of(component, ICAL_SUMMARY_PROPERTY);
    event->component = component;
    event->uid = text_of(component, ICAL_UID_PROPERTY);
    event->name = holidays_name(summary == NULL ? "" : summary);
    event->start = property_day(icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY),
                                &event->begin, all_day);
    event->starts = g_hash_table_new(NULL, NULL);
    event->excluded = g_hash_table_new(NULL, NULL);
    event->length = event_length(event);
}

typedef enum Pass { PASS_CHANGES, PASS_DAYS } Pass;

static bool read_calendar(Reading *reading, icalcomponent *calendar, Pass pass, GError **error) {
    for (icalcomponent *component = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         component != NULL; component = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        g_auto(Event) event = {.component = NULL};
        bool all_day;
        event_init(&event, component, &all_day);
        if (pass == PASS_CHANGES ? !note_change(reading, &event, error)
                                 : !read_event(reading, &event, all_day, error))
            return false;
    }
    return true;
}

// One calendar is the root itself; of several it is a frame that libical puts around them.
static bool read_root(Reading *reading, icalcomponent *root, GError **error) {
    if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT)
        return read_calendar(reading, root, PASS_CHANGES, error) &&
               read_calendar(reading, root, PASS_DAYS, error);
    for (icalcomponent *calendar = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
         calendar != NULL; calendar = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT)) {
        reading->calendar++;
        if (!read_calendar(reading, calendar, PASS_CHANGES, error) ||
            !read_calendar(reading, calendar, PASS_DAYS, error))
            return false;
    }
    return true;
}

static void holiday_clear(gpointer data) {
    g_free(((Holiday *)data)->name);
}

static int compare_holidays(gconstpointer a, gconstpointer b) {
    const Holiday *left = a, *right = b;
    const int years = left->year - right->year, months = left->month - right->month;
    return years != 0 ? years : months != 0 ? months : left->day - right->day;
}

static GArray *sorted(GHashTable *names) {
    GArray *days = g_array_new(FALSE, FALSE, sizeof(Holiday));
    g_array_set_clear_func(days, holiday_clear);
    GHashTableIter iterator;
    gpointer key, name;
    g_hash_table_iter_init(&iterator, names);
    while (g_hash_table_iter_next(&iterator, &key, &name)) {
        GDate date;
        g_date_clear(&date, 1);
        g_date_set_julian(&date, GPOINTER_TO_UINT(key));
        const Holiday holiday = {g_date_get_year(&date), (int)g_date_get_month(&date), g_date_get_day(&date),
                                 g_strdup(name)};
        g_array_append_val(days, holiday);
    }
    g_array_sort(days, compare_holidays);
    return days;
}

GArray *holidays_read(const char *text, int first_year, int last_year, unsigned *skipped, GError **error) {
    g_autofree char *lines = holidays_lines(text, error);
    if (lines == NULL)
        return NULL;
    icalerror_set_errors_are_fatal(0);
    g_autoptr(icalcomponent) root = icalparser_parse_string(lines);
    if (root == NULL) {
        fault_set(error, FATE_CONFIG, "it cannot be read as a calendar");
        return NULL;
    }
    g_autoptr(GHashTable) names = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const icaltimetype begin = {.year = CLAMP(first_year, 1, 9999), .month = 1, .day = 1};
    const icaltimetype end = {.year = CLAMP(last_year, 1, 9999), .month = 12, .day = 31};
    Reading reading = {.first = day_of(begin), .last = day_of(end), .names = names, .changed = changed};
    const bool good = read_root(&reading, root, error);
    *skipped = reading.skipped;
    return good ? sorted(names) : NULL;
}
