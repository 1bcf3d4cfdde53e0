// Claims come by the thousand when somebody wants it: the first hundred are kept,
// each once, and nothing is kept that is no address or could not stand in a mail.
#include "report_claim.h"

#include <string.h>

#include "address.h"
#include "field.h"

enum { ID_OCTETS = 998, VALUE_OCTETS = 2000 };

static void add_once(GPtrArray *list, const char *text) {
    if (list->len >= REPORT_CLAIMS)
        return;
    for (guint i = 0; i < list->len; i++)
        if (strcmp(list->pdata[i], text) == 0)
            return;
    g_ptr_array_add(list, g_strdup(text));
}

// "+2B" and "\x{2B}": the length of what stands there and its character, 0 for neither.
static size_t coded_length(const char *text, gunichar *character) {
    const bool braced = g_str_has_prefix(text, "\\x{");
    const char *digits = text + (braced ? 3 : 1);
    size_t length = 0;
    *character = 0;
    while (length < (braced ? 6 : 2) && g_ascii_isxdigit(digits[length]))
        *character = *character * 16 + (gunichar)g_ascii_xdigit_value(digits[length++]);
    if (braced)
        return length >= 2 && digits[length] == '}' ? length + 4 : 0;
    return *text == '+' && length == 2 ? 3 : 0;
}

static char *undo_xtext(const char *text) {
    GString *out = g_string_new(NULL);
    while (*text != '\0') {
        gunichar character = 0;
        const size_t length = coded_length(text, &character);
        if (length > 0 && character > ' ' && g_unichar_validate(character)) {
            g_string_append_unichar(out, character);
            text += length;
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return g_string_free(out, FALSE);
}

static void claim_spec(Report *report, const char *text) {
    g_autofree char *spec = address_parse(text);
    if (spec != NULL)
        add_once(report->about, spec);
}

void report_claim_address(Report *report, const char *value) {
    if (value == NULL || strlen(value) > VALUE_OCTETS || report->about->len >= REPORT_CLAIMS)
        return;
    g_autofree char *bare = field_strip_comments(value);
    char *address = bare;
    char *semicolon = strchr(bare, ';');
    if (semicolon != NULL) { // an address type; those of X.400 or a local system are none of ours
        *semicolon = '\0';
        g_strstrip(bare);
        if (g_ascii_strcasecmp(bare, "rfc822") != 0 && g_ascii_strcasecmp(bare, "utf-8") != 0)
            return;
        address = semicolon + 1;
    }
    g_strstrip(address);
    g_autofree char *undone = undo_xtext(address);
    claim_spec(report, address);
    claim_spec(report, undone);
}

void report_claim_mails(Report *report, const char *value) {
    if (value == NULL || report->mails->len >= REPORT_CLAIMS)
        return;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    field_message_ids(value, ids, REPORT_CLAIMS);
    for (guint i = 0; i < ids->len; i++)
        if (strlen(ids->pdata[i]) <= ID_OCTETS)
            add_once(report->mails, ids->pdata[i]);
    const bool bare = ids->len == 0 && *value != '\0' && strpbrk(value, " \t<>") == NULL;
    if (bare && strlen(value) <= ID_OCTETS)
        add_once(report->mails, value);
}

// --- codes ---

// The length of "5.1.1" at the start of the text, 0 when none stands there.
static size_t code_length(const char *text) {
    if (strchr("245", *text) == NULL || *text == '\0')
        return 0;
    size_t length = 1;
    for (int i = 0; i < 2; i++) {
        const size_t digits = text[length] == '.' ? strspn(text + length + 1, "0123456789") : 0;
        if (digits < 1 || digits > 3)
            return 0;
        length += digits + 1;
    }
    const bool address = text[length] == '.' && g_ascii_isdigit(text[length + 1]); // "5.1.1.7" is a host
    return address || g_ascii_isalnum(text[length]) ? 0 : length;
}

char *report_code(const char *text) {
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        const bool fresh = at == text || (!g_ascii_isalnum(at[-1]) && at[-1] != '.');
        const size_t length = fresh ? code_length(at) : 0;
        if (length > 0)
            return g_strndup(at, length);
    }
    return NULL;
}

char *report_diagnostic_code(const char *value) {
    if (value == NULL)
        return NULL;
    char *code = report_code(value);
    if (code != NULL)
        return code;
    const char *semicolon = strchr(value, ';');
    const char *reply = semicolon != NULL ? semicolon + 1 : value;
    reply += strspn(reply, " \t");
    const bool is_reply = strchr("245", *reply) != NULL && strspn(reply, "0123456789") == 3;
    return is_reply ? g_strndup(reply, 3) : NULL;
}

bool report_code_is_vague(const char *code) {
    return code == NULL || strchr(code, '.') == NULL || g_str_has_suffix(code, ".0.0");
}

bool report_blames_us(const char *diagnosis) {
    static const char *const words[] = {"spam",       "blacklist", "blocklist", "block list", "blocked using",
                                        "reputation", "dmarc",     "dkim",      "spf "};
    for (size_t i = 0; diagnosis != NULL && i < G_N_ELEMENTS(words); i++)
        if (strcasestr(diagnosis, words[i]) != NULL)
            return true;
    return false;
}

ReportKind report_failure(const char *code) {
    if (code == NULL)
        return REPORT_FAILED;
    const bool ours = g_str_has_prefix(code, "5.6.") || g_str_has_prefix(code, "5.7.");
    return *code == '5' && !ours ? REPORT_FAILED : REPORT_PASSING;
}
