// How people say what we would ask for. Phrases are in missing_words.h; what
// stands here is what phrases cannot say: the shapes of numbers, what a
// quotation is of, and which of two things a word means by its neighbours.
// Numbers are the hard part: 4711 is an order, an error, a year, a price or a
// telephone by what stands beside it.
#include "missing_given.h"

#include <stdlib.h>
#include <string.h>

#include "missing_words.h"

enum {
    QUOTE_BYTES = 300,
    QUOTES_MAX = 200,
    QUOTE_REACH = 4,
    HINDER_REACH = 8,
    LINKS_MAX = 3,
    NUMBERS_MAX = 6,
    REFERENCE_DIGITS = 5
};

static const Token *token_at(const Reading *reading, size_t at) {
    return at < reading->count ? &reading->tokens[at] : NULL;
}

// The next token of the same sentence, or NULL.
static const Token *following(const Reading *reading, size_t at) {
    const Token *next = token_at(reading, at + 1);
    return next != NULL && !next->sentence ? next : NULL;
}

static bool next_is(const Reading *reading, const char *const *words, size_t at) {
    return following(reading, at) != NULL && reading_at(reading, words, at + 1);
}

static size_t digits_of(const Token *token) {
    size_t digits = 0;
    for (const char *c = token->text; *c != '\0'; c++)
        digits += g_ascii_isdigit(*c) ? 1 : 0;
    return digits;
}

static char byte_behind(const Reading *reading, const Token *token) {
    return reading->text[token->last];
}

static char byte_before(const Reading *reading, const Token *token) {
    return token->first > 0 ? reading->text[token->first - 1] : '\0';
}

// True when the two numbers are one written with a dash, stroke or the like between.
static bool is_joined(const Reading *reading, size_t at) {
    const Token *here = token_at(reading, at), *next = token_at(reading, at + 1);
    return next != NULL && next->first == here->last + 1 && strchr("-/.", byte_behind(reading, here)) != NULL;
}

// The numbers of a dotted token: "23.11.2026" is three. Returns how many, 0 when it is not that.
static size_t dotted(const char *text, unsigned long parts[4]) {
    for (size_t count = 0; count < 4; text++) {
        char *end;
        if (!g_ascii_isdigit(*text))
            return 0;
        parts[count++] = strtoul(text, &end, 10);
        if (*end != '.')
            return *end == '\0' ? count : 0;
        text = end;
    }
    return 0;
}

static bool is_day_and_month(unsigned long day, unsigned long month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

static bool is_year(unsigned long year) {
    return year >= 1990 && year <= 2099;
}

// "23.11.2026", "3.5.26": a version is told apart by not being a day, a month and a year.
static bool is_dotted_date(const Reading *reading, size_t at) {
    static const char *const before[] = {
        "am|vom|seit|bis|dem|den|zum|on|since|from|of|by|le|du|el|il|dia|op|dnia|od|do|em|dal|al", NULL};
    unsigned long parts[4];
    const size_t count = dotted(reading->tokens[at].text, parts);
    if (count == 3)
        return is_day_and_month(parts[0], parts[1]) &&
               (is_year(parts[2]) || (parts[2] >= 15 && parts[2] <= 40));
    if (count != 2 || !is_day_and_month(parts[0], parts[1]))
        return false;
    const bool ends = byte_behind(reading, &reading->tokens[at]) == '.' && following(reading, at) != NULL;
    return ends || reading_before(reading, before, at, 1);
}

// "2026-11-20", "1/7/2024": the first of three joined numbers, one a year.
static bool is_joined_date(const Reading *reading, size_t at) {
    if (at + 2 >= reading->count || !is_joined(reading, at) || !is_joined(reading, at + 1))
        return false;
    unsigned long parts[3];
    for (size_t i = 0; i < 3; i++) {
        char *end;
        parts[i] = strtoul(reading->tokens[at + i].text, &end, 10);
        if (*end != '\0' && *end != 't') // 2026-11-20T10:00
            return false;
    }
    const bool first = is_year(parts[0]) && is_day_and_month(parts[2], parts[1]);
    const bool last = (is_year(parts[2]) || (parts[2] >= 15 && parts[2] <= 40)) &&
                      (is_day_and_month(parts[0], parts[1]) || is_day_and_month(parts[1], parts[0]));
    return first || last;
}

static bool is_in_date(const Reading *reading, size_t at) {
    for (size_t back = 0; back <= 2 && back <= at; back++) {
        if (is_joined_date(reading, at - back))
            return true;
    }
    return is_dotted_date(reading, at);
}

// "the 24th", "am 24. brauchen", "le 24".
static bool is_ordinal(const Reading *reading, size_t at) {
    static const char *const before[] = {"am|dem|den|zum|bis|vom|le|el|il|dia|op|dnia|al", NULL};
    const Token *token = &reading->tokens[at];
    char *end;
    const unsigned long day = strtoul(token->text, &end, 10);
    if (end == token->text || day < 1 || day > 31)
        return false;
    if (strcmp(end, "st") == 0 || strcmp(end, "nd") == 0 || strcmp(end, "rd") == 0 || strcmp(end, "th") == 0)
        return true;
    return *end == '\0' && reading_before(reading, before, at, 1) && !next_is(reading, unit_words, at);
}

// "7:40", "18h30", "9am", "10.30 Uhr", "at 9".
static bool is_clock(const Reading *reading, size_t at) {
    static const char *const behind[] = {"am|pm|uhr|h|hrs|o|heures|horas|uur|godz|ore", NULL};
    static const char *const before[] = {
        "at|um|vers|kl|klockan|godz|alle|dalle|las|as|les|om|gegen|rond|around", NULL};
    const char *text = reading->tokens[at].text;
    const size_t digits = strspn(text, "0123456789");
    if (digits > 2)
        return false;
    const char *rest = text + digits;
    if (*rest == ':' || *rest == 'h' || strcmp(rest, "am") == 0 || strcmp(rest, "pm") == 0)
        return true;
    return (*rest == '\0' || *rest == '.') &&
           (next_is(reading, behind, at) ||
            (*rest == '\0' && reading_before(reading, before, at, 1) && !next_is(reading, unit_words, at)));
}

// -- when ---------------------------------------------------------------------------------------------------

static bool is_deadline(const Reading *reading, size_t at) {
    return reading_before(reading, deadline_words, at, 3) || reading_before(reading, doubtful_words, at, 2);
}

// No deadline, or a doubtful one.
static bool is_past(const Reading *reading, size_t at) {
    return !reading_before(reading, deadline_words, at, 3);
}

static bool has_time(const Reading *reading, ReadingTest *test) {
    if (reading_has(reading, time_words, test))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (reading_is_number(&reading->tokens[i]) &&
            (is_clock(reading, i) || is_dotted_date(reading, i) || is_joined_date(reading, i) ||
             is_ordinal(reading, i)) &&
            test(reading, i))
            return true;
    }
    return false;
}

bool given_since(const Reading *reading) {
    return reading_has(reading, since_phrases, NULL) || has_time(reading, is_past);
}

bool given_deadline(const Reading *reading) {
    return reading_has(reading, deadline_phrases, NULL) || has_time(reading, is_deadline);
}

// -- version ------------------------------------------------------------------------------------------------

// 3.2.1, v7; an address of four numbers or a date is none.
static bool is_version_number(const Reading *reading, size_t at) {
    const char *text = reading->tokens[at].text;
    if (text[0] == 'v' && g_ascii_isdigit(text[1]))
        return true;
    unsigned long parts[4];
    return dotted(text, parts) == 3 && strlen(text) <= 10 && !is_dotted_date(reading, at);
}

// "Faktura Pro 7.2": a name and a number with one dot.
static bool is_named_version(const Reading *reading, size_t at) {
    unsigned long parts[4];
    if (at == 0 || dotted(reading->tokens[at].text, parts) != 2 || reading->tokens[at].clause ||
        is_dotted_date(reading, at) || is_clock(reading, at) || next_is(reading, unit_words, at))
        return false;
    if (reading_before(reading, using_words, at, 2))
        return true;
    const Token *name = &reading->tokens[at - 1];
    return g_ascii_isupper(reading->text[name->first]) && name->last + 1 == reading->tokens[at].first &&
           parts[0] < 100 && strlen(strchr(reading->tokens[at].text, '.')) <= 3;
}

bool given_version(const Reading *reading) {
    if (reading_has(reading, version_phrases, NULL))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (is_version_number(reading, i) || is_named_version(reading, i))
            return true;
    }
    return false;
}

// -- steps --------------------------------------------------------------------------------------------------

enum { SENTENCE_REACH = 40 };

// No question, and not "since when".
static bool is_told(const Reading *reading, size_t at) {
    if (reading_before(reading, when_words, at, 1))
        return false;
    size_t last = at;
    while (last < at + SENTENCE_REACH && following(reading, last) != NULL)
        last++;
    const char *behind = reading->text + reading->tokens[last].last;
    return behind[strspn(behind, " ")] != '?';
}

static bool has_list(const Reading *reading) {
    const char *first = strstr(reading->text, "\n1.");
    if (first == NULL)
        first = strstr(reading->text, "\n1)");
    return first != NULL && strstr(first, "\n2") != NULL;
}

bool given_steps(const Reading *reading) {
    return reading_has(reading, steps_phrases, NULL) || reading_has(reading, steps_unless_asked, is_told) ||
           has_list(reading);
}

// -- error --------------------------------------------------------------------------------------------------

// The first of the numbers that stand side by side here: "0170 123 45 67" is one.
static size_t first_of_numbers(const Reading *reading, size_t at) {
    for (size_t step = 0; step < NUMBERS_MAX && at > 0; step++, at--) {
        const Token *before = &reading->tokens[at - 1];
        if (!reading_is_number(before) || reading->tokens[at].first > before->last + 1)
            break;
    }
    return at;
}

static bool is_telephone(const Reading *reading, size_t at) {
    const size_t start = first_of_numbers(reading, at);
    const Token *first = &reading->tokens[start];
    const Token *second = start == at ? token_at(reading, at + 1) : &reading->tokens[start + 1];
    const bool grouped = second != NULL && reading_is_number(second) && second->first == first->last + 1;
    return byte_before(reading, first) == '+' ||
           (first->text[0] == '0' && grouped && !is_in_date(reading, at)) ||
           reading_before(reading, phone_words, start, 4);
}

// A number that is the name of something: behind a word and what may link it, no quantity and no date.
static bool names_number(const Reading *reading, const char *const *words, size_t at, size_t least) {
    size_t number = at + 1;
    while (number < reading->count && number <= at + LINKS_MAX && !reading->tokens[number].sentence &&
           !reading_is_number(&reading->tokens[number]) &&
           (reading_at(reading, words, number) || reading_at(reading, linking_words, number) ||
            reading->tokens[number].end - reading->tokens[number].start == 1))
        number++;
    const Token *token = token_at(reading, number);
    if (token == NULL || token->sentence)
        return false;
    return digits_of(token) >= least && strpbrk(token->text, ",:") == NULL && !is_in_date(reading, number) &&
           !is_telephone(reading, number) && !next_is(reading, unit_words, number);
}

// "Error: access denied", "Meldung kommt: Zugriff verweigert".
static bool opens_text(const Reading *reading, size_t at) {
    for (size_t i = at; i <= at + 2 && i < reading->count && (i == at || !reading->tokens[i].sentence); i++) {
        const char *behind = reading->text + reading->tokens[i].last;
        behind += strspn(behind, " )");
        if (*behind == ':' && token_at(reading, i + 1) != NULL)
            return true;
    }
    return false;
}

// "It says: access denied".
static bool says_text(const Reading *reading, size_t at) {
    return byte_behind(reading, &reading->tokens[at]) == ':' && following(reading, at) != NULL;
}

static bool tells_error(const Reading *reading, size_t at) {
    return names_number(reading, error_words, at, 1) || opens_text(reading, at);
}

// "a 404", "0x80070005".
static bool has_code(const Reading *reading) {
    static const char *const codes[] = {"400|401|403|404|408|429|500|501|502|503|504", NULL};
    static const char *const before[] = {"a|an|the|ein|eine|einen|un|une|uno|um|een|ett|http|mit|with", NULL};
    for (size_t i = 0; i < reading->count; i++) {
        const char *text = reading->tokens[i].text;
        if (text[0] == '0' && text[1] == 'x' && strlen(text) >= 4)
            return true;
        if (strlen(text) == 3 && reading_at(reading, codes, i) && reading_before(reading, before, i, 1))
            return true;
    }
    return false;
}

// The words between tokens `from` and `to`: what the screen said, or the name of a button? What stands next
// before it decides; else its length.
static bool quotes_error(const Reading *reading, size_t from, size_t to) {
    for (size_t step = 1;
         step <= QUOTE_REACH && step <= from && !(step > 1 && reading->tokens[from - step + 1].sentence);
         step++) {
        if (reading_at(reading, error_words, from - step) || reading_at(reading, error_says, from - step))
            return true;
        if (reading_at(reading, button_words, from - step))
            return false;
    }
    for (size_t i = from; i < to; i++) {
        if (reading_at(reading, error_words, i) || digits_of(&reading->tokens[i]) >= 3)
            return true;
    }
    return to >= from + 3;
}

// The closing mark of a quotation that opens at `at`, or NULL; *length is that of the mark.
static const char *opens_quote(const char *text, const char *at, size_t *length) {
    static const struct {
        const char *open, *close[3];
    } marks[] = {{"\"", {"\"", NULL}},
                 {"\xe2\x80\x9c", {"\xe2\x80\x9d", "\xe2\x80\x9c", NULL}},
                 {"\xe2\x80\x9d", {"\xe2\x80\x9d", NULL, NULL}},
                 {"\xe2\x80\x9e", {"\xe2\x80\x9c", "\xe2\x80\x9d", NULL}},
                 {"\xc2\xab", {"\xc2\xbb", NULL, NULL}},
                 {"\xc2\xbb", {"\xc2\xab", NULL, NULL}},
                 {"\xe2\x80\x98", {"\xe2\x80\x99", NULL, NULL}},
                 {"'", {"'", NULL, NULL}}};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        *length = strlen(marks[i].open);
        if (strncmp(at, marks[i].open, *length) != 0 ||
            (*at == '\'' && at > text && !g_ascii_isspace(at[-1])))
            continue;
        for (const char *const *close = marks[i].close; *close != NULL; close++) {
            const char *end = g_strstr_len(at + *length, QUOTE_BYTES, *close);
            if (end != NULL)
                return end;
        }
    }
    return NULL;
}

static bool has_quoted_error(const Reading *reading) {
    const char *text = reading->text, *at = text;
    size_t from = 0;
    for (size_t quotes = 0; *at != '\0' && quotes < QUOTES_MAX;) {
        size_t length;
        const char *end = strchr("\"'\xe2\xc2", *at) != NULL ? opens_quote(text, at, &length) : NULL;
        if (end == NULL) {
            at++;
            continue;
        }
        while (from < reading->count && text + reading->tokens[from].first < at)
            from++;
        size_t to = from;
        while (to < reading->count && text + reading->tokens[to].last <= end)
            to++;
        if (to > from && quotes_error(reading, from, to))
            return true;
        at = end + length;
        quotes++;
    }
    return false;
}

bool given_error(const Reading *reading) {
    return reading_has(reading, error_phrases, NULL) || reading_has(reading, error_words, tells_error) ||
           reading_has(reading, error_says, says_text) || has_code(reading) || has_quoted_error(reading);
}

// -- people, work, numbers, pictures ------------------------------------------------------------------------

static bool is_theirs(const Reading *reading, size_t at) {
    return !reading_before(reading, your_words, at, 2);
}

bool given_affected(const Reading *reading) {
    return reading_has(reading, affected_phrases, is_theirs);
}

// "Nobody can work", "impossible de facturer", "wir arbeiten nicht".
static bool is_hindered(const Reading *reading, size_t at) {
    static const char *const does[] = {"do|does|did not", NULL};
    if (reading_before(reading, does, at, 3)) // "the program does not work" names no work of theirs
        return false;
    return reading->tokens[at].negated || reading_before(reading, hindering_words, at, HINDER_REACH) ||
           next_is(reading, hindering_words, at);
}

bool given_stops(const Reading *reading) {
    return reading_has(reading, stops_phrases, NULL) || reading_has(reading, stops_doings, is_hindered);
}

static bool is_priced(const Reading *reading, size_t at) {
    static const char *const signs[] = {"\xe2\x82\xac", "$", "\xc2\xa3", "%"};
    const Token *token = &reading->tokens[at];
    const char *behind = reading->text + token->last;
    behind += strspn(behind, " ");
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const size_t length = strlen(signs[i]);
        const size_t gap = token->first > 0 && byte_before(reading, token) == ' ' ? 1 : 0;
        const char *before = reading->text + token->first - gap;
        if (g_str_has_prefix(behind, signs[i]) ||
            (token->first >= length + gap && memcmp(before - length, signs[i], length) == 0))
            return true;
    }
    return next_is(reading, unit_words, at);
}

// A number that needs no word beside it: long, with letters (RE4711), or behind a short prefix or a hash.
static bool is_reference(const Reading *reading, size_t at) {
    const Token *token = &reading->tokens[at];
    const size_t digits = digits_of(token), length = strlen(token->text);
    if (digits < 3 || strpbrk(token->text, ".,:") != NULL || g_str_has_prefix(token->text, "0x") ||
        is_in_date(reading, at) || is_clock(reading, at) || is_priced(reading, at) ||
        is_telephone(reading, at) || reading_before(reading, error_words, at, 2))
        return false;
    if (digits >= REFERENCE_DIGITS || byte_before(reading, token) == '#')
        return true;
    if (digits < length)
        return strcmp(token->text, "office365") != 0;
    return at > 0 && is_joined(reading, at - 1) &&
           (reading->tokens[at - 1].capitals ||
            digits + digits_of(&reading->tokens[at - 1]) > REFERENCE_DIGITS);
}

static bool names_reference(const Reading *reading, size_t at) {
    return names_number(reading, reference_words, at, 2);
}

bool given_reference(const Reading *reading) {
    if (reading_has(reading, reference_words, names_reference))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (is_reference(reading, i))
            return true;
    }
    return false;
}

// "attached you find a screenshot", "Foto anbei".
static bool is_attached(const Reading *reading, size_t at) {
    for (size_t i = at > 5 ? at - 5 : 0; i <= at + 5 && i < reading->count; i++) {
        if (reading_at(reading, attached_words, i))
            return true;
    }
    return false;
}

bool given_picture(const Reading *reading) {
    return reading_has(reading, picture_words, is_attached);
}
