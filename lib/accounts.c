// Two tables: the facts under a hash of the account's key, and what leads to
// them, a hash of an address or of a domain to the hash of that key. An account is
// no person, so the store's own key seals it; whoever has the disk sees hashes only. Each address and each
// domain leads to one account, and stands in that account's record alone: where it goes over to another, the
// record it leaves is written anew, so that what is shown is what is found.
#include "accounts.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "freemail.h"
#include "record.h"

enum { FACTS_KIND = 'F', FACTS_VERSION = 1, LINK_KIND = 'f', LINK_VERSION = 1 };

// --- values ---

const char *known_name(Known known) {
    static const char *const NAMES[] = {"unknown", "no", "yes"};
    return NAMES[known];
}

const char *contact_role_name(ContactRole role) {
    static const char *const NAMES[ROLE_COUNT] = {"unknown", "business", "technical"};
    return NAMES[role];
}

AccountContact *account_contact_new(const char *address, ContactRole role) {
    AccountContact *contact = g_new0(AccountContact, 1);
    *contact = (AccountContact){.address = g_strdup(address), .role = role};
    return contact;
}

static void contact_free(gpointer data) {
    AccountContact *contact = data;
    g_free(contact->address);
    g_free(contact);
}

AccountFacts *account_facts_new(void) {
    AccountFacts *facts = g_new0(AccountFacts, 1);
    facts->domains = g_ptr_array_new_with_free_func(g_free);
    facts->contacts = g_ptr_array_new_with_free_func(contact_free);
    facts->revenue = -1;
    return facts;
}

void account_facts_free(AccountFacts *facts) {
    if (facts == NULL)
        return;
    g_free(facts->account);
    g_free(facts->name);
    g_ptr_array_unref(facts->domains);
    g_ptr_array_unref(facts->contacts);
    g_free(facts->tier);
    g_free(facts->manager);
    g_free(facts->manager_backup);
    g_free(facts->language);
    g_free(facts->notes);
    g_free(facts);
}

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_contacts(gconstpointer a, gconstpointer b) {
    const AccountContact *left = *(const AccountContact *const *)a;
    const AccountContact *right = *(const AccountContact *const *)b;
    const int order = strcmp(left->address, right->address);
    return order != 0 ? order : (int)left->role - (int)right->role;
}

// The same members in whatever order. The lists are borrowed and keep their own.
static bool same_members(const GPtrArray *left, const GPtrArray *right, GCompareFunc compare) {
    if (left->len != right->len)
        return false;
    if (left->len == 0)
        return true;
    g_autofree gpointer *mine = g_memdup2(left->pdata, left->len * sizeof *mine);
    g_autofree gpointer *theirs = g_memdup2(right->pdata, right->len * sizeof *theirs);
    qsort(mine, left->len, sizeof *mine, compare);
    qsort(theirs, right->len, sizeof *theirs, compare);
    for (guint i = 0; i < left->len; i++)
        if (compare(&mine[i], &theirs[i]) != 0)
            return false;
    return true;
}

bool account_facts_equal(const AccountFacts *left, const AccountFacts *right) {
    return g_strcmp0(left->account, right->account) == 0 && g_strcmp0(left->name, right->name) == 0 &&
           same_members(left->domains, right->domains, compare_texts) &&
           same_members(left->contacts, right->contacts, compare_contacts) &&
           g_strcmp0(left->tier, right->tier) == 0 && left->revenue == right->revenue &&
           left->reference == right->reference && left->segment_fit == right->segment_fit &&
           left->renewal == right->renewal && g_strcmp0(left->manager, right->manager) == 0 &&
           g_strcmp0(left->manager_backup, right->manager_backup) == 0 &&
           left->manager_free == right->manager_free && left->vocal == right->vocal &&
           g_strcmp0(left->language, right->language) == 0 && g_strcmp0(left->notes, right->notes) == 0;
}

// As address_equal, which folds both; here one is folded already, and a large account has thousands of the
// other, nearly all of them ASCII.
static bool is_contact(const AccountContact *contact, const char *folded) {
    if (g_str_is_ascii(contact->address))
        return g_ascii_strcasecmp(contact->address, folded) == 0;
    g_autofree char *key = address_key(contact->address);
    return strcmp(key, folded) == 0;
}

static const AccountContact *find_contact(const AccountFacts *facts, const char *address) {
    g_autofree char *folded = address == NULL ? NULL : address_key(address);
    for (guint i = 0; folded != NULL && i < facts->contacts->len; i++)
        if (is_contact(facts->contacts->pdata[i], folded))
            return facts->contacts->pdata[i];
    return NULL;
}

ContactRole account_role(const AccountFacts *facts, const char *address) {
    const AccountContact *contact = find_contact(facts, address);
    return contact == NULL ? ROLE_UNKNOWN : contact->role;
}

// --- records ---

static GBytes *pack_facts(const AccountFacts *facts) {
    RecordWriter *writer = record_writer_new(FACTS_KIND, FACTS_VERSION);
    record_put_string(writer, facts->account);
    record_put_string(writer, facts->name);
    record_put_strings(writer, facts->domains);
    record_put_u32(writer, facts->contacts->len);
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        record_put_string(writer, contact->address);
        record_put_u8(writer, (uint8_t)contact->role);
    }
    record_put_string(writer, facts->tier);
    record_put_i64(writer, facts->revenue);
    record_put_u8(writer, (uint8_t)facts->reference);
    record_put_u8(writer, (uint8_t)facts->segment_fit);
    record_put_i64(writer, facts->renewal);
    record_put_string(writer, facts->manager);
    record_put_string(writer, facts->manager_backup);
    record_put_u8(writer, (uint8_t)facts->manager_free);
    record_put_u8(writer, (uint8_t)facts->vocal);
    record_put_string(writer, facts->language);
    record_put_string(writer, facts->notes);
    return record_writer_finish(writer);
}

static void read_contacts(RecordReader *reader, AccountFacts *facts) {
    enum { LEAST = 5 }; // a length and a role
    const uint32_t count = record_get_count(reader, LEAST);
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        g_autofree char *address = record_get_string(reader);
        const ContactRole role = (ContactRole)record_get_choice(reader, ROLE_COUNT);
        if (address == NULL)
            reader->failed = true;
        else
            g_ptr_array_add(facts->contacts, account_contact_new(address, role));
    }
}

static Known read_known(RecordReader *reader) {
    return (Known)record_get_choice(reader, KNOWN_YES + 1);
}

static AccountFacts *unpack_facts(StoreTxn *txn, GBytes *bytes) {
    g_autoptr(AccountFacts) facts = account_facts_new();
    RecordReader reader;
    record_reader_init(&reader, bytes, FACTS_KIND, FACTS_VERSION);
    facts->account = record_get_string(&reader);
    facts->name = record_get_string(&reader);
    g_ptr_array_unref(facts->domains);
    facts->domains = record_get_strings(&reader);
    read_contacts(&reader, facts);
    facts->tier = record_get_string(&reader);
    facts->revenue = record_get_i64(&reader);
    facts->reference = read_known(&reader);
    facts->segment_fit = read_known(&reader);
    facts->renewal = record_get_i64(&reader);
    facts->manager = record_get_string(&reader);
    facts->manager_backup = record_get_string(&reader);
    facts->manager_free = read_known(&reader);
    facts->vocal = read_known(&reader);
    facts->language = record_get_string(&reader);
    facts->notes = record_get_string(&reader);
    reader.failed = reader.failed || facts->account == NULL || facts->name == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "account", &error))
        return g_steal_pointer(&facts);
    store_fail(txn, error);
    return NULL;
}

// --- what leads to an account ---

static SealHash hash_of(StoreTxn *txn, const char *account) {
    return seal_hash_string(store_txn_seal(txn), "account", account);
}

static StoreKey address_link(StoreTxn *txn, const char *address) {
    g_autofree char *folded = address_key(address);
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "account-address", folded));
}

static StoreKey domain_link(StoreTxn *txn, const char *domain) {
    return store_key_hash(seal_hash_string(store_txn_seal(txn), "account-domain", domain));
}

static bool get_link(StoreTxn *txn, StoreKey link, SealHash *account) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ACCOUNT_OF, link);
    if (bytes == NULL)
        return false;
    RecordReader reader;
    record_reader_init(&reader, bytes, LINK_KIND, LINK_VERSION);
    record_get_fixed(&reader, account->bytes, sizeof account->bytes);
    GError *error = NULL;
    if (record_reader_end(&reader, "what leads to an account", &error))
        return true;
    store_fail(txn, error);
    return false;
}

static void put_link(StoreTxn *txn, StoreKey link, SealHash account) {
    RecordWriter *writer = record_writer_new(LINK_KIND, LINK_VERSION);
    record_put_fixed(writer, account.bytes, sizeof account.bytes);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_ACCOUNT_OF, link, STORE_OWNER_NONE, bytes);
}

static AccountFacts *get_by_hash(StoreTxn *txn, SealHash account) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ACCOUNT, store_key_hash(account));
    return bytes == NULL ? NULL : unpack_facts(txn, bytes);
}

static void put_facts(StoreTxn *txn, SealHash account, const AccountFacts *facts) {
    g_autoptr(GBytes) bytes = pack_facts(facts);
    store_put(txn, TABLE_ACCOUNT, store_key_hash(account), STORE_OWNER_NONE, bytes);
}

static bool same_hash(SealHash left, SealHash right) {
    return memcmp(left.bytes, right.bytes, sizeof left.bytes) == 0;
}

static void drop_domain(AccountFacts *facts, const char *domain) {
    for (guint i = facts->domains->len; i > 0; i--)
        if (strcmp(facts->domains->pdata[i - 1], domain) == 0)
            g_ptr_array_remove_index(facts->domains, i - 1);
}

static void drop_contact(AccountFacts *facts, const char *address) {
    for (guint i = facts->contacts->len; i > 0; i--) {
        const AccountContact *contact = facts->contacts->pdata[i - 1];
        if (address_equal(contact->address, address))
            g_ptr_array_remove_index(facts->contacts, i - 1);
    }
}

// Makes the address, or else the domain, lead to this account and to no other.
static void lead(StoreTxn *txn, StoreKey link, SealHash account, const char *address, const char *domain) {
    SealHash before;
    const bool led = get_link(txn, link, &before);
    if (led && same_hash(before, account))
        return;
    put_link(txn, link, account);
    g_autoptr(AccountFacts) other = led ? get_by_hash(txn, before) : NULL;
    if (other == NULL)
        return;
    if (address != NULL)
        drop_contact(other, address);
    else
        drop_domain(other, domain);
    put_facts(txn, before, other);
}

// Takes away what led to it, but not what `kept` (NULL: nothing) has too.
static void unlead(StoreTxn *txn, SealHash account, const AccountFacts *facts, GHashTable *kept) {
    const guint count = facts->domains->len + facts->contacts->len;
    for (guint i = 0; i < count; i++) {
        const AccountContact *contact =
            i < facts->domains->len ? NULL : facts->contacts->pdata[i - facts->domains->len];
        g_autofree char *name =
            contact == NULL ? g_strdup(facts->domains->pdata[i]) : address_key(contact->address);
        if (kept != NULL && g_hash_table_contains(kept, name))
            continue;
        const StoreKey link = contact == NULL ? domain_link(txn, name) : address_link(txn, contact->address);
        SealHash leads;
        if (get_link(txn, link, &leads) && same_hash(leads, account))
            store_del(txn, TABLE_ACCOUNT_OF, link);
    }
}

// Folded addresses and domains; an address has an @, so they cannot be mistaken for each other.
static GHashTable *names_of(const AccountFacts *facts) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < facts->domains->len; i++)
        g_hash_table_add(names, g_strdup(facts->domains->pdata[i]));
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        g_hash_table_add(names, address_key(contact->address));
    }
    return names;
}

// --- accounts ---

// What it had before leads to it already (see the head of this file), so that most of a second import is
// settled without a look: other writers wait meanwhile.
void accounts_put(StoreTxn *txn, const AccountFacts *facts) {
    const SealHash account = hash_of(txn, facts->account);
    g_autoptr(AccountFacts) before = get_by_hash(txn, account);
    g_autoptr(GHashTable) had = before == NULL ? NULL : names_of(before);
    if (before != NULL) {
        g_autoptr(GHashTable) kept = names_of(facts);
        unlead(txn, account, before, kept);
    }
    put_facts(txn, account, facts);
    for (guint i = 0; i < facts->domains->len; i++) {
        const char *domain = facts->domains->pdata[i];
        if (had == NULL || !g_hash_table_contains(had, domain))
            lead(txn, domain_link(txn, domain), account, NULL, domain);
    }
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        g_autofree char *key = address_key(contact->address);
        if (had == NULL || !g_hash_table_contains(had, key))
            lead(txn, address_link(txn, key), account, key, NULL);
    }
}

void accounts_remove(StoreTxn *txn, const char *account) {
    const SealHash hash = hash_of(txn, account);
    g_autoptr(AccountFacts) facts = get_by_hash(txn, hash);
    if (facts == NULL)
        return;
    unlead(txn, hash, facts, NULL);
    store_del(txn, TABLE_ACCOUNT, store_key_hash(hash));
}

AccountFacts *accounts_get(StoreTxn *txn, const char *account) {
    return get_by_hash(txn, hash_of(txn, account));
}

enum { DOMAIN_MAX = 255 };

// The domain, then each above it down to the organisational one. A name has at most 127 labels, so hostile
// ones take as many looks and no more.
static void add_domains(StoreTxn *txn, const char *domain, GArray *links) {
    g_autofree char *folded = address_domain_fold(domain);
    if (folded == NULL || *folded == '\0' || strlen(folded) > DOMAIN_MAX || freemail_has(folded))
        return;
    g_autofree char *organisation = address_organisation(folded);
    const size_t least = strlen(organisation);
    for (const char *at = folded; strlen(at) >= least; at++) {
        const StoreKey link = domain_link(txn, at);
        g_array_append_val(links, link);
        at = strchr(at, '.');
        if (at == NULL)
            break;
    }
}

static bool find_link(StoreTxn *txn, const char *address, SealHash *account) {
    const StoreKey own = address_link(txn, address);
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(StoreKey));
    g_array_append_val(links, own);
    add_domains(txn, address_domain(address), links);
    for (guint i = 0; i < links->len; i++)
        store_expect(txn, TABLE_ACCOUNT_OF, g_array_index(links, StoreKey, i));
    for (guint i = 0; i < links->len; i++)
        if (get_link(txn, g_array_index(links, StoreKey, i), account))
            return true;
    return false;
}

AccountFacts *accounts_find(StoreTxn *txn, const char *address) {
    SealHash account;
    return find_link(txn, address, &account) ? get_by_hash(txn, account) : NULL;
}

bool accounts_same(StoreTxn *txn, const char *address, const char *other) {
    SealHash one, two;
    return find_link(txn, address, &one) && find_link(txn, other, &two) && same_hash(one, two);
}

void accounts_walk(StoreTxn *txn, AccountsEach each, void *data) {
    StoreKey key = {0};
    GBytes *bytes = NULL;
    while (store_next(txn, TABLE_ACCOUNT, &key, &bytes)) {
        g_autoptr(AccountFacts) facts = unpack_facts(txn, bytes);
        g_clear_pointer(&bytes, g_bytes_unref);
        if (facts == NULL || !each(txn, facts, data))
            return;
        key = store_key_after(key);
    }
}

// --- whatever stands there ---

AccountFacts *accounts_at(StoreTxn *txn, StoreKey key) {
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_ACCOUNT, key);
    return bytes == NULL ? NULL : unpack_facts(txn, bytes);
}

bool accounts_link_at(StoreTxn *txn, StoreKey key, StoreKey *account) {
    SealHash hash;
    if (!get_link(txn, key, &hash))
        return false;
    *account = store_key_hash(hash);
    return true;
}

GArray *accounts_links(StoreTxn *txn, const AccountFacts *facts) {
    GArray *links = g_array_new(FALSE, FALSE, sizeof(StoreKey));
    for (guint i = 0; i < facts->domains->len; i++) {
        const StoreKey link = domain_link(txn, facts->domains->pdata[i]);
        g_array_append_val(links, link);
    }
    for (guint i = 0; i < facts->contacts->len; i++) {
        const AccountContact *contact = facts->contacts->pdata[i];
        const StoreKey link = address_link(txn, contact->address);
        g_array_append_val(links, link);
    }
    return links;
}
