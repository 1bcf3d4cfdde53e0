// Step by step, and each keeps what it opened for the next try: the place beside
// the store, the count of crashes, then key and store, then what needs these.
#include "parts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "fault.h"
#include "guard.h"
#include "log.h"
#include "store_url.h"
#include "units.h"

static const GTimeSpan TRY_AGAIN = 2 * G_TIME_SPAN_SECOND, LOOK_AGAIN = 3 * G_TIME_SPAN_SECOND;
// The MTA's connections wait meanwhile.
static const GTimeSpan STORE_PATIENCE = 5 * G_TIME_SPAN_SECOND;

Parts *parts_new(void) {
    Parts *parts = g_new0(Parts, 1);
    parts->desk = desk_new(2 * g_get_num_processors()); // who writes waits for the disk as well
    return parts;
}

void parts_free(Parts *parts) {
    editions_free(parts->editions);
    trouble_free(parts->key_trouble);
    trouble_free(parts->trouble);
    engine_probe_free(parts->probe);
    gauge_free(parts->gauge);
    wake_free(parts->wake);
    unheard_free(parts->unheard);
    inwork_free(parts->inwork);
    desk_free(parts->desk);
    g_free(parts->socket);
    g_free(parts);
}

// --- beside the store ---

// What the last process left in work passed, or will pass, unheard: say so while it can be found.
static void report_left(const Parts *parts) {
    const GArray *left = inwork_left(parts->inwork);
    for (guint i = 0; i < left->len; i++) {
        const InworkLeft *one = &g_array_index(left, InworkLeft, i);
        const char *cause = one->crashed ? "crash" : "killed";
        const char *queue = one->note.queue[0] != '\0' ? one->note.queue : LOG_NO_QUEUE;
        g_autofree char *sender = units_base32_encode(one->note.sender.bytes, sizeof one->note.sender.bytes);
        g_autoptr(GError) error = NULL;
        log_event(LOG_LEVEL_ERROR, queue, "event=unheard cause=%s: it was in work when the last process died",
                  cause);
        vitals_add(parts->vitals, VITAL_UNHEARD, vitals_cause(cause), 1);
        if (!unheard_note(parts->unheard, g_get_real_time(), queue, sender, cause, &error))
            log_failure(LOG_LEVEL_ERROR, queue, "unheard-not-noted", error);
    }
}

static void open_vitals(Parts *parts, const char *directory) {
    g_autofree char *why = NULL;
    parts->vitals = vitals_open(directory, "milter", g_get_real_time(), &why);
    if (why != NULL)
        log_event(LOG_LEVEL_WARNING, NULL, "event=vitals cause=not-kept: %s", why);
    vitals_set(parts->vitals, VITAL_CONFINED, confine_holds(parts->daemon->confine));
}

static bool make_directory(const char *directory, GError **error) {
    return g_mkdir_with_parents(directory, 0700) == 0 ||
           fault_set(error, FATE_CONFIG, "%s: cannot make the directory: %s", directory, g_strerror(errno));
}

static bool open_place(Parts *parts, const char *directory, GError **error) {
    if (parts->inwork != NULL)
        return true;
    g_autofree char *lock = g_build_filename(directory, "milter.lock", NULL);
    if (!make_directory(directory, error) || !daemon_hold_once(parts->daemon, lock, error))
        return false;
    if (parts->vitals == NULL)
        open_vitals(parts, directory);
    parts->inwork = guard_open(directory, "", error);
    if (parts->inwork != NULL)
        report_left(parts);
    return parts->inwork != NULL;
}

// A message asks the store a few times. When that stands still the first of them must leave time to pass by.
static void set_budget(Parts *parts, const Config *config) {
    gauge_set_budget(parts->gauge, config->time_budget);
    if (parts->daemon->store != NULL)
        store_set_patience(parts->daemon->store, config->time_budget / 2);
}

static bool open_store(Parts *parts, const Config *config, GError **error) {
    Daemon *daemon = parts->daemon;
    if (daemon->store != NULL)
        return true;
    if (config->store == NULL) {
        log_event(LOG_LEVEL_NOTICE, NULL, "event=start cause=no-store: nothing is remembered");
        return daemon_open_with(daemon, config, error);
    }
    const char *own = config_store_directory(config);
    if (!open_place(parts, config_state_directory(config), error) ||
        !guard_admits(parts->inwork, parts->asked, error))
        return false;
    if (parts->probe == NULL && own != NULL)
        parts->probe = engine_probe_new(own);
    if ((parts->probe != NULL && !engine_probe_ask(parts->probe, STORE_PATIENCE, error)) ||
        !daemon_open_with(daemon, config, error))
        return false;
    store_watch(daemon->store, vitals_committed, parts->vitals);
    parts->gauge = gauge_new(daemon->store, config->time_budget);
    set_budget(parts, config);
    return true;
}

static bool open_wake(Parts *parts, GError **error) {
    if (parts->daemon->directory == NULL || parts->wake != NULL)
        return true;
    parts->wake = wake_new(parts->daemon->directory, error);
    return parts->wake != NULL;
}

// All that hearing needs; the intake is the caller's. NULL when something is missing.
static Intake *open_ears(Parts *parts, const Config *config, GError **error) {
    const Daemon *daemon = parts->daemon;
    if (!open_store(parts, config, error) || !open_wake(parts, error))
        return NULL;
    Intake *intake = intake_new(config, daemon->seal, daemon->store, error);
    if (intake != NULL)
        intake_read_ahead(intake);
    return intake;
}

// --- editions ---

static void gateway_free(void *data) {
    Gateway *gateway = data;
    intake_free((Intake *)gateway->intake);
    g_clear_error(&gateway->deaf);
    g_free(gateway);
}

// Takes the configuration and the intake.
static Edition *hearing_edition(Config *config, Intake *intake, const Parts *parts) {
    Gateway *gateway = g_new(Gateway, 1);
    *gateway = (Gateway){
        .config = config,
        .intake = intake,
        .seal = parts->daemon->seal,
        .inwork = parts->inwork,
        .desk = parts->desk,
        .unheard = parts->unheard,
        .wake = parts->wake,
        .gauge = parts->gauge,
        .trouble = parts->trouble,
        .vitals = parts->vitals,
    };
    return edition_new(config, gateway, gateway_free);
}

// Takes both. It knows whom mail is for, and no more: a key that is opened later is not its own.
static Edition *deaf_edition(Config *config, GError *why, const Parts *parts) {
    Gateway *gateway = g_new(Gateway, 1);
    *gateway = (Gateway){
        .config = config,
        .intake = intake_deaf(config),
        .deaf = why,
        .unheard = parts->unheard,
        .trouble = parts->trouble,
        .vitals = parts->vitals,
    };
    return edition_new(config, gateway, gateway_free);
}

static void open_troubles(Parts *parts, const Config *config) {
    const char *directory = config_state_directory(config);
    g_autofree char *shown = config->store == NULL ? NULL : store_url_shown(config->store);
    const bool later = config->on_failure == ON_FAILURE_TEMPFAIL;
    parts->trouble = trouble_new(
        "store", later ? "support mail is told to come again" : "support mail passes unheard", shown);
    parts->key_trouble = trouble_new("key", "after the next start nothing could be heard", NULL);
    if (directory == NULL)
        return;
    make_directory(directory, NULL); // else what is opened in it says so
    parts->unheard = unheard_new(directory);
}

static void tell_deaf(const Parts *parts, const char *why) {
    g_autofree char *state = why == NULL ? g_strdup("STATUS=") : g_strdup_printf("STATUS=Deaf: %s", why);
    daemon_notify(state);
    vitals_set(parts->vitals, VITAL_DEAF, why != NULL ? 1 : 0);
    vitals_say(parts->vitals, VITAL_TEXT_DEAF, why != NULL ? why : "");
}

bool parts_open(Parts *parts, Daemon *daemon) {
    parts->daemon = daemon;
    parts->socket = g_strdup(daemon->config->socket);
    open_troubles(parts, daemon->config);
    GError *why = NULL;
    Intake *intake = open_ears(parts, daemon->config, &why);
    if (intake == NULL && daemon->rival)
        return daemon_fail(daemon, why);
    if (parts->vitals == NULL)
        open_vitals(parts, NULL);
    parts->deaf = intake == NULL;
    if (parts->deaf) {
        trouble_note(parts->trouble, why->message);
        tell_deaf(parts, why->message);
    }
    Config *config = g_steal_pointer(&daemon->config);
    parts->editions =
        editions_new(parts->deaf ? deaf_edition(config, why, parts) : hearing_edition(config, intake, parts));
    return true;
}

Edition *parts_next(Config *config, const Edition *before, void *data, GPtrArray *errors) {
    Parts *parts = data;
    const Gateway *gateway = edition_made(before);
    g_autoptr(Config) owned = config;
    g_autoptr(GError) error = NULL;
    Intake *intake =
        parts->deaf ? open_ears(parts, config, &error) : intake_again(gateway->intake, config, &error);
    if (intake == NULL) {
        reload_error(errors, error);
        return NULL;
    }
    set_budget(parts, config);
    if (parts->deaf) {
        trouble_end(parts->trouble);
        tell_deaf(parts, NULL);
    }
    parts->deaf = false;
    return hearing_edition(g_steal_pointer(&owned), intake, parts);
}

// --- meanwhile ---

GTimeSpan parts_patience(const Parts *parts) {
    return parts->deaf ? TRY_AGAIN : LOOK_AGAIN;
}

static void look_for_key(const Parts *parts) {
    g_autoptr(Edition) edition = editions_current(parts->editions);
    const char *path = edition_config(edition)->key_file;
    if (path == NULL || access(path, R_OK) == 0) {
        trouble_end(parts->key_trouble);
        return;
    }
    g_autofree char *cause = g_strdup_printf("the key file %s cannot be read: %s", path, g_strerror(errno));
    trouble_note(parts->key_trouble, cause);
}

void parts_tend(Parts *parts, const Reload *reload) {
    if (parts->daemon->seal != NULL)
        seal_set_time(parts->daemon->seal, g_get_real_time());
    if (!parts->deaf) {
        look_for_key(parts);
        return;
    }
    g_autofree char *why = NULL;
    if (!reload_try(reload, &why))
        trouble_note(parts->trouble, why);
}
