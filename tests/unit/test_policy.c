// From a level to an alert, from a verdict to whether the customer wants an answer.
#include "support.h"

#include "policy.h"

typedef struct Case {
    const char *name;
    Level level;
    Level alerted;
    bool alert;
} Case;

static const Case CASES[] = {
    {"a calm message", LEVEL_NONE, LEVEL_NONE, 0},
    {"a concern", LEVEL_CONCERN, LEVEL_NONE, 0},
    {"an escalation", LEVEL_ESCALATION, LEVEL_NONE, 1},
    {"a critical one", LEVEL_CRITICAL, LEVEL_NONE, 1},
    {"a rise", LEVEL_CRITICAL, LEVEL_ESCALATION, 1},
    {"the same level again", LEVEL_CRITICAL, LEVEL_CRITICAL, 0},
    {"a fall", LEVEL_ESCALATION, LEVEL_CRITICAL, 0},
};

static void alerts_once_for_each_rise(void **state) {
    (void)state;
    g_autoptr(Pm) pm = pm_new("paula");
    pm->alert = LEVEL_ESCALATION;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        const PolicyFacts facts = {.pm = pm, .level = row->level, .alerted = row->alerted};
        if (policy_alerts(&facts) != row->alert)
            fail_msg("%s", row->name);
    }
}

static void alerts_from_the_level_the_pm_asked_for(void **state) {
    (void)state;
    g_autoptr(Pm) pm = pm_new("paula");
    for (int from = LEVEL_NONE; from < LEVEL_COUNT; from++)
        for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++) {
            pm->alert = (Level)from;
            const PolicyFacts facts = {.pm = pm, .level = (Level)level};
            const bool wanted = level >= from && level != LEVEL_NONE; // no PM wants to hear of every question
            assert_int_equal(policy_alerts(&facts), wanted);
            const PolicyFacts nobody = {.level = (Level)level};
            assert_false(policy_alerts(&nobody));
        }
}

// The words that are thanks stand in [], those that say it is solved in {}.
typedef struct WordCase {
    const char *name, *body;
    Level level;
    Request request;
    Signal presses; // heard as well, with this score
    double score;
    bool asked;
    CustomerWord wanted;
} WordCase;

#define CALM LEVEL_NONE, REQUEST_OTHER, SIGNAL_ANGER, 0, false

static const WordCase WORDS[] = {
    {"thanks", "[Thank you]!", CALM, WORD_THANKS},
    {"thanks, with names",
     "Hi Ann,\n\n[thank you very much for the quick help]!\n\nBest regards\nBob Builder\n", CALM,
     WORD_THANKS},
    {"praise", "[You are the best].", LEVEL_NONE, REQUEST_PRAISE, SIGNAL_ANGER, 0, false, WORD_THANKS},
    {"solved", "{It works now}.", CALM, WORD_SOLVED},
    {"solved, with thanks", "{It works now}, [thanks a lot for it].", CALM, WORD_SOLVED},
    {"nothing heard", "Hello.", CALM, WORD_WANTS_ANSWER},
    {"an empty body", "", CALM, WORD_WANTS_ANSWER},
    {"blanks and marks", " ,;.!\n\n \xe2\x80\x94 ", CALM, WORD_WANTS_ANSWER},
    {"thanks for something broken", "[Thanks].", LEVEL_NONE, REQUEST_DEFECT, SIGNAL_ANGER, 0, false,
     WORD_WANTS_ANSWER},
    {"thanks, and something else", "[Thanks]. The export of invoices is broken.", CALM, WORD_WANTS_ANSWER},
    {"something else, and thanks", "The export of invoices is broken, [thanks].", CALM, WORD_WANTS_ANSWER},
    {"one is solved, one is not", "{The first one is solved}, the second one is not.", CALM,
     WORD_WANTS_ANSWER},
    {"behind a dash", "{The first one is solved} \xe2\x80\x94 the second one is not", CALM,
     WORD_WANTS_ANSWER},
    {"on a line of its own", "{It works now}\nthe second one does not\n", CALM, WORD_WANTS_ANSWER},
    {"three words more are a greeting", "{It works now}. Greetings from Rome.", CALM, WORD_SOLVED},
    {"an apostrophe divides no word", "{It works now}. C'est l'\xc3\xa9t\xc3\xa9 d\xe2\x80\x99ici.", CALM,
     WORD_SOLVED},
    {"thanks, and a question", "[Thanks]! And next week?", CALM, WORD_WANTS_ANSWER},
    {"solved, and a question", "{It works now}. And how long?", CALM, WORD_WANTS_ANSWER},
    {"thanks, but a concern", "[Thanks for nothing].", LEVEL_CONCERN, REQUEST_OTHER, SIGNAL_ANGER, 0, false,
     WORD_WANTS_ANSWER},
    {"solved, but critical", "{It works}, we leave.", LEVEL_CRITICAL, REQUEST_OTHER, SIGNAL_ANGER, 0, false,
     WORD_WANTS_ANSWER},
    {"thanks, but urgent", "[Thanks], by noon.", LEVEL_NONE, REQUEST_OTHER, SIGNAL_URGENCY, 0.5, false,
     WORD_WANTS_ANSWER},
    {"thanks, hardly urgent", "[Thanks], by noon.", LEVEL_NONE, REQUEST_OTHER, SIGNAL_URGENCY, 0.49, false,
     WORD_THANKS},
    {"solved, but again", "{It works}, again.", LEVEL_NONE, REQUEST_OTHER, SIGNAL_REPEAT, 0.6, false,
     WORD_WANTS_ANSWER},
    {"thanks, but a promise was broken", "[Thanks], you said Monday.", LEVEL_NONE, REQUEST_OTHER,
     SIGNAL_BROKEN_PROMISE, 0.7, false, WORD_WANTS_ANSWER},
    {"thanks beside an answer to what we asked", "[Thanks], version 4.2.", LEVEL_NONE, REQUEST_OTHER,
     SIGNAL_ANGER, 0, true, WORD_WANTS_ANSWER},
    {"asked, and it is solved", "{It works now}.", LEVEL_NONE, REQUEST_OTHER, SIGNAL_ANGER, 0, true,
     WORD_SOLVED},
};

static GArray *no_evidence(void) {
    return g_array_new(FALSE, FALSE, sizeof(Evidence));
}

static void hear_bracket(Verdict *verdict, Signal signal, const char *body, char open, char close) {
    const char *from = strchr(body, open), *to = strchr(body, close);
    if (from == NULL)
        return;
    const Evidence evidence = {.start = (uint32_t)g_utf8_strlen(body, from - body),
                               .end = (uint32_t)g_utf8_strlen(body, to - body),
                               .weight = 2};
    verdict->score[signal] = 0.9;
    g_array_append_val(verdict->evidence[signal], evidence);
}

// Brackets become blanks, so that offsets stay.
static CustomerWord word_of(const WordCase *row, Text *text) {
    Verdict verdict = {.level = row->level, .request = row->request};
    for (int i = 0; i < SIGNAL_COUNT; i++)
        verdict.evidence[i] = no_evidence();
    if (row->score > 0)
        verdict.score[row->presses] = row->score;
    hear_bracket(&verdict, SIGNAL_GRATITUDE, row->body, '[', ']');
    hear_bracket(&verdict, SIGNAL_RESOLVED, row->body, '{', '}');
    g_autofree char *body = g_strdelimit(g_strdup(row->body), "[]{}", ' ');
    text->body = body;
    const CustomerWord word = policy_word(&verdict, text, row->asked);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        g_array_unref(verdict.evidence[i]);
    return word;
}

static void tells_who_is_content(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        Text text = {.subject = (char *)(uintptr_t) ""};
        const CustomerWord found = word_of(&WORDS[i], &text);
        if (found != WORDS[i].wanted)
            fail_msg("%s: %d", WORDS[i].name, (int)found);
    }
}

static void who_brings_something_wants_an_answer(void **state) {
    (void)state;
    const WordCase solved = {.body = "{It works now}."};
    const Text brings[] = {{.has_attachment = true}, {.has_image = true}, {.truncated = true}};
    for (size_t i = 0; i < G_N_ELEMENTS(brings); i++) {
        Text text = brings[i];
        assert_int_equal(word_of(&solved, &text), WORD_WANTS_ANSWER);
    }
    Text quoted = {.has_quote = true, .has_signature = true};
    assert_int_equal(word_of(&solved, &quoted), WORD_SOLVED);
}

static void a_long_text_has_a_story_in_it(void **state) {
    (void)state;
    static const struct {
        size_t length;
        CustomerWord wanted;
    } cases[] = {{400, WORD_SOLVED}, {401, WORD_WANTS_ANSWER}, {100000, WORD_WANTS_ANSWER}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *filling = g_strnfill(cases[i].length - 2, 'a');
        g_autofree char *body = g_strconcat("{", filling, "}", NULL);
        const WordCase row = {.body = body};
        Text text = {0};
        assert_int_equal(word_of(&row, &text), cases[i].wanted);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alerts_once_for_each_rise),
        cmocka_unit_test(alerts_from_the_level_the_pm_asked_for),
        cmocka_unit_test(tells_who_is_content),
        cmocka_unit_test(who_brings_something_wants_an_answer),
        cmocka_unit_test(a_long_text_has_a_story_in_it),
    };
    return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
