// The names of signals, requests and aspects, once: config, contract, model
// files and training data all speak by them.
#include "classes.h"

#include <glib.h>
#include <string.h>

static const char *const signal_names[SIGNAL_COUNT] = {
    "anger",   "anxiety", "impact",         "urgency",  "churn",    "legal",     "public",
    "manager", "repeat",  "broken-promise", "identity", "security", "gratitude", "resolved"};
static const char *const request_names[REQUEST_COUNT] = {
    "outage",   "defect",  "enhancement", "how-to",   "billing", "access", "delivery",
    "contract", "conduct", "privacy",     "security", "praise",  "other"};
static const char *const aspect_names[ASPECT_COUNT] = {"fault", "standstill", "decided"};

static int name_find(const char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    return -1;
}

const char *signal_name(Signal signal) {
    return signal_names[signal];
}

int signal_find(const char *name) {
    return name_find(signal_names, SIGNAL_COUNT, name);
}

const char *request_name(Request request) {
    return request_names[request];
}

int request_find(const char *name) {
    return name_find(request_names, REQUEST_COUNT, name);
}

int class_find(const char *name) {
    int signal = signal_find(name);
    if (signal >= 0)
        return signal;
    if (g_str_has_prefix(name, "request.")) {
        int request = request_find(name + strlen("request."));
        return request < 0 ? -1 : CLASS_REQUEST + request;
    }
    int aspect = name_find(aspect_names, ASPECT_COUNT, name);
    return aspect < 0 ? -1 : CLASS_ASPECT + aspect;
}
