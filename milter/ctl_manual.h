#ifndef EARSHOT_CTL_MANUAL_H
#define EARSHOT_CTL_MANUAL_H
// The tables of Earshot as lines for programs: `earshot manual`, from which
// manual pages and completions are made (contrib/man, contrib/completions) and
// with which tests compare what people read. A line is a kind and its columns,
// parted by tabs; line ends within a column are written \n. Always the same.
//
//   command  NAME ARGUMENTS SUMMARY           "thread" and its verbs, "thread list"
//   group    NAME                             the commands that follow belong to it
//   usage    NAME ARGUMENTS SUMMARY           of a command that does something, in full
//   option   NAME LONG SHORT VALUE TEXT       of that command; VALUE empty: it takes none
//   common   LONG SHORT VALUE TEXT            of every command
//   config   SECTION KEY TYPE DEFAULT WHY     a row of lib/config_rows.c
//   reason   CODE CLAUSE OVERRIDE             a row of lib/refusal.c; OVERRIDE: an account may do without it
//   word     KIND NAME                        level, signal, request, missing, phase, outbox-kind, ...
//   check    NAME ABOUT                       a row of milter/ctl_doctor.c
//   order    NAME EXAMPLE                     a command by reply
//   value    TEMPLATE NAME                    what a template may hold
//   phrase   KEY HOLDS                        a key of a `words` file
//   vital    NAME KIND OWNER LABEL PARTS HELP a row of milter/vitals_table.c

#include <glib.h>
#include "ctl.h"

// Prints all of it, walking the commands of the table.
int manual_print(const CtlCommand *commands, Daemon *daemon);
// For the walk, while daemon->describes: the verbs of a family, the options of a command (ends with a NULL
// name; may be NULL), and those of all commands. Exit status.
int manual_family(const CtlCommand *commands, const char *family, Daemon *daemon);
int manual_usage(const CtlCommand *usage, const GOptionEntry *entries);
void manual_common(const GOptionEntry *common);

#endif
