// A conversation changes hands: the one who takes it over must know what was
// said and promised without reading forty mails. Here it is gathered; what was
// written stays with its writers, only the words that gave rise to a level are quoted.
#include "dossier_parts.h"

#include "clocks.h"
#include "journal.h"

static void event_free(gpointer event) {
    dossier_event_free(event);
}

void dossier_free(Dossier *dossier) {
    if (dossier == NULL)
        return;
    situation_free(dossier->situation);
    g_clear_pointer(&dossier->events, g_ptr_array_unref);
    g_clear_pointer(&dossier->choices, g_ptr_array_unref);
    g_free(dossier->zone);
    g_free(dossier);
}

// The first and the newest, so that a thread of ten thousand costs no more than one of two hundred.
static unsigned add_entries(StoreTxn *txn, const EventMaker *maker) {
    const uint32_t count = maker->thread->entries;
    const uint32_t out = count > DOSSIER_EVENTS ? count - DOSSIER_EVENTS : 0;
    for (uint32_t i = 1; i <= count && !store_failed(txn); i++) {
        if (out > 0 && i == DOSSIER_FIRST + 1)
            i += out;
        g_autoptr(Entry) entry = thread_entry(txn, maker->thread->id, i);
        if (entry != NULL) // else it was erased with its writer
            dossier_add_entry(maker, entry);
    }
    return out;
}

static bool is_told(const GPtrArray *clocks, const Note *note) {
    for (guint i = 0; i < clocks->len; i++) {
        const Clock *clock = clocks->pdata[i];
        if (clock->kind == CLOCK_PROMISE && clock->started == note->at)
            return true;
    }
    return false;
}

static int compare_events(gconstpointer a, gconstpointer b) {
    const DossierEvent *left = *(DossierEvent *const *)a, *right = *(DossierEvent *const *)b;
    return (left->at > right->at) - (left->at < right->at);
}

// Clocks and notes come to the messages: of all together again the first and the newest.
static unsigned cut(GPtrArray *events) {
    if (events->len <= DOSSIER_EVENTS)
        return 0;
    const unsigned out = events->len - DOSSIER_EVENTS;
    g_ptr_array_remove_range(events, DOSSIER_FIRST, out);
    return out;
}

// What was offered last, unless it is over.
static GPtrArray *open_choices(const Thread *thread, const GPtrArray *notes) {
    for (guint i = notes->len; thread->phase != PHASE_CLOSED && i-- > 0;) {
        const Note *note = notes->pdata[i];
        if (note->verb == COMMAND_CLOSE || note->verb == COMMAND_FIXED || note->verb == COMMAND_CHOSEN ||
            (note->verb == COMMAND_UNDO && g_strcmp0(note->words, "choices") == 0))
            break;
        if (note->verb == COMMAND_CHOICES)
            return dossier_choices(note);
    }
    return g_ptr_array_new_with_free_func(g_free);
}

static void gather_events(StoreTxn *txn, Dossier *dossier, const Phrasebook *book) {
    const Thread *thread = dossier->situation->thread;
    const EventMaker maker = {book, thread, dossier->zone, dossier->now, dossier->events};
    g_autoptr(GPtrArray) clocks = clocks_of(txn, thread->id);
    g_autoptr(GPtrArray) notes = journal_of(txn, thread);
    dossier->left_out = add_entries(txn, &maker);
    for (guint i = 0; i < clocks->len; i++)
        dossier_add_clock(&maker, clocks->pdata[i]);
    for (guint i = 0; i < notes->len; i++)
        dossier_add_note(&maker, notes->pdata[i], is_told(clocks, notes->pdata[i]));
    g_ptr_array_sort(dossier->events, compare_events);
    dossier->left_out += cut(dossier->events);
    dossier->choices = open_choices(thread, notes);
}

Dossier *dossier_gather(StoreTxn *txn, const Config *config, const Pm *pm, const Phrasebook *book,
                        uint64_t thread, int64_t now) {
    Situation *situation = situation_of(txn, config, pm, thread, now);
    if (situation == NULL)
        return NULL;
    g_autoptr(Dossier) dossier = g_new0(Dossier, 1);
    const char *zone = pm->time_zone != NULL        ? pm->time_zone
                       : situation->mailbox == NULL ? NULL
                                                    : situation->mailbox->time_zone;
    dossier->situation = situation;
    dossier->events = g_ptr_array_new_with_free_func(event_free);
    dossier->zone = g_strdup(zone == NULL ? "UTC" : zone);
    dossier->now = now;
    gather_events(txn, dossier, book);
    return store_failed(txn) ? NULL : g_steal_pointer(&dossier);
}
