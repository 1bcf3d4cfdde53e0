#ifndef EARSHOT_SHELL_H
#define EARSHOT_SHELL_H
// What stays of a conversation when it is made nobody's, since its person was erased
// (erase.h) or it is too old to be kept (retention.h): its number, so that what leads
// to it leads somewhere; mailbox, language and tier, by which it is counted; levels and
// times. Who it was of, what it was about and every word are gone, and its clocks have
// stopped: those that were late by then count as missed, as when a person closes it.
// It is handed to nobody any more (thread_get); a message that names it opens another.

#include <stdbool.h>
#include <stdint.h>
#include "store.h"
#include "thread.h"

// Whether an address is of the person it is all about; NULL: everybody's.
typedef bool (*ShellIs)(const char *address, void *data);

// Leaves the shell of it and of its messages; those of others keep their writer, and no more than that.
void shell_thread(StoreTxn *txn, Thread *thread, int64_t now, ShellIs is, void *data);
// The same of one message of a shell.
void shell_message(StoreTxn *txn, const Thread *thread, uint32_t sequence, ShellIs is, void *data);
// What is theirs in a message of somebody else's conversation.
void shell_entry(Entry *entry);

#endif
