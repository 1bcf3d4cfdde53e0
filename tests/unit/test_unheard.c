// Notes of mail that passed unheard: lines, their bound, and their count.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unheard.h"

static const int64_t noon = INT64_C(1795348800) * G_TIME_SPAN_SECOND; // 2026-11-22T12:00:00Z

static char *new_directory(void) {
    g_autoptr(GError) error = NULL;
    char *directory = g_dir_make_tmp("earshot-unheard-XXXXXX", &error);
    assert_non_null(directory);
    return directory;
}

static void remove_directory(char *directory) {
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    g_unlink(path);
    g_rmdir(directory);
    g_free(directory);
}

static char *contents(const char *directory) {
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static uint64_t count_since(const char *directory, int64_t since) {
    uint64_t count = 99;
    assert_true(unheard_count(directory, since, &count, NULL));
    return count;
}

static void lines(void **unused) {
    (void)unused;
    static const struct {
        const char *queue, *sender, *cause, *line;
    } cases[] = {
        {"4XyZ12", "abcdef", "time-budget",
         "2026-11-22T12:00:00Z queue=4XyZ12 sender=abcdef cause=time-budget\n"},
        {NULL, NULL, "crash", "2026-11-22T12:00:00Z queue=- sender=- cause=crash\n"},
        {"", "", "x", "2026-11-22T12:00:00Z queue=- sender=- cause=x\n"},
        {"a\nb c", "d\re", "f\"g", "2026-11-22T12:00:00Z queue=a?b?c sender=d?e cause=f?g\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *directory = new_directory();
        g_autoptr(Unheard) unheard = unheard_new(directory);
        assert_true(unheard_note(unheard, noon, cases[i].queue, cases[i].sender, cases[i].cause, NULL));
        g_autofree char *text = contents(directory);
        assert_string_equal(text, cases[i].line);
        remove_directory(directory);
    }
}

static void a_word_is_bounded(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Unheard) unheard = unheard_new(directory);
    g_autofree char *longest = g_strnfill(100000, 'q');
    assert_true(unheard_note(unheard, noon, longest, longest, longest, NULL));
    g_autofree char *text = contents(directory);
    assert_in_range(strlen(text), 3 * 64, 300);
    remove_directory(directory);
}

static void a_copy_notes_in_the_same_file(void **unused) {
    (void)unused;
    char *directory = new_directory();
    Unheard *first = unheard_new(directory);
    assert_true(unheard_note(first, noon, "one", NULL, "store", NULL));
    g_autoptr(Unheard) copy = unheard_copy(first);
    unheard_free(first);
    assert_true(unheard_note(copy, noon, "two", NULL, "stopping", NULL));
    assert_int_equal(count_since(directory, 0), 2);
    assert_null(unheard_copy(NULL));
    remove_directory(directory);
}

static void only_we_may_read(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Unheard) unheard = unheard_new(directory);
    assert_true(unheard_note(unheard, noon, "q", "s", "c", NULL));
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    remove_directory(directory);
}

static void counting(void **unused) {
    (void)unused;
    char *directory = new_directory();
    assert_int_equal(count_since(directory, 0), 0);
    g_autoptr(Unheard) unheard = unheard_new(directory);
    for (int hour = 0; hour < 5; hour++)
        assert_true(unheard_note(unheard, noon + hour * G_TIME_SPAN_HOUR, "q", NULL, "store", NULL));
    assert_int_equal(count_since(directory, 0), 5);
    assert_int_equal(count_since(directory, noon), 5);
    assert_int_equal(count_since(directory, noon + 1), 4);
    assert_int_equal(count_since(directory, noon + 4 * G_TIME_SPAN_HOUR), 1);
    assert_int_equal(count_since(directory, noon + 5 * G_TIME_SPAN_HOUR), 0);
    remove_directory(directory);
}

// Enough to fill it several times over: it stays small, forgets the oldest, and knows how many there were.
static void a_full_file(void **unused) {
    (void)unused;
    enum { MANY = 45000 };
    char *directory = new_directory();
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    g_autoptr(Unheard) unheard = unheard_new(directory);
    for (int i = 0; i < MANY; i++) {
        g_autofree char *queue = g_strdup_printf("Q%d", i);
        assert_true(
            unheard_note(unheard, noon + i * G_TIME_SPAN_SECOND, queue, "abcdefghijklmnop", "store", NULL));
        struct stat status;
        assert_true(stat(path, &status) == 0 && status.st_size <= UNHEARD_LIMIT);
    }
    assert_int_equal(count_since(directory, 0), MANY);
    assert_int_equal(count_since(directory, noon + (MANY - 10) * G_TIME_SPAN_SECOND), 10);
    g_autofree char *text = contents(directory);
    assert_true(g_str_has_prefix(text, "# dropped="));
    assert_null(strstr(text, "queue=Q1 "));
    assert_non_null(strstr(text, "queue=Q44999 "));
    assert_null(strstr(text + 1, "#")); // one head, however often it was cut
    remove_directory(directory);
}

typedef struct Writer {
    Unheard *unheard;
    bool all;
} Writer;

static void *write_many(void *data) {
    Writer *writer = data;
    writer->all = true;
    for (int i = 0; i < 200; i++)
        writer->all = unheard_note(writer->unheard, noon, "q", "s", "c", NULL) && writer->all;
    return NULL;
}

static void threads(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Unheard) unheard = unheard_new(directory);
    Writer writers[4];
    pthread_t ids[G_N_ELEMENTS(writers)];
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++) {
        writers[i] = (Writer){.unheard = unheard};
        assert_int_equal(pthread_create(&ids[i], NULL, write_many, &writers[i]), 0);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++) {
        pthread_join(ids[i], NULL);
        assert_true(writers[i].all);
    }
    assert_int_equal(count_since(directory, noon), 800);
    remove_directory(directory);
}

static void must_fail(void **unused) {
    (void)unused;
    g_autoptr(GError) error = NULL;
    g_autoptr(Unheard) unheard = unheard_new("/nonexistent/earshot");
    assert_false(unheard_note(unheard, noon, "q", "s", "c", &error));
    assert_non_null(strstr(error->message, "/nonexistent/earshot/unheard.log"));
    assert_true(unheard_note(NULL, noon, "q", "s", "c", NULL)); // without a store there is no file
}

static void a_link_is_not_followed(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    assert_int_equal(symlink("/tmp/earshot-must-not-be-made", path), 0);
    g_autoptr(Unheard) unheard = unheard_new(directory);
    assert_false(unheard_note(unheard, noon, "q", "s", "c", NULL));
    assert_false(g_file_test("/tmp/earshot-must-not-be-made", G_FILE_TEST_EXISTS));
    remove_directory(directory);
}

// What else is in the way of a full disk or a process without descriptors.
static void it_can_be_noted_without_a_new_descriptor(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Unheard) unheard = unheard_new(directory);
    struct rlimit before, none;
    getrlimit(RLIMIT_NOFILE, &before);
    none = before;
    none.rlim_cur = 0;
    setrlimit(RLIMIT_NOFILE, &none);
    const bool noted = unheard_note(unheard, noon, "q", "s", "store", NULL);
    setrlimit(RLIMIT_NOFILE, &before);
    assert_true(noted);
    assert_int_equal(count_since(directory, noon), 1);
    remove_directory(directory);
}

static void room_for_the_whole_file_is_taken(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Unheard) unheard = unheard_new(directory);
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_size, 0);
    assert_true(status.st_blocks * 512 >= UNHEARD_LIMIT);
    remove_directory(directory);
}

static void another_file_of_that_name_is_found(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    g_autoptr(Unheard) unheard = unheard_new(directory);
    assert_true(unheard_note(unheard, noon, "q", "s", "store", NULL));
    g_unlink(path);
    assert_true(unheard_note(unheard, noon, "q", "s", "store", NULL));
    assert_int_equal(count_since(directory, noon), 1);
    remove_directory(directory);
}

static void a_lock_that_is_kept_holds_nobody_up(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autofree char *path = g_build_filename(directory, "unheard.log", NULL);
    g_autoptr(Unheard) unheard = unheard_new(directory);
    g_autoptr(GError) error = NULL;
    const int other = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(other, LOCK_EX), 0);
    alarm(20); // which ends a test that hangs
    for (int i = 0; i < 100; i++) {
        assert_false(unheard_note(unheard, noon, "4XyZ12", "abc", "time-budget", &error));
        g_clear_error(&error);
    }
    alarm(0);
    assert_int_equal(flock(other, LOCK_UN), 0);
    assert_true(unheard_note(unheard, noon, "4XyZ12", "abc", "time-budget", NULL));
    assert_int_equal(count_since(directory, 0), 1);
    close(other);
    remove_directory(directory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(a_word_is_bounded),
        cmocka_unit_test(a_copy_notes_in_the_same_file),
        cmocka_unit_test(only_we_may_read),
        cmocka_unit_test(counting),
        cmocka_unit_test(a_full_file),
        cmocka_unit_test(threads),
        cmocka_unit_test(must_fail),
        cmocka_unit_test(a_link_is_not_followed),
        cmocka_unit_test(it_can_be_noted_without_a_new_descriptor),
        cmocka_unit_test(room_for_the_whole_file_is_taken),
        cmocka_unit_test(another_file_of_that_name_is_found),
        cmocka_unit_test(a_lock_that_is_kept_holds_nobody_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
