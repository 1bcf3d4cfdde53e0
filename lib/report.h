#ifndef EARSHOT_REPORT_H
#define EARSHOT_REPORT_H
// What mail systems say of a mail of ours: delivery status (RFC 3464, 6533, and
// the plain forms of qmail, Exim, Sendmail and others), disposition (RFC 8098),
// abuse (RFC 5965). It only reads what is claimed; anybody can claim, so who acts on it
// must know by a token of ours that the mail was ours (feedback.h).

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "message.h"

typedef enum ReportKind {
    REPORT_NONE,
    REPORT_FAILED,    // not delivered, for good, and by the address's fault
    REPORT_PASSING,   // delayed, delivered, relayed, refused for what was sent: nothing to do
    REPORT_DISPLAYED, // a read receipt, or a disposition that is no refusal
    REPORT_UNREAD,    // deleted, denied or failed: nobody wants it
    REPORT_COMPLAINT, // somebody calls it spam
} ReportKind;

typedef struct Report {
    ReportKind kind;
    char *status;     // "5.1.1", "deleted", "abuse": a word as told, at most 100 octets; or NULL
    GPtrArray *about; // char * addr-specs whom it is about, as claimed: final and original recipients; may be
                      // empty. Of several recipients those that failed, when any did
    GPtrArray *mails; // char * Message-IDs without <> of the mail it is about, as claimed; may be empty
} Report;

// Never NULL. A report counts where rows of the refusals look for it: at the top, or directly in a top-level
// multipart/mixed. Bounded: the first 64 KB of a part, 100 recipients, 100 Message-IDs.
//
// Failed means: Action failed, or none and a status; its code is of class 5, or there is no code. Not class
// 4, where the sender's queue gave up on what may work tomorrow; and not 5.6 and 5.7 (RFC 3463), where our
// content, our address or our network was refused: the customer's address works, and must not fall silent
// because a blocklist named us for an hour. Where the code says nothing (5.0.0, or none) that in
// Diagnostic-Code counts, and its words where that has none.
Report *report_of(const Message *message) G_GNUC_WARN_UNUSED_RESULT;
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

// True when a part stands where a report counts: the top, a direct child of a top-level multipart/mixed, or a
// direct child of a multipart/report there.
bool report_in_place(const Part *parts, size_t index);

#endif
