#ifndef EARSHOT_DOSSIER_PARTS_H
#define EARSHOT_DOSSIER_PARTS_H
// Private to dossier: what happened, as events; and the whole as lines, from
// which text and HTML are written, so that both say the same.

#include "dossier.h"
#include "journal.h"

typedef struct EventMaker { // borrowed
    const Phrasebook *book;
    const Thread *thread;
    const char *zone;
    int64_t now;
    GPtrArray *events; // DossierEvent *
} EventMaker;

void dossier_event_free(DossierEvent *event);
void dossier_add_entry(const EventMaker *maker, const Entry *entry);
void dossier_add_clock(const EventMaker *maker, const Clock *clock);
// `promised`: a clock tells of that promise already.
void dossier_add_note(const EventMaker *maker, const Note *note, bool promised);
// A moment that stays true when it is read next week: "Fri 20 Nov 09:00", never "today". The caller owns it.
char *dossier_moment(const Phrasebook *book, int64_t moment, int64_t now, const char *zone);
// "1: a new date", of its pairs (char *, freed with the list).
GPtrArray *dossier_choices(const Note *note) G_GNUC_WARN_UNUSED_RESULT;

typedef enum LineKind {
    LINE_HEADING,
    LINE_FACT,  // a label and a text
    LINE_NEXT,  // the same, the one that counts
    LINE_TEXT,  // a sentence
    LINE_ITEM,  // of a list
    LINE_EVENT, // label: when
    LINE_QUOTE, // of what stands above it; label: what it speaks for
} LineKind;

typedef struct DossierLine {
    LineKind kind;
    DossierKind event; // of LINE_EVENT
    bool late;
    char *label; // or NULL
    char *text;
} DossierLine;

char *dossier_title(const Dossier *dossier, const Phrasebook *book);
// DossierLine *, freed with the list.
GPtrArray *dossier_lines(const Dossier *dossier, const Phrasebook *book) G_GNUC_WARN_UNUSED_RESULT;

#endif
