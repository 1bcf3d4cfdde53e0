#ifndef EARSHOT_EAR_H
#define EARSHOT_EAR_H
// Hears from the store that another process, of whatever machine, may have written
// something that is due (store_listen). Each wake brings a look at the store, so in a
// stream of them there is a pause between two; and where listening failed it is
// not tried at every turn, since that may take as long as connecting does. A
// connection that is lost again and again therefore keeps nobody busy. What is not
// heard is met by who looks every few seconds. For one thread; `now` is monotonic.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define EAR_PAUSE (50 * G_TIME_SPAN_MILLISECOND)
#define EAR_FAILED (5 * G_TIME_SPAN_SECOND)
#define EAR_TELLS G_TIME_SPAN_SECOND

// As store_listen: a descriptor to poll, which stays open until the next call, or -1.
typedef int (*EarListen)(void *data);

typedef struct Ear Ear;

Ear *ear_new(EarListen listen, void *data) G_GNUC_WARN_UNUSED_RESULT;
void ear_free(Ear *ear);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ear, ear_free)

// Listens anew where that is due, which reads away what was told: to be called before each look at the store.
void ear_turn(Ear *ear, int64_t now);
// What to poll until the next turn; -1: nothing.
int ear_file(const Ear *ear);
// How long to sleep in place of `ms`, so that the next turn comes when the pause is over.
int ear_sleep(const Ear *ear, int ms, int64_t now);
// The descriptor could be read, or is broken. True when others who look at the store should be woken too, at
// most once in EAR_TELLS.
bool ear_heard(Ear *ear, int64_t now);

#endif
