#ifndef BENCH_SESSION_H
#define BENCH_SESSION_H

#include "gate.h"
#include "letter.h"
#include "tally.h"

/* The filter and how it is spoken to; shared by all connections, which only read it. */
typedef struct {
    const Plan *plan;
    const char *address;   /* the filter's socket */
    int timeout;           /* seconds that one read or write may take */
    const char *auth_user; /* the session's SMTP AUTH login, or NULL */
    const char *client;    /* IPv4 address of the pretended client */
    const char *expect;    /* counts edits in which this text stands, or NULL */
    Gate *gate;            /* passed before each end of message, or NULL */
} Route;

/* One SMTP connection as a filter sees it. */
typedef struct Session Session;

/* Connects, negotiates version 6 with all actions and steps on offer, says connect and HELO. What is counted
 * goes into `tally`, which must outlive the session. NULL with an error when the filter is not there, speaks
 * otherwise or refuses the client. */
Session *session_open(const Route *route, Tally *tally, GError **error);
void session_free(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)

/* Sends the letter of that number up to the filter's final word, takes its edits and ends with ABORT, as
 * Postfix does after every message. Any verdict is a success and counted; false with an error only when the
 * session was cut or the filter broke the protocol. */
bool session_send(Session *session, guint64 number, GError **error);

/* Says QUIT. */
bool session_quit(Session *session, GError **error);

#endif
