// From verdict and thread to level, clock and alert, as a table.
#include "support.h"

#include "policy.h"

static const int64_t MINUTE = G_TIME_SPAN_MINUTE, HOUR = G_TIME_SPAN_HOUR;

typedef struct Case {
    const char *name;
    Level level;
    bool machine, first;
    int64_t running; // after now, 0: none
    Level alerted;
    Level wanted;
    int64_t due; // after now, 0: none
    bool alert;
} Case;

static const Case cases[] = {
    {"a calm first message", LEVEL_NONE, 0, 1, 0, LEVEL_NONE, LEVEL_NONE, 240, 0},
    {"a concern opens", LEVEL_CONCERN, 0, 1, 0, LEVEL_NONE, LEVEL_CONCERN, 240, 0},
    {"an escalation opens", LEVEL_ESCALATION, 0, 1, 0, LEVEL_NONE, LEVEL_ESCALATION, 60, 1},
    {"a critical one opens", LEVEL_CRITICAL, 0, 1, 0, LEVEL_NONE, LEVEL_CRITICAL, 15, 1},
    {"a rise shortens", LEVEL_CRITICAL, 0, 0, 120, LEVEL_ESCALATION, LEVEL_CRITICAL, 15, 1},
    {"a rise late does not lengthen", LEVEL_CRITICAL, 0, 0, 5, LEVEL_NONE, LEVEL_CRITICAL, 5, 1},
    {"a clock that is late stays late", LEVEL_CRITICAL, 0, 0, -30, LEVEL_CRITICAL, LEVEL_CRITICAL, -30, 0},
    {"the same level again", LEVEL_CRITICAL, 0, 0, 10, LEVEL_CRITICAL, LEVEL_CRITICAL, 10, 0},
    {"a fall changes nothing", LEVEL_NONE, 0, 0, 10, LEVEL_CRITICAL, LEVEL_NONE, 10, 0},
    {"no clock runs any more", LEVEL_CRITICAL, 0, 0, 0, LEVEL_NONE, LEVEL_CRITICAL, 0, 1},
    {"a machine opens", LEVEL_CRITICAL, 1, 1, 0, LEVEL_NONE, LEVEL_NONE, 0, 0},
    {"a machine writes between", LEVEL_CRITICAL, 1, 0, 30, LEVEL_NONE, LEVEL_NONE, 30, 0},
};

static Mailbox *make_mailbox(void) {
    Mailbox *mailbox = mailbox_new("support");
    mailbox->calendar = calendar_new("24x7", "UTC", NULL);
    mailbox->first_reply[LEVEL_NONE] = mailbox->first_reply[LEVEL_CONCERN] = 4 * HOUR;
    mailbox->first_reply[LEVEL_ESCALATION] = HOUR;
    mailbox->first_reply[LEVEL_CRITICAL] = 15 * MINUTE;
    return mailbox;
}

static PolicyFacts facts_of(const Case *c, const Mailbox *mailbox, const Pm *pm, const Verdict *verdict) {
    return (PolicyFacts){.mailbox = mailbox,
                         .pm = pm,
                         .verdict = verdict,
                         .machine = c->machine,
                         .is_first = c->first,
                         .running = c->running == 0 ? 0 : NOON_MONDAY + c->running * MINUTE,
                         .alerted = c->alerted,
                         .now = NOON_MONDAY};
}

static void decides(void **state) {
    (void)state;
    g_autoptr(Mailbox) mailbox = make_mailbox();
    g_autoptr(Pm) pm = pm_new("paula");
    pm->alert = LEVEL_ESCALATION;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        const Verdict verdict = {.level = c->level};
        const PolicyFacts facts = facts_of(c, mailbox, pm, &verdict);
        const Policy policy = policy_decide(&facts);
        const int64_t due = c->due == 0 ? 0 : NOON_MONDAY + c->due * MINUTE;
        if (policy.level != c->wanted || policy.due != due || policy.alert != c->alert)
            fail_msg("%s: level %d, due in %d min, alert %d", c->name, policy.level,
                     (int)((policy.due - NOON_MONDAY) / MINUTE), policy.alert);
    }
}

static void alerts_from_the_level_the_pm_asked_for(void **state) {
    (void)state;
    g_autoptr(Mailbox) mailbox = make_mailbox();
    g_autoptr(Pm) pm = pm_new("paula");
    for (int from = LEVEL_NONE; from < LEVEL_COUNT; from++)
        for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++) {
            const Verdict verdict = {.level = (Level)level};
            const Case c = {.first = true};
            pm->alert = (Level)from;
            const PolicyFacts facts = facts_of(&c, mailbox, pm, &verdict);
            const bool wanted = level >= from && level != LEVEL_NONE; // no PM wants to hear of every question
            assert_int_equal(policy_decide(&facts).alert, wanted);
            const PolicyFacts nobody = facts_of(&c, mailbox, NULL, &verdict);
            assert_false(policy_decide(&nobody).alert);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decides),
        cmocka_unit_test(alerts_from_the_level_the_pm_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
