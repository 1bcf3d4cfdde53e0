// From what was weighed to a verdict: scores, the words that made them, the
// request, the language, and the level by the table of VERDICT.md. Nothing here
// changes a score: the level is a reading of them.
#include "verdict.h"

#include <math.h>
#include <string.h>

static double logistic(double sum) {
    return 1.0 / (1.0 + exp(-CLAMP(sum, -30.0, 30.0)));
}

static bool is_present(const Weighing *weighing, unsigned class) {
    return weighing->sums[class] >= 0;
}

static bool has_aspect(const Weighing *weighing, Aspect aspect) {
    return is_present(weighing, CLASS_ASPECT + (unsigned)aspect);
}

static Request request_of(const Weighing *weighing) {
    unsigned best = REQUEST_OTHER;
    for (unsigned i = 0; i < REQUEST_COUNT; i++) {
        if (weighing->sums[CLASS_REQUEST + i] > weighing->sums[CLASS_REQUEST + best])
            best = i;
    }
    return (Request)best;
}

static void add_reason(Verdict *verdict, const char *reason) {
    g_ptr_array_add(verdict->reasons, g_strdup(reason));
}

static bool judge_critical(const Weighing *weighing, Verdict *verdict) {
    if (is_present(weighing, SIGNAL_LEGAL))
        add_reason(verdict, "legal steps threatened");
    if (is_present(weighing, SIGNAL_PUBLIC))
        add_reason(verdict, "telling the public");
    if (is_present(weighing, SIGNAL_CHURN) && has_aspect(weighing, ASPECT_DECIDED))
        add_reason(verdict, "churn as a decision");
    if (is_present(weighing, SIGNAL_SECURITY))
        add_reason(verdict, "security: data or people at risk");
    if (is_present(weighing, SIGNAL_IMPACT) && has_aspect(weighing, ASPECT_STANDSTILL))
        add_reason(verdict, "impact: a whole business, site or function at a standstill");
    return verdict->reasons->len > 0;
}

static bool judge_escalation(const Weighing *weighing, Verdict *verdict) {
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
        if (is_present(weighing, rows[i].signal))
            add_reason(verdict, rows[i].reason);
    }
    if (is_present(weighing, SIGNAL_ANXIETY) && is_present(weighing, SIGNAL_URGENCY) &&
        has_aspect(weighing, ASPECT_FAULT))
        add_reason(verdict, "worry with a deadline about a fault");
    return verdict->reasons->len > 0;
}

static Level judge(const Weighing *weighing, Verdict *verdict) {
    if (judge_critical(weighing, verdict))
        return LEVEL_CRITICAL;
    if (judge_escalation(weighing, verdict))
        return LEVEL_ESCALATION;
    if (!has_aspect(weighing, ASPECT_FAULT))
        return LEVEL_NONE;
    add_reason(verdict, "a fault is reported");
    return LEVEL_CONCERN;
}

const char *verdict_language(const LanguageGuesser *guesser, const Text *text) {
    const char *language = language_guess(guesser, text->body);
    if (strcmp(language, "und") != 0 || *text->subject == '\0')
        return language;
    g_autofree char *both = g_strconcat(text->subject, "\n", text->body, NULL);
    return language_guess(guesser, both);
}

Verdict *verdict_of(const Model *model, const LanguageGuesser *guesser, const Text *text, bool machine) {
    g_autoptr(Features) body = features_of(text->body);
    g_autoptr(Features) subject = features_of(text->subject);
    Utterance utterance = {.text = {text->body, text->subject},
                           .features = {body, subject},
                           .language = verdict_language(guesser, text)};
    g_autoptr(Weighing) weighing = model_weigh(model, &utterance);
    Verdict *verdict = g_new0(Verdict, 1);
    verdict->reasons = g_ptr_array_new_with_free_func(g_free);
    verdict->language = utterance.language;
    for (unsigned signal = 0; signal < SIGNAL_COUNT; signal++) {
        verdict->score[signal] = logistic((double)weighing->sums[signal]);
        verdict->evidence[signal] = evidence_of(weighing, &utterance, signal);
    }
    verdict->request = request_of(weighing);
    verdict->level = machine ? LEVEL_NONE : judge(weighing, verdict);
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
