# Polish phrases, the common ones only; the form of the lines is told in lib/model_file.h, the weights in phrases.en.

fault 3.6 | nie [..1] dziala/dzialaja/otwiera/laduje/uruchamia/drukuje/odpowiada/wlacza/laczy/dziala
fault 3.6 | nie [..2] dotarla/dotarlo/dotarl/otrzymalem/otrzymalam/otrzymalismy/dostalem/dostalam/przyszla/przyszlo/przyszedl/doszla
fault 3.6 | nie [..1] moge/mozemy/moze/mozna [..2] zalogowac/otworzyc/wejsc/zaplacic/wydrukowac/pobrac/pracowac/dodzwonic
fault 3.6 | blad/bledy/bledu/awaria/awarie/awarii/usterka/usterki/usterke
fault 3.6 | uszkodzony/uszkodzona/uszkodzone/zepsuty/zepsuta/zepsute/popsuty/wadliwy/wadliwa/pekniety/zablokowane/zablokowany
fault 3.6 | problem/problemy/problemu z/ze/od/nadal
fault no | zaden/bez problemu/problem/problemow
fault 3.6 | podwojnie/dwukrotnie/blednie/nieslusznie [..2] pobrano/obciazono/naliczono/zaplacone
fault 3.6 | pobrano/obciazono/naliczono [..3] podwojnie/dwukrotnie/blednie/nieslusznie/dwa
fault 3.6 | brakuje/brak/niewlasciwy/niewlasciwa/bledny/bledna/opoznienie/opozniona/rozczarowany/rozczarowana/niezadowolony/niezadowolona/reklamacja/reklamacje
fault 3.6 | miala/mial/mialo/powinna/powinien [..2] dotrzec/byc/przyjsc

anger 4.4 | skandal/skandaliczne/skandaliczny/hanba/wstyd/zenada/zenujace/kpina/kpiny/zlodzieje/oszusci/oszustwo/niedopuszczalne/nieakceptowalne/bezczelnosc/bezczelny/masakra/gowno/kurwa/idioci/wsciekly/wsciekla/oburzony/oburzona/beznadziejna/beznadziejny/tragedia
anger 4.2 | mam [..1] dosc
anger 4.2 | nigdy nie [..4] spotkalem/spotkalam/widzialem/widzialam/traktowano
anger 4.2 | robicie/robia [..3] zarty/idiote/balona/jaja

anxiety 4.2 | martwie/martwimy/obawiam/obawiamy/obawy/boje/boimy/strach/panika/niepokoj/zaniepokojony/zaniepokojona
anxiety no | nie martw*

impact 4.2, standstill 3.8 | produkcja/sklep/firma/fabryka/biuro/magazyn/restauracja/przychodnia/linia/zaklad [..2] stoi/stanela/stanal/zamkniety/zamknieta/sparalizowana/sparalizowany/zablokowana
impact 4.2, standstill 3.6 | nikt nie moze [..2] pracowac/zalogowac/pracy
impact 4.2, standstill 3.6 | nie mozemy [..2] pracowac/sprzedawac/wysylac/produkowac/obslugiwac/fakturowac/przyjmowac
impact 4.2 | tracimy/trace/stracilismy/stracilem/kosztuje/kosztowalo [..3] pieniadze/klientow/zamowienia/sprzedaz/zlotych/euro/godziny/dzien
standstill -5 | wczoraj/tygodniu [..3] stala/stal

urgency 3.8 | pilne/pilnie/pilna/natychmiast/natychmiastowa/niezwlocznie
urgency no | nie [..2] pilne
urgency 3.8 | jak najszybciej
urgency 3.8 | do [..1] jutra/dzis/poniedzialku/wtorku/srody/czwartku/piatku/soboty/niedzieli/#
urgency 3.8 | ostateczne/ostatnie wezwanie/ostrzezenie

churn 4.6, decided 4.4 | wypowiadam/wypowiadamy/wypowiedziec/wypowiedzenie/rozwiazuje/rozwiazujemy/rozwiazac/rezygnuje/rezygnujemy/zrezygnowac [..3] umowe/umowy/abonament/uslug/uslugi/konta/z
churn 4.4, decided 4.2 | przechodze/przechodzimy/przejsc/przeniesc/przenosze/przenosimy/zmieniam/zmieniamy [..3] do/dostawce/operatora/bank/konkurencji/innego
churn 4.2 | porownujemy/porownuje/szukamy/rozwazamy/ogladamy [..3] innych/dostawcow/konkurencje/alternatywy/oferty
churn 4.4, decided 4.2 | nie [..2] przedluzymy/przedluze/odnowimy

legal 4.6 | adwokat/adwokata/prawnik/prawnika/prawnikowi/sad/sadu/sadu/uokik/rzecznik/rzecznika/prokuratura/prokuratury/policja [..5] sprawe/kieruje/skieruje/oddam/zglosze/zglaszam/pozew/przekaze
legal 4.6 | skieruje/kieruje/oddam/zglosze/zglaszam/przekaze/pojde/wystapie/zawiadomie/zloze [..4] adwokata/prawnika/prawnikowi/sad/sadu/uokik/rzecznika/prokuratury/policji/policje/pozew
legal 4.6 | droge/droga/kroki sadowa/prawne/sadowe
legal 4.4 | pozew/odszkodowanie

public 4.4 | negatywna/zla/negatywne/negatywny opinia/opinie/komentarz/recenzje
public 4.4 | opublikuje/opisze/napisze/udostepnie/wystawie/podziele/ostrzege [..5] facebooku/internecie/google/mediach/prasie/forum/opinie/wszystkich/gazecie

manager 4.4 | rozmawiac/rozmowy/kontakt/polaczyc/przelaczyc [..4] kierownikiem/przelozonym/dyrektorem/kierownika/szefem/menedzerem
manager 4.4 | kierownika/przelozonego/dyrektora [..3] kontakt/rozmowa

repeat 4.4 | drugi/trzeci/czwarty/piaty/kolejny/enty raz
repeat no | jeszcze raz
repeat 4.4 | ten/tego sam/samego problem/blad/bledu/problemu
repeat 4.4 | juz [..2] pisalem/pisalam/zglaszalem/zglaszalam/dzwonilem/dzwonilam/pisalismy
repeat 4.4 | nikt [..2] odpowiada/odpowiedzial/oddzwonil/reaguje/odpisal
repeat 4.4 | bez/brak odpowiedzi/reakcji
repeat 4.2 | znowu/ponownie [..2] nie/awaria/blad/brak

broken-promise 4.4 | obiecano/obiecal/obiecala/obiecaliscie/obietnica/obietnice/zapewniano/zapewniliscie/zapewnil/gwarantowano [..6] ze/nie/a/ale
identity 4.2 | wyszedlem/wyszlam/wychodze/osmieszylem/zblaznilem [..3] na/idiote/glupka/przed
security 4.6 | dane/faktura/faktury/faktury/nazwisko/konto/dokumenty/zamowienia [..2] innego/innej/innych/obcej/cudze [..1] klienta/klientow/osoby/pacjenta/uzytkownika/osob
security 4.6 | wyciek danych
security 4.6 | wlamal/wlamano/zhakowane/zhakowano/przejal/przejeto [..3] konto/konta/do/moje
security 4.6 | dym/iskry/poparzyl/pozar/wybuchl/ranny/ranna/porazil
security 4.6 | dane/pliki/zdjecia [..3] zniknely/skasowane/usuniete/utracone/przepadly

gratitude 4.4 | dziekuje/dziekujemy/podziekowania [..3] za/dla [..4] pomoc/wsparcie/szybka/obsluge/cierpliwosc/profesjonalna
gratitude no | dziekuje/dziekujemy [..2] z gory
gratitude no | z gory dziekuje/dziekujemy
gratitude no | dziekuje za [..1] wiadomosc/informacje/odpowiedz
gratitude 4 | swietna/swietny/doskonala/wspaniala/rewelacyjna/fantastyczna/znakomita obsluga/pomoc/praca/zespol/serwis
gratitude 4 | gratulacje/pochwalic

resolved 4.6 | juz/teraz [..1] dziala/dzialaja
resolved no | juz/teraz nie dziala
resolved 4.6 | problem/awaria/blad/sprawa [..2] rozwiazany/rozwiazana/naprawiona/naprawiony/usuniety/zalatwiona
resolved no | problem/awaria [..2] nie/nadal [..2] rozwiazany/naprawiona
resolved no | mial/miala/obiecano/jesli/kiedy/nie/ze [..5] rozwiazany/naprawiona/naprawiony
resolved 4.6 | mozna/prosze [..1] zamknac

request.outage 4 | awaria/awarie/awarii/stoi/niedostepny/niedostepna
request.defect 3 | dziala/blad/aplikacja/drukarka/program/problem/usterka
request.billing 4 | faktura/faktury/fakture/platnosc/zwrot/pobrano/rachunek/naliczono
request.delivery 4 | przesylka/paczka/zamowienie/dostawa/kurier/zamowienia
request.contract 4 | umowe/umowa/umowy/abonament/wypowiedzenie
request.access 4 | haslo/hasla/zalogowac/logowania/logowanie
request.how-to 5 | jak/gdzie [..1] moge/mozna/mozemy/zmienic/dodac
request.praise 4 | swietna/wspaniala/gratulacje/rewelacyjna
request.privacy 4.5 | dane/danych [..3] innego/osobowe/osobowych/innej
# What looks like a signal and is none: where these stand, nothing speaks for it.
gratitude no | z góry dziękuję/dziękujemy/dzięki/dziekuje
gratitude no | dziękuję/dziękujemy/dzięki/dziekuje z góry
churn no | odwołać/przełożyć/anulować [..2] wizytę/spotkanie/rezerwację/zamówienie/lekcję
legal no | prawnik/adwokat/notariusz [..2] prosi/potrzebuje/chce [..4] kopię/kopii/faktury/fakturę
legal no | nazwa/nazwę prawna/prawną/firmy
public no | pięć/5 gwiazdek
manager no | mój/nasz szef/kierownik/przełożony [..3] będzie/też/również/dołączy
broken-promise no | reklama/reklamie/strona/ulotka/ulotce [..2] obiecywała/obiecuje/pisało/mówi
repeat no | jeszcze raz dziękuję/dziękujemy/dzięki
urgency no | w wolnej chwili
urgency no | nie pali/spieszy się
security no | szkolenie/kurs/certyfikat/wykład [..4] bezpieczeństwa/bezpieczeństwo/phishing/phishingu
