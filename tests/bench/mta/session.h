#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include "corpus.h"
#include "tally.h"

/* What a load sends and to whom; shared by all connections, which only read it. */
typedef struct {
    const char *address; /* the filter's socket */
    int timeout;         /* seconds that one read or write may take */
    const char *recipient;
    const char *sender; /* a percent sign in it becomes the number of the send */
    const char
        *auth_results;     /* authserv-id of an Authentication-Results field that vouches for From, or NULL */
    const char *auth_user; /* the session's SMTP AUTH login, or NULL */
    const char *client;    /* IPv4 address of the pretended client */
    const char *run;       /* makes this run's Message-IDs differ from every other run's */
    const Corpus *corpus;
} Plan;

/* One SMTP connection as a filter sees it. */
typedef struct Session Session;

/* Connects, negotiates version 6 with all actions and steps on offer, says connect and HELO. What is counted
 * goes into `tally`, which must outlive the session. NULL with an error when the filter is not there, speaks
 * otherwise or refuses the client. */
Session *session_open(const Plan *plan, Tally *tally, GError **error);
void session_free(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)

/* Sends a message of the corpus under a number that no other send of this run has, up to the filter's final
 * word, takes its edits and ends with ABORT, as Postfix does after every message. Any verdict is a success
 * and counted; false with an error only when the session was cut or the filter broke the protocol. */
bool session_send(Session *session, guint64 number, GError **error);

/* Says QUIT. */
bool session_quit(Session *session, GError **error);

#endif
