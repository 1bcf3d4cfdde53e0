#ifndef EARSHOT_TELL_H
#define EARSHOT_TELL_H
// What a Situation says, in the PM's language: the sentences that alerts, the
// digest and the dossier share, so that all say the same. Plain text on one
// line each; unknown is told as unknown. The caller owns every result.

#include <glib.h>
#include <stdint.h>
#include "clock.h"
#include "phrasebook.h"
#include "situation.h"

enum { TELL_QUESTIONS = 6 };

// A name or words of others within a sentence: plain, on one line, at most 80 characters with the ellipsis.
// NULL for NULL and when nothing of it shows.
char *tell_name(const char *name);

char *tell_level(const Phrasebook *book, Level level);       // "critical", "kritisch"
char *tell_request(const Phrasebook *book, Request request); // "an outage"
char *tell_signal(const Phrasebook *book, Signal signal);    // "threatens to leave"
char *tell_phase(const Phrasebook *book, Phase phase);       // "discovery", ...
// A reason of a level as the verdict and the context give it, in English, in the PM's language; one without a
// phrase as it is.
char *tell_reason(const Phrasebook *book, const char *reason);
// Why a conversation has its level (char *, freed with the list): the reasons of the message that made it,
// and before them that it was heard as more, when a PM or time has lowered it since.
GPtrArray *tell_reasons(const Phrasebook *book, const Situation *situation) G_GNUC_WARN_UNUSED_RESULT;
// Of what was settled and is here again, NULL when nothing is: "settled on 3 March; we had promised: “fix in
// 4.3”".
char *tell_again(const Phrasebook *book, const Situation *situation, const char *zone);
// The six questions in short, 0 to 5: the question ("Important?") and the answer ("strategic (platinum)",
// "unknown"). The answers also in one line of all that is known, parted by semicolons, with who is vocal and
// whether business or IT writes ("" when nothing is).
char *tell_question(const Phrasebook *book, unsigned question);
char *tell_answer(const Phrasebook *book, const Context *context, unsigned question, int64_t now);
char *tell_context(const Phrasebook *book, const Context *context, int64_t now);
// A clock that runs: "first reply was due today 10:15, 3 h ago", "promise “fix in 4.3” due tomorrow 12:00",
// "reply waits for their answer" while it is paused.
char *tell_clock(const Phrasebook *book, const Clock *clock, const char *zone, int64_t now);
// What is due next or late, in a word or two for a subject or a badge: "3 h late: first reply", "due today
// 14:30"; NULL when nothing is.
char *tell_due(const Phrasebook *book, const Situation *situation, const char *zone, int64_t now);
// How long they have waited: "waiting for 3 h 10 min", "we have waited for their answer for 2 days";
// NULL when neither.
char *tell_waiting(const Phrasebook *book, const Situation *situation, int64_t now);
// Whether they had an acknowledgement: "acknowledged", or "not acknowledged: it came through a mailing list".
char *tell_acknowledged(const Phrasebook *book, const char *acknowledge);
char *tell_refusal(const Phrasebook *book, const char *code); // a refusal's code in words
// The one next step, whole: "Have a person listen first: answer Maria by today 10:15; no solution yet."
char *tell_next(const Phrasebook *book, const Situation *situation, const char *zone, int64_t now);

#endif
