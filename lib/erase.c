// Looked for without holding anybody up, done in small pieces, looked for again
// until nothing is found, and only then the key: as long as it is there, what came meanwhile
// can be found by it. The contact goes with the first round, so from there on nothing new
// comes under that key, and two rounds are enough but for what others were just writing.
#include "erase_parts.h"

#include <string.h>

#include "audit.h"
#include "contact.h"
#include "fault.h"
#include "lesson.h"
#include "limit.h"
#include "no_answer.h"
#include "outbox.h"
#include "units.h"
#include "verify.h"

enum { ROUNDS = 10, BATCH = 500, AT_ONCE = 200 };

void erase_report_clear(EraseReport *report) {
    g_clear_pointer(&report->where, g_free);
}

// --- looking ---

typedef struct Look {
    Wanted *wanted;
    EraseReport *report; // locked and damaged ones are counted; NULL: not
    GArray *found;       // Found
    EraseFound each;     // or NULL
    void *data;
    Table table;
    StoreKey key;
    bool more;
} Look;

// What a mail to a PM says that was made since is of the new person.
static bool is_since(const Look *look, const EraseRow *row) {
    g_autoptr(OutboxRow) mail = row->table == TABLE_OUTBOX ? outbox_get(row->txn, row->first) : NULL;
    store_pass_over(row->txn);
    return mail != NULL && mail->created >= look->wanted->since;
}

static EraseHow how_found(const Look *look, const EraseRow *row, const StoreSeen *seen) {
    const EraseRule *rule = erase_rule(row->table);
    const bool of = rule->find != NULL && rule->find(look->wanted, row);
    store_pass_over(row->txn); // damaged: told by verify
    if (row->theirs || of)
        return row->theirs ? ERASE_THEIRS : ERASE_OF;
    g_autoptr(GBytes) masked = row->table == TABLE_META ? NULL : wanted_mask(look->wanted, seen->record);
    return masked == NULL || is_since(look, row) ? ERASE_NOT : ERASE_NAMED;
}

static void look_at(const Look *look, StoreTxn *txn, const StoreSeen *seen) {
    EraseRow row = {.txn = txn, .table = look->table, .key = look->key};
    const bool owned = look->wanted->slot != 0 && seen->owner == look->wanted->slot;
    store_key_numbers(&row.key, &row.first, &row.second);
    if (look->report != NULL && seen->record == NULL) {
        look->report->locked += owned && seen->error == NULL;
        look->report->damaged += seen->error != NULL;
    }
    if (seen->record == NULL || seen->owner > look->wanted->newest)
        return;
    row.theirs = owned;
    const Found found = {look->table, look->key, how_found(look, &row, seen)};
    if (found.how == ERASE_NOT)
        return;
    if (look->found != NULL)
        g_array_append_val(look->found, found);
    if (look->each != NULL)
        look->each(txn, look->table, look->key, found.how, look->data);
}

static bool do_look(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Look *look = data;
    for (unsigned i = 0; i < BATCH && look->more; i++) {
        g_auto(StoreSeen) seen = {0};
        look->more = store_look(txn, look->table, &look->key, &seen);
        if (look->more)
            look_at(look, txn, &seen);
        const StoreKey next = store_key_after(look->key);
        look->more =
            look->more && (next.size > look->key.size || memcmp(next.bytes, look->key.bytes, next.size) > 0);
        look->key = next;
    }
    return !store_failed(txn) || store_pass_over(txn);
}

static bool look_through(Store *store, Look *look, Table table, GError **error) {
    look->table = table;
    look->key = (StoreKey){0};
    look->more = true;
    while (look->more)
        if (!store_read(store, do_look, look, error))
            return false;
    return true;
}

// Conversations first, then messages: by their numbers the rest is found.
static bool look_at_all(Store *store, Look *look, GError **error) {
    bool looked = look_through(store, look, TABLE_THREAD, error) &&
                  look_through(store, look, TABLE_ENTRY, error) &&
                  look_through(store, look, TABLE_ACCOUNT, error);
    for (unsigned table = 0; looked && table < TABLES; table++)
        if (table != TABLE_THREAD && table != TABLE_ENTRY && table != TABLE_ACCOUNT)
            looked = look_through(store, look, (Table)table, error);
    return looked;
}

// --- doing ---

typedef struct Doing {
    const EraseOptions *options;
    Wanted *wanted;
    EraseReport *report, before;
    const GArray *found;
    guint from, to;
    Erased *erased;
} Doing;

// Whoever wrote it, the record stays under their key.
static void mask(const Erasing *erasing, const Found *found) {
    StoreKey key = found->key;
    g_auto(StoreSeen) seen = {0};
    if (found->table == TABLE_AUDIT || !store_look(erasing->txn, found->table, &key, &seen) ||
        key.size != found->key.size || memcmp(key.bytes, found->key.bytes, key.size) != 0 ||
        seen.record == NULL)
        return;
    g_autoptr(GBytes) masked = wanted_mask(erasing->wanted, seen.record);
    if (masked != NULL)
        store_put(erasing->txn, found->table, key, seen.owner, masked);
}

static void do_one(const Erasing *erasing, const Found *found) {
    const EraseRule *rule = erase_rule(found->table);
    if (found->how == ERASE_NAMED)
        mask(erasing, found);
    else if (rule->apply != NULL)
        rule->apply(erasing, &found->key);
    else
        store_del(erasing->txn, found->table, found->key);
    if (store_pass_over(erasing->txn))
        erasing->report->damaged++;
}

static bool do_some(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Doing *doing = data;
    *doing->report = doing->before; // this may be run again
    const Erasing erasing = {doing->options, doing->wanted, doing->report, txn};
    if (doing->from == 0)
        erased_put(txn, doing->erased);
    for (guint i = doing->from; i < doing->to && !store_failed(txn); i++)
        do_one(&erasing, &g_array_index(doing->found, Found, i));
    return !store_failed(txn);
}

// Conversations before what is noted of them, and the contact last.
static int by_order(gconstpointer left, gconstpointer right) {
    const Found *a = left, *b = right;
    const int one = a->table == TABLE_THREAD ? -1 : a->table == TABLE_CONTACT ? TABLES : (int)a->table;
    const int two = b->table == TABLE_THREAD ? -1 : b->table == TABLE_CONTACT ? TABLES : (int)b->table;
    return one != two ? one - two : (a->how < b->how) - (a->how > b->how);
}

static bool do_all(Store *store, Doing *doing, GError **error) {
    for (doing->from = 0; doing->from < doing->found->len; doing->from = doing->to) {
        doing->to = MIN(doing->from + AT_ONCE, doing->found->len);
        doing->before = *doing->report;
        if (!store_write(store, do_some, doing, 0, error))
            return false;
    }
    return true;
}

// --- what is found by the address itself ---

static bool has_asked_for_none(StoreTxn *txn, const char *address) {
    g_autoptr(NoAnswer) listed = no_answer_get(txn, address);
    return listed != NULL && listed->cause != NO_ANSWER_BOUNCED;
}

static bool do_by_address(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Doing *doing = data;
    const char *address = doing->wanted->address;
    if (address == NULL)
        return true;
    limit_forget(txn, address);
    if (!doing->options->answerable || has_asked_for_none(txn, address))
        no_answer_add(txn, address, NO_ANSWER_ERASED, NULL, doing->options->now);
    else
        (void)no_answer_remove(txn, address);
    return !store_failed(txn);
}

// --- the key ---

static bool do_end(StoreTxn *txn, void *data, GError **error) {
    const Doing *doing = data;
    const uint64_t slot = doing->wanted->slot;
    if (slot != 0 && store_slot_state(txn, slot) != KEY_MISSING && !store_slot_erase(txn, slot, error))
        return false;
    g_autofree char *who = units_base32_encode(doing->wanted->person.bytes, sizeof doing->wanted->person);
    g_autofree char *outcome = g_strdup_printf("done: %s", who);
    AuditLine line = {.at = doing->options->now,
                      .pm = (char *)(uintptr_t)doing->options->by,
                      .verb = COMMAND_ERASED,
                      .done = true,
                      .outcome = outcome};
    doing->erased->pending = false;
    erased_put(txn, doing->erased);
    audit_add(txn, &line);
    lesson_touch(txn);
    return !store_failed(txn);
}

static bool do_read_back(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Doing *doing = data;
    doing->report->overwritten =
        doing->wanted->slot != 0 && store_slot_state(txn, doing->wanted->slot) == KEY_ERASED;
    return !store_failed(txn);
}

static bool do_see_back(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Doing *doing = data;
    Contact contact;
    doing->wanted->back = doing->report->back =
        contact_at(txn, store_key_hash(doing->wanted->person), &contact) &&
        contact.slot > doing->wanted->newest;
    return !store_failed(txn);
}

// --- who ---

typedef struct Who {
    const EraseOptions *options;
    uint64_t slot, newest;
    bool known, pending;
    int64_t before;
} Who;

static bool take_earlier(StoreTxn *txn, const Erased *erased, void *data) {
    (void)txn;
    Who *who = data;
    if (!erased->pending)
        who->before = MAX(who->before, erased->at);
    if (erased->pending && (who->options->slot == 0 || who->options->slot == erased->slot)) {
        who->slot = erased->slot;
        who->pending = true;
    }
    return true;
}

static bool do_find_who(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Who *who = data;
    Contact contact = {0};
    *who = (Who){.options = who->options};
    erased_walk(txn, &who->options->person, take_earlier, who);
    if (!who->pending && contact_at(txn, store_key_hash(who->options->person), &contact) &&
        (who->options->slot == 0 || who->options->slot == contact.slot))
        who->slot = contact.slot;
    who->known = who->slot != 0;
    who->newest = store_counter(txn, "slots");
    return !store_failed(txn);
}

// --- in all ---

static void count(EraseReport *report, const Wanted *wanted, const GArray *found) {
    for (guint i = 0; i < found->len; i++) {
        const Found *one = &g_array_index(found, Found, i);
        report->found[one->table]++;
        report->masked += one->how == ERASE_NAMED;
        report->messages += one->table == TABLE_ENTRY && one->how == ERASE_THEIRS;
    }
    report->conversations += g_hash_table_size(wanted->threads);
}

static void note_threads(Erased *erased, const Wanted *wanted) {
    GHashTableIter each;
    gpointer id;
    g_hash_table_iter_init(&each, wanted->threads);
    erased->conversations = g_hash_table_size(wanted->threads);
    g_array_set_size(erased->threads, 0);
    while (erased->threads->len < ERASED_THREADS && g_hash_table_iter_next(&each, &id, NULL))
        g_array_append_val(erased->threads, *(const uint64_t *)id);
}

static void tell_left(EraseReport *report, const GArray *found) {
    GString *where = g_string_new(NULL);
    bool told[TABLES] = {false};
    for (guint i = 0; i < found->len; i++) {
        const Table table = g_array_index(found, Found, i).table;
        if (!told[table])
            g_string_append_printf(where, "%s%s", where->len == 0 ? "" : ", ", verify_table_name(table));
        told[table] = true;
    }
    report->left = found->len;
    g_free(report->where);
    report->where = g_string_free(where, where->len == 0);
}

// What is done away with by destroying the key, or cannot be changed, is no reason for one round more.
static void leave_out_lasting(GArray *found) {
    for (guint i = found->len; i > 0; i--) {
        const Found *one = &g_array_index(found, Found, i - 1);
        const bool locked = erase_rule(one->table)->told.deed == ERASE_WITH_KEY && one->how == ERASE_THEIRS;
        if (locked || (one->table == TABLE_AUDIT && one->how == ERASE_NAMED))
            g_array_remove_index(found, i - 1);
    }
}

// Rounds until one finds nothing; the first says what there was (`counts`). What is left after many is told.
static bool erase_rounds(Store *store, Doing *doing, bool counts, GError **error) {
    for (unsigned round = 0; round < ROUNDS; round++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
        Look look = {.wanted = doing->wanted, .found = found};
        if (!look_at_all(store, &look, error))
            return false;
        if (round == 0 && counts)
            count(doing->report, doing->wanted, found);
        leave_out_lasting(found);
        if (found->len == 0)
            return true;
        note_threads(doing->erased, doing->wanted);
        doing->erased->records += found->len;
        g_array_sort(found, by_order);
        doing->found = found;
        if (!do_all(store, doing, error))
            return false;
    }
    return true;
}

static bool look_again(Store *store, const Doing *doing, GError **error) {
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
    Look look = {.wanted = doing->wanted, .report = doing->report, .found = found};
    doing->report->locked = doing->report->damaged = doing->report->left = 0;
    if (!store_read(store, do_see_back, (void *)(uintptr_t)doing, error) || !look_at_all(store, &look, error))
        return false;
    tell_left(doing->report, found);
    return store_read(store, do_read_back, (void *)(uintptr_t)doing, error);
}

// The proof. What a message left that was heard between the last round and the key's end goes in one more.
static bool prove(Store *store, Doing *doing, GError **error) {
    for (unsigned round = 0; round < ROUNDS; round++) {
        if (!look_again(store, doing, error))
            return false;
        if (doing->report->left == 0)
            return true;
        if (!erase_rounds(store, doing, false, error))
            return false;
    }
    return look_again(store, doing, error);
}

static bool only_look(Store *store, const Doing *doing, GError **error) {
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
    Look look = {.wanted = doing->wanted, .report = doing->report, .found = found};
    if (!look_at_all(store, &look, error))
        return false;
    count(doing->report, doing->wanted, found);
    return true;
}

static bool erase_all(Store *store, Doing *doing, GError **error) {
    if (!erase_rounds(store, doing, true, error))
        return false;
    const bool nobody = doing->erased->records == 0 && doing->wanted->slot == 0;
    if (nobody) // an address of which nothing was ever stored: not even that it was asked for
        return true;
    return store_write(store, do_by_address, doing, 0, error) &&
           store_write(store, do_end, doing, 0, error) && prove(store, doing, error);
}

bool erase_person(Store *store, const EraseOptions *options, EraseReport *report, GError **error) {
    *report = (EraseReport){0};
    Who who = {.options = options};
    g_auto(Erased) erased;
    erased_init(&erased);
    if (!store_read(store, do_find_who, &who, error))
        return false;
    report->known = who.known;
    report->slot = who.slot;
    report->before = who.before;
    if (options->slot != 0 && !who.known)
        return true;
    g_auto(Wanted) wanted;
    wanted_init(&wanted, store_seal(store), options);
    wanted.slot = who.slot;
    wanted.newest = who.newest;
    erased.person = options->person;
    erased.slot = who.slot;
    erased.at = options->now;
    erased.pending = true;
    Doing doing = {.options = options, .wanted = &wanted, .report = report, .erased = &erased};
    return options->look ? only_look(store, &doing, error) : erase_all(store, &doing, error);
}

bool erase_look(Store *store, const EraseOptions *options, EraseFound each, void *data, GError **error) {
    Who who = {.options = options};
    if (!store_read(store, do_find_who, &who, error))
        return false;
    g_auto(Wanted) wanted;
    wanted_init(&wanted, store_seal(store), options);
    wanted.slot = who.slot;
    wanted.newest = who.newest;
    Look look = {.wanted = &wanted, .each = each, .data = data};
    return look_at_all(store, &look, error);
}

// --- what lies in free pages ---

static bool do_commit(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    store_count_up(txn, "scrubs"); // so that what the last commit freed can go
    return !store_failed(txn);
}

bool erase_pages(Store *store, StoreScrub *work, bool *more, GError **error) {
    *more = true;
    return store_scrub(store, work, more, error) &&
           (!work->blocked || store_write(store, do_commit, NULL, 0, error));
}
