// Templates are written by admins and filled with what strangers wrote. So the
// language has no code at all, a template is checked in full when it is loaded,
// and rendering cannot fail: it is bounded in depth, steps and output, and what
// stands in a value is never read as anything but text.
#include "template.h"

#include <string.h>

#include "fault.h"

typedef enum NodeKind { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_INVERTED } NodeKind;

typedef struct Node {
    NodeKind kind;
    char *text; // literal text, or the name
    guint end;  // of a section: index behind its last node
} Node;

struct Template {
    TemplateKind kind;
    GArray *nodes; // Node, a section's content behind it
};

enum { DEPTH = 16, STEPS = 200 * 1000, OUTPUT = 1024 * 1024 };

static void node_clear(void *data) {
    g_free(((Node *)data)->text);
}

void template_free(Template *template) {
    if (template == NULL)
        return;
    g_array_unref(template->nodes);
    g_free(template);
}

typedef struct Parser {
    const char *name;
    const char *source;
    const char *at;
    const char *const *known;
    GArray *nodes;
    guint open[DEPTH]; // indexes of the sections that are open
    const char *opened_at[DEPTH];
    guint depth;
    GError **error;
} Parser;

static unsigned line_of(const Parser *parser, const char *at) {
    unsigned line = 1;
    for (const char *c = parser->source; c < at; c++)
        line += *c == '\n';
    return line;
}

static bool complain(const Parser *parser, const char *at, const char *what, const char *name) {
    return fault_set(parser->error, FATE_CONFIG, "%s:%u: %s{{%s}}", parser->name, line_of(parser, at), what,
                     name);
}

static guint add(Parser *parser, NodeKind kind, char *text) {
    const Node node = {.kind = kind, .text = text};
    g_array_append_val(parser->nodes, node);
    return parser->nodes->len - 1;
}

static void add_text(Parser *parser, const char *start, const char *end) {
    if (end > start)
        add(parser, NODE_TEXT, g_strndup(start, (gsize)(end - start)));
}

static bool is_name(const char *name) {
    const size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    return length > 0 && name[length] == '\0';
}

// The items {{.}} and {{.other}} have a meaning inside a section alone, and only as a value.
static bool is_known(const Parser *parser, char sign, const char *name) {
    if (*name == '.' && (sign != '\0' || parser->depth == 0))
        return false;
    name += *name == '.';
    return *name == '\0' || parser->known == NULL || g_strv_contains(parser->known, name);
}

static bool open_section(Parser *parser, NodeKind kind, const char *name, const char *tag) {
    if (parser->depth == DEPTH)
        return complain(parser, tag, "sections are nested too deeply at ", name);
    parser->opened_at[parser->depth] = tag;
    parser->open[parser->depth++] = add(parser, kind, g_strdup(name));
    return true;
}

static bool close_section(Parser *parser, const char *name, const char *tag) {
    if (parser->depth == 0)
        return complain(parser, tag, "a section ends that was not begun: ", name);
    Node *section = &g_array_index(parser->nodes, Node, parser->open[parser->depth - 1]);
    if (strcmp(section->text, name) != 0)
        return complain(parser, tag, "another section is open here, this does not end it: ", name);
    section->end = parser->nodes->len;
    parser->depth--;
    return true;
}

static bool take_tag(Parser *parser, char sign, const char *name, const char *tag) {
    if (sign == '!')
        return true;
    if (!is_name(name))
        return complain(parser, tag, "this is no name: ", name);
    if (sign == '/')
        return close_section(parser, name, tag);
    if (!is_known(parser, sign, name))
        return complain(parser, tag, "unknown name ", name);
    if (sign == '#' || sign == '^')
        return open_section(parser, sign == '#' ? NODE_SECTION : NODE_INVERTED, name, tag);
    add(parser, NODE_VALUE, g_strdup(name));
    return true;
}

// When the tag [tag, end) stands alone on its line: the line's start and the start of the next line.
static bool alone(const Parser *parser, const char *tag, const char *end, const char **from,
                  const char **to) {
    *from = tag;
    while (*from > parser->at && ((*from)[-1] == ' ' || (*from)[-1] == '\t'))
        (*from)--;
    *to = end + strspn(end, " \t\r");
    const bool starts = *from == parser->source || (*from)[-1] == '\n';
    if (**to == '\n')
        (*to)++;
    else if (**to != '\0')
        return false;
    return starts;
}

static bool parse_tag(Parser *parser, const char *tag) {
    const char *close = strstr(tag, "}}");
    if (close == NULL)
        return complain(parser, tag, "a tag is not closed: ", "");
    g_autofree char *inner = g_strstrip(g_strndup(tag + 2, (gsize)(close - tag - 2)));
    const char sign = *inner != '\0' && strchr("#^/!", *inner) != NULL ? *inner : '\0';
    const char *from = tag;
    const char *to = close + 2;
    if (sign == '\0' || !alone(parser, tag, close + 2, &from, &to)) {
        from = tag;
        to = close + 2;
    }
    add_text(parser, parser->at, from);
    parser->at = to;
    return take_tag(parser, sign, sign == '\0' ? inner : g_strchug(inner + 1), tag);
}

static bool parse(Parser *parser) {
    for (const char *tag; (tag = strstr(parser->at, "{{")) != NULL;)
        if (!parse_tag(parser, tag))
            return false;
    add_text(parser, parser->at, parser->at + strlen(parser->at));
    if (parser->depth > 0) {
        const guint last = parser->depth - 1;
        return complain(parser, parser->opened_at[last], "a section is not ended: ",
                        g_array_index(parser->nodes, Node, parser->open[last]).text);
    }
    return true;
}

Template *template_parse(const char *name, const char *source, TemplateKind kind, const char *const *known,
                         GError **error) {
    g_autoptr(Template) template = g_new0(Template, 1);
    template->kind = kind;
    template->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    g_array_set_clear_func(template->nodes, node_clear);
    Parser parser = {.name = name,
                     .source = source,
                     .at = source,
                     .known = known,
                     .nodes = template->nodes,
                     .error = error};
    if (!g_utf8_validate(source, -1, NULL)) {
        fault_set(error, FATE_CONFIG, "%s:1: this file is not UTF-8", name);
        return NULL;
    }
    return parse(&parser) ? g_steal_pointer(&template) : NULL;
}

bool template_shows(const Template *template, const char *name) {
    for (guint i = 0; i < template->nodes->len;) {
        const Node *node = &g_array_index(template->nodes, Node, i);
        const bool shown = node->kind == NODE_VALUE || node->kind == NODE_SECTION;
        if (shown && strcmp(node->text, name) == 0)
            return true;
        const bool skip = node->kind == NODE_INVERTED || (node->kind == NODE_SECTION && *name != '.');
        i = skip ? node->end : i + 1;
    }
    return false;
}

typedef struct Render {
    const Template *template;
    const Values *values;
    GString *out;
    unsigned steps;
} Render;

static bool exhausted(const Render *render) {
    return render->steps >= STEPS || render->out->len >= OUTPUT;
}

// &#39; and not &apos;, which some mail programs do not know.
static void put_escaped(GString *out, const char *text) {
    static const char SPECIAL[] = "&<>\"'";
    while (*text != '\0') {
        const size_t plain = strcspn(text, SPECIAL);
        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (*text != '\0')
            g_string_append_printf(out, "&#%d;", *text++);
    }
}

static void put_value(Render *render, const char *value) {
    if (value == NULL)
        return;
    g_autofree char *plain = values_plain(value);
    if (render->template->kind == TEMPLATE_HTML)
        put_escaped(render->out, plain);
    else
        g_string_append(render->out, plain);
}

static bool has_something(const GPtrArray *items) {
    for (guint i = 0; items != NULL && i < items->len; i++)
        if (*(const char *)items->pdata[i] != '\0')
            return true;
    return false;
}

typedef struct Item { // of the list whose section is rendered
    const char *text; // what {{.}} stands for, NULL in none
    guint number;
} Item;

static void render_nodes(Render *render, guint from, guint to, Item item);

static void render_section(Render *render, guint index, const Node *node, Item item) {
    const GPtrArray *items = values_list(render->values, node->text);
    if (node->kind == NODE_INVERTED) {
        if (!has_something(items))
            render_nodes(render, index + 1, node->end, item);
        return;
    }
    for (guint i = 0; items != NULL && i < items->len && !exhausted(render); i++) {
        render->steps++;
        if (*(const char *)items->pdata[i] != '\0')
            render_nodes(render, index + 1, node->end, (Item){items->pdata[i], i});
    }
}

static const char *value_of(const Render *render, const char *name, Item item) {
    if (*name != '.')
        return values_get(render->values, name);
    if (name[1] == '\0')
        return item.text;
    const GPtrArray *items = values_list(render->values, name + 1);
    return items != NULL && item.number < items->len ? items->pdata[item.number] : NULL;
}

// Renders the nodes [from, to). Recursion is as deep as sections nest.
static void render_nodes(Render *render, guint from, guint to, Item item) {
    for (guint i = from; i < to && !exhausted(render);) {
        const Node *node = &g_array_index(render->template->nodes, Node, i);
        const bool section = node->kind == NODE_SECTION || node->kind == NODE_INVERTED;
        render->steps++;
        if (section)
            render_section(render, i, node, item);
        else if (node->kind == NODE_TEXT)
            g_string_append(render->out, node->text);
        else
            put_value(render, value_of(render, node->text, item));
        i = section ? node->end : i + 1;
    }
}

char *template_render(const Template *template, const Values *values) {
    Render render = {.template = template, .values = values, .out = g_string_new(NULL)};
    render_nodes(&render, 0, template->nodes->len, (Item){NULL, 0});
    if (render.out->len > OUTPUT) // cut between characters
        g_string_truncate(
            render.out,
            (gsize)(g_utf8_find_prev_char(render.out->str, render.out->str + OUTPUT + 1) - render.out->str));
    return g_string_free(render.out, FALSE);
}
