// A number of a key tells somebody in its own store alone: in an older copy it may not
// have been given yet, and will be given to another. So who is erased again is found by
// the hash of the address and has that very key, or nothing is touched; and what is
// noted for the future bears the number only where it was given.
#include "erase_again.h"

#include "copies.h"
#include "erase.h"
#include "erased.h"

typedef struct Copy {
    int64_t made;
    char *directory;
} Copy;

struct EraseMemory {
    GPtrArray *erased; // Erased *
    GArray *copies;    // Copy
};

static void free_erased(gpointer data) {
    Erased *erased = data;
    erased_clear(erased);
    g_free(erased);
}

static void clear_copy(gpointer data) {
    g_free(((Copy *)data)->directory);
}

void erase_memory_free(EraseMemory *memory) {
    if (memory == NULL)
        return;
    g_ptr_array_unref(memory->erased);
    g_array_unref(memory->copies);
    g_free(memory);
}

// --- the store that goes ---

static bool take_erased(StoreTxn *txn, const Erased *erased, void *data) {
    (void)txn;
    Erased *copy = g_new0(Erased, 1);
    *copy = *erased;
    copy->threads = g_array_copy(erased->threads);
    g_ptr_array_add(((EraseMemory *)data)->erased, copy);
    return true;
}

static bool take_copy(int64_t made, const char *directory, void *data) {
    const Copy copy = {made, g_strdup(directory)};
    g_array_append_val(((EraseMemory *)data)->copies, copy);
    return true;
}

static bool do_remember(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    EraseMemory *memory = data;
    g_ptr_array_set_size(memory->erased, 0);
    g_array_set_size(memory->copies, 0);
    erased_walk(txn, NULL, take_erased, memory);
    copies_walk(txn, 0, take_copy, memory);
    return !store_failed(txn);
}

EraseMemory *erase_remember(Store *store, GError **error) {
    g_autoptr(EraseMemory) memory = g_new0(EraseMemory, 1);
    memory->erased = g_ptr_array_new_with_free_func(free_erased);
    memory->copies = g_array_new(FALSE, FALSE, sizeof(Copy));
    g_array_set_clear_func(memory->copies, clear_copy);
    return store_read(store, do_remember, memory, error) ? g_steal_pointer(&memory) : NULL;
}

// --- the one that comes ---

// Of what the copy does not have nothing is said: conversations that began since, keys not given yet.
static void note_one(StoreTxn *txn, const Erased *erased) {
    g_auto(Erased) there;
    erased_init(&there);
    Erased noted = *erased;
    if (noted.slot > store_counter(txn, "slots"))
        noted.slot = 0;
    if (erased_get(txn, noted.person, noted.slot, &there))
        return;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    noted.threads = none;
    noted.pending = false;
    erased_put(txn, &noted);
}

static bool do_note(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const EraseMemory *memory = data;
    for (guint i = 0; i < memory->erased->len; i++)
        note_one(txn, memory->erased->pdata[i]);
    for (guint i = 0; i < memory->copies->len; i++) {
        const Copy *copy = &g_array_index(memory->copies, Copy, i);
        copies_note(txn, copy->made, copy->directory);
    }
    return !store_failed(txn);
}

bool erase_again(Store *store, const Config *config, const EraseMemory *memory, int64_t now,
                 unsigned *persons, GError **error) {
    *persons = 0;
    for (guint i = 0; i < memory->erased->len; i++) {
        const Erased *one = memory->erased->pdata[i];
        g_auto(EraseReport) report = {0};
        const EraseOptions options = {
            .config = config, .person = one->person, .slot = one->slot, .by = "restore", .now = now};
        if (one->slot != 0 && !erase_person(store, &options, &report, error))
            return false;
        *persons += report.known;
    }
    return store_write(store, do_note, (void *)(uintptr_t)memory, 0, error);
}
