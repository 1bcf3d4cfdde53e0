#ifndef EARSHOT_CTL_REPORT_H
#define EARSHOT_CTL_REPORT_H
// Private to `earshot report`: whether small customers wait longer, for programs and for people.

#include "fairness.h"
#include "json.h"
#include "page.h"

// {"tiers": [...], "warning": null or {"largest": ..., "smallest": ...}}.
Json *report_fairness_json(const Fairness *fairness) G_GNUC_WARN_UNUSED_RESULT;
// Nothing where no customer has a tier.
void report_fairness_put(Page *page, const Fairness *fairness, const Screen *screen);

#endif
