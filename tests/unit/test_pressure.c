// The levels as people would tell them: a disk that fills and empties, commits
// that fail, writers that wait. A row is what is seen for some seconds, and the level
// at their end.
#include "support.h"

#include "pressure.h"

enum { MEGA = 1024 * 1024 };

typedef struct Step {
    const char *what;
    unsigned free; // MB
    unsigned waiting, failures;
    unsigned percent; // of a budget of ten seconds
    int looks;
    Pressure level;
    const char *why; // at the change, NULL: there is none
} Step;

static const Step fills[] = {
    {"much room", 5000, 0, 0, 0, 3, PRESSURE_CALM, NULL},
    {"less than 64 MB", 60, 0, 0, 0, 1, PRESSURE_TIGHT, "disk"},
    {"a little more is not enough", 80, 0, 0, 0, 9, PRESSURE_TIGHT, NULL},
    {"less than 16 MB", 10, 0, 0, 0, 1, PRESSURE_DIRE, "disk"},
    {"a little more is not enough for that either", 20, 0, 0, 0, 9, PRESSURE_DIRE, NULL},
    {"more than 32 MB, for two seconds", 40, 0, 0, 0, 2, PRESSURE_DIRE, NULL},
    {"for three", 40, 0, 0, 0, 1, PRESSURE_TIGHT, "disk"},
    {"much room for two seconds", 5000, 0, 0, 0, 2, PRESSURE_TIGHT, NULL},
    {"less again: counted anew", 60, 0, 0, 0, 1, PRESSURE_TIGHT, NULL},
    {"much room for two seconds", 5000, 0, 0, 0, 2, PRESSURE_TIGHT, NULL},
    {"for three", 5000, 0, 0, 0, 1, PRESSURE_CALM, "none"},
    {"from one end to the other", 1, 0, 0, 0, 1, PRESSURE_DIRE, "disk"},
    {"and back level by level", 5000, 0, 0, 0, 3, PRESSURE_TIGHT, "none"},
    {"to the first", 5000, 0, 0, 0, 3, PRESSURE_CALM, "none"},
};

static const Step others[] = {
    {"a commit failed", 5000, 0, 1, 0, 1, PRESSURE_TIGHT, "failures"},
    {"one more", 5000, 0, 2, 0, 1, PRESSURE_DIRE, "failures"},
    {"they go on failing", 5000, 0, 1000, 0, 9, PRESSURE_DIRE, NULL},
    {"one succeeded", 5000, 0, 0, 0, 6, PRESSURE_CALM, "none"},
    {"a hundred connections", 5000, 100, 0, 2, 9, PRESSURE_CALM, NULL},
    {"a thousand writers wait", 5000, 1500, 0, 2, 1, PRESSURE_TIGHT, "writers"},
    {"three thousand", 5000, 4000, 0, 2, 1, PRESSURE_DIRE, "writers"},
    {"fewer", 5000, 500, 0, 2, 3, PRESSURE_TIGHT, "writers"},
    {"a quarter of the budget went by in waiting", 5000, 0, 0, 26, 9, PRESSURE_TIGHT, NULL},
    {"half of it", 5000, 0, 0, 51, 1, PRESSURE_DIRE, "wait"},
    {"a fifth", 5000, 0, 0, 20, 3, PRESSURE_TIGHT, "wait"},
    {"hardly any", 5000, 0, 0, 2, 3, PRESSURE_CALM, "none"},
    {"the disk counts beside them", 10, 4000, 9, 99, 1, PRESSURE_DIRE, "disk"},
};

static void follow(const Step *steps, size_t count) {
    PressureGauge gauge = {0};
    for (size_t i = 0; i < count; i++) {
        const Step *step = &steps[i];
        const char *why = NULL, *changed = NULL;
        const PressureFacts facts = {
            .disk_free = (uint64_t)step->free * MEGA,
            .waiting = step->waiting,
            .failures = step->failures,
            .wait = (int64_t)step->percent * G_TIME_SPAN_SECOND / 10,
            .budget = 10 * G_TIME_SPAN_SECOND,
        };
        for (int j = 0; j < step->looks; j++)
            if (pressure_look(&gauge, &facts, &why))
                changed = why;
        if (gauge.level != step->level || g_strcmp0(changed, step->why) != 0)
            fail_msg("%s: %s because of %s", step->what, pressure_name(gauge.level), changed);
    }
}

static void levels_follow_the_disk(void **state) {
    (void)state;
    follow(fills, G_N_ELEMENTS(fills));
}

static void levels_follow_commits_and_writers(void **state) {
    (void)state;
    follow(others, G_N_ELEMENTS(others));
}

static void what_nobody_knows_is_no_trouble(void **state) {
    (void)state;
    PressureGauge gauge = {0};
    const PressureFacts facts = {.disk_free = UINT64_MAX, .wait = G_TIME_SPAN_DAY};
    const char *why = NULL;
    assert_false(pressure_look(&gauge, &facts, &why));
    assert_int_equal(gauge.level, PRESSURE_CALM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_follow_the_disk),
        cmocka_unit_test(levels_follow_commits_and_writers),
        cmocka_unit_test(what_nobody_knows_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
