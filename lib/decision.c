// The order is the promise: the arrival first (a retry takes over what was
// decided), then the thread, then history's reasons not to answer, then level and
// clock, then the mails that follow from it, and last the arrival's row, which ties them to
// the receipt. Nothing here sends: rows are held until the MTA has taken the message.
#include "decision_parts.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "breaker.h"
#include "choices_taken.h"
#include "contact.h"
#include "follow_up.h"
#include "history.h"
#include "limit.h"
#include "missing.h"
#include "tags.h"
#include "thread_link.h"

static void decision_clear(Decision *decision) {
    arrival_free(decision->known);
    thread_free(decision->thread);
    arrival_free(decision->arrival);
    g_clear_pointer(&decision->alike, g_array_unref);
    problem_match_clear(&decision->match);
    g_free(decision->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Decision, decision_clear)

static void begin(Decision *decision, StoreTxn *txn, const DecisionFacts *facts, Hearing *hearing) {
    *decision = (Decision){.txn = txn, .facts = facts, .hearing = hearing, .now = facts->envelope->arrival};
    decision->customer = hearing_customer(hearing, facts->envelope->sender);
    decision->known = arrival_get(txn, arrival_id_of(facts->clue->identity));
    hearing->refusals = facts->judged;
    hearing->missing = missing_ask(hearing->lacking, 0);
    hearing->repeats = 0;
    hearing->repeats_settled = hearing->due = 0;
    hearing->wake = false;
}

static bool is_confirmed(const Decision *decision) {
    const Arrival *known = decision->known;
    return known != NULL && known->confirmed != 0 && known->confirmed <= decision->now;
}

// Whom an acknowledgement would go to; without such an address, the customer.
static const char *answer_address(const Decision *decision) {
    const char *recipient = decision->hearing->recipient->address;
    return recipient != NULL ? recipient : decision->customer;
}

static HistoryFacts history_facts(const Decision *decision) {
    return (HistoryFacts){
        .config = decision->facts->config,
        .hearing = decision->hearing,
        .address = answer_address(decision),
        .thread = decision->thread,
        .joined = decision->joined,
        .words = decision->facts->clue->words,
        .repeated = decision->known != NULL,
        .duplicate = is_confirmed(decision),
        .now = decision->now,
    };
}

static void recall(Decision *decision) {
    const HistoryFacts facts = history_facts(decision);
    const History history = history_recall(decision->txn, &facts);
    decision->answered_lately = history.answered_lately;
    decision->risky = history.risky;
    refusal_recall(&history.refusals, &decision->hearing->refusals);
    decision->colleague = decision_is_colleague(decision);
    if (decision->colleague)
        refusal_impose(&decision->hearing->refusals, REFUSAL_OUTBOUND);
    decision_recover(decision);
}

// The breaker is all that stands between this customer and an answer.
static bool is_held_by_breaker(const Refusals *refusals) {
    for (unsigned i = 0; i < REFUSAL_COUNT; i++)
        if (refusal_says_no(refusals, (Refusal)i) != (i == REFUSAL_BREAKER))
            return false;
    return true;
}

static void show_due(Hearing *hearing, const Thread *thread) {
    hearing->due = thread->reply_due;
    hearing->due_kind = thread->reply_kind;
}

static CustomerWord word_of(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    if (!decision_may_settle(decision))
        return WORD_WANTS_ANSWER;
    return policy_word(hearing->verdict, hearing->text, decision->thread->asked != 0);
}

static void decide_level(Decision *decision) {
    Hearing *hearing = decision->hearing;
    const bool machine = refusal_is_machine(&hearing->refusals) || decision->colleague;
    hearing_set_level(hearing, machine);
    decision->alerted = decision->thread->alerted;
    const PolicyFacts facts = {
        .pm = config_pm_of(decision->facts->config, hearing->mailbox),
        .level = hearing->level,
        .alerted = decision->alerted,
    };
    const Timekeeping timekeeping = {
        .txn = decision->txn,
        .mailbox = hearing->mailbox,
        .thread = decision->thread,
        .now = decision->now,
        .accepted = !decision_waits_for_receipt(decision),
    };
    decision->alert = policy_alerts(&facts);
    if (!machine) {
        timekeeping_customer_wrote(&timekeeping, hearing->level, word_of(decision));
        if (!decision->is_new && decision_may_settle(decision))
            follow_up_take(decision->txn, decision->thread, hearing->level, decision->now);
    }
    show_due(hearing, decision->thread);
}

bool decision_waits_for_receipt(const Decision *decision) {
    const Config *config = decision->facts->config;
    return config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED;
}

static void add_entry(Decision *decision) {
    const Hearing *hearing = decision->hearing;
    g_autoptr(Entry) entry = hearing_entry(hearing, decision->customer);
    entry->at = decision->now;
    entry->joined = decision->is_new ? JOINED_NEW : decision->joined;
    entry->found = g_strdup(decision->found);
    entry->acknowledge = hearing_acknowledge(hearing);
    thread_add_entry(decision->txn, decision->thread, entry);
    decision_note_heard(decision, entry);
    decision_link_message(decision, entry);
    decision->arrival->entry = entry->sequence;
    decision_record_recovery(decision, entry);
    if (!decision_waits_for_receipt(decision))
        decision->in_burst =
            decision_in_burst(decision->txn, decision->facts->config, entry, decision->thread, decision->now);
    decision_count(decision);
}

static void set_edits(Decision *decision, uint64_t arrival) {
    const Config *config = decision->facts->config;
    Hearing *hearing = decision->hearing;
    hearing->strip = config->mode != MODE_OBSERVE;
    if (!hearing->strip)
        g_ptr_array_set_size(hearing->fields, 0);
    g_clear_pointer(&hearing->receipt, g_free);
    if (!decision_waits_for_receipt(decision))
        return;
    g_autofree char *token = seal_token(store_txn_seal(decision->txn), SEAL_RECEIPT, arrival);
    hearing->receipt = g_strdup_printf("%s@%s", token, config->receipt_domain);
}

// A message that stands in the store is told as it was decided, not held against itself. False when it
// is not there.
static bool recall_recorded(Decision *decision) {
    static const char NO[] = "no; reason=";
    const Arrival *known = decision->known;
    g_autoptr(Entry) entry = known == NULL || is_confirmed(decision)
                                 ? NULL
                                 : thread_entry(decision->txn, known->thread, known->entry);
    if (entry == NULL || entry->acknowledge == NULL || entry->at != known->seen) // split off since
        return false;
    const Refusal row = g_str_has_prefix(entry->acknowledge, NO)
                            ? refusal_parse(entry->acknowledge + strlen(NO))
                            : REFUSAL_COUNT;
    if (row != REFUSAL_COUNT)
        refusal_impose(&decision->hearing->refusals, row);
    return true;
}

// A retry before the receipt: what was decided, the fields and the receipt's token hold.
static void take_over(Decision *decision) {
    Hearing *hearing = decision->hearing;
    g_free(hearing->thread);
    hearing->thread = thread_id_format(decision->known->thread);
    hearing_set_level(hearing, refusal_is_machine(&hearing->refusals));
    hearing_copy_texts(hearing->fields, decision->known->fields);
    recall_recorded(decision); // for the log: what it says is what the fields say
    set_edits(decision, decision->known->id);
}

static void record_arrival(Decision *decision) {
    Arrival *arrival = decision->arrival;
    hearing_copy_texts(arrival->fields, decision->hearing->fields);
    arrival->confirmed =
        decision_waits_for_receipt(decision) ? 0 : decision->now + decision->facts->config->hold;
    arrival_add(decision->txn, arrival);
}

// What an earlier message of the conversation gave, or was asked for, is not asked again.
static void settle_questions(Decision *decision) {
    Hearing *hearing = decision->hearing;
    const bool answers = refusal_first(&hearing->refusals) == REFUSAL_COUNT && !hearing_minimal(hearing);
    hearing->missing = missing_ask(hearing->lacking, decision->thread->given);
    decision->thread->given |= hearing->given;
    if (answers)
        decision->thread->given |= acknowledge_asks(hearing->missing, hearing->level);
}

static void note_sender(Decision *decision) {
    const bool by_person = !refusal_is_machine(&decision->hearing->refusals);
    if (by_person)
        hearing_note_writer(decision->txn, decision->hearing, decision->customer, decision->now,
                            decision->now);
    if (by_person && decision->answered_lately)
        thread_note_words(decision->txn, decision->facts->clue->words, decision->thread->id, decision->now);
    if (decision->facts->clue->feedback != NULL)
        feedback_take(decision->txn, decision->facts->clue->feedback, decision->now);
}

static void take_thread(Decision *decision) {
    if (decision->thread == NULL)
        decision_open_thread(decision);
    else if (decision->customer != NULL && decision->thread->from != NULL &&
             address_equal(decision->customer, decision->thread->from))
        hearing_take_account(decision->hearing, decision->thread);
}

// An answer to what we let them choose from is recorded and confirmed.
static void take_choice(const Decision *decision) {
    const Hearing *hearing = decision->hearing;
    const ChoicesAnswer answer = {
        .config = decision->facts->config,
        .thread = decision->thread,
        .joined = decision->joined,
        .proven = decision_may_settle(decision),
        .machine = refusal_is_machine(&hearing->refusals) || decision->colleague,
        .text = hearing->text->body,
        .now = decision->now,
        .waiting = decision_waits_for_receipt(decision) ? decision->arrival->outbox : NULL,
    };
    if (choices_take(decision->txn, &answer) != CHOICES_NOT_ANSWERED)
        decision->hearing->wake = true;
}

static void record_message(Decision *decision) {
    Hearing *hearing = decision->hearing;
    take_thread(decision);
    g_free(hearing->thread);
    hearing->thread = thread_id_format(decision->thread->id);
    decide_level(decision);
    settle_questions(decision);
    if (refusal_first(&hearing->refusals) == REFUSAL_COUNT)
        decision_add_acknowledgement(decision);
    else if (is_held_by_breaker(&hearing->refusals) &&
             breaker_hold(decision->txn, hearing->mailbox->name, decision->now))
        decision_add_breaker_alert(decision);
    add_entry(decision);
    if (decision->alert)
        decision_add_alert(decision);
    if (!decision->is_new)
        take_choice(decision); // behind the entry, which its confirmation answers
    note_sender(decision);
    if (decision->thread->accepted == 0 && !decision_waits_for_receipt(decision))
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
    hearing_set_level(hearing, refusal_is_machine(&hearing->refusals));
    if (decision->thread != NULL)
        show_due(hearing, decision->thread);
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
    decision_find_thread(&decision);
    recall(&decision);
    if (decision.known != NULL) {
        repeat_message(&decision);
        limit_count_duplicate(txn, hearing->mailbox->name, decision.now);
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
    if (recall_recorded(&decision))
        return;
    decision_find_thread(&decision);
    recall(&decision);
    if (decision.thread != NULL)
        hearing->missing = missing_ask(hearing->lacking, decision.thread->given);
}
