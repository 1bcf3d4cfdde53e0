#ifndef EARSHOT_CAMPAIGN_H
#define EARSHOT_CAMPAIGN_H
// Closing the loop: a problem is fixed, and each who reported it is told, once, in
// their conversation and their language, those first who were invited to try it
// early. It can be looked at before, undone within a window, and goes out
// throttled. Each step is one transaction: who is told, that they were told, and
// how far it is stand or fall together.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "outbox.h"
#include "problem.h"
#include "store.h"

#define CAMPAIGN_WINDOW (15 * G_TIME_SPAN_MINUTE) // to undo it, before the first mail
#define CAMPAIGN_LEAD G_TIME_SPAN_DAY             // by which early testers are ahead, when there are any
enum { CAMPAIGN_A_MINUTE = 60, CAMPAIGN_STEP = 20, CAMPAIGN_COUNTED = 2000 };

typedef enum CampaignState {
    CAMPAIGN_WAITS,
    CAMPAIGN_TESTERS,
    CAMPAIGN_ALL,
    CAMPAIGN_DONE,
    CAMPAIGN_UNDONE,
    CAMPAIGN_STATES
} CampaignState;
const char *campaign_state_name(CampaignState state);

typedef struct Campaign {
    uint64_t id; // of problem and release
    uint64_t problem;
    char *name; // of the problem
    char *pm;
    char *release;
    char *by; // who ordered it
    CampaignState state;
    int64_t begun, starts, next;
    uint64_t after;    // the link that was worked off last
    uint32_t told;     // persons, ever
    uint32_t left_out; // since it was begun last: may not be written to
    uint32_t a_minute;
    uint32_t ahead;  // testers told since it was begun last
    uint32_t singly; // links that are looked at one by one, since one of them cannot be read
} Campaign;
void campaign_free(Campaign *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Campaign, campaign_free)

typedef struct CampaignReporter { // of a preview
    uint64_t thread;
    char *who; // plain
    char *language;
    bool tester;
    const char * not ; // code of outreach_refused, "told" (of this release), "same" (they have another
                       // conversation of it, which is told); NULL: gets the mail
} CampaignReporter;
// Who would be told, in order, at most `most` (CampaignReporter *, freed with the list); *count of all who
// would.
GPtrArray *campaign_preview(StoreTxn *txn, const Config *config, const Problem *problem, const char *release,
                            unsigned most, unsigned *count) G_GNUC_WARN_UNUSED_RESULT;
// How many would be told, for where others wait to write meanwhile: of more than CAMPAIGN_COUNTED links the
// rest is not looked at and counts as one each, so that it is at most so many, and *exact is false.
unsigned campaign_count(StoreTxn *txn, const Config *config, const Problem *problem, const char *release,
                        bool *exact);

// Marks the problem as fixed and begins; the first mail goes at now + window. The same problem and release
// again gives the one that is there (one that was undone begins anew; one that is done tells who was linked
// since; one that runs looks at all links again and, while it waits, starts with the earlier window). One of
// another release that still runs is stopped: whom it has not told is told of this one. `a_minute` 0: as
// before, or as usual.
Campaign *campaign_begin(StoreTxn *txn, const Config *config, Problem *problem, const char *release,
                         const char *by, GTimeSpan window, uint32_t a_minute,
                         int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// True from its beginning until it is done or undone.
bool campaign_runs(const Campaign *campaign);
Campaign *campaign_get(StoreTxn *txn, uint64_t id) G_GNUC_WARN_UNUSED_RESULT;
// The newest of that problem, or NULL.
Campaign *campaign_of(StoreTxn *txn, uint64_t problem) G_GNUC_WARN_UNUSED_RESULT;
// Stops it: false when all were told already. Who was told stays told; the problem is open again when nobody
// was.
bool campaign_undo(StoreTxn *txn, Campaign *campaign, int64_t now);
// How the mail stands by which this link's person was told of its release: on its way, taken by the relay,
// given up (OUTBOX_BURIED: undeliverable, and never sent again by itself) or dropped. False when they were
// not told, or it is so long ago that the row is forgotten.
bool campaign_mail(StoreTxn *txn, const ProblemLink *link, const Thread *thread, OutboxState *state);

// Works off its next links, of which at most CAMPAIGN_STEP are told, and puts itself on the agenda again. All
// its conversations that are not closed get into the phase follow-up, also of those who cannot be told; what
// they answer comes back into their conversation. The problem is open again, merged or gone: the campaign
// ends.
void campaign_step(StoreTxn *txn, const Config *config, uint64_t id, int64_t now);
// Instead of a step that failed since a record cannot be read: from now on links are looked at one by one,
// and when that is so already, the next one is passed over.
void campaign_pass_over(StoreTxn *txn, uint64_t id, int64_t now);

// Of which campaign a note at a key of the table is that is none itself: which is a problem's newest, or who
// was told of it (verify.h). 0 when there is none; damage fails the transaction.
uint64_t campaign_named_at(StoreTxn *txn, StoreKey key);

#endif
