// Scoring: which phrases of the model stand in a text, and what each adds.
// Overlapping phrases of a class would count the same words twice, so the
// strongest takes the place; further phrases count less and less, because ten
// mild remarks are not one threat. Both are decided before a contribution is
// written down: the contributions add up to the sum exactly.
#include "model_file.h"

#include <stdlib.h>
#include <string.h>
#include "builtin.h"

static const char *const signal_names[SIGNAL_COUNT] = {
    "anger",   "anxiety", "impact",         "urgency",  "churn",    "legal",     "public",
    "manager", "repeat",  "broken-promise", "identity", "security", "gratitude", "resolved"};
static const char *const request_names[REQUEST_COUNT] = {
    "outage",   "defect",  "enhancement", "how-to",   "billing", "access", "delivery",
    "contract", "conduct", "privacy",     "security", "praise",  "other"};

static int name_find(const char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    return -1;
}

const char *signal_name(Signal signal) {
    return signal_names[signal];
}

int signal_find(const char *name) {
    return name_find(signal_names, SIGNAL_COUNT, name);
}

const char *request_name(Request request) {
    return request_names[request];
}

int request_find(const char *name) {
    return name_find(request_names, REQUEST_COUNT, name);
}

float model_bias(const Model *model, unsigned class) {
    return model->bias[class];
}

Model *model_builtin(GError **error) {
    g_autoptr(Model) model = model_new();
    g_auto(GStrv) names = builtin_list("model");
    for (char **name = names; *name != NULL; name++) {
        if (!g_str_has_prefix(*name, "phrases."))
            continue;
        g_autofree char *path = g_strconcat("model/", *name, NULL);
        g_autoptr(GBytes) bytes = builtin_file(path);
        if (bytes == NULL)
            continue;
        gsize size;
        const char *data = g_bytes_get_data(bytes, &size);
        g_autofree char *text = g_strndup(data, size);
        if (!model_add(model, path, text, error))
            return NULL;
    }
    return g_steal_pointer(&model);
}

enum { TOKEN_ATOMS = 12, MATCHES_MAX = 4000, KEPT_MAX = 12, HINT_TOKENS = 200, SHARE_LEAST = 5 };
#define HINT_BELOW 3.0F
#define HINTS_MOST 1.9F

// The atoms a token is: its word, its stems, its endings, a number.
typedef struct Atoms {
    uint32_t atom[TOKEN_ATOMS];
    uint8_t count;
} Atoms;

typedef struct Match {
    uint32_t first, last; // tokens
    uint32_t phrase;
    Target target;
} Match;

typedef struct Scoring {
    const Model *model;
    const Token *tokens;
    size_t count;
    Atoms *atoms;
    guint8 *present; // by atom: some token is it
    guint8 *hopes;   // by phrase: 0 not looked at, 1 each slot fits some token, 2 hopeless
    GArray *matches; // Match
} Scoring;

static void add_atom(Atoms *atoms, uint32_t atom) {
    if (atom != 0 && atoms->count < TOKEN_ATOMS)
        atoms->atom[atoms->count++] = atom;
}

static void find_atoms(const AtomTable *table, const char *text, Atoms *atoms) {
    atoms->count = 0;
    size_t length = strlen(text);
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < length; i++) {
        hash = hash_step(hash, text[i]);
        if ((table->stem_lengths >> (i + 1)) & 1)
            add_atom(atoms, atom_find(table, hash_key(hash, ATOM_STEM)));
    }
    add_atom(atoms, atom_find(table, hash_key(hash, ATOM_WORD)));
    hash = HASH_SEED;
    for (size_t i = 0; i < length; i++) {
        hash = hash_step(hash, text[length - 1 - i]);
        if ((table->ending_lengths >> (i + 1)) & 1)
            add_atom(atoms, atom_find(table, hash_key(hash, ATOM_ENDING)));
    }
    if (g_ascii_isdigit(text[0]) && atoms->count < TOKEN_ATOMS)
        atoms->atom[atoms->count++] = ATOM_NUMBER;
}

static bool slot_fits(const Scoring *scoring, const Slot *slot, size_t at) {
    const uint32_t *choices = &g_array_index(scoring->model->choices, uint32_t, slot->first);
    const Atoms *atoms = &scoring->atoms[at];
    for (uint8_t a = 0; a < atoms->count; a++) {
        uint32_t low = 0, high = slot->count;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (choices[middle] == atoms->atom[a])
                return true;
            if (choices[middle] < atoms->atom[a])
                low = middle + 1;
            else
                high = middle;
        }
    }
    return false;
}

// Most phrases begin with a common word and need a rare one; looking for that once a text spares most of the
// work of trying them wherever the common word stands.
static bool is_hopeful(Scoring *scoring, uint32_t number, const Phrase *phrase) {
    if (scoring->hopes[number] != 0)
        return scoring->hopes[number] == 1;
    scoring->hopes[number] = 2;
    for (unsigned s = 1; s < phrase->slot_count; s++) {
        const Slot *slot = &phrase->slots[s];
        const uint32_t *choices = &g_array_index(scoring->model->choices, uint32_t, slot->first);
        uint32_t i = 0;
        while (i < slot->count && !scoring->present[choices[i]])
            i++;
        if (i == slot->count)
            return false;
    }
    scoring->hopes[number] = 1;
    return true;
}

// Places slot `number` at `at` or after its gap, and the rest behind it. The depth is bounded by
// PHRASE_SLOTS, the width by three gaps of eight words.
static bool place_slots(const Scoring *scoring, const Phrase *phrase, unsigned number, size_t at,
                        size_t *last) {
    if (number == phrase->slot_count)
        return true;
    const Slot *slot = &phrase->slots[number];
    for (size_t skip = 0; skip <= slot->gap && at + skip < scoring->count; skip++) {
        const Token *token = &scoring->tokens[at + skip];
        if (token->sentence && number > 0)
            return false;
        if (!slot_fits(scoring, slot, at + skip) || (token->negated && !phrase->undenied))
            continue;
        *last = at + skip;
        if (place_slots(scoring, phrase, number + 1, at + skip + 1, last))
            return true;
    }
    return false;
}

static void try_phrase(Scoring *scoring, uint32_t number, size_t at) {
    const Phrase *phrase = &g_array_index(scoring->model->phrases, Phrase, number);
    size_t last = at;
    if (!is_hopeful(scoring, number, phrase))
        return;
    if ((phrase->at_start && !scoring->tokens[at].sentence) || !place_slots(scoring, phrase, 0, at, &last))
        return;
    for (unsigned i = 0; i < phrase->target_count; i++) {
        Match match = {
            .first = (uint32_t)at, .last = (uint32_t)last, .phrase = number, .target = phrase->targets[i]};
        if (scoring->matches->len < MATCHES_MAX)
            g_array_append_val(scoring->matches, match);
    }
}

static void find_matches(Scoring *scoring) {
    for (size_t at = 0; at < scoring->count; at++) {
        find_atoms(&scoring->model->table, scoring->tokens[at].text, &scoring->atoms[at]);
        for (uint8_t a = 0; a < scoring->atoms[at].count; a++)
            scoring->present[scoring->atoms[at].atom[a]] = 1;
    }
    for (size_t at = 0; at < scoring->count; at++) {
        for (uint8_t a = 0; a < scoring->atoms[at].count; a++) {
            const GArray *starts =
                g_array_index(scoring->model->starts, GArray *, scoring->atoms[at].atom[a]);
            for (guint i = 0; i < starts->len; i++)
                try_phrase(scoring, g_array_index(starts, uint32_t, i), at);
        }
    }
}

// By class; in it first what excludes, then by strength, then longer, then by place, so that ties never
// depend on the order of the file.
static int match_compare(const void *left, const void *right) {
    const Match *a = left, *b = right;
    if (a->target.class != b->target.class)
        return a->target.class < b->target.class ? -1 : 1;
    if (a->target.excludes != b->target.excludes)
        return a->target.excludes ? -1 : 1;
    float x = a->target.weight < 0 ? -a->target.weight : a->target.weight;
    float y = b->target.weight < 0 ? -b->target.weight : b->target.weight;
    if (x < y || x > y)
        return x > y ? -1 : 1;
    if (a->last - a->first != b->last - b->first)
        return a->last - a->first > b->last - b->first ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->phrase < b->phrase ? -1 : a->phrase > b->phrase;
}

static bool claim(guint8 *taken, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i <= last; i++) {
        if (taken[i] != 0)
            return false;
    }
    memset(taken + first, 1, last - first + 1);
    return true;
}

// What the n-th phrase of a class, strongest first, still counts.
static float share(unsigned n) {
    static const float shares[] = {1.0F, 0.6F, 0.4F, 0.3F, 0.2F, 0.1F};
    return n < G_N_ELEMENTS(shares) ? shares[n] : 0.05F;
}

// What of one class has been heard so far; matches come strongest first.
typedef struct Heard {
    const Match *kept[KEPT_MAX];
    unsigned told, for_it, against;
    float hinted;
} Heard;

// A hint is a word that proves nothing alone. What a message asks for is told by hints alone, so there it is
// none.
static bool is_hint(const Target *target) {
    bool asks = target->class >= CLASS_REQUEST && target->class < CLASS_ASPECT;
    return !asks && target->weight > 0 && target->weight < HINT_BELOW;
}

// Law, press and break-ins are also things that people talk about: their hints alone, however many, stay
// below what is present. In a long text some of any kind stand by chance, so there each counts less.
static float hint_weight(const Scoring *scoring, const Target *target, float weight, Heard *heard) {
    bool topic =
        target->class == SIGNAL_LEGAL || target->class == SIGNAL_PUBLIC || target->class == SIGNAL_SECURITY;
    if (scoring->count > HINT_TOKENS)
        weight *= (float)HINT_TOKENS / (float)scoring->count;
    if (topic)
        weight = MIN(weight, HINTS_MOST - heard->hinted);
    heard->hinted += weight;
    return weight;
}

// The same word by the same phrase is one remark, however often it is made.
static bool is_said(const Scoring *scoring, const Match *match, const Heard *heard) {
    for (unsigned i = 0; i < heard->told; i++) {
        const Match *other = heard->kept[i];
        if (other->phrase == match->phrase &&
            strcmp(scoring->tokens[other->first].text, scoring->tokens[match->first].text) == 0)
            return true;
    }
    return false;
}

static float weigh(const Scoring *scoring, const Match *match, Heard *heard) {
    unsigned n = match->target.weight > 0 ? heard->for_it++ : heard->against++;
    float part = is_said(scoring, match, heard) ? share(SHARE_LEAST) : share(n);
    if (heard->told < KEPT_MAX)
        heard->kept[heard->told++] = match;
    float weight = match->target.weight * part;
    return is_hint(&match->target) ? hint_weight(scoring, &match->target, weight, heard) : weight;
}

static void contribute(const Scoring *scoring, const Match *match, float weight, GArray *contributions,
                       float *sum) {
    Contribution one = {.start = scoring->tokens[match->first].start,
                        .end = scoring->tokens[match->last].end,
                        .first = scoring->tokens[match->first].first,
                        .last = scoring->tokens[match->last].last,
                        .class = match->target.class,
                        .weight = weight};
    g_array_append_val(contributions, one);
    *sum += weight;
}

static void sum_up(const Scoring *scoring, GArray *contributions, float sums[CLASS_COUNT]) {
    g_autofree guint8 *taken = g_malloc0(scoring->count + 1);
    Heard heard = {.told = 0};
    unsigned class = CLASS_COUNT;
    for (guint i = 0; i < scoring->matches->len; i++) {
        const Match *match = &g_array_index(scoring->matches, Match, i);
        if (match->target.class != class) {
            class = match->target.class;
            memset(taken, 0, scoring->count);
            heard = (Heard){.told = 0};
        }
        if (match->target.excludes) {
            memset(taken + match->first, 1, match->last - match->first + 1);
            continue;
        }
        if (!claim(taken, match->first, match->last))
            continue;
        float weight = weigh(scoring, match, &heard);
        if (weight < 0 || weight > 0)
            contribute(scoring, match, weight, contributions, &sums[class]);
    }
}

static int contribution_compare(const void *left, const void *right) {
    const Contribution *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->class < b->class ? -1 : a->class > b->class;
}

GArray *model_score(const Model *model, const Features *features, float sums[CLASS_COUNT]) {
    Scoring scoring = {.model = model};
    scoring.tokens = features_tokens(features, &scoring.count);
    g_autofree Atoms *atoms = g_new(Atoms, scoring.count + 1);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
    g_autofree guint8 *present = g_malloc0(model->starts->len + 1);
    g_autofree guint8 *hopes = g_malloc0(model->phrases->len + 1);
    scoring.atoms = atoms;
    scoring.present = present;
    scoring.hopes = hopes;
    scoring.matches = matches;
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        sums[class] = 0;
    find_matches(&scoring);
    g_array_sort(matches, match_compare);
    GArray *contributions = g_array_new(FALSE, FALSE, sizeof(Contribution));
    sum_up(&scoring, contributions, sums);
    g_array_sort(contributions, contribution_compare);
    return contributions;
}
