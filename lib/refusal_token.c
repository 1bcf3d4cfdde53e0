// Loop fields, and our own loop token. The token is put into all we send, in a
// field and as a small last line, and means nothing else; so when it comes back
// from a machine, the machine answered us. A person's reply quotes it too:
// in the body it counts only where no person is speaking.
#include "refusal_tests.h"

#include <string.h>

#define SCAN_LIMIT ((size_t)1024 * 1024) // octets of body that are searched
#define PART_LIMIT 20                    // text parts that are searched
#define TRY_LIMIT 4000                   // candidates whose MAC is computed: a few milliseconds

typedef struct Search {
    const Seal *seal;
    size_t tries;
} Search;

// True when a run of letters and digits of a token's length is a loop token of ours.
static bool holds_token(Search *search, const char *text, size_t size) {
    for (size_t i = 0; i < size && search->tries < TRY_LIMIT;) {
        size_t length = 0;
        while (i + length < size && g_ascii_isalnum(text[i + length]))
            length++;
        if (length == SEAL_TOKEN_LENGTH) {
            uint64_t id = 0;
            g_autofree char *token = g_strndup(text + i, length);
            search->tries++;
            if (seal_token_check(search->seal, "loop", token, &id))
                return true;
        }
        i += length > 0 ? length : 1;
    }
    return false;
}

static bool token_in_field(const RefusalFacts *facts) {
    size_t count = 0;
    Search search = {.seal = facts->seal};
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; facts->seal != NULL && i < count; i++)
        if (g_ascii_strcasecmp(fields[i].name, "Earshot-Loop") == 0 &&
            holds_token(&search, fields[i].value, strlen(fields[i].value)))
            return true;
    return false;
}

// Raw first (returned headers, other messages inside), then the text parts with their encoding undone.
static bool token_in_body(const RefusalFacts *facts) {
    size_t size = 0, count = 0, read = 0;
    Search search = {.seal = facts->seal};
    const char *raw = message_body_raw(facts->message, &size);
    if (raw != NULL && holds_token(&search, raw, MIN(size, SCAN_LIMIT)))
        return true;
    const Part *parts = message_parts(facts->message, &count);
    for (size_t i = 0; i < count && read < PART_LIMIT; i++) {
        if (parts[i].multipart || !g_str_has_prefix(parts[i].type, "text/"))
            continue;
        read++;
        g_autofree char *text = message_part_text(facts->message, i, SCAN_LIMIT / PART_LIMIT);
        if (holds_token(&search, text, strlen(text)))
            return true;
    }
    return false;
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
