// Our own reader of address lists, since GMime's recurses over nested groups
// and so ends the process on a hostile To. Lenient in what it reads: obsolete
// routes, missing commas behind ">", unquoted dots in names.
#include "addressee.h"

#include <string.h>

#include "address.h"

typedef struct Reader {
    GString *words;   // outside angle brackets: a display name or a bare address
    GString *angle;   // inside them
    GString *comment; // the last comment: a name in old mail, "a@b (Ann)"
    bool has_angle;
    GPtrArray *out;
    size_t limit;
} Reader;

void addressee_free(Addressee *addressee) {
    if (addressee == NULL)
        return;
    g_free(addressee->name);
    g_free(addressee->spec);
    g_free(addressee);
}

// "@a,@b:c@d" to "c@d".
static const char *skip_route(const char *text) {
    const char *colon = *text == '@' ? strchr(text, ':') : NULL;
    return colon != NULL ? colon + 1 : text;
}

static char *unquote(const char *text) {
    GString *out = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            continue;
        if (*text == '\\' && text[1] != '\0')
            text++;
        g_string_append_c(out, *text);
    }
    g_strstrip(out->str);
    return g_string_free(out, FALSE);
}

static char *remove_blanks(const char *text) {
    char *out = g_malloc(strlen(text) + 1), *to = out;
    bool quoted = false;
    for (; *text != '\0'; text++) {
        quoted ^= *text == '"';
        if (quoted || (*text != ' ' && *text != '\t'))
            *to++ = *text;
    }
    *to = '\0';
    return out;
}

// "a @ b" is legal, "Ann a@b" is not: outside of brackets only blanks beside the @ may go.
static char *close_at(const char *text) {
    const char *at = strrchr(text, '@');
    if (at == NULL)
        return g_strdup(text);
    size_t before = (size_t)(at - text);
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t'))
        before--;
    g_autofree char *local = g_strndup(text, before);
    return g_strconcat(local, "@", at + 1 + strspn(at + 1, " \t"), NULL);
}

static void flush(Reader *reader) {
    g_autofree char *bare =
        reader->has_angle ? remove_blanks(reader->angle->str) : close_at(reader->words->str);
    g_autofree char *spec = address_parse(skip_route(g_strstrip(bare)));
    bool named = reader->has_angle && *g_strstrip(reader->words->str) != '\0';
    g_autofree char *shown = unquote(named ? reader->words->str : reader->comment->str);
    if (spec != NULL && reader->out->len < reader->limit) {
        Addressee *addressee = g_new0(Addressee, 1);
        addressee->spec = g_steal_pointer(&spec);
        addressee->name = *shown != '\0' ? g_steal_pointer(&shown) : NULL;
        g_ptr_array_add(reader->out, addressee);
    }
    g_string_truncate(reader->words, 0);
    g_string_truncate(reader->angle, 0);
    g_string_truncate(reader->comment, 0);
    reader->has_angle = false;
}

// Copies a quoted string with its quotes; returns its last character.
static const char *copy_quoted(const char *c, GString *out) {
    g_string_append_c(out, *c++);
    for (; *c != '\0' && *c != '"'; c++) {
        g_string_append_c(out, *c);
        if (*c == '\\' && c[1] != '\0')
            g_string_append_c(out, *++c);
    }
    g_string_append_c(out, '"');
    return *c == '\0' ? c - 1 : c;
}

static const char *copy_comment(const char *c, GString *out) {
    size_t depth = 1;
    g_string_truncate(out, 0);
    for (c++; *c != '\0'; c++) {
        if (*c == '\\' && c[1] != '\0')
            c++;
        else if (*c == '(')
            depth++;
        else if (*c == ')' && --depth == 0)
            return c;
        g_string_append_c(out, *c);
    }
    return c - 1;
}

static const char *copy_angle(const char *c, Reader *reader) {
    if (reader->has_angle) // "A <a@b> B <c@d>": a comma is missing
        flush(reader);
    reader->has_angle = true;
    for (c++; *c != '\0' && *c != '>' && *c != '<'; c++) {
        if (*c == '"')
            c = copy_quoted(c, reader->angle);
        else
            g_string_append_c(reader->angle, *c);
    }
    return *c == '>' ? c : c - 1;
}

bool addressee_scan(const char *value, GPtrArray *addressees, size_t limit) {
    g_autoptr(GString) words = g_string_new(NULL), angle = g_string_new(NULL), comment = g_string_new(NULL);
    Reader reader = {words, angle, comment, false, addressees, limit};
    bool group = false, literal = false;
    for (const char *c = value; *c != '\0' && addressees->len < limit; c++) {
        literal = *c == '[' || (literal && *c != ']');
        if (*c == '"')
            c = copy_quoted(c, words);
        else if (*c == '(')
            c = copy_comment(c, comment);
        else if (*c == '<')
            c = copy_angle(c, &reader);
        else if (*c == ',' || *c == ';')
            flush(&reader);
        else if (*c == ':' && !literal && !reader.has_angle && strchr(words->str, '@') == NULL) {
            group = true;
            g_string_truncate(words, 0);
        } else
            g_string_append_c(words, *c);
    }
    flush(&reader);
    return group;
}
