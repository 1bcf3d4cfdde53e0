#ifndef EARSHOT_REFUSAL_TESTS_H
#define EARSHOT_REFUSAL_TESTS_H
// The tests behind the rows of refusal.c, internal to the refusal module: each
// looks at one message, its envelope and the settings, and says with what
// force its row matches. They sit by what they look at: the sender, the path,
// the marks in fields, other desks and away notes, reports, trust.

#include "refusal.h"

// refusal_sender.c: who writes to whom
Force refusal_test_null_sender(const RefusalFacts *facts);
Force refusal_test_system_sender(const RefusalFacts *facts);
Force refusal_test_postmaster(const RefusalFacts *facts);
Force refusal_test_no_reply(const RefusalFacts *facts);
Force refusal_test_own_address(const RefusalFacts *facts);
Force refusal_test_not_addressed(const RefusalFacts *facts);
Force refusal_test_outbound(const RefusalFacts *facts);
Force refusal_test_many_from(const RefusalFacts *facts);

// refusal_path.c: the way it came, whether it was proven, what the settings say
Force refusal_test_loop(const RefusalFacts *facts);
Force refusal_test_stale(const RefusalFacts *facts);
Force refusal_test_spam(const RefusalFacts *facts);
Force refusal_test_dmarc_fail(const RefusalFacts *facts);
Force refusal_test_unproven(const RefusalFacts *facts);
Force refusal_test_no_recipient(const RefusalFacts *facts);
Force refusal_test_off(const RefusalFacts *facts);
Force refusal_test_observe(const RefusalFacts *facts);

// refusal_field.c: what machines write into header fields
Force refusal_test_auto_submitted(const RefusalFacts *facts);
Force refusal_test_response_suppress(const RefusalFacts *facts);
Force refusal_test_list(const RefusalFacts *facts);
Force refusal_test_precedence(const RefusalFacts *facts);
Force refusal_test_auto_header(const RefusalFacts *facts);

// refusal_token.c: loop fields and our own loop token
Force refusal_test_loop_header(const RefusalFacts *facts);
// False when nothing but "X-Ack: no" matched: a wish of anyone.
bool refusal_proves_loop(const RefusalFacts *facts);

// refusal_desk.c, refusal_away.c: marks of other help desks, away notes without marks
Force refusal_test_help_desk(const RefusalFacts *facts);
Force refusal_test_away_subject(const RefusalFacts *facts);

// refusal_report.c, refusal_calendar.c: what the body is
Force refusal_test_delivery_status(const RefusalFacts *facts);
Force refusal_test_disposition(const RefusalFacts *facts);
Force refusal_test_feedback_report(const RefusalFacts *facts);
Force refusal_test_tls_report(const RefusalFacts *facts);
Force refusal_test_calendar(const RefusalFacts *facts);
Force refusal_test_no_text(const RefusalFacts *facts);

// True when no text is in it, whatever the setting; true when none of its text is the sender's own
// (refusal_calendar.c).
bool refusal_without_text(const RefusalFacts *facts);
bool refusal_without_own_text(const RefusalFacts *facts);

// True when the field has that name, in any case. Nearly all comparisons of the table fail at the first or
// third character, so it is seen here, without a call; names in the table are of letters, digits and hyphens.
static inline bool refusal_named(const Field *field, const char *name) {
    size_t i = 0;
    while (name[i] != '\0' && (field->name[i] | 0x20) == (name[i] | 0x20))
        i++;
    return name[i] == '\0' && field->name[i] == '\0';
}

// What they share (refusal_field.c).
// A value as rows compare it: RFC 2047 undone when `decode` (unstructured fields only), comments and outer
// blanks removed. The caller owns it.
char *refusal_value(const char *raw, bool decode);
// A field that is tested for presence counts unless its value is empty, "no" or "false".
bool refusal_field_counts(const char *raw);
// True when any of the named fields counts.
bool refusal_has_field(const Message *message, const char *const *names, size_t count);
// True when any instance of the field has that value.
bool refusal_field_is(const Message *message, const char *name, const char *value);
// True when the address, with any sub-address, is of any mailbox served; false for NULL (refusal_sender.c).
bool refusal_is_ours(const RefusalFacts *facts, const char *spec);
// What a setting's answer to "acknowledge?" means for a row that matched.
Force refusal_answer(Answer answer);

#endif
