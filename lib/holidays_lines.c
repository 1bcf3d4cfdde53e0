// What libical is given to read. It clones a line with all its parameters for each of its values, keeps three
// kilobytes for each rule and frees components by recursion, so that four megabytes of text can ask for any
// amount of memory or stack. Most of a calendar file is of no use here anyway (attendees, attachments, zones,
// descriptions): only the few lines that make a day off pass, and those in numbers that no honest file has.
#include "holidays_lines.h"

#include <stdbool.h>
#include <string.h>

#include "fault.h"

enum {
    LINE_LIMIT = 64 * 1024, // bytes of an unfolded line
    HEAD_LIMIT = 4 * 1024,  // of its name and parameters
    DEPTH_LIMIT = 8,
    COMPONENTS_LIMIT = 20000,
    RULES_LIMIT = 2000,
    DATES_LIMIT = 20000, // of RDATE and EXDATE
};

typedef struct Lines {
    GString *kept;
    GString *line; // being unfolded
    bool line_cut; // it was longer
    unsigned number, line_number;
    unsigned depth, components, rules, dates;
    bool found; // a VCALENDAR
} Lines;

typedef struct Content {
    char *value; // behind the colon, never empty
    unsigned number;
} Content;

typedef bool (*Take)(Lines *lines, const Content *content, GError **error);

static bool too_many(GError **error, const char *what, unsigned limit) {
    return fault_set(error, FATE_CONFIG, "more than %u %s; is this a calendar of days off?", limit, what);
}

static bool take_begin(Lines *lines, const Content *content, GError **error) {
    if (g_ascii_strcasecmp(content->value, "VCALENDAR") == 0)
        lines->found = true;
    if (++lines->components > COMPONENTS_LIMIT)
        return too_many(error, "components", COMPONENTS_LIMIT);
    if (++lines->depth > DEPTH_LIMIT)
        return fault_set(error, FATE_CONFIG, "line %u: components nested more than %d deep", content->number,
                         DEPTH_LIMIT);
    return true;
}

static bool take_end(Lines *lines, const Content *content, GError **error) {
    if (lines->depth == 0)
        return fault_set(error, FATE_CONFIG, "line %u: an END without BEGIN", content->number);
    lines->depth--;
    return true;
}

static bool take_rule(Lines *lines, const Content *content, GError **error) {
    (void)content;
    return ++lines->rules <= RULES_LIMIT || too_many(error, "rules", RULES_LIMIT);
}

static bool take_dates(Lines *lines, const Content *content, GError **error) {
    lines->dates++;
    for (const char *at = content->value; *at != '\0'; at++)
        lines->dates += *at == ',';
    return lines->dates <= DATES_LIMIT || too_many(error, "dates of RDATE and EXDATE", DATES_LIMIT);
}

static bool take_plain(Lines *lines, const Content *content, GError **error) {
    (void)lines, (void)content, (void)error;
    return true;
}

typedef struct Kind {
    const char *name;
    bool may_be_cut;
    Take take;
} Kind;

static const Kind KINDS[] = {
    {"BEGIN", false, take_begin},         {"END", false, take_end},
    {"DTSTART", false, take_plain},       {"DTEND", false, take_plain},
    {"DURATION", false, take_plain},      {"RRULE", false, take_rule},
    {"EXRULE", false, take_rule},         {"RDATE", false, take_dates},
    {"EXDATE", false, take_dates},        {"UID", false, take_plain},
    {"RECURRENCE-ID", false, take_plain}, {"STATUS", false, take_plain},
    {"SUMMARY", true, take_plain},
};

static const Kind *kind_of(const char *line) {
    const size_t length = strcspn(line, ":;");
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strlen(KINDS[i].name) == length && g_ascii_strncasecmp(KINDS[i].name, line, length) == 0)
            return &KINDS[i];
    return NULL;
}

// Bytes before the colon that ends the parameters; one in quotes does not. The length when there is none.
static size_t head_of(const char *line) {
    bool quoted = false;
    size_t length = 0;
    for (; line[length] != '\0' && (quoted || line[length] != ':'); length++)
        quoted ^= line[length] == '"';
    return length;
}

// Judges the line that has been unfolded.
static bool take_line(Lines *lines, GError **error) {
    char *line = lines->line->str;
    const Kind *kind = kind_of(line);
    if (kind == NULL)
        return true;
    const size_t head = head_of(line);
    if (head > HEAD_LIMIT || (lines->line_cut && !kind->may_be_cut))
        return fault_set(error, FATE_CONFIG, "line %u: %s is too long", lines->line_number, kind->name);
    if (line[head] == '\0')
        return fault_set(error, FATE_CONFIG, "line %u: %s without a colon", lines->line_number, kind->name);
    const Content content = {.value = g_strstrip(line + head + 1), .number = lines->line_number};
    if (*content.value == '\0')
        return true;
    if (!kind->take(lines, &content, error))
        return false;
    g_string_append_len(lines->kept, line, (gssize)head + 1);
    g_string_append(lines->kept, content.value);
    g_string_append_c(lines->kept, '\n');
    return true;
}

static void unfold(Lines *lines, const char *piece, size_t length) {
    const size_t room = LINE_LIMIT - lines->line->len;
    lines->line_cut = lines->line_cut || length > room;
    g_string_append_len(lines->line, piece, (gssize)MIN(length, room));
}

// A line as it stands in the file, without its end: the begin of a content line, or more of the one before.
static bool add_line(Lines *lines, const char *line, size_t length, GError **error) {
    lines->number++;
    if (length > 0 && line[length - 1] == '\r')
        length--;
    if (length > 0 && (*line == ' ' || *line == '\t')) {
        unfold(lines, line + 1, length - 1);
        return true;
    }
    if (!take_line(lines, error))
        return false;
    g_string_truncate(lines->line, 0);
    lines->line_cut = false;
    lines->line_number = lines->number;
    unfold(lines, line, length);
    return true;
}

static bool add_lines(Lines *lines, const char *text, GError **error) {
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        if (!add_line(lines, at, length, error))
            return false;
        at += length + (at[length] == '\n');
    }
    return take_line(lines, error);
}

char *holidays_lines(const char *text, GError **error) {
    g_autoptr(GString) kept = g_string_new(NULL);
    g_autoptr(GString) line = g_string_new(NULL);
    Lines lines = {.kept = kept, .line = line};
    if (!add_lines(&lines, text, error))
        return NULL;
    if (!lines.found) {
        fault_set(error, FATE_CONFIG, "no calendar in it: there is no line BEGIN:VCALENDAR");
        return NULL;
    }
    if (lines.depth > 0) {
        fault_set(error, FATE_CONFIG, "it ends before its END:VCALENDAR; fetch it again");
        return NULL;
    }
    return g_string_free(g_steal_pointer(&kept), FALSE);
}
