// What `earshot erase` tells of one person: the proof for people, with the line to
// keep, and the same for programs.
#include "ctl_erase.h"

#include <inttypes.h>
#include <stdio.h>
#include <sysexits.h>

#include "json.h"
#include "units.h"
#include "verify.h"

// What a server has of older versions is sealed, and their keys are wrapped, under the key file of then.
static const char FINAL[] = "  All of that is sealed under the key file of now: for good it is gone when\n"
                            "  'earshot key rotate' and --finish were run and older key files destroyed\n";

static char *hash_text(SealHash person) {
    return units_base32_encode(person.bytes, sizeof person.bytes);
}

static void print_line(const EraseOrder *order) {
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

static void print_key(const EraseReport *report, bool server) {
    if (report->overwritten && server)
        printf("key: overwritten in its row, and read back as zeros\n");
    else if (report->overwritten)
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

static void print_pages(const EraseOrder *order) {
    if (!order->server)
        printf("free pages of the database: %s\n",
               order->wiped ? "overwritten" : "NOT overwritten, somebody reads for long: run it again later");
    else
        printf("older versions of these rows: %s\n"
               "  PostgreSQL overwrites none: they lie on in pages, WAL, archives, standbys,\n"
               "  backups, and the key there.\n%s",
               order->wiped ? "left to vacuum" : "NOT vacuumed: run it again", FINAL);
}

static void print_copies(const EraseOrder *order) {
    if (order->copies->len > 0)
        printf("backups that still hold the key ([retention] backups says how long):\n");
    for (guint i = 0; i < order->copies->len; i++)
        printf("  %s\n", (const char *)order->copies->pdata[i]);
    if (order->server) {
        printf("backups and archives of the server have what stood there then: keep none for\n"
               "  longer than [retention] backups says\n");
        return;
    }
    if (order->copies->len == 0) {
        printf("backups made of this store since and not expired: none is noted\n");
        return;
    }
    g_autofree char *clean = units_time_format(order->clean);
    printf("nothing is left anywhere from %.10s on, if they are deleted by then\n", clean);
}

static void print_mails(const EraseOrder *order) {
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

static const char *again(const EraseOrder *order) {
    if (order->look)
        return "";
    if (order->server)
        return order->wiped ? "; older versions of rows are left to vacuum"
                            : ";\n  older versions of rows could NOT be vacuumed: run it again later";
    return order->wiped
               ? "; free pages of the database were overwritten once more"
               : ";\n  free pages of the database could NOT be overwritten, somebody reads for long: "
                 "run it again later";
}

static void print_nothing(const EraseOrder *order) {
    if (order->report.before == 0) {
        printf("nothing is stored of this address, as it is written\n"
               "  (jane+shop@example.com and jane@example.com are two)\n");
        return;
    }
    g_autofree char *time = units_time_format(order->report.before);
    printf("erased on %.10s, and nothing came since%s\n", time, again(order));
}

bool ctl_erase_found_nothing(const EraseOrder *order) {
    for (unsigned table = 0; table < TABLES; table++)
        if (order->report.found[table] > 0)
            return false;
    return !order->report.known && order->unheard == 0;
}

bool ctl_erase_is_unknown(const EraseOrder *order) {
    return ctl_erase_found_nothing(order) && order->report.before == 0;
}

static void print_order(const EraseOrder *order) {
    if (ctl_erase_found_nothing(order)) {
        print_nothing(order);
        return;
    }
    printf("%s\n", order->look ? "would be found" : "found, and done with:");
    print_found(&order->report);
    printf("conversations they opened: %" PRIu64 ", messages they wrote: %" PRIu64 "\n",
           order->report.conversations, order->report.messages);
    if (!order->look) {
        print_mails(order);
        print_key(&order->report, order->server);
        print_pages(order);
    }
    print_copies(order);
    if (order->look)
        return;
    printf("keep this line, which names nobody: 'earshot erase --from FILE' reads it\n");
    print_line(order);
    printf("outside: mail at the MTA, in mailboxes and the help desk, and mail to PMs\n"
           "  that was sent; account files, which 'earshot account import' would bring back\n");
    if (order->server)
        printf("  and unheard.log of other gateways: give the same command there\n");
}

static Json *found_json(const EraseReport *report) {
    Json *map = json_map();
    for (unsigned table = 0; table < TABLES; table++)
        if (report->found[table] > 0)
            json_put_number(map, verify_table_name((Table)table), (int64_t)report->found[table]);
    return map;
}

static void print_json(const EraseOrder *order) {
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
    json_put_bool(map, "free_pages_overwritten", order->wiped && !order->server);
    json_put_bool(map, "older_versions_kept", order->server);
    json_put_bool(map, "wrote_again", report->back);
    json_put_number(map, "damaged", (int64_t)report->damaged);
    json_put_texts(map, "backups", order->copies);
    json_put_time(map, "clean", order->copies->len > 0 ? order->clean : order->now);
    g_autofree char *text = json_dump(map, true);
    puts(text);
}

// Those whose pages may not be overwritten yet have something to come back for.
static bool is_done(const EraseOrder *order) {
    const EraseReport *report = &order->report;
    if (order->look || ctl_erase_is_unknown(order))
        return true;
    return order->wiped && report->left == 0 && (!report->known || report->overwritten);
}

int ctl_erase_tell(const EraseOrder *order) {
    if (order->as_json)
        print_json(order);
    else
        print_order(order);
    return is_done(order) ? EX_OK : EX_TEMPFAIL;
}
