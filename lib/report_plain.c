// Everybody words these texts differently, so they are known by phrases. That is
// sound only because of what stands around it: the mail is of a mail system, not of a
// person (report.c), and it holds a token of ours (feedback.c). What has phrases of
// both kinds is late: "could not be delivered for more than 4 hours" is no failure.
#include "report_plain.h"

#include <string.h>

#include "report_claim.h"

enum { OPENING = 4096 }; // octets in which the phrases are looked for

// All in lower case, each blank one space.
static const char *const fails[] = {
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "was not delivered",
    "wasn't able to deliver",
    "unable to deliver",
    "did not reach",
    "undeliverable",
    "permanent error",
    "permanent fatal",
    "failed permanently",
    "recipient failed",
    "recipients failed",
    "delivery failed",
    "--- below this line is a copy of the message", // QSBMF, whatever was made of its beginning
};
static const char *const passes[] = {
    "warning only",    "warning message only", "not yet been delivered", "not been delivered yet",
    "delayed",         "transient non-fatal",  "still trying",           "will keep trying",
    "will be retried", "will continue to",
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

static bool has_any(const char *opening, const char *const *phrases, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strstr(opening, phrases[i]) != NULL)
            return true;
    return false;
}

static ReportKind kind_of(const char *opening) {
    if (has_any(opening, passes, G_N_ELEMENTS(passes)))
        return REPORT_PASSING;
    return has_any(opening, fails, G_N_ELEMENTS(fails)) ? REPORT_FAILED : REPORT_NONE;
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

// Where the copy begins, behind the line that says so; the text's length when there is none.
static size_t find_copy(const char *text) {
    for (size_t at = 0; text[at] != '\0';) {
        const size_t length = strcspn(text + at, "\n");
        g_autofree char *line = g_strstrip(g_strndup(text + at, length));
        at += length + (text[at + length] == '\n');
        if (begins_copy(line))
            return at;
    }
    return strlen(text);
}

// Addresses stand before the copy, the mail's Message-ID in it.
static void read_lines(Report *report, const char *text, size_t copy) {
    for (size_t at = 0; text[at] != '\0';) {
        const size_t length = strcspn(text + at, "\n");
        g_autofree char *line = g_strstrip(g_strndup(text + at, length));
        if (at < copy)
            claim_line(report, line);
        if (is_id_field(line))
            report_claim_mails(report, g_strchug(line + strlen("Message-ID:")));
        at += length + (text[at + length] == '\n');
    }
}

void report_read_plain(Report *report, const char *text) {
    const size_t copy = find_copy(text);
    g_autofree char *told = g_strndup(text, copy), *opening = squeeze(told);
    const ReportKind kind = kind_of(opening);
    if (kind == REPORT_NONE)
        return;
    read_lines(report, text, copy);
    g_free(report->status);
    report->status = report_code(told);
    const bool ours = report_code_is_vague(report->status) && report_blames_us(told);
    report->kind = kind == REPORT_FAILED && !ours ? report_failure(report->status) : REPORT_PASSING;
}
