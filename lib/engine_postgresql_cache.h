#ifndef EARSHOT_ENGINE_POSTGRESQL_CACHE_H
#define EARSHOT_ENGINE_POSTGRESQL_CACHE_H
// What one transaction knows of the database, what it put itself, and what it was told: that is looked at
// again before the commit. Rows by key; runs of rows that follow each other,
// as they were fetched for a walk; and the steps of walks. A private part of the PostgreSQL engine.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine.h"

typedef struct CacheKey {
    unsigned table;
    uint8_t size;
    uint8_t bytes[ENGINE_KEY_MAX + 1]; // one more, for what follows the longest
} CacheKey;
CacheKey cache_key(unsigned table, EngineSlice key);
int cache_key_compare(const CacheKey *a, const CacheKey *b);
CacheKey cache_key_after(CacheKey key);

typedef struct CacheRow {
    CacheKey key;
    bool known;      // what the database has of it:
    int64_t version; // 0: it is absent
    GBytes *there;   // NULL: likewise
    bool used;       // that was told to somebody
    bool expected;   // it was fetched because somebody will ask for it
    bool changed;    // this transaction put something else:
    GBytes *put;     // NULL: it is deleted
} CacheRow;

// The first row of the database at or after `at`, as somebody was told.
typedef struct CacheStep {
    CacheKey at;
    CacheKey found;
    int64_t version; // 0: there is none
    GBytes *value;   // NULL: likewise
} CacheStep;

typedef struct Cache {
    GTree *rows;     // CacheRow by its key
    GTree *changed;  // those of them that are; borrowed
    GPtrArray *runs; // the latest last
    GArray *steps;   // CacheStep
    GArray *stood;   // CacheStep in order of `at`: those of the work that is done again; NULL: it is not
    GArray *undo;    // what a nested transaction changed, while there is one
    bool nested;
} Cache;

Cache *cache_new(void) G_GNUC_WARN_UNUSED_RESULT;
void cache_free(Cache *cache);

CacheRow *cache_find(const Cache *cache, const CacheKey *key);
// Finds or adds.
CacheRow *cache_row(Cache *cache, const CacheKey *key);
// What the database has; `value` is borrowed, NULL: nothing.
void cache_set(CacheRow *row, int64_t version, GBytes *value);
// NULL deletes.
void cache_put(Cache *cache, CacheRow *row, GBytes *value);
// The first that was put or deleted at or after `at`, of its table; NULL: none.
CacheRow *cache_first_changed(const Cache *cache, const CacheKey *at);

// A run of rows from `at` on, without gaps: to be filled in order, `whole` when the table ends behind them.
typedef struct CacheRun CacheRun;
CacheRun *cache_run_add(Cache *cache, const CacheKey *at, bool whole);
void cache_run_fill(CacheRun *run, const CacheKey *key, int64_t version, GBytes *value);
// The first row of the database at or after `at` into *step: true when a run knows; the value is borrowed.
bool cache_run_first(const Cache *cache, const CacheKey *at, CacheStep *step);
// How many rows the run had whose last row `at` follows; 0: none does.
unsigned cache_run_before(const Cache *cache, const CacheKey *at);

// Somebody was told.
void cache_note_step(Cache *cache, const CacheStep *step);

// Nested: one at a time.
void cache_nest(Cache *cache);
void cache_nest_end(Cache *cache, bool keep);

// Others wrote: what was fetched and told to nobody was not compared.
void cache_forget_unused(Cache *cache);
// Before work is done again: what was put is forgotten too. Steps, which were compared, are known from then
// on.
void cache_renew(Cache *cache);

#endif
