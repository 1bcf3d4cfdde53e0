// The LMDB engine. A session of the milter hops between threads, so readers are
// not bound to them (MDB_NOTLS). The map grows by itself: changing its size
// needs that no transaction lives in this process, hence one lock that every
// transaction holds for reading and growth for writing; growth by another process shows as
// MDB_MAP_RESIZED and is followed. After a commit whose last page could not be written LMDB refuses all work
// until it is opened anew: the next transaction does that, so that a disk which is well again needs no
// restart.
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <lmdb.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine_lmdb_scrub.h"
#include "engine_lmdb_tell.h"
#include "fault.h"
#include "owner.h"

typedef struct Lmdb {
    Engine engine;
    char *directory;
    MDB_env *env; // NULL when it could not be opened again: the next transaction tries
    MDB_dbi tables[ENGINE_TABLES];
    LmdbTold *told;
    pthread_rwlock_t growth;
    int dead;  // readers that were cleared at the last opening
    bool full; // the last write found the map full; only the writer's thread looks
} Lmdb;

struct EngineTxn {
    Lmdb *lmdb;
    MDB_txn *txn;
    bool nested;
};

static const size_t MAP_FIRST = (size_t)64 << 20;
static const size_t MAP_LARGEST = (size_t)1 << 42;
enum { READERS = 1024, LOCK_SIZE = READERS * 64 + 4096 }; // LMDB has 64 bytes a reader and some at the head

static Fate fate_of(int code) {
    const bool corrupt = code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND || code == MDB_INVALID ||
                         code == MDB_VERSION_MISMATCH || code == MDB_PANIC;
    return corrupt ? FATE_CORRUPT : FATE_TEMPORARY;
}

static bool fail(GError **error, int code, const char *what) {
    return fault_set(error, fate_of(code), "store: %s: %s", what, mdb_strerror(code));
}

static MDB_val val_of(EngineSlice slice) {
    return (MDB_val){.mv_size = slice.size, .mv_data = (void *)(uintptr_t)slice.data};
}

static EngineSlice slice_of(MDB_val val) {
    return (EngineSlice){.data = val.mv_data, .size = val.mv_size};
}

// --- opening ---

static void close_environment(Lmdb *lmdb) {
    if (lmdb->env != NULL)
        mdb_env_close(lmdb->env);
    lmdb->env = NULL;
}

// A size that cannot be had leaves LMDB without any map, so then it is closed. No transaction lives.
static int resize(Lmdb *lmdb, size_t size) {
    const int code = mdb_env_set_mapsize(lmdb->env, size);
    if (code != 0)
        close_environment(lmdb);
    return code;
}

static int open_tables(Lmdb *lmdb) {
    MDB_txn *txn = NULL;
    int code = mdb_txn_begin(lmdb->env, NULL, 0, &txn);
    if (code == MDB_MAP_RESIZED && (code = resize(lmdb, 0)) == 0)
        code = mdb_txn_begin(lmdb->env, NULL, 0, &txn);
    if (code != 0)
        return code;
    for (unsigned i = 0; i < ENGINE_TABLES && code == 0; i++) {
        char name[16];
        g_snprintf(name, sizeof name, "t%02u", i);
        code = mdb_dbi_open(txn, name, MDB_CREATE, &lmdb->tables[i]);
    }
    if (code == 0)
        return mdb_txn_commit(txn);
    mdb_txn_abort(txn);
    return code;
}

// Room for all readers before LMDB maps the file: a page without a place on the disk, first touched when the
// disk is full, would kill the process. Where the file system cannot promise any, LMDB goes on as it does.
static int reserve_readers(const char *directory) {
    g_autofree char *path = g_build_filename(directory, "lock.mdb", NULL);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0)
        (void)owner_give(file,
                         directory); // first: a limit on what may be written ends a look at the state here
    const bool full =
        file >= 0 && fallocate(file, 0, 0, LOCK_SIZE) != 0 && (errno == ENOSPC || errno == EDQUOT);
    const int code = full ? errno : 0;
    if (file >= 0)
        close(file); // before LMDB holds locks on it, which this would drop
    return code;
}

// Closed again when it fails.
static int open_environment(Lmdb *lmdb) {
    mdb_filehandle_t data = -1;
    int code = reserve_readers(lmdb->directory);
    if (code != 0 || (code = mdb_env_create(&lmdb->env)) != 0)
        return code;
    mdb_env_set_maxdbs(lmdb->env, ENGINE_TABLES);
    mdb_env_set_maxreaders(lmdb->env, READERS);
    mdb_env_set_mapsize(lmdb->env, MAP_FIRST);
    code = mdb_env_open(lmdb->env, lmdb->directory, MDB_NOTLS | MDB_NORDAHEAD, 0600);
    if (code == 0) {
        (void)mdb_env_get_fd(lmdb->env, &data);
        (void)owner_give(data, lmdb->directory);  // who tries a daemon out as root makes the store
        mdb_reader_check(lmdb->env, &lmdb->dead); // a killed reader would keep old pages for ever
        code = open_tables(lmdb);
    }
    if (code != 0)
        close_environment(lmdb);
    return code;
}

// --- transactions ---

static EngineTxn *txn_new(Lmdb *lmdb, MDB_txn *txn, bool nested) {
    EngineTxn *result = g_new0(EngineTxn, 1);
    *result = (EngineTxn){.lmdb = lmdb, .txn = txn, .nested = nested};
    return result;
}

// Takes on the size that another process gave the map.
static int follow_growth(Lmdb *lmdb) {
    pthread_rwlock_unlock(&lmdb->growth);
    pthread_rwlock_wrlock(&lmdb->growth);
    const int code = lmdb->env == NULL ? MDB_PANIC : resize(lmdb, 0);
    pthread_rwlock_unlock(&lmdb->growth);
    pthread_rwlock_rdlock(&lmdb->growth);
    return code;
}

static int begin(const Lmdb *lmdb, unsigned flags, MDB_txn **txn) {
    return lmdb->env == NULL ? MDB_PANIC : mdb_txn_begin(lmdb->env, NULL, flags, txn);
}

// Another thread may have been quicker.
static int open_again(Lmdb *lmdb) {
    MDB_txn *probe = NULL;
    pthread_rwlock_unlock(&lmdb->growth);
    pthread_rwlock_wrlock(&lmdb->growth);
    int code = begin(lmdb, MDB_RDONLY, &probe);
    if (code == 0) {
        mdb_txn_abort(probe);
    } else if (code == MDB_PANIC) {
        close_environment(lmdb);
        code = open_environment(lmdb);
    }
    pthread_rwlock_unlock(&lmdb->growth);
    pthread_rwlock_rdlock(&lmdb->growth);
    return code;
}

static EngineTxn *lmdb_begin(Engine *engine, bool write, GError **error) {
    Lmdb *lmdb = (Lmdb *)engine;
    const unsigned flags = write ? 0 : MDB_RDONLY;
    MDB_txn *txn = NULL;
    pthread_rwlock_rdlock(&lmdb->growth);
    int code = begin(lmdb, flags, &txn);
    if (code == MDB_MAP_RESIZED && (code = follow_growth(lmdb)) == 0)
        code = begin(lmdb, flags, &txn);
    if (code == MDB_PANIC && (code = open_again(lmdb)) == 0)
        code = begin(lmdb, flags, &txn);
    if (code != 0) {
        pthread_rwlock_unlock(&lmdb->growth);
        fail(error, code, "cannot begin");
        return NULL;
    }
    return txn_new(lmdb, txn, false);
}

static EngineTxn *lmdb_nest(EngineTxn *parent, GError **error) {
    MDB_txn *txn = NULL;
    const int code = mdb_txn_begin(parent->lmdb->env, parent->txn, 0, &txn);
    if (code != 0) {
        fail(error, code, "cannot begin");
        return NULL;
    }
    return txn_new(parent->lmdb, txn, true);
}

static int lmdb_get(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error) {
    MDB_val name = val_of(key), found;
    const int code = mdb_get(txn->txn, txn->lmdb->tables[table], &name, &found);
    if (code == MDB_NOTFOUND)
        return 0;
    if (code != 0) {
        fail(error, code, "cannot read");
        return -1;
    }
    *value = slice_of(found);
    return 1;
}

static int lmdb_seek(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *found, EngineSlice *value,
                     GError **error) {
    MDB_val name = val_of(key), data;
    MDB_cursor *cursor = NULL;
    int code = mdb_cursor_open(txn->txn, txn->lmdb->tables[table], &cursor);
    if (code == 0) {
        code = mdb_cursor_get(cursor, &name, &data, key.size == 0 ? MDB_FIRST : MDB_SET_RANGE);
        mdb_cursor_close(cursor);
    }
    if (code == MDB_NOTFOUND)
        return 0;
    if (code != 0) {
        fail(error, code, "cannot read");
        return -1;
    }
    *found = slice_of(name);
    *value = slice_of(data);
    return 1;
}

static bool wrote(EngineTxn *txn, int code, GError **error) {
    if (code == MDB_MAP_FULL)
        txn->lmdb->full = true;
    return code == 0 || fail(error, code, "cannot write");
}

static bool lmdb_put(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error) {
    MDB_val name = val_of(key), data = val_of(value);
    return wrote(txn, mdb_put(txn->txn, txn->lmdb->tables[table], &name, &data, 0), error);
}

static bool lmdb_del(EngineTxn *txn, unsigned table, EngineSlice key, GError **error) {
    MDB_val name = val_of(key);
    const int code = mdb_del(txn->txn, txn->lmdb->tables[table], &name, NULL);
    return code == MDB_NOTFOUND || wrote(txn, code, error);
}

static void txn_end(EngineTxn *txn) {
    if (!txn->nested)
        pthread_rwlock_unlock(&txn->lmdb->growth);
    g_free(txn);
}

static bool lmdb_commit(EngineTxn *txn, GError **error) {
    const int code = mdb_txn_commit(txn->txn);
    const bool done = wrote(txn, code, error);
    txn_end(txn);
    return done;
}

static void lmdb_abort(EngineTxn *txn) {
    mdb_txn_abort(txn->txn);
    txn_end(txn);
}

// What another process made of the map may be enough; else double it. A size that was not committed yet is
// ours alone, and asking for the other's would take it back: work larger than that would never end.
static bool grow(Lmdb *lmdb) {
    int dead = 0; // a reader that was killed since keeps old pages: with it gone there may be room enough
    if (mdb_reader_check(lmdb->env, &dead) == 0 && dead > 0)
        return true;
    MDB_envinfo before, now;
    mdb_env_info(lmdb->env, &before);
    if (resize(lmdb, 0) != 0)
        return false;
    mdb_env_info(lmdb->env, &now);
    return now.me_mapsize > before.me_mapsize ||
           (before.me_mapsize < MAP_LARGEST && resize(lmdb, before.me_mapsize * 2) == 0);
}

static uint64_t lmdb_number(const EngineTxn *txn) {
    return mdb_txn_id(txn->txn);
}

static bool lmdb_make_room(Engine *engine) {
    Lmdb *lmdb = (Lmdb *)engine;
    if (!lmdb->full)
        return false;
    lmdb->full = false;
    pthread_rwlock_wrlock(&lmdb->growth);
    const bool grown = lmdb->env != NULL && grow(lmdb);
    pthread_rwlock_unlock(&lmdb->growth);
    return grown;
}

static bool lmdb_copy(Engine *engine, int file, GError **error) {
    Lmdb *lmdb = (Lmdb *)engine;
    pthread_rwlock_rdlock(&lmdb->growth);
    int code = lmdb->env == NULL ? MDB_PANIC : mdb_env_copyfd2(lmdb->env, file, MDB_CP_COMPACT);
    if (code == MDB_MAP_RESIZED && (code = follow_growth(lmdb)) == 0)
        code = mdb_env_copyfd2(lmdb->env, file, MDB_CP_COMPACT);
    pthread_rwlock_unlock(&lmdb->growth);
    return code == 0 || fail(error, code, "cannot copy");
}

// Pages that transactions freed stand in a table of LMDB's own (0), lists that begin with their length.
static int count_free(MDB_txn *txn, uint64_t *pages) {
    MDB_cursor *cursor = NULL;
    MDB_val key, list;
    int code = mdb_cursor_open(txn, 0, &cursor);
    *pages = 0;
    if (code != 0)
        return code;
    while ((code = mdb_cursor_get(cursor, &key, &list, MDB_NEXT)) == 0) {
        size_t length = 0;
        memcpy(&length, list.mv_data, MIN(list.mv_size, sizeof length));
        *pages += length;
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

// A line for each reader, behind one of headings.
static int count_line(const char *line, void *data) {
    (void)line;
    ++*(unsigned *)data;
    return 0;
}

static int measure(const Lmdb *lmdb, MDB_txn *txn, EngineStat *stat) {
    MDB_stat pages;
    MDB_envinfo info;
    struct stat status;
    int file = -1;
    unsigned lines = 0;
    uint64_t unused = 0;
    mdb_env_stat(lmdb->env, &pages);
    mdb_env_info(lmdb->env, &info);
    int code = count_free(txn, &unused);
    if (code == 0 && (code = mdb_env_get_fd(lmdb->env, &file)) == 0 && fstat(file, &status) != 0)
        code = errno;
    if (code != 0)
        return code;
    mdb_reader_list(lmdb->env, count_line, &lines);
    const uint64_t taken = info.me_last_pgno + 1;
    *stat = (EngineStat){.used = (taken - MIN(unused, taken)) * pages.ms_psize,
                         .map = info.me_mapsize,
                         .file = (uint64_t)status.st_size,
                         .readers = lines > 0 ? lines - 1 : 0,
                         .dead = (unsigned)lmdb->dead};
    return 0;
}

static bool lmdb_stat(Engine *engine, EngineStat *stat, GError **error) {
    Lmdb *lmdb = (Lmdb *)engine;
    EngineTxn *txn = lmdb_begin(engine, false, error);
    if (txn == NULL)
        return false;
    const int code = measure(lmdb, txn->txn, stat);
    lmdb_abort(txn);
    return code == 0 || fail(error, code, "cannot measure");
}

// --- scrubbing ---

static bool lmdb_scrub(Engine *engine, EngineScrub *scrub, bool *more, GError **error) {
    EngineTxn *txn = lmdb_begin(engine, true, error);
    if (txn == NULL)
        return false;
    const int code = lmdb_scrub_piece(txn->lmdb->env, scrub, more);
    lmdb_abort(txn);
    return code == 0 || fail(error, code, "cannot overwrite free pages");
}

static bool lmdb_renew(Engine *engine, GError **error) {
    Lmdb *lmdb = (Lmdb *)engine;
    pthread_rwlock_wrlock(&lmdb->growth);
    close_environment(lmdb);
    const int code = open_environment(lmdb);
    pthread_rwlock_unlock(&lmdb->growth);
    return code == 0 || fail(error, code, "cannot open again");
}

// --- what an engine in this process has no use for ---

static void lmdb_expect(EngineTxn *txn, unsigned table, EngineSlice key) {
    (void)txn, (void)table, (void)key;
}

static bool lmdb_at_hand(const EngineTxn *txn, unsigned table, EngineSlice key) {
    (void)txn, (void)table, (void)key;
    return true;
}

static bool lmdb_fetch(EngineTxn *txn, GError **error) {
    (void)txn, (void)error;
    return true;
}

// Nobody else writes while a transaction does.
static bool lmdb_settle(EngineTxn *txn, bool *again, GError **error) {
    (void)txn, (void)error;
    *again = false;
    return true;
}

static void lmdb_set_patience(Engine *engine, int64_t microseconds) {
    (void)engine, (void)microseconds;
}

static void lmdb_announce(EngineTxn *txn) {
    (void)txn;
}

static int lmdb_listen(Engine *engine) {
    (void)engine;
    return -1;
}

// --- what it tells of itself and of this process ---

static bool tell_others(Engine *engine, unsigned fact, unsigned number) {
    return lmdb_tell(((Lmdb *)engine)->told, fact, number);
}

static bool others_below(Engine *engine, unsigned fact, unsigned number) {
    return lmdb_others_tell_below(((Lmdb *)engine)->told, fact, number);
}

static bool lmdb_state(Engine *engine, EngineState *state, GError **error) {
    int major, minor, patch;
    EngineStat stat;
    if (!lmdb_stat(engine, &stat, error))
        return false;
    mdb_version(&major, &minor, &patch);
    *state = (EngineState){.name = g_strdup_printf("LMDB %d.%d.%d", major, minor, patch),
                           .lag = -1,
                           .sessions = stat.readers,
                           .durable = true,
                           .closed = true};
    return true;
}

static void lmdb_close(Engine *engine) {
    Lmdb *lmdb = (Lmdb *)engine;
    close_environment(lmdb);
    lmdb_told_free(lmdb->told);
    pthread_rwlock_destroy(&lmdb->growth);
    g_free(lmdb->directory);
    g_free(lmdb);
}

static const EngineOps LMDB_OPS = {
    .begin = lmdb_begin,
    .nest = lmdb_nest,
    .get = lmdb_get,
    .seek = lmdb_seek,
    .put = lmdb_put,
    .del = lmdb_del,
    .expect = lmdb_expect,
    .at_hand = lmdb_at_hand,
    .fetch = lmdb_fetch,
    .settle = lmdb_settle,
    .announce = lmdb_announce,
    .set_patience = lmdb_set_patience,
    .commit = lmdb_commit,
    .abort = lmdb_abort,
    .number = lmdb_number,
    .copy = lmdb_copy,
    .make_room = lmdb_make_room,
    .stat = lmdb_stat,
    .overwrites = true,
    .scrub = lmdb_scrub,
    .renew = lmdb_renew,
    .listen = lmdb_listen,
    .state = lmdb_state,
    .tell = tell_others,
    .others_below = others_below,
    .close = lmdb_close,
};

// Growth goes before new readers: among readers without a pause it would wait for ever, and all writers with
// it. Hence no thread may begin a transaction inside another.
static void growth_lock_init(pthread_rwlock_t *lock) {
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(lock, &attributes);
    pthread_rwlockattr_destroy(&attributes);
}

Engine *engine_lmdb_open(const char *directory, bool create, GError **error) {
    if (create && g_mkdir_with_parents(directory, 0700) != 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot make the store's directory: %s", directory,
                  g_strerror(errno));
        return NULL;
    }
    Lmdb *lmdb = g_new0(Lmdb, 1);
    lmdb->engine.ops = &LMDB_OPS;
    lmdb->directory = g_strdup(directory);
    growth_lock_init(&lmdb->growth);
    const int code = open_environment(lmdb);
    if (code == 0 && (lmdb->told = lmdb_told_new(directory, error)) != NULL)
        return &lmdb->engine;
    const Fate fate = fate_of(code) == FATE_CORRUPT ? FATE_CORRUPT : FATE_CONFIG;
    if (code != 0)
        fault_set(error, fate, "%s: cannot open the store: %s", directory, mdb_strerror(code));
    lmdb_close(&lmdb->engine);
    return NULL;
}

// Whoever has it open holds a lock on the first byte of LMDB's own lock file (mdb_env_share_locks).
bool engine_lmdb_is_free(const char *directory) {
    g_autofree char *path = g_build_filename(directory, "lock.mdb", NULL);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
    const int file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return errno == ENOENT;
    const bool free = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type == F_UNLCK;
    close(file);
    return free;
}
