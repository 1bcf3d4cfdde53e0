// How a store is opened: by whom, of which schema, with which key; and how work gets
// its transaction. Each that begins sees under which generations of the key the store
// is, so that all processes change over together.
#include <string.h>

#include "fault.h"
#include "migrate.h"
#include "store_parts.h"
#include "store_url.h"

// --- the writer's callbacks ---

// Whether it is in use at all, and the generations that the transaction is of; those that the key file has
// not are looked for in it again.
bool store_take_keys(Store *store, EngineTxn *txn, Vault *vault, GError **error) {
    StoreKeys keys;
    const EngineOps *ops = store->engine->ops;
    store_move_expect(ops, txn);
    if (!store_keys_read(ops, txn, &keys, error) || !store_move_admits(ops, txn, store->goer, error))
        return false;
    const bool known = vault->generation == keys.current && vault->oldest == keys.oldest;
    vault->generation = keys.current;
    vault->oldest = keys.oldest;
    return known || store_keys_check(&keys, store->seal, error);
}

static void begin_batch(void *context, EngineTxn *txn) {
    Store *store = context;
    batch_begin(store->batch, txn);
    g_clear_error(&store->shut);
    store->due = txn;
}

// Before the first piece that may lack nothing. What is run ahead until the keys are there finds out what
// else is to be fetched with them: true, and nothing may come of it.
static bool run_before_keys(Store *store, bool ahead) {
    const EngineOps *ops = store->engine->ops;
    if (store->due == NULL)
        return false;
    store_move_expect(ops, store->due);
    if (!store_keys_expect(ops, store->due) && ahead)
        return true;
    if (!store_take_keys(store, store->due, &store->vault, &store->shut))
        store->vault.generation = 0; // to be looked at again
    else
        keyring_set_generation(store->keyring, store->vault.generation);
    store->due = NULL;
    return false;
}

static void look_at_key(void *context) {
    store_look_at_key(context);
}

static bool run_work(void *context, StoreWork work, void *data, bool ahead, bool *again, GError **error) {
    Store *store = context;
    StoreTxn txn = {.store = store, .vault = &store->vault};
    const bool before_keys = run_before_keys(store, ahead);
    *again = false;
    if (store->shut != NULL) {
        g_propagate_error(error, g_error_copy(store->shut));
        return false;
    }
    batch_piece_begin(store->batch, ahead);
    if (!work(&txn, data, &txn.error) && txn.error == NULL)
        fault_set(&txn.error, FATE_TEMPORARY, "store: a piece of work failed without saying why");
    *again = batch_piece_lacks(store->batch) || before_keys;
    if (txn.error == NULL && !*again)
        return batch_piece_end(store->batch, true, error);
    batch_piece_end(store->batch, false, NULL);
    if (*again)
        g_clear_error(&txn.error);
    else
        g_propagate_error(error, txn.error);
    return false;
}

static bool batch_changed(void *context) {
    const Store *store = context;
    return batch_is_changed(store->batch);
}

static bool end_batch(void *context, GError **error) {
    Store *store = context;
    return batch_end(store->batch, error);
}

static void note_done(void *context, bool committed) {
    Store *store = context;
    batch_done(store->batch, committed);
}

// --- work ---

bool store_write(Store *store, StoreWork work, void *data, int64_t deadline, GError **error) {
    return store_writer_run(store->writer, work, data, false, deadline, error);
}

bool store_write_ahead(Store *store, StoreWork work, void *data, int64_t deadline, GError **error) {
    return store_writer_run(store->writer, work, data, true, deadline, error);
}

void store_watch(Store *store, StoreWatch watch, void *data) {
    store_writer_watch(store->writer, watch, data);
}

bool store_read(Store *store, StoreWork work, void *data, GError **error) {
    const EngineOps *ops = store->engine->ops;
    Vault vault = {.keyring = store->keyring, .seal = store->seal};
    StoreTxn txn = {.store = store, .vault = &vault};
    txn.snapshot = ops->begin(store->engine, false, error);
    if (txn.snapshot == NULL)
        return false;
    g_autoptr(Keyring) own = store->rows ? slots_of_snapshot(ops, txn.snapshot, store->seal) : NULL;
    if (own != NULL)
        vault.keyring = own;
    txn.keys_due = !store_keys_expect(ops, txn.snapshot); // they come with what is asked for first
    const bool fit = txn.keys_due || store_take_keys(store, txn.snapshot, &vault, &txn.error);
    const bool done = fit && work(&txn, data, &txn.error);
    ops->abort(txn.snapshot);
    g_clear_pointer(&txn.expected, g_array_unref);
    vault_forget(&vault);
    if (txn.error == NULL)
        return done || fault_set(error, FATE_TEMPORARY, "store: a piece of work failed without saying why");
    g_propagate_error(error, txn.error);
    return false;
}

// As eight bytes of text, zeros behind.
void store_put_release(StoreTxn *txn) {
    char release[sizeof(uint64_t)] = EARSHOT_VERSION;
    g_autoptr(GBytes) value = g_bytes_new(release, sizeof release);
    store_put(txn, TABLE_META, store_key_name(STORE_META_RELEASE), STORE_OWNER_NONE, value);
}

static char *get_release(StoreTxn *txn) {
    g_autoptr(GBytes) value = store_get(txn, TABLE_META, store_key_name(STORE_META_RELEASE));
    gsize size = 0;
    const char *text = value == NULL ? "" : g_bytes_get_data(value, &size);
    return g_strndup(text, MIN(size, sizeof(uint64_t)));
}

typedef struct Marks {
    uint64_t schema;
    bool older; // of a release that can be upgraded, and sealed with our key
} Marks;

static bool check_schema(StoreTxn *txn, const Marks *marks, GError **error) {
    if (marks->older || marks->schema < STORE_SCHEMA)
        return migrate_refuse_older(marks->schema - (marks->schema == STORE_SCHEMA), error);
    g_autofree char *release = get_release(txn);
    return marks->schema == STORE_SCHEMA || migrate_refuse_newer(marks->schema, release, error);
}

// A new store is marked; another schema or another key is refused before anything is written.
static bool check_marks(StoreTxn *txn, void *data, GError **error) {
    Marks *marks = data;
    uint64_t mark = 0;
    const uint64_t key_mark = seal_number(txn->store->seal, "store", "key-check");
    *marks = (Marks){0};
    if (store_meta_get(txn, STORE_META_SCHEMA, &marks->schema) == 0) {
        store_set_counter(txn, STORE_META_SCHEMA, STORE_SCHEMA);
        store_set_counter(txn, STORE_META_KEY_CHECK, key_mark);
        store_put_release(txn);
        return txn->error == NULL;
    }
    if (txn->error != NULL)
        return false;
    if (marks->schema > UINT_MAX || !store_knows_schema((unsigned)marks->schema))
        return check_schema(txn, marks, error);
    if (store_meta_get(txn, STORE_META_KEY_CHECK, &mark) != 1 || mark != key_mark)
        return fault_set(error, FATE_CONFIG, "the key file is not the one this store was sealed with");
    marks->older = marks->schema < STORE_SCHEMA || migrate_is_pending(txn);
    return check_schema(txn, marks, error);
}

static const StoreWriterOps WRITER_OPS = {.begin = begin_batch,
                                          .run = run_work,
                                          .changed = batch_changed,
                                          .end = end_batch,
                                          .done = note_done,
                                          .look = look_at_key};

static void close_database(Store *store) {
    g_clear_pointer(&store->writer, store_writer_free);
    g_clear_pointer(&store->keyring, keyring_free);
    g_clear_pointer(&store->batch, batch_free);
    if (store->engine != NULL)
        store->engine->ops->close(store->engine);
    store->engine = NULL;
    atomic_store(&store->clean, 0);
}

static Keyring *open_keyring(const Store *store, GError **error) {
    if (store->rows)
        return slots_of_batch(store->batch, store->seal);
    g_autofree char *path = g_build_filename(store->directory, STORE_KEYS_FILE, NULL);
    return keyring_open(path, store->seal, error);
}

static bool open_database(Store *store, bool create, GError **error) {
    store->engine = engine_open(store->url, create, error);
    if (store->engine == NULL)
        return false;
    store_look_at_key(store);
    store->batch = batch_new(store->engine, &store->vault);
    store->keyring = open_keyring(store, error);
    store->vault.keyring = store->keyring;
    if (store->keyring == NULL)
        return false;
    store->writer = store_writer_new(store->engine, &WRITER_OPS, store);
    return true;
}

// A program of the older release that still has it open would go on writing as it knows; two of this one that
// start together both let go of it here, and then find it free.
static bool wait_until_alone(const Store *store, uint64_t schema, GError **error) {
    enum { PAUSE = 20 * 1000, TRIES = 250 };
    if (store_url_directory(store->url) == NULL) // no release had such a store that is older than this schema
        return true;
    for (int i = 0; i < TRIES; i++) {
        if (engine_lmdb_is_free(store->directory))
            return true;
        g_usleep(PAUSE);
    }
    return fault_set(error, FATE_TEMPORARY,
                     "%s: a program of the release before has the store open, which is still of schema "
                     "%" G_GUINT64_FORMAT ": stop both daemons, and then start them",
                     store->directory, schema);
}

static bool upgrade(Store *store, uint64_t schema, GError **error) {
    Marks marks;
    close_database(store);
    if (!wait_until_alone(store, schema, error) || !open_database(store, false, error) ||
        !migrate_run(store, migrate_path(), NULL, error) ||
        !store_write(store, check_marks, &marks, 0, error))
        return false;
    store->upgraded = (unsigned)schema;
    return true;
}

static bool check_or_upgrade(Store *store, bool create, GError **error) {
    g_autoptr(GError) refusal = NULL;
    Marks marks = {0};
    if (store_write(store, check_marks, &marks, 0, &refusal))
        return true;
    if (create && marks.older)
        return upgrade(store, marks.schema, error);
    g_propagate_error(error, g_steal_pointer(&refusal));
    return false;
}

typedef struct How {
    bool create;
    bool rows; // the keys of persons are
    bool goer; // it may be leaving
} How;

static bool store_start(Store *store, const How *how, GError **error) {
    g_autofree char *data = g_build_filename(store->directory, "data.mdb", NULL);
    g_autofree char *restoring = g_build_filename(store->directory, STORE_RESTORING, NULL);
    const bool is_file = store_url_directory(store->url) != NULL;
    if (g_file_test(restoring, G_FILE_TEST_EXISTS))
        return fault_set(error, FATE_CONFIG,
                         "%s: a restore did not end: run 'earshot restore --replace DIR' again",
                         store->directory);
    if (is_file && !how->create && !g_file_test(data, G_FILE_TEST_EXISTS))
        return fault_set(error, FATE_CONFIG,
                         "%s: there is no store yet; earshot-milter makes it when it starts",
                         store->directory);
    return open_database(store, how->create, error) && check_or_upgrade(store, how->create, error);
}

void store_prepare(const char *url) {
    (void)engine_load(url, NULL); // else who opens it is told
}

static Store *open_how(const char *url, const char *beside, const How *how, const Seal *seal,
                       GError **error) {
    const char *directory = beside != NULL ? beside : store_url_directory(url);
    if (directory == NULL) {
        fault_set(error, FATE_CONFIG, "no directory for what stands beside the store");
        return NULL;
    }
    Store *store = g_new0(Store, 1);
    store->seal = seal;
    store->vault.seal = seal;
    store->rows = how->rows || store_url_directory(url) == NULL;
    store->goer = how->goer;
    store->url = g_strdup(url);
    store->shown = store_url_shown(url);
    store->directory = g_strdup(directory);
    if (store_start(store, how, error))
        return store;
    store_free(store);
    return NULL;
}

Store *store_open_as(const char *url, const char *beside, bool create, bool rows, const Seal *seal,
                     GError **error) {
    const How how = {.create = create, .rows = rows};
    return open_how(url, beside, &how, seal, error);
}

Store *store_open(const char *url, const char *beside, bool create, const Seal *seal, GError **error) {
    return store_open_as(url, beside, create, false, seal, error);
}

Store *store_open_leaving(const char *url, const char *beside, const Seal *seal, GError **error) {
    const How how = {.goer = true};
    return open_how(url, beside, &how, seal, error);
}

Engine *store_engine(Store *store) {
    return store->engine;
}

void store_free(Store *store) {
    if (store == NULL)
        return;
    close_database(store);
    g_clear_error(&store->shut);
    g_free(store->directory);
    g_free(store->shown);
    g_free(store->url);
    g_free(store);
}
