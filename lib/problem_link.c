// Links of conversations to problems. A link may quote the customer, so it is
// sealed with the person whose conversation it is; erased with them it is
// passed over by every walk. The problem's name stands in the conversation too: from there the link is
// found again, and there a name without a link was given by hand before links were kept.
#include "problem_parts.h"

#include <math.h>

#include "record.h"

enum { LINK_KIND = 'q', LINK_VERSION = 1 };

const char *link_how_name(LinkHow how) {
    static const char *const NAMES[LINK_HOWS] = {"hand", "pattern", "likeness"};
    return NAMES[how];
}

void problem_link_free(ProblemLink *link) {
    if (link == NULL)
        return;
    g_free(link->why);
    g_free(link->release);
    g_free(link);
}

// --- records ---

void problem_link_put(StoreTxn *txn, const ProblemLink *link, uint64_t owner) {
    RecordWriter *writer = record_writer_new(LINK_KIND, LINK_VERSION);
    record_put_u8(writer, (uint8_t)link->how);
    record_put_double(writer, link->sure);
    record_put_string(writer, link->why);
    record_put_i64(writer, link->at);
    record_put_u8(writer, link->tester);
    record_put_i64(writer, link->told);
    record_put_string(writer, link->release);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_PROBLEM_LINK, store_key_pair(link->problem, link->thread), owner, bytes);
}

static ProblemLink *unpack(StoreTxn *txn, StoreKey key, GBytes *bytes) {
    g_autoptr(ProblemLink) link = g_new0(ProblemLink, 1);
    store_key_numbers(&key, &link->problem, &link->thread);
    RecordReader reader;
    record_reader_init(&reader, bytes, LINK_KIND, LINK_VERSION);
    link->how = (LinkHow)record_get_choice(&reader, LINK_HOWS);
    link->sure = record_get_double(&reader);
    link->why = record_get_string(&reader);
    link->at = record_get_i64(&reader);
    link->tester = record_get_choice(&reader, 2) == 1;
    link->told = record_get_i64(&reader);
    link->release = record_get_string(&reader);
    reader.failed = reader.failed || !isfinite(link->sure);
    GError *error = NULL;
    if (record_reader_end(&reader, "link to a problem", &error))
        return g_steal_pointer(&link);
    store_fail(txn, error);
    return NULL;
}

ProblemLink *problem_link_get(StoreTxn *txn, uint64_t problem, uint64_t thread) {
    const StoreKey key = store_key_pair(problem, thread);
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PROBLEM_LINK, key);
    return bytes == NULL ? NULL : unpack(txn, key, bytes);
}

void problem_links(StoreTxn *txn, uint64_t problem, uint64_t after, LinkEach each, void *data) {
    StoreKey key = store_key_pair(problem, after);
    if (after != 0)
        key = store_key_after(key);
    GBytes *bytes = NULL;
    bool more = true;
    while (more && store_next(txn, TABLE_PROBLEM_LINK, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t of, thread;
        store_key_numbers(&key, &of, &thread);
        g_autoptr(ProblemLink) link = of == problem ? unpack(txn, key, record) : NULL;
        more = link != NULL && each(txn, link, data);
        key = store_key_after(key);
    }
}

// --- linking ---

static Problem *open_problem(StoreTxn *txn, const char *pm, const char *name, int64_t now) {
    Problem *problem = problem_new(pm, name);
    problem->opened = problem->updated = now;
    problem_put(txn, problem);
    return problem;
}

static void set_name(Thread *thread, const char *name) {
    g_free(thread->problem);
    thread->problem = g_strdup(name);
}

// The link under the thread's own name, and the problem of that name; either may be missing.
static ProblemLink *present_link(StoreTxn *txn, const Thread *thread, const char *pm, Problem **problem) {
    *problem = thread->problem == NULL ? NULL : problem_find(txn, pm, thread->problem);
    return *problem == NULL ? NULL : problem_link_get(txn, (*problem)->id, thread->id);
}

static void remove_link(StoreTxn *txn, Problem *problem, const ProblemLink *link) {
    store_del(txn, TABLE_PROBLEM_LINK, store_key_pair(link->problem, link->thread));
    problem_count(txn, problem, -1);
    problem_drop_sample(txn, problem, link->thread);
}

// In place of an earlier one of the same problem: who was told stays told, who was invited invited.
static void put_link(StoreTxn *txn, const Thread *thread, Problem *problem, const ProblemLink *how,
                     const ProblemLink *earlier, int64_t now) {
    ProblemLink link = {.problem = problem->id,
                        .thread = thread->id,
                        .how = how->how,
                        .sure = how->how == LINK_BY_HAND || !isfinite(how->sure) ? 1 : CLAMP(how->sure, 0, 1),
                        .why = how->why,
                        .at = now,
                        .tester = how->tester};
    if (earlier != NULL) {
        link.tester = link.tester || earlier->tester;
        link.told = earlier->told;
        link.release = earlier->release;
    }
    problem_link_put(txn, &link, thread->owner);
    if (earlier == NULL)
        problem_count(txn, problem, 1);
}

// A later message that shows another problem less clearly tells nothing against the first.
static bool is_surer(const ProblemLink *earlier, const ProblemLink *found) {
    return earlier->how == LINK_BY_HAND || earlier->sure > found->sure;
}

void problem_link(StoreTxn *txn, Thread *thread, const char *pm, const char *name, const ProblemLink *how,
                  int64_t now) {
    g_autoptr(Problem) present = NULL;
    g_autoptr(ProblemLink) earlier = present_link(txn, thread, pm, &present);
    if (how->how != LINK_BY_HAND && thread->problem != NULL && (earlier == NULL || is_surer(earlier, how)))
        return;
    g_autoptr(Problem) problem = problem_find(txn, pm, name);
    if (problem == NULL)
        problem = open_problem(txn, pm, name, now);
    const bool same = earlier != NULL && earlier->problem == problem->id;
    if (earlier != NULL && !same)
        remove_link(txn, present, earlier);
    put_link(txn, thread, problem, how, same ? earlier : NULL, now);
    set_name(thread, problem->name);
}

void problem_unlink(StoreTxn *txn, Thread *thread, const char *pm) {
    g_autoptr(Problem) present = NULL;
    g_autoptr(ProblemLink) link = present_link(txn, thread, pm, &present);
    if (link != NULL)
        remove_link(txn, present, link);
    set_name(thread, NULL);
}

// Told of it in either of the two they were told.
static void join_told(StoreTxn *txn, ProblemLink *ours, const ProblemLink *theirs, uint64_t owner) {
    if (ours->told == 0 && theirs->told != 0) {
        ours->told = theirs->told;
        g_free(ours->release);
        ours->release = g_strdup(theirs->release);
    }
    ours->tester = ours->tester || theirs->tester;
    problem_link_put(txn, ours, owner);
}

// To other conversations of its PM, which the PM of the one in which it lives on must not hear of.
static void forget_relations(Thread *from) {
    from->group = from->repeats = 0;
    from->repeats_settled = 0;
}

void problem_links_merge(StoreTxn *txn, Thread *into, const char *pm, Thread *from, const char *from_pm) {
    g_autoptr(Problem) present = NULL, other = NULL;
    g_autoptr(ProblemLink) ours = pm == NULL ? NULL : present_link(txn, into, pm, &present);
    g_autoptr(ProblemLink) theirs = from_pm == NULL ? NULL : present_link(txn, from, from_pm, &other);
    const bool one_pm = g_strcmp0(pm, from_pm) == 0;
    if (theirs != NULL)
        remove_link(txn, other, theirs);
    if (ours != NULL && theirs != NULL && ours->problem == theirs->problem)
        join_told(txn, ours, theirs, into->owner);
    if (one_pm && into->problem == NULL && from->problem != NULL) {
        set_name(into, from->problem);
        if (theirs != NULL) {
            theirs->thread = into->id;
            problem_link_put(txn, theirs, into->owner);
            problem_count(txn, other, 1);
        }
    }
    set_name(from, NULL);
    if (!one_pm)
        forget_relations(from);
}
