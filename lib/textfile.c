// A wrong path in a configuration may name anything: a directory, a device
// without end, a FIFO that blocks, a database of gigabytes. Files are therefore
// opened without blocking, must be regular, and are read up to a limit.
#include "textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

static bool read_all(int fd, GByteArray *bytes, gsize limit) {
    uint8_t block[16384];
    ssize_t got = 1;
    while (got != 0 && bytes->len <= limit) {
        got = read(fd, block, sizeof block);
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            g_byte_array_append(bytes, block, (guint)got);
    }
    return true;
}

static size_t lines_before(const uint8_t *text, size_t size) {
    size_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    return lines;
}

static bool check(const char *path, const GByteArray *bytes, gsize limit, GError **error) {
    if (bytes->len > limit)
        return fault_set(error, FATE_CONFIG, "%s: larger than %zu bytes; is it the right file?", path, limit);
    const uint8_t *nul = bytes->len > 0 ? memchr(bytes->data, 0, bytes->len) : NULL;
    if (nul != NULL)
        return fault_set(error, FATE_CONFIG, "%s:%zu: a NUL byte; is it a text file?", path,
                         lines_before(bytes->data, (size_t)(nul - bytes->data)) + 1);
    return true;
}

static GByteArray *read_regular(const char *path, gsize limit, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    struct stat status;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    bool good = fd >= 0 && fstat(fd, &status) == 0;
    if (good && !S_ISREG(status.st_mode))
        good = fault_set(error, FATE_CONFIG, "%s: is no regular file", path);
    else if (!good || !read_all(fd, bytes, limit))
        good = fault_set(error, FATE_CONFIG, "%s: cannot be read: %s", path, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return good ? g_steal_pointer(&bytes) : NULL;
}

char *textfile_read(const char *path, gsize limit, GError **error) {
    static const char mark[] = "\xef\xbb\xbf";
    g_autoptr(GByteArray) bytes = read_regular(path, limit, error);
    if (bytes == NULL || !check(path, bytes, limit, error))
        return NULL;
    const gsize skipped = bytes->len >= 3 && memcmp(bytes->data, mark, 3) == 0 ? 3 : 0;
    g_byte_array_append(bytes, (const guint8 *)"", 1); // an empty file has no data, and no text to copy
    return g_strdup((const char *)bytes->data + skipped);
}
