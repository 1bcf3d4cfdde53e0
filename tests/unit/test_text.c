// What the customer newly wrote: parts chosen, quotes and signatures removed, their own words never.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include <string.h>
#include <time.h>

#include "html.h"
#include "text.h"

typedef struct Case {
    const char *name, *plain, *own;
} Case;

static void check(const Case *cases, size_t count, bool quote, bool signature) {
    for (size_t i = 0; i < count; i++) {
        bool has_quote = false, has_signature = false;
        g_autofree char *own = text_newly_written(cases[i].plain, &has_quote, &has_signature);
        if (strcmp(own, cases[i].own) != 0)
            fail_msg("%s: '%s'", cases[i].name, own);
        if (has_quote != quote || has_signature != signature)
            fail_msg("%s: quote %d, signature %d", cases[i].name, has_quote, has_signature);
    }
}

static void introductions_in_many_languages(void **state) {
    (void)state;
    static const char *const intros[] = {
        "On Mon, 1 Feb 2016 at 10:00, Ann Lee <ann@example.org> wrote:",
        "On Mon, Feb 1, 2016 at 10:00 AM, Ann Lee <ann@example.org>\nwrote:",
        "On Mon,\nFeb 1, 2016 at 10:00 AM, Ann Lee\n<ann@example.org> wrote:",
        "On 01.02.16 10:00, Ann Lee wrote:",
        "Am 01.02.2016 um 10:00 schrieb Ann Lee <ann@example.org>:",
        "Am Mo., 1. Feb. 2016 um 10:00 Uhr schrieb Ann Lee <\nann@example.org>:",
        "Le lun. 1 févr. 2016 à 10:00, Ann Lee <ann@example.org> a écrit :",
        "El lun, 1 feb 2016 a las 10:00, Ann Lee (<ann@example.org>) escribió:",
        "Em seg., 1 de fev. de 2016 às 10:00, Ann Lee <ann@example.org> escreveu:",
        "Il giorno lun 1 feb 2016 alle ore 10:00 Ann Lee <ann@example.org> ha scritto:",
        "Op ma 1 feb. 2016 om 10:00 schreef Ann Lee <ann@example.org>:",
        "Op 1 feb. 2016 om 10:00 heeft Ann Lee <ann@example.org> het volgende geschreven:",
        "pon., 1 lut 2016 o 10:00 Ann Lee <ann@example.org> napisał(a):",
        "W dniu 1.02.2016 o 10:00, Ann Lee pisze:",
        "Den mån 1 feb. 2016 kl 10:00 skrev Ann Lee <ann@example.org>:",
        "Den man. 1. feb. 2016 kl. 10.00 skrev Ann Lee <ann@example.org>:",
        "man. 1. feb. 2016 kl. 10:00 skrev Ann Lee <ann@example.org>:",
        "ma 1. helmik. 2016 klo 10.00 Ann Lee (ann@example.org) kirjoitti:",
        "пн, 1 февр. 2016 г. в 10:00, Ann Lee <ann@example.org>:",
        "1 февраля 2016 г., 10:00 пользователь Ann Lee <ann@example.org> написал:",
        "2016-02-01 10:00 GMT+01:00 Ann Lee <ann@example.org>:",
        "---- On Mon, 01 Feb 2016 10:00:00 +0100 Ann Lee <ann@example.org> wrote ----",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(intros); i++)
        for (int marked = 0; marked < 2; marked++) {
            g_autofree char *plain = g_strdup_printf("It still fails.\n\n%s\n\n%sold words\n%smore\n",
                                                     intros[i], marked ? "> " : "", marked ? "> " : "");
            bool quote = false, signature = false;
            g_autofree char *own = text_newly_written(plain, &quote, &signature);
            if (strcmp(own, "It still fails.") != 0 || !quote || signature)
                fail_msg("%s (marked %d): '%s'", intros[i], marked, own);
        }
}

static void header_blocks_and_markers(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Outlook", "New.\n\nFrom: Ann <a@b>\nSent: Monday\nTo: Bob; Carl\nSubject: X\n\nold", "New."},
        {"Outlook, German, with rule",
         "Neu.\n\n________________________________\nVon: Ann\nGesendet: Montag\nAn: Bob\n"
         "Betreff: X\n\nalt",
         "Neu."},
        {"bold labels", "New.\n\n*From:* Ann\n*Sent:* Monday\n*To:* Bob\n*Subject:* X\n\nold", "New."},
        {"French, blank before the colon", "Neuf.\n\nDe : Ann\nEnvoyé : lundi\nÀ : Bob\nObjet : X\n\nvieux",
         "Neuf."},
        {"wrapped recipients",
         "New.\n\nFrom: Ann\nSent: Monday\nTo: Bob <b@x>;\n Carl <c@x>\nSubject: X\n\nold", "New."},
        {"empty lines between labels", "New.\n\nFrom: Ann\n\nSent: Monday\n\nTo: Bob\n\nSubject: X\n\nold",
         "New."},
        {"original message", "New.\n\n-----Original Message-----\nFrom: Ann\nSent: Monday\n\nold", "New."},
        {"German marker", "Neu.\n\n-----Ursprüngliche Nachricht-----\nVon: Ann\n\nalt", "Neu."},
        {"forwarded below a word",
         "Please fix this today.\n\n---------- Forwarded message ---------\nFrom: Ann\nDate: x\n\nold",
         "Please fix this today."},
        {"Apple's forward", "Please fix this.\n\nBegin forwarded message:\n\nFrom: Ann\nDate: x\n\nold",
         "Please fix this."},
        {"reply above this line", "New.\n\n##- Please type your reply above this line -##\nold", "New."},
        {"Polish", "Nowe.\n\nOd: Ann\nWysłano: poniedziałek\nDo: Bob\nTemat: X\n\nstare", "Nowe."},
        {"Russian", "Новое.\n\nОт: Ann\nОтправлено: понедельник\nКому: Bob\nТема: X\n\nстарое", "Новое."},
    };
    check(cases, G_N_ELEMENTS(cases), true, false);
}

static void answers_between_quotes_are_kept(void **state) {
    (void)state;
    static const Case cases[] = {
        {"interleaved", "> one?\nyes\n> two?\nno", "yes\n\nno"},
        {"below", "On Mon, 1 Feb 2016 10:00, Ann <a@b> wrote:\n> old\n\nNew.", "New."},
        {"around", "Hi,\n\nOn 1.2.2016 10:00, Ann wrote:\n> one\n\nmy answer\n\n> > deep\n\nlast",
         "Hi,\n\nmy answer\n\nlast"},
        {"by mutt", "Quoting Ann Lee (ann@b.example):\n\n> old\n\nNew.", "New."},
        {"short introduction", "Ann wrote:\n> old\nNew.", "New."},
        {"marker above marked lines",
         "New.\n-----Original Message-----\nFrom: Ann\nSent: x\nTo: y\n\n> old\nmore", "New.\n\nmore"},
        {"blanks before the mark", "  > old\nNew.", "New."},
    };
    check(cases, G_N_ELEMENTS(cases), true, false);
}

static void signatures_and_footers(void **state) {
    (void)state;
    static const Case cases[] = {
        {"two dashes and a blank", "New.\n-- \nAnn\nExample Ltd", "New."},
        {"blank lost", "New.\n\n--\nAnn\n+49 123", "New."},
        {"iPhone", "New.\n\nSent from my iPhone", "New."},
        {"German iPhone", "Neu.\n\nVon meinem iPhone gesendet", "Neu."},
        {"Outlook with link", "New.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>", "New."},
        {"Outlook, link below", "New.\n\nGet Outlook for Android\n<https://aka.ms/x>", "New."},
        {"French", "Neuf.\n\nEnvoyé de mon iPhone", "Neuf."},
        {"Finnish", "Uusi.\n\nLähetetty iPhonesta", "Uusi."},
        {"Russian", "Новое.\n\nОтправлено с iPhone", "Новое."},
        {"legal notice",
         "New.\n\nThis e-mail and any attachments are confidential and intended solely for the\nuse of the "
         "addressee. If you are not the intended recipient, please notify the\nsender and delete it.",
         "New."},
        {"German legal notice",
         "Neu.\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat "
         "sind,\ninformieren Sie bitte den Absender und vernichten Sie diese E-Mail.\n",
         "Neu."},
        {"two notices",
         "New.\n\nThis e-mail and any attachments are confidential and intended solely for the\nuse of the "
         "addressee. If you are not the intended recipient, please notify the\nsender and delete "
         "it.\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat "
         "sind,\ninformieren Sie bitte den Absender und vernichten Sie diese E-Mail.",
         "New."},
        {"printing", "New.\n\nPlease consider the environment before printing this e-mail.", "New."},
        {"printing, with a leaf", "New.\n\n🌳 Please think of the environment before you print this mail!",
         "New."},
        {"printing, German", "Neu.\n\nBitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.",
         "Neu."},
        {"printing, French", "Neuf.\n\nPensez à l'environnement avant d'imprimer ce message", "Neuf."},
        {"printing, Spanish", "Nuevo.\n\nAntes de imprimir este correo, piense en el medio ambiente.",
         "Nuevo."},
        {"printing, then a signature", "New.\n\n-- \nAnn\n\nSave a tree. Don't print this e-mail.", "New."},
        {"signature and footer", "New.\n\nSent from my iPad\n\n-- \nAnn", "New."},
        {"blank lost, company and number", "New.\n--\nAnn Lee\nExample Ltd.\nTel. +49 30 123", "New."},
        {"blank lost, notice behind",
         "New.\n--\nAnn\n\nThis e-mail and any attachments are confidential and intended solely for the\nuse "
         "of "
         "the addressee. If you are not the intended recipient, please notify the\nsender and delete it.",
         "New."},
        {"blank lost, the house's address",
         "New.\n--\nAnn Lee\nHead of Sales\nExample Ltd., 1 Long Road, London\nwww.example.com", "New."},
        {"blank lost, below thanks", "Thanks!\n--\nAnn Lee\nExample Ltd.", "Thanks!"},
        {"a list's own mark behind a signature", "New.\n-- \nAnn\n-- \nThe list", "New."},
    };
    check(cases, G_N_ELEMENTS(cases), false, true);
    static const Case before_quotes[] = {
        {"Yahoo, all in one line",
         "New.\n\nSent from Yahoo Mail on Android\n\n  On Mon, 16 Nov 2026 at 9:00, Ann<ann@x> wrote:   "
         "old\nmore",
         "New."},
        {"Yahoo, German",
         "Neu.\n\nGesendet von Yahoo Mail auf Android\n\n  Am Mo., Nov. 16, 2026 at 9:00 schrieb Ann<ann@x>: "
         "  alt",
         "Neu."},
        {"signature before a quote", "New.\n-- \nAnn\n\nOn 1.2.2016 10:00, Bob <b@x> wrote:\n> old", "New."},
        {"footer before a quote", "New.\n\nSent from my iPhone\n\n> On 1 Feb, Bob wrote:\n> old", "New."},
        {"signature, quote, answer", "-- \nAnn\n> old\nNew.", "New."},
    };
    check(before_quotes, G_N_ELEMENTS(before_quotes), true, true);
}

static void the_writers_own_words_stay(void **state) {
    (void)state;
    static const Case cases[] = {
        {"an ordinary sentence with a colon",
         "On Monday your agent wrote:\n\nwe fix it today.\n\nYou did not.",
         "On Monday your agent wrote:\n\nwe fix it today.\n\nYou did not."},
        {"a list", "Am Montag ging es.\nHeute nicht:\n- Login\n- Export",
         "Am Montag ging es.\nHeute nicht:\n- Login\n- Export"},
        {"a form, not a header", "From: Berlin\nTo: Munich\nPrice: 20",
         "From: Berlin\nTo: Munich\nPrice: 20"},
        {"a date of theirs", "Date: yesterday\nSubject: your fault", "Date: yesterday\nSubject: your fault"},
        {"dashes inside", "one\n--\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve",
         "one\n--\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve"},
        {"a rule", "one\n____________\ntwo", "one\n____________\ntwo"},
        {"words like a footer, in the middle", "Sent from my office yesterday, not received.\n\nPlease look.",
         "Sent from my office yesterday, not received.\n\nPlease look."},
        {"a sentence about a phone", "Look.\n\nSent from my phone, is that a problem?",
         "Look.\n\nSent from my phone, is that a problem?"},
        {"confidential, but theirs",
         "This e-mail you sent me is confidential and was not for me. It holds data of another customer, and "
         "I will tell them.",
         "This e-mail you sent me is confidential and was not for me. It holds data of another customer, and "
         "I will tell them."},
        {"a notice they ask about",
         "This e-mail and any attachments are confidential and intended solely for the\nuse of the "
         "addressee. If you are not the intended recipient, please notify the\nsender and delete it.\n\nWhat "
         "does this mean?",
         "This e-mail and any attachments are confidential and intended solely for the\nuse of the "
         "addressee. If you are not the intended recipient, please notify the\nsender and delete it.\n\nWhat "
         "does this mean?"},
        {"a wish about printing",
         "Please consider the environment and stop sending invoices in print, or I will tell the press.",
         "Please consider the environment and stop sending invoices in print, or I will tell the press."},
        {"trees that are no trees", "Please fix the tree view in print preview.",
         "Please fix the tree view in print preview."},
        {"a signature to be printed", "Please print this signature.", "Please print this signature."},
        {"an environment that is none", "Please look at the environment, it cannot print.",
         "Please look at the environment, it cannot print."},
        {"a printer of theirs", "Please think of the environment.\n\nYour printer wastes paper.",
         "Please think of the environment.\n\nYour printer wastes paper."},
        {"told in one line", "On Mon, 16 Nov 2026 at 9:00, Ann <ann@x> wrote: it fails. Why?",
         "On Mon, 16 Nov 2026 at 9:00, Ann <ann@x> wrote: it fails. Why?"},
        {"a parcel", "Look.\n\nSent from your warehouse on Monday",
         "Look.\n\nSent from your warehouse on Monday"},
        {"a Finnish parcel", "Lähetetty paketti ei tullut.", "Lähetetty paketti ei tullut."},
        {"German words like a footer", "Von meinem Konto wurde zweimal abgebucht.",
         "Von meinem Konto wurde zweimal abgebucht."},
        {"an option with dashes", "--verbose does nothing\n--\tneither",
         "--verbose does nothing\n--\tneither"},
        {"greater-than inside", "a > b\nif x > 3", "a > b\nif x > 3"},
        {"talk of an original message", "The original message was lost.\nForwarded message too.",
         "The original message was lost.\nForwarded message too."},
        {"what they wrote themselves",
         "Hello,\nOn Monday at 9:00 AM I wrote:\nNo reply since. I will sue you.",
         "Hello,\nOn Monday at 9:00 AM I wrote:\nNo reply since. I will sue you."},
        {"the same in German", "Am 3.11. um 9:00 Uhr schrieb ich Ihnen:\nEs brennt.\n\nNichts geschah.",
         "Am 3.11. um 9:00 Uhr schrieb ich Ihnen:\nEs brennt.\n\nNichts geschah."},
        {"with an auxiliary", "Am 3.11. um 9:00 Uhr habe ich an info@a.example geschrieben:\nEs brennt.",
         "Am 3.11. um 9:00 Uhr habe ich an info@a.example geschrieben:\nEs brennt."},
        {"what our agent wrote, told",
         "On Monday at 9:00 your agent wrote:\nwe fix it today.\n\nYou did not.",
         "On Monday at 9:00 your agent wrote:\nwe fix it today.\n\nYou did not."},
        {"dashes between items", "Item: A\n--\nItem: B broken\n--\nItem: C\n\nI will sue you.",
         "Item: A\n--\nItem: B broken\n--\nItem: C\n\nI will sue you."},
        {"a sentence behind dashes", "My list ends here.\n--\nI will sue you.",
         "My list ends here.\n--\nI will sue you."},
        {"a German sentence behind dashes", "Meine Liste.\n--\nGebt mir mein Geld zurück!",
         "Meine Liste.\n--\nGebt mir mein Geld zurück!"},
        {"a saying behind dashes, which cannot be told from a complaint",
         "New.\n--\nAnn\nIt's never too late to have a happy childhood.",
         "New.\n--\nAnn\nIt's never too late to have a happy childhood."},
        {"a whole complaint behind dashes", "Hello,\n--\nThe export fails. My company loses money.\nAnn",
         "Hello,\n--\nThe export fails. My company loses money.\nAnn"},
        {"a greeting above dashes, and a few words", "Dear Ms Example,\n\n--\nExport broken\nAnn",
         "Dear Ms Example,\n\n--\nExport broken\nAnn"},
        {"nothing above dashes", "--\nExport broken\nAnn", "--\nExport broken\nAnn"},
        {"a sentence below the name behind dashes",
         "My list ends here.\n--\nAnn\nThe 3 machines, promised for May, never came.",
         "My list ends here.\n--\nAnn\nThe 3 machines, promised for May, never came."},
        {"a sentence without its end",
         "My list ends here.\n--\nAnn\nThe export fails again, your support is silent",
         "My list ends here.\n--\nAnn\nThe export fails again, your support is silent"},
        {"a long line behind dashes",
         "My list ends here\n--\nand now I ask you for the last time to give me back what is mine",
         "My list ends here\n--\nand now I ask you for the last time to give me back what is mine"},
        {"nothing", "", ""},
        {"blank lines", "\n\n \n", ""},
    };
    check(cases, G_N_ELEMENTS(cases), false, false);
}

static Text *extract(const char *raw) {
    g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
    g_autoptr(Message) message = message_parse(bytes, NULL);
    assert_non_null(message);
    return text_extract(message, 0);
}

#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=a\n\n"
#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define INNER "Content-Type: multipart/alternative; boundary=i\n\n"
#define PICTURE "Content-Type: image/png\n\nx\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\n\n"
#define HTML "Content-Type: text/html; charset=utf-8\n\n"

static void the_best_part_is_chosen(void **state) {
    (void)state;
    static const struct {
        const char *name, *raw, *body;
    } cases[] = {
        {"plain", PLAIN "Hello\r\n\r\n\r\n", "Hello"},
        {"HTML", HTML "<p>Hello <b>you</b></p><p>there</p>", "Hello you\n\nthere"},
        {"plain of two forms", ALTERNATIVE "--a\n" PLAIN "plain\n--a\n" HTML "<p>rich\n--a--", "plain"},
        {"HTML when plain is empty", ALTERNATIVE "--a\n" PLAIN " \n--a\n" HTML "<p>rich\n--a--", "rich"},
        {"HTML when plain is a stub",
         ALTERNATIVE "--a\n" PLAIN "Your mail program does not support HTML.\n--a\n" HTML "<p>rich\n--a--",
         "rich"},
        {"plain when it only speaks of HTML",
         ALTERNATIVE "--a\n" PLAIN "The HTML export is broken.\n--a\n" HTML "<p>rich\n--a--",
         "The HTML export is broken."},
        {"stub, but nothing better", ALTERNATIVE "--a\n" PLAIN "View in HTML\n--a\n" HTML "<p> </p>\n--a--",
         "View in HTML"},
        {"HTML under a plain name", PLAIN "<!DOCTYPE html><p>rich", "rich"},
        {"parts joined", MIXED "--b\n" PLAIN "one\n--b\n" HTML "<p>two\n--b--", "one\n\ntwo"},
        {"attached text is not theirs",
         MIXED "--b\n" PLAIN "one\n--b\nContent-Disposition: attachment\n" PLAIN "log\n--b--", "one"},
        {"a log shown inline is a file",
         MIXED "--b\n" PLAIN "one\n--b\nContent-Type: text/plain; name=app.log\n\nlog\n--b--", "one"},
        {"related in alternative",
         ALTERNATIVE "--a\n" PLAIN "\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\n" HTML
                     "<p>rich\n--r\nContent-Type: image/png\n\nx\n--r--\n--a--",
         "rich"},
        {"a picture between plain texts of an alternative",
         ALTERNATIVE "--a\n" MIXED "--b\n" PLAIN "one\n--b\n" PICTURE "--b\n" PLAIN "two\n--b--\n--a\n" HTML
                     "<p>rich\n--a--",
         "one\n\ntwo"},
        {"a picture between HTML texts of an alternative",
         ALTERNATIVE "--a\n" PLAIN "\n--a\n" MIXED "--b\n" HTML "<p>one\n--b\n" PICTURE "--b\n" HTML
                     "<p>two\n--b--\n--a--",
         "one\n\ntwo"},
        {"plain texts around a picture, then HTML texts around it",
         ALTERNATIVE "--a\n" MIXED "--b\n" PLAIN "one\n--b\n" PICTURE "--b\n" PLAIN "two\n--b--\n--a\n" MIXED
                     "--b\n" HTML "<p>1\n--b\n" PICTURE "--b\n" HTML "<p>2\n--b--\n--a--",
         "one\n\ntwo"},
        {"an alternative in a part of an alternative",
         ALTERNATIVE "--a\n" MIXED "--b\n" INNER "--i\n" PLAIN "one\n--i\n" HTML "<p>1\n--i--\n--b\n" PICTURE
                     "--b\n" PLAIN "two\n--b--\n--a\n" HTML "<p>rich\n--a--",
         "one\n\ntwo"},
        {"the same below an empty plain form",
         ALTERNATIVE "--a\n" PLAIN "\n--a\n" MIXED "--b\n" INNER "--i\n" PLAIN "one\n--i\n" HTML
                     "<p>1\n--i--\n--b\n" HTML "<p>two\n--b--\n--a--",
         "one\n\ntwo"},
        {"an empty plain form above a text, and empty HTML",
         ALTERNATIVE "--a\n" MIXED "--b\n" PLAIN "\n--b\n" PICTURE "--b\n" PLAIN "two\n--b--\n--a\n" HTML
                     "<p> \n--a--",
         "two"},
        {"two plain forms of one text", ALTERNATIVE "--a\n" PLAIN "one\n--a\n" PLAIN "one, too\n--a--",
         "one"},
        {"an attached message is another's",
         MIXED "--b\n" PLAIN
               "Why did this bounce?\n--b\nContent-Type: message/rfc822\n\nSubject: s\n\nI am furious\n--b--",
         "Why did this bounce?"},
        {"a multipart without boundary", "Content-Type: multipart/mixed\n\nHello", "Hello"},
        {"no text at all", "Content-Type: image/png\n\nx", ""},
        {"no body", "Subject: x\n\n", ""},
        {"a plain form of blanks nobody sees",
         ALTERNATIVE "--a\n" PLAIN "\xc2\xa0\n\xe2\x80\x8b \xef\xbf\xbc\n\xe3\x80\x80\n--a\n" HTML
                     "<p>rich\n--a--",
         "rich"},
        {"a plain form of one character",
         ALTERNATIVE "--a\n" PLAIN "\xe2\x80\x8b?\n--a\n" HTML "<p>rich\n--a--", "\xe2\x80\x8b?"},
        {"nothing but blanks nobody sees", PLAIN "\xe2\x80\x8b\n\xc2\xad\n", ""},
        {"line ends that a gateway damaged", PLAIN "a\r\r\nb\r\r\r\n\r\r\nc\rd\r\re", "a\nb\n\nc\nd\n\ne"},
        {"HTML under a plain name, with a line end in front", PLAIN "\r\r\n<html><p>rich", "rich"},
        {"quoted HTML", "Subject: Re: s\n" HTML "<p>new</p><blockquote>old</blockquote>", "new"},
        {"HTML set apart by its writer", HTML "<p>new</p><blockquote>new, too</blockquote>",
         "new\n\n> new, too"},
        {"hard blanks",
         PLAIN "a\xc2\xa0"
               "b",
         "a b"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Text) text = extract(cases[i].raw);
        if (strcmp(text->body, cases[i].body) != 0)
            fail_msg("%s: '%s'", cases[i].name, text->body);
        assert_false(text->truncated);
    }
}

static void the_subject_counts_when_it_is_theirs(void **state) {
    (void)state;
    g_autoptr(Text) own = extract("Subject: =?utf-8?q?K=C3=BCndigung?=\n\nx");
    assert_string_equal(own->subject, "Kündigung");
    g_autoptr(Text) inherited = extract("Subject: AW: Kuendigung\n\nx");
    assert_string_equal(inherited->subject, "");
    g_autoptr(Text) none = extract("A: b\n\nx");
    assert_string_equal(none->subject, "");
}

#define FORWARD                                                                                              \
    "\n---------- Forwarded message ---------\nFrom: Ann <a@b>\nDate: Monday\nSubject: s\n\nThe site is "    \
    "down.\n"

#define ENCLOSING(words)                                                                                     \
    MIXED "--b\n" PLAIN words "\n--b\nContent-Type: message/rfc822\n\nSubject: s\n\nThe site is "            \
          "down.\n--b--"

static void a_forwarded_text_speaks_when_it_is_pointed_at(void **state) {
    (void)state;
    static const struct {
        const char *name, *raw, *body;
        bool forwarded;
    } cases[] = {
        {"see below", "Subject: Fwd: s\n\nHi,\n\nplease see below.\n\nBest regards\nBob\n" FORWARD,
         "Hi,\n\nplease see below.\n\nBest regards\nBob\n\nThe site is down.", true},
        {"FYI", "Subject: FW: s\n\nFYI\n" FORWARD, "FYI\n\nThe site is down.", true},
        {"German",
         "Subject: WG: s\n\nsiehe unten\n\nVon: Ann\nGesendet: Montag\nAn: Bob\nBetreff: s\n\nAlles steht.\n",
         "siehe unten\n\nAlles steht.", true},
        {"no word of their own", "Subject: Fwd: s\n\n" FORWARD, "The site is down.", true},
        {"marked lines", "Subject: Fwd: s\n\nsee below\n\n> The site is down.\n",
         "see below\n\nThe site is down.", true},
        {"attached",
         "Subject: Fwd: s\n" MIXED "--b\n" PLAIN "FYI\n--b\nContent-Type: message/rfc822\n\nSubject: s\n\n"
         "The site is down.\n--b--",
         "FYI\n\nThe site is down.", true},
        {"a request about what is attached",
         "Subject: Fwd: s\n" MIXED "--b\n" PLAIN "Any chance?\n--b\nContent-Type: message/rfc822\n\n"
         "Subject: s\n\nThe site is down.\n--b--",
         "Any chance?\n\nThe site is down.", true},
        {"words of their own",
         "Subject: Fwd: s\n\nPlease tell me when this customer gets an answer, see below.\n"
         "They have waited for two weeks and I am tired of excuses.\n" FORWARD,
         "Please tell me when this customer gets an answer, see below.\n"
         "They have waited for two weeks and I am tired of excuses.",
         false},
        {"an empty answer is empty", "Subject: Re: s\nIn-Reply-To: <a@b>\n\n> The site is down.\n", "",
         false},
        {"a greeting is no pointing",
         "Subject: s\n\nHello\n\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: s\n\nThe site is down.", "Hello",
         false},
        {"an answer that tells of a forward", "Subject: Re: s\n\nThis has been forwarded to Bob.\n" FORWARD,
         "This has been forwarded to Bob.", false},
        {"a pointer in an answer, above a forward", "Subject: Re: s\n\nSee below.\n" FORWARD,
         "See below.\n\nThe site is down.", true},
        {"a greeting above a forward",
         "Subject: Fwd: s\n\nHello,\n\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: s\n\nThe site is down.",
         "Hello,\n\nThe site is down.", true},
        {"an unmarked forward",
         "Subject: s\n\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: s\n\nThe site is down.",
         "The site is down.", true},
        {"pointing at nothing", "Subject: s\n\nsee below", "see below", false},
        {"a mail that says it all", "Subject: s\n" ENCLOSING("Please see the mail attached, it says all."),
         "Please see the mail attached, it says all.\n\nThe site is down.", true},
        {"the same, in German", "Subject: s\n" ENCLOSING("Siehe Anhang, die Mail spricht für sich."),
         "Siehe Anhang, die Mail spricht für sich.\n\nThe site is down.", true},
        {"the same, in French", "Subject: s\n" ENCLOSING("Voir le message joint, il dit tout."),
         "Voir le message joint, il dit tout.\n\nThe site is down.", true},
        {"what it says is told", "Subject: s\n" ENCLOSING("It says error 42, see the mail attached."),
         "It says error 42, see the mail attached.", false},
        {"somebody who says something", "Subject: s\n" ENCLOSING("I say it all: the mail attached is a lie."),
         "I say it all: the mail attached is a lie.", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Text) text = extract(cases[i].raw);
        if (strcmp(text->body, cases[i].body) != 0 || text->forwarded != cases[i].forwarded)
            fail_msg("%s: forwarded %d, '%s'", cases[i].name, text->forwarded, text->body);
    }
}

static void pointers_are_told_from_words(void **state) {
    (void)state;
    static const struct {
        const char *own;
        bool heard; // the forwarded text, too
    } cases[] = {
        {"Bitte prüfen.", true},
        {"Bitte um Klärung", true},
        {"Bitte um Prüfung.", true},
        {"Könnt ihr euch das bitte ansehen?", true},
        {"Kannst du dich darum kümmern?", true},
        {"Please handle.", true},
        {"Please take care of this.", true},
        {"Can you look at this?", true},
        {"Thoughts?", true},
        {"Hallo zusammen,\n\nkönnt ihr das übernehmen?\n\nViele Grüße\nPetra Beispiel\nEinkauf", true},
        {"Hi team,\n\nplease see the mail below from our customer, can you please take a look and reply to "
         "them?\n\nThanks in advance,\nBob",
         true},
        {"Zur Kenntnis, s. u.", true},
        {"z.K.", true},
        {"Proszę o sprawdzenie.", true},
        {"Pouvez-vous vérifier s'il vous plaît ?", true},
        {"¿Pueden revisar esto, por favor?", true},
        {"Kunnen jullie hier even naar kijken?", true},
        {"Kan ni titta på detta?", true},
        {"Thanks, Ann", true},
        {"Danke!", true},
        {"FYI\n\nBob", true},
        {"What shall become of it?", true},
        {"Any news on that?", true},
        {"Urgent, please check.", true},
        {"This is a disgrace, see below. We are cancelling.", false},
        {"FYI I am leaving you for a competitor.", false},
        {"Notizkalender stürzt ab, ich kündige!", false},
        {"Thank you for nothing, you idiots. I will sue.", false},
        {"Danke für nichts! Ich gehe zum Anwalt.", false},
        {"Danke für nichts!", false},
        {"Thanks\nI will sue.", false},
        {"Best of luck with the other customers.", false},
        {"It works now, thanks!", false},
        {"Es funktioniert wieder, bitte schließen.", false},
        {"Please cancel my account.", false},
        {"Yikes, hope he's not serious!", false},
        {"Befyinger ist zu teuer.", false},
        {"Belowing machine broken", false},
        {"Could you tell me what a licence for fifty seats would cost per year?", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = g_strdup_printf("Subject: Fwd: s\n" PLAIN "%s\n" FORWARD, cases[i].own);
        g_autofree char *both = g_strconcat(cases[i].own, "\n\nThe site is down.", NULL);
        g_autoptr(Text) text = extract(raw);
        if (strcmp(text->body, cases[i].heard ? both : cases[i].own) != 0)
            fail_msg("%s: '%s'", cases[i].own, text->body);
    }
}

// In an answer the quote is our own mail: nothing of it is ever heard, whatever stands above it.
static void an_answer_is_what_its_writer_wrote(void **state) {
    (void)state;
    static const char *const words[] = {
        "Please see attached.",
        "Zur Info: es geht wieder, danke!",
        "Bitte beachten Sie meine neue Adresse.",
        "See below.",
        "FYI",
        "Siehe unten, bitte.",
        "Hello,",
        "Thanks!",
        "Voir ci-dessous",
    };
    static const char *const quotes[] = {
        "On Mon, Nov 16, 2026 at 9:00 AM Support <support@example.test> wrote:\n\n> Your data was lost.\n",
        "From: Support <support@example.test>\nSent: Monday\nTo: Ann\nSubject: RE: s\n\nYour data was "
        "lost.\n",
        "-----Original Message-----\nFrom: Support\nSent: Monday\n\nYour data was lost.\n",
        "On 16.11.26 09:00, Support <support@example.test> wrote:\n\nYour data was lost.\n\n"
        "---------- Forwarded message ---------\nFrom: Bob <b@x>\nDate: Monday\nSubject: s\n\nOld.\n",
        "> Your data was lost.\n",
    };
    static const char *const headers[] = {
        "Subject: Re: s\nReferences: <a@b>\n",
        "Subject: AW: s\n",
        "Subject: s\nIn-Reply-To: <a@b>\n",
        "Subject: Re: Fwd: s\nReferences: <a@b>\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words) * G_N_ELEMENTS(quotes) * G_N_ELEMENTS(headers); i++) {
        const char *own = words[i % G_N_ELEMENTS(words)];
        size_t rest = i / G_N_ELEMENTS(words);
        const char *quote = quotes[rest % G_N_ELEMENTS(quotes)],
                   *header = headers[rest / G_N_ELEMENTS(quotes)];
        g_autofree char *raw = g_strdup_printf("%s" PLAIN "%s\n\n%s", header, own, quote);
        g_autoptr(Text) text = extract(raw);
        if (strcmp(text->body, own) != 0 || text->forwarded)
            fail_msg("%s%s: '%s'", header, quote, text->body);
    }
}

// Who begins a conversation quotes nobody's answer: in doubt all of it is theirs.
static void a_new_mail_is_never_lost(void **state) {
    (void)state;
    static const struct {
        const char *name, *plain, *body;
    } cases[] = {
        {"told, not quoted", "On Monday at 9:00 AM I wrote:\nNo reply since. I will sue you.",
         "On Monday at 9:00 AM I wrote:\nNo reply since. I will sue you."},
        {"told of another", "On Monday, Nov 16 at 9:00, Bob Lee wrote:\nthe export fails\nThanks",
         "On Monday, Nov 16 at 9:00, Bob Lee wrote:\nthe export fails\nThanks"},
        {"nothing but a quote", "On 16.11.26 at 9:00, Bob Lee <bob@example.org> wrote:\nthe export fails",
         "the export fails"},
        {"nothing but marked lines", "> the export fails\n> again", "the export fails\nagain"},
        {"a question about marked lines", "The log says:\n\n> Error 42\n\nWhat does it mean?",
         "The log says:\n\n> Error 42\n\nWhat does it mean?"},
        {"a way-bill", "From: Berlin\nTo: Hamburg\nDate: 3 Dec\nWeight: 20 kg\n\nWhat does it cost?",
         "From: Berlin\nTo: Hamburg\nDate: 3 Dec\nWeight: 20 kg\n\nWhat does it cost?"},
        {"told with the year", "No.\n\nOn Wed, Sep 25, 2013, at 03:57 PM, Bob Lee wrote:\nold", "No."},
        {"a header without addresses", "No.\n\nОт: Ann\nОтправлено: понедельник\nКому: Bob\n\nold", "No."},
        {"marks and nothing else", "The export fails.\n\n> > > > > > >\n", "The export fails."},
        {"a session with Python", "What is wrong?\n\n>>> import x\n>>>\nError",
         "What is wrong?\n\n>>> import x\n>>>\nError"},
        {"words above a quote", "I will sue.\n\nOn 16.11.26 at 9:00, Bob <bob@example.org> wrote:\nold",
         "I will sue."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = g_strconcat("Subject: s\n" PLAIN, cases[i].plain, NULL);
        g_autoptr(Text) text = extract(raw);
        if (strcmp(text->body, cases[i].body) != 0)
            fail_msg("%s: '%s'", cases[i].name, text->body);
    }
    // Below a quote that lost its marks there may be all that they wrote.
    g_autoptr(Text) answer = extract("Subject: Re: s\n" PLAIN "On 16.11.26 at 9:00, Bob Lee wrote:\nold");
    assert_string_equal(answer->body, "old");
}

static void images_and_attachments(void **state) {
    (void)state;
    g_autofree char *large = g_strnfill(11 * 1024, 'x');
    static const struct {
        const char *name, *header;
        bool large, image, attachment;
    } cases[] = {
        {"a screenshot inline", "Content-Type: image/png\n", true, true, false},
        {"a small logo inline",
         "Content-Type: image/png\nContent-Disposition: inline; filename=image001.png\n", false, false,
         false},
        {"a small attached image",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=error.png\n", false, true, true},
        {"a logo by name", "Content-Type: image/png\nContent-Disposition: attachment; filename=Logo.png\n",
         true, false, true},
        {"a small picture inline, by name",
         "Content-Type: image/png\nContent-Disposition: inline; filename=\"Screenshot 2026-11-20.png\"\n",
         false, true, false},
        {"a numbered image that a gateway attached",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=image003.png\n", false, false,
         true},
        {"a large icon by name", "Content-Type: image/png; name=linkedin-icon.png\n", true, false, false},
        {"a logo at the end of a word",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=Firmenlogo.png\n", true, false,
         true},
        {"an icon in the middle of a name", "Content-Type: image/png; name=MyIcon.png\n", true, false, false},
        {"a picture of what comes at logon",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=logon.png\n", false, true, true},
        {"a picture of a dialog, in Italian",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=dialogo.png\n", false, true,
         true},
        {"an attached picture with xing within a word",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=indexing-error.png\n", false,
         true, true},
        {"an attached picture with icon within a word",
         "Content-Type: image/png\nContent-Disposition: attachment; filename=silicone.png\n", false, true,
         true},
        {"an OpenPGP signature",
         "Content-Type: application/pgp-signature; name=signature.asc\nContent-Disposition: attachment\n",
         false, false, false},
        {"a visiting card", "Content-Type: text/vcard\nContent-Disposition: attachment; filename=ann.vcf\n",
         false, false, false},
        {"what Outlook wraps for Exchange",
         "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; "
         "filename=winmail.dat\n",
         true, false, false},
        {"the same, by its registered type",
         "Content-Type: application/vnd.ms-tnef\nContent-Disposition: attachment\n", false, false, false},
        {"the same, by its name alone",
         "Content-Type: application/octet-stream; name=WINMAIL.DAT\nContent-Disposition: attachment\n", true,
         false, false},
        {"another .dat",
         "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=mail.dat\n", true,
         false, true},
        {"a log", "Content-Type: text/plain\nContent-Disposition: attachment; filename=error.log\n", false,
         false, true},
        {"a document", "Content-Type: application/pdf; name=a.pdf\n", false, false, true},
        {"a text part", "Content-Type: text/plain\n", false, false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw = g_strdup_printf(MIXED "--b\n" PLAIN "hi\n--b\n%s\n%s\n--b--", cases[i].header,
                                               cases[i].large ? large : "x");
        g_autoptr(Text) text = extract(raw);
        if (text->has_image != cases[i].image || text->has_attachment != cases[i].attachment)
            fail_msg("%s: image %d, attachment %d", cases[i].name, text->has_image, text->has_attachment);
    }
    g_autoptr(Text) enclosed =
        extract(MIXED "--b\n" PLAIN "hi\n--b\nContent-Type: message/rfc822\n\n"
                      "Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx\n--b--");
    assert_false(enclosed->has_image);
    g_autoptr(Text) data = extract(HTML "<p>x<img src=\"data:image/png;base64,AAAA\" width=400>");
    assert_true(data->has_image);
}

// Inline and large in octets: what it measures in pixels decides.
static void low_images_are_logos(void **state) {
    (void)state;
    static const struct {
        const char *name;
        guint width, height;
        bool image;
    } cases[] = {{"a logo", 320, 90, false},     {"a column", 60, 600, false},
                 {"a pixel", 1, 1, false},       {"a dialog", 420, 180, true},
                 {"a screen", 1920, 1080, true}, {"beyond all measure", 0xffffffff, 0xffffffff, true}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        guchar png[11 * 1024] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        const guint32 size[2] = {GUINT32_TO_BE(cases[i].width), GUINT32_TO_BE(cases[i].height)};
        memcpy(png + 16, size, sizeof size);
        g_autofree char *code = g_base64_encode(png, sizeof png);
        g_autofree char *raw = g_strdup_printf(MIXED "--b\n" PLAIN "hi\n--b\nContent-Type: image/png\n"
                                                     "Content-Transfer-Encoding: base64\n\n%s\n--b--",
                                               code);
        g_autoptr(Text) text = extract(raw);
        if (text->has_image != cases[i].image)
            fail_msg("%s: %d", cases[i].name, text->has_image);
    }
}

// Pasted pictures of the screen stand in the HTML itself: what is behind them is read all the same.
static void text_behind_a_pasted_picture(void **state) {
    (void)state;
    static const char *const heads[] = {HTML "<p>one</p>", PLAIN "<html><p>one</p>"};
    g_autofree char *picture = g_strnfill((gsize)5 * 1024 * 1024, 'A');
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *raw = g_strconcat(heads[i], "<img width=900 src=\"data:image/png;base64,", picture,
                                           "\"><p>two</p>", NULL);
        g_autoptr(Text) text = extract(raw);
        assert_string_equal(text->body, "one\n\ntwo");
        assert_true(text->has_image);
        assert_false(text->truncated);
    }
    g_autofree char *raw = g_strconcat(HTML "<p>one</p><img src=\"data:image/png;base64,", picture, picture,
                                       "\"><p>two</p>", NULL);
    g_autoptr(Text) beyond = extract(raw);
    assert_string_equal(beyond->body, "one");
    assert_true(beyond->truncated);
}

// Said of all that is read, in whatever code it came: neither more nor less.
static void what_is_cut_is_said_to_be(void **state) {
    (void)state;
    static const struct {
        const char *name, *header;
        size_t units;
        const char *unit;
        bool truncated;
    } cases[] = {
        {"just what is read", PLAIN, 256 * 1024 / 8, "aaaaaa a", false},
        {"one word more", PLAIN, 256 * 1024 / 8 + 1, "aaaaaa a", true},
        {"ends of lines, half of which go", PLAIN, 150 * 1024, "\r\n", true},
        {"one that grows in UTF-8", "Content-Type: text/plain; charset=iso-8859-1\n\n", 200 * 1024, "\xe4",
         true},
        {"one that shrinks in it", "Content-Type: text/plain; charset=utf-16le\n\n", 140 * 1024, "a", true},
        {"a coded one that is read",
         "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n", 200 * 1024, "=61",
         false},
        {"a coded one beyond it", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n",
         300 * 1024, "=61", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GByteArray) raw = g_byte_array_new();
        g_byte_array_append(raw, (const guint8 *)cases[i].header, (guint)strlen(cases[i].header));
        size_t size = strlen(cases[i].unit) + (strstr(cases[i].header, "utf-16") != NULL ? 1 : 0);
        for (size_t unit = 0; unit < cases[i].units; unit++)
            g_byte_array_append(raw, (const guint8 *)cases[i].unit, (guint)size);
        g_autoptr(GBytes) bytes = g_bytes_new(raw->data, raw->len);
        g_autoptr(Message) message = message_parse(bytes, NULL);
        assert_non_null(message);
        g_autoptr(Text) text = text_extract(message, 0);
        if (text->truncated != cases[i].truncated || strlen(text->body) > 256 * 1024 ||
            !g_utf8_validate(text->body, -1, NULL))
            fail_msg("%s: truncated %d, %zu octets", cases[i].name, text->truncated, strlen(text->body));
    }
}

static void parts_are_joined_up_to_a_limit(void **state) {
    (void)state;
    g_autofree char *most = g_strnfill((gsize)200 * 1024, 'a');
    static const struct {
        const char *name, *last;
        bool truncated;
    } cases[] = {
        {"two parts", "--b--", true},
        {"a part of text behind a full one", "--b\n" PLAIN "more\n--b--", true},
        {"a picture behind it", "--b\n" PICTURE "--b--", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *raw =
            g_strconcat(MIXED "--b\n" PLAIN, most, "\n--b\n" PLAIN, most, "\xc3\xa4\n", cases[i].last, NULL);
        g_autoptr(Text) text = extract(raw);
        if (text->truncated != cases[i].truncated || strlen(text->body) > 256 * 1024 ||
            strlen(text->body) < 255 * 1024)
            fail_msg("%s: truncated %d, %zu octets", cases[i].name, text->truncated, strlen(text->body));
    }
    g_autofree char *raw =
        g_strconcat(MIXED "--b\n" PLAIN, most, "\n--b\n" PLAIN "more\n--b\n" PICTURE "--b--", NULL);
    g_autoptr(Text) whole = extract(raw);
    assert_true(g_str_has_suffix(whole->body, "a\n\nmore"));
    assert_false(whole->truncated);
}

// Each chooses once and reads no child twice, or forty of them would be read a billion times.
static void alternatives_in_alternatives(void **state) {
    (void)state;
    g_autoptr(GString) nested = g_string_new(NULL);
    for (int depth = 0; depth < 20; depth++)
        g_string_append_printf(nested,
                               "Content-Type: multipart/alternative; boundary=a%d\n\n--a%d\n"
                               "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" PLAIN "\n--b%d\n" HTML
                               "<p> \n--b%d\n",
                               depth, depth, depth, depth, depth, depth);
    g_string_append(nested, PLAIN "deep");
    g_autoptr(Text) text = extract(nested->str);
    assert_string_equal(text->body, "deep");
}

// Of this thread alone: the machine may be busy.
static int64_t spent(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void hostile_text_costs_little(void **state) {
    (void)state;
    static const char *const units[] = {
        ":\n",
        "On 1:\n",
        "From: a\n",
        "\n",
        "> \n",
        ">",
        "-- \n",
        "Sent from my x\n",
        "a:\n\n\n",
        "From: a\nTo: b\n",
        "\xc2\xa0",
        "-----Original Message-----\n",
        "________\nFrom: a\n",
        "wrote:\n",
        "On x 10:00 a@b\n",
        "\xd0\xb0",
        "##- reply above this line\n",
        "--\n",
        ">\n--\n",
        "-- \nI\n",
        "On 1 10:00 I wrote:\n",
        "Best regards\n",
        "Best regards\n\n\n",
        "Tel: +49 40 1234567\n",
        "CAUTION: external e-mail\n",
        "[EXTERNAL]\n",
        "x\n\n-Ann\n",
        ">>> a@b 1.2.2016 >>>\n",
        "On 1.2.2016 10:00 a@b wrote:\nAB> x\n",
        "On 1.2.2016 10:00 a@b wrote:\n| x\n",
        "<http://a>\n",
        "Virus-free.\n<http://a>\n\n",
        "> From: a\n>",
        "-----BEGIN PGP SIGNED MESSAGE-----\n",
        "-----BEGIN PGP SIGNATURE-----\n",
        "From: a Sent: b Subject: c ",
        "From: :::::::::::::::::",
        "To\n10:00\n",
        "mailing list unsubscribe http ",
        "This e-mail is confidential\n\n",
        "---- a ----\n",
        "~~\nSent from my x\n",
        "> On 1 10:00 a@b wrote:\n> ",
        "|\n",
    };
    static const char *const subjects[] = {"x", "Re: x", "Fwd: x"};
    // Sanitizers are slow, on a busy machine most of all; what is quadratic takes minutes there.
    const int64_t bound = (support_many(10) == 10 ? 2 : 6) * G_USEC_PER_SEC;
    for (size_t i = 0; i < G_N_ELEMENTS(units) * G_N_ELEMENTS(subjects); i++) {
        const char *unit = units[i % G_N_ELEMENTS(units)];
        g_autoptr(GString) raw = g_string_new("Subject: ");
        g_string_append_printf(raw, "%s\n\n", subjects[i / G_N_ELEMENTS(units)]);
        while (raw->len < 1000000)
            g_string_append(raw, unit);
        int64_t start = spent();
        g_autoptr(Text) text = extract(raw->str);
        if (spent() - start > bound)
            fail_msg("'%s': %" G_GINT64_FORMAT " us", unit, spent() - start);
        assert_true(text->truncated);
        assert_true(g_utf8_validate(text->body, -1, NULL));
        assert_true(strlen(text->body) <= 256 * 1024);
    }
}

static int start(void **state) {
    (void)state;
    message_library_start();
    html_library_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(introductions_in_many_languages),
        cmocka_unit_test(header_blocks_and_markers),
        cmocka_unit_test(answers_between_quotes_are_kept),
        cmocka_unit_test(signatures_and_footers),
        cmocka_unit_test(the_writers_own_words_stay),
        cmocka_unit_test(the_best_part_is_chosen),
        cmocka_unit_test(the_subject_counts_when_it_is_theirs),
        cmocka_unit_test(a_forwarded_text_speaks_when_it_is_pointed_at),
        cmocka_unit_test(pointers_are_told_from_words),
        cmocka_unit_test(an_answer_is_what_its_writer_wrote),
        cmocka_unit_test(a_new_mail_is_never_lost),
        cmocka_unit_test(images_and_attachments),
        cmocka_unit_test(low_images_are_logos),
        cmocka_unit_test(text_behind_a_pasted_picture),
        cmocka_unit_test(what_is_cut_is_said_to_be),
        cmocka_unit_test(parts_are_joined_up_to_a_limit),
        cmocka_unit_test(alternatives_in_alternatives),
        cmocka_unit_test(hostile_text_costs_little),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
