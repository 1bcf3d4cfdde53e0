// GMime decodes; here stands what it should be given. Encodings are named in
// many ways, applied in part (list programs add plain footers to base64) or not
// at all, and some people's programs still put files into the text.
#include "leaf.h"

#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>

#include "charset.h"
#include "plain.h"

#define LINES_MAX ((size_t)4096)   // octets of line ends allowed for in base64, beside twice the limit
#define META_WINDOW ((size_t)4096) // octets of HTML in which its charset is looked for

typedef struct Span {
    const char *start, *end;
} Span;

// By the letters and digits of its name alone: "quoted printable", "\"base64\"".
static GMimeContentEncoding encoding_named(const char *name) {
    static const struct {
        const char *name;
        GMimeContentEncoding encoding;
    } names[] = {{"base64", GMIME_CONTENT_ENCODING_BASE64},
                 {"quotedprintable", GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE},
                 {"xuuencode", GMIME_CONTENT_ENCODING_UUENCODE},
                 {"uuencode", GMIME_CONTENT_ENCODING_UUENCODE},
                 {"xuue", GMIME_CONTENT_ENCODING_UUENCODE}};
    char bare[20] = "";
    size_t length = 0;
    for (; *name != '\0' && *name != ';' && length < sizeof bare - 1; name++)
        if (g_ascii_isalnum(*name))
            bare[length++] = g_ascii_tolower(*name);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i].name, bare) == 0)
            return names[i].encoding;
    return GMIME_CONTENT_ENCODING_DEFAULT;
}

static GMimeContentEncoding encoding_of(const MimeNode *node) {
    if (node->encoding == NULL || node->container || g_str_has_prefix(node->type, "multipart/"))
        return GMIME_CONTENT_ENCODING_DEFAULT; // RFC 2045 s.6.4: a composite is never coded
    g_autofree char *name = field_strip_comments(node->encoding);
    return encoding_named(name);
}

static Span next_line(const char **at, const char *end) {
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    Span line = {*at, newline != NULL ? newline : end};
    *at = newline != NULL ? newline + 1 : end;
    while (line.end > line.start && strchr("\r\t ", line.end[-1]) != NULL)
        line.end--;
    return line;
}

// A line that is no base64: words with blanks between, or more signs than damage explains.
static bool is_foreign(const Span *line) {
    size_t strange = 0;
    for (const char *c = line->start; c < line->end; c++) {
        if (*c == ' ' || *c == '\t')
            return true;
        strange += !g_ascii_isalnum(*c) && *c != '+' && *c != '/' && *c != '=';
    }
    return strange * 8 > (size_t)(line->end - line->start);
}

// How much of a body in base64 is that: up to the first foreign line; 0 when it begins with one.
static size_t base64_extent(const char *body, size_t size) {
    const char *end = body + size;
    for (const char *at = body; at < end;) {
        const char *start = at;
        const Span line = next_line(&at, end);
        if (is_foreign(&line))
            return (size_t)(start - body);
    }
    return size;
}

// Behind the line "begin 644 name", which GMime's decoder does not know.
static size_t uuencode_start(const char *body, size_t size) {
    const char *at = body, *end = body + size;
    for (int lines = 0; at < end && lines < 20; lines++) {
        const Span line = next_line(&at, end);
        if (line.end - line.start > 6 && memcmp(line.start, "begin ", 6) == 0)
            return (size_t)(at - body);
    }
    return 0;
}

static GBytes *as_it_stands(const MimeNode *node, GBytes *message, size_t limit) {
    const size_t start = (size_t)(node->body - (const char *)g_bytes_get_data(message, NULL));
    return g_bytes_new_from_bytes(message, start, MIN(node->size, limit));
}

static int digit_of(char c) {
    if (g_ascii_isupper(c))
        return c - 'A';
    if (g_ascii_islower(c))
        return c - 'a' + 26;
    if (g_ascii_isdigit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// GMime stops at the first padding, and some programs code each line by itself. What stands before an end
// without padding was cut off.
static void decode_base64(const char *body, size_t size, size_t limit, GByteArray *out) {
    guint32 bits = 0;
    guint held = 0; // digits, of four
    for (size_t i = 0; i < size && out->len < limit; i++) {
        const int digit = digit_of(body[i]);
        if (digit < 0 && (body[i] != '=' || held < 2))
            continue;
        const guint whole = digit >= 0 ? 3 : held - 1; // bytes, when this ends a group
        bits = digit >= 0 ? bits << 6 | (guint32)digit : bits << 6 * (4 - held);
        held = digit >= 0 ? held + 1 : 4;
        if (held < 4)
            continue;
        const guint8 bytes[3] = {(guint8)(bits >> 16), (guint8)(bits >> 8), (guint8)bits};
        g_byte_array_append(out, bytes, whole);
        held = 0, bits = 0;
    }
    g_byte_array_set_size(out, (guint)MIN(out->len, limit));
}

static void decode_other(const char *body, size_t size, size_t limit, GMimeContentEncoding encoding,
                         GByteArray *out) {
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding);
    for (size_t at = 0; at < size && out->len < limit;) {
        char buffer[8192 + 64];
        const size_t step = MIN(size - at, 8192);
        const size_t made = g_mime_encoding_step(&state, body + at, step, buffer);
        g_byte_array_append(out, (const guint8 *)buffer, (guint)made);
        at += step;
    }
    g_byte_array_set_size(out, (guint)MIN(out->len, limit));
}

GBytes *leaf_bytes(const MimeNode *node, GBytes *message, size_t limit) {
    const GMimeContentEncoding encoding = encoding_of(node);
    const bool base64 = encoding == GMIME_CONTENT_ENCODING_BASE64;
    const size_t enough = limit < node->size / 2 ? MIN(node->size, limit * 2 + LINES_MAX) : node->size;
    const size_t size = base64 ? base64_extent(node->body, enough) : node->size;
    if (encoding == GMIME_CONTENT_ENCODING_DEFAULT || size == 0)
        return as_it_stands(node, message, limit);
    const size_t start =
        encoding == GMIME_CONTENT_ENCODING_UUENCODE ? uuencode_start(node->body, node->size) : 0;
    GByteArray *out = g_byte_array_new();
    if (base64)
        decode_base64(node->body, size, limit, out);
    else
        decode_other(node->body + start, size - start, limit, encoding, out);
    return g_byte_array_free_to_bytes(out);
}

static bool is_begin(const Span *line) {
    const size_t length = (size_t)(line->end - line->start);
    const char *c = line->start + 6;
    if (length < 11 || memcmp(line->start, "begin ", 6) != 0)
        return false;
    const size_t digits = strspn(c, "01234567");
    return (digits == 3 || digits == 4) && c[digits] == ' ';
}

// A line of uuencoded bytes: its first character tells how many follow. Blanks at its end may be gone.
static bool is_encoded(const Span *line) {
    const size_t length = (size_t)(line->end - line->start);
    if (length == 0 || *line->start < ' ' || *line->start > '`')
        return false;
    const size_t bytes = (size_t)(*line->start - ' ') & 63;
    const size_t whole = 1 + (bytes + 2) / 3 * 4;
    for (const char *c = line->start; c < line->end; c++)
        if (*c < ' ' || *c > '`')
            return false;
    return length <= whole + 1 && length + 4 >= whole;
}

// Where a uuencoded file ends whose first line stands at `at`; `at` when there is none.
static const char *behind_file(const char *at, const char *end) {
    const char *next = at;
    Span line = next_line(&next, end);
    if (!is_begin(&line))
        return at;
    size_t encoded = 0;
    for (const char *rest = next; rest < end;) {
        line = next_line(&rest, end);
        if (line.end - line.start == 3 && memcmp(line.start, "end", 3) == 0)
            return rest;
        const bool empty = line.start == line.end;
        if (!empty && !is_encoded(&line))
            break;
        encoded += !empty;
        next = rest;
    }
    return encoded >= 2 ? next : at;
}

static void leave_out_files(char *text) {
    const char *end = text + strlen(text), *from = text;
    if (strstr(text, "begin ") == NULL)
        return;
    char *to = text;
    while (from < end) {
        const char *behind = behind_file(from, end);
        if (behind == from) {
            const char *newline = memchr(from, '\n', (size_t)(end - from));
            behind = newline != NULL ? newline + 1 : end;
            memmove(to, from, (size_t)(behind - from));
            to += behind - from;
        }
        from = behind;
    }
    *to = '\0';
}

// HTML names its charset itself where its header does not: <meta charset=x>, or a Content-Type in a <meta>.
static char *named_in_html(const char *html, size_t size) {
    const char *end = html + MIN(size, META_WINDOW);
    for (const char *at = html; (at = memchr(at, '=', (size_t)(end - at))) != NULL; at++) {
        const char *name = at;
        while (name > html && name[-1] == ' ')
            name--;
        if (name - html < 7 || g_ascii_strncasecmp(name - 7, "charset", 7) != 0)
            continue;
        const char *value = at + 1;
        while (value < end && strchr(" '\"", *value) != NULL && *value != '\0')
            value++;
        size_t length = 0;
        while (value + length < end &&
               (g_ascii_isalnum(value[length]) || strchr("-_:.", value[length]) != NULL) &&
               value[length] != '\0')
            length++;
        return length > 0 ? g_strndup(value, length) : NULL;
    }
    return NULL;
}

static char *charset_of(const MimeNode *node, const char *data, size_t size) {
    char *charset = mime_parameter(node->content, "charset");
    if (charset == NULL && strcmp(node->type, "text/html") == 0)
        charset = named_in_html(data, size);
    return charset;
}

char *leaf_text(const MimeNode *node, GBytes *message, size_t limit) {
    g_autoptr(GBytes) bytes = leaf_bytes(node, message, limit);
    size_t size = 0;
    const char *content = g_bytes_get_data(bytes, &size), *data = content != NULL ? content : "";
    g_autofree char *charset = charset_of(node, data, size);
    g_autofree char *text = charset_decode(data, size, charset);
    plain_clean(text);
    if (strcmp(node->type, "text/plain") != 0)
        return g_steal_pointer(&text);
    leave_out_files(text);
    g_autofree char *format = mime_parameter(node->content, "format");
    if (format == NULL || g_ascii_strcasecmp(format, "flowed") != 0)
        return g_steal_pointer(&text);
    g_autofree char *delsp = mime_parameter(node->content, "delsp");
    return plain_join_flowed(text, delsp != NULL && g_ascii_strcasecmp(delsp, "yes") == 0);
}
