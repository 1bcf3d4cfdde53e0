// Where the store is: made before the daemons need it, so that one which many machines share
// is made once, by who may make tables there.
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "ctl_store.h"
#include "engine.h"
#include "fault.h"
#include "owner.h"

bool ctl_make_directory(const char *directory, const char *like, GError **error) {
    const bool there = g_file_test(directory, G_FILE_TEST_EXISTS);
    return (g_mkdir_with_parents(directory, 0700) == 0 && (there || owner_give_path(directory, like))) ||
           fault_set(error, FATE_CONFIG, "%s: cannot make the directory: %s", directory, g_strerror(errno));
}

// What was there is opened as a command opens it, and only what was not is made.
static bool open_or_make(Daemon *daemon, bool *made, GError **error) {
    const Config *config = daemon->config;
    const char *directory = config_state_directory(config);
    *made = !daemon_open_with(daemon, config, NULL);
    if (!*made)
        return true;
    if (!engine_init(config->store, error) || !ctl_make_directory(directory, config->key_file, error))
        return false;
    daemon->makes_store = true;
    const bool opened = daemon_open_with(daemon, config, error);
    daemon->makes_store = false;
    return opened;
}

static void tell_made(const Daemon *daemon, bool made) {
    const unsigned from = store_upgraded_from(daemon->store);
    printf("%s: ", store_shown(daemon->store));
    if (from > 0)
        printf("brought up from schema %u to schema %u\n", from, store_schema());
    else
        printf("%s, schema %u\n", made ? "made" : "is there already", store_schema());
}

static int store_init(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "store init", "", "make the configured store: tables and the mark of its key; not one that is there",
        NULL};
    GError *error = NULL;
    bool made = false;
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    const Config *config = daemon->config;
    if (config->store == NULL || config->key_file == NULL)
        fault_set(&error, FATE_CONFIG, "%s: [earshot] store and key-file: name where it is to be",
                  daemon->config_path);
    if (error != NULL || !open_or_make(daemon, &made, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    tell_made(daemon, made);
    return EX_OK;
}

int ctl_store(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"init", "", "make the configured store", store_init},
        {"migrate", "FROM-URL TO-URL", "take all of a store to another, of whatever engine",
         ctl_store_migrate},
        {"reopen", "[--resend]", "go back to the one that was left", ctl_store_reopen},
        {"settle", "[--resend] TIME", "after a database was put back as of a time: send nothing twice",
         ctl_store_settle},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "store", daemon, argc, argv);
}
