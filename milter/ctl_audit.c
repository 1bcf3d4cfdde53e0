// Who commanded what, for people and programs, and whether the log is whole.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "audit.h"
#include "ctl.h"
#include "json.h"
#include "table.h"
#include "thread.h"
#include "units.h"

// --- list ---

static bool add_json(StoreTxn *txn, const AuditLine *line, void *data) {
    (void)txn;
    g_autofree char *thread = line->thread == 0 ? NULL : thread_id_format(line->thread);
    Json *object = json_map();
    json_put_number(object, "number", (int64_t)line->number);
    json_put_time(object, "at", line->at);
    json_put_text(object, "pm", line->pm);
    json_put_text(object, "command", command_verb_name(line->verb));
    json_put_text(object, "thread", thread);
    json_put_bool(object, "done", line->done);
    json_put_text(object, "outcome", line->outcome);
    json_add(data, object);
    return true;
}

static bool add_row(StoreTxn *txn, const AuditLine *line, void *data) {
    (void)txn;
    g_autofree char *number = g_strdup_printf("%" PRIu64, line->number);
    g_autofree char *time = units_time_format(line->at);
    g_autofree char *at = g_strdup_printf("%.10s %.5s", time, time + strlen("2026-11-23T"));
    g_autofree char *thread = line->thread == 0 ? NULL : thread_id_format(line->thread);
    const char *const cells[] = {number, at, line->pm, command_verb_name(line->verb), thread, line->outcome};
    table_add(data, cells);
    return true;
}

static bool read_json(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    audit_walk(txn, add_json, data);
    return !store_failed(txn);
}

static bool read_rows(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    audit_walk(txn, add_row, data);
    return !store_failed(txn);
}

static int audit_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"audit list", "[--json]", "who commanded what, and what came of it",
                                     NULL};
    static const char *const COLUMNS[] = {"NO", "AT (UTC)", "WHO", "COMMAND", "THREAD", "~OUTCOME", NULL};
    gboolean as_json = FALSE;
    if (!ctl_list_options(daemon, &USAGE, &as_json, argc, argv))
        return daemon->status;
    if (!as_json) {
        g_autoptr(TextTable) table = table_new(COLUMNS);
        if (!ctl_read(daemon, read_rows, table))
            return daemon->status;
        table_print(table);
        return EX_OK;
    }
    Json *list = json_list();
    const bool read = ctl_read(daemon, read_json, list);
    g_autofree char *text = json_dump(list, true);
    if (!read)
        return daemon->status;
    puts(text);
    return EX_OK;
}

// --- verify ---

typedef struct Check {
    uint64_t count, broken;
    bool whole;
} Check;

// A line that cannot be opened fails the transaction; what was found by then is told all the same.
static bool read_check(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Check *check = data;
    check->whole = audit_verify(txn, &check->count, &check->broken);
    return !store_failed(txn);
}

static void print_check(const Check *check, bool as_json) {
    if (as_json) {
        Json *object = json_map();
        json_put_bool(object, "whole", check->whole);
        json_put_number(object, "lines", (int64_t)check->count);
        json_put_number(object, "broken", (int64_t)check->broken);
        g_autofree char *text = json_dump(object, true);
        puts(text);
    } else if (check->whole) {
        printf("audit log: %" PRIu64 " line%s, all as written\n", check->count, check->count == 1 ? "" : "s");
    } else {
        printf("audit log: line %" PRIu64 " is not as written, or missing; %" PRIu64
               " lines stand. Compare with a backup.\n",
               check->broken, check->count);
    }
}

static int audit_check(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"audit verify", "[--json]",
                                     "whether all lines stand as they were written", NULL};
    gboolean as_json = FALSE;
    Check check = {0};
    if (!ctl_list_options(daemon, &USAGE, &as_json, argc, argv))
        return daemon->status;
    const bool read = ctl_read(daemon, read_check, &check);
    if (!read && check.broken == 0)
        return daemon->status;
    print_check(&check, as_json);
    return check.whole ? EX_OK : EX_DATAERR;
}

int ctl_audit(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"list", "[--json]", "who commanded what, and what came of it", audit_list},
        {"verify", "[--json]", "whether all lines stand as they were written (65 when not)", audit_check},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "audit", daemon, argc, argv);
}
