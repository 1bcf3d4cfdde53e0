// One thread and one poll loop for all connections. Mails that are complete
// after a round are confirmed together in one transaction: while that commits,
// others arrive, so the more there is to do the more share a commit.
#include "receipt.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "address.h"
#include "fault.h"
#include "feedback.h"
#include "inherit.h"
#include "intake.h"
#include "lmtp.h"
#include "log.h"
#include "seal.h"
#include "thread.h"

typedef struct Connection {
    int socket;
    Lmtp *lmtp;
    LmtpState state;
    GByteArray *out; // replies not yet written
    int64_t born;    // monotonic, as is the next
    int64_t active;
    bool broken;
} Connection;

struct Receipt {
    Editions *editions;
    Edition *edition;     // by which this round is served
    const Config *config; // of that
    Store *store;
    Dispatch *dispatch;
    Vitals *vitals;
    char *path; // of the unix socket, or NULL
    int listener;
    int stopped;     // eventfd
    int64_t resting; // until then the listener is left out, monotonic
    GPtrArray *connections;
    Pulse pulse;
};

// --- listening ---

static int listen_unix(const char *path, GError **error) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        fault_set(error, FATE_CONFIG, "%s: a socket's path has at most %zu bytes", path,
                  sizeof address.sun_path - 1);
        return -1;
    }
    memcpy(address.sun_path, path, strlen(path));
    unlink(path); // stale: the lock is ours
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    // The MTA's delivery agent connects as whoever it is. That gains nobody anything: without a token signed
    // by us no recipient is taken.
    if (listener >= 0 && bind(listener, (const struct sockaddr *)&address, sizeof address) == 0 &&
        chmod(path, 0666) == 0 && listen(listener, SOMAXCONN) == 0)
        return listener;
    fault_set(error, FATE_CONFIG, "%s: cannot listen: %s", path, g_strerror(errno));
    if (listener >= 0)
        close(listener);
    return -1;
}

static int listen_address(const struct addrinfo *found) {
    const int listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    if (listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bind(listener, found->ai_addr, found->ai_addrlen) == 0 && listen(listener, SOMAXCONN) == 0)
        return listener;
    if (listener >= 0)
        close(listener);
    return -1;
}

static int listen_inet(const char *port_at_host, GError **error) {
    g_auto(GStrv) parts = g_strsplit(port_at_host, "@", 2);
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    struct addrinfo *found = NULL;
    int listener = -1;
    if (g_strv_length(parts) == 2 && getaddrinfo(parts[1], parts[0], &hints, &found) == 0) {
        listener = listen_address(found);
        freeaddrinfo(found);
    }
    if (listener < 0)
        fault_set(error, FATE_CONFIG, "[receipt] socket inet:%s: cannot listen: %s", port_at_host,
                  g_strerror(errno));
    return listener;
}

static int listen_on(const char *socket, GError **error) {
    if (g_str_has_prefix(socket, "unix:"))
        return listen_unix(socket + strlen("unix:"), error);
    if (g_str_has_prefix(socket, "inet:"))
        return listen_inet(socket + strlen("inet:"), error);
    fault_set(error, FATE_CONFIG, "[receipt] socket %s: neither unix:/path nor inet:port@host", socket);
    return -1;
}

static void connection_free(Connection *connection) {
    close(connection->socket);
    lmtp_free(connection->lmtp);
    g_byte_array_unref(connection->out);
    g_free(connection);
}

Receipt *receipt_new(const Config *config, Editions *editions, Store *store, Dispatch *dispatch,
                     Vitals *vitals, GError **error) {
    g_autoptr(Receipt) receipt = g_new0(Receipt, 1);
    receipt->editions = editions;
    receipt->store = store;
    receipt->dispatch = dispatch;
    receipt->vitals = vitals;
    receipt->stopped = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    receipt->connections = g_ptr_array_new_with_free_func((GDestroyNotify)connection_free);
    receipt->listener = -1;
    if (receipt->stopped < 0) {
        fault_set(error, FATE_TEMPORARY, "eventfd: %s", g_strerror(errno));
        return NULL;
    }
    receipt->listener = inherit_socket(config->receipt_socket);
    const bool inherited = receipt->listener >= 0;
    if (inherited)
        fcntl(receipt->listener, F_SETFL, O_NONBLOCK);
    else
        receipt->listener = listen_on(config->receipt_socket, error);
    if (receipt->listener < 0)
        return NULL;
    if (!inherited && g_str_has_prefix(config->receipt_socket, "unix:"))
        receipt->path = g_strdup(config->receipt_socket + strlen("unix:"));
    return g_steal_pointer(&receipt);
}

void receipt_free(Receipt *receipt) {
    if (receipt == NULL)
        return;
    g_ptr_array_unref(receipt->connections);
    if (receipt->path != NULL)
        unlink(receipt->path);
    if (receipt->listener >= 0)
        close(receipt->listener);
    if (receipt->stopped >= 0)
        close(receipt->stopped);
    edition_unref(receipt->edition);
    g_free(receipt->path);
    g_free(receipt);
}

const Pulse *receipt_pulse(const Receipt *receipt) {
    return &receipt->pulse;
}

void receipt_stop(Receipt *receipt) {
    eventfd_write(receipt->stopped, 1);
}

// --- one connection ---

static LmtpWelcome accepts(const char *address, void *data) {
    const Receipt *receipt = data;
    const Seal *seal = store_seal(receipt->store);
    uint64_t id = 0;
    if (g_ascii_strcasecmp(address_domain(address), receipt->config->receipt_domain) != 0)
        return LMTP_REFUSED;
    g_autofree char *token = address_local(address);
    if (seal_token_check(seal, SEAL_RECEIPT, token, &id))
        return LMTP_TAKEN;
    return seal_token_check(seal, SEAL_BOUNCE, token, &id) ? LMTP_READ : LMTP_REFUSED;
}

static void welcome(Receipt *receipt) {
    const int socket = accept4(receipt->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0) {
        // Out of descriptors or memory: who waits makes the listener ready all the time, and we would spin.
        if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
            receipt->resting = g_get_monotonic_time() + G_TIME_SPAN_SECOND;
            log_event(LOG_LEVEL_WARNING, NULL, "event=receipt-accept cause=%s", g_strerror(errno));
        }
        return;
    }
    Connection *connection = g_new0(Connection, 1);
    connection->socket = socket;
    connection->lmtp = lmtp_new(receipt->config->hostname, accepts, receipt);
    connection->out = g_byte_array_new();
    connection->born = connection->active = g_get_monotonic_time();
    lmtp_greet(connection->lmtp, connection->out);
    g_ptr_array_add(receipt->connections, connection);
}

static void take_bytes(Connection *connection) {
    uint8_t bytes[16384];
    const ssize_t size = read(connection->socket, bytes, sizeof bytes);
    if (size > 0) {
        connection->active = g_get_monotonic_time();
        connection->state = lmtp_feed(connection->lmtp, bytes, (size_t)size, connection->out);
    } else if (size == 0 || (errno != EAGAIN && errno != EINTR)) {
        connection->broken = true;
    }
}

static void write_replies(Connection *connection) {
    GByteArray *out = connection->out;
    while (out->len > 0) {
        const ssize_t written = send(connection->socket, out->data, out->len, MSG_NOSIGNAL);
        if (written <= 0) {
            connection->broken = written < 0 && errno != EAGAIN && errno != EINTR;
            return;
        }
        g_byte_array_remove_range(out, 0, (guint)written);
    }
}

// --- confirming ---

// One recipient of a complete mail: a receipt's token, or that of the mail of ours which this one is about.
typedef struct Slip {
    Connection *connection; // borrowed
    char *token;
    bool bounce;
    bool taken; // set when settled
} Slip;

static void slip_clear(void *data) {
    g_free(((Slip *)data)->token);
}

static Slip *slip_at(const GArray *slips, guint index) {
    return &g_array_index(slips, Slip, index);
}

static bool is_complete(const Connection *connection) {
    return !connection->broken && connection->state == LMTP_CONFIRM;
}

static GArray *collect_slips(const Receipt *receipt) {
    GArray *slips = g_array_new(FALSE, TRUE, sizeof(Slip));
    g_array_set_clear_func(slips, slip_clear);
    for (guint i = 0; i < receipt->connections->len; i++) {
        Connection *connection = receipt->connections->pdata[i];
        const GPtrArray *recipients = lmtp_recipients(connection->lmtp);
        for (guint j = 0; is_complete(connection) && j < recipients->len; j++) {
            uint64_t row = 0;
            Slip slip = {.connection = connection, .token = address_local(recipients->pdata[j])};
            slip.bounce = seal_token_check(store_seal(receipt->store), SEAL_BOUNCE, slip.token, &row);
            g_array_append_val(slips, slip);
        }
    }
    return slips;
}

static void count_receipt(Vitals *vitals, const IntakeReceipt *one) {
    vitals_add(vitals, VITAL_RECEIPTS,
               !one->settled ? RECEIPT_FAILED
               : one->known  ? RECEIPT_KNOWN
                             : RECEIPT_UNKNOWN,
               1);
    if (one->settled && one->known)
        vitals_set(vitals, VITAL_RECEIPT_LAST, g_get_real_time());
    if (one->settled && one->took > 0)
        vitals_time(vitals, VITAL_RECEIPT_TIME, one->took);
}

// All receipts in one transaction.
static void confirm_receipts(const Receipt *receipt, GArray *slips) {
    g_autofree IntakeReceipt *all = g_new0(IntakeReceipt, slips->len);
    g_autoptr(GError) error = NULL;
    size_t count = 0;
    for (guint i = 0; i < slips->len; i++)
        if (!slip_at(slips, i)->bounce)
            all[count++].token = slip_at(slips, i)->token;
    if (count == 0)
        return;
    if (!intake_confirm_all(receipt->store, receipt->config, all, count, g_get_real_time(), &error))
        log_failure(LOG_LEVEL_ERROR, NULL, "receipt-failed", error);
    dispatch_poke(receipt->dispatch);
    const IntakeReceipt *next = all; // in the order of the slips
    for (guint i = 0; i < slips->len; i++)
        if (!slip_at(slips, i)->bounce) {
            log_event(LOG_LEVEL_INFO, NULL, "event=receipt known=%s taken=%s", next->known ? "yes" : "no",
                      next->settled ? "yes" : "no");
            count_receipt(receipt->vitals, next);
            slip_at(slips, i)->taken = next++->settled;
        }
}

static void log_bounce_failure(const char *id, const GError *error) {
    g_autofree char *cause = log_quote(error->message);
    log_event(LOG_LEVEL_ERROR, NULL, "event=bounce-failed outbox=%s cause=%s", id, cause);
}

// A mail to a signed envelope sender. What is no report is taken and forgotten: an answer or a bounce to it
// would be the beginning of a loop. Only what a later try can mend comes again.
static void take_bounce(const Receipt *receipt, Slip *slip) {
    const Lmtp *lmtp = slip->connection->lmtp;
    const GByteArray *body = lmtp_body(lmtp);
    g_autoptr(GBytes) mail = g_bytes_new_static(body->data, body->len);
    g_autoptr(GError) error = NULL;
    uint64_t row = 0;
    unsigned taken = 0;
    seal_token_check(store_seal(receipt->store), SEAL_BOUNCE, slip->token, &row);
    g_autofree char *id = thread_id_format(row);
    const bool done = feedback_receive(receipt->store, slip->token, lmtp_sender(lmtp), mail,
                                       g_get_real_time(), &taken, &error);
    slip->taken = done || fault_fate(error) != FATE_TEMPORARY;
    if (done)
        log_event(LOG_LEVEL_INFO, NULL, "event=bounce outbox=%s taken=%u", id, taken);
    else
        log_bounce_failure(id, error);
}

static void answer_complete(const Receipt *receipt, const GArray *slips) {
    guint next = 0; // in the order of collect_slips
    for (guint i = 0; i < receipt->connections->len; i++) {
        Connection *connection = receipt->connections->pdata[i];
        if (!is_complete(connection))
            continue;
        bool taken[LMTP_RECIPIENT_LIMIT];
        const guint count = lmtp_recipients(connection->lmtp)->len;
        for (guint j = 0; j < count; j++)
            taken[j] = slip_at(slips, next++)->taken;
        connection->state = lmtp_confirm(connection->lmtp, taken, connection->out);
    }
}

// Until no connection holds a complete mail: one may have sent the next behind it.
static void confirm_all(const Receipt *receipt) {
    for (;;) {
        g_autoptr(GArray) slips = collect_slips(receipt);
        if (slips->len == 0)
            return;
        confirm_receipts(receipt, slips);
        for (guint i = 0; i < slips->len; i++)
            if (slip_at(slips, i)->bounce)
                take_bounce(receipt, slip_at(slips, i));
        answer_complete(receipt, slips);
    }
}

// --- the loop ---

static bool is_over(const Connection *connection, int64_t now) {
    return connection->broken || (connection->state == LMTP_CLOSE && connection->out->len == 0) ||
           now - connection->active > RECEIPT_IDLE || now - connection->born > RECEIPT_LIFE;
}

static void close_over(const Receipt *receipt) {
    const int64_t now = g_get_monotonic_time();
    for (guint i = receipt->connections->len; i > 0; i--) {
        Connection *connection = receipt->connections->pdata[i - 1];
        if (!is_over(connection, now))
            continue;
        if (!connection->broken && connection->state != LMTP_CLOSE) {
            lmtp_dismiss(connection->lmtp, "waited too long", connection->out);
            write_replies(connection);
        }
        g_ptr_array_remove_index_fast(receipt->connections, i - 1);
    }
}

// A connection whose replies are not read is not read from either.
static GArray *sources_of(const Receipt *receipt) {
    GArray *sources = g_array_new(FALSE, TRUE, sizeof(struct pollfd));
    const bool room = receipt->connections->len < RECEIPT_CONNECTIONS &&
                      g_get_monotonic_time() >= receipt->resting; // serve_round looks again within a second
    const struct pollfd fixed[] = {{.fd = receipt->stopped, .events = POLLIN},
                                   {.fd = room ? receipt->listener : -1, .events = POLLIN}};
    g_array_append_vals(sources, fixed, G_N_ELEMENTS(fixed));
    for (guint i = 0; i < receipt->connections->len; i++) {
        const Connection *connection = receipt->connections->pdata[i];
        const struct pollfd source = {.fd = connection->socket,
                                      .events = connection->out->len > 0 ? POLLOUT : POLLIN};
        g_array_append_val(sources, source);
    }
    return sources;
}

static void follow(Receipt *receipt) {
    if (editions_follow(receipt->editions, &receipt->edition))
        receipt->config = edition_config(receipt->edition);
}

// One round; false when we shall stop.
static bool serve_round(Receipt *receipt) {
    follow(receipt);
    g_autoptr(GArray) sources = sources_of(receipt);
    const struct pollfd *polled = (const struct pollfd *)(const void *)sources->data;
    pulse_promise(&receipt->pulse, PULSE_SOON + G_TIME_SPAN_SECOND);
    if (poll((struct pollfd *)(void *)sources->data, sources->len, 1000) < 0)
        return true; // interrupted
    pulse_promise(&receipt->pulse, PULSE_WORK);
    if (polled[0].revents != 0)
        return false;
    for (guint i = 0; i + 2 < sources->len; i++)
        if (polled[i + 2].revents != 0 && polled[i + 2].events == POLLIN)
            take_bytes(receipt->connections->pdata[i]);
    if (polled[1].revents != 0)
        welcome(receipt);
    confirm_all(receipt);
    for (guint i = 0; i < receipt->connections->len; i++)
        write_replies(receipt->connections->pdata[i]);
    close_over(receipt);
    return true;
}

void receipt_run(Receipt *receipt) {
    while (serve_round(receipt)) {
    }
    for (guint i = 0; i < receipt->connections->len; i++) {
        Connection *connection = receipt->connections->pdata[i];
        lmtp_dismiss(connection->lmtp, "stops", connection->out);
        write_replies(connection);
    }
    g_ptr_array_set_size(receipt->connections, 0);
    pulse_end(&receipt->pulse);
}
