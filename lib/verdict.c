// From what was weighed to a verdict: scores, the words that made them, the
// request, the language, and the level by the table of VERDICT.md. Nothing here
// changes a score: the level is a reading of them.
#include "verdict.h"

#include <math.h>
#include <string.h>

static double logistic(double sum) {
    return 1.0 / (1.0 + exp(-CLAMP(sum, -30.0, 30.0)));
}

static bool is_present(const float *sums, unsigned class) {
    return sums[class] >= 0;
}

static bool has_aspect(const float *sums, Aspect aspect) {
    return is_present(sums, CLASS_ASPECT + (unsigned)aspect);
}

static Request request_of(const float *sums) {
    unsigned best = REQUEST_OTHER;
    for (unsigned i = 0; i < REQUEST_COUNT; i++) {
        if (sums[CLASS_REQUEST + i] > sums[CLASS_REQUEST + best])
            best = i;
    }
    return (Request)best;
}

static void add_reason(GPtrArray *reasons, const char *reason) {
    if (reasons != NULL)
        g_ptr_array_add(reasons, g_strdup(reason));
}

static bool judge_critical(const float *sums, GPtrArray *reasons) {
    const struct {
        bool holds;
        const char *reason;
    } rows[] = {
        {is_present(sums, SIGNAL_LEGAL), "legal steps threatened"},
        {is_present(sums, SIGNAL_PUBLIC), "telling the public"},
        {is_present(sums, SIGNAL_CHURN) && has_aspect(sums, ASPECT_DECIDED), "churn as a decision"},
        {is_present(sums, SIGNAL_SECURITY), "security: data or people at risk"},
        {is_present(sums, SIGNAL_IMPACT) && has_aspect(sums, ASPECT_STANDSTILL),
         "impact: a whole business, site or function at a standstill"},
    };
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].holds)
            add_reason(reasons, rows[i].reason);
        any = any || rows[i].holds;
    }
    return any;
}

static bool judge_escalation(const float *sums, GPtrArray *reasons) {
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
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (!is_present(sums, rows[i].signal))
            continue;
        add_reason(reasons, rows[i].reason);
        any = true;
    }
    const bool pressed = is_present(sums, SIGNAL_ANXIETY) && is_present(sums, SIGNAL_URGENCY) &&
                         has_aspect(sums, ASPECT_FAULT);
    if (pressed)
        add_reason(reasons, "worry with a deadline about a fault");
    return any || pressed;
}

Level verdict_level(const float sums[CLASS_STRIDE], GPtrArray *reasons) {
    if (judge_critical(sums, reasons))
        return LEVEL_CRITICAL;
    if (judge_escalation(sums, reasons))
        return LEVEL_ESCALATION;
    if (!has_aspect(sums, ASPECT_FAULT))
        return LEVEL_NONE;
    add_reason(reasons, "a fault is reported");
    return LEVEL_CONCERN;
}

const char *verdict_language(const LanguageGuesser *guesser, const Text *text) {
    const char *language = language_guess(guesser, text->body);
    if (strcmp(language, "und") != 0 || *text->subject == '\0')
        return language;
    g_autofree char *both = g_strconcat(text->subject, "\n", text->body, NULL);
    return language_guess(guesser, both);
}

// The lesson that did most on the class that it moved furthest across the line, the way the level went.
static uint32_t lesson_behind(const Layer *layer, const Impression *impression,
                              const float before[CLASS_STRIDE], const float after[CLASS_STRIDE],
                              bool upwards) {
    int moved = -1;
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        const bool request = class >= CLASS_REQUEST && class < CLASS_ASPECT;
        const bool crossed = !request && (before[class] < 0) != (after[class] < 0) &&
                             (after[class] > before[class]) == upwards;
        if (crossed &&
            (moved < 0 || fabsf(after[class] - before[class]) > fabsf(after[moved] - before[moved])))
            moved = (int)class;
    }
    return moved < 0 ? 0 : layer_lesson(layer, impression, (unsigned)moved, upwards);
}

// What the lessons add stands on no token: the words shown are what the shipped model heard.
static void apply_lessons(const Layer *layer, Weighing *weighing, Verdict *verdict) {
    float before[CLASS_STRIDE], added[CLASS_STRIDE];
    memcpy(before, weighing->sums, sizeof before);
    layer_weigh(layer, verdict->impression, before, added);
    for (unsigned class = 0; class < CLASS_STRIDE; class ++) {
        weighing->plain[class] += added[class];
        weighing->sums[class] += added[class];
    }
    const Level taught = verdict_level(weighing->sums, NULL);
    if (taught != verdict->untaught)
        verdict->lesson =
            lesson_behind(layer, verdict->impression, before, weighing->sums, taught > verdict->untaught);
}

static void set_level(const Weighing *weighing, bool machine, Verdict *verdict) {
    if (machine) {
        verdict->level = verdict->untaught = LEVEL_NONE;
        verdict->lesson = 0;
        return;
    }
    verdict->level = verdict_level(weighing->sums, verdict->reasons);
    if (verdict->lesson != 0 && verdict->level != LEVEL_NONE)
        g_ptr_array_add(verdict->reasons, g_strdup_printf("local lesson %u", verdict->lesson));
}

Verdict *verdict_taught(const Model *model, const Layer *layer, const LanguageGuesser *guesser,
                        const Text *text, bool machine) {
    Verdict *verdict = g_new0(Verdict, 1);
    verdict->body = features_of(text->body);
    verdict->subject = features_of(text->subject);
    Utterance utterance = {.text = {text->body, text->subject},
                           .features = {verdict->body, verdict->subject},
                           .language = verdict_language(guesser, text)};
    verdict->impression = impression_new();
    g_autoptr(Weighing) weighing = model_weigh_noting(model, &utterance, verdict->impression);
    verdict->impression->machine = machine;
    verdict->packed = impression_pack(verdict->impression);
    verdict->reasons = g_ptr_array_new_with_free_func(g_free);
    verdict->language = utterance.language;
    verdict->untaught = verdict_level(weighing->sums, NULL);
    if (layer != NULL)
        apply_lessons(layer, weighing, verdict);
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) {
        verdict->score[signal] = logistic((double)weighing->sums[signal]);
        verdict->evidence[signal] = evidence_of(weighing, &utterance, signal);
    }
    verdict->request = request_of(weighing->sums);
    set_level(weighing, machine, verdict);
    return verdict;
}

Verdict *verdict_of(const Model *model, const LanguageGuesser *guesser, const Text *text, bool machine) {
    return verdict_taught(model, NULL, guesser, text, machine);
}

void verdict_free(Verdict *verdict) {
    if (verdict == NULL)
        return;
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++)
        g_array_unref(verdict->evidence[signal]);
    g_ptr_array_unref(verdict->reasons);
    impression_free(verdict->impression);
    g_clear_pointer(&verdict->packed, g_bytes_unref);
    features_free(verdict->body);
    features_free(verdict->subject);
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
