// What is usual is what came in the same hour of the week, and in the hour before
// and after it, of up to eight weeks: a Monday morning is held against Monday
// mornings. In the first two weeks there are no such hours. Then all hours there were stand in,
// but only a quarter of them, since most of what comes does come in a quarter of a
// week; and to all of it one hour with one is added, so that a mailbox that is an
// hour old needs twenty to be alarmed and one that knows that nothing ever comes needs five.
#include "burst_past.h"

#include <math.h>
#include <string.h>

static const int64_t HOUR = G_TIME_SPAN_HOUR;
enum {
    WEEK = 7 * 24,
    WEEKS_LEAST = 2,
    NEAR = 3, // hours of each week
    OUTLIER_LEAST = 10,
    OUTLIER_FACTOR = 3,
    BUSY_PART = 4,
    PRIOR_CAME = 1,
    PRIOR_HOURS = 1,
    MANY = 2,
};
// It must be rare too against the fullest of the three hours alone, lest the edge of a working day alarm.
static const double RARE_THERE = 1e-4;

// --- by chance ---

// ln of how probable exactly k of n are when each is one with chance p.
static double log_binomial(unsigned k, unsigned n, double p) {
    return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * log1p(-p);
}

double burst_chance(unsigned count, unsigned past, unsigned windows) {
    if (windows == 0 || count == 0)
        return 1;
    const unsigned all = count > UINT_MAX - past ? UINT_MAX : count + past;
    const double p = 1.0 / (windows + 1.0);
    double sum = 0, term = exp(log_binomial(count, all, p));
    for (unsigned k = count; k <= all && term > 0; k++) {
        sum += term;
        const double next = term * (all - k) / (k + 1.0) * p / (1 - p);
        if (next < term && next < sum * 1e-15)
            break;
        term = next;
    }
    return MIN(sum, 1);
}

// --- what came ---

void flow_begin(Flow *flow) {
    flow->hours = g_array_new(FALSE, FALSE, sizeof(FlowHour));
    flow->recent = g_array_new(FALSE, FALSE, sizeof(FlowSeen));
    flow->open = 0;
}

void flow_clear(Flow *flow) {
    g_clear_pointer(&flow->hours, g_array_unref);
    g_clear_pointer(&flow->recent, g_array_unref);
}

static uint32_t hour_of(int64_t at) {
    return (uint32_t)(MAX(at, 0) / HOUR);
}

static void forget_old(Flow *flow, int64_t now) {
    guint old = 0;
    while (old < flow->recent->len && g_array_index(flow->recent, FlowSeen, old).at <= now - HOUR)
        old++;
    if (old > 0)
        g_array_remove_range(flow->recent, 0, old);
    const uint32_t hour = hour_of(now);
    old = 0;
    while (old < flow->hours->len && g_array_index(flow->hours, FlowHour, old).hour + FLOW_PERIODS < hour)
        old++;
    if (old > 0)
        g_array_remove_range(flow->hours, 0, old);
}

// When this person came last within the hour, taken out; 0: they did not.
static int64_t take_person(Flow *flow, uint32_t person) {
    for (guint i = 0; i < flow->recent->len; i++) {
        const FlowSeen seen = g_array_index(flow->recent, FlowSeen, i);
        if (seen.person != person)
            continue;
        g_array_remove_index(flow->recent, i);
        return seen.at;
    }
    return 0;
}

// Messages come out of order by a little: the last two hours are looked for, what is older is not counted.
static void count_in(Flow *flow, uint32_t hour) {
    GArray *hours = flow->hours;
    for (guint i = hours->len; i > 0 && i + 2 > hours->len; i--) {
        FlowHour *known = &g_array_index(hours, FlowHour, i - 1);
        if (known->hour == hour) {
            known->customers += known->customers < UINT32_MAX;
            return;
        }
    }
    const FlowHour first = {.hour = hour, .customers = 1};
    if (hours->len == 0 || g_array_index(hours, FlowHour, hours->len - 1).hour < hour)
        g_array_append_val(hours, first);
    if (hours->len > FLOW_HOURS)
        g_array_remove_index(hours, 0);
}

void flow_see(Flow *flow, const FlowSeen *seen) {
    forget_old(flow, seen->at);
    const int64_t before = take_person(flow, seen->person);
    g_array_append_val(flow->recent, *seen);
    if (flow->recent->len > FLOW_RECENT)
        g_array_remove_index(flow->recent, 0);
    if (before == 0 || hour_of(before) != hour_of(seen->at))
        count_in(flow, hour_of(seen->at));
}

void flow_leave_out(Flow *flow, const GArray *others) {
    for (guint i = flow->recent->len; i > 0; i--) {
        const uint64_t thread = g_array_index(flow->recent, FlowSeen, i - 1).thread;
        for (guint j = 0; j < others->len; j++)
            if (g_array_index(others, FlowSeen, j).thread == thread) {
                g_array_remove_index(flow->recent, i - 1);
                break;
            }
    }
}

static unsigned came_in(const Flow *flow, uint32_t hour) {
    guint low = 0, high = flow->hours->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const FlowHour *one = &g_array_index(flow->hours, FlowHour, middle);
        if (one->hour == hour)
            return one->customers;
        if (one->hour < hour)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

// Of more than are told apart: this clock hour, and of the one before it the part that is within.
static unsigned slide(const Flow *flow, int64_t now) {
    const double left = 1.0 - (double)(MAX(now, 0) % HOUR) / (double)HOUR;
    return came_in(flow, hour_of(now)) + (unsigned)(left * came_in(flow, hour_of(now) - 1));
}

unsigned flow_count(const Flow *flow, int64_t now) {
    unsigned count = 0;
    for (guint i = 0; i < flow->recent->len; i++)
        count += g_array_index(flow->recent, FlowSeen, i).at > now - HOUR;
    return count < FLOW_RECENT ? count : MAX(count, slide(flow, now));
}

// --- what is usual ---

// What came in three hours of each week before, the hour itself in their middle; how many weeks there were.
typedef struct Weeks {
    unsigned came[BURST_WEEKS][NEAR];
    unsigned count;
} Weeks;

static Weeks weeks_before(const Flow *flow, uint32_t begun, uint32_t hour) {
    Weeks weeks = {.count = 0};
    for (uint32_t week = 1; week <= BURST_WEEKS && hour - 1 >= begun + week * WEEK; week++, weeks.count++)
        for (uint32_t near = 0; near < NEAR; near++)
            weeks.came[week - 1][near] = came_in(flow, hour - 1 + near - week * WEEK);
    return weeks;
}

static unsigned sum_of(const Weeks *weeks, unsigned week) {
    return weeks->came[week][0] + weeks->came[week][1] + weeks->came[week][2];
}

// An outage of then is not what is usual: a week far beyond all others is not looked at.
static void leave_out_outlier(Weeks *weeks) {
    unsigned first = 0, second = 0, which = 0;
    for (unsigned week = 0; week < weeks->count; week++) {
        const unsigned sum = sum_of(weeks, week);
        second = sum > first ? first : MAX(second, sum);
        which = sum > first ? week : which;
        first = MAX(first, sum);
    }
    if (weeks->count < WEEKS_LEAST + 1 || first < OUTLIER_LEAST + OUTLIER_FACTOR * second)
        return;
    weeks->count--;
    memmove(weeks->came[which], weeks->came[which + 1], (weeks->count - which) * sizeof weeks->came[0]);
}

static FlowUsual by_the_week(const Flow *flow, uint32_t begun, uint32_t hour) {
    Weeks weeks = weeks_before(flow, begun, hour);
    leave_out_outlier(&weeks);
    FlowUsual usual = {.windows = NEAR * weeks.count, .weeks = weeks.count};
    for (unsigned near = 0; near < NEAR; near++) {
        unsigned came = 0;
        for (unsigned week = 0; week < weeks.count; week++)
            came += weeks.came[week][near];
        usual.past += came;
        usual.most = MAX(usual.most, came);
    }
    return usual;
}

static FlowUsual by_all_hours(const Flow *flow, uint32_t begun, uint32_t hour) {
    FlowUsual usual = {.weeks = 0};
    for (guint i = 0; i < flow->hours->len; i++) {
        const FlowHour *one = &g_array_index(flow->hours, FlowHour, i);
        if (one->hour + 1 >= hour)
            break;
        usual.past += one->customers;
        usual.most = MAX(usual.most, one->customers);
    }
    const uint32_t hours = hour > begun + 1 ? hour - begun - 1 : 0;
    usual.windows = hours / BUSY_PART;
    return usual;
}

FlowUsual flow_usual(const Flow *flow, int64_t begun, int64_t now) {
    const uint32_t from = hour_of(begun), hour = hour_of(now);
    const bool weeks = hour >= from + WEEKS_LEAST * WEEK + 1;
    FlowUsual usual = weeks ? by_the_week(flow, from, hour) : by_all_hours(flow, from, hour);
    usual.past += PRIOR_CAME;
    usual.windows += PRIOR_HOURS;
    return usual;
}

bool flow_is_high(const Flow *flow, int64_t begun, int64_t now) {
    const FlowUsual usual = flow_usual(flow, begun, now);
    return (uint64_t)flow_count(flow, now) * usual.windows >= (uint64_t)MANY * usual.past;
}

// Without weeks to compare with, more than twice the fullest hour that ever was.
static bool is_rare_there(unsigned count, const FlowUsual *usual) {
    if (usual->weeks == 0)
        return count > (uint64_t)MANY * usual->most + MANY;
    return burst_chance(count, usual->most, usual->weeks) <= RARE_THERE;
}

bool flow_bursts(const Flow *flow, int64_t begun, int64_t now) {
    const unsigned count = flow_count(flow, now);
    if (count < BURST_LEAST || !flow_is_high(flow, begun, now))
        return false;
    const FlowUsual usual = flow_usual(flow, begun, now);
    return burst_chance(count, usual.past, usual.windows) <= BURST_RARE && is_rare_there(count, &usual);
}
