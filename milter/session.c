// A session hops between libmilter's threads from callback to callback, so all
// that belongs to it hangs off smfi_setpriv and nothing is thread-local. What
// belongs to one message is begun anew at MAIL and dropped at the end of the
// message, at abort and at close: any of them may be the last we hear of it.
#include "session.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "address.h"
#include "log.h"

// Of what our people write out only the text counts, and it stands in front.
enum { RECIPIENT_LIMIT = 1000, FIELD_LIMIT = 10000, OUTBOUND_BODY_LIMIT = 256 * 1024 };

typedef struct Session {
    char *client;         // IP address
    unsigned long silent; // SMFIP_NR_*: stages without an answer
    bool skips;           // the MTA understands SMFIS_SKIP
    bool asks;            // the MTA sends DATA: there we decide
    Envelope *envelope;   // NULL between messages; the rest belongs to it
    bool decided;
    Concern concern;
    bool outbound;     // CONCERN_HEADERS: the header says that our people wrote it
    uint64_t limit;    // of bytes
    GByteArray *bytes; // header and body as they came
    unsigned fields;
    Forged *forged;
} Session;

// libmilter hands its callbacks nothing of ours but the session: what all sessions share must stand
// somewhere. Set before smfi_main, cleared when we stop; `running` counts who holds it.
static struct Shared {
    pthread_mutex_t lock;
    pthread_cond_t idle;
    const Gateway *gateway;
    unsigned running;
    Unheard *farewell; // notes what passes when there is no gateway any more, so it is never freed
    Vitals *vitals;    // counts it; likewise
} shared = {.lock = PTHREAD_MUTEX_INITIALIZER, .idle = PTHREAD_COND_INITIALIZER};

// The gateway while work goes on; NULL when we are stopping. Each that is not NULL is left again.
static const Gateway *gateway_enter(void) {
    pthread_mutex_lock(&shared.lock);
    const Gateway *gateway = shared.gateway;
    if (gateway != NULL)
        shared.running++;
    pthread_mutex_unlock(&shared.lock);
    return gateway;
}

static void gateway_leave(void) {
    pthread_mutex_lock(&shared.lock);
    if (--shared.running == 0)
        pthread_cond_broadcast(&shared.idle);
    pthread_mutex_unlock(&shared.lock);
}

// --- a session and its message ---

static void session_reset(Session *session) {
    g_clear_pointer(&session->envelope, envelope_free);
    g_clear_pointer(&session->bytes, g_byte_array_unref);
    g_clear_pointer(&session->forged, forged_free);
    session->decided = false;
    session->concern = CONCERN_NONE;
    session->outbound = false;
    session->fields = 0;
}

static void session_begin(Session *session) {
    session_reset(session);
    session->envelope = envelope_new();
    session->envelope->client = g_strdup(session->client);
    session->envelope->arrival = g_get_real_time();
    session->bytes = g_byte_array_new();
    session->forged = forged_new();
}

static void session_free(Session *session) {
    if (session == NULL)
        return;
    session_reset(session);
    g_free(session->client);
    g_free(session);
}

// Made at the first callback, which with an old MTA is connect.
static Session *session_of(SMFICTX *context) {
    Session *session = smfi_getpriv(context);
    if (session == NULL) {
        session = g_new0(Session, 1);
        smfi_setpriv(context, session);
    }
    return session;
}

static sfsistat go_on(const Session *session, unsigned long stage) {
    return (session->silent & stage) != 0 ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

static const char *macro(SMFICTX *context, const char *name) {
    const char *value = smfi_getsymval(context, (char *)name);
    return value != NULL && *value != '\0' ? value : NULL;
}

// Mail to a served mailbox, and mail of which nobody asked yet to whom it goes: it comes to let_pass only
// when we are stopping. The sender is left out, since the key may be gone by then.
static void note_stopping(SMFICTX *context) {
    const char *queue = macro(context, "i");
    const char *shown = queue != NULL ? queue : LOG_NO_QUEUE;
    g_autoptr(GError) error = NULL;
    log_event(LOG_LEVEL_WARNING, shown, "event=unheard cause=stopping");
    vitals_add(shared.vitals, VITAL_UNHEARD, vitals_cause("stopping"), 1);
    if (!unheard_note(shared.farewell, g_get_real_time(), queue, NULL, "stopping", &error))
        log_event(LOG_LEVEL_ERROR, shown, "event=unheard-not-noted cause=%s", error->message);
}

static sfsistat let_pass(Session *session, SMFICTX *context) {
    if (session->envelope != NULL && (!session->decided || session->concern == CONCERN_MESSAGE))
        note_stopping(context);
    session_reset(session);
    return SMFIS_ACCEPT;
}

// --- collecting ---

static unsigned long wanted_actions(const Config *config) {
    if (config->mode == MODE_OBSERVE)
        return 0;
    return edit_actions(config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED);
}

static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps, unsigned long f2,
                             unsigned long f3, unsigned long *use_actions, unsigned long *use_steps,
                             unsigned long *use_f2, unsigned long *use_f3) {
    (void)f2, (void)f3;
    const Gateway *gateway = gateway_enter();
    if (gateway == NULL)
        return SMFIS_REJECT; // this filter is not to be used: the MTA's default action
    const unsigned long wanted = wanted_actions(gateway->config);
    gateway_leave();
    Session *session = session_of(context);
    session->skips = (steps & SMFIP_SKIP) != 0;
    session->asks = (steps & SMFIP_NODATA) != 0; // an MTA that may leave DATA out knows it
    // Never at DATA and body, where the answer may be to accept or skip; at headers only when DATA decided
    // before.
    session->silent = steps & (SMFIP_NR_CONN | SMFIP_NR_MAIL | SMFIP_NR_RCPT |
                               (session->asks ? SMFIP_NR_HDR | SMFIP_NR_EOH : 0UL));
    *use_actions = wanted & actions;
    *use_steps = session->silent | (steps & (SMFIP_SKIP | SMFIP_NOHELO | SMFIP_NOUNKNOWN));
    *use_f2 = *use_f3 = 0;
    if (*use_actions != wanted)
        log_event(LOG_LEVEL_WARNING, NULL,
                  "event=negotiate cause=actions wanted=0x%lx offered=0x%lx: some edits will be missing",
                  wanted, actions);
    return SMFIS_CONTINUE;
}

static char *client_of(const _SOCK_ADDR *address) {
    char text[INET6_ADDRSTRLEN];
    const void *raw = NULL;
    if (address != NULL && address->sa_family == AF_INET)
        raw = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
    else if (address != NULL && address->sa_family == AF_INET6)
        raw = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    return raw != NULL && inet_ntop(address->sa_family, raw, text, sizeof text) != NULL ? g_strdup(text)
                                                                                        : NULL;
}

static sfsistat on_connect(SMFICTX *context, char *name, _SOCK_ADDR *address) {
    (void)name;
    Session *session = session_of(context);
    g_free(session->client);
    session->client = client_of(address);
    return go_on(session, SMFIP_NR_CONN);
}

static sfsistat on_mail(SMFICTX *context, char **arguments) {
    Session *session = session_of(context);
    session_begin(session);
    envelope_set_sender(session->envelope, arguments[0]);
    session->envelope->login = g_strdup(macro(context, "{auth_authen}"));
    return go_on(session, SMFIP_NR_MAIL);
}

static sfsistat on_rcpt(SMFICTX *context, char **arguments) {
    Session *session = session_of(context);
    if (session->envelope != NULL && session->envelope->recipients->len < RECIPIENT_LIMIT) {
        g_autofree char *spec = address_parse(arguments[0]);
        // One we cannot read is somebody all the same, who is not served and reads the fields too.
        envelope_add_recipient(session->envelope, spec != NULL ? spec : "unreadable@unreadable.invalid");
    }
    return go_on(session, SMFIP_NR_RCPT);
}

// All recipients are known: does it concern us? False when the message shall pass unseen.
static bool decide(Session *session) {
    if (session->envelope == NULL)
        return false;
    if (session->decided)
        return true;
    const Gateway *gateway = gateway_enter();
    if (gateway == NULL)
        return false;
    session->decided = true;
    session->concern = intake_concern(gateway->intake, session->envelope);
    session->limit = gateway->config->max_size;
    gateway_leave();
    return session->concern != CONCERN_NONE;
}

static sfsistat on_data(SMFICTX *context) {
    Session *session = session_of(context);
    return decide(session) ? SMFIS_CONTINUE : let_pass(session, context);
}

static size_t room_left(const Session *session) {
    return session->bytes->len >= session->limit ? 0 : (size_t)session->limit - session->bytes->len;
}

static void append(Session *session, const void *bytes, size_t size) {
    const size_t room = room_left(session);
    g_byte_array_append(session->bytes, bytes, (guint)MIN(size, room));
}

// As it stood on the wire: the MTA took one blank behind the colon away and made each CRLF of a fold an LF.
static void append_field(Session *session, const char *name, const char *value) {
    append(session, name, strlen(name));
    append(session, ": ", 2);
    for (const char *line = value;;) {
        const char *end = strchr(line, '\n');
        append(session, line, end == NULL ? strlen(line) : (size_t)(end - line));
        append(session, "\r\n", 2);
        if (end == NULL)
            return;
        line = end + 1;
    }
}

static sfsistat on_header(SMFICTX *context, char *name, char *value) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session, context);
    forged_count(session->forged, name);
    if (++session->fields <= FIELD_LIMIT)
        append_field(session, name, value);
    return go_on(session, SMFIP_NR_HDR);
}

static sfsistat on_header_end(SMFICTX *context) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session, context);
    append(session, "\r\n", 2);
    return go_on(session, SMFIP_NR_EOH);
}

// --- deciding ---

static GBytes *take_bytes(Session *session) {
    return g_byte_array_free_to_bytes(g_steal_pointer(&session->bytes));
}

static sfsistat come_again(SMFICTX *context) {
    char code[] = "451", status[] = "4.7.1", text[] = "Service unavailable, please try again later";
    smfi_setreply(context, code, status, text);
    return SMFIS_TEMPFAIL;
}

static sfsistat hear(const Gateway *gateway, Session *session, SMFICTX *context) {
    g_free(session->envelope->queue_id);
    session->envelope->queue_id = g_strdup(macro(context, "i"));
    g_autoptr(GBytes) bytes = take_bytes(session);
    const Mail mail = {.envelope = session->envelope, .bytes = bytes, .forged = session->forged};
    bool passes = true;
    if (session->concern == CONCERN_HEADERS)
        hear_outbound(gateway, &mail);
    else
        passes = hear_message(gateway, &mail, context);
    session_reset(session);
    return passes ? SMFIS_ACCEPT : come_again(context);
}

// Mail to nobody served, at the first piece of its body, where the MTA waits for an answer anyway.
static bool is_of_interest(const Gateway *gateway, Session *session, SMFICTX *context) {
    if (session->concern == CONCERN_MESSAGE || session->outbound)
        return true;
    session->envelope->queue_id = g_strdup(macro(context, "i"));
    g_autoptr(GBytes) header = g_bytes_new(session->bytes->data, session->bytes->len);
    const Mail mail = {.envelope = session->envelope, .bytes = header, .forged = session->forged};
    session->outbound = hear_is_outbound(gateway, &mail);
    session->limit = MIN(session->limit, (uint64_t)session->bytes->len + OUTBOUND_BODY_LIMIT);
    return session->outbound;
}

static sfsistat on_body(SMFICTX *context, unsigned char *chunk, size_t size) {
    Session *session = session_of(context);
    const Gateway *gateway = decide(session) ? gateway_enter() : NULL;
    if (gateway == NULL)
        return let_pass(session, context);
    sfsistat answer = SMFIS_CONTINUE;
    if (!is_of_interest(gateway, session, context)) {
        session_reset(session);
        answer = SMFIS_ACCEPT;
    } else {
        append(session, chunk, size);
        if (session->skips && room_left(session) == 0)
            answer = SMFIS_SKIP;
    }
    gateway_leave();
    return answer;
}

static sfsistat on_message_end(SMFICTX *context) {
    Session *session = session_of(context);
    const Gateway *gateway = decide(session) ? gateway_enter() : NULL;
    if (gateway == NULL)
        return let_pass(session, context);
    const sfsistat answer = hear(gateway, session, context);
    gateway_leave();
    return answer;
}

static sfsistat on_abort(SMFICTX *context) {
    session_reset(session_of(context));
    return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *context) {
    session_free(smfi_getpriv(context));
    smfi_setpriv(context, NULL);
    return SMFIS_CONTINUE;
}

// --- the filter ---

struct smfiDesc session_filter(const Gateway *gateway) {
    static char name[] = "earshot";
    pthread_mutex_lock(&shared.lock);
    shared.gateway = gateway;
    shared.farewell = unheard_copy(gateway->unheard);
    shared.vitals = gateway->vitals;
    pthread_mutex_unlock(&shared.lock);
    return (struct smfiDesc){
        .xxfi_name = name,
        .xxfi_version = SMFI_VERSION,
        .xxfi_flags = wanted_actions(gateway->config),
        .xxfi_negotiate = on_negotiate,
        .xxfi_connect = on_connect,
        .xxfi_envfrom = on_mail,
        .xxfi_envrcpt = on_rcpt,
        .xxfi_data = on_data,
        .xxfi_header = on_header,
        .xxfi_eoh = on_header_end,
        .xxfi_body = on_body,
        .xxfi_eom = on_message_end,
        .xxfi_abort = on_abort,
        .xxfi_close = on_close,
    };
}

bool session_stop(GTimeSpan patience) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += patience / G_TIME_SPAN_SECOND;
    int status = 0;
    pthread_mutex_lock(&shared.lock);
    shared.gateway = NULL; // from now on mail passes unseen
    while (shared.running > 0 && status == 0)
        status = pthread_cond_timedwait(&shared.idle, &shared.lock, &until);
    const bool idle = shared.running == 0;
    pthread_mutex_unlock(&shared.lock);
    return idle;
}
