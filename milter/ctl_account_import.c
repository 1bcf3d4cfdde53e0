// Accounts from a file. What it would change is found on a snapshot and told first; the transaction then only
// writes, since mail waits for it, and all of it is one, so that nobody ever sees half a file.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "account_csv.h"
#include "address.h"
#include "ctl_account.h"
#include "cell.h"
#include "ctl_screen.h"
#include "fault.h"
#include "past.h"

enum { SHOWN_GROUP = 50, MANY = 10000 };

typedef struct Row {
    const AccountFacts *facts; // borrowed from the file's
    char *words;               // what is another, what is taken over
    GPtrArray *domains_of;     // char *: the accounts whose domains are taken over
} Row;

typedef struct Other { // stored, and not in the file
    char *account, *name;
} Other;

typedef struct Import {
    const char *file;
    char *map;
    gboolean dry_run, remove_others, all;
    Screen screen;
    GPtrArray *accounts; // AccountFacts * of the file
    GHashTable *keys;    // of these
    // What it comes to
    GPtrArray *added, *changed; // Row *
    GPtrArray *others;          // Other *
} Import;

static void row_free(gpointer data) {
    Row *row = data;
    g_free(row->words);
    g_ptr_array_unref(row->domains_of);
    g_free(row);
}

static Row *row_new(const AccountFacts *facts) {
    Row *row = g_new0(Row, 1);
    row->facts = facts;
    row->domains_of = g_ptr_array_new_with_free_func(g_free);
    return row;
}

static void other_free(gpointer data) {
    Other *other = data;
    g_free(other->account);
    g_free(other->name);
    g_free(other);
}

static void import_clear(Import *import) {
    g_free(import->map);
    g_clear_pointer(&import->keys, g_hash_table_unref);
    g_clear_pointer(&import->accounts, g_ptr_array_unref);
    g_clear_pointer(&import->added, g_ptr_array_unref);
    g_clear_pointer(&import->changed, g_ptr_array_unref);
    g_clear_pointer(&import->others, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)

// --- the file ---

static bool read_all(int fd, gsize size, GByteArray *bytes, GError **error) {
    uint8_t block[65536];
    ssize_t got = 1;
    g_byte_array_set_size(bytes, (guint)size + 1); // no growth by doubling
    g_byte_array_set_size(bytes, 0);
    while (got != 0 && bytes->len <= ACCOUNT_CSV_MAX) {
        got = read(fd, block, sizeof block);
        if (got < 0 && errno != EINTR)
            return fault_set(error, FATE_PERMANENT, "cannot be read: %s", g_strerror(errno));
        if (got > 0)
            g_byte_array_append(bytes, block, (guint)got);
    }
    return bytes->len <= ACCOUNT_CSV_MAX ||
           fault_set(error, FATE_PERMANENT, "larger than 64 MB; is it the right file? If so, split it");
}

static GByteArray *read_file(const char *path, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    struct stat status;
    bool good = false;
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY); // a FIFO must not block
    if (fd < 0 || fstat(fd, &status) != 0)
        fault_set(error, FATE_PERMANENT, "cannot be read: %s", g_strerror(errno));
    else if (!S_ISREG(status.st_mode))
        fault_set(error, FATE_PERMANENT, "is no regular file");
    else
        good = read_all(fd, (gsize)CLAMP(status.st_size, 0, (off_t)ACCOUNT_CSV_MAX), bytes, error);
    if (fd >= 0)
        close(fd);
    return good ? g_steal_pointer(&bytes) : NULL;
}

static bool read_accounts(Import *import, const char *columns) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *name = g_filename_display_name(import->file);
    g_autoptr(GByteArray) bytes = read_file(import->file, &error);
    if (bytes == NULL) {
        fprintf(stderr, "%s: %s\n", name, error->message);
        return false;
    }
    import->accounts = account_csv_read(name, (const char *)bytes->data, bytes->len,
                                        import->map != NULL ? import->map : columns, errors);
    for (guint i = 0; i < errors->len; i++)
        fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    if (import->accounts == NULL)
        fprintf(stderr, "Nothing was changed.\n");
    return import->accounts != NULL;
}

// --- what it comes to ---

// Whether the account has the address, or else the domain, itself.
static bool lists(const AccountFacts *facts, const char *name, bool domain) {
    for (guint i = 0; domain && i < facts->domains->len; i++)
        if (strcmp(facts->domains->pdata[i], name) == 0)
            return true;
    for (guint i = 0; !domain && i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        if (address_equal(contact->address, name))
            return true;
    }
    return false;
}

// The account that it is taken from, when that is not in the file; what those in the file lose is told with
// them. NULL for none.
static char *taken_from(StoreTxn *txn, const Import *import, const AccountFacts *before, const char *name,
                        bool domain) {
    if (before != NULL && lists(before, name, domain))
        return NULL;
    g_autofree char *find = g_strconcat(domain ? "@" : "", name, NULL);
    g_autoptr(AccountFacts) owner = accounts_find(txn, find);
    const bool taken =
        owner != NULL && !g_hash_table_contains(import->keys, owner->account) && lists(owner, name, domain);
    return taken ? g_strdup(owner->account) : NULL;
}

static void tell_taken(GString *text, const char *name, const char *owner) {
    if (owner != NULL)
        g_string_append_printf(text, "      %s is taken over from %s\n", name, owner);
}

static void tell_changes(StoreTxn *txn, const Import *import, const AccountFacts *before, Row *row) {
    const AccountFacts *facts = row->facts;
    GString *text = g_string_new(NULL);
    if (before != NULL)
        account_tell_changes(text, before, facts);
    for (guint i = 0; i < facts->domains->len; i++) {
        g_autofree char *owner = taken_from(txn, import, before, facts->domains->pdata[i], true);
        tell_taken(text, facts->domains->pdata[i], owner);
        if (owner != NULL)
            g_ptr_array_add(row->domains_of, g_steal_pointer(&owner));
    }
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        g_autofree char *owner = taken_from(txn, import, before, contact->address, false);
        tell_taken(text, contact->address, owner);
    }
    row->words = g_string_free(text, FALSE);
}

static bool take_other(StoreTxn *txn, const AccountFacts *facts, void *data) {
    (void)txn;
    const Import *import = data;
    if (g_hash_table_contains(import->keys, facts->account))
        return true;
    Other *other = g_new0(Other, 1);
    *other = (Other){.account = g_strdup(facts->account), .name = g_strdup(facts->name)};
    g_ptr_array_add(import->others, other);
    return true;
}

static bool compare_all(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Import *import = data;
    for (guint i = 0; i < import->accounts->len && !store_failed(txn); i++) {
        const AccountFacts *facts = import->accounts->pdata[i];
        g_autoptr(AccountFacts) before = accounts_get(txn, facts->account);
        if (before != NULL && account_facts_equal(before, facts))
            continue;
        Row *row = row_new(facts);
        g_ptr_array_add(before == NULL ? import->added : import->changed, row);
        tell_changes(txn, import, before, row);
    }
    accounts_walk(txn, take_other, data);
    return !store_failed(txn);
}

static bool compare(Daemon *daemon, Import *import) {
    import->added = g_ptr_array_new_with_free_func(row_free);
    import->changed = g_ptr_array_new_with_free_func(row_free);
    import->others = g_ptr_array_new_with_free_func(other_free);
    import->keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < import->accounts->len; i++)
        g_hash_table_add(import->keys, ((const AccountFacts *)import->accounts->pdata[i])->account);
    if (daemon->store != NULL)
        return ctl_read(daemon, compare_all, import);
    for (guint i = 0; i < import->accounts->len; i++) // there is no store yet, so all are new
        g_ptr_array_add(import->added, row_new(import->accounts->pdata[i]));
    return true;
}

// --- telling ---

enum { NAME_AT = 24, NAME_ROOM = 54 };

static void print_name(const Import *import, const char *account, const char *name) {
    g_autofree char *key = cell_cut(account, 300, import->screen.ascii);
    g_autofree char *cut = cell_cut(name, NAME_ROOM, import->screen.ascii);
    printf("  %s%*s%s\n", key, (int)MAX(NAME_AT - 2 - (glong)g_utf8_strlen(key, -1), 2), "", cut);
}

static void print_rest(const Import *import, guint count) {
    if (!import->all && count > SHOWN_GROUP)
        printf("  and %u more; --all shows them\n", count - SHOWN_GROUP);
}

static void print_rows(const Import *import, const char *head, const GPtrArray *rows) {
    if (rows->len > 0)
        puts(head);
    for (guint i = 0; i < rows->len && (import->all || i < SHOWN_GROUP); i++) {
        const Row *row = rows->pdata[i];
        print_name(import, row->facts->account, row->facts->name);
        if (row->words != NULL)
            fputs(row->words, stdout);
    }
    print_rest(import, rows->len);
}

static void print_others(const Import *import) {
    if (import->others->len > 0)
        puts(import->remove_others ? "Not in the file, to be removed:" : "Not in the file, kept:");
    for (guint i = 0; i < import->others->len && (import->all || i < SHOWN_GROUP); i++) {
        const Other *other = import->others->pdata[i];
        print_name(import, other->account, other->name);
    }
    print_rest(import, import->others->len);
}

static void print_difference(const Import *import) {
    guint lost = 0;
    print_rows(import, "New:", import->added);
    print_rows(import, "Changed:", import->changed);
    print_others(import);
    for (guint i = 0; i < import->accounts->len; i++) {
        const AccountFacts *facts = import->accounts->pdata[i];
        lost += facts->domains->len + facts->contacts->len == 0;
    }
    if (lost > 0)
        printf("%u of the file without domain and address: no mail will be known as theirs.\n", lost);
}

static int finish(const Import *import) {
    const guint unchanged = import->accounts->len - import->added->len - import->changed->len;
    printf("%u new, %u changed, %u unchanged", import->added->len, import->changed->len, unchanged);
    if (import->others->len > 0)
        printf(", %u not in the file (%s)", import->others->len,
               !import->remove_others ? "kept"
               : import->dry_run      ? "to be removed"
                                      : "removed");
    puts(import->dry_run ? ". A dry run: nothing was written." : ".");
    return EX_OK;
}

// --- writing ---

// Whoever has the domains of an account that is no more is that customer under another key, as when a CRM
// system is replaced: what is remembered of them goes along.
static void write_row(StoreTxn *txn, const Row *row) {
    accounts_put(txn, row->facts);
    for (guint i = 0; i < row->domains_of->len; i++)
        past_inherit(txn, row->domains_of->pdata[i], row->facts->account);
}

// It may be run more than once: when the store is full it is made larger, and the work is done again.
static bool write_all(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Import *import = data;
    const GPtrArray *const both[] = {import->added, import->changed};
    for (guint i = 0; import->remove_others && i < import->others->len; i++)
        accounts_remove(txn, ((const Other *)import->others->pdata[i])->account);
    for (size_t i = 0; i < G_N_ELEMENTS(both); i++)
        for (guint j = 0; j < both[i]->len && !store_failed(txn); j++)
            write_row(txn, both[i]->pdata[j]);
    return !store_failed(txn);
}

static bool write_import(Daemon *daemon, Import *import) {
    GError *error = NULL;
    if (import->added->len + import->changed->len == 0 &&
        (!import->remove_others || import->others->len == 0))
        return true;
    if (import->added->len + import->changed->len >= MANY && isatty(STDERR_FILENO))
        fputs("Writing...\n", stderr); // seconds, in which nothing else is to be seen
    return store_write(daemon->store, write_all, import, 0, &error) || daemon_fail(daemon, error);
}

// --- the command ---

static bool read_options(Daemon *daemon, Import *import, int *argc, char ***argv) {
    static const CtlCommand USAGE = {"account import", "FILE.csv [--dry-run] [--remove-others]",
                                     "what is known of customers, from a spreadsheet or CRM system", NULL};
    const GOptionEntry entries[] = {
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &import->dry_run, "only show what it would change", NULL},
        {"map", 0, 0, G_OPTION_ARG_STRING, &import->map, "what columns are: \"Customer No=account, Size=\"",
         "MAP"},
        {"remove-others", 0, 0, G_OPTION_ARG_NONE, &import->remove_others,
         "remove stored accounts that are not in the file", NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &import->all, "show all of the difference, not 50 of each kind",
         NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, argc, argv))
        return false;
    daemon->status = *argc == 2 && screen_find(&import->screen, NULL, stdout) ? EX_OK : ctl_usage(&USAGE);
    return daemon->status == EX_OK;
}

int ctl_account_import(Daemon *daemon, int argc, char **argv) {
    g_auto(Import) import = {0};
    if (!read_options(daemon, &import, &argc, &argv) || !daemon_look(daemon))
        return daemon->status;
    import.file = argv[1];
    if (!read_accounts(&import, daemon->config->accounts_known.columns))
        return EX_DATAERR;
    const bool opens = !import.dry_run || ctl_forget_absent(daemon);
    if ((opens && !daemon_open(daemon, true)) || !compare(daemon, &import))
        return daemon->status;
    print_difference(&import);
    fflush(stdout); // what is written is told before
    if (!import.dry_run && !write_import(daemon, &import))
        return daemon->status;
    return finish(&import);
}
