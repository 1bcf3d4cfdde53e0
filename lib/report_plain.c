// These texts are known by how they begin, since a customer who asks about a
// bounce begins with words of their own. Whether it failed or is late shows in a
// phrase; one that has both is late: "could not be delivered for more than 4
// hours" is no failure.
#include "report_plain.h"

#include <string.h>

#include "report_claim.h"

enum { OPENING = 4096 }; // octets in which the phrases are looked for

// All in lower case, each blank one space.
static const struct {
    const char *begins, *fails, *passes; // `passes` may be NULL
} forms[] = {
    {"hi. this is the ", " program at ", "still trying"}, // QSBMF
    {"this message was created automatically by mail delivery software", "could not be delivered",
     "not yet been delivered"}, // Exim
    {"this message was created automatically by mail delivery software", "could not be delivered", "delayed"},
    {"a message that you sent could not be delivered", "could not be delivered", NULL},
    {"the original message was received at", "permanent fatal errors", "transient non-fatal"}, // Sendmail
    {"this is the postfix program at", "could not be delivered", "warning only"},
    {"this is the mail system at host", "could not be delivered", "warning only"},
    {"delivery to the following recipient", "failed", "delayed"},                             // Gmail
    {"this is an automatically generated delivery status notification", "failed", "delayed"}, // Exchange, IIS
    {"your message ", "did not reach the following recipient", "not been delivered yet"},
};

// The text's opening, lower case, blanks and line ends squeezed. The caller owns it.
static char *squeeze(const char *text) {
    GString *out = g_string_new(NULL);
    for (const char *c = text; *c != '\0' && out->len < OPENING; c++) {
        if (!g_ascii_isspace(*c))
            g_string_append_c(out, g_ascii_tolower(*c));
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

bool report_begins_plain(const char *text) {
    g_autofree char *opening = squeeze(text);
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_has_prefix(opening, forms[i].begins))
            return true;
    return false;
}

static ReportKind kind_of(const char *opening) {
    ReportKind kind = REPORT_NONE;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (!g_str_has_prefix(opening, forms[i].begins))
            continue;
        if (forms[i].passes != NULL && strstr(opening, forms[i].passes) != NULL)
            return REPORT_PASSING;
        if (strstr(opening, forms[i].fails) != NULL)
            kind = REPORT_FAILED;
    }
    return kind;
}

// "--- Below this line is a copy of the message.", "----- Original message -----": the report ends here.
static bool begins_copy(const char *line) {
    static const char *const words[] = {"copy", "original message", "unsent", "returned", "message header"};
    g_autofree char *lower = g_ascii_strdown(line, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(lower, "---") && strstr(lower, words[i]) != NULL)
            return true;
    return false;
}

// A line that is an address and nothing more: "<ann@example.org>:", "    ann@example.org".
static void claim_line(Report *report, const char *line) {
    const char *close = *line == '<' ? strchr(line, '>') : NULL;
    g_autofree char *address = close != NULL ? g_strndup(line, (gsize)(close - line) + 1) : g_strdup(line);
    const size_t length = strlen(address);
    if (length > 0 && address[length - 1] == ':')
        address[length - 1] = '\0';
    if (strchr(address, '@') != NULL && strchr(address, ';') == NULL)
        report_claim_address(report, address);
}

static bool is_id_field(const char *line) {
    return g_ascii_strncasecmp(line, "Message-ID:", strlen("Message-ID:")) == 0;
}

// Addresses stand before the copy, the mail's Message-ID in it. Returns where the copy begins.
static size_t read_lines(Report *report, const char *text) {
    size_t at = 0, copy = strlen(text);
    bool copied = false;
    while (text[at] != '\0') {
        const size_t length = strcspn(text + at, "\n");
        g_autofree char *line = g_strstrip(g_strndup(text + at, length));
        if (!copied && begins_copy(line)) {
            copied = true;
            copy = at;
        } else if (!copied) {
            claim_line(report, line);
        }
        if (is_id_field(line))
            report_claim_mails(report, g_strchug(line + strlen("Message-ID:")));
        at += length + (text[at + length] == '\n');
    }
    return copy;
}

void report_read_plain(Report *report, const char *text) {
    g_autofree char *opening = squeeze(text);
    const ReportKind kind = kind_of(opening);
    if (kind == REPORT_NONE)
        return;
    const size_t copy = read_lines(report, text);
    g_autofree char *told = g_strndup(text, copy);
    g_free(report->status);
    report->status = report_code(told);
    report->kind = kind == REPORT_FAILED ? report_failure(report->status) : kind;
}
