// Whose account an address belongs to: the person before the branch, the branch
// before the house, and never a house that only looks alike.
#include "account.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static Account *make(const char *name, const char *addresses, const char *domains) {
    Account *account = account_new(name);
    g_auto(GStrv) each_address = g_strsplit(addresses, " ", -1), each_domain = g_strsplit(domains, " ", -1);
    for (size_t i = 0; each_address[i] != NULL; i++)
        g_ptr_array_add(account->addresses, g_strdup(each_address[i]));
    for (size_t i = 0; each_domain[i] != NULL; i++)
        g_ptr_array_add(account->domains, g_strdup(each_domain[i]));
    return account;
}

static GPtrArray *make_accounts(void) {
    GPtrArray *accounts = g_ptr_array_new_with_free_func((GDestroyNotify)account_free);
    g_ptr_array_add(accounts, make("house", "", "a.example"));
    g_ptr_array_add(accounts, make("branch", "", "x.example lab.a.example"));
    g_ptr_array_add(accounts, make("person", "Ann@a.example ann@lab.a.example", ""));
    g_ptr_array_add(accounts, make("later", "ann@a.example", "a.example"));
    return accounts;
}

static void finds_by_address_then_longest_domain(void **state) {
    (void)state;
    static const struct {
        const char *name, *spec, *wanted; // NULL: none
    } cases[] = {
        {"of the house", "bob@a.example", "house"},
        {"in capitals", "BOB@A.Example", "house"},
        {"below the house", "bob@mail.a.example", "house"},
        {"of the branch, inside the house", "bob@lab.a.example", "branch"},
        {"below the branch", "bob@deep.lab.a.example", "branch"},
        {"the branch's other domain", "bob@x.example", "branch"},
        {"the person, in the house", "ann@A.example", "person"},
        {"the person, in the branch", "ANN@lab.a.example", "person"},
        {"a sub-address is not the person", "ann+1@a.example", "house"},
        {"a domain that ends alike", "bob@evila.example", NULL},
        {"a domain that goes on", "bob@a.example.evil.example", NULL},
        {"the domain in the local part", "a.example@b.example", NULL},
        {"a quoted @ before another domain", "\"bob@a.example\"@b.example", NULL},
        {"the top alone", "bob@example", NULL},
        {"no domain", "MAILER-DAEMON", NULL},
        {"an empty domain", "bob@", NULL},
        {"empty", "", NULL},
        {"nothing", NULL, NULL},
    };
    g_autoptr(GPtrArray) accounts = make_accounts();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Account *found = account_of(accounts, cases[i].spec);
        if (g_strcmp0(found != NULL ? found->name : NULL, cases[i].wanted) != 0)
            fail_msg("%s: '%s'", cases[i].name, found != NULL ? found->name : "-");
    }
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    assert_null(account_of(none, "bob@a.example"));
}

// What is empty in the settings stands for nobody, above all not for everybody.
static void empty_settings_match_nobody(void **state) {
    (void)state;
    g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func((GDestroyNotify)account_free);
    g_ptr_array_add(accounts, make("empty", "", ""));
    g_ptr_array_add(accounts, account_new("new"));
    static const char *const specs[] = {"bob@a.example", "bob@", "bob", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(specs); i++)
        if (account_of(accounts, specs[i]) != NULL)
            fail_msg("'%s' has an account", specs[i]);
}

static void a_new_one_is_answered(void **state) {
    (void)state;
    g_autoptr(Account) account = account_new("new");
    assert_string_equal(account->name, "new");
    assert_true(account->acknowledge);
    assert_true(account->despite == 0);
    assert_null(account->language);
    account_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_by_address_then_longest_domain),
        cmocka_unit_test(empty_settings_match_nobody),
        cmocka_unit_test(a_new_one_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
