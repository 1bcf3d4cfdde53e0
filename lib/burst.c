// Three things are counted of a complaint: its problem, the group of those like it,
// and its request. The narrowest that bursts tells it, and what it tells is no
// part of the wider ones any more, so that one outage makes one mail and not three. How
// often a thing comes is counted whether or not a burst lasts: a surge that
// stays becomes what is usual, and is over.
#include "burst_record.h"

#include "address.h"
#include "agenda.h"
#include "group.h"
#include "memo.h"
#include "numbers.h"
#include "rollup.h"

enum { PROBLEM, GROUP, REQUEST, THINGS, KNOWN_MOST = 1000 };

typedef struct Take {
    StoreTxn *txn;
    const Config *config;
    const Mailbox *mailbox;
    const Thread *thread;
    int64_t now, begun;
    char *what[THINGS]; // NULL: it has none
    Flow flows[THINGS];
} Take;

static void take_clear(Take *take) {
    for (unsigned i = 0; i < THINGS; i++) {
        g_free(take->what[i]);
        flow_clear(&take->flows[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Take, take_clear)

// --- who ---

static FlowSeen seen_of(StoreTxn *txn, const Thread *thread, int64_t at) {
    g_autofree char *folded = address_key(thread->from == NULL ? "" : thread->from);
    return (FlowSeen){.at = at,
                      .thread = thread->id,
                      .person = numbers_short_hash(store_txn_seal(txn), "burst-person", folded)};
}

// --- what is counted ---

// A group is one only from its second complaint on: the first comes after.
static void begin_group(const Take *take, Flow *flow) {
    g_autoptr(Group) group = group_get(take->txn, take->thread->group);
    for (guint i = group == NULL ? 0 : group->members->len; i > 0; i--) {
        g_autoptr(Thread) member = thread_get(take->txn, g_array_index(group->members, uint64_t, i - 1));
        if (member == NULL || member->id == take->thread->id || member->opened > take->now)
            continue;
        const FlowSeen seen = seen_of(take->txn, member, member->opened);
        flow_see(flow, &seen);
    }
}

static void count_one(Take *take, unsigned thing) {
    Flow *flow = &take->flows[thing];
    if (take->what[thing] == NULL)
        return;
    const bool known = burst_flow_get(take->txn, take->mailbox->name, take->what[thing], flow);
    if (!known && thing == GROUP)
        begin_group(take, flow);
    const FlowSeen seen = seen_of(take->txn, take->thread, take->now);
    flow_see(flow, &seen);
}

static void count_all(Take *take, Request request) {
    const Thread *thread = take->thread;
    const bool grouped = group_is_of(take->txn, thread->group, take->mailbox->pm);
    g_autofree char *group = grouped ? thread_id_format(thread->group) : NULL;
    if (thread->problem != NULL)
        take->what[PROBLEM] = g_strconcat("problem/", thread->problem, NULL);
    if (group != NULL)
        take->what[GROUP] = g_strconcat("group/", group, NULL);
    take->what[REQUEST] = g_strconcat("request/", request_name(request), NULL);
    take->begun = burst_begun(take->txn, take->mailbox->name, take->now);
    for (unsigned i = 0; i < THINGS; i++)
        count_one(take, i);
}

static void put_all(Take *take, unsigned told) {
    for (unsigned i = 0; i < THINGS; i++) {
        if (take->what[i] == NULL)
            continue;
        if (told < i)
            flow_leave_out(&take->flows[i], take->flows[told].recent);
        burst_flow_put(take->txn, take->mailbox->name, take->what[i], &take->flows[i]);
    }
}

// --- one that lasts ---

static void add_thread(StoreTxn *txn, BurstRecord *record, const Thread *thread) {
    Burst *burst = record->burst;
    const FlowSeen seen = seen_of(txn, thread, 0);
    if (!numbers_tell_apart(record->known, (uint32_t)(thread->id ^ thread->id >> 32), KNOWN_MOST))
        return;
    burst->count++;
    g_array_prepend_val(burst->threads, thread->id);
    g_array_set_size(burst->threads, MIN(burst->threads->len, BURST_LISTED));
    numbers_tell_apart(record->people, seen.person, BURST_TOLD_APART);
    if (thread->account != NULL)
        numbers_tell_apart(record->accounts,
                           numbers_short_hash(store_txn_seal(txn), "burst-account", thread->account),
                           BURST_TOLD_APART);
}

static bool is_over(const Burst *burst, int64_t now) {
    return now - burst->last >= BURST_OVER;
}

static void end(StoreTxn *txn, BurstRecord *record) {
    record->burst->ended = record->burst->last;
    burst_record_put(txn, record);
}

// False when none lasts; one that is over by now is ended.
static bool join_one(Take *take, unsigned thing) {
    Flow *flow = &take->flows[thing];
    g_auto(BurstRecord) record = {0};
    if (take->what[thing] == NULL || flow->open == 0)
        return false;
    if (!burst_record_get(take->txn, flow->open, &record) || record.burst->ended != 0 ||
        is_over(record.burst, take->now)) {
        if (record.burst != NULL && record.burst->ended == 0)
            end(take->txn, &record);
        flow->open = 0;
        return false;
    }
    add_thread(take->txn, &record, take->thread);
    if (flow_is_high(flow, take->begun, take->now))
        record.burst->last = take->now;
    burst_record_put(take->txn, &record);
    return true;
}

// --- a new one ---

static void add_mail(const Take *take, const Pm *pm, const Burst *burst, Level gravest) {
    g_autoptr(Values) values = values_new();
    g_autofree char *id = thread_id_format(burst->id);
    values_set(values, "burst", id);
    const Memo memo = {
        .id = seal_number(store_txn_seal(take->txn), "burst-mail", id),
        .kind = OUTBOX_BURST,
        .mailbox = take->mailbox,
        .pm = pm,
        .values = values,
        .now = take->now,
        .due = rollup_awake(pm, gravest, take->now),
        .give_up = take->config->give_up,
    };
    memo_add(take->txn, &memo);
    outbox_expire(take->txn, memo.id, memo.due + MEMO_KEPT);
}

// Without the hour that is always added.
static double usual_rate(const Flow *flow, int64_t begun, int64_t now) {
    const FlowUsual usual = flow_usual(flow, begun, now);
    return usual.windows <= 1 ? -1 : (usual.past - 1.0) / (usual.windows - 1.0);
}

static Level add_threads(const Take *take, BurstRecord *record, const Flow *flow) {
    Level gravest = take->thread->level;
    for (guint i = 0; i < flow->recent->len; i++) {
        const FlowSeen *seen = &g_array_index(flow->recent, FlowSeen, i);
        g_autoptr(Thread) thread = thread_get(take->txn, seen->thread);
        if (seen->thread == take->thread->id || thread == NULL)
            continue;
        add_thread(take->txn, record, thread);
        gravest = MAX(gravest, thread->level);
    }
    add_thread(take->txn, record, take->thread);
    return gravest;
}

static void open_one(Take *take, unsigned thing, const Pm *pm) {
    Flow *flow = &take->flows[thing];
    g_auto(BurstRecord) record = {0};
    burst_record_begin(&record);
    Burst *burst = record.burst;
    g_autofree char *name =
        g_strdup_printf("%s\n%s\n%" G_GINT64_FORMAT, take->mailbox->name, take->what[thing], take->now);
    burst->id = seal_number(store_txn_seal(take->txn), "burst", name);
    burst->pm = g_strdup(pm->name);
    burst->mailbox = g_strdup(take->mailbox->name);
    burst->what = g_strdup(take->what[thing]);
    burst->since = g_array_index(flow->recent, FlowSeen, 0).at;
    burst->last = take->now;
    burst->usual = usual_rate(flow, take->begun, take->now);
    const Level gravest = add_threads(take, &record, flow);
    burst_record_put(take->txn, &record);
    burst_list_add(take->txn, pm->name, burst->id);
    agenda_add(take->txn, burst->last + BURST_OVER, AGENDA_BURST, burst->id);
    add_mail(take, pm, burst, gravest);
    flow->open = burst->id;
}

// By which of its things it is told; THINGS: by none.
static unsigned tell(Take *take) {
    for (unsigned i = 0; i < THINGS; i++)
        if (join_one(take, i))
            return i;
    const Pm *pm = config_pm_of(take->config, take->mailbox);
    for (unsigned i = 0; pm != NULL && i < THINGS; i++)
        if (take->what[i] != NULL && flow_bursts(&take->flows[i], take->begun, take->now)) {
            open_one(take, i, pm);
            return i;
        }
    return THINGS;
}

bool burst_take(StoreTxn *txn, const Config *config, const Thread *thread, Request request, int64_t now) {
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    if (mailbox == NULL)
        return false;
    g_auto(Take) take = {.txn = txn, .config = config, .mailbox = mailbox, .thread = thread, .now = now};
    count_all(&take, request);
    const unsigned told = tell(&take);
    put_all(&take, told);
    return told < THINGS;
}

// --- reading ---

// Whoever was erased, and what lives on elsewhere, is passed over.
static void leave_living(StoreTxn *txn, GArray *ids) {
    for (guint i = ids->len; i > 0; i--) {
        const uint64_t id = g_array_index(ids, uint64_t, i - 1);
        g_autoptr(Thread) thread = thread_get(txn, id);
        if (thread == NULL || thread->id != id)
            g_array_remove_index(ids, i - 1);
    }
}

Burst *burst_get(StoreTxn *txn, uint64_t id) {
    g_auto(BurstRecord) record = {0};
    if (!burst_record_get(txn, id, &record))
        return NULL;
    leave_living(txn, record.burst->threads);
    return g_steal_pointer(&record.burst);
}

static GPtrArray *those(StoreTxn *txn, const char *pm, int64_t open_at, int64_t ended_since) {
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)burst_free);
    g_autoptr(GArray) ids = burst_list(txn, pm);
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(Burst) burst = burst_get(txn, g_array_index(ids, uint64_t, i));
        if (burst == NULL)
            continue;
        const bool lasts = burst->ended == 0 && !is_over(burst, open_at);
        if (ended_since == 0 ? lasts : burst->ended >= ended_since)
            g_ptr_array_add(list, g_steal_pointer(&burst));
    }
    return list;
}

GPtrArray *burst_open(StoreTxn *txn, const char *pm, int64_t now) {
    return those(txn, pm, now, 0);
}

GPtrArray *burst_ended(StoreTxn *txn, const char *pm, int64_t since) {
    return those(txn, pm, 0, MAX(since, 1));
}

void burst_look(StoreTxn *txn, uint64_t id, int64_t now) {
    g_auto(BurstRecord) record = {0};
    if (!burst_record_get(txn, id, &record) || record.burst->ended != 0)
        return;
    const Burst *burst = record.burst;
    if (!is_over(burst, now)) {
        agenda_add(txn, burst->last + BURST_OVER, AGENDA_BURST, id);
        return;
    }
    end(txn, &record);
    g_auto(Flow) flow = {0};
    burst_flow_get(txn, burst->mailbox, burst->what, &flow);
    if (flow.open == id) {
        flow.open = 0;
        burst_flow_put(txn, burst->mailbox, burst->what, &flow);
    }
}
