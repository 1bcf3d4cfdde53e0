// Endings are peeled off from below, as long as there is one: a scanner's advertisement, a notice, a footer,
// a signature. Each region of the writer's own lines, up to the next quote or the end, is looked at by
// itself.
#include "quote_ending.h"

#include <string.h>

#include "quote_banner.h"
#include "quote_contact.h"
#include "quote_form.h"
#include "quote_notice.h"

#define SIGNATURE_LINES_MAX 30 // filled lines; a longer one behind "-- " is text
#define DASHES_LINES_MAX 10    // the same behind "--" without its blank
#define PROSE_WORDS_MIN 4
#define NOTICE_MAX 6000      // octets of a legal notice
#define CONTACT_LINES_MAX 24 // filled lines from the closing to the end
#define TRACES_MAX 16        // rules that nothing follows
#define BANNERS_MAX 4
#define BANNER_LINES_MAX 6
#define LINK_MAX 400

// Own lines from `start` to `end`, the last excluded; no line of them is blank at the end.
typedef struct Region {
    Lines *lines;
    size_t start, end;
} Region;

static const Line *line_at(const Region *region, size_t i) {
    return &region->lines->at[i];
}

static void drop_blanks(Region *region) {
    while (region->end > region->start && line_at(region, region->end - 1)->kind != LINE_OWN)
        region->end--;
}

static void take(Region *region, size_t from) {
    quote_lines_set(region->lines, from, region->end, LINE_SIGNATURE);
    region->end = from;
    drop_blanks(region);
}

// Where the paragraph that ends the region begins.
static size_t paragraph_start(const Region *region) {
    size_t start = region->end;
    while (start > region->start && line_at(region, start - 1)->kind == LINE_OWN)
        start--;
    return start;
}

static bool is_dashes(const Line *line) {
    return line->kind == LINE_OWN && line->length == 2 && memcmp(line->text, "--", 2) == 0;
}

// A rule of any length, or the letter by which readers are traced (U+1427).
static bool is_trace(const Line *line) {
    const char *text = line->text, *end = text + line->length;
    if (line->length == 3 && memcmp(text, "ᐧ", 3) == 0)
        return true;
    while (text < end && *text == ' ')
        text++;
    if (end - text < 2 || strchr("-_=~*#+", *text) == NULL)
        return false;
    for (const char *at = text; at < end; at++)
        if (*at != *text)
            return false;
    return true;
}

// A rule that has its like above is the lower edge of a box.
static bool has_like(const Region *region, size_t i) {
    const Line *line = line_at(region, i);
    for (size_t other = region->start; other < i; other++)
        if (line_at(region, other)->length == line->length &&
            memcmp(line_at(region, other)->text, line->text, line->length) == 0)
            return true;
    return false;
}

static void peel_traces(Region *region) {
    for (int traces = 0; traces < TRACES_MAX && region->end > region->start; traces++) {
        size_t last = region->end - 1;
        if (!is_trace(line_at(region, last)) || line_at(region, last)->dashes_blank ||
            has_like(region, last) || last == quote_lines_next(region->lines, region->start))
            return;
        take(region, last);
    }
}

static bool is_link(const Line *line) {
    return line->kind == LINE_OWN && line->length < LINK_MAX &&
           (strncmp(line->text, "<http", 5) == 0 || strncmp(line->text, "http", 4) == 0 ||
            strncmp(line->text, "<#", 2) == 0);
}

// A footer, with the links around it.
static bool peel_footer(Region *region) {
    size_t at = region->end;
    while (at > region->start && line_at(region, at - 1)->kind != LINE_QUOTE &&
           (is_link(line_at(region, at - 1)) || line_at(region, at - 1)->kind == LINE_BLANK))
        at--;
    if (at == region->start ||
        !quote_form_footer(line_at(region, at - 1)->text, line_at(region, at - 1)->length))
        return false;
    at--;
    while (at > region->start && *line_at(region, at - 1)->text == '<' && is_link(line_at(region, at - 1)))
        at--;
    take(region, at);
    return true;
}

// A footer whose maker wrapped it: its first line, and short ones behind it in the same paragraph.
static bool peel_wrapped_footer(Region *region) {
    size_t start = paragraph_start(region);
    const Line *first = line_at(region, start);
    if (region->end - start > 3 || !quote_form_footer(first->text, first->length))
        return false;
    take(region, start);
    return true;
}

static bool is_notice(const char *paragraph) {
    return quote_notice_legal(paragraph) || quote_notice_company(paragraph) || quote_notice_list(paragraph) ||
           quote_banner_is(paragraph);
}

// One paragraph, that holds several notices' worth of text at most.
static bool peel_notice(Region *region) {
    size_t start = paragraph_start(region), octets = 0;
    for (size_t i = start; i < region->end; i++)
        octets += line_at(region, i)->length;
    if (octets > NOTICE_MAX)
        return false;
    g_autofree char *paragraph = quote_lines_join(region->lines, start, region->end - 1);
    if (!is_notice(paragraph))
        return false;
    take(region, start);
    return true;
}

static void peel(Region *region) {
    drop_blanks(region);
    bool more = true;
    while (more && region->end > region->start) {
        peel_traces(region);
        more = region->end > region->start &&
               (peel_footer(region) || peel_wrapped_footer(region) || peel_notice(region));
    }
}

// "Shame on this company": four words or more, of which two are small. Names and titles have commas and
// capitals, and streets have numbers: beside those most words must be small, or the line must end as a
// sentence does.
static bool is_prose(const Line *line) {
    if (line->length == 0 || quote_contact_closing(line->text, line->length))
        return false;
    g_autofree char *text = g_strndup(line->text, line->length);
    g_auto(GStrv) words = g_strsplit(text, " ", 0);
    size_t count = g_strv_length(words), small = 0;
    for (char **word = words; *word != NULL; word++)
        small += g_unichar_islower(g_utf8_get_char(*word)) ? 1 : 0;
    if (count < PROSE_WORDS_MIN || small == 0)
        return false;
    if (strchr(".!?", line->text[line->length - 1]) != NULL)
        return true;
    if (strpbrk(text, "|@") != NULL)
        return false;
    bool title = strpbrk(text, ",0123456789") != NULL;
    return title ? count >= 2 * PROSE_WORDS_MIN - 1 && small * 3 >= count * 2 : small >= 2;
}

// True for lines that may be a signature behind dashes that lost their blank: in doubt they are not.
static bool is_signature(const Region *region, size_t from) {
    size_t filled = 0;
    for (size_t i = from; i < region->end; i++) {
        const Line *line = line_at(region, i);
        if (line->kind != LINE_OWN)
            continue;
        bool first = filled++ == 0;
        bool cry = line->length > 0 && strchr("!?", line->text[line->length - 1]) != NULL;
        if (filled > DASHES_LINES_MAX || quote_form_says(line->text, line->length) || is_prose(line) ||
            (first && (cry || g_unichar_islower(g_utf8_get_char(line->text)))))
            return false;
    }
    return !quote_lines_greeting_above(region->lines, from - 1);
}

// A signature lasts to the next quote or the end. Dashes that lost their blank are its mark only when there
// is one such line: people part lists with them.
static void peel_signature(Region *region, bool bare) {
    size_t filled = 0, found = region->end;
    for (size_t i = region->end; i-- > region->start && filled <= SIGNATURE_LINES_MAX;) {
        const Line *line = line_at(region, i);
        if (is_dashes(line) && (line->dashes_blank || (bare && is_signature(region, i + 1))))
            found = i;
        filled += line->kind == LINE_OWN;
    }
    if (found < region->end)
        take(region, found);
}

// What lines `from` to the end hold of how to reach somebody, or QUOTE_CONTACT_WORDS when they say more. A
// link alone may be what they write about.
static unsigned read_contact(const Region *region, size_t from) {
    unsigned found = QUOTE_CONTACT_NONE;
    size_t filled = 0;
    for (size_t i = from; i < region->end; i++)
        if (line_at(region, i)->kind == LINE_OWN) {
            found |= quote_contact_line(line_at(region, i)->text, line_at(region, i)->length);
            filled++;
        }
    if ((found & QUOTE_CONTACT_WORDS) != 0)
        return QUOTE_CONTACT_WORDS;
    return found == QUOTE_CONTACT_WEB && filled < 2 ? QUOTE_CONTACT_NONE : found;
}

static bool is_rule(const Line *line) {
    return line->kind == LINE_OWN && (quote_form_rule(line->text, line->length) ||
                                      (line->length == 3 && memcmp(line->text, "—", 3) == 0));
}

// The filled line above `from`, or the region's start.
static size_t filled_above(const Region *region, size_t from) {
    while (from > region->start && line_at(region, from - 1)->kind != LINE_OWN)
        from--;
    return from > region->start ? from - 1 : region->start;
}

// "-Ann Lee" in a paragraph's first line, below something that is no list of such.
static bool is_dashed_name(const Region *region, size_t i) {
    size_t above = filled_above(region, i);
    const Line *line = line_at(region, i), *before = line_at(region, above);
    g_autofree char *text = g_strndup(line->text, line->length);
    const char *name = g_strchug(text);
    if (before->kind != LINE_OWN || above == i || i - above < 2 || *name++ != '-' || strlen(name) < 3 ||
        *before->text == '-' || before->text[before->length - 1] == ':')
        return false;
    g_auto(GStrv) words = g_strsplit(name, " ", 0);
    for (char **word = words; *word != NULL; word++)
        if (!g_unichar_isupper(g_utf8_get_char(*word)) || strpbrk(*word, "0123456789.,:;!?") != NULL)
            return false;
    return g_strv_length(words) <= 3;
}

// Where the particulars behind the closing at `i` begin: behind the name below it.
static size_t behind_name(const Region *region, size_t i) {
    size_t next = quote_lines_next(region->lines, i + 1);
    bool named = next < region->end &&
                 !quote_contact_signed(line_at(region, i)->text, line_at(region, i)->length) &&
                 quote_contact_name(line_at(region, next)->text, line_at(region, next)->length);
    return named ? quote_lines_next(region->lines, next + 1) : next;
}

// Particulars below a closing and a name, which stay; or below a rule or a dashed name, which go.
static bool peel_closed(Region *region) {
    size_t filled = 0;
    for (size_t i = region->end; i-- > region->start && filled <= CONTACT_LINES_MAX;) {
        const Line *line = line_at(region, i);
        filled += line->kind == LINE_OWN;
        if (line->kind != LINE_OWN)
            continue;
        bool goes = is_rule(line) || is_dashed_name(region, i);
        if (!goes && !quote_contact_closing(line->text, line->length))
            continue;
        size_t from = goes ? i : behind_name(region, i);
        bool last = goes && i + 1 == region->end && !is_rule(line);
        unsigned found = from < region->end ? read_contact(region, goes ? from + 1 : from) : 0;
        if (i == region->start || found == QUOTE_CONTACT_WORDS || (found == QUOTE_CONTACT_NONE && !last))
            return false;
        take(region, from);
        return true;
    }
    return false;
}

// A last paragraph of nothing but a name and two ways to reach them, unless it was announced.
static void peel_particulars(Region *region) {
    size_t start = paragraph_start(region), above = filled_above(region, start);
    if (start == region->start || above == start || region->end - start > CONTACT_LINES_MAX)
        return;
    const Line *before = line_at(region, above), *name = line_at(region, start);
    unsigned found = read_contact(region, start);
    bool two = (found & (found - 1)) != 0;
    if (two && (found & QUOTE_CONTACT_WORDS) == 0 && before->length > 0 &&
        before->text[before->length - 1] != ':' && quote_contact_name(name->text, name->length))
        take(region, start);
}

static void mark_region(Lines *lines, size_t start, size_t end, bool bare) {
    Region region = {lines, start, end};
    peel(&region);
    peel_signature(&region, bare);
    peel(&region);
    if (region.end > region.start && !peel_closed(&region))
        peel_particulars(&region);
    peel(&region);
}

static bool has_one_bare_dashes(const Lines *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count += is_dashes(&lines->at[i]) && !lines->at[i].dashes_blank;
    return count == 1;
}

void quote_ending_mark(Lines *lines) {
    bool bare = has_one_bare_dashes(lines);
    for (size_t i = 0; i < lines->count; i++) {
        size_t start = i;
        while (i < lines->count && lines->at[i].kind <= LINE_BLANK)
            i++;
        if (i > start)
            mark_region(lines, start, i, bare);
    }
}

static bool ends_sentence(const Line *line) {
    return line->length > 0 && strchr(".!]>)*", line->text[line->length - 1]) != NULL;
}

// How many lines from `from` are one banner, or what stands behind one; 0 when none is.
static size_t banner_length(const Lines *lines, size_t from, bool behind) {
    size_t limit = MIN(lines->count, from + BANNER_LINES_MAX);
    for (size_t i = from; i < limit && lines->at[i].kind == LINE_OWN; i++) {
        bool last = i + 1 == lines->count || lines->at[i + 1].kind == LINE_BLANK;
        if (!last && !ends_sentence(&lines->at[i]) && i > from)
            continue;
        g_autofree char *joined = quote_lines_join(lines, from, i);
        bool whole = last || ends_sentence(&lines->at[i]);
        if (i == from && quote_banner_mark(joined))
            return 1;
        if (whole && (quote_banner_is(joined) || (behind && quote_banner_advice(joined))))
            return i - from + 1;
    }
    return 0;
}

void quote_ending_mark_banners(Lines *lines) {
    bool behind = false;
    for (int banners = 0; banners < BANNERS_MAX; banners++) {
        size_t at = quote_lines_first(lines);
        size_t length = at < lines->count ? banner_length(lines, at, behind) : 0;
        size_t rule = behind && at < lines->count && is_rule(&lines->at[at]) ? 1 : 0;
        if (length + rule == 0)
            break;
        quote_lines_set(lines, at, at + MAX(length, rule), LINE_SIGNATURE);
        behind = true;
    }
    size_t at = quote_lines_first(lines);
    if (at == lines->count || lines->at[at].kind != LINE_OWN)
        return;
    unsigned tag = quote_banner_tag(lines->at[at].text);
    if (tag > 0 && tag < lines->at[at].length) {
        lines->at[at].text += tag;
        lines->at[at].length -= tag;
    }
}
