// How alike two fingerprints are: some similarities, each bounded, in a sum
// that was learned from labelled pairs (contrib/train/pairs; make-likeness). The
// same thing with another fault is another problem, so faults that are apart
// speak against it, as codes do.
#include "fingerprint_parts.h"

#include <math.h>
#include <string.h>

#include "fingerprint_weights.h"

enum { WHY_MOST = 6, WHY_WORDS = 5, UNFRAMED_LEAST = 1 };

// A trait as it is compared: numbers instead of words.
typedef struct Mark {
    const Trait *trait;
    const Concept *concept; // of a concept still known
    uint32_t hash;
    bool shared;
} Mark;

typedef struct Marks {
    Mark list[FINGERPRINT_TRAITS];
    unsigned count;
} Marks;

static void marks_of(const Fingerprint *fingerprint, Marks *marks) {
    marks->count = MIN(fingerprint->traits->len, FINGERPRINT_TRAITS);
    for (unsigned i = 0; i < marks->count; i++) {
        const Trait *trait = g_ptr_array_index(fingerprint->traits, i);
        marks->list[i] = (Mark){.trait = trait,
                                .concept = trait->kind == TRAIT_CONCEPT ? concept_named(trait->word) : NULL,
                                .hash = g_str_hash(trait->word) * 4 + trait->kind};
    }
}

static bool is_same(const Mark *left, const Mark *right) {
    return left->hash == right->hash && left->trait->kind == right->trait->kind &&
           strcmp(left->trait->word, right->trait->word) == 0;
}

static void share(Marks *left, Marks *right) {
    for (unsigned i = 0; i < left->count; i++) {
        for (unsigned j = 0; j < right->count; j++) {
            if (is_same(&left->list[i], &right->list[j]))
                left->list[i].shared = right->list[j].shared = true;
        }
    }
}

static bool is_identical(const Marks *left, const Marks *right) {
    for (unsigned i = 0; i < left->count; i++) {
        if (!left->list[i].shared)
            return false;
    }
    return left->count == right->count;
}

static bool is_framed(const Mark *mark, const Marks *other) {
    for (unsigned i = 0; mark->trait->said != 0 && i < other->count; i++) {
        if (other->list[i].trait->said == mark->trait->said)
            return mark->trait->kind != TRAIT_ERROR;
    }
    return false;
}

static unsigned unframed_of(const Marks *marks, const Marks *other, Marks *left) {
    unsigned concepts = 0;
    left->count = 0;
    for (unsigned i = 0; i < marks->count; i++) {
        if (is_framed(&marks->list[i], other))
            continue;
        left->list[left->count++] = marks->list[i];
        concepts += marks->list[i].concept != NULL ? 1 : 0;
    }
    return concepts;
}

// A sentence that stands in both word for word is no evidence: people do not describe a fault in the same
// words, a frame does. Where little else is said it is kept: one mail was sent again.
static void drop_frame(Marks *left, Marks *right) {
    Marks a, b;
    if (unframed_of(left, right, &a) < UNFRAMED_LEAST || unframed_of(right, left, &b) < UNFRAMED_LEAST)
        return;
    *left = a;
    *right = b;
}

// What the traits of some sort weigh, and what those weigh that are shared.
typedef struct Sum {
    double all, shared, squares, shared_squares;
} Sum;

typedef bool (*Chooser)(const Mark *mark);

static Sum sum_of(const Marks *marks, Chooser chosen) {
    Sum sum = {0};
    for (unsigned i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->list[i];
        double weight = (double)mark->trait->weight;
        if (!chosen(mark))
            continue;
        sum.all += weight;
        sum.squares += weight * weight;
        sum.shared += mark->shared ? weight : 0;
        sum.shared_squares += mark->shared ? weight * weight : 0;
    }
    return sum;
}

static bool is_code(const Mark *mark) {
    return trait_is_code(mark->trait);
}
static bool is_status(const Mark *mark) {
    return trait_is_status(mark->trait);
}
static bool is_said(const Mark *mark) {
    return mark->trait->kind == TRAIT_ERROR && !is_code(mark) && !is_status(mark);
}
static bool is_name(const Mark *mark) {
    return mark->trait->kind == TRAIT_NAME;
}
static bool is_word(const Mark *mark) {
    return mark->trait->kind == TRAIT_WORD;
}
static bool is_concept(const Mark *mark) {
    return mark->concept != NULL;
}
static bool is_fault(const Mark *mark) {
    return is_concept(mark) && mark->concept->sort == CONCEPT_FAULT;
}

// `doubt` is added to the norm: two short texts that share their one concept are not yet alike.
static double cosine(const Marks *left, const Marks *right, Chooser chosen, double doubt) {
    Sum a = sum_of(left, chosen), b = sum_of(right, chosen);
    double norm = sqrt(a.squares * b.squares);
    return norm <= 0 ? 0 : sqrt(a.shared_squares * b.shared_squares) / (norm + doubt);
}

// From 0 to 1, the half of it at `half`.
static double bounded(double weight, double half) {
    return weight / (weight + half);
}

static double shared_weight(const Marks *left, const Marks *right, Chooser chosen) {
    return (sum_of(left, chosen).shared + sum_of(right, chosen).shared) / 2;
}

static double apart(const Marks *left, const Marks *right, Chooser chosen) {
    Sum a = sum_of(left, chosen), b = sum_of(right, chosen);
    return a.all > 0 && b.all > 0 && a.shared <= 0 ? 1 : 0;
}

static double cover(const Marks *left, const Marks *right) {
    Sum a = sum_of(left, is_concept), b = sum_of(right, is_concept);
    double least = MIN(a.all, b.all);
    return MIN(a.shared, b.shared) / (least + 8);
}

// By families: what is near in meaning, though not said alike.
static double near(const Marks *left, const Marks *right, Chooser chosen) {
    double a[CONCEPT_FAMILIES] = {0}, b[CONCEPT_FAMILIES] = {0}, product = 0, squares = 0, others = 0;
    for (unsigned i = 0; i < left->count; i++) {
        if (chosen(&left->list[i]))
            a[left->list[i].concept->family % CONCEPT_FAMILIES] += (double)left->list[i].trait->weight;
    }
    for (unsigned i = 0; i < right->count; i++) {
        if (chosen(&right->list[i]))
            b[right->list[i].concept->family % CONCEPT_FAMILIES] += (double)right->list[i].trait->weight;
    }
    for (unsigned i = 0; i < CONCEPT_FAMILIES; i++) {
        product += a[i] * b[i];
        squares += a[i] * a[i];
        others += b[i] * b[i];
    }
    return product <= 0 ? 0 : product / sqrt(squares * others);
}

bool fingerprint_in_one_language(const Fingerprint *left, const Fingerprint *right) {
    return strcmp(left->language, right->language) == 0 && strcmp(left->language, "und") != 0;
}

// Both tell what is wrong, and it is not the same; what is near counts for half of that.
static double faults_apart(const Marks *left, const Marks *right) {
    Sum a = sum_of(left, is_fault), b = sum_of(right, is_fault);
    double same = cosine(left, right, is_fault, 0);
    return bounded(MIN(a.all, b.all), 2) * (1 - MAX(same, near(left, right, is_fault) / 2));
}

// People who tell of one fault do not choose the same words: of 295 such pairs one has a cosine above 0.4.
// What has it, at some length, is a frame with other contents; or one mail sent again, which is alike in all.
static double frame(const Marks *left, const Marks *right, double words) {
    double length = shared_weight(left, right, is_word);
    if (cosine(left, right, is_word, 0) > 0.9)
        return 0;
    return CLAMP((words - 0.35) / 0.15, 0, 1) * CLAMP((length - 20) / 8, 0, 1);
}

static void compare_marks(const Marks *a, const Marks *b, double alike[LIKE_COUNT]) {
    alike[LIKE_MEANT] = cosine(a, b, is_concept, 20);
    alike[LIKE_COVER] = cover(a, b);
    alike[LIKE_FAULTS_APART] = faults_apart(a, b);
    alike[LIKE_CODE] = bounded(shared_weight(a, b, is_code), 5);
    alike[LIKE_CODE_APART] = apart(a, b, is_code);
    alike[LIKE_STATUS] = bounded(shared_weight(a, b, is_status), 2);
    alike[LIKE_STATUS_APART] = apart(a, b, is_status);
    alike[LIKE_SAID] = bounded(shared_weight(a, b, is_said), 3);
    alike[LIKE_NAME] = bounded(shared_weight(a, b, is_name), 5);
    alike[LIKE_WORDS] = cosine(a, b, is_word, 10);
    alike[LIKE_FRAME] = frame(a, b, alike[LIKE_WORDS]);
}

void fingerprint_compare(const Fingerprint *left, const Fingerprint *right, double alike[LIKE_COUNT]) {
    Marks a, b;
    marks_of(left, &a);
    marks_of(right, &b);
    share(&a, &b);
    if (!is_identical(&a, &b))
        drop_frame(&a, &b);
    compare_marks(&a, &b, alike);
    alike[LIKE_TWO] = fingerprint_in_one_language(left, right) ? 0 : 1;
}

static const char *const kind_labels[TRAIT_KINDS] = {"error ", "name ", "about ", "words "};

// A line a kind: errors and names one by one, concepts and words together.
static void tell_why(const Marks *marks, GPtrArray *why) {
    for (unsigned kind = 0; kind < TRAIT_KINDS; kind++) {
        g_autoptr(GString) line = g_string_new(NULL);
        unsigned words = 0;
        for (unsigned i = 0; i < marks->count && words < WHY_WORDS; i++) {
            const Mark *mark = &marks->list[i];
            if (!mark->shared || mark->trait->kind != kind)
                continue;
            g_string_append(line, words++ == 0 ? kind_labels[kind] : ", ");
            g_string_append(line, mark->trait->word);
        }
        if (words > 0 && why->len < WHY_MOST)
            g_ptr_array_add(why, g_strdup(line->str));
    }
}

double fingerprint_likeness(const Fingerprint *left, const Fingerprint *right, GPtrArray *why) {
    Marks a, b;
    double alike[LIKE_COUNT] = {0};
    marks_of(left, &a);
    marks_of(right, &b);
    share(&a, &b);
    bool identical = is_identical(&a, &b);
    if (!identical)
        drop_frame(&a, &b);
    if (why != NULL)
        tell_why(&a, why);
    if (identical)
        return 1;
    compare_marks(&a, &b, alike);
    alike[LIKE_TWO] = fingerprint_in_one_language(left, right) ? 0 : 1;
    double sum = like_weights[LIKE_COUNT];
    for (unsigned i = 0; i < LIKE_COUNT; i++)
        sum += like_weights[i] * alike[i];
    return 1 / (1 + exp(-CLAMP(sum, -30, 30)));
}
