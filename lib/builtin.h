#ifndef EARSHOT_BUILTIN_H
#define EARSHOT_BUILTIN_H
// What is compiled into the programs: conf/templates, conf/notes and conf/model. Paths are
// those below conf/, as in "templates/acknowledge.txt".

#include <glib.h>

// The caller owns the bytes; NULL when there is no such file.
GBytes *builtin_file(const char *path);
// Names directly below a folder, folders with a trailing slash; NULL-terminated, never NULL.
char **builtin_list(const char *folder);

#endif
