// Rotation of the key over a store with something in every table: what is read stays
// what it was, whoever is killed wherever; and once it is finished neither the old
// key nor a byte that it had sealed is left.
#include "verify_world.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include "ground_kept.h"
#include "keyfile.h"
#include "rekey.h"
#include "store_listing.h"
#include "support_keys.h"

static const GTimeSpan TOKENS_COUNT = 30 * G_TIME_SPAN_DAY;

typedef struct Filled {
    GroundKept *kept;
    char *keys; // of persons, as a file
    gsize keys_size;
    char *listing;
    int64_t now;
} Filled;

typedef struct Place {
    const Filled *filled;
    Ground ground;
    char *path; // of the key file, which has the first generation alone
    int64_t now;
} Place;

static int fill(void **state) {
    Filled *filled = g_new0(Filled, 1);
    World *world = world_new();
    fill_world(world);
    filled->now = world->now;
    filled->listing = store_listing(world->ground.store, TABLES);
    g_autofree char *keys = support_keys_file(&world->ground);
    ground_close(&world->ground);
    filled->kept = ground_keep(&world->ground);
    g_assert_true(g_file_get_contents(keys, &filled->keys, &filled->keys_size, NULL));
    world_free(world);
    *state = filled;
    return 0;
}

static int unfill(void **state) {
    Filled *filled = *state;
    ground_kept_free(filled->kept);
    g_free(filled->keys);
    g_free(filled->listing);
    g_free(filled);
    return 0;
}

static void take_key(Place *place) {
    g_autoptr(GError) error = NULL;
    seal_free(place->ground.seal);
    place->ground.seal = seal_open(place->path, &error);
    if (place->ground.seal == NULL)
        fail_msg("%s", error->message);
}

// The key of the worlds, 1 and zeros, as the single line of a new file.
static int setup(void **state) {
    static const char KEY[] = "earshot-key-1 aeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
    Place *place = g_new0(Place, 1);
    place->filled = *state;
    place->now = place->filled->now;
    ground_make(&place->ground);
    ground_put_back(&place->ground, place->filled->kept);
    store_file_write(place->ground.directory, "key", KEY, strlen(KEY));
    place->path = g_build_filename(place->ground.directory, "key", NULL);
    take_key(place);
    ground_open(&place->ground);
    *state = place;
    return 0;
}

static int teardown(void **state) {
    Place *place = *state;
    *state = (void *)(uintptr_t)place->filled;
    ground_clear(&place->ground);
    g_free(place->path);
    g_free(place);
    return 0;
}

#define place_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

// --- steps ---

static RekeyState look(const Place *place) {
    RekeyState state;
    g_autoptr(GError) error = NULL;
    if (!rekey_look(place->ground.store, &state, &error))
        fail_msg("%s", error->message);
    return state;
}

static bool piece(const Place *place, RekeyWork *work) {
    g_autoptr(GError) error = NULL;
    bool more = false;
    if (!rekey_piece(place->ground.store, work, &more, &error))
        fail_msg("%s", error->message);
    return more;
}

static RekeyWork seal_all(const Place *place) {
    RekeyWork work = {0};
    while (piece(place, &work)) {
        if (work.blocked)
            g_usleep(20 * 1000); // another process looks by its clock: there is no event
        assert_true(work.waited < 300);
    }
    return work;
}

static void change_over(const Place *place) {
    unsigned number = 0;
    g_autoptr(GError) error = NULL;
    if (!rekey_offer(place->ground.store, place->now, &number, &error) ||
        !rekey_switch(place->ground.store, number, place->now, &error))
        fail_msg("%s", error->message);
}

static void finish(const Place *place) {
    g_autoptr(GError) error = NULL;
    if (!rekey_finish(place->ground.store, place->now, TOKENS_COUNT, &error))
        fail_msg("%s", error->message);
}

static void tell_finding(const VerifyFinding *finding, void *data) {
    (void)data;
    print_message("%s %s: %s\n", finding->table, finding->key, finding->wrong);
}

static void assert_as_it_was(const Place *place) {
    g_autofree char *found = store_listing(place->ground.store, TABLES);
    const VerifyOptions options = {.now = place->now, .found = tell_finding};
    VerifyResult result;
    assert_string_equal(found, place->filled->listing);
    assert_true(verify_store(place->ground.store, &options, &result, NULL));
    assert_int_equal(result.findings, 0);
}

static RekeyCount count(const Place *place) {
    RekeyCount counted;
    assert_true(rekey_count(place->ground.store, &counted, NULL));
    return counted;
}

// --- what is under which ---

static void all_is_sealed_again_and_reads_as_before(void **state) {
    Place *place = *state;
    assert_int_equal(look(place).stage, REKEY_NONE);
    assert_int_equal(count(place).below, 0);
    change_over(place);
    assert_int_equal(look(place).stage, REKEY_SEALING);
    assert_as_it_was(place); // half of it, too
    const RekeyCount before = count(place);
    assert_true(before.below > 300 && before.slots > 20 && before.damaged == 0);
    const RekeyWork work = seal_all(place);
    assert_int_equal(work.sealed, before.below + before.slots);
    assert_true(work.pages > 0 || place->ground.schema != NULL); // which has no pages of ours
    assert_int_equal(look(place).stage, REKEY_SEALED);
    assert_int_equal(count(place).below + count(place).slots, 0);
    assert_as_it_was(place);
    finish(place);
    assert_int_equal(look(place).stage, REKEY_NONE);
    assert_as_it_was(place);
    ground_close(&place->ground);
    take_key(place);
    ground_open(&place->ground);
    assert_as_it_was(place);
}

static void one_rotation_behind_the_other(void **state) {
    Place *place = *state;
    for (unsigned i = 2; i < 5; i++) {
        change_over(place);
        assert_int_equal(look(place).current, i);
        seal_all(place);
        finish(place);
        assert_as_it_was(place);
    }
}

// --- what the old key opens ---

// Of each value, and of each slot of the persons' keys.
static GPtrArray *sealed_bytes(const Place *place) {
    GPtrArray *all = ground_sealed(&place->ground, GROUND_ALL);
    for (gsize i = 0; i + KEYRING_SLOT <= place->filled->keys_size; i += KEYRING_SLOT)
        g_ptr_array_add(all, g_bytes_new(place->filled->keys + i, GROUND_TAKEN));
    return all;
}

static void no_byte_that_the_old_key_sealed_is_left(void **state) {
    Place *place = *state;
    ground_close(&place->ground);
    g_autoptr(GPtrArray) wanted = sealed_bytes(place);
    assert_true(wanted->len > 500);
    assert_int_equal(ground_count(&place->ground, wanted), wanted->len);
    ground_open(&place->ground);
    change_over(place);
    seal_all(place);
    ground_close(&place->ground);
    assert_int_equal(ground_count(&place->ground, wanted), 0);
    ground_open(&place->ground);
}

static void the_old_key_opens_nothing_then(void **state) {
    Place *place = *state;
    g_autofree char *old = NULL, *old_path = g_build_filename(place->ground.directory, "old-key", NULL);
    gsize size;
    store_file_read(place->ground.directory, "key", &old, &size);
    store_file_write(place->ground.directory, "old-key", old, size);
    change_over(place);
    seal_all(place);
    finish(place);
    ground_close(&place->ground);
    g_autoptr(GError) error = NULL;
    g_autoptr(Seal) thief = seal_open(old_path, NULL);
    assert_null(store_open(place->ground.url, place->ground.directory, false, thief, &error));
    support_assert_fate(error, FATE_CONFIG);
    assert_non_null(strstr(error->message, "generation 2"));
    ground_open(&place->ground);
    g_autoptr(Keyring) ring = support_keyring(&place->ground, thief);
    SealKey key;
    for (uint64_t slot = 1; slot < 40; slot++)
        assert_false(keyring_key(ring, slot, &key, NULL));
    g_autofree char *now = NULL;
    store_file_read(place->ground.directory, "key", &now, &size);
    assert_null(strstr(now, "aeaaaaaaaaaaaaaaa")); // the master is gone from the file
}

// Who has an old store and its key has the persons' own keys; new records are under what is made of both.
static void a_persons_own_key_is_not_enough(void **state) {
    Place *place = *state;
    const Seal *seal = place->ground.seal;
    const SealKey person = seal_key_random();
    SealKey first, second;
    change_over(place);
    assert_true(seal_record_key(seal, 1, &person, &first, NULL));
    assert_true(seal_record_key(seal, 2, &person, &second, NULL));
    assert_memory_equal(&first, &person, sizeof person);
    assert_memory_not_equal(&second, &person, sizeof person);
    g_autoptr(GError) error = NULL;
    assert_false(seal_record_key(seal, 3, &person, &second, &error));
    support_assert_fate(error, FATE_CONFIG);
}

// --- tokens ---

static void tokens_of_before_count_for_a_while(void **state) {
    Place *place = *state;
    const Seal *seal = place->ground.seal;
    g_autofree char *before = seal_token(seal, SEAL_THREAD, 7);
    uint64_t id = 0;
    change_over(place);
    g_autofree char *behind = seal_token(seal, SEAL_THREAD, 7);
    assert_string_not_equal(before, behind);
    seal_all(place);
    finish(place);
    assert_true(seal_token_check(seal, SEAL_THREAD, before, &id) && id == 7);
    assert_true(seal_token_check(seal, SEAL_THREAD, behind, &id));
    assert_false(seal_token_check(seal, SEAL_COMMAND, before, &id)); // of its kind alone
    seal_set_time(seal, place->now + TOKENS_COUNT);
    assert_true(seal_token_check(seal, SEAL_THREAD, before, &id));
    seal_set_time(seal, place->now + TOKENS_COUNT + 1);
    assert_false(seal_token_check(seal, SEAL_THREAD, before, &id));
    assert_true(seal_token_check(seal, SEAL_THREAD, behind, &id));
}

// --- killed ---

// In a child: so many pieces, then it dies in the middle of nothing; 1 when all is done.
static int some_pieces(Place *place, unsigned pieces) {
    RekeyWork work = {0};
    take_key(place);
    ground_open(&place->ground);
    for (unsigned i = 0; i < pieces; i++)
        if (!piece(place, &work))
            return 1;
    return 0;
}

static void killed_at_any_piece_it_goes_on(void **state) {
    Place *place = *state;
    unsigned killed = 0;
    change_over(place);
    ground_close(&place->ground);
    for (int status = 0; WEXITSTATUS(status) == 0; killed++) {
        const pid_t child = fork();
        if (child == 0)
            _exit(some_pieces(place, 1 + killed / 2));
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2 && killed < 200);
        if (killed % 4 != 0)
            continue;
        ground_open(&place->ground);
        assert_as_it_was(place);
        ground_close(&place->ground);
    }
    assert_true(killed > 3);
    ground_open(&place->ground);
    assert_int_equal(look(place).stage, REKEY_SEALED);
    finish(place);
    assert_as_it_was(place);
}

static void each_step_may_be_done_again(void **state) {
    Place *place = *state;
    unsigned number = 0;
    for (int i = 0; i < 2; i++) {
        assert_true(rekey_offer(place->ground.store, place->now, &number, NULL));
        assert_int_equal(number, 2);
    }
    assert_int_equal(look(place).stage, REKEY_OFFERED);
    assert_int_equal(look(place).target, 2);
    assert_true(seal_file_switch(place->path, number, place->now, NULL)); // and there it was killed
    assert_int_equal(look(place).stage, REKEY_OFFERED);
    for (int i = 0; i < 2; i++)
        assert_true(rekey_switch(place->ground.store, number, place->now, NULL));
    assert_int_equal(look(place).stage, REKEY_SEALING);
    g_autoptr(GError) error = NULL;
    assert_false(rekey_finish(place->ground.store, place->now, TOKENS_COUNT, &error)); // not yet
    support_assert_fate(error, FATE_CONFIG);
    seal_all(place);
    assert_int_equal(seal_all(place).sealed, 0);
    finish(place);
    finish(place);
    assert_as_it_was(place);
}

// --- others that have the store open ---

static bool do_write_one(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const uint64_t number = *(const uint64_t *)data;
    g_autoptr(GBytes) record = g_bytes_new(&number, sizeof number);
    store_put(txn, TABLE_GROUP, store_key_number(number), 1 + number % 3, record);
    store_put(txn, TABLE_LESSON, store_key_number(number), STORE_OWNER_NONE, record);
    return !store_failed(txn);
}

static bool do_read_one(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const uint64_t number = *(const uint64_t *)data;
    g_autoptr(GBytes) one = store_get(txn, TABLE_GROUP, store_key_number(number));
    g_autoptr(GBytes) other = store_get(txn, TABLE_LESSON, store_key_number(number));
    return one != NULL && other != NULL && memcmp(g_bytes_get_data(one, NULL), &number, sizeof number) == 0;
}

static const uint64_t FIRST_ONE = UINT64_C(1) << 40;

// A daemon: writes and reads for as long as it may, in a process of its own. Its exit status: 0 all went
// well.
static int be_a_daemon(Place *place, int ready, int end) {
    char word = 'r';
    unsigned rounds = 0;
    take_key(place);
    ground_open(&place->ground);
    if (write(ready, &word, 1) != 1)
        return 3;
    for (uint64_t number = FIRST_ONE;; number++, rounds++) {
        uint64_t early = FIRST_ONE + (number - FIRST_ONE) / 2;
        g_autoptr(GError) error = NULL;
        if (!store_write(place->ground.store, do_write_one, &number, 0, &error) ||
            !store_read(place->ground.store, do_read_one, &early, &error)) {
            g_printerr("round %u: %s\n", rounds, error == NULL ? "?" : error->message);
            return 2;
        }
        if (read(end, &word, 1) == 0)
            return rounds > 10 ? 0 : 4;
    }
}

typedef struct Other {
    pid_t child;
    int end;
} Other;

static Other start_daemon(Place *place) {
    int ready[2], end[2];
    char word;
    assert_true(pipe(ready) == 0 && pipe(end) == 0);
    assert_int_equal(fcntl(end[0], F_SETFL, O_NONBLOCK), 0);
    ground_close(&place->ground);
    const pid_t child = fork();
    if (child == 0) {
        close(end[1]);
        _exit(be_a_daemon(place, ready[1], end[0]));
    }
    assert_int_equal(read(ready[0], &word, 1), 1);
    close(ready[0]), close(ready[1]), close(end[0]);
    ground_open(&place->ground);
    return (Other){child, end[1]};
}

static void end_daemon(Other other) {
    int status = 1;
    close(other.end);
    assert_int_equal(waitpid(other.child, &status, 0), other.child);
    assert_int_equal(status, 0);
}

static void daemons_go_on_meanwhile(void **state) {
    Place *place = *state;
    unsigned number = 0;
    const Other other = start_daemon(place);
    assert_true(rekey_offer(place->ground.store, place->now, &number, NULL));
    g_autoptr(GError) error = NULL;
    if (store_others_below(place->ground.store, number)) { // as a rule it has not looked yet
        assert_false(rekey_switch(place->ground.store, number, place->now, &error));
        support_assert_fate(error, FATE_TEMPORARY);
    }
    for (int i = 0; i < 600 && store_others_below(place->ground.store, number); i++)
        g_usleep(10 * 1000); // the daemon looks by its clock: there is no event
    assert_false(store_others_below(place->ground.store, number));
    assert_true(rekey_switch(place->ground.store, number, place->now, NULL));
    seal_all(place);
    finish(place);
    end_daemon(other);
    const RekeyCount counted = count(place);
    assert_int_equal(counted.below + counted.slots + counted.damaged, 0);
}

// One that was started with the file of before, and has not looked since: it meets the new generation and
// reads the file then.
static void who_meets_a_new_generation_reads_the_file(void **state) {
    Place *place = *state;
    g_autoptr(Seal) early = seal_open(place->path, NULL);
    change_over(place);
    seal_all(place);
    ground_close(&place->ground);
    g_autoptr(Store) store =
        store_open_as(place->ground.url, place->ground.directory, true, support_rows(), early, NULL);
    assert_non_null(store);
    g_autofree char *found = store_listing(store, TABLES);
    assert_string_equal(found, place->filled->listing);
}

static void a_key_file_without_the_generation_is_refused(void **state) {
    Place *place = *state;
    g_autofree char *old = NULL;
    gsize size;
    store_file_read(place->ground.directory, "key", &old, &size);
    change_over(place);
    ground_close(&place->ground);
    store_file_write(place->ground.directory, "key", old, size); // from a backup of /etc
    g_autoptr(Seal) seal = seal_open(place->path, NULL);
    g_autoptr(GError) error = NULL;
    assert_null(store_open(place->ground.url, place->ground.directory, true, seal, &error));
    support_assert_fate(error, FATE_CONFIG);
    assert_non_null(strstr(error->message, "generation 2 of the key, which this file has not"));
    unsigned number = 0;
    assert_true(seal_file_offer(place->path, place->now, &number, NULL)); // another of the same number
    g_clear_error(&error);
    assert_null(store_open(place->ground.url, place->ground.directory, true, seal, &error));
    assert_non_null(strstr(error->message, "is not the one that the store is sealed under"));
}

// --- persons who were erased, and damage ---

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    return store_slot_erase(txn, 2, error);
}

static void the_erased_stay_erased(void **state) {
    Place *place = *state;
    support_write(&place->ground, do_erase, NULL);
    g_autofree char *before = store_listing(place->ground.store, TABLES);
    assert_non_null(strstr(before, " erased"));
    change_over(place);
    const RekeyWork work = seal_all(place);
    assert_true(work.erased > 0 && work.damaged == 0);
    finish(place);
    g_autofree char *found = store_listing(place->ground.store, TABLES);
    assert_string_equal(found, before);
    SealKey key;
    g_autoptr(Keyring) ring = support_keyring(&place->ground, place->ground.seal);
    assert_true(keyring_is_erased(ring, 2, NULL));
    assert_false(keyring_key(ring, 2, &key, NULL));
}

static void what_is_damaged_holds_nothing_up(void **state) {
    Place *place = *state;
    ground_close(&place->ground);
    support_damage_key(&place->ground, 2);
    ground_open(&place->ground);
    change_over(place);
    const RekeyWork work = seal_all(place);
    assert_true(work.damaged > 1); // the slot, and records of that person
    finish(place);
    assert_true(count(place).damaged > 0);
}

static int run(void) {
    const struct CMUnitTest tests[] = {
        place_test(all_is_sealed_again_and_reads_as_before),
        place_test(one_rotation_behind_the_other),
        place_test(no_byte_that_the_old_key_sealed_is_left),
        place_test(the_old_key_opens_nothing_then),
        place_test(a_persons_own_key_is_not_enough),
        place_test(tokens_of_before_count_for_a_while),
        place_test(killed_at_any_piece_it_goes_on),
        place_test(each_step_may_be_done_again),
        place_test(daemons_go_on_meanwhile),
        place_test(who_meets_a_new_generation_reads_the_file),
        place_test(a_key_file_without_the_generation_is_refused),
        place_test(the_erased_stay_erased),
        place_test(what_is_damaged_holds_nothing_up),
    };
    return cmocka_run_group_tests(tests, fill, unfill);
}

int main(void) {
    return support_on_both(run);
}
