/* One send of a mail of the corpus: whom it is from, which fields it has, and as which bytes it goes out. The
 * milter's load sends it in pieces, the SMTP load as a whole, and both must send the same, or what is
 * measured through an MTA could not be held against what is measured without one. */
#include "letter.h"

#include <string.h>

static void field_clear(gpointer data) {
    MailField *field = data;
    g_free(field->name);
    g_free(field->value);
}

static void add_field(Letter *letter, const char *name, char *value) {
    MailField field = {.name = g_strdup(name), .value = value};
    g_array_append_val(letter->fields, field);
}

static char *sender_of(const Plan *plan, guint64 number) {
    const char *hole = strchr(plan->sender, '%');
    const guint64 person = plan->people > 0 ? number % plan->people : number;
    if (hole == NULL)
        return g_strdup(plan->sender);
    return g_strdup_printf("%.*s%" G_GUINT64_FORMAT "%s", (int)(hole - plan->sender), plan->sender, person,
                           hole + 1);
}

/* A field that vouches for From, as the site's verifier would have written it. */
static char *vouch(const Plan *plan, const char *sender) {
    const char *at = strchr(sender, '@'), *domain = at != NULL ? at + 1 : "";
    return g_strdup_printf(" %s;\n\tdmarc=pass (p=reject) header.from=%s;\n\tdkim=pass header.d=%s",
                           plan->auth_results, domain, domain);
}

static void add_own_fields(Letter *letter, const Plan *plan) {
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    if (plan->auth_results != NULL)
        add_field(letter, "Authentication-Results", vouch(plan, letter->sender));
    add_field(letter, "From", g_strdup_printf(" Kim Sample <%s>", letter->sender));
    add_field(letter, "To", g_strdup_printf(" <%s>", plan->recipient));
    add_field(letter, "Date", g_date_time_format(now, " %a, %d %b %Y %H:%M:%S +0000"));
}

/* Names of this and other messages get this send's mark, or every send of one file would be a copy of the
 * first and every answer would fall into one endless thread. */
static bool names_messages(const char *field) {
    return g_ascii_strcasecmp(field, "Message-ID") == 0 || g_ascii_strcasecmp(field, "References") == 0 ||
           g_ascii_strcasecmp(field, "In-Reply-To") == 0;
}

static char *marked(const char *value, const char *mark) {
    GString *out = g_string_new(NULL);
    for (; *value != '\0'; value++) {
        g_string_append_c(out, *value);
        if (*value == '<')
            g_string_append(out, mark);
    }
    return g_string_free(out, FALSE);
}

static void add_fields(Letter *letter, const Plan *plan, guint64 number) {
    g_autofree char *mark = g_strdup_printf("%s.%" G_GUINT64_FORMAT ".", plan->run, number);
    bool named = plan->verbatim;
    if (!plan->verbatim)
        add_own_fields(letter, plan);
    for (guint i = 0; i < letter->mail->fields->len; i++) {
        const MailField *field = &g_array_index(letter->mail->fields, MailField, i);
        const bool names = !plan->verbatim && names_messages(field->name);
        named = named || g_ascii_strcasecmp(field->name, "Message-ID") == 0;
        add_field(letter, field->name, names ? marked(field->value, mark) : g_strdup(field->value));
    }
    if (!named)
        add_field(letter, "Message-ID", g_strdup_printf(" <%sload@customer.example>", mark));
}

Letter *letter_new(const Plan *plan, guint64 number) {
    Letter *letter = g_new0(Letter, 1);
    letter->mail = corpus_mail(plan->corpus, (guint)(number % corpus_count(plan->corpus)));
    letter->sender = sender_of(plan, number);
    letter->queue_id = g_strdup_printf("4B%010" G_GINT64_MODIFIER "X", number);
    letter->fields = g_array_new(FALSE, FALSE, sizeof(MailField));
    g_array_set_clear_func(letter->fields, field_clear);
    letter->line = plan->verbatim ? g_strdup("")
                                  : g_strdup_printf("Case %s-%" G_GUINT64_FORMAT ".\r\n", plan->run, number);
    add_fields(letter, plan, number);
    return letter;
}

void letter_free(Letter *letter) {
    if (letter == NULL)
        return;
    g_array_unref(letter->fields);
    g_free(letter->sender);
    g_free(letter->queue_id);
    g_free(letter->line);
    g_free(letter);
}

/* Appends with another line end, and a second dot before one that begins a line. `text` starts a line. */
static void append_lines(GString *out, const char *text, size_t length, const char *line_end, bool dots) {
    for (const char *end = text + length; text < end;) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t line = stop != NULL ? (size_t)(stop - text) : (size_t)(end - text);
        const size_t kept = line > 0 && text[line - 1] == '\r' ? line - 1 : line;
        if (dots && text[0] == '.')
            g_string_append_c(out, '.');
        g_string_append_len(out, text, (gssize)kept);
        g_string_append(out, line_end);
        text += line + (stop != NULL ? 1 : 0);
    }
}

static GString *whole(const Letter *letter, const char *line_end, bool smtp) {
    const Mail *mail = letter->mail;
    GString *out = g_string_sized_new(mail->body_length + 4096);
    for (guint i = 0; i < letter->fields->len; i++) {
        const MailField *field = &g_array_index(letter->fields, MailField, i);
        g_autofree char *text = g_strconcat(field->name, ":", field->value, NULL);
        if (smtp || g_ascii_strcasecmp(field->name, "DKIM-Signature") != 0)
            append_lines(out, text, strlen(text), line_end, false);
    }
    g_string_append(out, line_end);
    append_lines(out, mail->body, mail->mark, line_end, smtp);
    append_lines(out, letter->line, strlen(letter->line), line_end, false);
    append_lines(out, mail->body + mail->mark, mail->body_length - mail->mark, line_end, smtp);
    return out;
}

GString *letter_for_smtp(const Letter *letter) {
    GString *out = whole(letter, "\r\n", true);
    g_string_append(out, ".\r\n");
    return out;
}

GString *letter_for_file(const Letter *letter) {
    return whole(letter, "\n", false);
}
