// The header fields: which, in which order, how much of them, and nothing in
// them that could end a line.
#include "intake_world.h"

#include "tags.h"

static void the_order_of_the_fields(void **state) {
    World *world = *state;
    static const char *const names[] = {"Thread",   "Level",       "Signals", "Request",
                                        "Language", "Acknowledge", "Due"};
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    assert_int_equal(hearing->fields->len, G_N_ELEMENTS(names));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *head = g_strdup_printf("Earshot-%s: ", names[i]);
        assert_true(g_str_has_prefix(hearing->fields->pdata[i], head));
    }
    assert_field(hearing, "Level", "critical");
    assert_field(hearing, "Language", "en");
    assert_true(g_regex_match_simple("^[a-z-]+=[01]\\.\\d\\d(, [a-z-]+=[01]\\.\\d\\d)*$",
                                     field(hearing, "Signals"), 0, 0));
    assert_true(g_regex_match_simple("^first-reply=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$",
                                     field(hearing, "Due"), 0, 0));
    assert_true(g_regex_match_simple("^[a-z2-7]{13}$", field(hearing, "Thread"), 0, 0));
}

static void what_is_shown(void **state) {
    World *world = *state;
    static const struct {
        Fields shown;
        guint count;
    } cases[] = {{FIELDS_ALL, 7}, {FIELDS_THREAD, 1}, {FIELDS_NONE, 0}};
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .body = GRAVE});
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        tags_set(hearing, cases[i].shown); // replaces
        assert_int_equal(hearing->fields->len, cases[i].count);
    }
    g_clear_pointer(&hearing->thread, g_free);
    tags_set(hearing, FIELDS_THREAD);
    assert_int_equal(hearing->fields->len, 0);
    hearing->due = 0;
    tags_set(hearing, FIELDS_ALL);
    assert_field(hearing, "Due", "");
}

static void an_envelope_without_recipients_shows_all(void **state) {
    World *world = *state;
    g_autoptr(Envelope) nobody = envelope_new();
    assert_int_equal(tags_shown(world->config, nobody), FIELDS_ALL); // a stored file, judged by `explain`
    envelope_add_recipient(nobody, "stranger@example.test");
    assert_int_equal(tags_shown(world->config, nobody), FIELDS_THREAD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(the_order_of_the_fields),
        world_test(what_is_shown),
        world_test(an_envelope_without_recipients_shows_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
