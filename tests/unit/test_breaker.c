// The breaker against a slow reference that remembers every answer, over random
// days; and by hand what opens it, what closes it, and clocks that jump.
#include "support.h"

#include <math.h>

#include "breaker.h"

static const int64_t SECOND = G_TIME_SPAN_SECOND, MINUTE = G_TIME_SPAN_MINUTE, HOUR = G_TIME_SPAN_HOUR;
static const int64_t DAY = G_TIME_SPAN_DAY;

enum { THRESHOLD = BREAKER_FACTOR * BREAKER_USUAL_LEAST };

// A run of risky answers, evenly spread; what would be held is, else it goes out and counts.
typedef struct Burst {
    const char *mailbox;
    int64_t from, every;
    unsigned count;
    unsigned sent, held, opened; // out
} Burst;

static bool do_burst(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Burst *burst = data;
    burst->sent = burst->held = burst->opened = 0;
    for (unsigned i = 0; i < burst->count; i++) {
        const int64_t now = burst->from + i * burst->every;
        if (breaker_would_hold(txn, burst->mailbox, now)) {
            burst->held++;
            burst->opened += breaker_hold(txn, burst->mailbox, now);
        } else {
            burst->sent++;
            breaker_count(txn, burst->mailbox, now);
        }
    }
    return true;
}

static Burst burst(Ground *ground, int64_t from, int64_t every, unsigned count) {
    Burst burst = {.mailbox = "support", .from = from, .every = every, .count = count};
    support_write(ground, do_burst, &burst);
    return burst;
}

typedef struct Look {
    const char *mailbox;
    int64_t now;
    Breaker breaker;
    bool would_hold, rearmed;
} Look;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    look->breaker = breaker_look(txn, look->mailbox, look->now);
    look->would_hold = breaker_would_hold(txn, look->mailbox, look->now);
    return true;
}

static bool do_rearm(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    look->rearmed = breaker_rearm(txn, look->mailbox, look->now);
    return true;
}

static Look look_at(Ground *ground, const char *mailbox, int64_t now) {
    Look look = {.mailbox = mailbox, .now = now};
    support_read(ground, do_look, &look);
    return look;
}

static bool is_open(Ground *ground, int64_t now) {
    return look_at(ground, "support", now).breaker.open;
}

static bool rearm(Ground *ground, int64_t now) {
    Look look = {.mailbox = "support", .now = now};
    support_write(ground, do_rearm, &look);
    return look.rearmed;
}

// --- what opens it ---

static void only_a_surge_opens_it(void **state) {
    static const struct {
        const char *name;
        int64_t every;
        unsigned count, sent;
    } cases[] = {
        {"one", 0, 1, 1},
        {"as many as may be", 0, THRESHOLD, THRESHOLD},
        {"one more", 0, THRESHOLD + 1, THRESHOLD},
        {"a flood at once", 0, 2000, THRESHOLD},
        {"a flood of three a second", SECOND / 3, 2000, THRESHOLD},
        {"more than the least, less than five times the usual", SECOND, 120, 120},
        {"steady, just below", 5 * MINUTE / (THRESHOLD - 10), 2000, 2000},
        {"many in a day", MINUTE, 1440, 1440},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Ground *ground = *state;
        const int64_t from = NOON_MONDAY + (int64_t)i * 3 * DAY;
        const Burst got = burst(ground, from, cases[i].every, cases[i].count);
        const bool opens = cases[i].sent < cases[i].count;
        if (got.sent != cases[i].sent || got.opened != opens ||
            is_open(ground, from + cases[i].count * cases[i].every) != opens)
            fail_msg("%s: %u sent, %u held, opened %u times", cases[i].name, got.sent, got.held, got.opened);
    }
}

// Five minutes slide: a surge over the edge of a bucket is one surge.
static void the_edge_of_a_bucket_hides_no_surge(void **state) {
    Ground *ground = *state;
    const int64_t edge = NOON_MONDAY + 5 * MINUTE;
    const Burst before = burst(ground, edge - 10 * SECOND, SECOND / 20, THRESHOLD - 50);
    const Burst after = burst(ground, edge, SECOND / 20, 100);
    assert_int_equal(before.held, 0);
    assert_true(after.sent >= 50 && after.sent < 60);
    assert_int_equal(after.opened, 1);
}

static void a_busy_mailbox_may_do_more(void **state) {
    Ground *ground = *state;
    const Burst usual = burst(ground, NOON_MONDAY, 5 * MINUTE / 200, 200 * 12 * 24); // 200 in five minutes
    assert_int_equal(usual.held, 0);
    const Burst more = burst(ground, NOON_MONDAY + DAY + MINUTE, 0, 2000);
    if (more.sent < 700 || more.sent > 1000)
        fail_msg("%u sent instead of about 800", more.sent);
    // A day after, that is forgotten.
    const Burst later = burst(ground, NOON_MONDAY + 3 * DAY, 0, 2000);
    assert_int_equal(later.sent, THRESHOLD);
}

static void each_mailbox_has_its_own(void **state) {
    Ground *ground = *state;
    burst(ground, NOON_MONDAY, 0, 1000);
    assert_true(look_at(ground, "support", NOON_MONDAY).would_hold);
    assert_true(look_at(ground, "Support", NOON_MONDAY).would_hold); // names are without case
    assert_false(look_at(ground, "sales", NOON_MONDAY).would_hold);
    assert_false(look_at(ground, "", NOON_MONDAY).would_hold);
}

// --- what closes it ---

static void it_closes_after_an_hour_of_quiet(void **state) {
    Ground *ground = *state;
    burst(ground, NOON_MONDAY, 0, THRESHOLD + 3);
    const Breaker fresh = look_at(ground, "support", NOON_MONDAY + MINUTE).breaker;
    assert_true(fresh.open && fresh.opened == NOON_MONDAY && fresh.held_last == NOON_MONDAY);
    assert_int_equal(fresh.held, 3);
    const Burst again = burst(ground, NOON_MONDAY + 59 * MINUTE, 0, 1); // not quiet
    assert_int_equal(again.held, 1);
    assert_int_equal(again.opened, 0);
    assert_true(is_open(ground, NOON_MONDAY + 59 * MINUTE + HOUR - 1));
    assert_false(is_open(ground, NOON_MONDAY + 59 * MINUTE + HOUR));
    const Breaker closed = look_at(ground, "support", NOON_MONDAY + 2 * HOUR).breaker;
    assert_true(closed.opened == NOON_MONDAY && closed.held == 4 &&
                closed.held_last == NOON_MONDAY + 59 * MINUTE);
    const Burst next = burst(ground, NOON_MONDAY + 2 * HOUR, 0, THRESHOLD + 1);
    assert_int_equal(next.sent, THRESHOLD);
    assert_int_equal(next.opened, 1);
    assert_int_equal(look_at(ground, "support", NOON_MONDAY + 2 * HOUR).breaker.held, 1);
}

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    breaker_count(txn, "support", *(const int64_t *)data);
    return true;
}

static void what_went_out_all_the_same_is_no_quiet(void **state) {
    Ground *ground = *state;
    burst(ground, NOON_MONDAY, 0, THRESHOLD + 1);
    int64_t now = NOON_MONDAY + 50 * MINUTE;
    support_write(ground, do_count, &now);
    assert_true(is_open(ground, NOON_MONDAY + 100 * MINUTE));
    assert_false(is_open(ground, NOON_MONDAY + 110 * MINUTE));
}

static void by_hand_it_closes_and_stays_closed(void **state) {
    Ground *ground = *state;
    assert_false(rearm(ground, NOON_MONDAY)); // never opened
    burst(ground, NOON_MONDAY, 0, THRESHOLD + 1);
    assert_true(rearm(ground, NOON_MONDAY + SECOND));
    assert_false(rearm(ground, NOON_MONDAY + 2 * SECOND));
    assert_false(look_at(ground, "support", NOON_MONDAY + 2 * SECOND).would_hold);
    const Burst more = burst(ground, NOON_MONDAY + 3 * SECOND, 0, THRESHOLD + 1); // but a surge is a surge
    assert_int_equal(more.sent, THRESHOLD);
    assert_int_equal(more.opened, 1);
    assert_false(rearm(ground, NOON_MONDAY + 3 * SECOND + 2 * HOUR)); // closed of itself
}

static void a_restart_forgets_nothing(void **state) {
    Ground *ground = *state;
    burst(ground, NOON_MONDAY, 0, THRESHOLD);
    ground_close(ground);
    ground_open(ground);
    assert_int_equal(burst(ground, NOON_MONDAY + SECOND, 0, 1).opened, 1);
    ground_close(ground);
    ground_open(ground);
    assert_true(is_open(ground, NOON_MONDAY + MINUTE));
}

// --- clocks ---

static void clocks_that_jump(void **state) {
    static const struct {
        const char *name;
        int64_t opened_at, now; // what the clock shows at the surge, and later
        bool open;
    } cases[] = {
        {"a second back", NOON_MONDAY, NOON_MONDAY - SECOND, true},
        {"an hour back", NOON_MONDAY, NOON_MONDAY - HOUR, true},
        {"a day back", NOON_MONDAY, NOON_MONDAY - DAY, true},
        {"a week back", NOON_MONDAY, NOON_MONDAY - 7 * DAY, false},
        {"it was years ahead", NOON_MONDAY + 4000 * DAY, NOON_MONDAY, false},
        {"years ahead now", NOON_MONDAY, NOON_MONDAY + 4000 * DAY, false},
        {"to the epoch", NOON_MONDAY, 0, false},
        {"below the epoch", NOON_MONDAY, -1, false},
        {"at the end of time", NOON_MONDAY, INT64_MAX, false},
        {"from the end of time", INT64_MAX, NOON_MONDAY, false},
        {"from below the epoch", INT64_MIN, NOON_MONDAY, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Ground *ground = *state;
        g_autofree char *mailbox = g_strdup_printf("mailbox %u", (unsigned)i);
        Burst surge = {.mailbox = mailbox, .from = cases[i].opened_at, .count = THRESHOLD + 10};
        support_write(ground, do_burst, &surge);
        if (surge.sent != THRESHOLD || look_at(ground, mailbox, cases[i].now).breaker.open != cases[i].open)
            fail_msg("%s", cases[i].name);
        // However it jumped: a surge that goes on is stopped as before, and what was open is not for ever.
        Burst more = {.mailbox = mailbox, .from = cases[i].now, .count = THRESHOLD + 10};
        support_write(ground, do_burst, &more);
        if (more.sent > THRESHOLD || more.held == 0)
            fail_msg("%s: %u of a surge that went on were sent", cases[i].name, more.sent);
        if (cases[i].now < INT64_MAX / 2 && look_at(ground, mailbox, cases[i].now + 2 * HOUR).breaker.open)
            fail_msg("%s: open for ever", cases[i].name);
    }
}

// Messages that are judged side by side straddle the edge of a bucket again and again.
static void order_at_the_edge_does_not_matter(void **state) {
    Ground *ground = *state;
    const int64_t edge = NOON_MONDAY + HOUR;
    unsigned sent = 0;
    for (int i = 0; i < 400; i++)
        sent += burst(ground, edge + (i % 2 == 0 ? 1 : -1) * SECOND, 0, 1).sent;
    assert_int_equal(sent, THRESHOLD);
}

// --- against the reference ---

typedef struct Slow {
    GArray *sent; // int64_t
    int64_t risky, rearmed;
    bool open;
} Slow;

static bool slow_is_open(const Slow *slow, int64_t now) {
    return slow->open && now - slow->risky < BREAKER_QUIET;
}

static unsigned slow_since(const Slow *slow, int64_t since) {
    unsigned count = 0;
    for (guint i = slow->sent->len; i > 0 && g_array_index(slow->sent, int64_t, i - 1) > since; i--)
        count++;
    return count;
}

// What was sent in the last `whole` periods, and of the one before the part that lies within still.
static double slow_slide(const Slow *slow, int64_t length, int64_t whole, int64_t after, int64_t now) {
    double sum = 0;
    for (guint i = slow->sent->len; i > 0; i--) {
        const int64_t time = g_array_index(slow->sent, int64_t, i - 1);
        const int64_t ago = now / length - time / length;
        if (ago > whole || time <= after)
            break;
        sum += ago < whole ? 1 : 1 - (double)(now % length) / (double)length;
    }
    return sum;
}

// How far above (or below) what may be one more would be; above 0 it is held.
static double slow_excess(const Slow *slow, int64_t now) {
    const double usual = slow_slide(slow, HOUR, 24, INT64_MIN, now) / 288;
    return slow_slide(slow, 5 * MINUTE, 1, slow->rearmed, now) + 1 - fmax(50, 5 * fmax(50, usual));
}

typedef struct Days {
    GRand *rand;
    Slow slow;
    int64_t now, every;
    unsigned opened;
    char *trouble; // or NULL
} Days;

// Calm, brisk, a surge, an outage, silence: from two a second to one an hour.
static void change_pace(Days *days) {
    static const int64_t PACES[] = {INT64_C(500000),  INT64_C(700000),   INT64_C(1200000),
                                    INT64_C(3000000), INT64_C(60000000), INT64_C(3600000000)};
    if (g_rand_int_range(days->rand, 0, 300) == 0)
        days->every = PACES[g_rand_int_range(days->rand, 0, G_N_ELEMENTS(PACES))];
    days->now += (int64_t)((double)days->every * g_rand_double_range(days->rand, 0, 2));
}

static void check_true_windows(Days *days, bool opens) {
    const Slow *slow = &days->slow;
    const int64_t now = days->now;
    const double most = 5 * fmax(50, slow_since(slow, now - 26 * HOUR) / 288.0);
    if (slow_since(slow, MAX(now - 5 * MINUTE, slow->rearmed)) > 2 * most)
        days->trouble = g_strdup("more than twice the threshold in five minutes");
    if (opens && slow_since(slow, now - 10 * MINUTE) < THRESHOLD)
        days->trouble = g_strdup("it opened though ten minutes held less than the threshold");
}

static void one_message(StoreTxn *txn, Days *days) {
    Slow *slow = &days->slow;
    const int64_t now = days->now;
    const double excess = slow_excess(slow, now);
    const bool was_open = slow_is_open(slow, now), holds = breaker_would_hold(txn, "support", now);
    bool opens = false;
    if (breaker_look(txn, "support", now).open != was_open)
        days->trouble = g_strdup_printf("%s though the reference is not", was_open ? "closed" : "open");
    else if (holds != (was_open || excess > 0) && (was_open || fabs(excess) > 1e-6))
        days->trouble = g_strdup_printf("%s with an excess of %f", holds ? "held" : "sent", excess);
    if (holds) {
        opens = breaker_hold(txn, "support", now);
        if (opens == was_open)
            days->trouble = g_strdup("it says wrongly whether it opened");
        slow->open = true;
    } else {
        breaker_count(txn, "support", now);
        g_array_append_val(slow->sent, now);
        slow->open = was_open;
    }
    slow->risky = now;
    days->opened += opens;
    if (days->trouble == NULL)
        check_true_windows(days, opens);
}

static bool do_days(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Days *days = data;
    for (int i = 0; i < 400 && days->trouble == NULL; i++) {
        change_pace(days);
        one_message(txn, days);
        const bool by_hand =
            slow_is_open(&days->slow, days->now) && g_rand_int_range(days->rand, 0, 300) == 0;
        if (by_hand && breaker_rearm(txn, "support", days->now)) {
            days->slow.open = false;
            days->slow.rearmed = days->now;
        }
    }
    return true;
}

static guint32 choose_seed(const char *name) {
    const char *given = g_getenv("SEED");
    const guint32 seed = given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_random_int();
    print_message("# %s: SEED=%u\n", name, seed);
    return seed;
}

static void random_days_agree_with_a_slow_reference(void **state) {
    Ground *ground = *state;
    const guint32 seed = choose_seed("breaker");
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GArray) sent = g_array_new(FALSE, FALSE, sizeof(int64_t));
    Days days = {.rand = rand, .slow = {.sent = sent}, .now = NOON_MONDAY, .every = SECOND};
    for (int i = 0; i < 50 && days.trouble == NULL; i++)
        support_write(ground, do_days, &days);
    if (days.trouble != NULL)
        fail_msg("SEED=%u, after %u answers: %s", seed, sent->len, days.trouble);
    if (days.opened < 2 || sent->len < 1000)
        fail_msg("SEED=%u: opened %u times, %u sent: that tested nothing", seed, days.opened, sent->len);
}

typedef struct Jumps {
    GRand *rand;
    int64_t now;
    unsigned sent, jumps;
} Jumps;

static bool do_jumps(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Jumps *jumps = data;
    for (int i = 0; i < 12000; i++) { // 20 minutes
        jumps->now += SECOND / 10;
        if (g_rand_int_range(jumps->rand, 0, 1000) == 0) {
            const double far = g_rand_double_range(jumps->rand, -1, 1);
            jumps->now += (int64_t)(far * far * far * (double)(3 * DAY));
            jumps->jumps++;
        }
        if (breaker_would_hold(txn, "support", jumps->now)) {
            breaker_hold(txn, "support", jumps->now);
            continue;
        }
        breaker_count(txn, "support", jumps->now);
        jumps->sent++;
    }
    return true;
}

// At most a threshold goes out for each jump, and an hour of quiet closes it by whatever clock.
static void a_clock_gone_mad_neither_opens_the_gates_nor_shuts_them(void **state) {
    Ground *ground = *state;
    const guint32 seed = choose_seed("breaker, clock");
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    Jumps jumps = {.rand = rand, .now = NOON_MONDAY};
    support_write(ground, do_jumps, &jumps);
    if (jumps.sent > THRESHOLD * (jumps.jumps + 1))
        fail_msg("SEED=%u: %u sent over %u jumps", seed, jumps.sent, jumps.jumps);
    if (look_at(ground, "support", jumps.now + HOUR + MINUTE).would_hold)
        fail_msg("SEED=%u: it holds after an hour of quiet (and what may be out of order)", seed);
}

// --- records that cannot be read ---

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) bytes = support_bytes(data);
    store_put(txn, TABLE_LIMIT, store_key_hash(seal_hash_string(store_txn_seal(txn), "breaker", "support")),
              STORE_OWNER_NONE, bytes);
    return true;
}

static void a_damaged_record_is_an_error(void **state) {
    Ground *ground = *state;
    static char damages[][16] = {"", "B", "B\x01", "B\x02xxxxxxxx", "W\x01xxxxxxxx"};
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(GError) error = NULL;
        Look look = {.mailbox = "support", .now = NOON_MONDAY};
        support_write(ground, do_damage, damages[i]);
        assert_false(store_read(ground->store, do_look, &look, &error));
        support_assert_fate(error, FATE_CORRUPT);
        assert_false(look.would_hold);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(only_a_surge_opens_it),
        ground_test(the_edge_of_a_bucket_hides_no_surge),
        ground_test(a_busy_mailbox_may_do_more),
        ground_test(each_mailbox_has_its_own),
        ground_test(it_closes_after_an_hour_of_quiet),
        ground_test(what_went_out_all_the_same_is_no_quiet),
        ground_test(by_hand_it_closes_and_stays_closed),
        ground_test(a_restart_forgets_nothing),
        ground_test(clocks_that_jump),
        ground_test(order_at_the_edge_does_not_matter),
        ground_test(random_days_agree_with_a_slow_reference),
        ground_test(a_clock_gone_mad_neither_opens_the_gates_nor_shuts_them),
        ground_test(a_damaged_record_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
