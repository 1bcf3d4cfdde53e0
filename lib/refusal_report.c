// Rows about reports that mail systems write: bounces, read receipts, abuse,
// TLS and DMARC reports. Only their place tells them from a customer who sends
// one on and asks about it: at the top, or directly in a top-level
// multipart/mixed, and never inside a message/rfc822.
#include "refusal_tests.h"

#include <string.h>

#define FIRST_TEXT 2048 // octets of the first text that plain forms are known by

// True when the part is the top, a direct child of a top-level multipart/mixed, or a direct child of a report
// there.
static bool in_place(const Part *parts, size_t index) {
    if (index == 0)
        return true;
    if (parts[index].enclosed || parts[index].parent < 0)
        return false;
    const Part *parent = &parts[parts[index].parent];
    if (strcmp(parent->type, "multipart/mixed") == 0)
        return parts[index].parent == 0;
    return strcmp(parent->type, "multipart/report") == 0 && in_place(parts, (size_t)parts[index].parent);
}

static bool has_type(const Message *message, const char *const *types, size_t count) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++)
        for (size_t j = 0; j < count; j++)
            if (strcmp(parts[i].type, types[j]) == 0 && in_place(parts, i))
                return true;
    return false;
}

// The report-type of the multipart/report at `index`, lower case, "" when it has none.
static char *report_type(const Message *message, size_t index) {
    g_autofree char *type = message_part_parameter(message, index, "report-type");
    return g_strstrip(g_ascii_strdown(type == NULL ? "" : type, -1));
}

static bool has_report(const Message *message, const char *wanted) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (strcmp(parts[i].type, "multipart/report") != 0 || !in_place(parts, i))
            continue;
        g_autofree char *type = report_type(message, i);
        if (strcmp(type, wanted) == 0)
            return true;
    }
    return false;
}

// A report of no or of an unknown type is taken for a delivery report; those with rows of their own are not.
static bool has_unclaimed_report(const Message *message) {
    static const char *const claimed[] = {"disposition-notification", "feedback-report", "tlsrpt"};
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (strcmp(parts[i].type, "multipart/report") != 0 || !in_place(parts, i))
            continue;
        g_autofree char *type = report_type(message, i);
        bool known = false;
        for (size_t j = 0; j < G_N_ELEMENTS(claimed); j++)
            known = known || strcmp(type, claimed[j]) == 0;
        if (!known)
            return true;
    }
    return false;
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

// qmail's (QSBMF: begins "Hi. This is the") and Exim's bounces have no MIME. A customer who asks about one
// does not begin with its first line, save one who sends nothing else.
static bool is_plain_bounce(const Message *message) {
    g_autofree char *text = first_text(message);
    if (g_str_has_prefix(text, "This message was created automatically by mail delivery software"))
        return true;
    if (g_str_has_prefix(text,
                         "A message that you sent could not be delivered to one or more of its recipients"))
        return true;
    text[strcspn(text, "\n")] = '\0';
    return g_str_has_prefix(text, "Hi. This is the ") && strstr(text, " program at ") != NULL;
}

Force refusal_test_delivery_status(const RefusalFacts *facts) {
    static const char *const types[] = {"message/delivery-status", "message/global-delivery-status"};
    static const char *const fields[] = {"X-Failed-Recipients"};
    bool found = has_unclaimed_report(facts->message) ||
                 has_type(facts->message, types, G_N_ELEMENTS(types)) ||
                 refusal_has_field(facts->message, fields, 1) || is_plain_bounce(facts->message);
    return found ? FORCE_NO : FORCE_NONE;
}

static bool is_signed_receipt(const Message *message) {
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (!g_str_has_prefix(parts[i].type, "application/") || !in_place(parts, i))
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
    bool found = has_report(facts->message, "disposition-notification") ||
                 has_type(facts->message, types, G_N_ELEMENTS(types)) || is_signed_receipt(facts->message);
    return found ? FORCE_NO : FORCE_NONE;
}

Force refusal_test_feedback_report(const RefusalFacts *facts) {
    static const char *const types[] = {"message/feedback-report"};
    bool found = has_report(facts->message, "feedback-report") || has_type(facts->message, types, 1);
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
        if (parts[i].filename != NULL && in_place(parts, i) && is_aggregate_name(parts[i].filename))
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
    bool found =
        has_report(facts->message, "tlsrpt") || has_type(facts->message, types, G_N_ELEMENTS(types)) ||
        refusal_has_field(facts->message, fields, G_N_ELEMENTS(fields)) || is_aggregate_report(facts);
    return found ? FORCE_NO : FORCE_NONE;
}
