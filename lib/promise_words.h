#ifndef EARSHOT_PROMISE_WORDS_H
#define EARSHOT_PROMISE_WORDS_H
// Internal to promise: the words of dates and times in nine languages, as data. Phrases in the form that
// promise_text.h tells, folded: no accents; German and Swedish umlauts as ae, oe, ue.

#include <stddef.h>

// What a phrase means for a date. Where a value is told, it stands in `value`.
typedef enum TermKind {
    TERM_END = 0,    // of a list
    TERM_DAY,        // so many days from today
    TERM_PART,       // a part of a day that must be named besides: a DayPart
    TERM_FREE,       // a part of a day, today's when none is named: a DayPart
    TERM_WEEK_START, // of the week so many from now
    TERM_WEEK_MIDDLE,
    TERM_WEEK_END,
    TERM_WEEKEND,     // its Sunday
    TERM_MONTH_START, // of the month so many from now
    TERM_MONTH_MIDDLE,
    TERM_MONTH_END,
    TERM_YEAR_END,
    TERM_START_OF, // before the name of a month
    TERM_MIDDLE_OF,
    TERM_END_OF,
    TERM_IN_MONTH,  // "in" before the name of a month
    TERM_WITHIN,    // before a length of time
    TERM_HALF_HOUR, // "half an hour", behind TERM_WITHIN
    TERM_UNIT,      // a DayUnit
    TERM_NUMBER,    // a number in words
    TERM_BETWEEN,   // before two times or days
    TERM_AND,       // between the two
    TERM_TO,        // "Monday to Friday"
    TERM_OR,
    TERM_AT,   // before a bare hour
    TERM_HOUR, // behind one: "Uhr", "h"
    TERM_AM,
    TERM_PM,
    TERM_NEXT,    // "next Tuesday", "mardi prochain"
    TERM_LAST,    // right behind a day: "mardi dernier"; nothing promised
    TERM_GLUE,    // may stand in a date: "on", "the", "den"
    TERM_NTH,     // before a bare day of the month: "the 3rd", "le 3"
    TERM_ORDINAL, // behind a number: "rd", "er"
    TERM_FORBID,  // right before a date: "since", "after", "last"
    TERM_COUNTED, // right behind a length of time: "of receipt", "after"
    TERM_EVENT,   // right before a date: "the meeting on Tuesday"
    TERM_KINDS
} TermKind;

typedef enum DayPart { PART_NONE, PART_NOON, PART_CLOSE, PART_NIGHT } DayPart;
typedef enum DayUnit {
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_BUSINESS_HOUR,
    UNIT_DAY,
    UNIT_BUSINESS_DAY,
    UNIT_WEEK,
    UNIT_MONTH
} DayUnit;

typedef struct Term {
    const char *phrase;
    TermKind kind;
    int value;
} Term;

typedef struct DateWords {
    const char *code;
    const char *weekdays[7]; // Monday first
    const char *months[12];
    const Term *terms; // ended by TERM_END
} DateWords;

enum { DATE_LANGUAGES = 9 };
extern const DateWords date_words[DATE_LANGUAGES];

#endif
