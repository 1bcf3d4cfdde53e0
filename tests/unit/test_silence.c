// Silence told from chance: cases by hand, and whole years of simulated accounts
// (silence_world.h) by which false alarms and what is found are measured. The seeds on
// which the limits of silence.h were chosen were 1 to 6, 11 to 16, 101 to 106, 1000 to
// 1149 and 5000 to 5499; those of the test are others, and one is new each time.
#include "support_time.h"

#include "silence.h"
#include "silence_world.h"

#define DAY G_TIME_SPAN_DAY
#define WEEK (7 * DAY)

// --- by hand ---

// "x.*30 .*9": thirty times a week with mail and one without, then nine without; the last stands before the
// week that runs. A digit is so many mails.
static void write_weeks(Rhythm *rhythm, const char *text, int64_t now) {
    g_autoptr(GString) weeks = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        g_auto(GStrv) pair = g_strsplit(parts[i], "*", 2);
        for (int64_t k = 0; k < g_ascii_strtoll(pair[1], NULL, 10); k++)
            g_string_append(weeks, pair[0]);
    }
    const int64_t first = rhythm_week(now) - (int64_t)weeks->len;
    for (size_t i = 0; i < weeks->len; i++) {
        const int mails = weeks->str[i] == 'x' ? 1 : weeks->str[i] == '.' ? 0 : weeks->str[i] - '0';
        for (int k = 0; k < mails; k++)
            rhythm_add(rhythm, rhythm_monday(first + (int64_t)i) + 2 * DAY, now);
    }
}

typedef struct Case {
    const char *name, *weeks;
    SilenceFinding finding;
    unsigned silent, active;
} Case;

static void test_cases_by_hand(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"it writes each week", "x*100", SILENCE_USUAL, 0, 52},
        {"each week, then four weeks of holidays", "x*100 .*4", SILENCE_USUAL, 4, 52},
        {"each week, then seven weeks of nothing", "x*100 .*7", SILENCE_LONG, 7, 52},
        {"a year long, then silent", "x*53 .*8", SILENCE_LONG, 8, 52},
        {"half a year only, then silent: no summer was seen", "x*30 .*8", SILENCE_USUAL, 8, 30},
        {"half a year, then half a year of silence", "x*30 .*26", SILENCE_LONG, 26, 30},
        {"every other week, then a month", ".x*50 .*4", SILENCE_USUAL, 4, 26},
        {"every other week, then three months", ".x*50 .*13", SILENCE_LONG, 13, 26},
        {"once a month is too few to say", ".x..*26 .*30", SILENCE_TOO_FEW, 32, 13},
        {"ten mails in one week are one week", ".........9*8 .*20", SILENCE_TOO_FEW, 20, 0},
        {"one week of forty mails, long ago", "9*1 .*40", SILENCE_TOO_FEW, 40, 1},
        {"bursts of six weeks, six silent between: the next silence is as usual", "xxxxxx......*9 .*1",
         SILENCE_USUAL, 7, 28},
        {"it was as silent once before", "x*60 .*12 x*20 .*12", SILENCE_USUAL, 12, 40},
        {"but never so long", "x*60 .*9 x*20 .*16", SILENCE_LONG, 16, 43},
        {"the same summer last year", "x*30 .*7 x*45 .*7", SILENCE_USUAL, 7, 45},
        {"told for a year at most: after that it is history", "x*56 .*52", SILENCE_IS_GONE, 52, 52},
        {"gone for longer than is kept", "x*56 .*300", SILENCE_IS_GONE, 300, 52},
        {"declined, slowly: it still writes now and then", "x*50 x.*10 x..*8 x...*3 .*3", SILENCE_USUAL, 6,
         0},
        {"never", ".*50", SILENCE_NEVER_WROTE, 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Rhythm rhythm = {0};
        write_weeks(&rhythm, CASES[i].weeks, NOON_MONDAY);
        const Silence silence = silence_of(&rhythm, NULL, NOON_MONDAY);
        if (silence.finding != CASES[i].finding || silence.weeks != CASES[i].silent ||
            (CASES[i].active != 0 && silence.active != CASES[i].active))
            fail_msg("%s: finding %d, %u weeks silent, %u active, longest %u, chance %.3f", CASES[i].name,
                     (int)silence.finding, silence.weeks, silence.active, silence.longest, silence.chance);
    }
}

static void test_what_is_told_of_it(void **state) {
    (void)state;
    Rhythm rhythm = {0};
    write_weeks(&rhythm, "x.*40 x*1 .*14", NOON_MONDAY);
    const Silence silence = silence_of(&rhythm, NULL, NOON_MONDAY);
    assert_int_equal(silence.finding, SILENCE_LONG);
    assert_int_equal(silence.since, rhythm_monday(rhythm_week(NOON_MONDAY) - 15) + 2 * DAY);
    assert_true(silence.usual_gap > 13 && silence.usual_gap < 15);
    assert_int_equal(silence.longest, 1);
    assert_true(silence.chance > 0 && silence.chance < SILENCE_CHANCE);
    assert_true(silence.lull > 0 && silence.lull <= 1);
}

// The running week may still bring a mail, and a mail in it ends the silence at once.
static void test_a_word_ends_it(void **state) {
    (void)state;
    Rhythm rhythm = {0};
    write_weeks(&rhythm, "x*100 .*9", NOON_MONDAY);
    assert_int_equal(silence_of(&rhythm, NULL, NOON_MONDAY + 6 * DAY).weeks, 9);
    rhythm_add(&rhythm, NOON_MONDAY, NOON_MONDAY);
    const Silence silence = silence_of(&rhythm, NULL, NOON_MONDAY);
    assert_int_equal(silence.finding, SILENCE_USUAL);
    assert_int_equal(silence.weeks, 0);
}

// --- all accounts together ---

static SilenceSeason season_of(const char *weeks, unsigned accounts) {
    SilenceSeason season;
    Rhythm rhythm = {0};
    write_weeks(&rhythm, weeks, NOON_MONDAY);
    silence_season_init(&season, NOON_MONDAY);
    for (unsigned i = 0; i < accounts; i++)
        silence_season_add(&season, &rhythm);
    return season;
}

static void test_when_nobody_writes_silence_is_no_news(void **state) {
    (void)state;
    static const struct {
        const char *name, *all;
        unsigned accounts;
        SilenceFinding finding;
    } CASES[] = {
        {"the others write", "x*110", 200, SILENCE_LONG},
        {"nobody writes either", "x*102 .*8", 200, SILENCE_USUAL},
        {"nobody did for the first five weeks", "x*102 .*5 x*3", 200, SILENCE_USUAL},
        {"nobody did in one of them", "x*104 .*1 x*5", 200, SILENCE_LONG},
        {"there is hardly another: that says little", "x*102 .*8", 1, SILENCE_LONG},
        {"there is none", "x*1", 0, SILENCE_LONG},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Rhythm rhythm = {0};
        write_weeks(&rhythm, "x*100 .*8", NOON_MONDAY);
        const SilenceSeason season = season_of(CASES[i].all, CASES[i].accounts);
        const Silence silence = silence_of(&rhythm, &season, NOON_MONDAY);
        if (silence.finding != CASES[i].finding)
            fail_msg("%s: finding %d, chance %.4f, lull %.2f", CASES[i].name, (int)silence.finding,
                     silence.chance, silence.lull);
    }
}

static void test_growth_is_no_season(void **state) {
    (void)state;
    SilenceSeason season = season_of("x*112", 10);
    const SilenceSeason more = season_of("x*50", 90); // they came a year ago
    for (unsigned i = 0; i < RHYTHM_WEEKS; i++)
        season.active[i] += more.active[i];
    assert_true(silence_season_factor(&season, season.newest - 10) > 0.99);
    assert_true(silence_season_factor(&season, season.newest - 100) > 0.99);
    assert_true(silence_season_factor(&season, season.newest) > 0.99); // is not over
    assert_true(silence_season_factor(&season, season.newest + 5) > 0.99);
    assert_true(silence_season_factor(&season, G_MININT64 / 2) > 0.99);
}

// --- hostile ---

static void test_damaged_values_and_clocks(void **state) {
    (void)state;
    static const int64_t NOWS[] = {G_MININT64, -1, 0, NOON_MONDAY, G_MAXINT64};
    g_autoptr(GRand) rand = support_rand("silence, hostile");
    for (unsigned round = 0; round < support_many(20000); round++) {
        Rhythm rhythm = {.total = g_rand_int(rand) % 3};
        rhythm.first = (int64_t)(g_rand_double(rand) * 2e17) - (int64_t)1e16;
        rhythm.last = rhythm.first + (int64_t)(g_rand_double(rand) * 1e15);
        rhythm.newest = rhythm_week(rhythm.last);
        for (unsigned i = 0; i < RHYTHM_WEEKS; i++)
            rhythm.counts[i] = (uint8_t)(g_rand_int(rand) % 4 == 0 ? g_rand_int(rand) : 0);
        SilenceSeason season = {.newest = rhythm.newest};
        for (unsigned i = 0; i < RHYTHM_WEEKS; i++)
            season.active[i] = g_rand_int(rand);
        for (size_t i = 0; i < G_N_ELEMENTS(NOWS); i++) {
            const Silence silence = silence_of(&rhythm, &season, NOWS[i]);
            assert_true(silence.chance >= 0 && silence.chance <= 1);
            assert_true(silence.lull >= 0 && silence.lull <= 1 + 1e-9);
            assert_true(silence.usual_gap >= 0 && silence.usual_gap <= 7 * 52);
        }
    }
}

// --- simulated years ---

typedef struct Figures {
    unsigned regular, false_alarms, naive;  // that did not stop
    unsigned stopped, found, found_in_four; // regular ones that did
    unsigned judged_few, told_few;          // looks at accounts that wrote too seldom
    unsigned young, young_told;             // that did not stop and are known for less than a year
} Figures;

// The account's own history as it is, not as rhythm.c keeps it.
typedef struct History {
    int first, last;
    unsigned active; // of the 52 weeks up to the last
} History;

static History history_of(const SimAccount *account, int week) {
    History history = {.first = -1, .last = -1};
    for (int i = 0; i <= week; i++)
        if (account->counts[i] > 0) {
            history.first = history.first < 0 ? i : history.first;
            history.last = i;
        }
    for (int i = MAX(0, history.last - 51); i <= history.last; i++)
        history.active += account->counts[i] > 0;
    return history;
}

static bool is_regular(const History *history) {
    return history->last - history->first >= 51 && history->active >= SILENCE_REGULAR;
}

static int64_t monday_of(int week) {
    return rhythm_monday(SIM_MONDAY_WEEK + week);
}

static int64_t time_in(GRand *rand, int week) {
    return monday_of(week) + (int64_t)(g_rand_double(rand) * (double)WEEK);
}

// All that came before the looks begin, in no order.
static void import(GRand *rand, const SimAccount *account, Rhythm *rhythm) {
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (int week = 0; week < SIM_LOOKS_FROM; week++)
        for (unsigned i = 0; i < account->counts[week]; i++) {
            const int64_t time = time_in(rand, week);
            g_array_append_val(times, time);
        }
    for (guint left = times->len; left > 0; left--) {
        const guint drawn = (guint)g_rand_int_range(rand, 0, (gint32)left);
        rhythm_add(rhythm, g_array_index(times, int64_t, drawn), monday_of(SIM_LOOKS_FROM));
        g_array_remove_index_fast(times, drawn);
    }
}

typedef struct Life {
    SimAccount account;
    Rhythm rhythm;
    bool regular, young, naive;
    int told; // the first week in which it was, -1
} Life;

static void look(Life *life, const SilenceSeason *season, int week, Figures *figures) {
    const SimAccount *account = &life->account;
    const Silence silence = silence_of(&life->rhythm, season, monday_of(week + 1) + 8 * G_TIME_SPAN_HOUR);
    const History history = history_of(account, week);
    const bool stops = account->stops < SIM_WEEKS, in_year = week < SIM_LOOKS_FROM + 52;
    if (history.active < SILENCE_REGULAR) {
        figures->judged_few++;
        figures->told_few += silence.finding == SILENCE_LONG;
    }
    if (!in_year && !stops)
        return;
    life->regular |= is_regular(&history);
    life->young |= history.active >= SILENCE_REGULAR && !is_regular(&history);
    life->naive |= is_regular(&history) && week - history.last > 2 * 52.0 / history.active + 2;
    if (silence.finding == SILENCE_LONG && life->told < 0 && (!stops || week >= account->stops))
        life->told = week;
}

static void count_life(const Life *life, Figures *figures) {
    const History history = history_of(&life->account, SIM_WEEKS - 1);
    if (life->account.stops == SIM_WEEKS) {
        figures->regular += life->regular;
        figures->false_alarms += life->regular && life->told >= 0;
        figures->naive += life->regular && life->naive;
        figures->young += life->young && !life->regular;
        figures->young_told += life->young && !life->regular && life->told >= 0;
        return;
    }
    if (!is_regular(&history))
        return;
    const double gap = 52.0 / history.active, waited = life->told - history.last;
    figures->stopped++;
    figures->found += life->told >= 0 && waited <= 5 * gap + 4;
    figures->found_in_four += life->told >= 0 && waited <= 4 * gap + 4;
}

// A house of so many accounts, of which each fifth stops in the year that is looked at.
static void simulate(guint32 seed, unsigned accounts, Figures *figures) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autofree Life *lives = g_new0(Life, accounts);
    for (unsigned i = 0; i < accounts; i++) {
        lives[i].account = sim_account(rand, i % 5 == 0);
        lives[i].told = -1;
        sim_live(rand, &lives[i].account);
        import(rand, &lives[i].account, &lives[i].rhythm);
    }
    for (int week = SIM_LOOKS_FROM; week < SIM_WEEKS; week++) {
        SilenceSeason season;
        silence_season_init(&season, monday_of(week + 1) + 8 * G_TIME_SPAN_HOUR);
        for (unsigned i = 0; i < accounts; i++) {
            for (unsigned k = 0; k < lives[i].account.counts[week]; k++)
                rhythm_add(&lives[i].rhythm, time_in(rand, week), monday_of(week + 1));
            silence_season_add(&season, &lives[i].rhythm);
        }
        for (unsigned i = 0; i < accounts; i++)
            look(&lives[i], &season, week, figures);
    }
    for (unsigned i = 0; i < accounts; i++)
        count_life(&lives[i], figures);
}

static double per_cent(unsigned part, unsigned whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
}

static void assert_figures(const char *name, const Figures *figures) {
    print_message(
        "# %s: false alarms %.1f %% of %u regular accounts; found %.1f %% of %u that stopped "
        "(within four gaps %.1f %%); told of %u young ones %u; a plain rule of two gaps and two weeks "
        "would tell of %.1f %%\n",
        name, per_cent(figures->false_alarms, figures->regular), figures->regular,
        per_cent(figures->found, figures->stopped), figures->stopped,
        per_cent(figures->found_in_four, figures->stopped), figures->young, figures->young_told,
        per_cent(figures->naive, figures->regular));
    assert_true(figures->regular > 500 && figures->stopped > 100 && figures->judged_few > 1000);
    assert_true(per_cent(figures->false_alarms, figures->regular) <= 5);
    assert_true(per_cent(figures->found, figures->stopped) >= 80);
    assert_true(per_cent(figures->young_told, figures->young) <= 5);
    assert_int_equal(figures->told_few, 0);
    // Else these years would be too easy to show anything.
    assert_true(per_cent(figures->naive, figures->regular) > 10);
}

static void test_years_held_out(void **state) {
    (void)state;
    Figures figures = {0};
    for (guint32 seed = 70001; seed <= 70004; seed++)
        simulate(seed, 900, &figures);
    assert_figures("four houses of 900, seeds 70001 to 70004", &figures);
}

static void test_years_of_small_houses(void **state) {
    (void)state;
    Figures figures = {0};
    for (guint32 seed = 71001; seed <= 71080; seed++)
        simulate(seed, 30, &figures);
    assert_figures("eighty houses of 30, seeds 71001 to 71080", &figures);
}

static void test_years_that_are_new_each_time(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("silence, new years");
    Figures figures = {0};
    for (unsigned i = 0; i < 6; i++)
        simulate(g_rand_int(rand), 900, &figures);
    assert_figures("six houses of 900", &figures);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_by_hand),
        cmocka_unit_test(test_what_is_told_of_it),
        cmocka_unit_test(test_a_word_ends_it),
        cmocka_unit_test(test_when_nobody_writes_silence_is_no_news),
        cmocka_unit_test(test_growth_is_no_season),
        cmocka_unit_test(test_damaged_values_and_clocks),
        cmocka_unit_test(test_years_held_out),
        cmocka_unit_test(test_years_of_small_houses),
        cmocka_unit_test(test_years_that_are_new_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
