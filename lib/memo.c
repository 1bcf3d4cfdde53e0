// Alerts, notes of clocks and roll-ups differ in why they are written and in what
// they say, but not in how they wait: to one PM, from the null sender, with a
// Message-ID that stays the same however often the relay is tried.
#include "memo.h"

#include "acknowledge.h"
#include "address.h"
#include "contact.h"

// A mail about a conversation is one of its mails, so that an answer to it finds it. One about many is named
// by its row.
static char *id_of_mail(const Seal *seal, const Memo *memo, const char *own) {
    const char *host = address_domain(own);
    if (memo->thread != NULL)
        return acknowledge_message_id(seal, memo->thread->id, ++memo->thread->sent, host);
    g_autofree char *token = seal_token(seal, SEAL_LOOP, memo->id);
    return g_strdup_printf("%s.%s@%s", outbox_kind_name(memo->kind), token, host);
}

void memo_add(StoreTxn *txn, const Memo *memo) {
    const Seal *seal = store_txn_seal(txn);
    const char *own = memo->mailbox->addresses->pdata[0];
    g_autofree char *id = id_of_mail(seal, memo, own);
    values_set(memo->values, "from-address", own);
    g_autoptr(GBytes) packed = values_pack(memo->values);
    OutboxRow row = {
        .id = memo->id,
        .kind = memo->kind,
        .owner = contact_take(txn, memo->pm->address, memo->now).slot,
        .thread = memo->number,
        .entry = memo->entry,
        .person = contact_hash(seal, memo->pm->address),
        .mailbox = memo->mailbox->name,
        .to = memo->pm->address,
        .envelope_sender = (char *)(uintptr_t) "",
        .message_id = id,
        .values = packed,
        .created = memo->now,
        .due = memo->due,
        .give_up = memo->give_up,
    };
    outbox_add(txn, &row);
}

static bool has_address(const Pm *pm, const OutboxRow *row) {
    return pm != NULL && pm->address != NULL && row->to != NULL && address_equal(pm->address, row->to);
}

const Pm *memo_pm(const Config *config, const OutboxRow *row) {
    const Mailbox *mailbox = row->mailbox == NULL ? NULL : config_mailbox(config, row->mailbox);
    const Pm *own = config_pm_of(config, mailbox);
    if (has_address(own, row))
        return own;
    for (guint i = 0; i < config->pms->len; i++)
        if (has_address(config->pms->pdata[i], row))
            return config->pms->pdata[i];
    return NULL;
}
