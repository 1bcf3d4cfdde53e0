// Nested transactions of the database cost more than a message's own work: each
// copies what it touches, and a page that ten messages change is copied ten times. Here a piece is
// undone by a list of what stood there before. Only who walks through a table that was
// changed needs the database to know: then what is changed of it goes into a nested
// transaction, which the piece is joined or undone with.
#include "store_batch.h"

#include <string.h>

// A record as the batch has it.
typedef struct Draft {
    StoreKey key;
    Table table;
    Place place;
    GBytes *plain;  // NULL: absent
    uint64_t owner; // of plain
    SealKey own;    // of that owner, where it is to be written
    bool changed;   // the database does not have it
    bool nested;    // only the piece's own transaction has it
    bool gone;      // nothing is known of it any more
    unsigned piece; // the piece that changed it last
    unsigned used;  // the batch that asked for it last
} Draft;

// What stood there before the piece.
typedef struct Before {
    Draft *draft;
    GBytes *plain;
    uint64_t owner;
    SealKey own;
    bool changed, unknown; // unknown: the batch knew nothing of it
} Before;

enum { TABLES_MOST = 256, READ_KEPT = 20000, SHARED_KEPT = 2000, UNUSED_MOST = 16 };

struct StoreBatch {
    Engine *engine;
    Vault *vault;
    EngineTxn *txn;  // of the batch
    EngineTxn *nest; // of the piece, once it walked through what it changed; NULL: none
    uint64_t number; // of the transaction
    unsigned serial; // of the batch
    bool wrote;      // into the transaction itself
    bool known;      // what is left of this batch stood in the database when it was committed
    unsigned piece;
    bool ahead;                    // the piece is told that what is not at hand is absent
    bool lacks;                    // it was told so
    GHashTable *drafts;            // Draft -> itself; what is known
    GPtrArray *all;                // Draft, owned
    GPtrArray *changed;            // Draft that are or were changed, in no order
    GPtrArray *nested;             // Draft that were put into `nest`
    GArray *before;                // Before, in order of change
    unsigned waiting[TABLES_MOST]; // changed ones by table
    SealNonces nonces;
    GByteArray *value;
};

// --- drafts ---

static guint draft_hash(gconstpointer data) {
    const Draft *draft = data;
    uint64_t ends[2] = {0, 0};
    const size_t size = MIN(draft->key.size, sizeof ends[0]);
    memcpy(&ends[0], draft->key.bytes, size);
    memcpy(&ends[1], draft->key.bytes + draft->key.size - size, size);
    const uint64_t mixed =
        (ends[0] ^ (ends[1] * UINT64_C(0x9e3779b97f4a7c15)) ^ draft->table) * UINT64_C(0xff51afd7ed558ccd);
    return (guint)(mixed >> 32);
}

static gboolean draft_equal(gconstpointer left, gconstpointer right) {
    const Draft *a = left, *b = right;
    return a->table == b->table && a->key.size == b->key.size &&
           memcmp(a->key.bytes, b->key.bytes, a->key.size) == 0;
}

static void draft_free(gpointer data) {
    Draft *draft = data;
    g_clear_pointer(&draft->plain, g_bytes_unref);
    seal_key_forget(&draft->own);
    g_free(draft);
}

static Draft *find(const StoreBatch *batch, Table table, const StoreKey *key) {
    const Draft name = {.table = table, .key = *key};
    Draft *draft = g_hash_table_lookup(batch->drafts, &name);
    if (draft != NULL)
        draft->used = batch->serial;
    return draft;
}

static Draft *add(StoreBatch *batch, Table table, const StoreKey *key) {
    Draft *draft = g_new0(Draft, 1);
    draft->table = table;
    draft->key = *key;
    draft->place = value_place(table, key);
    draft->used = batch->serial;
    g_ptr_array_add(batch->all, draft);
    g_hash_table_add(batch->drafts, draft);
    return draft;
}

static void set_changed(StoreBatch *batch, Draft *draft, bool changed) {
    if (draft->changed == changed)
        return;
    draft->changed = changed;
    batch->waiting[draft->table] += changed ? 1U : UINT_MAX;
    if (changed)
        g_ptr_array_add(batch->changed, draft);
}

// --- a piece, and its end ---

static void note_before(StoreBatch *batch, Draft *draft, bool unknown) {
    if (draft->piece == batch->piece)
        return;
    draft->piece = batch->piece;
    const Before before = {.draft = draft,
                           .plain = draft->plain == NULL ? NULL : g_bytes_ref(draft->plain),
                           .owner = draft->owner,
                           .own = draft->own,
                           .changed = draft->changed || draft->nested,
                           .unknown = unknown};
    g_array_append_val(batch->before, before);
}

static void clear_before(gpointer data) {
    Before *before = data;
    g_clear_pointer(&before->plain, g_bytes_unref);
    seal_key_forget(&before->own);
}

static void undo(StoreBatch *batch) {
    for (guint i = 0; i < batch->before->len; i++) {
        Before *before = &g_array_index(batch->before, Before, i);
        Draft *draft = before->draft;
        g_clear_pointer(&draft->plain, g_bytes_unref);
        draft->plain = g_steal_pointer(&before->plain);
        draft->owner = before->owner;
        draft->own = before->own;
        draft->piece = 0;
        set_changed(batch, draft, before->changed);
        if (before->unknown) {
            g_hash_table_remove(batch->drafts, draft);
            draft->gone = true;
        }
    }
}

// What earlier pieces had changed and went with it is to be written again.
static void leave_nest(StoreBatch *batch, bool kept) {
    for (guint i = 0; i < batch->nested->len; i++) {
        Draft *draft = batch->nested->pdata[i];
        draft->nested = false;
        if (!kept)
            set_changed(batch, draft, true);
    }
    g_ptr_array_set_size(batch->nested, 0);
}

void batch_piece_begin(StoreBatch *batch, bool ahead) {
    batch->piece++;
    batch->ahead = ahead;
    batch->lacks = false;
}

bool batch_piece_lacks(const StoreBatch *batch) {
    return batch->lacks;
}

bool batch_piece_end(StoreBatch *batch, bool keep, GError **error) {
    const EngineOps *ops = batch->engine->ops;
    EngineTxn *nest = g_steal_pointer(&batch->nest);
    bool kept = keep;
    if (nest != NULL && keep)
        kept = ops->commit(nest, error);
    else if (nest != NULL)
        ops->abort(nest);
    leave_nest(batch, kept);
    if (!kept) {
        undo(batch);
        vault_forget(batch->vault); // of a person who is none any more the next may get the slot
    }
    g_array_set_size(batch->before, 0);
    return kept;
}

// --- into the database ---

// Counters and marks tell nothing; slots of persons' keys are wrapped already.
static bool is_in_clear(Table table) {
    return table == TABLE_META || table == BATCH_SLOTS;
}

static bool write_draft(StoreBatch *batch, EngineTxn *txn, Draft *draft, GError **error) {
    const EngineOps *ops = batch->engine->ops;
    const Place *place = &draft->place;
    const EngineSlice name = place_key(place);
    set_changed(batch, draft, false);
    if (draft->plain == NULL)
        return ops->del(txn, place->table, name, error);
    if (is_in_clear(draft->table)) {
        gsize size;
        const void *data = g_bytes_get_data(draft->plain, &size);
        return ops->put(txn, place->table, name, (EngineSlice){data, size}, error);
    }
    value_close(&batch->nonces, draft->table, &draft->key, draft->owner, batch->vault->generation,
                &draft->own, draft->plain, batch->value);
    return ops->put(txn, place->table, name, (EngineSlice){batch->value->data, batch->value->len}, error);
}

static int by_place(gconstpointer left, gconstpointer right) {
    const Draft *a = *(const Draft *const *)left, *b = *(const Draft *const *)right;
    if (a->place.table != b->place.table)
        return a->place.table < b->place.table ? -1 : 1;
    return memcmp(a->place.bytes, b->place.bytes, sizeof a->place.bytes); // zeros behind the shorter
}

EngineTxn *batch_table(StoreBatch *batch, Table table, GError **error) {
    if (batch->waiting[table] > 0 && batch->nest == NULL &&
        (batch->nest = batch->engine->ops->nest(batch->txn, error)) == NULL)
        return NULL;
    EngineTxn *txn = batch->nest == NULL ? batch->txn : batch->nest;
    for (guint i = 0; batch->waiting[table] > 0 && i < batch->changed->len; i++) {
        Draft *draft = batch->changed->pdata[i];
        if (draft->table != table || !draft->changed)
            continue;
        draft->nested = true;
        g_ptr_array_add(batch->nested, draft);
        if (!write_draft(batch, txn, draft, error))
            return NULL;
    }
    return txn;
}

static void forget_changes(StoreBatch *batch) {
    vault_forget(batch->vault);
    batch->piece = 0;
    g_array_set_size(batch->before, 0);
    g_ptr_array_set_size(batch->changed, 0);
    g_ptr_array_set_size(batch->nested, 0);
    memset(batch->waiting, 0, sizeof batch->waiting);
}

static bool is_worth_keeping(const StoreBatch *batch, const Draft *draft) {
    return draft->owner == STORE_OWNER_NONE && draft->table != BATCH_SLOTS && draft->plain != NULL &&
           g_bytes_get_size(draft->plain) > 0 && !draft->gone && batch->serial - draft->used < UNUSED_MOST;
}

// What all share, and the next batch will ask for again.
static void leave_shared(StoreBatch *batch) {
    GPtrArray *all = batch->all;
    guint kept = 0;
    forget_changes(batch);
    g_ptr_array_set_free_func(all, NULL);
    for (guint i = 0; i < all->len; i++) {
        Draft *draft = all->pdata[i];
        draft->piece = 0;
        if (kept < SHARED_KEPT && is_worth_keeping(batch, draft)) {
            all->pdata[kept++] = draft;
            continue;
        }
        if (!draft->gone) // another stands under the name of one that is
            g_hash_table_remove(batch->drafts, draft);
        draft_free(draft);
    }
    g_ptr_array_set_size(all, (gint)kept);
    g_ptr_array_set_free_func(all, draft_free);
}

bool batch_is_changed(const StoreBatch *batch) {
    return batch->changed->len > 0;
}

// What a courier has to look for.
static bool is_awaited(const Draft *draft) {
    return draft->plain != NULL &&
           (draft->table == TABLE_DUE || draft->table == TABLE_CLOCK_NEXT || draft->table == TABLE_AGENDA);
}

bool batch_end(StoreBatch *batch, GError **error) {
    bool done = true, awaited = false;
    g_ptr_array_sort(batch->changed, by_place);
    for (guint i = 0; done && i < batch->changed->len; i++) {
        Draft *draft = batch->changed->pdata[i];
        if (!draft->changed)
            continue;
        batch->wrote = batch->wrote || draft->plain != NULL;
        awaited = awaited || is_awaited(draft);
        done = write_draft(batch, batch->txn, draft, error);
    }
    if (done && awaited)
        batch->engine->ops->announce(batch->txn);
    if (done)
        leave_shared(batch);
    else
        batch_clear(batch);
    return done;
}

// --- reading and changing ---

// True when the piece has to do without for now.
static bool lack(StoreBatch *batch, EngineTxn *txn, const Place *place) {
    const EngineOps *ops = batch->engine->ops;
    if (!batch->ahead || ops->at_hand(txn, place->table, place_key(place)))
        return false;
    ops->expect(txn, place->table, place_key(place));
    batch->lacks = true;
    return true;
}

// Of a piece that lacked something no failure counts: the key of a person may be what it lacked.
static bool leave_failure(const StoreBatch *batch, GError *failure, GError **error) {
    if (batch->lacks)
        g_error_free(failure);
    else
        g_propagate_error(error, failure);
    return batch->lacks;
}

GBytes *batch_get(StoreBatch *batch, Table table, const StoreKey *key, GError **error) {
    Draft *draft = find(batch, table, key);
    if (draft != NULL)
        return draft->plain == NULL ? NULL : g_bytes_ref(draft->plain);
    EngineTxn *txn = batch->nest == NULL ? batch->txn : batch->nest;
    EngineSlice value;
    uint64_t owner = STORE_OWNER_NONE;
    GBytes *plain = NULL;
    GError *failure = NULL;
    const Place place = value_place(table, key);
    if (lack(batch, txn, &place))
        return NULL;
    const int found = batch->engine->ops->get(txn, place.table, place_key(&place), &value, &failure);
    if (found > 0)
        plain = is_in_clear(table) ? g_bytes_new(value.data, value.size)
                                   : value_open(batch->vault, table, key, value, &owner, &failure);
    if (failure != NULL) {
        leave_failure(batch, failure, error);
        return NULL;
    }
    if (batch->all->len >= READ_KEPT)
        return plain;
    draft = add(batch, table, key);
    draft->plain = plain == NULL ? NULL : g_bytes_ref(plain);
    draft->owner = owner;
    return plain;
}

static void change(StoreBatch *batch, Table table, const StoreKey *key, GBytes *plain, uint64_t owner,
                   const SealKey *own) {
    Draft *draft = find(batch, table, key);
    const bool unknown = draft == NULL;
    if (unknown)
        draft = add(batch, table, key);
    note_before(batch, draft, unknown);
    g_clear_pointer(&draft->plain, g_bytes_unref);
    draft->plain = plain == NULL ? NULL : g_bytes_ref(plain);
    draft->owner = owner;
    draft->own = *own;
    set_changed(batch, draft, true);
}

bool batch_put(StoreBatch *batch, Table table, const StoreKey *key, uint64_t owner, GBytes *record,
               GError **error) {
    SealKey own = {{0}};
    GError *failure = NULL;
    if (!vault_key(batch->vault, owner, batch->vault->generation, &own, &failure) &&
        !leave_failure(batch, failure, error))
        return false;
    change(batch, table, key, record, owner, &own);
    return true;
}

void batch_put_slot(StoreBatch *batch, uint64_t slot, GBytes *stored) {
    const SealKey none = {{0}};
    const StoreKey key = store_key_number(slot);
    change(batch, BATCH_SLOTS, &key, stored, STORE_OWNER_NONE, &none);
}

void batch_expect(StoreBatch *batch, unsigned table, EngineSlice key) {
    batch->engine->ops->expect(batch->nest == NULL ? batch->txn : batch->nest, table, key);
}

void batch_del(StoreBatch *batch, Table table, const StoreKey *key) {
    const SealKey none = {{0}};
    change(batch, table, key, NULL, STORE_OWNER_NONE, &none);
}

void batch_erase(StoreBatch *batch, uint64_t owner) {
    vault_forget(batch->vault);
    for (guint i = 0; i < batch->all->len; i++) {
        Draft *draft = batch->all->pdata[i];
        if (draft->owner != owner || draft->plain == NULL)
            continue;
        if (keyring_joins(batch->vault->keyring))
            note_before(batch, draft, false);
        g_clear_pointer(&draft->plain, g_bytes_unref);
        set_changed(batch, draft, false);
    }
}

// --- the batch ---

StoreBatch *batch_new(Engine *engine, Vault *vault) {
    StoreBatch *batch = g_new0(StoreBatch, 1);
    batch->engine = engine;
    batch->vault = vault;
    batch->drafts = g_hash_table_new(draft_hash, draft_equal);
    batch->all = g_ptr_array_new_with_free_func(draft_free);
    batch->changed = g_ptr_array_new();
    batch->nested = g_ptr_array_new();
    batch->before = g_array_new(FALSE, FALSE, sizeof(Before));
    g_array_set_clear_func(batch->before, clear_before);
    batch->value = g_byte_array_new();
    return batch;
}

void batch_clear(StoreBatch *batch) {
    forget_changes(batch);
    g_hash_table_remove_all(batch->drafts);
    g_ptr_array_set_size(batch->all, 0);
    batch->known = false;
}

void batch_begin(StoreBatch *batch, EngineTxn *txn) {
    const uint64_t number = batch->engine->ops->number(txn);
    if (!batch->known || number == 0 || number != batch->number + 1)
        batch_clear(batch);
    forget_changes(batch);
    batch->txn = txn;
    batch->number = number;
    batch->serial++;
    batch->known = batch->wrote = false;
}

// A transaction into which nothing was put has no number of its own: another process may write under it, and
// we would not see that.
void batch_done(StoreBatch *batch, bool committed) {
    batch->known = committed && batch->wrote;
}

void batch_free(StoreBatch *batch) {
    if (batch == NULL)
        return;
    batch_clear(batch);
    g_hash_table_unref(batch->drafts);
    g_ptr_array_unref(batch->changed);
    g_ptr_array_unref(batch->nested);
    g_ptr_array_unref(batch->all);
    g_array_unref(batch->before);
    g_byte_array_unref(batch->value);
    g_free(batch);
}
