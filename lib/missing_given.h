#ifndef EARSHOT_MISSING_GIVEN_H
#define EARSHOT_MISSING_GIVEN_H
// What a text already tells of what we would ask for, or that they do not know it. One test a question; each
// in doubt says yes, since a question for what was given shows the customer that nobody read.

#include <stdbool.h>
#include "missing.h"
#include "missing_phrase.h"

bool given_version(const Reading *reading);
bool given_steps(const Reading *reading);
bool given_error(const Reading *reading);
bool given_affected(const Reading *reading);
bool given_stops(const Reading *reading);
// An order, invoice, customer or ticket number.
bool given_reference(const Reading *reading);
// They say that a picture is with it: for a mail that brings something which may be one.
bool given_picture(const Reading *reading);
// When it began, and by when it must be solved: a day with "by" before it is the second, not the first.
bool given_since(const Reading *reading);
bool given_deadline(const Reading *reading);

#endif
