#ifndef EARSHOT_TEST_SUPPORT_H
#define EARSHOT_TEST_SUPPORT_H
// What tests of the store and above share: a store and a key of their own in a
// directory that goes when they end, and random numbers that can be had again.
// Pieces of work run in the store's writer thread, where cmocka cannot jump out
// of a failed check: there g_assert_* ends the program, with file and line.
// Stores are LMDB's; with the URL of a PostgreSQL database in $EARSHOT_TEST_STORE they stand there.

#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "fault.h"
#include "ground_schema.h"
#include "one_engine.h"
#include "seal.h"
#include "store.h"
#include "store_slots.h"
#include "units.h"
#include "verify.h"

// Monday, 23 November 2026, 10:00 UTC: within the working hours of the built-in mailbox.
#define NOON_MONDAY (INT64_C(1795428000) * G_USEC_PER_SEC)

// Who claims rows of the outbox, where there is but one.
#define COURIER 7

typedef struct Ground {
    char *directory; // of the store itself with LMDB, and of what stands beside it
    char *url;
    GroundSchema *schema; // NULL with LMDB
    Seal *seal;
    Store *store;
} Ground;

// So many, or a tenth of it in a flavour with a sanitizer, where each costs ten times as much.
static inline unsigned support_many(unsigned many) {
    const char *flavour = g_getenv("FLAVOUR");
    return flavour == NULL || strcmp(flavour, "release") == 0 ? many : many / 10;
}

static inline Seal *support_seal(uint8_t number) {
    SealKey master = {{number}};
    return seal_new(&master);
}

// Whether persons' keys are rows of the store, as in one that many machines share, and not a file beside it.
static inline bool support_rows(void) {
    return support_database() != NULL || g_strcmp0(g_getenv("EARSHOT_TEST_KEYS"), "rows") == 0;
}

static inline void ground_open(Ground *ground) {
    g_autoptr(GError) error = NULL;
    ground->store = store_open_as(ground->url, ground->directory, true, support_rows(), ground->seal, &error);
    if (ground->store == NULL)
        fail_msg("%s", error->message);
}

static inline void ground_close(Ground *ground) {
    g_clear_pointer(&ground->store, store_free);
}

static inline void ground_make(Ground *ground) {
    g_assert_true(seal_library_start(NULL));
    ground->directory = g_dir_make_tmp("earshot-test-XXXXXX", NULL);
    g_assert_nonnull(ground->directory);
    const char *database = support_database();
    ground->schema = database == NULL ? NULL : ground_schema_take(database);
    ground->url = database == NULL ? g_strconcat("lmdb:", ground->directory, NULL)
                                   : g_strdup(ground_schema_url(ground->schema));
    ground->seal = support_seal(1);
}

static inline int support_remove_one(const char *path, const struct stat *status, int type,
                                     struct FTW *walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static inline void support_remove(const char *directory) {
    nftw(directory, support_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

// Nothing is left of the store, which is closed; the next to open it makes another.
static inline void ground_empty(Ground *ground) {
    support_remove(ground->directory);
    g_assert_cmpint(g_mkdir(ground->directory, 0700), ==, 0);
    if (ground->schema != NULL)
        ground_schema_empty(ground->schema);
}

static inline int ground_setup(void **state) {
    Ground *ground = g_new0(Ground, 1);
    ground_make(ground);
    ground_open(ground);
    *state = ground;
    return 0;
}

// Closes it and leaves nothing of it behind.
static inline void ground_clear(Ground *ground) {
    ground_close(ground);
    seal_free(ground->seal);
    support_remove(ground->directory);
    g_clear_pointer(&ground->schema, ground_schema_give);
    g_free(ground->directory);
    g_free(ground->url);
}

static inline int ground_teardown(void **state) {
    Ground *ground = *state;
    ground_clear(ground);
    g_free(ground);
    return 0;
}

#define ground_test(test) cmocka_unit_test_setup_teardown(test, ground_setup, ground_teardown)

// Must succeed.
static inline void support_write(Ground *ground, StoreWork work, void *data) {
    g_autoptr(GError) error = NULL;
    if (!store_write(ground->store, work, data, 0, &error))
        fail_msg("%s", error->message);
}

static inline void support_read(Ground *ground, StoreWork work, void *data) {
    g_autoptr(GError) error = NULL;
    if (!store_read(ground->store, work, data, &error))
        fail_msg("%s", error->message);
}

static inline void support_tell_finding(const VerifyFinding *finding, void *data) {
    g_string_append_printf(data, "%s %s: %s\n", finding->table, finding->key, finding->wrong);
}

// All findings, a line each: "" when the store is whole. The caller owns it.
static inline char *support_findings(const Ground *ground, int64_t now) {
    g_autoptr(GError) error = NULL;
    GString *findings = g_string_new(NULL);
    const VerifyOptions options = {.now = now, .found = support_tell_finding, .data = findings};
    VerifyResult result;
    if (!verify_store(ground->store, &options, &result, &error))
        fail_msg("%s", error->message);
    return g_string_free(findings, FALSE);
}

static inline void support_assert_whole(const Ground *ground, int64_t now) {
    g_autofree char *findings = support_findings(ground, now);
    assert_string_equal(findings, "");
}

static inline void support_assert_fate(const GError *error, Fate fate) {
    assert_non_null(error);
    if (fault_fate(error) != fate)
        fail_msg("fate %d instead of %d: %s", (int)fault_fate(error), (int)fate, error->message);
}

// The seed is printed, and taken from $SEED when a run is to be had again.
static inline GRand *support_rand(const char *name) {
    const char *given = g_getenv("SEED");
    const guint32 seed = given != NULL ? (guint32)g_ascii_strtoull(given, NULL, 10) : g_random_int();
    print_message("# %s: SEED=%u\n", name, seed);
    return g_rand_new_with_seed(seed);
}

static inline GBytes *support_bytes(const char *text) {
    return g_bytes_new(text, strlen(text));
}

#endif
