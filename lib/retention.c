// What stands in order of time is forgotten from its front. Conversations stand in
// no such order: they are looked at one after the other, some hundred a turn, by the
// cursor that the agenda keeps between turns, so that nobody waits for a day's work.
#include "retention.h"

#include "audit.h"
#include "burst.h"
#include "clocks.h"
#include "copies.h"
#include "group.h"
#include "heard.h"
#include "problem.h"
#include "shell.h"
#include "tally.h"
#include "thread.h"

static const RetentionRow ROWS[] = {
    {"conversations", "conversations, their messages, notes, promises and what is alike", "none",
     "it was settled and the last word in it", "a shell stays: mailbox, levels, times"},
    {"heard", "what the model saw of a message: hashes of words, levels", "90d", "the message came",
     "removed"},
    {"alike", "fingerprints of complaints, groups of those that are alike", "730d",
     "the last word in the conversation", "removed"},
    {"audit", "who of ours commanded what", "1095d", "the command",
     "removed from the front, the chain holds"},
    {"counts", "counts by the hour, times of clocks that stopped", "1095d", "the hour", "removed"},
    {"backups", "the notes of which backups were made; for so long you keep them", "90d", "it was made",
     "the note is removed, the backup is yours to delete"},
    {NULL, "digests of messages against doubles, mails that were sent or given up", "30d",
     "the message came, the mail was made", "removed"},
    {NULL, "messages that got no acknowledgement, for the digest", "8d", "the message came", "removed"},
    {NULL, "what a PM may do by answering a mail of ours", "14d", "the mail", "removed, 30 days later"},
    {NULL, "an address on the no-answer list because of a bounce", "30d", "the bounce",
     "it counts no more; the next look removes it"},
    {NULL, "how many answers went to an address", "1d", "the answer", "overwritten"},
    {NULL, "a customer's earlier conversations: numbers, levels, times", "none", "",
     "the newest 32 are kept, and go with the person"},
    {NULL, "corrections of levels (lessons)", "none", "", "the newest 500 are kept, and go with the person"},
    {NULL, "bursts, of a PM", "none", "", "the newest 50 are kept"},
    {NULL, "accounts that were imported, problems, the no-answer list by hand", "none", "",
     "yours to remove"},
    {NULL, "who was erased: keyed hashes", "none", "", "kept, so that no backup brings them back"},
    {NULL, "unheard.log: times, queue ids, hashes of senders", "none", "",
     "the older half goes when it has 1 MB"},
    {NULL, NULL, NULL, NULL, NULL},
};

const RetentionRow *retention_rows(void) {
    return ROWS;
}

// --- one conversation ---

static bool is_settled(const Thread *thread) {
    return thread->phase == PHASE_CLOSED || thread->phase == PHASE_FOLLOW_UP;
}

// The moment up to which it is too old; nothing is when none was set.
static int64_t before(GTimeSpan kept, int64_t now) {
    return kept == 0 ? INT64_MIN : now - kept;
}

static int64_t last_word(const Thread *thread) {
    return MAX(MAX(thread->updated, thread->settled), thread->answered);
}

// The link stays, which counts; why it was made quotes the customer.
static void silence_link(StoreTxn *txn, const Config *config, const Thread *thread) {
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    const Pm *pm = mailbox == NULL ? NULL : config_pm_of(config, mailbox);
    g_autoptr(Problem) problem =
        pm == NULL || thread->problem == NULL ? NULL : problem_find(txn, pm->name, thread->problem);
    g_autoptr(ProblemLink) link = problem == NULL ? NULL : problem_link_get(txn, problem->id, thread->id);
    if (link == NULL)
        return;
    g_clear_pointer(&link->why, g_free);
    problem_link_put(txn, link, STORE_OWNER_NONE);
}

static bool runs(StoreTxn *txn, uint64_t thread) {
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread);
    for (guint i = 0; i < clocks->len; i++)
        if (clock_runs(clocks->pdata[i]))
            return true;
    return false;
}

static void forget_conversation(StoreTxn *txn, const Config *config, Thread *thread, int64_t now) {
    const GTimeSpan kept = config->retention.conversations;
    const GTimeSpan least = kept == 0 ? 0 : MAX(kept, RETENTION_CONVERSATION_LEAST);
    if (!is_settled(thread) || last_word(thread) >= before(least, now) || runs(txn, thread->id))
        return;
    silence_link(txn, config, thread);
    shell_thread(txn, thread, now, NULL, NULL);
}

static void forget_likeness(StoreTxn *txn, const Config *config, Thread *thread, int64_t now) {
    if (thread->erased != 0 || last_word(thread) >= before(config->retention.alike, now))
        return;
    store_del(txn, TABLE_FINGERPRINT, store_key_number(thread->id));
    if (thread->group == 0)
        return;
    thread->group = 0;
    thread_put(txn, thread);
}

// A group has the number of its first conversation, whatever became of that.
static void forget_group(StoreTxn *txn, const Config *config, const Thread *thread, int64_t now) {
    if (!group_forget(txn, thread->id, before(config->retention.alike, now)) || thread->mailbox == NULL)
        return;
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *what = g_strconcat("group/", id, NULL);
    burst_forget_flow(txn, thread->mailbox, what);
}

static void look_at(StoreTxn *txn, const Config *config, uint64_t id, int64_t now) {
    g_autoptr(Thread) thread = thread_stored(txn, id);
    if (thread != NULL)
        forget_group(txn, config, thread, now);
    if (thread != NULL && thread->erased == 0) {
        forget_conversation(txn, config, thread, now);
        forget_likeness(txn, config, thread, now);
    }
    store_pass_over(txn); // damaged: verify names it
}

// From the cursor on; true when there is more.
static bool look_at_some(StoreTxn *txn, const Config *config, unsigned most, uint64_t *cursor, int64_t now) {
    StoreKey key = store_key_number(*cursor);
    for (unsigned i = 0; i < most; i++) {
        uint64_t none;
        if (!store_next(txn, TABLE_THREAD, &key, NULL))
            return false;
        store_key_numbers(&key, cursor, &none);
        look_at(txn, config, *cursor, now);
        if (*cursor == UINT64_MAX)
            return false;
        key = store_key_number(++*cursor);
    }
    return true;
}

// --- a day's work ---

// True when one of them may have more.
static bool forget_fronts(StoreTxn *txn, const Config *config, unsigned most, int64_t now) {
    const RetentionSettings *kept = &config->retention;
    unsigned count = heard_forget(txn, before(kept->heard, now), most) == most;
    count += audit_forget(txn, before(kept->audit, now), most) == most;
    count += tally_forget(txn, before(kept->counts, now), most) == most;
    count += clocks_forget(txn, before(kept->counts, now), most) == most;
    count += copies_forget(txn, before(kept->backups, now), most) == most;
    return count > 0;
}

bool retention_sweep(StoreTxn *txn, const Config *config, unsigned most, uint64_t *cursor, int64_t now) {
    const RetentionSettings *kept = &config->retention;
    if (*cursor == 0 && forget_fronts(txn, config, most, now))
        return true;
    if (kept->conversations == 0 && kept->alike == 0)
        return false;
    *cursor = MAX(*cursor, 1);
    return look_at_some(txn, config, most / 4, cursor, now);
}
