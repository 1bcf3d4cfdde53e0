#ifndef EARSHOT_CTL_HELP_H
#define EARSHOT_CTL_HELP_H
// What `--help` shows, made from the tables of commands and options, in 80
// columns: GLib would write each line as long as its text is.

#include <glib.h>
#include <stdio.h>
#include "ctl.h"

enum { HELP_COLUMNS = 80 };

// The commands of the table by their groups, as `earshot --help` tells them. The caller owns it.
char *help_summary(const CtlCommand *commands);
// The verbs of a family ("thread"), or with "" the commands themselves; a line each, or two.
void help_commands(const CtlCommand *commands, const char *family, FILE *out);
// For who wrote one wrong: how it is written, and where to read more.
void help_usage(const CtlCommand *usage, FILE *out);
// One command: how it is written, what it does, and its options (both lists end with a NULL name; `entries`
// may be NULL). Options that are hidden stay so.
void help_command(const CtlCommand *usage, const GOptionEntry *common, const GOptionEntry *entries,
                  FILE *out);

#endif
