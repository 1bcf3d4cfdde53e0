// Taken apart by hand, since libpq is loaded only where a store is opened. The parts
// are those of libpq's own reading (fe-connect.c, conninfo_uri_parse_options): what
// stands between "//" and the first '@' in front of any '/' or '?' is the user and
// the password, then come hosts up to '/' or '?', then the database up to '?'.
#include "store_url.h"

#include <string.h>

#include "fault.h"

static const char LMDB[] = "lmdb:", HIDDEN[] = "***";
static const char *const SCHEMES[] = {"postgresql://", "postgres://"};

typedef struct Span {
    const char *start;
    size_t size;
} Span;

typedef struct Parts { // in the order of the URL; a part that is not there is empty
    Span user, password, hosts, database, parameters;
    bool has_password;
} Parts;

static const char *behind_scheme(const char *url) {
    for (size_t i = 0; i < G_N_ELEMENTS(SCHEMES); i++)
        if (g_str_has_prefix(url, SCHEMES[i]))
            return url + strlen(SCHEMES[i]);
    return NULL;
}

const char *store_url_directory(const char *url) {
    return g_str_has_prefix(url, LMDB) && url[strlen(LMDB)] != '\0' ? url + strlen(LMDB) : NULL;
}

bool store_url_is_postgresql(const char *url) {
    return behind_scheme(url) != NULL;
}

// Up to one of `ends`, or the end; *at goes there.
static Span take(const char **at, const char *ends) {
    const Span span = {*at, strcspn(*at, ends)};
    *at += span.size;
    return span;
}

static Parts split(const char *url) {
    const char *at = behind_scheme(url);
    Parts parts = {.user = {at, 0}, .password = {at, 0}};
    const size_t named = strcspn(at, "@/");
    if (at[named] == '@') {
        parts.user = take(&at, ":@");
        parts.has_password = *at == ':';
        at += parts.has_password ? 1 : 0;
        parts.password = take(&at, "@");
        at++;
    }
    parts.hosts = take(&at, "/?");
    at += *at == '/' ? 1 : 0;
    parts.database = take(&at, "?");
    at += *at == '?' ? 1 : 0;
    parts.parameters = (Span){at, strlen(at)};
    return parts;
}

// NULL when an escape is none, or is of a zero byte.
static char *decode(Span span) {
    return g_uri_unescape_segment(span.start, span.start + span.size, NULL);
}

// --- parameters ---

typedef struct Parameter {
    Span key, value;
    bool whole; // has a '='
} Parameter;

static bool next_parameter(const char **at, Parameter *parameter) {
    if (**at == '\0')
        return false;
    const char *start = *at;
    const Span all = take(at, "&");
    *at += **at == '&' ? 1 : 0;
    const size_t key = MIN(strcspn(start, "="), all.size);
    parameter->whole = key < all.size;
    parameter->key = (Span){start, key};
    parameter->value =
        parameter->whole ? (Span){start + key + 1, all.size - key - 1} : (Span){start + key, 0};
    return true;
}

static bool is_key(Span span, const char *key) {
    g_autofree char *decoded = decode(span);
    return g_strcmp0(decoded, key) == 0;
}

static bool is_secret(Span key) {
    return is_key(key, "password") || is_key(key, "sslpassword");
}

char *store_url_parameter(const char *url, const char *key) {
    char *found = NULL;
    Parameter parameter;
    if (!store_url_is_postgresql(url))
        return NULL;
    const char *at = split(url).parameters.start;
    while (next_parameter(&at, &parameter)) {
        if (!is_key(parameter.key, key))
            continue;
        g_free(found);
        found = decode(parameter.value);
    }
    return found;
}

// --- hosts ---

// "host", "host:port", "[address]:port"
typedef struct Place {
    Span host, port;
    bool bracketed, whole;
} Place;

static Place place_of(Span item) {
    const char *end = item.start + item.size, *at = item.start;
    Place place = {.bracketed = item.size > 0 && *at == '['};
    at += place.bracketed ? 1 : 0;
    const char *close = memchr(at, place.bracketed ? ']' : ':', (size_t)(end - at));
    place.host = (Span){at, (size_t)((close == NULL ? end : close) - at)};
    at = close == NULL ? end : close + (place.bracketed ? 1 : 0);
    place.whole = (close != NULL || !place.bracketed) && (at == end || *at == ':');
    at += at < end ? 1 : 0;
    place.port = (Span){at, (size_t)(end - at)};
    return place;
}

// *at begins as that of all hosts.
static bool next_place(Span all, const char **at, Place *place) {
    const char *end = all.start + all.size;
    if (*at >= end)
        return false;
    const char *comma = memchr(*at, ',', (size_t)(end - *at));
    *place = place_of((Span){*at, (size_t)((comma == NULL ? end : comma) - *at)});
    *at = comma == NULL ? end : comma + 1;
    return true;
}

static void add_list(GPtrArray *hosts, const char *list) {
    g_auto(GStrv) items = g_strsplit(list == NULL ? "" : list, ",", -1);
    for (size_t i = 0; items[i] != NULL; i++)
        if (*items[i] != '\0')
            g_ptr_array_add(hosts, g_strdup(items[i]));
}

GPtrArray *store_url_hosts(const char *url) {
    GPtrArray *hosts = g_ptr_array_new_with_free_func(g_free);
    if (!store_url_is_postgresql(url))
        return hosts;
    const Span all = split(url).hosts;
    g_autofree char *named = store_url_parameter(url, "host");
    g_autofree char *addresses = store_url_parameter(url, "hostaddr");
    const char *at = all.start;
    Place place;
    while (named == NULL && next_place(all, &at, &place)) {
        g_autofree char *host = decode(place.host);
        if (host != NULL && *host != '\0')
            g_ptr_array_add(hosts, g_steal_pointer(&host));
    }
    add_list(hosts, named);
    add_list(hosts, addresses);
    return hosts;
}

// --- ports ---

static void add_port(GArray *ports, const char *text) {
    guint64 number = 5432;
    if (*text != '\0' && !g_ascii_string_to_unsigned(text, 10, 1, 65535, &number, NULL))
        return;
    const unsigned port = (unsigned)number;
    for (guint i = 0; i < ports->len; i++)
        if (g_array_index(ports, unsigned, i) == port)
            return;
    g_array_append_val(ports, port);
}

GArray *store_url_ports(const char *url) {
    GArray *ports = g_array_new(FALSE, FALSE, sizeof(unsigned));
    if (!store_url_is_postgresql(url))
        return ports;
    const Span all = split(url).hosts;
    g_autofree char *named = store_url_parameter(url, "port");
    const char *at = all.start;
    Place place;
    while (named == NULL && next_place(all, &at, &place)) {
        g_autofree char *port = g_strndup(place.port.start, place.port.size);
        add_port(ports, port);
    }
    g_auto(GStrv) items = g_strsplit(named == NULL ? "" : named, ",", -1);
    for (size_t i = 0; items[i] != NULL; i++)
        add_port(ports, items[i]);
    if (ports->len == 0)
        add_port(ports, "");
    return ports;
}

// --- whether it is one ---

static bool is_text(Span span) {
    g_autofree char *decoded = decode(span);
    return decoded != NULL && memchr(span.start, '@', span.size) == NULL;
}

static bool is_port(Span port) {
    g_autofree char *text = g_strndup(port.start, port.size);
    return port.size == 0 || g_ascii_string_to_unsigned(text, 10, 1, 65535, NULL, NULL);
}

static bool is_place(const Place *place) {
    g_autofree char *host = decode(place->host);
    return place->whole && is_text(place->host) && is_port(place->port) &&
           (!place->bracketed || g_hostname_is_ip_address(host));
}

static bool check_parameters(const char *at, GError **error) {
    Parameter parameter;
    while (next_parameter(&at, &parameter)) {
        g_autofree char *key = decode(parameter.key), *value = decode(parameter.value);
        if (!parameter.whole || key == NULL || value == NULL || *key == '\0' ||
            memchr(parameter.value.start, '=', parameter.value.size) != NULL)
            return fault_set(error, FATE_CONFIG,
                             "has something behind the ? that is not key=value; write it like "
                             "?sslmode=verify-full&connect_timeout=3, with & between them, and %%3D for a =");
    }
    return true;
}

bool store_url_check(const char *url, GError **error) {
    if (!store_url_is_postgresql(url))
        return g_path_is_absolute(store_url_directory(url) == NULL ? "" : store_url_directory(url)) ||
               fault_set(error, FATE_CONFIG,
                         "is no store; write lmdb:/directory, like lmdb:/var/lib/earshot, or "
                         "postgresql://host/database");
    const Parts parts = split(url);
    const char *at = parts.hosts.start;
    Place place;
    bool good = is_text(parts.user) && is_text(parts.password) && is_text(parts.database);
    while (good && next_place(parts.hosts, &at, &place))
        good = is_place(&place);
    return good ? check_parameters(parts.parameters.start, error)
                : fault_set(error, FATE_CONFIG,
                            "is no URL of a database; write postgresql://user@host:port/database, and any of "
                            "/ : @ ? %% in a name or password as %%2F %%3A %%40 %%3F %%25");
}

// --- what people may see ---

static void append(GString *shown, const char *from, const char *to) {
    g_string_append_len(shown, from, to - from);
}

static void append_parameters(GString *shown, const char *at) {
    Parameter parameter;
    while (next_parameter(&at, &parameter)) {
        append(shown, parameter.key.start, parameter.value.start);
        if (is_secret(parameter.key))
            g_string_append(shown, HIDDEN);
        else
            append(shown, parameter.value.start, parameter.value.start + parameter.value.size);
        g_string_append(shown, *at == '\0' ? "" : "&");
    }
}

char *store_url_shown(const char *url) {
    const char *colon = strstr(url, "://");
    if (store_url_directory(url) != NULL)
        return g_strdup(store_url_directory(url));
    if (colon == NULL && strchr(url, '@') == NULL)
        return g_strdup(url);
    if (!store_url_is_postgresql(url) ||
        !store_url_check(url, NULL)) { // where in it a password may be nobody knows
        g_autofree char *scheme = g_strndup(url, colon == NULL ? 0 : (size_t)(colon + strlen("://") - url));
        return g_strconcat(scheme, HIDDEN, NULL);
    }
    const Parts parts = split(url);
    GString *shown = g_string_new(NULL);
    if (parts.has_password) {
        append(shown, url, parts.password.start);
        g_string_append(shown, HIDDEN);
        append(shown, parts.password.start + parts.password.size, parts.parameters.start);
    } else {
        append(shown, url, parts.parameters.start);
    }
    append_parameters(shown, parts.parameters.start);
    return g_string_free(shown, FALSE);
}

bool store_url_has_password(const char *url) {
    if (!store_url_is_postgresql(url))
        return false;
    g_autofree char *own = store_url_parameter(url, "password");
    g_autofree char *of_key = store_url_parameter(url, "sslpassword");
    return split(url).password.size > 0 || own != NULL || of_key != NULL;
}
