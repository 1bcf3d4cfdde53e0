// Who is looked for, and by what they are known: their key, the hash of their
// address, the numbers of their conversations and messages, and, in what others
// wrote, their address and name as they stand. A name of one word may be anybody's,
// and is left alone.
#include "erase_parts.h"

#include <string.h>

#include "contact.h"

enum { NAME_LEAST = 5, NAMES_MOST = 16 };

typedef struct Pair {
    uint64_t thread, number;
} Pair;

static guint hash_pair(gconstpointer data) {
    const Pair *pair = data;
    return g_int64_hash(&pair->thread) * 31 + g_int64_hash(&pair->number);
}

static gboolean equal_pairs(gconstpointer left, gconstpointer right) {
    return memcmp(left, right, sizeof(Pair)) == 0;
}

void wanted_init(Wanted *wanted, const Seal *seal, const EraseOptions *options) {
    *wanted = (Wanted){
        .seal = seal,
        .person = options->person,
        .slot = options->slot,
        .since = options->now,
        .address = g_strdup(options->address),
        .names = g_ptr_array_new_with_free_func(g_free),
        .threads = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .messages = g_hash_table_new_full(hash_pair, equal_pairs, g_free, NULL),
        .mails = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .touched = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
    };
}

void wanted_clear(Wanted *wanted) {
    g_free(wanted->address);
    g_clear_pointer(&wanted->names, g_ptr_array_unref);
    g_clear_pointer(&wanted->threads, g_hash_table_unref);
    g_clear_pointer(&wanted->messages, g_hash_table_unref);
    g_clear_pointer(&wanted->mails, g_hash_table_unref);
    g_clear_pointer(&wanted->touched, g_hash_table_unref);
}

bool wanted_is_person(Wanted *wanted, const char *address) {
    if (address == NULL)
        return false;
    const SealHash hash = contact_hash(wanted->seal, address);
    if (memcmp(hash.bytes, wanted->person.bytes, sizeof hash.bytes) != 0)
        return false;
    if (wanted->address == NULL)
        wanted->address = g_strdup(address);
    return true;
}

void wanted_add_name(Wanted *wanted, const char *name) {
    if (name == NULL || strlen(name) < NAME_LEAST || strchr(name, ' ') == NULL ||
        wanted->names->len >= NAMES_MOST ||
        g_ptr_array_find_with_equal_func(wanted->names, name, g_str_equal, NULL))
        return;
    g_ptr_array_add(wanted->names, g_strdup(name));
}

void wanted_add_thread(Wanted *wanted, uint64_t thread) {
    g_hash_table_add(wanted->threads, g_memdup2(&thread, sizeof thread));
}

void wanted_add_message(Wanted *wanted, uint64_t thread, uint64_t number) {
    const Pair pair = {thread, number};
    g_hash_table_add(wanted->messages, g_memdup2(&pair, sizeof pair));
    g_hash_table_add(wanted->touched, g_memdup2(&thread, sizeof thread));
}

bool wanted_has_thread(const Wanted *wanted, uint64_t thread) {
    return g_hash_table_contains(wanted->threads, &thread);
}

bool wanted_has_message(const Wanted *wanted, uint64_t thread, uint64_t number) {
    const Pair pair = {thread, number};
    return wanted_has_thread(wanted, thread) || g_hash_table_contains(wanted->messages, &pair);
}

// --- in what others wrote ---

// A longer address that ends or begins with theirs is another's: "jo-ann@a.example" is not "ann@a.example".
static bool is_of_address(uint8_t c) {
    return g_ascii_isalnum(c) || strchr("!#$%&'*+/=?^_`{|}~.-", c) != NULL;
}

static bool stands_alone(const uint8_t *data, size_t size, size_t at, size_t length) {
    const bool begins = at >= 4 && data[at - 4] == 0; // a stored text: its length stands before it (record.h)
    const bool before = at > 0 && !begins && data[at - 1] != '\0' && is_of_address(data[at - 1]);
    const size_t behind = at + length;
    const bool after = behind < size && data[behind] != '\0' &&
                       (g_ascii_isalnum(data[behind]) || data[behind] == '-' ||
                        (data[behind] == '.' && behind + 1 < size && g_ascii_isalnum(data[behind + 1])));
    return !before && !after;
}

static bool mask_one(uint8_t *data, size_t size, const char *needle) {
    const size_t length = strlen(needle);
    bool found = false;
    for (size_t at = 0; at + length <= size; at++) {
        if (g_ascii_tolower((char)data[at]) != g_ascii_tolower(*needle) ||
            g_ascii_strncasecmp((const char *)data + at, needle, length) != 0 ||
            !stands_alone(data, size, at, length))
            continue;
        memset(data + at, '*', length);
        found = true;
    }
    return found;
}

GBytes *wanted_mask(const Wanted *wanted, GBytes *record) {
    gsize size;
    const void *stored = g_bytes_get_data(record, &size);
    if (size == 0)
        return NULL;
    g_autofree uint8_t *data = g_memdup2(stored, size);
    bool found = wanted->address != NULL && mask_one(data, size, wanted->address);
    for (guint i = 0; i < wanted->names->len; i++)
        found = mask_one(data, size, wanted->names->pdata[i]) || found;
    return found ? g_bytes_new_take(g_steal_pointer(&data), size) : NULL;
}
