// A reply to words, numbers and where clauses end. Fullwidth, circled and keycap
// digits become plain ones by Unicode's compatibility forms; a number that is stuck to
// something ("4.3", "10:30", "2 %") is of something else. A line that was
// wrapped goes on in the next; a short one ends its sentence.
#include "choice_parts.h"

#include <string.h>

enum { READ_BYTES = 4096, WRAPPED_LEAST = 50 };

typedef struct Scan {
    GArray *tokens;
    const char *at;
    const char *line; // its begin
    bool line_begins;
    bool sharp; // "#" or a currency in front
    bool money;
} Scan;

// --- one spelling ---

static void append_folded(GString *folded, gunichar c) {
    const gunichar lower = g_unichar_tolower(c);
    if (g_unichar_ismark(c) || g_unichar_iszerowidth(c))
        return;
    if (lower == 0x142)
        g_string_append_c(folded, 'l');
    else if (lower == 0xf8)
        g_string_append_c(folded, 'o');
    else if (lower == 0xdf)
        g_string_append(folded, "ss");
    else if (lower == 0xb0) // "n° 2"
        g_string_append_c(folded, ' ');
    else
        g_string_append_unichar(folded, lower);
}

static bool is_letter_at(const char *at) {
    return g_unichar_isalnum(g_utf8_get_char(at));
}

// "à" alone, which would be "a" without its accent.
static bool is_lone_grave(const char *text, const char *at) {
    const char *next = g_utf8_next_char(at);
    const gunichar c = g_utf8_get_char(at);
    return (c == 0xe0 || c == 0xc0) && !is_letter_at(next) &&
           (at == text || !is_letter_at(g_utf8_prev_char(at)));
}

static char *fold(const char *text) {
    g_autofree char *cut = g_strndup(text, READ_BYTES);
    g_autofree char *valid = g_utf8_make_valid(cut, -1);
    g_autofree char *whole = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    GString *folded = g_string_new(NULL);
    for (const char *at = whole; *at != '\0'; at = g_utf8_next_char(at)) {
        if ((guchar)*at < 0x80) {
            g_string_append_c(folded, g_ascii_tolower(*at));
            continue;
        }
        if (is_lone_grave(whole, at)) {
            g_string_append(folded, "\u00e0");
            continue;
        }
        g_autofree char *parts = g_utf8_normalize(at, g_utf8_next_char(at) - at, G_NORMALIZE_NFKD);
        for (const char *part = parts; *part != '\0'; part = g_utf8_next_char(part))
            append_folded(folded, g_utf8_get_char(part));
    }
    return g_string_free(folded, FALSE);
}

// --- words and numbers ---

static ChoiceToken *add_token(Scan *scan) {
    g_array_set_size(scan->tokens, scan->tokens->len + 1);
    ChoiceToken *token = &g_array_index(scan->tokens, ChoiceToken, scan->tokens->len - 1);
    memset(token, 0, sizeof *token);
    token->begins_line = scan->line_begins;
    scan->line_begins = false;
    return token;
}

static ChoiceToken *last_token(const Scan *scan) {
    return scan->tokens->len == 0 ? NULL : &g_array_index(scan->tokens, ChoiceToken, scan->tokens->len - 1);
}

static const char *end_of_word(const char *at, bool digits) {
    while (digits ? g_ascii_isdigit(*at) : g_unichar_isalnum(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

static bool is_money(gunichar c) {
    return g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

// Behind the digits what sticks to them: "4.3", "10:30", "2-3"; at its end.
static const char *end_of_stuck(const char *at) {
    while (strchr(".,:/-+'", *at) != NULL && *at != '\0' && g_ascii_isdigit(at[1]))
        at = end_of_word(at + 1, true);
    if (g_utf8_get_char(at) == 0x2044 || *at == '@' || *at == '%')
        at = g_utf8_next_char(at);
    return at;
}

static bool is_measured(const char *at) {
    at += strspn(at, " ");
    return *at == '%' || is_money(g_utf8_get_char(at));
}

static void read_digits(Scan *scan) {
    const char *from = scan->at, *digits = end_of_word(from, true), *stuck = end_of_stuck(digits);
    const char *end = end_of_word(stuck, false);
    ChoiceToken *token = add_token(scan);
    g_strlcpy(token->word, from, MIN((size_t)(end - from) + 1, sizeof token->word));
    g_autofree char *ending = g_strndup(digits, (gsize)(end - digits));
    const guint64 value = g_ascii_strtoull(token->word, NULL, 10);
    const bool ordinal = *ending != '\0' && choice_words_is_ordinal_ending(ending);
    if (stuck != digits || scan->money || is_measured(end) || value > NUMBER_MOST || *from == '0' ||
        (*ending != '\0' && !ordinal)) {
        token->is = WORD_ODD;
    } else {
        token->is = WORD_DIGITS | (unsigned)(ordinal ? WORD_ORDINAL : WORD_CARDINAL);
        token->number = (unsigned)value;
    }
    if (*from == '0' && digits - from == 1 && end == digits && !scan->money && !is_measured(end))
        token->is = WORD_DIGITS | WORD_CARDINAL; // out of any range
    scan->at = end;
}

static void read_word(Scan *scan) {
    const char *end = end_of_word(scan->at, false);
    ChoiceToken *token = add_token(scan);
    g_strlcpy(token->word, scan->at, MIN((size_t)(end - scan->at) + 1, sizeof token->word));
    scan->at = end;
}

static void add_sharp(Scan *scan) {
    ChoiceToken *token = add_token(scan);
    token->word[0] = '#';
    token->is = WORD_NOUN;
}

// --- stops ---

static bool digit_follows(const char *at) {
    at += strspn(at, " \"'*_");
    return g_ascii_isdigit(*at);
}

static void put_stop(const Scan *scan, ChoiceStop stop, char mark) {
    ChoiceToken *last = last_token(scan);
    if (last == NULL || (last->stop != STOP_NONE && last->stop >= stop))
        return;
    last->stop = stop;
    last->mark = last->mark == 0 ? mark : last->mark;
}

static bool is_dash(gunichar c, const char *at) {
    return c == 0x2013 || c == 0x2014 || (c == '-' && at[1] == ' ');
}

static void read_mark(Scan *scan) {
    const gunichar c = g_utf8_get_char(scan->at);
    scan->money = is_money(c) || c == '+';
    if (c == '#' && digit_follows(scan->at + 1))
        add_sharp(scan);
    else if (c == '?' || c == 0xbf)
        put_stop(scan, c == '?' ? STOP_QUESTION : STOP_NONE, '?');
    else if (strchr(".!;", (int)MIN(c, 127)) != NULL)
        put_stop(scan, STOP_SENTENCE, (char)c);
    else if ((c < 127 && strchr(",:()[]", (int)c) != NULL) || is_dash(c, scan->at))
        put_stop(scan, STOP_CLAUSE, c < 127 ? (char)c : '-');
    scan->at = g_utf8_next_char(scan->at);
}

static void end_line(Scan *scan) {
    const bool wrapped = scan->at - scan->line >= WRAPPED_LEAST && scan->at[1] != '\n' && scan->at[1] != '\0';
    ChoiceToken *last = last_token(scan);
    if (last != NULL) {
        last->ends_line = true;
        if (!wrapped)
            put_stop(scan, STOP_SENTENCE, 0);
    }
    scan->at++;
    scan->line = scan->at;
    scan->line_begins = !wrapped;
}

// "no. 2", "Option: 2", "Option - 2" are one clause.
static void join_nouns(GArray *tokens) {
    for (guint i = 0; i + 1 < tokens->len; i++) {
        ChoiceToken *token = &g_array_index(tokens, ChoiceToken, i);
        const bool digits = (token[1].is & WORD_DIGITS) != 0;
        if (!digits || (token->is & WORD_NOUN) == 0 || token->ends_line || token->mark == 0 ||
            strchr(".:-", token->mark) == NULL)
            continue;
        token->stop = STOP_NONE;
        token->mark = 0;
    }
}

GArray *choice_tokens(const char *text) {
    g_autofree char *folded = fold(text);
    Scan scan = {.at = folded, .line = folded, .line_begins = true};
    scan.tokens = g_array_new(FALSE, TRUE, sizeof(ChoiceToken));
    while (*scan.at != '\0' && scan.tokens->len < TOKENS_MOST) {
        const bool word = g_unichar_isalnum(g_utf8_get_char(scan.at));
        if (*scan.at == '\n')
            end_line(&scan);
        else if (g_ascii_isdigit(*scan.at))
            read_digits(&scan);
        else if (word)
            read_word(&scan);
        else
            read_mark(&scan);
        if (word)
            scan.money = false;
    }
    put_stop(&scan, STOP_SENTENCE, 0);
    choice_words_know(scan.tokens);
    join_nouns(scan.tokens);
    return scan.tokens;
}
