#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stdbool.h>
#include <glib.h>

/* Messages ready to be sent: header fields apart from the body, as the milter protocol carries them. */
typedef struct {
    char *name;
    char *value; /* folded lines joined by LF, one leading space kept */
} MailField;

typedef struct {
    GArray *fields; /* of MailField, in order; those that each send makes anew are left out, see corpus_add */
    char *body;     /* lines end in CRLF */
    size_t body_length;
    size_t mark; /* offset in the body where a line of each send's own may stand, in the first text if there
                    is one */
} Mail;

typedef struct Corpus Corpus;

Corpus *corpus_new(void);
void corpus_free(Corpus *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corpus, corpus_free)

/* Mails added from now on keep all their fields: for those that are sent verbatim. */
void corpus_keep_all(Corpus *corpus);

/* Takes a raw message in whatever line ends. From, To, Date, Return-Path and Delivered-To are left out: each
 * send sets them, so that the mail is fresh and addressed to whom the load says. An mbox "From " line is
 * dropped too. */
void corpus_add(Corpus *corpus, const char *raw, size_t length);

/* Adds every regular file below `directory`, in byte order of paths, up to `total_limit` bytes. False with an
 * error when nothing could be read. */
bool corpus_add_directory(Corpus *corpus, const char *directory, size_t total_limit, GError **error);

/* Adds `count` made messages of 2 to 500 KB, the same for the same seed. */
void corpus_add_synthetic(Corpus *corpus, guint count, guint32 seed);

/* Adds `count` made letters of about `bytes`, plain text, or one mail with an attachment of that size. */
void corpus_add_letters(Corpus *corpus, guint count, guint32 seed, size_t bytes);
void corpus_add_attachment(Corpus *corpus, guint32 seed, size_t bytes);

guint corpus_count(const Corpus *corpus);
const Mail *corpus_mail(const Corpus *corpus, guint index);

/* One line for people: count, total, and the sizes at 10, 50, 90 and 100 percent. Caller frees. */
char *corpus_summary(const Corpus *corpus);

#endif
