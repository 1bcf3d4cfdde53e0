// The digest at the terminal.
#include <stdio.h>
#include <sysexits.h>

#include "ctl.h"
#include "digest_plain.h"
#include "unheard.h"
#include "units.h"

typedef struct Digesting {
    const Config *config;
    const Pm *pm;
    int64_t now;
    char *text;
} Digesting;

static bool make_digest(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Digesting *digesting = data;
    digesting->text = digest_plain(txn, digesting->config, digesting->pm, digesting->now);
    return !store_failed(txn);
}

static int print_digest(Daemon *daemon, const char *name, int64_t now) {
    if (!ctl_open_store(daemon))
        return daemon->status;
    Digesting digesting = {.config = daemon->config, .pm = config_pm(daemon->config, name), .now = now};
    if (digesting.pm == NULL) {
        fprintf(stderr, "%s: no [pm %s] in %s\n", name, name, daemon->config_path);
        return EX_DATAERR;
    }
    if (!ctl_read(daemon, make_digest, &digesting))
        return daemon->status;
    fputs(digesting.text, stdout);
    g_free(digesting.text);
    uint64_t unheard = 0;
    if (unheard_count(store_directory(daemon->store), now - G_TIME_SPAN_DAY, &unheard, NULL) && unheard > 0)
        printf("\nUNHEARD: %" G_GUINT64_FORMAT " messages passed without being heard in the last day;\n"
               "why stands in %s/unheard.log\n",
               unheard, store_directory(daemon->store));
    return EX_OK;
}

int ctl_digest(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"digest", "--pm NAME [--as-of TIME] --print",
                                     "the product manager's view", NULL};
    g_autofree char *pm = NULL;
    g_autofree char *as_of = NULL;
    gboolean print = FALSE;
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &pm, "whose", "NAME"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, "at that time (now)", "TIME"},
        {"print", 0, 0, G_OPTION_ARG_NONE, &print, "to the terminal", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (pm == NULL || !print || argc != 1)
        return ctl_usage(&USAGE);
    int64_t now = g_get_real_time();
    g_autoptr(GError) error = NULL;
    if (as_of != NULL && !units_time_parse(as_of, &now, &error)) {
        fprintf(stderr, "earshot digest: --as-of: %s\n", error->message);
        return EX_USAGE;
    }
    return print_digest(daemon, pm, now);
}
