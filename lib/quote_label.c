// One table of words; "De:" is French, Spanish and Portuguese alike, so languages are not told apart.
#include "quote_label.h"

#include <string.h>

#define COLON_MAX 32         // octets before the colon
#define ONE_LINE_MAX 1000    // octets of a header in one line
#define ONE_LINE_WORDS_MAX 2 // words of a label inside of one

static const struct {
    const char *word;
    QuoteLabel label;
} labels[] = {
    {"from", QUOTE_LABEL_FROM},
    {"von", QUOTE_LABEL_FROM},
    {"de", QUOTE_LABEL_FROM},
    {"da", QUOTE_LABEL_FROM},
    {"van", QUOTE_LABEL_FROM},
    {"od", QUOTE_LABEL_FROM},
    {"från", QUOTE_LABEL_FROM},
    {"fra", QUOTE_LABEL_FROM},
    {"lähettäjä", QUOTE_LABEL_FROM},
    {"от", QUOTE_LABEL_FROM},
    {"от кого", QUOTE_LABEL_FROM},
    {"expéditeur", QUOTE_LABEL_FROM},
    {"remitente", QUOTE_LABEL_FROM},
    {"mittente", QUOTE_LABEL_FROM},
    {"nadawca", QUOTE_LABEL_FROM},
    {"date", QUOTE_LABEL_DATE},
    {"sent", QUOTE_LABEL_SENT},
    {"gesendet", QUOTE_LABEL_SENT},
    {"datum", QUOTE_LABEL_DATE},
    {"envoyé", QUOTE_LABEL_SENT},
    {"fecha", QUOTE_LABEL_DATE},
    {"enviado", QUOTE_LABEL_SENT},
    {"enviado el", QUOTE_LABEL_SENT},
    {"enviada em", QUOTE_LABEL_SENT},
    {"enviado em", QUOTE_LABEL_SENT},
    {"data", QUOTE_LABEL_DATE},
    {"inviato", QUOTE_LABEL_SENT},
    {"verzonden", QUOTE_LABEL_SENT},
    {"wysłano", QUOTE_LABEL_SENT},
    {"skickat", QUOTE_LABEL_SENT},
    {"skickades", QUOTE_LABEL_SENT},
    {"dato", QUOTE_LABEL_DATE},
    {"sendt", QUOTE_LABEL_SENT},
    {"lähetetty", QUOTE_LABEL_SENT},
    {"päivämäärä", QUOTE_LABEL_DATE},
    {"päiväys", QUOTE_LABEL_DATE},
    {"дата", QUOTE_LABEL_DATE},
    {"отправлено", QUOTE_LABEL_SENT},
    {"gesendet am", QUOTE_LABEL_SENT},
    {"envoyé le", QUOTE_LABEL_SENT},
    {"sent at", QUOTE_LABEL_SENT},
    {"enviada", QUOTE_LABEL_SENT},
    {"to", QUOTE_LABEL_TO},
    {"an", QUOTE_LABEL_TO},
    {"à", QUOTE_LABEL_TO},
    {"para", QUOTE_LABEL_TO},
    {"a", QUOTE_LABEL_TO},
    {"aan", QUOTE_LABEL_TO},
    {"do", QUOTE_LABEL_TO},
    {"till", QUOTE_LABEL_TO},
    {"til", QUOTE_LABEL_TO},
    {"vastaanottaja", QUOTE_LABEL_TO},
    {"кому", QUOTE_LABEL_TO},
    {"destinataire", QUOTE_LABEL_TO},
    {"cc", QUOTE_LABEL_CC},
    {"kopie", QUOTE_LABEL_CC},
    {"kopia", QUOTE_LABEL_CC},
    {"kopi", QUOTE_LABEL_CC},
    {"kopio", QUOTE_LABEL_CC},
    {"копия", QUOTE_LABEL_CC},
    {"bcc", QUOTE_LABEL_CC},
    {"reply-to", QUOTE_LABEL_CC},
    {"dw", QUOTE_LABEL_CC},
    {"subject", QUOTE_LABEL_SUBJECT},
    {"betreff", QUOTE_LABEL_SUBJECT},
    {"objet", QUOTE_LABEL_SUBJECT},
    {"asunto", QUOTE_LABEL_SUBJECT},
    {"assunto", QUOTE_LABEL_SUBJECT},
    {"oggetto", QUOTE_LABEL_SUBJECT},
    {"onderwerp", QUOTE_LABEL_SUBJECT},
    {"temat", QUOTE_LABEL_SUBJECT},
    {"ämne", QUOTE_LABEL_SUBJECT},
    {"emne", QUOTE_LABEL_SUBJECT},
    {"aihe", QUOTE_LABEL_SUBJECT},
    {"тема", QUOTE_LABEL_SUBJECT},
    {"importance", QUOTE_LABEL_CC},
    {"priorität", QUOTE_LABEL_CC},
    {"wichtigkeit", QUOTE_LABEL_CC},
    {"adresat", QUOTE_LABEL_TO},
    {"odbiorca", QUOTE_LABEL_TO},
    {"pour", QUOTE_LABEL_TO},
    {"vastaanottajat", QUOTE_LABEL_TO},
    {"saaja", QUOTE_LABEL_TO},
    {"получатель", QUOTE_LABEL_TO},
    {"destinatario", QUOTE_LABEL_TO},
    {"destinatário", QUOTE_LABEL_TO},
    {"ontvanger", QUOTE_LABEL_TO},
    {"empfänger", QUOTE_LABEL_TO},
    {"mottagare", QUOTE_LABEL_TO},
    {"modtager", QUOTE_LABEL_TO},
    {"mottaker", QUOTE_LABEL_TO},
    {"absender", QUOTE_LABEL_FROM},
    {"afzender", QUOTE_LABEL_FROM},
    {"avsändare", QUOTE_LABEL_FROM},
    {"avsender", QUOTE_LABEL_FROM},
    {"afsender", QUOTE_LABEL_FROM},
    {"отправитель", QUOTE_LABEL_FROM},
    {"inviato il", QUOTE_LABEL_SENT},
    {"data invio", QUOTE_LABEL_SENT},
    {"data wysłania", QUOTE_LABEL_SENT},
    {"wysłane", QUOTE_LABEL_SENT},
    {"fecha de envío", QUOTE_LABEL_SENT},
    {"date d'envoi", QUOTE_LABEL_SENT},
    {"verzonden op", QUOTE_LABEL_SENT},
    {"skickat den", QUOTE_LABEL_SENT},
    {"дата отправки", QUOTE_LABEL_SENT},
    {"отправлен", QUOTE_LABEL_SENT},
    {"sujet", QUOTE_LABEL_SUBJECT},
    {"copie", QUOTE_LABEL_CC},
    {"copie à", QUOTE_LABEL_CC},
    {"copia", QUOTE_LABEL_CC},
    {"com cópia", QUOTE_LABEL_CC},
    {"cópia", QUOTE_LABEL_CC},
    {"kopia till", QUOTE_LABEL_CC},
    {"kopi til", QUOTE_LABEL_CC},
    {"do wiadomości", QUOTE_LABEL_CC},
    {"cci", QUOTE_LABEL_CC},
    {"ccn", QUOTE_LABEL_CC},
    {"cco", QUOTE_LABEL_CC},
    {"udw", QUOTE_LABEL_CC},
    {"reply to", QUOTE_LABEL_CC},
    {"antwort an", QUOTE_LABEL_CC},
    {"répondre à", QUOTE_LABEL_CC},
    {"responder a", QUOTE_LABEL_CC},
    {"rispondi a", QUOTE_LABEL_CC},
    {"priority", QUOTE_LABEL_CC},
    {"importanza", QUOTE_LABEL_CC},
    {"importancia", QUOTE_LABEL_CC},
    {"importância", QUOTE_LABEL_CC},
    {"priorità", QUOTE_LABEL_CC},
    {"prioridad", QUOTE_LABEL_CC},
    {"prioridade", QUOTE_LABEL_CC},
    {"priorité", QUOTE_LABEL_CC},
    {"urgentie", QUOTE_LABEL_CC},
    {"prioriteit", QUOTE_LABEL_CC},
    {"ważność", QUOTE_LABEL_CC},
    {"prioritet", QUOTE_LABEL_CC},
    {"attachments", QUOTE_LABEL_CC},
    {"anlagen", QUOTE_LABEL_CC},
    {"pièces jointes", QUOTE_LABEL_CC},
    {"datos adjuntos", QUOTE_LABEL_CC},
    {"anexos", QUOTE_LABEL_CC},
    {"allegati", QUOTE_LABEL_CC},
    {"bijlagen", QUOTE_LABEL_CC},
    {"załączniki", QUOTE_LABEL_CC},
    {"bifogade filer", QUOTE_LABEL_CC},
};

static void trim(const char **line, size_t *length) {
    while (*length > 0 && strchr(" \t*_", **line) != NULL)
        (*line)++, (*length)--;
    while (*length > 0 && strchr(" \t*_", (*line)[*length - 1]) != NULL)
        (*length)--;
}

QuoteLabel quote_label_bare(const char *line, size_t length) {
    trim(&line, &length);
    if (length == 0 || length > COLON_MAX)
        return QUOTE_LABEL_NONE;
    g_autofree char *word = g_utf8_strdown(line, (gssize)length);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(word, labels[i].word) == 0)
            return labels[i].label;
    return QUOTE_LABEL_NONE;
}

QuoteLabel quote_label_of(const char *line, size_t length) {
    const char *colon = memchr(line, ':', MIN(length, COLON_MAX + 8));
    return colon != NULL ? quote_label_bare(line, (size_t)(colon - line)) : QUOTE_LABEL_NONE;
}

// The label that ends right before `colon`: its last word, or its last two.
static QuoteLabel label_before(const char *line, const char *colon) {
    const char *start = colon;
    QuoteLabel found = QUOTE_LABEL_NONE;
    for (int words = 0; words < ONE_LINE_WORDS_MAX && start > line; words++) {
        while (start > line && strchr(" *", start[-1]) != NULL)
            start--;
        while (start > line && colon - start < COLON_MAX && strchr(" *", start[-1]) == NULL)
            start--;
        QuoteLabel label = quote_label_bare(start, (size_t)(colon - start));
        found = label != QUOTE_LABEL_NONE ? label : found;
    }
    return found;
}

bool quote_label_in_one_line(const char *line, size_t length) {
    if (length > ONE_LINE_MAX || quote_label_of(line, length) != QUOTE_LABEL_FROM)
        return false;
    unsigned seen = 0;
    for (const char *at = line; at < line + length; at++)
        if (*at == ':')
            seen |= label_before(line, at);
    const unsigned all = QUOTE_LABEL_FROM | QUOTE_LABEL_SENT | QUOTE_LABEL_SUBJECT;
    return (seen & all) == all;
}
