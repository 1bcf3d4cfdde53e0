// The order is the promise: the arrival first (a retry takes over what was
// decided), then the thread, then history's reasons not to answer, then level and
// clock, then the mails that follow from it, and last the arrival's row, which ties them to
// the receipt. Nothing here sends: rows are held until the MTA has taken the message.
#include "decision.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "alert.h"
#include "arrival.h"
#include "contact.h"
#include "limit.h"
#include "outbox.h"
#include "policy.h"
#include "subject.h"
#include "tags.h"
#include "thread.h"

typedef struct Decision { // what the steps hand on to each other
    StoreTxn *txn;
    const DecisionFacts *facts;
    Hearing *hearing;
    const char *customer; // borrowed, may be NULL
    int64_t now;
    Arrival *known; // the arrival that this one repeats, or NULL
    Thread *thread;
    Joined joined;
    bool is_new;
    Policy policy;
    Arrival *arrival;
} Decision;

static void decision_clear(Decision *decision) {
    arrival_free(decision->known);
    thread_free(decision->thread);
    arrival_free(decision->arrival);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Decision, decision_clear)

static void begin(Decision *decision, StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing) {
    *decision = (Decision){.txn = txn, .facts = facts, .hearing = hearing, .now = facts->envelope->arrival};
    decision->customer = hearing_customer(hearing, facts->envelope->sender);
    decision->known = arrival_get(txn, arrival_id_of(facts->clue->identity));
    hearing->refusals = facts->judged;
}

static bool is_confirmed(const Decision *decision) {
    const Arrival *known = decision->known;
    return known != NULL && known->confirmed != 0 && known->confirmed <= decision->now;
}

static void find_thread(Decision *decision) {
    const Clue *clue = decision->facts->clue;
    ThreadClues clues = {
        .references = message_references(decision->hearing->message),
        .message_id = message_id(decision->hearing->message),
        .short_id = clue->short_id,
        .sender = decision->customer,
        .subject = clue->folded,
        .now = decision->now,
    };
    clues.has_token = clue->has_token;
    clues.token_thread = clue->token_thread;
    if (decision->known != NULL) { // the same message again: its thread is known for certain
        clues.has_token = true;
        clues.token_thread = decision->known->thread;
    }
    decision->thread = thread_resolve(decision->txn, &clues, &decision->joined);
    if (decision->thread != NULL)
        return;
    // The same message again after its arrival was forgotten: it opened this thread once.
    decision->thread = thread_get(decision->txn, arrival_id_of(decision->facts->clue->identity));
    decision->joined = decision->thread == NULL ? JOINED_NEW : JOINED_REFERENCE;
}

static void open_thread(Decision *decision) {
    const Hearing *hearing = decision->hearing;
    Thread *thread = thread_new();
    thread->id = arrival_id_of(decision->facts->clue->identity);
    thread->mailbox = g_strdup(hearing->mailbox->name);
    thread->subject = subject_clean(message_subject(hearing->message));
    thread->from = g_strdup(decision->customer);
    thread->from_name = g_strdup(message_from_name(hearing->message));
    thread->language = g_strdup(hearing->verdict->language);
    thread->opened = decision->now;
    if (decision->customer != NULL)
        thread->owner = contact_take(decision->txn, decision->customer, decision->now).slot;
    decision->thread = thread;
    decision->is_new = true;
}

// Whom an acknowledgement would go to; without such an address, the customer.
static const char *answer_address(const Decision *decision) {
    const char *recipient = decision->hearing->recipient->address;
    return recipient != NULL ? recipient : decision->customer;
}

static void recall(Decision *decision) {
    const char *address = answer_address(decision);
    RefusalHistory history = {.duplicate = is_confirmed(decision)};
    if (decision->thread != NULL)
        history.answers_ours = decision->joined == JOINED_TOKEN && decision->known == NULL;
    if (address != NULL) {
        Contact contact;
        const SealHash hash = contact_hash(store_txn_seal(decision->txn), address);
        if (decision->thread != NULL && decision->joined != JOINED_GUESS)
            history.already_acknowledged = thread_acknowledged(decision->thread, hash);
        if (contact_find(decision->txn, address, &contact) && contact.last_acknowledged != 0)
            history.acknowledged_60s = decision->now - contact.last_acknowledged <= G_TIME_SPAN_MINUTE;
        history.limit = !limit_allows(decision->txn, &decision->facts->config->limits, address,
                                      decision->hearing->mailbox->name, decision->now);
    }
    refusal_recall(&history, &decision->hearing->refusals);
}

static void decide_level(Decision *decision) {
    Hearing *hearing = decision->hearing;
    const PolicyFacts facts = {
        .mailbox = hearing->mailbox,
        .pm = hearing->mailbox->pm == NULL ? NULL : config_pm(decision->facts->config, hearing->mailbox->pm),
        .verdict = hearing->verdict,
        .machine = refusal_is_machine(&hearing->refusals),
        .running = decision->thread->first_reply_due,
        .alerted = decision->thread->alerted,
        .is_first = decision->thread->by_persons == 0,
        .now = decision->now,
    };
    decision->policy = policy_decide(&facts);
    decision->thread->by_persons += !facts.machine;
    hearing->level = decision->policy.level;
    hearing->due = decision->policy.due;
    hearing_explain_level(hearing);
    decision->thread->first_reply_due = decision->policy.due;
    decision->thread->level = MAX(decision->thread->level, decision->policy.level);
}

// Receipts are waited for where the MTA gives them; elsewhere the hold stands for acceptance.
static bool waits_for_receipt(const Decision *decision) {
    const Config *config = decision->facts->config;
    return config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED;
}

static void add_row(Decision *decision, OutboxKind kind, const char *to, Values *values) {
    const Seal *seal = store_txn_seal(decision->txn);
    const uint8_t name[] = {(uint8_t)kind};
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_byte_array_append(all, decision->facts->clue->identity.bytes,
                        sizeof decision->facts->clue->identity.bytes);
    g_byte_array_append(all, name, sizeof name);
    OutboxRow row = {
        .id = arrival_id_of(seal_hash(seal, "outbox", all->data, all->len)),
        .kind = kind,
        .owner = contact_take(decision->txn, to, decision->now).slot,
        .thread = decision->thread->id,
        .person = contact_hash(seal, to),
        .mailbox = decision->hearing->mailbox->name,
        .to = (char *)(uintptr_t)to,
        .envelope_sender = (char *)(uintptr_t)values_get(values, "envelope-sender"),
        .message_id = (char *)(uintptr_t)values_get(values, "message-id"),
        .values = values_pack(values),
        .created = decision->now,
        .due = waits_for_receipt(decision) ? 0 : decision->now + decision->facts->config->hold,
        .give_up = decision->facts->config->give_up,
    };
    outbox_add(decision->txn, &row);
    g_array_append_val(decision->arrival->outbox, row.id);
    g_bytes_unref(row.values);
    decision->hearing->wake = !waits_for_receipt(decision); // a held row is released by its receipt
}

static void add_acknowledgement(Decision *decision) {
    const Hearing *hearing = decision->hearing;
    const AcknowledgeFacts facts = {
        .message = hearing->message,
        .verdict = hearing->verdict,
        .mailbox = hearing->mailbox,
        .recipient = hearing->recipient,
        .seal = store_txn_seal(decision->txn),
        .address = hearing->address,
        .thread = hearing->thread,
        .thread_number = decision->thread->id,
        .sequence = ++decision->thread->sent,
        .missing = hearing->missing,
        .echoes = hearing->echoes,
        .minimal = hearing_minimal(hearing),
        .now = decision->now,
        .due = hearing->due,
    };
    g_autoptr(Values) values = acknowledge_values(&facts);
    add_row(decision, OUTBOX_ACKNOWLEDGEMENT, hearing->recipient->address, values);
    limit_count(decision->txn, hearing->recipient->address, hearing->mailbox->name, decision->now);
    if (waits_for_receipt(decision))
        return;
    thread_set_acknowledged(decision->thread, contact_hash(facts.seal, hearing->recipient->address));
    contact_note_answered(decision->txn, hearing->recipient->address,
                          decision->now + decision->facts->config->hold);
}

static void add_alert(Decision *decision) {
    const Pm *pm = config_pm(decision->facts->config, decision->hearing->mailbox->pm);
    if (!limit_take_alert(decision->txn, pm->name, pm->alert_budget, decision->now))
        return; // the digest tells of it
    const AlertFacts facts = {
        .hearing = decision->hearing,
        .thread = decision->thread,
        .pm = pm,
        .seal = store_txn_seal(decision->txn),
        .sequence = ++decision->thread->sent,
    };
    g_autoptr(Values) values = alert_values(&facts);
    add_row(decision, OUTBOX_ALERT, pm->address, values);
    if (!waits_for_receipt(decision)) // else when it is released: the MTA may refuse the message yet
        decision->thread->alerted = decision->hearing->level;
}

// "churn: we are moving to": what the digest shows without the message.
static void list_evidence(const Verdict *verdict, GPtrArray *list) {
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        for (guint j = 0; verdict->score[i] >= VERDICT_PRESENT && j < MIN(verdict->evidence[i]->len, 3); j++)
            g_ptr_array_add(
                list, g_strdelimit(g_strdup_printf("%s: %s", signal_name((Signal)i),
                                                   g_array_index(verdict->evidence[i], Evidence, j).text),
                                   "\n\t", ' '));
}

static void add_entry(Decision *decision) {
    const Hearing *hearing = decision->hearing;
    g_autoptr(Entry) entry = entry_new();
    entry->at = decision->now;
    entry->from = g_strdup(decision->customer);
    entry->message_id = g_strdup(message_id(hearing->message));
    entry->joined = decision->is_new ? JOINED_NEW : decision->joined;
    entry->level = hearing->level;
    entry->request = hearing->verdict->request;
    entry->language = g_strdup(hearing->verdict->language);
    memcpy(entry->score, hearing->verdict->score, sizeof entry->score);
    list_evidence(hearing->verdict, entry->evidence);
    hearing_copy_texts(entry->reasons, hearing->reasons);
    entry->acknowledge = hearing_acknowledge(hearing);
    entry->machine = refusal_is_machine(&hearing->refusals);
    thread_add_entry(decision->txn, decision->thread, entry, decision->facts->clue->folded);
    decision->arrival->entry = entry->sequence;
}

static void set_edits(Decision *decision, uint64_t arrival) {
    const Config *config = decision->facts->config;
    Hearing *hearing = decision->hearing;
    hearing->strip = config->mode != MODE_OBSERVE;
    if (!hearing->strip)
        g_ptr_array_set_size(hearing->fields, 0);
    g_clear_pointer(&hearing->receipt, g_free);
    if (!waits_for_receipt(decision))
        return;
    g_autofree char *token = seal_token(store_txn_seal(decision->txn), "receipt", arrival);
    hearing->receipt = g_strdup_printf("%s@%s", token, config->receipt_domain);
}

// A retry before the receipt: what was decided, the fields and the receipt's token hold.
static void take_over(Decision *decision) {
    Hearing *hearing = decision->hearing;
    g_free(hearing->thread);
    hearing->thread = thread_id_format(decision->known->thread);
    hearing->level = hearing->verdict->level;
    hearing_explain_level(hearing);
    hearing_copy_texts(hearing->fields, decision->known->fields);
    set_edits(decision, decision->known->id);
}

static void record_arrival(Decision *decision) {
    Arrival *arrival = decision->arrival;
    hearing_copy_texts(arrival->fields, decision->hearing->fields);
    arrival->confirmed = waits_for_receipt(decision) ? 0 : decision->now + decision->facts->config->hold;
    arrival_add(decision->txn, arrival);
}

static void record_message(Decision *decision) {
    Hearing *hearing = decision->hearing;
    if (decision->thread == NULL)
        open_thread(decision);
    g_free(hearing->thread);
    hearing->thread = thread_id_format(decision->thread->id);
    decide_level(decision);
    if (refusal_first(&hearing->refusals) == REFUSAL_COUNT)
        add_acknowledgement(decision);
    if (decision->policy.alert)
        add_alert(decision);
    add_entry(decision);
    if (decision->thread->accepted == 0 && !waits_for_receipt(decision))
        decision->thread->accepted = decision->now;
    thread_put(decision->txn, decision->thread);
    tags_set(hearing, tags_shown(decision->facts->config, decision->facts->envelope));
}

// A copy after the receipt: tagged like the first, told apart by its reason, recorded nowhere but in its
// receipt.
static void repeat_message(Decision *decision) {
    Hearing *hearing = decision->hearing;
    g_free(hearing->thread);
    hearing->thread = thread_id_format(decision->known->thread);
    hearing->level = hearing->verdict->level;
    hearing->due = decision->thread == NULL ? 0 : decision->thread->first_reply_due;
    hearing_explain_level(hearing);
    tags_set(hearing, tags_shown(decision->facts->config, decision->facts->envelope));
    set_edits(decision, decision->known->id);
}

void decision_make(StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing) {
    g_auto(Decision) decision = {0};
    begin(&decision, txn, facts, hearing);
    if (decision.known != NULL && !is_confirmed(&decision)) {
        take_over(&decision);
        return;
    }
    find_thread(&decision);
    recall(&decision);
    if (decision.known != NULL) {
        repeat_message(&decision);
        return;
    }
    decision.arrival = arrival_new();
    decision.arrival->id = arrival_id_of(facts->clue->identity);
    decision.arrival->identity = facts->clue->identity;
    decision.arrival->seen = decision.now;
    record_message(&decision);
    decision.arrival->owner = decision.thread->owner;
    decision.arrival->thread = decision.thread->id;
    set_edits(&decision, decision.arrival->id);
    record_arrival(&decision);
}

void decision_recall(StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing) {
    g_auto(Decision) decision = {0};
    begin(&decision, txn, facts, hearing);
    find_thread(&decision);
    recall(&decision);
}
