/*
 * What somebody would try who has taken over a daemon, tried from inside it.
 *
 * Preloaded into a program under test. On SIGUSR2 the thread that gets it makes each of the attempts below
 * and notes what came of it in a mapped file (EARSHOT_TEST_INTRUDER, struct Notes): 0 where it was let, else
 * errno. On SIGUSR1 the thread that gets it stands still until the file says that it may go on. System calls
 * are made without the C library, as an intruder makes them. 64-bit machines only.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { ATTEMPTS = 32, PATH = 256 };

/* Numbers in the byte order of the machine; confine.t packs the same. */
struct Notes {
    _Atomic uint64_t tried;    /* rounds that are over */
    uint64_t spares;           /* attempts that are left out, a bit each */
    _Atomic uint64_t held;     /* threads that stand still */
    _Atomic uint64_t released; /* not 0: they may go on */
    int64_t result[ATTEMPTS];
    char outside[PATH]; /* a file that is there, and that no daemon needs */
    char inside[PATH];  /* one that it does */
    char fresh[PATH];   /* a path outside where there is none */
};

static struct Notes *notes;
static char *const NO_WORDS[] = {NULL};

static long open_to(const char *path, int how) {
    const long file = syscall(SYS_openat, AT_FDCWD, path, how, 0600);
    if (file >= 0)
        syscall(SYS_close, file);
    return file;
}

static long make_socket(long family, int type) {
    const long made = syscall(SYS_socket, family, type, 0);
    if (made >= 0)
        syscall(SYS_close, made);
    return made;
}

static long by_tcp(long call, uint16_t port) {
    const struct sockaddr_in here = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const long made = syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
    const long came = made < 0 ? made : syscall(call, made, &here, sizeof here);
    const int why = errno;
    if (made >= 0)
        syscall(SYS_close, made);
    errno = why;
    return came;
}

static long look_into_parent(void) {
    char byte;
    const struct iovec here = {&byte, 1}, there = {(void *)notes, 1};
    return syscall(SYS_process_vm_readv, getppid(), &here, 1, &there, 1, 0);
}

/* In the order of confine.t. */
static long attempt(int number) {
    struct clone_args fork_like = {.exit_signal = SIGCHLD, .flags = CLONE_NEWUSER};
    switch (number) {
    case 0:
        return make_socket(AF_INET, SOCK_STREAM);
    case 1:
        return make_socket(AF_INET6, SOCK_STREAM);
    case 2: /* the kernel takes the lower half for the family, a filter may not */
        return make_socket((INT64_C(1) << 32) | AF_INET, SOCK_STREAM);
    case 3:
        return make_socket(AF_NETLINK, SOCK_RAW);
    case 4:
        return make_socket(AF_PACKET, SOCK_DGRAM);
    case 5:
        return make_socket(AF_UNIX, SOCK_STREAM);
    case 6:
        return syscall(SYS_execve, "/bin/true", NO_WORDS, NO_WORDS);
    case 7:
        return syscall(SYS_execveat, AT_FDCWD, "/bin/true", NO_WORDS, NO_WORDS, 0);
    case 8:
        return syscall(SYS_ptrace, PTRACE_SEIZE, getppid(), 0, 0) == 0
                   ? syscall(SYS_ptrace, PTRACE_DETACH, getppid(), 0, 0)
                   : -1;
    case 9:
        return look_into_parent();
    case 10:
        return open_to(notes->outside, O_RDONLY);
    case 11:
        return open_to(notes->outside, O_WRONLY);
    case 12:
        return open_to(notes->fresh, O_WRONLY | O_CREAT | O_EXCL);
    case 13:
        return open_to(notes->inside, O_RDONLY);
    case 14:
        return syscall(SYS_mount, "none", "/mnt", "tmpfs", 0, "");
    case 15:
        return syscall(SYS_unshare, CLONE_FS | CLONE_NEWNS);
    case 16: { /* with a namespace of its own, and without a word to the C library */
        const long child = syscall(SYS_clone3, &fork_like, sizeof fork_like);
        if (child == 0)
            syscall(SYS_exit_group, 0);
        return child;
    }
    case 17:
        return syscall(SYS_io_uring_setup, 1, notes + 1); /* EFAULT where it is let */
    case 18:
        return syscall(SYS_bpf, 0, NULL, 0);
    case 19: /* ECONNREFUSED where it is let: nobody listens there */
        return by_tcp(SYS_connect, 1);
    case 20:
        return by_tcp(SYS_bind, 0);
    default:
        errno = 0;
        return -1;
    }
}

static void try_all(int signal) {
    const int kept = errno;
    (void)signal;
    for (int i = 0; i < ATTEMPTS; i++) {
        errno = 0;
        notes->result[i] = -1;
        if ((notes->spares >> i & 1) == 0)
            notes->result[i] = attempt(i) >= 0 ? 0 : errno;
    }
    atomic_fetch_add(&notes->tried, 1);
    errno = kept;
}

static void stand_still(int signal) {
    const int kept = errno;
    const struct timespec moment = {.tv_nsec = 10 * 1000 * 1000};
    (void)signal;
    atomic_fetch_add(&notes->held, 1);
    while (atomic_load(&notes->released) == 0)
        nanosleep(&moment, NULL);
    atomic_fetch_sub(&notes->held, 1);
    errno = kept;
}

__attribute__((constructor)) static void settle_in(void) {
    const char *path = getenv("EARSHOT_TEST_INTRUDER");
    const int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    void *mapped =
        file < 0 ? MAP_FAILED : mmap(NULL, sizeof *notes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0)
        close(file);
    if (mapped == MAP_FAILED)
        abort(); /* a test that believes in an intruder must not run without */
    notes = mapped;
    const struct sigaction tries = {.sa_handler = try_all, .sa_flags = SA_RESTART};
    const struct sigaction holds = {.sa_handler = stand_still, .sa_flags = SA_RESTART};
    sigaction(SIGUSR2, &tries, NULL);
    sigaction(SIGUSR1, &holds, NULL);
}
