// From mail to page: what the intake leaves in the store is what the digest tells of it, and nothing of the
// mail can spoil the page or the terminal it is read on.
#include "intake_world.h"

#include "breaker.h"
#include "digest.h"
#include "digest_write.h"
#include "limit.h"
#include "timekeeping.h"

typedef struct Ask {
    World *world;
    const char *pm;
    Digest *digest;
} Ask;

static bool do_ask(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Ask *ask = data;
    const Config *config = ask->world->config;
    ask->digest = digest_gather(txn, config, config_pm(config, ask->pm), ask->world->now);
    return ask->digest != NULL;
}

static Digest *digest_for(World *world, const char *pm) {
    Ask ask = {.world = world, .pm = pm};
    support_read(&world->ground, do_ask, &ask);
    return ask.digest;
}

static void add_pm(World *world, const char *name) {
    Pm *pm = pm_new(name);
    pm->address = g_strconcat(name, "@example.test", NULL);
    pm->alert_budget = 100;
    g_ptr_array_add(world->config->pms, pm);
}

// As config_load leaves them: every PM has a zone.
static int digest_intake_setup(void **state) {
    world_setup(state);
    World *world = *state;
    add_pm(world, "peter");
    for (guint i = 0; i < world->config->pms->len; i++) {
        Pm *pm = world->config->pms->pdata[i];
        g_free(pm->time_zone);
        pm->time_zone = g_strdup("UTC");
        g_clear_pointer(&pm->calendar, calendar_free);
        pm->calendar = calendar_new("24x7", "UTC", NULL);
    }
    return 0;
}

#define digest_intake_test(test) cmocka_unit_test_setup_teardown(test, digest_intake_setup, world_teardown)

static unsigned reason_count(const Digest *digest, const char *code) {
    for (guint i = 0; i < digest->reasons->len; i++) {
        const DigestReason *reason = digest->reasons->pdata[i];
        if (strcmp(reason->code, code) == 0)
            return reason->count;
    }
    return 0;
}

static Hearing *grave(World *world, const char *id) {
    return hear(world, (Mail){.id = id,
                              .subject = "Enough",
                              .body = GRAVE,
                              .from = "Bob Builder <bob@a.example>",
                              .sender = "bob@a.example"});
}

static void a_morning_of_mail(void **state) {
    World *world = *state;
    g_autoptr(Hearing) calm = hear(
        world,
        (Mail){.id = "1@a.example", .subject = "A question of colour", .body = "Which colours are there?\n"});
    g_autoptr(Hearing) furious = grave(world, "2@a.example");
    g_autoptr(Hearing) machine = hear(world, (Mail){.id = "3@a.example",
                                                    .subject = "Report",
                                                    .more = PROVEN "Auto-Submitted: auto-generated\r\n",
                                                    .from = "rob@a.example",
                                                    .sender = "rob@a.example"});
    assert_true(confirm(world, calm) && confirm(world, furious) && confirm(world, machine));
    world->now += 20 * MINUTE;
    g_autoptr(Digest) digest = digest_for(world, "paula");
    const Situation *first = digest->situations->pdata[0];
    assert_string_equal(first->who, "Bob Builder");
    assert_int_equal(first->thread->level, LEVEL_CRITICAL);
    assert_true(first->late && first->quotes->len > 0);
    assert_int_equal(first->step, STEP_LISTEN);
    assert_true(first->waiting == 20 * MINUTE);
    assert_int_equal(digest->messages, 2);
    assert_int_equal(reason_count(digest, "auto-submitted"), 1);
    assert_int_equal(digest->unanswered->len, 0); // nobody writes to a machine
    assert_int_equal(digest->late, 1);
    assert_int_equal(digest->open[LEVEL_CRITICAL], 1);
}

static void another_pms_threads_are_not_shown(void **state) {
    World *world = *state;
    Mailbox *sales = world_add_mailbox(world, "sales", "sales@example.test");
    sales->pm = g_strdup("peter");
    g_autoptr(Hearing) theirs = hear(
        world,
        (Mail){.id = "1@a.example", .rcpt = "sales@example.test", .to = "sales@example.test", .body = GRAVE});
    assert_true(confirm(world, theirs));
    g_autoptr(Digest) paulas = digest_for(world, "paula"), peters = digest_for(world, "peter");
    assert_true(digest_is_empty(paulas));
    assert_int_equal(peters->situations->len, 1);
    assert_int_equal(peters->messages, 1);
}

// What the MTA never took is nobody's fault; but if no receipt ever comes, that must show.
static void mail_that_was_not_taken_is_counted_apart(void **state) {
    World *world = *state;
    g_autoptr(Hearing) refused = grave(world, "1@a.example");
    g_autoptr(Digest) now = digest_for(world, "paula");
    assert_int_equal(now->situations->len + now->unconfirmed + now->late, 0);
    world->now += 8 * HOUR;
    g_autoptr(Digest) later = digest_for(world, "paula");
    assert_int_equal(later->situations->len, 0);
    assert_int_equal(later->unconfirmed, 1);
    assert_true(confirm(world, refused));
    g_autoptr(Digest) taken = digest_for(world, "paula");
    assert_true(taken->situations->len == 1 && taken->late == 1 && taken->unconfirmed == 0);
}

static void other_modes_need_no_receipt(void **state) {
    World *world = *state;
    world->config->mode = MODE_OBSERVE;
    g_autoptr(Hearing) hearing = grave(world, "1@a.example");
    world->now += HOUR;
    g_autoptr(Digest) digest = digest_for(world, "paula");
    assert_int_equal(digest->situations->len, 1);
    assert_int_equal(reason_count(digest, "observe"), 1);
    assert_int_equal(digest->unanswered->len, 0); // nobody was to be answered
}

static void who_got_no_acknowledgement_is_named_for_a_day(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing =
        hear(world, (Mail){.id = "1@a.example", .subject = "No proof", .more = "X-None: 1\r\n"});
    assert_true(confirm(world, hearing));
    static const struct {
        int64_t later;
        unsigned named;
    } TIMES[] = {{-HOUR, 0}, {0, 1}, {23 * HOUR, 1}, {25 * HOUR + MINUTE, 0}};
    const int64_t came = world->now;
    for (size_t i = 0; i < G_N_ELEMENTS(TIMES); i++) {
        world->now = came + TIMES[i].later;
        g_autoptr(Digest) digest = digest_for(world, "paula");
        if (digest->unanswered->len != TIMES[i].named || (digest->reasons->len > 0) != (TIMES[i].named > 0))
            fail_msg("time %zu: %u named, %u reasons", i, digest->unanswered->len, digest->reasons->len);
    }
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

static void copies_are_counted_over_all_mailboxes_of_a_pm(void **state) {
    World *world = *state;
    world_add_mailbox(world, "sales", "sales@example.test")->pm = g_strdup("paula");
    world_add_mailbox(world, "legal", "legal@example.test")->pm = g_strdup("peter");
    Copies copies[] = {
        {world_mailbox(world)->name, world->now, 3}, {"sales", world->now, 2}, {"legal", world->now, 40}};
    for (size_t i = 0; i < G_N_ELEMENTS(copies); i++)
        support_write(&world->ground, do_copies, &copies[i]);
    g_autoptr(Digest) digest = digest_for(world, "paula");
    assert_int_equal(reason_count(digest, "duplicate"), 5);
    world->now += 2 * 24 * HOUR;
    g_autoptr(Digest) later = digest_for(world, "paula");
    assert_int_equal(later->reasons->len, 0);
}

typedef struct Closing {
    World *world;
    const Hearing *hearing;
    Phase phase;
} Closing;

static bool do_phase(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Closing *closing = data;
    uint64_t id = 0;
    assert_true(thread_id_parse(closing->hearing->thread, &id));
    g_autoptr(Thread) thread = thread_get(txn, id);
    const Timekeeping timekeeping = {.txn = txn,
                                     .mailbox = closing->hearing->mailbox,
                                     .thread = thread,
                                     .now = closing->world->now,
                                     .accepted = true};
    timekeeping_set_phase(&timekeeping, closing->phase);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void what_was_closed_is_counted_for_a_day(void **state) {
    World *world = *state;
    g_autoptr(Hearing) one = grave(world, "1@a.example");
    g_autoptr(Hearing) other = hear(world, (Mail){.id = "2@a.example", .subject = "Colours"});
    assert_true(confirm(world, one) && confirm(world, other));
    const Closing steps[] = {{world, one, PHASE_SOLVING},
                             {world, one, PHASE_CLOSED},
                             {world, one, PHASE_CLOSED}, // it is so already
                             {world, other, PHASE_FOLLOW_UP},
                             {world, other, PHASE_CLOSED}};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        support_write(&world->ground, do_phase, (void *)(uintptr_t)&steps[i]);
    g_autoptr(Digest) digest = digest_for(world, "paula");
    assert_int_equal(digest->closed, 2);
    world->now += 26 * HOUR;
    g_autoptr(Digest) later = digest_for(world, "paula");
    assert_int_equal(later->closed, 0);
}

// --- hostile mail ---

static void check_page(const char *page) {
    assert_true(g_utf8_validate(page, -1, NULL));
    assert_null(strstr(page, "(null)"));
    for (const char *at = page; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if ((c < 0x20 && c != '\n') || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x202e)
            fail_msg("U+%04X stands in:\n%s", c, page);
    }
}

static void check_lines(const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (g_utf8_strlen(lines[i], -1) > 72)
            fail_msg("too long: %s", lines[i]);
}

static void hostile_words_stay_words(void **state) {
    World *world = *state;
    static const char *const FROMS[] = {"\"\x1b[31mred\x07\" <a1@a.example>",
                                        "=?utf-8?B?4oCubGl2ZQ==?= <a2@a.example>",
                                        "=?utf-8?Q?two=0D=0ACRITICAL=0A* forged?= <a3@a.example>",
                                        "\xff\xfe <a4@a.example>",
                                        "=?utf-8?Q?=1B]0;title=07?= <a6@a.example>",
                                        "\"<img src=x onerror=alert(1)>\" <a7@a.example>"};
    for (size_t i = 0; i < G_N_ELEMENTS(FROMS); i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", (unsigned)i);
        g_autofree char *subject =
            g_strdup_printf("=?utf-8?Q?x%u=1B[2J=E2=80=AE_<b>=0D=0ALATE?= %%s%%n", (unsigned)i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id,
                                                        .from = FROMS[i],
                                                        .subject = subject,
                                                        .more = i % 2 == 0 ? NULL : "X-None: 1\r\n",
                                                        .body = GRAVE "\x1b[31mred \xe2\x80\xae <script>\n"});
        assert_true(confirm(world, hearing));
    }
    g_autoptr(Hearing) nobody =
        hear(world, (Mail){.id = "n@a.example", .from = "", .sender = "", .more = "", .body = GRAVE});
    assert_true(confirm(world, nobody));
    world->now += HOUR;
    g_autoptr(Digest) digest = digest_for(world, "paula");
    assert_true(digest->situations->len >= G_N_ELEMENTS(FROMS));
    g_autoptr(Phrasebook) book = phrasebook_new(NULL);
    const DigestPaper paper = {.book = book};
    g_autofree char *text = digest_text(digest, &paper);
    g_autofree char *html = digest_html(digest, &paper);
    check_page(text);
    check_page(html);
    check_lines(text);
    assert_null(strstr(text, "\n* forged"));
    assert_null(strstr(html, "<img"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "<b>\r"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        digest_intake_test(a_morning_of_mail),
        digest_intake_test(another_pms_threads_are_not_shown),
        digest_intake_test(mail_that_was_not_taken_is_counted_apart),
        digest_intake_test(other_modes_need_no_receipt),
        digest_intake_test(who_got_no_acknowledgement_is_named_for_a_day),
        digest_intake_test(copies_are_counted_over_all_mailboxes_of_a_pm),
        digest_intake_test(what_was_closed_is_counted_for_a_day),
        digest_intake_test(hostile_words_stay_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
