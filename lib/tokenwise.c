// What patterns, concepts and terms find in a text comes out by what was looked
// for, and is wanted by where it stands. Some six hundred finds a message, sorted
// several times by comparing, were a twentieth of what a verdict cost. So they are
// dealt out to their tokens, and only what begins at the same token is compared.
#include "tokenwise.h"

#include <stdint.h>
#include <string.h>

enum { FEW = 16 };

static uint32_t token_of(const char *item, size_t offset) {
    uint32_t token;
    memcpy(&token, item + offset, sizeof token);
    return token;
}

// Those of one token; each goes back to its place among the ones before.
static void sort_few(char *items, size_t count, size_t size, GCompareFunc compare, char *spare) {
    for (size_t i = 1; i < count; i++) {
        size_t to = i;
        while (to > 0 && compare(items + (to - 1) * size, items + i * size) > 0)
            to--;
        if (to == i)
            continue;
        memcpy(spare, items + i * size, size);
        memmove(items + (to + 1) * size, items + to * size, (i - to) * size);
        memcpy(items + to * size, spare, size);
    }
}

// Many on one token are a hostile text's: by comparing, but never by walking back.
static void sort_token(char *items, size_t count, size_t size, GCompareFunc compare, char *spare) {
    if (count <= FEW) {
        sort_few(items, count, size, compare, spare);
        return;
    }
    g_autoptr(GArray) many = g_array_sized_new(FALSE, FALSE, (guint)size, (guint)count);
    g_array_append_vals(many, items, (guint)count);
    g_array_sort(many, compare);
    memcpy(items, many->data, count * size);
}

void tokenwise_sort(GArray *items, size_t offset, size_t tokens, GCompareFunc compare) {
    const size_t count = items->len, size = g_array_get_element_size(items);
    if (count < 2)
        return;
    g_autofree uint32_t *ends = g_new0(uint32_t, tokens + 1);
    g_autofree char *dealt = g_malloc((count + 1) * size);
    for (size_t i = 0; i < count; i++)
        ends[token_of(items->data + i * size, offset)]++;
    for (size_t token = 1; token < tokens; token++)
        ends[token] += ends[token - 1];
    for (size_t i = count; i-- > 0;) { // from the end, so that equal ones stay in order
        const char *item = items->data + i * size;
        memcpy(dealt + --ends[token_of(item, offset)] * size, item, size);
    }
    ends[tokens] = (uint32_t)count;
    for (size_t token = 0; token < tokens; token++) { // each has become where its token begins
        const size_t first = ends[token], many = ends[token + 1] - first;
        if (many > 1)
            sort_token(dealt + first * size, many, size, compare, dealt + count * size);
    }
    memcpy(items->data, dealt, count * size);
}
