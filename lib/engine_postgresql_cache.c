#include "engine_postgresql_cache.h"

#include <string.h>

typedef struct RunRow {
    CacheKey key;
    int64_t version;
    GBytes *value;
} RunRow;

struct CacheRun {
    CacheKey at;
    bool whole;
    GArray *rows; // RunRow
};

// Before: what stood there before the nested transaction.
typedef struct Before {
    CacheRow *row;
    bool changed;
    GBytes *put;
} Before;

enum { RUNS_KEPT = 24 };

// --- keys ---

CacheKey cache_key(unsigned table, EngineSlice key) {
    CacheKey result = {.table = table, .size = (uint8_t)MIN(key.size, (size_t)ENGINE_KEY_MAX)};
    if (result.size > 0)
        memcpy(result.bytes, key.data, result.size);
    return result;
}

int cache_key_compare(const CacheKey *a, const CacheKey *b) {
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    const int order = memcmp(a->bytes, b->bytes, MIN(a->size, b->size));
    return order != 0 ? order : (int)a->size - (int)b->size;
}

CacheKey cache_key_after(CacheKey key) {
    key.bytes[key.size++] = 0;
    return key;
}

static int compare(gconstpointer a, gconstpointer b, gpointer data) {
    (void)data;
    return cache_key_compare(a, b);
}

// --- rows ---

static void row_free(gpointer data) {
    CacheRow *row = data;
    g_clear_pointer(&row->there, g_bytes_unref);
    g_clear_pointer(&row->put, g_bytes_unref);
    g_free(row);
}

static void clear_run_row(gpointer data) {
    g_clear_pointer(&((RunRow *)data)->value, g_bytes_unref);
}

static void run_free(gpointer data) {
    g_array_unref(((CacheRun *)data)->rows);
    g_free(data);
}

static void clear_step(gpointer data) {
    g_clear_pointer(&((CacheStep *)data)->value, g_bytes_unref);
}

static void clear_before(gpointer data) {
    g_clear_pointer(&((Before *)data)->put, g_bytes_unref);
}

Cache *cache_new(void) {
    Cache *cache = g_new0(Cache, 1);
    cache->rows = g_tree_new_full(compare, NULL, NULL, row_free);
    cache->changed = g_tree_new_full(compare, NULL, NULL, NULL);
    cache->runs = g_ptr_array_new_with_free_func(run_free);
    cache->steps = g_array_new(FALSE, FALSE, sizeof(CacheStep));
    g_array_set_clear_func(cache->steps, clear_step);
    cache->undo = g_array_new(FALSE, FALSE, sizeof(Before));
    g_array_set_clear_func(cache->undo, clear_before);
    return cache;
}

void cache_free(Cache *cache) {
    g_tree_unref(cache->changed);
    g_tree_unref(cache->rows);
    g_ptr_array_unref(cache->runs);
    g_array_unref(cache->steps);
    g_clear_pointer(&cache->stood, g_array_unref);
    g_array_unref(cache->undo);
    g_free(cache);
}

CacheRow *cache_find(const Cache *cache, const CacheKey *key) {
    return g_tree_lookup(cache->rows, key);
}

CacheRow *cache_row(Cache *cache, const CacheKey *key) {
    CacheRow *row = cache_find(cache, key);
    if (row != NULL)
        return row;
    row = g_new0(CacheRow, 1);
    row->key = *key;
    g_tree_insert(cache->rows, &row->key, row);
    return row;
}

static GBytes *keep(GBytes *value) {
    return value == NULL ? NULL : g_bytes_ref(value);
}

void cache_set(CacheRow *row, int64_t version, GBytes *value) {
    g_clear_pointer(&row->there, g_bytes_unref);
    row->there = keep(value);
    row->version = version;
    row->known = true;
}

void cache_put(Cache *cache, CacheRow *row, GBytes *value) {
    if (cache->nested) {
        const Before before = {row, row->changed, row->put};
        g_array_append_val(cache->undo, before);
        row->put = NULL;
    }
    g_clear_pointer(&row->put, g_bytes_unref);
    row->put = keep(value);
    row->changed = true;
    g_tree_replace(cache->changed, &row->key, row);
}

CacheRow *cache_first_changed(const Cache *cache, const CacheKey *at) {
    GTreeNode *node = g_tree_lower_bound(cache->changed, at);
    CacheRow *row = node == NULL ? NULL : g_tree_node_value(node);
    return row != NULL && row->key.table == at->table ? row : NULL;
}

// --- runs ---

// Those fetched first go first: a walk through a large table must not be kept in memory.
CacheRun *cache_run_add(Cache *cache, const CacheKey *at, bool whole) {
    CacheRun *run = g_new0(CacheRun, 1);
    run->at = *at;
    run->whole = whole;
    run->rows = g_array_new(FALSE, FALSE, sizeof(RunRow));
    g_array_set_clear_func(run->rows, clear_run_row);
    if (cache->runs->len >= RUNS_KEPT)
        g_ptr_array_remove_index(cache->runs, 0);
    g_ptr_array_add(cache->runs, run);
    return run;
}

void cache_run_fill(CacheRun *run, const CacheKey *key, int64_t version, GBytes *value) {
    const RunRow row = {*key, version, keep(value)};
    g_array_append_val(run->rows, row);
}

static const RunRow *last_of(const CacheRun *run) {
    return run->rows->len == 0 ? NULL : &g_array_index(run->rows, RunRow, run->rows->len - 1);
}

static bool covers(const CacheRun *run, const CacheKey *at) {
    const RunRow *last = last_of(run);
    return run->at.table == at->table && cache_key_compare(&run->at, at) <= 0 &&
           (run->whole || (last != NULL && cache_key_compare(at, &last->key) <= 0));
}

// The first at or after `at`, by halves.
static guint lower_bound(const GArray *rows, const CacheKey *at) {
    guint low = 0, high = rows->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (cache_key_compare(&g_array_index(rows, RunRow, middle).key, at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Of all steps that pass over `at` the last one does: between where one begins and what it found is nothing.
static bool stood_first(const GArray *steps, const CacheKey *at, CacheStep *step) {
    guint low = 0, high = steps->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (cache_key_compare(&g_array_index(steps, CacheStep, middle).at, at) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    const CacheStep *last = low == 0 ? NULL : &g_array_index(steps, CacheStep, low - 1);
    if (last == NULL || last->at.table != at->table ||
        (last->version != 0 && cache_key_compare(at, &last->found) > 0))
        return false;
    *step = *last;
    step->at = *at;
    return true;
}

bool cache_run_first(const Cache *cache, const CacheKey *at, CacheStep *step) {
    if (cache->stood != NULL && stood_first(cache->stood, at, step))
        return true;
    for (guint i = cache->runs->len; i > 0; i--) {
        const CacheRun *run = cache->runs->pdata[i - 1];
        if (!covers(run, at))
            continue;
        const guint first = lower_bound(run->rows, at);
        *step = (CacheStep){.at = *at};
        if (first < run->rows->len) {
            const RunRow *row = &g_array_index(run->rows, RunRow, first);
            step->found = row->key;
            step->version = row->version;
            step->value = row->value;
        }
        return true;
    }
    return false;
}

unsigned cache_run_before(const Cache *cache, const CacheKey *at) {
    for (guint i = cache->runs->len; i > 0; i--) {
        const CacheRun *run = cache->runs->pdata[i - 1];
        const RunRow *last = last_of(run);
        if (last == NULL || last->key.table != at->table)
            continue;
        const CacheKey next = cache_key_after(last->key);
        if (cache_key_compare(&next, at) == 0)
            return run->rows->len;
    }
    return 0;
}

void cache_note_step(Cache *cache, const CacheStep *step) {
    CacheStep noted = *step;
    noted.value = keep(step->value);
    g_array_append_val(cache->steps, noted);
}

// --- nested ---

void cache_nest(Cache *cache) {
    cache->nested = true;
}

void cache_nest_end(Cache *cache, bool keep_all) {
    cache->nested = false;
    for (guint i = cache->undo->len; !keep_all && i > 0; i--) {
        Before *before = &g_array_index(cache->undo, Before, i - 1);
        g_clear_pointer(&before->row->put, g_bytes_unref);
        before->row->put = g_steal_pointer(&before->put);
        before->row->changed = before->changed;
        if (!before->changed)
            g_tree_remove(cache->changed, &before->row->key);
    }
    g_array_set_size(cache->undo, 0);
}

// --- again ---

static gboolean forget_unused(gpointer key, gpointer value, gpointer data) {
    CacheRow *row = value;
    (void)key, (void)data;
    row->known = row->known && row->used;
    return FALSE;
}

static gboolean forget_put(gpointer key, gpointer value, gpointer data) {
    CacheRow *row = value;
    (void)key, (void)data;
    g_clear_pointer(&row->put, g_bytes_unref);
    row->changed = row->used = false;
    return FALSE;
}

void cache_forget_unused(Cache *cache) {
    g_tree_foreach(cache->rows, forget_unused, NULL);
    g_ptr_array_set_size(cache->runs, 0);
}

static gint by_at(gconstpointer a, gconstpointer b) {
    return cache_key_compare(&((const CacheStep *)a)->at, &((const CacheStep *)b)->at);
}

void cache_renew(Cache *cache) {
    g_clear_pointer(&cache->stood, g_array_unref);
    cache->stood = cache->steps;
    g_array_sort(cache->stood, by_at);
    cache->steps = g_array_new(FALSE, FALSE, sizeof(CacheStep));
    g_array_set_clear_func(cache->steps, clear_step);
    g_array_set_size(cache->undo, 0);
    cache_forget_unused(cache);
    g_tree_remove_all(cache->changed);
    g_tree_foreach(cache->rows, forget_put, NULL);
}
