#ifndef EARSHOT_MASKED_LISTS_H
#define EARSHOT_MASKED_LISTS_H
// The abusive words of nine languages, in lower case and without accents (but
// for ñ, without which a word of these is a cone); '*' stands for any ending.
// What is a word, a name or a place in another of the languages has no row.

// clang-format off
static const char *const ABUSE[] = {
    // en
    "fuck*", "motherfuck*", "clusterfuck*", "unfuck*", "mindfuck*", "fckin*", "stfu", "shit", "shits",
    "shite", "shitty", "shittier", "shittiest", "shitting", "shithole*", "shithead*", "shitshow*",
    "shitload*",
    "bullshit*", "horseshit*", "dipshit*", "batshit", "arse", "asshole*", "arsehole*", "dumbass*",
    "jackass*", "smartass*", "bitch", "bitches", "bitching", "bitchy", "bastard*", "cunt", "cunts",
    "dickhead*", "cocksuck*", "piss", "pissed", "pissing", "wanker*", "wanking", "twat", "twats", "slutty",
    "whore", "whores", "nigger*", "nigga", "niggas", "niggaz", "faggot*", "bollocks", "tosser*",
    "douchebag*", "scumbag*",
    "retarded",
    // de
    "scheiss*", "beschiss*", "bescheissen", "arsch", "arsche", "arschloch*", "arschgeige*",
    "arschkriech*", "verarsch*", "ficken", "fickt", "fickst", "gefickt*",
    "verfick*", "wichser*", "wixer*", "wixxer*", "hurensohn*", "hurensoehn*", "fotze*",
    "schlampe", "schlampen", "miststuck*", "drecksau*", "drecksack*", "drecksladen", "drecksfirma",
    "drecksverein", "dreckskerl*", "dreckspack", "kacke", "kackladen", "verkackt*", "missgeburt*", "spasti",
    "spastis", "spast", "spasten", "verpiss*", "pisser", "schwuchtel*", "nutte", "nutten", "neger",
    "negern", "hundesohn*",
    "kanake", "kanaken",
    // fr
    "merde", "merdes", "merdeux", "merdeuse", "merdier", "merdique*", "emmerde", "emmerdes", "emmerdent",
    "emmerder", "emmerdez", "emmerdant*", "emmerdeu*", "putain", "putains", "putes", "connard*",
    "connasse*", "encule",
    "encules", "enculee*", "enculer", "salope", "salopes", "salopard*", "saloperie*", "nique", "niquer",
    "niquez", "branleur*", "couille*", "chier", "chiasse", "foutre", "pouffiasse*", "tarlouze*",
    // es
    "mierda*", "joder", "jodido*", "jodida*", "jode", "jodan", "puta", "putas", "puto", "putos", "putada*",
    "hijoputa*", "hijodeputa", "hijueputa", "gilipollas", "gilipollez", "cabron", "cabrones", "cabrona*",
    "co\u00f1o", "co\u00f1os", "cojones", "pendejo*", "pendeja*", "carajo", "chingada*", "chingado*",
    "chingar", "chinguen", "maricon", "maricones", "culero*",
    // it
    "cazzo", "cazzi", "cazzata", "cazzate", "incazzat*", "stronz*", "merda", "merdoso", "merdosa",
    "vaffanculo", "affanculo", "fanculo", "coglion*", "rompicoglioni", "puttana", "puttane", "puttanata",
    "puttanate", "minchia", "minchiat*",
    "frocio", "froci", "culo", "porcodio", "diocane",
    // nl
    "kut", "kutbedrijf", "kutzooi", "kutding", "kutservice", "kutwijf", "kutzak*", "klootzak*", "klote",
    "klotezooi", "klotebedrijf", "hoerenzoon", "hoerenjong", "godverdomme", "godverdomde",
    "kankerlijer*", "kankerhoer*", "kankerzooi", "kankerbedrijf", "teringlijer*", "teringzooi",
    "tyfuslijer*", "tyfuszooi", "neuken", "opgeneukt", "schijt",
    // pl
    "kurwa*", "kurwy", "kurwe", "kurwo", "kurew", "kurewsk*", "skurw*", "wkurw*", "chuj", "chuja",
    "chuju", "chuje", "chujem",
    "chujowy", "chujowa", "chujowe", "chujnia", "huj", "pierdol*", "spierdal*", "spierdol*", "wypierdal*",
    "opierdal*", "wpierdol", "jebac", "jebany", "jebana", "jebane", "jebani", "jebie", "zjeb*", "pojeb*",
    "wyjeb*", "zajeb*", "gowno", "gowna", "gowniany", "gowniana", "gowniane", "dupa", "dupie", "dupek",
    "dupki", "dziwka", "dziwki", "pizda",
    // pt
    "caralho*", "foda", "fodas", "fodase", "fodido*", "fodida*", "fodeu", "buceta*", "arrombado*",
    "bosta", "bostas", "cuzao", "cuzoes", "viado", "viados",
    // sv
    "javla", "javlar", "javlarna", "javeln", "javlig", "javligt", "fittor", "kukar",
    "horunge*", "knulla*", "knullad", "rovhal*", "skitstovel*",
};
// clang-format on

#endif
