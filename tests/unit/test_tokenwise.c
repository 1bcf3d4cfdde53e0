// Sorting by tokens is held to g_array_sort, which it must equal item by item:
// what is equal by comparison has to keep its place, since sums depend on it.
#include "tokenwise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

typedef struct Find {
    uint32_t number; // where it stood, which no comparison looks at
    uint32_t first;
    uint32_t what;
} Find;

static int compare(const void *left, const void *right) {
    const Find *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->what < b->what ? -1 : a->what > b->what;
}

static GArray *finds_new(GRand *random, guint count, guint tokens, guint kinds) {
    GArray *finds = g_array_new(FALSE, FALSE, sizeof(Find));
    for (guint i = 0; i < count; i++) {
        const Find find = {.number = i,
                           .first = (uint32_t)g_rand_int_range(random, 0, (gint32)tokens),
                           .what = (uint32_t)g_rand_int_range(random, 0, (gint32)kinds)};
        g_array_append_val(finds, find);
    }
    return finds;
}

static void check(GRand *random, guint count, guint tokens, guint kinds) {
    g_autoptr(GArray) finds = finds_new(random, count, tokens, kinds);
    g_autoptr(GArray) expected = g_array_copy(finds);
    g_array_sort(expected, compare);
    tokenwise_sort(finds, offsetof(Find, first), tokens, compare);
    assert_int_equal(finds->len, count);
    if (count > 0)
        assert_memory_equal(finds->data, expected->data, count * sizeof(Find));
}

static void test_equals_a_stable_sort(void **state) {
    (void)state;
    const guint32 seed = 8;
    print_message("seed %u\n", seed);
    GRand *random = g_rand_new_with_seed(seed);
    for (guint round = 0; round < 400; round++)
        check(random, (guint)g_rand_int_range(random, 0, 90), (guint)g_rand_int_range(random, 1, 40), 6);
    check(random, 3000, 2, 40); // a hostile text's: nearly all on one token
    check(random, 3000, 2000, 3);
    g_rand_free(random);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_equals_a_stable_sort)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
