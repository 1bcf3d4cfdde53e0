#ifndef EARSHOT_TAGS_H
#define EARSHOT_TAGS_H
// The Earshot- header fields of one message (DESIGN section 7).

#include <glib.h>
#include "config.h"
#include "envelope.h"
#include "hearing.h"

// How much may show: every recipient of the transaction reads the same header, so with several mailboxes the
// narrowest `fields` holds, and with a recipient that is not served at most the thread.
Fields tags_shown(const Config *config, const Envelope *envelope);
// Replaces hearing->fields by what is found and decided, no more than `shown`.
void tags_set(Hearing *hearing, Fields shown);

#endif
