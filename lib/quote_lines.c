// All passes over a body work on this list, so that each can be read alone.
#include "quote_lines.h"

#include <string.h>

#include "quote_contact.h"

#define GREETING_LINES_MAX 2
#define INITIALS_MAX 4      // "AB> text"
#define RARE_LINES_MAX 2000 // behind one introduction

// "> text", also behind up to three blanks; but not mbox's ">From ".
static bool is_marked(const char *text, size_t length) {
    size_t blanks = 0;
    while (blanks < length && blanks < 4 && text[blanks] == ' ')
        blanks++;
    return blanks < 4 && blanks < length && text[blanks] == '>' &&
           !(length > 6 && strncmp(text, ">From ", 6) == 0);
}

GArray *quote_lines_split(const char *plain) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    while (*plain != '\0') {
        const char *end = strchrnul(plain, '\n');
        size_t length = (size_t)(end - plain);
        Line line = {.text = plain, .dashes_blank = length == 3 && memcmp(plain, "-- ", 3) == 0};
        while (length > 0 && strchr(" \t\r", plain[length - 1]) != NULL)
            length--;
        line.length = length;
        line.kind = length == 0 ? LINE_BLANK : is_marked(plain, length) ? LINE_QUOTE : LINE_OWN;
        g_array_append_val(lines, line);
        plain = *end == '\n' ? end + 1 : end;
    }
    return lines;
}

char *quote_lines_join(const Lines *lines, size_t from, size_t to) {
    GString *joined = g_string_new(NULL);
    for (size_t i = from; i <= to; i++) {
        if (joined->len > 0)
            g_string_append_c(joined, ' ');
        g_string_append_len(joined, lines->at[i].text, (gssize)lines->at[i].length);
    }
    return g_string_free(joined, FALSE);
}

size_t quote_lines_next(const Lines *lines, size_t from) {
    while (from < lines->count && lines->at[from].kind == LINE_BLANK)
        from++;
    return from;
}

bool quote_lines_quote_next(const Lines *lines, size_t from) {
    size_t next = quote_lines_next(lines, from);
    return next < lines->count && lines->at[next].kind == LINE_QUOTE;
}

size_t quote_lines_first(const Lines *lines) {
    size_t at = 0;
    while (at < lines->count && (lines->at[at].kind == LINE_BLANK || lines->at[at].kind == LINE_SIGNATURE))
        at++;
    return at;
}

bool quote_lines_greeting_above(const Lines *lines, size_t from) {
    g_autoptr(GString) above = g_string_new(NULL);
    size_t filled = 0;
    for (size_t i = quote_lines_first(lines); i < from; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == LINE_BLANK)
            continue;
        if (line->kind != LINE_OWN || ++filled > GREETING_LINES_MAX ||
            quote_contact_closing(line->text, line->length)) // thanks are an answer
            return false;
        g_string_append_len(above, line->text, (gssize)line->length);
        g_string_append_c(above, '\n');
    }
    return quote_pointing(above->str) == QUOTE_POINTING_SILENT;
}

void quote_lines_set(Lines *lines, size_t from, size_t to, LineKind kind) {
    for (size_t i = from; i < to; i++)
        if (lines->at[i].kind != LINE_QUOTE)
            lines->at[i].kind = kind;
}

// The length of a mark that only some programs use: '|', or the initials of who is quoted. 0 when none.
static size_t rare_mark(const Line *line) {
    if (line->kind != LINE_OWN)
        return 0;
    if (*line->text == '|')
        return 1;
    size_t letters = 0;
    while (letters < line->length && g_ascii_isupper(line->text[letters]))
        letters++;
    bool mark = letters > 0 && letters <= INITIALS_MAX && letters < line->length;
    return mark && line->text[letters] == '>' ? letters + 1 : 0;
}

// Marks the lines behind an introduction that carry the mark of the first of them.
static void mark_rare(Lines *lines, size_t from) {
    size_t first = quote_lines_next(lines, from);
    size_t mark = first < lines->count ? rare_mark(&lines->at[first]) : 0;
    if (mark == 0)
        return;
    const char *text = lines->at[first].text;
    for (size_t i = first; i < MIN(lines->count, first + RARE_LINES_MAX); i++) {
        Line *line = &lines->at[i];
        if (line->kind == LINE_OWN && line->length >= mark && memcmp(line->text, text, mark) == 0)
            line->kind = LINE_QUOTE;
        else if (*text == '|' && line->kind == LINE_OWN)
            return; // a table further below is theirs
    }
}

bool quote_lines_set_intro(Lines *lines, size_t from, size_t to) {
    quote_lines_set(lines, from, to, LINE_INTRO);
    mark_rare(lines, to);
    return quote_lines_quote_next(lines, to);
}

void quote_lines_introduce(Lines *lines, size_t from, size_t to) {
    if (!quote_lines_set_intro(lines, from, to))
        quote_lines_set(lines, to, lines->count, LINE_REST);
}

const char *quote_lines_unmark(const Line *line, size_t *length) {
    const char *text = line->text, *end = line->text + line->length;
    while (text < end && (*text == ' ' || g_ascii_isupper(*text)))
        text++;
    text += text < end && (*text == '>' || *text == '|');
    text += text < end && *text == ' ';
    *length = (size_t)(end - text);
    return text;
}
