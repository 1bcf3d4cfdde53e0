// From phrases to a verdict. The model says what single phrases add; here
// stands what depends on several of them: a fault named in a sentence of
// thanks is over, shouting counts only where something is complained of, and
// the level follows from the table. Each such step changes contributions, never
// sums, so that the evidence kept is still exactly what made the score.
#include "verdict.h"

#include <math.h>
#include <string.h>

enum { EVIDENCE_MAX = 8, SUBJECT_SENTENCE = 1 << 24, SHOUT_WORDS = 3, SHOUT_LETTERS = 9 };

typedef struct Item {
    Contribution what;
    uint32_t sentence;
    bool in_subject;
} Item;

typedef struct Hearing {
    const Model *model;
    const Text *text;
    Features *body, *subject;
    GArray *items; // Item
    float sums[CLASS_COUNT];
} Hearing;

static double logistic(double sum) {
    return 1.0 / (1.0 + exp(-CLAMP(sum, -30.0, 30.0)));
}

static void evidence_clear(void *data) {
    g_free(((Evidence *)data)->text);
}

// Contributions with the sentence each stands in; both lists are in order of place.
static void collect(Hearing *hearing, const Features *features, bool in_subject) {
    float sums[CLASS_COUNT];
    g_autoptr(GArray) found = model_score(hearing->model, features, sums);
    size_t count, token = 0;
    const Token *tokens = features_tokens(features, &count);
    uint32_t sentence = in_subject ? SUBJECT_SENTENCE : 0;
    for (guint i = 0; i < found->len; i++) {
        Item item = {.what = g_array_index(found, Contribution, i), .in_subject = in_subject};
        for (; token < count && tokens[token].start <= item.what.start; token++)
            sentence += tokens[token].sentence ? 1 : 0;
        item.sentence = sentence;
        g_array_append_val(hearing->items, item);
    }
}

static void add_up(Hearing *hearing) {
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        hearing->sums[class] = model_bias(hearing->model, class);
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        hearing->sums[item->what.class] += item->what.weight;
    }
}

static float gain(const Hearing *hearing, unsigned class) {
    return hearing->sums[class] - model_bias(hearing->model, class);
}

static bool is_present(const Hearing *hearing, unsigned class) {
    return hearing->sums[class] >= 0;
}

// The subject mostly says again what the body says: of two gains the smaller counts half.
static void weigh_subject(Hearing *hearing) {
    float part[2][CLASS_COUNT] = {{0}};
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        part[item->in_subject][item->what.class] += item->what.weight;
    }
    for (guint i = 0; i < hearing->items->len; i++) {
        Item *item = &g_array_index(hearing->items, Item, i);
        float mine = part[item->in_subject][item->what.class],
              other = part[!item->in_subject][item->what.class];
        if (mine > 0 && other > 0 && (mine < other || (mine <= other && item->in_subject)))
            item->what.weight *= 0.5F;
    }
}

static bool says(const Hearing *hearing, uint32_t sentence, unsigned class, float least) {
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        if (item->sentence == sentence && item->what.class == class && item->what.weight >= least)
            return true;
    }
    return false;
}

// "You promised that the fault is mended": what was promised is not what happened.
static void doubt_promises(Hearing *hearing) {
    for (guint i = 0; i < hearing->items->len; i++) {
        Item *item = &g_array_index(hearing->items, Item, i);
        if (item->what.class == SIGNAL_RESOLVED && says(hearing, item->sentence, SIGNAL_BROKEN_PROMISE, 3.0F))
            item->what.weight = 0;
    }
}

// "Thanks for repairing the broken login": in a sentence of thanks or of "works again" a fault is past.
static void forgive_faults(Hearing *hearing) {
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *good = &g_array_index(hearing->items, Item, i);
        bool heals = good->what.class == SIGNAL_GRATITUDE || good->what.class == SIGNAL_RESOLVED;
        if (!heals || good->what.weight < 2.0F)
            continue;
        for (guint j = 0; j < hearing->items->len; j++) {
            Item *bad = &g_array_index(hearing->items, Item, j);
            if (bad->sentence == good->sentence && bad->what.class == CLASS_ASPECT + ASPECT_FAULT)
                bad->what.weight = 0;
        }
    }
}

static bool complains(const Hearing *hearing) {
    static const unsigned classes[] = {
        CLASS_ASPECT + ASPECT_FAULT, SIGNAL_IMPACT, SIGNAL_CHURN,  SIGNAL_REPEAT,
        SIGNAL_BROKEN_PROMISE,       SIGNAL_LEGAL,  SIGNAL_MANAGER};
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (is_present(hearing, classes[i]))
            return true;
    }
    return gain(hearing, SIGNAL_ANGER) >= 1.0F;
}

static void add_shout(Hearing *hearing, const Token *first, const Token *last, float weight,
                      bool in_subject) {
    Item item = {.what = {.start = first->start,
                          .end = last->end,
                          .first = first->first,
                          .last = last->last,
                          .class = SIGNAL_ANGER,
                          .weight = weight},
                 .in_subject = in_subject};
    g_array_append_val(hearing->items, item);
}

// The words before a run of marks, in the same sentence: "again!!!" says more than "!!!".
static size_t words_before(const Token *tokens, size_t at) {
    size_t first = at;
    while (first > 0 && at - first < 3 && !tokens[first].sentence)
        first--;
    return first;
}

// Runs of capitals and of marks, once each: they raise displeasure, they do not make it. A text all in
// capitals is a stiff hand and counts for nothing.
static void hear_shouting(Hearing *hearing, const Features *features, bool in_subject) {
    size_t count, capitals = 0, run = 0, letters = 0;
    const Token *tokens = features_tokens(features, &count);
    for (size_t i = 0; i < count; i++)
        capitals += tokens[i].capitals ? 1 : 0;
    bool stiff = capitals * 10 > count * 6;
    bool loud = stiff, marked = false;
    for (size_t i = 0; i < count; i++) {
        run = tokens[i].capitals ? run + 1 : 0;
        letters = tokens[i].capitals ? letters + tokens[i].end - tokens[i].start : 0;
        bool ends = i + 1 == count || !tokens[i + 1].capitals;
        if (!loud && ends && run >= SHOUT_WORDS && letters >= SHOUT_LETTERS) {
            add_shout(hearing, &tokens[i + 1 - run], &tokens[i], 1.5F, in_subject);
            loud = true;
        }
        bool marks =
            tokens[i].text[0] == '!' || (tokens[i].text[0] == '?' && tokens[i].end - tokens[i].start > 1);
        if (!marked && marks && i > 0) {
            add_shout(hearing, &tokens[words_before(tokens, i)], &tokens[i], 1.0F, in_subject);
            marked = true;
        }
    }
}

static int item_compare(const void *left, const void *right) {
    const Item *a = left, *b = right;
    if (a->what.weight < b->what.weight || a->what.weight > b->what.weight)
        return a->what.weight > b->what.weight ? -1 : 1;
    if (a->in_subject != b->in_subject)
        return a->in_subject ? 1 : -1;
    return a->what.start < b->what.start ? -1 : a->what.start > b->what.start;
}

static bool overlaps_any(const GArray *evidence, const Item *item) {
    for (guint i = 0; i < evidence->len; i++) {
        const Evidence *one = &g_array_index(evidence, Evidence, i);
        if (one->in_subject == item->in_subject && one->start < item->what.end && item->what.start < one->end)
            return true;
    }
    return false;
}

// Strongest first over all signals at once, so each list comes out in order.
static void keep_evidence(const Hearing *hearing, Verdict *verdict) {
    g_array_sort(hearing->items, item_compare);
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        if (item->what.class >= SIGNAL_COUNT || item->what.weight <= 0)
            continue;
        GArray *evidence = verdict->evidence[item->what.class];
        if (evidence->len >= EVIDENCE_MAX || overlaps_any(evidence, item))
            continue;
        const char *text = item->in_subject ? hearing->text->subject : hearing->text->body;
        Evidence one = {.text = g_strndup(text + item->what.first, item->what.last - item->what.first),
                        .start = item->what.start,
                        .end = item->what.end,
                        .in_subject = item->in_subject,
                        .weight = item->what.weight};
        g_array_append_val(evidence, one);
    }
}

// Signals grave enough that the request in their sentence is what the message is about.
static bool is_grave(unsigned class) {
    return class == SIGNAL_SECURITY || class == SIGNAL_IMPACT || class == SIGNAL_LEGAL ||
           class == SIGNAL_ANGER || class == SIGNAL_CHURN;
}

static bool beside_grave(const Hearing *hearing, uint32_t sentence) {
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        if (is_grave(item->what.class) && item->what.weight >= 2.0F && item->sentence == sentence)
            return true;
    }
    return false;
}

// Words that make of a sentence a threat or a thought: "fix it or we cancel".
static bool is_conditional(const Hearing *hearing, const Item *item) {
    static const char *const words[] = {"if",          "unless", "otherwise", "or",        "else",
                                        "wenn",        "falls",  "sonst",     "ansonsten", "oder",
                                        "andernfalls", "sofern", NULL};
    size_t count;
    const Token *tokens = features_tokens(item->in_subject ? hearing->subject : hearing->body, &count);
    uint32_t sentence = item->in_subject ? SUBJECT_SENTENCE : 0;
    for (size_t i = 0; i < count && sentence <= item->sentence; i++) {
        sentence += tokens[i].sentence ? 1 : 0;
        if (sentence == item->sentence && g_strv_contains(words, tokens[i].text))
            return true;
    }
    return false;
}

// The request is what the trouble is about: who threatens to cancel asks for the trouble to end.
static float request_share(const Hearing *hearing, const Item *item) {
    if (item->what.class == CLASS_REQUEST + REQUEST_CONTRACT &&
        says(hearing, item->sentence, SIGNAL_CHURN, 2.0F) && is_conditional(hearing, item))
        return 0.2F;
    return beside_grave(hearing, item->sentence) ? 1.4F : 1.0F;
}

static Request request_of(const Hearing *hearing) {
    float gains[REQUEST_COUNT] = {0};
    for (guint i = 0; i < hearing->items->len; i++) {
        const Item *item = &g_array_index(hearing->items, Item, i);
        unsigned class = item->what.class;
        if (class >= CLASS_REQUEST && class < CLASS_ASPECT)
            gains[class - CLASS_REQUEST] += item->what.weight * request_share(hearing, item);
    }
    if (is_present(hearing, SIGNAL_SECURITY) && gains[REQUEST_SECURITY] > 0 &&
        gains[REQUEST_PRIVACY] < gains[REQUEST_SECURITY] + 1)
        gains[REQUEST_SECURITY] += 2.0F;
    unsigned best = REQUEST_OTHER;
    float most = 1.0F; // less than that is a hint, not a request
    for (unsigned i = 0; i < REQUEST_COUNT; i++) {
        best = gains[i] > most ? i : best;
        most = gains[i] > most ? gains[i] : most;
    }
    bool faulty = is_present(hearing, CLASS_ASPECT + ASPECT_FAULT);
    if (best == REQUEST_OTHER && faulty && !is_present(hearing, SIGNAL_RESOLVED))
        return REQUEST_DEFECT;
    if (best == REQUEST_OTHER && is_present(hearing, SIGNAL_CHURN))
        return REQUEST_CONTRACT;
    bool asks = strchr(hearing->text->body, '?') != NULL;
    if (is_present(hearing, SIGNAL_GRATITUDE) && !is_present(hearing, SIGNAL_RESOLVED) && !faulty && !asks)
        return REQUEST_PRAISE; // thanks for a delivery are thanks
    return (Request)best;
}

static void add_reason(Verdict *verdict, const char *reason) {
    g_ptr_array_add(verdict->reasons, g_strdup(reason));
}

static bool judge_critical(const Hearing *hearing, Verdict *verdict) {
    if (is_present(hearing, SIGNAL_LEGAL))
        add_reason(verdict, "legal steps threatened");
    if (is_present(hearing, SIGNAL_PUBLIC))
        add_reason(verdict, "telling the public");
    if (is_present(hearing, SIGNAL_CHURN) && is_present(hearing, CLASS_ASPECT + ASPECT_DECIDED))
        add_reason(verdict, "churn as a decision");
    if (is_present(hearing, SIGNAL_SECURITY))
        add_reason(verdict, "security: data or people at risk");
    if (is_present(hearing, SIGNAL_IMPACT) && is_present(hearing, CLASS_ASPECT + ASPECT_STANDSTILL))
        add_reason(verdict, "impact: a whole business, site or function at a standstill");
    return verdict->reasons->len > 0;
}

static bool judge_escalation(const Hearing *hearing, Verdict *verdict) {
    static const struct {
        Signal signal;
        const char *reason;
    } rows[] = {{SIGNAL_ANGER, "strong displeasure"},
                {SIGNAL_IMPACT, "impact: harm that follows"},
                {SIGNAL_MANAGER, "someone above is asked for"},
                {SIGNAL_REPEAT, "the same again, or asked before and not answered"},
                {SIGNAL_BROKEN_PROMISE, "a promise was not kept"},
                {SIGNAL_IDENTITY, "their own standing is at stake"},
                {SIGNAL_CHURN, "churn: others are compared"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (is_present(hearing, rows[i].signal))
            add_reason(verdict, rows[i].reason);
    }
    if (is_present(hearing, SIGNAL_ANXIETY) && is_present(hearing, SIGNAL_URGENCY) &&
        is_present(hearing, CLASS_ASPECT + ASPECT_FAULT))
        add_reason(verdict, "worry with a deadline about a fault");
    return verdict->reasons->len > 0;
}

static Level judge(const Hearing *hearing, Verdict *verdict) {
    if (judge_critical(hearing, verdict))
        return LEVEL_CRITICAL;
    if (judge_escalation(hearing, verdict))
        return LEVEL_ESCALATION;
    if (!is_present(hearing, CLASS_ASPECT + ASPECT_FAULT) || is_present(hearing, SIGNAL_RESOLVED))
        return LEVEL_NONE;
    add_reason(verdict, "a fault is reported");
    return LEVEL_CONCERN;
}

static void hear(Hearing *hearing) {
    collect(hearing, hearing->body, false);
    collect(hearing, hearing->subject, true);
    doubt_promises(hearing);
    forgive_faults(hearing);
    weigh_subject(hearing);
    add_up(hearing);
    if (!complains(hearing))
        return;
    hear_shouting(hearing, hearing->body, false);
    hear_shouting(hearing, hearing->subject, true);
    add_up(hearing);
}

// The body decides the language; a body of a few words gets the subject's help.
static const char *language_of(const LanguageGuesser *guesser, const Text *text) {
    const char *language = language_guess(guesser, text->body);
    if (strcmp(language, "und") != 0 || *text->subject == '\0')
        return language;
    g_autofree char *both = g_strconcat(text->subject, "\n", text->body, NULL);
    return language_guess(guesser, both);
}

Verdict *verdict_of(const Model *model, const LanguageGuesser *guesser, const Text *text, bool machine) {
    g_autoptr(Features) body = features_of(text->body);
    g_autoptr(Features) subject = features_of(text->subject);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
    Hearing hearing = {.model = model, .text = text, .body = body, .subject = subject, .items = items};
    hear(&hearing);
    Verdict *verdict = g_new0(Verdict, 1);
    verdict->reasons = g_ptr_array_new_with_free_func(g_free);
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) {
        verdict->score[signal] = logistic((double)hearing.sums[signal]);
        verdict->evidence[signal] = g_array_new(FALSE, FALSE, sizeof(Evidence));
        g_array_set_clear_func(verdict->evidence[signal], evidence_clear);
    }
    verdict->language = language_of(guesser, text);
    verdict->request = request_of(&hearing);
    verdict->level = machine ? LEVEL_NONE : judge(&hearing, verdict);
    keep_evidence(&hearing, verdict);
    return verdict;
}

void verdict_free(Verdict *verdict) {
    if (verdict == NULL)
        return;
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++)
        g_array_unref(verdict->evidence[signal]);
    g_ptr_array_unref(verdict->reasons);
    g_free(verdict);
}

char *verdict_signals(const Verdict *verdict) {
    bool told[SIGNAL_COUNT] = {false};
    GString *line = g_string_new(NULL);
    for (;;) {
        int next = -1;
        for (int signal = 0; signal < SIGNAL_COUNT; signal++) {
            bool fits = !told[signal] && verdict->score[signal] >= VERDICT_PRESENT;
            if (fits && (next < 0 || verdict->score[signal] > verdict->score[next]))
                next = signal;
        }
        if (next < 0)
            break;
        told[next] = true;
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        (void)g_ascii_formatd(number, sizeof number, "%.2f", verdict->score[next]);
        g_string_append_printf(line, "%s%s=%s", line->len > 0 ? ", " : "", signal_name((Signal)next), number);
    }
    return g_string_free(line, FALSE);
}
