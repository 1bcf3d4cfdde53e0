// The report tells what happened, the token to which mail of ours; whom it was
// to is then known from the store. So what a report claims of addresses matters only
// where nothing but our Message-ID came back, and there it is held against the thread.
#include "feedback.h"

#include "acknowledge.h"
#include "contact.h"
#include "looptoken.h"
#include "no_answer.h"
#include "outbox.h"
#include "thread.h"

void feedback_free(Feedback *feedback) {
    if (feedback == NULL)
        return;
    report_free(feedback->report);
    g_free(feedback);
}

static bool silences(ReportKind kind) {
    return kind == REPORT_FAILED || kind == REPORT_UNREAD || kind == REPORT_COMPLAINT;
}

Feedback *feedback_find(const Seal *seal, const Message *message, const char *token) {
    g_autoptr(Feedback) feedback = g_new0(Feedback, 1);
    unsigned tries = LOOPTOKEN_TRIES;
    feedback->report = report_of(message);
    if (!silences(feedback->report->kind))
        return NULL;
    feedback->has_row = (token != NULL && seal_token_check(seal, SEAL_BOUNCE, token, &feedback->row)) ||
                        looptoken_find_in_body(seal, message, &tries, &feedback->row);
    const GPtrArray *mails = feedback->report->mails;
    for (guint i = 0; i < mails->len && !feedback->has_thread; i++)
        feedback->has_thread = acknowledge_message_id_check(seal, mails->pdata[i], &feedback->thread);
    return feedback->has_row || feedback->has_thread ? g_steal_pointer(&feedback) : NULL;
}

// --- inside the transaction ---

static NoAnswerCause cause_of(ReportKind kind) {
    if (kind == REPORT_COMPLAINT)
        return NO_ANSWER_COMPLAINED;
    return kind == REPORT_UNREAD ? NO_ANSWER_UNREAD : NO_ANSWER_BOUNCED;
}

unsigned feedback_take(StoreTxn *txn, const Feedback *feedback, int64_t now) {
    const Report *report = feedback->report;
    const NoAnswerCause cause = cause_of(report->kind);
    g_autoptr(OutboxRow) row = feedback->has_row ? outbox_get(txn, feedback->row) : NULL;
    if (row != NULL && row->kind != OUTBOX_ACKNOWLEDGEMENT && row->kind != OUTBOX_OUTREACH)
        return 0;
    if (row != NULL) {
        no_answer_add(txn, row->to, cause, report->status, now);
        return 1;
    }
    g_autoptr(Thread) thread = feedback->has_thread ? thread_get(txn, feedback->thread) : NULL;
    unsigned taken = 0;
    for (guint i = 0; thread != NULL && i < report->about->len; i++) {
        const char *address = report->about->pdata[i];
        if (!thread_acknowledged(thread, contact_hash(store_txn_seal(txn), address)))
            continue;
        no_answer_add(txn, address, cause, report->status, now);
        taken++;
    }
    return taken;
}

// --- from the receipt socket ---

typedef struct Taking {
    const Feedback *feedback;
    int64_t now;
    unsigned taken;
} Taking;

static bool take(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Taking *taking = data;
    taking->taken = feedback_take(txn, taking->feedback, taking->now);
    return true;
}

bool feedback_receive(Store *store, const char *token, const char *sender, GBytes *mail, int64_t now,
                      unsigned *taken, GError **error) {
    *taken = 0;
    if (*sender != '\0')
        return true;
    g_autoptr(Message) message = message_parse(mail, NULL);
    g_autoptr(Feedback) feedback = message != NULL ? feedback_find(store_seal(store), message, token) : NULL;
    if (feedback == NULL)
        return true;
    Taking taking = {.feedback = feedback, .now = now};
    if (!store_write(store, take, &taking, 0, error))
        return false;
    *taken = taking.taken;
    return true;
}
