// Alerts, the digest and the dossier tell of the same things: if each had words
// of its own, a PM would wonder what the difference means. Nothing is decided
// here; whatever a stranger wrote passes tell_name or the template, so that it
// stays short and on its line.
#include "tell.h"

#include <string.h>

#include "refusal.h"
#include "values.h"

enum { NAME = 80 };

static const char STRATEGIC[] = "strategic account (";
static const char RENEWAL[] = "renewal in ";
static const char AGAIN[] = "the same fault again, settled on ";
static const char LESSON[] = "local lesson ";
static const char REFUSED[] = "no; reason=";
static const char ACKNOWLEDGED_BEFORE[] = "no; reason=already-acknowledged";

char *tell_name(const char *name) {
    return values_short(name, NAME);
}

char *tell_level(const Phrasebook *book, Level level) {
    return phrasebook_say(book, "level", level_name(level), NULL);
}

char *tell_request(const Phrasebook *book, Request request) {
    return phrasebook_say(book, "request", request_name(request), NULL);
}

char *tell_signal(const Phrasebook *book, Signal signal) {
    return phrasebook_say(book, "signal", signal_name(signal), NULL);
}

char *tell_phase(const Phrasebook *book, Phase phase) {
    return phrasebook_say(book, "phase", phase_name(phase), NULL);
}

char *tell_reason(const Phrasebook *book, const char *reason) {
    const size_t length = strlen(reason);
    if (g_str_has_prefix(reason, STRATEGIC) && g_str_has_suffix(reason, ")")) {
        g_autofree char *tier = g_strndup(reason + strlen(STRATEGIC), length - strlen(STRATEGIC) - 1);
        g_autofree char *name = tell_name(tier);
        return phrasebook_fill(book, "reason-strategic", "tier", name);
    }
    const char *number = g_str_has_prefix(reason, RENEWAL) ? reason + strlen(RENEWAL) : "";
    if (g_ascii_isdigit(*number))
        return phrasebook_count(book, "reason-renewal", g_ascii_strtoull(number, NULL, 10));
    if (g_str_has_prefix(reason, AGAIN))
        return phrasebook_fill(book, "reason-again", "day", reason + strlen(AGAIN));
    if (g_str_has_prefix(reason, LESSON))
        return phrasebook_fill(book, "reason-lesson", "number", reason + strlen(LESSON));
    return phrasebook_say(book, "reason", reason, NULL);
}

char *tell_again(const Phrasebook *book, const Situation *situation, const char *zone) {
    if (!situation->again)
        return NULL;
    g_autofree char *day = phrasebook_day(book, situation->thread->repeats_settled, zone);
    g_autofree char *promised = tell_name(situation->promised);
    g_autoptr(Values) values = values_new();
    values_set(values, "day", day);
    values_set(values, "promised", promised);
    return phrasebook_say(book, "again", NULL, values);
}

GPtrArray *tell_reasons(const Phrasebook *book, const Situation *situation) {
    GPtrArray *told = g_ptr_array_new_with_free_func(g_free);
    const Entry *entry = situation->entry;
    if (entry != NULL && entry->level > situation->thread->level) {
        g_autofree char *level = tell_level(book, entry->level);
        g_ptr_array_add(told, phrasebook_fill(book, "reason-lowered", "level", level));
    }
    for (guint i = 0; entry != NULL && i < entry->reasons->len; i++)
        g_ptr_array_add(told, tell_reason(book, entry->reasons->pdata[i]));
    return told;
}

// NULL when it is under a minute, which is not worth telling.
static char *whole_span(const Phrasebook *book, GTimeSpan span) {
    return span < G_TIME_SPAN_MINUTE ? NULL : phrasebook_span(book, span);
}

// What a clock is for, as a noun.
static char *clock_noun(const Phrasebook *book, const Clock *clock) {
    g_autofree char *words = clock->kind == CLOCK_PROMISE ? tell_name(clock->words) : NULL;
    return words != NULL ? phrasebook_fill(book, "clock.promise-words", "words", words)
                         : phrasebook_say(book, "clock", clock_kind_name(clock->kind), NULL);
}

static const char *clock_state(const Clock *clock, int64_t now) {
    if (clock->paused != 0)
        return "paused";
    return clock->due == 0 ? "open" : clock->due <= now ? "late" : "due";
}

char *tell_clock(const Phrasebook *book, const Clock *clock, const char *zone, int64_t now) {
    g_autoptr(Values) values = values_new();
    g_autofree char *what = clock_noun(book, clock);
    g_autofree char *time = phrasebook_time(book, clock->due, now, zone);
    g_autofree char *span = whole_span(book, now - clock->due);
    values_set(values, "what", what);
    values_set(values, "time", time);
    values_set(values, "span", span);
    return phrasebook_say(book, "clock-state", clock_state(clock, now), values);
}

// The clock that gives the situation its due time, or NULL.
static const Clock *due_clock(const Situation *situation) {
    for (guint i = 0; i < situation->clocks->len; i++) {
        const Clock *clock = situation->clocks->pdata[i];
        if (clock->due == situation->due && clock->paused == 0)
            return clock;
    }
    return NULL;
}

char *tell_due(const Phrasebook *book, const Situation *situation, const char *zone, int64_t now) {
    if (situation->due == 0)
        return NULL;
    if (situation->due > now) {
        g_autofree char *time = phrasebook_time(book, situation->due, now, zone);
        return phrasebook_fill(book, "due.soon", "time", time);
    }
    const Clock *clock = due_clock(situation);
    g_autofree char *span = whole_span(book, now - situation->due);
    if (clock == NULL)
        return phrasebook_fill(book, "due.late-alone", "span", span);
    g_autoptr(Values) values = values_new();
    g_autofree char *what = clock_noun(book, clock);
    values_set(values, "what", what);
    values_set(values, "span", span);
    return phrasebook_say(book, "due.late", NULL, values);
}

char *tell_waiting(const Phrasebook *book, const Situation *situation, int64_t now) {
    const int64_t asked = situation->thread->asked;
    if (situation->waiting <= 0 && (asked == 0 || asked > now))
        return NULL;
    g_autofree char *span = whole_span(book, situation->waiting > 0 ? situation->waiting : now - asked);
    return phrasebook_fill(book, situation->waiting > 0 ? "waiting.us" : "waiting.them", "span", span);
}

char *tell_refusal(const Phrasebook *book, const char *code) {
    return phrasebook_say(book, "refusal", code, NULL);
}

char *tell_acknowledged(const Phrasebook *book, const char *acknowledge) {
    if (acknowledge == NULL)
        return phrasebook_say(book, "acknowledged.unknown", NULL, NULL);
    if (strcmp(acknowledge, "yes") == 0)
        return phrasebook_say(book, "acknowledged.yes", NULL, NULL);
    if (strcmp(acknowledge, ACKNOWLEDGED_BEFORE) == 0)
        return phrasebook_say(book, "acknowledged.before", NULL, NULL);
    const bool refused = g_str_has_prefix(acknowledge, REFUSED);
    g_autofree char *reason = tell_refusal(book, acknowledge + (refused ? strlen(REFUSED) : 0));
    return phrasebook_fill(book, "acknowledged.no", "reason", reason);
}

// The next step.

// The clock that a step is about, the soonest of its kinds; NULL for none.
static const Clock *step_clock(const Situation *situation) {
    static const unsigned KINDS[STEP_COUNT] = {
        [STEP_PROMISE_MISSED] = 1U << CLOCK_PROMISE,
        [STEP_LISTEN] = 1U << CLOCK_FIRST_REPLY | 1U << CLOCK_NEXT_REPLY,
        [STEP_ANSWER] = 1U << CLOCK_FIRST_REPLY | 1U << CLOCK_NEXT_REPLY,
        [STEP_TOUCH] = 1U << CLOCK_TOUCHPOINT,
        [STEP_KEEP] = 1U << CLOCK_PROMISE,
    };
    const Clock *found = NULL;
    for (guint i = 0; i < situation->clocks->len; i++) {
        const Clock *clock = situation->clocks->pdata[i];
        const bool fits = (KINDS[situation->step] >> clock->kind & 1U) != 0 && clock->paused == 0;
        if (fits && clock->due != 0 && (found == NULL || clock->due < found->due))
            found = clock;
    }
    return found;
}

char *tell_next(const Phrasebook *book, const Situation *situation, const char *zone, int64_t now) {
    const Clock *clock = step_clock(situation);
    g_autoptr(Values) values = values_new();
    g_autofree char *who = tell_name(situation->who);
    g_autofree char *words = clock == NULL ? NULL : tell_name(clock->words);
    values_set(values, "who", who);
    values_set(values, "words", words);
    if (clock != NULL) {
        g_autofree char *time = phrasebook_time(book, clock->due, now, zone);
        values_set(values, clock->due > now ? "due" : "late", time);
    }
    if (situation->step == STEP_LISTEN && situation->thread->level == LEVEL_NONE)
        return phrasebook_say(book, "next.listen-question", NULL, values);
    return phrasebook_say(book, "next", next_step_name(situation->step), values);
}
