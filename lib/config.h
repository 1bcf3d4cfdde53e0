#ifndef EARSHOT_CONFIG_H
#define EARSHOT_CONFIG_H
// The configuration file: one table of keys (section, key, type, default, why)
// from which parsing, errors and the comparison with conf/earshot.conf come.
// All errors are reported at once, each "file:line: message, and what to do".

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "account.h"
#include "limit.h"
#include "mailbox.h"

typedef enum OnFailure { ON_FAILURE_ACCEPT, ON_FAILURE_TEMPFAIL } OnFailure;
typedef enum ReceiptWhen { RECEIPT_ACCEPTED, RECEIPT_INSPECTED } ReceiptWhen;
typedef enum LogAddresses { LOG_FULL, LOG_DOMAIN, LOG_HASH } LogAddresses; // how they show in log lines

typedef struct RetentionSettings { // how long is kept what; 0: as long as there is room (retention.h)
    GTimeSpan conversations, heard, alike, audit, counts, backups;
} RetentionSettings;

typedef struct Config {
    // [earshot]
    char *hostname;
    char *socket; // "unix:/path" or "inet:port@host", as libmilter takes it
    char *store;  // a URL (store_url.h), or NULL: none
    char *state;  // directory; NULL: config_state_directory finds it
    char *key_file;
    Mode mode;
    OnFailure on_failure;
    uint64_t max_size;
    GTimeSpan time_budget;
    // [receipt]
    ReceiptWhen receipt_when;
    GTimeSpan hold;
    char *receipt_domain;
    char *receipt_socket;
    // [relay]
    char *relay_url;
    char *relay_starttls; // "no", "try" or "yes"
    char *relay_user;
    char *relay_password_file;
    GTimeSpan give_up;
    // [limits]
    Limits limits;
    bool breaker;
    RetentionSettings retention;
    // [accounts]
    AccountSettings accounts_known;
    // [log], [metrics]
    LogAddresses log_addresses;
    char *metrics_listen; // "unix:/path" or "inet:port@host" of this machine alone; NULL: nothing listens
    // [acknowledge], [trust], and the sections with a name
    AcknowledgeSettings acknowledge;
    Trust *trust;
    GPtrArray *mailboxes; // Mailbox *, in the order of the file
    GPtrArray *pms;       // Pm *
    GPtrArray *accounts;  // Account *; account_of finds the one that has an address
    GPtrArray *sections;  // the lines as they stood, for config_changes
} Config;

// Reads a file for the daemons and `earshot check`. NULL and every error found, appended to `errors` (char *,
// freed by its owner) in the order of lines, when there is any. Wants what the mode needs to run: a store to
// tag; a relay, and a receipt domain and socket unless `when = inspected`, to answer; a password file that
// others cannot read.
Config *config_load(const char *path, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
// As config_load, but the key file may be missing: a daemon that cannot open the store yet passes mail on and
// waits for it.
Config *config_load_keyless(const char *path, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
// As config_load for programs that only look, as `earshot explain`: what is written must be right, but what
// running would need may be missing, and the password file is not looked at. One section [mailbox NAME] is
// enough.
Config *config_read(const char *path, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
// The built-in defaults of the contract: one mailbox support@example.test, mode answer, no store.
Config *config_builtin(void) G_GNUC_WARN_UNUSED_RESULT;
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

// What this machine alone has beside the store stands there; NULL without a store. Borrowed.
const char *config_state_directory(const Config *config);
// The directory of the store itself; NULL for one that is in none, or without one. Borrowed.
const char *config_store_directory(const Config *config);

// True where the MTA's receipts say what was taken: it answers, and not before a message was accepted.
bool config_uses_receipts(const Config *config);

// Between two readings of one file. What differs as it is written (char *, owned by the caller's array):
// "[earshot] mode", or "[pm anna]" for a section that came or went; empty when only comments do.
GPtrArray *config_changes(const Config *before, const Config *after) G_GNUC_WARN_UNUSED_RESULT;
// True when a running daemon can go over to `after`. Else each key that only a start can change is appended
// to `errors` (char *), with the line it stands on in the file at `path`.
bool config_may_follow(const Config *before, const Config *after, const char *path, GPtrArray *errors);

// True for an address of ours: of a mailbox, an agent, a product manager, or a colleague of theirs, since it
// is of a mailbox's organisation.
bool config_is_ours(const Config *config, const char *address);
const Mailbox *config_mailbox(const Config *config, const char *name); // by name, or NULL
const Pm *config_pm(const Config *config, const char *name);           // by name, or NULL
const Pm *config_pm_of(const Config *config, const Mailbox *mailbox);  // whose it is; NULL: nobody's, or none

// The table, for parsing, tests and manual pages: rows until section is NULL. `section` is "mailbox NAME" for
// those.
typedef struct ConfigRow {
    const char *section;
    const char *key;
    const char *type;    // "duration", "size", "address list", ...
    const char *initial; // the default as written in a file; NULL when there is none
    const char *why;     // one line
    size_t offset;       // of its field in Config, or in the Trust, Mailbox, Account or Pm of its section
} ConfigRow;
const ConfigRow *config_rows(void);

#endif
