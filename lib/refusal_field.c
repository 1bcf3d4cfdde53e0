// Rows about header fields by which machines say what they are, and the way
// all rows compare such values: without case, comments and outer blanks
// removed, over all instances, one that matches being enough.
#include "refusal_tests.h"

#include <string.h>

char *refusal_value(const char *raw, bool decode) {
    if (strchr(raw, '(') == NULL && (!decode || strstr(raw, "=?") == NULL)) // as most are
        return g_strstrip(g_strdup(raw));
    g_autofree char *decoded = decode ? message_decode(raw) : g_strdup(raw);
    return g_strstrip(message_strip_comments(decoded));
}

static bool is_named(const Field *field, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (refusal_named(field, names[i]))
            return true;
    return false;
}

bool refusal_field_counts(const char *raw) {
    g_autofree char *value = refusal_value(raw, true);
    return value[0] != '\0' && g_ascii_strcasecmp(value, "no") != 0 &&
           g_ascii_strcasecmp(value, "false") != 0;
}

bool refusal_has_field(const Message *message, const char *const *names, size_t count) {
    size_t total = 0;
    const Field *fields = message_fields(message, &total);
    for (size_t i = 0; i < total; i++)
        if (is_named(&fields[i], names, count) && refusal_field_counts(fields[i].value))
            return true;
    return false;
}

bool refusal_field_is(const Message *message, const char *name, const char *wanted) {
    size_t total = 0;
    const Field *fields = message_fields(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (!refusal_named(&fields[i], name))
            continue;
        g_autofree char *value = refusal_value(fields[i].value, true);
        if (g_ascii_strcasecmp(value, wanted) == 0)
            return true;
    }
    return false;
}

Force refusal_answer(Answer answer) {
    switch (answer) {
    case ANSWER_YES:
        return FORCE_NONE;
    case ANSWER_MINIMAL:
        return FORCE_MINIMAL;
    case ANSWER_NO:
        break;
    }
    return FORCE_NO;
}

// Structured (RFC 3834 s.5): never RFC 2047. A field with no value says nothing good, so it counts.
Force refusal_test_auto_submitted(const RefusalFacts *facts) {
    size_t count = 0;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; i < count; i++) {
        if (!refusal_named(&fields[i], "Auto-Submitted"))
            continue;
        g_autofree char *value = refusal_value(fields[i].value, false);
        value[strcspn(value, ";")] = '\0';
        if (g_ascii_strcasecmp(g_strstrip(value), "no") != 0)
            return FORCE_NO;
    }
    return FORCE_NONE;
}

static bool token_is(const char *token, size_t length, const char *wanted) {
    return length == strlen(wanted) && g_ascii_strncasecmp(token, wanted, length) == 0;
}

static Force suppress_force(const char *value) {
    static const char separators[] = ",; \t";
    Force force = FORCE_NONE;
    for (const char *token = value; *token != '\0'; token += strspn(token, separators)) {
        const size_t length = strcspn(token, separators);
        if (token_is(token, length, "All") || token_is(token, length, "AutoReply"))
            return FORCE_NO;
        if (token_is(token, length, "OOF"))
            force = FORCE_WEIGHT;
        token += length;
    }
    return force;
}

Force refusal_test_response_suppress(const RefusalFacts *facts) {
    size_t count = 0;
    Force force = FORCE_NONE;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; i < count; i++) {
        if (!refusal_named(&fields[i], "X-Auto-Response-Suppress"))
            continue;
        g_autofree char *value = refusal_value(fields[i].value, true);
        force = MAX(force, suppress_force(value));
    }
    return force;
}

// The identifier of a List-Id value: between the last <>, else the whole (RFC 2919 s.2).
static char *list_identifier(const char *raw) {
    g_autofree char *value = refusal_value(raw, false);
    char *open = strrchr(value, '<');
    char *close = open == NULL ? NULL : strchr(open, '>');
    return close == NULL ? g_strdup(value) : g_strstrip(g_strndup(open + 1, (gsize)(close - open - 1)));
}

static bool is_own_list(const Mailbox *mailbox, const char *raw) {
    g_autofree char *id = list_identifier(raw);
    for (guint i = 0; mailbox->own_lists != NULL && i < mailbox->own_lists->len; i++)
        if (g_ascii_strcasecmp(id, g_ptr_array_index(mailbox->own_lists, i)) == 0)
            return true;
    return false;
}

// Through a list of ours and no other: it says so itself, and names none that is not ours.
static bool came_through_own_list(const RefusalFacts *facts) {
    size_t count = 0;
    bool found = false;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; facts->mailbox != NULL && i < count; i++) {
        if (!refusal_named(&fields[i], "List-Id"))
            continue;
        if (!is_own_list(facts->mailbox, fields[i].value))
            return false;
        found = true;
    }
    return found;
}

// Any value that is not empty counts, "NO" too: "List-Post: NO" is how a list says that it takes no posts. A
// comment is no value.
static bool has_value(const char *raw) {
    g_autofree char *value = refusal_value(raw, false);
    return value[0] != '\0';
}

static bool has_list_field(const Message *message, const char *const *names, size_t count) {
    size_t total = 0;
    const Field *fields = message_fields(message, &total);
    for (size_t i = 0; i < total; i++)
        if (is_named(&fields[i], names, count) && has_value(fields[i].value))
            return true;
    return false;
}

// With DMARC passed, a lone List-Unsubscribe is what mail services add to mail that people write through
// them.
Force refusal_test_list(const RefusalFacts *facts) {
    static const char *const others[] = {"List-Id",    "List-Help",    "List-Subscribe", "List-Post",
                                         "List-Owner", "List-Archive", "Mailing-List"};
    static const char *const unsubscribe[] = {"List-Unsubscribe"};
    if (came_through_own_list(facts))
        return FORCE_NONE;
    if (has_list_field(facts->message, others, G_N_ELEMENTS(others)))
        return FORCE_NO;
    if (!has_list_field(facts->message, unsubscribe, 1))
        return FORCE_NONE;
    return facts->auth->dmarc == AUTH_PASS ? FORCE_WEIGHT : FORCE_NO;
}

// Every list manager sets `Precedence: list`; on a list of ours it would make `own-lists` void, so there it
// says nothing. The other values count there too.
Force refusal_test_precedence(const RefusalFacts *facts) {
    static const char *const values[] = {"bulk", "junk", "auto_reply", "auto-reply"};
    static const char *const names[] = {"Precedence", "X-Precedence"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++)
            if (refusal_field_is(facts->message, names[i], values[j]))
                return FORCE_NO;
        if (refusal_field_is(facts->message, names[i], "list") && !came_through_own_list(facts))
            return FORCE_NO;
    }
    return FORCE_NONE;
}

Force refusal_test_auto_header(const RefusalFacts *facts) {
    static const char *const names[] = {"X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder",
                                        "X-Autoresponse", "X-AutoReply-From", "X-Mail-Autoreply",
                                        "X-Autogenerated", "X-Auto-Generated", "X-Vacation",
                                        "X-FC-MachineGenerated", "X-POST-MessageClass",
                                        // Challenges: "click to have your address added".
                                        "X-AskVersion", "X-Bluebottle-Request", "X-Trusted-Delivery"};
    bool found = refusal_has_field(facts->message, names, G_N_ELEMENTS(names)) ||
                 refusal_field_is(facts->message, "Delivered-To", "Autoresponder");
    return found ? FORCE_NO : FORCE_NONE;
}
