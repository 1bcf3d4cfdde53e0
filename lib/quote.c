// Which lines are the writer's own. Each line gets a kind, by a few passes over
// the list, none of which looks further than some lines ahead; then lines are
// sorted by kind. A line is taken from the writer only on positive evidence:
// losing a customer's words is worse than keeping a footer.
#include "quote.h"

#include <string.h>

#include "quote_armor.h"
#include "quote_ending.h"
#include "quote_header.h"
#include "quote_intro.h"
#include "quote_label.h"
#include "quote_lines.h"

#define MARKED_LINES 3 // of a quote that are looked at for what introduces it

void quote_free(Quote *quote) {
    if (quote == NULL)
        return;
    g_free(quote->own);
    g_free(quote->quoted);
    g_free(quote);
}

static void append_line(GString *out, const char *text, size_t length) {
    g_string_append_len(out, text, (gssize)length);
    g_string_append_c(out, '\n');
}

// Removes blank lines at both ends and all but two in a row.
static char *tidy(const GString *text) {
    GString *out = g_string_sized_new(text->len);
    size_t breaks = 0;
    for (const char *c = text->str; *c != '\0'; c++) {
        if (*c == '\n') {
            breaks++;
            continue;
        }
        for (size_t i = out->len > 0 ? MIN(breaks, 3) : 0; i > 0; i--)
            g_string_append_c(out, '\n');
        breaks = 0;
        g_string_append_c(out, *c);
    }
    return g_string_free(out, FALSE);
}

// What was apart stays apart, by one blank line.
static void end_paragraph(GString *text) {
    size_t length = text->len;
    while (length > 0 && text->str[length - 1] == '\n')
        length--;
    g_string_truncate(text, length);
    g_string_append(text, length > 0 ? "\n\n" : "");
}

// Where the first quote begins, or count.
static size_t first_quoted(const Lines *lines) {
    size_t at = 0;
    while (at < lines->count && lines->at[at].kind != LINE_QUOTE && lines->at[at].kind != LINE_REST &&
           lines->at[at].kind != LINE_INTRO)
        at++;
    return at;
}

static Quote *collect(const Lines *lines) {
    Quote *quote = g_new0(Quote, 1);
    g_autoptr(GString) own = g_string_new(NULL), quoted = g_string_new(NULL);
    bool gap = false; // something was taken out here
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        size_t length = 0;
        const char *bare = line->kind == LINE_QUOTE ? quote_lines_unmark(line, &length) : NULL;
        if (line->kind == LINE_OWN || (line->kind == LINE_BLANK && !gap)) {
            if (gap)
                end_paragraph(own);
            append_line(own, line->text, line->length);
        } else if (bare != NULL) {
            append_line(quoted, bare, length);
        } else if (line->kind == LINE_REST) {
            append_line(quoted, line->text, line->length);
        }
        quote->has_quote |= line->kind == LINE_QUOTE || line->kind == LINE_REST || line->kind == LINE_INTRO;
        quote->has_signature |= line->kind == LINE_SIGNATURE;
        gap = line->kind != LINE_OWN && (gap || line->kind != LINE_BLANK);
    }
    quote->own = tidy(own);
    quote->quoted = tidy(quoted);
    // What was forwarded long ago, deep in the quote of an answer, makes no forward of it.
    size_t first = first_quoted(lines);
    quote->has_forward = first < lines->count && first == lines->forward;
    return quote;
}

// True when the marked line is where a program began to quote: "> On Monday, Ann wrote:", "> From: Ann".
static bool begins_quote(const Line *line) {
    size_t length = 0;
    const char *bare = quote_lines_unmark(line, &length);
    return length > 0 && (quote_label_of(bare, length) != QUOTE_LABEL_NONE || bare[length - 1] == ':');
}

// True when one of the first marked lines is such.
static bool is_quoted_by_program(const Lines *lines) {
    size_t marked = 0;
    for (size_t i = 0; i < lines->count && marked < MARKED_LINES; i++) {
        if (lines->at[i].kind != LINE_QUOTE)
            continue;
        if (begins_quote(&lines->at[i]))
            return true;
        marked++;
    }
    return marked == 0;
}

// "> > > > >": what is left of many rounds; nobody pastes that. Three may be a prompt.
static bool is_marks_alone(const Line *line) {
    size_t marks = 0;
    for (size_t i = 0; i < line->length; i++) {
        if (strchr("> \t", line->text[i]) == NULL)
            return false;
        marks += line->text[i] == '>';
    }
    return marks > 3;
}

// Who begins a conversation has nothing to quote: marked lines that nothing introduces, between their own,
// are what they pasted, and part of what they say.
static void keep_pasted(Lines *lines) {
    bool own = false;
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->at[i].kind == LINE_INTRO)
            return;
        own |= lines->at[i].kind == LINE_OWN;
    }
    if (!own || is_quoted_by_program(lines))
        return;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->at[i].kind == LINE_QUOTE && !is_marks_alone(&lines->at[i]))
            lines->at[i].kind = LINE_OWN;
}

Quote *quote_split(const char *plain, QuoteSetting setting) {
    g_autoptr(GArray) array = quote_lines_split(plain);
    Lines lines = {.at = (Line *)(void *)array->data, .count = array->len, .setting = setting};
    lines.forward = lines.count;
    quote_armor_mark(&lines);
    quote_ending_mark_banners(&lines);
    quote_header_mark(&lines);
    quote_intro_mark(&lines);
    if (setting == QUOTE_IN_NEW)
        keep_pasted(&lines);
    quote_ending_mark(&lines);
    return collect(&lines);
}
