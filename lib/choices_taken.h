#ifndef EARSHOT_CHOICES_TAKEN_H
#define EARSHOT_CHOICES_TAKEN_H
// Choices that a PM gave a customer, and the customer's answer: recorded in the
// journal and confirmed, or asked again. Only by a reply of theirs in the conversation, and only
// when the choices have reached them.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "journal.h"
#include "store.h"
#include "thread.h"

enum { CHOICES_ASKED_MOST = 2 }; // how often it is asked again; the next unclear answer is the PM's to read

typedef struct ChoicesAnswer { // all borrowed
    const Config *config;
    Thread *thread;   // the caller puts it
    Joined joined;    // a guess, or the short id in a subject, takes nothing
    bool proven;      // the customer wrote it, surely (decision_may_settle)
    bool machine;     // wrote it
    const char *text; // newly written, without quotes and signature
    int64_t now;
    GArray *waiting; // gets the ids (uint64_t) of the mails that follow, which are held until the MTA has
                     // surely taken the answer; NULL: they go out after the hold
} ChoicesAnswer;

typedef enum ChoicesTaken {
    CHOICES_NOT_ANSWERED, // nothing was open, or it is about something else: nothing was done
    CHOICES_TAKEN,        // recorded, confirmed to the customer where they may be written to, told to the PM
    CHOICES_ASKED_AGAIN,  // unclear: they get the question once more
    CHOICES_LEFT_TO_PM,   // unclear too often, or they may not be written to: the PM is told, once
} ChoicesTaken;

// Inside the transaction that records the message, after decision_find_thread. Few reads where nothing is
// open.
ChoicesTaken choices_take(StoreTxn *txn, const ChoicesAnswer *answer);

// The options of a note (OutreachOption), which the array owns. Empty when its pairs are none.
GArray *choices_options(const Note *note) G_GNUC_WARN_UNUSED_RESULT;
// The id of the row that tells of a note, by what and how often; made when the note has its number.
uint64_t choices_row_id(StoreTxn *txn, const Thread *thread, const Note *note, const char *what,
                        uint32_t time);

#endif
