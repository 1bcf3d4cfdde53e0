// What a person reads first stands last, where the terminal is after a long message: the level and why, the
// signals, what would be done. The message's own lines stand behind a rule, so that they cannot pass for
// ours.
#include "explain.h"

#include <string.h>

#include "page.h"
#include "explain_words.h"

enum { LABEL = 13 };

// A label, and what it says.
static void put_item(Page *page, const char *label, const char *text) {
    page_text(page, LOOK_FAINT, label);
    page_fill(page, LABEL);
    page_text(page, LOOK_PLAIN, text);
    page_end(page, LABEL);
}

static void put_head(Page *page, const Hearing *hearing) {
    const char *from = message_from(hearing->message), *name = message_from_name(hearing->message);
    const bool named = from != NULL && name != NULL && *name != '\0';
    g_autofree char *writer = named ? g_strdup_printf("%s <%s>", name, from) : g_strdup(from);
    put_item(page, "From", writer == NULL ? "(nobody)" : writer);
    page_text(page, LOOK_FAINT, "Subject");
    page_fill(page, LABEL);
    const char *inherited = message_subject(hearing->message);
    if (*hearing->text->subject != '\0')
        page_words(page, hearing->text->subject, true);
    else
        page_text(page, LOOK_PLAIN, *inherited == '\0' ? "(none)" : inherited);
    page_end(page, LABEL);
    page_end(page, 0);
}

// What stood in the message and was not judged.
static void put_left_out(Page *page, const Text *text) {
    g_autofree char *left = g_strconcat(text->has_quote && !text->forwarded ? ", what they quote" : "",
                                        text->has_signature ? ", the signature" : "",
                                        text->truncated ? ", what is too long" : "", NULL);
    if (*left == '\0')
        return;
    page_text(page, LOOK_FAINT, "Left out: ");
    page_text(page, LOOK_FAINT, left + strlen(", "));
    page_end(page, 0);
}

static void put_body(Page *page, const Text *text, const Screen *screen) {
    page_margin(page, screen->ascii ? "| " : "\u2502 ");
    if (*text->body == '\0')
        page_text(page, LOOK_FAINT, "(no words of their own)");
    page_words(page, text->body, false);
    page_end(page, 0);
    page_margin(page, "  ");
    put_left_out(page, text);
    page_margin(page, "");
    page_end(page, 0);
}

static const char *clause_of(const char *reason) {
    for (size_t i = 0; i < G_N_ELEMENTS(CLAUSES); i++)
        if (strcmp(CLAUSES[i].reason, reason) == 0)
            return CLAUSES[i].clause;
    return reason;
}

// Why there is no level.
static const char *calm_clause(const Hearing *hearing) {
    if (hearing->outbound)
        return "one of our own people wrote it";
    if (refusal_is_machine(&hearing->refusals))
        return "a machine made it, so there is no level and no clock";
    if (*hearing->text->body == '\0' && *hearing->text->subject == '\0')
        return "there is no text to judge";
    if (hearing->verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT)
        return "they say that it works";
    if (hearing->verdict->score[SIGNAL_GRATITUDE] >= VERDICT_PRESENT)
        return "they say thanks and complain of nothing";
    return "no complaint was found";
}

static char *sentence_of(const Hearing *hearing) {
    const guint count = hearing->reasons->len;
    GString *sentence = g_string_new(count == 0 ? calm_clause(hearing) : NULL);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(sentence, "%s%s",
                               i == 0          ? ""
                               : i + 1 < count ? ", "
                                               : ", and ",
                               clause_of(hearing->reasons->pdata[i]));
    sentence->str[0] = g_ascii_toupper(sentence->str[0]);
    g_string_append_c(sentence, '.');
    return g_string_free(sentence, FALSE);
}

static void put_level(Page *page, const Hearing *hearing, const Screen *screen) {
    g_autofree char *name = g_ascii_strup(level_name(hearing->level), -1);
    g_autofree char *badge = g_strdup_printf(screen->colour ? " %s " : "%s:", name);
    g_autofree char *sentence = sentence_of(hearing);
    page_text(page, LOOK_BOLD | LOOK_BADGE | look_of_level(hearing->level), badge);
    page_text(page, LOOK_PLAIN, screen->colour ? "  " : " ");
    const unsigned hang = page_column(page);
    page_text(page, LOOK_BOLD, sentence);
    page_end(page, hang);
    page_end(page, 0);
}

static void put_signals(Page *page) {
    page_margin(page, "  ");
    page_signals(page);
    page_margin(page, "");
    page_end(page, 0);
}

static void put_lesson(Page *page, const Verdict *verdict) {
    if (verdict->lesson == 0)
        return;
    g_autofree char *line =
        g_strdup_printf("local lesson %u; without it %s", verdict->lesson, level_name(verdict->untaught));
    put_item(page, "Lesson", line);
}

static void put_language(Page *page, const char *code) {
    const char *name = strcmp(code, "und") == 0 ? "not sure" : code;
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++)
        if (strcmp(LANGUAGES[i].code, code) == 0)
            name = LANGUAGES[i].name;
    put_item(page, "Language", name);
}

static void put_missing(Page *page, uint32_t missing) {
    g_autoptr(GString) line = g_string_new(NULL);
    for (unsigned i = 0; i < MISSING_COUNT; i++)
        if ((missing & (1U << i)) != 0)
            g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", MISSING_WORDS[i]);
    if (line->len > 0)
        put_item(page, "Missing", line->str);
}

static void put_clock(Page *page, const Hearing *hearing) {
    if (hearing->due == 0)
        return;
    g_autoptr(GDateTime) local = calendar_local(hearing->mailbox->calendar, hearing->due);
    g_autofree char *when = local == NULL ? NULL : g_date_time_format(local, "%a %-d %b %Y, %H:%M %Z");
    g_autofree char *line = g_strdup_printf("first reply by %s", when == NULL ? "?" : when);
    put_item(page, "Clock", line);
}

typedef bool (*RowTest)(const Refusals *refusals, Refusal row);

// A line each, with its clause unless `told` had it already.
static void put_rows(Page *page, const Refusals *refusals, RowTest test, RowTest told) {
    for (unsigned i = 0; i < REFUSAL_COUNT; i++) {
        if (!test(refusals, (Refusal)i))
            continue;
        const bool again = told != NULL && told(refusals, (Refusal)i);
        page_fill(page, LABEL);
        page_text(page, LOOK_BOLD, refusal_code((Refusal)i));
        page_text(page, LOOK_PLAIN, again ? " (see above)" : ": ");
        page_text(page, LOOK_PLAIN, again ? "" : refusal_clause((Refusal)i));
        page_end(page, LABEL + 2);
    }
}

static void put_machine(Page *page, const Refusals *refusals) {
    bool marked = false;
    for (unsigned i = 0; i < REFUSAL_COUNT; i++)
        marked = marked || refusal_is_machine_reason(refusals, (Refusal)i);
    const bool made = refusal_is_machine(refusals);
    put_item(page, "Machine", made ? "yes" : marked ? "no, though it bears a mark of one" : "no");
    put_rows(page, refusals, refusal_is_machine_reason, NULL);
}

static void put_acknowledge(Page *page, const Hearing *hearing) {
    if (refusal_first(&hearing->refusals) != REFUSAL_COUNT) {
        put_item(page, "Acknowledge", "no");
        put_rows(page, &hearing->refusals, refusal_says_no, refusal_is_machine_reason);
        return;
    }
    g_autofree char *line = g_strdup_printf("yes, in %s, to %s", hearing_minimal(hearing) ? "short" : "full",
                                            hearing->recipient->address);
    put_item(page, "Acknowledge", line);
}

char *explain_page(const Hearing *hearing, const Screen *screen) {
    const bool by_customer = !hearing->outbound && !refusal_is_machine(&hearing->refusals);
    g_autoptr(Page) page = page_new(screen, hearing->verdict);
    put_head(page, hearing);
    put_body(page, hearing->text, screen);
    put_level(page, hearing, screen);
    put_signals(page);
    put_lesson(page, hearing->verdict);
    put_item(page, "Request", request_name(hearing->verdict->request));
    put_language(page, hearing->verdict->language);
    put_missing(page, by_customer ? hearing->missing : 0);
    put_clock(page, hearing);
    put_machine(page, &hearing->refusals);
    put_acknowledge(page, hearing);
    return page_take(page);
}
