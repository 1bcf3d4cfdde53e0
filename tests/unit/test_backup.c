// Copies of a store in use, and putting them back: all of one moment, no mail to a
// customer twice, nothing half when the disk is full, and no copy that was altered.
#include "verify_world.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "agenda.h"
#include "backup.h"
#include "contact.h"
#include "decision.h"
#include "store_files.h"

typedef struct Filled { // the files of a store with something in every table
    char *data, *keys;
    gsize data_size, keys_size;
    int64_t now;
} Filled;

typedef struct Place {
    World *world;
    const Filled *filled;
    char *directory; // of all that a test makes
    char *copy;      // where the backup goes
} Place;

static int fill(void **state) {
    Filled *filled = g_new0(Filled, 1);
    World *world = world_new();
    fill_world(world);
    filled->now = world->now;
    ground_close(&world->ground);
    store_file_read(world->ground.directory, "data.mdb", &filled->data, &filled->data_size);
    store_file_read(world->ground.directory, "persons.keys", &filled->keys, &filled->keys_size);
    world_free(world);
    *state = filled;
    return 0;
}

static int unfill(void **state) {
    Filled *filled = *state;
    g_free(filled->data);
    g_free(filled->keys);
    g_free(filled);
    return 0;
}

static void open_again(World *world) {
    ground_open(&world->ground);
    intake_free(world->intake);
    world->intake = intake_new(world->config, world->ground.seal, world->ground.store, NULL);
}

static int place_setup(void **state) {
    Place *place = g_new0(Place, 1);
    place->filled = *state;
    place->world = world_new();
    ground_close(&place->world->ground);
    store_file_write(place->world->ground.directory, "data.mdb", place->filled->data,
                     place->filled->data_size);
    store_file_write(place->world->ground.directory, "persons.keys", place->filled->keys,
                     place->filled->keys_size);
    open_again(place->world);
    place->world->now = place->filled->now;
    place->directory = g_dir_make_tmp("earshot-backup-XXXXXX", NULL);
    place->copy = g_build_filename(place->directory, "copy", NULL);
    *state = place;
    return 0;
}

static int place_teardown(void **state) {
    Place *place = *state;
    *state = (void *)(uintptr_t)place->filled;
    world_free(place->world);
    support_remove(place->directory);
    g_free(place->directory);
    g_free(place->copy);
    g_free(place);
    return 0;
}

#define place_test(test) cmocka_unit_test_setup_teardown(test, place_setup, place_teardown)

static void make(const Place *place) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Backup) backup =
        backup_make(place->world->ground.store, place->copy, "0.1", place->world->now, &error);
    if (backup == NULL)
        fail_msg("%s", error->message);
}

static bool stands(const char *directory, const char *name) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

// Puts the copy in the store's place, as the command does; the store is closed before and open behind it.
static BackupSettled put_back(Place *place, bool resend) {
    g_autoptr(GError) error = NULL;
    Ground *ground = &place->world->ground;
    BackupSettled settled = {0};
    ground_close(ground);
    g_autoptr(Backup) backup = backup_open(place->copy, ground->seal, &error);
    if (backup == NULL)
        fail_msg("%s", error->message);
    g_autofree char *staged = backup_stage(backup, place->copy, ground->seal, ground->directory, &error);
    assert_non_null(staged);
    g_autofree char *url = g_strconcat("lmdb:", staged, NULL);
    g_autoptr(Store) store = store_open(url, NULL, false, ground->seal, &error);
    assert_non_null(store);
    assert_true(backup_settle(store, backup, resend, place->world->now, &settled, &error));
    g_clear_pointer(&store, store_free);
    g_autofree char *aside = NULL;
    assert_true(backup_swap(ground->directory, place->world->now, &aside, &error));
    assert_non_null(aside);
    assert_true(stands(aside, "data.mdb") && stands(aside, "persons.keys"));
    open_again(place->world);
    return settled;
}

// The place for what is there is taken: nothing was moved yet, so the store is as good as before.
static void a_swap_that_cannot_begin_changes_nothing(void **state) {
    Place *place = *state;
    Ground *ground = &place->world->ground;
    make(place);
    put_back(place, false);
    ground_close(ground);
    g_autoptr(GError) error = NULL;
    g_autoptr(Backup) backup = backup_open(place->copy, ground->seal, &error);
    g_autofree char *staged = backup_stage(backup, place->copy, ground->seal, ground->directory, &error);
    assert_non_null(staged);
    g_autofree char *aside = NULL;
    assert_false(backup_swap(ground->directory, place->world->now, &aside, &error));
    assert_null(aside);
    backup_unstage(ground->directory);
    open_again(place->world);
}

static bool do_tell(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    for (Table table = 0; table < TABLES; table++) {
        unsigned rows = 0;
        for (StoreKey key = {0}; store_next(txn, table, &key, NULL); key = store_key_after(key))
            rows++;
        g_string_append_printf(data, "%s %u\n", verify_table_name(table), rows);
    }
    return !store_failed(txn);
}

static char *counts(const Place *place) {
    GString *text = g_string_new(NULL);
    support_read(&place->world->ground, do_tell, text);
    return g_string_free(text, FALSE);
}

static void what_is_put_back_is_what_was_copied(void **state) {
    Place *place = *state;
    g_autofree char *before = counts(place);
    make(place);
    struct stat status;
    assert_int_equal(stat(place->copy, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    (void)customer_writes(place->world, (Mail){.id = "later@a.example", .subject = "Later"});
    const BackupSettled settled = put_back(place, true);
    assert_true(settled.mails > 0 && settled.held == 1 && settled.campaigns == 1);
    g_autofree char *after = counts(place);
    assert_string_equal(after, before);
    support_assert_whole(&place->world->ground, place->world->now);
}

static void nobody_is_written_to_twice(void **state) {
    Place *place = *state;
    World *world = place->world;
    const unsigned waited = answers(world, OUTBOX_READY);
    assert_true(waited > 0);
    make(place);
    const BackupSettled settled = put_back(place, false);
    assert_int_equal(settled.mails, waited);
    assert_int_equal(answers(world, OUTBOX_READY), 0);
    assert_int_equal(answers(world, OUTBOX_BURIED), waited);
    support_assert_whole(&world->ground, world->now);
    // And the conversation counts as answered: what its customer writes next gets no second one.
    (void)customer_writes(world, (Mail){.id = "third@a.example",
                                        .references = "<answer@example.test>",
                                        .subject = "Re: Export stops"});
    assert_int_equal(answers(world, OUTBOX_READY), 0);
}

static bool retry_one(StoreTxn *txn, OutboxRow *row, void *data) {
    unsigned *sent = data;
    if (!outbox_is_in_doubt(row) || row->kind != OUTBOX_ACKNOWLEDGEMENT || *sent > 0)
        return *sent == 0;
    g_autoptr(Thread) thread = thread_get(txn, row->thread);
    if (thread->answered >= row->created)
        return true; // a person has written since
    g_assert_cmpint(decision_retry(txn, row, NOON_MONDAY), ==, REFUSAL_COUNT);
    ++*sent;
    return false;
}

static bool do_retry(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    outbox_walk(txn, retry_one, data);
    return !store_failed(txn);
}

static void a_person_may_send_what_is_in_doubt(void **state) {
    Place *place = *state;
    unsigned sent = 0;
    make(place);
    (void)put_back(place, false);
    support_write(&place->world->ground, do_retry, &sent);
    assert_int_equal(sent, 1);
    assert_int_equal(answers(place->world, OUTBOX_READY), 1);
}

// --- under load ---

typedef struct Load {
    Ground *ground;
    int stop; // set when the copy is made
    uint64_t written;
} Load;

static bool do_write_people(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Load *load = data;
    g_autofree char *address = g_strdup_printf("new%" G_GUINT64_FORMAT "@load.example", load->written);
    contact_take(txn, address, NOON_MONDAY);
    no_answer_add(txn, address, NO_ANSWER_OPTED_OUT, "load", NOON_MONDAY); // sealed with a key made just now
    return !store_failed(txn);
}

static void *keep_writing(void *data) {
    Load *load = data;
    while (g_atomic_int_get(&load->stop) == 0) {
        g_assert_true(store_write(load->ground->store, do_write_people, load, 0, NULL));
        load->written++;
    }
    return NULL;
}

static void a_copy_under_load_has_the_keys_of_all_it_names(void **state) {
    Place *place = *state;
    Load load = {.ground = &place->world->ground};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, keep_writing, &load), 0);
    for (int i = 0; i < 5; i++) {
        support_remove(place->copy);
        make(place);
    }
    g_atomic_int_set(&load.stop, 1);
    pthread_join(thread, NULL);
    assert_true(load.written > 5);
    (void)put_back(place, false);
    support_assert_whole(&place->world->ground, place->world->now);
}

// --- what must fail ---

static bool do_erase_all(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    for (uint64_t slot = 1, last = store_counter(txn, "slots"); slot <= last; slot++)
        if (!store_slot_erase(txn, slot, error))
            return false;
    return true;
}

static void who_was_erased_stays_erased(void **state) {
    Place *place = *state;
    support_write(&place->world->ground, do_erase_all, NULL);
    make(place);
    (void)put_back(place, false);
    support_assert_whole(&place->world->ground, place->world->now);
    assert_int_equal(answers(place->world, OUTBOX_BURIED), 0); // nobody is left to whom they were
}

static void a_directory_that_is_used_is_refused(void **state) {
    Place *place = *state;
    g_autoptr(GError) error = NULL;
    make(place);
    g_autoptr(Backup) again =
        backup_make(place->world->ground.store, place->copy, "0.1", place->world->now, &error);
    assert_null(again);
    support_assert_fate(error, FATE_CONFIG);
    assert_true(stands(place->copy, "manifest"));
}

static void what_a_killed_one_left_is_begun_anew(void **state) {
    Place *place = *state;
    g_autofree char *partial = g_strconcat(place->copy, ".partial", NULL);
    g_autofree char *data = g_build_filename(partial, "data.mdb", NULL);
    assert_int_equal(mkdir(partial, 0700), 0);
    assert_true(g_file_set_contents(data, "half", -1, NULL));
    make(place);
    assert_false(g_file_test(partial, G_FILE_TEST_EXISTS));
}

// A file size limit is as good as a full disk: a write fails in the middle.
static void a_full_disk_leaves_nothing(void **state) {
    static const rlim_t ROOMS[] = {4096, 100000, 300000};
    Place *place = *state;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < G_N_ELEMENTS(ROOMS); i++) {
        g_autoptr(GError) error = NULL;
        const struct rlimit room = {ROOMS[i], before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &room), 0);
        g_autoptr(Backup) backup =
            backup_make(place->world->ground.store, place->copy, "0.1", place->world->now, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_null(backup);
        support_assert_fate(error, FATE_TEMPORARY);
        assert_false(stands(place->directory, "copy") || stands(place->directory, "copy.partial"));
    }
}

typedef struct Altered {
    const char *name, *file;
    long place; // of the byte that is changed, from the end when negative; 0: the file is cut
} Altered;

static void alter(const Place *place, const Altered *altered) {
    g_autofree char *path = g_build_filename(place->copy, altered->file, NULL);
    g_autofree char *bytes = NULL;
    gsize size = 0;
    assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    const long at = altered->place < 0 ? (long)size + altered->place : altered->place;
    if (altered->place == 0)
        size /= 2;
    else
        bytes[at] = (char)(bytes[at] ^ 1);
    assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
}

static void an_altered_copy_is_not_put_back(void **state) {
    static const Altered ALTERED[] = {
        {"a byte of the database", "data.mdb", 5000},
        {"the database cut", "data.mdb", 0},
        {"a key", "persons.keys", 300},
        {"the keys cut", "persons.keys", 0},
        {"the time it was made", "manifest", 25},
        {"the manifest's seal", "manifest", -3},
        {"the manifest cut", "manifest", 0},
    };
    Place *place = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(ALTERED); i++) {
        g_autoptr(GError) error = NULL;
        support_remove(place->copy);
        make(place);
        alter(place, &ALTERED[i]);
        g_autoptr(Backup) backup = backup_open(place->copy, place->world->ground.seal, &error);
        if (backup != NULL)
            fail_msg("%s was not seen", ALTERED[i].name);
        support_assert_fate(error, FATE_CORRUPT);
    }
}

static void a_copy_of_another_key_is_not_put_back(void **state) {
    Place *place = *state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Seal) other = support_seal(2);
    make(place);
    g_autoptr(Backup) backup = backup_open(place->copy, other, &error);
    assert_null(backup);
}

static void half_a_restore_is_opened_by_nobody(void **state) {
    Place *place = *state;
    Ground *ground = &place->world->ground;
    g_autoptr(GError) error = NULL;
    g_autofree char *mark = g_build_filename(ground->directory, STORE_RESTORING, NULL);
    make(place);
    ground_close(ground);
    assert_true(g_file_set_contents(mark, "", 0, NULL));
    g_autoptr(Store) store = store_open(ground->url, NULL, true, ground->seal, &error);
    assert_null(store);
    support_assert_fate(error, FATE_CONFIG);
    g_clear_error(&error);
    (void)put_back(place, false);
    assert_false(stands(ground->directory, STORE_RESTORING));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        place_test(what_is_put_back_is_what_was_copied),
        place_test(nobody_is_written_to_twice),
        place_test(a_person_may_send_what_is_in_doubt),
        place_test(a_copy_under_load_has_the_keys_of_all_it_names),
        place_test(who_was_erased_stays_erased),
        place_test(a_directory_that_is_used_is_refused),
        place_test(what_a_killed_one_left_is_begun_anew),
        place_test(a_full_disk_leaves_nothing),
        place_test(an_altered_copy_is_not_put_back),
        place_test(a_copy_of_another_key_is_not_put_back),
        place_test(half_a_restore_is_opened_by_nobody),
        place_test(a_swap_that_cannot_begin_changes_nothing),
    };
    return cmocka_run_group_tests(tests, fill, unfill);
}
