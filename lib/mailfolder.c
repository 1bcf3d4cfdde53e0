// An index first, then one message at a time: the order in which history happened is
// known only when the whole folder was seen. For that only headers are read. A folder is in
// use by others while we look: a message that is gone or moved is told, not guessed at, and
// no link is followed, since it may lead anywhere.
#include "mailfolder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "mailfolder_mbox.h"
#include "message.h"

#define HEADER_MAX ((size_t)64 * 1024)                 // octets in which dates are looked for
#define EARLIEST (INT64_C(631152000) * G_USEC_PER_SEC) // 1990: clocks that were never set
#define DEPTH_MAX 16                                   // folders in folders

typedef struct Item {
    uint64_t offset; // mbox: of the "From " line; Maildir: of its path among the names
    uint64_t length; // mbox
    int64_t date;
    uint64_t number; // mbox: its place in the file, from 1
} Item;

_Static_assert(sizeof(Item) == 32, "what the header promises of memory");

struct MailFolder {
    char *path;
    int file; // the mbox, or the top of the Maildir
    bool maildir;
    GString *names; // Maildir: paths below the top, each with its NUL
    GArray *items;
    char *place; // the last that was asked for
    int64_t now;
    bool crowded; // more than MAILFOLDER_MOST
    int denied;   // the first errno that is not "gone", 0: none; and where
    char *denied_at;
    char *header; // to read headers into
};

void mailfolder_free(MailFolder *folder) {
    if (folder == NULL)
        return;
    if (folder->file >= 0)
        close(folder->file);
    g_string_free(folder->names, TRUE);
    g_array_unref(folder->items);
    g_free(folder->path);
    g_free(folder->place);
    g_free(folder->header);
    g_free(folder->denied_at);
    g_free(folder);
}

// As much as there is, up to `size`; -1 when it cannot be read.
static ssize_t read_at(int file, char *to, size_t size, uint64_t offset) {
    size_t done = 0;
    while (done < size) {
        const ssize_t got = pread(file, to + done, size - done, (off_t)(offset + done));
        if (got == 0)
            break;
        if (got > 0)
            done += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)done;
}

static int64_t plausible(const MailFolder *folder, int64_t date) {
    return date >= EARLIEST && date <= folder->now + G_TIME_SPAN_DAY ? date : 0;
}

// Where the header ends: the parser shall not look at what comes behind.
static size_t header_size(const char *bytes, size_t size) {
    for (const char *at = bytes, *end = bytes + size; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;) {
        at++;
        if (at < end && (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n')))
            return (size_t)(at - bytes);
    }
    return size;
}

// The date that a header tells; an mbox's "From " line may stand before it. 0 for none.
static int64_t date_in_header(const MailFolder *folder, const char *bytes, size_t size) {
    g_autoptr(GBytes) header = g_bytes_new_static(bytes, header_size(bytes, size));
    g_autoptr(Message) message = message_parse(header, NULL);
    const int64_t date = message == NULL ? 0 : plausible(folder, message_date(message));
    if (date != 0 || message == NULL)
        return date;
    return plausible(folder, message_received_newest(message));
}

static bool add_item(MailFolder *folder, const Item *item) {
    folder->crowded = folder->items->len >= MAILFOLDER_MOST;
    if (!folder->crowded)
        g_array_append_vals(folder->items, item, 1);
    return !folder->crowded;
}

// --- mbox ---

static bool add_from_mbox(uint64_t offset, uint64_t length, void *data) {
    MailFolder *folder = data;
    const ssize_t got = read_at(folder->file, folder->header, (size_t)MIN(length, HEADER_MAX), offset);
    const size_t size = got < 0 ? 0 : (size_t)got;
    Item item = {.offset = offset, .length = length, .number = folder->items->len + 1};
    item.date = date_in_header(folder, folder->header, size);
    if (item.date == 0)
        item.date = plausible(folder, mbox_date(folder->header, size));
    return add_item(folder, &item);
}

// --- Maildir ---

static bool is_draft(const char *name) {
    const char *flags = strstr(name, ":2,");
    return flags != NULL && strchr(flags + 3, 'D') != NULL;
}

// Opens what stands at a path below the top, step by step, so that no link is followed on the way either.
static int open_below(const MailFolder *folder, const char *path, int flags) {
    static const int ALWAYS = O_RDONLY | O_NOFOLLOW | O_CLOEXEC;
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    int at = folder->file;
    for (char **step = steps; *step != NULL && at >= 0; step++) {
        const int below = openat(at, *step, ALWAYS | (step[1] == NULL ? flags : O_DIRECTORY));
        if (at != folder->file)
            close(at);
        at = below;
    }
    return at;
}

static int open_file(const MailFolder *folder, const char *path, struct stat *status) {
    const int file = open_below(folder, path, O_NONBLOCK); // not to be held up by a pipe
    if (file < 0 || (fstat(file, status) == 0 && S_ISREG(status->st_mode)))
        return file;
    close(file);
    errno = ENOENT; // it is none of ours
    return -1;
}

// What is gone, a link or no folder is none of ours; all else would be history that is silently missing.
static void note_denied(MailFolder *folder, const char *path, int why) {
    if (why == ENOENT || why == ENOTDIR || why == ELOOP || why == ENXIO || folder->denied != 0)
        return;
    folder->denied = why;
    folder->denied_at = g_strdup(path);
}

static void add_file(MailFolder *folder, const char *path) {
    struct stat status;
    const int file = open_file(folder, path, &status);
    if (file < 0) {
        note_denied(folder, path, errno);
        return;
    }
    const ssize_t got = read_at(file, folder->header, HEADER_MAX, 0);
    close(file);
    Item item = {.offset = folder->names->len};
    item.date = date_in_header(folder, folder->header, got < 0 ? 0 : (size_t)got);
    if (item.date == 0)
        item.date = plausible(folder, CLAMP(status.st_mtim.tv_sec, 0, INT32_MAX) * G_USEC_PER_SEC);
    if (add_item(folder, &item))
        g_string_append_len(folder->names, path, (gssize)strlen(path) + 1);
}

// The directory at a path below the top ("." is the top); NULL when it is none.
static DIR *open_directory(MailFolder *folder, const char *path) {
    const int directory = open_below(folder, path, O_DIRECTORY);
    DIR *open = directory < 0 ? NULL : fdopendir(directory);
    if (open == NULL)
        note_denied(folder, path, errno);
    if (open == NULL && directory >= 0)
        close(directory);
    return open;
}

// The path of a name in a directory.
static char *join(const char *path, const char *name) {
    return strcmp(path, ".") == 0 ? g_strdup(name) : g_build_filename(path, name, NULL);
}

static bool add_directory(MailFolder *folder, const char *path, const char *name) {
    g_autofree char *directory = join(path, name);
    DIR *open = open_directory(folder, directory);
    for (const struct dirent *entry; open != NULL && !folder->crowded && (entry = readdir(open)) != NULL;) {
        g_autofree char *file = join(directory, entry->d_name);
        if (entry->d_name[0] != '.' && !is_draft(entry->d_name))
            add_file(folder, file);
    }
    if (open != NULL)
        closedir(open);
    return open != NULL;
}

static bool is_folder_name(const char *name) {
    static const char *const OTHERS[] = {".", "..", "cur", "new", "tmp", NULL};
    return !g_strv_contains(OTHERS, name);
}

// True when there is a Maildir at this path. Folders in it are looked at too, of whichever layout.
static bool add_maildir(MailFolder *folder, const char *path, unsigned depth) {
    const bool has_cur = add_directory(folder, path, "cur");
    const bool has_new = add_directory(folder, path, "new");
    DIR *open = (has_cur || has_new) && depth < DEPTH_MAX ? open_directory(folder, path) : NULL;
    for (const struct dirent *entry; open != NULL && !folder->crowded && (entry = readdir(open)) != NULL;) {
        g_autofree char *below = join(path, entry->d_name);
        if (is_folder_name(entry->d_name))
            add_maildir(folder, below, depth + 1);
    }
    if (open != NULL)
        closedir(open);
    return has_cur || has_new;
}

// --- the folder ---

static const char *name_of(const MailFolder *folder, const Item *item) {
    return folder->names->str + item->offset;
}

static int compare_items(gconstpointer a, gconstpointer b, gpointer data) {
    const MailFolder *folder = data;
    const Item *left = a, *right = b;
    if (left->date != right->date)
        return left->date < right->date ? -1 : 1;
    if (folder->maildir)
        return strcmp(name_of(folder, left), name_of(folder, right));
    return left->number < right->number ? -1 : left->number > right->number;
}

static bool look_through(MailFolder *folder, GError **error) {
    struct stat status;
    folder->file = open(folder->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (folder->file < 0 || fstat(folder->file, &status) != 0)
        return fault_set(error, FATE_CONFIG, "cannot be opened: %s", g_strerror(errno));
    folder->maildir = S_ISDIR(status.st_mode);
    const bool found = folder->maildir ? add_maildir(folder, ".", 0) : S_ISREG(status.st_mode);
    if (folder->denied != 0)
        return fault_set(error, FATE_CONFIG, "%s cannot be read: %s; nothing of it would be taken",
                         folder->denied_at, g_strerror(folder->denied));
    if (!found)
        return fault_set(error, FATE_CONFIG,
                         "neither an mbox file nor a Maildir (a directory with cur and new)");
    if (!folder->maildir && !mbox_walk(folder->file, add_from_mbox, folder, error))
        return false;
    return !folder->crowded ||
           fault_set(error, FATE_CONFIG, "more than %d messages: import it in parts", MAILFOLDER_MOST);
}

MailFolder *mailfolder_open(const char *path, int64_t now, GError **error) {
    g_autoptr(MailFolder) folder = g_new0(MailFolder, 1);
    folder->path = g_strdup(path);
    folder->file = -1;
    folder->names = g_string_new(NULL);
    folder->items = g_array_new(FALSE, FALSE, sizeof(Item));
    folder->now = now;
    folder->header = g_malloc(HEADER_MAX);
    if (!look_through(folder, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    g_array_sort_with_data(folder->items, compare_items, folder);
    return g_steal_pointer(&folder);
}

size_t mailfolder_count(const MailFolder *folder) {
    return folder->items->len;
}

static const Item *item_at(const MailFolder *folder, size_t number) {
    return &g_array_index(folder->items, Item, number);
}

int64_t mailfolder_date(const MailFolder *folder, size_t number) {
    return item_at(folder, number)->date;
}

static char *place_of(const MailFolder *folder, const Item *item) {
    return folder->maildir ? g_build_filename(folder->path, name_of(folder, item), NULL)
                           : g_strdup_printf("%s, message %" G_GUINT64_FORMAT, folder->path, item->number);
}

const char *mailfolder_place(MailFolder *folder, size_t number) {
    g_free(folder->place);
    folder->place = place_of(folder, item_at(folder, number));
    return folder->place;
}

// All `size` octets at the offset; NULL when they are not there any more.
static char *read_piece(int file, uint64_t offset, size_t size) {
    g_autofree char *bytes = g_malloc(size + 1);
    const ssize_t got = read_at(file, bytes, size, offset);
    return got >= 0 && (size_t)got == size ? g_steal_pointer(&bytes) : NULL;
}

static GBytes *read_from_mbox(const MailFolder *folder, const Item *item, size_t limit) {
    const size_t size = (size_t)MIN(item->length, limit);
    char *bytes = read_piece(folder->file, item->offset, size);
    return bytes == NULL ? NULL : mbox_unwrap(bytes, size);
}

static GBytes *read_from_maildir(const MailFolder *folder, const Item *item, size_t limit) {
    struct stat status;
    const int file = open_file(folder, name_of(folder, item), &status);
    if (file < 0)
        return NULL;
    const size_t size = MIN((size_t)status.st_size, limit);
    char *bytes = read_piece(file, 0, size);
    close(file);
    return bytes == NULL ? NULL : g_bytes_new_take(bytes, size);
}

GBytes *mailfolder_message(const MailFolder *folder, size_t number, size_t limit, GError **error) {
    const Item *item = item_at(folder, number);
    GBytes *bytes =
        folder->maildir ? read_from_maildir(folder, item, limit) : read_from_mbox(folder, item, limit);
    g_autofree char *place = bytes == NULL ? place_of(folder, item) : NULL;
    if (bytes == NULL)
        fault_set(error, FATE_TEMPORARY, "%s: it has changed while we looked", place);
    return bytes;
}
