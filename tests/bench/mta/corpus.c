/* The messages of a load, parsed once before the clock starts. The parse here is deliberately the MTA's and
 * not a MIME parser's: fields end at the first empty line, nothing is judged, and damaged mail goes through
 * as it is. */
#include "corpus.h"

#include <gio/gio.h>
#include <string.h>

struct Corpus {
    GPtrArray *mails; /* of Mail */
    bool keeps_all;
};

static void field_clear(gpointer data) {
    MailField *field = data;
    g_free(field->name);
    g_free(field->value);
}

static void mail_free(gpointer data) {
    Mail *mail = data;
    g_array_unref(mail->fields);
    g_free(mail->body);
    g_free(mail);
}

Corpus *corpus_new(void) {
    Corpus *corpus = g_new0(Corpus, 1);
    corpus->mails = g_ptr_array_new_with_free_func(mail_free);
    return corpus;
}

void corpus_free(Corpus *corpus) {
    if (corpus == NULL)
        return;
    g_ptr_array_unref(corpus->mails);
    g_free(corpus);
}

void corpus_keep_all(Corpus *corpus) {
    corpus->keeps_all = true;
}

guint corpus_count(const Corpus *corpus) {
    return corpus->mails->len;
}

const Mail *corpus_mail(const Corpus *corpus, guint index) {
    return g_ptr_array_index(corpus->mails, index);
}

/* Any line ends to LF, and no NUL: the protocol ends its strings with one. */
static GString *normalise(const char *raw, size_t length) {
    GString *text = g_string_sized_new(length + 1);
    for (size_t i = 0; i < length; i++)
        if (raw[i] == '\0')
            g_string_append_c(text, ' ');
        else if (raw[i] != '\r')
            g_string_append_c(text, raw[i]);
        else if (i + 1 == length || raw[i + 1] != '\n')
            g_string_append_c(text, '\n');
    return text;
}

static GString *with_crlf(const char *text) {
    GString *out = g_string_sized_new(strlen(text) * 33 / 32 + 3);
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        g_string_append_len(out, line, (gssize)length);
        g_string_append(out, "\r\n");
        line += length + (line[length] == '\n' ? 1 : 0);
    }
    return out;
}

static bool set_by_each_send(const char *name) {
    static const char *const names[] = {"From", "To", "Date", "Return-Path", "Delivered-To"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

/* The end of the field that starts at `start`: the first LF that no space or tab follows. */
static const char *field_end(const char *start) {
    const char *end = strchr(start, '\n');
    while (end != NULL && (end[1] == ' ' || end[1] == '\t'))
        end = strchr(end + 1, '\n');
    return end != NULL ? end : start + strlen(start);
}

/* Reads fields from `text` and answers where the body starts. */
static const char *take_fields(Mail *mail, const char *text, bool all) {
    const char *at = text;
    if (g_str_has_prefix(at, "From "))
        at = field_end(at) + (*field_end(at) == '\n' ? 1 : 0);
    while (*at != '\0' && *at != '\n') {
        const char *end = field_end(at), *colon = memchr(at, ':', (size_t)(end - at));
        if (colon == NULL || colon == at)
            return at; /* no field: the body starts without its empty line */
        g_autofree char *name = g_strchomp(g_strndup(at, (gsize)(colon - at)));
        if (all || !set_by_each_send(name)) {
            MailField field = {.name = g_steal_pointer(&name),
                               .value = g_strndup(colon + 1, (gsize)MIN(end - colon - 1, 59000))};
            g_array_append_val(mail->fields, field);
        }
        at = *end == '\n' ? end + 1 : end;
    }
    return *at == '\n' ? at + 1 : at;
}

static const char *field_value(const Mail *mail, const char *name) {
    for (guint i = 0; i < mail->fields->len; i++)
        if (g_ascii_strcasecmp(g_array_index(mail->fields, MailField, i).name, name) == 0)
            return g_array_index(mail->fields, MailField, i).value;
    return "";
}

static bool mentions(const char *text, size_t length, const char *word) {
    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    return strstr(lower, word) != NULL;
}

/* Where a line may be put in without spoiling the message: at the start of the text, or of a multipart's
 * first part; at the very end where that text is base64, since there a line of ours would damage what it
 * decodes to. */
static size_t find_mark(const Mail *mail) {
    const char *type = field_value(mail, "Content-Type"),
               *encoding = field_value(mail, "Content-Transfer-Encoding");
    if (!mentions(type, strlen(type), "multipart/"))
        return mentions(encoding, strlen(encoding), "base64") ? mail->body_length : 0;
    const char *boundary = g_str_has_prefix(mail->body, "--") ? mail->body : strstr(mail->body, "\r\n--");
    const char *blank = boundary != NULL ? strstr(boundary, "\r\n\r\n") : NULL;
    if (blank == NULL || mentions(boundary, (size_t)(blank - boundary), "base64") ||
        mentions(boundary, (size_t)(blank - boundary), "multipart/"))
        return mail->body_length;
    return (size_t)(blank - mail->body) + 4;
}

void corpus_add(Corpus *corpus, const char *raw, size_t length) {
    g_autoptr(GString) text = normalise(raw, length);
    Mail *mail = g_new0(Mail, 1);
    mail->fields = g_array_new(FALSE, FALSE, sizeof(MailField));
    g_array_set_clear_func(mail->fields, field_clear);
    GString *body = with_crlf(take_fields(mail, text->str, corpus->keeps_all));
    mail->body_length = body->len;
    mail->body = g_string_free(body, FALSE);
    mail->mark = find_mark(mail);
    g_ptr_array_add(corpus->mails, mail);
}

/* Paths of all regular files below `directory`; symbolic links are passed over, so that no loop can be
 * walked. */
static void gather_paths(const char *directory, GPtrArray *paths) {
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL;
         name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(directory, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            gather_paths(path, paths);
        else
            g_ptr_array_add(paths, g_steal_pointer(&path));
    }
}

static int compare_paths(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool corpus_add_directory(Corpus *corpus, const char *directory, size_t total_limit, GError **error) {
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    gather_paths(directory, paths);
    g_ptr_array_sort(paths, compare_paths);
    guint before = corpus_count(corpus);
    size_t total = 0;
    for (guint i = 0; i < paths->len && total < total_limit; i++) {
        g_autofree char *raw = NULL;
        gsize length = 0;
        if (!g_file_get_contents(g_ptr_array_index(paths, i), &raw, &length, NULL) || length == 0)
            continue;
        corpus_add(corpus, raw, length);
        total += length;
    }
    if (corpus_count(corpus) == before)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no message could be read there", directory);
    return corpus_count(corpus) > before;
}

static size_t mail_size(const Mail *mail) {
    size_t size = mail->body_length;
    for (guint i = 0; i < mail->fields->len; i++) {
        const MailField *field = &g_array_index(mail->fields, MailField, i);
        size += strlen(field->name) + strlen(field->value) + 3;
    }
    return size;
}

static int compare_sizes(gconstpointer a, gconstpointer b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

char *corpus_summary(const Corpus *corpus) {
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t total = 0;
    for (guint i = 0; i < corpus_count(corpus); i++) {
        size_t size = mail_size(corpus_mail(corpus, i));
        total += size;
        g_array_append_val(sizes, size);
    }
    g_array_sort(sizes, compare_sizes);
    guint last = sizes->len - 1, middle = last / 2, late = last * 9 / 10;
    return g_strdup_printf("%u messages, mean %.1f KB, smallest %.1f, median %.1f, p90 %.1f, largest %.1f KB",
                           sizes->len, (double)total / sizes->len / 1000.0,
                           (double)g_array_index(sizes, size_t, 0) / 1000.0,
                           (double)g_array_index(sizes, size_t, middle) / 1000.0,
                           (double)g_array_index(sizes, size_t, late) / 1000.0,
                           (double)g_array_index(sizes, size_t, last) / 1000.0);
}
