// Conversations and messages of the person: what stays of them is a shell (shell.h).
#include "erase_parts.h"

#include "clocks.h"
#include "shell.h"
#include "subject.h"
#include "thread_link.h"

static bool is_theirs(const char *address, void *data) {
    return wanted_is_person(data, address);
}

static bool is_of_theirs(const Erasing *erasing, const Thread *thread) {
    return thread != NULL && wanted_has_thread(erasing->wanted, thread->id);
}

// One of theirs in another's conversation.
static void end_message(const Erasing *erasing, const Thread *thread, Entry *entry) {
    g_autofree char *folded = thread->subject == NULL ? NULL : subject_fold(thread->subject);
    if (folded != NULL)
        thread_unlink_subject(erasing->txn, entry->from, folded, thread->id);
    if (entry->message_id != NULL)
        thread_unlink_message(erasing->txn, entry->message_id, thread->id);
    shell_entry(entry);
    thread_put_entry(erasing->txn, thread, entry);
}

void erase_entry(const Erasing *erasing, const StoreKey *key) {
    uint64_t id, number;
    store_key_numbers(key, &id, &number);
    g_autoptr(Entry) entry = thread_entry(erasing->txn, id, (uint32_t)number);
    g_autoptr(Thread) stored = thread_stored(erasing->txn, id);
    g_autoptr(Thread) nobodys = thread_new(); // its opener's key is gone, and there is no shell
    nobodys->id = id;
    if (is_of_theirs(erasing, stored))
        shell_message(erasing->txn, stored, (uint32_t)number, is_theirs, erasing->wanted);
    else if (entry != NULL && wanted_is_person(erasing->wanted, entry->from))
        end_message(erasing, stored == NULL ? nobodys : stored, entry);
}

// Of a promise that came to another's conversation with a merge.
void erase_clock(const Erasing *erasing, const StoreKey *key) {
    uint64_t id, number;
    store_key_numbers(key, &id, &number);
    g_autoptr(Clock) clock = clocks_get(erasing->txn, id, (uint32_t)number);
    g_autoptr(Thread) thread = clock == NULL ? NULL : thread_stored(erasing->txn, id);
    if (thread == NULL || is_of_theirs(erasing, thread))
        return;
    clock->owner = thread->owner;
    clocks_put(erasing->txn, clock);
}

void erase_thread(const Erasing *erasing, const StoreKey *key) {
    uint64_t id, none;
    store_key_numbers(key, &id, &none);
    g_autoptr(Thread) thread = thread_stored(erasing->txn, id);
    if (thread == NULL || thread->erased != 0)
        return;
    if (is_of_theirs(erasing, thread)) {
        shell_thread(erasing->txn, thread, erasing->options->now, is_theirs, erasing->wanted);
        return;
    }
    thread_unset_acknowledged(thread, erasing->wanted->person);
    thread_put(erasing->txn, thread);
}
