#ifndef EARSHOT_OWNER_H
#define EARSHOT_OWNER_H
// Whose a file is that root makes: an admin's `sudo earshot ...` may be the first to need one
// beside the store, and the daemons, who run as another user, must be able to open it afterwards.

#include <stdbool.h>

// Gives an open file to whom the directory belongs to, when we are root and it is root's. Nothing is
// done, and that is true, when we are not root, or for what is no plain file of one name: a link that was put
// there must not give away another file. False with errno.
bool owner_give(int file, const char *directory);
// The same, to whom the file `like` belongs to, for a path: a directory or a plain file that was just made;
// not behind a symbolic link.
bool owner_give_path(const char *path, const char *like);

#endif
