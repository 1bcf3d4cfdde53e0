// To whom an acknowledgement may go: one address that the writer was shown to
// own, or none. And the local parts that are machines, against those that are people.
#include "recipient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

typedef struct ChoiceCase {
    const char *name, *sender, *fields, *auth;
    bool known;
    Answer unproven;
    const char *wanted; // NULL: none
    bool is_sender, proven;
} ChoiceCase;

#define ANN "From: Ann <ann@a.example>\n"

static const ChoiceCase choices[] = {
    {"spf of the person's own address", "ann@a.example", ANN, "mx; spf=pass smtp.mailfrom=a.example", 0,
     ANSWER_NO, "ann@a.example", true, true},
    {"dkim of the organisation", "ann@mail.a.example", ANN, "mx; dkim=pass header.d=a.example", 0, ANSWER_NO,
     "ann@mail.a.example", true, true},
    {"another person of the organisation", "bob@a.example", ANN, "mx; spf=pass smtp.mailfrom=a.example", 0,
     ANSWER_NO, "bob@a.example", true, true},
    {"a mailing service's sender: From by dmarc", "bounces+7@mail.service.example", ANN,
     "mx; spf=pass smtp.mailfrom=mail.service.example; dmarc=pass header.from=a.example", 0, ANSWER_NO,
     "ann@a.example", false, true},
    {"a bounce sender of the organisation: From by dmarc", "bounces-12@a.example", ANN,
     "mx; spf=pass smtp.mailfrom=a.example; dmarc=pass header.from=a.example", 0, ANSWER_NO, "ann@a.example",
     false, true},
    {"a no-reply sender of the organisation, no dmarc", "no_reply@a.example", ANN,
     "mx; spf=pass smtp.mailfrom=a.example", 0, ANSWER_NO, NULL, false, false},
    {"a foreign sender with spf, no dmarc", "x@b.example", ANN, "mx; spf=pass smtp.mailfrom=b.example", 0,
     ANSWER_NO, NULL, false, false},
    {"dmarc for From that is the sender as well", "Ann@A.example", ANN,
     "mx; dmarc=pass header.from=a.example", 0, ANSWER_NO, "ann@a.example", true, true},
    {"dmarc of another domain", "ann@a.example", ANN, "mx; dmarc=pass header.from=b.example", 0, ANSWER_NO,
     NULL, false, false},
    {"nothing proven", "ann@a.example", ANN, "mx; none", 0, ANSWER_NO, NULL, false, false},
    {"nothing proven, known", "ann@a.example", ANN, "mx; none", true, ANSWER_NO, "ann@a.example", true,
     false},
    {"nothing proven, allowed", "ann@a.example", ANN, "mx; none", 0, ANSWER_MINIMAL, "ann@a.example", true,
     false},
    {"nothing proven, yes", "ann@a.example", ANN, "mx; none", 0, ANSWER_YES, "ann@a.example", true, false},
    {"nothing proven, known, sender is another", "bob@a.example", ANN, "mx; none", true, ANSWER_YES, NULL,
     false, false},
    {"null sender, known", "", ANN, "mx; none", true, ANSWER_YES, NULL, false, false},
    {"unknown sender, known", NULL, ANN, "mx; none", true, ANSWER_YES, NULL, false, false},
    {"no From", "ann@a.example", "", "mx; spf=pass smtp.mailfrom=a.example", 0, ANSWER_YES, NULL, false,
     false},
    {"no Reply-To without the setting", "ann@a.example", ANN "Reply-To: ann.home@a.example\n",
     "mx; spf=pass smtp.mailfrom=a.example", 0, ANSWER_NO, "ann@a.example", true, true},
    {"never a third party's Reply-To", "x@b.example",
     ANN "Reply-To: victim@v.example\nSender: s@s.example\n"
         "Errors-To: e@e.example\nReturn-Receipt-To: r@r.example\n",
     "mx; dmarc=pass header.from=a.example", 0, ANSWER_NO, "ann@a.example", false, true},
};

#define SPF "mx; spf=pass smtp.mailfrom=a.example"
#define DMARC "mx; dmarc=pass header.from=a.example"
#define OFFICE ANN "Reply-To: Office <office@mail.a.example>\n"

// With the setting: an address of the writer's own house, and nobody else's.
static const ChoiceCase reply_to_choices[] = {
    {"of the organisation, From proven", "ann@a.example", OFFICE, DMARC, 0, ANSWER_NO,
     "office@mail.a.example", false, true},
    {"of the organisation, envelope sender proven", "ann@a.example", OFFICE, SPF, 0, ANSWER_NO,
     "office@mail.a.example", false, true},
    {"of a third party", "ann@a.example", ANN "Reply-To: victim@v.example\n", DMARC, 0, ANSWER_NO,
     "ann@a.example", true, true},
    {"of a domain that ends like From's", "ann@a.example", ANN "Reply-To: x@evil-a.example\n", DMARC, 0,
     ANSWER_NO, "ann@a.example", true, true},
    {"of a domain that begins like From's", "ann@a.example", ANN "Reply-To: x@a.example.evil.example\n",
     DMARC, 0, ANSWER_NO, "ann@a.example", true, true},
    {"two addresses", "ann@a.example", ANN "Reply-To: office@a.example, boss@a.example\n", DMARC, 0,
     ANSWER_NO, "ann@a.example", true, true},
    {"two fields", "ann@a.example", OFFICE "Reply-To: victim@v.example\n", DMARC, 0, ANSWER_NO,
     "ann@a.example", true, true},
    {"the same address twice", "ann@a.example", ANN "Reply-To: office@a.example, OFFICE@A.EXAMPLE\n", DMARC,
     0, ANSWER_NO, "office@a.example", false, true},
    {"a victim as display name", "ann@a.example", ANN "Reply-To: \"victim@v.example\" <office@a.example>\n",
     DMARC, 0, ANSWER_NO, "office@a.example", false, true},
    {"a house address as display name", "ann@a.example",
     ANN "Reply-To: \"office@a.example\" <victim@v.example>\n", DMARC, 0, ANSWER_NO, "ann@a.example", true,
     true},
    {"a system's", "ann@a.example", ANN "Reply-To: list-request@a.example\n", DMARC, 0, ANSWER_NO,
     "ann@a.example", true, true},
    {"no-reply", "ann@a.example", ANN "Reply-To: no-reply@a.example\n", DMARC, 0, ANSWER_NO, "ann@a.example",
     true, true},
    {"the envelope sender itself", "office@a.example", ANN "Reply-To: Office@a.example\n", SPF, 0, ANSWER_NO,
     "Office@a.example", true, true},
    {"From itself", "bounces+7@mail.service.example", ANN "Reply-To: ann@a.example\n", DMARC, 0, ANSWER_NO,
     "ann@a.example", false, true},
    {"nothing proven", "ann@a.example", OFFICE, "mx; none", 0, ANSWER_NO, NULL, false, false},
    {"nothing proven, known", "ann@a.example", OFFICE, "mx; none", true, ANSWER_NO, "ann@a.example", true,
     false},
    {"only a foreign sender proven", "x@b.example", OFFICE, "mx; spf=pass smtp.mailfrom=b.example", 0,
     ANSWER_NO, NULL, false, false},
    {"only a bounce sender of the house proven", "bounces-1@a.example", OFFICE, SPF, 0, ANSWER_NO, NULL,
     false, false},
    {"empty", "ann@a.example", ANN "Reply-To: \n", DMARC, 0, ANSWER_NO, "ann@a.example", true, true},
    {"no address", "ann@a.example", ANN "Reply-To: office\n", DMARC, 0, ANSWER_NO, "ann@a.example", true,
     true},
    {"a stranger at the same provider", "ann@gmail.com", "From: ann@gmail.com\nReply-To: victim@gmail.com\n",
     "mx; dmarc=pass header.from=gmail.com", 0, ANSWER_NO, "ann@gmail.com", true, true},
    {"the same in another country", "ann@yahoo.co.uk",
     "From: ann@yahoo.co.uk\nReply-To: victim@yahoo.co.uk\n", "mx; dmarc=pass", 0, ANSWER_NO,
     "ann@yahoo.co.uk", true, true},
    {"the same below a provider's domain", "ann@web.de", "From: ann@web.de\nReply-To: victim@x.web.de\n",
     "mx; dmarc=pass", 0, ANSWER_NO, "ann@web.de", true, true},
    {"From itself at a provider", "x@b.example", "From: ann@gmail.com\nReply-To: Ann <ann@gmail.com>\n",
     "mx; dmarc=pass", 0, ANSWER_NO, "ann@gmail.com", false, true},
    {"neighbours below a public suffix", "ann@a.co.uk", "From: ann@a.co.uk\nReply-To: victim@b.co.uk\n",
     "mx; dmarc=pass", 0, ANSWER_NO, "ann@a.co.uk", true, true},
    {"neighbours at a host of sites", "ann@a.github.io",
     "From: ann@a.github.io\nReply-To: victim@b.github.io\n", "mx; dmarc=pass", 0, ANSWER_NO,
     "ann@a.github.io", true, true},
    {"a house named like a provider's product", "ann@gmailing.example",
     "From: ann@gmailing.example\nReply-To: office@gmailing.example\n", "mx; dmarc=pass", 0, ANSWER_NO,
     "office@gmailing.example", false, true},
};

static void choose_all(const ChoiceCase *cases, size_t count, bool reply_to) {
    for (size_t i = 0; i < count; i++) {
        const ChoiceCase *c = &cases[i];
        g_autofree char *text = g_strconcat(c->fields, "Subject: x\n\nHello\n", NULL);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        g_autoptr(Message) message = message_parse(bytes, NULL);
        g_autoptr(AuthResults) auth = authres_parse(c->auth);
        g_autoptr(Envelope) envelope = envelope_new();
        assert_non_null(message);
        g_free(envelope->sender);
        envelope->sender = g_strdup(c->sender);
        RecipientFacts facts = {message, envelope, auth, c->known, c->unproven, reply_to};
        g_autoptr(Recipient) found = recipient_choose(&facts);
        if (g_strcmp0(found->address, c->wanted) != 0)
            fail_msg("%s: '%s'", c->name, found->address ? found->address : "-");
        if (found->is_envelope_sender != c->is_sender || found->proven != c->proven)
            fail_msg("%s: envelope sender %d, proven %d", c->name, found->is_envelope_sender, found->proven);
    }
}

static void chooses(void **state) {
    (void)state;
    choose_all(choices, G_N_ELEMENTS(choices), false);
}

static void chooses_reply_to_within_the_house(void **state) {
    (void)state;
    choose_all(reply_to_choices, G_N_ELEMENTS(reply_to_choices), true);
}

static const char *const systems[] = {
    "mailer-daemon@a.example", "MAILER-DAEMON@a.example",
    "MAILER-DAEMON",           "\"mailer-daemon\"@a.example",
    "listserv@a.example",      "majordomo@a.example",
    "mailman@a.example",       "sympa@a.example",
    "owner-list@a.example",    "list-owner@a.example",
    "dave-request@a.example",  "list-bounce@a.example",
    "list-bounces@a.example",  "bounce@a.example",
    "bounces@a.example",       "bounce-12@a.example",
    "bounces+ann=x@a.example", "bounce7@a.example",
    "Bounces-list@a.example",  "list-bounces+ann=x.example@a.example",
};
static const char *const no_systems[] = {
    "feature-requests@a.example",
    "bouncer@a.example",
    "bouncers@a.example",
    "owner@a.example",
    "request@a.example",
    "homeowner@a.example",
    "mailman.jones@a.example",
    "ann@mailer-daemon.example",
    "thelistserv@a.example",
    "bouncedcheck@a.example",
    "trampoline-bouncer@a.example",
    "requests@a.example",
    "",
    "@",
};
static const char *const no_replies[] = {
    "noreply@a.example",      "no-reply@a.example",      "No_Reply@a.example",
    "donotreply@a.example",   "do-not-reply@a.example",  "do_not_reply@a.example",
    "shop-noreply@a.example", "shop_no_reply@a.example", "noreply+123@a.example",
    "nobody@a.example",       "root@a.example",          "daemon@a.example",
    "cron@a.example",         "www-data@a.example",      "www_data@a.example",
    "notification@a.example", "notifications@a.example", "notifications+x@a.example",
};
static const char *const no_no_replies[] = {
    "ann@noreply.example",     "ann@a.example",      "snoreply@a.example",         "reply@a.example",
    "noreply.jones@a.example", "groot@a.example",    "my-notifications@a.example", "cronin@a.example",
    "please-reply@a.example",  "rootbeer@a.example", "ann+noreply@a.example",      "",
    "+noreply@a.example",
};

static void each(const char *const *list, size_t count, bool (*test)(const char *), bool wanted) {
    for (size_t i = 0; i < count; i++)
        if (test(list[i]) != wanted)
            fail_msg("'%s' is taken for %s", list[i], wanted ? "a person" : "a machine");
}

static void tells_machines_from_people(void **state) {
    (void)state;
    each(systems, G_N_ELEMENTS(systems), recipient_is_system, true);
    each(no_systems, G_N_ELEMENTS(no_systems), recipient_is_system, false);
    each(no_replies, G_N_ELEMENTS(no_replies), recipient_is_no_reply, true);
    each(no_no_replies, G_N_ELEMENTS(no_no_replies), recipient_is_no_reply, false);
    assert_false(recipient_is_system(NULL));
    assert_false(recipient_is_no_reply(NULL));
    assert_true(recipient_is_postmaster("Postmaster@a.example"));
    assert_false(recipient_is_postmaster("postmaster-team@a.example"));
}

int main(void) {
    message_library_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses),
        cmocka_unit_test(chooses_reply_to_within_the_house),
        cmocka_unit_test(tells_machines_from_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
