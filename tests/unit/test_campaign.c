// Closing the loop: each reporter told once and none missed, in order, throttled,
// undone, begun again, cut between any two steps.
#include "campaign_world.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

// Three people, of whom Ann has two conversations.
static const Reporter THREE[] = {
    {.thread = 1, .from = "ann@a.example", .opened = 0},
    {.thread = 2, .from = "bo@b.example", .opened = 1},
    {.thread = 3, .from = "cy@c.example", .opened = 2},
    {.thread = 4, .from = "Ann@A.example", .opened = 3},
    {0},
};

#define assert_mails(world, expected)                                                                        \
    do {                                                                                                     \
        g_autofree char *mails = campaign_world_mails(world);                                                \
        assert_string_equal(mails, expected);                                                                \
    } while (0)

static void run_days(CampaignWorld *world, unsigned days) {
    campaign_world_run(world, world->now + (int64_t)days * G_TIME_SPAN_DAY);
}

static void each_person_once_in_their_newest(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 waits told 0 left out 0");
    campaign_world_run(world, world->now + CAMPAIGN_WINDOW - 1);
    assert_mails(world, "");
    run_days(world, 3);
    assert_mails(world, "00075 Ann@A.example 04\n00075 bo@b.example 02\n00075 cy@c.example 03");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
    assert_true(campaign_world_next(world) == INT64_MAX);
}

static void begun_again_tells_who_was_linked_since(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
    const Reporter later[] = {
        {.thread = 5, .from = "dee@d.example", .opened = 9000}, // new
        {.thread = 6, .from = "bo@b.example", .opened = 9001},  // told already, in another
        {0},
    };
    campaign_world_link(world, later);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 4 left out 0");
}

static void ordered_again_while_it_runs(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    world->a_minute = 1;
    campaign_world_begin(world, "4.3");
    campaign_world_run(world, world->now + CAMPAIGN_WINDOW + 2 * MINUTE); // all links are behind it
    const Reporter early[] = {{.thread = UINT64_MAX, .from = "zoe@z.example", .opened = 5}, {0}};
    campaign_world_link(world, early);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 4 left out 0");
}

static void ordered_again_at_once_it_waits_no_more(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    world->window = 0;
    campaign_world_begin(world, "4.3");
    campaign_world_run(world, world->now + MINUTE);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
}

static void testers_are_a_day_ahead(void **state) {
    CampaignWorld *world = *state;
    const Reporter reporters[] = {
        {.thread = 1, .from = "ann@a.example"},
        {.thread = 2, .from = "bo@b.example", .tester = true},
        {.thread = 3, .from = "cy@c.example"},
        {0},
    };
    campaign_world_link(world, reporters);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_mails(world, "00075 bo@b.example 02\n01515 ann@a.example 01\n01515 cy@c.example 03");
}

static void no_more_a_minute_than_said(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    world->a_minute = 2;
    campaign_world_begin(world, "4.3");
    run_days(world, 1);
    assert_mails(world, "00075 Ann@A.example 04\n00075 bo@b.example 02\n00076 cy@c.example 03");
}

static bool do_undo(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(Campaign) campaign = campaign_of(txn, problem->id);
    const bool ended = campaign->state == CAMPAIGN_DONE;
    g_assert_true(campaign_undo(txn, campaign, world->now) == !ended);
    return !store_failed(txn);
}

static void undone_within_the_window_it_never_was(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    support_write(&world->clocks->ground, do_undo, world);
    assert_string_equal(campaign_world_state(world), "open - undone told 0 left out 0");
    assert_true(campaign_world_next(world) == INT64_MAX);
    run_days(world, 3);
    assert_mails(world, "");
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
    support_write(&world->clocks->ground, do_undo, world); // too late
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
}

static void undone_amid_the_rest_is_told_when_begun_again(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    world->a_minute = 1;
    campaign_world_begin(world, "4.3");
    campaign_world_run(world, world->now + CAMPAIGN_WINDOW);
    support_write(&world->clocks->ground, do_undo, world);
    run_days(world, 1);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 undone told 1 left out 0");
    assert_mails(world, "00075 Ann@A.example 04");
    campaign_world_begin(world, "4.3");
    run_days(world, 1);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
}

static void another_release_is_another_word(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    world->a_minute = 1;
    campaign_world_begin(world, "4.3");
    campaign_world_run(world, world->now + CAMPAIGN_WINDOW); // Ann alone
    campaign_world_begin(world, "4.3.1");
    run_days(world, 1);
    assert_string_equal(campaign_world_state(world), "fixed 4.3.1 done told 3 left out 0");
    g_autofree char *mails = campaign_world_mails(world);
    g_auto(GStrv) lines = g_strsplit(mails, "\n", -1);
    assert_int_equal(g_strv_length(lines), 4); // what was left of the older was stopped
}

static const Reporter REFUSED[] = {
    {.thread = 1, .from = "ann@a.example"},
    {.thread = 2, .from = "ann@a.example", .opened = 2, .mailbox = "silent"}, // her newest, not answered
    {.thread = 3, .from = "bo@b.example", .unproven = true},
    {.thread = 4, .from = "bo@b.example", .unproven = true, .tester = true},
    {.thread = 5, .from = "cy@c.example"},
    {.thread = 6, .from = "support@example.test"}, // ours
    {.thread = 7, .from = "dee@d.example", .phase = PHASE_CLOSED},
    {0},
};

static bool do_refuse_cy(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    no_answer_add(txn, "cy@c.example", NO_ANSWER_OPTED_OUT, NULL, NOON_MONDAY);
    return true;
}

static bool do_phases(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    g_string_truncate(world->text, 0);
    for (uint64_t id = 1; id <= 7; id++) {
        g_autoptr(Thread) thread = thread_get(txn, id);
        g_string_append_printf(world->text, "%s ", thread == NULL ? "gone" : phase_name(thread->phase));
    }
    return true;
}

static void who_may_not_be_written_to_is_left_out(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, REFUSED);
    support_write(&world->clocks->ground, do_refuse_cy, NULL);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_mails(world, "00075 ann@a.example 01\n00075 dee@d.example 07");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 2 left out 3");
    support_read(&world->clocks->ground, do_phases, world);
    assert_string_equal(world->text->str,
                        "follow-up follow-up follow-up follow-up follow-up follow-up closed ");
    campaign_world_begin(world, "4.3"); // counted anew, not added
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 2 left out 3");
}

static bool do_preview(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    unsigned count = 0;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(GPtrArray) list = campaign_preview(txn, world->clocks->config, problem, "4.3", 100, &count);
    g_string_printf(world->text, "%u:", count);
    for (guint i = 0; i < list->len; i++) {
        const CampaignReporter *one = list->pdata[i];
        g_string_append_printf(world->text, " %d%s %s", (int)one->thread, one->tester ? "t" : "",
                               one->not == NULL ? "yes" : one->not );
    }
    return !store_failed(txn);
}

static void a_preview_says_what_will_be_done(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, REFUSED);
    support_write(&world->clocks->ground, do_refuse_cy, NULL);
    const Reporter more[] = {{.thread = 8, .from = "eve@e.example", .tester = true}, {0}};
    campaign_world_link(world, more);
    support_read(&world->clocks->ground, do_preview, world);
    assert_string_equal(world->text->str,
                        "3: 8t yes 1 yes 7 yes 2 same 3 unproven 4t unproven 5 no-answer 6 nobody");
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    support_read(&world->clocks->ground, do_preview, world);
    assert_string_equal(world->text->str, "0: 1 told 2 told 3 unproven 4t unproven 5 no-answer 6 nobody 7 "
                                          "told 8t told");
}

static void below_mode_answer_nobody_is_told(void **state) {
    CampaignWorld *world = *state;
    world->clocks->config->mode = MODE_TAG;
    campaign_world_link(world, THREE);
    support_read(&world->clocks->ground, do_preview, world);
    assert_string_equal(world->text->str, "0: 1 mode 2 mode 3 mode 4 mode");
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 0 left out 3");
    world->clocks->config->mode = MODE_ANSWER;
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 3 left out 0");
}

static bool do_erase_bo(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    Contact contact;
    g_assert_true(contact_find(txn, "bo@b.example", &contact));
    return store_slot_erase(txn, contact.slot, error);
}

static void the_erased_are_passed_over(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    support_write(&world->clocks->ground, do_erase_bo, NULL);
    run_days(world, 3);
    assert_mails(world, "00075 Ann@A.example 04\n00075 cy@c.example 03");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 2 left out 0");
}

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(Problem) from = problem_find(txn, "paula", "P12"), into = problem_new("paula", "P1");
    problem_put(txn, into);
    problem_merge(txn, into, from, world->now);
    return !store_failed(txn);
}

static void a_problem_that_was_merged_tells_nobody(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    support_write(&world->clocks->ground, do_merge, world);
    run_days(world, 3);
    assert_mails(world, "");
    assert_true(campaign_world_next(world) == INT64_MAX);
}

// The campaign of the one they were told by is not that of the problem in which it lives on.
static bool do_merge_and_fix(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(Problem) from = problem_find(txn, "paula", "P12"), into = problem_new("paula", "P1");
    problem_put(txn, into);
    problem_merge(txn, into, from, world->now);
    g_autoptr(Problem) whole = problem_find(txn, "paula", "P1");
    g_autoptr(Campaign) campaign =
        campaign_begin(txn, world->clocks->config, whole, world->release, "paula", 0, 0, world->now);
    g_assert_nonnull(campaign);
    return !store_failed(txn);
}

static void told_before_a_merge_is_told(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    const Reporter later[] = {
        {.thread = 5, .from = "ann@a.example", .opened = 9000}, // told already, in another
        {.thread = 6, .from = "dee@d.example", .opened = 9001}, // new
        {0},
    };
    campaign_world_link(world, later);
    support_write(&world->clocks->ground, do_merge_and_fix, world);
    run_days(world, 3);
    assert_mails(world, "00075 Ann@A.example 04\n00075 bo@b.example 02\n00075 cy@c.example 03\n"
                        "04380 dee@d.example 06");
}

// Bo's mailbox has another PM now: paula neither sees nor tells nor moves what is there.
static void what_came_to_another_pm_is_left_alone(void **state) {
    CampaignWorld *world = *state;
    Mailbox *moved = clock_world_mailbox("moved", "Mon-Fri 09:00-17:00", "UTC");
    moved->acknowledge = true;
    g_ptr_array_add(world->clocks->config->mailboxes, moved);
    const Reporter some[] = {
        {.thread = 1, .from = "ann@a.example"},
        {.thread = 2, .from = "bo@b.example", .opened = 1, .mailbox = "moved"},
        {.thread = 3, .from = "ann@a.example", .opened = 2, .mailbox = "moved"}, // her newest
        {0},
    };
    campaign_world_link(world, some);
    g_free(moved->pm);
    moved->pm = g_strdup("quentin");
    support_read(&world->clocks->ground, do_preview, world);
    assert_string_equal(world->text->str, "1: 1 yes");
    campaign_world_begin(world, "4.3");
    run_days(world, 3);
    assert_mails(world, "00075 ann@a.example 01");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 1 left out 0");
    support_read(&world->clocks->ground, do_phases, world);
    assert_string_equal(world->text->str, "follow-up discovery discovery gone gone gone gone ");
}

static bool do_bury_bo(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(OutboxRow) row = outbox_claim(txn, COURIER, world->now);
    while (row != NULL) {
        if (strcmp(row->to, "bo@b.example") == 0)
            outbox_bury(txn, row, "550 5.1.1 who?", world->now);
        else
            outbox_done(txn, row, "250 ok", world->now);
        outbox_row_free(row);
        row = outbox_claim(txn, COURIER, world->now);
    }
    return !store_failed(txn);
}

static bool do_mails(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    g_string_truncate(world->text, 0);
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    for (uint64_t id = 1; id <= 4; id++) {
        OutboxState mail = OUTBOX_STATES;
        g_autoptr(Thread) thread = thread_get(txn, id);
        g_autoptr(ProblemLink) link = problem_link_get(txn, problem->id, id);
        const bool told = campaign_mail(txn, link, thread, &mail);
        g_string_append_printf(world->text, "%s ", told ? outbox_state_name(mail) : "-");
    }
    return !store_failed(txn);
}

static void what_is_given_up_is_seen_and_not_sent_again(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, THREE);
    support_read(&world->clocks->ground, do_mails, world);
    assert_string_equal(world->text->str, "- - - - ");
    campaign_world_begin(world, "4.3");
    run_days(world, 1);
    support_write(&world->clocks->ground, do_bury_bo, world);
    campaign_world_begin(world, "4.3");
    run_days(world, 1);
    support_read(&world->clocks->ground, do_mails, world);
    assert_string_equal(world->text->str, "done buried done done "); // Ann's in both of hers
}

// --- what is unreadable ---

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const uint64_t *thread = data;
    g_autoptr(GBytes) garbage = support_bytes("garbage");
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    store_put(txn, TABLE_PROBLEM_LINK, store_key_pair(problem->id, *thread), STORE_OWNER_NONE, garbage);
    return true;
}

static bool do_pass_over(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    g_assert_true(agenda_due(txn, world->now, &at, &kind, &id));
    agenda_remove(txn, at, kind, id);
    campaign_pass_over(txn, id, world->now);
    return !store_failed(txn);
}

static void what_cannot_be_read_keeps_nobody_else_waiting(void **state) {
    CampaignWorld *world = *state;
    Ground *ground = &world->clocks->ground;
    uint64_t damaged = 2;
    campaign_world_link(world, THREE);
    support_write(ground, do_damage, &damaged);
    campaign_world_begin(world, "4.3");
    unsigned failures = 0;
    for (int64_t next = campaign_world_next(world); next != INT64_MAX; next = campaign_world_next(world)) {
        g_autoptr(GError) error = NULL;
        world->now = MAX(world->now, next);
        if (store_write(ground->store, campaign_world_do_step, world, 0, &error))
            continue;
        support_assert_fate(error, FATE_CORRUPT);
        support_write(ground, do_pass_over, world);
        assert_true(++failures < 20);
    }
    assert_mails(world, "00075 Ann@A.example 04\n00075 cy@c.example 03");
    assert_string_equal(campaign_world_state(world), "fixed 4.3 done told 2 left out 0");
}

// --- a thousand, cut between any two steps ---

static void add_many(CampaignWorld *world, unsigned count) {
    g_autofree Reporter *reporters = g_new0(Reporter, count + 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < count; i++) {
        char *name = g_strdup_printf("person%u@many.example", i);
        g_ptr_array_add(names, name);
        reporters[i] = (Reporter){.thread = 1 + 7919 * (uint64_t)i, .from = name, .tester = i % 100 == 7};
    }
    campaign_world_link(world, reporters);
}

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    outbox_walk(txn, campaign_world_each_row, rows);
    for (guint i = 0; i < rows->len; i++) {
        g_auto(GStrv) parts = g_strsplit(rows->pdata[i], " ", 3);
        if (!g_hash_table_add(people, g_strdup(parts[1])))
            g_error("%s is told twice", parts[1]);
    }
    *(unsigned *)data = g_hash_table_size(people);
    return !store_failed(txn);
}

static bool do_look_back(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const CampaignWorld *world = data;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(Campaign) campaign =
        campaign_begin(txn, world->clocks->config, problem, "4.3", "paula", world->window, 0, world->now);
    return campaign != NULL && !store_failed(txn); // its cursor is at the beginning again
}

static bool do_count_many(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    CampaignWorld *world = data;
    bool exact = true;
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    const unsigned count = campaign_count(txn, world->clocks->config, problem, "4.3", &exact);
    g_string_printf(world->text, "%s%u", exact ? "" : "at most ", count);
    return !store_failed(txn);
}

// Others wait to write while a PM's #fixed is done.
static void of_many_links_not_all_are_looked_at(void **state) {
    CampaignWorld *world = *state;
    campaign_world_link(world, REFUSED);
    support_write(&world->clocks->ground, do_refuse_cy, NULL);
    support_read(&world->clocks->ground, do_count_many, world);
    assert_string_equal(world->text->str, "2");
    add_many(world, CAMPAIGN_COUNTED);
    support_read(&world->clocks->ground, do_count_many, world);
    assert_true(g_str_has_prefix(world->text->str, "at most 20"));
}

static void cut_between_any_two_steps(void **state) {
    CampaignWorld *world = *state;
    Ground *ground = &world->clocks->ground;
    const unsigned many = support_many(1000);
    add_many(world, many);
    campaign_world_begin(world, "4.3");
    unsigned steps = 0;
    for (int64_t next = campaign_world_next(world); next != INT64_MAX; next = campaign_world_next(world)) {
        world->now = MAX(world->now, next);
        world->fail = true; // killed before its commit
        assert_false(store_write(ground->store, campaign_world_do_step, world, 0, NULL));
        ground_close(ground);
        ground_open(ground);
        world->fail = false;
        support_write(ground, campaign_world_do_step, world);
        ground_close(ground); // and behind it
        ground_open(ground);
        if (++steps % 17 == 0)
            support_write(ground, do_look_back, world);
    }
    unsigned told = 0;
    support_read(ground, do_count, &told);
    assert_int_equal(told, many);
    g_autofree char *expected = g_strdup_printf("fixed 4.3 done told %u left out 0", many);
    assert_string_equal(campaign_world_state(world), expected);
    assert_true(steps > many / CAMPAIGN_STEP);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        campaign_test(each_person_once_in_their_newest),
        campaign_test(begun_again_tells_who_was_linked_since),
        campaign_test(ordered_again_while_it_runs),
        campaign_test(ordered_again_at_once_it_waits_no_more),
        campaign_test(testers_are_a_day_ahead),
        campaign_test(no_more_a_minute_than_said),
        campaign_test(undone_within_the_window_it_never_was),
        campaign_test(undone_amid_the_rest_is_told_when_begun_again),
        campaign_test(another_release_is_another_word),
        campaign_test(who_may_not_be_written_to_is_left_out),
        campaign_test(a_preview_says_what_will_be_done),
        campaign_test(below_mode_answer_nobody_is_told),
        campaign_test(the_erased_are_passed_over),
        campaign_test(a_problem_that_was_merged_tells_nobody),
        campaign_test(told_before_a_merge_is_told),
        campaign_test(what_came_to_another_pm_is_left_alone),
        campaign_test(what_is_given_up_is_seen_and_not_sent_again),
        campaign_test(what_cannot_be_read_keeps_nobody_else_waiting),
        campaign_test(of_many_links_not_all_are_looked_at),
        campaign_test(cut_between_any_two_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
