#ifndef EARSHOT_POSTER_H
#define EARSHOT_POSTER_H
// The courier's digests: makes those that are due, each PM's once a day at most,
// and puts them into the outbox.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "store.h"

typedef struct Poster Poster;

// Both borrowed.
Poster *poster_new(const Config *config, Store *store) G_GNUC_WARN_UNUSED_RESULT;
void poster_free(Poster *poster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Poster, poster_free)

// Makes one that is due at `now`, if any is; true in *added when it stands in the outbox. When to call again:
// `now` when others may be due. What fails is logged and tried again in some minutes.
int64_t poster_work(Poster *poster, int64_t now, bool *added);

#endif
