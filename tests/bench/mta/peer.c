/* What the two sides of the milter protocol agreed on, and the order that follows from it: macros before a
 * step, the reply after it if one is due, edits before the final reply. A row of `steps` says all that
 * differs between the steps. Macros are those that Postfix sends, or those that the filter asked for in the
 * negotiation. */
#include "peer.h"

#include <gio/gio.h>
#include <libmilter/mfapi.h>
#include <libmilter/mfdef.h>
#include <string.h>

static const struct {
    char command;
    guint32 unwanted; /* the filter asked not to be sent this */
    guint32 silent;   /* the filter will not reply to it */
    const char *macros;
    int stage; /* SMFIM_ number under which the filter may ask for other macros, -1 for none */
} steps[STEP_COUNT] = {
    [STEP_CONNECT] = {SMFIC_CONNECT, SMFIP_NOCONNECT, SMFIP_NR_CONN, "j {daemon_name} v {client_addr}",
                      SMFIM_CONNECT},
    [STEP_HELO] = {SMFIC_HELO, SMFIP_NOHELO, SMFIP_NR_HELO, "{tls_version} {cipher}", SMFIM_HELO},
    [STEP_MAIL] = {SMFIC_MAIL, SMFIP_NOMAIL, SMFIP_NR_MAIL,
                   "{auth_type} {auth_authen} {mail_addr} {mail_mailer} {client_addr}", SMFIM_ENVFROM},
    [STEP_RCPT] = {SMFIC_RCPT, SMFIP_NORCPT, SMFIP_NR_RCPT, "{rcpt_addr} {rcpt_mailer}", SMFIM_ENVRCPT},
    [STEP_DATA] = {SMFIC_DATA, SMFIP_NODATA, SMFIP_NR_DATA, "i", SMFIM_DATA},
    [STEP_HEADER] = {SMFIC_HEADER, SMFIP_NOHDRS, SMFIP_NR_HDR, NULL, -1},
    [STEP_EOH] = {SMFIC_EOH, SMFIP_NOEOH, SMFIP_NR_EOH, "i", SMFIM_EOH},
    [STEP_BODY] = {SMFIC_BODY, SMFIP_NOBODY, SMFIP_NR_BODY, NULL, -1},
    [STEP_EOM] = {SMFIC_BODYEOB, 0, 0, "i", SMFIM_EOM},
};

static const char *const macro_names[MACRO_COUNT] = {
    "i", "{mail_addr}", "{rcpt_addr}", "{auth_authen}", "{auth_type}", "{client_addr}",
};

static const struct {
    const char *name, *value;
} fixed_macros[] = {
    {"j", "mx.example.test"},
    {"v", "Postfix 3.7.11"},
    {"{daemon_name}", "mx.example.test"},
    {"{tls_version}", "TLSv1.3"},
    {"{mail_mailer}", "smtp"},
    {"{rcpt_mailer}", "local"},
    {"{cipher}", "TLS_AES_256_GCM_SHA384"},
};

struct Peer {
    Tally *tally;
    Wire *wire;
    guint32 protocol;         /* SMFIP_ bits that the filter chose */
    GStrv macros[STEP_COUNT]; /* names to send before each step */
    const char *values[MACRO_COUNT];
    const char *expected; /* a text looked for in edits, or NULL */
};

static bool protocol_error(GError **error, const char *what) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the filter broke the protocol: %s", what);
    return false;
}

static const char *macro_value(const Peer *peer, const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(macro_names); i++)
        if (strcmp(macro_names[i], name) == 0)
            return peer->values[i];
    for (size_t i = 0; i < G_N_ELEMENTS(fixed_macros); i++)
        if (strcmp(fixed_macros[i].name, name) == 0)
            return fixed_macros[i].value;
    return NULL;
}

static bool send_macros(Peer *peer, Step step, GError **error) {
    if (peer->macros[step] == NULL)
        return true;
    wire_begin(peer->wire, SMFIC_MACRO);
    wire_put(peer->wire, &steps[step].command, 1);
    for (GStrv name = peer->macros[step]; *name != NULL; name++) {
        const char *value = macro_value(peer, *name);
        if (value == NULL)
            continue;
        wire_put_string(peer->wire, *name);
        wire_put_string(peer->wire, value);
    }
    return wire_end(peer->wire, error);
}

/* A reply code counts as what its first digit says. */
static char plain_reply(const Packet *packet) {
    if (packet->command != SMFIR_REPLYCODE)
        return packet->command;
    return packet->length > 0 && packet->data[0] == '4' ? SMFIR_TEMPFAIL : SMFIR_REJECT;
}

static bool is_edit(char command) {
    static const char edits[] = {SMFIR_ADDRCPT,   SMFIR_ADDRCPT_PAR, SMFIR_DELRCPT,
                                 SMFIR_REPLBODY,  SMFIR_CHGFROM,     SMFIR_ADDHEADER,
                                 SMFIR_INSHEADER, SMFIR_CHGHEADER,   SMFIR_QUARANTINE};
    return memchr(edits, command, sizeof edits) != NULL;
}

static bool is_reply(char command) {
    static const char known[] = {SMFIR_CONTINUE, SMFIR_ACCEPT,   SMFIR_DISCARD,
                                 SMFIR_REJECT,   SMFIR_TEMPFAIL, SMFIR_SKIP};
    return memchr(known, command, sizeof known) != NULL;
}

static void count_edit(Peer *peer, const Packet *packet) {
    peer->tally->edits[(int)packet->command]++;
    if (peer->expected != NULL &&
        memmem(packet->data, packet->length, peer->expected, strlen(peer->expected)) != NULL)
        peer->tally->expected++;
}

/* Waits for the answer to `step`, if one is due. Edits come before it at end of message and nowhere else. */
static bool await(Peer *peer, Step step, char *reply, GError **error) {
    *reply = SMFIR_CONTINUE;
    if ((peer->protocol & steps[step].silent) != 0)
        return true;
    for (;;) {
        Packet packet;
        if (!wire_read(peer->wire, &packet, error))
            return false;
        if (packet.command == SMFIR_PROGRESS)
            continue;
        if (step == STEP_EOM && is_edit(packet.command)) {
            count_edit(peer, &packet);
            continue;
        }
        *reply = plain_reply(&packet);
        if (!is_reply(*reply))
            return protocol_error(error, "a reply that does not belong to its step");
        return true;
    }
}

/* Reads the lists of macros that follow the three numbers of the filter's offer: a stage, then names. */
static bool take_macro_lists(Peer *peer, const Packet *packet, GError **error) {
    for (size_t at = 3 * sizeof(guint32); at < packet->length;) {
        guint32 stage = 0;
        const char *end = NULL;
        if (packet->length - at > sizeof stage) {
            memcpy(&stage, packet->data + at, sizeof stage);
            at += sizeof stage;
            end = memchr(packet->data + at, '\0', packet->length - at);
        }
        if (end == NULL)
            return protocol_error(error, "a macro list without an end");
        for (int step = 0; step < STEP_COUNT; step++)
            if (steps[step].stage == (int)GUINT32_FROM_BE(stage)) {
                g_strfreev(peer->macros[step]);
                peer->macros[step] = g_strsplit_set(packet->data + at, " ,", -1);
            }
        at = (size_t)(end - packet->data) + 1;
    }
    return true;
}

static bool negotiate(Peer *peer, GError **error) {
    guint32 answer[3];
    Packet packet;
    wire_begin(peer->wire, SMFIC_OPTNEG);
    wire_put_u32(peer->wire, SMFI_PROT_VERSION);
    wire_put_u32(peer->wire, SMFI_CURR_ACTS);
    wire_put_u32(peer->wire, SMFI_CURR_PROT);
    if (!wire_end(peer->wire, error) || !wire_read(peer->wire, &packet, error))
        return false;
    if (packet.command != SMFIC_OPTNEG || packet.length < sizeof answer)
        return protocol_error(error, "no answer to the negotiation");
    memcpy(answer, packet.data, sizeof answer);
    peer->protocol = GUINT32_FROM_BE(answer[2]);
    if ((peer->protocol & ~(guint32)SMFI_CURR_PROT) != 0)
        return protocol_error(error, "it chose steps that were not on offer");
    return take_macro_lists(peer, &packet, error);
}

Peer *peer_open(const char *address, int timeout_seconds, Tally *tally, GError **error) {
    g_autoptr(Peer) peer = g_new0(Peer, 1);
    peer->tally = tally;
    peer->wire = wire_open(address, timeout_seconds, error);
    if (peer->wire == NULL)
        return NULL;
    for (int step = 0; step < STEP_COUNT; step++)
        if (steps[step].macros != NULL)
            peer->macros[step] = g_strsplit(steps[step].macros, " ", -1);
    if (!negotiate(peer, error))
        return NULL;
    tally->connections++;
    return g_steal_pointer(&peer);
}

void peer_free(Peer *peer) {
    if (peer == NULL)
        return;
    if (peer->wire != NULL) {
        peer->tally->sent += wire_sent(peer->wire);
        peer->tally->received += wire_received(peer->wire);
    }
    for (int step = 0; step < STEP_COUNT; step++)
        g_strfreev(peer->macros[step]);
    wire_free(peer->wire);
    g_free(peer);
}

void peer_set_macro(Peer *peer, Macro macro, const char *value) {
    peer->values[macro] = value;
}

bool peer_wants(const Peer *peer, Step step) {
    return (peer->protocol & steps[step].unwanted) == 0;
}

bool peer_wants_space(const Peer *peer) {
    return (peer->protocol & SMFIP_HDR_LEADSPC) != 0;
}

Wire *peer_begin(Peer *peer, Step step, GError **error) {
    if (!send_macros(peer, step, error))
        return NULL;
    wire_begin(peer->wire, steps[step].command);
    return peer->wire;
}

bool peer_end(Peer *peer, Step step, char *reply, GError **error) {
    return wire_end(peer->wire, error) && await(peer, step, reply, error);
}

void peer_expect(Peer *peer, const char *text) {
    peer->expected = text;
}

bool peer_flush(Peer *peer, GError **error) {
    return wire_flush(peer->wire, error);
}

bool peer_abort(Peer *peer, GError **error) {
    wire_begin(peer->wire, SMFIC_ABORT);
    return wire_end(peer->wire, error);
}

bool peer_quit(Peer *peer, GError **error) {
    wire_begin(peer->wire, SMFIC_QUIT);
    return wire_end(peer->wire, error) && wire_flush(peer->wire, error);
}
