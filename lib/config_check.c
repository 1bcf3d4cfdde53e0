// Each check looks at what stands in the file, not at what was understood of
// it: a value that was reported as wrong must not be reported again as missing.
#include "config_check.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "address.h"
#include "units.h"

static const ConfigEntry *entry_of(const ConfigCheck *check, const char *kind, const char *name,
                                   const char *key) {
    return config_source_entry(config_source_section(check->sections, kind, name), key);
}

// The line of a key, of its section when the key is not there, 0 when neither is.
static unsigned line_of(const ConfigCheck *check, const char *kind, const char *name, const char *key) {
    const ConfigSection *section = config_source_section(check->sections, kind, name);
    const ConfigEntry *entry = config_source_entry(section, key);
    return entry != NULL ? entry->line : section != NULL ? section->line : 0;
}

static bool is_written(const ConfigCheck *check, const char *kind, const char *name, const char *key) {
    const ConfigEntry *entry = entry_of(check, kind, name, key);
    return entry != NULL && *entry->value != '\0';
}

// Reported where the section stands, or else where the mode that needs it is set.
static void want(const ConfigCheck *check, const char *kind, const char *key, const char *why) {
    const unsigned section = line_of(check, kind, NULL, key);
    const unsigned line = section > 0 ? section : line_of(check, "earshot", NULL, "mode");
    if (!is_written(check, kind, NULL, key))
        config_error(check->errors, line, "[%s] %s is missing: %s", kind, key, why);
}

// --- sense ---

// Which mailbox owns an address, over all mailboxes: two that share one would answer in turns.
static void check_addresses(const ConfigCheck *check, const Mailbox *mailbox, GHashTable *owners) {
    const unsigned line = line_of(check, "mailbox", mailbox->name, "addresses");
    if (!is_written(check, "mailbox", mailbox->name, "addresses"))
        config_error(check->errors, line,
                     "[mailbox %s] has no addresses; write addresses = support@example.com", mailbox->name);
    for (guint i = 0; i < mailbox->addresses->len; i++) {
        const char *address = g_ptr_array_index(mailbox->addresses, i);
        char *key = address_key(address);
        const char *owner = g_hash_table_lookup(owners, key);
        if (owner != NULL)
            config_error(check->errors, line, "%s is served by [mailbox %s] already; remove it from one",
                         address, owner);
        g_hash_table_insert(owners, key, mailbox->name);
    }
}

static void check_pm_of(const ConfigCheck *check, const Mailbox *mailbox) {
    if (mailbox->pm != NULL && config_pm(check->config, mailbox->pm) == NULL)
        config_error(check->errors, line_of(check, "mailbox", mailbox->name, "pm"),
                     "pm = %s, but there is no section [pm %s]; add it with an address, or remove this line",
                     mailbox->pm, mailbox->pm);
}

// A graver message that waits longer than a lesser one is a mistake when written. (As a default it gives
// way.)
static void check_first_reply(const ConfigCheck *check, const Mailbox *mailbox) {
    static const char *const keys[LEVEL_COUNT] = {NULL, "first-reply", "first-reply.escalation",
                                                  "first-reply.critical"};
    for (Level level = LEVEL_ESCALATION; level <= LEVEL_CRITICAL; level++) {
        g_autofree char *longer = units_duration_format(mailbox->first_reply[level]);
        g_autofree char *shorter = units_duration_format(mailbox->first_reply[level - 1]);
        if (mailbox->first_reply[level] > mailbox->first_reply[level - 1] &&
            mailbox->first_reply[level - 1] > 0)
            config_error(check->errors, line_of(check, "mailbox", mailbox->name, keys[level]),
                         "%s = %s is longer than %s = %s; the graver message must not wait longer",
                         keys[level], longer, keys[level - 1], shorter);
    }
}

static void check_mailboxes(const ConfigCheck *check) {
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (check->config->mailboxes->len == 0)
        config_error(check->errors, 1,
                     "the file serves no mailbox; add a section like [mailbox support] with addresses");
    for (guint i = 0; i < check->config->mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(check->config->mailboxes, i);
        check_addresses(check, mailbox, owners);
        check_pm_of(check, mailbox);
        check_first_reply(check, mailbox);
    }
}

// --- accounts ---

typedef struct Claim { // of an address or a domain
    const char *account;
    unsigned line;
} Claim;

// What two accounts claim would be answered as the one says or as the other, nobody knows which.
static void check_claims(const ConfigCheck *check, const Account *account, const char *key,
                         const GPtrArray *items, GHashTable *claims) {
    const unsigned line = line_of(check, "account", account->name, key);
    for (guint i = 0; i < items->len; i++) {
        const char *item = g_ptr_array_index(items, i);
        g_autofree char *folded = address_key(item);
        const Claim *other = g_hash_table_lookup(claims, folded);
        if (other != NULL) {
            config_error(check->errors, line, "%s is of [account %s] already, on line %u; remove it from one",
                         item, other->account, other->line);
            continue;
        }
        Claim *claim = g_new0(Claim, 1);
        *claim = (Claim){.account = account->name, .line = line};
        g_hash_table_insert(claims, g_steal_pointer(&folded), claim);
    }
}

// The mailbox that the address is of or that it forwards to, or NULL.
static const Mailbox *mailbox_behind(const GPtrArray *mailboxes, const char *address) {
    const Mailbox *serving = mailbox_serving(mailboxes, address);
    for (guint i = 0; serving == NULL && i < mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(mailboxes, i);
        for (guint k = 0; serving == NULL && k < mailbox->forward_from->len; k++)
            if (address_equal(address, g_ptr_array_index(mailbox->forward_from, k)))
                serving = mailbox;
    }
    return serving;
}

static void check_account_addresses(const ConfigCheck *check, const Account *account) {
    const unsigned line = line_of(check, "account", account->name, "addresses");
    for (guint i = 0; i < account->addresses->len; i++) {
        const char *address = g_ptr_array_index(account->addresses, i);
        const Mailbox *mailbox = mailbox_behind(check->config->mailboxes, address);
        if (mailbox != NULL)
            config_error(check->errors, line,
                         "%s is our own, of [mailbox %s]; an account has customers' addresses", address,
                         mailbox->name);
        else if (trust_is_agent(check->config->trust, address))
            config_error(check->errors, line, "%s is one of our agents; an account has customers' addresses",
                         address);
    }
}

// True for "co.uk" and "com": as many organisations lie below as there are names.
static bool is_public_suffix(const char *domain) {
    g_autofree char *below = g_strconcat("x.", domain, NULL);
    g_autofree char *organisation = address_organisation(below);
    return strcmp(organisation, below) == 0;
}

static void check_account_domains(const ConfigCheck *check, const Account *account) {
    const unsigned line = line_of(check, "account", account->name, "domains");
    for (guint i = 0; i < account->domains->len; i++) {
        const char *domain = g_ptr_array_index(account->domains, i);
        if (g_hostname_is_ip_address(domain))
            config_error(check->errors, line, "%s is no domain; write one like example.com", domain);
        else if (is_public_suffix(domain))
            config_error(check->errors, line,
                         "%s is shared by all the domains below it; write the account's own, like example.%s",
                         domain, domain);
    }
}

static void check_accounts(const ConfigCheck *check) {
    g_autoptr(GHashTable) claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < check->config->accounts->len; i++) {
        const Account *account = g_ptr_array_index(check->config->accounts, i);
        if (!is_written(check, "account", account->name, "addresses") &&
            !is_written(check, "account", account->name, "domains"))
            config_error(check->errors, line_of(check, "account", account->name, ""),
                         "[account %s] has neither addresses nor domains; write domains = example.com",
                         account->name);
        check_claims(check, account, "addresses", account->addresses, claims);
        check_claims(check, account, "domains", account->domains, claims);
        check_account_addresses(check, account);
        check_account_domains(check, account);
    }
}

// --- the rest ---

static void check_pms(const ConfigCheck *check) {
    for (guint i = 0; i < check->config->pms->len; i++) {
        const Pm *pm = g_ptr_array_index(check->config->pms, i);
        if (entry_of(check, "pm", pm->name, "address") == NULL)
            config_error(check->errors, line_of(check, "pm", pm->name, "address"),
                         "[pm %s] has no address; write address = pm@example.com", pm->name);
    }
}

// The MTA hands all mail of the receipt domain to the courier, which throws it away.
static void check_receipt(const ConfigCheck *check) {
    const Config *config = check->config;
    const unsigned line = line_of(check, "receipt", NULL, "domain");
    for (guint i = 0; config->receipt_domain != NULL && i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(config->mailboxes, i);
        for (guint k = 0; k < mailbox->addresses->len; k++) {
            const char *domain = address_domain(g_ptr_array_index(mailbox->addresses, k));
            if (g_ascii_strcasecmp(domain, config->receipt_domain) == 0)
                config_error(
                    check->errors, line,
                    "%s is the domain of [mailbox %s]: its mail would be taken for receipts and lost; use a "
                    "domain of its own, like receipt.%s",
                    domain, mailbox->name, domain);
        }
    }
    if (config->receipt_socket != NULL && g_strcmp0(config->socket, config->receipt_socket) == 0)
        config_error(check->errors, line_of(check, "receipt", NULL, "socket"),
                     "is the milter's socket too; the courier needs one of its own");
}

static void check_metrics(const ConfigCheck *check) {
    const Config *config = check->config;
    const char *listen = config->metrics_listen;
    if (listen != NULL &&
        (g_strcmp0(listen, config->socket) == 0 || g_strcmp0(listen, config->receipt_socket) == 0))
        config_error(check->errors, line_of(check, "metrics", NULL, "listen"),
                     "is the socket of mail too; metrics need one of their own");
}

static void check_login(const ConfigCheck *check) {
    const bool user = is_written(check, "relay", NULL, "user");
    const bool password = is_written(check, "relay", NULL, "password-file");
    if (user && !password)
        config_error(check->errors, line_of(check, "relay", NULL, "user"),
                     "user is set without password-file; to log in needs both");
    if (password && !user)
        config_error(check->errors, line_of(check, "relay", NULL, "password-file"),
                     "password-file is set without user; to log in needs both");
}

// The whole host must name the loopback: "localhost.example.net" is somebody else's.
static bool is_this_machine(const char *authority) {
    const size_t size = *authority == '[' ? strcspn(authority, "]") + 1 : strcspn(authority, ":/");
    g_autofree char *host = g_strndup(authority, size);
    return g_ascii_strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (g_str_has_prefix(host, "127.") && g_hostname_is_ip_address(host));
}

// With `try` who stands between can have the password by hiding the offer of TLS.
static void check_password_way(const ConfigCheck *check) {
    const Config *config = check->config;
    const char *url = config->relay_url;
    if (url == NULL || config->relay_user == NULL || !g_str_has_prefix(url, "smtp://") ||
        g_strcmp0(config->relay_starttls, "yes") == 0)
        return;
    if (!is_this_machine(url + strlen("smtp://")))
        config_error(check->errors, line_of(check, "relay", NULL, "starttls"),
                     "the password could travel unprotected; write starttls = yes, or a url with smtps://");
}

// Who copies an lmdb: store, or puts one back, takes all that stands in one directory.
static void check_state(const ConfigCheck *check) {
    const char *state = check->config->state, *own = config_store_directory(check->config);
    if (state != NULL && own != NULL && strcmp(state, own) != 0)
        config_error(check->errors, line_of(check, "earshot", NULL, "state"),
                     "an lmdb: store keeps all in its own directory, %s; remove state", own);
}

void config_check_sense(const ConfigCheck *check) {
    check_state(check);
    check_mailboxes(check);
    check_pms(check);
    check_accounts(check);
    check_receipt(check);
    check_login(check);
    check_metrics(check);
    check_password_way(check);
}

// --- running ---

// A file that only we may read: `section` and `key` name it, `mend` says how to make one.
static void check_secret(const ConfigCheck *check, const char *section, const char *key, const char *path,
                         const char *mend) {
    if (path == NULL)
        return;
    struct stat status;
    const unsigned line = line_of(check, section, NULL, key);
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 || fstat(fd, &status) != 0)
        config_error(check->errors, line, "%s %s cannot be read: %s%s", key, path, g_strerror(errno), mend);
    else if (!S_ISREG(status.st_mode))
        config_error(check->errors, line, "%s %s is no regular file", key, path);
    else if ((status.st_mode & (S_IROTH | S_IWOTH)) != 0)
        config_error(check->errors, line, "%s %s is open to everybody; chmod o= it", key, path);
    else if (status.st_size == 0)
        config_error(check->errors, line, "%s %s is empty", key, path);
    if (fd >= 0)
        close(fd);
}

void config_check_running(const ConfigCheck *check) {
    const Config *config = check->config;
    if (config->mode != MODE_OBSERVE)
        want(check, "earshot", "store", "to tag or answer needs one, write store = lmdb:/var/lib/earshot");
    if (config->mode == MODE_ANSWER) {
        want(check, "relay", "url", "to answer needs one, write url = smtp://host:port");
        if (config->receipt_when == RECEIPT_ACCEPTED) {
            want(check, "receipt", "domain",
                 "to answer needs one that the MTA routes to the courier, or when = inspected");
            want(check, "receipt", "socket",
                 "to answer needs one where the courier listens, or when = inspected");
        }
    }
    check_secret(check, "relay", "password-file", config->relay_password_file, "");
}

void config_check_key(const ConfigCheck *check) {
    const Config *config = check->config;
    if (config->store != NULL)
        check_secret(check, "earshot", "key-file", config->key_file, "; `earshot key init` makes it");
}
