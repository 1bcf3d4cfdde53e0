#ifndef EARSHOT_CLASSES_H
#define EARSHOT_CLASSES_H
// What a message is weighed for: the signals, then what it asks for, then what
// the levels need beyond the signals (VERDICT.md).

typedef enum Signal {
    SIGNAL_ANGER,
    SIGNAL_ANXIETY,
    SIGNAL_IMPACT,
    SIGNAL_URGENCY,
    SIGNAL_CHURN,
    SIGNAL_LEGAL,
    SIGNAL_PUBLIC,
    SIGNAL_MANAGER,
    SIGNAL_REPEAT,
    SIGNAL_BROKEN_PROMISE,
    SIGNAL_IDENTITY,
    SIGNAL_SECURITY,
    SIGNAL_GRATITUDE,
    SIGNAL_RESOLVED,
    SIGNAL_COUNT
} Signal;
// The name as in VERDICT.md: "anger", ..., "broken-promise"; -1 for an unknown name.
const char *signal_name(Signal signal);
int signal_find(const char *name);

typedef enum Request {
    REQUEST_OUTAGE,
    REQUEST_DEFECT,
    REQUEST_ENHANCEMENT,
    REQUEST_HOW_TO,
    REQUEST_BILLING,
    REQUEST_ACCESS,
    REQUEST_DELIVERY,
    REQUEST_CONTRACT,
    REQUEST_CONDUCT,
    REQUEST_PRIVACY,
    REQUEST_SECURITY,
    REQUEST_PRAISE,
    REQUEST_OTHER,
    REQUEST_COUNT
} Request;
const char *request_name(Request request);
int request_find(const char *name);

typedef enum Aspect {
    ASPECT_FAULT,      // something does not work, is missing, wrong or late
    ASPECT_STANDSTILL, // a whole business, site or function at a standstill now
    ASPECT_DECIDED,    // churn, legal or public as a threat or a decision made, not comparing alone
    ASPECT_COUNT
} Aspect;

// A class is an index: the signals, then the requests, then the aspects.
enum {
    CLASS_REQUEST = SIGNAL_COUNT,
    CLASS_ASPECT = CLASS_REQUEST + REQUEST_COUNT,
    CLASS_COUNT = CLASS_ASPECT + ASPECT_COUNT
};
// By the names of signals, "request.outage", "fault", "standstill", "decided"; -1 for an unknown name.
int class_find(const char *name);

#endif
