// The MTA hands us copies to say that it has taken a message; what is in them does
// not matter, so the body passes through a filter of five states that finds the
// final dot wherever chunks break. Only of reports about our own mail the
// beginning is kept, on the way through. Only CRLF ends a line of the body
// (a bare LF would let a body pretend to have ended: SMTP smuggling); for
// commands a bare LF is an error of its own.
#include "lmtp.h"

#include <string.h>

typedef enum BodyState {
    BODY_LINE,   // at the start of a line
    BODY_TEXT,   // within one
    BODY_CR,     // after CR within a line
    BODY_DOT,    // after a dot at the start
    BODY_DOT_CR, // after dot CR
} BodyState;

struct Lmtp {
    char *hostname;
    LmtpAccepts accepts;
    void *data;
    bool greeted; // LHLO was said
    char *sender; // of MAIL; NULL before
    bool body;    // within DATA
    bool reading; // a recipient wants the mail itself
    bool waiting; // for lmtp_confirm
    bool closing;
    bool overlong; // the rest of an endless line is being thrown away
    BodyState state;
    unsigned errors;
    GPtrArray *recipients;
    GByteArray *mail; // its beginning, when `reading`
    GByteArray *line; // a command not complete
    GByteArray *kept; // came while waiting
};

Lmtp *lmtp_new(const char *hostname, LmtpAccepts accepts, void *data) {
    Lmtp *lmtp = g_new0(Lmtp, 1);
    lmtp->hostname = g_strdup(hostname);
    lmtp->accepts = accepts;
    lmtp->data = data;
    lmtp->recipients = g_ptr_array_new_with_free_func(g_free);
    lmtp->mail = g_byte_array_new();
    lmtp->line = g_byte_array_new();
    lmtp->kept = g_byte_array_new();
    return lmtp;
}

void lmtp_free(Lmtp *lmtp) {
    if (lmtp == NULL)
        return;
    g_free(lmtp->hostname);
    g_free(lmtp->sender);
    g_byte_array_unref(lmtp->mail);
    g_ptr_array_unref(lmtp->recipients);
    g_byte_array_unref(lmtp->line);
    g_byte_array_unref(lmtp->kept);
    g_free(lmtp);
}

static void say(GByteArray *replies, const char *line) {
    g_byte_array_append(replies, (const guint8 *)line, (guint)strlen(line));
    g_byte_array_append(replies, (const guint8 *)"\r\n", 2);
}

void lmtp_greet(const Lmtp *lmtp, GByteArray *replies) {
    g_autofree char *line = g_strdup_printf("220 %s LMTP", lmtp->hostname);
    say(replies, line);
}

void lmtp_dismiss(const Lmtp *lmtp, const char *why, GByteArray *replies) {
    g_autofree char *line = g_strdup_printf("421 4.3.2 %s %s", lmtp->hostname, why);
    say(replies, line);
}

const GPtrArray *lmtp_recipients(const Lmtp *lmtp) {
    return lmtp->recipients;
}

const char *lmtp_sender(const Lmtp *lmtp) {
    return lmtp->sender != NULL ? lmtp->sender : "";
}

const GByteArray *lmtp_body(const Lmtp *lmtp) {
    return lmtp->mail;
}

static void forget_mail(Lmtp *lmtp) {
    g_clear_pointer(&lmtp->sender, g_free);
    lmtp->body = lmtp->reading = lmtp->waiting = false;
    g_ptr_array_set_size(lmtp->recipients, 0);
    if (lmtp->mail->len > 0) { // its room too: an idle connection holds none
        g_byte_array_unref(lmtp->mail);
        lmtp->mail = g_byte_array_new();
    }
}

static void complain(Lmtp *lmtp, const char *line, GByteArray *replies) {
    if (++lmtp->errors <= LMTP_ERROR_LIMIT) {
        say(replies, line);
        return;
    }
    lmtp_dismiss(lmtp, "too many errors", replies);
    lmtp->closing = true;
}

// --- commands: each gets what stands behind its name ---

static void do_lhlo(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    if (*argument == '\0') {
        complain(lmtp, "501 5.5.4 LHLO wants a name", replies);
        return;
    }
    forget_mail(lmtp);
    lmtp->greeted = true;
    g_autofree char *first = g_strdup_printf("250-%s", lmtp->hostname);
    say(replies, first);
    say(replies, "250-PIPELINING");
    say(replies, "250-8BITMIME");
    say(replies, "250-SMTPUTF8");
    say(replies, "250 ENHANCEDSTATUSCODES");
}

static void do_hello(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)argument;
    complain(lmtp, "500 5.5.1 this is LMTP: say LHLO", replies);
}

// What stands between the brackets of "FROM:<...> ..."; NULL when it has not that form. The caller owns it.
static char *path_of(const char *argument, const char *keyword) {
    if (g_ascii_strncasecmp(argument, keyword, strlen(keyword)) != 0)
        return NULL;
    const char *open = argument + strlen(keyword);
    while (*open == ' ')
        open++;
    // A quoted local part may hold a bracket: the last one counts, parameters have none.
    const char *close = strrchr(open, '>');
    return *open == '<' && close != NULL ? g_strndup(open + 1, (gsize)(close - open - 1)) : NULL;
}

static void do_mail(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    g_autofree char *path = path_of(argument, "FROM:");
    if (!lmtp->greeted || lmtp->sender != NULL) {
        complain(lmtp, "503 5.5.1 MAIL is not expected here", replies);
    } else if (path == NULL) {
        complain(lmtp, "501 5.5.4 MAIL FROM:<address>", replies);
    } else {
        lmtp->sender = g_steal_pointer(&path);
        say(replies, "250 2.1.0 ok");
    }
}

static void do_rcpt(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    g_autofree char *path = path_of(argument, "TO:");
    LmtpWelcome welcome = LMTP_REFUSED;
    if (lmtp->sender == NULL) {
        complain(lmtp, "503 5.5.1 RCPT is not expected here", replies);
    } else if (path == NULL || *path == '\0') {
        complain(lmtp, "501 5.5.4 RCPT TO:<address>", replies);
    } else if (lmtp->recipients->len >= LMTP_RECIPIENT_LIMIT) {
        say(replies, "452 4.5.3 too many recipients");
    } else if ((welcome = lmtp->accepts(path, lmtp->data)) == LMTP_REFUSED) {
        complain(lmtp, "550 5.1.1 no such receipt", replies);
    } else {
        lmtp->reading = lmtp->reading || welcome == LMTP_READ;
        g_ptr_array_add(lmtp->recipients, g_steal_pointer(&path));
        say(replies, "250 2.1.5 ok");
    }
}

static void do_data(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)argument;
    if (lmtp->recipients->len == 0) { // RFC 2033 s.4.2: also when all were refused
        complain(lmtp, "503 5.5.1 no recipients", replies);
        return;
    }
    lmtp->body = true;
    lmtp->state = BODY_LINE;
    say(replies, "354 go on");
}

static void do_rset(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)argument;
    forget_mail(lmtp);
    say(replies, "250 2.0.0 ok");
}

static void do_noop(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)lmtp, (void)argument;
    say(replies, "250 2.0.0 ok");
}

static void do_vrfy(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)lmtp, (void)argument;
    say(replies, "252 2.5.0 send it and see");
}

static void do_quit(Lmtp *lmtp, const char *argument, GByteArray *replies) {
    (void)argument;
    say(replies, "221 2.0.0 bye");
    lmtp->closing = true;
}

static const struct {
    const char *name;
    void (*run)(Lmtp *lmtp, const char *argument, GByteArray *replies);
} commands[] = {
    {"LHLO", do_lhlo}, {"MAIL", do_mail}, {"RCPT", do_rcpt}, {"DATA", do_data},  {"RSET", do_rset},
    {"NOOP", do_noop}, {"VRFY", do_vrfy}, {"QUIT", do_quit}, {"HELO", do_hello}, {"EHLO", do_hello},
};

static void run_command(Lmtp *lmtp, const char *line, GByteArray *replies) {
    const size_t length = strcspn(line, " ");
    const char *argument = line + length + strspn(line + length, " ");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strlen(commands[i].name) == length && g_ascii_strncasecmp(line, commands[i].name, length) == 0) {
            commands[i].run(lmtp, argument, replies);
            return;
        }
    complain(lmtp, "500 5.5.2 no such command", replies);
}

// --- lines ---

static bool is_clean(const GByteArray *line) {
    for (guint i = 0; i < line->len; i++)
        if (line->data[i] < ' ' || line->data[i] == 0x7f)
            return false;
    return true;
}

// The line stands in lmtp->line, its LF included.
static void end_line(Lmtp *lmtp, GByteArray *replies) {
    GByteArray *line = lmtp->line;
    const bool ended = line->len >= 2 && line->data[line->len - 2] == '\r';
    g_byte_array_set_size(line, ended ? line->len - 2 : line->len - 1);
    if (lmtp->overlong) {
        complain(lmtp, "500 5.5.6 line too long", replies);
    } else if (!ended || !is_clean(line)) {
        complain(lmtp, "500 5.5.2 a line ends in CRLF and holds no control characters", replies);
    } else {
        g_autofree char *text = g_strndup((const char *)line->data, line->len);
        run_command(lmtp, text, replies);
    }
    lmtp->overlong = false;
    g_byte_array_set_size(line, 0);
}

// Takes bytes up to the first LF; how many.
static size_t take_line(Lmtp *lmtp, const uint8_t *bytes, size_t size, GByteArray *replies) {
    const uint8_t *end = memchr(bytes, '\n', size);
    const size_t taken = end == NULL ? size : (size_t)(end - bytes) + 1;
    if (lmtp->line->len + taken > LMTP_LINE_LIMIT) {
        lmtp->overlong = true;
        g_byte_array_set_size(lmtp->line, 0);
    }
    if (!lmtp->overlong)
        g_byte_array_append(lmtp->line, bytes, (guint)taken);
    if (end != NULL) {
        if (lmtp->overlong)
            g_byte_array_append(lmtp->line, (const guint8 *)"\n", 1);
        end_line(lmtp, replies);
    }
    return taken;
}

// --- body ---

static BodyState body_next(BodyState state, uint8_t byte) {
    if (byte == '\r')
        return state == BODY_DOT ? BODY_DOT_CR : BODY_CR;
    if (byte == '\n' && state == BODY_CR)
        return BODY_LINE;
    if (byte == '.' && state == BODY_LINE)
        return BODY_DOT;
    return BODY_TEXT;
}

// Keeps what has become certain with this byte: a dot that begins a line is never the mail's own, and a CR
// behind it is only when no LF follows.
static void keep_byte(Lmtp *lmtp, uint8_t byte) {
    static const uint8_t CR = '\r';
    if (lmtp->mail->len + 2 > LMTP_BODY_LIMIT)
        return;
    if (lmtp->state == BODY_DOT_CR)
        g_byte_array_append(lmtp->mail, &CR, 1);
    const bool stuffed = lmtp->state == BODY_LINE && byte == '.';
    const bool pending = lmtp->state == BODY_DOT && byte == '\r';
    if (!stuffed && !pending)
        g_byte_array_append(lmtp->mail, &byte, 1);
}

// Takes bytes up to the final dot; how many.
static size_t take_body(Lmtp *lmtp, const uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (lmtp->state == BODY_DOT_CR && bytes[i] == '\n') {
            lmtp->body = false;
            lmtp->waiting = true;
            return i + 1;
        }
        if (lmtp->reading)
            keep_byte(lmtp, bytes[i]);
        lmtp->state = body_next(lmtp->state, bytes[i]);
    }
    return size;
}

LmtpState lmtp_feed(Lmtp *lmtp, const uint8_t *bytes, size_t size, GByteArray *replies) {
    while (size > 0 && !lmtp->waiting && !lmtp->closing) {
        const size_t taken =
            lmtp->body ? take_body(lmtp, bytes, size) : take_line(lmtp, bytes, size, replies);
        bytes += taken;
        size -= taken;
    }
    if (lmtp->closing)
        return LMTP_CLOSE;
    if (!lmtp->waiting)
        return LMTP_MORE;
    g_byte_array_append(lmtp->kept, bytes, (guint)size);
    return LMTP_CONFIRM;
}

LmtpState lmtp_confirm(Lmtp *lmtp, const bool *taken, GByteArray *replies) {
    for (guint i = 0; i < lmtp->recipients->len; i++)
        say(replies, taken[i] ? "250 2.0.0 noted" : "451 4.3.0 cannot note it now, try again later");
    forget_mail(lmtp);
    g_autoptr(GByteArray) kept = g_steal_pointer(&lmtp->kept);
    lmtp->kept = g_byte_array_new();
    return lmtp_feed(lmtp, kept->data, kept->len, replies);
}
