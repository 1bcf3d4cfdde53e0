// A group begins when a second complaint is like a first that stands alone. One
// chance likeness must not tie two problems together, and the next one a third to
// them: a complaint joins only when it is like two members at least, and like
// most of some that are taken from all of them, so that a group grows around what its members have in
// common and does not wander off along a chain. Groups are never joined with each other. A record holds
// numbers and short keyed hashes alone; what its members say is read where they stand.
#include "group_parts.h"

#include <string.h>

#include "address.h"
#include "numbers.h"
#include "record.h"

enum {
    GROUP_KIND = 'g',
    GROWN_KIND = 'q',
    VERSION = 1,
    TOLD_APART = 256,
    GROWN_MOST = 200,
    TIES = 2,    // members that a new one must be like
    SAMPLES = 6, // and it must be like most of so many
};

// With what tells its people and accounts apart: enough to count a few hundred, too little to find one by.
typedef struct Record {
    Group *group;
    GArray *people, *accounts; // uint32_t
} Record;

// --- records ---

void group_free(Group *group) {
    if (group == NULL)
        return;
    g_free(group->pm);
    g_free(group->problem);
    if (group->members != NULL)
        g_array_unref(group->members);
    g_free(group);
}

static void record_clear(Record *record) {
    group_free(record->group);
    g_clear_pointer(&record->people, g_array_unref);
    g_clear_pointer(&record->accounts, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Record, record_clear)

static void record_begin(Record *record) {
    record->group = g_new0(Group, 1);
    record->group->members = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    record->people = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    record->accounts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static void write_group(StoreTxn *txn, const Record *record) {
    const Group *group = record->group;
    RecordWriter *writer = record_writer_new(GROUP_KIND, VERSION);
    record_put_u64(writer, group->id);
    record_put_string(writer, group->pm);
    record_put_u32(writer, group->complaints);
    record_put_i64(writer, group->first);
    record_put_i64(writer, group->last);
    record_put_string(writer, group->problem);
    numbers_put_ids(writer, group->members);
    numbers_put_hashes(writer, record->people);
    numbers_put_hashes(writer, record->accounts);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_GROUP, store_key_number(group->id), STORE_OWNER_NONE, bytes);
}

static void read_into(RecordReader *reader, Record *record) {
    Group *group = record->group;
    group->id = record_get_u64(reader);
    group->pm = record_get_string(reader);
    group->complaints = record_get_u32(reader);
    group->first = record_get_i64(reader);
    group->last = record_get_i64(reader);
    group->problem = record_get_string(reader);
    numbers_get_ids(reader, group->members, GROUP_MEMBERS);
    numbers_get_hashes(reader, record->people, TOLD_APART);
    numbers_get_hashes(reader, record->accounts, TOLD_APART);
    group->people = record->people->len;
    group->accounts = record->accounts->len;
    reader->failed = reader->failed || group->pm == NULL;
}

static bool read_group(StoreTxn *txn, uint64_t id, Record *record) {
    g_autoptr(GBytes) bytes = id == 0 ? NULL : store_get(txn, TABLE_GROUP, store_key_number(id));
    if (bytes == NULL)
        return false;
    record_begin(record);
    RecordReader reader;
    record_reader_init(&reader, bytes, GROUP_KIND, VERSION);
    read_into(&reader, record);
    GError *error = NULL;
    if (record_reader_end(&reader, "group of complaints", &error))
        return true;
    store_fail(txn, error);
    return false;
}

// --- those of a PM that are worth a word ---

static StoreKey grown_key(StoreTxn *txn, const char *pm) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "groups of", pm));
}

GArray *group_list_at(StoreTxn *txn, StoreKey key) {
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_GROUP, key);
    if (bytes == NULL)
        return ids;
    RecordReader reader;
    record_reader_init(&reader, bytes, GROWN_KIND, VERSION);
    numbers_get_ids(&reader, ids, GROWN_MOST);
    GError *error = NULL;
    if (!record_reader_end(&reader, "list of groups", &error))
        store_fail(txn, error);
    return ids;
}

GArray *group_grown(StoreTxn *txn, const char *pm) {
    return group_list_at(txn, grown_key(txn, pm));
}

static void take_out(GArray *ids, uint64_t id) {
    for (guint i = ids->len; i > 0; i--)
        if (g_array_index(ids, uint64_t, i - 1) == id)
            g_array_remove_index(ids, i - 1);
}

static void put_first(GArray *ids, uint64_t id, guint most) {
    take_out(ids, id);
    g_array_prepend_val(ids, id);
    g_array_set_size(ids, MIN(ids->len, most));
}

static void write_grown(StoreTxn *txn, const char *pm, const GArray *ids) {
    RecordWriter *writer = record_writer_new(GROWN_KIND, VERSION);
    numbers_put_ids(writer, ids);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_GROUP, grown_key(txn, pm), STORE_OWNER_NONE, bytes);
}

static void note_grown(StoreTxn *txn, const Group *group) {
    if (group->people < GROUP_LEAST || group->problem != NULL)
        return;
    g_autoptr(GArray) ids = group_grown(txn, group->pm);
    if (ids->len > 0 && g_array_index(ids, uint64_t, 0) == group->id)
        return;
    put_first(ids, group->id, GROWN_MOST);
    write_grown(txn, group->pm, ids);
}

// --- one more member ---

static void count_who(StoreTxn *txn, Record *record, const Thread *thread) {
    const Seal *seal = store_txn_seal(txn);
    if (thread->from != NULL) {
        g_autofree char *folded = address_key(thread->from);
        numbers_tell_apart(record->people, numbers_short_hash(seal, "group-person", folded), TOLD_APART);
    }
    if (thread->account != NULL)
        numbers_tell_apart(record->accounts, numbers_short_hash(seal, "group-account", thread->account),
                           TOLD_APART);
    record->group->people = record->people->len;
    record->group->accounts = record->accounts->len;
}

static void add_member(StoreTxn *txn, Record *record, Thread *thread, int64_t at) {
    Group *group = record->group;
    put_first(group->members, thread->id, GROUP_MEMBERS);
    group->complaints++;
    group->first = group->complaints == 1 ? at : MIN(group->first, at);
    group->last = MAX(group->last, at);
    count_who(txn, record, thread);
    thread->group = group->id;
}

static void settle_member(StoreTxn *txn, const Record *record) {
    write_group(txn, record);
    note_grown(txn, record->group);
}

// --- which group ---

typedef struct Choice {
    uint64_t group; // 0: a conversation that stands alone
    uint64_t alone; // then this one
    unsigned ties;
    double likeness; // of the likest
} Choice;

static Choice *choice_of(GArray *choices, const LikeThread *like) {
    for (guint i = 0; i < choices->len; i++) {
        Choice *choice = &g_array_index(choices, Choice, i);
        if (like->group != 0 && choice->group == like->group)
            return choice;
    }
    const Choice fresh = {.group = like->group, .alone = like->group == 0 ? like->thread : 0};
    g_array_append_val(choices, fresh);
    return &g_array_index(choices, Choice, choices->len - 1);
}

// False when it is there no more.
static bool look_anew(StoreTxn *txn, LikeThread *like) {
    g_autoptr(Thread) other = thread_get(txn, like->thread);
    if (other == NULL)
        return false;
    like->thread = other->id;
    like->of_problem = other->problem != NULL;
    like->group = other->group;
    return true;
}

// What is linked to a problem is no part of what is not understood yet. `anew`: what was seen before the
// transaction does not hold any more.
static GArray *choices_among(StoreTxn *txn, const Thread *thread, const GArray *alike, bool anew) {
    GArray *choices = g_array_new(FALSE, TRUE, sizeof(Choice));
    for (guint i = 0; i < alike->len; i++) {
        LikeThread like = g_array_index(alike, LikeThread, i);
        if ((anew || !like.seen) && !look_anew(txn, &like))
            continue;
        if (like.thread == thread->id || like.of_problem)
            continue;
        Choice *choice = choice_of(choices, &like);
        choice->ties++;
        choice->likeness = MAX(choice->likeness, like.likeness);
    }
    return choices;
}

// Of members from the newest to the oldest.
static bool is_like_most(StoreTxn *txn, const Group *group, const Fingerprint *own) {
    const guint samples = MIN(group->members->len, SAMPLES);
    unsigned asked = 0, like = 0;
    for (guint i = 0; i < samples; i++) {
        const guint place = i * group->members->len / samples;
        g_autoptr(Fingerprint) other = likeness_of(txn, g_array_index(group->members, uint64_t, place));
        if (other == NULL)
            continue;
        asked++;
        like += fingerprint_likeness(own, other, NULL) >= FINGERPRINT_SAME;
    }
    return asked > 0 && 2 * like > asked;
}

static bool is_open_to(StoreTxn *txn, const Choice *choice, const char *pm, const Fingerprint *own) {
    if (choice->group == 0)
        return true;
    g_auto(Record) record = {0};
    return choice->ties >= TIES && read_group(txn, choice->group, &record) &&
           strcmp(record.group->pm, pm) == 0 && record.group->problem == NULL &&
           is_like_most(txn, record.group, own);
}

// A group before one that stands alone, then the one with the likest member.
static bool is_better(const Choice *choice, const Choice *than) {
    if (than == NULL || (choice->group != 0) != (than->group != 0))
        return than == NULL || choice->group != 0;
    return choice->likeness > than->likeness;
}

static const Choice *choose(StoreTxn *txn, const GArray *choices, const char *pm, const Fingerprint *own) {
    const Choice *best = NULL;
    for (guint i = 0; i < choices->len; i++) {
        const Choice *choice = &g_array_index(choices, Choice, i);
        if (is_better(choice, best) && is_open_to(txn, choice, pm, own))
            best = choice;
    }
    return best;
}

// False when it does not stand alone any more.
static bool begin_with(StoreTxn *txn, const char *pm, uint64_t alone, Thread *thread, int64_t now) {
    g_autoptr(Thread) first = thread_get(txn, alone);
    if (first == NULL || first->id == thread->id || first->group != 0 || first->problem != NULL)
        return false;
    g_auto(Record) record = {0};
    record_begin(&record);
    record.group->id = first->id;
    record.group->pm = g_strdup(pm);
    add_member(txn, &record, first, first->opened);
    thread_put(txn, first);
    add_member(txn, &record, thread, now);
    settle_member(txn, &record);
    return true;
}

static void join(StoreTxn *txn, uint64_t id, Thread *thread, int64_t now) {
    g_auto(Record) record = {0};
    if (!read_group(txn, id, &record))
        return;
    add_member(txn, &record, thread, now);
    settle_member(txn, &record);
}

static bool join_best(StoreTxn *txn, const char *pm, Thread *thread, const GArray *alike, bool anew,
                      int64_t now) {
    g_autoptr(GArray) choices = choices_among(txn, thread, alike, anew);
    g_autoptr(Fingerprint) own = choices->len == 0 ? NULL : likeness_of(txn, thread->id);
    const Choice *choice = own == NULL ? NULL : choose(txn, choices, pm, own);
    if (choice != NULL && choice->group == 0)
        return begin_with(txn, pm, choice->alone, thread, now);
    if (choice != NULL)
        join(txn, choice->group, thread, now);
    return true;
}

void group_join(StoreTxn *txn, const char *pm, Thread *thread, const GArray *alike, int64_t now) {
    if (alike == NULL || thread->group != 0 || thread->problem != NULL)
        return;
    if (!join_best(txn, pm, thread, alike, false, now))
        join_best(txn, pm, thread, alike, true, now);
}

// --- reading ---

// Whoever was erased, and what lives on in another conversation, is passed over.
static void leave_living(StoreTxn *txn, Group *group) {
    for (guint i = group->members->len; i > 0; i--) {
        const uint64_t id = g_array_index(group->members, uint64_t, i - 1);
        g_autoptr(Thread) thread = thread_get(txn, id);
        if (thread == NULL || thread->id != id)
            g_array_remove_index(group->members, i - 1);
    }
}

Group *group_get(StoreTxn *txn, uint64_t id) {
    g_auto(Record) record = {0};
    if (!read_group(txn, id, &record))
        return NULL;
    leave_living(txn, record.group);
    return g_steal_pointer(&record.group);
}

bool group_is_of(StoreTxn *txn, uint64_t id, const char *pm) {
    g_auto(Record) record = {0};
    return pm != NULL && read_group(txn, id, &record) && strcmp(record.group->pm, pm) == 0;
}

void group_settle(StoreTxn *txn, uint64_t id, const char *problem) {
    g_auto(Record) record = {0};
    if (!read_group(txn, id, &record))
        return;
    g_free(record.group->problem);
    record.group->problem = g_strdup(problem);
    write_group(txn, &record);
    g_autoptr(GArray) ids = group_grown(txn, record.group->pm);
    take_out(ids, id);
    write_grown(txn, record.group->pm, ids);
}

bool group_erase(StoreTxn *txn, uint64_t id, GHashTable *gone, const char *person, bool look) {
    g_auto(Record) record = {0};
    if (!read_group(txn, id, &record))
        return false;
    bool theirs = numbers_erase_ids(record.group->members, gone) > 0;
    if (person != NULL) {
        g_autofree char *folded = address_key(person);
        const uint32_t hash = numbers_short_hash(store_txn_seal(txn), "group-person", folded);
        theirs = numbers_erase_hash(record.people, hash) || theirs;
    }
    if (theirs && !look)
        write_group(txn, &record);
    return theirs;
}

static bool has_members(StoreTxn *txn, const Group *group) {
    for (guint i = 0; i < group->members->len; i++) {
        g_autoptr(Thread) member = thread_stored(txn, g_array_index(group->members, uint64_t, i));
        if (member != NULL && member->group == group->id)
            return true;
    }
    return false;
}

bool group_forget(StoreTxn *txn, uint64_t id, int64_t before) {
    g_auto(Record) record = {0};
    if (!read_group(txn, id, &record) || record.group->last >= before || has_members(txn, record.group))
        return false;
    store_del(txn, TABLE_GROUP, store_key_number(id));
    g_autoptr(GArray) ids = group_grown(txn, record.group->pm);
    take_out(ids, id);
    write_grown(txn, record.group->pm, ids);
    return true;
}
