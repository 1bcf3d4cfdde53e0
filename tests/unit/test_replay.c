// What would be decided otherwise: by another policy, another model, with lessons;
// of a machine's mail nothing, of what cannot be compared what was.
#include "support.h"

#include "lesson.h"
#include "replay.h"
#include "verdict.h"

#define FURIOUS "This is the third time that I report it. I am furious that nobody answers."
#define CALM "How do I print a label?"

typedef struct World {
    Config *config;
    Model *model;
    LanguageGuesser *guesser;
} World;

static int set_up(void **state) {
    World *world = g_new0(World, 1);
    world->config = config_builtin();
    world->model = model_builtin(NULL);
    world->guesser = language_guesser_new(NULL, NULL);
    Pm *pm = pm_new("paula");
    pm->alert = LEVEL_CRITICAL;
    g_ptr_array_add(world->config->pms, pm);
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_free(mailbox->pm);
    mailbox->pm = g_strdup("paula");
    *state = world;
    return world->model == NULL;
}

static int tear_down(void **state) {
    World *world = *state;
    config_free(world->config);
    model_free(world->model);
    language_guesser_free(world->guesser);
    g_free(world);
    return 0;
}

static Heard hear(const World *world, const char *body) {
    const Text text = {.body = (char *)body, .subject = (char *)""};
    const Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_autoptr(Verdict) verdict = verdict_of(world->model, world->guesser, &text, false);
    return (Heard){.thread = 1,
                   .entry = 1,
                   .at = NOON_MONDAY,
                   .mailbox = g_strdup(mailbox->name),
                   .verdict = verdict->level,
                   .decided = verdict->level,
                   .due = NOON_MONDAY + G_TIME_SPAN_HOUR,
                   .first = true,
                   .renewal_days = HEARD_NO_RENEWAL,
                   .impression = g_bytes_ref(verdict->packed)};
}

static void as_things_are_nothing_changes(void **state) {
    static const char *const BODIES[] = {FURIOUS, CALM, "", "Our lawyer will sue you."};
    const World *world = *state;
    const ReplaySide side = {.config = world->config, .model = world->model};
    for (size_t i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_auto(Heard) heard = hear(world, BODIES[i]);
        g_auto(ReplayView) was = {0}, is = {0};
        replay_as_it_was(&side, &heard, &was);
        replay_by(&side, &heard, NULL, &is);
        assert_true(is.fits);
        assert_int_equal(is.level, was.level);
        assert_true(is.alerts == was.alerts);
        g_autofree char *moved = replay_moved(&was, &is);
        assert_string_equal(moved, "");
    }
}

typedef struct Policy {
    const char *name;
    const char *tier;
    int32_t renewal_days;
    Known reference;
    bool key_account, quiet, lifted;
    Level wanted;
    const char *moved;
} Policy;

static void what_is_known_of_the_customer_counts_again(void **state) {
    static const Policy ROWS[] = {
        {"nothing is known", NULL, HEARD_NO_RENEWAL, KNOWN_NOT, false, false, false, LEVEL_ESCALATION, ""},
        {"a tier that is strategic now", "Gold", HEARD_NO_RENEWAL, KNOWN_NOT, false, false, false,
         LEVEL_CRITICAL, "strategic account (Gold)"},
        {"a tier that is not", "tin", HEARD_NO_RENEWAL, KNOWN_NO, false, false, false, LEVEL_ESCALATION, ""},
        {"a renewal then", NULL, 20, KNOWN_NOT, false, false, false, LEVEL_CRITICAL, "renewal in 20 days"},
        {"a reference", NULL, HEARD_NO_RENEWAL, KNOWN_YES, false, false, false, LEVEL_CRITICAL,
         "a reference"},
        {"a key account", NULL, HEARD_NO_RENEWAL, KNOWN_NOT, true, false, false, LEVEL_CRITICAL,
         "strategic account"},
        {"lifted by our records", NULL, HEARD_NO_RENEWAL, KNOWN_NOT, false, false, true, LEVEL_CRITICAL, ""},
    };
    const World *world = *state;
    g_clear_pointer(&world->config->accounts_known.strategic, g_ptr_array_unref);
    world->config->accounts_known.strategic = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(world->config->accounts_known.strategic, g_strdup("gold"));
    const ReplaySide side = {.config = world->config, .model = world->model};
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        const Policy *row = &ROWS[i];
        g_auto(Heard) heard = hear(world, FURIOUS);
        g_auto(ReplayView) was = {0}, is = {0};
        heard.tier = g_strdup(row->tier);
        heard.renewal_days = row->renewal_days;
        heard.reference = row->reference;
        heard.key_account = row->key_account;
        heard.lifted = row->lifted;
        replay_as_it_was(&side, &heard, &was);
        replay_by(&side, &heard, NULL, &is);
        g_autofree char *moved = replay_moved(&was, &is);
        if (is.level != row->wanted || strcmp(moved, row->moved) != 0)
            fail_msg("%s: %s, '%s'", row->name, level_name(is.level), moved);
        assert_true(is.alerts == (row->wanted == LEVEL_CRITICAL));
    }
}

static void some_are_not_judged_again(void **state) {
    const World *world = *state;
    const ReplaySide side = {.config = world->config, .model = world->model};
    g_auto(Heard) machine = hear(world, FURIOUS), strange = hear(world, FURIOUS);
    g_auto(ReplayView) by_machine = {0}, by_stranger = {0};
    machine.quiet = true;
    machine.decided = LEVEL_NONE;
    replay_by(&side, &machine, NULL, &by_machine);
    assert_int_equal(by_machine.level, LEVEL_NONE);
    g_bytes_unref(strange.impression);
    strange.impression = g_bytes_new_static("nonsense", 8);
    strange.decided = LEVEL_CONCERN;
    g_free(strange.mailbox);
    strange.mailbox = g_strdup("gone");
    replay_by(&side, &strange, NULL, &by_stranger);
    assert_false(by_stranger.fits);
    assert_int_equal(by_stranger.level, LEVEL_CONCERN);
    assert_false(by_stranger.alerts);
    assert_int_equal(by_stranger.due, 0);
}

static void a_lesson_and_another_target_show(void **state) {
    const World *world = *state;
    g_auto(Heard) heard = hear(world, FURIOUS);
    g_autoptr(Layer) layer = layer_new();
    g_autoptr(Impression) impression = impression_unpack(heard.impression, NULL);
    for (guint i = 0; i < impression->traces->len; i++)
        layer_teach(layer, g_array_index(impression->traces, Trace, i).key, SIGNAL_MANAGER, 1, LAYER_TERM);
    const ReplaySide plain = {.config = world->config, .model = world->model};
    const ReplaySide taught = {.config = world->config, .model = world->model, .layer = layer};
    g_auto(ReplayView) before = {0}, after = {0};
    replay_by(&plain, &heard, NULL, &before);
    ((Mailbox *)world->config->mailboxes->pdata[0])->first_reply[LEVEL_ESCALATION] += G_TIME_SPAN_HOUR;
    replay_by(&taught, &heard, NULL, &after);
    g_autofree char *moved = replay_moved(&before, &after);
    assert_string_equal(moved,
                        before.sums[SIGNAL_MANAGER] < 0 && after.sums[SIGNAL_MANAGER] >= 0 ? "+manager" : "");
    assert_true(after.sums[SIGNAL_MANAGER] > before.sums[SIGNAL_MANAGER]);
    assert_true(after.due > before.due);
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(as_things_are_nothing_changes), world_test(what_is_known_of_the_customer_counts_again),
        world_test(some_are_not_judged_again), world_test(a_lesson_and_another_target_show)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
