// The directory says as whom the daemons run: it was made for them, and no
// configuration names their user. Who rules over that directory may put links
// into it, so what is given away is what was opened, and only if it is root's and stands
// nowhere else.
#include "owner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool give(int file, const struct stat *is, const struct stat *to) {
    const bool plain = S_ISDIR(is->st_mode) || (S_ISREG(is->st_mode) && is->st_nlink == 1);
    return !plain || is->st_uid != 0 || to->st_uid == 0 || fchown(file, to->st_uid, to->st_gid) == 0;
}

bool owner_give(int file, const char *directory) {
    struct stat is, to;
    return geteuid() != 0 || (fstat(file, &is) == 0 && stat(directory, &to) == 0 && give(file, &is, &to));
}

bool owner_give_path(const char *path, const char *like) {
    if (geteuid() != 0)
        return true;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    const bool given = file >= 0 && owner_give(file, like);
    if (file >= 0)
        close(file);
    return given;
}
