// Days off from the calendar files that governments, churches and calendar programs hand out. They come as
// iCalendar, by mail and from the web; what a mailbox reads is a plain list that anybody can check, correct
// and keep under version control. The file is strange, so a child with limits reads it (ctl_child.h), and
// what the child says is looked at once more before it is written anywhere.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "ctl_calendar.h"
#include "ctl_child.h"
#include "fault.h"
#include "holidays.h"
#include "json.h"
#include "textfile.h"
#include "units.h"

#define HEAD "# Days off from " // begins each list that an import wrote

enum { FILE_LIMIT = 4 << 20, YEARS_LIMIT = 20 };

static const ChildLimits LIMITS = {.cpu = 5, .wall = 10, .memory = 512 << 20, .written = 8 << 20};

typedef struct Import {
    const char *file;
    char *text; // of the file
    int years, from, to;
    char *output; // NULL for standard output
    gboolean force, as_json;
    GStrv lines; // "2026-12-25 Christmas Day"
    unsigned days, skipped;
} Import;

static void import_clear(Import *import) {
    g_free(import->text);
    g_free(import->output);
    g_strfreev(import->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

static int complain(const char *file, int status, const char *message) {
    fprintf(stderr, "%s: %s\n", file, message);
    return status;
}

// --- in the child ---

// Hands back how many events were skipped and then the days, a line each; or what is wrong.
static int read_days(GString *back, void *data) {
    const Import *import = data;
    g_autoptr(GError) error = NULL;
    unsigned skipped = 0;
    g_autoptr(GArray) days = holidays_read(import->text, import->from, import->to, &skipped, &error);
    if (days == NULL) {
        g_string_append(back, error->message);
        return EX_DATAERR;
    }
    g_string_append_printf(back, "%u", skipped);
    for (guint i = 0; i < days->len; i++) {
        const Holiday *day = &g_array_index(days, Holiday, i);
        g_string_append_printf(back, "\n%04d-%02d-%02d%s%s", day->year, day->month, day->day,
                               *day->name == '\0' ? "" : " ", day->name);
    }
    return EX_OK;
}

// --- in the parent: what the child said ---

static bool is_plain(const char *text) {
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_iscntrl(g_utf8_get_char(text)))
            return false;
    return true;
}

static bool is_day(const char *line) {
    enum { DATE = 10 };
    int64_t time;
    g_autofree char *date = g_strndup(line, DATE);
    return strlen(date) == DATE && units_time_parse(date, &time, NULL) &&
           (line[DATE] == '\0' || line[DATE] == ' ') && is_plain(line);
}

static bool take_days(Import *import, const char *said) {
    g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
    guint64 skipped = 0;
    if (lines[0] == NULL || !g_ascii_string_to_unsigned(lines[0], 10, 0, G_MAXINT, &skipped, NULL))
        return false;
    for (char **line = lines + 1; *line != NULL; line++, import->days++)
        if (!is_day(*line))
            return false;
    import->skipped = (unsigned)skipped;
    import->lines = g_strdupv(lines + 1);
    return true;
}

static int tell_none(const Import *import) {
    fprintf(stderr, "%s: no day off from %d to %d", import->file, import->from, import->to);
    if (import->skipped > 0)
        fprintf(stderr, ", only events with a time of day or cancelled ones (%u)", import->skipped);
    fputs("; is it the right file, and not out of date?\n", stderr);
    return EX_DATAERR;
}

static int read_in_child(Daemon *daemon, Import *import) {
    g_autoptr(GString) said = g_string_new(NULL);
    GError *error = NULL;
    ChildEnd end;
    int status = EX_OK;
    if (!child_run(read_days, import, &LIMITS, &end, &status, said, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    if (end == CHILD_EXHAUSTED)
        return complain(import->file, EX_TEMPFAIL,
                        "the rules ask for more work than 5 seconds and 512 MB allow; take out the events "
                        "that repeat most");
    if (end == CHILD_DONE && status == EX_DATAERR && is_plain(said->str) && said->len > 0)
        return complain(import->file, EX_DATAERR, said->str);
    if (end != CHILD_DONE || status != EX_OK || !take_days(import, said->str))
        return complain(import->file, EX_DATAERR,
                        "reading it failed in a way that no calendar should cause; fetch it again, or write "
                        "the days by hand, a line each like 2026-12-25 Christmas Day");
    return import->days == 0 ? tell_none(import) : EX_OK;
}

// --- what becomes of them ---

static char *list_text(const Import *import) {
    g_autofree char *name = g_path_get_basename(import->file);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, HEAD "%s, %d to %d, by earshot calendar import.\n",
                           is_plain(name) ? name : "a file", import->from, import->to);
    g_string_append(text, "# For `holidays` of a mailbox. The next import writes the whole file anew.\n");
    for (char **line = import->lines; *line != NULL; line++)
        g_string_append_printf(text, "%s\n", *line);
    return g_string_free(text, FALSE);
}

static int print(const char *text) {
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return EX_OK;
    return complain("standard output", EX_TEMPFAIL, "cannot be written");
}

static int print_json(const Import *import) {
    Json *object = json_map(), *days = json_list();
    json_put_number(object, "from", import->from);
    json_put_number(object, "to", import->to);
    json_put_number(object, "skipped", import->skipped);
    for (char **line = import->lines; *line != NULL; line++) {
        Json *day = json_map();
        g_autofree char *date = g_strndup(*line, strcspn(*line, " "));
        json_put_text(day, "date", date);
        json_put_text(day, "name", g_strchug(*line + strlen(date)));
        json_add(days, day);
    }
    json_put(object, "days", days);
    g_autofree char *text = json_dump(object, true);
    return print(text) == EX_OK ? print("\n") : EX_TEMPFAIL;
}

// A list that an import wrote, or nothing yet. What people wrote themselves is theirs.
static int check_output(const Import *import, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return EX_OK;
    if (!S_ISREG(status.st_mode))
        return complain(import->output, EX_DATAERR,
                        "is no file; without --output the list goes to standard output");
    if (import->force || status.st_size == 0)
        return EX_OK;
    g_autofree char *text = textfile_read(path, FILE_LIMIT, NULL);
    if (text != NULL && g_str_has_prefix(text, HEAD))
        return EX_OK;
    return complain(import->output, EX_DATAERR,
                    "is there and no import wrote it; choose another name, or --force to replace it");
}

static void tell_skipped(const Import *import) {
    if (import->skipped > 0)
        fprintf(stderr, "%s: %u events left out: they have a time of day or are cancelled\n", import->file,
                import->skipped);
}

// Atomically: a daemon that starts meanwhile reads the old list or the new one. A link stays one.
static int write_list(const Import *import, const char *text) {
    g_autofree char *real = realpath(import->output, NULL);
    const char *path = real != NULL ? real : import->output;
    const int refused = check_output(import, path);
    if (refused != EX_OK)
        return refused;
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents_full(path, text, -1,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
        return complain(import->output, EX_TEMPFAIL, error->message);
    printf("%s: %u days off from %d to %d\n", import->output, import->days, import->from, import->to);
    return EX_OK;
}

static int give(const Import *import) {
    tell_skipped(import);
    if (import->as_json)
        return print_json(import);
    g_autofree char *text = list_text(import);
    return import->output == NULL ? print(text) : write_list(import, text);
}

// --- the command ---

static bool check_import(Import *import) {
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    const char *wrong = NULL;
    if (import->from == 0)
        import->from = g_date_time_get_year(now);
    if (import->from < 1970 || import->from > 9000)
        wrong = "--from: a year like 2026";
    else if (import->years < 1 || import->years > YEARS_LIMIT)
        wrong = "--years: from 1 to 20";
    else if (import->as_json && import->output != NULL)
        wrong = "--output and --json do not go together";
    if (wrong != NULL)
        fprintf(stderr, "earshot calendar import: %s\n", wrong);
    import->to = import->from + import->years - 1;
    return wrong == NULL;
}

static bool read_import(Daemon *daemon, Import *import, int *argc, char ***argv) {
    static const CtlCommand USAGE = {"calendar import", "FILE.ics [--years 3] [--output FILE]",
                                     "days off from an iCalendar file, as the list that `holidays` reads",
                                     NULL};
    const GOptionEntry entries[] = {
        {"years", 0, 0, G_OPTION_ARG_INT, &import->years, "how many years (default: 3)", "N"},
        {"from", 0, 0, G_OPTION_ARG_INT, &import->from, "the first of them (default: this year)", "YEAR"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &import->output, "write this file instead of standard output",
         "FILE"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &import->force, "also over a file that no import wrote", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &import->as_json, "for programs: a JSON object", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, argc, argv))
        return false;
    daemon->status = *argc == 2 ? EX_OK : ctl_usage(&USAGE);
    if (daemon->status == EX_OK && !check_import(import))
        daemon->status = EX_USAGE;
    return daemon->status == EX_OK;
}

static int calendar_import(Daemon *daemon, int argc, char **argv) {
    g_auto(Import) import = {.years = 3};
    if (!read_import(daemon, &import, &argc, &argv))
        return daemon->status;
    g_autoptr(GError) error = NULL;
    import.file = argv[1];
    import.text = textfile_read(import.file, FILE_LIMIT, &error);
    if (import.text == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return EX_DATAERR;
    }
    const int status = read_in_child(daemon, &import);
    return status == EX_OK ? give(&import) : status;
}

int ctl_calendar(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"import", "FILE.ics [--output FILE]", "days off, as the list that `holidays` reads",
         calendar_import},
        {"show", "[--mailbox NAME] [--days 14]", "when a mailbox is open", calendar_show},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "calendar", daemon, argc, argv);
}
