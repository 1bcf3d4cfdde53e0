// The PM is told once for each rise of the level, not once for each mail. A
// customer who is called content gets no clock, so doubt speaks for an answer.
#include "policy.h"

#include <string.h>

enum {
    SHORT_TEXT = 400, // bytes: thanks that are longer have a story in them
    LOOSE_WORDS = 3,  // a clause of no more is a greeting or a name
};
static const float SURE = 1.5F; // evidence that weighs less may stand in any sentence

bool policy_alerts(const PolicyFacts *facts) {
    const Level level = facts->level;
    return facts->pm != NULL && level != LEVEL_NONE && level >= facts->pm->alert && level > facts->alerted;
}

// Evidence of that signal, surely enough, within code points of the body.
static bool is_told(const GArray *evidence, long from, long to) {
    for (guint i = 0; i < evidence->len; i++) {
        const Evidence *words = &g_array_index(evidence, Evidence, i);
        if (!words->in_subject && words->weight >= SURE && (long)words->start < to && (long)words->end > from)
            return true;
    }
    return false;
}

static bool is_content(const Verdict *verdict, long from, long to) {
    return is_told(verdict->evidence[SIGNAL_RESOLVED], from, to) ||
           is_told(verdict->evidence[SIGNAL_GRATITUDE], from, to);
}

static bool ends_clause(gunichar character) {
    return character == 0 || (character < 0x80 && strchr(",.;:!?\n", (int)character) != NULL) ||
           character == 0x2013 || character == 0x2014;
}

// A clause of more than a few words that is neither thanks nor word that it is solved: "the first problem is
// solved, the second is not".
static bool says_more(const Verdict *verdict, const char *body) {
    long at = 0, from = 0;
    unsigned words = 0;
    bool inside = false;
    for (const char *next = body;; next = g_utf8_next_char(next), at++) {
        const gunichar character = g_utf8_get_char(next);
        const bool letter = g_unichar_isalnum(character) || character == '\'' || character == 0x2019;
        words += letter && !inside;
        inside = letter;
        if (!ends_clause(character))
            continue;
        if (words > LOOSE_WORDS && !is_content(verdict, from, at))
            return true;
        if (character == 0)
            return false;
        from = at;
        words = 0;
    }
}

static bool presses(const Verdict *verdict) {
    return verdict->score[SIGNAL_URGENCY] >= VERDICT_PRESENT ||
           verdict->score[SIGNAL_REPEAT] >= VERDICT_PRESENT ||
           verdict->score[SIGNAL_BROKEN_PROMISE] >= VERDICT_PRESENT;
}

static bool brings_more(const Text *text) {
    return text->has_attachment || text->has_image || text->truncated || strchr(text->body, '?') != NULL ||
           strlen(text->body) > SHORT_TEXT;
}

CustomerWord policy_word(const Verdict *verdict, const Text *text, bool asked) {
    if (verdict->level != LEVEL_NONE || presses(verdict) || brings_more(text) ||
        says_more(verdict, text->body))
        return WORD_WANTS_ANSWER;
    if (verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT)
        return WORD_SOLVED;
    const bool idle = verdict->request == REQUEST_PRAISE || verdict->request == REQUEST_OTHER;
    const bool thanks = idle && verdict->score[SIGNAL_GRATITUDE] >= VERDICT_PRESENT;
    return thanks && !asked ? WORD_THANKS : WORD_WANTS_ANSWER;
}
