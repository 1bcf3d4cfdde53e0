// The words around a choice, in nine languages at once: replies are too short to
// tell the language by. Data alone, however long. Where a word is something else in another language, what it
// needs beside it (choice.c) keeps it from being taken for a number.
#include "choice_parts.h"

#include <string.h>

typedef struct Row {
    unsigned is;
    unsigned number;
    const char *words;
} Row;

// clang-format off
static const Row ROWS[] = {
    {WORD_CARDINAL | WORD_SINGLE, 1, "one un une uno una um uma ein eine een en ett"},
    {WORD_CARDINAL, 1, "eins einz jeden jedna jedynka ettan eentje einser"},
    {WORD_CARDINAL, 2, "two zwei deux dos dois duas due twee dwa dwie dwojka tva tvaan zweier"},
    {WORD_CARDINAL, 3, "three drei trois tres tre drie trzy trojka trean"},
    {WORD_CARDINAL, 4, "four vier quatre cuatro quatro quattro cztery czworka fyra fyran"},
    {WORD_CARDINAL, 5, "five funf fuenf cinq cinco cinque vijf piec fem"},
    {WORD_CARDINAL, 6, "six sechs seis sei zes szesc sex"},
    {WORD_CARDINAL, 7, "seven sieben sept siete sete sette zeven siedem sju"},
    {WORD_CARDINAL, 8, "eight huit ocho oito otto osiem"},
    {WORD_CARDINAL, 9, "nine neun nueve nove negen dziewiec nio"},
    {WORD_ORDINAL, 1, "first erste ersten erster erstes ersteren erstere premier premiere primera primero primer primeira primeiro "
        "primo prima eerste pierwsza pierwszy pierwsze pierwszej pierwszego forsta forste former"},
    {WORD_ORDINAL, 2, "second zweite zweiten zweiter zweites deuxieme seconde segunda segundo seconda secondo tweede druga drugi "
        "drugie drugiej drugiego andra andre"},
    {WORD_ORDINAL, 3, "third dritte dritten dritter drittes troisieme tercera tercero tercer terceira terceiro terza terzo derde trzecia "
        "trzeci trzecie trzeciej trzeciego tredje"},
    {WORD_ORDINAL, 4, "fourth vierte vierten vierter quatrieme cuarta cuarto quarta quarto vierde czwarta czwarty czwartej fjarde"},
    {WORD_ORDINAL, 5, "fifth funfte funften fuenfte cinquieme quinta quinto vijfde piata piaty piatej femte"},
    {WORD_ORDINAL, 6, "sixth sechste sechsten sixieme sexta sexto sesta sesto zesde szosta szosty szostej sjatte"},

    {WORD_NOUN, 0, "option choice alternative number num nr no number variant variante proposal solution suggestion possibility opt answer reply"},
    {WORD_NOUN, 0, "nummer moglichkeit moeglichkeit alternative vorschlag losung loesung wahl antwort auswahl punkt ziffer"},
    {WORD_NOUN, 0, "numero proposition choix possibilite formule opcion alternativa solucion propuesta opcao proposta solucao escolha numer"},
    {WORD_NOUN, 0, "opzione soluzione scelta risposta variante optie keuze mogelijkheid voorstel oplossing alternatief"},
    {WORD_NOUN, 0, "opcja opcje opcji opcja opcie wariant wariantu rozwiazanie propozycja propozycje mozliwosc alternativ alternativet "
        "alternativen alternatyw valet valg val forslag forslaget losning eleccion reponse respuesta resposta nummret n"},

    {WORD_CHOOSE, 0, "take takes taking choose chose chosen choosing pick picked select selected go going prefer prefers opt opted want like "
        "accept accepted decide decided settle settled rather proceed forward ahead implement vote combine favour favor"},
    {WORD_CHOOSE, 0, "nehme nehmen nehm wahle wahlen waehle waehlen gewahlt entscheide entscheiden entschieden bevorzuge bevorzugen mochte "
        "mochten moechte moechten hatte hatten haette haetten will wollen wunsche wunschen lieber praferiere praferieren tendiere gerne gern "
        "favorisieren weitermachen umsetzen bin recht"},
    {WORD_CHOOSE, 0, "prends prenons prend choisis choisissons choisi prefere preferons preferez preferions prefererais prefererions voudrais voudrions "
        "veux voulons opte optons retenons retiens souhaite souhaitons aimerais aimerions plutot part partons"},
    {WORD_CHOOSE, 0, "elijo elegimos elegido escojo escogemos escoger prefiero preferimos quiero queremos tomo tomamos quedo quedamos opto "
        "optamos cojo cogemos vamos voy decidimos gustaria preferiria prefeririamos viene conviene quisiera quisieramos mejor"},
    {WORD_CHOOSE, 0, "escolho escolhemos escolhi escolhido prefiro preferimos quero queremos fico ficamos gostaria gostariamos vou optamos "
        "preferia preferiamos"},
    {WORD_CHOOSE, 0, "procediamo procedere procedo scelgo scegliamo scelto prendo prendiamo preferisco preferiamo preferirei preferiremmo vorrei vorremmo voglio vogliamo "
        "opto optiamo andiamo andrei meglio optare"},
    {WORD_CHOOSE, 0, "kies kiezen gekozen neem nemen verkies verkiezen wil willen wensen graag liever gaan ga doe doen voorkeur prefereren"},
    {WORD_CHOOSE, 0, "wybieram wybieramy wole wolimy biore bierzemy poprosze poprosimy decydujemy decyduje chce chcemy preferuje preferujemy "
        "zdecydowalismy wybralismy wybieramy chcialbym chcielibysmy prosze prosimy wezmiemy"},
    {WORD_CHOOSE, 0, "valjer tar foredrar vill ha onskar helst kor valt valde hellre garna"},

    {WORD_ARTICLE | WORD_FILL, 0, "the der die das den dem des la le les el los las il lo gli i o a os as de het det l del della dello dei al alla au da do du"},
    {WORD_FILL, 0, "is be would will could should it this that we i me us you he my our ours have has had ll d s ve seems sounds looks "
        "suits works work fit fits fine good best better great perfect nice ideal acceptable with for to by then so just simply only definitely "
        "certainly really here there all right now possible available it one please much very slightly most team do does did decision final makes sense think move kommt frage "
        "preferred preference favourite let lets go yes from"},
    {WORD_FILL, 0, "ist sind ware waere wird es das dies diese dieser uns mir ich wir sie ihnen fur fuer mit zu zum zur dann also einfach nur "
        "gut besser beste besten bestens perfekt super prima passt passen klingt unsere unser unserer sich definitiv am liebsten hier mir uns ist waren moglich moeglich "
        "nehme gefallt gefaellt wunschgemass gerade fix nun jetzt auf noch etwas doch eher mal bei"},
    {WORD_FILL, 0, "est serait sera c ce cette cela ca nous je j on moi vous pour avec bien mieux parfait parfaite convient conviendrait me va irait "
        "notre alors donc tout semble bonne bon meilleure meilleur qui est possible sur ici d accord se"},
    {WORD_FILL, 0, "es seria esta este esa ese eso nos nosotros yo mi para por con bien mejor perfecta perfecto parece conviene va entonces pues "
        "nuestra solo posible sea favor en su"},
    {WORD_FILL, 0, "e seria esta este essa isso nos eu mim para por com bem melhor perfeita perfeito parece serve entao pela pelo so apenas possivel ser "
        "favor nossa na pode"},
    {WORD_FILL, 0, "e sarebbe questa questo noi ci io mi per con bene meglio perfetta perfetto sembra va allora quindi solo possibile andrebbe "
        "nostra sia bella migliore"},
    {WORD_FILL, 0, "is zou zijn wordt dit dat die ons we wij ik mij me voor met goed beter beste perfect prima lijkt past dan dus gewoon alleen "
        "maar onze u jullie uit te klinkt mogelijk gaarne aub"},
    {WORD_FILL, 0, "jest bedzie bylaby to ta ten te my nam mi nas ja dla z na dobrze lepiej dobra dobry najlepsza najlepszy idealna pasuje brzmi "
        "wiec tylko nasz nasza mozliwe bardziej sie byc"},
    {WORD_FILL, 0, "ar blir vore skulle det den detta vi jag oss mig for med bra battre bast perfekt passar later da bara var vart mojligt fungerar "
        "gar pa i sa"},
    {WORD_POLITE | WORD_FILL, 0, "please pls plz thanks thank thx ty cheers ok okay okey yes yep yeah sure agreed hi hello dear regards kind best sincerely many "
        "kindly absolutely"},
    {WORD_POLITE | WORD_FILL, 0, "bitte danke dank vielen besten herzlichen ja jawohl gerne gern hallo liebe lieber grusse gruesse gruss freundlichen viele einverstanden mfg vg lg schone"},
    {WORD_POLITE | WORD_FILL, 0, "merci beaucoup s il te vous plait svp stp oui bonjour cordialement bien salutations avance"},
    {WORD_POLITE | WORD_FILL, 0, "gracias muchas si por favor hola saludos vale claro obrigado obrigada sim ola abraco cumprimentos muito adelantado"},
    {WORD_POLITE | WORD_FILL, 0, "grazie mille si per favore cortesia prego ciao buongiorno saluti cordiali va bene certo"},
    {WORD_POLITE | WORD_FILL, 0, "dank bedankt dankjewel alstublieft alsjeblieft aub ja groet groeten hallo beste vriendelijke graag bij voorbaat"},
    {WORD_POLITE | WORD_FILL, 0, "dziekuje dziekujemy prosze prosimy tak dzien dobry pozdrawiam pozdrowienia dzieki bardzo gory"},
    {WORD_POLITE | WORD_FILL, 0, "tack snalla ja hej halsningar vanliga vanligen mvh mycket jo tackar"},

    {WORD_NOT, 0, "not t no never neither nor nicht nein kein keine keinen weder pas non ni aucune nunca nao nem ne nessuna niet geen nee noch nie ani zadna inte ej "
        "nej varken ingen without ohne nil"},
    {WORD_JOIN, 0, "or and oder und ou et o u y e ed of en lub albo i oraz eller och plus bzw beziehungsweise"},
    {WORD_SPLIT, 0, "but because since although though while aber weil denn sondern sonst mais car parce sinon pero porque sino pois mas porem senao ma "
        "perche poiche altrimenti maar omdat anders ale bo poniewaz lecz tylko men utan eftersom annars else otherwise so"},
    {WORD_INSTEAD, 0, "instead statt anstatt anstelle invece zamiast istallet stallet"},
    {WORD_PLACE, 0, "vez lugar lieu place plaats posto"},
    {WORD_PLURAL, 0, "options alternatives choices variants solutions optionen varianten moglichkeiten losungen propositions opciones alternativas "
        "opcoes opzioni soluzioni opties opcje warianty alternativen"},
    {WORD_THAN, 0, "than over als que niz an anstatt dan che before to"},
    {WORD_IF, 0, "if unless provided wenn falls sofern si se indien mits jesli jezeli"},
    {WORD_HEDGE, 0, "maybe perhaps probably possibly might unsure vielleicht eventuell wahrscheinlich vermutlich evtl evt unsicher probablement "
        "quiza quizas tal probablemente talvez provavelmente forse probabilmente misschien waarschijnlijk wellicht moze chyba "
        "prawdopodobnie kanske troligen"},
    {WORD_AT, 0, "on at by until till since before after around about in from within um am bis vom seit ab vor nach gegen im beim à vers depuis avant apres "
        "jusqu des dans desde hasta antes despues hacia ate depois apos alle dalle entro dopo prima op om tot sinds rond od dnia okolo przed "
        "o kl klockan till fore efter sedan version v release error fehler erreur errore fel blad tel phone page seite"},
    {WORD_MONTH, 0, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
        "nov dec januar februar marz maerz mai juni juli oktober dezember okt dez janvier fevrier mars avril juin juillet aout octobre "
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro marco maio junho julho "
        "setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei "
        "augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia augusti mahnung erinnerung stock etage"},
    {WORD_BOTH, 0, "both either beide beides beidem beiden egal ambos ambas cualquiera qualquer entrambi "
        "entrambe qualsiasi qualunque indifferente allebei oba obie obydwa obydwie obojetnie dowolna bada bagge indifferent"},
};

static const char *const LEFT_TO_US[] = {
    "whichever", "whatever", "all the same", "same to us", "you decide", "you choose", "you pick", "up to you", "your choice", "your call", "don t mind", "don t care", "do not mind", "do not care",
    "no preference", "doesn t matter", "does not matter", "not sure", "cannot decide", "can t decide", "what would you", "what do you recommend",
    "any of them", "all of them", "the two", "the both", "entscheiden sie", "entscheidet ihr", "sie entscheiden", "ihr entscheidet", "ist egal",
    "ist uns gleich", "alle zwei", "alle beide", "die beiden", "keine praferenz", "weiss nicht", "nicht sicher", "uberlasse ich", "uberlassen wir",
    "les deux", "les 2", "peut etre", "n importe", "peu importe", "comme vous voulez", "a vous de", "à vous de", "vous choisissez", "m est egal", "nous est egal",
    "las dos", "los dos", "las 2", "los 2", "da igual", "lo que ustedes", "ustedes deciden", "decidan ustedes", "como prefieran", "decida usted",
    "os dois", "as duas", "os 2", "as 2", "tanto faz", "voces decidem", "decidam voces", "como preferirem", "decida voce", "tutte e due",
    "tutti e due", "le due", "i due", "le 2 opzioni", "decidete voi", "decida lei", "fate voi", "e uguale", "e lo stesso", "non importa", "maakt niet uit",
    "maakt ons niet uit", "maakt mij niet uit", "kies maar", "kiest u", "kiezen jullie", "wszystko jedno", "prosze zdecydowac", "panstwo zdecyduja",
    "decyzja nalezy", "spelar ingen roll", "ni bestammer", "ni far bestamma", "ni valjer", "de tva", "vilken som", "kvittar", NULL,
};
// clang-format on

enum { SKETCH = 1024 };

// Words that are surely not in the reply are passed over by their length and two letters.
static unsigned sketch_of(const char *word, size_t size) {
    return ((unsigned)(guchar)word[0] * 31 + (unsigned)(guchar)word[size - 1] * 7 + (unsigned)size) % SKETCH;
}

// One word of a row at *at, which is moved behind it, copied into `word`, that may be in the reply; false
// behind the last.
static bool next_word(const char **at, const bool *sketch, char word[TOKEN_BYTES]) {
    size_t size = strcspn(*at, " ");
    while (size > 0 && !sketch[sketch_of(*at, size)]) {
        *at += size + ((*at)[size] == ' ');
        size = strcspn(*at, " ");
    }
    if (size == 0)
        return false;
    g_strlcpy(word, *at, MIN(size + 1, TOKEN_BYTES));
    *at += size + ((*at)[size] == ' ');
    return true;
}

// The first token of each word that stands in the reply, by that word.
static GHashTable *first_of(GArray *tokens) {
    GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < tokens->len; i++) {
        ChoiceToken *token = &g_array_index(tokens, ChoiceToken, i);
        if (token->is == 0 && !g_hash_table_contains(first, token->word))
            g_hash_table_insert(first, token->word, token);
    }
    return first;
}

// The reply is short and the table long: each of its words is looked for in the reply, not the other way
// round.
static void know_row(const Row *row, const bool *sketch, GHashTable *first) {
    const char *at = row->words;
    char word[TOKEN_BYTES];
    while (next_word(&at, sketch, word)) {
        ChoiceToken *token = g_hash_table_lookup(first, word);
        if (token == NULL)
            continue;
        token->is |= row->is;
        token->number = token->number == 0 ? row->number : token->number;
    }
}

void choice_words_know(GArray *tokens) {
    g_autoptr(GHashTable) first = first_of(tokens);
    bool sketch[SKETCH] = {false};
    for (guint i = 0; i < tokens->len; i++) {
        const char *word = g_array_index(tokens, ChoiceToken, i).word;
        sketch[sketch_of(word, strlen(word))] = true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
        know_row(&ROWS[i], sketch, first);
    for (guint i = 0; i < tokens->len; i++) {
        ChoiceToken *token = &g_array_index(tokens, ChoiceToken, i);
        const ChoiceToken *known = g_hash_table_lookup(first, token->word);
        if (known == NULL || known == token)
            continue;
        token->is |= known->is;
        token->number = token->number == 0 ? known->number : token->number;
    }
}

const char *const *choice_words_left_to_us(void) {
    return LEFT_TO_US;
}

bool choice_words_is_ordinal_ending(const char *ending) {
    static const char *const ENDINGS[] = {"st", "nd", "rd",  "th", "te",  "ten", "ter", "tes",  "er",
                                          "re", "e",  "eme", "de", "ste", "a",   "o",   "ieme", NULL};
    return g_strv_contains(ENDINGS, ending);
}
