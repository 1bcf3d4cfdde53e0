// What people do to a conversation by hand, beside daemons that may be running:
// each command is one transaction, says in one line what it did, and wakes the
// courier, whose next moment may have changed.
#include "ctl_thread_edit.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "clocks.h"
#include "cell.h"
#include "fault.h"
#include "timekeeping.h"
#include "units.h"
#include "values.h"
#include "wake.h"

// --- what all need ---

static bool edit_thread(StoreTxn *txn, void *data, GError **error) {
    Edit *edit = data;
    g_clear_pointer(&edit->said, g_free); // it may be run again
    g_autoptr(Thread) thread = ctl_thread_find(txn, edit->typed, NULL, error);
    return thread != NULL && edit->step(txn, edit, thread, error) && !store_failed(txn);
}

// What a person typed is data (65), whatever else an error might mean.
int ctl_edit_run(Daemon *daemon, Edit *edit) {
    g_autoptr(GError) error = NULL;
    edit->config = daemon->config;
    edit->config_path = daemon->config_path;
    edit->now = g_get_real_time();
    const bool done = store_write(daemon->store, edit_thread, edit, 0, &error);
    g_autofree char *said = g_steal_pointer(&edit->said);
    if (!done) {
        fprintf(stderr, "%s\n", error->message);
        return fault_fate(error) == FATE_TEMPORARY ? EX_TEMPFAIL : EX_DATAERR;
    }
    puts(said);
    g_autoptr(Wake) wake = wake_new(store_directory(daemon->store), NULL);
    wake_poke(wake);
    return EX_OK;
}

static bool fail_unserved(const Edit *edit, const Thread *thread, GError **error) {
    return fault_set(error, FATE_PERMANENT,
                     "%s: its mailbox '%s' is not in %s any more; all that can be done is to close it",
                     edit->typed, thread->mailbox, edit->config_path);
}

static Timekeeping timekeeping_of(StoreTxn *txn, const Edit *edit, const Mailbox *mailbox, Thread *thread) {
    return (Timekeeping){
        .txn = txn, .mailbox = mailbox, .thread = thread, .now = edit->now, .accepted = true};
}

static unsigned count_running(StoreTxn *txn, const Thread *thread) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    unsigned running = 0;
    for (guint i = 0; i < clocks->len; i++)
        running += clock_runs(clocks->pdata[i]);
    return running;
}

char *ctl_edit_count(unsigned count, const char *noun) {
    return g_strdup_printf("%u %s%s", count, noun, count == 1 ? "" : "s");
}

// An entry or a promise, by its number as `show` has it; 0 for none.
static uint32_t read_number(const char *text) {
    guint64 number = 0;
    if (*text == '#')
        text++;
    return g_ascii_string_to_unsigned(text, 10, 1, G_MAXUINT32, &number, NULL) ? (uint32_t)number : 0;
}

int ctl_edit_run_numbered(Daemon *daemon, const CtlCommand *usage, EditStep step, int argc, char **argv) {
    Edit edit = {.step = step};
    if (!ctl_options(daemon, usage, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 3 || (edit.number = read_number(argv[2])) == 0)
        return ctl_usage(usage);
    edit.typed = argv[1];
    return ctl_open_store(daemon) ? ctl_edit_run(daemon, &edit) : daemon->status;
}

// --- phase, close ---

static bool move_phase(StoreTxn *txn, Edit *edit, Thread *thread, GError **error) {
    g_autofree char *id = thread_id_format(thread->id);
    g_autoptr(Mailbox) nobodys = mailbox_new(thread->mailbox == NULL ? "" : thread->mailbox);
    const Mailbox *mailbox = config_mailbox(edit->config, thread->mailbox);
    const Phase was = thread->phase;
    if (mailbox == NULL && edit->phase != PHASE_CLOSED)
        return fail_unserved(edit, thread, error);
    if (was == edit->phase) {
        edit->said = g_strdup_printf("%s is %s already", id, phase_name(was));
        return true;
    }
    const unsigned before = count_running(txn, thread);
    const Timekeeping timekeeping = timekeeping_of(txn, edit, mailbox == NULL ? nobodys : mailbox, thread);
    timekeeping_set_phase(&timekeeping, edit->phase);
    thread_put(txn, thread);
    const unsigned after = count_running(txn, thread);
    g_autofree char *clocks = ctl_edit_count(before > after ? before - after : 0, "clock");
    edit->said = edit->phase == PHASE_CLOSED
                     ? g_strdup_printf("%s is closed; %s dropped", id, clocks)
                     : g_strdup_printf("%s is in %s, was %s", id, phase_name(edit->phase), phase_name(was));
    return true;
}

int ctl_thread_phase(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread phase", "ID discovery|solving|follow-up|closed",
                                     "move a conversation to a phase", NULL};
    Edit edit = {.step = move_phase};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc != 3 || !phase_parse(argv[2], &edit.phase))
        return ctl_usage(&USAGE);
    edit.typed = argv[1];
    return ctl_open_store(daemon) ? ctl_edit_run(daemon, &edit) : daemon->status;
}

int ctl_thread_close(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread close", "ID...", "nobody waits any more: its clocks are dropped",
                                     NULL};
    Edit edit = {.step = move_phase, .phase = PHASE_CLOSED};
    int status = EX_OK;
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    if (argc < 2)
        return ctl_usage(&USAGE);
    if (!ctl_open_store(daemon))
        return daemon->status;
    for (int i = 1; i < argc; i++) {
        edit.typed = argv[i];
        const int one = ctl_edit_run(daemon, &edit);
        status = one == EX_OK ? status : one;
    }
    return status;
}

// --- promises ---

// True when the text is like the pattern, in which a 0 stands for any digit and a T for T or a blank.
static bool is_like(const char *text, const char *pattern) {
    for (; *pattern != '\0'; text++, pattern++) {
        const bool fits = *pattern == '0'   ? g_ascii_isdigit(*text)
                          : *pattern == 'T' ? *text == 'T' || *text == 't' || *text == ' '
                                            : *text == *pattern;
        if (!fits)
            return false;
    }
    return *text == '\0';
}

static int digits_at(const char *text, size_t at, size_t count) {
    int number = 0;
    for (size_t i = at; i < at + count; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

// A date is the close of that day, a time without a zone that of the mailbox.
static bool read_moment(const char *text, const Calendar *calendar, int64_t *moment, GError **error) {
    const bool day = is_like(text, "0000-00-00");
    if (!day && !is_like(text, "0000-00-00T00:00") && !is_like(text, "0000-00-00T00:00:00"))
        return units_time_parse(text, moment, error);
    const int hour = day ? 12 : digits_at(text, 11, 2), minute = day ? 0 : digits_at(text, 14, 2);
    if (hour > 23 || minute > 59 ||
        !calendar_moment(calendar, digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2), hour,
                         minute, moment))
        return fault_set(error, FATE_PERMANENT, "'%s' is no date; write one like 2026-11-23", text);
    if (day)
        *moment = calendar_close(calendar, *moment);
    return true;
}

static bool check_due(const Edit *edit, int64_t due, const char *at, GError **error) {
    const GTimeSpan far = 400 * G_TIME_SPAN_DAY; // as promise.h reads no farther dates from mail
    if (due <= edit->now)
        return fault_set(error, FATE_PERMANENT, "%s: that is %s, which is past; give a time to come",
                         edit->time, at);
    if (due > edit->now + far)
        return fault_set(error, FATE_PERMANENT, "%s: that is more than 400 days away; is the year right?",
                         edit->time);
    return true;
}

static bool add_promise(StoreTxn *txn, Edit *edit, Thread *thread, GError **error) {
    const Mailbox *mailbox = config_mailbox(edit->config, thread->mailbox);
    int64_t due = 0;
    if (mailbox == NULL)
        return fail_unserved(edit, thread, error);
    if (thread->phase == PHASE_CLOSED)
        return fault_set(error, FATE_PERMANENT,
                         "%s: it is closed; 'earshot thread phase %s solving' opens it again", edit->typed,
                         edit->typed);
    if (!read_moment(edit->time, mailbox->calendar, &due, error))
        return false;
    g_autofree char *at = cell_time(mailbox->calendar, due);
    if (!check_due(edit, due, at, error))
        return false;
    const Timekeeping timekeeping = timekeeping_of(txn, edit, mailbox, thread);
    timekeeping_promise(&timekeeping, due, edit->words);
    thread_put(txn, thread);
    g_autofree char *id = thread_id_format(thread->id);
    edit->said = g_strdup_printf("%s: promise %u is due %s (%s)", id, thread->clocks, at, mailbox->time_zone);
    return true;
}

int ctl_thread_promise(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread promise", "ID TIME WORDS...",
                                     "what was promised elsewhere, as on the telephone; TIME is a date (the "
                                     "close of that day), a date and time in the mailbox's zone, or one with "
                                     "its own: 2026-11-23, 2026-11-23T15:00, 2026-11-23T15:00:00+01:00",
                                     NULL};
    enum { WORDS = 160 };
    Edit edit = {.step = add_promise};
    if (!ctl_options(daemon, &USAGE, NULL, &argc, &argv))
        return daemon->status;
    g_autofree char *typed = argc < 4 ? g_strdup("") : g_strjoinv(" ", argv + 3);
    g_autofree char *plain = values_plain(typed);
    g_autofree char *words = g_utf8_substring(plain, 0, MIN(g_utf8_strlen(plain, -1), WORDS));
    if (*g_strstrip(words) == '\0')
        return ctl_usage(&USAGE);
    edit.typed = argv[1];
    edit.time = argv[2];
    edit.words = words;
    return ctl_open_store(daemon) ? ctl_edit_run(daemon, &edit) : daemon->status;
}

static char *open_promises(StoreTxn *txn, const Thread *thread) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    GString *numbers = g_string_new(NULL);
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        if (clock->kind == CLOCK_PROMISE && clock_runs(clock))
            g_string_append_printf(numbers, "%s%u", numbers->len == 0 ? "open: " : ", ", clock->number);
    }
    return g_string_free(numbers, FALSE);
}

static bool keep_promise(StoreTxn *txn, Edit *edit, Thread *thread, GError **error) {
    g_autoptr(Mailbox) nobodys = mailbox_new(thread->mailbox == NULL ? "" : thread->mailbox);
    const Timekeeping timekeeping = timekeeping_of(txn, edit, nobodys, thread); // keeping asks no calendar
    if (!timekeeping_keep(&timekeeping, edit->number)) {
        g_autofree char *open = open_promises(txn, thread);
        return fault_set(error, FATE_PERMANENT, "%s: no promise %u is open; %s", edit->typed, edit->number,
                         *open == '\0' ? "none is" : open);
    }
    thread_put(txn, thread);
    g_autoptr(Clock) clock = clocks_get(txn, thread->id, edit->number);
    if (clock == NULL)
        return false;
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *late = cell_span(clock->stopped - clock->due);
    edit->said = clock_is_late(clock, edit->now)
                     ? g_strdup_printf("%s: promise %u is kept, late by %s", id, edit->number, late)
                     : g_strdup_printf("%s: promise %u is kept in time", id, edit->number);
    return true;
}

int ctl_thread_keep(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread keep", "ID NUMBER",
                                     "a promise, by the number of its clock, was kept elsewhere", NULL};
    return ctl_edit_run_numbered(daemon, &USAGE, keep_promise, argc, argv);
}
