// What answers a customer and what does not, which conversation it answers, and
// what of a conversation outlives a merge or comes back after it was solved.
#include "conversation_world.h"

#include "thread_edit.h"

// --- what answers a customer ---

typedef struct AnswerCase {
    const char *name, *first; // NULL: their mail had no Message-ID
    const char *to, *subject, *references;
    bool answers;
} AnswerCase;

static const AnswerCase ANSWER_CASES[] = {
    {"an answer", "one@a.example", NULL, NULL, "<one@a.example>", true},
    {"an answer to their private address", "one@a.example", "ann@home.example", NULL, "<one@a.example>",
     true},
    {"a forward to a supplier", "one@a.example", "x@vendor.example", "Fwd: Export stops", "<one@a.example>",
     false},
    {"a forward in German", "one@a.example", "x@vendor.example", "WG: Export stops", "<one@a.example>",
     false},
    {"a forward to a supplier, and to the customer", "one@a.example", "x@vendor.example, ann@a.example",
     "Fwd: Export stops", "<one@a.example>", true},
    {"a forward to the customer", "one@a.example", NULL, "Fwd: Export stops", "<one@a.example>", true},
    {"a word to a colleague", "one@a.example", "bob@example.test", NULL, "<one@a.example>", false},
    {"a word to the PM", "one@a.example", "paula@example.test", NULL, "<one@a.example>", false},
    {"an answer without references", "one@a.example", NULL, NULL, NULL, true},
    {"a forward without references", "one@a.example", NULL, "Fwd: Export stops", NULL, false},
    {"an answer to some other mail of that subject", "one@a.example", NULL, NULL, "<other@a.example>", false},
    {"to a mail without Message-ID", NULL, NULL, NULL, "<2026.42@mx.example.test>", true},
    {"to a mail without Message-ID, without references", NULL, NULL, NULL, NULL, true},
    {"to a mail without Message-ID, of another subject", NULL, NULL, "Re: The invoice",
     "<2026.42@mx.example.test>", false},
};

static void check_answer(const AnswerCase *row) {
    World *world = world_new();
    const uint64_t id = customer_writes(world, (Mail){.id = row->first});
    g_autofree char *rcpt = g_strdup(or_else(row->to, "ann@a.example"));
    g_strdelimit(rcpt, ",", ' ');
    we_write(world, (Mail){.to = row->to,
                           .rcpt = rcpt,
                           .subject = row->subject,
                           .id = "our@example.test",
                           .references = row->references});
    check_story(world, row->name, id,
                row->answers ? "solving concern, first-reply met" : "discovery concern, first-reply running");
    world_free(world);
}

static void what_answers_a_customer(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(ANSWER_CASES); i++)
        check_answer(&ANSWER_CASES[i]);
}

// Eve sends Ann's mail on, with its Message-ID: our answer is Ann's still.
static void a_message_id_stays_with_its_first_bearer(void **state) {
    World *world = *state;
    const uint64_t ann = customer_writes(world, (Mail){.id = "one@a.example"});
    const uint64_t eve = customer_writes(world, (Mail){.from = "eve@e.example",
                                                       .sender = "eve@e.example",
                                                       .more = DMARC("e.example"),
                                                       .id = "one@a.example",
                                                       .subject = "Fwd: Export stops"});
    assert_true(ann != eve);
    we_write(world, (Mail){.id = "our@example.test", .references = "<one@a.example>"});
    check_story(world, "Ann's", ann, "solving concern, first-reply met");
    check_story(world, "Eve's", eve, "discovery concern, first-reply running");
}

// Written before the customer wrote, and passed on to us after it.
static void an_older_mail_of_ours_is_no_answer(void **state) {
    World *world = *state;
    world->now += 2 * HOUR;
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
    const int64_t now = world->now;
    world->now -= HOUR;
    we_write(world, (Mail){.id = "our@example.test",
                           .references = "<one@a.example>",
                           .body = "We will send it by Friday noon. Which version do you use?\n"});
    world->now = now;
    check_story(world, "late", id, "discovery concern, first-reply running, promise running");
}

static void seventeen_promises_in_one_conversation(void **state) {
    World *world = *state;
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
    for (int i = 0; i < THREAD_PROMISES + 1; i++) {
        g_autofree char *name = g_strdup_printf("our%d@example.test", i);
        we_write(
            world,
            (Mail){.id = name, .references = "<one@a.example>", .body = "We will call you by Friday.\n"});
    }
    g_autofree char *story = story_of(world, id);
    assert_non_null(strstr(story, "first-reply met"));
    assert_true(g_str_has_suffix(story, "promise reset, promise running"));
}

// --- receipts and alerts ---

typedef struct Merge {
    uint64_t into, from;
    int64_t now;
} Merge;

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    const Merge *merge = data;
    g_autoptr(Thread) into = thread_get(txn, merge->into);
    g_autoptr(Thread) from = thread_get(txn, merge->from);
    return thread_merge(txn, into, from, merge->now, error);
}

static bool do_first_entry(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Story *story = data;
    g_autoptr(Entry) entry = thread_entry(txn, story->id, 1);
    g_string_assign(story->text, entry->acknowledge);
    return true;
}

// Two of Ann's conversations become one before the second's receipt: she has the first's acknowledgement, so
// that of the second falls away, and what is said of the first message stays true.
static void a_receipt_behind_a_merge_finds_its_own(void **state) {
    World *world = *state;
    const uint64_t first = customer_writes(world, (Mail){.id = "one@a.example"});
    world->now += 2 * MINUTE;
    g_autoptr(Hearing) second =
        hear(world, (Mail){.id = "two@a.example", .subject = "The printer burns", .body = GRAVE});
    assert_true(id_of(second) != first);
    Merge merge = {first, id_of(second), world->now};
    support_write(&world->ground, do_merge, &merge);
    confirm(world, second);
    g_autoptr(GString) text = g_string_new(NULL);
    Story entry = {first, text};
    support_read(&world->ground, do_first_entry, &entry);
    assert_string_equal(text->str, "yes");
    assert_int_equal(answers(world, OUTBOX_READY), 1);
    assert_int_equal(answers(world, OUTBOX_DROPPED), 1);
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    check_story(world, "merged", first,
                "discovery critical, first-reply dropped, first-reply running, touchpoint running");
    g_autoptr(Thread) thread = thread_of(world, second);
    assert_true(thread->id == first && thread->due != 0);
}

// Of both the PM is told, though the first was as grave.
static void an_alert_behind_a_merge_is_not_the_other_ones(void **state) {
    World *world = *state;
    const uint64_t first = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
    g_autoptr(Hearing) second =
        hear(world, (Mail){.id = "two@a.example", .subject = "The printer burns", .body = GRAVE});
    Merge merge = {first, id_of(second), world->now};
    support_write(&world->ground, do_merge, &merge);
    confirm(world, second);
    assert_int_equal(alerts(world, OUTBOX_READY), 2);
}

static bool do_split(StoreTxn *txn, void *data, GError **error) {
    const Merge *split = data;
    g_autoptr(Thread) thread = thread_get(txn, split->from);
    g_autoptr(Thread) moved = thread_split(txn, thread, 2, split->now, error);
    return moved != NULL;
}

// Mere thanks took the number of the complaint that was moved away: its alert is the complaint's still.
static void an_alert_behind_a_split_is_not_the_next_ones(void **state) {
    World *world = *state;
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
    g_autoptr(Hearing) moved =
        hear(world, (Mail){.id = "two@a.example", .references = "<one@a.example>", .body = GRAVE});
    assert_true(id_of(moved) == id);
    world->now += MINUTE;
    Merge split = {.from = id, .now = world->now};
    support_write(&world->ground, do_split, &split);
    g_autoptr(Hearing) thanks = hear(world, (Mail){.id = "three@a.example",
                                                   .references = "<one@a.example>",
                                                   .subject = "Re: Export stops",
                                                   .body = "Thank you very much!\n"});
    assert_true(id_of(thanks) == id && thanks->level == LEVEL_NONE);
    confirm(world, moved);
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
}

static void what_was_solved_and_comes_back_is_alerted_anew(void **state) {
    World *world = *state;
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
    we_write(world, (Mail){.id = "our@example.test", .references = "<one@a.example>"});
    assert_int_equal(alerts(world, OUTBOX_READY), 1);
    customer_writes(world, (Mail){.id = "two@a.example",
                                  .references = "<our@example.test>",
                                  .subject = "Re: Export stops",
                                  .body = GRAVE});
    assert_int_equal(alerts(world, OUTBOX_READY), 1); // as grave as before: they know
    we_write(world, (Mail){.id = "our2@example.test", .references = "<one@a.example>"});
    customer_writes(world, (Mail){.id = "three@a.example",
                                  .references = "<our@example.test>",
                                  .subject = "Re: Export stops",
                                  .body = SOLVED});
    check_story(world, "solved", id,
                "follow-up none, first-reply met, touchpoint met, touchpoint met, next-reply met, touchpoint "
                "dropped");
    world->now += 48 * HOUR;
    customer_writes(world, (Mail){.id = "four@a.example",
                                  .references = "<our@example.test>",
                                  .subject = "Re: Export stops",
                                  .body = GRAVE});
    assert_int_equal(alerts(world, OUTBOX_READY), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_answers_a_customer),
        world_test(a_message_id_stays_with_its_first_bearer),
        world_test(an_older_mail_of_ours_is_no_answer),
        world_test(seventeen_promises_in_one_conversation),
        world_test(a_receipt_behind_a_merge_finds_its_own),
        world_test(an_alert_behind_a_merge_is_not_the_other_ones),
        world_test(an_alert_behind_a_split_is_not_the_next_ones),
        world_test(what_was_solved_and_comes_back_is_alerted_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
