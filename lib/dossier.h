#ifndef EARSHOT_DOSSIER_H
#define EARSHOT_DOSSIER_H
// One conversation for handing on: where it stands, who the customer is, the
// timeline of what was said on both sides with short quotes, clocks, promises, what a PM
// noted, choices open, one next step. Text for a terminal or a mail, HTML as a page.

#include <glib.h>
#include <stdint.h>
#include "phrasebook.h"
#include "situation.h"
#include "store.h"

typedef struct DossierEvent {
    int64_t at;
    enum { DOSSIER_THEM, DOSSIER_US, DOSSIER_MACHINE, DOSSIER_NOTE, DOSSIER_CLOCK } kind;
    char *who;         // plain, or NULL
    char *what;        // one line: "escalation: anger, churn", "promised by Friday 12:00", ...
    GPtrArray *quotes; // char *, masked; may be empty
} DossierEvent;

typedef struct Dossier {
    Situation *situation;
    GPtrArray *events; // DossierEvent *, the oldest first, at most 200; of more the first and the newest
    unsigned left_out;
    GPtrArray *choices; // char *: open ones
    int64_t now;
} Dossier;

// NULL when there is no such thread. The book gives the words of the events.
Dossier *dossier_gather(StoreTxn *txn, const Config *config, const Pm *pm, const Phrasebook *book,
                        uint64_t thread, int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void dossier_free(Dossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dossier, dossier_free)
// The caller owns the results.
char *dossier_text(const Dossier *dossier, const Phrasebook *book);
char *dossier_html(const Dossier *dossier, const Phrasebook *book);

#endif
