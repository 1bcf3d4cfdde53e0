// What the records say of a customer, question by question; then two readings of
// it: the level and the rank. Each is a table, so that what counts, and how much, stands in one place.
#include "context.h"

static const int64_t YEAR = 365 * G_TIME_SPAN_DAY;

// --- what is known ---

static const char *first_of(const char *one, const char *other) {
    return one != NULL ? one : other;
}

static const char *tier_of(const ContextFacts *facts) {
    const char *imported = facts->imported == NULL ? NULL : facts->imported->tier;
    return first_of(imported, facts->configured == NULL ? NULL : facts->configured->tier);
}

static bool is_listed(const AccountSettings *settings, const char *tier) {
    g_autofree char *folded = g_utf8_casefold(tier, -1);
    for (guint i = 0; settings->strategic != NULL && i < settings->strategic->len; i++) {
        g_autofree char *listed = g_utf8_casefold(settings->strategic->pdata[i], -1);
        if (g_str_equal(folded, listed))
            return true;
    }
    return false;
}

// A key account is one whatever its tier is called.
static Known strategic_of(const ContextFacts *facts) {
    const char *tier = tier_of(facts);
    if (facts->configured != NULL && facts->configured->key)
        return KNOWN_YES;
    if (tier == NULL)
        return KNOWN_NOT;
    return is_listed(facts->settings, tier) ? KNOWN_YES : KNOWN_NO;
}

// Without a line drawn by the house none is large, and none is small.
static Known large_of(const AccountSettings *settings, int64_t revenue) {
    if (revenue < 0 || settings->large_revenue == 0)
        return KNOWN_NOT;
    return revenue >= (int64_t)settings->large_revenue ? KNOWN_YES : KNOWN_NO;
}

static int64_t day_of(int64_t time) {
    const int64_t day = time / G_TIME_SPAN_DAY;
    return time % G_TIME_SPAN_DAY < 0 ? day - 1 : day;
}

// Whole days of the calendar, so that a renewal today is today until midnight.
static int days_until(int64_t renewal, int64_t now) {
    if (renewal == 0)
        return CONTEXT_NO_DATE;
    return (int)CLAMP(day_of(renewal) - day_of(now), -G_MAXINT, G_MAXINT);
}

static void take_facts(Context *context, const ContextFacts *facts) {
    const AccountFacts *imported = facts->imported;
    context->revenue = imported->revenue < 0 ? -1 : imported->revenue;
    context->large = large_of(facts->settings, context->revenue);
    context->reference = imported->reference;
    context->renewal_days = days_until(imported->renewal, facts->now);
    context->segment_fit = imported->segment_fit;
    context->manager = g_strdup(imported->manager);
    context->manager_free = imported->manager_free;
    context->stand_in = g_strdup(imported->manager_backup);
    context->vocal = imported->vocal;
    if (facts->address != NULL)
        context->role = account_role(imported, facts->address);
}

// By when it was last alive: what began long ago and ended lately is remembered.
static void take_past(Context *context, const ContextFacts *facts) {
    for (guint i = 0; i < facts->past->recent->len; i++) {
        const PastThread *past = &g_array_index(facts->past->recent, PastThread, i);
        const int64_t last = MAX(past->opened, past->closed);
        if (past->thread == facts->thread || last > facts->now || last < facts->now - YEAR)
            continue;
        context->earlier++;
        context->earlier_escalations += past->level >= LEVEL_ESCALATION;
        context->last_closed = MAX(context->last_closed, past->closed);
    }
}

// --- how much it counts ---

// A renewal that is overdue for longer was settled, and only the record is old.
enum { RENEWAL_NEAR = 90 };

static bool is_near(const Context *context) {
    const int days = context->renewal_days;
    return days != CONTEXT_NO_DATE && days <= RENEWAL_NEAR && days >= -RENEWAL_NEAR;
}

static unsigned renewal_points(const Context *context) {
    if (!is_near(context))
        return 0;
    return context->renewal_days <= 30 ? 6 : context->renewal_days <= 60 ? 4 : 2;
}

static unsigned rank_of(const Context *context, bool vocal_now) {
    enum { ESCALATIONS_MOST = 3 };
    const bool left_alone = context->manager_free == KNOWN_NO && context->stand_in == NULL;
    return (context->strategic == KNOWN_YES ? 8U : 0U) + (context->reference == KNOWN_YES ? 4U : 0U) +
           (context->large == KNOWN_YES ? 4U : 0U) + (context->segment_fit == KNOWN_YES ? 1U : 0U) +
           (context->role == ROLE_BUSINESS ? 1U : 0U) + renewal_points(context) +
           MIN(context->earlier_escalations, ESCALATIONS_MOST) +
           (context->vocal == KNOWN_YES || vocal_now ? 2U : 0U) + (left_alone ? 1U : 0U);
}

Context *context_of(const ContextFacts *facts) {
    Context *context = g_new0(Context, 1);
    const char *name = facts->imported == NULL ? NULL : facts->imported->name;
    context->account = g_strdup(first_of(name, facts->configured == NULL ? NULL : facts->configured->name));
    context->tier = g_strdup(tier_of(facts));
    context->strategic = strategic_of(facts);
    context->revenue = -1;
    context->renewal_days = CONTEXT_NO_DATE;
    if (facts->imported != NULL)
        take_facts(context, facts);
    if (facts->past != NULL)
        take_past(context, facts);
    context->rank = rank_of(context, facts->vocal_now);
    return context;
}

void context_free(Context *context) {
    if (context == NULL)
        return;
    g_free(context->account);
    g_free(context->tier);
    g_free(context->manager);
    g_free(context->stand_in);
    g_free(context);
}

// --- the level ---

static char *renewal_reason(const Context *context) {
    const int days = context->renewal_days;
    if (days < 0)
        return g_strdup("renewal overdue");
    if (days == 0)
        return g_strdup("renewal today");
    return g_strdup_printf("renewal in %d day%s", days, days == 1 ? "" : "s");
}

Level context_raise(const Context *context, Level level, GPtrArray *reasons) {
    if (level != LEVEL_ESCALATION)
        return level;
    const guint before = reasons->len;
    if (context->strategic == KNOWN_YES)
        g_ptr_array_add(reasons, context->tier == NULL
                                     ? g_strdup("strategic account")
                                     : g_strdup_printf("strategic account (%s)", context->tier));
    if (context->reference == KNOWN_YES)
        g_ptr_array_add(reasons, g_strdup("a reference"));
    if (is_near(context))
        g_ptr_array_add(reasons, renewal_reason(context));
    return reasons->len > before ? LEVEL_CRITICAL : level;
}
