#ifndef EARSHOT_TEST_VERIFY_WORLD_H
#define EARSHOT_TEST_VERIFY_WORLD_H
// A store with something in every table, made by what makes it in earnest: mail
// through the whole intake, answers, commands, accounts, problems, a burst.

#include "conversation_world.h"

#include "accounts.h"
#include "audit.h"
#include "campaign.h"
#include "contact.h"
#include "copies.h"
#include "erased.h"
#include "errands.h"
#include "grant.h"
#include "journal.h"
#include "lesson.h"
#include "no_answer.h"
#include "post.h"
#include "problem.h"
#include "rollup.h"
#include "timekeeping.h"

#define OUTAGE                                                                                               \
    "Hello,\n\nour whole shop is down since this morning: the checkout page says error 5003 and nobody can " \
    "pay. This is the third time and it is a disgrace. We lose money every minute.\n\nRegards\n"

static inline void add_facts(StoreTxn *txn, const char *key, const char *domain, const char *contact) {
    g_autoptr(AccountFacts) facts = account_facts_new();
    facts->account = g_strdup(key);
    facts->name = g_strdup(key);
    g_ptr_array_add(facts->domains, g_strdup(domain));
    g_ptr_array_add(facts->contacts, account_contact_new(contact, ROLE_BUSINESS));
    accounts_put(txn, facts);
}

static inline bool do_import_accounts(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    add_facts(txn, "ACME", "a.example", "ann@a.example");
    add_facts(txn, "BOLT", "b.example", "bob@b.example");
    return !store_failed(txn);
}

static inline void command_by_hand(StoreTxn *txn, Thread *thread, int64_t now) {
    Note note = {.at = now, .by = (char *)"paula", .verb = COMMAND_ACK, .words = (char *)"on it"};
    journal_add(txn, thread, &note);
    for (int i = 0; i < 3; i++) {
        AuditLine line = {.at = now,
                          .pm = (char *)"paula",
                          .verb = COMMAND_ACK,
                          .thread = thread->id,
                          .done = true,
                          .outcome = (char *)"done"};
        audit_add(txn, &line);
    }
    grant_add(txn, 77, "paula", GRANT_LOOK, &thread->id, 1, now);
}

static inline void name_problem(World *world, StoreTxn *txn, Thread *thread) {
    static const ProblemLink BY_HAND = {.how = LINK_BY_HAND, .sure = 1};
    g_autofree char *next = problem_next_name(txn, "paula");
    problem_link(txn, thread, "paula", "P12", &BY_HAND, world->now);
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    g_autoptr(Campaign) campaign =
        campaign_begin(txn, world->config, problem, "4.3", "paula", CAMPAIGN_WINDOW, 0, world->now);
    (void)campaign;
}

typedef struct Handled {
    World *world;
    uint64_t thread;
} Handled;

static inline void erase_somebody(StoreTxn *txn, const Thread *thread, int64_t now) {
    g_auto(Erased) erased;
    erased_init(&erased);
    erased.person = contact_hash(store_txn_seal(txn), "long@gone.example");
    erased.at = now;
    g_array_append_val(erased.threads, thread->id);
    erased_put(txn, &erased);
    copies_note(txn, now, "/backups/monday");
}

// What people and the courier do beside mail.
static inline bool do_by_hand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Handled *handled = data;
    World *world = handled->world;
    g_autoptr(Thread) thread = thread_get(txn, handled->thread);
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = world_mailbox(world), .thread = thread, .now = world->now, .accepted = true};
    timekeeping_promise(&timekeeping, world->now + 3 * 24 * HOUR, "by Thursday");
    command_by_hand(txn, thread, world->now);
    name_problem(world, txn, thread);
    thread_put(txn, thread);
    no_answer_add(txn, "never@b.example", NO_ANSWER_OPTED_OUT, "asked for it", world->now);
    lesson_add_entry(txn, thread, 1, LEVEL_CONCERN, "paula", world->now);
    lesson_add_entry(txn, thread, 1, LEVEL_NONE, "paula", world->now);
    post_begin(txn, world->config->pms->pdata[0], world->now);
    errands_begin(txn, world->now);
    erase_somebody(txn, thread, world->now);
    return !store_failed(txn);
}

// Of the same at once, from as many customers: a group, a burst, alerts.
static inline void complain_together(World *world, unsigned customers) {
    for (unsigned i = 0; i < customers; i++) {
        g_autofree char *address = g_strdup_printf("customer%u@shop%u.example", i, i);
        g_autofree char *id = g_strdup_printf("outage%u@shop.example", i);
        g_autofree char *proof = g_strdup_printf(
            "Authentication-Results: mx.example.test; dmarc=pass header.from=shop%u.example\n", i);
        (void)customer_writes(world, (Mail){.from = address,
                                            .sender = address,
                                            .id = id,
                                            .more = proof,
                                            .subject = "Shop is down",
                                            .body = OUTAGE});
    }
}

// Returns the id of Ann's conversation, which has most.
static inline uint64_t fill_world(World *world) {
    support_write(&world->ground, do_import_accounts, NULL);
    const uint64_t ann = customer_writes(world, (Mail){.id = "first@a.example", .body = GRAVE});
    we_write(world, (Mail){.id = "answer@example.test", .references = "<first@a.example>"});
    (void)customer_writes(world, (Mail){.id = "second@a.example",
                                        .references = "<answer@example.test>",
                                        .subject = "Re: Export stops",
                                        .body = GRAVE});
    (void)customer_writes(world, (Mail){.from = "Eve <eve@e.example>",
                                        .sender = "eve@e.example",
                                        .id = "eve@e.example",
                                        .more = NO_PROOF,
                                        .subject = "Invoice"});
    g_autoptr(Hearing) waits = hear(world, (Mail){.from = "Tom <tom@a.example>",
                                                  .sender = "tom@a.example",
                                                  .id = "waits@a.example",
                                                  .subject = "Waits"});
    complain_together(world, 25);
    Handled handled = {world, ann};
    support_write(&world->ground, do_by_hand, &handled);
    return ann;
}

#endif
