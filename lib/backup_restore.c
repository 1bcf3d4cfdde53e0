// A backup is checked while it is copied, settled where it was copied to, and only
// then put in the place of the store: until there the store that was is untouched,
// and behind it stands whole in a directory of its own. In between a mark keeps
// everybody from opening what is half of each. Who asked looks it over afterwards.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agenda.h"
#include "backup_manifest.h"
#include "campaign.h"
#include "fault.h"
#include "outbox.h"
#include "units.h"

// --- reading ---

static bool check_file(const char *directory, const BackupFile *listed, const Seal *seal, GError **error) {
    g_autofree char *path = g_build_filename(directory, listed->name, NULL);
    g_autoptr(Backup) found = backup_new(NULL, 0);
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return fault_set(error, FATE_CORRUPT, "%s: %s", path, g_strerror(errno));
    const bool read = backup_list(found, seal, listed->name, file, error);
    close(file);
    if (!read)
        return false;
    const BackupFile *own = &g_array_index(found->files, BackupFile, 0);
    return (own->size == listed->size && strcmp(own->digest, listed->digest) == 0) ||
           fault_set(error, FATE_CORRUPT, "%s: is not as it was when the backup was made", path);
}

static bool check_all(const char *directory, const Backup *backup, const Seal *seal, GError **error) {
    for (guint i = 0; i < backup->files->len; i++)
        if (!check_file(directory, &g_array_index(backup->files, BackupFile, i), seal, error))
            return false;
    return store_knows_schema(backup->schema) ||
           fault_set(
               error, FATE_CONFIG,
               "%s: the backup is of schema %u (Earshot %s); this is Earshot %s with schema %u: install "
               "the version that made it, or restore another backup",
               directory, backup->schema, backup->version, EARSHOT_VERSION, store_schema());
}

Backup *backup_open(const char *directory, const Seal *seal, GError **error) {
    g_autofree char *path = g_build_filename(directory, "manifest", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fault_set(error, FATE_CORRUPT, "%s: there is no backup here, or none that was finished", directory);
        return NULL;
    }
    g_autoptr(Backup) backup = backup_manifest_read(text, seal, error);
    if (backup == NULL)
        g_prefix_error(error, "%s: ", path);
    return backup != NULL && check_all(directory, backup, seal, error) ? g_steal_pointer(&backup) : NULL;
}

// --- staging ---

static char *staged_in(const char *store) {
    return g_build_filename(store, "restore.partial", NULL);
}

bool backup_is_occupied(const char *store) {
    g_autofree char *data = g_build_filename(store, BACKUP_FILES[0], NULL);
    g_autofree char *half = g_build_filename(store, STORE_RESTORING, NULL);
    return g_file_test(data, G_FILE_TEST_EXISTS) || g_file_test(half, G_FILE_TEST_EXISTS);
}

// Whoever owns the store's directory is to own what is put there: the daemons run as that user.
static bool give_to_owner(const char *store, const char *path, GError **error) {
    struct stat owner;
    if (geteuid() != 0)
        return true;
    return (stat(store, &owner) == 0 && lchown(path, owner.st_uid, owner.st_gid) == 0) ||
           backup_failed(path, "give to the store's owner", error);
}

static bool stage_file(const char *from, const char *into, const char *store, GError **error) {
    const int source = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (source < 0)
        return backup_failed(from, "read", error);
    const int file = open(into, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    const bool done = (file >= 0 || backup_failed(into, "make", error)) && backup_copy(source, file, error) &&
                      (fsync(file) == 0 || backup_failed(into, "sync", error)) &&
                      give_to_owner(store, into, error);
    close(source);
    if (file >= 0)
        close(file);
    return done;
}

static bool stage_all(const Backup *backup, const char *directory, const char *staged, const char *store,
                      GError **error) {
    for (guint i = 0; i < backup->files->len; i++) {
        const char *name = g_array_index(backup->files, BackupFile, i).name;
        g_autofree char *from = g_build_filename(directory, name, NULL);
        g_autofree char *into = g_build_filename(staged, name, NULL);
        if (!stage_file(from, into, store, error))
            return false;
    }
    return true;
}

char *backup_stage(const Backup *backup, const char *directory, const Seal *seal, const char *store,
                   GError **error) {
    g_autofree char *staged = staged_in(store);
    backup_remove(staged);
    if (mkdir(staged, 0700) != 0) {
        backup_failed(staged, "make", error);
        return NULL;
    }
    // The copy is checked, not only what it was made from: a disk may fill, or err.
    if (give_to_owner(store, staged, error) && stage_all(backup, directory, staged, store, error) &&
        check_all(staged, backup, seal, error))
        return g_steal_pointer(&staged);
    backup_remove(staged);
    return NULL;
}

void backup_unstage(const char *store) {
    g_autofree char *staged = staged_in(store);
    backup_remove(staged);
}

bool backup_give_away(const char *store, GError **error) {
    static const char *const NAMES[] = {"data.mdb",    "lock.mdb", "key.lock",    "persons.keys",
                                        "unheard.log", "poison",   "milter.lock", "courier.lock"};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(store, NAMES[i], NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS) && !give_to_owner(store, path, error))
            return false;
    }
    return true;
}

// --- the exchange ---

static bool move_one(const char *from, const char *into, const char *name, GError **error) {
    g_autofree char *old = g_build_filename(from, name, NULL);
    g_autofree char *new = g_build_filename(into, name, NULL);
    return rename(old, new) == 0 || errno == ENOENT || backup_failed(old, "move", error);
}

// With what belongs to that store alone: its locks, and how often the courier crashed on it.
static bool move_all(const char *from, const char *into, GError **error) {
    static const char *const ALSO[] = {"lock.mdb", "courier.poison"};
    for (size_t i = 0; BACKUP_FILES[i] != NULL; i++)
        if (!move_one(from, into, BACKUP_FILES[i], error))
            return false;
    for (size_t i = 0; i < G_N_ELEMENTS(ALSO); i++)
        if (!move_one(from, into, ALSO[i], error))
            return false;
    return backup_sync_directory(into, error) && backup_sync_directory(from, error);
}

static char *aside_in(const char *store, int64_t now) {
    g_autofree char *time = units_time_format(now);
    GString *name = g_string_new("replaced-");
    for (const char *at = time; *at != '\0'; at++)
        if (*at != ':' && *at != '-')
            g_string_append_c(name, *at);
    char *path = g_build_filename(store, name->str, NULL);
    g_string_free(name, TRUE);
    return path;
}

static bool set_mark(const char *store, const char *mark, GError **error) {
    const int file = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return backup_failed(mark, "make", error);
    close(file);
    return backup_sync_directory(store, error);
}

// Done again after a kill, what was moved aside already stays there, and what was put in its place goes to
// another: nothing is overwritten.
bool backup_swap(const char *store, int64_t now, char **aside, GError **error) {
    g_autofree char *staged = staged_in(store);
    g_autofree char *mark = g_build_filename(store, STORE_RESTORING, NULL);
    g_autofree char *old = backup_is_occupied(store) ? aside_in(store, now) : NULL;
    *aside = NULL;
    // Before the mark: while nothing is moved the store that is there stays good.
    if (old != NULL && mkdir(old, 0700) != 0)
        return backup_failed(old, "make", error);
    if (!set_mark(store, mark, error))
        return false;
    if (old != NULL && !(give_to_owner(store, old, error) && move_all(store, old, error)))
        return false;
    if (!move_all(staged, store, error))
        return false;
    backup_remove(staged);
    if (unlink(mark) != 0 || !backup_sync_directory(store, error))
        return backup_failed(mark, "remove", error);
    *aside = g_steal_pointer(&old);
    return true;
}

// --- settling ---

typedef struct Settling {
    const Backup *backup;
    BackupSettled *settled;
    bool resend;
    int64_t now;
} Settling;

static void settle_mail(StoreTxn *txn, OutboxRow *row, const Settling *settling) {
    if (!outbox_is_to_customer(row->kind))
        return;
    settling->settled->held += row->state == OUTBOX_HELD;
    if (!outbox_is_scheduled(row))
        return;
    settling->settled->mails++;
    if (!settling->resend)
        outbox_doubt(txn, row, settling->backup->made, settling->now);
}

// What cannot be read cannot be sent either, and must not keep the rest from being put back.
static void settle_mails(StoreTxn *txn, const Settling *settling) {
    for (StoreKey key = {0}; store_next(txn, TABLE_OUTBOX, &key, NULL); key = store_key_after(key)) {
        uint64_t id, none;
        store_key_numbers(&key, &id, &none);
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        g_autoptr(GError) damage = store_recover(txn);
        if (row != NULL)
            settle_mail(txn, row, settling);
    }
}

static void settle_campaign(StoreTxn *txn, const Settling *settling, uint64_t id) {
    g_autoptr(Campaign) campaign = campaign_get(txn, id);
    g_autoptr(GError) damage = store_recover(txn);
    if (campaign == NULL || !campaign_runs(campaign))
        return;
    settling->settled->campaigns++;
    if (!settling->resend)
        (void)campaign_undo(txn, campaign, settling->now);
}

// What was due since then was done, or nobody knows.
static void settle_agenda(StoreTxn *txn, const Settling *settling) {
    for (StoreKey key = {0}; store_next(txn, TABLE_AGENDA, &key, NULL); key = store_key_after(key)) {
        int64_t at;
        AgendaKind kind;
        uint64_t id;
        agenda_read_key(&key, &at, &kind, &id);
        if (kind == AGENDA_CAMPAIGN)
            settle_campaign(txn, settling, id);
        if (kind != AGENDA_FOLLOW_UP || at > settling->now)
            continue;
        settling->settled->questions++;
        if (!settling->resend)
            agenda_remove(txn, at, kind, id);
    }
}

static bool do_settle(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Settling *settling = data;
    *settling->settled = (BackupSettled){0};
    settle_mails(txn, settling);
    settle_agenda(txn, settling);
    return !store_failed(txn);
}

bool backup_settle(Store *store, const Backup *backup, bool resend, int64_t now, BackupSettled *settled,
                   GError **error) {
    Settling settling = {.backup = backup, .settled = settled, .resend = resend, .now = now};
    return store_write(store, do_settle, &settling, 0, error);
}
