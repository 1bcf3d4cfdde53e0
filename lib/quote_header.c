// Outlook and those who copy it introduce what they quote by its header. A block of labels is one when it
// names who and when and one thing more; people write such lines too (way-bills, forms, logs), so something
// must stand in it that only mail has.
#include "quote_header.h"

#include <string.h>

#include "quote_form.h"
#include "quote_label.h"

#define HEADER_LINES_MAX 16
#define NOTES_LINES_MAX 16

static bool has_address(const Lines *lines, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (memchr(lines->at[i].text, '@', lines->at[i].length) != NULL)
            return true;
    return false;
}

static bool has_time(const Lines *lines, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        g_autofree char *line = g_strndup(lines->at[i].text, lines->at[i].length);
        if (quote_form_has_time(line))
            return true;
    }
    return false;
}

static unsigned label_of(const Line *line) {
    return line->kind == LINE_OWN ? quote_label_of(line->text, line->length) : QUOTE_LABEL_NONE;
}

// "Risposta: ..." between known labels: a label of a program or language that the table lacks.
static bool is_unknown_label(const Lines *lines, size_t i) {
    const Line *line = &lines->at[i], *next = i + 1 < lines->count ? &lines->at[i + 1] : NULL;
    const char *colon = line->kind == LINE_OWN ? memchr(line->text, ':', MIN(line->length, 24)) : NULL;
    return colon != NULL && next != NULL && label_of(next) != QUOTE_LABEL_NONE;
}

// The second line of a long list of recipients.
static bool is_wrapped(const Line *line, unsigned last) {
    return line->kind == LINE_OWN && (last & (QUOTE_LABEL_TO | QUOTE_LABEL_CC)) != 0 &&
           (memchr(line->text, '@', line->length) != NULL || memchr(line->text, ';', line->length) != NULL);
}

// Reads a header block that begins at line `from`: its end, and the labels seen. Values may be wrapped, and
// one empty line may stand between labels, as some converters leave it.
static size_t read_header(const Lines *lines, size_t from, unsigned *seen) {
    size_t end = from, limit = MIN(lines->count, from + HEADER_LINES_MAX);
    unsigned last = 0;
    bool blank = false;
    for (size_t i = from; i < limit; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == LINE_BLANK) {
            if (blank)
                break;
            blank = true;
            continue;
        }
        unsigned label = label_of(line);
        bool wrapped = label == 0 && !blank && is_wrapped(line, last);
        if (label == 0 && !wrapped && last != 0 && !blank && is_unknown_label(lines, i))
            label = QUOTE_LABEL_CC;
        if ((label == 0 && !wrapped) || (label != 0 && label != QUOTE_LABEL_CC && (*seen & label) != 0))
            break;
        *seen |= label;
        last = label != 0 ? label : last;
        end = i + 1;
        blank = false;
    }
    return end;
}

// Evidence of mail stands in the block: for an answer a time will do, but not where nothing stands above,
// since a form that they filled in may be all that they wrote.
static bool is_of_mail(const Lines *lines, size_t from, size_t to, unsigned seen) {
    const unsigned mail = QUOTE_LABEL_SUBJECT | (QUOTE_LABEL_SENT & ~QUOTE_LABEL_DATE);
    if ((seen & mail) != 0 || has_address(lines, from, to))
        return true;
    return lines->setting == QUOTE_IN_ANSWER && has_time(lines, from, to) &&
           (quote_lines_quote_next(lines, to) || !quote_lines_greeting_above(lines, from));
}

static bool is_header(const Lines *lines, size_t from, size_t to, unsigned seen) {
    const unsigned kinds = QUOTE_LABEL_TO | QUOTE_LABEL_CC | QUOTE_LABEL_SUBJECT;
    return (seen & QUOTE_LABEL_FROM) != 0 && (seen & QUOTE_LABEL_DATE) != 0 && (seen & kinds) != 0 &&
           is_of_mail(lines, from, to, seen);
}

// Above a header block often stands a rule, perhaps with words in it ("-----Ann <ann@b> wrote: -----"); it
// goes with it.
static size_t rule_above(const Lines *lines, size_t from) {
    size_t above = from;
    while (above > 0 && lines->at[above - 1].kind == LINE_BLANK && from - above < 3)
        above--;
    const Line *rule = above > 0 ? &lines->at[above - 1] : NULL;
    bool ruled = rule != NULL && rule->kind == LINE_OWN &&
                 (quote_form_rule(rule->text, rule->length) || quote_form_ruled(rule->text, rule->length));
    return ruled ? above - 1 : from;
}

static void mark_blocks(Lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        unsigned seen = 0;
        if (label_of(&lines->at[i]) == QUOTE_LABEL_NONE)
            continue;
        bool whole = quote_label_in_one_line(lines->at[i].text, lines->at[i].length);
        size_t end = whole ? i + 1 : read_header(lines, i, &seen);
        size_t rule = rule_above(lines, i);
        bool ruled = rule < i && quote_form_ruled(lines->at[rule].text, lines->at[rule].length) &&
                     (seen & QUOTE_LABEL_FROM) != 0 && seen != QUOTE_LABEL_FROM;
        if (!whole && !ruled && !is_header(lines, i, end, seen))
            continue;
        quote_lines_introduce(lines, rule, end);
        i = end - 1;
    }
}

static void mark_markers(Lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        if (line->kind != LINE_OWN)
            continue;
        QuoteMarker marker = quote_form_marker(line->text, line->length);
        if (marker == QUOTE_MARKER_NONE)
            continue;
        size_t header = quote_lines_next(lines, i + 1);
        unsigned seen = 0;
        size_t end = header < lines->count ? read_header(lines, header, &seen) : i + 1;
        if (marker == QUOTE_MARKER_FORWARD)
            lines->forward = MIN(lines->forward, i);
        quote_lines_introduce(lines, i, seen != 0 ? end : i + 1);
    }
}

// "Reply above this line": only where something stands above it.
static void mark_reply_above(Lines *lines) {
    for (size_t i = quote_lines_next(lines, 0) + 1; i < lines->count; i++)
        if (lines->at[i].kind == LINE_OWN && quote_form_reply_above(lines->at[i].text, lines->at[i].length)) {
            quote_lines_introduce(lines, i, i + 1);
            return;
        }
}

// The filled line above `from`, at most three lines up, or count.
static size_t filled_above(const Lines *lines, size_t from) {
    for (size_t i = from; i > 0 && from - i < 3; i--)
        if (lines->at[i - 1].kind != LINE_BLANK)
            return lines->at[i - 1].kind == LINE_OWN ? i - 1 : lines->count;
    return lines->count;
}

// Where the bare word "Subject" stands behind a bare "To", or count.
static size_t find_bare_subject(const Lines *lines, size_t to) {
    for (size_t i = to + 1; i < MIN(lines->count, to + NOTES_LINES_MAX); i++)
        if (lines->at[i].kind == LINE_OWN &&
            quote_label_bare(lines->at[i].text, lines->at[i].length) == QUOTE_LABEL_SUBJECT)
            return i;
    return lines->count;
}

// Old Lotus Notes: sender, date and time on lines of their own, then "To", "cc" and "Subject" without colons.
static void mark_notes(Lines *lines) {
    for (size_t i = 2; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        if (line->kind != LINE_OWN || quote_label_bare(line->text, line->length) != QUOTE_LABEL_TO)
            continue;
        size_t date = filled_above(lines, i), subject = find_bare_subject(lines, i);
        size_t sender = date < lines->count ? filled_above(lines, date) : lines->count;
        if (sender == lines->count || subject == lines->count || !has_time(lines, date, date + 1))
            continue;
        size_t end = MIN(quote_lines_next(lines, subject + 1) + 1, lines->count);
        if (!has_address(lines, sender, end) && quote_lines_greeting_above(lines, sender))
            continue;
        quote_lines_introduce(lines, sender, end);
        return;
    }
}

void quote_header_mark(Lines *lines) {
    mark_reply_above(lines);
    mark_markers(lines);
    mark_blocks(lines);
    mark_notes(lines);
}
