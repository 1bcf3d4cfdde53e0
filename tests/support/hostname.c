/*
 * A host name with a dot, for one process.
 *
 * Sendmail asks for the machine's name before it reads any configuration and, when the name has no dot and
 * cannot be completed, sleeps for sixty seconds. Test machines and containers are called "vm" or "3f2a9c1b";
 * neither their name nor their /etc/hosts is ours to change. Preloaded into the Sendmail of a test, this
 * answers in place of the C library.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

int gethostname(char *name, size_t size) {
    static const char fixed[] = "mx.example.test";

    if (size < sizeof fixed) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, fixed, sizeof fixed);
    return 0;
}
