// Four questions to postconf(1), and their answers in tables. Nothing here
// changes anything.
#include "ctl_setup_postfix.h"

#include <stdlib.h>
#include <string.h>

#include "fault.h"

// Expanded: what these say decides what is done, or what an admin is warned of.
static const char *const ASKED[] = {
    "config_directory",
    "queue_directory",
    "mail_owner",
    "multi_instance_directories",
    "compatibility_level",
    "mydomain",
    "smtpd_milters",
    "milter_default_action",
    "smtpd_proxy_filter",
    "receive_override_options",
    "relay_domains",
    "mydestination",
    "virtual_alias_domains",
    "virtual_mailbox_domains",
    "content_filter",
    "mail_version",
    "non_smtpd_milters",
    "milter_connect_timeout",
    "milter_content_timeout",
    "transport_maps",
    "parent_domain_matches_subdomains",
    "myhostname",
    NULL,
};
// As written: lists that we add to.
static const char *const LISTS[] = {"-n", "smtpd_milters", "non_smtpd_milters", "transport_maps", NULL};

char *postfix_program(const char *name) {
    char *found = g_find_program_in_path(name);
    if (found != NULL)
        return found;
    g_autofree char *usual = g_build_filename("/usr/sbin", name, NULL);
    return g_file_test(usual, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer(&usual) : NULL;
}

// The first line that tells why, without "postconf: fatal: ".
static char *cause_of(const char *said) {
    const char *fatal = strstr(said, "fatal: ");
    const char *from = fatal == NULL ? said : fatal + strlen("fatal: ");
    return g_strstrip(g_strndup(from, strcspn(from, "\n")));
}

bool postfix_run(const char *program, const char *directory, const char *const *arguments, char **out,
                 GError **error) {
    g_autofree char *path = postfix_program(program);
    if (path == NULL)
        return fault_set(error, FATE_CONFIG, "%s is not on this machine; install Postfix first", program);
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(argv, g_strdup(path));
    if (directory != NULL) {
        g_ptr_array_add(argv, g_strdup("-c"));
        g_ptr_array_add(argv, g_strdup(directory));
    }
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(argv, g_strdup(*arguments));
    g_ptr_array_add(argv, NULL);
    g_autofree char *said = NULL, *complained = NULL;
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, &complained,
                      &status, error))
        return false;
    if (!g_spawn_check_wait_status(status, NULL)) {
        g_autofree char *cause = cause_of(complained);
        return fault_set(error, FATE_CONFIG, "%s: %s; mend that first", program, cause);
    }
    if (out != NULL)
        *out = g_steal_pointer(&said);
    return true;
}

// Lines "name = value".
static GHashTable *table_of(const char *text, GPtrArray *services) {
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *equals = strstr(*line, " =");
        if (equals == NULL)
            continue;
        g_autofree char *name = g_strndup(*line, (size_t)(equals - *line));
        char *value = g_strstrip(g_strdup(equals + strlen(" =")));
        if (services != NULL && g_str_has_suffix(name, "/command"))
            g_ptr_array_add(services, g_strndup(name, strlen(name) - strlen("/command")));
        g_hash_table_replace(table, g_steal_pointer(&name), value);
    }
    return table;
}

static GHashTable *ask(const char *directory, const char *const *arguments, GPtrArray *services,
                       GError **error) {
    g_autofree char *said = NULL;
    if (!postfix_run("postconf", directory, arguments, &said, error))
        return NULL;
    return table_of(said, services);
}

static bool read_all(Postfix *postfix, const char *directory, GError **error) {
    static const char *const FIELDS[] = {"-F", NULL}, *const OVERRIDES[] = {"-P", NULL};
    const char *values[G_N_ELEMENTS(ASKED) + 1] = {"-x"};
    memcpy(values + 1, ASKED, sizeof ASKED);
    return (postfix->values = ask(directory, values, NULL, error)) != NULL &&
           (postfix->own = ask(directory, LISTS, NULL, error)) != NULL &&
           (postfix->fields = ask(directory, FIELDS, postfix->services, error)) != NULL &&
           (postfix->overrides = ask(directory, OVERRIDES, NULL, error)) != NULL;
}

Postfix *postfix_open(const char *directory, GError **error) {
    g_autoptr(Postfix) postfix = g_new0(Postfix, 1);
    postfix->given = directory != NULL;
    postfix->services = g_ptr_array_new_with_free_func(g_free);
    if (!read_all(postfix, directory, error))
        return NULL;
    const char *instances = postfix_value(postfix, "multi_instance_directories");
    if (*instances != '\0' && directory == NULL) {
        fault_set(error, FATE_CONFIG, "several instances: %s, %s; say which by --postfix-config DIR",
                  postfix_value(postfix, "config_directory"), instances);
        return NULL;
    }
    postfix->directory = g_canonicalize_filename(
        directory == NULL ? postfix_value(postfix, "config_directory") : directory, NULL);
    postfix->queue = g_canonicalize_filename(postfix_value(postfix, "queue_directory"), "/");
    return g_steal_pointer(&postfix);
}

void postfix_free(Postfix *postfix) {
    if (postfix == NULL)
        return;
    g_clear_pointer(&postfix->values, g_hash_table_unref);
    g_clear_pointer(&postfix->own, g_hash_table_unref);
    g_clear_pointer(&postfix->fields, g_hash_table_unref);
    g_clear_pointer(&postfix->overrides, g_hash_table_unref);
    g_ptr_array_unref(postfix->services);
    g_free(postfix->directory);
    g_free(postfix->queue);
    g_free(postfix);
}

static const char *look_up(GHashTable *table, const char *name) {
    const char *value = g_hash_table_lookup(table, name);
    return value == NULL ? "" : value;
}

const char *postfix_value(const Postfix *postfix, const char *name) {
    return look_up(postfix->values, name);
}

const char *postfix_field(const Postfix *postfix, const char *service, const char *field) {
    g_autofree char *name = g_strdup_printf("%s/%s", service, field);
    return look_up(postfix->fields, name);
}

const char *postfix_setting(const Postfix *postfix, const char *service, const char *name, bool *own) {
    g_autofree char *full = g_strdup_printf("%s/%s", service, name);
    const char *here = g_hash_table_lookup(postfix->overrides, full);
    if (own != NULL)
        *own = here != NULL;
    const char *general = g_hash_table_lookup(postfix->own, name);
    return here != NULL ? here : general != NULL ? general : postfix_value(postfix, name);
}

// "-" is the default, which was yes before compatibility level 1.
bool postfix_is_chrooted(const Postfix *postfix, const char *service) {
    const char *chroot = postfix_field(postfix, service, "chroot");
    return *chroot == 'y' || (*chroot == '-' && atoi(postfix_value(postfix, "compatibility_level")) < 1);
}
