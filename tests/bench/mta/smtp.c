/* The load as an MTA's client sees it: the same letters as those that go straight to a filter, so that the
 * MTA's own work is the only difference. MAIL, RCPT and DATA go out in one write, as every MTA does it;
 * a client that waits for each reply would measure its own waiting. */
#include "smtp.h"
#include "wire.h"

#include <gio/gio.h>
#include <libmilter/mfdef.h>
#include <string.h>

struct Smtp {
    const Plan *plan;
    Tally *tally;
    Wire *wire;
    GString *line;
};

/* Reads a reply to its last line and answers the first digit of its code. */
static bool read_reply(Smtp *smtp, char *digit, GError **error) {
    do
        if (!wire_read_line(smtp->wire, smtp->line, error))
            return false;
    while (smtp->line->len > 3 && smtp->line->str[3] == '-');
    *digit = smtp->line->str[0];
    return true;
}

static void say(Smtp *smtp, const char *text) {
    wire_put(smtp->wire, text, strlen(text));
}

Smtp *smtp_open(const Plan *plan, const char *address, int timeout_seconds, Tally *tally, GError **error) {
    g_autoptr(Smtp) smtp = g_new0(Smtp, 1);
    char digit = 0;
    smtp->plan = plan;
    smtp->tally = tally;
    smtp->line = g_string_new(NULL);
    smtp->wire = wire_open(address, timeout_seconds, error);
    if (smtp->wire == NULL || !read_reply(smtp, &digit, error))
        return NULL;
    say(smtp, "EHLO mail.customer.example\r\n");
    if (!read_reply(smtp, &digit, error))
        return NULL;
    if (digit == '2') {
        tally->connections++;
        return g_steal_pointer(&smtp);
    }
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the MTA said %s", smtp->line->str);
    return NULL;
}

void smtp_free(Smtp *smtp) {
    if (smtp == NULL)
        return;
    if (smtp->wire != NULL) {
        smtp->tally->sent += wire_sent(smtp->wire);
        smtp->tally->received += wire_received(smtp->wire);
    }
    wire_free(smtp->wire);
    g_string_free(smtp->line, TRUE);
    g_free(smtp);
}

static void count(Smtp *smtp, Step step, char digit) {
    const char reply = digit == '2' || digit == '3' ? SMFIR_ACCEPT
                       : digit == '4'               ? SMFIR_TEMPFAIL
                                                    : SMFIR_REJECT;
    smtp->tally->messages++;
    smtp->tally->ends[step][(int)reply]++;
}

/* The three replies to an envelope: the step that was refused first, or STEP_EOM when none was. */
static bool read_envelope(Smtp *smtp, Step *refused, char *digit, GError **error) {
    *refused = STEP_EOM;
    for (Step step = STEP_MAIL; step <= STEP_DATA; step++) {
        char code = 0;
        if (!read_reply(smtp, &code, error))
            return false;
        if (*refused == STEP_EOM && code != '2' && code != '3') {
            *refused = step;
            *digit = code;
        }
    }
    return true;
}

static bool send_content(Smtp *smtp, const Letter *letter, GError **error) {
    char digit = 0;
    g_autoptr(GString) content = letter_for_smtp(letter);
    const gint64 begun = g_get_monotonic_time();
    wire_put(smtp->wire, content->str, content->len);
    if (!read_reply(smtp, &digit, error))
        return false;
    const gint64 took = g_get_monotonic_time() - begun;
    g_array_append_val(smtp->tally->content, took);
    count(smtp, STEP_EOM, digit);
    return true;
}

bool smtp_send(Smtp *smtp, guint64 number, GError **error) {
    g_autoptr(Letter) letter = letter_new(smtp->plan, number);
    g_autofree char *envelope =
        g_strdup_printf("MAIL FROM:<%s>\r\nRCPT TO:<%s>\r\nDATA\r\n", letter->sender, smtp->plan->recipient);
    Step refused = STEP_EOM;
    char digit = 0;
    say(smtp, envelope);
    if (!read_envelope(smtp, &refused, &digit, error))
        return false;
    if (refused == STEP_EOM)
        return send_content(smtp, letter, error);
    count(smtp, refused, digit);
    say(smtp, "RSET\r\n");
    return read_reply(smtp, &digit, error);
}

bool smtp_quit(Smtp *smtp, GError **error) {
    say(smtp, "QUIT\r\n");
    return wire_flush(smtp->wire, error);
}
