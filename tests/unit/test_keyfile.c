// The key file: all shapes that it may have, all that it must not, and that its
// replacement is whole, durable, and for the same people.
#include "support.h"

#include <sys/stat.h>

#include "keyfile.h"

#define K1 "aeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define K2 "aiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HEAD "earshot-key-2\n"
#define NAMES "names " K1 "\n"
#define CURRENT "key 2 2026-11-23T10:00:00Z current " K2 "\n"
#define OLD "key 1 2026-01-01T00:00:00Z old " K1 "\n"
#define COMING "key 3 2026-12-01T00:00:00Z coming " K1 "\n"

typedef struct Place {
    char *directory, *path;
} Place;

static int setup(void **state) {
    Place *place = g_new0(Place, 1);
    g_assert_true(seal_library_start(NULL));
    place->directory = g_dir_make_tmp("earshot-test-XXXXXX", NULL);
    place->path = g_build_filename(place->directory, "key", NULL);
    *state = place;
    return 0;
}

static int teardown(void **state) {
    Place *place = *state;
    support_remove(place->directory);
    g_free(place->directory);
    g_free(place->path);
    g_free(place);
    return 0;
}

static void put(const Place *place, const char *text, mode_t mode) {
    (void)remove(place->path);
    assert_true(g_file_set_contents_full(place->path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    assert_int_equal(chmod(place->path, mode), 0);
}

static void shapes_that_are_read(void **state) {
    const Place *place = *state;
    static const struct {
        const char *text;
        bool single;
        unsigned current, newest;
        size_t count;
    } CASES[] = {
        {"earshot-key-1 " K1 "\n", true, 1, 1, 1},
        {"earshot-key-1 " K1, true, 1, 1, 1},
        {"earshot-key-1  " K1 " \n\n", true, 1, 1, 1},
        {HEAD NAMES CURRENT, false, 2, 2, 1},
        {HEAD CURRENT NAMES, false, 2, 2, 1},
        {HEAD "# a note\n\n" NAMES "  " OLD "\t" CURRENT COMING, false, 2, 3, 3},
        {HEAD NAMES CURRENT "tokens 1 2026-12-01T00:00:00Z " K1, false, 2, 2, 2},
        {HEAD NAMES OLD CURRENT "tokens 1 2026-12-01T00:00:00Z " K1 "\n", false, 2, 2, 3},
        {"earshot-key-2\r\nnames " K1 "\r\nkey 7 2026-11-23 current " K2 "\r\n", false, 7, 7, 1},
        {HEAD NAMES "key 65535 2026-11-23 current " K2 "\n", false, 65535, 65535, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(KeyFile) file = {0};
        g_autoptr(GError) error = NULL;
        put(place, CASES[i].text, 0600);
        if (!keyfile_read(place->path, &file, &error))
            fail_msg("case %u: %s", (unsigned)i, error->message);
        if (file.single != CASES[i].single || keyfile_current(&file)->number != CASES[i].current ||
            keyfile_newest(&file) != CASES[i].newest || file.count != CASES[i].count)
            fail_msg("case %u: read as another", (unsigned)i);
    }
}

static void shapes_that_are_refused(void **state) {
    const Place *place = *state;
    static const struct {
        const char *text, *words;
    } CASES[] = {
        {"", "no key file"},
        {"earshot-key-1 \n", "no key file"},
        {"earshot-key-1 " K1 " " K2 "\n", "no key file"},
        {"earshot-key-2", "no key file"},
        {"earshot-key-3\n" NAMES CURRENT, "no key file"},
        {HEAD, "names is missing"},
        {HEAD NAMES, "one key must be current"},
        {HEAD CURRENT, "names is missing"},
        {HEAD NAMES NAMES CURRENT, ":3: the key of names is there twice"},
        {HEAD NAMES CURRENT CURRENT, ":4: this number is there twice"},
        {HEAD NAMES CURRENT "key 4 2026-11-23 current " K2 "\n", "one key must be current"},
        {HEAD NAMES OLD, "one key must be current"},
        {HEAD NAMES CURRENT "key 3 2026-11-23 old " K2 "\n", "an old key stands behind"},
        {HEAD NAMES CURRENT "key 1 2026-11-23 coming " K2 "\n", "a coming one before it"},
        {HEAD NAMES "key 0 2026-11-23 current " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key 65536 2026-11-23 current " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key -1 2026-11-23 current " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key 1 yesterday current " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key 1 2026-11-23 best " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key 1 2026-11-23 tokens " K2 "\n", ":3: this is no generation"},
        {HEAD NAMES "key 1 2026-11-23 current " K2 "a\n", ":3: this is no generation"},
        {HEAD NAMES "key 1 2026-11-23 current\n", ":3: this is no generation"},
        {HEAD NAMES CURRENT "kex 1 2026-11-23 old " K2 "\n", ":4: this is no line of a key file"},
        {HEAD "names " K1 " more\n" CURRENT, ":2: this is no key of names"},
        {HEAD NAMES "key 2 2026-11-23T10:00:00Z current aiaaaaaaaa", ":3: this is no generation"}, // cut
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(KeyFile) file = {0};
        g_autoptr(GError) error = NULL;
        put(place, CASES[i].text, 0600);
        if (keyfile_read(place->path, &file, &error))
            fail_msg("case %u was read", (unsigned)i);
        support_assert_fate(error, FATE_CONFIG);
        if (strstr(error->message, CASES[i].words) == NULL)
            fail_msg("case %u: %s", (unsigned)i, error->message);
        assert_null(strstr(error->message, "aaaa")); // no error tells a key
    }
}

static void more_generations_than_can_be(void **state) {
    const Place *place = *state;
    g_autoptr(GString) text = g_string_new(HEAD NAMES);
    for (unsigned i = 1; i <= KEYFILE_LINES + 1; i++)
        g_string_append_printf(text, "key %u 2026-11-23 %s " K1 "\n", i,
                               i == KEYFILE_LINES + 1 ? "current" : "old");
    g_auto(KeyFile) file = {0};
    put(place, text->str, 0600);
    assert_false(keyfile_read(place->path, &file, NULL));
}

// Cut anywhere it is refused, or, within the white space at its end, the same.
static void a_file_that_was_cut(void **state) {
    const Place *place = *state;
    static const char TEXT[] = HEAD NAMES OLD CURRENT;
    for (size_t size = 0; size + 1 < sizeof TEXT - 1; size++) {
        g_autofree char *cut = g_strndup(TEXT, size);
        g_auto(KeyFile) file = {0};
        put(place, cut, 0600);
        if (keyfile_read(place->path, &file, NULL))
            fail_msg("read when cut at %u", (unsigned)size);
    }
}

static void a_replacement_keeps_owner_and_mode(void **state) {
    const Place *place = *state;
    static const mode_t MODES[] = {0600, 0640, 0400};
    g_autofree char *beside = g_strconcat(place->path, ".new", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(MODES); i++) {
        struct stat before, after;
        unsigned number = 0;
        put(place, "earshot-key-1 " K1 "\n", MODES[i]);
        assert_true(g_file_set_contents(beside, "left by one that was killed", -1, NULL));
        if (geteuid() == 0)
            assert_int_equal(chown(place->path, 12, 34), 0);
        assert_int_equal(stat(place->path, &before), 0);
        assert_true(seal_file_offer(place->path, NOON_MONDAY, &number, NULL));
        assert_int_equal(stat(place->path, &after), 0);
        assert_int_equal(after.st_mode, before.st_mode);
        assert_int_equal(after.st_uid, before.st_uid);
        assert_int_equal(after.st_gid, before.st_gid);
        assert_false(g_file_test(beside, G_FILE_TEST_EXISTS));
    }
}

static void a_link_stays_a_link(void **state) {
    const Place *place = *state;
    g_autofree char *link = g_build_filename(place->directory, "link", NULL);
    unsigned number = 0;
    put(place, "earshot-key-1 " K1 "\n", 0600);
    assert_int_equal(symlink("key", link), 0);
    assert_true(seal_file_offer(link, NOON_MONDAY, &number, NULL));
    assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_auto(KeyFile) file = {0};
    assert_true(keyfile_read(place->path, &file, NULL));
    assert_int_equal(file.count, 2);
}

// From one line to generations, and through them: what each step leaves reads as it should.
static void steps_of_the_file(void **state) {
    const Place *place = *state;
    unsigned number = 0;
    const GTimeSpan day = G_TIME_SPAN_DAY;
    put(place, "earshot-key-1 " K1 "\n", 0600);
    g_autoptr(Seal) seal = seal_open(place->path, NULL);
    const SealHash name = seal_hash_string(seal, "contact", "ann@a.example");
    for (unsigned i = 2; i < 6; i++) {
        g_auto(KeyFile) file = {0};
        const int64_t now = NOON_MONDAY + (int64_t)i * day;
        assert_true(seal_file_offer(place->path, now, &number, NULL));
        assert_int_equal(number, i);
        assert_true(seal_refresh(seal, NULL));
        assert_int_equal(seal_newest(seal), i);
        assert_int_equal(seal_current(seal), i - 1);
        assert_false(seal_file_switch(place->path, i + 1, now, NULL)); // there is none
        assert_true(seal_file_switch(place->path, i, now, NULL));
        assert_true(seal_refresh(seal, NULL) && seal_current(seal) == i && seal_has(seal, i - 1));
        assert_true(seal_file_finish(place->path, now, now + 2 * day, NULL));
        assert_true(seal_refresh(seal, NULL) && !seal_has(seal, i - 1) && seal_has(seal, i));
        assert_true(keyfile_read(place->path, &file, NULL));
        assert_int_equal(file.count, i == 2 ? 2 : 3); // those whose tokens are over are gone
        const SealHash again = seal_hash_string(seal, "contact", "ann@a.example");
        assert_memory_equal(&name, &again, sizeof name);
        assert_false(seal_refresh(seal, NULL)); // it is as it was
    }
}

static void another_file_in_its_place_changes_nothing(void **state) {
    const Place *place = *state;
    put(place, "earshot-key-1 " K1 "\n", 0600);
    g_autoptr(Seal) seal = seal_open(place->path, NULL);
    static const char *const TEXTS[] = {"earshot-key-1 " K2 "\n", "nothing", HEAD NAMES};
    g_autofree char *before = seal_token(seal, SEAL_THREAD, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GError) error = NULL;
        put(place, TEXTS[i], 0600);
        assert_false(seal_refresh(seal, &error));
        support_assert_fate(error, FATE_CONFIG);
        g_autofree char *after = seal_token(seal, SEAL_THREAD, 1);
        assert_string_equal(before, after);
    }
    assert_int_equal(remove(place->path), 0);
    assert_false(seal_refresh(seal, NULL));
    assert_true(seal_has(seal, 1));
}

#define place_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        place_test(shapes_that_are_read),
        place_test(shapes_that_are_refused),
        place_test(more_generations_than_can_be),
        place_test(a_file_that_was_cut),
        place_test(a_replacement_keeps_owner_and_mode),
        place_test(a_link_stays_a_link),
        place_test(steps_of_the_file),
        place_test(another_file_in_its_place_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
