// Who asks how it is waits for seconds at most, whatever the store does. The
// status is a stand-in here, whose store answers when the test lets it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

#include "lookout.h"
#include "metrics.h"

// --- the stand-in ---

static struct {
    pthread_mutex_t gate; // held by the test: the store stands still
    atomic_int looks;
} fake = {.gate = PTHREAD_MUTEX_INITIALIZER};

Status *status_new(const Config *config, int64_t now) {
    (void)config, (void)now;
    return g_new0(Status, 1);
}

void status_free(Status *status) {
    g_clear_pointer(&status->findings, g_ptr_array_unref);
    g_free(status);
}

bool status_finds_store(Status *status) {
    status->stored = true;
    return true;
}

void status_read_parts(Status *status, Store *store) {
    (void)store;
    atomic_fetch_add(&fake.looks, 1);
    pthread_mutex_lock(&fake.gate);
    status->store.whole = true;
    pthread_mutex_unlock(&fake.gate);
}

void status_judge(Status *status) {
    static StatusFinding stuck = {.worth = STATUS_DOWN, .code = "store-stuck"};
    status->findings = g_ptr_array_new();
    for (int twice = 0; status->store.stuck && twice < 2; twice++)
        g_ptr_array_add(status->findings, &stuck);
    status->worth = status->store.stuck ? STATUS_DOWN : STATUS_FINE;
}

char *metrics_of(const Status *status) {
    return g_strdup(status->store.whole ? "whole" : "not whole");
}

// --- the tests ---

static Lookout *new_lookout(Editions **editions) {
    *editions = editions_new(edition_new(config_builtin(), NULL, NULL));
    Lookout *lookout = lookout_new(*editions, NULL);
    assert_non_null(lookout);
    return lookout;
}

static void *ask(void *data) {
    g_auto(Sight) sight = lookout_ask(data);
    return GINT_TO_POINTER(sight.worth == STATUS_FINE);
}

static void one_look_for_all(void **unused) {
    (void)unused;
    g_autoptr(Editions) editions = NULL;
    Lookout *lookout = new_lookout(&editions);
    const int before = atomic_load(&fake.looks);
    pthread_t askers[8];
    for (size_t i = 0; i < G_N_ELEMENTS(askers); i++)
        assert_int_equal(pthread_create(&askers[i], NULL, ask, lookout), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(askers); i++) {
        void *fine = NULL;
        pthread_join(askers[i], &fine);
        assert_true(GPOINTER_TO_INT(fine));
    }
    assert_in_range(atomic_load(&fake.looks) - before, 1, 2); // the second, for who came as the first ended
    g_auto(Sight) sight = lookout_ask(lookout);
    assert_string_equal(sight.health, "ok\n");
    assert_string_equal(sight.metrics, "whole");
    assert_true(lookout_free(lookout));
}

static void a_store_that_stands_still(void **unused) {
    (void)unused;
    g_autoptr(Editions) editions = NULL;
    Lookout *lookout = new_lookout(&editions);
    pthread_mutex_lock(&fake.gate);
    const int64_t begun = g_get_monotonic_time();
    g_auto(Sight) sight = lookout_ask(lookout);
    const int64_t took = g_get_monotonic_time() - begun;
    assert_in_range(took, LOOKOUT_PATIENCE, LOOKOUT_PATIENCE + 3 * G_USEC_PER_SEC);
    assert_string_equal(sight.health, "store-stuck\n"); // once, though it is found twice
    assert_string_equal(sight.metrics, "not whole");
    assert_int_equal(sight.worth, STATUS_DOWN);
    pthread_mutex_unlock(&fake.gate);
    g_auto(Sight) after = lookout_ask(lookout);
    assert_string_equal(after.health, "ok\n"); // and when it goes on
    assert_true(lookout_free(lookout));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_look_for_all),
        cmocka_unit_test(a_store_that_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
