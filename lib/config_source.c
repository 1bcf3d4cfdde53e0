// GLib's GKeyFile stops at the first line it cannot read, merges sections and
// keys that stand twice, and forgets on which line anything stood. An
// administrator wants all errors at once, with their lines. So this reads the
// same form of file by itself; it goes on behind a bad line, and reports a
// second key or section instead of letting one of them win in silence.
#include "config_source.h"

#include <stdarg.h>
#include <string.h>

enum {
    ERRORS_LIMIT = 100, // a file of another kind would report each of its lines
    NAME_LIMIT = 64,
    SECTIONS_LIMIT = 2000, // far more mailboxes than a site has; searching is linear
    KEYS_LIMIT = 200,      // of a section; all that exist are some twenty
};

void config_error(const ConfigErrors *errors, unsigned line, const char *format, ...) {
    if (errors->found->len > ERRORS_LIMIT)
        return;
    if (errors->found->len == ERRORS_LIMIT) {
        g_ptr_array_add(errors->found,
                        g_strdup_printf("%s: more errors follow; mend these first", errors->file));
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(errors->found, g_strdup_printf("%s:%u: %s", errors->file, line, message));
}

char *config_shown(const char *text) {
    static const glong limit = 60;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    const bool cut = g_utf8_strlen(valid, -1) > limit;
    g_autofree char *start = cut ? g_utf8_substring(valid, 0, limit) : g_strdup(valid);
    for (char *at = start; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = '?';
    return g_strconcat(start, cut ? "..." : NULL, NULL);
}

static void entry_free(gpointer data) {
    ConfigEntry *entry = data;
    g_free(entry->key);
    g_free(entry->value);
    g_free(entry);
}

static void section_free(gpointer data) {
    ConfigSection *section = data;
    g_free(section->kind);
    g_free(section->name);
    g_ptr_array_unref(section->entries);
    g_free(section);
}

ConfigSection *config_source_section(const GPtrArray *sections, const char *kind, const char *name) {
    for (guint i = 0; i < sections->len; i++) {
        ConfigSection *section = g_ptr_array_index(sections, i);
        if (strcmp(section->kind, kind) == 0 && g_strcmp0(section->name, name) == 0)
            return section;
    }
    return NULL;
}

ConfigEntry *config_source_entry(const ConfigSection *section, const char *key) {
    for (guint i = 0; section != NULL && i < section->entries->len; i++) {
        ConfigEntry *entry = g_ptr_array_index(section->entries, i);
        if (strcmp(entry->key, key) == 0)
            return entry;
    }
    return NULL;
}

// True for 1 to 64 letters, digits, '-', '_' and '.'.
static bool is_name(const char *text) {
    const size_t length = strlen(text);
    for (const char *at = text; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && strchr("-_.", *at) == NULL)
            return false;
    return length > 0 && length <= NAME_LIMIT;
}

static ConfigSection *section_new(char *const *words, unsigned line) {
    ConfigSection *section = g_new0(ConfigSection, 1);
    section->kind = g_strdup(words[0]);
    section->name = g_strdup(words[1]);
    section->line = line;
    section->entries = g_ptr_array_new_with_free_func(entry_free);
    return section;
}

// "[kind]" or "[kind NAME]". A section that stands twice goes on filling the first, so that its keys are
// checked too. NULL when the line is wrong.
static ConfigSection *take_section(GPtrArray *sections, char *text, unsigned line,
                                   const ConfigErrors *errors) {
    g_autofree char *shown = config_shown(text);
    const size_t length = strlen(text);
    if (length < 2 || text[length - 1] != ']') {
        config_error(errors, line, "'%s' has no ] at its end; a section is like [relay] alone on its line",
                     shown);
        return NULL;
    }
    text[length - 1] = '\0';
    g_auto(GStrv) words = g_strsplit(g_strstrip(text + 1), " ", 2);
    if (words[0] == NULL || !is_name(words[0]) || (words[1] != NULL && !is_name(g_strstrip(words[1])))) {
        config_error(
            errors, line,
            "'%s' is no section; write like [relay] or [mailbox support], a name being at most %d letters, "
            "digits, '-', '_' and '.'",
            shown, NAME_LIMIT);
        return NULL;
    }
    ConfigSection *section = config_source_section(sections, words[0], words[1]);
    if (section != NULL) {
        config_error(errors, line, "section %s stands already on line %u; join the two", shown,
                     section->line);
        return section;
    }
    if (sections->len == SECTIONS_LIMIT) {
        config_error(errors, line, "more than %d sections", SECTIONS_LIMIT);
        return NULL;
    }
    section = section_new(words, line);
    g_ptr_array_add(sections, section);
    return section;
}

static void take_entry(ConfigSection *section, char *text, unsigned line, const ConfigErrors *errors) {
    g_autofree char *shown = config_shown(text);
    char *equals = strchr(text, '=');
    if (equals == NULL) {
        config_error(errors, line, "'%s' is neither a [section], a key = value nor a # comment", shown);
        return;
    }
    *equals = '\0';
    const char *key = g_strstrip(text);
    const char *value = g_strstrip(equals + 1);
    if (!is_name(key)) {
        config_error(errors, line, "'%s' has no key before the =; write like mode = answer", shown);
        return;
    }
    if (section->entries->len == KEYS_LIMIT) {
        config_error(errors, line, "the section has more than %d keys", KEYS_LIMIT);
        return;
    }
    const ConfigEntry *twin = config_source_entry(section, key);
    if (twin != NULL) {
        config_error(errors, line, "%s stands already on line %u; remove one of the two", key, twin->line);
        return;
    }
    ConfigEntry *entry = g_new0(ConfigEntry, 1);
    *entry = (ConfigEntry){.key = g_strdup(key), .value = g_strdup(value), .line = line};
    g_ptr_array_add(section->entries, entry);
}

// Control characters would travel on into logs, paths and mail.
static bool line_is_clean(const char *text, unsigned line, const ConfigErrors *errors) {
    if (!g_utf8_validate(text, -1, NULL)) {
        config_error(errors, line, "is not UTF-8; save the file in that encoding");
        return false;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_iscntrl(*at) && *at != '\t') {
            config_error(errors, line, "holds the control character %d; remove it", *at);
            return false;
        }
    }
    return true;
}

GPtrArray *config_source_read(char *text, const ConfigErrors *errors) {
    GPtrArray *sections = g_ptr_array_new_with_free_func(section_free);
    ConfigSection *section = NULL;
    bool lost = false; // behind a bad [section]: its keys belong nowhere, and that is not their fault
    unsigned line = 0;
    for (char *next = text; next != NULL;) {
        char *start = next;
        next = strchr(start, '\n');
        if (next != NULL)
            *next++ = '\0';
        line++;
        g_strstrip(start);
        if (*start == '\0' || *start == '#' || *start == ';' || !line_is_clean(start, line, errors))
            continue;
        if (*start == '[') {
            section = take_section(sections, start, line, errors);
            lost = section == NULL;
        } else if (section != NULL) {
            take_entry(section, start, line, errors);
        } else if (!lost) {
            config_error(errors, line, "stands before the first [section]; put it into one");
        }
    }
    return sections;
}
