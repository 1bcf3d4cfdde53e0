#ifndef EARSHOT_TEST_INTAKE_WORLD_H
#define EARSHOT_TEST_INTAKE_WORLD_H
// A small world around the intake: the built-in configuration with a product
// manager and a second mailbox, a store and a key of its own, mail as a few
// fields, and questions about what became of it.

#include "support.h"

#include "config.h"
#include "intake.h"
#include "outbox.h"
#include "thread.h"

#define CALM "Hello,\n\nthe export stops after ten rows with an error. Could you have a look?\n\nAnn\n"
#define GRAVE "This is a disgrace. We have cancelled our contract and our lawyer will sue you.\n"
#define PROVEN                                                                                               \
    "Authentication-Results: mx.example.test; dmarc=pass header.from=a.example; spf=pass "                   \
    "smtp.mailfrom=a.example\n"

static const int64_t SECOND = G_TIME_SPAN_SECOND, MINUTE = G_TIME_SPAN_MINUTE, HOUR = G_TIME_SPAN_HOUR;

typedef struct World {
    Ground ground;
    Config *config;
    Intake *intake;
    int64_t now;
    bool damaged; // by the test: else the store is whole when it ends
} World;

typedef struct Mail { // NULL: as an ordinary customer's
    const char *from, *sender, *to, *subject, *id, *references, *more, *body;
    const char *rcpt; // recipients of SMTP, joined by blanks
} Mail;

static inline int world_setup(void **state) {
    World *world = g_new0(World, 1);
    message_library_start();
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->config = config_builtin();
    world->config->receipt_when = RECEIPT_ACCEPTED;
    g_free(world->config->receipt_domain);
    world->config->receipt_domain = g_strdup("receipt.example.test");
    Pm *pm = pm_new("paula");
    pm->address = g_strdup("paula@example.test");
    pm->alert = LEVEL_CRITICAL;
    pm->alert_budget = 100;
    g_ptr_array_add(world->config->pms, pm);
    Mailbox *mailbox = world->config->mailboxes->pdata[0];
    g_free(mailbox->pm);
    mailbox->pm = g_strdup("paula");
    world->intake = intake_new(world->config, world->ground.seal, world->ground.store, NULL);
    assert_non_null(world->intake);
    world->now = NOON_MONDAY;
    *state = world;
    return 0;
}

static inline int world_teardown(void **state) {
    World *world = *state;
    if (!world->damaged && world->ground.store != NULL)
        support_assert_whole(&world->ground, world->now);
    intake_free(world->intake);
    config_free(world->config);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

static inline Mailbox *world_mailbox(World *world) {
    return world->config->mailboxes->pdata[0];
}

// A second mailbox, 24x7.
static inline Mailbox *world_add_mailbox(World *world, const char *name, const char *address) {
    Mailbox *mailbox = mailbox_new(name);
    g_ptr_array_add(mailbox->addresses, g_strdup(address));
    g_ptr_array_add(mailbox->languages, g_strdup("en"));
    mailbox->time_zone = g_strdup("UTC");
    mailbox->calendar = calendar_new("24x7", "UTC", NULL);
    for (int i = 0; i < LEVEL_COUNT; i++)
        mailbox->first_reply[i] = HOUR;
    g_ptr_array_add(world->config->mailboxes, mailbox);
    return mailbox;
}

static inline const char *or_else(const char *text, const char *otherwise) {
    return text != NULL ? text : otherwise;
}

static inline GBytes *mail_bytes(const World *world, const Mail *mail) {
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(world->now / G_USEC_PER_SEC);
    g_autofree char *when = g_date_time_format(date, "%a, %d %b %Y %H:%M:%S +0000");
    g_autofree char *text = g_strdup_printf(
        "%sFrom: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\n%s%s%s%s%s%s%s\r\n%s",
        or_else(mail->more, PROVEN), or_else(mail->from, "Ann Archer <ann@a.example>"),
        or_else(mail->to, "support@example.test"), or_else(mail->subject, "Export stops"), when,
        mail->id == NULL ? "" : "Message-ID: <", or_else(mail->id, ""), mail->id == NULL ? "" : ">\r\n",
        mail->references == NULL ? "" : "References: ", or_else(mail->references, ""),
        mail->references == NULL ? "" : "\r\n", "", or_else(mail->body, CALM));
    return g_bytes_new(text, strlen(text));
}

static inline Envelope *mail_envelope(const World *world, const Mail *mail) {
    Envelope *envelope = envelope_new();
    envelope_set_sender(envelope, or_else(mail->sender, "ann@a.example"));
    g_auto(GStrv) recipients = g_strsplit(or_else(mail->rcpt, "support@example.test"), " ", -1);
    for (size_t i = 0; recipients[i] != NULL; i++)
        envelope_add_recipient(envelope, recipients[i]);
    envelope->arrival = world->now;
    return envelope;
}

// Must succeed. The same bytes come again as long as mail and world->now are the same: see hear_again.
static inline Hearing *hear_bytes(World *world, const Mail *mail, GBytes *bytes) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Envelope) envelope = mail_envelope(world, mail);
    Hearing *hearing = intake_hear(world->intake, envelope, bytes, 0, &error);
    if (hearing == NULL)
        fail_msg("%s", error->message);
    return hearing;
}

static inline Hearing *hear(World *world, Mail mail) {
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    return hear_bytes(world, &mail, bytes);
}

// The MTA delivers the copy to receipt.domain.
static inline bool confirm(World *world, const Hearing *hearing) {
    bool known = false;
    assert_non_null(hearing->receipt);
    g_autofree char *token =
        g_strndup(hearing->receipt, (size_t)(strchr(hearing->receipt, '@') - hearing->receipt));
    assert_true(intake_confirm(world->ground.store, world->config, token, world->now, &known, NULL));
    return known;
}

typedef struct RowCount {
    OutboxKind kind;
    OutboxState state;
    unsigned count;
    char *last_reply;
} RowCount;

static inline bool support_count_row(StoreTxn *txn, OutboxRow *row, void *data) {
    RowCount *count = data;
    (void)txn;
    count->count += row->kind == count->kind && row->state == count->state;
    return true;
}

static inline bool support_count_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, support_count_row, data);
    return true;
}

static inline unsigned rows(World *world, OutboxKind kind, OutboxState state) {
    RowCount count = {.kind = kind, .state = state};
    support_read(&world->ground, support_count_rows, &count);
    return count.count;
}

static inline unsigned answers(World *world, OutboxState state) {
    return rows(world, OUTBOX_ACKNOWLEDGEMENT, state);
}

static inline unsigned alerts(World *world, OutboxState state) {
    return rows(world, OUTBOX_ALERT, state);
}

// "" when the field is not among those to be added.
static inline const char *field(const Hearing *hearing, const char *name) {
    g_autofree char *head = g_strdup_printf("Earshot-%s: ", name);
    for (guint i = 0; i < hearing->fields->len; i++)
        if (g_str_has_prefix(hearing->fields->pdata[i], head))
            return (const char *)hearing->fields->pdata[i] + strlen(head);
    return "";
}

#define assert_field(hearing, name, value) assert_string_equal(field(hearing, name), value)

// Copies the message as a list: "id kind state" joined, for comparing whole stores.
static inline bool support_tell_row(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)txn;
    g_string_append_printf(data, "%" G_GUINT64_FORMAT " %s %s %s %s\n", row->id, outbox_kind_name(row->kind),
                           outbox_state_name(row->state), row->to, row->message_id);
    return true;
}

static inline bool support_tell_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, support_tell_row, data);
    return true;
}

typedef struct Found {
    uint64_t id;
    Thread *thread;
} Found;

static inline bool support_find_thread(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Found *found = data;
    found->thread = thread_get(txn, found->id);
    return true;
}

// As stored; NULL when there is none.
static inline Thread *thread_of(World *world, const Hearing *hearing) {
    Found found = {0};
    assert_true(thread_id_parse(hearing->thread, &found.id));
    support_read(&world->ground, support_find_thread, &found);
    return found.thread;
}

#endif
