// What PMs noted stands with its conversation, in order, and goes with its person.
#include "support.h"

#include "contact.h"
#include "journal.h"

typedef struct Scene {
    Thread *thread;
    unsigned count;
    GPtrArray *notes;
} Scene;

static GPtrArray *pairs_of(const char *key, const char *value) {
    GPtrArray *pairs = g_ptr_array_new_with_free_func(command_pair_free);
    CommandPair *pair = g_new0(CommandPair, 1);
    pair->key = g_strdup(key);
    pair->value = g_strdup(value);
    g_ptr_array_add(pairs, pair);
    return pairs;
}

static bool do_add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Scene *scene = data;
    for (unsigned i = 0; i < scene->count; i++) {
        g_autoptr(Note) note = g_new0(Note, 1);
        note->at = NOON_MONDAY + i;
        note->by = g_strdup("anna");
        note->verb = i % 2 == 0 ? COMMAND_NO : COMMAND_PROMISE;
        note->words = i % 2 == 0 ? NULL : g_strdup("fix in 4.3 \xe2\x9c\x93");
        note->pairs = i % 2 == 0 ? pairs_of("reason", "too dear") : NULL;
        journal_add(txn, scene->thread, note);
    }
    return true;
}

static bool do_read(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Scene *scene = data;
    scene->notes = journal_of(txn, scene->thread);
    return !store_failed(txn);
}

static GPtrArray *notes_of(Ground *ground, Thread *thread) {
    Scene scene = {.thread = thread};
    support_read(ground, do_read, &scene);
    return scene.notes;
}

static Thread *thread_with(uint64_t id, uint64_t owner) {
    Thread *thread = thread_new();
    thread->id = id;
    thread->owner = owner;
    return thread;
}

static void notes_stand_in_order_with_their_thread(void **state) {
    Ground *ground = *state;
    g_autoptr(Thread) before = thread_with(6, STORE_OWNER_NONE);
    g_autoptr(Thread) thread = thread_with(7, STORE_OWNER_NONE);
    g_autoptr(Thread) after = thread_with(8, STORE_OWNER_NONE);
    Scene scenes[] = {{thread, 3, NULL}, {before, 1, NULL}, {after, 2, NULL}, {thread, 2, NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(scenes); i++)
        support_write(ground, do_add, &scenes[i]);
    assert_int_equal(thread->notes, 5);
    g_autoptr(GPtrArray) notes = notes_of(ground, thread);
    assert_int_equal(notes->len, 5);
    for (guint i = 0; i < notes->len; i++)
        assert_int_equal(((const Note *)notes->pdata[i])->number, i + 1);
    const Note *no = notes->pdata[0], *promise = notes->pdata[1];
    assert_int_equal(no->verb, COMMAND_NO);
    assert_null(no->words);
    assert_int_equal(no->pairs->len, 1);
    assert_string_equal(((const CommandPair *)no->pairs->pdata[0])->value, "too dear");
    assert_string_equal(promise->by, "anna");
    assert_string_equal(promise->words, "fix in 4.3 \xe2\x9c\x93");
    assert_int_equal(promise->pairs->len, 0);
    assert_true(promise->at == NOON_MONDAY + 1);
    g_autoptr(GPtrArray) last = notes_of(ground, after);
    assert_int_equal(last->len, 2);
}

static void a_thread_without_notes_has_none(void **state) {
    Ground *ground = *state;
    g_autoptr(Thread) thread = thread_with(7, STORE_OWNER_NONE);
    g_autoptr(GPtrArray) notes = notes_of(ground, thread);
    assert_int_equal(notes->len, 0);
}

static bool do_person(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(uint64_t *)data = contact_take(txn, "maria@acme.test", NOON_MONDAY).slot;
    return true;
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, *(const uint64_t *)data, error);
}

static void who_is_erased_takes_the_notes_along(void **state) {
    Ground *ground = *state;
    uint64_t slot = 0;
    support_write(ground, do_person, &slot);
    g_autoptr(Thread) erased = thread_with(7, slot);
    g_autoptr(Thread) other = thread_with(8, STORE_OWNER_NONE);
    Scene scenes[] = {{erased, 3, NULL}, {other, 1, NULL}};
    support_write(ground, do_add, &scenes[0]);
    support_write(ground, do_add, &scenes[1]);
    support_write(ground, do_erase, &slot);
    g_autoptr(GPtrArray) none = notes_of(ground, erased);
    assert_int_equal(none->len, 0);
    g_autoptr(GPtrArray) one = notes_of(ground, other);
    assert_int_equal(one->len, 1);
}

typedef struct Merge {
    Thread *into, *from;
} Merge;

static bool do_merge(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Merge *merge = data;
    journal_merge(txn, merge->into, merge->from);
    return true;
}

static void merged_notes_stand_in_the_order_of_their_times(void **state) {
    Ground *ground = *state;
    g_autoptr(Thread) into = thread_with(7, STORE_OWNER_NONE);
    g_autoptr(Thread) from = thread_with(8, STORE_OWNER_NONE);
    Scene scenes[] = {{into, 3, NULL}, {from, 4, NULL}};
    support_write(ground, do_add, &scenes[0]);
    support_write(ground, do_add, &scenes[1]);
    Merge merge = {into, from};
    support_write(ground, do_merge, &merge);
    support_write(ground, do_merge, &merge); // nothing is left to come along
    g_autoptr(GPtrArray) notes = notes_of(ground, into);
    assert_int_equal(notes->len, 7);
    assert_int_equal(into->notes, 7);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        assert_int_equal(note->number, i + 1);
        assert_true(i == 0 || ((const Note *)notes->pdata[i - 1])->at <= note->at);
    }
    g_autoptr(GPtrArray) none = notes_of(ground, from);
    assert_int_equal(none->len, 0);
    assert_int_equal(from->notes, 0);
}

// A note gets another number; what waits for an answer is the later of both.
static void choices_that_wait_come_along(void **state) {
    static const struct {
        uint32_t into, from;
        bool from_wins;
    } cases[] = {{2, 0, false}, {0, 3, true}, {1, 4, true}, {0, 0, false}};
    Ground *ground = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Thread) into = thread_with(20 + 2 * i, STORE_OWNER_NONE);
        g_autoptr(Thread) from = thread_with(21 + 2 * i, STORE_OWNER_NONE);
        Scene scenes[] = {{into, 3, NULL}, {from, 4, NULL}};
        support_write(ground, do_add, &scenes[0]);
        support_write(ground, do_add, &scenes[1]);
        Thread *of = cases[i].from_wins ? from : into;
        const uint32_t number = cases[i].from_wins ? cases[i].from : cases[i].into;
        g_autoptr(GPtrArray) before = notes_of(ground, of);
        const int64_t at = number == 0 ? 0 : ((const Note *)before->pdata[number - 1])->at;
        into->choices = cases[i].into;
        from->choices = cases[i].from;
        Merge merge = {into, from};
        support_write(ground, do_merge, &merge);
        g_autoptr(GPtrArray) notes = notes_of(ground, into);
        assert_int_equal(from->choices, 0);
        assert_int_equal(into->choices != 0, number != 0);
        if (number != 0)
            assert_true(((const Note *)notes->pdata[into->choices - 1])->at == at);
    }
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(GBytes) bytes = support_bytes(data);
    store_put(txn, TABLE_JOURNAL, store_key_pair(7, 1), STORE_OWNER_NONE, bytes);
    return true;
}

static void a_damaged_record_is_an_error(void **state) {
    Ground *ground = *state;
    g_autoptr(Thread) thread = thread_with(7, STORE_OWNER_NONE);
    static char damages[][16] = {"", "N", "N\x01", "N\x02xxxxxxxx", "W\x01xxxxxxxx", "N\x01xxxxxxxxxxxxx"};
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(GError) error = NULL;
        Scene scene = {.thread = thread};
        support_write(ground, do_damage, damages[i]);
        assert_false(store_read(ground->store, do_read, &scene, &error));
        support_assert_fate(error, FATE_CORRUPT);
        assert_int_equal(scene.notes->len, 0);
        g_ptr_array_unref(scene.notes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(notes_stand_in_order_with_their_thread),
        ground_test(a_thread_without_notes_has_none),
        ground_test(who_is_erased_takes_the_notes_along),
        ground_test(merged_notes_stand_in_the_order_of_their_times),
        ground_test(choices_that_wait_come_along),
        ground_test(a_damaged_record_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
