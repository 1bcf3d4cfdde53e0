// Reading the model's data files. They are edited by people who know customers
// and not C, so every mistake is told with file and line, and a pattern that
// could cost much time (many gaps) is refused here rather than bounded later.
#include "model_file.h"

#include <stdlib.h>
#include <string.h>
#include "fault.h"

typedef struct Reader {
    Model *model;
    const char *name;
    unsigned line;
} Reader;

static bool mistake(const Reader *reader, GError **error, const char *what, const char *word) {
    return fault_set(error, FATE_CONFIG, "%s:%u: %s '%s'", reader->name, reader->line, what, word);
}

uint32_t atom_find(const AtomTable *table, uint64_t key) {
    for (uint32_t i = (uint32_t)(key >> 2) & (table->size - 1); table->keys[i] != 0;
         i = (i + 1) & (table->size - 1)) {
        if (table->keys[i] == key)
            return table->atoms[i];
    }
    return 0;
}

static void table_put(AtomTable *table, uint64_t key, uint32_t atom) {
    uint32_t i = (uint32_t)(key >> 2) & (table->size - 1);
    while (table->keys[i] != 0)
        i = (i + 1) & (table->size - 1);
    table->keys[i] = key;
    table->atoms[i] = atom;
    table->used++;
}

static void table_resize(AtomTable *table, uint32_t size) {
    AtomTable old = *table;
    table->keys = g_new0(uint64_t, size);
    table->atoms = g_new0(uint32_t, size);
    table->size = size;
    table->used = 0;
    for (uint32_t i = 0; i < old.size; i++) {
        if (old.keys[i] != 0)
            table_put(table, old.keys[i], old.atoms[i]);
    }
    g_free(old.keys);
    g_free(old.atoms);
}

static uint32_t new_atom(Model *model) {
    GArray *phrases = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(model->starts, phrases);
    return model->starts->len - 1;
}

// The atom of a written word, made when new: "word", "stem*", "*ending", "#".
static bool intern(const Reader *reader, const char *written, uint32_t *atom, GError **error) {
    AtomTable *table = &reader->model->table;
    size_t length = strlen(written);
    *atom = ATOM_NUMBER;
    if (strcmp(written, "#") == 0)
        return true;
    AtomKind kind = written[0] == '*'                          ? ATOM_ENDING
                    : length > 1 && written[length - 1] == '*' ? ATOM_STEM
                                                               : ATOM_WORD;
    char word[48];
    features_fold(written + (kind == ATOM_ENDING), length - (kind != ATOM_WORD), word, sizeof word);
    length = strlen(word);
    if (length < (kind == ATOM_WORD ? 1 : 2) || strpbrk(word, "*#@|^[]()") != NULL)
        return mistake(reader, error, "not a word, stem or ending:", written);
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < length; i++)
        hash = hash_step(hash, kind == ATOM_ENDING ? word[length - 1 - i] : word[i]);
    uint64_t key = hash_key(hash, kind);
    *atom = atom_find(table, key);
    if (*atom != 0)
        return true;
    if (table->used * 2 >= table->size)
        table_resize(table, table->size * 2);
    *atom = new_atom(reader->model);
    table_put(table, key, *atom);
    table->stem_lengths |= kind == ATOM_STEM ? UINT64_C(1) << length : 0;
    table->ending_lengths |= kind == ATOM_ENDING ? UINT64_C(1) << length : 0;
    return true;
}

static bool is_negation(const char *word) {
    g_autoptr(Features) features = features_of(word);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    return count == 1 && tokens[0].negation;
}

static bool add_choice(const Reader *reader, Phrase *phrase, const char *word, GError **error) {
    if (word[0] == '@') {
        char **words = g_hash_table_lookup(reader->model->sets, word + 1);
        if (words == NULL)
            return mistake(reader, error, "no set of that name before this line:", word);
        for (; *words != NULL; words++) {
            if (!add_choice(reader, phrase, *words, error))
                return false;
        }
        return true;
    }
    uint32_t atom;
    if (!intern(reader, word, &atom, error))
        return false;
    phrase->undenied |= is_negation(word);
    g_array_append_val(reader->model->choices, atom);
    phrase->slots[phrase->slot_count].count++;
    return true;
}

static int atom_compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

// Choices are kept in order, so that scoring finds one by halving.
static void sort_choices(const Model *model, const Slot *slot) {
    qsort(&g_array_index(model->choices, uint32_t, slot->first), slot->count, sizeof(uint32_t), atom_compare);
}

static bool add_slot(const Reader *reader, Phrase *phrase, const char *written, uint8_t gap, GError **error) {
    if (phrase->slot_count >= PHRASE_SLOTS)
        return mistake(reader, error, "pattern too long at", written);
    phrase->slots[phrase->slot_count] = (Slot){.first = reader->model->choices->len, .gap = gap};
    g_auto(GStrv) words = g_strsplit(written, "/", -1);
    for (char **word = words; *word != NULL; word++) {
        if (!add_choice(reader, phrase, *word, error))
            return false;
    }
    sort_choices(reader->model, &phrase->slots[phrase->slot_count]);
    phrase->slot_count++;
    return true;
}

static bool read_gap(const Reader *reader, const char *written, uint8_t *gap, GError **error) {
    char *end = NULL;
    unsigned long words = g_str_has_prefix(written, "[..") ? strtoul(written + 3, &end, 10) : 0;
    if (words < 1 || words > PHRASE_GAP_WORDS || strcmp(end, "]") != 0)
        return mistake(reader, error, "a gap is [..1] to [..8], not", written);
    *gap = (uint8_t)words;
    return true;
}

static bool read_pattern(const Reader *reader, Phrase *phrase, const char *pattern, GError **error) {
    g_auto(GStrv) parts = g_strsplit_set(pattern, " \t", -1);
    uint8_t gap = 0, gaps = 0;
    for (char **part = parts; *part != NULL; part++) {
        char *written = *part;
        if (phrase->slot_count == 0) {
            for (; *written == '!' || *written == '^'; written++) {
                phrase->undenied |= *written == '!' && written[1] != '!' && written[1] != '\0';
                phrase->at_start |= *written == '^';
            }
        }
        if (*written == '\0')
            continue;
        if (*written == '[') {
            if (!read_gap(reader, written, &gap, error))
                return false;
            gaps++;
            continue;
        }
        if (!add_slot(reader, phrase, written, gap, error))
            return false;
        gap = 0;
    }
    if (phrase->slot_count == 0 || gap != 0 || phrase->slots[0].gap != 0 || gaps > PHRASE_GAPS)
        return mistake(reader, error,
                       "a pattern needs words, gaps only between them, at most three:", pattern);
    return true;
}

static int class_find(const char *name) {
    static const char *const aspects[ASPECT_COUNT] = {"fault", "standstill", "decided"};
    int signal = signal_find(name);
    if (signal >= 0)
        return signal;
    if (g_str_has_prefix(name, "request.")) {
        int request = request_find(name + strlen("request."));
        return request < 0 ? -1 : CLASS_REQUEST + request;
    }
    for (int i = 0; i < ASPECT_COUNT; i++) {
        if (strcmp(name, aspects[i]) == 0)
            return CLASS_ASPECT + i;
    }
    return -1;
}

static bool read_number(const char *written, float *number) {
    char *end = NULL;
    *number = (float)g_ascii_strtod(written, &end);
    return end != written && *end == '\0' && *number >= -20 && *number <= 20;
}

// "churn 4.5" or "churn no"
static bool read_target(const Reader *reader, char *written, Target *target, GError **error) {
    g_strstrip(written);
    char *number = strpbrk(written, " \t");
    if (number == NULL)
        return mistake(reader, error, "no weight behind the class", written);
    *number++ = '\0';
    g_strstrip(number);
    int class = class_find(written);
    if (class < 0)
        return mistake(reader, error, "unknown class", written);
    *target = (Target){.class = (uint16_t) class, .excludes = strcmp(number, "no") == 0};
    if (!target->excludes && !read_number(number, &target->weight))
        return mistake(reader, error, "a weight is a number from -20 to 20, or no; not", number);
    return true;
}

static void index_phrase(Model *model, const Phrase *phrase) {
    uint32_t number = model->phrases->len;
    g_array_append_val(model->phrases, *phrase);
    for (uint32_t i = 0; i < phrase->slots[0].count; i++) {
        uint32_t atom = g_array_index(model->choices, uint32_t, phrase->slots[0].first + i);
        GArray *starts = g_array_index(model->starts, GArray *, atom);
        if (starts->len == 0 || g_array_index(starts, uint32_t, starts->len - 1) != number)
            g_array_append_val(starts, number);
    }
}

static bool read_phrase(const Reader *reader, char *line, GError **error) {
    char *bar = strchr(line, '|');
    if (bar == NULL)
        return mistake(reader, error, "expected 'class weight | pattern', not", line);
    *bar = '\0';
    Phrase phrase = {.slot_count = 0};
    g_auto(GStrv) targets = g_strsplit(line, ",", -1);
    for (char **target = targets; *target != NULL; target++) {
        if (phrase.target_count >= PHRASE_TARGETS)
            return mistake(reader, error, "too many classes at", *target);
        if (!read_target(reader, *target, &phrase.targets[phrase.target_count++], error))
            return false;
    }
    if (!read_pattern(reader, &phrase, bar + 1, error))
        return false;
    index_phrase(reader->model, &phrase);
    return true;
}

static bool read_set(const Reader *reader, const char *line, GError **error) {
    g_auto(GStrv) halves = g_strsplit(line, "=", 2);
    if (g_strv_length(halves) != 2)
        return mistake(reader, error, "expected 'set name = words', not", line);
    GPtrArray *words = g_ptr_array_new();
    g_auto(GStrv) parts = g_strsplit_set(halves[1], " \t", -1);
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '@') { // an earlier set: its words
            char **others = g_hash_table_lookup(reader->model->sets, *part + 1);
            for (; others != NULL && *others != NULL; others++)
                g_ptr_array_add(words, g_strdup(*others));
        } else if (**part != '\0') {
            g_ptr_array_add(words, g_strdup(*part));
        }
    }
    bool empty = words->len == 0;
    g_ptr_array_add(words, NULL);
    g_hash_table_replace(reader->model->sets, g_strdup(g_strstrip(halves[0])),
                         g_ptr_array_free(words, FALSE));
    return !empty || mistake(reader, error, "a set without words:", line);
}

static bool read_bias(const Reader *reader, char *line, GError **error) {
    Target target;
    if (!read_target(reader, line, &target, error))
        return false;
    reader->model->bias[target.class] = target.weight;
    return true;
}

static bool read_line(const Reader *reader, char *line, GError **error) {
    g_strstrip(line);
    if (*line == '\0' || *line == '#')
        return true;
    if (g_str_has_prefix(line, "set "))
        return read_set(reader, line + 4, error);
    if (g_str_has_prefix(line, "bias "))
        return read_bias(reader, line + 5, error);
    return read_phrase(reader, line, error);
}

bool model_add(Model *model, const char *name, const char *text, GError **error) {
    Reader reader = {.model = model, .name = name};
    if (!g_utf8_validate(text, -1, NULL))
        return fault_set(error, FATE_CONFIG, "%s: not valid UTF-8", name);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        reader.line++;
        if (!read_line(&reader, *line, error))
            return false;
    }
    return true;
}

Model *model_new(void) {
    Model *model = g_new0(Model, 1);
    for (unsigned i = 0; i < CLASS_COUNT; i++)
        model->bias[i] = i < CLASS_REQUEST || i >= CLASS_ASPECT ? -3.0F : 0.0F;
    table_resize(&model->table, 4096);
    model->choices = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    model->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
    model->starts = g_array_new(FALSE, FALSE, sizeof(GArray *));
    model->sets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)(void (*)(void))g_strfreev);
    new_atom(model); // ATOM_NUMBER
    return model;
}

void model_free(Model *model) {
    if (model == NULL)
        return;
    for (guint i = 0; i < model->starts->len; i++)
        g_array_unref(g_array_index(model->starts, GArray *, i));
    g_array_unref(model->starts);
    g_array_unref(model->choices);
    g_array_unref(model->phrases);
    g_hash_table_unref(model->sets);
    g_free(model->table.keys);
    g_free(model->table.atoms);
    g_free(model);
}
