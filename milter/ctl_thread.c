// Conversations as the store has them: who waits, since when, until when, and why.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl.h"
#include "json.h"
#include "table.h"
#include "thread.h"
#include "units.h"

static Json *thread_json(const Thread *thread) {
    g_autofree char *id = thread_id_format(thread->id);
    Json *object = json_map();
    json_put_text(object, "id", id);
    json_put_text(object, "mailbox", thread->mailbox);
    json_put_text(object, "level", level_name(thread->level));
    json_put_text(object, "phase", phase_name(thread->phase));
    json_put_text(object, "from", thread->from);
    json_put_text(object, "subject", thread->subject);
    json_put_text(object, "language", thread->language);
    json_put_time(object, "opened", thread->opened);
    json_put_time(object, "updated", thread->updated);
    json_put_time(object, "first_reply_due", thread->reply_kind == CLOCK_FIRST_REPLY ? thread->reply_due : 0);
    json_put_number(object, "messages", thread->entries);
    json_put_bool(object, "acknowledged", thread->acknowledged->len > 0);
    json_put_time(object, "answered", thread->answered);
    return object;
}

static Json *entry_json(const Entry *entry) {
    Json *object = json_map();
    json_put_number(object, "sequence", entry->sequence);
    json_put_time(object, "at", entry->at);
    json_put_text(object, "from", entry->from);
    json_put_text(object, "message_id", entry->message_id);
    json_put_text(object, "joined", joined_name(entry->joined));
    json_put_text(object, "level", level_name(entry->level));
    json_put_text(object, "request", request_name(entry->request));
    json_put_text(object, "language", entry->language);
    json_put_texts(object, "reasons", entry->reasons);
    json_put_texts(object, "evidence", entry->evidence);
    json_put_text(object, "acknowledge", entry->acknowledge);
    json_put_bool(object, "machine", entry->machine);
    return object;
}

// The gravest first, then who waits longest for a person.
static int compare_threads(gconstpointer a, gconstpointer b) {
    const Thread *left = *(const Thread *const *)a, *right = *(const Thread *const *)b;
    if (left->level != right->level)
        return left->level > right->level ? -1 : 1;
    const int64_t left_due = left->reply_due == 0 ? INT64_MAX : left->reply_due;
    const int64_t right_due = right->reply_due == 0 ? INT64_MAX : right->reply_due;
    return left_due < right_due ? -1 : left_due > right_due;
}

static bool collect_thread(StoreTxn *txn, Thread *thread, void *data) {
    Thread *copy = thread_get(txn, thread->id);
    if (copy != NULL)
        g_ptr_array_add(data, copy);
    return copy != NULL;
}

static bool read_threads(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    thread_walk(txn, collect_thread, data);
    return !store_failed(txn);
}

static void print_json(const GPtrArray *threads) {
    Json *list = json_list();
    for (guint i = 0; i < threads->len; i++)
        json_add(list, thread_json(threads->pdata[i]));
    g_autofree char *text = json_dump(list, true);
    puts(text);
}

static void print_table(const GPtrArray *threads) {
    static const char *const COLUMNS[] = {"THREAD", "LEVEL", "FIRST REPLY DUE", "~FROM", "~SUBJECT", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    for (guint i = 0; i < threads->len; i++) {
        const Thread *thread = threads->pdata[i];
        g_autofree char *id = thread_id_format(thread->id);
        g_autofree char *due = thread->reply_due == 0 ? NULL : units_time_format(thread->reply_due);
        const char *const cells[] = {id, level_name(thread->level), due, thread->from, thread->subject};
        table_add(table, cells);
    }
    table_print(table);
}

static int thread_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread list", "[--json]", "all conversations, the gravest first", NULL};
    gboolean as_json = FALSE;
    if (!ctl_list_options(daemon, &USAGE, &as_json, argc, argv))
        return daemon->status;
    g_autoptr(GPtrArray) threads = g_ptr_array_new_with_free_func((GDestroyNotify)thread_free);
    if (!ctl_read(daemon, read_threads, threads))
        return daemon->status;
    g_ptr_array_sort(threads, compare_threads);
    if (as_json)
        print_json(threads);
    else
        print_table(threads);
    return EX_OK;
}

typedef struct Show {
    uint64_t id;
    bool as_json;
    bool found;
} Show;

static void print_entry(const Entry *entry) {
    g_autofree char *at = units_time_format(entry->at);
    printf("\n#%u  %s  %s%s\n", entry->sequence, at, entry->from == NULL ? "(no sender)" : entry->from,
           entry->machine ? "  (made by a machine)" : "");
    printf("  joined by %s; level %s; %s; %s; acknowledge: %s\n", joined_name(entry->joined),
           level_name(entry->level), request_name(entry->request), entry->language, entry->acknowledge);
    for (guint i = 0; i < entry->reasons->len; i++)
        printf("  because: %s\n", (const char *)entry->reasons->pdata[i]);
    for (guint i = 0; i < entry->evidence->len; i++)
        printf("    %s\n", (const char *)entry->evidence->pdata[i]);
}

static void print_thread(const Thread *thread) {
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *opened = units_time_format(thread->opened);
    g_autofree char *due = thread->reply_due == 0 ? NULL : units_time_format(thread->reply_due);
    g_autofree char *answered = thread->answered == 0 ? NULL : units_time_format(thread->answered);
    printf("Thread    %s  (%s, %s)\n", id, thread->mailbox, phase_name(thread->phase));
    printf("From      %s\nSubject   %s\nLevel     %s\nOpened    %s\n",
           thread->from == NULL ? "(none)" : thread->from, thread->subject, level_name(thread->level),
           opened);
    if (due != NULL)
        printf("Due       first reply by %s\n", due);
    if (answered != NULL)
        printf("Answered  by a person, %s\n", answered);
    else // what became of the acknowledgement of each message stands with it
        printf("Answered  %s\n", thread->acknowledged->len > 0 ? "receipt acknowledged" : "no");
}

static bool show_thread(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Show *show = data;
    g_autoptr(Thread) thread = thread_get(txn, show->id);
    show->found = thread != NULL;
    if (thread == NULL)
        return !store_failed(txn);
    Json *object = show->as_json ? thread_json(thread) : NULL;
    Json *list = show->as_json ? json_list() : NULL;
    if (!show->as_json)
        print_thread(thread);
    for (uint32_t i = 1; i <= thread->entries && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, thread->id, i);
        if (entry != NULL && show->as_json)
            json_add(list, entry_json(entry));
        else if (entry != NULL)
            print_entry(entry);
    }
    if (show->as_json) {
        json_put(object, "entries", list);
        g_autofree char *json = json_dump(object, true);
        puts(json);
    }
    return !store_failed(txn);
}

static int thread_show(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread show", "[--json] ID", "one conversation", NULL};
    gboolean as_json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: a JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Show show = {0};
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2)
        return ctl_usage(&USAGE);
    if (!thread_id_parse(argv[1], &show.id)) {
        fprintf(stderr, "%s: no id of a thread; 'earshot thread list' shows them\n", argv[1]);
        return EX_DATAERR;
    }
    if (!ctl_open_store(daemon))
        return daemon->status;
    show.as_json = as_json;
    if (!ctl_read(daemon, show_thread, &show))
        return daemon->status;
    if (!show.found)
        fprintf(stderr, "%s: no such thread; 'earshot thread list' shows them\n", argv[1]);
    return show.found ? EX_OK : EX_DATAERR;
}

int ctl_thread(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"list", "[--json]", "all conversations", thread_list},
        {"show", "[--json] ID", "one conversation with its evidence", thread_show},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "thread", daemon, argc, argv);
}
