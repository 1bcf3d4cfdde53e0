// Large messages in turn: who waits, how long, and how many sit at most.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

#include "desk.h"

static int64_t in(int64_t milliseconds) {
    return g_get_monotonic_time() + milliseconds * 1000;
}

static void who_sits(void **unused) {
    (void)unused;
    g_autoptr(Desk) desk = desk_new(1);
    assert_false(desk_sit(NULL, DESK_LARGE, in(1000)));
    assert_false(desk_sit(desk, DESK_LARGE - 1, in(1000)));
    assert_true(desk_sit(desk, DESK_LARGE, in(1000)));
    assert_false(desk_sit(desk, 0, in(60000))); // a small one does not wait
    const int64_t begun = g_get_monotonic_time();
    assert_false(desk_sit(desk, DESK_LARGE, in(50)));
    assert_true(g_get_monotonic_time() - begun >= 50 * 1000);
    assert_false(desk_sit(desk, DESK_LARGE, in(-50)));
    desk_rise(desk);
    assert_true(desk_sit(desk, DESK_LARGE, in(-50))); // free, so that nobody waits
    desk_rise(desk);
}

typedef struct Crowd {
    Desk *desk;
    atomic_int seated, most, all;
} Crowd;

static void *sit_often(void *data) {
    Crowd *crowd = data;
    for (int i = 0; i < 100; i++) {
        if (!desk_sit(crowd->desk, DESK_LARGE, in(60000)))
            continue;
        const int now = atomic_fetch_add(&crowd->seated, 1) + 1;
        for (int most = atomic_load(&crowd->most);
             now > most && !atomic_compare_exchange_weak(&crowd->most, &most, now);)
            ;
        g_thread_yield();
        atomic_fetch_add(&crowd->all, 1);
        atomic_fetch_sub(&crowd->seated, 1);
        desk_rise(crowd->desk);
    }
    return NULL;
}

static void many_threads(void **unused) {
    (void)unused;
    Crowd crowd = {.desk = desk_new(3)};
    pthread_t threads[12];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, sit_often, &crowd), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        pthread_join(threads[i], NULL);
    assert_in_range(atomic_load(&crowd.most), 1, 3);
    assert_int_equal(atomic_load(&crowd.all), 1200);
    desk_free(crowd.desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_sits),
        cmocka_unit_test(many_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
