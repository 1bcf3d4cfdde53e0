#ifndef EARSHOT_CONFIG_SOURCE_H
#define EARSHOT_CONFIG_SOURCE_H
// The lines of a configuration file: sections, keys and values with the line
// each stands on, so that every later error can name it. Only config includes
// this. Lines are `[section]`, `[section NAME]`, `key = value`, or comments
// (# or ;) on lines of their own; values are raw, blanks around them removed.

#include <glib.h>
#include <stdbool.h>

// Errors as they are found, "file:line: message", in a GPtrArray of char *.
typedef struct ConfigErrors {
    const char *file;
    GPtrArray *found; // borrowed
} ConfigErrors;

typedef struct ConfigEntry {
    char *key;
    char *value;
    unsigned line;
    bool used; // set by config when a row took it
} ConfigEntry;

typedef struct ConfigSection {
    char *kind; // "mailbox" of [mailbox support]
    char *name; // "support", or NULL
    unsigned line;
    GPtrArray *entries; // ConfigEntry *, in the order of the file
} ConfigSection;

// All sections (ConfigSection *) in the order of the file; lines that are wrong are reported and left out.
GPtrArray *config_source_read(char *text, const ConfigErrors *errors) G_GNUC_WARN_UNUSED_RESULT;

// Borrowed; NULL when absent, or when section is NULL.
ConfigSection *config_source_section(const GPtrArray *sections, const char *kind, const char *name);
ConfigEntry *config_source_entry(const ConfigSection *section, const char *key);

void config_error(const ConfigErrors *errors, unsigned line, const char *format, ...) G_GNUC_PRINTF(3, 4);
// A text for an error: at most 60 characters of it, control characters replaced. The caller owns it.
char *config_shown(const char *text);

#endif
