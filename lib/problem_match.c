// Known problems in what a customer newly wrote. All patterns of one PM stand in
// one set, so that a text is gone through once however many there are. A fault
// is mostly told with a negation in front ("we cannot export ..."), so that one which
// covers the whole of what is found counts; one that begins within it turns it into its opposite ("the export
// is not empty"), and does not.
#include "problem_match.h"

#include <string.h>

#include "features.h"
#include "fingerprint.h"
#include "pattern.h"
#include "values.h"

enum { PATTERNS_MOST = 2000, WORDS_MOST = 120 };

typedef struct OfPm {
    PatternSet *set;
    GArray *owners; // uint64_t by the pattern's number: whose it is
} OfPm;

struct ProblemPatterns {
    gatomicrefcount references;
    uint64_t changes;
    GHashTable *pms; // name -> OfPm
};

// --- reading ---

static void of_pm_free(void *data) {
    OfPm *of = data;
    pattern_set_free(of->set);
    g_array_unref(of->owners);
    g_free(of);
}

static OfPm *take_pm(GHashTable *pms, const char *pm) {
    OfPm *of = g_hash_table_lookup(pms, pm);
    if (of != NULL)
        return of;
    of = g_new0(OfPm, 1);
    of->set = pattern_set_new();
    of->owners = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_hash_table_insert(pms, g_strdup(pm), of);
    return of;
}

// What a failed compilation left behind belongs to no pattern.
static bool take_pattern(OfPm *of, const Problem *problem, const char *written) {
    if (!pattern_add(of->set, written, NULL))
        return false;
    g_array_append_val(of->owners, problem->id);
    return true;
}

// Expiry is asked when something is found, so that no set goes out of date by itself.
static bool note_live(StoreTxn *txn, const Problem *problem, void *data) {
    (void)txn;
    if (problem->patterns->len > 0 && (problem->status == PROBLEM_OPEN || problem->status == PROBLEM_FIXED))
        g_array_append_val((GArray *)data, problem->id);
    return true;
}

static void take_problem(ProblemPatterns *patterns, const Problem *problem, unsigned *left) {
    OfPm *of = take_pm(patterns->pms, problem->pm);
    for (guint i = 0; i<problem->patterns->len && * left> 0; i++)
        *left -= take_pattern(of, problem, problem->patterns->pdata[i]);
}

static void take_all(StoreTxn *txn, ProblemPatterns *patterns) {
    g_autoptr(GArray) live = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    unsigned left = PATTERNS_MOST;
    problem_walk(txn, note_live, live);
    for (guint i = live->len; i > 0 && left > 0; i--) { // they come in order of their opening
        g_autoptr(Problem) problem = problem_get(txn, g_array_index(live, uint64_t, i - 1));
        if (problem != NULL)
            take_problem(patterns, problem, &left);
    }
    GHashTableIter iter;
    void *of;
    g_hash_table_iter_init(&iter, patterns->pms);
    while (g_hash_table_iter_next(&iter, NULL, &of))
        pattern_index(((OfPm *)of)->set);
}

ProblemPatterns *problem_patterns_read(StoreTxn *txn, ProblemPatterns *known) {
    const uint64_t changes = problem_changes(txn);
    if (known != NULL && known->changes == changes)
        return problem_patterns_ref(known);
    ProblemPatterns *patterns = g_new0(ProblemPatterns, 1);
    g_atomic_ref_count_init(&patterns->references);
    patterns->changes = changes;
    patterns->pms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, of_pm_free);
    take_all(txn, patterns);
    return patterns;
}

ProblemPatterns *problem_patterns_ref(ProblemPatterns *patterns) {
    g_atomic_ref_count_inc(&patterns->references);
    return patterns;
}

void problem_patterns_unref(ProblemPatterns *patterns) {
    if (patterns == NULL || !g_atomic_ref_count_dec(&patterns->references))
        return;
    g_hash_table_unref(patterns->pms);
    g_free(patterns);
}

// --- finding ---

static void clear_hit(void *data) {
    ProblemHit *hit = data;
    g_clear_pointer(&hit->words, g_free);
}

void problem_hits_free(GArray *hits) {
    if (hits != NULL)
        g_array_unref(hits);
}

static bool is_found(const GArray *hits, uint64_t problem) {
    for (guint i = 0; i < hits->len; i++)
        if (g_array_index(hits, ProblemHit, i).problem == problem)
            return true;
    return false;
}

static void add_hit(GArray *hits, uint64_t problem, const char *text, const Token *first, const Token *last) {
    g_autofree char *words = g_strndup(text + first->first, last->last - first->first);
    const ProblemHit hit = {.problem = problem, .words = values_short(words, WORDS_MOST)};
    g_array_append_val(hits, hit);
}

static void find_in(const OfPm *of, const char *text, GArray *hits) {
    if (text == NULL || *text == '\0' || !g_utf8_validate(text, -1, NULL))
        return;
    g_autoptr(Features) features = features_of(text);
    size_t count;
    const Token *tokens = features_tokens(features, &count);
    g_autoptr(GArray) matches = pattern_find(of->set, tokens, count, true);
    for (guint i = 0; i < matches->len; i++) {
        const PatternMatch *match = &g_array_index(matches, PatternMatch, i);
        const uint64_t problem = g_array_index(of->owners, uint64_t, match->pattern);
        const bool turned = match->negated && !tokens[match->first].negated;
        if (!turned && !is_found(hits, problem))
            add_hit(hits, problem, text, &tokens[match->first], &tokens[match->last]);
    }
}

GArray *problem_patterns_find(const ProblemPatterns *patterns, const char *pm, const Text *text) {
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(ProblemHit));
    g_array_set_clear_func(hits, clear_hit);
    const OfPm *of = pm == NULL ? NULL : g_hash_table_lookup(patterns->pms, pm);
    if (of != NULL) {
        find_in(of, text->subject, hits);
        find_in(of, text->body, hits);
    }
    return hits;
}

// --- deciding ---

void problem_match_clear(ProblemMatch *match) {
    g_clear_pointer(&match->problem, problem_free);
    g_clear_pointer(&match->why, g_free);
}

// Itself or the one in which it lives on, if it is that PM's and live.
static Problem *take_live(StoreTxn *txn, const char *pm, uint64_t id, int64_t now) {
    g_autoptr(Problem) problem = problem_get(txn, id);
    if (problem == NULL || strcmp(problem->pm, pm) != 0)
        return NULL;
    if (problem->status != PROBLEM_MERGED)
        return problem_is_live(problem, now) ? g_steal_pointer(&problem) : NULL;
    g_autoptr(Problem) into = problem_find(txn, pm, problem->name);
    return into != NULL && problem_is_live(into, now) ? g_steal_pointer(&into) : NULL;
}

static bool is_newer(const Problem *problem, const Problem *other) {
    return problem->opened != other->opened ? problem->opened > other->opened : problem->id > other->id;
}

static void match_hits(StoreTxn *txn, const char *pm, const GArray *hits, int64_t now, ProblemMatch *match) {
    for (guint i = 0; i < hits->len; i++) {
        const ProblemHit *hit = &g_array_index(hits, ProblemHit, i);
        Problem *problem = take_live(txn, pm, hit->problem, now);
        if (problem != NULL && (match->problem == NULL || is_newer(problem, match->problem))) {
            problem_match_clear(match);
            *match = (ProblemMatch){.problem = problem, .how = LINK_BY_PATTERN, .sure = 1};
            match->why = g_strdup(hit->words);
        } else {
            problem_free(problem);
        }
    }
}

// The problem that a conversation shows, by the word of a person.
static Problem *shown_by(StoreTxn *txn, const char *pm, uint64_t id, int64_t now) {
    g_autoptr(Thread) thread = thread_get(txn, id);
    if (thread == NULL || thread->problem == NULL)
        return NULL;
    g_autoptr(Problem) problem = problem_find(txn, pm, thread->problem);
    if (problem == NULL || !problem_is_live(problem, now))
        return NULL;
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, thread->id);
    return link != NULL && link->how == LINK_BY_HAND ? g_steal_pointer(&problem) : NULL;
}

static void match_alike(StoreTxn *txn, const char *pm, const GArray *alike, int64_t now,
                        ProblemMatch *match) {
    for (guint i = 0; i < alike->len; i++) {
        const LikeThread *like = &g_array_index(alike, LikeThread, i);
        if (like->likeness < FINGERPRINT_SAME || (match->problem != NULL && like->likeness <= match->sure))
            continue;
        if (like->seen && !like->of_problem)
            continue; // what was linked since is found by the next
        Problem *problem = shown_by(txn, pm, like->thread, now);
        if (problem == NULL)
            continue;
        g_autofree char *id = thread_id_format(like->thread);
        problem_match_clear(match);
        *match = (ProblemMatch){.problem = problem, .how = LINK_BY_LIKENESS, .sure = MIN(like->likeness, 1)};
        match->why = g_strdup_printf("like %s", id);
    }
}

void problem_match(StoreTxn *txn, const char *pm, const GArray *hits, const GArray *alike, int64_t now,
                   ProblemMatch *match) {
    *match = (ProblemMatch){.problem = NULL};
    if (hits != NULL)
        match_hits(txn, pm, hits, now, match);
    if (match->problem == NULL && alike != NULL)
        match_alike(txn, pm, alike, now, match);
}

bool problem_match_is_sure(const ProblemMatch *match) {
    return match->problem != NULL && (match->how == LINK_BY_PATTERN || match->sure >= FINGERPRINT_SURE);
}
