// How far a rotation came stands in the store and in the key file, never in the
// process that does it. Rows that are written behind the switch are of the new
// generation whoever writes them, so one pass over all tables meets every earlier one.
#include "rekey.h"

#include "fault.h"

#define AT "rekey-at"
#define SCRUBBED "key-scrubbed"

enum {
    ROWS_MOST = 400,   // a piece looks at
    SEALED_MOST = 128, // and seals again
    BYTES_MOST = 1 << 18,
    SLOTS_MOST = 512,
    TIME_MOST = 4 * 1000 // microseconds, before its commit
};

// --- where it stands ---

typedef struct Marks {
    StoreKeys keys;
    uint64_t scrubbed; // all free pages, since this generation was the oldest
} Marks;

static bool do_marks(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Marks *marks = data;
    marks->keys = store_txn_keys(txn);
    marks->scrubbed = store_counter(txn, SCRUBBED);
    return !store_failed(txn);
}

static bool has_earlier(const Seal *seal, unsigned current) {
    for (unsigned i = 1; i < current; i++)
        if (seal_has(seal, i))
            return true;
    return false;
}

bool rekey_look(Store *store, RekeyState *state, GError **error) {
    const Seal *seal = store_seal(store);
    Marks marks;
    store_look_at_key(store);
    if (!store_read(store, do_marks, &marks, error))
        return false;
    *state = (RekeyState){.current = marks.keys.current,
                          .target = MAX(seal_newest(seal), marks.keys.current),
                          .oldest = marks.keys.oldest,
                          .scrubbed = marks.scrubbed >= marks.keys.current || marks.keys.current == 1};
    if (state->oldest < state->current || !state->scrubbed)
        state->stage = REKEY_SEALING;
    else if (state->target > state->current)
        state->stage = REKEY_OFFERED;
    else
        state->stage = has_earlier(seal, state->current) ? REKEY_SEALED : REKEY_NONE;
    return true;
}

// --- counting ---

typedef struct Counting {
    RekeyCount *count;
    unsigned table;
    StoreKey key;
} Counting;

static void count_row(RekeyCount *count, const StoreSeen *seen, unsigned current) {
    count->records += seen->generation != 0;
    if (seen->error != NULL)
        count->damaged++;
    else if (seen->record == NULL)
        count->erased++;
    else
        count->below += seen->generation != 0 && seen->generation < current;
}

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Counting *counting = data;
    const unsigned current = store_txn_keys(txn).current;
    for (unsigned i = 0; i < ROWS_MOST && counting->table < TABLES; i++) {
        g_auto(StoreSeen) seen = {0};
        if (store_look(txn, (Table)counting->table, &counting->key, &seen)) {
            count_row(counting->count, &seen, current);
            counting->key = store_key_after(counting->key);
            continue;
        }
        counting->table++;
        counting->key = (StoreKey){0};
    }
    return !store_failed(txn);
}

static bool do_count_slots(StoreTxn *txn, void *data, GError **error) {
    RekeyCount *count = data;
    return store_slots_below(txn, store_txn_keys(txn).current, &count->slots, error);
}

bool rekey_count(Store *store, RekeyCount *count, GError **error) {
    Counting counting = {.count = count, .table = TABLE_META + 1};
    *count = (RekeyCount){0};
    while (counting.table < TABLES)
        if (!store_read(store, do_count, &counting, error))
            return false;
    return store_read(store, do_count_slots, count, error);
}

// --- offer and switch ---

static const char *path_of(const Store *store, GError **error) {
    const char *path = seal_path(store_seal(store));
    if (path == NULL)
        fault_set(error, FATE_CONFIG, "a key that is in no file cannot be rotated");
    return path;
}

bool rekey_offer(Store *store, int64_t now, unsigned *number, GError **error) {
    const char *path = path_of(store, error);
    if (path == NULL || !seal_file_offer(path, now, number, error))
        return false;
    store_look_at_key(store);
    return true;
}

static bool do_switch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const unsigned number = *(const unsigned *)data;
    if (store_txn_keys(txn).current < number)
        store_switch_key(txn, number);
    return !store_failed(txn);
}

// The file first: what is sealed must never be under a key that the file does not call current.
bool rekey_switch(Store *store, unsigned number, int64_t now, GError **error) {
    const char *path = path_of(store, error);
    if (path == NULL)
        return false;
    if (store_others_below(store, number))
        return fault_set(error, FATE_TEMPORARY,
                         "a process that has the store open has not read the key file again");
    if (!seal_file_switch(path, number, now, error))
        return false;
    store_look_at_key(store);
    return store_write(store, do_switch, &number, 0, error);
}

// --- sealing ---

typedef struct Row {
    Table table;
    StoreKey key;
    uint64_t owner;
    GBytes *record;
} Row;

static void row_clear(gpointer data) {
    g_bytes_unref(((Row *)data)->record);
}

static void take_row(GArray *rows, Table table, const StoreKey *key, StoreSeen *seen, unsigned current,
                     RekeyWork *work) {
    if (seen->generation == 0 || seen->generation >= current)
        return;
    work->damaged += seen->error != NULL;
    work->erased += seen->error == NULL && seen->record == NULL;
    if (seen->record == NULL)
        return;
    const Row row = {table, *key, seen->owner, g_steal_pointer(&seen->record)};
    g_array_append_val(rows, row);
}

// All reading first: a walk through a table that was changed has the changes written on the way.
static void seal_rows(StoreTxn *txn, StorePlace *place, unsigned current, RekeyWork *work) {
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    const int64_t until = g_get_monotonic_time() + TIME_MOST;
    size_t bytes = 0;
    g_array_set_clear_func(rows, row_clear);
    for (unsigned i = 0; i < ROWS_MOST && rows->len < SEALED_MOST && bytes < BYTES_MOST &&
                         place->table < TABLES && g_get_monotonic_time() < until;
         i++) {
        g_auto(StoreSeen) seen = {0};
        if (!store_look(txn, (Table)place->table, &place->key, &seen)) {
            place->table++;
            place->key = (StoreKey){0};
            continue;
        }
        bytes += seen.record == NULL ? 0 : g_bytes_get_size(seen.record);
        take_row(rows, (Table)place->table, &place->key, &seen, current, work);
        place->key = store_key_after(place->key);
        work->rows++;
    }
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        store_put(txn, row->table, row->key, row->owner, row->record);
        work->sealed++;
    }
}

// True when all are done.
static bool wrap_slots(StoreTxn *txn, StorePlace *place, RekeyWork *work, GError **error) {
    uint64_t slot = 0, none;
    KeyringRewrap count = {0};
    store_key_numbers(&place->key, &slot, &none);
    slot = MAX(slot, 1);
    if (!store_rewrap(txn, &slot, SLOTS_MOST, &count, error))
        return false;
    work->sealed += count.done;
    work->damaged += count.damaged;
    place->key = store_key_number(slot);
    return slot == 0;
}

typedef struct Piece {
    RekeyWork *work;
    RekeyWork before; // a piece may be run more than once
    bool more;
} Piece;

static bool do_seal(StoreTxn *txn, void *data, GError **error) {
    Piece *piece = data;
    const StoreKeys keys = store_txn_keys(txn);
    *piece->work = piece->before;
    piece->more = keys.oldest < keys.current;
    if (!piece->more || store_failed(txn))
        return !store_failed(txn);
    StorePlace place = {.table = TABLE_META + 1}; // behind the last table the keys of persons
    (void)store_place_get(txn, AT, &place);
    g_autoptr(GError) failure = NULL;
    if (place.table < TABLES) {
        piece->work->doing = "sealing";
        seal_rows(txn, &place, keys.current, piece->work);
    } else {
        piece->work->doing = "keys of persons";
        piece->more = !wrap_slots(txn, &place, piece->work, &failure);
    }
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    if (piece->more) {
        store_place_put(txn, AT, &place);
    } else {
        store_retire_keys(txn, keys.current);
        store_del(txn, TABLE_META, store_key_name(AT));
    }
    return !store_failed(txn);
}

// --- scrubbing ---

static bool do_scrubbed(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const bool *all = data;
    if (*all)
        store_set_counter(txn, SCRUBBED, store_txn_keys(txn).current);
    else
        store_count_up(txn, "scrubs"); // a commit, so that what the last one freed can go
    return !store_failed(txn);
}

static bool scrub_piece(Store *store, unsigned current, RekeyWork *work, bool *more, GError **error) {
    work->doing = "free pages";
    store_look_at_key(store); // which lets go of what we have in memory
    *more = true;
    if (store_others_remember(store, current)) {
        work->blocked = true;
        work->waited++;
        return true;
    }
    if (!store_scrub(store, &work->scrub, more, error))
        return false;
    bool all = !*more;
    work->pages = work->scrub.pages;
    work->blocked = work->scrub.blocked;
    work->waited += work->blocked;
    return (*more && !work->blocked) || store_write(store, do_scrubbed, &all, 0, error);
}

bool rekey_piece(Store *store, RekeyWork *work, bool *more, GError **error) {
    Piece piece = {.work = work, .before = *work};
    Marks marks;
    *more = false;
    if (!store_write(store, do_seal, &piece, 0, error))
        return false;
    *more = piece.more;
    if (piece.more || !store_read(store, do_marks, &marks, error))
        return piece.more;
    if (marks.keys.current == 1 || marks.scrubbed >= marks.keys.current)
        return true;
    return scrub_piece(store, marks.keys.current, work, more, error);
}

// --- finish ---

bool rekey_finish(Store *store, int64_t now, GTimeSpan tokens, GError **error) {
    RekeyState state;
    RekeyCount count;
    const char *path = path_of(store, error);
    if (path == NULL || !rekey_look(store, &state, error) || !rekey_count(store, &count, error))
        return false;
    if (state.stage == REKEY_OFFERED || state.stage == REKEY_SEALING || count.below > 0 || count.slots > 0)
        return fault_set(error, FATE_CONFIG,
                         "the rotation is not at its end: %" G_GUINT64_FORMAT
                         " records and %" G_GUINT64_FORMAT
                         " keys of persons are still under an earlier generation; run 'earshot key rotate'",
                         count.below, count.slots);
    if (!seal_file_finish(path, now, now + tokens, error))
        return false;
    store_look_at_key(store);
    return true;
}
