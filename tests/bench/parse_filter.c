/* The floor for support mail: a filter that asks for no replies, parses each message with GMime and commits a
 * digest of it durably to LMDB, and does nothing else. Any filter that reads mail and keeps what it decided
 * has to do as much, so ratios to this one say what the deciding costs. With --share all who wait at the same
 * time have one commit. Usage: parse_filter [--share] STORE-DIRECTORY SOCKET */
#include <gmime/gmime.h>
#include <libmilter/mfapi.h>
#include <libmilter/mfdef.h>
#include <lmdb.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const unsigned long all_silent = SMFIP_NR_CONN | SMFIP_NR_HELO | SMFIP_NR_MAIL | SMFIP_NR_RCPT |
                                        SMFIP_NR_DATA | SMFIP_NR_HDR | SMFIP_NR_EOH | SMFIP_NR_BODY;
static const guint longest_message = 1024 * 1024;

/* A digest on its way to the store, on the stack of the callback that waits for it. */
typedef struct Entry Entry;
struct Entry {
    char key[65];
    guint parts;
    bool done, kept;
    Entry *next;
};

/* libmilter gives its callbacks no argument of ours, so this is the one global of the program. */
static struct {
    MDB_env *env;
    MDB_dbi table;
    bool share;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    Entry *waiting;
    bool committing;
} store = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static bool store_open(const char *directory, bool share) {
    MDB_txn *txn = NULL;
    store.share = share;
    return mdb_env_create(&store.env) == 0 && mdb_env_set_mapsize(store.env, (size_t)4 << 30) == 0 &&
           mdb_env_open(store.env, directory, MDB_NOTLS, 0600) == 0 &&
           mdb_txn_begin(store.env, NULL, 0, &txn) == 0 && mdb_dbi_open(txn, NULL, 0, &store.table) == 0 &&
           mdb_txn_commit(txn) == 0;
}

/* Commits a list of entries in one transaction. */
static bool commit_list(const Entry *list) {
    MDB_txn *txn = NULL;
    bool good = mdb_txn_begin(store.env, NULL, 0, &txn) == 0;
    for (const Entry *entry = list; good && entry != NULL; entry = entry->next) {
        MDB_val key = {.mv_size = sizeof entry->key - 1, .mv_data = (void *)entry->key};
        MDB_val value = {.mv_size = sizeof entry->parts, .mv_data = (void *)&entry->parts};
        good = mdb_put(txn, store.table, &key, &value, 0) == 0;
    }
    if (good)
        return mdb_txn_commit(txn) == 0;
    if (txn != NULL)
        mdb_txn_abort(txn);
    return false;
}

/* Takes everything that waits and commits it. Called and left with the lock held. */
static void commit_waiting(void) {
    Entry *list = store.waiting;
    store.waiting = NULL;
    store.committing = true;
    pthread_mutex_unlock(&store.lock);
    bool kept = commit_list(list);
    pthread_mutex_lock(&store.lock);
    store.committing = false;
    for (Entry *entry = list, *next = NULL; entry != NULL; entry = next) {
        next = entry->next; /* once done, the entry's owner may return and its stack be gone */
        entry->kept = kept;
        entry->done = true;
    }
    pthread_cond_broadcast(&store.changed);
}

/* Whoever finds no commit under way does the next one, for all who wait by then. */
static bool keep(Entry *entry) {
    if (!store.share)
        return commit_list(entry);
    pthread_mutex_lock(&store.lock);
    entry->next = store.waiting;
    store.waiting = entry;
    while (!entry->done)
        if (store.committing)
            pthread_cond_wait(&store.changed, &store.lock);
        else
            commit_waiting();
    pthread_mutex_unlock(&store.lock);
    return entry->kept;
}

static void count_part(GMimeObject *parent, GMimeObject *part, gpointer count) {
    (void)parent, (void)part;
    ++*(guint *)count;
}

static guint parse(const GByteArray *bytes) {
    guint parts = 0;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes->data, bytes->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message != NULL)
        g_mime_message_foreach(message, count_part, &parts);
    g_clear_object(&message);
    g_object_unref(parser);
    g_object_unref(stream);
    return parts;
}

static GByteArray *bytes_of(SMFICTX *ctx) {
    GByteArray *bytes = smfi_getpriv(ctx);
    if (bytes == NULL) {
        bytes = g_byte_array_new();
        (void)smfi_setpriv(ctx, bytes);
    }
    return bytes;
}

static void append(SMFICTX *ctx, const void *data, size_t length) {
    GByteArray *bytes = bytes_of(ctx);
    g_byte_array_append(bytes, data, (guint)MIN(length, longest_message - MIN(bytes->len, longest_message)));
}

static void append_text(SMFICTX *ctx, const char *text) {
    append(ctx, text, strlen(text));
}

static sfsistat on_negotiate(SMFICTX *ctx, unsigned long actions, unsigned long offered, unsigned long f2,
                             unsigned long f3, unsigned long *want_actions, unsigned long *want,
                             unsigned long *want2, unsigned long *want3) {
    (void)ctx, (void)actions, (void)f2, (void)f3;
    *want_actions = *want2 = *want3 = 0;
    *want = all_silent | SMFIP_NOUNKNOWN;
    return (offered & *want) == *want ? SMFIS_CONTINUE : SMFIS_REJECT;
}

static sfsistat on_sender(SMFICTX *ctx, char **arguments) {
    (void)arguments;
    g_byte_array_set_size(bytes_of(ctx), 0);
    return SMFIS_NOREPLY;
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value) {
    append_text(ctx, name);
    append_text(ctx, ": ");
    append_text(ctx, value);
    append_text(ctx, "\n");
    return SMFIS_NOREPLY;
}

static sfsistat on_end_of_header(SMFICTX *ctx) {
    append_text(ctx, "\n");
    return SMFIS_NOREPLY;
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *chunk, size_t length) {
    append(ctx, chunk, length);
    return SMFIS_NOREPLY;
}

static sfsistat on_end_of_message(SMFICTX *ctx) {
    GByteArray *bytes = bytes_of(ctx);
    Entry entry = {.parts = parse(bytes)};
    g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
    g_strlcpy(entry.key, digest, sizeof entry.key);
    g_byte_array_set_size(bytes, 0);
    return keep(&entry) ? SMFIS_CONTINUE : SMFIS_TEMPFAIL;
}

static sfsistat on_close(SMFICTX *ctx) {
    GByteArray *bytes = smfi_getpriv(ctx);
    if (bytes != NULL)
        g_byte_array_unref(bytes);
    (void)smfi_setpriv(ctx, NULL);
    return SMFIS_CONTINUE;
}

static bool serve(char *socket) {
    struct smfiDesc filter = {
        .xxfi_name = (char[]){"parse"},
        .xxfi_version = SMFI_VERSION,
        .xxfi_envfrom = on_sender,
        .xxfi_header = on_header,
        .xxfi_eoh = on_end_of_header,
        .xxfi_body = on_body,
        .xxfi_eom = on_end_of_message,
        .xxfi_close = on_close,
        .xxfi_negotiate = on_negotiate,
    };
    return smfi_setconn(socket) == MI_SUCCESS && smfi_register(filter) == MI_SUCCESS &&
           smfi_main() == MI_SUCCESS;
}

int main(int argc, char **argv) {
    bool share = argc == 4 && strcmp(argv[1], "--share") == 0;
    if (argc != (share ? 4 : 3) || argv[1][0] == (share ? '\0' : '-')) {
        fprintf(stderr, "usage: parse_filter [--share] STORE-DIRECTORY SOCKET\n");
        return EX_USAGE;
    }
    g_mime_init();
    if (!store_open(argv[argc - 2], share) || !serve(argv[argc - 1])) {
        fprintf(stderr, "parse_filter: cannot keep in %s or serve %s\n", argv[argc - 2], argv[argc - 1]);
        return EX_UNAVAILABLE;
    }
    return EX_OK;
}
