// A child under limits. Processor time and memory are limited by the kernel, time on the wall by the parent,
// which kills by pid and always waits, so that no child is left; when the parent itself is killed the kernel
// ends the child. Memory is counted as address space, the only count that the kernel refuses by: where a
// program needs terabytes of it to run at all, as sanitizers do, the limit is tried and taken back.
#include "ctl_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"

// --- in the child ---

static void limit(int resource, rlim_t soft, rlim_t hard) {
    const struct rlimit limits = {.rlim_cur = soft, .rlim_max = hard};
    setrlimit((__rlimit_resource_t)resource, &limits);
}

static void limit_memory(size_t bytes) {
    enum { PROBE = 64 << 20 };
    struct rlimit before;
    if (getrlimit(RLIMIT_AS, &before) != 0)
        return;
    limit(RLIMIT_AS, bytes, before.rlim_max);
    void *probe = mmap(NULL, PROBE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (probe == MAP_FAILED)
        setrlimit(RLIMIT_AS, &before);
    else
        munmap(probe, PROBE);
}

static bool write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        const ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno != EINTR)
            return false;
        bytes += MAX(put, 0);
        length -= (size_t)MAX(put, 0);
    }
    return true;
}

G_GNUC_NORETURN static void work_in_child(ChildWork work, void *data, const ChildLimits *limits, int out,
                                          pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, limits->file, limits->file); // files, not pipes
    limit(RLIMIT_CPU, limits->cpu, limits->cpu + 1);
    limit_memory(limits->memory);
    GString *back = g_string_new(NULL); // ends with the process
    const int status = work(back, data);
    _exit(write_all(out, back->str, back->len) ? status : EXIT_FAILURE);
}

// --- in the parent ---

static int milliseconds_until(gint64 deadline) {
    return (int)CLAMP((deadline - g_get_monotonic_time()) / 1000 + 1, 0, 60000);
}

// True when the child closed its end in time, having written no more than it may.
static bool read_back(int in, gint64 deadline, size_t most, GString *back) {
    char block[16384];
    while (g_get_monotonic_time() < deadline && back->len <= most) {
        struct pollfd waits = {.fd = in, .events = POLLIN};
        if (poll(&waits, 1, milliseconds_until(deadline)) <= 0)
            continue;
        const ssize_t got = read(in, block, sizeof block);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return false;
        g_string_append_len(back, block, MAX(got, 0));
    }
    return false;
}

// Waits for the end, until the deadline; then, or at once when it was not `good`, kills.
static bool reap(pid_t child, bool good, gint64 deadline, int *wait_status, struct rusage *usage) {
    enum { PAUSE = 2000 };
    while (good) {
        const pid_t ended = wait4(child, wait_status, WNOHANG, usage);
        if (ended == child)
            return true;
        good = (ended == 0 || errno == EINTR) && g_get_monotonic_time() < deadline;
        g_usleep(PAUSE);
    }
    kill(child, SIGKILL);
    while (wait4(child, wait_status, 0, usage) < 0 && errno == EINTR)
        ;
    return false;
}

// A crash for want of memory looks like any other, but for how much the process held.
static ChildEnd end_of(int wait_status, const struct rusage *usage, const ChildLimits *limits, int *status) {
    if (WIFEXITED(wait_status)) {
        *status = WEXITSTATUS(wait_status);
        return CHILD_DONE;
    }
    const bool held_much = (size_t)usage->ru_maxrss * 1024 > limits->memory / 2;
    return WTERMSIG(wait_status) == SIGXCPU || WTERMSIG(wait_status) == SIGKILL || held_much ? CHILD_EXHAUSTED
                                                                                             : CHILD_CRASHED;
}

static ChildEnd watch(pid_t child, int in, const ChildLimits *limits, int *status, GString *back) {
    const gint64 deadline = g_get_monotonic_time() + limits->wall * G_USEC_PER_SEC;
    int wait_status = 0;
    struct rusage usage = {.ru_maxrss = 0};
    const bool good = read_back(in, deadline, limits->written, back);
    if (!reap(child, good, deadline, &wait_status, &usage))
        return CHILD_EXHAUSTED;
    return end_of(wait_status, &usage, limits, status);
}

bool child_run(ChildWork work, void *data, const ChildLimits *limits, ChildEnd *end, int *status,
               GString *back, GError **error) {
    int ends[2];
    const pid_t parent = getpid();
    signal(SIGCHLD, SIG_DFL); // ignored, as some callers leave it, there would be nobody to wait for
    if (pipe2(ends, O_CLOEXEC) != 0)
        return fault_set(error, FATE_TEMPORARY, "no pipe: %s", g_strerror(errno));
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        work_in_child(work, data, limits, ends[1], parent);
    }
    const int failed = errno;
    close(ends[1]);
    if (child > 0)
        *end = watch(child, ends[0], limits, status, back);
    close(ends[0]);
    return child > 0 || fault_set(error, FATE_TEMPORARY, "no child process: %s", g_strerror(failed));
}
