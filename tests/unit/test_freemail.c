// Domains that strangers share, and those that only look so.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "freemail.h"

typedef struct Case {
    const char *name, *domain;
    bool shared;
} Case;

static void check(bool (*has)(const char *domain), const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (has(cases[i].domain) != cases[i].shared)
            fail_msg("%s: %s is %s", cases[i].name, cases[i].domain, cases[i].shared ? "not known" : "taken");
}

static void providers_are_known(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"the largest", "gmail.com", true},
        {"in capitals", "GMail.COM", true},
        {"a brand in a country", "yahoo.co.uk", true},
        {"a brand in another", "outlook.pt", true},
        {"a brand with an own ending", "gmx.net", true},
        {"the first of the table", "10minutemail.com", true},
        {"the last of the table", "zonnet.nl", true},
        {"Germany", "t-online.de", true},
        {"Austria", "aon.at", true},
        {"Switzerland", "bluewin.ch", true},
        {"France", "laposte.net", true},
        {"Belgium", "telenet.be", true},
        {"Spain", "telefonica.net", true},
        {"Mexico", "prodigy.net.mx", true},
        {"Portugal", "sapo.pt", true},
        {"Brazil", "uol.com.br", true},
        {"Italy", "libero.it", true},
        {"the Netherlands", "ziggo.nl", true},
        {"Poland", "wp.pl", true},
        {"Sweden", "comhem.se", true},
        {"the United Kingdom", "btinternet.com", true},
        {"the United States", "comcast.net", true},
        {"Australia", "bigpond.com", true},
        {"mail that throws itself away", "mailinator.com", true},
        {"a host below one", "mx.web.de", true},
        {"a customer", "acme.example", false},
        {"one that ends like a provider", "notgmail.com", false},
        {"one that begins like a provider", "gmail.com.acme.example", false},
        {"a brand's word as a label of a customer", "yahoo.acme.example", false},
        {"a brand's word in a new top-level domain", "outlook.consulting", false},
        {"a brand's word with more behind it", "yahooligans.com", false},
        {"nothing", "", false},
        {"a dot", ".", false},
        {"a public suffix", "co.uk", false},
        {"not UTF-8",
         "gm\xff"
         "ail.com",
         false},
    };
    check(freemail_has, CASES, sizeof CASES / sizeof *CASES);
}

static void sites_of_pages_are_known(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"a network", "facebook.com", true},
        {"in a country", "de.linkedin.com", true},
        {"a directory", "pagesjaunes.fr", true},
        {"a customer", "acme.example", false},
        {"one that ends like a site", "notfacebook.com", false},
        {"nothing", "", false},
    };
    check(freemail_has_pages, CASES, sizeof CASES / sizeof *CASES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(providers_are_known),
        cmocka_unit_test(sites_of_pages_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
