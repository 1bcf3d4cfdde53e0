// From a verdict to level, alert, and whether the customer wants an answer.
#include "support.h"

#include "policy.h"

typedef struct Case {
    const char *name;
    Level level;
    bool machine;
    Level alerted;
    Level wanted;
    bool alert;
} Case;

static const Case CASES[] = {
    {"a calm message", LEVEL_NONE, 0, LEVEL_NONE, LEVEL_NONE, 0},
    {"a concern", LEVEL_CONCERN, 0, LEVEL_NONE, LEVEL_CONCERN, 0},
    {"an escalation", LEVEL_ESCALATION, 0, LEVEL_NONE, LEVEL_ESCALATION, 1},
    {"a critical one", LEVEL_CRITICAL, 0, LEVEL_NONE, LEVEL_CRITICAL, 1},
    {"a rise", LEVEL_CRITICAL, 0, LEVEL_ESCALATION, LEVEL_CRITICAL, 1},
    {"the same level again", LEVEL_CRITICAL, 0, LEVEL_CRITICAL, LEVEL_CRITICAL, 0},
    {"a fall", LEVEL_ESCALATION, 0, LEVEL_CRITICAL, LEVEL_ESCALATION, 0},
    {"a machine", LEVEL_CRITICAL, 1, LEVEL_NONE, LEVEL_NONE, 0},
};

static void decides(void **state) {
    (void)state;
    g_autoptr(Pm) pm = pm_new("paula");
    pm->alert = LEVEL_ESCALATION;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        const Verdict verdict = {.level = row->level};
        const PolicyFacts facts = {
            .pm = pm, .verdict = &verdict, .machine = row->machine, .alerted = row->alerted};
        const Policy policy = policy_decide(&facts);
        if (policy.level != row->wanted || policy.alert != row->alert)
            fail_msg("%s: level %d, alert %d", row->name, policy.level, policy.alert);
    }
}

static void alerts_from_the_level_the_pm_asked_for(void **state) {
    (void)state;
    g_autoptr(Pm) pm = pm_new("paula");
    for (int from = LEVEL_NONE; from < LEVEL_COUNT; from++)
        for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++) {
            const Verdict verdict = {.level = (Level)level};
            pm->alert = (Level)from;
            const PolicyFacts facts = {.pm = pm, .verdict = &verdict};
            const bool wanted = level >= from && level != LEVEL_NONE; // no PM wants to hear of every question
            assert_int_equal(policy_decide(&facts).alert, wanted);
            const PolicyFacts nobody = {.verdict = &verdict};
            assert_false(policy_decide(&nobody).alert);
        }
}

typedef struct WordCase {
    const char *name, *body;
    Level level;
    Request request;
    struct {
        Signal signal;
        double score;
    } heard[3];
    CustomerWord wanted;
} WordCase;

#define THANKS                                                                                               \
    { SIGNAL_GRATITUDE, 0.9 }
#define SOLVED                                                                                               \
    { SIGNAL_RESOLVED, 0.9 }

static const WordCase WORDS[] = {
    {"thanks", "Thank you!", LEVEL_NONE, REQUEST_OTHER, {THANKS}, WORD_THANKS},
    {"praise", "You are the best.", LEVEL_NONE, REQUEST_PRAISE, {THANKS}, WORD_THANKS},
    {"solved", "It works now.", LEVEL_NONE, REQUEST_OTHER, {SOLVED}, WORD_SOLVED},
    {"solved, with thanks",
     "It works now, thanks.",
     LEVEL_NONE,
     REQUEST_OTHER,
     {SOLVED, THANKS},
     WORD_SOLVED},
    {"nothing heard", "Hello.", LEVEL_NONE, REQUEST_OTHER, {{0}}, WORD_WANTS_ANSWER},
    {"an empty body", "", LEVEL_NONE, REQUEST_OTHER, {{0}}, WORD_WANTS_ANSWER},
    {"hardly thanks", "Ok.", LEVEL_NONE, REQUEST_OTHER, {{SIGNAL_GRATITUDE, 0.49}}, WORD_WANTS_ANSWER},
    {"just thanks", "Thx", LEVEL_NONE, REQUEST_OTHER, {{SIGNAL_GRATITUDE, 0.5}}, WORD_THANKS},
    {"thanks in advance for something broken",
     "The export is broken. Thanks.",
     LEVEL_NONE,
     REQUEST_DEFECT,
     {THANKS},
     WORD_WANTS_ANSWER},
    {"thanks, and a question",
     "Thanks! And when is the next release?",
     LEVEL_NONE,
     REQUEST_OTHER,
     {THANKS},
     WORD_WANTS_ANSWER},
    {"solved, and a question",
     "It works now. How do I switch it off?",
     LEVEL_NONE,
     REQUEST_OTHER,
     {SOLVED},
     WORD_WANTS_ANSWER},
    {"thanks, but a concern",
     "Thanks for nothing.",
     LEVEL_CONCERN,
     REQUEST_OTHER,
     {THANKS},
     WORD_WANTS_ANSWER},
    {"solved, but critical",
     "It works, we leave all the same.",
     LEVEL_CRITICAL,
     REQUEST_OTHER,
     {SOLVED},
     WORD_WANTS_ANSWER},
    {"thanks, but urgent",
     "Thanks, we need it by noon.",
     LEVEL_NONE,
     REQUEST_OTHER,
     {THANKS, {SIGNAL_URGENCY, 0.5}},
     WORD_WANTS_ANSWER},
    {"solved, but again",
     "It works, for the third time.",
     LEVEL_NONE,
     REQUEST_OTHER,
     {SOLVED, {SIGNAL_REPEAT, 0.6}},
     WORD_WANTS_ANSWER},
    {"thanks, but a promise was broken",
     "Thanks, you said Monday.",
     LEVEL_NONE,
     REQUEST_OTHER,
     {THANKS, {SIGNAL_BROKEN_PROMISE, 0.7}},
     WORD_WANTS_ANSWER},
    {"thanks, urgency not present",
     "Thanks.",
     LEVEL_NONE,
     REQUEST_OTHER,
     {THANKS, {SIGNAL_URGENCY, 0.49}},
     WORD_THANKS},
};

static Verdict verdict_for(const WordCase *row) {
    Verdict verdict = {.level = row->level, .request = row->request};
    for (size_t i = 0; i < G_N_ELEMENTS(row->heard); i++)
        if (row->heard[i].score > 0)
            verdict.score[row->heard[i].signal] = row->heard[i].score;
    return verdict;
}

static void tells_who_is_content(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const Verdict verdict = verdict_for(&WORDS[i]);
        const Text text = {.body = (char *)(uintptr_t)WORDS[i].body, .subject = (char *)(uintptr_t) ""};
        const CustomerWord found = policy_word(&verdict, &text);
        if (found != WORDS[i].wanted)
            fail_msg("%s: %d", WORDS[i].name, (int)found);
    }
}

static void a_long_text_has_a_story_in_it(void **state) {
    (void)state;
    Verdict verdict = {.level = LEVEL_NONE, .request = REQUEST_OTHER};
    verdict.score[SIGNAL_GRATITUDE] = verdict.score[SIGNAL_RESOLVED] = 1;
    static const struct {
        size_t length;
        CustomerWord wanted;
    } cases[] = {{400, WORD_SOLVED}, {401, WORD_WANTS_ANSWER}, {100000, WORD_WANTS_ANSWER}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body = g_strnfill(cases[i].length, 'a');
        const Text text = {.body = body};
        assert_int_equal(policy_word(&verdict, &text), cases[i].wanted);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides),
        cmocka_unit_test(alerts_from_the_level_the_pm_asked_for),
        cmocka_unit_test(tells_who_is_content),
        cmocka_unit_test(a_long_text_has_a_story_in_it),
    };
    return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
