/*
 * A milter to stand behind ours in a test, or in front of nothing.
 *
 * What Earshot promises turns on things that a well-behaved MTA seldom does: another filter refuses a message
 * after we have stored it, or an added recipient bounces. This filter does such a thing on demand. At each
 * end of message it reads its control file anew, so that a test changes its mind between two messages without
 * restarting anything:
 *
 *     550 5.7.1 refused by the test        any 4xx or 5xx, with an enhanced code and a text, refuses
 *     add someone@example.test             adds a recipient, as smfi_addrcpt does
 *     add someone@example.test NOTIFY=...  adds one with ESMTP parameters, as smfi_addrcpt_par does
 *
 * No file or an empty one lets the message pass.
 */
#include <libmilter/mfapi.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 512 };

/* libmilter hands no argument of ours to its callbacks. */
static const char *control_path;

static sfsistat refuse(SMFICTX *ctx, char *line) {
    char *code = strtok(line, " ");
    char *enhanced = strtok(NULL, " ");
    char *text = strtok(NULL, "");

    if (!code || !enhanced || !text || smfi_setreply(ctx, code, enhanced, text) != MI_SUCCESS)
        return SMFIS_TEMPFAIL;
    return code[0] == '5' ? SMFIS_REJECT : SMFIS_TEMPFAIL;
}

static sfsistat add_recipient(SMFICTX *ctx, char *line) {
    char *address = strtok(line, " ");
    char *parameters = strtok(NULL, "");
    int done;

    if (!address)
        return SMFIS_TEMPFAIL;
    done = parameters ? smfi_addrcpt_par(ctx, address, parameters) : smfi_addrcpt(ctx, address);
    return done == MI_SUCCESS ? SMFIS_CONTINUE : SMFIS_TEMPFAIL;
}

static sfsistat obey(SMFICTX *ctx, char *line) {
    line[strcspn(line, "\r\n")] = '\0';
    if (strncmp(line, "add ", 4) == 0)
        return add_recipient(ctx, line + 4);
    if (line[0] == '4' || line[0] == '5')
        return refuse(ctx, line);
    return SMFIS_CONTINUE;
}

static sfsistat on_end_of_message(SMFICTX *ctx) {
    char line[LINE_MAX_BYTES];
    sfsistat verdict = SMFIS_CONTINUE;
    FILE *control = fopen(control_path, "r");

    if (!control)
        return SMFIS_CONTINUE;
    while (verdict == SMFIS_CONTINUE && fgets(line, sizeof line, control))
        verdict = obey(ctx, line);
    fclose(control);
    return verdict;
}

int main(int argc, char **argv) {
    struct smfiDesc filter = {
        .xxfi_name = (char[]){"refuser"},
        .xxfi_version = SMFI_VERSION,
        .xxfi_flags = SMFIF_ADDRCPT | SMFIF_ADDRCPT_PAR,
        .xxfi_eom = on_end_of_message,
    };

    if (argc != 3) {
        fprintf(stderr, "usage: %s SOCKET CONTROL-FILE\n", argv[0]);
        return EX_USAGE;
    }
    control_path = argv[2];
    if (smfi_register(filter) != MI_SUCCESS || smfi_setconn(argv[1]) != MI_SUCCESS)
        return EX_SOFTWARE;
    return smfi_main() == MI_SUCCESS ? EX_OK : EX_SOFTWARE;
}
