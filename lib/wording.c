// Phrases stand in files, not in code, because the people who answer for the
// tone are not those who compile. A missing one is found when the program starts,
// not when a customer writes.
#include "wording.h"

#include <string.h>

#include "fault.h"
#include "wording_keys.h"
#include "wording_never.h"

struct Wording {
    GHashTable *phrases; // key -> Phrase
    NeverList *never;    // the phrase "never-echo", NULL when it is not there
};

typedef struct Phrase {
    Template *template;
    char *source;
    char *place; // "file:line"
} Phrase;

enum { FAR_DAYS = 180, SOON_DAYS = 6 };

static void phrase_free(void *data) {
    Phrase *phrase = data;
    template_free(phrase->template);
    g_free(phrase->source);
    g_free(phrase->place);
    g_free(phrase);
}

Wording *wording_new(void) {
    Wording *wording = g_new0(Wording, 1);
    wording->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, phrase_free);
    return wording;
}

void wording_free(Wording *wording) {
    if (wording == NULL)
        return;
    g_hash_table_unref(wording->phrases);
    never_list_free(wording->never);
    g_free(wording);
}

static void keep_phrase(Wording *wording, const char *key, Template *template, const char *source,
                        const char *place) {
    Phrase *phrase = g_new0(Phrase, 1);
    *phrase = (Phrase){template, g_strdup(source), g_strdup(place)};
    if (strcmp(key, "never-echo") == 0) {
        never_list_free(wording->never);
        wording->never = never_list_new(source);
    }
    g_hash_table_replace(wording->phrases, g_strdup(key), phrase);
}

// True when the file of this place ("name:line") said the phrase before; over another file it may say it
// anew.
static bool is_said_in(const Wording *wording, const char *key, const char *place) {
    const Phrase *phrase = g_hash_table_lookup(wording->phrases, key);
    const size_t name = (size_t)(strrchr(place, ':') - place) + 1;
    return phrase != NULL && strncmp(phrase->place, place, name) == 0;
}

static bool read_phrase(Wording *wording, const char *place, const GPtrArray *required, const char *line,
                        GError **error) {
    const char *equals = strchr(line, '=');
    if (equals == NULL)
        return fault_set(error, FATE_CONFIG, "%s: a line here is `key = text` or # a comment", place);
    g_autofree char *key = g_strstrip(g_strndup(line, (gsize)(equals - line)));
    g_autofree char *text = g_strstrip(g_strdup(equals + 1));
    if (!wording_key_is(required, key))
        return fault_set(error, FATE_CONFIG, "%s: unknown phrase '%s'", place, key);
    if (*text == '\0')
        return fault_set(error, FATE_CONFIG, "%s: '%s' says nothing", place, key);
    if (is_said_in(wording, key, place))
        return fault_set(error, FATE_CONFIG, "%s: '%s' is said above already", place, key);
    const char *const *names = wording_key_holds(key);
    g_autoptr(GError) cause = NULL;
    g_autoptr(Template) template = template_parse(key, text, TEMPLATE_TEXT, names, &cause);
    if (template == NULL)
        return fault_set(error, FATE_CONFIG, "%s: %s", place, cause->message);
    if (names[0] != NULL && !template_shows(template, names[0]))
        return fault_set(error, FATE_CONFIG, "%s: '%s' does not tell {{%s}}, or only at times", place, key,
                         names[0]);
    keep_phrase(wording, key, g_steal_pointer(&template), text, place);
    return true;
}

static void take_line(Wording *wording, const char *name, unsigned number, const GPtrArray *required,
                      const char *line, GPtrArray *errors) {
    g_autofree char *place = g_strdup_printf("%s:%u", name, number);
    g_autoptr(GError) error = NULL;
    if (*line != '\0' && !read_phrase(wording, place, required, line, &error))
        g_ptr_array_add(errors, g_strdup(error->message));
}

void wording_read(Wording *wording, const char *name, const char *source, GPtrArray *errors) {
    if (!g_utf8_validate(source, -1, NULL)) {
        g_ptr_array_add(errors, g_strdup_printf("%s:1: this file is not UTF-8", name));
        return;
    }
    g_autoptr(GPtrArray) required = wording_keys_required();
    g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
    g_autoptr(GString) phrase = g_string_new(NULL);
    unsigned begun = 1;
    for (unsigned i = 0; lines[i] != NULL; i++) {
        const bool continues = g_ascii_isspace(*lines[i]);
        g_strstrip(lines[i]);
        if (*lines[i] == '#')
            continue;
        if (continues && phrase->len > 0) {
            g_string_append_printf(phrase, *lines[i] == '\0' ? "%s" : " %s", lines[i]);
            continue;
        }
        take_line(wording, name, begun, required, phrase->str, errors);
        g_string_assign(phrase, lines[i]);
        begun = i + 1;
    }
    take_line(wording, name, begun, required, phrase->str, errors);
}

void wording_check(const Wording *wording, const char *name, GPtrArray *errors) {
    g_autoptr(GPtrArray) required = wording_keys_required();
    for (guint i = 0; i < required->len; i++)
        if (!g_hash_table_contains(wording->phrases, required->pdata[i]))
            g_ptr_array_add(errors, g_strdup_printf("%s:1: the phrase '%s' is missing", name,
                                                    (const char *)required->pdata[i]));
}

char *wording_say(const Wording *wording, const char *group, const char *key, const Values *values) {
    g_autofree char *full = key == NULL ? g_strdup(group) : g_strconcat(group, ".", key, NULL);
    const Phrase *phrase = g_hash_table_lookup(wording->phrases, full);
    if (phrase == NULL)
        return NULL;
    g_autoptr(Values) none = values == NULL ? values_new() : NULL;
    return template_render(phrase->template, values == NULL ? none : values);
}

static void set_phrase(Values *values, const char *name, const Wording *wording, const char *group,
                       int number) {
    g_autofree char *key = g_strdup_printf("%d", number);
    g_autofree char *text = wording_say(wording, group, key, NULL);
    values_set(values, name, text);
}

static void set_number(Values *values, const char *name, int number) {
    g_autofree char *text = g_strdup_printf("%d", number);
    values_set(values, name, text);
}

// "the 1st" has a name of its own in some languages ("1er").
static void set_day(Values *values, const Wording *wording, int day) {
    g_autofree char *first = day == 1 ? wording_say(wording, "day", "1", NULL) : NULL;
    if (first != NULL)
        values_set(values, "day", first);
    else
        set_number(values, "day", day);
}

// What to call the zone: its abbreviation as the language has it; one that is a bare offset as "UTC+3".
static char *zone_words(const Wording *wording, GDateTime *time) {
    const char *abbreviation = g_date_time_get_timezone_abbreviation(time);
    if (!g_ascii_isalpha(*abbreviation)) {
        const int minutes = (int)(g_date_time_get_utc_offset(time) / G_TIME_SPAN_MINUTE);
        const int rest = ABS(minutes) % 60;
        g_autofree char *part = rest == 0 ? g_strdup("") : g_strdup_printf(":%02d", rest);
        return g_strdup_printf("UTC%c%d%s", minutes < 0 ? '-' : '+', ABS(minutes) / 60, part);
    }
    char *own = wording_say(wording, "zone", abbreviation, NULL);
    return own != NULL ? own : g_strdup(abbreviation);
}

// "Europe/Berlin" stands for a place that people know; "UTC" and "Etc/GMT+5" do not.
static char *city_words(const Wording *wording, const char *zone) {
    const char *slash = strrchr(zone, '/');
    if (slash == NULL || g_str_has_prefix(zone, "Etc/"))
        return NULL;
    char *own = wording_say(wording, "city", slash + 1, NULL);
    return own != NULL ? own : g_strdelimit(g_strdup(slash + 1), "_", ' ');
}

// "+02:00" is nobody's place: the customer's own clock, as the Date of their mail tells it.
static bool is_offset(const char *zone) {
    return *zone == '+' || *zone == '-';
}

static void set_place(Values *values, const Wording *wording, GDateTime *time, const char *zone) {
    if (is_offset(zone)) {
        values_set(values, "offset", zone);
        g_autofree char *yours = wording_say(wording, "place", "yours", values);
        values_set(values, "place", yours);
        return;
    }
    g_autofree char *zone_name = zone_words(wording, time);
    g_autofree char *city = city_words(wording, zone);
    values_set(values, "zone", zone_name);
    values_set(values, "city", city);
    g_autofree char *place = wording_say(wording, "place", city == NULL ? "zone" : "city", values);
    values_set(values, "place", place);
}

// Days from one local date to another.
static int days_between(GDateTime *from, GDateTime *to) {
    GDate first;
    GDate second;
    g_date_clear(&first, 1);
    g_date_clear(&second, 1);
    g_date_set_dmy(&first, (GDateDay)g_date_time_get_day_of_month(from),
                   (GDateMonth)g_date_time_get_month(from), (GDateYear)g_date_time_get_year(from));
    g_date_set_dmy(&second, (GDateDay)g_date_time_get_day_of_month(to), (GDateMonth)g_date_time_get_month(to),
                   (GDateYear)g_date_time_get_year(to));
    return g_date_days_between(&first, &second);
}

// The zone database is reached by file name, so a name that could lead elsewhere is not looked up.
// *name becomes "UTC" for one that is unknown.
static GTimeZone *zone_of(const char **name) {
    static const char SANE[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/:";
    const bool sane = **name != '/' && (*name)[strspn(*name, SANE)] == '\0';
    GTimeZone *zone = sane ? g_time_zone_new_identifier(*name) : NULL;
    if (zone != NULL)
        return zone;
    *name = "UTC";
    return g_time_zone_new_utc();
}

static GDateTime *local(GTimeZone *zone, int64_t moment) {
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(moment / G_TIME_SPAN_SECOND);
    return utc == NULL ? g_date_time_new_from_unix_utc(0) : g_date_time_to_timezone(utc, zone);
}

static const char *time_phrase(int days) {
    if (days == 0 || days == 1)
        return days == 0 ? "today" : "tomorrow";
    return days > FAR_DAYS || days < 0 ? "far" : "day";
}

// The placeholders of a time's phrase.
static Values *time_values(const Wording *wording, GDateTime *time) {
    Values *values = values_new();
    set_phrase(values, "weekday", wording, "weekday", g_date_time_get_day_of_week(time));
    set_phrase(values, "month", wording, "month", g_date_time_get_month(time));
    set_day(values, wording, g_date_time_get_day_of_month(time));
    set_number(values, "year", g_date_time_get_year(time));
    g_autofree char *clock =
        g_strdup_printf("%02d:%02d", g_date_time_get_hour(time), g_date_time_get_minute(time));
    values_set(values, "time", clock);
    return values;
}

char *wording_time(const Wording *wording, int64_t moment, int64_t now, const char *zone) {
    g_autoptr(GTimeZone) time_zone = zone_of(&zone);
    g_autoptr(GDateTime) time = local(time_zone, moment);
    g_autoptr(GDateTime) today = local(time_zone, now);
    g_autoptr(Values) values = time_values(wording, time);
    set_place(values, wording, time, zone);
    return wording_say(wording, "time", time_phrase(days_between(today, time)), values);
}

char *wording_soon(const Wording *wording, int64_t moment, int64_t now, const char *zone) {
    g_autoptr(GTimeZone) time_zone = zone_of(&zone);
    g_autoptr(GDateTime) time = local(time_zone, moment);
    g_autoptr(GDateTime) today = local(time_zone, now);
    g_autoptr(Values) values = time_values(wording, time);
    const int days = days_between(today, time);
    if (days < 0 || days > SOON_DAYS)
        return wording_say(wording, "time", time_phrase(days), values);
    return wording_say(wording, "soon", days == 0 ? "today" : "day", values);
}

char *wording_date(const Wording *wording, int64_t moment, const char *zone) {
    g_autoptr(GTimeZone) time_zone = zone_of(&zone);
    g_autoptr(GDateTime) time = local(time_zone, moment);
    g_autoptr(Values) values = time_values(wording, time);
    return wording_say(wording, "date", NULL, values);
}

bool wording_never_echoes(const Wording *wording, const char *text) {
    return wording->never != NULL && never_list_find(wording->never, text) != NULL;
}

static int compare_keys(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *wording_keys(const Wording *wording) {
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    g_hash_table_iter_init(&iter, wording->phrases);
    for (void *key; g_hash_table_iter_next(&iter, &key, NULL);)
        g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, compare_keys);
    return keys;
}

const char *wording_source(const Wording *wording, const char *key, const char **place) {
    const Phrase *phrase = g_hash_table_lookup(wording->phrases, key);
    if (phrase == NULL)
        return NULL;
    *place = phrase->place;
    return phrase->source;
}
