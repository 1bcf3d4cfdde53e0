// A fingerprint is a bag of traits, the most telling first. What it is made of
// decides what it can tell apart: the greeting, the names at the end and the
// words that everybody uses are left out, feelings with them; what is meant is
// kept by its concept, so that it can be compared across languages.
#include "fingerprint_parts.h"

#include <math.h>
#include <string.h>

enum {
    WORD_MOST = 60,
    WORD_BYTES = 6 * WORD_MOST + 1,
    TEXT_MOST = 24 * 1024,
    WORD_LEAST = 3,
    WORDS_MOST = 28,
    TRAITS_LEAST = 2,
    FRAME_LEAST = 4
};

static const double rarity_least = 4.0, subject_raised = 1.25, act_lowered = 0.85, when_lowered = 0.4,
                    fault_raised = 1.15;

static void trait_free(void *data) {
    Trait *trait = data;
    g_free(trait->word);
    g_free(trait);
}

// Without control characters, cut behind 60 characters, nothing blank around it.
static char *plain_word(const char *word, char plain[WORD_BYTES]) {
    char *end = plain;
    unsigned count = 0;
    for (const char *at = word; *at != '\0' && count < WORD_MOST; at = g_utf8_next_char(at), count++) {
        const gunichar c = g_utf8_get_char(at);
        if (c < 0x80)
            *end++ = g_ascii_isgraph((char)c) ? (char)c : ' ';
        else
            end += g_unichar_to_utf8(g_unichar_isgraph(c) ? c : ' ', end);
    }
    *end = '\0';
    return g_strstrip(plain);
}

void trait_add(TraitBag *bag, TraitKind kind, const char *word, double weight) {
    if (!g_utf8_validate(word, -1, NULL))
        return;
    char key[WORD_BYTES + 1];
    const char *plain = plain_word(word, key + 1);
    if (*plain == '\0')
        return;
    key[0] = (char)('0' + (int)kind);
    Trait *known = g_hash_table_lookup(bag->seen, key);
    if (known != NULL) {
        known->weight = MAX(known->weight, (float)weight);
        known->said = known->said == bag->said ? bag->said : 0;
        return;
    }
    Trait *trait = g_new0(Trait, 1);
    *trait = (Trait){.kind = kind, .word = g_strdup(plain), .weight = (float)weight, .said = bag->said};
    g_ptr_array_add(bag->traits, trait);
    g_hash_table_insert(bag->seen, g_strdup(key), trait);
}

// Marks the tokens that made a feeling heard: they say nothing about the fault.
static void mark_feelings(const Verdict *verdict, bool subject, const Token *tokens, size_t count,
                          bool *felt) {
    static const Signal feelings[] = {SIGNAL_ANGER, SIGNAL_ANXIETY, SIGNAL_GRATITUDE, SIGNAL_LEGAL,
                                      SIGNAL_CHURN};
    for (size_t i = 0; i < G_N_ELEMENTS(feelings); i++) {
        const GArray *list = verdict->evidence[feelings[i]];
        for (guint e = 0; list != NULL && e < list->len; e++) {
            const Evidence *one = &g_array_index(list, Evidence, e);
            for (size_t t = 0; one->in_subject == subject && t < count; t++)
                felt[t] |= tokens[t].start >= one->start && tokens[t].end <= one->end;
        }
    }
}

static bool is_worded(const char *word) {
    size_t letters = 0;
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        const bool plain = (unsigned char)*at < 0x80; // no call for most
        if (plain ? !g_ascii_isalpha(*at) : !g_unichar_isalpha(g_utf8_get_char(at)))
            return false;
        letters++;
    }
    return letters >= WORD_LEAST;
}

// A number that may be the same for many ("99 %"), no year and no reference.
static bool is_figure(const char *word) {
    size_t length = strlen(word);
    return (length == 2 || length == 3) && strspn(word, "0123456789") == length;
}

// A capital where none need be is a name; German writes all its nouns so.
static bool is_named(const Token *token, const char *language) {
    return token->initial && !token->sentence && !token->capitals && strcmp(language, "de") != 0;
}

// What the words of each token's sentence are. Those of a frame that two mails fill are the same.
static void hash_sentences(const char *text, const Token *tokens, size_t count, uint32_t *said) {
    size_t next = 0;
    for (const char *at = text; *at != '\0' && next < count;) {
        const char *end = fingerprint_sentence_end(at);
        uint32_t hash = 1;
        size_t first = next;
        for (; next < count && tokens[next].first < (size_t)(end - text); next++)
            hash = hash * 31 + g_str_hash(tokens[next].text);
        for (size_t i = first; i < next && next - first >= FRAME_LEAST; i++)
            said[i] = hash;
        at = end;
    }
}

static void add_words(TraitBag *bag, const Token *tokens, size_t count, const bool *felt,
                      const uint32_t *said, const char *language, double raised) {
    for (size_t i = 0; i < count; i++) {
        bag->said = said[i];
        if (is_figure(tokens[i].text))
            trait_add(bag, TRAIT_WORD, tokens[i].text, 2 * raised);
        if (felt[i] || !is_worded(tokens[i].text))
            continue;
        double rarity = word_rarity(tokens[i].text);
        if (rarity < rarity_least)
            continue;
        char stem[64];
        word_stem(tokens[i].text, stem, sizeof stem);
        trait_add(bag, is_named(&tokens[i], language) ? TRAIT_NAME : TRAIT_WORD,
                  is_named(&tokens[i], language) ? tokens[i].text : stem, 0.5 * rarity * raised);
    }
}

// What is wrong tells problems of one thing apart.
static double concept_weight(const Concept *concept) {
    double factor = concept->sort == CONCEPT_ACT     ? act_lowered
                    : concept->sort == CONCEPT_FAULT ? fault_raised
                    : concept->sort == CONCEPT_WHEN  ? when_lowered
                                                     : 1;
    return concept->rarity / 100.0 * factor;
}

static void add_text(TraitBag *bag, const char *text, const Verdict *verdict, bool subject) {
    double raised = subject ? subject_raised : 1;
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    g_autofree bool *felt = g_new0(bool, count + 1);
    mark_feelings(verdict, subject, tokens, count, felt);
    g_autofree uint32_t *said = g_new0(uint32_t, count + 1);
    hash_sentences(text, tokens, count, said);
    bag->said = 0;
    trait_add_codes(bag, text, raised);
    g_autoptr(GArray) hits = concept_find(tokens, count, verdict->language);
    for (guint i = 0; i < hits->len; i++) {
        const ConceptHit *hit = &g_array_index(hits, ConceptHit, i);
        const Concept *concept = concept_at(hit->concept);
        bag->said = said[hit->first];
        trait_add(bag, TRAIT_CONCEPT, concept->name, concept_weight(concept) * raised);
        felt[hit->first] = true;
    }
    add_words(bag, tokens, count, felt, said, verdict->language, raised);
}

static int trait_compare(const void *left, const void *right) {
    const Trait *a = *(const Trait *const *)left, *b = *(const Trait *const *)right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return strcmp(a->word, b->word);
}

// Words are the many: they must not push out what tells more.
static void keep_most_telling(GPtrArray *traits) {
    g_ptr_array_sort(traits, trait_compare);
    unsigned words = 0;
    for (guint i = 0; i < traits->len;) {
        const Trait *trait = g_ptr_array_index(traits, i);
        if (trait->kind == TRAIT_WORD && ++words > WORDS_MOST)
            g_ptr_array_remove_index(traits, i);
        else
            i++;
    }
    if (traits->len > FINGERPRINT_TRAITS)
        g_ptr_array_set_size(traits, FINGERPRINT_TRAITS);
}

static bool tells_enough(const GPtrArray *traits) {
    const Trait *first = traits->len > 0 ? g_ptr_array_index(traits, 0) : NULL;
    return traits->len >= TRAITS_LEAST || (first != NULL && first->kind == TRAIT_ERROR);
}

static char *bounded(const char *text) {
    size_t length = strlen(text);
    if (length <= TEXT_MOST)
        return g_strdup(text);
    const char *end = g_utf8_find_prev_char(text, text + TEXT_MOST);
    return g_strndup(text, end == NULL ? 0 : (size_t)(end - text));
}

Fingerprint *fingerprint_of(const Text *text, const Verdict *verdict) {
    if (!g_utf8_validate(text->body, -1, NULL) || !g_utf8_validate(text->subject, -1, NULL))
        return NULL;
    g_autofree char *whole = bounded(text->body), *subject = bounded(text->subject);
    g_autofree char *core = fingerprint_core(whole), *body = fingerprint_without_stock(core);
    TraitBag bag = {.traits = g_ptr_array_new_with_free_func(trait_free),
                    .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    if (!fingerprint_is_form(whole))
        add_text(&bag, subject, verdict, true);
    add_text(&bag, body, verdict, false);
    g_hash_table_unref(bag.seen);
    keep_most_telling(bag.traits);
    if (!tells_enough(bag.traits)) {
        g_ptr_array_unref(bag.traits);
        return NULL;
    }
    Fingerprint *fingerprint = g_new0(Fingerprint, 1);
    fingerprint->request = verdict->request;
    fingerprint->language = g_strdup(verdict->language);
    fingerprint->traits = bag.traits;
    return fingerprint;
}

void fingerprint_free(Fingerprint *fingerprint) {
    if (fingerprint == NULL)
        return;
    g_free(fingerprint->language);
    g_ptr_array_unref(fingerprint->traits);
    g_free(fingerprint);
}

void fingerprint_put(RecordWriter *writer, const Fingerprint *fingerprint) {
    record_put_u8(writer, (uint8_t)fingerprint->request);
    record_put_string(writer, fingerprint->language);
    record_put_u32(writer, fingerprint->traits->len);
    for (guint i = 0; i < fingerprint->traits->len; i++) {
        const Trait *trait = g_ptr_array_index(fingerprint->traits, i);
        record_put_u8(writer, (uint8_t)trait->kind);
        record_put_string(writer, trait->word);
        record_put_double(writer, (double)trait->weight);
        record_put_u32(writer, trait->said);
    }
}

static bool get_trait(RecordReader *reader, GPtrArray *traits) {
    Trait *trait = g_new0(Trait, 1);
    g_ptr_array_add(traits, trait);
    trait->kind = (TraitKind)record_get_choice(reader, TRAIT_KINDS);
    trait->word = record_get_string(reader);
    double weight = record_get_double(reader);
    trait->said = record_get_u32(reader);
    if (reader->failed || trait->word == NULL || g_utf8_strlen(trait->word, -1) > WORD_MOST ||
        !(weight >= 0 && weight <= 100))
        reader->failed = true;
    trait->weight = (float)weight;
    return !reader->failed;
}

Fingerprint *fingerprint_get(RecordReader *reader) {
    g_autoptr(Fingerprint) fingerprint = g_new0(Fingerprint, 1);
    fingerprint->traits = g_ptr_array_new_with_free_func(trait_free);
    fingerprint->request = (Request)record_get_choice(reader, REQUEST_COUNT);
    fingerprint->language = record_get_string(reader);
    uint32_t count = record_get_count(reader, 10);
    if (fingerprint->language == NULL || strlen(fingerprint->language) > 8 || count > FINGERPRINT_TRAITS)
        reader->failed = true;
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        if (!get_trait(reader, fingerprint->traits))
            break;
    }
    return reader->failed ? NULL : g_steal_pointer(&fingerprint);
}
