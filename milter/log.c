// Syslog has one owner, so that the rules for a line (one event, no content,
// nothing that breaks lines) hold everywhere. stderr gets the same lines for
// tests and for containers; one write(2) a line keeps threads apart.
#include "log.h"

#include <stdarg.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "units.h"

// Set once by log_open before threads start, read by all: syslog(3) itself is as global.
static const char *log_program = "earshot";
static bool log_stderr = true;

enum { LINE_LIMIT = 1000 };

void log_open(const char *program, bool to_stderr) {
    log_program = program;
    log_stderr = to_stderr;
    if (!to_stderr)
        openlog(program, LOG_PID | LOG_NDELAY, LOG_MAIL);
}

static int syslog_priority(LogLevel level) {
    static const int priorities[] = {[LOG_LEVEL_ERROR] = LOG_ERR,
                                     [LOG_LEVEL_WARNING] = LOG_WARNING,
                                     [LOG_LEVEL_NOTICE] = LOG_NOTICE,
                                     [LOG_LEVEL_INFO] = LOG_INFO};
    return priorities[level];
}

static void make_harmless(char *line) {
    if (strlen(line) > LINE_LIMIT)
        line[LINE_LIMIT] = '\0';
    for (char *at = line; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = '?';
}

static void write_stderr(LogLevel level, const char *line) {
    static const char *const names[] = {"error", "warning", "notice", "info"};
    g_autofree char *time = units_time_format(g_get_real_time());
    g_autofree char *whole =
        g_strdup_printf("%s %s[%d] %s: %s\n", time, log_program, (int)getpid(), names[level], line);
    // Where stderr is gone there is nobody left to tell.
    const ssize_t written = write(STDERR_FILENO, whole, strlen(whole));
    (void)written;
}

void log_event(LogLevel level, const char *queue, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *said = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *line = queue != NULL ? g_strdup_printf("%s: %s", queue, said) : g_strdup(said);
    make_harmless(line);
    if (log_stderr)
        write_stderr(level, line);
    else
        syslog(syslog_priority(level), "%s", line);
}

char *log_quote(const char *value) {
    if (value == NULL)
        return g_strdup("-");
    GString *quoted = g_string_new("\"");
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *at);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}
