// Rows about the way a message came, about proof of who sent it, and about
// what the settings say. What a final delivery or this very gateway put on top
// is no evidence: only what stands below a Received of another host has
// travelled, so only there can our own marks mean that it was here before.
#include "refusal_tests.h"

#include <string.h>
#include "address.h"

#define RECEIVED_LIMIT 30
#define STALE_AFTER G_TIME_SPAN_DAY

static bool is_our_mark(const RefusalFacts *facts, const Field *field) {
    if (g_ascii_strncasecmp(field->name, "Earshot-", strlen("Earshot-")) == 0)
        return true;
    if (!refusal_named(field, "Delivered-To"))
        return false;
    g_autofree char *value = refusal_value(field->value, false);
    g_autofree char *spec = address_parse(value);
    return refusal_is_ours(facts, spec);
}

Force refusal_test_loop(const RefusalFacts *facts) {
    if (message_header_cut(facts->message))
        return FORCE_NO; // behind the cut may stand any mark of a loop or a machine
    size_t count = 0, received = 0;
    bool travelled = false;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; i < count; i++) {
        if (refusal_named(&fields[i], "Received")) {
            received++;
            travelled = travelled || !authres_received_by(fields[i].value, facts->hostname);
        } else if (travelled && is_our_mark(facts, &fields[i])) {
            return FORCE_NO;
        }
    }
    return received > RECEIVED_LIMIT ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_stale(const RefusalFacts *facts) {
    int64_t written = MAX(message_date(facts->message), message_received_oldest(facts->message));
    if (written <= 0 || facts->envelope->arrival <= 0)
        return FORCE_NONE;
    bool stale = facts->envelope->arrival - written > STALE_AFTER;
    return stale ? refusal_answer(facts->settings->stale) : FORCE_NONE;
}

// "Yes" says spam in "Yes, score=9.1" too: filters put their score behind the word.
static bool says(const char *value, const char *wanted) {
    size_t length = strlen(wanted);
    if (g_ascii_strncasecmp(value, wanted, length) != 0)
        return false;
    return length == 0 || value[length] == '\0' || strchr(",; \t", value[length]) != NULL;
}

Force refusal_test_spam(const RefusalFacts *facts) {
    const Trust *trust = facts->trust;
    if (trust->spam_header == NULL || trust->spam_value == NULL || trust->spam_value[0] == '\0')
        return FORCE_NONE;
    size_t count = 0;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(fields[i].name, trust->spam_header) != 0)
            continue;
        g_autofree char *value = refusal_value(fields[i].value, true);
        if (says(value, trust->spam_value))
            return FORCE_NO;
    }
    return FORCE_NONE;
}

// The newest sealer of a chain that passed vouches for what it saw. Most verifiers do not name it; the field
// does.
static bool sealed_by_trusted(const RefusalFacts *facts) {
    const GPtrArray *sealers = facts->trust->arc_sealers;
    if (facts->auth->arc != AUTH_PASS || sealers == NULL || sealers->len == 0)
        return false;
    g_autofree char *seal = facts->auth->arc_sealer == NULL ? authres_newest_sealer(facts->message) : NULL;
    const char *sealer = seal != NULL ? seal : facts->auth->arc_sealer;
    for (guint i = 0; sealer != NULL && i < sealers->len; i++)
        if (g_ascii_strcasecmp(sealer, g_ptr_array_index(sealers, i)) == 0)
            return true;
    return false;
}

Force refusal_test_dmarc_fail(const RefusalFacts *facts) {
    return facts->auth->dmarc == AUTH_FAIL && !sealed_by_trusted(facts) ? FORCE_NO : FORCE_NONE;
}

// Any pass lifts this row, also one of a foreign domain: then no-recipient says that it proves nobody we may
// answer.
Force refusal_test_unproven(const RefusalFacts *facts) {
    const AuthResults *auth = facts->auth;
    bool proven = auth->dmarc == AUTH_PASS || auth->spf == AUTH_PASS || auth->dkim_pass;
    return proven || facts->known ? FORCE_NONE : refusal_answer(facts->settings->unproven);
}

Force refusal_test_no_recipient(const RefusalFacts *facts) {
    bool none = facts->recipient == NULL || facts->recipient->address == NULL;
    return none && refusal_test_unproven(facts) != FORCE_NO ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_off(const RefusalFacts *facts) {
    bool off = (facts->mailbox != NULL && !facts->mailbox->acknowledge) ||
               (facts->account != NULL && !facts->account->acknowledge);
    return off ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_observe(const RefusalFacts *facts) {
    return facts->mode < MODE_ANSWER ? FORCE_NO : FORCE_NONE;
}
