#ifndef EARSHOT_PROMISE_DATE_H
#define EARSHOT_PROMISE_DATE_H
// Internal to promise: the dates that a sentence names, in one language, whoever does whatever by then.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"
#include "promise_text.h"
#include "promise_words.h"

typedef struct NamedDate {
    size_t first, last; // Says, last exclusive
    int64_t due;
    bool elapsed; // counted from now ("within 3 days"), so wrong when it is counted from an event
} NamedDate;

typedef struct DateReader {
    const DateWords *words;
    const Calendar *calendar;
    int64_t sent;
    GDate today;
    bool month_first, either; // how "3/4" is read; either: the later of both
} DateReader;

DateReader date_reader_new(const DateWords *words, const Calendar *calendar, int64_t sent);

// The dates of [first, last) that lie ahead and that something can be promised for, in order (GArray of
// NamedDate); `taken` is set in all Says that are part of any date, also of one that is left out. Each date
// costs one of *budget; without budget none is read.
GArray *dates_find(const DateReader *reader, Say *says, size_t first, size_t last,
                   unsigned *budget) G_GNUC_WARN_UNUSED_RESULT;

// Tokens of the longest phrase of this kind at a place, 0 for none.
size_t term_at(const DateWords *words, const Say *says, size_t at, size_t end, TermKind kind, int *value);

#endif
