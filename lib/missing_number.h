#ifndef EARSHOT_MISSING_NUMBER_H
#define EARSHOT_MISSING_NUMBER_H
// What a number in a text is: a time, a version, a reference, the name of something. `at` is any token.

#include <stdbool.h>
#include "missing_phrase.h"

// A clock time, a date, the day of a month, a year since which.
bool number_is_time(const Reading *reading, size_t at);
// "3.2.1", "v7", "Faktura Pro 7.2"; a date or an address of four numbers is none.
bool number_is_version(const Reading *reading, size_t at);
// An order, an invoice, a ticket by its look alone: long, with letters (RE4711), behind a prefix or a hash;
// no price, date, telephone or error code.
bool number_is_reference(const Reading *reading, size_t at);
// "AUTH-17" that nobody calls an order.
bool number_is_code(const Reading *reading, size_t at);
// The word at `at`, one of `words`, is followed by a number of at least so many digits that is its name
// ("order no. 88"), no quantity ("order 2 days ago").
bool number_is_name(const Reading *reading, const char *const *words, size_t at, size_t least);

#endif
