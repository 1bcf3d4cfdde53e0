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
#include "problem.h"
#include "store.h"

#define CAMPAIGN_WINDOW (15 * G_TIME_SPAN_MINUTE) // to undo it, before the first mail
#define CAMPAIGN_LEAD G_TIME_SPAN_DAY             // by which early testers are ahead, when there are any
enum { CAMPAIGN_A_MINUTE = 60, CAMPAIGN_STEP = 20 };

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
    uint64_t after; // the link that was worked off last
    uint32_t told, left_out;
    uint32_t a_minute;
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

// Marks the problem as fixed and begins; the first mail goes at now + window. The same problem and release
// again gives the one that is there (one that was undone begins anew; one that is done tells who was linked
// since). `a_minute` 0: as usual.
Campaign *campaign_begin(StoreTxn *txn, const Config *config, Problem *problem, const char *release,
                         const char *by, GTimeSpan window, uint32_t a_minute,
                         int64_t now) G_GNUC_WARN_UNUSED_RESULT;
// The newest of that problem, or NULL.
Campaign *campaign_of(StoreTxn *txn, uint64_t problem) G_GNUC_WARN_UNUSED_RESULT;
// Stops it: false when all were told already. Who was told stays told; the problem is open again when nobody
// was.
bool campaign_undo(StoreTxn *txn, Campaign *campaign, int64_t now);
// Works off its next CAMPAIGN_STEP links, and puts itself on the agenda again. Each who is told gets into the
// phase follow-up; what they answer comes back into their conversation.
void campaign_step(StoreTxn *txn, const Config *config, uint64_t id, int64_t now);

#endif
