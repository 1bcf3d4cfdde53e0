// What of a row that does not stand under their key is theirs all the same: a hash
// of theirs, a number of one of their conversations, their address in a list. Each
// is read by its module; what is damaged is passed over, and told by verify.
#include "erase_parts.h"

#include <string.h>

#include "accounts.h"
#include "agenda.h"
#include "arrival.h"
#include "burst.h"
#include "clocks.h"
#include "contact.h"
#include "grant.h"
#include "group.h"
#include "heard.h"
#include "lesson.h"
#include "likeness.h"
#include "outbox.h"
#include "problem.h"
#include "thread_link.h"
#include "unanswered.h"

static bool has_one(const Wanted *wanted, const GArray *threads) {
    for (guint i = 0; i < threads->len; i++)
        if (wanted_has_thread(wanted, g_array_index(threads, uint64_t, i)))
            return true;
    return false;
}

bool erase_find_contact(Wanted *wanted, const EraseRow *row) {
    Contact contact;
    return row->key.size == sizeof wanted->person &&
           memcmp(row->key.bytes, wanted->person.bytes, row->key.size) == 0 &&
           contact_at(row->txn, row->key, &contact) && contact.slot == wanted->slot;
}

bool erase_find_arrival(Wanted *wanted, const EraseRow *row) {
    g_autoptr(Arrival) arrival = arrival_get(row->txn, row->first);
    return arrival != NULL && wanted_has_message(wanted, arrival->thread, arrival->entry);
}

// One that leads to another's conversation too stays: it is a number beside a hash.
bool erase_find_link(Wanted *wanted, const EraseRow *row) {
    uint64_t threads[2] = {0, 0};
    return thread_link_at(row->txn, row->table, row->key, threads) && wanted_has_thread(wanted, threads[0]) &&
           (threads[1] == 0 || wanted_has_thread(wanted, threads[1]));
}

bool erase_find_thread(Wanted *wanted, const EraseRow *row) {
    g_autoptr(Thread) thread = thread_stored(row->txn, row->first);
    if (thread == NULL || thread->erased != 0)
        return false;
    if (row->theirs) {
        (void)wanted_is_person(wanted, thread->from);
        wanted_add_name(wanted, thread->from_name);
        wanted_add_thread(wanted, thread->id);
        return true;
    }
    return thread_acknowledged(thread, wanted->person);
}

bool erase_find_entry(Wanted *wanted, const EraseRow *row) {
    const bool of_theirs = wanted_has_thread(wanted, row->first);
    if (!row->theirs && !of_theirs)
        return false;
    g_autoptr(Entry) entry = thread_entry(row->txn, row->first, (uint32_t)row->second);
    if (!row->theirs)
        return entry != NULL && (entry->message_id != NULL || entry->found != NULL);
    if (entry != NULL)
        (void)wanted_is_person(wanted, entry->from);
    if (!of_theirs)
        wanted_add_message(wanted, row->first, row->second);
    return true;
}

// A digest that waits says nothing of its conversations but by what it allows to command.
static bool digest_names(const Wanted *wanted, const EraseRow *row, const OutboxRow *mail) {
    g_autoptr(Grant) grant = grant_get(row->txn, mail->id);
    return grant != NULL && has_one(wanted, grant->threads);
}

// Can be rendered again, without them.
static bool is_made_anew(const OutboxRow *mail) {
    return mail->thread == 0 && !outbox_is_to_customer(mail->kind) && mail->values != NULL;
}

static bool is_about(const Wanted *wanted, const EraseRow *row, const OutboxRow *mail) {
    if (row->theirs || (mail->thread != 0 && wanted_has_thread(wanted, mail->thread)))
        return true;
    if (mail->kind != OUTBOX_CLOCK && mail->entry != 0 &&
        wanted_has_message(wanted, mail->thread, mail->entry))
        return true;
    return mail->bytes != NULL && mail->state != OUTBOX_DONE && digest_names(wanted, row, mail);
}

bool erase_find_outbox(Wanted *wanted, const EraseRow *row) {
    g_autoptr(OutboxRow) mail = outbox_get(row->txn, row->first);
    if (mail == NULL || !is_about(wanted, row, mail))
        return false;
    if (!is_made_anew(mail))
        g_hash_table_add(wanted->mails, g_memdup2(&mail->id, sizeof mail->id));
    return true;
}

// Behind the outbox, by whose numbers it is asked.
bool erase_find_expiry(Wanted *wanted, const EraseRow *row) {
    return g_hash_table_contains(wanted->mails, &row->second);
}

bool erase_find_clock(Wanted *wanted, const EraseRow *row) {
    if (!wanted_has_thread(wanted, row->first))
        return false;
    g_autoptr(Clock) clock = clocks_get(row->txn, row->first, (uint32_t)row->second);
    return clock != NULL && (clock_runs(clock) || clock->words != NULL);
}

bool erase_find_account(Wanted *wanted, const EraseRow *row) {
    g_autoptr(AccountFacts) facts = accounts_at(row->txn, row->key);
    for (guint i = 0; facts != NULL && i < facts->contacts->len; i++)
        if (wanted_is_person(wanted, ((const AccountContact *)facts->contacts->pdata[i])->address))
            return true;
    return false;
}

bool erase_find_unanswered(Wanted *wanted, const EraseRow *row) {
    int64_t at;
    uint64_t thread;
    uint32_t entry;
    unanswered_read_key(&row->key, &at, &thread, &entry);
    return wanted_has_message(wanted, thread, entry);
}

bool erase_find_fingerprint(Wanted *wanted, const EraseRow *row) {
    return wanted_has_thread(wanted, row->first) || g_hash_table_contains(wanted->touched, &row->first);
}

bool erase_find_like(Wanted *wanted, const EraseRow *row) {
    g_autoptr(GArray) threads = likeness_list_at(row->txn, row->key);
    return has_one(wanted, threads);
}

static const char *by_address(const Wanted *wanted) {
    return wanted->back ? NULL : wanted->address;
}

bool erase_find_group(Wanted *wanted, const EraseRow *row) {
    return row->key.size == sizeof row->first &&
           group_erase(row->txn, row->first, wanted->threads, by_address(wanted), true);
}

bool erase_find_problem(Wanted *wanted, const EraseRow *row) {
    g_autoptr(Problem) problem =
        row->key.size == sizeof row->first ? problem_get(row->txn, row->first) : NULL;
    return problem != NULL && has_one(wanted, problem->samples);
}

bool erase_find_burst(Wanted *wanted, const EraseRow *row) {
    return burst_erase(row->txn, row->key, wanted->threads, by_address(wanted), true);
}

// Who was told stands there under a part of the hash of their address (campaign.c).
bool erase_find_campaign(Wanted *wanted, const EraseRow *row) {
    return row->key.size == 2 * sizeof row->first &&
           memcmp(row->key.bytes + sizeof row->first, wanted->person.bytes, sizeof row->first) == 0;
}

bool erase_find_agenda(Wanted *wanted, const EraseRow *row) {
    int64_t at;
    AgendaKind kind;
    uint64_t id;
    agenda_read_key(&row->key, &at, &kind, &id);
    return kind == AGENDA_FOLLOW_UP && wanted_has_thread(wanted, id);
}

bool erase_find_heard(Wanted *wanted, const EraseRow *row) {
    int64_t at;
    uint64_t thread;
    uint32_t entry;
    const bool index = heard_read_index(&row->key, &at, &thread, &entry);
    return index ? wanted_has_message(wanted, thread, entry)
                 : wanted_has_message(wanted, row->first, row->second);
}

bool erase_find_lesson(Wanted *wanted, const EraseRow *row) {
    g_autoptr(Lesson) lesson = row->first == 0 ? NULL : lesson_get(row->txn, (uint32_t)row->first);
    return lesson != NULL && lesson->thread != 0 && wanted_has_message(wanted, lesson->thread, lesson->entry);
}
