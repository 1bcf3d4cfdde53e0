// Each table that has something of the person has a function that tells it in words;
// what has none is told by its name, so that nothing is held back without a trace.
#include "export.h"

#include "accounts.h"
#include "arrival.h"
#include "clocks.h"
#include "contact.h"
#include "erase.h"
#include "heard.h"
#include "journal.h"
#include "lesson.h"
#include "no_answer.h"
#include "outbox.h"
#include "past.h"
#include "problem.h"
#include "thread.h"
#include "units.h"
#include "verify.h"

// --- records ---

static void clear_field(gpointer data) {
    ExportField *field = data;
    g_free(field->text);
    g_clear_pointer(&field->texts, g_ptr_array_unref);
}

static void free_record(gpointer data) {
    ExportRecord *record = data;
    g_array_unref(record->fields);
    g_free(record);
}

void export_free(Export *export) {
    if (export == NULL)
        return;
    g_free(export->address);
    g_ptr_array_unref(export->records);
    g_free(export);
}

static ExportRecord *add(Export *export, const char *kind) {
    ExportRecord *record = g_new0(ExportRecord, 1);
    record->kind = kind;
    record->fields = g_array_new(FALSE, FALSE, sizeof(ExportField));
    g_array_set_clear_func(record->fields, clear_field);
    g_ptr_array_add(export->records, record);
    return record;
}

static void put(ExportRecord *record, const char *name, const char *text) {
    const ExportField field = {.name = name, .text = g_strdup(text)};
    if (text != NULL)
        g_array_append_val(record->fields, field);
}

static void put_take(ExportRecord *record, const char *name, char *text) {
    put(record, name, text);
    g_free(text);
}

static void put_time(ExportRecord *record, const char *name, int64_t time) {
    if (time != 0)
        put_take(record, name, units_time_format(time));
}

static void put_id(ExportRecord *record, const char *name, uint64_t id) {
    if (id != 0)
        put_take(record, name, thread_id_format(id));
}

static void put_list(ExportRecord *record, const char *name, GPtrArray *texts) {
    const ExportField field = {.name = name, .texts = g_ptr_array_ref(texts)};
    if (texts->len > 0)
        g_array_append_val(record->fields, field);
}

// --- by table ---

typedef struct ExportRow {
    StoreTxn *txn;
    StoreKey key;
    uint64_t first, second;
    bool theirs;
} ExportRow;

static void tell_contact(Export *export, const ExportRow *row) {
    Contact contact;
    if (!contact_at(row->txn, row->key, &contact))
        return;
    ExportRecord *record = add(export, "person");
    put_time(record, "first_seen", contact.first_seen);
    put_time(record, "last_acknowledged", contact.last_acknowledged);
    put_time(record, "heard", contact.heard);
    put_time(record, "written", contact.written);
}

static void tell_thread(Export *export, const ExportRow *row) {
    g_autoptr(Thread) thread = row->theirs ? thread_stored(row->txn, row->first) : NULL;
    if (thread == NULL)
        return; // another's, which counts them among who had an acknowledgement
    ExportRecord *record = add(export, "conversation");
    put_id(record, "id", thread->id);
    put(record, "mailbox", thread->mailbox);
    put(record, "subject", thread->subject);
    put(record, "from", thread->from);
    put(record, "from_name", thread->from_name);
    put(record, "language", thread->language);
    put_time(record, "opened", thread->opened);
    put_time(record, "updated", thread->updated);
    put(record, "phase", phase_name(thread->phase));
    put(record, "level", level_name(thread->level));
    put(record, "highest_level", level_name(thread->worst));
    put(record, "account", thread->account);
    put(record, "tier", thread->tier);
    put(record, "problem", thread->problem);
    put_time(record, "answered", thread->answered);
}

static void tell_other_message(Export *export, const ExportRow *row, const Entry *entry) {
    ExportRecord *record = add(export, "other-message");
    put_id(record, "conversation", row->first);
    put_time(record, "at", entry->at);
    put(record, "by", entry->outbound ? "one of our people" : "another person");
}

static void tell_entry(Export *export, const ExportRow *row) {
    g_autoptr(Entry) entry = thread_entry(row->txn, row->first, (uint32_t)row->second);
    if (entry == NULL || !row->theirs) {
        if (entry != NULL)
            tell_other_message(export, row, entry);
        return;
    }
    ExportRecord *record = add(export, "message");
    put_id(record, "conversation", row->first);
    put_take(record, "number", g_strdup_printf("%u", entry->sequence));
    put_time(record, "at", entry->at);
    put(record, "from", entry->from);
    put(record, "message_id", entry->message_id);
    put(record, "level", level_name(entry->level));
    put(record, "request", request_name(entry->request));
    put(record, "language", entry->language);
    put_list(record, "evidence", entry->evidence);
    put_list(record, "reasons", entry->reasons);
    put(record, "acknowledge", entry->acknowledge);
    put(record, "joined", entry->found);
    put(record, "machine", entry->machine ? "yes" : "no");
}

static void tell_outbox(Export *export, const ExportRow *row) {
    g_autoptr(OutboxRow) mail = row->theirs ? outbox_get(row->txn, row->first) : NULL;
    if (mail == NULL)
        return; // to one of ours, about their conversation
    ExportRecord *record = add(export, "mail");
    put(record, "kind", outbox_kind_name(mail->kind));
    put(record, "state", outbox_state_name(mail->state));
    put(record, "to", mail->to);
    put_id(record, "conversation", mail->thread);
    put_time(record, "created", mail->created);
    put(record, "reply", mail->reply);
}

static void tell_clock(Export *export, const ExportRow *row) {
    g_autoptr(Clock) clock = clocks_get(row->txn, row->first, (uint32_t)row->second);
    if (clock == NULL)
        return;
    ExportRecord *record = add(export, "clock");
    put_id(record, "conversation", clock->thread);
    put(record, "kind", clock_kind_name(clock->kind));
    put(record, "state", clock_end_name(clock->end));
    put_time(record, "started", clock->started);
    put_time(record, "due", clock->due);
    put(record, "words", clock->words);
}

static void tell_note(Export *export, const ExportRow *row) {
    g_autoptr(Note) note = journal_note(row->txn, row->first, (uint32_t)row->second);
    if (note == NULL)
        return;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    ExportRecord *record = add(export, "note");
    record->review = true;
    put_id(record, "conversation", row->first);
    put_time(record, "at", note->at);
    put(record, "by", note->by);
    put(record, "command", command_verb_name(note->verb));
    if (note->words != NULL)
        g_ptr_array_add(words, g_strdup(note->words));
    for (guint i = 0; note->pairs != NULL && i < note->pairs->len; i++) {
        const CommandPair *pair = note->pairs->pdata[i];
        g_ptr_array_add(words, g_strdup_printf("%s: %s", pair->key, pair->value));
    }
    put_list(record, "words", words);
}

static void tell_no_answer(Export *export, const ExportRow *row) {
    g_autoptr(NoAnswer) listed = no_answer_get(row->txn, export->address);
    if (listed == NULL)
        return;
    ExportRecord *record = add(export, "no-answer");
    put(record, "cause", no_answer_cause_name(listed->cause));
    put_time(record, "since", listed->since);
    put(record, "detail", listed->detail);
}

static void tell_account(Export *export, const ExportRow *row) {
    g_autoptr(AccountFacts) facts = accounts_at(row->txn, row->key);
    if (facts == NULL)
        return;
    ExportRecord *record = add(export, "account");
    put(record, "account", facts->account);
    put(record, "name", facts->name);
    put(record, "role", contact_role_name(account_role(facts, export->address)));
}

static void tell_past(Export *export, const ExportRow *row) {
    g_autoptr(Past) past = past_at(row->txn, row->key);
    g_autoptr(GPtrArray) recent = g_ptr_array_new_with_free_func(g_free);
    ExportRecord *record = add(export, "earlier");
    for (guint i = 0; i < past->recent->len; i++) {
        const PastThread *thread = &g_array_index(past->recent, PastThread, i);
        g_autofree char *id = thread_id_format(thread->thread), *opened = units_time_format(thread->opened);
        g_ptr_array_add(recent, g_strdup_printf("%s %s %s", id, level_name(thread->level), opened));
    }
    put_take(record, "conversations", g_strdup_printf("%u", past->threads));
    put_list(record, "recent", recent);
}

static void tell_link(Export *export, const ExportRow *row) {
    g_autoptr(ProblemLink) link = problem_link_get(row->txn, row->first, row->second);
    g_autoptr(Problem) problem = link == NULL ? NULL : problem_get(row->txn, row->first);
    if (problem == NULL)
        return;
    ExportRecord *record = add(export, "problem-link");
    record->review = true;
    put(record, "problem", problem->name);
    put_id(record, "conversation", link->thread);
    put(record, "how", link_how_name(link->how));
    put(record, "why", link->why);
}

static void tell_heard(Export *export, const ExportRow *row) {
    g_auto(Heard) heard = {0};
    if (!row->theirs || !heard_get(row->txn, row->first, (uint32_t)row->second, &heard))
        return;
    ExportRecord *record = add(export, "judgement");
    put_id(record, "conversation", row->first);
    put_time(record, "at", heard.at);
    put(record, "by_message", level_name(heard.verdict));
    put(record, "decided", level_name(heard.decided));
}

static void tell_lesson(Export *export, const ExportRow *row) {
    g_autoptr(Lesson) lesson = lesson_get(row->txn, (uint32_t)row->first);
    if (lesson == NULL)
        return;
    ExportRecord *record = add(export, "lesson");
    put_time(record, "at", lesson->at);
    put(record, "by", lesson->by);
    put(record, "level", level_name(lesson->level));
    put(record, "was", level_name(lesson->was));
}

static void tell_arrival(Export *export, const ExportRow *row) {
    g_autoptr(Arrival) arrival = arrival_get(row->txn, row->first);
    if (arrival == NULL)
        return;
    ExportRecord *record = add(export, "receipt");
    put_time(record, "at", arrival->seen);
    put_time(record, "confirmed", arrival->confirmed);
    put_list(record, "fields", arrival->fields);
}

typedef void (*Tell)(Export *export, const ExportRow *row);

static const Tell TELLS[TABLES] = {
    [TABLE_CONTACT] = tell_contact,     [TABLE_THREAD] = tell_thread,   [TABLE_ENTRY] = tell_entry,
    [TABLE_OUTBOX] = tell_outbox,       [TABLE_CLOCK] = tell_clock,     [TABLE_JOURNAL] = tell_note,
    [TABLE_NO_ANSWER] = tell_no_answer, [TABLE_ACCOUNT] = tell_account, [TABLE_PAST] = tell_past,
    [TABLE_PROBLEM_LINK] = tell_link,   [TABLE_HEARD] = tell_heard,     [TABLE_LESSON] = tell_lesson,
    [TABLE_ARRIVAL] = tell_arrival,
};

// --- all ---

static void tell_named(Export *export, Table table, const ExportRow *row) {
    ExportRecord *record = add(export, "named");
    record->review = true;
    put(record, "table", verify_table_name(table));
    put_id(record, "key", row->first);
}

static void take(StoreTxn *txn, Table table, StoreKey key, EraseHow how, void *data) {
    Export *export = data;
    ExportRow row = {.txn = txn, .key = key, .theirs = how == ERASE_THEIRS};
    store_key_numbers(&row.key, &row.first, &row.second);
    if (how == ERASE_NAMED)
        tell_named(export, table, &row);
    else if (TELLS[table] != NULL)
        TELLS[table](export, &row);
    else
        put(add(export, "other"), "table", verify_table_name(table));
    store_pass_over(txn); // damaged: verify names it
}

Export *export_person(Store *store, const Config *config, const char *address, int64_t now, GError **error) {
    g_autoptr(Export) export = g_new0(Export, 1);
    export->address = g_strdup(address);
    export->now = now;
    export->records = g_ptr_array_new_with_free_func(free_record);
    const EraseOptions options = {.config = config,
                                  .address = address,
                                  .person = contact_hash(store_seal(store), address),
                                  .now = now,
                                  .look = true};
    return erase_look(store, &options, take, export, error) ? g_steal_pointer(&export) : NULL;
}
