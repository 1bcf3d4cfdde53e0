// HTTP is a protocol that Earshot does not exist for: libmicrohttpd speaks it. The
// socket is ours, since the library knows no unix sockets and would not say why
// an address cannot be had.
#include "exporter.h"

#include <errno.h>
#include <gio/gio.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "lookout.h"
#include "metrics.h"

struct Exporter {
    Editions *editions;
    Store *store;
    Vitals *vitals;
    Lookout *lookout; // made when somebody may ask
    struct MHD_Daemon *daemon;
    char *where; // as configured, while it listens
    char *path;  // of our unix socket, else NULL
};

// --- the socket ---

// One that a process died over may go; one that somebody answers on may not, nor what is no socket.
static bool clear_stale(const struct sockaddr_un *address, GError **error) {
    struct stat status;
    if (lstat(address->sun_path, &status) != 0)
        return true;
    if (!S_ISSOCK(status.st_mode))
        return fault_set(error, FATE_CONFIG, "%s: there is a file that is no socket", address->sun_path);
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const bool refused =
        probe >= 0 && connect(probe, (const void *)address, sizeof *address) != 0 && errno == ECONNREFUSED;
    if (probe >= 0)
        close(probe);
    if (!refused)
        return fault_set(error, FATE_CONFIG, "%s: %s", address->sun_path, g_strerror(EADDRINUSE));
    return unlink(address->sun_path) == 0 ||
           fault_set(error, FATE_CONFIG, "%s: %s", address->sun_path, g_strerror(errno));
}

// Takes the socket; -1 with an error when it cannot listen there.
static int listen_at(int listener, const void *address, socklen_t size, const char *shown, GError **error) {
    const int yes = 1;
    if (listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bind(listener, address, size) == 0 && listen(listener, EXPORTER_CONNECTIONS) == 0)
        return listener;
    // Confined we may listen only where the configuration said at the start.
    fault_set(error, FATE_CONFIG, "%s: %s%s", shown, g_strerror(errno),
              errno == EACCES ? "; if the address is new, a restart is needed" : "");
    if (listener >= 0)
        close(listener);
    return -1;
}

static int listen_unix(const char *path, GError **error) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_strlcpy(address.sun_path, path, sizeof address.sun_path); // fits: the configuration was checked
    if (!clear_stale(&address, error))
        return -1;
    const int listener =
        listen_at(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), &address, sizeof address, path, error);
    // Who may reach the directory may ask: on loopback it is everybody of this machine, too.
    if (listener >= 0)
        (void)chmod(path, 0666);
    return listener;
}

static int listen_inet(const char *where, GError **error) {
    const char *port_at_host = where + strlen("inet:");
    const char *at = strchr(port_at_host, '@');
    const char *host = strcmp(at + 1, "localhost") == 0 ? "127.0.0.1" : at + 1;
    const guint16 port = (guint16)g_ascii_strtoull(port_at_host, NULL, 10);
    g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string(host, port);
    struct sockaddr_in6 native = {0};
    const gssize size = address == NULL ? -1 : g_socket_address_get_native_size(address);
    if (size < 0 || !g_socket_address_to_native(address, &native, sizeof native, error))
        return -1;
    return listen_at(socket(native.sin6_family, SOCK_STREAM | SOCK_CLOEXEC, 0), &native, (socklen_t)size,
                     where, error);
}

// --- answering ---

static enum MHD_Result reply(struct MHD_Connection *connection, unsigned code, const char *type, char *text) {
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        g_free(text);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (code == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    const enum MHD_Result queued = MHD_queue_response(connection, code, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result answer(void *data, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload, size_t *uploaded,
                              void **context) {
    (void)version, (void)upload, (void)uploaded, (void)context;
    static const char PLAIN[] = "text/plain; charset=utf-8";
    const Exporter *exporter = data;
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return reply(connection, MHD_HTTP_METHOD_NOT_ALLOWED, PLAIN, g_strdup("GET or HEAD\n"));
    const bool metrics = strcmp(url, "/metrics") == 0;
    if (!metrics && strcmp(url, "/healthz") != 0)
        return reply(connection, MHD_HTTP_NOT_FOUND, PLAIN, g_strdup("ask for /metrics or /healthz\n"));
    g_auto(Sight) sight = lookout_ask(exporter->lookout);
    if (metrics)
        return reply(connection, MHD_HTTP_OK, METRICS_TYPE, g_steal_pointer(&sight.metrics));
    return reply(connection, sight.worth == STATUS_FINE ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE, PLAIN,
                 g_steal_pointer(&sight.health));
}

// --- its life ---

static void end(Exporter *exporter) {
    if (exporter->daemon != NULL)
        MHD_stop_daemon(exporter->daemon); // closes the socket, and waits for the answer in hand
    exporter->daemon = NULL;
    if (exporter->path != NULL)
        unlink(exporter->path);
    g_clear_pointer(&exporter->path, g_free);
    g_clear_pointer(&exporter->where, g_free);
}

// Takes the socket. Where the library fails it may have closed it or not: to leave one open, once, is the
// lesser harm, since to close it again could hit another thread's.
static bool serve_on(Exporter *exporter, int listener, GError **error) {
    if (exporter->lookout == NULL)
        exporter->lookout = lookout_new(exporter->editions, exporter->store);
    if (exporter->lookout == NULL) {
        close(listener);
        return fault_set(error, FATE_TEMPORARY, "no thread can be started");
    }
    exporter->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL, answer, exporter,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT, (unsigned)EXPORTER_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)EXPORTER_IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)EXPORTER_MEMORY, MHD_OPTION_END);
    return exporter->daemon != NULL || fault_set(error, FATE_TEMPORARY, "no server can be started");
}

static bool begin(Exporter *exporter, const char *where, GError **error) {
    const bool local = g_str_has_prefix(where, "unix:");
    const int listener = local ? listen_unix(where + strlen("unix:"), error) : listen_inet(where, error);
    if (listener < 0)
        return false;
    exporter->path = local ? g_strdup(where + strlen("unix:")) : NULL;
    exporter->where = g_strdup(where);
    if (serve_on(exporter, listener, error))
        return true;
    end(exporter);
    return false;
}

void exporter_follow(Exporter *exporter) {
    g_autoptr(Edition) edition = editions_current(exporter->editions);
    const char *where = edition_config(edition)->metrics_listen;
    g_autoptr(GError) error = NULL;
    if (exporter->daemon != NULL && g_strcmp0(where, exporter->where) == 0)
        return;
    end(exporter);
    const bool failed = where != NULL && !begin(exporter, where, &error);
    vitals_set(exporter->vitals, VITAL_LISTEN_FAILED, failed ? 1 : 0);
    if (failed)
        log_failure(LOG_LEVEL_ERROR, NULL, "metrics-listen-failed", error);
    else if (where != NULL)
        log_event(LOG_LEVEL_NOTICE, NULL, "event=metrics-listen where=%s", where);
}

Exporter *exporter_new(Editions *editions, Store *store, Vitals *vitals) {
    Exporter *exporter = g_new0(Exporter, 1);
    exporter->editions = editions;
    exporter->store = store;
    exporter->vitals = vitals;
    exporter_follow(exporter);
    return exporter;
}

void exporter_free(Exporter *exporter) {
    if (exporter == NULL)
        return;
    end(exporter);
    // A look that hangs holds what it was given, so that stays too; the process ends just now.
    if (lookout_free(exporter->lookout))
        g_free(exporter);
}
