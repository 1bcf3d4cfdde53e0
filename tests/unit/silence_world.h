#ifndef EARSHOT_TEST_SILENCE_WORLD_H
#define EARSHOT_TEST_SILENCE_WORLD_H
// Accounts that live for some years, message by message, drawn at random. It knows nothing of how
// silence.c judges: volumes are negative binomial by the day, with weekdays, an annual wave of a phase of
// its own, holidays of one of four countries, schools with their summers, holidays of the contacts,
// contacts who leave and are replaced, a rate that drifts, grows or declines, projects that come in bursts,
// and history that was imported from some week on and in no order.

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { SIM_WEEKS = 190, SIM_LOOKS_FROM = 104, SIM_MONDAY_WEEK = 2840 }; // the first week: 3 June 2024

typedef struct SimAccount {
    double rate, dispersion, wave, phase, drift, trend;
    unsigned country, contacts;
    bool school, projects;
    int begins, stops; // weeks; stops: SIM_WEEKS for never
    unsigned counts[SIM_WEEKS];
} SimAccount;

static inline double sim_gauss(GRand *rand) {
    const double u = 1 - g_rand_double(rand), v = g_rand_double(rand);
    return sqrt(-2 * log(u)) * cos(2 * G_PI * v);
}

// Marsaglia and Tsang; a shape below 1 by the power of a uniform.
static inline double sim_gamma(GRand *rand, double shape) {
    if (shape < 1)
        return sim_gamma(rand, shape + 1) * pow(1 - g_rand_double(rand), 1 / shape);
    const double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        const double x = sim_gauss(rand), v = pow(1 + c * x, 3);
        if (v > 0 && log(1 - g_rand_double(rand)) < 0.5 * x * x + d - d * v + d * log(v))
            return d * v;
    }
}

static inline unsigned sim_poisson(GRand *rand, double mean) {
    unsigned count = 0;
    for (double left = MIN(mean, 500); (left += log(1 - g_rand_double(rand))) > 0;)
        count++;
    return count;
}

// Day of the year, 0 to 364, of a day since the first.
static inline int sim_day_of_year(int day) {
    return (day + 153) % 365; // 3 June
}

static inline double sim_holiday(const SimAccount *account, int day) {
    static const int SUMMER[4][2] = {{212, 242}, {182, 216}, {196, 230}, {205, 219}}; // IT, SE, DE, US
    static const double SUMMER_LEFT[4] = {0.15, 0.25, 0.6, 0.85};
    const int at = sim_day_of_year(day);
    double left = at >= 356 || at <= 3 ? 0.1 : 1; // Christmas to New Year
    if (at >= SUMMER[account->country][0] && at <= SUMMER[account->country][1])
        left *= SUMMER_LEFT[account->country];
    if (at >= 92 && at <= 97) // Easter, about
        left *= 0.4;
    if (account->school && ((at >= 180 && at <= 232) || (at >= 295 && at <= 305) || (at >= 92 && at <= 104)))
        left *= 0.03;
    return left;
}

// What each contact adds by the week: away for one to three weeks two or three times a year, or gone, and
// somebody new a while later, who writes more or less.
static inline void sim_contacts(GRand *rand, const SimAccount *account, double *weight) {
    for (int week = 0; week < SIM_WEEKS; week++)
        weight[week] = 0;
    for (unsigned contact = 0; contact < account->contacts; contact++) {
        double share = 1.0 / account->contacts;
        int away = 0;
        for (int week = 0; week < SIM_WEEKS; week++) {
            if (away == 0 && g_rand_double(rand) < 2.5 / 52)
                away = g_rand_int_range(rand, 1, 4);
            else if (away == 0 && g_rand_double(rand) < 0.3 / 52) {
                away = g_rand_int_range(rand, 0, 5);
                share *= g_rand_double_range(rand, 0.6, 1.6);
            }
            weight[week] += away > 0 ? 0.03 * share : share;
            away -= away > 0;
        }
    }
}

static inline SimAccount sim_account(GRand *rand, bool stops) {
    SimAccount account = {.rate = exp(g_rand_double_range(rand, log(0.05), log(25))),
                          .dispersion = exp(g_rand_double_range(rand, log(0.3), log(6))),
                          .wave = g_rand_double_range(rand, 0, 0.6),
                          .phase = g_rand_double_range(rand, 0, 2 * G_PI),
                          .drift = g_rand_double_range(rand, 0, 0.05),
                          .country = (unsigned)g_rand_int_range(rand, 0, 4),
                          .contacts = (unsigned)floor(exp(g_rand_double_range(rand, 0, log(12)))),
                          .school = g_rand_double(rand) < 0.1,
                          .projects = g_rand_double(rand) < 0.15,
                          .stops = SIM_WEEKS};
    account.trend = g_rand_double(rand) < 0.4 ? g_rand_double_range(rand, -0.7, 0.7) / 52 : 0; // half, double
    account.begins = g_rand_double(rand) < 0.6 ? 0 : g_rand_int_range(rand, 1, 130);
    if (stops)
        account.stops = g_rand_int_range(rand, SIM_LOOKS_FROM, SIM_LOOKS_FROM + 52);
    return account;
}

// A negative binomial week is a Poisson process whose rate was drawn by a gamma, shared out over its days.
static inline void sim_live(GRand *rand, SimAccount *account) {
    static const double DAY[7] = {1.2, 1.15, 1.1, 1, 0.85, 0.1, 0.08};
    double weight[SIM_WEEKS], walk = 0;
    bool project = true;
    sim_contacts(rand, account, weight);
    for (int week = 0; week < SIM_WEEKS; week++) {
        walk += account->drift * sim_gauss(rand);
        if (account->projects && g_rand_double(rand) < 1.0 / 6)
            project = !project;
        const double wave = 1 + account->wave * sin(2 * G_PI * week / 52.18 + account->phase);
        const double rate = account->rate * exp(walk + account->trend * (week - SIM_LOOKS_FROM)) * wave *
                            weight[week] *
                            (!account->projects ? 1
                             : project          ? 1.7
                                                : 0.3);
        const double drawn = rate * sim_gamma(rand, account->dispersion) / account->dispersion;
        account->counts[week] = 0;
        for (int day = 0; day < 7; day++)
            account->counts[week] +=
                sim_poisson(rand, drawn * DAY[day] / 5.48 * sim_holiday(account, week * 7 + day));
        if (week < account->begins || week >= account->stops)
            account->counts[week] = 0;
    }
}

#endif
