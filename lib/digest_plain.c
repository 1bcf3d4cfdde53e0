// One walk over the threads gathers what the sections tell; then they are
// written in the order a PM needs them: what is late, what is due, who is angry and
// why, who got no answer and why, what the breaker held. Short texts, since it is
// read on a phone.
#include "digest_plain.h"

#include <string.h>

#include "breaker.h"
#include "limit.h"
#include "refusal.h"
#include "thread.h"
#include "values.h"

typedef struct Item {
    Thread *thread;
    Entry *entry; // the gravest of the day, else the last
    const Mailbox *mailbox;
} Item;

typedef struct Held { // by the breaker
    int64_t at;
    uint64_t thread;
    char *from, *subject;
} Held;

typedef struct Gathering {
    const Config *config;
    const Pm *pm;
    int64_t now;
    GPtrArray *items;   // Item *
    GHashTable *silent; // reason -> count, of the last day
    GPtrArray *held;    // Held *, of the last day, newest first, at most HELD_SHOWN
    unsigned held_more;
    unsigned unconfirmed;
} Gathering;

enum { HELD_SHOWN = 100 }; // so many who wait for a person's word, since none of ours will come

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

static void held_free(gpointer data) {
    Held *held = data;
    g_free(held->from);
    g_free(held->subject);
    g_free(held);
}

// After an outage there may be thousands: the newest are kept, the others counted.
static void note_held(Gathering *gathering, const Thread *thread, const Entry *entry) {
    GPtrArray *list = gathering->held;
    guint place = 0;
    while (place < list->len && ((const Held *)list->pdata[place])->at >= entry->at)
        place++;
    if (place < HELD_SHOWN) {
        Held *held = g_new0(Held, 1);
        *held = (Held){entry->at, thread->id, g_strdup(entry->from), g_strdup(thread->subject)};
        g_ptr_array_insert(list, (gint)place, held);
    }
    if (place >= HELD_SHOWN || list->len > HELD_SHOWN)
        gathering->held_more++;
    if (list->len > HELD_SHOWN)
        g_ptr_array_set_size(list, HELD_SHOWN);
}

static void add_silent(Gathering *gathering, const char *reason, guint more) {
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(gathering->silent, reason));
    g_hash_table_replace(gathering->silent, g_strdup(reason), GUINT_TO_POINTER(count + more));
}

static void count_silence(Gathering *gathering, const Thread *thread, const Entry *entry) {
    static const char PREFIX[] = "no; reason=";
    if (entry->at > gathering->now || gathering->now - entry->at > DAY || entry->acknowledge == NULL ||
        !g_str_has_prefix(entry->acknowledge, PREFIX) || strcmp(entry->acknowledge, ENTRY_IMPORTED) == 0)
        return;
    const char *reason = entry->acknowledge + strlen(PREFIX);
    add_silent(gathering, reason, 1);
    if (strcmp(reason, refusal_code(REFUSAL_BREAKER)) == 0)
        note_held(gathering, thread, entry);
}

static bool is_of_pm(const Gathering *gathering, const Mailbox *mailbox) {
    return mailbox != NULL && mailbox->pm != NULL && strcmp(mailbox->pm, gathering->pm->name) == 0;
}

static bool gather(StoreTxn *txn, Thread *thread, void *data) {
    Gathering *gathering = data;
    const Mailbox *mailbox =
        config_mailbox(gathering->config, thread->mailbox == NULL ? "" : thread->mailbox);
    if (!is_of_pm(gathering, mailbox) || thread->opened > gathering->now)
        return true;
    if (thread->accepted == 0) { // refused behind us, as far as we know: nobody is late with it
        gathering->unconfirmed += gathering->now - thread->opened > RECEIPT_LATE;
        return true;
    }
    g_autoptr(Entry) gravest = NULL;
    for (uint32_t i = 1; i <= thread->entries; i++) {
        Entry *entry = thread_entry(txn, thread->id, i);
        if (store_failed(txn))
            return false;
        if (entry == NULL) // erased with its person
            continue;
        count_silence(gathering, thread, entry);
        if (entry->outbound || !is_graver(entry, gravest)) {
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
    if (left->thread->due != right->thread->due)
        return left->thread->due < right->thread->due ? -1 : 1;
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
    if (thread->due != 0) {
        g_autofree char *due = local_time(item, thread->due);
        add_line(text, "  due %s", due);
    }
    add_line(text, "  thread %s, %s", id, request_name(item->entry->request));
}

static void add_due(GString *text, const Gathering *gathering, bool late) {
    bool titled = false;
    for (guint i = 0; i < gathering->items->len; i++) {
        const Item *item = gathering->items->pdata[i];
        const int64_t due = item->thread->due;
        const bool is_late = due != 0 && due <= gathering->now;
        if (due == 0 || is_late != late || (!late && due - gathering->now > DAY))
            continue;
        if (!titled)
            g_string_append(text, late ? "\nLATE: they wait for us\n" : "\nDUE within a day\n");
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

// The reason in words of somebody who does not run mail servers; NULL for one that we do not know.
static const char *gloss(const char *reason) {
    static const char *const GLOSSES[REFUSAL_COUNT] = {
        [REFUSAL_NULL_SENDER] = "a mail system wrote, not a person",
        [REFUSAL_SYSTEM_SENDER] = "a mail system or list manager wrote",
        [REFUSAL_POSTMASTER] = "postmaster wrote, often not a person",
        [REFUSAL_NO_REPLY] = "its address says nobody reads answers",
        [REFUSAL_OWN_ADDRESS] = "it came from an address of ours",
        [REFUSAL_NOT_ADDRESSED] = "it was not addressed to the mailbox",
        [REFUSAL_OUTBOUND] = "our own staff wrote it",
        [REFUSAL_DUPLICATE] = "copies of a message already taken",
        [REFUSAL_LOOP] = "it had been here before",
        [REFUSAL_STALE] = "it was written over a day before it came",
        [REFUSAL_MANY_FROM] = "it names several writers, or none",
        [REFUSAL_AUTO_SUBMITTED] = "it says that a machine sent it",
        [REFUSAL_RESPONSE_SUPPRESS] = "it asks for no automatic answer",
        [REFUSAL_LIST] = "it came through a mailing list",
        [REFUSAL_PRECEDENCE] = "it says that it is bulk mail",
        [REFUSAL_AUTO_HEADER] = "an automatic responder marked it",
        [REFUSAL_LOOP_HEADER] = "it answers an automatic answer",
        [REFUSAL_HELP_DESK] = "another help desk sent it",
        [REFUSAL_AWAY_SUBJECT] = "an away note",
        [REFUSAL_DELIVERY_STATUS] = "a report that mail was not delivered",
        [REFUSAL_DISPOSITION] = "a read receipt",
        [REFUSAL_FEEDBACK_REPORT] = "a complaint about mail of ours",
        [REFUSAL_TLS_REPORT] = "a report of mail servers",
        [REFUSAL_CALENDAR] = "a calendar's answer, or a recall",
        [REFUSAL_NO_TEXT] = "it has no text",
        [REFUSAL_SPAM] = "the filter calls it spam",
        [REFUSAL_DMARC_FAIL] = "its sender seems to be forged",
        [REFUSAL_UNPROVEN] = "nothing proves who sent it",
        [REFUSAL_NO_RECIPIENT] = "no address is surely the writer's",
        [REFUSAL_ALREADY_ACKNOWLEDGED] = "they had one in this conversation",
        [REFUSAL_LIMIT] = "too many answers went there lately",
        [REFUSAL_BREAKER] = "answers surged and were held, see below",
        [REFUSAL_NO_ANSWER_LIST] = "bounced, complained, opted out or erased",
        [REFUSAL_ANSWERED] = "a person replied while it waited",
        [REFUSAL_OFF] = "turned off for this mailbox or account",
        [REFUSAL_OBSERVE] = "the mode says that nobody is written to",
        [REFUSAL_STATE] = "it could not be recorded",
    };
    if (strcmp(reason, ENTRY_UNDELIVERABLE) == 0)
        return "it could not be sent: earshot outbox list";
    const Refusal row = refusal_parse(reason);
    return row == REFUSAL_COUNT ? NULL : GLOSSES[row];
}

// The most frequent first.
static int compare_reasons(gconstpointer a, gconstpointer b, gpointer silent) {
    const guint left = GPOINTER_TO_UINT(g_hash_table_lookup(silent, a)),
                right = GPOINTER_TO_UINT(g_hash_table_lookup(silent, b));
    return left == right ? strcmp(a, b) : left > right ? -1 : 1;
}

static void add_silence(GString *text, const Gathering *gathering) {
    if (g_hash_table_size(gathering->silent) == 0)
        return;
    g_string_append(text, "\nNOT ACKNOWLEDGED in the last day, because\n");
    g_autoptr(GList) reasons =
        g_list_sort_with_data(g_hash_table_get_keys(gathering->silent), compare_reasons, gathering->silent);
    for (GList *reason = reasons; reason != NULL; reason = reason->next) {
        const char *words = gloss(reason->data);
        add_line(text, "- %s: %u%s%s", (const char *)reason->data,
                 GPOINTER_TO_UINT(g_hash_table_lookup(gathering->silent, reason->data)),
                 words == NULL ? "" : ", ", words == NULL ? "" : words);
    }
}

// Which breakers are open, so that it is known that more may come, and how to end it.
static void add_open_breakers(GString *text, StoreTxn *txn, const Gathering *gathering) {
    const GPtrArray *mailboxes = gathering->config->mailboxes;
    for (guint i = 0; i < mailboxes->len; i++) {
        const Item item = {.mailbox = mailboxes->pdata[i]};
        if (!is_of_pm(gathering, item.mailbox))
            continue;
        const Breaker breaker = breaker_look(txn, item.mailbox->name, gathering->now);
        if (!breaker.open)
            continue;
        g_autofree char *since = local_time(&item, breaker.opened);
        add_line(text, "%s: still holding, since %s.", item.mailbox->name, since);
        add_line(text, "  It ends after an hour's quiet, or with");
        add_line(text, "  earshot outbox rearm %s", item.mailbox->name);
    }
}

static void add_held(GString *text, StoreTxn *txn, const Gathering *gathering) {
    g_autoptr(GString) open = g_string_new(NULL);
    add_open_breakers(open, txn, gathering);
    if (gathering->held->len == 0 && open->len == 0)
        return;
    g_string_append(text, "\nHELD BY THE BREAKER in the last day: far more answers than usual\n");
    g_string_append_len(text, open->str, (gssize)open->len);
    for (guint i = 0; i < gathering->held->len; i++) {
        const Held *held = gathering->held->pdata[i];
        g_autofree char *id = thread_id_format(held->thread);
        add_line(text, "- %s  %s: %s", id, held->from == NULL ? "(no sender)" : held->from,
                 held->subject == NULL || *held->subject == '\0' ? "(no subject)" : held->subject);
    }
    if (gathering->held_more > 0)
        add_line(text, "and %u more", gathering->held_more);
}

static void gather_duplicates(StoreTxn *txn, Gathering *gathering) {
    for (guint i = 0; i < gathering->config->mailboxes->len; i++) {
        const Mailbox *mailbox = gathering->config->mailboxes->pdata[i];
        const uint32_t count =
            is_of_pm(gathering, mailbox) ? limit_duplicates(txn, mailbox->name, gathering->now) : 0;
        if (count > 0)
            add_silent(gathering, refusal_code(REFUSAL_DUPLICATE), count);
    }
}

// If receipts are broken, every thread is one of these: that must show, and what to look at.
static void add_unconfirmed(GString *text, const Gathering *gathering) {
    if (gathering->unconfirmed == 0)
        return;
    g_string_append_c(text, '\n');
    add_line(text, "UNCONFIRMED threads, refused by the MTA or its receipt lost: %u", gathering->unconfirmed);
}

static char *write_text(StoreTxn *txn, const Gathering *gathering) {
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(gathering->now / G_USEC_PER_SEC);
    g_autofree char *date = when == NULL ? NULL : g_date_time_format(when, "%A, %-d %B %Y, %H:%M UTC");
    g_autoptr(GString) text = g_string_new(NULL);
    add_line(text, "Earshot digest for %s, %s", gathering->pm->name, date == NULL ? "?" : date);
    const gsize head = text->len;
    add_due(text, gathering, true);
    add_due(text, gathering, false);
    add_levels(text, gathering);
    add_silence(text, gathering);
    add_held(text, txn, gathering);
    add_unconfirmed(text, gathering);
    if (text->len == head)
        g_string_append(text, "Nothing is open and nothing is due.\n");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *digest_plain(StoreTxn *txn, const Config *config, const Pm *pm, int64_t now) {
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
    g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func(held_free);
    g_autoptr(GHashTable) silent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Gathering gathering = {
        .config = config, .pm = pm, .now = now, .items = items, .silent = silent, .held = held};
    thread_walk(txn, gather, &gathering);
    gather_duplicates(txn, &gathering);
    g_ptr_array_sort(items, compare_items);
    g_autofree char *text = write_text(txn, &gathering);
    return store_failed(txn) ? NULL : g_steal_pointer(&text);
}
