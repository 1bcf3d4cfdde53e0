#ifndef EARSHOT_MODEL_H
#define EARSHOT_MODEL_H
// What moves a signal: weighted phrases now, learned n-grams later, in one
// structure. A score is a logistic of a sum of contributions, so the evidence
// shown is exactly what made it. Immutable; any thread may use it.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "features.h"

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

// Beside the signals the model weighs what the message asks for and how grave a thing is.
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

// What the levels need beyond the signals (VERDICT.md, Level).
typedef enum Aspect {
    ASPECT_FAULT,      // something does not work, is missing, wrong or late
    ASPECT_STANDSTILL, // a whole business, site or function at a standstill now
    ASPECT_DECIDED,    // churn, legal or public as a threat or a decision made, not comparing alone
    ASPECT_COUNT
} Aspect;

// A class is what phrases are weighed for: the signals, then the requests, then the aspects.
enum {
    CLASS_REQUEST = SIGNAL_COUNT,
    CLASS_ASPECT = CLASS_REQUEST + REQUEST_COUNT,
    CLASS_COUNT = CLASS_ASPECT + ASPECT_COUNT
};

typedef struct Contribution {
    uint32_t start, end;  // code points into the text
    uint32_t first, last; // the same in bytes
    uint16_t class;       // index as above
    float weight;         // what it added to the class's sum
} Contribution;

typedef struct Model Model;

// A model from the text of a data file; `name` stands in errors, which are FATE_CONFIG as name:line: message.
// Several texts add up, so a language is a file. The form of the lines is told in model_file.h.
Model *model_new(void) G_GNUC_WARN_UNUSED_RESULT;
bool model_add(Model *model, const char *name, const char *text, GError **error);

// The model compiled in (conf/model). An unreadable line is FATE_CONFIG with file:line.
Model *model_builtin(GError **error) G_GNUC_WARN_UNUSED_RESULT;
void model_free(Model *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Model, model_free)

// Adds up what the tokens contribute. `sums` gets one value a class (bias included once by verdict via
// model_bias); the result lists every contribution (Contribution), in order of start. The caller owns it.
GArray *model_score(const Model *model, const Features *features, float sums[CLASS_COUNT]);
// The bias of a class: the sum of a text that says nothing.
float model_bias(const Model *model, unsigned class);

#endif
