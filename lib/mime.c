// GMime's parser builds objects and recurses; measured, a hostile message can
// overflow the stack of the milter's thread and cost 0.3 s. Finding the parts
// needs neither: one pass over the lines with a stack of open boundaries,
// which is never deeper than MIME_DEPTH_MAX. What is in a part is decoded in
// message.c, and only for those that are asked for.
#include "mime.h"

#include <string.h>

#define PART_FIELDS_MAX 200
#define PIECES_MAX 10
#define BOUNDARY_MAX 200
#define GUESS_WINDOW ((size_t)64 * 1024) // octets in which a boundary that was not named is looked for
#define GUESS_NODES 20                   // it is looked for in the first nodes only
#define VALUE_MAX                                                                                            \
    ((size_t)16 * 1024) // octets kept of a value: parameters are looked up in it again and again

typedef struct Open { // a container whose end has not come
    guint node;
    char *boundary; // NULL for message/rfc822
    size_t length;
} Open;

typedef struct Walk {
    GArray *nodes;
    Open open[MIME_DEPTH_MAX];
    guint depth;
    int leaf;                // the node whose content the lines now are, or -1
    const char *start, *end; // of the whole body
    bool guessing;           // the top's boundary occurs nowhere: find one
} Walk;

static void node_clear(gpointer data) {
    MimeNode *node = data;
    g_free(node->type);
    g_free(node->content);
    g_free(node->encoding);
    g_free(node->disposition);
}

static MimeNode *node_at(const Walk *walk, guint index) {
    return &g_array_index(walk->nodes, MimeNode, index);
}

static bool is_type_char(char c) {
    return g_ascii_isalnum(c) || strchr("!#$&^_.+-", c) != NULL;
}

// "type/subtype" of a Content-Type, or NULL when it is not that.
static char *read_type(const char *content) {
    g_autofree char *type = field_main_value(content);
    size_t slashes = 0;
    for (const char *c = type; c != NULL && *c != '\0'; c++) {
        if (*c == '/')
            slashes++;
        else if (!is_type_char(*c))
            return NULL;
    }
    if (type != NULL && strcmp(type, "multipart") == 0)
        return g_strdup("multipart/mixed");
    bool fine = slashes == 1 && type[0] != '/' && type[strlen(type) - 1] != '/';
    return fine ? g_steal_pointer(&type) : NULL;
}

static bool is_message(const MimeNode *node) {
    g_autofree char *encoding = field_main_value(node->encoding);
    bool coded =
        encoding != NULL && (strcmp(encoding, "base64") == 0 || strcmp(encoding, "quoted-printable") == 0);
    return !coded && (strcmp(node->type, "message/rfc822") == 0 ||
                      strcmp(node->type, "message/global") == 0 || strcmp(node->type, "message/news") == 0);
}

// "us-ascii'en'a%20b" to "a b", in place.
static void undo_percent(char *value) {
    const char *quote = strchr(value, '\'');
    const char *second = quote != NULL ? strchr(quote + 1, '\'') : NULL;
    const char *from = second != NULL ? second + 1 : value;
    char *to = value;
    for (; *from != '\0'; from++) {
        const bool coded = *from == '%' && g_ascii_isxdigit(from[1]) && g_ascii_isxdigit(from[2]);
        const int byte = coded ? g_ascii_xdigit_value(from[1]) * 16 + g_ascii_xdigit_value(from[2]) : *from;
        from += coded ? 2 : 0;
        if (byte != 0)
            *to++ = (char)byte;
    }
    *to = '\0';
}

// One piece: name, or name with "*" behind it, whose value is coded then.
static char *read_piece(const char *content, const char *name) {
    char *value = field_parameter(content, name);
    if (value != NULL)
        return value;
    g_autofree char *coded = g_strconcat(name, "*", NULL);
    value = field_parameter(content, coded);
    if (value != NULL)
        undo_percent(value);
    return value;
}

char *mime_parameter(const char *content, const char *name) {
    char *value = content != NULL ? read_piece(content, name) : NULL;
    if (content == NULL || value != NULL || strchr(content, '*') == NULL)
        return value;
    GString *whole = g_string_new(NULL);
    for (guint i = 0; i < PIECES_MAX; i++) {
        g_autofree char *numbered = g_strdup_printf("%s*%u", name, i);
        g_autofree char *piece = read_piece(content, numbered);
        if (piece == NULL)
            break;
        g_string_append(whole, piece);
    }
    return g_string_free(whole, whole->len == 0);
}

static char *read_boundary(const MimeNode *node) {
    if (!g_str_has_prefix(node->type, "multipart/"))
        return NULL;
    g_autofree char *boundary = mime_parameter(node->content, "boundary");
    if (boundary == NULL)
        return NULL;
    g_strchomp(boundary);
    return *boundary != '\0' && strlen(boundary) <= BOUNDARY_MAX ? g_steal_pointer(&boundary) : NULL;
}

// The index of the open container whose delimiter this line is, innermost first, or -1.
static int find_delimiter(const Walk *walk, const char *line, size_t length, bool *last) {
    while (length > 0 && strchr(" \t\r", line[length - 1]) != NULL)
        length--;
    for (guint i = walk->depth; i-- > 0;) {
        const Open *open = &walk->open[i];
        if (open->boundary == NULL || length < open->length + 2 ||
            memcmp(line + 2, open->boundary, open->length) != 0)
            continue;
        *last = length == open->length + 4 && memcmp(line + length - 2, "--", 2) == 0;
        if (*last || length == open->length + 2)
            return (int)i;
    }
    return -1;
}

static const char *line_end_at(const char *at, const char *end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline != NULL ? newline : end;
}

// True when `line` is a delimiter by its looks: a field of MIME stands under it.
static bool heads_part(const char *next, const char *end) {
    return (size_t)(end - next) >= 8 && g_ascii_strncasecmp(next, "content-", 8) == 0;
}

// The boundary of a multipart that names none, or none that occurs: the first line that looks like a
// delimiter, before any of a container around it.
static char *guess_boundary(const Walk *walk, const char *body) {
    const char *end = body + MIN((size_t)(walk->end - body), GUESS_WINDOW);
    for (const char *at = body; at < end;) {
        const char *stop = line_end_at(at, end), *next = stop < end ? stop + 1 : end;
        bool last = false;
        size_t length = (size_t)(stop - at);
        while (length > 0 && strchr(" \t\r", at[length - 1]) != NULL)
            length--;
        if (length > 2 && length <= BOUNDARY_MAX + 2 && at[0] == '-' && at[1] == '-') {
            if (find_delimiter(walk, at, length, &last) >= 0)
                return NULL;
            if (heads_part(next, end))
                return g_strndup(at + 2, length - 2);
        }
        at = next;
    }
    return NULL;
}

static char *copy_value(const GArray *fields, const char *name) {
    const char *value = field_find(fields, name);
    if (value == NULL || strlen(value) <= VALUE_MAX)
        return g_strdup(value);
    return g_strndup(value, (gsize)(g_utf8_find_prev_char(value, value + VALUE_MAX) - value));
}

// Adds the node that these fields describe; a container becomes the innermost open one. Returns its index, or
// -1.
static int add_node(Walk *walk, const GArray *fields, const char *body) {
    if (walk->nodes->len >= MIME_PARTS_MAX)
        return -1;
    const MimeNode *parent = walk->depth > 0 ? node_at(walk, walk->open[walk->depth - 1].node) : NULL;
    bool digest = parent != NULL && strcmp(parent->type, "multipart/digest") == 0;
    MimeNode node = {
        .content = copy_value(fields, "Content-Type"),
        .encoding = copy_value(fields, "Content-Transfer-Encoding"),
        .disposition = copy_value(fields, "Content-Disposition"),
        .body = body,
        .size = (size_t)(walk->end - body),
        .parent = parent != NULL ? (int)walk->open[walk->depth - 1].node : -1,
        .depth = (int)walk->depth,
        .enclosed = parent != NULL && (parent->enclosed || !g_str_has_prefix(parent->type, "multipart/")),
    };
    node.type = read_type(node.content);
    if (node.type == NULL)
        node.type = g_strdup(digest && node.content == NULL ? "message/rfc822" : "text/plain");
    char *boundary = walk->depth < MIME_DEPTH_MAX && !walk->guessing ? read_boundary(&node) : NULL;
    if (boundary == NULL && walk->nodes->len < GUESS_NODES && g_str_has_prefix(node.type, "multipart/"))
        boundary = guess_boundary(walk, body);
    walk->guessing = false;
    node.container = walk->depth < MIME_DEPTH_MAX && (boundary != NULL || is_message(&node));
    int index = (int)walk->nodes->len;
    if (node.container)
        walk->open[walk->depth++] = (Open){(guint)index, boundary, boundary != NULL ? strlen(boundary) : 0};
    g_array_append_val(walk->nodes, node);
    return index;
}

// A part begins here: its header, and those of the messages it encloses. Returns where lines go on.
static const char *begin_part(Walk *walk, const char *at) {
    for (bool message = true; message;) {
        g_autoptr(GArray) fields = field_array_new();
        at += field_scan(at, (size_t)(walk->end - at), PART_FIELDS_MAX, fields);
        walk->leaf = add_node(walk, fields, at);
        message = walk->leaf >= 0 && node_at(walk, (guint)walk->leaf)->container &&
                  walk->open[walk->depth - 1].boundary == NULL;
    }
    if (walk->leaf >= 0 && node_at(walk, (guint)walk->leaf)->container)
        walk->leaf = -1; // the preamble
    return at;
}

// Ends the containers above `keep` and the leaf in them, at the line that begins at `line`.
static void close_down(Walk *walk, guint keep, const char *line) {
    const char *stop = line;
    if (stop > walk->start && stop[-1] == '\n') // the line end before a delimiter belongs to it
        stop--;
    if (stop > walk->start && stop[-1] == '\r' && stop[0] == '\n')
        stop--;
    if (walk->leaf >= 0) {
        MimeNode *leaf = node_at(walk, (guint)walk->leaf);
        leaf->size = stop > leaf->body ? (size_t)(stop - leaf->body) : 0;
    }
    walk->leaf = -1;
    while (walk->depth > keep) {
        Open *open = &walk->open[--walk->depth];
        MimeNode *node = node_at(walk, open->node);
        node->size = stop > node->body ? (size_t)(stop - node->body) : 0;
        g_clear_pointer(&open->boundary, g_free);
    }
}

static void walk_lines(Walk *walk, const char *at) {
    while (at < walk->end && walk->depth > 0) {
        const char *newline = memchr(at, '\n', (size_t)(walk->end - at));
        const char *line_end = newline != NULL ? newline : walk->end;
        const char *next = newline != NULL ? newline + 1 : walk->end;
        size_t length = (size_t)(line_end - at);
        bool last = false;
        int found =
            length >= 2 && at[0] == '-' && at[1] == '-' ? find_delimiter(walk, at, length, &last) : -1;
        if (found >= 0) {
            close_down(walk, (guint)found + (last ? 0 : 1), at);
            if (!last)
                next = begin_part(walk, next);
        }
        at = next;
    }
}

static GArray *walk_tree(const GArray *fields, const char *body, size_t size, bool guessing) {
    Walk walk = {.nodes = g_array_new(FALSE, TRUE, sizeof(MimeNode)),
                 .leaf = -1,
                 .start = body,
                 .end = body + size,
                 .guessing = guessing};
    g_array_set_clear_func(walk.nodes, node_clear);
    int top = add_node(&walk, fields, body);
    const char *at = body;
    if (node_at(&walk, (guint)top)->container && walk.open[0].boundary == NULL)
        at = begin_part(&walk, body);
    walk_lines(&walk, at);
    while (walk.depth > 0)
        g_free(walk.open[--walk.depth].boundary);
    return walk.nodes;
}

GArray *mime_tree(const GArray *fields, const char *body, size_t size) {
    GArray *nodes = walk_tree(fields, body, size, false);
    const MimeNode *top = &g_array_index(nodes, MimeNode, 0);
    if (nodes->len > 1 || !top->container || !g_str_has_prefix(top->type, "multipart/"))
        return nodes;
    GArray *guessed = walk_tree(fields, body, size, true); // a multipart without parts
    const bool better = guessed->len > 1;
    g_array_unref(better ? nodes : guessed);
    return better ? guessed : nodes;
}
