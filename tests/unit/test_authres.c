// Authentication-Results: what the grammar of RFC 8601 allows, what real
// verifiers write, and what a forger would like us to believe.
#include "authres.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "envelope.h"

typedef struct ParseCase {
    const char *name, *value;
    AuthVerdict dmarc, spf, arc;
    const char *dmarc_from, *spf_mailfrom, *dkim, *arc_sealer; // dkim: domains joined by ','
} ParseCase;

static const ParseCase parse_cases[] = {
    {"an id and nothing else", "mx.example.test; none", 0, 0, 0, NULL, NULL, "", NULL},
    {"an id alone", "mx.example.test", 0, 0, 0, NULL, NULL, "", NULL},
    {"all methods",
     "mx.example.test; dkim=pass header.d=a.example header.s=x header.b=\"ab/c=\"; spf=pass "
     "smtp.mailfrom=ann@a.example; dmarc=pass header.from=a.example",
     AUTH_PASS, AUTH_PASS, 0, "a.example", "a.example", "a.example", NULL},
    {"any order",
     "mx; dmarc=pass header.from=a.example; spf=fail smtp.mailfrom=a.example; dkim=pass header.d=a.example",
     AUTH_PASS, AUTH_FAIL, 0, "a.example", "a.example", "a.example", NULL},
    {"version of the field", "mx 1; dmarc=pass", AUTH_PASS, 0, 0, NULL, NULL, "", NULL},
    {"unknown version of the field", "mx 2; dmarc=pass", 0, 0, 0, NULL, NULL, "", NULL},
    {"version of the method", "mx; dkim/1=pass header.d=a.example", 0, 0, 0, NULL, NULL, "a.example", NULL},
    {"unknown version of the method", "mx; dkim/2=pass header.d=a.example", 0, 0, 0, NULL, NULL, "", NULL},
    {"blanks and comments everywhere",
     "(c) mx (c) 1 (c) ; (c) dmarc (c) = (c) pass (p=REJECT (nested) \\) sp=none) header (c) . (c) from (c) "
     "= (c) A.Example",
     AUTH_PASS, 0, 0, "a.example", NULL, "", NULL},
    {"quoted strings", "\"mx\"; dkim=pass reason=\"x; dmarc=pass; y\" header.d=\"a.example\"", 0, 0, 0, NULL,
     NULL, "a.example", NULL},
    {"a semicolon and a pass in a comment", "mx; dmarc=fail (; dmarc=pass) header.from=a.example", AUTH_FAIL,
     0, 0, "a.example", NULL, "", NULL},
    {"an open comment swallows the rest", "mx; spf=pass (; dmarc=pass", 0, AUTH_PASS, 0, NULL, NULL, "",
     NULL},
    {"an open quote swallows the rest", "mx; spf=fail reason=\"x; dmarc=pass", 0, AUTH_FAIL, 0, NULL, NULL,
     "", NULL},
    {"several signatures",
     "mx; dkim=pass header.d=a.example; dkim=fail header.d=b.example; dkim=pass header.i=@C.example", 0, 0, 0,
     NULL, NULL, "a.example,c.example", NULL},
    {"VERP in mailfrom", "mx; spf=pass smtp.mailfrom=bounce+ann=x.example@A.Example", 0, AUTH_PASS, 0, NULL,
     "a.example", "", NULL},
    {"quoted local part in mailfrom", "mx; spf=pass smtp.mailfrom=\"a b\"@a.example", 0, AUTH_PASS, 0, NULL,
     "a.example", "", NULL},
    {"SPF of HELO proves no address", "mx; spf=pass smtp.helo=a.example", 0, 0, 0, NULL, NULL, "", NULL},
    {"SPF of HELO beside that of MAIL FROM",
     "mx; spf=pass smtp.helo=h.example; spf=fail smtp.mailfrom=a.example", 0, AUTH_FAIL, 0, NULL, "a.example",
     "", NULL},
    {"softfail and none prove nothing", "mx; spf=softfail smtp.mailfrom=a.example; dmarc=none", AUTH_OTHER,
     AUTH_OTHER, 0, NULL, "a.example", "", NULL},
    {"twice and different: the worse counts",
     "mx; dmarc=pass header.from=a.example; dmarc=fail header.from=b.example", AUTH_FAIL, 0, 0, "b.example",
     NULL, "", NULL},
    {"capitals", "MX; DMARC=PASS HEADER.FROM=A.EXAMPLE", AUTH_PASS, 0, 0, "a.example", NULL, "", NULL},
    {"arc with its sealer", "mx; arc=pass header.d=Lists.example", 0, 0, AUTH_PASS, NULL, NULL, "",
     "lists.example"},
    {"arc with OpenARC's chain, the newest first",
     "mx; arc=pass smtp.remote-ip=192.0.2.1 arc.chain=\"B.example:a.example\"", 0, 0, AUTH_PASS, NULL, NULL,
     "", "b.example"},
    {"the chain of an older OpenARC", "mx; arc=pass arc.chain=:b.example:a.example", 0, 0, AUTH_PASS, NULL,
     NULL, "", "b.example"},
    {"arc that names nobody", "mx; arc=pass (i=1 spf=pass) header.oldest-pass=0 arc.chain=:", 0, 0, AUTH_PASS,
     NULL, NULL, "", NULL},
    {"empty segments", ";;mx;;; dmarc=pass;;", AUTH_PASS, 0, 0, NULL, NULL, "", NULL},
    {"without an id", "dmarc=pass header.from=a.example", AUTH_PASS, 0, 0, "a.example", NULL, "", NULL},
    {"a result that only begins with pass", "mx; dmarc=passed; spf=pass-ish", AUTH_OTHER, AUTH_OTHER, 0, NULL,
     NULL, "", NULL},
    {"a method that only ends with dmarc", "mx; x-dmarc=pass; policy.dmarc=pass", 0, 0, 0, NULL, NULL, "",
     NULL},
    {"empty", "", 0, 0, 0, NULL, NULL, "", NULL},
    {"an equals sign alone", "=", 0, 0, 0, NULL, NULL, "", NULL},
    {"nothing behind the equals sign", "mx; dmarc=", AUTH_OTHER, 0, 0, NULL, NULL, "", NULL},
    {"a domain that is only an @", "mx; dkim=pass header.i=@", 0, 0, 0, NULL, NULL, "", NULL},
};

static void same(const char *name, const char *what, const char *found, const char *wanted) {
    if (g_strcmp0(found, wanted) != 0)
        fail_msg("%s: %s is '%s', not '%s'", name, what, found ? found : "-", wanted ? wanted : "-");
}

static void reads_values(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(parse_cases); i++) {
        const ParseCase *c = &parse_cases[i];
        g_autoptr(AuthResults) found = authres_parse(c->value);
        if (found->dmarc != c->dmarc || found->spf != c->spf || found->arc != c->arc)
            fail_msg("%s: dmarc %d spf %d arc %d", c->name, found->dmarc, found->spf, found->arc);
        g_ptr_array_add(found->dkim_domains, NULL);
        g_autofree char *dkim = g_strjoinv(",", (char **)found->dkim_domains->pdata);
        same(c->name, "dkim", dkim, c->dkim);
        same(c->name, "header.from", found->dmarc_from, c->dmarc_from);
        same(c->name, "mailfrom", found->spf_mailfrom, c->spf_mailfrom);
        same(c->name, "sealer", found->arc_sealer, c->arc_sealer);
    }
}

typedef struct PlaceCase {
    const char *name, *header;
    AuthVerdict dmarc;
} PlaceCase;

#define OURS "Authentication-Results: mx.example.test; dmarc=pass header.from=a.example\n"
#define FORGED "Authentication-Results: mx.example.test; dmarc=fail header.from=a.example\n"
#define OUR_RECEIVED                                                                                         \
    "Received: from out.a.example (out.a.example [192.0.2.1])\n\tby MX.example.test. (Postfix) with ESMTP "  \
    "id 1\n"
#define OTHER_RECEIVED "Received: from pc by out.a.example with ESMTP id 2; Sun, 22 Nov 2026 04:00:00 +0000\n"

static const PlaceCase place_cases[] = {
    {"on top", OURS OTHER_RECEIVED, AUTH_PASS},
    {"below our own Received",
     "Return-Path: <ann@a.example>\nDelivered-To: support@example.test\n" OUR_RECEIVED OURS OTHER_RECEIVED,
     AUTH_PASS},
    {"below another host's Received", OTHER_RECEIVED OURS, AUTH_NONE},
    {"below a Received without by", "Received: (qmail 1 invoked by uid 0); 22 Nov 2026 04:00:00 -0000\n" OURS,
     AUTH_NONE},
    {"a Received whose comment names us", "Received: from x (by mx.example.test) by evil.example\n" OURS,
     AUTH_NONE},
    {"a Received with an Envelope-from in quotes",
     "Received: from x (HELO \"a b\") (\"by mx.example.test\") by mx.example.test(8.15) with ESMTP\n" OURS,
     AUTH_PASS},
    {"a HELO that names us", "Received: from \"by mx.example.test\" by evil.example\n" OURS, AUTH_NONE},
    {"a HELO that is the word by", "Received: from by by mx.example.test\n" OURS, AUTH_NONE},
    {"a by behind the date", "Received: from x; Sun, 22 Nov 2026 04:00:00 by mx.example.test\n" OURS,
     AUTH_NONE},
    {"a by with nothing behind", "Received: from x by\n" OURS, AUTH_NONE},
    {"an open comment", "Received: from x (by mx.example.test\n" OURS, AUTH_NONE},
    {"an empty Received", "Received:\n" OURS, AUTH_NONE},
    {"a Received of a host that begins like ours", "Received: from x by mx.example.test.evil.example\n" OURS,
     AUTH_NONE},
    {"the topmost of two", FORGED OURS, AUTH_FAIL},
    {"another verifier's on top is passed over",
     "Authentication-Results: mx.other.example; dmarc=fail\n" OURS, AUTH_PASS},
    {"another verifier's alone", "Authentication-Results: mx.other.example; dmarc=pass\n", AUTH_NONE},
    {"an id in capitals", "Authentication-Results: MX.Example.Test; dmarc=pass\n", AUTH_PASS},
    {"an id that begins like ours", "Authentication-Results: mx.example.test.evil.example; dmarc=pass\n",
     AUTH_NONE},
    {"an id in a comment", "Authentication-Results: (mx.example.test) evil.example; dmarc=pass\n", AUTH_NONE},
    {"an id in quotes", "Authentication-Results: \"mx.example.test\"; dmarc=pass\n", AUTH_PASS},
    {"ours says none, an older one pass", "Authentication-Results: mx.example.test; none\n" OURS, AUTH_NONE},
    {"ARC's copy is no result", "ARC-Authentication-Results: i=1; mx.example.test; dmarc=pass\n", AUTH_NONE},
    {"folded",
     "Authentication-Results: mx.example.test;\n\tdmarc=pass\n\t(p=none)\n\theader.from=a.example\n",
     AUTH_PASS},
};

static Message *read_message(const char *header) {
    g_autofree char *text = g_strconcat(header, "From: ann@a.example\n\nHello\n", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return message_parse(bytes, NULL);
}

static void trusts_by_place_and_id(void **state) {
    (void)state;
    g_autoptr(GPtrArray) trusted = g_ptr_array_new();
    g_ptr_array_add(trusted, (char *)(uintptr_t) "mx.example.test");
    for (size_t i = 0; i < G_N_ELEMENTS(place_cases); i++) {
        g_autoptr(Message) message = read_message(place_cases[i].header);
        assert_non_null(message);
        g_autoptr(AuthResults) found = authres_of(message, trusted, "mx.example.test");
        if (found->dmarc != place_cases[i].dmarc)
            fail_msg("%s: dmarc is %d", place_cases[i].name, found->dmarc);
    }
}

static void trusts_nobody_by_default(void **state) {
    (void)state;
    g_autoptr(GPtrArray) nobody = g_ptr_array_new();
    g_autoptr(Message) message = read_message(OURS);
    g_autoptr(AuthResults) found = authres_of(message, nobody, "mx.example.test");
    assert_int_equal(found->dmarc, AUTH_NONE);
    g_autoptr(AuthResults) without = authres_of(message, NULL, NULL);
    assert_int_equal(without->dmarc, AUTH_NONE);
}

typedef struct ProofCase {
    const char *name, *value, *address;
    bool from, sender;
} ProofCase;

static const ProofCase proof_cases[] = {
    {"dmarc of this domain", "mx; dmarc=pass header.from=a.example", "ann@a.example", true, false},
    {"dmarc that names no domain", "mx; dmarc=pass", "ann@a.example", true, false},
    {"dmarc of the house, as some verifiers name it", "mx; dmarc=pass header.from=a.example",
     "ann@shop.a.example", true, false},
    {"dmarc of a domain below: another From", "mx; dmarc=pass header.from=shop.a.example", "ann@a.example",
     false, false},
    {"dmarc of a domain that only ends alike", "mx; dmarc=pass header.from=b.a.example", "ann@ab.a.example",
     false, false},
    {"dmarc of what is no domain is not unsaid", "mx; dmarc=pass header.from=\xef\xbf\xbd.example",
     "ann@a.example", false, false},
    {"spf of what is no domain is not unsaid", "mx; spf=pass smtp.mailfrom=x@\xef\xbf\xbd.example",
     "ann@a.example", false, false},
    {"a domain in its own script", "mx; dmarc=pass header.from=m\xc3\xbcnchen.example",
     "ann@xn--mnchen-3ya.example", true, false},
    {"dmarc of another domain", "mx; dmarc=pass header.from=b.example", "ann@a.example", false, false},
    {"dmarc failed", "mx; dmarc=fail header.from=a.example", "ann@a.example", false, false},
    {"spf of this domain", "mx; spf=pass smtp.mailfrom=A.example", "ann@a.example", false, true},
    {"spf of another domain", "mx; spf=pass smtp.mailfrom=b.example", "ann@a.example", false, false},
    {"spf of another subdomain", "mx; spf=pass smtp.mailfrom=mail.a.example", "ann@a.example", false, false},
    {"dkim of the organisation", "mx; dkim=pass header.d=mail.a.example", "ann@a.example", false, true},
    {"dkim of another", "mx; dkim=pass header.d=b.example", "ann@a.example", false, false},
    {"dkim of a public suffix", "mx; dkim=pass header.d=co.uk", "ann@a.co.uk", false, false},
    {"the null sender", "mx; spf=pass", "", false, false},
    {"no address", "mx; spf=pass; dmarc=pass", NULL, false, false},
};

static void proves_addresses(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(proof_cases); i++) {
        const ProofCase *c = &proof_cases[i];
        g_autoptr(AuthResults) results = authres_parse(c->value);
        if (authres_proves_from(results, c->address) != c->from)
            fail_msg("%s: From", c->name);
        if (authres_proves_sender(results, c->address) != c->sender)
            fail_msg("%s: envelope sender", c->name);
    }
}

// The newest seal names the sealer; what no verifier would pass names nobody.
static void names_the_newest_sealer(void **state) {
    (void)state;
#define SEAL(i, d) "ARC-Seal: " i "; a=rsa-sha256; t=1; cv=pass;\n\td=" d "; s=x; b=aGk=\n"
    static const struct {
        const char *name, *header, *sealer;
    } cases[] = {
        {"one", SEAL("i=1", "Lists.example"), "lists.example"},
        {"the newest on top", SEAL("i=2", "b.example") SEAL("i=1", "a.example"), "b.example"},
        {"the newest below", SEAL("i=1", "a.example") SEAL("i=10", "b.example") SEAL("i=2", "c.example"),
         "b.example"},
        {"other tags first", "ARC-Seal: a=x; d = a.example ; i = 1; b=x\n", "a.example"},
        {"none", "", NULL},
        {"the newest twice", SEAL("i=2", "b.example") SEAL("i=1", "a.example") SEAL("i=2", "a.example"),
         NULL},
        {"over fifty", SEAL("i=51", "b.example"), NULL},
        {"no instance", SEAL("x=1", "b.example") SEAL("i=1", "a.example"), NULL},
        {"an instance of letters", SEAL("i=1x", "b.example"), NULL},
        {"an instance of many digits", SEAL("i=4294967297", "b.example"), NULL},
        {"no domain", "ARC-Seal: i=1; a=x\n", NULL},
        {"the signature is no seal", "ARC-Message-Signature: i=1; d=a.example\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Message) message = read_message(cases[i].header);
        assert_non_null(message);
        g_autofree char *found = authres_newest_sealer(message);
        same(cases[i].name, "sealer", found, cases[i].sealer);
    }
}

// Hostile sizes: time stays bounded, nothing is read out of bounds.
static void survives_hostile_values(void **state) {
    (void)state;
    static const char *const seeds[] = {"(", ")", "\"", "\\", "=", ";", "a=b ", "dkim=pass header.d=x;",
                                        ".", "/", "\t"};
    for (size_t i = 0; i < G_N_ELEMENTS(seeds); i++) {
        g_autoptr(GString) value = g_string_new("mx;");
        while (value->len < 200000)
            g_string_append(value, seeds[i]);
        gint64 start = g_get_monotonic_time();
        g_autoptr(AuthResults) found = authres_parse(value->str);
        assert_true(found->dkim_domains->len <= 50);
        if (g_get_monotonic_time() - start > G_USEC_PER_SEC)
            fail_msg("'%s' repeated took over a second", seeds[i]);
    }
}

int main(void) {
    message_library_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values),
        cmocka_unit_test(trusts_by_place_and_id),
        cmocka_unit_test(trusts_nobody_by_default),
        cmocka_unit_test(proves_addresses),
        cmocka_unit_test(names_the_newest_sealer),
        cmocka_unit_test(survives_hostile_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
