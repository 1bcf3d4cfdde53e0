// `earshot metrics`: the status for Prometheus, on stdout or as a file for
// node_exporter's textfile collector, which reads whenever it likes: so the file
// is written beside and renamed, and one that cannot be written anew stays and
// grows old, which its mtime tells.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "ctl_status.h"
#include "fault.h"
#include "metrics.h"

static bool write_all(int file, const char *text) {
    for (size_t left = strlen(text); left > 0;) {
        const ssize_t written = write(file, text, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text += written;
        left -= (size_t)written;
    }
    return true;
}

// node_exporter runs as a user of its own, so everybody may read it: it holds nothing of any message.
static bool replace(const char *path, const char *text, GError **error) {
    g_autofree char *beside = g_strconcat(path, ".XXXXXX", NULL); // not ".prom", so nobody reads it half done
    const int file = g_mkstemp_full(beside, O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return fault_set(error, FATE_TEMPORARY, "%s: %s; may this user write there?", path,
                         g_strerror(errno));
    const bool written = write_all(file, text) && fchmod(file, 0644) == 0;
    const int cause = errno;
    if (close(file) == 0 && written && rename(beside, path) == 0)
        return true;
    const int late = written ? errno : cause;
    unlink(beside);
    return fault_set(error, FATE_TEMPORARY, "%s: %s; the file that is there is kept", path, g_strerror(late));
}

static int put(const char *path, const char *text) {
    g_autoptr(GError) error = NULL;
    if (path == NULL)
        return fputs(text, stdout) >= 0 && fflush(stdout) == 0 ? EX_OK : EX_IOERR;
    if (replace(path, text, &error))
        return EX_OK;
    fprintf(stderr, "earshot metrics: %s\n", error->message);
    return EX_TEMPFAIL;
}

int ctl_metrics(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"metrics", "[--textfile FILE]",
                                     "Counters, histograms and gauges in Prometheus' text format, on stdout\n"
                                     "or for node_exporter's textfile collector: FILE is replaced at once,\n"
                                     "so name it *.prom in the collector's directory.",
                                     NULL};
    g_autofree char *path = NULL;
    const GOptionEntry entries[] = {
        {"textfile", 0, 0, G_OPTION_ARG_FILENAME, &path, "write into FILE, mode 0644", "FILE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    if (!daemon_look(daemon))
        return daemon->status;
    g_autoptr(Status) status = ctl_status_gather(daemon->config);
    if (status->blind != NULL) {
        fprintf(stderr, "earshot metrics: %s; ask as the user that the daemons run as, or as root\n",
                status->blind);
        return EX_NOPERM;
    }
    g_autofree char *text = metrics_of(status);
    return put(path, text);
}
