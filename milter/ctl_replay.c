// What would have been decided otherwise by another model, another configuration
// or without the lessons of this house, before it is put in force. Reads what is kept of
// messages in small snapshots, so that a long replay does not hold up the store, and changes nothing.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "fault.h"
#include "json.h"
#include "lesson.h"
#include "replay.h"
#include "table.h"
#include "units.h"
#include "values.h"

enum { BATCH = 500, MOST_INITIAL = 20 };

typedef struct Asked {
    char *model, *policy, *since;
    gboolean lessons, as_json;
    int most;
    int64_t begin;
} Asked;

static void asked_clear(Asked *asked) {
    g_free(asked->model);
    g_free(asked->policy);
    g_free(asked->since);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

typedef struct Change { // one decision that would be another
    uint64_t thread;
    uint32_t entry;
    int64_t at, due_before, due_after;
    Level before, after;
    bool alerts_before, alerts_after;
    char *moved;
} Change;

static void change_free(void *data) {
    Change *change = data;
    g_free(change->moved);
    g_free(change);
}

typedef struct Replay {
    ReplaySide before, after;
    bool as_it_was; // compare with what was decided, not with `before`
    HeardPlace place;
    bool more;
    uint64_t count, unfit, changed, alerts_gained, alerts_lost, due_moved;
    uint64_t levels[LEVEL_COUNT][LEVEL_COUNT]; // from, to
    GPtrArray *changes;                        // Change *, the newest last
    guint most;
} Replay;

static bool differs(const ReplayView *before, const ReplayView *after) {
    return before->level != after->level || before->alerts != after->alerts || before->due != after->due;
}

// What was decided by a lesson that is no more shows in no signal of today.
static char *moved_of(const Heard *heard, const ReplayView *before, const ReplayView *after) {
    g_autofree char *moved = replay_moved(before, after);
    if (*moved == '\0' && before->level != after->level && heard->lesson != 0)
        return g_strdup_printf("without local lesson %u", heard->lesson);
    return g_steal_pointer(&moved);
}

static void keep(Replay *replay, const Heard *heard, const ReplayView *before, const ReplayView *after) {
    Change *change = g_new0(Change, 1);
    *change = (Change){.thread = heard->thread,
                       .entry = heard->entry,
                       .at = heard->at,
                       .due_before = before->due,
                       .due_after = after->due,
                       .before = before->level,
                       .after = after->level,
                       .alerts_before = before->alerts,
                       .alerts_after = after->alerts,
                       .moved = moved_of(heard, before, after)};
    g_ptr_array_add(replay->changes, change);
    if (replay->changes->len > replay->most)
        g_ptr_array_remove_index(replay->changes, 0);
}

static void count(Replay *replay, const ReplayView *before, const ReplayView *after) {
    replay->levels[before->level][after->level]++;
    replay->alerts_gained += after->alerts && !before->alerts;
    replay->alerts_lost += before->alerts && !after->alerts;
    replay->due_moved += before->due != after->due;
}

static void replay_one(StoreTxn *txn, const Heard *heard, void *data) {
    Replay *replay = data;
    g_auto(ReplayView) before = {0}, after = {0};
    g_autoptr(Entry) entry = thread_entry(txn, heard->thread, heard->entry);
    const char *from = entry == NULL ? NULL : entry->from;
    replay->count++;
    if (replay->as_it_was)
        replay_as_it_was(&replay->before, heard, &before);
    else
        replay_by(&replay->before, heard, from, &before);
    replay_by(&replay->after, heard, from, &after);
    replay->unfit += after.fits ? 0 : 1;
    count(replay, &before, &after);
    if (!differs(&before, &after))
        return;
    replay->changed++;
    keep(replay, heard, &before, &after);
}

static bool read_batch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Replay *replay = data;
    replay->more = heard_walk(txn, &replay->place, BATCH, replay_one, replay);
    return !store_failed(txn);
}

static bool walk(Daemon *daemon, Replay *replay) {
    const bool progress = isatty(STDERR_FILENO);
    do {
        if (!ctl_read(daemon, read_batch, replay))
            return false;
        if (progress)
            fprintf(stderr, "\r%" PRIu64 " messages", replay->count);
    } while (replay->more);
    if (progress)
        fputs("\r\033[K", stderr);
    return true;
}

// --- what it came to ---

static Json *json_change(const Change *change) {
    g_autofree char *thread = thread_id_format(change->thread);
    Json *object = json_map();
    json_put_text(object, "thread", thread);
    json_put_number(object, "entry", change->entry);
    json_put_time(object, "at", change->at);
    json_put_text(object, "from", level_name(change->before));
    json_put_text(object, "to", level_name(change->after));
    json_put_bool(object, "alert_before", change->alerts_before);
    json_put_bool(object, "alert_after", change->alerts_after);
    json_put_time(object, "due_before", change->due_before);
    json_put_time(object, "due_after", change->due_after);
    json_put_text(object, "moved", change->moved);
    return object;
}

static Json *json_levels(const Replay *replay) {
    Json *levels = json_map();
    for (unsigned from = 0; from < LEVEL_COUNT; from++) {
        Json *row = json_map();
        for (unsigned to = 0; to < LEVEL_COUNT; to++)
            json_put_number(row, level_name((Level)to), (int64_t)replay->levels[from][to]);
        json_put(levels, level_name((Level)from), row);
    }
    return levels;
}

static void print_json(const Replay *replay) {
    Json *object = json_map(), *list = json_list();
    json_put_number(object, "messages", (int64_t)replay->count);
    json_put_number(object, "unfit", (int64_t)replay->unfit);
    json_put_number(object, "changed", (int64_t)replay->changed);
    json_put(object, "levels", json_levels(replay));
    json_put_number(object, "alerts_more", (int64_t)replay->alerts_gained);
    json_put_number(object, "alerts_fewer", (int64_t)replay->alerts_lost);
    json_put_number(object, "due_moved", (int64_t)replay->due_moved);
    for (guint i = replay->changes->len; i > 0; i--)
        json_add(list, json_change(replay->changes->pdata[i - 1]));
    json_put(object, "changes", list);
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

static void print_levels(const Replay *replay) {
    static const char *const COLUMNS[] = {"FROM / TO", "NONE", "CONCERN", "ESCALATION", "CRITICAL", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    for (unsigned from = 0; from < LEVEL_COUNT; from++) {
        char numbers[LEVEL_COUNT][24];
        const char *cells[LEVEL_COUNT + 1] = {level_name((Level)from)};
        for (unsigned to = 0; to < LEVEL_COUNT; to++) {
            (void)g_snprintf(numbers[to], sizeof numbers[to], "%" PRIu64, replay->levels[from][to]);
            cells[to + 1] = numbers[to];
        }
        table_add(table, cells);
    }
    table_print(table);
}

static char *due_change(const Change *change) {
    if (change->due_before == change->due_after || change->due_before == 0 || change->due_after == 0)
        return g_strdup(change->due_before == change->due_after ? "" : "changes");
    const int64_t minutes = (change->due_after - change->due_before) / G_TIME_SPAN_MINUTE;
    return g_strdup_printf("%+" PRId64 ":%02" PRId64, minutes / 60, ABS(minutes % 60));
}

static void print_changes(const Replay *replay) {
    static const char *const COLUMNS[] = {"THREAD", "DATE", "FROM", "TO", "ALERT", "DUE", "~MOVED", NULL};
    g_autoptr(TextTable) table = table_new(COLUMNS);
    for (guint i = replay->changes->len; i > 0; i--) {
        const Change *change = replay->changes->pdata[i - 1];
        g_autofree char *thread = thread_id_format(change->thread);
        g_autofree char *time = units_time_format(change->at);
        g_autofree char *due = due_change(change);
        g_autofree char *moved = values_plain(change->moved);
        time[strlen("2026-11-23")] = '\0';
        const char *alert = change->alerts_before == change->alerts_after ? ""
                            : change->alerts_after                        ? "+"
                                                                          : "-";
        const char *const cells[] = {
            thread, time, level_name(change->before), level_name(change->after), alert, due, moved};
        table_add(table, cells);
    }
    table_print(table);
}

static void print_page(const Replay *replay) {
    printf("%" PRIu64 " messages, %" PRIu64 " would be decided otherwise\n", replay->count, replay->changed);
    if (replay->unfit > 0)
        printf("%" PRIu64 " were heard by another version of the program and cannot be compared\n",
               replay->unfit);
    if (replay->changed == 0)
        return;
    printf("alerts: %" PRIu64 " more, %" PRIu64 " fewer; first replies due at another time: %" PRIu64 "\n\n",
           replay->alerts_gained, replay->alerts_lost, replay->due_moved);
    print_levels(replay);
    printf("\nThe newest %u:\n", replay->changes->len);
    print_changes(replay);
}

// --- the sides ---

typedef struct Lessoned {
    GPtrArray *lessons;
} Lessoned;

static bool read_lessons(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Lessoned *lessoned = data;
    g_clear_pointer(&lessoned->lessons, g_ptr_array_unref);
    lessoned->lessons = lesson_list(txn);
    return !store_failed(txn);
}

// Weights that hang on other phrases, concepts or terms than the program's would be read as nonsense.
static Model *open_model(const char *path, GError **error) {
    g_autofree char *data = NULL;
    gsize size = 0;
    if (!g_file_get_contents(path, &data, &size, error))
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&data), size);
    g_autoptr(Model) model = model_builtin_with(bytes, error);
    if (model != NULL && !model_is_learned(model)) {
        fault_set(error, FATE_CONFIG,
                  "learned with other phrases, concepts or terms than this program has: run make model");
        return NULL;
    }
    return g_steal_pointer(&model);
}

static Config *open_policy(const char *path) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Config *config = config_read(path, errors);
    for (guint i = 0; i < errors->len; i++)
        fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    return config;
}

static int run_with(Daemon *daemon, const Asked *asked, const Model *shipped, const Model *other,
                    const Config *policy) {
    Lessoned lessoned = {0};
    if (!ctl_read(daemon, read_lessons, &lessoned))
        return daemon->status;
    g_autoptr(GPtrArray) lessons = lessoned.lessons;
    g_autoptr(Layer) layer = lesson_school(shipped, lessons);
    g_autoptr(Layer) relearned = lesson_school(other, lessons);
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(change_free);
    Replay replay = {
        .before = {.config = daemon->config, .model = shipped, .layer = asked->lessons ? NULL : layer},
        .after = {.config = policy, .model = other, .layer = relearned},
        .as_it_was = !asked->lessons,
        .place = {.at = asked->begin},
        .changes = changes,
        .most = (guint)asked->most,
    };
    if (!walk(daemon, &replay))
        return daemon->status;
    if (asked->as_json)
        print_json(&replay);
    else
        print_page(&replay);
    return EX_OK;
}

static int run(Daemon *daemon, const Asked *asked) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Model) shipped = model_builtin(&error);
    g_autoptr(Model) other = asked->model == NULL ? NULL : open_model(asked->model, &error);
    if (error != NULL) {
        fprintf(stderr, "%s: %s\n", asked->model == NULL ? "model" : asked->model, error->message);
        return EX_CONFIG;
    }
    g_autoptr(Config) policy = asked->policy == NULL ? NULL : open_policy(asked->policy);
    if (asked->policy != NULL && policy == NULL)
        return EX_CONFIG;
    if (!ctl_open_store(daemon))
        return daemon->status;
    return run_with(daemon, asked, shipped, other == NULL ? shipped : other,
                    policy == NULL ? daemon->config : policy);
}

int ctl_replay(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"replay", "[--model FILE] [--policy CONFIG] | --lessons",
                                     "which decisions would be others, before it is in force", NULL};
    g_auto(Asked) asked = {.most = MOST_INITIAL};
    const GOptionEntry entries[] = {
        {"model", 0, 0, G_OPTION_ARG_FILENAME, &asked.model, "with these weights (make model)", "FILE"},
        {"policy", 0, 0, G_OPTION_ARG_FILENAME, &asked.policy, "with this configuration", "CONFIG"},
        {"lessons", 0, 0, G_OPTION_ARG_NONE, &asked.lessons, "what the lessons change", NULL},
        {"since", 0, 0, G_OPTION_ARG_STRING, &asked.since, "only messages from then on", "DATE"},
        {"most", 0, 0, G_OPTION_ARG_INT, &asked.most, "list so many changes at most (default: 20)", "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &asked.as_json, "for programs: one object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    const bool two = asked.lessons && (asked.model != NULL || asked.policy != NULL);
    if (argc != 1 || two || asked.most < 0)
        return ctl_usage(&USAGE);
    g_autoptr(GError) error = NULL;
    if (asked.since != NULL && !units_time_parse(asked.since, &asked.begin, &error)) {
        fprintf(stderr, "earshot replay: --since: %s\n", error->message);
        return EX_USAGE;
    }
    return run(daemon, &asked);
}
