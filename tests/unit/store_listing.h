#ifndef EARSHOT_TEST_STORE_LISTING_H
#define EARSHOT_TEST_STORE_LISTING_H
// What a store holds, as text that two of them can be compared by: a line for each
// row of each table with a digest of what it says in plain, and what the modules
// read of conversations, clocks, mail that waits and commands. Counters and marks are left out.

#include "support.h"

#include "audit.h"
#include "clocks.h"
#include "outbox.h"
#include "thread.h"

typedef struct Listing {
    Table table;
    unsigned tables; // the first so many are listed
    GString *text;
} Listing;

static inline bool do_list_table(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Listing *listing = data;
    for (StoreKey key = {0};; key = store_key_after(key)) {
        g_auto(StoreSeen) seen = {0};
        if (!store_look(txn, listing->table, &key, &seen))
            return !store_failed(txn);
        g_autofree char *what = seen.error != NULL ? g_strdup(seen.error->message)
                                : seen.record == NULL
                                    ? g_strdup("erased")
                                    : g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, seen.record);
        g_string_append_printf(listing->text, "%02u ", (unsigned)listing->table);
        for (size_t i = 0; i < key.size; i++)
            g_string_append_printf(listing->text, "%02x", key.bytes[i]);
        g_string_append_printf(listing->text, " %u %.24s\n", (unsigned)seen.owner, what);
    }
}

static inline void list_clocks(StoreTxn *txn, uint64_t thread, GString *text) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread);
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        g_string_append_printf(text, "  clock %s %s\n", clock_kind_name(clock->kind),
                               clock_end_name(clock->end));
    }
}

static inline bool do_list_threads(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Listing *listing = data;
    for (StoreKey key = {0}; store_next(txn, TABLE_THREAD, &key, NULL); key = store_key_after(key)) {
        uint64_t id, none;
        store_key_numbers(&key, &id, &none);
        g_autoptr(Thread) thread = thread_get(txn, id);
        g_autofree char *name = thread_id_format(id);
        if (thread == NULL)
            continue; // of somebody who was erased
        g_string_append_printf(listing->text, "thread %s %s %s\n", name, phase_name(thread->phase),
                               level_name(thread->level));
        list_clocks(txn, id, listing->text);
    }
    return !store_failed(txn);
}

static inline bool do_list_mail(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Listing *listing = data;
    for (StoreKey key = {0}; store_next(txn, TABLE_OUTBOX, &key, NULL); key = store_key_after(key)) {
        uint64_t id, none;
        store_key_numbers(&key, &id, &none);
        g_autoptr(OutboxRow) row = outbox_get(txn, id);
        if (row == NULL)
            continue; // of somebody who was erased
        g_string_append_printf(listing->text, "mail %s %s to %s, %s\n", outbox_kind_name(row->kind),
                               outbox_state_name(row->state), row->to, row->message_id);
    }
    uint64_t lines = 0, broken = 0;
    const bool whole = audit_verify(txn, &lines, &broken);
    g_string_append_printf(listing->text, "audit %u lines, %s\n", (unsigned)lines,
                           whole ? "whole" : "broken");
    return !store_failed(txn);
}

// The caller owns the text.
static inline char *store_listing(Store *store, unsigned tables) {
    Listing listing = {.table = TABLE_META, .tables = tables, .text = g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    bool good = true;
    for (unsigned i = TABLE_META + 1; good && i < tables; i++) {
        listing.table = (Table)i;
        good = store_read(store, do_list_table, &listing, &error);
    }
    if (!good || !store_read(store, do_list_threads, &listing, &error) ||
        !store_read(store, do_list_mail, &listing, &error))
        fail_msg("%s", error->message);
    return g_string_free(listing.text, FALSE);
}

#endif
