// Whom we may write to on a PM's order, that nothing goes out twice, and what is not
// sent when its turn comes.
#include "outreach.h"

#include "conversation_world.h"

#include "contact.h"
#include "no_answer.h"

typedef struct Asking { // one question to the store, or one order to it
    World *world;
    uint64_t thread;
    OutreachKind kind;
    uint64_t id;
    const char *code; // set: of outreach_refused
    bool yes;         // set: added, or still wanted
    uint32_t sent;    // set: mails of the thread
    OutboxRow *row;   // set
} Asking;

static bool do_refused(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Asking *asking = data;
    g_autoptr(Thread) thread = thread_get(txn, asking->thread);
    asking->code = outreach_refused(txn, asking->world->config, thread);
    return !store_failed(txn);
}

static const char *refused(World *world, uint64_t thread) {
    Asking asking = {.world = world, .thread = thread};
    support_read(&world->ground, do_refused, &asking);
    return asking.code == NULL ? "may" : asking.code;
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Asking *asking = data;
    g_autoptr(Thread) thread = thread_get(txn, asking->thread);
    const Outreach outreach = {.kind = asking->kind,
                               .id = asking->id,
                               .mailbox = asking->world->config->mailboxes->pdata[0],
                               .thread = thread,
                               .release = "4.3",
                               .now = asking->world->now,
                               .due = asking->world->now};
    asking->yes = outreach_add(txn, asking->world->config, &outreach);
    thread_put(txn, thread);
    asking->sent = thread->sent;
    outbox_row_free(asking->row);
    asking->row = outbox_get(txn, asking->id);
    return !store_failed(txn);
}

static bool add(World *world, uint64_t thread, OutreachKind kind, uint64_t id, OutboxRow **row,
                uint32_t *sent) {
    Asking asking = {.world = world, .thread = thread, .kind = kind, .id = id};
    support_write(&world->ground, do_add, &asking);
    if (row != NULL)
        *row = g_steal_pointer(&asking.row);
    if (sent != NULL)
        *sent = asking.sent;
    outbox_row_free(asking.row);
    return asking.yes;
}

static bool do_wanted(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Asking *asking = data;
    g_autoptr(OutboxRow) row = outbox_get(txn, asking->id);
    asking->yes = outreach_still_wanted(txn, asking->world->config, row);
    return !store_failed(txn);
}

static bool wanted(World *world, uint64_t id) {
    Asking asking = {.world = world, .id = id};
    support_read(&world->ground, do_wanted, &asking);
    return asking.yes;
}

static const Mail FIRST = {.id = "m1@a.example"};

static bool do_opt_out(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const World *world = data;
    no_answer_add(txn, "ann@a.example", NO_ANSWER_OPTED_OUT, NULL, world->now);
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const World *world = data;
    no_answer_add(txn, "ann@a.example", NO_ANSWER_ERASED, NULL, world->now);
    return !store_failed(txn);
}

static bool do_destroy(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    Contact contact;
    g_assert_true(contact_find(txn, "ann@a.example", &contact));
    return store_slot_erase(txn, contact.slot, error);
}

static void switch_mode(World *world) {
    world->config->mode = MODE_TAG;
}

static void switch_mailbox_off(World *world) {
    world_mailbox(world)->acknowledge = false;
}

static void switch_account_off(World *world) {
    add_account(world, "partner", "a.example");
    ((Account *)world->config->accounts->pdata[0])->acknowledge = false;
}

static void forget_mailbox(World *world) {
    g_free(world_mailbox(world)->name);
    world_mailbox(world)->name = g_strdup("other");
}

static void opt_out(World *world) {
    support_write(&world->ground, do_opt_out, world);
}

static void list_as_erased(World *world) {
    support_write(&world->ground, do_erase, world);
}

static void hire_them(World *world) {
    g_ptr_array_add(world->config->trust->agents, g_strdup("ann@a.example"));
}

static void test_who_may_not_be_written_to(void **state) {
    (void)state;
    static const struct {
        const char *name;
        Mail mail;
        void (*prepare)(World *world);
        const char *code;
    } cases[] = {
        {"a customer who was answered", {.id = "m1@a.example"}, NULL, "may"},
        {"a mode that answers nobody", {.id = "m1@a.example"}, switch_mode, "mode"},
        {"a mailbox that answers nobody", {.id = "m1@a.example"}, switch_mailbox_off, "off"},
        {"an account that is not answered", {.id = "m1@a.example"}, switch_account_off, "off"},
        {"a mailbox that is no more", {.id = "m1@a.example"}, forget_mailbox, "off"},
        {"who opted out", {.id = "m1@a.example"}, opt_out, "no-answer"},
        {"on the list as erased, the key not yet gone", {.id = "m1@a.example"}, list_as_erased, "no-answer"},
        {"who is one of us by now", {.id = "m1@a.example"}, hire_them, "nobody"},
        {"a robot's address",
         {.from = "no-reply@a.example", .sender = "no-reply@a.example", .id = "m1@a.example"},
         NULL,
         "nobody"},
        {"who was never shown to be who they say",
         {.id = "m1@a.example", .more = NO_PROOF},
         NULL,
         "unproven"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) told = g_string_new(NULL);
        World *world = world_new();
        const uint64_t thread = customer_writes(world, cases[i].mail);
        if (cases[i].prepare != NULL)
            cases[i].prepare(world);
        g_string_assign(told, refused(world, thread));
        world_free(world);
        if (strcmp(told->str, cases[i].code) != 0)
            fail_msg("%s: %s, not %s", cases[i].name, told->str, cases[i].code);
    }
}

// Nobody could prove it, but we wrote to them and they to us.
static void test_correspondents_need_no_proof(void **state) {
    World *world = *state;
    const uint64_t thread = customer_writes(world, (Mail){.id = "m1@a.example", .more = NO_PROOF});
    assert_string_equal(refused(world, thread), "unproven");
    we_write(world, (Mail){.references = "<m1@a.example>"});
    assert_string_equal(refused(world, thread), "may");
}

// An away note of someone who may be written to began a conversation of its own.
static void test_a_program_is_not_written_to(void **state) {
    World *world = *state;
    const uint64_t thread = customer_writes(world, FIRST);
    assert_string_equal(refused(world, thread), "may");
    const Mail away = {
        .id = "m2@a.example", .subject = "Out of office", .more = PROVEN "Auto-Submitted: auto-replied\n"};
    const uint64_t other = customer_writes(world, away);
    assert_true(other != thread);
    assert_string_equal(refused(world, other), "nobody");
    customer_writes(world, (Mail){.id = "m3@a.example", .references = "<m2@a.example>"});
    assert_string_equal(refused(world, other), "may");
}

static void test_the_row(void **state) {
    World *world = *state;
    const uint64_t thread = customer_writes(world, FIRST);
    g_autoptr(OutboxRow) row = NULL;
    uint32_t sent = 0;
    assert_true(add(world, thread, OUTREACH_FIXED, 99, &row, &sent));
    assert_int_equal(row->kind, OUTBOX_OUTREACH);
    assert_int_equal(row->state, OUTBOX_READY);
    assert_int_equal(row->thread, thread);
    assert_string_equal(row->to, "ann@a.example");
    assert_string_equal(row->mailbox, world_mailbox(world)->name);
    assert_true(strchr(row->envelope_sender, '@') != NULL);
    assert_int_equal(sent, 2); // behind the acknowledgement
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    assert_string_equal(values_get(values, "in-reply-to"), "m1@a.example");
    assert_string_equal(values_get(values, "message-id"), row->message_id);
    // The same again changes nothing, not even the count of mails.
    g_autoptr(OutboxRow) again = NULL;
    assert_false(add(world, thread, OUTREACH_FIXED, 99, &again, &sent));
    assert_int_equal(sent, 2);
    assert_string_equal(again->message_id, row->message_id);
}

// Their first message and their last, in order; what others wrote into it is not cited.
static void test_references(void **state) {
    World *world = *state;
    const uint64_t thread = customer_writes(world, FIRST);
    for (int i = 2; i <= 20; i++) {
        g_autofree char *id = g_strdup_printf("m%d@a.example", i);
        g_autofree char *body = g_strdup_printf("Number %d of them still fails, please look.\n", i);
        customer_writes(world, (Mail){.id = id, .references = "<m1@a.example>", .body = body});
    }
    we_write(world, (Mail){.id = "ours@example.test", .references = "<m1@a.example>"});
    g_autoptr(OutboxRow) row = NULL;
    assert_true(add(world, thread, OUTREACH_FOLLOW_UP, 99, &row, NULL));
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    const GPtrArray *references = values_list(values, "references");
    assert_int_equal(references->len, 8);
    assert_string_equal(references->pdata[0], "m1@a.example");
    assert_string_equal(references->pdata[1], "m14@a.example");
    assert_string_equal(references->pdata[7], "m20@a.example");
    assert_string_equal(values_get(values, "in-reply-to"), "m20@a.example");
}

static void test_what_is_still_wanted(void **state) {
    (void)state;
    static const struct {
        const char *name;
        OutreachKind kind;
        bool they, we, off, wanted;
    } cases[] = {
        {"nothing happened", OUTREACH_FOLLOW_UP, false, false, false, true},
        {"they wrote", OUTREACH_FOLLOW_UP, true, false, false, false},
        {"we wrote", OUTREACH_FOLLOW_UP, false, true, false, false},
        {"choices, and they wrote", OUTREACH_CHOICES, true, false, false, false},
        {"asked again, and they wrote", OUTREACH_UNCLEAR, true, false, false, false},
        {"a fix is news all the same", OUTREACH_FIXED, true, true, false, true},
        {"a no too", OUTREACH_NO, true, false, false, true},
        {"but not to who is not answered by now", OUTREACH_FIXED, false, false, true, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        World *world = world_new();
        const uint64_t thread = customer_writes(world, FIRST);
        assert_true(add(world, thread, cases[i].kind, 99, NULL, NULL));
        world->now += MINUTE;
        if (cases[i].they)
            customer_writes(world, (Mail){.id = "m2@a.example", .references = "<m1@a.example>"});
        if (cases[i].we)
            we_write(world, (Mail){.references = "<m1@a.example>"});
        if (cases[i].off)
            opt_out(world);
        const bool found = wanted(world, 99);
        world_free(world);
        if (found != cases[i].wanted)
            fail_msg("%s", cases[i].name);
    }
}

typedef struct Kept { // a row as it was claimed before its person went
    World *world;
    OutboxRow *row;
    bool wanted; // set
} Kept;

static bool do_kept_wanted(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Kept *kept = data;
    kept->wanted = outreach_still_wanted(txn, kept->world->config, kept->row);
    return !store_failed(txn);
}

static void test_the_erased_get_nothing(void **state) {
    World *world = *state;
    const uint64_t thread = customer_writes(world, FIRST);
    g_autoptr(OutboxRow) row = NULL;
    assert_true(add(world, thread, OUTREACH_FIXED, 99, &row, NULL));
    support_write(&world->ground, do_erase, world);
    support_write(&world->ground, do_destroy, world);
    Kept kept = {world, row, true};
    support_read(&world->ground, do_kept_wanted, &kept);
    assert_false(kept.wanted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_not_be_written_to),
        world_test(test_correspondents_need_no_proof),
        world_test(test_a_program_is_not_written_to),
        world_test(test_the_row),
        world_test(test_references),
        cmocka_unit_test(test_what_is_still_wanted),
        world_test(test_the_erased_get_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
