#ifndef EARSHOT_TEST_CLOCK_REFERENCE_H
#define EARSHOT_TEST_CLOCK_REFERENCE_H
// What the clocks of conversations must be, by the rules as they are written
// down (RECOVERY.md sections 1 and 2, the headers), in a form that can be checked by
// reading: everything in lists, everything looked for, business time counted minute by minute.

#include "clock_world.h"
#include "slow_calendar.h"

typedef struct RefMailbox {
    const Mailbox *mailbox; // its name and targets
    bool has_pm;
    SlowCalendar slow;
} RefMailbox;

typedef struct RefClock {
    uint32_t number;
    ClockKind kind;
    ClockEnd end;
    Level level;
    bool accepted;
    int64_t started, due, half, soon, paused, stopped;
    int64_t told[CLOCK_WORDS];
} RefClock;

typedef struct RefThread {
    uint64_t id;
    const RefMailbox *mailbox;
    bool key_account;
    Phase phase;
    Level level;
    unsigned by_persons;
    bool answered;
    int64_t asked;
    GArray *reopened;  // int64_t, each time
    GPtrArray *clocks; // RefClock, in order of their numbers
} RefThread;

typedef struct Reference {
    GPtrArray *threads; // RefThread
    RefMailbox *mailboxes;
    Level alert;        // of the PM
    GPtrArray *notices; // "thread clock word time"
    unsigned refused;   // reopenings that came too often
} Reference;

static inline void ref_thread_free(gpointer data) {
    RefThread *thread = data;
    g_array_unref(thread->reopened);
    g_ptr_array_unref(thread->clocks);
    g_free(thread);
}

static inline RefThread *ref_thread(Reference *reference, uint64_t id) {
    for (guint i = 0; i < reference->threads->len; i++)
        if (((RefThread *)reference->threads->pdata[i])->id == id)
            return reference->threads->pdata[i];
    return NULL;
}

static inline RefThread *ref_open(Reference *reference, const Event *event) {
    RefThread *thread = g_new0(RefThread, 1);
    thread->id = event->thread;
    thread->mailbox = &reference->mailboxes[event->mailbox];
    thread->key_account = event->key_account;
    thread->reopened = g_array_new(FALSE, FALSE, sizeof(int64_t));
    thread->clocks = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reference->threads, thread);
    return thread;
}

// --- one clock ---

static inline bool ref_is_reply(const RefClock *clock) {
    return clock->kind == CLOCK_FIRST_REPLY || clock->kind == CLOCK_NEXT_REPLY;
}

static inline RefClock *ref_running(const RefThread *thread, bool reply, ClockKind kind) {
    for (guint i = 0; i < thread->clocks->len; i++) {
        RefClock *clock = thread->clocks->pdata[i];
        if (clock->end == CLOCK_RUNS && (reply ? ref_is_reply(clock) : clock->kind == kind))
            return clock;
    }
    return NULL;
}

// At half of the business time; and a tenth before its end, at least 5 minutes, at most an hour, never more
// than a quarter.
static inline void ref_warnings(const RefThread *thread, RefClock *clock) {
    const SlowCalendar *slow = &thread->mailbox->slow;
    const GTimeSpan whole = slow_between(slow, clock->started, clock->due);
    if (whole ==
        0) { // nothing is open until it is due: wall-clock time, half of it and a quarter before its end
        clock->half = clock->started + (clock->due - clock->started) / 2;
        clock->soon = clock->due - (clock->due - clock->started) / 4;
        return;
    }
    GTimeSpan before = whole / 10;
    if (before < 5 * G_TIME_SPAN_MINUTE)
        before = 5 * G_TIME_SPAN_MINUTE;
    if (before > G_TIME_SPAN_HOUR)
        before = G_TIME_SPAN_HOUR;
    if (before > whole / 4)
        before = whole / 4;
    clock->half = slow_add(slow, clock->started, whole / 2);
    clock->soon = slow_add(slow, clock->started, whole - before);
}

static inline RefClock *ref_start(RefThread *thread, ClockKind kind, int64_t now, int64_t due,
                                  bool accepted) {
    RefClock *clock = g_new0(RefClock, 1);
    clock->number = thread->clocks->len + 1;
    clock->kind = kind;
    clock->level = thread->level;
    clock->accepted = accepted;
    clock->started = now;
    clock->due = due < now ? now : due;
    ref_warnings(thread, clock);
    g_ptr_array_add(thread->clocks, clock);
    return clock;
}

static inline void ref_stop(RefClock *clock, ClockEnd end, int64_t now) {
    clock->end = end;
    clock->stopped = now;
}

// Nobody waits any more: what is late by then was missed, if the MTA had taken what it is about.
static inline void ref_drop(RefClock *clock, int64_t now) {
    const bool missed = clock->accepted && clock->paused == 0 && now > clock->due;
    ref_stop(clock, missed ? CLOCK_UNMET : CLOCK_DROPPED, now);
}

// What lay behind the pause keeps its distance in business time.
static inline int64_t ref_moved(const RefThread *thread, int64_t moment, int64_t paused, int64_t now) {
    const SlowCalendar *slow = &thread->mailbox->slow;
    return moment <= paused ? moment : slow_add(slow, now, slow_between(slow, paused, moment));
}

static inline void ref_resume(const RefThread *thread, RefClock *clock, int64_t now) {
    clock->half = ref_moved(thread, clock->half, clock->paused, now);
    clock->soon = ref_moved(thread, clock->soon, clock->paused, now);
    clock->due = ref_moved(thread, clock->due, clock->paused, now);
    clock->paused = 0;
}

// --- the daily word ---

static inline int64_t ref_touchpoint_due(const RefThread *thread, int64_t now) {
    const GTimeSpan span = thread->mailbox->mailbox->touchpoint;
    const unsigned days = (unsigned)(span / G_TIME_SPAN_DAY);
    return days * G_TIME_SPAN_DAY == span ? slow_add_days(&thread->mailbox->slow, now, days)
                                          : slow_add(&thread->mailbox->slow, now, span);
}

static inline void ref_touchpoint(RefThread *thread, int64_t now, bool accepted) {
    RefClock *clock = ref_running(thread, false, CLOCK_TOUCHPOINT);
    const bool pressing =
        thread->level == LEVEL_CRITICAL || (thread->level == LEVEL_ESCALATION && thread->key_account);
    const bool wanted = thread->phase != PHASE_CLOSED && pressing;
    if (clock != NULL && !wanted)
        ref_drop(clock, now);
    if (clock == NULL && wanted)
        ref_start(thread, CLOCK_TOUCHPOINT, now, ref_touchpoint_due(thread, now), accepted);
}

// --- the customer writes ---

static inline bool ref_may_reopen(RefThread *thread, int64_t now) {
    unsigned lately = 0;
    for (guint i = 0; i < thread->reopened->len; i++)
        lately += now - g_array_index(thread->reopened, int64_t, i) < G_TIME_SPAN_HOUR;
    if (lately >= 3)
        return false;
    g_array_append_val(thread->reopened, now);
    return true;
}

static inline void ref_want_reply(RefThread *thread, const Event *event) {
    const Mailbox *mailbox = thread->mailbox->mailbox;
    RefClock *clock = ref_running(thread, true, 0);
    const ClockKind kind = clock != NULL      ? clock->kind
                           : thread->answered ? CLOCK_NEXT_REPLY
                                              : CLOCK_FIRST_REPLY;
    GTimeSpan target = mailbox->first_reply[event->level];
    if (kind == CLOCK_NEXT_REPLY && mailbox->next_reply < target)
        target = mailbox->next_reply;
    const int64_t due = slow_add(&thread->mailbox->slow, event->at, target);
    if (clock == NULL) {
        ref_start(thread, kind, event->at, due, event->accepted)->level = event->level;
        return;
    }
    if (event->level > clock->level)
        clock->level = event->level;
    if (due >= clock->due)
        return;
    clock->due = due;
    ref_warnings(thread, clock);
}

static inline void ref_customer(Reference *reference, RefThread *thread, const Event *event) {
    for (guint i = 0; i < thread->clocks->len; i++) {
        RefClock *clock = thread->clocks->pdata[i];
        if (clock->end == CLOCK_RUNS && clock->paused != 0)
            ref_resume(thread, clock, event->at);
    }
    thread->asked = 0;
    const bool first = thread->by_persons++ == 0;
    if (event->word == WORD_WANTS_ANSWER || first) {
        if (thread->phase == PHASE_CLOSED && !ref_may_reopen(thread, event->at)) {
            reference->refused++;
        } else {
            thread->phase = thread->phase == PHASE_DISCOVERY ? PHASE_DISCOVERY : PHASE_SOLVING;
            thread->level = event->level > thread->level ? event->level : thread->level;
            ref_want_reply(thread, event);
        }
    } else if (event->word == WORD_SOLVED) {
        thread->phase = thread->phase == PHASE_CLOSED ? PHASE_CLOSED : PHASE_FOLLOW_UP;
        thread->level = LEVEL_NONE;
        if (ref_running(thread, true, 0) != NULL)
            ref_drop(ref_running(thread, true, 0), event->at);
    }
    ref_touchpoint(thread, event->at, event->accepted);
}

// --- we write ---

// At most 16 are open: one more drops the oldest. What is owed is not closed.
static inline void ref_promise(RefThread *thread, int64_t now, int64_t due) {
    unsigned open = 0;
    for (guint i = 0; i < thread->clocks->len; i++) {
        const RefClock *clock = thread->clocks->pdata[i];
        open += clock->kind == CLOCK_PROMISE && clock->end == CLOCK_RUNS;
    }
    if (open >= 16)
        ref_drop(ref_running(thread, false, CLOCK_PROMISE), now);
    ref_start(thread, CLOCK_PROMISE, now, due, true);
    if (thread->phase == PHASE_CLOSED)
        thread->phase = PHASE_SOLVING;
}

static inline void ref_settle(RefClock *clock, const Event *event) {
    if (clock->kind != CLOCK_PROMISE) {
        ref_stop(clock, CLOCK_MET, event->at);
    } else if (event->promises > 0) {
        ref_stop(clock, event->at <= clock->due ? CLOCK_RESET : CLOCK_MET, event->at);
    } else if (!event->asks && !event->puts_off &&
               event->at - clock->started >= MIN(G_TIME_SPAN_HOUR, (clock->due - clock->started) / 2)) {
        ref_stop(clock, CLOCK_MET, event->at);
    }
}

static inline void ref_person(RefThread *thread, const Event *event) {
    for (guint i = 0; i < thread->clocks->len; i++)
        if (((RefClock *)thread->clocks->pdata[i])->end == CLOCK_RUNS)
            ref_settle(thread->clocks->pdata[i], event);
    thread->answered = true;
    thread->asked = event->asks ? event->at : 0;
    if (thread->phase == PHASE_DISCOVERY)
        thread->phase = PHASE_SOLVING;
    ref_touchpoint(thread, event->at, true);
    RefClock *touchpoint = ref_running(thread, false, CLOCK_TOUCHPOINT);
    if (event->asks && touchpoint != NULL && event->at < touchpoint->due)
        touchpoint->paused = event->at;
    for (uint32_t i = 0; i < event->promises; i++)
        ref_promise(thread, event->at, event->due[i]);
}

// --- by hand and elsewhere ---

static inline void ref_drop_all(RefThread *thread, int64_t now) {
    for (guint i = 0; i < thread->clocks->len; i++)
        if (((RefClock *)thread->clocks->pdata[i])->end == CLOCK_RUNS)
            ref_drop(thread->clocks->pdata[i], now);
}

static inline void ref_phase(RefThread *thread, const Event *event) {
    thread->phase = event->phase;
    if (event->phase != PHASE_CLOSED) {
        ref_touchpoint(thread, event->at, true);
        return;
    }
    thread->asked = 0;
    thread->level = LEVEL_NONE;
    ref_drop_all(thread, event->at);
}

static inline void ref_keep(RefThread *thread, const Event *event) {
    for (guint i = 0; i < thread->clocks->len; i++) {
        RefClock *clock = thread->clocks->pdata[i];
        if (clock->number == event->number && clock->kind == CLOCK_PROMISE && clock->end == CLOCK_RUNS)
            ref_stop(clock, CLOCK_MET, event->at);
    }
}

static inline void ref_accept(RefThread *thread) {
    for (guint i = 0; i < thread->clocks->len; i++)
        if (((RefClock *)thread->clocks->pdata[i])->end == CLOCK_RUNS)
            ((RefClock *)thread->clocks->pdata[i])->accepted = true;
}

static inline void ref_acknowledged(RefThread *thread, const Event *event) {
    RefClock *clock = g_new0(RefClock, 1);
    clock->number = thread->clocks->len + 1;
    clock->kind = CLOCK_ACKNOWLEDGE;
    clock->level = thread->level;
    clock->accepted = true;
    clock->started = event->released;
    ref_stop(clock, CLOCK_MET, event->at);
    g_ptr_array_add(thread->clocks, clock);
}

// --- the schedule ---

// When it speaks next, by what it has not said; INT64_MAX for never.
static inline int64_t ref_next_of(const RefClock *clock) {
    const int64_t moments[CLOCK_WORDS] = {clock->half, clock->soon, clock->due};
    int64_t next = INT64_MAX;
    if (clock->end != CLOCK_RUNS || clock->paused != 0 || !clock->accepted)
        return next;
    for (int word = 0; word < CLOCK_WORDS; word++)
        if (clock->told[word] == 0 && moments[word] < next)
            next = moments[word];
    return next;
}

// The one that has waited longest, then by thread and number.
static inline RefClock *ref_first(const Reference *reference, RefThread **of) {
    RefClock *first = NULL;
    for (guint i = 0; i < reference->threads->len; i++) {
        RefThread *thread = reference->threads->pdata[i];
        for (guint c = 0; c < thread->clocks->len; c++) {
            RefClock *clock = thread->clocks->pdata[c];
            if (clock->end != CLOCK_RUNS)
                continue;
            const int64_t next = ref_next_of(clock), best = first == NULL ? INT64_MAX : ref_next_of(first);
            const bool before = next < best || (next == best && first != NULL && thread->id < (*of)->id);
            if (next == INT64_MAX || !before)
                continue;
            first = clock;
            *of = thread;
        }
    }
    return first;
}

static inline int64_t ref_next(const Reference *reference) {
    RefThread *thread = NULL;
    const RefClock *clock = ref_first(reference, &thread);
    return clock == NULL ? INT64_MAX : ref_next_of(clock);
}

static inline void ref_note(Reference *reference, const RefThread *thread, const RefClock *clock,
                            ClockWord word, int64_t now) {
    if (!thread->mailbox->has_pm || (word == CLOCK_HALF && clock->level < reference->alert))
        return;
    g_autofree char *id = thread_id_format(thread->id);
    g_ptr_array_add(reference->notices,
                    g_strdup_printf("%s %s %s %" G_GINT64_FORMAT, id, clock_kind_name(clock->kind),
                                    clock_word_name(word), now));
}

// A day on which they did not hear from us is over with its miss, and the next one begins.
static inline void ref_say(Reference *reference, RefThread *thread, RefClock *clock, int64_t now) {
    const int64_t moments[CLOCK_WORDS] = {clock->half, clock->soon, clock->due};
    int gravest = -1;
    for (int word = 0; word < CLOCK_WORDS; word++)
        if (moments[word] <= now && clock->told[word] == 0)
            gravest = word;
    for (int word = 0; word <= gravest; word++)
        if (clock->told[word] == 0)
            clock->told[word] = now;
    ref_note(reference, thread, clock, (ClockWord)gravest, now);
    if (gravest != CLOCK_MISSED || clock->kind != CLOCK_TOUCHPOINT)
        return;
    ref_stop(clock, CLOCK_UNMET, now);
    ref_touchpoint(thread, now, true);
}

static inline void ref_schedule(Reference *reference, const Event *event) {
    for (uint32_t i = 0; i < event->most; i++) {
        RefThread *thread = NULL;
        RefClock *clock = ref_first(reference, &thread);
        if (clock == NULL || ref_next_of(clock) > event->at)
            return;
        ref_say(reference, thread, clock, event->at);
    }
}

static inline void ref_apply(Reference *reference, const Event *event) {
    if (event->kind == EVENT_SCHEDULE) {
        ref_schedule(reference, event);
        return;
    }
    if (event->kind == EVENT_MACHINE)
        return;
    RefThread *thread = ref_thread(reference, event->thread);
    if (thread == NULL)
        thread = ref_open(reference, event);
    if (event->kind == EVENT_CUSTOMER)
        ref_customer(reference, thread, event);
    if (event->kind == EVENT_PERSON)
        ref_person(thread, event);
    if (event->kind == EVENT_PHASE)
        ref_phase(thread, event);
    if (event->kind == EVENT_PROMISE)
        ref_promise(thread, event->at, event->due[0]);
    if (event->kind == EVENT_KEEP)
        ref_keep(thread, event);
    if (event->kind == EVENT_ACCEPTED)
        ref_accept(thread);
    if (event->kind == EVENT_ACKNOWLEDGED)
        ref_acknowledged(thread, event);
}

#endif
