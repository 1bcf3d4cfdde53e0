// Two questions to one snapshot: how things stand, which the index of open
// conversations answers (digest_open.c), and what the last day brought, which hourly
// counts and the index of stopped clocks do (digest_day.c). Neither walks over all
// conversations, so a store of years costs no more than its open part.
#include "digest.h"

#include <string.h>

#include "digest_parts.h"

enum { SUBJECT_LENGTH = 120 };

void digest_line_free(gpointer data) {
    DigestLine *line = data;
    if (line == NULL)
        return;
    g_free(line->who);
    g_free(line->account);
    g_free(line->subject);
    g_free(line);
}

static void promise_free(gpointer data) {
    DigestPromise *promise = data;
    g_free(promise->who);
    g_free(promise->words);
    g_free(promise);
}

static void silent_free(gpointer data) {
    DigestSilent *silent = data;
    g_free(silent->who);
    g_free(silent->subject);
    g_free(silent);
}

void digest_group_free(gpointer data) {
    g_free(((DigestGroup *)data)->name);
    g_free(data);
}

static void reason_free(gpointer data) {
    g_free(((DigestReason *)data)->code);
    g_free(data);
}

static void unanswered_free(gpointer data) {
    DigestUnanswered *unanswered = data;
    g_free(unanswered->who);
    g_free(unanswered->subject);
    g_free(unanswered->code);
    g_free(unanswered);
}

static Digest *digest_new(const Pm *pm, int64_t now) {
    Digest *digest = g_new0(Digest, 1);
    digest->pm = pm;
    digest->now = now;
    digest->situations = g_ptr_array_new_with_free_func((GDestroyNotify)situation_free);
    digest->listed = g_ptr_array_new_with_free_func(digest_line_free);
    digest->promises = g_ptr_array_new_with_free_func(promise_free);
    digest->silent = g_ptr_array_new_with_free_func(silent_free);
    digest->groups = g_ptr_array_new_with_free_func(digest_group_free);
    digest->patterns = g_ptr_array_new_with_free_func(g_free);
    digest->bursts = g_ptr_array_new_with_free_func(digest_burst_free);
    digest->unlinked = g_ptr_array_new_with_free_func(digest_line_free);
    digest->suggested = g_ptr_array_new_with_free_func(digest_suggested_free);
    digest->reasons = g_ptr_array_new_with_free_func(reason_free);
    digest->unanswered = g_ptr_array_new_with_free_func(unanswered_free);
    digest->times = g_ptr_array_new_with_free_func(g_free);
    digest->breakers = g_ptr_array_new_with_free_func(g_free);
    return digest;
}

void digest_free(Digest *digest) {
    if (digest == NULL)
        return;
    g_ptr_array_unref(digest->situations);
    g_ptr_array_unref(digest->listed);
    g_ptr_array_unref(digest->promises);
    g_ptr_array_unref(digest->silent);
    g_ptr_array_unref(digest->groups);
    g_ptr_array_unref(digest->patterns);
    g_ptr_array_unref(digest->bursts);
    g_ptr_array_unref(digest->unlinked);
    g_ptr_array_unref(digest->suggested);
    quiet_accounts_free(digest->quiet);
    fairness_free(digest->fairness);
    g_ptr_array_unref(digest->reasons);
    g_ptr_array_unref(digest->unanswered);
    g_ptr_array_unref(digest->times);
    g_ptr_array_unref(digest->breakers);
    g_free(digest);
}

const Mailbox *gathering_mailbox(const Gathering *gathering, const char *name) {
    for (guint i = 0; name != NULL && i < gathering->mailboxes->len; i++) {
        const Mailbox *mailbox = gathering->mailboxes->pdata[i];
        if (strcmp(mailbox->name, name) == 0)
            return mailbox;
    }
    return NULL;
}

char *gathering_subject(const Thread *thread) {
    return situation_about(thread, SUBJECT_LENGTH);
}

static GPtrArray *mailboxes_of(const Config *config, const Pm *pm) {
    GPtrArray *mailboxes = g_ptr_array_new();
    for (guint i = 0; i < config->mailboxes->len; i++) {
        Mailbox *mailbox = config->mailboxes->pdata[i];
        if (g_strcmp0(mailbox->pm, pm->name) == 0)
            g_ptr_array_add(mailboxes, mailbox);
    }
    return mailboxes;
}

// The midnight so many days from that on which now lies, where the PM lives.
static int64_t midnight(const Pm *pm, int64_t now, int days) {
    int64_t moment;
    g_autoptr(GDateTime) local = calendar_local(pm->calendar, now);
    g_autoptr(GDateTime) day = local == NULL ? NULL : g_date_time_add_days(local, days);
    if (day != NULL && calendar_moment(pm->calendar, g_date_time_get_year(day), g_date_time_get_month(day),
                                       g_date_time_get_day_of_month(day), 0, 0, &moment))
        return moment;
    return now - now % G_TIME_SPAN_DAY + days * G_TIME_SPAN_DAY; // beyond the years that there are
}

Digest *digest_gather(StoreTxn *txn, const Config *config, const Pm *pm, int64_t now) {
    g_autoptr(Digest) digest = digest_new(pm, now);
    g_autoptr(GPtrArray) mailboxes = mailboxes_of(config, pm);
    Gathering gathering = {
        .txn = txn,
        .config = config,
        .pm = pm,
        .mailboxes = mailboxes,
        .now = now,
        .yesterday = midnight(pm, now, -1),
        .today = midnight(pm, now, 0),
        .tomorrow = midnight(pm, now, 1),
        .digest = digest,
    };
    digest_gather_open(&gathering);
    digest_gather_day(&gathering);
    digest_gather_roots(&gathering);
    return store_failed(txn) ? NULL : g_steal_pointer(&digest);
}

static bool has_open(const Digest *digest) {
    for (unsigned level = 0; level < LEVEL_COUNT; level++)
        if (digest->open[level] > 0)
            return true;
    return digest->late > 0 || digest->more > 0 || digest->unconfirmed > 0;
}

bool digest_is_empty(const Digest *digest) {
    const GPtrArray *const lists[] = {digest->situations, digest->listed,     digest->promises,
                                      digest->silent,     digest->groups,     digest->patterns,
                                      digest->reasons,    digest->unanswered, digest->breakers,
                                      digest->suggested,  digest->bursts};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        if (lists[i]->len > 0)
            return false;
    if (digest->quiet != NULL && digest->quiet->silent->len > 0)
        return false;
    return !has_open(digest) && digest->messages == 0 && digest->closed == 0 && digest->erased == 0 &&
           digest->unheard == 0;
}

GArray *digest_threads(const Digest *digest) {
    GArray *threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    for (guint i = 0; i < digest->situations->len; i++) {
        const Situation *situation = digest->situations->pdata[i];
        g_array_append_val(threads, situation->thread->id);
    }
    return threads;
}
