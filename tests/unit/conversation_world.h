#ifndef EARSHOT_TEST_CONVERSATION_WORLD_H
#define EARSHOT_TEST_CONVERSATION_WORLD_H
// Conversations through the whole intake: the customer's mail, ours, and what
// became of the conversation and its clocks as one line of text.

#include "intake_world.h"

#include "clocks.h"

#define SOLVED "It works again, thank you very much!\n"
#define DMARC(domain) "Authentication-Results: mx.example.test; dmarc=pass header.from=" domain "\n"
#define NO_PROOF "X-Mailer: none\n"

static inline Hearing *hear_from(World *world, Mail mail, const char *login, const char *client) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    envelope->login = g_strdup(login);
    envelope->client = g_strdup(client);
    Hearing *hearing = intake_hear(world->intake, envelope, bytes, 0, &error);
    if (hearing == NULL)
        fail_msg("%s", error->message);
    world->now += MINUTE;
    return hearing;
}

static inline uint64_t id_of(const Hearing *hearing) {
    uint64_t id = 0;
    assert_true(hearing->thread != NULL && thread_id_parse(hearing->thread, &id));
    return id;
}

// A customer's mail that the MTA takes.
static inline uint64_t customer_writes(World *world, Mail mail) {
    g_autoptr(Hearing) hearing = hear(world, mail);
    confirm(world, hearing);
    world->now += MINUTE;
    return id_of(hearing);
}

// Ours, from the submission port; what the row leaves out is as of an answer to Ann.
static inline void we_write(World *world, Mail mail) {
    mail.from = or_else(mail.from, "Support <support@example.test>");
    mail.sender = or_else(mail.sender, "support@example.test");
    mail.rcpt = or_else(mail.rcpt, or_else(mail.to, "ann@a.example"));
    mail.to = or_else(mail.to, "ann@a.example");
    mail.more = or_else(mail.more, NO_PROOF);
    mail.subject = or_else(mail.subject, "Re: Export stops");
    mail.body = or_else(mail.body, "Hello Ann,\n\nit is mended.\n\nBob\n");
    g_autoptr(Hearing) hearing = hear_from(world, mail, "bob", NULL);
    assert_true(hearing->outbound);
}

typedef struct Story {
    uint64_t id;
    GString *text;
} Story;

static inline bool do_story(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Story *story = data;
    g_autoptr(Thread) thread = thread_get(txn, story->id);
    g_assert_nonnull(thread);
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    g_string_append_printf(story->text, "%s %s", phase_name(thread->phase), level_name(thread->level));
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        if (clock->kind != CLOCK_ACKNOWLEDGE)
            g_string_append_printf(story->text, ", %s %s", clock_kind_name(clock->kind),
                                   clock_end_name(clock->end));
    }
    return !store_failed(txn);
}

// "solving critical, first-reply met, touchpoint running": all clocks but the measured one.
static inline char *story_of(World *world, uint64_t id) {
    Story story = {id, g_string_new(NULL)};
    support_read(&world->ground, do_story, &story);
    return g_string_free(story.text, FALSE);
}

static inline void check_story(World *world, const char *name, uint64_t id, const char *wanted) {
    g_autofree char *found = story_of(world, id);
    if (strcmp(found, wanted) != 0)
        fail_msg("%s: %s, not %s", name, found, wanted);
}

// Each row of a table has a world of its own.
static inline World *world_new(void) {
    void *state = NULL;
    world_setup(&state);
    return state;
}

static inline void world_free(World *world) {
    void *state = world;
    world_teardown(&state);
}

static inline void add_account(World *world, const char *name, const char *domain) {
    Account *account = account_new(name);
    g_ptr_array_add(account->domains, g_strdup(domain));
    g_ptr_array_add(world->config->accounts, account);
}

#endif
