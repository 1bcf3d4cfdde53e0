// Templates are checked in full when they are loaded, and all errors told at
// once: by the time a customer waits, nobody is there to mend them.
#include "tongue.h"

#include <string.h>

#include "builtin.h"
#include "textfile.h"

static const char *const ACKNOWLEDGEMENT[] = {
    "greeting", "thanks",    "feeling", "heard",    "quotes",     "points", "correct",
    "priority", "when",      "closed",  "ask",      "questions",  "care",   "workaround",
    "steps",    "automatic", "team",    "language", "loop-token", "below",  NULL};
static const char *const OUTREACH[] = {
    "greeting",    "lead",          "facts",    "news",     "reason-head", "reason", "alternative-head",
    "alternative", "goodwill-head", "goodwill", "options",  "costs",       "whens",  "ask",
    "about",       "automatic",     "team",     "language", "loop-token",  NULL};
static const char *const PROMISED[] = {"thanks", "when", "automatic", "loop-token", NULL};
// All that a PM may say: a template without it would send a no without its reason.
static const char *const ORDERED[] = {"lead",      "facts",      "news",   "reason", "alternative",
                                      "goodwill",  "options",    ".costs", ".whens", "ask",
                                      "automatic", "loop-token", NULL};
static const struct {
    const char *name;
    const char *const *known;    // the names that may occur
    const char *const *required; // those that must be shown
} TEMPLATES[FORM_COUNT] = {
    [FORM_FULL] = {"acknowledge", ACKNOWLEDGEMENT, PROMISED},
    [FORM_MINIMAL] = {"acknowledge-minimal", ACKNOWLEDGEMENT, PROMISED},
    [FORM_OUTREACH] = {"outreach", OUTREACH, ORDERED},
};
static const char *const FILES[] = {"page.html",
                                    "acknowledge.txt",
                                    "acknowledge.html",
                                    "acknowledge-minimal.txt",
                                    "acknowledge-minimal.html",
                                    "outreach.txt",
                                    "outreach.html",
                                    NULL};
static const char *const WORDS[] = {"words", "words-outreach", NULL};
static const char *const PAGE_KNOWN[] = {"language", "content", NULL};
static const char CONTENT[] = "{{content}}";
enum { FILE_LIMIT = 256 * 1024 };

static void tongue_free(void *data) {
    Tongue *tongue = data;
    g_free(tongue->code);
    wording_free(tongue->wording);
    for (int i = 0; i < FORM_COUNT; i++) {
        template_free(tongue->text[i]);
        template_free(tongue->html[i]);
    }
    g_free(tongue);
}

static void file_free(void *data) {
    TongueFile *file = data;
    g_free(file->name);
    g_free(file->code);
    g_free(file->source);
    g_free(file);
}

void tongues_free(Tongues *tongues) {
    if (tongues == NULL)
        return;
    g_ptr_array_unref(tongues->list);
    g_ptr_array_unref(tongues->files);
    template_free(tongues->page_head);
    template_free(tongues->page_foot);
    g_free(tongues);
}

// The built-in file, or NULL. `name` is what errors call it.
static char *read_builtin(const char *path, char **name) {
    *name = g_strconcat("templates/", path, NULL);
    g_autoptr(GBytes) bytes = builtin_file(*name);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    return data == NULL ? NULL : g_strndup(data, size);
}

// The directory's own file, or NULL when it has none (or one that cannot be read: an error is appended).
static char *read_override(const char *directory, const char *path, char **name, GPtrArray *errors) {
    *name = directory == NULL ? NULL : g_build_filename(directory, path, NULL);
    if (*name == NULL || !g_file_test(*name, G_FILE_TEST_EXISTS))
        return NULL;
    g_autoptr(GError) error = NULL;
    char *text = textfile_read(*name, FILE_LIMIT, &error);
    if (text == NULL)
        g_ptr_array_add(errors, g_strdup(error->message));
    return text;
}

// One place where a file may lie: below the directory, or (NULL) among the built-in ones. Its text, or NULL.
static char *read_at(const char *directory, const char *code, const char *file, char **name,
                     GPtrArray *errors) {
    g_autofree char *path = code == NULL ? g_strdup(file) : g_strdup_printf("%s/%s", code, file);
    return directory == NULL ? read_builtin(path, name) : read_override(directory, path, name, errors);
}

// The first that is there: the mailbox's before ours, each the language's own before the common one. The
// caller owns it; NULL with an error when there is none, or the one that counts cannot be read.
static TongueFile *find_file(const char *directory, const char *code, const char *name, GPtrArray *errors) {
    const guint before = errors->len;
    const char *const folders[] = {code, NULL};
    for (int own = directory != NULL; own >= 0; own--)
        for (size_t i = code == NULL; i < G_N_ELEMENTS(folders); i++) {
            g_autofree char *place = NULL;
            char *source = read_at(own ? directory : NULL, folders[i], name, &place, errors);
            if (errors->len > before)
                return NULL;
            if (source == NULL)
                continue;
            TongueFile *file = g_new0(TongueFile, 1);
            *file = (TongueFile){g_steal_pointer(&place), g_strdup(folders[i]), source};
            return file;
        }
    g_ptr_array_add(errors, g_strdup_printf("templates/%s:1: this file is missing", name));
    return NULL;
}

// The same file stands for several languages; it is kept once. Borrowed.
static const TongueFile *keep_file(Tongues *tongues, TongueFile *file) {
    for (guint i = 0; file != NULL && i < tongues->files->len; i++) {
        const TongueFile *kept = tongues->files->pdata[i];
        if (strcmp(kept->name, file->name) == 0) {
            file_free(file);
            return kept;
        }
    }
    if (file != NULL)
        g_ptr_array_add(tongues->files, file);
    return file;
}

static Template *parse(const char *name, const char *source, TemplateKind kind, const char *const *known,
                       GPtrArray *errors) {
    g_autoptr(GError) error = NULL;
    Template *template = template_parse(name, source, kind, known, &error);
    if (template == NULL)
        g_ptr_array_add(errors, g_strdup(error->message));
    return template;
}

// Errors in a common file are told once, not once a language.
static void tell_once(GPtrArray *errors, char *error) {
    if (g_ptr_array_find_with_equal_func(errors, error, g_str_equal, NULL))
        g_free(error);
    else
        g_ptr_array_add(errors, error);
}

static Template *load_template(Tongues *tongues, const char *directory, const char *code, Form form,
                               TemplateKind kind, GPtrArray *errors) {
    g_autofree char *path =
        g_strdup_printf("%s.%s", TEMPLATES[form].name, kind == TEMPLATE_HTML ? "html" : "txt");
    const char *const *required = TEMPLATES[form].required;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    const TongueFile *file = keep_file(tongues, find_file(directory, code, path, found));
    Template *template =
        file == NULL ? NULL : parse(file->name, file->source, kind, TEMPLATES[form].known, found);
    for (size_t i = 0; template != NULL && required[i] != NULL; i++)
        if (!template_shows(template, required[i]))
            g_ptr_array_add(found, g_strdup_printf("%s:1: {{%s}} is missing, or shown only at times",
                                                   file->name, required[i]));
    for (guint i = 0; i < found->len; i++)
        tell_once(errors, g_steal_pointer(&found->pdata[i]));
    return template;
}

// Reads one file of phrases over what is there; an own one where there is one. *name is what errors call it.
static void read_words(Wording *wording, const char *directory, const char *path, char **name,
                       GPtrArray *errors) {
    g_autofree char *own_name = NULL;
    g_autofree char *builtin = read_builtin(path, name);
    g_autofree char *own = read_override(directory, path, &own_name, errors);
    if (builtin != NULL)
        wording_read(wording, *name, builtin, errors);
    if (own != NULL)
        wording_read(wording, own_name, own, errors);
    if (own_name == NULL)
        return;
    g_free(*name);
    *name = g_steal_pointer(&own_name);
}

static Wording *load_wording(const char *directory, const char *code, GPtrArray *errors) {
    Wording *wording = wording_new();
    g_autofree char *first = NULL;
    for (size_t i = 0; WORDS[i] != NULL; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s", code, WORDS[i]);
        g_autofree char *name = NULL;
        read_words(wording, directory, path, &name, errors);
        first = first != NULL ? first : g_steal_pointer(&name);
    }
    wording_check(wording, first, errors);
    return wording;
}

static Tongue *load_tongue(Tongues *tongues, const char *directory, const char *code, GPtrArray *errors) {
    Tongue *tongue = g_new0(Tongue, 1);
    tongue->code = g_strdup(code);
    tongue->wording = load_wording(directory, code, errors);
    for (int i = 0; i < FORM_COUNT; i++) {
        tongue->text[i] = load_template(tongues, directory, code, (Form)i, TEMPLATE_TEXT, errors);
        tongue->html[i] = load_template(tongues, directory, code, (Form)i, TEMPLATE_HTML, errors);
    }
    return tongue;
}

static void load_page(Tongues *tongues, const char *directory, GPtrArray *errors) {
    const TongueFile *file = keep_file(tongues, find_file(directory, NULL, "page.html", errors));
    g_autoptr(Template) whole =
        file == NULL ? NULL : parse(file->name, file->source, TEMPLATE_HTML, PAGE_KNOWN, errors);
    if (whole == NULL)
        return;
    const char *content = strstr(file->source, CONTENT);
    if (content == NULL) {
        g_ptr_array_add(errors, g_strdup_printf("%s:1: %s is missing", file->name, CONTENT));
        return;
    }
    g_autofree char *head = g_strndup(file->source, (gsize)(content - file->source));
    tongues->page_head = parse(file->name, head, TEMPLATE_HTML, PAGE_KNOWN, errors);
    tongues->page_foot = parse(file->name, content + strlen(CONTENT), TEMPLATE_HTML, PAGE_KNOWN, errors);
}

static bool is_code(const char *name) {
    const size_t length = strlen(name);
    return (length == 2 || length == 3) && strspn(name, "abcdefghijklmnopqrstuvwxyz") == length;
}

static void add_code(GPtrArray *codes, const char *name) {
    g_autofree char *code = g_strndup(name, strcspn(name, "/"));
    if (is_code(code) && !g_ptr_array_find_with_equal_func(codes, code, g_str_equal, NULL))
        g_ptr_array_add(codes, g_steal_pointer(&code));
}

static int compare_codes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The folders below the directory and among the built-in ones, sorted. The caller owns it.
static GPtrArray *list_codes(const char *directory, GPtrArray *errors) {
    GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) builtin = builtin_list("templates");
    for (guint i = 0; builtin[i] != NULL; i++)
        if (g_str_has_suffix(builtin[i], "/"))
            add_code(codes, builtin[i]);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = directory == NULL ? NULL : g_dir_open(directory, 0, &error);
    if (error != NULL)
        g_ptr_array_add(errors, g_strdup_printf("%s:1: %s", directory, error->message));
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(directory, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            add_code(codes, name);
    }
    g_ptr_array_sort(codes, compare_codes);
    return codes;
}

Tongues *tongues_read(const char *directory, GPtrArray *errors) {
    Tongues *tongues = g_new0(Tongues, 1);
    tongues->list = g_ptr_array_new_with_free_func(tongue_free);
    tongues->files = g_ptr_array_new_with_free_func(file_free);
    load_page(tongues, directory, errors);
    g_autoptr(GPtrArray) codes = list_codes(directory, errors);
    for (guint i = 0; i < codes->len; i++)
        g_ptr_array_add(tongues->list, load_tongue(tongues, directory, codes->pdata[i], errors));
    if (codes->len == 0)
        g_ptr_array_add(errors, g_strdup("templates:1: there are none"));
    return tongues;
}

Tongues *tongues_load(const char *directory, GPtrArray *errors) {
    const guint before = errors->len;
    g_autoptr(Tongues) tongues = tongues_read(directory, errors);
    return errors->len == before ? g_steal_pointer(&tongues) : NULL;
}

const char *const *tongues_templates(void) {
    return FILES;
}

const char *const *tongues_words(void) {
    return WORDS;
}

const char *tongues_form_name(Form form) {
    return TEMPLATES[form].name;
}

const char *const *tongues_known(Form form) {
    return TEMPLATES[form].known;
}

const Tongue *tongues_find(const Tongues *tongues, const char *code) {
    for (guint i = 0; i < tongues->list->len; i++) {
        const Tongue *tongue = tongues->list->pdata[i];
        if (strcmp(tongue->code, code) == 0)
            return tongue;
    }
    return NULL;
}
