// The two sockets where the MTA finds us: whether somebody answers there in the
// protocol that belongs there, and whether Postfix's user can come so far. To
// connect as root proves only half of it.
#include "doctor.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "knock.h"

enum { PATIENCE_S = 5 };

typedef struct Spot {   // one of the two
    const char *socket; // as configured
    const char *path;   // of a unix socket, or NULL
    const char *daemon; // "milter"
    bool (*answers)(GSocket *socket, GError **error);
} Spot;

// --- what they answer ---

static bool failed(GError **error, int cause) {
    g_set_error_literal(error, G_IO_ERROR, (int)g_io_error_from_errno(cause), g_strerror(cause));
    return false;
}

static bool no_answer(GError **error, const char *what) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "who listens there does not speak %s", what);
    return false;
}

static bool speaks_milter(GSocket *socket, GError **error) {
    if (knock_asks(g_socket_get_fd(socket), PATIENCE_S * G_TIME_SPAN_SECOND))
        return true;
    return errno == EPROTO ? no_answer(error, "the milter protocol") : failed(error, errno);
}

static bool speaks_lmtp(GSocket *socket, GError **error) {
    static const char QUIT[] = "QUIT\r\n";
    char reply[512];
    const gssize got = g_socket_receive(socket, reply, sizeof reply, NULL, error);
    if (got < 0)
        return false;
    (void)g_socket_send(socket, QUIT, sizeof QUIT - 1, NULL, NULL);
    return (got >= 4 && memcmp(reply, "220 ", 4) == 0) || no_answer(error, "LMTP");
}

static GSocketAddress *address_of(const Spot *spot) {
    g_autofree char *place = place_own(spot->socket);
    if (spot->path != NULL)
        return strlen(spot->path) < 108 ? g_unix_socket_address_new(spot->path) : NULL;
    const char *port = place + strlen("inet:"), *at = strchr(port, '@');
    return at == NULL ? NULL : g_inet_socket_address_new_from_string(at + 1, (guint)atoi(port));
}

static bool is_near(GSocketAddress *address) {
    return !G_IS_INET_SOCKET_ADDRESS(address) ||
           g_inet_address_get_is_loopback(g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
}

static bool ask(const Spot *spot, GSocketAddress *address, GError **error) {
    g_autoptr(GSocket) socket = g_socket_new(g_socket_address_get_family(address), G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_DEFAULT, error);
    if (socket == NULL)
        return false;
    g_socket_set_timeout(socket, PATIENCE_S);
    const bool well = g_socket_connect(socket, address, NULL, error) && spot->answers(socket, error);
    g_socket_close(socket, NULL);
    return well;
}

static bool check_answers(Doctor *doctor, const Spot *spot) {
    g_autoptr(GSocketAddress) address = address_of(spot);
    g_autoptr(GError) error = NULL;
    if (address == NULL || !is_near(address)) {
        doctor_say(doctor, DOCTOR_SKIP, "%s is not on this machine's loopback: it is not asked",
                   spot->socket);
        return false;
    }
    if (ask(spot, address, &error))
        return true;
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)) {
        doctor_deny(doctor, "%s: we may not connect to it", spot->socket);
        return false;
    }
    const bool refused = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
    doctor_say(doctor, DOCTOR_FAIL, "%s: %s", spot->socket,
               refused && spot->path != NULL ? "the socket is a stale one: nobody listens there"
                                             : error->message);
    doctor_mend(doctor, "%s earshot-%s, which makes its socket anew", refused ? "start" : "restart",
                spot->daemon);
    doctor_service(doctor, refused ? "start" : "restart", spot->daemon);
    return false;
}

// --- who can come so far ---

// Its group has its name, as packages make it.
static const char *postfix_group(const Doctor *doctor) {
    return doctor->postfix_user.known ? doctor->postfix_user.name : "postfix";
}

static bool is_there(Doctor *doctor, const Spot *spot) {
    struct stat status;
    g_autofree char *directory = g_path_get_dirname(spot->path);
    if (lstat(spot->path, &status) == 0) {
        if (S_ISSOCK(status.st_mode))
            return true;
        doctor_say(doctor, DOCTOR_FAIL, "%s is no socket", spot->path);
        doctor_mend(doctor, "move it away, then restart earshot-%s", spot->daemon);
        doctor_service(doctor, "restart", spot->daemon);
        return false;
    }
    if (errno == EACCES) {
        doctor_deny(doctor, "%s cannot be looked at", spot->path);
        return false;
    }
    doctor_say(doctor, DOCTOR_FAIL, "%s is not there", spot->path);
    doctor_mend(doctor, "start earshot-%s, which makes it", spot->daemon);
    if (!g_file_test(directory, G_FILE_TEST_IS_DIR))
        doctor_command(doctor, "install", "-d", "-m", "2750", "-o",
                       doctor->daemon.known ? doctor->daemon.name : "earshot", "-g", postfix_group(doctor),
                       directory, NULL);
    doctor_service(doctor, "start", spot->daemon);
    return false;
}

// Postfix comes as its own user, who needs the directory and the socket.
static bool check_reach(Doctor *doctor, const Spot *spot) {
    g_autofree char *where = NULL;
    if (!doctor->postfix_user.known)
        return true;
    g_autofree char *trouble = person_trouble(&doctor->postfix_user, spot->path, R_OK | W_OK, &where);
    if (trouble == NULL)
        return true;
    const bool socket = strcmp(where, spot->path) == 0;
    doctor_say(doctor, DOCTOR_FAIL, "%s: Postfix, which comes as %s, cannot connect", trouble,
               doctor->postfix_user.name);
    doctor_mend(doctor, "let its group in%s", socket ? "; sockets get it from a directory with set-gid" : "");
    doctor_command(doctor, "chgrp", postfix_group(doctor), where, NULL);
    doctor_command(doctor, "chmod", socket ? "0660" : "2750", where, NULL);
    return false;
}

static bool check_open_to_all(Doctor *doctor, const Spot *spot) {
    struct stat status, directory;
    g_autofree char *parent = g_path_get_dirname(spot->path);
    if (stat(spot->path, &status) != 0 || stat(parent, &directory) != 0 || (status.st_mode & S_IWOTH) == 0 ||
        (directory.st_mode & S_IXOTH) == 0)
        return true;
    doctor_say(doctor, DOCTOR_WARN, "everybody on this machine may connect to %s (mode %04o)", spot->path,
               status.st_mode & 07777);
    doctor_mend(doctor, "close the directory: what is made in it later is closed too");
    doctor_command(doctor, "chmod", "o-rwx", parent, NULL);
    return false;
}

static void check_spot(Doctor *doctor, const Spot *spot) {
    if (spot->path != NULL && !is_there(doctor, spot))
        return;
    bool well = check_answers(doctor, spot);
    if (spot->path != NULL) {
        well = check_reach(doctor, spot) && well;
        well = check_open_to_all(doctor, spot) && well;
    }
    if (well)
        doctor_say(doctor, DOCTOR_OK, "%s answers%s", spot->socket,
                   spot->path != NULL && doctor->postfix_user.known ? ", and Postfix can reach it" : "");
}

static const char *path_of(const char *socket) {
    return g_str_has_prefix(socket, "unix:") || g_str_has_prefix(socket, "local:") ? strchr(socket, ':') + 1
                                                                                   : NULL;
}

void doctor_check_milter_socket(Doctor *doctor) {
    const char *socket = doctor->config->socket;
    check_spot(doctor, &(Spot){socket, path_of(socket), "milter", speaks_milter});
}

void doctor_check_receipt_socket(Doctor *doctor) {
    const char *socket = doctor->config->receipt_socket;
    if (!config_uses_receipts(doctor->config) || socket == NULL) {
        doctor_say(doctor, DOCTOR_SKIP, "no receipts are used: mode is not answer, or when = inspected");
        return;
    }
    check_spot(doctor, &(Spot){socket, path_of(socket), "courier", speaks_lmtp});
}
