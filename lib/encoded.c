// GMime's decoder ends at the padding of a base64 word when another follows,
// and gives up a character that a sender split between two words. Both are
// common in subjects, so the bytes of neighbouring words in one charset are
// joined first and their charset is undone once.
#include "encoded.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "charset.h"

typedef struct Word { // =?charset?encoding?text?=
    const char *charset;
    size_t charset_size;
    char encoding; // 'B' or 'Q'
    const char *text;
    size_t text_size;
    const char *end; // behind it
} Word;

typedef struct Decoding {
    GString *out;
    GString *bytes; // decoded, in `charset`, not yet converted
    char *charset;
} Decoding;

// True when an encoded word begins at `at`.
static bool read_word(const char *at, Word *word) {
    if (strncmp(at, "=?", 2) != 0)
        return false;
    word->charset = at + 2;
    word->charset_size = strcspn(word->charset, "?* \t");
    const char *mark = strpbrk(word->charset, "? \t"); // RFC 2231 s.5: a language may follow behind '*'
    if (word->charset_size == 0 || word->charset_size > 40 || mark == NULL || *mark != '?')
        return false;
    word->encoding = g_ascii_toupper(mark[1]);
    if ((word->encoding != 'B' && word->encoding != 'Q') || mark[2] != '?')
        return false;
    word->text = mark + 3;
    const char *end = strstr(word->text, "?=");
    // In Q the text itself may end in a question mark that belongs to "?=": the first "?=" is the end.
    if (end == NULL)
        return false;
    word->text_size = (size_t)(end - word->text);
    word->end = end + 2;
    return true;
}

static void decode_b(const Word *word, GString *bytes) {
    g_autoptr(GString) text = g_string_sized_new(word->text_size + 3);
    for (size_t i = 0; i < word->text_size; i++)
        if (g_ascii_isalnum(word->text[i]) || word->text[i] == '+' || word->text[i] == '/')
            g_string_append_c(text, word->text[i]);
    while (text->len % 4 != 0)
        g_string_append_c(text, '=');
    gsize size = 0;
    g_autofree guchar *decoded = g_base64_decode(text->str, &size);
    g_string_append_len(bytes, (const char *)decoded, (gssize)size);
}

static void decode_q(const Word *word, GString *bytes) {
    for (size_t i = 0; i < word->text_size; i++) {
        const char c = word->text[i];
        const bool hex = c == '=' && i + 2 < word->text_size && g_ascii_isxdigit(word->text[i + 1]) &&
                         g_ascii_isxdigit(word->text[i + 2]);
        if (!hex) {
            g_string_append_c(bytes, c == '_' ? ' ' : c);
            continue;
        }
        const int value =
            g_ascii_xdigit_value(word->text[i + 1]) * 16 + g_ascii_xdigit_value(word->text[i + 2]);
        g_string_append_c(bytes, (char)value);
        i += 2;
    }
}

static void flush(Decoding *decoding) {
    if (decoding->charset == NULL)
        return;
    g_autofree char *text = charset_decode(decoding->bytes->str, decoding->bytes->len, decoding->charset);
    g_string_append(decoding->out, text);
    g_string_truncate(decoding->bytes, 0);
    g_clear_pointer(&decoding->charset, g_free);
}

static void add_word(Decoding *decoding, const Word *word) {
    g_autofree char *charset = g_ascii_strdown(word->charset, (gssize)word->charset_size);
    if (decoding->charset == NULL || strcmp(decoding->charset, charset) != 0) {
        flush(decoding);
        decoding->charset = g_steal_pointer(&charset);
    }
    if (word->encoding == 'B')
        decode_b(word, decoding->bytes);
    else
        decode_q(word, decoding->bytes);
}

char *encoded_decode(const char *raw) {
    Decoding decoding = {.out = g_string_new(NULL), .bytes = g_string_new(NULL)};
    const char *at = raw;
    while (*at != '\0') {
        Word word;
        const char *next = at + strspn(at, " \t\n");
        const bool neighbour = decoding.charset != NULL && read_word(next, &word);
        if (neighbour || read_word(at, &word)) {
            add_word(&decoding, &word);
            at = word.end;
            continue;
        }
        flush(&decoding);
        g_string_append_c(decoding.out, *at++);
    }
    flush(&decoding);
    g_autofree char *out = g_string_free(decoding.out, FALSE);
    g_string_free(decoding.bytes, TRUE);
    return g_utf8_make_valid(out, -1);
}
