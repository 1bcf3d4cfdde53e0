// A page is laid out by cells: a code point, its columns, its look. Whatever comes from a message becomes
// cells first, and what is no printable character becomes none, so a message can neither speak to the
// terminal nor break the width. Without colour, evidence stands in brackets with the numbers of its signals.
#include "page.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "explain.h"
#include "values.h"

// The three conversations of a difficult exchange (VERDICT.md), what the customer may do next, and what needs
// nobody. Thanks are feelings too, but in the colour of anger they would be read as anger.
typedef enum Group {
    GROUP_HAPPENED,
    GROUP_FEELINGS,
    GROUP_IDENTITY,
    GROUP_NEXT,
    GROUP_GOOD,
    GROUP_COUNT
} Group;

// Colours of the terminal's own palette, which its owner made fit for light or dark.
static const struct {
    const char *name, *colour;
} GROUPS[GROUP_COUNT] = {
    [GROUP_HAPPENED] = {"what happened", "36"}, [GROUP_FEELINGS] = {"feelings", "35"},
    [GROUP_IDENTITY] = {"identity", "33"},      [GROUP_NEXT] = {"what may follow", "31"},
    [GROUP_GOOD] = {"good news", "32"},
};

static const Group GROUP_OF[SIGNAL_COUNT] = {
    [SIGNAL_IMPACT] = GROUP_HAPPENED,
    [SIGNAL_REPEAT] = GROUP_HAPPENED,
    [SIGNAL_BROKEN_PROMISE] = GROUP_HAPPENED,
    [SIGNAL_SECURITY] = GROUP_HAPPENED,
    [SIGNAL_ANGER] = GROUP_FEELINGS,
    [SIGNAL_ANXIETY] = GROUP_FEELINGS,
    [SIGNAL_IDENTITY] = GROUP_IDENTITY,
    [SIGNAL_URGENCY] = GROUP_NEXT,
    [SIGNAL_CHURN] = GROUP_NEXT,
    [SIGNAL_LEGAL] = GROUP_NEXT,
    [SIGNAL_PUBLIC] = GROUP_NEXT,
    [SIGNAL_MANAGER] = GROUP_NEXT,
    [SIGNAL_GRATITUDE] = GROUP_GOOD,
    [SIGNAL_RESOLVED] = GROUP_GOOD,
};

static const char *const LEVEL_COLOURS[LEVEL_COUNT] = {
    [LEVEL_NONE] = "32", [LEVEL_CONCERN] = "36", [LEVEL_ESCALATION] = "33", [LEVEL_CRITICAL] = "31"};

enum { COLOUR_LEVEL = GROUP_COUNT + 1 }; // colours: 0 none, then the groups, then the levels
enum { BAR = 10, NAME = 15, MARKS = 8, TAB = 8 };
enum {
    LONGEST_LINE = 1 << 16
}; // cells: what is longer is broken there, since a line of tabs would be memory

typedef struct Cell {
    gunichar c;
    uint16_t columns, look;
} Cell;

struct Page {
    const Screen *screen;
    const Verdict *verdict;
    Signal order[SIGNAL_COUNT]; // the signals worth a line, the strongest first
    unsigned count;
    GString *out;
    const char *margin;
    GArray *line;     // Cell: the paragraph so far
    unsigned columns; // it would take on one line
    unsigned marks;   // that its last character carries
    unsigned look;    // of what was written last
};

static void find_order(Page *page) {
    const double *score = page->verdict->score;
    for (unsigned i = 0; i < SIGNAL_COUNT; i++) {
        unsigned at = page->count;
        if (score[i] < EXPLAIN_LINE)
            continue;
        for (; at > 0 && score[page->order[at - 1]] < score[i]; at--)
            page->order[at] = page->order[at - 1];
        page->order[at] = (Signal)i;
        page->count++;
    }
}

Page *page_new(const Screen *screen, const Verdict *verdict) {
    Page *page = g_new0(Page, 1);
    page->screen = screen;
    page->verdict = verdict;
    page->out = g_string_new(NULL);
    page->line = g_array_new(FALSE, FALSE, sizeof(Cell));
    page->margin = "";
    find_order(page);
    return page;
}

void page_free(Page *page) {
    if (page == NULL)
        return;
    g_string_free(page->out, TRUE);
    g_array_unref(page->line);
    g_free(page);
}

char *page_take(Page *page) {
    return g_strdup(page->out->str);
}

void page_margin(Page *page, const char *margin) {
    page->margin = margin;
}

unsigned page_column(const Page *page) {
    return page->columns;
}

static bool is_joiner(gunichar c) { // letters of some scripts and emoji need them
    return c == 0x200C || c == 0x200D;
}

// Of marks on one character some are enough: a hundred would reach into other lines. The selector that asks
// for an emoji may widen what stands before it.
static void add_char(Page *page, unsigned look, gunichar c) {
    const bool zero = g_unichar_iszerowidth(c) || is_joiner(c);
    if (zero && ++page->marks > MARKS)
        return;
    page->marks = zero ? page->marks : 0;
    const bool widens = c == 0xFE0F && page->line->len > 0 &&
                        g_array_index(page->line, Cell, page->line->len - 1).columns == 1;
    const Cell cell = {c, zero ? widens : g_unichar_iswide(c) ? 2 : 1, (uint16_t)look};
    g_array_append_val(page->line, cell);
    page->columns += cell.columns;
}

// What cannot be seen is left out; what has no known width is told by a sign that has one.
static void put_char(Page *page, unsigned look, gunichar c) {
    const GUnicodeType type = g_unichar_type(c);
    if (g_unichar_isspace(c) || c == '\v' || c == 0x85)
        add_char(page, look, ' ');
    else if (type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE)
        add_char(page, look, 0xFFFD);
    else if (g_unichar_isprint(c) || is_joiner(c))
        add_char(page, look, c);
}

void page_text(Page *page, unsigned look, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at))
        put_char(page, look, g_utf8_get_char(at));
}

void page_fill(Page *page, unsigned column) {
    while (page->columns < column)
        add_char(page, LOOK_PLAIN, ' ');
}

static void cut_line(Page *page, guint cells) {
    for (guint i = cells; i < page->line->len; i++)
        page->columns -= g_array_index(page->line, Cell, i).columns;
    g_array_set_size(page->line, cells);
}

static const char *colour_of(unsigned look) {
    const unsigned colour = look & LOOK_COLOUR;
    return colour >= COLOUR_LEVEL ? LEVEL_COLOURS[colour - COLOUR_LEVEL] : GROUPS[colour - 1].colour;
}

unsigned look_of_level(Level level) {
    return COLOUR_LEVEL + (unsigned)level;
}

static void write_look(Page *page, unsigned look) {
    if (!page->screen->colour || look == page->look)
        return;
    page->look = look;
    g_string_append_printf(page->out, "\033[0%s%s%s%s%s%sm", (look & LOOK_BOLD) != 0 ? ";1" : "",
                           (look & LOOK_FAINT) != 0 ? ";2" : "", (look & LOOK_LINE) != 0 ? ";4" : "",
                           (look & LOOK_BADGE) != 0 ? ";7" : "", (look & LOOK_COLOUR) != 0 ? ";" : "",
                           (look & LOOK_COLOUR) != 0 ? colour_of(look) : "");
}

// Where the line that begins at `from` ends: behind the last word that fits, or amid one that never would.
static guint find_break(const Page *page, guint from, unsigned room) {
    const Cell *cells = &g_array_index(page->line, Cell, 0);
    guint blank = from;
    bool word = false;
    unsigned columns = 0;
    for (guint i = from; i < page->line->len; i++) {
        columns += cells[i].columns;
        if (cells[i].c == ' ' && word)
            blank = i;
        else if (columns > room)
            return blank > from ? blank : MAX(i, from + 1);
        word = word || cells[i].c != ' ';
    }
    return page->line->len;
}

static bool is_blank(const Page *page, guint i) {
    const Cell *cell = &g_array_index(page->line, Cell, i);
    return cell->c == ' ' && (cell->look & LOOK_BADGE) == 0;
}

static void write_line(Page *page, guint from, guint to, unsigned indent) {
    while (to > from && is_blank(page, to - 1))
        to--;
    write_look(page, strchr(" ", *page->margin) == NULL ? LOOK_FAINT : LOOK_PLAIN);
    g_string_append(page->out, page->margin);
    while (to == from && g_str_has_suffix(page->out->str, " "))
        g_string_truncate(page->out, page->out->len - 1);
    write_look(page, LOOK_PLAIN);
    g_string_append_printf(page->out, "%*s", (int)(to > from ? indent : 0), "");
    for (guint i = from; i < to; i++) {
        write_look(page, g_array_index(page->line, Cell, i).look);
        g_string_append_unichar(page->out, g_array_index(page->line, Cell, i).c);
    }
    write_look(page, LOOK_PLAIN);
    g_string_append_c(page->out, '\n');
}

static unsigned page_room(const Page *page) {
    return page->screen->columns - (unsigned)g_utf8_strlen(page->margin, -1);
}

void page_end(Page *page, unsigned hang) {
    guint from = 0;
    do {
        const unsigned indent = from == 0 ? 0 : hang;
        const guint to = find_break(page, from, page_room(page) - indent);
        write_line(page, from, to, indent);
        for (from = to; from < page->line->len && is_blank(page, from);)
            from++;
    } while (from < page->line->len);
    cut_line(page, 0);
    page->marks = 0;
}

static unsigned look_of(const Page *page, Signal signal) {
    const unsigned colour = GROUP_OF[signal] + 1U;
    return page->verdict->score[signal] >= VERDICT_PRESENT ? colour | LOOK_BOLD : colour;
}

// For each character of a text the signals that it speaks for, a bit each; JOINED when a piece of evidence
// goes on from the character before.
enum { JOINED = 1 << SIGNAL_COUNT };

static void mark_words(guint32 *marks, glong length, const Evidence *evidence, Signal signal) {
    for (glong i = evidence->start; i < MIN((glong)evidence->end, length); i++)
        marks[i] |= (1U << signal) | (i > (glong)evidence->start ? JOINED : 0U);
}

static guint32 *find_marks(const Page *page, const char *text, bool in_subject) {
    const glong length = g_utf8_strlen(text, -1);
    guint32 *marks = g_new0(guint32, (gsize)length + 1);
    for (unsigned i = 0; i < page->count; i++) {
        const GArray *evidence = page->verdict->evidence[page->order[i]];
        for (guint j = 0; j < evidence->len; j++)
            if (g_array_index(evidence, Evidence, j).in_subject == in_subject)
                mark_words(marks, length, &g_array_index(evidence, Evidence, j), page->order[i]);
    }
    return marks;
}

static void put_number(Page *page, unsigned number) {
    static const gunichar SMALL[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (number >= 10)
        put_number(page, number / 10);
    add_char(page, LOOK_PLAIN, page->screen->ascii ? '0' + number % 10 : SMALL[number % 10]);
}

// Without colour: "]¹" behind the words, or "]¹⁺³" where they speak for several signals.
static void close_words(Page *page, guint32 signals) {
    const char *before = page->screen->ascii ? "]^" : "]";
    for (unsigned i = 0; i < page->count; i++) {
        if ((signals & (1U << page->order[i])) == 0)
            continue;
        page_text(page, LOOK_PLAIN, before);
        put_number(page, i + 1);
        before = page->screen->ascii ? "+" : "\u207a";
    }
}

// The colour of the strongest; words that speak for several are underlined.
static unsigned look_of_words(const Page *page, guint32 signals) {
    unsigned look = LOOK_PLAIN, said = 0;
    for (unsigned i = 0; i < page->count; i++)
        if ((signals & (1U << page->order[i])) != 0 && said++ == 0)
            look = look_of(page, page->order[i]);
    return said > 1 ? look | LOOK_LINE : look;
}

// Lines that the writer's program broke, and that do not fit here, are joined up to the end of their
// paragraph and broken anew: else every other line would be a lone word.
static bool goes_on(const Page *page, unsigned begin, const char *next) {
    enum { SHORTEST = 50, LONGEST = 100 };
    const unsigned own = page->columns - begin;
    return page->columns > page_room(page) && own >= SHORTEST && own <= LONGEST &&
           (g_unichar_isalnum(g_utf8_get_char(next)) || *next == '(' || *next == '"');
}

void page_words(Page *page, const char *text, bool in_subject) {
    g_autofree guint32 *marks = find_marks(page, text, in_subject);
    const bool brackets = !page->screen->colour;
    guint32 open = 0; // the signals of the words that have begun
    unsigned begin = page->columns;
    const guint32 *mark = marks;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at), mark++) {
        const guint32 here = *mark & (JOINED - 1U);
        if (brackets && open != 0 && (*mark & JOINED) == 0)
            close_words(page, open);
        open = (*mark & JOINED) == 0 ? 0 : open;
        if (brackets && here != 0 && open == 0)
            add_char(page, LOOK_PLAIN, '[');
        open |= here;
        if (page->line->len > LONGEST_LINE)
            page_end(page, 0);
        if (*at == '\t') {
            page_fill(page, (page->columns / TAB + 1) * TAB);
        } else if (*at != '\n' || in_subject) { // a subject is one line, whatever it says
            put_char(page, look_of_words(page, here), g_utf8_get_char(at));
        } else if (goes_on(page, begin, at + 1)) {
            add_char(page, look_of_words(page, here), ' ');
            begin = page->columns;
        } else {
            page_end(page, 0);
            begin = 0;
        }
    }
    if (brackets)
        close_words(page, open);
}

static void put_bar(Page *page, double score, unsigned look) {
    static const gunichar LINES[2][3] = {{0x2500, 0x257E, 0x2501}, {'.', '-', '='}};
    const long halves = lround(score * BAR * 2);
    for (long i = 0; i < BAR; i++) {
        const long filled = CLAMP(halves - 2 * i, 0, 2);
        add_char(page, filled == 0 ? LOOK_FAINT : look, LINES[page->screen->ascii][filled]);
    }
}

// True for words that stand among the stronger ones already.
static bool is_said(const GArray *evidence, guint which) {
    const char *words = g_array_index(evidence, Evidence, which).text;
    for (guint i = 0; i < which; i++)
        if (g_ascii_strcasecmp(words, g_array_index(evidence, Evidence, i).text) == 0)
            return true;
    return false;
}

static void put_quote(Page *page, const char *words) {
    g_autofree char *plain = values_plain(words);
    page_text(page, LOOK_PLAIN, page->screen->ascii ? "  \"" : "  \u201c");
    page_text(page, LOOK_PLAIN, g_strstrip(plain));
    page_text(page, LOOK_PLAIN, page->screen->ascii ? "\"" : "\u201d");
}

// As many of the strongest words as the line holds, the first cut short if need be.
static void put_strongest(Page *page, const GArray *evidence) {
    enum { MOST = 3, LEAST_ROOM = 12 };
    const char *cut = page->screen->ascii ? "...\"" : "\u2026\u201d";
    const unsigned room = page_room(page);
    for (guint i = 0; i < MIN(evidence->len, MOST) && page->columns + LEAST_ROOM <= room; i++) {
        const guint before = page->line->len;
        if (is_said(evidence, i))
            continue;
        put_quote(page, g_array_index(evidence, Evidence, i).text);
        if (page->columns <= room)
            continue;
        while (page->columns + g_utf8_strlen(cut, -1) > room && page->line->len > before)
            cut_line(page, i > 0 ? before : page->line->len - 1);
        page_text(page, LOOK_PLAIN, i > 0 ? "" : cut);
        return;
    }
}

static void put_signal(Page *page, unsigned number) {
    const Signal signal = page->order[number - 1];
    const double score = page->verdict->score[signal];
    const unsigned look = look_of(page, signal);
    g_autofree char *mark = g_strdup_printf("%2u ", number);
    g_autofree char *value = g_strdup_printf(" %.2f", score);
    page_text(page, LOOK_PLAIN, page->screen->colour ? "" : mark);
    const unsigned begin = page->columns;
    page_text(page, look, signal_name(signal));
    page_fill(page, begin + NAME);
    put_bar(page, score, look);
    page_text(page, score >= VERDICT_PRESENT ? LOOK_PLAIN : LOOK_FAINT, value);
    put_strongest(page, page->verdict->evidence[signal]);
    page_end(page, 0);
}

// What the colours say, of those that are there.
static void put_legend(Page *page) {
    bool shown[GROUP_COUNT] = {false};
    for (unsigned i = 0; i < page->count; i++)
        shown[GROUP_OF[page->order[i]]] = true;
    for (unsigned i = 0; i < GROUP_COUNT; i++) {
        if (!shown[i])
            continue;
        if (page->columns + 3 + strlen(GROUPS[i].name) > page_room(page))
            page_end(page, 0);
        page_text(page, LOOK_PLAIN, page->columns > 0 ? "   " : "");
        page_text(page, i + 1, GROUPS[i].name);
    }
}

void page_signals(Page *page) {
    for (unsigned i = 0; i < page->count; i++)
        put_signal(page, i + 1);
    g_autofree char *rest =
        g_strdup_printf(page->count == 0 ? "None of the %u signals reaches %.2f." : "%u more below %.2f",
                        SIGNAL_COUNT - page->count, EXPLAIN_LINE);
    page_text(page, LOOK_FAINT, rest);
    if (page->screen->colour)
        put_legend(page);
    page_end(page, 0);
}
