// One walk over the threads gathers what the sections tell; then they are
// written in the order a PM needs them: what is late, what is due, who is angry and
// why, who got no answer. Short texts, since it is read on a phone.
#include "digest.h"

#include <string.h>

#include "thread.h"
#include "values.h"

typedef struct Item {
    Thread *thread;
    Entry *entry; // the gravest of the day, else the last
    const Mailbox *mailbox;
} Item;

typedef struct Gathering {
    const Config *config;
    const Pm *pm;
    int64_t now;
    GPtrArray *items;   // Item *
    GHashTable *silent; // reason -> count, of the last day
    unsigned unconfirmed;
} Gathering;

static const int64_t DAY = G_TIME_SPAN_DAY;
static const int64_t RECEIPT_LATE = 10 * G_TIME_SPAN_MINUTE;

static void item_free(gpointer data) {
    Item *item = data;
    thread_free(item->thread);
    entry_free(item->entry);
    g_free(item);
}

static bool is_graver(const Entry *entry, const Entry *than) {
    return than == NULL || entry->level > than->level ||
           (entry->level == than->level && entry->at >= than->at);
}

static void count_silence(Gathering *gathering, const Entry *entry) {
    static const char PREFIX[] = "no; reason=";
    if (gathering->now - entry->at > DAY || entry->acknowledge == NULL ||
        !g_str_has_prefix(entry->acknowledge, PREFIX))
        return;
    const char *reason = entry->acknowledge + strlen(PREFIX);
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(gathering->silent, reason));
    g_hash_table_replace(gathering->silent, g_strdup(reason), GUINT_TO_POINTER(count + 1));
}

static bool gather(StoreTxn *txn, Thread *thread, void *data) {
    Gathering *gathering = data;
    const Mailbox *mailbox =
        config_mailbox(gathering->config, thread->mailbox == NULL ? "" : thread->mailbox);
    if (mailbox == NULL || mailbox->pm == NULL || strcmp(mailbox->pm, gathering->pm->name) != 0 ||
        thread->opened > gathering->now)
        return true;
    if (thread->accepted == 0) { // refused behind us, as far as we know: nobody is late with it
        gathering->unconfirmed += gathering->now - thread->opened > RECEIPT_LATE;
        return true;
    }
    g_autoptr(Entry) gravest = NULL;
    for (uint32_t i = 1; i <= thread->entries; i++) {
        Entry *entry = thread_entry(txn, thread->id, i);
        if (entry == NULL)
            return !store_failed(txn);
        count_silence(gathering, entry);
        if (!is_graver(entry, gravest)) {
            entry_free(entry);
            continue;
        }
        entry_free(gravest);
        gravest = entry;
    }
    Item *item = g_new0(Item, 1);
    item->thread = thread_get(txn, thread->id);
    item->entry = g_steal_pointer(&gravest);
    item->mailbox = mailbox;
    if (item->thread == NULL || item->entry == NULL)
        item_free(item);
    else
        g_ptr_array_add(gathering->items, item);
    return !store_failed(txn);
}

static int compare_items(gconstpointer a, gconstpointer b) {
    const Item *left = *(const Item *const *)a, *right = *(const Item *const *)b;
    if (left->thread->level != right->thread->level)
        return left->thread->level > right->thread->level ? -1 : 1;
    if (left->thread->first_reply_due != right->thread->first_reply_due)
        return left->thread->first_reply_due < right->thread->first_reply_due ? -1 : 1;
    return 0;
}

// At most 72 columns; longer lines end in an ellipsis. Names and words come from strangers: no control
// characters or bidi marks reach the terminal.
static void add_line(GString *text, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void add_line(GString *text, const char *format, ...) {
    enum { COLUMNS = 72 };
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *written = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *line = values_plain(written);
    if (g_utf8_strlen(line, -1) <= COLUMNS) {
        g_string_append_printf(text, "%s\n", line);
        return;
    }
    g_autofree char *cut = g_utf8_substring(line, 0, COLUMNS - 1);
    g_string_append_printf(text, "%s\u2026\n", cut);
}

static char *local_time(const Item *item, int64_t time) {
    g_autoptr(GDateTime) local = calendar_local(item->mailbox->calendar, time);
    return local == NULL ? g_strdup("?") : g_date_time_format(local, "%a %-d %b %H:%M %Z");
}

static void add_item(GString *text, const Item *item) {
    const Thread *thread = item->thread;
    g_autofree char *id = thread_id_format(thread->id);
    const char *name =
        thread->from_name != NULL && *thread->from_name != '\0' ? thread->from_name : thread->from;
    add_line(text, "* %s: %s", name == NULL ? "(no sender)" : name,
             *thread->subject == '\0' ? "(no subject)" : thread->subject);
    for (guint i = 0; i < item->entry->reasons->len; i++)
        add_line(text, "  why: %s", (const char *)item->entry->reasons->pdata[i]);
    for (guint i = 0; i < MIN(item->entry->evidence->len, 4); i++)
        add_line(text, "  > %s", (const char *)item->entry->evidence->pdata[i]);
    if (thread->first_reply_due != 0) {
        g_autofree char *due = local_time(item, thread->first_reply_due);
        add_line(text, "  a person answers by %s", due);
    }
    add_line(text, "  thread %s, %s", id, request_name(item->entry->request));
}

static void add_due(GString *text, const Gathering *gathering, bool late) {
    bool titled = false;
    for (guint i = 0; i < gathering->items->len; i++) {
        const Item *item = gathering->items->pdata[i];
        const int64_t due = item->thread->first_reply_due;
        const bool is_late = due != 0 && due <= gathering->now;
        if (due == 0 || is_late != late || (!late && due - gathering->now > DAY))
            continue;
        if (!titled)
            g_string_append(text, late ? "\nLATE: no person has answered\n" : "\nDUE within a day\n");
        titled = true;
        g_autofree char *when = local_time(item, due);
        g_autofree char *id = thread_id_format(item->thread->id);
        add_line(text, "- %s  %s  %s  %s", when, id, level_name(item->thread->level),
                 item->thread->from == NULL ? "(no sender)" : item->thread->from);
    }
}

static void add_levels(GString *text, const Gathering *gathering) {
    for (int level = LEVEL_CRITICAL; level >= LEVEL_CONCERN; level--) {
        bool titled = false;
        for (guint i = 0; i < gathering->items->len; i++) {
            const Item *item = gathering->items->pdata[i];
            if ((int)item->thread->level != level || item->thread->phase == PHASE_CLOSED)
                continue;
            if (!titled)
                g_string_append_printf(text, "\n%s\n",
                                       level == LEVEL_CRITICAL     ? "CRITICAL"
                                       : level == LEVEL_ESCALATION ? "ESCALATIONS"
                                                                   : "CONCERNS");
            titled = true;
            add_item(text, item);
        }
    }
}

static void add_silence(GString *text, const Gathering *gathering) {
    if (g_hash_table_size(gathering->silent) == 0)
        return;
    g_string_append(text, "\nNOT ACKNOWLEDGED in the last day, because\n");
    g_autoptr(GList) reasons = g_list_sort(g_hash_table_get_keys(gathering->silent), (GCompareFunc)strcmp);
    for (GList *reason = reasons; reason != NULL; reason = reason->next)
        add_line(text, "- %s: %u", (const char *)reason->data,
                 GPOINTER_TO_UINT(g_hash_table_lookup(gathering->silent, reason->data)));
}

// If receipts are broken, every thread is one of these: that must show, and what to look at.
static void add_unconfirmed(GString *text, const Gathering *gathering) {
    if (gathering->unconfirmed == 0)
        return;
    g_string_append_c(text, '\n');
    add_line(text, "UNCONFIRMED threads, refused by the MTA or its receipt lost: %u", gathering->unconfirmed);
}

char *digest_text(StoreTxn *txn, const Config *config, const Pm *pm, int64_t now) {
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
    g_autoptr(GHashTable) silent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Gathering gathering = {.config = config, .pm = pm, .now = now, .items = items, .silent = silent};
    thread_walk(txn, gather, &gathering);
    if (store_failed(txn))
        return NULL;
    g_ptr_array_sort(items, compare_items);
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(now / G_USEC_PER_SEC);
    g_autofree char *date = g_date_time_format(when, "%A, %-d %B %Y, %H:%M UTC");
    g_autoptr(GString) text = g_string_new(NULL);
    add_line(text, "Earshot digest for %s, %s", pm->name, date);
    const gsize head = text->len;
    add_due(text, &gathering, true);
    add_due(text, &gathering, false);
    add_levels(text, &gathering);
    add_silence(text, &gathering);
    add_unconfirmed(text, &gathering);
    if (text->len == head)
        g_string_append(text, "Nothing is open and nothing is due.\n");
    return g_string_free(g_steal_pointer(&text), FALSE);
}
