// A plain value with an owner, and what of it a conversation keeps.
#include "hearing.h"

#include <string.h>

#include "contact.h"
#include "rhythm.h"
#include "subject.h"
#include "tally.h"

Hearing *hearing_new(void) {
    Hearing *hearing = g_new0(Hearing, 1);
    hearing->reasons = g_ptr_array_new_with_free_func(g_free);
    hearing->fields = g_ptr_array_new_with_free_func(g_free);
    return hearing;
}

void hearing_free(Hearing *hearing) {
    if (hearing == NULL)
        return;
    g_free(hearing->address);
    message_free(hearing->message);
    authres_free(hearing->auth);
    account_facts_free(hearing->imported);
    context_free(hearing->context);
    recipient_free(hearing->recipient);
    text_free(hearing->text);
    layer_unref(hearing->layer);
    verdict_free(hearing->verdict);
    g_free(hearing->like_keys);
    fingerprint_free(hearing->fingerprint);
    problem_hits_free(hearing->problem_hits);
    g_clear_pointer(&hearing->alike, g_array_unref);
    g_clear_pointer(&hearing->echoes, g_array_unref);
    g_free(hearing->thread);
    g_ptr_array_unref(hearing->reasons);
    g_ptr_array_unref(hearing->fields);
    g_free(hearing->receipt);
    g_free(hearing);
}

void hearing_copy_texts(GPtrArray *to, const GPtrArray *from) {
    g_ptr_array_set_size(to, 0);
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_strdup(from->pdata[i]));
}

const char *hearing_pm(const Hearing *hearing) {
    return hearing->mailbox->pm == NULL ? "" : hearing->mailbox->pm;
}

// Named by the day, in UTC: where a conversation of theirs was settled.
static void raise_for_repeat(Hearing *hearing) {
    g_autoptr(GDateTime) day = g_date_time_new_from_unix_utc(hearing->repeats_settled / G_TIME_SPAN_SECOND);
    g_autofree char *date = day == NULL ? g_strdup("an unknown day") : g_date_time_format(day, "%Y-%m-%d");
    hearing->level = LEVEL_CRITICAL;
    g_ptr_array_add(hearing->reasons, g_strconcat("the same fault again, settled on ", date, NULL));
}

void hearing_set_level(Hearing *hearing, bool machine) {
    g_ptr_array_set_size(hearing->reasons, 0);
    hearing->level = machine ? LEVEL_NONE : hearing->verdict->level;
    if (hearing->level == LEVEL_NONE)
        return;
    hearing_copy_texts(hearing->reasons, hearing->verdict->reasons);
    if (hearing->context != NULL)
        hearing->level = context_raise(hearing->context, hearing->level, hearing->reasons);
    if (hearing->repeats != 0)
        raise_for_repeat(hearing);
}

const char *hearing_account_language(const Hearing *hearing) {
    if (hearing->imported != NULL && hearing->imported->language != NULL)
        return hearing->imported->language;
    return hearing->account == NULL ? NULL : hearing->account->language;
}

char *hearing_acknowledge(const Hearing *hearing) {
    const Refusal row = refusal_first(&hearing->refusals);
    return row == REFUSAL_COUNT ? g_strdup("yes") : g_strdup_printf("no; reason=%s", refusal_code(row));
}

bool hearing_minimal(const Hearing *hearing) {
    return refusal_minimal(&hearing->refusals) || !hearing->recipient->proven;
}

const char *hearing_customer(const Hearing *hearing, const char *envelope_sender) {
    const char *from = message_from(hearing->message);
    if (from != NULL)
        return from;
    return envelope_sender == NULL || *envelope_sender == '\0' ? NULL : envelope_sender;
}

// Words that added less than a quarter of what the strongest did say little by themselves: "we", "not".
static bool is_telling(const GArray *evidence, guint number) {
    return g_array_index(evidence, Evidence, number).weight * 4 >=
           g_array_index(evidence, Evidence, 0).weight;
}

static void list_signal(Signal signal, const GArray *evidence, GPtrArray *list) {
    for (guint i = 0; i < MIN(evidence->len, 3) && is_telling(evidence, i); i++) {
        const char *words = g_array_index(evidence, Evidence, i).text;
        g_ptr_array_add(list,
                        g_strdelimit(g_strdup_printf("%s: %s", signal_name(signal), words), "\n\t", ' '));
    }
}

// What the digest shows without the message.
static void list_evidence(const Verdict *verdict, GPtrArray *list) {
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        if (verdict->score[i] >= VERDICT_PRESENT)
            list_signal((Signal)i, verdict->evidence[i], list);
}

Entry *hearing_entry(const Hearing *hearing, const char *customer) {
    Entry *entry = entry_new();
    entry->from = g_strdup(customer);
    entry->message_id = g_strdup(message_id(hearing->message));
    entry->level = hearing->level;
    entry->request = hearing->verdict->request;
    entry->language = g_strdup(hearing->verdict->language);
    memcpy(entry->score, hearing->verdict->score, sizeof entry->score);
    list_evidence(hearing->verdict, entry->evidence);
    hearing_copy_texts(entry->reasons, hearing->reasons);
    entry->machine = refusal_is_machine(&hearing->refusals);
    return entry;
}

// What is left of an erased person's conversation keeps its number: the same message again, or one that was
// made to have that number, opens another.
static uint64_t free_id(StoreTxn *txn, uint64_t id) {
    for (;;) {
        g_autoptr(Thread) left = thread_stored(txn, id);
        if (left == NULL || left->erased == 0)
            return id;
        g_autofree char *name = g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, id, left->erased);
        id = seal_number(store_txn_seal(txn), "thread again", name);
    }
}

Thread *hearing_thread(StoreTxn *txn, const Hearing *hearing, const char *customer, uint64_t id,
                       int64_t opened) {
    Thread *thread = thread_new();
    thread->id = free_id(txn, id);
    thread->mailbox = g_strdup(hearing->mailbox->name);
    thread->subject = subject_clean(message_subject(hearing->message));
    thread->from = g_strdup(customer);
    thread->from_name = g_strdup(message_from_name(hearing->message));
    thread->language = g_strdup(hearing->verdict->language);
    thread->opened = opened;
    hearing_take_account(hearing, thread);
    if (customer != NULL)
        thread->owner = contact_take(txn, customer, opened).slot;
    return thread;
}

void hearing_take_account(const Hearing *hearing, Thread *thread) {
    if (hearing->imported != NULL) {
        g_free(thread->account);
        thread->account = g_strdup(hearing->imported->account);
    }
    if (hearing->context == NULL || (hearing->imported == NULL && hearing->account == NULL))
        return;
    g_free(thread->tier);
    thread->tier = g_strdup(hearing->context->tier);
    thread->key_account = hearing->context->strategic == KNOWN_YES;
}

void hearing_count(StoreTxn *txn, const Hearing *hearing, const char *acknowledge, int64_t at) {
    const bool machine = refusal_is_machine(&hearing->refusals);
    g_autofree char *level = g_strconcat("level/", level_name(hearing->level), NULL);
    g_autofree char *request = g_strconcat("request/", request_name(hearing->verdict->request), NULL);
    g_autofree char *language = g_strconcat("language/", hearing->verdict->language, NULL);
    g_autofree char *answer = acknowledge == NULL ? NULL : tally_acknowledge_name(acknowledge);
    const char *const by_person[] = {"messages", level, request, language, answer, NULL};
    const char *const by_machine[] = {"machines", answer, NULL};
    tally_count(txn, hearing->mailbox->name, at, machine ? by_machine : by_person);
}

void hearing_note_writer(StoreTxn *txn, const Hearing *hearing, const char *customer, int64_t at,
                         int64_t now) {
    if (customer != NULL)
        contact_note_heard(txn, customer, at);
    if (hearing->imported != NULL)
        rhythm_note(txn, hearing->imported->account, at, now);
}
