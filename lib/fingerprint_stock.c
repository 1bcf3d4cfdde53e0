// Sentences that stand in any complaint, whatever it is about: how long one has
// been a customer, whom one will turn to, thanks in advance, notices of a form. A
// mail of one sentence in such a frame is about that sentence. They are known by
// phrases, in nine languages; where nothing else is said, all is kept.
#include "fingerprint_parts.h"

#include <string.h>

enum { SENTENCE_BYTES = 400, LEFT_LEAST = 12 };

// Folded, each a part of a sentence.
static const char *const stock[] = {
    // en
    "message finds you", "hope this finds", "hope you are well", "loyal customer", "faithful customer",
    "a customer for", "a customer since", "customer of yours", "very satisfied", "recommended you",
    "turn to you today", "kindly ask you", "look into the matter", "look into this", "earliest convenience",
    "in advance for", "thanks in advance", "thank you very much in", "valued help", "wonderful day",
    "have a nice day", "my lawyer", "solicitor", "ombudsman", "consumer protection", "trading standards",
    "such a disgrace", "absolute disgrace", "absolutely furious", "takes responsibility", "nobody cares",
    "been on hold", "was on hold", "expect a reply", "expect a call", "expect an answer", "to the press",
    "sorry to bother", "sorry to disturb", "good with computers", "what do i pay you", "look forward to your",
    "awaiting your", "my name is", "this is not good enough", "contact form", "has been a pleasure",
    // de
    "hoffe, es geht", "treuer kunde", "treue kundin", "langjaehrig", "zufrieden gewesen", "immer zufrieden",
    "sehr zufrieden", "weiterempfohlen", "wende mich heute", "wende mich an", "bitte sie daher",
    "bitte sie hoeflich", "um rueckmeldung", "im voraus", "schoenen tag", "rechtsanwalt", "meinen anwalt",
    "verbraucherzentrale", "schlichtungsstelle", "unverschaemtheit", "eine frechheit",
    "verantwortlich fuehlt", "warteschleife", "erwarte eine antwort", "erwarte umgehend",
    "stoerung zu entschuldigen", "entschuldigen sie die stoerung", "datenschutzhinweise",
    "verarbeitung meiner", "nicht so gut mit",
    // fr
    "que vous allez bien", "client fidele", "cliente fidele", "fidele depuis", "ete satisf", "vous prie d",
    "vous prie de", "merci d'avance", "merci par avance", "bonne journee", "mon avocat", "repression des",
    "association de consommateurs", "tout simplement inadmissible", "de vous joindre", "tres forts pour",
    "des excuses", "cas contraire", "veuillez agreer", "dans l'attente", "mediateur",
    // es
    "espero que se", "cliente fiel", "clienta fiel", "cliente desde", "siempre he estado", "me dirijo a",
    "les ruego", "le ruego", "de antemano", "agradeceria", "quedo a la espera", "que tengan", "mi abogado",
    "oficina de consumo", "hoja de reclam", "hojas de reclam", "una verguenza",
    // it
    "con rammarico", "avuto da ridire", "confidando", "distinti saluti", "cortese e sollecito",
    "cliente fedele", "cliente da", "sempre stato soddisf", "sempre stata soddisf", "anticipatamente",
    "in anticipo per", "buona giornata", "avvocato", "attendo riscontro", "in attesa di un", "vergognoso",
    "associazione consumatori", "spero che stiate", "mi rivolgo a",
    // nl
    "alvast excuus", "vast druk", "niet zo handig", "doe ik zelf iets", "naar willen kijken", "alvast heel",
    "alvast bedankt", "bij voorbaat", "fijne dag", "trouwe klant", "jaren klant", "altijd tevreden",
    "advocaat", "consumentenbond", "geschillencommissie", "schandalig", "hoor graag", "hoop dat het goed",
    // pl
    "mam nadziej", "wieloletni", "stalym klientem", "stala klientka", "zawsze zadowol", "z gory dziek",
    "milego dnia", "prawnik", "adwokat", "uokik", "rzecznik", "zwracam sie", "uprzejmie prosz", "skandal",
    // pt
    "espero que este", "cliente ha", "sempre satisf", "venho por este", "desde ja agrade", "desde ja",
    "advogad", "livro de reclam", "defesa do consumidor", "uma vergonha", "aguardo",
    // sv
    "hoppas att ni", "trogen kund", "kund i manga", "varit noejd", "vaender mig till", "tack pa foerhand",
    "fin dag", "trevlig dag", "advokat", "konsumentverket", "allmaenna reklamation"};

// The phrases by their first three letters, so that each place of a text is compared with the few that may
// stand there: a mail has a thousand places, and the phrases are two hundred.
typedef struct StockIndex {
    uint8_t first[256]; // a phrase's number + 1; 0 for none
    uint8_t next[G_N_ELEMENTS(stock)];
} StockIndex;
G_STATIC_ASSERT(G_N_ELEMENTS(stock) < 256);

static uint8_t bucket_of(const char *at) {
    return (uint8_t)(((unsigned char)at[0] * 37U + (unsigned char)at[1]) * 29U + (unsigned char)at[2]);
}

static void index_stock(StockIndex *index) {
    memset(index->first, 0, sizeof index->first);
    for (size_t i = 0; i < G_N_ELEMENTS(stock); i++) {
        uint8_t *first = &index->first[bucket_of(stock[i])];
        index->next[i] = *first;
        *first = (uint8_t)(i + 1);
    }
}

static bool is_stock(const StockIndex *index, const char *sentence, size_t length) {
    char folded[SENTENCE_BYTES * 2];
    if (length >= SENTENCE_BYTES)
        return false;
    features_fold(sentence, length, folded, sizeof folded);
    for (const char *at = folded; at[0] != '\0' && at[1] != '\0' && at[2] != '\0'; at++) {
        for (uint8_t i = index->first[bucket_of(at)]; i != 0; i = index->next[i - 1]) {
            if (*at == *stock[i - 1] && g_str_has_prefix(at, stock[i - 1]))
                return true;
        }
    }
    return false;
}

const char *fingerprint_sentence_end(const char *at) {
    for (; *at != '\0' && *at != '\n'; at++) {
        if ((*at == '.' || *at == '!' || *at == '?') && (at[1] == ' ' || at[1] == '\n' || at[1] == '\0'))
            return at + 1;
    }
    return *at == '\n' ? at + 1 : at;
}

char *fingerprint_without_stock(const char *text) {
    StockIndex index;
    index_stock(&index);
    g_autoptr(GString) left = g_string_sized_new(strlen(text));
    for (const char *at = text; *at != '\0';) {
        const char *end = fingerprint_sentence_end(at);
        if (!is_stock(&index, at, (size_t)(end - at)))
            g_string_append_len(left, at, end - at);
        at = end;
    }
    return g_strdup(strlen(g_strstrip(left->str)) >= LEFT_LEAST ? left->str : text);
}
