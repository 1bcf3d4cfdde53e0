// Whether mail is from whom it says decides whom we may answer, so this reads
// RFC 8601 with care: comments and quoted strings anywhere blanks may stand,
// several results and methods in any order, versions, `none`. What is said
// twice and differently counts as the worse. A field is worth nothing by
// itself: only its place and its authserv-id make it ours.
#include "authres.h"

#include <string.h>
#include "address.h"
#include "field.h"

#define VALUE_LIMIT 65536 // octets of one field: far over what any verifier writes
#define DKIM_LIMIT 50     // signatures that are kept

typedef struct Result { // one resinfo while it is read
    char *method;       // "dkim", NULL when its version is unknown or it is none
    AuthVerdict verdict;
    char *from, *mailfrom, *helo, *domain, *identity, *chain;
} Result;

static void result_clear(Result *result) {
    g_free(result->method);
    g_free(result->from);
    g_free(result->mailfrom);
    g_free(result->helo);
    g_free(result->domain);
    g_free(result->identity);
    g_free(result->chain);
    memset(result, 0, sizeof *result);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Skips a comment that begins at text; comments nest. An open one reaches to the end.
static const char *skip_comment(const char *text) {
    size_t depth = 0;
    for (; *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else if (*text == '(')
            depth++;
        else if (*text == ')' && --depth == 0)
            return text + 1;
    }
    return text;
}

// Copies a quoted string that begins at text, quotes and all, and returns what follows.
static const char *copy_quoted(const char *text, GString *out) {
    g_string_append_c(out, *text++);
    for (; *text != '\0'; text++) {
        g_string_append_c(out, *text);
        if (*text == '\\' && text[1] != '\0')
            g_string_append_c(out, *++text);
        else if (*text == '"')
            return text + 1;
    }
    return text;
}

// The value up to ';', comments turned into a blank. Returns what follows the ';', or NULL at the end.
static const char *next_segment(const char *text, GString *out) {
    g_string_truncate(out, 0);
    while (*text != '\0') {
        if (*text == '(') {
            text = skip_comment(text);
            g_string_append_c(out, ' ');
        } else if (*text == '"') {
            text = copy_quoted(text, out);
        } else if (*text == ';') {
            return text + 1;
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return NULL;
}

// The last word before '=', blanks around '.' and '/' removed, in lower case: "smtp . mailfrom" is one word.
static char *read_key(const char *text, size_t length) {
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < length; i++) {
        size_t next = i;
        while (next < length && is_blank(text[next]))
            next++;
        bool joined = next < length && (text[next] == '.' || text[next] == '/');
        bool open = key->len > 0 && (key->str[key->len - 1] == '.' || key->str[key->len - 1] == '/');
        if (!is_blank(text[i])) {
            g_string_append_c(key, g_ascii_tolower(text[i]));
            continue;
        }
        if (next < length && !joined && !open)
            g_string_truncate(key, 0);
        i = next - 1;
    }
    return g_string_free(g_steal_pointer(&key), FALSE);
}

// Reads a value behind '=': a token, a quoted string, or a quoted local part and what clings to it.
static char *read_value(const char **cursor) {
    const char *text = *cursor;
    while (is_blank(*text))
        text++;
    g_autoptr(GString) value = g_string_new(NULL);
    bool quoted = false;
    for (; *text != '\0' && (quoted || !is_blank(*text)); text++) {
        if (*text == '"')
            quoted = !quoted;
        else if (quoted && *text == '\\' && text[1] != '\0')
            g_string_append_c(value, *++text);
        else
            g_string_append_c(value, *text);
    }
    *cursor = text;
    return g_string_free(g_steal_pointer(&value), FALSE);
}

// The domain in "user@Example.ORG", "@example.org", "<a@b>" or "example.org", lower case; NULL when there is
// none.
static char *domain_of(const char *value) {
    if (value == NULL)
        return NULL;
    const char *at = strrchr(value, '@');
    g_autofree char *domain = g_ascii_strdown(at == NULL ? value : at + 1, -1);
    size_t length = strcspn(domain, "> \t");
    while (length > 0 && domain[length - 1] == '.')
        length--;
    const char *start = domain[0] == '<' && length > 0 ? domain + 1 : domain;
    length -= (size_t)(start - domain);
    if (length == 0)
        return NULL;
    g_autofree char *found = g_strndup(start, length);
    char *folded = address_domain_fold(found);
    return folded != NULL ? folded : g_steal_pointer(&found); // it was named, and is nobody's: not unsaid
}

static AuthVerdict verdict_parse(const char *word) {
    if (g_ascii_strcasecmp(word, "pass") == 0)
        return AUTH_PASS;
    if (g_ascii_strcasecmp(word, "fail") == 0 || g_ascii_strcasecmp(word, "hardfail") == 0)
        return AUTH_FAIL;
    return AUTH_OTHER;
}

// "dkim/1" is "dkim"; a version that we do not know makes the result unreadable (RFC 8601 s.2.3).
static char *method_parse(const char *key) {
    const char *slash = strchr(key, '/');
    if (slash == NULL)
        return g_strdup(key);
    return strcmp(slash, "/1") == 0 ? g_strndup(key, (size_t)(slash - key)) : NULL;
}

static void result_take_property(Result *result, const char *key, char *value) {
    const struct {
        const char *key;
        char **slot;
    } slots[] = {
        {"header.from", &result->from},    {"smtp.mailfrom", &result->mailfrom},
        {"smtp.mfrom", &result->mailfrom}, {"smtp.helo", &result->helo},
        {"header.d", &result->domain},     {"arc.d", &result->domain},
        {"header.i", &result->identity},   {"arc.chain", &result->chain},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++)
        if (strcmp(key, slots[i].key) == 0 && *slots[i].slot == NULL) {
            *slots[i].slot = value;
            return;
        }
    g_free(value);
}

// Reads one resinfo: the first key=value is method and result, the others are its properties.
static void result_parse(const char *segment, Result *result) {
    bool first = true;
    for (const char *equals = strchr(segment, '='); equals != NULL; equals = strchr(segment, '=')) {
        g_autofree char *key = read_key(segment, (size_t)(equals - segment));
        segment = equals + 1;
        char *value = read_value(&segment);
        if (first) {
            result->method = method_parse(key);
            result->verdict = verdict_parse(value);
            g_free(value);
        } else {
            result_take_property(result, key, value);
        }
        first = false;
    }
}

// Of two verdicts of one method the one that proves less counts: fail, then pass, then anything else.
static bool replaces(AuthVerdict found, AuthVerdict so_far) {
    const int rank[] = {[AUTH_NONE] = 0, [AUTH_OTHER] = 1, [AUTH_PASS] = 2, [AUTH_FAIL] = 3};
    return rank[found] > rank[so_far];
}

static void keep(AuthVerdict *verdict, char **domain, const Result *result, const char *value) {
    if (!replaces(result->verdict, *verdict))
        return;
    *verdict = result->verdict;
    g_free(*domain);
    *domain = domain_of(value);
}

static void keep_dkim(AuthResults *results, const Result *result) {
    if (result->verdict != AUTH_PASS)
        return;
    results->dkim_pass = true;
    char *domain = domain_of(result->domain != NULL ? result->domain : result->identity);
    if (domain != NULL && results->dkim_domains->len < DKIM_LIMIT)
        g_ptr_array_add(results->dkim_domains, domain);
    else
        g_free(domain);
}

// OpenARC names all sealers, the newest first: "arc.chain=b.example:a.example", in old versions behind a ':'.
static void keep_arc(AuthResults *results, const Result *result) {
    const char *chain = result->chain == NULL ? "" : result->chain + strspn(result->chain, ":");
    g_autofree char *newest = g_strndup(chain, strcspn(chain, ":"));
    keep(&results->arc, &results->arc_sealer, result, result->domain != NULL ? result->domain : newest);
}

static void results_add(AuthResults *results, const Result *result) {
    if (result->method == NULL)
        return;
    if (strcmp(result->method, "dmarc") == 0)
        keep(&results->dmarc, &results->dmarc_from, result, result->from);
    else if (strcmp(result->method, "arc") == 0)
        keep_arc(results, result);
    else if (strcmp(result->method, "dkim") == 0)
        keep_dkim(results, result);
    else if (strcmp(result->method, "spf") == 0 && (result->mailfrom != NULL || result->helo == NULL))
        keep(&results->spf, &results->spf_mailfrom, result,
             result->mailfrom); // of HELO alone: proves no address
}

static AuthResults *results_new(void) {
    AuthResults *results = g_new0(AuthResults, 1);
    results->dkim_domains = g_ptr_array_new_with_free_func(g_free);
    return results;
}

// The authserv-id of a first segment; *version is false when a version other than 1 follows.
static char *read_id(const char *segment, bool *version) {
    char *id = read_value(&segment);
    g_autofree char *rest = g_strstrip(g_strdup(segment));
    *version = rest[0] == '\0' || strcmp(rest, "1") == 0;
    return id;
}

AuthResults *authres_parse(const char *value) {
    AuthResults *results = results_new();
    g_autofree char *text = g_strndup(value, VALUE_LIMIT);
    g_autoptr(GString) segment = g_string_new(NULL);
    bool first = true;
    for (const char *rest = text; rest != NULL; first = false) {
        rest = next_segment(rest, segment);
        if (first && strchr(segment->str, '=') == NULL) {
            bool version = false;
            g_free(read_id(segment->str, &version));
            if (!version)
                return results;
            continue;
        }
        Result result = {0};
        result_parse(segment->str, &result);
        results_add(results, &result);
        result_clear(&result);
    }
    return results;
}

static bool is_trusted(const char *value, const GPtrArray *trusted) {
    g_autofree char *text = g_strndup(value, VALUE_LIMIT);
    g_autoptr(GString) segment = g_string_new(NULL);
    next_segment(text, segment);
    bool version = false;
    g_autofree char *id = read_id(segment->str, &version);
    for (guint i = 0; trusted != NULL && i < trusted->len; i++)
        if (g_ascii_strcasecmp(id, g_ptr_array_index(trusted, i)) == 0)
            return true;
    return false;
}

// Behind a quoted string that begins at text.
static const char *skip_quoted(const char *text) {
    for (text++; *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else if (*text == '"')
            return text + 1;
    }
    return text;
}

// The next word of a Received clause, comments passed over; its length, 0 at the end of the clause.
static size_t next_word(const char **at) {
    while (is_blank(**at) || **at == '(' || **at == '"')
        *at = **at == '(' ? skip_comment(*at) : **at == '"' ? skip_quoted(*at) : *at + 1;
    return strcspn(*at, " \t\r\n(;\"");
}

bool authres_received_by(const char *received, const char *host) {
    if (host == NULL || host[0] == '\0')
        return false;
    size_t length = 0;
    for (const char *at = received; (length = next_word(&at)) > 0; at += length)
        if (length == 2 && g_ascii_strncasecmp(at, "by", 2) == 0) {
            at += length;
            length = next_word(&at);
            const size_t wanted = strlen(host);
            return g_ascii_strncasecmp(at, host, wanted) == 0 &&
                   (length == wanted || (length == wanted + 1 && at[wanted] == '.'));
        }
    return false;
}

AuthResults *authres_of(const Message *message, const GPtrArray *trusted, const char *own_host) {
    size_t count = 0;
    const Field *fields = message_fields(message, &count);
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(fields[i].name, "Received") == 0 &&
            !authres_received_by(fields[i].value, own_host))
            break;
        if (g_ascii_strcasecmp(fields[i].name, "Authentication-Results") == 0 &&
            is_trusted(fields[i].value, trusted))
            return authres_parse(fields[i].value);
    }
    return results_new();
}

#define SEALS_MAX 50 // RFC 8617 s.4.2.1: a longer chain fails

// The instance of an ARC-Seal, 0 when it has none.
static unsigned seal_instance(const char *value) {
    g_autofree char *tagged = g_strconcat(";", value, NULL); // DKIM's tag lists are written like parameters
    g_autofree char *text = field_parameter(tagged, "i");
    const bool fine = text != NULL && g_ascii_isdigit(text[0]) && strspn(text, "0123456789") == strlen(text);
    return fine && strlen(text) <= 2 ? (unsigned)g_ascii_strtoull(text, NULL, 10) : 0;
}

char *authres_newest_sealer(const Message *message) {
    size_t count = 0;
    unsigned newest = 0;
    const char *seal = NULL;
    const Field *fields = message_fields(message, &count);
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(fields[i].name, "ARC-Seal") != 0)
            continue;
        const unsigned instance = seal_instance(fields[i].value);
        if (instance == 0 || instance > SEALS_MAX || instance == newest)
            return NULL; // no verifier passes such a chain
        if (instance > newest) {
            newest = instance;
            seal = fields[i].value;
        }
    }
    g_autofree char *tagged = seal == NULL ? NULL : g_strconcat(";", seal, NULL);
    g_autofree char *domain = field_parameter(tagged, "d");
    return domain_of(domain);
}

void authres_free(AuthResults *results) {
    if (results == NULL)
        return;
    g_free(results->dmarc_from);
    g_free(results->spf_mailfrom);
    g_free(results->arc_sealer);
    g_ptr_array_unref(results->dkim_domains);
    g_free(results);
}

bool authres_proves_from(const AuthResults *results, const char *from) {
    if (results->dmarc != AUTH_PASS || from == NULL || address_domain(from)[0] == '\0')
        return false;
    const char *domain = address_domain(from), *named = results->dmarc_from;
    if (named == NULL || g_ascii_strcasecmp(named, domain) == 0)
        return true;
    // Some verifiers name the organisational domain; one that names a domain below speaks of another From.
    return address_lies_within(domain, named) && address_same_organisation(named, domain);
}

bool authres_proves_sender(const AuthResults *results, const char *sender) {
    if (sender == NULL || address_domain(sender)[0] == '\0')
        return false;
    const char *domain = address_domain(sender);
    if (results->spf == AUTH_PASS &&
        (results->spf_mailfrom == NULL || g_ascii_strcasecmp(results->spf_mailfrom, domain) == 0))
        return true;
    for (guint i = 0; i < results->dkim_domains->len; i++)
        if (address_same_organisation(g_ptr_array_index(results->dkim_domains, i), domain))
            return true;
    return false;
}
