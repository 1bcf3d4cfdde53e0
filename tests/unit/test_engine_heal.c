// A store on a disk that fails for a while: the commit that met it fails, and the
// next one finds the store opened anew. LMDB itself would refuse all work until a
// restart. Its writes are met here, in front of the C library's.
#include "support.h"

#include <errno.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>

typedef enum Trouble { TROUBLE_NONE, TROUBLE_META, TROUBLE_DATA, TROUBLE_SYNC } Trouble;

static Trouble trouble; // what fails from now on; set while nobody writes
static int cause;

enum { META_PAGES = 2 * 4096 }; // at the head of the file

__attribute__((visibility("default"))) ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    const bool meta = place < META_PAGES;
    if ((trouble == TROUBLE_META && meta) || (trouble == TROUBLE_DATA && !meta)) {
        errno = cause;
        return -1;
    }
    return syscall(SYS_pwrite64, file, bytes, size, place);
}

__attribute__((visibility("default"))) ssize_t writev(int file, const struct iovec *pieces, int count) {
    if (trouble != TROUBLE_DATA)
        return syscall(SYS_writev, file, pieces, count);
    errno = cause;
    return -1;
}

__attribute__((visibility("default"))) int fdatasync(int file) {
    if (trouble != TROUBLE_SYNC)
        return (int)syscall(SYS_fdatasync, file);
    errno = cause;
    return -1;
}

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    *(uint64_t *)data = store_count_up(txn, "tries");
    return !store_failed(txn);
}

static bool do_nothing(StoreTxn *txn, void *data, GError **error) {
    (void)txn, (void)data, (void)error;
    return true;
}

typedef struct Case {
    const char *name;
    Trouble trouble;
    int cause;
} Case;

static const Case cases[] = {
    {"the last page cannot be written", TROUBLE_META, EIO},
    {"no room for the last page", TROUBLE_META, ENOSPC},
    {"a page cannot be written", TROUBLE_DATA, EIO},
    {"the disk is full", TROUBLE_DATA, ENOSPC},
    {"the quota is used up", TROUBLE_DATA, EDQUOT},
    {"the disk does not sync", TROUBLE_SYNC, EIO},
};

static void a_disk_that_is_well_again_needs_no_restart(void **state) {
    Ground *ground = *state;
    uint64_t before = 0, number = 0;
    support_write(ground, do_count, &before);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        trouble = c->trouble;
        cause = c->cause;
        for (int j = 0; j < 3; j++) {
            g_autoptr(GError) error = NULL;
            if (store_write(ground->store, do_count, &number, 0, &error))
                fail_msg("%s: was written all the same", c->name);
        }
        trouble = TROUBLE_NONE;
        g_autoptr(GError) error = NULL;
        if (!store_read(ground->store, do_nothing, NULL, &error) ||
            !store_write(ground->store, do_count, &number, 0, &error))
            fail_msg("%s: %s", c->name, error->message);
        if (number != ++before)
            fail_msg("%s: %u instead of %u", c->name, (unsigned)number, (unsigned)before);
    }
}

typedef struct Big {
    uint64_t from;
    unsigned count;
} Big;

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Big *big = data;
    g_autofree char *text = g_strnfill(100000, 'x');
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    for (uint64_t i = 0; i < big->count; i++)
        store_put(txn, TABLE_THREAD, store_key_number(big->from + i), STORE_OWNER_NONE, bytes);
    return !store_failed(txn);
}

// There only where a sanitizer is, which needs more room for addresses than can be told.
extern void __asan_init(void) __attribute__((weak));
extern void __tsan_init(void) __attribute__((weak));

// The map must grow above its first 64 MB, and the process may not have so much.
static void a_map_that_cannot_grow_is_no_end(void **state) {
    Ground *ground = *state;
    struct rlimit before, tight;
    if (__asan_init != NULL || __tsan_init != NULL) {
        // cmocka's skip() counts as failed in TAP
        print_message("# not tried: a sanitizer takes more of the address space than is left here\n");
        return;
    }
    Big big = {.from = 1, .count = 500};
    support_write(ground, do_fill, &big);
    getrlimit(RLIMIT_AS, &before);
    char *page = NULL; // of /proc/self/statm the first number: pages in use
    g_assert_true(g_file_get_contents("/proc/self/statm", &page, NULL, NULL));
    tight = before;
    tight.rlim_cur = (rlim_t)(g_ascii_strtoull(page, NULL, 10) * 4096 + ((rlim_t)40 << 20));
    g_free(page);
    setrlimit(RLIMIT_AS, &tight);
    big = (Big){.from = 1000, .count = 200};
    g_autoptr(GError) error = NULL;
    const bool written = store_write(ground->store, do_fill, &big, 0, &error);
    const bool fate = error != NULL && fault_fate(error) == FATE_TEMPORARY;
    uint64_t number = 0;
    const bool small = store_write(ground->store, do_count, &number, 0, NULL);
    setrlimit(RLIMIT_AS, &before);
    assert_false(written);
    assert_true(fate);
    assert_true(small); // what fits goes on
    support_write(ground, do_fill, &big);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_disk_that_is_well_again_needs_no_restart, ground_setup,
                                        ground_teardown),
        cmocka_unit_test_setup_teardown(a_map_that_cannot_grow_is_no_end, ground_setup, ground_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
