// The table of edits for a Postfix as it is. Filters that are there stay, in
// their order, and come before us: one of them writes Authentication-Results.
// milter_default_action stays too: what is to happen while Earshot is away
// stands with our own element, so that nobody else's filter changes its ways.
#include "ctl_setup_plan.h"

#include <string.h>

#include "ctl_setup_list.h"
#include "fault.h"

typedef struct Planning {
    const Postfix *postfix;
    const Config *config;
    const SetupWish *wish;
    SetupPlan *plan;
    GError **error;
} Planning;

// --- the table ---

SetupEdit *setup_edit_new(const char *where, bool master) {
    SetupEdit *edit = g_new0(SetupEdit, 1);
    edit->where = g_strdup(where);
    edit->master = master;
    return edit;
}

void setup_edit_free(SetupEdit *edit) {
    g_free(edit->where);
    g_free(edit->element);
    g_free(edit->rest);
    g_free(edit->value);
    g_free(edit->why);
    g_free(edit);
}

char **setup_edit_arguments(const SetupEdit *edit) {
    char **arguments = g_new0(char *, 3);
    arguments[0] = g_strdup(edit->master ? "-P" : "-e");
    arguments[1] = g_strdup_printf("%s=%s", edit->where, edit->value);
    return arguments;
}

static void free_edit(void *edit) {
    setup_edit_free(edit);
}

void setup_plan_free(SetupPlan *plan) {
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->edits);
    g_ptr_array_unref(plan->directories);
    g_ptr_array_unref(plan->remarks);
    g_free(plan->lines);
    g_free(plan);
}

bool setup_plan_is_done(const SetupPlan *plan) {
    for (guint i = 0; i < plan->edits->len; i++)
        if (!((const SetupEdit *)plan->edits->pdata[i])->done)
            return false;
    return plan->directories->len == 0;
}

G_GNUC_PRINTF(2, 3) static void remark(const Planning *planning, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(planning->plan->remarks, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

// Takes out what an earlier run put there.
static void remove_old(const Planning *planning, const char *where, GPtrArray *list) {
    const GPtrArray *old = planning->wish->old;
    for (guint i = 0; old != NULL && i < old->len; i++) {
        const SetupEdit *row = old->pdata[i];
        const int at = strcmp(row->where, where) == 0 ? setup_list_find(list, row->element) : -1;
        if (at >= 0)
            g_ptr_array_remove_index(list, (guint)at);
    }
}

// True when an element leads to the address already, in whatever form an admin wrote it.
static bool leads_to(const Postfix *postfix, const GPtrArray *list, const char *address) {
    for (guint i = 0; i < list->len; i++) {
        g_autofree char *here = setup_list_address(list->pdata[i]);
        const char *path = g_str_has_prefix(here, "unix:") ? here + strlen("unix:") : here;
        const size_t root = g_str_has_prefix(path, postfix->queue) ? strlen(postfix->queue) : 0;
        g_autofree char *plain =
            path == here || *path != '/' ? g_strdup(here) : g_strconcat("unix:", path + root + 1, NULL);
        if (strcmp(plain, address) == 0 || strcmp(here, address) == 0)
            return true;
    }
    return false;
}

// Adds a row: `element` to the list, in front or behind. `present` is the list as it is.
static SetupEdit *add_edit(const Planning *planning, const char *where, bool master, const char *present,
                           const char *element, bool in_front) {
    SetupEdit *edit = setup_edit_new(where, master);
    g_autoptr(GPtrArray) list = setup_list_of(present);
    edit->done = setup_list_find(list, element) >= 0;
    remove_old(planning, where, list);
    edit->element = g_strdup(element);
    edit->rest = setup_list_text(list, master);
    g_ptr_array_insert(list, in_front ? 0 : -1, g_strdup(element));
    edit->value = setup_list_text(list, master);
    g_ptr_array_add(planning->plan->edits, edit);
    return edit;
}

// --- the milter ---

static bool add_service(const Planning *planning, const char *service, SetupRole role) {
    const Postfix *postfix = planning->postfix;
    bool own = false;
    const char *present = postfix_setting(postfix, service, "smtpd_milters", &own);
    g_autofree char *where = g_strdup_printf("%s/smtpd_milters", service);
    g_autofree char *element = setup_milter_of(postfix, planning->config, service, true, planning->error);
    if (element == NULL)
        return false;
    g_autofree char *address = setup_list_address(element);
    SetupEdit *edit = add_edit(planning, where, true, present, element, false);
    g_autoptr(GPtrArray) rest = setup_list_of(edit->rest);
    edit->was_set = own;
    edit->done = edit->done || (own && leads_to(postfix, rest, address));
    if (!own && leads_to(postfix, rest, address))
        return fault_set(
            planning->error, FATE_CONFIG,
            "%s/main.cf: smtpd_milters names Earshot, so that all services pass it, those behind "
            "a content filter too; take it out there and run this again",
            postfix->directory);
    edit->why = g_strdup_printf(role == SETUP_SUBMISSION
                                    ? "%s: mail that your people send stops the clocks; it is not changed."
                                    : "%s: mail from outside is heard, behind the filters that are there.",
                                service);
    return true;
}

static bool wants(const Planning *planning, const char *service) {
    const char *const *services = planning->wish->services;
    return services != NULL && g_strv_contains(services, service);
}

static void leave(const Planning *planning, const char *service, SetupRole role) {
    if (role == SETUP_FILTERED)
        remark(planning, "%s: left alone, it takes mail back that was heard before.", service);
    if (role == SETUP_UNSEEN)
        remark(planning,
               "%s: left alone, no milter sees the content there (smtpd_proxy_filter or no_milters); "
               "name the service behind the filter by --service NAME/TYPE.",
               service);
    if (role == SETUP_OTHER)
        remark(planning, "%s: left alone; if mail from outside comes in there, add --service %s.", service,
               service);
}

static bool plan_services(const Planning *planning) {
    const GPtrArray *services = planning->postfix->services;
    guint inbound = 0;
    for (guint i = 0; i < services->len; i++) {
        const char *service = services->pdata[i];
        const SetupRole known = setup_role_of(planning->postfix, service);
        const SetupRole role = wants(planning, service) ? SETUP_INBOUND : known;
        inbound += role == SETUP_INBOUND;
        if (role != SETUP_INBOUND && role != SETUP_SUBMISSION)
            leave(planning, service, role);
        else if (known == SETUP_NOT_SMTPD)
            return fault_set(planning->error, FATE_CONFIG,
                             "--service %s: does not run smtpd; name one that does", service);
        else if (!add_service(planning, service, role))
            return false;
    }
    return inbound > 0 || fault_set(planning->error, FATE_CONFIG,
                                    "%s/master.cf: no smtpd takes mail on port 25; name the service that "
                                    "hears mail from outside by --service NAME/TYPE",
                                    planning->postfix->directory);
}

static bool services_exist(const Planning *planning) {
    for (const char *const *name = planning->wish->services; name != NULL && *name != NULL; name++)
        if (*postfix_field(planning->postfix, *name, "command") == '\0')
            return fault_set(
                planning->error, FATE_CONFIG,
                "--service %s: is not in %s/master.cf; name one as postconf -M does, like smtp/inet", *name,
                planning->postfix->directory);
    return true;
}

static bool plan_local(const Planning *planning) {
    const char *present = postfix_setting(planning->postfix, "cleanup/unix", "non_smtpd_milters", NULL);
    g_autofree char *element =
        setup_milter_of(planning->postfix, planning->config, "cleanup/unix", false, planning->error);
    if (element == NULL)
        return false;
    g_autofree char *address = setup_list_address(element);
    SetupEdit *edit = add_edit(planning, "non_smtpd_milters", false, present, element, false);
    g_autoptr(GPtrArray) rest = setup_list_of(edit->rest);
    edit->was_set = g_hash_table_contains(planning->postfix->own, "non_smtpd_milters");
    edit->done = edit->done || leads_to(planning->postfix, rest, address);
    edit->why =
        g_strdup("Mail of programs here that use sendmail(1), a webmail or a help desk, is heard too.");
    return true;
}

// --- the receipt ---

// A domain that anybody may write to brings mail that the courier refuses after Postfix took it, which
// Postfix then returns to senders who were forged.
static void warn_of_outsiders(const Planning *planning, const char *domain) {
    static const char *const LISTS[] = {"relay_domains", "mydestination", "virtual_alias_domains",
                                        "virtual_mailbox_domains"};
    for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        g_autoptr(GPtrArray) list = setup_list_of(postfix_value(planning->postfix, LISTS[i]));
        for (guint j = 0; j < list->len; j++) {
            const char *name = list->pdata[j];
            const char *tail =
                i == 0 && strlen(domain) > strlen(name) ? domain + strlen(domain) - strlen(name) : domain;
            const bool parent = tail == domain || (tail[-1] == '.' && *name != '.') || *name == '.';
            if (parent && g_ascii_strcasecmp(tail, name) == 0)
                remark(
                    planning,
                    "%s has %s: anybody may write to %s, and what the courier refuses there is returned to "
                    "forged senders. See contrib/postfix/README.md, \"Outsiders\".",
                    LISTS[i], name, domain);
        }
    }
}

static bool is_domain(const char *name) {
    return g_strcmp0(name, "") != 0 && strchr(name, '.') != NULL && strchr("-.", *name) == NULL &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == strlen(name);
}

static bool plan_route(const Planning *planning, const char *domain, const char *socket) {
    const Postfix *postfix = planning->postfix;
    if (*postfix_field(postfix, "lmtp/unix", "command") == '\0')
        return fault_set(planning->error, FATE_CONFIG,
                         "%s/master.cf: has no service lmtp, which brings receipts; add the line `lmtp unix "
                         "- - y - - lmtp'",
                         postfix->directory);
    g_autofree char *element = setup_route_of(postfix, domain, socket, planning->error);
    if (element == NULL)
        return false;
    const char *present = postfix_setting(postfix, "rewrite/unix", "transport_maps", NULL);
    SetupEdit *edit = add_edit(planning, "transport_maps", false, present, element, true);
    edit->was_set = g_hash_table_contains(postfix->own, "transport_maps");
    edit->why = g_strdup_printf("Receipts, mail for %s, go to the courier; it says then what was taken, and "
                                "answers. First in the list, since a pattern behind could catch them.",
                                domain);
    warn_of_outsiders(planning, domain);
    return true;
}

// What [receipt] of earshot.conf lacks, a line each; empty when it has all.
static char *missing_lines(const Config *config, const char *domain, const char *socket) {
    g_autofree char *first = config->receipt_domain != NULL ? NULL : g_strdup_printf("domain = %s\n", domain);
    g_autofree char *second =
        config->receipt_socket != NULL ? NULL : g_strdup_printf("socket = %s\n", socket);
    return g_strconcat(first == NULL ? "" : first, second == NULL ? "" : second, NULL);
}

// Answering needs receipts; to observe and to tag they can wait.
static bool do_without(const Planning *planning, const char *path, char *lines) {
    const Config *config = planning->config;
    planning->plan->later = true;
    planning->plan->lines = config->receipt_when == RECEIPT_INSPECTED ? NULL : g_strdup(lines);
    return config->mode != MODE_ANSWER || config->receipt_when == RECEIPT_INSPECTED ||
           fault_set(planning->error, FATE_CONFIG,
                     "%s: no receipts yet; add below [receipt]\n%sand run this again (the domain is for "
                     "receipts alone, it needs no DNS)",
                     path, lines);
}

static bool plan_receipt(const Planning *planning, const char *path) {
    const Config *config = planning->config;
    const char *wish = planning->wish->receipt_domain;
    g_autofree char *usual = g_strconcat("unix:", planning->postfix->queue, "/earshot/receipt.sock", NULL);
    g_autofree char *suggested = g_strconcat("receipt.", postfix_value(planning->postfix, "mydomain"), NULL);
    const char *domain = config->receipt_domain != NULL ? config->receipt_domain : wish;
    const char *socket = config->receipt_socket != NULL ? config->receipt_socket : usual;
    if (wish != NULL && !is_domain(wish))
        return fault_set(planning->error, FATE_CONFIG, "--receipt-domain %s: is no domain; name one like %s",
                         wish, suggested);
    if (wish != NULL && g_ascii_strcasecmp(wish, domain) != 0)
        return fault_set(planning->error, FATE_CONFIG, "--receipt-domain %s: %s has %s; change it there",
                         wish, path, domain);
    g_autofree char *lines = missing_lines(config, domain == NULL ? suggested : domain, socket);
    if (wish == NULL && *lines != '\0')
        return do_without(planning, path, lines);
    planning->plan->lines = *lines == '\0' ? NULL : g_strdup(lines);
    return plan_route(planning, domain, socket);
}

// --- all of it ---

static void plan_directory(const Planning *planning, const char *socket) {
    if (socket == NULL || !g_str_has_prefix(socket, "unix:/"))
        return;
    GPtrArray *directories = planning->plan->directories;
    char *directory = g_path_get_dirname(socket + strlen("unix:"));
    if (g_file_test(directory, G_FILE_TEST_IS_DIR) ||
        !g_str_has_prefix(directory, planning->postfix->queue) ||
        g_ptr_array_find_with_equal_func(directories, directory, g_str_equal, NULL))
        g_free(directory);
    else
        g_ptr_array_add(directories, directory);
}

static void plan_remarks(const Planning *planning) {
    const bool accepts = planning->config->on_failure == ON_FAILURE_ACCEPT;
    const char *action = postfix_value(planning->postfix, "milter_default_action");
    remark(planning,
           "While Earshot is away %s (on-failure). For other filters milter_default_action = %s stays.",
           accepts ? "mail passes unheard" : "senders are put off and try again", action);
    if (*postfix_value(planning->postfix, "smtpd_milters") != '\0')
        remark(planning,
               "Services above have lists of their own now: before smtpd_milters changes in main.cf "
               "run --undo, and --apply after it.");
}

SetupPlan *setup_plan_new(const Postfix *postfix, const char *config_path, const Config *config,
                          const SetupWish *wish, GError **error) {
    g_autoptr(SetupPlan) plan = g_new0(SetupPlan, 1);
    plan->edits = g_ptr_array_new_with_free_func(free_edit);
    plan->directories = g_ptr_array_new_with_free_func(g_free);
    plan->remarks = g_ptr_array_new_with_free_func(g_free);
    const Planning planning = {postfix, config, wish, plan, error};
    if (!services_exist(&planning) || !plan_services(&planning) || !plan_local(&planning) ||
        !plan_receipt(&planning, config_path))
        return NULL;
    plan_directory(&planning, config->socket);
    plan_directory(&planning, config->receipt_socket);
    plan_remarks(&planning);
    return g_steal_pointer(&plan);
}
