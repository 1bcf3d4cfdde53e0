// A problem's words travel: the workaround into acknowledgements, the patterns
// into what decides who gets them. Whoever writes them sits at a terminal now and
// is told at once what is wrong; later there is only a customer who got nonsense.
#include "problem_edit.h"

#include <stdio.h>

#include <string.h>

#include "fault.h"
#include "features.h"
#include "language.h"
#include "outreach.h"
#include "pattern.h"
#include "units.h"
#include "values.h"

// One line of ours, or NULL when nothing is left of it.
static bool take_line(const char *written, size_t most, const char *what, char **line, GError **error) {
    *line = NULL;
    if (!g_utf8_validate(written, -1, NULL))
        return fault_set(error, FATE_PERMANENT, "%s: no UTF-8", what);
    g_autofree char *plain = g_strstrip(values_plain(written));
    if ((size_t)g_utf8_strlen(plain, -1) > most)
        return fault_set(error, FATE_PERMANENT, "%s: %ld characters; at most %zu are taken", what,
                         g_utf8_strlen(plain, -1), most);
    *line = *plain == '\0' ? NULL : g_steal_pointer(&plain);
    return true;
}

static void replace(char **field, char *line) {
    g_free(*field);
    *field = line;
}

bool problem_edit_title(Problem *problem, const char *title, GError **error) {
    char *line;
    if (!take_line(title, PROBLEM_TITLE_MOST, "title", &line, error))
        return false;
    if (line == NULL)
        return fault_set(error, FATE_PERMANENT, "title: say in a few words what the problem is");
    replace(&problem->title, line);
    return true;
}

bool problem_edit_owner(Problem *problem, const char *owner, GError **error) {
    char *line;
    if (!take_line(owner, PROBLEM_OWNER_MOST, "owner", &line, error))
        return false;
    replace(&problem->owner, line);
    return true;
}

// --- patterns ---

static bool can_compile(const char *pattern, GError **error) {
    g_autoptr(PatternSet) set = pattern_set_new();
    g_autoptr(GError) wrong = NULL;
    return pattern_add(set, pattern, &wrong) ||
           fault_set(error, FATE_PERMANENT, "pattern \"%s\": %s", pattern, wrong->message);
}

static bool find_pattern(const Problem *problem, const char *pattern, guint *at) {
    return g_ptr_array_find_with_equal_func(problem->patterns, pattern, g_str_equal, at);
}

bool problem_edit_pattern(Problem *problem, const char *written, GError **error) {
    g_autofree char *pattern = NULL;
    if (!take_line(written, PROBLEM_PATTERN_MOST, "pattern", &pattern, error))
        return false;
    if (pattern == NULL)
        return fault_set(error, FATE_PERMANENT, "pattern: it is empty; write words of the complaint");
    if (!can_compile(pattern, error))
        return false;
    if (find_pattern(problem, pattern, NULL))
        return true;
    if (problem->patterns->len >= PROBLEM_PATTERNS)
        return fault_set(error, FATE_PERMANENT, "pattern \"%s\": a problem has at most %d", pattern,
                         PROBLEM_PATTERNS);
    g_ptr_array_add(problem->patterns, g_steal_pointer(&pattern));
    return true;
}

bool problem_edit_drop_pattern(Problem *problem, const char *written, GError **error) {
    g_autofree char *pattern = NULL;
    guint at;
    if (!take_line(written, PROBLEM_PATTERN_MOST, "pattern", &pattern, error))
        return false;
    if (pattern == NULL || !find_pattern(problem, pattern, &at))
        return fault_set(error, FATE_PERMANENT, "pattern \"%s\": it has none that is written so",
                         pattern == NULL ? "" : pattern);
    g_ptr_array_remove_index(problem->patterns, at);
    return true;
}

// A code, a version or a name with a digit or a capital behind its first letter is telling by itself.
static bool is_telling(const char *pattern) {
    for (const char *at = pattern; *at != '\0'; at++)
        if (g_ascii_isdigit(*at) || *at == '_' || (at > pattern && g_ascii_isupper(*at) && at[-1] != ' '))
            return true;
    return false;
}

const char *problem_edit_doubt(const char *pattern) {
    g_autoptr(Features) features = features_of(pattern);
    size_t count, words = 0;
    const Token *tokens = features_tokens(features, &count);
    for (size_t i = 0; i < count; i++) // short words and negations stand in every mail
        words += g_utf8_strlen(tokens[i].text, -1) > 3 && !tokens[i].negation;
    return words >= 2 || is_telling(pattern)
               ? NULL
               : "one common word stands in many mails; write two or three that stand together";
}

bool problem_edit_sample(Problem *problem, uint64_t thread, GError **error) {
    for (guint i = 0; i < problem->samples->len; i++)
        if (g_array_index(problem->samples, uint64_t, i) == thread)
            return true;
    if (problem->samples->len >= PROBLEM_SAMPLES)
        return fault_set(error, FATE_PERMANENT,
                         "a problem has at most %d samples; 'earshot problem link' takes any number",
                         PROBLEM_SAMPLES);
    g_array_append_val(problem->samples, thread);
    return true;
}

// --- workarounds ---

// Line by line, without blank ones at the ends.
static char *clean_lines(const char *text, unsigned *count) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) clean = g_string_new(NULL);
    *count = 0;
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *plain = g_strstrip(values_plain(*line));
        if (*plain == '\0' && clean->len == 0)
            continue;
        g_string_append_printf(clean, "%s%s", clean->len > 0 ? "\n" : "", plain);
        ++*count;
    }
    return g_strchomp(g_string_free(g_steal_pointer(&clean), FALSE));
}

// The first link that is neither http nor https; NULL when there is none. Borrowed, at its "://".
static const char *foreign_link(const char *text) {
    for (const char *at = strstr(text, "://"); at != NULL; at = strstr(at + 3, "://")) {
        const size_t before = (size_t)(at - text);
        const bool http = before >= 4 && g_ascii_strncasecmp(at - 4, "http", 4) == 0 &&
                          (before == 4 || !g_ascii_isalnum(at[-5]));
        const bool https = before >= 5 && g_ascii_strncasecmp(at - 5, "https", 5) == 0 &&
                           (before == 5 || !g_ascii_isalnum(at[-6]));
        if (!http && !https)
            return at;
    }
    return NULL;
}

static bool may_be_told(const char *language, const char *text, unsigned lines, GError **error) {
    if (g_utf8_strlen(text, -1) > PROBLEM_WORKAROUND_MOST || lines > PROBLEM_WORKAROUND_LINES)
        return fault_set(
            error, FATE_PERMANENT,
            "workaround %s: at most %d characters in %d lines; longer ones are a page to link to", language,
            PROBLEM_WORKAROUND_MOST, PROBLEM_WORKAROUND_LINES);
    if (foreign_link(text) != NULL)
        return fault_set(error, FATE_PERMANENT, "workaround %s: links begin with http:// or https://",
                         language);
    g_autofree char *banned = outreach_banned(text);
    return banned == NULL ||
           fault_set(error, FATE_PERMANENT,
                     "workaround %s: \"%s\" admits, denies or blames, which no automatic mail does; "
                     "say only what helps until it is fixed",
                     language, banned);
}

bool problem_edit_workaround(Problem *problem, const char *written, GError **error) {
    const char *equals = strchr(written, '=');
    g_autofree char *language = equals == NULL ? NULL : g_ascii_strdown(written, (gssize)(equals - written));
    if (language == NULL || language_number(language) < 0)
        return fault_set(error, FATE_PERMANENT,
                         "workaround: write LANG=TEXT, LANG one of en de fr es pt it nl pl sv");
    if (!g_utf8_validate(equals + 1, -1, NULL))
        return fault_set(error, FATE_PERMANENT, "workaround %s: no UTF-8", language);
    unsigned lines;
    g_autofree char *text = clean_lines(equals + 1, &lines);
    if (!may_be_told(language, text, lines, error))
        return false;
    problem_set_workaround(problem, language, *text == '\0' ? NULL : text);
    return true;
}

// --- expiry ---

static bool read_day(const char *written, const Calendar *calendar, int64_t *time, GError **error) {
    if (!units_time_parse(written, time, NULL))
        return fault_set(error, FATE_PERMANENT,
                         "expires: \"%s\" is neither a day like 2026-12-31, nor a time like 30d, nor never",
                         written);
    int year, month, day;
    if (strlen(written) != strlen("2026-12-31") || sscanf(written, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return true; // with an hour, as it stands
    return calendar == NULL || calendar_moment(calendar, year, month, day, 24, 0, time) ||
           fault_set(error, FATE_PERMANENT, "expires: there is no day %s", written);
}

bool problem_edit_expires(Problem *problem, const char *written, const Calendar *calendar, int64_t now,
                          GError **error) {
    GTimeSpan span;
    int64_t expires = 0;
    if (units_duration_parse(written, &span, NULL))
        expires = now + span;
    else if (strcmp(written, "never") != 0 && !read_day(written, calendar, &expires, error))
        return false;
    if (expires != 0 && expires <= now)
        return fault_set(error, FATE_PERMANENT, "expires: \"%s\" is past; 'earshot problem expire' ends it",
                         written);
    problem->expires = expires;
    if (problem->status == PROBLEM_EXPIRED)
        problem->status = PROBLEM_OPEN;
    return true;
}
