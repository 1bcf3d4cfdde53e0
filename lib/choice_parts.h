#ifndef EARSHOT_CHOICE_PARTS_H
#define EARSHOT_CHOICE_PARTS_H
// What reading a choice shares: choice_tokens.c cuts the reply into words and clauses,
// choice_words.c knows what words are, choice.c takes the choice. Words are
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

enum { TOKEN_BYTES = 32, TOKENS_MOST = 400, NUMBER_MOST = 99 };

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
typedef struct ChoiceWords ChoiceWords;
ChoiceWords *choice_words_new(void) G_GNUC_WARN_UNUSED_RESULT;
void choice_words_free(ChoiceWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChoiceWords, choice_words_free)
// Fills in what the token's word is, and its number.
void choice_words_know(const ChoiceWords *words, ChoiceToken *token);
// Turns that leave it to us: "you decide", parted by blanks; ends with NULL. With a number word in them they
// are no number: "les deux".
const char *const *choice_words_left_to_us(void);
// Behind digits: "2nd", "2te", "2a".
bool choice_words_is_ordinal_ending(const char *ending);

// --- choice_tokens.c ---
// The first TOKENS_MOST words of the first 4 KB.
GArray *choice_tokens(const ChoiceWords *words, const char *text) G_GNUC_WARN_UNUSED_RESULT;

#endif
