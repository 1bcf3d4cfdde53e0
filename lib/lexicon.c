// A concept is a name and the patterns that express it. Patterns know nothing
// of concepts: this module keeps which pattern is whose.
#include "lexicon.h"

#include <stddef.h>
#include <string.h>
#include "fault.h"
#include "pattern.h"
#include "tokenwise.h"

struct Lexicon {
    PatternSet *patterns;
    GArray *owners;     // uint32_t: by pattern, its concept
    GPtrArray *names;   // char *: by concept
    GHashTable *places; // name -> concept + 1
};

Lexicon *lexicon_new(void) {
    Lexicon *lexicon = g_new0(Lexicon, 1);
    lexicon->patterns = pattern_set_new();
    lexicon->owners = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    lexicon->names = g_ptr_array_new_with_free_func(g_free);
    lexicon->places = g_hash_table_new(g_str_hash, g_str_equal);
    return lexicon;
}

void lexicon_free(Lexicon *lexicon) {
    if (lexicon == NULL)
        return;
    pattern_set_free(lexicon->patterns);
    g_array_unref(lexicon->owners);
    g_hash_table_unref(lexicon->places);
    g_ptr_array_unref(lexicon->names);
    g_free(lexicon);
}

static uint32_t concept_of(Lexicon *lexicon, const char *name) {
    gpointer place = g_hash_table_lookup(lexicon->places, name);
    if (place != NULL)
        return GPOINTER_TO_UINT(place) - 1;
    char *kept = g_strdup(name);
    g_ptr_array_add(lexicon->names, kept);
    g_hash_table_insert(lexicon->places, kept, GUINT_TO_POINTER(lexicon->names->len));
    return lexicon->names->len - 1;
}

static bool add_entries(Lexicon *lexicon, uint32_t concept, const char *list, GError **error) {
    g_auto(GStrv) entries = g_strsplit(list, ",", -1);
    for (char **entry = entries; *entry != NULL; entry++) {
        g_strstrip(*entry);
        if (**entry == '\0')
            continue;
        if (!pattern_add(lexicon->patterns, *entry, error))
            return false;
        g_array_append_val(lexicon->owners, concept);
    }
    return true;
}

static bool is_name(const char *name) {
    return *name != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

// `concept` is the one a line that begins with a blank belongs to; there "#" is a number, not a comment.
static bool read_line(Lexicon *lexicon, char *line, uint32_t *concept, GError **error) {
    bool goes_on = g_ascii_isspace(*line);
    g_strstrip(line);
    if (*line == '\0' || (*line == '#' && !goes_on))
        return true;
    if (goes_on && *concept != G_MAXUINT32)
        return add_entries(lexicon, *concept, line, error);
    if (g_str_has_prefix(line, "set "))
        return pattern_define(lexicon->patterns, line + 4, error);
    char *colon = strchr(line, ':');
    if (colon != NULL)
        *colon = '\0';
    if (colon == NULL || !is_name(g_strchomp(line)))
        return fault_set(error, FATE_CONFIG, "expected 'name: entry, entry', not '%s'", line);
    *concept = concept_of(lexicon, line);
    return add_entries(lexicon, *concept, colon + 1, error);
}

bool lexicon_add(Lexicon *lexicon, const char *name, const char *text, GError **error) {
    if (!g_utf8_validate(text, -1, NULL))
        return fault_set(error, FATE_CONFIG, "%s: not valid UTF-8", name);
    uint32_t concept = G_MAXUINT32;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (!read_line(lexicon, lines[i], &concept, error)) {
            g_prefix_error(error, "%s:%u: ", name, i + 1);
            return false;
        }
    }
    pattern_index(lexicon->patterns);
    return true;
}

uint32_t lexicon_count(const Lexicon *lexicon) {
    return lexicon->names->len;
}

const char *lexicon_name(const Lexicon *lexicon, uint32_t concept) {
    return g_ptr_array_index(lexicon->names, concept);
}

static int mention_compare(const void *left, const void *right) {
    const Mention *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->concept != b->concept)
    return a->concept < b->concept ? -1 : 1;
    return a->last > b->last ? -1 : a->last < b->last;
}

GArray *lexicon_find(const Lexicon *lexicon, const Token *tokens, size_t count) {
    g_autoptr(GArray) found = pattern_find(lexicon->patterns, tokens, count, true);
    GArray *mentions = g_array_sized_new(FALSE, FALSE, sizeof(Mention), found->len);
    for (guint i = 0; i < found->len; i++) {
        const PatternMatch *match = &g_array_index(found, PatternMatch, i);
        Mention mention = {.concept = g_array_index(lexicon->owners, uint32_t, match->pattern),
                           .first = match->first,
                           .last = match->last,
                           .negated = match->negated};
        g_array_append_val(mentions, mention);
    }
    tokenwise_sort(mentions, offsetof(Mention, first), count, mention_compare);
    guint kept = 0;
    for (guint i = 0; i < mentions->len; i++) {
        Mention *one = &g_array_index(mentions, Mention, i);
        const Mention *last = kept > 0 ? &g_array_index(mentions, Mention, kept - 1) : NULL;
        if (last == NULL || last->first != one->first || last->concept != one->concept)
            g_array_index(mentions, Mention, kept++) = *one;
    }
    g_array_set_size(mentions, kept);
    return mentions;
}
