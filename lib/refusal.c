// The table of reasons not to answer, and how its rows combine. A row is data:
// code, clause, test, whether a match proves a machine, and whether an account
// may do without it. Rows without a test wait for history. Order matters: it is the order in which reasons
// are shown, and the first is what the header tells.
#include "refusal.h"

#include <string.h>
#include "refusal_tests.h"

typedef enum Kind { // the basis column of the specification
    KIND_SUPPRESS,  // S
    KIND_CHOICE,    // C: a setting
    KIND_WEIGHT,    // W, or W/S: S by history or by more of the same
} Kind;

typedef enum Mark {
    MARK_NONE = 0,
    MARK_MACHINE = 1 << 0, // M
    MARK_ACCOUNT = 1 << 1, // an account may override it
    MARK_BOTH = MARK_MACHINE | MARK_ACCOUNT,
} Mark;

typedef struct Row {
    const char *code;
    Force (*test)(const RefusalFacts *); // NULL: history decides
    Kind kind;
    Mark marks;
    bool (*proof)(const RefusalFacts *); // for an M row of which not every match proves a machine, else NULL
    const char *clause;
} Row;

static const Row rows[REFUSAL_COUNT] = {
    [REFUSAL_NULL_SENDER] = {"null-sender", refusal_test_null_sender, KIND_SUPPRESS, MARK_MACHINE, NULL,
                             "the envelope sender is <> (RFC 3834 s.2, RFC 5321 s.4.5.5)"},
    [REFUSAL_SYSTEM_SENDER] =
        {"system-sender", refusal_test_system_sender, KIND_SUPPRESS, MARK_MACHINE, NULL,
         "the sender is a mail system or a list manager (RFC 3834 s.2, RFC 5230 s.4.6)"},
    [REFUSAL_POSTMASTER] = {"postmaster", refusal_test_postmaster, KIND_CHOICE, MARK_NONE, NULL,
                            "the sender is postmaster, often a person, often not"},
    [REFUSAL_NO_REPLY] = {"no-reply", refusal_test_no_reply, KIND_SUPPRESS, MARK_ACCOUNT, NULL,
                          "the sender's address says that nobody reads answers (RFC 3834 s.2)"},
    [REFUSAL_OWN_ADDRESS] = {"own-address", refusal_test_own_address, KIND_SUPPRESS, MARK_NONE, NULL,
                             "the sender, or all of Reply-To, is an address of ours"},
    [REFUSAL_NOT_ADDRESSED] = {"not-addressed", refusal_test_not_addressed, KIND_CHOICE, MARK_NONE, NULL,
                               "no address of the mailbox stands in To, Cc, Bcc or Resent- (RFC 5230 s.4.5)"},
    [REFUSAL_OUTBOUND] = {"outbound", refusal_test_outbound, KIND_SUPPRESS, MARK_NONE, NULL,
                          "our own staff wrote it: it stops clocks instead"},
    [REFUSAL_DUPLICATE] = {"duplicate", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                           "the same message was taken within 30 days (SMTP retries)"},
    [REFUSAL_LOOP] = {"loop", refusal_test_loop, KIND_SUPPRESS, MARK_NONE, NULL,
                      "it was here before: our own fields stand below another host's (RFC 5321 s.6.3)"},
    [REFUSAL_STALE] = {"stale", refusal_test_stale, KIND_CHOICE, MARK_NONE, NULL,
                       "it was written over a day before it came (backlogs, imports)"},
    [REFUSAL_MANY_FROM] = {"many-from", refusal_test_many_from, KIND_SUPPRESS, MARK_NONE, NULL,
                           "From names more than one mailbox, a group, or nobody (RFC 3834 s.3.1.3)"},
    [REFUSAL_AUTO_SUBMITTED] = {"auto-submitted", refusal_test_auto_submitted, KIND_SUPPRESS, MARK_BOTH, NULL,
                                "Auto-Submitted says that a machine sent it (RFC 3834 s.5, RFC 5436)"},
    [REFUSAL_RESPONSE_SUPPRESS] = {"response-suppress", refusal_test_response_suppress, KIND_SUPPRESS,
                                   MARK_ACCOUNT, NULL,
                                   "X-Auto-Response-Suppress asks for no answer (MS-OXCMAIL)"},
    [REFUSAL_LIST] = {"list", refusal_test_list, KIND_SUPPRESS, MARK_ACCOUNT, NULL,
                      "it came through a mailing list (RFC 2369, 2919, 5230)"},
    [REFUSAL_PRECEDENCE] = {"precedence", refusal_test_precedence, KIND_SUPPRESS, MARK_ACCOUNT, NULL,
                            "Precedence says bulk, junk, list or auto-reply (practice)"},
    [REFUSAL_AUTO_HEADER] = {"auto-header", refusal_test_auto_header, KIND_SUPPRESS, MARK_BOTH, NULL,
                             "a field that autoresponders set is there (practice)"},
    [REFUSAL_LOOP_HEADER] = {"loop-header", refusal_test_loop_header, KIND_SUPPRESS, MARK_MACHINE,
                             refusal_proves_loop,
                             "a loop field, X-Ack: no, or our own loop token is there (practice)"},
    [REFUSAL_HELP_DESK] = {"help-desk", refusal_test_help_desk, KIND_WEIGHT, MARK_ACCOUNT, NULL,
                           "it bears marks of another help desk (desk-to-desk loops)"},
    [REFUSAL_AWAY_SUBJECT] = {"away-subject", refusal_test_away_subject, KIND_WEIGHT, MARK_ACCOUNT, NULL,
                              "its subject begins as away notes do (many have no machine header)"},
    [REFUSAL_DELIVERY_STATUS] = {"delivery-status", refusal_test_delivery_status, KIND_SUPPRESS, MARK_MACHINE,
                                 NULL, "it is a bounce or delivery report (RFC 3464)"},
    [REFUSAL_DISPOSITION] = {"disposition", refusal_test_disposition, KIND_SUPPRESS, MARK_MACHINE, NULL,
                             "it is a read receipt or a signed receipt (RFC 8098)"},
    [REFUSAL_FEEDBACK_REPORT] = {"feedback-report", refusal_test_feedback_report, KIND_SUPPRESS, MARK_MACHINE,
                                 NULL, "it is an abuse report (RFC 5965)"},
    [REFUSAL_TLS_REPORT] = {"tls-report", refusal_test_tls_report, KIND_SUPPRESS, MARK_MACHINE, NULL,
                            "it is a TLS or DMARC aggregate report (RFC 8460, RFC 7489)"},
    [REFUSAL_CALENDAR] = {"calendar", refusal_test_calendar, KIND_SUPPRESS, MARK_NONE, NULL,
                          "it is a calendar's answer or cancellation, or a recall (RFC 5546)"},
    [REFUSAL_NO_TEXT] = {"no-text", refusal_test_no_text, KIND_CHOICE, MARK_NONE, NULL,
                         "it has no text: empty, unreadable, or only an image"},
    [REFUSAL_SPAM] = {"spam", refusal_test_spam, KIND_SUPPRESS, MARK_NONE, NULL,
                      "the configured filter says spam"},
    [REFUSAL_DMARC_FAIL] = {"dmarc-fail", refusal_test_dmarc_fail, KIND_SUPPRESS, MARK_NONE, NULL,
                            "DMARC failed: an answer might go to somebody else (backscatter)"},
    [REFUSAL_UNPROVEN] = {"unproven", refusal_test_unproven, KIND_CHOICE, MARK_NONE, NULL,
                          "neither DMARC, SPF nor DKIM pass, and no known correspondent (backscatter)"},
    [REFUSAL_NO_RECIPIENT] = {"no-recipient", refusal_test_no_recipient, KIND_SUPPRESS, MARK_NONE, NULL,
                              "no address was shown to be the writer's (backscatter)"},
    [REFUSAL_ALREADY_ACKNOWLEDGED] = {"already-acknowledged", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                                      "this person has had the conversation's acknowledgement"},
    [REFUSAL_LIMIT] = {"limit", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                       "a limit on answers is reached (loops, floods)"},
    [REFUSAL_BREAKER] = {"breaker", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                         "answers are held: far more than usual went out (RFC 5436 s.5)"},
    [REFUSAL_NO_ANSWER_LIST] = {"no-answer-list", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                                "the address bounced, complained, opted out or was erased"},
    [REFUSAL_ANSWERED] = {"answered", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                          "a person replied while it waited"},
    [REFUSAL_OFF] = {"off", refusal_test_off, KIND_SUPPRESS, MARK_NONE, NULL,
                     "answers are turned off for this mailbox or account"},
    [REFUSAL_OBSERVE] = {"observe", refusal_test_observe, KIND_SUPPRESS, MARK_NONE, NULL,
                         "the mode is below answer: nobody is written to"},
    [REFUSAL_STATE] = {"state", NULL, KIND_SUPPRESS, MARK_NONE, NULL,
                       "what was done cannot be recorded, so nothing is done"},
};

const char *refusal_code(Refusal row) {
    return rows[row].code;
}

const char *refusal_clause(Refusal row) {
    return rows[row].clause;
}

Refusal refusal_parse(const char *code) {
    size_t row = 0;
    while (row < REFUSAL_COUNT && strcmp(rows[row].code, code) != 0)
        row++;
    return (Refusal)row;
}

bool refusal_may_override(Refusal row) {
    return row < REFUSAL_COUNT && (rows[row].marks & MARK_ACCOUNT) != 0;
}

// A bit that was set for a row which no account may override is passed over: settings come from files.
static bool is_overridden(const Account *account, size_t row) {
    return account != NULL && refusal_may_override((Refusal)row) && (account->despite >> row & 1) != 0;
}

void refusal_of(const RefusalFacts *facts, Refusals *refusals) {
    memset(refusals, 0, sizeof *refusals);
    for (size_t i = 0; i < REFUSAL_COUNT; i++) {
        if (rows[i].test == NULL)
            continue;
        refusals->force[i] = rows[i].test(facts);
        if (refusals->force[i] != FORCE_NONE && is_overridden(facts->account, i)) {
            refusals->excused[i] = (rows[i].marks & MARK_MACHINE) != 0 || rows[i].kind == KIND_WEIGHT ||
                                   refusals->force[i] == FORCE_WEIGHT;
            refusals->force[i] = FORCE_NONE;
        }
        if (refusals->force[i] != FORCE_NONE && (rows[i].marks & MARK_MACHINE) != 0)
            refusals->machine[i] = rows[i].proof == NULL || rows[i].proof(facts);
    }
}

// An away note by its subject is a machine's once more than the subject says so.
static void settle_away(Refusals *refusals) {
    refusals->machine[REFUSAL_AWAY_SUBJECT] = refusals->force[REFUSAL_AWAY_SUBJECT] == FORCE_NO;
}

void refusal_impose(Refusals *refusals, Refusal row) {
    refusals->force[row] = FORCE_NO;
    settle_away(refusals);
}

// What an account overrides did not match before, so history cannot raise it.
void refusal_recall(const RefusalHistory *history, Refusals *refusals) {
    const struct {
        Refusal row;
        bool matched;
    } recalled[] = {
        {REFUSAL_DUPLICATE, history->duplicate},
        {REFUSAL_ALREADY_ACKNOWLEDGED, history->already_acknowledged},
        {REFUSAL_LIMIT, history->limit || history->ping_pong},
        {REFUSAL_BREAKER, history->breaker},
        {REFUSAL_NO_ANSWER_LIST, history->no_answer_list},
        {REFUSAL_ANSWERED, history->answered},
        {REFUSAL_STATE, history->state},
        {REFUSAL_AWAY_SUBJECT, refusals->force[REFUSAL_AWAY_SUBJECT] != FORCE_NONE &&
                                   (history->answers_ours || history->acknowledged_60s)},
        {REFUSAL_HELP_DESK, refusals->force[REFUSAL_HELP_DESK] != FORCE_NONE && history->desk_answered_24h},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(recalled); i++)
        if (recalled[i].matched)
            refusals->force[recalled[i].row] = FORCE_NO;
    settle_away(refusals);
}

static size_t weights(const Refusals *refusals) {
    size_t count = 0;
    for (size_t i = 0; i < REFUSAL_COUNT; i++)
        count += refusals->force[i] == FORCE_WEIGHT;
    return count;
}

bool refusal_says_no(const Refusals *refusals, Refusal row) {
    return refusals->force[row] == FORCE_NO ||
           (refusals->force[row] == FORCE_WEIGHT && weights(refusals) >= 2);
}

Refusal refusal_first(const Refusals *refusals) {
    size_t row = 0;
    while (row < REFUSAL_COUNT && !refusal_says_no(refusals, (Refusal)row))
        row++;
    return (Refusal)row;
}

bool refusal_minimal(const Refusals *refusals) {
    if (refusal_first(refusals) != REFUSAL_COUNT)
        return false;
    for (size_t i = 0; i < REFUSAL_COUNT; i++)
        if (refusals->force[i] == FORCE_MINIMAL)
            return true;
    return false;
}

bool refusal_is_machine_reason(const Refusals *refusals, Refusal row) {
    return refusals->machine[row] || refusals->excused[row] || refusals->force[row] == FORCE_WEIGHT ||
           (rows[row].kind == KIND_WEIGHT && refusals->force[row] != FORCE_NONE);
}

bool refusal_is_machine(const Refusals *refusals) {
    for (size_t i = 0; i < REFUSAL_COUNT; i++)
        if (refusals->machine[i])
            return true;
    return false;
}
