// One lesson after another, each on top of those before it. What a lesson may do
// is small and on its own terms; that it does not reach its aim is no fault: more
// like it will.
#include "lesson.h"

#include <math.h>

#include "verdict.h"

enum { STEPS = 4, TERMS_MOST = 64 };
#define MARGIN 0.5F    // past the line, so that a word less does not undo it
#define OWN_SHARE 0.5F // of a step that goes onto words the shipped model does not know
#define LEAST 0.001F

typedef struct Pupil { // one lesson's message, as the model and the layer so far weigh it
    const Model *model;
    Layer *layer;
    const Impression *impression;
    uint32_t lesson;
    float plain[CLASS_STRIDE]; // by the model
    float sums[CLASS_STRIDE];  // with the layer
} Pupil;

typedef struct Move {
    unsigned class;
    bool upwards;
} Move;

static void look(Pupil *pupil) {
    float added[CLASS_STRIDE];
    layer_weigh(pupil->layer, pupil->impression, pupil->plain, added);
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        pupil->sums[class] = pupil->plain[class] + added[class];
}

// ---- on which terms ----------------------------------------------------------

typedef struct Carrier {
    const Trace *trace;
    float share; // how much it speaks for the class
} Carrier;

// How much a term of a kind tells this message from others. Letters and shape say nothing that one message
// could teach.
static const float TELLS[TERM_KINDS] = {
    [TERM_CONCEPT] = 0.25F, [TERM_WORD] = 0.25F, [TERM_WORDS] = 1, [TERM_PAIR] = 1};

static int carrier_compare(gconstpointer left, gconstpointer right) {
    const Carrier *a = left, *b = right;
    if (a->share < b->share || a->share > b->share)
        return a->share > b->share ? -1 : 1;
    return a->trace->key < b->trace->key ? -1 : a->trace->key > b->trace->key;
}

static GArray *find_carriers(const Pupil *pupil, unsigned class, bool own) {
    GArray *carriers = g_array_new(FALSE, FALSE, sizeof(Carrier));
    for (guint i = 0; i < pupil->impression->traces->len; i++) {
        const Trace *trace = &g_array_index(pupil->impression->traces, Trace, i);
        float values[CLASS_STRIDE];
        const bool known = model_trace(pupil->model, pupil->impression, trace, values);
        const Carrier one = {trace, (known ? values[class] : 1) * TELLS[trace->kind]};
        if (known != own && one.share > LEAST)
            g_array_append_val(carriers, one);
    }
    g_array_sort(carriers, carrier_compare);
    if (carriers->len > TERMS_MOST)
        g_array_set_size(carriers, TERMS_MOST);
    return carriers;
}

// Spreads `change` logits of this message over the carriers.
static void spread(const Pupil *pupil, const GArray *carriers, unsigned class, float change) {
    float whole = 0;
    for (guint i = 0; i < carriers->len; i++) {
        const Carrier *one = &g_array_index(carriers, Carrier, i);
        whole += one->share * impression_factor(pupil->impression, one->trace);
    }
    for (guint i = 0; i < carriers->len && whole > LEAST; i++) {
        const Carrier *one = &g_array_index(carriers, Carrier, i);
        layer_teach(pupil->layer, one->trace->key, class, pupil->lesson, change * one->share / whole);
    }
}

// What is still to be moved so that the class passes the line.
static float needed(const Pupil *pupil, Move move) {
    return (move.upwards ? MARGIN : -MARGIN) - pupil->sums[move.class];
}

// The message itself must come within reach, if not by the whole margin: else the lesson would change others
// and not this.
static bool is_in_reach(const Pupil *pupil, Move move) {
    const float plain = pupil->plain[move.class];
    return (move.upwards ? -plain : plain) < layer_bound(move.class, pupil->plain, move.upwards);
}

static void move_class(const Pupil *pupil, Move move) {
    const float need = needed(pupil, move), change = need + (move.upwards ? LAYER_LEAST : -LAYER_LEAST);
    if ((need > 0) != move.upwards)
        return;
    g_autoptr(GArray) own = find_carriers(pupil, move.class, true);
    g_autoptr(GArray) moving = find_carriers(pupil, move.class, false);
    const float share = own->len == 0 ? 0 : moving->len == 0 ? 1 : OWN_SHARE;
    spread(pupil, own, move.class, change * share);
    spread(pupil, moving, move.class, change * (1 - share));
}

// ---- which classes -----------------------------------------------------------

static const unsigned ESCALATES[] = {SIGNAL_ANGER,          SIGNAL_IMPACT,   SIGNAL_MANAGER, SIGNAL_REPEAT,
                                     SIGNAL_BROKEN_PROMISE, SIGNAL_IDENTITY, SIGNAL_CHURN};
// What alone, or two together, is critical.
static const unsigned CRITICAL[][2] = {{SIGNAL_LEGAL, SIGNAL_LEGAL},
                                       {SIGNAL_PUBLIC, SIGNAL_PUBLIC},
                                       {SIGNAL_SECURITY, SIGNAL_SECURITY},
                                       {SIGNAL_CHURN, CLASS_ASPECT + ASPECT_DECIDED},
                                       {SIGNAL_IMPACT, CLASS_ASPECT + ASPECT_STANDSTILL}};
enum { FAULT_CLASS = CLASS_ASPECT + ASPECT_FAULT };

static void want(GArray *moves, unsigned class, bool upwards) {
    const Move move = {class, upwards};
    g_array_append_val(moves, move);
}

static bool has(const Pupil *pupil, unsigned class) {
    return pupil->sums[class] >= 0;
}

// Of two that hold together, the second tells the grave from the less grave.
static void calm_critical(const Pupil *pupil, GArray *moves) {
    for (size_t i = 0; i < G_N_ELEMENTS(CRITICAL); i++)
        if (has(pupil, CRITICAL[i][0]) && has(pupil, CRITICAL[i][1]))
            want(moves, CRITICAL[i][1], false);
}

static void calm_escalation(const Pupil *pupil, GArray *moves) {
    for (size_t i = 0; i < G_N_ELEMENTS(ESCALATES); i++)
        if (has(pupil, ESCALATES[i]))
            want(moves, ESCALATES[i], false);
    const bool urgency = pupil->sums[SIGNAL_URGENCY] < pupil->sums[SIGNAL_ANXIETY];
    if (has(pupil, SIGNAL_ANXIETY) && has(pupil, SIGNAL_URGENCY) && has(pupil, FAULT_CLASS))
        want(moves, urgency ? SIGNAL_URGENCY : SIGNAL_ANXIETY, false);
}

static void lower(const Pupil *pupil, Level wanted, GArray *moves) {
    calm_critical(pupil, moves);
    if (wanted < LEVEL_ESCALATION)
        calm_escalation(pupil, moves);
    if (wanted < LEVEL_CONCERN && has(pupil, FAULT_CLASS))
        want(moves, FAULT_CLASS, false);
}

static unsigned likeliest(const Pupil *pupil) {
    unsigned best = ESCALATES[0];
    for (size_t i = 1; i < G_N_ELEMENTS(ESCALATES); i++)
        if (pupil->sums[ESCALATES[i]] > pupil->sums[best])
            best = ESCALATES[i];
    return best;
}

// What is nearest to being there: of two, the farther.
static size_t likeliest_critical(const Pupil *pupil) {
    size_t best = 0;
    float nearest = -G_MAXFLOAT;
    for (size_t i = 0; i < G_N_ELEMENTS(CRITICAL); i++) {
        const float near = MIN(pupil->sums[CRITICAL[i][0]], pupil->sums[CRITICAL[i][1]]);
        if (near > nearest) {
            nearest = near;
            best = i;
        }
    }
    return best;
}

static void raise_to(const Pupil *pupil, Level wanted, GArray *moves) {
    if (wanted == LEVEL_CONCERN)
        want(moves, FAULT_CLASS, true);
    if (wanted == LEVEL_ESCALATION)
        want(moves, likeliest(pupil), true);
    if (wanted != LEVEL_CRITICAL)
        return;
    const unsigned *pair = CRITICAL[likeliest_critical(pupil)];
    want(moves, pair[0], true);
    if (pair[1] != pair[0])
        want(moves, pair[1], true);
}

// ---- all of them -------------------------------------------------------------

static GArray *find_moves(const Pupil *pupil, Level level, Level wanted) {
    GArray *moves = g_array_new(FALSE, FALSE, sizeof(Move));
    if (level > wanted)
        lower(pupil, wanted, moves);
    else
        raise_to(pupil, wanted, moves);
    return moves;
}

// True when a step was made.
static bool step(const Pupil *pupil, Level level, Level wanted) {
    g_autoptr(GArray) moves = find_moves(pupil, level, wanted);
    for (guint i = 0; i < moves->len; i++)
        if (!is_in_reach(pupil, g_array_index(moves, Move, i)))
            return false;
    for (guint i = 0; i < moves->len; i++)
        move_class(pupil, g_array_index(moves, Move, i));
    return moves->len > 0;
}

static void teach(Pupil *pupil, Level wanted) {
    model_reweigh(pupil->model, pupil->impression, pupil->plain);
    for (unsigned i = 0; i < STEPS; i++) {
        look(pupil);
        const Level level = verdict_level(pupil->sums, NULL);
        if (level == wanted || !step(pupil, level, wanted))
            return;
    }
}

bool lesson_fits(const Lesson *lesson, const Model *model) {
    g_autoptr(Impression) impression = impression_unpack(lesson->impression, NULL);
    return impression != NULL && impression->source == model_source(model);
}

// A later word on the same message.
static bool is_overruled(const GPtrArray *lessons, guint at) {
    const Lesson *lesson = lessons->pdata[at];
    for (guint i = at + 1; lesson->thread != 0 && i < lessons->len; i++) {
        const Lesson *later = lessons->pdata[i];
        if (later->thread == lesson->thread && later->entry == lesson->entry)
            return true;
    }
    return false;
}

Layer *lesson_school(const Model *model, const GPtrArray *lessons) {
    Layer *layer = layer_new();
    for (guint i = 0; i < lessons->len; i++) {
        const Lesson *lesson = lessons->pdata[i];
        g_autoptr(Impression) impression = impression_unpack(lesson->impression, NULL);
        if (impression == NULL || impression->source != model_source(model) || is_overruled(lessons, i))
            continue;
        Pupil pupil = {.model = model, .layer = layer, .impression = impression, .lesson = lesson->number};
        teach(&pupil, lesson->level);
    }
    return layer;
}
