// Landlock by its system calls, since Debian 12's C library has no names for
// them, and its headers only know the first two versions of what later kernels
// offer. A right that a kernel does not know must not be asked of it, so each
// is asked from its version on; see landlock(7) and
// Documentation/userspace-api/landlock.rst.
#include "confine_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault.h"

// As the header will have it; an older kernel is given less of it.
typedef struct Ruleset {
    uint64_t files, ports, scopes;
} Ruleset;

static const uint64_t TRUNCATE = UINT64_C(1) << 14, DEVICES = UINT64_C(1) << 15; // LANDLOCK_ACCESS_FS_
static const uint64_t CONNECT = 2;         // LANDLOCK_ACCESS_NET_CONNECT_TCP
static const uint64_t PORTS = 1 | CONNECT; // and _BIND_TCP
static const uint64_t SCOPES = 3;          // LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, _SIGNAL

// LANDLOCK_RULE_NET_PORT and struct landlock_net_port_attr
enum { OF_PORT = 2, PORTS_SINCE = 4 };
typedef struct PortRule {
    uint64_t allowed, port;
} PortRule;

enum { FIRST_RIGHTS = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1 }; // all that version 1 knows

static const uint64_t READING = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t WRITING = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                                LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK | TRUNCATE;
// What may be asked of something that is no directory.
static const uint64_t OF_FILES = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE;

static uint64_t rights_known(int version) {
    uint64_t rights = FIRST_RIGHTS;
    rights |= version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0;
    rights |= version >= 3 ? TRUNCATE : 0;
    rights |= version >= 5 ? DEVICES : 0;
    return rights;
}

// Word to a service manager may go to an abstract name, which a scope would keep from us.
static bool speaks_abstractly(void) {
    const char *notify = g_getenv("NOTIFY_SOCKET");
    return notify != NULL && notify[0] == '@';
}

static int open_ruleset(int version, bool all_ports) {
    const Ruleset wanted = {rights_known(version), all_ports ? 0 : PORTS, speaks_abstractly() ? 0 : SCOPES};
    const size_t size = version < PORTS_SINCE ? offsetof(Ruleset, ports)
                        : version < 6         ? offsetof(Ruleset, scopes)
                                              : sizeof(Ruleset);
    return (int)syscall(SYS_landlock_create_ruleset, &wanted, size, 0);
}

static bool add_rule(int ruleset, const char *path, uint64_t rights, bool needed, GError **error) {
    struct stat status;
    const int place = open(path, O_PATH | O_CLOEXEC | (needed ? O_DIRECTORY : 0));
    if (place < 0)
        return !needed ||
               fault_set(error, FATE_CONFIG, "%s: %s: restart when it is there", path, g_strerror(errno));
    struct landlock_path_beneath_attr below = {.allowed_access = rights, .parent_fd = place};
    if (fstat(place, &status) == 0 && !S_ISDIR(status.st_mode))
        below.allowed_access &= OF_FILES;
    const bool added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
    const int cause = errno;
    close(place);
    return added || fault_set(error, FATE_CONFIG, "%s: %s", path, g_strerror(cause));
}

static bool add_rules(int ruleset, const GPtrArray *paths, uint64_t rights, bool needed, GError **error) {
    for (guint i = 0; i < paths->len; i++)
        if (!add_rule(ruleset, paths->pdata[i], rights, needed, error))
            return false;
    return true;
}

static bool add_ports(int ruleset, const GArray *ports, GError **error) {
    for (guint i = 0; i < ports->len; i++) {
        const PortRule rule = {CONNECT, g_array_index(ports, unsigned, i)};
        if (syscall(SYS_landlock_add_rule, ruleset, OF_PORT, &rule, 0) != 0)
            return fault_set(error, FATE_CONFIG, "port %u: %s", g_array_index(ports, unsigned, i),
                             g_strerror(errno));
    }
    return true;
}

static bool enter(int ruleset, int version, const GPtrArray *read, const GPtrArray *write,
                  const GArray *ports, GError **error) {
    const uint64_t known = rights_known(version);
    return add_rules(ruleset, read, READING & known, false, error) &&
           add_rules(ruleset, write, WRITING & known, true, error) &&
           (ports == NULL || version < PORTS_SINCE || add_ports(ruleset, ports, error)) &&
           (syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ||
            fault_set(error, FATE_CONFIG, "landlock_restrict_self: %s", g_strerror(errno)));
}

int confine_files(const GPtrArray *read, const GPtrArray *write, const GArray *ports, GError **error) {
    const int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    const int ruleset = version < 1 ? -1 : open_ruleset(version, ports == NULL);
    if (ruleset < 0) { // ENOSYS: not built in; EOPNOTSUPP: not among lsm= at boot
        fault_set(error, FATE_CONFIG, "the kernel does not offer it: %s", g_strerror(errno));
        return 0;
    }
    const bool entered = enter(ruleset, version, read, write, ports, error);
    close(ruleset);
    return entered ? version : 0;
}
