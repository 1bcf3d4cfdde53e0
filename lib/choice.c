// A number counts when nothing around it makes it a number of something else:
// alone among words that say nothing ("2 sounds good"), or chosen by a verb ("we
// take the second"). What is refused, asked, or hangs on a condition is no choice. Where two readings remain
// it is unclear, and the customer is asked again: that costs a mail, the wrong option costs the customer.
#include "choice.h"

#include <string.h>

#include "choice_parts.h"

enum { SHORT_WORDS = 40 };

// --- lists of theirs ---

static bool is_item(const ChoiceReading *reading, guint i) {
    const ChoiceToken *token = choice_token(reading, i);
    const bool marked = token->mark != 0 && strchr(").:-", token->mark) != NULL;
    return token->begins_line && marked && !token->ends_line && (token->is & WORD_DIGITS) != 0 &&
           i + 1 < reading->tokens->len &&
           !choice_is_light_between(reading, i + 1, choice_sentence_end(reading, i + 1));
}

static void take_item(ChoiceReading *reading, guint i) {
    const ChoiceToken *token = choice_token(reading, i);
    if (choice_is(reading, i + 1, WORD_MONTH))
        return;
    if (choice_is_not(reading, i + 1)) {
        reading->refused[token->number] = true;
    } else if (choice_is(reading, i + 1, WORD_POLITE)) {
        reading->picked[token->number] = true;
    } else {
        reading->items += reading->numbered[token->number] ? 0 : 1;
        reading->numbered[token->number] = true;
        reading->item = token->number;
        reading->item_mark = token->mark;
    }
}

// --- the whole ---

static void take_number(ChoiceReading *reading, guint i) {
    const unsigned number = choice_token(reading, i)->number;
    if (is_item(reading, i)) {
        take_item(reading, i);
        return;
    }
    const ChoiceWeight weight = choice_weigh(reading, i);
    if (weight == CHOICE_PASSING)
        return;
    if (choice_is_refused(reading, i)) {
        reading->refused[number] = true;
    } else if (weight == CHOICE_PICKED) {
        reading->picked[number] = true;
        reading->doubtful = reading->doubtful || choice_is_doubtful(reading);
    } else {
        const guint end = choice_sentence_end(reading, i);
        reading->mentioned = reading->mentioned || choice_token(reading, end - 1)->stop != STOP_QUESTION;
    }
}

// "Option B", where options have numbers; "option II".
static void take_letter(ChoiceReading *reading, guint i) {
    static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi"};
    ChoiceToken *token = choice_token(reading, i);
    if (i == 0 || !choice_is(reading, i - 1, WORD_NOUN) || choice_is(reading, i - 1, WORD_NOT) ||
        strlen(choice_token(reading, i - 1)->word) < 2)
        return;
    for (unsigned k = 0; k < G_N_ELEMENTS(ROMAN); k++)
        if (strcmp(token->word, ROMAN[k]) == 0) {
            token->is |= WORD_CARDINAL;
            token->number = k + 1;
        }
    if (token->word[0] >= 'b' && token->word[0] <= 'f' && token->word[1] == '\0')
        reading->mentioned = true;
}

static void take_clause(ChoiceReading *reading) {
    for (guint i = reading->from; i < reading->to; i++)
        if (choice_is_number(reading, i))
            take_number(reading, i);
    if (choice_has(reading, reading->from, reading->to, WORD_BOTH) &&
        choice_is_light_between(reading, reading->from, reading->to)) {
        reading->both = true;
        for (guint i = reading->from; i < reading->to; i++) // "2 or whichever": one clause says both
            reading->doubtful = reading->doubtful || choice_is_number(reading, i);
    }
}

// So many tokens from i on are that turn; 0 when they are not.
static guint turn_length(const ChoiceReading *reading, guint i, const char *turn) {
    guint length = 0;
    for (; *turn != '\0'; length++) {
        const size_t size = strcspn(turn, " ");
        if (i + length >= reading->tokens->len)
            return 0;
        const char *word = choice_token(reading, i + length)->word;
        if (strncmp(word, turn, size) != 0 || word[size] != '\0')
            return 0;
        turn += size + (turn[size] == ' ');
    }
    return length;
}

static void find_turn(ChoiceReading *reading, const char *turn) {
    for (guint i = 0; i < reading->tokens->len; i++) {
        const guint length = turn_length(reading, i, turn);
        const bool hour = i > 0 && strcmp(choice_token(reading, i - 1)->word, "a") == 0; // "a las dos"
        if (length == 0)
            continue;
        reading->left = reading->left || !hour;
        for (guint k = i; k < i + length; k++)
            choice_token(reading, k)->is &= ~(unsigned)(WORD_CARDINAL | WORD_DIGITS);
    }
}

// A number and nothing that tells of what: "4711".
static bool is_odd_alone(const ChoiceReading *reading) {
    for (guint i = 0; i < reading->tokens->len; i++)
        if (!choice_is_light(reading, i) && !choice_is(reading, i, WORD_ODD))
            return false;
    return choice_has(reading, 0, reading->tokens->len, WORD_ODD);
}

static void settle_items(ChoiceReading *reading) {
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

static Choice conclude(const ChoiceReading *reading, unsigned options) {
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
    g_autoptr(GArray) tokens = choice_tokens(newly_written);
    ChoiceReading reading = {.tokens = tokens};
    for (guint i = 0; i < tokens->len; i++)
        take_letter(&reading, i);
    for (const char *const *turn = choice_words_left_to_us(); *turn != NULL; turn++)
        find_turn(&reading, *turn);
    reading.plain = choice_is_light_between(&reading, 0, tokens->len);
    for (; reading.from < tokens->len; reading.from = reading.to) {
        reading.to = choice_clause_end(&reading, reading.from);
        take_clause(&reading);
    }
    settle_items(&reading);
    return conclude(&reading, count);
}
