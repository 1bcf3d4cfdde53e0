// Replies as the mail programs of thirteen languages make them, and what their writers newly wrote in them.
// The replies stand in tests/unit/data/replies, so that they can be read as mail; all go the way that a
// message goes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "html.h"
#include "quote.h"
#include "text.h"

#define DIRECTORY "tests/unit/data/replies/"

// "=== [flags] name", the body, "--- own", the words; "␠" is a blank at the end of a line.
typedef struct Reply {
    const char *name;
    char *body, *own;
} Reply;

static const struct {
    const char *flag, *header;
} headers[] = {
    {"new", "Subject: s\n"},
    {"fwd", "Subject: Fwd: s\n"},
    {"", "Subject: Re: s\nIn-Reply-To: <a@b.example>\n"},
};

static bool has_flag(const char *name, const char *flag) {
    const char *end = *name == '[' ? strchr(name, ']') : NULL;
    const char *at = end != NULL ? strstr(name, flag) : NULL;
    return at != NULL && at < end;
}

static Text *hear(const Reply *reply) {
    const char *type = has_flag(reply->name, "html")     ? "text/html; charset=utf-8"
                       : has_flag(reply->name, "flowed") ? "text/plain; charset=utf-8; format=flowed"
                                                         : "text/plain; charset=utf-8";
    size_t kind = 0;
    while (*headers[kind].flag != '\0' && !has_flag(reply->name, headers[kind].flag))
        kind++;
    g_autofree char *raw =
        g_strdup_printf("%sContent-Type: %s\n\n%s\n", headers[kind].header, type, reply->body);
    g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    return text_extract(message, 0);
}

// Takes one reply out of the file at *at; false at its end.
static bool next_reply(char **at, Reply *reply) {
    char *start = g_str_has_prefix(*at, "=== ") ? *at : strstr(*at, "\n=== ");
    if (start == NULL)
        return false;
    char *name = strstr(start, "=== ") + 4, *body = strchr(name, '\n');
    assert_non_null(body);
    *body++ = '\0';
    char *own = g_str_has_prefix(body, "--- own\n") ? body : strstr(body, "\n--- own\n");
    assert_non_null(own);
    char *words = strstr(own, "--- own\n") + strlen("--- own\n");
    *own = '\0';
    char *end = g_str_has_prefix(words, "=== ") ? words : strstr(words, "\n=== ");
    *reply = (Reply){name, body,
                     end == words ? g_strdup("")
                                  : g_strndup(words, end != NULL ? (gsize)(end - words) : strlen(words))};
    *at = end != NULL ? end : words + strlen(words);
    return true;
}

static char *read_replies(const char *file) {
    g_autofree char *path = g_strconcat(DIRECTORY, file, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        fail_msg("cannot read %s", path);
    g_auto(GStrv) parts = g_strsplit(text, "␠", 0);
    return g_strjoinv(" ", parts);
}

// Every reply of a file; `least` so that a file that is not read is found out.
static void check_file(const char *file, size_t least) {
    g_autofree char *text = read_replies(file);
    size_t count = 0, wrong = 0;
    Reply reply;
    for (char *at = text; next_reply(&at, &reply); count++) {
        g_autofree char *own = reply.own;
        g_strchomp(own);
        g_autoptr(Text) heard = hear(&reply);
        if (strcmp(heard->body, own) != 0) {
            print_error("%s: %s:\n  '%s'\nnot '%s'\n", file, reply.name, heard->body, own);
            wrong++;
        }
    }
    assert_true(count >= least);
    if (wrong > 0)
        fail_msg("%s: %zu of %zu wrong", file, wrong, count);
}

static void outlook(void **state) {
    (void)state;
    check_file("outlook.txt", 34);
}

static void webmail(void **state) {
    (void)state;
    check_file("webmail.txt", 43);
}

static void desktop_programs(void **state) {
    (void)state;
    check_file("desktop.txt", 42);
}

static void endings(void **state) {
    (void)state;
    check_file("endings.txt", 63);
}

static void banners(void **state) {
    (void)state;
    check_file("banners.txt", 28);
}

static void forwards(void **state) {
    (void)state;
    check_file("forwards.txt", 10);
}

static void what_only_looks_like_a_quote(void **state) {
    (void)state;
    check_file("hostile.txt", 54);
}

static void more_of_all_kinds(void **state) {
    (void)state;
    check_file("more.txt", 49);
}

static void words_that_look_like_an_ending(void **state) {
    (void)state;
    check_file("losses.txt", 29);
}

static void html(void **state) {
    (void)state;
    check_file("html.txt", 9);
}

static int start(void **state) {
    (void)state;
    message_library_start();
    html_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlook),
        cmocka_unit_test(webmail),
        cmocka_unit_test(desktop_programs),
        cmocka_unit_test(endings),
        cmocka_unit_test(banners),
        cmocka_unit_test(forwards),
        cmocka_unit_test(what_only_looks_like_a_quote),
        cmocka_unit_test(more_of_all_kinds),
        cmocka_unit_test(words_that_look_like_an_ending),
        cmocka_unit_test(html),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
