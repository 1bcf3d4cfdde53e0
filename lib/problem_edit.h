#ifndef EARSHOT_PROBLEM_EDIT_H
#define EARSHOT_PROBLEM_EDIT_H
// What a person may write into a problem: each piece is checked when it is given,
// since later it goes into mails to customers, or decides which of them get it. Each function
// returns false with FATE_PERMANENT and what to do, and leaves the problem then
// as it was. Control characters are taken out.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"
#include "problem.h"

enum {
    PROBLEM_PATTERN_MOST = 200, // characters
    PROBLEM_WORKAROUND_LINES = 12,
    PROBLEM_OWNER_MOST = 80,
};

bool problem_edit_title(Problem *problem, const char *title, GError **error);
// Who of ours sees to it; empty: nobody.
bool problem_edit_owner(Problem *problem, const char *owner, GError **error);
// As in pattern.h, without sets. One that it has already is nothing new.
bool problem_edit_pattern(Problem *problem, const char *written, GError **error);
bool problem_edit_drop_pattern(Problem *problem, const char *written, GError **error);
// Why a pattern may be found in mails that are of something else, in words; NULL when nothing speaks against
// it. Static.
const char *problem_edit_doubt(const char *pattern);
bool problem_edit_sample(Problem *problem, uint64_t thread, GError **error);
// "LANG=TEXT"; without a text it is taken away. Nothing that no automatic mail says (outreach_banned), and no
// links but http and https, which are shown as text.
bool problem_edit_workaround(Problem *problem, const char *written, GError **error);
// "2026-12-31": until that day ends in `calendar`; "30d": from now; "never". One that has expired is open
// again.
bool problem_edit_expires(Problem *problem, const char *written, const Calendar *calendar, int64_t now,
                          GError **error);

#endif
