#ifndef EARSHOT_CTL_SETUP_H
#define EARSHOT_CTL_SETUP_H
// `earshot setup`: wiring the MTA. One row and one file for each MTA.

#include "ctl.h"

int ctl_setup_postfix(Daemon *daemon, int argc, char **argv);
int ctl_setup_sendmail(Daemon *daemon, int argc, char **argv);

// Writes a text in lines of at most 80 columns, each behind `margin`. What is one word stays one.
void setup_say(FILE *out, const char *margin, const char *text);

#endif
