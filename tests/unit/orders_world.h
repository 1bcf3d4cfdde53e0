#ifndef EARSHOT_TEST_ORDERS_WORLD_H
#define EARSHOT_TEST_ORDERS_WORLD_H
// Conversations, grants over them, and a PM's mail as a row; and all that is
// there afterwards, as text.

#include "digest_world.h"

#include "audit.h"
#include "authres.h"
#include "command.h"
#include "envelope.h"
#include "grant.h"
#include "journal.h"
#include "message.h"
#include "orders.h"
#include "outbox.h"
#include "problem.h"
#include "text.h"

enum { ALERT = 100, DIGEST = 200, OTHERS = 300, LOOK_ONLY = 400, OLD = 500, GONE = 600 };

// --- the world ---

typedef struct Give {
    uint64_t id;
    const char *pm;
    unsigned classes;
    uint64_t threads[4];
    size_t count;
    int64_t age;
} Give;

static inline bool do_give(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Give *give = data;
    grant_add(txn, give->id, give->pm, give->classes, give->threads, give->count, NOON_MONDAY - give->age);
    return true;
}

// Who has had an acknowledgement, so may be written to; and what is linked to Paula's P12.
static inline bool do_known(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    (void)error;
    static const ProblemLink BY_HAND = {.how = LINK_BY_HAND, .sure = 1};
    for (uint64_t id = 1; id <= 2; id++) {
        g_autoptr(Thread) thread = thread_get(txn, id);
        thread_set_acknowledged(thread, contact_hash(store_txn_seal(txn), thread->from));
        contact_take(txn, thread->from, NOON_MONDAY);
        problem_link(txn, thread, "paula", "P12", &BY_HAND, NOON_MONDAY);
        thread_put(txn, thread);
    }
    return !store_failed(txn);
}

static const Talk TALKS[] = {
    {.id = 1,
     .name = "Maria Rossi",
     .subject = "Export stops",
     .level = LEVEL_CRITICAL,
     .gravest = 1,
     .first_reply = "2026-11-23T13:30:00Z",
     .touchpoint = "2026-11-24T10:00:00Z",
     .problem = "P12",
     .said = {{"2026-11-23T09:00:00Z", .level = LEVEL_CRITICAL, .request = REQUEST_OUTAGE,
               .evidence = {"anger: this shit #close now", "impact: our shop stands still"}}}},
    {.id = 2, .from = "bob@b.example", .level = LEVEL_CONCERN, .problem = "p12"},
    {.id = 3, .from = "carl@c.example", .mailbox = "sales", .level = LEVEL_CRITICAL, .problem = "P12"},
    {.id = 4, .from = "dora@d.example", .phase = PHASE_CLOSED},
};

static inline int orders_setup(void **state) {
    static const unsigned ALL = GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM, SOME = GRANT_LOOK | GRANT_THREAD;
    static const Give GIVES[] = {
        {ALERT, "paula", SOME, {1}, 1, 0},       {DIGEST, "paula", ALL, {1, 2, 3, 4}, 4, 0},
        {OTHERS, "peter", ALL, {1, 3}, 2, 0},    {LOOK_ONLY, "paula", GRANT_LOOK, {1}, 1, 0},
        {OLD, "paula", ALL, {1}, 1, GRANT_KEPT}, {GONE, "paula", SOME, {99}, 1, 0},
    };
    message_library_start();
    digest_world_setup(state);
    DigestWorld *world = *state;
    g_ptr_array_add(world->config->trust->internal_networks, g_strdup("10.0.0.0/8"));
    for (guint i = 0; i < world->config->mailboxes->len; i++)
        ((Mailbox *)world->config->mailboxes->pdata[i])->touchpoint = G_TIME_SPAN_DAY;
    digest_world_put(world, TALKS, G_N_ELEMENTS(TALKS));
    for (size_t i = 0; i < G_N_ELEMENTS(GIVES); i++) {
        Give give = GIVES[i];
        support_write(&world->ground, do_give, &give);
    }
    support_write(&world->ground, do_known, NULL);
    return 0;
}

#define orders_test(test) cmocka_unit_test_setup_teardown(test, orders_setup, digest_world_teardown)

// --- what is there, as text ---

static inline bool tell_thread(StoreTxn *txn, Thread *thread, void *data) {
    GString *told = data;
    g_string_append_printf(told, "%u %s %s", (unsigned)thread->id, phase_name(thread->phase),
                           level_name(thread->level));
    if (thread->in_hand != 0)
        g_string_append(told, " in-hand");
    if (thread->problem != NULL)
        g_string_append_printf(told, " %s", thread->problem);
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        g_autofree char *due = units_time_format(clock->due);
        g_string_append_printf(told, " %s:%s:%.13s", clock_kind_name(clock->kind), clock_end_name(clock->end),
                               due);
        if (clock->words != NULL)
            g_string_append_printf(told, ":%s", clock->words);
    }
    g_autoptr(GPtrArray) notes = journal_of(txn, thread);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        g_string_append_printf(told, " [%s %s", command_verb_name(note->verb), note->by);
        if (note->words != NULL)
            g_string_append_printf(told, " %s", note->words);
        for (guint j = 0; j < note->pairs->len; j++) {
            const CommandPair *pair = note->pairs->pdata[j];
            g_string_append_printf(told, " %s=%s", pair->key, pair->value);
        }
        g_string_append_c(told, ']');
    }
    g_string_append_c(told, '\n');
    return true;
}

static inline bool do_threads(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk(txn, tell_thread, data);
    return !store_failed(txn);
}

static inline char *threads_of(DigestWorld *world) {
    GString *told = g_string_new(NULL);
    support_read(&world->ground, do_threads, told);
    return g_string_free(told, FALSE);
}

static inline bool tell_line(StoreTxn *txn, const AuditLine *line, void *data) {
    (void)txn;
    g_string_append_printf(data, "%s%s %s %u %s", ((GString *)data)->len == 0 ? "" : "\n", line->pm,
                           command_verb_name(line->verb), (unsigned)line->thread, line->outcome);
    return true;
}

static inline bool do_audit(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    uint64_t count, broken;
    audit_walk(txn, tell_line, data);
    g_assert_true(audit_verify(txn, &count, &broken));
    return !store_failed(txn);
}

static inline char *audit_of(DigestWorld *world) {
    GString *told = g_string_new(NULL);
    support_read(&world->ground, do_audit, told);
    return g_string_free(told, FALSE);
}

static inline bool keep_row(StoreTxn *txn, OutboxRow *row, void *data) {
    OutboxRow *copy = outbox_get(txn, row->id);
    g_ptr_array_add(data, copy);
    return true;
}

static inline bool do_outbox(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, keep_row, data);
    return !store_failed(txn);
}

static inline void free_row(void *row) {
    outbox_row_free(row);
}

static inline GPtrArray *outbox_of(DigestWorld *world) {
    GPtrArray *rows = g_ptr_array_new_with_free_func(free_row);
    support_read(&world->ground, do_outbox, rows);
    return rows;
}

// The mails to customers, and whether one waits: "choices", ...
static inline char *outreach_of(DigestWorld *world) {
    GString *told = g_string_new(NULL);
    g_autoptr(GPtrArray) rows = outbox_of(world);
    for (guint i = 0; i < rows->len; i++) {
        const OutboxRow *row = rows->pdata[i];
        if (row->kind != OUTBOX_OUTREACH)
            continue;
        g_autoptr(Values) values = row->values == NULL ? values_new() : values_unpack(row->values, NULL);
        g_string_append_printf(told, "%s%s to %s, thread %u, %s, in %d min", told->len == 0 ? "" : "|",
                               row->values == NULL ? "sent" : values_get(values, "kind"), row->to, (unsigned)row->thread,
                               outbox_state_name(row->state),
                               (int)((row->due - world->now) / G_TIME_SPAN_MINUTE));
    }
    return g_string_free(told, FALSE);
}

// The mail of the only row, its soft line ends taken out and encoded characters left as they are.
static inline char *reply_of(DigestWorld *world) {
    g_autoptr(GPtrArray) rows = outbox_of(world);
    for (guint i = rows->len; i-- > 0;)
        if (((const OutboxRow *)rows->pdata[i])->kind == OUTBOX_OUTREACH)
            g_ptr_array_remove_index(rows, i);
    assert_int_equal(rows->len, 1);
    const OutboxRow *row = rows->pdata[0];
    assert_int_equal(row->kind, OUTBOX_CONFIRM);
    assert_int_equal(row->state, OUTBOX_READY);
    g_autoptr(GError) error = NULL;
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    g_autoptr(GBytes) bytes = orders_compose(values, NOON_MONDAY, &error);
    if (bytes == NULL)
        fail_msg("%s", error->message);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autofree char *text = message_part_text(message, 0, 100000);
    return g_strdup_printf("To: %s\nSubject: %s\nIn-Reply-To: %s\nAuto-Submitted: %s\nReply-To: %s\n\n%s",
                           row->to, message_subject(message), message_field(message, "In-Reply-To"),
                           message_field(message, "Auto-Submitted"), message_field(message, "Reply-To"),
                           text);
}

// --- a mail ---

typedef struct Order { // NULL and 0: as Paula writes it by login
    const char *body;
    uint64_t grant; // named behind the body
    const char *from, *rcpt, *id, *date, *more, *type, *subject;
    const char *login, *client, *results, *sender; // sender: NULL for From's
    bool unproven, machine, in_address;
} Order;

static inline GBytes *bytes_of(DigestWorld *world, const Order *order) {
    g_autofree char *token =
        order->grant == 0 ? NULL : seal_token(world->ground.seal, SEAL_COMMAND, order->grant);
    const bool html = order->type != NULL;
    g_autofree char *reference =
        token == NULL || order->in_address ? g_strdup("")
        : html ? g_strdup_printf("<blockquote type=\"cite\">Ref: %s</blockquote>", token)
               : g_strdup_printf("\n> Ref: %s\n", token);
    char *text = g_strdup_printf(
        "From: %s\nTo: support@example.test\nSubject: %s\nMessage-ID: <%s>\nDate: %s\nMIME-Version: 1.0\n"
        "Content-Type: %s; charset=utf-8\n%s%s\n%s\n%s",
        order->from == NULL ? "Paula <paula@example.test>" : order->from,
        order->subject == NULL ? "Re: Critical: Maria Rossi" : order->subject,
        order->id == NULL ? "1@paula.test" : order->id,
        order->date == NULL ? "Mon, 23 Nov 2026 10:59:00 +0100" : order->date,
        html ? order->type : "text/plain", order->results == NULL ? "" : order->results,
        order->more == NULL ? "" : order->more, order->body, reference);
    return g_bytes_new_take(text, strlen(text));
}

typedef struct Work {
    const Orders *orders;
    int64_t now;
} Work;

static inline bool do_take(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Work *work = data;
    orders_take(txn, work->orders, work->now);
    return !store_failed(txn);
}

static inline const char *sender_of(const Order *order) {
    const bool his = order->from != NULL && strstr(order->from, "peter") != NULL;
    return order->sender != NULL ? order->sender : his ? "peter@example.test" : "paula@example.test";
}

static inline Envelope *envelope_of(DigestWorld *world, const Order *order) {
    Envelope *envelope = envelope_new();
    g_autofree char *token = seal_token(world->ground.seal, SEAL_COMMAND, order->grant);
    g_autofree char *sub = g_strdup_printf("support+%s@example.test", token);
    envelope->login = g_strdup(order->unproven ? order->login : "paula");
    envelope->sender = g_strdup(sender_of(order));
    envelope->client = g_strdup(order->client == NULL ? "192.0.2.9" : order->client);
    const char *rcpt = order->rcpt != NULL ? order->rcpt : order->in_address ? sub : "support@example.test";
    envelope_add_recipient(envelope, rcpt);
    return envelope;
}

// True when it was a mail with commands, which were taken then.
static inline bool give_order(DigestWorld *world, const Order *order) {
    g_autoptr(GBytes) bytes = bytes_of(world, order);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    g_autoptr(Envelope) envelope = envelope_of(world, order);
    g_autoptr(AuthResults) auth = authres_of(message, world->config->trust->authserv_ids, "mx.example.test");
    g_autoptr(Text) text = text_extract(message, 0);
    const OrdersFacts facts = {
        .config = world->config,
        .seal = world->ground.seal,
        .message = message,
        .envelope = envelope,
        .auth = auth,
        .text = text,
        .machine = order->machine,
    };
    g_autoptr(Orders) orders = orders_find(&facts);
    if (orders == NULL)
        return false;
    Work work = {.orders = orders, .now = world->now};
    support_write(&world->ground, do_take, &work);
    return true;
}

static inline void restart(void **state) {
    digest_world_teardown(state);
    orders_setup(state);
}

#endif
