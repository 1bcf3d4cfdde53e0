#ifndef EARSHOT_NEXT_STEP_H
#define EARSHOT_NEXT_STEP_H
// The one thing to do next in a conversation. The rules, first that fits; what is closed has but the last:
//
//     promise-missed   a promise is overdue: a new date before they ask
//     listen           nobody has answered: a person listens first; no solution yet
//     answer           they wrote again and have no reply
//     touch            the daily word is overdue: where things stand, also when nothing is new
//     wait             they were asked and have not answered for less than 3 business days: nothing to do
//     ask-again        they were asked and are silent for longer: ask once more, by another way
//     understand       discovery, and somebody has answered: is it understood? then say so (#phase solving)
//     name-problem     solving, a complaint 5 business days old without a problem named: name it (#problem)
//     keep             a promise runs: keep it
//     date             solving a complaint, and nothing promised: give them a date (#promise)
//     confirm          follow-up: ask whether it holds
//     close            closed, or nothing is left
//
// Discovery comes before solving: while nobody has listened no rule proposes a solution. A complaint is
// what has a level; a plain question that was answered needs neither a cause nor a date, and before that
// "listen" is told as "answer them". Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "calendar.h"
#include "clock.h"
#include "thread.h"

typedef enum NextStep {
    STEP_PROMISE_MISSED,
    STEP_LISTEN,
    STEP_ANSWER,
    STEP_TOUCH,
    STEP_WAIT,
    STEP_ASK_AGAIN,
    STEP_UNDERSTAND,
    STEP_NAME_PROBLEM,
    STEP_DATE,
    STEP_KEEP,
    STEP_CONFIRM,
    STEP_CLOSE,
    STEP_COUNT
} NextStep;
const char *next_step_name(NextStep step); // "promise-missed", "listen", ...

// `clocks` are those that run (Clock *).
NextStep next_step_of(const Thread *thread, const GPtrArray *clocks, const Calendar *calendar, int64_t now);

// True when the customer was asked and has been silent for 3 business days: the quiet ones.
bool next_step_is_silent(const Thread *thread, const Calendar *calendar, int64_t now);

#endif
