// An answer to the wrong address is worse than none: it is backscatter. So an
// address is used only when a verifier showed that the writer owns it, or when
// the administrator or an earlier exchange vouches for it. Reply-To is never
// used: there is no setting that allows it, and a third party could stand there.
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

Recipient *recipient_choose(const RecipientFacts *facts) {
    const char *from = message_from(facts->message);
    const char *sender = facts->envelope->sender;
    bool has_sender = sender != NULL && sender[0] != '\0';
    bool same = has_sender && from != NULL && address_equal(sender, from);

    if (has_sender && authres_proves_sender(facts->auth, sender) && looks_like_person(sender, from))
        return chosen(sender, true, true);
    if (from != NULL && authres_proves_from(facts->auth, from))
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
