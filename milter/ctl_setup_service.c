// Which of Postfix's services hear mail for us, and how they see our sockets.
// Mail must pass Earshot once: where it comes in, not where a content filter
// hands it back.
#include "ctl_setup_plan.h"

#include <string.h>

#include "fault.h"

static bool is_one_of(const char *word, const char *const *words) {
    return g_strv_contains(words, word);
}

// Of "127.0.0.1:10025/inet" the parts "127.0.0.1" and "10025"; without a host it is "".
static void split(const char *service, char **host, char **port, char **type) {
    const char *slash = strrchr(service, '/');
    g_autofree char *name = g_strndup(service, slash == NULL ? 0 : (size_t)(slash - service));
    const char *colon = strrchr(name, ':');
    *type = g_strdup(slash == NULL ? "" : slash + 1);
    *host = g_strndup(name, colon == NULL ? 0 : (size_t)(colon - name));
    *port = g_strdup(colon == NULL ? name : colon + 1);
}

static bool is_loopback(const char *host) {
    return g_str_has_prefix(host, "127.") ||
           is_one_of(host, (const char *const[]){"localhost", "[::1]", "::1", NULL});
}

static bool says_no_milters(const Postfix *postfix, const char *service) {
    return strstr(postfix_setting(postfix, service, "receive_override_options", NULL), "no_milters") != NULL;
}

// `-o content_filter=` is how a service says that its mail was filtered.
static bool is_behind_filter(const Postfix *postfix, const char *service) {
    bool own = false;
    const char *filter = postfix_setting(postfix, service, "content_filter", &own);
    return own && *filter == '\0';
}

SetupRole setup_role_of(const Postfix *postfix, const char *service) {
    static const char *const INBOUND[] = {"smtp", "25", NULL};
    static const char *const SUBMISSION[] = {"submission", "587", "submissions", "smtps", "465", NULL};
    g_autofree char *host = NULL, *port = NULL, *type = NULL;
    g_auto(GStrv) command = g_strsplit_set(postfix_field(postfix, service, "command"), " \t", 2);
    split(service, &host, &port, &type);
    if (g_strcmp0(command[0], "smtpd") != 0)
        return SETUP_NOT_SMTPD;
    const bool inbound = strcmp(type, "pass") == 0 || (!is_loopback(host) && is_one_of(port, INBOUND));
    const bool submission = !is_loopback(host) && is_one_of(port, SUBMISSION);
    if (!inbound && !submission)
        return is_loopback(host) || is_behind_filter(postfix, service) || says_no_milters(postfix, service)
                   ? SETUP_FILTERED
                   : SETUP_OTHER;
    if (says_no_milters(postfix, service) ||
        *postfix_setting(postfix, service, "smtpd_proxy_filter", NULL) != '\0')
        return SETUP_UNSEEN;
    return inbound ? SETUP_INBOUND : SETUP_SUBMISSION;
}

// inet:port@host of libmilter is inet:host:port of Postfix.
static char *address_of(const char *key, const char *socket, GError **error) {
    g_auto(GStrv) parts = g_strsplit_set(socket, ":@", 3);
    if (strcmp(parts[0], "inet") == 0 && g_strv_length(parts) == 3)
        return g_strdup_printf("inet:%s:%s", parts[2], parts[1]);
    fault_set(error, FATE_CONFIG, "%s = %s: use unix:/path or inet:port@host, which Postfix can reach", key,
              socket);
    return NULL;
}

// "unix:earshot/milter.sock" or "inet:host:port".
static char *socket_of(const Postfix *postfix, const char *service, const char *key, const char *socket,
                       GError **error) {
    const size_t root = strlen(postfix->queue);
    if (strpbrk(socket, " \t\r\n{},=$;") != NULL) {
        fault_set(error, FATE_CONFIG, "%s = %s: use a path of letters, digits, dots and slashes", key,
                  socket);
        return NULL;
    }
    if (!g_str_has_prefix(socket, "unix:/"))
        return address_of(key, socket, error);
    const char *path = socket + strlen("unix:");
    if (strncmp(path, postfix->queue, root) == 0 && path[root] == '/')
        return g_strconcat("unix:", path + root + 1, NULL);
    if (!postfix_is_chrooted(postfix, service))
        return g_strdup(socket);
    g_autofree char *name = g_path_get_basename(path);
    fault_set(error, FATE_CONFIG,
              "%s = %s: %s is chrooted to %s and cannot see it; set it to unix:%s/earshot/%s, restart "
              "Earshot and run this again",
              key, socket, service, postfix->queue, postfix->queue, name);
    return NULL;
}

char *setup_milter_of(const Postfix *postfix, const Config *config, const char *service, bool tight,
                      GError **error) {
    const char *action = config->on_failure == ON_FAILURE_ACCEPT ? "accept" : "tempfail";
    g_autofree char *address = socket_of(postfix, service, "[earshot] socket", config->socket, error);
    if (address == NULL)
        return NULL;
    return g_strdup_printf(tight ? "{%s,protocol=6,default_action=%s}"
                                 : "{ %s, protocol=6, default_action=%s }",
                           address, action);
}

char *setup_route_of(const Postfix *postfix, const char *domain, const char *socket, GError **error) {
    g_autofree char *address = socket_of(postfix, "lmtp/unix", "[receipt] socket", socket, error);
    return address == NULL ? NULL : g_strdup_printf("inline:{ {%s = lmtp:%s} }", domain, address);
}
