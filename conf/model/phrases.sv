# Swedish phrases, the common ones only; the form of the lines is told in lib/model_file.h, the weights in phrases.en.

fault 3.6 | fungerar/startar/öppnas/laddar/svarar/skriver/går/stämmer/ansluter [..2] inte
fault 3.6 | inte [..2] fungerar/fungerat/kommit/fått/levererats/levererat/mottagit/lagat/återbetalt/fram
fault 3.6 | kan/kunde [..2] inte [..2] logga/öppna/betala/skriva/använda/komma/nå/arbeta/ladda/se
fault 3.6 | trasig/trasigt/trasiga/skadad/skadat/sönder/defekt/felaktig/felaktigt/felaktiga
fault 3.6 | felmeddelande/felmeddelanden/fel/driftstörning/driftstopp/störning/avbrott/haveri/kraschar/kraschade
fault 3.6 | ett/det/detta/samma/har problem
fault no | inga/utan problem
fault 3.6 | dubbelt/två/felaktigt [..1] debiterad/debiterats/fakturerad/dragits/gånger
fault 3.6 | saknas/saknar/försenad/försenat/försening/besviken/besvikna/missnöjd/missnöjda/klagomål/reklamation
fault 3.6 | skulle/borde [..3] kommit/levererats/varit
fault 3.6 | fortfarande inte/ingen

anger 4.4 | oacceptabelt/oacceptabel/skandal/skandalöst/skamligt/skam/löjligt/löjliga/bedrägeri/bedragare/tjuvar/idioter/inkompetenta/värdelös/värdelöst/skit/skitdåligt/jävla/helvete/urusel/uruselt/bedrövligt/rasande/förbannad/upprörd/upprörande/pinsamt/usel/uselt
anger 4.2 | trött på [..1] er/detta/det/att
anger 4.2 | fått nog
anger 4.2 | aldrig [..2] varit/upplevt/sett/behandlad
anger 4.2 | driver ni med

anxiety 4.2 | orolig/oroliga/oro/rädd/rädda/ängslig/panik/förtvivlad
anxiety no | ingen oro

impact 4.2, standstill 3.8 | produktionen/produktion/butiken/fabriken/företaget/kontoret/lagret/verksamheten/restaurangen/kliniken/linan [..3] stilla/stopp/stängd/stängt/lamslagen/lamslaget
impact 4.2, standstill 3.6 | ingen kan [..2] arbeta/jobba/logga
impact 4.2, standstill 3.6 | kan inte [..3] arbeta/jobba/sälja/leverera/producera/fakturera/betjäna
impact 4.2 | förlorar/förlorat/tappar/tappat/kostar/kostat [..3] pengar/kunder/kronor/order/ordrar/försäljning/timmar
standstill -5 | igår/veckan [..3] stod/låg

urgency 3.8 | brådskande/bråttom/akut/omedelbart/omgående/genast/brådskar
urgency no | inte bråttom/brådskande
urgency 3.8 | så snart/fort som
urgency 3.8 | senast [..2] imorgon/idag/måndag/tisdag/onsdag/torsdag/fredag/lördag/söndag/#
urgency 3.8 | inom # timmar/dagar
urgency 3.8 | sista varning/chans/varningen/påminnelse

churn 4.6, decided 4.4 | säger/säga/sagt [..1] upp [..2] avtalet/avtal/kontraktet/abonnemanget/abonnemang/medlemskapet/prenumerationen/prenumeration/försäkringen
churn no, decided no | hur/uppsägningstid [..3] säger/säga upp
churn 4.4, decided 4.2 | avsluta/avslutar/uppsägning [..3] avtalet/avtal/abonnemanget/abonnemang/kontot/medlemskapet/prenumerationen
churn 4.4, decided 4.2 | byter/byta/går/flyttar [..3] till [..2] annan/konkurrent/konkurrenten/leverantör/annat
churn no, decided no | byta/byter till [..1] annan/annat storlek/färg/tid/datum/adress
churn 4.2 | jämför/jämföra/tittar/letar [..4] leverantörer/konkurrenter/alternativ/offerter
churn 4.4, decided 4.2 | inte [..2] förnya/förlänga

legal 4.6 | advokat/jurist/domstol/polisanmälan/polisanmäla/stämma/arn/konsumentombudsmannen/imy/kronofogden [..5] kontakta/kontaktar/anmäla/anmäler/vända/vänder/går/tar/göra/er
legal 4.6 | kontakta/kontaktar/anmäla/anmäler/vända/vänder/gå/går/ta/tar/göra/lämnar [..5] advokat/jurist/domstol/polisanmälan/arn/konsumentombudsmannen/imy/kronofogden/konsumentverket/rätten
legal 4.6 | rättsliga/juridiska åtgärder/steg
legal 4.6 | stämma/stämmer er
legal 4.4 | skadestånd

public 4.4 | dålig/negativ/negativa recension/recensioner/omdöme/omdömen
public 4.4 | skriva/skriver/dela/delar/berätta/berättar/lägga/lägger/varna/varnar [..5] medier/internet/facebook/google/trustpilot/tidningen/pressen/forum/alla/nätet

manager 4.4 | tala/prata/kontakt/kopplad [..3] chef/chefen/ansvarig/ledningen/överordnad/chefer
manager 4.4 | er chef/ledning/chefen

repeat 4.4 | andra/tredje/fjärde/femte/elfte gången/mejlet/mailet/samtalet
repeat no | andra gången jag köper
repeat 4.4 | flera/tre/fyra/fem/# gånger
repeat 4.4 | samma problem/fel/störning
repeat 4.4 | redan [..2] skrivit/ringt/anmält/mejlat/mailat/rapporterat
repeat 4.4 | ingen [..2] svarar/svarat/ringer/återkommer/återkommit
repeat 4.4 | inget/utan svar
repeat 4.2 | igen [..2] nere/trasig/fungerar/fel

broken-promise 4.4 | lovade/lovat/löfte/löften/garanterade/utlovat/utlovad [..6] men/inte/att/skulle/hänt
identity 4.2 | framstår/framstod/ser/skämmer/skämt [..2] som/ut [..2] idiot/idioten/inför/dum
security 4.6 | uppgifter/faktura/fakturor/namn/konto/dokument/beställningar [..3] annan/andra/annans/främmande [..1] kund/kunder/person/personer/patient/användare/kunds
security 4.6 | dataläcka/dataintrång/personuppgiftsincident
security 4.6 | konto/kontot/mitt/vårt [..3] hackat/hackad/kapat/kapad
security 4.6 | rök/gnistor/bränt/brann/exploderade/skadades/elstöt
security 4.6 | data/filer/bilder/filerna [..3] borta/raderats/raderade/försvunnit/förlorat

gratitude 4.4 | stort/tusen/hjärtligt/varmt tack
gratitude 4.4 | tack för [..4] hjälpen/hjälp/tålamod/service/snabba/bemötande/bemötandet/insatsen
gratitude no | tack på förhand
gratitude no | tack för [..1] hjälp/hjälpen på förhand
gratitude 4 | fantastisk/fantastiskt/utmärkt/toppen/underbar/jättebra/strålande service/jobb/support/hjälp/bemötande/personal
gratitude 4 | beröm/berömma

resolved 4.6 | fungerar/funkar [..2] igen/nu
resolved no | fungerar/funkar [..1] inte [..2] igen/nu
resolved 4.6 | problemet/felet/störningen [..2] löst/åtgärdat/fixat/åtgärdad
resolved no | problemet/felet [..2] inte/fortfarande [..2] löst/åtgärdat
resolved no | lovade/sa/om/när/skulle/inte [..5] löst/åtgärdat
resolved 4.6 | kan/får [..2] stänga/avsluta [..2] ärendet

request.outage 4 | nere/driftstopp/avbrott/stilla/störning
request.defect 3 | fungerar/felmeddelande/skrivaren/appen/programmet/kraschar
request.billing 4 | faktura/fakturan/fakturor/betalning/återbetalning/debiterad/debiterats
request.delivery 4 | beställning/paket/paketet/leverans/leveransen/försändelse/order
request.contract 4 | avtal/avtalet/abonnemang/abonnemanget/uppsägning/prenumeration
request.access 4 | lösenord/lösenordet/inloggning/logga
request.how-to 5 | hur/var kan/gör/ska/hittar
request.praise 4 | fantastisk/beröm/underbar/strålande
request.privacy 4.5 | uppgifter/personuppgifter [..3] annan/andra/annans
# What looks like a signal and is none: where these stand, nothing speaks for it.
gratitude no | tack på förhand
gratitude no | tackar på förhand
churn no | avboka/ställa [..3] mötet/tiden/bokningen/lektionen
legal no | advokat/jurist [..2] behöver/vill/ber [..4] kopia/faktura/intyg
legal no | juridiska namn/namnet
public no | fem/5 stjärnor
manager no | min/vår chef [..3] kommer/också/med
broken-promise no | annons/annonsen/reklamen/webbplatsen/hemsidan [..2] lovade/lovar/sa/säger
repeat no | tack igen
urgency no | när [..3] tid
urgency no | inte bråttom
urgency no | ingen brådska
security no | utbildning/kurs/certifikat/certifiering/föreläsning [..4] säkerhet/phishing
