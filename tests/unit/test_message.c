// Messages as parsed: fields, ids, addresses, dates, the tree and its leaves, and what hostile bytes may not
// do.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "fault.h"
#include "message.h"

static Message *parse(const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return message_parse(bytes, NULL);
}

static Message *parse_string(GString *text) {
    g_autoptr(GBytes) bytes = g_string_free_to_bytes(text);
    return message_parse(bytes, NULL);
}

static GString *repeated(const char *before, const char *unit, size_t times) {
    GString *text = g_string_new(before);
    for (size_t i = 0; i < times; i++)
        g_string_append(text, unit);
    return text;
}

static void header_is_read_as_it_stands(void **state) {
    (void)state;
    g_autoptr(Message) message = parse("From me Mon Jan 1 2024\r\n"
                                       "Subject: first\r\n second\r\n\tthird  \r\n"
                                       "X-Empty:\r\n"
                                       "X-Latin: caf\xe9 \x80\r\n"
                                       "X-Control: a\001b\xc2\x9bz\x7f\r\n"
                                       "Old-Style : value\r\n"
                                       "subject: other\r\n"
                                       "\r\nBody: no field\r\n");
    size_t count = 0;
    const Field *fields = message_fields(message, &count);
    assert_int_equal(count, 6);
    assert_string_equal(fields[0].name, "Subject");
    assert_string_equal(fields[0].value, "first second third");
    assert_string_equal(fields[5].name, "subject");
    assert_string_equal(message_field(message, "SUBJECT"), "first second third");
    assert_string_equal(message_field(message, "X-Empty"), "");
    assert_string_equal(message_field(message, "X-Latin"), "café €");
    assert_string_equal(message_field(message, "X-Control"), "a b  z");
    assert_string_equal(message_field(message, "Old-Style"), "value");
    assert_null(message_field(message, "Body"));
    size_t size = 0;
    const char *body = message_body_raw(message, &size);
    assert_int_equal(size, strlen("Body: no field\r\n"));
    assert_memory_equal(body, "Body: no field\r\n", size);
}

static void header_ends_in_odd_ways(void **state) {
    (void)state;
    static const struct {
        const char *name, *bytes, *subject, *body;
    } cases[] = {
        {"bare LF", "Subject: a\n\nb\n", "a", "b\n"},
        {"no body", "Subject: a\r\n", "a", ""},
        {"cut in a name", "Subject: a\r\nX-Fo", "a", "X-Fo"},
        {"cut in a value", "Subject: ab", "ab", ""},
        {"no empty line", "Subject: a\r\nthis is text\r\n", "a", "this is text\r\n"},
        {"empty lines first", "\r\n\r\nSubject: a\r\n\r\nb", "a", "b"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Message) message = parse(cases[i].bytes);
        size_t size = 0;
        const char *body = message_body_raw(message, &size);
        if (strcmp(message_subject(message), cases[i].subject) != 0 || size != strlen(cases[i].body) ||
            memcmp(body, cases[i].body, size) != 0)
            fail_msg("%s: subject '%s', body %zu bytes", cases[i].name, message_subject(message), size);
    }
}

static void what_is_no_message_fails(void **state) {
    (void)state;
    static const char *const cases[] = {"", "\r\n\r\n", "just words\r\n", "<html>\n<p>a: b", ": no name\r\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(cases[i], strlen(cases[i]));
        g_autoptr(GError) error = NULL;
        Message *message = message_parse(bytes, &error);
        if (message != NULL)
            fail_msg("'%s' was taken for a message", cases[i]);
        assert_int_equal(fault_fate(error), FATE_PERMANENT);
    }
}

static void nul_bytes_are_left_out(void **state) {
    (void)state;
    static const char raw[] = "Subject: a\0b\r\n\r\nc\0d\r\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(raw, sizeof raw - 1);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    g_autofree char *text = message_part_text(message, 0, 100);
    assert_string_equal(message_subject(message), "ab");
    assert_string_equal(text, "cd\n");
}

static void words_are_decoded(void **state) {
    (void)state;
    static const struct {
        const char *raw, *decoded;
    } cases[] = {
        {"plain", "plain"},
        {"=?utf-8?q?Caf=C3=A9?= zu", "Café zu"},
        {"=?iso-8859-1?B?R3L832U=?=", "Grüße"},
        {"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"},
        {"=?utf-8?q?never ended", "=?utf-8?q?never ended"},
        {"=?x-unknown?q?abc?=", "abc"},
        {"=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"},
        {"=?utf-8?q?=C2=9Bx?=", "x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *decoded = message_decode(cases[i].raw);
        if (strcmp(decoded, cases[i].decoded) != 0)
            fail_msg("'%s': '%s'", cases[i].raw, decoded);
    }
}

static void comments_are_removed(void **state) {
    (void)state;
    static const struct {
        const char *value, *bare;
    } cases[] = {
        {"no (typed)", "no"},
        {"(a (nested) one) yes", "yes"},
        {"\"(kept)\" x", "\"(kept)\" x"},
        {"a (b\\) c) d", "a  d"},
        {"(never closed", ""},
        {"stray) x", "stray) x"},
        {"\"a\\\"(b)\" c", "\"a\\\"(b)\" c"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *bare = message_strip_comments(cases[i].value);
        if (strcmp(bare, cases[i].bare) != 0)
            fail_msg("'%s': '%s'", cases[i].value, bare);
    }
}

static void address_lists(void **state) {
    (void)state;
    static const struct {
        const char *name, *value, *specs; // joined by blanks
        bool group;
    } cases[] = {
        {"bare", "a@b.example", "a@b.example", false},
        {"named", "Ann Lee <a@b.example>, \"B, C\" <c@d.example>", "a@b.example c@d.example", false},
        {"comment", "a@b.example (Ann, Lee)", "a@b.example", false},
        {"group", "team: a@b.example, <c@d.example>;, e@f.example", "a@b.example c@d.example e@f.example",
         true},
        {"empty group", "undisclosed-recipients:;", "", true},
        {"route", "<@x,@y:a@b.example>", "a@b.example", false},
        {"semicolons", "a@b.example; c@d.example", "a@b.example c@d.example", false},
        {"no comma", "A <a@b.example> C <c@d.example>", "a@b.example c@d.example", false},
        {"double brackets", "<<a@b.example>>", "a@b.example", false},
        {"not closed", "Ann <a@b.example", "a@b.example", false},
        {"an address as name", "\"x@y.example\" <a@b.example>", "a@b.example", false},
        {"no @", "Ann, root, <postmaster>", "", false},
        {"a blank before the @", "noreply @kettle.example", "noreply@kettle.example", false},
        {"blanks around the @, folded", "support\n\t@\n\texample.test", "support@example.test", false},
        {"a comment before the @", "jane(work)@kettle.example", "jane@kettle.example", false},
        {"a name, bare, before an address", "Jane jane@kettle.example", "", false},
        {"two words before an @ apart", "Jane Doe @kettle.example", "", false},
        {"quotes never closed", "\"Ann <a@b.example>", "", false},
        {"nothing", "", "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = g_strdup_printf("From: %s\n\nx", cases[i].value);
        g_autoptr(Message) message = parse(raw);
        g_autoptr(GString) specs = g_string_new(NULL);
        const GPtrArray *found = message_addresses(message, "from");
        for (guint j = 0; j < found->len; j++)
            g_string_append_printf(specs, "%s%s", j > 0 ? " " : "", (const char *)found->pdata[j]);
        if (strcmp(specs->str, cases[i].specs) != 0 || message_from_is_group(message) != cases[i].group)
            fail_msg("%s: '%s', group %d", cases[i].name, specs->str, message_from_is_group(message));
    }
}

static void from_is_the_first_with_an_address(void **state) {
    (void)state;
    g_autoptr(Message) message =
        parse("From: nobody, =?utf-8?q?J=C3=B6rg?= <J@B.example>\nFrom: c@d.example\n\n");
    assert_string_equal(message_from(message), "J@b.example");
    assert_string_equal(message_from_name(message), "Jörg");
    assert_int_equal(message_addresses(message, "From")->len, 2);
    assert_ptr_equal(message_addresses(message, "From"), message_addresses(message, "FROM"));
    g_autoptr(Message) none = parse("Subject: x\n\n");
    assert_null(message_from(none));
    assert_null(message_from_name(none));
    assert_int_equal(message_addresses(none, "To")->len, 0);
}

static void ids_and_references(void **state) {
    (void)state;
    g_autoptr(Message) message = parse("Message-ID: (c) <one@x>\n"
                                       "In-Reply-To: Your message of Monday <b@x>\n"
                                       "References: <a@x>\n <b@x> junk <c d@x> <e@x\n <f@x>\n\n");
    const GPtrArray *references = message_references(message);
    static const char *const expected[] = {"b@x", "f@x", "a@x"};
    assert_string_equal(message_id(message), "one@x");
    assert_int_equal(references->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < references->len; i++)
        assert_string_equal(references->pdata[i], expected[i]);
    g_autoptr(Message) bare = parse("Message-ID: two@x\n\n");
    assert_string_equal(message_id(bare), "two@x");
    g_autoptr(Message) odd = parse("Message-ID: not an id\n\n");
    assert_null(message_id(odd));
}

static void dates(void **state) {
    (void)state;
    g_autoptr(Message) message = parse("Received: from a by b; Mon, 23 Nov 2026 10:00:03 +0100\n"
                                       "Received: from a by b; garbage\n"
                                       "Received: from a (x; y) by c; Mon, 23 Nov 2026 10:00:01 +0100 (CET)\n"
                                       "Received: no time\n"
                                       "Date: Mon, 23 Nov 2026 09:00:00 +0000\n\n");
    int64_t nine = INT64_C(1795424400) * G_USEC_PER_SEC;
    assert_int_equal(message_date(message), nine);
    assert_int_equal(message_received_newest(message), nine + 3 * G_USEC_PER_SEC);
    assert_int_equal(message_received_oldest(message), nine + 1 * G_USEC_PER_SEC);
    g_autoptr(Message) odd = parse("Date: yesterday\n\n");
    assert_int_equal(message_date(odd), 0);
    assert_int_equal(message_received_oldest(odd), 0);
    assert_int_equal(message_received_newest(odd), 0);
}

static void the_writers_clock(void **state) {
    (void)state;
    static const struct {
        const char *date;
        bool known;
        int minutes;
    } cases[] = {
        {"Mon, 23 Nov 2026 09:00:00 +0200", true, 120},
        {"Mon, 23 Nov 2026 09:00:00 -0330 (NST)", true, -210},
        {"23 Nov 2026 09:00 +0545", true, 345},
        {"Mon, 23 Nov 2026 09:00:00 +0000", true, 0},
        {"Mon, 23 Nov 2026 09:00:00 -0000", false, 0},
        {"Mon, 23 Nov 2026 09:00:00 GMT", false, 0},
        {"Mon, 23 Nov 2026 09:00:00", false, 0},
        {"Mon, 23 Nov 2026 09:00:00 +9900", false, 0},
        {"Mon, 23 Nov 2026 09:00:00 +02000", false, 0},
        {"yesterday +0200", false, 0},
        {"", false, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("From: a@b\nDate: %s\n\n", cases[i].date);
        g_autoptr(Message) message = parse(text);
        int minutes = 0;
        if (message_date_offset(message, &minutes) != cases[i].known || minutes != cases[i].minutes)
            fail_msg("%s: %d", cases[i].date, minutes);
    }
}

// The tree as one line: types by depth, '*' for containers, '!' for enclosed.
static char *tree_of(const Message *message) {
    GString *line = g_string_new(NULL);
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++) {
        g_string_append_printf(line, "%s%d:%s%s%s", i > 0 ? " " : "", parts[i].depth, parts[i].type,
                               parts[i].multipart ? "*" : "", parts[i].enclosed ? "!" : "");
        assert_true(parts[i].parent < (int)i);
    }
    return g_string_free(line, FALSE);
}

#define MULTI(type) "Content-Type: multipart/" type "; boundary=\"b\"\n\n"

static void trees(void **state) {
    (void)state;
    static const struct {
        const char *name, *raw, *tree;
    } cases[] = {
        {"no type", "A: b\n\nx", "0:text/plain"},
        {"unreadable type", "Content-Type: text\n\nx", "0:text/plain"},
        {"capitals and comment", "Content-Type: (c) TEXT/HTML (c); a=b\n\nx", "0:text/html"},
        {"two parts", MULTI("mixed") "pre\n--b\n\nx\n--b\nContent-Type: image/png\n\ny\n--b--\nepi",
         "0:multipart/mixed* 1:text/plain 1:image/png"},
        {"never closed", MULTI("mixed") "--b\n\nx", "0:multipart/mixed* 1:text/plain"},
        {"cut in a delimiter", MULTI("mixed") "--b\n\nx\n--", "0:multipart/mixed* 1:text/plain"},
        {"no delimiter at all", MULTI("mixed") "x", "0:multipart/mixed*"},
        {"no boundary", "Content-Type: multipart/mixed\n\n--b\n\nx", "0:multipart/mixed"},
        {"boundary that begins another", MULTI("mixed") "--bb\n\nx\n--b\n\ny",
         "0:multipart/mixed* 1:text/plain"},
        {"blanks behind a delimiter", MULTI("mixed") "--b \t\n\nx\n", "0:multipart/mixed* 1:text/plain"},
        {"inner one not closed",
         MULTI("mixed") "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n--b\n\ny\n--b--",
         "0:multipart/mixed* 1:multipart/alternative* 2:text/plain 1:text/plain"},
        {"a message inside",
         MULTI("mixed") "--b\nContent-Type: message/rfc822\n\nSubject: s\nContent-Type: "
                        "text/html\n\nx\n--b\n\ny\n",
         "0:multipart/mixed* 1:message/rfc822* 2:text/html! 1:text/plain"},
        {"a coded message is a leaf",
         "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nAAAA", "0:message/rfc822"},
        {"a message in a message",
         "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nA: b\n\nx",
         "0:message/rfc822* 1:message/rfc822*! 2:text/plain!"},
        {"digest", MULTI("digest") "--b\n\nSubject: s\n\nx\n--b--",
         "0:multipart/digest* 1:message/rfc822* 2:text/plain!"},
        {"a part without a header's end", MULTI("mixed") "--b\nContent-Type: text/html\n--b--",
         "0:multipart/mixed* 1:text/html"},
        {"a boundary with a colon",
         "Content-Type: multipart/mixed; boundary=\"=_a:b\"\n\n--=_a:b\n--=_a:b\n\nx\n",
         "0:multipart/mixed* 1:text/plain 1:text/plain"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Message) message = parse(cases[i].raw);
        g_autofree char *tree = tree_of(message);
        if (strcmp(tree, cases[i].tree) != 0)
            fail_msg("%s: %s", cases[i].name, tree);
    }
}

static void names_and_dispositions(void **state) {
    (void)state;
    g_autoptr(Message) message =
        parse("Content-Type: application/pdf; name=\"=?utf-8?q?caf=C3=A9?=.pdf\"\n"
              "Content-Disposition: ATTACHMENT; filename*0*=utf-8''na%C3%AF; filename*1=ve.pdf\n\n");
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    assert_string_equal(parts[0].disposition, "attachment");
    assert_string_equal(parts[0].filename, "naïve.pdf");
    g_autofree char *name = message_part_parameter(message, 0, "name");
    assert_string_equal(name, "café.pdf");
    assert_null(message_part_parameter(message, 0, "charset"));
    assert_null(message_part_parameter(message, 7, "name"));
    g_autoptr(Message) plain = parse("A: b\n\n");
    parts = message_parts(plain, &count);
    assert_null(parts[0].disposition);
    assert_null(parts[0].filename);
}

static void leaves_are_decoded(void **state) {
    (void)state;
    static const struct {
        const char *name, *header, *body, *text;
    } cases[] = {
        {"plain", "A: b", "a\r\nb\rc\n", "a\nb\nc\n"},
        {"quoted-printable", "Content-Transfer-Encoding: quoted-printable", "a=C3=A9 =\nb=\n", "aé b"},
        {"base64", "Content-Transfer-Encoding: BASE64 (c)", "Y2Fm\nw6k=\n", "café"},
        {"base64 cut off", "Content-Transfer-Encoding: base64", "Y2Fm\nw6", "caf"},
        {"unknown encoding", "Content-Transfer-Encoding: x-new", "abc", "abc"},
        {"latin-1", "Content-Type: text/plain; charset=iso-8859-1", "caf\xe9", "café"},
        {"latin-1 that is UTF-8", "Content-Type: text/plain; charset=iso-8859-1", "caf\xc3\xa9", "café"},
        {"UTF-8 that is Windows", "Content-Type: text/plain; charset=utf-8",
         "\x93"
         "a\x94 \x80",
         "“a” €"},
        {"ASCII that is not", "Content-Type: text/plain; charset=us-ascii", "caf\xe9", "café"},
        {"unknown charset", "Content-Type: text/plain; charset=../../etc", "caf\xe9", "café"},
        {"koi8-r", "Content-Type: text/plain; charset=\"KOI8-R\"", "\xf0\xd2\xc9", "При"},
        {"shift-jis cut off", "Content-Type: text/plain; charset=shift_jis", "\x83\x65\x83", "テ"},
        {"UTF-16", "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64",
         "YQDkAA==", "aä"},
        {"byte order mark", "A: b", "\xef\xbb\xbfx", "x"},
        {"controls", "A: b",
         "a\x1b[31mb\x07\x7f\xc2\x9b"
         "c\td",
         "a[31mbc\td"},
        {"flowed", "Content-Type: text/plain; format=flowed", "one \ntwo\n  three\n-- \nsig\n",
         "one two\n three\n-- \nsig\n"},
        {"flowed, quotes apart", "Content-Type: text/plain; format=flowed", "> a \n> b\nc \n>> d\n",
         "> a b\nc \n> > d\n"},
        {"flowed, an open paragraph before an empty line", "Content-Type: text/plain; format=flowed",
         "one \n\ntwo\n", "one \n\ntwo\n"},
        {"flowed, delsp", "Content-Type: text/plain; format=flowed; delsp=yes", "on \ne\n", "one\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = g_strdup_printf("%s\n\n%s", cases[i].header, cases[i].body);
        g_autoptr(Message) message = parse(raw);
        g_autofree char *text = message_part_text(message, 0, 10000);
        if (strcmp(text, cases[i].text) != 0)
            fail_msg("%s: '%s'", cases[i].name, text);
    }
}

static void leaves_are_cut_at_the_limit(void **state) {
    (void)state;
    g_autoptr(Message) message = parse("Content-Transfer-Encoding: base64\n\nw6nDqcOpw6k=\n");
    g_autofree char *text = message_part_text(message, 0, 4);
    assert_string_equal(text, "éé");
    g_autoptr(GBytes) bytes = message_part_bytes(message, 0, 3), none = message_part_bytes(message, 9, 3);
    assert_int_equal(g_bytes_get_size(bytes), 3);
    assert_int_equal(g_bytes_get_size(none), 0);
    g_autofree char *nothing = message_part_text(message, 9, 3);
    assert_string_equal(nothing, "");
}

static void the_delimiters_line_end_is_no_content(void **state) {
    (void)state;
    g_autoptr(Message) message =
        parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n\r\n--b\r\n\r\n--b--\r\n");
    g_autofree char *first = message_part_text(message, 1, 100), *second = message_part_text(message, 2, 100);
    assert_string_equal(first, "x\n");
    assert_string_equal(second, "");
}

// A header of `fields` fields of `size` octets each, then `behind`.
static Message *long_header(size_t fields, size_t size, const char *behind) {
    g_autofree char *value = g_strnfill(size, 'x');
    g_autoptr(GString) raw = g_string_new(NULL);
    for (size_t i = 0; i < fields; i++)
        g_string_append_printf(raw, "X: %s\n", value);
    g_string_append(raw, behind);
    g_autoptr(GBytes) bytes = g_bytes_new(raw->str, raw->len);
    return message_parse(bytes, NULL);
}

static void a_cut_header_says_so(void **state) {
    (void)state;
    g_autofree char *line = g_strnfill(1100000, 'y');
    g_autofree char *long_body = g_strconcat("\n", line, NULL),
                    *no_field = g_strconcat("no field\n", line, NULL);
    g_autofree char *crlf = g_strconcat("\r\n\r\n", line, NULL);
    const struct {
        const char *name;
        size_t fields, size;
        const char *behind;
        bool cut;
    } cases[] = {
        {"short", 3, 10, "\nbody", false},
        {"2,000 fields", 2000, 10, "\nbody", false},
        {"2,001 fields", 2001, 10, "\nbody", true},
        {"over 1 MB, cut in a value", 11, 100000, "Auto-Submitted: auto-replied\n\nbody", true},
        {"cut in a name", 1, 1048576 - 9, "Auto-Submitted: auto-replied\n\nbody", true},
        {"cut between two lines", 1, 1048576 - 4, "Auto-Submitted: auto-replied\n\nbody", true},
        {"a long line of the body", 3, 10, long_body, false},
        {"the same behind CRLF", 3, 10, crlf, false},
        {"the same behind a line that is no field", 3, 10, no_field, false},
        {"exactly 1 MB", 1, 1048576 - 5, "\nbody", false},
        {"no end", 3, 10, "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Message) message = long_header(cases[i].fields, cases[i].size, cases[i].behind);
        if (message_header_cut(message) != cases[i].cut)
            fail_msg("%s", cases[i].name);
    }
}

static void limits_hold(void **state) {
    (void)state;
    size_t count = 0;
    g_autoptr(Message) fields = parse_string(repeated("", "A: b\n", 5000));
    message_fields(fields, &count);
    assert_int_equal(count, 2000);
    g_autoptr(Message) people = parse_string(repeated("To: ", "a@b.example, ", 50000));
    assert_int_equal(message_addresses(people, "To")->len, 1000);
    GString *ids = g_string_new("References:");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(ids, " <%d@x>", i);
    g_autoptr(Message) long_thread = parse_string(ids);
    assert_int_equal(message_references(long_thread)->len, 1000);
    assert_string_equal(message_references(long_thread)->pdata[0], "4999@x");
    g_autoptr(Message) wide =
        parse_string(repeated("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 9000));
    message_parts(wide, &count);
    assert_int_equal(count, 500);
}

static void hostile_messages_cost_little(void **state) {
    (void)state;
    GString *nest = g_string_new(NULL);
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(nest, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    GString *texts[] = {
        nest,
        repeated("", "Content-Type: message/rfc822\n\n", 30000),
        repeated("To: ", "a:", 400000),
        repeated("To: ", "(", 400000),
        repeated("To: ", "\"", 400001),
        repeated("To: ", "<", 400000),
        repeated("Subject: ", "=?utf-8?q?x?= ", 60000),
        repeated("Subject: ", "\x80", 900000),
        repeated("References: ", "<", 900000),
        repeated("Content-Type: text/plain", "; a=\"\\\"", 100000),
        repeated("Content-Type: multipart/mixed; boundary=b\n\n", "--\n", 300000),
        repeated("Received: ", ";", 900000),
        repeated("Date: ", "1 ", 400000),
        repeated("A: b\n", " \n", 500000),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        int64_t start = g_get_monotonic_time();
        g_autoptr(Message) message = parse_string(texts[i]);
        if (message == NULL)
            fail_msg("hostile message %zu was refused", i);
        size_t count = 0;
        message_parts(message, &count);
        message_addresses(message, "To");
        assert_true(count <= 500);
        if (g_get_monotonic_time() - start >
            2 * G_USEC_PER_SEC) // sanitizers are slow; without them it is 0.05 s
            fail_msg("hostile message %zu took %" G_GINT64_FORMAT " us", i, g_get_monotonic_time() - start);
    }
}

static void a_message_cut_anywhere_is_read(void **state) {
    (void)state;
    static const char raw[] = "From: Ann <a@b.example>\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\n"
                              "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\npre\r\n--b\r\n"
                              "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                              "quoted-printable\r\n\r\nx=C3=A9\r\n"
                              "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ny\r\n--b--\r\n";
    for (size_t size = strlen("From:"); size < sizeof raw; size++) {
        g_autofree char *copy = g_memdup2(raw, size); // exact size, so that a sanitizer sees a read behind it
        g_autoptr(GBytes) bytes = g_bytes_new_static(copy, size);
        g_autoptr(Message) message = message_parse(bytes, NULL);
        assert_non_null(message);
        size_t count = 0;
        message_parts(message, &count);
        for (size_t i = 0; i < count; i++) {
            g_autofree char *text = message_part_text(message, i, 1000);
            assert_true(g_utf8_validate(text, -1, NULL));
        }
    }
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_is_read_as_it_stands),
        cmocka_unit_test(header_ends_in_odd_ways),
        cmocka_unit_test(what_is_no_message_fails),
        cmocka_unit_test(nul_bytes_are_left_out),
        cmocka_unit_test(words_are_decoded),
        cmocka_unit_test(comments_are_removed),
        cmocka_unit_test(address_lists),
        cmocka_unit_test(from_is_the_first_with_an_address),
        cmocka_unit_test(ids_and_references),
        cmocka_unit_test(dates),
        cmocka_unit_test(the_writers_clock),
        cmocka_unit_test(trees),
        cmocka_unit_test(names_and_dispositions),
        cmocka_unit_test(leaves_are_decoded),
        cmocka_unit_test(leaves_are_cut_at_the_limit),
        cmocka_unit_test(the_delimiters_line_end_is_no_content),
        cmocka_unit_test(a_cut_header_says_so),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(hostile_messages_cost_little),
        cmocka_unit_test(a_message_cut_anywhere_is_read),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
