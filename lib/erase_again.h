#ifndef EARSHOT_ERASE_AGAIN_H
#define EARSHOT_ERASE_AGAIN_H
// A store that is put back from a backup has persons in it again who were erased
// since. The store that it replaces knows who: by their hash and the number of their
// key they are found in the older one, and erased there too, before anybody works with it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

typedef struct EraseMemory EraseMemory; // who was erased, and which backups were made

// From the store that goes.
EraseMemory *erase_remember(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void erase_memory_free(EraseMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EraseMemory, erase_memory_free)
// In the one that comes: erases whom it still has, and notes the rest. *persons: how many it still had.
bool erase_again(Store *store, const Config *config, const EraseMemory *memory, int64_t now,
                 unsigned *persons, GError **error);

#endif
