// The bytes are read back by the project's own reader of messages, which shares
// no code with what wrote them, and by plain rules about lines.
#include "compose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fault.h"
#include "message.h"

static Letter some_letter(void) {
    return (Letter){
        .from_name = "The Team",
        .from = "support@example.test",
        .to = "ann@customer.example",
        .subject = "Re: a subject [#abcdefgh]",
        .message_id = "aaaa.1@example.test",
        .auto_submitted = "auto-replied",
        .loop_token = "looptoken",
        .language = "en",
        .date = G_GINT64_CONSTANT(1795429800000000), // 2026-11-23 10:30
        .text = "Hello\n",
        .html = "<p>Hello</p>\n",
    };
}

// What must hold of any letter: CRLF alone, lines of at most 78, no byte beyond ASCII, no NUL.
static char *checked(const char *name, const Letter *letter) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = compose_letter(letter, &error);
    if (bytes == NULL)
        fail_msg("%s: %s", name, error->message);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    gsize line = 0;
    for (gsize i = 0; i < size; i++, line++) {
        const unsigned char c = (unsigned char)data[i];
        if (c == '\n' ? i == 0 || data[i - 1] != '\r' : c == '\r' ? i + 1 == size || data[i + 1] != '\n' : 0)
            fail_msg("%s: a bare CR or LF at %zu", name, i);
        if ((c < 0x20 && c != '\r' && c != '\n') || c > 0x7E)
            fail_msg("%s: byte %02x at %zu", name, c, i);
        if (c == '\n') {
            if (line > 79)
                fail_msg("%s: a line of %zu", name, line - 1);
            line = (gsize)-1;
        }
    }
    assert_true(size > 2 && data[size - 1] == '\n');
    return g_strndup(data, size);
}

static Message *read_back(const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    GError *error = NULL;
    Message *message = message_parse(bytes, &error);
    assert_non_null(message);
    return message;
}

static guint count_fields(const Message *message, const char *name) {
    size_t count;
    const Field *fields = message_fields(message, &count);
    guint found = 0;
    for (size_t i = 0; i < count; i++)
        found += g_ascii_strcasecmp(fields[i].name, name) == 0;
    return found;
}

static void test_header(void **state) {
    (void)state;
    Letter letter = some_letter();
    letter.reply_to = "support+token@example.test";
    letter.in_reply_to = "parent@x";
    g_autofree char *text = checked("plain", &letter);
    g_autoptr(Message) message = read_back(text);
    static const struct {
        const char *name, *value;
    } fields[] = {
        {"Date", "Mon, 23 Nov 2026 10:30:00 +0000"},
        {"From", "\"The Team\" <support@example.test>"},
        {"To", "ann@customer.example"},
        {"Reply-To", "support+token@example.test"},
        {"Subject", "Re: a subject [#abcdefgh]"},
        {"Message-ID", "<aaaa.1@example.test>"},
        {"In-Reply-To", "<parent@x>"},
        {"Auto-Submitted", "auto-replied"},
        {"X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply"},
        {"Earshot-Loop", "looptoken"},
        {"Content-Language", "en"},
        {"MIME-Version", "1.0"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        assert_int_equal(count_fields(message, fields[i].name), 1);
        assert_string_equal(message_field(message, fields[i].name), fields[i].value);
    }
    assert_int_equal(count_fields(message, "References"), 0);
    assert_int_equal(count_fields(message, "List-Id"), 0);
    assert_int_equal(count_fields(message, "Received"), 0);
}

// Subjects and names as people and attackers write them; `wanted` NULL: as it was.
static const struct {
    const char *name, *text, *wanted;
} texts[] = {
    {"ASCII", "Hello there", NULL},
    {"umlauts", "Grüße aus Köln", NULL},
    {"emoji and Chinese",
     "🙂 你好，世界 "
     "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
     NULL},
    {"quotes and backslashes", "a \"b\" \\ (c), <d@e.example>; f:", NULL},
    {"looks encoded", "=?UTF-8?B?QUJD?= x", NULL},
    {"one long word", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhh",
     NULL},
    {"many words", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
     NULL},
    {"a line break and a field", "a\r\nBcc: evil@x.example", "a  Bcc: evil@x.example"},
    {"a bare line feed", "a\nBcc: evil@x.example", "a Bcc: evil@x.example"},
    {"a bare carriage return", "a\rBcc: evil@x.example", "a Bcc: evil@x.example"},
    {"a body", "a\r\n\r\n<html>", "a    <html>"},
    {"controls", "a\x01\x02\x1B[31mb\x7F", "a[31mb"},
    {"bidi marks",
     "a\xE2\x80\xAE"
     "cod.exe\xE2\x81\xA6",
     "acod.exe"},
    {"line separator",
     "a\xE2\x80\xA8"
     "b\xC2\x85"
     "c",
     "a b c"},
};

// Blanks in runs may become one in a subject of plain words.
static char *squeezed(const char *text) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_string_append_printf(out, out->len == 0 ? "%s" : " %s", words[i]);
    return g_string_free(out, FALSE);
}

static void check_text(const char *name, const char *found, const char *wanted) {
    g_autofree char *a = squeezed(found == NULL ? "(none)" : found);
    g_autofree char *b = squeezed(wanted);
    if (strcmp(a, b) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, a, b);
}

static void test_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Letter letter = some_letter();
        letter.subject = letter.from_name = texts[i].text;
        g_autofree char *text = checked(texts[i].name, &letter);
        g_autoptr(Message) message = read_back(text);
        const char *wanted = texts[i].wanted == NULL ? texts[i].text : texts[i].wanted;
        check_text(texts[i].name, message_subject(message), wanted);
        check_text(texts[i].name, message_from_name(message), wanted);
        assert_string_equal(message_from(message), "support@example.test");
        assert_int_equal(count_fields(message, "Bcc"), 0);
        assert_int_equal(message_addresses(message, "From")->len, 1);
    }
}

static void test_over_long_values_are_cut(void **state) {
    (void)state;
    g_autofree char *words = g_strnfill(100000, 'x');
    GString *umlauts = g_string_new(NULL);
    for (int i = 0; i < 50000; i++)
        g_string_append(umlauts, "ü");
    Letter letter = some_letter();
    letter.subject = words;
    letter.from_name = umlauts->str;
    g_autofree char *text = checked("long", &letter);
    assert_true(strlen(text) < 4000);
    g_string_free(umlauts, TRUE);
}

// Addresses and ids with which no mail is made.
static const char *const bad_addresses[] = {"",
                                            "nobody",
                                            "a@b.example\r\nBcc: c@d.example",
                                            "a@b.example,c@d.example",
                                            "a@b.example c@d.example",
                                            "<a@b.example>",
                                            "a@b.example>",
                                            "A <a@b.example>",
                                            "a\x01@b.example",
                                            "a@",
                                            "@b.example",
                                            "a(b)@c.example",
                                            "jürgen@b.example",
                                            "a;b@c.example",
                                            "group:a@b.example;",
                                            "a b@c.example",
                                            "\"a\" b@c.example",
                                            "\"a b@c.example",
                                            "\"a b\"@c.example",
                                            "\"a\"@b.example, c@d.example",
                                            NULL};

static void test_bad_addresses(void **state) {
    (void)state;
    for (size_t i = 0; bad_addresses[i] != NULL; i++)
        for (int field = 0; field < 3; field++) {
            Letter letter = some_letter();
            *(field == 0 ? &letter.to : field == 1 ? &letter.from : &letter.reply_to) = bad_addresses[i];
            g_autoptr(GError) error = NULL;
            g_autoptr(GBytes) bytes = compose_letter(&letter, &error);
            if (bytes != NULL)
                fail_msg("'%s' was taken", bad_addresses[i]);
            assert_int_equal(fault_fate(error), FATE_PERMANENT);
        }
    Letter letter = some_letter();
    letter.to = NULL;
    assert_null(compose_letter(&letter, NULL));
}

// Odd, but people may have them, and the word that they would be answered was given.
static const char *const odd_addresses[] = {"\"ada@young\"@customer.example",   "\"a\\\"b\"@customer.example",
                                            "\"a,b;c:d\"@customer.example",     "o'neil/x=y@customer.example",
                                            "a.b-c_d+e@xn--mnchen-3ya.example", NULL};

static void test_odd_addresses(void **state) {
    (void)state;
    for (size_t i = 0; odd_addresses[i] != NULL; i++) {
        Letter letter = some_letter();
        letter.to = odd_addresses[i];
        g_autofree char *text = checked(odd_addresses[i], &letter);
        g_autofree char *line = g_strdup_printf("\r\nTo: %s\r\n", odd_addresses[i]);
        if (strstr(text, line) == NULL)
            fail_msg("'%s' is not the one recipient", odd_addresses[i]);
    }
}

static void test_bad_message_id(void **state) {
    (void)state;
    const char *const ids[] = {NULL, "", "a", "a b@c", "a@b\r\nX: y", "<a@b>", "@b", "a@", "a@b@c"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        Letter letter = some_letter();
        letter.message_id = ids[i];
        g_autoptr(GError) error = NULL;
        assert_null(compose_letter(&letter, &error));
        assert_int_equal(fault_fate(error), FATE_PERMANENT);
    }
}

static void test_references(void **state) {
    (void)state;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 100; i++)
        g_ptr_array_add(ids, g_strdup_printf("message-number-%d@host.example", i));
    g_ptr_array_insert(ids, 3, g_strdup("a@b\r\nBcc: evil@x.example"));
    g_ptr_array_insert(ids, 3, g_strdup("a b"));
    g_ptr_array_insert(ids, 3, g_strdup("no-at-sign"));
    g_ptr_array_insert(ids, 3, g_strdup("a@"));
    g_ptr_array_insert(ids, 3, g_strdup(""));
    g_ptr_array_insert(ids, 3, g_strnfill(2000, 'a'));
    Letter letter = some_letter();
    letter.references = ids;
    letter.in_reply_to = "bad id";
    g_autofree char *text = checked("references", &letter);
    g_autoptr(Message) message = read_back(text);
    assert_int_equal(count_fields(message, "Bcc") + count_fields(message, "In-Reply-To"), 0);
    const GPtrArray *found = message_references(message); // newest first
    assert_int_equal(found->len, 40);
    assert_string_equal(found->pdata[0], "message-number-99@host.example");
    assert_string_equal(found->pdata[19], "message-number-80@host.example");
    assert_string_equal(found->pdata[20], "message-number-19@host.example");
    assert_string_equal(found->pdata[39], "message-number-0@host.example");
}

// Bodies, read back through the transfer encoding. Line ends become LF.
static const struct {
    const char *name, *text, *wanted;
} bodies[] = {
    {"umlauts", "Grüße\n", NULL},
    {"a long line",
     "aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa äääääääääääääääääääääää "
     "bbbb\n",
     NULL},
    {"dots and From", ".\n..\nFrom here\n.", ".\n..\nFrom here\n.\n"},
    {"blanks at the end of lines", "a \nb\t\nc ", "a \nb\t\nc \n"},
    {"equals signs", "a=3D =\n=20\n", NULL},
    {"a boundary", "--=_0123456789abcdef0123456789abcdef--\n--=_\n", NULL},
    {"CRLF", "a\r\nb\r\n", "a\nb\n"},
};

static void test_bodies(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        Letter letter = some_letter();
        letter.text = letter.html = bodies[i].text;
        g_autofree char *text = checked(bodies[i].name, &letter);
        g_autoptr(Message) message = read_back(text);
        size_t count;
        const Part *parts = message_parts(message, &count);
        assert_int_equal(count, 3);
        assert_string_equal(parts[0].type, "multipart/alternative");
        assert_string_equal(parts[1].type, "text/plain");
        assert_string_equal(parts[2].type, "text/html");
        for (size_t part = 1; part < 3; part++) {
            g_autofree char *found = message_part_text(message, part, 100000);
            const char *wanted = bodies[i].wanted == NULL ? bodies[i].text : bodies[i].wanted;
            // The line end before a boundary belongs to the boundary.
            if (strncmp(found, wanted, strlen(wanted) - 1) != 0 || strlen(found) + 1 < strlen(wanted))
                fail_msg("%s: '%s'", bodies[i].name, found);
        }
    }
}

static void test_text_alone(void **state) {
    (void)state;
    Letter letter = some_letter();
    letter.html = NULL;
    letter.list_id = "digest.example.test";
    g_autofree char *text = checked("text alone", &letter);
    g_autoptr(Message) message = read_back(text);
    size_t count;
    assert_string_equal(message_parts(message, &count)[0].type, "text/plain");
    assert_int_equal(count, 1);
    assert_string_equal(message_field(message, "List-Id"), "<digest.example.test>");
}

static void test_the_same_bytes_again(void **state) {
    (void)state;
    const Letter letter = some_letter();
    g_autofree char *first = checked("first", &letter);
    g_autofree char *second = checked("second", &letter);
    assert_string_equal(first, second);
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_over_long_values_are_cut),
        cmocka_unit_test(test_bad_addresses),
        cmocka_unit_test(test_odd_addresses),
        cmocka_unit_test(test_bad_message_id),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_text_alone),
        cmocka_unit_test(test_the_same_bytes_again),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
