#ifndef EARSHOT_DOCTOR_POSTFIX_H
#define EARSHOT_DOCTOR_POSTFIX_H
// What the doctor asks of a Postfix beside what `earshot setup` knows of it: what
// its services mean, where the sockets lie that it names, and what its tables hold.
// Services are named as there, "smtp/inet".

#include <glib.h>
#include <stdbool.h>
#include "ctl_setup_list.h"
#include "ctl_setup_plan.h"
#include "ctl_setup_postfix.h"

// As setup_role_of, but one of the loopback that no filter hands mail to counts as inbound when it asks us:
// an admin has put us there.
SetupRole place_role(const Postfix *postfix, const char *service, const char *socket);
// The words (char *) of the milters that a service goes by, $names replaced. The caller owns it.
GPtrArray *place_milters(const Postfix *postfix, const char *service) G_GNUC_WARN_UNUSED_RESULT;
// The index of the one that leads to our socket; as many as there are words: none does. `chrooted`: as a
// service with a root of its own reads them.
guint place_find(const Postfix *postfix, const GPtrArray *words, bool chrooted, const char *socket);
// A socket that Postfix names, "unix:a/b" or "inet:host:port", as our configuration would, whatever root the
// service has: "unix:/path" or "inet:port@host".
char *place_of(const Postfix *postfix, bool chrooted, const char *word) G_GNUC_WARN_UNUSED_RESULT;
// Our own writing of a socket in the same form.
char *place_own(const char *socket) G_GNUC_WARN_UNUSED_RESULT;
// What a milter's word in braces says of a setting, or NULL. The caller owns it.
char *place_setting(const char *word, const char *setting) G_GNUC_WARN_UNUSED_RESULT;
// Seconds of "30s", "1m", "2h"; plain numbers are seconds.
unsigned place_seconds(const char *value);

// Asks a table of Postfix for a key: its answer, the caller's, or NULL when it has none (or cannot be asked:
// *error, FATE_TEMPORARY).
char *postfix_look_up(const Postfix *postfix, const char *table, const char *key, GError **error);
// Runs a tool of Postfix on a directory (NULL: its own), for at most ten seconds. Its exit status, -1 when it
// did not run; what it wrote to stderr is the caller's. `words` begins with its name and ends with NULL.
int postfix_try(const char *directory, const char *const *words, char **out, char **err);

#endif
