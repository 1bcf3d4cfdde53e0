// Closing the loop from a terminal: who would be told, telling them, and taking
// it back. Without a preview it still says how many, from when, and how to stop
// it, since what goes out to customers cannot be called back.
#include "ctl_problem.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "campaign.h"
#include "command.h"
#include "cell.h"
#include "ctl_grid.h"
#include "fault.h"

enum { SHOWN_MOST = 200, JSON_MOST = 5000, RATE_MOST = 6000 };

typedef struct Asked {
    char *release, *rate;
    gboolean preview, now, undo, as_json;
    uint32_t a_minute; // 0: as usual
} Asked;

// What campaign_preview says of who gets no mail, in words.
static const char *why_not(const char *code) {
    static const struct {
        const char *code, *words;
    } WORDS[] = {
        {"mode", "mode is not answer"},
        {"off", "answers are off for them"},
        {"no-answer", "on the no-answer list"},
        {"unproven", "nothing of ours ever reached them"},
        {"erased", "erased"},
        {"nobody", "no address of a customer"},
        {"told", "told already"},
        {"same", "told in another conversation"},
    };
    for (size_t i = 0; code != NULL && i < G_N_ELEMENTS(WORDS); i++)
        if (strcmp(code, WORDS[i].code) == 0)
            return WORDS[i].words;
    return code;
}

static char *shell_name(void) {
    return g_strdup_printf("%s at a terminal", g_get_user_name());
}

// --- preview ---

static Json *reporters_json(const GPtrArray *reporters) {
    Json *list = json_list();
    for (guint i = 0; i < reporters->len; i++) {
        const CampaignReporter *reporter = reporters->pdata[i];
        g_autofree char *id = thread_id_format(reporter->thread);
        Json *object = json_map();
        json_put_text(object, "thread", id);
        json_put_text(object, "who", reporter->who);
        json_put_text(object, "language", reporter->language);
        json_put_bool(object, "tester", reporter->tester);
        json_put_bool(object, "gets_mail", reporter->not == NULL);
        json_put_text(object, "not", reporter->not );
        json_add(list, object);
    }
    return list;
}

static void say_json(ProblemTask *task, Json *json) {
    g_autofree char *text = json_dump(json, true);
    g_string_append_printf(task->said, "%s\n", text);
}

static void print_reporters(const GPtrArray *reporters) {
    static const GridColumn COLUMNS[] = {
        {"THREAD", 13}, {"WHO", 28}, {"LANGUAGE", 8}, {"GETS THE MAIL", 60}, {NULL, 0}};
    g_autoptr(Grid) grid = grid_new(COLUMNS);
    for (guint i = 0; i < reporters->len; i++) {
        const CampaignReporter *reporter = reporters->pdata[i];
        g_autofree char *id = thread_id_format(reporter->thread);
        g_autofree char *gets = reporter->not != NULL ? g_strconcat("no: ", why_not(reporter->not ), NULL)
                                : reporter->tester    ? g_strdup("yes, first")
                                                      : g_strdup("yes");
        const char *const cells[] = {id, reporter->who, reporter->language, gets};
        grid_add(grid, cells);
    }
    grid_print(grid);
}

typedef struct Preview {
    const ProblemTask *task;
    GPtrArray *reporters;
    unsigned count;
    char *name;
} Preview;

static bool read_preview(StoreTxn *txn, void *data, GError **error) {
    Preview *preview = data;
    const Asked *asked = preview->task->data;
    g_autoptr(Problem) problem = ctl_problem_find(txn, preview->task, preview->task->args[1], error);
    if (problem == NULL)
        return false;
    preview->name = g_strdup(problem->name);
    preview->reporters = campaign_preview(txn, preview->task->config, problem, asked->release,
                                          asked->as_json ? JSON_MOST : SHOWN_MOST, &preview->count);
    return !store_failed(txn);
}

static void print_preview(const Preview *preview, const Asked *asked) {
    if (asked->as_json) {
        Json *object = json_map();
        json_put_text(object, "problem", preview->name);
        json_put_text(object, "release", asked->release);
        json_put_number(object, "would_tell", preview->count);
        json_put(object, "reporters", reporters_json(preview->reporters));
        g_autofree char *text = json_dump(object, true);
        puts(text);
        return;
    }
    if (preview->reporters->len > 0)
        print_reporters(preview->reporters);
    printf("%s%u would be told that %s is fixed in %s; nothing was done\n",
           preview->reporters->len > 0 ? "\n" : "", preview->count, preview->name, asked->release);
}

static int show_preview(Daemon *daemon, const ProblemTask *task) {
    Preview preview = {.task = task};
    g_autoptr(GError) error = NULL;
    int status = EX_OK;
    if (store_read(daemon->store, read_preview, &preview, &error)) {
        print_preview(&preview, task->data);
    } else {
        fprintf(stderr, "%s\n", error->message);
        status = fault_fate(error) == FATE_TEMPORARY ? EX_TEMPFAIL : EX_DATAERR;
    }
    g_clear_pointer(&preview.reporters, g_ptr_array_unref);
    g_free(preview.name);
    return status;
}

// --- beginning and undoing ---

static Json *begun_json(const Campaign *campaign, unsigned count) {
    Json *object = json_map();
    json_put_text(object, "problem", campaign->name);
    json_put_text(object, "release", campaign->release);
    json_put_text(object, "state", campaign_state_name(campaign->state));
    json_put_time(object, "starts", campaign->starts);
    json_put_number(object, "told", campaign->told);
    json_put_number(object, "will_tell", count);
    return object;
}

static void say_begun(ProblemTask *task, const Campaign *campaign, unsigned count, bool exact) {
    const Asked *asked = task->data;
    g_autofree char *starts = cell_time(task->pm->calendar, campaign->starts);
    const uint32_t rate = campaign->a_minute == 0 ? CAMPAIGN_A_MINUTE : campaign->a_minute;
    g_string_append_printf(task->said, "%s is fixed in %s.\n", campaign->name, campaign->release);
    if (count == 0) {
        g_string_append(task->said, "Nobody is to be told.\n");
        return;
    }
    g_string_append_printf(task->said, "%s%u %s told from %s on, at most %u a minute.\n",
                           exact ? "" : "At most ", count, count == 1 ? "is" : "are",
                           asked->now ? "now" : starts, rate);
    const char *given = task->pm_given == NULL ? "" : task->pm_given;
    g_string_append_printf(task->said, "To stop it: earshot problem fixed %s%s%s%s --undo\n",
                           *given == '\0' ? "" : "--pm ", given, *given == '\0' ? "" : " ", campaign->name);
}

static bool begin(StoreTxn *txn, ProblemTask *task, GError **error) {
    const Asked *asked = task->data;
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    if (problem == NULL)
        return false;
    bool exact;
    const unsigned count = campaign_count(txn, task->config, problem, asked->release, &exact);
    g_autofree char *by = shell_name();
    g_autoptr(Campaign) campaign =
        campaign_begin(txn, task->config, problem, asked->release, by, asked->now ? 0 : CAMPAIGN_WINDOW,
                       asked->a_minute, task->now);
    if (campaign == NULL)
        return fault_set(error, FATE_PERMANENT, "%s: it cannot be told", problem->name);
    if (asked->as_json)
        say_json(task, begun_json(campaign, count));
    else
        say_begun(task, campaign, count, exact);
    return true;
}

static bool undo(StoreTxn *txn, ProblemTask *task, GError **error) {
    const Asked *asked = task->data;
    g_autoptr(Problem) problem = ctl_problem_find(txn, task, task->args[1], error);
    g_autoptr(Campaign) campaign = problem == NULL ? NULL : campaign_of(txn, problem->id);
    if (problem == NULL)
        return false;
    if (campaign == NULL || campaign->state == CAMPAIGN_UNDONE)
        return fault_set(error, FATE_PERMANENT, "%s: nobody is being told of it", problem->name);
    if (asked->release != NULL && strcmp(asked->release, campaign->release) != 0)
        return fault_set(error, FATE_PERMANENT, "%s: what is being told is release %s", problem->name,
                         campaign->release);
    if (!campaign_undo(txn, campaign, task->now))
        return fault_set(error, FATE_PERMANENT, "%s: all %u were told already", problem->name,
                         campaign->told);
    if (asked->as_json)
        say_json(task, begun_json(campaign, 0));
    else
        g_string_append_printf(task->said, "%s: stopped; %u %s told before\n", problem->name, campaign->told,
                               campaign->told == 1 ? "was" : "were");
    return true;
}

// --- the command ---

static bool read_rate(Asked *asked) {
    if (asked->rate == NULL)
        return true;
    g_autofree char *number = g_strdup(asked->rate);
    guint64 rate = 0;
    if (g_str_has_suffix(number, "/min"))
        number[strlen(number) - strlen("/min")] = '\0';
    if (g_ascii_string_to_unsigned(number, 10, 1, RATE_MOST, &rate, NULL)) {
        asked->a_minute = (uint32_t)rate;
        return true;
    }
    fprintf(stderr, "earshot problem fixed: --rate %s: write it like 60/min, at most %d\n", asked->rate,
            RATE_MOST);
    return false;
}

static bool is_sound(Asked *asked) {
    if (asked->undo && (asked->preview || asked->now || asked->rate != NULL)) {
        fputs("earshot problem fixed: --undo goes with neither --preview, --now nor --rate\n", stderr);
        return false;
    }
    if (asked->release == NULL && !asked->undo) {
        fputs("earshot problem fixed: in which release? --release 4.3\n", stderr);
        return false;
    }
    if (asked->release != NULL && !command_is_name(asked->release)) {
        fprintf(stderr,
                "earshot problem fixed: --release: letters, digits, \"-\", \"_\" and \".\", at most %d\n",
                COMMAND_NAME_MOST);
        return false;
    }
    return read_rate(asked);
}

static int run(Daemon *daemon, ProblemTask *task) {
    const Asked *asked = task->data;
    task->step = asked->undo ? undo : begin;
    if (!ctl_problem_open(daemon, task))
        return daemon->status;
    return asked->preview ? show_preview(daemon, task) : ctl_problem_run(daemon, task);
}

int ctl_problem_fixed(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"problem fixed",
                                     "[--pm NAME] P12 --release 4.3 [--preview|--now|--undo]",
                                     "each who reported it is told once, in their conversation", NULL};
    Asked asked = {0};
    ProblemTask task = {.data = &asked};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &task.pm_given, "of this product manager", "NAME"},
        {"release", 0, 0, G_OPTION_ARG_STRING, &asked.release, "the release in which it is fixed", "4.3"},
        {"preview", 0, 0, G_OPTION_ARG_NONE, &asked.preview, "show who would be told; change nothing", NULL},
        {"now", 0, 0, G_OPTION_ARG_NONE, &asked.now, "begin at once, without time to undo it", NULL},
        {"rate", 0, 0, G_OPTION_ARG_STRING, &asked.rate, "so many mails a minute", "N/min"},
        {"undo", 0, 0, G_OPTION_ARG_NONE, &asked.undo, "stop it; who was told stays told", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &asked.as_json, "for programs: a JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    int status;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        status = daemon->status;
    else if (argc != 2)
        status = ctl_usage(&USAGE);
    else {
        task.args = argv;
        status = is_sound(&asked) ? run(daemon, &task) : EX_USAGE;
    }
    g_free(task.pm_given);
    g_free(asked.release);
    g_free(asked.rate);
    return status;
}
