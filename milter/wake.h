#ifndef EARSHOT_WAKE_H
#define EARSHOT_WAKE_H
// How the courier learns at once that there is work: a datagram socket beside
// the store. A poke carries nothing, may get lost and never waits; the courier
// looks every few seconds anyway.

#include <glib.h>
#include <stdbool.h>

typedef struct Wake Wake;

// For those who poke. FATE_CONFIG when the directory cannot be opened.
Wake *wake_new(const char *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wake_free(Wake *wake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wake, wake_free)

// Nobody listening is no error. Any thread may poke; NULL is nothing.
void wake_poke(const Wake *wake);

// For the courier, which holds its lock: makes the socket anew. The descriptor to poll, non-blocking, or -1.
// It is gone with wake_free.
int wake_listen(Wake *wake, GError **error);
// Reads away what was poked.
void wake_drain(const Wake *wake);

#endif
