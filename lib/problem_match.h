#ifndef EARSHOT_PROBLEM_MATCH_H
#define EARSHOT_PROBLEM_MATCH_H
// Which known problem a complaint shows: by the patterns its PM gave, looked for
// before the transaction in sets kept in memory; and by likeness to conversations that show
// it: its samples and those linked by hand. One that was linked by likeness leads nobody
// else to the problem, so that it cannot drift.

#include <glib.h>
#include <stdint.h>
#include "likeness.h"
#include "problem.h"
#include "store.h"
#include "text.h"

typedef struct ProblemPatterns ProblemPatterns; // of all live problems, compiled; immutable

// From a snapshot. `known` (or NULL) is what was read before: a new reference to it when nothing changed
// since. At most 2,000 patterns are taken, the newest problems first; one that cannot be compiled is passed
// over.
ProblemPatterns *problem_patterns_read(StoreTxn *txn, ProblemPatterns *known) G_GNUC_WARN_UNUSED_RESULT;
ProblemPatterns *problem_patterns_ref(ProblemPatterns *patterns);
void problem_patterns_unref(ProblemPatterns *patterns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProblemPatterns, problem_patterns_unref)

typedef struct ProblemHit {
    uint64_t problem;
    char *words; // of the text that matched, plain
} ProblemHit;
void problem_hits_free(GArray *hits); // of ProblemHit; NULL is nothing
// The problems of that PM whose patterns stand in the newly written text (ProblemHit). The caller owns it.
GArray *problem_patterns_find(const ProblemPatterns *patterns, const char *pm,
                              const Text *text) G_GNUC_WARN_UNUSED_RESULT;

typedef struct ProblemMatch {
    Problem *problem; // NULL: none
    LinkHow how;
    double sure; // a pattern: 1
    char *why;
} ProblemMatch;
void problem_match_clear(ProblemMatch *match);

// The problem of a complaint; `hits` and `alike` (LikeThread) may be NULL. A pattern comes before a likeness,
// of several the newest problem; of likenesses the surest, at least FINGERPRINT_SAME.
void problem_match(StoreTxn *txn, const char *pm, const GArray *hits, const GArray *alike, int64_t now,
                   ProblemMatch *match);
// Whether its workaround may be told to the customer: found by a pattern, or by at least FINGERPRINT_SURE.
bool problem_match_is_sure(const ProblemMatch *match);

#endif
