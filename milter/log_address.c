// Most addresses get into a log by accident: in an error's words, in what a relay
// replied. So the policy looks at finished lines and takes for an address what
// looks like one; that a Message-ID looks like one too is no loss.
#include "log_address.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>

#include "address.h"
#include "units.h"

// As syslog itself of the process and not of a caller: set at the start and by a reload, read by all threads.
static atomic_uint log_policy = LOG_DOMAIN;
static pthread_mutex_t log_key_lock = PTHREAD_MUTEX_INITIALIZER;
static uint8_t log_key[LOG_KEY_BYTES]; // guarded by it, as the next
static enum { KEY_NONE, KEY_OWN, KEY_GIVEN } log_key_state;

enum { SHOWN = 200, HASH_BYTES = 5 }; // the hash: eight letters of base32

void log_set_addresses(LogAddresses policy) {
    atomic_store(&log_policy, policy);
}

void log_set_key(const uint8_t key[static LOG_KEY_BYTES]) {
    pthread_mutex_lock(&log_key_lock);
    if (log_key_state != KEY_GIVEN)
        memcpy(log_key, key, sizeof log_key);
    log_key_state = KEY_GIVEN;
    pthread_mutex_unlock(&log_key_lock);
}

static void copy_key(uint8_t key[static LOG_KEY_BYTES]) {
    pthread_mutex_lock(&log_key_lock);
    if (log_key_state == KEY_NONE && getrandom(log_key, sizeof log_key, 0) == (ssize_t)sizeof log_key)
        log_key_state = KEY_OWN;
    memcpy(key, log_key, LOG_KEY_BYTES);
    pthread_mutex_unlock(&log_key_lock);
}

static char *hash_of(const char *address) {
    uint8_t key[LOG_KEY_BYTES], digest[32];
    gsize size = sizeof digest;
    copy_key(key);
    g_autofree char *same = address_key(address);
    GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key, sizeof key);
    g_hmac_update(hmac, (const guchar *)same, -1);
    g_hmac_get_digest(hmac, digest, &size);
    g_hmac_unref(hmac);
    g_autofree char *text = units_base32_encode(digest, HASH_BYTES);
    return g_strconcat("~", text, NULL);
}

// --- one address ---

static char *safe(const char *value) {
    GString *text = g_string_new(NULL);
    for (const char *at = value; *at != '\0' && text->len < SHOWN; at++)
        if (g_ascii_isalnum(*at) || strchr(".-_+@~[]:!#$&'*/?^`{|}", *at) != NULL)
            g_string_append_c(text, *at);
        else
            g_string_append_printf(text, "%%%02X", (guchar)*at);
    return g_string_free(text, FALSE);
}

char *log_address(const char *address) {
    if (address == NULL)
        return g_strdup("-");
    if (*address == '\0')
        return g_strdup("<>");
    const unsigned policy = atomic_load(&log_policy);
    const char *at = strrchr(address, '@');
    if (policy == LOG_FULL || g_ascii_strcasecmp(address, "MAILER-DAEMON") == 0)
        return safe(address);
    if (policy == LOG_HASH)
        return hash_of(address);
    return safe(at != NULL ? at : "@"); // a name of this machine
}

// --- those in a line ---

typedef struct Span {
    const char *start, *at, *end; // at the '@'
} Span;

static bool is_local(char c) {
    return (guchar)c >= 0x80 || g_ascii_isalnum(c) ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

static bool is_domain(char c) {
    return (guchar)c >= 0x80 || g_ascii_isalnum(c) || c == '-' || c == '.' || c == '_';
}

// '=' may stand in an address (VERP has it), so "from=" before one is known by its name.
static const char *behind_key(const char *start, const char *at) {
    static const char *const KEYS[] = {"from=", "to=", "cause=", "first=", "reply=", "why="};
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        if (g_str_has_prefix(start, KEYS[i]) && start + strlen(KEYS[i]) <= at)
            return start + strlen(KEYS[i]);
    return start;
}

// \"john doe\"@example.org within a value in quotes, "john doe"@example.org elsewhere: quotes that belong
// together are alike, and one behind '=' opens a value. Without a fellow an escaped one is all there is of
// the address.
static const char *quoted_start(const char *line, const char *at) {
    const bool within = at - line >= 2 && at[-2] == '\\';
    for (const char *start = at - (within ? 3 : 2); start >= line; start--) {
        const char before = start > line ? start[-1] : ' ';
        if (*start == '"' && (before == '\\') == within)
            return within ? start - 1 : before == '=' ? at : start;
    }
    return within ? at - 2 : at;
}

static const char *domain_end(const char *at) {
    const char *end = at + 1;
    if (*end == '[') {
        end += strcspn(end, "] \"\\");
        return *end == ']' ? end + 1 : end;
    }
    while (is_domain(*end))
        end++;
    while (end > at + 1 && end[-1] == '.') // ends a sentence
        end--;
    return end;
}

// A socket as in the configuration, inet:8891@127.0.0.1.
static bool is_socket(const char *line, const Span *span) {
    for (const char *digit = span->start; digit < span->at; digit++)
        if (!g_ascii_isdigit(*digit))
            return false;
    return span->start - line >= 5 && strncmp(span->start - 5, "inet:", 5) == 0;
}

static bool is_address(const char *line, const char *from, const char *at, Span *span) {
    span->at = span->start = at;
    if (at > from && at[-1] == '"')
        span->start = quoted_start(from, at);
    else
        while (span->start > from && is_local(span->start[-1]))
            span->start--;
    span->start = behind_key(span->start, at);
    span->end = domain_end(at);
    return span->start < at && span->end > at + 1 && !is_socket(line, span);
}

static void put_masked(GString *out, const Span *span, unsigned policy) {
    if (policy == LOG_DOMAIN) {
        g_string_append_len(out, span->at, span->end - span->at);
        return;
    }
    g_autofree char *address = g_strndup(span->start, (gsize)(span->end - span->start));
    g_autofree char *hash = hash_of(address);
    g_string_append(out, hash);
}

char *log_address_mask(const char *line) {
    const unsigned policy = atomic_load(&log_policy);
    GString *out = g_string_new(NULL);
    const char *from = line;
    Span span;
    for (const char *at = line; policy != LOG_FULL && (at = strchr(at, '@')) != NULL; at++) {
        if (!is_address(line, from, at, &span))
            continue;
        g_string_append_len(out, from, span.start - from);
        put_masked(out, &span, policy);
        from = span.end;
        at = span.end - 1;
    }
    g_string_append(out, from);
    return g_string_free(out, FALSE);
}
