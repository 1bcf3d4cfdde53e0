// Who may be answered hangs on addresses, and each of them was written by a
// stranger. They are read here once, strictly, so that everybody behind can
// compare them as strings and hand them to SMTP as they are. Addresses in
// UTF-8 (RFC 6531) are let through; unassigned and invisible characters are not, and blanks only in quotes.
#include "address.h"

#include <libpsl.h>
#include <string.h>

#define LOCAL_MAX 128
#define LOCAL_SENT 64 // of ours
#define DOMAIN_MAX 255
#define TEXT_MAX 1000 // octets; what is longer cannot hold an address

// Where the local part ends: the last @ outside quotes. NULL when there is none.
static const char *find_at(const char *text) {
    const char *at = NULL;
    bool quoted = false;
    for (const char *c = text; *c != '\0'; c++) {
        if (quoted && *c == '\\' && c[1] != '\0')
            c++;
        else if (*c == '"')
            quoted = !quoted;
        else if (*c == '@' && !quoted)
            at = c;
    }
    return at;
}

// A character beyond ASCII that may stand in an address.
static bool is_foreign_ok(gunichar c) {
    GUnicodeType type = g_unichar_type(c);
    return c != 0xfffd && type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
           type != G_UNICODE_SURROGATE && type != G_UNICODE_UNASSIGNED && type != G_UNICODE_PRIVATE_USE &&
           !g_unichar_isspace(c) && type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static bool is_all(const char *text, const char *ascii_punctuation) {
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
        bool fine = (guchar)*c >= 0x80 ? is_foreign_ok(g_utf8_get_char(c))
                                       : g_ascii_isalnum(*c) || strchr(ascii_punctuation, *c) != NULL;
        if (!fine)
            return false;
    }
    return true;
}

// Dots may stand anywhere: RFC 5321 forbids "a..b@" and "a.@", but Japanese providers gave such addresses to
// people.
static bool is_dot_string(const char *local) {
    return is_all(local, "!#$%&'*+-/=?^_`{|}~.");
}

// The local part as it is kept: a quoted string that needs no quotes loses them. NULL when it is none.
static char *read_local(const char *text, size_t length) {
    g_autofree char *local = g_strndup(text, length);
    if (length == 0 || length > LOCAL_MAX)
        return NULL;
    if (is_dot_string(local))
        return g_steal_pointer(&local);
    if (length < 3 || local[0] != '"' || local[length - 1] != '"')
        return NULL;
    g_autoptr(GString) inside = g_string_new(NULL);
    for (size_t i = 1; i < length - 1; i++) {
        if (local[i] == '"')
            return NULL;
        if (local[i] == '\\' && ++i == length - 1)
            return NULL;
        g_string_append_c(inside, local[i]);
    }
    if (is_dot_string(inside->str))
        return g_strdup(inside->str);
    return is_all(inside->str, " !#$%&'*+-/=?^_`{|}~.,:;@()[]\"\\") ? g_steal_pointer(&local) : NULL;
}

static bool is_literal(const char *domain, size_t length) {
    return length > 2 && domain[0] == '[' && domain[length - 1] == ']' &&
           strspn(domain + 1, "abcdefghijklmnopqrstuvwxyz0123456789:.-") == length - 2;
}

// Labels of letters, digits and hyphens ('_' occurs in practice), none empty or over 63 octets.
static bool is_host(const char *domain) {
    if (!is_all(domain, "-_."))
        return false;
    for (const char *label = domain;; label++) {
        size_t length = strcspn(label, ".");
        if (length == 0 || length > 63 || *label == '-' || label[length - 1] == '-')
            return false;
        label += length;
        if (*label == '\0')
            return true;
    }
}

char *address_domain_fold(const char *domain) {
    g_autofree char *lower = g_utf8_validate(domain, -1, NULL) ? g_utf8_strdown(domain, -1) : NULL;
    if (lower == NULL || strlen(lower) > DOMAIN_MAX || g_str_is_ascii(lower))
        return g_steal_pointer(&lower);
    return is_all(lower, "-_.") ? g_hostname_to_ascii(lower) : NULL;
}

static char *read_domain(const char *text) {
    size_t length = strlen(text);
    if (length == 0 || length > DOMAIN_MAX)
        return NULL;
    g_autofree char *domain = address_domain_fold(text);
    length = domain == NULL ? 0 : strlen(domain);
    if (length > 1 && domain[length - 1] == '.') // the root's dot
        domain[--length] = '\0';
    return domain != NULL && length <= DOMAIN_MAX && (is_literal(domain, length) || is_host(domain))
               ? g_steal_pointer(&domain)
               : NULL;
}

char *address_parse(const char *text) {
    if (text == NULL || strlen(text) > TEXT_MAX || !g_utf8_validate(text, -1, NULL))
        return NULL;
    g_autofree char *bare = g_strdup(text);
    g_strstrip(bare);
    size_t length = strlen(bare);
    char *spec = bare;
    if (*bare == '<') {
        if (length < 2 || bare[length - 1] != '>')
            return NULL;
        bare[length - 1] = '\0';
        spec++;
    }
    const char *at = find_at(spec);
    if (at == NULL)
        return NULL;
    g_autofree char *local = read_local(spec, (size_t)(at - spec));
    g_autofree char *domain = read_domain(at + 1);
    return local != NULL && domain != NULL ? g_strconcat(local, "@", domain, NULL) : NULL;
}

bool address_is_null_path(const char *text) {
    if (text == NULL)
        return false;
    g_autofree char *bare = g_strdup(text);
    g_strstrip(bare);
    return *bare == '\0' || strcmp(bare, "<>") == 0;
}

const char *address_domain(const char *spec) {
    const char *at = spec != NULL ? strrchr(spec, '@') : NULL;
    return at != NULL ? at + 1 : "";
}

char *address_local(const char *spec) {
    const char *at = strrchr(spec, '@');
    return at != NULL ? g_strndup(spec, (size_t)(at - spec)) : g_strdup(spec);
}

// Addresses are folded many times a message, and nearly all are ASCII, where both ways give the same.
char *address_key(const char *spec) {
    if (g_str_is_ascii(spec))
        return g_ascii_strdown(spec, -1);
    return g_utf8_validate(spec, -1, NULL) ? g_utf8_strdown(spec, -1) : g_ascii_strdown(spec, -1);
}

bool address_is_sendable(const char *spec) {
    if (spec == NULL || *spec == '\0' || strlen(spec) > 320)
        return false;
    for (const char *at = spec; *at != '\0'; at++)
        if (!g_ascii_isgraph(*at) || strchr("<>", *at) != NULL)
            return false;
    return true;
}

bool address_equal(const char *a, const char *b) {
    if (a == NULL || b == NULL)
        return false;
    if (g_str_is_ascii(a) && g_str_is_ascii(b))
        return g_ascii_strcasecmp(a, b) == 0;
    g_autofree char *key_a = address_key(a), *key_b = address_key(b);
    return strcmp(key_a, key_b) == 0;
}

char *address_detail(const char *spec, const char *own, char separator) {
    if (spec == NULL || own == NULL)
        return NULL;
    g_autofree char *key = address_key(spec), *own_key = address_key(own);
    g_autofree char *own_local = address_local(own_key);
    size_t length = strlen(own_local);
    const char *domain = address_domain(key);
    if (*domain == '\0' || strcmp(domain, address_domain(own_key)) != 0 ||
        strncmp(key, own_local, length) != 0 || key[length] != separator)
        return NULL;
    g_autofree char *local = address_local(spec);
    return strlen(local) > length ? g_strdup(local + length + 1) : NULL;
}

char *address_with_detail(const char *own, char separator, const char *detail) {
    g_autofree char *local = address_local(own);
    if (strlen(local) + 1 + strlen(detail) > LOCAL_SENT)
        return NULL;
    return g_strdup_printf("%s%c%s@%s", local, separator, detail, address_domain(own));
}

bool address_is_ours(const char *spec, const char *own) {
    if (address_equal(spec, own))
        return true;
    g_autofree char *plus = address_detail(spec, own, '+'), *hyphen = address_detail(spec, own, '-');
    return plus != NULL || hyphen != NULL;
}

bool address_lies_within(const char *domain, const char *of) {
    const size_t length = strlen(domain), tail = strlen(of);
    return tail > 0 && length >= tail && g_ascii_strcasecmp(domain + length - tail, of) == 0 &&
           (length == tail || domain[length - tail - 1] == '.');
}

char *address_organisation(const char *domain) {
    g_autofree char *lower = g_utf8_strdown(g_utf8_validate(domain, -1, NULL) ? domain : "", -1);
    const char *registrable = *lower == '[' ? NULL : psl_registrable_domain(psl_builtin(), lower);
    return g_strdup(registrable != NULL ? registrable : lower);
}

bool address_same_organisation(const char *domain_a, const char *domain_b) {
    if (domain_a == NULL || domain_b == NULL || *domain_a == '\0' || *domain_b == '\0')
        return false;
    g_autofree char *a = address_organisation(domain_a), *b = address_organisation(domain_b);
    return *a != '\0' && strcmp(a, b) == 0;
}
