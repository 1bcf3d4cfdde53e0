# Swedish meanings; what the names mean is told in concepts.en. Plain a and o for ä and ö stand beside them.
set jag = jag vi man ja vii
set ni = ni du dom de han hon ert
set er = er dig ert era eran eder erat dej
set min = min mitt mina vår vårt våra våran vårat
set inte = inte ej icke aldrig int inge inget ingen inga knappast
set mkt = så sjukt helt rätt väldigt valdigt riktigt otroligt extremt fruktansvärt fruktansvart jävligt javligt jäkligt jakligt svin
set mkt = @mkt as fullständigt fullstandigt rent verkligen ganska
set dag = måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen fredag fredagen lördag lordag lördagen lordagen söndag
set dag = @dag sondag söndagen sondagen
set dag = @dag tis ons tors tor fre lör sön
set tid = dag dagar dagen vecka veckor veckan månad månader månaden timme timmar timmen tim minuter minut år dygn
set num = # en ett två tre fyra fem sex sju åtta nio tio elva tolv femton tjugo trettio fyrtio femtio hundra tusen
set nth = andra tredje fjärde fjarde femte sjätte sjatte sjunde åttonde nionde tionde elfte tolfte femtonde tjugonde
set folk = personer medarbetare anställda anstallda kollegor pers människor manniskor kunder elever patienter montörer montorer arbetare
set folk = @folk gubbar chaufförer chaufforer användare anvandare
set folk = @folk gäster gaster lärare larare sjuksköterskor sjukskoterskor medlemmar hyresgäster hyresgaster boende säljare saljare
set kund = kunder kunderna kund kunden gäster gaster gästerna gasterna gäst gästen gasten patienter patienterna klienter medlemmar
set kund = @kund besökare besokare köpare kopare stamkunder
set kund = @kund hyresgäster hyresgaster resenärer resenarer abonnenter
set antal = # två tre fyra fem sex sju åtta nio tio elva tolv femton tjugo trettio fyrtio femtio hundra tusen
# 1. What people say when a signal is there.
# -- displeasure
fed_up: fått nog, fått mer än/an nog, har/hade/är/ar fått nog, nog nu, nu [..3] räcker/racker/räckte/rackte, det räcker/racker nu,
    nu räcker/racker det, räcker/racker det nu, det får räcka/racka, nu får det [..2] räcka/racka/vara/bli, less på, så less,
    jävligt/javligt less, trött/trott på [..3] er/ert/era/detta/det/att, så trött/trott på, urless, urtrött/urtrott,
    jättetrött/jattetrott på, utless, dötrött/dotrott på, spyr på, vill spy, kräks/kraks på, leds på, tappat tålamodet,
    tålamodet [..3] slut/slutar/tryter/tagit/rinner, tålamod [..3] slut/tryter/gräns/grans/gränser/granser, slut på tålamod,
    mitt/vårt tålamod, bägaren/bagaren [..3] rinner/runnit/rann/rinna, droppen [..4] bägaren/bagaren, sista droppen, måttet är/ar rågat,
    rågat mått, nog är/ar nog, upp till halsen, står mig upp, upp i halsen, orkar inte/ej [..2] mer/med/längre/langre/mera,
    orkar [..1] inte [..3] längre/langre/mer, pallar inte/ej, palla inte, nu är/ar gränsen/gransen nådd, gränsen/gransen [..1] nådd,
    gått för/for långt, går för/for långt, nu får ni [..2] skärpa/skarpa/ta/ge/väl, skärp/skarp er/dig, skärpning/skarpning,
    ryck upp er, nu ger jag upp, står inte ut, har ledsnat, ledsnat på, hållit på [..3] nog länge/lange/tillräckligt/tillrackligt,
    har lessnat, lessnat, nog med, fan nog, trött/trott på strulet/skiten/krånglet, utmattad av, orimligt trött/trott, vid vägs ände,
    gett upp hoppet, ger upp på er, väntat/vantat [..2] nog/tillräckligt/tillrackligt, väntat/vantat färdigt/fardigt,
    färdigväntat/fardigvantat, less, led på, mätt på, är/ar så [..1] trött/trott, tröttnat/trottnat, har tröttnat/trottnat,
    nu orkar jag, hur länge/lange ska [..4] stå/tåla/vänta/vanta/behöva/behova, ska det [..3] vara så svårt, det är/ar slut med
unacceptable: oacceptabel*, oaccept*, oacceptab*,
    inte/ej [..2] acceptabelt/acceptabel/okej/ok/rimligt/acceptera/godtagbart/försvarbart/forsvarbart, accepterar [..2] inte,
    helt/fullständigt/fullstandigt oacceptabelt, oförsvarlig*/oforsvarlig*, oförlåtlig*/oforlåtlig*, oursäktlig*/oursaktlig*, skandal*,
    skandalös*/skandalos*, skamlig*, skamlöst/skamlost, under all kritik, under all värdighet/vardighet, bortom all, uppåt väggarna/vaggarna,
    åt helvete, upprörande/upprorande, horribel*, horribelt, graverande, hårresande, rent vansinne, inte klokt, är/ar inte klok*,
    hur är/ar det möjligt/mojligt, hur fan kan, hur i helvete, hur kan det, hur kan ni, får inte gå till så, ska inte få gå till,
    går inte för/for sig, inte för/for sig, duger inte/ej, inte så man gör/gor, så gör/gor man inte, så beter man sig inte, inget sätt,
    är/ar inget sätt, inte klanderfritt, bedrövlig*/bedrovlig*, bedrövelse/bedrovelse, genuint uselt, katastrof*, katastrofalt, ren katastrof,
    undermålig*, orimlig*, helt orimligt, makalöst/makalost, makalös/makalos dålig, saknar motstycke, saknar like, utan like,
    aldrig [..3] varit med om, aldrig [..3] maken, aldrig sett [..2] maken, maken till, aldrig upplevt, aldrig i mitt liv, i hela mitt liv,
    respektlös*/respektlos*, respektlöst/respektlost, ovärdig*/ovardig*, ovärdigt/ovardigt, oanständig*/oanstandig*, nonchalan*,
    vi tolererar inte, tolerer*, kan inte tolerera, finns inga ursäkter/ursakter, strider mot all, mot sunt förnuft/fornuft, höjden/hojden av,
    droppen, toppen på isberget, bottennapp, lägsta/lagsta nivå, lägstanivå/lagstanivå, bottenlös*/bottenlos*,
    häpnadsväckande/hapnadsvackande, anmärkningsvärt/anmarkningsvart dålig*, bedrägligt/bedragligt, brott mot all, hör inte hemma,
    oerhört/oerhort, oerhört/oerhort dåligt, avskyvärd*/avskyvard*, vidrig*, för/for jävligt/javligt, för/for djävligt/djavligt,
    förjävligt/forjavligt, jävligt/javligt dåligt, inte ok någonstans, allvarlig brist, flagrant, vårdslös*/vårdslos*, slarvigt,
    oseriös*/oserios*, oseriöst/oseriost, oprofessionell*
joke_on_us: skämt/skamt, ett skämt/skamt, dåligt skämt/skamt, är/ar det ett skämt/skamt, är/ar detta ett skämt/skamt, skojar ni/du,
    skämtar/skamtar ni/du, driver ni/du med, driva med, driver med, drev med, gör/gor er lustig*, lustiga på [..3] bekostnad, cirkus,
    ren cirkus, vilken cirkus, fars, ren fars, lekstuga, lekskola, sandlåda, dagis, parodi, är/ar det dolda kameran, dolda kameran, dold kamera,
    aprilskämt/aprilskamt, första/forsta april, blåsta konceptet, är/ar ni [..3] seriösa/seriosa/allvar/allvarliga, är/ar det [..2] allvar,
    menar ni [..2] allvar, på fullaste allvar, på allvar, på riktigt, helt seriöst/seriost, är/ar ni inte kloka, är/ar ni kloka,
    tror ni [..3] dum/dumma/idiot/idioter/korkad/korkade/född/igår, tror ni jag/vi, hånar, hånfullt, hånskratt*, rena hånet, ett hån mot,
    man tar sig för/for pannan, tar mig för/for pannan, tar sig för/for, skrattretande, skratta åt, man får skratta, skratta eller gråta,
    kafka, kafkaartat, moment 22, monty python, yrkar ni på, ni måste skämta/skamta, måste vara ett skämt/skamt, skojar du, jo tjena,
    jo tack, pyttsan, kyss mig, yeah right, jo jag tackar, buskis, gyckel, clownshow, freakshow, teater, spektakel, jippo, kalkon
ridiculous: löjlig*/lojlig*, löjeväckande/lojevackande, fånig*, absurd*, befäng*/befang*, vansinn*, vanvett*, galet, galenskap, galenskaper,
    galen, sjukt dåligt, helt sjukt, så sjukt, helt sjuk*, patetisk*, idiotisk*, idioti, rena idiotin, urbota, urdum*, urbota dum*, korkat,
    korkad, korkade, dumheter, dumt, nonsens, trams*, larv*, struntprat, skitsnack, bisarr*, surrealist*, orimlig*, orimligt, ologisk*,
    vettlös*/vettlos*, ovettig*, inte riktigt klok*, inte kloka, saknar all logik, saknar all rimlighet, utan all rim, huvudlös*/huvudlos*,
    snurrig*, förryck*/forryck*, vrickat, knäpp*, helknäppt/helknappt, helgalet, heltokigt, tokigt, tokeri, heltokig, rubbat, obegriplig*,
    ofattbar*, ofattbart, otroligt att, helt otroligt, hjärndött/hjarndott, hjärnsläpp/hjarnslapp, mongo, cp, tragisk*, tragikomisk*, pinsam*,
    sorglig*
insult_person: idiot*, clown*, pajas*, amatör*/amator*, amatörmässig*/amatormassig*, klåpar*, fuskare, fuskverk, inkompeten*, odugling*,
    oduglig*, värdelös*/vardelos*, skojar*, skurk*, tjuv*, bandit*, rövar*, rövare/rovare, lögnar*/lognar*, lögnhals*/lognhals*, ljugare,
    bedragar*, svindlar*, parasit*, avskum, pack, as, svin, slöfock*/slofock*, latmask*, lata jävlar/javlar, lata, nollor, nolla, pucko*,
    puckon, mupp*, muppar, fån*, fårskall*, jubelidiot*, dumskall*, dumhuvud*, dummer*, korkskall*, hjärndöda/hjarndoda,
    hjärnlös*/hjarnlos*, trögfattad*/trogfattad*, blåbär/blåbar, cowboy*, cowboyfirma, cowboyfasoner, töntar/tontar, tönt*, losers, loser,
    nötter/notter, miffo*, puckad*, efterbliven, efterblivna, skithög*/skithog*, skithögar/skithogar, skitstövel*/skitstovel*,
    skitstövlar/skitstovlar, gangster*, banditer, lurendrej*, solochvår*, ligister, hycklar*, fega, fegis*, gnidna, giriga, girigbuk*, okunnig*,
    okunniga, ansvarslös*/ansvarslos*, hopplös*/hopplos*, hopplösa/hopplosa, nollkoll, ni kan ingenting, kan inte ett skit,
    går inte att lita på er, stolpskott, jönsar/jonsar, jöns*, gubbslem, tölp*, bondtölp*/bondtolp*, glin, snorung*, slynglar, ormar, gamar,
    blodsugare, nissar, rötägg/rotagg
bad_service: skit, skitföretag*/skitforetag*, skitservice, skitdålig*, skitgrej*, skräp/skrap, skrot, sämsta/samsta, sämst/samst,
    sämre/samre kan det inte, det sämsta/samsta, urusel*, urus*, usel*, usla, uselt, värdelös*/vardelos*, kass, kasst,
    kassa tjänst/tjanst/service/grejer, kasst bolag, bottenbetyg, botten, bottennivå, pissdålig*, piss, asdålig*, rövdålig*/rovdålig*,
    apdålig*, jättedålig*/jattedålig*, jättedåligt/jattedåligt, fruktansvärd*/fruktansvard*, fruktansvärt/fruktansvart dålig*, hemsk*,
    förfärlig*/forfarlig*, förskräcklig*/forskracklig*, gräslig*/graslig*, ruttet, rutten, ruttna, katastrof*, haveri, totalhaveri, fiasko,
    röra, en enda röra, soppa, vilken soppa, kaos, rena kaoset, totalt kaos, virrvarr, träsk/trask, skitröra/skitrora, cirkus,
    pinsamt dålig*, under isen, värsta/varsta företag*/foretag*, värsta/varsta jag, värsta/varsta service*, sopor, soptipp, sophög/sophog,
    sopig*, bedrövlig*/bedrovlig*, bedrövligt/bedrovligt, dålig service, dålig stil, dåligt skött/skott, dåligt bemötande/bemotande,
    dålig kundservice/kundtjänst/kundtjanst/support, svag service, erbarmlig*, eländig*/elandig*, elände/elande, miserabel*, miserabelt,
    hopplöst/hopplost, hopplöst/hopplost dåligt, fuskbygge, fuskjobb, slarv, slarvigt, slapphet, ren inkompetens, inkompetens, klantigt,
    klant*, klantar*, klanteri, skandal, lönlöst/lonlost, tragiskt dåligt, mardröm/mardrom, en mardröm/mardrom, ren mardröm/mardrom, u land,
    bananrepublik, skämskudde/skamskudde, dålig kvalitet, dåliga service, servicen är/ar noll, noll service, service noll, ingen service,
    obefintlig*
swear: fan, fy fan, faen, va fan, vad fan, vafan, för/for fan, förfan/forfan, förihelvete/forihelvete, fan ta er, hur fan, vad i helvete,
    helvete, helvetes, i helvete, åt helvete, för/for helvete, helvetet, jävla/javla, javla, jävlar/javlar, javlar, jävlig*/javlig*, javligt,
    jävel/javel, jävlarna/javlarna, jävulskt/javulskt, djävla/djavla, djävlar/djavlar, jäkla/jakla, jakla, jäklar/jaklar, jäklig*/jaklig*,
    jakligt, satan, satans, satan i gatan, fanken, fasen, sjutton också, tusan, skit, skiten, skit i, skiter, skita, skitprat, skitsnack,
    skitsak, piss, pissar på, kuk, kuken, fitta, hora, röv, röven/roven, rövhål/rovhål, arsle, arslet, kyss mig, dra åt, dra åt helvete,
    fuck*, fucking, wtf, shit, bullshit, omfg, ffs, herregud, herre gud, herrejävlar/herrejavlar, helsicke, förbannad*/forbannad*,
    förbaskad*/forbaskad*, förbaskat/forbaskat, förbannat/forbannat, fördömda/fordomda, dra dit pepparn, perkele, fy fabian, i hede,
    helskotta, skitdålig*, skitlång*, skittrött/skittrott
sarcasm: bravo, grattis, gratulerar, gratulationer, snyggt jobbat, bra jobbat, starkt jobbat, strålande, lysande, fantastiskt jobb, imponerande,
    så imponerande, applåder, applåd, slow clap, klapp klapp, guldstjärna/guldstjarna, medalj, tack för/for ingenting, tack för/for inget,
    tack för/for kaffet, tack så jävla/javla, tack för/for det då, stort tack för/for [..4] ingenting/inget,
    tack för/for att ni [..4] förstört/forstort/förstörde/forstorde/slösar/slosar/inte/aldrig/ignorerar, hatten av, chapeau, vilken service,
    vilken fantastisk, vilken succé, succé, härlig/harlig service, underbar service, underbart, toppen verkligen, så trevligt, trevligt, kul,
    jättekul/jattekul, jätteroligt/jatteroligt, skitkul, kanon, kanonbra, mycket bra jobbat, så bra då, så himla bra, såklart, naturligtvis,
    förstås/forstås, givetvis, självklart/sjalvklart, surprise, vilken överraskning/overraskning, överraskning/overraskning,
    vem hade kunnat, vem kunde ana, vem hade anat, som vanligt, trodde väl inte, geni, genier, genialisk*, genialt, proffs, proffsigt, proffsen,
    riktiga proffs, världsklass/varldsklass, i världsklass/varldsklass, ni är/ar bäst, heder åt, grymt jobbat, snyggt, sicken, wow vilken,
    årets kundservice, årets företag/foretag, priset för/for, tävlar/tavlar ni, tävlar/tavlar ni i, vinner ni pris, ska jag vara tacksam,
    ska man vara tacksam, hur svårt kan det vara, jag bugar, bugar och bockar, hurra, heja er, heja, kul för/for er, roligt för/for er,
    skönt/skont för/for er, hoppas ni [..5] kul/trevligt/semester/nöjda/nojda, sov gott, god natt, sov vidare, ha en skön semester,
    mycket effektivt, effektivt, smart, smart drag, blixtsnabbt, rekord, nytt rekord, rekordsnabbt, väl rutet, man tackar, tackar tackar,
    tackar ödmjukast/odmjukast, charmigt, charmant
cheated: lurad*, lurat, lura, lurar, lurade, lurendrej*, grundlurad*, blåst på, blåsta, blåst, blåser, blåste, blåsning, bedragen,
    bedragna, bedrägeri*/bedrageri*, bedräglig*/bedraglig*, bedrar, bedrägligt/bedragligt, skojeri, skojar företag/foretag, svindel,
    svindlad*, svindleri, rån, rånad*, rena rånet, dagsljusrån, rånar, stöld/stold, stulit, stjäl/stjal, stulen, stulna, stulet, stal,
    tjuveri, tjuvaktig*, ljuger, ljög, ljugit, ljuga, ljugande, lögn, lögner/logner, rena lögnen/lognen, ren lögn, lögnaktig*/lognaktig*,
    osanning*, osant, vilseled*, vilselett, missled*, förd bakom, förda/forda bakom, fört mig bakom, bakom ljuset,
    falsk marknadsföring/marknadsforing, falska löften/loften, falsk, scam, scammad, scammare, fejk, fejkat, dragit [..3] vid näsan/nasan,
    dra vid näsan/nasan, grundlurat, tagen för/for idiot, tagna för/for idioter, fuskar, fusk, fuskat, ockerpris*, ocker, skinnad*, skinnar,
    skinna, plundra*, plockar folk på, plocka pengar, roffa*, roffar, sno, snor, snott, snodd, snodde, snuvad*, snuvat, smiter, smitit,
    lurar folk, utnyttja*, utnyttjad*, pyramidspel, oärlig*/oarlig*, ohederlig*, oetiskt, fult spel, fula metoder, fulspel,
    skumraskaffär*/skumraskaffar*, skum firma, skumt företag/foretag, betala för/for ingenting, betalar för/for ingenting,
    betalar för/for något, betalar för/for luft, dolda avgifter, finstilta
contempt_for_us: bryr [..1] er inte/ej, bryr ni er, bryr sig inte, bryr sig ens, skiter i, ni skiter, ni struntar, struntar i, struntat i,
    skitit i, skita i, orkar ni inte, ids ni, gitter, ids inte, ingen bryr sig, bryr sig någon, läser/laser ni ens,
    läser/laser ni [..3] mejl/mail/mailen/mejlen, läser/laser någon, läser/laser ni inte, kan ni läsa, kan ni inte läsa,
    är/ar det någon [..3] hemma/där/vaken/levande/läser/laser, finns det någon [..3] vaken/levande/hemma/läser/laser/vettig/bryr, hallå,
    är/ar ni vakna, sover ni, sover ni på, har ni somnat, somnat, ligger ni och, vaknar ni, vakna, vakna någon gång, lever ni,
    vad gör/gor ni [..3] hela dagarna/egentligen, vad gör/gor ni egentligen, vad håller ni på med, vad sysslar ni med, vad har ni för/for,
    vad betalar [..2] för/for, vad betalar jag er, vad får jag [..3] pengarna, vem tror ni, vilka tror ni, hur vågar ni, hur kan ni ha mage,
    har mage att, mage att, hur svårt, hur svårt kan det vara, hur svårt ska det vara, är/ar det för/for mycket begärt/begart,
    för/for mycket begärt/begart, begär/begar jag för/for mycket, är/ar det så svårt, är/ar det verkligen så svårt,
    ska det vara så svårt, måste det vara så svårt, har ni ingen, har ni ens, förstår/forstår ni ens, fattar ni, fattar ni inte,
    begriper ni, kan ni ens, vet ni ens, vet ni inte, vet inte handen, vet inte vad ni, har ni överhuvudtaget/overhuvudtaget, någon som jobbar,
    jobbar det någon, vem anställer/anstaller, vem har utbildat, har ni utbildning, gör/gor ert jobb, gör/gor erat jobb, gör/gor jobbet,
    sköt ert jobb, kan inte ert jobb, kan inte ens, klarar inte ens, klarar ni inte ens, ni klarar inte, nollkoll, noll koll, ingen koll,
    noll respekt, rullar tummarna, rulla tummarna, fikar, fika, dricker kaffe, kafferast, kaffepaus, ni är/ar bara ute efter,
    bara ute efter pengar, sko er, skor er, tjänar/tjanar pengar på, mjölka*/mjolka*, kassakor, ta betalt kan ni, kan ni ta betalt,
    ta betalt går bra, pengarna tar ni, pengarna kan ni, säger/sager ni på fullt
furious: rasande, ursinnig*, förbannad/forbannad, förbannade/forbannade, forbannad, skitförbannad/skitforbannad,
    jätteförbannad/jatteforbannad, arg, arga, argt, jättearg/jattearg, skitarg, svinarg, asarg, så arg, ilsk*, ilska, ilsken, ilskna, vred,
    vrede, vredgad, upprörd/upprord, upprörda/upprorda, upprör*/uppror*, så upprörd/upprord, djupt upprörd/upprord,
    oerhört/oerhort upprörd/upprord, jätteupprörd/jatteupprord, förgrymmad/forgrymmad, förbittrad/forbittrad, bitter, uppretad,
    rosenrasande, topp tunnor rasande, kokar, kokar av, jag kokar, det kokar, blodet kokar, exploder*, skriker, skrika, vill skrika,
    skrek rakt ut, spottar, ser rött, avskyr, avsky, hatar, hat, hatar er, äcklad/acklad, äcklig*/acklig*, äcklar/acklar, vämjes/vamjes,
    vämjelse/vamjelse, förfärad/forfarad, chockad, chockerad, chockerande, bestört/bestort, bestörta/bestorta, förbluffad/forbluffad,
    indignerad, går i taket, gick i taket, går upp i limningen, flyger i taket, flyga i taket, blir galen, blir vansinnig, vansinnig på,
    blir tokig, blir så arg, blir förbannad/forbannad, blir skogstokig, skogstokig, tappar det, tappar fattningen, bryter ihop,
    hoppar jämfota/jamfota, eldfängd/eldfangd, galen på er, har stor lust att, lust att slå, slå sönder/sonder, kasta ut genom,
    slänga/slanga i väggen/vaggen, slänga/slanga den i, kasta den i, dra åt, tuggar fradga, stampar, sparka någon, ögonen/ogonen svartnar,
    ger mig fan, fy för/for er, fy på er
shame_on_you: skäms/skams, skäms/skams på, skäms/skams ni, skäms/skams på er, skamset, ni borde skämmas/skammas, borde skämmas/skammas,
    bör skämmas/skammas, ni ska skämmas/skammas, ska skämmas/skammas, skam, skam på, skam åt, skamligt, skamlöst/skamlost,
    skamlös*/skamlos*, har ni ingen skam, ingen skam i kroppen, ingen heder, heder i kroppen, vett, ingen vett, vett och etikett, fräck*,
    fräckhet/frackhet, fräckheten/frackheten, vilken fräckhet/frackhet, så fräckt/frackt, oförskämd*/oforskamd*, oförskämt/oforskamt,
    hutlös*/hutlos*, oförsynt*/oforsynt*, ohyfsad*, förolämpning/forolampning, förolämpa*/forolampa*, förolämpande/forolampande,
    ett slag i ansiktet, slag i ansiktet, örfil/orfil, käftsmäll/kaftsmall, spott i ansiktet, spotta*, spottar [..3] ansiktet, mage att,
    ha mage, magen att, fy skäms/skams, fy, fy vad, fy er, gå och skäms/skams, dra något gammalt över, hederlös*/hederlos*, samvete,
    ingen samvete, dåligt samvete, hur sover ni, hur kan ni sova, hur kan ni se er, se er själva/sjalva i spegeln, går ni och lägger/lagger,
    utan skam, vanheder, övertramp/overtramp, magstark*, magstarkt, stötande/stotande, kränkande/krankande, häda, drygt, arrogans, arrogant
frustrated: frustrer*, frustration, irriter*, irriterande, irriterad*, irritation, enerver*, påfrestande, slitsamt, jobbigt,
    jättejobbigt/jattejobbigt, tröttsam*/trottsam*, tröttsamt/trottsamt, tjatigt, uppgiven, uppgivna, uppgivenhet, förtvivl*/fortvivl*,
    hopplöst/hopplost, hopplös/hopplos situation, störande/storande, retar, retar mig, retfullt, går mig på nerverna, på nerverna, nerverna,
    sliter mitt hår, slita mitt hår, river mitt hår, riva sitt hår, slita håret, blir galen, blir tokig, gör/gor mig galen, galen av,
    driver mig till vansinne, till vansinne, vansinne, suck, djup suck, sucka*, stånga*, stångar, huvudet i väggen/vaggen,
    pannan i väggen/vaggen, prata med en vägg, pratar med en vägg, som att prata, tala för/for döva, tala till en vägg, döva öron,
    krångel, krångla*, krångligt, strul*, strulet, strular, struligt, trassel, trassla*, mecka, bökig*, tidskrävande/tidskravande,
    sjukt jobbigt, olidlig*, outhärdlig*/outhardlig*, urjobbigt, oändlig*/oandlig*, evigt, eviga, evighet*, evinnerlig*, ältat/altat,
    ältande/altande, tjata, tjatar, tjatat, jaga, jagar, jagat, jaga er, jaga svar, blir knäpp/knapp, suckar
disappointed: besviken, besvikna, besviket, besvikelse*, djupt besviken, så besviken, jättebesviken/jattebesviken, otroligt besviken, ledsen,
    ledsna, ledsamt, tråkig*, tråkigt, så tråkigt, riktigt tråkigt, missnöjd*/missnojd*, missnöje/missnoje, missbelåten, mindre nöjd,
    inte [..3] nöjd/nöjda/nojda/imponerad/imponerade/belåten/förtjust/fortjust/glad/glada, inte så nöjd, långt ifrån nöjd,
    allt annat än/an nöjd, sådär/sådar nöjd, förvänta*/forvanta* [..2] mer/bättre/battre, förväntat/forvantat [..3] mer/bättre/battre,
    hade förväntat/forvantat, väntat/vantat mig mer, väntat/vantat mig bättre/battre, trodde bättre/battre om, trott bättre/battre,
    trodde mer om, hade hoppats, sviken, svikna, svek, sviker, svikit, sviket, synd, så synd, synd att, förvån*/forvån* över,
    bestört/bestort, under förväntan/forvantan, lever inte upp, levde inte upp, motsvarar inte, motsvarade inte,
    inte vad jag [..3] förvänta*/forvanta*/tänkt/väntat/vantat, svidande, snopen, snopet, snopna, bittert, bitter eftersmak, dålig smak,
    beklämd/beklamd, beklaglig*, beklagligt, sorgligt, deppig*, nedslående, en besvikelse, stor besvikelse, höll inte måttet,
    håller inte måttet, lämnar/lamnar [..2] att önska/onska, en del övrigt/ovrigt att önska/onska, övrigt/ovrigt att önska/onska,
    inte vad man förväntar/forvantar, fallerar, sämre/samre än/an
waste: # timmar av, slöseri/sloseri, slöseri/sloseri med, slösa*, slösat/slosat, slösar/slosar, bortkastad*, bortkastat, kastat bort,
    kasta bort, kastade bort, i sjön, pengarna i sjön, kastade i sjön, i onödan/onodan, onödig*/onodig*, förgäves/forgaves,
    helt förgäves/forgaves, utan resultat, till ingen nytta, ingen nytta, meningslös*/meningslos*, lönlöst/lonlost,
    resultatlöst/resultatlost, poänglöst/poanglost, helt meningslöst/meningslost, fruktlöst/fruktlost, spilld*, spillt, spiller, spilla,
    spill av tid, tid och pengar, min tid, vår tid, dyrbar tid, värdefull/vardefull tid, arbetstid, halva dagen, hela dagen,
    hela förmiddagen/formiddagen, hela eftermiddagen, en hel dag, en hel helg, timmar på, lagt ner timmar, lagt timmar, lagt # timmar,
    rakt i papperskorgen, åt fanders, till spillo, gått till spillo, gick till spillo, bort i onödan/onodan, åkt i onödan/onodan,
    körde/korde i onödan/onodan, resa i onödan/onodan, tog ledigt, tagit ledigt, ledig från jobbet, fri från jobbet, semesterdag,
    satt hemma och väntade/vantade, suttit hemma, väntat/vantat hemma, stannade hemma
excuses: ursäkt/ursakt, ursäkter/ursakter, bortförklar*/bortforklar*, bortförklaring*/bortforklaring*, undanflykt*, svepskäl/svepskal, snack,
    bara snack, tomt prat, tomma ord, tomma löften/loften, tomt snack, floskl*, flum*, flummigt, floskelsvar, standardsvar*, autosvar*,
    automatsvar*, autosvaret, automatiskt svar, mallsvar*, färdigskriv*/fardigskriv*, copy paste, copypaste, klipp och klistra, inklistrat,
    robotsvar, robot, chattbot, chatbot, bot, bla bla, bla bla bla, skitsnack, svammel, skyller på, skyll, skylla*, skyllde, skylt, bollas,
    bollar, bollad, bollats, bollade, bollat, bollar mig, bollas mellan, hänvisar/hanvisar [..4] till/vidare/varandra, hänvisas/hanvisas,
    hänvisad/hanvisad, hänvisades/hanvisades, hänvisat/hanvisat, skickas runt, skickas hit och dit, skickad runt, runt runt, går i cirklar,
    i cirklar, rundgång, runtbollad, kastas mellan, slussas, slussad, slussats, slussar, slussades, kopplas runt, kopplad vidare,
    kopplad fram och tillbaka, fram och tillbaka, hit och dit, viftar bort, viftas bort, viftade bort, avfärda*/avfarda*, avfärdad/avfardad,
    avspisad*, avspisas, avspisa*, avfärdas/avfardas, avsnoppad, fösas/fosas, putta*, tvår sina händer/hander, tvår händerna/handerna,
    tvår era händer/hander, skjuter ifrån, skjuta ifrån, inte vårt ansvar, inte vårt fel, inte vårt bord, ligger inte på oss,
    ingen tar ansvar, ingen vill ta ansvar, tar inget ansvar, tar ert ansvar, fria er, slingra*, slingrar, mörka/morka, mörkar/morkar,
    mörkat/morkat, sopa under mattan, under mattan, maskar, masar, förhala*/forhala*, förhalar/forhalar, drar ut på, dra ut på tiden,
    hålla mig på halster, på halster, håller [..2] undan, vi tittar på det, tittar på det, vi jobbar på det, jobbar på det,
    hög belastning, hög arbetsbelastning, ovanligt många samtal, ovanligt hög
treated_badly: behandla* [..4] som/illa/dåligt/nedlåtande/respektlöst/respektlost/sämre/samre, blev behandlad, bli behandlad,
    blivit behandlad, som skit, som luft, som en idiot, som idioter, som ett barn, som en brottsling, som kriminell*, som boskap,
    som andra klassens, otrevlig*, otrevligt bemötande/bemotande, oartig*, ohövlig*/ohovlig*, oförskämd*/oforskamd*, ohyfsad*, otrevlighet*,
    snäsig*/snasig*, snäst/snast, snäste/snaste, snäser/snaser, snäs, dryg*, drygt, arrogan*, nedlåtande, nonchalant*, nonchaler*,
    nonchalan*, spydig*, spydighet, skrek åt, skrek på, skrek till, skriker åt, gapade, gormade, höjde/hojde rösten, la på [..3] luren/mig,
    lade på, slängde/slangde på, slängt/slangt på, slänger/slanger på, lagt på luren, la på luren, la bara på, kastade på luren,
    la på, bruten linje, skrattade åt, skrattade mig, skrattar åt, fnös*, fnissade, hånlog, hånflin*, flinade, suckade, himlade, himlar,
    himlade med ögonen/ogonen, ryckte på axlarna, rycker på axlarna, mobb*, trakasser*, kränk*, kränkt/krankt, diskrimin*, rasist*, sexist*,
    hotfull*, hotade, hotad, hot, förödmjuk*/forodmjuk*, förnedra*/fornedra*, förnedrande/fornedrande, idiotförklara*/idiotforklara*,
    idiotförklarad/idiotforklarad, tilltal*, tonen, ton, otrevlig ton, i den tonen, bemötande/bemotande, bemötandet/bemotandet, bemött/bemott,
    bemöttes/bemottes, bryskt, brysk, kort i tonen, avbröt/avbrot mig, avbryter, lyssnar inte, lyssnade inte, ville inte lyssna, lät mig inte,
    pratade över huvudet, över huvudet, fientlig*, aggressiv*, kallade mig, kallad för/for, skällde/skallde, skäller/skaller,
    utskälld/utskalld, skälld/skalld, läxade/laxade upp, föraktfull*/foraktfull*, förakt/forakt, misstänkliggör*/misstankliggor*,
    misstrodd, anklaga*, ingen respekt, brist på respekt, respektlös*/respektlos*, respektlöst/respektlost, muttrade, morrade, fräste/fraste,
    fräser/fraser, fräste/fraste åt, vägrade/vagrade hjälpa/hjalpa, vägrar/vagrar hjälpa/hjalpa, jag ska inte behöva/behova, tafsa*,
    knuffa*, slog
never_again_with_you: aldrig mer, aldrig mera, aldrig igen, aldrig någonsin, aldrig någonsin igen, aldrig i livet, inte en krona till,
    inte ett öre/ore till, inte ett öre/ore mer, inte en spänn/spann, sista gången jag/vi, sista gången, var sista gången,
    sista köpet/kopet, sista beställning*/bestallning*, handlar aldrig, köper/koper aldrig, beställer/bestaller aldrig, flyger aldrig,
    anlitar aldrig, åker aldrig, bokar aldrig, använder/anvander aldrig, sätter/satter aldrig min fot, sätter/satter inte min fot,
    kommer aldrig [..3] handla/köpa/beställa/bestalla/anlita/boka/använda/anvanda/flyga/åka/rekommendera/tillbaka,
    kommer inte [..3] handla/köpa/beställa/bestalla/anlita/boka/tillbaka, inte [..2] handla hos er, ni har förlorat/forlorat [..3] kund,
    förlorat/forlorat en kund, förlorat/forlorat mig, förlorat/forlorat oss, förlorar/forlorar en kund, tappat en kund, tappat mig som kund,
    en kund mindre, en kund fattigare, har ni sett mig, inte se mig igen, ser ni mig aldrig, ni ser mig inte, sett röken/roken av,
    slut för/for min del, för/for min del är/ar det slut, bojkott*, ratar, jag vill aldrig, vill aldrig mer, vill inte ha med er,
    ha med er att göra, inte ha mer med er, slutar [..2] hos er, tänker aldrig, tackar för/for mig, tack och hej, hej då, hejdå, adjö,
    aldrig hos er igen, vänder/vander er ryggen
# -- worry
worried: orolig*, oroliga, orolig över, oroar, oroad, oroade, oroande, oro, min oro, oron, oroväckande/orovackande, oroar mig,
    känner/kanner oro, jätteorolig/jatteorolig, lite orolig, nervös*/nervos*, nervösa/nervosa, ängslig*/angslig*, ängslan/angslan,
    ängslas/angslas, bekymra*, bekymrad, bekymrar, bekymmer, bekymmersam*, ångest, får ångest, ångestfylld*, olustig*, obehaglig*, obehag,
    olust, otrygg*, otrygghet, osäker/osaker på om, känner/kanner mig osäker/osaker, känns/kanns otryggt, känns/kanns inte tryggt,
    känns/kanns inte bra, känns/kanns inte säkert/sakert, känns/kanns läskigt/laskigt, känns/kanns konstigt, oroas, stressad, stressade,
    stress, stressar mig, stressande, jag undrar oroligt, grubbla*, grubblar, funderar mycket på, går och tänker på, tänker på det hela,
    ligger och tänker, magont, ont i magen, klump i magen, klump i halsen, knut i magen, magknip, fjärilar/fjarilar i magen, på nålar,
    sitter på nålar, på helspänn/helspann, helspänn/helspann, fundersam, gnager, gnagande, kan inte släppa/slappa, snurrar i huvudet,
    malande, maler, i valet och kvalet, inte lugn, inte så lugn, blir inte lugn, hjärtat/hjartat i halsgropen, halsgropen, svettas, kallsvettas,
    illa till mods, besvärad/besvarad, bävar/bavar, oro för/for, uppjagad, uppskakad, skakad, spänd/spand, tror att jag gjort fel,
    hoppas verkligen
afraid: rädd, rädda/radda, rädsla/radsla, är/ar rädd, så rädd, jätterädd/jatteradd, livrädd*/livradd*, livrädda/livradda,
    rädd för/for att, rädd att, rädda/radda att, räds, fruktar, fruktan, skraj, skräck*/skrack*, skräckslagen/skrackslagen,
    skrämmande/skrammande, skräm*, skrämd/skramd, skrämmer/skrammer, vettskrämd/vettskramd, läskig*/laskig*, läskigt/laskigt, otäck*,
    kuslig*, panik*, panik, gripen av panik, får panik, fick panik, paniken, panikslagen, full panik, darrar, darra*, darrade, skakar, skakis,
    händerna/handerna skakar, förfärad/forfarad, förskräck*/forskrack*, förskräckt/forskrackt, skrämde/skramde, skrämt/skramt,
    skrämda/skramda, vågar inte, vågar jag inte, vågar knappt, vågade inte, törs inte, törs jag, vågar jag, vågar man, tör inte,
    hemsk känsla/kansla, ångest, bävar/bavar för/for, fasar, fasar för/for, fasansfull*, skräckinjag*/skrackinjag*, hisnar, kallar kårar,
    paralyserad av, ryser, chock, i chock, chockad, alarmerande, rädd om, hotad, känner/kanner mig hotad
sleepless: kan inte sova, kan inte somna, inte sovit, har inte sovit, sover inte, sover knappt, sover dåligt, sovit dåligt, kunde inte sova,
    sömnlös*/somnlos*, sömnlösa/somnlosa, ligger vaken, låg vaken, legat vaken, vaken hela natten, vaken om nätterna/natterna,
    vakna* på natten, vaknar mitt i natten, nätterna/natterna, ingen sömn, inte en blund, fick inte en blund, mardröm*/mardrom*,
    mardrömmar/mardrommar, gråter, gråtit, grät, gråt, gråten, gråtfärdig/gråtfardig, gråtande, tårar, tårarna, i tårar, lipar,
    lipade, böla*, storgrät/storgrat, förtvivlad/fortvivlad, förtvivlade/fortvivlade, förtvivlan/fortvivlan, desperat*, desperata, uppriven,
    utom mig, utom sig, hjälplös*/hjalplos*, hjälplösa/hjalplosa, vanmakt, maktlös*/maktlos*, maktlösa/maktlosa, vet varken ut eller in,
    varken ut eller in, ingen råd, ingen aning vad jag ska, bryter ihop, brutit ihop, bröt ihop, sammanbrott, nervsammanbrott,
    på gränsen/gransen, gränsen/gransen till, mår [..3] dåligt/illa/skit/psykiskt, mår illa, mår dåligt av, illamående, ont i magen,
    magen, magkatarr, hjärtklappning/hjartklappning, andnöd/andnod, kan inte äta, äter inte, snälla/snalla hjälp/hjalp,
    snälla/snalla snälla/snalla, hjälp/hjalp mig, hjälp/hjalp mig snälla/snalla, hjälp/hjalp, sos, orkar inte leva, går under,
    vet inte vad jag ska ta mig till, ta mig till, vi vet inte vart vi ska, sjuk av oro, utmattad, ligger sömnlös/somnlos
what_if: vad händer/hander om, vad händer/hander nu, vad händer/hander med, vad händer/hander då, vad händer/hander [..4] om,
    vad händer/hander annars, vad blir det av, vad ska hända/handa, vad gör/gor jag nu, vad gör/gor vi nu, vad gör/gor man nu,
    vad ska jag göra, vad ska vi göra, vad gör/gor jag om, vad gör/gor vi om, vad gör/gor jag, tänk om, men om, vet inte vad [..2] ska,
    vet inte hur [..2] ska, hur ska jag [..4] kunna/hinna/klara/få, hur ska vi [..4] kunna/hinna/klara/få, hur går det med, hur blir det med,
    hur blir det nu, hur gör/gor jag nu, hur går det då, är/ar allt borta, är/ar allt förlorat/forlorat, är/ar allting borta,
    är/ar de borta, är/ar det borta, är/ar den borta, är/ar det försent/forsent, är/ar det för/for sent, för/for sent,
    har jag förlorat/forlorat, förlorar/forlorar jag, förlorar/forlorar vi, kan jag förlora/forlora, riskerar jag, riskerar vi, risk att,
    risken att, risken är/ar, finns det risk, finns risk, kan jag bli av med, blir jag av med, bli av med, blir av med,
    kan någon [..4] komma/se/ta/läsa/använda/anvanda, kan de [..3] ta/komma/se, kan det vara farligt, är/ar det farligt, är/ar vi i fara,
    är/ar det säkert/sakert att, är/ar det säkert/sakert, är/ar pengarna, är/ar mina pengar, är/ar mina uppgifter, är/ar mina bilder,
    hinner det, hinner den, hinner ni, hinner jag, hinner vi, hinner inte, kommer det att [..3] hinna/komma/fungera/gå, kommer jag [..3] få,
    får jag [..4] tillbaka, kommer jag någonsin, säg att, säg att det, snälla/snalla säg, snälla/snalla säg att, lova att, lova mig,
    hoppas att inget, hoppas att inte, hoppas bara, jag ber till gud, tänk om det, vart ska jag, vart vänder/vander jag mig, vem kan,
    vem hjälper/hjalper, vart tog, står vi utan, står jag utan, utan tak, blir jag utan, har jag gjort något fel, kan jag lita på,
    vet inte vart, vart vi ska, vart jag ska, om vi måste, måste vi ut, vågar knappt, vågar jag, kan väl någon, kan någon se,
    kan någon annan, om någon kan, tänk om någon, vem kan se, vem ser, hur ska det gå, hur ska det här gå, kommer vi hinna,
    kommer vi att hinna, vad innebär/innebar det, vad betyder det för/for
reassure_me: lugna mig, lugna oss, lugnande besked, lugnande svar, ett lugnande, behöver/behover veta, måste få veta, vill bara veta,
    skulle behöva/behova veta, få veta, få besked, ge besked, ge mig besked, ett besked, besked om, lämna/lamna besked, besked snarast,
    besked idag, kan ni bekräfta/bekrafta, bekräfta/bekrafta att, vänligen/vanligen bekräfta/bekrafta, snälla/snalla bekräfta/bekrafta,
    kan ni garantera, kan ni försäkra/forsakra, försäkra/forsakra mig, försäkra/forsakra oss, intyga, kan ni lova, kan ni säga,
    kan ni säga något, ingen säger/sager något, ingen berättar/berattar, ingen talar om, får inget besked, fått inga besked, inga besked,
    inget besked, utan besked, hålls ovetande, ovetande, ovisshet*, ovissheten, ovisst, i ovisshet, hänger/hanger i luften,
    hänga/hanga i luften, svävar/svavar, sväva/svava i, ensam med, lämnad/lamnad ensam, lämnade/lamnade ensamma, helt ensam,
    känner/kanner mig ensam, känner/kanner mig övergiven/overgiven, övergiven/overgiven, övergivna/overgivna, står ensam,
    lämnad/lamnad åt, åt vårt öde, åt mitt öde, sinnesro, sinnesfrid, trygg, känna/kanna mig trygg, trygghet, lugn i själen/sjalen,
    kunna sova, sova lugnt, sova gott, kunna andas ut, andas ut, hör av er så jag vet, snälla/snalla hör av, snälla/snalla hör av er,
    snälla/snalla svara, snälla/snalla ring, snälla/snalla återkom, säg något, hör av er snälla/snalla, bara ett ord, någon som vet,
    i mörkret/morkret, hänger/hanger på
# -- harm
work_stopped: kan inte [..3] arbeta/jobba/producera/sälja/salja/leverera/fakturera/öppna/oppna/ta,
    kan inte [..3] betjäna/betjana/köra/boka/packa/skicka/undervisa/behandla/trycka/spela/expediera,
    kunde inte [..3] arbeta/jobba/producera/sälja/salja/leverera/fakturera/öppna/oppna/ta/betjäna/betjana, kan varken,
    ingen kan [..3] arbeta/jobba/logga/göra/ringa/betala/köpa, kan ingen [..2] arbeta/jobba/logga/göra, står [..3] still/stilla,
    stå [..2] still/stilla, stod [..3] still/stilla, stått [..3] still/stilla, stillestånd*, stillaståend*, står/stod/stått stilla,
    linan/produktionen/maskinen/maskinerna/bandet/pressen/fabriken/verksamheten [..3] står/stod/stått/stoppad/stoppat/stannat/nere,
    arbetet/bygget/kassan/kassorna/lagret/köket/koket/driften/robotarna [..3] står/stod/stått/stoppad/stoppat/stannat/nere, produktionsstopp*,
    driftstopp*, totalstopp, stopp i, stannat, stannat av, har stannat, tvärstopp/tvarstopp, tvärstannat/tvarstannat, lamslag*, lamslagit,
    lamslår, förlam*/forlam*, paralyser*, rullar tummarna, sitter [..3] händerna/handerna/sysslolös*/sysslolos*/väntar/vantar,
    sitter här och, sysslolös*/sysslolos*, overksam*, utan att kunna, skicka hem, skickat hem, skickade hem, fått skicka hem, skicka hem folk,
    fått gå hem, går hem, åka hem, stäng* [..2] butiken/kliniken/mottagningen/restaurangen/verksamheten/dörrarna/dorrarna,
    fått stänga/stanga, fick stänga/stanga, måste stänga/stanga, tvingas stänga/stanga, tvingats stänga/stanga, hålla stängt/stangt,
    håller stängt/stangt, har stängt/stangt, låsa dörrarna/dorrarna, ingenting rör sig, inget rör sig, inget går ut, inget lämnar/lamnar,
    kommer inte vidare, kommer ingen vart, kommer ingenstans, sitter fast, sitter vi fast, blocker*, blockerad*, för/for hand,
    skriver för/for hand, papper och penna, penna och papper, på papper, manuellt, ställa/stalla in, ställt/stallt in, ställs/stalls in,
    inställd*/installd*, inställt/installt, får ställa/stalla in, fick ställa/stalla in, avboka alla, avbokat alla, kö/ko ut, köer,
    kön ringlar, kö/ko ut genom, hindrar, hindrar oss, förhindrad*/forhindrad*, kan inte bedriva, kan inte hålla, knappar in för/for hand,
    knappar in order, skriver lappar, på lappar, räkna/rakna för/for hand, handskriva, har stannat helt, stannat helt, ställer/staller in,
    ställde/stallde in, låg nere, legat nere, ligger nere, väntar/vantar på reservdel*, väntar/vantar på del*, får inte ut, kommer inte ut,
    inget kommer ut, kan inte skörda/skorda, kan inte tröska/troska, kan inte mjölka/mjolka, kan inte operera, kan inte ta emot, tar inte emot,
    stängt/stangt för/for dagen, stänger/stanger för/for dagen
money_lost: förlora*/forlora* [..4] pengar/kronor/kr/intäkter/intakter/inkomst/omsättning/omsattning/försäljning/forsaljning,
    förlora*/forlora* [..4] tusen/order/affären/affaren/affärer/affarer/uppdrag/uppdraget/kontrakt/kontraktet,
    tappa* [..4] pengar/kronor/kr/intäkter/intakter/omsättning/omsattning/försäljning,
    tappa* [..4] forsaljning/tusen/order/affär/affar/affärer/affarer/uppdrag/kontrakt, kostar oss, kostar mig,
    kostar [..2] # kronor/kr/tusen/tkr/000, kostat oss, kostat mig, kostade oss, kostade mig, går miste om, gått miste om, gick miste om,
    miste om, utebliv*, utebliven*, inkomstbortfall, intäktsbortfall/intaktsbortfall, produktionsbortfall, bortfall, förlust/forlust,
    förluster/forluster, förlusten/forlusten, förlorad/forlorad inkomst, förlorad/forlorad försäljning/forsaljning,
    förlorade/forlorade intäkter/intakter, förlorad/forlorad arbetstid, förlorad/forlorad arbetsförtjänst/arbetsfortjanst,
    förlorad/forlorad dagskassa, dagskassa*, omsättning*/omsattning*, omsättningen/omsattningen, intäkt*/intakt*, vite, vitet, viten,
    vitesbelopp, vite per, förseningsvite/forseningsvite, böter/boter, bötesbelopp/botesbelopp, dröjsmålsränta/drojsmålsranta, skadestånd,
    merkostnad*, extrakostnad*, kostnader, per timme, i timmen, kronor om dagen, kr per dag, varje timme kostar, varje dag kostar, varje timme,
    varje minut, tusentals kronor, tiotusentals, hundratusen*, miljon*, tusenlapp*, ur egen ficka, egen ficka, ligger ute med, ligga ute med,
    kassera*, kasserat, kasserades, slänga/slanga varor, slängt/slangt varor, fått slänga/slanga, får slänga/slanga, varor för/for,
    för/for # kr/kronor/tusen, till ett värde/varde av, konkurs*, konkursen, går i konkurs, på ruinens brant, ruiner*, ruinerad, gå omkull,
    omkull, lägga/lagga ner, slå igen, obestånd, likvid*, likviditet,
    kan inte betala [..2] löner/loner/hyran/räkningar/rakningar/leverantörer/leverantorer, blöder/bloder pengar, blöder/bloder,
    ekonomisk skada, ekonomisk förlust/forlust, ekonomiskt, ekonomisk katastrof, stora summor, försäljning*/forsaljning*,
    tappade försäljning/forsaljning, förlorade/forlorade, faktureringen, utan inkomst, ingen inkomst, rakt ner i diket, ner i diket, i diket,
    pengar rakt, rinner pengar, pengar rinner, bortfallet, kassaflöde*/kassaflode*, kassaflödet/kassaflodet, sena betalningar, obetalda,
    skörd*, skörden/skorden, gror, ruttnar, stryk, har tagit stryk, gått back, går back, minus, uteblivna intäkter/intakter,
    får betala vite, betala vite, per dygn, om dygnet, varje timme vi, varje dag vi, varje dag i, varje dag är/ar
customers_lost: @kund [..4] lämnar/lamnar/lämnat/lamnat/lämnade/lamnade/går/gått,
    @kund [..4] gick/avbokar/avbokat/klagar/klagat/försvinner/forsvinner/försvann/forsvann,
    @kund [..4] avbryter/avbröt/avbrot/vänder/vander/vände/vande/arga/rasar/ringer/köar/säger/sager/sagt/hoppar/hoppat/väntar/vantar,
    förlora*/forlora* [..4] @kund, tappa* [..4] @kund, skrämmer/skrammer bort, skrämt/skramt bort, kunderna flyr, kunder flyr, kunder som,
    kunderna som, avvisa*, avvisat, avvisa kunder, vända/vanda i dörren/dorren, vänder/vander i dörren/dorren, vände/vande i dörren/dorren,
    gå tomhänta/tomhanta, tomhänta/tomhanta, skicka hem [..2] @kund, säga nej till, sagt nej till, säga upp sig, kö/ko ut på gatan,
    kön ringlar, full lokal, tackat nej, dragit sig ur, avbeställ*/avbestall* hos oss, avbokningar, avhopp, hoppar av, tappat ordern,
    förlorat/forlorat ordern, ordern gick, kunden gick, affären/affaren gick, affären/affaren sprack, förlorade/forlorade upphandlingen,
    upphandlingen, anbudet, går till konkurrenten, gått till konkurrenten, våra kunder kan inte, våra kunder får, kunder hör av sig,
    arga kunder, irriterade kunder, upprörda/upprorda kunder, storkund, största/storsta kund, vår största/storsta, viktigaste kund,
    viktig kund
payroll: lön, lon, löner/loner, loner, lönen/lonen, lönerna/lonerna, löneutbetalning*/loneutbetalning*, lönekörning*/lonekorning*,
    lonekorning*, lönefil*/lonefil*, lönesystem*/lonesystem*, lönebesked*/lonebesked*, lönespec*/lonespec*, löneunderlag/loneunderlag,
    lönedag/lonedag, löneavdelning*/loneavdelning*, lönekontor*/lonekontor*, betala ut löner/loner, betala lön, få ut lönen/lonen,
    utan lön, utan sin lön, lönerna/lonerna ska ut, på den 25, den 25e, utbetalning av lön, timlön*/timlon*, semesterlön/semesterlon
launch: lansera*, lansering*, lanseringen, premiär*/premiar*, premiar*, premiären/premiaren, nypremiär/nypremiar, invigning*, inviga,
    öppning*/oppning*, öppningsdag/oppningsdag, nyöppn*/nyoppn*, nyöppning/nyoppning, öppnar/oppnar [..2] butik/restaurang/på/imorgon/nya,
    produktionssättning*/produktionssattning*, produktionssätta/produktionssatta, driftsättning*/driftsattning*, driftsätta/driftsatta,
    går live, gå live, go live, golive, skarp drift, i skarpt läge, skarpt läge, släpp/slapp, släpper/slapper, produktsläpp/produktslapp,
    släppet/slappet, kampanj*, kampanjen, kampanjstart, rea, rean, reastart, black friday, julhandel*, mellandag*, säsongsstart/sasongsstart,
    kick off, utrullning*, rulla ut, start av, biljettsläpp/biljettslapp, nylansering, produktlansering, vernissage, mässan/massan, releas*,
    festivalen, öppnar/oppnar dörrarna/dorrarna
many_people_idle: # [..2] pers/personer, @antal @folk, @antal [..1] @folk, ett tjugotal, ett tiotal, ett trettiotal, ett hundratal, dussintals,
    hundratals,
    hela [..2] laget/teamet/personalen/avdelningen/kontoret/företaget/foretaget/bolaget/skiftet/skolan/sjukhuset/huset/byggnaden/orten,
    hela [..2] kommunen/byn/familjen/föreningen/foreningen/personalstyrkan/arbetslaget,
    hela [..2] gänget/ganget/kundtjänsten/kundtjansten/verkstaden/klassen/trappuppgången/området,
    alla på [..2] jobbet/kontoret/avdelningen/företaget/foretaget/skolan, alla anställda/anstallda, alla medarbetare, alla våra, alla här,
    alla hos oss, all personal, all vår personal, samtliga anställda/anstallda, samtliga medarbetare, samtliga butiker, samtliga,
    ingen hos oss kan, ingen här kan, ingen på [..2] kontoret/jobbet/företaget/foretaget/avdelningen/skolan, ingen av oss, ingen av våra,
    hos oss alla, alla butiker, alla kontor, alla filialer, alla kassor, alla användare/anvandare, alla enheter, varenda butik, varenda kassa,
    vartenda, personalen sitter, personalen står, personalen väntar/vantar, folk sitter, folk står, människor/manniskor väntar/vantar,
    väntrummet/vantrummet fullt, fullt väntrum/vantrum, hela styrkan, montörerna/montorerna står, gubbarna står
everything_down: allt ligger nere, allt är/ar nere, allting ligger nere, allt nere, allt står, allt står still, allt har stannat, allt dött,
    allt är/ar dött, helt dött, stendött/stendott, stendöd/stendod, totalt dött, helt nere, totalt nere, ligger helt nere,
    ligger nere [..2] helt, ingenting fungerar, inget fungerar, ingenting funkar, inget funkar, inget går, ingenting går,
    ingenting alls fungerar, funkar ingenting, fungerar ingenting, hela systemet, hela plattformen, hela verksamheten, hela butiken,
    hela fabriken, hela produktionen, hela anläggningen/anlaggningen, hela sjukhuset, hela skolan, hela hotellet, hela lagret, hela nätet/natet,
    hela nätverket/natverket, hela driften, hela sajten, hela restaurangen, hela kliniken, hela företaget/foretaget, hela växeln/vaxeln,
    hela linjen, totalhaveri, totalt haveri, totalavbrott, totalt stopp, totalstopp, fullständigt/fullstandigt stopp, fullt stopp, stopp i allt,
    alla system, alla kassor, alla maskiner, alla linjer, alla servrar, alla telefoner, samtliga system, samtliga kassor,
    butiken [..2] stängd/stangd/står/nere, butiken är/ar stängd/stangd, vi har stängt/stangt, vi har fått stänga/stanga,
    fått stänga/stanga, fick stänga/stanga butiken, låsa dörrarna/dorrarna, dörrarna/dorrarna stängda/stangda, kolsvart,
    svart överallt/overallt, nedsläckt/nedslackt, totalt mörkt/morkt, alla skärmar/skarmar, varken telefon eller, inget kort går, inga kort,
    inte ett enda
serious_loss: fryser, fryser ihjäl/ihjal, frysa, iskallt, grader inne, grader inomhus, utan värme/varme, ingen värme/varme, inget varmvatten,
    utan varmvatten, utan el, ingen el, strömlös*/stromlos*, utan ström/strom, utan vatten, inget vatten, utan mat, kan inte betala hyran,
    kan inte betala mina räkningar/rakningar, har inte råd, råd med mat, inte råd, vräkt*, vräkning*/vrakning*, vräka/vraka, vräks/vraks,
    begravning*, missade begravningen, missade flyget, missat flyget, missade bröllop*/brollop*, missade anslutning*, missat semestern,
    semestern förstörd/forstord, förstörd/forstord semester, bröllopet/brollopet förstört/forstort, strandsatt*, strandade,
    fast på flygplatsen, på gatan, utan tak över, hemlös*/hemlos*, bostadslös*/bostadslos*, medicin*, mediciner, insulin, syrgas,
    hjärtmedicin/hjartmedicin, sjukhus*, operation*, operera*, rullstol*, permobil*, svårt sjuk, cancersjuk, cancer, sjuk, sjuka, dement,
    spädbarn/spadbarn, bebis*, bebisen, nyfödd*/nyfodd*, gravid, barn med, äldre/aldre mamma, gammal mamma, 80 år, 90 år, dött, dog, dör,
    dödsfall/dodsfall, avliden, avlidit, rutten mat, frysen har tinat, tinat, allt i frysen, mat för/for, förstörd*/forstord*,
    förstört/forstort, förlorat/forlorat jobbet, förlorat/forlorat allt, allt vi äger, allt jag äger, sparpengar*, livsbesparing*, pension*,
    pensionen, existensminimum, kronofogden, betalningsanmärkning*/betalningsanmarkning*, inkasso, isolerad, kommer inte ut, instängd/instangd,
    trygghetslarm*, larmet, blind, döv, underkänd/underkand, missade tentan, missade provet, stipendium
# -- time
deadline: deadline*, deadlinen, senast, senast [..2] @dag, allra senast, innan [..2] @dag, före [..2] @dag, till [..1] @dag, tills [..1] @dag,
    fram till @dag, på @dag måste, innan klockan, före klockan, före kl, innan kl, senast klockan, senast kl, till klockan, före lunch,
    innan lunch, innan kvällen/kvallen, före kvällen/kvallen, innan imorgon, till imorgon, till i morgon, före midnatt, innan midnatt,
    innan helgen, före helgen, innan månadsskiftet, månadsskiftet, före månadsskiftet, vid årsskiftet, före årsskiftet, bokslut*,
    om # timmar/timme/minuter/dagar/min, om en timme, om två timmar, om tre timmar, om en halvtimme,
    inom # timmar/timme/minuter/dagar/dygn/veckor/h, inom en timme, inom ett dygn, inom @num @tid, inom 24, inom 48, tidsfrist*, fristen, frist,
    sista dag*, sista datum, sista dagen, sista ansökningsdag/ansokningsdag, sista anmälningsdag/anmalningsdag, slutdatum,
    förfallodag*/forfallodag*, förfallodatum/forfallodatum, förfaller/forfaller [..1] imorgon/idag/på,
    går ut [..2] idag/imorgon/ikväll/ikvall/på/@dag, löper/loper ut, utgår, stänger/stanger [..2] imorgon/idag/kl/klockan/@dag, stoppdatum,
    inlämning*/inlamning*, lämnas/lamnas in, ska vara inne, ska vara inlämnad/inlamnad, redovisning*, momsdeklaration, deklarationen,
    ska skickas in, måste vara klart, måste vara inne, måste vara framme, måste vara på plats, måste vara igång,
    måste ha [..4] innan/före/senast/till, behöver/behover [..4] innan/före/senast, anbudstiden, tiden går ut, tiden rinner, hinner inte,
    hinna, hinner
now_at_once: nu, nu nu, nu direkt, nu genast, just nu, med en gång, på en gång, på studs, på stört/stort, på stående fot, på momangen,
    på minuten, omedelbart, omedelbar, omedelbums, omgående, ögonblickligen/ogonblickligen, genast, direkt, idag, i dag, redan idag,
    senast idag, under dagen, ikväll/ikvall, i kväll/kvall, inatt, i natt, i eftermiddag, i förmiddag/formiddag, innan dagen är/ar slut,
    utan dröjsmål/drojsmål, utan fördröjning/fordrojning, utan vidare dröjsmål/drojsmål, skyndsamt, prompt, i detta nu, denna minut,
    denna timme, denna sekund, fort som fan, illa kvickt, nu på en gång, per omgående, inte imorgon, inte imorgon utan
urgent: akut*, akut, akuta, akutärende/akutarende, brådskar, brådskande, brådska, bråttom, jättebråttom/jattebråttom,
    väldigt/valdigt bråttom, har bråttom, det är/ar bråttom, snarast, snarast möjligt/mojligt, så snart som möjligt/mojligt,
    så fort som möjligt/mojligt, så fort det går, fortast möjligt/mojligt, så snabbt som möjligt/mojligt, så snabbt ni kan,
    så fort ni kan, asap, snabbt, snabb, fort, skynda, skynda er, skynda på, prio, prio 1, prio ett, högsta/hogsta prio,
    högsta/hogsta prioritet, prioritera*, prioriterat, hög prioritet, nödläge*/nodlage*, nödsituation/nodsituation, nödfall/nodfall,
    krisläge/krislage, kris, krisar, kritisk*, kritiskt, kritiskt läge, tidskritisk*, kan inte vänta/vanta, tål inte att vänta/vanta,
    går inte att vänta/vanta, väntar/vantar inte, ingen tid att förlora/forlora, har inte tid, inte tid att vänta/vanta, ont om tid,
    tiden rinner, tidspress, klockan tickar, tickar, sista minuten, sista sekund, varje minut räknas/raknas, varje minut, varje sekund,
    gäller/galler att, ilar, ilsamt, expressärende/expressarende, express, sos, larm, håller på att, urgent, skyndsam*, skyndsamt, eld i baken
ultimatum: annars, annars [..2] jag/vi/blir/går/får/tar/säger/sager/kontaktar/anmäler/anmaler/vänder/vander/drar/stämmer/stammer,
    i annat fall, i så fall, om inte, om ni inte, om jag inte, om vi inte, om det inte, om detta inte, om den inte, om inget händer/hander,
    om ingenting händer/hander, om det inte är/ar löst, om inte detta, har jag inte, har vi inte, får jag inte, får vi inte, är/ar det inte,
    kommer inte, löser/loser ni inte, hör jag inte, hör jag inget, hör vi inte, fixar ni inte, svarar ni inte, sker inte, sista chansen,
    sista chans, en sista chans, en chans till, sista varning*, sista varningen, sista påminnelse*, ultimatum, ni har [..2] på er,
    ni har @num @tid, ni har till, ni har tills, jag ger er, vi ger er, får ni till, ger er en chans, vid utebliv*, uteblir,
    i händelse/handelse av utebliven, innan jag, innan vi, tvingas jag, tvingas vi, ser jag mig tvungen, ser vi oss tvungna,
    ser oss nödgade/nodgade, ser mig nödgad/nodgad, nödgas/nodgas, nödsakad/nodsakad, nödsakade/nodsakade, antingen eller, antingen,
    eller så, eller också, eller så [..1] säger/sager/går/anmäler/anmaler/drar, så går jag vidare, går jag vidare, går vi vidare,
    går ärendet/arendet, då går jag, då går vi, då säger/sager, då drar, då får ni
event_soon: börjar/borjar imorgon, börjar/borjar ikväll/ikvall, börjar/borjar idag, börjar/borjar på, börjar/borjar om, börjar/borjar kl,
    börjar/borjar klockan, startar imorgon, startar ikväll/ikvall, startar på, startar om, startar kl, öppnar/oppnar imorgon,
    öppnar/oppnar på, öppnar/oppnar kl, öppnar/oppnar klockan, öppnar/oppnar om, drar igång, avgår, avgång, boarding, flyget går,
    flyget lyfter, planet går, tåget går, bussen går, båten går, vi flyger, jag flyger, flyger imorgon, flyger på, åker imorgon,
    åker på @dag, reser imorgon, reser på, reser om, bröllopet/brollopet är/ar, gifter oss, gifter mig, är/ar imorgon, är/ar i morgon,
    är/ar ikväll/ikvall, är/ar idag, är/ar på @dag, på @dag ska, på @dag kommer, på @dag har, kommer imorgon, kommer ikväll/ikvall,
    imorgon bitti, i morgon bitti, imorgon kl, imorgon klockan, imorgon förmiddag/formiddag, i morgon förmiddag/formiddag, i morgon är/ar,
    imorgon är/ar, imorgon ska, i morgon ska, imorgon har, i morgon har, ikväll/ikvall kl, idag kl, tentan är/ar, tenta på, provet är/ar,
    förhandlingen/forhandlingen är/ar, revision imorgon, revisorerna kommer, revisionen är/ar, flyttar imorgon, flyttar på, flyttar in,
    tillträde/tilltrade, tillträder/tilltrader, begravningen är/ar, dopet är/ar, studenten, mässan/massan börjar/borjar,
    gästerna/gasterna kommer, kunderna kommer, om # timmar/minuter, om en timme, om två dagar, om tre dagar, om några timmar, nu på @dag,
    redan på @dag, redan imorgon
no_hurry: ingen brådska, inte bråttom, inget bråttom, det är/ar inte bråttom, ingen panik, inget akut, inte akut, inte brådskande,
    ingen stress, ta det lugnt, när/nar ni har tid, när/nar du har tid, när/nar ni hinner, när/nar du hinner, när/nar det passar,
    när/nar det passar er, när/nar tillfälle/tillfalle ges, vid tillfälle/tillfalle, i mån av tid, i lugn och ro, ta den tid,
    kan vänta/vanta, det kan vänta/vanta, någon gång, någon gång framöver/framover, så småningom, vid nästa/nasta, när/nar ni ändå,
    inte viktigt, i god tid, i sommar, i höst, nästa/nasta år, framöver/framover, bara om ni hinner, vid lägligt/lagligt, en vacker dag,
    brådskar inte, hastar inte
# -- leaving
leaving_decision: säger/sager upp [..3] avtal*/abonnemang*/konto*/medlemskap*/prenumeration*/försäkring*/forsakring*/kontrakt*/allt,
    säger/sager härmed/harmed upp, säger/sager vi upp, säger/sager jag upp, sagt upp [..3] avtal*/abonnemang*/konto*/medlemskap*,
    säga upp [..3] avtal*/abonnemang*/konto*/medlemskap*/prenumeration*/försäkring*/forsakring*/kontrakt*/allt, härmed/harmed säg*,
    härmed/harmed uppsäg*/uppsag*, härmed/harmed avslut*, uppsägning*/uppsagning*, uppsägningen/uppsagningen,
    avslutar [..3] avtal*/abonnemang*/konto*/medlemskap*/prenumeration*/kund*/samarbet*/härmed/harmed/allt,
    avsluta [..3] avtal*/abonnemang*/konto*/medlemskap*/prenumeration*/kund*/samarbet*, avsluta mitt, avsluta vårt, avsluta allt, bryter avtalet,
    bryter samarbetet, bryter vårt, bryta avtalet, häver/haver, hävning/havning, häver/haver köpet/kopet, häver/haver avtalet,
    häva köpet/kopet, häva avtalet, lämnar/lamnar er, lämnar/lamnar ert, lämnar/lamnar jag, lämnar/lamnar vi, lämna/lamna er,
    vi lämnar/lamnar, jag lämnar/lamnar, jag slutar, vi slutar, slutar som kund, slutar hos er, slut som kund,
    går till [..2] konkurrent*/annan/annat/andra, går över till, gått över till, går jag till, går vi till,
    flyttar [..4] till en annan/konkurrent/någon, flyttar alla, flyttar mina pengar, flyttar våra, flyttar över, flyttar hela, vi flyttar,
    byter till, byter leverantör/leverantor, byter bank, byter operatör/operator, byter bolag, byter försäkringsbolag/forsakringsbolag,
    byter elbolag, byter system, byter jag, byter vi, har bytt, bytt till, bytt bank, tar vår affär/affar, tar våra pengar, tar mitt,
    tar min affär/affar, tackar för/for mig, tackar för/for oss, tack och hej, hej då, adjö, förnyar/fornyar inte, förnyar/fornyar vi inte,
    kommer inte att förnya/fornya, kommer inte förnya/fornya, inte förnya/fornya, ingen förlängning/forlangning, förlänger/forlanger inte,
    kommer inte att förlänga/forlanga, inte förlänga/forlanga, inte förlängas/forlangas, säger/sager nej till förlängning/forlangning,
    vill ut ur, vill ur, ur avtalet, vill inte vara kund, inte längre/langre kund, inte vara kund längre/langre, vill inte längre/langre,
    vill inte ha [..3] längre/langre/mer, vill avsluta, vill säga upp, vill bryta, vill häva, stäng/stang mitt konto,
    stänga/stanga mitt konto, stäng/stang ner mitt, stänger/stanger mitt konto, stäng/stang kontot, avregistrera mig, avanmäl*/avanmal*,
    plocka bort mig som kund, dra åt skogen, drar vi, drar jag, jag drar, vi drar, hoppar av, klart slut, slut på samarbetet, skiljs åt,
    våra vägar/vagar skiljs, vägar/vagar skils, med omedelbar verkan, till annan leverantör/leverantor, valt en annan, valt annan,
    valt att lämna/lamna, beslutat att lämna/lamna, bestämt/bestamt oss för/for att lämna/lamna, beslutat att säga upp, beslutat att byta,
    bestämt/bestamt mig, sista fakturan, sista månad*, ny leverantör/leverantor är/ar, ny leverantör/leverantor, nytt bolag, signerat med,
    skrivit på med, skrivit avtal med, tecknat avtal med, tecknat med, inte förlänger/forlanger/förnyar/fornyar/fortsätter/fortsatter,
    fortsätter/fortsatter inte, fortsätter/fortsatter vi inte, vi avslutar, jag avslutar, avinstaller*, avinstallerar, avinstallerat,
    exportera vår data, exportera all, lämna/lamna ut vår data, sista året, sista säsongen/sasongen, sista resan, ni är/ar uppsagda,
    uppsagda, är/ar uppsagt, avtalet är/ar uppsagt, betrakta detta som en uppsägning/uppsagning, detta är/ar en uppsägning/uppsagning,
    se detta som, nästa/nasta gång blir det, nästa/nasta gång tar jag, nästa/nasta gång väljer/valjer, tar tåget nästa/nasta,
    väljer/valjer vi någon annan, väljer/valjer jag någon annan, har valt en, har gått till, gått vidare, går skilda vägar/vagar,
    klara med er, klar med er, färdig/fardig med er, färdiga/fardiga med er, vi är/ar klara, jag är/ar klar med, stänger/stanger kontot,
    avslutat mitt, vill lämna/lamna, ska lämna/lamna, kommer att lämna/lamna, kommer att byta, kommer byta, kommer säga upp,
    kommer att säga upp, ska byta, ska säga upp, tänker byta, tänker säga upp, tänker lämna/lamna
leaving_maybe: funderar på att [..2] byta/lämna/lamna/säga/avsluta/gå/sluta/flytta/häva, funderar på om, funderar starkt,
    funderar allvarligt, funderar vi på, funderar jag på, överväger/overvager att,
    överväger/overvager [..2] byta/lämna/lamna/säga/avsluta/andra/alternativ/allvarligt, överväger/overvager starkt, övervägt/overvagt,
    tänker [..2] byta/lämna/lamna/säga, tänkt byta, tittar på alternativ, tittar på andra, tittar på annat, tittar runt,
    tittar oss omkring, börjat/borjat titta på, börjat/borjat titta, börjar/borjar titta, börjar/borjar kolla, kollar på andra, kollar runt,
    kolla runt, ser mig om, ser oss om, se oss om, se mig om, sett oss om, söker/soker alternativ, letar efter alternativ, letar efter annan,
    leta efter en annan, letar annan, jämför/jamfor, jämföra/jamfora, jämfört/jamfort, jämför/jamfor priser,
    jämför/jamfor leverantörer/leverantorer, jämför/jamfor offerter, jämför/jamfor bolag, offert från, offerter från, tagit in offert*,
    ta in offert*, begärt/begart in offert*, erbjudande från, erbjudanden från, fått erbjudande, fått ett bud, bättre/battre erbjudande,
    anbud från, hos en annan, hos en konkurrent, hos er konkurrent, er konkurrent, era konkurrenter, konkurrenten, konkurrenterna, konkurrenter,
    varför/varfor ska jag stanna, varför/varfor jag ska stanna, varför/varfor vi ska stanna, varför/varfor ska vi stanna, skäl att stanna,
    anledning att stanna, skäl att inte byta, ge mig ett skäl, ge mig en anledning, om vi ska stanna, om jag ska stanna,
    om vi ska fortsätta/fortsatta, om jag ska fortsätta/fortsatta, om vi vill fortsätta/fortsatta, vill vara kvar, vara kvar, stanna kvar,
    kvar hos er, kvar som kund, lockas, lockar, frestad, frestande, provar en annan, testar en annan, testar andra, utvärdera*/utvardera*,
    utvärderar/utvarderar alternativ, nästa/nasta år, osäker/osaker på om, osäkert/osakert om vi, inte säkra/sakra på, tveksam,
    tveksamma till, ompröva*/omprova*, omprövar/omprovar, ser över våra avtal, ser över, se över, upphandla på nytt, ny upphandling,
    gå någon annanstans, vända/vanda mig till någon annan, vända/vanda oss till, gräset/graset är/ar grönare/gronare, billigare hos,
    andra leverantörer/leverantorer, andra bolag, andra operatörer/operatorer, ta in [..3] offert/offerter/anbud,
    tar in [..3] offert/offerter/anbud, begära/begara in offerter, kör med en annan, använder/anvander en annan, tittar [..3] på en annan,
    tittar på den, kikar på, kikar på andra, sneglar på, sneglar, priset gått upp, avtalet löper/loper ut, löper/loper ut [..4] om,
    innan vi förnyar/fornyar, innan vi förlänger/forlanger, inför/infor förnyelsen/fornyelsen, inför/infor förlängningen/forlangningen,
    inför/infor omförhandling*/omforhandling*, om vi förlänger/forlanger, om vi förnyar/fornyar, om jag förlänger/forlanger,
    värt att stanna, värt pengarna, är/ar det värt, hålla fast vid er, kanske dags att, dags att byta, dags att se, kan lika gärna/garna,
    lika gärna/garna gå, lika gärna/garna byta, får vi se oss om, får jag se mig om, måste vi se oss om, då får vi hitta, hitta en annan,
    hitta någon annan, hitta något annat, erbjuder samma, har bättre/battre, gör/gor det bättre/battre, granne har, min granne har,
    kollegor använder/anvander, har ni någon plan
competitor: konkurrent*, konkurrens*, annan leverantör/leverantor/bank/operatör/operator/firma/butik/försäkringsgivare/forsakringsgivare,
    annan mäklare/maklare/byrå/aktör/aktor/tandläkare/tandlakare/hantverkare/entreprenör/entreprenor,
    annat bolag/företag/foretag/försäkringsbolag/forsakringsbolag/elbolag/system/ställe/stalle/flygbolag/gym/alternativ,
    andra leverantörer/leverantorer/bolag/företag/foretag/aktörer/aktorer/banker/operatörer/operatorer/butiker/system/ställen/stallen,
    någon annanstans, annanstans, alternativ, alternativet, alternativen, någon annan, er granne, annan part
switch: byta, byter, bytt, bytte, bytet, byta till, byta leverantör/leverantor/bank/operatör/operator/bolag, byte av,
    leverantörsbyte/leverantorsbyte, bankbyte, flytta över, flytta till, flyttar till, flytta mitt nummer, portera*, nummerflytt*, migrer*,
    gå över till, går över, övergå*/overgå*, övergång/overgång
cancel: säga upp, säger/sager upp, sagt upp, sa upp, säg upp, saga upp, sager upp, uppsagt, uppsagd, uppsäg*/uppsag*, avsluta, avslutar,
    avslutat, avslutas, avslutning, avboka*, avbokning, avbeställ*/avbestall*, annuller*, makuler*, häva, häver/haver, hävt, hävning/havning,
    ångra*, ånger*, ångerrätt*/ångerratt*, återkall*, avbryta, avbryter, bryta, bryter, stoppa, ställa/stalla in, ställer/staller in,
    inställ*/install*, avanmäl*/avanmal*
renew: förny*, förlänga/forlanga, förlänger/forlanger, förlängt/forlangt, förlängs/forlangs, förlängning*/forlangning*, forlang*,
    nytt avtal, teckna om, omförhandl*/omforhandl*, automatiskt förläng*/forlang*, löper/loper vidare
loyal_years: kund sedan, kund i # år, kund hos er i, kund hos er sedan, kunder sedan, kunder i, varit kund, varit kunder, varit [..3] kund i,
    trogen kund, trogna kunder, lojal kund, lojala, lojalitet, stamkund, stamkunder, i # år, i många år, i flera år, i över # år, i tio år,
    i tjugo år, i trettio år, efter # år, efter så många år, efter alla år, efter alla dessa år, på # år, under alla år, sedan 19*,
    sedan 20*, sen 19*, sen 20*, åratal, i åratal, decenni*, årtionde*, genom åren, långvarig*, sedan starten, i generationer
# -- law
lawyer: advokat*, advokaten, jurist*, juristen, juridiskt ombud, ombud, rättsombud/rattsombud, bolagsjurist, advokatbyrå*, juristbyrå*,
    juridisk rådgiv*, juridisk hjälp/hjalp, juridiska avdelning*, juridisk avdelning, juridisk rådgivning, rättsskydd/rattsskydd,
    rättshjälp/rattshjalp, rättsskyddsförsäkring/rattsskyddsforsakring, försvarare/forsvarare, notarie, min sambo är/ar jurist, vårt ombud
court: domstol*, tingsrätt*/tingsratt*, tingsratt*, hovrätt*/hovratt*, rätten/ratten, i rätten/ratten, inför/infor rätta,
    förvaltningsrätt*/forvaltningsratt*, stämma/stamma er, stämmer/stammer er, stäm er, stämning*/stamning*,
    stämningsansök*/stamningsansok*, stämma/stamma [..2] företaget/foretaget/bolaget/inför/infor, rättslig*/rattslig*,
    rättsliga/rattsliga åtgärder/åtgarder, rättslig/rattslig väg, rättslig/rattslig prövning/provning, rättsprocess*/rattsprocess*,
    process mot, rättsfall/rattsfall, åtal, åtala, polisanmäl*/polisanmal*, polisanmälan/polisanmalan, polisen, polis,
    anmäla/anmala till polisen, brottsanmäl*/brottsanmal*, skiljedom*, skiljenämnd/skiljenamnd, kronofogden, kronofogde*,
    betalningsföreläggande*/betalningsforelaggande*, föreläggande/forelaggande, inkasso, åklagare, tvistemål, småmål,
    vi ses i rätten/ratten, ses i rätten/ratten, domare, tvist, prövas/provas rättsligt/rattsligt, hyresnämnden/hyresnamnden, patent- och,
    arbetsdomstolen, driva ärendet/arendet rättsligt/rattsligt, juridiska åtgärder/åtgarder, vidta åtgärder/åtgarder,
    vidta rättsliga/rattsliga, vidtar
regulator: arn, allmänna/allmanna reklamationsnämnden/reklamationsnamnden, reklamationsnämnden/reklamationsnamnden, reklamationsnamnden,
    konsumentverket, konsumentombudsman*, konsumentvägled*/konsumentvagled*, konsumentvagled*, konsumentskydd*, konsumenträtt*/konsumentratt*,
    konsumenternas, konsumentbyrån, ko, imy, integritetsskyddsmyndigheten, datainspektion*, dataskyddsmyndighet*, dataombudsman*,
    finansinspektion*, pts, post- och telestyrelsen, energimarknadsinspektion*, elsäkerhetsverket/elsakerhetsverket,
    arbetsmiljöverket/arbetsmiljoverket, livsmedelsverket, miljöförvaltning*/miljoforvaltning*, transportstyrelsen, skatteverket, ivo,
    inspektionen för/for vård, patientnämnden/patientnamnden, patientnamnden, jo, jo anmäl*, justitieombud*, do, diskrimineringsombudsmannen,
    skolinspektionen, läkemedelsverket/lakemedelsverket, socialstyrelsen, länsstyrelsen/lansstyrelsen, tillsynsmyndighet*, tillsyn, myndighet*,
    myndigheter, ombudsman*, anmäla/anmala er, anmäler/anmaler er, anmäler/anmaler jag, anmäler/anmaler vi, anmäla/anmala detta,
    anmäla/anmala det, anmält/anmalt er, anmäler/anmaler detta, anmälan/anmalan till, anmäla/anmala ärendet/arendet,
    kommer att anmäla*/anmala*, göra en anmälan/anmalan, gör/gor en anmälan/anmalan, facket, facklig,
    hyresgästföreningen/hyresgastforeningen, villaägarna/villaagarna, bransch*, konkurrensverket, inspektionen,
    reklamationsnämnd/reklamationsnamnd
legal_breach: avtalsbrott*, kontraktsbrott*, brott mot avtalet,
    bryter mot [..3] avtal*/lag*/gdpr/villkor*/köplagen/koplagen/konsumentköplagen/konsumentkoplagen, brutit mot, strider mot, lagbrott,
    lagvidrig*, olaglig*, olagligt, i strid med, dröjsmål*/drojsmål*, skadestånd*, skadeståndskrav, skadeståndsskyldig*, skadeståndsansvar,
    ersättningsskyld*/ersattningsskyld*, ersättningskrav/ersattningskrav, ersättningsanspråk/ersattningsanspråk, anspråk,
    kräver/kraver ersättning/ersattning, yrkar, yrkande, yrkas, ersättning/ersattning för/for, reklamerar härmed/harmed, reklamerar,
    häver/haver köpet/kopet, hävning/havning av, prisavdrag, hålla er ansvariga, håller er ansvariga, ansvariga för/for, ansvarsskyldig*,
    förbehåller/forbehåller oss, förbehåller/forbehåller mig, förbehåll/forbehåll, rättigheter/rattigheter,
    mina rättigheter/rattigheter, våra rättigheter/rattigheter, konsumentköplag*/konsumentkoplag*, köplagen/koplagen,
    konsumenttjänstlag*/konsumenttjanstlag*, distansavtalslag*, avtalslagen, hyreslagen, dataskyddsförordning*/dataskyddsforordning*, gdpr,
    enligt lag, enligt lagen, enligt avtal, enligt avtalet, enligt punkt, enligt paragraf, enligt §, paragraf*, §, punkt #, artikel #,
    bestrider, bestrid*, bestridande, bestrida fakturan, bestrida köpet/kopet, chargeback, reklamera köpet/kopet hos banken,
    reklamera hos banken, reklamera via banken, via min bank, kortutgivare, dra tillbaka betalningen, återkräva/återkrava,
    återkräver/återkraver, återkrav, innehåller betalning*, hålla inne betalning*, håller inne betalning*, inne betalningen,
    rättslig*/rattslig* följd*, rättsliga/rattsliga konsekvenser, konsekvenser, får konsekvenser, påföljd*/påfoljd*,
    formell anmärkning/anmarkning, formell reklamation, formellt, skriftlig varning, skriftligen, delgiv*, vite, viten, force majeure,
    skäligt/skaligt, skälig/skalig tid, felansvar, garantiansvar, vårdslöshet/vårdsloshet, preskri*, juridiskt bindande, bindande,
    dokumenterat allt, sparat alla, bevis, som bevis
law_word: lagen, lagar, lagstift*, lagkrav, lagenlig*, juridisk*, juridik, juridiskt, rättslig*/rattslig*, förordning*/forordning*,
    föreskrift*/foreskrift*, regelverk, direktiv, regler, rätt till, laglig*, lagstadga*, paragraf*
# -- the public
press: press, pressen, tidning*, tidningen, tidningarna, lokaltidning*, lokalpress*, lokalpressen, kvällstidning*/kvallstidning*, journalist*,
    reporter*, redaktion*, redaktör*/redaktor*, aftonbladet, expressen, dn, svd, dagens nyheter, svt, tv4, tv, radio, sveriges radio, p4, p1,
    plånboken, plus, råd och rön, kalla fakta, uppdrag granskning, granskning, medier, media, medierna, massmedi*, nyheterna, nyhetsredaktion,
    insändar*/insandar*, tipsa media, tipsat media, tipsa tidning*, kontakta media, gå till pressen, går till pressen, hufvudstadsbladet, yle,
    konsumentprogram, nyhetstips, krönika/kronika
review_bad: recension*, recensera*, omdöme*/omdome*, omdomen, omdömen/omdomen, betyg, lägsta/lagsta betyg, lägsta/lagsta möjliga/mojliga,
    en stjärna/stjarna, 1 stjärna/stjarna, noll stjärnor/stjarnor, en av fem, ett av fem, stjärna/stjarna, stjärnor/stjarnor, trustpilot,
    google recension*, google omdöme*/omdome*, googlerecension*, på google, google maps, tripadvisor, prisjakt, pricerunner, reco, app store,
    appstore, play store, yelp, bottenbetyg, dåligt omdöme/omdome, dåliga omdömen/omdomen, negativ recension, negativt omdöme/omdome,
    skriva omdöme*/omdome*, skriva recension*, sätter/satter betyg
social: facebook, facebookgrupp*, fb, instagram, insta, tiktok, twitter, x, linkedin, snapchat, youtube, reddit, flashback, familjeliv,
    sweclockers, forum, forumet, forumen, forumtråd, sociala medier, socialamedier, sociala kanaler, lägger/lagger ut, lägga/lagga ut, lagt ut,
    lägger/lagger upp, lägga/lagga upp, lagt upp, postar, posta, postat, delar detta, delar det här, dela detta, dela det, delar allt,
    inlägg*/inlagg*, blogg*, bloggar, bloggen, podd*, podden, hashtag, viralt, följare/foljare, skärmdumpar/skarmdumpar,
    skärmdumparna/skarmdumparna, skärmbilder/skarmbilder, grannsamverkan, gruppchatt*, whatsapp, byagrupp*, ortens grupp, lokala gruppen,
    föräldragrupp*/foraldragrupp*, villagruppen, communityt, community, mejllista*, e-postlista, användarlista*/anvandarlista*, offentlig*,
    offentligt, jodel, discord, nätet/natet, på nätet/natet
tell_everyone: berätta/beratta för/for alla, berättar/berattar för/for alla,
    berätta/beratta för/for [..2] alla/vänner/kollegor/kunder/andra/folk, berättar/berattar för/for [..2] alla/vänner/kollegor/andra,
    varna alla, varna andra, varnar alla, varnar andra, varna [..2] folk/vänner/kollegor/medlemmar/kunder, varnar [..2] folk/vänner/kollegor,
    varning för/for, avråder, avråda*, avråder alla, avråda alla, se till att alla, ser till att alla, alla ska få veta, alla ska veta,
    alla får veta, alla borde veta, folk ska veta, folk borde veta, folk får veta,
    hela [..1] stan/bygden/byn/branschen/sverige/världen/varlden [..2] veta/höra, sprida, sprider, sprids, spridas, sprider ordet,
    sprider vidare, sprida ordet, ryktet, ryktet går, ryktet sprid*, mun till mun, hänga/hanga ut, hänger/hanger ut, hängas/hangas ut,
    gå ut med, går ut med, gå ut offentligt, offentliggör*/offentliggor*, publicer*, publicerar, avslöja*/avsloja*, göra känt,
    allmänheten/allmanheten, så andra slipper, så att andra, andra ska slippa, dela med mig, delar med mig, få höra om, kommer att höra om,
    hur ni behandlar, hur ni beter er, hur ni är/ar, ska få höra, skyltar med
conference: konferens*, föredrag/foredrag, föreläs*/forelas*, mässa, mässan/massan, branschträff*/branschtraff*, branschmöte*/branschmote*,
    användarförening*/anvandarforening*, användarträff*/anvandartraff*, användargrupp*/anvandargrupp*, nätverksträff/natverkstraff,
    seminarium, seminariet, scen, scenen, panel, paneldebatt, keynote, branschorganisation*, branschförening/branschforening, årsmöte/årsmote,
    stämman/stamman, symposium, kongress*, talar på, håller föredrag/foredrag, presenterar på
# -- someone above
manager: chef, chefen, chefer, chefs, cheferna, din chef, er chef, närmaste/narmaste chef, överordnad*/overordnad*, vd, vdn, ceo,
    direktör*/direktor*, verkställande/verkstallande, ledning*, ledningen, ledningsgrupp*, företagsledning*/foretagsledning*, bolagsledning*,
    styrelse*, styrelsen, ordförande/ordforande, ordföranden/ordforanden, huvudkontor*, avdelningschef*, enhetschef*,
    kundtjänstchef*/kundtjanstchef*, kundchef, platschef*, driftchef*, regionchef*, verksamhetschef*, butikschef*, gruppchef*, teamledare,
    teamledaren, teamleader, arbetsledare*, föreståndare*/foreståndare*, rektor*, ansvarig, ansvarige, ansvariga, ansvarig person,
    ansvarig chef, ägare/agare, ägaren/agaren, manager, högsta/hogsta, beslutsfattare, arbetsgivare, hovmästare/hovmastare, klinikchef,
    försäljningschef/forsaljningschef, *chef, *chefen, *chefer, *direktör/*direktor, *direktören/*direktoren, *ansvarige, kundansvarig,
    kundansvarige, koncernledning*, koncernchef*, ekonomichef*, servicechef*, jourchef*, säkerhetschef*/sakerhetschef*, kursansvarig,
    förvaltare*/forvaltare*, områdeschef*, bossen, högsta/hogsta hönset/honset, höjdare/hojdare, högsta/hogsta ledning*
speak_to_above:
    prata/tala/talas/snacka [..4] chef/chefen/ansvarig/ansvarige/ledningen/vd/direktören/direktoren/överordnad/overordnad/högre/hogre,
    vill [..3] prata/tala [..4] chef/chefen/ansvarig/någon, koppla [..4] chef/chefen/ansvarig/vidare/ledningen, eskaler*, eskalera, eskalering*,
    eskalera detta, lyfta [..3] högre/hogre/upp/chef/ledningen/ledningsnivå, lyft [..3] högre/hogre/upp/chef/ledningen,
    ta upp [..3] chef/ledningen, skicka [..3] vidare till [..3] chef/ledning/vd/ansvarig,
    vidarebefordra [..5] chef/chefen/ledningen/ledning/vd/ansvarig, framför/framfor [..4] chef/ledning/ledningen, någon med mandat, med mandat,
    med befogenhet, befogenhet*, beslutanderätt/beslutanderatt, kan fatta beslut, som kan besluta, som får besluta, som kan bestämma/bestamma,
    som bestämmer/bestammer, får bestämma/bestamma, någon som bestämmer/bestammer, någon högre/hogre upp, högre/hogre upp,
    högre/hogre instans, högre/hogre nivå, nästa/nasta nivå, någon ansvarig, någon som ansvarar, någon i ledningen, någon i ledande,
    någon senior, namnet på [..2] chef/ansvarig, namn på [..2] chef/ansvarig, kontaktuppgifter till [..2] chef/chefen/vd/ansvarig/ledningen,
    telefonnummer till [..2] chef/chefen/vd, mejladress till [..2] chef/chefen/vd, numret till [..2] chef/chefen/vd,
    vem är/ar [..2] chef/ansvarig, vem är/ar er chef, kräver/kraver [..4] chef/chefen/vd/ledningen, er chef ringer, er chef ska,
    din chef ringer, din chef ska, er vd ska, chefen ringa/ringer/höra/kontakta, chef [..2] ringa/ringer/höra/hör/kontakta/kontaktar,
    vill höra från [..3] chef/vd/ledningen, vill ha svar från [..3] chef/vd/ledningen, till er vd, till vd, till er ledning,
    inte handläggare/handlaggare, inte fler handläggare/handlaggare, förstalinje/forstalinje, första/forsta linjen, andra linjen, chefsnivå,
    på ledningsnivå, personligt svar, be er *chef, be [..3] *chef/*chefen [..2] ringa, be chefen, be din chef, be er chef, be er vd,
    *chef/*chefen [..2] ringa/ringer/svara/svarar/kontakta/läsa/höra, chefssamtal, samtal med [..2] chef/*chef/*chefen/ledningen/vd,
    möte med [..2] chef/*chef/*chefen/ledningen/vd, svar från [..3] *chef/*chefen/vd/ledningen/direktören/direktoren, boka in er *chef,
    kopia till [..3] *chef/vd/ledningen/styrelsen, brev till [..3] vd/*chef/styrelsen/ledningen, ställt/stallt till [..3] vd/*chef/styrelsen,
    vill [..3] ha med chefen, vill [..2] träffa/traffa [..2] *chef/*chefen/vd, vem är/ar chef, vem har ansvaret, vem bestämmer/bestammer,
    någon som har ansvar, någon som kan något, någon över dig, din överordnade/overordnade, er överordnade/overordnade,
    upp på ledningsnivå, ta det med [..2] *chef/ledningen, det här ska till, ärendet/arendet ska till,
    visa [..3] för/for [..2] *chef/chefen/ledningen, lämna/lamna detta till [..3] *chef/ledningen,
    lämna/lamna över [..4] *chef/ledningen/ansvarig
# -- again
again: igen, ännu en gång, en gång till, än/an en gång, ytterligare en gång, på nytt, ånyo, åter, återigen, åter igen, omigen, om igen,
    om och om, om och om igen, gång på gång, gång efter annan, gång efter gång, dag efter dag, vecka efter vecka, månad efter månad,
    varje gång, varenda gång, varje vecka, varje dag, varje månad, varenda dag, hela tiden, jämt, jämt och ständigt/standigt,
    ständigt/standigt, alltid, konstant, upprepa*, upprepat, upprepade, upprepade gånger, återkommande, återkommer, fortfarande,
    fortsätter/fortsatter, nu igen, tillbaka igen, idag igen, samma igen, jaha igen, stup i kvarten, stup i ett, titt som tätt, en till,
    ännu ett, ännu en, jämnt/jamnt, varje morgon, varje kväll/kvall, varje natt, varje lördag/lordag, varje måndag, varje fredag, även nu,
    även denna gång, även den här gången, precis som
nth_time: # gången, @nth gången, för/for @nth gången,
    @nth [..1] mejlet/mailet/mejl/mail/försöket/forsoket/försök/forsok/brevet/samtalet/ärendet/arendet/påminnelsen/anmälan/anmalan,
    @nth [..1] reklamationen/besöket/besoket/felet/veckan/dagen/månaden/leveransen,
    @nth [..1] teknikern/meddelandet/utskicket/maskinen/enheten/fakturan/bytet/avbrottet, gång nummer, nummer i ordningen, i ordningen,
    för/for elfte, elfte gången, femtielfte, hundrade, hundrade gången, tusende, jag vet inte vilken gång, jag vet inte hur många,
    hur många gånger, många gånger, flera gånger, ett antal gånger, otaliga, otaliga gånger, åtskilliga, åtskilliga gånger,
    oräkneliga/orakneliga, upprepade gånger, ett flertal gånger, @num gånger, två gånger, tre gånger, fyra gånger, i rad, på raken,
    gånger på, hur ofta ska, hur ofta, tredje året, andra året, andra på, tredje på, ytterligare ett försök/forsok, @nth paret,
    @nth stycket, @nth exemplaret, @nth tekniker, @nth avbrott, @nth felet,
    @antal [..1] avbrott/fel/försök/forsok/mejl/mail/samtal/påminnelser [..4] på/i/under/sedan/utan,
    @antal [..1] besök/besok/ärenden/arenden/tekniker/reparationer/reklamationer/byten [..4] på/i/under/sedan/utan, andra ggn, tredje ggn,
    @antal ggr, flera ggr, för/for vilken gång i, inte första/forsta gången
same_problem: samma [..1] problem/fel/felet/sak/visa/krångel/strul/misstag/historia/svar/fråga/ärende/arende,
    samma [..1] meddelande/felmeddelande/skit/låt/trubbel/bugg/läcka/lacka/ljud/lampa/del/sträcka/stracka, precis samma, exakt samma,
    samma som [..2] förra/forra/sist/innan/tidigare/igår, som förra/forra gången, som sist, precis som sist, precis som förra/forra,
    likadant, likadan, likadant igen, är/ar tillbaka, är/ar det tillbaka, felet är/ar tillbaka, problemet är/ar tillbaka, tillbaka på ruta,
    ruta ett, kom tillbaka, kommit tillbaka, kommer tillbaka, återkommit, återkommer, återkommande fel, dök upp igen, dyker upp igen,
    dykt upp igen, började/borjade igen, börjat/borjat igen, börjar/borjar igen, slutat igen, slutade igen, hänt igen, hände/hande igen,
    händer/hander igen, trasig igen, sönder/sonder igen, nere igen, ligger nere igen, borta igen, fel igen, stopp igen, fungerar inte igen,
    funkar inte igen, gick sönder/sonder igen, inte första/forsta gången, är/ar inte första/forsta, nu igen, då var det dags igen,
    var det dags igen, dags igen, nu är/ar det dags, same same, deja vu, måndag hela veckan, gammal skåpmat, fortfarande samma,
    alltjämt/alltjamt, kvarstår, felet kvarstår, problemet kvarstår, problemet kvar, felet kvar, är/ar kvar, fortfarande kvar,
    precis som i våras, precis som i höstas/hostas, precis som i, som i våras, som förra/forra året, som förra/forra veckan, samma varje,
    samma den, likadant varje, även på, även denna, även nästa/nasta, lika många, på lika många, lika trasig, den nya också,
    den nya är/ar också, nya [..2] också/likadan, den nya [..3] trasig/sönder/sonder/fel, är/ar det fel igen, hänger/hanger sig igen,
    kraschar igen, försvann/forsvann igen, saknas igen, läcker/lacker igen, droppar igen, låst igen, dubbelt igen, fryser igen, saknas även
no_answer: inget svar, inga svar, ingen respons, ingen återkoppling, ingen reaktion, utan svar, utan att [..2] svar/få/någon,
    utan återkoppling, får inget svar, får inga svar, fick inget svar, fått inget svar, har inte fått [..3] svar/återkoppling/besked,
    inte fått [..3] svar/återkoppling/besked/reaktion, inte fått något, inte fått nåt, fått noll svar,
    aldrig fått [..3] svar/återkoppling, aldrig svar, aldrig fått svar, inte svarat, har inte svarat, ni svarar inte, svarar inte,
    svarar ni inte, svarar aldrig, svarade aldrig, svarar ingen, ingen svarar, ingen svarade, ingen har svarat, ingen har hört, ingen hör,
    ingen ringer, ingen ringde, ingen har ringt, ingen återkom*, ingen har återkommit, ingen tar telefon, ingen lyfter, obesvar*, obesvarade,
    inte hört [..2] något/nåt/ett/från/av/ljud, har inte hört, hör ingenting, hört ingenting, inte hört av er, inte hört av sig,
    hörs inget, hör inget, hört inget, inte ett ljud, inte ett ord, inte ett pip, inte ett knyst, knäpptyst/knapptyst, helt tyst, tyst,
    tystnad*, tystnaden, total tystnad, radiotystnad, dödstyst/dodstyst, tyst som, tyst som graven, ignorera*, ignorerar, ignorerad, ignorerats,
    nonchaler*, väntar/vantar fortfarande på, väntar/vantar på svar, väntat/vantat på svar,
    väntar/vantar [..3] på [..2] svar/återkoppling/besked, vänta/vanta på svar, fortfarande inget, fortfarande inget svar,
    fortfarande ingenting, syrsor, svara då, svara någon, svara på mina, svara på mitt, varför/varfor svarar, när/nar svarar,
    när/nar får jag svar, hör inte av er, hörde/horde aldrig av, hör aldrig av, hört av er, inte återkommit, har inte återkommit,
    återkommer inte, återkom aldrig, inte kontaktat, ingen kontaktar, ingen kontaktade, kommer inte fram, inte fram på telefon,
    telefonkö/telefonko, evig kö/ko, svarslös/svarslos, gapande tomt, svart hål
wrote_before: har [..3] skrivit, har [..3] ringt, har [..3] mejlat, har [..3] mailat, har [..3] hört av, har [..3] anmält/anmalt,
    har [..3] rapporterat, har [..3] påtalat, har [..3] frågat, har [..3] bett, har [..3] kontaktat, har [..3] påpekat, har [..3] reklamerat,
    har [..3] felanmält/felanmalt, har [..3] sagt,
    redan [..2] skrivit/ringt/mejlat/mailat/anmält/anmalt/rapporterat/frågat/sagt/påtalat/förklarat/forklarat/skickat/svarat,
    skrev [..4] till er/igår/måndags/veckan/förra/forra, skrev jag, mejlade, mailade, mejlade er, mailade er, ringde er, ringde in,
    ringde [..3] igår/förra/forra/er/måndags/kundtjänst/kundtjanst, ringde jag, frågade [..2] förra/forra/igår/redan, jag ringde,
    vi ringde, jag skrev, vi skrev, jag mejlade, vi mejlade, jag mailade, jag frågade, jag anmälde/anmalde, felanmälde/felanmalde,
    anmälde/anmalde felet, anmälde/anmalde, rapporterade, påtalade, påpekade, kontaktade er, hörde/horde av mig, hörde/horde av oss,
    som jag skrev, som jag sa, som sagt, som jag nämnde/namnde, som jag skrivit, som tidigare, som påtalats, enligt tidigare,
    mitt tidigare mejl/mail/ärende/arende/brev/meddelande, tidigare mejl, tidigare mail, mitt förra/forra mejl/mail/meddelande,
    mitt senaste mejl/mail, mitt mejl från/av/den, mitt mail från/av/den, mitt brev från/av/den, mina mejl, mina mail, mina tidigare,
    mina frågor, våra mejl, ärende/arende #, ärendenummer/arendenummer, ärendenr/arendenr, mitt ärende/arende, påminnelse*, påminner,
    påminna, påmint, en påminnelse, uppföljning/uppfoljning, följer/foljer upp, stött/stott på, stöter/stoter på, stött/stott på er,
    legat på, ligger på er, tjatat, jagat er, jagar er, jagat, upprepade påstötningar/påstotningar, påstötning*/påstotning*,
    förra/forra veckan, sedan förra/forra, reklamationen, skickade [..3] mejl/mail/brev/bilder, vänder/vander mig åter,
    vänder/vander oss åter
# -- what was agreed
promised: lova*, lovat, lovade, lovar, lovats, utlova*, utlovat, utlovad, ni lovade, du lovade, ni sa, ni sade, du sa, ni sa att,
    sa att [..4] skulle, sade att [..4] skulle, de sa att, han sa att, hon sa att, hon lovade, han lovade, din kollega sa/lovade/sade,
    er kollega sa/lovade, er kundtjänst/kundtjanst sa/lovade, er tekniker sa/lovade, er säljare/saljare sa/lovade, fick höra att,
    fick besked om, fick besked att, fått besked om, fått besked att, fick veta att, fick löfte/lofte, fått löfte/lofte, ett löfte/lofte,
    löfte/lofte, löften/loften, löftet/loftet, garanter*, garanterade, garanterat, försäkrade/forsakrade, försäkrat/forsakrat,
    försäkrades/forsakrades, enligt [..2] överenskommelse*/overenskommelse*, överenskom*/overenskom*, överens/overens om,
    kom överens/overens, kommit överens/overens, vi kom överens/overens, var överens/overens, avtalat, avtalad*, avtalade, enligt avtal*,
    avtalad tid, utsatt tid, utsatt dag, bestämd/bestamd tid, bokad tid, bestämt/bestamt datum, bestämdes/bestamdes, vi bestämde/bestamde,
    skulle [..3] komma/kommit/ringa/ringt/levereras/vara/varit/få/fått/ske/skickas,
    skulle [..3] bytas/lagas/lösas/losas/återkomma/hämtas/hamtas/betalas/dras/krediteras/fixas, skulle ha, skulle ju, borde ha,
    borde [..2] kommit/fått/varit, var tänkt att, var sagt, sades, det sades,
    bekräfta*/bekrafta* [..3] skriftligen/skriftligt/mejl/mail/datum/tid, ni bekräftade/bekraftade, har bekräftats/bekraftats, skriftligt,
    skriftligen, på papper, svart på vitt, svart på vit, inom # dagar/timmar/arbetsdagar/veckor, inom en vecka, inom 24, sla, servicenivå*,
    servicenivåavtal, inställelsetid/installelsetid, åtgärdstid/åtgardstid, svarstid, ert ord, gav ert ord, ni gav, handslag,
    utfäst*/utfast*, utfästelse/utfastelse, åtog er, åtagit er, åtagande*, enligt offert*, offererat pris, avtalat pris, aviserat, aviserad*,
    aviserade, garantiför*/garantifor*, kan du lita på, kan ni lita på, det kan du lita, var ordet, löd beskedet, beskedet löd, beskedet var,
    sa er, sa din, så sa er, stod det i er, stod i orderbekräftelsen/orderbekraftelsen, orderbekräftelse*/orderbekraftelse*,
    orderbekräftelsen/orderbekraftelsen, enligt mejl från, enligt mail från, enligt er, enligt beskedet, beskedet från, fick beskedet,
    gav besked, utlovade, gav mig datum, tid mellan, mellan # och #, bokad, bokat till, tecknade guldavtal*, tecknade, skulle vi få,
    skulle jag få, skulle ni, senast @dag, beräknad/beraknad leverans, inställelse*/installelse*, avtalad inställelsetid/installelsetid,
    bekräftade/bekraftade start
not_kept: ingen kom, ingen kommer, ingen dök upp, ingen har kommit, ingen har ringt, ingen ringde, ingen har dykt, dök aldrig upp,
    dök inte upp, dyker inte upp, kom aldrig, kom inte, kom ingen, kommer aldrig, ringde aldrig, ringde inte, ringde ingen, har inte kommit,
    har inte ringt, har inte hänt, har inte skett, inte skett, skedde inte, skedde aldrig, hände/hande inget, hände/hande ingenting,
    händer/hander inget, händer/hander ingenting, inget hände/hande, ingenting hände/hande, inget har hänt, ingenting har hänt,
    inget har skett, ingenting har skett, inget händer/hander, ingenting händer/hander, inte hänt något, inte hänt ett skit, inte hållit,
    inte hölls/holls, höll inte, höll ni inte, håller inte vad ni, håller inte, håller aldrig, hållit [..2] löfte*, brutet löfte/lofte,
    brutna löften/loften, bröt, brutit, svikit, svek, sviker, tomma löften/loften, tomt löfte/lofte, fick stå, fått vänta/vanta,
    står och väntar/vantar, trots [..2] löfte*/avtal/avtalet/överenskommelse/overenskommelse/bekräftelse/bekraftelse/besked/att,
    trots att ni, trots er, i strid med, tvärtemot/tvartemot, tvärtom/tvartom mot, mot vad,
    inte vad vi [..2] överens/overens/avtalade/bestämde/bestamde, inte vad ni lovade, inte som [..2] avtalat/lovat/överenskommet/overenskommet,
    inte enligt, det var [..2] @num @tid sedan/sen, det är/ar [..2] @num @tid sedan/sen, det var [..2] veckor/dagar/månader sedan/sen,
    det var i @dag, det var i måndags, det var i tisdags, det var i onsdags, det var i torsdags, det var i fredags, det var förra/forra,
    nu är/ar det @dag, nu är/ar det [..2] dagar/veckor/månader, idag är/ar det, idag är/ar det @dag, har passerat, passerat, passerade,
    datumet passerade, tiden gick ut, tiden har gått, kom och gick, gått ut för/for, i stället/stallet för/for de,
    istället/istallet för/for de, fortfarande inget, fortfarande ingen, fortfarande ingenting, fortfarande inga, fortfarande inte, ännu inget,
    ännu inte, än/an idag, ännu idag, till dags dato, hittills inget, nada, nu säger/sager ni, nu heter det, nu sägs det,
    plötsligt/plotsligt heter det, nu ska det, plötsligt/plotsligt [..2] kostar/gäller/galler/ska, och sen inget, sen tyst, sen blev det tyst,
    men nej, uteblev, uteblivit, uteblir, står kvar, skjutits upp, skjuts upp, flyttas fram, flyttats fram, framflyttat, ni går ifrån,
    gått ifrån, går från ert, står inte vid, inte stått vid, drog er ur, dragit er ur, drog sig ur, backade, backat, backar,
    ändrat/andrat er, ändrade/andrade er, ångrat er, tog tillbaka, gäller/galler inte längre/langre, numret går till, torsdag nu,
    nu är/ar det torsdag, nu är/ar det fredag, det är/ar fredag, det är/ar torsdag, det är/ar onsdag, är/ar det fredag, är/ar det torsdag,
    nu har det gått, nu har jag väntat/vantat, nu har vi väntat/vantat, nu står det, dagen innan, utbetalningen saknas, verklig # h, verklig,
    tog # timmar, tog # dagar, tog i stället/stallet, blev i stället/stallet, blev det inte, blev det inget, blev inget, blev inte av, inte av,
    avvikelserapport
callback: ring mig, ring upp, ringa upp, ringer upp, ringa tillbaka, ringer tillbaka, ringde tillbaka, bli uppringd, blir uppringd, uppringd,
    uppringning, bli kontaktad, återuppringning, återkomma, återkommer, återkom, återkoppla*, återkoppling, höra av er, höra av sig,
    hör av er, hör av dig, ring gärna/garna, slå en signal, slå mig en signal, ringer mig
# -- in person
vouched: rekommenderade er, rekommenderat er, rekommendera* er, jag [..2] rekommender*, som rekommenderade, på min rekommendation,
    min rekommendation, jag valde er, jag som valde, jag valde, mitt val, var mitt val, det var jag som, det var min idé, min idé,
    mitt förslag/forslag, mitt beslut, mitt initiativ, jag drev igenom, drev igenom, drivit igenom, jag tjatade, övertyga*/overtyga*,
    övertygade/overtygade, jag övertygade/overtygade, övertalade/overtalade, övertalat/overtalat, jag övertalade/overtalade,
    jag föreslog/foreslog, föreslog/foreslog er, jag tog in er, tog in er, plockade in er, jag presenterade er, jag introducerade er,
    kämpat/kampat för/for er, kämpade/kampade för/for, stred för/for, jag gick i god, gått i god, i god för/for, god för/for er,
    borgat för/for, borgade för/for, gick i borgen, gått i bräschen/braschen, bräschen/braschen för/for, försvarat/forsvarat er,
    försvarade/forsvarade er, försvarat/forsvarat, tagit er i försvar/forsvar, stuckit ut hakan, sticka ut hakan, stack ut hakan,
    satt mitt namn, mitt namn, mitt namn på, skrivit under, jag skrev under, jag som skrev under, jag signerade, jag som beställde/bestallde,
    jag som bokade, jag som köpte/kopte in, la mitt rykte, satt min heder, hand i elden, jag lovade, jag har lovat, jag lovat, lovat min,
    lovat mina, lovade min, lovade mina, lovat kunden, pratat gott om, talat gott om, talat väl om, hyllat er, er ambassadör/ambassador,
    ambassadör/ambassador, sålde in, sålt in, jag sålde in, sålde in er, gett mitt ord, vars namn, med mitt namn, jag som samlade,
    jag som ordnade, jag som sa, jag som tipsade, jag som pratade, tipsade om er, jag som drev, jag som föreslog/foreslog,
    jag som rekommenderade, jag hade lovat, jag har gått, i mitt namn, på mitt ord, tagit fajten, tog fajten, tog strid, tagit strid,
    talat varmt om, pratat varmt om, lovordat, skröt/skrot om, skrutit om
look_bad: framstår som, framstå som, framstod som, ser ut som, såg ut som, ser dum ut, se dum ut, får mig att framstå, får oss att framstå,
    fick mig att, får mig att se, står där som, stod där som, stod som, står som en, stå där som, stå som, stod med skägget/skagget,
    skägget/skagget i brevlådan, skämde/skamde ut, skämmer/skammer ut, skämma/skamma ut, skämt/skamt ut, skäms/skams ögonen/ogonen,
    skäms/skams inför/infor, skäms/skams över att ha, jag skäms/skams, vi skäms/skams, jag skämdes/skamdes, skämdes/skamdes,
    skämmas/skammas inför/infor, pinsamt, pinsam, pinsamt inför/infor, så pinsamt, pinsamt för/for mig, generad, generade, genant,
    förödmjuk*/forodmjuk*, förnedr*/fornedr*, till åtlöje/åtloje, åtlöje/åtloje, utskrattad, skrattade åt mig, skrattar åt mig,
    göra bort, gjort bort, gjorde bort, bortgjord, bortgjort, tappa ansiktet, tappat ansiktet, tappade ansiktet, förlorat/forlorat ansiktet,
    inför/infor alla, inför/infor hela, inför/infor [..2] kund/kunden/kunderna/chefen/ledningen/styrelsen/klassen,
    inför/infor [..2] kollegorna/kollegerna/gästerna/gasterna/publik/svärföräldrarna/svarforaldrarna,
    framför/framfor [..2] alla/kunden/kunderna/chefen/ledningen/gästerna/gasterna/klassen/hela, rykte, mitt rykte, vårt rykte, anseende*,
    anseendet, trovärdighet*/trovardighet*, trovärdigheten/trovardigheten, mitt goda namn, goda namn, heder, röd i ansiktet, rodna*, rodnade,
    ville sjunka, sjunka genom jorden, genom jorden, får skämmas/skammas, utskälld/utskalld, fick skäll/skall, får skäll/skall,
    skäll/skall av, skäll/skall för/for, hånad, gliringar, blickar, alla tittade, alla stirrade, tittade på mig, pekar på mig, pekar finger,
    viskar, tisslar, skvaller, ingen litar på mig, litar på mig, se oproffsig ut, oproffsiga, ser oseriös*/oserios*, dum i,
    känna/kanna mig dum, kände/kande mig dum, som ett fån, som en idiot inför/infor, som en åsna, som en lögnare/lognare, lögnare/lognare,
    stod där med, stod jag där, stod jag med, med tomma händer/hander, tomma händer/hander, antydde, antyder, antytt, ryktet, visa mig,
    vågat visa mig, visa ansiktet, se [..3] i ögonen/ogonen, titta [..3] i ögonen/ogonen, möta deras, duger,
    känner/kanner mig värdelös/vardelos, kände/kande mig liten, känna/kanna mig liten, folk pratar, folk frågar, frågar folk, folk tittar,
    hela byn, hela klassen, i en liten stad, i en by, tror att jag slarvat, tror att jag ljuger, tror att jag ljög, tror jag ljuger,
    tror att jag stulit, tror att jag glömt/glomt, den som inte, ingen tror mig, tror mig inte, flinade, skrattade, viskade, blev tyst i rummet,
    mitt i mötet/motet, mitt under presentationen, mitt i presentationen, under demon
blamed: skulden, får skulden, fick skulden, får jag skulden, fått skulden, skyller på mig, skyllde på mig, skylls på, skyller alla,
    hålls ansvarig, ansvarig för/for, mitt fel, som om det var mitt fel, är/ar mitt fel, ta smällen/smallen, tar smällen/smallen,
    fick ta smällen/smallen, får ta smällen/smallen, fått ta smällen/smallen, får äta upp, äta upp det, får ta skiten, ta skiten,
    stå till svars, stå till svars för/for, får stå till svars, ställs/stalls till svars, ställas/stallas till svars, svara för/for,
    får svara, måste förklara/forklara, får förklara/forklara, fick förklara/forklara, får jag förklara/forklara,
    ska jag förklara/forklara, förklara/forklara för/for [..2] chef/chefen/styrelsen/ledningen/kund/kunden/kunderna/fru/man/barn/medlemmarna,
    hur förklarar/forklarar jag, vad säger/sager jag till, vad ska jag säga till, vad ska jag säga, det är/ar jag som, jag som får,
    frågar mig varför/varfor, undrar varför/varfor jag, ifrågasätt*/ifrågasatt*, ifrågasatt, ifrågasätts/ifrågasatts,
    ifrågasätter/ifrågasatter mig, anklag*, anklagad, anklagas, beskyll*, beskylld, beskylls, misstänk*/misstank* mig, misstänkt/misstankt,
    misstänker/misstanker mig, misstänkt/misstankt för/for, tror att jag, tror att det är/ar jag, inkallad, inkallad till, kallad till,
    uppkallad, på mattan, läxad/laxad upp, litar inte på mig, peka på mig, ska hållas ansvarig, på mina axlar, på mitt ansvar,
    tror att jag slarvat, tror jag slarvat, slarvat, frågar mig varje dag, frågar mig, undrar vad jag, i egen ficka, mitt ansvar,
    som jag ansvarar
job_at_risk: mitt jobb, mitt jobb på spel, jobbet på spel, jobb på spel, på spel, riskerar jobbet, riskerar mitt, bli av med jobbet,
    blir av med jobbet, förlora/forlora jobbet, förlorar/forlorar jobbet, förlorar/forlorar mitt jobb, förlora/forlora mitt, mista jobbet,
    få sparken, får sparken, fick sparken, fått sparken, sparkad, sparkas, uppsagd, avskedad, avskedas, kicken, får kicken,
    min tjänst/tjanst, min anställning/anstallning, anställning/anstallning, provanställ*/provanstall*, provanställd/provanstalld,
    provanställning/provanstallning, min position, min karriär/karriar, karriär*/karriar*, befordran, befordrad, skriftlig varning,
    skriftlig erinran, erinran, varning av, kostar mig jobbet, kostar mig tjänsten/tjansten, kosta mig jobbet, huvudet på, huvud på fat,
    huvud på stupstocken, huvudet på stupstocken, rullar huvuden, huvuden rulla*, huvuden att rulla, ligger illa till, brinner i knutarna,
    sitter löst, sitter jag löst, mitt körkort/korkort, min legitimation, legitimation, min bonus, bonus, löneförhandl*/loneforhandl*,
    lönesamtal/lonesamtal, utvecklingssamtal, mitt uppdrag, mitt mandat, inte omvald, omvald, omval, avgå, hänger/hanger på detta,
    hänger/hanger på det här, min framtid, mitt examen, praktik*
# -- safety of data and people
breach: dataintrång*, intrång*, intrånget, dataläcka*/datalacka*, dataläckage/datalackage, läcka/lacka av, läckt/lackt, läckta/lackta,
    läckt/lackt ut, läckage/lackage av, läcker/lacker uppgifter, uppgifter läckt/lackt, hackad*, hackat, hackade, hackare, hackats, hacka*,
    kapad*, kapat, kapats, kapade, kontokapning, tagit över mitt konto, tagit över kontot, övertaget/overtaget konto,
    någon annan [..3] loggat/inloggad/loggade/inne/använder/anvander, någon har [..3] loggat/bytt/ändrat/andrat/kommit, någon har varit inne,
    någon obehörig/obehorig, obehörig*/obehorig*, obehöriga/obehoriga, obehörig/obehorig åtkomst, inloggning från, inloggningar från,
    inloggad från, okänd/okand enhet, okänt/okant inlogg*, okänd/okand inloggning, okänd/okand plats, främmande/frammande enhet,
    var inte jag, inte jag som, det är/ar inte jag, jag har inte [..3] gjort/beställt/bestallt/köpt/bytt/godkänt/godkant,
    bytt mitt lösenord/losenord, ändrat/andrat mitt lösenord/losenord, ändrat/andrat min e-post, ändrat/andrat min mejl*, bytt min e-post,
    phishing*, nätfiske/natfiske, nätfiskemejl/natfiskemejl, bluffmejl*, bluff*, falskt mejl, falska mejl, utger sig för/for, utgav sig, virus,
    trojan, skadlig kod, ransomware, malware, utpressning*, sårbarhet*, sarbarhet*, säkerhetshål*/sakerhetshål*,
    säkerhetslucka*/sakerhetslucka*, säkerhetsbrist*/sakerhetsbrist*, säkerhetsbrister/sakerhetsbrister, lucka i, sql injection, injection,
    xss, idor, bakdörr/bakdorr, utan lösenord/losenord, utan inloggning, utan att logga in, behövs/behovs inget lösenord/losenord,
    inget lösenord/losenord krävs/kravs, krävs/kravs ingen inloggning, i klartext, klartext, okrypter*, okrypterat, inte krypterad, oskydda*,
    kringgå*, gissa sig, gissningsbar, byta id i, ändra/andra siffran, ändrar/andrar man siffran, ändrar/andrar siffran i,
    i adressfältet/adressfaltet, öppet/oppet på nätet/natet, ligger öppet/oppet, ligger ute öppet/oppet, exponera*, exponerad, exponeras,
    röjd*, röjts/rojts, röja, komprometter*, identitetsstöld*/identitetsstold*, id-kapning, kortbedrägeri/kortbedrageri, kort skimmat,
    skimmad, bedrägeri/bedrageri, inbrott, bröt sig in, brutit sig in, personuppgiftsincident*, incident, publik bucket, api nyckel, utan kod,
    utan pin, utan behörighet/behorighet, administratörsmeny*/administratorsmeny*, adminmeny, adminläge/adminlage, går att logga in utan,
    räcker/racker att ändra/andra, räcker/racker med att, bara att ändra/andra, bara byta, byter man ut, i url, i länken/lanken,
    länken/lanken funkar, länken/lanken fungerar, fortfarande aktiv*, gamla taggar, gamla koder, gamla nycklar, fortfarande åtkomst,
    kan fortfarande logga in, har fortfarande tillgång, tidigare anställd*/anstalld*, ex anställd/anstalld,
    standardlösenord*/standardlosenord*, samma lösenord/losenord, olåst, olåsta, stod öppen/oppen, stod olåst, öppen/oppen dörr, portkoden
others_data: någon annans, nagon annans, andras, andras uppgifter, andras fakturor, andras namn,
    någon annans [..2] uppgifter/faktura/namn/konto/personnummer/journal/adress/data/avtal/order/bilder, annan kunds, annan kund, annan patients,
    annan patient, annan persons, annan person, annan hyresgäst*/hyresgast*,
    en annan [..3] kunds/patients/persons/elevs/medlems/kund/patient/mans/kvinnas/man/kvinna/familj/elev, andra kunders, andra kunder,
    andra patienters, andra personers, andra medlemmars, andra användares/anvandares, andra elevers,
    främmande/frammande [..1] personer/människor/manniskor/namn/person/adress, en främlings/framlings, okänd/okand person*,
    okända/okanda personer, kan se [..4] andra/andras/alla/allas/grannens/kollegors, ser [..3] andras/allas/någon/grannens,
    kommer åt [..3] andras/allas/andra, ser alla andras, allas, allas uppgifter, allas namn, alla mottagare, öppna/oppna mottagare,
    mottagarlista*, i kopiafältet/kopiafaltet, kopiafältet/kopiafaltet, öppen/oppen kopia, synliga mottagare, synlig för/for alla,
    synligt för/for alla, synliga för/for alla, synlig kopia, i cc, hemlig kopia, fel mottagare, fel person, fel adressat, till fel person,
    skickat till fel, skickats till fel, hamnat hos fel, tillhör/tillhor någon annan, tillhör/tillhor en annan, inte mina uppgifter,
    inte min faktura, inte mina, inte tillhör/tillhor mig, inte är/ar min, inte är/ar mina, är/ar inte jag, namn och adress*,
    namn och personnummer, personnummer, personnumret, med personnummer, diagnos*, journal för/for, journaler, remiss för/for,
    kallelse för/for, vem som helst kan, vem som helst, vem som helst kommer åt, alla kan se, alla kan läsa, offentligt synlig*,
    öppet/oppet för/for alla, sökbart/sokbart på google, sökbar/sokbar på google, googla fram, inloggad som, inloggad på någon,
    hamnade jag på, hamnade i någon, inne på någon annans, kom in på någon, grannens, läsa andras, alla kunders, allas kort*,
    hos en [..2] annan familj/kund/person, en helt annan, helt annan familj, helt annan person, helt annan kund, hamnade hos en,
    hamnade i en annan, deras bilder, deras uppgifter, deras adress, deras fakturor, deras barn, med mitt fulla namn, mitt fulla namn,
    mitt namn på, satte upp, anslagstavla*, synligt i, fullt synlig*, låg framme, låg öppet/oppet, hittade papper, i soporna,
    i återvinningen, andra sökande/sokande, andra gäster/gaster, okänt/okant namn, okända/okanda namn, fel kuvert, i kuvertet,
    i samma kuvert, skickat mig någon
data_gone: data borta, datan är/ar borta, data försv*, datan försv*, filer borta, filerna är/ar borta, filerna försv*, allt är/ar borta,
    allting är/ar borta, allt borta, alla [..3] borta/försvunna/forsvunna/raderade/raderats/försvunnit/forsvunnit, är/ar borta,
    är/ar helt borta, är/ar försvunn*/forsvunn*, har försvunnit/forsvunnit, försvunnit/forsvunnit, försvunnet/forsvunnet,
    försvunna/forsvunna, försvann/forsvann, raderats, raderat, raderade, raderad, raderades, har raderat, skrivits över, skrev över,
    överskriv*/overskriv*, överskriden/overskriden data, skrivit över, tömd, tömts/tomts, tömt, blev tom, är/ar tom, är/ar tomt, helt tom,
    helt tomt, helt tomma, spårlöst/spårlost, spårlöst/spårlost borta, går inte att återställa/återstalla,
    kan inte återställas/återstallas, ingen backup, ingen säkerhetskopia/sakerhetskopia, backupen är/ar tom, backup saknas,
    säkerhetskopia*/sakerhetskopia*, förlorat/forlorat all*, förlorat/forlorat alla, förlorat/forlorat data, förlorad/forlorad data,
    dataförlust*/dataforlust*, förlorade/forlorade filer, korrupt*, skadade filer, bilderna borta, mina bilder, bilder borta,
    bilderna är/ar borta, historiken borta, historiken är/ar borta, historik försvunnen/forsvunnen, saknas i registret, nollställt/nollstallt,
    nollställts/nollstallts, nollställd/nollstalld, oåterkallelig*, år av, är/ar [..6] borta, alla [..4] borta, 0 rader, noll rader,
    tabellen tom, tabellen är/ar tom, också tom, från # [..2] borta, saknas helt, finns inte kvar, finns inte längre/langre, inget kvar,
    är/ar nollställd/nollstalld, är/ar nollställt/nollstallt, ligger inte kvar, blankt, blankade
danger: farlig*, farligt, fara, livsfara, livsfarlig*, livsfarligt, livshotande, fara för/for liv, brand, brann, brinner, brinna, brandrisk,
    brandfara, brandfarlig*, började/borjade brinna, fattade eld, fatta eld, tog eld, eld, rök, ryker, rökte/rokte, röken/roken,
    rökutveckling/rokutveckling, började/borjade ryka, gnistor, gnistra*, gnistbildning, lågor, elstöt*/elstot*, stöt, stötar/stotar,
    fick en stöt, strömgenomföring/stromgenomforing, kortslut*, gasläcka*/gaslacka*, gaslukt, luktar gas, luktar bränt/brant,
    bränd/brand lukt, bränt/brant, brännskad*/brannskad*, brände/brande mig, brände/brande sig, bränner/branner sig, explosion*, exploder*,
    exploderade, smällde/smallde, kolmonoxid, koloxid, skada sig, skadade sig, skadad person, skadades, skadat sig, blödde/blodde,
    blöder/bloder, personskad*, klämde/klamde, klämskada/klamskada, klämrisk/klamrisk, skar sig, ramlade, föll ner, föll av, lossnade,
    lossnat, lossna, ras, rasade, rasrisk, rasa, bromsar*, bromsarna, bromsen, bromsade inte, tappade bromsarna, styrningen, kollapsade, kväv*,
    kvävas/kvavas, satte i halsen, giftig*, gift, förgift*/forgift*, allergi*, allergisk reaktion, allergichock, nötallergi/notallergi,
    nötter/notter, gluten, spår av, inte deklarer*, överdos*/overdos*, fel dos, fel dosering, fel medicin, felmedicinering, fel blod,
    fel läkemedel/lakemedel, fel patient, instängd*/instangd*, fastnade i hissen, fast i hissen, sitter fast i hissen, överhett*/overhett*,
    glödhet/glodhet, jättevarm/jattevarm, smält/smalt, smälte/smalte, smälter/smalter, smälta/smalta, bucklar, svällt/svallt,
    svullet batteri, batteriet svällt/svallt, sveder, glas i, glasbit*, metall i, metallbit*, vass*, risk för/for, olycksrisk, olycka, olyckor,
    allvarlig olycka, kunde ha dött, kunde ha dödat/dodat, hade kunnat dö, kunde ha gått, kunde gått riktigt illa, gått illa,
    hade kunnat gå, någon kan, någon kommer att, innan någon, innan någon skadas, innan någon dör, barn kan, ett barn, mitt barn kunde,
    säkerhetsrisk*/sakerhetsrisk*, otäta/otata, strömförande/stromforande, spänning*/spanning*, legionella, salmonella, magsjuk*,
    mögel/mogel, asbest, ramla, ramlar, ramlat, trillade, halkade, halkrisk, visar fel dos, visad dos, insulinpump*, trygghetslarm*, larmar inte,
    larmet fungerar inte, larmet går inte, brandvarnare*, bilstol*, spjälsäng*/spjalsang*, barnvagn*, hjulet lossnade, skarven, gnistrade,
    slog gnistor, glöder/gloder, glöd, gasol, läcker/lacker gas, kändes/kandes hett, het som, brännhet/brannhet, blev varm, bubblor, sladden,
    blottade, blottad, svimmade, svimmat, ambulans*, akuten, giftinformation, lossnar, gick av, knäcktes/knacktes, vek sig
# -- thanks and end
thanks_deed: tack för/for [..6] hjälp/hjalp/hjälpen/hjalpen/hjälpte/hjalpte/snabb/snabba/snabbt/fixade/löste/loste/ordnade/ringde,
    tack för/for [..6] kom/tålamod/tålamodet/bemötande/bemotande/bemötandet/bemotandet,
    tack för/for [..6] service/servicen/supporten/insats/skickade/bytte/svaret, tack vare, tack till, tack igen för/for,
    tack så [..2] mycket för/for, stort tack [..2] till, stort tack för/for, stort tack, tusen tack, tusen tack för/for, ett stort tack,
    ett jättetack/jattetack, varmt tack, hjärtligt/hjartligt tack, många tack för/for, jättetack/jattetack,
    tackar för/for [..4] hjälp/hjalp/hjälpen/hjalpen/bytet/service, tacksam, tacksamma, tacksamhet, så tacksam, jättetacksam/jattetacksam,
    evigt tacksam, uppskatta* [..3] hjälp/hjalp/att/det/mycket/verkligen, uppskattar verkligen, mycket uppskattat, otroligt hjälpsam*/hjalpsam*,
    hjälpsam*/hjalpsam*, så hjälpsam/hjalpsam, tålmodig*, så snäll*, så snälla/snalla, vänlig/vanlig och, räddade/raddade,
    räddat/raddat, räddade/raddade min, räddade/raddade vår, räddade/raddade dagen, räddare/raddare, räddare/raddare i nöden/noden,
    livräddare/livraddare, ängel/angel, änglar/anglar, hjälte/hjalte, hjältar/hjaltar, stjärna/stjarna, en klippa, klippa, en pärla/parla,
    pärla/parla, guld värd, guld värda/varda, guldstjärna/guldstjarna, toppenkille, toppentjej, förtjänar/fortjanar,
    förtjänar/fortjanar en, förtjänar/fortjanar beröm/berom, beröm/berom, berömma/beromma, ros, rosor, en ros, ge en eloge, eloge,
    en eloge, heder åt, hatten av för/for, framför/framfor [..3] tack, framför/framfor mitt tack, framför/framfor vårt tack,
    hälsa/halsa [..4] tack, hälsa/halsa [..3] från mig, hälsa/halsa honom, hälsa/halsa henne, hälsa/halsa till, tacka [..3] från mig,
    tacka [..2] för/for, vill tacka, ville tacka, ville bara tacka, vill bara tacka, vill passa på att tacka, måste få tacka, vill rikta,
    utöver/utover det vanliga, gick utöver/utover, lilla extra, det lilla extra, extra mil, ansträngde/anstrangde sig, ställde/stallde upp,
    tog sig tid, tog sig tiden, bemödade/bemodade sig, bjuder på, tårta, blommor, choklad, glad i hela, gjorde min dag, gjorde vår dag,
    räddade/raddade helgen, räddade/raddade kvällen/kvallen, kunde inte varit, hade inte klarat, hade aldrig klarat, utan er hade,
    utan henne hade, utan honom hade, snabbt jobbat, bra jobbat, snyggt löst, snabbt löst, snabb hjälp/hjalp, fantastisk hjälp/hjalp,
    fantastiskt bemötande/bemotande, underbart bemötande/bemotande, bästa/basta bemötande/bemotande, fint bemötande/bemotande,
    trevligt bemötande/bemotande, proffsigt bemötande/bemotande, kanonbra hjälp/hjalp, väl omhändertag*/omhandertag*,
    omhändertagen/omhandertagen, stannade kvar, löste/loste det på, fixade det på, tog hand om, tagit hand om, tog så väl hand,
    tog så bra hand, gjorde allt rätt, skyldig en kram, kram, kramar till, en kram,
    hälsa/halsa [..2] bagaren/personalen/kocken/föraren/foraren/chauffören/chaufforen/tjejen/killen/honom/henne/teamet/gänget/ganget,
    hälsa/halsa så gott, var vackrast, så fint, så vackert, så duktig, så duktiga, en sån, vilken hjälte/hjalte,
    vilken service [..3] från, orkade förklara/forklara, hade tålamod, med sånt tålamod, stannade över, kom trots,
    kom på en söndag/sondag, kom mitt i natten, ringde redan, borde få löne*, löneförhöjning/loneforhojning, bonus till,
    räddade/raddade julen, räddade/raddade semestern, räddade/raddade bröllopet/brollopet, glömmer/glommer jag aldrig,
    glömmer/glommer det aldrig, betydde mycket, betyder mycket, värmde/varmde, värmer/varmer, värmde/varmde i hjärtat/hjartat, blev så glad,
    gjorde mig glad, vilken glädje/gladje, första/forsta pris, trots att ni hade stängt/stangt, fast ni hade stängt/stangt,
    fast ni egentligen, utan att ta betalt, skänk/skank, tack för/for er insats, tack för/for allt, tack för/for en, tack för/for ett
thanks_plain: tack, tackar, tacka, tackat, tack så mycket, tack snälla/snalla, tackar så mycket, thanks, thx, tackolov, tack tack, stort tack,
    tusen tack, tackis, mvh och tack, tack ska ni ha, tack ska du ha
praise: bra, jättebra/jattebra, mycket bra, superbra, kanon, kanonbra, toppen, toppenbra, utmärkt*/utmarkt*, perfekt*, fantastisk*, underbar*,
    strålande, lysande, suverän*/suveran*, förträfflig*/fortrafflig*, grymt, grym, super, finfin*, prima, förstklassig*/forstklassig*,
    fenomenal*, enastående, exemplarisk*, imponerad*, imponerande, nöjd, nöjda/nojda, jättenöjd/jattenojd, supernöjd/supernojd,
    mycket nöjd, så nöjd, glad, glada, jätteglad/jatteglad, älskar/alskar, gillar, bäst, bästa/basta, smidig*, smidigt, professionell*,
    proffsig*, proffsigt, kunnig*, trevlig*, trevligt, vänlig*/vanlig*, tålmodig*, snabb*, klockrent, klockren, över förväntan/forvantan,
    rekommenderas, skön, skönt/skont, mysig*, härlig*/harlig*, härligt/harligt, kul, snyggt, duktig*
works_now: fungerar nu, funkar nu, nu fungerar, nu funkar, fungerar igen, funkar igen, fungerar det, nu fungerar det, nu funkar det,
    fungerar [..3] igen, funkar [..3] igen, fungerar bra nu, funkar bra nu, fungerar perfekt, funkar perfekt, fungerar utmärkt/utmarkt,
    funkar som det ska, fungerar som det ska, funkar fint, fungerar fint, rullar igen, rullar på, går igen, startar igen, startade igen,
    igång igen, är/ar igång igen, är/ar igång, uppe igen, är/ar uppe igen, online igen, tillbaka igen, är/ar tillbaka nu, allt bra nu,
    allt är/ar bra, allt ok nu, allt okej, allt frid och fröjd/frojd, frid och fröjd/frojd, löst, är/ar löst, det är/ar löst, löst sig,
    löste/loste sig, löste/loste det, löst nu, problemet löst, problemet är/ar löst, problemet är/ar borta, felet är/ar borta,
    felet borta, ur världen/varlden, fixat, är/ar fixat, fixat nu, fixat sig, ordnat, ordnade sig, ordnat sig, har ordnat sig,
    åtgärdat/åtgardat, är/ar åtgärdat/åtgardat, åtgärdat/åtgardat nu, avhjälpt/avhjalpt, lagat, hittade felet, hittade den,
    hittade det, hittat den, hittat felet, jag hittade, hittat, kom på det, kom på hur, fick till det, fått till det, fick det att funka,
    fick det att fungera, fick igång, fått igång, fick ordning, gjorde susen, hjälpte/hjalpte, det hjälpte/hjalpte, det räckte/rackte,
    kom idag, kom fram, har kommit fram, har kommit nu, har anlänt/anlant, kom i morse, paketet kom, paketet har kommit, dök upp, har dykt upp,
    pengarna är/ar inne, pengarna kom, pengarna har kommit, fått pengarna, fick pengarna, fått paketet, fått tillbaka, har fått den,
    har fått det, är/ar inne på kontot, kom in nu, kommit in, inloggad nu, kan logga in, kunde logga in, inne igen,
    inga problem längre/langre, inget problem längre/langre, inte längre/langre ett problem, ser bra ut nu, stämmer/stammer nu,
    nu stämmer/stammer, äntligen/antligen fungerar, nu är/ar jag inne, jag är/ar inne, är/ar inne nu, kom jag in, kommer in nu, kom i gång,
    är/ar i gång, i gång igen, i gång nu, gång igen, på plats, är/ar på plats nu, ni kan sluta leta, sluta leta, låg bakom,
    låg hos grannen, låg i, stod bakom, tar tillbaka det, tar tillbaka allt, jag tar tillbaka, blev rätt, det blev rätt, allt syns nu,
    syns nu, dyker upp nu, det var caps, det var bara, var bara att, hade bara, räckte/rackte att, allt väl, värmen/varmen är/ar på,
    var värmen/varmen på, ljuset är/ar tillbaka, strömmen/strommen är/ar tillbaka, nätet/natet är/ar tillbaka, hänger/hanger med igen,
    lever igen, som en klocka, snurrar igen, tickar igen, går som smort, ser rätt ut nu, rätt nu, rätt belopp nu, fick svar, fått svar,
    fick hjälp/hjalp, fått hjälp/hjalp, kunnat logga in, redan löst, löste/loste vi
close_it: stäng/stang ärendet/arendet, stäng/stang [..2] ärende/arende/ärendet/arendet/ticket/tråden, stänga/stanga ärendet/arendet,
    stänga/stanga [..2] ärende/arende/ärendet/arendet, kan stänga/stanga, ni kan stänga/stanga, kan stängas/stangas, kan avslutas,
    ärendet/arendet kan, avsluta ärendet/arendet, ärendet/arendet avslutat, avskriv*, kan avskrivas, kan ni avsluta ärendet/arendet,
    klart för/for min del, klart härifrån/harifrån, klar med detta, allt klart, ärendet/arendet är/ar klart, ärendet/arendet klart,
    ärendet/arendet är/ar löst, markera som löst, lägga/lagga till handlingarna, läggas/laggas till handlingarna, till handlingarna,
    arkivera, ingen åtgärd/åtgard, ingen vidare åtgärd/åtgard, inget mer behövs/behovs, behövs/behovs inget mer,
    behöver/behover inte göra något, ni behöver/behover inte, du behöver/behover inte, inte längre/langre aktuellt,
    inte aktuellt längre/langre, inaktuell*, bortse från, bortse, ignorera mitt, ignorera mejlet, ignorera förra/forra, glöm det, glöm mitt,
    glöm mitt förra/forra, glöm detta, strunta i, strunta i mitt, strunta i förra/forra, det var allt, inget mer, bocka av,
    stryka från listan, bara att stänga/stanga, släpp/slapp det, avslutas, ingen mer hjälp/hjalp, behöver/behover ingen mer,
    behöver/behover inget mer, behöver/behover inte mer, stäng/stang gärna/garna, stäng/stang bara, du kan stänga/stanga,
    ursäkta/ursakta besväret/besvaret stäng/stang, besväret/besvaret stäng/stang, sluta leta, behöver/behover inte leta,
    behöver/behover inte ringa, ni behöver/behover inte ringa, behöver/behover inte skicka, inget att göra, då är/ar vi klara,
    då är/ar det klart, vi är/ar klara, färdigt/fardigt, ärendet/arendet avslutas, ur min synvinkel klart, så det är/ar lugnt, ingen vidare
thought_resolved: trodde [..3] löst/fixat/åtgärdat/åtgardat/klart/avklarat/ordnat/över/klarat, trodde det var, trodde att det var,
    trodde vi att, trodde jag att, trodde att vi, skulle vara löst, skulle vara fixat, skulle vara åtgärdat/åtgardat, skulle vara lagat,
    skulle vara klart, sägs vara, enligt er löst, enligt er åtgärdat/åtgardat, påstås, påstod, påstått, som påstås, påstådd,
    påstådda, markerat som löst, markerad som löst, markerat som klart, markerades som, står som löst, står som avslutat,
    ni stängde/stangde, ni har stängt/stangt, stängde/stangde ärendet/arendet, stängt/stangt ärendet/arendet, stängdes/stangdes,
    ärendet/arendet stängdes/stangdes, avslutat ärendet/arendet, avslutade ärendet/arendet, ärendet/arendet avslutades, avslutades utan,
    stängdes/stangdes utan, öppna/oppna ärendet/arendet igen, återöppna*/återoppna*, öppna/oppna igen, inte löst, är/ar inte löst,
    långt ifrån löst, inte åtgärdat/åtgardat, inte fixat, inte lagat, inte klart, inte avslutat, inte ur världen/varlden, höll i,
    höll en dag, höll i en, höll bara, höll inte länge/lange, fungerade i, funkade i, fungerade en, funkade en, fungerade ett tag,
    funkade ett tag, i två dagar, i en vecka, i en dag, tre dagar sen, efter en dag, efter två dagar, efter reparation*, lagad men, lagades men,
    lagat men, fixat men, efter lagningen, efter uppdateringen, sen gick den sönder/sonder, sen var det, sen small det
thanks_advance: tack på förhand/forhand, tack på forhand, tackar på förhand/forhand, tacksam för/for svar, tacksam för/for snabbt,
    tacksam för/for hjälp/hjalp, tacksam för/for återkoppling, tacksamma för/for svar, tack för/for hjälpen/hjalpen på,
    med vänlig/vanlig hälsning/halsning, med vänliga/vanliga hälsningar/halsningar, vänliga/vanliga hälsningar/halsningar,
    vänligen/vanligen, mvh, mvh/hälsningar/halsningar/hälsning/halsning, hälsningar/halsningar, hälsar/halsar, hälsn/halsn,
    bästa/basta hälsningar/halsningar, allt gott, ha det bra, ha det, ha en fin, ha en trevlig, ha en bra, trevlig helg, trevlig dag,
    trevlig kväll/kvall, kram, kramar, ser fram emot, ser fram emot att höra, ser fram emot ert, högaktningsfullt/hogaktningsfullt, emotser,
    soliga hälsningar/halsningar, glad sommar
# 2. Words of support mail, by meaning. Every inflected form that people type; a stem with * where that is safe.
# -- who
i: jag, mig, mej, ja g, själv/sjalv, jaj
my: min, mitt, mina, mins
we: vi, oss, man
our: vår, vårt, våran, vårat
you: ni, er, du, dig, dej, eder, dom
your: er, ert, era, eran, erat, din, ditt, dina
he_she: han, hon, honom, henne, hans, hennes, hen
they: de, dem, dom, deras, dessa, sina
it_this: det, den, detta, denna, denne, dess, den här, det här, de här
somebody: någon, nån, några, nagon, människa/manniska, människor/manniskor, riktig människa/manniska, person, personer, folk, någon vettig
nobody: ingen, inga, inte en kotte, inte en käft, inte en enda, ingen alls
everyone: alla, allihop, varje, samtliga, allesammans, var och en, envar
our_firm: vårt företag/foretag, vår firma, mitt företag/foretag, min firma, vår verksamhet, vår butik, min butik, vår affär/affar,
    vårt kontor, vår avdelning, vårt team, vår förening/forening, vårt bolag, mitt bolag, vår klinik, vår restaurang, vår skola,
    vår brf, föreningen/foreningen, hos oss, på jobbet, vår fabrik, vårt hotell, vår salong
their_staff: er kollega, din kollega, er personal, ert folk, era tekniker, er tekniker, er montör/montor, er chaufför/chauffor,
    er säljare/saljare, er support, er kundtjänst/kundtjanst, era medarbetare, handläggar*/handlaggar*, tekniker*, montör*/montor*,
    chaufför*/chauffor*, chauffor*, bud, budet, föraren/foraren, förare/forare, kundtjänst*/kundtjanst*, kundtjanst*, kundservice, supporten,
    växeln/vaxeln, receptionen, receptionist*, säljare*/saljare*, säljaren/saljaren, rådgivare*, hantverkare*, rörmokare*/rormokare*,
    elektriker*, installatör*/installator*, sköterska*/skoterska*, sjuksköterska*/sjukskoterska*, läkare*/lakare*, läkaren/lakaren, doktor*,
    lärare*/larare*, läraren/lararen, vakt*, vakten, expedit*, kassörska*/kassorska*, servitör*/servitor*, servitris*, killen, tjejen,
    handläggaren/handlaggaren, operatör*/operator*, agent*, entreprenör*/entreprenor*, mäklare*/maklare*, personalen
own_boss: min chef, mina chefer, vår chef, vår vd, vår styrelse, vår ledning, vår direktör/direktor, vår ekonomichef,
    vår ordförande/ordforande, ledningen, styrelsen, min arbetsgivare, vår kassör/kassor, vår rektor, chefen frågar, chefen undrar
customer: kund*, kunder, gäst*, gäster/gaster, patient*, hyresgäst*/hyresgast*, medlem*, medlemmar, passagerare*, resenär*/resenar*, elev*,
    student*, förälder/foralder, föräldrar/foraldrar, besökare*/besokare*, användare*/anvandare*, prenumerant*, abonnent*, brudpar*, bruden,
    deltagare*, köpare*/kopare*, klient*, brukare*, boende
colleague: kollega*, kollegor, kolleger, personal*, anställd*/anstalld*, medarbetare*, team, teamet, arbetslag*, gänget/ganget, arbetskamrat*,
    volontär*/volontar*, montörerna/montorerna, avdelningen, vikarie*
family: fru, frun, make, maken, hustru, man min, min man, sambo, sambon, partner, son, sonen, dotter, dottern, barn, barnen, barnet, mamma, pappa,
    mor, far min, mormor, morfar, farmor, farfar, bror, brorsan, syster, syrran, familj*, familjen, föräldrar/foraldrar, bebis*, barnbarn*,
    granne*, grannen, vän, vänner, kompis*, svärmor/svarmor, svärfar/svarfar, moster, faster, tös, pojke, flicka, unge, ungar, ungarna
dear: hej, hejsan, hallå, hallo, tja, tjena, tjenare, god dag, goddag, god morgon, godmorgon, god kväll/kvall, bästa/basta, kära, hej igen,
    morsning, halloj, mors, hejhej, till den det berör/beror, bäste/baste
# -- asking
question_how: hur, hur gör/gor, hur kan, hur får, hur man, hur ska, var hittar, vilken knapp, kan ni förklara/forklara,
    kan du förklara/forklara, på vilket sätt, hur går det till, hur funkar, hur fungerar
question_can: kan ni, kan du, kan jag, kan vi, kan man, skulle ni kunna, skulle du kunna, får jag, får vi, får man, går det,
    är/ar det möjligt/mojligt, finns det, finns, har ni, har du, erbjuder ni, är/ar ni, är/ar det, kommer ni, vill ni, kunde ni, kan det,
    ingår, gäller/galler, behöver/behover jag, hinner ni, ^är/ar, ^går, ^finns, ^har ni, ^kan
question_why: varför/varfor, varfor, hur kommer det sig, av vilken anledning, vad beror, varför/varfor i, orsak*, anledning*,
    vad är/ar det för/for, förklara/forklara varför/varfor
question_when: när/nar, nar, vilken tid, hur länge/lange, när/nar kan, när/nar får, när/nar kommer, när/nar ska, när/nar öppnar/oppnar,
    vilken dag, hur lång tid, sedan när/nar, hur dags, öppettid*/oppettid*
question_where: var, vart, var någonstans, vilken, vilket, vilka, vad, vem, vems
please: snälla/snalla, snalla, vänligen/vanligen, vanligen, var vänlig/vanlig, var snäll/snall, var god, tack på förhand/forhand,
    skulle vilja, ber er, ber om, ber jag, jag ber, vill be, vore tacksam, önskar/onskar få, gärna/garna
wish: önsk*, onskar, önskar/onskar, önskemål/onskemål, önskan/onskan, vore bra, vore kul, vore fint, vore trevligt, skulle vara bra,
    skulle vara fint, skulle vara kul, hade varit bra, hade varit fint, hade varit kul, hade varit smidigt, skulle underlätta/underlatta,
    skulle uppskatta, vore smidigt, kan ni lägga/lagga till, lägg gärna/garna till, lägg till, förslag*/forslag*, idé, idéer, tips,
    funktion*, förbättr*/forbattr*, jag saknar, vi saknar, planer på, planerar ni, roadmap, i framtiden, stöd för/for,
    möjlighet/mojlighet att, borde kunna, skulle gärna/garna, gärna/garna se, önskelista/onskelista, mörkt/morkt läge
want: vill, ville, vill ha, skulle vilja, behöver/behover, behövde/behovde, behov, kräver/kraver, kräv*, fordrar, begär/begar,
    begärt/begart, förväntar/forvantar, insisterar, söker/soker, letar, letar efter, måste ha, tänkte
wonder: undrar, undrade, undra, fundera*, funderar, fundering*, nyfiken, nyfikna, fråga, frågor, fråga bara, kort fråga, snabb fråga,
    bara en fråga, förfrågan/forfrågan, info, information, upplysning*, veta, tänkte höra, tänkte fråga, tänkte kolla, kolla, kollar,
    höra om, hör mig för/for
before_buying: innan jag köper/koper, innan vi köper/koper, innan jag beställer/bestaller, innan vi beställer/bestaller,
    funderar på att köpa, funderar på att beställa/bestalla, intresserad*, intresserade, tänkte köpa, tänkte beställa/bestalla,
    planerar att köpa, offert*, prisuppgift*, prislista*, hur mycket kostar, vad kostar, kostar det, provperiod*, prova på, demo, varuprov,
    skulle vilja beställa/bestalla, vill beställa/bestalla, vill köpa, beställa/bestalla # nya, blivande kund, bli kund, står i valet
# -- fault
not_work: fungerar/funkar/startar/laddar/svarar/reagerar/öppnas/oppnas/öppnar/oppnar/ansluter/kopplar/synkar/sparar/skickar [..2] inte,
    skriver/går/kommer/värmer/varmer/kyler/tänds/tands/stängs/stangs/syns/visas/stämmer/stammer/hjälper/hjalper [..2] inte,
    inte [..2] fungera*/funka*/starta*/ladda*/svara*/öppna*/ansluta/synka/spara/skriva/gå/komma/logga/betala/använda/anvanda, fungerar ej,
    funkar ej, fungerar dåligt, fungerade inte, funkade inte, slutat fungera, slutade fungera, slutat funka, slutade funka, slutat [..2] gå,
    slutade gå, ur funktion, ur drift, inte längre/langre, går inte, går ej, gick inte, går inte att, vägrar/vagrar, vägrade/vagrade,
    vill inte, ville inte, död, dött, lägger/lagger av, la av, lade av, lagt av, gett upp, gav upp, pajat, pajade, strejkar, krånglar,
    krånglade, krånglat, strular, kan inte, kunde inte, kan ej, lyckas inte, misslyckas, går varken
broken: trasig*, trasigt, sönder/sonder, sonder, gått sönder/sonder, gick sönder/sonder, går sönder/sonder, defekt*, skad*, skadad, skadat,
    skada, skador, spruck*, sprickor, spricka, sprack, spräckt/sprackt, repig*, repor, repa, repat, buckl*, buckla, böjd, krossad*, krossat,
    krossade, av, bruten, brutet, läck*, läcker/lacker, rostig*, kaputt, paj, pajade, pajat, havererat, haverera*, bugg*, buggar, glapp,
    glappar, lossnat, uppriven, riven, rivet
crash: krasch*, kraschar, kraschade, kraschat, hänger/hanger sig, hängt/hangt sig, hängde/hangde sig, hänger/hanger upp, fryser, fryst, frös,
    låser sig, låst sig, låste sig, blåskärm/blåskarm, svart skärm/skarm, vit skärm/skarm, blank skärm/skarm, startar om,
    stänger/stanger sig, stängs/stangs ner, stänger/stanger ner, slår av, loop, fastnar, fastnat, tuggar, snurrar, laddar bara
error: fel, felet, felen, felmeddelande*, felkod*, felmeddelandet, error, misslycka*, misslyckades, timeout, time out, 404, 500, 502, 503,
    ogiltig*, ogiltigt, nekad*, nekas, nekades, avvisad*, avvisas, medges ej, ej godkänd/godkand, varning, varningslampa, undantag, larmar, kod #
offline: nere, ligger nere, låg nere, legat nere, avbrott*, avbrottet, driftstörning*/driftstorning*, driftstopp*, störning*/storning*,
    otillgänglig*/otillganglig*, onåbar*, ingen kontakt, ingen anslutning, ingen signal, inget internet, inget nät, ingen täckning/tackning,
    offline, tappar, tappar anslutning, bryts, kopplas ner, kopplas från, nätet/natet dött, strömavbrott*/stromavbrott*, elavbrott,
    strömlös*/stromlos*, svart, dött, död, bortkopplad, släckt/slackt, ingen uppkoppling, *avbrott, *haveri
slow: långsam*, slö, slött/slott, slöa, segt, seg, sega, segar, trög*, trögt/trogt, laggar, lagg, tar evigheter, tar evighet,
    tar en evighet, tar flera minuter, tar minuter, snigel*, kryper, försen*/forsen*, hackar, buffrar
late: sen, sent, sena, försenad*/forsenad*, försenat/forsenat, försenade/forsenade, försening*/forsening*, forsenad, forsening*,
    förseningar/forseningar, dröjer/drojer, dröjt/drojt, dröjsmål/drojsmål, uppskjut*, skjutits, ännu inte, inte än/an, fortfarande inte,
    inte kommit, inte fått, inte anlänt/anlant, inte mottagit, inte levererat, inte levererats, inte dykt upp, har inte kommit,
    väntar/vantar fortfarande, var är/ar min, var är/ar mitt, var är/ar mina, var är/ar våra, vart tog, vart är/ar, skulle kommit,
    borde kommit, skulle ha kommit, borde ha kommit, dagar sen, dagar försenad/forsenad, timmar försenad/forsenad, dagar för/for sent,
    för/for sent, restnoter*, restad, fastnat i, obetald, aldrig kommit, aldrig fått, aldrig kom
missing: saknas, saknar, saknades, saknade, saknat, fattas, fattades, borta, borttappad*, försvunn*/forsvunn*, försvunnen/forsvunnen,
    försvann/forsvann, försvunnit/forsvunnit, försvinner/forsvinner, tappats, utan, tomt, tom, tomma, ofullständig*/ofullstandig*, inte med,
    finns inte, fanns inte, ingår inte, hittar inte, hittas inte, hittar ingen, glömt/glomt, glömde/glomde, bortglömd/bortglomd,
    istället/istallet för/for #, bara halva, bara hälften/halften, inget spår, spårlöst/spårlost, syns inte, ej med, kom bort, kommit bort
wrong: fel, felaktig*, felaktigt, felaktiga, felet, felaktighet*, inte rätt, stämmer/stammer inte, inte stämmer/stammer, stämmer/stammer ej,
    misstag*, misstaget, förväxl*/forvaxl*, förväxlat/forvaxlat, blandat ihop, förbytt/forbytt, omvänd/omvand, ombytt, inkorrekt, fel vara,
    fel storlek, fel färg, fel modell, fel adress, fel namn, fel pris, fel belopp, felstav*, felskriv*, stavfel, tryckfel,
    inte vad jag beställ*/bestall*, inte det jag beställ*/bestall*, inte beställt/bestallt, aldrig beställt/bestallt,
    har inte beställt/bestallt, skiljer sig, avviker, annan än/an, i stället/stallet, istället/istallet, upp och ner, oriktig*, tokigt, knas,
    knasigt, fel*
quality_bad: dålig*, dåligt, undermålig*, usel*, kass*, luktar, stinker, mögl*, mögel/mogel, ruttn*, rutten, unken, gammal, smutsig*,
    smutsigt, äcklig*/acklig*, fläck*, fläckar/flackar, bullrig*, bullrar, oväsen/ovasen, låter illa, skramlar, gnisslar, gnisslande,
    vinglig*, suddig*, blek*, urblekt, för/for liten, för/for litet, för/for stor, för/for stort, för/for kort, för/for trång, kall, kallt,
    ljummen, bränd/brand, bränt/brant, rå, torr, torrt, blöt, blött/blott, genomblöt/genomblot, fuktig*, hål, skrynklig*, repor,
    obekväm*/obekvam*, svag, sladdrig, slapp, plastig, tunn, sprucken, nött, luggsliten, slitna, ostädat/ostadat
problem: problem*, problemet, besvär*/besvar*, bekymmer, krångel*, strul*, trassel, trubbel, svårighet*, svårt, klagomål*, klaga*, klagar,
    reklamation*, ärende*/arende*, ärendet/arendet, incident*, tvist*, händelse*/handelse*, missöde/missode, oreda, mankemang
twice_charged: dubbelt, dubbeldebiter*, dubbelbetal*, dubbelfaktur*, dubbeldrag*, dubbel debitering, debiterad två, debiterats två, dragit två,
    dragits två, dragna två, dragit dubbelt, dragits dubbelt, betalat två, betalt två, betalat dubbelt, två gånger, två dragningar,
    två debiteringar, två fakturor, för/for mycket, överdebiter*/overdebiter*, felfakturer*, feldebiter*, dubbelbok*, dubblett*, dubbletter,
    mer än/an avtalat, högre/hogre än/an, dyrare än/an, prishöj*/prishoj*, höjt priset, höjning*/hojning*, höjts/hojts, höjde/hojde,
    extraavgift*, tilläggsavgift*/tillaggsavgift*, dold avgift, dolda avgifter, avgift*
stop: sluta, slutar, slutade, slutat, stopp, stoppa*, stannar, stannade, upphör*/upphor*, avbryt*, lägg av
still: fortfarande, ännu, än/an, alltjämt/alltjamt, än/an idag, ännu idag, hittills, till dags dato, kvar, kvarstår, återstår, tills nu,
    fortsätter/fortsatter, än/an så länge/lange
since: sedan, sen, sedan dess, ända sedan, alltsedan, i flera dagar, i flera veckor, i flera månader, i veckor, i månader, i dagar, i timmar,
    i @num @tid, på @num @tid, sedan @dag, sen @dag, sedan i måndags, sen i måndags, sedan i tisdags, sedan i fredags, sen i fredags,
    sedan igår, sen igår, sedan i morse, sen i morse, i snart, snart två veckor, snart en månad, snart en vecka, över en vecka, i över
suddenly: plötsligt/plotsligt, plotsligt, helt plötsligt/plotsligt, utan förvarning/forvarning, utan varning, utan att säga,
    från en dag till, över en natt, över natten, från ingenstans, oväntat/ovantat, rätt vad det är/ar, bara sådär/sådar, pang,
    tvärt/tvart, oanmäl*/oanmal*, utan att meddela, rätt som det var
not: inte, ej, icke, int, inget, ingen, inga, utan, varken, knappt, knappast, ingenting, aldrig, näppeligen/nappeligen, ejheller
never: aldrig, aldrig någonsin, inte en enda gång, ingen gång, icke någonsin
only: bara, endast, enbart, blott, just, uteslutande, ba
very: mycket, väldigt/valdigt, valdigt, jätte*, oerhört/oerhort, otroligt, extremt, helt, fullständigt/fullstandigt, totalt, absolut,
    verkligen, så, alldeles, för/for, riktigt, sjukt, svin, skit, grymt, enormt, fruktansvärt/fruktansvart, synnerligen, ytterst, högst/hogst,
    djupt, himla, jävligt/javligt, jäkligt/jakligt, asbra, ganska
but: men, dock, fast, fastän/fastan, trots, trots att, ändå, tyvärr/tyvarr, tyvarr, däremot/daremot, emellertid, likväl/likval, även om,
    utom, istället/istallet, olyckligtvis, dessvärre/dessvarre, ändock/andock
because: eftersom, för/for att, därför/darfor, därför/darfor att, på grund av, pga, ty, så att, alltså, vilket gör/gor,
    vilket innebär/innebar, vilket betyder, därmed/darmed, följaktligen/foljaktligen, med anledning av, till följd/foljd, då vi, då jag
if: om, ifall, såvida, huruvida, om inte, därest/darest, när/nar väl, i fall
already: redan, under tiden, vid det här laget, vid det laget, hunnit
finally: äntligen/antligen, antligen, till slut, tillslut, slutligen, till sist, omsider, sent omsider, efter mycket
maybe: kanske, kanhända/kanhanda, möjligen/mojligen, eventuellt, troligen, förmodligen/formodligen, antagligen, nog, verkar, tydligen,
    uppenbarligen, ser ut som, lär, måhända/måhanda, typ, säkert/sakert
must: måste, maste, ska, skall, bör, borde, tvungen, tvungna, tvingas, får lov, behöver/behover, nödvändig*/nodvandig*, är/ar tvungen
# -- acts
wait: vänta*, väntar/vantar, väntat/vantat, väntade/vantade, vantar, vantat, väntan/vantan, väntetid*/vantetid*, kö/ko, köa*, köar,
    köplats/koplats, sitta i kö/ko, telefonkö*/telefonko*, tålamod*, dröj*, invänta*/invanta*
write: skriv*, skrev, skriva, skriver, skrivit, mejl*, mail*, mejla*, maila*, epost*, e-post*, meddelande*, brev*, brevet, sms*, text, fax,
    chatt*, chatta*
call: ring*, ringa, ringer, ringde, ringt, samtal*, telefon*, telefonen, tele, växel*, slå en signal, uppring*, luren, påringning
answer: svar*, svara, svarar, svarade, svaret, återkoppl*, återkom*, återkommer, respons*, reaktion*, besked*, besked, återkoppling
send: skicka*, skickar, skickade, skickat, sänd*, sända, sänt, sände, postat, avsänd*/avsand*, vidarebefordra*, översänd*/oversand*,
    mejla över, bifog*, bifogar, leverera*
receive: får, fått, fick, mottag*, mottagit, tagit emot, ta emot, tog emot, anlän*, erhåll*, erhöll/erholl, kommit fram, kom fram, ankom*,
    leverer*, hämtat/hamtat
pay: betal*, betala, betalar, betalade, betalat, betalt, betalning*, överför*/overfor*, överföring*/overforing*, dra, drar, drog, dragit,
    drogs, dragits, autogiro*, dragning*, inbetal*, utbetal*, delbetal*, avbetal*, swish*, uttag
charge: debiter*, faktur*, avgift*, kosta*, kostar, kostnad*, kostnader, pris*, priset, belopp*, summa*, summan, total*, räkning*/rakning*, taxa,
    taxor
refund: återbetal*, aterbetal*, pengar tillbaka, pengarna tillbaka, tillbaka pengar*, kreditera*, krediter*, kreditnota*, kreditfaktura*,
    ersätt*/ersatt*, ersättning*/ersattning*, kompens*, kompensation, rabatt*, prisavdrag, avdrag, goodwill, tillgodo*, gottgör*/gottgor*,
    betala tillbaka, betalat tillbaka, få tillbaka
return_item: retur*, returnera*, skicka tillbaka, skickat tillbaka, skickade tillbaka, lämna/lamna tillbaka, byta ut, bytas ut, utbyte, utbytt*,
    bytt ut, ersättningsvara*/ersattningsvara*, ersättningsprodukt*/ersattningsprodukt*, bytesrätt/bytesratt, öppet/oppet köp, ny enhet,
    ny vara, rma
order: beställ*/bestall*, bestall*, beställning*/bestallning*, beställt/bestallt, beställde/bestallde, order*, ordern, ordrar, köp*, köpt,
    köpte/kopte, köpa, köpet/kopet, boka*, bokning*, bokat, bokade, reserver*, varukorg*, kassan, handla*, handlat, handlade, inköp*
change: ändra*, ändrat/andrat, andra till, byt*, byta, byter, bytt, ändring*/andring*, justera*, korrigera*, rätta*, rättning/rattning,
    uppdatera*, modifi*, flytta*, omboka*, boka om, uppgrader*, nedgrader*, skjuta upp, anpassa*
confirm: bekräft*/bekraft*, bekraft*, bekräfta/bekrafta, bekräftelse*/bekraftelse*, godkänn*/godkann*, godkänt/godkant, verifier*, intyga*,
    kvitter*, attest*
install: install*, installera*, konfig*, ställa/stalla in, ställt/stallt in, inställning*/installning*, uppdater*, uppgrader*, starta om,
    startat om, startade om, återställ*/återstall*, nollställ*/nollstall*, anslut*, koppla*, aktivera*, aktivering*, montera*, monter*,
    para ihop, sätta/satta upp, sätta/satta igång
tried: försök*/forsok*, forsok*, försökt/forsokt, försökte/forsokte, försöker/forsoker, provat, prövat/provat, prova*, pröva*, testa*,
    testat, testade, kollat, kontroller*, kontrollerat, startat om, rensat, rensade, ominstaller*, gjort allt, följt/foljt, följde/foljde,
    bytt sladd, bytt batteri
see: ser, se, såg, sett, titta*, tittar, tittat, kolla*, hitta*, hittar, hittade, visa*, visar, visas, syns, synas, synlig*, märk*,
    märkte/markte, märkt/markt, upptäck*/upptack*, upptäckte/upptackte, noter*, dyker upp, dyk upp, betrakta*
open_start: öppna*, öppnar/oppnar, öppnas/oppnas, starta*, startar, ladda*, laddar, sätta/satta på, slå på, slår på, kör igång,
    går igång, börja*, börjar/borjar, började/borjade, inled*, tända/tanda, tänds/tands, start*
close_end: stäng*, stänga/stanga, stängt/stangt, stängd/stangd, avslut*, klar, klart, klara, färdig*/fardig*, slut, slutet, över, avslutad,
    släck*
use: använd*/anvand*, anvand*, använda/anvanda, användning*/anvandning*, nyttja*, bruka*, jobba med, jobbar med, utnyttja*, köra med
help: hjälp*, hjalp*, hjälpa/hjalpa, hjälper/hjalper, stöd*, support*, assist*, lösa, lös, löser/loser, löst, lösning*/losning*, fixa*,
    fixar, åtgärda*/åtgarda*, åtgärd*/åtgard*, reparera*, reparation*, laga, lagar, utred*, reda ut, undersök*/undersok*, kolla upp,
    ordna*, ta tag i, ta hand om, bistå, avhjälp*/avhjalp*
know: vet, veta, visste, vetat, känner/kanner till, förstå*/forstå*, förstår/forstår, förstod/forstod, fattar, fatta*, inser, insåg,
    insett, begrip*, medveten, medvetna, kunskap*, kännedom/kannedom, lär mig, lärt
say: säg*, säger/sager, sade, ni sa, han sa, hon sa, de sa, sa att, sa de, sa ni, sa han, sa hon, sagt, säga, sagd*, berätta*/beratta*,
    berättade/berattade, förklara*/forklara*, förklarade/forklarade, hävda*, påstå*, påstår, uppge*, uppgav, meddela*, meddelade,
    meddelat, nämn*, nämnde/namnde, informer*, påtala*, påpeka*, står det
think: tycker, tyckte, tycka, tror, trodde, trott, tänk*, tänkte, anser, anse, ansåg, känns/kanns, känn*, känner/kanner, kändes/kandes,
    antar, antog, gissar, upplev*, upplever, misstänk*/misstank*, menar, bedömer/bedomer, räknar/raknar med
ask: fråga*, frågar, frågade, frågat, fråga, ber, bad, bett, begär*, begära/begara, begärt/begart, efterfråga*, undra*,
    frågeställning*/frågestallning*
lose: förlor*/forlor*, forlor*, förlora/forlora, förlorar/forlorar, förlorat/forlorat, tappa*, tappar, tappat, förlust*/forlust*, miste,
    mista, mist, slarva* bort, slarvat bort, tappade
come: kommer, kom, komma, kommit, anländ*/anland*, dyker upp, dök upp, dyka upp, dykt upp, infinn*, besök*, inställ*/install* sig
go: går, gick, gå, gått, åk*, åker, åkte, åka, åkt, lämnar/lamnar, lämnade/lamnade, lämnat/lamnat, res*, reser, for iväg, drog,
    sticker, gå vidare
stand_sit: står, stå, stod, stått, sitter, sitta, satt, suttit, ligger, låg, legat, fast, fastnat, fastnar
keep: behåll*, behålla, hålla, håller, höll, hållit, kvar, stanna kvar, stannar kvar, fortsätt*/fortsatt*, spara*, bevara*
give: ge, ger, gav, gett, givit, erbjud*, erbjuda, erbjuder, lämna/lamna, tillhandahåll*, bjuda, bjuder, bevilja*
take: ta, tar, tog, tagit, hämta*, hämtar/hamtar, hämtade/hamtade, hämtat/hamtat, plocka*, tas, togs
put: sätta/satta, sätter/satter, satte, satt in, lägga/lagga, lägger/lagger, la, lade, lagt, ställa/stalla, ställer/staller,
    ställde/stallde, placera*, stoppa in, fyll*, fylla i, fyllt i, ange, anger, angav, angett, skriva in, skrev in, knappa*, mata in,
    lägga/lagga till
delete: radera*, raderat, raderar, ta bort, tar bort, tog bort, tagit bort, tas bort, bort, rensa*, makuler*, utplån*, töm*,
    förstör*/forstor*, förstört/forstort, slänga/slanga
read: läs*, läsa, läser/laser, läste/laste, läst, brev*, dokument*, villkor*
sign: signera*, underteckn*, undertecknad, undertecknat, skriva under, skrivit under, skrev under, skriva på, skrivit på, skrev på,
    underskrift*, namnteckning*
work: jobb*, jobbet, jobba, jobbar, jobbade, arbet*, arbete, arbeta, arbetar, arbetet, skift*, skiftet, arbetsdag*, arbetspass, pass,
    tjänst/tjanst
sell: sälj*, sälja/salja, säljer/saljer, sålde, sålt, såld, försälj*/forsalj*, försäljning/forsaljning, handel*
live: bor, bo, bodde, bott, hem, hemma, hemmet, hus, huset, lägenhet*/lagenhet*, villa*, bostad*, bostaden, stuga*, radhus*, trapphus*
make: gör/gor, göra, gjort, gjorde, gjord, skapa*, tillverka*, utför*, utfört/utfort, utförd*/utford*
happen: händ*, hända/handa, händer/hander, hände/hande, hänt, ske, sker, skedde, skett, inträff*/intraff*, pågår, uppstår, uppstod,
    uppstått
like: gillar, gilla, gillade, älskar/alskar, glad, glada, nöjd, nöjda/nojda, trivs, trivts, uppskatta*, bra, fint, fin, trevlig*, okej, ok,
    bekväm*/bekvam*, njut*, trevligt, roligt, kul
ok_fine: ok, okej, okay, okey, helt ok, helt okej, inga problem, inget problem, inga bekymmer, inga konstigheter, ingen fara, lugnt,
    det är/ar lugnt, helt lugnt, inte dåligt, inget fel, inget fel på, som det ska, utan problem, utan krångel, utan anmärkning/anmarkning,
    aldrig haft problem, aldrig krånglat, fungerar bra, funkar bra, funkar fint, fungerar fint, går bra, gick bra, allt bra, allt väl,
    helt i sin ordning
surprise: förvån*/forvån*, forvan*, förvånad/forvånad, förvånande/forvånande, förvånas/forvånas, överrask*/overrask*,
    överraskning*/overraskning*, konstig*, konstigt, märklig*/marklig*, märkligt/markligt, underlig*, mystisk*, mystiskt, skum, skumt, lustig*,
    oväntad*/ovantad*, häpen/hapen, förbryllad*/forbryllad*, förbryllande/forbryllande, besynnerlig*, mysko, paff
sorry: förlåt/forlåt, forlat, ledsen, tyvärr/tyvarr, ursäkt*/ursakt*, ursäkta/ursakta, beklaga*, beklagar, ber om ursäkt/ursakt,
    om ursäkt/ursakt, sorry, ångrar, förlåter/forlåter, dessvärre/dessvarre
hope: hoppas, hoppades, hopp, hoppet, hoppfull*, förhopp*/forhopp*, förhoppningsvis/forhoppningsvis, håller tummarna, tummarna, ser fram
laugh: haha*, hahaha, hehe*, hihi, lol, skratta*, skrattar, skrattade, ler, leende, skoja*, skojar, skämt*, skämtar/skamtar, asg, fniss*
# -- things
invoice: faktura*, fakturan, fakturor, fakturorna, räkning*/rakning*, rakning*, kvitto*, kvitton, kontoutdrag*, påminnelseavgift*,
    betalningspåminnelse*, kreditfaktura*, kreditnota, moms*, skatt, skatter, rot, rut, inkasso*, hyresavi, avi, ocr*
money: pengar*, pengarna, peng, kronor, kr, sek, tkr, spänn/spann, öre/ore, krona, euro, €, $, lax, laxar, papp, tusenlapp*, deposition*,
    kontant*, stålar, cash, tusen kronor
bank: bank*, banken, kontonummer*, clearing*, kort, kortet, kortbetalning*, bankkort*, kreditkort*, betalkort*, iban, bankgiro*, plusgiro*,
    swish*, klarna, paypal, bankid, kortterminal*, autogiro*, mastercard, visa
contract_thing: avtal*, avtalet, kontrakt*, kontraktet, abonnemang*, prenumeration*, medlemskap*, medlemskort*, försäkring*/forsakring*,
    forsakring*, försäkringen/forsakringen, licens*, tariff*, villkor*, bindningstid*, uppsägningstid*/uppsagningstid*, klausul*,
    hyreskontrakt*, hyresavtal*, överenskommelse*/overenskommelse*, serviceavtal*, paket, *avtalet, *avtal
password: lösenord*/losenord*, losenord*, kod*, koden, pinkod*, pin, engångskod*, tvåfaktor*, 2fa, sso, token, authenticator, verifieringskod*,
    bankid, mobilt bankid, bankdosa, dosa, puk, otp
login: logga in, loggar in, loggat in, loggade in, inlogg*, inloggning*, inloggad, utloggad, utloggning, loggas ut, åtkomst*, behörig*/behorig*,
    behörighet*/behorighet*, användarnamn*/anvandarnamn*, utelåst*, utlåst, låst, låsts, spärrad*/sparrad*, spärrat/sparrat,
    spärrats/sparrats, spärra/sparra, avstängd*/avstangd*, avstängt/avstangt, kommer inte in, kommer inte åt, släpps/slapps inte in,
    passerkort*, tagg, taggen, rättighet*/rattighet*, admin*, nekas
account: konto*, kontot, konton, kundkonto*, profil*, kundnummer*, kundnr, mina sidor, portal*, portalen, användare/anvandare, dashboard,
    användarkonto/anvandarkonto
data: data, datan, uppgift*, uppgifter, uppgifterna, personuppgift*, fil, filer, filen, filerna, register*, registret, databas*, backup*,
    säkerhetskopi*/sakerhetskopi*, kontakter, foton, bild, bilder, bilderna, dokument*, lista*, listan, historik*, logg, loggar, loggen, export*,
    import*, csv, pdf, excel, journal*
privacy_right: gdpr, dataskydd*, integritet*, samtycke*, radera mina uppgifter, radera mitt konto, radera mina, ta bort mina uppgifter,
    bli bortglömd/bortglomd, bortglömd/bortglomd, registerutdrag*, vilka uppgifter, uppgifter om mig, sparat om mig, nyhetsbrev*, avregistrera*,
    avprenumerera*, avanmäla*/avanmala*, marknadsföring*/marknadsforing*, reklamutskick*, reklam, cookies, kakor, tredje part, utskick*,
    artikel 15, artikel 17, återkallar [..2] samtycke, personuppgifts*, nix, säljsamtal*/saljsamtal*
parcel: paket*, paketet, kolli*, försändelse*/forsandelse*, forsandelse, sändning*/sandning*, leverans*, leveransen, leveranser, spårning*,
    spåra*, spårningsnummer, bud, budet, postnord, dhl, schenker, ombud*, utlämning*/utlamning*, brevlåda*, dörrmatta/dorrmatta, trappan,
    pall*, pallen, pallar, container*, frakt*, frakten, gods*, godset, bagage*, resväska*/resvaska*, väska*, lastbil, speditör*/speditor*
product: produkt*, produkten, apparat*, maskin*, maskinen, vara, varan, varor, varorna, artikel*, artiklar, enhet*, enheten, utrustning*,
    verktyg*, grej*, grejen, pryl*, prylen, del, delar, delen, delarna, reservdel*, modell*, sak, sakerna, material*
computer: dator*, datorn, laptop*, pc, server*, servern, skrivare*, skrivaren, skanner*, router*, routern, modem*, surfplatta*, platta, skärm*,
    skärmen/skarmen, bildskärm*/bildskarm*, tangentbord*, mobil*, mobilen, telefon*, smartphone, kamera*, mjukvara, hårdvara, drivrutin*,
    webbläsare*/webblasare*, chrome, firefox, windows, mac, iphone, android, ipad, dosan, box, boxen
software: app, appen, appar, program*, programmet, programvara*, system*, systemet, plattform*, webb*, webbplats*, hemsida*, hemsidan, sajt*,
    sajten, sida, sidan, sidor, nätbutik*/natbutik*, webbutik*, webbshop*, api*, plugin, modul*, version*, release, firmware, uppdatering*,
    gränssnitt*/granssnitt*, meny*, menyn, knapp*, knappen, fält, fältet/faltet, formulär*/formular*, mall*, integration*, webhook*, endpoint,
    sdk, widget*, rapport*, funktion*
network: internet*, nät, nätet/natet, nätverk*/natverk*, wifi, wi-fi, wlan, bredband*, fiber*, fibern, uppkoppling*, anslutning*, signal*,
    täckning*/tackning*, vpn, dns, domän*, brevlåda*, inkorg*, smtp, hosting, webbhotell*, linan, linje*
till: kassa*, kassan, kassor, kassorna, kassaregister*, kassasystem*, kortterminal*, kortläsare*/kortlasare*, betalterminal*, terminal*, butik*,
    butiken, butiker, affär*, affären/affaren, filial*, utlämningsställe/utlamningsstalle
plant: produktion*, produktionen, fabrik*, fabriken, anläggning*/anlaggning*, linje, linan, linjen, montering*, lager*, lagret, verkstad*,
    verkstaden, transportband*, bandet, robot*, press, pressen, industri*, maskinhall*, bygge*, byggarbetsplats*, verksamhet*, verksamheten
vehicle: bil, bilen, bilar, cykel*, cykeln, elcykel*, elsparkcykel*, moped*, skåpbil*, lastbil*, buss*, bussen, tåg, tåget, tågen, tågresa*,
    tågbiljett*, spårvagn*, flyg*, flyget, flight*, plan, planet, färja*, taxi*, båt*, båten, hiss*, hissen, traktor*, broms*, motor*,
    motorn, däck*, däcken/dacken, hjul*, truck, trucken, husbil*
home_things: värme*, värmen/varmen, värmepump*/varmepump*, panna, pannan, element*, elementet, vatten*, vattnet, varmvatten*, el, elen,
    ström*, strömmen/strommen, gas, gasen, ugn*, spis*, spisen, kyl, kylen, kylskåp*, frys, frysen, tvättmaskin*/tvattmaskin*, diskmaskin*,
    torktumlare*, kaffebryggare*, vattenkokare*, lampa*, lampan, lampor, fönster*/fonster*, fönstret/fonstret, dörr*, dörren/dorren, tak,
    taket, kök*, köket/koket, soffa*, soffan, säng*, sängen/sangen, bord*, bordet, stol*, garderob*, toalett*, dusch*, badrum*, mögel/mogel,
    larm*, pump*, avlopp*, tvättstuga*/tvattstuga*, tvättstugan/tvattstugan, portkod
food: mat, maten, matkasse*, måltid*, mjölk*, bröd*, tårta*, tårtan, kött*, köttet/kottet, fisk*, frukt*, grönsak*/gronsak*, vin, vinet,
    kaffe*, kaffet, meny, middag*, lunch*, frukost*, bulle*, bullar, ost, kyckling*, bageri*, pizza*
clothes: klänning*/klanning*, klänningen/klanningen, skjort*, tröja*, tröjan/trojan, sko, skor, skorna, stövl*, jack*, jacka, jackan, kappa*,
    byxa*, byxor, byxorna, jeans, storlek*, storleken, färg*, färgen/fargen, kläder*/klader*, plagg*, kostym*
ticket: biljett*, biljetten, biljetter, plats*, platser, sittplats*, boknings*, bokning*, reservation*, presentkort*, voucher*, kupong*,
    rabattkod*, periodkort*, årskort*, boardingkort*, resplan*, hotell*, rum, rummet, resa*, resan, semester*, konsert*,
    föreställning*/forestallning*, evenemang*, event*
health: läkare*/lakare*, läkaren/lakaren, sjukhus*, medicin*, medicinen, tablett*, recept*, patient*, behandling*, diabetes*, insulin*,
    hälsa/halsa, vården, vårdcentral*, vårdgivare, blod*, blodprov*, provsvar*, labb*, labbet, klinik*, mottagning*, operation*, apotek*,
    äldreboende*/aldreboende*, hemtjänst*/hemtjanst*, hörapparat*/horapparat*, glasögon*/glasogon*, tand*, tandläkare*/tandlakare*, dos,
    dosen, remiss*, journal*, sjuk*
school: skola*, skolan, universitet*, högskola*/hogskola*, kurs*, kursen, tenta*, tentan, prov, provet, student*, elev*, elever, lektion*,
    klass*, klassen, betyg*, intyg*, diplom*, uppsats*, termin*, terminen, antagning*, förskola*/forskola*, förskolan/forskolan, dagis, fritids,
    examen*, läsår*
documents: intyg*, blankett*, formulär*/formular*, brev*, dokument*, papper*, kopia*, ansökan*/ansokan*, rapport*, tillstånd*, pass, passet,
    id-kort*, legitimation*, körkort*/korkort*, bevis*, handling*, handlingar, underlag*, fullmakt*
home_move: adress*, adressen, flytt*, flytta, flyttar, flyttat, flytten, ny adress, adressändring*/adressandring*, efternamn*, gift mig, gift,
    namnbyte*, namnändring*/namnandring*, stavning*, stavas, födelsedatum*/fodelsedatum*, personnummer*, folkbokför*/folkbokfor*
event_party: bröllop*/brollop*, bröllopet/brollopet, begravning*, begravningen, födelsedag*/fodelsedag*, fyller år, jul, julen, julafton*,
    julklapp*, fest*, festen, jubileum*, firande*, ceremoni*, mässa*, mässan/massan, utställning*/utstallning*, invigning*, premiär*/premiar*,
    turnering*, match*, matchen, festival*, dop*, dopet, student, studenten, konfirmation*, midsommar*, kalas*
meeting: möte*, mötet/motet, tid, tiden, besök*, besöket/besoket, tidsbokning*, sammanträde*/sammantrade*, träff*, genomgång*, webbinar*,
    utbildning*, kurs, demo*, intervju*, samtal imorgon, avstämning*/avstamning*
animal: hund*, hunden, katt*, katten, ko, kor, korna, häst*, hästen/hasten, djur*, djuren, husdjur*, mjölk*, besättning*/besattning*, fågel*,
    fåglar, fisk*, kanin*, valp*, kalv*, hönor/honor
# -- time words
today: idag, i dag, ikväll/ikvall, i kväll/kvall, i morse, imorse, i förmiddag/formiddag, i eftermiddag, i natt, inatt, dagens
yesterday: igår, i går, igår kväll/kvall, i går kväll/kvall, gårdag*, i förrgår/forrgår, förrgår/forrgår, inatt,
    häromkvällen/haromkvallen
tomorrow: imorgon, i morgon, imorn, imorrn, morgondag*, i övermorgon/overmorgon, övermorgon/overmorgon, imorgon bitti, morgon bitti
weekday: måndag*, mandag*, tisdag*, onsdag*, torsdag*, fredag*, lördag*/lordag*, lordag*, söndag*/sondag*, sondag*, helg*, helgen, vardag*,
    tis, tors, fre, lör
month: januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december, jan, feb, apr, jun, jul, aug, sept, okt,
    nov, dec
clock: klockan, kl, timme*, timmar, timmen, tim, minut*, minuter, halvtimme*, kvart, midnatt, lunch, lunchtid, halv, förmiddag*/formiddag*,
    eftermiddag*
day: dag*, dagar, dagen, dagarna, dygn*, dygnet, daglig*, dagligen, arbetsdag*, bankdag*
week: vecka*, veckan, veckor, veckorna, veckovis, v #, varje vecka
month_year: månad*, manad*, månaden, månader, år, året, åren, årlig*, årsvis, kvartal*, säsong*/sasong*, halvår*, termin*, månadsvis,
    årsskift*
ago: sedan, sen, för/for @num @tid sedan, för/for @num @tid sen, tidigare, förut/forut, innan, förra/forra, förra/forra veckan,
    förra/forra månaden, förra/forra året, ifjol, i fjol, nyligen, häromdagen/haromdagen, häromveckan/haromveckan, senast, en gång,
    tidigare i år, förr, i våras, i somras, i höstas/hostas, i vintras, i måndags, i tisdags, i onsdags, i torsdags, i fredags,
    i lördags/lordags, i söndags/sondags, tillbaka
next: nästa/nasta, nasta, följande/foljande, kommande, snart, framöver/framover, framtid*, senare, därefter/darefter, sen, efteråt,
    från och med, fr o m, from #, fr.o.m, med start, inom kort, härnäst/harnast
long_time: länge/lange, lange, lång tid, alldeles för/for länge/lange, för/for länge/lange, evighet*, i evigheter, en evighet, i månader,
    i åratal, i veckor, i flera månader, i flera veckor, i flera år, hela dagen, hela natten, hela helgen, hela veckan, hela månaden,
    hela sommaren, jättelänge/jattelange, sedan länge/lange, timmar i, timtals, en halv dag
early: tidig*, tidigt, i tid, i god tid, punktlig*, prick, före utsatt, tidigare än/an
number_few: en, ett, två, tre, fyra, fem, tva, båda
number_more: sex, sju, åtta, nio, tio, elva, tolv, dussin*, femton, tjugo, trettio, fyrtio, femtio, sextio, hundra*, tusen*, miljon*, ett tiotal,
    ett tjugotal
first: första/forsta, forsta, först/forst, inledning*, från början/borjan, början/borjan, inledande
second_third: andra, tredje, fjärde/fjarde, femte, sjätte/sjatte, sjunde, åttonde, nionde, tionde, sista, andre
all_whole: allt, alla, hela, hel, helt, samtliga, fullständig*/fullstandig*, komplett*, allting, överallt/overallt, båda, bägge/bagge, total*,
    full, fullt
some: några, någon, vissa, viss, en del, delvis, lite, litet, en aning, något, par, ett par, en av, halva, hälften/halften, somliga, enstaka,
    ett fåtal
many: många, manga, mycket, massor, en massa, massa, mängd*, flera, fler, de flesta, flesta, mest, mera, mer, för/for många, otaliga, gott om,
    hög, drös, hur många
nothing: inget, ingenting, noll, nada, inte ett dugg, inte ett skit, inte ett dyft, inte någonting, inte något, intet, nix, zip
something: något, nåt, nagot, någonting, nånting, sak, saker, grej, grejer, sånt, sådant, nått
new: ny, nytt, nya, helt ny, helt nytt, senaste, nyaste, aktuell*, nyss, nyligen, nyköpt*/nykopt*, sprillans, färsk*
old: gammal, gammalt, gamla, föregående/foregående, tidigare, förra/forra, utgång*, utgången, utgånget, föråldrad*/foråldrad*, f d,
    äldre/aldre
other: annan, annat, andra, en annan, annorlunda, olika, annars, övriga/ovriga, ytterligare, annanstans
same: samma, likadan*, identisk*, exakt, precis, lika, liknande, dito, densamma
good: bra, bättre/battre, bäst, bästa/basta, god, gott, goda, fin, fint, fina, rätt, korrekt*, riktig*, ordentlig*, skaplig*, hyfsad*,
    ypperlig*
bad: dålig, dåligt, dåliga, daligt, dalig, sämre/samre, samre, sämst/samst, sämsta/samsta, värre/varre, värst/varst, illa, hemsk*, usel*,
    kass, kasst, uselt, trist, trista
expensive: dyr, dyrt, dyra, dyrare, svindyr*, kostar skjortan, skjortan, överpris*/overpris*, överprissatt*/overprissatt*, billig*, billigt,
    billigare, gratis, kostnadsfri*, kostnadsfritt, avgiftsfri*, prisvärd*/prisvard*
small: liten, litet, små, lilla, mindre, mindre fel, obetydlig*, kosmetisk*, detalj*, ingen katastrof, ingen stor grej, ingen stor sak,
    inget allvarligt, inte allvarligt, inte hela världen/varlden, inget dramatiskt, småsak*, petitess*, bagatell*, struntsak,
    skönhetsfel/skonhetsfel
big: stor, stort, stora, större/storre, störst*/storst*, enorm*, jättestor*/jattestor*, gigantisk*, allvarlig*, allvarligt, grov, grovt,
    massiv*, viktig*, betydande, omfattande, väsentlig*/vasentlig*, rejäl*
possible: möjlig*/mojlig*, möjligt/mojligt, möjligen/mojligen, kan, kunna, kunde, kunnat, går att, får, möjlighet*/mojlighet*, lyckas,
    lyckades, klara av
impossible: omöjlig*/omojlig*, omojligt, kan inte, går inte, går inte att, kunde inte, kan ej, ej möjligt/mojligt, inte möjligt/mojligt,
    inte en chans, oförmög*/oformog*, ogörlig*/ogorlig*
important: viktig*, viktigt, avgörande/avgorande, nödvändig*/nodvandig*, nödvändigt/nodvandigt, vital*, väsentlig*/vasentlig*, relevant*,
    beroende, hänger/hanger på, kritisk*, livsviktig*, angeläg*/angelag*
public_neutral: artikel, artikeln, blogg*, rekommenderar er, rekommenderar gärna/garna, rekommendera er till,
    berättat/berattat för/for vänner, fem stjärnor/stjarnor, 5 stjärnor/stjarnor, gillar er, gillar er sida, följer/foljer er,
    dela gärna/garna, tipsat vänner
complaint_dept: klagomål*, klagomålsavdelning*, klagomålsansvarig*, reklamation*, reklamationsavdelning*, klaga hos, var klagar, vart klagar,
    klaga på, klagomålshantering*, vart vänder/vander jag mig
expectation: förvänt*/forvant*, forvant*, förväntar/forvantar, förväntade/forvantade, förväntning*/forvantning*, trodde, trott, tänkt,
    hoppades, antog, normalt, normalt sett, vanligtvis, i vanliga fall, brukar, brukade, utgick från, räknade/raknade med, räknat/raknat med,
    meningen
advert: annons*, annonsen, annonserad*, reklam*, reklamen, på er hemsida, på hemsidan, står på sidan, enligt beskrivning*, beskrivning*,
    produktbeskrivning*, katalog*, broschyr*, enligt manualen, manual*, erbjudande*, kampanj*, utannonser*, marknadsför*/marknadsfor*
responsibility: ansvar*, ansvaret, ansvarig*, ansvariga, ansvara*, skyldig*, skyldighet*, skyldigheter, skuld*, skulden, plikt*, åtagande*,
    fel är/ar
trust_word: förtroende*/fortroende*, fortroende*, förtroendet/fortroendet, tillit*, tilliten, lita*, litar, litade, litat, pålitlig*,
    tillförlitlig*/tillforlitlig*, trovärdig*/trovardig*, ärlig*, ärligt/arligt, seriös*/serios*, seriöst/seriost företag/foretag, tro på
service: service*, servicen, tjänst*/tjanst*, tjänsten/tjansten, kundtjänst*/kundtjanst*, kundtjanst*, kundservice*, support*, supporten,
    kundvård*, kundcenter, bemötande*/bemotande*
test_word: test, testmejl, testmail, testar bara, ignorera, fel adress, fel nummer, fel mottagare, ansökan/ansokan, jobbansökan/jobbansokan,
    lediga tjänster/tjanster, cv, praktik*, praoplats, sponsor*, sponsring, partnerskap, samarbete*, seo, gästinlägg/gastinlagg, enkät*,
    undersökning*/undersokning*
accident: olycka*, olyckan, olyckor, stulen*, stulet, stulits, stöld*, inbrott*, tjuv*, polis*, försäkring*/forsakring*,
    försäkringsbolag*/forsakringsbolag*, krock*, krockat, påkörd*/påkord*, skadeanmäl*/skadeanmal*, vattenskada*
fire_test: brandövning*/brandovning*, brandlarm*, utrymningsövning*/utrymningsovning*, larmtest*, provlarm*,
    säkerhetsutbildning*/sakerhetsutbildning*, säkerhetskurs*/sakerhetskurs*, säkerhetsansvarig*/sakerhetsansvarig*,
    säkerhetsrevision*/sakerhetsrevision*, säkerhetsinställning*/sakerhetsinstallning*, säkerhetsuppdater*/sakerhetsuppdater*,
    säkerhetsfråga*/sakerhetsfråga*, säkerhetsfrågor/sakerhetsfrågor, säkerhetsvakt*/sakerhetsvakt*,
    säkerhetsdeposition*/sakerhetsdeposition*, brandskyddsutbild*, brandsläckare*/brandslackare*
# 3. What it looks like but is not, and what is asked for.
# -- harmless look-alikes
routine_cancel: avboka [..3] tid/tiden/bordet/bord/rummet/rum/mötet/motet/lektionen/bokningen/besöket/besoket/besiktningen/platsen, av boka,
    ställa/stalla in [..2] mötet/motet/bokningen/besöket/besoket,
    avbeställa/avbestalla [..3] beställning*/bestallning*/bokning*/order*/tidning*, avbeställa/avbestalla, makulera order*, makulera,
    ångra köpet/kopet, ångra mitt köp, returnera, ångra beställning*/bestallning*, flyttar utomlands, flytta utomlands,
    flyttar till annan ort, flyttar ihop, flyttar från, flyttat ihop, behöver/behover inte längre/langre, behövs/behovs inte längre/langre,
    behöver/behover den inte, gått i pension, går i pension, pensionerad, sålt bilen, säljer/saljer bilen, sålt huset, säljer/saljer huset,
    sålt båten, bilen är/ar såld, säsongen/sasongen slut, säsongen/sasongen är/ar slut, efter säsongen/sasongen, projektet slut,
    projektet är/ar klart, projektet är/ar avslutat, hur säger/sager jag upp, hur gör/gor jag för/for att säga upp, hur avslutar jag,
    hur avbokar jag, hur avbeställer/avbestaller, kan jag pausa, pausa, uppehåll, göra uppehåll, uppsägningstid*/uppsagningstid*,
    vilken uppsägningstid/uppsagningstid, när/nar kan jag säga upp, när/nar löper/loper, löper/loper ut, bindningstid*, bindningstiden,
    gått bort, avlidit, avliden, gick bort, dödsbo*/dodsbo*, föräldraledig*/foraldraledig*, tjänstledig*/tjanstledig*, sjukskriven,
    inget fel på, inget fel på er, inget missnöje/missnoje, har trivts, trivts bra, får förhinder/forhinder, förhinder/forhinder,
    är/ar bortresta, bortrest
routine_change: byta abonnemang, ändra/andra abonnemang, ändra/andra mitt abonnemang, byte av abonnemang,
    uppgradera [..2] abonnemang/avtal/konto/till, nedgradera, gå ner till, gå upp till, mindre abonnemang, mindre paket, större/storre paket,
    större/storre abonnemang, byta till årsbetalning, årsbetalning, årsvis, månadsvis betalning, byta betalsätt/betalsatt, autogiro,
    e-faktura, efaktura, adressändr*/adressandr*, adressbyte, ny adress, nya adress, ändra/andra adress*, ändra/andra leveransdatum,
    flytta leverans*, flytta leveransen, ändra/andra leveransadress, lägga/lagga till en användare/anvandare,
    lägg till en användare/anvandare, lägga/lagga till användare/anvandare, ta bort en användare/anvandare, ny användare/anvandare,
    fler användare/anvandare, en extra användare/anvandare, fler licenser, extra licens, byta namn på, byta efternamn, nytt efternamn,
    ny kontaktperson, byta kontaktperson, från och med nästa/nasta, från nästa/nasta månad, från årsskiftet, flytta abonnemanget,
    ta över abonnemanget, byta tid, boka om, omboka, ändra/andra bokning*, ändra/andra tiden
law_harmless: min advokat behöver/behover/undrar/vill/frågar/har, vår jurist undrar/vill/behöver/behover/frågar/har, våra jurister,
    till min advokat, till advokaten, för/for advokaten, jag är/ar advokat, jag är/ar jurist, vi är/ar en advokatbyrå, vi på advokatbyrån,
    advokatbyrå söker/soker, juridisk person, juridiskt namn, juristprogrammet, juridikstudent, juridikstuderande, läser/laser juridik,
    till bouppteckning*, bouppteckning*, testamente, äktenskapsförord/aktenskapsforord, till notarien, för/for deklarationen, i deklarationen,
    revisor*, revisorn, bokföring*/bokforing*, tennisbana, enligt punkt [..3] avtalet gäller/galler, svåger är/ar advokat,
    personuppgiftsbiträdesavtal/personuppgiftsbitradesavtal, biträdesavtal*/bitradesavtal*, pub-avtal, dpa, avtalsmall, underlag till
public_harmless: pressmeddelande*, pressbild*, presskontakt*, tryckpress, kaffepress, fransk press, trycka på knappen, tryck på,
    granska dokumentet, vänligen/vanligen granska, granska utkastet, bloggartikel om hur, blogginlägg/blogginlagg om hur, artikel om er,
    fin artikel, posten, per post, med posten, via posten, på posten, på facebook såg jag, såg på facebook, såg på instagram, såg er på,
    såg er annons, hittade er på, rekommenderat er till, rekommenderat er för/for, rekommenderar er gärna/garna, rekommenderar er varmt,
    rekommendera er varmt, kan varmt rekommendera, fem stjärnor/stjarnor, 5 stjärnor/stjarnor, full pott, högsta/hogsta betyg, femma,
    skriver gärna/garna, lämnar/lamnar gärna/garna, gett er fem, läste/laste i forumet, läste/laste på forum, står i forumet, nyhetsbrev*,
    länk till er sida, får jag dela, får vi dela
manager_harmless: min chef undrar/vill/behöver/behover/frågar/bad/har, vår chef undrar/vill/behöver/behover/frågar/bad, chefen undrar,
    chefen vill, lösenordshanterare*/losenordshanterare*, projektledare*, produktchef*, produktägare/produktagare, kontoansvarig*,
    kundansvarig*, key account, fönsterhanterare/fonsterhanterare, fastighetschef, jag är/ar chef, jag som chef, som chef, i egenskap av chef,
    hälsa/halsa din chef, hälsa/halsa er chef, hälsa/halsa chefen, säg till din chef, säg till chefen, berätta/beratta för/for din chef,
    hoppas [..2] chef läser/laser, vår vd älskar/alskar, er chef ska veta, får gärna/garna nå chefen, chefen får gärna/garna veta,
    löneförhöjning/loneforhojning, ge henne en löne*, ge honom en löne*
security_harmless: säkerhetsutbildning*/sakerhetsutbildning*, säkerhetsrevision*/sakerhetsrevision*, säkerhetsfrågor/sakerhetsfrågor,
    säkerhetsformulär*/sakerhetsformular*, säkerhetsenkät/sakerhetsenkat, säkerhetspolicy*/sakerhetspolicy*,
    säkerhetsuppdater*/sakerhetsuppdater*, säkerhetsfråga/sakerhetsfråga, säkerhetsdatablad*/sakerhetsdatablad*,
    är/ar det säkert/sakert att använda/anvanda, är/ar er tjänst/tjanst säker/saker, hur säkert/sakert är/ar, hur säkra/sakra är/ar,
    krypterar ni, är/ar data krypterad, krypteras, var lagras, var sparas data, lagras data, inom eu, serverna står, certifier*, certifikat,
    iso 27001, soc 2, penetrationstest*, pentest, brandövning*/brandovning*, utrymningsövning*/utrymningsovning*, brandlarmsprov*, larmprov,
    säkerhetsanvisning*/sakerhetsanvisning*, säkerhetsföreskrift*/sakerhetsforeskrift*, säkerhetsvakt*/sakerhetsvakt*,
    säkerhetskontroll*/sakerhetskontroll*, säkerhetskamera*/sakerhetskamera*, bilbälte/bilbalte, krockkudde, tvåfaktor
promise_harmless: i er annons, er annons, er reklam, enligt reklamen, enligt annonsen, på er hemsida står, på hemsidan står,
    står på hemsidan, står på er hemsida, enligt hemsidan, enligt er hemsida, i broschyren, i katalogen, i produktbeskrivning*,
    enligt beskrivningen, som utlovas i reklam*, jag hoppades, hade hoppats, vi hoppades, hoppades på, jag trodde att,
    förväntade/forvantade mig, utgick från, utgick ifrån, lovande, ser lovande ut, verkar lovande, kompromiss*, kan ni lova, kan du lova,
    tror jag det var, lova inget
capitals_habit: caps lock, capslock, ursäkta/ursakta versaler, ursäkta/ursakta stora bokstäver/bokstaver, stora bokstäver/bokstaver, versaler,
    ser dåligt, tangentbordet, skriver stort, förlåt/forlåt att jag skriver stort, glasögon/glasogon
joy: älskar/alskar, älskar/alskar det, älskar/alskar den, så glad, jätteglad/jatteglad, överlycklig*/overlycklig*, lycklig, lyckliga, wow,
    yes, jippi, hurra, tjoho, yay, wohoo, woho, jaaa, äntligen/antligen, grymt bra, sjukt bra, skitbra, svinbra, asbra, jävligt/javligt bra,
    fan vad bra, helt galet bra, galet bra, löjligt/lojligt bra, fantastiskt bra, otroligt bra, kanon, stolt, stolta, förälskad/foralskad,
    kär i, pirrar, fira, firar, bästa/basta någonsin, bästa/basta som hänt, livet räddat/raddat, så himla bra, så himla glad, så fin,
    tappade hakan, chockad av hur bra, kunde inte vara gladare, lyckan är/ar total, hjärta/hjarta, tårögd/tårogd
bad_news_elsewhere: vår leverantör/leverantor, vår egen leverantör/leverantor, inte ert fel, inte er skuld, är/ar inte ert fel,
    inte erat fel, mitt eget fel, mitt fel, helt mitt fel, vårt eget fel, vårt fel, mitt misstag, vårt misstag, eget misstag, jag hade fel,
    jag som hade fel, jag tog fel, jag läste/laste fel, läste/laste fel, skrev fel, skrivit fel, knappade fel, råkade, jag råkade,
    tryckte fel, missförstod/missforstod, missuppfattat, missuppfattade, felet låg hos oss, felet låg hos mig, låg hos oss, felet var mitt,
    satt hos oss, handhavandefel, användarfel/anvandarfel, slarv från min, klantade mig, klantigt av mig, dumt av mig, tabbe, min tabbe,
    falskt alarm, falsklarm, ursäkta/ursakta besväret/besvaret, förlåt/forlåt för/for besväret/besvaret, ursäkta/ursakta röran/roran,
    inget fel på er, beror inte på er, annat företag/foretag, inte på er
over_now: på den tiden, då för/for tiden, förra/forra året hade, var ett problem, hade problem, tidigare hade vi, hade tidigare, förr hade,
    var det problem, länge/lange sen nu, länge/lange sedan nu, sedan dess, sen dess, sedan dess fungerar, sedan dess har allt,
    sen dess har allt, har fungerat sen, gått över, gick över, är/ar över nu, är/ar över, glömt/glomt nu,
    glömt/glomt och förlåtet/forlåtet, låg nere igår, låg nere i morse, var nere igår, var nere i morse, hade ett avbrott, kort avbrott,
    tillfälligt/tillfalligt, det var då, numera, i efterhand, löste/loste sig
polite_calm: ingen fara, ingen stor grej, inget stort, ingen katastrof, inget drama, ingen dramatik, inte hela världen/varlden, bara så ni vet,
    så att ni vet, så ni vet, för/for kännedom/kannedom, för/for er kännedom/kannedom, fyi, för/for er information, tänkte ni ville veta,
    ville bara meddela, ville bara tipsa, ville bara påpeka, vill bara påpeka, ville bara säga, en liten sak, liten detalj, småsak,
    en petitess, petitess, bagatell, lite synd, lite trist, lite tråkigt, lite besviken, aningen, något besviken, lite märkligt/markligt,
    lite irriterande, vore tacksam, skulle uppskatta, skulle vara tacksam, vore snällt/snallt, om det inte är/ar för/for mycket besvär/besvar,
    om det går, om möjligt/mojligt, om ni kan, om ni har möjlighet/mojlighet, förlåt/forlåt att jag stör, ursäkta/ursakta att jag stör,
    ledsen att jag stör, ursäkta/ursakta, med all respekt, förstår/forstår att ni har mycket, jag förstår/forstår att
hypothetical: vad händer/hander om man, vad händer/hander om jag, vad händer/hander ifall, i händelse/handelse av, ifall att, om det skulle,
    om man skulle, om vi skulle, om jag skulle, skulle det hända/handa att, antag att, låt säga att, säg att, teoretiskt, hypotetiskt,
    i teorin, rent teoretiskt, kan det hända/handa att, skulle det kunna, hur hanterar ni, hur gör/gor ni om, hur gör/gor ni när/nar,
    hur skulle ni, beredskapsplan*, krisplan*, kontinuitetsplan*, reservplan, vad gäller/galler om, vad gäller/galler vid,
    om olyckan är/ar framme, för/for säkerhets/sakerhets skull
first_timer: första/forsta gången, är/ar första/forsta gången, ny här, ny kund, nybliven, aldrig gjort [..2] förut/forut,
    aldrig gjort det här, nybörjare/nyborjare, inte teknisk, inte så teknisk, inte så bra på datorer, inte bra på datorer,
    dålig på datorer, ovan vid, datorovan, inte van, är/ar det normalt, är/ar detta normalt, är/ar det meningen, ska det vara så,
    ska den låta så, är/ar det vanligt, har jag gjort fel, gör/gor jag fel, gjort något fel, gör/gor jag något fel, har jag missat något,
    har jag missförstått/missforstått, kan jag ha, är/ar det jag som, dum fråga, kanske en dum fråga, kanske dum
already_decided_why: på grund av detta, på grund av det här, på grund av, pga, av den anledningen, av denna anledning, av dessa skäl,
    därför/darfor har vi, därför/darfor har jag, därför/darfor väljer/valjer, därför/darfor kommer, därför/darfor säger/sager,
    därför/darfor avslutar, därför/darfor lämnar/lamnar, det är/ar därför/darfor, med anledning av, som en följd/foljd,
    som följd/foljd av, till följd/foljd av, efter det som hänt, efter det här, efter den här, efter denna upplevelse, efter allt strul,
    efter allt krångel, skälen/skalen är/ar, skäl nog, anledning nog,
    förtroendet/fortroendet [..2] borta/förbrukat/forbrukat/slut/noll/skadat/rubbat, förlorat/forlorat förtroendet/fortroendet,
    tappat förtroendet/fortroendet, tappat allt förtroende/fortroende, inget förtroende/fortroende, saknar förtroende/fortroende,
    inget förtroende/fortroende kvar, förbrukat/forbrukat, tilliten borta, tappat tilliten, litar inte längre/langre, kan inte lita,
    går inte att lita, ni lämnar/lamnar mig inget val, inget val, inget annat val, ser ingen annan utväg/utvag, ingen annan utväg/utvag
# -- how much is hit, and whether still
part_only: en av våra, en av de, en av mina, ett av våra, några av våra, några av, en del av, delar av, delvis, bara en, bara ett, endast en,
    endast ett, bara två, enstaka, ett fåtal, hälften/halften av, halva, varannan, i en butik, i ett rum, i en filial, på en dator, på en av,
    en användare/anvandare, en enda användare/anvandare, en kollega, ibland, då och då, till och från, emellanåt, sporadisk*, sporadiskt,
    intermittent*, stundtals, från och till, lite då och då, glappar, slumpmässigt/slumpmassigt, bara på min, bara hos mig,
    hos grannen fungerar, i en annan webbläsare/webblasare
all_hit: alla våra, alla mina, all vår, hela vår, hela vårt, hela mitt, hela min, samtliga, alla hos oss, alla på, hela företaget/foretaget,
    hela kontoret, hela bolaget, hela verksamheten, hela butiken, hela koncernen, hela kommunen, hela huset, hela trappan, hela gatan,
    hela kvarteret, varenda, vartenda, varje enhet, ingen kan, ingen av, inget av, inte en enda, inte ett enda, inte en kotte, noll,
    alla användare/anvandare, alla butiker, alla kontor, alla kunder, alla orter, alla kassor, överallt/overallt, i hela, i alla, på alla,
    totalt stopp, totalt, fullständigt/fullstandigt, alla drabbas, alla drabbade
right_now: just nu, nu, i detta nu, för/for tillfället/tillfallet, för/for närvarande/narvarande, i skrivande stund, medan jag skriver,
    när/nar jag skriver, sen i morse, sedan i morse, sen imorse, sedan klockan, sedan kl, sen klockan, sen kl, sedan # i morse, sen igår,
    sedan igår, sedan i går, sedan i natt, sen i natt, sedan igår kväll/kvall, sen lunch, i # timmar, i flera timmar, i två timmar,
    i tre timmar, i över en timme, i en timme, i fyra timmar, på # timmar, fortfarande nere, ligger nere, ligger fortfarande, står fortfarande,
    står still, fortfarande still, fortfarande död, hela dagen, hela förmiddagen/formiddagen
was_then: igår, i går, förra/forra veckan, i förrgår/forrgår, igår kväll/kvall, i natt, i fredags, i måndags, i tisdags, i onsdags,
    i torsdags, i lördags/lordags, i söndags/sondags, häromdagen/haromdagen, häromveckan/haromveckan, var nere, låg nere, stod still,
    stod stilla, var stängt/stangt, fick stänga/stanga, förlorade/forlorade en, förlorade/forlorade vi, tappade två timmar, tappade en dag,
    tappade vi, under en timme, i en timme igår, under två timmar, då stod, tvingades, blev tvungna, blev tvungen, fick vi, kunde vi inte,
    kunde inte
# -- what is asked for
ask_outage: när/nar är/ar det uppe, när/nar är/ar ni uppe, när/nar är/ar det igång, när/nar fungerar det igen, när/nar funkar det igen,
    när/nar kommer det igång, när/nar kommer strömmen/strommen, när/nar kommer nätet/natet, är/ar det driftstörning/driftstorning,
    driftstörning*/driftstorning*, driftstorning*, driftsstörning*/driftsstorning*, driftinfo*, driftstatus, driftavbrott, driftstopp,
    är/ar det avbrott, avbrott*, avbrottet, strömavbrott*/stromavbrott*, elavbrott, är/ar det något fel hos er, ligger ni nere,
    är/ar ni nere, ligger [..3] nere, ligger er, är/ar servern nere, servern nere, sidan nere, sajten nere, sidan ligger nere, hemsidan nere,
    allt nere, går inte att nå, kommer inte åt sidan, kommer inte in på sidan, når inte, onåbar*, inget internet, inget bredband,
    inget nät, ingen uppkoppling, ingen telefon, ingen ström/strom, inget vatten, ingen täckning/tackning, inget kort går, kassorna,
    kassan nere, statussida*, statussidan, känt avbrott, känner/kanner ni till avbrott, känt fel, felmeddelande 503
ask_defect: buggrapport, buggrapport*, hittat en bugg, en bugg, bugg, visar fel, räknar/raknar fel, fel summa, fel resultat, skriver inte ut,
    sparar inte, öppnas/oppnas inte, startar inte, laddar inte, fel när/nar, får felmeddelande*, får fel, felmeddelande*, kraschar,
    kraschar när/nar, hänger/hanger sig, fryser, fastnar, är/ar trasig, är/ar sönder/sonder, var trasig, kom trasig, gått sönder/sonder,
    gick sönder/sonder, slutade fungera, slutat fungera, låter konstigt, gnisslar, läcker/lacker, passar inte, håller inte laddningen,
    reparation*, reparera, laga, lagas, garanti*, garantin, garantiärende*/garantiarende*, reklamera, reklamation*,
    ersättningsprodukt/ersattningsprodukt, byta ut, ny enhet, reservdel*, tekniker, felanmäl*/felanmal*, felsök*/felsok*, droppar, kall,
    fungerar inte
ask_enhancement: önskemål*/onskemål*, funktionsönskemål/funktionsonskemål, förbättringsförslag*/forbattringsforslag*, förslag*/forslag*,
    ett förslag/forslag, tips, idé, en idé, vore bra om, vore kul om, vore trevligt om, vore fint om, vore toppen om, vore önskvärt/onskvart,
    skulle vara bra om, skulle vara fint om, skulle vara kul, skulle vara toppen, hade varit bra om, hade varit fint, hade varit kul,
    hade varit toppen, kan ni lägga/lagga till, skulle ni kunna lägga/lagga till, lägg till, lägga/lagga till stöd, lägga/lagga till en,
    lägga/lagga in, finns planer på, finns det planer, planerar ni att, kommer ni att lägga/lagga, kommer det stöd, önskar/onskar att,
    önskar/onskar mig, jag önskar/onskar, önskelista/onskelista, på önskelistan/onskelistan, saknar en, saknar möjlighet*/mojlighet*,
    saknar funktion*, mörkt/morkt läge, dark mode, mörkt/morkt tema, har ni tänkt på, har ni funderat på, har ni övervägt/overvagt,
    man borde kunna, borde gå att, skulle vilja kunna, skulle gärna/garna vilja, skulle gärna/garna se, roadmap, i framtiden,
    förbättring*/forbattring*, genväg/genvag
ask_how_to: hur gör/gor jag, hur gör/gor man, hur gör/gor vi, hur kan jag, hur kan man, hur får jag, hur får man, hur ställer/staller jag,
    hur ställer/staller man, hur ändrar/andrar jag, hur ändrar/andrar man, hur byter jag, hur byter man, hur lägger/lagger jag,
    hur installerar, hur kopplar, hur loggar, hur laddar, hur exporterar, hur skapar, hur tar jag, hur tar man, hur bokar, hur anmäler/anmaler,
    hur sjukanmäler/sjukanmaler, hur mycket ska, hur ofta ska, hur länge/lange, hur fungerar, hur funkar, var hittar jag, var finns,
    var hittar man, vart hittar, var ställer/staller, vilken meny, vilken knapp, vilken inställning/installning, vilken kabel, vilken version,
    vilken storlek, vilka mått, går det att, är/ar det möjligt/mojligt att, kan man, kan jag också, finns det sätt, finns det något sätt,
    måste jag, behöver/behover jag, vad ska jag, steg för/for steg, instruktion*, manual*, bruksanvisning*, guide, handledning, lathund,
    skillnaden mellan, vad är/ar skillnaden, kan ni förklara/forklara hur, kan du förklara/forklara hur, tål den, får man, passar den
ask_billing: faktura*, fakturan, fakturor, räkning*/rakning*, räkningen/rakningen, debiter*, debiterad, feldebiter*, dubbeldebiter*,
    dragit [..3] konto*/kort*/kr/kronor/pengar/dubbelt, dragits, drogs, återbetal*, återbetalning, pengarna tillbaka, pengar tillbaka, kredit*,
    kreditera, kreditfaktura*, autogiro*, betalningspåminnelse*, påminnelseavgift*, inkasso*, fel belopp, fel summa, betalat två gånger,
    betalat dubbelt, betalning*, betalningen, kvitto*, kvitton, momsregistrering*, moms*, priset på fakturan, kontoutdrag, för/for hög,
    för/for dyr, för/for mycket betalt, bankgiro*, plusgiro*, ocr*, kopia på fakturan, fakturakopia, deposition*, avgift*,
    prishöjning*/prishojning*, swish*, saldo, iban
ask_access: logga in, loggar in, inlogg*, inloggning, inloggningen, lösenord*/losenord*, losenord*, återställningslänk*/återstallningslank*,
    återställa/återstalla lösenord*/losenord*, nytt lösenord/losenord, glömt/glomt lösenord*/losenord*, utelåst, utlåst, låst ute,
    låst konto, kontot är/ar låst, kontot låst, kontot spärrat/sparrat, spärrat/sparrat, spärrad/sparrad, kod kommer inte,
    koden kommer inte, verifieringskod*, engångskod*, sms kod, tvåfaktor*, bankid, bank-id, mobilt bankid, freja, kommer inte in,
    kommer inte åt, åtkomst*, behörighet*/behorighet*, saknar behörighet/behorighet, nekad, nekas åtkomst, användarnamn*/anvandarnamn*,
    aktiveringslänk*/aktiveringslank*, aktivera konto, ny telefon, passerkort*, nyckeltagg, nyckelbricka, portkod, tagg, authenticator, pinkod,
    puk
ask_delivery: paket*, paketet, leverans*, leveransen, leverera*, levererat, var är/ar min beställning/bestallning, var är/ar mitt paket,
    var är/ar paketet, spårning*, spårnings*, spåra, kollinummer, kollinr, sändning*/sandning*, sändnings*/sandnings*, bud, budet, budbil*,
    budfirma, chaufför*/chauffor*, postnord, dhl, schenker, bring, instabox, budbee, ups, ombud, utlämning*/utlamning*,
    utlämningsställe/utlamningsstalle, inte kommit, inte kommit fram, inte anlänt/anlant, inte levererats, skadat vid leverans, transportskad*,
    fel vara, felplock*, felleverans, saknas i paketet, saknas i leverans*, ställt/stallt utanför/utanfor, lämnat/lamnat hos, hos grannen,
    leveransadress*, bagage*, resväska*/resvaska*, väskan/vaskan, försenat/forsenat flyg, försenat/forsenat tåg, tåget försenat/forsenat,
    tekniker kom inte, teknikern kom inte, returfrakt*, retursedel*, returetikett*, frakt*, hämtning*/hamtning*, upphämtning/upphamtning,
    avhämtning/avhamtning, hemleverans*, tidsfönster/tidsfonster, avisering, avi
ask_contract: avtal*, avtalet, kontrakt*, säga upp, säger/sager upp, uppsägning*/uppsagning*, avsluta, förnya*/fornya*, förläng*/forlang*,
    offert*, offerten, erbjudande*, abonnemang*, abonnemanget, prenumeration*, medlemskap*, medlemskort, elavtal*, hyresavtal*,
    försäkring*/forsakring*, uppgradera*, nedgradera*, villkor*, villkoren, bindningstid*, uppsägningstid*/uppsagningstid*, licens*, licenser,
    signera*, skriva på, underteckn*, överlåt*/overlåt*, överlåta/overlåta, ta över, nytt avtal, prislista, rabatt, pris, priser, teckna,
    beställa/bestalla, beställning/bestallning
ask_conduct: otrevlig*, otrevligt, er personal, er medarbetare, er anställd*/anstalld*, er anställda/anstallda, er chaufför/chauffor,
    er kollega var, er tekniker var, er säljare/saljare, din kollega, bemötande*/bemotande*, bemötandet/bemotandet, bemött/bemott, skrek åt,
    skrek på, la på luren, slängde/slangde på luren, la på, förolämp*/forolamp*, skrattade åt, diskrimin*, rasist*, trakasser*, svor åt,
    ljög för/for, behandlade mig, behandlad, uppförande/uppforande, uppträdande/upptradande, beteende*, tonen, attityd*, ton, dryg*,
    nonchalant*, snäsig*/snasig*, oförskämd*/oforskamd*, arrogant*, körde/korde som, körde/korde på, körde/korde nästan/nastan,
    rökte/rokte, full, berusad, nedlåtande, kassörska*/kassorska*, expedit*, receptionist*, vakt*, vakten, handläggare/handlaggare
ask_privacy: radera mina uppgifter, radera mitt konto, radera mina, radera alla, ta bort mitt konto, ta bort mina uppgifter, tas bort ur,
    ta bort mig från, vilka uppgifter, vilken data, vilka data, vad ni har sparat, vad har ni sparat, uppgifter om mig, lagrat om mig,
    sparat om mig, registerutdrag*, gdpr, dataskydd*, dataskyddsombud*, personuppgift*, personuppgifter, personuppgifterna, samtycke*,
    nyhetsbrev*, nyhetsbrevet, avregistrera*, avprenumerera*, avanmäla/avanmala, utskick*, reklam, reklamutskick, säljsamtal/saljsamtal,
    telefonförsäljning/telefonforsaljning, nix, marknadsföring*/marknadsforing*, tredje part, delat mina uppgifter, lämnat/lamnat ut mina,
    lämnat/lamnat ut, sålt mina uppgifter, rätten/ratten att bli, rätt till radering, bli bortglömd/bortglomd, integritet*,
    integritetspolicy, cookies, kakor, rätta mina uppgifter, skyddad identitet, skyddade personuppgifter, artikel 15, artikel 17,
    hänga/hanga ut, personnummer, kameraövervakning/kameraovervakning
ask_security: hackad*, hackat, kapat, kapad, kapats, övertag*/overtag*, phishing*, nätfiske*/natfiske*, bluffmejl*, bluff*,
    misstänkt*/misstankt*, misstänksam*/misstanksam*, läcka*, läckt/lackt, intrång*, sårbarhet*, säkerhetshål*/sakerhetshål*,
    säkerhetsbrist*/sakerhetsbrist*, säkerhetslucka*/sakerhetslucka*, andra kunders, andras uppgifter, någon annans, bedrägeri*/bedrageri*,
    obehörig*/obehorig*, okänd/okand inlogg*, okänt/okant köp, inloggning från, ändrat/andrat min mejl, ändrat/andrat min e-post,
    stulet kort, stulet, spärra/sparra kort*, spärra/sparra mitt, falskt mejl, skräpmejl/skrapmejl, identitetsstöld*/identitetsstold*,
    id-kap*, virus, skadlig kod, utger sig
ask_praise: tack, tack till, stort tack, bra jobbat, fantastiskt jobb, grymt jobb, vill bara tacka, ville bara tacka, ville bara säga tack,
    vill bara säga, ville bara säga, måste bara säga, måste säga att, vill passa på att, komplimang*, beröm/berom, ros, rosor, eloge,
    nöjd med, nöjda/nojda med, fortsätt/fortsatt så, keep it up, bästa/basta service, bästa/basta kundtjänst/kundtjanst,
    bästa/basta servicen, fem stjärnor/stjarnor, fantastisk service, utmärkt/utmarkt service, toppenservice, kanonservice,
    suverän/suveran service, underbar*, gjorde min dag, hälsa/halsa och tacka, framför/framfor vårt tack, framför/framfor mitt tack,
    ängel/angel, guld värd
ask_other: öppettid*/oppettid*, öppettider/oppettider, har ni öppet/oppet, är/ar ni öppna/oppna, har ni jobb, söker/soker jobb, sommarjobb*,
    lediga tjänster/tjanster, ledig tjänst/tjanst, jobbansökan/jobbansokan, ansökan/ansokan, spontanansökan/spontanansokan, praktik*,
    praktikplats*, prao, examensarbete*, uppsats*, skolarbete*, intervju*, enkät*, pressfråga, sponsra*, sponsor*, sponsring, samarbete,
    samarbeta, partnerskap, fel adress, fel nummer, kommit fel, skickat fel, telefonnummer till, vem är/ar ansvarig för/for,
    stäng/stang ärendet/arendet, kan stängas/stangas, fungerar nu, löst, inte längre/langre aktuellt, frånvarande, parkering*, parkera,
    studiebesök*/studiebesok*, besöka/besoka er, upphittad, kvarglömd/kvarglomd, hittegods, bortglömd/bortglomd, glömde/glomde, har ni
