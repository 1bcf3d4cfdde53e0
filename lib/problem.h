#ifndef EARSHOT_PROBLEM_H
#define EARSHOT_PROBLEM_H
// Problems (RECOVERY.md section 5): the one fault behind many complaints, by the
// name its PM calls it. It has no customers of its own: what belongs to it are links, each
// sealed with the person whose conversation it is of. Names are told apart
// without regard to case, and each PM has names of their own.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "store.h"
#include "thread.h"

typedef enum ProblemStatus { // on disk: append only
    PROBLEM_OPEN,
    PROBLEM_FIXED,   // and those concerned are told, or were
    PROBLEM_EXPIRED, // nobody sees to it any more: matches nothing
    PROBLEM_MERGED,  // lives on in another
    PROBLEM_STATUSES
} ProblemStatus;
const char *problem_status_name(ProblemStatus status);

// Who has to say that it is understood; with all three it is.
typedef enum ProblemMark {
    PROBLEM_BY_CUSTOMER,
    PROBLEM_BY_SUPPORT,
    PROBLEM_BY_PM,
    PROBLEM_MARKS
} ProblemMark;
const char *problem_mark_name(ProblemMark mark); // "customer", "support", "pm"

enum {
    PROBLEM_SAMPLES = 8,
    PROBLEM_PATTERNS = 16,
    PROBLEM_TITLE_MOST = 120, // characters
    PROBLEM_WORKAROUND_MOST = 600,
};

typedef struct Workaround {
    char *language; // ISO 639-1
    char *text;     // plain lines
} Workaround;

typedef struct Problem {
    uint64_t id; // of PM and name
    char *pm;
    char *name;  // "P12": command_is_name
    char *title; // what it is, or NULL
    ProblemStatus status;
    char *owner;            // who of ours sees to it, or NULL
    GPtrArray *patterns;    // char *: pattern.h
    GArray *samples;        // uint64_t: conversations that show it
    GPtrArray *workarounds; // Workaround *
    int64_t opened, updated;
    int64_t expires; // 0: never
    char *release;   // in which it is fixed, or NULL
    int64_t fixed;
    int64_t marked[PROBLEM_MARKS]; // when, 0: not
    char *merged_into;             // the other's name, or NULL
    uint32_t linked;               // conversations, so far
} Problem;

Problem *problem_new(const char *pm, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void problem_free(Problem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Problem, problem_free)
bool problem_is_understood(const Problem *problem);
// Open or fixed, and not beyond its expiry.
bool problem_is_live(const Problem *problem, int64_t now);
// The text in one of these languages (char *, the first choice first), NULL when there is none. Borrowed.
const char *problem_workaround(const Problem *problem, const GPtrArray *languages);
// In place of the one in that language; NULL takes it away. What may stand there: problem_edit.h.
void problem_set_workaround(Problem *problem, const char *language, const char *text);

// The next name that nobody has: "P1", "P2", ... The caller owns it. Write transactions only.
char *problem_next_name(StoreTxn *txn, const char *pm);
// NULL when there is none; one that was merged gives the one in which it lives on.
Problem *problem_find(StoreTxn *txn, const char *pm, const char *name) G_GNUC_WARN_UNUSED_RESULT;
// By its id and as it stands, merged or not.
Problem *problem_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// Makes or replaces it; a new one gets its id. How many are linked is kept by the links alone: `linked` is
// set to what it is. What patterns it has is found anew by whoever keeps them in memory (problem_match.h).
void problem_put(StoreTxn *txn, Problem *problem);
// A number that is another one whenever patterns, or which problems are live, may have changed.
uint64_t problem_changes(StoreTxn *txn);
// That will be asked for (store_expect).
void problem_expect_changes(StoreTxn *txn);
// In the order in which they were opened, until `each` returns false.
typedef bool (*ProblemEach)(StoreTxn *txn, const Problem *problem, void *data);
void problem_walk(StoreTxn *txn, ProblemEach each, void *data);
// Those whose expiry has passed by now become PROBLEM_EXPIRED; how many.
unsigned problem_expire(StoreTxn *txn, int64_t now);
// All links and what it knows go over to the other of the same PM, whose own comes first where both know;
// conversations get the other's name. Costs a few records a link. Both are put.
void problem_merge(StoreTxn *txn, Problem *into, Problem *from, int64_t now);
// Before it, where others wait to write meanwhile: at most so many of the links go over, and until the merge
// both live, each with its own. True when there may be more.
bool problem_move_links(StoreTxn *txn, Problem *into, Problem *from, unsigned most);

// --- links ---

typedef enum LinkHow { LINK_BY_HAND, LINK_BY_PATTERN, LINK_BY_LIKENESS, LINK_HOWS } LinkHow; // on disk
const char *link_how_name(LinkHow how);

typedef struct ProblemLink {
    uint64_t problem, thread;
    LinkHow how;
    double sure; // 0 to 1; by hand 1
    char *why;   // in words, or NULL
    int64_t at;
    bool tester;   // invited to try the fix early
    int64_t told;  // when the loop was closed to them, 0: not yet
    char *release; // of which they were told, or NULL
} ProblemLink;

void problem_link_free(ProblemLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProblemLink, problem_link_free)

// Links the conversation, which gets the problem's name (the caller puts it), in place of an earlier link; a
// link by hand is not replaced by one that was found, and of these none by one that is less sure. The first
// link of a name that no problem has yet opens one.
void problem_link(StoreTxn *txn, Thread *thread, const char *pm, const char *name, const ProblemLink *how,
                  int64_t now);
void problem_unlink(StoreTxn *txn, Thread *thread, const char *pm);
// Two conversations become one; to be called before thread_merge, which puts both. `into` keeps its own link,
// or gets the other's where one PM has both; that of `from` goes. Where two PMs have them `from` forgets its
// group and what it repeats too, so that `into` gets neither.
void problem_links_merge(StoreTxn *txn, Thread *into, const char *pm, Thread *from, const char *from_pm);
ProblemLink *problem_link_get(StoreTxn *txn, uint64_t problem, uint64_t thread) G_GNUC_WARN_UNUSED_RESULT;
void problem_link_put(StoreTxn *txn, const ProblemLink *link, uint64_t owner);
// From the link behind `after` on (0: from the first), in order of the threads' numbers, until `each` returns
// false. Whoever was erased is passed over.
typedef bool (*LinkEach)(StoreTxn *txn, const ProblemLink *link, void *data);
void problem_links(StoreTxn *txn, uint64_t problem, uint64_t after, LinkEach each, void *data);

#endif
