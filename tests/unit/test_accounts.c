// Accounts in the store: what is put comes back, by what it is found, and that each
// address and domain leads to one account, whatever was put, moved or removed before.
#include "ground_kept.h"

#include "accounts.h"

typedef struct Row {
    const char *account, *domains, *contacts; // lists with blanks between
} Row;

static AccountFacts *make(const Row *row) {
    AccountFacts *facts = account_facts_new();
    g_auto(GStrv) domains = g_strsplit(row->domains, " ", -1), contacts = g_strsplit(row->contacts, " ", -1);
    facts->account = g_strdup(row->account);
    facts->name = g_strconcat("The house of ", row->account, NULL);
    for (size_t i = 0; domains[i] != NULL; i++)
        if (*domains[i] != '\0')
            g_ptr_array_add(facts->domains, g_strdup(domains[i]));
    for (size_t i = 0; contacts[i] != NULL; i++)
        if (*contacts[i] != '\0')
            g_ptr_array_add(facts->contacts, account_contact_new(contacts[i], ROLE_UNKNOWN));
    return facts;
}

static void put(StoreTxn *txn, const char *account, const char *domains, const char *contacts) {
    const Row row = {account, domains, contacts};
    g_autoptr(AccountFacts) facts = make(&row);
    accounts_put(txn, facts);
}

static void assert_found(StoreTxn *txn, const char *address, const char *account) {
    g_autoptr(AccountFacts) found = accounts_find(txn, address);
    const char *name = found == NULL ? NULL : found->account;
    if (g_strcmp0(name, account) != 0)
        g_error("%s leads to %s, not to %s", address, name == NULL ? "nobody" : name,
                account == NULL ? "nobody" : account);
}

static char *list_of(const AccountFacts *facts) {
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < facts->domains->len; i++)
        g_string_append_printf(list, "%s ", (const char *)facts->domains->pdata[i]);
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        g_string_append_printf(list, "%s ", contact->address);
    }
    return g_string_free(list, FALSE);
}

static void assert_lists(StoreTxn *txn, const char *account, const char *wanted) {
    g_autoptr(AccountFacts) facts = accounts_get(txn, account);
    g_assert_nonnull(facts);
    g_autofree char *list = list_of(facts);
    g_assert_cmpstr(list, ==, wanted);
}

// --- what is put comes back ---

static AccountFacts *make_full(void) {
    AccountFacts *facts = account_facts_new();
    facts->account = g_strdup("0015g00000AbCdE");
    facts->name = g_strdup("Zażółć & Söhne");
    g_ptr_array_add(facts->domains, g_strdup("acme.example"));
    g_ptr_array_add(facts->domains, g_strdup("xn--bcher-kva.example"));
    g_ptr_array_add(facts->contacts, account_contact_new("Ann@acme.example", ROLE_BUSINESS));
    g_ptr_array_add(facts->contacts, account_contact_new("it@acme.example", ROLE_TECHNICAL));
    facts->tier = g_strdup("gold");
    facts->revenue = INT64_C(999999999999999);
    facts->reference = KNOWN_YES;
    facts->segment_fit = KNOWN_NO;
    facts->renewal = NOON_MONDAY;
    facts->manager = g_strdup("Max");
    facts->manager_backup = g_strdup("Mia");
    facts->manager_free = KNOWN_NO;
    facts->vocal = KNOWN_YES;
    facts->language = g_strdup("de");
    facts->notes = g_strdup("two\nlines");
    return facts;
}

static bool do_return(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    g_autoptr(AccountFacts) full = make_full(), bare = account_facts_new();
    bare->account = g_strdup("bare");
    bare->name = g_strdup("");
    accounts_put(txn, full);
    accounts_put(txn, bare);
    g_autoptr(AccountFacts) full_back = accounts_get(txn, full->account);
    g_autoptr(AccountFacts) bare_back = accounts_get(txn, "bare"), none = accounts_get(txn, "BARE");
    g_assert_true(full_back != NULL && account_facts_equal(full, full_back));
    g_assert_true(bare_back != NULL && account_facts_equal(bare, bare_back));
    g_assert_null(none);
    g_assert_true(bare_back->revenue == -1 && bare_back->renewal == 0 && bare_back->tier == NULL);
    g_assert_cmpint(account_role(full_back, "ANN@ACME.example"), ==, ROLE_BUSINESS);
    g_assert_cmpint(account_role(full_back, "it@acme.example"), ==, ROLE_TECHNICAL);
    g_assert_cmpint(account_role(full_back, "eve@acme.example"), ==, ROLE_UNKNOWN);
    g_assert_cmpint(account_role(full_back, NULL), ==, ROLE_UNKNOWN);
    return !store_failed(txn);
}

static void what_is_put_comes_back(void **state) {
    support_write(*state, do_return, NULL);
}

typedef void (*Alter)(AccountFacts *facts);

static void alter_name(AccountFacts *facts) {
    facts->name[0] = 'X';
}
static void alter_domain(AccountFacts *facts) {
    g_ptr_array_add(facts->domains, g_strdup("more.example"));
}
static void alter_other_domain(AccountFacts *facts) {
    ((char *)facts->domains->pdata[0])[0] = 'b';
}
static void alter_contact(AccountFacts *facts) {
    g_ptr_array_remove_index(facts->contacts, 0);
}
static void alter_role(AccountFacts *facts) {
    ((AccountContact *)facts->contacts->pdata[0])->role = ROLE_TECHNICAL;
}
static void alter_tier(AccountFacts *facts) {
    g_clear_pointer(&facts->tier, g_free);
}
static void alter_revenue(AccountFacts *facts) {
    facts->revenue = -1;
}
static void alter_reference(AccountFacts *facts) {
    facts->reference = KNOWN_NOT;
}
static void alter_segment(AccountFacts *facts) {
    facts->segment_fit = KNOWN_YES;
}
static void alter_renewal(AccountFacts *facts) {
    facts->renewal = 0;
}
static void alter_manager(AccountFacts *facts) {
    facts->manager[0] = 'X';
}
static void alter_backup(AccountFacts *facts) {
    facts->manager_backup[0] = 'X';
}
static void alter_free(AccountFacts *facts) {
    facts->manager_free = KNOWN_YES;
}
static void alter_vocal(AccountFacts *facts) {
    facts->vocal = KNOWN_NO;
}
static void alter_language(AccountFacts *facts) {
    facts->language[0] = 'n';
}
static void alter_notes(AccountFacts *facts) {
    g_clear_pointer(&facts->notes, g_free);
}
static void alter_account(AccountFacts *facts) {
    facts->account[0] = 'X';
}

static void any_difference_is_one(void **state) {
    (void)state;
    static const Alter ALTER[] = {
        alter_name,    alter_domain,    alter_other_domain, alter_contact, alter_role,    alter_tier,
        alter_revenue, alter_reference, alter_segment,      alter_renewal, alter_manager, alter_backup,
        alter_free,    alter_vocal,     alter_language,     alter_notes,   alter_account};
    g_autoptr(AccountFacts) full = make_full(), same = make_full();
    assert_true(account_facts_equal(full, same));
    for (size_t i = 0; i < G_N_ELEMENTS(ALTER); i++) {
        g_autoptr(AccountFacts) other = make_full();
        ALTER[i](other);
        if (account_facts_equal(full, other) || account_facts_equal(other, full))
            fail_msg("difference %zu is not seen", i);
    }
    const gpointer first = same->contacts->pdata[0];
    same->contacts->pdata[0] = same->contacts->pdata[1];
    same->contacts->pdata[1] = first;
    assert_true(account_facts_equal(full, same)); // another order is none
}

// --- by what it is found ---

static const Row HOUSES[] = {
    {"acme", "acme.example acme.co.uk", "ann@gmail.com Bob@Other.example"},
    {"lab", "lab.acme.example", ""},
    {"buecher", "xn--bcher-kva.example", "jörg@acme.example"},
    {"person", "", "cid@acme.example"},
    {"deep", "a.b.deep.co.uk", ""},
};

static bool do_fill(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (size_t i = 0; i < G_N_ELEMENTS(HOUSES); i++)
        put(txn, HOUSES[i].account, HOUSES[i].domains, HOUSES[i].contacts);
    return !store_failed(txn);
}

static bool do_find(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const struct {
        const char *name, *address, *account;
    } CASES[] = {
        {"by the domain", "una@acme.example", "acme"},
        {"in capitals", "UNA@ACME.EXAMPLE", "acme"},
        {"by a domain below", "una@mail.eu.acme.example", "acme"},
        {"by the nearest domain", "una@lab.acme.example", "lab"},
        {"by one below the nearest", "una@x.lab.acme.example", "lab"},
        {"by another domain of it", "una@acme.co.uk", "acme"},
        {"by the address, before the domain", "cid@acme.example", "person"},
        {"by the address in other letters", "CID@acme.example", "person"},
        {"by the address at a mail provider", "ann@gmail.com", "acme"},
        {"by an address elsewhere", "bob@other.example", "acme"},
        {"by an address in other letters than ASCII", "JÖRG@acme.example", "buecher"},
        {"by a domain in other letters", "una@bücher.example", "buecher"},
        {"somebody else at the mail provider", "eve@gmail.com", NULL},
        {"somebody else elsewhere", "eve@other.example", NULL},
        {"a domain that ends like it", "una@notacme.example", NULL},
        {"a domain above the one that is known", "una@deep.co.uk", NULL},
        {"a domain between", "una@b.deep.co.uk", NULL},
        {"the domain that is known", "una@a.b.deep.co.uk", "deep"},
        {"the public suffix", "una@co.uk", NULL},
        {"a stranger below the public suffix", "una@else.co.uk", NULL},
        {"nothing", "", NULL},
        {"no domain", "una@", NULL},
        {"no address", "una", NULL},
        {"dots alone", "una@...", NULL},
        {"not UTF-8", "una@\xff.acme.example", NULL},
        {"a literal", "una@[192.0.2.1]", NULL},
        {"an account's key", "acme", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_found(txn, CASES[i].address, CASES[i].account);
    return !store_failed(txn);
}

static void people_are_found_by_address_then_by_domain(void **state) {
    support_write(*state, do_fill, NULL);
    support_read(*state, do_find, NULL);
    ground_close(*state);
    ground_open(*state);
    support_read(*state, do_find, NULL);
}

static bool do_find_deep(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    GString *address = g_string_new("una@");
    for (int i = 0; i < 5000; i++)
        g_string_append(address, "a.");
    g_string_append(address, "acme.example");
    assert_found(txn, address->str, NULL); // longer than any domain
    g_string_free(address, TRUE);
    return !store_failed(txn);
}

static void a_domain_without_end_is_nobodys(void **state) {
    support_write(*state, do_fill, NULL);
    support_read(*state, do_find_deep, NULL);
}

// A provider that was not known as one when its domain came into the store.
static bool do_provider(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    put(txn, "old", "gmail.com", "ann@gmail.com");
    assert_found(txn, "eve@gmail.com", NULL);
    assert_found(txn, "ann@gmail.com", "old");
    return !store_failed(txn);
}

static void a_mail_providers_domain_leads_nowhere(void **state) {
    support_write(*state, do_provider, NULL);
}

// --- put again, moved, removed ---

static bool do_replace(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    put(txn, "acme", "acme.example", "ann@gmail.com cid@gmail.com");
    put(txn, "acme", "acme.test", "Cid@gmail.com dora@gmail.com");
    assert_found(txn, "una@acme.example", NULL);
    assert_found(txn, "ann@gmail.com", NULL);
    assert_found(txn, "una@acme.test", "acme");
    assert_found(txn, "cid@gmail.com", "acme");
    assert_found(txn, "dora@gmail.com", "acme");
    accounts_remove(txn, "acme");
    accounts_remove(txn, "acme"); // absent is no error
    assert_found(txn, "una@acme.test", NULL);
    assert_found(txn, "cid@gmail.com", NULL);
    g_autoptr(AccountFacts) none = accounts_get(txn, "acme");
    g_assert_null(none);
    StoreKey key = {0};
    g_assert_false(store_next(txn, TABLE_ACCOUNT_OF, &key, NULL)); // nothing is left behind
    return !store_failed(txn);
}

static void an_account_is_replaced_and_removed_whole(void **state) {
    support_write(*state, do_replace, NULL);
}

static bool do_move(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    put(txn, "old", "a.example b.example", "ann@a.example bob@a.example");
    put(txn, "new", "b.example", "ANN@a.example");
    assert_found(txn, "una@b.example", "new");
    assert_found(txn, "ann@a.example", "new");
    assert_found(txn, "bob@a.example", "old");
    assert_lists(txn, "old", "a.example bob@a.example ");
    put(txn, "old", "a.example", "bob@a.example"); // must not take away what is the other's now
    assert_found(txn, "una@b.example", "new");
    accounts_remove(txn, "old");
    assert_found(txn, "una@b.example", "new");
    assert_found(txn, "ann@a.example", "new");
    assert_found(txn, "bob@a.example", NULL);
    return !store_failed(txn);
}

static void what_goes_over_to_another_is_gone_from_the_first(void **state) {
    support_write(*state, do_move, NULL);
}

// Two accounts that change places in one file.
static bool do_swap(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    put(txn, "one", "a.example", "ann@gmail.com");
    put(txn, "two", "b.example", "bob@gmail.com");
    put(txn, "one", "b.example", "bob@gmail.com");
    put(txn, "two", "a.example", "ann@gmail.com");
    assert_found(txn, "una@a.example", "two");
    assert_found(txn, "una@b.example", "one");
    assert_lists(txn, "one", "b.example bob@gmail.com ");
    assert_lists(txn, "two", "a.example ann@gmail.com ");
    return !store_failed(txn);
}

static void two_accounts_may_change_places(void **state) {
    support_write(*state, do_swap, NULL);
}

// --- at random: the store against a list ---

enum { KEYS = 6, NAMES = 12 };

typedef struct World {
    GRand *rand;
    int owner[NAMES]; // of each name: which key, -1 none
} World;

static char *name_of(int name) { // the even ones are domains
    return g_strdup_printf(name % 2 == 0 ? "d%d.example" : "p%d@elsewhere.test", name);
}

static void put_random(StoreTxn *txn, World *world, int key) {
    g_autofree char *account = g_strdup_printf("key-%d", key);
    g_autoptr(AccountFacts) facts = account_facts_new();
    facts->account = g_strdup(account);
    facts->name = g_strdup(account);
    for (int name = 0; name < NAMES; name++) {
        const bool has = g_rand_int_range(world->rand, 0, 3) == 0;
        g_autofree char *text = name_of(name);
        if (has && name % 2 == 0)
            g_ptr_array_add(facts->domains, g_strdup(text));
        else if (has)
            g_ptr_array_add(facts->contacts, account_contact_new(text, ROLE_UNKNOWN));
        if (has)
            world->owner[name] = key;
        else if (world->owner[name] == key)
            world->owner[name] = -1;
    }
    accounts_put(txn, facts);
}

static void remove_random(StoreTxn *txn, World *world, int key) {
    g_autofree char *account = g_strdup_printf("key-%d", key);
    accounts_remove(txn, account);
    for (int name = 0; name < NAMES; name++)
        if (world->owner[name] == key)
            world->owner[name] = -1;
}

static bool count_names(StoreTxn *txn, const AccountFacts *facts, void *data) {
    guint *count = data;
    (void)txn;
    *count += facts->domains->len + facts->contacts->len;
    return true;
}

static void check_world(StoreTxn *txn, const World *world) {
    guint owned = 0, listed = 0;
    for (int name = 0; name < NAMES; name++) {
        g_autofree char *text = name_of(name), *at = g_strconcat("una@", text, NULL);
        g_autofree char *account = g_strdup_printf("key-%d", world->owner[name]);
        assert_found(txn, name % 2 == 0 ? at : text, world->owner[name] < 0 ? NULL : account);
        owned += world->owner[name] >= 0;
    }
    accounts_walk(txn, count_names, &listed);
    g_assert_cmpuint(listed, ==, owned); // each name stands in one record
}

static bool do_random(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    World *world = data;
    for (int step = 0; step < 2000; step++) {
        const int key = g_rand_int_range(world->rand, 0, KEYS);
        if (g_rand_int_range(world->rand, 0, 4) == 0)
            remove_random(txn, world, key);
        else
            put_random(txn, world, key);
        check_world(txn, world);
    }
    return !store_failed(txn);
}

static void whatever_happens_each_name_has_one_account(void **state) {
    World world = {.rand = support_rand("accounts")};
    for (int name = 0; name < NAMES; name++)
        world.owner[name] = -1;
    support_write(*state, do_random, &world);
    g_rand_free(world.rand);
}

// --- walks and damage ---

typedef struct Walk {
    unsigned seen, most;
} Walk;

static bool count_account(StoreTxn *txn, const AccountFacts *facts, void *data) {
    Walk *walk = data;
    (void)txn;
    g_assert_nonnull(facts->account);
    return ++walk->seen != walk->most;
}

static bool do_walk(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    accounts_walk(txn, count_account, data);
    return !store_failed(txn);
}

static void a_walk_shows_each_once_and_ends_when_told(void **state) {
    Walk none = {0}, all = {0}, some = {.most = 2};
    support_read(*state, do_walk, &none);
    support_write(*state, do_fill, NULL);
    support_read(*state, do_walk, &all);
    support_read(*state, do_walk, &some);
    assert_int_equal(none.seen, 0);
    assert_int_equal(all.seen, G_N_ELEMENTS(HOUSES));
    assert_int_equal(some.seen, 2);
}

static bool do_damage(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    StoreKey key = {0};
    g_autoptr(GBytes) record = NULL, cut = NULL;
    g_assert_true(store_next(txn, TABLE_ACCOUNT, &key, &record));
    cut = g_bytes_new_from_bytes(record, 0, g_bytes_get_size(record) - 3);
    store_put(txn, TABLE_ACCOUNT, key, STORE_OWNER_NONE, cut);
    return true;
}

static void a_damaged_record_is_told_not_shown(void **state) {
    Ground *ground = *state;
    Walk walk = {0};
    g_autoptr(GError) error = NULL;
    support_write(ground, do_fill, NULL);
    support_write(ground, do_damage, NULL);
    assert_false(store_read(ground->store, do_walk, &walk, &error));
    support_assert_fate(error, FATE_CORRUPT);
    assert_int_equal(walk.seen, 0);
}

// Who has the disk must not learn whom we serve.
static void the_disk_tells_nobody(void **state) {
    Ground *ground = *state;
    static const char *const SECRETS[] = {"acme.example", "ann@gmail", "The house of", "lab.acme"};
    support_write(ground, do_fill, NULL);
    ground_close(ground);
    g_autoptr(GByteArray) all = ground_bytes(ground);
    assert_true(all->len > 0);
    for (size_t i = 0; i < G_N_ELEMENTS(SECRETS); i++)
        assert_null(memmem(all->data, all->len, SECRETS[i], strlen(SECRETS[i])));
    ground_open(ground);
    support_read(ground, do_find, NULL); // and yet it is all there
}

static void values_have_names(void **state) {
    (void)state;
    assert_string_equal(known_name(KNOWN_NOT), "unknown");
    assert_string_equal(known_name(KNOWN_NO), "no");
    assert_string_equal(known_name(KNOWN_YES), "yes");
    assert_string_equal(contact_role_name(ROLE_UNKNOWN), "unknown");
    assert_string_equal(contact_role_name(ROLE_BUSINESS), "business");
    assert_string_equal(contact_role_name(ROLE_TECHNICAL), "technical");
    account_facts_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_names),
        cmocka_unit_test(any_difference_is_one),
        ground_test(what_is_put_comes_back),
        ground_test(people_are_found_by_address_then_by_domain),
        ground_test(a_domain_without_end_is_nobodys),
        ground_test(a_mail_providers_domain_leads_nowhere),
        ground_test(an_account_is_replaced_and_removed_whole),
        ground_test(what_goes_over_to_another_is_gone_from_the_first),
        ground_test(two_accounts_may_change_places),
        ground_test(whatever_happens_each_name_has_one_account),
        ground_test(a_walk_shows_each_once_and_ends_when_told),
        ground_test(a_damaged_record_is_told_not_shown),
        ground_test(the_disk_tells_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
