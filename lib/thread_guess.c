// Two mails of one person are rarely of one matter because both are called
// "Question". The table is long since a wrong guess mixes two conversations,
// while none costs no more than a second acknowledgement.
#include "thread_guess.h"

#include <glib.h>
#include <string.h>

#define TOKENS_MAX 40 // of a subject, which has 120 characters at most
#define ID_DIGITS 4
#define WORD_LETTERS 3

// Words without substance, folded and without accents, a blank between them; a star stands for any letters,
// at the front, the end or both.
static const char *const EMPTY_WORDS[] = {
    // English: small words
    "the and for with from about you your yours our are was were been not can cannot cant could dont does "
    "doesnt did has have had how what when where which why who this that these there here all any please "
    "pls some more again still yet after before since into onto over out off via need* want* will would "
    "should get give let see its his her their them they just only also very but now too",
    // German
    "der die das den dem des ein eine einen einem einer eines und oder mit von vom zum zur fur fuer bei auf "
    "aus nach uber ueber ist sind war wird wurde nicht kein keine keinen mehr noch auch bitte wie wann wo "
    "warum mein meine* ihr ihre* unser* wir sie ich hat habe haben kann konnen geht seit wegen betr "
    "betreff* betrifft wieder immer alle",
    // French
    "les une est pas plus pour avec sans sur dans par chez vos votre nos notre mon mes ses que qui quoi "
    "comment pourquoi depuis suite concernant svp toujours encore impossible",
    // Spanish, Portuguese, Italian
    "los las una uno uma del por para con com sin sem sobre como porque mis mio mia meu minha sus nuestr* "
    "noss* nostr* vostr* esta este favor dos mais nao ainda otra otro vez gli dello della dei delle degli "
    "per senza sul sulla nel nella che come non piu ancora aun todavia puedo posso puede",
    // Dutch, Polish, Swedish
    "het een van voor met zonder bij naar uit niet geen mijn onze ons wij kan hoe wat waarom graag sinds "
    "nog dla nie jest moj moja moje nasz* wasz* prosze jak czy dlaczego ktory przez przy pod nad och att "
    "det ett med utan fran till inte min mitt mina din ditt var vart vad hur har vid",
    // greetings, thanks
    "hello hallo hola ciao bonjour bonsoir salut salve ola hej hejsan czesc witam dzien dobry guten tag "
    "morgen good morning moin gruss* bom dia buen* tardes dear sehr geehrte* thank* dank* merci "
    "gracias grazie obrigad* bedankt dzieku* tack madame monsieur team sir herr frau",
    // asking, help
    "question* frage* *anfrage* anliegen pregunt* domand* pergunt* duvida* duda* consult* vraag vragen "
    "pytani* fraga fragor demand* richiest* request* inquir* enquir* zapytani* forfrag* solicit* petici* "
    "pedido* verzoek* prosb* begaran* help* hilfe* aide* ayud* aiut* ajud* hulp* pomoc* hjalp* support* "
    "assist* soport* suport* ondersteun* wsparci* servic* serviz* kundendienst* hotline* desk ticket* case* "
    "vorgang* incid* matter thing*",
    // something is wrong
    "problem* probleem* issue* error* *fehler* erreur* errore errori erro erros fout* blad błąd bledy błedy "
    "fel felet *storung* *stoerung* panne* averi* guast* avari* defekt* defect* bug bugs trouble* failure* "
    "failed "
    "fails fallo* falh* storing* awari* usterk* kaputt broken working works work functioniert funktion* "
    "fonction* funcion* funzion* werkt dziala* działa* fungerar wrong falsch* incorrect* urgent* dringend* "
    "wichtig* important* asap eilt eilig* sofort* spoed* piln* viktig* bradskande importan* belangrijk* "
    "wazn* ważn* priorit* prio attention achtung warning* alert* alarm*",
    // money
    "invoice* bill bills billing *rechnung* factur* fattur* fatur* rekening* faktur* payment* pay paid "
    "zahlung* bezahl* paiement* pago* pagament* betaling* platno* płatno* betalning* refund* erstattung* "
    "rembours* reembols* rimbors* terugbetal* zwrot* aterbetal* quot* angebot* devis presupuest* preventiv* "
    "orcament* offert* ofert* offer* price* pricing preis* prix preci* prezz* preco* prijs* cena ceny pris "
    "credit* gutschrift* mahnung* reminder* erinnerung* rappel*",
    // orders and deliveries
    "order* *bestellung* bestell* auftrag* auftrags* command* ordin* encomend* zamowieni* bestallning* "
    "*lieferung* liefer* deliver* livraison* entreg* envio* consegn* spedizion* levering* dostaw* leverans* "
    "ship* versand* retoure* return* retour* devolu* reso reclam* reklam* complain* *beschwerde* plainte* "
    "quej* lament* klacht* skarg* klagomal* warrant* garant* confirm* bestatig* *bestatigung conferm* "
    "bevestig* potwierdz* bekraft* package* paket* parcel*",
    // access
    "login* log logging sign anmeld* connexion* inicio sesion acces* acceso* zugang* zugriff* password* "
    "passwort* kennwort* passe contrasen* senha* wachtwoord* hasl* hasł* losenord* konto* compte* cuent* "
    "conto conta* account* user* benutzer* utilis* usuari* utent* utiliz* gebruiker* uzytk* użytk* "
    "anvandar* licen* lizenz* regist* reset* zurucksetz* reinitial* profil* admin* permission* "
    "berechtigung* recht* autoriz* autoris*",
    // people and houses
    "customer* kund kunde* client* klant* klient* employee* *mitarbeiter* kolleg* colleague* colleg* "
    "emplead* dipendent* medewerker* pracownik* medarbetar* companhia company firma firmen* entreprise* "
    "empres* aziend* bedrijf* foretag* gmbh ltd inc llc sarl srl corp plc limited contract* vertrag* "
    "contrat* umow* avtal* member* mitglied* team* department abteilung office* buro",
    // papers and messages
    "info* auskunft* update* status* news* nachricht* message* mensaj* messag* mensag* bericht* wiadomo* "
    "meddeland* mail* email* courriel* corre* post contact* kontakt* contatt* contat* feedback* note* "
    "notiz* remark* comment* hinweis* document* dokument* unterlage* datei* file files fichier* archiv* "
    "attach* anhang* anlage* piece* jointe* adjunt* allegat* anex* bijlage* zalacz* załącz* bilag* scan* "
    "fax* photo* foto* bild* picture* screenshot* form* report* rapport* relat* informe* raport* statisti* "
    "list liste* copy kopie* copie* copia* backup* job jobs",
    // things that are done again and again
    "new neu* nouve* nuev* nuov* novo* nova* nieuw* nowy nowe nowa nya change* *anderung* aendern* andern "
    "cambi* modif* alter* wijzig* zmian* andring* cancel* *kundigung* kuendig* stornier* resili* annul* "
    "disdett* opzeg* rezygn* uppsag* create* creat* anlegen install* setup einricht* test* demo* trial* "
    "versuch* meeting* termin* rendez rdv cita reuni* riunion* appuntament* appointment* afspraak* "
    "spotkani* mote call* anruf* appel* telefon* phone* llamad* chiamat* ruckruf* callback* add remove* "
    "delete* loschen monthly month* daily weekly week* woche* wochen* monat* tagli* quotidien* hebdo* "
    "mensu* diari* seman* settiman* mensil* dagelijks* wekelijk* maandelijk* dzien* tygodn* miesi* dagli* "
    "vecko* manad* today heute yesterday gestern tomorrow jahr* year* quarter* quartal* trimest* jan* feb* "
    "februar* mar march marz mars marzo april* may mai maj mayo maggio jun* juin jul* juillet aug* aout "
    "ago* sept* set oct* okt* ott* nov* dec* dez* dic* monday tuesday wednesday thursday friday *tag",
    // what nearly all of it is about
    "software* system* program* programm* applica* anwendung* app apps computer* rechner* laptop* server* "
    "website* webseite* site web internet* online portal* platform* plattform* page* seite* tool* version* "
    "product* produkt* produit* produt* prodott* device* gerat* geraet* appareil* machine* maschine* "
    "maquin* macchin* data daten donnee* dato datos dati dados gegevens dane number* nummer* numer* "
    "kundennummer* ref reference* referenz* subject objet asunto assunto oggetto onderwerp temat amne none "
    "brak ohne ingen toner* quick short kurze* kleine* small general allgemein* various divers* misc "
    "wichtige further weitere* another andere* next first second last missing item "
    "items damag* goods forgot* vergess* vergeten oubli* olvid* dimentic* zapomn* esquec* glomt mot "
    "connecter "
    "arrive riesco acced* entrar entrer blijft zalogow* moge mogę consig* inlogg* einlogg* logga",
};

// Words beside which a number names the customer, not the matter.
static const char STANDING_NUMBERS[] =
    "customer* kund* client* klant* klient* contract* vertrag* contrat* account* konto* compte* cuent* "
    "conta conto umow* avtal* member* mitglied* socio adherent* kd kdnr cust abo subscription* tel telefon* "
    "phone* mobil*";

// True when the word fits one pattern of `size` characters.
static bool fits(const char *pattern, size_t size, const char *word, size_t length) {
    const bool open_front = pattern[0] == '*', open_end = pattern[size - 1] == '*';
    const char *core = pattern + (open_front ? 1 : 0);
    const size_t least = size - (open_front ? 1 : 0) - (open_end ? 1 : 0);
    if (least > length)
        return false;
    if (open_front && open_end)
        return memmem(word, length, core, least) != NULL;
    if (!open_front && !open_end && length != least)
        return false;
    return memcmp(open_front ? word + length - least : word, core, least) == 0;
}

static bool is_among(const char *patterns, const char *word) {
    const size_t length = strlen(word);
    for (const char *at = patterns; *at != '\0';) {
        const size_t size = strcspn(at, " ");
        if (size > 0 && fits(at, size, word, length))
            return true;
        at += size + (at[size] != '\0');
    }
    return false;
}

// --- words ---

typedef struct Word {
    char *text; // without accents
    unsigned letters, digits;
} Word;

static void word_clear(Word *word) {
    g_free(word->text);
}

static void end_word(GArray *words, Word *word, GString *text) {
    if (text->len == 0)
        return;
    word->text = g_strdup(text->str);
    g_array_append_val(words, *word);
    *word = (Word){0};
    g_string_truncate(text, 0);
}

// Decomposed, so that an accent is a character of its own and can be left out.
static GArray *split(const char *folded) {
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_array_set_clear_func(words, (GDestroyNotify)word_clear);
    g_autofree char *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
    g_autoptr(GString) text = g_string_new(NULL);
    Word word = {0};
    for (const char *at = apart; at != NULL && *at != '\0' && words->len < TOKENS_MAX;
         at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool letter = g_unichar_isalpha(c), digit = g_unichar_isdigit(c);
        word.letters += letter;
        word.digits += digit;
        if (letter || digit)
            g_string_append_unichar(text, c);
        else if (!g_unichar_ismark(c))
            end_word(words, &word, text);
    }
    end_word(words, &word, text);
    return words;
}

static bool is_year(const Word *word) {
    const char *digits = strpbrk(word->text, "0123456789");
    return word->digits == 4 && digits != NULL &&
           (strncmp(digits, "19", 2) == 0 || strncmp(digits, "20", 2) == 0);
}

static bool is_number(const Word *word) {
    return word->digits >= ID_DIGITS && !is_year(word);
}

static bool stands_in(const char *address, const char *word) {
    return address != NULL && strstr(address, word) != NULL;
}

static bool is_empty(const char *word) {
    for (size_t i = 0; i < G_N_ELEMENTS(EMPTY_WORDS); i++)
        if (is_among(EMPTY_WORDS[i], word))
            return true;
    return false;
}

static bool has_substance(const Word *word, const char *address) {
    return word->letters >= WORD_LETTERS && !stands_in(address, word->text) && !is_empty(word->text);
}

static bool came_before(const GArray *words, guint index) {
    const char *text = g_array_index(words, Word, index).text;
    for (guint i = 0; i < index; i++)
        if (strcmp(g_array_index(words, Word, i).text, text) == 0)
            return true;
    return false;
}

bool thread_guess_is_telling(const char *folded, const char *person) {
    g_autofree char *address = NULL;
    if (!g_utf8_validate(folded, -1, NULL))
        return false;
    if (person != NULL && g_utf8_validate(person, -1, NULL))
        address = g_utf8_casefold(person, -1);
    g_autoptr(GArray) words = split(folded);
    unsigned substance = 0;
    bool number = false, lettered = false, standing = false;
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        substance += !came_before(words, i) && has_substance(word, address);
        number = number || (is_number(word) && !stands_in(address, word->text));
        lettered = lettered || word->letters >= 2;
        standing = standing || is_among(STANDING_NUMBERS, word->text);
    }
    return substance >= 2 || (number && lettered && !standing);
}
