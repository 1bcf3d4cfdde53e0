// A phrase goes back only to whom it came from, and yet our signature stands below
// it: it may be shown around, forwarded, or read by their own machines. So nothing
// passes that is more than words. Each test takes rather too much: what is not
// repeated is told in words of ours.
#include "echo_risk.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>

enum {
    LONGEST_NUMBER = 5,
    LONGEST_WORD = 40,
    KEY_SWITCHES = 3,
    KEY_LENGTH = 8,
    MOST_MARKS = 3,
    GARBLED = 0xFFFD
};

typedef struct Neighbours { // a character and those beside it; 0 at an end
    gunichar before, at, after;
} Neighbours;

static bool is_gap(gunichar c) {
    return c == 0 || g_unichar_isspace(c);
}

// Mail programs make a link of a word with a dot or a colon inside; behind a dot, whatever a domain may begin
// with. Decimals, times and marks behind a sentence ("2.1", "10:30", "gone.)") make none.
static bool joins_link(const Neighbours *c) {
    if (is_gap(c->before) || is_gap(c->after))
        return false;
    if (c->at == '.' || c->at == 0x3002)
        return g_unichar_isalpha(c->after) || c->after > 0x7F;
    return c->at == ':' && g_unichar_isalpha(c->before) && !g_unichar_ispunct(c->after);
}

// "#close", "/assign", "##": desks obey such lines, or file the mail by them. "#12" is an order.
static bool begins_command(const Neighbours *c) {
    if (c->at == '#')
        return g_unichar_isalpha(c->after) || c->after == '#';
    return c->at == '/' && !g_unichar_isalnum(c->before) && g_unichar_isalpha(c->after);
}

// "sh*t".
static bool hides_letters(const Neighbours *c) {
    return c->at == '*' && (c->after == '*' || (g_unichar_isalpha(c->before) && g_unichar_isalpha(c->after)));
}

static bool has_risky_sign(const char *text) {
    Neighbours c = {0, 0, g_utf8_get_char(text)};
    for (const char *next = text; *next != '\0';) {
        next = g_utf8_next_char(next);
        c = (Neighbours){c.at, c.after, g_utf8_get_char(next)};
        if ((c.at < 0x80 && strchr("@<>{}[]\\|`", (int)c.at) != NULL) || c.at == GARBLED || joins_link(&c) ||
            begins_command(&c) || hides_letters(&c))
            return true;
    }
    return false;
}

// A long number may be an account, a card, a telephone; blanks and marks do not make it shorter.
static bool has_long_number(const char *text) {
    unsigned digits = 0;
    for (const char *at = text; *at != '\0' && digits <= LONGEST_NUMBER; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        digits = g_unichar_isdigit(c) ? digits + 1 : g_unichar_isalpha(c) ? 0 : digits;
    }
    return digits > LONGEST_NUMBER;
}

// Letters and digits by turns are a key, a token or a password ("x7Kp2-Q"), and so is a word without end.
static bool has_key(const char *text) {
    unsigned length = 0;
    unsigned switches = 0;
    bool digit = false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        length = g_unichar_isspace(c) ? 0 : length + 1;
        switches = length <= 1 ? 0 : switches;
        if (length > 0 && g_unichar_isalnum(c)) {
            switches += length > 1 && digit != (g_unichar_isdigit(c) != 0);
            digit = g_unichar_isdigit(c);
        }
        if (length > LONGEST_WORD || (length >= KEY_LENGTH && switches >= KEY_SWITCHES))
            return true;
    }
    return false;
}

// Marks heaped on a letter reach into the lines above, which are ours.
static bool has_heap(const char *text) {
    unsigned marks = 0;
    for (const char *at = text; *at != '\0' && marks <= MOST_MARKS; at = g_utf8_next_char(at))
        marks = g_unichar_ismark(g_utf8_get_char(at)) ? marks + 1 : 0;
    return marks > MOST_MARKS;
}

static bool has_any(const char *text, const char *const *parts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strstr(text, parts[i]) != NULL)
            return true;
    return false;
}

bool echo_is_risky(const char *phrase) {
    static const char *const LINKS[] = {"//", "http", "hxxp", "www", "mailto", "javascript"};
    g_autofree char *same = g_utf8_normalize(phrase, -1, G_NORMALIZE_ALL_COMPOSE); // "＠" is "@" then
    if (same == NULL)
        return true;
    g_autofree char *text = g_utf8_casefold(same, -1);
    return has_any(text, LINKS, G_N_ELEMENTS(LINKS)) || has_risky_sign(text) || has_long_number(text) ||
           has_key(text) || has_heap(text);
}
