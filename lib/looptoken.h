#ifndef EARSHOT_LOOPTOKEN_H
#define EARSHOT_LOOPTOKEN_H
// Our loop token in somebody's text. It stands in a field and in the last line of all
// we send, names the outbox row it was sent from, and means nothing else.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "message.h"
#include "seal.h"

// Candidates whose MAC is computed for one message: a few milliseconds.
#define LOOPTOKEN_TRIES 4000

// True when a run of letters and digits of a token's length is a loop token of ours: *id is its row. `tries`
// is how many candidates may still be checked, counted down.
bool looptoken_find(const Seal *seal, const char *text, size_t size, unsigned *tries, uint64_t *id);
// In the message's body: raw first (returned headers, other messages inside), then in text parts with their
// encoding undone. Bounded: 1 MB, 20 parts.
bool looptoken_find_in_body(const Seal *seal, const Message *message, unsigned *tries, uint64_t *id);

#endif
