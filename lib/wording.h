#ifndef EARSHOT_WORDING_H
#define EARSHOT_WORDING_H
// What the templates' values say in one language: the phrases of a `words`
// file, a line each `key = text`, with # comments; a line that begins with a
// blank continues the one before. A phrase is itself a template in the sense
// of template.h. Times are told in words of the language; the first of a month
// is {{day}} "1", or what the phrase `day.1` says, which need not be there.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "template.h"
#include "values.h"

typedef struct Wording Wording;

Wording *wording_new(void) G_GNUC_WARN_UNUSED_RESULT;
void wording_free(Wording *wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wording, wording_free)

// Reads phrases over those that are there, so that an override needs to hold only what differs. Errors are
// appended as char * "name:line: message".
void wording_read(Wording *wording, const char *name, const char *source, GPtrArray *errors);
// Appends an error for every phrase that is still missing.
void wording_check(const Wording *wording, const char *name, GPtrArray *errors);

// The phrase "group.key" (or "group" when key is NULL) filled with values (NULL: none). The caller owns it;
// NULL when there is no such phrase.
char *wording_say(const Wording *wording, const char *group, const char *key, const Values *values);

// A moment in words, seen from `now`: "tomorrow, Monday, 23 November, 10:15 (Berlin time, CET)", in whole
// minutes, rounded down. `zone` is an IANA name, or the customer's own clock as "+02:00", which is told as
// theirs; one that is unknown is read as UTC. The caller owns it.
char *wording_time(const Wording *wording, int64_t moment, int64_t now, const char *zone);
// The same in short and without the place, where both are clear: "Monday, 09:00".
char *wording_soon(const Wording *wording, int64_t moment, int64_t now, const char *zone);
// The day alone, as it stands behind "of": "23 November 2026".
char *wording_date(const Wording *wording, int64_t moment, const char *zone);

// True when the text holds something of the phrase "never-echo", a list as wording_never.h tells it: what is
// not repeated to a customer, though they wrote it.
bool wording_never_echoes(const Wording *wording, const char *text);
// The first phrase in the text that no automatic mail says, in any of our languages: it admits, denies or
// blames ("works as designed"). As it is compared (wording_never.h); NULL when there is none. Borrowed.
const char *wording_unsayable(const char *text);

// For the linter: every key (char *, borrowed), sorted; the caller owns the list.
GPtrArray *wording_keys(const Wording *wording) G_GNUC_WARN_UNUSED_RESULT;
// The phrase as it stands in the file and *place, its "file:line"; borrowed, NULL when there is none.
const char *wording_source(const Wording *wording, const char *key, const char **place);

#endif
