// Mail that waits to be sent: what there is, moving it by hand, and closing the
// breaker that keeps risky answers from ever getting here.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "breaker.h"
#include "ctl.h"
#include "decision.h"
#include "fault.h"
#include "json.h"
#include "outbox.h"
#include "table.h"
#include "thread.h"
#include "units.h"
#include "wake.h"

typedef struct Listing {
    Json *json; // NULL for a table
    TextTable *table;
    bool all; // also what is done
} Listing;

static void list_json(Json *list, const OutboxRow *row) {
    g_autofree char *id = thread_id_format(row->id);
    g_autofree char *thread = thread_id_format(row->thread);
    g_autofree char *holder = g_strdup_printf("%016" G_GINT64_MODIFIER "x", row->holder); // as in its file
    Json *object = json_map();
    json_put_text(object, "id", id);
    json_put_text(object, "kind", outbox_kind_name(row->kind));
    json_put_text(object, "state", outbox_state_name(row->state));
    json_put_text(object, "thread", thread);
    json_put_text(object, "mailbox", row->mailbox);
    json_put_text(object, "to", row->to);
    json_put_text(object, "message_id", row->message_id);
    json_put_time(object, "created", row->created);
    json_put_time(object, "due", row->due);
    json_put_number(object, "attempts", row->attempts);
    json_put_text(object, "reply", row->reply);
    json_put_number(object, "claims", (int64_t)row->generation);
    json_put_text(object, "holder", row->holder == 0 ? NULL : holder);
    json_add(list, object);
}

static void list_table(TextTable *table, const OutboxRow *row) {
    g_autofree char *id = thread_id_format(row->id);
    g_autofree char *due = row->due == 0 ? NULL : units_time_format(row->due);
    g_autofree char *attempts = g_strdup_printf("%u", row->attempts);
    const char *const cells[] = {id, outbox_state_name(row->state), due, attempts, row->to, row->reply};
    table_add(table, cells);
}

static bool list_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    const Listing *listing = data;
    if (!listing->all && (row->state == OUTBOX_DONE || row->state == OUTBOX_DROPPED))
        return true;
    if (listing->json != NULL)
        list_json(listing->json, row);
    else
        list_table(listing->table, row);
    return true;
}

static bool read_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, list_row, data);
    return !store_failed(txn);
}

static int print_listing(Daemon *daemon, bool as_json, bool all) {
    static const char *const COLUMNS[] = {"ID", "STATE", "DUE", "TRIES", "~TO", "~REPLY", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    Listing listing = {.json = as_json ? json_list() : NULL, .table = table, .all = all || as_json};
    const bool done = ctl_read(daemon, read_rows, &listing);
    g_autofree char *json = as_json ? json_dump(listing.json, true) : NULL;
    if (!done)
        return daemon->status;
    if (as_json)
        puts(json);
    else
        table_print(table);
    return EX_OK;
}

static int outbox_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"outbox list", "[--all] [--json]", "mail that waits to be sent", NULL};
    gboolean as_json = FALSE, all = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: all rows as a JSON array", NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &all, "also what was sent or dropped", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    return ctl_open_store(daemon) ? print_listing(daemon, as_json, all) : daemon->status;
}

typedef struct Move {
    uint64_t id;
    bool drop;
    bool found;
} Move;

// What is being sent just now is left alone: nobody can say whether it went.
static bool move_row(StoreTxn *txn, void *data, GError **error) {
    Move *move = data;
    const int64_t now = g_get_real_time();
    g_autoptr(OutboxRow) row = outbox_get(txn, move->id);
    move->found = row != NULL;
    if (row == NULL)
        return !store_failed(txn);
    if (row->state == OUTBOX_HELD && !move->drop)
        return fault_set(error, FATE_PERMANENT,
                         "it is held: the MTA has not confirmed that it took the mail");
    if (row->state == OUTBOX_DONE || (row->state == OUTBOX_CLAIMED && row->due > now))
        return fault_set(error, FATE_PERMANENT, "it is %s: nothing to %s", outbox_state_name(row->state),
                         move->drop ? "drop" : "retry");
    if (move->drop) {
        outbox_drop(txn, row, "dropped by hand", now);
    } else {
        const Refusal reason = decision_retry(txn, row, now);
        if (reason != REFUSAL_COUNT)
            return fault_set(error, FATE_PERMANENT, "not sent: %s", refusal_clause(reason));
    }
    return !store_failed(txn);
}

static bool move_one(Daemon *daemon, const char *name, bool drop) {
    Move move = {.drop = drop};
    g_autoptr(GError) error = NULL;
    if (!thread_id_parse(name, &move.id)) {
        fprintf(stderr, "%s: no id of a row; 'earshot outbox list' shows them\n", name);
        return false;
    }
    if (!store_write(daemon->store, move_row, &move, 0, &error)) {
        fprintf(stderr, "%s: %s\n", name, error->message);
        return false;
    }
    if (!move.found)
        fprintf(stderr, "%s: no such row; 'earshot outbox list' shows them\n", name);
    return move.found;
}

static int move_all(Daemon *daemon, int argc, char **argv, bool drop) {
    static const CtlCommand DROP = {"outbox drop", "ID...", "never send it", NULL};
    static const CtlCommand RETRY = {"outbox retry", "ID...", "send it now, buried or not", NULL};
    const CtlCommand *usage = drop ? &DROP : &RETRY;
    if (!ctl_options(daemon, usage, NULL, &argc, &argv))
        return daemon->status;
    if (argc < 2)
        return ctl_usage(usage);
    if (!ctl_open_store(daemon))
        return daemon->status;
    int status = EX_OK;
    for (int i = 1; i < argc; i++)
        if (!move_one(daemon, argv[i], drop))
            status = EX_DATAERR;
    g_autoptr(Wake) wake = wake_new(store_directory(daemon->store), NULL);
    wake_poke(wake);
    return status;
}

static int outbox_retry_rows(Daemon *daemon, int argc, char **argv) {
    return move_all(daemon, argc, argv, false);
}

static int outbox_drop_rows(Daemon *daemon, int argc, char **argv) {
    return move_all(daemon, argc, argv, true);
}

// --- the breaker ---

typedef struct Rearm {
    const char *mailbox;
    Breaker was;
} Rearm;

static bool rearm_breaker(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Rearm *rearm = data;
    const int64_t now = g_get_real_time();
    rearm->was = breaker_look(txn, rearm->mailbox, now);
    rearm->was.open = breaker_rearm(txn, rearm->mailbox, now);
    return !store_failed(txn);
}

static bool is_mailbox(const Daemon *daemon, const char *name) {
    if (config_mailbox(daemon->config, name) != NULL)
        return true;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < daemon->config->mailboxes->len; i++) {
        const Mailbox *mailbox = daemon->config->mailboxes->pdata[i];
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", mailbox->name);
    }
    fprintf(stderr, "%s: no such mailbox in %s; there is %s\n", name, daemon->config_path, names->str);
    return false;
}

// What it held is told, not sent: those answers promised times that have gone by.
static void print_rearmed(const Rearm *rearm) {
    if (!rearm->was.open) {
        printf("%s: the breaker was not open\n", rearm->mailbox);
        return;
    }
    g_autofree char *opened = units_time_format(rearm->was.opened);
    printf(
        "%s: the breaker was open since %s and held %u answer%s, which will not be sent; it is closed now\n",
        rearm->mailbox, opened, rearm->was.held, rearm->was.held == 1 ? "" : "s");
}

static int outbox_rearm(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"outbox rearm", "MAILBOX", "close its breaker: risky answers go again",
                                     NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 2)
        return ctl_usage(&USAGE);
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (!is_mailbox(daemon, argv[1]))
        return EX_DATAERR;
    Rearm rearm = {.mailbox = argv[1]};
    GError *error = NULL;
    if (!store_write(daemon->store, rearm_breaker, &rearm, 0, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    print_rearmed(&rearm);
    return EX_OK;
}

int ctl_outbox(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"list", "[--all] [--json]", "mail that waits to be sent", outbox_list},
        {"retry", "ID...", "send it now, buried or not", outbox_retry_rows},
        {"drop", "ID...", "never send it", outbox_drop_rows},
        {"rearm", "MAILBOX", "close its breaker", outbox_rearm},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "outbox", daemon, argc, argv);
}
