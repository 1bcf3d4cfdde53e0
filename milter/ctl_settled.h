#ifndef EARSHOT_CTL_SETTLED_H
#define EARSHOT_CTL_SETTLED_H
// What a store that is in use again, after a time in which it was not, does not send by itself.

#include "backup.h"

// Tells it on stdout; nothing when there is nothing. `resend`: it goes all the same.
void settled_tell(const BackupSettled *settled, bool resend);

#endif
