#ifndef EARSHOT_OUTFIT_H
#define EARSHOT_OUTFIT_H
// What the courier makes of an edition of the configuration: the relay it sends
// through and the templates it speaks by.

#include <glib.h>
#include "config.h"
#include "edition.h"
#include "relay.h"
#include "render.h"

// Takes the configuration, also when it fails: NULL and every error found (char *, appended). Reads the
// templates of all mailboxes and the relay's password; does not connect.
Edition *outfit_edition(Config *config, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;

// Of an edition made so. The relay is taken out by the one thread that sends; NULL without a url.
Relay *outfit_take_relay(const Edition *edition) G_GNUC_WARN_UNUSED_RESULT;
const Render *outfit_render(const Edition *edition); // borrowed

#endif
