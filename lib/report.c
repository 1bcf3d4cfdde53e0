// Reports are read for three things only: what became of the mail, whom it was
// for, and which mail it was. All three are claims; the fields that carry them are
// few, and everything else in a report is for people.
#include "report.h"

#include <string.h>

#include "address.h"
#include "field.h"
#include "report_claim.h"
#include "report_plain.h"

enum {
    PART_OCTETS = 64 * 1024, // read of a part
    GROUP_FIELDS = 100,      // of one group of a status
    COPY_FIELDS = 1000,      // of a returned header
    COPIES = 5,              // returned messages that are looked at
    WORD_OCTETS = 100,
};

void report_free(Report *report) {
    if (report == NULL)
        return;
    g_free(report->status);
    g_ptr_array_unref(report->about);
    g_ptr_array_unref(report->mails);
    g_free(report);
}

bool report_in_place(const Part *parts, size_t index) {
    if (index == 0)
        return true;
    if (parts[index].enclosed || parts[index].parent < 0)
        return false;
    const Part *parent = &parts[parts[index].parent];
    if (strcmp(parent->type, "multipart/mixed") == 0)
        return parts[index].parent == 0;
    return strcmp(parent->type, "multipart/report") == 0 &&
           report_in_place(parts, (size_t)parts[index].parent);
}

// The first word of a value, lower case, comments removed: "failed", "not-spam". NULL when it has none. The
// caller owns it.
static char *first_word(const char *value) {
    if (value == NULL)
        return NULL;
    g_autofree char *bare = field_strip_comments(value);
    size_t length = 0;
    while (length < WORD_OCTETS && (g_ascii_isalnum(bare[length]) || bare[length] == '-'))
        length++;
    return length > 0 ? g_ascii_strdown(bare, (gssize)length) : NULL;
}

static void claim_addresses(Report *report, const GArray *fields, const char *name) {
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = &g_array_index(fields, Field, i);
        if (g_ascii_strcasecmp(field->name, name) == 0)
            report_claim_address(report, field->value);
    }
}

// --- the groups of the machine's part ---

// The code of a recipient's group: Status, where that is vague Diagnostic-Code. The caller owns it.
static char *group_code(const GArray *fields) {
    g_autofree char *status = report_diagnostic_code(field_find(fields, "Status"));
    if (!report_code_is_vague(status))
        return g_steal_pointer(&status);
    char *diagnostic = report_diagnostic_code(field_find(fields, "Diagnostic-Code"));
    return diagnostic != NULL ? diagnostic : g_steal_pointer(&status);
}

static ReportKind group_kind(const GArray *fields, const char *action, const char *code) {
    static const char *const passing[] = {"delayed", "delivered", "relayed", "expanded"};
    for (size_t i = 0; i < G_N_ELEMENTS(passing); i++)
        if (g_strcmp0(action, passing[i]) == 0)
            return REPORT_PASSING;
    const bool failed = action != NULL && g_str_has_prefix(action, "fail"); // "failure" is seen too
    if (code == NULL && !failed)
        return REPORT_PASSING;
    const bool ours = report_code_is_vague(code) && report_blames_us(field_find(fields, "Diagnostic-Code"));
    return ours ? REPORT_PASSING : report_failure(code);
}

// RFC 3464. Of several recipients one that failed decides, and only such are named.
static void take_delivery(Report *report, const GArray *fields) {
    g_autofree char *action = first_word(field_find(fields, "Action"));
    g_autofree char *code = group_code(fields);
    if (action == NULL && code == NULL)
        return; // fields of the message as a whole
    const ReportKind kind = group_kind(fields, action, code);
    if (kind != REPORT_FAILED && report->kind == REPORT_FAILED)
        return;
    if (kind == REPORT_FAILED && report->kind != REPORT_FAILED) {
        g_ptr_array_set_size(report->about, 0);
        g_clear_pointer(&report->status, g_free);
    }
    report->kind = kind;
    if (report->status == NULL)
        report->status = g_steal_pointer(&code);
    claim_addresses(report, fields, "Final-Recipient");
    claim_addresses(report, fields, "Original-Recipient");
}

// RFC 8098 s.3.2.6: "mode; type/modifier". "denied" and "failed" are of RFC 2298.
static void take_disposition(Report *report, const GArray *fields) {
    static const char *const unread[] = {"deleted", "denied", "failed"};
    const char *value = field_find(fields, "Disposition");
    claim_addresses(report, fields, "Final-Recipient");
    claim_addresses(report, fields, "Original-Recipient");
    report_claim_mails(report, field_find(fields, "Original-Message-ID"));
    if (value == NULL || report->status != NULL)
        return;
    g_autofree char *bare = field_strip_comments(value);
    const char *type = strchr(bare, ';');
    report->status = first_word(type != NULL ? type + 1 : bare);
    for (size_t i = 0; i < G_N_ELEMENTS(unread); i++)
        if (g_strcmp0(report->status, unread[i]) == 0)
            report->kind = REPORT_UNREAD;
}

// RFC 5965. A type nobody knows is one of abuse (s.7.3, "other"); these are none: somebody took it out of the
// spam folder, or a verifier tells the owner of a domain how we did (RFC 6591).
static void take_complaint(Report *report, const GArray *fields) {
    static const char *const harmless[] = {"not-spam", "auth-failure", "dmarc"};
    g_autofree char *type = first_word(field_find(fields, "Feedback-Type"));
    claim_addresses(report, fields, "Original-Rcpt-To");
    claim_addresses(report, fields, "Removal-Recipient");
    if (type == NULL || report->status != NULL)
        return;
    report->kind = REPORT_COMPLAINT;
    for (size_t i = 0; i < G_N_ELEMENTS(harmless); i++)
        if (strcmp(type, harmless[i]) == 0)
            report->kind = REPORT_PASSING;
    report->status = g_steal_pointer(&type);
}

static const struct {
    const char *type;
    ReportKind kind; // when its groups say nothing
    void (*take)(Report *report, const GArray *fields);
} machines[] = {
    {"message/delivery-status", REPORT_PASSING, take_delivery},
    {"message/global-delivery-status", REPORT_PASSING, take_delivery},
    {"message/disposition-notification", REPORT_DISPLAYED, take_disposition},
    {"message/global-disposition-notification", REPORT_DISPLAYED, take_disposition},
    {"message/feedback-report", REPORT_PASSING, take_complaint},
};

// Blocks of fields with empty lines between them; lines that are no fields are passed over.
static void read_groups(Report *report, const char *text,
                        void (*take)(Report *report, const GArray *fields)) {
    const char *end = text + strlen(text);
    while (text < end) {
        g_autoptr(GArray) fields = field_array_new();
        size_t used = field_scan(text, (size_t)(end - text), GROUP_FIELDS, fields);
        if (fields->len > 0)
            take(report, fields);
        if (used == 0) {
            used = strcspn(text, "\n");
            used += text[used] == '\n';
        }
        text += used;
    }
}

// Reads the first part that a machine wrote for machines. False when there is none.
static bool read_machine_part(Report *report, const Message *message) {
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < G_N_ELEMENTS(machines); j++)
            if (strcmp(parts[i].type, machines[j].type) == 0 && report_in_place(parts, i)) {
                g_autofree char *text = message_part_text(message, i, PART_OCTETS);
                report->kind = machines[j].kind;
                read_groups(report, text, machines[j].take);
                return true;
            }
    return false;
}

// --- without one ---

static bool has_report(const Message *message) {
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].type, "multipart/report") == 0 && report_in_place(parts, i))
            return true;
    return false;
}

// The local part of From, also of one that has no domain: "Mail Delivery System <MAILER-DAEMON>", as mail
// systems write within their host. NULL without From. The caller owns it.
static char *from_local(const Message *message) {
    if (message_from(message) != NULL)
        return address_local(message_from(message));
    const char *value = message_field(message, "From");
    if (value == NULL)
        return NULL;
    g_autofree char *bare = field_strip_comments(value);
    const char *open = strrchr(bare, '<');
    const char *name = open != NULL ? open + 1 : bare;
    return g_strstrip(g_strndup(name, strcspn(name, ">")));
}

// A person may well write that something could not be delivered, below a quote of ours.
static bool is_of_system(const Message *message) {
    static const char *const systems[] = {"mailer-daemon", "mailerdaemon", "mail-daemon", "mdaemon",
                                          "postmaster"};
    g_autofree char *local = from_local(message);
    for (size_t i = 0; local != NULL && i < G_N_ELEMENTS(systems); i++)
        if (g_ascii_strcasecmp(local, systems[i]) == 0)
            return true;
    return false;
}

static void read_first_text(Report *report, const Message *message) {
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].type, "text/plain") == 0 && report_in_place(parts, i)) {
            g_autofree char *text = message_part_text(message, i, PART_OCTETS);
            report_read_plain(report, text);
            return;
        }
}

// Exim and Gmail put the addresses of what failed for good into a field of their own.
static void read_failed_field(Report *report, const Message *message) {
    const GPtrArray *failed = message_addresses(message, "X-Failed-Recipients");
    for (guint i = 0; i < failed->len && i < REPORT_CLAIMS; i++)
        report_claim_address(report, failed->pdata[i]);
    if (failed->len > 0 && report->kind == REPORT_NONE)
        report->kind = REPORT_FAILED;
}

// --- which mail ---

static bool is_copy(const char *type) {
    static const char *const types[] = {"message/rfc822", "message/global", "text/rfc822-headers",
                                        "message/rfc822-headers", "message/global-headers"};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

// Complaints often name nobody: whom the returned mail was to counts then.
static void read_copy(Report *report, GBytes *bytes) {
    size_t size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size == 0)
        return;
    g_autoptr(GArray) fields = field_array_new();
    field_scan(data, size, COPY_FIELDS, fields);
    report_claim_mails(report, field_find(fields, "Message-ID"));
    const char *to = field_find(fields, "To");
    if (to == NULL || report->about->len > 0)
        return;
    const char *open = strrchr(to, '<');
    report_claim_address(report, open != NULL ? open : to);
}

static void read_copies(Report *report, const Message *message) {
    size_t count = 0;
    int read = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count && read < COPIES; i++) {
        if (!is_copy(parts[i].type) || !report_in_place(parts, i))
            continue;
        g_autoptr(GBytes) bytes = message_part_bytes(message, i, PART_OCTETS);
        read_copy(report, bytes);
        read++;
    }
    const GPtrArray *references = message_references(message);
    for (guint i = 0; i < references->len; i++)
        report_claim_mails(report, references->pdata[i]);
}

Report *report_of(const Message *message) {
    Report *report = g_new0(Report, 1);
    report->about = g_ptr_array_new_with_free_func(g_free);
    report->mails = g_ptr_array_new_with_free_func(g_free);
    if (!read_machine_part(report, message)) {
        report->kind = has_report(message) ? REPORT_PASSING : REPORT_NONE;
        if (report->kind != REPORT_NONE || is_of_system(message))
            read_first_text(report, message);
        read_failed_field(report, message);
    }
    if (report->kind != REPORT_NONE)
        read_copies(report, message);
    return report;
}
