#ifndef EARSHOT_CTL_CHILD_H
#define EARSHOT_CTL_CHILD_H
// Work on files that strangers wrote, done in a child process with limits: whatever such a file makes a
// foreign library do ends with the child, and in time.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ChildLimits {
    unsigned cpu;   // seconds
    unsigned wall;  // seconds
    size_t memory;  // bytes of address space
    size_t written; // bytes that it may hand back
    size_t file;    // bytes that a file of its may have; 0: it writes none
} ChildLimits;

typedef enum ChildEnd {
    CHILD_DONE,      // the work returned; *status is what
    CHILD_EXHAUSTED, // it wanted more than a limit allows, and was ended
    CHILD_CRASHED,   // it ended by itself, and not well
} ChildEnd;

// Runs in the child: hands back bytes, and returns an exit status. It can write no files.
typedef int (*ChildWork)(GString *back, void *data);

// Runs the work and waits for it; what it handed back is in `back`. The child does not outlive this call, nor
// its parent. FATE_TEMPORARY when no child can be started, else *end says how it ended. The caller has no
// threads.
bool child_run(ChildWork work, void *data, const ChildLimits *limits, ChildEnd *end, int *status,
               GString *back, GError **error);

#endif
