// The questions that everyone asks of the settings: whose address is it, is it
// one of ours, is it from inside.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "mailbox.h"

static Mailbox *make(const char *name, const char *addresses, char sub_address) {
    Mailbox *mailbox = mailbox_new(name);
    g_auto(GStrv) parts = g_strsplit(addresses, " ", -1);
    for (size_t i = 0; parts[i] != NULL; i++)
        g_ptr_array_add(mailbox->addresses, g_strdup(parts[i]));
    mailbox->sub_address = sub_address;
    return mailbox;
}

static void test_levels(void **state) {
    (void)state;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        Level level = LEVEL_NONE;
        assert_true(level_parse(level_name((Level)i), &level));
        assert_int_equal(level, i);
    }
    assert_string_equal(level_name(LEVEL_CRITICAL), "critical");
    Level level = LEVEL_CONCERN;
    static const char *const bad[] = {"", "Critical", "high", "critical ", "none,concern"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_false(level_parse(bad[i], &level));
    assert_int_equal(level, LEVEL_CONCERN);
    assert_string_equal(level_name((Level)99), "none");
}

static void test_addresses_of_a_mailbox(void **state) {
    (void)state;
    g_autoptr(Mailbox) mailbox = make("support", "support@example.com help@example.com", 0);
    static const struct {
        const char *spec;
        bool has;
    } cases[] = {
        {"support@example.com", true},
        {"SUPPORT@example.com", true},
        {"help@example.com", true},
        {"support+x@example.com", true},
        {"support-x@example.com", true},
        {"sales@example.com", false},
        {"support@example.org", false},
        {"supports@example.com", false},
        {"support@sub.example.com", false},
        {"support", false},
        {"", false},
        {"@example.com", false},
        {"xsupport@example.com", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (mailbox_has(mailbox, cases[i].spec) != cases[i].has)
            fail_msg("%s: %d", cases[i].spec, !cases[i].has);
    assert_false(mailbox_has(mailbox, NULL));
}

static GPtrArray *three(void) {
    GPtrArray *mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free);
    g_ptr_array_add(mailboxes, make("support", "support@example.com", 0));
    g_ptr_array_add(mailboxes, make("german", "support-de@example.com", 0));
    g_ptr_array_add(mailboxes, make("dashed", "care@example.com", '-'));
    return mailboxes;
}

typedef struct WhoseCase {
    const char *spec, *owner, *server;
} WhoseCase;

static void test_whose_address(void **state) {
    (void)state;
    static const WhoseCase cases[] = {
        {"support@example.com", "support", "support"},
        {"support-de@example.com", "german", "german"}, // although the first mailbox would claim it
        {"support-de+x@example.com", "german", "german"},
        {"support-de-x@example.com", "german", NULL},
        {"support+de@example.com", "support", "support"},
        {"support-internal@example.com", "support", NULL},
        {"care-token@example.com", "dashed", "dashed"},
        {"care+token@example.com", "dashed", "dashed"},
        {"CARE@EXAMPLE.COM", "dashed", "dashed"},
        {"sales@example.com", NULL, NULL},
        {"", NULL, NULL},
        {NULL, NULL, NULL},
    };
    g_autoptr(GPtrArray) mailboxes = three();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Mailbox *owner = mailbox_of(mailboxes, cases[i].spec);
        const Mailbox *server = mailbox_serving(mailboxes, cases[i].spec);
        if (g_strcmp0(owner != NULL ? owner->name : NULL, cases[i].owner) != 0)
            fail_msg("%s is of %s", cases[i].spec, owner != NULL ? owner->name : "nobody");
        if (g_strcmp0(server != NULL ? server->name : NULL, cases[i].server) != 0)
            fail_msg("%s is served by %s", cases[i].spec, server != NULL ? server->name : "nobody");
    }
}

static void test_networks(void **state) {
    (void)state;
    g_autoptr(Trust) trust = trust_new();
    assert_false(trust_is_internal(trust, "127.0.0.1"));
    static const char *const networks[] = {"127.0.0.0/8", "::1/128", "10.1.0.0/16", "2001:db8:1::/48",
                                           "192.0.2.7"};
    for (size_t i = 0; i < G_N_ELEMENTS(networks); i++)
        g_ptr_array_add(trust->internal_networks, g_strdup(networks[i]));
    static const struct {
        const char *client;
        bool internal;
    } cases[] = {
        {"127.0.0.1", true},
        {"127.255.0.9", true},
        {"::1", true},
        {"10.1.255.255", true},
        {"10.2.0.0", false},
        {"2001:db8:1:ffff::2", true},
        {"2001:db8:2::1", false},
        {"IPv6:2001:db8:1::1", true},
        {"ipv6:::1", true},
        {"::ffff:10.1.0.1", true},
        {"::ffff:10.2.0.1", false},
        {"IPv6:::ffff:127.0.0.1", true},
        {"192.0.2.7", true},
        {"192.0.2.8", false},
        {"localhost", false},
        {"", false},
        {"10.1.0.1 ", false},
        {"10.1.0.1/16", false},
        {"unknown", false},
        {"IPv6:", false},
        {"[127.0.0.1]", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (trust_is_internal(trust, cases[i].client) != cases[i].internal)
            fail_msg("%s: %d", cases[i].client, !cases[i].internal);
    assert_false(trust_is_internal(trust, NULL));
}

static void test_agents(void **state) {
    (void)state;
    g_autoptr(Trust) trust = trust_new();
    g_ptr_array_add(trust->agents, g_strdup("ann@example.com"));
    assert_true(trust_is_agent(trust, "Ann@Example.com"));
    assert_false(trust_is_agent(trust, "ann+x@example.com"));
    assert_false(trust_is_agent(trust, "ann@example.org"));
    assert_false(trust_is_agent(trust, ""));
    assert_false(trust_is_agent(trust, NULL));
}

static void test_nothing_is_freed_twice(void **state) {
    (void)state;
    mailbox_free(NULL);
    trust_free(NULL);
    pm_free(NULL);
    g_autoptr(Pm) pm = pm_new("product");
    assert_string_equal(pm->name, "product");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),        cmocka_unit_test(test_addresses_of_a_mailbox),
        cmocka_unit_test(test_whose_address), cmocka_unit_test(test_networks),
        cmocka_unit_test(test_agents),        cmocka_unit_test(test_nothing_is_freed_twice),
    };
    return cmocka_run_group_tests_name("mailbox", tests, NULL, NULL);
}
