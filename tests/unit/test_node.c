// A courier is known again by a number that is its machine's alone, whatever became
// of the file that it stands in.
#include "support.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "node.h"

static uint64_t number_in(const Ground *ground, bool kept) {
    g_autofree char *why = NULL;
    const uint64_t number = node_number(ground->directory, &why);
    if ((why == NULL) != kept)
        fail_msg("%s", why == NULL ? "it was kept" : why);
    assert_true(number != 0);
    return number;
}

static char *path_in(const Ground *ground) {
    return g_build_filename(ground->directory, "node", NULL);
}

static void it_stays(void **state) {
    Ground *ground = *state;
    g_autofree char *path = path_in(ground);
    struct stat is;
    const uint64_t number = number_in(ground, true);
    for (int i = 0; i < 3; i++)
        assert_true(number_in(ground, true) == number);
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mode & 07777, 0600);
    assert_int_equal(g_unlink(path), 0);
    assert_true(number_in(ground, true) != number); // another machine
}

static void what_is_no_number_is_made_anew(void **state) {
    Ground *ground = *state;
    g_autofree char *path = path_in(ground);
    static const char *const TEXTS[] = {"",
                                        "\n",
                                        "0123456789abcdef", // cut
                                        "0000000000000000\n",
                                        "0123456789abcdeg\n",
                                        "-123456789abcdef\n",
                                        "0123456789abcdef\n\n",
                                        "0123456789abcdef0123456789abcdef\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        assert_true(g_file_set_contents(path, TEXTS[i], -1, NULL));
        const uint64_t number = number_in(ground, true);
        assert_true(number_in(ground, true) == number);
        g_autofree char *text = NULL;
        assert_true(g_file_get_contents(path, &text, NULL, NULL));
        assert_int_equal(strlen(text), 17);
    }
    assert_true(g_file_set_contents(path, "0123456789ABCDEF\n", -1, NULL));
    assert_true(number_in(ground, true) == UINT64_C(0x0123456789abcdef));
}

static void a_link_is_not_followed(void **state) {
    Ground *ground = *state;
    g_autofree char *path = path_in(ground), *other = g_build_filename(ground->directory, "other", NULL);
    assert_int_equal(symlink(other, path), 0);
    assert_true(number_in(ground, false) != number_in(ground, false));
    assert_false(g_file_test(other, G_FILE_TEST_EXISTS));
    g_unlink(path);
    assert_int_equal(g_mkdir(path, 0700), 0);
    number_in(ground, false);
    g_rmdir(path);
    assert_int_equal(mkfifo(path, 0600), 0); // on which nobody waits
    number_in(ground, false);
    g_unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_stays, ground_setup, ground_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_number_is_made_anew, ground_setup, ground_teardown),
        cmocka_unit_test_setup_teardown(a_link_is_not_followed, ground_setup, ground_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
