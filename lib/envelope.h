#ifndef EARSHOT_ENVELOPE_H
#define EARSHOT_ENVELOPE_H
// What SMTP said beside the message (RFC 5321 s.2.3.1) and when it came.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Envelope {
    char *queue_id; // the MTA's, or NULL
    char *client;   // the client's IP address as text, or NULL
    char *login;    // SASL login name, or NULL
    char *sender;   // MAIL FROM as addr-spec, or a bare name without @ ("MAILER-DAEMON"), which nobody can be
                    // answered at; "" is the null sender; NULL when unknown or unreadable
    GPtrArray *recipients; // RCPT TO as addr-specs (char *), in order
    int64_t arrival;       // when it came to us, microseconds since the epoch
} Envelope;

Envelope *envelope_new(void) G_GNUC_WARN_UNUSED_RESULT;
void envelope_free(Envelope *envelope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Envelope, envelope_free)
void envelope_add_recipient(Envelope *envelope, const char *spec);
// Sets the sender from the text of MAIL FROM, with or without brackets.
void envelope_set_sender(Envelope *envelope, const char *path);

#endif
