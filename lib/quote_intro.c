// Most programs introduce what they quote by a sentence, wrapped where they like. People write such sentences
// too ("On Monday your agent wrote:"), so the weaker ones count only above marked lines.
#include "quote_intro.h"

#include <string.h>

#include "quote_form.h"

#define INTRO_LINES_MAX 4

// A wrapped introduction may have "On Monday," on a line of its own before what was found.
static size_t extend_up(const Lines *lines, size_t start) {
    if (start == 0 || lines->at[start - 1].kind != LINE_OWN)
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
        if (line->kind != LINE_OWN)
            break;
        g_autofree char *joined = quote_lines_join(lines, end - back, end);
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

// A new mail may tell what somebody wrote; a program that quotes there names their address, or the year.
static bool is_by_program(const Lines *lines, size_t start, size_t end) {
    g_autofree char *joined = quote_lines_join(lines, start, end);
    return strchr(joined, '@') != NULL || quote_form_has_year(joined);
}

// Where nothing stands above and nothing is marked, it may be all that they wrote, below a quote that lost
// its marks: that stays.
static void introduce(Lines *lines, size_t first, size_t start, size_t end) {
    if (start <= first)
        (void)quote_lines_set_intro(lines, start, end);
    else
        quote_lines_introduce(lines, start, end);
}

// "2016/2/1 Ann <a@b>" above lines marked by bars.
static bool is_above_bars(const Lines *lines, size_t i) {
    const Line *line = &lines->at[i];
    size_t next = quote_lines_next(lines, i + 1);
    return next < lines->count && *lines->at[next].text == '|' &&
           quote_form_dated_sender(line->text, line->length);
}

// Novell's ">>> Ann <a@b> 1.2.2016 10:00 >>>" is no mark of a quote but its introduction; a prompt and its
// like hold no time, nor a date and an address.
static bool is_between_marks(const Line *line) {
    if (line->kind != LINE_QUOTE || line->length <= 16 || strncmp(line->text, ">>> ", 4) != 0 ||
        strncmp(line->text + line->length - 4, " >>>", 4) != 0)
        return false;
    g_autofree char *text = g_strndup(line->text, line->length);
    bool dated = strpbrk(text, "0123456789") != NULL && strchr(text, '@') != NULL;
    return dated || quote_form_has_time(text);
}

// A program names a date or an address; what people write instead counts above marked lines only. Asked
// first, since a list of a thousand lines with colons is quickly told from introductions.
static bool may_introduce(const Lines *lines, size_t end) {
    for (size_t back = 0; back < INTRO_LINES_MAX && back <= end; back++) {
        const Line *line = &lines->at[end - back];
        for (size_t i = 0; i < line->length; i++)
            if (g_ascii_isdigit(line->text[i]) || line->text[i] == '@')
                return true;
    }
    return quote_lines_quote_next(lines, end + 1);
}

// `first` is where the body begins.
static void mark_sentence(Lines *lines, size_t first, size_t end) {
    size_t start = end;
    QuoteIntro intro = find_intro(lines, end, &start);
    if (intro == QUOTE_INTRO_STRONG && lines->setting != QUOTE_IN_ANSWER && !is_by_program(lines, start, end))
        intro = QUOTE_INTRO_WEAK;
    if (intro == QUOTE_INTRO_STRONG)
        introduce(lines, first, start, end + 1);
    else if (intro == QUOTE_INTRO_WEAK && quote_lines_quote_next(lines, end + 1))
        quote_lines_introduce(lines, start, end + 1);
}

void quote_intro_mark(Lines *lines) {
    size_t first = quote_lines_first(lines);
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->at[i];
        if (is_between_marks(line)) {
            line->kind = LINE_OWN;
            quote_lines_introduce(lines, i, i + 1);
        }
        if (line->kind != LINE_OWN)
            continue;
        if ((lines->setting == QUOTE_IN_ANSWER && quote_form_intro_inline(line->text, line->length)) ||
            is_above_bars(lines, i))
            quote_lines_introduce(lines, i, i + 1);
        else if (quote_form_intro_ends(line->text, line->length) && may_introduce(lines, i))
            mark_sentence(lines, first, i);
    }
}
