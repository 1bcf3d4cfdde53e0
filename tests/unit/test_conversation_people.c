// Whose word counts as what: who may put a complaint to rest, who of ours writes
// as nobody's customer, and which of a help desk's mails a person wrote.
#include "conversation_world.h"

// --- who may settle ---

typedef struct SettleCase {
    const char *name, *from, *more, *body, *story;
    bool account; // a.example is one's
    bool written; // we wrote to Ann once before: mail went both ways
} SettleCase;

#define RESTED "follow-up none, first-reply dropped, touchpoint dropped"
#define WAITING "discovery critical, first-reply running, touchpoint running"
static const SettleCase SETTLE_CASES[] = {
    {"the opener, proven", "ann@a.example", PROVEN, SOLVED, RESTED, false, false},
    {"the opener, by her server alone", "ann@a.example",
     "Authentication-Results: mx.example.test; spf=pass smtp.mailfrom=a.example\n", SOLVED, RESTED, false,
     false},
    {"the opener, by another's server", "ann@a.example",
     "Authentication-Results: mx.example.test; spf=pass smtp.mailfrom=e.example\n", SOLVED, WAITING, false,
     false},
    {"the opener, unproven", "ann@a.example", NO_PROOF, SOLVED, WAITING, false, false},
    {"the opener, unproven, whom we know", "ann@a.example", NO_PROOF, SOLVED, RESTED, false, true},
    {"the opener's address, forged", "ann@a.example",
     "Authentication-Results: mx.example.test; dmarc=fail header.from=a.example\n", SOLVED, WAITING, false,
     true},
    {"the address of an account, forged", "ann@a.example",
     "Authentication-Results: mx.example.test; dmarc=fail header.from=a.example\n", SOLVED, WAITING, true,
     false},
    {"a stranger with the Message-ID", "eve@e.example", DMARC("e.example"), SOLVED, WAITING, false, false},
    {"a stranger who proves another address", "ann@a.example", DMARC("e.example"), SOLVED, WAITING, false,
     false},
    {"a neighbour of no account", "cid@a.example", PROVEN, SOLVED, WAITING, false, false},
    {"somebody of the account", "cid@a.example", PROVEN, SOLVED, RESTED, true, false},
    {"somebody of another account", "dan@b.example", DMARC("b.example"), SOLVED, WAITING, true, false},
    {"the opener who wants more", "ann@a.example", PROVEN, "It works again. Please send us the invoice.\n",
     WAITING, false, false},
};

// One row: a grave complaint, then that mail with its Message-ID.
static void check_settle(const SettleCase *row) {
    World *world = world_new();
    if (row->account) {
        add_account(world, "a", "a.example");
        add_account(world, "b", "b.example");
    }
    if (row->written) {
        customer_writes(world, (Mail){.id = "old@a.example", .subject = "An order"});
        we_write(world,
                 (Mail){.id = "w@example.test", .references = "<old@a.example>", .subject = "Re: An order"});
    }
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
    g_autoptr(Hearing) hearing = hear(world, (Mail){.from = row->from,
                                                    .sender = row->from,
                                                    .more = row->more,
                                                    .id = "two@a.example",
                                                    .references = "<one@a.example>",
                                                    .subject = "Re: Export stops",
                                                    .body = row->body});
    assert_true(id_of(hearing) == id);
    check_story(world, row->name, id, row->story);
    world_free(world);
}

static void only_the_customer_may_say_that_all_is_well(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(SETTLE_CASES); i++)
        check_settle(&SETTLE_CASES[i]);
}

// --- colleagues ---

typedef struct ColleagueCase {
    const char *name, *from, *more, *login, *client, *rcpt, *acknowledge;
    bool ours;
} ColleagueCase;

#define OF_US "no; reason=outbound"
static const ColleagueCase COLLEAGUE_CASES[] = {
    {"a PM from inside", "paula@example.test", NO_PROOF, NULL, "127.0.0.1", NULL, OF_US, true},
    {"a PM who is logged in", "paula@example.test", NO_PROOF, "paula", NULL, NULL, OF_US, true},
    {"a PM from outside with proof", "paula@example.test", DMARC("example.test"), NULL, "192.0.2.7", NULL,
     OF_US, true},
    {"a PM of another house, with proof", "pam@house.example", DMARC("house.example"), NULL, "192.0.2.7",
     NULL, OF_US, true},
    {"a colleague who answers the customer and us", "bob@example.test", NO_PROOF, "bob", NULL,
     "ann@a.example support@example.test", OF_US, true},
    {"somebody as a PM, without proof", "paula@example.test", NO_PROOF, NULL, "192.0.2.7", NULL,
     "no; reason=unproven", false},
    {"a neighbour of the PM of another house", "pat@house.example", DMARC("house.example"), NULL, "192.0.2.7",
     NULL, "yes", false},
};

static char *alert_id(World *world) {
    g_autoptr(GString) text = g_string_new(NULL);
    support_read(&world->ground, support_tell_rows, text);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (strstr(lines[i], " alert ") != NULL) {
            const char *id = strrchr(lines[i], ' ') + 1;
            return *id == '<' ? g_strdup(id) : g_strdup_printf("<%s>", id);
        }
    fail_msg("there is no alert");
    return NULL;
}

static void add_pm(World *world, const char *name, const char *address) {
    Pm *pm = pm_new(name);
    pm->address = g_strdup(address);
    g_ptr_array_add(world->config->pms, pm);
}

// Whoever is of ours changes nothing; anybody else is a customer who waits.
static void check_colleague(const ColleagueCase *row) {
    World *world = world_new();
    add_pm(world, "pam", "pam@house.example");
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
    we_write(world, (Mail){.id = "our@example.test", .references = "<one@a.example>"});
    g_autofree char *before = story_of(world, id), *alert = alert_id(world);
    const unsigned told = alerts(world, OUTBOX_READY) + alerts(world, OUTBOX_HELD);
    const Mail mail = {.from = row->from,
                       .sender = row->from,
                       .more = row->more,
                       .rcpt = row->rcpt,
                       .id = "pm@example.test",
                       .references = alert,
                       .subject = "Re: Export stops",
                       .body = "This is a disgrace! Who is on it? Call them now, or they sue us.\n"};
    g_autoptr(Hearing) hearing = hear_from(world, mail, row->login, row->client);
    if (hearing->outbound || id_of(hearing) != id)
        fail_msg("%s: in another conversation", row->name);
    g_autofree char *acknowledge = hearing_acknowledge(hearing);
    if (strcmp(acknowledge, row->acknowledge) != 0)
        fail_msg("%s: %s", row->name, acknowledge);
    g_autofree char *after = story_of(world, id);
    if ((strcmp(after, before) == 0) != row->ours)
        fail_msg("%s: %s, and before %s", row->name, after, before);
    if (row->ours)
        assert_int_equal(alerts(world, OUTBOX_READY) + alerts(world, OUTBOX_HELD), told);
    world_free(world);
}

static void who_is_of_ours_is_no_customer(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(COLLEAGUE_CASES); i++)
        check_colleague(&COLLEAGUE_CASES[i]);
}

// Where a colleague opened the conversation, colleagues are its customers: the first, and another.
static void our_own_house_can_be_the_customer(void **state) {
    World *world = *state;
    const Mail first = {.from = "carl@example.test",
                        .sender = "carl@example.test",
                        .more = DMARC("example.test"),
                        .id = "c1@example.test"};
    g_autoptr(Hearing) hearing = hear(world, first);
    confirm(world, hearing);
    assert_field(hearing, "Acknowledge", "yes");
    world->now += MINUTE;
    we_write(world,
             (Mail){.to = "carl@example.test", .id = "o1@example.test", .references = "<c1@example.test>"});
    check_story(world, "answered", id_of(hearing), "solving concern, first-reply met");
    const Mail second = {.from = "dora@example.test",
                         .sender = "dora@example.test",
                         .more = DMARC("example.test"),
                         .id = "d1@example.test",
                         .references = "<o1@example.test>",
                         .subject = "Re: Export stops"};
    g_autoptr(Hearing) next = hear(world, second);
    assert_field(next, "Acknowledge", "yes");
    check_story(world, "another", id_of(hearing), "solving concern, first-reply met, next-reply running");
}

// --- Request Tracker ---

typedef struct RtCase {
    const char *name, *more, *from, *client;
    bool answers, outbound;
} RtCase;

#define RT                                                                                                   \
    "X-RT-Loop-Prevention: example.test\nX-RT-Ticket: example.test #42\nX-Managed-by: RT 5.0\n"              \
    "Precedence: bulk\n"
static const RtCase RT_CASES[] = {
    {"an agent's answer", RT "RT-Originator: bob@example.test\n", NULL, "127.0.0.1", true, true},
    {"of a mailbox", RT "RT-Originator: support@example.test\n", NULL, "127.0.0.1", true, true},
    {"the customer's receipt", RT "RT-Originator: ann@a.example\n", NULL, "127.0.0.1", false, true},
    {"nobody is named", RT, NULL, "127.0.0.1", false, true},
    {"two in one field", RT "RT-Originator: bob@example.test, ann@a.example\n", NULL, "127.0.0.1", false,
     true},
    {"two fields", RT "RT-Originator: bob@example.test\nRT-Originator: ann@a.example\n", NULL, "127.0.0.1",
     false, true},
    {"no address", RT "RT-Originator: Enoch Root\n", NULL, "127.0.0.1", false, true},
    {"an agent's, and a machine's all the same",
     RT "RT-Originator: bob@example.test\nAuto-Submitted: auto-replied\n", NULL, "127.0.0.1", false, true},
    {"a list's", RT "RT-Originator: bob@example.test\nList-Id: <news.example.test>\n", NULL, "127.0.0.1",
     false, true},
    {"forged by a stranger", RT "RT-Originator: bob@example.test\n", "eve@e.example", "192.0.2.7", false,
     false},
    {"forged as us", RT "RT-Originator: bob@example.test\n", NULL, "192.0.2.7", false, false},
};

static void check_rt(const RtCase *row) {
    World *world = world_new();
    const uint64_t id = customer_writes(world, (Mail){.id = "one@a.example"});
    const char *from = or_else(row->from, "support@example.test");
    const Mail mail = {.from = from,
                       .sender = from,
                       .to = "ann@a.example",
                       .rcpt = row->outbound ? "ann@a.example" : "ann@a.example support@example.test",
                       .more = row->more,
                       .subject = "[example.test #42] Export stops",
                       .id = "rt-5@example.test",
                       .references = "<one@a.example>",
                       .body = "Hello Ann, update to 4.2.\n"};
    g_autoptr(Hearing) hearing = hear_from(world, mail, NULL, row->client);
    if (hearing->outbound != row->outbound)
        fail_msg("%s: outbound %d", row->name, hearing->outbound);
    check_story(world, row->name, id,
                row->answers ? "solving concern, first-reply met" : "discovery concern, first-reply running");
    world_free(world);
}

static void of_rt_only_an_agents_answer_counts(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(RT_CASES); i++)
        check_rt(&RT_CASES[i]);
}

// --- the mailboxes of two PMs ---

static World *fenced_world(void) {
    World *world = world_new();
    Pm *pm = pm_new("otto");
    pm->address = g_strdup("otto@example.test");
    g_ptr_array_add(world->config->pms, pm);
    Mailbox *mailbox = mailbox_new("billing");
    g_ptr_array_add(mailbox->addresses, g_strdup("billing@example.test"));
    g_ptr_array_add(mailbox->languages, g_strdup("en"));
    mailbox->time_zone = g_strdup("UTC");
    mailbox->calendar = calendar_new("24x7", "UTC", NULL);
    mailbox->pm = g_strdup("otto");
    g_ptr_array_add(world->config->mailboxes, mailbox);
    add_account(world, "a", "a.example");
    return world;
}

typedef struct FenceCase {
    const char *name, *from, *rcpt;
    bool joins;
} FenceCase;

// Whoever knows a Message-ID must not bring one PM the customers of another.
static void a_stranger_leads_no_pm_to_the_customers_of_another(void **state) {
    (void)state;
    static const FenceCase CASES[] = {
        {"a stranger, to the same mailbox", "eve@e.example", "support@example.test", true},
        {"a stranger, to the other PM's", "eve@e.example", "billing@example.test", false},
        {"the customer, to the other PM's", "ann@a.example", "billing@example.test", true},
        {"somebody of their account, to the other PM's", "cid@a.example", "billing@example.test", true},
        {"one of ours, to the other PM's", "bob@example.test", "billing@example.test", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        World *world = fenced_world();
        const uint64_t first = customer_writes(world, (Mail){.id = "one@a.example", .body = GRAVE});
        const uint64_t second = customer_writes(world, (Mail){.from = CASES[i].from,
                                                              .sender = CASES[i].from,
                                                              .to = CASES[i].rcpt,
                                                              .rcpt = CASES[i].rcpt,
                                                              .more = NO_PROOF,
                                                              .id = "two@a.example",
                                                              .references = "<one@a.example>",
                                                              .subject = "Re: Export stops"});
        if ((second == first) != CASES[i].joins)
            fail_msg("%s: %s", CASES[i].name, second == first ? "joined" : "apart");
        world_free(world);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_customer_may_say_that_all_is_well),
        cmocka_unit_test(who_is_of_ours_is_no_customer),
        world_test(our_own_house_can_be_the_customer),
        cmocka_unit_test(of_rt_only_an_agents_answer_counts),
        cmocka_unit_test(a_stranger_leads_no_pm_to_the_customers_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
