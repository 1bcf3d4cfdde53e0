// A customer's answer to choices: taken once, by a reply of theirs alone, when the
// choices have reached them; asked again twice at most.
#include "orders_world.h"

#include "choices_taken.h"
#include "outreach.h"

static const char OFFER[] =
    "#choices 2=\"wait for 4.3; nothing; 1 December\" 1=\"old export; 200 EUR; today\"";

typedef struct Reply {
    const char *text;
    Joined joined;
    bool unproven, machine;
    int64_t after; // minutes
    uint64_t thread;
} Reply;

typedef struct Take {
    DigestWorld *world;
    const Reply *reply;
    ChoicesTaken taken;
} Take;

static bool do_choose(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Take *take = data;
    const Reply *reply = take->reply;
    g_autoptr(Thread) thread = thread_get(txn, reply->thread == 0 ? 1 : reply->thread);
    const ChoicesAnswer answer = {
        .config = take->world->config,
        .thread = thread,
        .joined = reply->joined,
        .proven = !reply->unproven,
        .machine = reply->machine,
        .text = reply->text,
        .now = take->world->now + reply->after * G_TIME_SPAN_MINUTE,
    };
    take->taken = choices_take(txn, &answer);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static ChoicesTaken choose(DigestWorld *world, Reply reply) {
    Take take = {.world = world, .reply = &reply};
    support_write(&world->ground, do_choose, &take);
    return take.taken;
}

static bool do_send(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    DigestWorld *world = data;
    const int64_t then = world->now + G_TIME_SPAN_DAY; // whenever they are due
    OutboxRow *row;
    while ((row = outbox_claim_of(txn, 1u << OUTBOX_OUTREACH, COURIER, then)) != NULL) {
        g_assert_true(outbox_done(txn, row, "250 ok", world->now));
        outbox_row_free(row);
    }
    return !store_failed(txn);
}

static void send_all(DigestWorld *world) {
    support_write(&world->ground, do_send, world);
}

static void offer(DigestWorld *world, bool sent) {
    const Order order = {.body = OFFER, .grant = ALERT};
    assert_true(give_order(world, &order));
    if (sent)
        send_all(world);
}

// Subjects of mails to the PM about it.
static unsigned told_to_pm(DigestWorld *world, const char *words) {
    g_autoptr(GPtrArray) rows = outbox_of(world);
    unsigned count = 0;
    for (guint i = 0; i < rows->len; i++) {
        const OutboxRow *row = rows->pdata[i];
        if (row->kind != OUTBOX_CONFIRM)
            continue;
        g_autoptr(Values) values = values_unpack(row->values, NULL);
        if (strstr(values_get(values, "subject"), words) == NULL)
            continue;
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = orders_compose(values, NOON_MONDAY, &error);
        assert_non_null(bytes);
        assert_string_equal(row->to, "paula@example.test");
        assert_string_equal(values_get(values, "message-id"), row->message_id);
        count++;
    }
    return count;
}

static void what_is_ordered_waits(void **state) {
    DigestWorld *world = *state;
    offer(world, false);
    g_autofree char *waits = outreach_of(world);
    g_autoptr(GPtrArray) rows = outbox_of(world);
    assert_true(strstr(waits, "choices to ") == waits && strstr(waits, "thread 1, ready, in 5 min") != NULL);
    const Order order = {
        .body = "#undo", .grant = ALERT, .id = "2@p.test", .date = "Mon, 23 Nov 2026 11:02:00 +0100"};
    assert_true(give_order(world, &order));
    g_autofree char *dropped = outreach_of(world);
    assert_non_null(strstr(dropped, "dropped"));
    send_all(world);
    assert_int_equal(choose(world, (Reply){.text = "2", .joined = JOINED_TOKEN}), CHOICES_NOT_ANSWERED);
}

static void one_is_taken_once(void **state) {
    DigestWorld *world = *state;
    offer(world, true);
    assert_int_equal(choose(world, (Reply){.text = "2, please. Thank you!", .joined = JOINED_TOKEN}),
                     CHOICES_TAKEN);
    g_autofree char *threads = threads_of(world), *sent = outreach_of(world);
    if (strstr(threads, "[chosen Maria Rossi 2 2=wait for 4.3; nothing; 1 December]") == NULL)
        fail_msg("%s", threads);
    assert_non_null(strstr(sent, "chosen to "));
    assert_int_equal(told_to_pm(world, "Maria Rossi chose 2: wait for 4.3"), 1);
    assert_int_equal(choose(world, (Reply){.text = "1", .joined = JOINED_TOKEN}), CHOICES_NOT_ANSWERED);
    assert_int_equal(told_to_pm(world, "chose"), 1);
}

static void who_may_not_choose(void **state) {
    static const struct {
        const char *name;
        Reply reply;
    } cases[] = {
        {"a machine", {.text = "2", .joined = JOINED_TOKEN, .machine = true}},
        {"a stranger", {.text = "2", .joined = JOINED_TOKEN, .unproven = true}},
        {"a guess", {.text = "2", .joined = JOINED_GUESS}},
        {"a subject", {.text = "2", .joined = JOINED_SHORT_ID}},
        {"a new mail", {.text = "2", .joined = JOINED_NEW}},
        {"another conversation", {.text = "2", .joined = JOINED_TOKEN, .thread = 2}},
        {"something else", {.text = "We have 2 users affected.", .joined = JOINED_TOKEN}},
        {"nothing", {.text = "", .joined = JOINED_REFERENCE}},
    };
    DigestWorld *world = *state;
    offer(world, true);
    g_autofree char *before = threads_of(world), *sent = outreach_of(world);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const ChoicesTaken taken = choose(world, cases[i].reply);
        g_autofree char *after = threads_of(world), *now = outreach_of(world);
        if (taken != CHOICES_NOT_ANSWERED || strcmp(before, after) != 0 || strcmp(sent, now) != 0)
            fail_msg("%s: taken", cases[i].name);
    }
    assert_int_equal(choose(world, (Reply){.text = "2", .joined = JOINED_REFERENCE}), CHOICES_TAKEN);
}

static void before_they_read_them_nothing_is_an_answer(void **state) {
    DigestWorld *world = *state;
    offer(world, false);
    assert_int_equal(choose(world, (Reply){.text = "2", .joined = JOINED_TOKEN}), CHOICES_NOT_ANSWERED);
    send_all(world);
    assert_int_equal(choose(world, (Reply){.text = "2", .joined = JOINED_TOKEN}), CHOICES_TAKEN);
}

static void unclear_is_asked_twice(void **state) {
    DigestWorld *world = *state;
    offer(world, true);
    assert_int_equal(choose(world, (Reply){.text = "both", .joined = JOINED_TOKEN}), CHOICES_ASKED_AGAIN);
    assert_int_equal(choose(world, (Reply){.text = "you decide", .joined = JOINED_TOKEN, .after = 10}),
                     CHOICES_ASKED_AGAIN);
    assert_int_equal(told_to_pm(world, "which choice"), 0);
    assert_int_equal(choose(world, (Reply){.text = "1 or 2", .joined = JOINED_TOKEN, .after = 20}),
                     CHOICES_LEFT_TO_PM);
    assert_int_equal(choose(world, (Reply){.text = "1 or 2", .joined = JOINED_TOKEN, .after = 30}),
                     CHOICES_LEFT_TO_PM);
    assert_int_equal(told_to_pm(world, "which choice"), 1);
    g_autofree char *sent = outreach_of(world);
    g_auto(GStrv) asked = g_strsplit(sent, "unclear to ", -1);
    assert_int_equal(g_strv_length(asked), 3);
    assert_int_equal(choose(world, (Reply){.text = "then 1", .joined = JOINED_TOKEN, .after = 40}),
                     CHOICES_TAKEN);
}

static void the_second_offer_holds(void **state) {
    DigestWorld *world = *state;
    offer(world, false);
    const Order order = {.body = "#choices 1=\"a; b; c\" 2=\"d; e; f\" 3=\"g; h; i\"",
                         .grant = ALERT,
                         .id = "2@p.test",
                         .date = "Mon, 23 Nov 2026 11:02:00 +0100"};
    assert_true(give_order(world, &order));
    g_autofree char *sent = outreach_of(world);
    assert_non_null(strstr(sent, "dropped"));
    send_all(world);
    assert_int_equal(choose(world, (Reply){.text = "3", .joined = JOINED_TOKEN}), CHOICES_TAKEN);
    g_autofree char *threads = threads_of(world);
    assert_non_null(strstr(threads, "[chosen Maria Rossi 3 3=g; h; i]"));
}

// Nothing is sent below answer, and nobody is asked.
static void a_mode_that_does_not_answer(void **state) {
    DigestWorld *world = *state;
    world->config->mode = MODE_TAG;
    offer(world, false);
    g_autofree char *sent = outreach_of(world), *threads = threads_of(world), *reply = reply_of(world);
    assert_string_equal(sent, "");
    assert_non_null(strstr(threads, "[choices paula"));
    assert_non_null(strstr(reply, "Nothing is sent"));
    assert_int_equal(choose(world, (Reply){.text = "2", .joined = JOINED_TOKEN}), CHOICES_NOT_ANSWERED);
}

static void the_pm_reads_what_they_will_read(void **state) {
    DigestWorld *world = *state;
    offer(world, false);
    g_autofree char *reply = reply_of(world);
    const char *one = strstr(reply, "1: old export"), *two = strstr(reply, "2: wait for 4.3");
    if (one == NULL || two == NULL || two < one || strstr(reply, "5 minutes") == NULL ||
        strstr(reply, "#undo") == NULL)
        fail_msg("%s", reply);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, 1);
    *(bool *)data = link->tester;
    return true;
}

// Whoever is invited is told first when it is mended; not so when the invitation never went out.
static void the_invited_test_early(void **state) {
    DigestWorld *world = *state;
    bool before = true, invited = false, after = true;
    const Order invite = {.body = "#invite what=\"the new export\" release=4.3-beta", .grant = ALERT};
    const Order undo = {
        .body = "#undo", .grant = ALERT, .id = "2@p.test", .date = "Mon, 23 Nov 2026 11:02:00 +0100"};
    support_read(&world->ground, do_look, &before);
    assert_true(give_order(world, &invite));
    support_read(&world->ground, do_look, &invited);
    assert_true(give_order(world, &undo));
    support_read(&world->ground, do_look, &after);
    assert_true(!before && invited && !after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        orders_test(what_is_ordered_waits),
        orders_test(one_is_taken_once),
        orders_test(who_may_not_choose),
        orders_test(before_they_read_them_nothing_is_an_answer),
        orders_test(unclear_is_asked_twice),
        orders_test(the_second_offer_holds),
        orders_test(a_mode_that_does_not_answer),
        orders_test(the_invited_test_early),
        orders_test(the_pm_reads_what_they_will_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
