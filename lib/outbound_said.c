// Which mailbox's time counts is known only inside the transaction, and reading
// is dear: so it is read for all that differ, and most mails promise nothing.
#include "outbound_said.h"

#include "promise.h"

enum { PLACES = 8 };

typedef struct Place {
    const Mailbox *mailbox; // borrowed
    GArray *promises;
} Place;

static void place_free(gpointer data) {
    Place *place = data;
    g_array_unref(place->promises);
    g_free(place);
}

static bool is_alike(const Mailbox *left, const Mailbox *right) {
    return left == right ||
           (g_strcmp0(left->time_zone, right->time_zone) == 0 && g_strcmp0(left->hours, right->hours) == 0 &&
            g_strcmp0(left->holidays, right->holidays) == 0);
}

static const Place *place_of(const OutboundSaid *said, const Mailbox *mailbox) {
    for (guint i = 0; i < said->places->len; i++) {
        const Place *place = said->places->pdata[i];
        if (is_alike(place->mailbox, mailbox))
            return place;
    }
    return NULL;
}

OutboundSaid *outbound_said_new(const char *text, const char *language, const GPtrArray *mailboxes,
                                int64_t sent) {
    OutboundSaid *said = g_new0(OutboundSaid, 1);
    said->asks = promise_asks(text, language);
    said->puts_off = promise_puts_off(text, language);
    said->places = g_ptr_array_new_with_free_func(place_free);
    for (guint i = 0; mailboxes != NULL && i < mailboxes->len && said->places->len < PLACES; i++) {
        const Mailbox *mailbox = mailboxes->pdata[i];
        if (place_of(said, mailbox) != NULL)
            continue;
        Place *place = g_new0(Place, 1);
        *place = (Place){mailbox, promise_find(text, language, mailbox->calendar, sent)};
        g_ptr_array_add(said->places, place);
        if (place->promises->len == 0) // no date for one is no date for all
            break;
    }
    return said;
}

void outbound_said_free(OutboundSaid *said) {
    if (said == NULL)
        return;
    g_ptr_array_unref(said->places);
    g_free(said);
}

const GArray *outbound_promises(const OutboundSaid *said, const Mailbox *mailbox) {
    const Place *place = place_of(said, mailbox);
    return place == NULL ? NULL : place->promises;
}
