// The running clocks are taken in hand, changed, put back, and what the thread
// knows of them is read off them: so no path can forget one of the three.
#include "timekeeping.h"

#include "agenda.h"
#include "clocks.h"
#include "past.h"
#include "promise.h"
#include "tally.h"

static const GTimeSpan TOO_SOON = G_TIME_SPAN_HOUR;

// --- what the customer's history keeps of it ---

static bool is_settled(Phase phase) {
    return phase == PHASE_FOLLOW_UP || phase == PHASE_CLOSED;
}

// The first moment behind it at which the hours are open, less that moment's own microsecond.
int64_t timekeeping_follow_up(const Mailbox *mailbox, int64_t settled) {
    if (mailbox->follow_up <= 0)
        return INT64_MAX;
    return calendar_add(mailbox->calendar, settled + mailbox->follow_up, 1) - 1;
}

static void note_settled(const Timekeeping *timekeeping) {
    Thread *thread = timekeeping->thread;
    thread->settled = is_settled(thread->phase) ? timekeeping->now : 0;
    if (thread->settled == 0 || thread->worst < LEVEL_ESCALATION)
        return;
    const int64_t moment = timekeeping_follow_up(timekeeping->mailbox, thread->settled);
    if (moment != INT64_MAX)
        agenda_add(timekeeping->txn, moment, AGENDA_FOLLOW_UP, thread->id);
}

// As it stood before the event. A conversation in which no person ever wrote is none.
static void note_past(const Timekeeping *timekeeping, Level level, Phase phase) {
    Thread *thread = timekeeping->thread;
    if (is_settled(thread->phase) != is_settled(phase))
        note_settled(timekeeping);
    const bool told =
        thread->counted && thread->level <= level && is_settled(thread->phase) == is_settled(phase);
    if (!told && thread->by_persons > 0)
        past_note(timekeeping->txn, thread, timekeeping->now);
}

// --- the clocks that run ---

static void add_running(GPtrArray *running, Clock *clock) {
    if (clock != NULL && clock_runs(clock))
        g_ptr_array_add(running, clock);
    else
        clock_free(clock);
}

static GPtrArray *take(StoreTxn *txn, const Thread *thread) {
    GPtrArray *running = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
    if (thread->reply_clock != 0)
        add_running(running, clocks_get(txn, thread->id, thread->reply_clock));
    if (thread->touchpoint_clock != 0)
        add_running(running, clocks_get(txn, thread->id, thread->touchpoint_clock));
    for (uint32_t i = 0; i < thread->promises; i++)
        add_running(running, clocks_get(txn, thread->id, thread->promise_clocks[i]));
    return running;
}

static bool is_reply(const Clock *clock) {
    return clock->kind == CLOCK_FIRST_REPLY || clock->kind == CLOCK_NEXT_REPLY;
}

static void read_off(Thread *thread, const Clock *clock) {
    if (!clock_runs(clock))
        return;
    if (clock->kind == CLOCK_PROMISE && thread->promises < THREAD_PROMISES)
        thread->promise_clocks[thread->promises++] = clock->number;
    if (clock->kind == CLOCK_TOUCHPOINT)
        thread->touchpoint_clock = clock->number;
    if (is_reply(clock)) {
        thread->reply_clock = clock->number;
        thread->reply_kind = clock->kind;
        thread->reply_due = clock->due;
    }
    if (clock->paused == 0 && clock->accepted)
        thread->due = thread->due == 0 ? clock->due : MIN(thread->due, clock->due);
}

static void read_off_all(Thread *thread, const GPtrArray *running) {
    thread->reply_clock = thread->touchpoint_clock = thread->promises = 0;
    thread->reply_due = thread->due = 0;
    for (guint i = 0; i < running->len; i++)
        read_off(thread, running->pdata[i]);
}

static void put_back(StoreTxn *txn, Thread *thread, const GPtrArray *running) {
    for (guint i = 0; i < running->len; i++)
        clocks_put(txn, running->pdata[i]);
    read_off_all(thread, running);
}

static Clock *find_reply(const GPtrArray *running) {
    for (guint i = 0; i < running->len; i++)
        if (is_reply(running->pdata[i]) && clock_runs(running->pdata[i]))
            return running->pdata[i];
    return NULL;
}

static Clock *find_touchpoint(const GPtrArray *running) {
    for (guint i = 0; i < running->len; i++)
        if (((const Clock *)running->pdata[i])->kind == CLOCK_TOUCHPOINT && clock_runs(running->pdata[i]))
            return running->pdata[i];
    return NULL;
}

static Clock *start(const Timekeeping *timekeeping, GPtrArray *running, ClockKind kind, int64_t due) {
    Thread *thread = timekeeping->thread;
    Clock *clock = clock_new(kind);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup(timekeeping->mailbox->name);
    clock->tier = g_strdup(thread->tier);
    clock->accepted = timekeeping->accepted;
    clock_start(clock, timekeeping->mailbox->calendar, timekeeping->now, due);
    g_ptr_array_add(running, clock);
    return clock;
}

// --- the customer's word ---

int64_t timekeeping_first_due(const Mailbox *mailbox, Level level, int64_t now) {
    return calendar_add(mailbox->calendar, now, mailbox->first_reply[level]);
}

static int64_t reply_due(const Timekeeping *timekeeping, ClockKind kind, Level level) {
    const Mailbox *mailbox = timekeeping->mailbox;
    const int64_t first = timekeeping_first_due(mailbox, level, timekeeping->now);
    return kind == CLOCK_FIRST_REPLY
               ? first
               : MIN(first, calendar_add(mailbox->calendar, timekeeping->now, mailbox->next_reply));
}

static void want_reply(const Timekeeping *timekeeping, GPtrArray *running, Level level) {
    Clock *clock = find_reply(running);
    const ClockKind kind = clock != NULL                        ? clock->kind
                           : timekeeping->thread->answered != 0 ? CLOCK_NEXT_REPLY
                                                                : CLOCK_FIRST_REPLY;
    const int64_t due = reply_due(timekeeping, kind, level);
    if (clock == NULL) {
        start(timekeeping, running, kind, due)->level = level;
        return;
    }
    clock->level = MAX(clock->level, level);
    clock_shorten(clock, timekeeping->mailbox->calendar, due);
}

static bool wants_touchpoint(const Thread *thread) {
    if (thread->phase == PHASE_CLOSED)
        return false;
    return thread->level == LEVEL_CRITICAL || (thread->level == LEVEL_ESCALATION && thread->key_account);
}

// A whole number of days is as many business days; what is less or between is business time.
static int64_t touchpoint_due(const Timekeeping *timekeeping) {
    const Mailbox *mailbox = timekeeping->mailbox;
    const GTimeSpan span = mailbox->touchpoint;
    if (span % G_TIME_SPAN_DAY == 0)
        return calendar_add_days(mailbox->calendar, timekeeping->now, (unsigned)(span / G_TIME_SPAN_DAY));
    return calendar_add(mailbox->calendar, timekeeping->now, span);
}

static void settle_touchpoint(const Timekeeping *timekeeping, GPtrArray *running) {
    Clock *clock = find_touchpoint(running);
    const bool wanted = timekeeping->mailbox->touchpoint > 0 && wants_touchpoint(timekeeping->thread);
    if (clock != NULL && !wanted)
        clock_drop(clock, timekeeping->now);
    if (clock == NULL && wanted)
        (void)start(timekeeping, running, CLOCK_TOUCHPOINT, touchpoint_due(timekeeping));
}

static void resume_all(const Timekeeping *timekeeping, const GPtrArray *running) {
    timekeeping->thread->asked = 0;
    for (guint i = 0; i < running->len; i++)
        clock_resume(running->pdata[i], timekeeping->mailbox->calendar, timekeeping->now);
}

// Notes that a closed thread is opened again; false when that was done too often.
static bool may_reopen(Thread *thread, int64_t now) {
    if (thread->phase != PHASE_CLOSED)
        return true;
    const int64_t oldest = thread->reopened[THREAD_REOPENINGS - 1];
    if (oldest != 0 && now >= oldest && now - oldest < G_TIME_SPAN_HOUR)
        return false;
    for (unsigned i = THREAD_REOPENINGS - 1; i > 0; i--)
        thread->reopened[i] = thread->reopened[i - 1];
    thread->reopened[0] = now;
    return true;
}

// What comes after that presses anew, and the PM is told of it anew.
static void resolve(Thread *thread) {
    thread->level = LEVEL_NONE;
    thread->alerted = LEVEL_NONE;
    thread->gravest_level = LEVEL_NONE;
    thread->in_hand = 0;
}

static void take_content(const Timekeeping *timekeeping, GPtrArray *running, CustomerWord word) {
    Thread *thread = timekeeping->thread;
    Clock *reply = find_reply(running);
    if (word == WORD_THANKS)
        return;
    if (reply != NULL)
        clock_drop(reply, timekeeping->now);
    resolve(thread);
    thread->phase = phase_after(thread->phase, PHASE_CUSTOMER_CONTENT);
}

static void take_complaint(const Timekeeping *timekeeping, GPtrArray *running, Level level) {
    Thread *thread = timekeeping->thread;
    if (!may_reopen(thread, timekeeping->now))
        return;
    thread->phase = phase_after(thread->phase, PHASE_CUSTOMER_WRITES);
    if (level > thread->level)
        thread->in_hand = 0; // what the PM took in hand was less
    thread->level = MAX(thread->level, level);
    want_reply(timekeeping, running, level);
}

void timekeeping_customer_wrote(const Timekeeping *timekeeping, Level level, CustomerWord word) {
    Thread *thread = timekeeping->thread;
    g_autoptr(GPtrArray) running = take(timekeeping->txn, thread);
    const Level level_before = thread->level;
    const Phase phase_before = thread->phase;
    const bool first = thread->by_persons++ == 0;
    resume_all(timekeeping, running);
    if (word == WORD_WANTS_ANSWER || first)
        take_complaint(timekeeping, running, level);
    else
        take_content(timekeeping, running, word);
    settle_touchpoint(timekeeping, running);
    put_back(timekeeping->txn, thread, running);
    note_past(timekeeping, level_before, phase_before);
}

// --- our word ---

static void settle_promise(const Timekeeping *timekeeping, Clock *clock, const PersonWrote *wrote) {
    const bool again = wrote->promises != NULL && wrote->promises->len > 0;
    const GTimeSpan early = MIN(TOO_SOON, (clock->due - clock->started) / 2);
    const bool soon = timekeeping->now - clock->started < early;
    if (again)
        clock_stop(clock, timekeeping->now <= clock->due ? CLOCK_RESET : CLOCK_MET, timekeeping->now);
    else if (!soon && !wrote->asks && !wrote->puts_off)
        clock_stop(clock, CLOCK_MET, timekeeping->now);
}

static void settle(const Timekeeping *timekeeping, const GPtrArray *running, const PersonWrote *wrote) {
    for (guint i = 0; i < running->len; i++) {
        Clock *clock = running->pdata[i];
        if (clock->started > timekeeping->now) // an older mail that came late
            continue;
        if (clock->kind == CLOCK_PROMISE)
            settle_promise(timekeeping, clock, wrote);
        else
            clock_stop(clock, CLOCK_MET, timekeeping->now);
    }
}

static Clock *oldest_promise(const GPtrArray *running, unsigned *count) {
    Clock *oldest = NULL;
    *count = 0;
    for (guint i = 0; i < running->len; i++) {
        Clock *clock = running->pdata[i];
        if (clock->kind != CLOCK_PROMISE || !clock_runs(clock))
            continue;
        ++*count;
        oldest = oldest == NULL || clock->number < oldest->number ? clock : oldest;
    }
    return oldest;
}

// Something is owed, so it is not closed.
static void add_promise(const Timekeeping *timekeeping, GPtrArray *running, int64_t due, const char *words) {
    unsigned count;
    Clock *oldest = oldest_promise(running, &count);
    if (count == THREAD_PROMISES)
        clock_drop(oldest, timekeeping->now);
    Clock *clock = start(timekeeping, running, CLOCK_PROMISE, due);
    clock->words = g_strdup(words);
    if (timekeeping->thread->phase == PHASE_CLOSED)
        timekeeping->thread->phase = PHASE_SOLVING;
}

static void add_promises(const Timekeeping *timekeeping, GPtrArray *running, const GArray *promises) {
    for (guint i = 0; promises != NULL && i < promises->len; i++) {
        const Promise *promise = &g_array_index(promises, Promise, i);
        add_promise(timekeeping, running, promise->due, promise->words);
    }
}

// Where the conversation stands after it, unless somebody wrote since.
static void move_on(const Timekeeping *timekeeping, GPtrArray *running, const PersonWrote *wrote) {
    Thread *thread = timekeeping->thread;
    thread->asked = wrote->asks ? timekeeping->now : 0;
    thread->phase = phase_after(thread->phase, PHASE_PERSON_REPLIES);
    settle_touchpoint(timekeeping, running);
    Clock *touchpoint = find_touchpoint(running);
    if (wrote->asks && touchpoint != NULL)
        clock_pause(touchpoint, timekeeping->now);
}

void timekeeping_person_wrote(const Timekeeping *timekeeping, const PersonWrote *wrote) {
    Thread *thread = timekeeping->thread;
    const Phase phase = thread->phase;
    g_autoptr(GPtrArray) running = take(timekeeping->txn, thread);
    settle(timekeeping, running, wrote);
    thread->answered = MAX(thread->answered, timekeeping->now);
    if (thread->updated <= timekeeping->now)
        move_on(timekeeping, running, wrote);
    else
        settle_touchpoint(timekeeping, running);
    add_promises(timekeeping, running, wrote->promises); // what was said holds, however late the mail came
    put_back(timekeeping->txn, thread, running);
    note_past(timekeeping, thread->level, phase);
}

// --- by hand ---

void timekeeping_promise(const Timekeeping *timekeeping, int64_t due, const char *words) {
    g_autoptr(GPtrArray) running = take(timekeeping->txn, timekeeping->thread);
    const Phase phase = timekeeping->thread->phase;
    add_promise(timekeeping, running, due, words);
    put_back(timekeeping->txn, timekeeping->thread, running);
    note_past(timekeeping, timekeeping->thread->level, phase);
}

bool timekeeping_keep(const Timekeeping *timekeeping, uint32_t number) {
    g_autoptr(GPtrArray) running = take(timekeeping->txn, timekeeping->thread);
    bool found = false;
    for (guint i = 0; i < running->len; i++) {
        Clock *clock = running->pdata[i];
        if (clock->number != number || clock->kind != CLOCK_PROMISE)
            continue;
        clock_stop(clock, CLOCK_MET, timekeeping->now);
        found = true;
    }
    put_back(timekeeping->txn, timekeeping->thread, running);
    return found;
}

static void drop_all(const GPtrArray *running, int64_t now) {
    for (guint i = 0; i < running->len; i++)
        clock_drop(running->pdata[i], now);
}

void timekeeping_set_phase(const Timekeeping *timekeeping, Phase phase) {
    Thread *thread = timekeeping->thread;
    g_autoptr(GPtrArray) running = take(timekeeping->txn, thread);
    const Phase before = thread->phase;
    thread->phase = phase;
    if (phase == PHASE_CLOSED) {
        thread->asked = 0;
        resolve(thread);
        drop_all(running, timekeeping->now);
    } else {
        settle_touchpoint(timekeeping, running);
    }
    put_back(timekeeping->txn, thread, running);
    note_past(timekeeping, thread->level, before);
    if (phase == PHASE_CLOSED && before != PHASE_CLOSED)
        tally_add(timekeeping->txn, timekeeping->mailbox->name, timekeeping->now, "closed", 1);
}

// --- what happens elsewhere ---

// Put first, so that it is none of those that run.
void timekeeping_missed(const Timekeeping *timekeeping, Clock *touchpoint) {
    clock_stop(touchpoint, CLOCK_UNMET, timekeeping->now);
    clocks_put(timekeeping->txn, touchpoint);
    g_autoptr(GPtrArray) running = take(timekeeping->txn, timekeeping->thread);
    if (timekeeping->mailbox != NULL)
        settle_touchpoint(timekeeping, running);
    put_back(timekeeping->txn, timekeeping->thread, running);
}

void timekeeping_accepted(StoreTxn *txn, Thread *thread) {
    g_autoptr(GPtrArray) running = take(txn, thread);
    for (guint i = 0; i < running->len; i++) {
        Clock *clock = running->pdata[i];
        if (clock->accepted)
            continue;
        clock->accepted = true;
        clocks_put(txn, clock);
    }
    read_off_all(thread, running);
}

void timekeeping_acknowledged(StoreTxn *txn, Thread *thread, int64_t released, int64_t now) {
    g_autoptr(Clock) clock = clock_new(CLOCK_ACKNOWLEDGE);
    clock->thread = thread->id;
    clock->number = ++thread->clocks;
    clock->owner = thread->owner;
    clock->level = thread->level;
    clock->mailbox = g_strdup(thread->mailbox);
    clock->tier = g_strdup(thread->tier);
    clock->accepted = true;
    clock->started = released;
    clock_stop(clock, CLOCK_MET, now);
    clocks_put(txn, clock);
}

void timekeeping_refresh(StoreTxn *txn, Thread *thread) {
    g_autoptr(GPtrArray) all = clocks_of(txn, thread->id);
    read_off_all(thread, all);
}
