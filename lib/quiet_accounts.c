// Two rounds over the accounts: the first learns how much all of them write, the
// second judges each by that. What is kept between them is a key and a hundred counts an account, so
// twenty thousand cost three megabytes; names and facts are read again for the few that are told.
#include "quiet_accounts.h"

#include <string.h>

#include "accounts.h"
#include "past.h"
#include "thread.h"
#include "values.h"

enum { NAME_LENGTH = 120, COUNTED = 200000, RENEWAL_NEAR = 90, WEEK_DAYS = 7 };

typedef struct Heard {
    char *account;
    Rhythm rhythm;
} Heard;

typedef struct Gathering {
    StoreTxn *txn;
    const Config *config;
    const Pm *pm;
    int64_t now, week_ago;
    GArray *heard;    // Heard: those that ever wrote
    GPtrArray *never; // char *: keys
    SilenceSeason season, season_then;
    unsigned walked;
    QuietAccounts *quiet;
} Gathering;

static void heard_clear(gpointer data) {
    g_free(((Heard *)data)->account);
}

static void quiet_account_free(gpointer data) {
    QuietAccount *account = data;
    if (account == NULL) // it was taken out of its list
        return;
    g_free(account->account);
    g_free(account->name);
    context_free(account->context);
    g_free(account);
}

void quiet_accounts_free(QuietAccounts *quiet) {
    if (quiet == NULL)
        return;
    g_ptr_array_unref(quiet->silent);
    g_ptr_array_unref(quiet->never);
    g_free(quiet);
}

// --- the first round ---

// A store from before rhythms were counted remembers conversations of accounts that have none.
static bool ever_wrote(StoreTxn *txn, const char *account) {
    g_autoptr(Past) past = past_find(txn, account, NULL);
    return past->threads > 0;
}

static bool wrote_within(const Rhythm *rhythm, int64_t from, int64_t to) {
    for (int64_t week = from; week <= to; week++)
        if (rhythm_count(rhythm, week) > 0)
            return true;
    return false;
}

static void take_heard(Gathering *gathering, const char *account, const Rhythm *rhythm) {
    const int64_t week = rhythm_week(gathering->now);
    QuietAccounts *quiet = gathering->quiet;
    const Heard heard = {.account = g_strdup(account), .rhythm = *rhythm};
    g_array_append_val(gathering->heard, heard);
    silence_season_add(&gathering->season, rhythm);
    silence_season_add(&gathering->season_then, rhythm);
    quiet->speak.part += wrote_within(rhythm, week - QUIET_SPEAKS + 1, week);
    quiet->spoke.part += wrote_within(rhythm, week - 2 * QUIET_SPEAKS + 1, week - QUIET_SPEAKS);
}

static bool take_account(StoreTxn *txn, const AccountFacts *facts, void *data) {
    Gathering *gathering = data;
    QuietAccounts *quiet = gathering->quiet;
    if (gathering->walked++ >= QUIET_LOOKED_AT) {
        quiet->left_out++;
        return gathering->walked < COUNTED;
    }
    quiet->speak.whole++;
    quiet->spoke.whole++;
    const Rhythm rhythm = rhythm_of(txn, facts->account);
    if (rhythm.total > 0)
        take_heard(gathering, facts->account, &rhythm);
    else if (!ever_wrote(txn, facts->account))
        g_ptr_array_add(gathering->never, g_strdup(facts->account));
    return !store_failed(txn);
}

// --- one that is told ---

// NULL when it went meanwhile, which a snapshot does not see.
static QuietAccount *account_for(const Gathering *gathering, const char *key, const Silence *silence) {
    g_autoptr(AccountFacts) facts = accounts_get(gathering->txn, key);
    if (facts == NULL)
        return NULL;
    const ContextFacts known = {
        .settings = &gathering->config->accounts_known, .imported = facts, .now = gathering->now};
    QuietAccount *account = g_new0(QuietAccount, 1);
    account->account = g_strdup(key);
    account->name = values_short(facts->name, NAME_LENGTH);
    if (account->name == NULL)
        account->name = g_strdup("?");
    account->context = context_of(&known);
    account->silence = *silence;
    return account;
}

static bool is_near(const Context *context) {
    return context->renewal_days != CONTEXT_NO_DATE && ABS(context->renewal_days) <= RENEWAL_NEAR;
}

static int compare_quiet(gconstpointer a, gconstpointer b) {
    const QuietAccount *left = *(QuietAccount *const *)a, *right = *(QuietAccount *const *)b;
    const Context *one = left->context, *other = right->context;
    if (is_near(one) != is_near(other))
        return is_near(one) ? -1 : 1;
    if (is_near(one) && one->renewal_days != other->renewal_days)
        return one->renewal_days < other->renewal_days ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank > other->rank ? -1 : 1;
    return strcmp(left->account, right->account);
}

// --- whose it is ---

static const char *pm_of_thread(const Gathering *gathering, uint64_t id) {
    g_autoptr(Thread) thread = thread_get(gathering->txn, id);
    const Mailbox *mailbox =
        thread == NULL || thread->mailbox == NULL ? NULL : config_mailbox(gathering->config, thread->mailbox);
    const Pm *pm = config_pm_of(gathering->config, mailbox);
    return pm == NULL ? NULL : pm->name;
}

// The name that stands most often in the list, of as many the first. NULL for none.
static const char *most_frequent(const GPtrArray *names) {
    const char *best = NULL;
    unsigned most = 0;
    for (guint i = 0; i < names->len; i++) {
        unsigned count = 0;
        for (guint k = 0; k < names->len; k++)
            count += strcmp(names->pdata[i], names->pdata[k]) == 0;
        best = count > most ? names->pdata[i] : best;
        most = MAX(most, count);
    }
    return best;
}

// NULL where there are several, or none.
static const char *sole_pm(const Gathering *gathering) {
    const GPtrArray *pms = gathering->config->pms;
    return pms->len == 1 ? ((const Pm *)pms->pdata[0])->name : NULL;
}

// NULL: nobody's.
static const char *pm_of(const Gathering *gathering, const char *account) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(Past) past = past_find(gathering->txn, account, NULL);
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *thread = &g_array_index(past->recent, PastThread, i);
        const char *name = pm_of_thread(gathering, thread->thread);
        if (name != NULL)
            g_ptr_array_add(names, (gpointer)(uintptr_t)name);
    }
    const char *name = most_frequent(names);
    return name == NULL ? sole_pm(gathering) : name;
}

// --- the second round ---

static GPtrArray *find_silent(Gathering *gathering) {
    GPtrArray *silent = g_ptr_array_new_with_free_func(quiet_account_free);
    for (guint i = 0; i < gathering->heard->len && !store_failed(gathering->txn); i++) {
        const Heard *heard = &g_array_index(gathering->heard, Heard, i);
        const Silence now = silence_of(&heard->rhythm, &gathering->season, gathering->now);
        gathering->quiet->too_few += now.finding == SILENCE_TOO_FEW;
        QuietAccount *account =
            now.finding == SILENCE_LONG ? account_for(gathering, heard->account, &now) : NULL;
        if (account == NULL)
            continue;
        const Silence then = silence_of(&heard->rhythm, &gathering->season_then, gathering->week_ago);
        account->is_new = then.finding != SILENCE_LONG;
        g_ptr_array_add(silent, account);
    }
    g_ptr_array_sort(silent, compare_quiet);
    return silent;
}

static void share_out(Gathering *gathering) {
    QuietAccounts *quiet = gathering->quiet;
    g_autoptr(GPtrArray) silent = find_silent(gathering);
    for (guint i = 0; i < silent->len && !store_failed(gathering->txn); i++) {
        QuietAccount *account = silent->pdata[i];
        const char *name = i < QUIET_PLACED ? pm_of(gathering, account->account) : NULL;
        const bool ours = g_strcmp0(name, gathering->pm->name) == 0;
        quiet->left_out += i >= QUIET_PLACED;
        quiet->unplaced += i < QUIET_PLACED && name == NULL;
        quiet->silent_more += ours && quiet->silent->len >= QUIET_SILENT;
        if (ours && quiet->silent->len < QUIET_SILENT)
            g_ptr_array_add(quiet->silent, g_steal_pointer(&silent->pdata[i]));
    }
}

// Nobody has spoken with them, so no conversation says whose they are.
static void list_never(Gathering *gathering) {
    static const Silence NEVER = {.finding = SILENCE_NEVER_WROTE, .chance = 1, .lull = 1};
    QuietAccounts *quiet = gathering->quiet;
    quiet->never_wrote = gathering->never->len;
    if (g_strcmp0(sole_pm(gathering), gathering->pm->name) != 0)
        return;
    for (guint i = 0; i < gathering->never->len && !store_failed(gathering->txn); i++) {
        QuietAccount *account = account_for(gathering, gathering->never->pdata[i], &NEVER);
        if (account != NULL)
            g_ptr_array_add(quiet->never, account);
        if (quiet->never->len < 2 * QUIET_NEVER && i + 1 < gathering->never->len)
            continue;
        g_ptr_array_sort(quiet->never, compare_quiet);
        g_ptr_array_set_size(quiet->never, (gint)MIN(quiet->never->len, QUIET_NEVER));
    }
}

QuietAccounts *quiet_accounts_gather(StoreTxn *txn, const Config *config, const Pm *pm, int64_t now) {
    g_autoptr(QuietAccounts) quiet = g_new0(QuietAccounts, 1);
    quiet->silent = g_ptr_array_new_with_free_func(quiet_account_free);
    quiet->never = g_ptr_array_new_with_free_func(quiet_account_free);
    g_autoptr(GArray) heard = g_array_new(FALSE, FALSE, sizeof(Heard));
    g_array_set_clear_func(heard, heard_clear);
    g_autoptr(GPtrArray) never = g_ptr_array_new_with_free_func(g_free);
    Gathering gathering = {.txn = txn,
                           .config = config,
                           .pm = pm,
                           .now = now,
                           .week_ago = now - WEEK_DAYS * G_TIME_SPAN_DAY,
                           .heard = heard,
                           .never = never,
                           .quiet = quiet};
    silence_season_init(&gathering.season, now);
    silence_season_init(&gathering.season_then, gathering.week_ago);
    accounts_walk(txn, take_account, &gathering);
    share_out(&gathering);
    list_never(&gathering);
    return store_failed(txn) ? NULL : g_steal_pointer(&quiet);
}
