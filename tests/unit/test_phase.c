// The table of phases, each move from each phase, and its names.
#include "support.h"

#include "phase.h"

typedef struct Case {
    Phase from;
    PhaseMove move;
    Phase wanted;
    const char *name;
} Case;

static const Case CASES[] = {
    {PHASE_DISCOVERY, PHASE_CUSTOMER_WRITES, PHASE_DISCOVERY, "they write again before we did"},
    {PHASE_DISCOVERY, PHASE_CUSTOMER_CONTENT, PHASE_FOLLOW_UP, "they solved it before we wrote"},
    {PHASE_DISCOVERY, PHASE_PERSON_REPLIES, PHASE_SOLVING, "a person's first reply begins the work"},
    {PHASE_DISCOVERY, PHASE_MACHINE_WRITES, PHASE_DISCOVERY, "a machine begins nothing"},
    {PHASE_SOLVING, PHASE_CUSTOMER_WRITES, PHASE_SOLVING, "they write while we work"},
    {PHASE_SOLVING, PHASE_CUSTOMER_CONTENT, PHASE_FOLLOW_UP, "their word ends the work"},
    {PHASE_SOLVING, PHASE_PERSON_REPLIES, PHASE_SOLVING, "our word does not end it"},
    {PHASE_SOLVING, PHASE_MACHINE_WRITES, PHASE_SOLVING, "a machine while we work"},
    {PHASE_FOLLOW_UP, PHASE_CUSTOMER_WRITES, PHASE_SOLVING, "it was not solved after all"},
    {PHASE_FOLLOW_UP, PHASE_CUSTOMER_CONTENT, PHASE_FOLLOW_UP, "still content"},
    {PHASE_FOLLOW_UP, PHASE_PERSON_REPLIES, PHASE_FOLLOW_UP, "our friendly word opens nothing"},
    {PHASE_FOLLOW_UP, PHASE_MACHINE_WRITES, PHASE_FOLLOW_UP, "a machine in the follow-up"},
    {PHASE_CLOSED, PHASE_CUSTOMER_WRITES, PHASE_SOLVING, "they open it again"},
    {PHASE_CLOSED, PHASE_CUSTOMER_CONTENT, PHASE_CLOSED, "thanks open nothing"},
    {PHASE_CLOSED, PHASE_PERSON_REPLIES, PHASE_CLOSED, "nor do we"},
    {PHASE_CLOSED, PHASE_MACHINE_WRITES, PHASE_CLOSED, "nor does a machine"},
};

static void moves(void **state) {
    (void)state;
    bool seen[PHASE_COUNT][PHASE_MOVES] = {{false}};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        const Phase found = phase_after(row->from, row->move);
        if (found != row->wanted)
            fail_msg("%s: %s", row->name, phase_name(found));
        seen[row->from][row->move] = true;
    }
    for (int phase = 0; phase < PHASE_COUNT; phase++)
        for (int move = 0; move < PHASE_MOVES; move++)
            assert_true(seen[phase][move]);
}

static void only_a_hand_closes(void **state) {
    (void)state;
    for (int phase = 0; phase < PHASE_COUNT; phase++)
        for (int move = 0; move < PHASE_MOVES; move++)
            if (phase != PHASE_CLOSED)
                assert_int_not_equal(phase_after((Phase)phase, (PhaseMove)move), PHASE_CLOSED);
}

static void names_are_read_back(void **state) {
    (void)state;
    static const char *const names[PHASE_COUNT] = {"discovery", "solving", "follow-up", "closed"};
    for (int i = 0; i < PHASE_COUNT; i++) {
        Phase phase = PHASE_COUNT;
        assert_string_equal(phase_name((Phase)i), names[i]);
        assert_true(phase_parse(names[i], &phase));
        assert_int_equal(phase, i);
    }
}

static void what_is_no_phase_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",          " ",        "Solving", "solving ",
                                      "follow up", "followup", "open",    "closed\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        Phase phase = PHASE_FOLLOW_UP;
        if (phase_parse(bad[i], &phase))
            fail_msg("'%s' was taken", bad[i]);
        assert_int_equal(phase, PHASE_FOLLOW_UP);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves),
        cmocka_unit_test(only_a_hand_closes),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(what_is_no_phase_is_refused),
    };
    return cmocka_run_group_tests_name("phase", tests, NULL, NULL);
}
