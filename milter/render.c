// A function a kind of mail. What is said was decided in the intake and stands in
// the row; only the words are found here, when the mail is made.
#include "render.h"

#include "acknowledge.h"
#include "alert.h"

struct Render {
    GHashTable *by_mailbox; // name -> Acknowledger, of those with templates of their own
    Acknowledger *builtin;  // of all others
};

Render *render_new(const Config *config, GPtrArray *errors) {
    g_autoptr(Render) render = g_new0(Render, 1);
    const guint before = errors->len;
    render->by_mailbox =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)acknowledger_free);
    render->builtin = acknowledger_new(NULL, errors);
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        Acknowledger *own = mailbox->templates == NULL ? NULL : acknowledger_new(mailbox->templates, errors);
        if (own != NULL)
            g_hash_table_insert(render->by_mailbox, mailbox->name, own);
    }
    return errors->len == before ? g_steal_pointer(&render) : NULL;
}

void render_free(Render *render) {
    if (render == NULL)
        return;
    g_hash_table_unref(render->by_mailbox);
    acknowledger_free(render->builtin);
    g_free(render);
}

static GBytes *compose_acknowledgement(const Render *render, const OutboxRow *row, const Values *values,
                                       int64_t now, GError **error) {
    const Acknowledger *own =
        row->mailbox == NULL ? NULL : g_hash_table_lookup(render->by_mailbox, row->mailbox);
    return acknowledge_compose(own != NULL ? own : render->builtin, values, now, error);
}

static GBytes *compose_alert(const Render *render, const OutboxRow *row, const Values *values, int64_t now,
                             GError **error) {
    (void)render, (void)row;
    return alert_compose(values, now, error);
}

typedef GBytes *(*Compose)(const Render *render, const OutboxRow *row, const Values *values, int64_t now,
                           GError **error);
static const Compose COMPOSERS[OUTBOX_KINDS] = {
    [OUTBOX_ACKNOWLEDGEMENT] = compose_acknowledgement,
    [OUTBOX_ALERT] = compose_alert,
    [OUTBOX_CLOCK] = compose_alert,
};

GBytes *render_row(const Render *render, const OutboxRow *row, int64_t now, GError **error) {
    g_autoptr(Values) values = values_unpack(row->values, error);
    return values == NULL ? NULL : COMPOSERS[row->kind](render, row, values, now, error);
}
