#ifndef EARSHOT_NOTICE_H
#define EARSHOT_NOTICE_H
// The note to the product manager that a clock warns or was missed, as a row of
// the outbox. Which of a clock's words are worth a mail is decided here.

#include <stdbool.h>
#include <stdint.h>
#include "clock.h"
#include "config.h"
#include "outbox.h"
#include "store.h"
#include "thread.h"

// Adds the note of what the clock said, due at once or when the PM's quiet hours end, and changes the thread
// (the caller puts it). Half-time is told from the level of the PM's alerts on, the rest always; while the PM
// has it in hand only what was missed. At most `alert-budget` warnings and as many misses a day, beside as
// many alerts: what goes beyond is in the digest alone. False when nothing was added.
bool notice_add(StoreTxn *txn, const Config *config, Thread *thread, const Clock *clock, ClockWord word,
                int64_t now);
// To be asked before such a row is sent: false when what the clock waited for came meanwhile, when the PM
// took it in hand behind a warning, or when the miss was told behind it. A missed touchpoint ended with that
// word: its note is true while no person of ours has written since.
bool notice_is_true(StoreTxn *txn, const OutboxRow *row);

#endif
