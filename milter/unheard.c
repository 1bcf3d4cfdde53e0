// Nothing is lost silently: what passed unheard is noted where it can be found
// when the store itself is the trouble, hence a plain file of lines. The disk may
// be full by then and no descriptor be left, so both are reserved at the start.
// Where even that was not to be had, the log is all that is left.
#include "unheard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "address.h"
#include "fault.h"
#include "owner.h"
#include "units.h"

struct Unheard {
    char *path;
    pthread_mutex_t lock; // one thread at a time; flock keeps other processes away
    int file;             // -1: not open
    bool shut;            // another process had the lock the last time, for long
};

#define DROPPED "# dropped=" // the first line once the older half went

static char *path_in(const char *directory) {
    return g_build_filename(directory, "unheard.log", NULL);
}

// Room for all that may ever stand in it. Where the file system promises none it must do without.
static void reserve(int file) {
    (void)!fallocate(file, FALLOC_FL_KEEP_SIZE, 0, UNHEARD_LIMIT);
}

// The file of that name: another may have taken its place since, when a backup was restored.
static bool is_still_there(const Unheard *unheard) {
    struct stat ours, named;
    return unheard->file >= 0 && fstat(unheard->file, &ours) == 0 && lstat(unheard->path, &named) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static bool open_file(Unheard *unheard) {
    if (is_still_there(unheard))
        return true;
    if (unheard->file >= 0)
        close(unheard->file);
    // Not O_APPEND, with which nothing can be written at the beginning; the lock does the same.
    unheard->file = open(unheard->path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    g_autofree char *directory = g_path_get_dirname(unheard->path);
    if (unheard->file >= 0) {
        (void)owner_give(unheard->file, directory);
        reserve(unheard->file);
    }
    return unheard->file >= 0;
}

// Takes the path.
static Unheard *unheard_at(char *path) {
    Unheard *unheard = g_new0(Unheard, 1);
    unheard->path = path;
    unheard->file = -1;
    open_file(unheard); // else at the first note
    pthread_mutex_init(&unheard->lock, NULL);
    return unheard;
}

Unheard *unheard_new(const char *directory) {
    return unheard_at(path_in(directory));
}

Unheard *unheard_copy(const Unheard *unheard) {
    return unheard == NULL ? NULL : unheard_at(g_strdup(unheard->path));
}

void unheard_free(Unheard *unheard) {
    if (unheard == NULL)
        return;
    if (unheard->file >= 0)
        close(unheard->file);
    pthread_mutex_destroy(&unheard->lock);
    g_free(unheard->path);
    g_free(unheard);
}

char *unheard_sender(const Seal *seal, const char *address, SealHash *hash) {
    g_autofree char *key = address_key(address);
    *hash = seal_hash_string(seal, "unheard", key);
    return units_base32_encode(hash->bytes, sizeof hash->bytes);
}

// A word of a line: what is no plain character becomes '?', at most 64 of them.
static char *word_of(const char *text) {
    if (text == NULL || *text == '\0')
        return g_strdup("-");
    char *word = g_strndup(text, 64);
    for (char *at = word; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && strchr("-_.:", *at) == NULL)
            *at = '?';
    return word;
}

static uint64_t dropped_before(const char *text) {
    return g_str_has_prefix(text, DROPPED) ? g_ascii_strtoull(text + strlen(DROPPED), NULL, 10) : 0;
}

static uint64_t count_lines(const char *from, const char *end) {
    uint64_t lines = 0;
    for (; (from = memchr(from, '\n', (size_t)(end - from))) != NULL; from++)
        lines++;
    return lines;
}

// What remains of a full file: its younger half, headed by how many went. Cut so that with the head it fits
// into the place of what goes.
static GString *younger_half(const char *text, size_t size) {
    const char *end = text + size;
    const size_t half = MIN(size / 2 + 64, size);
    const char *cut = memchr(text + half, '\n', size - half);
    cut = cut == NULL ? end : cut + 1;
    const bool headed = g_str_has_prefix(text, DROPPED);
    const uint64_t gone = dropped_before(text) + count_lines(text, cut) - (headed ? 1 : 0);
    GString *rest = g_string_new(NULL);
    g_string_append_printf(rest, DROPPED "%" G_GUINT64_FORMAT "\n", gone);
    return g_string_append_len(rest, cut, end - cut);
}

static bool write_all(int file, const char *text, size_t size) {
    while (size > 0) {
        const ssize_t written = write(file, text, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text += written;
        size -= (size_t)written;
    }
    return true;
}

// In place, under the lock: another process that waits for it has this very file open. The younger half is
// written over the older before the file is cut, so that whenever we die some lines stand twice and none is
// lost.
static bool shorten(const char *path, int file) {
    g_autofree char *text = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &text, &size, NULL))
        return false;
    GString *rest = younger_half(text, size);
    const bool done = lseek(file, 0, SEEK_SET) == 0 && write_all(file, rest->str, rest->len) &&
                      ftruncate(file, (off_t)rest->len) == 0;
    reserve(file); // what was cut off went back to the disk
    g_string_free(rest, TRUE);
    return done;
}

// Others have it for moments. One that stands still would hold up the MTA for ever, so it is waited for half
// a second, and from then on not at all until the lock was had.
static bool lock_soon(Unheard *unheard) {
    enum { PAUSE = 10 * 1000, TRIES = 50 };
    const int tries = unheard->shut ? 1 : TRIES;
    unheard->shut = true;
    for (int i = 0; i < tries && unheard->shut; i++) {
        if (i > 0)
            g_usleep(PAUSE);
        unheard->shut = flock(unheard->file, LOCK_EX | LOCK_NB) != 0;
    }
    return !unheard->shut;
}

static bool append(Unheard *unheard, const char *line, GError **error) {
    if (!open_file(unheard))
        return fault_set(error, FATE_TEMPORARY, "%s: %s", unheard->path, g_strerror(errno));
    struct stat status;
    const int file = unheard->file;
    bool done = lock_soon(unheard) && fstat(file, &status) == 0;
    if (done && status.st_size + (off_t)strlen(line) > UNHEARD_LIMIT)
        done = shorten(unheard->path, file);
    done = done && lseek(file, 0, SEEK_END) >= 0 && write_all(file, line, strlen(line));
    const int cause = errno;
    flock(file, LOCK_UN);
    return done || fault_set(error, FATE_TEMPORARY, "%s: %s", unheard->path, g_strerror(cause));
}

bool unheard_note(Unheard *unheard, int64_t now, const char *queue, const char *sender, const char *cause,
                  GError **error) {
    if (unheard == NULL)
        return true;
    g_autofree char *time = units_time_format(now);
    g_autofree char *queue_word = word_of(queue);
    g_autofree char *sender_word = word_of(sender);
    g_autofree char *cause_word = word_of(cause);
    g_autofree char *line =
        g_strdup_printf("%s queue=%s sender=%s cause=%s\n", time, queue_word, sender_word, cause_word);
    pthread_mutex_lock(&unheard->lock);
    const bool noted = append(unheard, line, error);
    pthread_mutex_unlock(&unheard->lock);
    return noted;
}

// A line as it is noted, its words ended in place; false for what is none. Who writes by hand into the file
// may write anything.
static bool read_line(char *line, int64_t *noted, const char **cause) {
    char *blank = strchr(line, ' '), *named = strstr(line, " cause=");
    if (blank == NULL || *line == '#')
        return false;
    *blank = '\0';
    *cause = named == NULL ? "" : named + strlen(" cause=");
    return units_time_parse(line, noted, NULL);
}

bool unheard_walk(const char *directory, UnheardEach each, void *data, uint64_t *dropped, GError **error) {
    *dropped = 0;
    g_autofree char *path = path_in(directory);
    g_autofree char *text = NULL;
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(path, &text, NULL, &cause))
        return g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
               fault_set(error, FATE_TEMPORARY, "%s", cause->message);
    *dropped = dropped_before(text);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        int64_t noted = 0;
        const char *why = NULL;
        if (read_line(*line, &noted, &why))
            each(noted, why, data);
    }
    return true;
}

typedef struct Count {
    int64_t since;
    uint64_t count;
} Count;

static void count_since(int64_t noted, const char *cause, void *data) {
    (void)cause;
    Count *count = data;
    count->count += noted >= count->since ? 1 : 0;
}

bool unheard_count(const char *directory, int64_t since, uint64_t *count, GError **error) {
    Count found = {.since = since};
    uint64_t dropped = 0;
    const bool read = unheard_walk(directory, count_since, &found, &dropped, error);
    *count = found.count + (since <= 0 ? dropped : 0);
    return read;
}

// --- who was erased ---

// In place and of the same length, so that whoever writes meanwhile writes where they meant to.
static uint64_t strike_out(int file, const char *text, size_t size, const char *word) {
    static const char STRUCK[] = " sender=";
    g_autofree char *named = g_strconcat(STRUCK, word, " ", NULL);
    g_autofree char *dashes = g_strnfill(strlen(word), '-');
    const size_t length = strlen(named);
    uint64_t count = 0;
    for (const char *at = text; (at = memmem(at, size - (size_t)(at - text), named, length)) != NULL;
         at += length)
        count += pwrite(file, dashes, strlen(dashes), at - text + (off_t)strlen(STRUCK)) ==
                 (ssize_t)strlen(dashes);
    return count;
}

bool unheard_erase(const char *directory, const char *sender, uint64_t *count, GError **error) {
    g_autofree char *path = path_in(directory);
    g_autofree char *text = NULL;
    g_autofree char *word = word_of(sender);
    gsize size = 0;
    *count = 0;
    const int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return errno == ENOENT || fault_set(error, FATE_TEMPORARY, "%s: %s", path, g_strerror(errno));
    const bool read = flock(file, LOCK_EX) == 0 && g_file_get_contents(path, &text, &size, NULL);
    if (read)
        *count = strike_out(file, text, size, word);
    const bool done = read && fsync(file) == 0;
    const int cause = errno;
    flock(file, LOCK_UN);
    close(file);
    return done || fault_set(error, FATE_TEMPORARY, "%s: %s", path, g_strerror(cause));
}
