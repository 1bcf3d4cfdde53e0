#ifndef EARSHOT_BURST_PAST_H
#define EARSHOT_BURST_PAST_H
// How often one thing came, by the hour, and whether what came within the last
// one is more than chance; internal to the burst module. Pure: values in, values out.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "burst.h"

enum {
    FLOW_RECENT = 64,                         // customers of the last hour that are told apart
    FLOW_HOURS = BURST_WEEKS * 7 * 24 + 2,    // kept: what the weeks before are looked at for
    FLOW_PERIODS = BURST_WEEKS * 7 * 24 + 26, // beyond which an hour is forgotten
};

typedef struct FlowHour {
    uint32_t hour; // since 1970
    uint32_t customers;
} FlowHour;

typedef struct FlowSeen {
    int64_t at;
    uint64_t thread;
    uint32_t person; // of a keyed hash
} FlowSeen;

typedef struct Flow {
    GArray *hours;  // FlowHour, in order; those in which nobody came are left out
    GArray *recent; // FlowSeen, the newest last: within the hour
    uint64_t open;  // the burst that lasts, 0: none
} Flow;

void flow_begin(Flow *flow);
void flow_clear(Flow *flow);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Flow, flow_clear)

// This one came: who came within the last hour counts once.
void flow_see(Flow *flow, const FlowSeen *seen);
// These conversations are told by another burst: they make none here.
void flow_leave_out(Flow *flow, const GArray *others);
// Different customers within the hour that ends now.
unsigned flow_count(const Flow *flow, int64_t now);

typedef struct FlowUsual {
    unsigned past, windows; // what came in how many hours that are like this one
    unsigned most, weeks; // in the fullest of the three hours of the week that are near, over how many weeks;
                          // weeks 0: in the fullest hour that ever was
} FlowUsual;
// What was usual in hours like this one, since counting `begun`.
FlowUsual flow_usual(const Flow *flow, int64_t begun, int64_t now);
// True while clearly more comes than is usual.
bool flow_is_high(const Flow *flow, int64_t begun, int64_t now);
// True when so many within the hour are more than chance.
bool flow_bursts(const Flow *flow, int64_t begun, int64_t now);

#endif
