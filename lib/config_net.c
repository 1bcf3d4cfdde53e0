// What a configuration may name of the network. Nothing is looked up: a name
// server that is down must not make a configuration wrong.
#include "config_net.h"

#include <gio/gio.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

enum {
    HOST_LIMIT = 253, // octets of a domain name as text, RFC 1035 s.2.3.4
    LABEL_LIMIT = 63,
};

static bool label_is_good(const char *label, size_t length) {
    if (length == 0 || length > LABEL_LIMIT || label[0] == '-' || label[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isalnum(label[i]) && label[i] != '-' && label[i] != '_')
            return false;
    return true;
}

bool config_net_is_host(const char *host) {
    if (strlen(host) > HOST_LIMIT)
        return false;
    for (const char *label = host;;) {
        const size_t length = strcspn(label, ".");
        if (!label_is_good(label, length))
            return false;
        if (label[length] == '\0')
            return true;
        label += length + 1;
    }
}

static bool port_is_good(const char *text, size_t length) {
    unsigned port = 0;
    for (size_t i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]) || i >= 5)
            return false;
        port = port * 10 + (unsigned)(text[i] - '0');
    }
    return port >= 1 && port <= 65535;
}

bool config_net_is_socket(const char *text) {
    const size_t path_limit = sizeof((struct sockaddr_un *)NULL)->sun_path - 1;
    if (g_str_has_prefix(text, "unix:/"))
        return strlen(text + strlen("unix:")) <= path_limit;
    const char *port = g_str_has_prefix(text, "inet:") ? text + strlen("inet:") : "";
    const char *at = strchr(port, '@');
    return at != NULL && port_is_good(port, (size_t)(at - port)) && config_net_is_host(at + 1);
}

// "localhost" is taken at its word (RFC 6761 s.6.3); other names might be anywhere tomorrow.
bool config_net_is_loopback(const char *text) {
    const char *port = g_str_has_prefix(text, "inet:") ? text + strlen("inet:") : NULL;
    const char *at = port == NULL ? NULL : strchr(port, '@');
    if (port == NULL)
        return config_net_is_socket(text);
    if (at == NULL || !port_is_good(port, (size_t)(at - port)))
        return false;
    if (strcmp(at + 1, "localhost") == 0)
        return true;
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(at + 1);
    return address != NULL && g_inet_address_get_is_loopback(address);
}

// "host", "host:port", "[2001:db8::1]:port"
static bool authority_is_good(const char *text) {
    const bool bracketed = *text == '[';
    const size_t length = bracketed ? strcspn(text, "]") : strcspn(text, ":");
    g_autofree char *host = bracketed ? g_strndup(text + 1, length - 1) : g_strndup(text, length);
    if (bracketed && text[length] != ']')
        return false;
    const char *rest = text + length + (bracketed ? 1 : 0);
    if (bracketed ? strchr(host, ':') == NULL || !g_hostname_is_ip_address(host) : !config_net_is_host(host))
        return false;
    return *rest == '\0' || (*rest == ':' && port_is_good(rest + 1, strlen(rest + 1)));
}

bool config_net_is_relay(const char *text) {
    static const char plain[] = "smtp://", wrapped[] = "smtps://";
    if (g_str_has_prefix(text, plain))
        return authority_is_good(text + strlen(plain));
    return g_str_has_prefix(text, wrapped) && authority_is_good(text + strlen(wrapped));
}
