// Nobody else writes the file while the lock is held, so it is written in place:
// what a power failure cuts short is no number, and is made anew. That it cannot be
// kept is no reason to send nothing.
#include "node.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "owner.h"

enum { DIGITS = 16 };

static uint64_t draw(void) {
    uint64_t number = 0;
    while (number == 0)
        if (getrandom(&number, sizeof number, 0) != sizeof number)
            number = (uint64_t)g_get_real_time(); // no source of random bytes: still no other's, most likely
    return number;
}

// 0 when the file holds no number.
static uint64_t read_number(int file) {
    char text[DIGITS + 2];
    const ssize_t size = pread(file, text, sizeof text, 0);
    uint64_t number = 0;
    if (size != DIGITS + 1 || text[DIGITS] != '\n')
        return 0;
    for (int i = 0; i < DIGITS; i++) {
        if (!g_ascii_isxdigit(text[i]))
            return 0;
        number = number << 4 | (uint64_t)g_ascii_xdigit_value(text[i]);
    }
    return number;
}

static bool write_number(int file, uint64_t number) {
    char text[DIGITS + 2];
    g_snprintf(text, sizeof text, "%016" G_GINT64_MODIFIER "x\n", number);
    return ftruncate(file, 0) == 0 && pwrite(file, text, DIGITS + 1, 0) == DIGITS + 1 && fsync(file) == 0;
}

static int open_file(const char *path) {
    struct stat is;
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (file < 0 || (fstat(file, &is) == 0 && S_ISREG(is.st_mode)))
        return file;
    close(file);
    errno = EINVAL;
    return -1;
}

uint64_t node_number(const char *directory, char **why) {
    g_autofree char *path = g_build_filename(directory, "node", NULL);
    const int file = open_file(path);
    uint64_t number = file < 0 ? 0 : read_number(file);
    const bool known = number != 0;
    number = known ? number : draw();
    if (!known && (file < 0 || !owner_give(file, directory) || !write_number(file, number)))
        *why = g_strdup_printf(
            "%s: cannot be kept: %s; what is claimed at a crash waits for the end of its lease", path,
            g_strerror(errno));
    if (file >= 0)
        close(file);
    return number;
}
