#ifndef EARSHOT_COLLECTED_H
#define EARSHOT_COLLECTED_H
// The bytes of one message while they come: as they stood on the wire, at most
// so many, and of what all sessions hold together no more than there is for one.
// A message that is cut is cut for good: nothing behind the gap is taken.

#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Pool { // what all sessions hold together; begins as {0}
    atomic_size_t held;
} Pool;

enum {
    POOL_SIZE = 256 * 1024 * 1024, // about, since each looks before it takes
    COLLECTED_SURE = 64 * 1024, // what a message gets in any case: its header and the beginning of its text
};

typedef struct Collected Collected;

// Empty, and takes nothing until it has a limit. Borrows the pool; any number of threads may share it.
Collected *collected_new(Pool *pool) G_GNUC_WARN_UNUSED_RESULT;
// Gives back to the pool what it held, with what was taken out of it. NULL is nothing.
void collected_free(Collected *collected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collected, collected_free)

// At most so many bytes from now on, those it has among them. What was cut stays cut.
void collected_set_limit(Collected *collected, size_t limit);
void collected_append(Collected *collected, const void *bytes, size_t size);
// As it stood on the wire: the MTA took one blank behind the colon away and made each CRLF of a fold an LF.
void collected_append_field(Collected *collected, const char *name, const char *value);

size_t collected_size(const Collected *collected);
bool collected_is_full(const Collected *collected); // will take nothing more
bool collected_was_cut(const Collected *collected); // since others held too much, not by its limit
// A copy, and all of it: then nothing is left, but it still counts as held.
GBytes *collected_copy(const Collected *collected) G_GNUC_WARN_UNUSED_RESULT;
GBytes *collected_take(Collected *collected) G_GNUC_WARN_UNUSED_RESULT;

#endif
