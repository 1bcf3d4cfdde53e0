// Mails to PMs are written by several modules and read by one person: so their
// phrases stand in one book, beside the code, where somebody who writes well in
// a language can read them in one go. Unlike the words for customers
// (wording.h) no admin edits them, so they are checked by tests, not at start.
#include "phrasebook.h"

#include <string.h>

#include "builtin.h"
#include "calendar.h"
#include "template.h"

struct Phrasebook {
    char *language;
    GHashTable *phrases; // key -> Template
};

enum { FAR_DAYS = 182, SPAN_WITH_HOURS = 7, NUMBER_GROUPED = 10000 };

static const char FOLDER[] = "notes/";

static void free_template(void *data) {
    template_free(data);
}

void phrasebook_free(Phrasebook *book) {
    if (book == NULL)
        return;
    g_free(book->language);
    g_hash_table_unref(book->phrases);
    g_free(book);
}

const char *phrasebook_language(const Phrasebook *book) {
    return book->language;
}

// Reading.

static void complain(GPtrArray *errors, const char *place, const char *what) {
    if (errors != NULL)
        g_ptr_array_add(errors, g_strdup_printf("%s: %s", place, what));
}

static void take_phrase(Phrasebook *book, GHashTable *said, const char *place, const char *line,
                        GPtrArray *errors) {
    const char *equals = strchr(line, '=');
    g_autofree char *key = equals == NULL ? NULL : g_strstrip(g_strndup(line, (gsize)(equals - line)));
    g_autofree char *text = equals == NULL ? NULL : g_strstrip(g_strdup(equals + 1));
    if (equals == NULL || *key == '\0' || *text == '\0') {
        complain(errors, place, "a line here is `key = text` or # a comment");
        return;
    }
    if (!g_hash_table_add(said, g_strdup(key)))
        complain(errors, place, "this key is said above already");
    g_autoptr(GError) error = NULL;
    Template *template = template_parse(key, text, TEMPLATE_TEXT, NULL, &error);
    if (template == NULL)
        complain(errors, place, error->message);
    else
        g_hash_table_replace(book->phrases, g_steal_pointer(&key), template);
}

static void take_line(Phrasebook *book, GHashTable *said, const char *name, unsigned number, GString *line,
                      GPtrArray *errors) {
    g_autofree char *place = g_strdup_printf("%s:%u", name, number);
    if (line->len > 0)
        take_phrase(book, said, place, line->str, errors);
    g_string_truncate(line, 0);
}

void phrasebook_read(Phrasebook *book, const char *name, const char *source, GPtrArray *errors) {
    if (!g_utf8_validate(source, -1, NULL)) {
        complain(errors, name, "this file is not UTF-8");
        return;
    }
    g_autoptr(GHashTable) said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
    g_autoptr(GString) phrase = g_string_new(NULL);
    unsigned begun = 1;
    for (unsigned i = 0; lines[i] != NULL; i++) {
        const bool continues = g_ascii_isspace(*lines[i]);
        g_strstrip(lines[i]);
        if (*lines[i] == '#' || (continues && *lines[i] == '\0'))
            continue;
        if (!continues) {
            take_line(book, said, name, begun, phrase, errors);
            begun = i + 1;
        } else if (phrase->len > 0)
            g_string_append_c(phrase, ' ');
        g_string_append(phrase, lines[i]);
    }
    take_line(book, said, name, begun, phrase, errors);
}

// All of a language's files; false when there is none.
static bool read_language(Phrasebook *book, const char *language) {
    g_autofree char *folder = g_strconcat(FOLDER, language, NULL);
    g_auto(GStrv) names = builtin_list(folder);
    bool found = false;
    for (size_t i = 0; names[i] != NULL; i++) {
        if (!g_str_has_prefix(names[i], "words-"))
            continue;
        g_autofree char *path = g_strconcat(folder, "/", names[i], NULL);
        g_autoptr(GBytes) bytes = builtin_file(path);
        g_autofree char *source = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
        phrasebook_read(book, path, source, NULL);
        found = true;
    }
    return found;
}

// "de" of "de", "DE", "de-AT", "de_DE"; NULL for what is no language.
static char *primary(const char *language) {
    const size_t length = strcspn(language, "-_");
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isalpha(language[i]))
            return NULL;
    return length < 2 || length > 3 ? NULL : g_ascii_strdown(language, (gssize)length);
}

Phrasebook *phrasebook_new(const GPtrArray *languages) {
    Phrasebook *book = g_new0(Phrasebook, 1);
    book->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_template);
    read_language(book, "en");
    for (guint i = 0; languages != NULL && i < languages->len && book->language == NULL; i++) {
        g_autofree char *language = primary(languages->pdata[i]);
        if (language != NULL && (strcmp(language, "en") == 0 || read_language(book, language)))
            book->language = g_steal_pointer(&language);
    }
    if (book->language == NULL)
        book->language = g_strdup("en");
    return book;
}

// Saying.

static const Template *find(const Phrasebook *book, const char *group, const char *key) {
    g_autofree char *full = key == NULL ? NULL : g_strconcat(group, ".", key, NULL);
    return g_hash_table_lookup(book->phrases, full == NULL ? group : full);
}

bool phrasebook_has(const Phrasebook *book, const char *group, const char *key) {
    return find(book, group, key) != NULL;
}

char *phrasebook_say(const Phrasebook *book, const char *group, const char *key, const Values *values) {
    const Template *template = find(book, group, key);
    if (template == NULL)
        return values_plain(key == NULL ? group : key);
    g_autoptr(Values) none = values == NULL ? values_new() : NULL;
    return template_render(template, values == NULL ? none : values);
}

char *phrasebook_fill(const Phrasebook *book, const char *key, const char *name, const char *value) {
    g_autoptr(Values) values = values_new();
    values_set(values, name, value);
    return phrasebook_say(book, key, NULL, values);
}

char *phrasebook_count_with(const Phrasebook *book, const char *key, uint64_t count, Values *values) {
    g_autofree char *number = phrasebook_number(book, count);
    values_set(values, "count", number);
    return phrasebook_say(book, key, count == 1 ? "one" : "many", values);
}

char *phrasebook_count(const Phrasebook *book, const char *key, uint64_t count) {
    g_autoptr(Values) values = values_new();
    return phrasebook_count_with(book, key, count, values);
}

char *phrasebook_number(const Phrasebook *book, uint64_t number) {
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%" G_GUINT64_FORMAT, number);
    if (number < NUMBER_GROUPED)
        return g_string_free(text, FALSE);
    g_autofree char *mark = phrasebook_say(book, "number.mark", NULL, NULL);
    for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
        g_string_insert(text, at, mark);
    return g_string_free(text, FALSE);
}

// Times.

// The moment in that zone; NULL for one no calendar has.
static GDateTime *local(int64_t moment, const char *zone) {
    g_autoptr(Calendar) calendar = calendar_new("24x7", zone == NULL ? "UTC" : zone, NULL);
    if (calendar == NULL)
        calendar = calendar_new("24x7", "UTC", NULL);
    return calendar_local(calendar, moment);
}

static void set_name(Values *values, const char *name, const Phrasebook *book, const char *group,
                     int number) {
    g_autofree char *key = g_strdup_printf("%d", number);
    g_autofree char *text = phrasebook_say(book, group, key, NULL);
    values_set(values, name, text);
}

static void set_number(Values *values, const char *name, int number) {
    g_autofree char *text = g_strdup_printf("%d", number);
    values_set(values, name, text);
}

// `names` is "" or "-short".
static Values *date_values(const Phrasebook *book, GDateTime *time, const char *names) {
    Values *values = values_new();
    g_autofree char *weekday = g_strconcat("weekday", names, NULL);
    g_autofree char *month = g_strconcat("month", names, NULL);
    set_name(values, "weekday", book, weekday, g_date_time_get_day_of_week(time));
    set_name(values, "month", book, month, g_date_time_get_month(time));
    set_number(values, "day", g_date_time_get_day_of_month(time));
    set_number(values, "year", g_date_time_get_year(time));
    g_autofree char *clock =
        g_strdup_printf("%02d:%02d", g_date_time_get_hour(time), g_date_time_get_minute(time));
    values_set(values, "time", clock);
    return values;
}

// Days from one local date to another: what "tomorrow" is does not hang on hours.
static int days_between(GDateTime *from, GDateTime *to) {
    GDateTime *times[] = {from, to};
    gint64 day[2];
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autoptr(GDate) date = g_date_new_dmy((GDateDay)g_date_time_get_day_of_month(times[i]),
                                               (GDateMonth)g_date_time_get_month(times[i]),
                                               (GDateYear)g_date_time_get_year(times[i]));
        day[i] = g_date_get_julian(date);
    }
    return (int)(day[1] - day[0]);
}

static const char *time_key(int days) {
    if (days >= -1 && days <= 1)
        return days < 0 ? "yesterday" : days == 0 ? "today" : "tomorrow";
    return ABS(days) > FAR_DAYS ? "far" : "day";
}

char *phrasebook_time(const Phrasebook *book, int64_t moment, int64_t now, const char *zone) {
    g_autoptr(GDateTime) time = local(moment, zone), today = local(now, zone);
    if (time == NULL || today == NULL)
        return phrasebook_say(book, "time.unknown", NULL, NULL);
    g_autoptr(Values) values = date_values(book, time, "-short");
    return phrasebook_say(book, "time", time_key(days_between(today, time)), values);
}

char *phrasebook_day(const Phrasebook *book, int64_t moment, const char *zone) {
    g_autoptr(GDateTime) time = local(moment, zone);
    if (time == NULL)
        return phrasebook_say(book, "time.unknown", NULL, NULL);
    g_autoptr(Values) values = date_values(book, time, "");
    return phrasebook_say(book, "date.long", NULL, values);
}

static char *two_units(const Phrasebook *book, const char *large_key, uint64_t large, const char *small_key,
                       uint64_t small) {
    char *first = phrasebook_count(book, large_key, large);
    if (small == 0)
        return first;
    g_autofree char *taken = first;
    g_autofree char *second = phrasebook_count(book, small_key, small);
    return g_strconcat(first, " ", second, NULL);
}

char *phrasebook_span(const Phrasebook *book, GTimeSpan span) {
    const uint64_t length = span < 0 ? (uint64_t)0 - (uint64_t)span : (uint64_t)span;
    const uint64_t minutes = length / (uint64_t)G_TIME_SPAN_MINUTE, hours = minutes / 60, days = hours / 24;
    if (minutes == 0)
        return phrasebook_say(book, "span.none", NULL, NULL);
    if (hours == 0)
        return phrasebook_count(book, "span.minutes", minutes);
    if (days == 0)
        return two_units(book, "span.hours", hours, "span.minutes", minutes % 60);
    return two_units(book, "span.days", days, "span.hours", days < SPAN_WITH_HOURS ? hours % 24 : 0);
}
