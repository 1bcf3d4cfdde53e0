// Written by nobody in particular, these are told by what they all say. One phrase could be anybody's; two,
// behind one of their openings and with nobody speaking of themselves, are not.
#include "quote_notice.h"

#include <glib.h>
#include <string.h>

#include "quote_form.h"
#include "quote_phrases.h"

#define LEGAL_MIN 100
#define COMPANY_MAX 800

static const char *const notice_openings[] = {
    "|this e-mail|this email|this message|this communication|this transmission|the information|",
    "|the contents of|the content of|confidentiality|confidential|disclaimer|important notice|",
    "|notice:|if you are not the|if you have received|privileged|legal notice|diese e-mail|",
    "|diese email|diese nachricht|der inhalt dieser|die information|die in dieser|",
    "|vertraulichkeit|wichtiger hinweis|ce message|ce courriel|cet e-mail|ce mail|",
    "|les informations|este mensaje|este correo|la información|aviso legal|aviso de conf|",
    "|esta mensagem|este e-mail|este email|as informações|questo messaggio|questa e-mail|",
    "|le informazioni|il presente|dit bericht|deze e-mail|de informatie|ta wiadomość|",
    "|niniejsza wiadomość|detta meddelande|det här meddelandet|detta e-post|denna e-post|",
    "|innehållet i detta|denne e-mail|denne mail|denne e-post|denne meddelelse|denne meldingen|",
    "|tämä viesti|tämä sähköposti|viestin sisältö|это сообщение|данное сообщение|это электронное|",
    "|данное электронное|настоящее сообщение|содержание данного|informations confidentielles|",
    "|confidentialité|avis de confidentialité|avviso di riservatezza|riservatezza|ai sensi d|",
    "|informativa|treść tej wiadomości|informacje zawarte|niniejszy e-mail|ten e-mail|",
    "|aviso de privacidad|confidencialidad|confidencialidade|e-mail disclaimer|legal disclaimer|",
    "|privacy notice|haftungsausschluss|datenschutzhinweis|vertraulich|hinweis:|avvertenza|",
    "|os dados|de inhoud van|dit e-mailbericht|dit e-mail|",
};
static const char *const notice_phrases[] = {
    "|intended recipient|intended solely|intended only|solely for the|addressee|",
    "|legally privileged|or privileged|notify the sender|notify us immediately|",
    "|strictly prohibited|unauthorized|unauthorised|dissemination|delete this|delete it|",
    "|richtige adressat|vorgesehene|ausschließlich für|vernichten sie|löschen sie|",
    "|informieren sie bitte|rechtlich geschützte|unbefugte|nicht gestattet|irrtümlich erhalten|",
    "|destinataires|strictement interdit|à l'attention exclusive|par erreur|le détruire|",
    "|destinatario|por error|exclusivamente|prohibid|proibid|destinatário|por engano|per errore|",
    "|vietat|esclusivamente|geadresseerde|uitsluitend bestemd|abusievelijk|niet toegestaan|",
    "|adresata|omyłkowo|zabronione|avsedd för|avsett för|av misstag|verwijderen|radera det|",
    "|ved en fejl|ved en feil|slette den|slett |beregnet til|erehdyksessä|по ошибке|удалите|",
    "|usunięcie|verzoeken wij u|",
};

// What such a notice is about; one of them is in every other mail.
static const char *const notice_themes[] = {
    "|confidenti|vertraulich|riservat|poufn|vertrouwelijk|konfidentiell|fortrolig|",
    "|luottamuksellis|конфиденциальн|privileged|destinatari|odbiorc|mottagare|modtager|mottaker|",
    "|vastaanottaja|адресат|",
};

static const char *const company_phrases[] = {
    "|registered in|registered office|company number|company no|company registration|",
    "|vat registration|vat no|vat number|handelsregister|registergericht|sitz der gesellschaft|",
    "|sitz: |geschäftsführer:|geschäftsführung:|vorstand:|aufsichtsrat|ust-id|ust.-id|ustid|hrb |",
    "|siège social|siret|rcs |capital de|capital social|registro mercantil|sede legale|p.iva|",
    "|p. iva|partita iva|cap. soc|kvk|btw|krs|nip|regon|kapitał zakładowy|org.nr|org. nr|orgnr|",
    "|organisationsnummer|cvr|y-tunnus|инн |",
};

// Words of somebody who writes about such particulars.
static const char *const company_matters[] = {
    "|please|invoice|wrong|missing|bitte|rechnung|falsch|fehl|facture|manque|erreur|factura|falta|",
    "|fatura|errad|fattura|sbagli|manca|factuur|fout|ontbreekt|faktur|błęd|brakuje|saknas|felakti|",
};

static const char *const list_openings[] = {
    "|you received this message because|you received this email because|you are receiving this because|",
    "|to unsubscribe|to post to this|for additional commands, e-mail|",
};
static const char *const list_places[] = {
    "|mailman/listinfo|/listinfo/|groups.google.com/|lists.sourceforge|"};

static bool has_long_number(const char *text) {
    for (; *text != '\0'; text += strcspn(text, "0123456789")) {
        size_t digits = strspn(text, "0123456789");
        if (digits >= 3)
            return true;
        text += digits;
    }
    return false;
}

bool quote_notice_legal(const char *paragraph) {
    if (strlen(paragraph) < LEGAL_MIN)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    const char *start = lower + strspn(lower, " \t*_-=[(");
    if (!quote_phrases_begin(start, notice_openings, G_N_ELEMENTS(notice_openings)))
        return false;
    size_t phrases = quote_phrases_count(lower, notice_phrases, G_N_ELEMENTS(notice_phrases));
    size_t themes = quote_phrases_count(lower, notice_themes, G_N_ELEMENTS(notice_themes));
    if (quote_form_says(paragraph, strlen(paragraph))) // lawyers do so too, at length
        return phrases >= 3;
    return phrases >= 2 || (phrases == 1 && themes >= 2);
}

bool quote_notice_company(const char *paragraph) {
    size_t length = strlen(paragraph);
    if (length > COMPANY_MAX || !has_long_number(paragraph) || strpbrk(paragraph, "?!") != NULL)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    return quote_phrases_count(lower, company_phrases, G_N_ELEMENTS(company_phrases)) >= 2 &&
           !quote_phrases_any(lower, company_matters, G_N_ELEMENTS(company_matters)) &&
           !quote_form_says(paragraph, length);
}

bool quote_notice_list(const char *paragraph) {
    size_t length = strlen(paragraph);
    if (length > COMPANY_MAX || strchr(paragraph, '?') != NULL)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    const char *start = lower + strspn(lower, "_-=* ");
    const bool names = strstr(lower, "http") != NULL || strchr(lower, '@') != NULL;
    return ((names && quote_phrases_begin(start, list_openings, G_N_ELEMENTS(list_openings))) ||
            (strstr(lower, "mailing list") != NULL &&
             quote_phrases_any(lower, list_places, G_N_ELEMENTS(list_places)))) &&
           !quote_form_says(paragraph, length);
}
