// Damage of every kind that a store can have, planted one at a time into a copy of
// one that is whole: each must be found, at its place and in words that say what
// it is. A store that was made by the programs' own modules has none.
#include "verify_world.h"

#include "arrival.h"
#include "engine.h"
#include "store_value.h"
#include "support_keys.h"

typedef struct Base {
    World *world;
    uint64_t ann;
    int64_t now;
    GroundKept *kept;
} Base;

static int base_setup(void **state) {
    Base *base = g_new0(Base, 1);
    base->world = world_new();
    base->ann = fill_world(base->world);
    base->now = base->world->now;
    base->world->damaged = true;
    ground_close(&base->world->ground);
    base->kept = ground_keep(&base->world->ground);
    *state = base;
    return 0;
}

static int base_teardown(void **state) {
    Base *base = *state;
    world_free(base->world);
    ground_kept_free(base->kept);
    g_free(base);
    return 0;
}

// The store as it was before anything was planted, and closed.
static void base_again(const Base *base) {
    Ground *ground = &base->world->ground;
    ground_close(ground);
    ground_put_back(ground, base->kept);
}

// --- below the store: bytes as they stand ---

typedef struct Raw {
    Engine *engine;
    EngineTxn *txn;
} Raw;

static Raw raw_open(const Ground *ground) {
    g_autoptr(GError) error = NULL;
    Raw raw = {.engine = engine_open(ground->url, false, &error)};
    if (raw.engine == NULL)
        fail_msg("%s", error->message);
    raw.txn = raw.engine->ops->begin(raw.engine, true, NULL);
    g_assert_nonnull(raw.txn);
    return raw;
}

static void raw_close(Raw *raw) {
    g_assert_true(ground_commit(raw->engine, raw->txn));
    raw->engine->ops->close(raw->engine);
}

typedef struct RawRow {
    GByteArray *key, *value;
} RawRow;

static void raw_row_clear(RawRow *row) {
    g_clear_pointer(&row->key, g_byte_array_unref);
    g_clear_pointer(&row->value, g_byte_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RawRow, raw_row_clear)

static GByteArray *copy_slice(EngineSlice slice) {
    return g_byte_array_append(g_byte_array_new(), slice.data, (guint)slice.size);
}

static EngineSlice slice_of(const GByteArray *bytes) {
    return (EngineSlice){bytes->data, bytes->len};
}

enum { BY_ID = 1000 }; // as a place: the first whose key is an id, where others stand under hashes

static Place place_of(Table table, const GByteArray *bytes) {
    StoreKey key = {.size = bytes->len};
    memcpy(key.bytes, bytes->data, bytes->len);
    return value_place(table, &key);
}

// The row at that place, counted from 0; a negative place counts from the end.
static RawRow raw_get(const Raw *raw, Table table, int place) {
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    StoreKey from = {0};
    EngineSlice value;
    const EngineOps *ops = raw->engine->ops;
    while (value_seek(ops, raw->txn, table, &from, &value, NULL) == 1) {
        g_ptr_array_add(keys, copy_slice((EngineSlice){from.bytes, from.size}));
        from = store_key_after(from);
    }
    int at = place < 0 ? (int)keys->len + place : place;
    for (guint i = 0; place == BY_ID && i < keys->len; i++)
        if (((const GByteArray *)keys->pdata[i])->len == sizeof(uint64_t))
            at = (int)i;
    if (at < 0 || at >= (int)keys->len)
        fail_msg("%s has %u rows", verify_table_name(table), keys->len);
    RawRow row = {.key = g_byte_array_ref(keys->pdata[at])};
    const Place stands = place_of(table, row.key);
    g_assert_cmpint(ops->get(raw->txn, stands.table, place_key(&stands), &value, NULL), ==, 1);
    row.value = copy_slice(value);
    return row;
}

static void raw_put(const Raw *raw, Table table, const GByteArray *key, const GByteArray *value) {
    const Place stands = place_of(table, key);
    g_assert_true(raw->engine->ops->put(raw->txn, stands.table, place_key(&stands), slice_of(value), NULL));
}

// --- what is planted ---

typedef struct Plant {
    const char *name;
    void (*plant)(const struct Plant *plant, const Base *base);
    Table table;
    int place;
    const char *wanted; // how a finding begins
    const char *says;   // and what it has in it
} Plant;

static void flip(const Plant *plant, const Base *base) {
    Raw raw = raw_open(&base->world->ground);
    g_auto(RawRow) row = raw_get(&raw, plant->table, plant->place);
    row.value->data[row.value->len - 1] ^= 1;
    raw_put(&raw, plant->table, row.key, row.value);
    raw_close(&raw);
}

static void cut(const Plant *plant, const Base *base) {
    Raw raw = raw_open(&base->world->ground);
    g_auto(RawRow) row = raw_get(&raw, plant->table, plant->place);
    g_byte_array_set_size(row.value, 4);
    raw_put(&raw, plant->table, row.key, row.value);
    raw_close(&raw);
}

static void delete (const Plant *plant, const Base *base) {
    Raw raw = raw_open(&base->world->ground);
    g_auto(RawRow) row = raw_get(&raw, plant->table, plant->place);
    const Place stands = place_of(plant->table, row.key);
    g_assert_true(raw.engine->ops->del(raw.txn, stands.table, place_key(&stands), NULL));
    raw_close(&raw);
}

static void swap(const Plant *plant, const Base *base) {
    Raw raw = raw_open(&base->world->ground);
    g_auto(RawRow) one = raw_get(&raw, plant->table, plant->place);
    g_auto(RawRow) other = raw_get(&raw, plant->table, plant->place + 1);
    raw_put(&raw, plant->table, one.key, other.value);
    raw_put(&raw, plant->table, other.key, one.value);
    raw_close(&raw);
}

// One whose owner has no key yet.
static void disown(const Plant *plant, const Base *base) {
    Raw raw = raw_open(&base->world->ground);
    g_auto(RawRow) row = raw_get(&raw, plant->table, plant->place);
    memset(row.value->data + 1, 0x01, sizeof(uint64_t));
    raw_put(&raw, plant->table, row.key, row.value);
    raw_close(&raw);
}

// A page of the file in which nothing stands as it should; the second and third hold what leads to all
// others.
static void tear_keys(const Plant *plant, const Base *base) {
    (void)plant;
    const Ground *ground = &base->world->ground;
    if (!support_rows()) {
        store_file_write(ground->directory, "persons.keys", base->kept->files[1], KEYRING_SLOT);
        return;
    }
    const StoreKey second = store_key_number(2);
    Raw raw = raw_open(ground);
    g_assert_true(
        raw.engine->ops->del(raw.txn, ENGINE_TABLE_KEYS, (EngineSlice){second.bytes, second.size}, NULL));
    raw_close(&raw);
}

static void flip_key(const Plant *plant, const Base *base) {
    support_damage_key(&base->world->ground, (uint64_t)plant->place + 1);
}

// --- and through it: rows that open, and are wrong ---

typedef struct Wrong {
    const Plant *plant;
    const Base *base;
    void (*put)(StoreTxn *txn, const struct Wrong *wrong);
} Wrong;

static bool do_wrong(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Wrong *wrong = data;
    wrong->put(txn, wrong);
    return !store_failed(txn);
}

static void put_wrong(const Plant *plant, const Base *base, void (*put)(StoreTxn *txn, const Wrong *wrong)) {
    Wrong wrong = {plant, base, put};
    ground_open(&base->world->ground);
    support_write(&base->world->ground, do_wrong, &wrong);
}

// A row like the one at the place, under a key that is another in its last byte.
static void put_stray(StoreTxn *txn, const Wrong *wrong) {
    const Table table = wrong->plant->table;
    StoreKey key = {0};
    GBytes *next = NULL;
    for (int i = 0; i <= wrong->plant->place; i++) {
        g_clear_pointer(&next, g_bytes_unref);
        key = i == 0 ? key : store_key_after(key);
        g_assert_true(store_next(txn, table, &key, &next));
    }
    g_autoptr(GBytes) record = next;
    g_assert_cmpuint(key.size, >, 0);
    key.bytes[key.size - 1] ^= 0x55;
    store_put(txn, table, key, STORE_OWNER_NONE, record);
}

static void stray(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_stray);
}

static void put_long_key(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(GBytes) record = support_bytes("x");
    StoreKey key = {.size = 48};
    memset(key.bytes, 0xfe, key.size); // one of 0xff alone ends a walk (store_value.c)
    store_put(txn, wrong->plant->table, key, STORE_OWNER_NONE, record);
}

static void long_key(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_long_key);
}

static void put_miscounted(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(Thread) thread = thread_get(txn, wrong->base->ann);
    thread->entries += wrong->plant->place == 0 ? 1 : -1U;
    thread_put(txn, thread);
}

static void miscount(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_miscounted);
}

static void put_without_clocks(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(Thread) thread = thread_get(txn, wrong->base->ann);
    thread->promises = 0;
    thread_put(txn, thread);
}

static void forget_promise(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_without_clocks);
}

static void put_in_circle(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(Thread) thread = thread_get(txn, wrong->base->ann);
    thread->merged_into = thread->id;
    thread_put(txn, thread);
}

static void merge_with_itself(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_in_circle);
}

static void put_without_mail(StoreTxn *txn, const Wrong *wrong) {
    (void)wrong;
    StoreKey key = {0};
    for (; store_next(txn, TABLE_ARRIVAL, &key, NULL); key = store_key_after(key)) {
        uint64_t id, none;
        store_key_numbers(&key, &id, &none);
        g_autoptr(Arrival) arrival = arrival_get(txn, id);
        if (arrival->outbox->len == 0)
            continue;
        g_array_set_size(arrival->outbox, 0);
        arrival_put(txn, arrival);
        return;
    }
}

static void forget_mail(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_without_mail);
}

static bool hold_one(StoreTxn *txn, OutboxRow *row, void *data) {
    (void)data;
    if (row->kind != OUTBOX_ACKNOWLEDGEMENT || row->state != OUTBOX_READY)
        return true;
    outbox_drop(txn, row, "to be added anew", NOON_MONDAY);
    row->due = 0;
    outbox_add(txn, row);
    return false;
}

static void put_held(StoreTxn *txn, const Wrong *wrong) {
    (void)wrong;
    outbox_walk(txn, hold_one, NULL);
}

static void hold_again(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_held);
}

static void put_claimed_by_nobody(StoreTxn *txn, const Wrong *wrong) {
    (void)wrong;
    g_autoptr(OutboxRow) row = outbox_claim(txn, 0, NOON_MONDAY + G_TIME_SPAN_DAY);
    g_assert_nonnull(row);
}

static void claim_for_nobody(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_claimed_by_nobody);
}

static void put_one_key_for_two(StoreTxn *txn, const Wrong *wrong) {
    (void)wrong;
    StoreKey first = {0}, second;
    GBytes *record = NULL;
    g_assert_true(store_next(txn, TABLE_CONTACT, &first, &record));
    second = store_key_after(first);
    g_assert_true(store_next(txn, TABLE_CONTACT, &second, NULL));
    store_put(txn, TABLE_CONTACT, second, STORE_OWNER_NONE, record);
    g_bytes_unref(record);
}

static void share_key(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_one_key_for_two);
}

static void put_unlinked(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(Thread) thread = thread_get(txn, wrong->base->ann);
    g_clear_pointer(&thread->problem, g_free);
    thread_put(txn, thread);
}

static void unname_problem(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_unlinked);
}

static void put_other_owner(StoreTxn *txn, const Wrong *wrong) {
    g_autoptr(GBytes) record = store_get(txn, TABLE_THREAD, store_key_number(wrong->base->ann));
    store_put(txn, TABLE_THREAD, store_key_number(wrong->base->ann), STORE_OWNER_NONE, record);
}

static void change_owner(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_other_owner);
}

// A record of one kind where another belongs, and one that does not end where it should.
static void put_other_kind(StoreTxn *txn, const Wrong *wrong) {
    static const uint8_t OTHER[] = {'?', 1, 0, 0, 0, 0};
    g_autoptr(GBytes) record = g_bytes_new_static(OTHER, sizeof OTHER);
    StoreKey key = {0};
    StoreKey next = {0};
    while (store_next(txn, wrong->plant->table, &next, NULL)) { // the last: others may be an index
        key = next;
        next = store_key_after(next);
    }
    store_put(txn, wrong->plant->table, key, STORE_OWNER_NONE, record);
}

static void other_kind(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_other_kind);
}

static void put_longer(StoreTxn *txn, const Wrong *wrong) {
    const StoreKey key = store_key_pair(wrong->base->ann, 1);
    g_autoptr(GBytes) record = store_get(txn, TABLE_CLOCK, key);
    g_autoptr(GByteArray) longer = g_byte_array_new();
    g_byte_array_append(longer, g_bytes_get_data(record, NULL), (guint)g_bytes_get_size(record));
    g_byte_array_append(longer, (const guint8 *)"", 1);
    g_autoptr(GBytes) bytes = g_bytes_new(longer->data, longer->len);
    store_put(txn, TABLE_CLOCK, key, STORE_OWNER_NONE, bytes);
}

static void lengthen(const Plant *plant, const Base *base) {
    put_wrong(plant, base, put_longer);
}

static const Plant PLANTS[] = {
    {"a thread that is gone", delete, TABLE_THREAD, 0, "entry ", "there is no conversation"},
    {"a message that is gone", delete, TABLE_ENTRY, 0, "thread ", "messages number 1 is missing"},
    {"a message too many", miscount, TABLE_THREAD, 1, "entry ", "its conversation has 2 messages"},
    {"a message that is counted and was never there", miscount, TABLE_THREAD, 0, "thread ",
     "of its 4 messages number 4 is missing"},
    {"a writer who is gone", delete, TABLE_CONTACT, 0, "entry ", "its writer is not known"},
    {"two persons with one key", share_key, TABLE_CONTACT, 0, "contact ", "another person has key"},
    {"an arrival that is gone", delete, TABLE_ARRIVAL, 0, "expiry ", "is gone already"},
    {"an arrival that is never forgotten", delete, TABLE_EXPIRY, 0, "arrival ", "when it may be forgotten"},
    {"an arrival that forgot its mail", forget_mail, TABLE_ARRIVAL, 0, "arrival ",
     "an acknowledgement was promised"},
    {"a time to forget what nobody knows", stray, TABLE_EXPIRY, 0, "expiry ", "is gone already"},
    {"a mail that is gone", delete, TABLE_OUTBOX, 0, "arrival ", "is not in the outbox"},
    {"a mail that no time leads to", delete, TABLE_DUE, 0, "outbox ", "it would wait for ever"},
    {"a time that leads to no mail", stray, TABLE_DUE, 0, "due ", "no such mail"},
    {"a mail that waits for what has come", hold_again, TABLE_OUTBOX, 0, "arrival ", "still waits for that"},
    {"a mail that nobody has claimed", claim_for_nobody, TABLE_OUTBOX, 0, "outbox ",
     "who has claimed it does not agree"},
    {"a Message-ID that leads nowhere", delete, TABLE_MESSAGE_ID, 0, "entry ",
     "its Message-ID leads nowhere"},
    {"a clock that is gone", delete, TABLE_CLOCK, 0, "clock-", "there is no such clock"},
    {"a clock that will not speak", delete, TABLE_CLOCK_NEXT, 0, "clock ", "it would be silent"},
    {"a clock that speaks at a wrong time too", stray, TABLE_CLOCK_NEXT, 0, "clock-next ",
     "there is no such clock"},
    {"a clock that no report finds", delete, TABLE_CLOCK_STOPPED, 0, "clock ", "no report finds it"},
    {"a clock that stopped for nobody", stray, TABLE_CLOCK_STOPPED, 0, "clock-stopped ",
     "there is no such clock"},
    {"a promise that its conversation forgot", forget_promise, TABLE_THREAD, 0, "clock ",
     "does not know of it"},
    {"a conversation that no list shows", delete, TABLE_RANK, 0, "thread ", "no list shows it"},
    {"a list that shows what is not there", stray, TABLE_RANK, 0, "rank ", "there is no conversation"},
    {"a conversation that lives on in itself", merge_with_itself, TABLE_THREAD, 0, "thread ", "in a circle"},
    {"a note that is gone", delete, TABLE_JOURNAL, 0, "thread ", "of its 1 notes number 1 is missing"},
    {"a note of nobody's", stray, TABLE_JOURNAL, 0, "journal ", "its conversation has 1 notes"},
    {"an account that is gone", delete, TABLE_ACCOUNT, 0, "account-of ", "an account that is not there"},
    {"an address that does not lead to its account", delete, TABLE_ACCOUNT_OF, 0, "account ",
     "1 of its 2 addresses and domains"},
    {"what leads to another's account", stray, TABLE_ACCOUNT_OF, 0, "account-of ",
     "does not have this address"},
    {"accounts exchanged by who can seal", swap, TABLE_ACCOUNT, 0, "account ", "sealed record"},
    {"an entry of the no-answer list without its name", delete, TABLE_NO_ANSWER, 1, "no-answer ",
     "whose entry this is"},
    {"a name without its entry", delete, TABLE_NO_ANSWER, 0, "no-answer ", "a name without an entry"},
    {"a grant that is gone", delete, TABLE_GRANT, -1, "grant ", "there is no such grant"},
    {"a grant that is never forgotten", delete, TABLE_GRANT, 0, "grant ", "when it may be forgotten"},
    {"a line of the audit log that is gone", delete, TABLE_AUDIT, 2, "audit 0: ", "line 2 "},
    {"an end of the audit log that was cut", delete, TABLE_AUDIT, -1, "audit 0: ", "line 3 "},
    {"a head of the audit log that is gone", delete, TABLE_AUDIT, 0, "audit 1: ", "line 4 "},
    {"a line of the audit log that was changed", flip, TABLE_AUDIT, 1, "audit 0: ", "line 1 "},
    {"what was heard without its time", delete, TABLE_HEARD, 0, "heard ", "no walk finds it"},
    {"a time at which nothing was heard", delete, TABLE_HEARD, -1, "heard ", "nothing is kept"},
    {"a lesson that is gone", delete, TABLE_LESSON, 1,
     "lesson 0: ", "2 lessons are counted, and 1 are there"},
    {"a group that is gone", delete, TABLE_GROUP, BY_ID, "thread ",
     "the group of complaints it is in is gone"},
    {"a problem that is gone", delete, TABLE_PROBLEM, 0, "problem-link ", "there is no such problem"},
    {"a link that is gone", delete, TABLE_PROBLEM_LINK, 0, "problem ", "1 conversations are counted, and 0"},
    {"a link that its conversation does not know", unname_problem, TABLE_THREAD, 0, "problem-link ",
     "names no problem"},
    {"a campaign that is gone", delete, TABLE_CAMPAIGN, BY_ID, "agenda ", "there is no such campaign"},
    {"a problem's newest campaign", delete, TABLE_CAMPAIGN, BY_ID, "campaign ", "that it is of is not there"},
    {"a burst that is gone", delete, TABLE_BURST, BY_ID, "burst ", "there is no burst"},
    {"a campaign that stands still", delete, TABLE_AGENDA, 0, "campaign ", "on no agenda"},
    {"a step of no campaign", stray, TABLE_AGENDA, 0, "agenda ", "there is no such campaign"},
    {"two conversations exchanged", swap, TABLE_THREAD, 0, "thread ", "sealed record"},
    {"two messages exchanged", swap, TABLE_ENTRY, 0, "entry ", "sealed record"},
    {"a record of a person without a key", disown, TABLE_THREAD, 0, "thread ", "key of slot"},
    {"a record sealed for another", change_owner, TABLE_THREAD, 0, "thread ", "it is sealed for person 0"},
    {"a record that does not end where it should", lengthen, TABLE_CLOCK, 0, "clock ", "cannot be read"},
    {"a value that is cut", cut, TABLE_OUTBOX, 0, "outbox ", "no known format"},
    {"a counter that is no number", cut, TABLE_META, 1, "counter ", "it is no number"},
    {"a key that no row of the table has", long_key, TABLE_CLOCK, 0, "clock ", "has a key of 48 bytes"},
    {"the keys of persons cut off", tear_keys, TABLE_META, 0, "persons.keys 2: ", "there is no key"},
    {"the key of a person damaged", flip_key, TABLE_META, 2, "persons.keys 3: ", "is damaged"},
};

static bool has_finding(const char *findings, const char *begins, const char *says) {
    g_auto(GStrv) lines = g_strsplit(findings, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], begins) && strstr(lines[i], says) != NULL)
            return true;
    return false;
}

static char *findings_after(const Plant *plant, const Base *base) {
    base_again(base);
    plant->plant(plant, base);
    if (base->world->ground.store == NULL)
        ground_open(&base->world->ground);
    return support_findings(&base->world->ground, base->now);
}

static void finds_what_was_planted(void **state) {
    const Base *base = *state;
    unsigned missed = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(PLANTS); i++) {
        g_autofree char *findings = findings_after(&PLANTS[i], base);
        if (has_finding(findings, PLANTS[i].wanted, PLANTS[i].says))
            continue;
        missed++;
        print_error("%s: not found among\n%s\n", PLANTS[i].name, findings);
    }
    assert_int_equal(missed, 0);
}

// Of every table a record with one bit changed, and one of another kind under the right key.
static void finds_damage_in_every_table(void **state) {
    const Base *base = *state;
    for (Table table = TABLE_META + 1; table < TABLES; table++) {
        const Plant damage = {.plant = flip, .table = table};
        g_autofree char *wanted = g_strdup_printf("%s ", verify_table_name(table));
        g_autofree char *findings = findings_after(&damage, base);
        if (!has_finding(findings, table == TABLE_AUDIT ? "audit " : wanted, ""))
            fail_msg("%s: a changed bit is not found among '%s'", wanted, findings);
    }
}

static void finds_records_of_another_kind(void **state) {
    // Those whose records say nothing: the key is all there is of them.
    static const Table EMPTY[] = {TABLE_DUE,  TABLE_EXPIRY,     TABLE_CLOCK_NEXT, TABLE_CLOCK_STOPPED,
                                  TABLE_RANK, TABLE_UNANSWERED, TABLE_AGENDA,     TABLE_META};
    const Base *base = *state;
    for (Table table = TABLE_META; table < TABLES; table++) {
        bool empty = false;
        for (size_t i = 0; i < G_N_ELEMENTS(EMPTY); i++)
            empty = empty || EMPTY[i] == table;
        if (empty)
            continue;
        const Plant damage = {.plant = other_kind, .table = table};
        g_autofree char *wanted = g_strdup_printf("%s ", verify_table_name(table));
        g_autofree char *findings = findings_after(&damage, base);
        if (!has_finding(findings, wanted, "a stored record cannot be read") && table != TABLE_AUDIT)
            fail_msg("%s: another kind of record is not found among '%s'", wanted, findings);
    }
}

static void every_table_has_a_checker(void **state) {
    (void)state;
    for (Table table = TABLE_META; table < TABLES; table++)
        if (verify_table_name(table) == NULL)
            fail_msg("table %d: verify.c has no row for it", (int)table);
    assert_null(verify_table_name(TABLES));
}

static void finds_nothing_in_what_is_whole(void **state) {
    const Base *base = *state;
    base_again(base);
    ground_open(&base->world->ground);
    support_assert_whole(&base->world->ground, base->now);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    const World *world = data;
    for (uint64_t slot = 1, last = store_counter(txn, "slots"); slot <= last; slot++)
        if (!store_slot_erase(txn, slot, error))
            return false;
    (void)world;
    return !store_failed(txn);
}

// What was theirs cannot be read any more, and that is as it should be.
static void finds_nothing_of_erased_persons(void **state) {
    const Base *base = *state;
    base_again(base);
    ground_open(&base->world->ground);
    support_write(&base->world->ground, do_erase, base->world);
    support_assert_whole(&base->world->ground, base->now);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_has_a_checker),     cmocka_unit_test(finds_nothing_in_what_is_whole),
        cmocka_unit_test(finds_what_was_planted),        cmocka_unit_test(finds_damage_in_every_table),
        cmocka_unit_test(finds_records_of_another_kind), cmocka_unit_test(finds_nothing_of_erased_persons),
    };
    return cmocka_run_group_tests(tests, base_setup, base_teardown);
}
