// Gathers, under the store's writer lock, what the acknowledgement will be made
// from: ids, addresses and facts, but no words and no file; what takes a look at
// the text was found before. What an unproven
// sender wrote is never among it, so that nobody can have us carry their text
// to a stranger.
#include "acknowledge.h"

#include <string.h>

#include "address.h"
#include "echo.h"
#include "missing.h"
#include "problem.h"
#include "subject.h"

enum { REFERENCES_KEPT = 20, POINTS = 3 };
enum { OFFSET_LEAST = -12 * 60, OFFSET_MOST = 14 * 60 }; // all clocks on earth, in minutes
static const double FELT = 0.75; // feelings are named only when there is hardly a doubt

static char *id_kind(uint32_t sequence) {
    return g_strdup_printf("mail/%u", sequence);
}

char *acknowledge_message_id(const Seal *seal, uint64_t thread, uint32_t sequence, const char *host) {
    g_autofree char *kind = id_kind(sequence);
    g_autofree char *token = seal_token(seal, kind, thread);
    return g_strdup_printf("%s.%u@%s", token, sequence, host);
}

bool acknowledge_message_id_check(const Seal *seal, const char *message_id, uint64_t *thread) {
    if (strlen(message_id) < SEAL_TOKEN_LENGTH + 3 || message_id[SEAL_TOKEN_LENGTH] != '.')
        return false;
    const char *digits = message_id + SEAL_TOKEN_LENGTH + 1;
    const size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > 10 || digits[count] != '@')
        return false;
    // Only the digits as we write them: no leading zeros, in range.
    const guint64 sequence = g_ascii_strtoull(digits, NULL, 10);
    if (sequence > UINT32_MAX || (count > 1 && *digits == '0'))
        return false;
    g_autofree char *token = g_strndup(message_id, SEAL_TOKEN_LENGTH);
    g_autofree char *kind = id_kind((uint32_t)sequence);
    return seal_token_check(seal, kind, token, thread);
}

// A reply finds its thread by the token in its address.
static char *reply_address(const AcknowledgeFacts *facts) {
    if (facts->mailbox->sub_address == 0)
        return NULL;
    g_autofree char *token = seal_token(facts->seal, SEAL_THREAD, facts->thread_number);
    return address_with_detail(facts->address, facts->mailbox->sub_address, token);
}

// An answer to the envelope sender goes out from the null sender, so that nothing comes back (RFC 3834
// s.3.3). Of any other a bounce must reach us, and answers nothing: a token names the mail it is about. Where
// neither a sub-address nor a domain for it is set up it comes back to the mailbox, where its Message-ID
// tells it.
static char *envelope_sender(const AcknowledgeFacts *facts) {
    if (facts->recipient->is_envelope_sender)
        return g_strdup("");
    const char separator = facts->mailbox->sub_address;
    g_autofree char *token = seal_token(facts->seal, SEAL_BOUNCE, facts->row);
    char *own = separator == 0 ? NULL : address_with_detail(facts->address, separator, token);
    if (own == NULL && facts->bounce_domain != NULL)
        own = g_strdup_printf("%s@%s", token, facts->bounce_domain);
    return own != NULL ? own : g_strdup(facts->address);
}

static void set_addresses(Values *values, const AcknowledgeFacts *facts) {
    values_set(values, "to", facts->recipient->address);
    values_set(values, "from", facts->address);
    values_set(values, "from-name", facts->mailbox->display_name);
    g_autofree char *reply_to = reply_address(facts);
    values_set(values, "reply-to", reply_to);
    g_autofree char *sender = envelope_sender(facts);
    values_set(values, "envelope-sender", sender);
}

// RFC 5322 s.3.6.4: the parent's references and the parent, oldest first; of a long list both ends.
static void add_references(Values *values, const Message *message) {
    const GPtrArray *newest_first = message_references(message);
    const guint count = newest_first == NULL ? 0 : newest_first->len;
    const char *parent = message_id(message);
    const guint last = parent == NULL ? REFERENCES_KEPT : REFERENCES_KEPT - 1;
    for (guint i = 0; i < count; i++) {
        const char *id = newest_first->pdata[count - 1 - i];
        if ((i < REFERENCES_KEPT || i >= count - MIN(count, last)) && g_strcmp0(id, parent) != 0)
            values_add(values, "references", id);
    }
    if (parent != NULL)
        values_add(values, "references", parent);
    values_set(values, "in-reply-to", parent);
}

static void set_subject(Values *values, const AcknowledgeFacts *facts) {
    g_autofree char *id = subject_short_id(facts->thread);
    values_set(values, "short-id", id);
    if (!facts->recipient->proven)
        return;
    g_autofree char *clean = subject_clean(message_subject(facts->message));
    g_strstrip(clean);
    if (*clean == '\0')
        return;
    g_autofree char *subject = g_strdup_printf("Re: %s %s", clean, id);
    values_set(values, "subject", subject);
}

static bool has_language(const Mailbox *mailbox, const char *language) {
    for (guint i = 0; mailbox->languages != NULL && i < mailbox->languages->len; i++)
        if (strcmp(mailbox->languages->pdata[i], language) == 0)
            return true;
    return false;
}

// Which of these have templates is known to the courier; here is only the order of preference.
static void add_languages(Values *values, const AcknowledgeFacts *facts) {
    const Mailbox *mailbox = facts->mailbox;
    const char *written = facts->verdict->language;
    const bool sure = written != NULL && strcmp(written, "und") != 0;
    if (facts->language != NULL)
        values_add(values, "language", facts->language);
    if (sure && has_language(mailbox, written))
        values_add(values, "language", written);
    for (guint i = 0; mailbox->languages != NULL && i < mailbox->languages->len; i++)
        values_add(values, "language", mailbox->languages->pdata[i]);
    if (!sure && facts->language == NULL && mailbox->languages != NULL && mailbox->languages->len > 1)
        values_set(values, "bilingual", "yes");
}

static bool is_present(const Verdict *verdict, Signal signal) {
    return verdict->score[signal] >= VERDICT_PRESENT;
}

static void add_feeling(Values *values, const Verdict *verdict, Level level) {
    if (level < LEVEL_ESCALATION)
        return;
    const double anger = verdict->score[SIGNAL_ANGER];
    const double anxiety = verdict->score[SIGNAL_ANXIETY];
    if (anger >= FELT && anger >= anxiety)
        values_add(values, "feeling", signal_name(SIGNAL_ANGER));
    else if (anxiety >= FELT)
        values_add(values, "feeling", signal_name(SIGNAL_ANXIETY));
}

// Who tells of data exposed is thanked for that, whatever it was exposed in.
static Request heard_request(const Verdict *verdict) {
    const bool named = verdict->request == REQUEST_SECURITY || verdict->request == REQUEST_PRIVACY;
    return is_present(verdict, SIGNAL_SECURITY) && !named ? REQUEST_SECURITY : verdict->request;
}

// What was understood beside the request. Threats are not repeated: that they were heard shows in the clock.
static void add_points(Values *values, const Verdict *verdict) {
    static const Signal POINTED[] = {SIGNAL_SECURITY, SIGNAL_IMPACT,   SIGNAL_BROKEN_PROMISE, SIGNAL_REPEAT,
                                     SIGNAL_URGENCY,  SIGNAL_IDENTITY, SIGNAL_MANAGER};
    const Request request = heard_request(verdict);
    const bool said = request == REQUEST_SECURITY || request == REQUEST_PRIVACY;
    guint count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(POINTED) && count < POINTS; i++) {
        if (!is_present(verdict, POINTED[i]) || (POINTED[i] == SIGNAL_SECURITY && said))
            continue;
        values_add(values, "point", signal_name(POINTED[i]));
        count++;
    }
}

uint32_t acknowledge_asks(uint32_t missing, Level level) {
    return level == LEVEL_NONE ? missing & (1u << MISSING_REFERENCE) : missing;
}

// At most three: what can be answered at once without searching comes first, and when it burns what is at
// stake.
static void add_questions(Values *values, const AcknowledgeFacts *facts) {
    static const Missing CALM[MISSING_COUNT] = {MISSING_REFERENCE,  MISSING_VERSION, MISSING_ERROR,
                                                MISSING_SCREENSHOT, MISSING_SINCE,   MISSING_STEPS,
                                                MISSING_AFFECTED,   MISSING_STOPS,   MISSING_DEADLINE};
    static const Missing GRAVE[MISSING_COUNT] = {MISSING_REFERENCE, MISSING_SINCE,      MISSING_AFFECTED,
                                                 MISSING_STOPS,     MISSING_DEADLINE,   MISSING_ERROR,
                                                 MISSING_VERSION,   MISSING_SCREENSHOT, MISSING_STEPS};
    const Missing *order = facts->level >= LEVEL_ESCALATION ? GRAVE : CALM;
    const uint32_t asked = acknowledge_asks(facts->missing, facts->level);
    for (guint i = 0; i < MISSING_COUNT; i++)
        if ((asked & (1u << order[i])) != 0)
            values_add(values, "ask", missing_name(order[i]));
}

// "impact repeat". The caller owns it.
static char *signal_names(uint32_t set) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        if ((set & (1U << i)) != 0)
            g_string_append_printf(names, names->len == 0 ? "%s" : " %s", signal_name((Signal)i));
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void set_heard(Values *values, const AcknowledgeFacts *facts) {
    const Verdict *verdict = facts->verdict;
    add_feeling(values, verdict, facts->level);
    if (facts->level >= LEVEL_CONCERN) {
        add_points(values, verdict);
        for (guint i = 0; facts->echoes != NULL && i < facts->echoes->len; i++) {
            values_add(values, "quote", g_array_index(facts->echoes, Echo, i).phrase);
            g_autofree char *said = signal_names(g_array_index(facts->echoes, Echo, i).signals);
            values_add(values, "quote-of", said);
        }
    }
    add_questions(values, facts);
}

static bool is_preferred(const Values *values, const char *language) {
    const GPtrArray *preferred = values_list(values, "language");
    for (guint i = 0; preferred != NULL && i < preferred->len; i++)
        if (strcmp(preferred->pdata[i], language) == 0)
            return true;
    return false;
}

// In the languages in which it may be told; which of them it is finds the courier. At most
// PROBLEM_WORKAROUND_MOST characters each.
static void add_workarounds(Values *values, const GPtrArray *workarounds) {
    for (guint i = 0; workarounds != NULL && i < workarounds->len; i++) {
        const Workaround *workaround = workarounds->pdata[i];
        if (workaround->text == NULL || workaround->language == NULL ||
            !is_preferred(values, workaround->language))
            continue;
        g_autofree char *valid = g_utf8_make_valid(workaround->text, -1);
        const glong most = MIN(g_utf8_strlen(valid, -1), PROBLEM_WORKAROUND_MOST);
        g_autofree char *text = g_utf8_substring(valid, 0, most);
        values_add(values, "workaround-language", workaround->language);
        values_add(values, "workaround", text);
    }
}

static void set_time(Values *values, const char *name, int64_t time) {
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, time);
    values_set(values, name, text);
}

// Minutes by which the mailbox's clock is ahead of UTC at that moment.
static int own_offset(const Mailbox *mailbox, int64_t moment) {
    g_autoptr(GDateTime) local = mailbox->calendar == NULL ? NULL : calendar_local(mailbox->calendar, moment);
    return local == NULL ? 0 : (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE);
}

// The customer's clock, where their Date shows one that is not ours. Zero shows nothing: web mail and servers
// write +0000 for everybody. Where both clocks go alike ours is told, since it has a name.
static void set_offset(Values *values, const AcknowledgeFacts *facts) {
    int minutes = 0;
    if (!message_date_offset(facts->message, &minutes) || minutes == 0 || minutes < OFFSET_LEAST ||
        minutes > OFFSET_MOST || minutes == own_offset(facts->mailbox, message_date(facts->message)))
        return;
    g_autofree char *text = g_strdup_printf("%d", minutes);
    values_set(values, "offset", text);
}

static void set_times(Values *values, const AcknowledgeFacts *facts) {
    const Mailbox *mailbox = facts->mailbox;
    set_offset(values, facts);
    values_set(values, "time-zone", mailbox->time_zone == NULL ? "UTC" : mailbox->time_zone);
    if (facts->due > 0)
        set_time(values, "due", facts->due);
    if (mailbox->calendar == NULL || calendar_open_at(mailbox->calendar, facts->now))
        return;
    const GTimeSpan moment = G_TIME_SPAN_SECOND;
    const int64_t opens = calendar_add(mailbox->calendar, facts->now, moment) - moment;
    if (opens > facts->now + G_TIME_SPAN_MINUTE)
        set_time(values, "opens", opens);
}

Values *acknowledge_values(const AcknowledgeFacts *facts) {
    const bool minimal = facts->minimal || !facts->recipient->proven;
    g_autofree char *id = acknowledge_message_id(facts->seal, facts->thread_number, facts->sequence,
                                                 address_domain(facts->address));
    g_autofree char *loop = seal_token(facts->seal, SEAL_LOOP, facts->row);
    Values *values = values_new();
    values_set(values, "form", minimal ? "minimal" : "full");
    values_set(values, "mailbox", facts->mailbox->name);
    set_addresses(values, facts);
    set_subject(values, facts);
    values_set(values, "message-id", id);
    add_references(values, facts->message);
    values_set(values, "loop-token", loop);
    add_languages(values, facts);
    values_set(values, "request", request_name(heard_request(facts->verdict)));
    values_set(values, "level", level_name(facts->level));
    if (!minimal) {
        set_heard(values, facts);
        add_workarounds(values, facts->workarounds);
    }
    set_times(values, facts);
    return values;
}
