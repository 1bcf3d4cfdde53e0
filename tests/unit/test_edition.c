// Editions of a configuration: kept by whoever works with them, freed by the
// last, once; and what a reload may change, and how that is told.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "edition.h"

// What is made of an edition here: it counts the living, and dies visibly.
typedef struct Made {
    atomic_int *living;
    atomic_int sound; // 1 until freed
} Made;

static void made_free(void *data) {
    Made *made = data;
    atomic_store(&made->sound, 0);
    atomic_fetch_sub(made->living, 1);
    g_free(made);
}

static Edition *edition_alive(atomic_int *living) {
    Made *made = g_new0(Made, 1);
    made->living = living;
    atomic_init(&made->sound, 1);
    atomic_fetch_add(living, 1);
    return edition_new(config_builtin(), made, made_free);
}

static void the_last_frees(void **unused) {
    (void)unused;
    atomic_int living = 0;
    g_autoptr(Editions) editions = editions_new(edition_alive(&living));
    Edition *mine = editions_current(editions), *yours = edition_ref(mine);
    editions_publish(editions, edition_alive(&living));
    assert_int_equal(living, 2); // the one before is in use
    edition_unref(mine);
    assert_int_equal(living, 2);
    assert_non_null(edition_config(yours)->hostname); // whole to the end
    edition_unref(yours);
    assert_int_equal(living, 1);
    editions_publish(editions, edition_alive(&living)); // nobody uses the one before
    assert_int_equal(living, 1);
    editions_free(g_steal_pointer(&editions));
    assert_int_equal(living, 0);
    edition_unref(NULL);
}

static void a_loop_follows(void **unused) {
    (void)unused;
    atomic_int living = 0;
    g_autoptr(Editions) editions = editions_new(edition_alive(&living));
    Edition *held = NULL;
    assert_true(editions_follow(editions, &held));
    Edition *first = held;
    assert_false(editions_follow(editions, &held));
    assert_ptr_equal(held, first);
    editions_publish(editions, edition_alive(&living));
    assert_int_equal(living, 2);
    assert_true(editions_follow(editions, &held));
    assert_ptr_not_equal(held, first);
    assert_int_equal(living, 1);
    assert_false(editions_follow(editions, &held));
    edition_unref(held);
    assert_int_equal(living, 1);
    editions_free(g_steal_pointer(&editions));
    assert_int_equal(living, 0);
}

enum { READERS = 4, RELOADS = 2000 };

typedef struct Crowd {
    Editions *editions;
    atomic_bool over;
    atomic_uint turns, broken;
} Crowd;

// As sessions do: take what is current, work with it, let go; one in two keeps it over several turns.
static void *read_on(void *data) {
    Crowd *crowd = data;
    g_autoptr(Edition) held = NULL;
    for (unsigned turn = 0; !atomic_load(&crowd->over); turn++) {
        g_autoptr(Edition) current = editions_current(crowd->editions);
        if (turn % 2 == 0)
            editions_follow(crowd->editions, &held);
        const Edition *looked[] = {current, held};
        for (size_t i = 0; i < G_N_ELEMENTS(looked); i++) {
            const Made *made = edition_made(looked[i]);
            const bool sound = atomic_load(&made->sound) == 1 &&
                               strcmp(edition_config(looked[i])->hostname, "mx.example.test") == 0;
            atomic_fetch_add(&crowd->broken, sound ? 0 : 1);
        }
        atomic_fetch_add(&crowd->turns, 1);
    }
    return NULL;
}

static void many_at_once(void **unused) {
    (void)unused;
    atomic_int living = 0;
    Crowd crowd = {.editions = editions_new(edition_alive(&living))};
    pthread_t readers[READERS];
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, &crowd), 0);
    for (int i = 0; i < RELOADS; i++) {
        editions_publish(crowd.editions, edition_alive(&living));
        assert_true(living <= 2 * READERS + 2); // none is kept that nobody uses
    }
    while (atomic_load(&crowd.turns) < READERS)
        g_thread_yield();
    atomic_store(&crowd.over, true);
    for (int i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    assert_int_equal(crowd.broken, 0);
    assert_int_equal(living, 1);
    editions_free(crowd.editions);
    assert_int_equal(living, 0);
}

// --- what may change ---

static const char BEFORE[] = "[earshot]\n"                        // 1
                             "socket = unix:/run/a\n"             // 2
                             "store = lmdb:/var/a\n"              // 3
                             "key-file = /dev/null\n"             // 4
                             "max-size = 1M\n"                    // 5
                             "# a remark\n"                       // 6
                             "[receipt]\n"                        // 7
                             "domain = receipt.example.test\n"    // 8
                             "socket = unix:/run/r\n"             // 9
                             "[mailbox support]\n"                // 10
                             "addresses = support@example.test\n" // 11
                             "[pm anna]\n"                        // 12
                             "address = anna@example.test\n";     // 13

static Config *read_text(const char *text) {
    g_autofree char *path = NULL;
    const int file = g_file_open_tmp("earshot-edition-XXXXXX", &path, NULL);
    assert_true(file >= 0);
    close(file);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Config *config = config_read(path, errors);
    g_unlink(path);
    if (config == NULL)
        fail_msg("%s", (const char *)errors->pdata[0]);
    return config;
}

// The file after one line of it was replaced.
static Config *read_with(const char *line, const char *instead) {
    g_auto(GStrv) parts = g_strsplit(BEFORE, line, 2);
    assert_int_equal(g_strv_length(parts), 2);
    g_autofree char *text = g_strjoinv(instead, parts);
    return read_text(text);
}

static char *joined(GPtrArray *lines) {
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("; ", (char **)lines->pdata);
}

static void what_a_reload_may_change(void **unused) {
    (void)unused;
    static const struct {
        const char *line, *instead, *changes, *refused;
    } cases[] = {
        {"# a remark\n", "; another\n\n", "", ""},
        {"max-size = 1M\n", "max-size = 2M\n", "[earshot] max-size", ""},
        {"max-size = 1M\n", "", "[earshot] max-size", ""},
        {"max-size = 1M\n", "max-size = 1M\nmode = observe\n", "[earshot] mode", ""},
        {"[pm anna]\naddress = anna@example.test\n", "", "[pm anna]", ""},
        {"[pm anna]\n", "[pm ann]\n", "[pm ann]; [pm anna]", ""},
        {"support@", "help@", "[mailbox support] addresses", ""},
        {"unix:/run/a", "unix:/run/b", "[earshot] socket",
         "f:2: a change of [earshot] socket needs a restart"},
        {"store = lmdb:/var/a\n", "", "[earshot] store", "f:1: a change of [earshot] store needs a restart"},
        {"store = lmdb:/var/a\n", "store = lmdb:/var/a\nstate = /var/a\n", "[earshot] state",
         "f:4: a change of [earshot] state needs a restart"},
        {"/dev/null", "/dev/zero", "[earshot] key-file",
         "f:4: a change of [earshot] key-file needs a restart"},
        {"receipt.example", "r.example", "[receipt] domain",
         "f:8: a change of [receipt] domain needs a restart"},
        {"unix:/run/r\n", "unix:/run/s\n", "[receipt] socket",
         "f:9: a change of [receipt] socket needs a restart"},
    };
    g_autoptr(Config) before = read_text(BEFORE);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Config) after = read_with(cases[i].line, cases[i].instead);
        g_autoptr(GPtrArray) changes = config_changes(before, after);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        assert_int_equal(config_may_follow(before, after, "f", errors), *cases[i].refused == '\0');
        g_autofree char *told = joined(changes), *refused = joined(errors);
        assert_string_equal(told, cases[i].changes);
        assert_string_equal(refused, cases[i].refused);
    }
}

// A default that is written down is none, and receipts may be taken up where there were none.
static void what_is_no_change(void **unused) {
    (void)unused;
    static const char NONE[] = "[mailbox support]\naddresses = support@example.test\n";
    g_autoptr(Config) before = read_text(NONE);
    g_autofree char *written =
        g_strconcat("[earshot]\nsocket = ", before->socket, "\n[receipt]\ndomain = r.example.test\n",
                    "socket = unix:/run/r\n", NONE, NULL);
    g_autoptr(Config) after = read_text(written);
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    assert_true(config_may_follow(before, after, "f", errors));
    assert_int_equal(errors->len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_frees),    cmocka_unit_test(a_loop_follows),
        cmocka_unit_test(many_at_once),      cmocka_unit_test(what_a_reload_may_change),
        cmocka_unit_test(what_is_no_change),
    };
    return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}
