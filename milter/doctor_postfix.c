// How Postfix writes where a socket is, against how we do: relative to the queue
// directory, below the service's own root, host before port. Two writings that mean
// one socket must compare equal, and two that look alike may not.
#include "doctor_postfix.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "fault.h"

// --- tools ---

// coreutils' timeout ends one that waits for a database.
int postfix_try(const char *directory, const char *const *words, char **out, char **err) {
    g_autofree char *path = postfix_program(words[0]);
    const char *const start[] = {"timeout", "10", path, "-c", directory};
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    int status = -1;
    *out = *err = NULL;
    if (path == NULL)
        return -1;
    for (size_t i = 0; i < (directory == NULL ? 3 : G_N_ELEMENTS(start)); i++)
        g_ptr_array_add(arguments, (char *)(uintptr_t)start[i]);
    for (size_t i = 1; words[i] != NULL; i++)
        g_ptr_array_add(arguments, (char *)(uintptr_t)words[i]);
    g_ptr_array_add(arguments, NULL);
    if (!g_spawn_sync(NULL, (char **)arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, out, err,
                      &status, NULL))
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

char *postfix_look_up(const Postfix *postfix, const char *table, const char *key, GError **error) {
    const char *const words[] = {"postmap", "-q", key, table, NULL};
    g_autofree char *out = NULL, *err = NULL;
    const int status = postfix_try(postfix->directory, words, &out, &err);
    if (status == 0) {
        out[strcspn(out, "\n")] = '\0';
        return g_steal_pointer(&out);
    }
    const bool silent = err == NULL || *err == '\0';
    if (status != 1 || !silent) // 1 and no word: it has no such key
        fault_set(error, FATE_TEMPORARY, "%s: %.*s", table, silent ? 0 : (int)strcspn(err, "\n"),
                  silent ? "" : err);
    return NULL;
}

// --- words ---

unsigned place_seconds(const char *value) {
    static const struct {
        char letter;
        unsigned seconds;
    } UNITS[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    char *end = NULL;
    const unsigned long number = strtoul(value, &end, 10);
    unsigned unit = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++)
        unit = *end == UNITS[i].letter ? UNITS[i].seconds : unit;
    return (unsigned)MIN(number, 10000000UL) * unit;
}

// The words within the braces of "{ unix:a/b, name = value }"; of any other word, itself.
static char **parts_of(const char *word) {
    g_autofree char *inner = g_strdup(word);
    const size_t length = strlen(inner);
    if (length >= 2 && inner[0] == '{' && inner[length - 1] == '}') {
        inner[0] = ' ';
        inner[length - 1] = '\0';
    }
    char **parts = g_strsplit(inner, ",", -1);
    for (char **part = parts; *part != NULL; part++)
        g_strstrip(*part);
    return parts;
}

char *place_setting(const char *word, const char *setting) {
    g_auto(GStrv) parts = parts_of(word);
    for (char **part = parts; *part != NULL && part[1] != NULL; part++) {
        const char *text = part[1], *equals = strchr(text, '=');
        g_autofree char *name = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
        if (name != NULL && strcmp(g_strstrip(name), setting) == 0)
            return g_strstrip(g_strdup(equals + 1));
    }
    return NULL;
}

// --- places ---

static const char *usual_host(const char *host) {
    return g_ascii_strcasecmp(host, "localhost") == 0 || *host == '\0' ? "127.0.0.1" : host;
}

static char *inet_place(const char *host, const char *port) {
    g_autofree char *bare = g_strdup(host);
    if (*bare == '[' && bare[strlen(bare) - 1] == ']') {
        bare[strlen(bare) - 1] = '\0';
        memmove(bare, bare + 1, strlen(bare));
    }
    return g_strdup_printf("inet:%s@%s", port, usual_host(bare));
}

// A path as one with the whole machine as its root sees it.
static char *real_path(const Postfix *postfix, bool chrooted, const char *path) {
    g_autofree char *joined =
        *path == '/' && !chrooted ? g_strdup(path) : g_build_filename(postfix->queue, path, NULL);
    return g_canonicalize_filename(joined, "/");
}

char *place_of(const Postfix *postfix, bool chrooted, const char *word) {
    g_auto(GStrv) parts = parts_of(word);
    const char *socket = parts[0] != NULL ? parts[0] : "";
    if (g_str_has_prefix(socket, "unix:") || g_str_has_prefix(socket, "local:")) {
        g_autofree char *path = real_path(postfix, chrooted, strchr(socket, ':') + 1);
        return g_strconcat("unix:", path, NULL);
    }
    const char *rest = g_str_has_prefix(socket, "inet:") ? socket + strlen("inet:") : socket;
    const char *colon = strrchr(rest, ':');
    if (colon == NULL)
        return g_strdup(socket);
    g_autofree char *host = g_strndup(rest, (gsize)(colon - rest));
    return inet_place(host, colon + 1);
}

char *place_own(const char *socket) {
    if (g_str_has_prefix(socket, "unix:") || g_str_has_prefix(socket, "local:")) {
        g_autofree char *path = g_canonicalize_filename(strchr(socket, ':') + 1, "/");
        return g_strconcat("unix:", path, NULL);
    }
    const char *rest = g_str_has_prefix(socket, "inet:") ? socket + strlen("inet:") : socket;
    const char *at = strchr(rest, '@');
    g_autofree char *port = at == NULL ? g_strdup(rest) : g_strndup(rest, (gsize)(at - rest));
    return inet_place(at == NULL ? "" : at + 1, port);
}

// --- services ---

// A whole word that is a $name, as lists of master.cf may have it.
static void add_word(const Postfix *postfix, GPtrArray *words, const char *word) {
    g_autoptr(GPtrArray) meant = *word == '$' ? setup_list_of(postfix_value(postfix, word + 1)) : NULL;
    if (meant == NULL)
        g_ptr_array_add(words, g_strdup(word));
    for (guint i = 0; meant != NULL && i < meant->len; i++)
        g_ptr_array_add(words, g_strdup(meant->pdata[i]));
}

GPtrArray *place_milters(const Postfix *postfix, const char *service) {
    bool own = false;
    const char *written = postfix_setting(postfix, service, "smtpd_milters", &own);
    g_autoptr(GPtrArray) list = setup_list_of(own ? written : postfix_value(postfix, "smtpd_milters"));
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < list->len; i++)
        add_word(postfix, words, list->pdata[i]);
    return words;
}

guint place_find(const Postfix *postfix, const GPtrArray *words, bool chrooted, const char *socket) {
    g_autofree char *ours = place_own(socket);
    for (guint i = 0; i < words->len; i++) {
        g_autofree char *place = place_of(postfix, chrooted, words->pdata[i]);
        if (strcmp(place, ours) == 0)
            return i;
    }
    return words->len;
}

// Ports that filters hand mail back to, by custom.
static bool is_return(const Postfix *postfix, const char *service) {
    static const char *const PORTS[] = {":10025/", ":10026/", ":10027/", ":10029/"};
    bool filter = false, proxy = false;
    const char *filters = postfix_setting(postfix, service, "content_filter", &filter);
    const char *proxies = postfix_setting(postfix, service, "smtpd_proxy_filter", &proxy);
    for (size_t i = 0; i < G_N_ELEMENTS(PORTS); i++)
        if (strstr(service, PORTS[i]) != NULL)
            return true;
    return (filter && *filters == '\0') || (proxy && *proxies == '\0');
}

SetupRole place_role(const Postfix *postfix, const char *service, const char *socket) {
    const SetupRole role = setup_role_of(postfix, service);
    if ((role != SETUP_FILTERED && role != SETUP_OTHER) || is_return(postfix, service))
        return role;
    g_autoptr(GPtrArray) words = place_milters(postfix, service);
    const bool asks = place_find(postfix, words, postfix_is_chrooted(postfix, service), socket) < words->len;
    return asks ? SETUP_INBOUND : SETUP_OTHER;
}
