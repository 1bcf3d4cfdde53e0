// The same fault, the same customer, again, through the whole intake: which
// complaints behind a settled one are critical, and which are another matter.
#include "conversation_world.h"

#include "timekeeping.h"

#define FIRST                                                                                                \
    "Hello,\n\nthe CSV export of the invoice list stops after 1,000 rows with error EXP-4711. "              \
    "We need all of them.\n\nAnn\n"
#define AGAIN                                                                                                \
    "Hello,\n\nwhen I export the invoice list as CSV it ends after 1,000 rows, error EXP-4711.\n\nAnn\n"
#define OTHER                                                                                                \
    "Hello,\n\nmy colleague cannot log in: the page for the new password says that the link is not "         \
    "valid.\n\nAnn\n"
#define SHORT "Hello,\n\nit is broken.\n\nAnn\n"

static const int64_t DAY = G_TIME_SPAN_DAY;

typedef struct Settling {
    World *world;
    uint64_t id;
    Phase phase;
} Settling;

static bool do_settle(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Settling *settling = data;
    g_autoptr(Thread) thread = thread_get(txn, settling->id);
    const Timekeeping timekeeping = {.txn = txn,
                                     .mailbox = config_mailbox(settling->world->config, thread->mailbox),
                                     .thread = thread,
                                     .now = settling->world->now};
    timekeeping_set_phase(&timekeeping, settling->phase);
    thread_put(txn, thread);
    return !store_failed(txn);
}

static void settle(World *world, uint64_t id, Phase phase) {
    Settling settling = {world, id, phase};
    support_write(&world->ground, do_settle, &settling);
}

typedef struct Case {
    const char *name;
    Phase phase; // that the first conversation gets
    int days;    // after that
    Mail again;
    bool is_repeat;
} Case;

static const char *level_of(World *world, const Case *row, char **reasons) {
    g_autoptr(Hearing) hearing = hear(world, row->again);
    g_ptr_array_add(hearing->reasons, NULL);
    *reasons = g_strjoinv("; ", (char **)hearing->reasons->pdata);
    return level_name(hearing->level);
}

static void check(const Case *row) {
    World *world = world_new();
    world_add_mailbox(world, "elsewhere", "elsewhere@example.test");
    const uint64_t first = customer_writes(world, (Mail){.body = FIRST, .id = "first@a.example"});
    settle(world, first, row->phase);
    world->now += row->days * DAY;
    g_autofree char *reasons = NULL;
    const char *level = level_of(world, row, &reasons);
    const bool said = strstr(reasons, "the same fault again, settled on 2026-") != NULL;
    if (said != row->is_repeat || (strcmp(level, "critical") == 0) != row->is_repeat)
        fail_msg("%s: %s (%s)", row->name, level, reasons);
    world_free(world);
}

static const Case CASES[] = {
    {"a new mail about the same",
     PHASE_CLOSED,
     30,
     {.body = AGAIN, .subject = "CSV export", .id = "2@a"},
     true},
    {"the same, politely in follow-up",
     PHASE_FOLLOW_UP,
     30,
     {.body = AGAIN, .subject = "Export", .id = "2@a"},
     true},
    {"a year later to the day",
     PHASE_CLOSED,
     364,
     {.body = AGAIN, .subject = "CSV export", .id = "2@a"},
     true},
    {"more than a year later",
     PHASE_CLOSED,
     366,
     {.body = AGAIN, .subject = "CSV export", .id = "2@a"},
     false},
    {"nobody said that it was settled",
     PHASE_SOLVING,
     30,
     {.body = AGAIN, .subject = "CSV", .id = "2@a"},
     false},
    {"another matter", PHASE_CLOSED, 30, {.body = OTHER, .subject = "Log-in", .id = "2@a"}, false},
    {"another matter into the settled conversation",
     PHASE_CLOSED,
     10,
     {.body = OTHER, .subject = "Re: Export stops", .id = "2@a", .references = "<first@a.example>"},
     false},
    {"too short for more, into the settled conversation",
     PHASE_CLOSED,
     10,
     {.body = SHORT, .subject = "Re: Export stops", .id = "2@a", .references = "<first@a.example>"},
     true},
    {"too short for more, by itself",
     PHASE_CLOSED,
     30,
     {.body = SHORT, .subject = "Hello", .id = "2@a"},
     false},
    {"somebody else's",
     PHASE_CLOSED,
     30,
     {.body = AGAIN,
      .from = "Eve <eve@b.example>",
      .sender = "eve@b.example",
      .more = DMARC("b.example"),
      .subject = "CSV export",
      .id = "2@b"},
     false},
    {"to another PM's mailbox",
     PHASE_CLOSED,
     30,
     {.body = AGAIN, .to = "elsewhere@example.test", .rcpt = "elsewhere@example.test", .id = "2@a"},
     false},
    {"thanks",
     PHASE_CLOSED,
     5,
     {.body = SOLVED, .subject = "Re: Export stops", .references = "<first@a.example>"},
     false},
    {"an away note that quotes it",
     PHASE_CLOSED,
     5,
     {.body = AGAIN, .more = PROVEN "Auto-Submitted: auto-replied\n", .id = "2@a"},
     false},
};

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        check(&CASES[i]);
}

// Once it is open again, a further mail in it is no second failure, and the conversation keeps what it
// repeats.
static void test_once(void **state) {
    World *world = *state;
    const uint64_t first = customer_writes(world, (Mail){.body = FIRST, .id = "first@a.example"});
    settle(world, first, PHASE_CLOSED);
    world->now += 3 * DAY;
    const Mail again = {
        .body = AGAIN, .id = "2@a", .references = "<first@a.example>", .subject = "Re: Export stops"};
    assert_true(customer_writes(world, again) == first);
    const Mail more = {.body = AGAIN "It stops at row 1,001.\n",
                       .id = "3@a",
                       .references = "<2@a>",
                       .subject = "Re: Export stops"};
    g_autoptr(Hearing) hearing = hear(world, more);
    assert_int_equal(hearing->repeats, 0);
    assert_string_equal(level_name(hearing->level), "concern");
    check_story(world, "it presses on", first,
                "solving critical, first-reply dropped, first-reply running, touchpoint running");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        world_test(test_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
