// Conversations as the store has them, the gravest first. A list of a million
// is walked in the order in which it is wanted: ids first, in one short look at the
// store, then the records a few at a time, so that neither memory nor a reader
// who pauses (whom the store must keep old pages for) grows with it.
#include "ctl_thread.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "address.h"
#include "cell.h"
#include "page.h"
#include "fault.h"
#include "units.h"

enum { TABLE_LIMIT_ROWS = 50, BATCH = 256 };

Json *ctl_thread_json(const Thread *thread, int64_t now) {
    g_autofree char *id = thread_id_format(thread->id);
    Json *object = json_map(), *reply = thread->reply_clock == 0 ? NULL : json_map();
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
    json_put_time(object, "due", thread->due);
    json_put_bool(object, "late", thread->due != 0 && thread->due < now);
    json_put_time(object, "asked", thread->asked);
    json_put_number(object, "promises", thread->promises);
    json_put_text(object, "tier", thread->tier);
    json_put_bool(object, "key_account", thread->key_account);
    json_put_time(object, "in_hand", thread->in_hand);
    json_put_text(object, "problem", thread->problem);
    json_put_number(object, "notes", thread->notes);
    json_put_bool(object, "choices_open", thread->choices != 0);
    if (reply == NULL) {
        json_put_text(object, "reply", NULL);
        return object;
    }
    json_put_text(reply, "kind", clock_kind_name(thread->reply_kind));
    json_put_time(reply, "due", thread->reply_due);
    json_put(object, "reply", reply);
    return object;
}

// --- which thread is meant ---

static bool fail_unknown(const char *typed, GError **error) {
    return fault_set(error, FATE_PERMANENT, "%s: no such thread; 'earshot thread list' shows them", typed);
}

// Of one that was erased with its person only that is told.
static bool fail_gone(StoreTxn *txn, const char *typed, uint64_t id, GError **error) {
    g_autoptr(Thread) shell = thread_stored(txn, id);
    if (shell == NULL || shell->erased == 0)
        return fail_unknown(typed, error);
    g_autofree char *time = units_time_format(shell->erased);
    return fault_set(error, FATE_PERMANENT,
                     "%s: a person was erased, or what is as old is not kept: this conversation ended\n"
                     "  with it on %.10s. It is counted, and nothing else of it is left",
                     typed, time);
}

// All that begin with the five bytes of a short id: there may be two, hardly ever more.
static unsigned find_short(StoreTxn *txn, const uint8_t *bytes, size_t size, uint64_t *id, GString *names) {
    StoreKey key = {.size = size};
    unsigned count = 0;
    memcpy(key.bytes, bytes, size);
    for (; count < 8 && store_next(txn, TABLE_THREAD, &key, NULL) && memcmp(key.bytes, bytes, size) == 0;
         count++, key = store_key_after(key)) {
        uint64_t unused;
        store_key_numbers(&key, id, &unused);
        g_autofree char *name = thread_id_format(*id);
        g_string_append_printf(names, "%s%s", count == 0 ? "" : " and ", name);
    }
    return count;
}

static bool find_id(StoreTxn *txn, const char *typed, uint64_t *id, GError **error) {
    enum { SHORT_BYTES = 5 };
    size_t size = 0;
    const char *begin = typed + strspn(typed, "[#");
    g_autofree char *bare = g_strndup(begin, strcspn(begin, "]"));
    g_autofree uint8_t *bytes = units_base32_decode(bare, &size);
    g_autoptr(GString) names = g_string_new(NULL);
    if (thread_id_parse(bare, id))
        return true;
    if (bytes == NULL || size != SHORT_BYTES)
        return fault_set(error, FATE_PERMANENT, "%s: no id of a thread; 'earshot thread list' shows them",
                         typed);
    const unsigned count = find_short(txn, bytes, size, id, names);
    if (count > 1)
        return fault_set(error, FATE_PERMANENT, "%s: %u threads begin so: %s; write one of these in full",
                         typed, count, names->str);
    return count == 1 || store_failed(txn) || fail_unknown(typed, error);
}

Thread *ctl_thread_find(StoreTxn *txn, const char *typed, uint64_t *named, GError **error) {
    uint64_t id = 0;
    if (!find_id(txn, typed, &id, error))
        return NULL;
    Thread *thread = thread_get(txn, id);
    if (thread == NULL && !store_failed(txn))
        fail_gone(txn, typed, id, error);
    if (named != NULL)
        *named = id;
    return thread;
}

// --- filters ---

typedef struct Wanted {
    unsigned levels, phases; // bits; 0: any
    const char *mailbox, *from;
    bool late;
    int64_t now;
} Wanted;

// Reads "escalation,critical" into bits, by one of the two functions that know the names.
static bool read_bits(const char *option, const char *text, bool level, unsigned *bits) {
    g_auto(GStrv) names = g_strsplit(text, ",", -1);
    for (size_t i = 0; names[i] != NULL; i++) {
        Level one_level = LEVEL_NONE;
        Phase one_phase = PHASE_DISCOVERY;
        const char *name = g_strstrip(names[i]);
        if (level ? !level_parse(name, &one_level) : !phase_parse(name, &one_phase)) {
            fprintf(stderr, "earshot thread list: %s: there is no %s '%s'; there is %s\n", option,
                    level ? "level" : "phase", name,
                    level ? "critical, escalation, concern, none" : "discovery, solving, follow-up, closed");
            return false;
        }
        *bits |= 1U << (level ? (unsigned)one_level : (unsigned)one_phase);
    }
    return true;
}

static bool is_from(const Thread *thread, const char *from) {
    if (thread->from == NULL)
        return false;
    const char *domain = strchr(from, '@') == NULL ? from : *from == '@' ? from + 1 : NULL;
    return domain == NULL ? address_equal(thread->from, from)
                          : address_lies_within(address_domain(thread->from), domain);
}

static bool is_wanted(const Thread *thread, const Wanted *wanted) {
    return thread->merged_into == 0 && (wanted->levels == 0 || (wanted->levels & 1U << thread->level) != 0) &&
           (wanted->phases == 0 || (wanted->phases & 1U << thread->phase) != 0) &&
           (wanted->mailbox == NULL || g_strcmp0(thread->mailbox, wanted->mailbox) == 0) &&
           (wanted->from == NULL || is_from(thread, wanted->from)) &&
           (!wanted->late || (thread->due != 0 && thread->due < wanted->now));
}

// --- finding ---

typedef struct Closed {
    int64_t updated;
    uint64_t id;
} Closed;

typedef struct Search {
    const Wanted *wanted;
    bool closed;   // those too, behind the open ones
    size_t limit;  // one more than are shown, to know that there are more
    GArray *ids;   // uint64_t, in order
    GArray *ended; // Closed
} Search;

static bool take_open(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    const Search *search = data;
    const unsigned levels = search->wanted->levels;
    if (levels != 0 && (levels & ((2U << thread->level) - 1)) == 0) // only graver ones, and these are past
        return false;
    if (is_wanted(thread, search->wanted))
        g_array_append_val(search->ids, thread->id);
    return search->ids->len < search->limit;
}

static bool take_closed(StoreTxn *txn, Thread *thread, void *data) {
    (void)txn;
    const Search *search = data;
    const Closed closed = {.updated = thread->updated, .id = thread->id};
    if (thread->phase == PHASE_CLOSED && is_wanted(thread, search->wanted))
        g_array_append_val(search->ended, closed);
    return true;
}

static int compare_closed(gconstpointer a, gconstpointer b) {
    const Closed *left = a, *right = b;
    if (left->updated != right->updated)
        return left->updated > right->updated ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

// The closed ones have no index: they are looked for only when asked for, and stand newest first.
static bool search_threads(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Search *search = data;
    if (search->wanted->phases != 1U << PHASE_CLOSED)
        thread_walk_open(txn, take_open, data);
    if (search->closed && search->ids->len < search->limit)
        thread_walk(txn, take_closed, data);
    g_array_sort(search->ended, compare_closed);
    for (guint i = 0; i < search->ended->len && search->ids->len < search->limit; i++)
        g_array_append_val(search->ids, g_array_index(search->ended, Closed, i).id);
    return !store_failed(txn);
}

// --- printing ---

typedef struct Batch {
    const GArray *ids;
    guint from, to;
    GPtrArray *threads;
} Batch;

static bool read_batch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Batch *batch = data;
    for (guint i = batch->from; i < batch->to; i++) {
        const uint64_t id = g_array_index(batch->ids, uint64_t, i);
        Thread *thread = thread_get(txn, id);
        if (thread != NULL && thread->id == id) // else it was merged a moment ago
            g_ptr_array_add(batch->threads, thread);
        else
            thread_free(thread);
    }
    return !store_failed(txn);
}

typedef void (*PrintBatch)(const GPtrArray *threads, const Screen *screen, int64_t now, bool first);

static void print_json(const GPtrArray *threads, const Screen *screen, int64_t now, bool first) {
    (void)screen;
    for (guint i = 0; i < threads->len; i++) {
        g_autofree char *text = json_dump(ctl_thread_json(threads->pdata[i], now), true);
        printf("%s%s", first && i == 0 ? "" : ",\n", text);
    }
}

static void put_cell(Page *page, unsigned look, const char *text, unsigned width, unsigned end,
                     const Screen *screen) {
    g_autofree char *cut = cell_cut(text, width, screen->ascii);
    page_text(page, look, cut);
    page_fill(page, end);
}

enum { COLUMN_LEVEL = 9, COLUMN_PHASE = 20, COLUMN_DUE = 30, COLUMN_FROM = 42, ROOM_LEAST = 18 };

static void put_row(Page *page, const Screen *screen, unsigned look, const char *const cells[6],
                    unsigned level) {
    const unsigned room = MAX(screen->columns, COLUMN_FROM + ROOM_LEAST) - COLUMN_FROM, from = room * 2 / 5;
    put_cell(page, look, cells[0], 8, COLUMN_LEVEL, screen);
    put_cell(page, look | level, cells[1], 10, COLUMN_PHASE, screen);
    put_cell(page, look, cells[2], 9, COLUMN_DUE, screen);
    put_cell(page, look, cells[3], 11, COLUMN_FROM, screen);
    put_cell(page, look, cells[4], from, COLUMN_FROM + from + 1, screen);
    put_cell(page, look, cells[5], room - from - 1, 0, screen);
    page_end(page, COLUMN_FROM);
}

static char *due_of(const Thread *thread, int64_t now) {
    if (thread->due != 0)
        return cell_due(thread->due, now);
    return g_strdup(thread->asked != 0 ? "paused" : "");
}

static void print_table(const GPtrArray *threads, const Screen *screen, int64_t now, bool first) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    static const char *const HEAD[6] = {"THREAD", "LEVEL", "PHASE", "DUE", "FROM", "SUBJECT"};
    g_autoptr(Page) page = page_new(screen, &NOTHING);
    if (first)
        put_row(page, screen, LOOK_PLAIN, HEAD, LOOK_PLAIN);
    for (guint i = 0; i < threads->len; i++) {
        const Thread *thread = threads->pdata[i];
        g_autofree char *id = thread_id_format(thread->id);
        g_autofree char *due = due_of(thread, now);
        const char *from = thread->from == NULL ? "(nobody)" : thread->from;
        id[8] = '\0'; // as it stands in subjects
        const char *const cells[6] = {
            id, level_name(thread->level), phase_name(thread->phase), due, from, thread->subject};
        put_row(page, screen, LOOK_PLAIN, cells,
                thread->level == LEVEL_NONE ? LOOK_PLAIN : look_of_level(thread->level));
    }
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}

static bool print_all(Daemon *daemon, const GArray *ids, guint count, const Screen *screen, int64_t now,
                      PrintBatch print) {
    for (guint from = 0; from < count; from += BATCH) {
        g_autoptr(GPtrArray) threads = g_ptr_array_new_with_free_func((GDestroyNotify)thread_free);
        Batch batch = {.ids = ids, .from = from, .to = MIN(from + BATCH, count), .threads = threads};
        if (!ctl_read(daemon, read_batch, &batch))
            return false;
        print(threads, screen, now, from == 0);
    }
    return true;
}

// --- the commands ---

typedef struct ListOptions {
    gboolean json, all, late;
    int limit;
    char *level, *mailbox, *phase, *from, *color;
} ListOptions;

static void list_options_clear(ListOptions *options) {
    g_free(options->level);
    g_free(options->mailbox);
    g_free(options->phase);
    g_free(options->from);
    g_free(options->color);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ListOptions, list_options_clear)

static int list_threads(Daemon *daemon, const ListOptions *options, const Wanted *wanted,
                        const Screen *screen) {
    const size_t limit = options->limit > 0    ? (size_t)options->limit
                         : options->limit == 0 ? G_MAXUINT32
                         : options->json       ? G_MAXUINT32
                                               : TABLE_LIMIT_ROWS;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_autoptr(GArray) ended = g_array_new(FALSE, FALSE, sizeof(Closed));
    Search search = {.wanted = wanted, .limit = limit + 1, .ids = ids, .ended = ended};
    search.closed = options->all || (wanted->phases & 1U << PHASE_CLOSED) != 0;
    if (!ctl_open_store(daemon) || !ctl_read(daemon, search_threads, &search))
        return daemon->status;
    const guint count = (guint)MIN(ids->len, limit);
    if (options->json)
        puts("[");
    else if (count == 0)
        puts(search.closed ? "No conversation fits." : "No open conversation fits; --all looks at all.");
    if (!print_all(daemon, ids, count, screen, wanted->now, options->json ? print_json : print_table))
        return daemon->status;
    if (options->json)
        puts(count == 0 ? "]" : "\n]");
    else if (ids->len > count)
        printf("These are the first %u; --limit 0 shows all.\n", count);
    return EX_OK;
}

static int thread_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread list", "[OPTIONS]",
                                     "open conversations, the gravest first, then what is due first", NULL};
    g_auto(ListOptions) options = {.limit = -1};
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, "for programs: a JSON array", NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all, "closed ones too, behind the open ones", NULL},
        {"level", 0, 0, G_OPTION_ARG_STRING, &options.level, "of that level, or of several: a,b", "LEVEL"},
        {"mailbox", 0, 0, G_OPTION_ARG_STRING, &options.mailbox, "of that mailbox", "NAME"},
        {"phase", 0, 0, G_OPTION_ARG_STRING, &options.phase, "in that phase, or in several: a,b", "PHASE"},
        {"late", 0, 0, G_OPTION_ARG_NONE, &options.late, "with a clock of ours that is late", NULL},
        {"from", 0, 0, G_OPTION_ARG_STRING, &options.from, "opened by that address or domain", "ADDRESS"},
        {"limit", 0, 0, G_OPTION_ARG_INT, &options.limit,
         "at most so many (default: 50, with --json all); 0: all", "N"},
        {"color", 0, 0, G_OPTION_ARG_STRING, &options.color, "auto (the default): to a terminal",
         "auto|always|never"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Screen screen;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    Wanted wanted = {
        .mailbox = options.mailbox, .from = options.from, .late = options.late, .now = g_get_real_time()};
    if (argc != 1 || options.limit < -1 || !screen_find(&screen, options.color, stdout))
        return ctl_usage(&USAGE);
    if ((options.level != NULL && !read_bits("--level", options.level, true, &wanted.levels)) ||
        (options.phase != NULL && !read_bits("--phase", options.phase, false, &wanted.phases)))
        return EX_USAGE;
    return list_threads(daemon, &options, &wanted, &screen);
}

int ctl_thread(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"list", "[--json] [--late] [...]", "open conversations, gravest first", thread_list},
        {"show", "[--json|--dossier] ID", "one, with clocks and evidence", ctl_thread_show},
        {"phase", "ID PHASE", "discovery|solving|follow-up|closed", ctl_thread_phase},
        {"close", "ID...", "nobody waits any more", ctl_thread_close},
        {"merge", "INTO FROM", "two that are one", ctl_thread_merge},
        {"split", "ID ENTRY", "from that entry on a new one", ctl_thread_split},
        {"promise", "ID TIME WORDS...", "what was promised elsewhere", ctl_thread_promise},
        {"do", "ID '#COMMAND ...'", "what a PM commands by mail", ctl_thread_do},
        {"keep", "ID NUMBER", "a promise that was kept elsewhere", ctl_thread_keep},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "thread", daemon, argc, argv);
}
