// A campaign is a cursor over the links of its problem and one mark for each person.
// The cursor says how far it is, the marks who was told: so however the cursor is lost,
// set back or begun anew, nobody is told twice, and a person with several conversations counts
// once. Marks stand under a keyed hash and outlive their person; they tell
// nothing but that somebody was told.
#include "campaign_parts.h"

#include <string.h>

#include "agenda.h"
#include "contact.h"
#include "outreach.h"
#include "past.h"
#include "record.h"

enum { CAMPAIGN_KIND = 'c', CAMPAIGN_VERSION = 1, MARK_KIND = 'r', MARK_VERSION = 1, A_MINUTE_MOST = 60000 };

const char *campaign_state_name(CampaignState state) {
    static const char *const NAMES[CAMPAIGN_STATES] = {"waits", "testers", "all", "done", "undone"};
    return NAMES[state];
}

void campaign_free(Campaign *campaign) {
    if (campaign == NULL)
        return;
    g_free(campaign->name);
    g_free(campaign->pm);
    g_free(campaign->release);
    g_free(campaign->by);
    g_free(campaign);
}

// --- records ---

// Releases are told apart as names of problems are: without regard to case.
uint64_t campaign_id(StoreTxn *txn, uint64_t problem, const char *release) {
    g_autofree char *folded = g_ascii_strdown(release, -1);
    g_autofree char *what = g_strdup_printf("%016" G_GINT64_MODIFIER "x %s", problem, folded);
    return seal_number(store_txn_seal(txn), "campaign", what);
}

void campaign_put(StoreTxn *txn, const Campaign *campaign) {
    RecordWriter *writer = record_writer_new(CAMPAIGN_KIND, CAMPAIGN_VERSION);
    record_put_u64(writer, campaign->problem);
    record_put_string(writer, campaign->name);
    record_put_string(writer, campaign->pm);
    record_put_string(writer, campaign->release);
    record_put_string(writer, campaign->by);
    record_put_u8(writer, (uint8_t)campaign->state);
    record_put_i64(writer, campaign->begun);
    record_put_i64(writer, campaign->starts);
    record_put_i64(writer, campaign->next);
    record_put_u64(writer, campaign->after);
    record_put_u32(writer, campaign->told);
    record_put_u32(writer, campaign->left_out);
    record_put_u32(writer, campaign->a_minute);
    record_put_u32(writer, campaign->ahead);
    record_put_u32(writer, campaign->singly);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_CAMPAIGN, store_key_number(campaign->id), STORE_OWNER_NONE, bytes);
}

static Campaign *unpack(StoreTxn *txn, uint64_t id, GBytes *bytes) {
    g_autoptr(Campaign) campaign = g_new0(Campaign, 1);
    RecordReader reader;
    record_reader_init(&reader, bytes, CAMPAIGN_KIND, CAMPAIGN_VERSION);
    campaign->id = id;
    campaign->problem = record_get_u64(&reader);
    campaign->name = record_get_string(&reader);
    campaign->pm = record_get_string(&reader);
    campaign->release = record_get_string(&reader);
    campaign->by = record_get_string(&reader);
    campaign->state = (CampaignState)record_get_choice(&reader, CAMPAIGN_STATES);
    campaign->begun = record_get_i64(&reader);
    campaign->starts = record_get_i64(&reader);
    campaign->next = record_get_i64(&reader);
    campaign->after = record_get_u64(&reader);
    campaign->told = record_get_u32(&reader);
    campaign->left_out = record_get_u32(&reader);
    campaign->a_minute = record_get_u32(&reader);
    campaign->ahead = record_get_u32(&reader);
    campaign->singly = record_get_u32(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "campaign", &error))
        return g_steal_pointer(&campaign);
    store_fail(txn, error);
    return NULL;
}

Campaign *campaign_get(StoreTxn *txn, uint64_t id) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CAMPAIGN, store_key_number(id));
    return bytes == NULL ? NULL : unpack(txn, id, bytes);
}

void campaign_put_next(StoreTxn *txn, Campaign *campaign, int64_t next) {
    if (campaign->next != 0)
        agenda_remove(txn, campaign->next, AGENDA_CAMPAIGN, campaign->id);
    if (next != 0)
        agenda_add(txn, next, AGENDA_CAMPAIGN, campaign->id);
    campaign->next = next;
    campaign_put(txn, campaign);
}

// --- which of a problem is the newest ---

static StoreKey newest_key(StoreTxn *txn, uint64_t problem) {
    return store_key_hash(seal_hash(store_txn_seal(txn), "campaign-of", &problem, sizeof problem));
}

static void put_newest(StoreTxn *txn, const Campaign *campaign) {
    const uint64_t big = GUINT64_TO_BE(campaign->id);
    g_autoptr(GBytes) bytes = g_bytes_new(&big, sizeof big);
    store_put(txn, TABLE_CAMPAIGN, newest_key(txn, campaign->problem), STORE_OWNER_NONE, bytes);
}

Campaign *campaign_of(StoreTxn *txn, uint64_t problem) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CAMPAIGN, newest_key(txn, problem));
    uint64_t big;
    if (bytes == NULL || g_bytes_get_size(bytes) != sizeof big)
        return NULL;
    memcpy(&big, g_bytes_get_data(bytes, NULL), sizeof big);
    return campaign_get(txn, GUINT64_FROM_BE(big));
}

// --- who was told ---

static StoreKey mark_key(StoreTxn *txn, uint64_t campaign, const char *address) {
    const SealHash person = contact_hash(store_txn_seal(txn), address);
    uint64_t number;
    memcpy(&number, person.bytes, sizeof number);
    return store_key_pair(campaign, number);
}

static CampaignMark read_mark(StoreTxn *txn, GBytes *bytes) {
    CampaignMark mark = {0};
    RecordReader reader;
    record_reader_init(&reader, bytes, MARK_KIND, MARK_VERSION);
    mark.thread = record_get_u64(&reader);
    mark.at = record_get_i64(&reader);
    mark.told = record_get_u8(&reader) != 0;
    GError *error = NULL;
    if (!record_reader_end(&reader, "who was told", &error))
        store_fail(txn, error);
    return mark;
}

CampaignMark campaign_mark(StoreTxn *txn, uint64_t campaign, const char *address) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CAMPAIGN, mark_key(txn, campaign, address));
    return bytes == NULL ? (CampaignMark){0} : read_mark(txn, bytes);
}

uint64_t campaign_named_at(StoreTxn *txn, StoreKey key) {
    uint64_t id, person;
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_CAMPAIGN, key);
    if (bytes == NULL)
        return 0;
    if (g_bytes_get_size(bytes) == sizeof id) { // of a problem the newest
        memcpy(&id, g_bytes_get_data(bytes, NULL), sizeof id);
        return GUINT64_FROM_BE(id);
    }
    store_key_numbers(&key, &id, &person);
    (void)read_mark(txn, bytes);
    return id;
}

void campaign_set_mark(StoreTxn *txn, uint64_t campaign, const char *address, const CampaignMark *mark) {
    RecordWriter *writer = record_writer_new(MARK_KIND, MARK_VERSION);
    record_put_u64(writer, mark->thread);
    record_put_i64(writer, mark->at);
    record_put_u8(writer, mark->told);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_CAMPAIGN, mark_key(txn, campaign, address), STORE_OWNER_NONE, bytes);
}

bool campaign_link_told(const ProblemLink *link, const char *release) {
    return link->told != 0 && link->release != NULL && g_ascii_strcasecmp(link->release, release) == 0;
}

static int64_t told_in_another(StoreTxn *txn, uint64_t problem, const char *release, const char *address) {
    g_autoptr(Past) past = past_find(txn, NULL, address);
    for (guint i = 0; i < past->recent->len && !store_failed(txn); i++) {
        const uint64_t thread = g_array_index(past->recent, PastThread, i).thread;
        g_autoptr(ProblemLink) link = problem_link_get(txn, problem, thread);
        if (link != NULL && campaign_link_told(link, release))
            return link->told;
    }
    return 0;
}

int64_t campaign_told_at(StoreTxn *txn, uint64_t campaign, const ProblemLink *link, const char *release,
                         const Thread *thread) {
    if (campaign_link_told(link, release))
        return link->told;
    if (thread->from == NULL)
        return 0;
    const CampaignMark mark = campaign_mark(txn, campaign, thread->from);
    return mark.told ? MAX(mark.at, 1) : told_in_another(txn, link->problem, release, thread->from);
}

uint64_t campaign_row_id(StoreTxn *txn, uint64_t campaign, const char *address) {
    const SealHash person = contact_hash(store_txn_seal(txn), address);
    uint8_t what[sizeof campaign + sizeof person.bytes];
    memcpy(what, &campaign, sizeof campaign);
    memcpy(what + sizeof campaign, person.bytes, sizeof person.bytes);
    const SealHash hash = seal_hash(store_txn_seal(txn), "campaign-row", what, sizeof what);
    uint64_t id;
    memcpy(&id, hash.bytes, sizeof id);
    return id;
}

bool campaign_mail(StoreTxn *txn, const ProblemLink *link, const Thread *thread, OutboxState *state) {
    if (link->told == 0 || link->release == NULL || thread->from == NULL)
        return false;
    const uint64_t campaign = campaign_id(txn, link->problem, link->release);
    g_autoptr(OutboxRow) row = outbox_get(txn, campaign_row_id(txn, campaign, thread->from));
    if (row != NULL)
        *state = row->state;
    return row != NULL;
}

// --- in which conversation ---

static bool is_linked(StoreTxn *txn, uint64_t problem, uint64_t thread) {
    g_autoptr(ProblemLink) link = problem_link_get(txn, problem, thread);
    return link != NULL;
}

bool campaign_is_theirs(const Config *config, const char *pm, const Thread *thread) {
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    return mailbox == NULL || mailbox->pm == NULL || g_strcmp0(mailbox->pm, pm) == 0;
}

static const char *refused_of(StoreTxn *txn, const Config *config, const Thread *thread) {
    return thread->from == NULL ? "nobody" : outreach_refused(txn, config, thread);
}

// An earlier or later one of theirs; NULL when it is not of the problem, or may not be written to.
static Thread *other(StoreTxn *txn, const Config *config, uint64_t problem, const char *pm, uint64_t id) {
    g_autoptr(Thread) thread = is_linked(txn, problem, id) ? thread_get(txn, id) : NULL;
    const bool fit = thread != NULL && thread->id == id && campaign_is_theirs(config, pm, thread) &&
                     refused_of(txn, config, thread) == NULL;
    return fit ? g_steal_pointer(&thread) : NULL;
}

Thread *campaign_choose(StoreTxn *txn, const Config *config, uint64_t problem, const char *pm,
                        const Thread *thread, const char **refused) {
    *refused = refused_of(txn, config, thread);
    if (thread->from == NULL)
        return NULL;
    g_autoptr(Past) past = past_find(txn, NULL, thread->from); // the newest first
    for (guint i = 0; i < past->recent->len && !store_failed(txn); i++) {
        const PastThread *one = &g_array_index(past->recent, PastThread, i);
        if (*refused == NULL && one->opened <= thread->opened)
            break;
        Thread *found = other(txn, config, problem, pm, one->thread);
        if (found != NULL)
            return found;
    }
    return *refused == NULL ? thread_get(txn, thread->id) : NULL;
}

// --- beginning and undoing ---

static Campaign *campaign_new(uint64_t id, const Problem *problem, const char *release) {
    Campaign *campaign = g_new0(Campaign, 1);
    campaign->id = id;
    campaign->problem = problem->id;
    campaign->name = g_strdup(problem->name);
    campaign->pm = g_strdup(problem->pm);
    campaign->release = g_strdup(release);
    campaign->state = CAMPAIGN_UNDONE;
    campaign->a_minute = CAMPAIGN_A_MINUTE;
    return campaign;
}

bool campaign_runs(const Campaign *campaign) {
    return campaign->state != CAMPAIGN_DONE && campaign->state != CAMPAIGN_UNDONE;
}

static void stop(StoreTxn *txn, Campaign *campaign, CampaignState state) {
    campaign->state = state;
    campaign_put_next(txn, campaign, 0);
}

// Who was not told yet of the release before is told of this one.
static void stop_older(StoreTxn *txn, uint64_t problem, uint64_t id) {
    g_autoptr(Campaign) older = campaign_of(txn, problem);
    if (older != NULL && older->id != id && campaign_runs(older))
        stop(txn, older, CAMPAIGN_UNDONE);
}

static void fix(StoreTxn *txn, Problem *problem, const char *release, int64_t now) {
    if (problem->status == PROBLEM_FIXED && g_strcmp0(problem->release, release) == 0)
        return;
    g_free(problem->release);
    problem->release = g_strdup(release);
    problem->status = PROBLEM_FIXED;
    problem->fixed = problem->updated = now;
    problem_put(txn, problem);
}

static void hurry(StoreTxn *txn, Campaign *campaign, int64_t starts, int64_t now) {
    const bool waits = campaign->state == CAMPAIGN_WAITS;
    campaign->starts = waits ? MIN(campaign->starts, starts) : campaign->starts;
    const int64_t latest = waits ? campaign->starts : now + CAMPAIGN_LEAD;
    campaign_put_next(txn, campaign, MIN(campaign->next, latest));
}

// One that runs goes over all links again, for those that came behind its cursor; it waits no longer than one
// that begins now, whatever the clock was when it was begun.
static void start(StoreTxn *txn, Campaign *campaign, const char *by, GTimeSpan window, int64_t now) {
    campaign->after = 0;
    if (campaign_runs(campaign)) {
        hurry(txn, campaign, now + MAX(window, 0), now);
        return;
    }
    g_free(campaign->by);
    campaign->by = g_strdup(by);
    campaign->state = CAMPAIGN_WAITS;
    campaign->begun = now;
    campaign->starts = now + MAX(window, 0);
    campaign->left_out = campaign->ahead = campaign->singly = 0;
    campaign_put_next(txn, campaign, campaign->starts);
}

Campaign *campaign_begin(StoreTxn *txn, const Config *config, Problem *problem, const char *release,
                         const char *by, GTimeSpan window, uint32_t a_minute, int64_t now) {
    (void)config;
    const uint64_t id = campaign_id(txn, problem->id, release);
    Campaign *campaign = campaign_get(txn, id);
    if (campaign == NULL)
        campaign = campaign_new(id, problem, release);
    if (a_minute != 0)
        campaign->a_minute = MIN(a_minute, A_MINUTE_MOST);
    stop_older(txn, problem->id, id);
    fix(txn, problem, release, now);
    start(txn, campaign, by, window, now);
    put_newest(txn, campaign);
    return campaign;
}

bool campaign_undo(StoreTxn *txn, Campaign *campaign, int64_t now) {
    if (campaign->state == CAMPAIGN_DONE)
        return false;
    stop(txn, campaign, CAMPAIGN_UNDONE);
    g_autoptr(Problem) problem = problem_get(txn, campaign->problem);
    const bool reopen = problem != NULL && problem->status == PROBLEM_FIXED && campaign->told == 0 &&
                        g_strcmp0(problem->release, campaign->release) == 0;
    if (!reopen)
        return true;
    g_clear_pointer(&problem->release, g_free);
    problem->status = PROBLEM_OPEN;
    problem->fixed = 0;
    problem->updated = now;
    problem_put(txn, problem);
    return true;
}
