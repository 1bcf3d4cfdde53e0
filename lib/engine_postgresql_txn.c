// Reading, through what the transaction put itself; and settling: whether what
// was told still stands so.
#include "engine_postgresql_txn.h"

#include <string.h>

#include "fault.h"

// Of a walk: how many rows at first, how much more each time, and at most.
enum { FETCH_FIRST = 8, FETCH_MORE = 4, FETCH_MOST = 512 };

static EngineSlice slice_of(GBytes *bytes) {
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    return (EngineSlice){data, size};
}

static LinkValue value_of(const CacheKey *key) {
    return (LinkValue){key->bytes, key->size};
}

bool txn_round(EngineTxn *txn, GError **error) {
    link_send(txn->link);
    if (!txn->begins)
        return true;
    txn->begins = false;
    g_autoptr(LinkAnswer) answer = link_skip(txn->link, 1, error) ? link_answer(txn->link, error) : NULL;
    if (answer == NULL)
        return false;
    txn->commits = link_rows(answer) == 1 ? link_get_number(answer, 0, 0) : 0;
    return true;
}

// --- one row ---

void txn_expect(EngineTxn *txn, unsigned table, EngineSlice key) {
    const CacheKey name = cache_key(table, key);
    const CacheRow *row = cache_find(txn->cache, &name);
    if (row != NULL && (row->known || row->changed))
        return;
    if (txn->expected == NULL)
        txn->expected = g_array_new(FALSE, FALSE, sizeof(CacheKey));
    g_array_append_val(txn->expected, name);
}

bool txn_at_hand(const EngineTxn *txn, unsigned table, EngineSlice key) {
    const CacheKey name = cache_key(table, key);
    const CacheRow *row = cache_find(txn->cache, &name);
    CacheStep step;
    return (row != NULL && (row->known || row->changed)) || cache_run_first(txn->cache, &name, &step);
}

// Those of one table: from `at` to before what is returned.
static guint end_of_table(const GArray *keys, guint at) {
    guint end = at + 1;
    while (end < keys->len &&
           g_array_index(keys, CacheKey, end).table == g_array_index(keys, CacheKey, at).table)
        end++;
    return end;
}

static void ask_keys(EngineTxn *txn, const CacheKey *keys, guint count) {
    g_autoptr(GByteArray) all = link_array_new(LINK_BYTES);
    for (guint i = 0; i < count; i++)
        link_array_add(all, keys[i].bytes, keys[i].size);
    const LinkValue one = value_of(keys), many = link_array(all);
    link_ask(txn->link, count == 1 ? SQL_GET : SQL_GETS, keys->table, count == 1 ? &one : &many, 1);
}

static void set_absent(CacheRow *row) {
    cache_set(row, 0, NULL);
    row->expected = true;
}

// In the order in which they were asked for; what is not among the answers is not there.
static bool read_keys(EngineTxn *txn, const CacheKey *keys, guint count, GError **error) {
    g_autoptr(LinkAnswer) answer = link_answer(txn->link, error);
    const unsigned first = count == 1 ? 0 : 1; // column of the version
    if (answer == NULL)
        return false;
    for (guint i = 0; i < count; i++)
        set_absent(cache_row(txn->cache, &keys[i]));
    for (unsigned i = 0; i < link_rows(answer); i++) {
        const CacheKey name = count == 1 ? *keys : cache_key(keys->table, link_get_slice(answer, i, 0));
        g_autoptr(GBytes) value = link_get_bytes(answer, i, first + 1);
        cache_set(cache_row(txn->cache, &name), link_get_number(answer, i, first), value);
    }
    return true;
}

static int by_key(gconstpointer a, gconstpointer b) {
    return cache_key_compare(a, b);
}

// In order, each once.
static GArray *take_expected(EngineTxn *txn) {
    GArray *keys = g_steal_pointer(&txn->expected);
    guint kept = 0;
    g_array_sort(keys, by_key);
    for (guint i = 0; i < keys->len; i++) {
        const CacheKey *key = &g_array_index(keys, CacheKey, i);
        if (kept == 0 || cache_key_compare(&g_array_index(keys, CacheKey, kept - 1), key) != 0)
            g_array_index(keys, CacheKey, kept++) = *key;
    }
    g_array_set_size(keys, kept);
    return keys;
}

// In one round, by a statement for each table.
bool txn_fetch(EngineTxn *txn, GError **error) {
    if (txn->expected == NULL)
        return true;
    g_autoptr(GArray) keys = take_expected(txn);
    for (guint at = 0, end; at < keys->len; at = end) {
        end = end_of_table(keys, at);
        ask_keys(txn, &g_array_index(keys, CacheKey, at), end - at);
    }
    if (!txn_round(txn, error))
        return false;
    for (guint at = 0, end; at < keys->len; at = end) {
        end = end_of_table(keys, at);
        if (!read_keys(txn, &g_array_index(keys, CacheKey, at), end - at, error))
            return false;
    }
    return link_finish(txn->link, error);
}

// All that is expected with it.
static bool fetch_row(EngineTxn *txn, const CacheKey *key, GError **error) {
    const bool alone = txn->expected == NULL; // else it may be one of those
    txn_expect(txn, key->table, (EngineSlice){key->bytes, key->size});
    if (!txn_fetch(txn, error))
        return false;
    cache_row(txn->cache, key)->expected = !alone;
    return true;
}

// From a walk that passed here.
static bool take_from_run(EngineTxn *txn, const CacheKey *key) {
    CacheStep step;
    if (!cache_run_first(txn->cache, key, &step))
        return false;
    const bool there = step.version != 0 && cache_key_compare(&step.found, key) == 0;
    cache_set(cache_row(txn->cache, key), there ? step.version : 0, there ? step.value : NULL);
    return true;
}

static int tell(EngineTxn *txn, GBytes *bytes, EngineSlice *value) {
    GBytes *held = bytes == NULL ? NULL : g_bytes_ref(bytes);
    g_clear_pointer(&txn->held, g_bytes_unref);
    txn->held = held;
    if (held == NULL)
        return 0;
    *value = slice_of(held);
    return 1;
}

// Who only reads keeps none that it did not expect: a walk through all conversations would keep them all.
static int tell_row(EngineTxn *txn, CacheRow *row, EngineSlice *value) {
    row->used = true;
    const int found = tell(txn, row->there, value);
    if (!txn->write && !row->expected)
        g_tree_remove(txn->cache->rows, &row->key);
    return found;
}

int txn_get(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *value, GError **error) {
    const CacheKey name = cache_key(table, key);
    CacheRow *row = cache_find(txn->cache, &name);
    if (row != NULL && row->changed)
        return tell(txn, row->put, value);
    if ((row == NULL || !row->known) && !take_from_run(txn, &name) && !fetch_row(txn, &name, error))
        return -1;
    return tell_row(txn, cache_row(txn->cache, &name), value);
}

// --- the next row ---

// Up to the first whose key none of ours can be: somebody wrote it by hand.
static unsigned count_good(const LinkAnswer *answer) {
    unsigned good = 0;
    while (good < link_rows(answer) && link_get_slice(answer, good, 0).size <= ENGINE_KEY_MAX)
        good++;
    return good;
}

static bool keep_run(EngineTxn *txn, const CacheKey *at, const LinkAnswer *answer, unsigned most,
                     GError **error) {
    const unsigned count = link_rows(answer), good = count_good(answer);
    if (good == 0 && count > 0)
        return fault_set(error, FATE_CORRUPT, "store: a key of table %u is too long", at->table);
    CacheRun *run = cache_run_add(txn->cache, at, good == count && count < most);
    for (unsigned i = 0; i < good; i++) {
        const CacheKey key = cache_key(at->table, link_get_slice(answer, i, 0));
        g_autoptr(GBytes) value = link_get_bytes(answer, i, 2);
        cache_run_fill(run, &key, link_get_number(answer, i, 1), value);
    }
    return true;
}

static bool fetch_run(EngineTxn *txn, const CacheKey *at, GError **error) {
    const unsigned before = cache_run_before(txn->cache, at);
    const unsigned most = before == 0 ? FETCH_FIRST : MIN(before * FETCH_MORE, (unsigned)FETCH_MOST);
    uint8_t room[8];
    const LinkValue values[] = {value_of(at), link_number(most, room)};
    link_ask(txn->link, SQL_SEEK, at->table, values, 2);
    g_autoptr(LinkAnswer) answer = txn_round(txn, error) ? link_answer(txn->link, error) : NULL;
    if (answer == NULL)
        return false;
    return link_finish(txn->link, error) && keep_run(txn, at, answer, most, error);
}

// The first row of the database there; noted, since it is going to be told or passed over.
static bool first_there(EngineTxn *txn, const CacheKey *at, CacheStep *step, GError **error) {
    if (!cache_run_first(txn->cache, at, step) &&
        (!fetch_run(txn, at, error) || !cache_run_first(txn->cache, at, step)))
        return false;
    if (txn->write && !txn->locked)
        cache_note_step(txn->cache, step);
    return true;
}

static int tell_step(EngineTxn *txn, const CacheKey *key, GBytes *bytes, EngineSlice *found,
                     EngineSlice *value) {
    txn->found = *key;
    *found = (EngineSlice){txn->found.bytes, txn->found.size};
    return tell(txn, bytes, value);
}

int txn_seek(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice *found, EngineSlice *value,
             GError **error) {
    for (CacheKey at = cache_key(table, key);;) {
        CacheStep step;
        if (!first_there(txn, &at, &step, error))
            return -1;
        const CacheRow *changed = cache_first_changed(txn->cache, &at);
        const bool there = step.version != 0;
        if (changed == NULL || (there && cache_key_compare(&step.found, &changed->key) < 0))
            return there ? tell_step(txn, &step.found, step.value, found, value) : 0;
        if (changed->put != NULL)
            return tell_step(txn, &changed->key, changed->put, found, value);
        at = cache_key_after(changed->key);
    }
}

// --- changing ---

static bool change(EngineTxn *txn, unsigned table, EngineSlice key, GBytes *value) {
    const CacheKey name = cache_key(table, key);
    cache_put(txn->cache, cache_row(txn->cache, &name), value);
    return true;
}

bool txn_put(EngineTxn *txn, unsigned table, EngineSlice key, EngineSlice value, GError **error) {
    if (!txn->write || key.size > ENGINE_KEY_MAX)
        return fault_set(error, FATE_CORRUPT, "store: a key of table %u cannot be written", table);
    g_autoptr(GBytes) bytes = g_bytes_new(value.data, value.size);
    return change(txn, table, key, bytes);
}

bool txn_del(EngineTxn *txn, unsigned table, EngineSlice key, GError **error) {
    if (!txn->write)
        return fault_set(error, FATE_TEMPORARY, "store: a snapshot cannot be written");
    return change(txn, table, key, NULL);
}

// --- settling ---

// What is compared, table by table: the rows and steps in the order of their statement.
typedef struct Check {
    EngineTxn *txn;
    GPtrArray *rows[ENGINE_TABLES];  // CacheRow
    GPtrArray *steps[ENGINE_TABLES]; // CacheStep
    unsigned differ;
} Check;

static void check_clear(Check *check) {
    for (unsigned i = 0; i < ENGINE_TABLES; i++) {
        g_ptr_array_unref(check->rows[i]);
        g_ptr_array_unref(check->steps[i]);
    }
}

static gboolean check_row(gpointer key, gpointer value, gpointer data) {
    Check *check = data;
    CacheRow *row = value;
    (void)key;
    if (row->used && row->known)
        g_ptr_array_add(check->rows[row->key.table], row);
    return FALSE;
}

static void check_collect(Check *check) {
    const Cache *cache = check->txn->cache;
    for (unsigned i = 0; i < ENGINE_TABLES; i++) {
        check->rows[i] = g_ptr_array_new();
        check->steps[i] = g_ptr_array_new();
    }
    g_tree_foreach(cache->rows, check_row, check);
    for (guint i = 0; i < cache->steps->len; i++) {
        CacheStep *step = &g_array_index(cache->steps, CacheStep, i);
        g_ptr_array_add(check->steps[step->at.table], step);
    }
}

static void ask_rows(Link *link, unsigned table, const GPtrArray *rows) {
    g_autoptr(GByteArray) keys = link_array_new(LINK_BYTES), versions = link_array_new(LINK_NUMBER);
    for (guint i = 0; i < rows->len; i++) {
        const CacheRow *row = rows->pdata[i];
        link_array_add(keys, row->key.bytes, row->key.size);
        link_array_add_number(versions, row->version);
    }
    const LinkValue values[] = {link_array(keys), link_array(versions)};
    link_ask(link, SQL_CHECK_GETS, table, values, 2);
}

static void ask_steps(Link *link, unsigned table, const GPtrArray *steps) {
    g_autoptr(GByteArray) from = link_array_new(LINK_BYTES), found = link_array_new(LINK_BYTES);
    g_autoptr(GByteArray) versions = link_array_new(LINK_NUMBER);
    for (guint i = 0; i < steps->len; i++) {
        const CacheStep *step = steps->pdata[i];
        link_array_add(from, step->at.bytes, step->at.size);
        link_array_add(found, step->found.bytes, step->found.size);
        link_array_add_number(versions, step->version);
    }
    const LinkValue values[] = {link_array(from), link_array(found), link_array(versions)};
    link_ask(link, SQL_CHECK_SEEKS, table, values, 3);
}

static void check_ask(Check *check) {
    Link *link = check->txn->link;
    for (unsigned i = 0; i < ENGINE_TABLES; i++) {
        if (check->rows[i]->len > 0)
            ask_rows(link, i, check->rows[i]);
        if (check->steps[i]->len > 0)
            ask_steps(link, i, check->steps[i]);
    }
}

// The element that an answer's row is of; NULL when there is none.
static void *element_of(const GPtrArray *asked, const LinkAnswer *answer, unsigned row) {
    const int64_t number = link_get_number(answer, row, 0);
    return number >= 1 && number <= asked->len ? asked->pdata[number - 1] : NULL;
}

static void take_row(CacheRow *row, const LinkAnswer *answer, unsigned at) {
    const int64_t version = link_get_number(answer, at, 1);
    g_autoptr(GBytes) value = version == 0 ? NULL : link_get_bytes(answer, at, 2);
    cache_set(row, version, value);
}

static void take_step(CacheStep *step, const LinkAnswer *answer, unsigned at) {
    const EngineSlice name = link_get_slice(answer, at, 1);
    g_clear_pointer(&step->value, g_bytes_unref);
    step->version = link_get_number(answer, at, 2);
    step->found = step->version == 0 ? (CacheKey){0} : cache_key(step->at.table, name);
    step->value = step->version == 0 ? NULL : link_get_bytes(answer, at, 3);
}

static bool check_answer(Check *check, const GPtrArray *asked, bool steps, GError **error) {
    if (asked->len == 0)
        return true;
    g_autoptr(LinkAnswer) answer = link_answer(check->txn->link, error);
    if (answer == NULL)
        return false;
    for (unsigned i = 0; i < link_rows(answer); i++) {
        void *element = element_of(asked, answer, i);
        check->differ++;
        if (element != NULL && steps)
            take_step(element, answer, i);
        else if (element != NULL)
            take_row(element, answer, i);
    }
    return true;
}

static bool check_read(Check *check, GError **error) {
    for (unsigned i = 0; i < ENGINE_TABLES; i++)
        if (!check_answer(check, check->rows[i], false, error) ||
            !check_answer(check, check->steps[i], true, error))
            return false;
    return true;
}

// When others committed during the last transaction they will have during this one, and the comparison is
// asked together with the lock.
static bool lock_and_check(Check *check, GError **error) {
    EngineTxn *txn = check->txn;
    Link *link = txn->link;
    const bool ahead = txn->pg->shared;
    link_ask(link, SQL_ROLLBACK, 0, NULL, 0);
    link_ask(link, SQL_BEGIN_WRITE, 0, NULL, 0);
    link_ask(link, SQL_PATIENCE, 0, NULL, 0);
    link_ask(link, SQL_LOCK, 0, NULL, 0);
    if (ahead)
        check_ask(check);
    g_autoptr(LinkAnswer) answer =
        txn_round(txn, error) && link_skip(link, 3, error) ? link_answer(link, error) : NULL;
    if (answer == NULL)
        return false;
    if ((ahead && !check_read(check, error)) || !link_finish(link, error))
        return false;
    if (link_rows(answer) != 1) // as while a dump is put back: then it locked nobody out
        return fault_set(error, FATE_TEMPORARY, "store: PostgreSQL: its table state has not one row");
    const int64_t commits = link_get_number(answer, 0, 0);
    const bool shared = commits != txn->commits;
    txn->pg->shared = shared;
    txn->commits = commits;
    if (!shared || ahead)
        return true;
    check_ask(check);
    link_send(link);
    return check_read(check, error) && link_finish(link, error);
}

bool txn_settle(EngineTxn *txn, bool *again, GError **error) {
    *again = false;
    if (txn->locked)
        return true;
    Check check = {.txn = txn};
    check_collect(&check);
    // Who waits for this has a deadline of his own, and is held up by the work alone, before it and again.
    const int64_t patience = link_set_patience(txn->link, LINK_PATIENCE);
    const bool done = lock_and_check(&check, error);
    (void)link_set_patience(txn->link, patience);
    check_clear(&check);
    txn->locked = done;
    *again = done && check.differ > 0;
    if (*again)
        cache_renew(txn->cache);
    else if (done && txn->pg->shared)
        cache_forget_unused(txn->cache);
    return done;
}
