// Intake decides what to say; here all is said. So of its steps only those remain
// that remember. A message is known again by its Message-ID, else by a mark: one that joined
// no conversation when it came must not join one that began after it, or a second
// run would not end where an uninterrupted one does.
#include "import.h"

#include <string.h>

#include "address.h"
#include "arrival.h"
#include "clocks.h"
#include "contact.h"
#include "fault.h"
#include "orders.h"
#include "outbound.h"
#include "past.h"
#include "policy.h"
#include "seal.h"
#include "thread.h"
#include "thread_find.h"
#include "thread_link.h"
#include "timekeeping.h"

static const GTimeSpan TIME_BUDGET = 10 * G_TIME_SPAN_SECOND; // for one message: nobody waits, but all others
static const GTimeSpan PAST = G_TIME_SPAN_DAY;                // what began before that waits for nobody

// --- what a stored message says of its envelope ---

static void add_recipients(Envelope *envelope, const Message *message, const char *field) {
    const GPtrArray *addresses = message_addresses(message, field);
    for (guint i = 0; i < addresses->len; i++) {
        bool known = false;
        for (guint k = 0; k < envelope->recipients->len && !known; k++)
            known = strcmp(envelope->recipients->pdata[k], addresses->pdata[i]) == 0;
        if (!known)
            envelope_add_recipient(envelope, addresses->pdata[i]);
    }
}

// Whoever could write into this folder is trusted to have put there what is ours: the login says so.
static Envelope *make_envelope(const Message *message, int64_t at) {
    static const char *const FIELDS[] = {"Delivered-To", "X-Original-To", "To",       "Cc",
                                         "Bcc",          "Resent-To",     "Resent-Cc"};
    Envelope *envelope = envelope_new();
    const char *path = message_field(message, "Return-Path");
    envelope->arrival = at;
    envelope->login = g_strdup("import");
    if (path != NULL || message_from(message) != NULL)
        envelope_set_sender(envelope, path != NULL ? path : message_from(message));
    for (size_t i = 0; i < G_N_ELEMENTS(FIELDS); i++)
        add_recipients(envelope, message, FIELDS[i]);
    return envelope;
}

// --- whether it is there ---

// What it is known by where a Message-ID tells nothing: not the envelope, which differs between folders.
// No Message-ID has a blank.
static char *make_mark(const Seal *seal, const Message *message) {
    g_autoptr(Envelope) told = envelope_new();
    if (message_from(message) != NULL)
        envelope_set_sender(told, message_from(message));
    add_recipients(told, message, "To");
    const SealHash identity = arrival_identity(seal, message, told);
    g_autoptr(GString) mark = g_string_new("import ");
    for (size_t i = 0; i < sizeof identity.bytes; i++)
        g_string_append_printf(mark, "%02x", identity.bytes[i]);
    return g_string_free(g_steal_pointer(&mark), FALSE);
}

static bool is_linked(StoreTxn *txn, const char *name) {
    uint64_t thread;
    int64_t at;
    return name != NULL && thread_by_message(txn, name, &thread, &at);
}

typedef struct Work {
    const Import *import;
    const Message *message;
    const Envelope *envelope;
    const char *mark;
    const Hearing *hearing; // from here on only for what is recorded
    const Clue *clue;
    bool there;
} Work;

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Work *work = data;
    work->there = is_linked(txn, message_id(work->message)) || is_linked(txn, work->mark);
    return !store_failed(txn);
}

// --- a customer's message ---

static void keep_time(StoreTxn *txn, const Work *work, Thread *thread, const char *customer) {
    const Hearing *hearing = work->hearing;
    const bool opener = customer != NULL && thread->from != NULL && address_equal(customer, thread->from);
    if (refusal_is_machine(&hearing->refusals))
        return;
    if (work->envelope->arrival < thread->updated) { // what came later has been heard
        thread->by_persons++;
        past_note(txn, thread, work->envelope->arrival);
        return;
    }
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = hearing->mailbox, .thread = thread, .now = work->envelope->arrival};
    // Nobody can prove any more who wrote it; a stranger's "solved" at least counts for nothing.
    timekeeping_customer_wrote(&timekeeping, hearing->level,
                               opener ? policy_word(hearing->verdict, hearing->text, thread->asked != 0)
                                      : WORD_WANTS_ANSWER);
}

static void add_entry(StoreTxn *txn, const Work *work, Thread *thread, const char *customer, Joined joined,
                      const char *found) {
    g_autoptr(Entry) entry = hearing_entry(work->hearing, customer);
    entry->at = work->envelope->arrival;
    entry->joined = joined;
    entry->found = g_strdup(found);
    entry->acknowledge = g_strdup(ENTRY_IMPORTED);
    thread_add_entry(txn, thread, entry);
    if (entry->message_id != NULL)
        thread_link_message(txn, entry->message_id, thread->id, entry->at);
    if (customer != NULL)
        thread_link_subject(txn, customer, work->clue->folded, thread->id, entry->at);
}

static void set_acknowledged(StoreTxn *txn, Thread *thread, const char *address) {
    if (address != NULL)
        thread_set_acknowledged(thread, contact_hash(store_txn_seal(txn), address));
}

static void record_inbound(StoreTxn *txn, const Work *work) {
    const Hearing *hearing = work->hearing;
    const char *customer = hearing_customer(hearing, work->envelope->sender);
    Joined joined = JOINED_NEW;
    g_autofree char *found = NULL;
    const ThreadClues clues =
        clue_for_thread(work->clue, work->import->config, work->message, customer, work->envelope->arrival);
    g_autoptr(Thread) thread = thread_find(txn, &clues, &joined, &found);
    if (thread == NULL)
        thread = hearing_thread(txn, hearing, customer, arrival_id_of(work->clue->identity),
                                work->envelope->arrival);
    if (customer != NULL && thread->from != NULL && address_equal(customer, thread->from))
        hearing_take_account(hearing, thread);
    keep_time(txn, work, thread, customer);
    hearing_count(txn, hearing, NULL, work->envelope->arrival);
    thread->given |= hearing->given;
    thread->accepted = thread->accepted == 0 ? work->envelope->arrival : thread->accepted;
    set_acknowledged(txn, thread, customer);
    set_acknowledged(txn, thread, hearing->recipient->address);
    add_entry(txn, work, thread, customer, joined, found);
    if (!refusal_is_machine(&hearing->refusals))
        hearing_note_writer(txn, hearing, customer, work->envelope->arrival, work->envelope->arrival);
    thread_put(txn, thread);
}

// --- one message ---

// Nobody waits for what was promised then; that something was asked still tells who spoke last.
static void record_outbound(StoreTxn *txn, const Work *work) {
    const Hearing *hearing = work->hearing;
    g_autoptr(OutboundSaid) said =
        outbound_said_new(hearing->text->body, hearing->verdict->language, NULL, 0);
    const OutboundFacts facts = {
        .config = work->import->config,
        .clue = work->clue,
        .message = work->message,
        .envelope = work->envelope,
        .said = said,
        .language = hearing->verdict->language,
        .history = true,
    };
    if (outbound_is_by_person(work->import->config, work->message, &hearing->refusals))
        outbound_record(txn, &facts);
}

static bool do_record(StoreTxn *txn, void *data, GError **error) {
    Work *work = data;
    if (!do_look(txn, work, error) || work->there) // it may have come by the front door meanwhile
        return !store_failed(txn);
    if (work->hearing->outbound)
        record_outbound(txn, work);
    else
        record_inbound(txn, work);
    if (!is_linked(txn, message_id(work->message)))
        thread_link_message(txn, work->mark, 0, work->envelope->arrival);
    return !store_failed(txn);
}

// Somebody who only says that they are one of ours.
static bool is_forged(const Hearing *hearing) {
    return refusal_says_no(&hearing->refusals, REFUSAL_DMARC_FAIL) ||
           refusal_says_no(&hearing->refusals, REFUSAL_SPAM);
}

// Where only is looked, what would be there after the messages before.
GHashTable *import_look(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool look(Work *work, GError **error) {
    GHashTable *looked = work->import->looked;
    const char *id = message_id(work->message);
    if (work->import->store != NULL && !store_read(work->import->store, do_look, work, error))
        return false;
    if (looked != NULL)
        work->there = work->there || g_hash_table_contains(looked, work->mark) ||
                      (id != NULL && g_hash_table_contains(looked, id));
    return true;
}

static bool record(Work *work, ImportResult *result, GError **error) {
    const Import *import = work->import;
    if (import->looked != NULL) {
        const char *id = message_id(work->message);
        g_hash_table_add(import->looked, g_strdup(id != NULL ? id : work->mark));
        return true;
    }
    g_autoptr(Clue) clue =
        clue_find(import->seal, import->config, work->envelope, work->message, work->hearing->text);
    work->clue = clue;
    if (!store_write(import->store, do_record, work, 0, error))
        return false;
    *result = work->there ? IMPORT_THERE : *result;
    return true;
}

// A PM's commands: no customer's, and not to be done again.
static bool is_orders(const Work *work, const Hearing *hearing) {
    const OrdersFacts facts = {
        .config = work->import->config,
        .seal = work->import->seal,
        .message = hearing->message,
        .envelope = work->envelope,
        .auth = hearing->auth,
        .text = hearing->text,
        .machine = refusal_is_machine(&hearing->refusals),
    };
    g_autoptr(Orders) orders = orders_find(&facts);
    return orders != NULL;
}

static bool judge_and_record(Work *work, GBytes *bytes, ImportResult *result, GError **error) {
    g_autoptr(GError) unread = NULL; // too long to read, nothing else can be
    g_autoptr(Hearing) hearing = intake_judge(work->import->intake, work->envelope, bytes, NULL,
                                              g_get_monotonic_time() + TIME_BUDGET, &unread);
    if (hearing == NULL)
        return true;
    const bool neither = hearing->outbound ? is_forged(hearing) : is_orders(work, hearing);
    *result = neither ? IMPORT_NEITHER : hearing->outbound ? IMPORT_OUTBOUND : IMPORT_TAKEN;
    work->hearing = hearing;
    return neither || record(work, result, error);
}

// Some mail readers keep their notes in an mbox as its first message.
static bool is_folder_data(const Message *message) {
    return g_str_has_prefix(message_subject(message), "DON'T DELETE THIS MESSAGE");
}

static bool concerns_us(const Import *import, const Message *message, Envelope *envelope) {
    const Config *config = import->config;
    if (refusal_is_outbound(message, envelope, NULL, config->mailboxes, config->trust) ||
        intake_concern(import->intake, envelope) == CONCERN_MESSAGE)
        return true;
    if (import->mailbox != NULL)
        envelope_add_recipient(envelope, import->mailbox->addresses->pdata[0]);
    return import->mailbox != NULL;
}

bool import_message(const Import *import, GBytes *bytes, int64_t at, ImportResult *result, GError **error) {
    *result = IMPORT_NO_MAIL;
    g_autoptr(Message) message = message_parse(bytes, NULL);
    if (message == NULL || is_folder_data(message))
        return true;
    g_autoptr(Envelope) envelope = make_envelope(message, at);
    if (!concerns_us(import, message, envelope)) {
        *result = IMPORT_NEITHER;
        return true;
    }
    g_autofree char *mark = make_mark(import->seal, message);
    Work work = {.import = import, .message = message, .envelope = envelope, .mark = mark};
    if (!look(&work, error))
        return false;
    if (!work.there)
        return judge_and_record(&work, bytes, result, error);
    *result = IMPORT_THERE;
    return true;
}

// --- the end ---

typedef struct Finish {
    GArray *threads; // uint64_t: with clocks that run
    guint next;      // of them
    int64_t now;
    unsigned dropped; // conversations of this transaction
} Finish;

static bool note_running(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    Finish *finish = data;
    if (thread->reply_clock != 0 || thread->touchpoint_clock != 0 || thread->promises != 0)
        g_array_append_val(finish->threads, thread->id);
    return true;
}

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Finish *finish = data;
    g_array_set_size(finish->threads, 0);
    thread_walk(txn, note_running, finish);
    return !store_failed(txn);
}

// The clocks of the past are silent, those of mail that came by the front door are not.
static void settle_clocks(StoreTxn *txn, Finish *finish, Thread *thread) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    bool dropped = false, changed = false;
    for (guint i = 0; i < clocks->len; i++) {
        Clock *clock = clocks->pdata[i];
        if (!clock_runs(clock) || clock->accepted)
            continue;
        const bool past = clock->started < finish->now - PAST;
        if (past) // not with today's time: the same history shall give the same store
            clock_stop(clock, CLOCK_DROPPED, MAX(clock->started, thread->updated));
        clock->accepted = !past;
        clocks_put(txn, clock);
        dropped |= past;
        changed = true;
    }
    finish->dropped += dropped;
    if (!changed)
        return;
    timekeeping_refresh(txn, thread);
    thread_put(txn, thread);
}

static guint batch_end(const Finish *finish) {
    enum { BATCH = 200 };
    return MIN(finish->threads->len, finish->next + BATCH);
}

static bool do_settle(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Finish *finish = data;
    finish->dropped = 0;
    for (guint i = finish->next; i < batch_end(finish); i++) {
        g_autoptr(Thread) thread = thread_get(txn, g_array_index(finish->threads, uint64_t, i));
        if (thread != NULL)
            settle_clocks(txn, finish, thread);
    }
    return !store_failed(txn);
}

bool import_finish(Store *store, int64_t now, unsigned *dropped, GError **error) {
    g_autoptr(GArray) threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    Finish finish = {.threads = threads, .now = now};
    *dropped = 0;
    if (!store_read(store, do_find, &finish, error))
        return false;
    for (; finish.next < threads->len; finish.next = batch_end(&finish)) {
        if (!store_write(store, do_settle, &finish, 0, error))
            return false;
        *dropped += finish.dropped;
    }
    return true;
}
