#ifndef EARSHOT_TEST_PAGE_CHECK_H
#define EARSHOT_TEST_PAGE_CHECK_H
// What HTML must be to be shown by Outlook's Word engine, Gmail and Apple Mail
// alike: few tags, all closed; few attributes and properties; no letters that a
// phone makes too small; nothing from elsewhere. And what a reader sees of it.

#include "support.h"

static inline bool page_is_one_of(const char *name, const char *const *names) {
    for (size_t i = 0; names[i] != NULL; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static inline char *page_fault_of_style(const char *style) {
    static const char *const KNOWN[] = {
        "font-family",  "font-size",     "font-weight", "line-height",  "margin",  "padding",
        "padding-left", "border",        "border-left", "border-top",   "color",   "background-color",
        "word-break",   "overflow-wrap", "max-width",   "table-layout", "display", NULL};
    g_auto(GStrv) parts = g_strsplit(style, ";", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (*g_strstrip(parts[i]) == '\0')
            continue;
        g_auto(GStrv) pair = g_strsplit(parts[i], ":", 2);
        if (pair[1] == NULL || !page_is_one_of(pair[0], KNOWN))
            return g_strdup_printf("property %s", parts[i]);
        if (strcmp(pair[0], "font-size") == 0 && atoi(pair[1]) < 14)
            return g_strdup_printf("letters of %s", pair[1]);
    }
    return NULL;
}

static inline char *page_fault_of_attribute(const char *name, const char *value) {
    static const char *const KNOWN[] = {"lang",   "dir",   "charset", "name",   "content",     "style",
                                        "role",   "width", "align",   "valign", "cellpadding", "cellspacing",
                                        "border", "href",  "bgcolor", NULL};
    if (!page_is_one_of(name, KNOWN))
        return g_strdup_printf("attribute %s", name);
    if (strcmp(name, "href") == 0 &&
        !g_regex_match_simple("^mailto:[A-Za-z0-9@._~%-]+\\?subject=[A-Za-z0-9._~%-]+"
                              "&amp;body=[A-Za-z0-9._~%-]+$",
                              value, 0, 0))
        return g_strdup_printf("link %s", value);
    if (strcmp(name, "lang") == 0 && !g_regex_match_simple("^[a-z]{2,3}$", value, 0, 0))
        return g_strdup_printf("language %s", value);
    return strcmp(name, "style") == 0 ? page_fault_of_style(value) : NULL;
}

// `tag` is what stands between < and >.
static inline char *page_fault_of_tag(const char *tag, GPtrArray *open) {
    static const char *const KNOWN[] = {"html", "head", "meta", "title", "body", "table", "tr",
                                        "td",   "p",    "h1",   "h2",    "h3",   "b",     "i",
                                        "span", "br",   "wbr",  "a",     NULL};
    static const char *const ALONE[] = {"meta", "br", "wbr", NULL};
    const bool closes = *tag == '/';
    g_auto(GStrv) words = g_strsplit(tag + closes, " ", 2);
    if (!page_is_one_of(words[0], KNOWN))
        return g_strdup_printf("tag %s", tag);
    if (closes) {
        const char *last = open->len == 0 ? "nothing" : open->pdata[open->len - 1];
        if (strcmp(last, words[0]) != 0)
            return g_strdup_printf("%s closed where %s is open", words[0], last);
        g_ptr_array_set_size(open, (gint)open->len - 1);
        return words[1] == NULL ? NULL : g_strdup("attributes of an end");
    }
    if (!page_is_one_of(words[0], ALONE))
        g_ptr_array_add(open, g_strdup(words[0]));
    g_autoptr(GRegex) attribute = g_regex_new("([a-z]+)=\"([^\"<>]*)\" ?", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    const char *rest = words[1] == NULL ? "" : words[1];
    g_regex_match(attribute, rest, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *name = g_match_info_fetch(match, 1), *value = g_match_info_fetch(match, 2);
        char *fault = page_fault_of_attribute(name, value);
        if (fault != NULL)
            return fault;
    }
    g_autofree char *left = g_regex_replace_literal(attribute, rest, -1, 0, "", 0, NULL);
    return *left == '\0' ? NULL : g_strdup_printf("not an attribute: %s", left);
}

// Word's remarks do not count: the others do not see them, and what stands in them is fixed.
static inline char *page_without_remarks(const char *html) {
    g_autoptr(GRegex) remark = g_regex_new("<!--\\[if mso\\]>.*?<!\\[endif\\]-->", G_REGEX_DOTALL, 0, NULL);
    return g_regex_replace_literal(remark, html, -1, 0, "", 0, NULL);
}

// NULL when it is fine.
static inline char *page_fault(const char *html) {
    if (!g_utf8_validate(html, -1, NULL) || !g_str_has_prefix(html, "<!DOCTYPE html>\n"))
        return g_strdup("no HTML in UTF-8");
    for (const char *at = html; *at != '\0'; at++)
        if ((guchar)*at < 0x20 && *at != '\n')
            return g_strdup("control characters");
    if (strlen(html) >= 100 * 1000)
        return g_strdup_printf("%zu bytes", strlen(html));
    g_autofree char *page = page_without_remarks(html);
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = strchr(page + 1, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        if (end == NULL)
            return g_strdup("a tag without an end");
        g_autofree char *tag = g_strndup(at + 1, (gsize)(end - at - 1));
        char *fault = page_fault_of_tag(tag, open);
        if (fault != NULL)
            return fault;
    }
    return open->len == 0 ? NULL : g_strdup("what is open at the end");
}

static inline char *page_unescaped(const char *text) {
    static const char *const ENTITIES[][2] = {{"&lt;", "<"},  {"&gt;", ">"},   {"&quot;", "\""},
                                              {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}};
    g_autoptr(GString) plain = g_string_new(text);
    for (size_t i = 0; i < G_N_ELEMENTS(ENTITIES); i++)
        g_string_replace(plain, ENTITIES[i][0], ENTITIES[i][1], 0);
    return g_strdup(plain->str);
}

// What is seen of a page, blocks on lines of their own.
static inline char *page_seen(const char *html) {
    g_autofree char *page = page_without_remarks(html);
    const char *body = strstr(page, "<body");
    assert_non_null(body);
    g_autoptr(GRegex) block = g_regex_new("</(p|td|h1|h2|h3)>|<br>", 0, 0, NULL);
    g_autoptr(GRegex) tag = g_regex_new("<[^>]*>", 0, 0, NULL);
    g_autofree char *lines = g_regex_replace_literal(block, body, -1, 0, "\n", 0, NULL);
    g_autofree char *text = g_regex_replace_literal(tag, lines, -1, 0, "", 0, NULL);
    return page_unescaped(text);
}

// Letters and digits alone, in their order: whatever says the same has the same.
static inline char *page_letters(const char *text) {
    GString *letters = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c) || g_unichar_ismark(c))
            g_string_append_unichar(letters, c);
    }
    return g_string_free(letters, FALSE);
}

#endif
