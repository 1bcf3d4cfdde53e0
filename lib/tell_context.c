// The six questions, answered from what is known and no further: a customer of
// whom nothing is known is "unknown", not "unimportant".
#include "tell.h"

#include <string.h>

enum { // as people count them
    QUESTION_IMPORTANT,
    QUESTION_REFERENCE,
    QUESTION_RENEWAL,
    QUESTION_HISTORY,
    QUESTION_SEGMENT,
    QUESTION_MANAGER
};

// Puts what there is of it behind what stands there; takes `part`.
static void append(GString *line, const char *between, char *part) {
    if (part != NULL)
        g_string_append_printf(line, "%s%s", line->len == 0 ? "" : between, part);
    g_free(part);
}

static char *important(const Phrasebook *book, const Context *context) {
    g_autofree char *tier = tell_name(context->tier);
    if (context->strategic == KNOWN_NOT && tier == NULL)
        return NULL;
    g_autoptr(Values) values = values_new();
    values_set(values, "tier", tier);
    return phrasebook_say(book, "strategic", known_name(context->strategic), values);
}

static char *large(const Phrasebook *book, const Context *context) {
    g_autofree char *revenue =
        context->revenue < 0 ? NULL : phrasebook_number(book, (uint64_t)context->revenue);
    g_autoptr(Values) values = values_new();
    values_set(values, "revenue", revenue);
    return phrasebook_say(book, "large", known_name(context->large), values);
}

// Two questions in one: when one half is known, the other is told to be unknown; in the line of all that is
// known (`brief`) it is left out.
static char *reference(const Phrasebook *book, const Context *context, bool brief) {
    const bool sized = context->large != KNOWN_NOT || context->revenue >= 0;
    if (context->reference == KNOWN_NOT && !sized)
        return NULL;
    GString *line = g_string_new(NULL);
    if (context->reference != KNOWN_NOT || !brief)
        append(line, ", ", phrasebook_say(book, "reference", known_name(context->reference), NULL));
    if (sized || !brief)
        append(line, ", ", large(book, context));
    return g_string_free(line, FALSE);
}

static char *renewal(const Phrasebook *book, const Context *context) {
    const int64_t days = context->renewal_days;
    if (context->renewal_days == CONTEXT_NO_DATE)
        return NULL;
    if (days == 0)
        return phrasebook_say(book, "renewal.today", NULL, NULL);
    return days > 0 ? phrasebook_count(book, "renewal.in", (uint64_t)days)
                    : phrasebook_count(book, "renewal.overdue", (uint64_t)-days);
}

static char *last_closed(const Phrasebook *book, const Context *context, int64_t now) {
    if (context->last_closed == 0 || context->last_closed > now)
        return NULL;
    const int64_t days = (now - context->last_closed) / G_TIME_SPAN_DAY;
    return days == 0 ? phrasebook_say(book, "history.closed-today", NULL, NULL)
                     : phrasebook_count(book, "history.closed", (uint64_t)days);
}

static char *history(const Phrasebook *book, const Context *context, int64_t now) {
    if (context->earlier == 0)
        return NULL;
    GString *line = g_string_new(NULL);
    append(line, ", ", phrasebook_count(book, "history.some", context->earlier));
    if (context->earlier_escalations > 0)
        append(line, ", ", phrasebook_count(book, "history.escalations", context->earlier_escalations));
    append(line, ", ", last_closed(book, context, now));
    return g_string_free(line, FALSE);
}

static char *segment(const Phrasebook *book, const Context *context, bool brief) {
    return context->segment_fit == KNOWN_NOT ? NULL
                                             : phrasebook_say(book, brief ? "in-line-segment" : "segment",
                                                              known_name(context->segment_fit), NULL);
}

static char *manager(const Phrasebook *book, const Context *context) {
    g_autofree char *name = tell_name(context->manager);
    g_autofree char *stand_in = tell_name(context->stand_in);
    if (name == NULL)
        return NULL;
    g_autoptr(Values) values = values_new();
    values_set(values, "manager", name);
    values_set(values, "stand-in", stand_in);
    const char *free_or_not = context->manager_free == KNOWN_YES   ? "free"
                              : context->manager_free == KNOWN_NOT ? "unknown"
                              : stand_in == NULL                   ? "away"
                                                                   : "stand-in";
    return phrasebook_say(book, "manager", free_or_not, values);
}

// NULL when it is not known.
static char *answer(const Phrasebook *book, const Context *context, unsigned question, int64_t now,
                    bool brief) {
    switch (question) {
    case QUESTION_IMPORTANT:
        return important(book, context);
    case QUESTION_REFERENCE:
        return reference(book, context, brief);
    case QUESTION_RENEWAL:
        return renewal(book, context);
    case QUESTION_HISTORY:
        return history(book, context, now);
    case QUESTION_SEGMENT:
        return segment(book, context, brief);
    default:
        return manager(book, context);
    }
}

char *tell_question(const Phrasebook *book, unsigned question) {
    g_autofree char *number = g_strdup_printf("%u", question + 1);
    return phrasebook_say(book, "question", number, NULL);
}

char *tell_answer(const Phrasebook *book, const Context *context, unsigned question, int64_t now) {
    char *known = answer(book, context, question, now, false);
    if (known != NULL)
        return known;
    return phrasebook_say(book, question == QUESTION_HISTORY ? "history.none" : "unknown", NULL, NULL);
}

// The answers that would not be understood without their question.
static const char *const IN_LINE[TELL_QUESTIONS] = {
    [QUESTION_RENEWAL] = "in-line.renewal",
    [QUESTION_HISTORY] = "in-line.history",
    [QUESTION_MANAGER] = "in-line.manager",
};

char *tell_context(const Phrasebook *book, const Context *context, int64_t now) {
    GString *line = g_string_new(NULL);
    for (unsigned i = 0; i < TELL_QUESTIONS; i++) {
        char *known = answer(book, context, i, now, true);
        if (known == NULL || IN_LINE[i] == NULL) {
            append(line, "; ", known);
            continue;
        }
        append(line, "; ", phrasebook_fill(book, IN_LINE[i], "answer", known));
        g_free(known);
    }
    if (context->vocal == KNOWN_YES)
        append(line, "; ", phrasebook_say(book, "in-line.vocal", NULL, NULL));
    if (context->role != ROLE_UNKNOWN)
        append(line, "; ", phrasebook_say(book, "in-line", contact_role_name(context->role), NULL));
    return g_string_free(line, FALSE);
}
