// The language of a text. Support mail is short, and n-gram fingerprints are
// weak and slow on short text, so stop words decide first; the fingerprints of
// libexttextcat are asked when they leave doubt and there is text enough.
// Languages we do not speak stand in both lists as rivals: Danish must come
// out as "und", not as the nearest of ours. Without the fingerprint files the
// stop words decide alone.
#include "language.h"

#include <libexttextcat/textcat.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "fault.h"
#include "language_words.h"

enum {
    TEXT_MAX = 4096,
    WORDS_MAX = 250,
    WORD_BYTES = 24,
    WORDS_FEWEST = 4,
    HANDLES_MAX = 16,
    FINGERPRINT_LEAST = 70,
    FINGERPRINT_MOST = 700
};
#define FINGERPRINTS "/usr/share/libexttextcat/"

struct LanguageGuesser {
    atomic_uint users;
    GHashTable *words;   // char * to a set of languages, a bit each
    uint32_t configured; // the languages asked for, a bit each
    pthread_mutex_t *lock;
    GPtrArray *handles; // textcat handles at rest
    unsigned made;
};

// Fingerprints consulted beside the nine: their nearest relations.
static const char *const rivals[] = {"da", "nb", "nn", "fi", "tr", "cs", "sk",
                                     "ro", "hu", "ca", "gl", "af", "hr", NULL};

// The library reads its list from a file only: an anonymous one serves.
static void *handle_new(void) {
    int fd = memfd_create("fingerprints", MFD_CLOEXEC);
    if (fd < 0)
        return NULL;
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        g_string_append_printf(list, "%s.lm %s\n", language_words[i].code, language_words[i].code);
    for (size_t i = 0; rivals[i] != NULL; i++)
        g_string_append_printf(list, "%s.lm x-%s\n", rivals[i], rivals[i]);
    void *handle = NULL;
    char path[40];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (write(fd, list->str, list->len) == (ssize_t)list->len && lseek(fd, 0, SEEK_SET) == 0)
        handle = special_textcat_Init(path, FINGERPRINTS);
    (void)close(fd);
    return handle;
}

static void *handle_take(const LanguageGuesser *guesser) {
    void *handle = NULL;
    (void)pthread_mutex_lock(guesser->lock);
    if (guesser->handles->len > 0)
        handle = g_ptr_array_steal_index_fast(guesser->handles, guesser->handles->len - 1);
    (void)pthread_mutex_unlock(guesser->lock);
    return handle != NULL ? handle : handle_new();
}

static void handle_return(const LanguageGuesser *guesser, void *handle) {
    bool kept = false;
    (void)pthread_mutex_lock(guesser->lock);
    if (guesser->handles->len < HANDLES_MAX) {
        g_ptr_array_add(guesser->handles, handle);
        kept = true;
    }
    (void)pthread_mutex_unlock(guesser->lock);
    if (!kept)
        textcat_Done(handle);
}

static void learn_words(LanguageGuesser *guesser, size_t index) {
    g_auto(GStrv) words = g_strsplit(language_words[index].words, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        uint32_t set = GPOINTER_TO_UINT(g_hash_table_lookup(guesser->words, *word));
        g_hash_table_replace(guesser->words, g_strdup(*word), GUINT_TO_POINTER(set | (1U << index)));
    }
}

static int code_find(const char *code) {
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(language_words[i].code, code) == 0)
            return i;
    }
    return -1;
}

static bool configured_of(const GPtrArray *languages, uint32_t *configured, GError **error) {
    *configured = languages == NULL ? (1U << LANGUAGE_COUNT) - 1 : 0;
    for (guint i = 0; languages != NULL && i < languages->len; i++) {
        int found = code_find(g_ptr_array_index(languages, i));
        if (found < 0)
            return fault_set(error, FATE_CONFIG,
                             "unknown language '%s'; known are en de fr es pt it nl pl sv",
                             (const char *)g_ptr_array_index(languages, i));
        *configured |= 1U << found;
    }
    return true;
}

LanguageGuesser *language_guesser_new(const GPtrArray *languages, GError **error) {
    uint32_t configured = 0;
    if (!configured_of(languages, &configured, error))
        return NULL;
    LanguageGuesser *guesser = g_new0(LanguageGuesser, 1);
    atomic_init(&guesser->users, 1);
    guesser->configured = configured;
    guesser->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(language_words); i++)
        learn_words(guesser, i);
    guesser->lock = g_new(pthread_mutex_t, 1);
    (void)pthread_mutex_init(guesser->lock, NULL);
    guesser->handles = g_ptr_array_new_with_free_func(textcat_Done);
    void *handle = handle_new(); // now, while files may still be opened
    if (handle != NULL)
        g_ptr_array_add(guesser->handles, handle);
    return guesser;
}

LanguageGuesser *language_guesser_again(LanguageGuesser *guesser, const GPtrArray *languages,
                                        GError **error) {
    uint32_t configured = 0;
    if (!configured_of(languages, &configured, error))
        return NULL;
    if (configured != guesser->configured)
        return language_guesser_new(languages, error);
    atomic_fetch_add(&guesser->users, 1);
    return guesser;
}

void language_guesser_free(LanguageGuesser *guesser) {
    if (guesser == NULL || atomic_fetch_sub(&guesser->users, 1) != 1)
        return;
    g_ptr_array_unref(guesser->handles);
    (void)pthread_mutex_destroy(guesser->lock);
    g_free(guesser->lock);
    g_hash_table_unref(guesser->words);
    g_free(guesser);
}

typedef struct Count {
    double points[G_N_ELEMENTS(language_words)];
    unsigned words;
    unsigned foreign; // letters of scripts none of the nine is written in
    unsigned letters;
} Count;

// A word that several languages have counts for each of them in part.
static void count_word(const LanguageGuesser *guesser, const char *word, Count *count) {
    uint32_t set = GPOINTER_TO_UINT(g_hash_table_lookup(guesser->words, word));
    unsigned owners = 0;
    for (uint32_t rest = set; rest != 0; rest &= rest - 1)
        owners++;
    for (size_t i = 0; set >> i != 0; i++)
        count->points[i] += (set >> i) & 1 ? (owners == 1 ? 1.0 : owners == 2 ? 0.6 : 0.4) : 0.0;
    count->words++;
}

static void count_letter(gunichar c, Count *count) {
    count->letters++;
    if (c < 0x80)
        return;
    GUnicodeScript script = g_unichar_get_script(c);
    count->foreign += script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_COMMON &&
                              script != G_UNICODE_SCRIPT_INHERITED
                          ? 1
                          : 0;
}

// Words of letters only, in small letters, of the first 4 KB; what stands in an address or a link counts too,
// it is too little to mislead.
static const char *count_words(const LanguageGuesser *guesser, const char *text, Count *count) {
    char word[WORD_BYTES];
    size_t length = 0;
    const char *at = text;
    for (; at < text + TEXT_MAX && count->words < WORDS_MAX; at = g_utf8_next_char(at)) {
        const bool plain = (unsigned char)*at < 0x80; // most are: no calls for them
        gunichar c = plain ? (gunichar)g_ascii_tolower(*at) : g_unichar_tolower(g_utf8_get_char(at));
        if (plain ? g_ascii_isalpha(*at) : g_unichar_isalpha(c)) {
            count_letter(c, count);
            char bytes[6];
            size_t size = (size_t)g_unichar_to_utf8(c, bytes);
            if (length + size < sizeof word) {
                memcpy(word + length, bytes, size);
                length += size;
            }
        } else if (length > 0) {
            word[length] = '\0';
            count_word(guesser, word, count);
            length = 0;
        }
        if (*at == '\0')
            break;
    }
    return at;
}

// What the fingerprints say: an index below LANGUAGE_COUNT, or -1 for a rival or doubt.
static int ask_fingerprints(const LanguageGuesser *guesser, const char *text, size_t size) {
    void *handle = handle_take(guesser);
    if (handle == NULL)
        return -1;
    candidate_t *candidates = textcat_GetClassifyFullOutput(handle);
    int found = -1;
    if (textcat_ClassifyFull(handle, text, size, candidates) > 0) {
        char code[8];
        g_strlcpy(code, candidates[0].name, sizeof code);
        code[strcspn(code, "-")] = '\0'; // "x-da" becomes "x"
        found = code_find(code);
    }
    textcat_ReleaseClassifyFullOutput(handle, candidates);
    handle_return(guesser, handle);
    return found;
}

int language_number(const char *code) {
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(language_words[i].code, code) == 0)
            return i;
    }
    return -1;
}

const char *language_guess(const LanguageGuesser *guesser, const char *text) {
    Count count = {.words = 0};
    const char *end = count_words(guesser, text, &count);
    if (count.words < WORDS_FEWEST || count.foreign * 3 > count.letters)
        return "und";
    size_t best = 0;
    double second = 0;
    for (size_t i = 1; i < G_N_ELEMENTS(language_words); i++)
        best = count.points[i] > count.points[best] ? i : best;
    for (size_t i = 0; i < G_N_ELEMENTS(language_words); i++)
        second = i != best ? MAX(second, count.points[i]) : second;
    double share = count.points[best] / count.words;
    bool sure = count.points[best] >= 1.5 && share >= 0.17 && count.points[best] >= 1.5 * second;
    if (!sure && end - text >= FINGERPRINT_LEAST && share >= 0.05) {
        size_t size = MIN((size_t)(end - text), (size_t)FINGERPRINT_MOST);
        int found = ask_fingerprints(guesser, text, size);
        // the fingerprints may settle a doubt, not overrule the words
        sure = found >= 0 && count.points[found] >= count.points[best] * 0.999;
        best = sure ? (size_t)found : best;
    }
    if (!sure || best >= LANGUAGE_COUNT || ((guesser->configured >> best) & 1) == 0)
        return "und";
    return language_words[best].code;
}
