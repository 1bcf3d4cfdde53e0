#ifndef EARSHOT_CTL_SETUP_POSTFIX_H
#define EARSHOT_CTL_SETUP_POSTFIX_H
// What a Postfix says of its configuration, asked of postconf(1) and never read from its files: Postfix alone
// knows what its files mean. Programs are run by argument vector, no shell is involved.

#include <glib.h>
#include <stdbool.h>

typedef struct Postfix {
    char *directory;       // where main.cf is
    bool given;            // the directory was named by the admin
    char *queue;           // queue_directory
    GHashTable *values;    // parameters of main.cf with defaults, $names expanded
    GHashTable *own;       // lists that main.cf sets itself, as written
    GHashTable *fields;    // of master.cf: "smtp/inet/chroot"
    GHashTable *overrides; // its -o: "smtp/inet/smtpd_milters"
    GPtrArray *services;   // char *, "smtp/inet", in the order of the file
} Postfix;

// Asks the Postfix of a directory, or the machine's own for NULL. FATE_CONFIG with Postfix's own words when
// it cannot read its files, when there is no postconf, or when there are several instances and none is named.
Postfix *postfix_open(const char *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void postfix_free(Postfix *postfix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Postfix, postfix_free)

// A program of Postfix's: from PATH, or /usr/sbin, which people have not in theirs. NULL when it is absent.
char *postfix_program(const char *name) G_GNUC_WARN_UNUSED_RESULT;
// Runs one, `arguments` end with NULL, on a directory (NULL: the machine's own). What it said on stdout is
// *out (may be NULL). Its words are the error when it fails: FATE_CONFIG.
bool postfix_run(const char *program, const char *directory, const char *const *arguments, char **out,
                 GError **error);

const char *postfix_value(const Postfix *postfix, const char *name); // "" when there is none
// A field of a service in master.cf ("chroot", "command"), "" when there is none.
const char *postfix_field(const Postfix *postfix, const char *service, const char *field);
// What a service goes by: its own -o, else main.cf. *own tells which, may be NULL.
const char *postfix_setting(const Postfix *postfix, const char *service, const char *name, bool *own);
// True when processes of the service see the queue directory as their root.
bool postfix_is_chrooted(const Postfix *postfix, const char *service);

#endif
