#ifndef EARSHOT_EDITION_H
#define EARSHOT_EDITION_H
// One reading of the configuration and what a daemon made from it. An edition
// never changes: a reload brings out the next one, and whoever works with the one
// before keeps it until they are done. The last to let go of it frees it. Any thread.

#include <glib.h>
#include <stdbool.h>
#include "config.h"

typedef struct Edition Edition;

// Takes both; `made` is freed before the configuration, which it may borrow. The reference is the caller's.
Edition *edition_new(Config *config, void *made, GDestroyNotify free_made) G_GNUC_WARN_UNUSED_RESULT;
Edition *edition_ref(Edition *edition);
void edition_unref(Edition *edition); // NULL is nothing
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edition, edition_unref)

// Both borrowed, as long as the edition is held.
const Config *edition_config(const Edition *edition);
void *edition_made(const Edition *edition);

// Where the current one is found.
typedef struct Editions Editions;

// Takes the first one.
Editions *editions_new(Edition *first) G_GNUC_WARN_UNUSED_RESULT;
void editions_free(Editions *editions); // those in use live on
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Editions, editions_free)

// The current one, a reference of the caller's own.
Edition *editions_current(Editions *editions) G_GNUC_WARN_UNUSED_RESULT;
// Takes the next one, which is current from now on.
void editions_publish(Editions *editions, Edition *next);
// For a loop at the beginning of each turn: lets go of what it held (*held, NULL for nothing yet) when there
// is a newer one and holds that. True when it did.
bool editions_follow(Editions *editions, Edition **held);

#endif
