// Mailboxes as programs have left them: where a message ends, what date it has, in what order they come,
// and files that want to harm whoever reads them.
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "fault.h"
#include "mailfolder.h"
#include "message.h"
#include "support_files.h"
#include "units.h"

#define NOW (INT64_C(1795428000) * G_USEC_PER_SEC) // 2026-11-23T10:00:00Z
#define ALL ((size_t)1 << 20)
#define MAIL(day, text) "From: a@x.example\nDate: Mon, " day " Mar 2020 10:00:00 +0000\n\n" text "\n"
#define FROM_LINE "From a@x.example Mon Mar  2 10:00:00 2020\n"

static MailFolder *open_folder(const char *path) {
    g_autoptr(GError) error = NULL;
    MailFolder *folder = mailfolder_open(path, NOW, &error);
    if (folder == NULL)
        fail_msg("%s", error->message);
    return folder;
}

static char *write_mbox(const char *directory, const char *text, size_t size) {
    char *path = g_build_filename(directory, "mbox", NULL);
    assert_true(g_file_set_contents(path, text, (gssize)size, NULL));
    return path;
}

static char *text_of(const MailFolder *folder, size_t number, size_t limit) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mailfolder_message(folder, number, limit, &error);
    if (bytes == NULL)
        fail_msg("%s", error->message);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

// --- mbox ---

static void test_messages(void **state) {
    (void)state;
    static const struct {
        const char *name, *mbox, *messages[4];
    } cases[] = {
        {"nothing", "", {NULL}},
        {"one message", FROM_LINE "A: 1\n\nx\n", {"A: 1\n\nx\n"}},
        {"an empty line ends it", FROM_LINE "A: 1\n\nx\n\n", {"A: 1\n\nx\n"}},
        {"only one of two empty lines is the file's", FROM_LINE "A: 1\n\nx\n\n\n", {"A: 1\n\nx\n\n"}},
        {"no line end at the end", FROM_LINE "A: 1\n\nx", {"A: 1\n\nx"}},
        {"two messages", FROM_LINE "A: 1\n\nx\n\n" FROM_LINE "A: 2\n\ny\n\n", {"A: 1\n\nx\n", "A: 2\n\ny\n"}},
        {"empty lines before the first", "\n\n" FROM_LINE "A: 1\n\nx\n", {"A: 1\n\nx\n"}},
        {"a header alone", FROM_LINE "A: 1\n\n" FROM_LINE "A: 2\n\n", {"A: 1\n", "A: 2\n"}},
        {"CRLF",
         "From a Mon Mar  2 10:00:00 2020\r\nA: 1\r\n\r\nx\r\n\r\nFrom b Mon Mar  2 10:00:00 2020\r\nA: "
         "2\r\n\r\n>From y\r\n",
         {"A: 1\r\n\r\nx\r\n", "A: 2\r\n\r\nFrom y\r\n"}},
        {"CRLF in an mbox of LF",
         FROM_LINE "A: 1\r\n\r\nx\r\n\r\n" FROM_LINE "A: 2\n\ny\n",
         {"A: 1\r\n\r\nx\r\n", "A: 2\n\ny\n"}},
        {"one > taken off, however many there are",
         FROM_LINE "A: 1\n\n>From x\n>>From y\n> From z\n>Fromm\n",
         {"A: 1\n\nFrom x\n>From y\n> From z\n>Fromm\n"}},
        {"a quoted one at the very end", FROM_LINE "A: 1\n\n>From ", {"A: 1\n\nFrom "}},
        {"half a quoted one at the very end", FROM_LINE "A: 1\n\n>From", {"A: 1\n\n>From"}},
        {"From within a paragraph",
         FROM_LINE "A: 1\n\nx\nFrom b Mon Mar  2 10:00:00 2020\ny\n",
         {"A: 1\n\nx\nFrom b Mon Mar  2 10:00:00 2020\ny\n"}},
        {"From begins a sentence behind an empty line",
         FROM_LINE "A: 1\n\nx\n\nFrom here on it fails,\nNote that: always.\n\n" FROM_LINE "A: 2\n\ny\n",
         {"A: 1\n\nx\n\nFrom here on it fails,\nNote that: always.\n", "A: 2\n\ny\n"}},
        {"a From line without a date, before a field",
         "From a\nA: 1\n\nx\n\nFrom b\nA: 2\n\ny\n",
         {"A: 1\n\nx\n", "A: 2\n\ny\n"}},
        {"a From line with a date, before nothing",
         FROM_LINE "A: 1\n\nx\n\n" FROM_LINE "\ny\n",
         {"A: 1\n\nx\n", "\ny\n"}},
        {"two From lines: the second is of the first's message",
         FROM_LINE FROM_LINE "A: 1\n\nx\n",
         {FROM_LINE "A: 1\n\nx\n"}},
        {"a Content-Length that lies",
         FROM_LINE "Content-Length: 999\n\nx\n\n" FROM_LINE "A: 2\n\ny\n",
         {"Content-Length: 999\n\nx\n", "A: 2\n\ny\n"}},
        {"from in lower case",
         FROM_LINE "A: 1\n\nx\n\nfrom b Mon Mar  2 10:00:00 2020\ny\n",
         {"A: 1\n\nx\n\nfrom b Mon Mar  2 10:00:00 2020\ny\n"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *directory = make_directory();
        g_autofree char *path = write_mbox(directory, cases[i].mbox, strlen(cases[i].mbox));
        g_autoptr(MailFolder) folder = open_folder(path);
        const size_t wanted = g_strv_length((char **)(uintptr_t)cases[i].messages);
        if (mailfolder_count(folder) != wanted)
            fail_msg("%s: %zu messages", cases[i].name, mailfolder_count(folder));
        for (size_t k = 0; k < wanted; k++) {
            g_autofree char *text = text_of(folder, k, ALL);
            if (strcmp(text, cases[i].messages[k]) != 0)
                fail_msg("%s: message %zu is '%s'", cases[i].name, k + 1, text);
        }
        remove_tree(directory);
    }
}

static void test_no_folder(void **state) {
    (void)state;
    static const struct {
        const char *name, *file;
    } cases[] = {
        {"a message by itself", "From: a@x.example\n\nx\n"},
        {"text", "Hello\n\n" FROM_LINE "A: 1\n\nx\n"},
        {"a blank before it", " " FROM_LINE "A: 1\n"},
        {"a control character before it", "\001" FROM_LINE "A: 1\n"},
        {"empty lines alone", "\n\n"},
        {"half a From", "From"},
        {"compressed", "\x1f\x8b\x08\x00\x00"},
    };
    g_autofree char *directory = make_directory();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = write_mbox(directory, cases[i].file, strlen(cases[i].file));
        g_autoptr(GError) error = NULL;
        g_autoptr(MailFolder) folder = mailfolder_open(path, NOW, &error);
        if (folder != NULL)
            fail_msg("%s: taken for an mbox", cases[i].name);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
        assert_true(g_str_has_prefix(error->message, path));
    }
    static const char *const OTHERS[] = {"/dev/null", "/nonexistent/mbox", "/dev/zero", "/proc/self"};
    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MailFolder) folder = mailfolder_open(OTHERS[i], NOW, &error);
        if (folder != NULL)
            fail_msg("%s: taken for a folder", OTHERS[i]);
        assert_int_equal(fault_fate(error), FATE_CONFIG);
    }
    remove_tree(directory);
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *name, *mbox, *date; // NULL: none
    } cases[] = {
        {"Date", FROM_LINE "Date: Tue, 3 Mar 2020 10:00:00 +0100\n\n", "2020-03-03T09:00:00Z"},
        {"Date before Received",
         FROM_LINE "Received: x; Wed, 4 Mar 2020 10:00:00 +0000\nDate: Tue, 3 Mar 2020 10:00:00 +0000\n\n",
         "2020-03-03T10:00:00Z"},
        {"the newest Received",
         FROM_LINE
         "Received: x; Wed, 4 Mar 2020 10:00:00 +0000\nReceived: y; Tue, 3 Mar 2020 10:00:00 +0000\n\n",
         "2020-03-04T10:00:00Z"},
        {"the From line", FROM_LINE "A: 1\n\n", "2020-03-02T10:00:00Z"},
        {"a From line with a zone", "From a Mon Mar 02 10:00:00 +0530 2020\nA: 1\n\n",
         "2020-03-02T04:30:00Z"},
        {"a From line with a zone at its end", "From a Mon Mar 02 10:00:00 2020 -0800\nA: 1\n\n",
         "2020-03-02T18:00:00Z"},
        {"a From line without seconds", "From a Mon Mar  2 10:07 2020\nA: 1\n\n", "2020-03-02T10:07:00Z"},
        {"a From line with blanks in the name", "From a at x.example  Mon Mar  2 10:00:00 2020\nA: 1\n\n",
         "2020-03-02T10:00:00Z"},
        {"a From line with a date that is none", "From a Mon Feb 30 10:00:00 2020\nA: 1\n\n", NULL},
        {"a Date in the text", "From a\nA: 1\n\nDate: Tue, 3 Mar 2020 10:00:00 +0000\n", NULL},
        {"a Date in the text, CRLF", "From a\r\nA: 1\r\n\r\nDate: Tue, 3 Mar 2020 10:00:00 +0000\r\n", NULL},
        {"a Date before 1990", FROM_LINE "Date: Sun, 31 Dec 1989 23:59:59 +0000\n\n", "2020-03-02T10:00:00Z"},
        {"the first second of 1990", FROM_LINE "Date: Mon, 1 Jan 1990 00:00:00 +0000\n\n",
         "1990-01-01T00:00:00Z"},
        {"a Date of tomorrow", FROM_LINE "Date: Tue, 24 Nov 2026 10:00:00 +0000\n\n", "2026-11-24T10:00:00Z"},
        {"a Date behind that", FROM_LINE "Date: Tue, 24 Nov 2026 10:00:01 +0000\n\n", "2020-03-02T10:00:00Z"},
        {"a Date of 9999", FROM_LINE "Date: Fri, 31 Dec 9999 23:59:59 +0000\n\n", "2020-03-02T10:00:00Z"},
        {"words for a Date", FROM_LINE "Date: yesterday\n\n", "2020-03-02T10:00:00Z"},
        {"no date at all", "From a\nA: 1\n\n", NULL},
        {"no header at all", FROM_LINE "\nx\n", "2020-03-02T10:00:00Z"},
        {"1970 is no date", "From a Thu Jan  1 00:00:00 1970\nA: 1\n\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *directory = make_directory();
        g_autofree char *path = write_mbox(directory, cases[i].mbox, strlen(cases[i].mbox));
        g_autoptr(MailFolder) folder = open_folder(path);
        assert_int_equal(mailfolder_count(folder), 1);
        const int64_t date = mailfolder_date(folder, 0);
        g_autofree char *found = date == 0 ? NULL : units_time_format(date);
        if (g_strcmp0(found, cases[i].date) != 0)
            fail_msg("%s: %s", cases[i].name, found);
        remove_tree(directory);
    }
}

static void test_order(void **state) {
    (void)state;
    static const char MBOX[] = FROM_LINE MAIL("5", "e") "\n" FROM_LINE MAIL("3", "c") "\n" FROM_LINE MAIL(
        "3", "d") "\nFrom x\nA: 1\n\na\n\n" FROM_LINE "A: 1\n\nb\n";
    static const char *const ORDER[] = {"message 4", "message 5", "message 2", "message 3", "message 1"};
    g_autofree char *directory = make_directory();
    g_autofree char *path = write_mbox(directory, MBOX, strlen(MBOX));
    g_autoptr(MailFolder) folder = open_folder(path);
    assert_int_equal(mailfolder_count(folder), G_N_ELEMENTS(ORDER));
    for (size_t i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        g_autofree char *place = g_strdup_printf("%s, %s", path, ORDER[i]);
        assert_string_equal(mailfolder_place(folder, i), place);
        g_autofree char *text = text_of(folder, i, ALL);
        assert_int_equal(text[strlen(text) - 2], "abcde"[i]);
    }
    remove_tree(directory);
}

// --- hostile mboxes ---

static void test_long_lines(void **state) {
    (void)state;
    static const size_t SIZES[] = {254, 255, 256, 257, 65530, 65535, 65536, 65537, 200000};
    for (size_t i = 0; i < G_N_ELEMENTS(SIZES); i++) { // whatever the line, the message behind it is found
        g_autoptr(GString) mbox = g_string_new(FROM_LINE "A: 1\n\n");
        for (size_t k = 0; k < SIZES[i]; k++)
            g_string_append_c(mbox, 'x');
        g_string_append(mbox, "\n\n" FROM_LINE "A: 2\n\ny\n");
        g_autofree char *directory = make_directory();
        g_autofree char *path = write_mbox(directory, mbox->str, mbox->len);
        g_autoptr(MailFolder) folder = open_folder(path);
        assert_int_equal(mailfolder_count(folder), 2);
        g_autofree char *first = text_of(folder, 0, ALL), *second = text_of(folder, 1, ALL);
        assert_int_equal(strlen(first), SIZES[i] + strlen("A: 1\n\n\n"));
        assert_string_equal(second, "A: 2\n\ny\n");
        g_autofree char *cut = text_of(folder, 0, strlen(FROM_LINE) + 5);
        assert_string_equal(cut, "A: 1\n");
        remove_tree(directory);
    }
}

static void test_zeros_and_bytes(void **state) {
    (void)state;
    static const char MBOX[] = FROM_LINE "A: \0\x80\xff\n\n\0\0\n\xff\n\n" FROM_LINE "A: 2\n\ny\n";
    g_autofree char *directory = make_directory();
    g_autofree char *path = write_mbox(directory, MBOX, sizeof MBOX - 1);
    g_autoptr(MailFolder) folder = open_folder(path);
    assert_int_equal(mailfolder_count(folder), 2);
    g_autoptr(GBytes) first = mailfolder_message(folder, 0, ALL, NULL);
    static const char WANTED[] = "A: \0\x80\xff\n\n\0\0\n\xff\n";
    assert_int_equal(g_bytes_get_size(first), sizeof WANTED - 1);
    assert_memory_equal(g_bytes_get_data(first, NULL), WANTED, sizeof WANTED - 1);
    remove_tree(directory);
}

// `piece` again and again.
static char *write_big(const char *directory, const char *piece, size_t size) {
    char *path = g_build_filename(directory, "big", NULL);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t done = 0; done < size; done += strlen(piece))
        assert_true(fputs(piece, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static size_t peak_memory(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (size_t)usage.ru_maxrss * 1024;
}

static void test_big(void **state) {
    (void)state;
    static const struct {
        const char *name, *piece;
        size_t messages;
    } cases[] = {
        {"From lines without end", "From \n", 1},
        {"From lines, each behind an empty one, of no message", "From \n\n", 1},
        {"one line", "From ", 1},
        {"> without end, one line", "From >", 1},
        {"dates without end, one line", "From 12:00 Jan 1 2020 ", 1},
        {"messages without a text",
         "From a Mon Mar  2 10:00:00 2020\n"
         "A: a name that makes it longer, so that there are fewer of them"
         " .................................................................................................."
         "......"
         "\n\n",
         0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const size_t size = (size_t)48 << 20;
        g_autofree char *directory = make_directory();
        g_autofree char *path = write_big(directory, cases[i].piece, size);
        const size_t before = peak_memory();
        g_autoptr(MailFolder) folder = open_folder(path);
        const size_t grown = peak_memory() - before;
        const size_t count = mailfolder_count(folder);
        const size_t wanted = cases[i].messages != 0
                                  ? cases[i].messages
                                  : (size + strlen(cases[i].piece) - 1) / strlen(cases[i].piece);
        if (count != wanted)
            fail_msg("%s: %zu messages", cases[i].name, count);
        g_autoptr(GBytes) last = mailfolder_message(folder, count - 1, ALL, NULL);
        assert_non_null(last);
        if (count == 1 && grown > size / 2)
            fail_msg("%s: %zu octets of memory", cases[i].name, grown);
        remove_tree(directory);
    }
}

static void test_hole(void **state) {
    (void)state; // one message of nothing, far larger than what may be kept of it
    g_autofree char *directory = make_directory();
    g_autofree char *path = write_mbox(directory, FROM_LINE "A: 1\n\n", strlen(FROM_LINE "A: 1\n\n"));
    assert_int_equal(truncate(path, (off_t)512 << 20), 0);
    const size_t before = peak_memory();
    g_autoptr(MailFolder) folder = open_folder(path);
    assert_int_equal(mailfolder_count(folder), 1);
    g_autoptr(GBytes) bytes = mailfolder_message(folder, 0, ALL, NULL);
    assert_int_equal(g_bytes_get_size(bytes), ALL - strlen(FROM_LINE));
    assert_true(peak_memory() - before < (size_t)64 << 20);
    remove_tree(directory);
}

static void test_changed_meanwhile(void **state) {
    (void)state;
    static const char MBOX[] = FROM_LINE MAIL("2", "x") "\n" FROM_LINE MAIL("3", "y");
    static const char OTHER[] =
        "something else now, and longer than it was before in every way: ....................."
        "..........................................................................";
    g_autofree char *directory = make_directory();
    g_autofree char *path = write_mbox(directory, MBOX, strlen(MBOX));
    g_autoptr(MailFolder) folder = open_folder(path);
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            assert_int_equal(truncate(path, (off_t)strlen(MBOX) - 3), 0);
        FILE *file = i == 0 ? NULL : fopen(path, "w"); // in place, as some mail readers do
        if (file != NULL) {
            fputs(OTHER, file);
            fputs(OTHER, file);
            fclose(file);
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = mailfolder_message(folder, 1, ALL, &error);
        assert_null(bytes);
        assert_int_equal(fault_fate(error), FATE_TEMPORARY);
    }
    remove_tree(directory);
}

// What can be told of any bytes: pieces follow each other, and none is lost or read twice.
static void test_random(void **state) {
    (void)state;
    static const char *const PIECES[] = {"From ", "\n",   "\r\n",
                                         ">",     "A: 1", "Mon Mar  2 10:00:00 2020",
                                         "x",     " ",    "From a Mon Mar  2 10:00:00 2020\n",
                                         "\n\n",  "From", "Date: "};
    const guint32 seed =
        g_getenv("SEED") != NULL ? (guint32)g_ascii_strtoull(g_getenv("SEED"), NULL, 10) : g_random_int();
    print_message("# SEED=%u\n", seed);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autofree char *directory = make_directory();
    for (int round = 0; round < 300; round++) {
        g_autoptr(GString) mbox = g_string_new(FROM_LINE);
        for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
            g_string_append(mbox, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
        g_autofree char *path = write_mbox(directory, mbox->str, mbox->len);
        g_autoptr(MailFolder) folder = open_folder(path);
        size_t total = 0;
        assert_true(mailfolder_count(folder) >= 1);
        for (size_t i = 0; i < mailfolder_count(folder); i++) {
            g_autofree char *text = text_of(folder, i, ALL);
            total += strlen(text);
        }
        assert_true(total < mbox->len);
    }
    remove_tree(directory);
}

// --- Maildir ---

static void write_dated(const char *directory, const char *path, const char *text, time_t changed) {
    write_file(directory, path, text);
    g_autofree char *full = g_build_filename(directory, path, NULL);
    const struct utimbuf times = {changed, changed};
    assert_int_equal(utime(full, &times), 0);
}

static void test_maildir(void **state) {
    (void)state;
    g_autofree char *top = make_directory();
    g_autofree char *secret = make_directory();
    write_file(secret, "letter", MAIL("1", "not ours"));
    write_file(secret, "cur/letter", MAIL("1", "not ours"));
    write_file(top, "cur/200.b:2,S", MAIL("5", "e"));
    write_file(top, "new/100.a", MAIL("3", "c"));
    write_dated(top, "cur/300.c:2,", "From: a@x.example\n\nb\n", 1583143200); // 2 March 2020, 10:00
    write_file(top, ".Sent/cur/1.x:2,RS", MAIL("4", "d"));
    write_file(top, ".Sent.2020/new/1.x", MAIL("6", "f"));
    write_file(top, "Archive/new/1.x", MAIL("7", "g"));
    write_file(top, "cur/400.d:2,DS", MAIL("2", "a draft"));
    write_file(top, "tmp/500.e", MAIL("2", "not delivered yet"));
    write_file(top, "cur/.hidden", MAIL("2", "no mail"));
    write_file(top, "cur/folder/1.x", MAIL("2", "no mail"));
    write_file(top, "dovecot.index", "no mail");
    write_file(top, ".notes/letter", MAIL("2", "no folder"));
    static const char *const LINKS[][2] = {
        {"letter", "cur/600.f"}, {"", ".Elsewhere"}, {"cur", ".Sent/new"}, {"missing", "new/700.g"}};
    for (size_t i = 0; i < G_N_ELEMENTS(LINKS); i++) {
        g_autofree char *to = g_build_filename(secret, LINKS[i][0], NULL);
        g_autofree char *from = g_build_filename(top, LINKS[i][1], NULL);
        assert_int_equal(symlink(to, from), 0);
    }
    g_autofree char *pipe = g_build_filename(top, "new", "800.h", NULL);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    static const char *const PLACES[] = {"cur/300.c:2,",  "new/100.a",          ".Sent/cur/1.x:2,RS",
                                         "cur/200.b:2,S", ".Sent.2020/new/1.x", "Archive/new/1.x"};
    g_autoptr(MailFolder) folder = open_folder(top);
    for (size_t i = 0; i < MIN(mailfolder_count(folder), G_N_ELEMENTS(PLACES)); i++) {
        g_autofree char *place = g_build_filename(top, PLACES[i], NULL);
        assert_string_equal(mailfolder_place(folder, i), place);
        g_autofree char *text = text_of(folder, i, ALL);
        assert_int_equal(text[strlen(text) - 2], "bcdefg"[i]);
    }
    assert_int_equal(mailfolder_count(folder), G_N_ELEMENTS(PLACES));
    remove_tree(top);
    remove_tree(secret);
}

static void test_maildir_read_later(void **state) {
    (void)state;
    g_autofree char *top = make_directory();
    write_file(top, "new/1.a", MAIL("3", ">From a text"));
    write_file(top, "new/2.b", MAIL("4", "gone"));
    write_file(top, "new/3.c", MAIL("5", "replaced"));
    g_autoptr(MailFolder) folder = open_folder(top);
    assert_int_equal(mailfolder_count(folder), 3);
    g_autofree char *gone = g_build_filename(top, "new", "2.b", NULL);
    g_autofree char *replaced = g_build_filename(top, "new", "3.c", NULL);
    assert_int_equal(unlink(gone), 0);
    assert_int_equal(unlink(replaced), 0);
    assert_int_equal(symlink("/etc/passwd", replaced), 0);
    g_autofree char *text = text_of(folder, 0, ALL); // nothing is quoted in a Maildir
    assert_string_equal(text, MAIL("3", ">From a text"));
    g_autofree char *cut = text_of(folder, 0, 4);
    assert_string_equal(cut, "From");
    for (size_t i = 1; i < 3; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = mailfolder_message(folder, i, ALL, &error);
        assert_null(bytes);
        assert_int_equal(fault_fate(error), FATE_TEMPORARY);
        assert_non_null(strstr(error->message, i == 1 ? "2.b" : "3.c"));
    }
    remove_tree(top);
}

static void test_maildir_kinds(void **state) {
    (void)state;
    static const struct {
        const char *name, *folder;
        bool taken;
    } cases[] = {
        {"cur alone", "cur", true},  {"new alone", "new", true},
        {"tmp alone", "tmp", false}, {"a folder below", ".Sent/cur", false},
        {"nothing", NULL, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *top = make_directory();
        g_autofree char *below = g_build_filename(top, cases[i].folder == NULL ? "" : cases[i].folder, NULL);
        assert_int_equal(g_mkdir_with_parents(below, 0700), 0);
        g_autoptr(GError) error = NULL;
        g_autoptr(MailFolder) folder = mailfolder_open(top, NOW, &error);
        if ((folder != NULL) != cases[i].taken)
            fail_msg("%s", cases[i].name);
        assert_true(cases[i].taken || fault_fate(error) == FATE_CONFIG);
        assert_true(!cases[i].taken || mailfolder_count(folder) == 0);
        remove_tree(top);
    }
}

static void test_maildir_depth(void **state) {
    (void)state;
    g_autofree char *top = make_directory();
    g_autoptr(GString) path = g_string_new("");
    for (int i = 0; i < 40; i++) {
        g_autofree char *letter = g_strconcat(path->str, "cur/1.x", NULL);
        write_file(top, letter, MAIL("3", "x"));
        g_string_append(path, "d/");
    }
    g_autoptr(MailFolder) folder = open_folder(top);
    assert_int_equal(mailfolder_count(folder), 17);
    remove_tree(top);
}

int main(void) {
    message_library_start();
    const struct CMUnitTest tests[] = {
        // What looks at peaks of memory, before others make them.
        cmocka_unit_test(test_hole),
        cmocka_unit_test(test_big),
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_zeros_and_bytes),
        cmocka_unit_test(test_changed_meanwhile),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_maildir),
        cmocka_unit_test(test_maildir_read_later),
        cmocka_unit_test(test_maildir_kinds),
        cmocka_unit_test(test_maildir_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
