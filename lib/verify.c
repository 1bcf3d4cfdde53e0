// The walk over all tables, and the table of checkers: one row for each table, so
// that a new table without a checker fails a test and not an admin who trusts a
// clean report. What a record must be like and what must stand beside it is said
// in verify_*.c, by family; reading it is left to its module.
#include "verify_parts.h"

#include <string.h>

#include "fault.h"
#include "thread.h"
#include "units.h"

enum { BATCH = 500, FORMS = 2 };

// The forms of a table's keys, a letter a part: i an id of 8 bytes, t a time, n a number, m a number of 4
// bytes, h a hash of 16, z the byte behind a key that stands next to another's. "*": text.
typedef struct Checker {
    const char *name;
    const char *forms[FORMS];
    VerifyCheck check;
} Checker;

static const Checker CHECKERS[TABLES] = {
    [TABLE_META] = {"counter", {"*"}, verify_meta},
    [TABLE_CONTACT] = {"contact", {"h"}, verify_contact},
    [TABLE_ARRIVAL] = {"arrival", {"i"}, verify_arrival},
    [TABLE_MESSAGE_ID] = {"message-id", {"h"}, verify_message_id},
    [TABLE_SUBJECT] = {"subject", {"h"}, verify_subject},
    [TABLE_THREAD] = {"thread", {"i"}, verify_thread},
    [TABLE_ENTRY] = {"entry", {"in"}, verify_entry},
    [TABLE_OUTBOX] = {"outbox", {"i"}, verify_outbox},
    [TABLE_DUE] = {"due", {"ti"}, verify_due},
    [TABLE_LIMIT] = {"limit", {"h"}, verify_limit},
    [TABLE_EXPIRY] = {"expiry", {"ti"}, verify_expiry},
    [TABLE_NO_ANSWER] = {"no-answer", {"h", "hz"}, verify_no_answer},
    [TABLE_CLOCK] = {"clock", {"in"}, verify_clock},
    [TABLE_CLOCK_NEXT] = {"clock-next", {"tim"}, verify_clock_next},
    [TABLE_CLOCK_STOPPED] = {"clock-stopped", {"tim"}, verify_clock_stopped},
    [TABLE_RANK] = {"rank", {"nti"}, verify_rank},
    [TABLE_ACCOUNT] = {"account", {"h"}, verify_account},
    [TABLE_ACCOUNT_OF] = {"account-of", {"h"}, verify_account_of},
    [TABLE_PAST] = {"past", {"h"}, verify_past},
    [TABLE_TALLY] = {"tally", {"nh"}, verify_tally},
    [TABLE_UNANSWERED] = {"unanswered", {"tim"}, verify_unanswered},
    [TABLE_GRANT] = {"grant", {"ti"}, verify_grant},
    [TABLE_JOURNAL] = {"journal", {"in"}, verify_journal},
    [TABLE_AUDIT] = {"audit", {"n"}, verify_audit},
    [TABLE_PM] = {"pm", {"h"}, verify_pm},
    [TABLE_FINGERPRINT] = {"fingerprint", {"i"}, verify_fingerprint},
    [TABLE_LIKE] = {"like", {"h"}, verify_like},
    [TABLE_GROUP] = {"group", {"i", "h"}, verify_group},
    [TABLE_PROBLEM] = {"problem", {"i", "h"}, verify_problem},
    [TABLE_PROBLEM_LINK] = {"problem-link", {"ii"}, verify_problem_link},
    [TABLE_BURST] = {"burst", {"i", "h"}, verify_burst},
    [TABLE_CAMPAIGN] = {"campaign", {"i", "ii"}, verify_campaign},
    [TABLE_AGENDA] = {"agenda", {"tni"}, verify_agenda},
    [TABLE_RHYTHM] = {"rhythm", {"h"}, verify_rhythm},
    [TABLE_HEARD] = {"heard", {"in", "ntin"}, verify_heard},
    [TABLE_LESSON] = {"lesson", {"n"}, verify_lesson},
    [TABLE_ERASED] = {"erased", {"hn"}, verify_erased},
    [TABLE_BACKUP] = {"backup", {"t"}, verify_backup},
};

static const char *const MENDS[MEND_COUNT] = {
    [MEND_RESTORE] = "only a backup has it: 'earshot restore'",
    [MEND_STRAY] = "nothing is lost by it",
    [MEND_THREAD] = "look at the conversation: 'earshot thread show'",
    [MEND_OUTBOX] = "'earshot outbox retry ID' sends it, 'earshot outbox drop ID' does not",
    [MEND_IMPORT] = "import the accounts again: 'earshot account import'",
    [MEND_ERASE] = "'earshot erase --unfinished' ends it",
};

const char *verify_table_name(Table table) {
    return (unsigned)table < TABLES && CHECKERS[table].check != NULL ? CHECKERS[table].name : NULL;
}

// --- keys as people write them ---

static size_t size_of_part(char part) {
    return part == 'h'   ? sizeof(SealHash)
           : part == 'm' ? sizeof(uint32_t)
           : part == 'z' ? 1
                         : sizeof(uint64_t);
}

static size_t size_of_form(const char *form) {
    size_t size = 0;
    for (; *form != '\0'; form++)
        size += size_of_part(*form);
    return size;
}

static const char *form_of(Table table, const StoreKey *key) {
    const char *const *forms = CHECKERS[table].forms;
    if (forms[0][0] == '*')
        return forms[0];
    for (size_t i = 0; i < FORMS && forms[i] != NULL; i++)
        if (size_of_form(forms[i]) == key->size)
            return forms[i];
    return NULL;
}

static void tell_hex(GString *text, const uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        g_string_append_printf(text, "%02x", bytes[i]);
}

static uint64_t number_at(const uint8_t *bytes, size_t size) {
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | bytes[i];
    return number;
}

// What no clock can have said is written as the number that it is.
static char *tell_time(uint64_t time) {
    static const uint64_t YEAR_9000 = UINT64_C(221845392000) * G_USEC_PER_SEC;
    return time < YEAR_9000 ? units_time_format((int64_t)time) : g_strdup_printf("%" G_GUINT64_FORMAT, time);
}

static void tell_part(GString *text, char part, const uint8_t *bytes) {
    const uint64_t number = number_at(bytes, MIN(size_of_part(part), sizeof number));
    g_autofree char *word = part == 'i'   ? thread_id_format(number)
                            : part == 't' ? tell_time(number)
                                          : g_strdup_printf("%" G_GUINT64_FORMAT, number);
    if (part == 'h')
        tell_hex(text, bytes, size_of_part(part));
    else if (part == 'z')
        g_string_append(text, "name");
    else
        g_string_append(text, word);
}

static char *tell_key(Table table, const StoreKey *key) {
    GString *text = g_string_new(NULL);
    const char *form = form_of(table, key);
    const uint8_t *at = key->bytes;
    if (form == NULL)
        tell_hex(text, key->bytes, key->size);
    else if (*form == '*')
        for (size_t i = 0; i < key->size; i++)
            g_string_append_c(text, g_ascii_isgraph((char)key->bytes[i]) ? (char)key->bytes[i] : '_');
    else
        for (; *form != '\0'; at += size_of_part(*form++)) {
            g_string_append(text, at == key->bytes ? "" : "/");
            tell_part(text, *form, at);
        }
    return g_string_free(text, FALSE);
}

// --- what checkers say and ask ---

void verify_found(const VerifyRow *row, VerifyMend mend, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *wrong = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *key = tell_key(row->table, &row->key);
    const VerifyFinding finding = {CHECKERS[row->table].name, key, wrong, MENDS[mend]};
    row->verify->result->findings++;
    row->verify->options->found(&finding, row->verify->options->data);
}

bool verify_read(const VerifyRow *row) {
    g_autoptr(GError) error = store_recover(row->txn);
    if (error != NULL)
        verify_found(row, MEND_RESTORE, "%s", error->message);
    return error == NULL;
}

void verify_pass_over(const VerifyRow *row) {
    g_autoptr(GError) error = store_recover(row->txn);
}

bool verify_stands(const VerifyRow *row, Table table, StoreKey key) {
    StoreKey found = key;
    const bool stands = store_next(row->txn, table, &found, NULL) && found.size == key.size &&
                        memcmp(found.bytes, key.bytes, key.size) == 0;
    verify_pass_over(row);
    return stands;
}

void verify_owner(const VerifyRow *row, uint64_t owner) {
    if (owner != row->owner)
        verify_found(row, MEND_RESTORE,
                     "it is sealed for person %" G_GUINT64_FORMAT
                     ", and says that it is of %" G_GUINT64_FORMAT,
                     row->owner, owner);
}

void verify_thread_stands(const VerifyRow *row, uint64_t thread) {
    if (thread == 0 || verify_stands(row, TABLE_THREAD, store_key_number(thread)))
        return;
    g_autofree char *id = thread_id_format(thread);
    verify_found(row, MEND_RESTORE, "there is no conversation %s, which it names", id);
}

// --- the walk ---

typedef struct Batch {
    Verify *verify;
    Table table;
    StoreKey key;
    bool more;
} Batch;

static void check(const VerifyRow *row) {
    if (row->owner > row->verify->slots)
        verify_found(row, MEND_RESTORE,
                     "it is of person %" G_GUINT64_FORMAT ", and keys were given to %" G_GUINT64_FORMAT
                     " alone",
                     row->owner, row->verify->slots);
    if (form_of(row->table, &row->key) == NULL)
        verify_found(row, MEND_STRAY, "nothing of this kind has a key of %u bytes", (unsigned)row->key.size);
    else
        CHECKERS[row->table].check(row);
    verify_pass_over(row); // of what it named, in its turn
}

static void look_at(Batch *batch, StoreTxn *txn, const StoreSeen *seen) {
    Verify *verify = batch->verify;
    VerifyRow row = {verify, txn, batch->table, batch->key, 0, 0, seen->owner, seen->record};
    store_key_numbers(&row.key, &row.first, &row.second);
    verify->result->rows++;
    if (seen->error != NULL)
        verify_found(&row, MEND_RESTORE, "%s", seen->error->message);
    else if (seen->record == NULL)
        verify->result->erased++;
    else
        check(&row);
}

static bool look_at_batch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Batch *batch = data;
    batch->verify->slots = store_counter(txn, "slots");
    for (unsigned i = 0; i < BATCH && batch->more; i++) {
        g_auto(StoreSeen) seen = {0};
        batch->more = store_look(txn, batch->table, &batch->key, &seen);
        if (batch->more)
            look_at(batch, txn, &seen);
        const StoreKey next = store_key_after(batch->key);
        batch->more = batch->more &&
                      (next.size > batch->key.size || memcmp(next.bytes, batch->key.bytes, next.size) > 0);
        batch->key = next;
    }
    const VerifyRow row = {.verify = batch->verify, .txn = txn, .table = batch->table, .key = batch->key};
    (void)verify_read(&row); // what stopped the walk: behind it nothing can be reached
    return true;
}

static bool walk(Verify *verify, Store *store, Table table, GError **error) {
    Batch batch = {.verify = verify, .table = table, .more = true};
    const uint64_t before = verify->result->rows;
    while (batch.more) {
        if (!store_read(store, look_at_batch, &batch, error))
            return false;
        if (verify->options->progress != NULL)
            verify->options->progress(CHECKERS[table].name, verify->result->rows - before,
                                      verify->options->data);
    }
    return true;
}

bool verify_store(Store *store, const VerifyOptions *options, VerifyResult *result, GError **error) {
    *result = (VerifyResult){0};
    g_autoptr(GByteArray) persons = g_byte_array_new();
    Verify verify = {.options = options, .result = result, .persons = persons};
    bool looked = verify_keys(&verify, store, error);
    for (unsigned table = 0; looked && table < TABLES; table++)
        looked = walk(&verify, store, (Table)table, error);
    return looked;
}
