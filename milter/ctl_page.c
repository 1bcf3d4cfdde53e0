// A page goes into a file whole or not at all, so that nobody opens half of it;
// but what is no file of its own is written into, for a name that is put in the
// place of /dev/null would be the end of it.
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "ctl.h"

// Also what a link leads to is not replaced.
static bool is_file_or_none(const char *path) {
    GStatBuf found;
    return g_lstat(path, &found) == 0 ? S_ISREG(found.st_mode) : errno == ENOENT;
}

// NULL when it is written, else why not. The caller owns it.
static char *write_into(FILE *file, const char *page) {
    const bool written = file != NULL && fputs(page, file) >= 0 && fflush(file) == 0;
    const int cause = errno;
    if (written)
        return NULL;
    return g_strdup(cause == EISDIR ? "is a directory; name a file in it" : g_strerror(cause));
}

static char *write_through(const char *path, const char *page) {
    FILE *file = fopen(path, "we");
    char *wrong = write_into(file, page);
    if (file != NULL && fclose(file) != 0 && wrong == NULL)
        wrong = g_strdup(g_strerror(errno));
    return wrong;
}

static char *replace(const char *path, const char *page, int mode) {
    g_autoptr(GError) error = NULL;
    if (g_file_set_contents_full(path, page, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error))
        return NULL;
    return g_strdup(error->message);
}

int ctl_put_page(const char *command, const char *path, const char *page, bool secret) {
    const bool here = strcmp(path, "-") == 0;
    g_autofree char *wrong = here                    ? write_into(stdout, page)
                             : is_file_or_none(path) ? replace(path, page, secret ? 0600 : 0666)
                                                     : write_through(path, page);
    if (wrong == NULL)
        return EX_OK;
    fprintf(stderr, "earshot %s: %s: %s\n", command, here ? "stdout" : path, wrong);
    return EX_CANTCREAT;
}
