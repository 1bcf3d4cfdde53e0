#ifndef EARSHOT_CLUE_H
#define EARSHOT_CLUE_H
// What of a message tells its thread and whether it came before, found before
// the transaction: hashing a body or checking a thousand Message-IDs is not
// for the time in which everybody else waits to write.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "envelope.h"
#include "feedback.h"
#include "message.h"
#include "seal.h"
#include "text.h"
#include "thread_find.h"

typedef struct Clue {
    SealHash identity; // what makes it the same message (arrival.h)
    char *folded;      // its subject, for guesses
    char *short_id;    // in its subject, else in its new text, or NULL
    bool has_row;      // our loop token stands in its new text: somebody gives back what we sent
    uint64_t row;      // of the outbox
    SealHash words;    // the sender, subject and new text, but for what changes when a machine repeats it
    bool has_token;    // our signed token, in a sub-address or in a Message-ID of ours that it answers
    uint64_t token_thread;
    Feedback *feedback; // what it reports of a mail of ours, or NULL
} Clue;

// `text` may be NULL: then it has no words.
Clue *clue_find(const Seal *seal, const Config *config, const Envelope *envelope, const Message *message,
                const Text *text) G_GNUC_WARN_UNUSED_RESULT;
// What of it finds the thread, for the person who wrote it or to whom we wrote (borrowed, as all else).
ThreadClues clue_for_thread(const Clue *clue, const Config *config, const Message *message,
                            const char *person, int64_t now);
void clue_free(Clue *clue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clue, clue_free)

#endif
