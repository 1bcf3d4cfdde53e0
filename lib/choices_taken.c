// The answer "2" means something only while the choices stand and have been read: so
// they count as open from the moment the relay took the mail, until one is taken,
// others replace them, or the PM takes them back. Whatever is in doubt goes to the
// customer as a question, twice, and then to the PM: two programs that answer each other come to an end.
#include "choices_taken.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "choice.h"
#include "memo.h"
#include "outbox.h"
#include "outreach.h"
#include "phrasebook.h"
#include "situation.h"

static void free_option(void *data) {
    OutreachOption *option = data;
    g_free(option->what);
    g_free(option->cost);
    g_free(option->when);
}

// By its number, in whatever order they were written; NULL when there is none.
static const CommandPair *pair_of(const Note *note, guint number) {
    const char key[] = {(char)('0' + number), '\0'};
    for (guint i = 0; note->pairs != NULL && i < note->pairs->len; i++) {
        const CommandPair *pair = note->pairs->pdata[i];
        if (strcmp(pair->key, key) == 0)
            return pair;
    }
    return NULL;
}

GArray *choices_options(const Note *note) {
    GArray *options = g_array_new(FALSE, TRUE, sizeof(OutreachOption));
    g_array_set_clear_func(options, free_option);
    for (guint number = 1; number <= COMMAND_CHOICES_MOST; number++) {
        const CommandPair *pair = pair_of(note, number);
        char *parts[COMMAND_PARTS];
        if (pair == NULL || !command_choice(pair->value, parts))
            break; // the numbers behind it would not fit any more
        const OutreachOption option = {.what = parts[0], .cost = parts[1], .when = parts[2]};
        g_array_append_val(options, option);
    }
    return options;
}

uint64_t choices_row_id(StoreTxn *txn, const Thread *thread, const Note *note, const char *what,
                        uint32_t time) {
    g_autofree char *name = g_strdup_printf("%s %" G_GUINT64_FORMAT " %u %" G_GINT64_FORMAT " %u", what,
                                            thread->id, note->number, note->at, time);
    return seal_number(store_txn_seal(txn), "outreach-note", name);
}

// --- what stands open ---

static Note *take_note(GPtrArray *notes, uint32_t number) {
    for (guint i = 0; i < notes->len; i++)
        if (((const Note *)notes->pdata[i])->number == number)
            return g_ptr_array_steal_index(notes, i);
    return NULL;
}

// A number written before they could have read the choices means something else.
static bool has_reached(StoreTxn *txn, const Note *note) {
    g_autoptr(OutboxRow) row = note->row == 0 ? NULL : outbox_get(txn, note->row);
    return row != NULL && row->state == OUTBOX_DONE;
}

static Note *open_choices(StoreTxn *txn, const ChoicesAnswer *answer) {
    const bool sure = answer->joined == JOINED_TOKEN || answer->joined == JOINED_REFERENCE;
    if (answer->thread->choices == 0 || !sure || !answer->proven || answer->machine || answer->text == NULL)
        return NULL;
    g_autoptr(GPtrArray) notes = journal_of(txn, answer->thread);
    g_autoptr(Note) note = take_note(notes, answer->thread->choices);
    return note != NULL && note->verb == COMMAND_CHOICES && has_reached(txn, note) ? g_steal_pointer(&note)
                                                                                   : NULL;
}

// --- the mails ---

// When a mail may go out, 0: whoever knows that the MTA has taken the answer lets it.
static int64_t due_of(const ChoicesAnswer *answer, uint64_t row) {
    if (answer->waiting == NULL)
        return answer->now + answer->config->hold;
    g_array_append_val(answer->waiting, row);
    return 0;
}

static void write_customer(StoreTxn *txn, const ChoicesAnswer *answer, const Note *note, OutreachKind kind,
                           const GArray *options, unsigned chosen) {
    const uint64_t id =
        choices_row_id(txn, answer->thread, note, outreach_kind_name(kind), answer->thread->choices_asked);
    const Outreach outreach = {
        .kind = kind,
        .id = id,
        .mailbox = config_mailbox(answer->config, answer->thread->mailbox),
        .thread = answer->thread,
        .options = options,
        .chosen = chosen,
        .now = answer->now,
        .due = due_of(answer, id),
    };
    outreach_add(txn, answer->config, &outreach);
}

static const Pm *pm_of(const ChoicesAnswer *answer, const Mailbox *mailbox) {
    const Pm *pm = config_pm_of(answer->config, mailbox);
    return pm == NULL || pm->address == NULL ? NULL : pm;
}

static void set_headers(StoreTxn *txn, const ChoicesAnswer *answer, const Mailbox *mailbox, const Pm *pm,
                        uint64_t row, Values *values) {
    const Seal *seal = store_txn_seal(txn);
    const char *host = address_domain(mailbox->addresses->pdata[0]);
    g_autofree char *id =
        acknowledge_message_id(seal, answer->thread->id, answer->thread->sent + 1, host); // as memo_add will
    g_autofree char *loop = seal_token(seal, SEAL_LOOP, row);
    values_set(values, "to", pm->address);
    values_set(values, "from-name", "Earshot");
    values_set(values, "message-id", id);
    values_set(values, "loop-token", loop);
}

// "Maria Rossi chose 2: the old export", in the PM's language.
static void set_words(const ChoicesAnswer *answer, const Phrasebook *book, const char *phrase,
                      const char *chosen, Values *values) {
    enum { SUBJECT = 80 };
    g_autoptr(Values) said = values_new();
    g_autofree char *who = situation_who(answer->thread);
    g_autofree char *about = situation_about(answer->thread, SUBJECT);
    g_autofree char *words = values_short(answer->text, 300);
    values_set(said, "who", who);
    values_set(said, "subject", about);
    values_set(said, "chosen", chosen);
    values_set(said, "words", words);
    g_autofree char *subject = phrasebook_say(book, "orders-choices-subject", phrase, said);
    g_autofree char *line = phrasebook_say(book, "orders-choices", phrase, said);
    g_autofree char *their = phrasebook_say(book, "orders-choices", "their-words", said);
    values_set(values, "subject", subject);
    values_set(values, "language", phrasebook_language(book));
    values_add(values, "lines", line);
    values_add(values, "lines", "");
    values_add(values, "lines", their);
}

static void tell_pm(StoreTxn *txn, const ChoicesAnswer *answer, const Note *note, const char *phrase,
                    const char *chosen) {
    const Mailbox *mailbox = config_mailbox(answer->config, answer->thread->mailbox);
    const Pm *pm = pm_of(answer, mailbox);
    if (pm == NULL)
        return;
    g_autoptr(Values) values = values_new();
    g_autoptr(Phrasebook) book = phrasebook_new(pm->languages);
    const uint64_t id = choices_row_id(txn, answer->thread, note, phrase, 0);
    set_headers(txn, answer, mailbox, pm, id, values);
    set_words(answer, book, phrase, chosen, values);
    const Memo memo = {
        .id = id,
        .kind = OUTBOX_CONFIRM,
        .mailbox = mailbox,
        .pm = pm,
        .thread = answer->thread,
        .number = answer->thread->id,
        .values = values,
        .now = answer->now,
        .due = due_of(answer, id),
        .give_up = answer->config->give_up,
    };
    memo_add(txn, &memo);
    outbox_expire(txn, id, answer->now + MEMO_KEPT);
}

// --- what becomes of it ---

static void record(StoreTxn *txn, const ChoicesAnswer *answer, const Note *choices, unsigned number) {
    const CommandPair *pair = pair_of(choices, number);
    CommandPair *copy = g_new0(CommandPair, 1);
    g_autoptr(Note) chosen = g_new0(Note, 1);
    copy->key = g_strdup(pair->key);
    copy->value = g_strdup(pair->value);
    chosen->at = answer->now;
    chosen->by =
        g_strdup(answer->thread->from_name != NULL ? answer->thread->from_name : answer->thread->from);
    chosen->by = chosen->by == NULL ? g_strdup("") : chosen->by;
    chosen->verb = COMMAND_CHOSEN;
    chosen->words = g_strdup_printf("%u", number);
    chosen->pairs = g_ptr_array_new_with_free_func(command_pair_free);
    g_ptr_array_add(chosen->pairs, copy);
    journal_add(txn, answer->thread, chosen);
}

static ChoicesTaken take_one(StoreTxn *txn, const ChoicesAnswer *answer, const Note *note,
                             const GArray *options, unsigned number) {
    const OutreachOption *option = &g_array_index(options, OutreachOption, number - 1);
    g_autofree char *chosen = g_strdup_printf("%u: %s", number, option->what);
    record(txn, answer, note, number);
    if (outreach_refused(txn, answer->config, answer->thread) == NULL)
        write_customer(txn, answer, note, OUTREACH_CHOSEN, options, number);
    tell_pm(txn, answer, note, "taken", chosen);
    answer->thread->choices = 0;
    answer->thread->choices_asked = 0;
    return CHOICES_TAKEN;
}

static ChoicesTaken ask_again(StoreTxn *txn, const ChoicesAnswer *answer, const Note *note,
                              const GArray *options) {
    Thread *thread = answer->thread;
    if (thread->choices_asked > CHOICES_ASKED_MOST)
        return CHOICES_LEFT_TO_PM; // who was told
    const bool refused = outreach_refused(txn, answer->config, thread) != NULL;
    thread->choices_asked++;
    if (!refused && thread->choices_asked <= CHOICES_ASKED_MOST) {
        write_customer(txn, answer, note, OUTREACH_UNCLEAR, options, 0);
        return CHOICES_ASKED_AGAIN;
    }
    thread->choices_asked = CHOICES_ASKED_MOST + 1;
    tell_pm(txn, answer, note, "unclear", NULL);
    return CHOICES_LEFT_TO_PM;
}

ChoicesTaken choices_take(StoreTxn *txn, const ChoicesAnswer *answer) {
    g_autoptr(Note) note = open_choices(txn, answer);
    if (note == NULL || config_mailbox(answer->config, answer->thread->mailbox) == NULL)
        return CHOICES_NOT_ANSWERED;
    g_autoptr(GArray) options = choices_options(note);
    const Choice choice = choice_read(answer->text, options->len);
    if (choice.kind == CHOICE_NONE)
        return CHOICES_NOT_ANSWERED;
    if (choice.kind == CHOICE_ONE)
        return take_one(txn, answer, note, options, choice.number);
    return ask_again(txn, answer, note, options);
}
