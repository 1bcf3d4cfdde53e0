// The lock is held for the exchange of a pointer, never while something is read:
// two threads that read the same anew do so twice, and the later one's is kept.
#include "kept.h"

#include <pthread.h>

struct Kept {
    pthread_mutex_t lock;
    ProblemPatterns *patterns;
};

Kept *kept_new(void) {
    Kept *kept = g_new0(Kept, 1);
    pthread_mutex_init(&kept->lock, NULL);
    return kept;
}

void kept_free(Kept *kept) {
    if (kept == NULL)
        return;
    problem_patterns_unref(kept->patterns);
    pthread_mutex_destroy(&kept->lock);
    g_free(kept);
}

ProblemPatterns *kept_patterns(Kept *kept) {
    pthread_mutex_lock(&kept->lock);
    ProblemPatterns *patterns = kept->patterns == NULL ? NULL : problem_patterns_ref(kept->patterns);
    pthread_mutex_unlock(&kept->lock);
    return patterns;
}

void kept_refresh(Kept *kept, StoreTxn *txn) {
    g_autoptr(ProblemPatterns) known = kept_patterns(kept);
    ProblemPatterns *read = problem_patterns_read(txn, known);
    pthread_mutex_lock(&kept->lock);
    ProblemPatterns *before = kept->patterns;
    kept->patterns = read;
    pthread_mutex_unlock(&kept->lock);
    problem_patterns_unref(before);
}
