// A function a verb, each with a line of the table. What cannot be done changes
// nothing; what is so already is done. Each leaves a note in the journal of its
// conversation, where a colleague who takes over will look.
#include "orders_parts.h"

#include <string.h>

#include "lesson.h"
#include "past.h"
#include "phase.h"
#include "timekeeping.h"
#include "units.h"
#include "values.h"

enum { WORDS_MOST = 200, YEARS_MOST = 10 };

OrdersResult *orders_result_new(const Command *command, const char *refused) {
    OrdersResult *result = g_new0(OrdersResult, 1);
    result->command = command;
    result->code = refused;
    result->count = -1;
    result->values = values_new();
    result->more = g_ptr_array_new_with_free_func(g_free);
    values_set(result->values, "example", command_example(command->verb));
    return result;
}

void orders_result_free(void *data) {
    OrdersResult *result = data;
    if (result == NULL)
        return;
    g_free(result->detail);
    values_free(result->values);
    g_ptr_array_unref(result->more);
    g_free(result);
}

void orders_refuse(const OrdersDoing *doing, const char *code) {
    doing->result->code = code;
}

void orders_finish(const OrdersDoing *doing, const char *code, const char *detail) {
    OrdersResult *result = doing->result;
    result->done = true;
    result->code = code;
    result->detail = g_strdup(detail);
    values_set(result->values, "detail", detail);
}

static GPtrArray *copy_pairs(const GPtrArray *pairs) {
    GPtrArray *copies = g_ptr_array_new_with_free_func(command_pair_free);
    for (guint i = 0; i < pairs->len; i++) {
        const CommandPair *pair = pairs->pdata[i];
        CommandPair *copy = g_new0(CommandPair, 1);
        copy->key = g_strdup(pair->key);
        copy->value = g_strdup(pair->value);
        g_ptr_array_add(copies, copy);
    }
    return copies;
}

Note *orders_note_new(const OrdersDoing *doing, const char *words) {
    const Command *command = doing->result->command;
    Note *noted = g_new0(Note, 1);
    noted->at = doing->now;
    noted->by = g_strdup(doing->pm->name);
    noted->verb = command->verb;
    noted->words = g_strdup(words);
    noted->pairs = copy_pairs(command->pairs);
    return noted;
}

static void note(const OrdersDoing *doing, const char *words) {
    g_autoptr(Note) noted = orders_note_new(doing, words);
    journal_add(doing->txn, doing->thread, noted);
}

static Timekeeping timekeeping_of(const OrdersDoing *doing) {
    return (Timekeeping){
        .txn = doing->txn,
        .mailbox = doing->mailbox,
        .thread = doing->thread,
        .now = doing->now,
        .accepted = doing->thread->accepted != 0,
    };
}

static void set_phase(const OrdersDoing *doing, Phase phase) {
    const Timekeeping timekeeping = timekeeping_of(doing);
    timekeeping_set_phase(&timekeeping, phase);
}

static bool is_closed(const OrdersDoing *doing) {
    return doing->thread->phase == PHASE_CLOSED;
}

// --- the verbs ---

static void do_ack(OrdersDoing *doing) {
    if (is_closed(doing)) {
        orders_refuse(doing, "closed");
        return;
    }
    doing->thread->in_hand = doing->now;
    note(doing, NULL);
    orders_finish(doing, "ack", NULL);
}

static void do_phase(OrdersDoing *doing) {
    Phase phase = PHASE_DISCOVERY;
    g_autofree char *name = g_ascii_strdown(doing->result->command->words->pdata[0], -1);
    (void)phase_parse(name, &phase); // command_read has seen to it
    set_phase(doing, phase);
    note(doing, name);
    orders_finish(doing, "phase", name);
    g_autofree char *said = phrasebook_say(doing->orders->book, "phase", name, NULL);
    values_set(doing->result->values, "phase", said);
}

static void do_close(OrdersDoing *doing) {
    if (is_closed(doing)) {
        orders_finish(doing, "closed", NULL);
        return;
    }
    set_phase(doing, PHASE_CLOSED);
    note(doing, NULL);
    orders_finish(doing, "close", NULL);
}

// A moment of the PM's clock; without an hour, when the mailbox closes on that day, at the latest a minute
// before midnight: told as 00:00 it would look like the next day.
static bool promised_moment(const OrdersDoing *doing, int64_t *due) {
    const CommandMoment *moment = &doing->result->command->moment;
    const Calendar *own = doing->pm->calendar == NULL ? doing->mailbox->calendar : doing->pm->calendar;
    int64_t noon;
    if (moment->hour >= 0)
        return calendar_moment(own, moment->year, moment->month, moment->day, moment->hour, moment->minute,
                               due);
    if (!calendar_moment(doing->mailbox->calendar, moment->year, moment->month, moment->day, 12, 0, &noon))
        return false;
    int64_t last;
    const bool told =
        calendar_moment(doing->mailbox->calendar, moment->year, moment->month, moment->day, 23, 59, &last);
    *due = calendar_close(doing->mailbox->calendar, noon);
    *due = told ? MIN(*due, last) : *due;
    return true;
}

static char *join_words(const GPtrArray *words) {
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(joined, "%s%s", i == 0 ? "" : " ", (const char *)words->pdata[i]);
    g_autofree char *all = g_string_free(joined, FALSE);
    return *all == '\0' ? NULL : g_utf8_substring(all, 0, MIN(g_utf8_strlen(all, -1), WORDS_MOST));
}

static const char *zone_of(const OrdersDoing *doing) {
    return doing->pm->time_zone == NULL ? doing->mailbox->time_zone : doing->pm->time_zone;
}

static void do_promise(OrdersDoing *doing) {
    int64_t due = 0;
    if (!promised_moment(doing, &due)) {
        orders_refuse(doing, "no-day");
        return;
    }
    g_autofree char *said = phrasebook_time(doing->orders->book, due, doing->now, zone_of(doing));
    values_set(doing->result->values, "due", said);
    const bool far = due > doing->now && due - doing->now > YEARS_MOST * 366 * G_TIME_SPAN_DAY;
    if (due <= doing->now || far) {
        orders_refuse(doing, far ? "far" : "past");
        return;
    }
    const Timekeeping timekeeping = timekeeping_of(doing);
    g_autofree char *words = join_words(doing->result->command->words);
    g_autofree char *date = units_time_format(due);
    timekeeping_promise(&timekeeping, due, words);
    note(doing, words);
    orders_finish(doing, "promise", date);
}

// An order by a person: the level falls though the clocks go on. The touchpoint goes with the level, by the
// rule that a set phase asks for too.
static void do_not_an_escalation(OrdersDoing *doing) {
    Thread *thread = doing->thread;
    if (thread->level <= LEVEL_CONCERN) {
        orders_finish(doing, "no-escalation", NULL);
        return;
    }
    thread->level = LEVEL_CONCERN;
    thread->alerted = LEVEL_NONE;
    set_phase(doing, thread->phase);
    past_correct(doing->txn, thread, LEVEL_CONCERN, doing->now);
    if (thread->gravest != 0)
        lesson_add_entry(doing->txn, thread, thread->gravest, LEVEL_CONCERN, doing->pm->name, doing->now);
    note(doing, NULL);
    orders_finish(doing, "not-an-escalation", NULL);
}

static void do_why(OrdersDoing *doing) {
    orders_why(doing, doing->result->more);
    orders_finish(doing, "why", NULL);
}

// --- which conversation ---

static bool is_of_pm(const OrdersDoing *doing, const char *mailbox) {
    const Mailbox *of = mailbox == NULL ? NULL : config_mailbox(doing->orders->config, mailbox);
    return of != NULL && g_strcmp0(of->pm, doing->pm->name) == 0;
}

// Its place in the grant; false with what is wrong as *code.
static bool find_id(const OrdersDoing *doing, uint64_t *id, const char **code) {
    const Command *command = doing->result->command;
    const GArray *threads = doing->grant->threads;
    if (command->thread != 0) {
        for (guint i = 0; i < threads->len; i++)
            if (g_array_index(threads, uint64_t, i) == command->thread) {
                *id = command->thread;
                return true;
            }
        *code = "not-in-mail";
        return false;
    }
    if (command->number > threads->len || (command->number == 0 && threads->len != 1)) {
        *code = command->number > 0 ? "number" : "which";
        return false;
    }
    *id = g_array_index(threads, uint64_t, command->number == 0 ? 0 : command->number - 1);
    return true;
}

// That it stood in the mail is not enough: mailboxes change hands, and conversations are merged.
static const char *take_thread(OrdersDoing *doing) {
    uint64_t id = 0;
    const char *code = NULL;
    if (!find_id(doing, &id, &code))
        return code;
    doing->result->thread = id;
    doing->thread = thread_get(doing->txn, id);
    if (doing->thread == NULL)
        return "gone";
    doing->result->thread = doing->thread->id;
    if (!is_of_pm(doing, doing->thread->mailbox))
        return "not-yours";
    doing->mailbox = config_mailbox(doing->orders->config, doing->thread->mailbox);
    return NULL;
}

typedef void (*Deed)(OrdersDoing *doing);

static const Deed DEEDS[COMMAND_VERBS] = {
    [COMMAND_ACK] = do_ack,
    [COMMAND_PHASE] = do_phase,
    [COMMAND_PROMISE] = do_promise,
    [COMMAND_PROBLEM] = orders_do_problem,
    [COMMAND_CHOICES] = orders_do_choices,
    [COMMAND_NO] = orders_do_no,
    [COMMAND_FIXED] = orders_do_fixed,
    [COMMAND_CLOSE] = do_close,
    [COMMAND_NOT_AN_ESCALATION] = do_not_an_escalation,
    [COMMAND_WHY] = do_why,
    [COMMAND_BAD_NEWS] = orders_do_bad_news,
    [COMMAND_INVITE] = orders_do_invite,
    [COMMAND_UNDO] = orders_do_undo,
    [COMMAND_UNDERSTOOD] = orders_do_understood,
};

void orders_do(OrdersDoing *doing) {
    const Command *command = doing->result->command;
    const bool beyond = command->wrong == NULL && command_is_beyond(command);
    const char *code = command->wrong;
    if (code == NULL && (doing->grant->classes & command_class(command)) == 0)
        code = "class";
    if (code == NULL && !beyond)
        code = take_thread(doing);
    if (code != NULL)
        orders_refuse(doing, code);
    else if (beyond && command->verb == COMMAND_UNDO)
        orders_do_undo_fixed(doing);
    else
        DEEDS[command->verb](doing);
    if (doing->thread != NULL && doing->result->done)
        thread_put(doing->txn, doing->thread);
    g_clear_pointer(&doing->thread, thread_free);
}
