// A store taken to another place, and back to one that was left. Only one of the two
// is ever open: what people have to do in between they are told, and each step refuses when it is
// not its turn.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "backup.h"
#include "copies.h"
#include "ctl_settled.h"
#include "ctl_store.h"
#include "engine.h"
#include "fault.h"
#include "store_url.h"
#include "transfer.h"
#include "units.h"

typedef struct Migration {
    const char *from, *to;     // URLs
    char *from_name, *to_name; // the same for people
    char *to_keys;             // file for the keys of persons; NULL: rows
    Store *source;
    Engine *target;
    TransferCount count;
    bool terminal;
    int64_t shown; // when progress was, monotonic
} Migration;

static void migration_clear(Migration *migration) {
    if (migration->target != NULL)
        migration->target->ops->close(migration->target);
    store_free(migration->source);
    g_free(migration->from_name);
    g_free(migration->to_name);
    g_free(migration->to_keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Migration, migration_clear)

// As it is written into the configuration, but for a password.
static char *name_of(const char *url) {
    return store_url_directory(url) != NULL ? g_strdup(url) : store_url_shown(url);
}

static bool check_url(const char *url, GError **error) {
    g_autofree char *name = name_of(url);
    if (store_url_check(url, error))
        return true;
    g_prefix_error(error, "%s: ", name);
    return false;
}

static bool is_one_place(const char *from, const char *to) {
    const char *here = store_url_directory(from), *there = store_url_directory(to);
    if (here == NULL || there == NULL)
        return strcmp(from, to) == 0;
    g_autofree char *real = realpath(here, NULL), *other = realpath(there, NULL);
    return real != NULL && other != NULL && strcmp(real, other) == 0;
}

static bool open_key(Daemon *daemon, GError **error) {
    const Config *config = daemon->config;
    if (config->key_file == NULL)
        return fault_set(error, FATE_CONFIG, "%s: [earshot] key-file: name that of the store",
                         daemon->config_path);
    return seal_library_start(error) && (daemon->seal = seal_open(config->key_file, error)) != NULL;
}

// What a store on other machines has beside it here.
static const char *beside(const Config *config, const char *url) {
    if (store_url_directory(url) != NULL)
        return NULL;
    return config->state != NULL ? config->state : config_state_directory(config);
}

// Who may write rows there may not make tables: they are made where they are missing.
static Engine *open_target(const char *url, GError **error) {
    Engine *there = engine_open(url, true, NULL);
    return there != NULL || !engine_init(url, error) ? there : engine_open(url, true, error);
}

static bool open_both(Daemon *daemon, Migration *migration, GError **error) {
    const Config *config = daemon->config;
    const char *directory = store_url_directory(migration->to);
    const bool local = directory != NULL && store_url_directory(migration->from) != NULL;
    if (!check_url(migration->from, error) || !check_url(migration->to, error) || !open_key(daemon, error))
        return false;
    if (!local && config->store == NULL && config->state == NULL) // beside() has none
        return fault_set(error, FATE_CONFIG,
                         "%s: [earshot] state: name the directory of what this machine alone notes",
                         daemon->config_path);
    if (is_one_place(migration->from, migration->to))
        return fault_set(error, FATE_CONFIG, "%s: it is there already", migration->to_name);
    migration->source =
        store_open_leaving(migration->from, beside(config, migration->from), daemon->seal, error);
    if (migration->source == NULL ||
        (directory != NULL && !ctl_make_directory(directory, config->key_file, error)))
        return false;
    if (directory != NULL)
        migration->to_keys = g_build_filename(directory, STORE_KEYS_FILE, NULL);
    migration->target = open_target(migration->to, error);
    return migration->target != NULL;
}

static void show_progress(Migration *migration, const TransferCount *count, bool end) {
    const int64_t now = g_get_monotonic_time();
    if (!migration->terminal || (!end && now - migration->shown < G_USEC_PER_SEC / 5))
        return;
    migration->shown = now;
    fprintf(stderr, "\r\033[K");
    if (!end && count->compared == 0)
        fprintf(stderr, "%" PRIu64 " rows copied", count->copied);
    else if (!end)
        fprintf(stderr, "%" PRIu64 " rows compared", count->compared);
    fflush(stderr);
}

static bool transfer_all(Migration *migration, GError **error) {
    const TransferPlan plan = {.from = migration->source,
                               .to = migration->target,
                               .from_name = migration->from_name,
                               .to_name = migration->to_name,
                               .to_keys = migration->to_keys,
                               .now = g_get_real_time()};
    g_autoptr(Transfer) transfer = transfer_new(&plan, error);
    bool more = true, good = transfer != NULL;
    while (good && more) {
        good = transfer_piece(transfer, &more, error);
        migration->count = transfer_count(transfer);
        show_progress(migration, &migration->count, !good || !more);
    }
    return good;
}

typedef struct Copy {
    int64_t made;
    const char *where;
} Copy;

static bool do_note(StoreTxn *txn, void *data, GError **error) {
    const Copy *copy = data;
    (void)error;
    copies_note(txn, copy->made, copy->where);
    return !store_failed(txn);
}

// What was left holds the keys of persons as a backup does: who erases one is told of it.
static bool note_left(Daemon *daemon, Migration *migration, GError **error) {
    g_auto(StoreMove) move = {0};
    if (!transfer_look(migration->source, &move, error))
        return false;
    Copy copy = {move.at, migration->from_name};
    migration->target->ops->close(g_steal_pointer(&migration->target));
    daemon->store =
        store_open(migration->to, beside(daemon->config, migration->to), false, daemon->seal, error);
    return daemon->store != NULL && store_write(daemon->store, do_note, &copy, 0, error);
}

static void tell_done(const Daemon *daemon, const Migration *migration) {
    const TransferCount *count = &migration->count;
    const char *left = store_url_directory(migration->from);
    if (count->before)
        printf("%s: all of it is there since before\n", migration->to_name);
    else
        printf("%s: %" PRIu64 " rows, %" PRIu64 " of them keys of persons, each as it is in\n  %s\n",
               migration->to_name, count->compared, count->keys, migration->from_name);
    printf("Now set, in [earshot] of %s:\n  store = %s\n", daemon->config_path, migration->to_name);
    if (left != NULL && migration->to_keys == NULL)
        printf("  state = %s\n", left);
    printf("run 'earshot verify' and start the daemons. Nothing opens what was left any\n"
           "more ('earshot store reopen' undoes that). It still holds all: when all is\n"
           "well, delete %s.\n",
           left == NULL ? "it" : "data.mdb, lock.mdb and persons.keys there");
}

int ctl_store_migrate(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "store migrate", "FROM-URL TO-URL",
        "take all of a store to another, of whatever engine; the daemons must be stopped", NULL};
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 3)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    g_auto(Migration) migration = {.from = argv[1],
                                   .to = argv[2],
                                   .from_name = name_of(argv[1]),
                                   .to_name = name_of(argv[2]),
                                   .terminal = isatty(STDERR_FILENO) != 0};
    if (!open_both(daemon, &migration, &error) || !transfer_all(&migration, &error) ||
        !note_left(daemon, &migration, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    tell_done(daemon, &migration);
    return EX_OK;
}

// --- back to one that was left ---

// One that is leaving had no other beside it in which anything was done.
static bool settle(Store *store, const StoreMove *move, bool resend, BackupSettled *settled, GError **error) {
    const Backup left = {.made = move->at};
    return move->state != STORE_LEFT ||
           backup_settle(store, &left, resend, g_get_real_time(), settled, error);
}

static bool reopen(Daemon *daemon, bool resend, StoreMove *move, BackupSettled *settled, GError **error) {
    const Config *config = daemon->config;
    if (config->store == NULL)
        return fault_set(error, FATE_CONFIG, "%s: [earshot] store: name the one that is to be opened again",
                         daemon->config_path);
    if (!open_key(daemon, error) ||
        (daemon->store = store_open_leaving(config->store, config_state_directory(config), daemon->seal,
                                            error)) == NULL ||
        !transfer_look(daemon->store, move, error))
        return false;
    return (move->state != STORE_LEAVING && move->state != STORE_LEFT) ||
           (settle(daemon->store, move, resend, settled, error) && transfer_undo(daemon->store, error));
}

static void tell_reopened(const Daemon *daemon, const StoreMove *move, const BackupSettled *settled,
                          bool resend) {
    g_autofree char *time = units_time_format(move->at);
    printf("%s: ", store_shown(daemon->store));
    if (move->state == STORE_LEFT) {
        printf("in use again, as of %s\n", time);
        settled_tell(settled, resend);
        printf("not known here: what came and was done since in\n"
               "  %s\n"
               "Who was erased there is back: erase them again. See that nothing uses it now.\n",
               move->other);
    } else if (move->state == STORE_LEAVING) {
        printf("in use again\nwhat was copied until then is of no use: empty\n  %s\n", move->other);
    } else {
        printf("it was not left\n");
    }
}

int ctl_store_reopen(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"store reopen", "[--resend]",
                                     "go back to the configured store, which was left by 'store migrate'",
                                     NULL};
    gboolean resend = FALSE;
    const GOptionEntry entries[] = {
        {"resend", 0, 0, G_OPTION_ARG_NONE, &resend, "send what waited to customers, gone since or not",
         NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_auto(StoreMove) move = {0};
    BackupSettled settled = {0};
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    if (!reopen(daemon, resend, &move, &settled, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    tell_reopened(daemon, &move, &settled, resend);
    return EX_OK;
}
