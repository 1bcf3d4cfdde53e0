#ifndef EARSHOT_JOURNAL_H
#define EARSHOT_JOURNAL_H
// What PMs noted in a conversation by command: choices, a no, a promise, a
// cause; and which choice the customer took. Sealed with the conversation's own person, and erased with them.

#include <glib.h>
#include <stdint.h>
#include "command.h"
#include "store.h"
#include "thread.h"

typedef struct Note {
    uint32_t number; // in its thread, from 1
    int64_t at;
    char *by; // the PM's name; of COMMAND_CHOSEN the customer's, or their address
    CommandVerb verb;
    char *words;      // plain, or NULL
    GPtrArray *pairs; // CommandPair *: choices, reason and alternative, release; of COMMAND_CHOSEN the one
    uint64_t row;     // of the outbox: the mail in which the customer is told, 0: none
} Note;

void note_free(Note *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Note, note_free)

// Adds it with the next number (thread->notes, which the caller puts).
void journal_add(StoreTxn *txn, Thread *thread, Note *note);
// The notes of a thread that was merged into another come along, in the order of their times, and with them
// the choices that wait for an answer, of both the later ones; both threads are put.
void journal_merge(StoreTxn *txn, Thread *into, Thread *from);
// All of a thread, oldest first (Note *, freed with the list).
GPtrArray *journal_of(StoreTxn *txn, const Thread *thread) G_GNUC_WARN_UNUSED_RESULT;

// One of them, or NULL.
Note *journal_note(StoreTxn *txn, uint64_t thread, uint32_t number) G_GNUC_WARN_UNUSED_RESULT;

#endif
