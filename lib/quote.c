// Which lines are the writer's own. Each line gets a kind, by a few passes over
// the list, none of which looks further than some lines ahead; then lines are
// sorted by kind. A line is taken from the writer only on positive evidence:
// losing a customer's words is worse than keeping a footer.
#include "quote.h"

#include <string.h>

#include "quote_form.h"

#define INTRO_LINES_MAX 4
#define HEADER_LINES_MAX 16
#define SIGNATURE_LINES_MAX 30 // a longer one behind "-- " is text
#define NOTICE_MAX 6000        // octets of a legal notice
#define DASHES_LINES_MAX 10    // the same behind "--" without its blank

// The first two are lines that nothing was found about yet.
typedef enum Kind { KIND_OWN, KIND_BLANK, KIND_QUOTE, KIND_REST, KIND_INTRO, KIND_SIGNATURE } Kind;

typedef struct Line {
    const char *text;
    size_t length; // without blanks at its end
    Kind kind;
    bool dashes_blank; // "-- " exactly
} Line;

typedef struct Lines {
    Line *at;
    size_t count;
    QuoteSetting setting;
    size_t forward; // where the first marker of a forward stands, or count
} Lines;

void quote_free(Quote *quote) {
    if (quote == NULL)
        return;
    g_free(quote->own);
    g_free(quote->quoted);
    g_free(quote);
}

// "> text", also behind up to three blanks; but not mbox's ">From ".
static bool is_marked(const char *text, size_t length) {
    size_t blanks = 0;
    while (blanks < length && blanks < 4 && text[blanks] == ' ')
        blanks++;
    return blanks < 4 && blanks < length && text[blanks] == '>' &&
           !(length > 6 && strncmp(text, ">From ", 6) == 0);
}

static GArray *split_lines(const char *plain) {
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    while (*plain != '\0') {
        const char *end = strchrnul(plain, '\n');
        size_t length = (size_t)(end - plain);
        Line line = {.text = plain, .dashes_blank = length == 3 && memcmp(plain, "-- ", 3) == 0};
        while (length > 0 && strchr(" \t\r", plain[length - 1]) != NULL)
            length--;
        line.length = length;
        line.kind = length == 0 ? KIND_BLANK : is_marked(plain, length) ? KIND_QUOTE : KIND_OWN;
        g_array_append_val(lines, line);
        plain = *end == '\n' ? end + 1 : end;
    }
    return lines;
}

// The first line from `from` that is not blank, or count.
static size_t next_filled(const Lines *lines, size_t from) {
    while (from < lines->count && lines->at[from].kind == KIND_BLANK)
        from++;
    return from;
}

static bool is_quote_next(const Lines *lines, size_t from) {
    size_t next = next_filled(lines, from);
    return next < lines->count && lines->at[next].kind == KIND_QUOTE;
}

static void set_kind(Lines *lines, size_t from, size_t to, Kind kind) {
    for (size_t i = from; i < to; i++)
        if (lines->at[i].kind != KIND_QUOTE)
            lines->at[i].kind = kind;
}

// An introduction takes its own lines; when no marked lines follow, all that follows is the quote.
static void introduce(Lines *lines, size_t from, size_t to) {
    set_kind(lines, from, to, KIND_INTRO);
    if (!is_quote_next(lines, to))
        set_kind(lines, to, lines->count, KIND_REST);
}

static char *join(const Lines *lines, size_t from, size_t to) {
    GString *joined = g_string_new(NULL);
    for (size_t i = from; i <= to; i++) {
        if (joined->len > 0)
            g_string_append_c(joined, ' ');
        g_string_append_len(joined, lines->at[i].text, (gssize)lines->at[i].length);
    }
    return g_string_free(joined, FALSE);
}

// A wrapped introduction may have "On Monday," on a line of its own before what was found.
static size_t extend_up(const Lines *lines, size_t start) {
    if (start == 0 || lines->at[start - 1].kind != KIND_OWN)
        return start;
    const Line *before = &lines->at[start - 1];
    bool open_end = before->length > 0 && before->length < 80 && before->text[before->length - 1] == ',';
    return open_end && quote_form_intro_begins(before->text, before->length) ? start - 1 : start;
}

// Finds where the introduction that ends at line `end` starts.
static QuoteIntro find_intro(const Lines *lines, size_t end, size_t *start) {
    QuoteIntro best = QUOTE_INTRO_NONE;
    for (size_t back = 0; back < INTRO_LINES_MAX && back <= end; back++) {
        const Line *line = &lines->at[end - back];
        if (line->kind != KIND_OWN)
            break;
        g_autofree char *joined = join(lines, end - back, end);
        QuoteIntro intro = quote_form_intro(joined);
        if (intro == QUOTE_INTRO_STRONG) {
            *start = extend_up(lines, end - back);
            return intro;
        }
        bool begins = quote_form_intro_begins(line->text, line->length);
        if (intro == QUOTE_INTRO_WEAK && (back == 0 || (begins && best == QUOTE_INTRO_WEAK))) {
            *start = end - back;
            best = intro;
        }
    }
    return best;
}

static bool has_address(const Lines *lines, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (memchr(lines->at[i].text, '@', lines->at[i].length) != NULL)
            return true;
    return false;
}

// A new mail may tell what somebody wrote; a program that quotes there names their address, or the year.
static bool is_by_program(const Lines *lines, size_t start, size_t end) {
    g_autofree char *joined = join(lines, start, end);
    return strchr(joined, '@') != NULL || quote_form_has_year(joined);
}

static void mark_intros(Lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == KIND_OWN && lines->setting == QUOTE_IN_ANSWER &&
            quote_form_intro_inline(line->text, line->length))
            introduce(lines, i, i + 1);
        if (line->kind != KIND_OWN || !quote_form_intro_ends(line->text, line->length))
            continue;
        size_t start = i;
        QuoteIntro intro = find_intro(lines, i, &start);
        if (intro == QUOTE_INTRO_STRONG && lines->setting == QUOTE_IN_NEW && !is_by_program(lines, start, i))
            intro = QUOTE_INTRO_WEAK;
        if (intro == QUOTE_INTRO_STRONG || (intro == QUOTE_INTRO_WEAK && is_quote_next(lines, i + 1)))
            introduce(lines, start, i + 1);
    }
}

// "Risposta: ..." between known labels: a label of a program or language that the table lacks.
static bool is_unknown_label(const Lines *lines, size_t i) {
    const Line *line = &lines->at[i], *next = i + 1 < lines->count ? &lines->at[i + 1] : NULL;
    const char *colon = line->kind == KIND_OWN ? memchr(line->text, ':', MIN(line->length, 24)) : NULL;
    return colon != NULL && next != NULL && next->kind == KIND_OWN &&
           quote_form_label(next->text, next->length) != QUOTE_LABEL_NONE;
}

// Reads a header block that begins at line `from`: its end, and the labels seen. Values may be wrapped, and
// one empty line may stand between labels, as some converters leave it.
static size_t read_header(const Lines *lines, size_t from, unsigned *seen) {
    size_t end = from, limit = MIN(lines->count, from + HEADER_LINES_MAX);
    unsigned last = 0;
    bool blank = false;
    for (size_t i = from; i < limit; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == KIND_BLANK) {
            if (blank)
                break;
            blank = true;
            continue;
        }
        unsigned label = line->kind == KIND_OWN ? quote_form_label(line->text, line->length) : 0;
        bool wrapped =
            label == 0 && !blank && line->kind == KIND_OWN &&
            (last & (QUOTE_LABEL_TO | QUOTE_LABEL_CC)) != 0 &&
            (memchr(line->text, '@', line->length) != NULL || memchr(line->text, ';', line->length) != NULL);
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

// A block of labels is a mail's header when it names who and when and one thing more. In a new mail a
// way-bill could do that too, so there something must stand in it that only mail has.
static bool is_header(const Lines *lines, size_t from, size_t to, unsigned seen) {
    const unsigned kinds = QUOTE_LABEL_TO | QUOTE_LABEL_CC | QUOTE_LABEL_SUBJECT;
    if ((seen & QUOTE_LABEL_FROM) == 0 || (seen & QUOTE_LABEL_DATE) == 0 || (seen & kinds) == 0)
        return false;
    const unsigned mail = QUOTE_LABEL_SUBJECT | (QUOTE_LABEL_SENT & ~QUOTE_LABEL_DATE);
    return lines->setting == QUOTE_IN_ANSWER || (seen & mail) != 0 || has_address(lines, from, to);
}

// Above a header block often stands a rule; it goes with it.
static size_t rule_above(const Lines *lines, size_t from) {
    size_t above = from;
    while (above > 0 && lines->at[above - 1].kind == KIND_BLANK && from - above < 3)
        above--;
    return above > 0 && quote_form_rule(lines->at[above - 1].text, lines->at[above - 1].length) ? above - 1
                                                                                                : from;
}

static void mark_headers(Lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        if (line->kind != KIND_OWN || quote_form_label(line->text, line->length) == QUOTE_LABEL_NONE)
            continue;
        unsigned seen = 0;
        size_t end = read_header(lines, i, &seen);
        if (!is_header(lines, i, end, seen))
            continue;
        introduce(lines, rule_above(lines, i), end);
        i = end - 1;
    }
}

static void mark_markers(Lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->at[i];
        if (line->kind != KIND_OWN)
            continue;
        QuoteMarker marker = quote_form_marker(line->text, line->length);
        if (marker == QUOTE_MARKER_NONE)
            continue;
        size_t header = next_filled(lines, i + 1);
        unsigned seen = 0;
        size_t end = header < lines->count ? read_header(lines, header, &seen) : i + 1;
        if (marker == QUOTE_MARKER_FORWARD)
            lines->forward = MIN(lines->forward, i);
        introduce(lines, i, seen != 0 ? end : i + 1);
    }
}

// "Reply above this line": only where something stands above it.
static void mark_reply_above(Lines *lines) {
    for (size_t i = next_filled(lines, 0) + 1; i < lines->count; i++)
        if (lines->at[i].kind == KIND_OWN && quote_form_reply_above(lines->at[i].text, lines->at[i].length)) {
            introduce(lines, i, i + 1);
            return;
        }
}

static bool is_dashes(const Line *line) {
    return line->kind == KIND_OWN && line->length == 2 && memcmp(line->text, "--", 2) == 0;
}

// True for lines that may be a signature behind dashes that lost their blank.
static bool is_signature(const Lines *lines, size_t from, size_t to) {
    size_t filled = 0;
    for (size_t i = from; i < to; i++) {
        if (lines->at[i].kind == KIND_OWN && quote_form_says(lines->at[i].text, lines->at[i].length))
            return false;
        filled += lines->at[i].kind == KIND_OWN;
    }
    return filled <= DASHES_LINES_MAX;
}

static size_t count_bare_dashes(const Lines *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count += is_dashes(&lines->at[i]) && !lines->at[i].dashes_blank;
    return count;
}

// A signature lasts to the next quote or the end. Dashes that lost their blank are its mark only when there
// is one such line: people part lists with them.
static void mark_signatures(Lines *lines) {
    size_t bare = count_bare_dashes(lines);
    for (size_t i = 0; i < lines->count; i++) {
        if (!is_dashes(&lines->at[i]))
            continue;
        size_t end = i + 1, filled = 0;
        while (end < lines->count && lines->at[end].kind <= KIND_BLANK)
            filled += lines->at[end++].kind == KIND_OWN;
        if (lines->at[i].dashes_blank ? filled <= SIGNATURE_LINES_MAX
                                      : bare == 1 && is_signature(lines, i + 1, end))
            set_kind(lines, i, end, KIND_SIGNATURE);
        i = end - 1;
    }
}

// Mobile footers are the last words before a quote or the end, perhaps with a link behind them.
static void mark_footers(Lines *lines) {
    bool last = true; // nothing but blanks, links and footers between here and the next quote
    for (size_t i = lines->count; i-- > 0;) {
        Line *line = &lines->at[i];
        if (line->kind != KIND_OWN) {
            last = last || line->kind != KIND_BLANK;
            continue;
        }
        bool link = line->length < 120 &&
                    (strncmp(line->text, "<http", 5) == 0 || strncmp(line->text, "http", 4) == 0);
        if (last && quote_form_footer(line->text, line->length)) {
            size_t end = i + 1;
            while (end < lines->count && lines->at[end].kind == KIND_OWN)
                end++;
            set_kind(lines, i, end, KIND_SIGNATURE);
        } else if (!link)
            last = false;
    }
}

// A lawyer's notice is a paragraph of its own at the end or before a quote; several may follow each other.
static void mark_notices(Lines *lines) {
    bool last = true;
    for (size_t end = lines->count; end > 0;) {
        if (lines->at[end - 1].kind != KIND_OWN) {
            last = last || lines->at[end - 1].kind != KIND_BLANK;
            end--;
            continue;
        }
        size_t start = end - 1, octets = lines->at[start].length;
        while (start > 0 && lines->at[start - 1].kind == KIND_OWN)
            octets += lines->at[--start].length;
        if (last && octets <= NOTICE_MAX) {
            g_autofree char *paragraph = join(lines, start, end - 1);
            last = quote_form_notice(paragraph);
            if (last)
                set_kind(lines, start, end, KIND_SIGNATURE);
        } else {
            last = false;
        }
        end = start;
    }
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

// The line without its first quote mark.
static const char *unmark(const Line *line, size_t *length) {
    const char *text = line->text, *end = line->text + line->length;
    while (text < end && *text == ' ')
        text++;
    text += text < end && *text == '>';
    text += text < end && *text == ' ';
    *length = (size_t)(end - text);
    return text;
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
    while (at < lines->count && lines->at[at].kind != KIND_QUOTE && lines->at[at].kind != KIND_REST &&
           lines->at[at].kind != KIND_INTRO)
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
        const char *bare = line->kind == KIND_QUOTE ? unmark(line, &length) : NULL;
        if (line->kind == KIND_OWN || (line->kind == KIND_BLANK && !gap)) {
            if (gap)
                end_paragraph(own);
            append_line(own, line->text, line->length);
        } else if (bare != NULL) {
            append_line(quoted, bare, length);
        } else if (line->kind == KIND_REST) {
            append_line(quoted, line->text, line->length);
        }
        quote->has_quote |= line->kind == KIND_QUOTE || line->kind == KIND_REST || line->kind == KIND_INTRO;
        quote->has_signature |= line->kind == KIND_SIGNATURE;
        gap = line->kind != KIND_OWN && (gap || line->kind != KIND_BLANK);
    }
    quote->own = tidy(own);
    quote->quoted = tidy(quoted);
    // What was forwarded long ago, deep in the quote of an answer, makes no forward of it.
    size_t first = first_quoted(lines);
    quote->has_forward = first < lines->count && first == lines->forward;
    return quote;
}

Quote *quote_split(const char *plain, QuoteSetting setting) {
    g_autoptr(GArray) array = split_lines(plain);
    Lines lines = {.at = (Line *)(void *)array->data, .count = array->len, .setting = setting};
    lines.forward = lines.count;
    mark_reply_above(&lines);
    mark_markers(&lines);
    mark_headers(&lines);
    mark_intros(&lines);
    mark_notices(&lines); // before, so that a notice is no text of a signature; behind, for those above one
    mark_signatures(&lines);
    mark_notices(&lines);
    mark_footers(&lines);
    return collect(&lines);
}
