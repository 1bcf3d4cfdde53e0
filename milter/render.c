// What a mail to a customer says was decided long before and stands in the row; only
// the words are found here. A mail to a PM tells how things stand now: it is
// made from a snapshot.
#include "render.h"

#include "acknowledge.h"
#include "brief.h"
#include "fault.h"
#include "orders.h"
#include "outreach.h"

typedef struct Voice { // how a mailbox speaks to its customers
    Acknowledger *acknowledger;
    Outreacher *outreacher;
} Voice;

struct Render {
    const Config *config;
    GHashTable *by_mailbox; // name -> Voice, of those with templates of their own
    Voice *builtin;         // of all others
};

static void voice_free(Voice *voice) {
    if (voice == NULL)
        return;
    acknowledger_free(voice->acknowledger);
    outreacher_free(voice->outreacher);
    g_free(voice);
}

// NULL with errors. Both read the same files: the second would only say the first's errors again.
static Voice *voice_new(const char *directory, GPtrArray *errors) {
    Acknowledger *acknowledger = acknowledger_new(directory, errors);
    Outreacher *outreacher = acknowledger == NULL ? NULL : outreacher_new(directory, errors);
    if (outreacher == NULL) {
        acknowledger_free(acknowledger);
        return NULL;
    }
    Voice *voice = g_new0(Voice, 1);
    *voice = (Voice){acknowledger, outreacher};
    return voice;
}

Render *render_new(const Config *config, GPtrArray *errors) {
    g_autoptr(Render) render = g_new0(Render, 1);
    const guint before = errors->len;
    render->config = config;
    render->by_mailbox = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)voice_free);
    render->builtin = voice_new(NULL, errors);
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        Voice *own = mailbox->templates == NULL ? NULL : voice_new(mailbox->templates, errors);
        if (own != NULL)
            g_hash_table_insert(render->by_mailbox, mailbox->name, own);
    }
    return errors->len == before ? g_steal_pointer(&render) : NULL;
}

void render_free(Render *render) {
    if (render == NULL)
        return;
    g_hash_table_unref(render->by_mailbox);
    voice_free(render->builtin);
    g_free(render);
}

static const Voice *voice_of(const Render *render, const OutboxRow *row) {
    const Voice *own = row->mailbox == NULL ? NULL : g_hash_table_lookup(render->by_mailbox, row->mailbox);
    return own != NULL ? own : render->builtin;
}

static GBytes *compose_acknowledgement(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                                       GArray *threads, GError **error) {
    (void)store, (void)threads;
    g_autoptr(Values) values = values_unpack(row->values, error);
    return values == NULL ? NULL
                          : acknowledge_compose(voice_of(render, row)->acknowledger, values, now, error);
}

static GBytes *compose_outreach(const Render *render, Store *store, const OutboxRow *row, int64_t now,
                                GArray *threads, GError **error) {
    (void)store, (void)threads;
    g_autoptr(Values) values = values_unpack(row->values, error);
    return values == NULL ? NULL : outreach_compose(voice_of(render, row)->outreacher, values, now, error);
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
    [OUTBOX_OUTREACH] = compose_outreach,
    [OUTBOX_BURST] = compose_brief,
};

GBytes *render_row(const Render *render, Store *store, const OutboxRow *row, int64_t now, GArray *threads,
                   GError **error) {
    const Compose compose = COMPOSERS[row->kind];
    if (compose != NULL)
        return compose(render, store, row, now, threads, error);
    fault_set(error, FATE_PERMANENT, "a %s is written with its bytes", outbox_kind_name(row->kind));
    return NULL;
}
