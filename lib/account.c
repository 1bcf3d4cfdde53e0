// Addresses come before domains, and a longer domain before a shorter one, so
// that one person or one branch can be told apart from the house they belong to.
#include "account.h"

#include <string.h>

#include "address.h"

Account *account_new(const char *name) {
    Account *account = g_new0(Account, 1);
    account->name = g_strdup(name);
    account->addresses = g_ptr_array_new_with_free_func(g_free);
    account->domains = g_ptr_array_new_with_free_func(g_free);
    account->acknowledge = true;
    return account;
}

void account_free(Account *account) {
    if (account == NULL)
        return;
    g_free(account->name);
    g_ptr_array_unref(account->addresses);
    g_ptr_array_unref(account->domains);
    g_free(account->language);
    g_free(account->tier);
    g_free(account);
}

static bool has_address(const Account *account, const char *spec) {
    for (guint i = 0; i < account->addresses->len; i++)
        if (address_equal(spec, account->addresses->pdata[i]))
            return true;
    return false;
}

// The length of the longest of its domains that holds this one, 0 when none does.
static size_t domain_fit(const Account *account, const char *domain) {
    size_t best = 0;
    for (guint i = 0; i < account->domains->len; i++) {
        const char *of = account->domains->pdata[i];
        if (address_lies_within(domain, of))
            best = MAX(best, strlen(of));
    }
    return best;
}

const Account *account_of(const GPtrArray *accounts, const char *spec) {
    const Account *best = NULL;
    size_t fit = 0;
    for (guint i = 0; spec != NULL && i < accounts->len; i++) {
        const Account *account = accounts->pdata[i];
        if (has_address(account, spec))
            return account;
        const size_t own = domain_fit(account, address_domain(spec));
        if (own > fit) {
            best = account;
            fit = own;
        }
    }
    return best;
}
