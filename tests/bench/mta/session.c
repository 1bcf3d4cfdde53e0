/* The dialogue of one SMTP connection with a filter: which step follows which, and what an answer means for
 * the rest of the message. */
#include "session.h"
#include "peer.h"

#include <gio/gio.h>
#include <libmilter/mfdef.h>
#include <string.h>

struct Session {
    const Route *route;
    Tally *tally;
    Peer *peer;
    bool accepted; /* the filter wants nothing more of this connection */
};

/* Connect and HELO. The filter may let the whole connection pass; one that refuses it cannot be measured. */
static bool greet(Session *session, GError **error) {
    static const guint16 port = 40025;
    char reply = SMFIR_CONTINUE;
    guint16 big = GUINT16_TO_BE(port);
    for (Step step = STEP_CONNECT; step <= STEP_HELO && reply == SMFIR_CONTINUE; step++) {
        if (!peer_wants(session->peer, step))
            continue;
        Wire *wire = peer_begin(session->peer, step, error);
        if (wire == NULL)
            return false;
        wire_put_string(wire, "mail.customer.example");
        if (step == STEP_CONNECT) {
            wire_put(wire, (char[]){SMFIA_INET}, 1);
            wire_put(wire, &big, sizeof big);
            wire_put_string(wire, session->route->client);
        }
        if (!peer_end(session->peer, step, &reply, error))
            return false;
    }
    session->accepted = reply == SMFIR_ACCEPT;
    if (reply == SMFIR_CONTINUE || reply == SMFIR_ACCEPT)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the filter refused the connection");
    return false;
}

Session *session_open(const Route *route, Tally *tally, GError **error) {
    g_autoptr(Session) session = g_new0(Session, 1);
    session->route = route;
    session->tally = tally;
    session->peer = peer_open(route->address, route->timeout, tally, error);
    if (session->peer == NULL)
        return NULL;
    peer_expect(session->peer, route->expect);
    peer_set_macro(session->peer, MACRO_RCPT_ADDR, route->plan->recipient);
    peer_set_macro(session->peer, MACRO_CLIENT_ADDR, route->client);
    peer_set_macro(session->peer, MACRO_AUTH_AUTHEN, route->auth_user);
    peer_set_macro(session->peer, MACRO_AUTH_TYPE, route->auth_user != NULL ? "PLAIN" : NULL);
    return greet(session, error) ? g_steal_pointer(&session) : NULL;
}

void session_free(Session *session) {
    if (session == NULL)
        return;
    peer_free(session->peer);
    g_free(session);
}

bool session_quit(Session *session, GError **error) {
    return peer_quit(session->peer, error);
}

/* One step of the envelope with its strings, sent if wanted. */
static bool say(Session *session, Step step, const char *first, const char *second, char *reply,
                GError **error) {
    *reply = SMFIR_CONTINUE;
    if (!peer_wants(session->peer, step))
        return true;
    Wire *wire = peer_begin(session->peer, step, error);
    if (wire == NULL)
        return false;
    if (first != NULL)
        wire_put_string(wire, first);
    if (second != NULL)
        wire_put_string(wire, second);
    return peer_end(session->peer, step, reply, error);
}

static bool say_envelope(Session *session, const Letter *letter, Step *step, char *reply, GError **error) {
    g_autofree char *from = g_strdup_printf("<%s>", letter->sender);
    g_autofree char *to = g_strdup_printf("<%s>", session->route->plan->recipient);
    *step = STEP_MAIL;
    if (!say(session, STEP_MAIL, from, "BODY=8BITMIME", reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE)
        return true;
    *step = STEP_RCPT;
    if (!say(session, STEP_RCPT, to, NULL, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE)
        return true;
    /* Postfix has no queue id before the first recipient is taken. */
    peer_set_macro(session->peer, MACRO_QUEUE_ID, letter->queue_id);
    *step = STEP_DATA;
    return say(session, STEP_DATA, NULL, NULL, reply, error);
}

static bool say_field(Session *session, const MailField *field, char *reply, GError **error) {
    const char *value = field->value;
    Wire *wire = peer_begin(session->peer, STEP_HEADER, error);
    if (wire == NULL)
        return false;
    wire_put_string(wire, field->name);
    wire_put_string(wire, !peer_wants_space(session->peer) && value[0] == ' ' ? value + 1 : value);
    return peer_end(session->peer, STEP_HEADER, reply, error);
}

static bool say_fields(Session *session, const Letter *letter, char *reply, GError **error) {
    *reply = SMFIR_CONTINUE;
    if (!peer_wants(session->peer, STEP_HEADER))
        return true;
    for (guint i = 0; i < letter->fields->len && *reply == SMFIR_CONTINUE; i++)
        if (!say_field(session, &g_array_index(letter->fields, MailField, i), reply, error))
            return false;
    return true;
}

/* The body in chunks, with a line of this send's own at its mark. */
static bool say_body(Session *session, const Letter *letter, char *reply, GError **error) {
    const struct {
        const char *start;
        size_t length;
    } pieces[] = {
        {letter->mail->body, letter->mail->mark},
        {letter->line, strlen(letter->line)},
        {letter->mail->body + letter->mail->mark, letter->mail->body_length - letter->mail->mark},
    };
    size_t left = pieces[0].length + pieces[1].length + pieces[2].length, room = 0;
    *reply = SMFIR_CONTINUE;
    Wire *wire = NULL;
    for (size_t piece = 0, at = 0; piece < G_N_ELEMENTS(pieces) && left > 0 && *reply == SMFIR_CONTINUE &&
                                   peer_wants(session->peer, STEP_BODY);) {
        if (room == 0) {
            wire = peer_begin(session->peer, STEP_BODY, error);
            if (wire == NULL)
                return false;
            room = MIN(left, MILTER_CHUNK_SIZE);
        }
        size_t part = MIN(room, pieces[piece].length - at);
        wire_put(wire, pieces[piece].start + at, part);
        at += part, room -= part, left -= part;
        if (at == pieces[piece].length)
            piece++, at = 0;
        if (room == 0 && !peer_end(session->peer, STEP_BODY, reply, error))
            return false;
    }
    return true;
}

/* All of the message is on its way when the connections wait for each other. */
static bool wait_for_all(Session *session, GError **error) {
    return peer_flush(session->peer, error) &&
           gate_pass(session->route->gate, session->route->timeout, error);
}

/* Content from the first field to the final reply. SKIP ends the fields or the body, not the message. */
static bool say_content(Session *session, const Letter *letter, Step *step, char *reply, GError **error) {
    gint64 begun = g_get_monotonic_time();
    *step = STEP_HEADER;
    if (!say_fields(session, letter, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE && *reply != SMFIR_SKIP)
        return true;
    *step = STEP_EOH;
    if (!say(session, STEP_EOH, NULL, NULL, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE)
        return true;
    *step = STEP_BODY;
    if (!say_body(session, letter, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE && *reply != SMFIR_SKIP)
        return true;
    *step = STEP_EOM;
    if (session->route->gate != NULL && !wait_for_all(session, error))
        return false;
    gint64 ended = g_get_monotonic_time();
    if (!say(session, STEP_EOM, NULL, NULL, reply, error))
        return false;
    gint64 now = g_get_monotonic_time(), eom = now - ended, content = now - begun;
    g_array_append_val(session->tally->eom, eom);
    g_array_append_val(session->tally->content, content);
    return true;
}

bool session_send(Session *session, guint64 number, GError **error) {
    g_autoptr(Letter) letter = letter_new(session->route->plan, number);
    Step step = STEP_CONNECT;
    char reply = session->accepted ? SMFIR_ACCEPT : SMFIR_CONTINUE;
    peer_set_macro(session->peer, MACRO_MAIL_ADDR, letter->sender);
    bool sent = session->accepted ||
                (say_envelope(session, letter, &step, &reply, error) &&
                 (reply != SMFIR_CONTINUE || say_content(session, letter, &step, &reply, error)));
    peer_set_macro(session->peer, MACRO_MAIL_ADDR, NULL);
    peer_set_macro(session->peer, MACRO_QUEUE_ID, NULL);
    if (!sent)
        return false;
    session->tally->messages++;
    session->tally->ends[step][(int)reply]++;
    return peer_abort(session->peer, error);
}
