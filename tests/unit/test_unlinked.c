// Escalations without a problem: which count, from when, whose, in which order.
#include "support_time.h"

#include "config.h"
#include "contact.h"
#include "thread.h"
#include "unlinked.h"

typedef struct World {
    Ground ground;
    Config *config;
} World;

static int world_setup(void **state) {
    World *world = g_new0(World, 1);
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_free(mailbox->pm);
    mailbox->pm = g_strdup("anna");
    calendar_free(mailbox->calendar);
    mailbox->calendar = calendar_of("Mon-Fri 09:00-17:00", "UTC");
    Mailbox *other = mailbox_new("sales");
    other->pm = g_strdup("bert");
    other->calendar = calendar_of("24x7", "UTC");
    g_ptr_array_add(world->config->mailboxes, other);
    *state = world;
    return 0;
}

static int world_teardown(void **state) {
    World *world = *state;
    ground_clear(&world->ground);
    config_free(world->config);
    g_free(world);
    return 0;
}

typedef struct Case {
    const char *name;
    const char *opened; // asked on Monday, 23 November 2026, 12:00 UTC
    const char *mailbox;
    Level level, worst;
    Phase phase;
    bool settled;
    const char *problem;
    const char *listed_for; // NULL: for nobody
} Case;

static const Case CASES[] = {
    {"an escalation of the week before", "2026-11-13T10:00:00Z", "support", LEVEL_ESCALATION,
     LEVEL_ESCALATION, PHASE_DISCOVERY, false, NULL, "anna"},
    {"of five business days ago, an hour too new", "2026-11-16T13:00:00Z", "support", LEVEL_ESCALATION,
     LEVEL_ESCALATION, PHASE_DISCOVERY, false, NULL, NULL},
    {"of five business days ago, an hour old enough", "2026-11-16T11:00:00Z", "support", LEVEL_ESCALATION,
     LEVEL_ESCALATION, PHASE_DISCOVERY, false, NULL, "anna"},
    {"of a week round the clock, in his mailbox", "2026-11-18T11:00:00Z", "sales", LEVEL_CRITICAL,
     LEVEL_CRITICAL, PHASE_SOLVING, false, NULL, "bert"},
    {"of four days round the clock", "2026-11-19T11:00:00Z", "sales", LEVEL_CRITICAL, LEVEL_CRITICAL,
     PHASE_SOLVING, false, NULL, NULL},
    {"that was one once", "2026-11-02T10:00:00Z", "support", LEVEL_CONCERN, LEVEL_CRITICAL, PHASE_SOLVING,
     false, NULL, "anna"},
    {"that was never one", "2026-11-02T10:00:00Z", "support", LEVEL_CONCERN, LEVEL_CONCERN, PHASE_SOLVING,
     false, NULL, NULL},
    {"with a problem", "2026-11-02T10:00:00Z", "support", LEVEL_CRITICAL, LEVEL_CRITICAL, PHASE_SOLVING,
     false, "P1", NULL},
    {"in follow-up", "2026-11-02T10:00:00Z", "support", LEVEL_NONE, LEVEL_CRITICAL, PHASE_FOLLOW_UP, true,
     NULL, NULL},
    {"closed", "2026-11-02T10:00:00Z", "support", LEVEL_NONE, LEVEL_CRITICAL, PHASE_CLOSED, true, NULL, NULL},
    {"of a mailbox that is not served any more", "2026-11-02T10:00:00Z", "gone", LEVEL_CRITICAL,
     LEVEL_CRITICAL, PHASE_SOLVING, false, NULL, NULL},
};

static void put_case(StoreTxn *txn, uint64_t id, const Case *one) {
    g_autoptr(Thread) thread = thread_new();
    thread->id = id;
    thread->owner = contact_take(txn, "ann@a.example", NOON_MONDAY).slot;
    thread->mailbox = g_strdup(one->mailbox);
    thread->opened = thread->updated = at(one->opened);
    thread->level = one->level;
    thread->worst = one->worst;
    thread->phase = one->phase;
    thread->by_persons = 1;
    thread->settled = one->settled ? thread->opened + 1 : 0;
    thread->problem = g_strdup(one->problem);
    thread_put(txn, thread);
}

static bool do_put(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        put_case(txn, i + 1, &CASES[i]);
    return !store_failed(txn);
}

typedef struct Asked {
    const Config *config;
    const char *pm;
    Unlinked *found;
} Asked;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Asked *asked = data;
    asked->found = unlinked_of(txn, asked->config, asked->pm, at("2026-11-23T12:00:00Z"));
    return !store_failed(txn);
}

static Unlinked *ask(World *world, const char *pm) {
    Asked asked = {.config = world->config, .pm = pm};
    support_read(&world->ground, do_ask, &asked);
    return asked.found;
}

static bool lists(const Unlinked *unlinked, uint64_t id) {
    for (guint i = 0; i < unlinked->threads->len; i++)
        if (g_array_index(unlinked->threads, uint64_t, i) == id)
            return true;
    return false;
}

static void only_old_unsettled_escalations_count(void **state) {
    World *world = *state;
    support_write(&world->ground, do_put, NULL);
    static const char *const pms[] = {"anna", "bert", "carl"};
    for (size_t p = 0; p < G_N_ELEMENTS(pms); p++) {
        g_autoptr(Unlinked) found = ask(world, pms[p]);
        assert_true(found->whole);
        for (uint64_t i = 0; i < G_N_ELEMENTS(CASES); i++)
            if (lists(found, i + 1) != (g_strcmp0(CASES[i].listed_for, pms[p]) == 0))
                fail_msg("%s: wrong for %s", CASES[i].name, pms[p]);
    }
    g_autoptr(Unlinked) hers = ask(world, "anna");
    assert_int_equal(hers->count, 3);
    assert_true(g_array_index(hers->threads, uint64_t, 0) == 6); // the gravest there ever was
    assert_true(g_array_index(hers->threads, uint64_t, 1) == 1); // then the oldest
    unlinked_free(NULL);
}

static bool do_put_many(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (uint64_t i = 1; i <= 3 * UNLINKED_SHOWN; i++)
        put_case(txn, i, &CASES[0]);
    return !store_failed(txn);
}

static void many_are_counted_and_some_listed(void **state) {
    World *world = *state;
    support_write(&world->ground, do_put_many, NULL);
    g_autoptr(Unlinked) found = ask(world, "anna");
    assert_int_equal(found->count, 3 * UNLINKED_SHOWN);
    assert_int_equal(found->threads->len, UNLINKED_SHOWN);
    for (guint i = 0; i < found->threads->len; i++)
        assert_true(g_array_index(found->threads, uint64_t, i) == i + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_old_unsettled_escalations_count, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(many_are_counted_and_some_listed, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
