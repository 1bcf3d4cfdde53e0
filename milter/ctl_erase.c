// A person is erased, and the proof is told: what was found, that the key was
// overwritten and read back, that nothing opens any more that names them, which
// backups still hold the key, and a line to keep, which names nobody and by which the
// erasure can be done again on a store that was put back from an older backup.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "address.h"
#include "contact.h"
#include "copies.h"
#include "ctl.h"
#include "erase.h"
#include "json.h"
#include "unheard.h"
#include "units.h"
#include "verify.h"

typedef struct Order { // one person, and what came of it
    gboolean look, sure, as_json, answerable;
    char *address; // NULL: known by the hash alone
    SealHash person;
    uint64_t slot;
    int64_t now;
    EraseReport report;
    uint64_t unheard;  // lines of unheard.log
    bool wiped;        // free pages of the database were overwritten
    GPtrArray *copies; // char *: backups that still hold the key, and until when
    int64_t clean;     // when the last of these has expired
    GTimeSpan kept;    // how long backups are
} Order;

static void order_clear(Order *order) {
    g_free(order->address);
    erase_report_clear(&order->report);
    g_clear_pointer(&order->copies, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static char *hash_text(SealHash person) {
    return units_base32_encode(person.bytes, sizeof person.bytes);
}

// --- which backups ---

static bool take_copy(int64_t made, const char *directory, void *data) {
    Order *order = data;
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
    Order *order = data;
    g_ptr_array_set_size(order->copies, 0);
    order->clean = order->now;
    copies_walk(txn, order->now - order->kept, take_copy, order);
    return !store_failed(txn);
}

// --- what is told ---

static void print_line(const Order *order) {
    g_autofree char *time = units_time_format(order->now), *person = hash_text(order->person);
    uint64_t records = 0;
    for (unsigned table = 0; table < TABLES; table++)
        records += order->report.found[table];
    printf("  erased %s person=%s slot=%" PRIu64 "\n    conversations=%" PRIu64 " records=%" PRIu64 "\n",
           time, person, order->slot, order->report.conversations, records);
}

static void print_found(const EraseReport *report) {
    for (unsigned table = 0; table < TABLES; table++)
        if (report->found[table] > 0)
            printf("  %-14s %6" PRIu64 "  %s\n", verify_table_name((Table)table), report->found[table],
                   erase_deed_name(erase_table((Table)table)->deed));
    if (report->masked > 0)
        printf("  of these %" PRIu64 " are others': stars over the address and the name\n", report->masked);
}

static void print_key(const EraseReport *report) {
    if (report->overwritten)
        printf("key: overwritten in place, synced, and read back as zeros\n");
    else if (!report->known)
        printf("key: they had none\n");
    else
        printf("key: NOT overwritten: run it again\n");
    printf("records under that key: %" PRIu64 ", and none can be opened any more\n", report->locked);
    if (report->left == 0)
        printf("records that still name them: none\n");
    else
        printf("records that still name them: %" PRIu64 " (%s): run it again\n", report->left, report->where);
    if (report->back)
        printf("they wrote again meanwhile, as a new person: to erase that too, run it again\n");
    if (report->damaged > 0)
        printf("records that could not be read: %" PRIu64 "; 'earshot verify' names them\n", report->damaged);
}

static void print_copies(const Order *order) {
    if (order->copies->len == 0) {
        printf("backups made of this store since and not expired: none is noted\n");
        return;
    }
    printf("backups that still hold the key ([retention] backups says how long):\n");
    for (guint i = 0; i < order->copies->len; i++)
        printf("  %s\n", (const char *)order->copies->pdata[i]);
    g_autofree char *clean = units_time_format(order->clean);
    printf("nothing is left anywhere from %.10s on, if they are deleted by then\n", clean);
}

static void print_mails(const Order *order) {
    const EraseReport *report = &order->report;
    if (report->mails > 0)
        printf("mails to them that waited, and are not sent: %" PRIu64 "\n", report->mails);
    if (report->digests > 0)
        printf("digests that waited and named them, and are not sent: %" PRIu64
               "\n  'earshot digest --pm NAME --send' makes one anew\n",
               report->digests);
    if (order->unheard > 0)
        printf("lines of unheard.log without their hash now: %" PRIu64 "\n", order->unheard);
}

static void print_nothing(const Order *order) {
    if (order->report.before == 0) {
        printf("nothing is stored of this address, as it is written\n"
               "  (jane+shop@example.com and jane@example.com are two)\n");
        return;
    }
    g_autofree char *time = units_time_format(order->report.before);
    printf("erased on %.10s, and nothing came since%s\n", time,
           order->wiped ? "; free pages of the database were overwritten once more" : "");
}

static bool is_nothing(const Order *order) {
    for (unsigned table = 0; table < TABLES; table++)
        if (order->report.found[table] > 0)
            return false;
    return !order->report.known && order->unheard == 0;
}

static bool is_unknown(const Order *order) {
    return is_nothing(order) && order->report.before == 0;
}

static void print_order(const Order *order) {
    if (is_nothing(order)) {
        print_nothing(order);
        return;
    }
    printf("%s\n", order->look ? "would be found" : "found, and done with:");
    print_found(&order->report);
    printf("conversations they opened: %" PRIu64 ", messages they wrote: %" PRIu64 "\n",
           order->report.conversations, order->report.messages);
    if (!order->look) {
        print_mails(order);
        print_key(&order->report);
        printf("free pages of the database: %s\n",
               order->wiped ? "overwritten" : "NOT overwritten, somebody reads for long: run it again later");
    }
    print_copies(order);
    if (order->look)
        return;
    printf("keep this line, which names nobody: 'earshot erase --from FILE' reads it\n");
    print_line(order);
    printf("outside: mail at the MTA, in mailboxes and the help desk, and mail to PMs\n"
           "  that was sent; account files, which 'earshot account import' would bring back\n");
}

static Json *found_json(const EraseReport *report) {
    Json *map = json_map();
    for (unsigned table = 0; table < TABLES; table++)
        if (report->found[table] > 0)
            json_put_number(map, verify_table_name((Table)table), (int64_t)report->found[table]);
    return map;
}

static void print_json(const Order *order) {
    const EraseReport *report = &order->report;
    g_autofree char *person = hash_text(order->person);
    Json *map = json_map();
    json_put_time(map, "at", order->now);
    json_put_text(map, "person", person);
    json_put_bool(map, "dry_run", order->look);
    json_put_bool(map, "known", report->known);
    json_put_time(map, "before", report->before);
    json_put_number(map, "slot", (int64_t)order->slot);
    json_put(map, "found", found_json(report));
    json_put_number(map, "masked", (int64_t)report->masked);
    json_put_number(map, "conversations", (int64_t)report->conversations);
    json_put_number(map, "messages", (int64_t)report->messages);
    json_put_number(map, "mails_dropped", (int64_t)report->mails);
    json_put_number(map, "digests_dropped", (int64_t)report->digests);
    json_put_number(map, "unheard", (int64_t)order->unheard);
    json_put_bool(map, "key_overwritten", report->overwritten);
    json_put_number(map, "locked", (int64_t)report->locked);
    json_put_number(map, "left", (int64_t)report->left);
    json_put_text(map, "left_in", report->where);
    json_put_bool(map, "free_pages_overwritten", order->wiped);
    json_put_bool(map, "wrote_again", report->back);
    json_put_number(map, "damaged", (int64_t)report->damaged);
    json_put_texts(map, "backups", order->copies);
    json_put_time(map, "clean", order->copies->len > 0 ? order->clean : order->now);
    g_autofree char *text = json_dump(map, true);
    puts(text);
}

// --- one person ---

// Waits for who reads, a backup or a report, for a while.
static bool wipe_pages(Daemon *daemon, Order *order, GError **error) {
    const int64_t until = g_get_monotonic_time() + G_TIME_SPAN_MINUTE;
    StoreScrub work = {0};
    bool more = true;
    while (more && g_get_monotonic_time() < until) {
        if (!erase_pages(daemon->store, &work, &more, error))
            return false;
        if (more)
            g_usleep(work.blocked ? 100 * 1000 : 5 * 1000); // others write in between
    }
    order->wiped = !more;
    return true;
}

static bool erase_one(Daemon *daemon, Order *order, GError **error) {
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
    if (order->address != NULL && !order->look) {
        sender = unheard_sender(daemon->seal, order->address, &hash);
        if (!unheard_erase(store_directory(daemon->store), sender, &order->unheard, error))
            return false;
    }
    return (order->look || is_unknown(order) || wipe_pages(daemon, order, error)) &&
           store_read(daemon->store, read_copies, order, error);
}

static int tell(const Order *order) {
    const EraseReport *report = &order->report;
    if (order->as_json)
        print_json(order);
    else
        print_order(order);
    const bool done =
        order->look || is_nothing(order) || (report->left == 0 && (!report->known || report->overwritten));
    return done ? EX_OK : EX_TEMPFAIL;
}

static bool is_sure(const Order *order) {
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

static Order order_like(const Order *order) {
    return (Order){
        .look = order->look,
        .sure = order->sure,
        .as_json = order->as_json,
        .answerable = order->answerable,
        .now = order->now,
        .copies = g_ptr_array_new_with_free_func(g_free),
    };
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

static int erase_address(Daemon *daemon, const Order *given, const char *name) {
    g_auto(Order) order = order_like(given);
    GError *error = NULL;
    order.address = address_parse(name);
    if (order.address == NULL) {
        fprintf(stderr, "%s: no mail address; write one like jane@example.com\n", name);
        return EX_DATAERR;
    }
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (!may_be_erased(daemon, order.address))
        return EX_DATAERR;
    if (!is_sure(&order))
        return EX_USAGE;
    order.person = contact_hash(daemon->seal, order.address);
    if (erase_one(daemon, &order, &error))
        return tell(&order);
    daemon_fail(daemon, error);
    return daemon->status;
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

static int erase_listed(Daemon *daemon, const Order *given, SealHash person, uint64_t slot) {
    g_auto(Order) order = order_like(given);
    GError *error = NULL;
    order.person = person;
    order.slot = slot;
    if (slot == 0)
        return EX_OK; // they had no key: nothing of theirs can be found by it
    if (erase_one(daemon, &order, &error))
        return tell(&order);
    daemon_fail(daemon, error);
    return daemon->status;
}

static int erase_from(Daemon *daemon, const Order *given, const char *path) {
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
    int status = EX_OK;
    unsigned read = 0;
    for (size_t i = 0; lines[i] != NULL; i++) {
        SealHash person;
        uint64_t slot = 0;
        if (!read_line(lines[i], &person, &slot))
            continue;
        const int one = erase_listed(daemon, given, person, slot);
        status = status == EX_OK ? one : status;
        read++;
    }
    if (read == 0)
        fprintf(stderr, "%s: no line that 'earshot erase' printed: 'erased TIME person=... slot=...'\n",
                path);
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

static int erase_unfinished(Daemon *daemon, const Order *given) {
    g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(Erased));
    Pending pending = {persons};
    if (!ctl_open_store(daemon) || !ctl_read(daemon, read_pending, &pending))
        return daemon->status;
    if (persons->len == 0)
        printf("every erasure that was begun came to its end\n");
    int status = EX_OK;
    for (guint i = 0; i < persons->len; i++) {
        const Erased *one = &g_array_index(persons, Erased, i);
        const int ended = erase_listed(daemon, given, one->person, one->slot);
        status = status == EX_OK ? ended : status;
    }
    return status;
}

int ctl_erase(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"erase", "[--dry-run] [--yes] [--json] ADDRESS",
                                     "a person: destroy their key, make the rest nobody's", NULL};
    g_auto(Order) given = {.now = g_get_real_time()};
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
