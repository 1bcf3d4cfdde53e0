// How well and how fast fingerprints tell problems apart.
//   fingerprint pairs MESSAGES PAIRS     a line a pair: label, kind, languages, likeness, shared keys,
//   similarities fingerprint count FILE...            how many messages mention each concept ("* all" first),
//   then each stem fingerprint show MESSAGES ID...      the traits of some fingerprint cost MESSAGES
//   microseconds of processor time
// MESSAGES and PAIRS as in contrib/train/pairs, FILE as in contrib/train/messages.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "common/written.h"

static void fingerprint_clear(void *fingerprint) {
    fingerprint_free(fingerprint);
}

// By id: "== ID problem=NAME language=xx", then the mail.
static GHashTable *read_messages(const char *path) {
    GHashTable *mails = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) blocks = written_mails(path);
    if (blocks == NULL)
        exit(66);
    for (char **block = blocks; *block != NULL; block++) {
        char *line = strchr(*block, '\n');
        if (line != NULL)
            g_hash_table_insert(mails, g_strndup(*block, strcspn(*block, " ")), g_strdup(line + 1));
    }
    return mails;
}

static GHashTable *read_fingerprints(const Judge *judge, const char *path) {
    g_autoptr(GHashTable) mails = read_messages(path);
    GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, fingerprint_clear);
    GHashTableIter iter;
    void *id, *mail;
    g_hash_table_iter_init(&iter, mails);
    while (g_hash_table_iter_next(&iter, &id, &mail))
        g_hash_table_insert(all, g_strdup(id), judge_fingerprint(judge, mail));
    return all;
}

static unsigned shared_keys(const Fingerprint *left, const Fingerprint *right) {
    uint64_t a[FINGERPRINT_KEYS], b[FINGERPRINT_KEYS];
    unsigned count = fingerprint_keys(left, a), others = fingerprint_keys(right, b), shared = 0;
    for (unsigned i = 0; i < count; i++) {
        for (unsigned j = 0; j < others; j++)
            shared += a[i] == b[j] ? 1 : 0;
    }
    return shared;
}

static void print_pair(char **fields, const Fingerprint *left, const Fingerprint *right) {
    if (left == NULL || right == NULL) {
        (void)printf("%s\t%s\t%s\t%s\t-\t0\t0\n", fields[0], fields[1], fields[2], fields[3]);
        return;
    }
    double alike[LIKE_COUNT] = {0};
    fingerprint_compare(left, right, alike);
    (void)printf("%s\t%s\t%s\t%s\t%s\t%.4f\t%u", fields[0], fields[1], fields[2], fields[3],
                 fingerprint_in_one_language(left, right) ? "one" : "two",
                 fingerprint_likeness(left, right, NULL), shared_keys(left, right));
    for (unsigned i = 0; i < LIKE_COUNT; i++)
        (void)printf("\t%.4f", alike[i]);
    (void)printf("\n");
}

static void print_pairs(GHashTable *all, const char *path) {
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        exit(66);
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        if (**line != '#' && g_strv_length(fields) == 4)
            print_pair(fields, g_hash_table_lookup(all, fields[0]), g_hash_table_lookup(all, fields[1]));
    }
}

static void show(GHashTable *all, char **ids) {
    static const char *const kinds[TRAIT_KINDS] = {"error", "name", "concept", "word"};
    for (char **id = ids; *id != NULL; id++) {
        const Fingerprint *fingerprint = g_hash_table_lookup(all, *id);
        (void)printf("%s: %s %s\n", *id, fingerprint == NULL ? "none" : fingerprint->language,
                     fingerprint == NULL ? "" : request_name(fingerprint->request));
        for (guint i = 0; fingerprint != NULL && i < fingerprint->traits->len; i++) {
            const Trait *trait = g_ptr_array_index(fingerprint->traits, i);
            (void)printf("  %s %s %.1f\n", kinds[trait->kind], trait->word, (double)trait->weight);
        }
    }
}

static void note(GHashTable *counts, GHashTable *seen, const char *word) {
    if (!g_hash_table_add(seen, g_strdup(word)))
        return;
    unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, word));
    g_hash_table_insert(counts, g_strdup(word), GUINT_TO_POINTER(count + 1));
}

// Stems by language, since a word of a language with few messages is not rare for that.
static void count_text(const Judge *judge, const char *text, GHashTable *concepts, GHashTable *stems) {
    Text whole = {.body = (char *)text, .subject = (char *)""};
    g_autoptr(Features) features = features_of(text);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    const char *language = verdict_language(judge->guesser, &whole);
    g_autoptr(GArray) hits = concept_find(tokens, count, language);
    g_autofree char *everything = g_strdup_printf("%s *", language);
    note(stems, seen, everything);
    for (guint i = 0; i < hits->len; i++)
        note(concepts, seen, concept_at(g_array_index(hits, ConceptHit, i).concept)->name);
    for (size_t i = 0; i < count; i++) {
        char stem[64];
        word_stem(tokens[i].text, stem, sizeof stem);
        g_autofree char *word = g_strdup_printf("%s %s", language, stem);
        note(stems, seen, word);
    }
}

static void print_counts(GHashTable *counts, const char *label) {
    GHashTableIter iter;
    void *word, *count;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &word, &count))
        (void)printf("%s\t%s\t%u\n", label, (char *)word, GPOINTER_TO_UINT(count));
}

static void count_files(const Judge *judge, char **paths) {
    g_autoptr(GHashTable) concepts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned all = 0;
    for (char **path = paths; *path != NULL; path++) {
        g_autofree char *content = NULL;
        if (!g_file_get_contents(*path, &content, NULL, NULL))
            exit(66);
        g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
        for (char **line = lines; *line != NULL; line++) {
            json_t *object = json_loads(*line, 0, NULL);
            const char *text = json_string_value(json_object_get(object, "text"));
            const char *subject = json_string_value(json_object_get(object, "subject"));
            g_autofree char *both = g_strconcat(subject == NULL ? "" : subject, "\n", text, NULL);
            if (text != NULL)
                count_text(judge, both, concepts, stems);
            all += text != NULL ? 1 : 0;
            json_decref(object);
        }
    }
    (void)printf("all\t*\t%u\n", all);
    print_counts(concepts, "concept");
    print_counts(stems, "stem");
}

static double now_in_microseconds(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void cost(const Judge *judge, const char *path) {
    enum { ROUNDS = 2000 };
    g_autoptr(GHashTable) mails = read_messages(path);
    g_autofree char *body = g_strdup("");
    GHashTableIter iter;
    void *mail;
    g_hash_table_iter_init(&iter, mails);
    while (strlen(body) < 900 && g_hash_table_iter_next(&iter, NULL, &mail)) { // about 150 words
        g_autofree char *longer = g_strconcat(body, mail, "\n", NULL);
        g_free(g_steal_pointer(&body));
        body = g_steal_pointer(&longer);
    }
    Text text = {.body = body, .subject = (char *)"Export of invoices is empty"};
    g_autoptr(Verdict) verdict = verdict_of(judge->model, judge->guesser, &text, false);
    double before = now_in_microseconds();
    for (unsigned i = 0; i < ROUNDS; i++)
        fingerprint_free(fingerprint_of(&text, verdict));
    double each = (now_in_microseconds() - before) / ROUNDS;
    g_autoptr(Fingerprint) one = fingerprint_of(&text, verdict);
    text.subject = (char *)"Printer";
    g_autoptr(Fingerprint) other = fingerprint_of(&text, verdict);
    before = now_in_microseconds();
    double sum = 0;
    for (unsigned i = 0; i < ROUNDS; i++)
        sum += fingerprint_likeness(one, other, NULL);
    (void)printf("fingerprint of %zu bytes in %s: %.0f us, likeness (%.2f): %.1f us\n", strlen(body),
                 verdict->language, each, sum / ROUNDS, (now_in_microseconds() - before) / ROUNDS);
}

int main(int argc, char **argv) {
    g_autoptr(Judge) judge = judge_new();
    if (argc < 3 || judge == NULL)
        return 64;
    if (strcmp(argv[1], "count") == 0) {
        count_files(judge, argv + 2);
        return 0;
    }
    if (strcmp(argv[1], "cost") == 0) {
        cost(judge, argv[2]);
        return 0;
    }
    g_autoptr(GHashTable) all = read_fingerprints(judge, argv[2]);
    if (strcmp(argv[1], "show") == 0)
        show(all, argv + 3);
    else if (argc == 4)
        print_pairs(all, argv[3]);
    return 0;
}
