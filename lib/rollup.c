// A PM who is alerted too often stops reading, so the budget is a promise to them;
// what goes beyond it must not get lost either. Both are settled here, in the
// transaction that releases the alert: what is dropped stands in the roll-up
// already. The roll-up's row collects until it is claimed; a record beside it says
// which row that is, and when the last one went.
#include "rollup.h"

#include "fault.h"
#include "limit.h"
#include "memo.h"
#include "record.h"
#include "thread.h"
#include "units.h"
#include "values.h"

enum { ROLLUP_RECORD = 'U', ROLLUP_VERSION = 1, DAY_MINUTES = 24 * 60 };

// --- quiet hours ---

static bool is_quiet(const Pm *pm, unsigned minute) {
    if (pm->quiet_from < pm->quiet_until)
        return minute >= pm->quiet_from && minute < pm->quiet_until;
    return minute >= pm->quiet_from || minute < pm->quiet_until;
}

static int64_t quiet_end(const Pm *pm, GDateTime *local, unsigned minute, int64_t now) {
    const int days = minute >= pm->quiet_until ? 1 : 0;
    g_autoptr(GDateTime) day = g_date_time_add_days(local, days);
    int64_t end = 0;
    const bool known =
        day != NULL && calendar_moment(pm->calendar, g_date_time_get_year(day), g_date_time_get_month(day),
                                       g_date_time_get_day_of_month(day), (int)(pm->quiet_until / 60),
                                       (int)(pm->quiet_until % 60), &end);
    return known ? MAX(end, now) : now;
}

int64_t rollup_awake(const Pm *pm, Level level, int64_t now) {
    if (pm->quiet_from % DAY_MINUTES == pm->quiet_until % DAY_MINUTES || pm->calendar == NULL ||
        level >= pm->quiet_alert)
        return now;
    g_autoptr(GDateTime) local = calendar_local(pm->calendar, now);
    if (local == NULL)
        return now;
    const unsigned minute = (unsigned)(g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local));
    return is_quiet(pm, minute) ? quiet_end(pm, local, minute, now) : now;
}

// --- the list of a roll-up, in its row's values ---

void rollup_list_free(RollupList *list) {
    if (list == NULL)
        return;
    g_array_unref(list->threads);
    g_free(list);
}

static unsigned number_of(const Values *values, const char *name) {
    const char *text = values_get(values, name);
    return text == NULL ? 0 : (unsigned)MIN(g_ascii_strtoull(text, NULL, 10), UINT32_MAX);
}

static RollupList *list_of(const Values *values) {
    RollupList *list = g_new0(RollupList, 1);
    const GPtrArray *ids = values_list(values, "threads");
    list->threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    list->count = number_of(values, "count");
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        uint64_t id;
        if (thread_id_parse(ids->pdata[i], &id))
            g_array_append_val(list->threads, id);
    }
    return list;
}

RollupList *rollup_list(const OutboxRow *row, GError **error) {
    if (row->values == NULL) {
        fault_set(error, FATE_CORRUPT, "the list of a roll-up is gone");
        return NULL;
    }
    g_autoptr(Values) values = values_unpack(row->values, error);
    return values == NULL ? NULL : list_of(values);
}

static bool has_thread(const RollupList *list, uint64_t id) {
    for (guint i = 0; i < list->threads->len; i++)
        if (g_array_index(list->threads, uint64_t, i) == id)
            return true;
    return false;
}

static void set_number(Values *values, const char *name, uint64_t number) {
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    values_set(values, name, text);
}

// One that is in it already, and rose since, is still one.
static void take_in(Values *values, uint64_t thread) {
    g_autoptr(RollupList) list = list_of(values);
    if (has_thread(list, thread))
        return;
    g_autofree char *id = thread_id_format(thread);
    if (list->threads->len < ROLLUP_KNOWN)
        values_add(values, "threads", id);
    set_number(values, "count", list->count + 1);
}

// --- one row for each PM while it collects ---

typedef struct Last {
    uint64_t row;
    int64_t due;
} Last;

static StoreKey last_key(StoreTxn *txn, const Pm *pm) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "roll-up of", pm->name));
}

static Last last_at(StoreTxn *txn, StoreKey key) {
    Last last = {0};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PM, key);
    if (bytes == NULL)
        return last;
    RecordReader reader;
    record_reader_init(&reader, bytes, ROLLUP_RECORD, ROLLUP_VERSION);
    last.row = record_get_u64(&reader);
    last.due = record_get_i64(&reader);
    GError *error = NULL;
    if (!record_reader_end(&reader, "roll-up", &error))
        store_fail(txn, error);
    return last;
}

static Last read_last(StoreTxn *txn, const Pm *pm) {
    return last_at(txn, last_key(txn, pm));
}

uint64_t rollup_row_at(StoreTxn *txn, StoreKey key) {
    return last_at(txn, key).row;
}

static void write_last(StoreTxn *txn, const Pm *pm, Last last) {
    RecordWriter *writer = record_writer_new(ROLLUP_RECORD, ROLLUP_VERSION);
    record_put_u64(writer, last.row);
    record_put_i64(writer, last.due);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_PM, last_key(txn, pm), STORE_OWNER_NONE, bytes);
}

// The row that still collects, or NULL.
static OutboxRow *collecting(StoreTxn *txn, const Last *last) {
    g_autoptr(OutboxRow) row = last->row == 0 ? NULL : outbox_get(txn, last->row);
    const bool collects = row != NULL && row->state == OUTBOX_READY && row->attempts == 0;
    return collects ? g_steal_pointer(&row) : NULL;
}

// One that was sent by hand, or dropped, before its time counts as sent now at the latest.
static int64_t next_due(const Last *last, int64_t now) {
    const int64_t apart = last->due == 0 ? 0 : MIN(last->due, now) + ROLLUP_APART;
    return MAX(now + ROLLUP_COLLECTS, apart);
}

static OutboxRow *begin(StoreTxn *txn, const Mailbox *mailbox, const Pm *pm, GTimeSpan give_up,
                        const Last *last, int64_t now) {
    g_autofree char *name =
        g_strdup_printf("%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, pm->name, last->row, now);
    g_autoptr(Values) values = values_new();
    const int64_t due = next_due(last, now);
    set_number(values, "collected", (uint64_t)due);
    const Memo memo = {
        .id = seal_number(store_txn_seal(txn), "roll-up", name),
        .kind = OUTBOX_ROLLUP,
        .mailbox = mailbox,
        .pm = pm,
        .values = values,
        .now = now,
        .due = due,
        .give_up = give_up,
    };
    memo_add(txn, &memo);
    outbox_expire(txn, memo.id, due + MEMO_KEPT);
    return outbox_get(txn, memo.id);
}

// What is graver may be told in quiet hours, and then takes the others along.
static int64_t due_of(Values *values, const Pm *pm, Level level, int64_t now) {
    const Level before = (Level)MIN(number_of(values, "gravest"), LEVEL_COUNT - 1);
    const Level gravest = MAX(before, level);
    const char *collected = values_get(values, "collected");
    const int64_t due = collected == NULL ? now : g_ascii_strtoll(collected, NULL, 10);
    set_number(values, "gravest", gravest);
    return rollup_awake(pm, gravest, MAX(due, now));
}

static Values *values_of(StoreTxn *txn, const OutboxRow *row) {
    GError *error = NULL;
    Values *values = row->values == NULL ? values_new() : values_unpack(row->values, &error);
    if (values == NULL)
        store_fail(txn, error);
    return values;
}

static void collect(StoreTxn *txn, const Mailbox *mailbox, const Pm *pm, const OutboxRow *alert,
                    const char *burst, Level level, int64_t now) {
    const Last last = read_last(txn, pm);
    g_autoptr(OutboxRow) row = collecting(txn, &last);
    if (row == NULL)
        row = begin(txn, mailbox, pm, alert->give_up, &last, now);
    g_autoptr(Values) values = row == NULL ? NULL : values_of(txn, row);
    if (values == NULL)
        return; // the transaction failed
    take_in(values, alert->thread);
    if (burst != NULL)
        values_set(values, "burst", burst);
    const int64_t due = due_of(values, pm, level, now);
    g_clear_pointer(&row->values, g_bytes_unref);
    row->values = values_pack(values);
    outbox_release(txn, row, due);
    write_last(txn, pm, (Last){row->id, due});
}

// --- alerts ---

static void mark_waiting(StoreTxn *txn, OutboxRow *row) {
    g_autoptr(Values) values = values_of(txn, row);
    if (values == NULL)
        return;
    values_set(values, "waited", "quiet-hours");
    g_clear_pointer(&row->values, g_bytes_unref);
    row->values = values_pack(values);
}

bool rollup_has_waited(const OutboxRow *row) {
    g_autoptr(Values) values = row->values == NULL ? NULL : values_unpack(row->values, NULL);
    return values != NULL && values_get(values, "waited") != NULL;
}

typedef struct Place {
    const Mailbox *mailbox;
    const Pm *pm;
} Place;

// False when nobody is to be told any more: then it is dropped.
static bool find_place(StoreTxn *txn, const Config *config, OutboxRow *row, int64_t now, Place *place) {
    place->pm = memo_pm(config, row);
    place->mailbox = row->mailbox == NULL ? NULL : config_mailbox(config, row->mailbox);
    const bool found = place->pm != NULL && place->mailbox != NULL;
    if (!found)
        outbox_drop(txn, row, "no-pm", now);
    return found;
}

void rollup_release(StoreTxn *txn, const Config *config, OutboxRow *row, Level level, int64_t now) {
    Place place;
    if (!find_place(txn, config, row, now, &place))
        return;
    if (!limit_take_alert(txn, place.pm->name, place.pm->alert_budget, now)) {
        outbox_drop(txn, row, "rolled-up", now);
        collect(txn, place.mailbox, place.pm, row, NULL, level, now);
        return;
    }
    const int64_t awake = rollup_awake(place.pm, level, now);
    if (awake > now)
        mark_waiting(txn, row);
    outbox_release(txn, row, awake);
}

void rollup_fold(StoreTxn *txn, const Config *config, OutboxRow *row, Level level, int64_t now) {
    Place place;
    if (!find_place(txn, config, row, now, &place))
        return;
    outbox_drop(txn, row, "burst", now);
    collect(txn, place.mailbox, place.pm, row, "yes", level, now);
}
