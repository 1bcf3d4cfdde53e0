// One conversation is told from about ten records: the thread, the one message
// that shows best what it is about, the clocks that run, the account, the
// customer's past. So it costs the same whether it has three entries or thousands.
#include "situation.h"

#include <string.h>

#include "account.h"
#include "accounts.h"
#include "clocks.h"
#include "masked.h"
#include "past.h"
#include "problem.h"
#include "values.h"
#include "verdict.h"

enum {
    WALK_BACK = 50, // entries looked at when the gravest is not known
    QUOTES = 3,
    QUOTE_LENGTH = 160,
    WHO_LENGTH = 120,
};

// --- the message ---

// What one of ours writes into the conversation, as a PM who answers an alert with a remark, is not theirs.
bool situation_is_own(const Entry *entry) {
    return entry->outbound || g_strcmp0(entry->acknowledge, "no; reason=outbound") == 0;
}

static bool is_customers(const Entry *entry) {
    return !situation_is_own(entry) && !entry->machine;
}

Entry *situation_entry(StoreTxn *txn, const Thread *thread) {
    g_autoptr(Entry) best = thread->gravest == 0 ? NULL : thread_entry(txn, thread->id, thread->gravest);
    if (best != NULL && is_customers(best))
        return g_steal_pointer(&best);
    g_clear_pointer(&best, entry_free);
    for (uint32_t i = 0; i < MIN(thread->entries, WALK_BACK) && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, thread->entries - i);
        if (entry == NULL || !is_customers(entry) || (best != NULL && best->level >= entry->level))
            continue;
        entry_free(best);
        best = g_steal_pointer(&entry);
    }
    return g_steal_pointer(&best);
}

Conversation situation_conversation(Signal signal) {
    static const Conversation OF[SIGNAL_COUNT] = {
        [SIGNAL_IMPACT] = CONVERSATION_HAPPENED,   [SIGNAL_REPEAT] = CONVERSATION_HAPPENED,
        [SIGNAL_URGENCY] = CONVERSATION_HAPPENED,  [SIGNAL_BROKEN_PROMISE] = CONVERSATION_HAPPENED,
        [SIGNAL_SECURITY] = CONVERSATION_HAPPENED, [SIGNAL_RESOLVED] = CONVERSATION_HAPPENED,
        [SIGNAL_ANGER] = CONVERSATION_FELT,        [SIGNAL_ANXIETY] = CONVERSATION_FELT,
        [SIGNAL_GRATITUDE] = CONVERSATION_FELT,    [SIGNAL_IDENTITY] = CONVERSATION_STAKE,
        [SIGNAL_CHURN] = CONVERSATION_STAKE,       [SIGNAL_LEGAL] = CONVERSATION_STAKE,
        [SIGNAL_PUBLIC] = CONVERSATION_STAKE,      [SIGNAL_MANAGER] = CONVERSATION_STAKE,
    };
    return (unsigned)signal < SIGNAL_COUNT ? OF[signal] : CONVERSATION_HAPPENED;
}

// "signal: the words".
const char *situation_evidence(const char *evidence, Signal *signal) {
    const char *colon = strstr(evidence, ": ");
    g_autofree char *name = colon == NULL ? NULL : g_strndup(evidence, (gsize)(colon - evidence));
    const int found = name == NULL ? -1 : signal_find(name);
    if (found < 0)
        return NULL;
    *signal = (Signal)found;
    return colon + 2;
}

// The strongest words of the signal, which stand first; masked.
static char *words_of(const Entry *entry, Signal wanted) {
    for (guint i = 0; i < entry->evidence->len; i++) {
        Signal signal;
        const char *words = situation_evidence(entry->evidence->pdata[i], &signal);
        if (words == NULL || signal != wanted)
            continue;
        g_autofree char *masked = masked_words(words, QUOTE_LENGTH);
        if (*masked != '\0')
            return g_steal_pointer(&masked);
    }
    return NULL;
}

static void quote_free(gpointer data) {
    SituationQuote *quote = data;
    g_free(quote->words);
    g_free(quote);
}

static void add_quote(Situation *situation, Signal signal) {
    char *words = words_of(situation->entry, signal);
    if (words == NULL)
        return;
    SituationQuote *quote = g_new0(SituationQuote, 1);
    *quote = (SituationQuote){.signal = signal, .words = words};
    g_ptr_array_add(situation->quotes, quote);
}

// The signals that make a level, gravest first (VERDICT.md); impact and urgency are told by themselves.
static void quote_them(Situation *situation) {
    static const Signal GRAVEST[] = {
        SIGNAL_SECURITY, SIGNAL_LEGAL,   SIGNAL_PUBLIC,   SIGNAL_CHURN, SIGNAL_BROKEN_PROMISE,
        SIGNAL_REPEAT,   SIGNAL_MANAGER, SIGNAL_IDENTITY, SIGNAL_ANGER, SIGNAL_ANXIETY,
    };
    if (situation->entry == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(GRAVEST) && situation->quotes->len < QUOTES; i++)
        add_quote(situation, GRAVEST[i]);
    situation->impact = words_of(situation->entry, SIGNAL_IMPACT);
    situation->wanted = words_of(situation->entry, SIGNAL_URGENCY);
}

// --- the cause ---

char *situation_cause(StoreTxn *txn, const Pm *pm, const char *name) {
    g_autoptr(Problem) problem = name == NULL ? NULL : problem_find(txn, pm->name, name);
    if (problem == NULL || problem->title == NULL)
        return g_strdup(name);
    return g_strdup_printf("%s (%s)", problem->name, problem->title);
}

// --- who ---

char *situation_who(const Thread *thread) {
    char *name = values_short(thread->from_name, WHO_LENGTH);
    return name != NULL ? name : values_short(thread->from, WHO_LENGTH);
}

char *situation_about(const Thread *thread, size_t most) {
    g_autofree char *masked = masked_words(thread->subject, most);
    return values_short(masked, most);
}

static AccountFacts *find_account(StoreTxn *txn, const Thread *thread) {
    AccountFacts *imported = thread->account == NULL ? NULL : accounts_get(txn, thread->account);
    if (imported == NULL && thread->from != NULL)
        imported = accounts_find(txn, thread->from);
    return imported;
}

static Context *make_context(const Config *config, const Thread *thread, const AccountFacts *imported,
                             const Past *past, const Entry *entry, int64_t now) {
    const ContextFacts facts = {
        .settings = &config->accounts_known,
        .imported = imported,
        .configured = account_of(config->accounts, thread->from),
        .past = past,
        .address = entry != NULL && entry->from != NULL ? entry->from : thread->from,
        .thread = thread->id,
        .vocal_now = entry != NULL && entry->score[SIGNAL_PUBLIC] >= VERDICT_PRESENT,
        .now = now,
    };
    return context_of(&facts);
}

Context *situation_context(StoreTxn *txn, const Config *config, const Thread *thread, const Entry *entry,
                           int64_t now) {
    g_autoptr(AccountFacts) imported = find_account(txn, thread);
    g_autoptr(Past) past =
        past_find(txn, imported == NULL ? thread->account : imported->account, thread->from);
    return make_context(config, thread, imported, past, entry, now);
}

Context *situation_account(StoreTxn *txn, const Config *config, const Thread *thread, int64_t now) {
    g_autoptr(AccountFacts) imported = find_account(txn, thread);
    return make_context(config, thread, imported, NULL, NULL, now);
}

// --- clocks ---

static void add_clock(StoreTxn *txn, Situation *situation, uint32_t number) {
    g_autoptr(Clock) clock = number == 0 ? NULL : clocks_get(txn, situation->thread->id, number);
    if (clock != NULL && clock_runs(clock) && clock->accepted && clock->due != 0)
        g_ptr_array_add(situation->clocks, g_steal_pointer(&clock));
}

static int compare_clocks(gconstpointer a, gconstpointer b) {
    const Clock *left = *(Clock *const *)a, *right = *(Clock *const *)b;
    return left->due != right->due ? (left->due < right->due ? -1 : 1)
                                   : (left->number > right->number) - (left->number < right->number);
}

static void read_clocks(StoreTxn *txn, Situation *situation, int64_t now) {
    const Thread *thread = situation->thread;
    add_clock(txn, situation, thread->reply_clock);
    add_clock(txn, situation, thread->touchpoint_clock);
    for (uint32_t i = 0; i < thread->promises; i++)
        add_clock(txn, situation, thread->promise_clocks[i]);
    g_ptr_array_sort(situation->clocks, compare_clocks);
    for (guint i = 0; i < situation->clocks->len; i++) {
        const Clock *clock = situation->clocks->pdata[i];
        situation->overdue_promises += clock->kind == CLOCK_PROMISE && clock_is_late(clock, now);
        if (clock->paused == 0 && situation->due == 0)
            situation->due = clock->due;
    }
    situation->late = situation->due != 0 && situation->due < now;
}

// From their first word behind our last to now. Who never had an answer waits since they wrote first, unless
// they said themselves that all is well, or it was closed.
static GTimeSpan waiting(const Situation *situation, int64_t now) {
    const Thread *thread = situation->thread;
    for (guint i = 0; i < situation->clocks->len; i++) {
        const Clock *clock = situation->clocks->pdata[i];
        if (clock->kind == CLOCK_FIRST_REPLY || clock->kind == CLOCK_NEXT_REPLY)
            return MAX(now - clock->started, 0);
    }
    const bool content = thread->phase == PHASE_FOLLOW_UP || thread->phase == PHASE_CLOSED;
    return thread->answered != 0 || content ? 0 : MAX(now - thread->opened, 0);
}

// --- what was settled and is here again ---

// The last promise that was noted there, kept or not: what they were told, in our words.
static char *promised(StoreTxn *txn, uint64_t thread) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread);
    for (guint i = clocks->len; i > 0; i--) {
        const Clock *clock = clocks->pdata[i - 1];
        if (clock->kind == CLOCK_PROMISE && clock->words != NULL)
            return masked_words(clock->words, QUOTE_LENGTH);
    }
    return NULL;
}

static void read_again(StoreTxn *txn, Situation *situation) {
    const Thread *thread = situation->thread;
    situation->again =
        thread->repeats != 0 && thread->phase != PHASE_FOLLOW_UP && thread->phase != PHASE_CLOSED;
    if (situation->again)
        situation->promised = promised(txn, thread->repeats);
}

// --- all of it ---

Situation *situation_take(StoreTxn *txn, const Config *config, const Pm *pm, Thread *thread, int64_t now) {
    Situation *situation = g_new0(Situation, 1);
    situation->thread = thread;
    situation->mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    situation->calendar = situation->mailbox != NULL ? situation->mailbox->calendar : pm->calendar;
    situation->quotes = g_ptr_array_new_with_free_func(quote_free);
    situation->clocks = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    situation->entry = situation_entry(txn, thread);
    situation->who = situation_who(thread);
    situation->context = situation_context(txn, config, thread, situation->entry, now);
    situation->cause = situation_cause(txn, pm, thread->problem);
    quote_them(situation);
    read_clocks(txn, situation, now);
    read_again(txn, situation);
    situation->waiting = waiting(situation, now);
    situation->step = next_step_of(thread, situation->clocks, situation->calendar, now);
    return situation;
}

Situation *situation_of(StoreTxn *txn, const Config *config, const Pm *pm, uint64_t thread, int64_t now) {
    Thread *found = thread_get(txn, thread);
    return found == NULL ? NULL : situation_take(txn, config, pm, found, now);
}

void situation_free(Situation *situation) {
    if (situation == NULL)
        return;
    thread_free(situation->thread);
    entry_free(situation->entry);
    g_ptr_array_unref(situation->quotes);
    g_ptr_array_unref(situation->clocks);
    context_free(situation->context);
    g_free(situation->promised);
    g_free(situation->cause);
    g_free(situation->impact);
    g_free(situation->wanted);
    g_free(situation->who);
    g_free(situation);
}

int situation_compare(gconstpointer left, gconstpointer right) {
    const Situation *first = *(Situation *const *)left, *second = *(Situation *const *)right;
    if (first->thread->level != second->thread->level)
        return first->thread->level > second->thread->level ? -1 : 1;
    if (first->again != second->again)
        return first->again ? -1 : 1;
    if (first->context->rank != second->context->rank)
        return first->context->rank > second->context->rank ? -1 : 1;
    const int64_t due = first->due == 0 ? INT64_MAX : first->due;
    const int64_t other = second->due == 0 ? INT64_MAX : second->due;
    if (due != other)
        return due < other ? -1 : 1;
    if (first->thread->opened != second->thread->opened)
        return first->thread->opened < second->thread->opened ? -1 : 1;
    return (first->thread->id > second->thread->id) - (first->thread->id < second->thread->id);
}
