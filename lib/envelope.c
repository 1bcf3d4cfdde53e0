// Plain values; that they are sane is address.c's work, so that a hostile
// MAIL FROM is simply an unknown sender.
#include "envelope.h"

#include <string.h>

#include "address.h"

#define NAME_MAX_OCTETS 64 // RFC 5321 s.4.5.3.1.1

Envelope *envelope_new(void) {
    Envelope *envelope = g_new0(Envelope, 1);
    envelope->recipients = g_ptr_array_new_with_free_func(g_free);
    return envelope;
}

void envelope_free(Envelope *envelope) {
    if (envelope == NULL)
        return;
    g_free(envelope->queue_id);
    g_free(envelope->client);
    g_free(envelope->login);
    g_free(envelope->sender);
    g_ptr_array_unref(envelope->recipients);
    g_free(envelope);
}

void envelope_add_recipient(Envelope *envelope, const char *spec) {
    g_ptr_array_add(envelope->recipients, g_strdup(spec));
}

// A local mail system's "MAILER-DAEMON", which has no domain; NULL for all else.
static char *read_bare_name(const char *path) {
    g_autofree char *name = g_strstrip(g_strdup(path != NULL ? path : ""));
    size_t length = strlen(name);
    bool brackets = length > 2 && name[0] == '<' && name[length - 1] == '>';
    const char *bare = name + brackets;
    length -= brackets ? 2 : 0;
    size_t sane = strspn(bare, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_=");
    return length > 0 && length <= NAME_MAX_OCTETS && sane >= length ? g_strndup(bare, length) : NULL;
}

void envelope_set_sender(Envelope *envelope, const char *path) {
    g_free(envelope->sender);
    envelope->sender = address_is_null_path(path) ? g_strdup("") : address_parse(path);
    if (envelope->sender == NULL)
        envelope->sender = read_bare_name(path);
}
