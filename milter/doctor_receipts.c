// The receipt's way back: the MTA must route its domain to the courier, and nothing
// else may become of it. What the configuration says is looked at first; then a
// receipt of our own goes that way, and the courier's count shows that it arrived.
#include "doctor.h"

#include <gio/gio.h>
#include <string.h>

#include "seal.h"

enum { ROUTE_PATIENCE = 10 }; // seconds

// A skip where there is nothing to route, or nothing to ask.
static bool uses_route(Doctor *doctor) {
    const Config *config = doctor->config;
    if (config->receipt_domain == NULL || config->receipt_socket == NULL ||
        config->receipt_when != RECEIPT_ACCEPTED)
        doctor_say(doctor, DOCTOR_SKIP, "no receipt's domain and socket are set, or when = inspected");
    else if (doctor->postfix == NULL)
        doctor_say(doctor, DOCTOR_SKIP, "no Postfix to ask");
    else
        return true;
    return false;
}

// --- the transport ---

// Postfix asks for the address, then its domain, the domains above, and "*"; the first that answers holds. A
// table that cannot be asked is *error, as Postfix too stops there.
static char *find_transport(const Doctor *doctor, const GPtrArray *tables, GError **error) {
    const char *domain = doctor->config->receipt_domain;
    g_autofree char *address = g_strconcat("probe@", domain, NULL);
    const char *const keys[] = {address, domain, strchr(domain, '.'), "*"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        for (guint k = 0; keys[i] != NULL && k < tables->len; k++) {
            g_autoptr(GError) own = NULL;
            char *found = postfix_look_up(doctor->postfix, tables->pdata[k], keys[i], &own);
            if (own != NULL) {
                g_propagate_error(error, g_steal_pointer(&own));
                return NULL;
            }
            if (found != NULL)
                return found;
        }
    return NULL;
}

// "lmtp:unix:earshot/receipt.sock" as our configuration would write it; NULL when it is not by LMTP.
static char *lmtp_place(const Doctor *doctor, const char *transport) {
    const char *colon = strchr(transport, ':');
    const int length = colon == NULL ? 0 : (int)(colon - transport);
    g_autofree char *service = g_strdup_printf("%.*s/unix", length, transport);
    const char *command = postfix_field(doctor->postfix, service, "command");
    if (length == 0 || strncmp(command, "lmtp", 4) != 0)
        return NULL;
    return place_of(doctor->postfix, postfix_is_chrooted(doctor->postfix, service), colon + 1);
}

// Its own table, so that no other has to be edited or mapped anew; first, since the first answer holds.
static void mend_transport(Doctor *doctor, const GPtrArray *tables) {
    g_autoptr(GError) error = NULL;
    const char *domain = doctor->config->receipt_domain;
    g_autofree char *own = setup_route_of(doctor->postfix, domain, doctor->config->receipt_socket, &error);
    if (own == NULL) {
        doctor_mend(doctor, "%s", error->message);
        return;
    }
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_ptr_array_add(kept, own);
    for (guint i = 0; i < tables->len; i++)
        if (strstr(tables->pdata[i], domain) == NULL) // an inline: table for it is replaced
            g_ptr_array_add(kept, tables->pdata[i]);
    g_autofree char *value = setup_list_text(kept, false);
    doctor_mend(doctor, "route it to %s", doctor->config->receipt_socket);
    doctor_postfix_set(doctor, "transport_maps", value);
}

void doctor_check_transport(Doctor *doctor) {
    if (!uses_route(doctor))
        return;
    const char *domain = doctor->config->receipt_domain;
    g_autoptr(GPtrArray) tables = setup_list_of(postfix_value(doctor->postfix, "transport_maps"));
    g_autoptr(GError) error = NULL;
    g_autofree char *transport = find_transport(doctor, tables, &error);
    if (error != NULL) {
        doctor_say(doctor, DOCTOR_FAIL, "%s: Postfix puts all mail off while it cannot ask it",
                   error->message);
        doctor_mend(doctor, "mend that table; a hash: file wants postmap after each change");
        return;
    }
    g_autofree char *place = transport == NULL ? NULL : lmtp_place(doctor, transport);
    g_autofree char *ours = place_own(doctor->config->receipt_socket);
    doctor->routed = g_strcmp0(place, ours) == 0;
    if (doctor->routed) {
        doctor_say(doctor, DOCTOR_OK, "Postfix hands mail of %s to the courier (%s)", domain, transport);
        return;
    }
    if (transport == NULL)
        doctor_say(doctor, DOCTOR_FAIL,
                   "Postfix has no transport for %s: no receipt comes, so no answer goes out", domain);
    else
        doctor_say(doctor, DOCTOR_FAIL, "Postfix hands mail of %s to %s, but the courier listens on %s",
                   domain, transport, doctor->config->receipt_socket);
    mend_transport(doctor, tables);
}

// --- what else the domain is ---

static bool matches(Doctor *doctor, const char *word, const char *domain, bool below) {
    const char *colon = strchr(word, ':');
    if (*word == '/' || *word == '!')
        return false; // a file of names, an exception: neither is read here
    if (colon != NULL) {
        g_autofree char *found = postfix_look_up(doctor->postfix, word, domain, NULL);
        return found != NULL;
    }
    g_autofree char *suffix = g_strconcat(".", word, NULL);
    return g_ascii_strcasecmp(word, domain) == 0 || (below && g_str_has_suffix(domain, suffix));
}

static const char *listed(Doctor *doctor, const GPtrArray *words, bool below) {
    for (guint i = 0; i < words->len; i++)
        if (matches(doctor, words->pdata[i], doctor->config->receipt_domain, below))
            return words->pdata[i];
    return NULL;
}

typedef struct DomainList {
    const char *parameter;
    DoctorWorth worth;
    const char *means;
} DomainList;

static bool check_list(Doctor *doctor, const DomainList *list) {
    const char *domain = doctor->config->receipt_domain;
    const bool below =
        strstr(postfix_value(doctor->postfix, "parent_domain_matches_subdomains"), list->parameter) != NULL;
    g_autoptr(GPtrArray) words = setup_list_of(postfix_value(doctor->postfix, list->parameter));
    const char *word = listed(doctor, words, below);
    if (word == NULL)
        return true;
    doctor_say(doctor, list->worth, "%s is in %s (%s): %s", domain, list->parameter, word, list->means);
    if (strcmp(word, domain) != 0) {
        doctor_mend(doctor, "take another domain for receipts, or write each domain into %s by itself",
                    list->parameter);
        return false;
    }
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (guint i = 0; i < words->len; i++)
        if (strcmp(words->pdata[i], word) != 0)
            g_ptr_array_add(kept, words->pdata[i]);
    g_autofree char *value = setup_list_text(kept, false);
    doctor_mend(doctor, "take it out; the transport alone is needed");
    doctor_postfix_set(doctor, list->parameter, value);
    return false;
}

void doctor_check_receipt_domain(Doctor *doctor) {
    static const char OPEN[] = "outsiders may write to it, and what the courier refuses is bounced";
    static const DomainList LISTS[] = {
        {"mydestination", DOCTOR_WARN, OPEN},
        {"relay_domains", DOCTOR_WARN, OPEN},
        {"virtual_mailbox_domains", DOCTOR_WARN, OPEN},
        {"virtual_alias_domains", DOCTOR_FAIL, "Postfix bounces what is for no alias there"},
    };
    bool well = true;
    if (!uses_route(doctor))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(LISTS); i++)
        well = check_list(doctor, &LISTS[i]) && well;
    if (well)
        doctor_say(doctor, DOCTOR_OK, "%s is for receipts alone: nobody outside may write to it",
                   doctor->config->receipt_domain);
}

// --- a receipt of our own ---

static uint64_t unknown_receipts(const Doctor *doctor) {
    VitalsView view;
    return vitals_look(doctor->status->directory, "courier", &view, NULL)
               ? vitals_get(&view, VITAL_RECEIPTS, RECEIPT_UNKNOWN)
               : 0;
}

// Of no message: the courier takes it for ours by its token, finds nothing that waits for it, and counts
// that.
static char *probe_address(Doctor *doctor) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Seal) seal = seal_open(doctor->config->key_file, &error);
    if (seal == NULL) {
        doctor_deny(doctor, "the key makes the token of a receipt: %s", error->message);
        return NULL;
    }
    const uint64_t id = ((uint64_t)g_random_int() << 32) | g_random_int();
    g_autofree char *token = seal_token(seal, SEAL_RECEIPT, id);
    return g_strconcat(token, "@", doctor->config->receipt_domain, NULL);
}

// sendmail(1) takes the message on stdin; with the null sender and no notices nothing can come back.
static int submit(const Doctor *doctor, const char *address, char **err) {
    const char *const usual[] = {"/usr/sbin/sendmail", "-N", "never", "-f", "<>", "-i", "--", address, NULL};
    const char *const given[] = {"/usr/sbin/sendmail",
                                 "-C",
                                 doctor->postfix_config,
                                 "-N",
                                 "never",
                                 "-f",
                                 "<>",
                                 "-i",
                                 "--",
                                 address,
                                 NULL};
    static const char TEXT[] = "From: <>\nSubject: earshot doctor\nAuto-Submitted: auto-generated\n\n"
                               "The way of a receipt is tried. Nobody is to read this.\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GSubprocess) child = g_subprocess_newv(
        doctor->postfix_config != NULL ? given : usual,
        G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
        &error);
    if (child == NULL || !g_subprocess_communicate_utf8(child, TEXT, NULL, NULL, err, &error)) {
        *err = g_strdup(error->message);
        return -1;
    }
    return g_subprocess_get_if_exited(child) ? g_subprocess_get_exit_status(child) : -1;
}

static bool came(const Doctor *doctor, uint64_t before) {
    enum { PAUSE = 50 * 1000 };
    const int64_t until = g_get_monotonic_time() + ROUTE_PATIENCE * G_USEC_PER_SEC;
    while (unknown_receipts(doctor) == before) {
        if (g_get_monotonic_time() > until)
            return false;
        g_usleep(PAUSE);
    }
    return true;
}

static void try_route(Doctor *doctor) {
    g_autofree char *address = probe_address(doctor), *err = NULL;
    if (address == NULL)
        return;
    const int64_t begun = g_get_monotonic_time();
    const uint64_t before = unknown_receipts(doctor);
    if (submit(doctor, address, &err) != 0) {
        doctor_say(doctor, DOCTOR_FAIL, "sendmail(1) does not take mail: %s", g_strstrip(err));
        doctor_mend(doctor, "mend what it names");
    } else if (came(doctor, before)) {
        doctor_say(doctor, DOCTOR_OK,
                   "a receipt went from sendmail(1) to the courier in %" G_GINT64_FORMAT " ms",
                   (g_get_monotonic_time() - begun) / 1000);
    } else {
        doctor_say(doctor, DOCTOR_FAIL, "a receipt did not come to the courier within %d s", ROUTE_PATIENCE);
        doctor_mend(doctor, "reload Postfix: before it knows the route, receipts go where other mail does, "
                            "out of the house; else the queue and the mail log say where it stands");
        doctor_postfix(doctor, "postfix", "reload", NULL);
        doctor_postfix(doctor, "postqueue", "-p", NULL);
    }
}

void doctor_check_route(Doctor *doctor) {
    if (!uses_route(doctor))
        return;
    if (!doctor->mail)
        doctor_say(doctor, DOCTOR_SKIP, "no message was to be sent (--no-mail)");
    else if (!config_uses_receipts(doctor->config))
        doctor_say(doctor, DOCTOR_SKIP, "the courier takes no receipts before mode = answer");
    else if (!doctor->routed)
        doctor_say(doctor, DOCTOR_SKIP, "not tried: the mail would not go to the courier (see transport)");
    else if (doctor->status->daemons[DAEMON_COURIER].runs != RUNS_YES ||
             !doctor->status->daemons[DAEMON_COURIER].counted)
        doctor_say(doctor, DOCTOR_SKIP, "not tried: the courier does not run, or its counts cannot be read");
    else
        try_route(doctor);
}
