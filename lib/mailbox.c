// Settings are plain values that all modules read and only config writes, so
// the structs are open. What lives here beside making and freeing them are the
// questions everyone asks of them, so that each is answered in one way.
#include "mailbox.h"

#include <gio/gio.h>
#include <string.h>

#include "address.h"

static const char *const LEVEL_NAMES[LEVEL_COUNT] = {"none", "concern", "escalation", "critical"};

const char *mode_name(Mode mode) {
    static const char *const NAMES[] = {
        [MODE_OBSERVE] = "observe", [MODE_TAG] = "tag", [MODE_ANSWER] = "answer"};
    return NAMES[mode];
}

const char *level_name(Level level) {
    return (unsigned)level < LEVEL_COUNT ? LEVEL_NAMES[level] : LEVEL_NAMES[LEVEL_NONE];
}

bool level_parse(const char *name, Level *level) {
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (strcmp(name, LEVEL_NAMES[i]) == 0) {
            *level = (Level)i;
            return true;
        }
    }
    return false;
}

Mailbox *mailbox_new(const char *name) {
    Mailbox *mailbox = g_new0(Mailbox, 1);
    mailbox->name = g_strdup(name);
    mailbox->addresses = g_ptr_array_new_with_free_func(g_free);
    mailbox->languages = g_ptr_array_new_with_free_func(g_free);
    mailbox->forward_from = g_ptr_array_new_with_free_func(g_free);
    mailbox->own_lists = g_ptr_array_new_with_free_func(g_free);
    mailbox->acknowledge = true;
    return mailbox;
}

void mailbox_free(Mailbox *mailbox) {
    if (mailbox == NULL)
        return;
    g_free(mailbox->name);
    g_ptr_array_unref(mailbox->addresses);
    g_free(mailbox->display_name);
    g_ptr_array_unref(mailbox->languages);
    g_free(mailbox->time_zone);
    g_free(mailbox->hours);
    g_free(mailbox->holidays);
    calendar_free(mailbox->calendar);
    g_free(mailbox->pm);
    g_ptr_array_unref(mailbox->forward_from);
    g_ptr_array_unref(mailbox->own_lists);
    g_free(mailbox->templates);
    g_free(mailbox);
}

bool mailbox_has(const Mailbox *mailbox, const char *spec) {
    if (spec == NULL)
        return false;
    for (guint i = 0; i < mailbox->addresses->len; i++)
        if (address_is_ours(spec, g_ptr_array_index(mailbox->addresses, i)))
            return true;
    return false;
}

// How well the mailbox's addresses fit: 0 not at all, G_MAXSIZE exactly, else the length of the longest
// address of which spec is a sub-address. `separators` are those that may stand before a sub-address.
static size_t mailbox_fit(const Mailbox *mailbox, const char *spec, const char *separators) {
    size_t best = 0;
    for (guint i = 0; i < mailbox->addresses->len; i++) {
        const char *own = g_ptr_array_index(mailbox->addresses, i);
        if (address_equal(spec, own))
            return G_MAXSIZE;
        const size_t local = strlen(own) - strlen(address_domain(own)) - 1;
        if (address_is_ours(spec, own) && strlen(spec) > local && strchr(separators, spec[local]) != NULL)
            best = MAX(best, strlen(own));
    }
    return best;
}

// Exact addresses come before sub-addresses and long ones before short: beside "support@" there may be a
// mailbox "support-de@", which is no sub-address of the first.
static const Mailbox *best_of(const GPtrArray *mailboxes, const char *spec, bool serving) {
    const Mailbox *best = NULL;
    size_t best_fit = 0;
    for (guint i = 0; spec != NULL && i < mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(mailboxes, i);
        const size_t fit = mailbox_fit(mailbox, spec, serving && mailbox->sub_address != '-' ? "+" : "+-");
        if (fit > best_fit) {
            best = mailbox;
            best_fit = fit;
        }
    }
    return best;
}

const Mailbox *mailbox_of(const GPtrArray *mailboxes, const char *spec) {
    return best_of(mailboxes, spec, false);
}

const Mailbox *mailbox_serving(const GPtrArray *mailboxes, const char *recipient) {
    return best_of(mailboxes, recipient, true);
}

Trust *trust_new(void) {
    Trust *trust = g_new0(Trust, 1);
    trust->authserv_ids = g_ptr_array_new_with_free_func(g_free);
    trust->arc_sealers = g_ptr_array_new_with_free_func(g_free);
    trust->internal_networks = g_ptr_array_new_with_free_func(g_free);
    trust->agents = g_ptr_array_new_with_free_func(g_free);
    return trust;
}

void trust_free(Trust *trust) {
    if (trust == NULL)
        return;
    g_ptr_array_unref(trust->authserv_ids);
    g_ptr_array_unref(trust->arc_sealers);
    g_free(trust->spam_header);
    g_free(trust->spam_value);
    g_ptr_array_unref(trust->internal_networks);
    g_ptr_array_unref(trust->agents);
    g_free(trust);
}

// The address behind "192.0.2.1", "2001:db8::1", "IPv6:2001:db8::1" (as MTAs write it) or "::ffff:192.0.2.1",
// which is the IPv4 address itself: an IPv4 network must match it. NULL when it is none.
static GInetAddress *client_address(const char *client) {
    static const uint8_t mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const char *text = g_ascii_strncasecmp(client, "IPv6:", 5) == 0 ? client + 5 : client;
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(text);
    if (address == NULL || g_inet_address_get_family(address) != G_SOCKET_FAMILY_IPV6)
        return g_steal_pointer(&address);
    const uint8_t *bytes = g_inet_address_to_bytes(address);
    if (memcmp(bytes, mapped, sizeof mapped) != 0)
        return g_steal_pointer(&address);
    return g_inet_address_new_from_bytes(bytes + sizeof mapped, G_SOCKET_FAMILY_IPV4);
}

bool trust_is_internal(const Trust *trust, const char *client) {
    g_autoptr(GInetAddress) address = client == NULL ? NULL : client_address(client);
    if (address == NULL)
        return false;
    for (guint i = 0; i < trust->internal_networks->len; i++) {
        const char *network = g_ptr_array_index(trust->internal_networks, i);
        g_autoptr(GInetAddressMask) mask = g_inet_address_mask_new_from_string(network, NULL);
        if (mask != NULL && g_inet_address_mask_matches(mask, address))
            return true;
    }
    return false;
}

bool trust_is_agent(const Trust *trust, const char *spec) {
    for (guint i = 0; spec != NULL && i < trust->agents->len; i++)
        if (address_equal(spec, g_ptr_array_index(trust->agents, i)))
            return true;
    return false;
}

Pm *pm_new(const char *name) {
    Pm *pm = g_new0(Pm, 1);
    pm->name = g_strdup(name);
    pm->languages = g_ptr_array_new_with_free_func(g_free);
    return pm;
}

void pm_free(Pm *pm) {
    if (pm == NULL)
        return;
    g_free(pm->name);
    g_free(pm->address);
    g_ptr_array_unref(pm->languages);
    g_free(pm->time_zone);
    calendar_free(pm->calendar);
    g_free(pm);
}
