#ifndef EARSHOT_UNHEARD_H
#define EARSHOT_UNHEARD_H
// Mail that passed without being heard, a line each in "unheard.log" beside
// the store, so that people know what they may import later. Bounded: the
// older half goes when the file is full, and how many went is kept.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "seal.h"

typedef struct Unheard Unheard;

#define UNHEARD_LIMIT (1024 * 1024) // bytes of the file

// `directory` is the store's. Room on the disk and a descriptor are taken now, where they can be had.
Unheard *unheard_new(const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void unheard_free(Unheard *unheard);
// One more for the same file, to note with after the first is gone.
Unheard *unheard_copy(const Unheard *unheard) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unheard, unheard_free)

// The keyed hash of a sender, and as text. The caller owns it.
char *unheard_sender(const Seal *seal, const char *address, SealHash *hash) G_GNUC_WARN_UNUSED_RESULT;
// Notes one message: its queue id (NULL when unknown), the keyed hash of its sender as text (NULL for the
// null sender) and the cause as one word ("time-budget", "crash", "store"). Any thread. FATE_TEMPORARY when
// the file cannot be written. `unheard` NULL, without a store, is nothing and true.
bool unheard_note(Unheard *unheard, int64_t now, const char *queue, const char *sender, const char *cause,
                  GError **error);

// Who sent it is forgotten in all lines that have this keyed hash; that mail passed stays. How many lines. No
// file is none. It may be written to meanwhile.
bool unheard_erase(const char *directory, const char *sender, uint64_t *count, GError **error);

// Walks what the file holds, the oldest first: when, and the cause. *dropped is how many went before. No file
// is none.
typedef void (*UnheardEach)(int64_t noted, const char *cause, void *data);
bool unheard_walk(const char *directory, UnheardEach each, void *data, uint64_t *dropped, GError **error);
// How many were noted at or after `since`; 0 for all there ever were. No file is none.
bool unheard_count(const char *directory, int64_t since, uint64_t *count, GError **error);

#endif
