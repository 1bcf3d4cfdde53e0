// Postfix's own splitting (mystrtokq) in a few lines: an admin's list must come
// out of here as it went in, or we would break a filter that is not ours.
#include "ctl_setup_list.h"

#include <string.h>

static bool parts(char c) {
    return c == ',' || g_ascii_isspace(c);
}

// Behind the element that begins here: a separator outside braces ends it.
static const char *end_of(const char *element) {
    int depth = 0;
    const char *at = element;
    for (; *at != '\0' && (depth > 0 || !parts(*at)); at++)
        depth += *at == '{' ? 1 : *at == '}' && depth > 0 ? -1 : 0;
    return at;
}

GPtrArray *setup_list_of(const char *value) {
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = value == NULL ? "" : value; *at != '\0';) {
        if (parts(*at)) {
            at++;
            continue;
        }
        const char *end = end_of(at);
        g_ptr_array_add(list, g_strndup(at, (size_t)(end - at)));
        at = end;
    }
    return list;
}

char *setup_list_address(const char *element) {
    element += strspn(element, "{ \t\r\n");
    return g_strndup(element, strcspn(element, ",} \t\r\n"));
}

// Runs of separators inside an element become one comma, and none beside a brace.
static void append_tight(GString *text, const char *element) {
    for (const char *at = element; *at != '\0'; at++) {
        if (!parts(*at)) {
            g_string_append_c(text, *at);
            continue;
        }
        const bool opens = at == element || at[-1] == '{' || parts(at[-1]);
        if (!opens && at[1 + strspn(at + 1, ", \t\r\n")] != '}')
            g_string_append_c(text, ',');
    }
}

static char *tight(const char *element) {
    GString *text = g_string_new(NULL);
    append_tight(text, element);
    return g_string_free(text, FALSE);
}

int setup_list_find(const GPtrArray *list, const char *element) {
    g_autofree char *wanted = tight(element);
    for (guint i = 0; i < list->len; i++) {
        g_autofree char *here = tight(list->pdata[i]);
        if (strcmp(here, wanted) == 0)
            return (int)i;
    }
    return -1;
}

char *setup_list_text(const GPtrArray *list, bool is_tight) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        if (i > 0)
            g_string_append(text, is_tight ? "," : ", ");
        if (is_tight)
            append_tight(text, list->pdata[i]);
        else
            g_string_append(text, list->pdata[i]);
    }
    return g_string_free(text, FALSE);
}
