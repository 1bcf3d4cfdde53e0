/*
 * Input and output that fail, or end the process, at a chosen step.
 *
 * Preloaded into a program under test, this counts the calls by which it changes files below one directory
 * (EARSHOT_TEST_FAULT_BELOW) and by which it speaks over sockets, and strikes at the n-th: an error, half a
 * write, or SIGKILL before or in the middle of it. What to do stands in a mapped file (EARSHOT_TEST_FAULT,
 * struct Control), so that a test arms it when the program is up, and reads afterwards how many steps an
 * operation had and which they were. Descriptors are looked up only while it is armed; what is neither below
 * the directory nor a socket passes. The real calls are made as system calls: there is no other library to
 * find them in. 64-bit machines only.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* A letter each in the trace, in this order; a bit each in Control.steps. Letters in
 * tests/e2e/lib/E2E/Fault.pm. */
enum Step {
    STEP_WRITE,
    STEP_SYNC,
    STEP_RENAME,
    STEP_GROW,
    STEP_OPEN,
    STEP_UNLINK,
    STEP_ACCEPT,
    STEP_SEND,
    STEP_RECV,
    STEP_CONNECT
};
static const char LETTERS[] = "wsrgouatfc";

enum Kind { KIND_COUNT, KIND_KILL, KIND_TORN, KIND_ERROR, KIND_SHORT };

/* Numbers in the byte order of the machine; E2E::Fault packs the same. */
struct Control {
    _Atomic uint64_t armed;
    uint64_t kind;  /* enum Kind */
    uint64_t error; /* KIND_ERROR: errno */
    uint64_t nth;   /* the first step to strike, from 1 */
    uint64_t span;  /* how many, from there on */
    uint64_t steps; /* which count at all */
    _Atomic uint64_t count;
    _Atomic uint64_t struck;
    uint64_t struck_at; /* the last strike, microseconds since 1970 by the real clock */
    char trace[4024];   /* the letters of the steps, in order */
};

static struct Control *control;
static char below[PATH_MAX];
static size_t below_size;

__attribute__((constructor)) static void map_control(void) {
    const char *path = getenv("EARSHOT_TEST_FAULT"), *directory = getenv("EARSHOT_TEST_FAULT_BELOW");
    const int file = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    void *mapped = file < 0 ? MAP_FAILED
                            : (void *)syscall(SYS_mmap, NULL, sizeof *control, PROT_READ | PROT_WRITE,
                                              MAP_SHARED, file, 0);
    if (file >= 0)
        close(file);
    if (mapped == MAP_FAILED || directory == NULL || realpath(directory, below) == NULL)
        abort(); /* a test that believes in faults must not run without */
    below_size = strlen(below);
    control = mapped;
}

/* --- what counts --- */

static bool is_below(const char *path) {
    return strncmp(path, below, below_size) == 0 && (path[below_size] == '/' || path[below_size] == '\0');
}

static bool is_armed(void) {
    return control != NULL && atomic_load(&control->armed) != 0;
}

static bool file_counts(int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const long size = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (size <= 0)
        return false;
    path[size] = '\0';
    return is_below(path);
}

static bool is_socket(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISSOCK(status.st_mode);
}

/* A path as it was given: relative to an open directory when there is one. */
static bool path_counts(int directory, const char *path) {
    return path[0] == '/' || directory == AT_FDCWD ? is_below(path) : file_counts(directory);
}

/* --- striking --- */

/* Past a clock that a test has set (clock.c). */
static uint64_t real_time(void) {
    struct timespec now = {0};
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/* A connection that was reset is gone for good, for both. A datagram socket knows no such thing. */
static bool reset(int socket) {
    int type = 0;
    socklen_t size = sizeof type;
    getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size);
    if (type == SOCK_STREAM)
        syscall(SYS_shutdown, socket, SHUT_RDWR);
    errno = ECONNRESET;
    return type == SOCK_STREAM;
}

/* True when this call is to fail, with errno set; does not return when the process is to end here. `half` is
 * set when half of it is to be done: then the caller does that and calls `done_half`. */
static bool strikes(enum Step step, int file, bool *half) {
    *half = false;
    if ((control->steps >> step & 1) == 0)
        return false;
    const uint64_t number = atomic_fetch_add(&control->count, 1) + 1;
    if (number <= sizeof control->trace)
        control->trace[number - 1] = LETTERS[step];
    if (control->kind == KIND_COUNT || number < control->nth || number - control->nth >= control->span)
        return false;
    control->struck_at = real_time();
    atomic_fetch_add(&control->struck, 1);
    const bool divisible = step == STEP_WRITE || step == STEP_SEND;
    if (control->kind == KIND_KILL || (control->kind == KIND_TORN && !divisible))
        die();
    *half = divisible && (control->kind == KIND_TORN || control->kind == KIND_SHORT);
    errno = (int)control->error;
    if (errno == ECONNRESET && (step == STEP_SEND || step == STEP_RECV))
        return reset(file);
    return control->kind == KIND_ERROR;
}

static bool fails(enum Step step, int file) {
    bool half;
    return strikes(step, file, &half);
}

static ssize_t done_half(ssize_t result) {
    if (control->kind == KIND_TORN)
        die();
    return result;
}

static bool step_of_output(int file, enum Step *step) {
    if (!is_armed())
        return false;
    *step = is_socket(file) ? STEP_SEND : STEP_WRITE;
    return *step == STEP_SEND || file_counts(file);
}

/* --- output --- */

static ssize_t put(int file, const void *bytes, size_t size, off_t at, bool placed) {
    return placed ? syscall(SYS_pwrite64, file, bytes, size, at) : syscall(SYS_write, file, bytes, size);
}

static ssize_t put_counted(int file, const void *bytes, size_t size, off_t at, bool placed) {
    enum Step step;
    bool half = false;
    if (step_of_output(file, &step) && strikes(step, file, &half))
        return -1;
    return half ? done_half(put(file, bytes, size / 2, at, placed)) : put(file, bytes, size, at, placed);
}

ssize_t write(int file, const void *bytes, size_t size) {
    return put_counted(file, bytes, size, 0, false);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    return put_counted(file, bytes, size, at, true);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    return put_counted(file, bytes, size, at, true);
}

/* Half of several pieces is the first half of the pieces, or of the only one. */
static ssize_t put_pieces(int file, const struct iovec *pieces, int count, off_t at, bool placed) {
    enum Step step;
    bool half = false;
    if (step_of_output(file, &step) && strikes(step, file, &half))
        return -1;
    if (half && count == 1)
        return done_half(put(file, pieces->iov_base, pieces->iov_len / 2, at, placed));
    const int some = half ? count / 2 : count;
    const ssize_t result = placed ? syscall(SYS_pwritev, file, pieces, some, (long)at, 0L)
                                  : syscall(SYS_writev, file, pieces, some);
    return half ? done_half(result) : result;
}

ssize_t writev(int file, const struct iovec *pieces, int count) {
    return put_pieces(file, pieces, count, 0, false);
}
ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t at) {
    return put_pieces(file, pieces, count, at, true);
}
ssize_t pwritev64(int file, const struct iovec *pieces, int count, off64_t at) {
    return put_pieces(file, pieces, count, at, true);
}

/* --- what makes it last, and what changes names and sizes --- */

int fsync(int file) {
    return is_armed() && file_counts(file) && fails(STEP_SYNC, file) ? -1 : (int)syscall(SYS_fsync, file);
}
int fdatasync(int file) {
    return is_armed() && file_counts(file) && fails(STEP_SYNC, file) ? -1 : (int)syscall(SYS_fdatasync, file);
}
int msync(void *memory, size_t size, int flags) {
    return is_armed() && fails(STEP_SYNC, -1) ? -1 : (int)syscall(SYS_msync, memory, size, flags);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to) {
    return is_armed() && path_counts(to_directory, to) && fails(STEP_RENAME, -1)
               ? -1
               : (int)syscall(SYS_renameat2, from_directory, from, to_directory, to, 0);
}
int rename(const char *from, const char *to) {
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int unlinkat(int directory, const char *path, int flags) {
    return is_armed() && path_counts(directory, path) && fails(STEP_UNLINK, -1)
               ? -1
               : (int)syscall(SYS_unlinkat, directory, path, flags);
}
int unlink(const char *path) {
    return unlinkat(AT_FDCWD, path, 0);
}

int ftruncate(int file, off_t size) {
    return is_armed() && file_counts(file) && fails(STEP_GROW, file)
               ? -1
               : (int)syscall(SYS_ftruncate, file, size);
}
int ftruncate64(int file, off64_t size) {
    return ftruncate(file, size);
}
int fallocate(int file, int mode, off_t at, off_t size) {
    return is_armed() && file_counts(file) && fails(STEP_GROW, file)
               ? -1
               : (int)syscall(SYS_fallocate, file, mode, at, size);
}
int fallocate64(int file, int mode, off64_t at, off64_t size) {
    return fallocate(file, mode, at, size);
}

void *mmap(void *where, size_t size, int protection, int flags, int file, off_t at) {
    if (file >= 0 && is_armed() && file_counts(file) && fails(STEP_GROW, file))
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, where, size, protection, flags, file, at);
}
void *mmap64(void *where, size_t size, int protection, int flags, int file, off64_t at) {
    return mmap(where, size, protection, flags, file, at);
}

/* --- descriptors --- */

static int open_counted(int directory, const char *path, int flags, mode_t mode) {
    return is_armed() && path_counts(directory, path) && fails(STEP_OPEN, -1)
               ? -1
               : (int)syscall(SYS_openat, directory, path, flags, mode);
}

/* The mode is there only when a file may be made. */
static mode_t mode_of(int flags, va_list more) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(more, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_counted(AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_counted(AT_FDCWD, path, flags, mode);
}
int openat(int directory, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_counted(directory, path, flags, mode);
}
int openat64(int directory, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_counted(directory, path, flags, mode);
}

/* What a fortified program calls in their place. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags) {
    return open_counted(AT_FDCWD, path, flags, 0);
}
int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags) {
    return open_counted(AT_FDCWD, path, flags, 0);
}
int __openat_2(int directory, const char *path, int flags);
int __openat_2(int directory, const char *path, int flags) {
    return open_counted(directory, path, flags, 0);
}
int __openat64_2(int directory, const char *path, int flags);
int __openat64_2(int directory, const char *path, int flags) {
    return open_counted(directory, path, flags, 0);
}

int accept4(int listener, __SOCKADDR_ARG peer, socklen_t *size, int flags) {
    return is_armed() && fails(STEP_ACCEPT, listener)
               ? -1
               : (int)syscall(SYS_accept4, listener, peer.__sockaddr__, size, flags);
}
int accept(int listener, __SOCKADDR_ARG peer, socklen_t *size) {
    return accept4(listener, peer, size, 0);
}
int connect(int socket, __CONST_SOCKADDR_ARG peer, socklen_t size) {
    return is_armed() && fails(STEP_CONNECT, socket)
               ? -1
               : (int)syscall(SYS_connect, socket, peer.__sockaddr__, size);
}

/* --- sockets --- */

ssize_t sendto(int socket, const void *bytes, size_t size, int flags, __CONST_SOCKADDR_ARG to,
               socklen_t to_size) {
    bool half = false;
    if (is_armed() && is_socket(socket) && strikes(STEP_SEND, socket, &half))
        return -1;
    const ssize_t result =
        syscall(SYS_sendto, socket, bytes, half ? size / 2 : size, flags, to.__sockaddr__, to_size);
    return half ? done_half(result) : result;
}
ssize_t send(int socket, const void *bytes, size_t size, int flags) {
    return sendto(socket, bytes, size, flags, (__CONST_SOCKADDR_ARG){NULL}, 0);
}
ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
    return is_armed() && is_socket(socket) && fails(STEP_SEND, socket)
               ? -1
               : syscall(SYS_sendmsg, socket, message, flags);
}

ssize_t read(int file, void *bytes, size_t size) {
    return is_armed() && is_socket(file) && fails(STEP_RECV, file) ? -1
                                                                   : syscall(SYS_read, file, bytes, size);
}
ssize_t recvfrom(int socket, void *restrict bytes, size_t size, int flags, __SOCKADDR_ARG from,
                 socklen_t *restrict from_size) {
    return is_armed() && is_socket(socket) && fails(STEP_RECV, socket)
               ? -1
               : syscall(SYS_recvfrom, socket, bytes, size, flags, from.__sockaddr__, from_size);
}
ssize_t recv(int socket, void *bytes, size_t size, int flags) {
    return recvfrom(socket, bytes, size, flags, (__SOCKADDR_ARG){NULL}, NULL);
}
ssize_t recvmsg(int socket, struct msghdr *message, int flags) {
    return is_armed() && is_socket(socket) && fails(STEP_RECV, socket)
               ? -1
               : syscall(SYS_recvmsg, socket, message, flags);
}
