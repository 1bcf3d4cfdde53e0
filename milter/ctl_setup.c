// The family of commands that wire Earshot into an MTA.
#include <stdio.h>
#include <string.h>

#include "ctl_setup.h"

void setup_say(FILE *out, const char *margin, const char *text) {
    enum { WIDTH = 79 };
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    size_t column = 0;
    for (char **word = words; *word != NULL; word++) {
        const size_t wide = strlen(*word);
        const bool first = column == 0, breaks = !first && column + 1 + wide > WIDTH;
        if (breaks)
            fputc('\n', out);
        if (first || breaks)
            column = (size_t)fprintf(out, "%s", margin);
        else
            column += (size_t)fprintf(out, " ");
        column += (size_t)fprintf(out, "%s", *word);
    }
    fputc('\n', out);
}

int ctl_setup(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"postfix", "--print|--apply|--undo", "milter and receipts into Postfix", ctl_setup_postfix},
        {"sendmail", "--print", "the lines for sendmail.mc", ctl_setup_sendmail},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "setup", daemon, argc, argv);
}
