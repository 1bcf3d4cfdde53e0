// From a tree of parts to the words of one person. Plain text is preferred
// where both forms exist, since nobody hides words in it, unless it is a stub
// that sends the reader to the HTML. Everything has a budget.
#include "text.h"

#include <string.h>

#include "html.h"
#include "quote.h"
#include "subject.h"
#include "text_attached.h"

#define TEXT_MAX ((size_t)256 * 1024)      // octets of one part, and of all that is joined
#define HTML_MAX ((size_t)8 * 1024 * 1024) // octets of one part: pasted pictures stand between its words
#define STUB_MAX 400                       // a plain alternative longer than this is never a stub
#define FORWARDS_MAX 10                    // a forward of a forward of ...

typedef struct Gather {
    const Message *message;
    const Part *parts;
    size_t count;
    int64_t deadline;
    bool enclosed; // read other people's messages instead of this one
    bool truncated;
    bool data_image; // HTML shows an image
    GString *out;
} Gather;

static bool is_type(const Part *part, const char *prefix) {
    return g_str_has_prefix(part->type, prefix);
}

static bool is_attachment(const Part *part) {
    return part->disposition != NULL && strcmp(part->disposition, "attachment") == 0;
}

// A text part that a reader is shown as text.
static bool is_body(const Gather *gather, const Part *part) {
    if (part->multipart || is_attachment(part) || part->enclosed != gather->enclosed)
        return false;
    if (part->filename != NULL && gather->out->len > 0) // "log.txt" shown inline is still a file
        return false;
    return is_type(part, "text/plain") || is_type(part, "text/html") || is_type(part, "text/markdown") ||
           is_type(part, "text/enriched") || is_type(part, "text/richtext");
}

static bool is_html(const Part *part) {
    return !is_type(part, "text/plain") && !is_type(part, "text/markdown");
}

static bool looks_like_html(const char *text) {
    text += strspn(text, " \t\n");
    return g_ascii_strncasecmp(text, "<!doctype html", 14) == 0 || g_ascii_strncasecmp(text, "<html", 5) == 0;
}

static char *read_html(Gather *gather, const char *html) {
    g_autoptr(HtmlText) text = html_to_text(html, strlen(html), TEXT_MAX, gather->deadline);
    gather->truncated |= text->truncated;
    gather->data_image |= text->has_image;
    return g_steal_pointer(&text->text);
}

// True when more of a part is there than `limit` bytes: what they came to as text does not tell.
static bool is_longer(const Gather *gather, size_t part, size_t limit) {
    g_autoptr(GBytes) bytes = message_part_bytes(gather->message, part, limit + 1);
    return g_bytes_get_size(bytes) > limit;
}

static char *read_part(Gather *gather, size_t part) {
    bool html = is_html(&gather->parts[part]);
    size_t limit = html ? HTML_MAX : TEXT_MAX;
    char *text = message_part_text(gather->message, part, limit);
    if (!html && looks_like_html(text)) {
        html = true;
        limit = HTML_MAX;
        g_free(text);
        text = message_part_text(gather->message, part, limit);
    }
    gather->truncated |= is_longer(gather, part, limit);
    if (!html)
        return text;
    char *plain = read_html(gather, text);
    g_free(text);
    return plain;
}

// Blank characters and those without a shape; programs leave them where they made a plain form of nothing.
static bool is_unseen(gunichar c) {
    return g_unichar_isspace(c) || g_unichar_iszerowidth(c) || c == 0xad || c == 0x2800 || c == 0x3164 ||
           c == 0xfffc;
}

static bool is_blank(const char *text) {
    while (*text != '\0' && is_unseen(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text == '\0';
}

// "Your mail program cannot show HTML": short, and about that.
static bool is_stub(const char *plain) {
    if (is_blank(plain))
        return true;
    if (strlen(plain) > STUB_MAX)
        return false;
    g_autofree char *lower = g_utf8_strdown(plain, -1);
    bool named = strstr(lower, "html") != NULL || strstr(lower, "mime format") != NULL;
    return named && (strstr(lower, "view") != NULL || strstr(lower, "support") != NULL ||
                     strstr(lower, "display") != NULL || strstr(lower, "anzeig") != NULL ||
                     strstr(lower, "unterstütz") != NULL || strstr(lower, "affich") != NULL);
}

// Adds a text as a paragraph, as much of it as is left to read; false when it was cut.
static bool join(GString *out, const char *text) {
    if (is_blank(text))
        return true;
    if (out->len + 2 >= TEXT_MAX)
        return false;
    if (out->len > 0)
        g_string_append(out, "\n\n");
    size_t length = strlen(text), room = TEXT_MAX - out->len;
    const char *end = length > room ? g_utf8_find_prev_char(text, text + room + 1) : text + length;
    g_string_append_len(out, text, end != NULL ? end - text : 0);
    return length <= room;
}

static void append(Gather *gather, const char *text) {
    gather->truncated |= !join(gather->out, text);
}

// Which bodies are read: in an alternative those of one kind.
typedef enum Kind { KIND_ANY, KIND_PLAIN, KIND_HTML } Kind;

static bool is_body_of(const Gather *gather, size_t part, Kind kind) {
    return is_body(gather, &gather->parts[part]) &&
           (kind == KIND_ANY || is_html(&gather->parts[part]) == (kind == KIND_HTML));
}

// The first part of a kind below `top` (of this alternative), or count.
static size_t find_body(const Gather *gather, size_t top, size_t end, Kind kind) {
    for (size_t i = top + 1; i < end; i++)
        if (is_body_of(gather, i, kind))
            return i;
    return gather->count;
}

// Where the parts below `top` end: the order of the bytes is the order of a tree walk.
static size_t subtree_end(const Gather *gather, size_t top) {
    size_t end = top + 1;
    while (end < gather->count && gather->parts[end].depth > gather->parts[top].depth)
        end++;
    return end;
}

// The child of `top` in which `part` stands, or which it is.
static size_t child_of(const Gather *gather, size_t top, size_t part) {
    while (gather->parts[part].depth > gather->parts[top].depth + 1)
        part--;
    return part;
}

static void gather_alternative(Gather *gather, size_t top, size_t end);

static bool is_alternative(const Gather *gather, size_t part) {
    const Part *at = &gather->parts[part];
    return at->multipart && at->enclosed == gather->enclosed && is_type(at, "multipart/alternative");
}

// Reads the bodies of a kind from `from` to `end`, the last excluded, in order: pictures may stand between
// them. An alternative among them chooses for itself, where those are read.
static void gather_bodies(Gather *gather, size_t from, size_t end, Kind kind, bool alternatives) {
    for (size_t i = from; i < end;) {
        bool chooses = is_alternative(gather, i);
        size_t next = chooses ? subtree_end(gather, i) : i + 1;
        bool body = chooses ? alternatives && find_body(gather, i, next, KIND_ANY) < next
                            : is_body_of(gather, i, kind);
        if (body && gather->out->len >= TEXT_MAX) {
            gather->truncated = true;
            return;
        }
        if (body && chooses) {
            gather_alternative(gather, i, next);
        } else if (body) {
            g_autofree char *text = read_part(gather, i);
            append(gather, text);
        }
        i = next;
    }
}

// A plain body as far as it tells a stub.
static char *peek(const Gather *gather, size_t part) {
    g_autofree char *text = message_part_text(gather->message, part, TEXT_MAX);
    if (!looks_like_html(text))
        return g_steal_pointer(&text);
    g_autoptr(HtmlText) html = html_to_text(text, strlen(text), TEXT_MAX, gather->deadline);
    return g_steal_pointer(&html->text);
}

// The first body of a kind tells which kind is read; then all of that kind in the same child are. No inner
// alternative is read twice, so that many in each other cost no more than their parts.
static void gather_alternative(Gather *gather, size_t top, size_t end) {
    size_t plain = find_body(gather, top, end, KIND_PLAIN), html = find_body(gather, top, end, KIND_HTML);
    size_t plain_child = plain < end ? child_of(gather, top, plain) : end, html_child = end;
    g_autofree char *text = plain < end ? peek(gather, plain) : g_strdup("");
    if (html < end && is_stub(text)) {
        size_t before = gather->out->len;
        html_child = child_of(gather, top, html);
        gather_bodies(gather, html_child, subtree_end(gather, html_child), KIND_HTML, true);
        if (gather->out->len > before)
            return;
    }
    if (plain < end)
        gather_bodies(gather, plain_child, subtree_end(gather, plain_child), KIND_PLAIN,
                      plain_child != html_child);
}

// A multipart without a boundary, or whose parts never come: its bytes are all there is to read.
static void gather_raw(Gather *gather) {
    const Part *top = &gather->parts[0];
    if (gather->count > 1 || !is_type(top, "multipart/") || gather->enclosed)
        return;
    g_autofree char *text = message_part_text(gather->message, 0, TEXT_MAX);
    gather->truncated |= is_longer(gather, 0, TEXT_MAX);
    append(gather, text);
}

// Hard blanks become blanks, so that nobody behind has to know both.
static void soften_blanks(GString *text) {
    char *to = text->str;
    for (const char *from = text->str; *from != '\0'; from++) {
        bool hard = from[0] == '\xc2' && from[1] == '\xa0';
        *to++ = hard ? ' ' : *from;
        from += hard;
    }
    g_string_truncate(text, (gsize)(to - text->str));
}

typedef struct Body {
    char *text;
    bool data_image;
} Body;

static Body gather_text(const Message *message, int64_t deadline, bool enclosed, Text *text) {
    Gather gather = {
        .message = message, .deadline = deadline, .enclosed = enclosed, .out = g_string_new(NULL)};
    gather.parts = message_parts(message, &gather.count);
    gather_bodies(&gather, 0, gather.count, KIND_ANY, true);
    if (gather.out->len == 0)
        gather_raw(&gather);
    text->truncated |= gather.truncated;
    soften_blanks(gather.out);
    return (Body){g_string_free(gather.out, FALSE), gather.data_image};
}

static bool has_enclosed(const Message *message) {
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++)
        if (parts[i].enclosed)
            return true;
    return false;
}

// The forwarded text is heard behind their own words, which stay: what only points does no harm, and whether
// it only points is a guess that must never cost a customer their own complaint.
static void take_forwarded(Text *text, const char *own, const char *forwarded) {
    g_autofree char *rest = g_strdup(forwarded), *words = g_strdup("");
    for (int depth = 0; depth < FORWARDS_MAX && *words == '\0' && *rest != '\0'; depth++) {
        g_autoptr(Quote) inner = quote_split(rest, QUOTE_IN_ANSWER);
        g_free(words);
        words = g_steal_pointer(&inner->own);
        g_free(rest);
        rest = g_steal_pointer(&inner->quoted);
    }
    if (*words == '\0')
        return;
    GString *both = g_string_new(own);
    text->truncated |= !join(both, words);
    g_free(text->body);
    text->body = g_string_free(both, FALSE);
    text->forwarded = true;
}

// True for a mail that answers or forwards nothing, as far as its header tells.
static bool is_new(const Message *message) {
    return message_references(message)->len == 0 && !subject_is_inherited(message_subject(message));
}

// True when the quote is what they send on rather than what they answer: in an answer it is most often our
// own mail, and that never speaks, whatever stands above it ("please see attached" points elsewhere). Some
// answers look like new mails; only who points, or says nothing at all, sends on in one. A short request must
// stand in what its subject calls a forward.
static bool is_sent_on(const Message *message, const Quote *quote, QuotePointing pointing) {
    if (subject_is_forward(message_subject(message)))
        return true;
    if (pointing == QUOTE_POINTING_ASKING)
        return false;
    return quote->has_forward ||
           (is_new(message) && (pointing == QUOTE_POINTING_AT_IT || *quote->own == '\0'));
}

// VERDICT.md: where their own words only point to a forwarded text, that text speaks; a short question or
// request in a forward is taken to be about it.
static void hear_forwarded(const Message *message, const Quote *quote, int64_t deadline, Text *text) {
    QuotePointing pointing = quote_pointing(quote->own);
    if (pointing == QUOTE_POINTING_NOT)
        return;
    bool forward = subject_is_forward(message_subject(message));
    if (*quote->quoted != '\0') {
        if (is_sent_on(message, quote, pointing))
            take_forwarded(text, quote->own, quote->quoted);
    } else if (has_enclosed(message) && (pointing != QUOTE_POINTING_ASKING || forward)) {
        g_autofree char *other = gather_text(message, deadline, true, text).text;
        take_forwarded(text, quote->own, other);
    }
}

Text *text_extract(const Message *message, int64_t deadline) {
    Text *text = g_new0(Text, 1);
    Body body = gather_text(message, deadline, false, text);
    g_autofree char *plain = body.text;
    g_autoptr(Quote) quote = quote_split(plain, is_new(message) ? QUOTE_IN_NEW : QUOTE_IN_ANSWER);
    text->body = g_strdup(quote->own);
    text->has_quote = quote->has_quote;
    text->has_signature = quote->has_signature;
    const char *subject = message_subject(message);
    text->subject = g_strdup(subject_is_inherited(subject) ? "" : subject);
    text_attached_look(message, body.data_image, text);
    hear_forwarded(message, quote, deadline, text);
    return text;
}

void text_free(Text *text) {
    if (text == NULL)
        return;
    g_free(text->body);
    g_free(text->subject);
    g_free(text);
}

char *text_newly_written(const char *plain, bool *has_quote, bool *has_signature) {
    g_autoptr(Quote) quote = quote_split(plain, QUOTE_IN_ANSWER);
    *has_quote = quote->has_quote;
    *has_signature = quote->has_signature;
    return g_steal_pointer(&quote->own);
}
