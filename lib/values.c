// Values travel from the intake through the outbox to the courier, so they are
// packed like any other record and nothing in them is trusted when they come
// back. A few dozen names at most: a list is searched faster than a table is built.
#include "values.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fault.h"
#include "record.h"

typedef struct Entry {
    char *name;
    GPtrArray *items; // char *
} Entry;

struct Values {
    GPtrArray *entries; // Entry *
};

enum { RECORD_KIND = 'V', RECORD_VERSION = 1, ITEM_BYTES = 64 * 1024, ITEMS = 1000, NAMES = 1000 };

static void entry_free(void *data) {
    Entry *entry = data;
    g_free(entry->name);
    g_ptr_array_unref(entry->items);
    g_free(entry);
}

Values *values_new(void) {
    Values *values = g_new0(Values, 1);
    values->entries = g_ptr_array_new_with_free_func(entry_free);
    return values;
}

void values_free(Values *values) {
    if (values == NULL)
        return;
    g_ptr_array_unref(values->entries);
    g_free(values);
}

static Entry *find(const Values *values, const char *name) {
    for (guint i = 0; i < values->entries->len; i++) {
        Entry *entry = values->entries->pdata[i];
        if (strcmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}

static Entry *find_or_make(Values *values, const char *name) {
    Entry *entry = find(values, name);
    if (entry != NULL)
        return entry;
    entry = g_new0(Entry, 1);
    entry->name = g_utf8_make_valid(name, -1);
    entry->items = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(values->entries, entry);
    return entry;
}

void values_add(Values *values, const char *name, const char *item) {
    Entry *entry = find_or_make(values, name);
    if (entry->items->len < ITEMS)
        g_ptr_array_add(entry->items, g_utf8_make_valid(item, (gssize)strnlen(item, ITEM_BYTES)));
}

void values_set(Values *values, const char *name, const char *text) {
    // The copy comes first: the text may be one of the values.
    g_autofree char *copy = g_strdup(text);
    g_ptr_array_set_size(find_or_make(values, name)->items, 0);
    if (copy != NULL)
        values_add(values, name, copy);
}

const char *values_get(const Values *values, const char *name) {
    const GPtrArray *items = values_list(values, name);
    return items == NULL ? NULL : items->pdata[0];
}

const GPtrArray *values_list(const Values *values, const char *name) {
    const Entry *entry = find(values, name);
    return entry == NULL || entry->items->len == 0 ? NULL : entry->items;
}

GBytes *values_pack(const Values *values) {
    RecordWriter *writer = record_writer_new(RECORD_KIND, RECORD_VERSION);
    record_put_u32(writer, values->entries->len);
    for (guint i = 0; i < values->entries->len; i++) {
        const Entry *entry = values->entries->pdata[i];
        record_put_string(writer, entry->name);
        record_put_strings(writer, entry->items);
    }
    return record_writer_finish(writer);
}

static void unpack_entry(Values *values, RecordReader *reader) {
    g_autofree char *name = record_get_string(reader);
    g_autoptr(GPtrArray) items = record_get_strings(reader);
    if (name == NULL) {
        reader->failed = true; // a name is never NULL
        return;
    }
    values_set(values, name, NULL);
    for (guint i = 0; i < items->len; i++)
        values_add(values, name, items->pdata[i]);
}

Values *values_unpack(GBytes *bytes, GError **error) {
    RecordReader reader;
    record_reader_init(&reader, bytes, RECORD_KIND, RECORD_VERSION);
    g_autoptr(Values) values = values_new();
    const uint32_t count = record_get_count(&reader, 2 * sizeof(uint32_t));
    if (count > NAMES)
        reader.failed = true; // the search for a name is linear
    for (uint32_t i = 0; i < count && !reader.failed; i++)
        unpack_entry(values, &reader);
    return record_reader_end(&reader, "values of a mail", error) ? g_steal_pointer(&values) : NULL;
}

// Marks that change the direction or look of what follows without being seen.
static bool is_hidden(gunichar c) {
    return c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

char *values_plain(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *plain = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == '\n' || c == '\t' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
            g_string_append_c(plain, ' ');
        else if (c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && !is_hidden(c))
            g_string_append_unichar(plain, c);
    }
    return g_string_free(plain, FALSE);
}

char *values_short(const char *text, size_t most) {
    g_autofree char *plain = text == NULL ? NULL : g_strstrip(values_plain(text));
    if (plain == NULL || *plain == '\0')
        return NULL;
    if ((size_t)g_utf8_strlen(plain, -1) <= most)
        return g_steal_pointer(&plain);
    g_autofree char *cut = g_utf8_substring(plain, 0, (glong)most - 1);
    return g_strconcat(g_strchomp(cut), "\u2026", NULL);
}
