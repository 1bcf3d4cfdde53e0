#ifndef EARSHOT_CHOICE_PARTS_H
#define EARSHOT_CHOICE_PARTS_H
// What reading a choice shares: choice_tokens.c cuts the reply into words and clauses,
// choice_words.c knows what words are, choice_weigh.c weighs a
// number, choice.c takes the choice. Words are
// without accents and in lower case; only "à" keeps its own, since "a" is another word.

#include <glib.h>
#include <stdbool.h>
#include "choice.h"

typedef enum ChoiceWord { // bits: a word may be several things in nine languages
    WORD_FILL = 1,        // says nothing about which: "is", "fine", "us"
    WORD_ARTICLE = 2,     // "the"
    WORD_POLITE = 4,      // "please", "thanks", "ok"
    WORD_NOUN = 8,        // "option", "number"
    WORD_CHOOSE = 16,     // "take", "prefer"
    WORD_NOT = 32,
    WORD_JOIN = 64,     // "and", "or"
    WORD_SPLIT = 128,   // begins a clause: "but", "because"
    WORD_INSTEAD = 256, // what follows is not meant
    WORD_THAN = 512,    // likewise, behind another number
    WORD_IF = 1024,
    WORD_HEDGE = 2048, // "maybe"
    WORD_AT = 4096,    // a date or an hour may follow: "on", "until"
    WORD_CARDINAL = 8192,
    WORD_ORDINAL = 16384,
    WORD_SINGLE = 32768, // "one" and what may be an article
    WORD_DIGITS = 65536, // of WORD_CARDINAL or WORD_ORDINAL
    WORD_ODD = 131072,   // a number of something else: 4.3, 10:30, 2 %, 4711
    WORD_MONTH = 262144,
    WORD_BOTH = 524288,    // "both", "either": unclear where nothing else is said
    WORD_PLACE = 1048576,  // "lieu", "vez": with "de" behind it as WORD_INSTEAD
    WORD_PLURAL = 2097152, // "options": counted where a cardinal stands in front
} ChoiceWord;

enum { TOKEN_BYTES = 32, TOKENS_MOST = 250, NUMBER_MOST = 99 };

typedef enum ChoiceStop { STOP_NONE, STOP_CLAUSE, STOP_SENTENCE, STOP_QUESTION } ChoiceStop;

typedef struct ChoiceToken {
    char word[TOKEN_BYTES]; // cut there
    unsigned is;            // ChoiceWord
    unsigned number;        // of a cardinal or an ordinal
    ChoiceStop stop;        // behind it
    char mark;              // that made the stop: ')', '.', ..., 0
    bool begins_line, ends_line;
} ChoiceToken;

// --- choice_words.c ---
// Fills in what the words of all tokens are, and their numbers; to be called while they stand still.
void choice_words_know(GArray *tokens);
// Turns that leave it to us: "you decide", parted by blanks; ends with NULL. With a number word in them they
// are no number: "les deux".
const char *const *choice_words_left_to_us(void);
// Behind digits: "2nd", "2te", "2a".
bool choice_words_is_ordinal_ending(const char *ending);

// --- choice_tokens.c ---
// The first TOKENS_MOST words of the first 4 KB.
GArray *choice_tokens(const char *text) G_GNUC_WARN_UNUSED_RESULT;

// --- choice_weigh.c ---
typedef enum ChoiceWeight { CHOICE_PASSING, CHOICE_MENTIONED, CHOICE_PICKED } ChoiceWeight; // of a number

typedef struct ChoiceReading {
    GArray *tokens;
    guint from, to; // the clause at work
    bool plain;     // nothing in all of it tells of anything else
    bool picked[NUMBER_MOST + 1], refused[NUMBER_MOST + 1];
    bool doubtful;  // a pick that is asked, hedged or conditional
    bool left;      // it is left to us
    bool both;      // likewise, unless they say more
    bool mentioned; // an option, without taking it
    guint items;    // "1. The export fails": lines of a list
    unsigned item;  // the number of the last
    char item_mark; // behind it
    bool numbered[NUMBER_MOST + 1];
} ChoiceReading;
ChoiceToken *choice_token(const ChoiceReading *reading, guint i);
// All of these are false behind the last token.
bool choice_is(const ChoiceReading *reading, guint i, unsigned what);
bool choice_is_number(const ChoiceReading *reading, guint i);
bool choice_is_not(const ChoiceReading *reading, guint i);   // a negation, and no "no. 2"
bool choice_is_light(const ChoiceReading *reading, guint i); // says nothing of what a number counts
bool choice_is_light_between(const ChoiceReading *reading, guint from, guint to);
bool choice_has(const ChoiceReading *reading, guint from, guint to, unsigned what);
guint choice_clause_end(const ChoiceReading *reading, guint from);
guint choice_sentence_end(const ChoiceReading *reading, guint from);
// The clause at work is asked, hedged or conditional.
bool choice_is_doubtful(const ChoiceReading *reading);
// Of a number in the clause at work: what it is, and whether it is the one that is not meant.
ChoiceWeight choice_weigh(const ChoiceReading *reading, guint i);
bool choice_is_refused(const ChoiceReading *reading, guint i);

#endif
