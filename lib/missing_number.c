// Numbers are the hard part of hearing what was given: 4711 is an order, an
// error, a year, a price or a telephone by its shape and by what stands beside
// it. Each test looks at a few neighbours and no further.
#include "missing_number.h"

#include <stdlib.h>
#include <string.h>

#include "missing_words.h"

enum { LINKS_MAX = 3, NUMBERS_MAX = 6, REFERENCE_DIGITS = 5 };

static const Token *token_at(const Reading *reading, size_t at) {
    return at < reading->count ? &reading->tokens[at] : NULL;
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
    return year >= 1950 && year <= 2099;
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
    const bool ends = byte_behind(reading, &reading->tokens[at]) == '.' && reading_next(reading, at) != NULL;
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

// "2013-2016", "the 1990s".
static bool is_era(const Reading *reading, size_t at) {
    char *end;
    const bool year = is_year(strtoul(reading->tokens[at].text, &end, 10));
    return year && (strcmp(end, "s") == 0 || (*end == '\0' && at > 0 && is_joined(reading, at - 1) &&
                                              is_year(strtoul(reading->tokens[at - 1].text, NULL, 10))));
}

static bool is_in_date(const Reading *reading, size_t at) {
    for (size_t back = 0; back <= 2 && back <= at; back++) {
        if (is_joined_date(reading, at - back))
            return true;
    }
    return is_dotted_date(reading, at) || is_era(reading, at);
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
    return *end == '\0' && reading_before(reading, before, at, 1) &&
           !reading_behind(reading, missing_unit_words, at);
}

// "7:40", "18h30", "9am", "10.30 Uhr", "at 9".
static bool is_clock(const Reading *reading, size_t at) {
    static const char *const behind[] = {"am|pm|uhr|h|hrs|o|heures|horas|uur|godz|ore", NULL};
    static const char *const before[] = {"at|um|vers|kl|klockan|godz|dalle|om|gegen|rond|around", "a las",
                                         "alle ore", NULL};
    const char *text = reading->tokens[at].text;
    const size_t digits = strspn(text, "0123456789");
    if (digits > 2)
        return false;
    const char *rest = text + digits;
    if (*rest == ':' || *rest == 'h' || strcmp(rest, "am") == 0 || strcmp(rest, "pm") == 0)
        return true;
    return (*rest == '\0' || *rest == '.') &&
           (reading_behind(reading, behind, at) || (*rest == '\0' && reading_before(reading, before, at, 1) &&
                                                    !reading_behind(reading, missing_unit_words, at)));
}

// "since 2024", "im Jahr 2025".
static bool is_since_year(const Reading *reading, size_t at) {
    static const char *const before[] = {"since|in|seit|jahr|depuis|en|desde|dal|nel|od|sinds|sedan", NULL};
    char *end;
    return is_year(strtoul(reading->tokens[at].text, &end, 10)) && *end == '\0' &&
           reading_before(reading, before, at, 1);
}

bool number_is_time(const Reading *reading, size_t at) {
    return reading_is_number(&reading->tokens[at]) &&
           (is_clock(reading, at) || is_dotted_date(reading, at) || is_joined_date(reading, at) ||
            is_ordinal(reading, at) || is_since_year(reading, at));
}

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
        is_dotted_date(reading, at) || is_clock(reading, at) ||
        reading_behind(reading, missing_unit_words, at))
        return false;
    if (reading_before(reading, missing_using_words, at, 2))
        return true;
    const Token *name = &reading->tokens[at - 1];
    return g_ascii_isupper(reading->text[name->first]) && name->last + 1 == reading->tokens[at].first &&
           parts[0] < 100 && strlen(strchr(reading->tokens[at].text, '.')) <= 3;
}

bool number_is_version(const Reading *reading, size_t at) {
    return is_version_number(reading, at) || is_named_version(reading, at);
}

// The first of the numbers that stand side by side here: "0170 123 45 67" is one.
static size_t first_of_numbers(const Reading *reading, size_t at) {
    for (size_t step = 0; step < NUMBERS_MAX && at > 0; step++, at--) {
        const Token *before = &reading->tokens[at - 1];
        if (!reading_is_number(before) || reading->tokens[at].first > before->last + 1)
            break;
    }
    return at;
}

// What they say is one.
static bool is_called_telephone(const Reading *reading, size_t at) {
    const size_t start = first_of_numbers(reading, at);
    return byte_before(reading, &reading->tokens[start]) == '+' ||
           reading_before(reading, missing_phone_words, start, 4);
}

// What looks like one: in groups, the first with a nought.
static bool is_telephone(const Reading *reading, size_t at) {
    const size_t start = first_of_numbers(reading, at);
    const Token *first = &reading->tokens[start], *second = token_at(reading, start + 1);
    const bool grouped = second != NULL && reading_is_number(second) && second->first == first->last + 1;
    return (first->text[0] == '0' && grouped) || is_called_telephone(reading, at);
}

// A number that is the name of something: behind a word and what may link it, no quantity and no date.
bool number_is_name(const Reading *reading, const char *const *words, size_t at, size_t least) {
    size_t number = at + 1;
    while (number < reading->count && number <= at + LINKS_MAX && !reading->tokens[number].sentence &&
           !reading_is_number(&reading->tokens[number]) &&
           (reading_at(reading, words, number) || reading_at(reading, missing_linking_words, number) ||
            is_joined(reading, number) || reading->tokens[number].end - reading->tokens[number].start == 1))
        number++;
    const Token *token = token_at(reading, number);
    if (token == NULL || token->sentence)
        return false;
    return digits_of(token) >= least && strpbrk(token->text, ",:") == NULL && !is_in_date(reading, number) &&
           !is_version_number(reading, number) && !is_called_telephone(reading, number) &&
           !reading_behind(reading, missing_unit_words, number);
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
    return reading_behind(reading, missing_unit_words, at);
}

// A number that needs no word beside it: long, with letters (RE4711), or behind a short prefix or a hash.
bool number_is_reference(const Reading *reading, size_t at) {
    const Token *token = &reading->tokens[at];
    const size_t digits = digits_of(token), length = strlen(token->text);
    if (digits < 3 || strpbrk(token->text, ".,:") != NULL || g_str_has_prefix(token->text, "0x") ||
        is_in_date(reading, at) || is_clock(reading, at) || is_priced(reading, at) ||
        is_telephone(reading, at) || reading_before(reading, missing_error_words, at, 2))
        return false;
    if (digits >= REFERENCE_DIGITS || byte_before(reading, token) == '#')
        return true;
    if (digits < length)
        return strcmp(token->text, "office365") != 0;
    return at > 0 && is_joined(reading, at - 1) &&
           (reading->tokens[at - 1].capitals ||
            digits + digits_of(&reading->tokens[at - 1]) > REFERENCE_DIGITS);
}

bool number_is_code(const Reading *reading, size_t at) {
    return at > 0 && is_joined(reading, at - 1) && reading->tokens[at - 1].capitals &&
           reading_is_number(&reading->tokens[at]) &&
           !reading_before(reading, missing_reference_words, at - 1, 2) && !is_in_date(reading, at);
}
