#ifndef EARSHOT_PHRASEBOOK_H
#define EARSHOT_PHRASEBOOK_H
// What PMs are told in their language: phrases of conf/notes/<language>/words,
// "key = text with {{names}}", one file a language, all with the same keys
// (a test holds them together). English stands in for what a language lacks.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "values.h"

typedef struct Phrasebook Phrasebook; // immutable

// The first of these languages (char *) that there is; English when none is, or for NULL. Built-in files are
// right (tests), so it never fails.
Phrasebook *phrasebook_new(const GPtrArray *languages) G_GNUC_WARN_UNUSED_RESULT;
void phrasebook_free(Phrasebook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Phrasebook, phrasebook_free)
const char *phrasebook_language(const Phrasebook *book); // ISO 639-1

// The phrase of a key, or of "group.key" when key is not NULL, filled with values (NULL: none); plain text.
// The caller owns it. An unknown key is our own bug in a fixed key (asserted by the tests), and gives the key
// itself, so that a reason or name from elsewhere shows as it is.
char *phrasebook_say(const Phrasebook *book, const char *group, const char *key, const Values *values);
// "group.<name>" where name is of the form "word {{x}}" and one value is all it needs.
char *phrasebook_fill(const Phrasebook *book, const char *key, const char *name, const char *value);
// One of "key.one" and "key.many", with {{count}}.
char *phrasebook_count(const Phrasebook *book, const char *key, uint64_t count);
// A moment as a PM reads it, seen from now: "today 14:30", "tomorrow 09:00", "Mon 23 Nov 09:00". IANA zone.
char *phrasebook_time(const Phrasebook *book, int64_t moment, int64_t now, const char *zone);
// A day alone: "Monday, 23 November 2026".
char *phrasebook_day(const Phrasebook *book, int64_t moment, const char *zone);
// How long, in words, in two units at most: "5 min", "3 h 10 min", "2 days 4 h". The caller owns it.
char *phrasebook_span(const Phrasebook *book, GTimeSpan span);

#endif
