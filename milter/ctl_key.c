// The key file. Without it the store cannot be read, with it anybody can: it is made
// once, with mode 0600, and what rotates it asks for no order of steps from people: a
// rotation that was killed, or that waits for a daemon, goes on when it is run again.
#include <errno.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "fault.h"
#include "keyfile.h"
#include "owner.h"
#include "rekey.h"
#include "seal.h"
#include "units.h"

static int key_init(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"key init", "", "make the key file named by key-file", NULL};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    GError *error = NULL;
    if (!seal_key_create(daemon->config->key_file, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    const char *store = config_state_directory(daemon->config);
    if (store != NULL && g_file_test(store, G_FILE_TEST_IS_DIR) &&
        !owner_give_path(daemon->config->key_file, store)) // root made it, others must read it
        fprintf(stderr, "%s: give it to the user whom %s belongs to: %s\n", daemon->config->key_file, store,
                g_strerror(errno));
    printf("%s: made. Keep a copy apart from the backups of the store: one is worthless without the other.\n",
           daemon->config->key_file);
    return EX_OK;
}

// --- rotate ---

static const GTimeSpan PATIENCE = 15 * G_TIME_SPAN_SECOND, TOKENS = 30 * G_TIME_SPAN_DAY;

typedef struct Rotation {
    Daemon *daemon;
    gboolean finish;
    char *tokens_text;
    GTimeSpan tokens;
    RekeyWork work;
    bool terminal;
    int64_t shown;   // when progress was, monotonic
    int64_t longest; // of the pieces, microseconds
} Rotation;

// Two at once would not harm the store, but each other's view of it.
static bool take_lock(Daemon *daemon) {
    const char *directory = store_directory(daemon->store);
    g_autofree char *path = g_build_filename(directory, "rotate.lock", NULL);
    GError *error = NULL;
    if (daemon_hold(daemon, path, &error))
        return true;
    if (fault_fate(error) == FATE_TEMPORARY) {
        g_clear_error(&error);
        fault_set(&error, FATE_TEMPORARY, "another rotation runs just now");
    }
    return daemon_fail(daemon, error);
}

static void show_progress(Rotation *rotation, bool end) {
    const int64_t now = g_get_monotonic_time();
    if (!rotation->terminal || (!end && now - rotation->shown < G_USEC_PER_SEC / 5))
        return;
    rotation->shown = now;
    fprintf(stderr, "\r\033[K");
    if (!end)
        fprintf(stderr, "%s: %" PRIu64 " rows looked at, %" PRIu64 " sealed again", rotation->work.doing,
                rotation->work.rows, rotation->work.sealed);
    fflush(stderr);
}

// Each reads the file again by itself within two seconds.
static bool wait_for_others(const Rotation *rotation, unsigned number, GError **error) {
    const int64_t until = g_get_monotonic_time() + PATIENCE;
    Store *store = rotation->daemon->store;
    const char *path = rotation->daemon->config->key_file;
    g_autofree char *remedy =
        store_overwrites(store)
            ? g_strdup_printf("Look into their log whether they may read %s, or restart them", path)
            : g_strdup_printf("Copy %s as it is now to every other gateway, in place of theirs; where it "
                              "stands, look into the log whether it may be read",
                              path);
    while (store_others_below(store, number)) {
        if (g_get_monotonic_time() > until)
            return fault_set(
                error, FATE_TEMPORARY,
                "a daemon, or another command, that has the store open has not read the new key "
                "within %d s. Nothing is sealed with it yet. %s; then run 'earshot key rotate' again",
                (int)(PATIENCE / G_TIME_SPAN_SECOND), remedy);
        g_usleep(50 * 1000);
    }
    return true;
}

// As long as a piece took, and some more, belongs to others.
static void stand_back(Rotation *rotation, int64_t took) {
    rotation->longest = MAX(rotation->longest, took);
    g_usleep((gulong)(rotation->work.blocked ? 100 * 1000 : took + 2000));
}

static bool seal_again(Rotation *rotation, GError **error) {
    enum { BLOCKED_MOST = 600 };
    bool more = true;
    while (more) {
        const int64_t begun = g_get_monotonic_time();
        if (!rekey_piece(rotation->daemon->store, &rotation->work, &more, error))
            return false;
        if (rotation->work.waited > BLOCKED_MOST)
            return fault_set(
                error, FATE_TEMPORARY,
                "all is sealed again, but a process still reads the store as it was before, so that "
                "free pages cannot be overwritten: wait for its end (a backup, a report), then run "
                "'earshot key rotate' again");
        show_progress(rotation, !more);
        if (more)
            stand_back(rotation, g_get_monotonic_time() - begun);
    }
    return true;
}

static void tell_sealed(const Rotation *rotation, const RekeyState *state) {
    const RekeyWork *work = &rotation->work;
    printf("all is under generation %u: %" PRIu64 " records and keys sealed again\n", state->current,
           work->sealed);
    printf("  in pieces of at most %.0f ms\n", (double)rotation->longest / 1000);
    if (work->damaged > 0)
        printf("%" PRIu64 " could not be opened and stay as they are: run 'earshot verify'\n", work->damaged);
}

static void tell_next(const Rotation *rotation) {
    printf("the earlier key still stands in %s.\n"
           "Keep a copy of that file elsewhere and make a backup of the store; then\n"
           "  earshot key rotate --finish   takes the earlier key out of it\n",
           rotation->daemon->config->key_file);
}

static const char ON_A_SERVER[] =
    "Copy the new file to every other gateway. What PostgreSQL still has of before,\n"
    "in pages, WAL, archives, standbys and backups, the keys of erased persons too,\n"
    "opens with older copies alone: it is gone for good when the last one is.\n";

static bool finish(Rotation *rotation, GError **error) {
    if (!rekey_finish(rotation->daemon->store, g_get_real_time(), rotation->tokens, error))
        return false;
    g_autofree char *until = units_time_format(g_get_real_time() + rotation->tokens);
    printf("%s: the earlier key is gone; tokens that it made are\n  known until %s.\n"
           "Old copies of the key file open old copies of the store and nothing else:\n"
           "keep the one that your backups need, and destroy the rest. Keep a copy of\n"
           "the new file, apart from the backups.\n",
           rotation->daemon->config->key_file, until);
    if (!store_overwrites(rotation->daemon->store))
        printf("%s", ON_A_SERVER);
    return true;
}

// What is there to be done, from wherever it stands.
static bool rotate(Rotation *rotation, GError **error) {
    Store *store = rotation->daemon->store;
    RekeyState state;
    if (!rekey_look(store, &state, error))
        return false;
    unsigned number = state.target;
    const bool anew = !rotation->finish && state.stage == REKEY_NONE;
    if (rotation->finish && state.stage == REKEY_NONE) {
        printf("there is no rotation to finish: all is under generation %u, and nothing else\n"
               "  stands in %s\n",
               state.current, rotation->daemon->config->key_file);
        return true;
    }
    if (anew && !rekey_offer(store, g_get_real_time(), &number, error))
        return false;
    if ((anew || state.stage == REKEY_OFFERED) &&
        (!wait_for_others(rotation, number, error) || !rekey_switch(store, number, g_get_real_time(), error)))
        return false;
    if (!anew && state.stage != REKEY_SEALED)
        printf("goes on with the rotation to generation %u\n", number);
    if (!seal_again(rotation, error) || !rekey_look(store, &state, error))
        return false;
    tell_sealed(rotation, &state);
    if (rotation->finish)
        return finish(rotation, error);
    tell_next(rotation);
    return true;
}

static void rotation_clear(Rotation *rotation) {
    g_free(rotation->tokens_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rotation, rotation_clear)

static int key_rotate(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "key rotate", "[--finish] [--tokens TIME]",
        "seal all under a new key while daemons run; run again, it goes on where it was", NULL};
    g_auto(Rotation) rotation = {.daemon = daemon, .tokens = TOKENS, .terminal = isatty(STDERR_FILENO) != 0};
    const GOptionEntry entries[] = {
        {"finish", 0, 0, G_OPTION_ARG_NONE, &rotation.finish, "take the earlier key out of the key file",
         NULL},
        {"tokens", 0, 0, G_OPTION_ARG_STRING, &rotation.tokens_text,
         "with --finish: how long tokens in mail that is out still count (30d)", "TIME"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1 || (rotation.tokens_text != NULL && !rotation.finish))
        return ctl_usage(&USAGE);
    if (rotation.tokens_text != NULL &&
        !units_duration_parse(rotation.tokens_text, &rotation.tokens, &error)) {
        fprintf(stderr, "earshot key rotate: --tokens: %s\n", error->message);
        g_error_free(error);
        return EX_USAGE;
    }
    if (!ctl_open_store(daemon) || !take_lock(daemon))
        return daemon->status;
    if (!rotate(&rotation, &error)) {
        show_progress(&rotation, true);
        daemon_fail(daemon, error);
    }
    return daemon->status;
}

// --- check ---

static void tell_owner(const struct stat *status) {
    const struct passwd *user = getpwuid(status->st_uid);
    const struct group *group = getgrgid(status->st_gid);
    printf("  mode %04o, of %s:%s\n", (unsigned)status->st_mode & 07777,
           user != NULL ? user->pw_name : "an unknown user",
           group != NULL ? group->gr_name : "an unknown group");
}

static void tell_line(const KeyLine *line) {
    static const char *const MEANS[] = {[KEY_OLD] = "old: opens what it sealed",
                                        [KEY_CURRENT] = "current: seals",
                                        [KEY_COMING] = "coming: seals nothing yet",
                                        [KEY_TOKENS] = "gone"};
    g_autofree char *at = units_time_format(line->at);
    if (line->role == KEY_TOKENS)
        printf("  generation %u: gone, its tokens count until %s\n", line->number, at);
    else
        printf("  generation %u: since %s, %s\n", line->number, at, MEANS[line->role]);
}

// What daemons would say of it, and whether it is for whom the store is.
static bool check_file(Daemon *daemon, bool *good) {
    const char *path = daemon->config->key_file;
    g_auto(KeyFile) file = {0};
    struct stat status, directory;
    GError *error = NULL;
    if (!keyfile_read(path, &file, &error))
        return daemon_fail(daemon, error);
    printf("%s\n", path);
    if (stat(path, &status) != 0)
        return true;
    tell_owner(&status);
    for (size_t i = 0; i < file.count; i++)
        tell_line(&file.lines[i]);
    const char *store = config_state_directory(daemon->config);
    const bool open_to_owner = store == NULL || stat(store, &directory) != 0 ||
                               directory.st_uid == status.st_uid || directory.st_uid == 0 ||
                               (directory.st_gid == status.st_gid && (status.st_mode & S_IRGRP) != 0);
    if (!open_to_owner)
        printf("  the user whom %s belongs to may not read it: chown it to them\n", store);
    *good = open_to_owner;
    return true;
}

static void tell_count(const RekeyState *state, const RekeyCount *count) {
    printf("  opens; %" PRIu64 " records, under generation %u\n", count->records, state->current);
    if (count->below + count->slots > 0)
        printf("  %" PRIu64 " records and %" PRIu64 " keys of persons are still under an earlier one\n",
               count->below, count->slots);
    if (count->damaged > 0)
        printf("  %" PRIu64 " cannot be opened: run 'earshot verify'\n", count->damaged);
}

// What to do next; true when there is nothing.
static bool tell_stage(const RekeyState *state) {
    switch (state->stage) {
    case REKEY_OFFERED:
        printf("a rotation has begun, nothing is sealed with generation %u yet:\n"
               "  'earshot key rotate' goes on\n",
               state->target);
        return false;
    case REKEY_SEALING:
        printf("a rotation to generation %u is half done: 'earshot key rotate' goes on\n", state->current);
        return false;
    case REKEY_SEALED:
        printf("a rotation is done but for its end: keep a copy of the key file, make a backup,\n"
               "  then 'earshot key rotate --finish' takes the earlier key out of the file\n");
        return false;
    case REKEY_NONE:
    default:
        return true;
    }
}

static bool check_store(Daemon *daemon, bool *good) {
    RekeyState state;
    RekeyCount count;
    GError *error = NULL;
    if (!daemon_open(daemon, true))
        return false;
    if (!rekey_look(daemon->store, &state, &error) || !rekey_count(daemon->store, &count, &error))
        return daemon_fail(daemon, error);
    printf("%s\n", store_shown(daemon->store));
    tell_count(&state, &count);
    *good = tell_stage(&state) && *good && count.damaged == 0;
    return true;
}

static int key_check(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"key check", "", "the key file, its generations, what is under which",
                                     NULL};
    bool good = true;
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    if (daemon->config->key_file == NULL) {
        fault_set(&error, FATE_CONFIG, "%s: [earshot] key-file is missing: name one, then 'earshot key init'",
                  daemon->config_path);
        daemon_fail(daemon, error);
        return daemon->status;
    }
    if (!check_file(daemon, &good))
        return daemon->status;
    if (!ctl_forget_absent(daemon))
        printf("there is no store yet\n");
    else if (!check_store(daemon, &good))
        return daemon->status;
    return good ? EX_OK : EX_TEMPFAIL;
}

int ctl_key(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"init", "", "make the key file named by key-file", key_init},
        {"rotate", "[--finish]", "seal all under a new key, while daemons run", key_rotate},
        {"check", "", "the key file, its generations, what is under which", key_check},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "key", daemon, argc, argv);
}
