// Which engine a URL asks for. PostgreSQL's is a module, so that who needs none
// has neither libpq nor what it pulls in; it is looked for in $EARSHOT_MODULES (which a
// privileged program does not heed), beside the program, and where the package puts it.
#include "engine.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "store_url.h"

#define MODULE "earshot-store-postgresql.so"
#define MODULE_DIRECTORY "/usr/lib/earshot"

void engine_state_clear(EngineState *state) {
    g_clear_pointer(&state->name, g_free);
    g_clear_pointer(&state->where, g_free);
}

static bool no_engine(const char *url, GError **error) {
    g_autofree char *scheme = g_strndup(url, strcspn(url, ":")); // a URL may hold a password
    return fault_set(error, FATE_CONFIG,
                     "%s: no engine for this store; lmdb:/directory and postgresql://... are those there are",
                     scheme);
}

static char *beside_program(void) {
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *directory = program == NULL ? NULL : g_path_get_dirname(program);
    return directory == NULL ? NULL : g_build_filename(directory, MODULE, NULL);
}

// Stays loaded: libraries that it brought may have left threads and keys behind.
static const EngineModule *load(GError **error) {
    const char *given = secure_getenv("EARSHOT_MODULES");
    char *paths[] = {given == NULL ? NULL : g_build_filename(given, MODULE, NULL), beside_program(),
                     g_build_filename(MODULE_DIRECTORY, MODULE, NULL)};
    void *handle = NULL;
    const char *wrong = "it is not there";
    for (size_t i = 0; i < G_N_ELEMENTS(paths) && handle == NULL; i++)
        if (paths[i] != NULL && g_file_test(paths[i], G_FILE_TEST_EXISTS) &&
            (handle = dlopen(paths[i], RTLD_NOW | RTLD_LOCAL)) == NULL)
            wrong = dlerror();
    const EngineModule *module = handle == NULL ? NULL : dlsym(handle, ENGINE_MODULE_SYMBOL);
    if (handle != NULL && (module == NULL || module->version != ENGINE_MODULE_VERSION)) {
        wrong = "it is of another release";
        module = NULL;
    }
    if (module == NULL)
        fault_set(error, FATE_CONFIG, "%s: %s: install the package earshot-postgresql of this release",
                  MODULE, wrong);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        g_free(paths[i]);
    return module;
}

bool engine_load(const char *url, GError **error) {
    return !store_url_is_postgresql(url) || load(error) != NULL;
}

Engine *engine_open(const char *url, bool create, GError **error) {
    if (store_url_directory(url) != NULL)
        return engine_lmdb_open(store_url_directory(url), create, error);
    if (!store_url_is_postgresql(url)) {
        no_engine(url, error);
        return NULL;
    }
    const EngineModule *module = load(error);
    return module == NULL ? NULL : module->open(url, error);
}

bool engine_init(const char *url, GError **error) {
    if (store_url_directory(url) != NULL)
        return true;
    if (!store_url_is_postgresql(url))
        return no_engine(url, error);
    const EngineModule *module = load(error);
    return module != NULL && module->init(url, error);
}
