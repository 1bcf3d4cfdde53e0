// Addresses: what is let through, in which form, and how they are compared.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "address.h"

typedef struct Case {
    const char *name, *input, *output;
} Case;

#define LOCAL_64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const Case readable[] = {
    {"bare", "ann@example.org", "ann@example.org"},
    {"in brackets", "<ann@example.org>", "ann@example.org"},
    {"blanks around it", "  <ann@example.org> ", "ann@example.org"},
    {"domain in capitals", "Ann@EXAMPLE.Org", "Ann@example.org"},
    {"the root's dot", "ann@example.org.", "ann@example.org"},
    {"sub-address", "ann+x.y@example.org", "ann+x.y@example.org"},
    {"signs that are allowed", "o'neil/#1=a?b@example.org", "o'neil/#1=a?b@example.org"},
    {"quotes that are not needed", "\"ann\"@example.org", "ann@example.org"},
    {"quotes that are needed", "\"a,b\"@example.org", "\"a,b\"@example.org"},
    {"a blank in quotes", "\"ann lee\"@example.org", "\"ann lee\"@example.org"},
    {"an @ in quotes", "\"a@b\"@example.org", "\"a@b\"@example.org"},
    {"address literal", "ann@[192.0.2.1]", "ann@[192.0.2.1]"},
    {"UTF-8 in both parts: the domain as A-labels", "jörg@BÜCHER.example", "jörg@xn--bcher-kva.example"},
    {"two dots, as in Japan", "a..b.@docomo.example", "a..b.@docomo.example"},
    {"64 octets before the @", LOCAL_64 "@example.org", LOCAL_64 "@example.org"},
    {"a long SRS sender", LOCAL_64 LOCAL_64 "@example.org", LOCAL_64 LOCAL_64 "@example.org"},
};

static const Case unreadable[] = {
    {"nothing", "", NULL},
    {"null path", "<>", NULL},
    {"no @", "ann", NULL},
    {"no local part", "@example.org", NULL},
    {"no domain", "ann@", NULL},
    {"two @", "ann@example.org@evil.example", NULL},
    {"a line break", "ann@example.org\r\nRCPT TO:<x@y>", NULL},
    {"a line break in quotes", "\"a\nb\"@example.org", NULL},
    {"a blank", "ann lee@example.org", NULL},
    {"a tab in quotes", "\"ann\tlee\"@example.org", NULL},
    {"a hard blank in quotes", "\"ann\xc2\xa0lee\"@example.org", NULL},
    {"a tab in the domain", "ann@exa\tmple.org", NULL},
    {"a control character", "an\001n@example.org", NULL},
    {"a C1 control", "an\xc2\x85n@example.org", NULL},
    {"invisible and turning marks", "an\xe2\x80\xaen@example.org", NULL},
    {"a hard blank", "an\xc2\xa0n@example.org", NULL},
    {"broken UTF-8", "an\xffn@example.org", NULL},
    {"no closing bracket", "<ann@example.org", NULL},
    {"two addresses", "<a@b.example> <c@d.example>", NULL},
    {"a name before it", "Ann <ann@example.org>", NULL},
    {"brackets in quotes", "\"a>b\"@example.org", NULL},
    {"quotes left open", "\"ann@example.org", NULL},
    {"an empty label", "ann@example..org", NULL},
    {"a label that begins with a hyphen", "ann@-example.org", NULL},
    {"a broken literal", "ann@[192.0.2.1", NULL},
    {"129 octets before the @", LOCAL_64 LOCAL_64 "a@example.org", NULL},
    {"a label of 64 octets", "a@" LOCAL_64 ".example", NULL},
    {"a percent-free shell", "a;rm -rf@example.org", NULL},
};

static void check(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autofree char *found = address_parse(cases[i].input);
        if (g_strcmp0(found, cases[i].output) != 0)
            fail_msg("%s: '%s', not '%s'", cases[i].name, found, cases[i].output);
    }
}

static void parse_reads_sane_addresses(void **state) {
    (void)state;
    check(readable, G_N_ELEMENTS(readable));
}

static void parse_refuses_all_else(void **state) {
    (void)state;
    check(unreadable, G_N_ELEMENTS(unreadable));
    assert_null(address_parse(NULL));
    g_autofree char *huge = g_strnfill(1000000, 'a');
    assert_null(address_parse(huge));
    g_autofree char *domain = g_strnfill(300, 'a');
    for (size_t i = 10; i < 300; i += 10)
        domain[i] = '.';
    g_autofree char *wide = g_strconcat("a@", domain, NULL);
    assert_null(address_parse(wide));
}

static void null_path_is_told_from_unreadable(void **state) {
    (void)state;
    assert_true(address_is_null_path("<>"));
    assert_true(address_is_null_path(""));
    assert_true(address_is_null_path(" <> "));
    assert_false(address_is_null_path("<a@b>"));
    assert_false(address_is_null_path("< >"));
    assert_false(address_is_null_path(NULL));
}

static void parts_and_comparison(void **state) {
    (void)state;
    g_autofree char *local = address_local("\"a@b\"@example.org"), *key = address_key("Ann@Example.org");
    assert_string_equal(local, "\"a@b\"");
    assert_string_equal(key, "ann@example.org");
    assert_string_equal(address_domain("a@b.example"), "b.example");
    assert_string_equal(address_domain("none"), "");
    assert_string_equal(address_domain(NULL), "");
    assert_true(address_equal("Ann@example.org", "ann@EXAMPLE.org"));
    assert_false(address_equal("ann@example.org", "ann@example.com"));
    assert_false(address_equal(NULL, "ann@example.org"));
}

static void own_addresses_have_sub_addresses(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        bool ours;
        const char *detail; // behind '+'
    } cases[] = {
        {"support@example.test", true, NULL},      {"Support+abc@example.test", true, "abc"},
        {"support-abc@example.test", true, NULL},  {"support+@example.test", true, ""},
        {"support+a+b@example.test", true, "a+b"}, {"supporter@example.test", false, NULL},
        {"support+abc@example.org", false, NULL},  {"x+support@example.test", false, NULL},
        {"support.abc@example.test", false, NULL}, {"sup", false, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *detail = address_detail(cases[i].spec, "support@example.test", '+');
        assert_int_equal(address_is_ours(cases[i].spec, "support@example.test"), cases[i].ours);
        if (g_strcmp0(detail, cases[i].detail) != 0)
            fail_msg("%s: detail '%s'", cases[i].spec, detail);
    }
    g_autofree char *token = address_detail("support-ABC@example.test", "support@example.test", '-');
    assert_string_equal(token, "ABC");
}

// RFC 5321 s.4.5.3.1.1: a local part of 64 octets is the longest that all servers take.
static void a_sub_address_is_given_where_it_fits(void **state) {
    (void)state;
    static const struct {
        unsigned own; // octets of the own local part
        const char *wanted;
    } cases[] = {{7, "sssssss+0123456789@example.test"}, {53, "+0123456789@example.test"}, {54, NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *local = g_strnfill(cases[i].own, 's');
        g_autofree char *own = g_strconcat(local, "@example.test", NULL);
        g_autofree char *with = address_with_detail(own, '+', "0123456789");
        if ((with == NULL) != (cases[i].wanted == NULL) ||
            (with != NULL && !g_str_has_suffix(with, cases[i].wanted)))
            fail_msg("%u octets: %s", cases[i].own, with);
    }
}

static void organisations_follow_the_public_suffix_list(void **state) {
    (void)state;
    static const Case cases[] = {
        {"plain", "mail.example.org", "example.org"},
        {"itself", "example.org", "example.org"},
        {"two-part suffix", "a.b.example.co.uk", "example.co.uk"},
        {"capitals", "Mail.EXAMPLE.org", "example.org"},
        {"a suffix itself", "co.uk", "co.uk"},
        {"a literal", "[192.0.2.1]", "[192.0.2.1]"},
        {"nothing", "", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = address_organisation(cases[i].input);
        if (strcmp(found, cases[i].output) != 0)
            fail_msg("%s: '%s'", cases[i].name, found);
    }
    assert_true(address_same_organisation("a.example.org", "b.example.org"));
    assert_false(address_same_organisation("example.co.uk", "other.co.uk"));
    assert_false(address_same_organisation("", ""));
    assert_false(address_same_organisation("example.org", NULL));
}

static void what_mail_can_be_sent_to(void **state) {
    (void)state;
    static const struct {
        const char *spec;
        bool sendable;
    } cases[] = {{"ann@a.example", true},
                 {"\"a+b\"@a.example", true},
                 {"", false},
                 {NULL, false},
                 {"\"ann lee\"@a.example", false},
                 {"\"a<b\"@a.example", false},
                 {"j\xc3\xb6rg@a.example", false},
                 {"ann@\xc3\xa4.example", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (address_is_sendable(cases[i].spec) != cases[i].sendable)
            fail_msg("%s", cases[i].spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_mail_can_be_sent_to),
        cmocka_unit_test(parse_reads_sane_addresses),
        cmocka_unit_test(parse_refuses_all_else),
        cmocka_unit_test(null_path_is_told_from_unreadable),
        cmocka_unit_test(parts_and_comparison),
        cmocka_unit_test(own_addresses_have_sub_addresses),
        cmocka_unit_test(a_sub_address_is_given_where_it_fits),
        cmocka_unit_test(organisations_follow_the_public_suffix_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
