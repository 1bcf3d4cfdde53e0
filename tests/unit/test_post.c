// The digest as a mail: a row of the outbox, once, with a grant and a note that it went.
#include "support_time.h"

#include "grant.h"
#include "message.h"
#include "outbox.h"
#include "post.h"

typedef struct World {
    Ground ground;
    Config *config;
    int64_t now;
} World;

static Pm *world_pm(const World *world) {
    return world->config->pms->pdata[0];
}

static Mailbox *world_mailbox(const World *world) {
    return world->config->mailboxes->pdata[0];
}

static Pm *paula(void) {
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->digest_days = 0x7f;
    pm->digest_minute = 8 * 60;
    pm->calendar = calendar_of("24x7", "Europe/Berlin");
    return pm;
}

static int world_setup(void **state) {
    World *world = g_new0(World, 1);
    message_library_start();
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    g_ptr_array_add(world->config->pms, paula());
    g_free(world_mailbox(world)->pm);
    world_mailbox(world)->pm = g_strdup("paula");
    world_mailbox(world)->sub_address = '+';
    world->now = at("2026-11-23T07:00:05Z");
    *state = world;
    return 0;
}

static int world_teardown(void **state) {
    World *world = *state;
    config_free(world->config);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

typedef struct Work {
    World *world;
    int64_t moment;
    Post *post;
    bool added;
    PostLast last;
    OutboxRow *row;
    Grant *grant;
    uint64_t id;
    unsigned rows;
} Work;

static bool do_make(StoreTxn *txn, void *data, GError **error) {
    Work *work = data;
    work->post =
        post_make(txn, work->world->config, world_pm(work->world), work->moment, 0, work->world->now, error);
    return work->post != NULL;
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Work *work = data;
    work->added = post_add(txn, work->world->config, work->post, work->world->now);
    return !store_failed(txn);
}

static bool count_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn, (void)row;
    ((Work *)data)->rows++;
    return true;
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Work *work = data;
    work->last = post_last(txn, world_pm(work->world));
    work->row = outbox_get(txn, work->id);
    work->grant = grant_get(txn, work->id);
    work->rows = 0;
    outbox_walk(txn, count_row, work);
    return !store_failed(txn);
}

static bool do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    post_begin(txn, world_pm(work->world), work->world->now);
    return !store_failed(txn);
}

static Work post(World *world, int64_t moment) {
    Work work = {.world = world, .moment = moment};
    support_read(&world->ground, do_make, &work);
    support_write(&world->ground, do_add, &work);
    work.id = post_id(work.post);
    g_clear_pointer(&work.post, post_free);
    support_read(&world->ground, do_look, &work);
    return work;
}

static void work_clear(Work *work) {
    g_clear_pointer(&work->row, outbox_row_free);
    g_clear_pointer(&work->grant, grant_free);
}

// The unfolded value of a field, NULL when it is not there.
static char *field(const OutboxRow *row, const char *name) {
    gsize size = 0;
    const char *bytes = g_bytes_get_data(row->bytes, &size);
    g_autofree char *text = g_strndup(bytes, size);
    g_autofree char *pattern = g_strdup_printf("(?m)^%s:[ \t]*((?:.|\r?\n[ \t])*?)\r?$(?![ \t])", name);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    *strstr(text, "\r\n\r\n") = '\0';
    return g_regex_match(regex, text, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

static void assert_field(const OutboxRow *row, const char *name, const char *wanted) {
    g_autofree char *value = field(row, name);
    if (g_strcmp0(value, wanted) != 0)
        fail_msg("%s: %s, not %s", name, value, wanted);
}

static void it_is_a_row_a_grant_and_a_note(void **state) {
    World *world = *state;
    const int64_t moment = at("2026-11-23T07:00:00Z");
    Work work = post(world, moment);
    assert_true(work.added);
    assert_non_null(work.row);
    assert_int_equal(work.row->kind, OUTBOX_DIGEST);
    assert_int_equal(work.row->state, OUTBOX_READY);
    assert_true(work.row->due == world->now && work.row->give_up == world->config->give_up);
    assert_string_equal(work.row->to, "paula@example.test");
    assert_string_equal(work.row->envelope_sender, "");
    assert_true(work.last.sent == moment);
    assert_non_null(work.grant);
    assert_string_equal(work.grant->pm, "paula");
    assert_int_equal(work.grant->classes, GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM);
    work_clear(&work);
}

static void its_head_is_that_of_a_machine_and_a_list(void **state) {
    World *world = *state;
    Work work = post(world, at("2026-11-23T07:00:00Z"));
    g_autofree char *command = seal_token(world->ground.seal, SEAL_COMMAND, work.id);
    g_autofree char *loop = seal_token(world->ground.seal, SEAL_LOOP, work.id);
    g_autofree char *reply = g_strdup_printf("support+%s@example.test", command);
    g_autofree char *list = g_strdup_printf("<digest.%s>", world->config->hostname);
    g_autofree char *id = g_strdup_printf("<%s>", work.row->message_id);
    assert_field(work.row, "To", "paula@example.test");
    assert_field(work.row, "From", "\"Earshot\" <support@example.test>");
    assert_field(work.row, "Reply-To", reply);
    assert_field(work.row, "List-Id", list);
    assert_field(work.row, "Auto-Submitted", "auto-generated");
    assert_field(work.row, "Earshot-Loop", loop);
    assert_field(work.row, "Content-Language", "en");
    assert_field(work.row, "Message-ID", id);
    g_autofree char *type = field(work.row, "Content-Type");
    assert_true(g_str_has_prefix(type, "multipart/alternative"));
    work_clear(&work);
}

static void without_sub_addresses_an_answer_goes_to_the_mailbox(void **state) {
    World *world = *state;
    world_mailbox(world)->sub_address = 0;
    Work work = post(world, at("2026-11-23T07:00:00Z"));
    assert_field(work.row, "Reply-To", "support@example.test");
    work_clear(&work);
}

static void twice_is_once(void **state) {
    World *world = *state;
    static const struct {
        const char *name, *moment, *now;
        bool added;
    } cases[] = {
        {"the first", "2026-11-23T07:00:00Z", "2026-11-23T07:00:01Z", true},
        {"the same again", "2026-11-23T07:00:00Z", "2026-11-23T09:00:00Z", false},
        {"another hour of the same date", "2026-11-23T22:59:00Z", "2026-11-23T22:59:00Z", false},
        {"the date is that of the zone", "2026-11-23T23:30:00Z", "2026-11-23T23:30:00Z", true},
        {"by hand", NULL, "2026-11-23T23:30:10Z", true},
        {"by hand within a minute", NULL, "2026-11-23T23:30:50Z", false},
        {"by hand in the next", NULL, "2026-11-23T23:31:00Z", true},
        {"the next day", "2026-11-25T07:00:00Z", "2026-11-25T07:00:00Z", true},
    };
    unsigned rows = 0;
    int64_t sent = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        world->now = at(cases[i].now);
        Work work = post(world, at_or_none(cases[i].moment));
        rows += cases[i].added;
        sent = cases[i].moment == NULL ? sent : at(cases[i].moment);
        if (work.added != cases[i].added || work.rows != rows || work.row == NULL)
            fail_msg("%s: added %d, %u rows", cases[i].name, work.added, work.rows);
        check_moment(cases[i].name, "noted", work.last.sent, sent); // else it would be tried for ever
        work_clear(&work);
    }
}

// A reader shows the mails of a day as one conversation, though each is its own.
static void mails_of_a_day_hang_together(void **state) {
    World *world = *state;
    Work daily = post(world, at("2026-11-23T07:00:00Z"));
    world->now = at("2026-11-23T15:00:00Z");
    Work more = post(world, 0);
    world->now = at("2026-11-24T07:00:00Z");
    Work next = post(world, world->now);
    g_autofree char *first = field(daily.row, "References"), *second = field(more.row, "References"),
                    *third = field(next.row, "References");
    assert_non_null(first);
    assert_string_equal(first, second);
    assert_string_not_equal(first, third);
    assert_string_not_equal(daily.row->message_id, more.row->message_id);
    work_clear(&daily);
    work_clear(&more);
    work_clear(&next);
}

static void the_beginning_is_noted_once(void **state) {
    World *world = *state;
    Work work = {.world = world};
    support_read(&world->ground, do_look, &work);
    assert_true(work.last.begun == 0 && work.last.sent == 0);
    const int64_t begun = world->now;
    support_write(&world->ground, do_begin, &work);
    world->now += G_TIME_SPAN_HOUR;
    support_write(&world->ground, do_begin, &work);
    Work sent = post(world, begun + G_TIME_SPAN_MINUTE);
    assert_true(sent.last.begun == begun && sent.last.sent == begun + G_TIME_SPAN_MINUTE);
    work_clear(&sent);
}

static void who_has_no_mailbox_gets_none(void **state) {
    World *world = *state;
    g_autoptr(GError) error = NULL;
    Work work = {.world = world};
    g_clear_pointer(&world_mailbox(world)->pm, g_free);
    assert_null(post_mailbox(world->config, world_pm(world)));
    assert_false(store_read(world->ground.store, do_make, &work, &error));
    support_assert_fate(error, FATE_PERMANENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(it_is_a_row_a_grant_and_a_note),
        world_test(its_head_is_that_of_a_machine_and_a_list),
        world_test(without_sub_addresses_an_answer_goes_to_the_mailbox),
        world_test(twice_is_once),
        world_test(mails_of_a_day_hang_together),
        world_test(the_beginning_is_noted_once),
        world_test(who_has_no_mailbox_gets_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
