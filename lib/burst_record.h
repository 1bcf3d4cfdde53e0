#ifndef EARSHOT_BURST_RECORD_H
#define EARSHOT_BURST_RECORD_H
// Records of bursts and of what is counted for them; internal to the burst module.

#include "burst_past.h"

enum { BURST_TOLD_APART = 256 };

// With what tells its customers and conversations apart.
typedef struct BurstRecord {
    Burst *burst;
    GArray *people, *accounts, *known; // uint32_t of keyed hashes; known: conversations
} BurstRecord;

void burst_record_begin(BurstRecord *record);
void burst_record_clear(BurstRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BurstRecord, burst_record_clear)
bool burst_record_get(StoreTxn *txn, uint64_t id, BurstRecord *record);
void burst_record_put(StoreTxn *txn, const BurstRecord *record);

// What is counted of one thing in a mailbox. False when nothing is yet: then it is empty.
bool burst_flow_get(StoreTxn *txn, const char *mailbox, const char *what, Flow *flow);
void burst_flow_put(StoreTxn *txn, const char *mailbox, const char *what, const Flow *flow);
// Since when anything is counted of a mailbox; the first to ask says when.
int64_t burst_begun(StoreTxn *txn, const char *mailbox, int64_t now);

// The bursts of a PM, by their ids (uint64_t), the newest first; the oldest of many are forgotten.
GArray *burst_list(StoreTxn *txn, const char *pm) G_GNUC_WARN_UNUSED_RESULT;
void burst_list_add(StoreTxn *txn, const char *pm, uint64_t id);

#endif
