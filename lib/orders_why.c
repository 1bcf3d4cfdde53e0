// What #why is answered: what made it this level, in the words that were kept
// with the decision. Nothing is judged anew, so the answer is that of the day.
#include "orders_parts.h"

#include "masked.h"
#include "situation.h"
#include "tell.h"

enum { QUOTE_MOST = 160, QUOTES_MOST = 12 };

static void add_reasons(const Phrasebook *book, const Entry *entry, GPtrArray *lines) {
    for (guint i = 0; i < entry->reasons->len; i++) {
        g_autofree char *reason = tell_reason(book, entry->reasons->pdata[i]);
        g_ptr_array_add(lines, phrasebook_fill(book, "orders.why-reason", "reason", reason));
    }
}

// "signal: the words" as it was kept; the signal's score beside it.
static void add_quote(const Phrasebook *book, const Entry *entry, const char *evidence, GPtrArray *lines) {
    Signal which;
    const char *said = situation_evidence(evidence, &which);
    if (said == NULL)
        return;
    g_autoptr(Values) values = values_new();
    g_autofree char *signal = tell_signal(book, which);
    g_autofree char *score = g_strdup_printf("%.2f", entry->score[which]);
    g_autofree char *words = masked_words(said, QUOTE_MOST);
    values_set(values, "signal", signal);
    values_set(values, "score", score);
    values_set(values, "words", words);
    g_ptr_array_add(lines, phrasebook_say(book, "orders.why-words", NULL, values));
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
    g_autoptr(Entry) entry = situation_entry(doing->txn, doing->thread);
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
