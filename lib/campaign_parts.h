#ifndef EARSHOT_CAMPAIGN_PARTS_H
#define EARSHOT_CAMPAIGN_PARTS_H
// What the parts of campaign.h share: its record, who was told, and in which of
// their conversations somebody is told.

#include "campaign.h"
#include "thread.h"

uint64_t campaign_id(StoreTxn *txn, uint64_t problem, const char *release);
void campaign_put(StoreTxn *txn, const Campaign *campaign);
// Puts it with this moment for its next step, which the agenda has in place of the one before; 0: none.
void campaign_put_next(StoreTxn *txn, Campaign *campaign, int64_t next);

typedef struct CampaignMark { // that somebody was told, or left out
    uint64_t thread;          // in which
    int64_t at;               // 0: neither yet
    bool told;
} CampaignMark;

// By the address: whoever has several conversations has one mark.
CampaignMark campaign_mark(StoreTxn *txn, uint64_t campaign, const char *address);
void campaign_set_mark(StoreTxn *txn, uint64_t campaign, const char *address, const CampaignMark *mark);
// The row of the mail: of the same problem, release and person always the same.
uint64_t campaign_row_id(StoreTxn *txn, uint64_t campaign, const char *address);
// That the loop was closed to them for this release.
bool campaign_link_told(const ProblemLink *link, const char *release);
// When who opened this conversation was told of this release, in any of theirs of the problem; 0: never. What
// was told of a problem that lives on in this one stands in the links alone, which came over with it.
int64_t campaign_told_at(StoreTxn *txn, uint64_t campaign, const ProblemLink *link, const char *release,
                         const Thread *thread);

// False when the conversation's mailbox came to another PM since it was linked: then it is no part of this
// one's problem any more.
bool campaign_is_theirs(const Config *config, const char *pm, const Thread *thread);

// The conversation in which who opened this one is told: their newest of the problem that may be written to.
// NULL when none may: *refused says why.
Thread *campaign_choose(StoreTxn *txn, const Config *config, uint64_t problem, const char *pm,
                        const Thread *thread, const char **refused) G_GNUC_WARN_UNUSED_RESULT;

#endif
