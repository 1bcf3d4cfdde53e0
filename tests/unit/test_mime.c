// Trees and leaves as mail really brings them: damaged, misnamed, half encoded.
// What test_message.c says of sound ones holds beside this.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "message.h"

typedef struct Case {
    const char *name, *raw, *found;
} Case;

static Message *parse(const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return message_parse(bytes, NULL);
}

// Each leaf that is text as "type:text", line ends as '|', leaves apart by " / ".
static char *leaves_of(const char *raw) {
    g_autoptr(Message) message = parse(raw);
    GString *line = g_string_new(NULL);
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].multipart)
            continue;
        const char *slash = strchr(parts[i].type, '/');
        g_autofree char *text = message_part_text(message, i, 10000);
        g_strchomp(g_strdelimit(text, "\n", '|'));
        while (g_str_has_suffix(text, "|"))
            text[strlen(text) - 1] = '\0';
        g_string_append_printf(line, "%s%s:%s", line->len > 0 ? " / " : "", slash + 1, text);
    }
    return g_string_free(line, FALSE);
}

static void check(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autofree char *found = leaves_of(cases[i].raw);
        if (strcmp(found, cases[i].found) != 0)
            fail_msg("%s: '%s'", cases[i].name, found);
    }
}

#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"

static void trees_of_any_shape(void **state) {
    (void)state;
    static const Case cases[] = {
        {"alternative in related in mixed, with a picture and a file",
         "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; boundary=r\n\n"
         "--r\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: "
         "text/html\n\n<p>html\n--a--\n--r\nContent-Type: image/png\n\nPNG\n--r--\n--m\nContent-Type: "
         "application/pdf\n\nPDF\n--m--\n",
         "plain:plain / html:<p>html / png:PNG / pdf:PDF"},
        {"signed",
         "Content-Type: multipart/signed; micalg=x; boundary=b\n\n" PART("text/plain", "mine")
             PART("application/pgp-signature", "sig") "--b--\n",
         "plain:mine / pgp-signature:sig"},
        {"report",
         "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" PART(
             "text/plain", "why") PART("message/delivery-status", "Action: failed")
             PART("text/rfc822-headers", "Subject: x") "--b--",
         "plain:why / delivery-status:Action: failed / rfc822-headers:Subject: x"},
        {"meeting",
         "Content-Type: multipart/alternative; boundary=b\n\n" PART("text/plain", "come")
             PART("text/calendar; method=REQUEST", "BEGIN:VCALENDAR") "--b--",
         "plain:come / calendar:BEGIN:VCALENDAR"},
        {"an alternative without any", "Content-Type: multipart/alternative; boundary=b\n\n--b--\n", ""},
        {"parts without content", MIXED "--b\n--b\n\n--b\n\n\n--b--\n", "plain: / plain: / plain:"},
        {"TNEF",
         MIXED PART("text/plain", "text") PART("application/ms-tnef; name=winmail.dat", "TNEF") "--b--",
         "plain:text / ms-tnef:TNEF"},
        {"a message in a message in a message",
         MIXED
         "--b\nContent-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: in\n\ninner\n--b--",
         "plain:inner"},
        {"a delimiter of the outer one ends the inner one",
         MIXED
         "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\none\n--b\n\ntwo\n--c\nthree\n--b--",
         "plain:one / plain:two|--c|three"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void damaged_trees(void **state) {
    (void)state;
    static const Case cases[] = {
        {"no boundary named",
         "Content-Type: multipart/mixed\n\npre\n--xyz\nContent-Type: text/html\n\n<p>a\n--xyz\n"
         "Content-Type: text/plain\n\nb\n--xyz--\n",
         "html:<p>a / plain:b"},
        {"another boundary named than is used",
         "Content-Type: multipart/mixed; boundary=wrong\n\n--right\nContent-Type: "
         "text/plain\n\na\n--right--\n",
         "plain:a"},
        {"an inner one names none",
         MIXED "--b\nContent-Type: multipart/alternative\n\n--in\nContent-Type: "
               "text/plain\n\na\n--in\nContent-Type: "
               "text/html\n\n<p>b\n--in--\n--b\n\nc\n--b--",
         "plain:a / html:<p>b / plain:c"},
        {"an inner one that names none and has none",
         MIXED "--b\nContent-Type: multipart/mixed\n\na\n--b\n\nc\n--b--", "mixed:a / plain:c"},
        {"nothing that could be a boundary", "Content-Type: multipart/mixed\n\n-- \nsig\n--------\nrule\n",
         "mixed:-- |sig|--------|rule"},
        {"boundary by RFC 2231",
         "Content-Type: multipart/mixed; boundary*=us-ascii'en'x%20y\n\n--x y\n\na\n--x y--", "plain:a"},
        {"boundary in pieces",
         "Content-Type: multipart/mixed; boundary*0=\"x-\"; boundary*1=y\n\n--x-y\n\na\n--x-y--", "plain:a"},
        {"boundary behind a blank, quoted",
         "Content-Type: multipart/mixed; boundary = \"x y\"\n\n--x y\n\na\n--x y--", "plain:a"},
        {"boundary that has what should be quoted",
         "Content-Type: multipart/mixed; boundary=----=_Part_1:2(3).4\n\n------=_Part_1:2.4\nContent-Type: "
         "text/plain\n\na\n",
         "plain:a"},
        {"type without its half", "Content-Type: multipart; boundary=b\n\n--b\n\na\n--b--", "plain:a"},
        {"no semicolon", "Content-Type: text/html charset=utf-8\n\n<p>\xc3\xa4", "html:<p>\xc3\xa4"},
        {"nonsense for a type", "Content-Type: ;;;=\n\na", "plain:a"},
        {"a part that begins without its empty line",
         MIXED "--b\nContent-Type: text/html\nThis is text\n--b--", "html:This is text"},
        {"cut within a part's header", MIXED "--b\nContent-Type: text/ht", "ht:"},
        {"two types: the first holds", "Content-Type: text/html\nContent-Type: text/plain\n\na", "html:a"},
        {"line ends mixed",
         "Content-Type: multipart/mixed; boundary=b\r\n\n--b\r\n\na\n--b\n\r\nb\r\n--b--\r\n",
         "plain:a / plain:b"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

#define CODED(encoding, body) "Content-Transfer-Encoding: " encoding "\n\n" body

static void encodings_as_they_come(void **state) {
    (void)state;
    static const Case cases[] = {
        {"base64", CODED("BASE64", "YWJj\n"), "plain:abc"},
        {"base64 in quotes", CODED("\"base64\"", "YWJj\n"), "plain:abc"},
        {"base64 with a comment", CODED("base64 (really)", "YWJj\n"), "plain:abc"},
        {"base64 and a footer behind it",
         CODED("base64", "YWJj\nZGU=\n____\nYou get this list as a member\n"), "plain:abcde"},
        {"base64 that is none", CODED("base64", "Hello, this is text.\nReally\n"),
         "plain:Hello, this is text.|Really"},
        {"base64 with damage", CODED("base64", "YWJj!ZGVmZ2hp\n"), "plain:abcdefghi"},
        {"base64 without an end", CODED("base64", "YWJjZGU"), "plain:abc"},
        {"base64 in pieces that each end", CODED("base64", "YQ==\nYg==\n"), "plain:ab"},
        {"quoted-printable with a blank", CODED("quoted printable", "a=20b=\nc=C3=A4\n"),
         "plain:a bc\xc3\xa4"},
        {"quoted-printable with damage", CODED("quoted-printable", "a=XYb = c=\n"), "plain:a=XYb = c"},
        {"quoted-printable with raw bytes", CODED("quoted-printable", "\xc3\xa4=C3=A4\n"),
         "plain:\xc3\xa4\xc3\xa4"},
        {"7-bit", CODED("7-bit", "a=20b\n"), "plain:a=20b"},
        {"an encoding nobody knows", CODED("x-none; 8bit", "abc\n"), "plain:abc"},
        {"uuencode as an encoding", CODED("x-uuencode", "begin 644 a.txt\n#86)C\n`\nend\n"), "plain:abc"},
        {"a uuencoded file in the text", "A: b\n\nsee this\nbegin 644 a.txt\n#86)C\n`\nend\nregards\n",
         "plain:see this|regards"},
        {"the same, its blanks lost and cut off", "A: b\n\nsee this\nbegin 644 a b.txt\n&86)C86)C\n#86)C\n",
         "plain:see this"},
        {"one line of a file and an empty one are none", "A: b\n\nbegin 644 x\n#86)C\n\nregards\n",
         "plain:begin 644 x|#86)C||regards"},
        {"who only writes of a beginning", "A: b\n\nbegin 644 things anew\nand end\n",
         "plain:begin 644 things anew|and end"},
        {"a composite is never coded",
         "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\na\n--b--\n",
         "plain:a"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

#define NAMED(charset) "Content-Type: text/plain; charset=" charset "\n\n"
#define CODED_AS(charset)                                                                                    \
    "Content-Type: text/plain; charset=" charset "\nContent-Transfer-Encoding: quoted-printable\n\n"

static void charsets_as_they_are_named(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Latin 9 that is UTF-8", NAMED("iso-8859-15") "\xc3\xa4\xe2\x82\xac", "plain:ä€"},
        {"Windows-1250 that is UTF-8", NAMED("windows-1250") "nie dzia\xc5\x82\x61", "plain:nie działa"},
        {"KOI8-R that is KOI8-R", NAMED("koi8-r") "\xf0\xd2\xc9\xd7\xc5\xd4", "plain:Привет"},
        {"Windows-1251", NAMED("windows-1251") "\xcf\xf0\xe8\xe2\xe5\xf2", "plain:Привет"},
        {"Latin 2 that is Windows-1250", NAMED("iso-8859-2") "\x84\x8cwi\xeato\x94", "plain:„Święto”"},
        {"Latin 2", NAMED("iso-8859-2") "nie dzia\xb3\x61, pro\xb6\x62\x61", "plain:nie działa, prośba"},
        {"Polish without a name, Windows",
         NAMED("us-ascii") "nie dzia\xb3\x61, prosz\xea o odpowied\x9f, s\xb9 b\xb3\xea\x64y",
         "plain:nie działa, proszę o odpowiedź, są błędy"},
        {"Polish called Latin 1, ISO",
         NAMED("iso-8859-1") "nie dzia\xb3\x61, pro\xb6\x62\x61 o w\xb3\xb1\x63zenie",
         "plain:nie działa, prośba o włączenie"},
        {"Latin 1 with signs is no Polish", NAMED("iso-8859-1") "5 m\xb3 und 3\xb1\x31, \xbfqu\xe9? c\x9cur",
         "plain:5 m³ und 3±1, ¿qué? cœur"},
        {"UTF-7", NAMED("utf-7") "Gr+APwA3w-e", "plain:Grüße"},
        {"UTF-7 in the old name", NAMED("unicode-1-1-utf-7") "Gr+APwA3w-e", "plain:Grüße"},
        {"UTF-7 that is not", NAMED("utf-7") "Gr\xc3\xbc\xc3\x9f\x65 1+1", "plain:Grüße 1+1"},
        {"UTF-16 that is plain text", NAMED("utf-16") "Hello there", "plain:Hello there"},
        {"UTF-16 that is UTF-8", NAMED("utf-16le") "Gr\xc3\xbc\xc3\x9f\x65", "plain:Grüße"},
        {"UTF-16 with a mark, big end first",
         "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n/v8AYQDk",
         "plain:aä"},
        {"UTF-16 with a mark, called UTF-8",
         "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n//5hAOQA",
         "plain:aä"},
        {"UTF-16 without a mark or name",
         "Content-Transfer-Encoding: base64\n\nSABlAGwAbABvACAAdABoAGUAcgBlAA==", "plain:Hello there"},
        {"big end first without a mark",
         "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\nAEgAZQBsAGwAbw==",
         "plain:Hello"},
        {"a mark of UTF-8 called Latin 1", NAMED("iso-8859-1") "\xef\xbb\xbf\x61\xc3\xa4", "plain:aä"},
        {"Japanese", NAMED("iso-2022-jp") "\x1b$B$+$-\x1b(B", "plain:かき"},
        {"a name by RFC 2231", "Content-Type: text/plain; charset*=us-ascii'en'koi8-r\n\n\xf0\xd2\xc9",
         "plain:При"},
        {"cut within a character", NAMED("utf-8") "\xc3\xa4\xe2\x82", "plain:ä"},
        {"Chinese by its smaller name", NAMED("gb2312") "\xc4\xe3\xba\xc3\x96\x82", "plain:你好杺"},
        {"HTML that names it itself", "Content-Type: text/html\n\n<meta charset = 'koi8-r'><p>\xf0\xd2\xc9",
         "html:<meta charset = 'koi8-r'><p>При"},
        {"HTML whose header names it",
         "Content-Type: text/html; charset=iso-8859-1\n\n<meta http-equiv=x "
         "content=\"text/html;charset=koi8-r\">\xe4",
         "html:<meta http-equiv=x content=\"text/html;charset=koi8-r\">ä"},
        {"HTML that names UTF-16 in plain letters",
         "Content-Type: text/html\n\n<meta charset=utf-16>\xc3\xa4", "html:<meta charset=utf-16>ä"},
        {"plain text that talks of it", "A: b\n\ncharset=koi8-r \xe4", "plain:charset=koi8-r ä"},
        {"an empty name", NAMED("\"\"") "\xe4", "plain:ä"},
        {"a zero in Latin 2", CODED_AS("iso-8859-2") "b=B3=00=B3b", "plain:błłb"},
        {"a zero in Windows-1251", CODED_AS("windows-1251") "=CF=F0=00=E8", "plain:При"},
        {"a zero in UTF-16",
         "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n/v8AYQAAAOQAYg==",
         "plain:aäb"},
        {"a last letter that might have got a tone", CODED_AS("windows-1258") "b=E0 ta", "plain:bà ta"},
        {"a name of nothing we know", NAMED("klingon") "caf\xe9", "plain:café"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void subjects_in_wrong_charsets(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Latin 1 that is UTF-8", "=?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"},
        {"a character split between two words", "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"},
        {"a word with blanks in it", "=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=", "Grüße an alle"},
        {"words without blanks between", "=?utf-8?Q?a?==?utf-8?Q?b?=x", "abx"},
        {"UTF-7", "=?utf-7?Q?Gr+APwA3w-e?=", "Grüße"},
        {"a word that never ends", "=?utf-8?Q?abc", "=?utf-8?Q?abc"},
        {"Polish in Windows-1250", "=?windows-1250?Q?nie_dzia=B3a?=", "nie działa"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = message_decode(cases[i].raw);
        if (strcmp(found, cases[i].found) != 0)
            fail_msg("%s: '%s'", cases[i].name, found);
    }
}

static char *repeated(const char *before, const char *unit, size_t times, const char *behind) {
    GString *text = g_string_new(before);
    for (size_t i = 0; i < times; i++)
        g_string_append(text, unit);
    return g_string_free(g_string_append(text, behind), FALSE);
}

// Of this thread alone: the machine may be busy.
static int64_t processor_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

// The work is bounded by counts that are seen here; without sanitizers none of these takes 0.2 s.
static void monsters(void **state) {
    (void)state;
    struct {
        const char *name;
        char *raw;
        size_t parts;
    } cases[] = {
        {"100,000 parts", repeated(MIXED, "--b\nContent-Type: text/plain\n\nx\n", 100000, "--b--\n"), 500},
        {"100,000 multiparts inside each other without a boundary",
         repeated("", "Content-Type: multipart/mixed\n\n--x\n", 100000, "\nx"), 500},
        {"multiparts that name boundaries which never come",
         repeated("", "Content-Type: multipart/mixed; boundary=n\n\n--x\n", 100000, "\nx"), 500},
        {"messages in messages", repeated("", "Content-Type: message/rfc822\n\n", 100000, "\nx"), 51},
        {"a boundary that begins every line", repeated(MIXED, "--b-\n", 500000, ""), 1},
        {"a million lines that look like delimiters",
         repeated("Content-Type: multipart/mixed\n\n", "--x\n", 1000000, ""), 1},
        {"a header of 1 MB", repeated("X: ", "x", 1000000, "\nSubject: a\n\nx"), 1},
        {"a type of many pieces", repeated("Content-Type: multipart/mixed", "; boundary*0=x", 70000, "\n\nx"),
         1},
        {"words that never end", repeated("Subject: ", "=?a?q?", 160000, "\n\nx"), 1},
        {"files that begin and never end", repeated("A: b\n\n", "begin 644 x\n#86)C\n", 30000, ""), 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = cases[i].raw;
        const int64_t start = processor_time();
        g_autoptr(Message) message = parse(raw);
        size_t count = 0;
        message_parts(message, &count);
        if (count > cases[i].parts)
            fail_msg("%s: %zu parts", cases[i].name, count);
        g_autofree char *text = message_part_text(message, count - 1, 256 * 1024);
        const int64_t spent = processor_time() - start;
        if (spent > 3 * G_USEC_PER_SEC)
            fail_msg("%s: %" G_GINT64_FORMAT " us", cases[i].name, spent);
        assert_true(g_utf8_validate(text, -1, NULL));
    }
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_of_any_shape),         cmocka_unit_test(damaged_trees),
        cmocka_unit_test(encodings_as_they_come),     cmocka_unit_test(charsets_as_they_are_named),
        cmocka_unit_test(subjects_in_wrong_charsets), cmocka_unit_test(monsters),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
