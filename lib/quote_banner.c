// Gateways warn in the words of their administrators, so nothing fixed can be looked for: a banner opens like
// a warning, says that the mail came from outside, and most often what not to do. People who write of such a
// warning speak of themselves or ask.
#include "quote_banner.h"

#include <glib.h>
#include <string.h>

#include "quote_form.h"
#include "quote_phrases.h"

#define BANNER_MAX 700
#define BANNER_SHORT 110 // needs no advice to be one
#define MARK_MAX 40
#define DECORATION "*[](){}<>#=_-!: \t"

static const char *const banner_openings[] = {
    "|caution|warning|attention|external|ext |ext]|notice|alert|be careful|this email|",
    "|this e-mail|this message|this mail|important|achtung|vorsicht|warnung|hinweis|extern|",
    "|diese e-mail|diese mail|diese email|diese nachricht|avertissement|prudence|",
    "|courriel externe|e-mail externe|cet e-mail|ce courriel|ce message|mail externe|",
    "|message externe|precaución|atención|aviso|advertencia|este correo|este mensaje|",
    "|correo externo|atenção|cuidado|este e-mail|este email|esta mensagem|attenzione|avviso|",
    "|questa e-mail|questa mail|questo messaggio|let op|waarschuwing|opgelet|deze e-mail|",
    "|dit bericht|deze mail|uwaga|ostrzeżenie|ta wiadomość|wiadomość zewnętrzna|ten e-mail|",
    "|varning|obs|detta mejl|detta e-post|detta meddelande|advarsel|denne e-mail|denne mail|",
    "|denne e-post|huom|varoitus|tämä viesti|tämä sähköposti|внимание|осторожно|предупреждение|",
    "|это письмо|это сообщение|you don't often|you don’t often|some people who|",
    "|sie erhalten nicht|vous ne recevez pas|vous n'obtenez pas|no suele recibir|",
    "|no recibe a menudo|você não costuma|non si ricevono|non ricevi spesso|u ontvangt niet|",
    "|u krijgt niet|nie otrzymujesz często|du får inte ofta|du får ikke ofte|[external|[ext|",
};

// The mail speaks of itself.
static const char *const self_words[] = {
    "|this email|this e-mail|this message|this mail|diese e-mail|diese mail|diese email|diese nachricht|",
    "|ce message|cet e-mail|cet email|ce courriel|ce mail|este correo|este mensaje|este e-mail|este email|",
    "|esta mensagem|questa e-mail|questa email|questa mail|questo messaggio|deze e-mail|deze email|deze "
    "mail|",
    "|dit bericht|ta wiadomość|ten e-mail|ten mail|detta mejl|detta e-post|detta meddelande|det här mejlet|",
    "|denne e-mail|denne mail|denne e-post|denne meddelelse|denne melding|tämä viesti|tämä sähköposti|",
    "|это письмо|это сообщение|данное письмо|often get email|nicht oft e|souvent de courrier|recibir correo|",
    "|menudo correo|receber e|spesso messaggi|spesso e-mail|vaak e-mail|często wiadomości|ofta e-post|ofte "
    "e|",
};

static const char *const outside_phrases[] = {
    "|originated from outside|originated outside|outside of the organi|outside the organi|",
    "|outside of our organi|outside our organi|outside of your organi|outside your organi|",
    "|outside of the company|outside the company|outside of our company|outside our company|",
    "|outside of our network|external sender|external source|external email|external e-mail|",
    "|external mail|external message|sent from outside|came from outside|comes from outside|",
    "|from an external|often get email from|don't often get|don’t often get|von außerhalb|",
    "|von ausserhalb|außerhalb der organisation|ausserhalb der organisation|",
    "|außerhalb ihrer organisation|außerhalb unser|externen absender|externer absender|",
    "|externe e-mail|externe mail|externe email|externen quelle|nicht oft eine e-mail|",
    "|nicht oft e-mail|provient de l'extérieur|provient de l’extérieur|",
    "|extérieur de l'organisation|extérieur de l’organisation|extérieur de votre|extérieur à |",
    "|expéditeur externe|courriel externe|e-mail externe|mail externe|source externe|",
    "|souvent de courrier|souvent d'e-mail|fuera de la organización|fuera de su organización|",
    "|fuera de nuestra|fuera de la empresa|remitente externo|correo externo|origen externo|",
    "|menudo correo|recibir correo|fora da organização|fora da empresa|remetente externo|",
    "|e-mail externo|origem externa|receber email|receber e-mail|dall'esterno|dall’esterno|",
    "|esterno all|esterna all|mittente esterno|e-mail esterna|email esterna|spesso messaggi|",
    "|spesso e-mail|buiten de organisatie|buiten onze organisatie|buiten uw organisatie|",
    "|externe afzender|externe e-mail|vaak e-mail|spoza organizacji|spoza firmy|spoza sieci|",
    "|zewnętrznego nadawcy|nadawcy zewnętrznego|zewnętrzn|często wiadomości|extern avsändare|",
    "|externa avsändare|utanför organisationen|utifrån|ofta e-post|ekstern afsender|",
    "|ekstern avsender|uden for organisationen|utenfor organisasjonen|organisaation ulkopuol|",
    "|ulkopuolelta|внешнего отправителя|внешний отправитель|за пределами организации|",
    "|извне организации|",
};

static const char *const advice_phrases[] = {
    "|do not click|don't click|don’t click|do not open|open attachments|open any attachments|",
    "|links|recognize the sender|recognise the sender|trust the sender|know the sender|",
    "|content is safe|exercise caution|use caution|be cautious|be careful|learn why|suspicious|",
    "|phishing|anhänge|klicken sie|keine links|absender|erfahren sie|warum dies wichtig|",
    "|pièces jointes|cliquez|liens|l'expéditeur|l’expéditeur|pourquoi c|haga clic|enlaces|",
    "|adjuntos|al remitente|por qué es|clique|anexos|o remetente|por que isso|cliccare|allegati|",
    "|fare clic|il mittente|perché è|klik niet|bijlagen|de afzender|waarom dit|klikaj|otwieraj|",
    "|załącznik|nadawc|dlaczego|klicka inte|bilagor|länkar|avsändaren|varför|klik ikke|",
    "|klikk ikke|vedhæft|vedlegg|liitte|linkke|ссылк|вложени|отправител|",
};

// Between what decorates them, all of a line.
static const char *const marks[] = {
    "|external|ext|extern|externe|externo|externa|esterno|esterna|ekstern|external email|",
    "|external e-mail|external mail|external message|external sender|caution external|",
    "|caution external email|warning external email|external - caution|extern email|",
    "|extern e-mail|externe e-mail|externe mail|externe email|externer absender|",
    "|externe nachricht|courriel externe|e-mail externe|mail externe|message externe|",
    "|expéditeur externe|correo externo|mensaje externo|remitente externo|e-mail externo|",
    "|email externo|mensagem externa|remetente externo|posta esterna|email esterna|",
    "|e-mail esterna|mail esterna|mittente esterno|messaggio esterno|externe afzender|",
    "|extern bericht|wiadomość zewnętrzna|e-mail zewnętrzny|zewnętrzny nadawca|",
    "|nadawca zewnętrzny|zewnętrzny|zewnętrzna|externt mejl|extern avsändare|externt meddelande|",
    "|externt|ekstern mail|ekstern e-mail|ekstern e-post|ekstern afsender|ekstern avsender|",
    "|ulkoinen viesti|ulkoinen sähköposti|ulkoinen|внешняя почта|внешнее письмо|",
    "|внешний отправитель|",
};

static bool is_mark(const char *text, size_t length) {
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    return quote_phrases_is(lower, marks, G_N_ELEMENTS(marks));
}

// "External e-mail: ...", perhaps behind a word of warning and its colon.
static bool begins_with_mark(const char *lower) {
    const char *colon = strchr(lower, ':');
    for (int word = 0; word < 2; word++) {
        for (size_t length = 0; length < MARK_MAX && lower[length] != '\0'; length++)
            if (strchr(":.-!)]*|", lower[length]) != NULL || strncmp(lower + length, " -", 2) == 0) {
                if (is_mark(lower, length))
                    return true;
            }
        if (colon == NULL)
            return false;
        lower = colon + 1 + strspn(colon + 1, DECORATION);
    }
    return false;
}

bool quote_banner_is(const char *paragraph) {
    size_t length = strlen(paragraph);
    if (length < 12 || length > BANNER_MAX || strchr(paragraph, '?') != NULL)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    const char *start = lower + strspn(lower, DECORATION);
    if (!quote_phrases_begin(start, banner_openings, G_N_ELEMENTS(banner_openings)) ||
        !quote_phrases_any(lower, outside_phrases, G_N_ELEMENTS(outside_phrases)))
        return false;
    bool self = quote_phrases_any(lower, self_words, G_N_ELEMENTS(self_words)) || begins_with_mark(start);
    bool advised = quote_phrases_any(lower, advice_phrases, G_N_ELEMENTS(advice_phrases));
    return self && (advised || length <= BANNER_SHORT) && !quote_form_says(paragraph, length);
}

bool quote_banner_advice(const char *paragraph) {
    size_t length = strlen(paragraph);
    if (length < 12 || length > BANNER_MAX || strchr(paragraph, '?') != NULL)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    return quote_phrases_count(lower, advice_phrases, G_N_ELEMENTS(advice_phrases)) >= 2 &&
           !quote_form_says(paragraph, length);
}

// "ZjQcmQRYFpfptBannerStart": Proofpoint's, around its own. People may name it among words.
static bool is_edge(const char *text, size_t length) {
    g_autofree char *word = g_strndup(text, length);
    return strchr(word, ' ') == NULL &&
           (g_str_has_suffix(word, "pfptBannerStart") || g_str_has_suffix(word, "pfptBannerEnd"));
}

bool quote_banner_mark(const char *line) {
    size_t length = strlen(line), front = strspn(line, DECORATION);
    while (length > front && strchr(DECORATION, line[length - 1]) != NULL)
        length--;
    if (is_edge(line + front, length - front))
        return true;
    bool decorated = front > 0 || line[length] != '\0' || memchr(line, ' ', length) != NULL;
    return decorated && length > front && length - front <= MARK_MAX && is_mark(line + front, length - front);
}

unsigned quote_banner_tag(const char *text) {
    size_t length = *text == '[' ? strcspn(text, "]") : 0;
    if (length < 3 || length > 40 || text[length] != ']' || !is_mark(text + 1, length - 1))
        return 0;
    return (unsigned)(length + 1 + strspn(text + length + 1, " \t:-"));
}
