// What to ask. The table says what a person needs first for each kind of
// request; missing_given.c says what a text already gives. At most three
// questions: who writes to us because something fails did not come to fill in
// a form, and one good question is answered sooner than five.
#include "missing.h"

#include "missing_given.h"

enum { QUESTIONS_MAX = 3 };

#define BIT(item) (1U << (unsigned)(item))

static const char *const names[MISSING_COUNT] = {"version", "since",    "steps",     "error",     "affected",
                                                 "stops",   "deadline", "reference", "screenshot"};

const char *missing_name(Missing missing) {
    return names[missing];
}

// What a complaint is about. The same request needs other questions for a program than for a chair.
typedef enum Matter {
    MATTER_PROGRAM, // and whatever names nothing
    MATTER_SITE,    // a web site: its visitor knows of no version
    MATTER_THING,   // what can be photographed
    MATTER_DEALING, // an invoice, a contract, an appointment
    MATTER_CONDUCT, // how one of us behaved
    MATTER_COUNT
} Matter;

// Asked by request; of a defect by what it is about.
//
// An outage is asked what tells its size. No deadline, since it is now, and no error, since whoever is at a
// standstill gets no homework. A deadline is asked of deliveries alone, and of those only that are awaited:
// whether a parcel is sent again by express hangs on it; contracts have theirs in writing, and of an idea the
// question would sound like a promise. Security is asked for no picture: it would spread the data that is
// exposed. A person who was treated badly is asked for nothing: they gave the call no number, and "since when
// is that so?" is no answer to an insult; the PM calls them. Who asks how to do something, or has an idea, is
// asked for nothing either.
static const uint32_t by_request[REQUEST_COUNT] = {
    [REQUEST_OUTAGE] = BIT(MISSING_SINCE) | BIT(MISSING_AFFECTED) | BIT(MISSING_STOPS),
    [REQUEST_BILLING] = BIT(MISSING_REFERENCE),
    [REQUEST_ACCESS] = BIT(MISSING_ERROR) | BIT(MISSING_SINCE) | BIT(MISSING_AFFECTED),
    [REQUEST_DELIVERY] = BIT(MISSING_REFERENCE),
    [REQUEST_CONTRACT] = BIT(MISSING_REFERENCE),
    [REQUEST_SECURITY] = BIT(MISSING_SINCE) | BIT(MISSING_AFFECTED),
};
// A damaged delivery is asked as a thing too.
static const uint32_t by_matter[MATTER_COUNT] = {
    [MATTER_PROGRAM] = BIT(MISSING_VERSION) | BIT(MISSING_STEPS) | BIT(MISSING_ERROR) |
                       BIT(MISSING_SCREENSHOT) | BIT(MISSING_SINCE),
    [MATTER_SITE] = BIT(MISSING_STEPS) | BIT(MISSING_ERROR) | BIT(MISSING_SCREENSHOT) | BIT(MISSING_SINCE),
    [MATTER_THING] = BIT(MISSING_REFERENCE) | BIT(MISSING_SCREENSHOT),
    [MATTER_DEALING] = BIT(MISSING_REFERENCE),
};
// The most useful first, whatever the request.
static const Missing order[MISSING_COUNT] = {MISSING_REFERENCE, MISSING_VERSION,    MISSING_STEPS,
                                             MISSING_ERROR,     MISSING_SCREENSHOT, MISSING_SINCE,
                                             MISSING_AFFECTED,  MISSING_STOPS,      MISSING_DEADLINE};

// clang-format off
// Words of each matter in nine languages, folded as missing_phrase.h tells.
static const char *const program_words[] = {
    "app|apps|software|program|programs|programme|application|update|upgrade|export*|import*|login|log|screen|menu|button|click*|crash*|freez*|hang|hangs|report|reports|dashboard|file|files|save|saving|database|server|sync*|install*|plugin|api|field|form|search|data|settings|page|pdf|excel|password|window|feature|module|bug|version",
    "programm*|anwendung*|speicher*|maske*|fenster|daten*|datei*|ausdruck|abgestuerzt|stuerzt|absturz|anmeld*|klick*|feld|menue|bericht*|liste|suche|modul*|schnittstelle*|oberflaeche|auswertung*|knopf|ansicht",
    "logiciel|fichier*|imprim*|ecran|bouton|cliqu*|donnees|plante|rapport*|programa|aplicacion|archivo*|pantalla|boton|informe*|listado|datos", "aplicacao|ficheiro*|arquivo|ecra|tela|relatorio*|botao|dados|programma|applicazione|schermata|pulsante|stampa|dati|salva*",
    "bestand*|scherm|knop|gegevens|rapport|overzicht|toepassing|inlog*", "program*|aplikacj*|plik*|ekran*|przycisk*|raport*|danych|modul*|zapis*", "programmet|appen|filen|skaermen|knappen|rapport*|krasch*|systemet|sparar|utskrift",
    NULL};
static const char *const site_words[] = {
    "website|webpage|webshop|homepage|portal|site", "web site|shop|page", "online shop|store|portal", "webseite*|website*|internetseite*|onlineshop|webportal|kundenportal*|startseite", "site web|internet", "pagina web", "sitio", "tienda online|web", "portale", "sito", "loja online", "strona|strony|stronie|portalu|sklep internetowy", "hemsida*|webbplats*|webbshop*|natbutik*|naetbutik*", "webwinkel",
    NULL};
static const char *const thing_words[] = {
    "parcel|package|packaging|box|carton|glass|glasses|chair*|table|shoe|shoes|lamp|bottle*|sofa|desk|mug|vase|bike|bicycle|toy|shirt|dress|jacket|trousers|kettle|blender|oven|fridge|dishwasher|washer|mattress|battery|charger|cable|headphones|earbuds|watch|ring|necklace|bag|suitcase|shelf|wardrobe|drawer|leg|lid|zip|zipper|strap|sole|hose|pump|motor|wheel|tyre|machine|device|plug|unit|toaster|vacuum|drill|mower|heater|scratch*|dent|dented|leaking|leaks|torn|cracked|chipped|shattered|smashed|stained|unboxed|spout|handle|plate|plates|bowl",
    "paket*|karton*|verpackung|glas|glaeser*|stuhl|stuehle*|tisch|schuh*|lampe*|flasche*|tasse*|vase|fahrrad|spielzeug|hemd|kleid|jacke|hose|wasserkocher|kuehlschrank|waschmaschine|spuelmaschine|kaffeemaschine|maschine|matratze|akku|ladegeraet|kabel|kopfhoerer|armband*|tasche|koffer|regal|schrank|schublade|deckel|reissverschluss|schlauch|pumpe|geraet|geraete|stecker|kratzer|delle|undicht|zerbrochen*|zerkratzt|gerissen|zerdrueckt|sofa|staubsauger|bohrmaschine",
    "colis|carton|verre|verres|chaise*|chaussure*|lampe*|bouteille*|vase|velo|jouet|chemise|robe|veste|bouilloire|machine|matelas|batterie|chargeur|cable|montre|sac|valise|etagere|armoire|tiroir|couvercle|tuyau|appareil|rayure|casse|cassee|casses|cassees|fuit|dechire*|raye|canape|aspirateur|cafetiere",
    "paquete|caja|vidrio|cristal|silla*|mesa|zapato*|zapatilla*|lampara*|botella*|jarron|bicicleta|juguete|camisa|vestido|chaqueta|hervidor|maquina|lavadora|nevera|colchon|bateria|cargador|reloj|bolso|maleta|estante|armario|cajon|tapa|manguera|aparato|aranazo|roto|rota|rotos|rotas|rajado|cafetera|aspiradora",
    "caixa|vidro|cadeira*|sapato*|lampada|candeeiro*|garrafa*|jarra|brinquedo|casaco|chaleira|colchao|carregador|relogio|mala|prateleira|gaveta|tampa|mangueira|aparelho|risco|partido|partida|partidos|quebrado|quebrada|rachado|sofa|tenis|aspirador",
    "pacco|scatola|vetro|bicchier*|sedia|sedie|scarpa|scarpe|lampada*|bottigli*|vaso|bici|giocattolo|camicia|vestito|giacca|bollitore|macchina|lavatrice|frigo*|materasso|caricatore|caricabatterie|orologio|borsa|valigia|scaffale|armadio|cassetto|coperchio|tubo|apparecchio|graffio|rotto|rotta|rotti|rotte|strappat*|divano|tavolo|aspirapolvere",
    "doos|pakket|pakje|glas|glazen|stoel*|schoen*|lamp|fles|flessen|vaas|fiets|speelgoed|overhemd|jurk|jas|waterkoker|machine|wasmachine|koelkast|matras|batterij|oplader|horloge|tas|koffer|plank|kast|lade|deksel|slang|apparaat|kras|gebroken|gescheurd|lekt|bank|stofzuiger|koffiezetapparaat",
    "paczk*|pudelk*|karton*|szklank*|szklo|krzesl*|but|buty|butow|lamp*|butelk*|wazon|rower|zabawk*|koszul*|sukienk*|kurtk*|czajnik*|pralk*|lodowk*|materac*|ladowark*|zegarek|torb*|walizk*|polk*|szaf*|szuflad*|pokrywk*|urzadzeni*|rys*|pekni*|stluczon*|podart*|sofa|stol|odkurzacz*|ekspres*",
    "paket*|kartong*|laada*|glaset|glasen|stol|stolen|stolar*|sko|skor|skorna|lampa*|flaska*|vas|vasen|cykel*|leksak*|skjorta*|klaenning*|jacka*|vattenkokare*|maskin*|tvaettmaskin*|kylskap*|madrass*|batteri*|laddare*|klocka*|vaeska*|hylla*|skap*|lada*|lock|slang*|apparat*|repa|repor|spricka|sprucken|soffa*|dammsugare*|kaffebryggare*|laecker",
    NULL};
static const char *const dealing_words[] = {
    "invoice*|bill|billed|charged|refund*|contract*|payment*|price*|fee|fees|subscription|agent|technician|employee|staff|rude|unfriendly|driver|advisor|adviser|salesman|receptionist|waiter|operator|representative|reminder|deposit|discount|voucher",
    "rechnung*|vertrag*|mahnung*|zahlung*|preis|preise|gebuehr*|abgebucht|erstattung*|abo|mitarbeiter*|techniker*|monteur*|unfreundlich*|unverschaemt*|fahrer*|berater*|kuendigung*|gutschrift*|gutschein*|rabatt*|termin|handwerker*",
    "facture*|contrat*|paiement*|prix|abonnement|remboursement*|technicien*|employe*|conseiller*|livreur*|impoli*|rendez", "contrato*|pago*|precio*|suscripcion|reembolso*|tecnico*|empleado*|repartidor*|grosero*|maleducad*|cita|cobro*|descuento",
    "pagamento*|preco*|reembolso*|assinatura|funcionari*|estafeta*|fattur*|contratto|prezzo|rimborso|abbonamento|tecnico|dipendente|corriere|maleducat*|appuntamento|sconto",
    "factuur*|contract*|betaling*|prijs|terugbetaling|monteur*|medewerker*|bezorger*|onbeleefd*|afspraak|korting", "faktur*|umow*|platnosc*|cena|ceny|zwrot*|abonament*|pracownik*|kurier*|niegrzeczn*|technik*|rabat*", "faktur*|avtal*|betalning*|pris|priset|aterbetalning*|abonnemang*|tekniker*|medarbetare*|otrevlig*|personal*|rabatt*",
    NULL};
// Among the words of dealings those of conduct.
static const char *const conduct_words[] = {
    "rude|unfriendly|impolite|insulted|insulting|shouted|yelled|arrogant|disrespectful", "unfreundlich*|unverschaemt*|frech*|beleidig*|respektlos*|patzig*",
    "impoli*|grossier*|insult*|desagreable", "grosero*|grosera*|maleducad*|insult*|antipatic*", "mal educado|educada", "grosseir*|rude", "maleducat*|scortes*|offes*|insult*",
    "onbeleefd*|onbeschoft*|brutaal", "niegrzeczn*|nieuprzejm*|chamsk*|obraz*", "otrevlig*|oforskaemd*|ohoevlig*",
    NULL};
// A delivery that is late or did not come.
static const char *const awaited_words[] = {
    "late|delayed|delay|overdue|waiting|awaiting|still|missing|lost|never|stuck|yet|nowhere|nothing", "where ~ is|are|my|the", "when ~ will|arrive|arrives|come|get|delivered|can|is", "not ~ arrived|come|received|receive|here|delivered|get|got|shipped|sent|been|turned|there|shown", "should ~ arrived|come|been",
    "verspaet*|ueberfaellig|warte|warten|fehlt|fehlen|nie|verloren|verschollen|wo|wann|nichts", "zu spaet", "noch nicht|immer|kein*|nichts|unterwegs", "nicht ~ da|angekommen|gekommen|geliefert|erhalten|zugestellt|bekommen|eingetroffen",
    "retard|retards|tardif|attends|attendons|attend|perdu|perdue|egare*|jamais|manque|toujours|introuvable|rien|quand", "ou est|sont|en|reste", "pas ~ arrive|arrivee|recu|recue|livre|livree|venu|passe",
    "retras*|tarda|esperando|espero|perdido|nunca|falta|todavia|aun|demora*|donde|cuando|nada", "no ~ llegado|llego|recibido|recibi|entregado|entregaron|llega|llegan|recibo",
    "atras*|espera|perdid*|ainda|onde|quando", "nao ~ chegou|recebi|recebemos|entregue|chegaram|veio",
    "ritardo|aspetto|aspettando|aspettiamo|smarrit*|perso|mai|manca|ancora|dove|dov|nulla|niente", "non ~ arrivat*|arriva|ricevut*|consegnat*|giunt*|pervenut*",
    "vertraagd|vertraging|wacht|wachten|kwijt|zoek|nooit|ontbreekt|ontbreken|waar|wanneer|niets|niks", "te laat", "niet ~ aangekomen|bezorgd|ontvangen|geleverd|binnen|gekomen", "nog niet|steeds|geen|niks|niets",
    "spozni*|opozni*|czekam|czekamy|zagin*|nigdy|brakuje|nadal|jeszcze|wciaz|gdzie|kiedy|nic", "nie ~ dotar*|dosta*|otrzyma*|przysz*|dostarcz*|doszl*|ma",
    "foersenad*|foersening*|vaentar|vaentat|borta|aldrig|saknas|fortfarande|aennu|inget|ingenting", "foer sent", "var ~ aer|mitt|min|paketet|bestaellningen", "naer ~ kommer|far|levereras", "inte ~ kommit|fatt|levererats|anlaent|mottagit|framme|kommer",
    NULL};
// A return, an exchange or a refund: it does not hang on a day.
static const char *const returned_words[] = {
    "return|returning|returns|exchange|exchanging|swap|refund|refunded|refunds|rma", "send|sending|give|take ~ back", "money back", "too small|big|large|tight|wide|loose",
    "umtausch*|zurueckgeben|zurueckschicken|zuruecksenden|zurueckzu*|retour*|ruecksend*|rueckgabe*|widerruf*|erstatt*|rueckerstatt*", "geld zurueck", "zu klein|gross|eng|weit", "passt|passen nicht",
    "renvoyer|retourner|retour|echang*|rembours*|retractation", "trop petit*|grand*|serre*|large*",
    "devolver|devolucion*|devuelvo|cambiar|cambio|reembols*|canjear", "queda|quedan grande*|pequen*|mal", "devolucao|devolucoes|trocar|troca",
    "restituire|restituzione|reso|rendere|cambiare|sostituire|rimbors*|recesso",
    "terugsturen|terugzenden|ruilen|omruilen|terugbetal*", "te klein|groot", "geld terug",
    "zwrot*|zwroc*|oddac|wymian*|wymieni*|odeslac", "za mal*|duz*",
    "retur*|returnera*|byta|byte|aterbetal*|angra", "laemna|skicka ~ tillbaka", "foer liten|stor|litet|stort|sma|stora",
    NULL};
// Who speaks of their own account.
static const char *const own_words[] = {
    "my|own ~ account|password|login|log|access|profile|username|user|pin|code|mailbox|credentials|authenticator", "i ~ log|login|sign|access|enter|get|reach|forgot|forgotten|lost|reset|not|can|cannot|unable", "locked me", "me ~ in|out",
    "mein* ~ konto|account|passwort|kennwort|zugang|zugangsdaten|login|profil|benutzer*|pin|postfach|anmeldung|kundenkonto|code", "ich ~ nicht|kein*|vergessen|verloren|rein|einloggen|anmelden|gesperrt|ausgesperrt|mehr", "kann|komme|habe|werde|bin|wurde ich", "mich ~ nicht|anmelden|einloggen",
    "mon|ma|mes ~ compte|mot|acces|identifiant*|profil|code|codes|espace|mdp|login|session|messagerie", "je|j|me ~ pas|plus|jamais|oublie|perdu|connecter|identifier|acceder",
    "mi|mis ~ cuenta|contrasena|clave|usuario|acceso|perfil|pin|codigo|correo|sesion", "no ~ puedo|consigo|logro|recuerdo|recibo", "olvide|perdi|esqueci", "he|me ~ olvidado|perdido|bloqueado|deja",
    "minha|meu|meus ~ conta|senha|palavra|acesso|perfil|login|pin|codigo|utilizador|usuario|email", "nao ~ consigo|posso|lembro|recebo|recebi",
    "mio|mia|miei ~ account|password|profilo|accesso|conto|utente|pin|codice|posta|area", "non ~ riesco|posso|ricordo|ricevo", "ho ~ dimenticato|perso|smarrito",
    "mijn|m ~ account|wachtwoord|login|toegang|profiel|pin|code|inlog*|gebruikersnaam", "ik ~ niet|kwijt|vergeten|inloggen|geen|meer", "kan|kom|ben|heb ik",
    "moj*|swoj* ~ konto|konta|koncie|haslo|hasla|login|dostep|profil|pin|kod", "nie ~ moge|pamietam|dostaje|dostal*", "zapomnialem|zapomnialam|zgubilem|zgubilam|stracilem|stracilam",
    "mitt|min|mina ~ konto|loesenord|inloggning*|profil|pin|kod|atkomst|anvaendar*", "jag ~ inte|gloemt|tappat|inloggad|logga|kommer", "inte ~ mitt",
    NULL};
// clang-format on

// Whichever is named most. A program's words are the most general, so it must be named more often than a
// thing or a site, and as often as a dealing ("the export of invoices fails").
static Matter matter_of(const Reading *reading) {
    const size_t program = reading_count(reading, program_words), site = reading_count(reading, site_words);
    const size_t thing = reading_count(reading, thing_words), dealing = reading_count(reading, dealing_words);
    if (thing > 0 && thing >= program && thing >= dealing && thing > site)
        return MATTER_THING;
    if (dealing > program + site)
        return reading_has(reading, conduct_words, NULL) ? MATTER_CONDUCT : MATTER_DEALING;
    return site > 0 ? MATTER_SITE : MATTER_PROGRAM;
}

// They say that it came broken.
static bool is_damaged(const Reading *reading) {
    static const char *const words[] = {
        "broken|damaged|cracked|smashed|shattered|dented|scratched|torn|crushed|chipped|wet|leaking|"
        "defective|faulty|bent",
        "zerbrochen*|beschaedigt*|kaputt*|zerdrueckt*|gerissen*|zerkratzt*|gesprungen*|defekt*|verbogen*|"
        "nass|undicht*",
        "casse|cassee|casses|cassees|abime*|endommage*|brise*|raye*|dechire*|defectueu*|ecrase*",
        "roto|rota|rotos|rotas|danad*|rajad*|aplastad*|defectuos*|golpead*|mojad*",
        "partid*|quebrad*|danificad*|estragad*|rachad*|amassad*|defeituos*",
        "rotto|rotta|rotti|rotte|danneggiat*|graffiat*|schiacciat*|difettos*|ammaccat*|bagnat*",
        "kapot*|beschadigd*|gebroken|gescheurd*|defect*|gedeukt*|nat",
        "uszkodz*|zniszcz*|stluczon*|peknie*|zepsut*|polaman*|zgniecion*|zlaman*",
        "trasig*|skadad*|sprucken|spruckna|sprucket|krossad*|bucklig*|defekt*|soendrig*|repig*",
        NULL};
    return reading_has(reading, words, NULL);
}

static bool is_awaited(const Reading *reading) {
    return reading_has(reading, awaited_words, NULL) && !reading_has(reading, returned_words, NULL);
}

// What the request would need.
static uint32_t needs_of(const Reading *reading, const Verdict *verdict) {
    if (verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT)
        return 0; // there is nothing left to look into
    if (verdict->request == REQUEST_DEFECT)
        return by_matter[matter_of(reading)];
    if (verdict->request == REQUEST_DELIVERY && is_damaged(reading))
        return by_matter[MATTER_THING];
    const uint32_t needs = by_request[verdict->request];
    if (verdict->request == REQUEST_DELIVERY && is_awaited(reading))
        return needs | BIT(MISSING_DEADLINE);
    if (verdict->request == REQUEST_ACCESS && reading_has(reading, own_words, NULL))
        return needs & ~BIT(MISSING_AFFECTED); // their own account has one user
    return needs;
}

static bool is_heard(const Verdict *verdict, Signal signal) {
    return verdict->evidence[signal] != NULL && verdict->evidence[signal]->len > 0;
}

static bool is_given(Missing missing, const Reading *reading, const Text *text, const Verdict *verdict) {
    switch (missing) {
    case MISSING_VERSION:
        return given_version(reading);
    case MISSING_SINCE:
        return given_since(reading);
    case MISSING_STEPS:
        return given_steps(reading);
    case MISSING_ERROR: // a picture shows it, a log or a document may
        return text->has_image || text->has_attachment || given_error(reading);
    case MISSING_AFFECTED:
        return given_affected(reading);
    case MISSING_STOPS:
        return is_heard(verdict, SIGNAL_IMPACT) || given_stops(reading);
    case MISSING_DEADLINE:
        return is_heard(verdict, SIGNAL_URGENCY) || given_deadline(reading);
    case MISSING_REFERENCE:
        return given_reference(reading);
    case MISSING_SCREENSHOT:
        return text->has_image || given_picture(reading);
    case MISSING_COUNT:
        break;
    }
    return true;
}

// Of the items in the set those that are given.
static uint32_t given_of(const Reading *reading, const Text *text, const Verdict *verdict, uint32_t set) {
    uint32_t given = 0;
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        if ((set & BIT(i)) != 0 && is_given((Missing)i, reading, text, verdict))
            given |= BIT(i);
    }
    return given;
}

uint32_t missing_look(const Text *text, const Verdict *verdict, uint32_t *given) {
    g_autoptr(Reading) reading = reading_new(text, verdict);
    *given = given_of(reading, text, verdict, BIT(MISSING_COUNT) - 1);
    return needs_of(reading, verdict) & ~*given;
}

uint32_t missing_ask(uint32_t lacking, uint32_t before) {
    uint32_t set = 0;
    unsigned asked = 0;
    for (unsigned i = 0; i < MISSING_COUNT && asked < QUESTIONS_MAX; i++) {
        const uint32_t bit = BIT(order[i]);
        if ((lacking & ~before & bit) == 0)
            continue;
        set |= bit;
        asked++;
    }
    return set;
}
