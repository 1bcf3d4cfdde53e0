// The order at the end: the source has left before the target is open, so that there is no moment
// in which both could be used, and one that is only leaving has no other beside it. The keys of persons
// are read once, when nobody writes any more, into memory: a file and rows then are the same.
#include "transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"
#include "transfer_parts.h"

enum { PIECE_ROWS = 1000, PIECE_BYTES = 1 << 20, COMPARE_ROWS = 10000 };
static const int64_t PATIENCE = 3 * G_USEC_PER_SEC; // with commands, which end soon

// --- beginning ---

static bool is_shared(Engine *engine) {
    for (unsigned fact = 0; fact < ENGINE_FACTS; fact++)
        if (engine->ops->others_below(engine, fact, UINT16_MAX))
            return true;
    return false;
}

// The side that somebody else has open; NULL: none.
static const char *shared_side(const Transfer *transfer) {
    return is_shared(transfer->from.engine) ? transfer->plan.from_name
           : is_shared(transfer->to.engine) ? transfer->plan.to_name
                                            : NULL;
}

static bool wait_until_alone(const Transfer *transfer, GError **error) {
    const int64_t until = g_get_monotonic_time() + PATIENCE;
    const char *shared;
    while ((shared = shared_side(transfer)) != NULL) {
        if (g_get_monotonic_time() > until)
            return fault_set(error, FATE_TEMPORARY,
                             "%s: a daemon, or another command, has it open: stop the daemons, on all "
                             "machines, and run it again",
                             shared);
        g_usleep(50 * 1000);
    }
    return true;
}

// Keys that stand there without the store that they are of are all that is left of somebody's.
static bool open_target_keys(Transfer *transfer, bool begun, GError **error) {
    const char *path = transfer->plan.to_keys;
    struct stat status;
    if (path == NULL)
        return true;
    transfer->to.keys = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (transfer->to.keys < 0 || fstat(transfer->to.keys, &status) != 0)
        return fault_set(error, FATE_CONFIG, "%s: cannot open it: %s", path, g_strerror(errno));
    g_autofree char *directory = g_path_get_dirname(path);
    (void)owner_give(transfer->to.keys, directory); // else the daemons say that they cannot open it
    return begun || status.st_size == 0 ||
           fault_set(error, FATE_CONFIG,
                     "%s: holds keys of persons, of another store: name a directory that is empty", path);
}

static bool read_source_keys(Transfer *transfer, GError **error) {
    transfer->from.keys = memfd_create(STORE_KEYS_FILE, MFD_CLOEXEC);
    if (transfer->from.keys < 0)
        return fault_set(error, FATE_TEMPORARY, "no room for the keys of persons: %s", g_strerror(errno));
    return store_copy_keys(transfer->plan.from, transfer->from.keys, error);
}

static bool begin_target(Transfer *transfer, EngineTxn *txn, GError **error) {
    return transfer_put_mark(transfer, txn, STORE_ARRIVING, error);
}

static bool begin(Transfer *transfer, GError **error) {
    TransferBegun found = {0};
    if (!wait_until_alone(transfer, error) || !transfer_check(transfer, &found, error) ||
        !open_target_keys(transfer, found.begun, error))
        return false;
    transfer->count.before = transfer->stage == STAGE_DONE;
    return transfer->count.before || ((found.left || transfer_mark_source(transfer, STORE_LEAVING, error)) &&
                                      (found.begun || transfer_write(transfer, begin_target, error)) &&
                                      read_source_keys(transfer, error));
}

Transfer *transfer_new(const TransferPlan *plan, GError **error) {
    Transfer *transfer = g_new0(Transfer, 1);
    transfer->plan = *plan;
    transfer->from = (TransferSide){store_engine(plan->from), -1};
    transfer->to = (TransferSide){plan->to, -1};
    if (begin(transfer, error))
        return transfer;
    transfer_free(transfer);
    return NULL;
}

void transfer_free(Transfer *transfer) {
    if (transfer == NULL)
        return;
    if (transfer->from.keys >= 0)
        close(transfer->from.keys);
    if (transfer->to.keys >= 0)
        close(transfer->to.keys);
    g_free(transfer);
}

// --- copying ---

static bool write_keys(const Transfer *transfer, GError **error) {
    uint8_t bytes[1 << 16];
    off_t at = 0;
    ssize_t size;
    while ((size = pread(transfer->from.keys, bytes, sizeof bytes, at)) > 0) {
        errno = ENOSPC;
        if (pwrite(transfer->to.keys, bytes, (size_t)size, at) != size)
            break;
        at += size;
    }
    return (size == 0 && ftruncate(transfer->to.keys, at) == 0 && fsync(transfer->to.keys) == 0) ||
           fault_set(error, FATE_TEMPORARY, "%s: cannot write: %s", transfer->plan.to_keys,
                     g_strerror(errno));
}

// Puts the next row; *size: what it took, 0 when it was the table's end.
static bool copy_row(Transfer *transfer, EngineTxn *source, EngineTxn *target, size_t *size, GError **error) {
    TransferRow row;
    TransferPlace *place = &transfer->place;
    const unsigned table = transfer_table(place);
    *size = 0;
    if (table == ENGINE_TABLE_KEYS && transfer->to.keys >= 0) {
        transfer_next_table(place);
        return write_keys(transfer, error);
    }
    const int found = transfer_read_row(&transfer->from, source, place, &row, error);
    if (found <= 0) {
        transfer_next_table(place);
        return found == 0;
    }
    place->key = row.key;
    transfer_step(place);
    *size = row.key.size + row.value.size;
    transfer->rows++;
    return transfer->to.engine->ops->put(target, table, transfer_slice(&row.key), row.value, error);
}

static bool copy_rows(Transfer *transfer, EngineTxn *source, EngineTxn *target, GError **error) {
    size_t bytes = 0;
    transfer->rows = 0;
    while (transfer->rows < PIECE_ROWS && bytes < PIECE_BYTES && !transfer_is_end(&transfer->place)) {
        size_t size;
        if (!copy_row(transfer, source, target, &size, error))
            return false;
        bytes += size;
    }
    return true;
}

// What another that was killed did behind the last place that it kept is done again.
static bool do_copy(Transfer *transfer, EngineTxn *target, GError **error) {
    const EngineOps *ops = transfer->from.engine->ops;
    if (!transfer_is_ours(transfer, target, error) || !transfer_get_place(transfer, target, error))
        return false;
    EngineTxn *source = ops->begin(transfer->from.engine, false, error);
    if (source == NULL)
        return false;
    const bool copied = copy_rows(transfer, source, target, error);
    ops->abort(source);
    return copied && transfer_put_place(transfer, target, error);
}

static bool copy_piece(Transfer *transfer, GError **error) {
    if (!transfer_write(transfer, do_copy, error))
        return false;
    transfer->count.copied += transfer->rows;
    if (transfer_is_end(&transfer->place))
        transfer_begin_compare(transfer);
    return true;
}

// --- comparing ---

static bool row_equal(const TransferRow *a, const TransferRow *b) {
    return a->key.size == b->key.size && memcmp(a->key.bytes, b->key.bytes, a->key.size) == 0 &&
           a->value.size == b->value.size && memcmp(a->value.data, b->value.data, a->value.size) == 0;
}

static bool compare_row(Transfer *transfer, EngineTxn *source, EngineTxn *target, GError **error) {
    TransferRow ours, theirs;
    TransferPlace *place = &transfer->place;
    const unsigned table = transfer_table(place);
    const int here = transfer_read_row(&transfer->from, source, place, &ours, error);
    const int there = here < 0 ? -1 : transfer_read_row(&transfer->to, target, place, &theirs, error);
    if (there < 0)
        return false;
    if (here == 0 && there == 0) {
        transfer_next_table(place);
        return true;
    }
    if (here != there || !row_equal(&ours, &theirs))
        return fault_set(error, FATE_CORRUPT, "%s: table %u is not as it is in %s: empty it, and begin again",
                         transfer->plan.to_name, table, transfer->plan.from_name);
    place->key = ours.key;
    transfer_step(place);
    transfer->count.compared++;
    transfer->count.keys += table == ENGINE_TABLE_KEYS;
    return true;
}

static bool compare_rows(Transfer *transfer, EngineTxn *source, EngineTxn *target, GError **error) {
    for (unsigned i = 0; i < COMPARE_ROWS && !transfer_is_end(&transfer->place); i++)
        if (!compare_row(transfer, source, target, error))
            return false;
    return true;
}

static bool compare_piece(Transfer *transfer, GError **error) {
    const TransferSide *from = &transfer->from, *to = &transfer->to;
    EngineTxn *source = from->engine->ops->begin(from->engine, false, error);
    EngineTxn *target = source == NULL ? NULL : to->engine->ops->begin(to->engine, false, error);
    const bool same = target != NULL && compare_rows(transfer, source, target, error);
    if (target != NULL)
        to->engine->ops->abort(target);
    if (source != NULL)
        from->engine->ops->abort(source);
    if (transfer_is_end(&transfer->place))
        transfer->stage = STAGE_END;
    return same;
}

// --- the end ---

static bool do_end(Transfer *transfer, EngineTxn *target, GError **error) {
    return transfer_is_ours(transfer, target, error) && transfer_end_place(transfer, target, error) &&
           transfer_put_mark(transfer, target, STORE_ARRIVED, error);
}

static bool end(Transfer *transfer, GError **error) {
    if (!transfer_mark_source(transfer, STORE_LEFT, error) || !transfer_write(transfer, do_end, error))
        return false;
    transfer->stage = STAGE_DONE;
    return true;
}

bool transfer_piece(Transfer *transfer, bool *more, GError **error) {
    static bool (*const STAGES[])(Transfer *, GError **) = {
        [STAGE_COPY] = copy_piece, [STAGE_COMPARE] = compare_piece, [STAGE_END] = end};
    const bool done = transfer->stage == STAGE_DONE || STAGES[transfer->stage](transfer, error);
    *more = done && transfer->stage != STAGE_DONE;
    return done;
}

TransferCount transfer_count(const Transfer *transfer) {
    return transfer->count;
}
