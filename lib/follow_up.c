// Nothing is remembered of a question that waits but its moment on the agenda: when it
// comes, the conversation as it is then decides. One that was opened and settled
// again meanwhile has a later moment, and is put there again.
#include "follow_up.h"

#include <string.h>

#include "agenda.h"
#include "outreach.h"
#include "tally.h"
#include "timekeeping.h"

enum { LOOKED_BACK = 16 }; // entries at the end of a conversation

// Further back than is looked, they or we wrote much since: that is an answer of its own.
static bool customer_wrote_since(StoreTxn *txn, const Thread *thread, int64_t since) {
    if (thread->updated <= since)
        return false;
    for (uint32_t back = 0; back < thread->entries; back++) {
        g_autoptr(Entry) entry =
            back < LOOKED_BACK ? thread_entry(txn, thread->id, thread->entries - back) : NULL;
        if (back >= LOOKED_BACK ||
            (entry != NULL && !entry->outbound && !entry->machine && entry->at > since))
            return true;
        if (entry != NULL && entry->at <= since)
            return false;
    }
    return false;
}

// What the customer wrote last was imported: nobody hears of history.
static bool is_history(StoreTxn *txn, const Thread *thread) {
    for (uint32_t back = 0; back < MIN(thread->entries, LOOKED_BACK); back++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, thread->entries - back);
        if (entry != NULL && !entry->outbound)
            return g_strcmp0(entry->acknowledge, ENTRY_IMPORTED) == 0;
    }
    return false;
}

static bool is_to_be_asked(StoreTxn *txn, const Config *config, const Thread *thread) {
    const bool open = thread->settled == 0 || thread->followed >= thread->settled;
    return !open && thread->worst >= LEVEL_ESCALATION && thread->from != NULL && !is_history(txn, thread) &&
           !customer_wrote_since(txn, thread, thread->settled) &&
           outreach_refused(txn, config, thread) == NULL;
}

// The same conversation, settled at the same moment, gives the same row.
static uint64_t row_id(StoreTxn *txn, const Thread *thread) {
    const uint64_t what[] = {thread->id, (uint64_t)thread->settled};
    const SealHash hash = seal_hash(store_txn_seal(txn), "follow-up", what, sizeof what);
    uint64_t id;
    memcpy(&id, hash.bytes, sizeof id);
    return id;
}

static void ask(StoreTxn *txn, const Config *config, const Mailbox *mailbox, Thread *thread, int64_t now) {
    const Outreach outreach = {
        .kind = OUTREACH_FOLLOW_UP,
        .id = row_id(txn, thread),
        .mailbox = mailbox,
        .thread = thread,
        .now = now,
        .due = now,
    };
    if (!outreach_add(txn, config, &outreach))
        return;
    thread->followed = now;
    thread->followed_heat = -1;
    tally_add(txn, mailbox->name, now, "follow-up/asked", 1);
    thread_put(txn, thread);
}

void follow_up_ask(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    g_autoptr(Thread) thread = thread_get(txn, id);
    const Mailbox *mailbox =
        thread == NULL || thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    if (mailbox == NULL || !is_to_be_asked(txn, config, thread))
        return;
    const int64_t moment = timekeeping_follow_up(mailbox, thread->settled);
    if (moment == INT64_MAX)
        return;
    if (moment > now)
        agenda_add(txn, moment, AGENDA_FOLLOW_UP, thread->id);
    else if (now - moment <= FOLLOW_UP_LATE)
        ask(txn, config, mailbox, thread, now);
}

bool follow_up_take(StoreTxn *txn, Thread *thread, Level level, int64_t now) {
    const bool waits = thread->followed != 0 && thread->followed_heat < 0;
    if (!waits || now < thread->followed || now - thread->followed > FOLLOW_UP_ANSWER)
        return false;
    thread->followed_heat = (int)level;
    const char *name = level < thread->worst   ? "follow-up/calmer"
                       : level > thread->worst ? "follow-up/hotter"
                                               : "follow-up/same";
    if (thread->mailbox != NULL)
        tally_add(txn, thread->mailbox, now, name, 1);
    return true;
}

static unsigned count_of(GHashTable *sums, const char *name) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(sums, name));
}

FollowUps follow_up_of_period(StoreTxn *txn, const Config *config, const Pm *pm, int64_t since,
                              int64_t until) {
    FollowUps all = {0};
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        if (pm != NULL && g_strcmp0(mailbox->pm, pm->name) != 0)
            continue;
        g_autoptr(GHashTable) sums = tally_sum(txn, mailbox->name, since, until);
        all.asked += count_of(sums, "follow-up/asked");
        all.calmer += count_of(sums, "follow-up/calmer");
        all.same += count_of(sums, "follow-up/same");
        all.hotter += count_of(sums, "follow-up/hotter");
    }
    all.answered = all.calmer + all.same + all.hotter;
    return all;
}
