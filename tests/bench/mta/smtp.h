#ifndef BENCH_SMTP_H
#define BENCH_SMTP_H

#include "letter.h"
#include "tally.h"

/* One connection to an MTA, as a client that pipelines. */
typedef struct Smtp Smtp;

/* Connects to `address` (inet:port@host), waits for the banner and says EHLO. NULL with an error when the MTA
 * is not there or does not greet. */
Smtp *smtp_open(const Plan *plan, const char *address, int timeout_seconds, Tally *tally, GError **error);
void smtp_free(Smtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Smtp, smtp_free)

/* Sends the letter of that number. Any reply is a success and counted in the tally, under the step that got
 * it: accept, tempfail or reject. False with an error only when the connection was cut. */
bool smtp_send(Smtp *smtp, guint64 number, GError **error);

/* Says QUIT. */
bool smtp_quit(Smtp *smtp, GError **error);

#endif
