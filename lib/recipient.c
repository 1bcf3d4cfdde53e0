// An answer to the wrong address is worse than none: it is backscatter. So an
// address is used only when a verifier showed that the writer owns it, or when
// the administrator or an earlier exchange vouches for it. Reply-To is proven by
// nobody: it is used only where the setting allows it and only within the
// writer's own house, which a public mail provider is not.
#include "recipient.h"

#include <string.h>
#include "address.h"

// The local part in lower case, quotes undone; the whole when there is no @ ("MAILER-DAEMON").
static char *local_part(const char *spec) {
    const char *at = strrchr(spec, '@');
    g_autofree char *lower = g_ascii_strdown(spec, at == NULL ? -1 : (gssize)(at - spec));
    size_t length = strlen(lower);
    if (length < 2 || lower[0] != '"' || lower[length - 1] != '"')
        return g_steal_pointer(&lower);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (size_t i = 1; i + 1 < length; i++) {
        if (lower[i] == '\\' && i + 2 < length)
            i++;
        g_string_append_c(plain, lower[i]);
    }
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

static bool is_one_of(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

// "bounce" or "bounces", alone or before '-', '+' or a digit; "bouncer" is a person.
static bool is_bounce_address(const char *local) {
    if (!g_str_has_prefix(local, "bounce"))
        return false;
    const char *rest = local + strlen("bounce");
    if (*rest == 's')
        rest++;
    return *rest == '\0' || *rest == '-' || *rest == '+' || g_ascii_isdigit(*rest);
}

bool recipient_is_system(const char *spec) {
    static const char *const names[] = {"mailer-daemon", "listserv", "majordomo", "mailman", "sympa"};
    static const char *const endings[] = {"-owner", "-request", "-bounce", "-bounces"};
    if (spec == NULL)
        return false;
    g_autofree char *local = local_part(spec);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(local, endings[i]))
            return true;
    return is_one_of(local, names, G_N_ELEMENTS(names)) || g_str_has_prefix(local, "owner-") ||
           is_bounce_address(local) || strstr(local, "-bounces+") != NULL;
}

bool recipient_is_no_reply(const char *spec) {
    static const char *const roles[] = {"nobody",   "root",         "daemon",       "cron",
                                        "www-data", "notification", "notifications"};
    static const char *const endings[] = {"noreply", "no-reply", "donotreply", "do-not-reply"};
    if (spec == NULL)
        return false;
    g_autofree char *local = g_strdelimit(local_part(spec), "_", '-');
    local[strcspn(local, "+")] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (!g_str_has_suffix(local, endings[i]))
            continue;
        size_t before = strlen(local) - strlen(endings[i]);
        if (before == 0 || local[before - 1] == '-')
            return true;
    }
    return is_one_of(local, roles, G_N_ELEMENTS(roles));
}

bool recipient_is_postmaster(const char *spec) {
    if (spec == NULL)
        return false;
    g_autofree char *local = local_part(spec);
    return strcmp(local, "postmaster") == 0;
}

// ACKNOWLEDGE.md section 1: of From's organisational domain, and neither a system's nor a no-reply address.
static bool looks_like_person(const char *sender, const char *from) {
    return from != NULL && address_same_organisation(address_domain(sender), address_domain(from)) &&
           !recipient_is_system(sender) && !recipient_is_no_reply(sender);
}

static Recipient *chosen(const char *address, bool is_envelope_sender, bool proven) {
    Recipient *recipient = g_new0(Recipient, 1);
    recipient->address = g_strdup(address);
    recipient->is_envelope_sender = is_envelope_sender;
    recipient->proven = proven;
    return recipient;
}

// Providers where strangers share a domain, by the label of the organisational domain ("yahoo.co.uk" is
// "yahoo"), since the public suffix list cannot tell them. The largest only: one that is missing lets a
// customer of it have an answer of ours sent to another, three an hour at most. A house that bears such a
// name is answered at From.
static const char *const providers[] = {
    "aim",         "alice",    "aol",        "arcor",     "bigpond",  "bk",
    "bluewin",     "bol",      "btinternet", "centrum",   "charter",  "club-internet",
    "comcast",     "cox",      "daum",       "earthlink", "fastmail", "foxmail",
    "free",        "freemail", "freenet",    "gmail",     "gmx",      "googlemail",
    "hanmail",     "hey",      "home",       "hotmail",   "hushmail", "icloud",
    "ig",          "inbox",    "interia",    "kpnmail",   "laposte",  "libero",
    "list",        "live",     "mac",        "mail",      "mailbox",  "mailfence",
    "me",          "msn",      "naver",      "neuf",      "o2",       "onet",
    "online",      "op",       "orange",     "outlook",   "pm",       "poczta",
    "posteo",      "proton",   "protonmail", "qq",        "rambler",  "rediffmail",
    "rocketmail",  "runbox",   "sapo",       "sbcglobal", "seznam",   "sfr",
    "shaw",        "sina",     "skynet",     "sky",       "sohu",     "t-online",
    "talktalk",    "telenet",  "telia",      "terra",     "tin",      "tiscali",
    "tlen",        "tuta",     "tutanota",   "uol",       "verizon",  "virgilio",
    "virginmedia", "vodafone", "vp",         "wanadoo",   "web",      "wp",
    "xs4all",      "ya",       "yahoo",      "yandex",    "yeah",     "ymail",
    "ziggo",       "zoho",     "zohomail",   "126",       "139",      "163",
    "189"};

static bool is_shared_house(const char *domain) {
    g_autofree char *organisation = address_organisation(domain);
    organisation[strcspn(organisation, ".")] = '\0';
    return is_one_of(organisation, providers, G_N_ELEMENTS(providers));
}

// The one address that all of Reply-To is, or NULL.
static const char *sole_reply_to(const Message *message) {
    const GPtrArray *all = message_addresses(message, "Reply-To");
    for (guint i = 1; i < all->len; i++)
        if (!address_equal(all->pdata[0], all->pdata[i]))
            return NULL;
    return all->len == 0 ? NULL : all->pdata[0];
}

// The address in Reply-To where it may be answered, or NULL. `from` is proven. One that is From itself needs
// no setting of its own, only that the answer need not go to the envelope sender.
static const char *answerable_reply_to(const RecipientFacts *facts, const char *from) {
    const char *reply_to = facts->reply_to ? sole_reply_to(facts->message) : NULL;
    if (!address_is_sendable(reply_to) || !looks_like_person(reply_to, from))
        return NULL;
    return address_equal(reply_to, from) || !is_shared_house(address_domain(from)) ? reply_to : NULL;
}

Recipient *recipient_choose(const RecipientFacts *facts) {
    const char *from = message_from(facts->message);
    const char *sender = address_is_sendable(facts->envelope->sender) ? facts->envelope->sender : NULL;
    bool same = sender != NULL && from != NULL && address_equal(sender, from);
    bool proves_sender =
        sender != NULL && looks_like_person(sender, from) && authres_proves_sender(facts->auth, sender);
    bool proves_from = address_is_sendable(from) && authres_proves_from(facts->auth, from);

    const char *reply_to = proves_sender || proves_from ? answerable_reply_to(facts, from) : NULL;
    if (reply_to != NULL)
        return chosen(reply_to, sender != NULL && address_equal(sender, reply_to), true);
    if (proves_sender)
        return chosen(sender, true, true);
    if (proves_from)
        return chosen(from, same, true);
    if (same && (facts->known || facts->unproven != ANSWER_NO))
        return chosen(sender, true, false);
    return chosen(NULL, false, false);
}

void recipient_free(Recipient *recipient) {
    if (recipient == NULL)
        return;
    g_free(recipient->address);
    g_free(recipient);
}
