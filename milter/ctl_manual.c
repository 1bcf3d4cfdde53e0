// One place that reads every table of the program aloud. Commands are walked by
// running each in a way that ends where it would have parsed its options
// (daemon->describes), so that no list of options stands anywhere but where they
// are parsed.
#include "ctl_manual.h"

#include <stdarg.h>
#include <stdio.h>
#include <sysexits.h>

#include "command.h"
#include "config.h"
#include "doctor.h"
#include "missing.h"
#include "outreach.h"
#include "phase.h"
#include "refusal.h"
#include "tongue.h"
#include "verdict.h"
#include "vitals.h"
#include "wording_keys.h"

// The columns (const char *, NULL is empty) end with LINE_END.
static const char LINE_END[] = "";

static void put_line(const char *kind, ...) {
    va_list columns;
    fputs(kind, stdout);
    va_start(columns, kind);
    for (const char *text = va_arg(columns, const char *); text != LINE_END;
         text = va_arg(columns, const char *)) {
        putchar('\t');
        for (; text != NULL && *text != '\0'; text++)
            fputs(*text == '\n' ? "\\n" : (const char[]){*text == '\t' ? ' ' : *text, '\0'}, stdout);
    }
    va_end(columns);
    putchar('\n');
}

// --- commands ---

static void put_options(const char *kind, const char *command, const GOptionEntry *entries) {
    for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++) {
        const char brief[] = {entry->short_name, '\0'};
        if ((entry->flags & G_OPTION_FLAG_HIDDEN) != 0)
            continue;
        if (command == NULL)
            put_line(kind, entry->long_name, brief, entry->arg_description, entry->description, LINE_END);
        else
            put_line(kind, command, entry->long_name, brief, entry->arg_description, entry->description,
                     LINE_END);
    }
}

int manual_usage(const CtlCommand *usage, const GOptionEntry *entries) {
    put_line("usage", usage->name, usage->arguments, usage->summary, LINE_END);
    put_options("option", usage->name, entries);
    return EX_OK;
}

void manual_common(const GOptionEntry *common) {
    put_options("common", NULL, common);
}

int manual_family(const CtlCommand *commands, const char *family, Daemon *daemon) {
    for (const CtlCommand *command = commands; command->name != NULL; command++) {
        if (command->run == NULL && *command->name == '\0')
            put_line("group", command->summary, LINE_END);
        if (command->run == NULL || command->summary == NULL)
            continue;
        g_autofree char *name = *family == '\0' ? NULL : g_strconcat(family, " ", command->name, NULL);
        g_autofree char *own = g_strdup(command->name);
        char *argv[] = {own, NULL};
        put_line("command", name != NULL ? name : own, command->arguments, command->summary, LINE_END);
        command->run(daemon, 1, argv);
    }
    return EX_OK;
}

// --- the other tables ---

static void put_config(void) {
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++)
        put_line("config", row->section, row->key, row->type, row->initial, row->why, LINE_END);
}

static void put_reasons(void) {
    for (int i = 0; i < REFUSAL_COUNT; i++)
        put_line("reason", refusal_code((Refusal)i), refusal_clause((Refusal)i),
                 refusal_may_override((Refusal)i) ? "yes" : "no", LINE_END);
}

static void put_words(void) {
    for (int i = 0; i < LEVEL_COUNT; i++)
        put_line("word", "level", level_name((Level)i), LINE_END);
    for (int i = 0; i < SIGNAL_COUNT; i++)
        put_line("word", "signal", signal_name((Signal)i), LINE_END);
    for (int i = 0; i < REQUEST_COUNT; i++)
        put_line("word", "request", request_name((Request)i), LINE_END);
    for (int i = 0; i < MISSING_COUNT; i++)
        put_line("word", "missing", missing_name((Missing)i), LINE_END);
    for (int i = 0; i < PHASE_COUNT; i++)
        put_line("word", "phase", phase_name((Phase)i), LINE_END);
    for (int i = 0; i < OUTREACH_KINDS; i++)
        put_line("word", "outreach", outreach_kind_name((OutreachKind)i), LINE_END);
    for (int i = 0; i < OUTBOX_KINDS; i++)
        put_line("word", "outbox-kind", outbox_kind_name((OutboxKind)i), LINE_END);
}

// Some verbs are in the journal alone: nobody writes them, and their example is another's.
static void put_orders(void) {
    for (int i = 0; i < COMMAND_VERBS; i++) {
        const char *name = command_verb_name((CommandVerb)i), *example = command_example((CommandVerb)i);
        if (g_str_has_prefix(example + 1, name))
            put_line("order", name, example, LINE_END);
    }
}

static void put_checks(void) {
    size_t count = 0;
    const DoctorCheck *checks = doctor_checks(&count);
    for (size_t i = 0; i < count; i++)
        put_line("check", checks[i].name, checks[i].about, LINE_END);
}

static void put_template_values(void) {
    for (int form = 0; form < FORM_COUNT; form++)
        for (const char *const *name = tongues_known((Form)form); *name != NULL; name++)
            put_line("value", tongues_form_name((Form)form), *name, LINE_END);
}

static void put_phrases(void) {
    g_autoptr(GPtrArray) keys = wording_keys_required();
    for (guint i = 0; i < keys->len; i++) {
        g_autofree char *holds = g_strjoinv(" ", (char **)wording_key_holds(keys->pdata[i]));
        put_line("phrase", keys->pdata[i], holds, LINE_END);
    }
}

static void put_vitals(void) {
    static const char *const KINDS[] = {
        [VITAL_COUNT] = "count",
        [VITAL_VALUE] = "value",
        [VITAL_MOMENT] = "moment",
        [VITAL_HISTOGRAM] = "histogram",
    };
    static const char *const OWNERS[] = {
        [VITAL_OF_BOTH] = "both",
        [VITAL_OF_MILTER] = "milter",
        [VITAL_OF_COURIER] = "courier",
    };
    for (int i = 0; i < VITAL_ROWS; i++) {
        const VitalRow *row = vital_row((Vital)i);
        g_autoptr(GString) parts = g_string_new(NULL);
        for (unsigned part = 0; row->part != NULL && part < vital_parts((Vital)i); part++)
            g_string_append_printf(parts, "%s%s", part > 0 ? " " : "", row->part(part));
        put_line("vital", row->name, KINDS[row->kind], OWNERS[row->owner], row->label, parts->str, row->help,
                 LINE_END);
    }
}

int manual_print(const CtlCommand *commands, Daemon *daemon) {
    daemon->describes = true;
    manual_family(commands, "", daemon);
    daemon->describes = false;
    put_config();
    put_reasons();
    put_words();
    put_checks();
    put_orders();
    put_template_values();
    put_phrases();
    put_vitals();
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}
