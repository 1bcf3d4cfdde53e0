// Whether a number in a reply is one of the options, by the words of its clause: what
// stands between it and a verb of choosing, what it counts, and whether it is
// refused. An unknown word beside it is taken for what it counts.
#include "choice_parts.h"

#include <string.h>

enum { NEAR = 4 };

ChoiceToken *choice_token(const ChoiceReading *reading, guint i) {
    return &g_array_index(reading->tokens, ChoiceToken, i);
}

bool choice_is(const ChoiceReading *reading, guint i, unsigned what) {
    return i < reading->tokens->len && (choice_token(reading, i)->is & what) != 0;
}

bool choice_is_number(const ChoiceReading *reading, guint i) {
    return choice_is(reading, i, WORD_CARDINAL | WORD_ORDINAL);
}

// "no. 2" is a number, "no, 2" and "no la 2" are not.
static bool is_noun(const ChoiceReading *reading, guint i) {
    if (!choice_is(reading, i, WORD_NOUN))
        return false;
    return !choice_is(reading, i, WORD_NOT) ||
           (choice_is_number(reading, i + 1) && !choice_is(reading, i + 1, WORD_SINGLE) &&
            choice_token(reading, i)->stop == STOP_NONE);
}

bool choice_is_not(const ChoiceReading *reading, guint i) {
    return choice_is(reading, i, WORD_NOT) && !is_noun(reading, i);
}

// "1 of 2" in Dutch, "2 of our users" in English.
static bool is_join(const ChoiceReading *reading, guint i) {
    if (!choice_is(reading, i, WORD_JOIN))
        return false;
    const guint next = i + 1 + (choice_is(reading, i + 1, WORD_ARTICLE | WORD_NOUN) ? 1 : 0);
    return strcmp(choice_token(reading, i)->word, "of") != 0 || choice_is_number(reading, next);
}

// "en vez de", "au lieu de la", "in plaats van".
static bool is_instead(const ChoiceReading *reading, guint i) {
    if (choice_is(reading, i, WORD_INSTEAD) || !choice_is(reading, i, WORD_PLACE) ||
        i + 1 >= reading->tokens->len)
        return choice_is(reading, i, WORD_INSTEAD);
    const char *next = choice_token(reading, i + 1)->word;
    return next[0] == 'd' || strcmp(next, "van") == 0;
}

// Says nothing of what the number counts.
bool choice_is_light(const ChoiceReading *reading, guint i) {
    static const unsigned LIGHT = WORD_FILL | WORD_ARTICLE | WORD_POLITE | WORD_NOUN | WORD_CHOOSE |
                                  WORD_NOT | WORD_SPLIT | WORD_THAN | WORD_IF | WORD_HEDGE | WORD_CARDINAL |
                                  WORD_ORDINAL | WORD_BOTH;
    const bool counted = i > 0 && choice_is(reading, i - 1, WORD_CARDINAL);
    return choice_is(reading, i, LIGHT) || is_join(reading, i) || is_instead(reading, i) ||
           (choice_is(reading, i, WORD_PLURAL) && !counted);
}

bool choice_is_light_between(const ChoiceReading *reading, guint from, guint to) {
    for (guint i = from; i < to; i++)
        if (!choice_is_light(reading, i))
            return false;
    return true;
}

bool choice_has(const ChoiceReading *reading, guint from, guint to, unsigned what) {
    for (guint i = from; i < to; i++)
        if (choice_is(reading, i, what))
            return true;
    return false;
}

// --- clauses and sentences ---

guint choice_clause_end(const ChoiceReading *reading, guint from) {
    guint i = from;
    while (i < reading->tokens->len && choice_token(reading, i)->stop == STOP_NONE &&
           !choice_is(reading, i + 1, WORD_SPLIT | WORD_IF))
        i++;
    return MIN(i + 1, reading->tokens->len);
}

guint choice_sentence_end(const ChoiceReading *reading, guint from) {
    guint i = from;
    while (i < reading->tokens->len && choice_token(reading, i)->stop < STOP_SENTENCE)
        i++;
    return MIN(i + 1, reading->tokens->len);
}

static guint sentence_begin(const ChoiceReading *reading, guint at) {
    while (at > 0 && choice_token(reading, at - 1)->stop < STOP_SENTENCE)
        at--;
    return at;
}

// "if you can deliver it on Monday"; "if possible" binds nothing.
static bool is_condition(const ChoiceReading *reading, guint from) {
    return choice_is(reading, from, WORD_IF) &&
           !choice_is_light_between(reading, from, choice_clause_end(reading, from));
}

// The clause before or behind, in the same sentence.
static bool is_conditional(const ChoiceReading *reading) {
    const guint begin = sentence_begin(reading, reading->from);
    if (reading->to < reading->tokens->len && choice_token(reading, reading->to - 1)->stop < STOP_SENTENCE &&
        is_condition(reading, reading->to))
        return true;
    return is_condition(reading, begin) || is_condition(reading, reading->from);
}

bool choice_is_doubtful(const ChoiceReading *reading) {
    const guint begin = sentence_begin(reading, reading->from),
                end = choice_sentence_end(reading, reading->from);
    return choice_token(reading, end - 1)->stop == STOP_QUESTION ||
           choice_has(reading, begin, end, WORD_HEDGE) || is_conditional(reading);
}

// --- one number ---

// The token before a number, articles passed over; -1 for none in the clause.
static int before(const ChoiceReading *reading, guint i) {
    while (i > reading->from && choice_is(reading, i - 1, WORD_ARTICLE))
        i--;
    return i > reading->from ? (int)i - 1 : -1;
}

static bool has_noun(const ChoiceReading *reading, guint i) {
    if (i > reading->from && is_noun(reading, i - 1))
        return true;
    const bool pronoun = i + 1 < reading->to && choice_is(reading, i + 1, WORD_SINGLE);
    return choice_is(reading, i, WORD_ORDINAL) && i + 1 < reading->to &&
           (is_noun(reading, i + 1) || (pronoun && i > 0 && choice_is(reading, i - 1, WORD_ARTICLE)));
}

static bool has_chooser_near(const ChoiceReading *reading, guint i) {
    const guint from = i >= reading->from + NEAR ? i - NEAR : reading->from;
    return choice_has(reading, from, i, WORD_CHOOSE);
}

// "on 2", "December 2", "2 December", "2 34".
static bool is_of_time(const ChoiceReading *reading, guint i) {
    const int at = before(reading, i);
    if (choice_is(reading, i + 1, WORD_MONTH) && choice_token(reading, i)->stop <= STOP_SENTENCE &&
        !choice_token(reading, i)->ends_line)
        return true;
    if (at < 0)
        return false;
    const bool preposition =
        choice_is(reading, (guint)at, WORD_AT) && !choice_is(reading, (guint)at, WORD_JOIN);
    return choice_is(reading, (guint)at, WORD_MONTH) || (preposition && !has_chooser_near(reading, i));
}

static bool is_beside_number(const ChoiceReading *reading, guint i) {
    static const unsigned NUMBER = WORD_CARDINAL | WORD_ODD;
    const bool next =
        i + 1 < reading->to && choice_is(reading, i + 1, NUMBER) && !choice_is(reading, i + 1, WORD_SINGLE);
    return next || (i > reading->from && choice_is(reading, i - 1, NUMBER) &&
                    !choice_is(reading, i - 1, WORD_SINGLE));
}

// "Der 2. Versuch": what the point ends is no sentence.
static bool is_pointed(const ChoiceReading *reading, guint i) {
    const ChoiceToken *token = choice_token(reading, i);
    return token->mark == '.' && !token->ends_line && !token->begins_line && (token->is & WORD_DIGITS) != 0 &&
           i + 1 < reading->tokens->len && !choice_is_light(reading, i + 1) &&
           !choice_has(reading, reading->from, i, WORD_CHOOSE | WORD_NOUN);
}

// "First, ...": an ordinal needs an article or a noun, or the message is nothing else.
static bool is_adverb(const ChoiceReading *reading, guint i) {
    if (!choice_is(reading, i, WORD_ORDINAL) || has_noun(reading, i))
        return false;
    const bool article = i > reading->from && choice_is(reading, i - 1, WORD_ARTICLE);
    return !article && !reading->plain;
}

// "One please", but not "no one" or "a", which say nothing of a choice.
static bool is_alone(const ChoiceReading *reading, guint i) {
    for (guint k = reading->from; k < reading->to; k++)
        if (k != i && !choice_is(reading, k, WORD_POLITE))
            return false;
    return true;
}

// What follows is not counted by it: "2 users".
static bool ends_well(const ChoiceReading *reading, guint i) {
    if (i + 1 >= reading->to)
        return true;
    return choice_is(reading, i, WORD_ORDINAL) && choice_is(reading, i + 1, WORD_SINGLE)
               ? true
               : choice_is_light(reading, i + 1);
}

static bool is_chosen_before(const ChoiceReading *reading, guint i) {
    for (guint k = i; k-- > reading->from;) {
        if (choice_is(reading, k, WORD_CHOOSE))
            return true;
        if (!choice_is_light(reading, k) && !choice_is(reading, k, WORD_AT))
            return false;
    }
    return false;
}

static bool is_chosen_behind(const ChoiceReading *reading, guint i) {
    for (guint k = i + 1; k < reading->to && choice_is_light(reading, k); k++)
        if (choice_is(reading, k, WORD_CHOOSE))
            return true;
    return false;
}

static bool is_joined_to_pick(const ChoiceReading *reading, guint i) {
    const int at = before(reading, i);
    if (at < 1 || !is_join(reading, (guint)at))
        return false;
    for (guint k = (guint)at; k-- > reading->from;)
        if (choice_is_number(reading, k))
            return reading->picked[choice_token(reading, k)->number];
    return false;
}

ChoiceWeight choice_weigh(const ChoiceReading *reading, guint i) {
    const bool noun = has_noun(reading, i),
               plain = choice_is_light_between(reading, reading->from, reading->to);
    if (!noun && (is_of_time(reading, i) || is_beside_number(reading, i) || is_pointed(reading, i)))
        return CHOICE_PASSING;
    if (choice_is(reading, i, WORD_SINGLE) && !noun && !is_alone(reading, i))
        return CHOICE_PASSING;
    if (is_adverb(reading, i))
        return CHOICE_PASSING;
    const bool polite = i + 1 < reading->to && choice_is(reading, i + 1, WORD_POLITE);
    if (plain || polite || is_joined_to_pick(reading, i))
        return CHOICE_PICKED;
    if ((noun || ends_well(reading, i)) && (is_chosen_before(reading, i) || is_chosen_behind(reading, i)))
        return CHOICE_PICKED;
    return noun ? CHOICE_MENTIONED : CHOICE_PASSING;
}

// --- what is not meant ---

static bool is_refused_before(const ChoiceReading *reading, guint i) {
    for (guint k = i; k-- > reading->from && i - k <= NEAR;) {
        if (choice_is_not(reading, k) || is_instead(reading, k))
            return true;
        if (choice_is_number(reading, k) &&
            !choice_is(reading, k, WORD_SINGLE)) // "not 1 or 2", "rather 2 than 1"
            return is_join(reading, k + 1) ? reading->refused[choice_token(reading, k)->number]
                                           : choice_has(reading, k + 1, i, WORD_THAN);
    }
    return false;
}

// "1 no", "option 1 does not work".
static bool is_refused_behind(const ChoiceReading *reading, guint i) {
    for (guint k = i + 1; k < reading->to; k++) {
        if (choice_is_number(reading, k) && !choice_is(reading, k, WORD_SINGLE))
            return false;
        if (choice_is_not(reading, k))
            return !is_chosen_before(reading, i);
    }
    const char mark = choice_token(reading, reading->to - 1)->mark; // "1: no"
    return i + 1 == reading->to && mark != 0 && strchr(":)-", mark) != NULL && choice_is_not(reading, i + 1);
}

bool choice_is_refused(const ChoiceReading *reading, guint i) {
    return is_refused_before(reading, i) || is_refused_behind(reading, i);
}
