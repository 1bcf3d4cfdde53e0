// What a PM has us write to a customer: choices, a no, bad news, an invitation to
// try a mending. Each has all its parts, says nothing that an automatic mail must not say, goes
// only to whom one may go, and waits a few minutes, in which it can be taken back. Refused, it leaves nothing
// behind.
#include "orders_parts.h"

#include <string.h>

#include "choices_taken.h"
#include "outbox.h"
#include "outreach.h"
#include "phrasebook.h"
#include "problem.h"

enum { WHY_MOST = 120 }; // characters of a reason that the audit keeps

// --- whether it may ---

static bool refuse_banned(const OrdersDoing *doing, const char *text) {
    g_autofree char *banned = outreach_banned(text);
    if (banned == NULL)
        return false;
    values_set(doing->result->values, "banned", banned);
    orders_refuse(doing, "banned");
    return true;
}

// Goodwill that there is none of is not told, so its reason may be any.
static bool is_told(const CommandPair *pair) {
    return strcmp(pair->key, "goodwill") != 0 || command_no_goodwill(pair->value) == NULL;
}

static bool says_banned(const OrdersDoing *doing) {
    const GPtrArray *pairs = doing->result->command->pairs;
    for (guint i = 0; i < pairs->len; i++)
        if (is_told(pairs->pdata[i]) && refuse_banned(doing, ((const CommandPair *)pairs->pdata[i])->value))
            return true;
    return false;
}

// *send: whether it goes out; below answer it is recorded alone. False when it is refused.
static bool may_write(const OrdersDoing *doing, bool *send) {
    static const char *const CODES[][2] = {
        {"off", "outreach-off"},       {"no-answer", "outreach-no-answer"}, {"unproven", "outreach-unproven"},
        {"erased", "outreach-erased"}, {"nobody", "outreach-nobody"},
    };
    const char *refused = outreach_refused(doing->txn, doing->orders->config, doing->thread);
    *send = refused == NULL;
    if (says_banned(doing))
        return false;
    if (refused == NULL || strcmp(refused, "mode") == 0)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++)
        if (strcmp(CODES[i][0], refused) == 0)
            orders_refuse(doing, CODES[i][1]);
    if (doing->result->code == NULL)
        orders_refuse(doing, "outreach-nobody");
    return false;
}

// --- telling the PM what they will read ---

static void show(const OrdersDoing *doing, const char *part, const char *text) {
    if (text == NULL)
        return;
    g_autofree char *plain = values_plain(text);
    g_ptr_array_add(doing->result->more, phrasebook_fill(doing->orders->book, part, "words", plain));
}

static void show_option(const OrdersDoing *doing, const OutreachOption *option, guint number) {
    g_autoptr(Values) values = values_new();
    g_autofree char *digits = g_strdup_printf("%u", number);
    values_set(values, "number", digits);
    values_set(values, "what", option->what);
    values_set(values, "cost", option->cost);
    values_set(values, "when", option->when);
    g_ptr_array_add(doing->result->more,
                    phrasebook_say(doing->orders->book, "orders.part-option", NULL, values));
}

// --- one mail ---

static const char *const KEPT[OUTREACH_KINDS] = {
    [OUTREACH_CHOICES] = "choices-kept",
    [OUTREACH_NO] = "no-kept",
    [OUTREACH_BAD_NEWS] = "bad-news-kept",
    [OUTREACH_INVITE] = "invite-kept",
};

// Notes it, and adds the mail when it goes out; the mail is gone by then when the same was added before.
static void put_out(const OrdersDoing *doing, Outreach *outreach, bool send) {
    const char *kind = outreach_kind_name(outreach->kind);
    g_autoptr(Note) note = orders_note_new(doing, NULL);
    note->number = doing->thread->notes + 1; // as journal_add will
    outreach->id = choices_row_id(doing->txn, doing->thread, note, kind, 0);
    outreach->mailbox = doing->mailbox;
    outreach->thread = doing->thread;
    outreach->now = doing->now;
    outreach->due = doing->now + ORDERS_WINDOW;
    note->row = send && outreach_add(doing->txn, doing->orders->config, outreach) ? outreach->id : 0;
    journal_add(doing->txn, doing->thread, note);
    orders_finish(doing, send ? kind : KEPT[outreach->kind], NULL);
}

// The mail of a note that has not gone out; NULL when there is none, or a try is under way.
static OutboxRow *waiting_row(const OrdersDoing *doing, const Note *note) {
    g_autoptr(OutboxRow) row = note->row == 0 ? NULL : outbox_get(doing->txn, note->row);
    return row != NULL && row->state == OUTBOX_READY ? g_steal_pointer(&row) : NULL;
}

// Of choices that were not asked yet the customer hears nothing.
static void replace_choices(const OrdersDoing *doing) {
    g_autoptr(GPtrArray) notes = journal_of(doing->txn, doing->thread);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = notes->pdata[i];
        if (note->number != doing->thread->choices)
            continue;
        g_autoptr(OutboxRow) row = waiting_row(doing, note);
        if (row != NULL)
            outbox_drop(doing->txn, row, "replaced", doing->now);
    }
}

// As long as nobody was asked, as in a mode below answer, no answer is waited for.
void orders_do_choices(OrdersDoing *doing) {
    bool send;
    if (!may_write(doing, &send))
        return;
    const Note shown = {.pairs = doing->result->command->pairs};
    g_autoptr(GArray) options = choices_options(&shown);
    Outreach outreach = {.kind = OUTREACH_CHOICES, .options = options};
    replace_choices(doing);
    put_out(doing, &outreach, send);
    doing->thread->choices = send ? doing->thread->notes : 0;
    doing->thread->choices_asked = 0;
    for (guint i = 0; i < options->len; i++)
        show_option(doing, &g_array_index(options, OutreachOption, i), i + 1);
}

void orders_do_no(OrdersDoing *doing) {
    const Command *command = doing->result->command;
    bool send;
    if (!may_write(doing, &send))
        return;
    Outreach outreach = {
        .kind = OUTREACH_NO,
        .reason = command_pair(command, "reason"),
        .alternative = command_pair(command, "alternative"),
    };
    put_out(doing, &outreach, send);
    show(doing, "orders.part-reason", outreach.reason);
    show(doing, "orders.part-alternative", outreach.alternative);
}

void orders_do_bad_news(OrdersDoing *doing) {
    const Command *command = doing->result->command;
    const char *goodwill = command_pair(command, "goodwill"), *none = command_no_goodwill(goodwill);
    bool send;
    if (!may_write(doing, &send))
        return;
    Outreach outreach = {
        .kind = OUTREACH_BAD_NEWS,
        .text = command_pair(command, "text"),
        .goodwill = none == NULL ? goodwill : NULL,
    };
    put_out(doing, &outreach, send);
    show(doing, "orders.part-text", outreach.text);
    show(doing, none == NULL ? "orders.part-goodwill" : "orders.part-no-goodwill",
         none == NULL ? goodwill : none);
    if (none == NULL)
        return;
    g_autofree char *why = values_short(none, WHY_MOST);
    g_free(doing->result->detail);
    doing->result->detail = g_strdup_printf("no goodwill because %s", why == NULL ? "" : why);
}

// --- early testers ---

static ProblemLink *link_of(const OrdersDoing *doing) {
    const char *name = doing->thread->problem;
    g_autoptr(Problem) problem = name == NULL ? NULL : problem_find(doing->txn, doing->pm->name, name);
    return problem == NULL ? NULL : problem_link_get(doing->txn, problem->id, doing->thread->id);
}

static void set_tester(const OrdersDoing *doing, bool tester) {
    g_autoptr(ProblemLink) link = link_of(doing);
    if (link == NULL || link->tester == tester)
        return;
    link->tester = tester;
    problem_link_put(doing->txn, link, doing->thread->owner);
}

void orders_do_invite(OrdersDoing *doing) {
    const Command *command = doing->result->command;
    g_autoptr(ProblemLink) link = link_of(doing);
    bool send;
    if (link == NULL) {
        orders_refuse(doing, "no-link");
        return;
    }
    if (!may_write(doing, &send))
        return;
    Outreach outreach = {
        .kind = OUTREACH_INVITE,
        .text = command_pair(command, "what"),
        .release = command_pair(command, "release"),
    };
    put_out(doing, &outreach, send);
    if (send)
        set_tester(doing, true);
    show(doing, "orders.part-text", outreach.text);
    show(doing, "orders.part-release", outreach.release);
}

// --- #undo ---

static void forget(const OrdersDoing *doing, const Note *note) {
    if (note->verb == COMMAND_INVITE)
        set_tester(doing, false);
    if (note->number != doing->thread->choices)
        return;
    doing->thread->choices = 0;
    doing->thread->choices_asked = 0;
}

void orders_do_undo(OrdersDoing *doing) {
    g_autoptr(GPtrArray) notes = journal_of(doing->txn, doing->thread);
    for (guint i = notes->len; i-- > 0;) {
        const Note *note = notes->pdata[i];
        g_autoptr(OutboxRow) row = waiting_row(doing, note);
        if (row == NULL)
            continue;
        const char *name = command_verb_name(note->verb);
        outbox_drop(doing->txn, row, "undone", doing->now);
        forget(doing, note);
        g_autoptr(Note) undone = orders_note_new(doing, name);
        journal_add(doing->txn, doing->thread, undone);
        orders_finish(doing, "undo", name);
        return;
    }
    orders_refuse(doing, "nothing-waits");
}
