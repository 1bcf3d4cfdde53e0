#ifndef EARSHOT_ECHO_RISK_H
#define EARSHOT_ECHO_RISK_H
// What a program, and not a person, would read in a phrase: a link, an address, a number to
// call, markup, the command or the tag of a help desk, a key. Whoever can have us send such a
// thing has it signed with our name.

#include <stdbool.h>

// Of one line of valid UTF-8. Characters that only look like others are taken for them ("。", "＠").
bool echo_is_risky(const char *phrase);

#endif
