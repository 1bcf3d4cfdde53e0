// What mail says of its charset is often wrong, so nothing here fails: the
// declared charset is tried, then UTF-8, then Windows-1252, which has a
// character for nearly every byte. iconv gets no name that a mail may have
// made up to reach files or options (only letters, digits and -_.:+).
#include "plain.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

// Windows-1252, 0x80 to 0x9f; the five unassigned bytes are U+FFFD.
static const gunichar windows_1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static void append_1252(GString *out, guchar byte) {
    if (byte == 0)
        return;
    g_string_append_unichar(out, byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte);
}

char *plain_guess(const char *bytes, size_t size) {
    const char *valid_end;
    if (g_utf8_validate_len(bytes, size, &valid_end))
        return g_strndup(bytes, size);
    GString *out = g_string_sized_new(size + 16);
    const char *end = bytes + size;
    while (bytes < end) {
        g_utf8_validate_len(bytes, (size_t)(end - bytes), &valid_end);
        g_string_append_len(out, bytes, valid_end - bytes);
        if (valid_end < end)
            append_1252(out, (guchar)*valid_end++);
        bytes = valid_end;
    }
    return g_string_free(out, FALSE);
}

static bool is_safe_name(const char *charset) {
    size_t length = strlen(charset);
    return length > 0 && length <= 40 &&
           strspn(charset, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+") == length;
}

// Charsets that senders name without meaning it: the bytes tell better.
static bool is_byte_charset(const char *charset) {
    static const char *const names[] = {"us-ascii",     "ascii",        "ansi_x3.4-1968", "utf-8",
                                        "utf8",         "iso-8859-1",   "latin1",         "iso_8859-1",
                                        "iso8859-1",    "iso-8859-1-i", "windows-1252",   "cp1252",
                                        "unknown-8bit", "8bit",         "x-unknown"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(charset, names[i]) == 0)
            return true;
    return false;
}

// What the converter still held: a letter that might have been followed by its accent.
static void flush(GIConv converter, GString *out) {
    char buffer[64];
    gchar *to = buffer;
    gsize room = sizeof buffer;
    g_iconv(converter, NULL, NULL, &to, &room);
    g_string_append_len(out, buffer, to - buffer);
}

// All of the input through one converter, zeros with it. NULL when so much is invalid that the name must be
// wrong.
static GString *convert(GIConv converter, const char *bytes, size_t size) {
    g_autoptr(GString) out = g_string_sized_new(size + size / 4 + 16);
    gsize left = size, errors = 0;
    gchar *in = (gchar *)bytes; // iconv does not write there
    while (left > 0) {
        char buffer[4096];
        gchar *to = buffer;
        gsize room = sizeof buffer;
        gsize result = g_iconv(converter, &in, &left, &to, &room);
        int cause = errno;
        g_string_append_len(out, buffer, to - buffer);
        if (result != (gsize)-1 || (cause == E2BIG && to > buffer))
            continue;
        if (cause == EINVAL) // cut off at the end
            break;
        g_string_append(out, REPLACEMENT);
        in++, left--, errors++;
    }
    flush(converter, out);
    const bool wrong = errors > 8 && errors > size / 8;
    return wrong ? NULL : g_steal_pointer(&out);
}

char *plain_decode(const char *bytes, size_t size, const char *charset) {
    if (charset == NULL || !is_safe_name(charset) || is_byte_charset(charset))
        return plain_guess(bytes, size);
    GIConv converter = g_iconv_open("UTF-8", charset);
    if (converter == (GIConv)-1)
        return plain_guess(bytes, size);
    g_autoptr(GString) text = convert(converter, bytes, size);
    g_iconv_close(converter);
    if (text == NULL)
        return plain_guess(bytes, size);
    return plain_guess(text->str, text->len); // some converters give surrogates
}

void plain_clean(char *text) {
    const guchar *from = (const guchar *)text;
    char *to = text;
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        from += 3;
    for (; *from != '\0'; from++) {
        if (*from >= ' ' && *from < 127) {
            *to++ = (char)*from; // nearly all
        } else if (*from == '\r') {
            // A run of them before LF is one line end, as gateways leave "\r\r\n"; others are as many.
            const size_t returns = strspn((const char *)from, "\r");
            const size_t ends = from[returns] == '\n' ? 0 : returns;
            memset(to, '\n', ends);
            to += ends;
            from += returns - 1;
        } else if (from[0] == 0xc2 && from[1] >= 0x80 && from[1] < 0xa0) {
            from++; // C1
            if (*from == 0x85)
                *to++ = '\n';
        } else if (from[0] == 0xe2 && from[1] == 0x80 && (from[2] == 0xa8 || from[2] == 0xa9)) {
            from += 2; // line and paragraph separators
            *to++ = '\n';
        } else if (*from >= ' ' ? *from != 127 : *from == '\n' || *from == '\t') {
            *to++ = (char)*from;
        }
    }
    *to = '\0';
}

static size_t quote_depth(const char **line, const char *end) {
    size_t depth = 0;
    while (*line < end && **line == '>') {
        (*line)++;
        depth++;
    }
    if (*line < end && **line == ' ') // space-stuffing
        (*line)++;
    return depth;
}

char *plain_join_flowed(const char *text, bool delsp) {
    GString *out = g_string_sized_new(strlen(text) + 16);
    size_t flowing = G_MAXSIZE; // depth of a paragraph still open
    for (const char *line = text; *line != '\0';) {
        const char *end = strchrnul(line, '\n');
        const char *start = line;
        size_t depth = quote_depth(&start, end);
        bool signature = end - start == 3 && memcmp(start, "-- ", 3) == 0;
        bool soft = !signature && end > start && end[-1] == ' ';
        // An empty line ends a paragraph, also one whose writer left it open by a stray blank.
        if (flowing != G_MAXSIZE && (flowing != depth || signature || start == end)) {
            g_string_append_c(out, '\n');
            flowing = G_MAXSIZE;
        }
        if (flowing == G_MAXSIZE)
            for (size_t i = 0; i < MIN(depth, 50); i++)
                g_string_append(out, "> ");
        g_string_append_len(out, start, end - start - (soft && delsp ? 1 : 0));
        if (!soft && *end == '\n')
            g_string_append_c(out, '\n');
        flowing = soft ? depth : G_MAXSIZE;
        line = *end == '\n' ? end + 1 : end;
    }
    return g_string_free(out, FALSE);
}
