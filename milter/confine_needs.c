// Both read programs' own files (libraries, character sets, zones, languages) and
// what the configuration names; they write beside the store and where their
// socket is. Only who speaks over a network looks names up, for which /etc is
// read: which files of it the name service takes is its own affair. The milter
// does so only for a store in a database of another machine. Neither needs
// the MTA's queue, anybody's home, or another program.
#include "confine_needs.h"

#include <stdlib.h>
#include <string.h>

#include "store_url.h"

// Where the distribution keeps what libraries read. Most of these are links into /usr, some are not there.
static const char *const PROGRAMS[] = {"/usr", "/lib", "/lib32", "/lib64", "/libx32", "/proc/self/exe"};
// What the C library reads for a daemon that knows nothing of any network.
static const char *const SYSTEM[] = {"/etc/localtime", "/etc/ld.so.cache", "/etc/locale.alias", "/proc/self",
                                     "/dev/urandom",   "/dev/random",      "/dev/null"};

// Where sockets are as a rule.
static const char *const SOCKETS[] = {"/var/spool/postfix/earshot", "/run/earshot"};

static void read_all(Confine *confine, const char *const *paths, size_t count) {
    for (size_t i = 0; i < count; i++)
        confine_read(confine, paths[i]);
}

// The directory: a file that is changed is another one afterwards.
static void read_around(Confine *confine, const char *path) {
    g_autofree char *directory = path == NULL ? NULL : g_path_get_dirname(path);
    confine_read(confine, directory);
    // A link leads elsewhere, as secrets that are mounted and /etc/resolv.conf do.
    g_autofree char *real = path == NULL ? NULL : realpath(path, NULL);
    g_autofree char *behind = real == NULL ? NULL : g_path_get_dirname(real);
    confine_read(confine, behind);
}

static void write_around(Confine *confine, const char *path) {
    g_autofree char *directory = path == NULL ? NULL : g_path_get_dirname(path);
    confine_write(confine, directory);
}

static void write_at_socket(Confine *confine, const char *socket) {
    if (socket != NULL && g_str_has_prefix(socket, "unix:"))
        write_around(confine, socket + strlen("unix:"));
}

static void need_store(Confine *confine, const Config *config) {
    const char *directory = config_state_directory(config);
    if (directory == NULL)
        return;
    g_mkdir_with_parents(directory, 0700); // else who opens the store says why
    confine_write(confine, directory);
}

// With the files of the name service: "localhost" is a name, too.
static void need_network(Confine *confine) {
    confine_read(confine, "/etc");
    read_around(confine, "/etc/resolv.conf");
    confine_network(confine);
}

// Where secrets and certificates may stand that libpq reads, beside what its URL names.
static void read_as_libpq(Confine *confine, const char *url) {
    static const char *const KEYS[] = {"passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslcrldir"};
    static const char *const VARIABLES[] = {"PGPASSFILE", "PGSERVICEFILE", "PGSSLCERT", "PGSSLKEY",
                                            "PGSSLROOTCERT"};
    static const char *const AT_HOME[] = {".pgpass", ".pg_service.conf", ".postgresql"};
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        g_autofree char *path = store_url_parameter(url, KEYS[i]);
        read_around(confine, path);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(VARIABLES); i++)
        read_around(confine, g_getenv(VARIABLES[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(AT_HOME); i++) {
        g_autofree char *path = g_build_filename(g_get_home_dir(), AT_HOME[i], NULL);
        confine_read(confine, path);
    }
}

// A unix socket is a path; where none is named, libpq has one of its own, unless its environment says
// otherwise.
static bool is_far(const char *url) {
    g_autoptr(GPtrArray) hosts = store_url_hosts(url);
    g_autofree char *service = store_url_parameter(url, "service");
    bool far = service != NULL || g_getenv("PGSERVICE") != NULL || g_getenv("PGHOSTADDR") != NULL ||
               (hosts->len == 0 && g_getenv("PGHOST") != NULL);
    for (guint i = 0; i < hosts->len && !far; i++)
        far = strchr("/@", *(const char *)hosts->pdata[i]) == NULL;
    return far;
}

// What is written elsewhere than in the URL, and Kerberos, go by ports that nobody knows here.
static bool knows_ports(const char *url) {
    g_autofree char *service = store_url_parameter(url, "service"),
                    *kerberos = store_url_parameter(url, "krbsrvname");
    return service == NULL && kerberos == NULL && g_getenv("PGSERVICE") == NULL && g_getenv("PGPORT") == NULL;
}

// libpq asks for the name of its user, too, whose home it looks into.
static void need_database(Confine *confine, const char *url) {
    store_prepare(url);
    confine_read(confine, "/etc");
    read_as_libpq(confine, url);
    if (!is_far(url))
        return;
    read_around(confine, "/etc/resolv.conf");
    if (!knows_ports(url)) {
        confine_network(confine);
        return;
    }
    g_autoptr(GArray) ports = store_url_ports(url);
    for (guint i = 0; i < ports->len; i++)
        confine_connect(confine, g_array_index(ports, unsigned, i));
}

static Confine *needs_of_both(const Daemon *daemon) {
    const Config *config = daemon->config;
    Confine *confine = confine_new();
    read_all(confine, PROGRAMS, G_N_ELEMENTS(PROGRAMS));
    read_all(confine, SYSTEM, G_N_ELEMENTS(SYSTEM));
    read_around(confine, daemon->config_path);
    read_around(confine, config->key_file);
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        confine_read(confine, mailbox->templates);
        read_around(confine, mailbox->holidays);
    }
    need_store(confine, config);
    if (config->store != NULL && config_store_directory(config) == NULL)
        need_database(confine, config->store);
    write_around(confine, daemon->pid_file);
    return confine;
}

Confine *confine_milter(Daemon *daemon) {
    Confine *confine = needs_of_both(daemon);
    write_at_socket(confine, daemon->config->socket);
    if (g_str_has_prefix(daemon->config->socket, "inet"))
        need_network(confine);
    read_around(confine, daemon->config->relay_password_file); // looked at, as all that is configured
    confine_enter(confine);
    return daemon->confine = confine;
}

Confine *confine_courier(Daemon *daemon) {
    Confine *confine = needs_of_both(daemon);
    write_at_socket(confine, daemon->config->receipt_socket);
    write_at_socket(confine, daemon->config->metrics_listen);
    // Who goes over from observing to answering names a socket where the others are, and only reloads.
    for (size_t i = 0; i < G_N_ELEMENTS(SOCKETS); i++)
        if (g_file_test(SOCKETS[i], G_FILE_TEST_IS_DIR))
            confine_write(confine, SOCKETS[i]);
    read_around(confine, daemon->config->relay_password_file);
    need_network(confine);
    confine_enter(confine);
    return daemon->confine = confine;
}

bool confine_may_follow(const Daemon *daemon, const Config *config, GPtrArray *errors) {
    const guint known = errors->len;
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        if (mailbox->templates != NULL && !confine_admits(daemon->confine, mailbox->templates))
            g_ptr_array_add(errors,
                            g_strdup_printf("%s: [mailbox %s] templates = %s lies outside of what was "
                                            "named at the start; it needs a restart",
                                            daemon->config_path, mailbox->name, mailbox->templates));
    }
    return errors->len == known;
}
