// All that takes time happens on a snapshot: what is gathered, written and composed
// here is a value. What is left for the transaction is to add it, and there it
// stands or falls as one: the mail, what the PM may do by answering it, and the
// note that this day's went. The id of a row is made from the PM and the day, so
// that a digest whose note was lost, by a backup brought back, is not sent again.
#include "post.h"

#include "address.h"
#include "compose.h"
#include "contact.h"
#include "digest.h"
#include "digest_write.h"
#include "fault.h"
#include "grant.h"
#include "memo.h"
#include "outbox.h"
#include "phrasebook.h"
#include "record.h"

enum { LAST_KIND = 'D', LAST_VERSION = 1 };

struct Post {
    const Pm *pm;
    const Mailbox *mailbox;
    int64_t moment; // 0: by hand
    uint64_t id;
    char *token;    // of its grant
    char *reply_to; // where an answer goes
    char *message_id;
    char *day; // of all mails of that local day, which they refer to
    GBytes *bytes;
    GArray *threads;
    unsigned open, late;
};

// --- what was sent last ---

static StoreKey last_key(StoreTxn *txn, const Pm *pm) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "digest of", pm->name));
}

PostLast post_at(StoreTxn *txn, StoreKey key) {
    PostLast last = {0};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_PM, key);
    if (bytes == NULL)
        return last;
    RecordReader reader;
    record_reader_init(&reader, bytes, LAST_KIND, LAST_VERSION);
    last.begun = record_get_i64(&reader);
    last.sent = record_get_i64(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "last digest", &error))
        return last;
    store_fail(txn, error);
    return (PostLast){0};
}

PostLast post_last(StoreTxn *txn, const Pm *pm) {
    return post_at(txn, last_key(txn, pm));
}

static void put_last(StoreTxn *txn, const Pm *pm, PostLast last) {
    RecordWriter *writer = record_writer_new(LAST_KIND, LAST_VERSION);
    record_put_i64(writer, last.begun);
    record_put_i64(writer, last.sent);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_PM, last_key(txn, pm), STORE_OWNER_NONE, bytes);
}

void post_begin(StoreTxn *txn, const Pm *pm, int64_t now) {
    PostLast last = post_last(txn, pm);
    if (last.begun != 0)
        return;
    last.begun = now;
    put_last(txn, pm, last);
}

// --- the mail ---

const Mailbox *post_mailbox(const Config *config, const Pm *pm) {
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        if (g_strcmp0(mailbox->pm, pm->name) == 0)
            return mailbox;
    }
    return NULL;
}

static const char *own_address(const Post *post) {
    return post->mailbox->addresses->pdata[0];
}

static char *local_date(const Pm *pm, int64_t time) {
    g_autoptr(GDateTime) local = calendar_local(pm->calendar, time);
    return g_date_time_format(local, "%Y-%m-%d");
}

// One that is asked for by hand is another with each minute; that of a day is the same whenever it is made.
static uint64_t id_of(const Seal *seal, const Post *post, int64_t now) {
    g_autofree char *when = post->moment != 0
                                ? local_date(post->pm, post->moment)
                                : g_strdup_printf("%" G_GINT64_FORMAT, now / G_TIME_SPAN_MINUTE);
    g_autofree char *name = g_strdup_printf("%s\n%s", post->pm->name, when);
    return seal_number(seal, "digest", name);
}

// An answer brings the token in its address; where sub-addresses are off, in what it quotes or nowhere.
static char *reply_address(const Post *post) {
    const char *own = own_address(post);
    const char separator = post->mailbox->sub_address;
    char *with = separator == 0 ? NULL : address_with_detail(own, separator, post->token);
    return with != NULL ? with : g_strdup(own);
}

static void set_names(Post *post, const Seal *seal, int64_t now) {
    const char *host = address_domain(own_address(post));
    g_autofree char *date = local_date(post->pm, post->moment != 0 ? post->moment : now);
    g_autofree char *of_day = g_strdup_printf("%s\n%s", post->pm->name, date);
    post->id = id_of(seal, post, now);
    post->token = seal_token(seal, SEAL_COMMAND, post->id);
    post->reply_to = reply_address(post);
    g_autofree char *loop = seal_token(seal, SEAL_LOOP, post->id);
    post->message_id = g_strdup_printf("digest.%s@%s", loop, host);
    post->day =
        g_strdup_printf("day.%016" G_GINT64_MODIFIER "x@%s", seal_number(seal, "day of mails", of_day), host);
}

static GBytes *compose(const Post *post, const Seal *seal, const Digest *digest, const char *host,
                       GError **error) {
    g_autoptr(Phrasebook) book = phrasebook_new(post->pm->languages);
    const DigestPaper paper = {.book = book, .mail_to = post->reply_to, .token = post->token};
    g_autofree char *subject = digest_subject(digest, book);
    g_autofree char *text = digest_text(digest, &paper);
    g_autofree char *html = digest_html(digest, &paper);
    g_autofree char *loop = seal_token(seal, SEAL_LOOP, post->id);
    g_autofree char *list = g_strdup_printf("digest.%s", host);
    g_autoptr(GPtrArray) references = g_ptr_array_new();
    g_ptr_array_add(references, post->day);
    const Letter letter = {
        .from_name = "Earshot",
        .from = own_address(post),
        .to = post->pm->address,
        .reply_to = post->reply_to,
        .subject = subject,
        .message_id = post->message_id,
        .in_reply_to = post->day,
        .references = references,
        .auto_submitted = "auto-generated",
        .loop_token = loop,
        .list_id = list,
        .language = phrasebook_language(book),
        .date = digest->now,
        .text = text,
        .html = html,
    };
    return compose_letter(&letter, error);
}

static unsigned count_open(const Digest *digest) {
    unsigned count = 0;
    for (int level = 0; level < LEVEL_COUNT; level++)
        count += digest->open[level];
    return count;
}

Post *post_make(StoreTxn *txn, const Config *config, const Pm *pm, int64_t moment, uint64_t unheard,
                int64_t now, GError **error) {
    g_autoptr(Post) post = g_new0(Post, 1);
    post->pm = pm;
    post->mailbox = post_mailbox(config, pm);
    post->moment = moment;
    if (post->mailbox == NULL) {
        fault_set(error, FATE_PERMANENT, "no [mailbox] names pm = %s", pm->name);
        return NULL;
    }
    const Seal *seal = store_txn_seal(txn);
    g_autoptr(Digest) digest = digest_gather(txn, config, pm, now);
    if (digest == NULL)
        return NULL; // the transaction says why
    digest->unheard = unheard;
    set_names(post, seal, now);
    post->threads = digest_threads(digest);
    post->open = count_open(digest);
    post->late = digest->late;
    post->bytes = compose(post, seal, digest, config->hostname, error);
    return post->bytes == NULL ? NULL : g_steal_pointer(&post);
}

void post_free(Post *post) {
    if (post == NULL)
        return;
    g_free(post->token);
    g_free(post->reply_to);
    g_free(post->message_id);
    g_free(post->day);
    g_clear_pointer(&post->bytes, g_bytes_unref);
    g_clear_pointer(&post->threads, g_array_unref);
    g_free(post);
}

uint64_t post_id(const Post *post) {
    return post->id;
}

unsigned post_open(const Post *post) {
    return post->open;
}

unsigned post_late(const Post *post) {
    return post->late;
}

// --- its row ---

static void add_row(StoreTxn *txn, const Config *config, const Post *post, int64_t now) {
    OutboxRow row = {
        .id = post->id,
        .kind = OUTBOX_DIGEST,
        .owner = contact_take(txn, post->pm->address, now).slot,
        .person = contact_hash(store_txn_seal(txn), post->pm->address),
        .mailbox = post->mailbox->name,
        .to = post->pm->address,
        .envelope_sender = (char *)(uintptr_t) "",
        .message_id = post->message_id,
        .bytes = post->bytes,
        .created = now,
        .due = now,
        .give_up = config->give_up,
    };
    outbox_add(txn, &row);
    outbox_expire(txn, post->id, now + MEMO_KEPT);
}

bool post_add(StoreTxn *txn, const Config *config, const Post *post, int64_t now) {
    if (post->moment != 0) {
        PostLast last = post_last(txn, post->pm);
        last.sent = post->moment;
        put_last(txn, post->pm, last);
    }
    g_autoptr(OutboxRow) there = outbox_get(txn, post->id);
    if (there != NULL || store_failed(txn))
        return false;
    add_row(txn, config, post, now);
    grant_add(txn, post->id, post->pm->name, GRANT_LOOK | GRANT_THREAD | GRANT_PROBLEM,
              (const uint64_t *)(const void *)post->threads->data, post->threads->len, now);
    return !store_failed(txn);
}
