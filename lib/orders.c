// A token is a key that lies in mailboxes, is quoted and forwarded; so it opens
// nothing by itself. The mail must be from the PM's address, and something that
// cannot be forged must prove it: a login of theirs, an address within, DMARC or an aligned
// DKIM. Then the grant must be that PM's, cover the conversation, and allow the kind
// of command. Whoever quotes a token without that writes ordinary mail, or is told at the PM's own
// address that somebody tried.
#include "orders.h"

#include <string.h>

#include "address.h"
#include "arrival.h"
#include "audit.h"
#include "limit.h"
#include "orders_parts.h"

// Whoever forges mail in a PM's name must not fill their mailbox; nor must two programs that answer each
// other.
enum { REFUSALS_A_DAY = 20, REPLIES_A_DAY = 300 };

void orders_free(Orders *orders) {
    if (orders == NULL)
        return;
    g_clear_pointer(&orders->commands, g_ptr_array_unref);
    g_free(orders->message_id);
    g_free(orders->subject);
    phrasebook_free(orders->book);
    g_free(orders);
}

// --- whether it is such a mail ---

static bool is_of_address(const Pm *pm, const char *address) {
    return pm->address != NULL && address_equal(pm->address, address);
}

// One writer, and that one a PM.
static const Pm *pm_of(const OrdersFacts *facts) {
    const GPtrArray *from = message_addresses(facts->message, "From");
    if (from == NULL || from->len != 1 || message_from_is_group(facts->message))
        return NULL;
    for (guint i = 0; i < facts->config->pms->len; i++) {
        const Pm *pm = facts->config->pms->pdata[i];
        if (is_of_address(pm, from->pdata[0]))
            return pm;
    }
    return NULL;
}

static const Mailbox *mailbox_of_recipients(const OrdersFacts *facts) {
    const Mailbox *mailbox = NULL;
    for (guint i = 0; i < facts->envelope->recipients->len && mailbox == NULL; i++)
        mailbox = mailbox_serving(facts->config->mailboxes, facts->envelope->recipients->pdata[i]);
    return mailbox;
}

// DKIM of the address's own organisation, where DMARC says nothing: not every domain has a policy.
static bool is_signed_by_own(const AuthResults *auth, const char *address) {
    for (guint i = 0; auth->dkim_domains != NULL && i < auth->dkim_domains->len; i++)
        if (address_same_organisation(auth->dkim_domains->pdata[i], address_domain(address)))
            return auth->dmarc != AUTH_FAIL;
    return false;
}

// A filter or relay of ours hands on strangers' mail from an address within: a failed DMARC says so.
static bool is_from_within(const OrdersFacts *facts) {
    const char *client = facts->envelope->client;
    return client != NULL && trust_is_internal(facts->config->trust, client) &&
           facts->auth->dmarc != AUTH_FAIL;
}

// A login proves who has it, and whoever has one may write any From. The MTA can see to the envelope's sender
// (reject_sender_login_mismatch), so that must be the PM too, and a login that is an address.
static bool is_own_login(const Envelope *envelope, const Pm *pm) {
    const char *login = envelope->login;
    return login != NULL && *login != '\0' && is_of_address(pm, envelope->sender) &&
           (strchr(login, '@') == NULL || is_of_address(pm, login));
}

static bool is_proven(const OrdersFacts *facts, const Pm *pm) {
    return is_own_login(facts->envelope, pm) || is_from_within(facts) ||
           authres_proves_from(facts->auth, pm->address) || is_signed_by_own(facts->auth, pm->address);
}

static bool has_known(const GPtrArray *commands) {
    for (guint i = 0; i < commands->len; i++)
        if (((const Command *)commands->pdata[i])->verb != COMMAND_UNKNOWN)
            return true;
    return false;
}

// An unproven mail must not keep the proven one of the same Message-ID out, so they are told apart.
static SealHash identity_of(const OrdersFacts *facts, const Orders *orders, const char *what) {
    g_autofree char *name =
        g_strdup_printf("%s %d %s", orders->pm->name, orders->proven, what == NULL ? "" : what);
    return seal_hash_string(facts->seal, "orders", name);
}

static void set_identities(const OrdersFacts *facts, Orders *orders) {
    g_autofree char *by_text =
        g_strdup_printf("text %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %s", message_date(facts->message),
                        orders->has_token ? orders->grant : 0, facts->text->body);
    orders->by_text = identity_of(facts, orders, by_text);
    if (orders->message_id == NULL)
        return;
    g_autofree char *by_id = g_strconcat("id ", orders->message_id, NULL);
    orders->by_id = identity_of(facts, orders, by_id);
}

Orders *orders_find(const OrdersFacts *facts) {
    const Pm *pm = pm_of(facts);
    const Mailbox *mailbox = mailbox_of_recipients(facts);
    // Forwarded text that stands in for their own words was written by others.
    if (pm == NULL || mailbox == NULL || facts->machine || facts->seal == NULL || facts->text->forwarded)
        return NULL;
    g_autoptr(GPtrArray) commands = orders_written(facts);
    if (commands->len == 0)
        return NULL;
    g_autoptr(Orders) orders = g_new0(Orders, 1);
    orders->has_token = orders_token(facts, &orders->grant);
    if (!orders->has_token && !has_known(commands))
        return NULL;
    orders->config = facts->config;
    orders->pm = pm;
    orders->mailbox = mailbox;
    orders->proven = is_proven(facts, pm);
    orders->commands = g_steal_pointer(&commands);
    orders->message_id = g_strdup(message_id(facts->message));
    orders->subject = g_strdup(message_subject(facts->message));
    orders->book = phrasebook_new(pm->languages);
    set_identities(facts, orders);
    return g_steal_pointer(&orders);
}

// --- once ---

// True when that was here; else notes that it was.
static bool was_here(StoreTxn *txn, SealHash identity, int64_t now) {
    const uint64_t id = arrival_id_of(identity);
    g_autoptr(Arrival) known = arrival_get(txn, id);
    if (known != NULL)
        return true;
    g_autoptr(Arrival) arrival = arrival_new();
    arrival->id = id;
    arrival->identity = identity;
    arrival->seen = arrival->confirmed = now;
    arrival_add(txn, arrival);
    return false;
}

// Both are noted in any case: a copy that is known by one may come again with the other alone.
static bool is_repeated(StoreTxn *txn, const Orders *orders, int64_t now) {
    const bool by_text = was_here(txn, orders->by_text, now);
    const bool by_id = orders->message_id != NULL && was_here(txn, orders->by_id, now);
    return by_text || by_id;
}

// --- what becomes of it ---

void orders_audit(StoreTxn *txn, const char *pm, const OrdersResult *result, int64_t now) {
    g_autofree char *refused = result->done ? NULL : g_strconcat("refused: ", result->code, NULL);
    g_autofree char *done =
        result->detail == NULL ? g_strdup("done") : g_strconcat("done: ", result->detail, NULL);
    AuditLine line = {
        .at = now,
        .pm = (char *)(uintptr_t)pm,
        .verb = result->command->verb,
        .thread = result->thread,
        .done = result->done,
        .outcome = result->done ? done : refused,
    };
    audit_add(txn, &line);
}

// Why nothing at all may be done; NULL when it may. *pm becomes the grant's, of several with one address.
static const char *refusal_of_all(const Orders *orders, const Grant *grant, const Pm **pm, int64_t now) {
    if (!orders->proven)
        return "unproven";
    if (!orders->has_token)
        return "no-token";
    if (grant == NULL)
        return "expired";
    const Pm *granted = config_pm(orders->config, grant->pm);
    if (granted == NULL || !is_of_address(granted, orders->pm->address))
        return "other-pm";
    *pm = granted;
    return now >= grant->expires ? "expired" : NULL;
}

// A flood of them leaves a line each and no more.
static void refuse_unproven(StoreTxn *txn, const Orders *orders, GPtrArray *results, int64_t now) {
    OrdersResult *first = orders_result_new(orders->commands->pdata[0], "unproven");
    g_ptr_array_add(results, first);
    orders_audit(txn, orders->pm->name, first, now);
}

static void do_all(StoreTxn *txn, const Orders *orders, OrdersDoing doing, GPtrArray *results) {
    for (guint i = 0; i < orders->commands->len; i++) {
        doing.result = orders_result_new(orders->commands->pdata[i], NULL);
        g_ptr_array_add(results, doing.result);
        orders_do(&doing);
        orders_audit(txn, doing.pm->name, doing.result, doing.now);
    }
}

static void refuse_all(StoreTxn *txn, const Orders *orders, const char *refused, GPtrArray *results,
                       int64_t now) {
    for (guint i = 0; i < orders->commands->len; i++) {
        OrdersResult *result = orders_result_new(orders->commands->pdata[i], refused);
        g_ptr_array_add(results, result);
        orders_audit(txn, orders->pm->name, result, now);
    }
}

static bool may_reply(StoreTxn *txn, const Orders *orders, int64_t now) {
    g_autofree char *scope =
        g_strconcat(orders->proven ? "replies to " : "refusals of ", orders->pm->name, NULL);
    return limit_take_alert(txn, scope, orders->proven ? REPLIES_A_DAY : REFUSALS_A_DAY, now);
}

void orders_take(StoreTxn *txn, const Orders *orders, int64_t now) {
    if (is_repeated(txn, orders, now))
        return;
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(orders_result_free);
    g_autoptr(Grant) grant = orders->has_token ? grant_get(txn, orders->grant) : NULL;
    const Pm *pm = orders->pm;
    const char *refused = refusal_of_all(orders, grant, &pm, now);
    if (!orders->proven)
        refuse_unproven(txn, orders, results, now);
    else if (refused != NULL)
        refuse_all(txn, orders, refused, results, now);
    else
        do_all(txn, orders, (OrdersDoing){.txn = txn, .orders = orders, .pm = pm, .grant = grant, .now = now},
               results);
    const OrdersReply reply = {
        .orders = orders,
        .pm = pm,
        .results = results,
        .refused = refused,
        .many = grant != NULL && grant->threads->len > 1,
        .now = now,
    };
    if (may_reply(txn, orders, now))
        orders_reply(txn, &reply);
}
