#ifndef EARSHOT_DOSSIER_H
#define EARSHOT_DOSSIER_H
// One conversation for handing on: where it stands, who the customer is, the
// timeline of what was said on both sides with short quotes, clocks, promises, what a PM
// noted, choices open, one next step. Text for a terminal or a mail, HTML as a page.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "phrasebook.h"
#include "situation.h"
#include "store.h"

enum {
    DOSSIER_EVENTS = 200, // told; of more the first and the newest
    DOSSIER_FIRST = 20,   // of them the first
};

typedef struct DossierQuote {
    Signal signal; // what it speaks for
    char *words;   // theirs, masked and short
} DossierQuote;

typedef enum DossierKind {
    DOSSIER_THEM,
    DOSSIER_US,
    DOSSIER_MACHINE,
    DOSSIER_NOTE,
    DOSSIER_CLOCK
} DossierKind;

typedef struct DossierEvent {
    int64_t at;
    DossierKind kind;
    char *what;        // one plain line: "Maria Weber writes: escalation, an outage", ...
    GPtrArray *quotes; // DossierQuote *; may be empty
    GPtrArray *items;  // char *, plain: choices that were offered; may be empty
} DossierEvent;

typedef struct Dossier {
    Situation *situation;
    GPtrArray *events;  // DossierEvent *, the oldest first
    unsigned left_out;  // between the first and the newest of them
    GPtrArray *choices; // char *: open ones, plain
    char *zone;         // whose local times are told, IANA
    int64_t now;
} Dossier;

// NULL when there is no such thread, and after an error of the transaction. The book gives the words of the
// events. However long the conversation, no more than DOSSIER_EVENTS of its messages are read.
Dossier *dossier_gather(StoreTxn *txn, const Config *config, const Pm *pm, const Phrasebook *book,
                        uint64_t thread, int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void dossier_free(Dossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dossier, dossier_free)
// Both say the same, the text in lines of at most 72 columns. The caller owns the results.
char *dossier_text(const Dossier *dossier, const Phrasebook *book);
char *dossier_html(const Dossier *dossier, const Phrasebook *book);

#endif
