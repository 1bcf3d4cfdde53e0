// What clocks say to the product manager: each word once, in order, within the
// budget, whatever was stopped and however often it is asked.
#include "clock_world.h"

#include "notice.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

// Monday 10:00: a calm message is due at 14:00, half at 12:00, soon at 13:36.
static Event writes(uint64_t thread, Level level, int64_t at_time) {
    return (Event){.kind = EVENT_CUSTOMER, .thread = thread, .at = at_time, .level = level, .accepted = true};
}

static ScheduleRun run_at(ClockWorld *world, int64_t now, unsigned most) {
    const Event look = {.kind = EVENT_SCHEDULE, .at = now, .most = most};
    clock_world_run(world, &look, 1);
    return world->run;
}

static char *summary(const ClockWorld *world) {
    return g_strdup_printf("told %u missed %u notes %u%s", world->run.told, world->run.missed,
                           world->run.notes, world->left ? " left" : "");
}

#define assert_run(world, minutes, text)                                                                     \
    do {                                                                                                     \
        run_at(world, NOON_MONDAY + (minutes)*MINUTE, 100);                                                  \
        g_autofree char *found = summary(world);                                                             \
        assert_string_equal(found, text);                                                                    \
    } while (0)

static void nothing_to_say(void **state) {
    ClockWorld *world = *state;
    assert_run(world, 0, "told 0 missed 0 notes 0");
    assert_true(clock_world_next(world) == INT64_MAX);
}

static void each_word_once(void **state) {
    ClockWorld *world = *state;
    const Event first = writes(1, LEVEL_NONE, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    check_moment("fresh", "next", clock_world_next(world), NOON_MONDAY + 2 * HOUR);
    assert_run(world, 119, "told 0 missed 0 notes 0");
    assert_run(world, 120, "told 1 missed 0 notes 0"); // half of a calm one is worth no mail
    assert_run(world, 120, "told 0 missed 0 notes 0");
    assert_run(world, 216, "told 1 missed 0 notes 1");
    assert_run(world, 239, "told 0 missed 0 notes 0");
    assert_run(world, 240, "told 1 missed 1 notes 1");
    assert_run(world, 9999, "told 0 missed 0 notes 0");
    assert_true(clock_world_next(world) == INT64_MAX);
    g_autoptr(GPtrArray) notices = clock_world_notices(world);
    assert_int_equal(notices->len, 2);
}

static void a_long_stop_is_one_word(void **state) {
    ClockWorld *world = *state;
    const Event first = writes(1, LEVEL_ESCALATION, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    assert_run(world, 9999, "told 1 missed 1 notes 1");
    assert_run(world, 9999, "told 0 missed 0 notes 0");
}

// Monday 10:00: critical, and answered a minute later.
static void open_critical(ClockWorld *world) {
    const Event events[] = {writes(1, LEVEL_CRITICAL, NOON_MONDAY),
                            {.kind = EVENT_PERSON, .thread = 1, .at = NOON_MONDAY + MINUTE}};
    clock_world_run(world, events, 2);
}

// How many of its touchpoints ended so.
static unsigned touchpoints_of(ClockWorld *world, ClockEnd end) {
    g_auto(ThreadCopy) copy = clock_world_thread(world, 1);
    unsigned count = 0;
    for (guint i = 0; i < copy.clocks->len; i++) {
        const Clock *clock = copy.clocks->pdata[i];
        count += clock->kind == CLOCK_TOUCHPOINT && clock->end == end;
    }
    return count;
}

static void a_silent_week_is_five_misses(void **state) {
    ClockWorld *world = *state;
    open_critical(world);
    unsigned missed = 0, looks = 0;
    const int64_t end = NOON_MONDAY + 7 * 24 * HOUR + MINUTE;
    for (int64_t next = clock_world_next(world); next <= end; next = clock_world_next(world)) {
        const ScheduleRun run = run_at(world, next, 100);
        assert_true(run.told == 1 && run.notes == 1 && !world->left);
        missed += run.missed;
        looks++;
    }
    assert_int_equal(missed, 5);
    assert_int_equal(looks, 15); // half, soon and missed of each day
    assert_int_equal(touchpoints_of(world, CLOCK_UNMET), 5);
    assert_int_equal(touchpoints_of(world, CLOCK_RUNS), 1);
    check_moment("the sixth", "next", clock_world_next(world), NOON_MONDAY + 7 * 24 * HOUR + 241 * MINUTE);
}

static void after_a_long_stop_the_next_is_due_a_day_later(void **state) {
    ClockWorld *world = *state;
    open_critical(world);
    const int64_t thursday = NOON_MONDAY + 73 * HOUR;
    run_at(world, thursday, 100);
    assert_true(world->run.told == 1 && world->run.missed == 1 && !world->left);
    assert_int_equal(run_at(world, thursday, 100).told, 0);
    assert_int_equal(touchpoints_of(world, CLOCK_UNMET), 1);
    g_auto(ThreadCopy) copy = clock_world_thread(world, 1);
    const Clock *last = copy.clocks->pdata[copy.clocks->len - 1];
    check_moment("the next", "started", last->started, thursday);
    check_moment("the next", "due", last->due, thursday + 24 * HOUR);
    assert_true(last->accepted);
    assert_int_equal(copy.thread->touchpoint_clock, last->number);
}

static void half_is_told_from_the_level_of_alerts_on(void **state) {
    ClockWorld *world = *state;
    static const bool mail[LEVEL_COUNT] = {false, false, true,
                                           true}; // the PM's alerts begin with escalations
    for (int level = 0; level < LEVEL_CRITICAL; level++) {
        const Event first = writes((uint64_t)level + 1, (Level)level, NOON_MONDAY);
        clock_world_run(world, &first, 1);
        run_at(world, clock_world_next(world), 100);
        assert_int_equal(world->run.told, 1);
        assert_int_equal(world->run.notes, mail[level]);
        const Event answer = {
            .kind = EVENT_PERSON, .thread = (uint64_t)level + 1, .at = NOON_MONDAY + 3 * HOUR};
        clock_world_run(world, &answer, 1);
    }
}

static void a_stopped_clock_says_no_more(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {writes(1, LEVEL_NONE, NOON_MONDAY),
                            {.kind = EVENT_PERSON, .thread = 1, .at = NOON_MONDAY + HOUR}};
    clock_world_run(world, events, 2);
    assert_run(world, 9999, "told 0 missed 0 notes 0");
}

static void what_was_not_accepted_says_nothing(void **state) {
    ClockWorld *world = *state;
    Event first = writes(1, LEVEL_CRITICAL, NOON_MONDAY);
    first.accepted = false;
    clock_world_run(world, &first, 1);
    assert_run(world, 9999, "told 0 missed 0 notes 0");
    const Event accepted = {.kind = EVENT_ACCEPTED, .thread = 1, .at = NOON_MONDAY + 9999 * MINUTE};
    clock_world_run(world, &accepted, 1);
    assert_run(world, 9999, "told 2 missed 2 notes 2"); // the reply and the touchpoint
}

// --- batches ---

enum { MANY = 250 };

static void open_many(ClockWorld *world) {
    g_autofree Event *events = g_new0(Event, MANY);
    for (unsigned i = 0; i < MANY; i++)
        events[i] = writes(1000 + i, LEVEL_NONE, NOON_MONDAY + (MANY - i) * G_TIME_SPAN_SECOND);
    clock_world_run(world, events, MANY);
}

static void a_backlog_is_worked_off_in_order(void **state) {
    ClockWorld *world = *state;
    open_many(world);
    unsigned rounds = 0, told = 0;
    do {
        told += run_at(world, NOON_MONDAY + 5 * HOUR, 100).told;
        rounds++;
        // The one that waits longest was opened last.
        g_auto(ThreadCopy) copy =
            clock_world_thread(world, 1000 + MANY - rounds * 100 + (rounds == 3 ? 50 : 0));
        assert_int_not_equal(((Clock *)copy.clocks->pdata[0])->told[CLOCK_MISSED], 0);
        g_auto(ThreadCopy) later = clock_world_thread(world, 1000);
        assert_int_equal(((Clock *)later.clocks->pdata[0])->told[CLOCK_MISSED] != 0, rounds == 3);
    } while (world->left);
    assert_int_equal(rounds, 3);
    assert_int_equal(told, MANY);
    g_autoptr(GPtrArray) notices = clock_world_notices(world);
    assert_int_equal(notices->len, MANY);
}

static void none_at_most_is_none(void **state) {
    ClockWorld *world = *state;
    open_many(world);
    run_at(world, NOON_MONDAY + 5 * HOUR, 0);
    g_autofree char *found = summary(world);
    assert_string_equal(found, "told 0 missed 0 notes 0 left");
}

// --- who is told ---

static void a_budget_bounds_the_mails_of_a_day_and_not_the_words(void **state) {
    ClockWorld *world = *state;
    clock_world_pm(world)->alert_budget = 3;
    open_many(world);
    run_at(world, NOON_MONDAY + 5 * HOUR, MANY);
    g_autofree char *found = summary(world);
    assert_string_equal(found, "told 250 missed 250 notes 3");
    const Event later = writes(1, LEVEL_NONE, NOON_MONDAY + 48 * HOUR);
    clock_world_run(world, &later, 1);
    run_at(world, NOON_MONDAY + 53 * HOUR, MANY);
    assert_int_equal(world->run.notes, 1); // another day
}

// What was missed must not stand behind what only warns.
static void warnings_use_up_no_mails_of_what_was_missed(void **state) {
    ClockWorld *world = *state;
    clock_world_pm(world)->alert_budget = 3;
    open_many(world);
    run_at(world, NOON_MONDAY + 225 * MINUTE, MANY); // soon, all of them
    assert_int_equal(world->run.told, MANY);
    assert_int_equal(world->run.notes, 3);
    run_at(world, NOON_MONDAY + 5 * HOUR, MANY);
    assert_int_equal(world->run.missed, MANY);
    assert_int_equal(world->run.notes, 3);
}

static void nobody_to_tell(void **state) {
    ClockWorld *world = *state;
    g_clear_pointer(&((Mailbox *)world->config->mailboxes->pdata[0])->pm, g_free);
    const Event first = writes(1, LEVEL_CRITICAL, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    assert_run(world, 9999, "told 2 missed 2 notes 0");
    assert_int_equal(touchpoints_of(world, CLOCK_RUNS), 1); // the reports want it all the same
}

static void a_mailbox_that_left_the_configuration(void **state) {
    ClockWorld *world = *state;
    const Event first = writes(1, LEVEL_CRITICAL, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_free(mailbox->name);
    mailbox->name = g_strdup("renamed");
    assert_run(world, 9999, "told 2 missed 2 notes 0");
    assert_run(world, 9999, "told 0 missed 0 notes 0");
    assert_int_equal(touchpoints_of(world, CLOCK_UNMET), 1);
    assert_int_equal(touchpoints_of(world, CLOCK_RUNS), 0);
    assert_true(clock_world_next(world) == INT64_MAX);
}

static bool do_lose_thread(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    store_del(txn, TABLE_THREAD, store_key_number(1));
    return !store_failed(txn);
}

static void a_thread_that_is_gone_is_silent_and_stops_nobody_else(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {writes(1, LEVEL_CRITICAL, NOON_MONDAY), writes(2, LEVEL_NONE, NOON_MONDAY)};
    clock_world_run(world, events, 2);
    support_write(&world->ground, do_lose_thread, NULL);
    assert_run(world, 9999, "told 1 missed 1 notes 1");
    g_auto(ThreadCopy) copy = clock_world_thread(world, 1);
    for (guint i = 0; i < copy.clocks->len; i++)
        assert_int_equal(((Clock *)copy.clocks->pdata[i])->end, CLOCK_DROPPED);
    assert_true(clock_world_next(world) == INT64_MAX);
}

// --- what it says; the words are the business of brief ---

typedef struct Said {
    const char *name;
    Event events[3];
    int64_t look; // minutes after Monday, 10:00
    const char *part;
} Said;

static const Said SAID[] = {
    {"first reply soon",
     {{.kind = EVENT_CUSTOMER, .at = 0, .accepted = true}},
     216,
     " first-reply soon 1795440960000000"},
    {"first reply missed",
     {{.kind = EVENT_CUSTOMER, .at = 0, .accepted = true}},
     999,
     " first-reply missed "},
    {"next reply missed",
     {{.kind = EVENT_CUSTOMER, .at = 0, .accepted = true},
      {.kind = EVENT_PERSON, .at = 1},
      {.kind = EVENT_CUSTOMER, .at = 2, .accepted = true}},
     999,
     " next-reply missed "},
    {"a promise soon",
     {{.kind = EVENT_PROMISE, .at = 0, .due = {NOON_MONDAY + 300 * MINUTE}}},
     290,
     " promise soon "},
    {"a promise missed",
     {{.kind = EVENT_PROMISE, .at = 0, .due = {NOON_MONDAY + 300 * MINUTE}}},
     300,
     " promise missed "},
};

static void says_which_clock_and_what(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(SAID); i++) {
        void *world_state = NULL;
        clock_world_setup(&world_state);
        ClockWorld *world = world_state;
        Event events[3];
        memcpy(events, SAID[i].events, sizeof events);
        for (size_t e = 0; e < 3; e++) {
            events[e].at = NOON_MONDAY + events[e].at * MINUTE;
            events[e].thread = 1;
            if (e == 0 || events[e].kind != EVENT_CUSTOMER || events[e].accepted)
                clock_world_run(world, &events[e], 1);
        }
        run_at(world, NOON_MONDAY + SAID[i].look * MINUTE, 100);
        g_autoptr(GPtrArray) notices = clock_world_notices(world);
        if (notices->len != 1 || strstr(notices->pdata[0], SAID[i].part) == NULL)
            fail_msg("%s: %u notices, %s", SAID[i].name, notices->len,
                     notices->len > 0 ? (const char *)notices->pdata[0] : "none");
        clock_world_teardown(&world_state);
    }
}

static bool do_take_in_hand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Thread) thread = thread_get(txn, 1);
    thread->in_hand = *(int64_t *)data;
    thread_put(txn, thread);
    return !store_failed(txn);
}

// Who said that they see to it is not reminded, but told when it was missed all the same.
static void what_is_in_hand_is_told_when_it_is_missed(void **state) {
    ClockWorld *world = *state;
    const Event first = writes(1, LEVEL_ESCALATION, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    int64_t now = NOON_MONDAY + MINUTE;
    support_write(&world->ground, do_take_in_hand, &now);
    assert_run(world, 30, "told 1 missed 0 notes 0");
    assert_run(world, 54, "told 1 missed 0 notes 0");
    assert_run(world, 60, "told 1 missed 1 notes 1");
}

typedef struct Nap {
    const char *name;
    Level level;
    int64_t look; // minutes after Monday 10:00
    int64_t due;  // of the note then
} Nap;

// The PM sleeps from 10:20 until 15:00.
static const Nap NAPS[] = {
    {"an escalation's half waits", LEVEL_ESCALATION, 30, 300},
    {"a critical one's miss wakes", LEVEL_CRITICAL, 15, 15},
    {"a concern's miss waits", LEVEL_CONCERN, 240, 300},
    {"behind the nap nothing waits", LEVEL_CONCERN, 310, 310},
};

static bool note_due(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    *(int64_t *)data = row->due;
    return true;
}

static bool do_due(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, note_due, data);
    return !store_failed(txn);
}

static void notes_wait_for_the_end_of_quiet_hours(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(NAPS); i++) {
        void *world_state = NULL;
        clock_world_setup(&world_state);
        ClockWorld *world = world_state;
        Pm *pm = clock_world_pm(world);
        pm->calendar = calendar_of("24x7", "UTC");
        pm->quiet_from = 10 * 60 + 20;
        pm->quiet_until = 15 * 60;
        pm->quiet_alert = LEVEL_CRITICAL;
        const Event first = writes(1, NAPS[i].level, NOON_MONDAY);
        clock_world_run(world, &first, 1);
        run_at(world, NOON_MONDAY + NAPS[i].look * MINUTE, 100);
        int64_t due = 0;
        support_read(&world->ground, do_due, &due);
        check_moment(NAPS[i].name, "due", due, NOON_MONDAY + NAPS[i].due * MINUTE);
        clock_world_teardown(&world_state);
    }
}

typedef struct RowFacts {
    unsigned count;
    GHashTable *ids; // of the messages
    unsigned ready;
} RowFacts;

static bool look_at_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    RowFacts *facts = data;
    facts->count++;
    facts->ready += row->state == OUTBOX_READY && row->due == row->created && row->kind == OUTBOX_CLOCK &&
                    strcmp(row->to, "paula@example.test") == 0 && row->envelope_sender[0] == '\0';
    g_hash_table_add(facts->ids, g_strdup(row->message_id));
    return true;
}

static bool look_at_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, look_at_row, data);
    return !store_failed(txn);
}

static void notes_are_mails_to_the_pm_due_at_once(void **state) {
    ClockWorld *world = *state;
    const Event first = writes(1, LEVEL_ESCALATION, NOON_MONDAY);
    clock_world_run(world, &first, 1);
    assert_run(world, 30, "told 1 missed 0 notes 1");
    assert_run(world, 54, "told 1 missed 0 notes 1");
    assert_run(world, 60, "told 1 missed 1 notes 1");
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    RowFacts facts = {.ids = ids};
    support_read(&world->ground, look_at_rows, &facts);
    assert_int_equal(facts.count, 3);
    assert_int_equal(facts.ready, 3);
    assert_int_equal(g_hash_table_size(ids), 3); // a Message-ID of its own for each
}

// --- whether it is still so when it is sent ---

typedef struct Truth {
    unsigned rows, still;
} Truth;

static bool ask_row(StoreTxn *txn, OutboxRow *row, void *data) {
    Truth *truth = data;
    truth->rows++;
    truth->still += notice_is_true(txn, row);
    return true;
}

static bool ask_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, ask_row, data);
    return !store_failed(txn);
}

static void what_was_answered_meanwhile_is_no_longer_true(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {writes(1, LEVEL_NONE, NOON_MONDAY),
                            writes(2, LEVEL_NONE, NOON_MONDAY),
                            {.kind = EVENT_SCHEDULE, .at = NOON_MONDAY + 5 * HOUR, .most = 10},
                            {.kind = EVENT_PERSON, .thread = 1, .at = NOON_MONDAY + 5 * HOUR}};
    clock_world_run(world, events, 4);
    Truth truth = {0};
    support_read(&world->ground, ask_rows, &truth);
    assert_int_equal(truth.rows, 2);
    assert_int_equal(truth.still, 1);
}

typedef struct SinceCase {
    const char *name;
    int64_t looks[2]; // minutes after Monday 10:00; the touchpoint is due at 24:01 hours, soon an hour before
    Event since;      // and what happened since the last
    unsigned still;   // notes that are true
    unsigned rows;    // of so many
} SinceCase;

static const SinceCase SINCE[] = {
    {"nothing", {1441}, {.kind = EVENT_MACHINE}, 1, 1},
    {"a person of ours wrote", {1441}, {.kind = EVENT_PERSON, .at = 1442}, 0, 1},
    {"in the moment of the miss", {1441}, {.kind = EVENT_PERSON, .at = 1441}, 0, 1},
    {"a mail of before the miss came late", {1500}, {.kind = EVENT_PERSON, .at = 1499}, 1, 1},
    {"the customer wrote", {1441}, {.kind = EVENT_CUSTOMER, .at = 1442, .accepted = true}, 1, 1},
    {"another day was missed", {1441, 2881}, {.kind = EVENT_MACHINE}, 2, 2},
    {"two days were missed, and a person wrote", {1441, 2881}, {.kind = EVENT_PERSON, .at = 2882}, 0, 2},
    {"it was only due soon", {1400}, {.kind = EVENT_MACHINE}, 1, 1},
    {"it was due soon, and a person wrote", {1400}, {.kind = EVENT_PERSON, .at = 1410}, 0, 1},
    {"the miss overtakes its warning", {1400, 1441}, {.kind = EVENT_MACHINE}, 1, 2},
};

static void the_note_of_a_missed_day_is_true_until_a_person_writes(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(SINCE); i++) {
        void *world_state = NULL;
        clock_world_setup(&world_state);
        ClockWorld *world = world_state;
        open_critical(world);
        for (size_t look = 0; look < G_N_ELEMENTS(SINCE[i].looks) && SINCE[i].looks[look] != 0; look++)
            run_at(world, NOON_MONDAY + SINCE[i].looks[look] * MINUTE, 100);
        Event since = SINCE[i].since;
        since.at = NOON_MONDAY + since.at * MINUTE;
        since.thread = 1;
        clock_world_run(world, &since, 1);
        Truth truth = {0};
        support_read(&world->ground, ask_rows, &truth);
        if (truth.rows != SINCE[i].rows || truth.still != SINCE[i].still)
            fail_msg("%s: %u of %u notes are true", SINCE[i].name, truth.still, truth.rows);
        clock_world_teardown(&world_state);
    }
}

static void who_closes_it_needs_no_note_of_a_missed_reply(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {
        writes(1, LEVEL_NONE, NOON_MONDAY),
        {.kind = EVENT_SCHEDULE, .at = NOON_MONDAY + 5 * HOUR, .most = 10},
        {.kind = EVENT_PHASE, .thread = 1, .at = NOON_MONDAY + 6 * HOUR, .phase = PHASE_CLOSED}};
    clock_world_run(world, events, 3);
    Truth truth = {0};
    support_read(&world->ground, ask_rows, &truth);
    assert_true(truth.rows == 1 && truth.still == 0);
}

static void of_a_thread_that_is_gone_no_note_is_true(void **state) {
    ClockWorld *world = *state;
    open_critical(world);
    assert_run(world, 1441, "told 1 missed 1 notes 1");
    support_write(&world->ground, do_lose_thread, NULL);
    Truth truth = {0};
    support_read(&world->ground, ask_rows, &truth);
    assert_true(truth.rows == 1 && truth.still == 0);
}

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Thread) thread = thread_get(txn, 1);
    thread->merged_into = 2;
    thread_put(txn, thread);
    return !store_failed(txn);
}

// A clock that still runs in a thread that was merged speaks of the one in which that lives on.
static void a_merged_thread_speaks_of_the_one_it_lives_in(void **state) {
    ClockWorld *world = *state;
    const Event events[] = {writes(1, LEVEL_NONE, NOON_MONDAY),
                            writes(2, LEVEL_NONE, NOON_MONDAY),
                            {.kind = EVENT_PERSON, .thread = 2, .at = NOON_MONDAY + HOUR}};
    clock_world_run(world, events, 3);
    support_write(&world->ground, do_merge, NULL);
    assert_run(world, 9999, "told 1 missed 1 notes 1");
    g_autofree char *id = thread_id_format(2);
    g_autoptr(GPtrArray) notices = clock_world_notices(world);
    assert_true(g_str_has_prefix(notices->pdata[0], id));
    Truth truth = {0};
    support_read(&world->ground, ask_rows, &truth);
    assert_int_equal(truth.still, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        clock_test(nothing_to_say),
        clock_test(each_word_once),
        clock_test(a_long_stop_is_one_word),
        clock_test(a_silent_week_is_five_misses),
        clock_test(after_a_long_stop_the_next_is_due_a_day_later),
        clock_test(half_is_told_from_the_level_of_alerts_on),
        clock_test(a_stopped_clock_says_no_more),
        clock_test(what_was_not_accepted_says_nothing),
        clock_test(a_backlog_is_worked_off_in_order),
        clock_test(none_at_most_is_none),
        clock_test(a_budget_bounds_the_mails_of_a_day_and_not_the_words),
        clock_test(warnings_use_up_no_mails_of_what_was_missed),
        clock_test(nobody_to_tell),
        clock_test(a_mailbox_that_left_the_configuration),
        clock_test(a_thread_that_is_gone_is_silent_and_stops_nobody_else),
        cmocka_unit_test(says_which_clock_and_what),
        clock_test(what_is_in_hand_is_told_when_it_is_missed),
        cmocka_unit_test(notes_wait_for_the_end_of_quiet_hours),
        clock_test(notes_are_mails_to_the_pm_due_at_once),
        clock_test(what_was_answered_meanwhile_is_no_longer_true),
        cmocka_unit_test(the_note_of_a_missed_day_is_true_until_a_person_writes),
        clock_test(who_closes_it_needs_no_note_of_a_missed_reply),
        clock_test(of_a_thread_that_is_gone_no_note_is_true),
        clock_test(a_merged_thread_speaks_of_the_one_it_lives_in),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
