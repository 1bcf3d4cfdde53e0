// Loop fields, and our own loop token. The token is put into all we send, in a
// field and as a small last line, and means nothing else; so when it comes back
// from a machine, the machine answered us. A person's reply quotes it too:
// in the body it counts only where no person is speaking.
#include "refusal_tests.h"

#include <string.h>
#include "looptoken.h"

static bool token_in_field(const RefusalFacts *facts) {
    size_t count = 0;
    uint64_t id = 0;
    unsigned tries = LOOPTOKEN_TRIES;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; facts->seal != NULL && i < count; i++)
        if (refusal_named(&fields[i], "Earshot-Loop") &&
            looptoken_find(facts->seal, fields[i].value, strlen(fields[i].value), &tries, &id))
            return true;
    return false;
}

static bool token_in_body(const RefusalFacts *facts) {
    uint64_t id = 0;
    unsigned tries = LOOPTOKEN_TRIES;
    return looptoken_find_in_body(facts->seal, facts->message, &tries, &id);
}

// Nobody's own words are in it: sent by a system, a report, or without new text.
static bool nobody_speaks(const RefusalFacts *facts) {
    return refusal_test_null_sender(facts) != FORCE_NONE || refusal_test_system_sender(facts) != FORCE_NONE ||
           refusal_test_delivery_status(facts) != FORCE_NONE ||
           refusal_test_disposition(facts) != FORCE_NONE ||
           refusal_test_feedback_report(facts) != FORCE_NONE ||
           refusal_test_tls_report(facts) != FORCE_NONE || refusal_without_own_text(facts);
}

bool refusal_proves_loop(const RefusalFacts *facts) {
    static const char *const names[] = {"X-Loop", "X-No-Loop", "X-OTRS-Loop", "X-RT-Loop-Prevention"};
    if (refusal_has_field(facts->message, names, G_N_ELEMENTS(names)) || token_in_field(facts))
        return true;
    return facts->seal != NULL && nobody_speaks(facts) && token_in_body(facts);
}

Force refusal_test_loop_header(const RefusalFacts *facts) {
    bool found = refusal_field_is(facts->message, "X-Ack", "no") || refusal_proves_loop(facts);
    return found ? FORCE_NO : FORCE_NONE;
}
