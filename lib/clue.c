// Tokens outlive a change of settings, so every separator is tried, and those
// of every mailbox: who answers all may name another mailbox first.
#include "clue.h"

#include "acknowledge.h"
#include "address.h"
#include "arrival.h"
#include "subject.h"

// Our signed token as sub-address of an address of ours.
static bool token_of(const Seal *seal, const Mailbox *mailbox, const char *recipient, uint64_t *thread) {
    static const char SEPARATORS[] = {'+', '-'};
    for (guint i = 0; i < mailbox->addresses->len; i++)
        for (size_t k = 0; k < sizeof SEPARATORS; k++) {
            g_autofree char *detail = address_detail(recipient, mailbox->addresses->pdata[i], SEPARATORS[k]);
            if (detail != NULL && seal_token_check(seal, "thread", detail, thread))
                return true;
        }
    return false;
}

static bool find_token(const Seal *seal, const GPtrArray *mailboxes, const GPtrArray *recipients,
                       const GPtrArray *references, uint64_t *thread) {
    for (guint i = 0; i < recipients->len; i++)
        for (guint j = 0; j < mailboxes->len; j++)
            if (token_of(seal, mailboxes->pdata[j], recipients->pdata[i], thread))
                return true;
    for (guint i = 0; i < references->len; i++)
        if (acknowledge_message_id_check(seal, references->pdata[i], thread))
            return true;
    return false;
}

Clue *clue_find(const Seal *seal, const Config *config, const Envelope *envelope, const Message *message) {
    Clue *clue = g_new0(Clue, 1);
    clue->identity = arrival_identity(seal, message, envelope);
    clue->folded = subject_fold(message_subject(message));
    clue->short_id = subject_find_short_id(message_subject(message));
    clue->has_token = find_token(seal, config->mailboxes, envelope->recipients, message_references(message),
                                 &clue->token_thread);
    return clue;
}

void clue_free(Clue *clue) {
    if (clue == NULL)
        return;
    g_free(clue->folded);
    g_free(clue->short_id);
    g_free(clue);
}
