// A number counts when nothing around it makes it a number of something else:
// alone among words that say nothing ("2 sounds good"), or chosen by a verb ("we
// take the second"). What is refused, asked, or hangs on a condition is no choice. Where two readings remain
// it is unclear, and the customer is asked again: that costs a mail, the wrong option costs the customer.
#include "choice.h"

#include <string.h>

#include "choice_parts.h"

enum { SHORT_WORDS = 40, NEAR = 4 };

typedef enum Weight { PASSING, MENTIONED, PICKED } Weight;

typedef struct Reading {
    GArray *tokens;
    guint from, to; // the clause at work
    bool picked[NUMBER_MOST + 1], refused[NUMBER_MOST + 1];
    bool doubtful;  // a pick that is asked, hedged or conditional
    bool left;      // it is left to us
    bool both;      // likewise, unless they say more
    bool mentioned; // an option, without taking it
    guint items;    // "1. The export fails": lines of a list
    unsigned item;  // the number of the last
    char item_mark; // behind it
    bool numbered[NUMBER_MOST + 1];
} Reading;

static ChoiceToken *token_at(const Reading *reading, guint i) {
    return &g_array_index(reading->tokens, ChoiceToken, i);
}

static bool is(const Reading *reading, guint i, unsigned what) {
    return i < reading->tokens->len && (token_at(reading, i)->is & what) != 0;
}

static bool is_number(const Reading *reading, guint i) {
    return is(reading, i, WORD_CARDINAL | WORD_ORDINAL);
}

// "no. 2" is a number, "no, 2" and "no la 2" are not.
static bool is_noun(const Reading *reading, guint i) {
    if (!is(reading, i, WORD_NOUN))
        return false;
    return !is(reading, i, WORD_NOT) || (is_number(reading, i + 1) && !is(reading, i + 1, WORD_SINGLE) &&
                                         token_at(reading, i)->stop == STOP_NONE);
}

static bool is_not(const Reading *reading, guint i) {
    return is(reading, i, WORD_NOT) && !is_noun(reading, i);
}

// "1 of 2" in Dutch, "2 of our users" in English.
static bool is_join(const Reading *reading, guint i) {
    if (!is(reading, i, WORD_JOIN))
        return false;
    const guint next = i + 1 + (is(reading, i + 1, WORD_ARTICLE | WORD_NOUN) ? 1 : 0);
    return strcmp(token_at(reading, i)->word, "of") != 0 || is_number(reading, next);
}

// "en vez de", "au lieu de la", "in plaats van".
static bool is_instead(const Reading *reading, guint i) {
    if (is(reading, i, WORD_INSTEAD) || !is(reading, i, WORD_PLACE) || i + 1 >= reading->tokens->len)
        return is(reading, i, WORD_INSTEAD);
    const char *next = token_at(reading, i + 1)->word;
    return next[0] == 'd' || strcmp(next, "van") == 0;
}

// Says nothing of what the number counts.
static bool is_light(const Reading *reading, guint i) {
    static const unsigned LIGHT = WORD_FILL | WORD_ARTICLE | WORD_POLITE | WORD_NOUN | WORD_CHOOSE |
                                  WORD_NOT | WORD_SPLIT | WORD_THAN | WORD_IF | WORD_HEDGE | WORD_CARDINAL |
                                  WORD_ORDINAL | WORD_BOTH;
    const bool counted = i > 0 && is(reading, i - 1, WORD_CARDINAL);
    return is(reading, i, LIGHT) || is_join(reading, i) || is_instead(reading, i) ||
           (is(reading, i, WORD_PLURAL) && !counted);
}

static bool is_light_between(const Reading *reading, guint from, guint to) {
    for (guint i = from; i < to; i++)
        if (!is_light(reading, i))
            return false;
    return true;
}

static bool has(const Reading *reading, guint from, guint to, unsigned what) {
    for (guint i = from; i < to; i++)
        if (is(reading, i, what))
            return true;
    return false;
}

// --- clauses and sentences ---

static guint clause_end(const Reading *reading, guint from) {
    guint i = from;
    while (i < reading->tokens->len && token_at(reading, i)->stop == STOP_NONE &&
           !is(reading, i + 1, WORD_SPLIT | WORD_IF))
        i++;
    return MIN(i + 1, reading->tokens->len);
}

static guint sentence_end(const Reading *reading, guint from) {
    guint i = from;
    while (i < reading->tokens->len && token_at(reading, i)->stop < STOP_SENTENCE)
        i++;
    return MIN(i + 1, reading->tokens->len);
}

static guint sentence_begin(const Reading *reading, guint at) {
    while (at > 0 && token_at(reading, at - 1)->stop < STOP_SENTENCE)
        at--;
    return at;
}

// "if you can deliver it on Monday"; "if possible" binds nothing.
static bool is_condition(const Reading *reading, guint from) {
    return is(reading, from, WORD_IF) && !is_light_between(reading, from, clause_end(reading, from));
}

// The clause before or behind, in the same sentence.
static bool is_conditional(const Reading *reading) {
    const guint begin = sentence_begin(reading, reading->from);
    if (reading->to < reading->tokens->len && token_at(reading, reading->to - 1)->stop < STOP_SENTENCE &&
        is_condition(reading, reading->to))
        return true;
    return is_condition(reading, begin) || is_condition(reading, reading->from);
}

static bool is_doubtful(const Reading *reading) {
    const guint begin = sentence_begin(reading, reading->from), end = sentence_end(reading, reading->from);
    return token_at(reading, end - 1)->stop == STOP_QUESTION || has(reading, begin, end, WORD_HEDGE) ||
           is_conditional(reading);
}

// --- one number ---

// The token before a number, articles passed over; -1 for none in the clause.
static int before(const Reading *reading, guint i) {
    while (i > reading->from && is(reading, i - 1, WORD_ARTICLE))
        i--;
    return i > reading->from ? (int)i - 1 : -1;
}

static bool has_noun(const Reading *reading, guint i) {
    if (i > reading->from && is_noun(reading, i - 1))
        return true;
    const bool pronoun = i + 1 < reading->to && is(reading, i + 1, WORD_SINGLE);
    return is(reading, i, WORD_ORDINAL) && i + 1 < reading->to &&
           (is_noun(reading, i + 1) || (pronoun && i > 0 && is(reading, i - 1, WORD_ARTICLE)));
}

static bool has_chooser_near(const Reading *reading, guint i) {
    const guint from = i >= reading->from + NEAR ? i - NEAR : reading->from;
    return has(reading, from, i, WORD_CHOOSE);
}

// "on 2", "December 2", "2 December", "2 34".
static bool is_of_time(const Reading *reading, guint i) {
    const int at = before(reading, i);
    if (is(reading, i + 1, WORD_MONTH) && token_at(reading, i)->stop <= STOP_SENTENCE &&
        !token_at(reading, i)->ends_line)
        return true;
    if (at < 0)
        return false;
    const bool preposition = is(reading, (guint)at, WORD_AT) && !is(reading, (guint)at, WORD_JOIN);
    return is(reading, (guint)at, WORD_MONTH) || (preposition && !has_chooser_near(reading, i));
}

static bool is_beside_number(const Reading *reading, guint i) {
    static const unsigned NUMBER = WORD_CARDINAL | WORD_ODD;
    const bool next = i + 1 < reading->to && is(reading, i + 1, NUMBER) && !is(reading, i + 1, WORD_SINGLE);
    return next || (i > reading->from && is(reading, i - 1, NUMBER) && !is(reading, i - 1, WORD_SINGLE));
}

// "Der 2. Versuch": what the point ends is no sentence.
static bool is_pointed(const Reading *reading, guint i) {
    const ChoiceToken *token = token_at(reading, i);
    return token->mark == '.' && !token->ends_line && !token->begins_line && (token->is & WORD_DIGITS) != 0 &&
           i + 1 < reading->tokens->len && !is_light(reading, i + 1) &&
           !has(reading, reading->from, i, WORD_CHOOSE | WORD_NOUN);
}

// "First, ...": an ordinal needs an article or a noun, or the message is nothing else.
static bool is_adverb(const Reading *reading, guint i) {
    if (!is(reading, i, WORD_ORDINAL) || has_noun(reading, i))
        return false;
    const bool article = i > reading->from && is(reading, i - 1, WORD_ARTICLE);
    return !article && !is_light_between(reading, 0, reading->tokens->len);
}

// "One please", but not "no one" or "a", which say nothing of a choice.
static bool is_alone(const Reading *reading, guint i) {
    for (guint k = reading->from; k < reading->to; k++)
        if (k != i && !is(reading, k, WORD_POLITE))
            return false;
    return true;
}

// What follows is not counted by it: "2 users".
static bool ends_well(const Reading *reading, guint i) {
    if (i + 1 >= reading->to)
        return true;
    return is(reading, i, WORD_ORDINAL) && is(reading, i + 1, WORD_SINGLE) ? true : is_light(reading, i + 1);
}

static bool is_chosen_before(const Reading *reading, guint i) {
    for (guint k = i; k-- > reading->from;) {
        if (is(reading, k, WORD_CHOOSE))
            return true;
        if (!is_light(reading, k) && !is(reading, k, WORD_AT))
            return false;
    }
    return false;
}

static bool is_chosen_behind(const Reading *reading, guint i) {
    for (guint k = i + 1; k < reading->to && is_light(reading, k); k++)
        if (is(reading, k, WORD_CHOOSE))
            return true;
    return false;
}

static bool is_joined_to_pick(const Reading *reading, guint i) {
    const int at = before(reading, i);
    if (at < 1 || !is_join(reading, (guint)at))
        return false;
    for (guint k = (guint)at; k-- > reading->from;)
        if (is_number(reading, k))
            return reading->picked[token_at(reading, k)->number];
    return false;
}

static Weight weigh(const Reading *reading, guint i) {
    const bool noun = has_noun(reading, i), plain = is_light_between(reading, reading->from, reading->to);
    if (!noun && (is_of_time(reading, i) || is_beside_number(reading, i) || is_pointed(reading, i)))
        return PASSING;
    if (is(reading, i, WORD_SINGLE) && !noun && !is_alone(reading, i))
        return PASSING;
    if (is_adverb(reading, i))
        return PASSING;
    const bool polite = i + 1 < reading->to && is(reading, i + 1, WORD_POLITE);
    if (plain || polite || is_joined_to_pick(reading, i))
        return PICKED;
    if ((noun || ends_well(reading, i)) && (is_chosen_before(reading, i) || is_chosen_behind(reading, i)))
        return PICKED;
    return noun ? MENTIONED : PASSING;
}

// --- what is not meant ---

static bool is_refused_before(const Reading *reading, guint i) {
    for (guint k = i; k-- > reading->from && i - k <= NEAR;) {
        if (is_not(reading, k) || is_instead(reading, k))
            return true;
        if (is_number(reading, k) && !is(reading, k, WORD_SINGLE)) // "not 1 or 2", "rather 2 than 1"
            return is_join(reading, k + 1) ? reading->refused[token_at(reading, k)->number]
                                           : has(reading, k + 1, i, WORD_THAN);
    }
    return false;
}

// "1 no", "option 1 does not work".
static bool is_refused_behind(const Reading *reading, guint i) {
    for (guint k = i + 1; k < reading->to; k++) {
        if (is_number(reading, k) && !is(reading, k, WORD_SINGLE))
            return false;
        if (is_not(reading, k))
            return !is_chosen_before(reading, i);
    }
    const char mark = token_at(reading, reading->to - 1)->mark; // "1: no"
    return i + 1 == reading->to && mark != 0 && strchr(":)-", mark) != NULL && is_not(reading, i + 1);
}

// --- lists of theirs ---

static bool is_item(const Reading *reading, guint i) {
    const ChoiceToken *token = token_at(reading, i);
    const bool marked = token->mark != 0 && strchr(").:-", token->mark) != NULL;
    return token->begins_line && marked && !token->ends_line && (token->is & WORD_DIGITS) != 0 &&
           i + 1 < reading->tokens->len && !is_light_between(reading, i + 1, sentence_end(reading, i + 1));
}

static void take_item(Reading *reading, guint i) {
    const ChoiceToken *token = token_at(reading, i);
    if (is(reading, i + 1, WORD_MONTH))
        return;
    if (is_not(reading, i + 1)) {
        reading->refused[token->number] = true;
    } else if (is(reading, i + 1, WORD_POLITE)) {
        reading->picked[token->number] = true;
    } else {
        reading->items += reading->numbered[token->number] ? 0 : 1;
        reading->numbered[token->number] = true;
        reading->item = token->number;
        reading->item_mark = token->mark;
    }
}

// --- the whole ---

static void take_number(Reading *reading, guint i) {
    const unsigned number = token_at(reading, i)->number;
    if (is_item(reading, i)) {
        take_item(reading, i);
        return;
    }
    const Weight weight = weigh(reading, i);
    if (weight == PASSING)
        return;
    if (is_refused_before(reading, i) || is_refused_behind(reading, i)) {
        reading->refused[number] = true;
    } else if (weight == PICKED) {
        reading->picked[number] = true;
        reading->doubtful = reading->doubtful || is_doubtful(reading);
    } else {
        const guint end = sentence_end(reading, i);
        reading->mentioned = reading->mentioned || token_at(reading, end - 1)->stop != STOP_QUESTION;
    }
}

// "Option B", where options have numbers; "option II".
static void take_letter(Reading *reading, guint i) {
    static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi"};
    ChoiceToken *token = token_at(reading, i);
    if (i == 0 || !is(reading, i - 1, WORD_NOUN) || is(reading, i - 1, WORD_NOT) ||
        strlen(token_at(reading, i - 1)->word) < 2)
        return;
    for (unsigned k = 0; k < G_N_ELEMENTS(ROMAN); k++)
        if (strcmp(token->word, ROMAN[k]) == 0) {
            token->is |= WORD_CARDINAL;
            token->number = k + 1;
        }
    if (token->word[0] >= 'b' && token->word[0] <= 'f' && token->word[1] == '\0')
        reading->mentioned = true;
}

static void take_clause(Reading *reading) {
    for (guint i = reading->from; i < reading->to; i++)
        if (is_number(reading, i))
            take_number(reading, i);
    if (has(reading, reading->from, reading->to, WORD_BOTH) &&
        is_light_between(reading, reading->from, reading->to)) {
        reading->both = true;
        for (guint i = reading->from; i < reading->to; i++) // "2 or whichever": one clause says both
            reading->doubtful = reading->doubtful || is_number(reading, i);
    }
}

// So many tokens from i on are that turn; 0 when they are not.
static guint turn_length(const Reading *reading, guint i, const char *const *words) {
    guint length = 0;
    for (; words[length] != NULL; length++)
        if (i + length >= reading->tokens->len ||
            strcmp(token_at(reading, i + length)->word, words[length]) != 0)
            return 0;
    return length;
}

static void find_turn(Reading *reading, const char *turn) {
    g_auto(GStrv) words = g_strsplit(turn, " ", -1);
    for (guint i = 0; i < reading->tokens->len; i++) {
        const guint length = turn_length(reading, i, (const char *const *)words);
        const bool hour = i > 0 && strcmp(token_at(reading, i - 1)->word, "a") == 0; // "a las dos"
        if (length == 0)
            continue;
        reading->left = reading->left || !hour;
        for (guint k = i; k < i + length; k++)
            token_at(reading, k)->is &= ~(unsigned)(WORD_CARDINAL | WORD_DIGITS);
    }
}

// A number and nothing that tells of what: "4711".
static bool is_odd_alone(const Reading *reading) {
    for (guint i = 0; i < reading->tokens->len; i++)
        if (!is_light(reading, i) && !is(reading, i, WORD_ODD))
            return false;
    return has(reading, 0, reading->tokens->len, WORD_ODD);
}

static void settle_items(Reading *reading) {
    if (reading->items != 1)
        return;
    if (reading->item_mark == '.')
        reading->mentioned = true;
    else
        reading->picked[reading->item] = true;
}

static guint count_of(const bool *set, unsigned *last) {
    guint count = 0;
    for (unsigned number = 0; number <= NUMBER_MOST; number++)
        if (set[number]) {
            count++;
            *last = number;
        }
    return count;
}

static Choice conclude(const Reading *reading, unsigned options) {
    const bool brief = reading->tokens->len <= SHORT_WORDS;
    unsigned number = 0, no = 0;
    const guint picks = count_of(reading->picked, &number), refused = count_of(reading->refused, &no);
    if (picks > 0) {
        const bool one = picks == 1 && !reading->doubtful && !reading->refused[number] && number >= 1 &&
                         number <= options && !(reading->left && brief);
        return one ? (Choice){CHOICE_ONE, number} : (Choice){CHOICE_UNCLEAR, 0};
    }
    if (refused > 1)
        return (Choice){CHOICE_NONE, 0}; // that is for a person
    const bool unclear = reading->left || reading->both || reading->mentioned || refused == 1;
    return (Choice){(unclear && brief) || is_odd_alone(reading) ? CHOICE_UNCLEAR : CHOICE_NONE, 0};
}

Choice choice_read(const char *newly_written, unsigned count) {
    if (count == 0)
        return (Choice){CHOICE_NONE, 0};
    g_autoptr(ChoiceWords) words = choice_words_new();
    g_autoptr(GArray) tokens = choice_tokens(words, newly_written);
    Reading reading = {.tokens = tokens};
    for (guint i = 0; i < tokens->len; i++)
        take_letter(&reading, i);
    for (const char *const *turn = choice_words_left_to_us(); *turn != NULL; turn++)
        find_turn(&reading, *turn);
    for (; reading.from < tokens->len; reading.from = reading.to) {
        reading.to = clause_end(&reading, reading.from);
        take_clause(&reading);
    }
    settle_items(&reading);
    return conclude(&reading, count);
}
