#ifndef EARSHOT_DOCTOR_H
#define EARSHOT_DOCTOR_H
// What `earshot doctor` looks at and what it says: a table of checks over one
// picture of the installation. A check looks, and says one thing or several,
// each with how to mend it. None changes anything; a check that may not look, or
// has nothing to look at, says so as a skip and never as ok. All but the first begin
// only where there is a configuration to go by.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "config.h"
#include "ctl_status.h"
#include "doctor_postfix.h"
#include "rekey.h"

typedef enum DoctorWorth { DOCTOR_OK, DOCTOR_SKIP, DOCTOR_WARN, DOCTOR_FAIL } DoctorWorth;
const char *doctor_worth_name(DoctorWorth worth); // "ok", "skip", "warn", "fail"

typedef struct DoctorFinding {
    const char *check; // its name: stable, for programs
    DoctorWorth worth;
    bool denied; // a skip: we may not look, another user may
    char *what;
    char *mend;          // in words; NULL for none
    GPtrArray *commands; // char *: lines for a shell that mend it, or find out more
} DoctorFinding;

typedef struct Person { // a user of this machine, for questions of who may reach what
    bool known;
    char *name;
    uid_t uid;
    GArray *groups; // gid_t
} Person;

typedef struct DoctorInside { // what the store tells of itself that the status does not ask; plain bytes
    bool known;
    int64_t backup;   // when the last was made; 0: none was
    RekeyStage stage; // of a rotation of the key
    bool durable;     // as StoreState has them
    bool closed;      // likewise
    int64_t ahead;    // likewise
} DoctorInside;

typedef struct Doctor {
    // What is looked at; all borrowed.
    const char *config_path;
    bool config_given;          // by -c
    const GPtrArray *errors;    // char *: what keeps daemons from starting
    const Config *config;       // NULL, for the first check alone, where the file cannot be understood at all
    const Status *status;       // NULL likewise
    const char *postfix_config; // of --postfix-config; NULL: the usual one
    const char *verifier_config; // of --verifier-config; NULL: the usual ones
    const char *sendmail_cf;     // of --sendmail-cf; NULL: the usual one
    bool mail;                   // a message to the receipt's own domain may be sent
    // What was found on the way.
    Person daemon;     // whom the daemons run as, or will
    Postfix *postfix;  // NULL: it is not here, or cannot be read
    char *postfix_why; // why not
    Person postfix_user;
    DoctorInside inside;
    bool routed;         // the receipt's domain leads to the courier, as far as the configuration says
    GHashTable *told;    // const char *: codes of the status that a check has spoken of
    GPtrArray *findings; // DoctorFinding *, in the order of the checks
    const char *check;   // the one at work
} Doctor;

typedef struct DoctorCheck {
    const char *name;
    const char *about; // what it looks at, one line
    void (*run)(Doctor *doctor);
} DoctorCheck;
// The table, in its order.
const DoctorCheck *doctor_checks(size_t *count);

// Adds a finding of the check at work.
void doctor_say(Doctor *doctor, DoctorWorth worth, const char *format, ...) G_GNUC_PRINTF(3, 4);
// A skip since we may not look.
void doctor_deny(Doctor *doctor, const char *format, ...) G_GNUC_PRINTF(2, 3);
// How the last finding is mended: in words, and as commands of the words given (NULL at the end), which are
// quoted for a shell.
void doctor_mend(Doctor *doctor, const char *format, ...) G_GNUC_PRINTF(2, 3);
void doctor_command(Doctor *doctor, ...) G_GNUC_NULL_TERMINATED;
// As a command: start, restart or reload both daemons, or one ("milter"), the way this machine does that.
void doctor_service(Doctor *doctor, const char *verb, const char *which);
// The same for an `earshot` command, with -c where this one was given it; `before`, up to its NULL, stands
// before that, as runuser(1) does; it may be NULL.
void doctor_earshot(Doctor *doctor, const char *const *before, ...) G_GNUC_NULL_TERMINATED;
// The same for a tool of Postfix, with -c where that was said, an option and its argument (NULL: none); and
// for a setting of main.cf, with the reload that it takes.
void doctor_postfix(Doctor *doctor, const char *tool, const char *option, const char *argument);
void doctor_postfix_set(Doctor *doctor, const char *parameter, const char *value);
// Says what `earshot status` found under these codes (NULL at the end; NULL itself: all that no check has
// spoken of), with its way out: true when anything.
bool doctor_say_status(Doctor *doctor, const char *const *codes);

// doctor_access.c: permissions of others than us.
void person_find(Person *person, const char *name);
void person_find_uid(Person *person, uid_t uid);
void person_clear(Person *person);
// Why this person cannot do that (R_OK, W_OK, X_OK) with the path, of which every directory is looked at: "/a
// has mode 0700 and belongs to root:root". NULL when they can. *where, when not NULL, is what is in the way;
// both are the caller's.
char *person_trouble(const Person *person, const char *path, int how, char **where);

// The checks. doctor_files.c:
void doctor_check_configuration(Doctor *doctor);
void doctor_check_people(Doctor *doctor);
void doctor_check_templates(Doctor *doctor);
void doctor_check_files(Doctor *doctor);
void doctor_check_key(Doctor *doctor);
// doctor_inside.c:
void doctor_look_inside(Doctor *doctor); // before all checks
void doctor_check_rotation(Doctor *doctor);
void doctor_check_backup(Doctor *doctor);
// doctor_daemons.c:
void doctor_check_user(Doctor *doctor);
void doctor_check_daemons(Doctor *doctor);
void doctor_check_sandbox(Doctor *doctor);
void doctor_check_service(Doctor *doctor);
// doctor_database.c:
void doctor_check_database(Doctor *doctor);
void doctor_mend_database(Doctor *doctor); // of the last finding, which tells that it cannot be used
// doctor_store.c:
void doctor_check_store(Doctor *doctor);
void doctor_check_disk(Doctor *doctor);
void doctor_check_clock(Doctor *doctor);
void doctor_check_work(Doctor *doctor);
// doctor_sockets.c:
void doctor_check_milter_socket(Doctor *doctor);
void doctor_check_receipt_socket(Doctor *doctor);
// doctor_mta.c and doctor_wiring.c:
void doctor_look_for_mta(Doctor *doctor); // before all checks: others ask for Postfix's user
void doctor_check_mta(Doctor *doctor);
void doctor_check_wiring(Doctor *doctor);
void doctor_check_order(Doctor *doctor);
void doctor_check_reinjection(Doctor *doctor);
void doctor_check_default_action(Doctor *doctor);
void doctor_check_timeouts(Doctor *doctor);
// doctor_receipts.c:
void doctor_check_transport(Doctor *doctor);
void doctor_check_receipt_domain(Doctor *doctor);
void doctor_check_route(Doctor *doctor);
// doctor_trust.c:
void doctor_check_trust(Doctor *doctor);
void doctor_check_networks(Doctor *doctor);
// doctor_relay.c:
void doctor_check_relay(Doctor *doctor);

#endif
