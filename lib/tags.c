// Fields are written in one order, so that people and scripts find them where
// they were last time.
#include "tags.h"

#include "units.h"

Fields tags_shown(const Config *config, const Envelope *envelope) {
    Fields shown = FIELDS_ALL;
    for (guint i = 0; i < envelope->recipients->len; i++) {
        const Mailbox *mailbox = mailbox_serving(config->mailboxes, envelope->recipients->pdata[i]);
        shown = MAX(shown, mailbox == NULL ? FIELDS_THREAD : mailbox->fields);
    }
    return shown;
}

static void add(Hearing *hearing, const char *name, const char *value) {
    g_ptr_array_add(hearing->fields, g_strdup_printf("Earshot-%s: %s", name, value));
}

static void add_all(Hearing *hearing) {
    add(hearing, "Level", level_name(hearing->level));
    g_autofree char *signals = verdict_signals(hearing->verdict);
    if (*signals != '\0')
        add(hearing, "Signals", signals);
    add(hearing, "Request", request_name(hearing->verdict->request));
    add(hearing, "Language", hearing->verdict->language);
    g_autofree char *acknowledge = hearing_acknowledge(hearing);
    add(hearing, "Acknowledge", acknowledge);
    if (hearing->due == 0)
        return;
    g_autofree char *due = units_time_format(hearing->due);
    g_autofree char *clock = g_strconcat(clock_kind_name(hearing->due_kind), "=", due, NULL);
    add(hearing, "Due", clock);
}

void tags_set(Hearing *hearing, Fields shown) {
    g_ptr_array_set_size(hearing->fields, 0);
    if (shown != FIELDS_NONE && hearing->thread != NULL)
        add(hearing, "Thread", hearing->thread);
    if (shown == FIELDS_ALL)
        add_all(hearing);
}
