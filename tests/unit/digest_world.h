#ifndef EARSHOT_TEST_DIGEST_WORLD_H
#define EARSHOT_TEST_DIGEST_WORLD_H
// A small world around what PMs are told: two mailboxes of two PMs, and conversations
// put down as rows of a table, without the mail that would have made them.

#include "support_time.h"

#include "accounts.h"
#include "clocks.h"
#include "config.h"
#include "contact.h"
#include "past.h"
#include "tally.h"
#include "thread.h"
#include "unanswered.h"

typedef struct DigestWorld {
    Ground ground;
    Config *config;
    int64_t now;
} DigestWorld;

typedef struct Said { // one message; the rows of a conversation end with one that has no time
    const char *at;
    const char *from; // NULL: the opener
    bool outbound, machine;
    Level level;
    Request request;
    const char *evidence[6]; // "signal: the words"
    const char *acknowledge; // NULL: "yes"
} Said;

typedef struct Talk { // one conversation; NULL and 0: nothing of the kind
    uint64_t id;
    const char *mailbox; // NULL: "support"
    const char *from, *name, *subject;
    const char *opened; // NULL: an hour ago
    Phase phase;
    Level level;
    const char *answered, *asked, *in_hand, *problem, *account;
    uint32_t gravest;
    bool unaccepted;
    const char *first_reply, *next_reply, *touchpoint; // due
    const char *promises[3];                           // due
    const char *promise_words;
    bool paused;
    Said said[4];
} Talk;

static inline Mailbox *digest_world_mailbox(const char *name, const char *pm) {
    Mailbox *mailbox = mailbox_new(name);
    g_ptr_array_add(mailbox->addresses, g_strconcat(name, "@example.test", NULL));
    mailbox->time_zone = g_strdup("Europe/Berlin");
    mailbox->hours = g_strdup("Mon-Fri 09:00-17:00");
    mailbox->calendar = calendar_of(mailbox->hours, mailbox->time_zone);
    mailbox->pm = g_strdup(pm);
    return mailbox;
}

static inline Pm *digest_world_pm(const char *name) {
    Pm *pm = pm_new(name);
    pm->address = g_strconcat(name, "@example.test", NULL);
    pm->time_zone = g_strdup("Europe/Berlin");
    pm->calendar = calendar_of("24x7", "Europe/Berlin");
    return pm;
}

// Monday, 23 November 2026, 11:00 in Berlin.
static inline int digest_world_setup(void **state) {
    DigestWorld *world = g_new0(DigestWorld, 1);
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    world->now = NOON_MONDAY;
    g_ptr_array_set_size(world->config->mailboxes, 0);
    g_ptr_array_add(world->config->mailboxes, digest_world_mailbox("support", "paula"));
    g_ptr_array_add(world->config->mailboxes, digest_world_mailbox("sales", "peter"));
    g_ptr_array_add(world->config->pms, digest_world_pm("paula"));
    g_ptr_array_add(world->config->pms, digest_world_pm("peter"));
    if (world->config->accounts_known.strategic == NULL)
        world->config->accounts_known.strategic = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(world->config->accounts_known.strategic, g_strdup("platinum"));
    *state = world;
    return 0;
}

static inline int digest_world_teardown(void **state) {
    DigestWorld *world = *state;
    ground_clear(&world->ground);
    config_free(world->config);
    g_free(world);
    return 0;
}

#define digest_test(test) cmocka_unit_test_setup_teardown(test, digest_world_setup, digest_world_teardown)

// --- putting down ---

static inline uint32_t talk_clock(StoreTxn *txn, Thread *thread, const Talk *talk, ClockKind kind,
                                  const char *due) {
    g_autoptr(Clock) clock = clock_new(kind);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup(thread->mailbox);
    clock->accepted = !talk->unaccepted;
    clock->started = MAX(thread->opened, thread->answered);
    clock->due = clock->half = clock->soon = at(due);
    clock->paused = talk->paused ? thread->asked : 0;
    clock->words = kind == CLOCK_PROMISE
                       ? g_strdup(talk->promise_words == NULL ? "You have it by then." : talk->promise_words)
                       : NULL;
    clocks_put(txn, clock);
    if (clock->accepted && clock->paused == 0)
        thread->due = thread->due == 0 ? clock->due : MIN(thread->due, clock->due);
    return clock->number;
}

static inline void talk_clocks(StoreTxn *txn, Thread *thread, const Talk *talk) {
    const char *reply = talk->first_reply != NULL ? talk->first_reply : talk->next_reply;
    if (reply != NULL) {
        thread->reply_kind = talk->first_reply != NULL ? CLOCK_FIRST_REPLY : CLOCK_NEXT_REPLY;
        thread->reply_clock = talk_clock(txn, thread, talk, thread->reply_kind, reply);
        thread->reply_due = at(reply);
    }
    if (talk->touchpoint != NULL)
        thread->touchpoint_clock = talk_clock(txn, thread, talk, CLOCK_TOUCHPOINT, talk->touchpoint);
    for (size_t i = 0; i < G_N_ELEMENTS(talk->promises) && talk->promises[i] != NULL; i++)
        thread->promise_clocks[thread->promises++] =
            talk_clock(txn, thread, talk, CLOCK_PROMISE, talk->promises[i]);
}

static inline void talk_said(StoreTxn *txn, Thread *thread, const Said *said) {
    g_autoptr(Entry) entry = entry_new();
    entry->at = at(said->at);
    entry->from = g_strdup(said->from == NULL ? thread->from : said->from);
    entry->outbound = said->outbound;
    entry->machine = said->machine;
    entry->level = said->level;
    entry->request = said->request;
    entry->language = g_strdup("en");
    entry->acknowledge = g_strdup(said->acknowledge == NULL ? "yes" : said->acknowledge);
    for (size_t i = 0; i < G_N_ELEMENTS(said->evidence) && said->evidence[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(said->evidence[i], ": ", 2);
        const int signal = signal_find(parts[0]);
        if (signal >= 0)
            entry->score[signal] = 0.9;
        g_ptr_array_add(entry->evidence, g_strdup(said->evidence[i]));
    }
    thread_add_entry(txn, thread, entry);
    if (g_str_has_prefix(entry->acknowledge, "no;"))
        unanswered_note(txn, entry->at, thread->id, entry->sequence);
}

static inline void talk_put(StoreTxn *txn, const DigestWorld *world, const Talk *talk) {
    g_autoptr(Thread) thread = thread_new();
    thread->id = talk->id;
    thread->mailbox = g_strdup(talk->mailbox == NULL ? "support" : talk->mailbox);
    thread->from = g_strdup(talk->from == NULL ? "ann@a.example" : talk->from);
    thread->from_name = g_strdup(talk->name);
    thread->subject = g_strdup(talk->subject == NULL ? "Export stops" : talk->subject);
    thread->language = g_strdup("en");
    thread->opened = thread->updated =
        talk->opened == NULL ? world->now - G_TIME_SPAN_HOUR : at(talk->opened);
    thread->owner = contact_take(txn, thread->from, thread->opened).slot;
    thread->accepted = talk->unaccepted ? 0 : thread->opened;
    thread->phase = talk->phase;
    thread->level = talk->level;
    thread->answered = at_or_none(talk->answered);
    thread->asked = at_or_none(talk->asked);
    thread->in_hand = at_or_none(talk->in_hand);
    thread->problem = g_strdup(talk->problem);
    thread->account = g_strdup(talk->account);
    for (size_t i = 0; i < G_N_ELEMENTS(talk->said) && talk->said[i].at != NULL; i++)
        talk_said(txn, thread, &talk->said[i]);
    thread->gravest = talk->gravest; // not what the entries made of it
    talk_clocks(txn, thread, talk);
    past_note(txn, thread, world->now);
    thread_put(txn, thread);
}

typedef struct TalkWork {
    const DigestWorld *world;
    const Talk *talks;
    size_t count;
} TalkWork;

static inline bool digest_world_do_put(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const TalkWork *work = data;
    for (size_t i = 0; i < work->count && !store_failed(txn); i++)
        talk_put(txn, work->world, &work->talks[i]);
    return !store_failed(txn);
}

static inline void digest_world_put(DigestWorld *world, const Talk *talks, size_t count) {
    TalkWork work = {world, talks, count};
    support_write(&world->ground, digest_world_do_put, &work);
}

static inline bool digest_world_do_account(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    accounts_put(txn, data);
    return !store_failed(txn);
}

// An account of that key and name with a tier and the domain.
static inline AccountFacts *digest_world_account(const char *key, const char *name, const char *tier,
                                                 const char *domain) {
    AccountFacts *facts = account_facts_new();
    facts->account = g_strdup(key);
    facts->name = g_strdup(name);
    facts->tier = g_strdup(tier);
    if (domain != NULL)
        g_ptr_array_add(facts->domains, g_strdup(domain));
    return facts;
}

static inline void digest_world_put_account(DigestWorld *world, AccountFacts *facts) {
    support_write(&world->ground, digest_world_do_account, facts);
}

// --- forgetting ---

static inline bool digest_world_do_erase(StoreTxn *txn, void *data, GError **error) {
    const char *address = data;
    return store_slot_erase(txn, contact_take(txn, address, NOON_MONDAY).slot, error);
}

static inline void digest_world_erase(DigestWorld *world, const char *address) {
    support_write(&world->ground, digest_world_do_erase, (void *)(uintptr_t)address);
}

#endif
