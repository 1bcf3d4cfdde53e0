// Reply and forward prefixes differ by language and client, and pile up
// ("RE: AW: [EXT] Re[2]: ..."). One table of words, one walk over the front of
// the subject; thread matching, refusals and the verdict all stand on it.
#include "subject.h"

#include <string.h>

#define SHOWN_MAX 120 // code points of a subject that is echoed
#define SHORT_ID_LENGTH 8
#define FRONT_MAX 100 // prefixes and tags that are passed over: more is no subject

// Lower case, without colon. Of the twelve languages, and of others that are unmistakable.
static const char *const prefixes[] = {
    "re",  "fw",          "fwd",    "aw",  "wg",    "sv",     "vs",   "vb",      "tr",       "rv",
    "res", "enc",         "ri",     "i",   "r",     "rif",    "antw", "odp",     "pd",       "vl",
    "vid", "videresendt", "doorst", "отв", "ответ", "пересл", "на",   "antwort", "antwoord", "svar",
    "rép", "ré",          "yönl",   "ynt", "回复",  "转发",   "答复",
};

static const char *skip_blanks(const char *at) {
    while (*at == ' ' || *at == '\t' || strncmp(at, "\xc2\xa0", 2) == 0)
        at += *at == '\xc2' ? 2 : 1;
    return at;
}

static bool is_listed(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

// The length of the word in front, before a counter or colon (0xef and 0xc2 begin the full-width colon and
// the hard blank).
static size_t prefix_length(const char *at) {
    return strcspn(at, ":[(^* \t\n\xef\xc2");
}

static bool is_prefix_word(const char *word, size_t length) {
    if (length == 0 || length > 24)
        return false;
    g_autofree char *composed = g_utf8_normalize(word, (gssize)length, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *lower = g_utf8_strdown(composed != NULL ? composed : "", -1);
    return is_listed(lower, prefixes, G_N_ELEMENTS(prefixes));
}

// Behind "[2]", "(2)", "^2" or "*2" counters: "Re[2]:".
static const char *skip_counter(const char *at) {
    if (*at == '^' || *at == '*')
        return at + 1 + strspn(at + 1, "0123456789");
    size_t digits = *at == '[' || *at == '(' ? strspn(at + 1, "0123456789") : 0;
    return digits > 0 && (at[1 + digits] == ']' || at[1 + digits] == ')') ? at + digits + 2 : at;
}

// Behind one reply or forward prefix, or NULL when none stands here.
static const char *skip_prefix(const char *at) {
    size_t length = prefix_length(at);
    if (!is_prefix_word(at, length))
        return NULL;
    const char *colon = skip_blanks(skip_counter(at + length));
    if (*colon == ':')
        return colon + 1;
    return strncmp(colon, "：", strlen("：")) == 0 ? colon + strlen("：") : NULL;
}

// Behind what a gateway put in front of mail from outside, without brackets: "EXTERNAL:", "*EXT*",
// "(extern)". In small letters and without a frame it is a word.
static const char *skip_outside_mark(const char *at) {
    static const char *const words[] = {"EXTERNAL", "EXTERN", "EXT", "EXTERNE", "EXTERNO", "ESTERNO"};
    size_t frame = strspn(at, "(*<{"), length = 0;
    while (g_ascii_isalpha(at[frame + length]))
        length++;
    g_autofree char *word = g_strndup(at + frame, length), *upper = g_ascii_strup(word, -1);
    if (!is_listed(upper, words, G_N_ELEMENTS(words)) || frame > 4)
        return NULL;
    const char *end = at + frame + length, *behind = end + strspn(end, ")*>}");
    if (frame > 0 && behind > end)
        return behind + strspn(behind, ":-");
    return frame == 0 && *end == ':' && strcmp(word, upper) == 0 ? end + 1 : NULL;
}

// Behind one tag in brackets ("[list-name]", "[EXT]") or a mark of mail from outside, or NULL. One that ends
// the subject is no tag, and a very long one is text.
static const char *skip_tag(const char *at) {
    const char *outside = skip_outside_mark(at);
    if (outside != NULL)
        return *skip_blanks(outside) != '\0' ? outside : NULL;
    size_t length = *at == '[' ? strcspn(at, "]") : 0;
    if (length == 0 || length > 60 || at[length] != ']' || *skip_blanks(at + length + 1) == '\0')
        return NULL;
    return at + length + 1;
}

bool subject_is_reply(const char *subject) {
    return subject_is_inherited(subject) && !subject_is_forward(subject);
}

const char *subject_skip_prefixes(const char *subject) {
    const char *at = skip_blanks(subject);
    int passed = 0;
    for (const char *next = at; next != NULL && passed <= FRONT_MAX; passed++) {
        at = skip_blanks(next);
        next = skip_prefix(at);
        if (next == NULL)
            next = skip_tag(at);
    }
    return passed > FRONT_MAX ? at + strlen(at) : at;
}

// The first prefix, behind tags; NULL when there is none.
static const char *first_prefix(const char *subject) {
    const char *at = skip_blanks(subject);
    for (const char *tag; (tag = skip_tag(at)) != NULL;)
        at = skip_blanks(tag);
    return skip_prefix(at) != NULL ? at : NULL;
}

bool subject_is_forward(const char *subject) {
    static const char *const words[] = {"fw", "fwd", "wg",  "tr",          "rv",     "enc",    "i",   "vb",
                                        "vl", "pd",  "vid", "videresendt", "doorst", "пересл", "转发"};
    const char *prefix = first_prefix(subject);
    if (prefix == NULL)
        return false;
    g_autofree char *word = g_utf8_strdown(prefix, (gssize)prefix_length(prefix));
    return is_listed(word, words, G_N_ELEMENTS(words));
}

bool subject_is_inherited(const char *subject) {
    return first_prefix(subject) != NULL;
}

// Characters that a mail program shows, in a way that cannot turn the text around.
static bool is_shown(gunichar c) {
    GUnicodeType type = g_unichar_type(c);
    bool joiner = c == 0x200c || c == 0x200d; // Persian, Indic scripts and emoji need them
    return joiner || (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_UNASSIGNED &&
                      type != G_UNICODE_SURROGATE && type != G_UNICODE_PRIVATE_USE);
}

// Ticket tags inside the subject: "[#ABC-123]", "[Ticket#2015]", "[Case 991]"; a bracket with a digit in it.
static const char *skip_foreign_tag(const char *at) {
    size_t length = *at == '[' ? strcspn(at, "]") : 0;
    if (length < 2 || length > 40 || at[length] != ']')
        return NULL;
    bool number = strcspn(at, "0123456789") < length;
    if (at[1] == '#')
        return at + length + 1;
    return number && (memchr(at, '#', length) != NULL || memchr(at, '-', length) != NULL ||
                      g_ascii_strncasecmp(at + 1, "ticket", 6) == 0 ||
                      g_ascii_strncasecmp(at + 1, "case", 4) == 0)
               ? at + length + 1
               : NULL;
}

char *subject_clean(const char *subject) {
    g_autofree char *valid = g_utf8_make_valid(subject, -1);
    GString *out = g_string_new(NULL);
    size_t count = 0;
    bool blank = false;
    for (const char *at = subject_skip_prefixes(valid); *at != '\0'; at = g_utf8_next_char(at)) {
        for (const char *tag; (tag = skip_foreign_tag(at)) != NULL; blank = true)
            at = tag;
        gunichar c = g_utf8_get_char(at);
        if (c == 0)
            break;
        if (g_unichar_isspace(c))
            blank = true;
        else if (is_shown(c)) {
            const bool parted = blank && out->len > 0;
            count += parted ? 2 : 1;
            if (count > SHOWN_MAX) {
                g_string_append(out, "…");
                break;
            }
            if (parted)
                g_string_append_c(out, ' ');
            blank = false;
            g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}

char *subject_fold(const char *subject) {
    g_autofree char *clean = subject_clean(subject);
    g_autofree char *normal = g_utf8_normalize(clean, -1, G_NORMALIZE_ALL_COMPOSE);
    return g_utf8_casefold(normal != NULL ? normal : clean, -1);
}

char *subject_short_id(const char *thread) {
    return g_strdup_printf("[#%.*s]", SHORT_ID_LENGTH, thread);
}

char *subject_find_short_id(const char *subject) {
    for (const char *at = subject; (at = strstr(at, "[#")) != NULL; at += 2) {
        size_t length = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz234567ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (length == SHORT_ID_LENGTH && at[2 + length] == ']')
            return g_ascii_strdown(at + 2, SHORT_ID_LENGTH);
    }
    return NULL;
}
