// Rows about reports that mail systems write: bounces, read receipts, abuse,
// TLS and DMARC reports. Only their place tells them from a customer who sends
// one on and asks about it: at the top, or directly in a top-level
// multipart/mixed, and never inside a message/rfc822.
#include "refusal_tests.h"

#include <string.h>
#include "report.h"

#define FIRST_TEXT 1024     // octets of the first text that plain forms are known by
#define PLAIN_BEGINNING 200 // of these, and of a subject, octets that are compared

static bool has_type(const Message *message, const char *const *types, size_t count) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++)
        for (size_t j = 0; j < count; j++)
            if (strcmp(parts[i].type, types[j]) == 0 && report_in_place(parts, i))
                return true;
    return false;
}

// The report-type of the multipart/report at `index`, lower case, "" when it has none.
static char *report_type(const Message *message, size_t index) {
    g_autofree char *type = message_part_parameter(message, index, "report-type");
    return g_strstrip(g_ascii_strdown(type == NULL ? "" : type, -1));
}

typedef bool (*TypeTest)(const char *type);

// A report whose type passes the test.
static bool has_report(const Message *message, TypeTest test) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (strcmp(parts[i].type, "multipart/report") != 0 || !report_in_place(parts, i))
            continue;
        g_autofree char *type = report_type(message, i);
        if (test(type))
            return true;
    }
    return false;
}

static bool is_disposition(const char *type) {
    return strcmp(type, "disposition-notification") == 0;
}

static bool is_feedback(const char *type) {
    return strcmp(type, "feedback-report") == 0;
}

static bool is_tls(const char *type) {
    return strcmp(type, "tlsrpt") == 0;
}

// A report of no or of an unknown type is taken for a delivery report; those with rows of their own are not.
static bool is_unclaimed(const char *type) {
    return !is_disposition(type) && !is_feedback(type) && !is_tls(type);
}

// The beginning of the message's first text. The caller owns it.
static char *first_text(const Message *message) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++)
        if (!parts[i].multipart && !parts[i].enclosed && strcmp(parts[i].type, "text/plain") == 0)
            return g_strstrip(message_part_text(message, i, FIRST_TEXT));
    return g_strdup("");
}

// What the plain forms of other systems are called, and how their text begins, in lower case without accents.
static const char *const bounce_subjects[] = {
    "undeliver",          "nondeliver",           "non-deliver",
    "delivery fail",      "delivery status",      "delivery notif",
    "delivery error",     "delivery problem",     "delivery has failed",
    "returned mail",      "returned to sender",   "failure notice",
    "mail failure",       "mail system error",    "could not be deliv",
    "could not send",     "unzustellbar",         "nicht zugestellt",
    "non remis",          "non recapitat",        "non recapitabile",
    "onbestelbaar",       "niet bezorgd",         "no entregado",
    "no se puede entreg", "nao entregue",         "niedostarczon",
    "ej levererat",       "error during delivery"};
static const char *const bounce_openings[] = {"your message could not be delivered",
                                              "your message cannot be delivered",
                                              "your message can not be delivered",
                                              "your message was not delivered",
                                              "your message did not reach some",
                                              "your message has not been delivered",
                                              "your message with subject",
                                              "your e-mail could not be delivered",
                                              "your email could not be delivered",
                                              "your mail could not be delivered",
                                              "the following message to <",
                                              "the following message could not be delivered",
                                              "the following recipient",
                                              "the e-mail system was unable to deliver",
                                              "could not deliver message to the following",
                                              "could not deliver the message to the following",
                                              "unable to deliver message to the following",
                                              "sorry, we were unable to deliver your message",
                                              "delivery to the following recipient",
                                              "delivery has failed to these",
                                              "failed recipient",
                                              "undeliverable message",
                                              "this is an automatically generated delivery",
                                              "this is the mail system at",
                                              "this is the postfix program at",
                                              "this message was undeliverable",
                                              "the original message was received at",
                                              "the message you sent to",
                                              "ihre nachricht konnte nicht",
                                              "ihre e-mail konnte nicht",
                                              "votre message n'a pas pu",
                                              "su mensaje no se pudo",
                                              "su mensaje no ha podido",
                                              "il messaggio non e stato",
                                              "uw bericht kon niet"};

// Lower case, accents removed, from the first letter or digit on. The caller owns it.
static char *plain_beginning(const char *text) {
    const char *end = text;
    g_utf8_validate(text, (gssize)strnlen(text, 4 * PLAIN_BEGINNING), &end); // to the end of a character
    g_autofree char *parted = g_utf8_normalize(text, end - text, G_NORMALIZE_ALL);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *c = parted == NULL ? "" : parted; *c != '\0' && out->len < PLAIN_BEGINNING;
         c = g_utf8_next_char(c)) {
        const gunichar letter = g_utf8_get_char(c);
        if (!g_unichar_ismark(letter) && (out->len > 0 || g_unichar_isalnum(letter)))
            g_string_append_unichar(out, g_unichar_tolower(letter));
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

// A customer's subject may speak of mail that was not delivered, and so may the text; but their text does not
// begin as a machine speaks to whom it was that sent.
static bool is_worded_bounce(const char *subject, const char *text) {
    g_autofree char *called = plain_beginning(subject);
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(bounce_subjects) && !found; i++)
        found = strstr(called, bounce_subjects[i]) != NULL;
    g_autofree char *opening = found ? plain_beginning(text) : NULL;
    for (size_t i = 0; found && i < G_N_ELEMENTS(bounce_openings); i++)
        if (g_str_has_prefix(opening, bounce_openings[i]))
            return true;
    return false;
}

// qmail's (QSBMF: begins "Hi. This is the") and Exim's bounces have no MIME. A customer who asks about one
// does not begin with its first line, save one who sends nothing else.
static bool is_plain_bounce(const Message *message) {
    g_autofree char *text = first_text(message);
    if (g_str_has_prefix(text, "This message was created automatically by mail delivery software"))
        return true;
    if (g_str_has_prefix(text,
                         "A message that you sent could not be delivered to one or more of its recipients"))
        return true;
    if (is_worded_bounce(message_subject(message), text))
        return true;
    text[strcspn(text, "\n")] = '\0';
    return g_str_has_prefix(text, "Hi. This is the ") && strstr(text, " program at ") != NULL;
}

Force refusal_test_delivery_status(const RefusalFacts *facts) {
    static const char *const types[] = {"message/delivery-status", "message/global-delivery-status"};
    static const char *const fields[] = {"X-Failed-Recipients"};
    bool found = has_report(facts->message, is_unclaimed) ||
                 has_type(facts->message, types, G_N_ELEMENTS(types)) ||
                 refusal_has_field(facts->message, fields, 1) || is_plain_bounce(facts->message);
    return found ? FORCE_NO : FORCE_NONE;
}

static bool is_signed_receipt(const Message *message) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (!g_str_has_prefix(parts[i].type, "application/") || !report_in_place(parts, i))
            continue;
        g_autofree char *type = message_part_parameter(message, i, "smime-type");
        if (type != NULL && g_ascii_strcasecmp(type, "signed-receipt") == 0)
            return true;
    }
    return false;
}

Force refusal_test_disposition(const RefusalFacts *facts) {
    static const char *const types[] = {"message/disposition-notification",
                                        "message/global-disposition-notification"};
    bool found = has_report(facts->message, is_disposition) ||
                 has_type(facts->message, types, G_N_ELEMENTS(types)) || is_signed_receipt(facts->message);
    return found ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_feedback_report(const RefusalFacts *facts) {
    static const char *const types[] = {"message/feedback-report"};
    bool found = has_report(facts->message, is_feedback) || has_type(facts->message, types, 1);
    return found ? FORCE_NO : FORCE_NONE;
}

// "receiver!domain!begin!end[!id].xml.gz" (RFC 7489 s.7.2.1.1).
static bool is_aggregate_name(const char *name) {
    g_auto(GStrv) parts = g_strsplit(name, "!", 6);
    guint count = g_strv_length(parts);
    if (count < 4 || count > 5 || parts[2][0] == '\0' || strspn(parts[2], "0123456789") != strlen(parts[2]))
        return false;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_ascii_isdigit(parts[3][0]) &&
           (g_str_has_suffix(lower, ".xml") || g_str_has_suffix(lower, ".gz") ||
            g_str_has_suffix(lower, ".zip"));
}

static bool has_aggregate_file(const Message *message) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++)
        if (parts[i].filename != NULL && report_in_place(parts, i) && is_aggregate_name(parts[i].filename))
            return true;
    return false;
}

// By its subject in the form of RFC 7489; by its file only when no person speaks beside it, since a customer
// may attach one and ask.
static bool is_aggregate_report(const RefusalFacts *facts) {
    const char *subject = message_subject(facts->message);
    const char *domain = strcasestr(subject, "Report Domain:");
    if (domain != NULL && strcasestr(domain, "Submitter:") != NULL &&
        (g_ascii_strncasecmp(subject, "Report Domain:", 14) == 0 || has_aggregate_file(facts->message)))
        return true;
    return has_aggregate_file(facts->message) && refusal_without_text(facts);
}

Force refusal_test_tls_report(const RefusalFacts *facts) {
    static const char *const types[] = {"application/tlsrpt+json", "application/tlsrpt+gzip"};
    static const char *const fields[] = {"TLS-Report-Domain", "TLS-Report-Submitter"};
    bool found = has_report(facts->message, is_tls) || has_type(facts->message, types, G_N_ELEMENTS(types)) ||
                 refusal_has_field(facts->message, fields, G_N_ELEMENTS(fields)) ||
                 is_aggregate_report(facts);
    return found ? FORCE_NO : FORCE_NONE;
}
