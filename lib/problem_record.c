// Problems as records. They are the PM's words and no customer's, so the store's
// own key seals them; under a keyed hash of PM and name, so that the disk does not
// tell who has which. Beside them one number that grows whenever patterns may have changed: by it
// whoever keeps patterns in memory sees with one look that nothing did. What belongs to a problem is
// counted here and by nobody else, since a caller's copy may be older than the last link.
#include "problem_parts.h"

#include <string.h>

#include "record.h"

enum {
    PROBLEM_KIND = 'Q',
    PROBLEM_VERSION = 1,
    CHANGES_KIND = 'p',
    CHANGES_VERSION = 1,
    WORKAROUND_LEAST = 8
};

const char *problem_status_name(ProblemStatus status) {
    static const char *const NAMES[PROBLEM_STATUSES] = {"open", "fixed", "expired", "merged"};
    return NAMES[status];
}

const char *problem_mark_name(ProblemMark mark) {
    static const char *const NAMES[PROBLEM_MARKS] = {"customer", "support", "pm"};
    return NAMES[mark];
}

static void workaround_free(void *data) {
    Workaround *workaround = data;
    g_free(workaround->language);
    g_free(workaround->text);
    g_free(workaround);
}

Problem *problem_new(const char *pm, const char *name) {
    Problem *problem = g_new0(Problem, 1);
    problem->pm = g_strdup(pm);
    problem->name = g_strdup(name);
    problem->patterns = g_ptr_array_new_with_free_func(g_free);
    problem->samples = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    problem->workarounds = g_ptr_array_new_with_free_func(workaround_free);
    return problem;
}

void problem_free(Problem *problem) {
    if (problem == NULL)
        return;
    g_free(problem->pm);
    g_free(problem->name);
    g_free(problem->title);
    g_free(problem->owner);
    g_ptr_array_unref(problem->patterns);
    g_array_unref(problem->samples);
    g_ptr_array_unref(problem->workarounds);
    g_free(problem->release);
    g_free(problem->merged_into);
    g_free(problem);
}

static guint find_workaround(const Problem *problem, const char *language) {
    guint i = 0;
    while (i < problem->workarounds->len &&
           strcmp(((const Workaround *)problem->workarounds->pdata[i])->language, language) != 0)
        i++;
    return i;
}

void problem_set_workaround(Problem *problem, const char *language, const char *text) {
    const guint at = find_workaround(problem, language);
    if (at < problem->workarounds->len)
        g_ptr_array_remove_index(problem->workarounds, at);
    if (text == NULL)
        return;
    Workaround *workaround = g_new0(Workaround, 1);
    *workaround = (Workaround){.language = g_strdup(language), .text = g_strdup(text)};
    g_ptr_array_add(problem->workarounds, workaround);
}

const char *problem_workaround(const Problem *problem, const GPtrArray *languages) {
    for (guint i = 0; languages != NULL && i < languages->len; i++) {
        const guint at = find_workaround(problem, languages->pdata[i]);
        if (at < problem->workarounds->len)
            return ((const Workaround *)problem->workarounds->pdata[at])->text;
    }
    return NULL;
}

// --- packing ---

static void put_lists(RecordWriter *writer, const Problem *problem) {
    record_put_strings(writer, problem->patterns);
    record_put_u32(writer, problem->samples->len);
    for (guint i = 0; i < problem->samples->len; i++)
        record_put_u64(writer, g_array_index(problem->samples, uint64_t, i));
    record_put_u32(writer, problem->workarounds->len);
    for (guint i = 0; i < problem->workarounds->len; i++) {
        const Workaround *workaround = problem->workarounds->pdata[i];
        record_put_string(writer, workaround->language);
        record_put_string(writer, workaround->text);
    }
}

static GBytes *pack(const Problem *problem) {
    RecordWriter *writer = record_writer_new(PROBLEM_KIND, PROBLEM_VERSION);
    record_put_string(writer, problem->pm);
    record_put_string(writer, problem->name);
    record_put_string(writer, problem->title);
    record_put_u8(writer, (uint8_t)problem->status);
    record_put_string(writer, problem->owner);
    put_lists(writer, problem);
    record_put_i64(writer, problem->opened);
    record_put_i64(writer, problem->updated);
    record_put_i64(writer, problem->expires);
    record_put_string(writer, problem->release);
    record_put_i64(writer, problem->fixed);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        record_put_i64(writer, problem->marked[i]);
    record_put_string(writer, problem->merged_into);
    record_put_u32(writer, problem->linked);
    return record_writer_finish(writer);
}

static void get_lists(RecordReader *reader, Problem *problem) {
    g_ptr_array_unref(problem->patterns);
    problem->patterns = record_get_strings(reader);
    const uint32_t samples = record_get_count(reader, sizeof(uint64_t));
    for (uint32_t i = 0; i < samples && !reader->failed; i++) {
        const uint64_t sample = record_get_u64(reader);
        g_array_append_val(problem->samples, sample);
    }
    const uint32_t workarounds = record_get_count(reader, WORKAROUND_LEAST);
    for (uint32_t i = 0; i < workarounds && !reader->failed; i++) {
        Workaround *workaround = g_new0(Workaround, 1);
        g_ptr_array_add(problem->workarounds, workaround);
        workaround->language = record_get_string(reader);
        workaround->text = record_get_string(reader);
        reader->failed = reader->failed || workaround->language == NULL || workaround->text == NULL;
    }
}

static Problem *unpack(StoreTxn *txn, uint64_t id, GBytes *bytes) {
    g_autoptr(Problem) problem = problem_new(NULL, NULL);
    RecordReader reader;
    record_reader_init(&reader, bytes, PROBLEM_KIND, PROBLEM_VERSION);
    problem->id = id;
    problem->pm = record_get_string(&reader);
    problem->name = record_get_string(&reader);
    problem->title = record_get_string(&reader);
    problem->status = (ProblemStatus)record_get_choice(&reader, PROBLEM_STATUSES);
    problem->owner = record_get_string(&reader);
    get_lists(&reader, problem);
    problem->opened = record_get_i64(&reader);
    problem->updated = record_get_i64(&reader);
    problem->expires = record_get_i64(&reader);
    problem->release = record_get_string(&reader);
    problem->fixed = record_get_i64(&reader);
    for (size_t i = 0; i < PROBLEM_MARKS; i++)
        problem->marked[i] = record_get_i64(&reader);
    problem->merged_into = record_get_string(&reader);
    problem->linked = record_get_u32(&reader);
    reader.failed = reader.failed || problem->pm == NULL || problem->name == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "problem", &error))
        return g_steal_pointer(&problem);
    store_fail(txn, error);
    return NULL;
}

// --- the store ---

uint64_t problem_id(StoreTxn *txn, const char *pm, const char *name) {
    g_autofree char *folded = g_ascii_strdown(name, -1); // names are ASCII: command_is_name
    g_autofree char *whole = g_strconcat(pm, "\n", folded, NULL);
    return seal_number(store_txn_seal(txn), "problem", whole);
}

Problem *problem_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PROBLEM, store_key_number(id));
    return bytes == NULL ? NULL : unpack(txn, id, bytes);
}

static void store_problem(StoreTxn *txn, const Problem *problem) {
    g_autoptr(GBytes) bytes = pack(problem);
    store_put(txn, TABLE_PROBLEM, store_key_number(problem->id), STORE_OWNER_NONE, bytes);
}

// Longer than a problem's key, so that no walk takes it for one.
static StoreKey changes_key(StoreTxn *txn) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "problem-changes", ""));
}

void problem_expect_changes(StoreTxn *txn) {
    store_expect(txn, TABLE_PROBLEM, changes_key(txn));
}

uint64_t problem_changes(StoreTxn *txn) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PROBLEM, changes_key(txn));
    if (bytes == NULL)
        return 0;
    RecordReader reader;
    record_reader_init(&reader, bytes, CHANGES_KIND, CHANGES_VERSION);
    const uint64_t changes = record_get_u64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "changes of problems", &error))
        return changes;
    store_fail(txn, error);
    return 0;
}

static void note_change(StoreTxn *txn) {
    RecordWriter *writer = record_writer_new(CHANGES_KIND, CHANGES_VERSION);
    record_put_u64(writer, problem_changes(txn) + 1);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_PROBLEM, changes_key(txn), STORE_OWNER_NONE, bytes);
}

static bool same_patterns(const Problem *left, const Problem *right) {
    bool same = left->patterns->len == right->patterns->len;
    for (guint i = 0; same && i < left->patterns->len; i++)
        same = strcmp(left->patterns->pdata[i], right->patterns->pdata[i]) == 0;
    return same;
}

void problem_put(StoreTxn *txn, Problem *problem) {
    if (problem->id == 0)
        problem->id = problem_id(txn, problem->pm, problem->name);
    g_autoptr(Problem) before = problem_get(txn, problem->id);
    problem->linked = before == NULL ? 0 : before->linked;
    if (before == NULL || before->status != problem->status || !same_patterns(before, problem))
        note_change(txn);
    store_problem(txn, problem);
}

void problem_count(StoreTxn *txn, Problem *problem, int change) {
    g_autoptr(Problem) stored = problem_get(txn, problem->id);
    if (stored == NULL)
        return;
    stored->linked = (uint32_t)MAX((int64_t)stored->linked + change, 0);
    problem->linked = stored->linked;
    store_problem(txn, stored);
}

void problem_drop_sample(StoreTxn *txn, Problem *problem, uint64_t thread) {
    const guint before = problem->samples->len;
    for (guint i = before; i > 0; i--)
        if (g_array_index(problem->samples, uint64_t, i - 1) == thread)
            g_array_remove_index(problem->samples, i - 1);
    if (problem->samples->len != before)
        store_problem(txn, problem);
}

static int by_opening(gconstpointer a, gconstpointer b) {
    const Problem *left = *(const Problem *const *)a, *right = *(const Problem *const *)b;
    if (left->opened != right->opened)
        return left->opened < right->opened ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static GPtrArray *read_all(StoreTxn *txn) {
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    StoreKey key = {0};
    GBytes *bytes = NULL;
    while (store_next(txn, TABLE_PROBLEM, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t id, nothing;
        store_key_numbers(&key, &id, &nothing);
        Problem *problem = key.size == sizeof(uint64_t) ? unpack(txn, id, record) : NULL;
        if (problem != NULL)
            g_ptr_array_add(all, problem);
        key = store_key_after(key);
    }
    return all;
}

void problem_walk(StoreTxn *txn, ProblemEach each, void *data) {
    g_autoptr(GPtrArray) all = read_all(txn);
    g_ptr_array_sort(all, by_opening);
    for (guint i = 0; i < all->len && !store_failed(txn); i++)
        if (!each(txn, all->pdata[i], data))
            return;
}
