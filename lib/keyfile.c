// Without this file the store is lost, with it anybody reads it: so it is replaced
// whole and durably or not at all, keeps its owner and mode, and its text is overwritten in
// memory as soon as it was read.
#include "keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "units.h"

enum { SIZE_MAX_OF_FILE = 8192 };

static const char SINGLE[] = "earshot-key-1 ", HEAD[] = "earshot-key-2";

static const char *const ROLES[] = {
    [KEY_OLD] = "old", [KEY_CURRENT] = "current", [KEY_COMING] = "coming", [KEY_TOKENS] = "tokens"};

void keyfile_clear(KeyFile *file) {
    explicit_bzero(file, sizeof *file);
}

const KeyLine *keyfile_line(const KeyFile *file, unsigned number) {
    const KeyLine *found = NULL;
    for (size_t i = 0; i < file->count; i++)
        if (file->lines[i].number == number && (found == NULL || found->role == KEY_TOKENS))
            found = &file->lines[i];
    return found;
}

const KeyLine *keyfile_current(const KeyFile *file) {
    for (size_t i = 0; i < file->count; i++)
        if (file->lines[i].role == KEY_CURRENT)
            return &file->lines[i];
    return NULL;
}

unsigned keyfile_newest(const KeyFile *file) {
    unsigned newest = 0;
    for (size_t i = 0; i < file->count; i++)
        if (file->lines[i].role != KEY_TOKENS)
            newest = MAX(newest, file->lines[i].number);
    return newest;
}

// --- reading ---

// The text, which ends with a NUL; what is checked is what is read.
static char *read_text(const char *path, struct stat *status, GError **error) {
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0 || fstat(file, status) != 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot read the key file: %s; %s", path, g_strerror(errno),
                  errno == ENOENT ? "put back your copy of it, or for a new store run 'earshot key init'"
                                  : "it is for root and the user that the daemons run as");
        if (file >= 0)
            close(file);
        return NULL;
    }
    char *text = g_malloc0(SIZE_MAX_OF_FILE + 1);
    const ssize_t got = read(file, text, SIZE_MAX_OF_FILE);
    close(file);
    if ((status->st_mode & (S_IRWXO | S_IWGRP)) == 0 && got >= 0)
        return text;
    fault_set(error, FATE_CONFIG,
              got < 0 ? "%s: cannot read the key file"
                      : "%s: others may read or change the key file; chmod 0600 it (0640 at most)",
              path);
    explicit_bzero(text, SIZE_MAX_OF_FILE);
    g_free(text);
    return NULL;
}

static bool decode(const char *code, uint8_t key[32]) {
    size_t size = 0;
    g_autofree uint8_t *bytes = units_base32_decode(code, &size);
    const bool right = bytes != NULL && size == 32;
    if (right)
        memcpy(key, bytes, size);
    if (bytes != NULL)
        explicit_bzero(bytes, size);
    return right;
}

static bool read_single(const char *text, const struct stat *status, KeyFile *file) {
    char code[64] = "", more[2] = "";
    const bool right =
        sscanf(text + strlen(SINGLE), "%63s %1s", code, more) == 1 && decode(code, file->lines[0].key);
    explicit_bzero(code, sizeof code);
    file->single = true;
    file->count = 1;
    file->lines[0].number = 1;
    file->lines[0].role = KEY_CURRENT;
    file->lines[0].at = (int64_t)status->st_mtime * G_USEC_PER_SEC;
    return right;
}

static bool read_number(const char *word, unsigned *number) {
    char *end = NULL;
    const guint64 read = g_ascii_strtoull(word, &end, 10);
    *number = (unsigned)read;
    return g_ascii_isdigit(*word) && *end == '\0' && read >= 1 && read <= KEYFILE_NUMBER_MAX;
}

static bool read_role(const char *word, KeyRole *role) {
    for (*role = KEY_OLD; *role < KEY_TOKENS; (*role)++)
        if (strcmp(word, ROLES[*role]) == 0)
            return true;
    return false;
}

// What is wrong with the line, or NULL.
static const char *read_words(char **words, guint count, KeyFile *file, bool *named) {
    const bool tokens = strcmp(words[0], "tokens") == 0;
    if (strcmp(words[0], "names") == 0) {
        const bool again = *named;
        *named = true;
        return again                                         ? "the key of names is there twice"
               : count == 2 && decode(words[1], file->names) ? NULL
                                                             : "this is no key of names";
    }
    if (!tokens && strcmp(words[0], "key") != 0)
        return "this is no line of a key file: names, key, tokens";
    if (file->count == KEYFILE_LINES)
        return "there are more generations than can be; finish the rotation before";
    KeyLine *line = &file->lines[file->count];
    line->role = KEY_TOKENS;
    if (count != (tokens ? 4U : 5U) || !read_number(words[1], &line->number) ||
        !units_time_parse(words[2], &line->at, NULL) || (!tokens && !read_role(words[3], &line->role)) ||
        !decode(words[count - 1], line->key))
        return "this is no generation of a key: number, time, old|current|coming, key";
    const KeyLine *before = keyfile_line(file, line->number);
    file->count++;
    return before != NULL && (before->role == KEY_TOKENS) == tokens ? "this number is there twice" : NULL;
}

static const char *check_roles(const KeyFile *file, bool named) {
    unsigned current = 0, count = 0;
    for (size_t i = 0; i < file->count; i++)
        if (file->lines[i].role == KEY_CURRENT) {
            current = file->lines[i].number;
            count++;
        }
    if (!named)
        return "the key of names is missing: put the copy of the file back that you keep";
    if (count != 1)
        return "one key must be current: put the copy of the file back that you keep";
    for (size_t i = 0; i < file->count; i++) {
        const KeyLine *line = &file->lines[i];
        if ((line->role == KEY_OLD && line->number > current) ||
            (line->role == KEY_COMING && line->number < current))
            return "an old key stands behind the current one, or a coming one before it";
    }
    return NULL;
}

static bool wrong(const char *path, unsigned number, const char *what, GError **error) {
    g_autofree char *line = number == 0 ? g_strdup("") : g_strdup_printf("%u:", number);
    return fault_set(error, FATE_CONFIG, "%s:%s %s", path, line, what);
}

static bool read_lines(const char *path, char *text, KeyFile *file, GError **error) {
    bool named = false;
    char *next = text;
    for (unsigned number = 1; next != NULL && *next != '\0'; number++) {
        char *line = next, *words[6], *rest = NULL;
        guint count = 0;
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        for (char *word = strtok_r(line, " \t\r", &rest); word != NULL && count < G_N_ELEMENTS(words);
             word = strtok_r(NULL, " \t\r", &rest))
            words[count++] = word;
        if (number == 1 || count == 0 || words[0][0] == '#')
            continue;
        const char *what = read_words(words, count, file, &named);
        if (what != NULL)
            return wrong(path, number, what, error);
    }
    const char *what = check_roles(file, named);
    return what == NULL || wrong(path, 0, what, error);
}

bool keyfile_read(const char *path, KeyFile *file, GError **error) {
    struct stat status;
    *file = (KeyFile){0};
    g_autofree char *text = read_text(path, &status, error);
    if (text == NULL)
        return false;
    const size_t head = strlen(HEAD);
    bool read = false;
    if (strncmp(text, HEAD, head) == 0 && strchr("\r\n", text[head]) != NULL && text[head] != '\0')
        read = read_lines(path, text, file, error);
    else if (g_str_has_prefix(text, SINGLE) && read_single(text, &status, file))
        read = true;
    else
        fault_set(error, FATE_CONFIG, "%s: this is no key file of Earshot; put back your copy of it", path);
    explicit_bzero(text, SIZE_MAX_OF_FILE);
    if (!read)
        keyfile_clear(file);
    return read;
}

// --- writing ---

// Room enough for what is written is taken at once: text that grows leaves copies behind.
static GString *format(const KeyFile *file) {
    GString *text = g_string_sized_new(SIZE_MAX_OF_FILE);
    if (file->single) {
        g_autofree char *code = units_base32_encode(file->lines[0].key, 32);
        g_string_append_printf(text, "%s%s\n", SINGLE, code);
        explicit_bzero(code, strlen(code));
        return text;
    }
    g_autofree char *names = units_base32_encode(file->names, 32);
    g_string_append_printf(text, "%s\n# made by 'earshot key rotate'; see 'earshot key check'\nnames %s\n",
                           HEAD, names);
    explicit_bzero(names, strlen(names));
    for (size_t i = 0; i < file->count; i++) {
        const KeyLine *line = &file->lines[i];
        g_autofree char *at = units_time_format(line->at);
        g_autofree char *code = units_base32_encode(line->key, sizeof line->key);
        if (line->role == KEY_TOKENS)
            g_string_append_printf(text, "tokens %u %s %s\n", line->number, at, code);
        else
            g_string_append_printf(text, "key %u %s %s %s\n", line->number, at, ROLES[line->role], code);
        explicit_bzero(code, strlen(code));
    }
    return text;
}

static void forget(GString *text) {
    explicit_bzero(text->str, text->allocated_len);
    g_string_free(text, TRUE);
}

// Makes the name itself durable: a key lost in a power cut is the store lost.
static bool sync_folder(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    const int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return done;
}

// Writes all of text, makes it durable and closes; errno says what went wrong first.
static bool write_text(int file, const GString *text) {
    const bool written = write(file, text->str, text->len) == (ssize_t)text->len && fsync(file) == 0;
    const int kept = errno;
    const bool closed = close(file) == 0;
    if (!written)
        errno = kept;
    return written && closed;
}

bool keyfile_create(const char *path, const KeyFile *keys, GError **error) {
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        return fault_set(
            error, FATE_CONFIG,
            "%s: a key is there already; without it the store cannot be read, so it is not replaced", path);
    if (file < 0)
        return fault_set(error, FATE_CONFIG,
                         "%s: cannot make the key file: %s; its directory is to be there, and this user's",
                         path, g_strerror(errno));
    GString *text = format(keys);
    const bool done = write_text(file, text) && sync_folder(path);
    forget(text);
    if (done)
        return true;
    fault_set(error, FATE_TEMPORARY, "%s: cannot write the key file: %s", path, g_strerror(errno));
    unlink(path);
    return false;
}

// The file beside it, of the same owner and mode; -1 with an error.
static int make_beside(const char *path, const char *beside, GError **error) {
    struct stat status;
    if (stat(path, &status) != 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot read the key file: %s", path, g_strerror(errno));
        return -1;
    }
    unlink(beside); // of one that was killed
    const int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        fault_set(error, FATE_CONFIG, "%s: cannot make it: %s; run this as root", beside, g_strerror(errno));
        return -1;
    }
    const bool mine = status.st_uid == geteuid() && status.st_gid == getegid();
    if ((mine || fchown(file, status.st_uid, status.st_gid) == 0) &&
        fchmod(file, status.st_mode & 07777) == 0)
        return file;
    fault_set(error, FATE_CONFIG, "%s: cannot give it the owner of the key file: %s; run this as root",
              beside, g_strerror(errno));
    close(file);
    unlink(beside);
    return -1;
}

// The file that a symbolic link leads to is replaced, not the link.
bool keyfile_replace(const char *given, const KeyFile *keys, GError **error) {
    char *real = realpath(given, NULL);
    g_autofree char *path = g_strdup(real != NULL ? real : given);
    g_autofree char *beside = g_strconcat(path, ".new", NULL);
    free(real);
    const int file = make_beside(path, beside, error);
    if (file < 0)
        return false;
    GString *text = format(keys);
    const bool done = write_text(file, text) && rename(beside, path) == 0 && sync_folder(path);
    forget(text);
    if (done)
        return true;
    fault_set(error, FATE_TEMPORARY, "%s: cannot replace the key file: %s", path, g_strerror(errno));
    unlink(beside);
    return false;
}
