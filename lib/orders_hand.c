// Commands by whoever runs this machine, in the place of the PM whose conversation
// it is: the same deeds, refusals and lines of the audit, which say that it was by hand; no mail
// tells of them, since who typed them reads the answer.
#include "orders_parts.h"

static const Pm *pm_of(const Config *config, const Thread *thread) {
    const Mailbox *mailbox = thread->mailbox == NULL ? NULL : config_mailbox(config, thread->mailbox);
    return config_pm_of(config, mailbox);
}

static void say(const OrdersResult *result, const Phrasebook *book, GPtrArray *said) {
    g_autofree char *outcome = orders_outcome(book, result);
    g_ptr_array_add(said, phrasebook_fill(book, result->done ? "orders.done" : "orders.not", "line",
                                          result->command->line));
    g_ptr_array_add(said, g_strconcat("  ", outcome, NULL));
    for (guint i = 0; i < result->more->len; i++)
        g_ptr_array_add(said, g_strconcat("  - ", (const char *)result->more->pdata[i], NULL));
}

static bool do_one(OrdersDoing *doing, const Command *command, GPtrArray *said) {
    OrdersResult *result = orders_result_new(command, NULL);
    g_autofree char *who = g_strdup_printf("%s, by hand", doing->pm->name);
    doing->result = result;
    orders_do(doing);
    orders_audit(doing->txn, who, result, doing->now);
    say(result, doing->orders->book, said);
    const bool done = result->done;
    orders_result_free(result);
    return done;
}

static bool do_all(StoreTxn *txn, const Orders *orders, const Grant *grant, int64_t now, GPtrArray *said) {
    OrdersDoing doing = {.txn = txn, .orders = orders, .pm = orders->pm, .grant = grant, .now = now};
    bool all = true;
    for (guint i = 0; i < orders->commands->len; i++)
        all = do_one(&doing, orders->commands->pdata[i], said) && all;
    return all;
}

OrdersByHand orders_by_hand(StoreTxn *txn, const Config *config, const Thread *thread, const char *lines,
                            int64_t now, GPtrArray *said) {
    g_autoptr(GPtrArray) commands = command_read(lines);
    const Pm *pm = pm_of(config, thread);
    if (pm == NULL || commands->len == 0)
        return pm == NULL ? ORDERS_NO_PM : ORDERS_NO_COMMAND;
    g_autoptr(Phrasebook) book = phrasebook_new(NULL);
    g_autoptr(GArray) threads = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_array_append_val(threads, thread->id);
    const Grant grant = {
        .pm = pm->name,
        .classes = GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM,
        .threads = threads,
    };
    const Orders orders = {
        .config = config,
        .pm = pm,
        .mailbox = config_mailbox(config, thread->mailbox),
        .proven = true,
        .commands = commands,
        .book = book,
    };
    return do_all(txn, &orders, &grant, now, said) ? ORDERS_DONE : ORDERS_REFUSED;
}
