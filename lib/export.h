#ifndef EARSHOT_EXPORT_H
#define EARSHOT_EXPORT_H
// All that is stored of one person, in clear, for who asks for it (Art. 15 and 20
// GDPR): what stands under their key, and what names them. Of what others wrote
// into their conversation only that and when. What people of ours noted about them is marked for review,
// since others may be named in it; where another's record names them, only where to look is told.

#include <glib.h>
#include <stdbool.h>
#include "config.h"
#include "store.h"

typedef struct ExportField {
    const char *name;
    char *text;       // or NULL
    GPtrArray *texts; // char *: a list instead; NULL: a text
} ExportField;

typedef struct ExportRecord {
    const char *kind; // "conversation", "message", ...
    bool review;      // a person is to look at it before it leaves the house
    GArray *fields;   // ExportField
} ExportRecord;

typedef struct Export {
    char *address;
    int64_t now;
    GPtrArray *records; // ExportRecord *, of one kind together
} Export;

Export *export_person(Store *store, const Config *config, const char *address, int64_t now,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void export_free(Export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Export, export_free)

typedef struct ExportMeaning {
    const char *kind;
    const char *field; // NULL: of the kind itself
    const char *meaning;
} ExportMeaning;
// Of each kind and each of its fields, the kind first; until `kind` is NULL.
const ExportMeaning *export_meanings(void);
#define EXPORT_NOT_HELD                                                                                      \
    "The mails themselves are not kept here: they are in the mailbox and the help desk. Mail that was sent " \
    "to product managers may quote them. Log files have queue ids, and addresses as they are set to."

#endif
