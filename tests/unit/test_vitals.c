// What the daemons count: that it is kept, by processes that are killed too, and
// what becomes of a file that is damaged, of another layout, no file at all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "refusal.h"
#include "vitals.h"

static const int64_t noon = INT64_C(1795348800) * G_TIME_SPAN_SECOND;

static char *new_directory(void) {
    char *directory = g_dir_make_tmp("earshot-vitals-XXXXXX", NULL);
    assert_non_null(directory);
    return directory;
}

static char *file_in(const char *directory) {
    return g_build_filename(directory, "milter.vitals", NULL);
}

static void remove_directory(char *directory) {
    g_autofree char *path = file_in(directory);
    g_remove(path);
    g_rmdir(directory);
    g_free(directory);
}

static Vitals *open_in(const char *directory) {
    g_autofree char *why = NULL;
    Vitals *vitals = vitals_open(directory, "milter", noon, &why);
    assert_null(why);
    return vitals;
}

static VitalsView look_in(const char *directory) {
    VitalsView view;
    g_autoptr(GError) error = NULL;
    if (!vitals_look(directory, "milter", &view, &error))
        fail_msg("%s", error->message);
    return view;
}

// --- the table ---

static void the_table(void **unused) {
    (void)unused;
    Vital owner[VITALS_SLOTS];
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < VITALS_SLOTS; i++)
        owner[i] = VITAL_ROWS;
    for (Vital vital = 0; vital < VITAL_ROWS; vital++) {
        const VitalRow *row = vital_row(vital);
        assert_non_null(row->name);
        assert_non_null(row->help);
        assert_true(g_hash_table_add(names, (char *)(uintptr_t)row->name));
        assert_true(row->at + row->room <= VITALS_SLOTS);
        assert_int_equal(row->label != NULL, row->part != NULL);
        assert_true(row->kind != VITAL_HISTOGRAM || row->room == VITALS_BUCKETS + 1);
        // All its parts fit: the one behind the last that has room has no name.
        assert_true(row->part == NULL || row->part(row->room) == NULL);
        for (unsigned i = row->at; i < row->at + row->room; i++) {
            assert_int_equal(owner[i], VITAL_ROWS);
            owner[i] = vital;
        }
    }
    assert_int_equal(vital_parts(VITAL_REFUSED), REFUSAL_COUNT);
    assert_int_equal(vital_parts(VITAL_PID), 1);
    assert_int_equal(vital_row(VITAL_PRESSURE)->owner, VITAL_OF_BOTH);
    assert_int_equal(vital_row(VITAL_FORGED)->owner, VITAL_OF_MILTER);
    assert_int_equal(vital_row(VITAL_SENT)->owner, VITAL_OF_COURIER);
}

static void causes(void **unused) {
    (void)unused;
    const VitalRow *row = vital_row(VITAL_UNHEARD);
    for (unsigned i = 0; i < vital_parts(VITAL_UNHEARD); i++)
        assert_int_equal(vitals_cause(row->part(i)), i);
    assert_int_equal(vitals_cause("nothing that is known"), 0);
    assert_int_equal(vitals_cause(NULL), 0);
}

// --- counting ---

static void counts_are_kept(void **unused) {
    (void)unused;
    char *directory = new_directory();
    for (unsigned start = 1; start <= 3; start++) {
        g_autoptr(Vitals) vitals = open_in(directory);
        vitals_add(vitals, VITAL_UNHEARD, vitals_cause("store"), 2);
        vitals_add(vitals, VITAL_UNHEARD, vitals_cause("never seen"), 1);
        vitals_set(vitals, VITAL_COMMITTED, noon + start);
        const VitalsView view = look_in(directory); // while it runs
        assert_int_equal(vitals_get(&view, VITAL_UNHEARD, vitals_cause("store")), 2 * start);
        assert_int_equal(vitals_total(&view, VITAL_UNHEARD), 3 * start);
        assert_int_equal(vitals_get(&view, VITAL_COMMITTED, 0), noon + start);
        assert_int_equal(vitals_get(&view, VITAL_STARTS, 0), start);
        assert_int_equal(vitals_get(&view, VITAL_PID, 0), getpid());
        assert_int_equal(vitals_get(&view, VITAL_STARTED, 0), noon);
        assert_string_equal(view.texts[VITAL_TEXT_VERSION], EARSHOT_VERSION);
    }
    struct stat status;
    g_autofree char *path = file_in(directory);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_true(status.st_blocks * 512 >= status.st_size); // no hole: to write to one may kill
    remove_directory(directory);
}

// A child counts until it is killed, and tells by a pipe what it was sure of by then.
static void counts_survive_a_kill(void **unused) {
    (void)unused;
    enum { SURE = 1000 };
    char *directory = new_directory();
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        Vitals *vitals = open_in(directory);
        for (unsigned i = 1;; i++) {
            vitals_add(vitals, VITAL_FORGED, 0, 1);
            vitals_say(vitals, VITAL_TEXT_RELAY, "time after time");
            if (i == SURE && write(ends[1], "", 1) != 1)
                _exit(1);
        }
    }
    char sure;
    assert_int_equal(read(ends[0], &sure, 1), 1);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    const VitalsView view = look_in(directory);
    assert_true(vitals_get(&view, VITAL_FORGED, 0) >= SURE);
    // Whole, or nothing when the kill met it half written; and it can be said anew.
    assert_true(*view.texts[VITAL_TEXT_RELAY] == '\0' ||
                g_str_equal(view.texts[VITAL_TEXT_RELAY], "time after time"));
    g_autoptr(Vitals) vitals = open_in(directory);
    vitals_say(vitals, VITAL_TEXT_RELAY, "again");
    const VitalsView after = look_in(directory);
    assert_string_equal(after.texts[VITAL_TEXT_RELAY], "again");
    assert_int_equal(vitals_get(&after, VITAL_FORGED, 0), vitals_get(&view, VITAL_FORGED, 0));
    close(ends[0]);
    close(ends[1]);
    remove_directory(directory);
}

enum { THREADS = 4, EACH = 20000 };

static void *count_much(void *vitals) {
    for (unsigned i = 0; i < EACH; i++) {
        vitals_add(vitals, VITAL_MESSAGES, MESSAGE_HEARD, 1);
        vitals_time(vitals, VITAL_MESSAGE_TIME, 3);
    }
    return NULL;
}

static void threads_lose_nothing(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Vitals) vitals = open_in(directory);
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, count_much, vitals), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    const VitalsView view = look_in(directory);
    assert_int_equal(vitals_get(&view, VITAL_MESSAGES, MESSAGE_HEARD), THREADS * EACH);
    assert_int_equal(vitals_total(&view, VITAL_MESSAGE_TIME), THREADS * EACH);
    remove_directory(directory);
}

static void histograms(void **unused) {
    (void)unused;
    static const struct {
        int64_t took;
        unsigned bucket;
    } cases[] = {{-5, 0}, {0, 0}, {1, 1}, {2, 2}, {3, 2}, {4, 3}, {1000, 10}, {1024, 11}, {INT64_MAX, 39}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *directory = new_directory();
        g_autoptr(Vitals) vitals = open_in(directory);
        vitals_time(vitals, VITAL_SEND_TIME, cases[i].took);
        const VitalsView view = look_in(directory);
        assert_int_equal(vitals_get(&view, VITAL_SEND_TIME, cases[i].bucket), 1);
        assert_int_equal(vitals_total(&view, VITAL_SEND_TIME), 1);
        assert_int_equal(vitals_get(&view, VITAL_SEND_TIME, VITALS_BUCKETS), MAX(cases[i].took, 0));
        remove_directory(directory);
    }
}

static void quantiles(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Vitals) vitals = open_in(directory);
    const VitalsView none = look_in(directory);
    assert_int_equal(vitals_quantile(&none, VITAL_SEND_TIME, 0.5), 0);
    for (unsigned i = 0; i < 98; i++)
        vitals_time(vitals, VITAL_SEND_TIME, 700);
    vitals_time(vitals, VITAL_SEND_TIME, 100000);
    vitals_time(vitals, VITAL_SEND_TIME, 100000);
    const VitalsView view = look_in(directory);
    assert_int_equal(vitals_quantile(&view, VITAL_SEND_TIME, 0.5), 1024);
    assert_int_equal(vitals_quantile(&view, VITAL_SEND_TIME, 0.98), 1024);
    assert_int_equal(vitals_quantile(&view, VITAL_SEND_TIME, 0.99), 131072);
    remove_directory(directory);
}

static void nothing_is_no_error(void **unused) {
    (void)unused;
    g_autofree char *why = NULL;
    vitals_add(NULL, VITAL_FORGED, 0, 1);
    vitals_set(NULL, VITAL_PID, 1);
    vitals_time(NULL, VITAL_SEND_TIME, 1);
    vitals_say(NULL, VITAL_TEXT_RELAY, "x");
    vitals_committed(NULL, 1, 1, true);
    g_autoptr(Vitals) memory = vitals_open(NULL, "milter", noon, &why); // without a store
    assert_null(why);
    vitals_add(memory, VITAL_UNHEARD, 9999, 1); // a part that is not there
    vitals_add(memory, VITAL_FORGED, 0, 1);
}

static void words_name_nobody(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autoptr(Vitals) vitals = open_in(directory);
    vitals_say(vitals, VITAL_TEXT_RELAY, "450 4.2.0 <ada@customer.test>:  try\r\nagain \x1b[31m\xc3\xbc");
    const VitalsView view = look_in(directory);
    assert_string_equal(view.texts[VITAL_TEXT_RELAY], "450 4.2.0 <...> try again ?[31m??");
    g_autofree char *endless = g_strnfill(1000, 'x');
    vitals_say(vitals, VITAL_TEXT_RELAY, endless);
    const VitalsView cut = look_in(directory);
    assert_int_equal(strlen(cut.texts[VITAL_TEXT_RELAY]), VITALS_TEXT);
    remove_directory(directory);
}

// --- files that are not as they were ---

static void spoil(const char *directory, const char *text, size_t size) {
    g_autofree char *path = file_in(directory);
    assert_true(g_file_set_contents(path, text, (gssize)size, NULL));
}

static void damaged_files_begin_anew(void **unused) {
    (void)unused;
    g_autofree char *zeros = g_malloc0(1 << 20), *noise = g_malloc(1 << 20);
    memset(noise, 0xa5, 1 << 20);
    char *directory = new_directory();
    {
        g_autoptr(Vitals) vitals = open_in(directory);
        vitals_add(vitals, VITAL_FORGED, 0, 7);
    }
    gsize whole = 0;
    g_autofree char *path = file_in(directory), *text = NULL;
    assert_true(g_file_get_contents(path, &text, &whole, NULL));
    const struct {
        const char *text;
        size_t size;
    } cases[] = {{"", 0},     {"x", 1},          {zeros, whole},  {noise, whole},
                 {text, 100}, {text, whole - 1}, {noise, 1 << 20}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        VitalsView view;
        g_autoptr(GError) error = NULL;
        spoil(directory, cases[i].text, cases[i].size);
        assert_false(vitals_look(directory, "milter", &view, &error));
        assert_int_equal(fault_fate(error), FATE_CORRUPT);
        g_autoptr(Vitals) vitals = open_in(directory);
        vitals_add(vitals, VITAL_FORGED, 0, 1);
        view = look_in(directory);
        assert_int_equal(vitals_get(&view, VITAL_FORGED, 0), 1);
        assert_int_equal(vitals_get(&view, VITAL_STARTS, 0), 1);
    }
    remove_directory(directory);
}

static void no_file_is_memory(void **unused) {
    (void)unused;
    char *directory = new_directory();
    g_autofree char *path = file_in(directory), *missing = g_build_filename(directory, "none", NULL);
    assert_int_equal(mkfifo(path, 0600), 0); // nothing may wait for its other end
    const char *const places[] = {directory, missing};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *why = NULL;
        g_autoptr(Vitals) vitals = vitals_open(places[i], "milter", noon, &why);
        assert_non_null(why);
        vitals_add(vitals, VITAL_FORGED, 0, 1);
        VitalsView view;
        g_autoptr(GError) error = NULL;
        assert_false(vitals_look(places[i], "milter", &view, &error));
    }
    remove_directory(directory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table),
        cmocka_unit_test(causes),
        cmocka_unit_test(counts_are_kept),
        cmocka_unit_test(counts_survive_a_kill),
        cmocka_unit_test(threads_lose_nothing),
        cmocka_unit_test(histograms),
        cmocka_unit_test(quantiles),
        cmocka_unit_test(nothing_is_no_error),
        cmocka_unit_test(words_name_nobody),
        cmocka_unit_test(damaged_files_begin_anew),
        cmocka_unit_test(no_file_is_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
