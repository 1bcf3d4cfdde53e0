// What `explain` asks the store, and what is decided when settings or the MTA
// do the unusual: a mode that changes, a receipt that comes very late, an
// arrival long forgotten.
#include "intake_world.h"

#include "heard.h"

#include "arrival.h"
#include "decision.h"

static Hearing *explain(World *world, Mail mail) {
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    Hearing *hearing = intake_judge(world->intake, envelope, bytes, NULL, 0, NULL);
    assert_non_null(hearing);
    assert_true(intake_recall(world->intake, envelope, hearing, NULL));
    return hearing;
}

static void assert_first_no(const Hearing *hearing, Refusal wanted) {
    if (refusal_first(&hearing->refusals) != wanted)
        fail_msg("%s", wanted == REFUSAL_COUNT ? "refused" : refusal_code(wanted));
}

static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    support_tell_rows(txn, data, error);
    for (int table = TABLE_META; table <= TABLE_EXPIRY; table++) {
        StoreKey key = {0};
        unsigned count = 0;
        for (; store_next(txn, (Table)table, &key, NULL); key = store_key_after(key))
            count++;
        g_string_append_printf(data, "%d: %u\n", table, count);
    }
    return true;
}

static void explain_remembers_and_writes_nothing(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(Hearing) before = explain(world, mail);
    assert_first_no(before, REFUSAL_COUNT);
    g_autoptr(Hearing) heard = hear(world, mail);
    assert_true(confirm(world, heard));
    g_autoptr(GString) one = g_string_new(NULL), two = g_string_new(NULL);
    support_read(&world->ground, do_tell, one);
    g_autoptr(Hearing) again = explain(world, mail);
    assert_first_no(again, REFUSAL_DUPLICATE);
    g_autoptr(Hearing) next = explain(world, (Mail){.id = "2@a.example", .references = "<1@a.example>"});
    assert_first_no(next, REFUSAL_ALREADY_ACKNOWLEDGED);
    world->config->limits = (Limits){.per_sender = {1, 0}};
    g_autoptr(Hearing) limited = explain(world, (Mail){.id = "3@a.example", .subject = "Other"});
    assert_first_no(limited, REFUSAL_LIMIT);
    support_read(&world->ground, do_tell, two);
    assert_string_equal(one->str, two->str);
}

static void a_receipt_may_come_days_later(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    world->now += 3 * G_TIME_SPAN_DAY;
    assert_true(confirm(world, hearing));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
}

static bool do_forget(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_assert_cmpuint(decision_forget(txn, *(int64_t *)data, 10), ==, 1);
    return true;
}

static void what_is_forgotten_takes_its_mails_along(void **state) {
    World *world = *state;
    g_autoptr(Hearing) refused = hear(world, (Mail){.id = "1@a.example"}); // no receipt ever comes
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
    world->now += ARRIVAL_KEPT + HOUR;
    support_write(&world->ground, do_forget, &world->now);
    assert_int_equal(answers(world, OUTBOX_HELD), 0);
}

static void what_is_still_to_be_sent_is_not_forgotten(void **state) {
    World *world = *state;
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = "1@a.example"});
    assert_true(confirm(world, hearing));
    world->now += ARRIVAL_KEPT + HOUR;
    support_write(&world->ground, do_forget, &world->now);
    assert_int_equal(answers(world, OUTBOX_READY), 1);
}

static void the_same_message_after_a_month_is_not_answered_again(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Hearing) first = hear_bytes(world, &mail, bytes);
    assert_true(confirm(world, first));
    world->now += ARRIVAL_KEPT + HOUR;
    support_write(&world->ground, do_forget, &world->now);
    world->config->acknowledge.stale = ANSWER_YES; // else that says no already
    assert_false(confirm(world, first));           // a receipt that is older than any memory
    g_autoptr(Hearing) again = hear_bytes(world, &mail, bytes);
    assert_string_equal(first->thread, again->thread);
    assert_field(again, "Acknowledge", "no; reason=already-acknowledged");
    assert_true(confirm(world, again));
    assert_int_equal(answers(world, OUTBOX_READY), 1);
}

typedef struct Learned {
    uint64_t thread;
    bool heard, entry;
} Learned;

static bool do_look_learned(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Learned *learned = data;
    g_auto(Heard) heard = {0};
    g_autoptr(Entry) entry = thread_entry(txn, learned->thread, 1);
    learned->heard = heard_get(txn, learned->thread, 1, &heard);
    learned->entry = entry != NULL;
    return true;
}

static Learned learned_at(World *world, Pressure level, const char *id) {
    Learned learned = {0};
    store_set_pressure(world->ground.store, level);
    g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id});
    assert_true(thread_id_parse(hearing->thread, &learned.thread));
    assert_int_not_equal(hearing->due, 0); // its clock runs at every level
    assert_true(confirm(world, hearing));
    support_read(&world->ground, do_look_learned, &learned);
    return learned;
}

static void under_pressure_nothing_is_learned_and_nothing_owed_is_lost(void **state) {
    World *world = *state;
    static const char *const ids[] = {"1@a.example", "2@a.example", "3@a.example"};
    for (Pressure level = PRESSURE_CALM; level < PRESSURE_LEVELS; level++) {
        const Learned learned = learned_at(world, level, ids[level]);
        assert_true(learned.entry);
        assert_int_equal(learned.heard, level == PRESSURE_CALM);
        world->now += 2 * ARRIVAL_KEPT; // so that each is answered
    }
    assert_int_equal(answers(world, OUTBOX_READY), 3);
}

static void a_retry_that_meets_another_mode(void **state) {
    World *world = *state;
    const Mail mail = {.id = "1@a.example"};
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    world->config->mode = MODE_TAG;
    g_autoptr(Hearing) tagged = hear_bytes(world, &mail, bytes);
    world->config->mode = MODE_ANSWER;
    world->now += MINUTE;
    g_autoptr(Hearing) retry = hear_bytes(world, &mail, bytes);
    assert_field(retry, "Acknowledge", "no; reason=duplicate");
    assert_true(retry->receipt == NULL || confirm(world, retry));
    assert_int_equal(answers(world, OUTBOX_HELD) + answers(world, OUTBOX_READY), 0);
    // The other way round: the answer that was promised waits for a receipt that comes no more.
    const Mail other = {.id = "2@a.example", .subject = "Other"};
    g_autoptr(GBytes) other_bytes = mail_bytes(world, &other);
    g_autoptr(Hearing) held = hear_bytes(world, &other, other_bytes);
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
    world->config->mode = MODE_OBSERVE;
    g_autoptr(Hearing) observed = hear_bytes(world, &other, other_bytes);
    assert_int_equal(observed->fields->len, 0);
    assert_false(observed->strip);
    assert_null(observed->receipt);
    assert_int_equal(answers(world, OUTBOX_HELD), 1);
}

static void each_mail_of_a_thread_has_its_own_message_id(void **state) {
    World *world = *state;
    world->config->limits = (Limits){0};
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("%d@a.example", i), *from = g_strdup_printf("p%d@a.example", i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id,
                                                        .references = i == 0 ? NULL : "<0@a.example>",
                                                        .from = from,
                                                        .sender = from,
                                                        .body = GRAVE});
        assert_true(confirm(world, hearing));
    }
    g_autoptr(GString) told = g_string_new(NULL);
    support_read(&world->ground, support_tell_rows, told);
    g_auto(GStrv) lines = g_strsplit(told->str, "\n", -1);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; *lines[i] != '\0'; i++)
        assert_true(g_hash_table_add(ids, strrchr(lines[i], ' ')));
    assert_int_equal(g_hash_table_size(ids), 6); // five answers, one alert
}

static void mail_from_nobody_is_heard(void **state) {
    World *world = *state;
    g_autoptr(Hearing) bounce =
        hear(world, (Mail){.id = "1@a.example", .from = "", .sender = "", .more = ""});
    assert_field(bounce, "Acknowledge", "no; reason=null-sender");
    assert_field(bounce, "Due", "");
    g_autoptr(Thread) thread = thread_of(world, bounce);
    assert_null(thread->from);
    assert_true(confirm(world, bounce));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(explain_remembers_and_writes_nothing),
        world_test(a_receipt_may_come_days_later),
        world_test(what_is_forgotten_takes_its_mails_along),
        world_test(what_is_still_to_be_sent_is_not_forgotten),
        world_test(the_same_message_after_a_month_is_not_answered_again),
        world_test(a_retry_that_meets_another_mode),
        world_test(under_pressure_nothing_is_learned_and_nothing_owed_is_lost),
        world_test(each_mail_of_a_thread_has_its_own_message_id),
        world_test(mail_from_nobody_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
