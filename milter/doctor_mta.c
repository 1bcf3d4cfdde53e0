// The MTA's side of the wiring: Postfix as its tools tell it, and Sendmail by the two
// lines of its sendmail.cf that matter.
#include "doctor.h"

#include <string.h>
#include <unistd.h>

#include "textfile.h"

static const char SENDMAIL_CF[] = "/etc/mail/sendmail.cf";

// --- Sendmail ---

// "Xearshot, S=unix:/path, F=, T=...": the part behind "S=", which is the caller's; NULL when it is not
// there.
static char *part_of(const char *line, char letter) {
    g_auto(GStrv) parts = g_strsplit(line, ",", -1);
    for (char **part = parts; *part != NULL; part++) {
        const char *text = g_strstrip(*part);
        if (text[0] == letter && text[1] == '=')
            return g_strdup(text + 2);
    }
    return NULL;
}

static void judge_sendmail(Doctor *doctor, const char *line, const char *filters, const char *name) {
    g_autofree char *flag = part_of(line, 'F');
    g_autoptr(GPtrArray) used = setup_list_of(filters);
    if (!g_ptr_array_find_with_equal_func(used, name, g_str_equal, NULL)) {
        doctor_say(doctor, DOCTOR_FAIL,
                   "sendmail.cf defines the filter %s, but InputMailFilters does not name it", name);
        doctor_mend(doctor, "write INPUT_MAIL_FILTER in sendmail.mc, not MAIL_FILTER, and make it anew");
    } else if (flag != NULL && *flag == 'R') {
        doctor_say(doctor, DOCTOR_FAIL, "Sendmail refuses mail while Earshot is away (F=R)");
        doctor_mend(doctor, "write F= (pass) or F=T (come again) in sendmail.mc, and make sendmail.cf anew");
    } else {
        doctor_say(doctor, DOCTOR_OK, "Sendmail asks the filter %s", name);
    }
}

static void check_sendmail(Doctor *doctor, const char *path) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = textfile_read(path, 1 << 20, &error);
    if (text == NULL) {
        doctor_deny(doctor, "%s", error->message);
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const char *filters = "";
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, "O InputMailFilters="))
            filters = *line + strlen("O InputMailFilters=");
    g_autofree char *ours = place_own(doctor->config->socket);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *socket = **line == 'X' ? part_of(*line, 'S') : NULL;
        g_autofree char *place = socket == NULL ? NULL : place_own(socket);
        if (place == NULL || strcmp(place, ours) != 0)
            continue;
        g_autofree char *name = g_strndup(*line + 1, strcspn(*line + 1, ", \t"));
        judge_sendmail(doctor, *line, filters, name);
        return;
    }
    doctor_say(doctor, DOCTOR_FAIL, "Sendmail does not ask Earshot: no filter of %s has the socket %s", path,
               doctor->config->socket);
    doctor_mend(doctor, "these lines belong into sendmail.mc");
    doctor_earshot(doctor, NULL, "setup", "sendmail", "--print", NULL);
}

// --- Postfix ---

static bool find_postfix(Doctor *doctor) {
    g_autoptr(GError) error = NULL;
    doctor->postfix = postfix_open(doctor->postfix_config, &error);
    if (doctor->postfix == NULL) {
        doctor->postfix_why = g_strdup(error->message);
        return false;
    }
    person_find(&doctor->postfix_user, postfix_value(doctor->postfix, "mail_owner"));
    return true;
}

static void say_postfix(Doctor *doctor) {
    const char *const words[] = {"postfix", "status", NULL};
    g_autofree char *out = NULL, *err = NULL;
    const char *version = postfix_value(doctor->postfix, "mail_version");
    const int status = postfix_try(doctor->postfix_config, words, &out, &err);
    if (status == 0) {
        doctor_say(doctor, DOCTOR_OK, "Postfix %s runs", version);
    } else if (status < 0 || geteuid() != 0) {
        doctor_deny(doctor, "Postfix %s; whether it runs is for root to ask", version);
    } else {
        doctor_say(doctor, DOCTOR_FAIL, "Postfix %s is configured and does not run", version);
        doctor_mend(doctor, "start it");
        doctor_postfix(doctor, "postfix", "start", NULL);
    }
}

void doctor_look_for_mta(Doctor *doctor) {
    if (doctor->postfix == NULL && doctor->postfix_why == NULL && doctor->sendmail_cf == NULL)
        (void)find_postfix(doctor);
}

void doctor_check_mta(Doctor *doctor) {
    const char *cf = doctor->sendmail_cf != NULL ? doctor->sendmail_cf : SENDMAIL_CF;
    if (doctor->postfix != NULL) {
        say_postfix(doctor);
    } else if (doctor->sendmail_cf != NULL || g_file_test(cf, G_FILE_TEST_EXISTS)) {
        check_sendmail(doctor, cf);
    } else if (g_str_has_prefix(doctor->config->socket, "inet:")) {
        doctor_say(doctor, DOCTOR_SKIP, "no MTA is configured on this machine: it may be on another");
    } else {
        doctor_say(doctor, DOCTOR_FAIL, "no MTA is configured here: %s", doctor->postfix_why);
        doctor_mend(doctor, "configure Postfix (dpkg-reconfigure postfix), then");
        doctor_earshot(doctor, NULL, "setup", "postfix", "--print", NULL);
    }
}
