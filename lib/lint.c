// A template can be in order and still hurt: it thanks nobody, speaks like an
// office, or feels what nobody feels. What to look for is written down in the words of
// each language, beside what is said, since only who speaks it can tell. Whole words
// are compared, without case, so that "asap" is not found in a name.
#include "lint.h"

#include <string.h>

#include "tongue.h"

enum { LONGEST_PHRASE = 400, SHORTEST_BEGINNING = 3 };

// Lists for us, not sentences for a customer.
static const char *const LISTS[] = {"never-echo", "thanking", "banned", NULL};
// Behind these the customer has done something for us: told us, or answered.
static const char *const GRATEFUL[] = {"fixed.lead", "choices.lead", "chosen.lead", "unclear.lead",
                                       "no.lead",    "invite.lead",  NULL};
// The mail stands by itself: what leads or loads elsewhere is how frauds look, and how readers are tracked.
static const char *const LINKS[] = {"http:", "https:", "www.", "href=", "src=", "url("};

// " all words of it, folded, one blank between ": so a phrase is found as a part.
static char *plain_words(const char *text) {
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *words = g_string_new(" ");
    for (const char *at = composed; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (g_unichar_isalnum(character) || g_unichar_ismark(character))
            g_string_append_unichar(words, character);
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    if (words->str[words->len - 1] != ' ')
        g_string_append_c(words, ' ');
    return g_string_free(words, FALSE);
}

// The items of a phrase that is a list, as plain_words. The caller owns it; empty when there is no such
// phrase.
static GPtrArray *list_of(const Wording *wording, const char *key) {
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    const char *place = NULL;
    const char *source = wording_source(wording, key, &place);
    g_auto(GStrv) items = g_strsplit(source == NULL ? "" : source, ",", -1);
    for (guint i = 0; items[i] != NULL; i++) {
        char *words = plain_words(items[i]);
        if (strcmp(words, " ") == 0)
            g_free(words);
        else
            g_ptr_array_add(list, words);
    }
    return list;
}

static void find(GPtrArray *findings, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void find(GPtrArray *findings, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(findings, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

// `what` is how the finding calls the text: a phrase by its key, a line of a template.
static void check_banned(const Tongue *tongue, const char *place, const char *what, const char *text,
                         GPtrArray *findings) {
    g_autoptr(GPtrArray) banned = list_of(tongue->wording, "banned");
    g_autofree char *words = plain_words(text);
    for (guint i = 0; i < banned->len; i++)
        if (strstr(words, banned->pdata[i]) != NULL) {
            g_autofree char *item = g_strstrip(g_strdup(banned->pdata[i]));
            find(findings, "%s: %s says \"%s\", which is `banned` (%s): say what is meant, or leave it out",
                 place, what, item, tongue->code);
        }
}

// The same that a PM's own words may not say, in whichever language.
static void check_sayable(const char *place, const char *what, const char *text, GPtrArray *findings) {
    g_autofree char *phrase = g_strdup(wording_unsayable(text));
    if (phrase != NULL)
        find(findings,
             "%s: %s says \"%s\", but no automatic mail admits, denies or blames: tell what happens instead",
             place, what, g_strstrip(phrase));
}

static void check_links(const char *place, const char *what, const char *text, GPtrArray *findings) {
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(LINKS); i++)
        if (strstr(lower, LINKS[i]) != NULL) {
            find(findings, "%s: %s leads elsewhere by \"%s\": the mail must stand by itself", place, what,
                 LINKS[i]);
            return;
        }
}

static bool says_thanks(const char *text, const GPtrArray *thanking) {
    g_autofree char *words = plain_words(text);
    for (guint i = 0; i < thanking->len; i++) {
        g_autofree char *beginning =
            g_strchomp(g_strdup(thanking->pdata[i])); // keeps the blank before the word
        if (strstr(words, beginning) != NULL)
            return true;
    }
    return false;
}

static void check_phrase(const Tongue *tongue, const char *key, GPtrArray *findings) {
    const char *place = NULL;
    const char *source = wording_source(tongue->wording, key, &place);
    g_autofree char *what = g_strdup_printf("'%s'", key);
    const glong length = g_utf8_strlen(source, -1);
    if (length > LONGEST_PHRASE)
        find(findings, "%s: %s has %ld characters: say it in %d", place, what, length, LONGEST_PHRASE);
    if (strchr(source, '!') != NULL)
        find(findings, "%s: %s raises its voice with '!': end it with a full stop", place, what);
    check_links(place, what, source, findings);
    check_banned(tongue, place, what, source, findings);
    check_sayable(place, what, source, findings);
}

// The beginning "a" would keep back nearly everything that a customer says, and nobody would see why.
static void check_never(const Tongue *tongue, GPtrArray *findings) {
    const char *place = NULL;
    const char *source = wording_source(tongue->wording, "never-echo", &place);
    g_auto(GStrv) items = g_strsplit(source == NULL ? "" : source, ",", -1);
    for (guint i = 0; items[i] != NULL; i++) {
        g_strstrip(items[i]);
        const glong length = g_utf8_strlen(items[i], -1);
        if (length > 0 && length < SHORTEST_BEGINNING && !g_str_has_suffix(items[i], "$"))
            find(findings,
                 "%s: 'never-echo' holds every word that begins with \"%s\": write more of it, or \"%s$\"",
                 place, items[i], items[i]);
    }
}

static void check_wording(const Tongue *tongue, GPtrArray *findings) {
    g_autoptr(GPtrArray) keys = wording_keys(tongue->wording);
    g_autoptr(GPtrArray) thanking = list_of(tongue->wording, "thanking");
    check_never(tongue, findings);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = keys->pdata[i];
        const char *place = NULL;
        if (g_strv_contains(LISTS, key))
            continue;
        check_phrase(tongue, key, findings);
        const bool thanks = g_str_has_prefix(key, "thanks") || g_strv_contains(GRATEFUL, key);
        if (thanks && thanking->len > 0 &&
            !says_thanks(wording_source(tongue->wording, key, &place), thanking)) {
            wording_source(tongue->wording, key, &place);
            find(findings, "%s: '%s' does not thank: use a word of `thanking`", place, key);
        }
    }
}

// Blanks what stands between `open` and `close`, both included; lines stay where they are.
static void blank_between(char *text, const char *open, const char *close) {
    for (char *from = text; (from = strstr(from, open)) != NULL;) {
        char *end = strstr(from + strlen(open), close);
        char *to = end == NULL ? from + strlen(from) : end + strlen(close);
        for (; from < to; from++)
            if (*from != '\n')
                *from = ' ';
    }
}

static void check_line(const Tongues *tongues, const TongueFile *file, const char *place, const char *line,
                       GPtrArray *findings) {
    check_links(place, "this line", line, findings);
    g_autofree char *text = g_strdup(line);
    if (g_str_has_suffix(file->name, ".html"))
        blank_between(text, "<", ">");
    check_sayable(place, "this line", text, findings);
    for (guint i = 0; i < tongues->list->len; i++) {
        const Tongue *tongue = tongues->list->pdata[i];
        if (file->code == NULL || strcmp(file->code, tongue->code) == 0)
            check_banned(tongue, place, "this line", text, findings);
    }
}

// Names and remarks of a template are not said to anybody.
static void check_file(const Tongues *tongues, const TongueFile *file, GPtrArray *findings) {
    if (!g_utf8_validate(file->source, -1, NULL))
        return; // told when it was parsed
    g_autofree char *said = g_strdup(file->source);
    blank_between(said, "{{", "}}");
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *place = g_strdup_printf("%s:%u", file->name, i + 1);
        check_line(tongues, file, place, lines[i], findings);
    }
}

// A file under a name that nothing reads was meant for something, and will be missed by nobody but customers.
static void check_names(const Tongues *tongues, const char *directory, const char *code,
                        GPtrArray *findings) {
    const char *const *common = tongues_templates() + (code == NULL ? 0 : 1);
    g_autofree char *folder = g_build_filename(directory, code, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        const bool hidden = *name == '.' || g_str_has_suffix(name, "~"); // an editor's
        const bool words = code != NULL && g_strv_contains(tongues_words(), name);
        if (hidden || words || g_strv_contains(common, name))
            continue;
        if (code == NULL && tongues_find(tongues, name) != NULL)
            check_names(tongues, directory, name, findings);
        else
            find(findings, "%s/%s:1: nothing reads this: misspelt, or in the wrong folder", folder, name);
    }
}

static void note_language(GPtrArray *languages, const char *code) {
    if (languages != NULL && !g_ptr_array_find_with_equal_func(languages, code, g_str_equal, NULL))
        g_ptr_array_add(languages, g_strdup(code));
}

bool lint_templates(const char *directory, GPtrArray *findings, GPtrArray *languages) {
    const guint before = findings->len;
    g_autoptr(Tongues) tongues = tongues_read(directory, findings);
    for (guint i = 0; i < tongues->list->len; i++) {
        const Tongue *tongue = tongues->list->pdata[i];
        check_wording(tongue, findings);
        note_language(languages, tongue->code);
    }
    for (guint i = 0; i < tongues->files->len; i++)
        check_file(tongues, tongues->files->pdata[i], findings);
    if (directory != NULL)
        check_names(tongues, directory, NULL, findings);
    return findings->len == before;
}
