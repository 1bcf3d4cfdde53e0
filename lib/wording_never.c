// Which of their own words we would rather not send back to somebody: insults,
// passwords, what would read as a promise of ours. People write them in capitals,
// without accents, behind an apostrophe or in quotation marks; so both sides are
// brought to bare words first, and then one is looked for in the other.
#include "wording_never.h"

#include <string.h>

struct NeverList {
    GPtrArray *items; // " word word", with a blank behind it when the last word is whole
};

// Letters with a stroke or a ligature, which no normal form takes apart.
static const struct {
    gunichar letter;
    const char *plain;
} STROKES[] = {{0x142, "l"}, {0xF8, "o"},  {0x111, "d"}, {0xF0, "d"},
               {0x131, "i"}, {0xE6, "ae"}, {0x153, "oe"}};

static void append_letter(GString *words, gunichar letter) {
    for (size_t i = 0; i < G_N_ELEMENTS(STROKES); i++)
        if (STROKES[i].letter == letter) {
            g_string_append(words, STROKES[i].plain);
            return;
        }
    g_string_append_unichar(words, letter);
}

char *never_bare(const char *text) {
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    if (apart == NULL)
        return NULL;
    g_autofree char *folded = g_utf8_casefold(apart, -1);
    GString *words = g_string_new(" ");
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        // Accents, and marks that nobody sees (a soft hyphen), part no words.
        if (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
            continue;
        if (g_unichar_isalnum(c))
            append_letter(words, c);
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    if (words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

NeverList *never_list_new(const char *items) {
    NeverList *list = g_new0(NeverList, 1);
    list->items = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(items, ",", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        g_strstrip(parts[i]);
        g_autofree char *item = never_bare(parts[i]);
        if (item == NULL || strcmp(item, " ") == 0)
            continue;
        if (!g_str_has_suffix(parts[i], "$"))
            item[strlen(item) - 1] = '\0'; // its last word may go on
        g_ptr_array_add(list->items, g_steal_pointer(&item));
    }
    return list;
}

void never_list_free(NeverList *list) {
    if (list == NULL)
        return;
    g_ptr_array_unref(list->items);
    g_free(list);
}

const char *never_list_find(const NeverList *list, const char *text) {
    g_autofree char *words = never_bare(text);
    if (words == NULL)
        return "?";
    for (guint i = 0; i < list->items->len; i++)
        if (strstr(words, list->items->pdata[i]) != NULL)
            return list->items->pdata[i];
    return NULL;
}
