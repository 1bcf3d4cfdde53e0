/* Support mail made from a seed, so that a fresh clone can run the bench without anybody's letters. The
 * shapes and sizes follow what a support mailbox sees: seven in ten plain and short, two with an HTML
 * alternative and quoted history, one with a screenshot of up to 500 KB. The words are telling ones, since
 * scoring is part of what is measured. */
#include "corpus.h"

#include <string.h>

static const char *const openings[] = {
    "Hello,", "Dear support team,", "Hi there,", "Guten Tag,", "Sehr geehrte Damen und Herren,",
};

static const char *const sentences[] = {
    "Since the update to version 4.2 the export stops after about two hundred rows.",
    "We tried it on three machines and the result is always the same.",
    "The dialog says \"Error 0x8004: connection was reset by peer\" and then the window closes.",
    "Our accounting department cannot send invoices and forty people are waiting.",
    "This is the third time I write about this and nobody has answered.",
    "You promised a fix by Friday and it is now Tuesday.",
    "If this is not solved by tomorrow noon we will have to cancel the contract.",
    "I am really angry about how this was handled.",
    "Could you tell me where to find the setting for the time zone of reports?",
    "I attach a screenshot and the log of the last run.",
    "Thank you for the quick help last week, the printer works now.",
    "Our reference number is 2024-118.",
    "Seit gestern Abend funktioniert die Anmeldung nicht mehr.",
    "Wir haben den Server zweimal neu gestartet, ohne Erfolg.",
    "Das ist nun schon das dritte Mal, und ich bin ziemlich verärgert.",
    "Bitte melden Sie sich heute noch, sonst müssen wir den Vertrag kündigen.",
    "Die Fehlermeldung lautet \"Zugriff verweigert\".",
    "Unsere Kunden warten und wir verlieren jeden Tag Geld.",
    "The page loads slowly in the morning and is fine in the afternoon.",
    "Please send me a copy of the invoice of March.",
};

static const char *pick(GRand *random, const char *const *table, size_t count) {
    return table[g_rand_int_range(random, 0, (gint32)count)];
}

static void add_paragraphs(GString *out, GRand *random, size_t bytes, const char *prefix,
                           const char *line_end) {
    for (size_t start = out->len; out->len - start < bytes;) {
        g_string_append(out, prefix);
        g_string_append(out, pick(random, sentences, G_N_ELEMENTS(sentences)));
        g_string_append(out, g_rand_int_range(random, 0, 4) == 0 ? "\n\n" : line_end);
    }
}

static void add_headers(GString *out, GRand *random, guint number, const char *content_type) {
    g_string_append_printf(out,
                           "Received: from mail.customer.example (mail.customer.example [192.0.2.%u])\n"
                           "\tby mx.example.test (Postfix) with ESMTPS id 4F%05X\n"
                           "\tfor <support@example.test>; Mon, 16 Nov 2026 09:12:44 +0100 (CET)\n"
                           "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example; s=s1;\n"
                           "\th=from:to:subject:date:message-id; bh=%08x%08x%08x%08x=;\n\tb=",
                           number % 250 + 1, number, g_rand_int(random), g_rand_int(random),
                           g_rand_int(random), g_rand_int(random));
    for (int i = 0; i < 6; i++)
        g_string_append_printf(out, "%08x%08x%08x%08x%08x%08x%08x\n\t ", g_rand_int(random),
                               g_rand_int(random), g_rand_int(random), g_rand_int(random), g_rand_int(random),
                               g_rand_int(random), g_rand_int(random));
    g_string_append_printf(out,
                           "%08x==\nMIME-Version: 1.0\nContent-Type: %s\nContent-Transfer-Encoding: 8bit\n"
                           "Content-Language: en\nUser-Agent: Mozilla Thunderbird\nX-Priority: 3\n"
                           "Message-ID: <%08x.%u@customer.example>\nSubject: Problem %u with the export\n\n",
                           g_rand_int(random), content_type, g_rand_int(random), number, number);
}

static void add_letter(GString *out, GRand *random, size_t bytes) {
    g_string_append_printf(out, "%s\n\n", pick(random, openings, G_N_ELEMENTS(openings)));
    add_paragraphs(out, random, bytes, "", " \n");
    g_string_append(out, "\nRegards,\nKim Sample\n-- \nKim Sample, Example Works\nTel. +49 30 000000\n");
}

static void add_history(GString *out, GRand *random, size_t bytes) {
    g_string_append(out, "\nOn Fri, 13 Nov 2026 at 10:02, Support <support@example.test> wrote:\n");
    add_paragraphs(out, random, bytes, "> ", "\n");
}

static void add_alternative(GString *out, GRand *random, size_t bytes) {
    g_string_append(out,
                    "--part\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    add_letter(out, random, bytes / 4);
    add_history(out, random, bytes / 4);
    g_string_append(out,
                    "\n--part\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                    "<html><head><style>p { margin: 0 }</style></head><body>\n");
    add_paragraphs(out, random, bytes / 2, "<p class=\"MsoNormal\"><span style=\"font-size:11pt\">",
                   "</span></p>\n");
    g_string_append(out, "</body></html>\n\n--part--\n");
}

static void add_screenshot(GString *out, GRand *random, size_t bytes) {
    guint8 row[57];
    g_string_append(out,
                    "--part\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    add_letter(out, random, 600);
    g_string_append(
        out, "\n--part\nContent-Type: image/png; name=\"screen.png\"\nContent-Transfer-Encoding: base64\n"
             "Content-Disposition: attachment; filename=\"screen.png\"\n\n");
    for (size_t start = out->len; out->len - start < bytes;) {
        for (size_t i = 0; i < sizeof row; i++)
            row[i] = (guint8)g_rand_int(random);
        g_autofree char *line = g_base64_encode(row, sizeof row);
        g_string_append_printf(out, "%s\n", line);
    }
    g_string_append(out, "--part--\n");
}

/* Small sizes are commoner than large ones in every mailbox: the square of an even number leans low. */
static size_t size_between(GRand *random, size_t low, size_t high) {
    double at = g_rand_double(random);
    return low + (size_t)(at * at * (double)(high - low));
}

void corpus_add_synthetic(Corpus *corpus, guint count, guint32 seed) {
    GRand *random = g_rand_new_with_seed(seed);
    for (guint i = 0; i < count; i++) {
        g_autoptr(GString) raw = g_string_new(NULL);
        guint shape = i % 10; /* a fixed share of each shape, whatever the seed */
        if (shape == 4) {
            add_headers(raw, random, i, "multipart/mixed; boundary=part");
            add_screenshot(raw, random, size_between(random, 20000, 496000));
        } else if (shape == 2 || shape == 7) {
            add_headers(raw, random, i, "multipart/alternative; boundary=part");
            add_alternative(raw, random, size_between(random, 4000, 60000));
        } else {
            add_headers(raw, random, i, "text/plain; charset=utf-8");
            add_letter(raw, random, size_between(random, 900, 6000));
        }
        corpus_add(corpus, raw->str, raw->len);
    }
    g_rand_free(random);
}

void corpus_add_letters(Corpus *corpus, guint count, guint32 seed, size_t bytes) {
    GRand *random = g_rand_new_with_seed(seed);
    for (guint i = 0; i < count; i++) {
        g_autoptr(GString) raw = g_string_new(NULL);
        add_headers(raw, random, i, "text/plain; charset=utf-8");
        add_letter(raw, random, bytes > raw->len ? bytes - raw->len : 1);
        corpus_add(corpus, raw->str, raw->len);
    }
    g_rand_free(random);
}

void corpus_add_attachment(Corpus *corpus, guint32 seed, size_t bytes) {
    GRand *random = g_rand_new_with_seed(seed);
    g_autoptr(GString) raw = g_string_new(NULL);
    add_headers(raw, random, 0, "multipart/mixed; boundary=part");
    add_screenshot(raw, random, bytes);
    corpus_add(corpus, raw->str, raw->len);
    g_rand_free(random);
}
