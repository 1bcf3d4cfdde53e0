// In this order: a message in whose hands we died before is not touched again;
// it is noted as in work; intake hears it, which ends with the commit; only
// then is the mail edited and the courier woken. Whatever fails on the way, the
// message passes as it came, unless that can be mended and the site prefers to wait.
#include "hear.h"

#include "fault.h"
#include "log.h"
#include "model.h"

const char *hear_queue(const Envelope *envelope) {
    return envelope->queue_id != NULL ? envelope->queue_id : LOG_NO_QUEUE;
}

static int64_t deadline_of(const Gateway *gateway) {
    return g_get_monotonic_time() + gateway->config->time_budget;
}

// --- unheard ---

// NULL when there is nothing to hash, or no key.
static char *sender_hash(const Gateway *gateway, const Envelope *envelope, SealHash *hash) {
    if (gateway->seal == NULL || envelope->sender == NULL || *envelope->sender == '\0')
        return NULL;
    return unheard_sender(gateway->seal, envelope->sender, hash);
}

// Who sent it, how large it is, and for how long the MTA waited for us: what every line of a message ends
// with.
static char *log_end(const Mail *mail) {
    g_autofree char *from = log_address(mail->envelope->sender);
    const int64_t took = g_get_monotonic_time() - mail->begun;
    return g_strdup_printf("from=%s size=%zu ms=%" G_GINT64_FORMAT ".%03d", from,
                           g_bytes_get_size(mail->bytes), took / 1000, (int)(took % 1000));
}

static void pass_unheard(const Gateway *gateway, const Mail *mail, const char *cause, const char *why) {
    const Envelope *envelope = mail->envelope;
    SealHash hash;
    g_autofree char *sender = sender_hash(gateway, envelope, &hash);
    g_autofree char *quoted = log_quote(why), *end = log_end(mail);
    g_autoptr(GError) error = NULL;
    log_event(LOG_LEVEL_WARNING, hear_queue(envelope), "event=unheard cause=%s why=%s %s", cause, quoted,
              end);
    vitals_add(gateway->vitals, VITAL_UNHEARD, vitals_cause(cause), 1);
    if (!unheard_note(gateway->unheard, g_get_real_time(), envelope->queue_id, sender, cause, &error))
        log_failure(LOG_LEVEL_ERROR, hear_queue(envelope), "unheard-not-noted", error);
}

static const char *cause_word(const GError *error, bool late) {
    switch (fault_fate(error)) {
    case FATE_TEMPORARY:
        return late ? "store-late" : "temporary";
    case FATE_PERMANENT:
        return late ? "time-budget" : "message";
    case FATE_CONFIG:
        return "config";
    case FATE_CORRUPT:
        break;
    }
    return "store";
}

// Nobody speaks in our name, not even in mail that we did not hear.
static void strip_forged(const Gateway *gateway, const Mail *mail, struct smfi_str *context) {
    g_autoptr(GError) error = NULL;
    if (gateway->config->mode != MODE_OBSERVE && !edit_strip(context, mail->forged, &error))
        log_failure(LOG_LEVEL_ERROR, hear_queue(mail->envelope), "edit-failed", error);
}

// More of our fields than can be removed: to let them pass is the site's decision. True when it shall come
// again instead.
static bool is_refused_crowd(const Gateway *gateway, const Mail *mail) {
    if (!forged_too_many(mail->forged) || gateway->config->mode == MODE_OBSERVE)
        return false;
    const bool refused = gateway->config->on_failure == ON_FAILURE_TEMPFAIL;
    vitals_add(gateway->vitals, VITAL_MESSAGES, MESSAGE_TEMPFAILED, refused ? 1 : 0);
    g_autofree char *end = log_end(mail);
    log_event(LOG_LEVEL_WARNING, hear_queue(mail->envelope), "event=%s cause=forged fields=%u %s",
              refused ? "tempfail" : "forged-left", forged_total(mail->forged), end);
    return refused;
}

// It passes, unless the site would rather have it come again and that can help. What is merely too expensive
// would be too expensive each time, and in the end come back to the customer.
static bool give_up(const Gateway *gateway, const Mail *mail, const GError *error, bool late) {
    const char *cause = cause_word(error, late);
    if (fault_fate(error) != FATE_PERMANENT)
        trouble_note(gateway->trouble, error->message);
    if (gateway->config->on_failure != ON_FAILURE_TEMPFAIL || fault_fate(error) == FATE_PERMANENT) {
        pass_unheard(gateway, mail, cause, error->message);
        return true;
    }
    g_autofree char *why = log_quote(error->message), *end = log_end(mail);
    log_event(LOG_LEVEL_WARNING, hear_queue(mail->envelope), "event=tempfail cause=%s why=%s %s", cause, why,
              end);
    vitals_add(gateway->vitals, VITAL_MESSAGES, MESSAGE_TEMPFAILED, 1);
    return false;
}

// --- heard ---

// One line for each message, whatever became of it; what of it is free text is quoted.
static void log_hearing(const Mail *mail, const Hearing *hearing) {
    g_autofree char *end = log_end(mail);
    if (hearing->outbound || hearing->ordered) {
        log_event(LOG_LEVEL_INFO, hear_queue(mail->envelope), "event=%s thread=%s %s",
                  hearing->ordered ? "orders" : "outbound", hearing->thread != NULL ? hearing->thread : "-",
                  end);
        return;
    }
    const Refusal first = refusal_first(&hearing->refusals);
    g_autofree char *signals = verdict_signals(hearing->verdict), *quoted = log_quote(signals);
    g_autofree char *mailbox = log_word(hearing->mailbox->name);
    log_event(LOG_LEVEL_INFO, hear_queue(mail->envelope),
              "event=heard thread=%s mailbox=%s level=%s signals=%s request=%s language=%s acknowledge=%s "
              "reason=%s forged=%u %s",
              hearing->thread != NULL ? hearing->thread : "-", mailbox, level_name(hearing->level), quoted,
              request_name(hearing->verdict->request), hearing->verdict->language,
              first == REFUSAL_COUNT ? "yes" : "no", first == REFUSAL_COUNT ? "-" : refusal_code(first),
              forged_total(mail->forged), end);
}

// By its first reason, as Earshot-Acknowledge tells it.
static void count_answer(Vitals *vitals, const Hearing *hearing) {
    const Refusal first = refusal_first(&hearing->refusals);
    if (first == REFUSAL_COUNT)
        vitals_add(vitals, VITAL_ACKNOWLEDGED, 0, 1);
    else
        vitals_add(vitals, VITAL_REFUSED, first, 1);
}

static void count_hearing(Vitals *vitals, const Mail *mail, const Hearing *hearing) {
    const bool served = !hearing->outbound && !hearing->ordered;
    vitals_add(vitals, VITAL_MESSAGES,
               served             ? MESSAGE_HEARD
               : hearing->ordered ? MESSAGE_ORDERS
                                  : MESSAGE_OUTBOUND,
               1);
    vitals_add(vitals, VITAL_FORGED, 0, hearing->strip ? forged_total(mail->forged) : 0);
    vitals_time(vitals, VITAL_MESSAGE_TIME, g_get_monotonic_time() - mail->begun);
    if (!served)
        return;
    vitals_add(vitals, VITAL_LEVELS, hearing->level, 1);
    count_answer(vitals, hearing);
}

// One that stands in the store, but whose fields nobody may ever see, nor its answer, counts as unheard.
static void apply(const Gateway *gateway, const Mail *mail, const Hearing *hearing,
                  struct smfi_str *context) {
    g_autoptr(GError) error = NULL;
    if (edit_apply(context, hearing, mail->forged, &error))
        log_hearing(mail, hearing);
    else
        pass_unheard(gateway, mail, "edit", error->message);
    if (hearing->wake)
        wake_poke(gateway->wake);
}

static InworkNote note_of(const Gateway *gateway, const Mail *mail) {
    InworkNote note = {0};
    gsize size;
    const void *data = g_bytes_get_data(mail->bytes, &size);
    note.digest = seal_hash(gateway->seal, "inwork", data, size);
    g_free(sender_hash(gateway, mail->envelope, &note.sender));
    if (mail->envelope->queue_id != NULL)
        g_strlcpy(note.queue, mail->envelope->queue_id, sizeof note.queue);
    return note;
}

// With the message noted as in work where there is a place to note it. NULL without an error when we died of
// it before.
static Hearing *hear_noted(const Gateway *gateway, const Mail *mail, int64_t deadline, GError **error) {
    if (gateway->deaf != NULL) {
        g_propagate_error(error, g_error_copy(gateway->deaf));
        return NULL;
    }
    if (gateway->inwork == NULL)
        return intake_hear(gateway->intake, mail->envelope, mail->bytes, deadline, error);
    const InworkNote note = note_of(gateway, mail);
    if (inwork_is_poison(gateway->inwork, note.digest)) {
        pass_unheard(gateway, mail, "poison", "we died of it before");
        return NULL;
    }
    const int slot = inwork_begin(gateway->inwork, &note);
    Hearing *hearing = intake_hear(gateway->intake, mail->envelope, mail->bytes, deadline, error);
    inwork_end(gateway->inwork, slot);
    return hearing;
}

// A large one when its turn has come.
static Hearing *hear_in_turn(const Gateway *gateway, const Mail *mail, int64_t deadline, GError **error) {
    const bool seated = desk_sit(gateway->desk, g_bytes_get_size(mail->bytes), deadline);
    Hearing *hearing = hear_noted(gateway, mail, deadline, error);
    if (seated)
        desk_rise(gateway->desk);
    return hearing;
}

bool hear_message(const Gateway *gateway, const Mail *mail, struct smfi_str *context) {
    const int64_t deadline = deadline_of(gateway);
    if (is_refused_crowd(gateway, mail))
        return false;
    vitals_set(gateway->vitals, VITAL_PRESSURE, gauge_look(gateway->gauge));
    g_autoptr(GError) error = NULL;
    g_autoptr(Hearing) hearing = hear_in_turn(gateway, mail, deadline, &error);
    if (hearing == NULL) {
        const bool late = g_get_monotonic_time() >= deadline;
        const bool passes = error == NULL || give_up(gateway, mail, error, late);
        if (passes)
            strip_forged(gateway, mail, context);
        return passes;
    }
    trouble_end(gateway->trouble);
    apply(gateway, mail, hearing, context);
    count_hearing(gateway->vitals, mail, hearing);
    return true;
}

bool hear_is_outbound(const Gateway *gateway, const Mail *mail) {
    if (gateway->inwork == NULL)
        return intake_is_outbound(gateway->intake, mail->envelope, mail->bytes);
    const InworkNote note = note_of(gateway, mail);
    if (inwork_is_poison(gateway->inwork, note.digest)) {
        pass_unheard(gateway, mail, "poison", "we died of it before");
        return false;
    }
    const int slot = inwork_begin(gateway->inwork, &note);
    const bool outbound = intake_is_outbound(gateway->intake, mail->envelope, mail->bytes);
    inwork_end(gateway->inwork, slot);
    return outbound;
}

// That it comes from our people's addresses anybody can write: it is as hostile as the rest.
void hear_outbound(const Gateway *gateway, const Mail *mail) {
    const int64_t deadline = deadline_of(gateway);
    g_autoptr(GError) error = NULL;
    g_autoptr(Hearing) hearing = hear_in_turn(gateway, mail, deadline, &error);
    if (hearing != NULL && hearing->outbound) {
        log_hearing(mail, hearing);
        vitals_add(gateway->vitals, VITAL_MESSAGES, MESSAGE_OUTBOUND, 1);
    }
    if (error != NULL) // never held up: its clocks run on, and the note tells why
        pass_unheard(gateway, mail, cause_word(error, g_get_monotonic_time() >= deadline), error->message);
}
