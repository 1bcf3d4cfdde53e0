// A person is erased, and the proof is told: what was found, that the key was
// overwritten and read back, that nothing opens any more that names them, which
// backups still hold the key, and a line to keep, which names nobody and by which the
// erasure can be done again on a store that was put back from an older backup. Of many,
// all are erased before the first is told: what they left in free pages of the database
// is overwritten once, behind the last.
#include "ctl_erase.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "address.h"
#include "contact.h"
#include "copies.h"
#include "ctl.h"
#include "erased.h"
#include "unheard.h"
#include "units.h"

static void order_free(EraseOrder *order) {
    g_free(order->address);
    erase_report_clear(&order->report);
    g_clear_pointer(&order->copies, g_ptr_array_unref);
    g_free(order);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EraseOrder, order_free)

static EraseOrder *order_like(const EraseOrder *given) {
    EraseOrder *order = g_new0(EraseOrder, 1);
    order->look = given->look;
    order->sure = given->sure;
    order->as_json = given->as_json;
    order->answerable = given->answerable;
    order->now = given->now;
    order->copies = g_ptr_array_new_with_free_func(g_free);
    return order;
}

// --- which backups ---

static bool take_copy(int64_t made, const char *directory, void *data) {
    EraseOrder *order = data;
    if (made >= order->now)
        return true;
    g_autofree char *time = units_time_format(made);
    g_autofree char *until = units_time_format(made + order->kept);
    order->clean = MAX(order->clean, made + order->kept);
    g_ptr_array_add(order->copies, g_strdup_printf("%s, of %s, until %.10s", directory, time, until));
    return true;
}

static bool read_copies(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    EraseOrder *order = data;
    g_ptr_array_set_size(order->copies, 0);
    order->clean = order->now;
    copies_walk(txn, order->now - order->kept, take_copy, order);
    return !store_failed(txn);
}

// --- one person ---

static bool erase_one(Daemon *daemon, EraseOrder *order, GError **error) {
    g_autofree char *sender = NULL;
    SealHash hash;
    order->kept = daemon->config->retention.backups;
    const EraseOptions options = {
        .config = daemon->config,
        .address = order->address,
        .person = order->person,
        .slot = order->slot,
        .by = g_get_user_name(),
        .now = order->now,
        .look = order->look,
        .answerable = order->answerable,
    };
    if (!erase_person(daemon->store, &options, &order->report, error))
        return false;
    order->slot = order->report.slot;
    order->server = !store_overwrites(daemon->store);
    if (order->address != NULL && !order->look) {
        sender = unheard_sender(daemon->seal, order->address, &hash);
        if (!unheard_erase(store_directory(daemon->store), sender, &order->unheard, error))
            return false;
    }
    return store_read(daemon->store, read_copies, order, error);
}

// --- all of a command ---

typedef struct Command {
    Daemon *daemon;
    const EraseOrder *given;
    GPtrArray *orders; // EraseOrder: those that were erased
    int status;        // of the first that failed
} Command;

static void note_status(Command *command, int status) {
    command->status = command->status == EX_OK ? status : command->status;
}

// Takes the order. What fails is told at once, and the others go on.
static void add_order(Command *command, EraseOrder *order) {
    GError *error = NULL;
    if (erase_one(command->daemon, order, &error)) {
        g_ptr_array_add(command->orders, order);
        return;
    }
    order_free(order);
    daemon_fail(command->daemon, error);
    note_status(command, command->daemon->status);
}

static bool wants_wiping(const Command *command) {
    for (guint i = 0; i < command->orders->len; i++) {
        const EraseOrder *order = command->orders->pdata[i];
        if (!order->look && !ctl_erase_is_unknown(order))
            return true;
    }
    return false;
}

// Waits for who reads, a backup or a report, for a while. True when all is overwritten.
static bool wipe_pages(Command *command) {
    const int64_t until = g_get_monotonic_time() + G_TIME_SPAN_MINUTE;
    StoreScrub work = {0};
    GError *error = NULL;
    bool more = true;
    while (more && g_get_monotonic_time() < until) {
        if (!erase_pages(command->daemon->store, &work, &more, &error)) {
            daemon_fail(command->daemon, error);
            note_status(command, command->daemon->status);
            return false;
        }
        if (more)
            g_usleep(work.blocked ? 100 * 1000 : 5 * 1000); // others write in between
    }
    return !more;
}

static int end_command(Command *command) {
    const bool wiped = wants_wiping(command) && wipe_pages(command);
    for (guint i = 0; i < command->orders->len; i++) {
        EraseOrder *order = command->orders->pdata[i];
        order->wiped = wiped;
        note_status(command, ctl_erase_tell(order));
    }
    g_ptr_array_unref(command->orders);
    return command->status;
}

static Command begin_command(Daemon *daemon, const EraseOrder *given) {
    return (Command){.daemon = daemon,
                     .given = given,
                     .orders = g_ptr_array_new_with_free_func((GDestroyNotify)order_free)};
}

static bool is_sure(const EraseOrder *order) {
    if (order->look || order->sure)
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        fprintf(stderr, "earshot erase: it cannot be taken back; --dry-run looks, --yes does it\n");
        return false;
    }
    char answer[8] = "";
    printf("Erase all that is stored of %s? It cannot be taken back. [yes/no] ",
           order->address == NULL ? "these persons" : order->address);
    fflush(stdout);
    if (fgets(answer, sizeof answer, stdin) != NULL && strcmp(answer, "yes\n") == 0)
        return true;
    fprintf(stderr, "earshot erase: nothing was erased\n");
    return false;
}

// Mail of ours is answered and counted by these addresses; what they wrote is not about themselves.
static bool may_be_erased(const Daemon *daemon, const char *address) {
    if (!config_is_ours(daemon->config, address))
        return true;
    fprintf(stderr,
            "%s: is of ours: a mailbox, an agent or a product manager by the configuration,\n"
            "or of a mailbox's own organisation; take them out of it first\n",
            address);
    return false;
}

static int erase_address(Daemon *daemon, const EraseOrder *given, const char *name) {
    g_autoptr(EraseOrder) order = order_like(given);
    order->address = address_parse(name);
    if (order->address == NULL) {
        fprintf(stderr, "%s: no mail address; write one like jane@example.com\n", name);
        return EX_DATAERR;
    }
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (!may_be_erased(daemon, order->address))
        return EX_DATAERR;
    if (!is_sure(order))
        return EX_USAGE;
    order->person = contact_hash(daemon->seal, order->address);
    Command command = begin_command(daemon, given);
    add_order(&command, g_steal_pointer(&order));
    return end_command(&command);
}

// --- many, by their lines ---

static bool read_hash(const char *text, SealHash *person) {
    size_t size = 0;
    g_autofree char *word = g_strndup(text, strspn(text, "abcdefghijklmnopqrstuvwxyz234567"));
    g_autofree uint8_t *bytes = units_base32_decode(word, &size);
    if (bytes == NULL || size != sizeof person->bytes)
        return false;
    memcpy(person->bytes, bytes, size);
    return true;
}

// One that was printed by `earshot erase`; false when it is none.
static bool read_line(const char *line, SealHash *person, uint64_t *slot) {
    const char *who = strstr(line, "person="), *key = strstr(line, "slot=");
    if (strstr(line, "erased ") == NULL || who == NULL || key == NULL)
        return false;
    *slot = g_ascii_strtoull(key + strlen("slot="), NULL, 10);
    return read_hash(who + strlen("person="), person);
}

// Who had no key cannot be found by it.
static void add_listed(Command *command, SealHash person, uint64_t slot) {
    if (slot == 0)
        return;
    EraseOrder *order = order_like(command->given);
    order->person = person;
    order->slot = slot;
    add_order(command, order);
}

static int erase_from(Daemon *daemon, const EraseOrder *given, const char *path) {
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "earshot erase: --from: %s\n", error->message);
        return EX_NOINPUT;
    }
    if (!is_sure(given))
        return EX_USAGE;
    if (!ctl_open_store(daemon))
        return daemon->status;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Command command = begin_command(daemon, given);
    unsigned read = 0;
    for (size_t i = 0; lines[i] != NULL; i++) {
        SealHash person;
        uint64_t slot = 0;
        if (!read_line(lines[i], &person, &slot))
            continue;
        add_listed(&command, person, slot);
        read++;
    }
    if (read == 0)
        fprintf(stderr, "%s: no line that 'earshot erase' printed: 'erased TIME person=... slot=...'\n",
                path);
    const int status = end_command(&command);
    return read == 0 ? EX_DATAERR : status;
}

// --- those that were begun ---

typedef struct Pending {
    GArray *persons; // Erased without threads
} Pending;

static bool take_pending(StoreTxn *txn, const Erased *erased, void *data) {
    (void)txn;
    const Pending *pending = data;
    if (erased->pending)
        g_array_append_val(pending->persons, *erased);
    return true;
}

static bool read_pending(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_array_set_size(((Pending *)data)->persons, 0);
    erased_walk(txn, NULL, take_pending, data);
    return !store_failed(txn);
}

static int erase_unfinished(Daemon *daemon, const EraseOrder *given) {
    g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(Erased));
    Pending pending = {persons};
    if (!ctl_open_store(daemon) || !ctl_read(daemon, read_pending, &pending))
        return daemon->status;
    if (persons->len == 0)
        printf("every erasure that was begun came to its end\n");
    Command command = begin_command(daemon, given);
    for (guint i = 0; i < persons->len; i++) {
        const Erased *one = &g_array_index(persons, Erased, i);
        add_listed(&command, one->person, one->slot);
    }
    return end_command(&command);
}

int ctl_erase(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"erase", "[--dry-run] [--yes] [--json] ADDRESS",
                                     "a person: destroy their key, make the rest nobody's", NULL};
    EraseOrder given = {.now = g_get_real_time()};
    g_autofree char *from = NULL;
    gboolean unfinished = FALSE;
    const GOptionEntry entries[] = {
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &given.look, "only tell what would be found", NULL},
        {"yes", 0, 0, G_OPTION_ARG_NONE, &given.sure, "do not ask", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &given.as_json, "for programs: a JSON object", NULL},
        {"answerable", 0, 0, G_OPTION_ARG_NONE, &given.answerable,
         "they may get automatic mail when they write again", NULL},
        {"from", 0, 0, G_OPTION_ARG_FILENAME, &from, "those of the lines that it printed", "FILE"},
        {"unfinished", 0, 0, G_OPTION_ARG_NONE, &unfinished, "end those that were begun", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != (from != NULL || unfinished ? 1 : 2) || (from != NULL && unfinished))
        return ctl_usage(&USAGE);
    if (unfinished)
        return erase_unfinished(daemon, &given);
    return from != NULL ? erase_from(daemon, &given, from) : erase_address(daemon, &given, argv[1]);
}
