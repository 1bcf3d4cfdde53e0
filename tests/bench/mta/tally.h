#ifndef BENCH_TALLY_H
#define BENCH_TALLY_H

#include <stdbool.h>
#include <glib.h>

/* The steps of a milter session in the order in which an MTA takes them. */
typedef enum {
    STEP_CONNECT,
    STEP_HELO,
    STEP_MAIL,
    STEP_RCPT,
    STEP_DATA,
    STEP_HEADER,
    STEP_EOH,
    STEP_BODY,
    STEP_EOM,
    STEP_COUNT
} Step;

/* What one connection saw. Each has its own, so that counting needs no lock; they are added up at the end. */
typedef struct {
    guint64 messages, connections, sent, received;
    guint64 ends[STEP_COUNT][128]; /* how messages ended: step and final reply (an SMFIR_ letter) */
    guint64 expected;              /* edits in which the expected text stood */
    guint64 edits[128];            /* changes asked for at end of message, by SMFIR_ letter */
    GArray *eom;     /* of gint64, microseconds from sending end-of-message to its final reply */
    GArray *content; /* of gint64, the same from the first header field: what Postfix's client waits */
} Tally;

Tally *tally_new(void);
void tally_free(Tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

void tally_add(Tally *into, const Tally *from);

/* Sorts the times; `tally_percentile` needs that, takes 0 to 100 and answers milliseconds, or -1 when there
 * are none. */
void tally_sort(Tally *tally);
double tally_percentile(const GArray *times, double percent);

/* Messages that ended with an SMFIR_ letter, at whatever step. */
guint64 tally_ended(const Tally *tally, char reply);

/* The result in `seconds`, for people or as one JSON object with a line end. Caller frees. */
char *tally_report(const Tally *tally, double seconds);
char *tally_report_json(const Tally *tally, double seconds);

#endif
