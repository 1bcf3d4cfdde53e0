#ifndef EARSHOT_PHRASEBOOK_H
#define EARSHOT_PHRASEBOOK_H
// What PMs are told in their language. The phrases stand in conf/notes/<language>/words-*,
// a file a subject, all languages with the same keys and the same placeholders (a test
// holds them together). A line is `key = text`, a line that begins with a blank goes on with
// the one before, # begins a comment. Texts are templates (template.h) on one line:
// {{name}}, {{#name}}shown when there is one{{/name}}. English stands in for what a language lacks.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "values.h"

typedef struct Phrasebook Phrasebook; // immutable

// The first of these languages (char *, "de", "de-AT") that there is; English when none is, or for NULL.
// Built-in files are right (tests), so it never fails.
Phrasebook *phrasebook_new(const GPtrArray *languages) G_GNUC_WARN_UNUSED_RESULT;
void phrasebook_free(Phrasebook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Phrasebook, phrasebook_free)
const char *phrasebook_language(const Phrasebook *book); // ISO 639-1
// Whether there is a phrase, in this language or in English; key as in phrasebook_say.
bool phrasebook_has(const Phrasebook *book, const char *group, const char *key);

// The phrase `group`, or "group.key" when key is not NULL, filled with values (NULL: none); one line of plain
// text. The caller owns it. Without such a phrase it is the key itself: in a fixed key our own bug (the tests
// look for it), else a reason or a name from elsewhere, which shows as it is.
char *phrasebook_say(const Phrasebook *book, const char *group, const char *key, const Values *values);
// The phrase `key` with one value: {{name}} is `value`, NULL for none.
char *phrasebook_fill(const Phrasebook *book, const char *key, const char *name, const char *value);
// One of "key.one" and "key.many" (0, 2, 3, ...), with {{count}}.
char *phrasebook_count(const Phrasebook *book, const char *key, uint64_t count);
// The same with more values; `values` gets "count".
char *phrasebook_count_with(const Phrasebook *book, const char *key, uint64_t count, Values *values);
// As people write it: "1234", "1,234,567".
char *phrasebook_number(const Phrasebook *book, uint64_t number);
// A moment as a PM reads it, seen from now: "today 14:30", "tomorrow 09:00", "yesterday 17:00",
// "Mon 23 Nov 09:00", with the year when it is more than half a year away. In an IANA zone; UTC for NULL or
// one that is unknown.
char *phrasebook_time(const Phrasebook *book, int64_t moment, int64_t now, const char *zone);
// A day alone: "Monday, 23 November 2026".
char *phrasebook_day(const Phrasebook *book, int64_t moment, const char *zone);
// How long, in two units at most and never more than was: "5 min", "3 h 10 min", "2 days 4 h", "40 days". No
// sign.
char *phrasebook_span(const Phrasebook *book, GTimeSpan span);

// Takes phrases of a file into a book: for phrasebook_new and for the tests. What is wrong with it goes to
// `errors` (char *, "name:line: what"), and is left out; NULL when nobody wants to know.
void phrasebook_read(Phrasebook *book, const char *name, const char *source, GPtrArray *errors);

#endif
