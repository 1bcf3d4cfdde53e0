#ifndef EARSHOT_INWORK_H
#define EARSHOT_INWORK_H
// Which messages are in work, noted where it outlives us ("inwork" beside the
// store), so that a message that kills the filter does so once, not at each
// retry. A message in whose hands we crashed is poison: it passes untouched
// from then on ("poison", the latest 100). One that was in work when we were
// killed from outside is only suspect: it becomes poison the second time.
// Crashes are counted over restarts, also those in no message's hands: who
// dies again and again had better not begin as usual.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "seal.h"

typedef struct Inwork Inwork;

typedef struct InworkNote { // what is noted of a message
    SealHash digest;        // keyed hash of its bytes
    SealHash sender;        // keyed hash of its sender
    char queue[32];         // its queue id, or ""
} InworkNote;

typedef struct InworkLeft { // what a process that died left
    InworkNote note;
    bool crashed; // in its hands; else it was merely in work
} InworkLeft;

#define INWORK_SLOTS 256 // messages in work at a time that are noted
#define INWORK_RECENT (10 * G_TIME_SPAN_MINUTE)
#define INWORK_POISON 100

// Opens both files, whose names begin with `prefix` ("" or "courier."), and takes over what the last process
// left. FATE_CONFIG when they cannot be used. The caller holds a lock: one process at a time.
Inwork *inwork_open(const char *directory, const char *prefix, int64_t now,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void inwork_free(Inwork *inwork);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inwork, inwork_free)

// What was found at the start (InworkLeft), borrowed.
const GArray *inwork_left(const Inwork *inwork);
// How often the processes before us crashed, by a count that ends when nothing happened for INWORK_RECENT.
unsigned inwork_crashes(const Inwork *inwork, int64_t now);
// The count begins anew: what they died of is mended, or shall be tried.
void inwork_forgive(Inwork *inwork);
// True when a message with this digest shall pass untouched.
bool inwork_is_poison(const Inwork *inwork, SealHash digest);

// Around the work on one message, in one thread. The slot, or -1 when all are taken: then nothing is noted.
int inwork_begin(Inwork *inwork, const InworkNote *note);
void inwork_end(Inwork *inwork, int slot);

// From now on a crash (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP) marks the message of the thread it
// happens in. For the main program, once; never undone.
void inwork_watch(Inwork *inwork);

#endif
