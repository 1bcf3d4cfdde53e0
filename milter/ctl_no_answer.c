// The no-answer list by hand: who gets no automatic mail from us, and why.
// Bounces, complaints and erasure put addresses on it by themselves; people
// come here to see them, to opt somebody out, and to let somebody in again.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "address.h"
#include "ctl.h"
#include "json.h"
#include "no_answer.h"
#include "table.h"
#include "units.h"

// --- list ---

typedef struct Listed {
    NoAnswer copy;
    bool lapsed;
} Listed;

static void listed_free(gpointer data) {
    Listed *listed = data;
    g_free(listed->copy.address);
    g_free(listed->copy.detail);
    g_free(listed);
}

typedef struct Listing {
    GPtrArray *found; // Listed *
    int64_t now;
} Listing;

static bool collect_address(StoreTxn *txn, const NoAnswer *no_answer, void *data) {
    const Listing *listing = data;
    Listed *listed = g_new0(Listed, 1);
    listed->copy = *no_answer;
    listed->copy.address = g_strdup(no_answer->address);
    listed->copy.detail = g_strdup(no_answer->detail);
    listed->lapsed = no_answer->address != NULL && !no_answer_has(txn, no_answer->address, listing->now);
    g_ptr_array_add(listing->found, listed);
    return true;
}

static bool read_addresses(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    no_answer_walk(txn, collect_address, data);
    return !store_failed(txn);
}

// The newest first: that is what somebody who looks wants to know about.
static int compare_listed(gconstpointer a, gconstpointer b) {
    const Listed *left = *(const Listed *const *)a, *right = *(const Listed *const *)b;
    if (left->copy.since != right->copy.since)
        return left->copy.since > right->copy.since ? -1 : 1;
    return g_strcmp0(left->copy.address, right->copy.address);
}

static void print_json(const GPtrArray *found) {
    Json *list = json_list();
    for (guint i = 0; i < found->len; i++) {
        const Listed *listed = found->pdata[i];
        Json *object = json_map();
        json_put_text(object, "address", listed->copy.address);
        json_put_text(object, "cause", no_answer_cause_name(listed->copy.cause));
        json_put_time(object, "since", listed->copy.since);
        json_put_text(object, "detail", listed->copy.detail);
        json_put_bool(object, "lapsed", listed->lapsed);
        json_add(list, object);
    }
    g_autofree char *text = json_dump(list, true);
    puts(text);
}

static void print_table(const GPtrArray *found) {
    static const char *const COLUMNS[] = {"~ADDRESS", "CAUSE", "SINCE", "~DETAIL", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    for (guint i = 0; i < found->len; i++) {
        const Listed *listed = found->pdata[i];
        g_autofree char *cause =
            g_strconcat(no_answer_cause_name(listed->copy.cause), listed->lapsed ? " (lapsed)" : NULL, NULL);
        g_autofree char *since = units_time_format(listed->copy.since);
        const char *address = listed->copy.address == NULL ? "(erased)" : listed->copy.address;
        const char *const cells[] = {address, cause, since, listed->copy.detail};
        table_add(table, cells);
    }
    table_print(table);
}

static int no_answer_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"no-answer list", "[--json]", "who gets no automatic mail, and why",
                                     NULL};
    gboolean as_json = FALSE;
    if (!ctl_list_options(daemon, &USAGE, &as_json, argc, argv))
        return daemon->status;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(listed_free);
    Listing listing = {.found = found, .now = g_get_real_time()};
    if (!ctl_read(daemon, read_addresses, &listing))
        return daemon->status;
    g_ptr_array_sort(found, compare_listed);
    if (as_json)
        print_json(found);
    else
        print_table(found);
    return EX_OK;
}

// --- add and remove ---

typedef struct Change {
    const char *address;
    NoAnswerCause cause;
    bool adds;
    bool was_there;
    NoAnswerCause now; // the cause that stands afterwards
} Change;

static bool change_address(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Change *change = data;
    if (!change->adds) {
        change->was_there = no_answer_remove(txn, change->address);
        return !store_failed(txn);
    }
    no_answer_add(txn, change->address, change->cause, "by hand", g_get_real_time());
    g_autoptr(NoAnswer) stands = no_answer_get(txn, change->address);
    change->now = stands == NULL ? change->cause : stands->cause;
    return !store_failed(txn);
}

// All addresses are read before any is changed: a slip of the pen leaves the list as it was.
static bool are_addresses(char *const *names) {
    bool good = true;
    for (size_t i = 0; names[i] != NULL; i++) {
        g_autofree char *address = address_parse(names[i]);
        if (address == NULL)
            fprintf(stderr, "%s: no mail address; write one like jane@example.com\n", names[i]);
        good = good && address != NULL;
    }
    return good;
}

static bool change_one(Daemon *daemon, const char *name, Change change) {
    g_autofree char *address = address_parse(name);
    g_autoptr(GError) error = NULL;
    change.address = address;
    if (!store_write(daemon->store, change_address, &change, 0, &error)) {
        fprintf(stderr, "%s: %s\n", name, error->message);
        return false;
    }
    if (change.adds && change.now != change.cause)
        fprintf(stderr, "%s: stays on the list as %s, which weighs more than %s\n", name,
                no_answer_cause_name(change.now), no_answer_cause_name(change.cause));
    if (!change.adds && !change.was_there)
        fprintf(stderr, "%s: not on the list; 'earshot no-answer list' shows it\n", name);
    return change.adds || change.was_there;
}

static int change_all(Daemon *daemon, char *const *names, const Change *change) {
    if (!are_addresses(names))
        return EX_DATAERR;
    if (!ctl_open_store(daemon))
        return daemon->status;
    int status = EX_OK;
    for (size_t i = 0; names[i] != NULL; i++)
        if (!change_one(daemon, names[i], *change))
            status = EX_DATAERR;
    return status;
}

// The causes that a person can know of; the others are found or made by programs.
static bool parse_cause(const char *name, NoAnswerCause *cause) {
    return no_answer_cause_parse(name, cause) &&
           (*cause == NO_ANSWER_OPTED_OUT || *cause == NO_ANSWER_BOUNCED || *cause == NO_ANSWER_COMPLAINED);
}

static int no_answer_add_addresses(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"no-answer add", "[--cause CAUSE] ADDRESS...",
                                     "no automatic mail to these any more", NULL};
    g_autofree char *cause = NULL;
    const GOptionEntry entries[] = {
        {"cause", 0, 0, G_OPTION_ARG_STRING, &cause, "why; opted-out without it",
         "opted-out|bounced|complained"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Change change = {.adds = true, .cause = NO_ANSWER_OPTED_OUT};
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc < 2)
        return ctl_usage(&USAGE);
    if (cause != NULL && !parse_cause(cause, &change.cause)) {
        fprintf(stderr, "earshot no-answer add: --cause: '%s' is none of opted-out, bounced and complained\n",
                cause);
        return EX_USAGE;
    }
    return change_all(daemon, argv + 1, &change);
}

static int no_answer_remove_addresses(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"no-answer remove", "ADDRESS...", "they may be answered again", NULL};
    const Change change = {.adds = false};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    return argc < 2 ? ctl_usage(&USAGE) : change_all(daemon, argv + 1, &change);
}

int ctl_no_answer(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"list", "[--json]", "who is on it, and why", no_answer_list},
        {"add", "ADDRESS...", "no automatic mail any more", no_answer_add_addresses},
        {"remove", "ADDRESS...", "may be answered again", no_answer_remove_addresses},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "no-answer", daemon, argc, argv);
}
