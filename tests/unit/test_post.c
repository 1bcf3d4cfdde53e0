// When a PM's digest goes out: tables of what was missed, changed and set back, and
// two years in zones of both hemispheres against a reference that looks at each minute.
// And what its mail is: a row of the outbox, once, with a grant and a note that it went.
#include "slow_calendar.h"

#include "grant.h"
#include "message.h"
#include "outbox.h"
#include "post.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

enum { DAILY = 0x7f, WORKDAYS = 0x1f, MONDAY = 1, FRIDAY = 1 << 4 };

static Pm *pm_at(const char *zone, unsigned days, unsigned minute) {
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->digest_days = days;
    pm->digest_minute = minute;
    pm->calendar = calendar_of("24x7", zone);
    return pm;
}

// --- by hand ---

typedef struct Case {
    const char *name;
    const char *zone;
    unsigned days, minute;
    const char *last, *now;
    const char *next;  // NULL: never
    const char *begun; // NULL: long ago
} Case;

static const Case CASES[] = {
    {"the day after", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"it is time", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"a moment before it is time", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T07:59:59Z",
     "2026-11-24T08:00:00Z", NULL},
    {"started in the morning, today's is to come", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T07:00:00Z",
     "2026-11-23T08:00:00Z", "2026-11-23T07:00:00Z"},
    {"started after today's time: it does not come", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T09:00:00Z",
     "2026-11-24T08:00:00Z", "2026-11-23T09:00:00Z"},
    {"the first ever is missed", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T09:00:00Z", "2026-11-23T08:00:00Z",
     "2026-11-23T07:59:59Z"},
    {"started today, and then moved to later", "UTC", DAILY, 18 * 60, NULL, "2026-11-23T09:10:00Z",
     "2026-11-23T18:00:00Z", "2026-11-23T09:00:00Z"},
    {"started ten years ahead", "UTC", DAILY, 8 * 60, NULL, "2026-11-23T07:00:00Z", "2026-11-23T08:00:00Z",
     "2036-11-23T09:00:00Z"},
    {"away for two hours: it comes late", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-24T10:00:00Z", "2026-11-24T08:00:00Z", NULL},
    {"away for just under twelve", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T19:59:59Z",
     "2026-11-24T08:00:00Z", NULL},
    {"away for twelve: not in the middle of the night", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-24T20:00:00Z", "2026-11-25T08:00:00Z", NULL},
    {"away over midnight", "UTC", DAILY, 23 * 60, "2026-11-23T23:00:00Z", "2026-11-25T03:00:00Z",
     "2026-11-24T23:00:00Z", NULL},
    {"away for a month: one comes, not thirty", "UTC", DAILY, 8 * 60, "2026-10-23T08:00:00Z",
     "2026-11-24T09:00:00Z", "2026-11-24T08:00:00Z", NULL},
    {"on working days: Friday is followed by Monday", "UTC", WORKDAYS, 8 * 60, "2026-11-20T08:00:00Z",
     "2026-11-20T09:00:00Z", "2026-11-23T08:00:00Z", NULL},
    {"on working days: Friday's is missed until Saturday", "UTC", WORKDAYS, 18 * 60, "2026-11-19T18:00:00Z",
     "2026-11-21T02:00:00Z", "2026-11-20T18:00:00Z", NULL},
    {"once a week", "UTC", MONDAY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z",
     "2026-11-30T08:00:00Z", NULL},
    {"never", "UTC", 0, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z", NULL, NULL},
    {"in the PM's zone", "America/New_York", DAILY, 8 * 60, "2026-11-22T13:00:00Z", "2026-11-23T12:59:00Z",
     "2026-11-23T13:00:00Z", NULL},
    {"the weekday is that of the PM's zone", "Pacific/Auckland", MONDAY, 8 * 60, "2026-11-16T00:00:00Z",
     "2026-11-17T00:00:00Z", "2026-11-22T19:00:00Z", NULL},
    // the time was changed in the configuration
    {"moved to later on a day that had its own", "UTC", DAILY, 18 * 60, "2026-11-23T08:00:00Z",
     "2026-11-23T09:00:00Z", "2026-11-24T18:00:00Z", NULL},
    {"moved to earlier", "UTC", DAILY, 6 * 60, "2026-11-23T18:00:00Z", "2026-11-23T19:00:00Z",
     "2026-11-24T06:00:00Z", NULL},
    // a clock that was set back, or was wrong
    {"set back by an hour", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z", "2026-11-23T07:00:00Z",
     "2026-11-24T08:00:00Z", NULL},
    {"set back by a day: neither of both again", "UTC", DAILY, 8 * 60, "2026-11-23T08:00:00Z",
     "2026-11-22T08:30:00Z", "2026-11-24T08:00:00Z", NULL},
    {"ten years ahead once: no silence for ten years", "UTC", DAILY, 8 * 60, "2036-11-23T08:00:00Z",
     "2026-11-23T08:30:00Z", "2026-11-23T08:00:00Z", NULL},
    // Berlin skips 02:00-03:00 on 2026-03-29, and lives 02:00-03:00 twice on 2026-10-25
    {"an hour that is skipped", "Europe/Berlin", DAILY, 150, "2026-03-28T01:30:00Z", "2026-03-28T02:00:00Z",
     "2026-03-29T01:00:00Z", NULL},
    {"an hour that comes twice", "Europe/Berlin", DAILY, 150, "2026-10-24T00:30:00Z", "2026-10-24T01:00:00Z",
     "2026-10-25T00:30:00Z", NULL},
    {"the second time of that hour brings none", "Europe/Berlin", DAILY, 150, "2026-10-25T00:30:00Z",
     "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z", NULL},
    {"a midnight that is skipped", "America/Santiago", DAILY, 0, "2026-09-05T04:00:00Z",
     "2026-09-05T05:00:00Z", "2026-09-06T04:00:00Z", NULL},
    {"the last hour of a day is skipped: just before it", "America/Nuuk", DAILY, 23 * 60 + 30,
     "2026-03-28T01:30:00Z", "2026-03-28T02:00:00Z", "2026-03-29T00:59:00Z", NULL},
    {"a date that never was has none", "Pacific/Apia", DAILY, 8 * 60, "2011-12-29T18:00:00Z",
     "2011-12-29T20:00:00Z", "2011-12-30T18:00:00Z", NULL},
    {"missed over a date that never was", "Pacific/Apia", DAILY, 22 * 60 + 55, "2011-12-29T08:55:00Z",
     "2011-12-30T15:00:00Z", "2011-12-30T08:55:00Z", NULL},
    {"nor has the week of that weekday", "Pacific/Apia", FRIDAY, 8 * 60, "2011-12-23T18:00:00Z",
     "2011-12-24T00:00:00Z", "2012-01-05T18:00:00Z", NULL},
};

static void the_next_one_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Case *row = &CASES[i];
        g_autoptr(Pm) pm = pm_at(row->zone, row->days, row->minute);
        const PostLast last = {.begun = at_or_none(row->begun), .sent = at_or_none(row->last)};
        check_moment(row->name, "next", post_next(pm, last, at(row->now)),
                     row->next == NULL ? INT64_MAX : at(row->next));
    }
}

// --- against the reference ---

typedef struct Years {
    const char *zone, *begin; // two years from there
} Years;

static const Years YEARS[] = {
    {"Europe/Berlin", "2026-01-01T00:00:00Z"},    {"America/New_York", "2026-01-01T00:00:00Z"},
    {"Australia/Sydney", "2026-01-01T00:00:00Z"}, {"Australia/Lord_Howe", "2026-01-01T00:00:00Z"},
    {"America/Santiago", "2026-01-01T00:00:00Z"}, {"America/Nuuk", "2026-01-01T00:00:00Z"},
    {"Africa/Cairo", "2026-01-01T00:00:00Z"},     {"Africa/Casablanca", "2026-01-01T00:00:00Z"},
    {"America/St_Johns", "2009-01-01T00:00:00Z"}, {"Pacific/Apia", "2011-01-01T00:00:00Z"},
    {"Antarctica/Troll", "2026-01-01T00:00:00Z"}, {"Asia/Kathmandu", "2026-01-01T00:00:00Z"},
};

static unsigned weekday_of(int date) {
    g_autoptr(GDateTime) day = g_date_time_new_utc(date / 10000, date / 100 % 100, date % 100, 0, 0, 0);
    return (unsigned)g_date_time_get_day_of_week(day) - 1;
}

// The moments of all dates: the first minute at which the clock of that date shows no less, else its last.
static GArray *slow_moments(const SlowCalendar *slow, unsigned days, int minute) {
    GArray *moments = g_array_new(FALSE, FALSE, sizeof(int64_t));
    int done = 0;
    for (size_t i = 0; i + 1 < slow->minutes; i++) {
        const int date = slow->date[i];
        const bool ends = slow->date[i + 1] > date;
        if (date <= done || (slow->of_day[i] < minute && !ends))
            continue;
        done = date;
        const int64_t moment = slow->begin + (int64_t)i * SLOW_MINUTE;
        if (days >> weekday_of(date) & 1)
            g_array_append_val(moments, moment);
    }
    return moments;
}

static int64_t slow_next(const SlowCalendar *slow, const GArray *moments, int64_t last, int64_t now) {
    for (guint i = 0; i < moments->len; i++) {
        const int64_t moment = g_array_index(moments, int64_t, i);
        if (moment > now - POST_MISSED && moment > last &&
            slow->date[slow_index(slow, moment)] != slow->date[slow_index(slow, last)])
            return moment;
    }
    return INT64_MAX;
}

static void follow(const SlowCalendar *slow, const Years *years, const Pm *pm, GRand *random) {
    g_autoptr(GArray) moments = slow_moments(slow, pm->digest_days, (int)pm->digest_minute);
    g_autofree char *name =
        g_strdup_printf("%s, days %x at %u", years->zone, pm->digest_days, pm->digest_minute);
    for (guint i = 1; i + 1 < moments->len; i++) { // a courier that is never away
        const int64_t last = g_array_index(moments, int64_t, i),
                      next = g_array_index(moments, int64_t, i + 1);
        check_moment(name, "next", post_next(pm, (PostLast){.sent = last}, last), next);
        check_moment(name, "due", post_next(pm, (PostLast){.sent = last}, next), next);
    }
    const int64_t begin = slow->begin + 3 * 24 * HOUR;
    const int32_t minutes = (int32_t)slow->minutes - 30 * 24 * 60;
    for (int i = 0; i < 500; i++) { // one that is away now and then, and one whose clock is set back
        const int64_t now = begin + g_rand_int_range(random, 0, minutes) * MINUTE;
        const int64_t last = now + g_rand_int_range(random, -3 * 24 * 60, 2 * 24 * 60) * MINUTE;
        check_moment(name, "next of any", post_next(pm, (PostLast){.sent = last}, now),
                     slow_next(slow, moments, last, now));
    }
}

static void two_years_of_moments(void **state) {
    (void)state;
    static const unsigned DAYS[] = {DAILY, WORKDAYS, MONDAY | FRIDAY};
    GRand *random = support_rand("digests");
    const unsigned zones = MAX(support_many(G_N_ELEMENTS(YEARS)), 1);
    for (unsigned i = 0; i < zones; i++) {
        const Years *years = &YEARS[i];
        SlowCalendar slow = {0};
        slow_calendar_fill(&slow, years->zone, at(years->begin), 731 * 24 * 60);
        for (unsigned minute = 0; minute < 24 * 60; minute += (unsigned)g_rand_int_range(random, 20, 120)) {
            g_autoptr(Pm) pm = pm_at(years->zone, DAYS[minute % G_N_ELEMENTS(DAYS)], minute);
            follow(&slow, years, pm, random);
        }
        slow_calendar_clear(&slow);
    }
    g_rand_free(random);
}

// --- the mail ---

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

static int world_setup(void **state) {
    World *world = g_new0(World, 1);
    message_library_start();
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    g_ptr_array_add(world->config->pms, pm_at("Europe/Berlin", DAILY, 8 * 60));
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
    ground_close(&world->ground);
    seal_free(world->ground.seal);
    support_remove(world->ground.directory);
    g_free(world->ground.directory);
    g_free(world->ground.url);
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
    world->now += HOUR;
    support_write(&world->ground, do_begin, &work);
    Work sent = post(world, begun + MINUTE);
    assert_true(sent.last.begun == begun && sent.last.sent == begun + MINUTE);
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
        cmocka_unit_test(the_next_one_by_hand),
        cmocka_unit_test(two_years_of_moments),
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
