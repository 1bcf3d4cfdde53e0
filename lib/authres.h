#ifndef EARSHOT_AUTHRES_H
#define EARSHOT_AUTHRES_H
// Authentication-Results (RFC 8601): what a verifier that we trust found.
// Only the topmost field with an authserv-id of ours counts, and none that
// stands below a Received of another host.

#include <glib.h>
#include <stdbool.h>
#include "message.h"

typedef enum AuthVerdict { AUTH_NONE, AUTH_PASS, AUTH_FAIL, AUTH_OTHER } AuthVerdict;

typedef struct AuthResults {
    AuthVerdict dmarc;
    char *dmarc_from; // header.from domain, lower case, or NULL when not said
    AuthVerdict spf;
    char *spf_mailfrom;      // smtp.mailfrom's domain, lower case, or NULL when not said
    GPtrArray *dkim_domains; // header.d of each dkim=pass, lower case
    bool dkim_pass;          // a dkim=pass, domain named or not
    AuthVerdict arc;
    char *arc_sealer; // the newest sealer: header.d, arc.d or the first of arc.chain; NULL when not said
} AuthResults;

// Reads one field value, with or without an authserv-id in front. What is unreadable, or of a version other
// than 1, is left out; of two different verdicts of one method the worse counts. Never NULL.
AuthResults *authres_parse(const char *value) G_GNUC_WARN_UNUSED_RESULT;
// The trusted results of a message: of the topmost field whose authserv-id is one of `trusted` (char *), all
// AUTH_NONE when there is none. A Received "by" own_host does not end the search, any other does. Never NULL.
AuthResults *authres_of(const Message *message, const GPtrArray *trusted,
                        const char *own_host) G_GNUC_WARN_UNUSED_RESULT;
// The domain of the newest ARC-Seal (RFC 8617 s.4.1.3), lower case, for verifiers that say arc=pass and no
// more; without arc=pass it means nothing. NULL when there is none, or the chain is none. The caller owns it.
char *authres_newest_sealer(const Message *message) G_GNUC_WARN_UNUSED_RESULT;
void authres_free(AuthResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuthResults, authres_free)

// True when the value of a Received field says that `host` wrote it ("by host"); false for NULL.
bool authres_received_by(const char *received, const char *host);

// dmarc=pass for this From address (its domain, when the results name one).
bool authres_proves_from(const AuthResults *results, const char *from);
// spf=pass for this envelope sender, or dkim=pass of its organisational domain.
bool authres_proves_sender(const AuthResults *results, const char *sender);

#endif
