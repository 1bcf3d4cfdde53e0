// The relay, as the courier would use it but for the mail: connection, TLS and login
// by the same settings and the same code.
#include "doctor.h"

#include <stdint.h>
#include <string.h>

#include "relay.h"

// What it is mostly, when it goes wrong at that step.
static void mend(Doctor *doctor, const char *reply) {
    const Config *config = doctor->config;
    if (strncmp(reply, "535", 3) == 0 || strncmp(reply, "534", 3) == 0 ||
        strstr(reply, "Login denied") != NULL)
        doctor_mend(doctor, "it does not take user %s with the password in %s: put the right one there",
                    config->relay_user != NULL ? config->relay_user : "(none)",
                    config->relay_password_file != NULL ? config->relay_password_file : "(no password-file)");
    else if (strstr(reply, "SSL") != NULL || strstr(reply, "STARTTLS") != NULL ||
             strstr(reply, "certificate") != NULL)
        doctor_mend(
            doctor,
            "starttls = %s wants TLS with a valid certificate: give the relay one, or, where nobody can "
            "listen on the way to it, write starttls = try into [relay] of %s",
            config->relay_starttls, doctor->config_path);
    else
        doctor_mend(doctor, "look whether it runs and whether %s is right in [relay] of %s",
                    config->relay_url, doctor->config_path);
}

void doctor_check_relay(Doctor *doctor) {
    static const char *const CODES[] = {"relay-down", NULL};
    if (doctor->config->relay_url == NULL) {
        doctor_say(doctor, DOCTOR_SKIP, "no relay is set; none is needed before mode = answer");
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(Relay) relay = relay_new(doctor->config, &error);
    if (relay == NULL) {
        doctor_deny(doctor, "%s", error->message);
        return;
    }
    const RelayResult result = relay_probe(relay);
    if (result.fate == RELAY_SENT) {
        if (!doctor_say_status(doctor, CODES))
            doctor_say(doctor, DOCTOR_OK, "%s takes us%s", doctor->config->relay_url,
                       doctor->config->relay_user != NULL ? ", with a login" : "");
    } else {
        g_hash_table_add(doctor->told, (char *)(uintptr_t)CODES[0]); // this is the same, and fresher
        doctor_say(doctor, DOCTOR_FAIL, "%s: %s", doctor->config->relay_url, result.reply);
        mend(doctor, result.reply);
    }
}
