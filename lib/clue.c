// Tokens outlive a change of settings, so every separator is tried, and those
// of every mailbox: who answers all may name another mailbox first.
#include "clue.h"

#include <string.h>

#include "acknowledge.h"
#include "address.h"
#include "arrival.h"
#include "looptoken.h"
#include "subject.h"

// The signed token of a kind that is a sub-address of an address of ours; NULL when there is none.
static char *token_of(const Seal *seal, const char *kind, const Mailbox *mailbox, const char *recipient) {
    static const char SEPARATORS[] = {'+', '-'};
    for (guint i = 0; i < mailbox->addresses->len; i++)
        for (size_t k = 0; k < sizeof SEPARATORS; k++) {
            uint64_t unused;
            g_autofree char *detail = address_detail(recipient, mailbox->addresses->pdata[i], SEPARATORS[k]);
            if (detail != NULL && seal_token_check(seal, kind, detail, &unused))
                return g_steal_pointer(&detail);
        }
    return NULL;
}

// The first among all recipients. The caller owns it.
static char *find_token(const Seal *seal, const char *kind, const GPtrArray *mailboxes,
                        const GPtrArray *recipients) {
    for (guint i = 0; i < recipients->len; i++)
        for (guint j = 0; j < mailboxes->len; j++) {
            char *token = token_of(seal, kind, mailboxes->pdata[j], recipients->pdata[i]);
            if (token != NULL)
                return token;
        }
    return NULL;
}

static bool find_thread(const Seal *seal, const GPtrArray *mailboxes, const GPtrArray *recipients,
                        const GPtrArray *references, uint64_t *thread) {
    g_autofree char *token = find_token(seal, SEAL_THREAD, mailboxes, recipients);
    if (token != NULL)
        return seal_token_check(seal, SEAL_THREAD, token, thread);
    for (guint i = 0; i < references->len; i++)
        if (acknowledge_message_id_check(seal, references->pdata[i], thread))
            return true;
    return false;
}

// What machines change in a text that they repeat: times, ticket numbers, tokens, links.
static bool changes_each_time(const char *word, size_t length) {
    size_t digits = 0;
    for (size_t i = 0; i < length; i++)
        digits += g_ascii_isdigit(word[i]) != 0;
    const bool time = digits > 0 && memchr(word, ':', length) != NULL;
    return time || digits >= 4 || (digits > 0 && length >= 12) || length >= 20;
}

// The subject as it stands: who writes "Order 1" and "Order 2" writes of two things.
static SealHash words_of(const Seal *seal, const Envelope *envelope, const Message *message,
                         const Text *text) {
    const char *from = message_from(message) != NULL ? message_from(message) : envelope->sender;
    g_autofree char *sender = address_key(from == NULL ? "" : from);
    g_autoptr(GString) all = g_string_new(NULL);
    g_string_append_printf(all, "%s\n%s\n", sender, message_subject(message));
    for (const char *at = text == NULL ? "" : text->body; *at != '\0';) {
        const size_t length = strcspn(at, " \t\n");
        if (length > 0 && !changes_each_time(at, length))
            g_string_append_len(g_string_append_c(all, ' '), at, (gssize)length);
        at += length + (at[length] != '\0');
    }
    return seal_hash_string(seal, "words", all->str);
}

// Machines that name our subject in their text, and take it out of theirs, tell the conversation so.
static char *find_short_id(const Message *message, const Text *text) {
    char *id = subject_find_short_id(message_subject(message));
    return id != NULL || text == NULL ? id : subject_find_short_id(text->body);
}

Clue *clue_find(const Seal *seal, const Config *config, const Envelope *envelope, const Message *message,
                const Text *text) {
    Clue *clue = g_new0(Clue, 1);
    clue->identity = arrival_identity(seal, message, envelope);
    clue->folded = subject_fold(message_subject(message));
    clue->short_id = find_short_id(message, text);
    unsigned tries = LOOPTOKEN_TRIES;
    clue->has_row = text != NULL && looptoken_find(seal, text->body, strlen(text->body), &tries, &clue->row);
    clue->words = words_of(seal, envelope, message, text);
    clue->has_token = find_thread(seal, config->mailboxes, envelope->recipients, message_references(message),
                                  &clue->token_thread);
    g_autofree char *bounce = find_token(seal, SEAL_BOUNCE, config->mailboxes, envelope->recipients);
    clue->feedback = feedback_find(seal, message, bounce);
    return clue;
}

ThreadClues clue_for_thread(const Clue *clue, const Config *config, const Message *message,
                            const char *person, int64_t now) {
    return (ThreadClues){
        .has_token = clue->has_token,
        .token_thread = clue->token_thread,
        .references = message_references(message),
        .message_id = message_id(message),
        .short_id = clue->short_id,
        .person = person,
        .accounts = config->accounts,
        .subject = clue->folded,
        .is_reply = subject_is_reply(message_subject(message)),
        .now = now,
    };
}

void clue_free(Clue *clue) {
    if (clue == NULL)
        return;
    g_free(clue->folded);
    g_free(clue->short_id);
    feedback_free(clue->feedback);
    g_free(clue);
}
