#ifndef EARSHOT_TEST_CLOCK_WORLD_H
#define EARSHOT_TEST_CLOCK_WORLD_H
// A small world around the clocks: a store, a configuration with mailboxes and
// a product manager, the events of a conversation as values, and all that the
// store then says of clocks, threads and notices as text.

#include "support_time.h"

#include "clocks.h"
#include "config.h"
#include "contact.h"
#include "outbox.h"
#include "promise.h"
#include "schedule.h"
#include "timekeeping.h"
#include "values.h"

typedef enum EventKind {
    EVENT_CUSTOMER, // a customer's message
    EVENT_PERSON,   // a mail by a person of ours
    EVENT_MACHINE,  // theirs or ours: timekeeping does not hear of it
    EVENT_PHASE,
    EVENT_PROMISE, // by hand
    EVENT_KEEP,
    EVENT_ACCEPTED,
    EVENT_ACKNOWLEDGED,
    EVENT_SCHEDULE
} EventKind;

enum { EVENT_PROMISES = 3 };

typedef struct Event {
    EventKind kind;
    int64_t at;
    uint64_t thread;
    uint32_t mailbox; // of a new thread: its place in the configuration
    bool key_account; // likewise
    Level level;
    CustomerWord word;
    bool accepted;
    bool asks, puts_off;
    uint32_t promises;
    int64_t due[EVENT_PROMISES]; // of these, or of the promise by hand
    Phase phase;
    uint32_t number; // of the promise that was kept
    int64_t released;
    uint32_t most; // of the schedule
} Event;

typedef struct ClockWorld {
    Ground ground;
    Config *config;
    ScheduleRun run; // of the last schedule
    bool left;       // likewise
    bool kept;       // of the last EVENT_KEEP
} ClockWorld;

// --- the configuration ---

static inline Mailbox *clock_world_mailbox(const char *name, const char *hours, const char *zone) {
    Mailbox *mailbox = mailbox_new(name);
    g_ptr_array_add(mailbox->addresses, g_strconcat(name, "@example.test", NULL));
    g_ptr_array_add(mailbox->languages, g_strdup("en"));
    mailbox->time_zone = g_strdup(zone);
    mailbox->hours = g_strdup(hours);
    mailbox->calendar = calendar_of(hours, zone);
    mailbox->first_reply[LEVEL_NONE] = mailbox->first_reply[LEVEL_CONCERN] = 4 * G_TIME_SPAN_HOUR;
    mailbox->first_reply[LEVEL_ESCALATION] = G_TIME_SPAN_HOUR;
    mailbox->first_reply[LEVEL_CRITICAL] = 15 * G_TIME_SPAN_MINUTE;
    mailbox->next_reply = 2 * G_TIME_SPAN_HOUR;
    mailbox->touchpoint = G_TIME_SPAN_DAY;
    mailbox->pm = g_strdup("paula");
    return mailbox;
}

static inline Pm *clock_world_pm(ClockWorld *world) {
    return world->config->pms->pdata[0];
}

static inline ClockWorld *clock_world_new(void) {
    ClockWorld *world = g_new0(ClockWorld, 1);
    world->config = config_builtin();
    g_ptr_array_set_size(world->config->mailboxes, 0);
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->alert = LEVEL_ESCALATION;
    pm->alert_budget = 10000;
    g_ptr_array_add(world->config->pms, pm);
    ground_make(&world->ground);
    return world;
}

static inline void clock_world_free(ClockWorld *world) {
    ground_clear(&world->ground);
    config_free(world->config);
    g_free(world);
}

// One mailbox, Monday to Friday, 09:00 to 17:00 UTC.
static inline int clock_world_setup(void **state) {
    ClockWorld *world = clock_world_new();
    g_ptr_array_add(world->config->mailboxes, clock_world_mailbox("support", "Mon-Fri 09:00-17:00", "UTC"));
    ground_open(&world->ground);
    *state = world;
    return 0;
}

static inline int clock_world_teardown(void **state) {
    clock_world_free(*state);
    return 0;
}

#define clock_test(test) cmocka_unit_test_setup_teardown(test, clock_world_setup, clock_world_teardown)

// --- what happens ---

static inline Thread *clock_world_open(StoreTxn *txn, const ClockWorld *world, const Event *event) {
    Thread *thread = thread_new();
    const Mailbox *mailbox = world->config->mailboxes->pdata[event->mailbox];
    thread->id = event->thread;
    thread->mailbox = g_strdup(mailbox->name);
    thread->subject = g_strdup("Export stops");
    thread->from = g_strdup_printf("person%u@a.example", (unsigned)(event->thread % 50));
    thread->owner = contact_take(txn, thread->from, event->at).slot;
    thread->opened = event->at;
    thread->key_account = event->key_account;
    thread->tier = event->key_account ? g_strdup("gold") : NULL;
    return thread;
}

static inline void clock_world_reply(const Timekeeping *timekeeping, const Event *event) {
    g_autoptr(GArray) promises = g_array_new(FALSE, FALSE, sizeof(Promise));
    for (uint32_t i = 0; i < event->promises; i++) {
        const Promise promise = {event->due[i], (char *)(uintptr_t) "You will have it by then."};
        g_array_append_val(promises, promise);
    }
    const PersonWrote wrote = {promises, event->asks, event->puts_off};
    timekeeping_person_wrote(timekeeping, &wrote);
}

static inline void clock_world_happens(ClockWorld *world, const Timekeeping *timekeeping,
                                       const Event *event) {
    if (event->kind == EVENT_CUSTOMER || event->kind == EVENT_PERSON)
        timekeeping->thread->updated = MAX(timekeeping->thread->updated, event->at); // as its entry does
    if (event->kind == EVENT_CUSTOMER)
        timekeeping_customer_wrote(timekeeping, event->level, event->word);
    if (event->kind == EVENT_PERSON)
        clock_world_reply(timekeeping, event);
    if (event->kind == EVENT_PHASE)
        timekeeping_set_phase(timekeeping, event->phase);
    if (event->kind == EVENT_PROMISE)
        timekeeping_promise(timekeeping, event->due[0], "by hand");
    if (event->kind == EVENT_KEEP)
        world->kept = timekeeping_keep(timekeeping, event->number);
    if (event->kind == EVENT_ACCEPTED)
        timekeeping_accepted(timekeeping->txn, timekeeping->thread);
    if (event->kind == EVENT_ACKNOWLEDGED)
        timekeeping_acknowledged(timekeeping->txn, timekeeping->thread, event->released, event->at);
}

// Inside a transaction.
static inline void clock_world_apply(StoreTxn *txn, ClockWorld *world, const Event *event) {
    if (event->kind == EVENT_MACHINE)
        return;
    if (event->kind == EVENT_SCHEDULE) {
        world->run = schedule_run(txn, world->config, event->at, event->most, &world->left);
        return;
    }
    g_autoptr(Thread) thread = thread_get(txn, event->thread);
    if (thread == NULL)
        thread = clock_world_open(txn, world, event);
    const Timekeeping timekeeping = {
        .txn = txn,
        .mailbox = config_mailbox(world->config, thread->mailbox),
        .thread = thread,
        .now = event->at,
        .accepted = event->kind != EVENT_CUSTOMER || event->accepted,
    };
    clock_world_happens(world, &timekeeping, event);
    thread_put(txn, thread);
}

typedef struct EventWork {
    ClockWorld *world;
    const Event *events;
    size_t count;
} EventWork;

static inline bool clock_world_do_events(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const EventWork *work = data;
    for (size_t i = 0; i < work->count && !store_failed(txn); i++)
        clock_world_apply(txn, work->world, &work->events[i]);
    return !store_failed(txn);
}

// All in one transaction.
static inline void clock_world_run(ClockWorld *world, const Event *events, size_t count) {
    EventWork work = {world, events, count};
    support_write(&world->ground, clock_world_do_events, &work);
}

// --- what became of it ---

typedef struct ThreadCopy {
    uint64_t id;
    Thread *thread;    // or NULL
    GPtrArray *clocks; // Clock *
} ThreadCopy;

static inline bool clock_world_do_copy(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    ThreadCopy *copy = data;
    copy->thread = thread_get(txn, copy->id);
    copy->clocks = clocks_of(txn, copy->id);
    return !store_failed(txn);
}

static inline ThreadCopy clock_world_thread(ClockWorld *world, uint64_t id) {
    ThreadCopy copy = {.id = id};
    support_read(&world->ground, clock_world_do_copy, &copy);
    return copy;
}

static inline void thread_copy_clear(ThreadCopy *copy) {
    g_clear_pointer(&copy->thread, thread_free);
    g_clear_pointer(&copy->clocks, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ThreadCopy, thread_copy_clear)

// Notices as "thread clock word time".
static inline bool clock_world_do_notice(StoreTxn *txn, OutboxRow *row, void *data) {
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    g_autoptr(Clock) clock = clocks_get(txn, row->thread, row->entry);
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    g_assert_true(values != NULL && clock != NULL && thread != NULL);
    g_autofree char *id = thread_id_format(thread->id);
    g_ptr_array_add(data, g_strdup_printf("%s %s %s %" G_GINT64_FORMAT, id, clock_kind_name(clock->kind),
                                          values_get(values, "word"), row->created));
    return true;
}

static inline bool clock_world_do_notices(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, clock_world_do_notice, data);
    return !store_failed(txn);
}

static inline GPtrArray *clock_world_notices(ClockWorld *world) {
    GPtrArray *notices = g_ptr_array_new_with_free_func(g_free);
    support_read(&world->ground, clock_world_do_notices, notices);
    return notices;
}

static inline bool clock_world_do_next(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(int64_t *)data = schedule_next(txn);
    return !store_failed(txn);
}

static inline int64_t clock_world_next(ClockWorld *world) {
    int64_t next = 0;
    support_read(&world->ground, clock_world_do_next, &next);
    return next;
}

#endif
