// Templates and model travel inside the program, so that it answers the same
// from any directory and an installation cannot be half there.
#include "builtin.h"

#include <gio/gio.h>

// Made by glib-compile-resources.
void builtin_data_register_resource(void);
GResource *builtin_data_get_resource(void);

static GResource *resource(void) {
    static gsize registered = 0;
    if (g_once_init_enter(&registered)) {
        builtin_data_register_resource();
        g_once_init_leave(&registered, 1);
    }
    return builtin_data_get_resource();
}

GBytes *builtin_file(const char *path) {
    g_autofree char *full = g_strconcat("/earshot/", path, NULL);
    return g_resource_lookup_data(resource(), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char **builtin_list(const char *folder) {
    g_autofree char *full = g_strconcat("/earshot/", folder, NULL);
    char **names = g_resource_enumerate_children(resource(), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    return names == NULL ? g_new0(char *, 1) : names;
}
