// One small function per type of value. All check fully while reading, so that
// nothing behind the configuration meets a socket, an address or a host name
// that is none; and each error shows how the value is written.
#include "config_value.h"

#include <gio/gio.h>
#include <stdint.h>
#include <string.h>

#include "address.h"
#include "calendar.h"
#include "config.h"
#include "config_net.h"
#include "config_source.h"
#include "config_times.h"
#include "fault.h"
#include "refusal.h"
#include "store_url.h"
#include "units.h"

enum {
    TEXT_LIMIT = 998, // a line of mail
    LIST_LIMIT = 1000,
};

typedef bool (*ValueParse)(const char *value, void *target, GError **error);

static bool take_text(const char *value, void *target) {
    *(char **)target = g_strdup(value);
    return true;
}

// --- single values ---

static bool parse_text(const char *value, void *target, GError **error) {
    if (strlen(value) > TEXT_LIMIT)
        return fault_set(error, FATE_CONFIG, "is longer than %d bytes", TEXT_LIMIT);
    return take_text(value, target);
}

static bool parse_host(const char *value, void *target, GError **error) {
    if (!config_net_is_host(value))
        return fault_set(error, FATE_CONFIG,
                         "is no host name; write one like mail.example.com (xn-- for other letters)");
    return take_text(value, target);
}

static bool parse_path(const char *value, void *target, GError **error) {
    if (!g_path_is_absolute(value))
        return fault_set(error, FATE_CONFIG, "is no absolute path; begin it with /");
    return take_text(value, target);
}

static bool parse_directory(const char *value, void *target, GError **error) {
    if (g_path_is_absolute(value) && !g_file_test(value, G_FILE_TEST_IS_DIR))
        return fault_set(error, FATE_CONFIG, "is no directory that can be seen; create it or mend the path");
    return parse_path(value, target, error);
}

static bool parse_socket(const char *value, void *target, GError **error) {
    if (!config_net_is_socket(value))
        return fault_set(
            error, FATE_CONFIG,
            "is no socket; write unix:/path (at most 107 bytes) or inet:port@host, like inet:8891@127.0.0.1");
    return take_text(value, target);
}

// What it tells is of no person, but it would tell anybody how much support there is and when it fails.
static bool parse_loopback(const char *value, void *target, GError **error) {
    if (!config_net_is_loopback(value))
        return fault_set(error, FATE_CONFIG,
                         "is no socket of this machine alone; write unix:/path or inet:port@127.0.0.1, and "
                         "let a web server with TLS and a password pass it on to others");
    return take_text(value, target);
}

static bool parse_store(const char *value, void *target, GError **error) {
    return store_url_check(value, error) && take_text(value, target);
}

static bool parse_relay(const char *value, void *target, GError **error) {
    if (!config_net_is_relay(value))
        return fault_set(error, FATE_CONFIG, "is no relay; write smtp://host:port or smtps://host:port%s",
                         strchr(value, '@') != NULL ? ", with user and password-file as keys of their own"
                                                    : "");
    return take_text(value, target);
}

static bool parse_address(const char *value, void *target, GError **error) {
    char *spec = address_parse(value);
    if (spec == NULL)
        return fault_set(error, FATE_CONFIG, "is no mail address; write one like support@example.com");
    *(char **)target = spec;
    return true;
}

static bool parse_hours(const char *value, void *target, GError **error) {
    g_autoptr(Calendar) calendar = calendar_new(value, "UTC", error);
    return calendar != NULL && take_text(value, target);
}

static bool parse_zone(const char *value, void *target, GError **error) {
    g_autoptr(Calendar) calendar = calendar_new("24x7", value, error);
    return calendar != NULL && take_text(value, target);
}

// Into digest_days, which is the target, and digest_minute of a Pm.
static bool parse_digest(const char *value, void *target, GError **error) {
    Pm *pm = (Pm *)(void *)((char *)target - offsetof(Pm, digest_days));
    pm->digest_days = 0;
    if (strcmp(value, "off") == 0)
        return true;
    const char *clock = strrchr(value, ' ');
    g_autofree char *written = g_strndup(value, clock == NULL ? 0 : (size_t)(clock - value));
    bool good = clock != NULL && config_times_minute(clock + 1, strlen(clock + 1), &pm->digest_minute);
    if (good && strcmp(g_strstrip(written), "daily") == 0) {
        pm->digest_days = 0x7f;
        return true;
    }
    g_auto(GStrv) parts = g_strsplit(written, ",", -1);
    for (size_t i = 0; good && parts[i] != NULL; i++)
        good = config_times_days(parts[i], &pm->digest_days);
    return (good && pm->digest_days != 0) ||
           fault_set(error, FATE_CONFIG,
                     "is no time for a digest; write daily 08:00, Mon-Fri 08:00, Mon, Thu 07:30, or off");
}

// Into quiet_from, which is the target, and quiet_until of a Pm.
static bool parse_quiet(const char *value, void *target, GError **error) {
    Pm *pm = (Pm *)(void *)((char *)target - offsetof(Pm, quiet_from));
    pm->quiet_from = pm->quiet_until = 0;
    const char *dash = strchr(value, '-');
    if (strcmp(value, "off") == 0 ||
        (dash != NULL && config_times_minute(value, (size_t)(dash - value), &pm->quiet_from) &&
         config_times_minute(dash + 1, strlen(dash + 1), &pm->quiet_until)))
        return true;
    return fault_set(error, FATE_CONFIG, "are no quiet hours; write them like 20:00-07:00, or off");
}

// "NAME: VALUE" into the two fields of a Trust, which is the target itself.
static bool parse_spam_header(const char *value, void *target, GError **error) {
    Trust *trust = target;
    const char *colon = strchr(value, ':');
    g_autofree char *name = g_strndup(value, colon != NULL ? (size_t)(colon - value) : 0);
    g_autofree char *rest = g_strstrip(g_strdup(colon != NULL ? colon + 1 : ""));
    g_strchomp(name);
    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isgraph(*at))
            return fault_set(error, FATE_CONFIG,
                             "has a field name with blanks or foreign letters; write NAME: VALUE");
    if (*name == '\0' || *rest == '\0')
        return fault_set(error, FATE_CONFIG, "lacks a part; write NAME: VALUE, like X-Spam-Flag: YES");
    trust->spam_header = g_steal_pointer(&name);
    trust->spam_value = g_steal_pointer(&rest);
    return true;
}

static bool parse_sub_address(const char *value, void *target, GError **error) {
    const bool off = strcmp(value, "off") == 0;
    if (!off && strcmp(value, "+") != 0 && strcmp(value, "-") != 0)
        return fault_set(error, FATE_CONFIG, "is none of +, - and off");
    *(char *)target = off ? '\0' : *value;
    return true;
}

// --- numbers ---

static bool parse_size(const char *value, void *target, GError **error) {
    uint64_t size = 0;
    if (!units_size_parse(value, &size, error))
        return false;
    if (size < 1024 || size > (uint64_t)1 << 30)
        return fault_set(error, FATE_CONFIG, "is not between 1K and 1G");
    *(uint64_t *)target = size;
    return true;
}

static bool parse_duration_or_none(const char *value, void *target, GError **error) {
    return units_duration_parse(value, target, error);
}

static bool parse_duration(const char *value, void *target, GError **error) {
    if (!units_duration_parse(value, target, error))
        return false;
    return *(GTimeSpan *)target > 0 || fault_set(error, FATE_CONFIG, "must be longer than 0");
}

static bool parse_duration_or_word(const char *value, void *target, GError **error) {
    *(GTimeSpan *)target = 0;
    return strcmp(value, "none") == 0 || parse_duration(value, target, error);
}

static bool number_parse(const char *text, uint32_t limit, uint32_t *number) {
    guint64 value = 0;
    const bool good = g_ascii_string_to_unsigned(text, 10, 0, limit, &value, NULL);
    *number = (uint32_t)value;
    return good;
}

static bool parse_count(const char *value, void *target, GError **error) {
    return number_parse(value, 10000, target) ||
           fault_set(error, FATE_CONFIG, "is no number from 0 to 10000");
}

// A sum of money in whole units; none is zero.
static bool parse_sum(const char *value, void *target, GError **error) {
    return number_parse(value, UINT32_MAX, target) ||
           fault_set(error, FATE_CONFIG, "is no number; write it without separators, like 250000, or 0");
}

// "3/h, 10/d": each unit at most once.
static bool parse_rate(const char *value, void *target, GError **error) {
    Rate rate = {0, 0};
    g_auto(GStrv) parts = g_strsplit(value, ",", -1);
    const bool none = strcmp(value, "none") == 0;
    for (size_t i = 0; !none && parts[i] != NULL; i++) {
        const char *part = g_strstrip(parts[i]);
        const char *slash = strchr(part, '/');
        g_autofree char *digits = g_strndup(part, slash != NULL ? (size_t)(slash - part) : 0);
        uint32_t *per = g_strcmp0(slash, "/h") == 0   ? &rate.per_hour
                        : g_strcmp0(slash, "/d") == 0 ? &rate.per_day
                                                      : NULL;
        uint32_t number = 0;
        if (per == NULL || *per != 0 || !number_parse(digits, 10000000, &number) || number == 0)
            return fault_set(error, FATE_CONFIG, "is no limit; write like 3/h, or 3/h, 10/d, or none");
        *per = number;
    }
    *(Rate *)target = rate;
    return true;
}

// --- lists ---

typedef bool (*ItemParse)(const char *item, char **kept, GError **error);

// Items between commas into a GPtrArray of char *. An empty item, or one that stands twice, is a slip of the
// pen.
static bool parse_items(const char *value, void *target, ItemParse parse, GError **error) {
    GPtrArray *list = *(GPtrArray **)target;
    g_auto(GStrv) parts = g_strsplit(value, ",", LIST_LIMIT + 1);
    if (g_strv_length(parts) > LIST_LIMIT)
        return fault_set(error, FATE_CONFIG, "has more than %d items", LIST_LIMIT);
    for (size_t i = 0; parts[i] != NULL; i++) {
        const char *part = g_strstrip(parts[i]);
        g_autofree char *kept = NULL;
        if (*part == '\0')
            return fault_set(error, FATE_CONFIG, "has an empty item; remove the comma");
        if (!parse(part, &kept, error)) {
            g_autofree char *shown = config_shown(part);
            g_prefix_error(error, "'%s' ", shown);
            return false;
        }
        if (g_ptr_array_find_with_equal_func(list, kept, g_str_equal, NULL))
            return fault_set(error, FATE_CONFIG, "names %s twice", kept);
        g_ptr_array_add(list, g_steal_pointer(&kept));
    }
    return true;
}

static bool item_text(const char *item, char **kept, GError **error) {
    return parse_text(item, kept, error);
}

static bool item_host(const char *item, char **kept, GError **error) {
    g_autofree char *lower = g_ascii_strdown(item, -1);
    return parse_host(lower, kept, error);
}

static bool item_address(const char *item, char **kept, GError **error) {
    return parse_address(item, kept, error);
}

static bool item_network(const char *item, char **kept, GError **error) {
    g_autoptr(GInetAddressMask) mask = g_inet_address_mask_new_from_string(item, NULL);
    if (mask == NULL)
        return fault_set(error, FATE_CONFIG,
                         "is no network; write one like 192.0.2.0/24 or 2001:db8::/32, no bits set "
                         "behind the prefix");
    return take_text(item, kept);
}

// The languages for which there are phrases, templates and fingerprints.
static bool item_language(const char *item, char **kept, GError **error) {
    static const char *const known[] = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", NULL};
    if (!g_strv_contains(known, item))
        return fault_set(error, FATE_CONFIG,
                         "is none of the languages en, de, fr, es, pt, it, nl, pl and sv");
    return take_text(item, kept);
}

static bool item_row(const char *item, char **kept, GError **error) {
    const Refusal named = refusal_parse(item);
    if (named < REFUSAL_COUNT && refusal_may_override(named))
        return take_text(item, kept);
    g_autoptr(GString) allowed = g_string_new(NULL);
    for (Refusal row = 0; row < REFUSAL_COUNT; row++)
        if (refusal_may_override(row))
            g_string_append_printf(allowed, "%s%s", allowed->len > 0 ? ", " : "", refusal_code(row));
    return fault_set(error, FATE_CONFIG, "is no reason that an account may override; those are %s",
                     allowed->str);
}

static bool parse_list(const char *value, void *target, GError **error) {
    return parse_items(value, target, item_text, error);
}

static bool parse_hosts(const char *value, void *target, GError **error) {
    return parse_items(value, target, item_host, error);
}

static bool parse_addresses(const char *value, void *target, GError **error) {
    return parse_items(value, target, item_address, error);
}

static bool parse_networks(const char *value, void *target, GError **error) {
    return parse_items(value, target, item_network, error);
}

static bool parse_languages(const char *value, void *target, GError **error) {
    return parse_items(value, target, item_language, error);
}

// Into a uint64_t, a bit a row.
static bool parse_rows(const char *value, void *target, GError **error) {
    _Static_assert(REFUSAL_COUNT <= 64, "a bit a row");
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    if (!parse_items(value, &codes, item_row, error))
        return false;
    for (guint i = 0; i < codes->len; i++)
        *(uint64_t *)target |= UINT64_C(1) << refusal_parse(codes->pdata[i]);
    return true;
}

// --- the types ---

static bool parse_language(const char *value, void *target, GError **error) {
    return item_language(value, target, error);
}

static bool parse_yes(const char *value, void *target, GError **error) {
    *(bool *)target = strcmp(value, "yes") == 0;
    return *(bool *)target || strcmp(value, "no") == 0 ||
           fault_set(error, FATE_CONFIG, "is neither yes nor no");
}

static bool parse_starttls(const char *value, void *target, GError **error) {
    static const char *const known[] = {"no", "try", "yes", NULL};
    if (!g_strv_contains(known, value))
        return fault_set(error, FATE_CONFIG, "is none of no, try and yes");
    return take_text(value, target);
}

typedef struct ValueType {
    const char *name;
    ValueParse parse;
    bool may_be_empty;
} ValueType;

static const ValueType TYPES[] = {
    {"text", parse_text, true},
    {"host", parse_host, true},
    {"path", parse_path, true},
    {"directory", parse_directory, true},
    {"socket", parse_socket, true},
    {"loopback socket", parse_loopback, true},
    {"store", parse_store, true},
    {"relay", parse_relay, true},
    {"no | try | yes", parse_starttls, false},
    {"address", parse_address, false},
    {"language", parse_language, true},
    {"hours", parse_hours, false},
    {"time zone", parse_zone, false},
    {"DAYS HH:MM | off", parse_digest, false},
    {"HH:MM-HH:MM | off", parse_quiet, false},
    {"NAME: VALUE", parse_spam_header, true},
    {"+ | - | off", parse_sub_address, false},
    {"size", parse_size, false},
    {"duration", parse_duration, false},
    {"duration or 0", parse_duration_or_none, false},
    {"duration | none", parse_duration_or_word, false},
    {"count", parse_count, false},
    {"count or 0", parse_sum, false},
    {"rate", parse_rate, false},
    {"yes | no", parse_yes, false},
    {"list", parse_list, true},
    {"host list", parse_hosts, true},
    {"address list", parse_addresses, true},
    {"network list", parse_networks, true},
    {"language list", parse_languages, false},
    {"row list", parse_rows, true},
};

// Types that are one of a few words, and an enum of the library that counts them in this order.
static const char *const CHOICES[] = {
    "observe | tag | answer",                 // Mode
    "accept | tempfail",                      // OnFailure
    "accepted | inspected",                   // ReceiptWhen
    "all | thread | none",                    // Fields
    "full | domain | hash",                   // LogAddresses
    "yes | no | minimal",                     // Answer
    "none | concern | escalation | critical", // Level
};
_Static_assert(sizeof(Mode) == sizeof(unsigned) && sizeof(OnFailure) == sizeof(unsigned) &&
                   sizeof(ReceiptWhen) == sizeof(unsigned) && sizeof(Fields) == sizeof(unsigned) &&
                   sizeof(Answer) == sizeof(unsigned) && sizeof(Level) == sizeof(unsigned) &&
                   sizeof(LogAddresses) == sizeof(unsigned),
               "choices are written as unsigned numbers");

static bool parse_choice(const char *choices, const char *value, unsigned *target, GError **error) {
    g_auto(GStrv) words = g_strsplit(choices, " | ", -1);
    for (unsigned i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], value) == 0) {
            *target = i;
            return true;
        }
    }
    return fault_set(error, FATE_CONFIG, "is none of %s", choices);
}

static bool is_choice(const char *type) {
    for (size_t i = 0; i < G_N_ELEMENTS(CHOICES); i++)
        if (strcmp(CHOICES[i], type) == 0)
            return true;
    return false;
}

static const ValueType *type_find(const char *type) {
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (strcmp(TYPES[i].name, type) == 0)
            return &TYPES[i];
    return NULL;
}

bool config_value_is_type(const char *type) {
    return is_choice(type) || type_find(type) != NULL;
}

bool config_value_parse(const char *type, const char *value, void *target, GError **error) {
    const ValueType *known = type_find(type);
    if (*value == '\0')
        return (known != NULL && known->may_be_empty) ||
               fault_set(error, FATE_CONFIG, "has no value; write %s", type);
    return known != NULL ? known->parse(value, target, error) : parse_choice(type, value, target, error);
}
