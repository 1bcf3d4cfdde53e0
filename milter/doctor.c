// What checks say, and how it is mended on this machine: findings with their
// commands, quoted so that they can be pasted.
#include "doctor.h"

#include <stdarg.h>
#include <string.h>

#include "service.h"
#include "vitals.h"

const char *doctor_worth_name(DoctorWorth worth) {
    static const char *const NAMES[] = {"ok", "skip", "warn", "fail"};
    return NAMES[worth];
}

static DoctorFinding *add(Doctor *doctor, DoctorWorth worth, char *what) {
    DoctorFinding *finding = g_new0(DoctorFinding, 1);
    *finding = (DoctorFinding){.check = doctor->check, .worth = worth, .what = what};
    finding->commands = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(doctor->findings, finding);
    return finding;
}

static DoctorFinding *last(const Doctor *doctor) {
    return doctor->findings->pdata[doctor->findings->len - 1];
}

void doctor_say(Doctor *doctor, DoctorWorth worth, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add(doctor, worth, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void doctor_deny(Doctor *doctor, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add(doctor, DOCTOR_SKIP, g_strdup_vprintf(format, arguments))->denied = true;
    va_end(arguments);
    doctor_mend(doctor, "run it as root");
}

void doctor_mend(Doctor *doctor, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_free(last(doctor)->mend);
    last(doctor)->mend = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

// As little quoting as a shell needs: people read these lines.
static char *quote(const char *word) {
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    return *word != '\0' && strspn(word, PLAIN) == strlen(word) ? g_strdup(word) : g_shell_quote(word);
}

static void add_word(GString *line, const char *word) {
    g_autofree char *quoted = quote(word);
    g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", quoted);
}

static void add_words(GString *line, va_list words) {
    for (const char *word = va_arg(words, const char *); word != NULL; word = va_arg(words, const char *))
        add_word(line, word);
}

void doctor_command(Doctor *doctor, ...) {
    GString *line = g_string_new(NULL);
    va_list words;
    va_start(words, doctor);
    add_words(line, words);
    va_end(words);
    g_ptr_array_add(last(doctor)->commands, g_string_free(line, FALSE));
}

void doctor_earshot(Doctor *doctor, const char *const *before, ...) {
    GString *line = g_string_new(NULL);
    va_list words;
    for (; before != NULL && *before != NULL; before++)
        add_word(line, *before);
    add_word(line, "earshot");
    if (doctor->config_given) {
        add_word(line, "-c");
        add_word(line, doctor->config_path);
    }
    va_start(words, before);
    add_words(line, words);
    va_end(words);
    g_ptr_array_add(last(doctor)->commands, g_string_free(line, FALSE));
}

void doctor_postfix(Doctor *doctor, const char *tool, const char *option, const char *argument) {
    if (doctor->postfix_config != NULL)
        doctor_command(doctor, tool, "-c", doctor->postfix_config, option, argument, NULL);
    else
        doctor_command(doctor, tool, option, argument, NULL);
}

void doctor_postfix_set(Doctor *doctor, const char *parameter, const char *value) {
    g_autofree char *setting = g_strdup_printf("%s=%s", parameter, value);
    doctor_postfix(doctor, "postconf", "-e", setting);
    doctor_postfix(doctor, "postfix", "reload", NULL);
}

// --- services, by whatever starts them here ---

static void order_directly(Doctor *doctor, const char *verb, const char *which, size_t index) {
    g_autofree char *pid = NULL;
    g_autofree char *program = g_strconcat("earshot-", which, NULL);
    const StatusDaemon *daemon = doctor->status == NULL ? NULL : &doctor->status->daemons[index];
    if (daemon != NULL && daemon->runs == RUNS_YES)
        pid = g_strdup_printf("%" G_GUINT64_FORMAT, vitals_get(&daemon->vitals, VITAL_PID, 0));
    if (pid != NULL && strcmp(verb, "start") != 0)
        doctor_command(doctor, "kill", strcmp(verb, "reload") == 0 ? "-HUP" : "-TERM", pid, NULL);
    if (strcmp(verb, "reload") != 0) {
        g_autofree char *path = quote(doctor->config_path);
        g_ptr_array_add(last(doctor)->commands, g_strdup_printf("%s -c %s --wait &", program, path));
    }
}

static void order(Doctor *doctor, const char *verb, const char *which, size_t index) {
    char *command = service_command(verb, which);
    if (command != NULL)
        g_ptr_array_add(last(doctor)->commands, command);
    else
        order_directly(doctor, verb, which, index);
}

// The courier first, as the configuration file says.
void doctor_service(Doctor *doctor, const char *verb, const char *which) {
    if (which == NULL || strcmp(which, "courier") == 0)
        order(doctor, verb, "courier", DAEMON_COURIER);
    if (which == NULL || strcmp(which, "milter") == 0)
        order(doctor, verb, "milter", DAEMON_MILTER);
}

// --- what others found ---

static DoctorWorth worth_of(StatusWorth worth) {
    return worth == STATUS_DOWN ? DOCTOR_FAIL : DOCTOR_WARN;
}

static bool is_wanted(const Doctor *doctor, const char *const *codes, const char *code) {
    return codes != NULL ? g_strv_contains(codes, code) : !g_hash_table_contains(doctor->told, code);
}

bool doctor_say_status(Doctor *doctor, const char *const *codes) {
    bool said = false;
    const GPtrArray *found = doctor->status->findings;
    for (guint i = 0; i < found->len; i++) {
        const StatusFinding *finding = found->pdata[i];
        if (!is_wanted(doctor, codes, finding->code))
            continue;
        said = true;
        if (finding->worth == STATUS_BLIND) {
            doctor_deny(doctor, "%s", finding->text);
            continue;
        }
        doctor_say(doctor, worth_of(finding->worth), "%s", finding->text);
        doctor_mend(doctor, "%s", finding->next);
    }
    for (size_t i = 0; codes != NULL && codes[i] != NULL; i++)
        g_hash_table_add(doctor->told, (char *)(uintptr_t)codes[i]);
    return said;
}
