// Accounts as the store has them. A list is read keys first, then the records a few at a time, so that a
// reader who pauses keeps no old pages of the store alive.
#include "ctl_account.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "address.h"
#include "cell.h"
#include "page.h"
#include "json.h"

enum { BATCH = 256, LABEL = 16 };

// --- for programs ---

static Json *contacts_json(const AccountFacts *facts) {
    Json *list = json_list();
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        Json *object = json_map();
        json_put_text(object, "address", contact->address);
        json_put_text(object, "role", contact_role_name(contact->role));
        json_add(list, object);
    }
    return list;
}

static Json *account_json(const AccountFacts *facts) {
    g_autofree char *renewal = account_renewal_text(facts);
    Json *object = json_map();
    json_put_text(object, "account", facts->account);
    json_put_text(object, "name", facts->name);
    json_put_texts(object, "domains", facts->domains);
    json_put(object, "addresses", contacts_json(facts));
    json_put_text(object, "tier", facts->tier);
    if (facts->revenue < 0)
        json_put_text(object, "revenue", NULL);
    else
        json_put_number(object, "revenue", facts->revenue);
    json_put_text(object, "reference", known_name(facts->reference));
    json_put_text(object, "segment_fit", known_name(facts->segment_fit));
    json_put_text(object, "renewal", renewal);
    json_put_text(object, "manager", facts->manager);
    json_put_text(object, "manager_backup", facts->manager_backup);
    json_put_text(object, "manager_free", known_name(facts->manager_free));
    json_put_text(object, "vocal", known_name(facts->vocal));
    json_put_text(object, "language", facts->language);
    return object;
}

// --- list ---

typedef struct Listed {
    char *account;
    char *order; // the name as people sort it
} Listed;

static void listed_free(gpointer data) {
    Listed *listed = data;
    g_free(listed->account);
    g_free(listed->order);
    g_free(listed);
}

typedef struct Listing {
    GPtrArray *found; // Listed *
    unsigned widest;  // of the keys
    guint from, to;   // a batch
    GPtrArray *facts; // AccountFacts * of it
} Listing;

static bool take_key(StoreTxn *txn, const AccountFacts *facts, void *data) {
    (void)txn;
    Listing *listing = data;
    Listed *listed = g_new0(Listed, 1);
    g_autofree char *folded = g_utf8_casefold(facts->name, -1);
    listed->account = g_strdup(facts->account);
    listed->order = g_steal_pointer(&folded);
    listing->widest = MAX(listing->widest, (unsigned)g_utf8_strlen(facts->account, -1));
    g_ptr_array_add(listing->found, listed);
    return true;
}

static bool read_keys(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    accounts_walk(txn, take_key, data);
    return !store_failed(txn);
}

static int compare_listed(gconstpointer a, gconstpointer b) {
    const Listed *left = *(const Listed *const *)a, *right = *(const Listed *const *)b;
    const int order = strcmp(left->order, right->order);
    return order != 0 ? order : strcmp(left->account, right->account);
}

static bool read_batch(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Listing *listing = data;
    for (guint i = listing->from; i < listing->to; i++) {
        const Listed *listed = listing->found->pdata[i];
        AccountFacts *facts = accounts_get(txn, listed->account);
        if (facts != NULL) // else it was removed a moment ago
            g_ptr_array_add(listing->facts, facts);
    }
    return !store_failed(txn);
}

static void put_cell(Page *page, const char *text, unsigned width, unsigned end, const Screen *screen) {
    g_autofree char *cut = cell_cut(text == NULL ? "" : text, width, screen->ascii);
    page_text(page, LOOK_PLAIN, cut);
    page_fill(page, end);
}

// Keys stand whole as long as they are as long as keys are: they are what `show` wants.
static void put_row(Page *page, const Listing *listing, const Screen *screen, const char *const cells[6]) {
    enum { KEY_LEAST = 7, KEY_MOST = 20, TIER = 8, REVENUE = 7, RENEWAL = 10, REST_LEAST = 24 };
    const unsigned key = CLAMP(listing->widest, KEY_LEAST, KEY_MOST);
    const unsigned fixed = key + TIER + REVENUE + RENEWAL + 5;
    const unsigned rest = MAX(screen->columns, fixed + REST_LEAST) - fixed, name = rest * 3 / 5;
    unsigned at = key + 1;
    put_cell(page, cells[0], key, at, screen);
    put_cell(page, cells[1], name, at += name + 1, screen);
    put_cell(page, cells[2], TIER, at += TIER + 1, screen);
    put_cell(page, cells[3], REVENUE, at += REVENUE + 1, screen);
    put_cell(page, cells[4], RENEWAL, at += RENEWAL + 1, screen);
    put_cell(page, cells[5], rest - name - 1, 0, screen);
    page_end(page, 0);
}

static char *leads_text(const AccountFacts *facts) {
    const guint count = facts->domains->len + facts->contacts->len;
    const char *first = facts->domains->len > 0    ? facts->domains->pdata[0]
                        : facts->contacts->len > 0 ? "addresses"
                                                   : "none";
    if (facts->domains->len == 0 || count == 1)
        return g_strdup(first);
    return g_strdup_printf("%s +%u", first, count - 1);
}

static void print_table(const Listing *listing, const Screen *screen, bool first) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    static const char *const HEAD[6] = {"ACCOUNT", "NAME", "TIER", "REVENUE", "RENEWAL", "KNOWN BY"};
    g_autoptr(Page) page = page_new(screen, &NOTHING);
    if (first)
        put_row(page, listing, screen, HEAD);
    for (guint i = 0; i < listing->facts->len; i++) {
        const AccountFacts *facts = listing->facts->pdata[i];
        g_autofree char *revenue = account_revenue_short(facts), *renewal = account_renewal_text(facts);
        g_autofree char *leads = leads_text(facts);
        const char *const cells[6] = {facts->account, facts->name, facts->tier, revenue, renewal, leads};
        put_row(page, listing, screen, cells);
    }
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}

static void print_json(const Listing *listing, bool first) {
    for (guint i = 0; i < listing->facts->len; i++) {
        g_autofree char *text = json_dump(account_json(listing->facts->pdata[i]), true);
        printf("%s%s", first && i == 0 ? "" : ",\n", text);
    }
}

static int print_all(Daemon *daemon, Listing *listing, const Screen *screen, bool as_json) {
    if (as_json)
        puts("[");
    else if (listing->found->len == 0)
        puts("No account is known; 'earshot account import FILE.csv' brings them.");
    for (guint from = 0; from < listing->found->len; from += BATCH) {
        g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func((GDestroyNotify)account_facts_free);
        listing->facts = facts;
        listing->from = from;
        listing->to = MIN(from + BATCH, listing->found->len);
        if (!ctl_read(daemon, read_batch, listing))
            return daemon->status;
        if (as_json)
            print_json(listing, from == 0);
        else
            print_table(listing, screen, from == 0);
    }
    if (as_json)
        puts(listing->found->len == 0 ? "]" : "\n]");
    return EX_OK;
}

static int account_list(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"account list", "[--json]", "the accounts that were imported, by name",
                                     NULL};
    gboolean as_json = FALSE;
    Screen screen;
    if (!ctl_list_options(daemon, &USAGE, &as_json, argc, argv) || !screen_find(&screen, NULL, stdout))
        return daemon->status;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(listed_free);
    Listing listing = {.found = found};
    if (!ctl_read(daemon, read_keys, &listing))
        return daemon->status;
    g_ptr_array_sort(found, compare_listed);
    return print_all(daemon, &listing, &screen, as_json);
}

// --- show ---

typedef struct Show {
    const char *typed;
    AccountFacts *facts;
    const char *by; // "key", "address" or "domain"
    char *what;     // which of them; NULL for the key
    ContactRole role;
} Show;

static void show_clear(Show *show) {
    account_facts_free(show->facts);
    g_free(show->what);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Show, show_clear)

// The domain of the account that is nearest to the address.
static const char *nearest_domain(const AccountFacts *facts, const char *domain) {
    const char *best = "";
    for (guint i = 0; i < facts->domains->len; i++) {
        const char *of = facts->domains->pdata[i];
        if (address_lies_within(domain, of) && strlen(of) > strlen(best))
            best = of;
    }
    return best;
}

static void explain_found(Show *show, const char *spec) {
    for (guint i = 0; i < show->facts->contacts->len; i++) {
        const AccountContact *contact = show->facts->contacts->pdata[i];
        if (!address_equal(contact->address, spec))
            continue;
        show->by = "address";
        show->what = g_strdup(contact->address);
        show->role = contact->role;
        return;
    }
    show->by = "domain";
    show->what = g_strdup(nearest_domain(show->facts, address_domain(spec)));
}

// A key, an address, or a domain alone.
static bool read_show(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Show *show = data;
    show->facts = accounts_get(txn, show->typed);
    show->by = "key";
    if (show->facts != NULL || store_failed(txn))
        return !store_failed(txn);
    g_autofree char *alone = g_strconcat("x@", show->typed + (*show->typed == '@'), NULL);
    g_autofree char *address = address_parse(show->typed), *domain = address_parse(alone);
    const char *spec = address != NULL ? address : domain == NULL ? NULL : strchr(domain, '@');
    show->facts = spec == NULL ? NULL : accounts_find(txn, spec);
    if (show->facts != NULL)
        explain_found(show, spec);
    return !store_failed(txn);
}

static void put_item(Page *page, const char *label, unsigned look, const char *text) {
    page_text(page, LOOK_FAINT, label);
    page_fill(page, LABEL);
    page_text(page, look, text);
    page_end(page, LABEL);
}

static void put_label(char label[32], const char *column) {
    g_strlcpy(label, column, 32);
    label[0] = g_ascii_toupper(label[0]);
    g_strdelimit(label, "-", ' ');
}

static void put_notes(Page *page, const char *notes) {
    g_auto(GStrv) lines = g_strsplit(notes, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        put_item(page, i == 0 ? "Notes" : "", LOOK_PLAIN, lines[i]);
}

static void put_columns(Page *page, const AccountFacts *facts) {
    for (unsigned column = 1; column < account_columns(); column++) { // the name stands at the head
        g_autofree char *text = account_column_text(facts, column);
        char label[32];
        put_label(label, account_column_name(column));
        if (strcmp(label, "Notes") != 0)
            put_item(page, label, text == NULL ? LOOK_FAINT : LOOK_PLAIN, text == NULL ? "unknown" : text);
        else if (text != NULL)
            put_notes(page, text);
    }
}

static void print_page(const Show *show, const Screen *screen) {
    static const Verdict NOTHING = {.level = LEVEL_NONE};
    const AccountFacts *facts = show->facts;
    g_autoptr(Page) page = page_new(screen, &NOTHING);
    g_autofree char *found =
        g_strdup_printf("%s %s%s%s", show->by, show->what, show->role == ROLE_UNKNOWN ? "" : ", a contact: ",
                        show->role == ROLE_UNKNOWN ? "" : contact_role_name(show->role));
    put_item(page, "Account", LOOK_BOLD, facts->account);
    put_item(page, "Name", LOOK_BOLD, facts->name);
    if (show->what != NULL)
        put_item(page, "Found by", LOOK_PLAIN, found);
    for (guint i = 0; i < facts->domains->len; i++)
        put_item(page, i == 0 ? "Domains" : "", LOOK_PLAIN, facts->domains->pdata[i]);
    for (guint i = 0; i < facts->contacts->len; i++) {
        g_autofree char *contact = account_contact_text(facts->contacts->pdata[i]);
        put_item(page, i == 0 ? "Addresses" : "", LOOK_PLAIN, contact);
    }
    put_columns(page, facts);
    g_autofree char *text = page_take(page);
    fputs(text, stdout);
}

static void print_object(const Show *show) {
    Json *object = account_json(show->facts);
    json_put_text(object, "notes", show->facts->notes);
    json_put_text(object, "found_by", show->by);
    json_put_text(object, "found", show->what != NULL ? show->what : show->facts->account);
    json_put_text(object, "role", contact_role_name(show->role));
    g_autofree char *text = json_dump(object, true);
    puts(text);
}

static int account_show(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"account show", "[--json] KEY|ADDRESS",
                                     "all that is known of one, and by what an address leads to it", NULL};
    gboolean as_json = FALSE;
    g_autofree char *color = NULL;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json, "for programs: a JSON object", NULL},
        {"color", 0, 0, G_OPTION_ARG_STRING, &color, "auto (the default): to a terminal",
         "auto|always|never"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    Screen screen;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2 || !screen_find(&screen, color, stdout))
        return ctl_usage(&USAGE);
    g_auto(Show) show = {.typed = argv[1]};
    if (!ctl_open_store(daemon) || !ctl_read(daemon, read_show, &show))
        return daemon->status;
    if (show.facts == NULL) {
        g_autofree char *shown = g_utf8_make_valid(argv[1], -1);
        fprintf(stderr, "%s: leads to no account; 'earshot account list' shows them\n", shown);
        return EX_DATAERR;
    }
    if (as_json)
        print_object(&show);
    else
        print_page(&show, &screen);
    return EX_OK;
}

int ctl_account(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"import", "FILE.csv [--dry-run] [...]", "from a spreadsheet or CRM system", ctl_account_import},
        {"list", "[--json]", "those that were imported, by name", account_list},
        {"show", "[--json] KEY|ADDRESS", "all that is known of one", account_show},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "account", daemon, argc, argv);
}
