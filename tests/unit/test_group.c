// Groups of complaints that are alike: who joins, who does not, what a PM is shown.
#include "support.h"

#include "contact.h"
#include "fingerprint.h"
#include "group.h"
#include "likeness.h"

static const char PAULA[] = "paula", PETER[] = "peter";
#define DAY G_TIME_SPAN_DAY

typedef struct Says {
    uint64_t thread;
    const char *pm, *from, *account;
    const char *errors; // that it names: complaints that name the same are alike
    const char *word;
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

static Fingerprint *fingerprint_saying(const Says *says) {
    Fingerprint *fingerprint = g_new0(Fingerprint, 1);
    fingerprint->request = REQUEST_DEFECT;
    fingerprint->language = g_strdup("en");
    fingerprint->traits = g_ptr_array_new_with_free_func(trait_free);
    g_auto(GStrv) errors = g_strsplit(says->errors, " ", -1);
    for (char **one = errors; *one != NULL; one++)
        add(fingerprint, TRAIT_ERROR, *one, 9);
    add(fingerprint, TRAIT_WORD, says->word, 4);
    return fingerprint;
}

static void take(StoreTxn *txn, const Says *says) {
    g_autoptr(Thread) known = thread_get(txn, says->thread);
    g_autoptr(Thread) thread = known != NULL ? g_steal_pointer(&known) : thread_new();
    if (thread->from == NULL) {
        thread->id = says->thread;
        thread->from = g_strdup(says->from);
        thread->account = g_strdup(says->account);
        thread->owner = contact_take(txn, says->from, NOON_MONDAY).slot;
        thread->opened = thread->updated = NOON_MONDAY + (int64_t)says->thread * G_TIME_SPAN_HOUR;
    }
    g_autoptr(Fingerprint) fingerprint = fingerprint_saying(says);
    thread_put(txn, thread);
    g_autoptr(GArray) alike = likeness_find(txn, says->pm, fingerprint, NULL, says->thread, FINGERPRINT_SAME);
    likeness_note(txn, says->pm, thread, fingerprint, NULL);
    group_join(txn, says->pm, thread, alike, thread->updated);
    thread_put(txn, thread);
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

// "3 of 2 people, 1 accounts: 3 2 1", of the group that the conversation is in.
static void check_group(StoreTxn *txn, uint64_t thread, const char *wanted) {
    g_autoptr(Thread) one = thread_get(txn, thread);
    g_autoptr(Group) group = group_get(txn, one->group);
    g_autoptr(GString) text = g_string_new(NULL);
    if (group != NULL)
        g_string_append_printf(text, "%u of %u people, %u accounts:", group->complaints, group->people,
                               group->accounts);
    for (guint i = 0; group != NULL && i < group->members->len; i++)
        g_string_append_printf(text, " %u", (unsigned)g_array_index(group->members, uint64_t, i));
    g_assert_cmpstr(text->str, ==, wanted);
}

// "5 of 4: phrase, phrase; ..."
static void check_shown(StoreTxn *txn, const char *pm, int64_t now, const char *wanted) {
    g_autoptr(GPtrArray) shown = group_suggested(txn, pm, now, 10);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < shown->len; i++) {
        const GroupShown *one = shown->pdata[i];
        g_string_append_printf(text, "%u of %u:", one->threads->len, one->group->people);
        for (guint p = 0; p < one->phrases->len; p++)
            g_string_append_printf(text, " %s", (const char *)one->phrases->pdata[p]);
        g_string_append(text, "; ");
    }
    g_assert_cmpstr(text->str, ==, wanted);
}

static const Says ALIKE[] = {
    {1, PAULA, "ann@a.example", "A", "E-4711", "export"},
    {2, PAULA, "ben@a.example", "A", "E-4711", "export"},
    {3, PAULA, "cem@c.example", "C", "E-4711", "export"},
    {4, PAULA, "ANN@a.example", "A", "E-4711", "export"},
};

static void four_come(StoreTxn *txn) {
    for (size_t i = 0; i < G_N_ELEMENTS(ALIKE); i++)
        take(txn, &ALIKE[i]);
}

static void look_at_four(StoreTxn *txn) {
    check_group(txn, 1, "4 of 3 people, 2 accounts: 4 3 2 1");
    check_group(txn, 4, "4 of 3 people, 2 accounts: 4 3 2 1");
    check_shown(txn, PAULA, NOON_MONDAY + DAY, "4 of 3: E-4711 export; ");
    check_shown(txn, PETER, NOON_MONDAY + DAY, "");
    check_shown(txn, PAULA, NOON_MONDAY + 16 * DAY, ""); // it does not grow any more
}

static void ask_whose(StoreTxn *txn) {
    const uint64_t group = 1;
    assert_true(group_is_of(txn, group, PAULA));
    assert_false(group_is_of(txn, group, PETER));
    assert_false(group_is_of(txn, group, NULL));
    assert_false(group_is_of(txn, 77, PAULA));
    assert_false(group_is_of(txn, 0, PAULA));
}

static void it_is_of_one_pm(void **state) {
    write_step(*state, four_come);
    write_step(*state, ask_whose);
}

static void those_that_are_alike_are_one_group(void **state) {
    write_step(*state, four_come);
    write_step(*state, look_at_four);
    write_step(*state, four_come); // each writes again
    write_step(*state, look_at_four);
}

static void one_alone(StoreTxn *txn) {
    take(txn, &ALIKE[0]);
    check_group(txn, 1, "");
    take(txn, &(Says){9, PAULA, "x@x.example", NULL, "E-9999", "login"});
    check_group(txn, 9, "");
    take(txn, &(Says){10, PETER, "y@y.example", NULL, "E-4711", "export"});
    check_group(txn, 10, "");
}

static void what_is_like_none_stands_alone(void **state) {
    write_step(*state, one_alone);
}

// Each names an error of the one before and one of the next.
static void a_chain(StoreTxn *txn) {
    for (unsigned i = 1; i <= 12; i++) {
        g_autofree char *from = g_strdup_printf("c%u@c%u.example", i, i);
        g_autofree char *errors = g_strdup_printf("E-%u E-%u", 100 + i, 101 + i);
        g_autofree char *word = g_strdup_printf("word%u", i);
        take(txn, &(Says){i, PAULA, from, NULL, errors, word});
    }
    for (unsigned i = 1; i <= 12; i++) {
        g_autoptr(Thread) thread = thread_get(txn, i);
        g_autoptr(Group) group = group_get(txn, thread->group);
        g_assert_true(group == NULL || group->complaints <= 2);
    }
}

static void a_chain_is_not_one_group(void **state) {
    write_step(*state, a_chain);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    return store_slot_erase(txn, contact_take(txn, data, NOON_MONDAY).slot, error);
}

static void look_without_cem(StoreTxn *txn) {
    check_group(txn, 1, "4 of 3 people, 2 accounts: 4 2 1");
    check_shown(txn, PAULA, NOON_MONDAY + DAY, ""); // two are left
    take(txn, &(Says){5, PAULA, "eva@e.example", NULL, "E-4711", "export"});
    check_shown(txn, PAULA, NOON_MONDAY + DAY, "4 of 3: E-4711 export; ");
}

static void whoever_was_erased_is_not_shown(void **state) {
    write_step(*state, four_come);
    char who[] = "cem@c.example";
    support_write(*state, do_erase, who);
    write_step(*state, look_without_cem);
}

static void settle_it(StoreTxn *txn) {
    g_autoptr(Thread) thread = thread_get(txn, 2);
    group_settle(txn, thread->group, "P12");
    check_shown(txn, PAULA, NOON_MONDAY + DAY, "");
    g_autoptr(Group) group = group_get(txn, thread->group);
    g_assert_cmpstr(group->problem, ==, "P12");
}

static void what_is_a_problem_is_suggested_no_more(void **state) {
    write_step(*state, four_come);
    write_step(*state, settle_it);
}

static void link_two(StoreTxn *txn) {
    for (uint64_t id = 1; id <= 2; id++) {
        g_autoptr(Thread) thread = thread_get(txn, id);
        thread->problem = g_strdup("P12");
        thread_put(txn, thread);
    }
    check_shown(txn, PAULA, NOON_MONDAY + DAY, ""); // of two customers the rest is
    g_autoptr(Thread) linked = thread_new();
    linked->id = 77;
    linked->problem = g_strdup("P12");
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(LikeThread));
    group_join(txn, PAULA, linked, none, NOON_MONDAY);
    g_assert_cmpuint(linked->group, ==, 0);
}

static void what_is_linked_is_not_counted(void **state) {
    write_step(*state, four_come);
    write_step(*state, link_two);
}

static void three_hundred(StoreTxn *txn) {
    for (unsigned i = 1; i <= 300; i++) {
        g_autofree char *from = g_strdup_printf("c%u@c%u.example", i, i);
        g_autofree char *account = g_strdup_printf("A%u", i);
        take(txn, &(Says){i, PAULA, from, account, "E-4711", "export"});
    }
    g_autoptr(Thread) thread = thread_get(txn, 300);
    g_autoptr(Group) group = group_get(txn, thread->group);
    g_assert_cmpuint(group->complaints, ==, 300);
    g_assert_cmpuint(group->people, ==, 256);
    g_assert_cmpuint(group->members->len, ==, GROUP_MEMBERS);
    g_assert_cmpuint(g_array_index(group->members, uint64_t, 0), ==, 300);
}

static void what_it_keeps_is_bounded(void **state) {
    write_step(*state, three_hundred);
}

// The snapshot on which others are looked for may fail, and the writing succeed.
static void look_in_vain(StoreTxn *txn) {
    four_come(txn);
    g_autoptr(Thread) thread = thread_get(txn, 4);
    thread->group = 0;
    group_join(txn, PAULA, thread, NULL, thread->updated);
    assert_true(thread->group == 0);
}

static void what_could_not_be_compared_stands_alone(void **state) {
    write_step(*state, look_in_vain);
}

static bool do_killed(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    four_come(txn);
    return fault_set(error, FATE_TEMPORARY, "killed");
}

static void killed_between_is_as_if_it_never_was(void **state) {
    Ground *ground = *state;
    g_autoptr(GError) error = NULL;
    assert_false(store_write(ground->store, do_killed, NULL, 0, &error));
    ground_close(ground);
    ground_open(ground);
    write_step(ground, one_alone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(those_that_are_alike_are_one_group),
        ground_test(it_is_of_one_pm),
        ground_test(what_is_like_none_stands_alone),
        ground_test(what_could_not_be_compared_stands_alone),
        ground_test(a_chain_is_not_one_group),
        ground_test(whoever_was_erased_is_not_shown),
        ground_test(what_is_a_problem_is_suggested_no_more),
        ground_test(what_is_linked_is_not_counted),
        ground_test(what_it_keeps_is_bounded),
        ground_test(killed_between_is_as_if_it_never_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
