#ifndef EARSHOT_PROMISE_H
#define EARSHOT_PROMISE_H
// What a person of ours promised a customer by a date: "we will call you by
// Friday", "bis zum 3. März haben Sie die Lösung", "d'ici demain midi". Read from the
// new text of an outbound mail, in the nine languages. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "calendar.h"

typedef struct Promise {
    int64_t due; // the moment the words name: the close of the hours of a day that is named without a time
    char *words; // the sentence, blanks collapsed, cut to 160 code points
} Promise;

// Promises that the text makes, in its order, at most 8, each due once (GArray of Promise, freed with it).
// Dates count from `sent` in the calendar's zone: a weekday is the next such day, a day without a year the
// next such date, "in 2 hours" wall-clock and "within 2 business days" business time. Only what we say we
// will do counts: not what we ask of them ("please send it by Friday"), not conditions, refusals, questions,
// what is past, what they or others said; nor hopes, plans, estimates and usual times ("should arrive",
// "voraussichtlich", "normally"). Nothing is due before it was sent, or over 400 days after.
// Where words leave a choice the later reading holds, since a false alarm discredits the true ones: "before
// Friday" is Friday's close, of "Monday or Tuesday" Tuesday, "next Friday" is not tomorrow, and "3/4" in
// English is month first in America, day first elsewhere, the later of both where the zone tells nothing
// (UTC). `language` as of language.h; "und" tries all. The first 16 KB are read, no quoted lines, nothing in
// quotation marks.
GArray *promise_find(const char *text, const char *language, const Calendar *calendar,
                     int64_t sent) G_GNUC_WARN_UNUSED_RESULT;
// True when the text only puts off ("we are still looking into it"): then it keeps no earlier promise.
bool promise_puts_off(const char *text, const char *language);
// True when it asks the customer for something and the next word is theirs: a question, or a request to send
// or try ("please send us the log"); not "do you have any other questions?".
bool promise_asks(const char *text, const char *language);

#endif
