// Earlier complaints found again by what they share.
#include "support.h"

#include "contact.h"
#include "fingerprint.h"
#include "likeness.h"
#include "record.h"

static const char PAULA[] = "paula", PETER[] = "peter";

// Complaints that name the same error are like each other, those of two are not.
typedef struct Says {
    uint64_t thread;
    const char *pm, *from, *account, *error, *word;
} Says;

static void trait_free(gpointer data) {
    g_free(((Trait *)data)->word);
    g_free(data);
}

static void add(Fingerprint *fingerprint, TraitKind kind, const char *word, float weight) {
    Trait *trait = g_new0(Trait, 1);
    *trait = (Trait){.kind = kind, .word = g_strdup(word), .weight = weight};
    g_ptr_array_add(fingerprint->traits, trait);
}

static Fingerprint *fingerprint_saying(const char *error, const char *word) {
    Fingerprint *fingerprint = g_new0(Fingerprint, 1);
    fingerprint->request = REQUEST_DEFECT;
    fingerprint->language = g_strdup("en");
    fingerprint->traits = g_ptr_array_new_with_free_func(trait_free);
    g_auto(GStrv) errors = g_strsplit(error, " ", -1);
    for (char **one = errors; *one != NULL; one++)
        add(fingerprint, TRAIT_ERROR, *one, 9);
    add(fingerprint, TRAIT_WORD, word, 4);
    add(fingerprint, TRAIT_WORD, "quarterly", 3);
    return fingerprint;
}

static Thread *thread_of(StoreTxn *txn, const Says *says) {
    Thread *thread = thread_new();
    thread->id = says->thread;
    thread->from = g_strdup(says->from);
    thread->account = g_strdup(says->account);
    thread->owner = contact_take(txn, says->from, NOON_MONDAY).slot;
    thread->opened = thread->updated = NOON_MONDAY + (int64_t)says->thread * G_TIME_SPAN_HOUR;
    return thread;
}

static void take(StoreTxn *txn, const Says *says) {
    g_autoptr(Thread) thread = thread_of(txn, says);
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying(says->error, says->word);
    thread_put(txn, thread);
    likeness_note(txn, says->pm, thread, fingerprint, NULL);
}

typedef void (*Step)(StoreTxn *txn);

static bool do_step(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    (*(Step *)data)(txn);
    return !store_failed(txn);
}

static void write_step(Ground *ground, Step step) {
    support_write(ground, do_step, &step);
}

static void check_found(StoreTxn *txn, const char *pm, const char *error, const char *wanted) {
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying(error, "export");
    g_autoptr(GArray) found = likeness_find(txn, pm, fingerprint, NULL, 0, FINGERPRINT_SAME);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(text, "%u ", (unsigned)g_array_index(found, LikeThread, i).thread);
    g_assert_cmpstr(text->str, ==, wanted);
}

static const Says FIRST = {1, PAULA, "ann@a.example", "A", "E-4711", "export"},
                  OTHER = {2, PAULA, "ben@b.example", "B", "E-9999", "login"},
                  FOREIGN = {3, PETER, "cem@c.example", "C", "E-4711", "export"};

static void three_come(StoreTxn *txn) {
    take(txn, &FIRST);
    take(txn, &OTHER);
    take(txn, &FOREIGN);
}

static void look_for_them(StoreTxn *txn) {
    check_found(txn, PAULA, "E-4711", "1 ");
    check_found(txn, PAULA, "E-9999", "2 ");
    check_found(txn, PETER, "E-4711", "3 ");
    check_found(txn, PETER, "E-9999", "");
    check_found(txn, "nobody", "E-4711", "");
}

static void found_by_what_they_share_within_a_pm(void **state) {
    write_step(*state, three_come);
    write_step(*state, look_for_them);
}

static void another_pms_by_now(StoreTxn *txn) {
    g_autoptr(Thread) thread = thread_of(txn, &FIRST);
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying("E-4711", "export");
    likeness_note(txn, PETER, thread, fingerprint, NULL);
    check_found(txn, PAULA, "E-4711", "");
}

static void what_went_to_another_pm_is_found_by_the_first_no_more(void **state) {
    write_step(*state, three_come);
    write_step(*state, another_pms_by_now);
}

static void note_anew(StoreTxn *txn) {
    g_autoptr(Thread) thread = thread_of(txn, &FIRST);
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying("E-5555", "import");
    likeness_note(txn, PAULA, thread, fingerprint, NULL);
    check_found(txn, PAULA, "E-5555", "1 ");
    check_found(txn, PAULA, "E-4711", "");
}

static void the_newer_stands_for_the_older(void **state) {
    write_step(*state, three_come);
    write_step(*state, note_anew);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, contact_take(txn, data, NOON_MONDAY).slot, error);
}

static void look_for_erased(StoreTxn *txn) {
    check_found(txn, PAULA, "E-4711", "");
    g_assert_null(likeness_of(txn, 1));
    g_autoptr(Fingerprint) kept = likeness_of(txn, 2);
    g_assert_nonnull(kept);
}

static void whoever_was_erased_is_not_found(void **state) {
    write_step(*state, three_come);
    char who[] = "ann@a.example";
    support_write(*state, do_erase, who);
    write_step(*state, look_for_erased);
}

static void merge_first(StoreTxn *txn) {
    g_autoptr(Thread) thread = thread_get(txn, 1);
    thread->merged_into = 2;
    thread_put(txn, thread);
    check_found(txn, PAULA, "E-4711", "");
}

static void one_that_lives_on_elsewhere_is_passed_over(void **state) {
    write_step(*state, three_come);
    write_step(*state, merge_first);
}

static void hundred_come(StoreTxn *txn) {
    for (unsigned i = 1; i <= 100; i++) {
        g_autofree char *from = g_strdup_printf("c%u@c%u.example", i, i);
        const Says says = {i, PAULA, from, NULL, "E-4711", "export"};
        take(txn, &says);
    }
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying("E-4711", "export");
    g_autoptr(GArray) found = likeness_find(txn, PAULA, fingerprint, NULL, 100, FINGERPRINT_SAME);
    g_assert_cmpuint(found->len, ==, LIKE_FOUND);
    for (guint i = 0; i < found->len; i++) { // the newest, without the one that was left out
        const uint64_t thread = g_array_index(found, LikeThread, i).thread;
        g_assert_cmpuint(thread, >, 100 - LIKE_KEPT);
        g_assert_cmpuint(thread, <, 100);
    }
}

static void of_many_the_newest_are_known(void **state) {
    write_step(*state, hundred_come);
}

static void damage(StoreTxn *txn) {
    RecordWriter *writer = record_writer_new('l', 1);
    record_put_string(writer, PAULA);
    record_put_u32(writer, UINT32_MAX);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_FINGERPRINT, store_key_number(1), STORE_OWNER_NONE, bytes);
}

static bool do_find_damaged(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(Fingerprint) fingerprint = likeness_of(txn, 1);
    g_assert_null(fingerprint);
    return !store_failed(txn);
}

static void damage_fails_the_transaction(void **state) {
    Ground *ground = *state;
    write_step(ground, damage);
    g_autoptr(GError) error = NULL;
    assert_false(store_read(ground->store, do_find_damaged, NULL, &error));
    support_assert_fate(error, FATE_CORRUPT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(found_by_what_they_share_within_a_pm),
        ground_test(what_went_to_another_pm_is_found_by_the_first_no_more),
        ground_test(the_newer_stands_for_the_older),
        ground_test(whoever_was_erased_is_not_found),
        ground_test(one_that_lives_on_elsewhere_is_passed_over),
        ground_test(of_many_the_newest_are_known),
        ground_test(damage_fails_the_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
