#ifndef EARSHOT_LANGUAGE_WORDS_H
#define EARSHOT_LANGUAGE_WORDS_H
// Internal to language: the commonest words of the nine languages, then those
// of their nearest relations, which are told apart only to be called "und".

enum { LANGUAGE_COUNT = 9 };

static const struct {
    const char *code, *words;
} language_words[] = {
    {"en",
     "the and to of is it you that for we i this have not be are was my with our your can please do on in as "
     "at "
     "but they will has been from if there what when how would could why an or so no me us any all just get "
     "still does did am its were which who out up about now than only had should because more us hello "
     "thanks "
     "thank dear since after before again nothing never anyone order by "
     "where which working works refund invoice want need help hi hello regards best very much something "
     "cannot"},
    {"de", "der die das und ist nicht ich wir sie es ein eine einen einem einer zu mit auf für von den dem "
           "des im in "
           "bei uns ihr ihre ihren ihrem ihnen mir mich unser unsere unseren dass daß auch noch wie was wird "
           "werden "
           "wurde haben hat habe hatte sind war kann können bitte kein keine nach seit aus wenn aber oder "
           "schon nur "
           "hallo danke sehr an am um über bis vom zum zur als so mehr immer jetzt heute wieder diese dieser "
           "dieses "
           "man warum sich bin ihrer geehrte damen herren fuer koennen ueber gruß grüße "
           "wo wann mein meine meinen meinem meiner bestellung rechnung geht funktioniert läuft vielen ihm "
           "ihn warte gestern "
           "leider würde möchte hätte wäre sondern dann da alle alles"},
    {"fr",
     "le la les de des du et est je vous nous un une que qui pas ne pour dans sur avec ce cette mon ma mes "
     "votre "
     "vos notre nos au aux en plus il elle on sont ont avons ai suis été être avoir fait mais ou où si comme "
     "bonjour merci très depuis toujours rien par leur tout même aussi se son sa ses cordialement d l j n c "
     "qu "
     "commande facture fonctionne compte quand comment hier monsieur madame toute fait peut pouvez"},
    {"es",
     "el la los las de del y que en un una es no por con para se su mi lo al me nos le les como pero más "
     "este "
     "esta está están son ha he hemos han ser sin sobre muy ya hola gracias usted ustedes porque cuando todo "
     "nuestro nuestra desde hasta también o si yo qué tengo puede necesito sus "
     "pedido factura funciona cuenta dónde cuándo cómo ayer buenos días tardes quiero puedo pueden saludos"},
    {"pt", "o a os as de do da dos das e que em um uma é não por com para se seu sua meu minha no na nos nas "
           "ao como "
           "mas mais este esta está são foi tem tenho temos ser sem sobre muito já olá obrigado obrigada "
           "você vocês "
           "porque quando tudo nosso nossa desde até também ou eu isso pelo pela favor "
           "encomenda pedido fatura funciona conta onde quando ontem bom dia boa tarde quero posso podem "
           "cumprimentos"},
    {"it", "il lo la i gli le di del della dei delle e che è un una in non per con si mi ci ho ha abbiamo "
           "hanno sono "
           "sul al alla da dal nel nella più ma come se questo questa vostro vostra nostro nostra buongiorno "
           "grazie "
           "anche ancora molto quando tutto stato essere perché o io vi voi sia ed dopo senza "
           "ordine fattura funziona dove quando ieri buon giorno salve vorrei posso potete saluti"},
    {"nl", "de het een en van is ik we wij u dat niet in op te met voor zijn aan er maar om ook als bij nog "
           "naar uit "
           "dit die mijn uw ons onze hebben heeft heb kan kunnen wordt worden was geen al meer wat hoe of "
           "door over "
           "hallo bedankt dank graag jullie mij ze zij wel sinds na goed weer deze groet "
           "waar wanneer mijn bestelling factuur werkt gisteren goedendag beste graag kunt wil moet zonder "
           "groeten"},
    {"pl",
     "i w na z do się nie jest to że o jak po od za co dla ale mam mamy ma są był była było przez czy tak "
     "już "
     "tylko proszę dziękuję dzień dobry państwa państwo mi mnie nam nas moje mój moja nasz nasza bardzo ten "
     "ta "
     "te tym tego być może jestem bo lub oraz pozdrawiam od kiedy jeszcze przy który która które pan pani "
     "ze innego umowę gdzie kiedy zamówienie zamówienia faktura działa wczoraj witam chcę mogę proszę moim "
     "moich"},
    {"sv",
     "och att det är jag inte vi en ett som på för med har till av den de om kan från så men var vår vårt "
     "våra "
     "min mitt mina ni er era oss mig hej tack när efter skulle vill blir bli blev varit hade nu också eller "
     "vad hur ska måste alla detta denna sedan utan mycket här där än hälsningar "
     "var beställning faktura fungerar igår längre fått fick kunna"},
    {"x-da",
     "og at det er jeg ikke vi en et som på for med har til af den de om kan fra så men var vores min mit "
     "mine "
     "jeres os mig hej tak når efter skulle vil bliver blive blev været havde nu også eller hvad hvordan "
     "skal "
     "alle dette denne siden uten uden meget her der jeg af noe noen men mvh venlig hilsen å eg ikkje ein"},
    {"x-fi", "ja on ei että se en hän minä me te ne olen olemme ovat oli mutta kun jos niin myös vain kuin "
             "mitä miten "
             "meidän teidän minun kiitos hei terveisin voi voisi pitää enää nyt vielä ole"},
    {"x-tr", "ve bir bu için çok da de ile ben biz siz ama var yok ne nasıl değil olarak daha gibi kadar "
             "sonra merhaba "
             "lütfen teşekkürler teşekkür ederim benim bizim sizin mi mı"},
    {"x-cs", "a je se na v to že s z do o jsem jsme jsou není ale jak tak po pro za by co od ve jako dobrý "
             "den děkuji "
             "prosím aj som sme nie je však už mám máme byl byla bylo nám vám"},
    {"x-ro",
     "și în de la cu nu este pe un o care am ați sunt mai pentru din că să bună ziua mulțumesc vă rog ne noi "
     "dar dacă fost fi al ale"},
    {"x-hu", "a az és hogy nem egy is van meg ez azt de ha már csak még kérem köszönöm üdvözlettel nem volt "
             "mint vagy"},
    {"x-ca",
     "el la els les de del i que en un una és no per amb es seu seva meu meva com però més aquest aquesta "
     "està són hem han sense sobre molt ja hola gràcies vostè perquè quan tot nostre des fins també"},
};

#endif
