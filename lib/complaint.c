// Comparing takes half a millisecond, so it is done on a snapshot. What comes in
// between is missed by one of the two, and found by the next.
#include "complaint.h"

#include "likeness.h"

static bool do_like(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Hearing *hearing = data;
    g_clear_pointer(&hearing->alike, g_array_unref);
    hearing->alike = likeness_find(txn, hearing_pm(hearing), hearing->fingerprint, hearing->like_keys, 0,
                                   FINGERPRINT_SAME);
    return !store_failed(txn);
}

// A store that cannot be read says so when it is written.
static void find_like(Store *store, Hearing *hearing) {
    if (store == NULL || hearing->fingerprint == NULL)
        return;
    hearing->like_keys = g_new(LikeKeys, 1);
    *hearing->like_keys = likeness_keys(store_seal(store), hearing_pm(hearing), hearing->fingerprint);
    (void)store_read(store, do_like, hearing, NULL);
}

static void find_hits(Kept *kept, Hearing *hearing) {
    g_autoptr(ProblemPatterns) patterns = kept_patterns(kept);
    if (patterns != NULL)
        hearing->problem_hits = problem_patterns_find(patterns, hearing_pm(hearing), hearing->text);
}

// Who asks about a fault complains of it, however calmly; so does who asks about what stands in the pattern
// of a problem ("what does E-2217 mean?"), but not who says that it is over.
void complaint_find(Kept *kept, Store *store, Hearing *hearing) {
    const Verdict *verdict = hearing->verdict;
    const bool faulty = verdict->request == REQUEST_OUTAGE || verdict->request == REQUEST_DEFECT;
    const bool open = verdict->request == REQUEST_OTHER || verdict->request == REQUEST_HOW_TO;
    const bool over = verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT;
    hearing->complains = verdict->level > LEVEL_NONE || (faulty && !over);
    if (!hearing->complains && (!open || over))
        return;
    find_hits(kept, hearing);
    const bool known = hearing->problem_hits != NULL && hearing->problem_hits->len > 0;
    hearing->complains = hearing->complains || known;
    if (!hearing->complains)
        return;
    hearing->fingerprint = fingerprint_of(hearing->text, verdict);
    find_like(store, hearing);
}
