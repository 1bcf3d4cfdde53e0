// Messages are moved one by one and clocks put anew, so that nothing has two
// owners: an entry stands in one thread, its Message-ID leads there, and of what a thread
// can have once (a reply that is due, a touchpoint) one runs.
#include "thread_edit.h"

#include <string.h>

#include "accounts.h"
#include "address.h"
#include "clocks.h"
#include "contact.h"
#include "fault.h"
#include "past.h"
#include "subject.h"
#include "thread_link.h"
#include "timekeeping.h"

// --- entries ---

static StoreKey entry_key(const Thread *thread, uint32_t sequence) { // as thread.c has it
    return store_key_pair(thread->id, sequence);
}

// Takes the entries from number `first` on out of the thread. Those of erased persons are gone already.
static GPtrArray *take_entries(StoreTxn *txn, Thread *thread, uint32_t first) {
    GPtrArray *entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
    for (uint32_t i = first; i <= thread->entries && !store_failed(txn); i++) {
        Entry *entry = thread_entry(txn, thread->id, i);
        if (entry != NULL)
            g_ptr_array_add(entries, entry);
        store_del(txn, TABLE_ENTRY, entry_key(thread, i));
    }
    thread->entries = first - 1;
    return entries;
}

static void note(Entry *entry, const char *how, uint64_t thread) {
    g_autofree char *id = thread_id_format(thread);
    char *found = entry->found == NULL ? g_strdup_printf("%s %s by hand", how, id)
                                       : g_strdup_printf("%s; %s %s by hand", entry->found, how, id);
    g_free(entry->found);
    entry->found = found;
}

// Its Message-ID follows, unless it leads to a third thread: then a message of the same name came later.
static void move_entry(StoreTxn *txn, Entry *entry, uint64_t old, Thread *thread) {
    uint64_t leads;
    int64_t at;
    thread_add_entry(txn, thread, entry);
    if (entry->message_id != NULL && thread_by_message(txn, entry->message_id, &leads, &at) && leads == old)
        thread_link_message(txn, entry->message_id, thread->id, at);
}

// --- clocks ---

// Under a number of the other thread; what it said is said. The old record leaves the index, and is in no
// report.
static void move_clock(StoreTxn *txn, Clock *clock, Thread *thread, int64_t now) {
    clock_stop(clock, CLOCK_DROPPED, now);
    clocks_put(txn, clock);
    clock->end = CLOCK_RUNS;
    clock->stopped = 0;
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clocks_put(txn, clock);
}

static void drop_clock(StoreTxn *txn, Clock *clock, int64_t now) {
    clock_stop(clock, CLOCK_DROPPED, now);
    clocks_put(txn, clock);
}

static Clock *running(StoreTxn *txn, const Thread *thread, uint32_t number) {
    Clock *clock = number == 0 ? NULL : clocks_get(txn, thread->id, number);
    if (clock != NULL && clock_runs(clock))
        return clock;
    clock_free(clock);
    return NULL;
}

// One that is paused waits for the customer and gives way to one that runs.
static bool is_sooner(const Clock *clock, const Clock *other) {
    if ((clock->paused == 0) != (other->paused == 0))
        return clock->paused == 0;
    return clock->due < other->due;
}

// Of two of a kind one stays.
static void merge_clock(StoreTxn *txn, Thread *into, uint32_t number, Thread *from, uint32_t number_from,
                        int64_t now) {
    g_autoptr(Clock) ours = running(txn, into, number);
    g_autoptr(Clock) theirs = running(txn, from, number_from);
    if (theirs == NULL)
        return;
    if (ours == NULL || is_sooner(theirs, ours)) {
        theirs->level = ours == NULL ? theirs->level : MAX(theirs->level, ours->level);
        move_clock(txn, theirs, into, now);
        if (ours != NULL)
            drop_clock(txn, ours, now);
        return;
    }
    ours->level = MAX(ours->level, theirs->level);
    clocks_put(txn, ours);
    drop_clock(txn, theirs, now);
}

static void take_promises(StoreTxn *txn, const Thread *thread, GPtrArray *promises) {
    g_autoptr(GPtrArray) all = clocks_of(txn, thread->id);
    g_ptr_array_set_free_func(all, NULL);
    for (guint i = 0; i < all->len; i++) {
        Clock *clock = all->pdata[i];
        if (clock_runs(clock) && clock->kind == CLOCK_PROMISE)
            g_ptr_array_add(promises, clock);
        else
            clock_free(clock);
    }
}

static gint compare_starts(gconstpointer a, gconstpointer b) {
    const Clock *left = *(const Clock *const *)a, *right = *(const Clock *const *)b;
    return (left->started > right->started) - (left->started < right->started);
}

// Of more than a thread can have the oldest are dropped, as when they are given one by one.
static void merge_promises(StoreTxn *txn, Thread *into, const Thread *from, int64_t now) {
    g_autoptr(GPtrArray) promises = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    take_promises(txn, into, promises);
    take_promises(txn, from, promises);
    g_ptr_array_sort(promises, compare_starts);
    for (guint i = 0; i < promises->len; i++) {
        Clock *clock = promises->pdata[i];
        if (promises->len - i > THREAD_PROMISES) {
            clock_drop(clock, now); // a late one was missed
            clocks_put(txn, clock);
        } else if (clock->thread == from->id) {
            move_clock(txn, clock, into, now);
        }
    }
}

static void merge_clocks(StoreTxn *txn, Thread *into, Thread *from, int64_t now) {
    merge_clock(txn, into, into->reply_clock, from, from->reply_clock, now);
    merge_clock(txn, into, into->touchpoint_clock, from, from->touchpoint_clock, now);
    if (from->promises > 0)
        merge_promises(txn, into, from, now);
}

// --- merging ---

static gint compare_times(gconstpointer a, gconstpointer b) {
    const Entry *left = *(const Entry *const *)a, *right = *(const Entry *const *)b;
    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

static void merge_entries(StoreTxn *txn, Thread *into, Thread *from) {
    g_autoptr(GPtrArray) entries = take_entries(txn, from, 1);
    g_ptr_array_sort(entries, compare_times);
    for (guint i = 0; i < entries->len; i++) {
        note(entries->pdata[i], "merged from", from->id);
        move_entry(txn, entries->pdata[i], from->id, into);
    }
}

static Phase less_settled(Phase one, Phase other) {
    if (one >= PHASE_FOLLOW_UP || other >= PHASE_FOLLOW_UP)
        return MIN(one, other);
    return MAX(one, other); // one of ours stands in it
}

static int64_t earliest(int64_t one, int64_t other) {
    return one == 0 || other == 0 ? MAX(one, other) : MIN(one, other);
}

static void merge_settings(Thread *into, const Thread *from) {
    if (from->level > into->level)
        into->in_hand = from->in_hand; // of the matter that presses more
    into->key_account = into->key_account || from->key_account;
    into->tier = into->tier == NULL ? g_strdup(from->tier) : into->tier;
    into->account = into->account == NULL ? g_strdup(from->account) : into->account;
    into->problem = into->problem == NULL ? g_strdup(from->problem) : into->problem;
}

static void merge_knowledge(Thread *into, const Thread *from) {
    merge_settings(into, from);
    into->opened = earliest(into->opened, from->opened);
    into->updated = MAX(into->updated, from->updated);
    into->accepted = earliest(into->accepted, from->accepted);
    into->phase = less_settled(into->phase, from->phase);
    into->level = MAX(into->level, from->level);
    into->worst = MAX(into->worst, from->worst);
    into->settled = into->settled == 0 || from->settled == 0 ? 0 : MAX(into->settled, from->settled);
    if (into->repeats == 0) {
        into->repeats = from->repeats;
        into->repeats_settled = from->repeats_settled;
    }
    into->group = into->group == 0 ? from->group : into->group;
    into->alerted = MAX(into->alerted, from->alerted);
    into->by_persons += from->by_persons;
    into->sent = MAX(into->sent, from->sent);
    into->given |= from->given;
    into->answered = MAX(into->answered, from->answered);
    for (guint i = 0; i < from->acknowledged->len; i++)
        thread_set_acknowledged(into, g_array_index(from->acknowledged, SealHash, i));
}

// Nobody waits in it, and no walk over open threads sees it.
static void retire(Thread *from, uint64_t into) {
    from->merged_into = into;
    from->phase = PHASE_CLOSED;
    from->level = LEVEL_NONE;
    from->by_persons = from->reply_clock = from->touchpoint_clock = from->promises = 0;
    from->reply_due = from->due = from->asked = from->in_hand = 0;
    from->gravest = 0;
    from->gravest_level = LEVEL_NONE;
}

static bool may_merge(const Thread *into, const Thread *from, GError **error) {
    g_autofree char *one = thread_id_format(into->id), *other = thread_id_format(from->id);
    if (into->id == from->id)
        return fault_set(error, FATE_CONFIG, "%s: both are this one conversation already", one);
    if (into->merged_into != 0 || from->merged_into != 0)
        return fault_set(error, FATE_CONFIG, "%s was merged before and has no messages left",
                         into->merged_into != 0 ? one : other);
    return true;
}

bool thread_merge(StoreTxn *txn, Thread *into, Thread *from, int64_t now, GError **error) {
    if (!may_merge(into, from, error))
        return false;
    merge_clocks(txn, into, from, now);
    merge_entries(txn, into, from);
    merge_knowledge(into, from);
    const int64_t asked = MAX(into->asked, from->asked);
    retire(from, into->id);
    timekeeping_refresh(txn, into);
    into->asked = into->reply_clock == 0 ? asked : 0; // a customer who waits for us was not asked last
    past_note(txn, from, now);                        // it is one conversation fewer
    if (into->by_persons > 0)
        past_note(txn, into, now);
    thread_put(txn, into);
    thread_put(txn, from);
    return !store_failed(txn);
}

// --- splitting ---

typedef struct Tally {
    Level level;
    uint32_t by_persons;
    int64_t updated, answered;
} Tally;

static void count(Tally *tally, const Entry *entry) {
    tally->level = MAX(tally->level, entry->level);
    tally->by_persons += !entry->outbound && !entry->machine;
    tally->updated = MAX(tally->updated, entry->at);
    if (entry->outbound)
        tally->answered = MAX(tally->answered, entry->at);
}

static Tally count_list(const GPtrArray *entries) {
    Tally tally = {.level = LEVEL_NONE};
    for (guint i = 0; i < entries->len; i++)
        count(&tally, entries->pdata[i]);
    return tally;
}

static Tally count_thread(StoreTxn *txn, const Thread *thread) {
    Tally tally = {.level = LEVEL_NONE};
    for (uint32_t i = 1; i <= thread->entries && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        if (entry != NULL)
            count(&tally, entry);
    }
    return tally;
}

static bool is_taken(StoreTxn *txn, uint64_t id) {
    const StoreKey wanted = store_key_number(id);
    StoreKey key = wanted;
    return id == 0 || (store_next(txn, TABLE_THREAD, &key, NULL) && key.size == wanted.size &&
                       memcmp(key.bytes, wanted.bytes, wanted.size) == 0);
}

// Of the old id and the message; the tries count since what was split here before and merged back has the
// first.
static uint64_t new_id(StoreTxn *txn, const Thread *thread, const Entry *first) {
    uint64_t id = 0;
    for (unsigned i = 0; is_taken(txn, id); i++) {
        g_autofree char *name = g_strdup_printf("%" G_GUINT64_FORMAT " %u %u %s", thread->id, first->sequence,
                                                i, first->message_id == NULL ? "" : first->message_id);
        id = seal_number(store_txn_seal(txn), "split", name);
    }
    return id;
}

// The first of the customer's, else the very first.
static const Entry *opener(const GPtrArray *entries) {
    for (guint i = 0; i < entries->len; i++)
        if (!((const Entry *)entries->pdata[i])->outbound)
            return entries->pdata[i];
    return entries->pdata[0];
}

static void set_person(StoreTxn *txn, Thread *new, const Thread *old, const Entry *by) {
    const char *from = by->outbound || by->from == NULL ? old->from : by->from;
    const bool same = from == NULL || (old->from != NULL && address_equal(from, old->from));
    new->from = g_strdup(from);
    new->from_name = g_strdup(same ? old->from_name : NULL);
    new->owner = same ? old->owner : contact_take(txn, from, by->at).slot;
    g_autoptr(AccountFacts) account = same ? NULL : accounts_find(txn, from);
    new->account = g_strdup(same ? old->account : account == NULL ? NULL : account->account);
}

static Thread *open_beside(StoreTxn *txn, const Thread *old, const GPtrArray *entries) {
    const Entry *first = entries->pdata[0], *by = opener(entries);
    Thread *new = thread_new();
    new->id = new_id(txn, old, first);
    set_person(txn, new, old, by);
    new->mailbox = g_strdup(old->mailbox);
    new->subject = g_strdup(old->subject);
    new->language = g_strdup(by->language != NULL ? by->language : old->language);
    new->tier = g_strdup(old->tier);
    new->key_account = old->key_account;
    new->opened = first->at;
    new->accepted = MAX(old->accepted, first->at);
    new->alerted = old->alerted;
    new->given = old->given;
    g_array_append_vals(new->acknowledged, old->acknowledged->data, old->acknowledged->len);
    return new;
}

// Where the subject led to the old thread it may mean either from now on.
static void share_subject(StoreTxn *txn, const Entry *entry, const char *folded, uint64_t old, uint64_t new) {
    uint64_t leads;
    int64_t at;
    if (!entry->outbound && entry->from != NULL && thread_by_subject(txn, entry->from, folded, &leads, &at) &&
        leads == old)
        thread_link_subject(txn, entry->from, folded, new, at);
}

static void move_entries(StoreTxn *txn, const Thread *old, Thread *new, const GPtrArray *entries) {
    g_autofree char *folded = subject_fold(old->subject == NULL ? "" : old->subject);
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        note(entry, "split from", old->id);
        move_entry(txn, entry, old->id, new);
        share_subject(txn, entry, folded, old->id, new->id);
    }
}

// A level that no message explains was set for the old thread, and stays there.
static void part_knowledge(Thread *old, const Tally *stays, Thread *new, const Tally *goes) {
    new->level = MIN(old->level, goes->level);
    old->level = goes->level >= old->level ? MIN(old->level, stays->level) : old->level;
    new->phase = goes->answered != 0 ? PHASE_SOLVING : PHASE_DISCOVERY;
    new->by_persons = goes->by_persons;
    old->by_persons -= MIN(old->by_persons, goes->by_persons);
    new->answered = goes->answered;
    old->answered = goes->answered != 0 ? stays->answered : old->answered;
    old->updated = stays->updated;
    if (old->asked != 0 && old->asked >= new->opened) { // what was asked was asked in what goes
        new->asked = old->asked;
        old->asked = old->touchpoint_clock != 0 ? old->asked : 0; // why it is paused
    }
}

static void weigh_again(StoreTxn *txn, Thread *thread) {
    thread->gravest = 0;
    thread->gravest_level = LEVEL_NONE;
    for (uint32_t i = 1; i <= thread->entries && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        if (entry != NULL)
            thread_weigh_entry(thread, entry);
    }
}

// Each is as grave as its own messages made it.
static void part_past(StoreTxn *txn, Thread *old, Level stays, Thread *new, Level goes, int64_t now) {
    if (old->by_persons > 0)
        past_correct(txn, old, MAX(old->level, stays), now);
    if (new->by_persons > 0)
        past_correct(txn, new, MAX(new->level, goes), now);
}

static bool may_split(const Thread *thread, uint32_t sequence, GError **error) {
    g_autofree char *id = thread_id_format(thread->id);
    if (thread->merged_into != 0)
        return fault_set(error, FATE_CONFIG, "%s was merged and has no messages left", id);
    if (thread->entries < 2)
        return fault_set(error, FATE_CONFIG, "%s has one message: there is nothing to split", id);
    if (sequence < 2 || sequence > thread->entries)
        return fault_set(error, FATE_CONFIG, "%s has %u messages: it can be split at 2 to %u", id,
                         thread->entries, thread->entries);
    return true;
}

Thread *thread_split(StoreTxn *txn, Thread *thread, uint32_t sequence, int64_t now, GError **error) {
    if (!may_split(thread, sequence, error))
        return NULL;
    g_autoptr(GPtrArray) entries = take_entries(txn, thread, sequence);
    if (entries->len == 0) {
        g_autofree char *id = thread_id_format(thread->id);
        (void)fault_set(error, FATE_CONFIG, "%s: nothing is left of the messages from %u on", id, sequence);
        return NULL;
    }
    g_autoptr(Thread) new = open_beside(txn, thread, entries);
    const Tally goes = count_list(entries), stays = count_thread(txn, thread);
    move_entries(txn, thread, new, entries);
    part_knowledge(thread, &stays, new, &goes);
    weigh_again(txn, thread);
    part_past(txn, thread, stays.level, new, goes.level, now);
    g_autoptr(Clock) reply = goes.by_persons > 0 ? running(txn, thread, thread->reply_clock) : NULL;
    if (reply != NULL) {
        reply->accepted = true; // its receipt leads to the old thread, and who splits has seen the mail
        move_clock(txn, reply, new, now);
    }
    timekeeping_refresh(txn, thread);
    timekeeping_refresh(txn, new);
    thread_put(txn, thread);
    thread_put(txn, new);
    return store_failed(txn) ? NULL : g_steal_pointer(&new);
}
