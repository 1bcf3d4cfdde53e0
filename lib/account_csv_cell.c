// One small function for each kind of value. A cell was typed by a person or
// mangled by a spreadsheet, which turns dates and numbers into those of its own
// country: what can be read one way only is read, all else is refused with how to write it.
#include "account_csv_cell.h"

#include <gio/gio.h>
#include <string.h>

#include "address.h"
#include "fault.h"
#include "freemail.h"
#include "units.h"
#include "values.h"

enum { SHOWN = 40 };

char *account_csv_shown(const char *text) {
    g_autofree char *plain = values_plain(text);
    if (g_utf8_strlen(plain, -1) <= SHOWN)
        return g_strdup_printf("\"%s\"", plain);
    g_autofree char *cut = g_utf8_substring(plain, 0, SHOWN);
    return g_strdup_printf("\"%s...\"", cut);
}

static bool refuse(GError **error, const char *text, const char *why) {
    g_autofree char *shown = account_csv_shown(text);
    return fault_set(error, FATE_PERMANENT, "%s %s", shown, why);
}

// --- texts ---

// Controls and marks that turn or hide what stands beside them have no place in a name that a product
// manager will read. Joiners shape letters in some scripts and stay.
static bool is_fit(gunichar c, bool in_lines) {
    const GUnicodeType type = g_unichar_type(c);
    if (c == '\n' || c == '\t')
        return in_lines;
    if (c == 0x200c || c == 0x200d)
        return true;
    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR && type != G_UNICODE_SURROGATE;
}

static bool check_fit(const char *text, bool in_lines, GError **error) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (is_fit(c, in_lines))
            continue;
        if (c == '\n' || c == '\r')
            return refuse(error, text, "holds a line break");
        g_autofree char *shown = account_csv_shown(text);
        return fault_set(error, FATE_PERMANENT, "%s holds a control character (U+%04X); take it out", shown,
                         c);
    }
    return true;
}

static bool take_text(const char *text, size_t limit, bool in_lines, char **target, GError **error) {
    if (!check_fit(text, in_lines, error))
        return false;
    g_autofree char *composed =
        g_str_is_ascii(text) ? g_strdup(text) : g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    if (composed == NULL || strlen(composed) > limit) {
        g_autofree char *shown = account_csv_shown(text);
        return fault_set(error, FATE_PERMANENT, "%s is longer than %zu bytes", shown, limit);
    }
    if (*composed != '\0') {
        g_free(*target);
        *target = g_steal_pointer(&composed);
    }
    return true;
}

// --- answers, numbers, dates, languages ---

// Yes and no, and how spreadsheets in the languages we speak write TRUE and FALSE.
static bool take_known(const char *text, Known *target, GError **error) {
    static const struct {
        const char *word;
        Known known;
    } WORDS[] = {
        {"yes", KNOWN_YES},        {"true", KNOWN_YES},   {"1", KNOWN_YES},    {"wahr", KNOWN_YES},
        {"vrai", KNOWN_YES},       {"vero", KNOWN_YES},   {"waar", KNOWN_YES}, {"verdadero", KNOWN_YES},
        {"verdadeiro", KNOWN_YES}, {"prawda", KNOWN_YES}, {"sant", KNOWN_YES}, {"ja", KNOWN_YES},
        {"oui", KNOWN_YES},        {"no", KNOWN_NO},      {"false", KNOWN_NO}, {"0", KNOWN_NO},
        {"falsch", KNOWN_NO},      {"faux", KNOWN_NO},    {"falso", KNOWN_NO}, {"onwaar", KNOWN_NO},
        {"fałsz", KNOWN_NO},       {"falskt", KNOWN_NO},  {"nein", KNOWN_NO},  {"non", KNOWN_NO},
    };
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (strcmp(lower, WORDS[i].word) == 0) {
            *target = WORDS[i].known;
            return true;
        }
    return refuse(error, text, "is no answer; write yes or no, or leave it empty");
}

// Digits and separators alone: blanks and currency signs, or a code like EUR, go from both ends.
static char *strip_currency(const char *text) {
    static const char *const SPACES = " '\u00a0\u202f\u2009\u2019";
    GString *bare = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (g_unichar_type(c) != G_UNICODE_CURRENCY_SYMBOL && g_utf8_strchr(SPACES, -1, c) == NULL)
            g_string_append_unichar(bare, c);
    }
    char *begin = bare->str, *end = bare->str + bare->len;
    if (bare->len > 3 && g_ascii_isupper(begin[0]) && g_ascii_isupper(begin[1]) && g_ascii_isupper(begin[2]))
        begin += 3;
    else if (bare->len > 3 && g_ascii_isupper(end[-1]) && g_ascii_isupper(end[-2]) &&
             g_ascii_isupper(end[-3]))
        end -= 3;
    char *number = g_strndup(begin, (gsize)(end - begin));
    g_string_free(bare, TRUE);
    return number;
}

// The whole part of "1234567", "1,234,567.00" or "1.234.567,0"; the digits behind the last separator are
// fractions when there are one or two of them or the other separator stood before. False when it may be read
// two ways.
static bool read_number(const char *text, int64_t *number) {
    enum { DIGITS = 15 };
    g_autoptr(GString) digits = g_string_new(NULL);
    char group = '\0';
    size_t run = 0;
    for (const char *at = text; *at != '\0'; at++) {
        const size_t left = strspn(at + 1, "0123456789");
        run += g_ascii_isdigit(*at) != 0;
        if (g_ascii_isdigit(*at)) {
            g_string_append_c(digits, *at);
            continue;
        }
        if ((*at != ',' && *at != '.') || run == 0)
            return false;
        const bool last = at[1 + left] == '\0';
        if (last && left > 0 && (left < 3 || (group != '\0' && group != *at)) && (group == '\0' || run == 3))
            break;
        if (left != 3 || run > 3 || (group != '\0' && (*at != group || run != 3)))
            return false;
        if (group == '\0' && run == 1 && digits->str[0] == '0') // "0.500" is no five hundred
            return false;
        group = *at;
        run = 0;
    }
    *number = g_ascii_strtoll(digits->str, NULL, 10);
    return digits->len > 0 && digits->len <= DIGITS;
}

static bool take_revenue(const char *text, int64_t *target, GError **error) {
    g_autofree char *number = strip_currency(text);
    if (read_number(number, target))
        return true;
    *target = -1;
    return refuse(error, text, "is no amount; write a whole number like 1200000");
}

// Digits where the pattern has a 0, elsewhere the same characters; what stands behind it is not looked at.
static bool has_shape(const char *text, const char *pattern) {
    for (; *pattern != '\0'; text++, pattern++)
        if (*pattern == '0' ? !g_ascii_isdigit(*text) : *text != *pattern)
            return false;
    return true;
}

// ISO 8601, also with a time of day, or day.month.year: with dots no country writes the month first.
static bool read_date(const char *text, int64_t *time) {
    static const char ISO[] = "0000-00-00";
    enum { FIRST = 1990, LAST = 2199, DAY = sizeof ISO - 1 };
    g_autofree char *date = g_strndup(text, DAY);
    if (has_shape(text, "00.00.0000") && text[DAY] == '\0') {
        g_free(date);
        date = g_strdup_printf("%.4s-%.2s-%.2s", text + 6, text + 3, text);
    } else if (!has_shape(text, ISO) || strchr("T ", text[DAY]) == NULL) {
        return false; // strchr finds the text's end, too
    }
    const gint64 year = g_ascii_strtoll(date, NULL, 10);
    return year >= FIRST && year <= LAST && units_time_parse(date, time, NULL);
}

static bool take_renewal(const char *text, int64_t *target, GError **error) {
    return read_date(text, target) ||
           refuse(error, text, "is no date that can be read one way only; write it as 2027-03-31");
}

static bool take_language(const char *text, char **target, GError **error) {
    const size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letters != 2 || (text[2] != '\0' && text[2] != '-' && text[2] != '_') || strlen(text) > 20)
        return refuse(error, text, "is no code of a language; write two letters like en or de");
    g_free(*target);
    *target = g_ascii_strdown(text, 2);
    return true;
}

// --- domains and addresses ---

static bool add_domain(AccountFacts *facts, const char *domain, GError **error) {
    g_autofree char *address = g_strconcat("x@", domain, NULL);
    g_autofree char *spec = address_parse(address);
    const char *folded = address_domain(spec);
    if (strchr(folded, '.') == NULL || *folded == '[' || strchr(domain, '@') != NULL ||
        g_hostname_is_ip_address(folded))
        return refuse(error, domain, "is no domain; write one like acme.example");
    if (freemail_has(folded))
        return refuse(error, domain,
                      "is a mail provider's domain, and its other users are not this customer; write their "
                      "people into addresses instead");
    if (freemail_has_pages(folded))
        return refuse(error, domain, "is a site on which everybody has a page; leave it empty");
    g_autofree char *below = g_strconcat("x.", folded, NULL);
    g_autofree char *organisation = address_organisation(below);
    if (strcmp(organisation, below) == 0) // whoever registers below it is somebody else
        return refuse(error, domain, "belongs to many; write the domain that is theirs, like acme.co.uk");
    g_ptr_array_add(facts->domains, g_strdup(folded));
    return true;
}

static bool add_contact(AccountFacts *facts, const char *text, GError **error) {
    g_autofree char *spec = address_parse(text);
    if (spec == NULL || strpbrk(text, "<>") != NULL)
        return refuse(error, text, "is no mail address; write one like ann@acme.example");
    g_ptr_array_add(facts->contacts, account_contact_new(spec, ROLE_UNKNOWN));
    return true;
}

// "(business)" behind the address that was added last.
static bool set_role(AccountFacts *facts, const char *text, GError **error) {
    static const struct {
        const char *word;
        ContactRole role;
    } ROLES[] = {{"(business)", ROLE_BUSINESS},
                 {"(technical)", ROLE_TECHNICAL},
                 {"(it)", ROLE_TECHNICAL},
                 {"(unknown)", ROLE_UNKNOWN}};
    AccountContact *contact = facts->contacts->pdata[facts->contacts->len - 1];
    for (size_t i = 0; i < G_N_ELEMENTS(ROLES); i++)
        if (g_ascii_strcasecmp(text, ROLES[i].word) == 0) {
            contact->role = ROLES[i].role;
            return true;
        }
    return refuse(error, text, "is no role; write (business) or (technical)");
}

// One entry: an address, one with its role right behind it, or the role of the one before.
static bool take_address(AccountFacts *facts, const char *entry, bool behind, GError **error) {
    const char *bracket = strchr(entry, '(');
    if (bracket == NULL)
        return add_contact(facts, entry, error);
    if (bracket == entry && !behind)
        return refuse(error, entry, "stands behind no address; write ann@acme.example (business)");
    g_autofree char *spec = g_strndup(entry, (gsize)(bracket - entry));
    return (bracket == entry || add_contact(facts, spec, error)) && set_role(facts, bracket, error);
}

static bool take_list(AccountFacts *facts, CsvField field, const char *text, GError **error) {
    g_auto(GStrv) entries = g_strsplit_set(text, ";, \t\r\n", -1);
    bool behind = false; // an address that has no role yet
    size_t count = 0;
    for (size_t i = 0; entries[i] != NULL; i++) {
        const char *entry = entries[i];
        if (*entry == '\0')
            continue;
        if (++count > CELL_ENTRIES)
            return fault_set(error, FATE_PERMANENT, "more than %d entries", CELL_ENTRIES);
        if (!check_fit(entry, false, error))
            return false;
        if (field == FIELD_DOMAINS ? !add_domain(facts, entry + (*entry == '@'), error)
                                   : !take_address(facts, entry, behind, error))
            return false;
        behind = strchr(entry, '(') == NULL;
    }
    return true;
}

// "https://www.acme.example:8443/en?x" is acme.example.
static bool take_website(AccountFacts *facts, const char *text, GError **error) {
    const char *scheme = strstr(text, "://"), *host = scheme == NULL ? text : scheme + 3;
    g_autofree char *bare = g_strndup(host, strcspn(host, "/?#:"));
    g_autofree char *lower = g_ascii_strdown(bare, -1);
    return check_fit(text, false, error) &&
           add_domain(facts, bare + (g_str_has_prefix(lower, "www.") ? 4 : 0), error);
}

// --- which is which ---

static bool says_nothing(CsvField field, const char *text) {
    static const char *const NOTHING[] = {"-", "--", "n/a", "#n/a", "unknown"};
    if (*text == '\0')
        return true;
    if (field == FIELD_ACCOUNT || field == FIELD_NAME || field == FIELD_NOTES)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(NOTHING); i++)
        if (g_ascii_strcasecmp(text, NOTHING[i]) == 0)
            return true;
    return false;
}

static bool take_value(AccountFacts *facts, CsvField field, const char *text, GError **error) {
    enum { NAME = 300, NOTES = 8000 };
    switch (field) {
    case FIELD_ACCOUNT:
        return take_text(text, NAME, false, &facts->account, error);
    case FIELD_NAME:
        return take_text(text, NAME, false, &facts->name, error);
    case FIELD_DOMAINS:
    case FIELD_ADDRESSES:
        return take_list(facts, field, text, error);
    case FIELD_TIER:
        return take_text(text, NAME, false, &facts->tier, error);
    case FIELD_REVENUE:
        return take_revenue(text, &facts->revenue, error);
    case FIELD_REFERENCE:
        return take_known(text, &facts->reference, error);
    case FIELD_SEGMENT_FIT:
        return take_known(text, &facts->segment_fit, error);
    case FIELD_RENEWAL:
        return take_renewal(text, &facts->renewal, error);
    case FIELD_MANAGER:
        return take_text(text, NAME, false, &facts->manager, error);
    case FIELD_MANAGER_BACKUP:
        return take_text(text, NAME, false, &facts->manager_backup, error);
    case FIELD_MANAGER_FREE:
        return take_known(text, &facts->manager_free, error);
    case FIELD_VOCAL:
        return take_known(text, &facts->vocal, error);
    case FIELD_LANGUAGE:
        return take_language(text, &facts->language, error);
    case FIELD_NOTES:
        return take_text(text, NOTES, true, &facts->notes, error);
    case FIELD_WEBSITE:
        return take_website(facts, text, error);
    case FIELD_NONE:
    case FIELD_COUNT:
        return true;
    }
    return true;
}

bool account_csv_cell(AccountFacts *facts, CsvField field, const char *text, GError **error) {
    g_autofree char *bare = g_strdup(text);
    g_strstrip(bare);
    if (field == FIELD_NOTES) { // Windows ends a line within a cell with CR LF
        g_auto(GStrv) lines = g_strsplit(bare, "\r\n", -1);
        g_free(bare);
        bare = g_strdelimit(g_strjoinv("\n", lines), "\r", '\n');
    }
    return says_nothing(field, bare) || take_value(facts, field, bare, error);
}
