// A session hops between libmilter's threads from callback to callback, so all
// that belongs to it hangs off smfi_setpriv and nothing is thread-local. What
// belongs to one message is begun anew at MAIL and dropped at the end of the
// message, at abort and at close: any of them may be the last we hear of it.
// A message ends with the configuration it began with, whatever is read anew
// meanwhile. Once its header comes it is at work: who stops us waits for it.
#include "session.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "address.h"
#include "collected.h"
#include "log.h"

// libmilter sends our answer to a message when the callback is over, and nothing tells us when it has.
static const GTimeSpan ANSWER_TIME = 200 * G_TIME_SPAN_MILLISECOND;

// Of what our people write out only the text counts, and it stands in front.
enum { RECIPIENT_LIMIT = 1000, FIELD_LIMIT = 10000, OUTBOUND_BODY_LIMIT = 256 * 1024 };

typedef struct Session {
    char *client;         // IP address
    unsigned long silent; // SMFIP_NR_*: stages without an answer
    bool skips;           // the MTA understands SMFIS_SKIP
    bool asks;            // the MTA sends DATA: there we decide
    unsigned long wanted; // SMFIF_*: what it was told that we may do
    Edition *edition;     // of its message, or of its beginning
    Envelope *envelope;   // NULL between messages; the rest belongs to it
    bool decided;
    bool working; // counted in shared.working
    Concern concern;
    bool outbound;    // CONCERN_HEADERS: the header says that our people wrote it
    Collected *bytes; // header and body as they came
    unsigned fields;
    Forged *forged;
} Session;

// libmilter hands its callbacks nothing of ours but the session: what all sessions share must stand
// somewhere. Set before smfi_main, cleared when we stop.
static struct Shared {
    pthread_mutex_t lock;
    pthread_cond_t idle;
    Editions *editions; // NULL when we are stopping
    unsigned working;   // messages at work
    int64_t ended;      // when the last of them was done, monotonic
    Unheard *farewell;  // notes what passes while we stop, so it is never freed
    Vitals *vitals;     // counts it; likewise
    Pool pool;          // of the bytes that all have collected
} shared = {.lock = PTHREAD_MUTEX_INITIALIZER, .idle = PTHREAD_COND_INITIALIZER};

static const Gateway *gateway_of(const Session *session) {
    return edition_made(session->edition);
}

// From here on the message is finished before we stop. False when we are stopping and it is too late for
// that.
static bool work_begin(Session *session) {
    if (session->working)
        return true;
    pthread_mutex_lock(&shared.lock);
    session->working = shared.editions != NULL;
    shared.working += session->working ? 1 : 0;
    pthread_mutex_unlock(&shared.lock);
    return session->working;
}

static void work_end(Session *session) {
    if (!session->working)
        return;
    session->working = false;
    pthread_mutex_lock(&shared.lock);
    shared.ended = g_get_monotonic_time();
    if (--shared.working == 0)
        pthread_cond_broadcast(&shared.idle);
    pthread_mutex_unlock(&shared.lock);
}

// --- a session and its message ---

static void session_reset(Session *session) {
    g_clear_pointer(&session->envelope, envelope_free);
    g_clear_pointer(&session->bytes, collected_free);
    g_clear_pointer(&session->forged, forged_free);
    session->decided = false;
    session->concern = CONCERN_NONE;
    session->outbound = false;
    session->fields = 0;
    work_end(session);
}

static unsigned long wanted_actions(const Config *config) {
    if (config->mode == MODE_OBSERVE)
        return 0;
    return edit_actions(config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED);
}

static Edition *current_edition(void) {
    pthread_mutex_lock(&shared.lock);
    Edition *edition = shared.editions != NULL ? editions_current(shared.editions) : NULL;
    pthread_mutex_unlock(&shared.lock);
    return edition;
}

// The next message goes by what is current, unless that wants to change mail in ways this session did not
// announce: then the session ends as it began. (When we stop there is nothing current; it keeps what it has.)
static void session_follow(Session *session) {
    g_autoptr(Edition) current = current_edition();
    if (current == NULL || (wanted_actions(edition_config(current)) & ~session->wanted) != 0)
        return;
    edition_unref(session->edition);
    session->edition = g_steal_pointer(&current);
}

static void session_begin(Session *session) {
    session_reset(session);
    session_follow(session);
    session->envelope = envelope_new();
    session->envelope->client = g_strdup(session->client);
    session->envelope->arrival = g_get_real_time();
    session->bytes = collected_new(&shared.pool);
    session->forged = forged_new();
}

static void session_free(Session *session) {
    if (session == NULL)
        return;
    session_reset(session);
    edition_unref(session->edition);
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

// The sender is left out, since the key may be gone by then.
static void note_stopping(SMFICTX *context) {
    const char *queue = macro(context, "i");
    const char *shown = queue != NULL ? queue : LOG_NO_QUEUE;
    g_autoptr(GError) error = NULL;
    log_event(LOG_LEVEL_WARNING, shown, "event=unheard cause=stopping");
    vitals_add(shared.vitals, VITAL_UNHEARD, vitals_cause("stopping"), 1);
    if (!unheard_note(shared.farewell, g_get_real_time(), queue, NULL, "stopping", &error))
        log_failure(LOG_LEVEL_ERROR, shown, "unheard-not-noted", error);
}

static sfsistat come_again(SMFICTX *context) {
    char code[] = "451", status[] = "4.7.1", text[] = "Service unavailable, please try again later";
    smfi_setreply(context, code, status, text);
    return SMFIS_TEMPFAIL;
}

static sfsistat let_pass(Session *session) {
    session_reset(session);
    return SMFIS_ACCEPT;
}

// It came too late, we are stopping. The MTA will find our successor when the message comes again; a site
// that takes it as it is wants to know.
static sfsistat turn_away(Session *session, SMFICTX *context) {
    const bool ours = session->concern == CONCERN_MESSAGE;
    const bool later = ours && edition_config(session->edition)->on_failure == ON_FAILURE_TEMPFAIL;
    if (ours && !later)
        note_stopping(context);
    session_reset(session);
    return later ? come_again(context) : SMFIS_ACCEPT;
}

// --- collecting ---

static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps, unsigned long f2,
                             unsigned long f3, unsigned long *use_actions, unsigned long *use_steps,
                             unsigned long *use_f2, unsigned long *use_f3) {
    (void)f2, (void)f3;
    g_autoptr(Edition) current = current_edition();
    if (current == NULL)
        return SMFIS_REJECT; // this filter is not to be used: the MTA's default action
    const unsigned long wanted = wanted_actions(edition_config(current));
    Session *session = session_of(context);
    edition_unref(session->edition);
    session->edition = g_steal_pointer(&current);
    session->wanted = wanted;
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
    if (session->envelope == NULL || session->edition == NULL)
        return false;
    if (!session->decided) {
        session->decided = true;
        session->concern = intake_concern(gateway_of(session)->intake, session->envelope);
        collected_set_limit(session->bytes, edition_config(session->edition)->max_size);
    }
    return session->concern != CONCERN_NONE;
}

static sfsistat on_data(SMFICTX *context) {
    Session *session = session_of(context);
    return decide(session) ? SMFIS_CONTINUE : let_pass(session);
}

static sfsistat on_header(SMFICTX *context, char *name, char *value) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session);
    if (!work_begin(session))
        return go_on(session, SMFIP_NR_HDR); // it is turned away where we may answer
    forged_count(session->forged, name);
    if (++session->fields <= FIELD_LIMIT)
        collected_append_field(session->bytes, name, value);
    return go_on(session, SMFIP_NR_HDR);
}

static sfsistat on_header_end(SMFICTX *context) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session);
    if (work_begin(session))
        collected_append(session->bytes, "\r\n", 2);
    return go_on(session, SMFIP_NR_EOH);
}

// --- deciding ---

static sfsistat hear(Session *session, SMFICTX *context) {
    const Gateway *gateway = gateway_of(session);
    g_free(session->envelope->queue_id);
    session->envelope->queue_id = g_strdup(macro(context, "i"));
    if (collected_was_cut(session->bytes))
        log_event(LOG_LEVEL_WARNING, hear_queue(session->envelope),
                  "event=cut size=%zu: all messages that come just now hold too much",
                  collected_size(session->bytes));
    g_autoptr(GBytes) bytes = collected_take(session->bytes);
    const Mail mail = {.envelope = session->envelope,
                       .bytes = bytes,
                       .forged = session->forged,
                       .begun = g_get_monotonic_time()};
    bool passes = true;
    if (session->concern == CONCERN_HEADERS)
        hear_outbound(gateway, &mail);
    else
        passes = hear_message(gateway, &mail, context);
    session_reset(session);
    return passes ? SMFIS_ACCEPT : come_again(context);
}

// Mail to nobody served, at the first piece of its body, where the MTA waits for an answer anyway.
static bool is_of_interest(Session *session, SMFICTX *context) {
    if (session->concern == CONCERN_MESSAGE || session->outbound)
        return true;
    session->envelope->queue_id = g_strdup(macro(context, "i"));
    g_autoptr(GBytes) header = collected_copy(session->bytes);
    const Mail mail = {.envelope = session->envelope,
                       .bytes = header,
                       .forged = session->forged,
                       .begun = g_get_monotonic_time()};
    session->outbound = hear_is_outbound(gateway_of(session), &mail);
    const uint64_t most = edition_config(session->edition)->max_size;
    collected_set_limit(session->bytes, MIN(most, collected_size(session->bytes) + OUTBOUND_BODY_LIMIT));
    return session->outbound;
}

static sfsistat on_body(SMFICTX *context, unsigned char *chunk, size_t size) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session);
    if (!work_begin(session))
        return turn_away(session, context);
    if (!is_of_interest(session, context))
        return let_pass(session);
    collected_append(session->bytes, chunk, size);
    return session->skips && collected_is_full(session->bytes) ? SMFIS_SKIP : SMFIS_CONTINUE;
}

static sfsistat on_message_end(SMFICTX *context) {
    Session *session = session_of(context);
    if (!decide(session))
        return let_pass(session);
    return work_begin(session) ? hear(session, context) : turn_away(session, context);
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

void session_open(Editions *editions, const Unheard *unheard, Vitals *vitals) {
    pthread_mutex_lock(&shared.lock);
    shared.editions = editions;
    shared.farewell = unheard_copy(unheard);
    shared.vitals = vitals;
    pthread_mutex_unlock(&shared.lock);
}

struct smfiDesc session_filter(void) {
    static char name[] = "earshot";
    return (struct smfiDesc){
        .xxfi_name = name,
        .xxfi_version = SMFI_VERSION,
        .xxfi_flags = edit_actions(true), // all there are: each session says for itself which it wants
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
    shared.editions = NULL; // from now on no message is begun
    while (shared.working > 0 && status == 0)
        status = pthread_cond_timedwait(&shared.idle, &shared.lock, &until);
    const bool idle = shared.working == 0;
    const int64_t answered = shared.ended + ANSWER_TIME;
    pthread_mutex_unlock(&shared.lock);
    const int64_t left = answered - g_get_monotonic_time();
    if (left > 0)
        g_usleep((gulong)left);
    return idle;
}
