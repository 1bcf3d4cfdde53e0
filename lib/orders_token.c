// Which grant a PM's mail names. In a reply the token stands in the recipient's
// sub-address or somewhere in what is quoted, in any encoding and wrapped; so
// every run of the right length is a candidate, and only their number is bounded. Of several
// the first counts: what was answered stands above what that quoted.
#include "orders_parts.h"

#include <string.h>

#include "address.h"

enum { TRIES = 4000, SCAN_OCTETS = 1024 * 1024, PARTS = 20 };

bool orders_token_in(const Seal *seal, const char *text, size_t *at) {
    SealSearch search = {.kind = SEAL_COMMAND, .tries = TRIES};
    const bool found = seal_token_search(seal, &search, text, strlen(text));
    *at = search.at;
    return found;
}

// Transfer encodings undone; the same words stand in text and HTML.
static bool find_in_parts(const OrdersFacts *facts, uint64_t *grant) {
    SealSearch search = {.kind = SEAL_COMMAND, .tries = TRIES};
    size_t count = 0, left = SCAN_OCTETS;
    unsigned read = 0;
    const Part *parts = message_parts(facts->message, &count);
    for (size_t i = 0; i < count && read < PARTS && left > 0; i++) {
        if (parts[i].multipart || parts[i].enclosed || !g_str_has_prefix(parts[i].type, "text/"))
            continue;
        read++;
        gsize size;
        g_autoptr(GBytes) bytes = message_part_bytes(facts->message, i, left);
        const char *text = g_bytes_get_data(bytes, &size);
        if (size > 0 && seal_token_search(facts->seal, &search, text, size)) {
            *grant = search.id;
            return true;
        }
        left -= size;
    }
    return false;
}

static bool find_in_address(const Seal *seal, const Mailbox *mailbox, const char *recipient,
                            uint64_t *grant) {
    static const char SEPARATORS[] = {'+', '-'}; // tokens outlive a change of settings
    for (guint i = 0; i < mailbox->addresses->len; i++)
        for (size_t k = 0; k < sizeof SEPARATORS; k++) {
            g_autofree char *detail = address_detail(recipient, mailbox->addresses->pdata[i], SEPARATORS[k]);
            if (detail != NULL && seal_token_check(seal, SEAL_COMMAND, detail, grant))
                return true;
        }
    return false;
}

bool orders_token(const OrdersFacts *facts, uint64_t *grant) {
    const GPtrArray *recipients = facts->envelope->recipients, *mailboxes = facts->config->mailboxes;
    for (guint i = 0; i < recipients->len; i++)
        for (guint j = 0; j < mailboxes->len; j++)
            if (find_in_address(facts->seal, mailboxes->pdata[j], recipients->pdata[i], grant))
                return true;
    return find_in_parts(facts, grant);
}
