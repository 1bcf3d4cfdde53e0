// What is refused is listed, not what is allowed: the libraries below us call
// what the next version of the C library likes, and a daemon that dies of that
// loses mail. The list is of what neither they nor we have any use for. Each is
// an error to who calls it and no death, for the same reason.
//
// What cannot be told from its arguments is refused whole: clone3 hides its
// flags behind a pointer (the C library then falls back to clone), io_uring
// does what it is asked without any call that could be seen.
#include "confine_parts.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/socket.h>

#include "fault.h"

static const char *const REFUSED[] = {
    // other programs, and other processes' memory
    "execve", "execveat", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp",
    "pidfd_getfd",
    // another view of the files than the one that was confined
    "mount", "umount", "umount2", "pivot_root", "chroot", "unshare", "setns", "open_tree", "move_mount",
    "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "name_to_handle_at", "open_by_handle_at",
    "quotactl", "quotactl_fd", "acct", "mknod", "mknodat", "swapon", "swapoff",
    // the kernel's larger corners
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "add_key", "keyctl", "request_key", "init_module", "finit_module", "delete_module", "create_module",
    "kexec_load", "kexec_file_load", "lookup_dcookie", "nfsservctl", "vm86", "vm86old", "modify_ldt", "iopl",
    "ioperm", "memfd_secret",
    // the machine's state
    "reboot", "syslog", "vhangup", "sethostname", "setdomainname", "settimeofday", "clock_settime",
    "clock_settime64", "clock_adjtime", "clock_adjtime64", "adjtimex", "stime"};

// LeakSanitizer stops our threads with ptrace when we end. A program that has none in it never asks.
extern void __lsan_do_leak_check(void) __attribute__((weak));

static bool is_refused(const char *name) {
    return strcmp(name, "ptrace") != 0 || __lsan_do_leak_check == NULL;
}

static int refuse_calls(scmp_filter_ctx filter) {
    int status = 0;
    for (size_t i = 0; status == 0 && i < G_N_ELEMENTS(REFUSED); i++) {
        const int number = seccomp_syscall_resolve_name(REFUSED[i]);
        if (number >= 0 && is_refused(REFUSED[i])) // below 0: not of this machine, or newer than the library
            status = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    }
    return status;
}

// New threads, but no new namespaces: those let anybody near parts of the kernel made for root. On s390 the
// flags are another argument.
static int refuse_namespaces(scmp_filter_ctx filter) {
    static const scmp_datum_t KINDS[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                         CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
    if (seccomp_arch_native() == SCMP_ARCH_S390X || seccomp_arch_native() == SCMP_ARCH_S390)
        return 0;
    int status = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    for (size_t i = 0; status == 0 && i < G_N_ELEMENTS(KINDS); i++)
        status = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                  SCMP_A0(SCMP_CMP_MASKED_EQ, KINDS[i], KINDS[i]));
    return status;
}

// Netlink is how the C library learns which addresses this machine has.
static bool is_family(int family, bool network) {
    return family == AF_UNIX ||
           (network && (family == AF_INET || family == AF_INET6 || family == AF_NETLINK));
}

static int refuse_sockets(scmp_filter_ctx filter, bool network) {
    const uint32_t action = SCMP_ACT_ERRNO(EAFNOSUPPORT);
    int status = seccomp_rule_add(filter, action, SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_GT, AF_NETLINK));
    for (int family = AF_UNSPEC; status == 0 && family <= AF_NETLINK; family++)
        if (!is_family(family, network))
            status = seccomp_rule_add(filter, action, SCMP_SYS(socket), 1,
                                      SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family));
    return status;
}

bool confine_calls(bool network, GError **error) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return fault_set(error, FATE_CONFIG, "libseccomp does not start");
    int status = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); // a tree: few steps for any call
    status = status == 0 ? refuse_calls(filter) : status;
    status = status == 0 ? refuse_namespaces(filter) : status;
    status = status == 0 ? refuse_sockets(filter, network) : status;
    status = status == 0 ? seccomp_load(filter) : status;
    seccomp_release(filter);
    return status == 0 || fault_set(error, FATE_CONFIG, "%s", g_strerror(-status));
}
