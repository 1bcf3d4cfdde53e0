// Quotes are cut off before commands are read; but a mail program that marks
// nothing makes our whole mail look newly written, and its last line, the token,
// with it. Our mails are long where a command is short: behind many lines the
// token is quoted, and then only what stands at the very top is surely the PM's.
#include "orders_parts.h"

#include <string.h>

enum { OWN_LINES = 6 }; // beside commands, above a token that was put there by hand or by a link of ours

static bool is_blank(const char *line, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (!g_ascii_isspace(line[i]))
            return false;
    return true;
}

// "#close", or the line in which a command goes on: reason="..."
static bool is_of_command(const char *line, size_t size) {
    g_autofree char *copy = g_strstrip(g_strndup(line, size));
    return (copy[0] == '#' && g_ascii_isalpha(copy[1])) || strstr(copy, "=\"") != NULL ||
           strstr(copy, "=\u201c") != NULL || strstr(copy, "=\u201e") != NULL;
}

// How many lines of prose stand before `end`, and where the first begins.
static unsigned count_prose(const char *body, size_t end, size_t *first) {
    unsigned count = 0;
    *first = end;
    for (size_t at = 0; at < end;) {
        const size_t size = strcspn(body + at, "\n");
        if (!is_blank(body + at, size) && !is_of_command(body + at, size) && count++ == 0)
            *first = at;
        at += size + (body[at + size] == '\n');
    }
    return count;
}

GPtrArray *orders_written(const OrdersFacts *facts) {
    const char *body = facts->text->body;
    size_t token = 0, first = 0;
    if (!orders_token_in(facts->seal, body, &token) || count_prose(body, token, &first) <= OWN_LINES)
        return command_read(body);
    g_autofree char *top = g_strndup(body, first);
    GPtrArray *commands = command_read(top);
    g_autoptr(GPtrArray) others = command_read(body + first);
    for (guint i = 0; i < others->len; i++)
        ((Command *)others->pdata[i])->wrong = "unmarked";
    g_ptr_array_extend_and_steal(commands, g_steal_pointer(&others));
    return commands;
}
