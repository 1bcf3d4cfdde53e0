// The PM's digest: what is late and who is angry stands there, and nothing of
// the mail can spoil the page or the terminal it is read on.
#include "intake_world.h"

#include "breaker.h"
#include "digest_plain.h"
#include "limit.h"

typedef struct Ask {
    World *world;
    const Pm *pm;
    char *text;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    ask->text = digest_plain(txn, ask->world->config, ask->pm, ask->world->now);
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

typedef struct Told { // threads of their own, as if the messages had come and been taken
    const char *reason, *from, *subject, *mailbox;
    int64_t at;
    unsigned count, first;
} Told;

static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Told *told = data;
    for (unsigned i = 0; i < told->count; i++) {
        g_autoptr(Thread) thread = thread_new();
        // Ids jump about, as hashes do: the order of a walk is not the order of time.
        thread->id = ((told->first + i) * UINT64_C(0x9e3779b97f4a7c15)) | 1;
        thread->mailbox = g_strdup(or_else(told->mailbox, "support"));
        thread->subject = g_strdup_printf("%s %u", or_else(told->subject, "Subject"), i);
        thread->opened = thread->accepted = told->at + i;
        g_autoptr(Entry) entry = entry_new();
        entry->at = told->at + i;
        entry->from = g_strdup(told->from);
        entry->acknowledge = g_strconcat("no; reason=", told->reason, NULL);
        thread_add_entry(txn, thread, entry);
        thread_put(txn, thread);
    }
    return !store_failed(txn);
}

static void tell(World *world, Told told) {
    support_write(&world->ground, do_tell, &told);
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
    tell(world, (Told){.reason = "breaker",
                       .from = "\x1b[31ma\r\nLATE\xe2\x80\xae@a.example",
                       .subject = "\x1b]0;title\x07\xff\xe2\x80\xae\nCRITICAL",
                       .mailbox = world_mailbox(world)->name,
                       .at = world->now,
                       .count = 102,
                       .first = 1});
    world->now += HOUR;
    g_autofree char *text = digest(world);
    assert_true(g_utf8_validate(text, -1, NULL));
    assert_shows(text, "and 2 more");
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

// --- who got no answer, and why ---

static void every_reason_has_words_that_fit(void **state) {
    World *world = *state;
    for (unsigned row = 0; row < REFUSAL_COUNT; row++)
        tell(world, (Told){.reason = refusal_code((Refusal)row),
                           .from = "ann@a.example",
                           .at = world->now,
                           .count = row == REFUSAL_LIST ? 1200 : 1,
                           .first = row * 10000});
    tell(world, (Told){.reason = "of-a-later-version", .at = world->now, .count = 1, .first = 900000});
    world->now += MINUTE;
    g_autofree char *text = digest(world);
    for (unsigned row = 0; row < REFUSAL_COUNT; row++) {
        g_autofree char *line =
            g_strdup_printf("\n- %s: %u, ", refusal_code((Refusal)row), row == REFUSAL_LIST ? 1200 : 1);
        assert_shows(text, line);
    }
    assert_shows(text, "\n- of-a-later-version: 1\n");
    assert_hides(text, "\u2026");
    assert_shows(text, "because\n- list: 1200, it came through a mailing list\n- already-acknowledged: 1, ");
}

typedef struct Copies {
    const char *mailbox;
    int64_t now;
    int count;
} Copies;

static bool do_copies(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Copies *copies = data;
    for (int i = 0; i < copies->count; i++)
        limit_count_duplicate(txn, copies->mailbox, copies->now);
    return true;
}

static void copies_are_counted_though_they_leave_no_trace(void **state) {
    World *world = *state;
    Mailbox *ours = world_add_mailbox(world, "sales", "sales@example.test");
    ours->pm = g_strdup("paula");
    world_add_mailbox(world, "legal", "legal@example.test")->pm = g_strdup("peter");
    Copies copies[] = {
        {world_mailbox(world)->name, world->now, 3}, {"sales", world->now, 2}, {"legal", world->now, 40}};
    for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
        support_write(&world->ground, do_copies, &copies[i]);
    g_autofree char *text = digest(world);
    assert_shows(text, "\n- duplicate: 5, copies of a message already taken\n");
    world->now += 2 * 24 * HOUR;
    g_autofree char *later = digest(world);
    assert_hides(later, "duplicate");
}

static void only_the_last_day_is_told(void **state) {
    World *world = *state;
    const char *mailbox = world_mailbox(world)->name;
    tell(world, (Told){.reason = "limit", .mailbox = mailbox, .at = world->now, .count = 1, .first = 1});
    static const struct {
        int64_t later;
        bool shown;
    } times[] = {{-HOUR, false}, {0, true}, {23 * HOUR, true}, {25 * HOUR, false}};
    const int64_t came = world->now;
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        world->now = came + times[i].later;
        g_autofree char *text = digest(world);
        if ((strstr(text, "limit: 1") != NULL) != times[i].shown)
            fail_msg("time %u:\n%s", (unsigned)i, text);
    }
}

// --- the breaker ---

static bool do_hold(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Copies *copies = data;
    for (int i = 0; i < copies->count; i++)
        breaker_hold(txn, copies->mailbox, copies->now);
    return true;
}

static unsigned count_of(const char *text, const char *words) {
    unsigned count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
        count++;
    return count;
}

static void what_the_breaker_held_is_listed(void **state) {
    World *world = *state;
    const char *mailbox = world_mailbox(world)->name;
    tell(world, (Told){.reason = "breaker",
                       .from = "ann@a.example",
                       .subject = "Export stops",
                       .mailbox = mailbox,
                       .at = world->now,
                       .count = 3,
                       .first = 1});
    tell(world, (Told){.reason = "breaker", .mailbox = mailbox, .at = world->now, .count = 1, .first = 50});
    world->now += MINUTE;
    g_autofree char *text = digest(world);
    assert_shows(text, "\n- breaker: 4, ");
    assert_shows(text, "HELD BY THE BREAKER");
    assert_int_equal(count_of(text, "  ann@a.example: Export stops "), 3);
    assert_shows(text, "  (no sender): Subject 0\n");
    g_autofree char *id = thread_id_format(UINT64_C(0x9e3779b97f4a7c15) | 1);
    assert_shows(text, id);
    assert_hides(text, " more\n");
    assert_hides(text, "rearm"); // it is closed again
}

static void of_many_held_the_newest_hundred_are_listed(void **state) {
    World *world = *state;
    const char *mailbox = world_mailbox(world)->name;
    Copies copies = {mailbox, world->now, 1};
    support_write(&world->ground, do_hold, &copies);
    tell(world, (Told){.reason = "breaker",
                       .from = "ann@a.example",
                       .subject = "Number",
                       .mailbox = mailbox,
                       .at = world->now,
                       .count = 250,
                       .first = 1});
    world->now += MINUTE;
    g_autofree char *text = digest(world);
    assert_int_equal(count_of(text, "ann@a.example: Number "), 100);
    for (unsigned i = 150; i < 250; i++) {
        g_autofree char *line = g_strdup_printf("Number %u\n", i);
        assert_shows(text, line);
    }
    assert_true(strstr(text, "Number 249") < strstr(text, "Number 240"));
    assert_shows(text, "\nand 150 more\n");
    g_autofree char *rearm = g_strdup_printf("earshot outbox rearm %s\n", mailbox);
    assert_shows(text, rearm);
    world->now += 2 * HOUR;
    g_autofree char *quiet = digest(world);
    assert_hides(quiet, "rearm");
    assert_shows(quiet, "and 150 more");
    world->now += 24 * HOUR;
    g_autofree char *next = digest(world);
    assert_hides(next, "BREAKER");
}

static void another_pms_breaker_is_not_shown(void **state) {
    World *world = *state;
    world_add_mailbox(world, "legal", "legal@example.test")->pm = g_strdup("peter");
    Copies copies = {"legal", world->now, 1};
    support_write(&world->ground, do_hold, &copies);
    tell(world,
         (Told){.reason = "breaker", .mailbox = "legal", .at = world->now - SECOND, .count = 1, .first = 1});
    g_autofree char *text = digest(world);
    assert_shows(text, "Nothing is open");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(an_empty_day_is_one_line),
        world_test(what_is_due_comes_before_who_is_angry),
        world_test(another_pms_threads_are_not_shown),
        world_test(mail_that_was_not_taken_is_counted_apart),
        world_test(other_modes_need_no_receipt),
        world_test(hostile_words_stay_words),
        world_test(every_reason_has_words_that_fit),
        world_test(copies_are_counted_though_they_leave_no_trace),
        world_test(only_the_last_day_is_told),
        world_test(what_the_breaker_held_is_listed),
        world_test(of_many_held_the_newest_hundred_are_listed),
        world_test(another_pms_breaker_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
