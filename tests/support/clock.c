/*
 * A wall clock that a test can set, for one process.
 *
 * EARSHOT_TEST_CLOCK names a file of eight bytes, seconds to be added to the real time, in the byte order of the
 * machine; it is mapped, so that a test which writes other bytes sets the clock while the process runs. Only the
 * wall clock moves: timeouts are counted on the monotonic one and stay as long as they are. Preloaded into the
 * programs of a test, this answers in place of the C library.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const int64_t *offset;

__attribute__((constructor)) static void map_offset(void) {
    const char *path = getenv("EARSHOT_TEST_CLOCK");
    const int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
    if (file >= 0)
        close(file);
    if (mapped == MAP_FAILED)
        abort(); /* a test that believes in a set clock must not run with the real one */
    offset = mapped;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    const long failed = syscall(SYS_clock_gettime, clock, time);
    if (failed == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) && offset != NULL)
        time->tv_sec += *offset;
    return (int)failed;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return -1;
    *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *result) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return -1;
    if (result != NULL)
        *result = now.tv_sec;
    return now.tv_sec;
}
