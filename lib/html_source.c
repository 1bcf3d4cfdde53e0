// libxml2 compares each attribute of a tag with all before it and walks the
// open elements for many a tag, so 40,000 attributes cost it two seconds in one
// call that no deadline can end, and it takes for text what browsers hide.
// Both are mended here, before it sees a byte, in one pass over the source.
#include "html_source.h"

#include <stdbool.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 60, ATTRIBUTES_KEPT = 20, VALUE_KEPT = 4096, DEPTH_KEPT = 500 };

// Of the work: octets given to the reader, and as many for each tag or entity as it costs, about. The clock
// is looked at once in so many of those.
enum { WORK_MAX = 4 * 1024 * 1024, MARK_WORK = 16, MARKS_A_LOOK = 64 };

typedef struct Open { // an element that needs an end tag; its name stands in the source
    const char *name;
    size_t length;
    bool wall;    // no end tag from within it ends anything around it
    bool running; // is_inline
} Open;

typedef struct Source {
    const char *at, *end;
    const char *last_close, *last_equals; // the last '>' and '=' there are, or NULL
    GString *out;
    bool quotes_broken; // a quoted value never ended: from here on quotes mean nothing
    bool head_open;     // a <head> that never ends: none is looked for again
    Open open[DEPTH_KEPT];
    size_t depth, dropped; // open elements: copied, and left out because they stand deeper
    size_t marks;          // tags and entities met
    size_t climbed;        // open elements that end tags were held against
    int64_t deadline;
} Source;

static bool is_listed(const char *const *names, const char *name, size_t length) {
    for (; *names != NULL; names++)
        if (g_ascii_strncasecmp(*names, name, length) == 0 && (*names)[length] == '\0')
            return true;
    return false;
}

// Elements whose content is text that is not shown, up to their end tag.
static bool is_unshown(const char *name, size_t length) {
    static const char *const names[] = {"script", "style", "title", "iframe", "noembed", "noframes", NULL};
    return is_listed(names, name, length);
}

// Elements that never hold others, or end by themselves when the next begins.
static bool ends_itself(const char *name, size_t length) {
    static const char *const names[] = {"br",    "hr",    "img",    "input",    "meta",   "link", "area",
                                        "base",  "col",   "embed",  "param",    "source", "wbr",  "p",
                                        "li",    "dd",    "dt",     "tr",       "td",     "th",   "tbody",
                                        "thead", "tfoot", "option", "colgroup", NULL};
    return is_listed(names, name, length);
}

// Elements of running text: their end tags end no block around which they began.
static bool is_inline(const char *name, size_t length) {
    static const char *const names[] = {"a",     "b",      "i",     "u",  "em",  "strong", "font", "span",
                                        "small", "big",    "s",     "tt", "sub", "sup",    "code", "abbr",
                                        "cite",  "strike", "label", "q",  "o:p", NULL};
    return is_listed(names, name, length);
}

static bool is_frame(const char *name, size_t length) {
    static const char *const names[] = {"html", "body", NULL};
    return is_listed(names, name, length);
}

// The page and its tables, which end tags do not reach out of.
static bool is_wall(const char *name, size_t length) {
    static const char *const names[] = {"html", "body", "table", NULL};
    return is_listed(names, name, length);
}

static bool is_read(const char *name, size_t length) {
    static const char *const names[] = {"style", "class", "id",     "name",        "hidden",    "src",
                                        "alt",   "width", "height", "data-marker", "data-ogsc", "color",
                                        "start", "size",  "face",   "background",  "bgcolor",   "open",
                                        "type",  "cite",  NULL};
    return is_listed(names, name, length);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *find(const char *at, const char *end, char c) {
    return at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
}

static bool begins(const Source *source, const char *word) {
    const size_t length = strlen(word);
    return (size_t)(source->end - source->at) >= length && g_ascii_strncasecmp(source->at, word, length) == 0;
}

// Behind a comment ("<!--" stands at `at`), as browsers see it; the end when it never ends, since they hide
// all.
static const char *comment_end(const Source *source) {
    const char *body = source->at + 4;
    if (body < source->end && *body == '>')
        return body + 1;
    if (source->end - body >= 2 && memcmp(body, "->", 2) == 0)
        return body + 2;
    for (const char *dashes = body; (dashes = find(dashes, source->end, '-')) != NULL; dashes++) {
        if (source->end - dashes < 2 || dashes[1] != '-')
            continue;
        const char *behind = dashes + 2;
        behind += behind < source->end && *behind == '!';
        if (behind < source->end && *behind == '>')
            return behind + 1;
    }
    return source->end;
}

// The value of an attribute at `at`, its quotes undone; returns what stands behind it, or NULL when a quote
// never ends.
static const char *read_value(const Source *source, const char *at, const char **value, size_t *length) {
    char quote = ' ';
    if (at < source->end && !source->quotes_broken)
        quote = *at;
    if (quote != '"' && quote != '\'') {
        *value = at;
        while (at < source->end && !is_space(*at) && *at != '>')
            at++;
        *length = (size_t)(at - *value);
        return at;
    }
    const char *close = find(at + 1, source->end, quote);
    if (close == NULL)
        return NULL;
    *value = at + 1;
    *length = (size_t)(close - *value);
    return close + 1;
}

static void copy_attribute(Source *source, const char *name, size_t name_length, const char *value,
                           size_t length) {
    const char *cut = length > VALUE_KEPT ? g_utf8_find_prev_char(value, value + VALUE_KEPT) : value + length;
    length = (size_t)(cut - value);
    const char quote = memchr(value, '"', length) != NULL ? '\'' : '"';
    if (memchr(value, quote, length) != NULL)
        return; // both quotes: in no style or name
    g_string_append_c(source->out, ' ');
    g_string_append_len(source->out, name, (gssize)name_length);
    g_string_append_c(source->out, '=');
    g_string_append_c(source->out, quote);
    g_string_append_len(source->out, value, (gssize)length);
    g_string_append_c(source->out, quote);
}

// One attribute at `at`; returns what stands behind it, or NULL when it never ends.
static const char *read_attribute(Source *source, const char *at, size_t *kept) {
    const char *name = at++; // whatever it is, it is a name
    while (at < source->end && !is_space(*at) && *at != '>' && *at != '=' && *at != '/')
        at++;
    const size_t name_length = (size_t)(at - name);
    while (at < source->end && is_space(*at))
        at++;
    const char *value = "";
    size_t length = 0;
    if (at < source->end && *at == '=') {
        for (at++; at < source->end && is_space(*at);)
            at++;
        at = read_value(source, at, &value, &length);
    }
    if (at != NULL && *kept < ATTRIBUTES_KEPT && is_read(name, name_length)) {
        copy_attribute(source, name, name_length, value, length);
        (*kept)++;
    }
    return at;
}

// Copies what of a tag's attributes is read; returns its '>', or NULL when there is none. *empty tells
// whether the last is a '/' of its own, no end of a value ("<a href=x/>").
static const char *read_attributes(Source *source, const char *at, bool *empty) {
    size_t kept = 0;
    *empty = false;
    while (at != NULL && at < source->end && *at != '>') {
        *empty = *at == '/';
        if (is_space(*at) || *at == '/')
            at++;
        else
            at = read_attribute(source, at, &kept);
    }
    return at != NULL && at < source->end ? at : NULL;
}

static void skip_to(Source *source, const char *behind) {
    source->at = behind;
}

static void write_lone(Source *source) {
    g_string_append(source->out, "&lt;");
    source->at++;
}

// Passes over the content of a script and its like, to behind its end tag.
static void skip_unshown(Source *source, const char *name, size_t length) {
    for (const char *at = source->at; (at = find(at, source->end, '<')) != NULL; at++) {
        if ((size_t)(source->end - at) < length + 2 || at[1] != '/' ||
            g_ascii_strncasecmp(at + 2, name, length) != 0)
            continue;
        const char *close = find(at, source->end, '>');
        skip_to(source, close != NULL ? close + 1 : source->end);
        return;
    }
    skip_to(source, source->end);
}

// Passes over a head, to its end or to the body. One that has neither is a tag and no more.
static void skip_head(Source *source) {
    for (const char *at = source->at; !source->head_open && (at = find(at, source->end, '<')) != NULL; at++) {
        const size_t rest = (size_t)(source->end - at);
        if ((rest >= 6 && g_ascii_strncasecmp(at, "</head", 6) == 0) ||
            (rest >= 5 && g_ascii_strncasecmp(at, "<body", 5) == 0)) {
            skip_to(source, at);
            return;
        }
    }
    source->head_open = true;
}

// Notes an element that needs an end tag; false when it is too deep to be copied.
static bool open_element(Source *source, const char *name, size_t length) {
    const bool fits = source->depth < DEPTH_KEPT;
    if (fits)
        source->open[source->depth++] = (Open){name, length, is_wall(name, length), is_inline(name, length)};
    source->dropped += !fits;
    return fits;
}

// Ends the innermost element of that name and all that is open in it, each by an end tag of its own, so that
// what is open here is open in libxml2. A stray end tag ends nothing: one in each of many elements would make
// them nest without being counted.
static void close_element(Source *source, const char *name, size_t length) {
    if (source->dropped > 0) {
        source->dropped--;
        return;
    }
    const bool running = is_inline(name, length);
    size_t found = source->depth;
    for (; found > 0; found--) {
        const Open *element = &source->open[found - 1];
        source->climbed++;
        if (element->length == length && g_ascii_strncasecmp(element->name, name, length) == 0)
            break;
        if (element->wall || (running && !element->running))
            return;
    }
    while (found > 0 && source->depth >= found) {
        const Open *element = &source->open[--source->depth];
        g_string_append_printf(source->out, "</%.*s>", (int)element->length, element->name);
    }
}

// What a start tag is followed by decides whether it stands.
static void keep_or_drop(Source *source, const char *name, size_t length, bool empty, gsize before) {
    bool kept = true;
    if (is_listed((const char *const[]){"head", NULL}, name, length)) {
        kept = false;
        skip_head(source);
    } else if (is_unshown(name, length)) {
        kept = false;
        if (!empty)
            skip_unshown(source, name, length);
    } else if (!empty && !ends_itself(name, length) && !open_element(source, name, length)) {
        g_string_append_c(g_string_truncate(source->out, before), ' ');
    }
    if (!kept)
        g_string_truncate(source->out, before);
}

// A start tag: "<" and a letter stand at `at`. The frame of the page becomes a division, since libxml2 puts
// text that stands in <body> itself into a paragraph, and ends at </body>.
static void read_start(Source *source, size_t name_length) {
    const char *name = source->at + 1;
    const gsize before = source->out->len;
    if (is_frame(name, name_length))
        g_string_append(source->out, "<div");
    else
        g_string_append_len(source->out, source->at, (gssize)name_length + 1);
    bool empty = false;
    const char *close = read_attributes(source, name + name_length, &empty);
    if (close == NULL) { // what browsers drop: let it end at the first '>'
        source->quotes_broken = true;
        g_string_truncate(source->out, before);
        close = find(name, source->end, '>');
    }
    if (close == NULL) {
        skip_to(source, source->end);
        return;
    }
    skip_to(source, close + 1);
    if (source->out->len == before)
        return;
    g_string_append(source->out, empty ? "/>" : ">");
    keep_or_drop(source, name, name_length, empty, before);
}

static void read_end(Source *source, size_t name_length) {
    const char *name = source->at + 2;
    const char *close = find(name, source->end, '>');
    if (is_frame(name, name_length))
        g_string_append_c(source->out, ' ');
    else if (ends_itself(name, name_length))
        g_string_append_printf(source->out, "</%.*s>", (int)name_length, name);
    else
        close_element(source, name, name_length);
    skip_to(source, close + 1);
}

// The length of an element's name, 0 when it is none: "<ann@x.test>", "<http://...>" are text.
static size_t name_length(const char *name, const char *end) {
    size_t length = 0;
    while (name + length < end && length <= NAME_MAX_LENGTH &&
           (g_ascii_isalnum(name[length]) || strchr(":_-", name[length]) != NULL) && name[length] != '\0')
        length++;
    char behind = '>';
    if (name + length < end)
        behind = name[length];
    const bool address =
        behind == '@' || behind == '.' || (behind == '/' && length > 0 && name[length - 1] == ':');
    return length == 0 || length > NAME_MAX_LENGTH || address || !g_ascii_isalpha(*name) ? 0 : length;
}

// A '>' stands behind it; it is looked for only by what then skips to it, so that each octet is passed once.
static void read_tag(Source *source) {
    const char *next = source->at + 1;
    const bool ends = next < source->end && *next == '/';
    const size_t length = next < source->end ? name_length(next + ends, source->end) : 0;
    if (ends && length > 0)
        read_end(source, length);
    else if (length > 0)
        read_start(source, length);
    else if (next < source->end && strchr("!?/", *next) != NULL && *next != '\0')
        skip_to(source, find(next, source->end, '>') + 1); // a declaration of whatever kind
    else
        write_lone(source);
}

// "&nbsp" for "&nbsp;": the entities that browsers know without their end.
static void read_entity(Source *source) {
    static const char *const names[] = {
        "nbsp",   "amp",    "lt",     "gt",     "quot",   "copy",   "reg",    "auml",   "ouml",   "uuml",
        "szlig",  "eacute", "egrave", "agrave", "ccedil", "oacute", "aacute", "iacute", "uacute", "ntilde",
        "atilde", "otilde", "ecirc",  "acirc",  "ocirc",  "aring",  "oslash", "aelig",  NULL};
    const char *name = source->at + 1;
    size_t length = 0;
    while (name + length < source->end && length < 10 && g_ascii_isalpha(name[length]))
        length++;
    const bool open = name + length == source->end || name[length] != ';';
    g_string_append_len(source->out, source->at, (gssize)length + 1);
    if (open && length > 0 && is_listed(names, name, length))
        g_string_append_c(source->out, ';');
    skip_to(source, name + length);
}

// A '<' with no '>' behind it begins nothing. A tag that our limit cut off is no text, though.
static void read_unclosed(Source *source) {
    const char *next = source->at + 1;
    const bool ends = next < source->end && *next == '/';
    const size_t length = next < source->end ? name_length(next + ends, source->end) : 0;
    const bool cut = length > 0 && (ends ? next + 1 + length == source->end
                                         : source->last_equals != NULL && source->last_equals > next);
    if (cut || begins(source, "<!--"))
        skip_to(source, source->end);
    else
        write_lone(source);
}

static const char *find_last(const char *at, size_t size, char c) {
    while (size > 0 && at[size - 1] != c)
        size--;
    return size > 0 ? at + size - 1 : NULL;
}

static void read_mark(Source *source) {
    if (*source->at == '&')
        read_entity(source);
    else if (source->last_close == NULL || source->at > source->last_close)
        read_unclosed(source);
    else if (begins(source, "<!--"))
        skip_to(source, comment_end(source));
    else
        read_tag(source);
}

static bool may_go_on(const Source *source) {
    if (source->at == source->end ||
        source->out->len + source->marks * MARK_WORK + source->climbed >= WORK_MAX)
        return false;
    return source->deadline == 0 || source->marks % MARKS_A_LOOK != 0 ||
           g_get_monotonic_time() <= source->deadline;
}

char *html_source_ready(const char *html, size_t size, int64_t deadline, size_t *length, bool *whole) {
    Source source = {
        .at = html, .end = html + size, .out = g_string_sized_new(size + 16), .deadline = deadline};
    source.last_close = find_last(html, size, '>');
    source.last_equals = find_last(html, size, '=');
    g_string_append(source.out, "<div>");
    for (; may_go_on(&source); source.marks++) {
        const char *mark = source.at;
        while (mark < source.end && *mark != '<' && *mark != '&')
            mark++;
        g_string_append_len(source.out, source.at, mark - source.at);
        source.at = mark;
        if (mark < source.end)
            read_mark(&source);
    }
    *whole = source.at == source.end;
    g_string_append_c(source.out, '\n'); // a last "<" or "&" would be lost
    *length = source.out->len;
    return g_string_free(source.out, FALSE);
}
