// `earshot setup sendmail`: the lines for sendmail.mc. Nothing is changed:
// sendmail.cf is made by m4 from a file that its admin keeps by hand.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl_setup.h"

static bool has_receipts(const Config *config) {
    return config->receipt_domain != NULL && config->receipt_socket != NULL;
}

// What [receipt] lacks, behind `margin`.
static void print_lacking(FILE *out, const Config *config, const char *margin) {
    if (config->receipt_domain == NULL)
        fprintf(out, "%sdomain = receipt.%s\n", margin, config->hostname);
    if (config->receipt_socket == NULL)
        fprintf(out, "%ssocket = unix:/run/earshot/receipt.sock\n", margin);
}

static void print_lines(const Config *config) {
    printf("dnl In sendmail.mc, behind the filters that verify DKIM, SPF and DMARC and before\n"
           "dnl MAILER(`smtp'). feature/earshot.m4 goes beside Sendmail's own features first.\n");
    printf("FEATURE(`earshot', `S=%s, F=%s'", config->socket,
           config->on_failure == ON_FAILURE_ACCEPT ? "" : "T");
    if (has_receipts(config))
        printf(",\n        `%s', `%s'", config->receipt_domain, config->receipt_socket);
    printf(")dnl\n");
    if (has_receipts(config) || config->receipt_when == RECEIPT_INSPECTED)
        return;
    printf("dnl There is no route for receipts yet. Before mode = answer add to earshot.conf\n"
           "dnl below [receipt], and run this again:\n");
    print_lacking(stdout, config, "dnl   ");
}

int ctl_setup_sendmail(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"setup sendmail", "--print", "the lines for sendmail.mc", NULL};
    gboolean print = FALSE;
    const GOptionEntry entries[] = {
        {"print", 0, 0, G_OPTION_ARG_NONE, &print, "Show the lines", NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1 || !print)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    const Config *config = daemon->config;
    if (config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED && !has_receipts(config)) {
        fprintf(stderr, "earshot setup sendmail: %s: no receipts yet; add below [receipt]\n",
                daemon->config_path);
        print_lacking(stderr, config, "");
        return EX_CONFIG;
    }
    print_lines(config);
    return EX_OK;
}
