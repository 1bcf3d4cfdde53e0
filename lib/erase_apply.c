// Rows that are taken out of, or away, by the modules whose they are.
#include "erase_parts.h"

#include "accounts.h"
#include "arrival.h"
#include "burst.h"
#include "group.h"
#include "lesson.h"
#include "likeness.h"
#include "no_answer.h"
#include "numbers.h"
#include "outbox.h"
#include "problem.h"

static uint64_t first_of(const StoreKey *key) {
    uint64_t first, second;
    store_key_numbers(key, &first, &second);
    return first;
}

// What the arrival would have taken along when it was forgotten is forgotten by itself from now on.
void erase_arrival(const Erasing *erasing, const StoreKey *key) {
    g_autoptr(Arrival) arrival = arrival_get(erasing->txn, first_of(key));
    if (arrival == NULL)
        return;
    for (guint i = 0; i < arrival->outbox->len; i++) {
        const uint64_t id = g_array_index(arrival->outbox, uint64_t, i);
        g_autoptr(OutboxRow) row = outbox_get(erasing->txn, id);
        if (row != NULL && !g_hash_table_contains(erasing->wanted->mails, &id))
            outbox_expire(erasing->txn, id, arrival->seen + ARRIVAL_KEPT);
    }
    store_del(erasing->txn, TABLE_EXPIRY, arrival_expiry_key(arrival));
    arrival_remove(erasing->txn, arrival->id);
}

static bool waits(const OutboxRow *row) {
    return row->state == OUTBOX_HELD || row->state == OUTBOX_READY || row->state == OUTBOX_CLAIMED;
}

// A mail about many that can be rendered again is, without them; one that cannot goes.
void erase_outbox(const Erasing *erasing, const StoreKey *key) {
    g_autoptr(OutboxRow) row = outbox_get(erasing->txn, first_of(key));
    if (row == NULL)
        return;
    const bool about_many = row->thread == 0 && !outbox_is_to_customer(row->kind);
    if (about_many && row->values != NULL) {
        outbox_unrender(erasing->txn, row);
        return;
    }
    erasing->report->mails += waits(row) && outbox_is_to_customer(row->kind);
    erasing->report->digests += waits(row) && about_many;
    outbox_remove(erasing->txn, row);
}

void erase_no_answer(const Erasing *erasing, const StoreKey *key) {
    if (key->size > sizeof(SealHash))
        no_answer_erase_name(erasing->txn, *key, erasing->options->now);
}

static void drop_contact(const Erasing *erasing, AccountFacts *facts) {
    for (guint i = facts->contacts->len; i > 0; i--) {
        const AccountContact *contact = facts->contacts->pdata[i - 1];
        if (wanted_is_person(erasing->wanted, contact->address))
            g_ptr_array_remove_index(facts->contacts, i - 1);
    }
}

void erase_account(const Erasing *erasing, const StoreKey *key) {
    g_autoptr(AccountFacts) facts = accounts_at(erasing->txn, *key);
    if (facts == NULL)
        return;
    drop_contact(erasing, facts);
    accounts_put(erasing->txn, facts);
}

void erase_like(const Erasing *erasing, const StoreKey *key) {
    likeness_list_erase(erasing->txn, *key, erasing->wanted->threads);
}

void erase_group(const Erasing *erasing, const StoreKey *key) {
    (void)group_erase(erasing->txn, first_of(key), erasing->wanted->threads, erasing->wanted->address, false);
}

void erase_problem(const Erasing *erasing, const StoreKey *key) {
    g_autoptr(Problem) problem = problem_get(erasing->txn, first_of(key));
    if (problem != NULL && numbers_erase_ids(problem->samples, erasing->wanted->threads) > 0)
        problem_put(erasing->txn, problem);
}

void erase_burst(const Erasing *erasing, const StoreKey *key) {
    (void)burst_erase(erasing->txn, *key, erasing->wanted->threads, erasing->wanted->address, false);
}

void erase_lesson(const Erasing *erasing, const StoreKey *key) {
    (void)lesson_undo(erasing->txn, (uint32_t)first_of(key));
}
