#ifndef EARSHOT_ECHO_H
#define EARSHOT_ECHO_H
// The customer's own short phrases, to show that they were heard: the sentence or clause
// around what moved the verdict, of at most 80 characters and whole words, a longer one cut at its end (...);
// never one with abuse that was found, nor with what echo_risk.h calls risky. Quotation marks in it
// are apostrophes, so that it stays between ours. What a language never repeats (insults,
// passwords, promises) is kept back later, by wording_never_echoes.

#include <glib.h>
#include <stdint.h>
#include "text.h"
#include "verdict.h"

#define ECHO_CHARACTERS 80
#define ECHO_LIMIT 4 // phrases

typedef struct Echo {
    uint32_t signals; // set, 1 << Signal: what it is said of
    char *phrase;
} Echo;

// Up to ECHO_LIMIT phrases (Echo), the most telling first, none twice; empty when none fits. The caller owns
// the list. It walks the text some times: not for inside a transaction.
GArray *echo_pick(const Text *text, const Verdict *verdict) G_GNUC_WARN_UNUSED_RESULT;

#endif
