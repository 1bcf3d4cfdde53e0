#ifndef EARSHOT_PROMISE_SPOT_H
#define EARSHOT_PROMISE_SPOT_H
// Internal to promise: a place in a sentence where part of a date is read, and the readers of such parts.

#include <stdbool.h>
#include "promise_date.h"
#include "promise_moment.h"

typedef struct Spot {
    const DateReader *reader;
    const Say *says;
    size_t first, end; // where the date begins; where the sentence ends
} Spot;

// Says of the longest phrase of this kind at a place, 0 for none; whether a mark, a number in a range, or
// something without a blank before it stands there. Places behind the end hold nothing.
size_t spot_term(const Spot *spot, size_t at, TermKind kind, int *value);
bool spot_mark(const Spot *spot, size_t at, char mark);
bool spot_number(const Spot *spot, size_t at, int least, int most);
bool spot_glued(const Spot *spot, size_t at);
// The place in a list of names, from 1; 0 when none stands there.
int spot_name(const Spot *spot, size_t at, const char *const *names, int count);
int spot_month(const Spot *spot, size_t at);

// "at 5 pm", "17 h 30", "zwischen 8 und 12 Uhr" (the later one): Says read, 0 for none.
size_t spot_time(const Spot *spot, size_t at, When *when);
// Any part of a date that is not told in `when` yet, times too: Says read, 0 for none.
size_t spot_part(const Spot *spot, size_t at, When *when);

#endif
