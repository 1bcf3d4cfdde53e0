/* The dialogue of one SMTP connection with a filter: which step follows which, and what an answer means for
 * the rest of the message. Each send differs from every other in sender, Message-ID and a line of the body,
 * or a filter that knows duplicates would be measured at knowing them. */
#include "session.h"
#include "peer.h"

#include <gio/gio.h>
#include <libmilter/mfdef.h>
#include <string.h>

struct Session {
    const Plan *plan;
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
            wire_put_string(wire, session->plan->client);
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

Session *session_open(const Plan *plan, Tally *tally, GError **error) {
    g_autoptr(Session) session = g_new0(Session, 1);
    session->plan = plan;
    session->tally = tally;
    session->peer = peer_open(plan->address, plan->timeout, tally, error);
    if (session->peer == NULL)
        return NULL;
    peer_set_macro(session->peer, MACRO_RCPT_ADDR, plan->recipient);
    peer_set_macro(session->peer, MACRO_CLIENT_ADDR, plan->client);
    peer_set_macro(session->peer, MACRO_AUTH_AUTHEN, plan->auth_user);
    peer_set_macro(session->peer, MACRO_AUTH_TYPE, plan->auth_user != NULL ? "PLAIN" : NULL);
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

/* What one send is made of beside the mail of the corpus. */
typedef struct {
    const Mail *mail;
    guint64 number;
    const char *sender, *queue_id;
} Send;

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

static bool say_envelope(Session *session, const Send *send, Step *step, char *reply, GError **error) {
    g_autofree char *from = g_strdup_printf("<%s>", send->sender);
    g_autofree char *to = g_strdup_printf("<%s>", session->plan->recipient);
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
    peer_set_macro(session->peer, MACRO_QUEUE_ID, send->queue_id);
    *step = STEP_DATA;
    return say(session, STEP_DATA, NULL, NULL, reply, error);
}

/* Names of this and other messages get this send's mark, or every send of one file would be a copy of the
 * first and every answer would fall into one endless thread. */
static bool names_messages(const char *field) {
    return g_ascii_strcasecmp(field, "Message-ID") == 0 || g_ascii_strcasecmp(field, "References") == 0 ||
           g_ascii_strcasecmp(field, "In-Reply-To") == 0;
}

static bool say_field(Session *session, const char *name, const char *value, const char *mark, char *reply,
                      GError **error) {
    if (*reply != SMFIR_CONTINUE)
        return true;
    Wire *wire = peer_begin(session->peer, STEP_HEADER, error);
    if (wire == NULL)
        return false;
    wire_put_string(wire, name);
    const char *at = !peer_wants_space(session->peer) && value[0] == ' ' ? value + 1 : value;
    for (const char *open = mark != NULL ? strchr(at, '<') : NULL; open != NULL; open = strchr(at, '<')) {
        wire_put(wire, at, (size_t)(open - at) + 1);
        wire_put(wire, mark, strlen(mark));
        at = open + 1;
    }
    wire_put_string(wire, at);
    return peer_end(session->peer, STEP_HEADER, reply, error);
}

static bool say_own_fields(Session *session, const Send *send, char *reply, GError **error) {
    const Plan *plan = session->plan;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *date = g_date_time_format(now, " %a, %d %b %Y %H:%M:%S +0000");
    g_autofree char *from = g_strdup_printf(" Kim Sample <%s>", send->sender);
    g_autofree char *to = g_strdup_printf(" <%s>", plan->recipient);
    const char *domain = strchr(send->sender, '@');
    g_autofree char *vouched =
        g_strdup_printf(" %s;\n\tdmarc=pass (p=reject) header.from=%s;\n\tdkim=pass header.d=%s",
                        plan->auth_results != NULL ? plan->auth_results : "",
                        domain != NULL ? domain + 1 : "", domain != NULL ? domain + 1 : "");
    return (plan->auth_results == NULL ||
            say_field(session, "Authentication-Results", vouched, NULL, reply, error)) &&
           say_field(session, "From", from, NULL, reply, error) &&
           say_field(session, "To", to, NULL, reply, error) &&
           say_field(session, "Date", date, NULL, reply, error);
}

static bool say_fields(Session *session, const Send *send, char *reply, GError **error) {
    g_autofree char *mark = g_strdup_printf("%s.%" G_GUINT64_FORMAT ".", session->plan->run, send->number);
    bool named = false;
    *reply = SMFIR_CONTINUE;
    if (!peer_wants(session->peer, STEP_HEADER))
        return true;
    if (!say_own_fields(session, send, reply, error))
        return false;
    for (guint i = 0; i < send->mail->fields->len; i++) {
        const MailField *field = &g_array_index(send->mail->fields, MailField, i);
        bool names = names_messages(field->name);
        named = named || g_ascii_strcasecmp(field->name, "Message-ID") == 0;
        if (!say_field(session, field->name, field->value, names ? mark : NULL, reply, error))
            return false;
    }
    return named || say_field(session, "Message-ID", " <load@customer.example>", mark, reply, error);
}

/* The body in chunks, with a line of this send's own at its mark. */
static bool say_body(Session *session, const Send *send, char *reply, GError **error) {
    g_autofree char *line =
        g_strdup_printf("Case %s-%" G_GUINT64_FORMAT ".\r\n", session->plan->run, send->number);
    const struct {
        const char *start;
        size_t length;
    } pieces[] = {
        {send->mail->body, send->mail->mark},
        {line, strlen(line)},
        {send->mail->body + send->mail->mark, send->mail->body_length - send->mail->mark},
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

/* Content from the first field to the final reply. SKIP ends the fields or the body, not the message. */
static bool say_content(Session *session, const Send *send, Step *step, char *reply, GError **error) {
    gint64 begun = g_get_monotonic_time();
    *step = STEP_HEADER;
    if (!say_fields(session, send, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE && *reply != SMFIR_SKIP)
        return true;
    *step = STEP_EOH;
    if (!say(session, STEP_EOH, NULL, NULL, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE)
        return true;
    *step = STEP_BODY;
    if (!say_body(session, send, reply, error))
        return false;
    if (*reply != SMFIR_CONTINUE && *reply != SMFIR_SKIP)
        return true;
    *step = STEP_EOM;
    gint64 ended = g_get_monotonic_time();
    if (!say(session, STEP_EOM, NULL, NULL, reply, error))
        return false;
    gint64 now = g_get_monotonic_time(), eom = now - ended, content = now - begun;
    g_array_append_val(session->tally->eom, eom);
    g_array_append_val(session->tally->content, content);
    return true;
}

static char *sender_of(const Plan *plan, guint64 number) {
    const char *hole = strchr(plan->sender, '%');
    if (hole == NULL)
        return g_strdup(plan->sender);
    return g_strdup_printf("%.*s%" G_GUINT64_FORMAT "%s", (int)(hole - plan->sender), plan->sender, number,
                           hole + 1);
}

bool session_send(Session *session, guint64 number, GError **error) {
    const Corpus *corpus = session->plan->corpus;
    g_autofree char *sender = sender_of(session->plan, number);
    g_autofree char *queue_id = g_strdup_printf("4B%010" G_GINT64_MODIFIER "X", number);
    Send send = {corpus_mail(corpus, (guint)(number % corpus_count(corpus))), number, sender, queue_id};
    Step step = STEP_CONNECT;
    char reply = session->accepted ? SMFIR_ACCEPT : SMFIR_CONTINUE;
    peer_set_macro(session->peer, MACRO_MAIL_ADDR, sender);
    bool sent =
        session->accepted || (say_envelope(session, &send, &step, &reply, error) &&
                              (reply != SMFIR_CONTINUE || say_content(session, &send, &step, &reply, error)));
    peer_set_macro(session->peer, MACRO_MAIL_ADDR, NULL);
    peer_set_macro(session->peer, MACRO_QUEUE_ID, NULL);
    if (!sent)
        return false;
    session->tally->messages++;
    session->tally->ends[step][(int)reply]++;
    return peer_abort(session->peer, error);
}
