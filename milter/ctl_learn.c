// Corrections by file, and all corrections seen and undone: PMs give theirs by
// answering an alert. What is kept of a file is what the model saw of it, not its words.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl.h"
#include "fault.h"
#include "intake.h"
#include "json.h"
#include "lesson.h"
#include "table.h"
#include "units.h"
#include "values.h"
#include "verdict.h"

static const CtlCommand USAGE = {"learn", "--level LEVEL FILE | --list [--json] | --undo N",
                                 "correct the level of a message, for messages like it", NULL};

typedef struct Learning {
    gboolean list, as_json;
    int undo;
    char *level_name;
    Level level;
    // What came of it.
    Lesson lesson;
    GPtrArray *lessons;
    uint32_t number;
    bool found;
} Learning;

static void learning_clear(Learning *learning) {
    g_free(learning->level_name);
    g_clear_pointer(&learning->lessons, g_ptr_array_unref);
    g_clear_pointer(&learning->lesson.impression, g_bytes_unref);
    g_free(learning->lesson.from);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Learning, learning_clear)

static bool read_lessons(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Learning *learning = data;
    g_clear_pointer(&learning->lessons, g_ptr_array_unref);
    learning->lessons = lesson_list(txn);
    return !store_failed(txn);
}

// --- list ---

// The level the message has now, with all lessons; -1 when it was learned with other phrases.
static int level_now(const Model *model, const Layer *layer, const Lesson *lesson) {
    g_autoptr(Impression) impression = impression_unpack(lesson->impression, NULL);
    float sums[CLASS_STRIDE], added[CLASS_STRIDE];
    if (impression == NULL || !lesson_fits(lesson, model))
        return -1;
    model_reweigh(model, impression, sums);
    layer_weigh(layer, impression, sums, added);
    for (unsigned class = 0; class < CLASS_STRIDE; class ++)
        sums[class] += added[class];
    return (int)verdict_level(sums, NULL);
}

static char *origin_of(const Lesson *lesson) {
    g_autofree char *thread = lesson->thread == 0 ? NULL : thread_id_format(lesson->thread);
    return thread == NULL ? values_plain(lesson->from == NULL ? "" : lesson->from)
                          : g_strdup_printf("%s/%u", thread, lesson->entry);
}

static void add_json(Json *list, const Lesson *lesson, int now) {
    g_autofree char *thread = lesson->thread == 0 ? NULL : thread_id_format(lesson->thread);
    Json *object = json_map();
    json_put_number(object, "number", lesson->number);
    json_put_time(object, "at", lesson->at);
    json_put_text(object, "by", lesson->by);
    json_put_text(object, "was", level_name(lesson->was));
    json_put_text(object, "level", level_name(lesson->level));
    json_put_text(object, "now", now < 0 ? NULL : level_name((Level)now));
    json_put_text(object, "thread", thread);
    json_put_text(object, "file", lesson->from);
    json_add(list, object);
}

static void add_row(TextTable *table, const Lesson *lesson, int now) {
    g_autofree char *number = g_strdup_printf("%u", lesson->number);
    g_autofree char *time = units_time_format(lesson->at);
    g_autofree char *by = values_plain(lesson->by);
    g_autofree char *origin = origin_of(lesson);
    time[strlen("2026-11-23")] = '\0';
    const char *const cells[] = {number,
                                 time,
                                 by,
                                 level_name(lesson->was),
                                 level_name(lesson->level),
                                 now < 0 ? "(old)" : level_name((Level)now),
                                 origin};
    table_add(table, cells);
}

static int list_lessons(Daemon *daemon, Learning *learning) {
    static const char *const COLUMNS[] = {"NO", "DATE", "~WHO", "WAS", "WANTED", "NOW", "~MESSAGE", NULL};
    if (!ctl_read(daemon, read_lessons, learning))
        return daemon->status;
    GError *error = NULL;
    g_autoptr(Model) model = model_builtin(&error);
    if (model == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    g_autoptr(Layer) layer = lesson_school(model, learning->lessons);
    g_autoptr(TextTable) table = table_new(COLUMNS);
    Json *list = json_list();
    for (guint i = 0; i < learning->lessons->len; i++) {
        const Lesson *lesson = learning->lessons->pdata[i];
        const int now = level_now(model, layer, lesson);
        add_json(list, lesson, now);
        add_row(table, lesson, now);
    }
    g_autofree char *text = json_dump(list, true);
    if (learning->as_json)
        puts(text);
    else
        table_print(table);
    return EX_OK;
}

// --- undo ---

static bool undo_lesson(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Learning *learning = data;
    learning->found = lesson_undo(txn, (uint32_t)learning->undo);
    return !store_failed(txn);
}

static int undo(Daemon *daemon, Learning *learning) {
    GError *error = NULL;
    if (!store_write(daemon->store, undo_lesson, learning, 0, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    if (learning->found) {
        printf("lesson %d is undone\n", learning->undo);
        return EX_OK;
    }
    fprintf(stderr, "earshot learn: no lesson %d; 'earshot learn --list' shows all\n", learning->undo);
    return EX_DATAERR;
}

// --- learn ---

static bool add_lesson(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Learning *learning = data;
    learning->number = lesson_add(txn, &learning->lesson, STORE_OWNER_NONE);
    return !store_failed(txn) && read_lessons(txn, learning, error);
}

static Hearing *hear_file(const Daemon *daemon, const char *path, GError **error) {
    g_autofree char *all = NULL;
    gsize size = 0;
    if (!g_file_get_contents(strcmp(path, "-") == 0 ? "/dev/stdin" : path, &all, &size, error))
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(all, MIN(size, daemon->config->max_size));
    g_autoptr(Intake) intake = intake_new(daemon->config, daemon->seal, daemon->store, error);
    g_autoptr(Envelope) envelope = envelope_new();
    const Mailbox *first = daemon->config->mailboxes->pdata[0];
    envelope->arrival = g_get_real_time();
    envelope_add_recipient(envelope, first->addresses->pdata[0]);
    return intake == NULL ? NULL : intake_judge(intake, envelope, bytes, NULL, 0, error);
}

// What it came to: told at once, since a lesson that is beyond its bounds changes nothing.
static int tell(Daemon *daemon, const Learning *learning) {
    GError *error = NULL;
    g_autoptr(Model) model = model_builtin(&error);
    if (model == NULL) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    g_autoptr(Layer) layer = lesson_school(model, learning->lessons);
    const int now = level_now(model, layer, &learning->lesson);
    printf("lesson %u: was %s, is %s\n", learning->number, level_name(learning->lesson.was),
           now < 0 ? "unknown" : level_name((Level)now));
    if (now != (int)learning->level)
        printf("It stays: what speaks for it is beyond what one house's lessons may change.\n"
               "The lesson is kept; 'earshot learn --undo %u' takes it back.\n",
               learning->number);
    return EX_OK;
}

static int learn(Daemon *daemon, Learning *learning, const char *path) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Hearing) hearing = hear_file(daemon, path, &error);
    if (hearing == NULL) {
        fprintf(stderr, "%s: %s\n", path, error->message);
        return EX_DATAERR;
    }
    if (hearing->outbound || refusal_is_machine(&hearing->refusals)) {
        fprintf(stderr, "%s: made by a machine or by one of ours: its level is none, and stays\n", path);
        return EX_DATAERR;
    }
    g_autofree char *name = g_path_get_basename(path);
    learning->lesson = (Lesson){.at = g_get_real_time(),
                                .by = (char *)g_get_user_name(),
                                .level = learning->level,
                                .was = hearing->verdict->level,
                                .from = g_filename_display_name(name),
                                .impression = g_bytes_ref(hearing->verdict->packed)};
    GError *failed = NULL;
    if (!store_write(daemon->store, add_lesson, learning, 0, &failed)) {
        daemon_fail(daemon, failed);
        return daemon->status;
    }
    return tell(daemon, learning);
}

// Exactly one thing to do.
static bool is_sound(Learning *learning, int argc) {
    const bool learns = learning->level_name != NULL;
    const int things = (learns ? 1 : 0) + (learning->list ? 1 : 0) + (learning->undo != 0 ? 1 : 0);
    if (things != 1 || argc != (learns ? 2 : 1) || (learning->as_json && !learning->list) ||
        learning->undo < 0)
        return ctl_usage(&USAGE), false;
    if (learns && !level_parse(learning->level_name, &learning->level)) {
        fprintf(stderr, "earshot learn: --level: '%s' is none of none, concern, escalation and critical\n",
                learning->level_name);
        return false;
    }
    return true;
}

int ctl_learn(Daemon *daemon, int argc, char **argv) {
    g_auto(Learning) learning = {0};
    const GOptionEntry entries[] = {
        {"level", 0, 0, G_OPTION_ARG_STRING, &learning.level_name, "none, concern, escalation or critical",
         "LEVEL"},
        {"list", 0, 0, G_OPTION_ARG_NONE, &learning.list, "all lessons, and what they came to", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &learning.as_json, "with --list: for programs", NULL},
        {"undo", 0, 0, G_OPTION_ARG_INT, &learning.undo, "as if this lesson had never been", "N"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (!is_sound(&learning, argc))
        return EX_USAGE;
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (learning.list)
        return list_lessons(daemon, &learning);
    return learning.undo != 0 ? undo(daemon, &learning) : learn(daemon, &learning, argv[1]);
}
