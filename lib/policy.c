// The PM is told once for each rise of the level, not once for each mail. A
// customer who is called content gets no clock, so doubt speaks for an answer.
#include "policy.h"

#include <string.h>

enum { SHORT_TEXT = 400 }; // bytes: thanks that are longer have a story in them

Policy policy_decide(const PolicyFacts *facts) {
    if (facts->machine)
        return (Policy){.level = LEVEL_NONE};
    const Level level = facts->verdict->level;
    return (Policy){
        .level = level,
        .alert =
            facts->pm != NULL && level != LEVEL_NONE && level >= facts->pm->alert && level > facts->alerted,
    };
}

CustomerWord policy_word(const Verdict *verdict, const Text *text) {
    const bool asks = strchr(text->body, '?') != NULL || strlen(text->body) > SHORT_TEXT;
    const bool presses = verdict->score[SIGNAL_URGENCY] >= VERDICT_PRESENT ||
                         verdict->score[SIGNAL_REPEAT] >= VERDICT_PRESENT ||
                         verdict->score[SIGNAL_BROKEN_PROMISE] >= VERDICT_PRESENT;
    if (verdict->level != LEVEL_NONE || asks || presses)
        return WORD_WANTS_ANSWER;
    if (verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT)
        return WORD_SOLVED;
    const bool idle = verdict->request == REQUEST_PRAISE || verdict->request == REQUEST_OTHER;
    return idle && verdict->score[SIGNAL_GRATITUDE] >= VERDICT_PRESENT ? WORD_THANKS : WORD_WANTS_ANSWER;
}
