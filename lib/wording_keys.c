// The keys are fixed here and not found in the files, so that a phrase that is
// missing or misspelt is told when the program starts. What a phrase may hold is
// fixed as well: a promise that lost its time would read well and say nothing.
#include "wording_keys.h"

#include <string.h>

#include "missing.h"
#include "model.h"

enum { WEEKDAYS = 7, MONTHS = 12 };

static const char *const SINGLE[] = {
    "subject",
    "below",
    "greeting",
    "thanks-minimal",
    "feeling.anger",
    "feeling.anxiety",
    "priority.escalation",
    "priority.critical",
    "heard",
    "quote",
    "correct",
    "point.security",
    "point.impact",
    "point.broken-promise",
    "point.repeat",
    "point.urgency",
    "point.identity",
    "point.manager",
    "never-echo",
    "ask.one",
    "ask.many",
    "care.access",
    "care.security",
    "when",
    "when-late",
    "when-none",
    "closed",
    "automatic",
    "time.today",
    "time.tomorrow",
    "time.day",
    "time.far",
    "soon.today",
    "soon.day",
    "place.city",
    "place.zone",
    "place.yours",
    "workaround",
    "thanking",
    "banned",
    // What a PM ordered (outreach.h).
    "fixed.lead",
    "fixed.ask",
    "choices.lead",
    "choices.ask",
    "chosen.lead",
    "chosen.ask",
    "unclear.lead",
    "unclear.ask",
    "no.lead",
    "no.ask",
    "bad-news.lead",
    "bad-news.ask",
    "invite.lead",
    "invite.ask",
    "follow-up.lead",
    "follow-up.ask",
    "head.title",
    "head.release",
    "head.reason",
    "head.alternative",
    "head.goodwill",
    "option.what",
    "option.cost",
    "option.when",
    "sent.about",
    "sent.ordered",
    "sent.automatic",
    "date",
};
// The placeholders that a phrase may hold, by the beginning of its key, the first that fits; others hold
// none. The one that must show whatever the rest is comes first; NULL: none must.
static const struct {
    const char *begins;
    const char *names[8];
} HOLDS[] = {
    {"when-none", {NULL}},
    {"when", {"due", "opens", NULL}},
    {"closed", {"opens", "due", NULL}},
    {"time.", {"time", "weekday", "day", "month", "year", "place", NULL}},
    {"soon.", {"time", "weekday", "day", "month", "year", NULL}},
    {"place.city", {"city", "zone", NULL}},
    {"place.zone", {"zone", NULL}},
    {"place.yours", {"offset", NULL}},
    {"quote", {"words", NULL}},
    {"fixed.lead", {"release", NULL}},
    {"head.title", {"title", NULL}},
    {"head.release", {"release", NULL}},
    {"option.what", {"what", "number", NULL}},
    {"option.cost", {"cost", NULL}},
    {"option.when", {"when", NULL}},
    {"sent.about", {"date", NULL}},
    {"date", {"day", "weekday", "month", "year", NULL}},
    {"", {NULL}},
};

GPtrArray *wording_keys_required(void) {
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(SINGLE); i++)
        g_ptr_array_add(keys, g_strdup(SINGLE[i]));
    for (int i = 0; i < REQUEST_COUNT; i++) {
        g_ptr_array_add(keys, g_strconcat("thanks.", request_name((Request)i), NULL));
        g_ptr_array_add(keys, g_strconcat("thanks-calm.", request_name((Request)i), NULL));
    }
    for (int i = 0; i < MISSING_COUNT; i++)
        g_ptr_array_add(keys, g_strconcat("question.", missing_name((Missing)i), NULL));
    for (int i = 1; i <= WEEKDAYS; i++)
        g_ptr_array_add(keys, g_strdup_printf("weekday.%d", i));
    for (int i = 1; i <= MONTHS; i++)
        g_ptr_array_add(keys, g_strdup_printf("month.%d", i));
    return keys;
}

bool wording_key_is(const GPtrArray *required, const char *key) {
    for (guint i = 0; i < required->len; i++)
        if (strcmp(required->pdata[i], key) == 0)
            return true;
    // Names of zones and cities as this language has them ("zone.CET", "city.Vienna"): as many as one likes.
    // "day.1" is how the first of a month is called, where it is not just 1.
    return g_str_has_prefix(key, "zone.") || g_str_has_prefix(key, "city.") || strcmp(key, "day.1") == 0;
}

const char *const *wording_key_holds(const char *key) {
    size_t i = 0;
    while (!g_str_has_prefix(key, HOLDS[i].begins))
        i++;
    return HOLDS[i].names;
}
