// What a reload changes is told from the lines as they were written, since that
// is what its administrator sees; whether it may be done is asked of the values,
// so that writing down a default is no change.
#include "config.h"

#include <string.h>

#include "config_source.h"

// What hangs on these is opened at the start and used until the end. A receipt on its way to another domain
// or socket would find nobody, and its acknowledgement would never go out.
static const struct {
    const char *section, *key;
    size_t offset;
} FIXED[] = {
    {"earshot", "socket", offsetof(Config, socket)},
    {"earshot", "store", offsetof(Config, store)},
    {"earshot", "state", offsetof(Config, state)},
    {"earshot", "key-file", offsetof(Config, key_file)},
    {"receipt", "domain", offsetof(Config, receipt_domain)},
    {"receipt", "socket", offsetof(Config, receipt_socket)},
};

static const char *text_at(const Config *config, size_t offset) {
    return *(char *const *)(const void *)((const char *)config + offset);
}

bool config_may_follow(const Config *before, const Config *after, const char *path, GPtrArray *errors) {
    const ConfigErrors found = {.file = path, .found = errors};
    const guint known = errors->len;
    for (size_t i = 0; i < G_N_ELEMENTS(FIXED); i++) {
        const char *old = text_at(before, FIXED[i].offset), *new = text_at(after, FIXED[i].offset);
        const bool first = old == NULL && strcmp(FIXED[i].section, "receipt") == 0; // nobody waits there yet
        if (first || g_strcmp0(old, new) == 0)
            continue;
        const ConfigSection *section = config_source_section(after->sections, FIXED[i].section, NULL);
        const ConfigEntry *entry = config_source_entry(section, FIXED[i].key);
        const unsigned line = entry != NULL ? entry->line : section != NULL ? section->line : 1;
        config_error(&found, line, "a change of [%s] %s needs a restart", FIXED[i].section, FIXED[i].key);
    }
    return errors->len == known;
}

// "[mailbox support] hours"; without a key the section's own name.
static void tell(GPtrArray *changes, const ConfigSection *section, const char *key) {
    g_ptr_array_add(changes, g_strdup_printf("[%s%s%s]%s%s", section->kind, section->name != NULL ? " " : "",
                                             section->name != NULL ? section->name : "",
                                             key != NULL ? " " : "", key != NULL ? key : ""));
}

static void compare_section(const ConfigSection *before, const ConfigSection *after, GPtrArray *changes) {
    for (guint i = 0; i < after->entries->len; i++) {
        const ConfigEntry *entry = after->entries->pdata[i];
        const ConfigEntry *old = config_source_entry(before, entry->key);
        if (old == NULL || strcmp(old->value, entry->value) != 0)
            tell(changes, after, entry->key);
    }
    for (guint i = 0; i < before->entries->len; i++) {
        const ConfigEntry *old = before->entries->pdata[i];
        if (config_source_entry(after, old->key) == NULL)
            tell(changes, before, old->key);
    }
}

GPtrArray *config_changes(const Config *before, const Config *after) {
    GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < after->sections->len; i++) {
        const ConfigSection *section = after->sections->pdata[i];
        const ConfigSection *old = config_source_section(before->sections, section->kind, section->name);
        if (old != NULL)
            compare_section(old, section, changes);
        else
            tell(changes, section, NULL);
    }
    for (guint i = 0; i < before->sections->len; i++) {
        const ConfigSection *old = before->sections->pdata[i];
        if (config_source_section(after->sections, old->kind, old->name) == NULL)
            tell(changes, old, NULL);
    }
    return changes;
}
