// Machines set against us. Earshot answers a customer's address behind which
// stands a machine that answers everything; both go on for as long as they will.
// What counts is how many answers we send: two at most, whatever the machine leaves out,
// and one where it bears a mark. Time is simulated; nothing is sent.
#include "intake_world.h"

#include "acknowledge.h"
#include "decision.h"

enum { ROUNDS = 40, LIMIT = 2 };

typedef struct Sent { // an acknowledgement as it left us
    char *to, *sender, *subject, *id, *text;
} Sent;

static void sent_free(Sent *sent) {
    if (sent == NULL)
        return;
    g_free(sent->to);
    g_free(sent->sender);
    g_free(sent->subject);
    g_free(sent->id);
    g_free(sent->text);
    g_free(sent);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sent, sent_free)

// --- what the courier does, without a relay ---

typedef struct Outgoing {
    const Config *config;
    int64_t now;
    OutboxRow *row;
} Outgoing;

static bool do_take(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Outgoing *outgoing = data;
    g_clear_pointer(&outgoing->row, outbox_row_free);
    for (OutboxRow *row = outbox_claim(txn, COURIER, outgoing->now); row != NULL;
         row = outbox_claim(txn, COURIER, outgoing->now)) {
        if (!decision_still_wanted(txn, outgoing->config, row, outgoing->now)) {
            outbox_row_free(row);
            continue;
        }
        outgoing->row = row;
        g_autoptr(OutboxRow) done = outbox_get(txn, row->id);
        outbox_done(txn, done, "250 ok", outgoing->now);
        return true;
    }
    return true;
}

static char *part_text(const Message *message, const char *type) {
    size_t count = 0;
    const Part *parts = message_parts(message, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].type, type) == 0)
            return message_part_text(message, i, 65536);
    fail_msg("no %s in it", type);
    return NULL;
}

// The next acknowledgement that goes out, or NULL.
static Sent *send_next(World *world, const Acknowledger *acknowledger) {
    g_autoptr(OutboxRow) row = NULL;
    do { // a machine's words may alert the product manager: that is no answer
        g_clear_pointer(&row, outbox_row_free);
        Outgoing outgoing = {.config = world->config, .now = world->now};
        support_write(&world->ground, do_take, &outgoing);
        if (outgoing.row == NULL)
            return NULL;
        row = outgoing.row;
    } while (row->kind == OUTBOX_ALERT);
    assert_int_equal(row->kind, OUTBOX_ACKNOWLEDGEMENT);
    g_autoptr(Values) values = values_unpack(row->values, NULL);
    g_autoptr(GBytes) bytes = acknowledge_compose(acknowledger, values, world->now, NULL);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    Sent *sent = g_new0(Sent, 1);
    sent->to = g_strdup(row->to);
    sent->sender = g_strdup(row->envelope_sender);
    sent->subject = g_strdup(message_subject(message));
    sent->id = g_strdup(message_id(message));
    sent->text = part_text(message, "text/plain");
    return sent;
}

static Acknowledger *acknowledger(void) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Acknowledger *made = acknowledger_new(NULL, errors);
    if (made == NULL)
        fail_msg("%s", (char *)errors->pdata[0]);
    return made;
}

// The templates of nine languages are loaded once: the group's state.
static int load_templates(void **state) {
    message_library_start();
    *state = acknowledger();
    return 0;
}

static int free_templates(void **state) {
    acknowledger_free(*state);
    return 0;
}

static void take(World *world, const Mail *mail) {
    g_autoptr(Hearing) hearing = hear(world, *mail);
    if (hearing->receipt != NULL)
        confirm(world, hearing);
}

// --- machines ---

typedef enum Subjects {
    SUBJECT_OWN,
    SUBJECT_REPLY,
    SUBJECT_AWAY,
    SUBJECT_BARE,
    SUBJECT_NEW,
    SUBJECT_COUNT
} Subjects;
typedef enum Words { WORDS_OWN, WORDS_QUOTING, WORDS_NAMING, WORDS_COPYING, WORDS_COUNT } Words;

typedef struct Machine {
    const char *name;
    Subjects subjects;
    Words words;
    bool references;
    bool null_sender;
    const char *marks; // header fields
    GTimeSpan delay;
    unsigned most; // answers that it may get in all, the first to a person included
} Machine;

static char *machine_subject(const Machine *machine, const Sent *sent) {
    switch (machine->subjects) {
    case SUBJECT_REPLY:
        return g_strconcat("Re: ", sent->subject, NULL);
    case SUBJECT_AWAY:
        return g_strconcat("Automatic reply: ", sent->subject, NULL);
    case SUBJECT_BARE: // our short id taken away
        return g_strconcat("Re: ", "Export stops", NULL);
    case SUBJECT_NEW:
        return g_strdup_printf("About %s", sent->id);
    default:
        return g_strdup("We have got your message");
    }
}

static char *machine_words(const Machine *machine, const Sent *sent) {
    static const char TEXT[] = "Dear sender,\n\nwe have received your message and will come back to you.\n"
                               "Our office is open from nine to five.\n\nThe Front Desk\n";
    g_auto(GStrv) lines = g_strsplit(sent->text, "\n", -1);
    g_autofree char *quoted = g_strjoinv("\n> ", lines);
    switch (machine->words) {
    case WORDS_QUOTING:
        return g_strdup_printf("%s\n\nOn Monday you wrote:\n> %s\n", TEXT, quoted);
    case WORDS_NAMING:
        return g_strdup_printf("%s\nYour message was: %s\n", TEXT, sent->subject);
    case WORDS_COPYING: // as if it were its own
        return g_strdup_printf("%s\n%s", TEXT, sent->text);
    default:
        return g_strdup(TEXT);
    }
}

// Its answer to one of ours.
static void machine_answers(World *world, const Machine *machine, const Sent *sent, unsigned number) {
    g_autofree char *subject = machine_subject(machine, sent);
    g_autofree char *body = machine_words(machine, sent);
    g_autofree char *id = g_strdup_printf("auto-%u@a.example", number);
    g_autofree char *references = g_strdup_printf("<%s>", sent->id);
    g_autofree char *more = g_strconcat(PROVEN, machine->marks == NULL ? "" : machine->marks, NULL);
    world->now += machine->delay;
    take(world, &(Mail){.id = id,
                        .subject = subject,
                        .body = body,
                        .more = more,
                        .references = machine->references ? references : NULL,
                        .sender = machine->null_sender ? "" : NULL});
}

static unsigned answers_against(World *world, const Acknowledger *tongue, const Machine *machine) {
    unsigned count = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        g_autoptr(Sent) sent = send_next(world, tongue);
        if (sent == NULL)
            return count;
        count++;
        machine_answers(world, machine, sent, i);
    }
    return count;
}

static unsigned play(const Acknowledger *tongue, const Machine *machine, const char *first_marks) {
    void *state = NULL;
    world_setup(&state);
    World *world = state;
    g_autofree char *more = g_strconcat(PROVEN, first_marks == NULL ? "" : first_marks, NULL);
    take(world, &(Mail){.id = "person@a.example", .more = more});
    const unsigned count = answers_against(world, tongue, machine);
    world_teardown(&state);
    return count;
}

static void one_that_marks_nothing_gets_two_at_most(void **state) {
    static const GTimeSpan DELAYS[] = {G_TIME_SPAN_SECOND, 90 * G_TIME_SPAN_SECOND, 20 * G_TIME_SPAN_MINUTE,
                                       5 * G_TIME_SPAN_HOUR};
    for (int subjects = 0; subjects < SUBJECT_COUNT; subjects++)
        for (int words = 0; words < WORDS_COUNT; words++)
            for (int references = 0; references < 2; references++)
                for (size_t i = 0; i < G_N_ELEMENTS(DELAYS); i++) {
                    const Machine machine = {.subjects = (Subjects)subjects,
                                             .words = (Words)words,
                                             .references = references != 0,
                                             .delay = DELAYS[i]};
                    const bool tells = references != 0 || words == WORDS_NAMING || words == WORDS_COPYING;
                    if (subjects == SUBJECT_NEW && !tells)
                        continue; // one_that_never_repeats_itself_meets_the_limits
                    const unsigned count = play(*state, &machine, NULL);
                    assert_true(count >= 1);
                    if (count > LIMIT)
                        fail_msg("%u answers: subjects %d, words %d, references %d, after %d s", count,
                                 subjects, words, references, (int)(DELAYS[i] / G_TIME_SPAN_SECOND));
                }
}

static void one_that_bears_a_mark_gets_one(void **state) {
    static const Machine machines[] = {
        {.name = "RFC 3834", .marks = "Auto-Submitted: auto-replied\r\n", .most = 1},
        {.name = "null sender", .null_sender = true, .most = 1},
        {.name = "Precedence", .marks = "Precedence: auto_reply\r\n", .most = 1},
        {.name = "away note at once", .subjects = SUBJECT_AWAY, .most = 1},
        {.name = "away note with references, late",
         .subjects = SUBJECT_AWAY,
         .references = true,
         .delay = 5 * G_TIME_SPAN_HOUR,
         .most = 1},
        {.name = "references", .references = true, .most = 1},
        {.name = "our short id in the subject", .subjects = SUBJECT_REPLY, .most = 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(machines); i++) {
        const unsigned count = play(*state, &machines[i], NULL);
        if (count != machines[i].most)
            fail_msg("%s: %u answers", machines[i].name, count);
    }
}

// The agent's own mail bears the desk's marks too, and is answered; what the desk says to that is not.
static void a_desk_gets_one(void **state) {
    static const char *const marks[] = {"X-Zammad-Ticket: 5\r\n", "X-RT-Ticket: rt.example #5\r\n",
                                        "X-Mailer: osTicket Mailer\r\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const Machine desk = {.marks = marks[i], .delay = G_TIME_SPAN_MINUTE};
        assert_int_equal(play(*state, &desk, marks[i]), 1);
    }
}

// A machine that makes up new words each time: then the limits hold, an hour and a day.
static void one_that_never_repeats_itself_meets_the_limits(void **state) {
    World *world = *state;
    unsigned count = 0;
    Acknowledger *tongue = acknowledger();
    const int64_t end = world->now + G_TIME_SPAN_DAY - HOUR;
    for (unsigned i = 0; world->now < end; i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", i);
        g_autofree char *text = g_strdup_printf("Number %u of my poems.\n", i);
        take(world, &(Mail){.id = id, .subject = id, .body = text});
        for (Sent *sent = send_next(world, tongue); sent != NULL; sent = send_next(world, tongue)) {
            sent_free(sent);
            count++;
        }
        world->now += 30 * SECOND;
    }
    assert_int_equal(count, 10);
    acknowledger_free(tongue);
}

static void ten_thousand_mails_in_an_hour_get_three_answers(void **state) {
    World *world = *state;
    const unsigned mails = support_many(10000);
    unsigned yes = 0, limit = 0;
    for (unsigned i = 0; i < mails; i++) {
        g_autofree char *id = g_strdup_printf("%u@a.example", i);
        g_autofree char *subject = g_strdup_printf("Export %u", i);
        g_autoptr(Hearing) hearing = hear(world, (Mail){.id = id, .subject = subject});
        yes += strcmp(field(hearing, "Acknowledge"), "yes") == 0;
        limit += strcmp(field(hearing, "Acknowledge"), "no; reason=limit") == 0;
        world->now += 3590 * SECOND / mails;
    }
    assert_int_equal(yes, 3);
    assert_int_equal(limit, mails - 3);
}

// --- two of us ---

static void serve(World *world, const char *address) {
    Mailbox *mailbox = world_mailbox(world);
    g_ptr_array_set_size(mailbox->addresses, 0);
    g_ptr_array_add(mailbox->addresses, g_strdup(address));
}

typedef enum Gate { GATE_OPEN, GATE_FIELDS, GATE_ALL } Gate; // what a gateway between two of us takes away

// Carries an acknowledgement to the other Earshot.
static void carry(World *to, const char *address, const char *from, const Sent *sent, Gate gate,
                  unsigned number) {
    const bool bare = gate != GATE_OPEN;
    g_autofree char *id = bare ? g_strdup_printf("gateway-%u@%s", number, from) : g_strdup(sent->id);
    g_autofree char *more = g_strdup_printf(
        "Authentication-Results: mx.example.test; dmarc=pass header.from=%s\r\n%s", strchr(from, '@') + 1,
        bare ? ""
             : "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply\r\n");
    g_autofree char *subject = gate == GATE_ALL ? g_strdup("A message") : g_strdup(sent->subject);
    g_autofree char *named = g_strdup_printf("Support <%s>", from);
    take(to, &(Mail){.from = named,
                     .sender = from,
                     .to = address,
                     .rcpt = address,
                     .id = id,
                     .subject = subject,
                     .body = sent->text,
                     .more = more});
}

// A store and a key of its own: nothing of the one tells the other that it is ours.
static void take_another_key(World *world) {
    Ground *ground = &world->ground;
    intake_free(world->intake);
    ground_close(ground);
    seal_free(ground->seal);
    ground_empty(ground);
    ground->seal = support_seal(2);
    ground_open(ground);
    world->intake = intake_new(world->config, ground->seal, ground->store, NULL);
}

static unsigned duel(const Acknowledger *tongue, Gate gate) {
    void *states[2] = {NULL};
    static const char *const addresses[] = {"support@a.example", "support@b.example"};
    World *worlds[2];
    unsigned counts[2] = {0};
    for (int i = 0; i < 2; i++) {
        world_setup(&states[i]);
        worlds[i] = states[i];
        serve(worlds[i], addresses[i]);
    }
    take_another_key(worlds[1]);
    // Somebody writes to the first in the name of the second.
    take(worlds[0], &(Mail){.from = addresses[1],
                            .sender = addresses[1],
                            .to = addresses[0],
                            .rcpt = addresses[0],
                            .id = "start@b.example",
                            .more = "Authentication-Results: mx.example.test; dmarc=pass "
                                    "header.from=b.example\r\n"});
    for (unsigned i = 0; i < ROUNDS; i++) {
        const unsigned who = i % 2;
        g_autoptr(Sent) sent = send_next(worlds[who], tongue);
        if (sent == NULL)
            break;
        counts[who]++;
        worlds[0]->now += SECOND;
        worlds[1]->now += SECOND;
        carry(worlds[1 - who], addresses[1 - who], addresses[who], sent, gate, i);
    }
    for (int i = 0; i < 2; i++)
        world_teardown(&states[i]);
    assert_true(counts[0] >= 1);
    return MAX(counts[0], counts[1]);
}

static void two_of_us_end_at_once(void **state) {
    assert_int_equal(duel(*state, GATE_OPEN), 1);
}

// A gateway that takes away every mark, and new words to new words: then the limit of an hour ends it.
static void two_of_us_who_recognise_nothing_meet_the_limit(void **state) {
    assert_in_range(duel(*state, GATE_FIELDS), 1, 3);
    assert_in_range(duel(*state, GATE_ALL), 1, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_marks_nothing_gets_two_at_most),
        cmocka_unit_test(one_that_bears_a_mark_gets_one),
        cmocka_unit_test(a_desk_gets_one),
        world_test(one_that_never_repeats_itself_meets_the_limits),
        world_test(ten_thousand_mails_in_an_hour_get_three_answers),
        cmocka_unit_test(two_of_us_end_at_once),
        cmocka_unit_test(two_of_us_who_recognise_nothing_meet_the_limit),
    };
    return cmocka_run_group_tests(tests, load_templates, free_templates);
}
