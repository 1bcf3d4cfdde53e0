#ifndef EARSHOT_TEST_SUPPORT_HTML_H
#define EARSHOT_TEST_SUPPORT_HTML_H
// What a page of ours must be, whatever was put on it: its tags balance, it
// brings no script and asks for nothing from elsewhere.

#include "support.h"

// The tag that begins at `at`: its name, and where it ends.
static inline const char *html_tag_at(const char *at, char name[16], bool *closes) {
    size_t length = 0;
    at++;
    *closes = *at == '/';
    at += *closes;
    while (g_ascii_isalnum(*at) && length < 15)
        name[length++] = *at++;
    name[length] = '\0';
    const char *end = strchr(at, '>');
    if (end == NULL)
        fail_msg("a tag without an end: %.40s", at);
    return end;
}

// Attributes are ours, by name; what they hold is never an address.
static inline void html_check_tag(const char *at, const char *end) {
    static const char *const FINE[] = {"charset",
                                       "name",
                                       "content",
                                       "http-equiv",
                                       "lang",
                                       "class",
                                       "id",
                                       "role",
                                       "viewBox",
                                       "x",
                                       "y",
                                       "x1",
                                       "x2",
                                       "y1",
                                       "y2",
                                       "width",
                                       "height",
                                       "cx",
                                       "cy",
                                       "r",
                                       "d",
                                       "text-anchor",
                                       "scope",
                                       "colspan",
                                       "aria-label",
                                       "aria-hidden",
                                       "open",
                                       "dir",
                                       "preserveAspectRatio",
                                       "aria-labelledby",
                                       "datetime"};
    g_autofree char *tag = g_strndup(at, (gsize)(end - at));
    g_autoptr(GRegex) attribute = g_regex_new("\\s([A-Za-z0-9-]+)=\"([^\"]*)\"", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(attribute, tag, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *name = g_match_info_fetch(match, 1), *value = g_match_info_fetch(match, 2);
        bool fine = false;
        for (size_t i = 0; i < G_N_ELEMENTS(FINE); i++)
            fine = fine || strcmp(FINE[i], name) == 0;
        if (!fine)
            fail_msg("attribute %s in %s", name, tag);
        if (strstr(value, "://") != NULL && strcmp(name, "aria-label") != 0)
            fail_msg("an address in %s", tag);
    }
    g_autofree char *rest = g_regex_replace_literal(attribute, tag, -1, 0, "", 0, NULL);
    for (const char *c = rest + 1 + (rest[1] == '/'); *c != '\0'; c++)
        if (!g_ascii_isalnum(*c) && !g_ascii_isspace(*c))
            fail_msg("a tag that is none of ours: %s", tag);
}

static inline void html_check(const char *html) {
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    assert_true(g_utf8_validate(html, -1, NULL));
    assert_true(g_str_has_prefix(html, "<!DOCTYPE html>"));
    for (const char *at = strchr(html + 1, '<'); at != NULL; at = strchr(at, '<')) {
        char name[16];
        bool closes;
        const char *end = html_tag_at(at, name, &closes);
        html_check_tag(at, end);
        if (strcmp(name, "script") == 0 || strcmp(name, "img") == 0 || strcmp(name, "link") == 0 ||
            strcmp(name, "iframe") == 0 || strcmp(name, "") == 0)
            fail_msg("a page has no <%s>", name);
        if (closes) {
            const char *last = open->len == 0 ? "nothing" : open->pdata[open->len - 1];
            if (strcmp(last, name) != 0)
                fail_msg("</%s> closes %s: %.80s", name, last, at);
            g_ptr_array_set_size(open, (int)open->len - 1);
        } else if (strcmp(name, "meta") != 0) {
            g_ptr_array_add(open, g_strdup(name));
        }
        at = end;
    }
    assert_int_equal(open->len, 0);
    assert_null(strstr(html, "url("));
    assert_null(strstr(html, "@import"));
}

// All of it as text, tags left out.
static inline char *html_words(const char *html) {
    g_autoptr(GRegex) style = g_regex_new("<style>.*?</style>|<[^>]*>", G_REGEX_DOTALL, 0, NULL);
    g_autofree char *text = g_regex_replace_literal(style, html, -1, 0, " ", 0, NULL);
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);
    return g_regex_replace_literal(blanks, text, -1, 0, " ", 0, NULL);
}

static inline void html_assert_says(const char *html, const char *words) {
    g_autofree char *text = html_words(html);
    if (strstr(text, words) == NULL)
        fail_msg("the page does not say \"%s\": %s", words, text);
}

static inline void html_assert_not(const char *html, const char *words) {
    g_autofree char *text = html_words(html);
    if (strstr(text, words) != NULL)
        fail_msg("the page says \"%s\"", words);
}

#endif
