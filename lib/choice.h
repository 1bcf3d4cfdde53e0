#ifndef EARSHOT_CHOICE_H
#define EARSHOT_CHOICE_H
// Which of the numbered options a customer's reply takes: "2", "option two",
// "die zweite bitte", "2) sounds good". Asked only of a reply in a conversation
// with open choices. Pure.

#include <glib.h>

typedef enum ChoiceKind {
    CHOICE_NONE,    // it is about something else
    CHOICE_ONE,     // just one
    CHOICE_UNCLEAR, // several, none that there is, "whichever", or a number that may mean something else
} ChoiceKind;

typedef struct Choice {
    ChoiceKind kind;
    unsigned number; // of CHOICE_ONE, from 1
} Choice;

// `newly_written` without quotes and signature; `count` options; nine languages. "not 2 but 1" takes 1,
// "either" and "both" are unclear; a long letter that names a number in passing is none.
Choice choice_read(const char *newly_written, unsigned count);

#endif
