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

enum { LINE_LIMIT = 1000, SAID_LIMIT = 4 * LINE_LIMIT, QUOTE_LIMIT = 300 };

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

// Printable text without line ends, cut where a character ends.
static char *harmless(const char *line) {
    g_autofree char *valid = g_utf8_make_valid(line, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = valid; *at != '\0' && out->len < LINE_LIMIT; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(out, g_unichar_isprint(c) ? c : '?');
    }
    return g_string_free(out, FALSE);
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
    if (strlen(said) > SAID_LIMIT)
        said[SAID_LIMIT] = '\0';
    g_autofree char *masked = log_address_mask(said);
    g_autofree char *whole = queue != NULL ? g_strdup_printf("%s: %s", queue, masked) : g_strdup(masked);
    g_autofree char *line = harmless(whole);
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
        if (quoted->len >= QUOTE_LIMIT) { // so that what stands behind it on the line is not lost
            g_string_append(quoted, "...");
            break;
        }
        if (*at == '"' || *at == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *at);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

char *log_word(const char *value) {
    bool plain = value != NULL && *value != '\0';
    for (const char *at = value; plain && *at != '\0'; at++)
        plain = g_ascii_isalnum(*at) || strchr("._-+/", *at) != NULL;
    return plain ? g_strdup(value) : log_quote(value);
}

void log_failure(LogLevel level, const char *queue, const char *event, const GError *error) {
    g_autofree char *cause = log_quote(error->message);
    log_event(level, queue, "event=%s cause=%s", event, cause);
}
