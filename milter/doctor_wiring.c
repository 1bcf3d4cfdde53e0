// Whether Postfix asks us where it should, behind whom, and what it does when nobody
// answers: each smtpd of master.cf by what it is there for.
#include "doctor.h"

#include <stdint.h>
#include <string.h>

static bool has_postfix(Doctor *doctor) {
    if (doctor->postfix == NULL)
        doctor_say(doctor, DOCTOR_SKIP, "no Postfix to look at");
    return doctor->postfix != NULL;
}

// --- lists of milters ---

typedef struct Milters { // of one service
    const char *service; // "smtp/inet"
    SetupRole role;
    bool chrooted;
    GPtrArray *words;
    guint ours; // its index; as many as there are words: it is not there
} Milters;

static void milters_clear(Milters *milters) {
    g_ptr_array_unref(milters->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Milters, milters_clear)

static void milters_read(Milters *milters, const Doctor *doctor, guint index) {
    const Postfix *postfix = doctor->postfix;
    const char *service = milters->service = postfix->services->pdata[index];
    milters->role = place_role(postfix, service, doctor->config->socket);
    milters->chrooted = postfix_is_chrooted(postfix, service);
    milters->words = place_milters(postfix, service);
    milters->ours = place_find(postfix, milters->words, milters->chrooted, doctor->config->socket);
}

static bool asks_us(const Milters *milters) {
    return milters->ours < milters->words->len;
}

// As master.cf wants it: `more` behind all but the one.
static char *join(const GPtrArray *words, guint without, const char *more) {
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (guint i = 0; i < words->len; i++)
        if (i != without)
            g_ptr_array_add(kept, words->pdata[i]);
    g_ptr_array_add(kept, (char *)(uintptr_t)more);
    return setup_list_text(kept, true);
}

// --- mends ---

// For this service alone, so that no other port is touched.
static void command_own(Doctor *doctor, const char *service, const char *parameter, const char *value) {
    g_autofree char *setting = g_strdup_printf("%s/%s=%s", service, parameter, value);
    doctor_postfix(doctor, "postconf", "-P", setting);
    doctor_postfix(doctor, "postfix", "reload", NULL);
}

// Its list with our element as `earshot setup` writes it, in place of the word `without` and behind all
// others.
static void command_element(Doctor *doctor, const Milters *milters, guint without) {
    g_autoptr(GError) error = NULL;
    g_autofree char *element =
        setup_milter_of(doctor->postfix, doctor->config, milters->service, true, &error);
    if (element == NULL) {
        doctor_mend(doctor, "%s", error->message);
        return;
    }
    g_autofree char *value = join(milters->words, without, element);
    command_own(doctor, milters->service, "smtpd_milters", value);
}

// --- is it there ---

// The index of a word that would mean our socket if this service had another root.
static guint strayed(const Doctor *doctor, const Milters *milters) {
    return place_find(doctor->postfix, milters->words, !milters->chrooted, doctor->config->socket);
}

static void say_missing(Doctor *doctor, const Milters *milters) {
    const guint stray = strayed(doctor, milters);
    if (stray < milters->words->len)
        doctor_say(doctor, DOCTOR_FAIL, "%s looks for %s below %s, where it is not", milters->service,
                   (const char *)milters->words->pdata[stray],
                   milters->chrooted ? "its own root" : "the machine's root");
    else if (milters->role == SETUP_INBOUND)
        doctor_say(doctor, DOCTOR_FAIL, "%s does not ask Earshot: no mail that comes in there is heard",
                   milters->service);
    else
        doctor_say(doctor, DOCTOR_WARN, "%s does not ask Earshot: what your people send there stops no clock",
                   milters->service);
    doctor_mend(doctor, "let it ask Earshot last; earshot setup postfix --apply does all of the wiring");
    command_element(doctor, milters, stray);
}

// No filter can be asked there, whatever smtpd_milters says.
static void say_unseen(Doctor *doctor, const char *service) {
    doctor_say(doctor, DOCTOR_FAIL,
               "%s asks no filter: receive_override_options has no_milters, or a proxy "
               "filter stands before them",
               service);
    doctor_mend(doctor, "take that out of master.cf, or let Earshot stand where the proxy hands mail back");
}

static void check_local(Doctor *doctor) {
    g_autoptr(GPtrArray) words = setup_list_of(postfix_value(doctor->postfix, "non_smtpd_milters"));
    const bool chrooted = postfix_is_chrooted(doctor->postfix, "cleanup/unix");
    if (place_find(doctor->postfix, words, chrooted, doctor->config->socket) < words->len)
        return;
    doctor_say(doctor, DOCTOR_SKIP,
               "what programs here send with sendmail(1), a help desk for one, is not seen");
    doctor_mend(doctor, "where your people answer that way: non_smtpd_milters, as contrib/postfix says");
}

void doctor_check_wiring(Doctor *doctor) {
    guint inbound = 0, missing = 0;
    if (!has_postfix(doctor))
        return;
    for (guint i = 0; i < doctor->postfix->services->len; i++) {
        g_auto(Milters) milters = {.words = NULL};
        milters_read(&milters, doctor, i);
        inbound += milters.role == SETUP_INBOUND || milters.role == SETUP_UNSEEN ? 1 : 0;
        const bool wanted = milters.role == SETUP_INBOUND || milters.role == SETUP_SUBMISSION;
        if (milters.role == SETUP_UNSEEN)
            say_unseen(doctor, milters.service);
        else if (wanted && !asks_us(&milters))
            say_missing(doctor, &milters);
        else
            continue;
        missing++;
    }
    if (inbound == 0) {
        doctor_say(doctor, DOCTOR_FAIL, "no service of master.cf that takes mail from outside asks Earshot");
        doctor_mend(doctor, "earshot setup postfix --apply --service NAME/inet wires one by its name");
    } else if (missing == 0) {
        doctor_say(doctor, DOCTOR_OK, "Postfix asks Earshot wherever mail comes in or your people send");
    }
    check_local(doctor);
}

// --- in which order ---

// Names by which admins know those that write Authentication-Results.
static bool is_verifier(const char *word) {
    static const char *const NAMES[] = {"opendkim", "opendmarc", "rspamd", "dkimpy", "spf",   "dmarc",
                                        "dkim",     ":8891",     ":8893",  ":11332", ":12301"};
    g_autofree char *low = g_ascii_strdown(word, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strstr(low, NAMES[i]) != NULL)
            return true;
    return false;
}

static void check_order_of(Doctor *doctor, const Milters *milters) {
    for (guint i = milters->ours + 1; i < milters->words->len; i++) {
        if (!is_verifier(milters->words->pdata[i]))
            continue;
        g_autofree char *value = join(milters->words, milters->ours, milters->words->pdata[milters->ours]);
        doctor_say(doctor, DOCTOR_FAIL, "%s asks Earshot before %s: nobody is proven yet when we look",
                   milters->service, (const char *)milters->words->pdata[i]);
        doctor_mend(doctor, "put Earshot last");
        command_own(doctor, milters->service, "smtpd_milters", value);
        return;
    }
    if (milters->ours > 0)
        doctor_say(doctor, DOCTOR_OK, "%s asks Earshot behind %s", milters->service,
                   (const char *)milters->words->pdata[milters->ours - 1]);
    else
        doctor_say(doctor, DOCTOR_SKIP,
                   "%s asks nobody before Earshot; the verifier may be in front of this MTA",
                   milters->service);
}

void doctor_check_order(Doctor *doctor) {
    if (!has_postfix(doctor))
        return;
    for (guint i = 0; i < doctor->postfix->services->len; i++) {
        g_auto(Milters) milters = {.words = NULL};
        milters_read(&milters, doctor, i);
        if (milters.role == SETUP_INBOUND && asks_us(&milters))
            check_order_of(doctor, &milters);
    }
}

void doctor_check_reinjection(Doctor *doctor) {
    guint found = 0;
    if (!has_postfix(doctor))
        return;
    for (guint i = 0; i < doctor->postfix->services->len; i++) {
        g_auto(Milters) milters = {.words = NULL};
        milters_read(&milters, doctor, i);
        if (milters.role != SETUP_FILTERED)
            continue;
        found++;
        if (!asks_us(&milters)) {
            doctor_say(doctor, DOCTOR_OK, "%s, where a filter hands mail back, does not ask Earshot",
                       milters.service);
            continue;
        }
        doctor_say(
            doctor, DOCTOR_FAIL,
            "%s, where a filter hands mail back, asks Earshot: all is heard twice, and comes from inside",
            milters.service);
        doctor_mend(doctor, "ask no filter there");
        command_own(doctor, milters.service, "smtpd_milters", "");
    }
    if (found == 0)
        doctor_say(doctor, DOCTOR_SKIP, "no content filter hands mail back to this Postfix");
}

// --- when nobody answers ---

static void judge_action(Doctor *doctor, const Milters *milters, const char *action) {
    const char *service = milters->service;
    const bool waits = doctor->config->on_failure == ON_FAILURE_TEMPFAIL;
    if (strcmp(action, "accept") == 0) {
        doctor_say(doctor, DOCTOR_OK, "%s lets mail pass while Earshot is away", service);
        return;
    }
    if (strcmp(action, "tempfail") == 0 && waits) {
        doctor_say(doctor, DOCTOR_OK, "%s lets mail wait while Earshot is away, as on-failure = tempfail",
                   service);
        return;
    }
    const bool lasting = strcmp(action, "tempfail") != 0;
    doctor_say(doctor, lasting ? DOCTOR_FAIL : DOCTOR_WARN,
               "while Earshot is away, %s %s (milter_default_action = %s)", service,
               strcmp(action, "quarantine") == 0 ? "puts all mail on hold"
               : lasting                         ? "refuses all mail"
                                                 : "lets all mail wait at its sender",
               action);
    doctor_mend(doctor, "say it for Earshot alone; for other filters milter_default_action stays");
    command_element(doctor, milters, milters->ours);
}

void doctor_check_default_action(Doctor *doctor) {
    if (!has_postfix(doctor))
        return;
    for (guint i = 0; i < doctor->postfix->services->len; i++) {
        g_auto(Milters) milters = {.words = NULL};
        milters_read(&milters, doctor, i);
        if (milters.role == SETUP_NOT_SMTPD || !asks_us(&milters))
            continue;
        const char *action = postfix_setting(doctor->postfix, milters.service, "milter_default_action", NULL);
        g_autofree char *given = place_setting(milters.words->pdata[milters.ours], "default_action");
        judge_action(doctor, &milters, given != NULL ? given : action);
    }
}

void doctor_check_timeouts(Doctor *doctor) {
    enum { CONNECT_LONG = 60, SPARE = 10 };
    if (!has_postfix(doctor))
        return;
    const unsigned connect = place_seconds(postfix_value(doctor->postfix, "milter_connect_timeout"));
    const unsigned content = place_seconds(postfix_value(doctor->postfix, "milter_content_timeout"));
    const unsigned budget = (unsigned)(doctor->config->time_budget / G_USEC_PER_SEC);
    bool well = true;
    if (connect > CONNECT_LONG) {
        well = false;
        doctor_say(doctor, DOCTOR_WARN, "a client waits up to %u s when Earshot does not answer", connect);
        doctor_mend(doctor, "half a minute is enough, on one machine");
        doctor_postfix_set(doctor, "milter_connect_timeout", "30s");
    }
    if (content < budget + SPARE) {
        well = false;
        doctor_say(doctor, DOCTOR_FAIL,
                   "Postfix waits %u s for a message's edits, which may take %u s (time-budget)", content,
                   budget);
        doctor_mend(doctor, "its default is right");
        doctor_postfix_set(doctor, "milter_content_timeout", "300s");
    }
    if (well)
        doctor_say(doctor, DOCTOR_OK, "Postfix waits %u s for a connection, %u s for a message's edits",
                   connect, content);
}
