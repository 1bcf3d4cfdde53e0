// Plain values; that they are sane is address.c's work, so that a hostile
// MAIL FROM is simply an unknown sender.
#include "envelope.h"

#include "address.h"

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

void envelope_set_sender(Envelope *envelope, const char *path) {
    g_free(envelope->sender);
    envelope->sender = address_is_null_path(path) ? g_strdup("") : address_parse(path);
}
