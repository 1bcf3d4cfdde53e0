// The six questions, each alone: what it does to the level and to the rank, and
// that nothing else does. Accounts come from records, so hostile dates are rows too.
#include "support.h"

#include "context.h"

#define DAY G_TIME_SPAN_DAY

static const int64_t NOW = NOON_MONDAY;
static const char ANN[] = "ann@a.example";

typedef struct Sample { // what a row says of the customer; all else is unknown
    const char *tier;   // imported
    const char *configured_tier;
    bool configured, key;
    Known reference, segment_fit, manager_free, vocal;
    int64_t revenue; // 0: unknown
    int64_t renewal; // days from today's midnight; NO_RENEWAL: unknown
    const char *stand_in;
    ContactRole role;
    unsigned escalations; // earlier ones within a year
    bool vocal_now;
} Sample;

#define NO_RENEWAL 0
#define TODAY 100000 // stands for 0 days, which is "unknown" above

typedef struct Row {
    const char *name;
    Sample sample;
    unsigned rank;
    const char *reason; // of the rise to critical, NULL: an escalation stays one
} Row;

static const Row ROWS[] = {
    {"nothing is known", {0}, 0, NULL},
    // 1 how important
    {"a strategic tier", {.tier = "platinum"}, 8, "strategic account (platinum)"},
    {"written otherwise", {.tier = "PLATINUM"}, 8, "strategic account (PLATINUM)"},
    {"another strategic tier", {.tier = "Größe Eins"}, 8, "strategic account (Größe Eins)"},
    {"a tier that is not", {.tier = "silver"}, 0, NULL},
    {"a tier that only begins like one", {.tier = "platinum-trial"}, 0, NULL},
    {"a configured tier",
     {.configured = true, .configured_tier = "platinum"},
     8,
     "strategic account (platinum)"},
    {"the import speaks first",
     {.tier = "silver", .configured = true, .configured_tier = "platinum"},
     0,
     NULL},
    {"a key account", {.configured = true, .key = true}, 8, "strategic account"},
    {"a key account with a tier",
     {.tier = "silver", .configured = true, .key = true},
     8,
     "strategic account (silver)"},
    // 2 a reference, or large
    {"a reference", {.reference = KNOWN_YES}, 4, "a reference"},
    {"no reference", {.reference = KNOWN_NO}, 0, NULL},
    {"a large account", {.revenue = 1000000}, 4, NULL},
    {"not so large", {.revenue = 999999}, 0, NULL},
    {"the largest of all", {.revenue = INT64_MAX}, 4, NULL},
    // 3 the renewal
    {"tomorrow", {.renewal = 1}, 6, "renewal in 1 day"},
    {"today", {.renewal = TODAY}, 6, "renewal today"},
    {"in 30 days", {.renewal = 30}, 6, "renewal in 30 days"},
    {"in 31 days", {.renewal = 31}, 4, "renewal in 31 days"},
    {"in 60 days", {.renewal = 60}, 4, "renewal in 60 days"},
    {"in 61 days", {.renewal = 61}, 2, "renewal in 61 days"},
    {"in 90 days", {.renewal = 90}, 2, "renewal in 90 days"},
    {"in 91 days", {.renewal = 91}, 0, NULL},
    {"yesterday", {.renewal = -1}, 6, "renewal overdue"},
    {"90 days ago", {.renewal = -90}, 6, "renewal overdue"},
    {"91 days ago: an old record", {.renewal = -91}, 0, NULL},
    // 4 a history of frustration
    {"one earlier escalation", {.escalations = 1}, 1, NULL},
    {"three", {.escalations = 3}, 3, NULL},
    {"ten count as three", {.escalations = 10}, 3, NULL},
    // 5 the segment
    {"the target segment", {.segment_fit = KNOWN_YES}, 1, NULL},
    {"an outlier", {.segment_fit = KNOWN_NO}, 0, NULL},
    // 6 the account manager
    {"away, and nobody stands in", {.manager_free = KNOWN_NO}, 1, NULL},
    {"away, and somebody stands in", {.manager_free = KNOWN_NO, .stand_in = "Mia"}, 0, NULL},
    {"free", {.manager_free = KNOWN_YES}, 0, NULL},
    // and
    {"vocal in public", {.vocal = KNOWN_YES}, 2, NULL},
    {"not vocal", {.vocal = KNOWN_NO}, 0, NULL},
    {"threatens it now", {.vocal_now = true}, 2, NULL},
    {"both count once", {.vocal = KNOWN_YES, .vocal_now = true}, 2, NULL},
    {"a business contact", {.role = ROLE_BUSINESS}, 1, NULL},
    {"a technical contact", {.role = ROLE_TECHNICAL}, 0, NULL},
    {"all at once",
     {.tier = "platinum",
      .reference = KNOWN_YES,
      .revenue = 5000000,
      .renewal = 10,
      .escalations = 9,
      .segment_fit = KNOWN_YES,
      .manager_free = KNOWN_NO,
      .vocal = KNOWN_YES,
      .role = ROLE_BUSINESS},
     8 + 4 + 4 + 6 + 3 + 1 + 1 + 2 + 1,
     "strategic account (platinum); a reference; renewal in 10 days"},
};

static AccountSettings *settings_new(void) {
    AccountSettings *settings = g_new0(AccountSettings, 1);
    settings->strategic = g_ptr_array_new();
    g_ptr_array_add(settings->strategic, (char *)(uintptr_t) "platinum");
    g_ptr_array_add(settings->strategic, (char *)(uintptr_t) "größe eins");
    settings->large_revenue = 1000000;
    return settings;
}

static void settings_free(AccountSettings *settings) {
    g_ptr_array_unref(settings->strategic);
    g_free(settings);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AccountSettings, settings_free)

static int64_t midnight(int64_t days) {
    return (NOW / DAY + days) * DAY;
}

static AccountFacts *imported_of(const Sample *sample) {
    AccountFacts *facts = account_facts_new();
    facts->account = g_strdup("A-1");
    facts->name = g_strdup("Acme");
    facts->tier = g_strdup(sample->tier);
    facts->reference = sample->reference;
    facts->segment_fit = sample->segment_fit;
    facts->manager_free = sample->manager_free;
    facts->manager_backup = g_strdup(sample->stand_in);
    facts->vocal = sample->vocal;
    facts->revenue = sample->revenue == 0 ? -1 : sample->revenue;
    if (sample->renewal != NO_RENEWAL)
        facts->renewal = midnight(sample->renewal == TODAY ? 0 : sample->renewal);
    g_ptr_array_add(facts->contacts, account_contact_new("Ann@A.Example", sample->role));
    return facts;
}

static Past *past_new(void) {
    Past *past = g_new0(Past, 1);
    past->recent = g_array_new(FALSE, FALSE, sizeof(PastThread));
    return past;
}

static void add_past(Past *past, uint64_t id, Level level, int64_t opened, int64_t closed) {
    const PastThread thread = {.thread = id, .level = level, .opened = opened, .closed = closed};
    g_array_append_val(past->recent, thread);
    past->threads++;
}

static Context *context_of_sample(const Sample *sample) {
    g_autoptr(AccountSettings) settings = settings_new();
    g_autoptr(AccountFacts) imported = imported_of(sample);
    g_autoptr(Account) configured = sample->configured ? account_new("Acme & Co") : NULL;
    g_autoptr(Past) past = past_new();
    if (configured != NULL) {
        configured->tier = g_strdup(sample->configured_tier);
        configured->key = sample->key;
    }
    for (unsigned i = 0; i < sample->escalations; i++)
        add_past(past, 100 + i, LEVEL_ESCALATION, NOW - (i + 1) * DAY, 0);
    const ContextFacts facts = {.settings = settings,
                                .imported = imported,
                                .configured = configured,
                                .past = past,
                                .address = ANN,
                                .thread = 7,
                                .vocal_now = sample->vocal_now,
                                .now = NOW};
    return context_of(&facts);
}

static char *join(const GPtrArray *reasons) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < reasons->len; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : "; ", (const char *)reasons->pdata[i]);
    return g_string_free(text, FALSE);
}

// Of all levels only the escalation may rise, and only with a reason.
static void check_levels(const Row *row, const Context *context) {
    for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++) {
        g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);
        const bool rises = level == LEVEL_ESCALATION && row->reason != NULL;
        const Level raised = context_raise(context, (Level)level, reasons);
        g_autofree char *told = join(reasons);
        if (raised != (rises ? LEVEL_CRITICAL : (Level)level))
            fail_msg("%s: %s became %s", row->name, level_name((Level)level), level_name(raised));
        if (strcmp(told, rises ? row->reason : "") != 0)
            fail_msg("%s: \"%s\"", row->name, told);
    }
}

static void each_question_counts_alone(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        g_autoptr(Context) context = context_of_sample(&ROWS[i].sample);
        if (context->rank != ROWS[i].rank)
            fail_msg("%s: rank %u, not %u", ROWS[i].name, context->rank, ROWS[i].rank);
        check_levels(&ROWS[i], context);
    }
}

static void reasons_are_added_behind_the_others(void **state) {
    (void)state;
    const Sample sample = {.reference = KNOWN_YES};
    g_autoptr(Context) context = context_of_sample(&sample);
    g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reasons, g_strdup("strong displeasure"));
    assert_int_equal(context_raise(context, LEVEL_ESCALATION, reasons), LEVEL_CRITICAL);
    g_autofree char *told = join(reasons);
    assert_string_equal(told, "strong displeasure; a reference");
}

static void what_nobody_said_is_unknown(void **state) {
    (void)state;
    g_autoptr(AccountSettings) settings = settings_new();
    const ContextFacts facts = {.settings = settings, .now = NOW};
    g_autoptr(Context) context = context_of(&facts);
    assert_null(context->account);
    assert_null(context->tier);
    assert_null(context->manager);
    assert_null(context->stand_in);
    assert_int_equal(context->strategic, KNOWN_NOT);
    assert_int_equal(context->reference, KNOWN_NOT);
    assert_int_equal(context->large, KNOWN_NOT);
    assert_int_equal(context->segment_fit, KNOWN_NOT);
    assert_int_equal(context->manager_free, KNOWN_NOT);
    assert_int_equal(context->vocal, KNOWN_NOT);
    assert_int_equal(context->role, ROLE_UNKNOWN);
    assert_int_equal(context->revenue, -1);
    assert_int_equal(context->renewal_days, CONTEXT_NO_DATE);
    assert_int_equal(context->earlier + context->earlier_escalations, 0);
    assert_int_equal(context->last_closed, 0);
    assert_int_equal(context->rank, 0);
}

static void a_house_that_draws_no_line_has_no_large_accounts(void **state) {
    (void)state;
    const AccountSettings none = {0};
    g_autoptr(AccountFacts) imported = account_facts_new();
    imported->revenue = INT64_MAX;
    imported->tier = g_strdup("platinum");
    const ContextFacts facts = {.settings = &none, .imported = imported, .now = NOW};
    g_autoptr(Context) context = context_of(&facts);
    assert_int_equal(context->large, KNOWN_NOT);
    assert_int_equal(context->strategic, KNOWN_NO);
    assert_int_equal(context->rank, 0);
}

static void both_name_the_account(void **state) {
    (void)state;
    g_autoptr(AccountSettings) settings = settings_new();
    g_autoptr(Account) configured = account_new("Configured");
    g_autoptr(AccountFacts) imported = account_facts_new();
    imported->name = g_strdup("Imported");
    const ContextFacts one = {.settings = settings, .configured = configured, .now = NOW};
    const ContextFacts two = {
        .settings = settings, .configured = configured, .imported = imported, .now = NOW};
    g_autoptr(Context) alone = context_of(&one), both = context_of(&two);
    assert_string_equal(alone->account, "Configured");
    assert_string_equal(both->account, "Imported");
}

// Neither wraps round nor counts.
static void hostile_dates(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int64_t renewal, now;
        int wanted;
        bool near;
    } DATES[] = {
        {"year 9999", INT64_C(253402214400) * G_USEC_PER_SEC, NOON_MONDAY, 2912116, false},
        {"1969", -DAY, NOON_MONDAY, -20781, false},
        {"a moment before 1970", -1, NOON_MONDAY, -20781, false},
        {"the end of time", INT64_MAX, NOON_MONDAY, 106731211, false},
        {"the beginning of time", INT64_MIN, NOON_MONDAY, -106772772, false},
        {"a clock before 1970", DAY, -DAY, 2, true},
        {"late in the evening", (NOON_MONDAY / DAY + 1) * DAY, (NOON_MONDAY / DAY + 1) * DAY - 1, 1, true},
        {"the first moment of the day", NOON_MONDAY / DAY * DAY, NOON_MONDAY / DAY * DAY, 0, true},
    };
    g_autoptr(AccountSettings) settings = settings_new();
    for (size_t i = 0; i < G_N_ELEMENTS(DATES); i++) {
        g_autoptr(AccountFacts) imported = account_facts_new();
        imported->renewal = DATES[i].renewal;
        const ContextFacts facts = {.settings = settings, .imported = imported, .now = DATES[i].now};
        g_autoptr(Context) context = context_of(&facts);
        if (context->renewal_days != DATES[i].wanted || (context->rank != 0) != DATES[i].near)
            fail_msg("%s: %d days, rank %u", DATES[i].name, context->renewal_days, context->rank);
    }
}

static void the_past_is_of_others_and_of_a_year(void **state) {
    (void)state;
    const int64_t year = 365 * DAY;
    g_autoptr(AccountSettings) settings = settings_new();
    g_autoptr(Past) past = past_new();
    add_past(past, 7, LEVEL_CRITICAL, NOW - DAY, NOW - 1);               // the one at hand
    add_past(past, 8, LEVEL_CRITICAL, NOW + DAY, 0);                     // of tomorrow
    add_past(past, 9, LEVEL_ESCALATION, NOW - 2 * DAY, NOW - DAY);       // counts
    add_past(past, 10, LEVEL_CONCERN, NOW - 3 * DAY, NOW - 2 * DAY);     // counts, but was none
    add_past(past, 11, LEVEL_CRITICAL, NOW - year - DAY, NOW - 5 * DAY); // long ago, and ended lately
    add_past(past, 12, LEVEL_CRITICAL, NOW - year - DAY, 0);             // long ago
    add_past(past, 13, LEVEL_CRITICAL, NOW - 3 * year, NOW - year - 1);  // over for a year
    add_past(past, 14, LEVEL_CRITICAL, INT64_MIN, INT64_MIN);            // hostile
    add_past(past, 15, LEVEL_CRITICAL, INT64_MAX, INT64_MAX);            // likewise
    const ContextFacts facts = {.settings = settings, .past = past, .thread = 7, .now = NOW};
    g_autoptr(Context) context = context_of(&facts);
    assert_int_equal(context->earlier, 3);
    assert_int_equal(context->earlier_escalations, 2);
    assert_int_equal(context->last_closed, NOW - DAY);
    assert_int_equal(context->rank, 2);
}

// Whatever is said in anger, the facts have no row for it: more known never means a lower place.
static void nothing_lowers_a_rank(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("nothing lowers a rank");
    for (unsigned round = 0; round < 2000; round++) {
        Sample sample = {.reference = (Known)g_rand_int_range(rand, 0, 3),
                         .segment_fit = (Known)g_rand_int_range(rand, 0, 3),
                         .manager_free = (Known)g_rand_int_range(rand, 0, 3),
                         .vocal = (Known)g_rand_int_range(rand, 0, 3),
                         .revenue = g_rand_int_range(rand, 0, 2000000),
                         .renewal = g_rand_int_range(rand, -200, 200),
                         .role = (ContactRole)g_rand_int_range(rand, 0, ROLE_COUNT),
                         .escalations = (unsigned)g_rand_int_range(rand, 0, 6)};
        g_autoptr(Context) calm = context_of_sample(&sample);
        sample.vocal_now = true;
        g_autoptr(Context) angry = context_of_sample(&sample);
        sample.escalations++;
        g_autoptr(Context) again = context_of_sample(&sample);
        assert_true(angry->rank >= calm->rank);
        assert_true(again->rank >= angry->rank);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_question_counts_alone),
        cmocka_unit_test(reasons_are_added_behind_the_others),
        cmocka_unit_test(what_nobody_said_is_unknown),
        cmocka_unit_test(a_house_that_draws_no_line_has_no_large_accounts),
        cmocka_unit_test(both_name_the_account),
        cmocka_unit_test(hostile_dates),
        cmocka_unit_test(the_past_is_of_others_and_of_a_year),
        cmocka_unit_test(nothing_lowers_a_rank),
    };
    return cmocka_run_group_tests_name("context", tests, NULL, NULL);
}
