// The phrases by which people say what we would ask for, in nine languages, in the form that missing_phrase.h
// tells: folded as tokens are (no accents; German and Swedish umlauts as ae, oe, ue). Order in each list: en,
// de, fr, es, pt, it, nl, pl, sv. Data alone, however long: what it means is said where it is asked for.
#include "missing_words.h"

#include <stddef.h>

// clang-format off
const char *const missing_version_phrases[] = {
    "version|versions|ver|release|build|firmware|v|rev #", "version|release|build|firmware ~ #",
    "fassung|programmversion|softwarestand|programmstand|appversion #", "mouture #",
    "versao|versione|versie|wersja|wersje|wersji|versionen|utgava ~ #",
    "ios|ipados|android*|windows*|win|macos*|osx|ubuntu|debian|linux|chrome*|firefox*|edge|safari|"
      "opera|office|outlook|excel|iphone|ipad|pixel|galaxy #",
    "win7|win8|win10|win11|office365|win98", "windows|win xp|vista|server",
    "latest|newest|current|most ~ version|release|build", "up to date",
      "neueste*|aktuelle*|letzte* ~ version",
    "derniere|actuelle version", "version actuelle|courante|actual", "ultima version|versao|versione",
      "versao atual|mais",
    "nieuwste|laatste|huidige versie", "najnowsz*|ostatni*|aktualn* wersj*",
      "senaste|nyaste|aktuella version*",
    NULL};

// When it began. Weekdays, dates and clock times are known by themselves (time_words).
const char *const missing_since_phrases[] = {
    "last|past ~ week|month|night|year|weekend|hours|days|weeks|monday|tuesday|wednesday|thursday|"
      "friday|saturday|sunday", "lately|nowadays",
      "letzte*|vorige*|vergangene* ~ woche|monat|nacht|jahr|tage*|stunden|wochenende|montag|freitag|"
      "mittwoch|dienstag|donnerstag", "zuletzt|letztens", "letzter zeit",
      "semaine|mois|nuit|annee derniere|dernier|passee|passe", "dernierement|recemment",
      "semana|mes|ano|lunes|martes|jueves|viernes pasada|pasado|passada|passado",
      "segunda|terca|quarta|quinta|sexta ~ passada", "ultimamente|recientemente|recentemente",
      "settimana|mese|anno|lunedi|martedi|venerdi scorsa|scorso", "scorsa settimana|notte",
      "vorige|afgelopen ~ week|maand|nacht|dagen|weken|uur|maandag|vrijdag", "laatste tijd|dagen|weken",
      "zeszl*|ubiegl*", "ostatnio", "foerra veckan|manaden|helgen|aret", "pa sistone",
      "senaste|sista ~ tiden|dagarna|veckan|veckorna|timmen",
    "in|since|last|this ~ spring|summer|autumn|fall|winter",
      "fruehjahr|sommer|herbst|printemps|automne|verano|otono|primavera|verao|outono|autunno|"
      "voorjaar|zomer|herfst|najaar|wiosny|jesieni|varas|somras|hoestas|vintras",
      "i varas|somras|hoestas|vintras",
    "yesterday|gestern*|vorgestern*|ayer|anteayer|antier|anoche|ontem|anteontem|ieri|avantieri|"
      "gisteren*|eergisteren|wczoraj|przedwczoraj|igar|forrgar|foerrgar", "avant hier", "d|etait|de hier",
      "hier soir|matin|apres|midi|vers|a|j|nous|on|et|encore|dans|en", "l altro ieri", "i gar",
    "since ~ then|update|upgrade|release|migration|change|start|beginning|launch|noon|midnight|"
      "morning|night|last|this|about|around|#",
    "ever since", "ago|fortnight", "since|from about|around|roughly|@",
      "started|began|begun|starting ~ at|on|in|this|last|when|with|after|right",
      "all|whole|entire day|morning|afternoon|evening|night|week|weekend|month",
      "for days|weeks|months|hours|ages|years|good",
      "for a|an|about|over|almost|more ~ hour|day|week|month|while", "for the past|last",
      "for @|nearly|some ~ hour*|day*|week*|month*|year*|minute*", "@ hours|days|weeks|months already|now",
    "third|second|fourth day", "zweiten|dritten|vierten tag", "deuxieme|troisieme jour",
      "segundo|tercer|terceiro|secondo|terzo dia|giorno", "tweede|derde dag", "drugi|trzeci|czwarty dzien",
      "andra|tredje dagen", "day|hour|week|month|while|couple|days|hours|weeks|months|minutes|minute ago",
      "just now", "a moment|minute|while ago", "earlier today|this", "until|till yesterday|recently|today",
    "after|following ~ update|upgrade|migration|release", "from ~ start|beginning|outset", "first time",
      "never worked", "always been|had|was",
    "half an hour",
    "seit|seitdem|seither", "ab heute|gestern", "nach ~ update|umstellung|umzug|upgrade|aktualisierung|migration",
      "vor kurzem", "vor ~ minuten|stunden|tagen|wochen|monaten|jahren|stunde|woche|tag",
    "seit|ab etwa|ungefaehr|ca|@", "den ganzen tag|morgen|vormittag|nachmittag", "schon immer|lange|ewig",
      "von anfang|beginn", "noch nie", "ploetzlich heute", "gerade eben",
      "soeben|vorhin|neulich|kuerzlich|bisher",
    "depuis", "ca fait @", "cela fait @", "voila @", "des le debut|depart", "il y a",
      "apres ~ mise|migration|installation a|du|de", "toute la journee|matinee|nuit|semaine",
      "a l instant|instant",
    "desde ~ que|hace|entonces|actualizacion|atualizacao|cambio|mudanca|principio|inicio|comienzo|"
      "comeco|ha|sempre|siempre|#|manana|manha|tarde|noche|noite",
      "llevo|llevamos|lleva @|todo|toda|dias|horas|semanas|un|una",
      "hace ~ minuto*|hora*|dia*|semana*|mes*|rato|ano*|poco|tiempo",
    "tras|apos|despues|depois ~ actualizacion|atualizacao|migracion|migracao", "todo el|o dia",
      "toda la|a manana|manha|semana", "nunca ha|funciono|funcionou",
    "ha ~ minuto*|hora*|horas|dias|semana*|mes|meses|pouco", "faz ~ hora*|dia*|semana*|mes*|tempo",
    "da quando|allora|sempre|giorni|settimane|ore|mesi|subito", "da @ giorni|ore|settimane|mesi|minuti",
      "da|dall|dalla|dallo ~ aggiornamento|ora|inizio|settimana|mese|mattina|anno",
      "dopo ~ aggiornamento|migrazione", "in|dall|questa|scorsa estate", "fin dall|da|dal",
    "minuti|ore|giorni|settimana|settimane|mese|mesi fa", "ora|poco fa",
    "sinds|sedert", "vanaf ~ @|vandaag|vanmorgen", "na ~ update|upgrade|migratie|verhuizing",
      "hele dag|ochtend|week|middag", "al dagen|weken|uren|maanden|lang|@",
      "dag|dagen|uur|week|weken|maand|maanden|minuten|tijdje geleden", "net nog", "zojuist|daarnet|onlangs",
    "od ~ wczoraj|dzis|dzisiaj|rana|ranka|kilku|godziny|godzin|dni|dnia|tygodnia|tygodni|miesiaca|"
      "miesiecy|aktualizacji|poczatku|momentu|kiedy|chwili|niedawna|dawna|zawsze|razu|poludnia|@",
      "po ~ aktualizacji|migracji", "caly dzien|tydzien", "cala noc",
      "godzine|godzin|dni|tydzien|tygodni|chwile|minut|temu temu", "temu", "przed chwila", "niedawno",
    "sedan|alltsedan|sen", "efter ~ uppdateringen|uppdatering|uppgraderingen|bytet|flytten",
      "hela dagen|morgonen|natten|veckan", "i flera|@ dagar|timmar|veckor|maanader|manader", "nyss|nyligen",
    NULL};

// A day, part of a day or length of time: when it began, unless it stands behind a word of deadlines.
const char *const missing_time_words[] = {
    "today", "tonight", "this|last|early|late|mid|one|that morning|afternoon|evening|noon|lunch",
      "last|this|past ~ week|month|night|year|weekend|hours|days|weeks", "midnight",
    "monday*|tuesday*|wednesday*|thursday*|friday*|saturday*|sunday*", "@ hours|days|weeks|months",
      "january|february|april|june|july|august|september|october|november|december",
      "#|in|of|early|late|since|mid march|may|mar|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec",
    "# march|may|mar|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec",
      "march|may|mar|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec #", "in march|may", "weekend",
      "easter|christmas",
    "heute", "letzte*|vorige*|diese*|vergangene* ~ woche|monat|nacht|jahr|tage*|stunden|wochenende",
      "montag*|dienstag*|mittwoch|mittwochs|mittwochmorgen|donnerstag*|freitag*|samstag*|sonnabend*|"
      "sonntag*", "wochenende", "@ stunden|tagen|wochen|monaten",
      "im|seit|anfang|ende|mitte|# mai|mei", "januar|februar|maerz|juni|juli|oktober|dezember",
    "aujourd hui", "ce matin|soir|mois|jour", "cet apres|ete|hiver", "cette nuit|semaine|annee",
      "semaine|mois|nuit|annee derniere|dernier|passee|passe",
      "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
      "janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre",
      "@ heures|jours|semaines|mois", "week end",
    "hoy", "esta manana|tarde|noche|semana|mes", "lunes|martes|miercoles|jueves|viernes|sabado|domingo",
      "semana|mes|ano pasada|pasado|passada|passado", "@ horas|dias|semanas|meses",
      "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
      "fin de semana", "este mes|fin",
    "hoje", "esta|essa|desta manha|noite|tarde", "segunda|terca|quarta|quinta|sexta feira",
      "na|desde|a|ate segunda|terca|quarta|quinta|sexta",
      "em|de|desde marco", "janeiro|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro",
    "oggi|stamattina|stamane|stasera|stanotte", "lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica",
      "settimana|mese|anno scorsa|scorso", "scorsa settimana|notte", "questa mattina|notte|settimana",
      "@ ore|giorni|settimane|mesi",
      "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre", "fine settimana",
    "vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|vannacht|gisteravond",
      "maandag*|dinsdag*|woensdag*|donderdag*|vrijdag*|zaterdag*|zondag*",
      "vorige|deze|afgelopen|laatste ~ week|maand|nacht|dagen|weken|uur", "@ uur|uren|dagen|weken|maanden",
      "januari|februari|maart|augustus",
    "dzis|dzisiaj",
      "poniedzial*|wtorek|wtorku|sroda|srody|srode|czwart*|piatek|piatku|sobota|soboty|sobote|niedziel*",
      "zeszl*|ubiegl*|ostatni* ~ tydzien|tygodniu|tygodnia|miesiac*|noc*", "dzisiejsz*|wczorajsz*",
      "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|"
      "grudnia", "@ godzin|godziny|dni|tygodni|tygodnie|miesiecy", "rano|wieczorem", "tydzien|tygodnia",
    "idag|imorse|inatt|ikvall|ikvaell",
      "i dag|morse|natt|kvaell|eftermiddag|foermiddags|mandags|tisdags|onsdags|torsdags|fredags|"
      "lordags|soendags", "mandag*|mandagen|tisdag*|onsdag*|torsdag*|fredag*|loerdag*|soendag*",
      "foerra veckan|manaden|helgen", "@ timmar|dagar|veckor|manader", "helgen", "augusti|oktober|maj",
    NULL};

// Before a time they make it a deadline: "by Monday".
const char *const missing_deadline_words[] = {
    "by|until|before|within|due|deadline|latest|next|coming|need*", "no later", "end of", "in @",
      "for my|our|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas",
    "bis|spaetestens|innerhalb|binnen|naechste*|kommende*|brauch*|benoetig*|zum|ende",
      "vor dem|der|weihnachten|ostern|montag|freitag",
    "avant|ici|jusqu*|prochain*|faut|besoin", "fin", "antes|hasta|dentro|proximo|proxima|necesit*",
      "para el|la", "ate|precis*",
    "entro|prima|prossim*|serve|servono|bisogno", "uiterlijk|binnen|nodig|volgende|komende|eind*",
    "przed|najpozniej|potrzeb*|przyszl*|nastepn*|konca|ciagu",
      "senast|innan|foere|inom|behoev*|naesta|kommande|slutet|infoer|tills",
    NULL};
// These may do so or not, by the language and the turn of phrase; then the time counts as both.
const char *const missing_doubtful_words[] = {
    "for|till|til|in", "fuer", "pour|dans|sous", "para|en", "em", "per|tra|fra", "voor|tot|tegen|over",
      "do|na|za", "till|om|pa", NULL};

// A deadline by itself.
const char *const missing_deadline_phrases[] = {
    "asap", "by|before then",
      "before ~ wedding|holiday|holidays|vacation|trip|event|christmas|easter|move|launch|meeting|"
      "party|birthday|exam|audit|weekend|opening|exhibition|funeral|semester|term|deadline",
      "as soon|quickly|fast as possible", "urgent*", "immediate*", "right|straight now|away", "tomorrow",
      "next week|month", "deadline", "at once", "end of ~ day|week|month|business", "eod|cob",
      "without delay", "no rush|hurry",
    "dringend*",
      "vor ~ hochzeit|urlaub|ferien|weihnachten|umzug|messe|geburtstag|pruefung|abreise|wochenende|"
      "audit|veranstaltung", "bis dahin|dann", "sofort*", "umgehend*|eilt|eilig|unverzueglich",
      "so schnell|rasch|bald wie|als", "schnellstmoeglich*|schnellstens|baldmoeglichst*|asap",
      "bis ~ morgen|uebermorgen|ende|monatsende|wochenende|mittag|abend|quartalsende|jahresende",
      "morgen ~ muss|muessen|brauche*|frueh|ist|um|ab|beginnt|soll|haben", "uebermorgen",
      "naechste* woche|monat", "deadline|frist", "heute noch", "noch heute", "innerhalb",
    "urgence|urgent|urgente",
      "avant ~ mariage|vacances|noel|depart|demenagement|fete|anniversaire|weekend|salon|voyage",
      "d ici la", "le|au plus vite|tot", "immediat*", "demain", "semaine|mois prochaine|prochain",
      "avant ~ fin", "des que possible", "fin ~ semaine|mois|journee", "rapidement possible",
      "dans les plus",
    "antes ~ boda|vacaciones|viaje|navidad|mudanza|feria|cumpleanos|fiesta|evento", "para entonces",
      "lo|cuanto antes", "lo mas ~ posible", "de inmediato", "inmediata*", "pasado|para manana",
      "semana que", "a mas tardar", "antes ~ fin|posible", "proxima semana",
    "antes ~ casamento|ferias|viagem|natal|mudanca|festa|aniversario|evento|feira", "ate la|entao",
      "o mais ~ possivel", "quanto antes", "amanha", "imediat*", "com urgencia", "urgencia",
      "proxima semana", "ate ~ fim|final",
    "prima ~ matrimonio|vacanze|ferie|viaggio|natale|trasloco|fiera|compleanno|festa|evento|partenza",
      "quanto|al piu prima|presto", "entro allora", "prima possibile", "domani|dopodomani", "subito",
      "urgenza", "il piu ~ possibile", "entro fine", "prossima settimana",
    "voor|vooor ~ bruiloft|vakantie|reis|kerst|verhuizing|beurs|verjaardag|feest|weekend", "voor die tijd",
      "zo snel|spoedig mogelijk|als", "spoed*", "dringend", "onmiddellijk", "morgen ~ moet*|nodig|is",
      "uiterlijk|overmorgen", "volgende week",
    "przed ~ slubem|weselem|urlopem|wyjazdem|swietami|przeprowadzka|targami|urodzinami|weekendem",
      "do tego czasu", "jak najszybciej", "pilne|pilnie|pilna|pilny", "natychmiast*", "na|do jutra|jutro",
      "jutro|pojutrze", "najszybciej", "do konca",
    "foere|innan ~ dess|broellopet|semestern|resan|jul|flytten|maessan|festen|helgen", "sa snart|fort som",
      "omgaende|omedelbart|bradskande|akut|snarast", "imorgon|oevermorgon", "i morgon", "naesta vecka",
      "det ar brattom", "brattom|broskande",
    NULL};

// What they did when it happened.
const char *const missing_steps_phrases[] = {
    "when|if|once|while|after i|he|she|users|they", "when|once|while|after we", "whenever",
      "if|when you|we ~ click*|open*|press*|try|select*|enter*|save*|scroll*|log|start*|type*|print*|"
      "send*|upload*|change*",
      "when|whenever|while|after|before|by|upon|on clicking|opening|saving|trying|uploading|importing|"
      "exporting|printing|pressing|selecting|starting|sending|entering|logging|changing|using|adding|"
      "creating|editing|installing|updating|scanning|loading|running|closing|switching|typing|"
      "deleting|paying|searching|copying|moving|syncing|scrolling",
    "every|each time", "as soon as i|we|you|he|she|it|the|a|my|our", "click*|clic|tap|tapped|taps|tapping",
      "following|these|reproduction steps", "reproduc*|repro",
      "i|we ~ opened|pressed|tried|selected|entered|uploaded|changed|installed|started|restarted|went|"
      "typed|chose|exported|imported|printed|saved",
    "trying|try|tried to|with", "to reproduce",
      "during ~ import|export|login|upload|installation|startup|checkout|payment|sync",
    "wenn|sobald|falls|nachdem|als|waehrend ich|wir|man|er|der|die|ein", "beim",
      "bei jeder|jedem ~ klick|start|neustart|versuch|aufruf|eingabe|anmeldung|mal|oeffnen|speichern|"
      "druck|export|import|login", "bei der eingabe|anmeldung|installation|erstellung|ausgabe",
      "jedes mal|jedesmal", "immer wenn", "nach ~ klick|eingabe|start|neustart|oeffnen|speichern",
      "klick*|angeklickt|geklickt|drueck*|gedrueckt", "versuch*", "schritt fuer", "folgende* schritt*", "reproduz*|nachstell*",
    "ich|wir ~ geoeffnet|gespeichert|ausgewaehlt|eingegeben|hochgeladen|installiert|gestartet|aufgerufen",
    "quand|lorsque|lorsqu|des|si|apres je|on|nous|j|que|avoir|l|un|le", "chaque|toutes fois", "a chaque",
      "en cliquant|ouvrant|enregistrant|essayant|voulant|imprimant|envoyant|important|exportant|"
      "lancant|selectionnant|validant|appuyant|saisissant", "cliqu*|appuie|appuye", "lors de|du|d|des|que",
      "au moment|lancement|demarrage|paiement",
      "a l ouverture|impression|enregistrement|envoi|installation|import|export|inscription", "essay*",
      "etapes",
    "al ~ abrir|guardar|imprimir|pulsar|hacer|enviar|intentar|iniciar|importar|exportar|subir|pagar|"
      "entrar|entrare|seleccionar|cargar|instalar|actualizar|crear|anadir|cerrar|escribir|arrancar|"
      "conectar|introducir|pinchar|darle|dar|ejecutar", "cada vez",
      "pulso|pulsar|pulsamos|pincho|clico|clicar|clicamos", "hago|hacer|hacemos clic", "intento|intente|intentar|intentamos|intentado|intentando", "pasos",
      "despues de",
      "si intento|pulso|abro|cambio|guardo|pongo|entro|hago|selecciono|elijo|borro|anado|imprimo|subo|"
      "envio|escribo|cierro|uso|intentamos|abrimos", "al inicio|arranque|principio",
    "ao ~ abrir|guardar|gravar|salvar|imprimir|clicar|carregar|enviar|tentar|iniciar|importar|"
      "exportar|pagar|entrar|selecionar|instalar|atualizar|criar|fechar|fazer|introduzir|ligar",
      "sempre que", "toda vez",
      "se clico|abro|gravo|mudo|tento|escolho|envio|carrego|fecho|uso|tentar|abrir|clicar|mudar",
      "todas as vezes", "carrego|carregar|carregamos|cliquei|carreguei",
      "tento|tentei|tentamos|tentar|tentando", "passos", "depois|apos de", "assim que",
    "ogni volta", "se apro|clicco|cambio|salvo|stampo|inserisco|premo|scelgo|aggiungo|provo|invio|uso",
      "al|all|alla|allo ~ avvio|apertura|salvataggio|accesso|stampa|invio|click|clic|login|riavvio|"
      "pagamento", "in fase",
      "cliccando|aprendo|salvando|stampando|provando|inviando|cercando|premendo|caricando|"
      "selezionando|esportando|importando|avviando|facendo|installando|inserendo|accedendo|toccando",
      "clicc*|premo|premere|premuto", "dopo aver|avere|il|che", "appena|se apro|clicco|provo|premo|salvo",
      "nel momento", "provo|provato|provando|cerco ~ a|di", "passaggi|durante",
    "als|wanneer|zodra|nadat|toen ik|we|wij|je|de|het",
      "bij|tijdens ~ het|opslaan|openen|inloggen|afdrukken|versturen|opstarten|importeren|exporteren|"
      "starten|installeren|betalen|uploaden|klikken|printen", "elke|iedere keer", "telkens",
      "klik*|druk|drukken|gedrukt|geklikt", "probeer*|proberen|geprobeerd", "stappen", "na het",
    "po ~ klikniec*|otwarc*|zapis*|wcisniec*|uruchom*|wybran*|zalogowan*|wpisan*|dodan*|nacisniec*|"
      "instalacj*|restar*|wyslan*",
      "przy ~ eksporci*|zapis*|probi*|otwieran*|druk*|logowan*|import*|wysylan*|uruchamian*|"
      "uruchomieni*|instalacji|platnosci|dodawaniu|starcie", "podczas", "za kazdym",
      "klik*|wciskam|naciskam|nacisn*", "probuj*|probow*|proba|proby|probe", "kroki|krok",
      "gdy|jak ~ klikam|probuje|otwieram|zapisuje|wchodze|chce|wybieram|drukuje|wysylam", "jak tylko",
    "naer jag|vi|man|du|anvaendare*", "om|efter jag|vi|man|att", "sa fort|snart jag|vi|man", "varje gang",
      "vid ~ utskrift|inloggning|export|import|start|uppstart|betalning|installation|uppladdning|"
      "sparande|sparning|klick", "klick*|trycker|tryckt|tryckte", "foersoek*", "steg|stegen",
      "naer|vid oeppn*|spar*|skick*|skriv*|logg*",
    NULL};
// The same, but in a question they ask when something will happen.
const char *const missing_steps_unless_asked[] = {"when|once|while the|a|an|opening", "cuando", "quando", "kiedy", "gdy", NULL};

const char *const missing_error_phrases[] = {
    "no|any|without|without|zero ~ error|errors message|messages|code",
      "no|without error|errors|message|warning", "nothing happens|happened", "timeout|timed|timeouts",
      "access|permission denied", "exception|exceptions|traceback|stacktrace|segfault|bluescreen|bsod|kernel",
      "errno|err", "not found|responding", "internal server", "bad gateway", "service unavailable",
      "out of memory", "connection refused|reset", "forbidden|unauthorized", "stack|crash trace|log|dump",
    "it|which|that|just|screen|message|popup|window|system|app|error|always|then|page|browser|he|"
      "and says|reads|states|said|saying",
      "message|error|text|warning|notice is|was|reads|saying|states|says", "saying|stating",
    "kein*|ohne ~ fehlermeldung*|fehlercode|meldung|fehler|hinweis",
      "fehlermeldung* ~ kommt|kam|erscheint|gibt nicht|keine", "passiert ~ nichts|nix",
      "nichts|nix passiert", "meldet|meldete", "es|da|dort steht|heisst|stand", "zugriff verweigert",
      "zeitueberschreitung", "fehlermeldung|meldung|hinweis lautet|ist|heisst|besagt|dass",
    "aucun|sans|pas ~ message|erreur", "rien ne", "acces refuse", "delai depasse",
      "message est|disant|suivant|indiquant", "affiche|dit|indique que",
    "ningun|sin|no ~ mensaje|error|aviso", "no pasa|sucede|ocurre|hace nada", "acceso denegado",
      "mensaje|pone|dice que|es|de", "dice|pone que",
    "nenhum*|sem|nao ~ mensagem|erro|aviso", "nao acontece nada", "acesso negado", "mensagem diz|que",
      "diz|dizendo que",
    "nessun|senza|non ~ messaggio|errore|avviso", "non succede|accade niente|nulla", "accesso negato",
      "dice|dicendo che", "messaggio dice|che|e",
    "geen|zonder ~ foutmelding|melding|fout|foutcode", "gebeurt ~ niets|niks", "toegang geweigerd",
      "melding|foutmelding is|luidt|dat", "er staat dat", "zegt dat",
    "brak|zadn*|bez|nie ~ komunikat*|bledu|blad|bledow", "nic sie|nie", "odmowa dostepu",
      "komunikat brzmi|ze|o|mowi", "pisze|wyswietla|mowi ze",
    "inget|ingen|inga|utan ~ felmeddelande|fel|meddelande|felkod", "haender ~ ingenting|inget",
      "atkomst nekad", "det star|stod", "saeger|felmeddelandet att|aer|lyder",
    NULL};
// Behind which a number or a code is the error's, and a colon begins its text.
const char *const missing_error_words[] = {
    "error|errors|err|message|messages|msg|warning|exception|code|status|http|errorcode|fault|alert|"
      "stop|says|saying|popup|notification|log",
    "fehler*|meldung|hinweis|systemmeldung|errorcode|statuscode|stoerungscode|warnung",
    "erreur|erreurs|code|avertissement|alerte", "mensaje|aviso|codigo|fallo", "erro|erros|mensagem|codigo",
      "errore|errori|messaggio|codice|avviso",
    "fout|foutcode*|foutmelding*|melding|foutnummer|storingscode",
      "blad|bledem|bledu|bledy|komunikat*|kod|kodem|ostrzezenie",
      "fel|felkod*|felmeddelande*|meddelande*|felmedd|varning|kod|koden|statuskod*",
    NULL};
// A line that begins so, up to its colon, tells what came instead of what was expected.
const char *const missing_outcome_words[] = {
    "actual|observed|result|results|outcome", "ist zustand|verhalten|ergebnis",
      "tatsaechlich*|istzustand|ergebnis|beobachtet*", "resultat|obtenu|constate|observe",
      "resultado|real|obtenido|obtido|observado", "risultato|esito|ottenuto|effettiv*|osservato",
      "resultaat|werkelijk*", "wynik|rezultat|rzeczywist*|faktyczn*|otrzyman*", "faktisk*|utfall|verklig*",
    NULL};
const char *const missing_expected_words[] = {
    "expected|desired|erwart*|gewuenscht*|attendu*|souhaite*|esperad*|desead*|desejad*|attes*|previst*|"
      "verwacht*|gewenst*|oczekiwan*|foervaenta*|oenska*",
    NULL};
const char *const missing_steps_labels[] = {"steps|schritte|vorgehen|vorgehensweise|ablauf", NULL};
// What a quotation that holds them says went wrong.
const char *const missing_failure_words[] = {
    "disk|disc|drive|storage|memory|mailbox|quota|card full|exceeded", "not|try",
      "denied|refused|failed|failure|invalid|expired|exceeded|rejected|locked|unavailable|unexpected|"
      "unknown|corrupt*|blocked|interrupted|aborted|oops",
    "voll|verweigert|fehlgeschlagen|ungueltig*|abgelaufen|ueberschritten|gesperrt|abgelehnt|unbekannt*|"
      "abgebrochen|nicht",
    "plein|pleine|sature*|refuse|refusee|echoue|echec|invalide*|expire|expiree|depasse|depassee|bloque|"
      "bloquee|impossible|introuvable|inconnu*|interrompu*",
    "lleno|llena|denegad*|rechazad*|fallid*|invalid*|caducad*|expirad*|superad*|bloquead*|imposible|"
      "desconocid*", "cheio|cheia|negado|recusad*|falhou|falha|expirou|excedid*|impossivel",
    "pieno|piena|negato|rifiutat*|fallit*|scadut*|superat*|bloccat*|impossibile|sconosciut*|inesistente|non",
    "vol|geweigerd|mislukt|ongeldig*|verlopen|overschreden|geblokkeerd|onmogelijk|onbekend*|niet",
      "pelny|pelna|odmowa|odrzucon*|nieprawidlow*|wygasl*|przekroczon*|zablokowan*|nieznan*|nie",
      "fullt|nekad|nekades|misslyckades|ogiltig*|utgangen|utgatt|oeverskrid*|blockera*|sparra*|okaend*|inte",
    NULL};
// Words by which a quotation is introduced as what the screen said.
const char *const missing_error_says[] = {
    "rejected|refused|denied|fails|failed|follows|following|says|say|said|saying|reads|reading|"
      "states|get|gets|got|getting|shows|show|showing|displays|receive|receiving|received|with|"
      "appears|see",
    "abgelehnt|fehlgeschlagen|scheitert|meldet|steht|kommt|kam|erscheint|sagt|zeigt|lautet|heisst|"
      "erhalte|bekomme|bekam|erhielt|mit|angezeigt",
    "affiche|dit|indique|apparait|recois|obtiens|voit|vois|avec",
      "dice|sale|aparece|muestra|pone|indica|recibo|con", "diz|aparece|mostra|indica|recebo|da|com",
      "dice|appare|compare|mostra|esce|ricevo|indica|con",
    "zegt|krijg*|verschijnt|staat|toont|meldt|met|is", "pojawia|wyskakuje|wyswietla|pisze|pokazuje|mam",
      "star|stod|visas|visar|far|kommer|saeger|dyker|med",
    NULL};
// A quotation behind these names what was pressed.
const char *const missing_button_words[] = {
    "click*|press*|tap|tapped|button|menu|tab|choose|select*|option|field|folder|file|open|opened|"
      "column|called|named|link|hit|tick*|checkbox|item|product|plan",
    "klick*|drueck*|taste|knopf|button|schaltflaeche|menue|reiter|feld|waehle*|punkt|menuepunkt|"
      "datei|ordner|artikel|auf|spalte",
    "cliqu*|bouton|menu|onglet|champ|sur|fichier|rubrique",
      "boton|pulso|pulsar|clic|pestana|campo|en|menu|opcion|archivo",
      "botao|separador|campo|em|menu|opcao|carrego|ficheiro",
      "pulsante|bottone|menu|scheda|campo|su|voce|tasto|clicco|file",
    "knop|klik*|tabblad|menu|veld|op|bestand", "przycisk*|zakladk*|menu|pole|klik*|na|opcj*|plik*|wciskam",
      "knapp*|klick*|flik*|meny*|faelt*|pa|trycker|fil|filen",
    NULL};

const char *const missing_affected_phrases[] = {
    "everyone|everybody|nobody", "happens|happening|same ~ to|for|with my|our|others", "the others",
      "the rest of", "no one", "@ of us|our|the|my|them",
      "none|all|some|most|many|several|half|both|any|dozen|dozens|handful|couple|lot|two of us|our|"
      "them|staff|people", "a dozen|handful", "my wife|husband|boss|assistant|partner|secretary|manager",
      "our|the|my|all|customers|guests customers|guests|patients|students|members|users|visitors|"
      "tenants|pupils|residents|staff|employees", "we all|both", "us all",
      "all|every|some|most|many|several|our|other|various|multiple|certain ~ users|user|customers|"
      "clients|colleagues|employees|staff|people|stores|sites|offices|branches|members|students|"
      "patients|computers|pcs|machines|workstations|departments|teams|drivers|agents|shops|locations",
    "@ users|people|persons|colleagues|employees|staff|stores|sites|offices|clients|customers|"
      "computers|pcs|workstations|branches|students|teachers|agents|drivers|shops|locations|teams|"
      "departments|members|guests|patients|laptops|seats",
    "colleague*|coworker*|teammate*",
      "whole|entire|complete|our ~ team|company|office|department|staff|school|site|branch|warehouse|"
      "shop|store|factory|plant|business|firm|clinic|practice", "only|just me|my|mine|myself",
      "only|just for|on|with|affects|happens me|my|mine|to", "only i", "me only|alone", "only one|user",
      "affects|affecting|affected ~ only|all|me|us|@|my|our|one",
      "across ~ company|team|office|organisation|organization",
      "customers|users|clients|guests|visitors cannot|can|are|get|complain*|see|report*|have",
    "niemand*", "beide|beiden ~ filialen|standorte*|rechner*|pcs|kollegen|mitarbeiter|geraete*|kassen|"
      "niederlassungen|haeuser*",
      "unsere|unseren|die|den|alle kunden|patienten|schueler|gaeste|mieter|besucher|leute",
      "mein|meine|meiner|meinem chef*|frau|mann|kollege|partner*|assistent*|sekretaerin", "fuer alle",
      "keiner|jeder|jedem", "kein* ~ mitarbeiter*|kolleg*|benutzer*|anwender*|nutzer*|kunde*|mensch",
      "die|den|allen|alle anderen", "kolleg*",
      "alle|allen|aller|saemtliche*|viele|einige|mehrere|@|unsere|unseren|unserer|andere|"
      "anderen ~ mitarbeiter*|benutzer*|anwender*|nutzer*|user|kunden|personen|leute|filialen|"
      "standorte*|rechner*|pcs|arbeitsplaetze*|abteilungen|arztpraxen|schueler*|plaetze*|kassen|"
      "maerkte|fahrer|lehrer",
      "@ mitarbeiter*|benutzer*|anwender*|nutzer*|user|kunden|personen|leute|filialen|standorte*|"
      "rechner*|pcs|arbeitsplaetze*|mann|abteilungen|schueler*",
    "wir|sind alle", "alle|allen betroffen|bei|haben|von", "uns|bei|wir|betrifft|sind allen|alle",
      "sind|waren zu @|zweit|dritt|viert|fuenft|sechst|siebt|acht|zehnt",
      "zu zweit|dritt|viert|fuenft|sechst|siebt",
      "ganze*|gesamte*|komplette* ~ firma|team|abteilung|buero|belegschaft|betrieb|unternehmen|praxis|"
      "schule|filiale|standort|lager|haus|kanzlei", "nur|lediglich|ausschliesslich mich|ich|mein*",
      "nur|lediglich|ausschliesslich bei|an|auf|mit mir|mein*", "betrifft ~ mich|mein*",
      "mir|mich|ich allein*", "unser* team|mitarbeiter|personal|belegschaft",
      "kunden koennen|kommen|beschweren|sehen|erhalten",
    "nos|les|aux clients|utilisateurs|patients|eleves|visiteurs|salaries|gens|adherents",
      "mon|ma chef*|patron*|mari|femme|associe*|assistant*", "pour|chez|a tous|tout",
      "tout|tous le|les monde", "les|tous autres", "personne ne|n|chez", "plus personne",
      "nous|on|vous|nos ~ tous|toutes",
      "tous|toutes|plusieurs|certains|nos|mes|autres|@ ~ utilisateurs|collegues|clients|salaries|"
      "employes|postes|magasins|agences|sites|collaborateurs|personnes|eleves|ordinateurs|caissiers",
      "@ utilisateurs|collegues|clients|salaries|employes|postes|magasins|agences|collaborateurs|"
      "personnes|ordinateurs|eleves", "collegue*|collaborateur*",
      "toute|tout|ensemble l|notre|la|le|de equipe|societe|entreprise|bureau|agence|service|boite|"
      "ecole|personnel", "toute notre equipe|agence", "nous sommes|etions @", "on est|etait @",
      "aucun|chaque ~ utilisateur|collegue|client|employe|salarie", "que moi", "que chez|pour moi",
      "seulement|uniquement|juste ~ moi", "seulement|uniquement mon|ma|mes", "moi seul*",
      "seul* ~ touche*|concerne*|personne",
    "los|nuestros|a|mis clientes|usuarios|pacientes|alumnos|huespedes|visitantes|empleados",
      "mi|a jefe|jefa|mujer|marido|socio|socia|secretaria", "para|a todos", "los|las|a demas",
      "los|las @ de|del", "todo el|mundo mundo|equipo|personal", "nadie",
      "ningun*|cada ~ usuario|empleado|companero|cliente|trabajador|persona", "companer*",
      "toda la|nuestra empresa|oficina|plantilla|tienda|escuela|clinica", "todo nuestro equipo",
      "todos|todas|varios|varias|algunos|nuestros|nuestras|mis|otros|@ ~ usuarios|empleados|"
      "companeros|clientes|trabajadores|personas|tiendas|oficinas|equipos|puestos|alumnos|ordenadores",
      "@ usuarios|empleados|clientes|trabajadores|personas|tiendas|oficinas|puestos|alumnos|ordenadores",
      "a|nosotros|nos|somos|estamos todos|todas", "somos @", "solo|solamente|unicamente yo|mi",
      "solo|solamente|unicamente a|en mi", "solo|solamente me pasa|ocurre|sucede|afecta", "pasa solo a",
      "soy|unico|unica el|la|afectado|afectada unico|unica", "unico|unica afectad*|usuari*",
    "toda|todo a|o|mundo gente|mundo|equipa|equipe|empresa|escritorio|loja",
      "os|nossos|aos|meus clientes|utilizadores|usuarios|pacientes|alunos|hospedes|funcionarios",
      "meu|minha chefe|marido|mulher|socio|socia|esposa", "para todos", "os nossos", "os outros",
      "os|as @ de|do|da", "todo mundo", "ninguem",
      "nenhum* ~ utilizador|usuario|funcionario|colega|cliente|pessoa", "colega*",
      "todos|todas|varios|varias|alguns|nossos|os|meus|outros|@ ~ utilizadores|usuarios|funcionarios|"
      "colegas|clientes|pessoas|lojas|computadores|colaboradores|alunos",
      "@ utilizadores|usuarios|funcionarios|clientes|pessoas|lojas|computadores|colaboradores|alunos|"
      "postos", "so|apenas|somente ~ mim|comigo", "so|apenas|somente eu|meu|minha", "todos nos",
      "nos|estamos todos",
    "i|gli|nostri|miei|ai clienti|utenti|pazienti|studenti|ospiti|visitatori|dipendenti|colleghi",
      "mio|mia capo|marito|moglie|socio|socia", "per|a tutti", "gli|le altri|altre", "noi @", "tutti e @",
      "nessuno", "nessun ~ utente|collega|cliente|dipendente", "collegh*|collega",
      "tutti ~ gli|i|noi|utenti|colleghi|clienti|dipendenti|negozi|postazioni utenti|colleghi|clienti|"
      "dipendenti|negozi|computer|colleghe|uffici|operatori", "tutti noi|quanti|fermi|bloccati",
      "siamo|a|per|noi|di tutti|tutte", "siamo in @",
      "@ utenti|clienti|dipendenti|persone|negozi|postazioni|computer|operatori|studenti|sedi",
      "tutto|tutta|intero|intera ~ ufficio|azienda|team|squadra|reparto|negozio|sede|personale|scuola|"
      "studio", "solo|soltanto|solamente|unicamente io|me|mio|mia",
      "solo|soltanto|solamente|unicamente ~ a|per|da me", "capita|succede solo",
    "iedereen|niemand", "onze|de klanten|gebruikers|patienten|leerlingen|gasten|bezoekers|mensen",
      "mijn baas|man|vrouw|partner|chef|collega", "ik|baas|wij|hij|zij ook niet", "de|alle anderen",
      "geen ~ gebruiker|medewerker|collega|klant|mens", "collega*",
      "alle|veel|meerdere|enkele|verschillende|onze|andere|@ ~ gebruikers|medewerkers|klanten|mensen|"
      "winkels|vestigingen|pcs|computers|werkplekken|personeelsleden|leerlingen|afdelingen|kassa",
      "@ gebruikers|medewerkers|klanten|mensen|winkels|vestigingen|computers|werkplekken|personen|"
      "leerlingen|man",
      "hele|volledige|heel ~ team|kantoor|bedrijf|afdeling|school|winkel|organisatie|personeel|zaak|"
      "magazijn", "we|wij zijn met", "met zijn|z|ons ~ @|allen|tweeen|drieen|vieren",
      "alleen|enkel ik|mij|me|mijn", "alleen|enkel ~ bij|voor mij|me", "ons|wij|we|bij allemaal|allen",
      "ons team",
    "wszyscy|wszystkich|wszystkim",
      "klienci|klientow|uzytkownicy|uzytkownikow|pacjenci|pacjentow|uczniowie|goscie",
      "moj|moja|mojego szef|maz|zona|wspolnik", "dla|u wszystkich", "oboje|obaj|obu",
      "inni|innych|pozostali", "nikt|nikogo|nikomu", "zad* ~ pracownik|uzytkownik|klient|kolega|osoba",
      "koleg*|koledzy|kolezan*|wspolpracown*",
      "cala|caly|cale|calej ~ firma|firmie|zespol|biuro|biurze|dzial|ekipa|szkola|oddzial", "jest nas @|#",
      "@ osob|osoby|pracownikow|uzytkownikow|klientow|komputerow|stanowisk|sklepow|stanowiska|"
      "pracownicy|uczniow|oddzialow",
      "nasi|nasz|wielu|kilku|niektorzy|inni|wszyscy pracownicy|uzytkownicy|klienci|zespol|klientow",
      "tylko|jedynie u mnie", "tylko|jedynie ja|mnie|moj*",
    "alla ~ anvaendare*|kunder|medarbetare|kollegor|oss|vi|haer|butiker|elever|anstaellda|datorer|"
      "pa|hos", "vi|oss|drabbar|hos alla", "ingen ~ kan|av|kommer|har|hos|pa|i",
      "kunderna|anvaendarna|patienterna|eleverna|gaesterna", "min chef|man|fru|sambo|kollega",
      "foer|hos|pa alla", "alla i|pa", "bada|ingendera", "de|alla andra", "varenda anvaendare", "kolleg*",
      "hela ~ kontoret|teamet|foeretaget|avdelningen|skolan|butiken|gruppen|personalen|firman",
      "@ personer|anvaendare*|kunder|medarbetare|butiker|datorer|anstaellda|elever|kollegor", "vi aer @",
      "bara|endast|enbart jag|mig|min|mitt", "bara|endast|enbart hos|foer|pa mig|min",
      "vara|flera|manga|andra|nagra anvaendare|kunder|medarbetare|butiker|elever",
    NULL};
// "Your employee was rude" tells nothing of how many suffer.
const char *const missing_your_words[] = {
    "your", "ihr|ihre|ihren|ihrem|ihrer|ihres|euer|eure|euren", "votre|vos",
      "sus|vuestro|vuestra|vuestros|suyo", "seu|sua|seus|suas|vosso|vossa|vossos",
      "vostro|vostra|vostri|vostre|suo", "uw|jullie", "wasz*|panstwa|pana|panska", "era|ert|eran",
    NULL};

// "Hello everyone" tells nothing of it either.
const char *const missing_greeting_words[] = {
    "hi|hello|hey|dear|morning|afternoon|evening|thanks|thank|regards|greetings|best",
    "hallo|liebe|guten|moin|servus|danke|gruesse|gruss|schoenen", "bonjour|bonsoir|salut|merci|chers|cordialement",
    "hola|buenas|buenos|gracias|saludos", "ola|bom|boa|obrigado|obrigada|caros|cumprimentos|abraco",
    "ciao|salve|buongiorno|buonasera|grazie|saluti|cari", "hoi|goedemorgen|goedemiddag|goedenavond|dag|beste|dank|groeten|groet",
    "czesc|witam|witajcie|dzien|dziekuje|pozdrawiam|pozdrowienia|drodzy", "hej|tjena|god|tack|haelsningar|kaera",
    NULL};

// What they cannot do for it: things that stand still, and doings where something says that they are hindered.
const char *const missing_stops_phrases[] = {
    "orders|invoices|invoicing|payroll|production|shipping|shipment*|checkout|payments|sales|"
      "deliveries|bookings|turnover|revenue|wages|salaries|presentation|exam|lessons|tills|operations|"
      "cashiers",
      "customers|patients|clients|people|trucks|guests ~ waiting|wait|queue|queueing|leaving|angry",
      "standstill|idle|halted|stuck", "standing|sitting|sit|stand around",
      "business|work|line|warehouse|shop|office|everything|operation ~ stopped|stands|stood|halted|"
      "blocked", "losing|lose|lost|costs|costing ~ money|sales|customers|orders|hours|business|revenue",
      "my|our ~ work|job",
    "bestellungen|rechnungen|auftraege|lohnlauf|loehne|gehaelter|produktion|versand|verkauf|kasse|"
      "kassen|lieferungen|auslieferung|kundschaft|umsatz|umsaetze|fertigung|patienten|unterricht|"
      "lieferscheine|zahlungen|termine|ware", "stehen|steht|sitzen ~ herum|rum|daneben",
      "stillst*|lahmgelegt|brachliegt", "steht|stehen|liegt|legt ~ still|lahm|brach",
    "commandes|factures|facturation|production|expeditions|ventes|livraisons|paie|salaires|"
      "encaissement*|patients|caisse|caisses|clients", "a l arret", "bloques|bloquee|paralyse*",
      "chomage technique",
    "pedidos|facturas|produccion|ventas|nominas|envios|entregas|cobros|pacientes|facturacion",
      "parada|parado|parados|paralizad*",
    "encomendas|faturas|producao|vendas|salarios|pagamentos|faturacao|paradas", "parou|paralisad*",
    "ordini|fatture|produzione|vendite|stipendi|spedizioni|consegne|pagamenti|pazienti|fatturazione",
      "fermi|bloccati", "e|siamo|tutto|produzione ~ fermo|ferma|ferme",
    "bestellingen|facturen|productie|verkoop|lonen|leveringen|betalingen|patienten|kassa*",
      "ligt|liggen|staat|staan|lag ~ stil|plat",
    "zamowien|zamowienia|faktur|faktury|produkcja|sprzedaz|wyplat*|wysylka|wysylki|dostawy|dostaw|"
      "klientow|pacjent*|platnosci", "stoi|stoimy|przestoj",
    "bestaellningar*|fakturor|produktionen|foersaeljningen|loener|leveranser|betalningar|kunderna|"
      "kassan|kassorna|patienter", "star ~ still|stilla", "stillastaende",
    NULL};
const char *const missing_stops_doings[] = {
    "work|sell|ship|bill|invoice|pay|trade|deliver|print|process|continue|book|produce|"
      "teach|operate|issue|finish|dispatch|treat|prescribe|submit|pick|pack|charge|order|cook|start|"
      "proceed|complete",
    "arbeiten|verkaufen|liefern|versenden|produzieren|buchen|drucken|kassieren|abrechnen|"
      "weiterarbeiten|ausliefern|schreiben|erfassen|bezahlen|verschicken|bestellen|bearbeiten|senden|"
      "fakturieren|abschliessen|erstellen|abarbeiten",
    "travailler|facturer|vendre|livrer|encaisser|expedier|produire|imprimer|commander|envoyer|payer|"
      "bosser|traiter|servir",
    "trabajar|facturar|vender|enviar|cobrar|entregar|producir|imprimir|atender|pagar|emitir",
      "trabalhar|faturar|expedir|produzir|atender|cobrar",
    "lavorare|fatturare|emettere|vendere|spedire|produrre|incassare|consegnare|stampare|evadere|servire",
    "werken|factureren|verkopen|leveren|verzenden|afrekenen|versturen|produceren|betalen|bestellen|"
      "verder|uitlevere*",
    "pracowac|sprzedawac|wystawi*|wysylac|fakturowac|drukowac|produkowac|obslug*|realizowac|"
      "przyjmowac|placic",
    "jobba|arbeta|saelja|leverera|fakturera|skicka|producera|betala|expediera|boka",
    NULL};
const char *const missing_hindering_words[] = {
    "not|no|nobody|none|nothing|cannot|cant|unable|never|impossible|stop*|prevent*|without|neither|"
      "only|nor|keep*|block*",
    "nicht|nichts|nie|kein*|niemand|unmoeglich|ohne|weder|hindert",
      "pas|plus|personne|rien|impossible|aucun*|empeche*|sans", "nadie|ningun*|imposible|sin|nada|impide",
      "nao|ninguem|nenhum*|impossivel|sem|impede", "non|nessun*|impossibile|senza|impedisce",
    "niet|niets|geen|niemand|onmogelijk|zonder", "nie|nikt|nic|zad*|bez|niemozliwe",
      "inte|inga|ingen|inget|omoejligt|utan",
    NULL};

// Before a number with a dot they make it a version.
const char *const missing_using_words[] = {
    "using|use|uses|running|run|have|on|from|to", "nutz*|benutz*|verwend*|haben|auf|mit",
      "utilis*|sous|avec", "uso|usamos|usando|utiliz*|tenemos|tengo", "usamos|temos|tenho",
      "usiamo|abbiamo|uso", "gebruik*|hebben|draaien|op", "uzywa*|mamy|mam|korzysta*",
      "anvaend*|kor|har|koer",
    NULL};
// Behind which "when" is no longer what they did: "since when".
const char *const missing_when_words[] = {"since|until|da|desde|od|sinds|de|seit|depuis|hasta|ate|till|fino|do", NULL};

// Behind which a number is a reference.
const char *const missing_reference_words[] = {
    "order|orders|invoice|invoices|ticket|case|reference|ref|customer|contract|account|booking|"
      "tracking|number|numbers|no|nr|num|id|policy|shipment|reservation|po|rma|receipt|consignment|"
      "quote|membership|serial|bill|receipt",
    "bestell*|rechnung*|auftrag*|kundennummer|kundennr|kdnr|kunde|vertrag*|nummer|nummern|sendung*|"
      "buchung*|vorgang*|aktenzeichen|ticketnummer|lieferschein*|belegnummer|beleg*|mandant|bestellnr|"
      "rechnungsnr|seriennummer|reklamation|az|quittung*|bon",
    "commande|commandes|facture|factures|numero|num|n|contrat|client|reservation|colis|dossier|"
      "reference|suivi|recu",
    "pedido|pedidos|factura|facturas|contrato|cliente|expediente|reserva|envio|referencia|"
      "seguimiento|recibo|albaran",
      "fatura|faturas|encomenda|encomendas|nota|protocolo|processo|fiscal|recibo",
      "ordine|ordini|fattura|fatture|contratto|prenotazione|pratica|codice|spedizione|tracciamento|"
      "bolla|ricevuta",
    "bestelling|bestelnummer|bestelnr|factuur*|klant*|ordernummer|contract*|klantnummer|zending|"
      "referentie|polis*|dossier*|nota|bon",
      "zamowieni*|faktur*|umow*|numer*|klient*|rezerwacj*|przesylk*|zgloszeni*|fv|fs|paragon*",
      "faktura|fakturanummer|fakturan*|order*|kundnummer|kundnr|aerende*|avtal*|bokning*|best|"
      "referens*|foersaendelse*|kollinummer|kvitto*",
    NULL};
// May stand between such a word and its number.
const char *const missing_linking_words[] = {
    "is|was|number|no|nr|num|with|the", "mit|der|die|lautet|ist|nummer", "numero|n|est|de|du|le|la",
      "es|del|el", "e|o|a|da|do", "di|del|della", "met|van", "to|o|numerze", "med|aer|nummer",
    NULL};
// A number before one of these is a quantity.
const char *const missing_unit_words[] = {
    "euro|euros|eur|usd|dollar|dollars|gbp|pounds|chf|zl|pln|zloty|zlotych|kr|kronor|sek|pln|reais|"
      "brl|cent|cents|francs|franken|percent|prozent",
    "day|days|hour|hours|week|weeks|month|months|minute|minutes|min|mins|year|years|times|am|pm|"
      "users|people|gb|mb|kb|kg|cm|mm|km|items|pieces|seconds|sec|o|miles|mile|points|words|pages|rows|lines|percent|total|followers|characters|calls|emails",
    "tag|tage|tagen|stunden|wochen|monate|monaten|minuten|jahre|jahren|mal|uhr|stueck|artikel|"
      "sekunden|personen|mitarbeiter*",
    "jours|heures|semaines|mois|minutes|ans|fois|h|articles|personnes",
      "dias|horas|semanas|meses|minutos|anos|veces|unidades|personas", "vezes|segundos|unidades|pessoas",
      "giorni|ore|settimane|mesi|minuti|anni|volte|pezzi|persone",
    "dagen|uur|weken|maanden|minuten|jaar|keer|stuks|mensen",
      "dni|godzin|godziny|tygodni*|miesiec*|minut|lat|razy|sztuk|osob",
      "dagar|timmar|veckor|manader|minuter|ar|ganger|stycken|st|personer",
    NULL};
const char *const missing_phone_words[] = {
    "tel|phone|call|mobile|fax|cell|telephone|ring|whatsapp",
      "telefon*|handy*|mobil*|durchwahl|rueckruf|anrufen", "telephone|portable|appelez|joindre|fixe",
      "telefono|movil|llamar|llamen", "telefone|telemovel|celular|ligar", "cellulare|chiamare",
      "telefoon*|bellen|mobiel", "telefonu|telefoniczn*|komork*|kom|dzwonic", "ring|telefonnummer",
    NULL};

// A picture that they say is there.
const char *const missing_picture_words[] = {
    "screenshot*|screen|photo*|picture*|image*|pic|pics|snapshot*|screengrab|screencast|video|"
      "capture|foto*|scan|print",
    "bildschirmfoto*|bild|bilder|bildern|aufnahme|abbildung", "capture*|ecran|photos|image|images",
      "captura*|pantallazo*|imagen*|fotografia*", "imagem|imagens|print|prints",
      "schermata|schermate|immagin*|istantanea",
    "schermafbeelding*|schermafdruk|afbeelding*|plaatje*|schermopname",
      "zrzut*|zdjeci*|screen*|obraz*|fotk*|fotografi*",
      "skaermbild*|skaermdump*|bilden|bild|bilder|skaermklipp",
    NULL};
const char *const missing_attached_words[] = {
    "attached|attachment*|attaching|attach|enclosed|below|see|here|included|including|sending|added",
      "anbei|anhang|angehaengt*|angehaengte*|beigefuegt*|anlage|unten|siehe|hier|im|haenge|"
      "mitgeschickt|schicke|sende|beiliegend*",
      "joint|jointe|joins|jointes|voici|voir|attache|piece|dessous|annexe|ci",
      "adjunt*|aqui|ver|abajo|envio|enviamos|mando|paso|pongo|dejo|anexo|ved",
      "anexo|anexos|anexa|anexei|segue|seguem|mando|envio|aqui|junto|abaixo",
      "alleg*|ecco|vedi|sotto|invio|mando|vedere|vedete",
    "bijgevoegd*|bijlage*|zie|hierbij|onder|bijgesloten|stuur|hier|toegevoegd",
      "zalacz*|zalaczam|ponizej|przesylam|wysylam|dolacz*|tutaj|oto",
      "bifog*|bilaga|bilagd*|nedan|haer|skickar|se|medskickar",
    NULL};

// Who does not know was asked enough. These stand near one of the topics below.
const char *const missing_unknowing_words[] = {
    "no idea|clue", "not know|remember|recall|sure|certain|find|have|noticed", "can|could not ~ tell|say|give",
      "unsure|unknown|forgot|forgotten|lost",
    "keine ahnung|idee", "weiss|wissen|kenne|finde|habe|haben|liegt|merkte ~ nicht", "nicht weiss|wissen|kenne|habe",
      "nicht ~ sicher|bekannt|gemerkt|notiert|finden|sagen|erinnern|parat|hand", "unbekannt|unklar|vergessen",
    "aucune idee", "sais|connais|trouve|retrouve|ai|souviens|suis|avons pas|plus", "ignore|ignorons|inconnu*|oublie|perdu",
    "ni|ninguna idea", "no se que|cual|cuando|cuanto*|cuanta*|desde|a|si|el|exactamente", "desconozco|desconocid*|olvide|perdi",
      "no ~ sabemos|sabria|recuerdo|conozco|encuentro|tengo|tenemos|dispongo",
    "nao ~ sei|sabemos|lembro|conheco|encontro|tenho|temos", "nao faco", "desconheco|esqueci|ignoro",
    "non ~ so|sappiamo|saprei|ricordo|conosco|trovo|ho|abbiamo", "nessuna idea", "sconosciut*|dimenticato",
    "geen idee", "weet|weten|vind|heb|ken|herinner ~ niet", "niet ~ zeker|bekend|vinden", "onbekend|vergeten|kwijt",
    "nie ~ wiem|wiemy|pamietam|znam|mam|mamy|znajduje|jestem", "pojecia", "nieznan*|zapomnial*|zgubil*",
      "nie moge|mozemy znalezc|podac",
    "ingen aning", "vet|hittar|minns|kaenner|har ~ inte", "inte ~ saeker|saekra", "okaend|okaent|gloemt|tappat",
    NULL};
const char *const missing_since_topics[] = {
    "since when", "when ~ start|started|begin|began|begun|first|exactly",
      "how long ~ been|has|had|have|already|going",
    "wann ~ angefangen|begonnen|anfing|begann|losging|ersten|genau|auftrat|aufgetreten",
    "quand ~ commence|debute|exactement|apparu", "desde cuando|quando",
      "cuando ~ empezo|empezado|comenzo|comenzado|exactamente",
    "quando ~ comecou|iniciou|exatamente|iniziato|cominciato|comincio|esattamente",
    "wanneer ~ begon|begonnen|precies", "kiedy ~ zaczelo|zaczela|zaczal|zaczely|dokladnie",
      "naer ~ boerjade|boerjat|exakt|uppstod",
    NULL};
const char *const missing_version_topics[] = {
    "version|release|build|firmware|fassung|programmversion|softwarestand|versionsnummer|versao|versione|"
      "versie|versienummer|wersja|wersje|wersji|versionen|utgava",
    NULL};
const char *const missing_reference_topics[] = {
    "order|invoice|customer|client|contract|ticket|reference|booking|case|tracking|account|receipt|"
      "policy number|numbers|no|id", "the|my|any reference",
    "bestellnummer|bestellnr|auftragsnummer|rechnungsnummer|kundennummer|kundennr|vertragsnummer|"
      "ticketnummer|sendungsnummer|vorgangsnummer|buchungsnummer|aktenzeichen|bestelnummer|ordernummer|"
      "klantnummer|factuurnummer|kundnummer|fakturanummer|ordernumret|kundnumret|fakturanumret",
    "numero ~ commande|facture|client|contrat|dossier|suivi|pedido|factura|cliente|contrato|encomenda|"
      "fatura|ordine|fattura|contratto", "numeru|numer ~ zamowienia|faktury|klienta|umowy|zgloszenia",
    NULL};
const char *const missing_affected_topics[] = {
    "how many", "who|anyone else", "whether|if ~ others|anyone|elsewhere|everyone|somebody", "wie viele", "wieviele",
      "ob ~ andere*|noch|sonst", "wer noch|sonst", "combien", "si ~ autres|ailleurs|otros", "qui d autre",
      "cuantos|cuantas|quantos|quantas|quanti|quante", "se ~ outros|altri|altre", "hoeveel", "of ~ anderen",
      "ilu", "czy ~ inni|innych", "hur manga", "om ~ andra",
    NULL};
// "No order number" tells the same; "no version" does not.
const char *const missing_lacking_words[] = {
    "no|without|kein*|ohne|sans|sin|ningun|sem|nenhum|senza|nessun|geen|zonder|bez|zadnego|inget|utan", NULL};
// What one does not know then is something else.
const char *const missing_why_words[] = {"why|whether|if|warum|wieso|weshalb|ob|pourquoi|perche|waarom|dlaczego|varfoer", "por que", NULL};
// "How many times."
const char *const missing_times_words[] = {
    "times|time|days|hours|weeks|mal|tage|stunden|wochen|fois|jours|heures|semaines|temps|veces|dias|horas|"
      "tiempo|vezes|tempo|volte|giorni|ore|keer|dagen|uur|tijd|razy|dni|godzin|czasu|ganger|dagar|timmar|tid",
    NULL};

// clang-format on
