#ifndef EARSHOT_COMMAND_PARTS_H
#define EARSHOT_COMMAND_PARTS_H
// What reading lines (command.c) asks of the table of verbs (command_verbs.c).

#include <stddef.h>
#include "command.h"

// The verb of so many characters, in any case; COMMAND_UNKNOWN for none.
CommandVerb command_verb_of(const char *name, size_t length);
// True for a key (lower case) that any verb knows.
bool command_is_key(const char *key);
// What is wrong with a command whose words and pairs are read, or NULL; takes the moment of #promise out of
// its words.
const char *command_check(Command *command);
// A number of least to most digits at *at, which is moved behind it; false for any other.
bool command_read_number(const char **at, unsigned least, unsigned most, int *number);

#endif
