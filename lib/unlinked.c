// One walk over the open conversations, bounded; what is found is small, and is
// put in order afterwards, since the walk goes by the level that a
// conversation has now and this list by the worst it ever had.
#include "unlinked.h"

#include "calendar.h"
#include "thread.h"

typedef struct Found {
    uint64_t thread;
    Level worst;
    int64_t opened;
} Found;

typedef struct Search {
    const Config *config;
    const char *pm;
    int64_t now;
    unsigned looked;
    bool stopped;
    GArray *found; // Found
} Search;

static bool is_old(const Mailbox *mailbox, const Thread *thread, int64_t now) {
    return mailbox->calendar != NULL &&
           calendar_add_days(mailbox->calendar, thread->opened, UNLINKED_DAYS) < now;
}

static bool is_meant(const Search *search, const Thread *thread) {
    if (thread->worst < LEVEL_ESCALATION || thread->settled != 0 || thread->problem != NULL ||
        thread->mailbox == NULL)
        return false;
    const Mailbox *mailbox = config_mailbox(search->config, thread->mailbox);
    return mailbox != NULL && g_strcmp0(mailbox->pm, search->pm) == 0 && is_old(mailbox, thread, search->now);
}

static bool look_at(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    Search *search = data;
    const Found found = {thread->id, thread->worst, thread->opened};
    search->stopped = search->looked == UNLINKED_LOOKED;
    if (search->stopped)
        return false;
    search->looked++;
    if (is_meant(search, thread))
        g_array_append_val(search->found, found);
    return true;
}

static int by_weight(gconstpointer a, gconstpointer b) {
    const Found *left = a, *right = b;
    if (left->worst != right->worst)
        return left->worst > right->worst ? -1 : 1;
    if (left->opened != right->opened)
        return left->opened < right->opened ? -1 : 1;
    return left->thread < right->thread ? -1 : left->thread > right->thread;
}

Unlinked *unlinked_of(StoreTxn *txn, const Config *config, const char *pm, int64_t now) {
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
    Search search = {.config = config, .pm = pm, .now = now, .found = found};
    Unlinked *unlinked = g_new0(Unlinked, 1);
    thread_walk_open(txn, look_at, &search);
    g_array_sort(found, by_weight);
    unlinked->threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    unlinked->count = found->len;
    unlinked->whole = !search.stopped;
    for (guint i = 0; i < found->len && i < UNLINKED_SHOWN; i++)
        g_array_append_val(unlinked->threads, g_array_index(found, Found, i).thread);
    return unlinked;
}

void unlinked_free(Unlinked *unlinked) {
    if (unlinked == NULL)
        return;
    g_array_unref(unlinked->threads);
    g_free(unlinked);
}
