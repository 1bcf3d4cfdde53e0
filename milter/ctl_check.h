#ifndef EARSHOT_CTL_CHECK_H
#define EARSHOT_CTL_CHECK_H
// What `earshot check` looks at beside the configuration's own errors; `earshot
// doctor` says it too.

#include <glib.h>
#include "config.h"

// What keeps the acknowledgements of any mailbox from being written: char *, appended.
void check_templates(const Config *config, GPtrArray *errors);
// Settings that are right by themselves but together leave customers without an answer: char *, appended.
// Notes, not errors: somebody may mean it so.
void check_silence(const Config *config, GPtrArray *notes);

#endif
