#ifndef EARSHOT_CTL_SETUP_PLAN_H
#define EARSHOT_CTL_SETUP_PLAN_H
// What `earshot setup postfix` would change, as a table: each row adds one element of ours to one list of
// Postfix's, which can be done, printed and taken back. Nothing is changed here.

#include <glib.h>
#include <stdbool.h>
#include "config.h"
#include "ctl_setup_postfix.h"

typedef struct SetupEdit {
    char *where;   // "transport_maps" of main.cf, or "smtp/inet/smtpd_milters" of master.cf
    bool master;   // the latter
    char *element; // ours
    char *rest;    // what the list holds beside it, as we write it
    char *value;   // both
    bool was_set;  // the file set the list before us; else taking back removes it
    bool done;     // it is there already
    char *why;     // a sentence for the admin
} SetupEdit;

SetupEdit *setup_edit_new(const char *where, bool master);
void setup_edit_free(SetupEdit *edit);
// The arguments for postconf, NULL at the end: -P or -e and "where=value". The caller owns them.
char **setup_edit_arguments(const SetupEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

typedef struct SetupPlan {
    GPtrArray *edits;       // SetupEdit *
    GPtrArray *directories; // char *: for sockets, to be made
    GPtrArray *remarks;     // char *: what is left alone, and what an admin should know
    char *lines;            // for earshot.conf, which lacks them; or NULL
    bool later;             // without them there is no route yet
} SetupPlan;

typedef struct SetupWish {
    const char *receipt_domain;  // --receipt-domain, or NULL
    const char *const *services; // --service, ends with NULL, or NULL
    const GPtrArray *old;        // SetupEdit *: what an earlier run added, or NULL
} SetupWish;

// FATE_CONFIG, with what to do, when this Postfix cannot be wired to this configuration.
SetupPlan *setup_plan_new(const Postfix *postfix, const char *config_path, const Config *config,
                          const SetupWish *wish, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void setup_plan_free(SetupPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SetupPlan, setup_plan_free)
// True when nothing is to be changed.
bool setup_plan_is_done(const SetupPlan *plan);

// Which services of master.cf mail passes, for the plan alone.
typedef enum SetupRole {
    SETUP_INBOUND,    // mail from outside
    SETUP_SUBMISSION, // mail of people who log in
    SETUP_FILTERED,   // mail that comes back from a content filter
    SETUP_UNSEEN,     // no milter would see its content
    SETUP_OTHER,      // a port we know nothing of
    SETUP_NOT_SMTPD,
} SetupRole;
SetupRole setup_role_of(const Postfix *postfix, const char *service);

// What belongs into the service's list of milters: our socket, and what is to happen while Earshot is away,
// by on-failure, for us alone. A socket below the queue directory is a path from there, which is right in a
// chroot and outside. `tight` as in setup_list_text. FATE_CONFIG when the socket has a form that Postfix
// cannot take, or lies where a chrooted service cannot see it. The caller owns it.
char *setup_milter_of(const Postfix *postfix, const Config *config, const char *service, bool tight,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
// What belongs in front of transport_maps: a table of its own for the domain of receipts. Likewise.
char *setup_route_of(const Postfix *postfix, const char *domain, const char *socket,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
