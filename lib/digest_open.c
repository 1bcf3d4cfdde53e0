// The walk goes by the index: the gravest first, of one level those that are due
// first. So when there are more than anybody could read, it is the least pressing
// that are only counted.
#include "digest_parts.h"

#include <string.h>

#include "clocks.h"
#include "masked.h"

enum {
    NAMED = 4000,         // conversations whose account is asked for, to order and group them
    WEIGHED = 600,        // the first of these, whose past and words are asked for too
    PROMISES_READ = 4000, // clocks of promises
    NAMES = 2000,         // accounts and problems that are told apart
    WORDS_LENGTH = 160,
};
static const int64_t RECEIPT_LATE = 10 * G_TIME_SPAN_MINUTE;
static const int64_t UNCONFIRMED_TOLD = 7 * G_TIME_SPAN_DAY;
static const int64_t PROMISES_AHEAD = 7 * G_TIME_SPAN_DAY;

typedef struct Open {
    const Gathering *gathering;
    GPtrArray *lines;     // DigestLine *, those that are told, in the order of the index
    GHashTable *accounts; // name -> DigestGroup *
    GHashTable *problems; // likewise
    unsigned promises_read;
} Open;

// Lists that are in the end short are cut whenever they are twice too long, so that they never are large.
static void keep_first(GPtrArray *list, GCompareFunc compare, guint most) {
    g_ptr_array_sort(list, compare);
    if (list->len > most)
        g_ptr_array_set_size(list, (gint)most);
}

static void add_bounded(GPtrArray *list, gpointer item, GCompareFunc compare, guint most) {
    g_ptr_array_add(list, item);
    if (list->len >= 2 * most)
        keep_first(list, compare, most);
}

// --- groups ---

static DigestGroup *group_of(GHashTable *groups, const char *name, bool problem) {
    DigestGroup *group = g_hash_table_lookup(groups, name);
    if (group != NULL || g_hash_table_size(groups) >= NAMES)
        return group;
    group = g_new0(DigestGroup, 1);
    group->name = masked_words(name, WORDS_LENGTH);
    group->problem = problem;
    g_hash_table_insert(groups, g_strdup(name), group);
    return group;
}

static void count_in(GHashTable *groups, const char *name, bool problem, Level level) {
    DigestGroup *group = name == NULL ? NULL : group_of(groups, name, problem);
    if (group == NULL)
        return;
    group->count++;
    group->level = MAX(group->level, level);
}

static int compare_groups(gconstpointer a, gconstpointer b) {
    const DigestGroup *left = *(DigestGroup *const *)a, *right = *(DigestGroup *const *)b;
    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->name, right->name);
}

// By the name that people know it by.
static void name_problem(const Gathering *gathering, DigestGroup *group) {
    g_autofree char *cause = situation_cause(gathering->txn, gathering->pm, group->name);
    g_free(group->name);
    group->name = masked_words(cause, WORDS_LENGTH);
}

static void take_groups(GHashTable *groups, GPtrArray *list) {
    GHashTableIter iter;
    gpointer name, value;
    g_hash_table_iter_init(&iter, groups);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        DigestGroup *group = value;
        g_hash_table_iter_steal(&iter);
        g_free(name);
        if (group->count > 1)
            g_ptr_array_add(list, group);
        else
            digest_group_free(group);
    }
}

// --- promises, and who is silent ---

static int compare_promises(gconstpointer a, gconstpointer b) {
    const DigestPromise *left = *(DigestPromise *const *)a, *right = *(DigestPromise *const *)b;
    if (left->due != right->due)
        return left->due < right->due ? -1 : 1;
    return (left->thread > right->thread) - (left->thread < right->thread);
}

static void add_promise(Open *open, const Thread *thread, uint32_t number) {
    const Gathering *gathering = open->gathering;
    if (open->promises_read++ >= PROMISES_READ)
        return;
    g_autoptr(Clock) clock = clocks_get(gathering->txn, thread->id, number);
    if (clock == NULL || !clock_runs(clock) || !clock->accepted ||
        clock->due > gathering->now + PROMISES_AHEAD)
        return;
    DigestPromise *promise = g_new0(DigestPromise, 1);
    promise->thread = thread->id;
    promise->who = situation_who(thread);
    promise->words = masked_words(clock->words, WORDS_LENGTH);
    promise->due = clock->due;
    add_bounded(gathering->digest->promises, promise, compare_promises, DIGEST_PROMISES);
}

static int compare_silent(gconstpointer a, gconstpointer b) {
    const DigestSilent *left = *(DigestSilent *const *)a, *right = *(DigestSilent *const *)b;
    if (left->since != right->since)
        return left->since < right->since ? -1 : 1;
    return (left->thread > right->thread) - (left->thread < right->thread);
}

static void add_silent(const Gathering *gathering, const Thread *thread, const Mailbox *mailbox) {
    if (!next_step_is_silent(thread, mailbox->calendar, gathering->now))
        return;
    DigestSilent *silent = g_new0(DigestSilent, 1);
    silent->thread = thread->id;
    silent->who = situation_who(thread);
    silent->subject = gathering_subject(thread);
    silent->since = thread->asked;
    add_bounded(gathering->digest->silent, silent, compare_silent, DIGEST_SILENT);
}

// --- who is told ---

static void add_line(Open *open, const Thread *thread) {
    const Gathering *gathering = open->gathering;
    if (open->lines->len >= NAMED) {
        gathering->digest->more++;
        return;
    }
    g_autoptr(Context) context = situation_account(gathering->txn, gathering->config, thread, gathering->now);
    DigestLine *line = g_new0(DigestLine, 1);
    line->thread = thread->id;
    line->level = thread->level;
    line->who = situation_who(thread);
    line->account = g_strdup(context->account);
    line->subject = gathering_subject(thread);
    line->due = thread->due;
    line->late = thread->due != 0 && thread->due < gathering->now;
    line->opened = thread->opened;
    line->rank = context->rank;
    line->again = thread->repeats != 0 && thread->phase != PHASE_FOLLOW_UP;
    g_ptr_array_add(open->lines, line);
    if (thread->level >= LEVEL_ESCALATION)
        count_in(open->accounts, context->account, false, thread->level);
}

// As situation_compare, of which only a few are made.
static int compare_lines(gconstpointer a, gconstpointer b) {
    const DigestLine *left = *(DigestLine *const *)a, *right = *(DigestLine *const *)b;
    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    if (left->again != right->again)
        return left->again ? -1 : 1;
    if (left->rank != right->rank)
        return left->rank > right->rank ? -1 : 1;
    const int64_t due = left->due == 0 ? INT64_MAX : left->due;
    const int64_t other = right->due == 0 ? INT64_MAX : right->due;
    if (due != other)
        return due < other ? -1 : 1;
    if (left->opened != right->opened)
        return left->opened < right->opened ? -1 : 1;
    return (left->thread > right->thread) - (left->thread < right->thread);
}

// A past of escalations and who wrote what move a conversation by a few places, not by hundreds: so the
// records of those far behind are left alone, each of which may lie elsewhere on the disk.
static void weigh(const Gathering *gathering, GPtrArray *lines) {
    g_ptr_array_sort(lines, compare_lines);
    for (guint i = 0; i < MIN(lines->len, WEIGHED) && !store_failed(gathering->txn); i++) {
        DigestLine *line = lines->pdata[i];
        g_autoptr(Thread) thread = thread_get(gathering->txn, line->thread);
        if (thread == NULL)
            continue;
        g_autoptr(Entry) entry = situation_entry(gathering->txn, thread);
        g_autoptr(Context) context =
            situation_context(gathering->txn, gathering->config, thread, entry, gathering->now);
        line->rank = context->rank;
    }
    g_ptr_array_sort(lines, compare_lines);
}

static void tell(const Gathering *gathering, const DigestLine *line) {
    Situation *situation =
        situation_of(gathering->txn, gathering->config, gathering->pm, line->thread, gathering->now);
    if (situation != NULL)
        g_ptr_array_add(gathering->digest->situations, situation);
}

static void share_out(const Gathering *gathering, GPtrArray *lines) {
    Digest *digest = gathering->digest;
    weigh(gathering, lines);
    for (guint i = 0; i < lines->len; i++) {
        if (i < DIGEST_SHOWN)
            tell(gathering, lines->pdata[i]);
        else if (i < DIGEST_SHOWN + DIGEST_LISTED)
            g_ptr_array_add(digest->listed, g_steal_pointer(&lines->pdata[i]));
        else
            digest->more++;
    }
    g_ptr_array_sort(digest->situations, situation_compare);
}

static void number_promises(Digest *digest) {
    for (guint i = 0; i < digest->promises->len; i++) {
        DigestPromise *promise = digest->promises->pdata[i];
        for (guint j = 0; j < digest->situations->len && promise->number == 0; j++)
            if (((const Situation *)digest->situations->pdata[j])->thread->id == promise->thread)
                promise->number = j + 1;
    }
}

// --- the walk ---

// Refused behind us, as far as we know: nobody is late with it. If receipts are broken, every one is of
// these.
static void note_unconfirmed(const Gathering *gathering, const Thread *thread) {
    const int64_t age = gathering->now - thread->opened;
    gathering->digest->unconfirmed += age > RECEIPT_LATE && age <= UNCONFIRMED_TOLD;
}

// The daily word of a conversation that presses.
static void count_touch(const Gathering *gathering, const Thread *thread) {
    g_autoptr(Clock) clock = thread->touchpoint_clock == 0
                                 ? NULL
                                 : clocks_get(gathering->txn, thread->id, thread->touchpoint_clock);
    if (clock == NULL || !clock_runs(clock) || clock->paused != 0)
        return;
    gathering->digest->touch_late += clock_is_late(clock, gathering->now);
    gathering->digest->touch_today += clock->due >= gathering->now && clock->due < gathering->tomorrow;
}

static void count(const Gathering *gathering, const Thread *thread) {
    Digest *digest = gathering->digest;
    const int64_t due = thread->due, now = gathering->now;
    digest->open[thread->level]++;
    digest->late += due != 0 && due < now;
    digest->due_today += due >= now && due < gathering->tomorrow;
    if (thread->reply_clock != 0 && thread->reply_due < gathering->today)
        digest->waiting[thread->reply_kind]++;
    digest->in_hand += thread->in_hand != 0;
    digest->waiting_for_them += thread->asked != 0;
    count_touch(gathering, thread);
}

static bool take(StoreTxn *txn, Thread *thread, void *data) {
    Open *open = data;
    const Gathering *gathering = open->gathering;
    const Mailbox *mailbox = gathering_mailbox(gathering, thread->mailbox);
    if (mailbox == NULL || thread->opened > gathering->now)
        return true;
    if (thread->accepted == 0) {
        note_unconfirmed(gathering, thread);
        return true;
    }
    count(gathering, thread);
    add_silent(gathering, thread, mailbox);
    count_in(open->problems, thread->problem, true, thread->level);
    for (uint32_t i = 0; i < thread->promises; i++)
        add_promise(open, thread, thread->promise_clocks[i]);
    if (thread->level >= LEVEL_ESCALATION || (thread->due != 0 && thread->due < gathering->tomorrow))
        add_line(open, thread);
    return !store_failed(txn);
}

void digest_gather_open(Gathering *gathering) {
    Digest *digest = gathering->digest;
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(digest_line_free);
    g_autoptr(GHashTable) accounts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, digest_group_free);
    g_autoptr(GHashTable) problems =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, digest_group_free);
    Open open = {.gathering = gathering, .lines = lines, .accounts = accounts, .problems = problems};
    thread_walk_open(gathering->txn, take, &open);
    share_out(gathering, lines);
    take_groups(accounts, digest->groups);
    take_groups(problems, digest->groups);
    keep_first(digest->groups, compare_groups, DIGEST_GROUPS);
    keep_first(digest->promises, compare_promises, DIGEST_PROMISES);
    keep_first(digest->silent, compare_silent, DIGEST_SILENT);
    for (guint i = 0; i < digest->groups->len; i++)
        if (((DigestGroup *)digest->groups->pdata[i])->problem)
            name_problem(gathering, digest->groups->pdata[i]);
    number_promises(digest);
}
