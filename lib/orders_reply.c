// The one mail in answer to commands. It goes to the address in the configuration,
// whatever the commands came from; of a mail that nothing proves it repeats no
// word, since that would be a way to have us write to a PM. No line of it
// begins with '#': quoted by a program that marks no quotes it commands nothing.
#include "orders_parts.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "compose.h"
#include "contact.h"
#include "layout.h"
#include "memo.h"
#include "outbox.h"
#include "situation.h"
#include "subject.h"
#include "tell.h"
#include "values.h"

enum { SUBJECT = 80 }; // characters of a customer's that are shown

// --- the words ---

static void add_line(Values *values, const char *indent, const char *line) {
    g_autofree char *whole = g_strconcat(indent, line, NULL);
    values_add(values, "lines", whole);
}

static void add_phrase(const OrdersReply *reply, Values *values, const char *phrase, const char *name,
                       const char *value) {
    g_autofree char *said = phrasebook_fill(reply->orders->book, phrase, name, value);
    add_line(values, "", said);
}

// The line of the PM, under a word that says whether it was done.
static void add_command(const OrdersReply *reply, Values *values, const OrdersResult *result) {
    add_line(values, "", "");
    add_phrase(reply, values, result->done ? "orders.done" : "orders.not", "line", result->command->line);
}

char *orders_outcome(const Phrasebook *book, const OrdersResult *result) {
    if (result->count < 0)
        return phrasebook_say(book, result->done ? "orders-done" : "orders-not", result->code,
                              result->values);
    g_autofree char *key = g_strconcat("orders-done.", result->code, NULL);
    return phrasebook_count_with(book, key, (uint64_t)result->count, result->values);
}

// "Maria Rossi - Export fails: critical, solving, due today 14:30"
static void add_state(StoreTxn *txn, const OrdersReply *reply, Values *values, uint64_t id) {
    const Phrasebook *book = reply->orders->book;
    g_autoptr(Thread) thread = id == 0 ? NULL : thread_get(txn, id);
    if (thread == NULL)
        return;
    g_autoptr(Values) state = values_new();
    g_autofree char *opener = situation_who(thread), *who = tell_name(opener);
    g_autofree char *subject = situation_about(thread, SUBJECT);
    g_autofree char *level = thread->phase == PHASE_CLOSED ? NULL : tell_level(book, thread->level);
    g_autofree char *phase = tell_phase(book, thread->phase);
    g_autofree char *due =
        thread->due == 0 ? NULL : phrasebook_time(book, thread->due, reply->now, reply->pm->time_zone);
    values_set(state, "who", who);
    values_set(state, "subject", subject);
    values_set(state, "level", level);
    values_set(state, "phase", phase);
    values_set(state, thread->due > reply->now ? "due" : "late", due);
    g_autofree char *line = phrasebook_say(book, "orders.state", NULL, state);
    add_line(values, "  ", line);
}

static void add_results(StoreTxn *txn, const OrdersReply *reply, Values *values) {
    for (guint i = 0; i < reply->results->len; i++) {
        const OrdersResult *result = reply->results->pdata[i];
        g_autofree char *outcome = orders_outcome(reply->orders->book, result);
        add_command(reply, values, result);
        add_line(values, "  ", outcome);
        for (guint j = 0; j < result->more->len; j++)
            add_line(values, "  - ", result->more->pdata[j]);
        if (result->done)
            add_state(txn, reply, values, result->thread);
    }
}

// Refused as a whole: the reason once, then what was not done; of unproven mail not even that.
static void add_refusal(const OrdersReply *reply, Values *values) {
    g_autofree char *why = phrasebook_say(reply->orders->book, "orders-not", reply->refused, NULL);
    add_line(values, "", why);
    for (guint i = 0; reply->orders->proven && i < reply->results->len; i++)
        add_command(reply, values, reply->results->pdata[i]);
}

// The same token again: it opens what it opened, for as long as it would have.
static void add_ending(StoreTxn *txn, const OrdersReply *reply, Values *values) {
    if (reply->refused != NULL)
        return;
    g_autofree char *token = seal_token(store_txn_seal(txn), SEAL_COMMAND, reply->orders->grant);
    g_autofree char *reference = g_strconcat("Ref: ", token, NULL);
    add_line(values, "", "");
    add_phrase(reply, values, "orders.go-on", "example",
               command_example(reply->many ? COMMAND_ACK : COMMAND_CLOSE));
    add_line(values, "", "");
    add_line(values, "", reference);
    const Mailbox *mailbox = reply->orders->mailbox;
    const char *own = mailbox->addresses->pdata[0];
    if (mailbox->sub_address == 0)
        return;
    g_autofree char *back = address_with_detail(own, mailbox->sub_address, token);
    values_set(values, "reply-to", back);
}

// --- the mail ---

static char *subject_of(const OrdersReply *reply) {
    const Orders *orders = reply->orders;
    g_autofree char *clean = orders->proven ? subject_clean(orders->subject) : NULL;
    if (clean == NULL || *clean == '\0')
        return phrasebook_say(orders->book, orders->proven ? "orders.subject" : "orders.subject-unproven",
                              NULL, NULL);
    return g_strconcat("Re: ", clean, NULL);
}

// The conversation that all commands were about; 0 when they were about none or several.
static uint64_t single_thread(const OrdersReply *reply) {
    uint64_t single = 0;
    for (guint i = 0; i < reply->results->len; i++) {
        const uint64_t thread = ((const OrdersResult *)reply->results->pdata[i])->thread;
        if (thread == 0 || (single != 0 && thread != single))
            return 0;
        single = thread;
    }
    return single;
}

// Ours of that conversation, so that an answer without commands finds it; else one that belongs to none.
static char *new_message_id(StoreTxn *txn, const OrdersReply *reply, uint64_t row, uint64_t *of) {
    const char *host = address_domain(reply->orders->mailbox->addresses->pdata[0]);
    g_autoptr(Thread) thread = *of == 0 ? NULL : thread_get(txn, *of);
    if (thread == NULL) {
        *of = 0;
        return g_strdup_printf("%016" G_GINT64_MODIFIER "x.confirm@%s", row, host);
    }
    thread->sent++;
    thread_put(txn, thread);
    return acknowledge_message_id(store_txn_seal(txn), thread->id, thread->sent, host);
}

static void set_headers(StoreTxn *txn, const OrdersReply *reply, Values *values, uint64_t row,
                        uint64_t *thread) {
    g_autofree char *subject = subject_of(reply);
    g_autofree char *id = new_message_id(txn, reply, row, thread);
    g_autofree char *loop = seal_token(store_txn_seal(txn), SEAL_LOOP, row);
    values_set(values, "to", reply->pm->address);
    values_set(values, "from-address", reply->orders->mailbox->addresses->pdata[0]);
    values_set(values, "from-name", "Earshot");
    values_set(values, "subject", subject);
    values_set(values, "message-id", id);
    values_set(values, "in-reply-to", reply->orders->message_id);
    values_set(values, "loop-token", loop);
    values_set(values, "language", phrasebook_language(reply->orders->book));
}

static uint64_t row_id(StoreTxn *txn, const Orders *orders) {
    const SealHash hash =
        seal_hash(store_txn_seal(txn), "orders-reply", orders->by_text.bytes, sizeof orders->by_text.bytes);
    uint64_t id;
    memcpy(&id, hash.bytes, sizeof id);
    return id;
}

void orders_reply(StoreTxn *txn, const OrdersReply *reply) {
    const uint64_t id = row_id(txn, reply->orders);
    uint64_t thread = reply->orders->proven ? single_thread(reply) : 0;
    g_autoptr(Values) values = values_new();
    if (reply->refused != NULL)
        add_refusal(reply, values);
    else
        add_results(txn, reply, values);
    add_ending(txn, reply, values);
    set_headers(txn, reply, values, id, &thread);
    g_autoptr(GBytes) packed = values_pack(values);
    OutboxRow row = {
        .id = id,
        .kind = OUTBOX_CONFIRM,
        .owner = contact_take(txn, reply->pm->address, reply->now).slot,
        .thread = thread,
        .person = contact_hash(store_txn_seal(txn), reply->pm->address),
        .mailbox = reply->orders->mailbox->name,
        .to = reply->pm->address,
        .envelope_sender = (char *)(uintptr_t) "",
        .message_id = (char *)(uintptr_t)values_get(values, "message-id"),
        .values = packed,
        .created = reply->now,
        .due = reply->now,
        .give_up = reply->orders->config->give_up,
    };
    outbox_add(txn, &row);
    outbox_expire(txn, id, reply->now + MEMO_KEPT);
}

static char *body_of(const Values *values) {
    const GPtrArray *lines = values_list(values, "lines");
    GString *body = g_string_new(NULL);
    for (guint i = 0; lines != NULL && i < lines->len; i++)
        g_string_append_printf(body, "%s\n", (const char *)lines->pdata[i]);
    g_autofree char *all = g_string_free(body, FALSE);
    return layout_text_harmless(all);
}

GBytes *orders_compose(const Values *values, int64_t now, GError **error) {
    g_autofree char *body = body_of(values);
    const Letter letter = {
        .from_name = values_get(values, "from-name"),
        .from = values_get(values, "from-address"),
        .to = values_get(values, "to"),
        .reply_to = values_get(values, "reply-to"),
        .subject = values_get(values, "subject"),
        .message_id = values_get(values, "message-id"),
        .in_reply_to = values_get(values, "in-reply-to"),
        .auto_submitted = "auto-replied",
        .loop_token = values_get(values, "loop-token"),
        .language = values_get(values, "language"),
        .date = now,
        .text = body,
    };
    return compose_letter(&letter, error);
}
