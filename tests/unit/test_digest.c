// The PM's digest: what is late and who is angry stands there, and nothing of
// the mail can spoil the page or the terminal it is read on.
#include "intake_world.h"

#include "digest.h"

typedef struct Ask {
    World *world;
    const Pm *pm;
    char *text;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    ask->text = digest_text(txn, ask->world->config, ask->pm, ask->world->now);
    return ask->text != NULL;
}

static char *digest(World *world) {
    Ask ask = {.world = world, .pm = world->config->pms->pdata[0]};
    support_read(&world->ground, do_ask, &ask);
    return ask.text;
}

static void assert_shows(const char *text, const char *words) {
    if (strstr(text, words) == NULL)
        fail_msg("'%s' is missing in:\n%s", words, text);
}

static void assert_hides(const char *text, const char *words) {
    if (strstr(text, words) != NULL)
        fail_msg("'%s' stands in:\n%s", words, text);
}

static void an_empty_day_is_one_line(void **state) {
    g_autofree char *text = digest(*state);
    assert_shows(text, "paula");
    assert_shows(text, "Nothing is open and nothing is due.");
}

static void what_is_due_comes_before_who_is_angry(void **state) {
    World *world = *state;
    g_autoptr(Hearing) calm = hear(
        world,
        (Mail){.id = "1@a.example", .subject = "A question of colour", .body = "Which colours are there?\n"});
    g_autoptr(Hearing) grave = hear(world, (Mail){.id = "2@a.example",
                                                  .subject = "Enough",
                                                  .body = GRAVE,
                                                  .from = "Bob <bob@a.example>",
                                                  .sender = "bob@a.example"});
    g_autoptr(Hearing) machine = hear(world, (Mail){.id = "3@a.example",
                                                    .subject = "Report",
                                                    .more = PROVEN "Precedence: bulk\r\n",
                                                    .from = "rob@a.example",
                                                    .sender = "rob@a.example"});
    assert_true(confirm(world, calm) && confirm(world, grave) && confirm(world, machine));
    world->now += 20 * MINUTE;
    g_autofree char *text = digest(world);
    assert_shows(text, "LATE");
    assert_shows(text, "DUE");
    assert_shows(text, "CRITICAL");
    assert_shows(text, "* Bob: Enough");
    assert_shows(text, "  > ");
    assert_shows(text, "precedence: 1");
    assert_shows(text, grave->thread);
    assert_true(strstr(text, "LATE") < strstr(text, "DUE") && strstr(text, "DUE") < strstr(text, "CRITICAL"));
    assert_hides(text, "A question of colour"); // no complaint
}

static void another_pms_threads_are_not_shown(void **state) {
    World *world = *state;
    Mailbox *sales = world_add_mailbox(world, "sales", "sales@example.test");
    sales->pm = g_strdup("peter");
    g_autoptr(Hearing) theirs = hear(
        world,
        (Mail){.id = "1@a.example", .rcpt = "sales@example.test", .to = "sales@example.test", .body = GRAVE});
    assert_true(confirm(world, theirs));
    g_autofree char *text = digest(world);
    assert_shows(text, "Nothing is open");
}

// What the MTA never took is nobody's fault; but if no receipt ever comes, that must show.
static void mail_that_was_not_taken_is_counted_apart(void **state) {
    World *world = *state;
    g_autoptr(Hearing) refused = hear(world, (Mail){.id = "1@a.example", .subject = "Enough", .body = GRAVE});
    g_autofree char *now = digest(world);
    assert_shows(now, "Nothing is open");
    world->now += 8 * HOUR;
    g_autofree char *later = digest(world);
    assert_hides(later, "LATE");
    assert_hides(later, "Enough");
    assert_shows(later, "UNCONFIRMED");
    assert_true(confirm(world, refused));
    g_autofree char *taken = digest(world);
    assert_shows(taken, "LATE");
    assert_hides(taken, "UNCONFIRMED");
}

static void other_modes_need_no_receipt(void **state) {
    World *world = *state;
    world->config->mode = MODE_OBSERVE;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example", .subject = "Enough", .body = GRAVE});
    world->now += HOUR;
    g_autofree char *text = digest(world);
    assert_shows(text, "Enough");
    assert_shows(text, "observe: 1");
}

static void hostile_words_stay_words(void **state) {
    World *world = *state;
    static const char *const froms[] = {
        "\"\x1b[31mred\x07\" <a1@a.example>", "=?utf-8?B?4oCubGl2ZQ==?= <a2@a.example>",
        "=?utf-8?Q?two=0D=0ACRITICAL=0A* forged?= <a3@a.example>", "\xff\xfe <a4@a.example>",
        "=?utf-8?Q?=1B]0;title=07?= <a6@a.example>"};
    for (size_t i = 0; i < G_N_ELEMENTS(froms); i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autofree char *subject =
            g_strdup_printf("=?utf-8?Q?x%u=1B[2J=E2=80=AE_=0D=0ALATE?= %%s%%n", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id,
                                                        .from = froms[i],
                                                        .subject = subject,
                                                        .body = GRAVE "\x1b[31mred \xe2\x80\xae\n"});
        assert_true(confirm(world, hearing));
    }
    g_autoptr(Hearing) nobody =
        hear(world, (Mail){.id = "n@a.example", .from = "", .sender = "", .more = "", .body = GRAVE});
    assert_true(confirm(world, nobody));
    world->now += HOUR;
    g_autofree char *text = digest(world);
    assert_true(g_utf8_validate(text, -1, NULL));
    assert_hides(text, "(null)");
    assert_hides(text, "\n* forged");
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if ((c < 0x20 && c != '\n') || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x202e)
            fail_msg("U+%04X stands in:\n%s", c, text);
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        assert_true(g_utf8_strlen(lines[i], -1) <= 72);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(an_empty_day_is_one_line),          world_test(what_is_due_comes_before_who_is_angry),
        world_test(another_pms_threads_are_not_shown), world_test(mail_that_was_not_taken_is_counted_apart),
        world_test(other_modes_need_no_receipt),       world_test(hostile_words_stay_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
