// Whose word counts. Nobody unknown is answered unless the verifier's
// Authentication-Results are believed, and they are only under its exact id: a
// mistake here shows in no log, customers are just never answered.
#include "doctor.h"

#include <string.h>

#include "textfile.h"

typedef struct Verifier {
    const char *name; // as part of a milter's word
    const char *file;
} Verifier;

static const Verifier VERIFIERS[] = {{"opendkim", "/etc/opendkim.conf"},
                                     {"opendmarc", "/etc/opendmarc.conf"}};

// --- the verifier's configuration: lines of a name and a value, "#" begins a comment ---

static char *value_of(const char *text, const char *name) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        const char *at = g_strstrip(*line);
        const size_t length = strlen(name);
        if (g_ascii_strncasecmp(at, name, length) == 0 && g_ascii_isspace(at[length]))
            return g_strndup(g_strchug((char *)(uintptr_t)at + length),
                             strcspn(g_strchug((char *)(uintptr_t)at + length), " \t#"));
    }
    return NULL;
}

// Left out, it is the name of the MTA, which is Postfix's myhostname.
static char *id_written(const Doctor *doctor, const char *text) {
    g_autofree char *said = value_of(text, "AuthservID");
    if (said != NULL && *said != '\0' && strcmp(said, "HOSTNAME") != 0)
        return g_steal_pointer(&said);
    return g_strdup(doctor->postfix != NULL ? postfix_value(doctor->postfix, "myhostname")
                                            : doctor->config->hostname);
}

static bool check_verifier(Doctor *doctor, const char *file) {
    const GPtrArray *ids = doctor->config->trust->authserv_ids;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = textfile_read(file, 1 << 20, &error);
    if (text == NULL) {
        doctor_deny(doctor, "%s", error->message);
        return true;
    }
    g_autofree char *written = id_written(doctor, text);
    for (guint i = 0; i < ids->len; i++)
        if (g_ascii_strcasecmp(ids->pdata[i], written) == 0) {
            doctor_say(doctor, DOCTOR_OK, "%s writes the id %s, which is trusted", file, written);
            return true;
        }
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", (const char *)ids->pdata[i]);
    doctor_say(doctor, DOCTOR_FAIL,
               "by %s the verifier writes the id %s, trusted is %s: nobody is ever proven", file, written,
               list->len > 0 ? list->str : "none");
    doctor_mend(doctor, "write authserv-ids = %s into [trust] of %s, and reload", written,
                doctor->config_path);
    doctor_service(doctor, "reload", NULL);
    return false;
}

static bool is_asked(const Doctor *doctor, const char *name) {
    if (doctor->postfix == NULL)
        return false;
    for (guint i = 0; i < doctor->postfix->services->len; i++) {
        const char *service = doctor->postfix->services->pdata[i];
        g_autoptr(GPtrArray) words = place_milters(doctor->postfix, service);
        for (guint k = 0; setup_role_of(doctor->postfix, service) == SETUP_INBOUND && k < words->len; k++)
            if (strstr(words->pdata[k], name) != NULL)
                return true;
    }
    return false;
}

void doctor_check_trust(Doctor *doctor) {
    const GPtrArray *ids = doctor->config->trust->authserv_ids;
    const guint before = doctor->findings->len;
    if (doctor->verifier_config != NULL)
        check_verifier(doctor, doctor->verifier_config);
    for (size_t i = 0; doctor->verifier_config == NULL && i < G_N_ELEMENTS(VERIFIERS); i++)
        if (is_asked(doctor, VERIFIERS[i].name) && g_file_test(VERIFIERS[i].file, G_FILE_TEST_EXISTS))
            check_verifier(doctor, VERIFIERS[i].file);
    if (doctor->findings->len > before)
        return;
    if (ids->len > 0) {
        doctor_say(doctor, DOCTOR_SKIP, "%s%s trusted; no verifier's configuration was found to compare with",
                   (const char *)ids->pdata[0], ids->len > 1 ? " and others are" : " is");
        doctor_mend(doctor,
                    "compare with the first word of Authentication-Results in a message that came in");
        return;
    }
    doctor_say(doctor, doctor->config->mode == MODE_ANSWER ? DOCTOR_FAIL : DOCTOR_WARN,
               "no verifier is trusted: nobody is proven%s",
               doctor->config->mode == MODE_ANSWER ? ", so nobody unknown is answered" : "");
    doctor_mend(
        doctor,
        "write its id, the first word of Authentication-Results in a message that came in, into [trust] of "
        "%s: authserv-ids = %s, and reload",
        doctor->config_path, doctor->config->hostname);
    doctor_service(doctor, "reload", NULL);
}

// --- from inside ---

void doctor_check_networks(Doctor *doctor) {
    const Trust *trust = doctor->config->trust;
    const char *filter = doctor->postfix == NULL ? "" : postfix_value(doctor->postfix, "content_filter");
    if (trust->internal_networks->len == 0) {
        doctor_say(doctor, DOCTOR_OK, "no network passes for your team by its address alone");
    } else if (doctor->postfix == NULL) {
        doctor_say(doctor, DOCTOR_SKIP, "no Postfix that tells whether a filter hands mail back from inside");
    } else if (*filter != '\0' && trust_is_internal(trust, "127.0.0.1")) {
        doctor_say(doctor, DOCTOR_FAIL,
                   "mail from outside comes back from %s over the loopback, which internal-networks trusts: "
                   "a forged "
                   "From would pass for the team",
                   filter);
        doctor_mend(doctor, "take the loopback out of [trust] internal-networks in %s, and reload",
                    doctor->config_path);
        doctor_service(doctor, "reload", NULL);
    } else {
        doctor_say(doctor, DOCTOR_OK, "no content filter hands mail from outside back from inside");
    }
}
