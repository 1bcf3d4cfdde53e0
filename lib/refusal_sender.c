// Rows about who writes to whom: the senders that must never be answered
// because they are machines, or ourselves, or nobody in particular.
#include "refusal_tests.h"

#include <string.h>
#include "address.h"

typedef bool (*AddressTest)(const char *spec);

static bool any_address(const Message *message, const char *field, AddressTest test) {
    const GPtrArray *addresses = message_addresses(message, field);
    for (guint i = 0; addresses != NULL && i < addresses->len; i++)
        if (test(g_ptr_array_index(addresses, i)))
            return true;
    return false;
}

// Local mail systems write "From: MAILER-DAEMON (Mail Delivery System)": no domain, so no address, but a name
// to test.
static bool any_bare(const Message *message, const char *name, AddressTest test) {
    size_t count = 0;
    const Field *fields = message_fields(message, &count);
    for (size_t i = 0; i < count; i++) {
        if (!refusal_named(&fields[i], name) ||
            (strchr(fields[i].value, '@') != NULL && strchr(fields[i].value, '(') == NULL)) // as most are
            continue;
        g_autofree char *value = refusal_value(fields[i].value, false);
        char *open = strrchr(value, '<');
        char *bare = open == NULL ? value : open + 1;
        bare[strcspn(bare, ">")] = '\0';
        if (strpbrk(bare, "@ \t,;:") == NULL && test(bare))
            return true;
    }
    return false;
}

// *Sender* is MAIL FROM or From (section 1).
static bool sender_is(const RefusalFacts *facts, AddressTest test) {
    const char *sender = facts->envelope->sender;
    return (sender != NULL && test(sender)) || any_address(facts->message, "From", test) ||
           any_bare(facts->message, "From", test);
}

// Most addresses are of foreign domains; that is seen without making sub-addresses of each.
static bool shares_domain(const Mailbox *mailbox, const char *spec) {
    for (guint i = 0; i < mailbox->addresses->len; i++)
        if (g_ascii_strcasecmp(address_domain(spec),
                               address_domain(g_ptr_array_index(mailbox->addresses, i))) == 0)
            return true;
    return false;
}

bool refusal_is_ours(const RefusalFacts *facts, const char *spec) {
    if (spec == NULL || address_domain(spec)[0] == '\0')
        return false;
    for (guint i = 0; i < facts->mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(facts->mailboxes, i);
        if (shares_domain(mailbox, spec) && mailbox_has(mailbox, spec))
            return true;
    }
    return false;
}

Force refusal_test_null_sender(const RefusalFacts *facts) {
    const char *sender = facts->envelope->sender;
    return sender != NULL && sender[0] == '\0' ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_system_sender(const RefusalFacts *facts) {
    return sender_is(facts, recipient_is_system) ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_postmaster(const RefusalFacts *facts) {
    return sender_is(facts, recipient_is_postmaster) ? refusal_answer(facts->settings->postmaster)
                                                     : FORCE_NONE;
}

Force refusal_test_no_reply(const RefusalFacts *facts) {
    bool found = sender_is(facts, recipient_is_no_reply) ||
                 any_address(facts->message, "Reply-To", recipient_is_no_reply) ||
                 any_bare(facts->message, "Reply-To", recipient_is_no_reply);
    return found ? FORCE_NO : FORCE_NONE;
}

// A forwarder in `forward-from` is not ours here: mail that it passes on is a customer's.
Force refusal_test_own_address(const RefusalFacts *facts) {
    if (refusal_is_ours(facts, facts->envelope->sender))
        return FORCE_NO;
    const GPtrArray *from = message_addresses(facts->message, "From");
    for (guint i = 0; from != NULL && i < from->len; i++)
        if (refusal_is_ours(facts, g_ptr_array_index(from, i)))
            return FORCE_NO;
    const GPtrArray *reply_to = message_addresses(facts->message, "Reply-To");
    guint ours = 0;
    for (guint i = 0; reply_to != NULL && i < reply_to->len; i++)
        ours += refusal_is_ours(facts, g_ptr_array_index(reply_to, i));
    return ours > 0 && ours == reply_to->len ? FORCE_NO : FORCE_NONE;
}

static bool is_addressed(const Mailbox *mailbox, const char *spec) {
    if (shares_domain(mailbox, spec) && mailbox_has(mailbox, spec))
        return true;
    for (guint i = 0; mailbox->forward_from != NULL && i < mailbox->forward_from->len; i++)
        if (address_is_ours(spec, g_ptr_array_index(mailbox->forward_from, i)))
            return true;
    return false;
}

Force refusal_test_not_addressed(const RefusalFacts *facts) {
    static const char *const fields[] = {"To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"};
    if (facts->mailbox == NULL)
        return FORCE_NONE;
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        const GPtrArray *addresses = message_addresses(facts->message, fields[i]);
        for (guint j = 0; addresses != NULL && j < addresses->len; j++)
            if (is_addressed(facts->mailbox, g_ptr_array_index(addresses, j)))
                return FORCE_NONE;
    }
    return refusal_answer(facts->settings->not_addressed);
}

// True when a mailbox serves the address: "support-lead@" is a colleague, who is heard.
static bool is_served(const GPtrArray *mailboxes, const char *spec) {
    bool near = false;
    for (guint i = 0; i < mailboxes->len && !near; i++)
        near = shares_domain(g_ptr_array_index(mailboxes, i), spec);
    return near && mailbox_serving(mailboxes, spec) != NULL;
}

// Every From must be ours: one of ours beside a stranger's would let the stranger stop our clocks.
bool refusal_is_outbound(const Message *message, const Envelope *envelope, const AuthResults *auth,
                         const GPtrArray *mailboxes, const Trust *trust) {
    bool inside = (envelope->login != NULL && envelope->login[0] != '\0') ||
                  (envelope->client != NULL && trust_is_internal(trust, envelope->client));
    const GPtrArray *from = message_addresses(message, "From");
    for (guint i = 0; from != NULL && i < from->len; i++) {
        const char *spec = g_ptr_array_index(from, i);
        if (!is_served(mailboxes, spec) && !trust_is_agent(trust, spec))
            return false;
        if (!inside && !authres_proves_from(auth, spec))
            return false;
    }
    return from != NULL && from->len > 0;
}

Force refusal_test_outbound(const RefusalFacts *facts) {
    bool outbound =
        refusal_is_outbound(facts->message, facts->envelope, facts->auth, facts->mailboxes, facts->trust);
    return outbound ? FORCE_NO : FORCE_NONE;
}

// None at all is not many when the envelope says who it is; when that is unknown too, nobody wrote it.
Force refusal_test_many_from(const RefusalFacts *facts) {
    if (message_from_is_group(facts->message))
        return FORCE_NO;
    const GPtrArray *from = message_addresses(facts->message, "From");
    const char *first = NULL;
    for (guint i = 0; from != NULL && i < from->len; i++) {
        const char *spec = g_ptr_array_index(from, i);
        if (address_domain(spec)[0] == '\0')
            continue;
        if (first != NULL && !address_equal(first, spec))
            return FORCE_NO;
        first = spec;
    }
    const char *sender = facts->envelope->sender;
    // A bare name, as of a local daemon, is no known sender: no answer could reach it.
    return first == NULL && (sender == NULL || *address_domain(sender) == '\0') ? FORCE_NO : FORCE_NONE;
}
