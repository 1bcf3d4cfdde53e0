// What one message may hold, and what all may: limits, the share under pressure, and that all is given back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <string.h>

#include "collected.h"

enum { KILO = 1024, MEGA = 1024 * 1024 };

static void fill(Collected *collected, size_t size) {
    static const char piece[KILO] = {0};
    for (; size > 0; size -= MIN(size, sizeof piece))
        collected_append(collected, piece, MIN(size, sizeof piece));
}

static char *all_of(Collected *collected) {
    g_autoptr(GBytes) bytes = collected_take(collected);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data == NULL ? "" : data, size);
}

static void fields(void **unused) {
    (void)unused;
    static const struct {
        const char *name, *value, *line;
    } cases[] = {
        {"Subject", "hello", "Subject: hello\r\n"},
        {"Subject", "", "Subject: \r\n"},
        {"Subject", "one\n two\n\tthree", "Subject: one\r\n two\r\n\tthree\r\n"},
        {"X", "\n", "X: \r\n\r\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Pool pool = {0};
        g_autoptr(Collected) collected = collected_new(&pool);
        collected_set_limit(collected, MEGA);
        collected_append_field(collected, cases[i].name, cases[i].value);
        g_autofree char *text = all_of(collected);
        assert_string_equal(text, cases[i].line);
    }
}

static void own_limit(void **unused) {
    (void)unused;
    Pool pool = {0};
    g_autoptr(Collected) collected = collected_new(&pool);
    collected_append(collected, "early", 5);
    assert_int_equal(collected_size(collected), 0);
    collected_set_limit(collected, 10);
    collected_append(collected, "abcdef", 6);
    assert_false(collected_is_full(collected));
    collected_append(collected, "ghijkl", 6);
    assert_true(collected_is_full(collected));
    assert_false(collected_was_cut(collected));
    collected_set_limit(collected, 12);
    collected_append(collected, "KLMN", 4);
    g_autofree char *text = all_of(collected);
    assert_string_equal(text, "abcdefghijKL");
    collected_append(collected, "behind", 6); // nobody is there to take it any more
    assert_int_equal(collected_size(collected), 0);
}

static void share(void **unused) {
    (void)unused;
    static const struct {
        const char *what;
        size_t others, limit, size, becomes;
        bool cut;
    } cases[] = {
        {"nobody else", 0, MEGA, 2 * MEGA, MEGA, false},
        {"room for more than its limit", POOL_SIZE - 4 * MEGA, MEGA, 2 * MEGA, MEGA, false},
        {"no more than what is left", POOL_SIZE - MEGA, MEGA, MEGA, MEGA / 2, true},
        {"a small one finds room where a large one does not", POOL_SIZE - MEGA, MEGA, 100 * KILO, 100 * KILO,
         false},
        {"the beginning in any case", POOL_SIZE, MEGA, MEGA, COLLECTED_SURE, true},
        {"though all looked at one time", POOL_SIZE + MEGA, MEGA, MEGA, COLLECTED_SURE, true},
        {"which is no more than its limit", POOL_SIZE, KILO, MEGA, KILO, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        print_message("%s\n", cases[i].what);
        Pool pool = {0};
        atomic_store(&pool.held, cases[i].others);
        Collected *collected = collected_new(&pool);
        collected_set_limit(collected, cases[i].limit);
        fill(collected, cases[i].size);
        assert_int_equal(collected_size(collected), cases[i].becomes);
        assert_int_equal(collected_was_cut(collected), cases[i].cut);
        assert_int_equal(atomic_load(&pool.held), cases[i].others + cases[i].becomes);
        collected_free(collected);
        assert_int_equal(atomic_load(&pool.held), cases[i].others);
    }
}

static void cut_for_good(void **unused) {
    (void)unused;
    Pool pool = {0};
    atomic_store(&pool.held, POOL_SIZE);
    Collected *collected = collected_new(&pool);
    collected_set_limit(collected, MEGA);
    fill(collected, MEGA);
    atomic_fetch_sub(&pool.held, POOL_SIZE); // the others have gone
    fill(collected, KILO);
    collected_set_limit(collected, MEGA);
    fill(collected, KILO);
    assert_true(collected_is_full(collected));
    assert_int_equal(collected_size(collected), COLLECTED_SURE);
    g_bytes_unref(collected_take(collected));
    assert_int_equal(atomic_load(&pool.held), COLLECTED_SURE);
    collected_free(collected);
    assert_int_equal(atomic_load(&pool.held), 0);
}

static void *fill_and_free(void *data) {
    for (int i = 0; i < 200; i++) {
        g_autoptr(Collected) collected = collected_new(data);
        collected_set_limit(collected, MEGA);
        fill(collected, 40 * KILO);
    }
    return NULL;
}

static void many_threads(void **unused) {
    (void)unused;
    Pool pool = {0};
    pthread_t threads[8];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, fill_and_free, &pool), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(atomic_load(&pool.held), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields),       cmocka_unit_test(own_limit),    cmocka_unit_test(share),
        cmocka_unit_test(cut_for_good), cmocka_unit_test(many_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
