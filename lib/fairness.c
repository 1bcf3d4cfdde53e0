// The clocks know each conversation's tier, timings.c their percentiles; what is
// added here is an order of tiers from large to small, and one comparison of its two ends.
#include "fairness.h"

#include <string.h>

#include "accounts.h"
#include "clocks.h"
#include "values.h"

enum { NAME_LENGTH = 60, CLOCKS_KEPT = 100000, TIERS_KNOWN = 1000 };

static void tier_free(gpointer data) {
    FairnessTier *tier = data;
    g_free(tier->name);
    g_free(tier);
}

void fairness_free(Fairness *fairness) {
    if (fairness == NULL)
        return;
    g_ptr_array_unref(fairness->tiers);
    g_free(fairness);
}

// What is no UTF-8 is taken as it stands.
static char *fold(const char *name) {
    return g_utf8_validate(name, -1, NULL) ? g_utf8_casefold(name, -1) : g_strdup(name);
}

// --- revenue ---

typedef struct Sum {
    double amount; // of so many accounts no 64 bits are enough
    unsigned count;
} Sum;

struct FairnessRevenue {
    GHashTable *sums; // folded tier -> Sum *
    unsigned accounts;
};

FairnessRevenue *fairness_revenue_new(void) {
    FairnessRevenue *revenue = g_new0(FairnessRevenue, 1);
    revenue->sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return revenue;
}

void fairness_revenue_free(FairnessRevenue *revenue) {
    if (revenue == NULL)
        return;
    g_hash_table_unref(revenue->sums);
    g_free(revenue);
}

void fairness_revenue_add(FairnessRevenue *revenue, const char *tier, int64_t amount) {
    if (tier == NULL || amount < 0)
        return;
    g_autofree char *folded = fold(tier);
    Sum *sum = g_hash_table_lookup(revenue->sums, folded);
    if (sum == NULL && g_hash_table_size(revenue->sums) >= TIERS_KNOWN)
        return;
    if (sum == NULL) {
        sum = g_new0(Sum, 1);
        g_hash_table_insert(revenue->sums, g_steal_pointer(&folded), sum);
    }
    sum->amount += (double)amount;
    sum->count++;
}

static bool take_account(StoreTxn *txn, const AccountFacts *facts, void *data) {
    FairnessRevenue *revenue = data;
    (void)txn;
    fairness_revenue_add(revenue, facts->tier, facts->revenue);
    return ++revenue->accounts < FAIRNESS_ACCOUNTS;
}

void fairness_revenue_gather(FairnessRevenue *revenue, StoreTxn *txn) {
    accounts_walk(txn, take_account, revenue);
}

static int64_t mean_of(const FairnessRevenue *revenue, const char *folded) {
    const Sum *sum = g_hash_table_lookup(revenue->sums, folded);
    return sum == NULL ? -1 : (int64_t)MIN(sum->amount / sum->count, 9e18);
}

// --- the order of tiers ---

// From 1; 0 when it does not stand there.
static unsigned place_in(const GPtrArray *list, const char *folded) {
    for (guint i = 0; list != NULL && i < list->len; i++) {
        g_autofree char *listed = fold(list->pdata[i]);
        if (strcmp(listed, folded) == 0)
            return i + 1;
    }
    return 0;
}

// What it is sorted by: first `grade`, 0 for one that has no place.
typedef struct Ranked {
    FairnessTier *tier;
    unsigned grade;
} Ranked;

enum { GRADE_NONE, GRADE_BY_REVENUE, GRADE_STRATEGIC, GRADE_LISTED = 1 << 30 };

static unsigned grade_of(const FairnessTier *tier, const char *folded, const AccountSettings *settings) {
    if (tier->name == NULL)
        return GRADE_NONE;
    if (settings->tiers != NULL && settings->tiers->len > 0) {
        const unsigned place = place_in(settings->tiers, folded);
        return place == 0 ? GRADE_NONE : GRADE_LISTED - place;
    }
    if (place_in(settings->strategic, folded) > 0)
        return GRADE_STRATEGIC;
    return tier->revenue >= 0 ? GRADE_BY_REVENUE : GRADE_NONE;
}

static int compare_ranked(gconstpointer a, gconstpointer b) {
    const Ranked *left = a, *right = b;
    if (left->grade != right->grade)
        return left->grade > right->grade ? -1 : 1;
    if ((left->tier->name == NULL) != (right->tier->name == NULL))
        return left->tier->name == NULL ? 1 : -1;
    if (left->tier->revenue != right->tier->revenue)
        return left->tier->revenue > right->tier->revenue ? -1 : 1;
    return g_strcmp0(left->tier->name, right->tier->name);
}

static Ranked rank(const TimingsGroup *group, const AccountSettings *settings,
                   const FairnessRevenue *revenue) {
    const bool named = strcmp(group->name, TIMINGS_UNKNOWN) != 0;
    g_autofree char *folded = fold(group->name);
    FairnessTier *tier = g_new0(FairnessTier, 1);
    tier->name = named ? values_short(group->name, NAME_LENGTH) : NULL;
    tier->count = group->count;
    tier->p50 = group->business[TIMINGS_P50];
    tier->revenue = named ? mean_of(revenue, folded) : -1;
    return (Ranked){.tier = tier, .grade = grade_of(tier, folded, settings)};
}

// --- the warning ---

// Of the tiers that have a place and enough replies. Two of one grade and the same revenue are as large as
// each other, but then neither is the smallest for good reason: their order by name is no size.
static void compare_ends(Fairness *fairness) {
    const FairnessTier *largest = NULL, *smallest = NULL;
    for (guint i = 0; i < fairness->tiers->len; i++) {
        const FairnessTier *tier = fairness->tiers->pdata[i];
        if (tier->place == 0 || tier->count < FAIRNESS_REPLIES || tier->p50 < 0)
            continue;
        largest = largest == NULL ? tier : largest;
        smallest = tier;
    }
    if (largest == smallest || largest->place == smallest->place ||
        smallest->p50 < FAIRNESS_TIMES * MAX(largest->p50, G_TIME_SPAN_MINUTE))
        return;
    fairness->largest = largest;
    fairness->smallest = smallest;
}

Fairness *fairness_of(const GPtrArray *groups, const AccountSettings *settings,
                      const FairnessRevenue *revenue) {
    Fairness *fairness = g_new0(Fairness, 1);
    fairness->tiers = g_ptr_array_new_with_free_func(tier_free);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        if (group->kind != CLOCK_FIRST_REPLY || group->by != TIMINGS_TIER || group->count == 0)
            continue;
        const Ranked ranked = rank(group, settings, revenue);
        g_array_append_val(all, ranked);
    }
    g_array_sort(all, compare_ranked);
    for (guint i = 0; i < all->len; i++) {
        const Ranked *ranked = &g_array_index(all, Ranked, i), *before = i > 0 ? ranked - 1 : ranked;
        const bool equal =
            i > 0 && before->grade == ranked->grade && before->tier->revenue == ranked->tier->revenue;
        if (ranked->grade != GRADE_NONE)
            ranked->tier->place = equal ? before->tier->place : i + 1;
        g_ptr_array_add(fairness->tiers, ranked->tier);
    }
    compare_ends(fairness);
    return fairness;
}

// --- from the store ---

typedef struct Gathering {
    Timings *timings;
    const GPtrArray *mailboxes;
} Gathering;

static bool take_clock(StoreTxn *txn, const Clock *clock, void *data) {
    const Gathering *gathering = data;
    (void)txn;
    for (guint i = 0; clock->kind == CLOCK_FIRST_REPLY && i < gathering->mailboxes->len; i++)
        if (g_strcmp0(((const Mailbox *)gathering->mailboxes->pdata[i])->name, clock->mailbox) == 0) {
            timings_add(gathering->timings, clock);
            break;
        }
    return true;
}

Fairness *fairness_gather(StoreTxn *txn, const Config *config, const GPtrArray *mailboxes, int64_t since,
                          int64_t until) {
    g_autoptr(Timings) timings = timings_new(mailboxes, CLOCKS_KEPT);
    g_autoptr(FairnessRevenue) revenue = fairness_revenue_new();
    Gathering gathering = {timings, mailboxes};
    clocks_walk_stopped(txn, since, until, take_clock, &gathering);
    fairness_revenue_gather(revenue, txn);
    if (store_failed(txn))
        return NULL;
    return fairness_of(timings_groups(timings), &config->accounts_known, revenue);
}
