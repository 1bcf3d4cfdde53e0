// The limits of a child process, each passed by work that asks for too much of one thing. The source is
// included, since units link only the library and a few modules of milter/.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "../../milter/ctl_child.c"

static const ChildLimits LIMITS = {.cpu = 1, .wall = 3, .memory = 512 << 20, .written = 1 << 20};

static int say(GString *back, void *data) {
    g_string_append(back, data);
    return 0;
}

static int fail_with_word(GString *back, void *data) {
    g_string_append(back, data);
    return 65;
}

static int say_much(GString *back, void *data) {
    (void)data;
    for (unsigned i = 0; i < 1000000; i++)
        g_string_append(back, "x");
    return 0;
}

static int say_too_much(GString *back, void *data) {
    return say_much(back, data) + say_much(back, data);
}

static int spin(GString *back, void *data) {
    for (volatile unsigned i = 1; i != 0; i = i < 1000 ? i + 1 : 1)
        ;
    return say(back, data);
}

static int sleep_long(GString *back, void *data) {
    (void)data;
    g_usleep(60 * G_USEC_PER_SEC);
    return say(back, data);
}

// Closes what it would write to, and stays.
static int linger(GString *back, void *data) {
    for (int fd = 3; fd < 64; fd++)
        close(fd);
    return sleep_long(back, data);
}

static int hoard(GString *back, void *data) {
    (void)back, (void)data;
    for (size_t held = 0; held < (size_t)2 << 30; held += 1 << 20) {
        char *piece = malloc(1 << 20);
        if (piece == NULL)
            abort();
        memset(piece, 1, 1 << 20);
    }
    return 0;
}

static int crash(GString *back, void *data) {
    (void)back, (void)data;
    signal(SIGABRT, SIG_DFL);
    abort();
}

static int write_file(GString *back, void *data) {
    (void)back;
    signal(SIGXFSZ, SIG_IGN);
    const int fd = open(data, O_WRONLY);
    return fd >= 0 && write(fd, "x", 1) == 1 ? 1 : 0;
}

static bool memory_is_limited(void) {
    struct rlimit before;
    getrlimit(RLIMIT_AS, &before);
    limit_memory(LIMITS.memory);
    struct rlimit after;
    getrlimit(RLIMIT_AS, &after);
    setrlimit(RLIMIT_AS, &before);
    return after.rlim_cur == LIMITS.memory;
}

typedef struct Case {
    const char *name;
    ChildWork work;
    const char *data;
    ChildEnd end;
    int status;         // when it is done
    const char *said;   // NULL for anything
    double least, most; // seconds
} Case;

static const Case CASES[] = {
    {"work that is done", say, "done", CHILD_DONE, 0, "done", 0, 1},
    {"work that is done and says nothing", say, "", CHILD_DONE, 0, "", 0, 1},
    {"work that failed, and says why", fail_with_word, "why", CHILD_DONE, 65, "why", 0, 1},
    {"more than a pipe holds", say_much, NULL, CHILD_DONE, 0, NULL, 0, 2},
    {"more than it may hand back", say_too_much, NULL, CHILD_EXHAUSTED, 0, NULL, 0, 2},
    {"a loop without end", spin, "never", CHILD_EXHAUSTED, 0, "", 0.5, 4},
    {"sleep", sleep_long, "never", CHILD_EXHAUSTED, 0, "", 2.9, 4.5},
    {"sleep behind a closed pipe", linger, "never", CHILD_EXHAUSTED, 0, "", 2.9, 4.5},
    {"a crash", crash, NULL, CHILD_CRASHED, 0, "", 0, 2},
};

static void check_case(const Case *row) {
    g_autoptr(GString) back = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    ChildEnd end = CHILD_DONE;
    int status = 0;
    const gint64 begin = g_get_monotonic_time();
    if (!child_run(row->work, (void *)(uintptr_t)row->data, &LIMITS, &end, &status, back, &error))
        fail_msg("%s: %s", row->name, error->message);
    const double took = (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC;
    if (end != row->end || (end == CHILD_DONE && status != row->status))
        fail_msg("%s: end %d, status %d", row->name, (int)end, status);
    if (row->said != NULL && strcmp(back->str, row->said) != 0)
        fail_msg("%s: said '%s'", row->name, back->str);
    if (took < row->least || took > row->most + 3) // other tests run meanwhile
        fail_msg("%s: took %.1f s", row->name, took);
    if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
        fail_msg("%s: a child is left", row->name);
}

static void test_ends(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        check_case(&CASES[i]);
}

static void test_memory(void **state) {
    (void)state;
    static const Case HOARD = {"memory without end", hoard, NULL, CHILD_EXHAUSTED, 0, "", 0, 3};
    if (memory_is_limited())
        check_case(&HOARD);
    else // cmocka's skip() counts as failed in TAP
        print_message("# not tried: address space cannot be limited, a sanitizer holds terabytes of it\n");
}

static void test_much_is_whole(void **state) {
    (void)state;
    g_autoptr(GString) back = g_string_new(NULL);
    ChildEnd end;
    int status;
    assert_true(child_run(say_much, NULL, &LIMITS, &end, &status, back, NULL));
    assert_int_equal(back->len, 1000000);
}

// A caller that was started with SIGCHLD ignored would never learn how a child ended.
static void test_ignored_signal(void **state) {
    (void)state;
    static const Case SAID = {"with SIGCHLD ignored", fail_with_word, "why", CHILD_DONE, 65, "why", 0, 1};
    signal(SIGCHLD, SIG_IGN);
    check_case(&SAID);
}

static void test_no_files(void **state) {
    (void)state;
    g_autofree char *path = NULL;
    const int fd = g_file_open_tmp("earshot-test-XXXXXX", &path, NULL);
    assert_true(fd >= 0);
    close(fd);
    const Case writes = {"writes a file", write_file, path, CHILD_DONE, 0, "", 0, 1};
    check_case(&writes);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),          cmocka_unit_test(test_memory),
        cmocka_unit_test(test_much_is_whole), cmocka_unit_test(test_ignored_signal),
        cmocka_unit_test(test_no_files),
    };
    return cmocka_run_group_tests_name("ctl_child", tests, NULL, NULL);
}
