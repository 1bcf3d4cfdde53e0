// The name of an event ends in a file of lines, on terminals and in JSON. In iCalendar it may hold line ends
// and whatever else an escape or a careless program put there, and be as long as a novel.
#include "holidays_name.h"

#include <stdbool.h>

enum { NAME_LIMIT = 120 }; // characters

// What shows of a character of a name: 0 for what only steers how the line is shown, except for the joiners
// that letters and emoji need.
static gunichar shown(gunichar character) {
    switch (g_unichar_type(character)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
        return ' ';
    case G_UNICODE_FORMAT:
        return character == 0x200c || character == 0x200d ? character : 0;
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
        return 0;
    default:
        return character;
    }
}

char *holidays_name(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) name = g_string_new(NULL);
    unsigned length = 0;
    bool space = false;
    const char *at = valid;
    for (; *at != '\0' && length < NAME_LIMIT; at = g_utf8_next_char(at)) {
        const gunichar character = shown(g_utf8_get_char(at));
        if (character != 0 && character != ' ') {
            const bool parted = space && name->len > 0;
            g_string_append(name, parted ? " " : "");
            g_string_append_unichar(name, character);
            length += parted ? 2 : 1;
        }
        space = character == ' ' || (space && character == 0);
    }
    g_string_append(name, *at != '\0' ? "…" : "");
    return g_string_free(g_steal_pointer(&name), FALSE);
}
