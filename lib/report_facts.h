#ifndef EARSHOT_REPORT_FACTS_H
#define EARSHOT_REPORT_FACTS_H
// What a report tells beside the times (timings.h): what came, week by week,
// why it was not acknowledged, and what is open now by problem. Figures and names
// that we gave, nothing that a customer wrote.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "fairness.h"
#include "store.h"
#include "thread.h"
#include "timings.h"

enum {
    REPORT_WEEKS = 60,    // the newest, told one by one; what lies before stands in the sums
    REPORT_PROBLEMS = 50, // told by name, the gravest first
};

typedef struct ReportCount {
    char *name;     // what stands behind the group in a name of tally.h: "critical", "de", "outage", "yes"
    uint64_t count; // of all the time
    uint64_t weeks[REPORT_WEEKS];
} ReportCount;

typedef struct ReportProblem {
    char *name; // NULL: escalations whose cause nobody named
    unsigned open, late;
    Level level;    // the gravest
    int64_t oldest; // when the first of them was opened
} ReportProblem;

typedef struct ReportFacts {
    int64_t since, until, now;
    const Calendar *calendar;   // in which weeks begin and times are told; borrowed, as the two below
    const GPtrArray *mailboxes; // Mailbox *
    Timings *timings;
    const GPtrArray *groups;  // of the timings, once it is finished
    GPtrArray *weeks;         // char * "2026-W48": without those at the beginning in which there was nothing
    unsigned skipped;         // how many those were: ReportCount.weeks begins that much earlier
    bool cut;                 // the time is longer than REPORT_WEEKS
    uint64_t messages;        // by persons
    uint64_t machines;        // not
    uint64_t acknowledged;    // of both
    GPtrArray *levels;        // ReportCount *, the gravest first
    GPtrArray *requests;      // the most frequent first, as the next two
    GPtrArray *languages;     //
    GPtrArray *refusals;      // without those that were acknowledged
    unsigned open;            // conversations now
    unsigned at[LEVEL_COUNT]; // of them at that level
    unsigned late;            // of them with something due that is not done
    GPtrArray *problems;      // ReportProblem *, the gravest first, then the most; nobody's last
    unsigned problems_more;   // than REPORT_PROBLEMS
    const Fairness *fairness; // borrowed, set by who made it; NULL: it is not told
    GHashTable *week_of;      // of report_facts.c alone, as the next three
    int64_t hour;
    guint hour_week;
    GHashTable *named;
} ReportFacts;

// All borrowed. `until` lies behind `since`.
ReportFacts *report_facts_new(const GPtrArray *mailboxes, Timings *timings, int64_t since, int64_t until,
                              int64_t now) G_GNUC_WARN_UNUSED_RESULT;
void report_facts_free(ReportFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportFacts, report_facts_free)
// One count of tally.h; other names than those told there count nothing.
void report_facts_count(ReportFacts *facts, int64_t hour, const char *name, uint64_t count);
// One conversation that is open.
void report_facts_open(ReportFacts *facts, const Thread *thread);
// Both of the whole store, and its times too.
void report_facts_gather(ReportFacts *facts, StoreTxn *txn);
// Brings all into its order, once everything was counted.
void report_facts_finish(ReportFacts *facts);

#endif
