// One conversation for a person: who waits, until when and why the clocks say
// so, then what was written and by what it was joined. Times are those of the mailbox's own zone.
#include "ctl_thread.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "clocks.h"
#include "cell.h"
#include "page.h"

enum { LABEL = 11 };

typedef struct Show {
    const Config *config;
    const char *typed;
    bool as_json;
    const Screen *screen;
    int64_t now;
    // Found
    const Calendar *calendar; // NULL when the mailbox is not served any more: then UTC
    Thread *thread;
    GPtrArray *clocks; // Clock *
    char *merged;      // the id that was asked for, when it lives on in this one
    char *text;        // what is told
    GError *unknown;   // why there is nothing to tell
} Show;

static void show_clear(Show *show) {
    g_clear_pointer(&show->thread, thread_free);
    g_clear_pointer(&show->clocks, g_ptr_array_unref);
    g_clear_pointer(&show->merged, g_free);
    g_clear_pointer(&show->text, g_free);
    g_clear_error(&show->unknown);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Show, show_clear)

// --- for programs ---

// Whole seconds, which is what the times are told in; of receipt, which takes few, fractions too.
static void put_span(Json *object, const char *name, GTimeSpan span) {
    if (span < 0)
        json_put_text(object, name, NULL);
    else if (span < 10 * G_TIME_SPAN_SECOND)
        json_put_real(object, name, (double)span / G_USEC_PER_SEC);
    else
        json_put_number(object, name, span / G_TIME_SPAN_SECOND);
}

static Json *clock_json(const Clock *clock, const Show *show) {
    Json *object = json_map(), *told = json_map();
    const int64_t now = show->now;
    const bool measured = !clock_runs(clock) && show->calendar != NULL && clock->kind != CLOCK_ACKNOWLEDGE;
    json_put_number(object, "number", clock->number);
    json_put_text(object, "kind", clock_kind_name(clock->kind));
    json_put_text(object, "level", level_name(clock->level));
    json_put_time(object, "started", clock->started);
    json_put_time(object, "due", clock->due);
    json_put_text(object, "state", clock_end_name(clock->end));
    json_put_bool(object, "late", clock_is_late(clock, now));
    json_put_time(object, "half", clock->half);
    json_put_time(object, "soon", clock->soon);
    for (unsigned word = 0; word < CLOCK_WORDS; word++)
        json_put_time(told, clock_word_name((ClockWord)word), clock->told[word]);
    json_put(object, "told", told);
    json_put_time(object, "paused", clock->paused);
    json_put_time(object, "stopped", clock->stopped);
    put_span(object, "business", measured ? clock_business(clock, show->calendar) : -1);
    put_span(object, "wall", clock_runs(clock) ? -1 : clock_wall(clock));
    json_put_text(object, "words", clock->words);
    return object;
}

static Json *entry_json(const Entry *entry) {
    Json *object = json_map();
    json_put_number(object, "sequence", entry->sequence);
    json_put_time(object, "at", entry->at);
    json_put_text(object, "from", entry->from);
    json_put_text(object, "message_id", entry->message_id);
    json_put_bool(object, "outbound", entry->outbound);
    json_put_text(object, "joined", joined_name(entry->joined));
    json_put_text(object, "found", entry->found);
    json_put_text(object, "level", level_name(entry->level));
    json_put_text(object, "request", request_name(entry->request));
    json_put_text(object, "language", entry->language);
    json_put_texts(object, "reasons", entry->reasons);
    json_put_texts(object, "evidence", entry->evidence);
    json_put_text(object, "acknowledge", entry->acknowledge);
    json_put_bool(object, "machine", entry->machine);
    return object;
}

static char *tell_json(StoreTxn *txn, const Show *show) {
    Json *object = ctl_thread_json(show->thread, show->now), *clocks = json_list(), *entries = json_list();
    json_put_text(object, "merged", show->merged);
    for (guint i = 0; i < show->clocks->len; i++)
        json_add(clocks, clock_json(show->clocks->pdata[i], show));
    json_put(object, "clocks", clocks);
    for (uint32_t i = 1; i <= show->thread->entries && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, show->thread->id, i);
        if (entry != NULL)
            json_add(entries, entry_json(entry));
    }
    json_put(object, "entries", entries);
    g_autofree char *json = json_dump(object, true);
    return g_strconcat(json, "\n", NULL);
}

// --- the head ---

static void put_item(Page *page, const char *label, unsigned look, const char *text) {
    page_text(page, LOOK_FAINT, label);
    page_fill(page, LABEL);
    page_text(page, look, text);
    page_end(page, LABEL);
}

static void put_time(Page *page, const Show *show, const char *label, int64_t time, const char *words) {
    g_autofree char *at = cell_time(show->calendar, time);
    g_autofree char *text = g_strconcat(at, words, NULL);
    if (time != 0)
        put_item(page, label, LOOK_PLAIN, text);
}

static void put_names(Page *page, const Thread *thread, const char *merged) {
    g_autofree char *id = thread_id_format(thread->id);
    g_autofree char *ids = g_strdup_printf("%s  [#%.8s]", id, id);
    g_autofree char *lives = merged == NULL ? NULL : g_strdup_printf("%s was merged into this one", merged);
    g_autofree char *named = thread->from_name == NULL || thread->from == NULL
                                 ? NULL
                                 : g_strdup_printf("%s <%s>", thread->from_name, thread->from);
    put_item(page, "Thread", LOOK_BOLD, ids);
    if (lives != NULL)
        put_item(page, "Merged", LOOK_PLAIN, lives);
    put_item(page, "From", LOOK_PLAIN,
             named != NULL          ? named
             : thread->from != NULL ? thread->from
                                    : "(nobody)");
    put_item(page, "Subject", LOOK_PLAIN,
             thread->subject == NULL || *thread->subject == '\0' ? "(none)" : thread->subject);
}

static const char *zone_of(const Show *show) {
    const Mailbox *mailbox = config_mailbox(show->config, show->thread->mailbox);
    return mailbox == NULL ? "UTC; it is not in the configuration any more" : mailbox->time_zone;
}

static void put_head(Page *page, const Show *show) {
    const Thread *thread = show->thread;
    g_autofree char *mailbox = g_strdup_printf("%s (times are in %s)", thread->mailbox, zone_of(show));
    g_autofree char *customer = g_strdup_printf("%s%s", thread->tier == NULL ? "no tier" : thread->tier,
                                                thread->key_account ? ", a key account" : "");
    put_names(page, thread, show->merged);
    put_item(page, "Mailbox", LOOK_PLAIN, mailbox);
    put_item(page, "Level",
             thread->level == LEVEL_NONE ? LOOK_PLAIN : LOOK_BOLD | look_of_level(thread->level),
             level_name(thread->level));
    put_item(page, "Phase", LOOK_PLAIN, phase_name(thread->phase));
    if (thread->tier != NULL || thread->key_account)
        put_item(page, "Customer", LOOK_PLAIN, customer);
    put_time(page, show, "Opened", thread->opened, NULL);
    put_time(page, show, "Reopened", thread->reopened[0], NULL);
    if (thread->answered == 0) // what became of the acknowledgement of each message stands with it
        put_item(page, "Answered", LOOK_PLAIN, thread->acknowledged->len > 0 ? "receipt acknowledged" : "no");
    put_time(page, show, "Answered", thread->answered, ", by a person");
    put_time(page, show, "Asked", thread->asked, ", and the customer has not answered yet");
    if (thread->due != 0) {
        g_autofree char *due = cell_due(thread->due, show->now);
        put_item(page, "Due", thread->due < show->now ? LOOK_BOLD : LOOK_PLAIN, due);
    }
}

// --- the clocks ---

enum { CLOCK_KIND_AT = 5, CLOCK_STARTED_AT = 18, CLOCK_DUE_AT = 35, CLOCK_STATE_AT = 52 };

static char *state_of_running(const Clock *clock, const Show *show) {
    g_autofree char *due = cell_due(clock->due, show->now);
    g_autofree char *paused = cell_time(show->calendar, clock->paused);
    if (clock->paused != 0)
        return g_strdup_printf("paused since %s, because the customer was asked", paused);
    if (clock_is_late(clock, show->now))
        return g_strconcat("missed, ", due, NULL);
    return g_strconcat("runs, due ", due, clock->accepted ? "" : "; silent until the mail is surely taken",
                       NULL);
}

// What came at once is worth its seconds: that is how receipt is judged.
static char *state_of_met(const Clock *clock, const Show *show) {
    const GTimeSpan wall = clock_wall(clock);
    g_autofree char *took = wall < G_TIME_SPAN_MINUTE
                                ? g_strdup_printf("%.1f s", (double)wall / G_USEC_PER_SEC)
                                : cell_span(wall);
    if (clock->kind == CLOCK_ACKNOWLEDGE || show->calendar == NULL)
        return g_strconcat("met after ", took, NULL);
    g_autofree char *business = cell_span(clock_business(clock, show->calendar));
    return g_strdup_printf("met after %s, business %s", took, business);
}

static char *state_of(const Clock *clock, const Show *show) {
    if (clock_runs(clock))
        return state_of_running(clock, show);
    if (clock->end == CLOCK_RESET)
        return g_strdup("reset to another date");
    if (clock->end == CLOCK_DROPPED)
        return g_strdup("dropped");
    if (clock->end == CLOCK_UNMET) {
        g_autofree char *until = cell_time(show->calendar, clock->stopped);
        return g_strconcat("missed, nobody came until ", until, NULL);
    }
    g_autofree char *late = cell_span(clock->stopped - clock->due);
    const char *verb = clock->kind == CLOCK_PROMISE ? "kept" : "met";
    if (clock_is_late(clock, show->now))
        return g_strdup_printf("%s late by %s", verb, late);
    return clock->kind == CLOCK_PROMISE ? g_strdup("kept in time") : state_of_met(clock, show);
}

// Words that were passed over by a graver one were told in the same moment as it: only that one was heard.
static void put_told(Page *page, const Clock *clock, const Show *show) {
    static const char *const WORDS[CLOCK_WORDS] = {"half-time", "soon due", "missed"};
    g_autoptr(GString) told = g_string_new(NULL);
    for (unsigned word = 0; word < CLOCK_WORDS; word++) {
        g_autofree char *at = cell_time(show->calendar, clock->told[word]);
        if (clock->told[word] != 0 && (word + 1 == CLOCK_WORDS || clock->told[word] != clock->told[word + 1]))
            g_string_append_printf(told, "%s%s %s", told->len == 0 ? "warned: " : ", ", WORDS[word], at);
    }
    if (told->len == 0)
        return;
    page_fill(page, CLOCK_KIND_AT);
    page_text(page, LOOK_FAINT, told->str);
    page_end(page, CLOCK_KIND_AT);
}

static void put_clock(Page *page, const Clock *clock, const Show *show) {
    g_autofree char *number = g_strdup_printf("%3u  ", clock->number);
    g_autofree char *started = cell_time(show->calendar, clock->started);
    g_autofree char *due = clock->due == 0 ? g_strdup("") : cell_time(show->calendar, clock->due);
    g_autofree char *state = state_of(clock, show);
    page_text(page, LOOK_PLAIN, number);
    page_text(page, LOOK_PLAIN, clock_kind_name(clock->kind));
    page_fill(page, CLOCK_STARTED_AT);
    page_text(page, LOOK_PLAIN, started);
    page_fill(page, CLOCK_DUE_AT);
    page_text(page, LOOK_PLAIN, due);
    page_fill(page, CLOCK_STATE_AT);
    page_text(page, clock_is_late(clock, show->now) ? LOOK_BOLD : LOOK_PLAIN, state);
    page_end(page, CLOCK_STATE_AT);
    if (clock->words != NULL) {
        page_fill(page, CLOCK_KIND_AT);
        page_text(page, LOOK_PLAIN, clock->words);
        page_end(page, CLOCK_KIND_AT);
    }
    put_told(page, clock, show);
}

static void put_clocks(Page *page, const Show *show) {
    if (show->clocks->len == 0)
        return;
    page_end(page, 0);
    page_text(page, LOOK_BOLD, " NO  CLOCK");
    page_fill(page, CLOCK_STARTED_AT);
    page_text(page, LOOK_BOLD, "STARTED");
    page_fill(page, CLOCK_DUE_AT);
    page_text(page, LOOK_BOLD, "DUE");
    page_fill(page, CLOCK_STATE_AT);
    page_text(page, LOOK_BOLD, "STATE");
    page_end(page, 0);
    for (guint i = 0; i < show->clocks->len; i++)
        put_clock(page, show->clocks->pdata[i], show);
}

// --- the entries ---

static void put_entry_head(Page *page, const Entry *entry, const Show *show) {
    g_autofree char *at = cell_time(show->calendar, entry->at);
    g_autofree char *head = g_strdup_printf("#%u  %s  ", entry->sequence, at);
    const char *from = entry->from == NULL ? "(no sender)" : entry->from;
    page_text(page, LOOK_BOLD, head);
    page_text(page, LOOK_BOLD, entry->outbound ? "ours: " : "");
    page_text(page, LOOK_BOLD, from);
    page_text(page, LOOK_PLAIN, entry->machine ? "  (made by a machine)" : "");
    page_end(page, 4);
}

static void put_joined(Page *page, const Entry *entry) {
    page_text(page, LOOK_PLAIN, entry->joined == JOINED_NEW ? "opened it" : "joined by ");
    page_text(page, LOOK_PLAIN, entry->joined == JOINED_NEW ? "" : joined_name(entry->joined));
    if (entry->found != NULL) {
        page_text(page, LOOK_PLAIN, ": ");
        page_text(page, LOOK_PLAIN, entry->found);
    }
    page_end(page, 2);
}

static void put_judgement(Page *page, const Entry *entry) {
    page_text(page, entry->level == LEVEL_NONE ? LOOK_PLAIN : look_of_level(entry->level),
              level_name(entry->level));
    g_autofree char *rest = g_strdup_printf("; %s; %s; acknowledge: %s", request_name(entry->request),
                                            entry->language == NULL ? "und" : entry->language,
                                            entry->acknowledge == NULL ? "-" : entry->acknowledge);
    page_text(page, LOOK_PLAIN, rest);
    page_end(page, 2);
    for (guint i = 0; i < entry->reasons->len; i++) {
        page_text(page, LOOK_PLAIN, "because: ");
        page_text(page, LOOK_PLAIN, entry->reasons->pdata[i]);
        page_end(page, 4);
    }
    for (guint i = 0; i < entry->evidence->len; i++) {
        page_text(page, LOOK_PLAIN, "  ");
        page_text(page, LOOK_PLAIN, entry->evidence->pdata[i]);
        page_end(page, 4);
    }
}

static void put_entry(Page *page, const Entry *entry, const Show *show) {
    page_end(page, 0);
    put_entry_head(page, entry, show);
    page_margin(page, "    ");
    put_joined(page, entry);
    if (!entry->outbound)
        put_judgement(page, entry);
    page_margin(page, "");
}

static char *tell_page(StoreTxn *txn, const Show *show) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    g_autoptr(Page) page = page_new(show->screen, &NOTHING);
    put_head(page, show);
    put_clocks(page, show);
    for (uint32_t i = 1; i <= show->thread->entries && !store_failed(txn); i++) {
        g_autoptr(Entry) entry = thread_entry(txn, show->thread->id, i);
        if (entry != NULL)
            put_entry(page, entry, show);
    }
    return page_take(page);
}

// --- the command ---

static bool read_show(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Show *show = data;
    uint64_t named = 0;
    show->thread = ctl_thread_find(txn, show->typed, &named, &show->unknown);
    if (show->thread == NULL)
        return !store_failed(txn);
    const Mailbox *mailbox = config_mailbox(show->config, show->thread->mailbox);
    show->calendar = mailbox == NULL ? NULL : mailbox->calendar;
    show->merged = named == show->thread->id ? NULL : thread_id_format(named);
    show->clocks = clocks_of(txn, show->thread->id);
    show->text = show->as_json ? tell_json(txn, show) : tell_page(txn, show);
    return !store_failed(txn);
}

static int show_thread(Daemon *daemon, const char *typed, bool as_json, const Screen *screen) {
    g_auto(Show) show = {.config = daemon->config,
                         .typed = typed,
                         .as_json = as_json,
                         .screen = screen,
                         .now = g_get_real_time()};
    if (!ctl_read(daemon, read_show, &show))
        return daemon->status;
    if (show.text == NULL)
        fprintf(stderr, "%s\n", show.unknown->message);
    else
        fputs(show.text, stdout);
    return show.text == NULL ? EX_DATAERR : EX_OK;
}

typedef struct Wish {
    gboolean as_json, dossier;
    char *color, *html, *language;
} Wish;

static void wish_clear(Wish *wish) {
    g_free(wish->color);
    g_free(wish->html);
    g_free(wish->language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wish, wish_clear)

// What does not go together.
static bool is_fine(const Wish *wish) {
    if (!wish->dossier)
        return wish->html == NULL && wish->language == NULL;
    return !wish->as_json && wish->color == NULL;
}

int ctl_thread_show(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"thread show", "[--json | --dossier [--html FILE] [--language CODE]] ID",
                                     "one conversation, its clocks and its evidence; or its dossier, for "
                                     "handing it to a colleague",
                                     NULL};
    g_auto(Wish) wish = {0};
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &wish.as_json, "for programs: a JSON object", NULL},
        {"color", 0, 0, G_OPTION_ARG_STRING, &wish.color, "auto (the default): to a terminal",
         "auto|always|never"},
        {"dossier", 0, 0, G_OPTION_ARG_NONE, &wish.dossier,
         "what somebody who takes it over must know: what is said, promised and due", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &wish.html, "the dossier as a page; - writes it here", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &wish.language, "of the dossier (default: its manager's)",
         "CODE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Screen screen;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2 || !screen_find(&screen, wish.color, stdout) || !is_fine(&wish))
        return ctl_usage(&USAGE);
    if (!ctl_open_store(daemon))
        return daemon->status;
    const CtlDossier dossier = {argv[1], wish.html, wish.language, g_get_real_time()};
    return wish.dossier ? ctl_thread_dossier(daemon, &dossier)
                        : show_thread(daemon, argv[1], wish.as_json, &screen);
}
