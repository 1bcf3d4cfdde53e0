#ifndef EARSHOT_TIMEKEEPING_H
#define EARSHOT_TIMEKEEPING_H
// What the events of a conversation do to its clocks, its phase and its level
// (RECOVERY.md sections 1 and 2), and to what is remembered of the customer
// (past.h). Each function changes the thread, which the caller puts, and puts the
// clocks. What nobody waits for any more is dropped, but what was late by then
// ends as missed (clock_drop).

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "clock.h"
#include "mailbox.h"
#include "store.h"
#include "thread.h"

typedef struct Timekeeping { // borrowed
    StoreTxn *txn;
    const Mailbox *mailbox; // its targets and its calendar
    Thread *thread;
    int64_t now;
    bool accepted; // false: what starts is silent until timekeeping_accepted
} Timekeeping;

typedef enum CustomerWord {
    WORD_WANTS_ANSWER,
    WORD_THANKS, // nothing but thanks: wants no answer
    WORD_SOLVED, // says that it is solved, and wants nothing else
} CustomerWord;

// A customer's message of that level, by a person. Their first starts the first reply, later ones behind our
// last word the next reply; the level shortens what runs; who was asked has answered; who was content and
// writes again opens the conversation anew, unless that was done THREAD_REOPENINGS times within the hour.
void timekeeping_customer_wrote(const Timekeeping *timekeeping, Level level, CustomerWord word);

// When a first message of that level would have its reply due. Pure.
int64_t timekeeping_first_due(const Mailbox *mailbox, Level level, int64_t now);

// When a customer whose conversation was settled then is to be asked whether it holds: after the mailbox's
// follow-up time, moved to when its hours are open; INT64_MAX for never. What was an escalation or graver and
// becomes settled has it on the agenda (AGENDA_FOLLOW_UP). Pure.
int64_t timekeeping_follow_up(const Mailbox *mailbox, int64_t settled);

typedef struct PersonWrote { // a mail by a person of ours
    const GArray *promises;  // Promise (promise.h), or NULL
    bool asks;               // the next word is the customer's
    bool puts_off;           // it keeps no promise
} PersonWrote;

// Stops the reply that was due and begins the touchpoint anew. A promise with another date in hand resets
// those that ran; a mail without one keeps them, but not in its first hour or half, since what comes so soon
// was forgotten in the mail before, and not when it asks or puts off.
void timekeeping_person_wrote(const Timekeeping *timekeeping, const PersonWrote *wrote);

// By hand: a promise that was given, one that was kept (by its clock's number; false when none such runs), a
// phase. Closing drops what runs, and is counted (tally.h).
void timekeeping_promise(const Timekeeping *timekeeping, int64_t due, const char *words);
bool timekeeping_keep(const Timekeeping *timekeeping, uint32_t number);
void timekeeping_set_phase(const Timekeeping *timekeeping, Phase phase);

// A touchpoint told at `now` that it was missed: it ends as CLOCK_UNMET and is put, and the next begins from
// then, if one is still wanted. So a silent week is five misses; after a stop of the courier there is one for
// the past, and the next is due a day later. Without a mailbox (NULL: it left the configuration) none begins.
void timekeeping_missed(const Timekeeping *timekeeping, Clock *touchpoint);

// The MTA has surely taken what started the thread's clocks: from now on they speak.
void timekeeping_accepted(StoreTxn *txn, Thread *thread);
// The relay took the acknowledgement at `now` that was free to go since `released`: measured, no more.
void timekeeping_acknowledged(StoreTxn *txn, Thread *thread, int64_t released, int64_t now);
// A clock of the thread was told or changed elsewhere: what the thread knows of its clocks is made true
// again.
void timekeeping_refresh(StoreTxn *txn, Thread *thread);

#endif
