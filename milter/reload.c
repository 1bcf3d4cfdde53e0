// A daemon that stops because its new configuration has a slip would do more
// harm than the slip. So nothing that is in use is touched before the last step,
// which cannot fail.
#include "reload.h"

#include "confine_needs.h"
#include "log.h"

enum { CHANGES_SHOWN = 12 }; // a log line has its limit

bool reload_error(GPtrArray *errors, const GError *error) {
    g_ptr_array_add(errors, g_strdup(error->message));
    return false;
}

static void tell_begin(void) {
    g_autofree char *state =
        g_strdup_printf("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
    daemon_notify(state);
}

static void tell_failure(const GPtrArray *errors) {
    for (guint i = 0; i < errors->len; i++)
        log_event(LOG_LEVEL_ERROR, NULL, "event=reload-failed %s", (const char *)errors->pdata[i]);
    log_event(LOG_LEVEL_ERROR, NULL, "event=reload-failed errors=%u: the configuration in use is kept",
              errors->len);
    daemon_notify("READY=1\nSTATUS=The new configuration is wrong, the one before is in use");
}

static void tell_success(const Edition *before, const Edition *after, int64_t begun) {
    g_autoptr(GPtrArray) changes = config_changes(edition_config(before), edition_config(after));
    GString *shown = g_string_new(changes->len == 0 ? "none" : NULL);
    for (guint i = 0; i < MIN(changes->len, CHANGES_SHOWN); i++)
        g_string_append_printf(shown, "%s%s", i > 0 ? ", " : "", (const char *)changes->pdata[i]);
    if (changes->len > CHANGES_SHOWN)
        g_string_append_printf(shown, ", and %u more", changes->len - CHANGES_SHOWN);
    g_autofree char *quoted = log_quote(shown->str);
    log_event(LOG_LEVEL_NOTICE, NULL, "event=reload changed=%s us=%" G_GINT64_FORMAT, quoted,
              g_get_monotonic_time() - begun);
    g_string_free(shown, TRUE);
    daemon_notify("READY=1\nSTATUS=");
}

static Edition *next_edition(const Reload *reload, const Edition *before, GPtrArray *errors) {
    const char *path = reload->daemon->config_path;
    g_autoptr(Config) config = config_load(path, errors);
    Edition *next = NULL;
    if (config != NULL && config_may_follow(edition_config(before), config, path, errors) &&
        confine_may_follow(reload->daemon, config, errors))
        next = reload->make(g_steal_pointer(&config), before, reload->data, errors);
    confine_explain(reload->daemon->confine, errors, 0);
    return next;
}

static void count(Vitals *vitals, bool taken) {
    const int64_t now = g_get_real_time();
    vitals_add(vitals, VITAL_RELOADS, taken ? 0 : 1, 1);
    vitals_set(vitals, VITAL_RELOADED, now);
    vitals_set(vitals, VITAL_RELOAD_REFUSED, taken ? 0 : 1);
    if (taken)
        vitals_set(vitals, VITAL_CONFIG_READ, now);
}

// False when there is no next edition: then nothing has changed, and the errors say why.
static bool go_over(const Reload *reload, GPtrArray *errors) {
    const int64_t begun = g_get_monotonic_time();
    g_autoptr(Edition) before = editions_current(reload->editions);
    g_autoptr(Edition) next = next_edition(reload, before, errors);
    if (next == NULL)
        return false;
    count(reload->vitals, true);
    editions_publish(reload->editions, edition_ref(next));
    log_set_addresses(edition_config(next)->log_addresses);
    tell_success(before, next, begun);
    return true;
}

bool reload_run(const Reload *reload) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    tell_begin();
    if (go_over(reload, errors))
        return true;
    count(reload->vitals, false);
    tell_failure(errors);
    return false;
}

bool reload_try(const Reload *reload, char **why) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    if (go_over(reload, errors))
        return true;
    *why = g_strdup(errors->len > 0 ? errors->pdata[0] : "unknown");
    return false;
}
