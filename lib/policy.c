// A rise of the level shortens a running clock, nothing lengthens one; the PM
// is told once for each rise, not once for each mail.
#include "policy.h"

static int64_t first_reply(const PolicyFacts *facts, Level level) {
    const int64_t target =
        calendar_add(facts->mailbox->calendar, facts->now, facts->mailbox->first_reply[level]);
    if (facts->is_first)
        return target;
    return facts->running == 0 ? 0 : MIN(facts->running, target);
}

Policy policy_decide(const PolicyFacts *facts) {
    if (facts->machine)
        return (Policy){.level = LEVEL_NONE, .due = facts->running};
    const Level level = facts->verdict->level;
    return (Policy){
        .level = level,
        .due = first_reply(facts, level),
        .alert =
            facts->pm != NULL && level != LEVEL_NONE && level >= facts->pm->alert && level > facts->alerted,
    };
}
