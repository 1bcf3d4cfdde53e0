// Copies of the store while daemons run, and putting one back while they do not.
// What a restore cannot know it says: who is to be written to again is for people
// to decide, and nobody gets a mail twice because of a disk.
#include <errno.h>
#include <linux/ioprio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sysexits.h>
#include <unistd.h>

#include "backup.h"
#include "copies.h"
#include "ctl.h"
#include "ctl_settled.h"
#include "ctl_verify.h"
#include "erase_again.h"
#include "fault.h"
#include "owner.h"
#include "store_url.h"
#include "units.h"

// --- backup ---

// Behind everybody else for processor and disk; where that is not allowed it is done all the same.
static void step_back(void) {
    (void)setpriority(PRIO_PROCESS, 0, 10);
    (void)syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 7));
}

static void tell_backup(const Daemon *daemon, const Backup *backup, const char *directory) {
    g_autofree char *made = units_time_format(backup->made);
    g_autofree char *size = g_format_size_full(backup->size, G_FORMAT_SIZE_IEC_UNITS);
    printf("%s: %s, as of %s\n", directory, size, made);
    printf("not in it: %s, without which nobody can read it,\n"
           "  and the configuration; keep copies of both, elsewhere\n",
           daemon->config->key_file);
}

typedef struct Copy {
    int64_t made;
    char *directory;
} Copy;

static bool do_note(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Copy *copy = data;
    copies_note(txn, copy->made, copy->directory);
    return !store_failed(txn);
}

// So that an erasure can say who still holds the key. A backup is good without it.
static void note_copy(const Daemon *daemon, int64_t made, const char *directory) {
    g_autofree char *where = g_canonicalize_filename(directory, NULL);
    g_autoptr(GError) error = NULL;
    Copy copy = {made, where};
    if (!store_write(daemon->store, do_note, &copy, 0, &error))
        fprintf(stderr, "%s: made, but the store could not note it: %s\n", directory, error->message);
}

// What is in no directory is copied by those who keep it.
static bool refuse_database(const Daemon *daemon, GError **error) {
    const Config *config = daemon->config;
    if (config->store == NULL || config_store_directory(config) != NULL)
        return true;
    g_autofree char *shown = store_url_shown(config->store);
    return fault_set(
        error, FATE_CONFIG,
        "%s: a database is copied and put back by its own means (pg_dump, pg_basebackup with its "
        "log): see postgresql.md; keep a copy of %s apart from that",
        shown, config->key_file != NULL ? config->key_file : "the key file");
}

int ctl_backup(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "backup", "DIR", "copy the store into a new directory, while the daemons run; not the key file",
        NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 2)
        return ctl_usage(&USAGE);
    GError *error = NULL;
    if (!daemon_look(daemon) || (!refuse_database(daemon, &error) && !daemon_fail(daemon, error)) ||
        !daemon_open(daemon, true))
        return daemon->status;
    step_back();
    g_autoptr(Backup) backup =
        backup_make(daemon->store, argv[1], EARSHOT_VERSION, g_get_real_time(), &error);
    if (backup == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    note_copy(daemon, backup->made, argv[1]);
    tell_backup(daemon, backup, argv[1]);
    return EX_OK;
}

// --- restore ---

typedef struct Restore {
    gboolean replace, resend;
    const char *from;  // the backup
    const char *store; // its directory
    Backup *backup;
    BackupSettled settled;
    char *aside;         // where what was there went, or NULL
    EraseMemory *memory; // of the store that goes; NULL: there is none, or it cannot be read
    unsigned erased;     // persons, again
} Restore;

static void restore_clear(Restore *restore) {
    backup_free(restore->backup);
    erase_memory_free(restore->memory);
    g_free(restore->aside);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Restore, restore_clear)

static bool lock_store(Daemon *daemon, const Restore *restore) {
    g_autofree char *milter = g_build_filename(restore->store, "milter.lock", NULL);
    g_autofree char *courier = g_build_filename(restore->store, "courier.lock", NULL);
    if (daemon_lock(daemon, milter) && daemon_lock(daemon, courier))
        return true;
    fprintf(stderr, "earshot: stop both daemons first\n");
    return false;
}

// The store's directory, locked, and the key; not the store itself, which may be gone.
static bool prepare(Daemon *daemon, Restore *restore, GError **error) {
    const Config *config = daemon->config;
    restore->store = config_store_directory(config);
    if (!refuse_database(daemon, error))
        return false;
    if (restore->store == NULL || config->key_file == NULL)
        return fault_set(error, FATE_CONFIG, "%s: [earshot] store and key-file: name where it is to go",
                         daemon->config_path);
    if (!seal_library_start(error) || (daemon->seal = seal_open(config->key_file, error)) == NULL)
        return false;
    return ctl_make_directory(restore->store, config->key_file, error);
}

// In its place beside the store: what was there is untouched until it is known to be sound.
static bool settle(const Daemon *daemon, Restore *restore, const char *staged, GError **error) {
    g_autofree char *url = g_strconcat("lmdb:", staged, NULL);
    // `create`, so that one that an older release made is brought up to date.
    g_autoptr(Store) store = store_open(url, NULL, true, daemon->seal, error);
    const int64_t now = g_get_real_time();
    return store != NULL &&
           backup_settle(store, restore->backup, restore->resend, now, &restore->settled, error) &&
           (restore->memory == NULL ||
            erase_again(store, daemon->config, restore->memory, now, &restore->erased, error));
}

// Who was erased from the store that is there; damage, which may be why it is replaced, is no reason to stop.
static void remember(const Daemon *daemon, Restore *restore) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(daemon->config->store, NULL, false, daemon->seal, &error);
    if (store != NULL)
        restore->memory = erase_remember(store, &error);
}

static bool put_back(const Daemon *daemon, Restore *restore, GError **error) {
    if (!restore->replace && backup_is_occupied(restore->store))
        return fault_set(error, FATE_CONFIG,
                         "%s: there is a store already; --replace moves it aside and puts the backup there",
                         restore->store);
    restore->backup = backup_open(restore->from, daemon->seal, error);
    if (restore->backup == NULL)
        return false;
    g_autofree char *staged =
        backup_stage(restore->backup, restore->from, daemon->seal, restore->store, error);
    if (staged == NULL)
        return false;
    remember(daemon, restore);
    if (settle(daemon, restore, staged, error))
        return backup_swap(restore->store, g_get_real_time(), &restore->aside, error);
    backup_unstage(restore->store);
    return false;
}

static void tell_erased(const Restore *restore) {
    if (restore->memory == NULL)
        printf("Who was erased since is back: erase them again. The lines that\n"
               "  'earshot erase' printed do it: 'earshot erase --from FILE'.\n");
    else
        printf("Erased again, since they were from the store that was there: %u person%s.\n", restore->erased,
               restore->erased == 1 ? "" : "s");
}

static void tell_restored(const Restore *restore) {
    g_autofree char *made = units_time_format(restore->backup->made);
    printf("%s: as of %s\n", restore->store, made);
    if (restore->aside != NULL)
        printf("the store that was there: %s\n", restore->aside);
    settled_tell(&restore->settled, restore->resend);
    printf("not known any more: messages since %s, and what was\n"
           "  answered, promised and commanded since. A conversation that began since may\n"
           "  be acknowledged again when its customer goes on with it.\n",
           made);
    tell_erased(restore);
}

static int look_over(Daemon *daemon, const Restore *restore) {
    GError *error = NULL;
    daemon->store = store_open(daemon->config->store, NULL, false, daemon->seal, &error);
    if (daemon->store != NULL && restore->aside != NULL) // it holds keys as a backup does
        note_copy(daemon, g_get_real_time(), restore->aside);
    if (daemon->store == NULL || !backup_give_away(store_directory(daemon->store), &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    return verify_and_tell(daemon->store, false);
}

int ctl_restore(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"restore", "[--replace] [--resend] DIR",
                                     "put a backup in the store's place; both daemons must be stopped", NULL};
    g_auto(Restore) restore = {0};
    const GOptionEntry entries[] = {
        {"replace", 0, 0, G_OPTION_ARG_NONE, &restore.replace, "move the store that is there aside", NULL},
        {"resend", 0, 0, G_OPTION_ARG_NONE, &restore.resend,
         "send what waited to customers, gone since or not", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2)
        return ctl_usage(&USAGE);
    restore.from = argv[1];
    if (!daemon_look(daemon))
        return daemon->status;
    const bool prepared = prepare(daemon, &restore, &error);
    if (prepared && !lock_store(daemon, &restore))
        return daemon->status;
    if (!prepared || !put_back(daemon, &restore, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    tell_restored(&restore);
    return look_over(daemon, &restore);
}
