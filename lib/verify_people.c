// People and accounts: their keys, what leads to them, and what is counted and
// remembered of them.
#include <string.h>

#include "accounts.h"
#include "breaker.h"
#include "contact.h"
#include "copies.h"
#include "erased.h"
#include "limit.h"
#include "no_answer.h"
#include "past.h"
#include "rhythm.h"
#include "tally.h"
#include "unanswered.h"
#include "verify_parts.h"

// --- keys ---

enum { KEYS_BATCH = 10000 };

typedef struct Keys {
    Verify *verify;
    uint64_t slot; // looked at last
    bool more;
} Keys;

static void tell_key(Verify *verify, uint64_t slot, KeyState state) {
    g_autofree char *key = g_strdup_printf("%" G_GUINT64_FORMAT, slot);
    const VerifyFinding finding = {
        .table = "persons.keys",
        .key = key,
        .wrong = state == KEY_MISSING ? "there is no key of this person: nothing of theirs can be read"
                                      : "the key of this person is damaged: nothing of theirs can be read",
        .mend = "only a backup has it: 'earshot restore'",
    };
    verify->result->findings++;
    verify->options->found(&finding, verify->options->data);
}

static bool look_at_keys(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Keys *keys = data;
    const uint64_t slots = store_counter(txn, "slots");
    for (unsigned i = 0; i < KEYS_BATCH && keys->slot < slots; i++) {
        const KeyState state = store_slot_state(txn, ++keys->slot);
        if (state == KEY_MISSING || state == KEY_DAMAGED)
            tell_key(keys->verify, keys->slot, state);
    }
    keys->more = keys->slot < slots;
    return !store_failed(txn);
}

bool verify_keys(Verify *verify, Store *store, GError **error) {
    Keys keys = {.verify = verify, .more = true};
    while (keys.more) {
        if (!store_read(store, look_at_keys, &keys, error))
            return false;
        if (verify->options->progress != NULL)
            verify->options->progress("persons.keys", keys.slot, verify->options->data);
    }
    return true;
}

// --- contacts ---

// Two persons with one key could not be erased apart.
static bool is_first_with(GByteArray *persons, uint64_t slot) {
    const guint at = (guint)(slot / 8), bit = (guint)(slot % 8), before = persons->len;
    if (at >= before) {
        g_byte_array_set_size(persons, at + at / 2 + 1);
        memset(persons->data + before, 0, persons->len - before);
    }
    const bool first = (persons->data[at] >> bit & 1) == 0;
    persons->data[at] = (guint8)(persons->data[at] | 1U << bit);
    return first;
}

void verify_contact(const VerifyRow *row) {
    Contact contact;
    const bool there = contact_at(row->txn, row->key, &contact);
    if (!verify_read(row) || !there)
        return;
    if (contact.slot == 0 || contact.slot > row->verify->slots)
        verify_found(row, MEND_RESTORE, "key %" G_GUINT64_FORMAT " was given to nobody", contact.slot);
    else if (contact.slot / 8 < G_MAXINT32 && !is_first_with(row->verify->persons, contact.slot))
        verify_found(row, MEND_RESTORE, "another person has key %" G_GUINT64_FORMAT " too", contact.slot);
}

void verify_no_answer(const VerifyRow *row) {
    StoreKey mark = row->key, name = store_key_after(row->key);
    if (row->key.size > sizeof(SealHash)) { // a name: its entry is read with the mark
        mark.size = sizeof(SealHash);
        if (!verify_stands(row, TABLE_NO_ANSWER, mark))
            verify_found(row, MEND_STRAY, "a name without an entry");
        return;
    }
    g_autoptr(NoAnswer) entry = no_answer_at(row->txn, row->key);
    if (!verify_read(row) || entry == NULL)
        return;
    if (entry->cause != NO_ANSWER_ERASED && !verify_stands(row, TABLE_NO_ANSWER, name))
        verify_found(row, MEND_STRAY, "whose entry this is cannot be told; it holds all the same");
}

void verify_past(const VerifyRow *row) {
    g_autoptr(Past) past = past_at(row->txn, row->key);
    if (!verify_read(row))
        return;
    for (guint i = 0; i < past->recent->len; i++)
        verify_thread_stands(row, g_array_index(past->recent, PastThread, i).thread);
}

void verify_unanswered(const VerifyRow *row) {
    int64_t at;
    uint64_t thread;
    uint32_t entry;
    unanswered_read_key(&row->key, &at, &thread, &entry);
    verify_thread_stands(row, thread);
}

// --- erasures, and backups that are older ---

void verify_erased(const VerifyRow *row) {
    g_auto(Erased) erased;
    erased_init(&erased);
    const bool there = erased_at(row->txn, row->key, &erased);
    if (!verify_read(row) || !there)
        return;
    if (erased.pending)
        verify_found(row, MEND_ERASE, "a person was to be erased, and it did not come to its end");
    else if (erased.slot != 0 && store_slot_state(row->txn, erased.slot) != KEY_ERASED)
        verify_found(row, MEND_ERASE, "the key of this person was destroyed, and is there again");
    for (guint i = 0; i < erased.threads->len; i++)
        verify_thread_stands(row, g_array_index(erased.threads, uint64_t, i));
}

void verify_backup(const VerifyRow *row) {
    copies_at(row->txn, row->key);
    (void)verify_read(row);
}

// --- counts ---

void verify_limit(const VerifyRow *row) {
    limit_at(row->txn, row->key);
    if (!store_failed(row->txn))
        return;
    verify_pass_over(row); // then it is a breaker's, or damaged
    breaker_at(row->txn, row->key);
    (void)verify_read(row);
}

void verify_tally(const VerifyRow *row) {
    tally_at(row->txn, row->key);
    (void)verify_read(row);
}

void verify_rhythm(const VerifyRow *row) {
    (void)rhythm_at(row->txn, row->key);
    (void)verify_read(row);
}

// --- accounts ---

static bool same_key(const StoreKey *left, const StoreKey *right) {
    return left->size == right->size && memcmp(left->bytes, right->bytes, left->size) == 0;
}

void verify_account(const VerifyRow *row) {
    g_autoptr(AccountFacts) facts = accounts_at(row->txn, row->key);
    if (!verify_read(row) || facts == NULL)
        return;
    g_autoptr(GArray) links = accounts_links(row->txn, facts);
    unsigned astray = 0;
    for (guint i = 0; i < links->len; i++) {
        StoreKey leads = {0};
        const StoreKey link = g_array_index(links, StoreKey, i);
        const bool there = accounts_link_at(row->txn, link, &leads);
        const bool damaged = store_failed(row->txn);
        verify_pass_over(row);
        astray += !damaged && (!there || !same_key(&leads, &row->key));
    }
    if (astray > 0)
        verify_found(row, MEND_IMPORT, "%u of its %u addresses and domains do not lead to it", astray,
                     links->len);
}

void verify_account_of(const VerifyRow *row) {
    StoreKey account;
    const bool there = accounts_link_at(row->txn, row->key, &account);
    if (!verify_read(row) || !there)
        return;
    if (!verify_stands(row, TABLE_ACCOUNT, account)) {
        verify_found(row, MEND_IMPORT, "it leads to an account that is not there");
        return;
    }
    g_autoptr(AccountFacts) facts = accounts_at(row->txn, account);
    verify_pass_over(row);
    if (facts == NULL)
        return;
    g_autoptr(GArray) links = accounts_links(row->txn, facts);
    for (guint i = 0; i < links->len; i++)
        if (same_key(&g_array_index(links, StoreKey, i), &row->key))
            return;
    verify_found(row, MEND_IMPORT, "it leads to an account that does not have this address or domain");
}
