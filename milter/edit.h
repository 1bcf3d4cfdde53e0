#ifndef EARSHOT_EDIT_H
#define EARSHOT_EDIT_H
// What is done to the mail itself, at end of message and after the commit: the
// forged fields go, ours come, the receipt's recipient is added.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "hearing.h"

struct smfi_str; // libmilter's session

// The arriving fields that bear our names: how many of each, since they are deleted by name and number.
typedef struct Forged Forged;
Forged *forged_new(void) G_GNUC_WARN_UNUSED_RESULT;
void forged_free(Forged *forged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forged, forged_free)
// Counts a field when its name begins with "Earshot-", in any case.
void forged_count(Forged *forged, const char *name);
unsigned forged_total(const Forged *forged);
// True when there are more than an MTA can be asked to delete: an attack. Then some stay; the fields of the
// contract are the first to go.
bool forged_too_many(const Forged *forged);

// The actions (SMFIF_*) that edits need; `receipts` when recipients are added too.
unsigned long edit_actions(bool receipts);

// Both only within the end-of-message callback. FATE_TEMPORARY when the MTA refused an edit; those before it
// stand.
// Removes the forged fields alone: for mail that passes unheard.
bool edit_strip(struct smfi_str *context, const Forged *forged, GError **error);
// All that was decided. The receipt is added even when the header could not be edited.
bool edit_apply(struct smfi_str *context, const Hearing *hearing, const Forged *forged, GError **error);

#endif
