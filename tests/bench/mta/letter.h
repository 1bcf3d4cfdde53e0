#ifndef BENCH_LETTER_H
#define BENCH_LETTER_H

#include "corpus.h"

/* What a load sends and to whom; shared by all connections, which only read it. */
typedef struct {
    const Corpus *corpus;
    const char *recipient;
    const char *sender;       /* a percent sign in it becomes the number of the person */
    guint64 people;           /* so many persons write in turn; 0: each send is of a person of its own */
    const char *auth_results; /* authserv-id of an Authentication-Results field that vouches for From, or NULL
                               */
    const char *run;          /* makes this run's Message-IDs differ from every other run's */
    bool verbatim;            /* send the mails as they are, since a signature would break */
} Plan;

/* One send of a mail of the corpus. It differs from every other in Message-ID and a line of the body, or a
 * filter that knows duplicates would be measured at knowing them. */
typedef struct {
    const Mail *mail;
    char *sender, *queue_id;
    GArray *fields; /* of MailField, in order, all that are sent */
    char *line;     /* stands in the body at `mail->mark`; empty when verbatim */
} Letter;

/* The send of that number, which no other send of the run has. */
Letter *letter_new(const Plan *plan, guint64 number);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* The whole of it as SMTP sends it behind DATA: CRLF, dots doubled, the final dot. Caller frees. */
GString *letter_for_smtp(const Letter *letter);

/* As a file holds it, lines ending in LF; without the DKIM-Signature of a made mail, which is none. */
GString *letter_for_file(const Letter *letter);

#endif
