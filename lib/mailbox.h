#ifndef EARSHOT_MAILBOX_H
#define EARSHOT_MAILBOX_H
// Settings as values: what the configuration says of a served mailbox, of whom
// to trust, of product managers. Filled by config, read by all above it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"
#include "seal.h"

typedef enum Level { LEVEL_NONE, LEVEL_CONCERN, LEVEL_ESCALATION, LEVEL_CRITICAL, LEVEL_COUNT } Level;
// "none", "concern", ...; level_parse is false for anything else.
const char *level_name(Level level);
bool level_parse(const char *name, Level *level);

typedef enum Mode { MODE_OBSERVE, MODE_TAG, MODE_ANSWER } Mode;
const char *mode_name(Mode mode); // "observe", "tag", "answer"
typedef enum Fields { FIELDS_ALL, FIELDS_THREAD, FIELDS_NONE } Fields;
typedef enum Answer { ANSWER_YES, ANSWER_NO, ANSWER_MINIMAL } Answer;

typedef struct Mailbox {
    char *name;
    GPtrArray *addresses; // char *; the first is the one we write from
    char *display_name;   // or NULL
    Fields fields;
    char sub_address;     // '+', '-' or 0 for off
    GPtrArray *languages; // char *, ISO 639-1; the first is the mailbox's own
    char *time_zone;
    char *hours;
    char *holidays;                     // file of days off, or NULL
    Calendar *calendar;                 // made of these three
    GTimeSpan first_reply[LEVEL_COUNT]; // business time, per level
    GTimeSpan next_reply;
    GTimeSpan touchpoint;
    GTimeSpan follow_up;     // after which a settled escalation is asked whether it holds; 0: never
    char *pm;                // name of a [pm NAME], or NULL
    GPtrArray *forward_from; // addresses that forward to this mailbox
    GPtrArray *own_lists;    // List-Id values that are ours
    char *templates;         // directory that overrides the built-in ones, or NULL
    bool acknowledge;        // false: nobody who writes to it is answered (row `off`)
} Mailbox;

typedef struct AcknowledgeSettings { // [acknowledge]: what the C rows of the refusals answer
    Answer postmaster, not_addressed, stale, unproven, no_text;
    bool reply_to; // Reply-To may be answered when it is of From's organisational domain
} AcknowledgeSettings;

typedef struct Trust {
    GPtrArray *authserv_ids;      // char *
    GPtrArray *arc_sealers;       // char * domains
    char *spam_header;            // field name, or NULL
    char *spam_value;             // value that says spam
    GPtrArray *internal_networks; // char * CIDR, checked when loaded
    GPtrArray *agents;            // char * addr-specs of our people
} Trust;

typedef struct Pm {
    char *name;
    char *address;
    unsigned digest_days;             // of the week, bit 0 for Monday; 0: never
    unsigned digest_minute;           // of the local day
    Level alert;                      // alerts from this level on
    uint32_t alert_budget;            // a day
    unsigned quiet_from, quiet_until; // minutes of the local day, over midnight when until is not after from;
                                      // the same: never quiet
    Level quiet_alert;                // from this level on a message is told in quiet hours too
    GPtrArray *languages;             // char *, ISO 639-1, what the PM reads, first choice first
    char *time_zone;    // whose local time all this is; left out, of the first mailbox of theirs
    Calendar *calendar; // 24x7 in that zone
} Pm;

typedef struct AccountSettings { // [accounts]
    char *columns;               // for account_csv_read, or NULL
    GPtrArray *strategic;        // char *: tiers that count as strategic
    GPtrArray *tiers;            // char *: the largest first; NULL or empty: not said
    uint32_t large_revenue;      // a year, from which an account is a large one; 0: none is
} AccountSettings;

// Empty: no addresses, no languages, no calendar, but answered; config fills in what the file and the
// defaults say.
Mailbox *mailbox_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
void mailbox_free(Mailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailbox, mailbox_free)
// True when the address, with any sub-address, is one of the mailbox's; false for NULL.
bool mailbox_has(const Mailbox *mailbox, const char *spec);
// The mailbox of the list (Mailbox *) that has the address, or NULL. One that names it exactly comes before
// one of which it is a sub-address, a longer own address before a shorter; else the first.
const Mailbox *mailbox_of(const GPtrArray *mailboxes, const char *spec);
// The mailbox that serves mail to this recipient, or NULL: as mailbox_of, but what follows a '-' is a
// sub-address only where the mailbox says `sub-address = -`. "support-internal@" is somebody else's mail.
const Mailbox *mailbox_serving(const GPtrArray *mailboxes, const char *recipient);

Trust *trust_new(void) G_GNUC_WARN_UNUSED_RESULT;
void trust_free(Trust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trust, trust_free)
// True when the IP address (text, "IPv6:" before it is read over) lies in an internal network.
bool trust_is_internal(const Trust *trust, const char *client);
bool trust_is_agent(const Trust *trust, const char *spec);

Pm *pm_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
void pm_free(Pm *pm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pm, pm_free)

#endif
