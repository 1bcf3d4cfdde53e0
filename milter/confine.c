// Everything here is best effort in this order: what costs nothing first, and
// each part stands without the others. Files go by directories and not by
// single files, since editors and package managers put a new file in the place
// of the old one, and the kernel knows files by what they are, not by name.
//
// A core file would hold the key and customers' words. So there is none, and
// no debugger of the same user, unless a limit on core files was raised for us:
// who did that (LimitCORE=, ulimit -c) looks for a fault and wants it.
#include "confine.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "confine_parts.h"
#include "log.h"

struct Confine {
    GPtrArray *read, *write; // char *
    GArray *ports;           // unsigned: to which alone TCP may go, when there are any
    bool network;            // to all
    bool files, calls;       // are confined
};

Confine *confine_new(void) {
    Confine *confine = g_new0(Confine, 1);
    confine->read = g_ptr_array_new_with_free_func(g_free);
    confine->write = g_ptr_array_new_with_free_func(g_free);
    confine->ports = g_array_new(FALSE, FALSE, sizeof(unsigned));
    return confine;
}

void confine_free(Confine *confine) {
    if (confine == NULL)
        return;
    g_ptr_array_unref(confine->read);
    g_ptr_array_unref(confine->write);
    g_array_unref(confine->ports);
    g_free(confine);
}

void confine_read(Confine *confine, const char *path) {
    if (path != NULL)
        g_ptr_array_add(confine->read, g_strdup(path));
}

void confine_write(Confine *confine, const char *path) {
    if (path != NULL)
        g_ptr_array_add(confine->write, g_strdup(path));
}

void confine_network(Confine *confine) {
    confine->network = true;
}

void confine_connect(Confine *confine, unsigned port) {
    static const unsigned NAME_SERVICE = 53;
    if (confine->ports->len == 0)
        g_array_append_val(confine->ports, NAME_SERVICE);
    g_array_append_val(confine->ports, port);
}

// --- entering ---

static bool forbid_cores(void) {
    struct rlimit limit;
    const bool wanted = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur > 0;
    prctl(PR_SET_DUMPABLE, wanted ? 1 : 0, 0, 0, 0);
    return !wanted;
}

static char *word_of(int version, const GError *why) {
    if (why == NULL)
        return g_strdup_printf("%d", version);
    g_autofree char *quoted = log_quote(why->message);
    return g_strdup_printf("none landlock-cause=%s", quoted);
}

void confine_enter(Confine *confine) {
    g_autoptr(GError) files = NULL, calls = NULL;
    const bool dark = forbid_cores();
    const bool bound = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    const bool far = confine->network || confine->ports->len > 0;
    const int version =
        confine_files(confine->read, confine->write, confine->network ? NULL : confine->ports, &files);
    confine->calls = confine_calls(far, &calls);
    confine->files = files == NULL;
    g_autofree char *landlock = word_of(version, files);
    g_autofree char *cause = calls == NULL ? NULL : log_quote(calls->message);
    log_event(bound && confine->calls && confine->files ? LOG_LEVEL_NOTICE : LOG_LEVEL_WARNING, NULL,
              "event=confine landlock=%s seccomp=%s%s%s no-new-privs=%s network=%s cores=%s", landlock,
              confine->calls ? "yes" : "none", cause != NULL ? " seccomp-cause=" : "",
              cause != NULL ? cause : "", bound ? "yes" : "no",
              confine->network ? "yes"
              : far            ? "database"
                               : "unix",
              dark ? "no" : "yes");
}

// --- afterwards ---

unsigned confine_holds(const Confine *confine) {
    return confine == NULL ? 0 : (confine->files ? 1u : 0u) | (confine->calls ? 2u : 0u);
}

static bool lies_below(const char *path, const GPtrArray *directories) {
    for (guint i = 0; i < directories->len; i++) {
        g_autofree char *directory = realpath(directories->pdata[i], NULL);
        const size_t length = directory == NULL ? 0 : strlen(directory);
        if (length > 0 && strncmp(path, directory, length) == 0 &&
            (length == 1 || path[length] == '/' || path[length] == '\0'))
            return true;
    }
    return false;
}

bool confine_admits(const Confine *confine, const char *path) {
    if (confine == NULL || !confine->files)
        return true;
    g_autofree char *real = realpath(path, NULL);
    return real == NULL || lies_below(real, confine->read) || lies_below(real, confine->write);
}

void confine_explain(const Confine *confine, GPtrArray *errors, guint first) {
    const char *denied = g_strerror(EACCES);
    for (guint i = first; confine != NULL && confine->files && i < errors->len; i++) {
        char *said = errors->pdata[i];
        if (strstr(said, denied) == NULL)
            continue;
        errors->pdata[i] = g_strconcat(
            said, "; if its mode allows it, it lies outside of what was named at the start: restart", NULL);
        g_free(said);
    }
}
