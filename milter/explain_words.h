#ifndef EARSHOT_EXPLAIN_WORDS_H
#define EARSHOT_EXPLAIN_WORDS_H
// Internal to explain: what codes are called when people read them.

#include "missing.h"

// The verdict's reasons as parts of a sentence. One that is not here is told as it stands.
static const struct {
    const char *reason, *clause;
} CLAUSES[] = {
    {"legal steps threatened", "they threaten legal steps"},
    {"telling the public", "they take it to the public"},
    {"churn as a decision", "they are about to leave"},
    {"security: data or people at risk", "data or people are at risk"},
    {"impact: a whole business, site or function at a standstill",
     "a whole business, site or function stands still"},
    {"strong displeasure", "they are angry"},
    {"impact: harm that follows", "it does them real harm"},
    {"someone above is asked for", "they want somebody above to deal with it"},
    {"the same again, or asked before and not answered", "it is not the first time they write about it"},
    {"a promise was not kept", "a promise was not kept"},
    {"their own standing is at stake", "their own standing is at stake"},
    {"churn: others are compared", "they look around for somebody else"},
    {"worry with a deadline about a fault", "they worry and time is short"},
    {"a fault is reported", "something is wrong, missing or late; it is said calmly, and little is at stake"},
};

static const struct {
    const char *code, *name;
} LANGUAGES[] = {
    {"en", "English"},    {"de", "German"}, {"fr", "French"}, {"es", "Spanish"}, {"it", "Italian"},
    {"pt", "Portuguese"}, {"nl", "Dutch"},  {"pl", "Polish"}, {"sv", "Swedish"},
};

static const char *const MISSING_WORDS[MISSING_COUNT] = {
    [MISSING_VERSION] = "which version",
    [MISSING_SINCE] = "since when",
    [MISSING_STEPS] = "what they did",
    [MISSING_ERROR] = "what the error says",
    [MISSING_AFFECTED] = "how many are affected",
    [MISSING_STOPS] = "what it stops",
    [MISSING_DEADLINE] = "by when",
    [MISSING_REFERENCE] = "an order or customer number",
    [MISSING_SCREENSHOT] = "a screenshot",
};

#endif
