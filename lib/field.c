// GMime keeps header fields too, but parses addresses while it reads and
// recurses over nested groups: 400,000 of "a:" end the process. This scanner
// looks at each byte once, keeps no more than it was told to, and leaves the
// meaning of a value to whoever asks for it.
#include "field.h"

#include <string.h>

#include "plain.h"

static void field_clear(gpointer data) {
    Field *field = data;
    g_free(field->name);
    g_free(field->value);
}

GArray *field_array_new(void) {
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(Field));
    g_array_set_clear_func(fields, field_clear);
    return fields;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

// One physical line: its end without CR and LF, and where the next begins.
typedef struct Line {
    const char *start, *end, *next;
} Line;

static Line line_at(const char *at, const char *end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    const char *stop = newline != NULL ? newline : end;
    Line line = {at, stop, newline != NULL ? newline + 1 : end};
    while (line.end > at && line.end[-1] == '\r')
        line.end--;
    return line;
}

static bool is_name_byte(char c) {
    return c > ' ' && c < 127 && c != ':';
}

// The length of the field name when the line is a field, else 0. A name in "--" is refused: such a line is
// the delimiter of a multipart whose boundary holds a colon.
static size_t name_length(const Line *line) {
    const char *at = line->start;
    while (at < line->end && is_name_byte(*at))
        at++;
    size_t length = (size_t)(at - line->start);
    while (at < line->end && is_blank(*at))
        at++;
    if (at >= line->end || *at != ':' || (length >= 2 && memcmp(line->start, "--", 2) == 0))
        return 0;
    return length;
}

void field_blank_controls(char *text) {
    for (char *c = text; *c != '\0'; c++) {
        if ((*c > 0 && *c < ' ') || *c == 127)
            *c = ' ';
        else if (c[0] == '\xc2' && (guchar)c[1] >= 0x80 && (guchar)c[1] < 0xa0)
            c[0] = c[1] = ' '; // C1
    }
}

static char *value_clean(const GString *raw) {
    g_autofree char *value = plain_guess(raw->str, raw->len);
    field_blank_controls(value);
    return g_strdup(g_strstrip(value));
}

// Reads the field that begins at `line` with its continuations; returns where the next line begins.
static const char *read_field(const Line *first, size_t name, const char *end, GArray *fields, size_t limit) {
    const char *colon = memchr(first->start + name, ':', (size_t)(first->end - first->start) - name);
    g_autoptr(GString) raw = g_string_new_len(colon + 1, first->end - colon - 1);
    const char *next = first->next;
    while (next < end && is_blank(*next)) {
        Line more = line_at(next, end);
        g_string_append_len(raw, more.start, more.end - more.start);
        next = more.next;
    }
    if (fields->len < limit) {
        Field field = {g_strndup(first->start, name), value_clean(raw)};
        g_array_append_val(fields, field);
    }
    return next;
}

static bool is_mbox_line(const Line *line) {
    size_t length = (size_t)(line->end - line->start);
    return (length >= 5 && memcmp(line->start, "From ", 5) == 0) ||
           (length >= 6 && memcmp(line->start, ">From ", 6) == 0);
}

size_t field_scan(const char *data, size_t size, size_t limit, GArray *fields) {
    const char *end = data + MIN(size, (size_t)FIELD_BLOCK_MAX);
    const char *at = data;
    while (at < end) {
        Line line = line_at(at, end);
        size_t name = name_length(&line);
        if (line.end == line.start)
            return (size_t)(line.next - data);
        if (name > 0)
            at = read_field(&line, name, end, fields, limit);
        else if (is_mbox_line(&line))
            at = line.next;
        else
            break;
    }
    return (size_t)(at - data);
}

bool field_block_cut(const char *data, size_t size, size_t header) {
    if (size <= FIELD_BLOCK_MAX || memchr(data + header, '\n', FIELD_BLOCK_MAX - header) != NULL)
        return false;
    size_t at = header;
    at -= at > 0 && data[at - 1] == '\n';
    at -= at > 0 && data[at - 1] == '\r';
    return at == header || at == 0 || data[at - 1] != '\n';
}

const char *field_find(const GArray *fields, const char *name) {
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = &g_array_index(fields, Field, i);
        if (g_ascii_strcasecmp(field->name, name) == 0)
            return field->value;
    }
    return NULL;
}

char *field_strip_comments(const char *value) {
    GString *out = g_string_sized_new(strlen(value));
    size_t depth = 0;
    bool quoted = false;
    for (const char *c = value; *c != '\0'; c++) {
        bool escaped = *c == '\\' && c[1] != '\0';
        if (!quoted && *c == '(')
            depth++;
        else if (!quoted && *c == ')' && depth > 0)
            depth--;
        else if (depth == 0) {
            if (*c == '"' && !escaped)
                quoted = !quoted;
            g_string_append_c(out, *c);
            if (escaped && quoted)
                g_string_append_c(out, c[1]);
        }
        if (escaped && (quoted || depth > 0))
            c++;
    }
    g_strstrip(out->str);
    return g_string_free(out, FALSE);
}

char *field_main_value(const char *value) {
    if (value == NULL)
        return NULL;
    g_autofree char *plain = field_strip_comments(value);
    size_t length = strcspn(plain, "; \t");
    return length == 0 ? NULL : g_ascii_strdown(plain, (gssize)length);
}

// Copies the value that begins at *at and moves *at behind it.
static char *parameter_value(const char **at) {
    GString *out = g_string_new(NULL);
    const char *c = *at;
    if (*c == '"') {
        for (c++; *c != '\0' && *c != '"'; c++) {
            if (*c == '\\' && c[1] != '\0')
                c++;
            g_string_append_c(out, *c);
        }
    } else {
        for (; *c != '\0' && *c != ';' && !is_blank(*c); c++)
            g_string_append_c(out, *c);
    }
    *at = c;
    return g_string_free(out, FALSE);
}

char *field_parameter(const char *value, const char *name) {
    if (value == NULL)
        return NULL;
    g_autofree char *plain = field_strip_comments(value);
    const char *at = strchr(plain, ';');
    while (at != NULL) {
        at += strspn(at, "; \t");
        size_t length = strcspn(at, "=; \t");
        bool match = length == strlen(name) && g_ascii_strncasecmp(at, name, length) == 0;
        at += length;
        at += strspn(at, " \t");
        if (*at == '=') {
            at++;
            at += strspn(at, " \t");
            g_autofree char *found = parameter_value(&at);
            if (match)
                return g_steal_pointer(&found);
        }
        at = strchr(at, ';');
    }
    return NULL;
}

void field_message_ids(const char *value, GPtrArray *ids, size_t limit) {
    const char *at = value;
    while (ids->len < limit && (at = strchr(at, '<')) != NULL) {
        size_t length = strcspn(at + 1, "<> \t");
        if (at[1 + length] == '>' && length > 0 && length < 998)
            g_ptr_array_add(ids, g_strndup(at + 1, length));
        at += 1 + length;
    }
}
