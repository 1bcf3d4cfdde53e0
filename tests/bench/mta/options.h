#ifndef BENCH_OPTIONS_H
#define BENCH_OPTIONS_H

#include "corpus.h"

/* The command line of `load`; what each means stands in its --help. */
typedef struct {
    char *recipient, *sender, *directory, *auth_results, *auth_user, *expect, *write_to;
    int connections, messages, seconds, per_connection, synthetic, seed, timeout, people, letter, attachment;
    double rate;
    gboolean json, quiet, verbatim, together, smtp;
} Options;

void options_clear(Options *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Defaults and the command line; false with an error for one that makes no sense. What is left in argv[1] is
 * the address, NULL when there is none. */
bool options_parse(Options *options, int *argc, char ***argv, GError **error);

/* The mails that they ask for; NULL with an error when there are none. */
Corpus *options_corpus(const Options *options, GError **error);

#endif
