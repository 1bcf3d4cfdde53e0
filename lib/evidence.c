// Each token has its share of a score. A run begins and ends with tokens that
// matter, may bridge one that does not ("sick of *all* this"), and stays within
// its sentence. What is left out are crumbs.
#include "evidence.h"

#include <string.h>

enum { EVIDENCE_MAX = 8, RUN_MOST = 14, BRIDGE = 1 };
#define CRUMB 0.08F // a token that adds less ends a run
#define LEAST 0.30F // a run that adds less is no evidence

typedef struct Search {
    const Weighing *weighing;
    const Utterance *utterance;
    unsigned class;
    GArray *found;
} Search;

static void evidence_clear(void *data) {
    g_free(((Evidence *)data)->text);
}

static float share(const Search *search, unsigned part, size_t token) {
    return search->weighing->added[part][token * CLASS_STRIDE + search->class];
}

static void keep(const Search *search, unsigned part, size_t first, size_t last, float weight) {
    size_t count;
    const Token *tokens = features_tokens(search->utterance->features[part], &count);
    const char *text = search->utterance->text[part] + tokens[first].first;
    Evidence one = {.text = g_strndup(text, tokens[last].last - tokens[first].first),
                    .start = tokens[first].start,
                    .end = tokens[last].end,
                    .in_subject = part == PART_SUBJECT,
                    .weight = weight};
    g_array_append_val(search->found, one);
}

// The last token of the run that begins at `first`; `*weight` is what it adds.
static size_t run_end(const Search *search, unsigned part, size_t first, float *weight) {
    size_t count, last = first;
    const Token *tokens = features_tokens(search->utterance->features[part], &count);
    float sum = 0, bridged = 0;
    for (size_t at = first; at < count && at < first + RUN_MOST && at <= last + BRIDGE + 1; at++) {
        if (at > first && tokens[at].sentence)
            break;
        float own = share(search, part, at);
        if (own < CRUMB) {
            bridged += own;
            continue;
        }
        sum += bridged + own;
        bridged = 0;
        last = at;
    }
    *weight = sum;
    return last;
}

static void search_part(const Search *search, unsigned part) {
    if (search->utterance->features[part] == NULL)
        return;
    size_t count;
    (void)features_tokens(search->utterance->features[part], &count);
    for (size_t at = 0; at < count; at++) {
        if (share(search, part, at) < CRUMB)
            continue;
        float weight;
        size_t last = run_end(search, part, at, &weight);
        if (weight >= LEAST)
            keep(search, part, at, last, weight);
        at = last;
    }
}

static int evidence_compare(const void *left, const void *right) {
    const Evidence *a = left, *b = right;
    if (a->weight < b->weight || a->weight > b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->in_subject != b->in_subject)
        return a->in_subject ? 1 : -1;
    return a->start < b->start ? -1 : a->start > b->start;
}

// A signal may be there by many small shares, none of them a run: then its strongest token stands for it.
static void keep_strongest(const Search *search) {
    unsigned best_part = PART_COUNT;
    size_t best = 0;
    for (unsigned part = 0; part < PART_COUNT; part++) {
        size_t count = 0;
        if (search->utterance->features[part] != NULL)
            (void)features_tokens(search->utterance->features[part], &count);
        for (size_t at = 0; at < count; at++) {
            if (best_part == PART_COUNT || share(search, part, at) > share(search, best_part, best)) {
                best_part = part;
                best = at;
            }
        }
    }
    if (best_part < PART_COUNT)
        keep(search, best_part, best, best, share(search, best_part, best));
}

GArray *evidence_of(const Weighing *weighing, const Utterance *utterance, unsigned class) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Evidence));
    g_array_set_clear_func(found, evidence_clear);
    Search search = {.weighing = weighing, .utterance = utterance, .class = class, .found = found};
    search_part(&search, PART_BODY);
    search_part(&search, PART_SUBJECT);
    if (found->len == 0 && weighing->sums[class] >= 0)
        keep_strongest(&search);
    g_array_sort(found, evidence_compare);
    if (found->len > EVIDENCE_MAX)
        g_array_set_size(found, EVIDENCE_MAX);
    return found;
}
