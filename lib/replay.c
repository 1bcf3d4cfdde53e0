// The steps of intake and decision from the sums on, over what was kept. The
// customer is as they were known then; what the settings make of that is asked anew.
#include "replay.h"

#include "context.h"
#include "impression.h"
#include "policy.h"
#include "timekeeping.h"
#include "verdict.h"

void replay_clear(ReplayView *view) {
    g_clear_pointer(&view->reasons, g_ptr_array_unref);
}

static void begin(ReplayView *view) {
    *view = (ReplayView){.reasons = g_ptr_array_new_with_free_func(g_free)};
}

// False when the sums would mean nothing.
static bool weigh(const ReplaySide *side, const Heard *heard, float sums[CLASS_STRIDE]) {
    g_autoptr(Impression) impression = impression_unpack(heard->impression, NULL);
    if (impression == NULL || impression->source != model_source(side->model))
        return false;
    model_reweigh(side->model, impression, sums);
    if (side->layer == NULL)
        return true;
    float added[CLASS_STRIDE];
    layer_weigh(side->layer, impression, sums, added);
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        sums[class] += added[class];
    return true;
}

static int64_t renewal_of(const Heard *heard) {
    if (heard->renewal_days == HEARD_NO_RENEWAL)
        return 0;
    return (heard->at / G_TIME_SPAN_DAY + heard->renewal_days) * G_TIME_SPAN_DAY;
}

static Level raise_level(const ReplaySide *side, const Heard *heard, const char *from, Level level,
                         GPtrArray *reasons) {
    g_autoptr(AccountFacts) known = account_facts_new();
    known->tier = g_strdup(heard->tier);
    known->revenue = -1;
    known->reference = heard->reference;
    known->renewal = renewal_of(heard);
    const Account as_key = {.key = heard->key_account};
    const Account *configured = from == NULL ? &as_key : account_of(side->config->accounts, from);
    const ContextFacts facts = {.settings = &side->config->accounts_known,
                                .imported = known,
                                .configured = configured,
                                .now = heard->at};
    g_autoptr(Context) context = context_of(&facts);
    return context_raise(context, level, reasons);
}

static bool alerts(const ReplaySide *side, const Heard *heard, Level level) {
    const Mailbox *mailbox = config_mailbox(side->config, heard->mailbox);
    const PolicyFacts facts = {
        .pm = config_pm_of(side->config, mailbox),
        .level = level,
        .alerted = heard->alerted,
    };
    return policy_alerts(&facts);
}

static int64_t due_of(const ReplaySide *side, const Heard *heard, Level level) {
    const Mailbox *mailbox = config_mailbox(side->config, heard->mailbox);
    if (!heard->first || heard->due == 0 || mailbox == NULL)
        return 0;
    return timekeeping_first_due(mailbox, level, heard->at);
}

void replay_by(const ReplaySide *side, const Heard *heard, const char *from, ReplayView *view) {
    begin(view);
    view->fits = weigh(side, heard, view->sums);
    view->level = heard->decided;
    if (view->fits && !heard->quiet) {
        view->level = verdict_level(view->sums, view->reasons);
        view->level = raise_level(side, heard, from, view->level, view->reasons);
        if (heard->lifted && view->level != LEVEL_NONE)
            view->level = LEVEL_CRITICAL;
    }
    view->alerts = alerts(side, heard, view->level);
    view->due = due_of(side, heard, view->level);
}

void replay_as_it_was(const ReplaySide *side, const Heard *heard, ReplayView *view) {
    begin(view);
    view->fits = weigh(side, heard, view->sums);
    if (view->fits && !heard->quiet)
        (void)verdict_level(view->sums, view->reasons);
    view->level = heard->decided;
    view->alerts = alerts(side, heard, view->level);
    view->due = heard->first ? heard->due : 0;
}

// ---- what moved --------------------------------------------------------------

static const char *name_of(unsigned class) {
    static const char *const ASPECTS[ASPECT_COUNT] = {"fault", "standstill", "decided"};
    return class < SIGNAL_COUNT ? signal_name((Signal) class) : ASPECTS[class - CLASS_ASPECT];
}

static void add_word(GString *line, const char *mark, const char *word) {
    g_string_append_printf(line, "%s%s%s", line->len == 0 ? "" : " ", mark, word);
}

static void add_reason(const ReplayView *before, const ReplayView *after, GString *line) {
    for (guint i = 0; i < after->reasons->len && line->len == 0; i++)
        if (!g_ptr_array_find_with_equal_func(before->reasons, after->reasons->pdata[i], g_str_equal, NULL))
            add_word(line, "", after->reasons->pdata[i]);
}

char *replay_moved(const ReplayView *before, const ReplayView *after) {
    GString *line = g_string_new(NULL);
    for (unsigned class = 0; before->fits && after->fits && class < CLASS_COUNT; class ++) {
        const bool request = class >= CLASS_REQUEST && class < CLASS_ASPECT;
        const bool was = before->sums[class] >= 0, is = after->sums[class] >= 0;
        if (!request && was != is)
            add_word(line, is ? "+" : "-", name_of(class));
    }
    if (line->len == 0 && before->level != after->level)
        add_reason(before, after, line);
    return g_string_free(line, FALSE);
}
