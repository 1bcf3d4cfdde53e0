// `earshot doctor`: why does it not work? All checks of an installation, one after
// the other, each with the commands that mend what it found. The table below is the
// order of a message's way, so that the first failure is mostly the cause of others.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "ctl.h"
#include "ctl_screen.h"
#include "doctor.h"
#include "json.h"
#include "page.h"

static const DoctorCheck CHECKS[] = {
    {"configuration", "what keeps daemons from starting, and what keeps them silent",
     doctor_check_configuration},
    {"people", "whether somebody is told of each mailbox", doctor_check_people},
    {"templates", "what customers would be written", doctor_check_templates},
    {"user", "whom the daemons run as", doctor_check_user},
    {"files", "modes of configuration, password, templates and days off", doctor_check_files},
    {"key", "the key file's mode and owner, and whether it opens", doctor_check_key},
    {"rotation", "whether a change of the key came to its end", doctor_check_rotation},
    {"store", "the store's directory, and whether it can be read", doctor_check_store},
    {"database", "a store that is in one: who may come, what it keeps, its clock", doctor_check_database},
    {"disk", "room and inodes below the store", doctor_check_disk},
    {"backup", "when the last one was made", doctor_check_backup},
    {"service", "the units, where systemd runs", doctor_check_service},
    {"daemons", "whether they run, which version, by which configuration", doctor_check_daemons},
    {"sandbox", "whether they confined themselves", doctor_check_sandbox},
    {"milter-socket", "whether the milter answers, and the MTA can reach it", doctor_check_milter_socket},
    {"receipt-socket", "whether the courier answers, and the MTA can reach it", doctor_check_receipt_socket},
    {"mta", "which MTA there is", doctor_check_mta},
    {"milter", "whether the MTA asks us where mail comes in and where your people send", doctor_check_wiring},
    {"order", "whether the verifier comes first", doctor_check_order},
    {"reinjection", "whether what filters hand back passes by", doctor_check_reinjection},
    {"default-action", "what the MTA does when we are away", doctor_check_default_action},
    {"timeouts", "how long the MTA waits for us", doctor_check_timeouts},
    {"transport", "whether the receipt's domain leads to the courier", doctor_check_transport},
    {"receipt-domain", "whether it is nothing else besides", doctor_check_receipt_domain},
    {"trust", "whether the verifier's word counts", doctor_check_trust},
    {"networks", "whether mail from outside can pass for yours", doctor_check_networks},
    {"route", "a receipt of the doctor's own, from sendmail(1) to the courier", doctor_check_route},
    {"relay", "whether it takes TLS and login; no mail is sent", doctor_check_relay},
    {"clock", "the system's time against what is stored", doctor_check_clock},
    {"work", "what `earshot status` says of the work itself", doctor_check_work},
};

const DoctorCheck *doctor_checks(size_t *count) {
    *count = G_N_ELEMENTS(CHECKS);
    return CHECKS;
}

static void finding_free(DoctorFinding *finding) {
    g_free(finding->what);
    g_free(finding->mend);
    g_ptr_array_unref(finding->commands);
    g_free(finding);
}

// --- telling ---

static Json *finding_json(const DoctorFinding *finding) {
    Json *object = json_map();
    json_put_text(object, "check", finding->check);
    json_put_text(object, "result", doctor_worth_name(finding->worth));
    json_put_text(object, "what", finding->what);
    json_put_text(object, "mend", finding->mend);
    json_put_texts(object, "commands", finding->commands);
    return object;
}

static void print_json(const Doctor *doctor, DoctorWorth worst) {
    Json *object = json_map(), *list = json_list();
    for (guint i = 0; i < doctor->findings->len; i++)
        json_add(list, finding_json(doctor->findings->pdata[i]));
    json_put_text(object, "result", doctor_worth_name(worst));
    json_put(object, "checks", list);
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

static void put_finding(Page *page, const DoctorFinding *finding) {
    static const unsigned LOOKS[] = {[DOCTOR_OK] = LEVEL_NONE,
                                     [DOCTOR_SKIP] = LEVEL_NONE,
                                     [DOCTOR_WARN] = LEVEL_ESCALATION,
                                     [DOCTOR_FAIL] = LEVEL_CRITICAL};
    enum { COLUMN = 5 };
    page_text(page, look_of_level((Level)LOOKS[finding->worth]) | LOOK_BOLD,
              doctor_worth_name(finding->worth));
    page_fill(page, COLUMN);
    page_text(page, LOOK_BOLD, finding->check);
    page_text(page, LOOK_PLAIN, ": ");
    page_text(page, LOOK_PLAIN, finding->what);
    page_end(page, COLUMN);
    if (finding->mend == NULL)
        return;
    page_fill(page, COLUMN);
    page_text(page, LOOK_PLAIN, "-> ");
    page_text(page, LOOK_PLAIN, finding->mend);
    page_end(page, COLUMN);
}

// Commands are not wrapped: they are there to be pasted.
static void print_page(const Doctor *doctor) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    Screen screen;
    (void)screen_find(&screen, NULL, stdout);
    screen.columns = MIN(screen.columns, 80);
    for (guint i = 0; i < doctor->findings->len; i++) {
        const DoctorFinding *finding = doctor->findings->pdata[i];
        g_autoptr(Page) page = page_new(&screen, &NOTHING);
        put_finding(page, finding);
        g_autofree char *text = page_take(page);
        fputs(text, stdout);
        for (guint k = 0; k < finding->commands->len; k++)
            printf("        %s\n", (const char *)finding->commands->pdata[k]);
    }
}

// --- the whole ---

// The grave before the less grave; what we may not see leaves open how it is.
static int exit_status(const Doctor *doctor, DoctorWorth *worst) {
    bool denied = false, wrong = false;
    *worst = DOCTOR_OK;
    for (guint i = 0; i < doctor->findings->len; i++) {
        const DoctorFinding *finding = doctor->findings->pdata[i];
        denied = denied || finding->denied;
        wrong = wrong || (finding->check == CHECKS[0].name && finding->worth == DOCTOR_FAIL);
        if (finding->worth != DOCTOR_SKIP)
            *worst = MAX(*worst, finding->worth);
    }
    if (wrong)
        return EX_CONFIG;
    if (*worst == DOCTOR_FAIL)
        return EX_UNAVAILABLE;
    if (denied)
        return EX_NOPERM;
    return *worst == DOCTOR_WARN ? EX_TEMPFAIL : EX_OK;
}

static int examine(Doctor *doctor, bool as_json) {
    doctor->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    doctor->told = g_hash_table_new(g_str_hash, g_str_equal);
    doctor_look_for_mta(doctor);
    doctor_look_inside(doctor);
    for (size_t i = 0; i < G_N_ELEMENTS(CHECKS); i++) {
        doctor->check = CHECKS[i].name;
        const guint before = doctor->findings->len;
        CHECKS[i].run(doctor);
        if (doctor->findings->len == before) // a check that says nothing has not looked
            doctor_say(doctor, DOCTOR_SKIP, "there is nothing to look at");
        if (doctor->config == NULL) {
            doctor_say(doctor, DOCTOR_SKIP, "all other checks go by it: they wait until it can be read");
            break;
        }
    }
    DoctorWorth worst;
    const int status = exit_status(doctor, &worst);
    if (as_json)
        print_json(doctor, worst);
    else
        print_page(doctor);
    g_ptr_array_unref(doctor->findings);
    g_hash_table_unref(doctor->told);
    person_clear(&doctor->daemon);
    person_clear(&doctor->postfix_user);
    postfix_free(doctor->postfix);
    g_free(doctor->postfix_why);
    return status;
}

// A file with errors is read once more for all that it does say.
static int look(Daemon *daemon, Doctor *doctor, bool as_json) {
    if (!daemon_may_read(daemon)) // then nothing could be looked at
        return daemon->status;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) rest = g_ptr_array_new_with_free_func(g_free);
    doctor->config_path = daemon->config_path;
    doctor->config_given = daemon->config_given;
    doctor->errors = errors;
    daemon->config = config_load(daemon->config_path, errors);
    if (daemon->config == NULL)
        daemon->config = config_read(daemon->config_path, rest);
    doctor->config = daemon->config;
    g_autoptr(Status) status = daemon->config == NULL ? NULL : ctl_status_gather(daemon->config);
    doctor->status = status;
    return examine(doctor, as_json);
}

int ctl_doctor(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {
        "doctor", "[OPTIONS]",
        "All checks of an installation, and how to mend what they find. Nothing is\n"
        "changed. With receipts in use one message is sent, through the MTA to the\n"
        "receipt's own domain, which ends at the courier. Ends with\n"
        "   0  all is well\n"
        "  75  something is not as it should be, and works all the same\n"
        "  69  something does not work\n"
        "  78  the configuration has errors\n"
        "  77  we may not look at everything: ask as root",
        NULL};
    gboolean as_json = FALSE, no_mail = FALSE;
    g_autofree char *postfix = NULL, *verifier = NULL, *sendmail = NULL;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: one object", NULL},
        {"no-mail", 0, 0, G_OPTION_ARG_NONE, &no_mail, "send no message", NULL},
        {"postfix-config", 0, 0, G_OPTION_ARG_FILENAME, &postfix,
         "of that Postfix (default: as postconf has it)", "DIR"},
        {"verifier-config", 0, 0, G_OPTION_ARG_FILENAME, &verifier,
         "of the verifier (default: OpenDKIM's and OpenDMARC's in /etc)", "FILE"},
        {"sendmail-cf", 0, 0, G_OPTION_ARG_FILENAME, &sendmail,
         "of Sendmail (default: /etc/mail/sendmail.cf)", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    Doctor doctor = {
        .postfix_config = postfix, .verifier_config = verifier, .sendmail_cf = sendmail, .mail = !no_mail};
    return look(daemon, &doctor, as_json);
}
