// The keys of persons, in a file and as rows of a store: what was reserved is there after any death, what was
// erased is gone, and no damage at the end of the file shuts out new persons.
#include "support_keys.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "store_batch.h"

enum { SLOT = KEYRING_SLOT };

typedef struct Ring {
    Ground ground; // its directory and seal; the store stays closed
    char *path;    // of the file
    Keyring *keyring;
    Engine *engine; // of the rows, as all below
    Vault vault;
    StoreBatch *batch;
    EngineTxn *txn; // in which all is done
} Ring;

static void rows_open(Ring *ring) {
    ring->engine = engine_open(ring->ground.url, true, NULL);
    assert_non_null(ring->engine);
    ring->vault = (Vault){.seal = ring->ground.seal, .generation = 1, .oldest = 1};
    ring->batch = batch_new(ring->engine, &ring->vault);
    ring->vault.keyring = ring->keyring = slots_of_batch(ring->batch, ring->ground.seal);
    ring->txn = ring->engine->ops->begin(ring->engine, true, NULL);
    batch_begin(ring->batch, ring->txn);
    batch_piece_begin(ring->batch, false);
}

static void rows_close(Ring *ring) {
    assert_true(batch_piece_end(ring->batch, true, NULL));
    assert_true(batch_end(ring->batch, NULL));
    assert_true(ground_commit(ring->engine, ring->txn));
    batch_free(ring->batch);
    ring->engine->ops->close(ring->engine);
}

static void ring_open(Ring *ring) {
    if (support_rows())
        rows_open(ring);
    else
        ring->keyring = keyring_open(ring->path, ring->ground.seal, NULL);
    assert_non_null(ring->keyring);
}

static void ring_close(Ring *ring) {
    if (ring->keyring != NULL && support_rows())
        rows_close(ring);
    g_clear_pointer(&ring->keyring, keyring_free);
}

// As the store gives it to somebody.
static void take_slot(Ring *ring, uint64_t slot) {
    const StoreKey counter = store_key_name(STORE_SLOTS);
    const uint64_t big = GUINT64_TO_BE(slot);
    g_autoptr(GBytes) number = g_bytes_new(&big, sizeof big);
    if (support_rows())
        assert_true(batch_put(ring->batch, TABLE_META, &counter, STORE_OWNER_NONE, number, NULL));
    assert_true(keyring_reserve(ring->keyring, slot, NULL));
}

static void take_slots(Ring *ring, uint64_t first, uint64_t last) {
    for (uint64_t slot = first; slot <= last; slot++)
        take_slot(ring, slot);
}

static int setup(void **state) {
    Ring *ring = g_new0(Ring, 1);
    ground_make(&ring->ground);
    ring->path = g_build_filename(ring->ground.directory, "persons.keys", NULL);
    ring_open(ring);
    *state = ring;
    return 0;
}

static int teardown(void **state) {
    Ring *ring = *state;
    ring_close(ring);
    ground_clear(&ring->ground);
    g_free(ring->path);
    g_free(ring);
    return 0;
}

static bool has(const Ring *ring, uint64_t slot) {
    SealKey key;
    return keyring_key(ring->keyring, slot, &key, NULL);
}

static off_t file_size(const Ring *ring) {
    struct stat status;
    assert_int_equal(stat(ring->path, &status), 0);
    return status.st_size;
}

static void keys_are_kept_and_differ(void **state) {
    Ring *ring = *state;
    take_slot(ring, 1);
    SealKey first, second, again;
    assert_true(keyring_key(ring->keyring, 1, &first, NULL));
    take_slot(ring, 2);
    assert_true(keyring_key(ring->keyring, 2, &second, NULL));
    assert_memory_not_equal(&first, &second, sizeof first);
    ring_close(ring);
    ring_open(ring);
    assert_true(keyring_key(ring->keyring, 1, &again, NULL));
    assert_memory_equal(&first, &again, sizeof first);
    take_slots(ring, 3, 700);
    assert_true(has(ring, 700) && has(ring, 400));
    assert_true(keyring_key(ring->keyring, 1, &again, NULL));
    assert_memory_equal(&first, &again, sizeof first);
}

static void those_between_are_made_too(void **state) {
    Ring *ring = *state;
    assert_true(keyring_reserve(ring->keyring, 5000, NULL));
    assert_true(has(ring, 5000) && has(ring, 4000));
}

static void slots_that_never_were(void **state) {
    Ring *ring = *state;
    take_slot(ring, 1);
    static const uint64_t slots[] = {0, 1000000, UINT64_MAX, UINT64_MAX / SLOT + 2};
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        g_autoptr(GError) error = NULL;
        SealKey key;
        assert_false(keyring_key(ring->keyring, slots[i], &key, &error));
        support_assert_fate(error, FATE_CORRUPT);
    }
    assert_false(keyring_erase(ring->keyring, 0, NULL));
}

static void the_file_alone_tells_nothing(void **state) {
    Ring *ring = *state;
    assert_true(keyring_reserve(ring->keyring, 3, NULL));
    SealKey key;
    assert_true(keyring_key(ring->keyring, 3, &key, NULL));
    g_autofree char *content = NULL;
    gsize size;
    assert_true(g_file_get_contents(ring->path, &content, &size, NULL));
    assert_null(memmem(content, size, key.bytes, 8));
    struct stat status;
    assert_int_equal(stat(ring->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    g_autoptr(Seal) other = support_seal(9);
    g_autoptr(Keyring) thief = keyring_open(ring->path, other, NULL);
    assert_false(keyring_key(thief, 3, &key, NULL));
}

static void what_was_erased_stays_erased(void **state) {
    Ring *ring = *state;
    take_slots(ring, 1, 10);
    KeyState is;
    assert_false(keyring_is_erased(ring->keyring, 4, NULL));
    assert_true(keyring_erase(ring->keyring, 4, NULL));
    assert_true(keyring_is_erased(ring->keyring, 4, NULL));
    assert_true(has(ring, 3) && !has(ring, 4) && has(ring, 5));
    ring_close(ring);
    ring_open(ring);
    take_slots(ring, 11, 30); // later persons do not bring it back
    assert_true(keyring_state(ring->keyring, 4, &is, NULL) && is == KEY_ERASED);
    assert_true(keyring_state(ring->keyring, 5, &is, NULL) && is == KEY_GOOD);
    assert_true(keyring_state(ring->keyring, 5000, &is, NULL) && is == KEY_MISSING);
    assert_true(keyring_state(ring->keyring, 0, &is, NULL) && is == KEY_MISSING);
}

// A copy is a file of keys, wherever these stand: good ones, damaged ones and erased ones are that there too.
static void a_copy_has_each_slot_as_it_is(void **state) {
    enum { MANY = 600 }; // more than are read in one go
    Ring *ring = *state;
    take_slots(ring, 1, MANY);
    assert_true(keyring_erase(ring->keyring, 300, NULL));
    ring_close(ring);
    support_damage_key(&ring->ground, 301);
    ring_open(ring);
    g_autofree char *path = g_build_filename(ring->ground.directory, "copy", NULL);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(keyring_copy(ring->keyring, file, NULL));
    close(file);
    g_autoptr(Keyring) copy = keyring_open(path, ring->ground.seal, NULL);
    for (uint64_t slot = 1; slot <= MANY; slot++) {
        SealKey here, there;
        KeyState is;
        assert_true(keyring_state(copy, slot, &is, NULL));
        assert_int_equal(is, slot == 300 ? KEY_ERASED : slot == 301 ? KEY_DAMAGED : KEY_GOOD);
        if (is == KEY_GOOD) {
            assert_true(keyring_key(ring->keyring, slot, &here, NULL) &&
                        keyring_key(copy, slot, &there, NULL));
            assert_memory_equal(&here, &there, sizeof here);
        }
    }
}

static void erased_is_gone_for_good(void **state) {
    Ring *ring = *state;
    assert_true(keyring_reserve(ring->keyring, 10, NULL));
    g_autofree char *before = NULL, *after = NULL;
    gsize size;
    assert_true(g_file_get_contents(ring->path, &before, &size, NULL));
    assert_true(keyring_erase(ring->keyring, 4, NULL));
    assert_false(has(ring, 4));
    assert_true(has(ring, 3) && has(ring, 5));
    assert_true(g_file_get_contents(ring->path, &after, &size, NULL));
    assert_null(memmem(after, size, before + 3 * SLOT, 24)); // not even its nonce
    assert_true(keyring_reserve(ring->keyring, 10, NULL));
    assert_true(keyring_reserve(ring->keyring, 1000, NULL)); // later persons do not bring it back
    assert_false(has(ring, 4));
    ring_close(ring);
    ring_open(ring);
    assert_false(has(ring, 4));
}

static void a_torn_end_is_made_again(void **state) {
    Ring *ring = *state;
    assert_true(keyring_reserve(ring->keyring, 1, NULL));
    const off_t whole = file_size(ring);
    const uint64_t last = (uint64_t)whole / SLOT;
    SealKey kept, found;
    assert_true(keyring_key(ring->keyring, 1, &kept, NULL));
    for (off_t cut = 1; cut < SLOT; cut += 25) {
        assert_int_equal(truncate(ring->path, whole - cut), 0);
        assert_true(keyring_reserve(ring->keyring, last, NULL));
        if (!has(ring, last))
            fail_msg("the last slot is lost when %d bytes are torn off", (int)cut);
        assert_int_equal(file_size(ring) % SLOT, 0);
        assert_int_equal(truncate(ring->path, whole), 0);
    }
    assert_true(keyring_key(ring->keyring, 1, &kept, NULL));
    assert_true(keyring_key(ring->keyring, 1, &found, NULL));
    assert_memory_equal(&kept, &found, sizeof kept);
}

// A power cut can leave the file longer than what was written: zeros where keys should be. The store asks for
// these slots as new ones, again and again: each new person would fail.
static void zeros_at_the_end_do_not_shut_out_new_persons(void **state) {
    Ring *ring = *state;
    assert_true(keyring_reserve(ring->keyring, 1, NULL));
    const off_t whole = file_size(ring);
    const uint64_t first_bad = (uint64_t)whole / SLOT + 1;
    assert_int_equal(truncate(ring->path, whole + 100 * SLOT), 0);
    for (uint64_t slot = first_bad; slot < first_bad + 110; slot++) {
        assert_true(keyring_reserve(ring->keyring, slot, NULL));
        if (!has(ring, slot))
            fail_msg("slot %u was reserved and has no key", (unsigned)slot);
    }
    assert_true(has(ring, 1));
}

static void garbage_at_the_end_does_not_shut_out_new_persons(void **state) {
    Ring *ring = *state;
    g_autofree char *noise = g_strnfill(3 * SLOT, 'x');
    assert_true(keyring_reserve(ring->keyring, 1, NULL));
    const int file = open(ring->path, O_WRONLY | O_APPEND | O_CLOEXEC);
    const uint64_t slot = (uint64_t)file_size(ring) / SLOT + 1;
    assert_int_equal(write(file, noise, 3 * SLOT), 3 * SLOT);
    close(file);
    assert_true(keyring_reserve(ring->keyring, slot, NULL));
    assert_true(has(ring, slot));
}

// Tells through the pipe which slot is durable, until it is killed.
static void reserve_for_ever(const Ring *ring, int out) {
    for (uint64_t slot = 1;; slot += 40) {
        if (!keyring_reserve(ring->keyring, slot, NULL) || write(out, &slot, sizeof slot) != sizeof slot)
            _exit(1);
    }
}

static void a_kill_in_the_middle_loses_no_slot(void **state) {
    Ring *ring = *state;
    g_autoptr(GRand) rand = support_rand("kill");
    for (int round = 0; round < 10; round++) {
        int channel[2];
        assert_int_equal(pipe(channel), 0);
        const pid_t child = fork();
        if (child == 0)
            reserve_for_ever(ring, channel[1]);
        close(channel[1]);
        g_usleep((gulong)g_rand_int_range(rand, 1000, 40000));
        kill(child, SIGKILL);
        uint64_t slot, promised = 0;
        while (read(channel[0], &slot, sizeof slot) == sizeof slot)
            promised = slot;
        close(channel[0]);
        assert_int_equal(waitpid(child, NULL, 0), child);
        ring_close(ring);
        ring_open(ring);
        for (slot = 1; slot <= promised; slot++)
            if (!has(ring, slot))
                fail_msg("slot %u of %u is lost", (unsigned)slot, (unsigned)promised);
        assert_true(keyring_reserve(ring->keyring, promised + 1, NULL));
        assert_true(has(ring, promised + 1));
    }
}

static void a_path_that_cannot_be_is_the_installations_fault(void **state) {
    Ring *ring = *state;
    g_autoptr(GError) error = NULL;
    assert_null(keyring_open("/nonexistent/keys", ring->ground.seal, &error));
    support_assert_fate(error, FATE_CONFIG);
}

#define ring_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static int run(void) {
    const struct CMUnitTest both[] = {
        ring_test(keys_are_kept_and_differ),
        ring_test(slots_that_never_were),
        ring_test(what_was_erased_stays_erased),
        ring_test(a_copy_has_each_slot_as_it_is),
    };
    const struct CMUnitTest file[] = {
        ring_test(keys_are_kept_and_differ),
        ring_test(slots_that_never_were),
        ring_test(what_was_erased_stays_erased),
        ring_test(a_copy_has_each_slot_as_it_is),
        ring_test(those_between_are_made_too),
        ring_test(the_file_alone_tells_nothing),
        ring_test(erased_is_gone_for_good),
        ring_test(a_torn_end_is_made_again),
        ring_test(zeros_at_the_end_do_not_shut_out_new_persons),
        ring_test(garbage_at_the_end_does_not_shut_out_new_persons),
        ring_test(a_kill_in_the_middle_loses_no_slot),
        ring_test(a_path_that_cannot_be_is_the_installations_fault),
    };
    return support_rows() ? cmocka_run_group_tests(both, NULL, NULL)
                          : cmocka_run_group_tests(file, NULL, NULL);
}

int main(void) {
    return support_on_both(run);
}
