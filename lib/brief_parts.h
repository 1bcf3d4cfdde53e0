#ifndef EARSHOT_BRIEF_PARTS_H
#define EARSHOT_BRIEF_PARTS_H
// What the kinds of mails to a PM share; internal to the brief module.

#include <stdbool.h>
#include "brief.h"
#include "phrasebook.h"
#include "situation.h"
#include "values.h"

enum { BRIEF_SUBJECT = 70 }; // characters of a customer's subject that are shown

typedef struct Brief {
    StoreTxn *txn;
    const Config *config;
    const OutboxRow *row;
    const Pm *pm;
    const Values *given; // of the row
    const Phrasebook *book;
    const char *zone; // the PM's
    int64_t now;
    GArray *threads; // appended: what it tells of
    // Filled in by the kind:
    char *subject;
    GString *text;
    uint64_t root;   // the conversation with whose other mails it stands together, 0: alone
    bool answerable; // with commands
} Brief;

// brief_thread.c: one conversation, for an alert or a word of a clock.
bool brief_thread(Brief *brief, GError **error);
// brief_rollup.c: a list of them.
bool brief_rollup(Brief *brief, GError **error);
// brief_burst.c: much of the same at once.
bool brief_burst(Brief *brief, GError **error);
// brief_breaker.c: no conversation, but why answers are held.
bool brief_breaker(Brief *brief, GError **error);

// False, with FATE_PERMANENT: there is nothing to tell. A store that failed says why itself.
bool brief_nothing(const Brief *brief, const char *why, GError **error);
// False when the conversation is another PM's by now: it was merged into theirs, or its mailbox changed
// hands.
bool brief_is_theirs(const Brief *brief, const Thread *thread);
// A line of text: the phrase of a key with one value; nothing when there is a name and no value.
void brief_say(Brief *brief, const char *key, const char *name, const char *value);
// An item of a list; takes the text, NULL is nothing.
void brief_item_take(Brief *brief, char *text);
// One conversation with the next number, by which commands name it (brief_rollup.c).
void brief_numbered(Brief *brief, const Situation *now);
// Sections stand apart.
void brief_gap(Brief *brief);
// "Maria Rossi (Acme)": who it is, for a line, with their account; and what it is about, masked. The caller
// owns them.
char *brief_name(const Brief *brief, const char *who, const Situation *situation);
char *brief_about(const Brief *brief, const Situation *situation);
// "Critical", to begin a line with.
char *brief_level(const Brief *brief, Level level);

#endif
