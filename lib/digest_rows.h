#ifndef EARSHOT_DIGEST_ROWS_H
#define EARSHOT_DIGEST_ROWS_H
// Of digest_write alone: the digest as a list of rows, from which both the text
// and the HTML are written, so that neither can say what the other does not.
// Every string is one line of valid UTF-8 without control characters, cut to a
// length that a reader bears; NULL where a row has none.

#include <glib.h>
#include <stdbool.h>
#include "digest.h"
#include "digest_write.h"

typedef enum RowKind {
    ROW_HEADLINE, // text
    ROW_TITLE,    // text
    ROW_FIGURE,   // label: the number, text: of what
    ROW_NOTE,     // text; a tone when it is a warning
    ROW_SECTION,  // text: title of what follows
    ROW_DUE,      // number, who, account, badge, text: the next step
    ROW_CASE,     // number, label: level, who, account, badge, foreign: the subject
    ROW_NEXT,     // of a case: label, text
    ROW_FACT,     // of a case: label, text
    ROW_QUOTE,    // of a case: foreign: their words, label: what they speak for
    ROW_ACTIONS,  // of a case: number; what may be answered with a touch
    ROW_LINE,     // of a list: number, label, who, account, foreign, badge, text
    ROW_BAR,      // label, share, text
    ROW_KINDS
} RowKind;

typedef enum Tone { TONE_PLAIN, TONE_GOOD, TONE_NOTICE, TONE_WARN, TONE_BAD, TONES } Tone;

typedef struct Row {
    RowKind kind;
    Tone tone;       // of the label, or of the whole row
    Tone due;        // of the badge
    unsigned number; // of the conversation, 0: none
    double share;    // of a bar, 0 to 1; negative: no bar
    char *label;     // ours
    char *who;       // theirs, as all that is foreign
    char *account;
    char *badge;    // ours
    char *text;     // ours; the name `who` may stand in it
    char *foreign;  // theirs
    char *language; // of `foreign`, ISO 639, or NULL
} Row;

// How much of each list; what is left out is counted in a row of its own.
typedef struct RowLimits {
    unsigned due, full, listed, rest; // rest: of each of the other lists
} RowLimits;

typedef struct Rows {
    const Digest *digest;
    const DigestPaper *paper;
    RowLimits limits;
    GPtrArray *list; // Row *
    char *quote_open, *quote_close;
} Rows;

Rows *rows_new(const Digest *digest, const DigestPaper *paper, RowLimits limits) G_GNUC_WARN_UNUSED_RESULT;
void rows_free(Rows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rows, rows_free)

// "3 late, 2 due today, 14 open - Monday, 23 November 2026".
char *rows_subject(const Digest *digest, const DigestPaper *paper);

// For the parts that fill it.
Row *rows_add(Rows *rows, RowKind kind); // borrowed
void rows_add_case(Rows *rows, const Situation *situation, unsigned number);
void rows_add_lists(Rows *rows);     // all behind the cases
void rows_add_relations(Rows *rows); // of these, what concerns many customers at once
void rows_section(Rows *rows, const char *key);
void rows_more(Rows *rows, unsigned count); // "and 7 more"; nothing for 0
// A sentence of ours as values_short has it; swallows it.
char *rows_take(char *text);
// Its number among those told in full, from 1; 0: it is not one of them.
unsigned rows_number_of(const Rows *rows, uint64_t thread);
char *rows_who(const Rows *rows, const char *who); // never NULL
char *rows_say(const Rows *rows, const char *key); // of words-digest
char *rows_fill(const Rows *rows, const char *key, const char *name, const char *value);
char *rows_number(const Rows *rows, const char *key, uint64_t count); // fills {{count}}
Tone rows_level_tone(Level level);
Tone rows_due_tone(const Rows *rows, int64_t due, bool late);
// What to say of a moment that is due: "3 h late", "due today 14:30"; NULL for 0.
char *rows_due(const Rows *rows, int64_t due, bool late);

// The writers.
char *rows_text(const Rows *rows);
char *rows_html(const Rows *rows, const char *title);

// What both ask of a text.
bool rows_is_rtl(gunichar c);
// The commands of ROW_ACTIONS: verb and the key of its words, until the verb is NULL.
typedef struct RowAction {
    const char *verb, *key;
} RowAction;
const RowAction *rows_actions(void);

#endif
