// Before anything else is looked for, since the armor escapes the very dashes that mark quotes and
// signatures.
#include "quote_armor.h"

#include <string.h>

#define HEADER_LINES_MAX 8
#define SIGNATURE_LINES_MAX 100

static bool is_line(const Line *line, const char *text) {
    return line->length == strlen(text) && memcmp(line->text, text, line->length) == 0;
}

// The first such line of at most `most` lines from `from`, or count.
static size_t find(const Lines *lines, size_t from, size_t most, const char *text) {
    for (size_t i = from; i < lines->count && i - from < most; i++)
        if (is_line(&lines->at[i], text))
            return i;
    return lines->count;
}

// By name, since the empty line behind the headers may be lost: "Problem: it fails" is what they say.
static bool is_header(const Line *line) {
    static const char *const names[] = {
        "Hash: ", "Version: ", "Comment: ", "MessageID: ", "Charset: ", "NotDashEscaped: "};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (line->length > strlen(names[i]) && g_str_has_prefix(line->text, names[i]))
            return true;
    return false;
}

static void unescape(Line *line) {
    if (line->length < 3 || strncmp(line->text, "- ", 2) != 0 || line->text[2] != '-')
        return;
    line->text += 2;
    line->length -= 2;
    line->dashes_blank = line->length == 2 && strncmp(line->text, "-- ", 3) == 0;
}

void quote_armor_mark(Lines *lines) {
    size_t begin = find(lines, quote_lines_first(lines), 1, "-----BEGIN PGP SIGNED MESSAGE-----");
    size_t signature = find(lines, begin, lines->count, "-----BEGIN PGP SIGNATURE-----");
    size_t end = find(lines, signature, SIGNATURE_LINES_MAX, "-----END PGP SIGNATURE-----");
    if (end == lines->count)
        return;
    size_t text = begin + 1;
    while (text < signature && text - begin < HEADER_LINES_MAX && is_header(&lines->at[text]))
        text++;
    quote_lines_set(lines, begin, text, LINE_SIGNATURE);
    for (size_t i = text; i < signature; i++)
        unescape(&lines->at[i]);
    quote_lines_set(lines, signature, end + 1, LINE_SIGNATURE);
}
