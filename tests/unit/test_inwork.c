// What a process that dies leaves behind, and what the next makes of it. The
// dying is real: children are killed, crash, abort and run out of stack.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inwork.h"

static const int64_t noon = INT64_C(1795348800) * G_TIME_SPAN_SECOND;

static char *new_directory(void) {
    char *directory = g_dir_make_tmp("earshot-inwork-XXXXXX", NULL);
    assert_non_null(directory);
    return directory;
}

static void remove_directory(char *directory) {
    static const char *const names[] = {"inwork", "poison"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(directory, names[i], NULL);
        g_unlink(path);
    }
    g_rmdir(directory);
    g_free(directory);
}

static Inwork *open_in(const char *directory) {
    g_autoptr(GError) error = NULL;
    Inwork *inwork = inwork_open(directory, "", noon, &error);
    if (inwork == NULL)
        fail_msg("%s", error->message);
    return inwork;
}

static SealHash digest_of(unsigned number) {
    SealHash digest = {{0}};
    memcpy(digest.bytes, &number, sizeof number);
    digest.bytes[15] = 7;
    return digest;
}

static InworkNote note_of(unsigned number) {
    InworkNote note = {.digest = digest_of(number), .sender = digest_of(number + 1000)};
    g_snprintf(note.queue, sizeof note.queue, "Q%u", number);
    return note;
}

// --- ways to die, with message 1 in this thread's hands and message 2 in another's ---

static void die_killed(void) {
    raise(SIGKILL);
}

static void die_by_fault(void) {
    volatile char *nowhere = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *nowhere = 1;
}

static void die_by_abort(void) {
    abort();
}

static void die_of_want(void) {
    volatile void *unused = g_malloc((gsize)1 << 60);
    (void)unused;
}

static int deeper(int depth) {
    volatile char room[4096];
    room[0] = (char)depth;
    return depth < 0 ? 0 : deeper(depth + 1) + room[0];
}

static void die_of_depth(void) {
    (void)deeper(1);
}

typedef struct Death {
    const char *name;
    void (*die)(void);
    int signal;
    bool crashed; // the message in the thread's hands is marked
} Death;

static const Death deaths[] = {
    {"killed from outside", die_killed, SIGKILL, false}, {"a fault", die_by_fault, SIGSEGV, true},
    {"an abort", die_by_abort, SIGABRT, true},           {"no memory", die_of_want, SIGTRAP, true},
    {"a full stack", die_of_depth, SIGSEGV, true},
};

typedef struct Life {
    Inwork *inwork;
    const Death *death;
} Life;

static void *live_and_die(void *data) {
    const Life *life = data;
    const InworkNote note = note_of(1);
    inwork_begin(life->inwork, &note);
    life->death->die();
    return NULL;
}

static void run_child(const char *directory, const Death *death) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    // cmocka's handlers would jump back into the parent's tests.
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
    for (size_t i = 0; i < G_N_ELEMENTS(crashes); i++)
        signal(crashes[i], SIG_DFL);
    Inwork *inwork = inwork_open(directory, "", noon, NULL);
    if (inwork == NULL)
        _exit(3);
    inwork_watch(inwork);
    const InworkNote other = note_of(2);
    inwork_begin(inwork, &other);
    Life life = {.inwork = inwork, .death = death};
    pthread_t thread;
    if (pthread_create(&thread, NULL, live_and_die, &life) == 0)
        pthread_join(thread, NULL);
    _exit(0);
}

static void die_in(const char *directory, const Death *death) {
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        run_child(directory, death);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), death->signal);
}

static const InworkLeft *find_left(const Inwork *inwork, const char *queue) {
    const GArray *left = inwork_left(inwork);
    for (guint i = 0; i < left->len; i++)
        if (strcmp(g_array_index(left, InworkLeft, i).note.queue, queue) == 0)
            return &g_array_index(left, InworkLeft, i);
    fail_msg("%s was not left", queue);
    return NULL;
}

static void dying(void **unused) {
    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(deaths); i++) {
        char *directory = new_directory();
        print_message("  %s\n", deaths[i].name);
        die_in(directory, &deaths[i]);
        g_autoptr(Inwork) inwork = open_in(directory);
        assert_int_equal(inwork_left(inwork)->len, 2);
        const InworkLeft *one = find_left(inwork, "Q1"), *other = find_left(inwork, "Q2");
        const SealHash sender = digest_of(1001);
        assert_memory_equal(&one->note.sender, &sender, sizeof sender);
        assert_int_equal(one->crashed, deaths[i].crashed);
        assert_false(other->crashed); // it only stood by
        assert_int_equal(inwork_is_poison(inwork, digest_of(1)), deaths[i].crashed);
        assert_false(inwork_is_poison(inwork, digest_of(2)));
        remove_directory(directory);
    }
}

static void twice_in_work_when_killed_is_poison(void **unused) {
    (void)unused;
    char *directory = new_directory();
    die_in(directory, &deaths[0]);
    die_in(directory, &deaths[0]);
    g_autoptr(Inwork) inwork = open_in(directory);
    assert_true(inwork_is_poison(inwork, digest_of(1)));
    assert_true(inwork_is_poison(inwork, digest_of(2)));
    assert_false(inwork_is_poison(inwork, digest_of(3)));
    remove_directory(directory);
}

static void poison_is_kept_and_told_once(void **unused) {
    (void)unused;
    char *directory = new_directory();
    die_in(directory, &deaths[1]);
    inwork_free(open_in(directory));
    g_autoptr(Inwork) again = open_in(directory);
    assert_int_equal(inwork_left(again)->len, 0);
    assert_true(inwork_is_poison(again, digest_of(1)));
    remove_directory(directory);
}

static void die_of_the_store(const char *directory) {
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGABRT, SIG_DFL);
        Inwork *inwork = inwork_open(directory, "", noon, NULL);
        inwork_watch(inwork);
        abort(); // in a thread that has no message
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static unsigned crashes_at(const char *directory, int64_t now) {
    g_autoptr(Inwork) inwork = inwork_open(directory, "", now, NULL);
    assert_non_null(inwork);
    return inwork_crashes(inwork, now);
}

static void crashes_are_counted(void **unused) {
    (void)unused;
    char *directory = new_directory();
    assert_int_equal(crashes_at(directory, noon), 0);
    die_in(directory, &deaths[0]);
    assert_int_equal(crashes_at(directory, noon), 0); // killed from outside
    die_in(directory, &deaths[1]);
    die_of_the_store(directory);
    assert_int_equal(crashes_at(directory, noon), 2);
    assert_int_equal(crashes_at(directory, noon + INWORK_RECENT), 2);
    assert_int_equal(crashes_at(directory, noon + INWORK_RECENT + 1), 0);
    die_of_the_store(directory);
    g_autoptr(Inwork) inwork = open_in(directory);
    assert_int_equal(inwork_left(inwork)->len, 0); // no message is to blame
    assert_int_equal(inwork_crashes(inwork, noon), 3);
    inwork_forgive(inwork);
    assert_int_equal(crashes_at(directory, noon), 0);
    remove_directory(directory);
}

// Two daemons beside one store: the crashes of one are not the other's.
static void names_of_their_own(void **unused) {
    (void)unused;
    char *directory = new_directory();
    die_of_the_store(directory);
    g_autofree char *left = g_build_filename(directory, "inwork", NULL);
    g_autofree char *other = g_build_filename(directory, "courier.inwork", NULL);
    g_autofree char *counted = g_build_filename(directory, "courier.poison", NULL);
    assert_int_equal(g_rename(left, other), 0); // as if the courier had died
    assert_int_equal(crashes_at(directory, noon), 0);
    Inwork *inwork = inwork_open(directory, "courier.", noon, NULL);
    assert_non_null(inwork);
    assert_int_equal(inwork_crashes(inwork, noon), 1);
    inwork_free(inwork);
    assert_int_equal(crashes_at(directory, noon), 0);
    assert_int_equal(g_unlink(other), 0);
    assert_int_equal(g_unlink(counted), 0);
    remove_directory(directory);
}

static void what_was_done_is_not_left(void **unused) {
    (void)unused;
    char *directory = new_directory();
    Inwork *inwork = open_in(directory);
    for (unsigned i = 0; i < 1000; i++) {
        const InworkNote note = note_of(i);
        inwork_end(inwork, inwork_begin(inwork, &note));
    }
    inwork_free(inwork);
    g_autoptr(Inwork) again = open_in(directory);
    assert_int_equal(inwork_left(again)->len, 0);
    remove_directory(directory);
}

// More at a time than there are slots, and more deaths than are kept.
static void bounds(void **unused) {
    (void)unused;
    char *directory = new_directory();
    Inwork *inwork = open_in(directory);
    for (unsigned i = 0; i < INWORK_SLOTS; i++) {
        const InworkNote note = note_of(i);
        assert_true(inwork_begin(inwork, &note) >= 0);
    }
    const InworkNote more = note_of(9999);
    assert_int_equal(inwork_begin(inwork, &more), -1);
    inwork_end(inwork, -1);
    inwork_free(inwork); // as if it had died
    inwork = open_in(directory);
    assert_int_equal(inwork_left(inwork)->len, INWORK_SLOTS);
    inwork_free(inwork);
    g_autofree char *path = g_build_filename(directory, "poison", NULL);
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) kept = g_strsplit(text, "\n", -1);
    assert_int_equal(g_strv_length(kept), INWORK_POISON + 1); // and nothing behind the last
    remove_directory(directory);
}

static void files_that_are_none(void **unused) {
    (void)unused;
    static const struct {
        const char *name, *text;
        gssize size;
    } cases[] = {
        {"inwork", "short", -1},
        {"inwork", "", 0},
        {"poison", "\n\n\nnonsense\nab cd ef\n", -1},
        {"poison", "aaaaaaaaaaaaaaaaaaaaaaaaaa 99999999999999999999 2026-11-22T12:00:00Z", -1},
        {"poison", "\0\xff\xfe\0", 4},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *directory = new_directory();
        g_autofree char *path = g_build_filename(directory, cases[i].name, NULL);
        assert_true(g_file_set_contents(path, cases[i].text, cases[i].size, NULL));
        g_autoptr(Inwork) inwork = open_in(directory);
        assert_int_equal(inwork_left(inwork)->len, 0);
        assert_false(inwork_is_poison(inwork, digest_of(1)));
        remove_directory(directory);
    }
}

static void no_directory(void **unused) {
    (void)unused;
    g_autoptr(GError) error = NULL;
    assert_null(inwork_open("/nonexistent/earshot", "", noon, &error));
    assert_non_null(strstr(error->message, "/nonexistent/earshot/inwork"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dying),
        cmocka_unit_test(twice_in_work_when_killed_is_poison),
        cmocka_unit_test(poison_is_kept_and_told_once),
        cmocka_unit_test(crashes_are_counted),
        cmocka_unit_test(names_of_their_own),
        cmocka_unit_test(what_was_done_is_not_left),
        cmocka_unit_test(bounds),
        cmocka_unit_test(files_that_are_none),
        cmocka_unit_test(no_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
