// What #why is answered: what made it this level, in the words that were kept
// with the decision. Nothing is judged anew, so the answer is that of the day.
#include "orders_parts.h"

#include <string.h>

#include "masked.h"
#include "tell.h"

enum { BACK_MOST = 50, QUOTE_MOST = 160, QUOTES_MOST = 12 };

// The customer's message that shows best what it is about; else their last.
static Entry *speaking_entry(StoreTxn *txn, const Thread *thread) {
    g_autoptr(Entry) entry = thread->gravest == 0 ? NULL : thread_entry(txn, thread->id, thread->gravest);
    for (uint32_t i = 0; entry == NULL && i < MIN(thread->entries, BACK_MOST); i++) {
        entry = thread_entry(txn, thread->id, thread->entries - i);
        if (entry != NULL && (entry->outbound || entry->machine))
            g_clear_pointer(&entry, entry_free);
    }
    return g_steal_pointer(&entry);
}

static void add_reasons(const Phrasebook *book, const Entry *entry, GPtrArray *lines) {
    for (guint i = 0; i < entry->reasons->len; i++) {
        g_autofree char *reason = tell_reason(book, entry->reasons->pdata[i]);
        g_ptr_array_add(lines, phrasebook_fill(book, "orders.why-reason", "reason", reason));
    }
}

// Their "#close" must not come to stand at the beginning of a line, from where a program that marks no quotes
// would send it back to us in the PM's name.
static char *disarm(const char *words) {
    g_auto(GStrv) pieces = g_strsplit(words, "#", -1);
    return g_strjoinv("# ", pieces);
}

// "signal: the words" as it was kept; the signal's score beside it.
static void add_quote(const Phrasebook *book, const Entry *entry, const char *evidence, GPtrArray *lines) {
    const char *colon = strstr(evidence, ": ");
    for (unsigned i = 0; colon != NULL && i < SIGNAL_COUNT; i++) {
        const char *name = signal_name((Signal)i);
        if (strlen(name) != (size_t)(colon - evidence) || !g_str_has_prefix(evidence, name))
            continue;
        g_autoptr(Values) values = values_new();
        g_autofree char *signal = tell_signal(book, (Signal)i);
        g_autofree char *score = g_strdup_printf("%.2f", entry->score[i]);
        g_autofree char *masked = masked_words(colon + 2, QUOTE_MOST);
        g_autofree char *words = disarm(masked);
        values_set(values, "signal", signal);
        values_set(values, "score", score);
        values_set(values, "words", words);
        g_ptr_array_add(lines, phrasebook_say(book, "orders.why-words", NULL, values));
        return;
    }
}

static void add_facts(const Phrasebook *book, const Entry *entry, GPtrArray *lines) {
    g_autoptr(Values) values = values_new();
    g_autofree char *request = tell_request(book, entry->request);
    g_autofree char *acknowledged =
        entry->acknowledge == NULL ? NULL : tell_acknowledged(book, entry->acknowledge);
    values_set(values, "request", request);
    values_set(values, "language", entry->language);
    values_set(values, "acknowledged", acknowledged);
    g_ptr_array_add(lines, phrasebook_say(book, "orders.why-facts", NULL, values));
}

void orders_why(const OrdersDoing *doing, GPtrArray *lines) {
    const Phrasebook *book = doing->orders->book;
    g_autoptr(Entry) entry = speaking_entry(doing->txn, doing->thread);
    if (entry == NULL) {
        g_ptr_array_add(lines, phrasebook_say(book, "orders.why-nothing", NULL, NULL));
        return;
    }
    g_autofree char *level = tell_level(book, entry->level);
    g_ptr_array_add(lines, phrasebook_fill(book, "orders.why-level", "level", level));
    add_reasons(book, entry, lines);
    for (guint i = 0; i < MIN(entry->evidence->len, QUOTES_MOST); i++)
        add_quote(book, entry, entry->evidence->pdata[i], lines);
    add_facts(book, entry, lines);
}
