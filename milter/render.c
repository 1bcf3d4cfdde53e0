// What an acknowledgement says was decided in the intake and stands in the row; only
// the words are found here. A mail to a PM tells how things stand now: it is
// made from a snapshot.
#include "render.h"

#include "acknowledge.h"
#include "brief.h"
#include "fault.h"
#include "orders.h"

struct Render {
    const Config *config;
    GHashTable *by_mailbox; // name -> Acknowledger, of those with templates of their own
    Acknowledger *builtin;  // of all others
};

Render *render_new(const Config *config, GPtrArray *errors) {
    g_autoptr(Render) render = g_new0(Render, 1);
    const guint before = errors->len;
    render->config = config;
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

static GBytes *compose_acknowledgement(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                                       GArray *threads, GError **error) {
    (void)store, (void)threads;
    g_autoptr(Values) values = values_unpack(row->values, error);
    const Acknowledger *own =
        row->mailbox == NULL ? NULL : g_hash_table_lookup(render->by_mailbox, row->mailbox);
    return values == NULL ? NULL
                          : acknowledge_compose(own != NULL ? own : render->builtin, values, now, error);
}

static GBytes *compose_confirm(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                               GArray *threads, GError **error) {
    (void)render, (void)store, (void)threads;
    g_autoptr(Values) values = values_unpack(row->values, error);
    return values == NULL ? NULL : orders_compose(values, now, error);
}

typedef struct Asked { // of a mail to a PM
    const Config *config;
    const OutboxRow *row;
    int64_t now;
    GArray *threads;
    GBytes *bytes; // set
} Asked;

static bool do_brief(StoreTxn *txn, void *data, GError **error) {
    Asked *asked = data;
    asked->bytes = brief_compose(txn, asked->config, asked->row, asked->now, asked->threads, error);
    return asked->bytes != NULL;
}

static GBytes *compose_brief(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                             GArray *threads, GError **error) {
    Asked asked = {render->config, row, now, threads, NULL};
    if (store_read(store, do_brief, &asked, error))
        return asked.bytes;
    g_clear_pointer(&asked.bytes, g_bytes_unref);
    return NULL;
}

typedef GBytes *(*Compose)(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                           GArray *threads, GError **error);
static const Compose COMPOSERS[OUTBOX_KINDS] = {
    [OUTBOX_ACKNOWLEDGEMENT] = compose_acknowledgement,
    [OUTBOX_ALERT] = compose_brief,
    [OUTBOX_CLOCK] = compose_brief,
    [OUTBOX_ROLLUP] = compose_brief,
    [OUTBOX_DIGEST] = NULL, // written with its bytes
    [OUTBOX_CONFIRM] = compose_confirm,
};

GBytes *render_row(const Render *render, Store *store, const OutboxRow *row, int64_t now, GArray *threads,
                   GError **error) {
    const Compose compose = COMPOSERS[row->kind];
    if (compose != NULL)
        return compose(render, store, row, now, threads, error);
    fault_set(error, FATE_PERMANENT, "a %s is written with its bytes", outbox_kind_name(row->kind));
    return NULL;
}
