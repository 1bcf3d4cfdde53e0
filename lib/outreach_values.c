// Gathers, under the store's writer lock, what a mail to a customer is made from:
// a PM's words as they are, bounded and on plain lines, and facts; no file is read.
#include "outreach.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "subject.h"

enum { WORDS_MOST = 600, LINES_MOST = 40, SHORT_MOST = 120 };

// A PM's text, a line an item; of all lines together at most WORDS_MOST characters.
static void add_lines(Values *values, const char *name, const char *text) {
    if (text == NULL)
        return;
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, WORDS_MOST * 8));
    g_auto(GStrv) lines = g_strsplit(g_strdelimit(valid, "\r", '\n'), "\n", LINES_MOST);
    glong left = WORDS_MOST;
    for (guint i = 0; lines[i] != NULL && left > 0; i++) {
        g_autofree char *line = values_short(lines[i], (size_t)left);
        if (line == NULL)
            continue;
        values_add(values, name, line);
        left -= g_utf8_strlen(line, -1);
    }
}

static void set_short(Values *values, const char *name, const char *text, size_t most) {
    g_autofree char *plain = values_short(text, most);
    values_set(values, name, plain);
}

static void set_time(Values *values, const char *name, int64_t time) {
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, time);
    values_set(values, name, text);
}

// In one list a kind of part, so that each option has an item in all of them.
static void add_option(Values *values, const OutreachOption *option, guint number) {
    const struct {
        const char *name, *text;
    } parts[] = {{"what", option->what}, {"cost", option->cost}, {"when", option->when}};
    g_autofree char *digits = g_strdup_printf("%u", number);
    values_add(values, "number", digits);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *plain = values_short(parts[i].text, WORDS_MOST);
        values_add(values, parts[i].name, plain == NULL ? "" : plain);
    }
}

static void add_options(Values *values, const Outreach *outreach) {
    const guint count = outreach->options == NULL ? 0 : MIN(outreach->options->len, OUTREACH_OPTIONS);
    for (guint i = 0; i < count; i++)
        if (outreach->kind != OUTREACH_CHOSEN || i + 1 == outreach->chosen)
            add_option(values, &g_array_index(outreach->options, OutreachOption, i), i + 1);
}

static void set_addresses(Values *values, const OutreachFacts *facts) {
    const Outreach *outreach = facts->outreach;
    const Mailbox *mailbox = outreach->mailbox;
    const char *own = mailbox->addresses->pdata[0];
    g_autofree char *thread = seal_token(facts->seal, SEAL_THREAD, outreach->thread->id);
    g_autofree char *bounce = seal_token(facts->seal, SEAL_BOUNCE, outreach->id);
    g_autofree char *reply_to =
        mailbox->sub_address == 0 ? NULL : address_with_detail(own, mailbox->sub_address, thread);
    g_autofree char *sender =
        mailbox->sub_address == 0 ? NULL : address_with_detail(own, mailbox->sub_address, bounce);
    if (sender == NULL)
        sender = facts->bounce_domain == NULL ? g_strdup(own)
                                              : g_strdup_printf("%s@%s", bounce, facts->bounce_domain);
    values_set(values, "to", outreach->thread->from);
    values_set(values, "from", own);
    values_set(values, "from-name", mailbox->display_name);
    values_set(values, "reply-to", reply_to);
    values_set(values, "envelope-sender", sender);
}

static void set_subject(Values *values, const Thread *thread) {
    g_autofree char *number = thread_id_format(thread->id);
    g_autofree char *id = subject_short_id(number);
    values_set(values, "short-id", id);
    g_autofree char *clean = subject_clean(thread->subject == NULL ? "" : thread->subject);
    g_strstrip(clean);
    if (*clean == '\0')
        return;
    g_autofree char *subject = g_strdup_printf("Re: %s %s", clean, id);
    values_set(values, "subject", subject);
}

static void set_ids(Values *values, const OutreachFacts *facts) {
    const Outreach *outreach = facts->outreach;
    const char *host = address_domain(outreach->mailbox->addresses->pdata[0]);
    g_autofree char *id =
        acknowledge_message_id(facts->seal, outreach->thread->id, outreach->thread->sent, host);
    g_autofree char *loop = seal_token(facts->seal, SEAL_LOOP, outreach->id);
    values_set(values, "message-id", id);
    values_set(values, "loop-token", loop);
    const guint count = facts->heard == NULL ? 0 : facts->heard->len;
    for (guint i = 0; i < count; i++)
        values_add(values, "references", facts->heard->pdata[i]);
    if (count > 0)
        values_set(values, "in-reply-to", facts->heard->pdata[count - 1]);
}

static bool has_language(const Mailbox *mailbox, const char *language) {
    for (guint i = 0; mailbox->languages != NULL && i < mailbox->languages->len; i++)
        if (strcmp(mailbox->languages->pdata[i], language) == 0)
            return true;
    return false;
}

// As an acknowledgement has it: the account's, the conversation's where the mailbox speaks it, the mailbox's.
static void add_languages(Values *values, const OutreachFacts *facts) {
    const Mailbox *mailbox = facts->outreach->mailbox;
    const char *written = facts->outreach->thread->language;
    if (facts->language != NULL)
        values_add(values, "language", facts->language);
    if (written != NULL && has_language(mailbox, written))
        values_add(values, "language", written);
    for (guint i = 0; mailbox->languages != NULL && i < mailbox->languages->len; i++)
        values_add(values, "language", mailbox->languages->pdata[i]);
}

static void set_words(Values *values, const Outreach *outreach) {
    add_lines(values, "text", outreach->text);
    add_lines(values, "reason", outreach->reason);
    add_lines(values, "alternative", outreach->alternative);
    add_lines(values, "goodwill", outreach->goodwill);
    set_short(values, "release", outreach->release, SHORT_MOST);
    set_short(values, "title", outreach->title, SHORT_MOST);
    add_options(values, outreach);
}

Values *outreach_values(const OutreachFacts *facts) {
    const Outreach *outreach = facts->outreach;
    const Mailbox *mailbox = outreach->mailbox;
    Values *values = values_new();
    values_set(values, "kind", outreach_kind_name(outreach->kind));
    values_set(values, "mailbox", mailbox->name);
    set_addresses(values, facts);
    set_subject(values, outreach->thread);
    set_ids(values, facts);
    add_languages(values, facts);
    set_words(values, outreach);
    values_set(values, "time-zone", mailbox->time_zone == NULL ? "UTC" : mailbox->time_zone);
    if (outreach->thread->opened > 0)
        set_time(values, "opened", outreach->thread->opened);
    return values;
}
