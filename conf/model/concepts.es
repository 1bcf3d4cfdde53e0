# What Spanish-speaking customers say (Spain and America), by meaning; the form of the lines is told in lib/lexicon.h.
set es_dia = lunes martes miercoles jueves viernes sabado domingo
set es_num = # un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien
set es_rato = minuto minutos hora horas dia dias semana semanas mes meses ano anos
set es_haber = he has ha hemos habeis han habia habian hayan haya habria
set es_jefe = jefe jefa jefes responsable responsables encargado encargada supervisor supervisora superior superiores director directora gerente
# 1. What people say when a signal is there.
# -- displeasure
fed_up: harto, harta, hartos, hartas, hasta las narices, hasta el gorro, hasta el mono, hasta la coronilla, hasta los cojones, hasta los huevos
    hasta el cono, hasta la madre, hasta la polla, hasta el copete, hasta las pelotas, hasta las bolas, hasta los mismisimos, ya basta, basta ya
    ya esta bien, ya estuvo bueno, ya estuvo bien, hasta aqui hemos llegado, hasta aqui llegue, hasta aqui llegamos
    se me/nos acabo/agoto/termino/acaba/agota [..2] paciencia, se me/nos ha/esta/estan [..1] acabado/agotado/acabando/agotando [..2] paciencia
    perdi/perdido/perdiendo/pierdo/colmado/colmar/colma [..2] paciencia, mi/nuestra paciencia [..4] limite/acaba/acabo/agotado/agotada/fin
    la paciencia tiene un limite, todo tiene un limite, no puedo mas, no podemos mas, no aguanto mas, no aguantamos mas, no lo aguanto
    ya no aguanto, ya no doy mas, no doy para mas, la gota que colma/colmo/derramo/derrama/rebalso/rebaso, gota que [..2] vaso, colmo el vaso
    ya cansa, cansado/cansada/cansados/cansadas [..1] de/ya
    me tienen/teneis/tiene/tienes [..2] harto/harta/cansado/cansada/frito/frita/podrido/podrida/hasta
    nos tienen/teneis [..2] hartos/hartas/cansados/fritos/podridos/hasta, podrido de, podrida de, estoy/estamos que no puedo/podemos, cabreada ya
    estoy/estamos hasta, ya me canse, me canse de, ya nos cansamos, me he cansado, nos hemos cansado, se acabo lo que se daba, ya no mas
    no mas excusas, ni un dia mas, ni una mas, ni una semana mas, me rindo, tiro la toalla, pasado de castano, castano oscuro, agotador
    hinchado las pelotas, rompieron las bolas, me tienen las bolas, llenas las pelotas, me hincharon, me rebalsaron, estoy agotado, estoy agotada
    agotado de, agotada de, agotados de, aburrido de, aburrida de, hastiado, hastiada, saturado de, ya clama al cielo, esto no puede seguir asi
    esto no puede ser, ya no se puede mas, mas que suficiente, llevo aguantando, hemos aguantado, bastante he aguantado, ya he tenido bastante
    hemos tenido bastante, no pienso aguantar, no voy a aguantar, no vamos a aguantar, me teneis contento, me teneis contenta, me harte
    me he hartado, nos hemos hartado, me tienen/teneis/tienes/tiene [..3] narices/gorro/madre/huevos/paciencia, estoy/estamos/acabo/acabare hasta
    ya [..2] colmo, es el colmo, el colmo, esto es el colmo, paciencia [..4] agot*/acab*/limite/infinita, no [..2] soporto, no soporto mas
    no soportamos mas
    estoy hasta, estamos hasta, me tienen hasta, me teneis hasta, me tienen frito, me teneis frito, me tienen podrida, me tienen podrido
    estoy podrido, estoy podrida, me canse, nos cansamos, me cansaron, ya me aburri, no doy mas, no damos mas, no aguanto una mas
    mas cansancio que esperanza, se me hincharon, me rompieron las, me tocan las narices, tocando las narices, tocarme las narices, colma el vaso
    gota que colma, la gota que
    ya estuvo, ya estuvo suave, ya chole, hasta el queque, hasta la coronilla de, me tienen harto, me tienen harta, me teneis harto
    me teneis harta, me colmaron, colmaron la paciencia, se me acabaron las ganas, no los aguanto, no os aguanto, ya no los soporto
    ya fue demasiado, demasiado ya, es demasiado, esto ya es demasiado, pasa de castaño oscuro, castaño oscuro, se pasaron, os habeis pasado
    se han pasado tres pueblos, tres pueblos
unacceptable: inaceptable*, inadmisible*, intolerable*, inconcebible*, inaudit*, impresentable*, bochornos*, vergonzos*, verguenza, vergüenza
    indignante*, indigno, indigna, escandalos*, escandalo, lamentable*, deplorable*, infame, abusiv*, abuso, atropello*, atrocidad, barbaridad
    barbarie, salvajada, no es de recibo, no hay derecho, no tiene nombre, no tiene perdon, no tiene pase, imperdonable, injustificable
    inexcusable, insostenible, no es normal, no es aceptable, nada aceptable, no es serio, poco serio, poca seriedad, falta de seriedad
    falta de profesionalidad, falta de profesionalismo, falta total de, poco profesional, nada profesional, poca profesionalidad, no es admisible
    no es tolerable, no lo voy a tolerar, no voy/vamos/pienso a tolerar/permitir/consentir/aceptar
    no vamos a [..1] permitir/tolerar/aceptar/consentir, no pienso tolerar, no acepto, no aceptamos, no podemos aceptar, no puedo aceptar
    no puedo consentir, no toleramos, no tolero, una falta de respeto, falta de respeto, faltas de respeto, tercermundista, tercer mundo
    de juzgado de guardia, clama al cielo, no tiene justificacion, sin justificacion, sin excusa, ni es medio normal, ni medio normal
    donde se ha visto, habrase visto, no se puede consentir, no se puede tolerar, no se puede aceptar, no se puede permitir, no puede ser que
    como puede ser, como es posible que, es increible que, parece increible que, parece mentira, increible pero cierto, pasarse de la raya
    os habeis pasado, se han pasado, se pasaron, se pasan, os pasais, esto ya es demasiado, es demasiado, de pena, una pena de servicio
    incalificable, intolerancia, ultrajante, ultraje, aberrante, monstruos*, nefasto, nefasta, inhumano, inhumana
    no es forma, no son formas, no son maneras, no es manera de, ya les vale, ya os vale, manda carallo, que falta de, poca vergüenza
    que poca vergüenza, una verguenza, de vergüenza ajena, vergüenza ajena, impresentable, impresentables, intolerable, inadmisible, bochornoso
    lamentable, penoso, da pena, un atropello, atropello, un abuso, abusivo
joke_on_us: tomadura de pelo, tomadura, tomando/tomar/toman/toma/tomado/tomais [..2] el pelo, tomarnos el pelo, tomarme el pelo
    tomandome el pelo, tomandonos el pelo, me toman por, nos toman por, nos tomais por, me tomais por
    me estan/estais [..1] tomando/vacilando/cargando/bromeando/jodiendo, nos estan/estais [..1] tomando/vacilando/cargando, estais de broma
    estan de broma, es una broma, parece una broma, broma pesada, broma de mal gusto, de broma, de chiste, de coña, de cona, un chiste
    chiste malo, parece un chiste, parece chiste, es un circo, un circo, payasada, payasadas, pantomima, esperpento, esperpentico, cachondeo
    pitorreo, choteo, guasa, vacile, vacilada, vacilando, se burlan, se rien, os reis, os estais riendo, se estan riendo, burla, burlas, burlarse
    burlandose, me estan viendo la cara, viendo la cara, nos ven la cara, me vieron la cara, la cara de, cara de tonto/tontos/boludo
    camara oculta, dia de los inocentes, inocentada, de risa, da risa, dan risa, para reirse, me da la risa, de traca, de chirigota, de sainete
    un sainete, es en serio, en serio?!, va en serio, hablan en serio, lo dicen en serio, lo decis en serio, no puede ser en serio
    me estas jodiendo, nos estan jodiendo, me jodes, es una farsa, farsa, es de locos, es de chiste, es de risa, es de coña, tocomocho
    cuento chino, cuentos chinos, pasandose la pelota, jugando con, juegan con, jugais con, estan jugando, jugar conmigo, jugar con nosotros
    joda, es joda, me estan jodiendo, me quieren ver la cara, quieren verme la cara, que se creen, os creeis que, se creen que, creen que soy
    creen que somos, pensaran que soy, leen o, saben leer o, quieren que me, me quereis, por quien me toman, por quien nos toman
    con quien se creen que, me hacen reir, os reis de, se rien de, riendose de, riendoos de, riendose en
    tomando el pelo, tomadura de, nos vacilan, me estais vacilando, os estais quedando conmigo, quedando conmigo, se estan quedando
    esto es un cachondeo, de cachondeo, a chiste, es un chiste, un chiste malo, broma de mal gosto, verme la cara, ver la cara de, me ven cara
    cara de tonto, cara de tonta, cara de pringado, me boludean, boludeo, nos boludean, me estan cargando, me estas cargando, vaya circo
    una payasada
ridiculous: ridicul*, absurd*, surrealista, surrealistas, surreal, kafkian*, disparate*, desproposito*, sinsentido*, sin sentido
    no tiene sentido, ningun sentido, ni pies ni cabeza, demencial, demenciales, delirante, de locos, una locura, locura, de manicomio, patetic*
    chorrada*, estupid*, idiotez, idioteces, tonteria, tonterias, gilipollez, gilipolleces, estupidez, estupideces, pendejada*, boludez
    boludeces, pavada*, huevada*, webada*, mamada*, memez, memeces, sandez, sandeces, bobada*, burrada*, majaderia*, increible, alucinante
    alucino, flipo, flipante, es para flipar, vivo alucinando, de traca, de chiste, grotesc*, irrisori*, insolito, insolita, ilogic*, sin logica
    no hay por donde cogerlo, no hay quien lo entienda, no hay quien entienda, quien entiende esto, no me lo puedo creer, no me lo creo
    no lo puedo creer, no doy credito, no salgo de mi asombro, de no creer, me quede de piedra, me quedo muerta, para llorar, es para llorar
    de vodevil, esperpentic*, loco, loca, locos, burdo, tomate, marcianada, un cristo, ni que fueramos, esto es de, que clase de
    en que cabeza cabe, a quien se le ocurre, no tiene ni pies, no tiene logica, no es logico, carece de sentido, carece de logica
insult_person: idiota*, imbecil*, inutil*, incompetente*, incompetencia, inepto*, inepta*, ineptitud, payaso*, payasa*, sinvergüenza*
    sinverguenza*, ladron*, ladrones, chorizo, chorizos, estafador*, mentiroso*, mentirosa*, embustero*, embustera*, caradura*, jeta, jetas
    carota*, gilipollas, capullo*, cretino*, cretina*, tarado*, tarada*, subnormal*, pedazo de, panda de, hatajo de, atajo de, pila de, banda de
    manada de, punado de inutiles/ladrones/incompetentes, sarta de, cuadrilla, cabron*, hijos de, hijo de, hijueputa*, hdp, malnacido*, gentuza
    chapuzas, chapucero*, aficionado*, amateurs, analfabeto*, ignorante*, zoquete*, cafre*, impresentables, indeseable*, mafioso*, mafia
    bandidos, rateros, corruptos, delincuentes, criminales, piratas, sanguijuelas, parasitos, buitres, usureros, pendejo*, pelotudo*, boludo
    boludos, culero*, huevon, huevones, weon, weones, aweonao, gonorrea*, malparido*, cornudo, forro, forros, soretes, sorete, garca, garcas
    chantas, chanta, viveza, lacras, escoria, vagos, flojos, flojo, zangano*, gandules, perezosos, descerebrado*, lumbreras, bobo, bobos
    mamarracho*, mequetrefe*, patan, patanes, ridiculos, no sirven para nada, no servis para nada, no vale para nada, no valen para nada
    no valeis para, no sirves para nada, sois unos, son unos, eres un, sos un, es usted un, es un inutil, no tienen ni idea, no teneis ni idea
    ni idea, no saben hacer, no saben ni, no sabeis ni, negados, cazurro*, palurdo*, bandoleros, trileros, timadores, tramposo*, tramposa*
    miserables, miserable, desgraciado*, panda de inutiles, que inutiles, unos inutiles, unos ladrones, unos sinvergüenzas, unos sinverguenzas
    tonto el que, sois/son/eres/sos/es [..2] inutil/inutiles/ladrones/incompetente/incompetentes/estafadores/payasos/idiotas
    sois/son/eres/sos/es [..2] vagos/mentirosos/tontos/lamentables/impresentables/vergüenza/verguenza/desastre
    pedazo de animal, vaya panda, menudo payaso, payaso, payasos, mas cutres, cutres, cutre, otro becario, un becario, becarios
    inutiles de campeonato, de campeonato, cerdos, basura de gente, chapuceros, sinvergüenzas, caraduras, cara dura, mangantes
    descerebrados, tarugos, zoquetes, melones, merluzos, lerdos, abochornense, vergüenza les tenia que dar, vergüenza deberia, es una bajeza
    bajeza, una mofa, la burla, indecencia, que clase de cuadra, cuadra es esa
    pelotudos, pelotudo, hijos de puta, hijo de puta, hijos de la, cabrones, pendejos, pinches, ineptos, ineptas, incompetentes, incompetente
    tarados, giles, gonorrea, malparidos, culiados, mamones, estupidos, idiotas, imbeciles, subnormales, capullos, tontos del, mentirosos
    mentiroso, ladron, estafadores, mafiosos, carroñeros, desgraciados, impresentable, holgazanes, inutil, inutiles
bad_service: pesimo, pesima, pesimos, pesimas, nefasto, nefasta, nefastos, fatal, horrible*, horroroso, horrorosa, horror, terrible, espantoso
    espantosa, desastre*, desastroso, desastrosa, catastrofe, catastrofico, catastrofica, mierda*, basura, porqueria*, bazofia, birria, bodrio
    chapuza*, caca, asco, asqueroso, asquerosa, de pena, penoso, penosa, lamentable, deplorable, mal servicio, servicio malo, muy mal servicio
    muy mala atencion, mala atencion, mal trato, pesima atencion, pesimo servicio, peor servicio, el peor, la peor, los peores, lo peor
    peor imposible, peor empresa, peor compania, servicio de mierda, empresa de mierda, de mierda, un asco, da asco, una porqueria, una basura
    un desastre, una chapuza, un caos, caos, caotico, caotica, desorganizacion, descontrol, desbarajuste, despelote, quilombo, desmadre, relajo
    cagada, cagadas, cutre, cutres, patatero, de cuarta, de quinta, chafa, mediocre*, mediocridad, deja mucho que desear, dejan mucho que desear
    no vale nada, no vale un, no sirve para nada, no vale para nada, una tortura, una pesadilla, pesadilla, un infierno, infierno, un suplicio
    calvario, via crucis, odisea, vergonzoso, vergüenza de servicio, cero profesional, menudo servicio, vaya servicio, vaya mierda, vaya desastre
    menudo desastre, menuda chapuza, vaya chapuza, dejadez, desidia, abandono, negligente*, hace aguas, no da pie con bola, no dan una
    no dais una, no dan pie, va de mal en peor, de mal en peor, cada vez peor, peor que antes, tercera division
    servicio/atencion/empresa/compania/app/trato/soporte [..3] pesimo/pesima/lamentable/horrible/nefasto/nefasta/desastroso/desastrosa
    servicio/atencion/empresa/compania/app/trato/soporte [..3] penoso/penosa/terrible/asqueroso
    servicio/atencion/empresa/compania/app/trato/soporte [..3] asquerosa/basura/mierda/vergonzoso/fatal
    no teneis/tienen/hay [..3] seriedad/profesionalidad/decencia/organizacion/orden, minimo de decencia, minimo de respeto, minimo de educacion
    un minimo de, sin el menor, un despropósito, que desastre, que horror, que asco, que mal, todo mal, de lo peor
    servicio pesimo, menuda empresa, vaya empresa, chapuza, desastre total, un cristo, despropósito, un sindios, una verguenza de servicio
    de risa, de chiste, porqueria, una mierda, una cagada, una tomadura, no sirven para nada, estafa de feria, de feria, se destroza un producto
swear: mierda*, joder, jodido, jodida, jodidos, jode, joden, coño, cono, hostia, hostias, ostia, ostias, puta, puto, putos, putas, putada
    cojones, cojon, carajo, al carajo, concha, la concha, verga, chingad*, chingar, chingan, pinche, pinches, cabron*, cagar, me cago, cagada*
    cago en, hijueputa, hp, ptm, ctm, csm, conchetumare, la gran, malparid*, gonorrea, polla, pollas, culo, a tomar por, tomar por culo, por culo
    gilipoll*, collons, leches, rayos, diablos, demonios, que demonios, que diablos, que carajos, que cojones, que coños, que coño, que conos
    que narices, que mierda, que verga, wtf, a la mierda, vayanse a la, iros a la, idos a la, iros a, vete a la, manda huevos, manda narices
    tiene cojones, tiene huevos, tiene narices, telita, maldit*, huevos, bolas, pelotas, orto, ojete, boludo*, pelotud*, forro*, la re, re puta
    reputa, recontra, pucha, caray, caramba, mecagoen, meda, mrd, vrg, alv
sarcasm: bravo, enhorabuena, felicidades, felicitaciones, ole, olé, aplauso*, chapo, chapó, chapeau, me quito el sombrero, de lujo, un lujo
    gracias por nada, gracias por arruinar/estropear/joder/fastidiar/hacerme/hacernos/dejarme/dejarnos/amargar/perder
    muchas gracias por arruinar, muchas gracias por dejarme/dejarnos/hacerme/hacernos, menudo, menuda, menudos, vaya tela, vaya nivel, vaya panda
    vaya equipo, que nivel, que arte, que talento, que bonito, que maravilla, que detalle, que alegria, que ilusion, que sorpresa, que casualidad
    que casualidades, que curioso, que gracioso, que graciosos, que listos, que bien, muy bien todo, todo muy bien, todo un exito
    todo un detalle, muy profesional, muy profesionales, muy serio todo, muy serios, os habeis lucido, se han lucido, se lucieron, te luciste
    lucido, lucidos, matricula de honor, sobresaliente, un diez, de premio, medalla, premio, oscar, nobel, genios, genio, cracks, crack
    unos cracks, fenomenos, maquinas, lumbrera, lumbreras, campeones, unos artistas, artistas, magos, que servicio, que eficacia, que eficiencia
    que rapidez, que velocidad, record, batiendo records, claro que si, como no, faltaria mas, por supuesto, logicamente, obviamente
    naturalmente, evidentemente, ya ya, ya claro, si claro, sera eso, sera por, ironia, genial, estupendo, fantastico, maravilloso, fabuloso
    brillante, impresionante, admirable, de cine, de pelicula, de diez, un espectaculo, espectaculo, ni que fuera, a ver si, mira que, pues nada
    pues muy bien, pues vale, pues eso, vamos bien, asi nos va, asi les va, asi va, tan panchos, tan tranquilos, tan anchos, y tan contentos
    se ve que, sera que, digo yo, vosotros a lo vuestro, ustedes a lo suyo, tranquilos, no os preocupeis, sigan asi, seguid asi, no os herniéis
    no os hernieis, no se vayan a cansar, no se molesten, no os molesteis, gracias de verdad, 👏, 🙃, 🤡, 🙄
    gracias por [..4] nada/vacio/espera/tomadura, que bien que, que bueno que, como siempre tan, valorais mi tiempo, valoran mi tiempo
    valoran a sus clientes, su llamada es importante, vuestra llamada, cuidan al cliente, asi se trata, asi tratan, asi tratais, muy bonito
    muy bonito todo, buen trabajo eh, bonita manera, bonita forma, buena manera de, curiosa forma de, no se nota, pues no se nota, ya se nota
    igual es que, lo mismo es que, sera porque, debe ser que, debe de ser que, imagino que, quiza esperan, a ver cuando, a ver si aprenden
    a ver si asi, a ver si con suerte
    su exquisito gusto, exquisito gusto, gran interprete, buen gusto, vive de maravilla, siempre hospitalario, tan hospitalario, un aplauso por
    la brillante idea, brillante idea, felicito a quien, mi enhorabuena al ingenio, mi enhorabuena a, enhorabuena por la nueva
    que talento hace falta, hace falta talento, que maravilla de, que detalle tan bonito, tanta generosidad, en agradecimiento a, es de alabar
    elogio del, la constancia, merece el reconocimiento, perseverancia, denle un aumento, aumento al genio, genio de las, genio del, al genio que
    parece camara oculta, camara oculta, paloma mensajera, solo me falta por, sólo me falta, un mono con un dado, contestan con dados, con dados
    lo tuve gratis, hay gente que paga, casi poetico, es casi poetico, me consuelo pensando, blandito todo, monisimo eso si, eso si monisimo
    tambien les manda recuerdos, manda recuerdos, se le rifan, se los rifan, debe de ser el silencio, viaja por su cuenta, viaja mas que yo
    hace turismo, de turismo, premio al mejor, el premio al, ha tenido su gracia, tiene su gracia, con cronometro, helio del bueno
    vaya por delante mi, amor cuesta, supongo que sera, imagino que sera, sera cosa de
cheated: estafa*, estafad*, estafando, estafar, timo, timos, timad*, timar, timando, engano, engaño, engañ*, enganado*, enganada*, enganan
    enganaron, enganar, enganando, enganoso, enganosa, enganais, fraude*, fraudulent*, robos, roban, robado, robada, robaron, robando, robarme
    robarnos, robais, atraco, atracador*, atracan, a mano armada, saqueo, saquean, sablazo, sablazos, clavada, clavado, clavaron
    me la han/habeis colado, nos la han colado, me la colaron, me han/habeis metido, me metieron, gato por liebre, dan gato, trampa*, mentira*
    miente, mienten, mentis, mintio, mintieron, mentido, mintiendo, mentiroso*, mentirosa*, embuste*, falso, falsa, falsas, falsedad, falsedades
    embauc*, camelo, chanchullo*, publicidad enganosa, usura, usurero*, abusan, abusais, abusando, abusivo, abusiva, abusivos, aprovechan
    aprovecharse, se aprovechan, aprovechando, me la jugaron, nos la jugaron, me la han jugado, nos la habeis, jugarreta, mala fe, malas artes
    mala praxis, manipul*, tocomocho, letra pequena, letra chica, se quedan con mi, se quedan con nuestro, se han quedado con, se quedaron con
    os habeis quedado con, me sangran, nos sangran, me saquean, chupan la sangre, me sacan, sacacuartos, sacaperras, transa, transas, tranza
    tranzas, me transaron, cagaron, me cagaron, nos cagaron, me chingaron, curro, un curro, currada, me currearon, chorreo, truchada, trucho
    trucha, me vieron la cara, me choreo, chorean, chorros, me estafaron, nos estafaron, nos han enganado, me han enganado, me enganaron
    cobro indebido, cobrar de mas, de gratis, inflad*, inflar, estan robando, es un robo, por la cara, por el morro, me tumbaron
    tumbaron la plata, avivada, un robo, robo a mano, robo a mano armada, vaya robo, menudo robo, me roban, nos roban
    me estan/estais/han/habeis [..2] robando/robado/estafando/estafado/enganando/enganado/timando/timado
    me siento/sentimos enganad*/estafad*/timad*/robad*, cobrar [..3] nada/humo/servicio que, lo que no, vender humo, venden humo, vendeis humo
    vendieron humo, humo vendido, se aprovechan de, tomar por tontos
    estafa, menuda estafa, una estafa, me han estafado, estafado, estafada, un timo, timado, timada, me timaron, robo, me robaron
    me estan robando, me han clavado, me ha clavado, nos han clavado, letra pequeña, con engaños, engañados, engañado, engañada, me engañaron
    publicidad engañosa, mentira tras mentira, mentiras, nos mintieron, me mintieron, me mintio, trampa, tramposos, tongo, fraude
    cobros indebidos, aprovechados
    transaron, una transa, nos tumbaron, me jodieron con, puro verso, puro cuento, puro bla bla, vendehumos, ladrones
    son unos ladrones, sois unos ladrones, chantas, son unos chantas, truchos, cobran lo que quieren, se inventan, se inventaron
    inventado un cargo, cargo inventado, debitando un año despues, me siguieron debitando, siguen debitando, siguen cobrando, me siguen cobrando
contempt_for_us: no les importa, no os importa, no le importa a nadie, nos importa un, les importa un, os importa un, les importamos
    le importa un, importa tres, importa un bledo/pito/comino/carajo/pepino, les da igual, os da igual, le da igual, les da lo mismo
    os da lo mismo, se la suda, os la suda, les chupa un, les vale, les vale madre, les vale verga, les resbala, pasais de, pasan olimpicamente
    pasais olimpicamente, pasan del cliente, pasota*, pasotismo, alguien [..4] trabaja/lee/atiende/responde/contesta/escucha/ahi/vivo/viva
    hay alguien, hay alguien ahi, hay vida, estan vivos, estais vivos, hay alguien al otro lado, estais dormidos, estan dormidos, se durmieron
    durmiendo, de siesta, la siesta, rascandose, rascarse, rascandoos, tocandose los, tocaros los, tocando los huevos/cojones, de brazos cruzados
    mirando para otro lado, mirar para otro lado, mirais para otro lado, se lavan las manos, os lavais las manos, se lava las manos
    lavarse las manos, no tienen verguenza, no teneis verguenza, no tienen vergüenza, no teneis vergüenza, sabeis leer, saben leer, leeis
    leen lo que, se leen, ni se molestan, ni os molestais, ni siquiera se, ni se dignan, no se dignan, no os dignais, ni se digna, para que pago
    para que os pago, para que les pago, para eso pago, por esto pago, esto es lo que pago, os pago por, les pago por, pago puntual, que haceis
    que hacen todo el dia, a que os dedicais, a que se dedican, a que estais, a que esperan, a que esperais, que esperan, a que juegan
    a que jugais, de que van, de que vais, quienes se creen, quien se cree, que se han creido, que os habeis creido, que se creyeron
    con quien creen, con quien se creen, es mucho pedir, es tanto pedir, mucho pedir, tan dificil es, tan dificil, tan complicado
    es tan complicado, tanto cuesta, tanto les cuesta, tanto os cuesta, que parte no, que parte de, hablo chino, hablo en chino
    hay que hacer un dibujo, os hago un croquis, les hago un dibujo, un croquis, se aplican el cuento, no se enteran, no os enterais
    ni se enteran, no se entera de, no escuchan, no escuchais, se rien en mi cara, en mi cara, en mi propia cara, somos un numero, soy un numero
    somos numeros, solo quieren, solo os interesa, solo les interesa, solo les importa, solo os importa, solo sirven para cobrar, para cobrar si
    para cobrar bien, para cobrar rapido, para cobrar sois, para eso si, cobrar si que, cobrar si, cobrais, bien que cobran, bien que cobrais
    pagais a, que se creen, no aprenden, no aprendeis, no os cansais, quieren que, quereis que, tan tranquilos, como si nada, como si tal cosa
    como si no fuera, ni una disculpa, ni disculpas, sin una disculpa, sin disculparse, ni perdon, ni un perdon, ni siquiera una disculpa
    nadie pide perdon, ni una explicacion, sin dar explicaciones, sin una explicacion, no dan explicaciones, ni explicacion, no les interesa
    no os interesa, les interesa un, solo para cobrar
    nos tratan como, me tratan como, me trataron como, como basura, como ganado, como delincuentes, como un numero, como si fuera tonta
    como si fuera tonto, se pasan la pelota, pasandose la pelota, me tienen de, mareando, me marean, mareando la perdiz, me tienen mareado
    de aqui para alla, de un lado a otro, peloteando, me pelotean, ventanilla en ventanilla
    me ignoran olimpicamente, olimpicamente, me ningunean, ninguneo, me dan el avion, dar el avion, me dan largas, me dieron largas
    nos dan largas, me bicicletean, bicicleteando, me pasean, me traen de, me traen vuelta y vuelta, de ventanilla en ventanilla, como una pelota
    como pelota de ping pong, ping pong, no me escuchan, nadie escucha, nadie lee, no leen los correos, no leeis, ni leen, respuesta automatica
    respuestas automaticas, copia y pega, copiar y pegar, plantilla de respuesta
furious: furioso, furiosa, furiosos, furiosas, furia, enfadado, enfadada, enfadados, enfadadas, enfado, enfada, enfadarme, enojado, enojada
    enojados, enojo, cabreado, cabreada, cabreados, cabreo, cabrea, indignado, indignada, indignados, indignadas, indignacion, indigna, indignad*
    rabia, rabioso, rabiosa, ira, iracundo, colera, colerico, encolerizado, encabronado, encabronada, emputado, emputada, encojonado, arrecho
    arrecha, arrechera, emputa, empute, me saca de quicio, saca de mis casillas, de mis casillas, fuera de mi, fuera de si, recaliente
    re caliente, caliente con, me hierve, hierve la sangre, me enciende, que echo humo, echando humo, echo humo, que trina, que trino, que muerdo
    que me subo por las paredes, subiendo por las paredes, las paredes, me llevan los demonios, llevan los demonios, me lleva el diablo, que ardo
    estoy que, odio, os odio, los odio, asqueado, asqueada, asqueados, asco, me dan asco, dais asco, me da asco, me repugna, repugnante
    repugnancia, de muy mala leche, mala leche, mala hostia, mala uva, de mala leche, mosqueo, mosquead*, muy molesto, muy molesta, muy molestos
    sumamente molesto, sumamente molesta, sumamente indignado, molestisim*, con gran indignacion, con profundo malestar, profundo malestar
    mi malestar, nuestro malestar, malestar, mas profunda indignacion, repulsa, me revienta, me enerva, enervante, voy a explotar, exploto
    voy a reventar, me dan ganas de, dan ganas de, chinado, chinada, bronca, que bronca, embroncado, 😡, 🤬, 😠, 💢, tengo un cabreo
    tengo una bronca, tengo un enojo, tremendo enfado, no grito, no insulto, por no decir, por no llamar, me callo lo que
    muy/tan/bastante/realmente/super/sumamente enfadad*/enojad*/cabread*/molesto/molesta/molestos/molestas/indignad*/disgustad*
    estoy/estamos que trin*/arde*/muerd*/ech*, no [..2] imaginan/imaginais [..3] cabreo/enfado/rabia, temblando de rabia, llorando de rabia
    de rabia, que coraje, me tienen/teneis/tiene contento/contenta
    estoy que echo humo, estoy que trino, trina, estoy que muerdo, estoy que ardo, me hierve la sangre, me subo por las paredes
    subiendome por las paredes, por las paredes, para tirarse de los pelos, tirarse de los pelos, tirarme de los pelos, para matar a alguien
    es para matar, matar a alguien, como demonios, que demonios, de las narices, de los cojones, maldita, maldito
    mi mas absoluta, indignante, no tolerare, que no tolerare, es un insulto, un insulto a, un insulto para, os reis de, se rien de la gente
    por deporte, os parece normal, les parece normal, les parece bonito, os parece bonito, tomadura de pelo, huele a tomadura
    no tienen un minimo, un minimo de decencia, minimo de decencia, con todo respeto que ya, respeto que ya no, la madre que os, manda narices
    manda huevos, tiene narices, tiene tela, tiene delito, clama al cielo, no hay derecho
shame_on_you: que verguenza, que vergüenza, una verguenza, una vergüenza, es una verguenza, verguenza deberia, vergüenza deberia, verguenza os
    verguenza les, vergüenza os, vergüenza les, les deberia dar verguenza/vergüenza, os deberia dar verguenza/vergüenza
    deberia daros verguenza/vergüenza, deberia darles verguenza/vergüenza, deberia dar verguenza/vergüenza, deberia caer, se os deberia caer
    se les deberia caer, la cara de verguenza/vergüenza, caerse la cara, caer la cara, cara dura, tener la cara, tienen la cara, teneis la cara
    tienen mucha cara, teneis mucha cara, que cara, que caradura, hay que tener, que poca verguenza, que poca vergüenza, poca verguenza
    poca vergüenza, sin verguenza, sin vergüenza, no os da verguenza, no les da verguenza, no os da vergüenza, no les da vergüenza
    no te da verguenza, no tienen verguenza, descaro, descarad*, desfachatez, frescura, morro, que morro, mucho morro, vaya morro, que jeta
    vaya jeta, que poca madre, poca madre, no tienen madre, osadia, tienen la osadia, el atrevimiento, se atreven, os atreveis, se atreve
    como se atreven, como os atreveis, todavia tienen el, encima tienen, y encima, y aun encima, y ademas se, para colmo, para mas inri
    encima me, encima nos, cinismo, cinic*, hipocresia, hipocrita*, insolen*, impertinen*, desverguenza, desvergüenza, insulto, un insulto
    insultante, bofetada, una bofetada, una cachetada, me escupen, escupir, avergonzar*, averguencense, avergüencense, averguencen, avergüencen
    sonroj*, indecen*, inmoral*, sin escrupulos, no tienen/teneis/tiene [..3] verguenza/vergüenza/decencia/escrupulos/respeto/cara
    encima tienen/teneis/tiene/quieren/quereis, todavia tienen/teneis/tiene la/el
    tiene/tienen/teneis la cara/desfachatez/poca/caradura/desvergüenza, que falta de, vaya falta de
    vergüenza deberia daros, deberia darles vergüenza, les deberia dar, os deberia dar, no tienen vergüenza, no teneis vergüenza, abochornense
    que se les caiga la cara, caiga la cara de, para que os mireis, mireselo, deberian avergonzarse, vergüenza les tenia que dar
frustrated: frustra*, desesperad*, desesperante*, desesperacion, desespera, desespero, exaspera*, impoten*, irritad*, irritante*, irrita, irritan
    crispa*, crisp*, de los nervios, de nervios, me pone nervios*, pone de los nervios, ponen de los nervios, me ponen de, pone enfermo
    pone enferma, me pone malo, me pone mala, me poneis, me pone de mal, me supera, me superan, me desborda, me vuelve loco/loca
    me volveis loco/loca, vuelven loco/loca, volverme loco/loca, volviendo loco/loca, volviendome loco/loca, voy a volverme, me van a volver
    me vais a volver, nos vuelve locos, ya no se que hacer, no se que mas hacer, no se ya que, ya no se como, ya no se a quien, no hay manera
    no hay forma, no hay modo, imposible hablar, es imposible hablar, es imposible contactar, impotente, quemad*, me quema, me tiene quemado
    fastidia, un fastidio, engorro, engorroso, engorrosa, rayad*, rayando, rallada, me raya, agobi*, pesadez, harta, me hartan, me harta
    de quicio, saca de quicio, sacan de quicio, sacando de quicio, tirandome de los pelos, tirarse de los pelos, de los pelos
    me tiro de los pelos, me arranco los pelos, un dolor de cabeza, dolor de cabeza, dolores de cabeza, quebradero*, una lata, dar la lata
    un coñazo, coñazo, conazo, rompe huevos, rompepelotas, hincha, me da bronca, me da rabia, da rabia, que rabia, da coraje, que coraje, coraje
    me da coraje, me choca, ladilla, un parto, un suplicio, cansino, cansina, cansad*, me canso, tedio*, sacarme de, al limite, al borde de
    ya no se [..4] hacer/decir/llamar/acudir, harta de, hartazgo, me esta volviendo, me vais a matar, me van a matar a, paciencia de santo
    la paciencia de, no sabeis lo que, no saben lo que, es agotador, es desesperante, es frustrante, es un suplicio, una y mil veces
    no hay quien, otra vez a empezar, vuelta a empezar, dando vueltas con
    frustrante, frustrado, frustrada, frustracion, desesperante, desesperada, desesperado, me desespera, impotencia, que impotencia
    pero no hay manera, imposible hablar con, imposible contactar, hablar con una pared, hablando con una pared, con la pared, contra un muro
    me doy cabezazos, no se a quien acudir, callejon sin salida, desde cero otra vez, en bucle, un bucle, bucle infinito
disappointed: decepcion*, decepciona*, desilusion*, desencant*, defraud*, insatisf*, descontent*, disgust*, disgusto, triste, tristeza
    entristec*, apena*, apenad*, una pena, que pena, da pena, una lastima, que lastima, lastima, lastimosamente, me da pena, nos da pena
    con pesar, lamentablemente, desafortunad*, por desgracia, desgraciadamente, no estoy contento/contenta/satisfecho/satisfecha/conforme
    no estamos contentos/satisfechos/conformes, poco contento/contenta/satisfecho/satisfecha, nada contento/contenta/satisfecho/satisfecha
    no quede conforme, no quede contento/contenta, inconform*, disconform*, desconten*, esperaba mas, esperaba otra cosa, esperabamos mas
    esperaba algo mejor, esperabamos otra, me esperaba, no esperaba esto, no me esperaba, no esperabamos, no es lo que esperaba, no cumplio mis
    no estuvo a la altura, no ha estado a la altura, no esta a la altura, no estan a la altura, a la altura, deja que desear, dejo que desear
    mucho que desear, me ha dejado frio, me dejo mal sabor, mal sabor de boca, sabor amargo, me habeis fallado, nos habeis fallado
    me han fallado, nos han fallado, nos fallaron, me fallaron, han fallado, confiaba en, confie en, habia confiado, confiamos en, plantado
    plantada, plantados, en la estacada, siento decir, siento tener, lamento tener, lamento decir, da mucha pena, chasco, un chasco, bajon
    vaya decepcion, 😞, 😔, ☹, muy decepcionad*, decepcionado con, decepcionada con, no es lo esperado, no me lo esperaba, esperabamos otra cosa
    no responde a, poco para lo que, para lo que cuesta, para lo que pago, para lo que pagamos, me quedo/quede [..2] mal sabor
    no quede/quedamos [..2] satisfech*/content*/conforme, deja/dejo/dejan [..2] desear
    dejo/dejado/dejaron/dejan/deja/dejasteis tirado/tirada/tirados/tiradas
    decepcion, decepcionado, decepcionada, decepcionante, decepcionados, que decepcion, desilusion, desilusionado, desilusionada, menudo chasco
    vaya chasco, me ha dolido, me dolio, me duele, os creimos, les crei, os crei, les creimos, me habria gustado contar otra
    habria gustado contar, me ha dado pena, sabor de boca, me entristece
waste: perder/perdido/perdiendo/pierdo/perdi/pierde/perdimos/perdemos/perdida [..2] tiempo, perdida de tiempo, perdiendo la manana
    perdiendo la tarde, perdida/perdido la manana/tarde/dia, tirar el dinero, tirado el dinero, dinero tirado, tirando el dinero, tirar dinero
    dinero a la basura, a la basura, plata tirada, tirar la plata, botar la plata, botando la plata, desperdici*, malgast*, para nada sirve
    no sirve de nada, no sirvio de nada, de nada sirve, de nada sirvio, no ha servido, no servido, sin servir, sirve de nada, en vano, en balde
    inutilmente, sin exito, sin resultado, sin ningun resultado, infructuos*, por gusto, al pedo, al cuete, al divino boton, hemos perdido horas
    perdi horas, perdido horas, horas perdidas, dias perdidos, tardes perdidas, horas de mi vida, de mi vida, mi tiempo, nuestro tiempo
    vale mi tiempo, respeten mi tiempo, hacer perder, haceis perder, hacen perder, haciendome perder, haciendonos perder, tiempo perdido
    dia perdido, manana perdida, viaje en balde, viaje en vano, viaje perdido, pedi el dia, pedi permiso en el trabajo, un derroche, derroch*
    tirar por la borda, no ha valido para nada, no valio para nada, no valio la pena, de poco sirve, de poco sirvio, como si nada
    # minutos con la, cuarenta minutos, cuarenta y dos minutos, media mañana, toda la mañana, toda la tarde, llevo toda la tarde
    llevo toda la mañana, horas al telefono, hora al telefono, horas colgado, perder el tiempo, perdiendo el tiempo, pedi el dia libre
    dia libre para nada, para nada, he ido dos veces, fui dos veces, tuve que ir
excuses: excusa*, excusas, pretexto*, evasiva*, largas, dan largas, dando largas, dais largas, me dan largas, nos dan largas, dar largas
    darme largas, darnos largas, milongas, patrañas, patranas, mentiras, peroratas, palabreria, palabras vacias, palabras bonitas
    buenas palabras, solo palabras, puras palabras, puras promesas, puras excusas, puro cuento, puro bla, bla bla, blablabla, blabla, verso
    puro verso, chamuyo, cuentazo, puro chamuyo, de un lado a otro, de un lado para otro, de un sitio a otro, de aca para alla, de aqui para alla
    de departamento en departamento, de oficina en oficina, de ventanilla en ventanilla, de mano en mano, la pelota, pelotear, peloteo, pelotean
    peloteando, me pelotean, nos pelotean, tirarse la pelota, se pasan la pelota, os pasais la pelota, pasan la pelota, echan la culpa
    se echan la culpa, culpa del otro, echan balones, balones fuera, marear, mareando, marean, mareais, mareado, me marean, nos marean
    mareandome, mareandonos, la perdiz, mareo, dando vueltas, me dan vueltas, nos tienen dando vueltas, vueltas y vueltas, tienen dando vueltas
    me pasan con, me pasaban, me pasaron con, me paso con otro, me transfieren, me transfirieron, de operador en, me mandan a, me mandan de
    me derivan, me derivaron, me remiten a, derivan a, respuesta automatica, respuestas automaticas, respuesta tipo, respuesta estandar
    respuestas estandar, respuesta generica, respuestas genericas, respuesta de manual, respuestas de manual, respuesta de robot, copia y pega
    copy paste, copia pega, corta y pega, copiado y pegado, copypaste, el mismo rollo, la misma cantaleta, cantaleta, la misma cantinela
    cantinela, retahila, misma historia, siempre la misma historia, siempre dicen lo mismo, siempre decis lo mismo, siempre lo mismo
    me responden lo mismo, siempre hay algo, siempre hay una excusa, cada uno dice, cada uno me dice, cada cual dice, cada vez me dicen
    cada vez me cuentan, unos dicen, uno me dice, que no es cosa suya, no es cosa nuestra, no es problema nuestro, que no es problema suyo
    no es vuestra culpa, no es culpa nuestra, escurr*, el bulto, se desentienden, os desentendeis, desentiend*, se hacen los locos
    hacerse los locos, haceros los locos, hacerse el sueco, los suecos, haciendose los, se hacen los, hacen la vista gorda, dilacion*, dilatori*
    dilatar, estan en ello, estamos trabajando en ello, lo estan mirando, lo estan revisando, que paciencia, que tenga paciencia
    que tengamos paciencia, hay que tener paciencia, peras al olmo, justificar, justificaciones
    me/nos dan/dais/dieron/daban [..2] largas/evasivas/excusas/vueltas/explicacion, siempre [..3] excusa/excusas/pretexto/pega
    se/os echan/echais/pasan/pasais [..2] culpa/pelota/muerto/marron, me/nos mandan/mandais/mandaron/pasan/pasaron/envian/derivan [..5] otro/otra
    uno dice [..4] otro, unos [..6] otros, hoy/ayer me dicen/dijeron [..6] manana/hoy/otra, cada operador, cada agente, cada persona me
treated_badly: maltrat*, mal trato, trato vejatorio, vejatori*, vejacion*, trato denigrante, denigra*, trato inhumano, trato humillante, humill*
    mal tratad*, me trato/trataron/tratan/tratais/tratado/trata [..4] como/mal/fatal/basura/perro
    nos trataron/tratan/tratais/tratado/trata [..4] como/mal/fatal/basura, tratado [..2] como/mal/fatal, tratada [..2] como/mal/fatal
    tratados [..2] como/mal, trataron como, como un perro, como a un perro, como perros, como basura, como a basura, como mierda, como una mierda
    como si fuera, como si fuese, como si fueramos, como si yo fuera, como a un delincuente, como a un criminal, como un delincuente
    como a un ladron, como a un nino, como a una nina, como a tontos, como a un tonto, como a una tonta, como a un idiota, como idiotas
    por tonto, por tonta, por tontos, por idiota, grosero*, grosera*, groseria*, maleducad*, mal educad*, mala educacion, falta de educacion
    sin educacion, ninguna educacion, borde, bordes, borderia, antipatic*, desagradable*, desagradables, desconsiderad*, irrespetuos*, prepoten*
    prepotencia, arrogan*, soberb*, chuleria, chulo, chula, chulesc*, chulescos, altaner*, altivez, desprecio, desprecia*, despreciativ*
    despectiv*, displicen*, condescend*, altaneria, ningune*, malas formas, malos modos, muy malas formas, malas maneras, de muy malas
    de malos modos, mal modo, con malos modos, mala onda, mala gana, de mala gana, mala cara, malas caras, mal genio, me grito, me gritaron
    gritando, me chillo, chillando, a gritos, me insulto, me insultaron, insult*, faltandome, me falto al respeto, faltar al respeto
    faltaron al respeto, me faltaron el respeto, falto el respeto, me colgo, me colgaron, me cuelgan, me han colgado, colgo el telefono
    colgado el telefono, cuelgan el telefono, cuelga el telefono, me cuelga, colgaron, nos colgaron, colgandome, corto la llamada
    cortan la llamada, me tiro el telefono, se rio, se rieron, se reia, se burlo, se burlaron, me dejo con la palabra, con la palabra en la boca
    la palabra en la boca, me ningunearon, me amenaz*, me acus*, me llamo mentiros*, me llamo tont*, me llamo loc*, discrimin*, racis*, machis*
    sexis*, homofob*, xenofob*, clasis*, trato discriminatorio, comentario racista, me empujo, empujones, me echaron, me echo, echaron de
    de malas formas, con desden, desden, desdenos*, me hablo, me hablaron, como me hablo, ese tono, con un tono, en ese tono, subio el tono
    me miro de arriba, por encima del hombro, ni siquiera me miro, ni me miro, ni buenos dias, acoso, acos*, hostig*, agredi*, agresiv*
    insolente, impertinente, burlon, burlona, me hizo sentir, me hicieron sentir, hacerme sentir, hicieron sentir
    me/nos trato/trataron/tratan/hablo/hablaron [..5] mal/malos/malas/grosero/grosera/borde/desprecio
    me/nos contesto/contestaron/respondio/atendio/atendieron [..5] mal/malos/malas/grosero/grosera/borde/desprecio
    me/nos trato/trataron/tratan/hablo/hablaron [..5] soberbia/prepotencia/prepotente/gritos/educacion/modos/formas/burla
    me/nos contesto/contestaron/respondio/atendio/atendieron [..5] soberbia/prepotencia/prepotente/gritos/educacion/modos/formas/burla
    me [..2] colgaron/colgo/gritaron/grito/insulto/insultaron/chillo/ignoro/humillo/empujo/echo, nos levanto/levantaron de la mesa, me mando a
    me dijo [..4] pesado/pesada/loco/loca/mentiroso/mentirosa/tonto/tonta/exagerado/exagerada, se busque otr*, que me buscara, que me busque
    que me fuera, que si no me gusta
never_again_with_you: nunca jamas, nunca volvere, nunca volveremos, no vuelvo, no volvere, no volveremos, no vuelvo a, no volvemos
    no pienso volver, no voy a volver, no vamos a volver, no volver a, no me vereis, no me veran, no me ven mas, no me vuelven a ver
    no me volveran a ver, no me volvereis a ver, ultima vez que, es la ultima vez, la ultima compra, mi ultima compra, mi ultimo pedido
    ultimo pedido, ni un euro mas, ni un peso mas, ni un centimo mas, ni un duro mas, ni un centavo mas, ni loco, ni loca, ni borracho
    ni regalado, ni regalada, ni gratis, ni de broma, ni en broma, ni harto, ni aunque, perdieron un cliente, han perdido un cliente
    habeis perdido un cliente, perdido una cliente, perdido una clienta, pierden un cliente, perdeis un cliente, un cliente menos
    una clienta menos, cliente perdido, clienta perdida, pierden a un cliente, perdido a un cliente, me habeis perdido, me perdeis
    conmigo no cuenten, conmigo no conteis, no cuenten conmigo, no conteis conmigo, no vuelvo a comprar, no vuelvo a pisar, no piso, no pisar
    no pisare, no vuelvo a contratar, no vuelvo a pedir, no vuelvo a confiar, no volveria, no repetire, no repito, no repetiremos
    no les compro mas, no compro mas, no os compro, no comprare, no comprar, en la vida, en mi vida, en mi puta vida, no quiero saber nada
    no queremos saber nada, no quiero volver, no quiero verlos, olvidense de mi, olvidaos de mi, hasta nunca, hasta siempre, adios para siempre
    por ultima vez, nunca mas [..4] comprar/contratar/compro/pido/vuelvo/volvere/confiar/confiare/con
    no [..2] vuelvo/volvere/volveremos/volvemos [..4] comprar/contratar/pedir/pisar/confiar/viajar/trabajar/llamar/reservar/ir/con/a
    no [..3] verme/verlos/vernos mas, no me vuelven, no pienso [..3] volver/comprar/pagar/pedir/renovar, lo ultimo que, la ultima que
    borre la app, borrada la app, app desinstalada
# -- worry
worried: preocup*, me preocupa, preocupado, preocupada, inquiet*, inquietud, intranquil*, angusti*, agobi*, nervios*, nervios, de los nervios
    con el alma en vilo, en vilo, en un vilo, en ascuas, sin vivir, sin vivir en mi, no vivo, no vivimos, la mosca detras de la oreja
    desasosieg*, zozobra, ansiedad, ansios*, estres, estresad*, estresa, me quita el sueno, me tiene mal, me tiene preocupad*, me da cosa
    me da mala espina, mala espina, me mosquea, no estoy tranquil*, no me quedo tranquil*, no estamos tranquil*, no me fio
    no las tengo todas conmigo, no me deja tranquil*, poco tranquil*, nada tranquil*, tranquilid*, comiendome las unas, comerme las unas
    mordiendome las unas, un sinvivir, con el corazon en un puno, corazon en un puno, corazon en la boca, el corazon en, nudo en el estomago
    nudo en la garganta, consternad*, consternacion, mortific*, mortificad*, sufro por, sufriendo, sufrimos, me carcome, me come por dentro
    me reconcome, me ronda, con el credo en la boca, apurad*, con preocupacion, aflig*, me/nos preocupa/inquieta/angustia/agobia/intranquiliza
    estoy/estamos/quedo/ando/sigo/tiene [..2] preocupad*/inquiet*/nervios*/angustiad*/agobiad*/intranquil*, no quiero/queremos perder
    no me gustaria perder
    hecha un flan, hecho un flan, como un flan, vivo pendiente de, pendiente de si, en vela, me tiene en vela, me tiene sin dormir
    sin dormir pensar, no duermo, duermo fatal, no duermo bien, yo no duermo, no pego ojo, sin pegar ojo, no puedo dormir, me quita el sueño
    quita el sueño, me desvela, desvelada, desvelado, me intranquiliza, intranquila, intranquilo, muy intranquila, intranquilidad, me inquieta
    inquieta como, me inquieto, inquieto por, no consigo pensar en otra, no pienso en otra cosa, no dejo de pensar, no paro de pensar
    me da respeto, me da apuro, da apuro, cierta aprension, aprension, aprensiva, alma en vilo, sinvivir, estoy en un sinvivir, vivo en un
    con el corazon en la boca, corazon en un puño, el corazon en un puño, un nudo en, me angustia, angustia pensar, angustiada, angustiado
    agobiada, agobiado, agobio, muy agobiada, me agobia, me agobio, tengo un agobio, atacada, atacado de los nervios, hecho un manojo
    manojo de nervios, comiendome las uñas, me muerdo las uñas, no vaya a ser, no sea que, no vaya a, a ver si va a, y si resulta que
    la idea de que, solo de pensar, de solo pensar, me asusta verme, que sera de nosotros, que sera de, pensando que sera
    me incorporo en la cama, se me encoge, me encoge el, mal cuerpo, se me ha quedado mal cuerpo, temo que, teme que, temo ademas
    temo fundadamente, me temo que no, me da cosita, me da yuyu, con miedo a que, mosqueada, mosqueado, con la mosca, mosca detras de la oreja
    me escama, escamado, preocupa lo que
afraid: miedo, miedos, temo, tememos, teme, temor, temores, temiendo, me temo, asustad*, asusta, asusto, asustan, asuste, asustamos, susto
    terror, aterr*, aterrad*, panico, pavor, espanto, espantad*, horroriz*, acojonad*, acojone, cagad*, canguelo, cagazo, cague, culillo
    me muero de miedo, muerto de miedo, muerta de miedo, muertos de miedo, da miedo, me da miedo, nos da miedo, me da pavor, me da panico
    tengo miedo, tenemos miedo, con miedo, por miedo, temblando, tiemblo, tembland*, me tiembla*, me entro el panico, entro el panico
    entra el panico, escalofrio*, pelos de punta, los pelos de punta, alarmad*, alarma, alarmante, alarmantes, alarmo, julepe, jabon, me cague
    friquead*, friqueo, paniqueo, paniquead*, me dio un susto, casi me da algo, casi me muero, me va a dar algo, me da un infarto
    casi me da un infarto, infarto, taquicardia, ataque de ansiedad, ataque de panico, crisis de ansiedad, no me atrevo, no nos atrevemos, 😱, 😨
    😰, tengo/tenemos/da/dan/dio/me/paso/muero [..2] miedo/panico/terror/pavor/susto, nos hemos asustado, me he asustado, me asuste, nos asustamos
    va a matar, me van a matar, me mata mi, me matan
sleepless: no duermo, no dormi, no dormimos, no puedo dormir, no podemos dormir, no he dormido, no hemos dormido, no he pegado ojo, no pego ojo
    no pegue ojo, sin dormir, no pegar ojo, sin pegar ojo, pegar ojo, pegado ojo, noches sin, noche sin, en vela, noche en vela, noches en vela
    en blanco, noche en blanco, insomnio, desvel*, me desvelo, me despierto, quita el sueno, quitan el sueno, quitado el sueno, perder el sueno
    pesadillas, llorando, lloro, llore, llorado, llorar, llora, lloraba, lagrimas, llanto, a llorar, ganas de llorar, desesperad*, desesperacion
    desconsolad*, impotencia, al borde, al borde de un ataque, ataque de nervios, no se que hacer, ya no se que hacer, no sabemos que hacer
    no se a quien acudir, no se a quien recurrir, no se a donde ir, no tengo a quien, enfermando, enfermo de los nervios, me estoy enfermando
    me enferma, sin comer, no como, no he comido, taquicardias, pastillas para dormir, tila, tilas, ansiolitic*, me encuentro sol*, estoy sola
    estoy solo, solita, angustia, angustiad*, devastad*, destrozad*, hundid*, deshech*, ya no tengo fuerzas, sin fuerzas, 😭, 😢
what_if: y si, que pasa si, que pasaria si, que ocurre si, que va a pasar, que pasara, que pasa con, que pasa ahora, que va a ser de, que sera de
    que hago, que hago ahora, que hacemos, que hacemos ahora, que hago si, que hacemos si, y ahora que, que debo hacer, que tengo que hacer
    que puedo hacer, puedo perder, podemos perder, podria perder, podriamos perder, voy a perder, vamos a perder, a perder, si pierdo
    si perdemos, si se pierde, si se pierden, perdere, perderemos, me quedo sin, me quedare sin, nos quedamos sin, nos quedaremos sin
    quedarme sin, quedarnos sin, nos quedemos sin, me quede sin, se ha perdido, se han perdido, se habra perdido, se habran perdido, esta perdido
    estan perdidos, he perdido, lo he perdido, las he perdido, lo perdi todo, perdi todo, habre hecho, habre perdido, sera seguro, es seguro
    estan seguros, estan a salvo, a salvo, esta a salvo, estoy a tiempo, estamos a tiempo, llegara a tiempo, llegaran a tiempo, va a llegar
    llegue a tiempo, no llegue a tiempo, no llega a tiempo, sera tarde, es tarde, demasiado tarde, corro peligro, hay peligro, corre peligro
    hay riesgo, existe riesgo, corro el riesgo, me van a, nos van a, me cortaran, me cortan, nos cortaran, me multaran, me podrian, me pueden
    nos pueden, nos multan, dejaran sin, dejen sin, diganme que, decidme que, digame que, dime que, decime que, que no sea nada, ojala no
    espero que no, esperemos que no, y si no, no vaya a ser, no vaya a, no sea que, por si acaso, se puede recuperar, se pueden recuperar
    recuperable, hay forma de recuperar, podre recuperar, a quien acudo, a quien recurro, a quien llamo, quien responde, quien me asegura
    quien me garantiza, quien me dice, como se que no, que [..2] pasa/pasara/pasaria/ocurre/sera [..3] si/con/de
    y si [..4] pierdo/perdemos/pierde/cae/falla/vuelve/pasa/llega/roban/borra, puedo/podemos/podria/podriamos [..2] perder/quedarme/quedarnos
    lo/la/los/las he/hemos perdido todo, se puede/podra/podran/pueden [..2] recuperar, que hago [..3] si/con/ahora/mientras, como lo hago ahora
    aun estoy a, estoy en peligro, me cobraran, me van a cobrar, me quitan, me quitaran, no me puedo permitir
reassure_me: tranquiliza*, tranquilic*, tranquilidad, quedarme tranquil*, quedarnos tranquil*, me quedo mas tranquil*, quede tranquil*
    para estar tranquil*, estar tranquil*, mas tranquil*, dormir tranquil*, quiero estar segur*, necesito saber, necesitamos saber
    necesito que alguien, necesito que me, quisiera saber si, necesito una respuesta, pueden asegurarme, puede asegurarme, me pueden asegurar
    me puede asegurar, me podeis asegurar, me aseguran que, aseguradme, asegurenme, asegureme, garantizarme, me garantizan, me garantiza
    me pueden garantizar, pueden garantizar, confirmenme, confirmadme, confirmarme, me confirmen, me confirmeis, me confirma, me confirman
    me pueden confirmar, me podrian confirmar, me puede confirmar, me podeis confirmar, diganme algo, decidme algo, digame algo, dime algo
    decime algo, digan algo, alguna novedad, sin noticias, sin saber nada, no se nada, no sabemos nada, nadie me dice, nadie nos dice
    nadie dice nada, nadie me explica, nadie nos explica, nadie me informa, nadie informa, nadie sabe nada, nadie sabe, nadie me aclara
    sol* con esto, sol* ante, me siento sol*, me dejen sol*, no me dejen, no me dejeis, no nos dejen, no me abandonen, a ciegas, a oscuras
    incertidumbre, con la incertidumbre, la duda, con la duda, salir de dudas, desamparad*, desproteg*, abandonad*, desatendid*, en el limbo
    por favor ayuda, ayudenme, ayudadme, ayudeme, ayudame, auxilio, socorro, se lo suplico, os lo suplico, suplico, se lo ruego, os lo ruego
    por lo que mas quieran, por lo que mas querais, por dios, por el amor de dios, denme una mano, me aclaren, aclarenme
    me/nos pueden/puede/podeis/podrian/podria [..2] asegurar/confirmar/garantizar/decir/tranquilizar/aclarar
    alguien me/nos dice/diga/puede/podria [..3] que/si, quiero/necesito/necesitamos/queremos saber [..4] datos/si/dinero/que, llevo sin saber
    no sabemos que, no se que pensar
    estamos a salvo, estais a salvo, estoy a salvo, me confirmais que, me confirman que, podeis confirmarme, pueden confirmarme, dadme garantias
    si no me dais garantias, garantias por escrito, digame que, diganme que, decidme que, es normal que, es seguro, sera seguro, es peligroso
    hara mal, le hara daño, le hara mal al, pasara algo si, puede pasar algo si, confirmasen su paradero, paradero, quien la vigila
    de que modo lo embalan, como lo embalan, ya me contaran
# -- harm
work_stopped: no puedo/podemos/pueden/puede [..2] trabajar/producir/facturar/cobrar/vender/abrir/atender
    no puedo/podemos/pueden/puede [..2] operar/despachar/enviar/emitir/imprimir/servir/entregar, no podemos hacer nada, no puedo hacer nada
    sin poder trabajar/producir/facturar/cobrar/vender/abrir/atender/operar/despachar/enviar/servir/entrar/hacer
    no poder trabajar/producir/facturar/cobrar/vender/abrir/atender/operar, imposible trabajar/facturar/cobrar/vender/atender
    asi no se puede trabajar, parado, parada, parados, paradas, paramos, paramos la, parar la, paro, paro total, frenad*, detenido, detenida
    detenidos, detenidas, detuvo la, paraliz*, inactiv*, de brazos cruzados, brazos cruzados, mano sobre mano, cruzados de brazos
    mirando las musaranas, sin hacer nada, sin nada que hacer, mirando al techo, mirandose las caras
    mandado/mandar/mandamos/mande/enviado/enviamos/mandando [..4] a casa, mandar a casa, a su casa, se fueron a casa, obra parada, obra detenida
    produccion parada/detenida/frenada/interrumpida, linea parada/detenida/caida, lineas paradas/detenidas/caidas, planta parada/detenida
    taller parado, equipo parado, maquina parada, maquinas paradas, camion parado, camiones parados, nos tiene parad*, me tiene parad*
    tiene parad*, tienen parad*, tenemos parad*, estamos parados, llevamos parados, llevo parado, todo parado, todo detenido, sin trabajar
    nada se mueve, no se mueve nada, no sale nada, no sale ni un, no entra ni un, colapsad*, colapso, colaps*, atascad*, bloquead*, varad*
    empantanad*, trabad*, congelad*, trabajando a mano, lapiz y papel, papel y boli, papel y lapiz, con papel, nos ha parado, nos paro
    sin sistema, sin operar, inoperativ*, inoperante
    no [..3] podemos/puedo/pueden/puede/pudimos [..3] trabajar/producir/facturar/cobrar/vender/abrir/atender/operar/despachar
    no [..3] podemos/puedo/pueden/puede/pudimos [..3] servir/emitir/recibir/cargar/descargar/salir/embarcar/cosechar/sembrar/entregar
    parada/parado/parados/paradas/detenida/detenido/detenidas/detenidos/tirada/tirado/frenada/frenado desde
    obra/linea/planta/cocina/cosechadora/maquina/maquinas [..4] parada/parado/paradas/detenida
    obra/linea/planta/cocina/cosechadora/maquina/maquinas [..4] detenido/tirada/tirado/parados/bloqueada
    camion/fabrica/produccion/almacen/taller/cuadrilla/turno/bodega [..4] parada/parado/paradas/detenida
    camion/fabrica/produccion/almacen/taller/cuadrilla/turno/bodega [..4] detenido/tirada/tirado/parados/bloqueada
    gente/hombres/personas/operarios/empleados/equipo/turno/chicos [..4] parado/parados/parada/mirando/esperando/brazos/cruzados/casa
    nos quedamos sin, me quede sin poder, no facturamos, no vendemos, no cobramos, no producimos, no despachamos
    persiana bajada, persiana echada, cerrado desde, despacho cerrado, esta cerrado, lineas detenidas, dos lineas, mirando el techo
    manos cruzadas, sentados en la nave, ni un solo paquete, a oscuras, gabinetes a oscuras, cerrado en banda, ni cobrar ni, no puedo ni cobrar
    no valida ni vende, vivo solo de esto, vivo de esto, vivimos de esto, es mi unico, cuelga de ahi, todo cuelga de, la tienda cerrada
    colgado el cartel, no vende nada, no vendo nada, no entra nada, nosotros no vende, somos parado, parados todos, todos parados, parados los
    brazos caidos, no produce nada, no producen nada, caidas las dos, taquilla caida, vestibulo a oscuras, filas hasta, cola hasta la calle
    cola en la calle, personas en la acera, gente en la acera, gente esperando fuera
    planta parada, fabrica parada, linea parada, lineas paradas, cocina parada, tienda parada, caja parada, cajas paradas, cajas caidas
    no se puede cobrar, no se puede vender, ninguna puede cobrar, no podemos vender nada, ni cobrar, ni vender, ni surtir, ni facturar
    sin poder cobrar, sin poder atender, todos de brazos cruzados, flota parada, reparto parado, consulta parada, consulta cerrada
    suspendida la consulta, clases suspendidas, servicio suspendido, hoy no abrimos, no hemos podido abrir, no pudimos abrir, cerramos hoy
    mandado a casa, mande a casa, mandamos a casa
money_lost: perdiendo/perdemos/perdido/perder/pierdo/pierde [..5] dinero/ventas/euros/plata/pesos/ingresos/facturacion/lana/dolares
    perdi/perdimos/pierden/perdio/perderemos/perdere [..5] dinero/ventas/euros/plata/pesos/ingresos/facturacion/lana/dolares
    perdiendo/perdemos/perdido/perder/pierdo [..5] contrato/pedido/pedidos/subvencion/licitacion/concurso/venta/negocio/jornada/jornal
    pierde/perdi/perdimos/perdio/perderemos [..5] contrato/pedido/pedidos/subvencion/licitacion/concurso/venta/negocio/jornada/jornal
    perdiendo/perdemos/perdido/perder/pierdo/pierde/perdi/perdimos [..5] reserva/reservas/cosecha/cliente/clientes/inversion
    perdiendo/perdemos/perdido/perder/pierdo/pierde/perdi/perdimos [..5] mercancia/genero/temporada/beca/deposito/fianza, nos cuesta
    nos esta costando, me esta costando, nos ha costado, me ha costado, nos costo, me costo, costando [..3] dinero/#/euros/pesos/miles
    cuesta dinero, coste de, cuesta # euros/pesos/dolares, nos cuesta #, # euros por hora, # por hora, cada hora, cada hora que pasa
    cada dia que pasa, por cada dia, # euros al dia, # al dia, euros diarios, pesos diarios, perdidas, perdida economica, perdidas economicas
    perdida de ingresos, perdida de ventas, perdida de clientes, lucro cesante, dano economico, danos economicos, perjuicio*, perjudic*
    quebranto, dano emergente, multa*, recargo*, penalizacion*, penaliz*, penalidad*, sancion*, sanciones, intereses de demora, nos multan
    me multan, ingresos, facturacion, recaudacion, la caja, ventas perdidas, ventas caidas, dejado de vender, dejamos de vender, dejar de vender
    dejado de ganar, dejar de ingresar, dejado de facturar, sin vender, sin facturar, sin cobrar, sin ingresos, por valor de, valorado en
    valorada en, a la basura, tirar el genero, tirar la mercancia, tirar la comida, tuvimos que tirar, tuve que tirar, hubo que tirar
    echar a perder, echado a perder, echo a perder, se echo a perder, se echaron a perder, se me echo, mercancia perdida, cosecha perdida
    bancarrota, quiebra, quebrar, ruina, arruin*, concurso de acreedores, insolven*, fundir, fundid*, me funden, cierro el negocio
    cerrar el negocio, ir a la ruina, nos lleva a la ruina, me lleva a la ruina, nos hunde, me hunde, hundiendo, me hunden, sale caro
    salido caro, salio caro, salio carisimo, un dineral, una fortuna, un pastizal, pagar de mi bolsillo, de mi bolsillo, de nuestro bolsillo
    de mi propio bolsillo, tuve que pagar, tuvimos que pagar, he tenido que pagar, hemos tenido que pagar, tuve que comprar, tuvimos que comprar
    tuve que alquilar, tuvimos que alquilar, he tenido que comprar, hemos tenido que comprar, hemos tenido que contratar, tuvimos que contratar
    he tenido que adelantar, en numeros rojos, numeros rojos, sin un duro, sin un peso, sin fondos
    perdiendo/perdemos/perdido/perder [..4] kilos/toneladas/litros/hectareas/horas/jornada/jornadas
    pierdo/pierde/perdi/perdimos/perdio [..4] kilos/toneladas/litros/hectareas/horas/jornada/jornadas
    perdiendo/perdemos/perdido/perder/pierdo/pierde/perdi/perdimos/perdio [..4] miles/millones/medio/manana/noche/fin/venta/campana
    perdiendo/perdemos/perdido/pierdo/perdi/perdimos/perdio [..2] #
    tiramos/tire/tirado/tirar/botamos/bote/botar/desechar/descartar/desechado [..4] kilos/litros/toneladas/leche/comida/genero
    tiramos/tire/tirado/tirar/botamos/bote/botar/desechar/descartar/desechado [..4] producto/carne/fruta/mercancia/basura/todo/#, # kilos
    no facturamos/vendemos/cobramos/ingresamos [..3] peso/euro/nada/dia, # toneladas, # litros de, # hectareas
    no hemos/he vendido/facturado/cobrado [..2] nada/euro/peso/un, cada hora/dia/minuto [..5] cuesta/cuestan/pierdo/perdemos/supone/son
    nos/me descuentan, me/nos va a costar, nos supone, me supone, supone #, salio/sale/sali* [..3] bolsillo, regalad*, viajes regalados
    caja vacia, sin ingresar
    a mi bolsillo, pagados por mi, lo he pagado yo, pague de mi, abonado de mi, he abonado de mi bolsillo, de mi propio, euros adios
    pavos perdidos, euros perdidos, # euros menos, euros menos, # pavos, lucas, se me va la campaña, se me va, se nos va, cuatro viajes
    regalados, nos descuentan, nos descontaron, me descuentan, descuentan por eso, coste hasta hoy, costado #, devolver el importe a
    devolver el dinero a, tuvimos que devolver, tuve que devolver, devolver a #, se ha ido con, se fue con otro, se fueron con, cliente se ha ido
    perdi el contrato, perdi la obra, perdimos el contrato, perdi el cliente, pierdo clientes, dos meses de trabajo, meses de trabajo perdidos
    boda anulada, anulada por ello la boda, que facturabamos, cancelaron la boda, cancelaron el pedido, nos cancelaron, me cancelaron
    anularon el pedido, tiran el genero, tirar el tanque, tirar toda, tirar todo, a la basura todo, se pudrio, se pudrieron, se estropeo todo
    se descongelo, mata todas, se murieron, se helaron, se quemaron las, vendieron # palets, a precio viejo, estado a la recepcion astillas
    hecho añicos, hecha añicos, astillas, roto en mil, decapitado, destrozado, destrozada, inservible, recibo del alquiler vino devuelto
    vino devuelto, recibo devuelto, recibos devueltos, penalizacion y una carta, penalizacion, multa de, nos multaron, recargo, recargos
    descubierto, cuenta a cero, me quede sin saldo, sin saldo, comision por descubierto, me robaron, se llevo mi, se llevo con, se llevaron
    perdi la venta, perdimos la venta, perdimos ventas, deje de vender, dejando de vender, dejamos de facturar, no facturamos
    se cayo el contrato, se cayo la venta, se cayo el negocio, se me cayo la, se nos cayo el, perdi el anticipo, perdi la seña, perdi el deposito
    perdi la reserva, perdi el vuelo, perdimos el vuelo, perdi el tren, noches de hotel perdidas, tuve que comprar otro, tuve que contratar
    pagando horas extra, horas extra, en realojos, en taxis, en hoteles, de mas pagados, menos en la liquidacion, quedaron en nada, lote perdido
    toda la partida, la partida entera, genero perdido, mercancia dañada
customers_lost: clientes/huespedes/comensales/pacientes [..4] van/fueron/ido/marchan/marcharon/marchado/quejan
    socios/alumnos/inquilinos/compradores [..4] van/fueron/ido/marchan/marcharon/marchado/quejan
    clientes/huespedes/comensales/pacientes [..4] quejaron/quejado/quejando/cancelan/cancelaron/cancelado/cancelando
    socios/alumnos/inquilinos/compradores [..4] quejaron/quejado/quejando/cancelan/cancelaron/cancelado/cancelando
    clientes/huespedes/comensales [..4] reclaman/reclamando/protestan/protestando/enfadados/enojados/molestos
    pacientes/socios/alumnos/usuarios [..4] reclaman/reclamando/protestan/protestando/enfadados/enojados/molestos
    clientes/huespedes/comensales [..4] furiosos/plantados/colgados/esperando/perdidos/llamando/preguntando
    pacientes/socios/alumnos/usuarios [..4] furiosos/plantados/colgados/esperando/perdidos/llamando/preguntando
    perdiendo/perdido/perder/perdimos/pierdo/perdi/perdemos [..3] cliente/clientes/clienta/clientas/socios/huespedes
    perdiendo/perdido/perder/perdimos/pierdo/perdi/perdemos [..3] pacientes/alumnos/pedidos/reservas/comensales/inquilino, se nos van los/los
    se me van, se me fueron, se nos fueron, se me fue un cliente, se nos fue, se nos van, se van a la competencia, irse a la competencia
    van a la competencia, los clientes se, mis clientes se, nuestros clientes se, mis clientas, mi cliente se, nuestro cliente
    mandar/mandando/mandado/rechazar/rechazando/rechazado/despachar/echar/devolver [..3] clientes/gente/pacientes/huespedes/pedidos
    rechazar pedidos, cancelar reservas, anular reservas, cancelar citas, cancelar consultas, cola en la puerta, cola de gente, colas de
    cola hasta, fila hasta, una fila de, la cola llega, la fila llega, cola que llega, gente en la puerta, gente esperando, gente en la cola
    gente en la calle, la gente se va, la gente se marcha, la gente se fue, gente haciendo cola, gente haciendo fila, clientes en la puerta
    clientes delante, clientes que se, cliente que se, un cliente furioso, clientes furiosos, sin clientes, local vacio, tienda vacia
    nos dejan de comprar, dejan de comprar, nos cancelan, nos cancelaron, me cancelan, me cancelaron, nos anularon, nos reclaman, me reclaman
    nos penalizan, nos exigen, quejas de clientes, quejas de mis, quejas de nuestros, nos llueven, llueven las quejas, llueven las llamadas
    llamadas de clientes, se quejan, nos llaman los clientes, mis clientes me, nuestros clientes nos
    perdimos/perdido/perdi/perder/perdiendo [..4] cliente/clientes/pedido/pedidos/contrato/huespedes/socios/pacientes/alumnos
    los clientes/pacientes/huespedes/padres/comensales/vecinos/socios [..4] van/vienen/llaman/gritan/quejan/reclaman/esperan/preguntan
    mi/nuestro cliente [..4] cancelo/cancela/cancelado/exige/reclama/amenaza/penaliza/deja/quiere/rescinde
    se han ido, se fueron, se ha ido con la, clientes llamando, llamando para decir, para decir que, anulan, anulan el pedido, ya no vienen
    dejaron de venir, dejan de venir, reservas canceladas, cancelaron la reserva, cancelaciones, reservas duplicadas, realojos, pacientes al
    derivar a los
payroll: nomina, nominas, sueldo, sueldos, salario, salarios, quincena, quincenas, aguinaldo, aguinaldos, jornal, jornales, paga extra
    pagas extra, paga extraordinaria, finiquito, finiquitos, planilla de pago, pagar a la gente, pagar a los empleados, pagar a mi gente
    pagar al personal, pagarle a la gente, pagar a los trabajadores, pagar a mis, pago de haberes, haberes, dia de pago, dia de cobro, pension
    pensiones, jubilacion, transferir los sueldos, no han cobrado, sin cobrar, cobren, cobrar el sueldo, cobrar la nomina, raya
    liquidaciones de sueldo, liquidacion de sueldos, recibo de sueldo, remesa de nominas, gratificacion, comisiones de los
launch: lanzamiento, lanzamientos, lanzamos, lanzar, inauguracion, inauguramos, inaugura, inaugurar, inaugurando, apertura, gran apertura
    reapertura, reabrimos, abrimos el, abrimos al publico, abrimos manana, abrimos las puertas, estreno, estrenamos, puesta en marcha
    puesta en produccion, pase a produccion, paso a produccion, salida a produccion, entrar en produccion, salimos a produccion
    sale a produccion, salida al mercado, salir al mercado, ponemos en marcha, go live, golive, arranque, arranque de temporada, arrancamos
    arranca la temporada, inicio de temporada, temporada alta, plena temporada, campana, campana de navidad, campana de rebajas, rebajas
    black friday, cyber monday, buen fin, hot sale, navidad, navidades, reyes, dia de la madre, dia del padre, san valentin, vispera, feria
    presentacion, demo con, preventa, venta especial, matricula abierta, cierre de mes, cierre trimestral, cierre del trimestre, cierre fiscal
    cierre contable
many_people_idle: # personas, # empleados, # trabajadores, # usuarios, # operarios, # companeros, # hombres, # chicos, # camareros, # puestos
    veinte/treinta/cuarenta/cincuenta/cien/doscientos personas/empleados/trabajadores/operarios/usuarios/familias/vecinos, # ninos, # alumnos
    quince/doce/diez/ocho/seis/docenas personas/empleados/trabajadores/operarios/usuarios/familias/vecinos, # pacientes, # familias, # vecinos
    diez/veinte/treinta/quince/cuarenta/cincuenta hombres/tios/tipos/chicos, # invitados, # comensales, # agentes, toda la plantilla
    toda la oficina, toda la empresa, toda la planta, todo el equipo, todo el personal, todo el departamento, todo el taller, todo el turno
    turno entero, toda la clase, toda la fabrica, todo el hospital, todo el colegio, todo el edificio, todo el bloque, toda la comunidad
    toda la calle, todo el barrio, toda la delegacion, todas las sedes, todas las delegaciones, todas las sucursales, todas las tiendas
    todos los locales, plantilla entera, oficina entera, equipo entero, departamento entero, empresa entera, clase entera, planta entera
    edificio entero, barrio entero, pueblo entero, media plantilla, media oficina, medio hospital, media empresa, todos los empleados
    todos los trabajadores, todos los usuarios, todos los companeros, todos los puestos, todos los cajeros, todos mis empleados, toda mi gente
    todos nosotros, todos parados, nadie puede trabajar, nadie puede entrar, nadie puede acceder, nadie puede, nadie del equipo
    nadie de la oficina, nadie en la oficina, nadie en la empresa, ninguno de nosotros, ningun empleado, ningun usuario, ninguno puede
    gente parada, personal parado, cuadrilla, cuadrillas, la gente parada, la gente de brazos, la gente mirando, tengo gente, tengo a # personas
    tenemos a # personas, con # personas, para # personas, somos # personas, los # del, las # de, # tiendas, # cajas, # sedes
    con la gente, # companeros/operarios/hombres/mujeres/tecnicos/camiones/choferes/conductores
    la plantilla, # cocineros/medicos/enfermeras/cajeros/vendedores/temporeros/jornaleros/recolectores/peones
    tengo/tenemos [..2] # [..3] personas/empleados/hombres/gente/parados/esperando
    # conductores, # socios, # espectadores, # niños, # voluntarios, veintidos conductores, conductores sentados, la plantilla entera
    clinica entera, la clinica entera, mil doscientas personas, cientos de personas, decenas de personas, todo el equipo parado, nueve farmacias
    nueve sucursales, cuatrocientos socios
everything_down: todo caido, todo parado, todo bloqueado, todo muerto, todo colgado, todo apagado, todo detenido, todo fuera de servicio
    se cayo todo, se ha caido todo, esta todo caido, esta todo parado, nada funciona, no funciona nada, no funciona absolutamente, no anda nada
    nada anda, nada de nada, no va nada, no responde nada, no carga nada, no abre nada, caida total, caida general, caida completa, caida masiva
    apagon, apagon total, corte total, corte general, parada total, paro total, paralizacion total, paralizada, totalmente parad*
    completamente parad*, totalmente caid*, completamente caid*, totalmente inoperativ*, completamente inoperativ*, fuera de servicio
    todo el sistema, sistema caido, sistema entero, sistemas caidos, todos los sistemas, todo el sistema caido, servidor caido, servidores caidos
    plataforma caida, web caida, tienda caida, red caida, toda la red, todas las lineas, todas las cajas, todas las maquinas
    todos los terminales, todas las tpv, todos los tpv, todos los datafonos, toda la planta, toda la fabrica, toda la produccion, toda la tienda
    toda la empresa, todo el hospital
    fabrica/planta/tienda/empresa/oficina/clinica/obra [..3] parada/parado/cerrada/cerrado/paralizada/paralizado
    cocina/taller/restaurante/hotel/almacen/produccion/farmacia [..3] parada/parado/cerrada/cerrado/paralizada/paralizado
    fabrica/planta/tienda/empresa/oficina/clinica/obra [..3] detenida/detenido/bloqueada/bloqueado/entera/entero
    cocina/taller/restaurante/hotel/almacen/produccion/farmacia [..3] detenida/detenido/bloqueada/bloqueado/entera/entero, hemos cerrado
    tuvimos que cerrar, hemos tenido que cerrar, he tenido que cerrar, tuve que cerrar, vamos a tener que cerrar, puertas cerradas
    persiana bajada, persiana echada, bajar la persiana, negocio cerrado, cerrado por, cerrados desde, no hemos podido abrir, no pudimos abrir
    no podemos abrir, sin poder abrir, no abrimos, a cero, cero ventas, ni una venta, ni un pedido, ni un solo pedido, no entra un pedido
    sin vender nada, sin red, sin sistema, sin servicio, estamos sin sistema, estamos caidos, estamos parados, seguimos parados, seguimos caidos
    colapso total, todo [..2] caido/parado/bloqueado/muerto/apagado/detenido/colgado/negro, nada [..1] funciona/anda/responde/carga/abre/va
    no [..2] funciona/anda/va/abre/carga/responde/jala [..1] nada
    tienda/web/sistema/red/servidor [..3] caido/caida/caidos/abajo/muerta/muerto/parada/parado
    plataforma/centralita/app/hosting/pagina [..3] caido/caida/caidos/abajo/muerta/muerto/parada/parado
    no entra [..3] pedido/venta/llamada/nadie, sin [..1] ventas/pedidos/llamadas
    caido todo, ni web ni, ni telefono ni, esta muerto, esta muerto desde, fuera de linea, caidas las, caido desde, no hay sistema, no hay linea
    sin servicio desde, apagones, a oscuras desde, todas las direcciones
serious_loss: sin luz, sin agua, sin gas, sin calefaccion, sin agua caliente, sin electricidad, sin corriente, sin telefono, sin linea
    sin nevera, sin techo, sin casa, sin un techo, sin comer, sin comida, sin dinero, sin plata, sin coche, sin trabajo, sin medicinas
    sin medicacion, sin medicamentos, sin insulina, sin remedios, sin oxigeno, sin ingresos, sin cobrar, sin pension, sin ahorros, pasando frio
    pasamos frio, muertos de frio, muerta de frio, helad*, frio en casa, me dejaron sin, nos dejaron sin, me han dejado sin, nos han dejado sin
    me habeis dejado sin, dejaron sin, dejado sin, dejo sin, no puedo pagar el alquiler, pagar el alquiler, pagar la renta, pagar el arriendo
    pagar la hipoteca, desahuci*, desaloj*, embarg*, embargo, hospital, hospitalizad*, ingresad*, urgencias, uci, quirofano, operaron, cirugia
    quimio*, dialisis, cancer, insulina, oxigeno, marcapasos, silla de ruedas, discapacidad, discapacitad*, minusval*, postrad*, encamad*
    embarazada, embarazo, bebe, recien nacido, recien nacida, prematur*, anciano, anciana, ancianos, persona mayor, personas mayores
    adulto mayor, adultos mayores, abuela, abuelo, mi madre de #, mi padre de #, con # anos, de # anos, alzheimer, parkinson, epilep*, asma*
    perdi/perdido/perder/perdimos/perdio [..3] vuelo/avion/boda/entierro/funeral/vacaciones/examen/trabajo/casa/tren
    perdi/perdido/perder/perdimos/perdio [..3] barco/crucero/conexion/todo/beca/plaza/empleo/ahorros/curso/ano, falleci*, murio, se me muere
    se muere, muriendo, murieron, luto, entierro, funeral, velorio, sepelio, tirad* en, tirados en el aeropuerto, dormir en el aeropuerto
    dormimos en el aeropuerto, en la puta calle, varad*, durmiendo en, a la intemperie, ahorros de, mis ahorros, nuestros ahorros
    todos mis ahorros, toda mi vida, ahorros de toda, echado a perder, echo a perder, podrid*, pudri*, se estropeo la comida, comida estropeada
    congelador, inund*, destroz*, incendi*, siniestro total, lo perdimos todo, lo perdi todo, perdido todo, cortaron la luz, me cortaron
    nos cortaron, cortado la luz, corte de luz, corte de agua, corte de gas, enfermo, enferma, enfermos, enfermedad, me quede en la calle
    nos quedamos en la calle, quedarme en la calle, duermo en, dormimos en
    mi madre/padre/hija/hijo/abuela/marido/mujer/esposa [..5] enfermo/enferma/hospital/operan/operada/operado/frio
    mi madre/padre/hija/hijo/abuela/marido/mujer/esposa [..5] ingresada/ingresado/oxigeno/ruedas/murio/fallecio/insulina/silla
    llevo/llevamos/lleva/llevan [..4] sin luz/agua/gas/calefaccion/cobrar/comer/dinero/casa/telefono/pension/insulina
    no tengo/tenemos [..2] luz/agua/gas/calefaccion/comer/dinero/casa
    estreno suspendido, funcion suspendida, suspendido el estreno, adios gira, adios boda, adios vacaciones, adios campaña, campaña entera
    la campaña entera, se nos fue la, jubilacion anticipada, irrevocable, casa inundada, se inundo la casa, se inundo, el niño no entra
    no dejaran entrar, repetian curso, parar la empresa, tenido que parar, tuvo que parar, ha tenido que parar, derivar a
    pacientes mandados a casa, mandar gente a casa, mandados a casa, uci pediatrica, no cobran hasta, esas personas no cobran
    quedarse sin cobrar, quedan dos tomas, me quedan dos dosis, sin jarabe, huecos tapados, con plastico y los niños, los niños dentro, con frio
    sin sueldo, sin nomina, desahucio, me echan del piso, pierdo la casa, beca denegada, perdi la beca, perdi el curso, perdi el año
    perdi la plaza
    me quede sin casa, en la calle con, niños sin, bebe sin, sin calefaccion con un bebe, sin ascensor y, atrapado en casa
    no puede salir de casa, en silla de ruedas y, mi madre enferma, mi padre enfermo, ingresado, ingresada, hospitalizado, hospitalizada
    en el hospital por, perdi el juicio, perdi la custodia, perdi la visa, perdi la cita, denegado el visado, me negaron el, embargado, embargada
    me embargan, embargaron, morosos, lista de morosos, en asnef, asnef, buro de credito, veraz, dicom, me reportaron, reportado en, ataud, urna
    ceremonia arruinada, boda arruinada, arruinada, arruinado, nos arruino, me arruinaron, arruinaron la
# -- time
deadline: antes del @es_dia/#/mediodia/viernes/fin/proximo, antes de manana/las/esta/este/hoy/fin/finales/navidad/acabar/que
    para el @es_dia/#/proximo/dia/fin, para este @es_dia/fin/mes, para manana, para hoy, para esta noche/tarde/semana, para las #
    para pasado manana, hasta el @es_dia/#/dia/proximo/mediodia, hasta manana, hasta las #, hasta hoy, hasta este @es_dia, a mas tardar
    mas tardar, como muy tarde, como maximo, como tarde, como mucho, lo mas tardar, en el plazo de, plazo, plazos, plazo maximo, plazo de
    fecha limite, fecha tope, hora limite, fecha maxima, fecha de vencimiento, fecha de entrega, fecha de cierre, vence, vencen, vencio
    vencimiento, vencer, vencera, caduca, caducan, caducidad, expira, expiran, expiracion, se acaba el plazo, acaba el plazo, termina el plazo
    finaliza el plazo, cierra el plazo, se cierra el, cierran el, ultimo dia, en # horas/minutos/dias, en menos de # horas/minutos/dias
    en las proximas # horas, en los proximos # minutos/dias, dentro de # horas/minutos/dias, en un plazo de, en un plazo maximo, en 24h, en 48h
    24h, 48h, 72h, en veinticuatro, en cuarenta y ocho, en una hora, en dos horas, en media hora, en tres horas, en cinco minutos
    en diez minutos, en dos dias, en tres dias, en cinco dias, en una semana, en quince dias, dentro de una hora, dentro de dos horas
    dentro de media, dentro de poco, dentro de dos dias, antes de que cierre, antes de que acabe, antes de que venza, cierre de inscripcion*
    corte de las, hora de corte, antes del cierre, del cierre, contrarreloj, contra reloj, a contrarreloj, la cuenta atras, cuenta atras
    cuenta regresiva, tengo hasta, tenemos hasta, solo tengo hasta, quedan # horas, quedan # dias, queda un dia, queda una hora, quedan dos dias
    quedan tres dias, me queda/quedan, nos queda/quedan, falta/faltan # dias/horas/minutos, faltan dos dias, faltan tres dias, falta un dia
    hay que presentar*, tengo que presentar*, tenemos que presentar*, debo presentar, debo entregar, tengo que entregar, tenemos que entregar
    antes de las #, antes del dia #, antes de # horas/dias, en los proximos @es_num minutos/dias, en las proximas @es_num horas
    en @es_num horas/minutos/dias, dentro de @es_num horas/dias/minutos, para el dia #, para las @es_num
    cierra/cierran/vence/vencen/caduca/acaba/termina/expira [..3] hoy/manana/plazo/@es_dia/#, hay/tengo/tenemos/dan plazo, el @es_dia a las #
    el @es_dia cierra*, el @es_dia vence*, el @es_dia hay que, antes de salir, antes de irme, tengo/tenemos [..3] antes de/del, @es_dia que viene
    el dia # de, como muy tarde el
    a las # como tarde, a las # a mas tardar, no mas tarde del, no mas tarde de, antes del @es_dia, antes del #, para el @es_dia
    pasado mañana, antes de fin de mes, antes de mañana, corte de hoy, el corte de hoy, sale a las #, cierra a las #
    cierra las cuentas, vence el, vence hoy, vence mañana, camion del cliente, llega a las #, llega hoy a las, lo necesito pa, lo necesito para
    la expo de las, expo de las #, la inspeccion viene, hasta ahi para, o aparece antes de, o tengo aqui, tienen hasta, teneis hasta
    tienen hasta ahi, en el plazo de # dias, plazo de diez dias, les concedo hasta, les doy hasta, os doy hasta, si el viernes no
    si el @es_dia no, si vuelvo a recibir, si no hay una explicacion, como no me quiteis antes, como no me, si no esta para
    si no se ha arreglado, si el miercoles a las
now_at_once: ya mismo, ahora mismo, ahorita, ahoritita, inmediatamente, de inmediato, inmediat*, a la inmediata, al instante, al momento
    en el acto, enseguida, en seguida, cuanto antes, lo antes posible, lo mas pronto posible, a la mayor brevedad, mayor brevedad, hoy mismo
    hoy sin falta, sin falta, esta tarde, esta noche, esta manana, esta misma tarde, esta misma noche, esta misma manana, este mismo
    esta misma semana, en este momento, en este instante, sin demora, sin mas demora, sin mas dilacion, sin dilacion, sin perdida de tiempo
    sin esperar, pero ya, para ya, para ayer, de una vez, de una buena vez, de una vez por todas, al toque, altiro, al tiro, pero ahora
    urgentemente, a la de ya, ipso facto, echando leches, volando, cagando leches, rapidito
    llame/llamen/llamadme/respondan/responda/contesten/manden/envien/vengan/venga [..6] hoy/ya/ahora
    solucionen/arreglen/desbloqueen/desbloquean/devuelvan/necesito/quiero/exijo/necesitamos/queremos [..6] hoy/ya/ahora, ya mismito, saquenla ya
    saquenlo ya, arreglenlo ya, solucionenlo ya, arregladlo ya, hacedlo ya, haganlo ya, en los proximos minutos, hoy antes de
    venid volando, vengan ya, venid ya, bloqueen la cuenta ya, bloqueen ya, cada minuto cuenta, cada minuto, abridla de una, abranla
    de una maldita vez, no al rato, en este momento no, ahora no al rato, auxilio, socorro, ayudadme, ayudenme, quitad eso, quiten eso
    sacadlo ya, llameme ya, que me llame ya, que me llame hoy, me urge, urge, urgentisimo, es para ya, cuanto antes mejor, ahorita mismo
    de volada
urgent: urge, me urge, nos urge, urgia, urgente*, urgencia, urgentisim*, con urgencia, con caracter urgente, con caracter de urgencia
    de urgencia, super urgente, muy urgente, asap, emergencia, de emergencia, es una emergencia, prioridad, prioritari*, maxima prioridad
    alta prioridad, prioridad alta, prioridad maxima, corre prisa, corre mucha prisa, me corre prisa, nos corre prisa, tengo prisa, tenemos prisa
    con prisa, prisa, apuro, apura, me apura, apurado de tiempo, apurense, apurate, corran, corred, daos prisa, dense prisa, dese prisa
    date prisa, rapido, rapidamente, con rapidez, lo antes posible, lo mas rapido posible, lo mas pronto, lo mas rapido, cuanto antes
    a la brevedad, a la mayor brevedad, brevedad posible, con celeridad, celeridad, no puede esperar, no pueden esperar, no podemos esperar
    no puedo esperar, no espera, no esperan, no admite demora, no admite espera, inaplazable, impostergable, no da tiempo, no nos da tiempo
    no hay tiempo, sin tiempo, no tengo tiempo, no tenemos tiempo, se nos echa el tiempo, se acaba el tiempo, el tiempo corre, el tiempo apremia
    apremia, apremiante, el tiempo se, poco tiempo, muy poco tiempo, quedo poco tiempo, critico, situacion critica, s o s, sos, 🆘, 🚨, ⏰, es grave
    muy grave, cuestion de horas, cuestion de minutos, a tiempo, cada minuto cuenta, cada minuto, prontitud, pronta respuesta, pronta solucion
    necesito ya, lo necesito ya, lo necesito para, los necesito para, la necesito para, lo necesitamos para, la necesitamos para
    los necesitamos para, urgente, urgentes, urgentemente, urgentisimo, es urgente, algo urgente, lo antes que, cuanto antes mejor
    rapida respuesta, estado critico, no tengo margen, no hay margen, no tenemos margen, alguien se puede matar, se puede matar alguien
    urge que, prioritario, critica la, apurado, apurada, sin demora, mayor brevedad, inmediatamente, de inmediato, inmediato, ya mismo
    ahora mismo, hoy mismo
ultimatum: de lo contrario, en caso contrario, caso contrario, de no ser asi, de no recibir, de no hacerlo, de no haber, de no resolverse
    de no solucionarse, de no obtener, si no recibo, si no recibimos, si no tengo, si no tenemos, si no hay, si no nos, si no esta, si no llega
    si no viene, si no contestan, si no contestais, si no responden, si no respondeis, si no solucion*, si no arregl*, si no resuelv*
    si no devuelv*, si para el, si manana, si hoy no, si en # horas/dias, si en una hora, si en dos, si en 24, si en 48, si el @es_dia
    si antes de, si antes del, si a las #, si esta tarde no, si esto no, si esto sigue, si sigue asi, si siguen asi, si vuelve a, si vuelven a
    una mas y, la proxima vez, a la proxima, sino me, sino voy, o si no, o sino, o vamos, o cancelo, o lo solucion*, o lo arregl*, o me devuelv*
    o me dan, o me dais, o denuncio, o me voy, o nos vamos, o me cambio, o hablo con, ultima oportunidad, ultimo aviso, ultima advertencia
    ultimo intento, ultimo requerimiento, ultimo recordatorio, ultimatum, les doy, os doy, le doy, te doy, les concedo, os concedo, le concedo
    les damos, os damos, tienen hasta, teneis hasta, tiene hasta, tienes hasta, tienen # horas, teneis # horas, tiene # dias, tienen # dias
    teneis # dias, tienen 24, tienen 48, teneis 24, teneis 48, tienen de plazo, teneis de plazo, un plazo de, espero hasta, esperare hasta
    esperamos hasta, en su defecto, en defecto de, a falta de respuesta, a falta de, transcurrido dicho plazo, pasado ese plazo
    pasado dicho plazo, vencido el plazo, vencido dicho plazo, cumplido el plazo, transcurrido el plazo, no me dejan otra, no me dejais otra
    no nos dejan otra, no nos queda mas remedio, no me queda mas remedio, no me quedara mas remedio, no me quedara otra, no nos quedara
    me vere obligad*, nos veremos obligad*, me veo obligad*, nos vemos obligad*, me obligan a, me obligaran a, me obligais a, tomare medidas
    tomaremos medidas, atengans*, ateneos, a las consecuencias, aténganse, me plant*, ustedes veran, ustedes deciden, vosotros vereis
    vosotros decidis, avisados estan, avisados quedan, quedan avisad*, quedais avisad*, estais avisad*, estan advertid*, quedan advertid*
    que luego no, luego no digan, luego no digais, mas les vale, mas os vale, a menos que, salvo que, a no ser que
    si [..4] no [..6] cancelo/cancelamos/denuncio/denunciare/denunciamos/publico/publicare/publicaremos/reclamare
    si [..4] no [..6] demandare/voy/vamos/ire/iremos/cambio/cambiamos/paso/llevare, o [..4] o [..3] denuncio/cancelo/cancelamos/publico/voy/vamos
    si para el/manana/hoy/las, antes de [..4] o, o me/nos devuelv*/solucion*/arregl*/dan/dais/voy/vamos/cambio/cambiamos, o voy a, de no tener
    de no llegar, si no me/nos/lo/la/se/hay/los/las [..4] voy/vamos/cancelo/denuncio/cambio/paso/ire/iremos/tendre/tendremos/publicare
    o lo arreglan o, o lo arreglais o, o me lo, o aparece, o tengo aqui, o me mandan, ya veran, ya vereis, ultima vez que, por ultima vez
    si no obra respuesta, sin nuevo aviso, sin mas aviso, no es amenaza, cortesia avisar, para que no os pille de nuevas, si no responde
    si su seguro no responde, para reconsiderar, antes de tomar medidas, atenerse a las
event_soon: es manana, es hoy, es esta tarde, es esta noche, es el @es_dia, es este @es_dia, es pasado manana
    empieza/empiezan/comienza/comienzan/arranca/arrancan/inicia [..3] manana/hoy/@es_dia
    abre/abren/llega/llegan/viene/vienen/sale/salen [..3] manana/hoy/@es_dia
    empezamos/comenzamos/arrancamos/abrimos/salimos/viajamos/volamos/nos/presentamos/entregamos/exponemos [..3] manana/hoy/@es_dia, manana tengo
    manana tenemos, manana es, manana empieza, manana a las, manana abrimos, manana por la manana, manana viajo, manana viajamos, manana vuelo
    manana sale, manana salgo, manana salimos, manana me, manana nos, manana temprano, manana a primera hora, a primera hora, hoy tengo
    hoy tenemos, hoy a las, esta tarde tengo, esta tarde tenemos, esta noche tengo, esta noche tenemos, el @es_dia tengo, el @es_dia tenemos
    el @es_dia es, el @es_dia empieza, el @es_dia salimos, el @es_dia viajo, el @es_dia viajamos, el @es_dia abrimos, el @es_dia me
    el @es_dia se, este @es_dia, este fin de semana, mi vuelo sale, el vuelo sale, el avion sale, mi tren sale, sale mi, salgo de viaje
    salgo manana, viajo manana, viajo el, vuelo manana, vuelo el, me caso, se casa, nos casamos, se casan, la boda es, boda el, el evento es
    el examen es, la audiencia es, la vista es, el juicio es, la auditoria es, auditoria manana, examen manana, el concierto es, la fiesta es
    la reunion es, la entrega es, mudanza el, nos mudamos el, me mudo el, la firma es, firmamos el, firmo el, la cirugia es, me operan el
    me operan, cumple el, cumpleanos es, dentro de # dias, en # dias, la semana que viene, la proxima semana, a la vuelta de la esquina
    manana/hoy/@es_dia [..3] boda/examen/juicio/vuelo/viaje/auditoria/entrega/presentacion/inspeccion
    manana/hoy/@es_dia [..3] feria/evento/cirugia/operacion/entrevista/mudanza/cita/audiencia/concierto/cumpleanos
    boda/examen/juicio/vuelo/viaje/auditoria/presentacion [..4] manana/hoy/@es_dia
    inspeccion/evento/cirugia/entrevista/mudanza/audiencia/fiesta/concierto [..4] manana/hoy/@es_dia, es en # dias, es en @es_num dias
    el bus sale, sale el bus, en plena boda
    mi boda es, mañana a las # tengo, tengo la defensa, defensa de la tesis, defiendo la tesis, lanzamos campaña, lanzamos el lunes
    lanzamiento el, sale la campaña, el torneo, da comienzo el, comienza el sabado, empieza el sabado, el sorteo, se me pasa, el entierro
    misa mayor, cantamos el, la funcion es, estrenamos, monto en el mercado, el mercado del sabado, me entra un grupo
    entra un grupo completo, viene el lunes, la romeria, el mercadillo, mi vuelo, vuelo mañana, viajo mañana, me examino, tengo vista en, notaria
    llega el auditor, viene el auditor, la auditoria
    se casa mi, cumpleaños es, el cumple, comunion, la comunion, bautizo, el bautizo, bodas de, aniversario es, graduacion, la graduacion
    oposicion es, examen el, parto, nos han adelantado el parto, salgo de cuentas, operacion es, le operan, operan a mi, operan el, viaje es
    viajamos el, salimos el, el avion, embarcamos, mudanza es, entrega de llaves, firmo en notaria, firmamos en notaria, inauguracion
    inauguramos, abrimos el, campaña empieza, feria es, la feria empieza, empieza el curso, vuelta al cole, visita en otra, juicio es, vista oral
no_hurry: sin prisa, sin prisas, no hay prisa, no corre prisa, sin apuro, sin apuros, no hay apuro, no es urgente, no urge, no me urge
    nada urgente, sin urgencia, cuando puedan, cuando podais, cuando pueda, cuando puedas, cuando tengan tiempo, cuando tengais tiempo
    cuando tengan un, cuando tengais un, cuando tenga un, cuando tengas un, cuando buenamente, con calma, con tranquilidad, tranquilamente
    tomense su tiempo, tomaos vuestro tiempo, tomate tu tiempo, tomese su tiempo, sin agobios, sin estres, no pasa nada si, puede esperar
    pueden esperar, puedo esperar, podemos esperar, algun dia, en algun momento, mas adelante, cuando toque, a su ritmo, con su tiempo
    cuando les venga bien, cuando os venga bien, cuando le venga bien, un rato libre, un ratito, un hueco, un huequito, cuando sea posible
    cuando se pueda, en sus ratos libres, no tengo prisa, no tenemos prisa, no me corre prisa, tampoco es urgente, tampoco corre prisa
    tampoco hay prisa, nada que corra prisa, dejadlo para, no es para ya, no es para hoy, cuando os acordeis, si algun dia, por si algun dia
    a la larga, eventualmente
# -- leaving
leaving_decision: cancelo/cancelamos/cancelar/cancele/cancelen [..5] contrato/suscripcion/servicio/cuenta/poliza/linea
    cancelado/cancelare/cancelaremos/cancelando/cancelad [..5] contrato/suscripcion/servicio/cuenta/poliza/linea
    cancelo/cancelamos/cancelar/cancele/cancelen [..5] abono/membresia/plan/todo/tarjeta/seguro/cuota
    cancelado/cancelare/cancelaremos/cancelando/cancelad [..5] abono/membresia/plan/todo/tarjeta/seguro/cuota
    rescindir/rescindo/rescindimos/rescision/resolver/resolvemos [..4] contrato/contratos/suscripcion/servicio/poliza/acuerdo/cuenta
    resuelvo/resolucion/anular/anulo/anulamos/anulacion [..4] contrato/contratos/suscripcion/servicio/poliza/acuerdo/cuenta, darme de baja
    dame de baja, denme de baja, dadme de baja, deme de baja, darnos de baja, dennos de baja, dadnos de baja, doy de baja, damos de baja
    dare de baja, daremos de baja, dado de baja, dando de baja, di de baja, dimos de baja, damos la baja
    tramiten/tramitad/tramite/gestionen/procesen [..3] baja, solicito la baja, pido la baja, quiero la baja, solicitamos la baja, causar baja
    causo baja, causamos baja, mi baja, nuestra baja, la baja definitiva, la baja inmediata, baja inmediata, tramiten mi, tramitad mi
    comunico mi, comunicamos nuestra, notifico mi, baja del servicio, baja de mi, baja de la, me borro, borrarme de, borro mi cuenta
    borre mi cuenta, borre la app, desinstal*, cierro mi cuenta, cierro la cuenta, cerrar mi cuenta, cerrar la cuenta, cerrar mis cuentas
    cierren mi cuenta, cerramos la cuenta, cierre de cuenta, cerradme la cuenta, cancelacion inmediata, cancelacion definitiva
    solicito la cancelacion, solicitamos la cancelacion, exijo la cancelacion, me voy, nos vamos, me marcho, nos marchamos, me largo
    nos largamos, me piro, me voy a otra, me voy a la, me voy con, nos vamos con, nos vamos a otra, me ire, nos iremos, me cambio a/de/con/ya
    nos cambiamos, me he cambiado, nos hemos cambiado, me cambie a, nos pasamos a, me paso a, me pase a, me he pasado a, cambiamos de
    cambio de compania/banco/proveedor/operador/seguro/empresa, hemos abierto cuenta, abri cuenta en, he contratado con otra/otro, ya contrate
    ya contratamos, hemos contratado a otra/otro, hemos firmado con, firmamos con, ya firme con, firme con otra, ya he contratado
    otra empresa ya, ya tengo otro, ya tengo otra, ya tenemos otro, otra compania ya, portabilidad, pido la portabilidad, porto mi
    porto el numero, portar mi, no renovar*, no renovamos, no renuevo, no renuev*, no voy a renovar, no vamos a renovar, no pensamos renovar
    no pienso renovar, no sera renovado, no se renovara, no prorrogar*, no prorrogamos, no seguimos, no seguiremos, no sigo, no seguire
    no voy a seguir, no vamos a seguir, no continuar*, no continuamos, no continuo, no queremos seguir, no quiero seguir, no contamos con ustedes
    no contaremos con, no cuenten con, dejamos de trabajar, dejo de ser, dejamos de ser, dejare de ser, dejaremos de ser, prescindir*
    prescindimos, prescindo, no volver* a contratar, no volveremos a trabajar, ponemos fin, pongo fin, poner fin, damos por terminad*
    doy por terminad*, dar por terminad*, damos por resuelto, doy por resuelto, damos por finalizad*, doy por finalizad*, fin de contrato
    fin del contrato, fin de la relacion, romper el contrato, rompemos el contrato, rompo el contrato, romper la relacion, rompemos la relacion
    terminar la relacion, terminacion del contrato, terminacion anticipada, desistir del contrato, desisto, me retiro, nos retiramos
    retiro mi dinero, retiro mis ahorros, retirar mi dinero, retirar mis fondos, me llevo mi dinero, me llevo mis, me llevo todo, nos llevamos
    me llevo la cuenta, me llevo mi, hasta aqui llego, hasta aqui llego mi, adios muy buenas, bye bye, hasta nunca, se acabo con ustedes
    se acabo con vosotros, aqui se acaba, aqui acaba, ultima factura, ultimo mes, ultima cuota, mi ultimo mes, busquense otro cliente
    buscaos otro cliente, ahi se quedan, ahi os quedais, que les vaya bien, que os vaya bien, no vuelvo, no vuelvo mas, no vuelvo a pedir
    devolver* el equipo, recojan el router, recojan su, vengan a recoger, vengan a buscar, migramos a, hemos migrado, migraremos
    hemos decidido cambiar, he decidido cambiar, hemos decidido no, he decidido no, hemos decidido irnos, decidido marcharme, decision de cambiar
    decision es irrevocable, cancelar ya, cancelame, cancelenme, cancelenlo, cancelen todo, cancelo todo, quiero cancelar, queremos cancelar
    deseo cancelar, deseamos cancelar, quiero irme, queremos irnos, quiero salir, quiero la portabilidad, nos salimos, me salgo, salirme de
    salirnos de, cambio de proveedor, cambio de compania, cambio de aires, nuestro nuevo proveedor, el nuevo proveedor, sustituir* por otro
    hemos sustituido, migro a, migro todo, migramos todo, cierro [..3] cuenta/cuentas, retiro a mi, retiramos a, saco a mi, saco mi dinero
    saco mi, sacamos el dinero, me cambio [..3] competencia/compania/banco/proveedor, me/nos paso/pasamos/paso [..3] competencia/otra/otro
    con [..2] competencia, queremos/quiero/deseo/deseamos [..4] rescindir/baja/cancelar/resolver/irme/irnos/salir
    he/hemos decidido [..4] cambiar/irme/irnos/cancelar/rescindir/dejar/dejaros/dejarlos/prescindir, no contaran con, ya no somos
    ya no soy cliente, ya no soy vuestr*, dejo vuestro, dejo su, dejamos vuestro, dejamos su, los dejo, os dejamos, los dejamos
    me despido, nos despedimos, ha sido un placer, ya he/hemos pedido [..2] baja/portabilidad, ya pedi la baja/portabilidad
    cambiamos [..3] proveedor/compania/banco/sistema/plataforma, en otra parte, me llevo [..3] otra/otro/competencia, subiendo el backup a otro
    pondre la baja, acuerdo de baja, entrego las llaves, dejo el piso, vendo mi, cancelamos los/las/el/todos, borro [..2] app/cuenta
    borrar la app/cuenta, borrada/borrado [..2] app/cuenta, si no [..7] baja/cancelo/cancelamos/cambio/cambiamos/voy/vamos/rescindo/rescindimos
    o [..5] me doy de baja, o [..5] cancelo/cancelamos/rescindimos, !me doy de baja, !nos damos de baja, !cancelo el contrato
    !nos vamos a otra/otro
    rescindo, rescindimos, rescision, rescindir, tramite la rescision, den por resuelto, dar por resuelto el, doy por anulada, doy por terminado
    doy por terminada nuestra, doy por finalizado, por anulada nuestra, renuncia irrevocable, renuncia a la condicion, renuncio, me doy de baja
    nos damos de baja, me borro de, me borre, nos borramos, borrar mi cuenta, no volvere, no volveremos, no volvera a comprar, no volvera a
    no volvera, no vuelvo ni, no pienso volver, no renovare, no renovaremos, no renovar, dejo de ser cliente, dejamos de ser clientes
    dejo de ser socio, se acabo, se acabo lo nuestro, cerrar su ficha, cierro tambien la cuenta, desea cerrar, quiero cerrar
    las hara otro, lo hara otro, hara otro fabricante, con el que firmamos, firmamos con otro, firmamos ayer, ya firmamos con
    ya hemos firmado con, he firmado con otro, busco otra casa, busco otro, buscamos otro, buscare otro, ya he buscado, ya contratamos otro
    contrate otro, contratado otro, me paso con, nos hemos pasado a, me cambio a, nos cambiamos a, me fui con, nos fuimos con, se ha ido con
    me llevo el negocio, retiro mi, retiramos nuestra, pasen por las, pasen a recoger
leaving_maybe: comparando, comparo, comparar ofertas/precios/companias/opciones, comparado precios, comparativa, estoy comparando
    estamos comparando, mirando/viendo/buscando/valorando/evaluando [..4] alternativas/opciones/ofertas/competencia/proveedores
    mirando/viendo/buscando/valorando/evaluando [..4] otras/otra/otros/otro/companias
    sopesando/considerando/estudiando/barajando/tanteando/revisando [..4] alternativas/opciones/ofertas/competencia/proveedores
    sopesando/considerando/estudiando/barajando/tanteando/revisando [..4] otras/otra/otros/otro/companias
    buscar/mirar/valorar/evaluar/considerar/estudiar/ver/explorar/pedir [..3] alternativas/otras/otra/otros/otro/competencia
    buscare/buscaremos/mirare/miraremos [..2] otra/otro/otras/otros/alternativas, alternativas, otras opciones, otras ofertas, me planteo
    nos planteamos, me estoy planteando, nos estamos planteando, planteandome, planteandonos, replante*, plantearme, plantearnos
    pensando en cambiar/cambiarme/cambiarnos/irme/irnos/dejar/dejarlo/dejarlos/cancelar/darme/darnos, pienso en cambiar, pensamos en cambiar
    pensando cambiar*, pensando seriamente, penso en cambiar, pienso cambiar*, estoy pensando en, estamos pensando en, pensarme si, me pienso si
    me lo estoy pensando, nos lo estamos pensando, nos pensamos, considerando cambiar*, considero cambiar*, consideramos cambiar*
    tentado/tentada/tentados de/a, tentacion, ganas de cambiar*, ganas de irme, ganas de mandar, ganas de dejarlo, dan ganas de irse, dudando si
    dudo si, dudamos si, no se si seguir, no se si renovar, no se si continuar, no sabemos si, no sabemos si renovar, si seguir con, si renovar
    si nos quedamos, si me quedo, si merece la pena, si vale la pena, vale la pena seguir, merece la pena seguir, antes de renovar
    antes de decidir, no me extranaria, me veo en la necesidad de cambiar, por que deberia seguir, por que seguir, para que seguir
    razon para quedarme, razones para quedarme, motivo para quedarme, motivos para seguir, una razon para, un motivo para, dame una razon
    denme una razon, deme una razon, denme un motivo, convencerme, convencedme, convenzanme, convenceme, que me ofrecen, que me ofreceis
    que me pueden ofrecer, me han ofrecido, me ofrecen, nos ofrecen, me ofrece la competencia, la competencia me, la competencia nos
    otra compania me, otra empresa me, otra empresa nos, otro proveedor nos, otro banco me, la competencia ofrece, la competencia cobra
    la competencia tiene, por la mitad, mas barato en, mejor oferta, mejores ofertas, mejor precio en, oferta de, ofertas de, tengo una oferta
    tenemos una oferta, tenemos ofertas, he recibido una oferta, presupuesto de otra/otro, pidiendo presupuesto, pedir presupuesto
    pedido presupuesto*, pedimos presupuesto*, cotizando, cotizar con, hemos cotizado, otras cotizaciones, cotizacion de otro, probando otra/otro
    probando la competencia, prueba con otro/otra, prueba gratuita de otro/otra, renegoci*, renovacion en duda, en duda la renovacion
    la continuidad, nuestra continuidad, replantear la relacion, reconsiderar*, reconsidero, reconsideramos, revisar nuestra relacion
    revisar el contrato, saldremos a buscar, sacar a concurso, sacarlo a concurso, licitar de nuevo, acabare cambiando, acabaremos cambiando
    acabare yendome, terminare cambiando, terminare yendome, terminaremos yendonos, me ire a otra, iremos a otro, me obligan a buscar
    me obligan a irme, me estan empujando, me empujan a, acabare en la, a este paso me, a este paso nos, asi no renuevo, asi no renovamos
    asi no sigo, cualquier dia me
    estoy/estamos/ando/andamos [..2] mirando/comparando/buscando/viendo [..5] otra/otro/otras/otros/ofertas/presupuestos
    estoy/estamos/ando/andamos [..2] valorando/evaluando/pidiendo/probando [..5] otra/otro/otras/otros/ofertas/presupuestos
    estoy/estamos/ando/andamos [..2] mirando/comparando/buscando/viendo [..5] precios/alternativas/competencia
    estoy/estamos/ando/andamos [..2] mirando/comparando/buscando/viendo [..5] companias/opciones/tarifas
    estoy/estamos/ando/andamos [..2] valorando/evaluando/pidiendo/probando [..5] precios/alternativas/competencia
    estoy/estamos/ando/andamos [..2] valorando/evaluando/pidiendo/probando [..5] companias/opciones/tarifas, antes de decidir*
    antes de firmar con, me/nos convenzan/convenceis, que me/nos ofrecen/ofreceis [..4] quedarme/quedarnos/seguir, si sigo, si seguimos
    no descarto, no descartamos, tentad*, otro/otra/competencia/vecino [..4] barato/barata/mitad/menos/mejor
    comparando ventajas, comparando precios, comparando vuestro, comparando su, cotejando, estamos cotejando, cotejar, mirando otros
    anda mirando, ando mirando, estoy mirando otros, estamos mirando otras, mirar otros, mirando precios, mira los dos precio, los dos precios
    cotillear precios, preguntar precios, pedido precios, he pedido precios, hemos pedido precios, pedimos precios, pedi precios a
    pedido/pedi/pedimos/solicitado/solicite [..3] presupuesto/presupuestos/precios/ofertas/oferta/cotizacion/cotizaciones [..3] otro/otros/otra/otras
    otros dos proveedores, otro proveedor por, cotizar con tres, valorando la propuesta, valorando tambien, valorando otras, valorando otra
    valoramos otras, estudiando otras, estudiamos otras, evaluando otras, evaluando alternativas, barajando, barajamos, por si acaso
    por si conviene, por si nos conviene, por ver como andan, a ver si nos conviene, para que los mire, me ha pasado los precios
    nos ha pasado su tarifa, mas barato con, en otro sitio mas barato, otra empresa mas barato, si no me dais, si no me dan, si no se arregla me
    si no lo arreglan me, o me voy, o nos vamos, si esto sigue asi, como siga asi, como sigan asi, de seguir asi, otra mas y, una mas y me
    me estoy pensando, nos estamos pensando, estoy pensando en irme, planteando cambiar, replantear, replanteando, dudo en renovar
    tengo dudas de si seguir, tentado de, tentada de, proponerlo, a lo mejor nos cambiamos, igual nos cambiamos, igual me cambio
competitor: competencia, competidor*, competidora*, otro proveedor, otros proveedores, otra compania, otras companias, otra empresa
    otras empresas, otro banco, otros bancos, otra entidad, otra aseguradora, otro seguro, otra tienda, otras tiendas, otro operador
    otra operadora, otra marca, otras marcas, otro servicio, otra plataforma, otra agencia, otro fabricante, otro suministrador
    otro distribuidor, otro taller, otro gimnasio, otro supermercado, otra clinica, otra aerolinea, otro software, otro programa, otra app
    otro lado, otra parte, otro sitio, otros sitios, los de enfrente, el de enfrente, la de al lado, rival*, alternativa, alternativas, amazon
    mercado libre, vodafone, orange, movistar, jazztel, digi, masmovil, yoigo, telcel, claro ofrece, iberdrola, endesa, naturgy, la competencia
    con otro proveedor, a otro proveedor, de otro proveedor, con otra compania, en otra tienda, en otro sitio, en otro lado, en otra parte
    con otros, con otra
    con otra plataforma, tiene otra marca, otros caterings, otra escuela, la otra escuela, otra farmacia, otra optica, seguro otra empresa
    otra casa, dos proveedores, tres proveedores, la imprenta de enfrente, de enfrente, la de enfrente, el de al lado, los de al lado
    la cooperativa de, dos modelos, modelos alemanes, otra compañia, otro instalador, otro tecnico, otro dentista, otro hotel, otra academia
    otro portal, otra web, otra gestoria, proveedor alternativo, me busco la vida en, otro lugar, usan una pizarra
switch: cambiar de, cambiarme, cambiarnos, cambiare, cambiaremos, cambiar a, me cambio, nos cambiamos, me cambie, cambio de proveedor
    cambio de compania, cambio de banco, cambio de operador, migrar, migracion, migramos, migrado, migrare, migraremos, migrando, pasarme a
    pasarnos a, pasarse a, me paso, nos pasamos, me pase, nos pasaremos, me pasare, portabilidad, portar, porto, traspas*, traslado, irme a
    irnos a, irme con, irnos con, mudarme a, sustituir*, reemplaz*, dejarlos, dejaros, dejarlo, migro, migra, cambio a, cambiamos a, cambie a
    cambiarnos a, cambiarme a, pasar a otra, pasar a otro, pasarnos, ir a otro, ir a otra, llevarme, llevarnos, mover todo a
cancel: cancel*, anular, anulo, anula*, anulacion, anulad*, rescind*, rescision, resolver el contrato, resolucion del contrato
    resolvemos el contrato, dar de baja, darme de baja, darnos de baja, baja, bajas, de baja, desistimiento, desistir, desisto, desisti*
    terminacion, terminar el contrato, finalizar el contrato, revocar, revoco, revocacion, suspender, suspendan, dejar sin efecto, sin efecto
    poner fin, desapuntar*, borrarme, cerrar mi cuenta, cerrar la cuenta, preaviso, romper el contrato, extinguir, extincion
renew: renov*, renuev*, renovacion*, renovacion, renovar, renueva, renuevan, prorrog*, prolong*, prolonga, extension, extender, extiend*
    ampliar el contrato, ampliacion del contrato, proxima anualidad, nueva anualidad, permanencia, otro ano mas, un ano mas, reconduccion, tacita
    tacitamente, seguir otro ano
loyal_years: cliente desde, clienta desde, clientes desde, cliente hace, clientes hace, cliente fiel, clienta fiel, clientes fieles, fiel cliente
    fieles clientes, cliente de toda la vida, clientes de toda la vida, toda la vida, de toda la vida, cliente de anos, cliente de muchos anos
    cliente de # anos, clientes de # anos, fidelidad, antiguedad, anos con vosotros, anos con ustedes, anos siendo, anos pagando, anos confiando
    anos de cliente, llevo # anos, llevamos # anos, llevo @es_num anos, llevamos @es_num anos, llevo anos, llevamos anos, llevo mas de
    llevamos mas de, llevo toda la vida, tras # anos, despues de # anos, despues de @es_num anos, tras @es_num anos, hace # anos que
    hace @es_num anos que, hace anos que, desde hace anos, desde hace # anos, desde hace mas de, mas de # anos, durante # anos
    durante @es_num anos, # anos de, # anos con, # anos como, veinte anos, quince anos, treinta anos, cuarenta anos, diez anos, desde 19*
    desde 20*, desde el ano, anos de fidelidad, anos de confianza, anos de relacion, anos trabajando, anos comprando, socio desde, socia desde
    socios desde, socio de #, abonado desde, decada*, una decada, decadas, ya mi padre, ya mi abuelo, mi padre ya, siempre he sido, siempre hemos
    siempre he comprado, siempre hemos comprado, cliente habitual, clienta habitual, clientes habituales, cliente numero
    llevo # años, llevamos # años, hace # años que, # años de cliente, # años de socio, # años con vosotros, # años con ustedes, # años comprando
    nueve años comprando, doce con su programa, cuarenta años de, desde que abri, desde que abrieron, toda la vida con, clienta de siempre
    cliente de siempre, fiel, fieles, pague la poliza # años, pague # años, tantos años, despues de tantos, dos cursos, llevo viniendo
# -- law
lawyer: abogad*, letrad*, procurador*, bufete*, despacho de abogados, estudio juridico, asesoria juridica, asesor juridico, asesores juridicos
    asesores legales, asesor legal, departamento juridico, departamento legal, area legal, area juridica, direccion juridica, servicios juridicos
    servicio juridico, gabinete juridico, equipo legal, equipo juridico, representante legal, apoderad*, asistencia juridica, asesoramiento legal
    asesoramiento juridico, defensa juridica, seguro de defensa, mi defensa, escriban*, escribano, penalista, jurista*, juridica, carta documento
    picapleitos, turno de oficio, justicia gratuita, mi cunado abogado, patrocinio letrado, patrocinante, consultora legal, nuestros juridicos
    si no [..8] abogado/abogada/abogados
    abogado, abogada, abogados, mi abogado, mi abogada, nuestros abogados, letrado, letrada, letrados, mi letrado, nuestros letrados, bufete
    abogado del gremio, procurador, la perito, perito, burofax, la abogada que nos ayuda
court: tribunal*, juzgad*, juez, jueza, jueces, suprema corte, juicio, juicios, pleito*, pleitear, litig*, litigio, demand* judicial, demanda
    demandar*, demandare, demandaremos, demandamos, demandado, demandando, demandas, demandarlos, demandaros, interponer*, interpondr*
    interpongo, querella*, querellar*, denuncia*, denuncio, denunciar*, denunciado, denunciare, denunciaremos, denunciarlos, denunciaros
    denunciando, via judicial, vias judiciales, la via legal, vias legales, por la via, via legal, via penal, penalmente, judicial, judiciales
    judicialmente, acciones legales, acciones judiciales, acciones penales, medidas legales, medidas judiciales, accion judicial, accion legal
    accion de tutela, tutela, amparo, recurso de amparo, tomar acciones, emprender acciones, proceder legalmente, legalmente, iniciar acciones
    ejercer acciones, ejercitar acciones, ante la justicia, la justicia, a la justicia, nos veremos en, nos vemos en los
    vernos en los, en los tribunales, en los juzgados, fiscalia, policia, guardia civil, mossos, comisaria, carabineros, ministerio publico
    delito, delitos, delictiv*, reclamacion judicial, procedimiento monitorio, arbitraje, arbitral, junta arbitral, mediacion, mediador
    conciliacion, acto de conciliacion, audiencia de, burofax, burofaxes, carta documento, carta notarial, requerimiento notarial, notarial
    responder ante, perito*, peritaje, peritacion, contencioso, requerimiento formal, telegrama, intimo, intimamos, intimacion, cautelar
    embargar, sentencia, presentar* cargos, cargos, demanda colectiva, accion colectiva, desconozco [..3] cargo/cargos, hago la denuncia
    radico la denuncia, radicar*, denuncia en, denuncia ante, denuncia a, denuncia penal, denuncia formal
    presento/presentaremos/presentare/presentamos/pongo [..3] denuncia/demanda/querella/recurso
    poner/pondre/pondremos/interpongo/interpondre/interpondremos [..3] denuncia/demanda/querella/recurso, con acta, ante notario, a juicio
    ir a juicio, ire a juicio, si no [..8] denuncia/denuncio/denunciare/demanda/demando/demandare/tribunales/juzgado/juicio
    o [..5] denuncio/demando/denunciare
    juzgado, juzgados, al juzgado, escrito al juzgado, tribunales, los esperamos en los tribunales, nos vemos en los tribunales
    nos vemos en el juzgado, les demandamos, os demando, los demando, les demandara, presentamos la demanda, presentaran demanda
    prepara la demanda, interponer, interpondre, bajo apercibimiento, apercibimiento, intimo a, los intimo, intimacion fehaciente, fehaciente
    querella, querellarme, denuncia contra, la denuncia, pongo la denuncia, pongo denuncia, voy a denunciar, os denuncio, los denuncio
    por la via legal, indemnizacion, daños y perjuicios, por incumplimiento, mediacion previa
regulator: consumo, oficina de consumo, oficina del consumidor, omic, ocu, facua, consumidor, consumidores, defensa del consumidor
    defensa al consumidor, asociacion de consumidores, organizacion de consumidores, hoja de reclamaciones, hojas de reclamacion*, hoja oficial
    libro de reclamaciones, libro de quejas, profeco, indecopi, sernac, condusef, superintendencia, superfinanciera, superservicios
    superintendente, procuraduria, ombudsman, defensor del, defensora del, defensoria, defensor del cliente, defensor del pueblo
    defensor del asegurado, defensor del consumidor, sindico, regulador, reguladora, organismo regulador, ente regulador, enargas, enre, enacom
    osiptel, osinerg*, inai, cnbv, cnmv, cnmc, banco de espana, banco central, bcra, direccion general de, dgs, direccion general de seguros
    agencia espanola, agencia de proteccion, aepd, proteccion de datos denuncia, autoridad de control, autoridad competente
    las autoridades, la autoridad, a las autoridades, inspeccion, inspector, inspectores, inspeccion de trabajo, salud publica
    inspeccion de sanidad, ministerio, consejeria, aesa, secretaria de estado, oficina de atencion al usuario, teleco
    usuarios de telecomunicaciones, junta arbitral, camara de comercio, colegio oficial, colegio de, hacienda, agencia tributaria, afip, dian
    inspeccion tecnica, reclamacion oficial, reclamacion formal, reclamacion ante, reclamar ante, queja formal, queja oficial, queja ante
    denuncia ante, denunciar ante, derecho de peticion, pqr, pqrs, pqrd, elevare, elevaremos, elevar una queja, elevar la
    interponer una reclamacion, interponer queja, ventanilla unica, ante el ministerio, al ministerio, ministerio de, superintendencia de
    ante consumo, a consumo, en consumo, en defensa del consumidor, ante la agencia, ante la autoridad, a la autoridad, de la autoridad
    autoridad sanitaria, la inspeccion, ante la inspeccion, ante el regulador, al regulador, en la omic, en profeco, a profeco, en indecopi
    al sernac, a la ocu, en la ocu, a facua, si no [..8] consumo/facua/ocu/profeco/indecopi/sernac/superintendencia/reclamaciones, !voy a consumo
    !reclamacion en consumo
    arbitraje de consumo, agencia española de proteccion de datos, agencia de proteccion de datos, agencia de pro, inspeccion de vivienda
    inspeccion de, banco de españa, presentare reclamacion, presentado reclamacion, presentado la reclamacion, hojas de reclamaciones
    expediente ya, en sanidad, guardia civil, comisaria, fiscalia, cofece
legal_breach: incumplimiento*, incumpl*, incumplid*, incumple*, incumplen, incumplis, incumplio, mora, en mora, morosidad, clausula, clausulas
    clausula #, conforme a, con arreglo a, en virtud de, al amparo de, segun la ley, segun el articulo, segun la clausula, articulo #
    articulos #, art #, ley #, ley general, ley de, codigo civil, codigo de comercio, codigo penal, reglamento, rgpd, lopd, habeas data
    danos y perjuicios, indemniz*, indemnizacion*, resarc*, resarcimiento, compensacion economica, responsabilidad civil, responsabilidad penal
    responsabilidades, les hago responsables, os hago responsables, hacer responsable, haremos responsable*, exigir responsab*
    exigiremos responsab*, exijo responsab*, exigire, exigiremos, reclamare, reclamaremos, reclamamos formalmente, reclamo formalmente, reservo
    reservamos, me reservo, nos reservamos, me reservo el derecho, nos reservamos el derecho, reserva de acciones, reserva de derechos
    ejercer mis derechos, ejercer mi derecho, ejercer nuestro derecho, hacer valer, mis derechos, nuestros derechos, derechos como, vulnera*
    vulneracion*, vulnerado mis, infraccion*, infring*, ilegal*, ilegalidad*, ilicit*, fuera de la ley, contra la ley, es delito, delito, delitos
    notificacion formal, notificamos formalmente, comunicacion fehaciente, fehaciente*, requerimiento, requerimientos, les requerimos
    le requiero, les requiero, requerimos, intimo, intimo a, emplaz*, apercib*, bajo apercibimiento, a los efectos oportunos, efectos oportunos
    efectos legales, consecuencias legales, con las consecuencias, consecuencias, a que haya lugar, en derecho, conforme a derecho
    penalizacion pactada, penalizaciones previstas, penalizacion contractual, penalidad*, sla, aval, ejecutar el aval, ejecutaremos
    aval bancario, garantia bancaria, retencion de pago*, retendremos, retendre, retenemos el pago, suspendemos el pago, suspender el pago
    no pagare, no pagaremos, no pienso pagar, no vamos a pagar, no voy a pagar, devuelvo el recibo, devolver el recibo, devolvere el recibo
    devuelvo los recibos, devolucion del recibo, devolvere los recibos, devolvemos los recibos, retrocesion, retroceder el cargo, contracargo*
    contra cargo, chargeback*, disputa, disputar, disputare el cargo, disputa del cargo, desconozco el cargo, desconocer el cargo
    desconocer el consumo, anular el cargo, mi banco devuelva, garantia legal, derecho de desistimiento, plazo legal, legalmente obligad*
    estan obligados, estais obligados, esta obligado, obligados por ley, por ley, la ley dice, la ley, la ley me, me ampara, me asiste, ampara
    nulidad, clausula abusiva, practica abusiva, practicas abusivas, publicidad enganosa, competencia desleal, difamacion, calumnia*, injuria*
    negligencia, negligencia profesional, resolucion por incumplimiento, justa causa, con justa causa, resolucion contractual
    responsabilidad contractual, dolo, mala fe, silencio administrativo, clausula [..4] incumpl*
    incumpl* [..4] contrato/contractual/clausula/pactado/acordado/ley, les/os/le responsabiliz*
    exijo/exigimos/exigire/exigiremos [..5] indemnizacion/compensacion/danos/perjuicios/devolucion/intereses/penalizacion
    reclamo/reclamamos/reclamare/reclamaremos [..5] indemnizacion/compensacion/danos/perjuicios/devolucion/intereses/penalizacion, en virtud del
    conforme al, conforme a la, con base en, con fundamento en, en aplicacion de, al amparo del, contrato [..3] incumpl*/roto/vulnerado
law_word: legal, legales, legalidad, ley, leyes, normativa*, norma, normas, reglament*, regulacion*, decreto, real decreto, directiva, estatut*
    juridic*, derecho, derechos, jurisprudencia, cumplimiento normativo, compliance, ordenanza*, constitucion, constitucional
    contractual, contractuales
# -- the public
press: prensa, periodista*, periodico*, el diario, television, tele, televisivo, tv, canal #, noticiero*, noticia, telediario
    informativos, reportaje*, reportero*, reportera*, medios de comunicacion, los medios, radio, la radio, emisora, columnista, redaccion
    corresponsal, programa de television, programa de la manana, programa de consumo, el pais, el mundo, el comidista, antena 3, telecinco
    la sexta, rtve, cadena ser, la vanguardia, clarin, la nacion, tn, el tiempo, el universal, reforma, caracol, rcn, televisa, prensa local
    diario local, periodico local, radio local, cartas al director, carta al director, comunicado de prensa, a la opinion publica
    la opinion publica, equipo de investigacion, columna del, la columna, mi columna, noticiero local, noticias del, en las noticias
    sale en la tele, por la tele, un periodista, una periodista, camaras frente, las camaras, con camaras, con pancartas, carteles, pancartas
    pancarta
    periodista, redactor del, un redactor, redactor del periodico, noticiero, viene a grabar, a grabar la, radio comarcal, en la radio
    leo yo en la radio, lo leo en la radio, en antena, hay prensa, la prensa, columna del viernes, ya esta en maquinas, en maquinas, soy critica
    critico gastronomico, el periodico, canal de television, programa de la tele, reportaje, un reportaje, entrevista en, me van a entrevistar
    dar una entrevista, reportera, reportero, agencia de noticias, revista del gremio, la revista del gremio
    boletin del gremio, revista de, publicamos en la revista, revista del sector
review_bad: resena, resenas, resena negativa, una resena, reseña, opinion negativa, opiniones negativas, mala opinion, malas opiniones
    mala resena, malas resenas, una opinion en, opinion en google, opiniones en google, comentario negativo, comentarios negativos
    un comentario en, valoracion, valoraciones, valoracion negativa, mala valoracion, valorar con, puntuacion, puntuar, puntuo, calificacion
    califico, calificare, criticas, mala critica, una estrella, 1 estrella, # estrellas, cero estrellas, estrellas, estrella, ni una estrella
    media estrella, trustpilot, tripadvisor, google maps, google reviews, app store, play store, google play, mybusiness, yelp, reclame aqui
    foro de, glassdoor, les pongo un, os pongo un, le pongo un cero, les pongo un cero, un cero, un 1, cero patatero, dejare mi opinion
    dejar mi opinion, mi opinion publica, review, reviews, rating
    dejo/dejare/deje/dejar/pongo/pondre [..3] resena/resenas/opinion/opiniones/estrella/estrellas/comentario/critica/valoracion/review
    poner/puse/escribo/escribire/publicar/publicare [..3] resena/resenas/opinion/opiniones/estrella
    poner/puse/escribo/escribire/publicar/publicare [..3] estrellas/comentario/critica/valoracion/review, critica gastronomica, soy critica
    soy critico, mi critica
    pagina de opiniones, en la pagina de opiniones, lo puse anoche, pagina de reseñas, una reseña, mi opinion en, preparado una reseña
    he preparado una reseña, reseña igual de, hoja de reclamaciones en, he puesto una estrella, puse una estrella, critica en
social: twitter, tuit*, tuite*, tweet*, retuit*, x com, facebook, fb, instagram, insta, tiktok, tik tok, linkedin, youtube, youtuber*, reddit
    redes, redes sociales, las redes, en redes, por redes, rrss, publicar, publicare, publicaremos, publicando, publicado, publicarlo
    publicacion, publique, postear*, posteo, postee, posteare, subire, subirlo, lo subo, subido a, grabando, grabado, hilo, un hilo, un post
    viral, viralizar, viralic*, hacer viral, seguidores, followers, influencer*, hashtag, blog, blogs, foro, foros, en el foro, grupo de whatsapp
    grupo de wasap, grupo de padres, grupo de vecinos, grupo de madres, grupo de facebook, grupo de telegram, en el grupo, whatsapp del
    whatsapp de, chat de padres, chat de vecinos, chat de, telegram, podcast, stories, difusion, difund*, lista de difusion, lista de correo
    lista de distribucion, boletin, change org, peticion online, recogida de firmas, recoger firmas, firmas, en directo, en vivo, abro hilo
    abrire hilo, abri un hilo, abierto un hilo, hilo en, voy a subir*, vamos a subir*, subo esta, la subo, subimos
    subido [..3] redes/tiktok/instagram/twitter/grupo/facebook/youtube
    publicar*/publico/publicare/publicamos/comparto [..4] redes/grupo/grupos/foro/facebook/twitter/instagram/internet/linkedin
    compartire/cuelgo/colgare/pongo/pondre [..4] redes/grupo/grupos/foro/facebook/twitter/instagram/internet/linkedin
    grupo [..4] miles/mil/vecinos/padres/madres/clientes/usuarios/companeros/facebook/whatsapp, ya esta en, lo tienen todos, lista de usuarios
    ya circula, circula por, circulando, corre por, ya tiene #, tiene # visitas, # visitas, # seguidores, # reproducciones, mil seguidores
    seguidores tengo, si no [..8] redes/twitter/facebook/instagram/tiktok/resena/resenas/publico/publicare
    va por # mil, cuarenta mil visitas, mil visitas, # mil visitas, se titula con vuestro, con vuestro nombre, con su nombre, vuestro nombre y
    en video a mis redes, a mis redes, mis redes, en mis redes, lo acabo de subir, lo acabo d subir, acabo de subir, acabo de publicar
    acabo de postear, subi a, colgado en, colgue en, colgado el video, he grabado [..4] disco/video/todo/llamada, lo he grabado, lo tengo grabado
    grabe todo, lo grabe, foro de/del [..3] crianza/makers/usuarios/comunidad/vecinos/clientes, en el foro de, hilo en el foro, hilo de twitter
    # respuestas en, respuestas en un dia, grupo de # mil, publicar en el grupo, en el grupo con
    grupo de [..2] madres/padres/vecinos/novias/barrio/whatsapp/facebook/clientes/productores/afectados, grupo de afectados
    plataforma de afectados, estado de whatsapp, historias de instagram, lo subi a, lo subo a, lo voy a subir, lo voy a publicar, lo publicare
    lo publico, lo publicamos, publicamos las, lo postee, lo puse en, os he dejado puestos, dejado puestos, ya esta todo en, esta todo en el foro
    ya lo saben en, se hizo viral, se esta haciendo viral, se volvio viral, funar, funa, los voy a funar, funados, quemarlos en redes
    quemar en redes, escrachar, escrache, rajar de, arrobar, etiquetando, etiquetados, os he etiquetado, los etiquete, con capturas
    capturas de pantalla en, pantallazos en
tell_everyone: avisar/avisare/avisando/advertir/advertire/alertar/alertare/prevenir [..4] todo/todos/todas/gente/mundo/amigos
    avisar/avisare/avisando/advertir/advertire/alertar/alertare/prevenir [..4] vecinos/companeros/conocidos/demas/otros/clientes
    contar/contare/contaremos/contarle/contarselo/decir/dire/decirle [..4] todo/todos/todas/gente/mundo/amigos
    contar/contare/contaremos/contarle/contarselo/decir/dire/decirle [..4] vecinos/companeros/conocidos/demas/otros/clientes, que se entere todo
    que se enteren, que lo sepa, que lo sepan, que sepan todos, que todo el mundo, todo el mundo sepa, todo el mundo se entere, se va a enterar
    se van a enterar, se entere todo, se enteren todos, para que se sepa, para que nadie, que nadie mas, que nadie caiga, que no le pase a
    que no caigan, que otros no, que la gente sepa, la gente tiene que saber, la gente debe saber, deben saber, todos deben saber, hacer publico
    hare publico, haremos publico, hacerlo publico, lo hare publico, hago publico, hacemos publico, publicamente, de forma publica, carta abierta
    compartire, compartiremos, compartir esto, compartir mi, compartir mi experiencia, comparto mi experiencia, comparti, difundir, difundire
    difundiremos, divulg*, correr la voz, corro la voz, corra la voz, boca a boca, boca en boca, de boca en boca, el boca a boca
    ya se lo he contado, lo cuento, lo cuento a todos, lo contare, lo voy a contar, voy a contar, vamos a contar, pienso contar, pienso contarlo
    pienso decir, le dire a todo, no recomendar*, no lo recomiendo, no los recomiendo, no os recomiendo, no recomiendo, no recomendaria
    no recomendare, nadie los contrate, no contraten, no contrateis, no compren, no compreis, desaconsej*, desrecomend*, mala fama
    mala publicidad, mala prensa, os voy a hacer publicidad, hacer publicidad, hare publicidad, denuncia publica, denunciar publicamente
    escrachar, escrache, funar, funa, funarlos, los voy a funar, quemarlos, quemar en redes, los voy a quemar, escracharlos, exhibirlos, exhibir
    ponerlos en evidencia, poner en evidencia, sacar a la luz, saldra a la luz, salga a la luz, ya veran, ya vereis, a todo el que, a todo aquel
    a quien quiera, a quien me pregunte, a cada vecino, en el barrio, todo el barrio, todo el pueblo, en el pueblo, contarl*, contarsel*
    contars*, contarles, contarle, contaremos, voy/vamos/pienso [..2] contar*/decir*/publicar*/avisar*/difundir*/advertir*/compartir*, lo sabra
    lo sabran, sabran todos, se sabra, que se sepa, sabran quienes, se lo dire a, le dire a, les dire a, os doy a conocer, dar a conocer
    dare a conocer, para que otros, para que los demas, para que nadie mas, aviso a, ya avise a todos, ya he avisado a, no aconsej*
    no se lo recomiendo, no los recomendare
    que todos sepan, que todo el mundo sepa, se va a enterar todo, se enteran todos, enterarse todo, lo sabra todo, lo saben todos
    ya lo sabe todo, medio pueblo, media comarca, media comunidad, todo el rellano, toda la escalera, toda la cola, voy a contarlo, contarlo a
    contarselo a, se lo cuento a, se lo he contado a, advertir a, avisar a mis, aviso a mis, avisare a, prevenir a, corriendo la voz
    sacarlo a la luz, a la luz publica, pienso dedicar, no me voy a callar, no me callo, no pienso callarme, no me callare
conference: congreso, congresos, conferencia, conferencias, ponencia, ponencias, jornadas, feria, ferias, charla, mesa redonda, simposio
    foro sectorial, patronal, gremio, gremial, asociacion, asociaciones, asociacion de comerciantes, encuentro de usuarios, grupo de usuarios
    colegio profesional, sindicato, cofradia, federacion, ampa, junta de vecinos, comunidad de propietarios, junta de accionistas, escenario
    stand, evento del sector, claustro
    en la charla que, la charla que doy, charla que doy, jornadas de usuarios, jornada de, jornadas de, expongo el caso, expondre el caso
    expongo, mi ponencia, diapositivas, veinte diapositivas, diapositiva con, en mi clase, caso de estudio, en el congreso
    asamblea de, en la asamblea, en la junta, en la cofradia, el gremio, al gremio, en el gremio
    camara de comercio, asociacion de vecinos, asociacion de consumidores, mi libro, mi podcast
# -- someone above
manager: jefe*, jefa*, encargad*, supervisor*, superior, superiores, responsable, responsables, director, directora, directores
    direccion general, la direccion, director general, director comercial, gerente, gerentes, gerencia, gerencia general, ceo, consejero delegado
    consejera delegada, presidente, presidenta, presidencia, junta directiva, consejo de administracion, directivo*, el que manda, quien manda
    alto cargo, dueno, duena, duenos, propietario, coordinador*, subdirector*, jefatura, cupula, los de arriba, los jefes, alguien de arriba
    mero mero, comandante, rector, rectora, decano, decana, alcalde, alcaldesa, concejal, concejala, intendente, secretario general, jefe de zona
    jefe de tienda, jefe de servicio, jefe de planta, director de sucursal, director de zona, subgerente, vicepresidente, la direccion general
    su direccion, vuestra direccion, la gerencia, gerente de, jefe de, jefa de, director de, directora de, comite de direccion, gerente comercial
    responsable de, encargado de la
    quien mande, el q manda, la que manda, quien dirige, quien lleva el centro, jefe de taller, jefe de soporte, jefe de asistencia, la jefa de
    el jefe de, su jefe, vuestro jefe, director de la, director del, director de operaciones, director de la empresa, la directora del
    gerencia de, propietario de la tienda, el propietario, el dueño, la dueña, su encargado, vuestro encargado, un supervisor, la supervisora
    responsable de seguridad, el responsable de, la responsable de, presidente de la
speak_to_above: hablar/habla/hable/hablen/hablare/comunicar/comunicarme [..4] @es_jefe/gerencia/direccion/superiores/ceo/dueno/duena
    contactar/tratar/entenderme/reunir [..4] @es_jefe/gerencia/direccion/superiores/ceo/dueno/duena
    reunirme/reunion/entrevista/entrevistarme [..4] @es_jefe/gerencia/direccion/superiores/ceo/dueno/duena
    pasar/pasarme/paseme/pasenme/pasadme/pasame/pasame/pongame [..4] @es_jefe/gerencia/direccion/superiores/alguien
    ponganme/ponedme/poneme/comuniqueme [..4] @es_jefe/gerencia/direccion/superiores/alguien
    comuniquenme/comunicame/comuniquen/transfiera/transfieran [..4] @es_jefe/gerencia/direccion/superiores/alguien
    que me llame/llamen/conteste/contesten/responda [..4] @es_jefe/gerencia/direccion/superiores/ceo/dueno
    que me respondan/atienda/reciba/escriba/contacte [..4] @es_jefe/gerencia/direccion/superiores/ceo/dueno, que alguien con, alguien con poder
    alguien con capacidad, alguien con mando, alguien con autoridad, alguien con dos dedos, alguien que decida, alguien que pueda decidir
    alguien que mande, alguien que sepa, alguien competente, alguien responsable, alguien de arriba, alguien de mas arriba, alguien de verdad
    alguien por encima, quien tome decisiones, quien toma las decisiones, quien decida, quien decide, persona que decida, persona con capacidad
    persona con autoridad, persona responsable, persona a cargo, el responsable de, la responsable de, al responsable, a la responsable
    con el responsable, con un responsable, con la responsable, un responsable, algun responsable, su responsable, vuestro responsable
    a su superior, a su jefe, con su jefe, con tu jefe, con el jefe, con la jefa, con un jefe, con vuestro jefe, a vuestro jefe, su superior
    tu superior, vuestro superior, un superior, su jefe, su jefa, vuestro jefe, vuestra jefa, el jefe del jefe, su director, vuestro director
    vuestra directora, su gerente, su encargado, su supervisor, un supervisor, una supervisora, un encargado, el encargado, la encargada
    el gerente, la gerente, un gerente, con gerencia, el director de, la directora de, al director, a la directora, a la direccion, a direccion
    a gerencia, con direccion, con la direccion, quiero al jefe, quiero al encargado, quiero al responsable, quiero al director, escal*, escalad*
    escalar, escale, escalen, escalado, escalamiento, elevar el caso, eleven el caso, elevar mi caso, eleven mi, elevese, elevarlo, eleve este
    elevar esta, traslad* [..4] direccion/superiores/responsable/director/jefe/gerencia
    hagan llegar [..5] direccion/director/jefe/gerente/gerencia, hagalo llegar, pasar esto a, pasadlo a, pasen esto a
    remitir* [..4] direccion/director/gerencia, reenvi* [..3] jefe/director/responsable, dirigir* [..3] direccion/director
    me dirijo a usted como, senor director, sr director, senora directora, estimado director, al director general, a la atencion del director
    a la atencion de la direccion, att direccion, instancias superiores, instancia superior, siguiente nivel, segundo nivel, nivel superior
    mas alto nivel, de mas nivel, mayor rango, de mayor rango, mas rango, nombre de su, nombre y apellidos, nombre del responsable
    nombre del director, nombre del supervisor, correo del director, correo del responsable, contacto del director, contacto directo de
    quien es el responsable, quien es su jefe, quien es el jefe, quien manda, quien esta al mando, quien se hace cargo, quien se hace responsable
    de la cara, den la cara, deis la cara, dar la cara, que de la cara, quien da la cara, nadie da la cara, no es con usted, no hablo con
    no con un, no con una maquina, exijo hablar, quiero hablar, quiero que me llame, solicito hablar, solicito una reunion, solicito reunion
    solicito que el, solicito que la, le solicito al, rogamos al, ruego que el, ruego al director
    que me llame el, que me llame la, que me llame un, que nos reciba el, que nos reciba, que me reciba, que lo lea el director, que esto lo lea
    que asista a la, exijo que me contacte, que me contacte la, hablar con quien, quisieramos hablar con, hablar con el responsable
    hablar con el jefe, pasadme con, paseme con, pasenme con, me pasais con, pongame con, ponganme con, ponme con, ponedme con
    podria verlo quien, prefiero al jefe, quiero la jefe de, ahora quiero la jefe, no un ticket, no otra persona, no otro becario, y no otro
    de manera directa, no me manden a la ventanilla, ventanilla de quejas, carecer de competencia, intereso que el, mas arriba, por encima de
    escalarlo, escalar el caso, elevar a, hablar con una persona, con una persona de verdad
# -- again
again: otra vez, otra vez mas, una vez mas, de nuevo, nuevamente, de vuelta, una y otra vez, otra vuelta, vuelta a, vuelve a, vuelven a, volvio a
    volvieron a, volver a, volvemos a, volvemos, vuelto a, vuelvo a, volviendo a, vuelta a empezar, vuelta a lo mismo, reitera*, reiterad*
    repetid*, repetidamente, repetidas, repite, se repite, se repiten, repitio, repitiendo, repitiendose, recurrente*, recae, cada vez que
    cada dos por tres, cada rato, a cada rato, cada dia, cada dos dias, cada semana, todos los dias, todas las semanas, todos los meses, cada mes
    todas las noches, continuamente, constantemente, constante, continuo, continuos, siempre igual, siempre lo mismo, no para de, no paran de
    no dejan de, no deja de, sigue, siguen, seguimos, seguis, aun, aun no, todavia, otra mas, otro mas, y ya van, dale que, erre que erre
    dale y dale, no hay semana que, no hay dia que, no hay mes que, ni ayer ni, ni hoy ni, ayer tambien, hoy otra vez, hoy de nuevo, hoy vuelve
    ayer otra vez, y otra vez, y otra mas
    ha vuelto a, han vuelto a, anoche otra vez, otra vez la, otra vez los, otra vez lo mismo, lo mismo otra vez, igual que en, igual que el mes
    como en enero, como en @es_dia, como la otra vez, como la ultima vez, idem, identico, octubre igual, el segundo dia lo mismo, lo mismo pasa
    lo mismo de siempre, mas de lo mismo, ya en mayo, en mayo tambien, en primavera y en verano, y en verano, ya lo conte en, hemos pedido ya
    ya lo pedi, lo pedi el @es_dia, lo pedi el, por cuarta vez, por tercera vez, por segunda vez, por quinta vez, la cuarta vez, la tercera vez
    tercera noche, por tercera noche, tercer mes consecutivo, por tercer mes, segundo mes, mes consecutivo, segundo escrito, segunda comunicacion
    segunda pieza, tercera carta, la tercera carta, tercer correo, cuarto mail, cuarto correo, tres pedidos, tres pedidos mal, van seis, ya van
    ya van dos, ya van tres, episodio cuatro, capitulo dos, capitulo tres, parte dos, temporada dos, vuelta a la burra, vuelta la burra
    la burra al trigo, dale que dale, vuelvo sobre lo, reapertura, re apertura, reabro, reabrir, aguanto nueve dias, aguanto # dias
    duro dos dias, duro una semana, un dia si y otro, dia si dia tambien, seis apagones, van # veces, # veces ya, ya # veces, mil veces
    cien veces, veinte veces, nueva averia, otra averia, recaida, reincide, reincidente, reiterada, reiteradas, reiteradamente
    reiteradas ocasiones
nth_time: segunda vez, tercera vez, cuarta vez, quinta vez, sexta vez, septima vez, decima vez, enesima, enesima vez, por segunda, por tercera
    por cuarta, por quinta, por sexta, por enesima, # vez, # veces, dos veces, tres veces, cuatro veces, cinco veces, seis veces, siete veces
    ocho veces, diez veces, mil veces, cien veces, varias veces, muchas veces, repetidas veces, multiples veces, infinidad de veces
    demasiadas veces, no se cuantas veces, cuantas veces, tantas veces, ya perdi la cuenta, perdido la cuenta, perdi la cuenta, la de veces
    un monton de veces, en varias ocasiones, en repetidas ocasiones, varias ocasiones, reiteradas ocasiones, multiples ocasiones, # ocasiones
    dos ocasiones, tres ocasiones, numerosas ocasiones, van dos, van tres, van cuatro, van cinco, van seis, van #, ya van, ya son dos
    ya son tres, ya son cuatro, ya son #, y van #, y van tres, y van dos
    segundo/tercer/cuarto/quinto/sexto/enesimo/decimo correo/mail/email/mensaje/intento/aviso/reclamo/ticket
    segundo/tercer/cuarto/quinto/sexto/enesimo/decimo pedido/escrito/recordatorio/tecnico/mes/dia/parte/formulario
    segunda/tercera/cuarta/quinta/sexta/enesima llamada/reclamacion/carta/queja/averia/caida/incidencia/solicitud
    segunda/tercera/cuarta/quinta/sexta/enesima peticion/semana/visita/devolucion/edicion/reparacion/noche/cita/consulta, tres correos
    cuatro correos, cinco correos, dos correos, # correos, # llamadas, # mails, # emails, # mensajes, # tickets, # reclamos, # reclamaciones
    tres llamadas, dos llamadas, cuatro llamadas, cinco llamadas, diez llamadas, seis llamadas, tres tickets, dos tickets, tres mails
    tres mensajes, tres pedidos mal, tres tecnicos, tres intentos, # intentos, consecutiv*, seguidas, tres seguidas, dos seguidas
    dos veces seguidas, tercera semana, tercer mes, segundo mes, vez consecutiva, mes consecutivo, en lo que va de, esta semana ya, TERCERA
    por dos veces, por tres veces, seguido, seguidos, dia seguido, mes seguido, tres seguidos, dos seguidos, pasado y el anterior
    segunda/tercera/cuarta/quinta/sexta [..1] vez, # [..1] vez, # [..1] veces
    dos/tres/cuatro/cinco/seis/siete/ocho/diez/varias/muchas/infinitas/tantas [..1] veces, he/hemos llamado [..3] veces
    llame/llamamos/escribi/llevo/llevamos/van/vamos [..3] veces/correos/llamadas/mensajes/tickets/reclamos
    tres/cuatro/cinco/seis/siete/ocho/diez/doce [..1] correos/llamadas/mensajes/mails/tickets/reclamaciones/reclamos mal/sin
    tres/cuatro/cinco/seis/siete/ocho/diez/doce [..1] averias/visitas/caidas/tecnicos/citas/pedidos/meses/semanas mal/sin
    segundo/tercer/cuarto/quinto [..1] dia/mes/ano/domingo/lunes/correo/pedido/tecnico consecutivo/seguido
same_problem: mismo problema/error/fallo/asunto/tema/motivo/cuento/inconveniente/defecto/incidente/ruido/sitio/punto/resultado/drama/rollo
    misma averia/falla/historia/incidencia/cosa/respuesta/pregunta/situacion/cancion/cantinela/reclamacion/pieza/queja/gotera, lo mismo
    lo mismo de siempre, lo de siempre, los mismos problemas, las mismas fallas, los mismos errores, exactamente igual, exactamente lo mismo
    igual que antes, igualito, igual que la otra vez, igual que el mes pasado, igual que el ano pasado, igual que la semana pasada
    igual que ayer, como la otra vez, como la ultima vez, como la vez anterior, como el mes pasado, como el ano pasado, como la semana pasada
    como en septiembre/octubre/enero, como ya paso, ya paso lo mismo, ya me paso, ya nos paso, ya me ha pasado, ya nos ha pasado, ya habia pasado
    ya paso en, me volvio a pasar, nos volvio a pasar, volvio a pasar, ha vuelto a pasar, vuelve a pasar, vuelve a ocurrir, vuelve a fallar
    volvio a fallar, ha vuelto a fallar, ha vuelto a, han vuelto a, vuelve a salir, volvio a salir, vuelve a aparecer, volvio a aparecer
    ha vuelto a aparecer, vuelve a dar, volvio a dar, vuelve a caer*, volvio a caer*, volvio a romper*, ha vuelto a romper*, ha vuelto a caer*
    volvio a quedar*, vuelve a quedar*, vuelve a estar, volvio a estar, volvimos a lo mismo, volvemos a estar, volvemos a lo, volvemos a empezar
    seguimos igual, sigo igual, sigue igual, siguen igual, sigue sin, siguen sin, sigo sin, seguimos sin, sigue fallando, siguen fallando
    sigue dando, sigue saliendo, sigue pasando, sigue ocurriendo, sigue caido, sigue rot*, sigue mal, sigue el, sigue la, persiste, persisten
    persistio, persistiendo, no es la primera, no es la primera vez, no es el primer, no es nuevo, no es un caso aislado, reincid*, reincidente
    reaparec*, reaparicion, reproduc*, reabr*, reabierto, recaida, otra caida, otra averia, otro corte, otra fuga, otro fallo, otro error
    otra incidencia, dejavu, deja vu, dia de la marmota, el cuento de nunca acabar, nunca acabar, cuento de nunca, estamos en las mismas
    en las mismas, a las andadas, las andadas, de vuelta lo mismo, de nuevo lo mismo, otra vez lo mismo, otra vez igual, otra vez el mismo
    otra vez la misma, ya estamos otra vez, otra vez sin, de nuevo sin, otra vez mal, otra vez roto, otra vez caido, de nuevo caido, otra vez con
    de nuevo con, otra vez el, otra vez la, otra vez los, otra vez las
    vuelve/vuelven/volvio/volvieron/vuelto/vuelvo [..2] a [..1] fallar/caer/caerse/pasar/ocurrir/dar
    vuelve/vuelven/volvio/volvieron/vuelto/vuelvo [..2] a [..1] salir/romperse/llegar/marcar/aparecer/tardar
    vuelve/vuelven/volvio/volvieron/vuelto/vuelvo [..2] a [..1] perder/cobrar/cobrarme/bloquear/cortar/cortarse
    vuelve/vuelven/volvio/volvieron/vuelto/vuelvo [..2] a [..1] estar/quedarse/gotear/colgarse/poner/apagarse
    mismo/misma/mismos/mismas [..2] problema/error/fallo/averia/falla/historia/cosa/incidencia/ruido/pieza/tema
    otra vez [..4] caido/caida/mal/roto/rota/sin/igual/mismo/misma/error/fallo/averia, de nuevo [..4] caido/mal/roto/sin/error/fallo/mismo/misma
    sigue/siguen [..3] igual/fallando/sin/mal/caido/roto/saliendo/apareciendo/borrando/goteando/cobrando
    igual que [..3] pasado/pasada/anterior/vez/septiembre/octubre/agosto/julio/enero/antes, como [..3] pasado/pasada/anterior
no_answer: no contesta*, no contestan, no contestais, no han contestado, no ha contestado, no habeis contestado, no me contesta*
    no me han/ha/habeis contestado/respondido/llamado/dicho, no nos han/ha/habeis contestado/respondido/llamado/dicho, no responde*, no responden
    no respondeis, no respondio, no respondieron, no han respondido, no ha respondido, no habeis respondido
    no he recibido respuesta/contestacion/noticias, no hemos recibido respuesta/contestacion/noticias, no recibi respuesta/contestacion
    no recibimos respuesta/contestacion, no recibo respuesta/contestacion, no hay respuesta, no hubo respuesta, no ha habido respuesta
    no obtengo respuesta, no obtuve respuesta, no obtenemos respuesta, no he obtenido respuesta, no he tenido respuesta
    no hemos tenido respuesta, no tengo respuesta, no tuve respuesta, no consigo respuesta, no dan respuesta, no me dan respuesta
    no me dieron respuesta, no dais respuesta, ninguna respuesta, ni una respuesta, ninguna contestacion, ni contestacion, ni respuesta
    nunca respondieron, nunca contestaron, nunca me respondieron, nunca me contestaron, nunca me llamaron, nunca recibi respuesta
    nunca contestan, nunca responden, nunca llamaron, jamas contestan, jamas respondieron, jamas contestaron, jamas me, sin respuesta
    sin contestacion, sin contestar, sin responder, sin ninguna respuesta, sin recibir respuesta, sin recibir contestacion, sin obtener respuesta
    sin noticias, sin noticia, sin reaccion, sin que nadie, sin una respuesta, sin saber nada, sin resolver, sin atender, !nadie contesta*
    !nadie me contesta*, !nadie responde*, !nadie me responde*, nadie nos responde*, nadie nos contesta*, nadie contesto, nadie respondio
    nadie me respondio, nadie me contesto, nadie ha contestado, nadie ha respondido, nadie me ha, nadie nos ha, nadie me llama, nadie me llamo
    nadie llama, nadie llamo, nadie nos llamo, nadie coge, nadie atiende, nadie atendio, nadie descuelga, nadie levanta, nadie se digna
    nadie se ha dignado, nadie se ha puesto, nadie se puso en contacto, nadie me dice nada, nadie dice nada, nadie me da, nadie nos da
    nadie me hace caso, nadie hace caso, nadie hace nada, nadie se hace cargo, nadie me ayuda, nadie me soluciona, nadie soluciona
    nadie resuelve, nadie me resuelve, ni caso, ni puto caso, hacen caso omiso, caso omiso, ignora*, ignoran, ignoraron, ignorado, ignorada
    ignorando, silencio, el silencio, silencio absoluto, silencio administrativo, callada por respuesta, la callada, dado la callada
    dan la callada, callan, hacen oidos sordos, oidos sordos, ni pio, mutis, brillan por su ausencia, desaparecid*, no se sabe nada, no se nada
    no sabemos nada, no supe nada, no supimos nada, no he sabido nada, nada supe, nada de nada, sigo esperando, seguimos esperando
    sigo a la espera, seguimos a la espera, todavia espero, aun espero, aun estoy esperando, todavia estoy esperando, esperando respuesta
    espero respuesta desde, a la espera de respuesta desde, esperando contestacion, no cogen el telefono, no coge el telefono
    no coger el telefono, no atienden, no atendeis, no me atienden, no me atendieron, no levantan, no descuelgan, no me cogen, no me coge
    suena y suena, salta el contestador, contestador automatico, me dejaron en visto, en visto, clavado el visto, dejan en visto, visto y no
    doble check, buzon de voz, no hay quien, no hay nadie, no hay quien conteste, llamo y no, llamo y llamo, escribo y no, dejado mensajes
    y nada, y nada mas, pero nada, no/nadie/nunca/ni/jamas [..4] respondido/contestado/contesta/responde/respondio/contesto
    no/nadie/nunca/ni/jamas [..4] contestan/responden/contestaron/respondieron/respuesta/contestacion/llamado
    sin [..3] respuesta/contestacion/noticias/contestar/responder, no/nadie [..3] coge/cogen/atiende/atienden/descuelga/llama/llamo/llamaron
    ni/no [..3] acuse de recibo, espero/esperando/esperamos/esperar [..4] respuesta/contestacion/llamada/solucion desde
    desde entonces [..2] nada/silencio/no, cri cri, grillos, mudos, silencio sepulcral
    sin respuesta hasta la fecha, me respondio una maquina, respondio una maquina, contesta una maquina, contestan con dados, leen o contestan
    nadie sabe por que, nadie sabe, no sabia nada, el muchacho no sabia, agente virtual, la musiquita, musiquita, me colgo, me colgaron
    me colgo mientras, nadie contesta, nadie responde, no me llaman, no me hacen caso, no hacen caso, ni puñetero caso, pasan de mi
    pasan de todo, me dejan en visto, da largas, largas, me dan largas
wrote_before: ya escribi, ya os escribi, ya les escribi, ya le escribi, ya te escribi, ya lo escribi, ya he escrito, ya hemos escrito, ya lo dije
    ya lo he dicho, ya se lo dije, ya os lo dije, ya se lo he dicho, ya os dije, ya les dije, ya os he dicho, ya les he dicho, ya dije
    ya lo comente, ya comente, ya lo comunique, ya comunique, ya avise, ya lo avise, ya os avise, ya les avise, ya avisamos, ya he avisado
    ya lo reporte, ya reporte, ya reportamos, ya lo reportamos, ya he reportado, ya lo notifique, ya notifique, ya reclame, ya lo reclame
    ya reclamamos, ya he reclamado, ya hemos reclamado, ya llame, ya llamamos, ya he llamado, ya hemos llamado, ya pedi, ya lo pedi, ya pregunte
    ya lo pregunte, ya os pregunte, ya les pregunte, ya envie, ya lo envie, ya os envie, ya les envie, ya mande, ya lo mande, ya os mande
    ya les mande, ya he enviado, ya he mandado, ya hemos enviado, ya abri, ya abrimos, ya puse, ya pusimos, ya solicite, ya he solicitado
    ya informe, ya informamos, ya conte, ya hable, ya hablamos, ya he hablado, ya hemos hablado, ya expuse, ya presente, ya puse una queja
    escribi el @es_dia/#/dia, os escribi, les escribi, le escribi, te escribi, escribi hace, escribi ayer, escribi la semana, os he escrito
    les he escrito, le he escrito, he escrito, hemos escrito, os llame, les llame, los llame, llame ayer, llame hace, llame tres, llame dos
    llame # veces, he llamado, hemos llamado, llamamos el, os he llamado, les he llamado, llevo llamando, llevo escribiendo, llevo reclamando
    llevo pidiendo, llevo preguntando, llevo solicitando, llevo # llamadas, llevamos llamando, llevamos reclamando, llevamos pidiendo, reclame el
    reclame hace, reclame en, reporte el, reporte hace, reportado, reportada, lo reporte, reportamos el, avise el, avise hace, avise en, avise a
    avisamos el, avisamos hace, he avisado, hemos avisado, pregunte el, pregunte hace, preguntando el, pedi el, pedi hace, lo pedi hace
    solicite el, solicite hace, lo solicite, radique, radicado, envie el, envie hace, envie un correo, envie un mail, envie un email, he enviado
    hemos enviado, mande un correo, mande un mail, mande el, mande hace, he mandado, hemos mandado, mi correo del, mi correo de
    mi correo anterior, mis correos, mi mail anterior, mi mensaje anterior, mi mensaje del, mis mensajes, mi anterior, mis anteriores
    mi escrito de, mi escrito del, mi carta de, mi carta del, mi reclamacion de, mi reclamacion del, mi reclamo, mi ticket, mis tickets
    mi solicitud de, mi llamada de, nuestros correos, nuestro correo, nuestro escrito, nuestra reclamacion, mi queja anterior
    mi consulta anterior, correo anterior, correos anteriores, mensajes anteriores, comunicaciones anteriores, escritos anteriores
    anteriores escritos, como dije, como ya dije, como ya os dije, como ya les dije, como os dije, como les dije, como indique, como ya indique
    como comente, como ya comente, como les comente, como os comente, como le comente, como mencione, como adverti, como avise, como ya avise
    como escribi, tal como, tal y como, como ya he dicho, como ya explique, segun mi correo, vuelvo a escribir, vuelvo a preguntar*
    vuelvo a reclamar*, vuelvo a insistir, vuelvo a pedir, vuelvo a solicitar, insisto, insistir, insistimos, perdone que insista
    perdonad que insista, disculpe que insista, insistiendo, reitero, reiteramos, reiterar, reiterandole*, recuerdo que, os recuerdo
    les recuerdo, le recuerdo, les recordamos, recordatorio, recordarles, recordaros, dar seguimiento, hago seguimiento, haciendo seguimiento
    retomo, ticket abierto, abri un ticket, abrimos un ticket, abri un caso, abri una incidencia, abrimos una incidencia, incidencia abierta
    puse una incidencia, puse un ticket, puse una reclamacion, puse una queja, pusimos una reclamacion, interpuse, presente una queja
    presente una reclamacion, presente un reclamo, hice un reclamo, hice la reclamacion, hice el reclamo, hicimos el reclamo, genere un ticket
    levante un ticket, levante un reporte, levante una queja, me puse en contacto, nos pusimos en contacto, contacte con, contacte a
    contactamos con, contactado con, hable con, hablamos con, hablado con
    ya [..4] avise/reclame/llame/escribi/pedi/pregunte/dije/comente/reporte/envie/mande
    ya [..4] solicite/reclamado/avisado/llamado/escrito/pedido/preguntado/dicho/reportado/enviado/solicitado
    escribi/llame/reclame/avise/pregunte/solicite/reporte/envie/mande/radique [..4] el/la/hace/ayer/#/@es_dia, segun consta, consta en
    vengo a decirles, vengo reclamando, vengo pidiendo, venimos reclamando, venimos pidiendo
    como [..3] dije/indique/comente/explique/avise/mencione/escribi/dicho/comentado, no me hicieron caso, no se me hizo caso, no hicieron caso
    lo/la/os/les/le/se/te [..1] he/hemos dicho/avisado/pedido/preguntado/comunicado/escrito
    lo/la/os/les/le/se/te [..1] he/hemos reclamado/enviado/reportado/explicado/comentado/repetido
    lo/la/os/les/le/se/te dije/comente/pedi/reporte/avise por/el/en/hace/ya/varias/dos/tres/ayer
    lo/la/os/les/le/se/te mande/explique/pregunte/notifique/reclame por/el/en/hace/ya/varias/dos/tres/ayer
    lo comente por correo, se lo dije en, se lo dije, os lo he dicho, os mande el aviso, os avise, les avise, llame en, yo llame
    con fecha # solicite, solicite la, reitero lo expuesto, las dos anteriores, mi carta anterior, ejerci mi derecho, ticket anterior
    hemos pedido ya, se lo he pedido, lo he pedido
# -- what was agreed
promised: promet*, prometido, prometio, prometieron, prometisteis, prometen, prometeis, promesa, promesas, compromet*, compromiso, compromisos
    se comprometieron, os comprometisteis, se comprometio, dieron su palabra, disteis vuestra palabra, dio su palabra, me dieron la palabra
    aseguraron, asegurasteis, aseguro que, me aseguro, nos aseguro, me aseguraron, nos aseguraron, me asegurasteis, aseguraba, garantizaron
    garantizo que, garantizasteis, me garantizaron, nos garantizaron, garantizad*, juraron, me juraron, jurasteis, me juro, dijeron que
    dijisteis que, dijiste que, dijo que, me dijeron, nos dijeron, me dijo, nos dijo, me dijisteis, nos dijisteis, os dije, decian que, decia que
    me han dicho, nos han dicho, me habeis dicho, nos habeis dicho, me ha dicho, habian dicho, habiais dicho, habia dicho, se me dijo
    se nos dijo, me confirmaron, nos confirmaron, me confirmo, nos confirmo, me confirmasteis, confirmasteis, confirmaron, confirmado para
    confirmada para, habian confirmado, me informaron que, me informaron de, nos informaron, se me informo, me indicaron, nos indicaron
    me indico que, se me indico, me comentaron, me contaron que, me explicaron que, me anunciaron, anunciasteis, anunciaron, me ofrecieron
    nos ofrecieron, me ofrecio, me ofrecisteis, quedaron en, quedasteis en, quedamos en, quedamos para, quedaron de, quedo de, quedamos que
    habiamos quedado, habiais quedado, habian quedado, habia quedado, quedado en, acordad*, acordamos, acordaron, acordasteis, acuerdos
    lo acordado, segun lo acordado, pactad*, pactamos, lo pactado, pacto, convenid*, lo convenido, convinimos, apalabrad*, apalabramos
    comprometid*, previsto para, prevista para, estaba previsto, estaba prevista, programad*, programado para, agendad*, citad*, cita para
    citado para, tenia que llegar, tenia que venir, tenia que estar, tenian que venir, tenian que llegar, teniais que, tenian que, iban a venir
    iban a llamar, iban a llegar, iban a enviar, iban a devolver, iba a venir, iba a llegar, iba a ser, iba a estar, ibais a, ibas a, iban a
    se iba a, debia llegar, debia estar, debia haber, debian llegar, debian haber, debieron, deberia haber, deberian haber, tendria que haber
    tendrian que haber, tendriais que, deberiais haber, se suponia, se supone que, supuestamente, por escrito, por contrato, segun contrato
    segun el contrato, segun el presupuesto, segun su correo, segun vuestro correo, segun su compan*, segun el tecnico, segun su comercial
    en su correo, en vuestro correo, su correo del, vuestro correo del, su comercial, vuestro comercial, la comercial, el comercial
    su companero/companera dijo/prometio/aseguro, vuestro companero/companera dijo/prometio/aseguro, vuestra companera, vuestro companero
    su agente me, nivel de servicio, acuerdo de nivel, plazo comprometido, plazo pactado, plazo prometido, fecha comprometida, fecha pactada
    fecha prometida, fecha confirmada, precio acordado, precio pactado, tarifa acordada, descuento acordado, descuento prometido
    me/nos/le/les/os [..1] prometio/prometieron/prometisteis/aseguro/aseguraron/asegurasteis/garantizaron [..1] que
    me/nos/le/les/os [..1] garantizo/juro/juraron/dijo/dijeron/dijisteis/confirmo/confirmaron [..1] que
    quedamos/quedasteis/quedaron en/que/de/para, lo/la prometid*/acordad*/pactad*/convenid*
    segun [..3] contrato/acuerdo/correo/presupuesto/acordado/pactado, el contrato dice, el contrato pone, el contrato establece, su mail dice
    el mail dice, el correo dice, su correo decia, vuestro correo decia, el presupuesto decia, por mail que, nos aseguraron que
    quedaba arreglado, quedaba resuelto, iba/iban/ibais [..3] venir/llamar/llegar/enviar/mandar/devolver/arreglar/estar/ser/pasar
    tenia/tenian/teniais/debia/debian/deberia/deberian [..2] que/haber/llegar/estar/venir
    estaba/estaban previst*/programad*/citad*/confirmad*/agendad*, el acuerdo, nuestro acuerdo, en su palabra, su palabra, vuestra palabra
    quedo en que, quedo en venir/llamar/enviar/mandar/pasar/volver
    quedamos en que, quedo en llamarme, quedo en, quedaria corregido, quedaria habilitada, quedaria, quedaba listo, que con el cambio quedaba
    dijisteis en, dijisteis q, m dijisteis, nos deciais, nos deciais textualmente, textualmente, me dijisteis lunes, lo dijisteis
    tenia que salir, tenia q, entraba antes del, entraba el dia, estaba para el #, q estaba para, lo confirmo por correo, confirmo por correo
    linea por linea, apuntado por ella, lo apuntamos, el trato con, el trato era, teniamos un trato, el contrato decia, el contrato fija
    contrato de asistencia fija, clausula # fija, penalizacion pactada, pactado es, pactada para, fue pactada, firmamos el acuerdo
    firmamos en, firmamos con vosotros, lo firmado, con vuestro sello, esta en la segunda hoja, ustedes mismos firmaron, se comprometieron a
    habiendose obligado, por escrito el, me aseguro por escrito, por escrito que, aseguro que la, nos escribieron que, me comunicaron por escrito
    me comunicaron que, hablarian con ella, que no se repetiria, no se repetiria, no volveria a pasar, no volvera a pasar, lo dejaba anotado
    se reactivaba, acordada en comite, acordamos por mail, acordamos que, acordado en, plazo de subsanacion, folleto dice, la etiqueta indica
    el anuncio decia, la web decia, segun la web, version anunciada, anunciada, sin falta, quedate tranqui, quedate tranquila, no se preocupe que
    tranquila que el, en # horas habiles, horas habiles
not_kept: no vino nadie, no vinieron, no ha venido, no han venido, no viene nadie, no ha venido nadie, no aparecio, no aparecieron
    no ha aparecido, no han aparecido, no aparece nadie, no aparecio nadie, nadie vino, nadie aparecio, nadie ha venido, nadie se presento
    no se presento, no se presentaron, no se ha presentado, no se presento nadie, ni vino, ni vinieron, ni llamaron, ni llamo, ni llego
    ni aparecio, no llamo nadie, no llamo, no llamaron, no me llamaron, no me llamo nadie, no me llamo, nadie llamo, nadie me llamo
    no ha llamado, no han llamado, no llego, no llegaron, no llego nada, no ha llegado, no han llegado, no ha llegado nada, nunca llego
    nunca llegaron, nunca vinieron, nunca vino, nunca llamaron, nunca aparecio, nunca paso, nunca se hizo, no se hizo, no se ha hecho
    no lo hicieron, no lo han hecho, no lo habeis hecho, no lo hicisteis, no hicieron nada, no habeis hecho, no han hecho nada, no paso nada
    no ocurrio, no ocurrio nada, no cumpl*, no cumplen, no cumplio, no cumplieron, no cumplis, no cumplisteis, no han cumplido, no ha cumplido
    no habeis cumplido, no se cumplio, no se ha cumplido, no se cumple, no se cumplen, sin cumplir, incumpl*, incumplid*, incumplieron
    incumplimiento, incumplisteis, faltaron a su palabra, falto a su palabra, faltado a su palabra, faltar a su palabra, no respetaron
    no respeto, no han respetado, no habeis respetado, no respetan, no se respeto, no se ha respetado, no respetasteis, sin respetar, plante
    un plante, planton, plantones, dieron planton, dejaron plantad*, dejasteis plantad*, dejado plantad*, deja plantad*, me dejaron esperando
    nos dejaron esperando, dejaron esperando, dejado esperando, esperando todo el dia, esperando toda la manana, esperando toda la tarde
    espere todo el dia, espere toda la manana, espere toda la tarde, estuve esperando, estuvimos esperando, he estado esperando
    me quede esperando, nos quedamos esperando, todo el dia esperando, toda la manana esperando, toda la tarde esperando, y no hay
    y nada de nada, pero nada, pero sigue, y aqui seguimos, y aqui sigo, aqui seguimos, aqui sigo, hasta hoy, hasta el dia de hoy, a dia de hoy
    a dia de hoy nada, hasta la fecha, hasta ahora nada, hasta hoy nada, a la fecha, a fecha de hoy, al dia de hoy, hoy es @es_dia, ya es @es_dia
    estamos a @es_dia/#, hoy es #, hoy es dia, ya estamos a, ya estamos en, eso fue hace, de eso hace, de eso hace ya, hace ya, de aquello hace
    y han pasado, han pasado # dias, han pasado ya, ya pasaron, pasaron # dias, pasaron dos, han pasado dos, han pasado tres, pasaron tres
    ya ha pasado, ya paso la fecha, paso la fecha, vencio el plazo, el plazo vencio, el plazo ha vencido, plazo vencido, se paso el plazo
    pasado el plazo, fuera de plazo, fuera de fecha, a pesar de, pese a, contra lo acordado, contrario a lo, contrariamente a, al contrario de lo
    en vez de los, en vez de las, en vez de la, en lugar de los, en lugar de las, en lugar de la, y ahora resulta, y ahora dicen
    y ahora me dicen, ahora me dicen, ahora resulta, resulta que, y ahora me cobran, ahora dicen, ahora decis, y ahora decis, y me vienen con
    me siguen cobrando, me han cobrado, no es lo que acordamos, no es lo pactado, no es lo acordado, no fue lo acordado, no es lo que se acordo
    no es lo que me dijeron, no era lo acordado, nada de lo prometido, nada de lo acordado, de lo prometido nada, promesas incumplidas
    promesa incumplida, promesas vacias, promesas rotas, palabra rota, se echaron atras, se echan atras, echarse atras, se retractan, se desdicen
    se desdijeron, donde dije digo, no aplicaron, no se aplico, no me aplicaron, no me lo aplican, no aparece el descuento, no aparece reflejad*
    de aquel descuento, seguimos esperando, sigo esperando, todavia espero, aun espero
    nadie [..3] vino/venido/aparecio/aparecido/llamo/llamado/paso/pasado/presento/llego
    no [..3] vino/vinieron/aparecio/aparecieron/presento/presentaron [..1] nadie/nada
    no [..3] llamo/llamaron/cumplio/cumplieron/cumplido/respeto/respetaron [..1] nadie/nada, no ha venido/llegado/aparecido/llamado
    no han venido/llegado/aparecido/llamado/cumplido/aplicado/devuelto/hecho, no [..2] emitido/aplicado/abonado/devuelto/hecho/enviado/publicado
    se ha emitido, hoy/ayer/ya [..2] es/son/estamos/vamos [..3] @es_dia/#/noviembre/octubre/diciembre
    han/ha pasado [..4] dias/semanas/meses/semana/mes/horas/fecha/plazo, pasaron [..3] dias/semanas/meses/horas
    sin [..4] noticias/aparecer/llegar/cumplir, tarde y mal, a las # no, a las # seguia, ni a las, ni el @es_dia ni, vendido a
    han dado/dieron/disteis [..3] otro/otra/otros, desde cuando [..4] cobra*
    y ni rastro, ni rastro, ni rastro de, ni señales, no ha venido ni dios, ni dios, ni cristo, y no llamo, no fue asi, no ha sido asi
    estamos a #, hoy dia #, transcurridos, transcurridos seis dias, han transcurrido, ya han pasado, han pasado #, van # dias
    y aparecio el, aparecio el siete, llego a las #, y llego a, llegaron tres, llegaron #, entregue medallas
    sirviendo agua, no se ha emitido, sigue sin, siguen sin, sigo sin, seguimos sin, continua rechazandola, sigue sin salir, viene al #
    nos han aplicado, me han aplicado, la caja nos ha aplicado, y no envia, vuelve a marcar, de los nueve, aun quedan, todavia quedan
    me entero por, esta vendido a, vendido a un, en cambio cobran, y me cobran, seguis vendiendo humo, vendiendo humo, vendehumos, incumple
    se incumple, incumplido, despachado con, encogimiento de hombros, se encogio de hombros, plazo legal vencio, venció, a estas alturas
    hasta la fecha nada, nada de nada, cuando viene de verdad, de verdad cuando, dos palmos de narices, con un palmo de narices
    me dejaron plantado, me dejaron plantada, plantada, plantado, esperando en casa, pedi el dia libre, pedi otro dia
callback: devolver la llamada, devuelvan la llamada, devuelva la llamada, devolveis la llamada, devolvieron la llamada, devuelto la llamada
    devuelve la llamada, devolucion de llamada, la llamada prometida, me llamen, me llame, me llameis, me llamarian, me llamaria, nos llamarian
    me iban a llamar, me llamaban, me volverian a llamar, llamarme, llamarnos, llamenme, llameme, llamadme, llamame, que me llamen, que me llame
    que me llameis, quedaron en llamar*, quedo en llamar*, quedasteis en llamar*, me van a llamar, me vais a llamar, llamar de vuelta
    me contactarian, me contactaria, nos contactarian, contactarme, contactarnos, contactadme, contactenme, contacteme, que me contacten
    que me contacte, que se pongan en contacto, ponganse en contacto, poneos en contacto, pongase en contacto, se pondrian en contacto
    se pondria en contacto, llamada de vuelta, devolverme la llamada, comuniquense conmigo, comuniquense, te llamamos, le llamamos
    ya te llamaremos, ya le llamaremos, me llamaran, os llamamos
# -- in person
vouched: recomend*, los recomende, os recomende, yo recomende, yo los recomende, yo os recomende, recomende, recomendado por mi
    recomendacion mia, fui yo quien, fui yo el que, fui yo la que, fui quien, yo fui quien, fui yo, yo fui el que, yo fui la que, soy yo quien
    soy yo el que, soy yo la que, la que os recomendo, el que los propuso, yo los propuse, os propuse, los propuse, yo propuse, propuse
    propuesta mia, yo los elegi, yo os elegi, os elegi, los elegi, yo elegi, mi eleccion, fue mi eleccion, eleccion mia, decision mia
    mi decision, fue mi decision, fue idea mia, idea mia, mi idea, fue mi idea, mi propuesta, mi apuesta, aposte por, yo aposte, apostamos por
    aposte todo, convenci a, convenci al, convenci, yo convenci, convencido a, quien convencio, los traje, yo os traje, yo los traje, os traje
    los meti, yo los meti, os meti, los presente, yo los presente, os presente, los lleve, os lleve, os defendi, los defendi, defendi, yo defendi
    os he defendido, los he defendido, di la cara por, di la cara, he dado la cara, dado la cara por, doy la cara, dando la cara, dar la cara por
    puse la mano en el fuego, la mano en el fuego, mano en el fuego, puse mi nombre, lleva mi nombre, va mi nombre, con mi nombre y
    con nombre y apellidos, tengo nombre y apellidos, con mi firma, lleva mi firma, va mi firma, yo firme, firme yo, fui yo quien firmo
    lo firme yo, firme el contrato, bajo mi responsabilidad, me la jugue, me jugue, me jugue el, me juego, me juego la, me arriesgue
    arriesgue mi, insisti en, insisti para, insisti yo, pelee por, luche por, peleado por, luchado por, yo los avale, avale, os avale
    respondi por, responder por, respondo por, yo respondi, salgo de garante, di mi palabra, les di mi palabra, le di mi palabra, les prometi
    le prometi, prometi a, yo prometi, habia prometido a, les asegure, le asegure, asegure a, yo asegure, yo dije que, dije que erais
    dije que eran, les dije que, yo habia dicho, el que habia dicho, me fie, la organizadora, el organizador, yo organice, organice yo, organice
    yo/fui [..3] traje/meti/metio/propuse/propuso/convenci/convencio/elegi/elegio/eligio/defendi
    yo/fui [..3] firme/firmo/insisti/recomende/recomendo/contrate/presente/aposte/pedi/pidio/impulse/aprobo, fui yo quien/el/la
    los/os/lo/la metí/meti/propuse/traje/defendi/elegi/recomende/contrate/presente/impulse/avale/lleve, yo que los, yo que os
    yo [..3] dije/decia [..4] fiar/fiables/serios/serias/mejores/fallan/falla/tranqui/tranquilos, que son de fiar, que erais de fiar
    que eran de fiar, impulse, les di mi voto, vote por, le jure a, jure a, le jure
    prometi/prometido [..4] mi/mis/suegra/hija/hijo/madre/jefe/junta/padres, prometi yo, les prometi a, yo di la cara, el proyecto es mio
    proyecto mio, mi proyecto
   
    fui yo quien/que/la/el [..4] recomendo/recomende/propuso/propuse/eligio/elegi/convenci/convencio/contrato/contrate/trajo/traje/firmo/firme/defendio/defendi/presento/presente/insistio/insisti
    yo los/les/os [..2] recomende/meti/propuse/elegi/traje/defendi/contrate/presente/avale/aconseje/sugeri, yo fui quien los propuso
    quien los propuso, quien los eligio, quien os eligio, quien defendio ante, que eligio el seguro, que elegi, yo presumi, presumi de
    presumiendo de, habia presumido, jure, yo habia jurado, habia jurado, dado mi palabra, puse mi palabra, me la jugue por, me moje por
    di referencias, hable maravillas, hablando maravillas, hable tan bien, llevo meses elogiando, que llevo meses, elogiando
    os puse por las nubes, por las nubes, en la cena que, le dije que erais, le dije que eran, les dije que eran, les prometi que, le prometi a
    le prometi al, me comprometi ante, me comprometi con, se lo prometi, se lo garantice, garantice que, respondi por ustedes
    respondi por vosotros, frente a la opinion, contra la opinion, en contra de todos, contra viento y marea, mi recomendacion
    por recomendacion mia, la idea fue mia, la decision fue mia, insisti en que, los convenci, la convenci, lo convenci, me pele con
    me pelee por
look_bad: quede/quedo/quedar/quedado/quedando/quedaria/quedare/quedamos [..3] como/mal/fatal/ridiculo/pintado/pintada/retratado
    quede/quedo/quedar/quedado [..3] retratada/evidencia/mentiroso/mentirosa/idiota/tonto/tonta/boludo
    quedando/quedaria/quedare/quedamos [..3] retratada/evidencia/mentiroso/mentirosa/idiota/tonto/tonta/boludo, quede como, quede mal
    quede fatal, he quedado, hemos quedado, quede en ridiculo, quede pintad*, quede de, quede ante, hacer quedar, me hacen quedar
    me hicieron quedar, me haceis quedar, me habeis hecho quedar, me han hecho quedar, nos hicieron quedar, nos han hecho quedar, hecho quedar
    me deja mal, me dejan mal, me dejaron mal, me dejais mal, me habeis dejado mal, me han dejado mal, dejar mal, dejado mal, dejan mal
    dejado en ridiculo, dejaron en ridiculo, dejarme en ridiculo, dejaron como, dejado como, dejado en evidencia, dejaron en evidencia
    el ridiculo, hice el ridiculo, hacer el ridiculo, haciendo el ridiculo, hecho el ridiculo, en ridiculo, papelon, un papelon, un oso
    que oso, hacer el oso, quemado ante, quemad* delante, que bochorno, bochorno, pase mucha verguenza, pasar verguenza, pasado verguenza
    pase verguenza, pasar vergüenza, pasado vergüenza, pase vergüenza, pase una verguenza, pase una vergüenza, me muero de verguenza/vergüenza
    me dio verguenza/vergüenza, me da verguenza/vergüenza, que verguenza pase, verguenza ante, avergonzad*, abochornad*, colorad*
    roja como un tomate, rojo como un tomate, tierra tragame, que me tragara la tierra, me trague la tierra, se me cayo la cara
    se me cae la cara, caerse la cara, cara de idiota, cara de tonto, cara de tonta, cara de imbecil, la cara roja, me humill*, humillad*
    humillacion, humillante, humillaron, delante de todos, delante de mi, delante de mis, frente a mis, frente a todos, ante mi/mis
    ante todo el mundo, ante todos, ante el cliente, ante el comite, ante el consejo, ante la direccion, ante la junta, ante el claustro
    ante los padres, ante los vecinos, ante los socios, ante la clase, ante la asamblea, en plena reunion, en plena presentacion, en mi cara
    en publico, en voz alta, se rieron de mi, se rien de mi, se burlan de mi, el hazmerreir, hazmerreir, hazmerreír, soy la burla, mi reputacion
    reputacion, mi prestigio, prestigio, mi imagen, nuestra imagen, mi credibilidad, credibilidad, mi buen nombre, buen nombre, mi honor, honra
    mi palabra no, mi profesionalidad, mi honestidad, perdi la credibilidad, perdido credibilidad, perder credibilidad, perdi la confianza de
    me senalan, me miran, me miraban, se me quedaron mirando, me miro como, me miran como, me miraron como, cuchiche*, a mis espaldas
    se callaron cuando, ya no me, no me habla*, ya no se fian de mi, ya no confian en mi, incompetente yo, la incompetente, el incompetente
    el inutil soy, el tonto soy, la tonta soy, la mentirosa, el mentiroso, mal parad*, salgo mal, mal ante, mal con mi, mal con mis, mal delante
    como una idiota, como un idiota, como una tonta, como un tonto, como una mentirosa, como un mentiroso, como un ladron, como una ladrona
    como un novato, como un estafador, como un imbecil, como una inutil, como un inutil, como un pardillo, como un payaso, como una payasa
    como un incompetente, como una incompetente, como un aficionado
    delante de todo/toda/todos/todas/mi/mis/nuestro/nuestros/clientes/ellos/nosotros/#
    delante del cliente/jefe/consejo/comite/claustro/equipo/director/publico
    ante [..3] clientes/cliente/jefe/jefes/consejo/comite/junta/claustro/alumnos/padres/equipo/companeros/vecinos/socios/direccion
    frente al consejo/comite/cliente/publico, frente a todos/mis/mi/toda/todo
    me/nos dejo/dejaron/deja/dejan/dejasteis/dejaste/deja/dejado [..2] como/mal/evidencia/ridiculo, mi cara de, la cara que, la cara de mi
    cara se me, que cara se, pase/pasado/pasar/pasamos/pasando [..3] verguenza/vergüenza/bochorno/apuro, tanta verguenza, tanta vergüenza
    me dicen [..4] desde, me llaman [..4] desde, me pusieron el mote, mote, apodo, se rio/rieron/rien/burlan/burlaron [..2] mi, todos me miraban
    todos se rieron, todo el mundo me, soy la que, soy el que, la organizadora soy, no se me olvida la, ni me miran, no me mira, ya no me habla
    no me hablan, charlatan, charlatana, quede por, perdi/perdio/perdido/perder [..2] credibilidad/prestigio/respeto, si truena, trueno yo
    hizo/hacen/hicieron/haceis quedar
    quedo como, quedar como, quedamos como, quedando como, quedo mal, quedar mal, quedamos mal, quedar fatal, me dejasteis mal, me dejas mal
    me hicieron quedar mal, nos hacen quedar, me llama/llaman/llamo/llamaron [..1] el/la/de, ahora me llama, ahora me llaman
    me dicen [..2] desde, me apodan, me han puesto de mote, soy la comidilla, comidilla, en boca de todos, mi nombre en boca, estoy en boca
    soy el hazmerreir, el hazmerreir de, se rien/reian/rieron/riendo/reia/rio [..2] de mi/nosotros/mi cara, me mira/miran/miro como, me miran mal
    me miraron mal, se callan cuando, en el ascensor se callan, dejaron de hablarme, han dejado de dirigirme, dejado de dirigirme la palabra
    ya no me saludan, no me saludan, me tienen por, se me tiene por, me toman por, me tomaron por, me tomo por, fama de, mi fama, tenia fama de
    mi honra, dano al honor, perdio la credibilidad, quede como el/la
    como un tonto/idiota/imbecil/payaso/mentiroso/estafador/tacano/aficionado
    como una tonta/idiota/imbecil/payasa/mentirosa/charlatana/estafadora/inutil, como el tonto, como la tonta, como al inutil, la inutil soy yo
    el inutil soy yo, van a pensar que
    delante del/de [..2] cliente/clientes/jefe/jefa/tribunal/plantilla/cuadrilla/alumnos/suegro/suegros/socios/consejo/claustro/familia/padres
    delante de todo el mundo, delante de veinte, delante de la plantilla, frente al consejo, ante mis jefes, me preguntan si, me pregunto delante
    me pregunto si sabia, si sabia, dio por supuesto que, dieron por hecho que, dan por hecho que, creen que fui, cree que fui, piensan que fui
    creen que soy, piensan que soy, cree que soy, me acusan de, me acusa de, me acuso de, me acusaron de, dando la cara, dar la cara, di la cara
    la cara la puse yo, poner la cara, puse la cara, pongo la cara, con que cara, con que cara voy, con que cara miro, cara de vergüenza
    no se donde meterme, no sabia donde meterme, tragame tierra, me puse colorado, me puse rojo, bochornoso, abochornado, sonrojo, que corte
    pase un corte, vaya corte, el ridiculo delante, menudo papelon, que papelon, pase un oso, quede en evidencia, en evidencia
    me pusieron en evidencia, me dejaron en ridiculo, mi palabra aqui, mi palabra ya no vale, mi palabra valia algo, mi palabra
    falte a mi palabra, mentiroso ante, me hicieron mentir, me han hecho mentir, me hace quedar, mancharon mi nombre, mancha mi nombre
    mi nombre por los suelos, por los suelos mi, con mi firma, con mi nombre y, mis alumnos, mis subordinados, mis compañeros se
    mi consejo de administracion, mi suegro todavia, mi cunado, memes mios, sticker, me hicieron memes, me sacan el tema, me lo recuerdan
    me lo restriegan, todavia me lo
    me dejaron en verguenza, me dejaron en vergüenza, tanta vergüenza en mi vida, vergüenza en mi vida, que pena con, que pena con mi
    me da pena con, quede como un zapato, quede como la mona, quede como el culo, quede como el orto, quede pintado, quede pintada, me quemaron
    me quemaron con, quemado con el cliente, me dejaron colgado con, colgado con mi, no confia en mi, dejo de confiar, dudan de mi, duda de mi
    desconfia de mi, me mira raro, me miran raro, los pibes me, los chicos me dicen, mi nombre como, mi cara en, mi foto como, soy el chiste
    soy el meme, el chiste de la oficina, chiste de la, se burlo de mi, se mofan
blamed: me culpan, me culpa, me culpo, me culparon, nos culpan, culpan, culpandome, me echan la culpa, me echo la culpa, me echaron la culpa
    me han echado la culpa, echar la culpa, echan la culpa a, la culpa es mia, la culpa la tengo, la culpa me la, la culpable, el culpable
    soy la culpable, soy el culpable, parezco culpable, culpable, culpables, me acusan, me acusa, me acuso, me acusaron, acusad*, acusan
    acusacion*, me hacen responsable, me responsabiliz*, responsable soy yo, la responsable soy, el responsable soy, me piden cuentas
    me piden explicaciones, me pidio explicaciones, me pidieron explicaciones, me pide explicaciones, pidiendo explicaciones, pedir explicaciones
    me preguntan por que, me pregunto por que, me preguntaron, me preguntan, me pregunta, me ha preguntado, me estan preguntando
    dar explicaciones, dar la cara ante, dar la cara con, dar la cara, tengo que explicar*, tuve que explicar*, tendre que explicar*
    he tenido que explicar*, tengo que dar explicaciones, tuve que dar explicaciones, a explicar por que, explicar por que, explicarle a mi
    explicarles a mis, explicarselo a, explicar a mi, explicar a mis, justificarme, justificar ante, justificarlo ante, tengo que justificar*
    que justificar*, que responder ante, responder ante, respondo ante, rendir cuentas, rindo cuentas, cuentas ante, pedir disculpas a
    pedir disculpas en, pedir perdon a, disculparme con, disculparme ante, me toca dar, me toca explicar, me toca a mi, el que da la cara
    la que da la cara, quien da la cara, me lo echan en cara, echan en cara, me echan en cara, me reproch*, reproche*, me recrimin*, recrimin*
    me lo reclaman, me reclaman a mi, me reclama a mi, me llamo la atencion, llamado la atencion, llamada de atencion, llamaron la atencion
    bronca, me echo la bronca, me echaron la bronca, me cayo la bronca, me ha caido la bronca, caido la bronca, rapapolvo, me regano
    me reganaron, reganina, me rinieron, me cago a pedos, cagaron a pedos, dudan de mi, duda de mi, dudo de mi, piensan que yo, piensan que soy
    piensa que yo, piensa que soy, cree que soy, creen que soy, cree que yo, creen que yo, creen que fui, cree que fui, creen que favorezco
    creen que me, cree que me, pensaron que, sospech*, sospechan de, me miran a mi, me senalan, senalad*, dedo, me citaron, me ha citado
    me llamo a su despacho, a su despacho, me llamo mi jefe, me convoc*, me cayo encima, el que queda, la que queda, lo pago yo, pago yo
    pagando los platos, pagar los platos, pago los platos, platos rotos, el pato, pagar el pato, pago el pato, me como el marron, el marron
    comerme el marron, marron, carga conmigo, contra mi, se me echan encima, se me echo encima, encima de mi
    me/nos [..1] preguntan/preguntaron/pregunto/reclaman/reclamaron/reclama/culpan/culpo [..4] mi/a/por/culpa/cuentas/explicaciones
    me/nos [..1] echan/riño/rino/regano/reganan/acusan/acuso/senalan/miran [..4] mi/a/por/culpa/cuentas/explicaciones
    soy/era/fui [..2] culpable/responsable/cara/senalad*
    creen/piensan/piensa/cree/dicen [..3] yo/culpa/inventando/miento/mia/favorezco/robo/robe, la culpa [..3] mia/yo/mi
    explic* [..4] jefe/jefa/junta/consejo/padres/clientes/companeros/directora/director, dar [..1] explicaciones, disculparme, me disculpe
    tuve que disculparme, tuve que pedir perdon, pedi perdon, pedi disculpas
    pedir cuentas, me pide cuentas, la culpa es mia segun, la bronca me la, me cae la bronca, me cayo una bronca, me llevo la bronca
    me lleve la bronca, me comi la bronca, la bronca, me como yo, me lo como yo, me toco a mi, soy yo quien, soy quien lleva, jefe quita
    me lo descuentan, me lo quitan del sueldo, del sueldo, lo pongo yo, me regañan, me regaño, me regañaron, regaño, regañada, me cagaron a pedos
    me cagaron a, me retaron, me reto, me estan encima, chivo expiatorio, pague el pato, cargo con la culpa, cargar con la culpa
    cargue con la culpa, responsabilidad mia ante, si truena trueno yo, trueno yo, me lo van a echar en cara, echo en cara, en cara me lo
    sospechan de mi, desconfian de mi, me llama chapuzas, chapuzas, chapucero, me llaman manirroto, manirroto, me creen, por tonto
    por tonta me tienen, dijo a mi cliente, le dijo a mi, le ha dicho a todo, le dijo a mi jefe
job_at_risk: mi trabajo, mi puesto, mi empleo, perder el trabajo, pierdo el trabajo, perder mi trabajo, pierdo mi trabajo, perder el empleo
    perder mi puesto, perdere el trabajo, perdi el trabajo, me juego el puesto, me juego el trabajo, juego el puesto, jugando el puesto
    me jugue el puesto, me echan, me van a echar, me echaran, echarme, echarme a la calle, a la puta calle, me despiden, me despidan, despedirme
    despido, despidan, despedid*, me despidieron, me corren, me van a correr, corran, me botan, me van a botar, me rajan, me van a rajar
    mi carrera, mi ascenso, ascenso, mi promocion, promocion interna, mi evaluacion, evaluacion de desempeno, periodo de prueba, mi contrato no
    no me renuevan, no me renovaran, mi renovacion, mi cargo, mi plaza, mi cabeza, mi pellejo, el pellejo, me juego el pellejo, rodaran cabezas
    rodar cabezas, cortan la cabeza, me cuesta el puesto, me cuesta el trabajo, me costara el puesto, me costo el puesto, costarme el puesto
    costar el puesto, costar el trabajo, costarme el trabajo, me puede costar, me va a costar, amonestacion, amonestad*, apercibimiento
    apercibid*, expediente disciplinario, expedientad*, suspension de empleo, memorandum, acta administrativa, llamado de atencion, mi bono
    mi bonus, mis comisiones, mi licencia, mi colegiacion, mi reeleccion, dimision, dimitir, dimita, presentar mi renuncia, mi renuncia
    me jubilan, de patitas, mi tesis, mi beca, me suspenden, mi oposicion, me expulsan, expulsarme
    mi/el [..1] puesto/trabajo/empleo/cargo/plaza/contrato [..3] peligro/juego/riesgo/aire/hilo/pende
    perder/pierdo/perderia/perdere/cuesta/costar/costado/costara/juego [..3] puesto/trabajo/empleo/cargo/plaza/cabeza/carrera/ascenso
    echan/echar/echarme/despedir/despedirme/despiden/corren/botan [..3] mi/culpa/esto/calle/trabajo, me abren expediente, abierto expediente
    me abrieron expediente, el que se va a la calle, me voy a la calle
    no me van a renovar, no paso la prueba, semanas de prueba, dias de prueba, de prueba en, el puesto, peligra mi puesto, pierdo el puesto
    perder el puesto, me quedo sin trabajo, me quedo sin empleo, me juego el cuello, me van a despedir, me corren del trabajo
    de patitas en la calle, a la calle me, el ascenso, mi jefe me, mi nota, la nota se queda en el aire, la nota en el aire, mi tfg
    perder la plaza, colegio de, me expedientan, me amonestaron, mi contrato se acaba, pierdo la beca, perder la beca, mi visa
    mi visado, mi permiso de residencia
# -- safety of data and people
breach: brecha de seguridad, brecha, brechas, brecha de datos, fuga de datos, fuga de informacion, filtracion*, filtrad*, filtraron, filtra
    filtran, datos expuestos, expuest*, exponen, expone, expusieron, exposicion de datos, comprometid*, robo de datos, datos robados
    robaron mis datos, robado los datos, hacke*, hackead*, hackearon, hackeo, jaque*, jaquearon, pirate*, pirateada, pirateado, ciberataque*
    ataque informatico, intrusion, intrusos, intruso, intrusa, entraron en mi, entrado en mi, entro en mi, han entrado en, entraron a mi
    entraron en nuestr*, se metieron en, se han metido, se colaron, se ha colado, acceso no autorizado, accesos no autorizados, acceso indebido
    acceso sospechoso, inicio de sesion desde, inicio de sesion sospechoso, iniciaron sesion, iniciado sesion desde, sesion desde, conexion desde
    dispositivo desconocido, dispositivo que no, no he sido yo, no fui yo, yo no fui, no soy yo, yo no he, yo no hice, no hice yo, no la hice yo
    no lo hice yo, no los hice yo, no reconozco, no reconocemos, cargos que no, movimientos que no, compras que no, transferencia que no
    alguien ha cambiado, alguien cambio, alguien entro, alguien ha entrado, alguien accedio, alguien se hizo, alguien esta usando, alguien usa mi
    alguien compro, cambiaron mi contraseña, cambiaron la contraseña, cambiado mi correo, cambiaron mi correo, cambiado el correo, phishing
    suplant*, suplantacion, usurp*, robo de identidad, identidad robada, malware, ransomware, virus, troyano, clonad*, clonaron, clonacion
    tarjeta clonada, sim duplicada, duplicado de sim, sim swapping, vaciaron, me vaciaron, vaciado la cuenta, vaciada, secuestr*, secuestrada
    vulnerab*, vulnerabilidad*, agujero de seguridad, fallo de seguridad, falla de seguridad, problema de seguridad, inyeccion, sql, xss
    exploit*, puerta trasera, backdoor, sin cifrar, sin encriptar, texto plano, en claro, sin contraseña, sin clave, sin autenticacion
    sin autenticar, sin iniciar sesion, sin login, sin validar, sin pedir contraseña, sin pedir, no pide contraseña, no pide clave, contraseña en
    contraseñas en, cualquiera puede, puede entrar cualquiera, cualquiera con el, basta con cambiar, cambiando el numero, cambiando el id
    cambiar el numero, en la url, enumer*, accesible sin, abierto al publico, en abierto, indexad*, aparece en google, salen en google, deep web
    dark web, a la venta, dni publicado, fraude, fraudulent*, operacion fraudulenta, correo fraudulento, correos falsos, mensajes en mi nombre
    mails en mi nombre, tokens expuestos, bypass
    entro/entraron/entrado/metio [..4] cuenta/sistema/usuario/correo/servidor/base/panel/credenciales
    metieron/accedio/accedieron/acceso [..4] cuenta/sistema/usuario/correo/servidor/base/panel/credenciales, exempleado, excolaborador
    ex empleado, ex colaborador, exempleados, se llevo la base, base de clientes, se llevaron los datos
    alguien [..2] compro/cambio/entro/accedio/pidio/saco/retiro/uso, cambio el correo, cambio la contrasena
    han/ha cambiado [..3] correo/contrasena/telefono/clave
    transferencia/compra/cargo/retiro/prestamo/pedido [..3] no hice/reconozco/autorice/solicite
    no/nunca [..2] hice/autorice/solicite [..3] compra/cargo/transferencia/prestamo/retiro
    contrasena/contrasenas/clave/claves/tokens/llaves/credenciales [..4] visibles/expuestas/publicas/texto/claro/vista/publico
    devuelve/muestra/permite/deja/expone/saca [..4] datos/informacion/ver/descargar/acceder [..3] otros/otro/cualquiera/todos/ajenos
    ha entrado en mi cuenta, entro en mi cuenta, entro con mi usuario, con mi usuario, entro con su usuario, acceso ajeno, ha cambiado el movil
    cambiado el telefono asociado, cambiaron el correo, le cambio la contraseña, cambio la contraseña con solo pedirla, con solo pedirla
    que yo no he hecho, yo no he hecho, desconozco los cargos, desconozco todos los cargos, la estan usando, estan usando mi tarjeta
    usaron mi tarjeta, usando mi tarjeta, comprar en singapur, clonada, clave maestra, claves visibles, claves privadas, aparecen las claves
    contraseña a la vista, contraseña visible, contraseña pegada, responde sin contraseña, abre sin contraseña, sin pedir sesion
    sin iniciar sesion se ve, con ellas cualquiera, cualquiera puede ver, cualquiera puede entrar, cualquiera podria, desde fuera de nuestra red
    cambiando el numero al final, al final de la url, cambias el numero, de la url, mirando el codigo, al ver el codigo de la pagina
    codigo de la pagina, la contraseña del de mantenimiento, abre la nuestra, tambien abre la nuestra, misma llave, la misma clave
    la base de clientes, llevarse la base, ex trabajador, dieron de baja a un, puso en copia, en copia a todas, en copia a todos
    a todas las clientas, con copia a todos, subir fotos intimas, fotos intimas, subio fotos, subieron fotos, publicaron mi foto, mi fotografia
    mi foto en, con mi nombre y mi, habeis colgado, han colgado, nunca di permiso, yo no firme nada, sin mi permiso, no di permiso
    sin pedirme permiso, sin consentimiento, marcado dos veces no, mi hijo aparece, aparece mi hijo, vende mis datos
    vendieron mis datos, han vendido mis datos, pasaron mis datos, dieron mi numero, dio mi numero, dieron mi telefono, le dieron mi direccion
    dio mi direccion, filtracion, se filtro, se filtraron, filtrado, filtrados, hackeen, os hackeen, hackeado, ataque que sufristeis
    en una hoja llamada, hoja publica, excel publico, visible para todos, a la vista de todos
    el enlace es publico, enlace publico, cualquiera con el enlace, con el enlace, documento compartido, carpeta abierta, carpeta publica
    drive abierto, sale en google, indexado en, buscando mi nombre, se oye a otros, oigo otras, oigo la conversacion, escucho la conversacion
    escuchando conversaciones, camara del vecino, veo la camara, ven mi camara, microfono abierto, tarjeta abre todas, la llave abre
    llave abre otra, abre otra habitacion, abrio otra habitacion, entro un desconocido, un desconocido entro, entraron en mi habitacion
    se metio en mi, suplantan, suplantando, se hacen pasar, haciendose pasar, se hizo pasar, smishing, correo falso, sms falso, factura falsa
    cambiaron el iban, iban cambiado
others_data: datos/nombre/nombres/factura/facturas [..4] otra/otro/otros/otras/ajeno/ajenos/ajena/ajenas/terceros/desconocido/desconocida
    historial/historiales/direccion/direcciones/dni/telefono [..4] otra/otro/otros/otras/ajeno
    historial/historiales/direccion/direcciones/dni/telefono [..4] ajenos/ajena/ajenas/terceros/desconocido/desconocida
    telefonos/informes/informe/analitica/resultados/expediente [..4] otra/otro/otros/otras/ajeno
    telefonos/informes/informe/analitica/resultados/expediente [..4] ajenos/ajena/ajenas/terceros/desconocido/desconocida
    nomina/fotos/mensajes/pedidos/cuenta/correo [..4] otra/otro/otros/otras/ajeno/ajenos/ajena/ajenas/terceros/desconocido/desconocida
    otro/otra/otros/otras [..1] cliente/clienta/clientes/paciente/pacientes/usuario/usuarios/usuaria/persona/personas/senor/senora
    otro/otra/otros/otras [..1] empresa/inquilino/alumno/alumnos/familia/familias/titular/socio/socios/vecino/vecinos/abonado, otra gente
    demas clientes, demas usuarios, demas pacientes, resto de clientes, resto de usuarios, resto de padres, terceros, terceras personas, ajeno
    ajena, ajenos, ajenas, un desconocido, una desconocida, desconocidos, veo los/las/el/la [..3] de otro/otra/otros/otras/todos/demas
    puedo ver los/las/el/la/todo [..4] otro/otra/otros/otras/todos/demas, se ven los, se ve el, se pueden ver, puede ver mi, pueden ver mi
    pueden ver mis, pueden ver los, ven mis, ven mi, ve mis, me salen los datos de, me sale la cuenta de, me sale el nombre de, me aparece otra
    me aparecen los, me aparecen pedidos, aparecen los datos, sale a nombre de, esta a nombre de, a nombre de otra, a nombre de otro
    a nombre de un tal, a nombre de una, a nombre de un, no son mis, no son mios, no son mias, que no es mia, que no es mio, que no soy yo
    no me pertenece, que no conozco, no conozco de nada, no la conozco, no lo conozco, en copia, con copia, en cc, copia visible, copia a todos
    copia oculta, sin copia oculta, direcciones a la vista, correos a la vista, a la vista de todos, visible para todos, visibles para todos
    todos los destinatarios, destinatario equivocado, destinatario incorrecto, enviado a otra, enviaron a otra, enviado por error a, enviasteis a
    mandaron a otra, llego a otra, persona equivocada, paciente equivocado, cliente equivocado, dentro de la cuenta de, entro en la cuenta de
    entre en la cuenta de, en la cuenta de otro, en la cuenta de otra, cuenta de otra, sesion de otra, sesion de otro, perfil de otra
    perfil de otro, el ano de nacimiento de, historia clinica de, los datos de una, los datos de un, datos de un, datos de una, datos de otros
    datos personales de, datos bancarios de, datos medicos de, el iban de, diagnostico de, diagnosticos de
    me ha llegado la/el [..4] de otra/otro/una/un, me llego la/el [..4] de otra/otro/una/un, recibi la/el/los [..4] de otra/otro/una
    he recibido la/el/los [..4] de otra/otro/una, me estan llegando, cruzados, cruzad*, expuesto el, facturas ajenas, accesible para cualquiera
    cualquiera puede ver, cualquiera puede abrir, cualquiera puede descargar, todos pueden ver, todo el mundo puede ver, cualquier usuario puede
    puede verlo cualquiera, lo ve cualquiera
    veo/vemos/aparece [..5] otro/otra/otros/otras [..1] cliente/clientes/paciente/pacientes/persona/personas/usuario
    aparecen/sale/salen/muestra [..5] otro/otra/otros/otras [..1] cliente/clientes/paciente/pacientes/persona/personas/usuario
    veo/vemos/aparece [..5] otro/otra/otros/otras [..1] usuarios/empresa/familia/alumno/senor/senora/titular
    aparecen/sale/salen/muestra [..5] otro/otra/otros/otras [..1] usuarios/empresa/familia/alumno/senor/senora/titular
    ver/llega/llego/recibi [..5] otro/otra/otros/otras [..1] cliente/clientes/paciente/pacientes/persona/personas/usuario
    recibido/recibo/descargue/abri [..5] otro/otra/otros/otras [..1] cliente/clientes/paciente/pacientes/persona/personas/usuario
    ver/llega/llego/recibi [..5] otro/otra/otros/otras [..1] usuarios/empresa/familia/alumno/senor/senora/titular
    recibido/recibo/descargue/abri [..5] otro/otra/otros/otras [..1] usuarios/empresa/familia/alumno/senor/senora/titular
    direcciones [..3] vista/visibles/copia, # direcciones a la vista
    datos/nombre/dni/direccion/historial/fotos/telefono [..3] expuesto/expuestos/visibles/visible/vista/cualquiera/publico/publicos
    que no son mios, que no son mias, no es mi [..1] nombre/cuenta/factura/pedido/historial/analitica/dni, quedo accesible, quedaron accesibles
    a la vista de, estaban a la vista
    de otra persona, de otro cliente, de otra clienta, de otra familia, de otro señor, de otra señora, de un tal, de una tal, un tal señor
    un matrimonio de, era el de un, era el de otro, me salio el de, me sale el de, sale el de otro, sale el nombre de otro, con los datos de otro
    datos de otro, datos de otra, factura de otro, contrato de otro, contrato de otra, el contrato de alquiler de, con su cuenta bancaria
    con su dni, con su nomina, con sus ingresos, su hipoteca, no soy [..1] julian/esa/ese/ella/el, nombre y el dni de otra, el dni de otra
    nombre de otro, nombre de otra, nombre y apellidos de, lista de lo que cada una, lo que cada una tiene, direcciones de todos
    permite leer las direcciones, leer las direcciones, moviles de los oyentes, telefonos de todos, correos de todos, expediente de otro
    historial de otro, analitica de otro, resultados de otro, veo las fotos de otro, veo los pedidos de otro, veo la camara de otro, de otra obra
    los de otra obra, firmadas por mi, a mi clientela, remitido a mi clientela, a nombre de un desconocido, a un desconocido
    a un señor que no conozco, documento anterior y, me llego la renovacion de, el correo de otro, mensaje de otro
    veo a otros, veo el saldo de, saldo de otro, me sale otro nombre, sale otro nombre, aparece otro nombre, aparece el nombre de, recibo de otro
    nomina de otro, la nomina de un compañero, nominas de todos, las notas de otro, notas de otro alumno, expediente de otra
    historia clinica de otro, receta de otro, pruebas de otro, informe de otro, informe de otra, cita de otro, sobre de otro, carta de otro
    paquete de otro con, datos de terceros, datos ajenos, fotos de otros, fotos de otra familia, conversaciones de otros, los chats de otros
data_gone: perdido/perdidos/perdida/perdio [..4] datos/archivos/fotos/ficheros/historial/documentos/registros/contactos
    perdieron/perdimos/perdi/borrado/borrados [..4] datos/archivos/fotos/ficheros/historial/documentos/registros/contactos
    perdido/perdidos/perdida/perdio [..4] correos/backup/base/todo/informacion/expedientes/proyecto/notas
    perdieron/perdimos/perdi/borrado/borrados [..4] correos/backup/base/todo/informacion/expedientes/proyecto/notas
    borrada/borro/borraron/borradas/desaparecido [..4] datos/archivos/fotos/ficheros/historial/documentos/registros/contactos
    desaparecidos/desaparecio/desaparecieron/eliminado/eliminaron [..4] datos/archivos/fotos/ficheros
    desaparecidos/desaparecio/desaparecieron/eliminado/eliminaron [..4] historial/documentos/registros/contactos
    borrada/borro/borraron/borradas/desaparecido [..4] correos/backup/base/todo/informacion/expedientes/proyecto/notas
    desaparecidos/desaparecio/desaparecieron/eliminado/eliminaron [..4] correos/backup/base/todo
    desaparecidos/desaparecio/desaparecieron/eliminado/eliminaron [..4] informacion/expedientes/proyecto/notas
    datos/archivos/fotos/ficheros/historial/documentos/registros/contactos [..4] perdido/perdidos/perdida/borrado
    datos/archivos/fotos/ficheros/historial/documentos/registros/contactos [..4] borrados/borrada/borraron/borro/desaparecido
    correos/mensajes/informacion/backup/expedientes/notas/proyecto/proyectos [..4] perdido/perdidos/perdida/borrado
    correos/mensajes/informacion/backup/expedientes/notas/proyecto/proyectos [..4] borrados/borrada/borraron/borro/desaparecido
    datos/archivos/fotos/ficheros/historial/documentos/registros/contactos [..4] desaparecio/desaparecieron/desaparecidos/eliminado
    datos/archivos/fotos/ficheros [..4] eliminados/machacado/sobrescrito/sobreescrito/corruptos
    historial/documentos/registros/contactos [..4] eliminados/machacado/sobrescrito/sobreescrito/corruptos
    correos/mensajes/informacion/backup/expedientes/notas/proyecto/proyectos [..4] desaparecio/desaparecieron/desaparecidos/eliminado
    correos/mensajes/informacion/backup [..4] eliminados/machacado/sobrescrito/sobreescrito/corruptos
    expedientes/notas/proyecto/proyectos [..4] eliminados/machacado/sobrescrito/sobreescrito/corruptos, perdida de datos, perdida de informacion
    datos perdidos, se borro todo, se ha borrado todo, se borraron, se han borrado, se nos borro, se me borro, se nos han borrado
    se me han borrado, me han borrado, nos han borrado, me borraron, nos borraron, borrado todo, lo borro todo, borro todo, todo borrado
    se perdio todo, se ha perdido todo, todo perdido, ha desaparecido, han desaparecido, desaparecio, desaparecieron, desaparecido todo
    se esfum*, esfumad*, se volatiliz*, evapor*, sobrescri*, sobreescri*, machac*, pisado los datos, piso los datos, vaciado, vacio el
    estan vacias, sale vacio, sale vacia, la copia esta vacia, copia de seguridad vacia, sin copia, sin copia de seguridad, sin backup
    no hay copia, no hay backup, no hay copias, ni rastro, ni rastro de, no queda nada, no quedo nada, corrupt*, corrompid*, corrupto
    danada la base, irrecuperable*, no se puede recuperar, no se pueden recuperar, no recuperable, no hay forma de recuperar, anos de trabajo
    meses de trabajo, todo mi trabajo, todo el trabajo, el trabajo de, formate*
    sigue/siguen/volvio/borrando/borro/borra/borran [..4] partidas/datos/archivos/fotos/registros/todo/progreso
    perdi/perdimos/perdido/perdio/perdieron [..4] partida/partidas/progreso/registros/backup/historial/agenda/asientos/pedidos, me aparece vacio
    aparecen vacios, no quedan datos, no hay datos, ya no estan, ya no esta ninguno, no aparece ninguno de
    borra partidas, borrando partidas, sigue borrando, han borrado, borraron, ha desaparecido todo, ya no estan mis, perdieron mis, perdido mis
    perdieron las, perdio las, faltan los numeros, sale en blanco, sale en blanco el, registro en blanco, base de datos vacia, sobreescribio
    sobrescribio, machaco, machacado
danger: peligro, peligros*, peligrosa, peligroso, peligran, riesgo de, riesgo para, pone en riesgo, ponen en riesgo, en riesgo, en peligro
    riesgo electrico, fuego, incendi*, incendio, se prendio, prendio fuego, en llamas, llamarada, ardio, ardiendo, arde, arder, humo, humea*
    echando humo, echa humo, echo humo, olor a quemado, huele a quemado, olia a quemado, quemado, quemada, quemad*, quemadura*, quemarme
    se quemo, me queme, chispa*, chispazo*, chisporrot*, cortocircuito, corto circuito, cruce de cables, calambre*, calambrazo*
    descarga electrica, electrocut*, me dio corriente, da corriente, me pateo, pega corriente, explot*, explosion, exploto, revent*, estall*
    estallo, fuga de gas, olor a gas, huele a gas, olia a gas, escape de gas, monoxido, intoxic*, intoxicacion, envenen*, toxic*, vomit*, diarrea
    salmonel*, alerg*, anafil*, reaccion alergica, shock, gluten, celiac*, cacahuete*, mani, sobredosis, dosis equivocada, dosis doble
    dosis duplicada, dosis incorrecta, medicamento equivocado, medicacion equivocada, sangre equivocada, grupo sanguineo, herid*, heridas, herida
    lesion*, lesionad*, sangr*, sangrando, cort* la mano, se corto, puntos de sutura, fractur*, se rompio el brazo, se cayo encima
    se cayo al, se cayo por, se desprend*, desprend*, se solto, se suelta, soltarse, se desplom*, desplom*, derrumb*, se vino abajo, cayo encima
    se descolg*, frenos, freno no, sin frenos, los frenos, no frena, no freno, fallo el freno, atrapad*, encerrad*, asfixi*, ahog*, atragant*
    derretid*, derriti*, fundio, sobrecalent*, recalent*, se recalienta, quema al tocar, ardiendo al tacto, casi se mata, casi me mato
    se podia haber matado, podria haber muerto, pudo morir, pudo haber muerto, pudo ser una tragedia, una tragedia, una desgracia
    va a haber una desgracia, pasar una desgracia, accidente, casi un accidente, accidentes, mortal, mortales, muerte, letal, vidas
    vida en peligro, riesgo vital, poner en peligro, pone en peligro, jugar con la vida, por milagro, de milagro, un nino podria, un nino pudo
    se podria haber, podria haberse, podia haberle, algun nino, mi hija pudo, se lo trago, tragar, moho negro, legionela, amianto, sin freno
    se quedo sin freno, casi nos matamos, nos pudimos matar, se puede matar, puede matar, pudo matar*, alguien se puede
    dosis [..3] doble/duplicada/equivocada/triple/incorrecta, salio al doble, se incendio, se puso a arder, se prendio fuego, saltaron chispas
    salia humo, sale humo, salio humo, salieron llamas, hay llamas, con llamas, me dio un calambre, da calambre, pego un calambre
    me dio la corriente, cayo/cayeron/cae/desprendio/desprendieron [..4] encima/techo/cristal/cornisa/placa/pieza, cable pelado, cables pelados
    cables sueltos, cable suelto, alguien va a, puede haber un accidente, acaba en tragedia, vigas, termo que
    medicamento/medicina/dosis/pastillas/jarabe [..4] equivocad*/otro/incorrecta/cambiad*
    freno se solto, se solto el freno, fallaron los frenos, no frenaba, frena cuando, salir volando, se solto entero, se solto la, se desprendio
    se desprendieron, se le cayo encima, se desplomo, alguien se puede matar, se va a matar, puede pasar algo, podia haber muerto
    por poco no, de puro milagro, quedarse encerrado, encerrada en, atrapado en, atrapada en, se quedo encerrado, niño encerrado
    ascensor parado con, me dio calambre, dio calambre, calambre, calambrazo, pegaba corriente, chispazo, chispazos, echa chispas, salta chispas
    echaba humo, salio ardiendo, explotó, revento, se derritio, derretido el cable, cables al aire, recalienta, se calienta mucho
    sin gluten pero, trazas de, llevaba frutos secos, reaccion en la piel, se hincho, se le hincho, ronchas, sarpullido, urticaria
    intoxicados, intoxicada, vomitos, vomitando, en mal estado, gusanos, cristales en, un cristal en, trozo de plastico
    un clavo, se atraganto, atragantarse, se ahoga, asfixia, pila de boton, se trago, la policia lo encontro, salio a la calle solo
    salio por la puerta, se escapo por la puerta, puerta no cierra, no cierra la puerta, puerta abierta toda, dejaron la puerta abierta
    abierta de par en par, codigo pegado, codigo escrito en un papel, pegado al lado, alarma no, alarma no se puede armar, no se puede armar
    no suena la alarma, detector de humo, extintor caducado, salida de emergencia, bombas de infusion, bomba de infusion
    avisos falsos, sola en el arcen, dejo a mi madre sola, en silla de ruedas, a su hija se la entrego, la entrego a otro, le entregaron a otro
    sin permiso para recogerla, no abre a cualquiera, quede temblando, quedo temblando, aterrice en, me cai, se cayo, se rompio la pierna
    fractura, puntos en, sangre, ambulancia
    bajando el puerto, bajando la, cuesta abajo sin, se bloqueo el volante, volante bloqueado, rueda se salio, se salio la rueda
    perdio una rueda, airbag, cinturon no, sillita, se volco, volco, se cayo del techo, se desprende, techo se cayo, barandilla suelta
    escalon roto, suelo resbala, resbalo, resbale, caida de, electrocutarse, electrocuto, enchufe quemado, enchufe derretido, chispas
    saltan los plomos, fuego en, humo negro, humo en, gas en casa, mareados por, intoxico, salmonela, bacterias, agua marron, agua turbia
    sabe a lejia, huele a lejia, huele raro el agua, quemadura, quemaduras, se quemo la mano, le quemo, ojo hinchado, ampollas, corte profundo
    cristal roto, borde cortante, filo, pinchazo, aguja, fuera de rango, marca mal la, mal la glucosa, glucometro, tensiometro, marcapasos
    oxigeno, respirador, monitor cardiaco, audifono explota, bateria hinchada, bateria inflada, bateria se hincho, movil ardiendo, patinete ardio
    gotas equivocadas, jarabe equivocado, doble dosis, le dieron la medicacion de otro
# -- thanks and end
thanks_deed: gracias por [..6] ayuda/ayudar/ayudarme/ayudarnos/arreglar/arreglarlo
    gracias por [..6] rapidez/rapida/respuesta/resolver/resolverlo/solucionar/solucionarlo
    gracias por [..6] paciencia/venir/llamar/explicar/explicarme/atencion/atenderme
    gracias por [..6] trato/gestion/enviar/avisar/esfuerzo/detalle/amabilidad, gracias por todo, gracias por lo, gracias por tanto
    gracias por cuidar, gracias por acompan*, gracias por quedar*, gracias por haber, gracias por ser, gracias por estar
    gracias a vuestro/su/vuestra/vuestros/sus/tu/la/el/los/las, gracias a @es_jefe, gracias al chico, gracias a la chica, gracias al tecnico
    gracias a la senora, gracias al equipo, gracias a todo el equipo, gracias a todos, gracias a ti, gracias a ustedes, gracias a vosotros
    mil gracias por, mil gracias, millon de gracias, un millon, gracias mil, muchisimas gracias, gracias infinitas, infinitas gracias, de corazon
    de todo corazon, gracias de corazon, agradecid*, agradecer*, agradecerle*, agradecimiento, muy agradecid*, eternamente agradecid*
    quiero agradecer, queria agradecer, quisiera agradecer, queremos agradecer, se agradece, se lo agradezco, os lo agradezco, te lo agradezco
    lo agradezco, agradezco mucho, agradezco su, agradezco vuestra, agradezco la, gratitud, felicitar, felicito, felicitamos, felicitacion
    mis felicitaciones, mi felicitacion, felicitadle, felicitenlo, felicidades por, felicidades al, me ha/han/habeis salvado, me salvo
    me salvaste, me salvaron, nos salvo, nos salvaron, nos ha salvado, nos han salvado, salvado la vida, salvo la vida, salvado el dia
    salvo el dia, me sacaste, me saco de un apuro, sacado de un apuro, saco del apuro, un angel, angeles, es un sol
    es un cielo, una joya, un tesoro, un encanto, encantador, encantadora, un crack, una crack, un maquina, una maquina, un diez, heroe
    heroes, heroina, un figura, un grande, un capo, unos genios, un genio, una genia, genia, una santa, un divino, una divina, merece un
    merecen un, se merecen, merece que, le suban el sueldo, subidle el sueldo, subanle el sueldo, un aumento, un ascenso para, se porto
    se portaron, se ha portado, se han portado, os habeis portado, que bien me, me atendio de, me atendio muy, me atendieron muy, atendio con
    me trato de maravilla, muy amable, muy amables, amabilisim*, amabilidad, super amable, tan amable, tan amables, con tanta paciencia
    con mucha paciencia, con una paciencia, su paciencia, su amabilidad, con tanto carino, con carino, con mucho carino, se tomo la molestia
    se tomo el tiempo, se desvivi*, se volco, se volcaron, se quedo hasta, se quedaron hasta, hizo mas de lo, fue mas alla, fuera de su horario
    en su dia libre, sin cobrar nada, sin cobrarme, no me cobro, quitarse el sombrero, sombrero ante, un aplauso para, aplauso para
    aplausos para, denle las gracias, dadle las gracias, dele las gracias, dar las gracias, darle las gracias, daros las gracias
    darles las gracias, transmitidle, transmitan, transmitale, trasladadle, trasladar mi, trasladen mi agradec*, haganle llegar, haganselo llegar
    haceselo llegar, le debo una, os debo una, les debo una, te debo una, os debo un, les debo un, dios le pague, dios se lo pague
    dios los bendiga, bendiciones, un abrazo para, un beso para, un abrazo a, besos a, bombones, una caja de bombones, flores para, me alegro la
    me alegrasteis, alegrado el dia, vale oro, valen oro, oro molido, de oro, gente asi, personas asi, profesionales asi, como el no
    asi da gusto, da gusto, un gusto tratar, un placer tratar, 🙏, 💐, 🥰, ❤, gracias [..3] a [..4] por
    le/les/os/te agradezco/agradecemos [..3] ayuda/paciencia/rapidez/atencion/trato/gestion/carino/detalle/esfuerzo
    agradecer* [..6] ayuda/paciencia/rapidez/atencion/trato/gestion/carino/detalle/esfuerzo/trabajo/personal/equipo
    muy/tan/super/bien amable/atento/atenta/atentos/paciente/simpatico/simpatica/profesional/majo/maja/cercano
    me/nos ayudo/ayudaron/atendio/atendieron/explico/resolvio/trato [..4] bien/carino/paciencia/maravilla
    me/nos ayudo/ayudaron/atendio/atendieron/explico/resolvio/trato [..4] amabilidad/rapido/genial/todo
    se quedo [..5] conmigo/nosotros/hasta/media, tomen en cuenta, lo tomen en cuenta, para un bono
    merec* [..3] reconocimiento/premio/aplauso/ascenso/aumento/felicitacion/bono/sueldo
    por su/tu/vuestra [..1] ayuda/paciencia/amabilidad/rapidez/atencion/honradez/trato/carino
    llegar/llegue mi agradecimiento/felicitacion/gratitud, todo bueno, chapo para, chapo por, ole por, bravo por, no tenia por que
    no tenia que haberlo, sin tener por que, que majo, que maja, que encanto, que detalle mas
   
    gracias/agradezco/agradecer/agradecido/agradecida/gratitud [..6] ayuda/ayudar/ayudo/ayudarme/detalle/rapidez/trato/paciencia/diligencia/atencion/amabilidad/aviso/explicacion/esfuerzo/interes/cariño/dedicacion
    gracias/agradezco [..1] a/al [..5] por/que/quien/del/de, agradezco a la, agradezco al, agradezco a mi, agradezco a, gracias a la
    gracias mucho a, gracias de corazon a, gracias a tope, gracias a ella, gracias a el, le doy las gracias a, dar las gracias a
    doy las gracias a, dad las gracias, que agradezca a, un gracias grande para, un gracias enorme, mil gracias a, muchas gracias a
    no se como agradecerselo, como agradecerselo, agradecerselo, agradecerle, se deja constancia de la gratitud, gratitud de
    constancia de mi agradecimiento, mi reconocimiento a, conste mi reconocimiento, reconocimiento a la, mi felicitacion a, mi felicitacion al
    felicito a, felicito al, felicitar a, felicitad a, felicidades a, les felicite, les felicito por, que les felicite, enhorabuena a
    mi enhorabuena a, un diez para, un diez a, matricula de honor, matricula para, le debo un, le debo una disculpa y, un jamon para
    una caña para, me invito a, me acompaño, me acompaño hasta, me enseño, me enseño el truco, me sujeto la mano, me lo hizo en
    me explico con mucha, me explico con, me lo explico, me ayudo, me ayudo a, ayudandome, ayudandome a, amabilisimo, amabilisima, amabilisimos
    majisimo, majisima, majisimos, una maquina la tia, una makina, un fenomeno, que cielo, que cielo de, un primor, un amor, era su hora de comer
    su hora de comer, horas no habiles, en horas no, en domingo vino, vino con una lona, sin que nadie, sin que nadie le, sin que se lo pidiera
    sin pedirselo, no quiso cobrar, venia de camino con, se dio cuenta de que, se habia dado cuenta, detecto a ojo, traernos la, por traernos
    por traerme, por enviarnos, que nos enviara, que me enviara, que me la entregara, que me los apartara, me los aparto, que me cargara
    me cargo el, le canta coplas, canta a mi madre, con una sonrisa, aguantando el chaparron, aguanto mi, con paciencia infinita
    paciencia de santo, eso no lo hace cualquiera, eso no lo hace, de las que ya no quedan, de los que no quedan, fue candela la que
    fue ella quien, fue el quien me, gracias a el y, lo mejor de la tienda es, lo mejor de todo es, lo unico decente
    menos mal que [..3] me/nos/vino/estaba/llego, menos mal de, me salvo la, me saco del apuro, del apuro, me saco de
    quiero/queria/quisiera/deseo [..3] agradecer/felicitar/reconocer/destacar/elogiar, quiero destacar, quiero reconocer, quiero que conste
    hago constar mi felicitacion, constar mi felicitacion, trasladen mi, trasladad mi, transmitan mi, transmitid mi, diganle a, diganle que
    decidle a, decidle que, denle un abrazo, dadle un abrazo, dale un abrazo a, un abrazo al taller, un beso a, saludos a la, que suerte tener a
    teneis una joya, tienen una joya, cuiden a, cuidadla, cuidadlo, cuidenla, merece un aumento, se merece un, estuvo pendiente, estuvo al pie
    estuvo conmigo, se quedo conmigo, se quedo mas tarde, se desvivio, se desvivieron, se porto como, se portaron de, un trato exquisito
    trato exquisito, trato humano, trato de diez, atencion de diez, me trato con, me trataron con cariño, con mucho cariño, con todo el cariño me
    con mucho tacto, con dulzura, me tranquilizo, me calmo, me escucho, me escucharon, me atendio de maravilla, me atendio con, me atendio genial
    me atendio super, me resolvio, me lo resolvio, lo resolvio en, me lo soluciono, me lo arreglo, lo arreglo en, me busco, me consiguio
    me encontro, me presto, me regalo, me llevo a casa, me trajo, me lo trajo, mejor trato, el mejor trato, nunca me habian atendido
    jamas me habian, nunca nadie me, da gusto con gente, da gusto tratar, ojala todos, ojala hubiera mas, chapeau, chapo, un sobresaliente
    genio total, una capa, capos, grosos, idolos, son unos capos, son lo maximo, son un amor, la rompen, se pasaron de, muy buena onda
    buena onda, que buena onda, muy amable la, muy amable el, muy amables todos, atentisima, atentisimo, atentisimos, simpatiquisima
thanks_plain: gracias, grax, graciass, grasias, gracias!!, muchas gracias, agradecid*, agradezco, agradecemos, agradeciendo, agradecer, merci
    thanks, thank, ty, se agradece, mil gracias, mercis, gracies, eskerrik, 🙏
praise: excelente*, excelent*, perfecto, perfecta, perfectos, perfectamente, estupendo, estupenda, fenomenal, genial, geniales, fantastico
    fantastica, maravilloso, maravillosa, maravilla, de maravilla, magnifico, magnifica, espectacular, espectaculares, increible servicio
    inmejorable, impecable*, insuperable, extraordinari*, excepcional*, sobresaliente, formidable, esplendid*, estupendamente, divino, divina
    barbaro, barbara, buenisim*, riquisim*, delicios*, bonito, bonita, hermos*, encantad*, encanta, encanto, me encanta, me encantan, me encanto
    me ha encantado, nos encanta, nos encanto, nos ha encantado, muy contento, muy contenta, muy contentos, contentisim*, feliz, felices
    muy satisfech*, satisfech*, satisfaccion, un placer, un gusto, un lujo, de lujo, una pasada, una gozada, una delicia, gozada, la bomba
    la leche, la caña, mola, molan, mola mucho, chulo, chula, chulisim*, guay, chevere, bacan, bacano, padrisim*, que padre, chido, chida, joya
    diez puntos, un diez, 10 10, 5 estrellas, cinco estrellas, muy buena atencion, buena atencion, buen servicio, buen trabajo, buen trato
    excelente trato, trato exquisito, exquisit*, gran trabajo, gran equipo, gran servicio, gran profesional, muy profesional, profesionalidad
    profesionalismo, profesionales, amable, amables, amablemente, simpatic*, majo, maja, majos, majas, majisim*, encantador, encantadora, eficaz
    eficiente*, eficacia, rapidisim*, rapidez, super rapido, muy rapido, puntual, puntuales, puntualidad, el mejor, la mejor, los mejores
    mejor imposible, sigan asi, seguid asi, sigue asi, da gusto, os quiero, los amo, los quiero, los adoro, adoro, recomendable*, recomiendo
    los recomiendo, os recomiendo, recomendaros, 👏, 👍, 😍, 🥰, ❤, 💯, ⭐, 😊, 👌, 🎉
    excelente el, muy claro todo, bien ahi, bien ahi equipo, brutal, que pasada, ni un fallo, ni un tropiezo, ni un solo tropiezo
    nunca un problema, palabras de encomio, de encomio, es de alabar, una maravilla, obra maestra, ha quedado como, muy celebrado, de cine
    me ha quedado de cine, d lujo, trabajais bien, trabajan bien, muy bien todo, todo perfecto, va viento en popa, viento en popa, riquisima
    riquisimo, monisimo, monisima, que maravilla de, que barbaridad de, criminal lo bien, lo bien que
works_now: ya funciona*, ya va bien, ya anda, ya andan, ya esta todo, ya esta bien, ya esta funcionando, ya esta arreglado
    ya esta resuelto, ya esta solucionado, ya hay luz/agua/gas/internet/linea/servicio, ya volvio, ya ha vuelto, ya vuelve, ya podemos
    ya pude, ya pudimos, ya he podido, ya hemos podido, ya entre, ya entro, ya entra, ya entramos, ya accedo, ya abre, ya carga
    ya salio, ya imprime, ya suena, ya se ve, ya se ven, ya se oye, ya aparece, ya aparecen, ya aparecio, ya llego, ya llegaron, ya me llego
    ya ha llegado, ya han llegado, ya me ha llegado, ya la tengo, ya los tengo, ya lo recibi, ya recibi, ya recibimos
    ya lo he recibido, ya me contestaron, ya me devolvieron, ya lo encontre, ya lo he visto, ya lo he encontrado, ya encontre, ya di con
    ya caigo, ya entiendo, ya me aclare, funciona de nuevo, funciona otra vez, funciona perfectamente, funciona bien, funciona correctamente
    funciona todo, todo funciona, todo en orden, todo bien, todo correcto, todo ok, todo perfecto, todo solucionado, todo resuelto
    todo arreglado, todo listo, todo bien ya, solucionad*, resuelt*, arreglad*, se arreglo, se soluciono, se resolvio, se ha arreglado
    se ha solucionado, se ha resuelto, quedo resuelto, quedo solucionado, quedo arreglado, quedo listo, quedo perfecto, quedo todo
    ha quedado resuelto, ha quedado solucionado, quedo bien, lo arregle, lo he arreglado, lo solucione, lo he solucionado, lo resolvi
    lo resolvimos, lo consegui, lo logre, conseguido, he conseguido, consegui entrar, pude entrar, he podido entrar, pude pagar, pude acceder
    va perfecto, va de cine, va como la seda, como la seda, va de maravilla, va de lujo, va bien, va muy bien, anda bien, anda joya
    anda perfecto, marcha bien, volvio la, volvio el, volvio todo, vuelve a funcionar, volvio a funcionar, ha vuelto a funcionar, vuelve a ir
    vuelve a estar operativo, operativo, operativa, era yo, el problema era, la culpa era mia, era un cable, era culpa mia, desbloquead*
    recuperad*, recupere, he recuperado, restablecid*, restaurado, repuesto el servicio, reembolso recibido, dinero recibido, recibi el reembolso
    recibido el reembolso, llego el abono, llego la devolucion, llego bien, llego perfecto, llegaron bien, llego todo, llego hoy, ha llegado hoy
    llego esta manana, ha aparecido, aparecio el, asunto resuelto, asunto solucionado, queda resuelto, queda solucionado, queda sin efecto
    ya no hace falta, ya no pasa, ya no sale, ya no da error, ya no falla, ya no me sale, ya no hay, no hace falta ya, santo remedio
    mano de santo, eso era, era eso, fue eso, con eso basto, con eso funciono, funciono, ✅
    ya [..3] funciona/anda/va/entro/entra/puedo/pude/puede/podemos
    ya [..3] llego/llegaron/aparece/aparecio/volvio/resolvio/soluciono/arreglo/carga/imprime
    ya esta todo/bien/arreglado/solucionado/resuelto/funcionando/listo/ok/hecho, ya hay [..1] luz/agua/gas/internet/sistema/senal/servicio/linea
    todo [..2] bien/ok/perfecto/solucionado/resuelto/arreglado/orden/joya, por fin funciona, por fin llego
    ya tengo [..2] paquete/pedido/dinero/acceso/luz/internet/tarjeta/linea, era mi navegador, era mi culpa, era mi antivirus, era mi wifi
    era cosa de, ultrapasada, queda superad*, ya lo solucion*, lo encontre, aparecio [..3] spam/paquete/vecino/buzon, recibido el dinero
    recibido el paquete, he recibido el, ya recibido
    ya esta aqui, ya cierra, ya cierra desde, ya los lee, ya lo lee, ya funciona, ya puedo entrar, veo todos, ya salen
    ya me sale, ahora entro, ahora si, asi si, ahora funciona, acceso ok, ok gracias, vino en el segundo, estaba todo, saldo cuadra
    el saldo cuadra, cuadra todo, abonado el importe, al centimo, anulada por vuestra parte, consta resuelto, resuelto el, resuelto desde
    misterio resuelto, el misterio, resulta que yo, resulta que era, resulta que estaba, era yo que, el asesino era, era cosa mia
    era un cero, me la activo, me lo activo, me ha reseteado, solo estaba, tema arreglado, arreglado por ese lado, desde que el montador
    desde que ajusto, desde que cambie, han entrado todas, entran todas, ya entran, ya no se apaga, ya no hace, como nuevo, como nueva
    de maravilla desde, por fin entro
    ya quedo, ya quedo listo, ya jala, ya jalo, ya anda bien, anda de diez, quedo de diez, quedo andando, quedo funcionando, quedo como nuevo
    solucionado, solucionada, ya se soluciono, se arreglo solo, ya se arreglo, me llego ya, me ha llegado, ya me han pagado, ya cobre
    ya me lo devolvieron, ya tengo luz, ya tengo internet, ya hay luz, ya hay agua, volvio la luz, volvio el servicio, volvio internet
close_it: cerrar el ticket, cierren el ticket, cerrad el ticket, cierra el ticket, cierre el ticket, cerrar el caso, cierren el caso
    cerrad el caso, cierre el caso, cerrar la incidencia, cierren la incidencia, cerrad la incidencia, cierre la incidencia, cerrar el expediente
    cerrar la solicitud, cerrar el tema, cerrar el asunto, cerrar el reclamo, cerrar la reclamacion, pueden cerrar, podeis cerrar, puede cerrar
    puedes cerrar, se puede cerrar, podes cerrar, pueden cerrarlo, podeis cerrarlo, puede cerrarse, puede cerrarlo, cerrarlo, cerradlo, cierrenlo
    cierralo, cierren, cerrad, cierro el tema, cierren nomas, por cerrado, dar por cerrad*, doy por cerrad*, damos por cerrad*, den por cerrad*
    dad por cerrad*, dar por resuelt*, doy por resuelt*, den por resuelt*, damos por resuelt*, dar por solucionad*, doy por zanjado, archivar
    archiven, archivad, archivese, se puede archivar, pueden archivar, asunto cerrado, caso cerrado, tema cerrado, asunto zanjado, zanjad*
    no hace falta que, no hace falta nada, ya no es necesario, no es necesario que, no necesito mas, eso es todo, eso era todo, por mi parte nada
    por mi parte esta, por mi parte ya, olvidenlo, olvidadlo, olvidalo, olvidelo, olviden, olvidaos de, olvidense de mi correo, ignoren, ignorad
    ignora mi, ignorar mi, ignorar este, hagan caso omiso, haced caso omiso, haz caso omiso, no hagan caso, no hagais caso, no tengan en cuenta
    no tengais en cuenta, dejo sin efecto, dejen sin efecto, anulo mi consulta, anulo mi reclamacion, retiro mi queja, retiro la queja
    retiro la reclamacion, retiro el reclamo, retiro lo dicho, marcar como resuelto, marquen como resuelto, marcadlo como, aqui no ha pasado nada
    no molesto mas, no os molesto mas
    cerrar/cierren/cerrad/cierre/cierra/archivar/archiven/archivad/anulen/anulad [..3] ticket/caso/incidencia/tema/asunto
    cerrar/cierren/cerrad/cierre/cierra [..3] expediente/reclamo/reclamacion/solicitud/consulta/averia
    archivar/archiven/archivad/anulen/anulad [..3] expediente/reclamo/reclamacion/solicitud/consulta/averia
    pueden/podeis/puede/puedes/podes [..1] cerrar/cerrarlo/cerrarla/archivar/archivarlo
    no hace falta que [..3] vengan/venga/hagan/manden/respondan/contesten/vengais/hagais, ya no hace falta
    doy/damos por cerrado/zanjado/resuelto/concluido, hagan/haced/haz/haga caso omiso, olvid* [..2] mensaje/correo anterior, olviden mi
    olvidad mi, olvida mi
    dar el asunto por terminado, asunto por terminado, dar el tema por concluido, tema por concluido, por concluido, por terminado, pueden dar
    pueden quitar el aviso, quitar el aviso, procedase al archivo, archivo del expediente, incidencia cerrada, cerrad el, cierren el
    para cerrar el hilo, cerrar el hilo, paso a cerrar, eso esta zanjado, zanjado, tema zanjado, queda zanjado, por mi parte, dense por
    den por cerrado, doy por cerrado
thought_resolved: pense que estaba, pensaba que estaba, pensaba que ya, pense que ya, pensabamos que, pensamos que ya, creia que estaba
    creia que ya, creiamos que, crei que estaba, crei que ya, creimos que, se suponia que, suponia que, se supone que estaba, se supone que ya
    se supone que lo, en teoria arreglado, en teoria resuelto, teoricamente, presuntamente, aparentemente resuelto, dabamos por, lo daba por
    lo dabamos por, habia quedado resuelto, habia quedado solucionado, quedo supuestamente, resuelto segun, segun vosotros resuelto
    segun ustedes resuelto, cerraron el ticket, cerrasteis el ticket, cerraron el caso, cerraron mi, cerrasteis mi, cerrado el ticket
    cerrado el caso, cerrado sin, cerraron sin, cerrada sin, han cerrado, habeis cerrado, me han cerrado, me cerraron, me habeis cerrado
    me lo cerraron, me la cerraron, lo cerraron, la cerraron, ticket cerrado, incidencia cerrada, dado por cerrado, dado por resuelto
    disteis por, dan por resuelto, dais por resuelto, dan por solucionado, dais por solucionado, marcado como resuelto, marcaron como resuelto
    como resuelto, como solucionado, como cerrada, como solucionada, como resuelta, reabrir, reabran, reabrid, reabre, reabro, reabrimos
    reabierto, vuelvan a abrir, volver a abrir el ticket, no esta resuelto, no esta solucionado, no esta arreglado, no quedo resuelto
    no quedo arreglado, no ha quedado, no se resolvio, no se soluciono, no se ha resuelto, no se ha solucionado, no se arreglo
    no se ha arreglado, sin resolver, sin solucionar, sin arreglar, duro un dia, duro dos dias, duro poco, duro una semana, duro media hora
    nos duro, me duro, ha durado, aguanto un dia, aguanto dos, funciono un dia, funciono dos, funciono una, funciono hasta, funciono unos
    solo funciono, anduvo un dia, anduvo dos, anduvo bien hasta, despues de la reparacion, tras la reparacion, desde la reparacion
    desde que lo arregl*, arreglado pero, resuelto pero, solucionado pero, cantado victoria, cante victoria, cantar victoria
    creia que, di por hecho, daba por, lo di por, supuestamente, en teoria, se supone que, segun ustedes estaba, segun vosotros estaba
    figura como resuelto, figura como cerrado, aparece como resuelto, aparece como entregado, consta como entregado, cerrasteis, lo dieron por
    poco duro, la alegria duro, aguanto dos dias, aguanto poco
thanks_advance: gracias de antemano, muchas gracias de antemano, gracias por anticipado, gracias anticipadas, agradezco de antemano
    agradeciendo de antemano, agradecemos de antemano, agradecid* de antemano, desde ya gracias, desde ya muchas gracias, desde ya, de antemano
    por adelantado, un saludo, saludos, saludos cordiales, cordial saludo, cordiales saludos, cordialmente, atentamente, atte, le saluda
    les saluda, le saluda atentamente, reciban un, reciba un, un cordial saludo, un abrazo, abrazos, besos, bss, quedo a la espera
    quedamos a la espera, a la espera de su respuesta, a la espera de sus, a la espera de vuestra, quedo atent*, quedamos atent*, quedo pendiente
    quedo al pendiente, quedo a su disposicion, a su disposicion, sin otro particular, buen dia, buen fin de semana, buen finde, feliz dia
    feliz tarde, feliz semana, que tengan buen, que tengais buen, que tenga buen, que pasen, hasta luego, hasta pronto, suyo afectisimo
    espero su respuesta, espero respuesta, espero vuestra respuesta, esperando su respuesta, en espera de, muy atentamente, gracias y un saludo
    gracias y saludos, gracias un saludo
# 2. Words of support mail, by meaning.
# -- who
i: yo, me, mi, conmigo, servidor, servidora, soy, estoy, tengo, he, llevo, quiero, puedo, quisiera, necesito, un servidor, a mi, por mi parte
my: mi, mis, mio, mia, mios, mias
we: nosotros, nosotras, nos, somos, estamos, tenemos, hemos, llevamos, queremos, podemos, necesitamos, quisieramos, la gente de aqui
our: nuestro, nuestra, nuestros, nuestras
you: usted, ustedes, vosotros, vosotras, os, ti, vos, ud, uds, vd, vds, contigo, sois, habeis, teneis, podeis, sos, tenes, podes, tienes, puedes
    quereis
your: su, sus, vuestro, vuestra, vuestros, vuestras, tu, tus, tuyo, tuya, suyo, suya, suyos, suyas, de ustedes, de usted
he_she: el mismo, ella, el me, ella me, dicho senor, el chico, la chica, el senor, la senora, el tipo, la tipa, el muchacho, la muchacha
    el joven, el hombre, la mujer, el pibe, la piba, el tio, la tia, don, dona
they: ellos, ellas, les, estos, estas, esos, esas, aquellos, aquellas, los suyos, dicen, hacen
it_this: esto, eso, ese, esa, ello, aquello, dicho, dicha, el mismo, lo mismo
somebody: alguien, alguno, alguna, algun, cualquiera, persona, personas, gente, humano, humana, ser humano, persona de verdad, persona real
    una persona, alguna persona, uno, una persona humana, de carne y hueso
nobody: nadie, ninguno, ninguna, ningun, ni uno, ni una, ni un, ninguna persona
everyone: todo el mundo, todos, todas, cada uno, cada cual, cada, todo dios, toda la gente, todos y cada uno, todos ustedes, todos vosotros
    cualquiera
our_firm: nuestra empresa, mi empresa, la empresa, nuestra compania, nuestra firma, nuestra oficina, mi oficina, la oficina, mi negocio
    nuestro negocio, mi tienda, nuestra tienda, mi local, nuestro local, mi restaurante, nuestro restaurante, mi taller, nuestro taller
    nuestro equipo, mi equipo, nuestro despacho, mi despacho, nuestra clinica, mi consulta, nuestra consulta, nuestro hotel, mi bar, mi pyme
    nuestra organizacion, nuestra asociacion, nuestro departamento, nuestro centro, nuestro colegio, mi colegio, mi farmacia, nuestra fabrica
    nuestra planta, mi finca, nuestra cooperativa, la cooperativa, autonomo, autonoma, mi emprendimiento, la firma
their_staff: su compan*, sus compan*, vuestro compan*, vuestra compan*, vuestros compan*, su personal, vuestro personal, el personal, personal
    su tecnico, vuestro tecnico, tecnico, tecnicos, tecnica, su empleado, su empleada, sus empleados, empleado, empleada, vuestros empleados
    su agente, agente, agentes, operador*, operadora*, teleoperador*, asesor, asesora, asesores, ejecutiv*, comercial, comerciales, vendedor*
    vendedora*, dependient*, cajera, cajero, recepcionista*, repartidor*, repartidora, mensajero*, conductor*, chofer, choferes, transportista*
    cartero, instalador*, instaladores, montador*, fontanero*, plomero*, electricista*, mecanico*, enfermer*, medico, medica, doctor, doctora
    profesor*, maestr*, monitor*, revisor, azafata*, camarer*, mesero*, mozo, vigilante*, guardia, gestor, gestora, gestores, atencion al cliente
    servicio al cliente, servicio tecnico, soporte, centralita, call center, callcenter, centro de atencion, linea de atencion, ventanilla
    mesa de ayuda, helpdesk, hotline, equipo de soporte, equipo de, postventa, posventa, telefonista, chica de, chico de, chico del, senorita
    muchacho, muchacha
own_boss: mi jefe, mi jefa, mis jefes, nuestro jefe, nuestra jefa, mi director, mi directora, nuestro director, nuestra directora, mi gerente
    mi supervisor, mi supervisora, mi responsable, mi encargado, mi encargada, mi superior, mis superiores, nuestra direccion, nuestro gerente
    nuestro ceo, nuestra junta, la junta, el consejo, nuestro presidente, mi coordinador*, el comite, mi patron, mi decano, el decano, la decana
    el decanato, el claustro, mi socio, mi socia, mis socios, nuestro tesorero, el alcalde, el rector
customer: cliente*, clienta*, clientela, huesped*, comensal*, paciente, pacientes, inquilin*, arrendatari*, socio, socios, socia, socias
    pasajer*, viajer*, estudiante*, alumn*, padres, apoderados, visitante*, usuari*, abonad*, suscriptor*, suscriptores, donante*, invitad*
    asistentes, comprador*, consumidor*, asegurad*, afiliad*, vecin*, titular, propietari*, feligres*, publico, lectores, lector, lectora
    mutualista*, novios, novia
colleague: companer*, colega, colegas, emplead*, plantilla, equipo, trabajador*, trabajadora*, operario*, personal, cuadrilla, becari*
    voluntari*, mi gente, los chicos, las chicas, muchachos, staff, camareros, ayudante*, subordinad*
family: mujer, marido, esposa, esposo, pareja, hijo, hija, hijos, hijas, nino, nina, ninos, ninas, peque, peques, madre, padre, mama, papa
    abuel*, herman*, familia, familiar*, bebe, niet*, sobrin*, suegr*, cunad*, yerno, nuera, vecin*, amig*, mi vieja, mi viejo, viejita, viejito
    jefita, chamaco*, guagua, crio, crios, nene, nena, padrino, madrina, viuda, viudo, novio, novia, primo, prima, mi tio, mi tia
dear: hola, holaa, buenas, buenos dias, buen dia, buenas tardes, buenas noches, estimad*, apreciad*, querid*, muy senor mio, muy senores mios
    muy senora mia, senores, senor, senora, sres, sr, sra, srta, senorita, distinguid*, respetad*, a quien corresponda, equipo, chicos, chicas
    amigos, oigan, oye, oiga, che, ey, hey, que tal, saludos, gente, jovenes, cordial saludo, buenass, wenas, atte a
# -- asking
question_how: como puedo, como podemos, como se, como hago, como hacemos, como lo hago, como es, como funciona, como lo, como la, como le
    como cambio, como cancelo, como doy, como anado, como agrego, como elimino, como descargo, como activo, como configuro, como accedo
    como debo, como tengo que, como debemos, como deberia, como seria, como solicito, como pido, como pago, como hay que, como quedo, donde puedo
    donde esta, donde encuentro, donde se, donde lo, donde veo, donde miro, donde descargo, donde tengo, que tengo que, que hay que, que pasos
    que boton, que debo, pueden explicarme, me pueden explicar, podeis explicarme, me podrian explicar, me explicais, me explican, me explicas
    de que manera, de que forma, la manera de, la forma de, el modo de, forma de hacer, por donde
question_can: puede, pueden, podeis, puedes, podes, podria, podrian, podriais, podrias, me puede, me pueden, me podeis, nos pueden, puedo
    podemos, se puede, se podria, es posible, seria posible, hay alguna, existe, existen, tienen, teneis, tenes, ofrecen, ofreceis, admite
    admiten, vale para, sirve para, incluye, cabe, hay manera, hay forma, hay posibilidad, cabe la posibilidad, me ayudan, me ayudas, me ayudais
    saben si, sabeis si, sabe si, me dicen, me decis, me dices, me mandan, me mandais, me envian, me enviais, seria tan amable
    serian tan amables, seriais tan amables
question_why: por que, porque no, a que se debe, a que viene, cual es el motivo, cual es la razon, por que motivo, por que razon, con que motivo
    para que, a cuento de que, a santo de que, y eso, que motivo, explicacion, explicaciones, explicarme por que, xq, pq, porq, como es que
    como puede ser, de donde sale, que ha pasado, que paso, que pasa
question_when: cuando, a que hora, que hora, que dia, que dias, que horario, cuanto tiempo, cuanto tarda, cuanto tardan, cuanto tardara
    cuanto falta, cuanto dura, hasta cuando, desde cuando, para cuando, en que fecha, que fecha, horario, horarios, a que horas, plazo de entrega
    fecha estimada, cuantos dias
question_where: donde, adonde, a donde, de donde, en donde, cual, cuales, quienes, de quien, a quien, cuanto, cuanta, cuantos, cuantas, cual es
    por donde
please: por favor, porfa, porfavor, porfis, x favor, plis, pls, plz, favor de, hagan el favor, hagame el favor, haganme el favor
    si es tan amable, si son tan amables, si sois tan amables, rogamos, ruego, le ruego, les ruego, os ruego, le rogaria, les rogaria
    agradeceria, agradeceriamos, les agradeceria, os agradeceria, le agradeceria, solicito, solicitamos, le pido, les pido, os pido, pido
    pedimos, quisiera, quisieramos, me gustaria, nos gustaria, querria, querriamos, queria, queriamos, sirvase, sirvanse, tengan a bien
    tenga a bien, tengan la amabilidad, quieran
wish: seria bueno, estaria bien, seria genial, seria ideal, seria estupendo, estaria genial, estaria bueno, estaria padre, estaria chido
    seria util, seria muy util, seria de ayuda, vendria bien, nos vendria bien, me vendria bien, vendria genial, me gustaria que
    nos gustaria que, me gustaria poder, ojala pudiera*, ojala pudieran, ojala se pudiera, ojala hubiera, ojala, me encantaria, nos encantaria
    echo en falta, echo de menos, echamos en falta, echamos de menos, se echa en falta, extrano, hace falta, haria falta, falta una opcion
    falta un boton, anadir, anadan, anadid, agregar, agreguen, agregad, incorporar, incluir, incluyan, incluyeran, pusieran, pusierais, pongan
    poned, podrian anadir, podriais anadir, podrian agregar, podrian poner, podriais poner, sugerencia, sugerencias, sugiero, sugerimos, sugerir
    propongo, proponer, propuesta, idea, ideas, se me ocurre, una idea, mejora, mejoras, mejorar, funcionalidad, funcionalidades, nueva funcion
    funcion nueva, modo oscuro, tema oscuro, teneis pensado, tienen pensado, teneis previsto, tienen previsto, tienen planes, teneis planes
    hay planes, esta previsto, esta en el roadmap, roadmap, hoja de ruta, en un futuro, a futuro, para el futuro, opcion de, opcion para
    habeis pensado en, han pensado en, os animo, que tal si, y si pudiera*, permitir, permitiera*, compatible con, integracion con, soporte para
    version en, seria la bomba, la killer
want: quiero, queremos, quiere, quieren, quisiera, querria, queria, deseo, deseamos, necesito, necesitamos, necesita, necesitan, necesitaba
    exijo, exigimos, exigir, exige, exijimos, requiero, requerimos, pretendo, pretendemos, espero, esperamos, esperaba, busco, buscamos, reclamo
    reclamamos, solicito, solicitamos, me hace falta, nos hace falta, precis*, ocupo, ocupamos, insisto
wonder: me pregunto, nos preguntamos, me preguntaba, curiosidad, por curiosidad, curioso, duda, dudas, tengo una duda, una duda, una pregunta
    pregunta, preguntas, consulta, consultas, consultar, consulto, consultarles, consultaros, preguntar, pregunto, preguntarles, preguntaros
    informacion, informarme, info, infos, saber, saber si, quisiera saber, queria saber, me gustaria saber, quiero saber, querria saber
    simple pregunta, pregunta rapida, pregunta tonta, consultita, dudita, era solo para
before_buying: antes de comprar, antes de contratar, antes de pedir, antes de decidirme, interesado en, interesada en, interesados en
    me interesa, nos interesa, interesaria, estoy pensando en comprar, pensando en comprar, pensando en contratar, quiero comprar
    quisiera comprar, queremos comprar, me gustaria comprar, quiero contratar, queremos contratar, quisiera contratar, presupuesto, presupuestos
    cotizacion, cotizaciones, cotizar, pedir precio, precio de, precios de, precio para, cuanto cuesta, cuanto vale, cuanto sale, cuanto saldria
    cuanto costaria, cuanto seria, tarifas, tarifario, catalogo, lista de precios, disponibilidad, teneis stock, tienen stock, hay stock
    prueba gratis, prueba gratuita, periodo de prueba, demo, demostracion, muestra, muestras, hacer un pedido, hacer pedido, quiero pedir
    quisiera encargar, encargar, encargo, reservar, reserva para, potencial cliente, posible cliente
# -- fault
not_work: no funciona*, no funcionan, no funciono, no ha funcionado, no me funciona, no nos funciona, no va, no van, no me va, no nos va, no anda
    no andan, no me anda, no anduvo, no jala, no jalan, no sirve, no sirven, no marcha, no tira, no rula, no arranca*, no arranco, no enciende*
    no encendio, no prende*, no prendio, no abre*, no se abre, no se abren, no carga*, no cargan, no me carga, no responde, no reacciona
    no inicia, no se inicia, no conecta*, no se conecta, no se conectan, no imprime*, no envia*, no se envia, no se envian, no manda, no llega
    no sincroniza*, no guarda*, no se guarda, no se guardan, no deja*, no me deja, no nos deja, no permite, no me permite, no nos permite
    no acepta*, no me acepta, no admite, no reconoce*, no me reconoce, no lee*, no detecta*, no sale*, no me sale, no nos sale, no aparece*
    no me aparece, no se ve, no se ven, no se oye, no se escucha, no suena*, no enfria, no calienta, no cierra*, no cuadra*, no coincide*
    no valida, no procesa, no instala, no se instala, no actualiza*, no se actualiza, no descarga*, no puedo, no podemos, no puede, no pueden
    no he podido, no hemos podido, no pude, no pudimos, no consigo, no conseguimos, no logro, no logramos, no hay manera, no hay forma
    no da senal, no coge, no pita, no gira, no corta, no sube, no baja, ya no, dejo de funcionar, ha dejado de, han dejado de
    dejado de funcionar, deja de funcionar, dejaron de funcionar, dejo de, dejo de andar, se niega, falla*, fallan, fallo, fallando, ha fallado
    no funsiona, tampoco funciona, sin funcionar, mal funcionamiento, funciona mal, va mal, va fatal, anda mal, da problemas
    no [..3] funciona/funcionan/funcionaba/abre/abren/carga/cargan/arranca/imprime/responde/enciende/prende/reconoce
    no [..3] conecta/sirve/anda/guarda/envia/sincroniza/acepta/detecta/descarga/actualiza/suena/calienta/enfria/cierra
    no [..2] puedo/podemos/puede/pueden/pude [..2] entrar/acceder/abrir/usar/pagar/imprimir/conectar/ver/descargar
    no [..2] pudimos/consigo/conseguimos/logro/logramos [..2] entrar/acceder/abrir/usar/pagar/imprimir/conectar/ver/descargar
    no [..2] puedo/podemos/puede/pueden/pude [..2] enviar/iniciar/cargar/guardar/activar/cambiar/encontrar/reservar/comprar
    no [..2] pudimos/consigo/conseguimos/logro/logramos [..2] enviar/iniciar/cargar/guardar/activar/cambiar/encontrar/reservar/comprar
broken: roto, rota, rotos, rotas, rompe*, rompio, rompieron, se rompio, se ha roto, estropead*, estropeo, se estropea, averia*, averiad*, averias
    averio, descompuest*, descompuso, descompost*, danad*, danado, danos, dano, defectuos*, defecto, defectos, falla, fallas, tara, taras
    malogr*, malogrado, jodido, escacharrad*, cascad*, se casco, muerto, quemado, agrietad*, grieta, grietas, rajad*, raja, abollad*, abolladura
    aranad*, aranazo, rayon, golpead*, golpe, golpes, doblad*, torcid*, descosid*, desgarrad*, reventad*, se partio, astillad*, oxidad*, gotea*
    gotera*, goteras, fuga, fuga de agua, pierde agua, pierde aceite, atascad*, atasco, bug, bugs, kaput, inservible*, despegad*, desconchad*
    hundid*, partido en, partida en, rayado, rayada, rayada la, rayones
crash: se cuelga*, se cuelgan, colgad*, colgo, se colgo, cuelga, cuelgue*, se congela*, congelad*, se traba*, trabad*, tildad*, se tilda
    se tildo, se queda pillado, pillad*, se queda pensando, se queda en blanco, se queda en, se quedo en, se queda cargando, cargando
    pantalla en blanco, pantalla blanca, pantalla negra, pantalla azul, pantalla en negro, pantallazo, pantallazo azul, se cierra solo
    se cierra sola, se cierra, se me cierra, se reinicia*, se apaga*, se apagan, se apago, se bloquea*, se bloqueo, bloquead*, crashea*, peta
    peto, petado, petando, casca, se cae, se caen, se cayo, se me cae, en bucle, bucle, dando vueltas, circulo, rueda, reinicios, reinicia solo
error: error*, errores, mensaje de error, codigo de error, codigo #, excepcion, fallo, fallos, fallido, fallida, fallidas, falla, me da error
    da error, sale error, me sale un, me tira error, tira error, arroja, arroja error, time out, timeout, tiempo agotado, tiempo de espera, 404
    500, 502, 503, 504, 403, 401, invalid*, incorrect*, denegad*, rechazad*, rechaza*, rechazo, declinad*, negado, advertencia, aviso de, alerta
offline: caido, caida, caidos, caidas, se cayo, se ha caido, se cae, cayo, se cayeron, fuera de linea, fuera de servicio, fuera del aire, offline
    sin conexion, sin internet, sin linea, sin senal, sin servicio, sin red, sin wifi, sin cobertura, sin luz, sin sistema, sin fibra, sin tono
    no hay luz, no hay internet, no hay sistema, no hay linea, no hay senal, no hay conexion, no hay servicio, no hay agua, no hay gas
    no tengo internet, no tenemos internet, no tengo linea, no tengo senal, corte, cortes, corte de luz, cortado, cortada, se corta, se corto
    cortaron, apagon, interrupcion*, interrumpid*, microcorte*, intermiten*, indisponib*, no disponible, no esta disponible, inaccesible*
    no accesible, desconect*, desconectad*, desconexion*, luz roja, en rojo, apagad*, averia general, esta abajo, esta caida, esta caido
    estan caidos, abajo desde, caido desde, caida desde, fuera de aire, se fue la luz, se fue el internet, se va la luz, se va internet, se me va
    se nos va, sin conexion desde, quedo fuera, fuera de
slow: lento, lenta, lentos, lentas, lentitud, lentisim*, despacio, va lento, va lenta, va muy lento, va a pedales, pedales, tortuga, caracol
    como una tortuga, a paso de, tarda mucho, tarda un monton, tarda una eternidad, tarda minutos, tarda #, tarda horas, tardan, tarda en
    eternidad, se eterniza, arrastra, se arrastra, laguea*, lag, lagueado, delay, demora, demoras, demor*, lentorro, se demora, velocidad
    baja velocidad, poca velocidad, ralentiz*
late: tardia, tardio, retras*, retraso, retrasos, retrasad*, demora, demoras, demorad*, demorado, demor*, atras*, atrasad*, atraso, con retraso
    fuera de plazo, pospuest*, posterg*, aplazad*, aplaz*, todavia no, aun no, aun no ha, todavia no ha, todavia no llega, aun no llega
    sigue sin llegar, siguen sin llegar, no ha llegado, no han llegado, no llego, no llegaron, no me ha llegado, no me llego, no me llega
    no nos ha llegado, no nos llego, no he recibido, no hemos recibido, no recibi, no recibimos, no me han entregado, no han entregado
    no entregaron, sin recibir, sin entregar, nunca llego, sigo esperando, seguimos esperando, llevo esperando, donde esta mi, donde esta el
    donde esta la, donde esta nuestro, donde estan mis, donde anda, perdido en, extraviad*, extravi*, estancad*, parado en, retenid*
    detenido en aduana, debia llegar, tenia que llegar, deberia haber llegado, deberia estar, iba a llegar, dias tarde, horas tarde
    dias de retraso, dia despues, al otro dia, impuntual*, no [..3] llegado/llegaron/recibido/entregado/enviado/salido
    todavia/aun/sigue/siguen [..3] llegar/llega/llegado/recibido/recibo/entregar, hace/desde/llevo/llevamos [..5] esperando
    tenia/debia/deberia/iba [..3] llegar/haber/estar/entregar*, muy tarde, llega/llego/llegaron/llegan/vino/vinieron/entregaron/paso tarde
    mas tarde de lo, demasiado tarde, tarde y mal
missing: falta, faltan, faltaba, faltaban, faltante, faltantes, faltado, falto, perdid*, perdio, se perdio, extraviad*, desaparec*, ausente*
    ausencia, incomplet*, vacio, vacia, vacios, vacias, solo la mitad, solo llego, solo llegaron, solo vino, solo vinieron, solo la, solo uno
    en vez de #, en lugar de #, no estan, no viene, no venia, no vino, no vienen, no traia, no trae, no incluye, no incluia, no figura*
    no consta, no sale, no aparece*, no encuentro, no lo encuentro, no la encuentro, no encontramos, olvid*, se olvidaron, os olvidasteis
    se os olvido, se les olvido, ni rastro, no queda, no quedan, echo en falta
wrong: mal, equivocad*, equivoc*, equivocacion, errone*, erroneo, incorrect*, error, errores, falso, falsa, no es correct*, no es cierto
    no corresponde*, no coincid*, no cuadra*, no es lo que pedi, no es lo que, no es el que, no es la que, no es mi, no pedi, no pedimos
    no he pedido, no lo pedi, no era, no era eso, nunca pedi, que no pedi, no solicite, no solicitad*, otro modelo, otro color, otra talla
    distint*, diferente*, cambiad*, cambiado, confund*, confusion, confundieron, cruzad*, intercambiad*, trocad*, al reves, inexact*, descuadr*
    descuadre, desfase, desfasad*, mal escrito, mal calculad*, mal hecho, mal puest*, mal aplicad*, mal facturad*, por error, errata, erratas
    en vez de, en lugar de, duplicad*, desalinead*, pone otro, pone otra, sale otro, sale otra
    no es [..3] pedi/pedimos/compre/encargue/contrate/ordene
    pedi/pedimos/encargue/compre/ordene [..6] llego/mandaron/enviaron/vino/trajeron/recibi/llegaron/me, en vez/lugar de, marca de mas, de menos
    sale al doble, suma mal, calcula mal, mal [..1] escrito/puesto/calculado/facturado/cobrado/aplicado/montado/instalado/impreso
quality_bad: mala calidad, baja calidad, calidad pesima, malo, mala, malos, malas, peor, huele, huele mal, apesta, mal olor, olor, mohos*, moho
    podrid*, caducad*, vencid*, rancio, rancia, duro, dura, seco, seca, crudo, cruda, quemado, quemada, frio, fria, helado, sucio, sucia, sucios
    suciedad, mugre, mugrient*, mancha*, manchad*, manchas, ruido, ruidos, ruidoso, ruidosa, vibra*, chirri*, rechina*, cruje*, cojea*, coja
    tambalea*, borros*, pixelad*, descolorid*, destin*, encogid*, encogio, pequeno, pequena, estrecho, corto, corta, apretad*, ajustad*, mojad*
    empapad*, humed*, aplastad*, chafad*, agujero, agujeread*, bicho, bichos, gusano*, cucaracha*, chinches, arrugad*, incomod*, floj*, endeble*
    fragil, aguad*, soso, sosa, salad*
problem: problema*, problemon, incidencia*, incidente*, inconveniente*, dificultad*, contratiempo*, percance*, lio, lios, drama, queja*, quejarme
    quejarnos, reclamacion*, reclamo, reclamos, reclamar, disconformidad, asunto, tema, cuestion, situacion, caso, anomalia*, irregularidad*
    complicacion*, molestia, molestias, problemita, detalle, imprevisto, pega, pegas, disputa
twice_charged: cobrado dos veces, cobraron dos veces, cobrado doble, cobraron doble, doble cobro, doble cargo, cobro doble, cargo doble
    cargado dos veces, dos cargos, dos cobros, dos veces, por duplicado, duplicad*, duplicado, duplicada, pagado dos veces, pague dos veces
    me cobraron, me cobro, me han cobrado, me habeis cobrado, me cobran, nos cobran, nos han cobrado, nos cobraron, cobrando de mas
    cobrado de mas, cobraron de mas, cobran de mas, de mas, cobro de mas, cobro indebido, indebid*, indebidamente, no autorizad*, no autorice
    sin autorizacion, sin mi autorizacion, sin mi permiso, cobro extra, cargo extra, recargo, recargos, comision, comisiones, mas caro que
    mas de lo, me subieron, me han subido, nos subieron, nos han subido, subida de precio, aumento de precio, subio el, subio la, aumento
    aumentaron, subida, subieron, sobrecost*, sobreprecio, precio mas alto, no corresponde el, no contratad*, no contrate, no he contratado
    servicios no contratados, cobran por, un cargo de, un cobro de, un cargo que, el doble, se paso el recibo
stop: parar, parad, paren, pare, para de, deje de, dejen de, dejad de, deja de, dejar de, cese, cesen, cesar, detener, detengan, basta, suspender
    suspendan, frenar, no mas, terminen, terminar, acabar, interrumpir, paro, parada
still: todavia, aun, sigue, siguen, sigo, seguimos, hasta ahora, hasta hoy, hasta la fecha, a dia de hoy, a la fecha, al dia de hoy
    hasta el momento, por ahora, de momento, por el momento, hoy por hoy, continua, continuan, persiste, permanece
since: desde, desde hace, desde el, desde ayer, desde hoy, desde anoche, desde las #, desde la, desde esta, desde que, desde entonces
    hace # dias/horas/semanas/meses/anos/minutos, hace @es_num dias/horas/semanas/meses/anos, hace una semana, hace un mes, hace dias
    hace semanas, hace meses, hace anos, hace rato, hace tiempo, hace mucho, llevo #, llevo @es_num, llevamos #, llevamos @es_num, lleva #
    lleva @es_num, llevan @es_num, llevo dias, llevo semanas, llevo meses, llevo horas, llevamos dias, llevamos semanas, llevamos meses
    llevamos horas, lleva dias, lleva semanas, lleva meses, durante # dias, durante dias, durante semanas, a partir de
suddenly: de repente, de pronto, de golpe, de la nada, de un dia para otro, de un dia a otro, de la noche a la manana, de sopeton, repentin*
    repentinamente, sin previo aviso, sin aviso, sin avisar, sin mas, sin venir a cuento, sin motivo, sin explicacion, sin explicaciones
    sin ton ni son, inesperad*, inesperadamente, de improviso, sorpresivamente, subit*, a traicion, sin comunicarlo, sin comunicarmelo
    por sorpresa, de buenas a primeras
not: no, ni, nunca, nada, sin, tampoco, jamas, ningun, ninguna, ninguno, nadie, ni siquiera, apenas, para nada, en absoluto, de ninguna manera
    nop
never: nunca, jamas, nunca jamas, ni una vez, ni una sola vez, en la vida, nunca antes, en mi vida, nunca mas
only: solo, solamente, unicamente, nomas, no mas que, tan solo, simplemente, apenas, nada mas que, unico, unica, sencillamente, exclusivamente
    sólo, simple
very: muy, mucho, mucha, tanto, tanta, super, bastante, demasiado, demasiada, totalmente, completamente, absolutamente, extremadamente, sumamente
    altamente, realmente, verdaderamente, enormemente, increiblemente, especialmente, recontra, mega, hiper, ultra, profundamente, terriblemente
    muchisimo, muchisima, un monton, del todo, por completo, tremendamente, de verdad, la verdad, en serio
but: pero, sin embargo, no obstante, aunque, solo que, lo que pasa es, excepto, salvo, ahora bien, en cambio, a pesar, pese, eso si
    desgraciadamente, lamentablemente, por desgracia, sino que, resulta que, y eso que, aun asi
because: porque, ya que, puesto que, dado que, debido a, a causa de, por culpa de, por lo que, por lo tanto, por tanto, por eso, por ello
    por esto, asi que, con lo cual, de modo que, en consecuencia, por este motivo, por esta razon, a raiz de, de ahi que
if: si, en caso de, en caso que, en el caso de, en caso de que, a menos que, salvo que, a no ser que, siempre que, siempre y cuando, mientras no
    cuando no, suponiendo
already: ya, a estas alturas, mientras tanto, entretanto, para entonces, ya han, ya he, ya hemos
finally: por fin, al fin, finalmente, al final, por ultimo, de una vez, de una vez por todas, tras mucho, ya era hora, a la postre
    de una buena vez, por una vez
maybe: quiza, quizas, tal vez, a lo mejor, puede que, puede ser, posiblemente, probablemente, seguramente, capaz que, parece, parece que
    al parecer, por lo visto, aparentemente, supongo, me parece, diria que, podria ser, acaso, ha de ser, ha de haber
must: debo, debe, deben, debemos, debeis, deberia, deberian, deberiais, debieran, deberias, tengo que, tiene que, tienen que, tenemos que
    teneis que, hay que, habria que, habra que, he de, ha de, han de, hemos de, tendria que, tendrian que, tendriais que, tendre que
    tendremos que, es necesario, es preciso, hace falta, obligad*, toca, me toca, debia, debian, debieron, se debe, se debe de
# -- acts
wait: esper*, espero, espera, esperando, esperar, esperado, esperamos, a la espera, cola, colas, fila, filas, haciendo cola, haciendo fila
    paciencia, aguardo, aguardar, aguardando, en espera, sala de espera, tener paciencia
write: escrib*, escribi, escrito, escrita, escribir, correo, correos, mail, mails, email, emails, e mail, mensaje, mensajes, carta, cartas, nota
    sms, fax, whatsapp, wasap, wsp, chat, formulario, redact*, correo electronico, electronico
call: llam*, llamo, llame, llamado, llamada, llamadas, llamar, telefono, telefonos, telefonear, telefonic*, telefonee, telefoneado, marcar el
    marque, hotline, linea, contestador, numero de telefono, movil, celular, descolg*, colgar, al aparato, centralita, conmutador
answer: respond*, respuesta*, responden, responde, respondio, contest*, contestacion, contesta, feedback, reaccion*, replica, acuse
    acuse de recibo, aclarar, aclaracion, aclaren
send: envi*, enviar, envio, envian, enviado, enviaron, mand*, mando, mandar, mandado, mandaron, remit*, remitir, despach*, reenvi*, reenviar
    adjunto, adjunta, adjuntos, adjuntamos, facturo, hacer llegar
receive: recib*, recibi, recibido, recibir, recibimos, recibo, lleg*, llego, llegado, llegar, llega, llegan, llegaron, entreg*, entrega
    entregado, entregaron, recepcion*, recepcion, obtener, obtuve, obten*, tener en mis manos
pay: pague, pagado, pagar, pago, pagos, pagamos, abon*, abonado, abonar, abono, transferencia*, transferi*, domicili*, domiciliacion, domiciliado
    debit*, debito, debitar, cobr*, cobrado, cobro, cobran, cuota, cuotas, mensualidad*, deposit*, deposito, adelant*, liquid*, costear, pagada
    pagan, paga, pagando, pagare, pagaron
charge: cobr*, cobro, cobros, factur*, factura, facturas, facturado, cargo, cargos, cargado, coste, costes, costo, costos, precio, precios
    importe, importes, monto, montos, total, tarifa, tarifas, comision, comisiones, tasa, tasas, cuota, cuotas, gastos, suma, saldo
refund: reembols*, devoluc*, devolver el dinero, devuelvan el dinero, devuelvan mi dinero, devolver mi dinero, devuelvan, devuelva, devolved
    devolvedme, devuelvanme, devolverme, devolvernos, reintegr*, reintegro, abono, abonar, abonen, nota de credito, nota de abono, compens*
    compensacion, indemniz*, descuento, descuentos, rebaja, bonific*, resarc*, mi dinero, el dinero, mi plata, la plata, recuperar el dinero
    recuperar mi dinero, importe integro, saldo a favor
return_item: devolv*, devoluc*, devuelv*, devolucion, devoluciones, devolver, cambio, cambiar por, cambiarlo por, reemplaz*, reemplazo
    reposicion, repon*, sustituir, sustitucion, sustituy*, recambio, rma, etiqueta de devolucion, recogida, recoger, recojan, retorno
order: pedi, pedido, pedidos, pedir, pedimos, pido, orden, ordene, ordenes, encargo, encargue, encargar, encargamos, compr*, compra, compre
    comprado, compramos, compras, adquiri*, adquisicion, reserv*, reserva, reserve, reservado, cesta, carrito, carro, contrate, contratado
    contratar
change: cambi*, cambio, cambiar, cambiado, cambie, modific*, modificar, correg*, corregir, corrij*, correccion, ajust*, ajustar, edit*, editar
    actualiz*, actualizar, rectific*, rectificar, variar, traslad*, reprogram*, reagend*, posponer, aplazar, ampli*, ampliar, adelantar
    retrasar la, pasar a, pasar del, subir de plan, bajar de plan, renombr*
confirm: confirm*, confirmar, confirmacion, confirmado, acuse de recibo, verific*, verificacion, verificar, aprob*, aprobacion, aprobado, valid*
    validar, validacion, ratific*, dar el visto bueno, visto bueno, me aseguran
install: instal*, instalar, instalacion, instalado, configur*, configurar, configuracion, actualiz*, actualizacion, actualizado, reinici*
    reiniciar, reinicie, reset*, resetear, restablec*, conect*, conectar, activ*, activar, activacion, activado, vincul*, vincular, emparej*
    montar, montaje, reinstal*, formate*, puesta en marcha
tried: intent*, intente, intentado, intentar, intento, intentos, intentamos, probe, probado, probar, probamos, prueb*, pruebo, comprobe
    comprobado, comprobar, revise, revisado, reinicie, reiniciado, reinstale, borre cache, limpie, tratado de, trate de, tratamos de, trato de
    segui los pasos, seguido los pasos, hice todo, hemos hecho, probando, prueba a
see: veo, ver, visto, vi, vimos, vemos, ve, ven, vio, vieron, viendo, mir*, mirar, mire, mirado, miro, encontr*, encuentr*, encontrar, encuentro
    encontre, aparec*, aparece, muestr*, muestra, mostrar, sale, salen, salio, figura, consta, descubr*, note, notado, fijarse, fije, fijo
    he visto, me sale, observ*, se ve, se ven, asoma
open_start: abro, abrir, abre, abierto, abrio, arranc*, arranca, arrancar, inici*, iniciar, empez*, empiez*, empezar, empieza, comenz*, comienz*
    encend*, enciend*, enciende, prend*, prender, prende, ejecut*, lanz*, estren*, abren, abri, abierta, abriendo
close_end: cerr*, cierr*, cerrar, cerrado, cierre, termin*, terminar, terminado, acab*, acabar, acaba, final*, finaliz*, complet*, completar
    concluy*, conclu*, fin, apagar, apague
use: us*, uso, usar, usando, utiliz*, utilizar, utilizo, emple*, maneja*, manejar, manejo, trabajar con, aprovech*, servirse
help: ayud*, ayuda, ayudar, ayudarme, soporte, asist*, asistencia, soluc*, solucion, solucionar, solucionen, resolver, resuelv*, resolved
    resolucion, arregl*, arreglar, arreglen, repar*, reparar, reparacion, atend*, atender, atencion, atienda*, gestion*, gestionar, tramit*
    revisar, revisen, investig*, mirarlo, encargarse, encarguen, echar una mano, echadme una mano, mano, hacerse cargo, apoyo, orient*, colabor*
    revisa, revisan, revisado, revision, reviso
know: sabe, saben, sabemos, saber, sabia, supe, supimos, sepa, sepan, sabido, conoc*, conozco, conocer, entiend*, entiendo, entender, entendi
    entend*, comprend*, comprendo, enterado, me entere, consciente*, aprend*, aprender, constancia, al tanto, al corriente
say: decir, dice, dicen, dijo, dijeron, digo, dije, diciendo, dicho, digan, diga, decid, decidme, diganme, contar, cuent*, explic*, explicar
    explico, explicaron, explicacion, afirm*, asegura que, indic*, indica, indican, mencion*, comunic*, comunico, comento, comentaron, comentar
    comentar*, avis*, avisar, avisaron, inform*, informo, informar, alega*, sostien*, anunci*, contado, conto que, cuenta que, contaron
think: pienso, pensar, pense, piensa, pensamos, pensaba, creo, creer, crei, creia, cree, creen, creemos, opin*, opino, opinion, siento, sentir
    parece, parecio, pareci*, supongo, suponer, imagin*, imagino, sospech*, considero, consideramos, me da que, me da la impresion, entiendo que
    doy por hecho, temo que
ask: pregunt*, preguntar, pregunte, pregunta, pido, pedir, pedi, pedimos, pidi*, solicit*, solicito, solicite, solicitud, consult*, consultar
    requer*, rog*, ruego, suplic*, petic*, pedido que, pidio, pidieron, pidiendo
lose: perder, perdi, perdido, perdida, perdidas, pierdo, extravi*, perdimos, perdidos, perdio, pierde, perdieron, perdiendo
come: vien*, venir, vino, vinieron, viene, vienen, vendra, venga, lleg*, presentarse, se presento, aparec*, aparecio, acud*, acudir, acudio
    pasarse, se paso, visit*, vengan, venga a, vendran, venian, venia
go: voy, vamos, va, van, ir, fui, fuimos, fueron, iba, iban, ido, iremos, ire, irse, irme, vaya, salir, salio, mover, mud*, mudar, sali, salgo
    salimos, me voy, irnos
stand_sit: parado, parada, de pie, sentado, sentada, sentados, sentarse, plantado, plantada, plantados, estancad*, atascad*, quieto, quieta
    tirado, tirada, tirados, quedo ahi, ahi sigue, sigue ahi
keep: sigo, seguir, manten*, mantien*, mantener, conserv*, conservar, guard*, guardar, qued*, quedar, quedo, quedarse, quedado, permanec*
    retien*, reten*, continu*, continuar, seguia, seguian, seguira, seguid
give: dar, da, dan, dio, dieron, doy, di, dado, dando, denme, dadme, deme, dame, den, ofrec*, ofrezc*, ofrecer, proporcion*, facilit*, entreg*
    brind*, otorg*, conced*, conceder, regal*, prest*, aport*
take: tomar, tomo, coger, cogi, cogio, coja, cogido, llev*, llevar, llevo, llevaron, recog*, recoger, recojo, retir*, retirar, agarr*, sacar
    quit*, quitar, quitaron, cobraron
put: pon*, pong*, poner, puse, puso, puesto, pusieron, meter, meti, metio, metido, coloc*, introduc*, introduzc*, insert*, añad*, anad*, agreg*
    teclear, tecle*, rellen*, llen*, complet*, escribir mi, dejar*, dejo, puesta, pongan, poned, dejen
delete: borr*, borrar, borrado, borraron, elimin*, eliminar, eliminado, suprim*, suprimir, supresion, quitar, quiten, destru*, vaciar, limpi*
    tachar, retirar mis
read: leer, lei, leido, leo, lee, leen, leyo, lectura, carta, documento, documentos, condiciones, letra pequena, bases, clausula*, manual
    instrucciones
sign: firm*, firma, firmar, firme, firmado, firmamos, rubric*, signat*, contrato firmado, suscrib*, suscrito, suscribi
work: trabaj*, trabajo, trabajar, trabajos, laburo, laburar, chamba, pega, curro, currar, empleo, turno, turnos, negocio, faena, tarea, tareas
    jornada, laboral, obra
sell: vend*, vender, vendo, vendemos, vendido, venta, ventas, comerci*, comercializ*, negocio, despachar, facturar
live: viv*, vivo, vivir, vivimos, casa, piso, apartamento, departamento, depa, depto, vivienda, hogar, domicilio, chalet, edificio, bloque, finca
    portal, comunidad, residencia, barrio, urbanizacion, duplex, habitacion, cuarto
make: hago, hacer, hace, hacen, hizo, hicieron, hice, hicimos, hecho, haciendo, haga, hagan, haced, haz, realiz*, efectu*, crear, creo una
    elabor*, fabric*, produc*, gener*, hacerlo, creado, cree
happen: pasa, pasar, pasando, ocurr*, ocurre, ocurrio, ocurrido, sucede*, suced*, sucedio, acontec*, tener lugar, se produjo, se produce
    paso algo, que paso, ha pasado, ha ocurrido, pasa algo
like: gusta, gustan, gusto, gustado, me gusta, me gusto, encanta, encanto, me encanta, me alegr*, alegr*, alegria, contento, contenta, feliz
    felices, satisfech*, content*, disfrut*, bien, bueno, buena, ok, vale, agrado, agradable, agradables, ilusion, me hace ilusion
ok_fine: ok, okay, oki, vale, de acuerdo, esta bien, todo bien, sin problema, sin problemas, no hay problema, ningun problema, no pasa nada
    no importa, no te preocupes, no se preocupen, no se preocupe, no os preocupeis, perfecto, correcto, entendido, listo, dale, bueno, nada grave
    nada malo, ninguna queja, sin queja, sin quejas, sin novedad, como siempre bien, va bien, funciona bien, nunca he tenido problemas
    nunca tuve problemas, nunca un problema, nunca hubo problema, jamas tuve un problema, por mi bien, me vale, me sirve, tranqui, tranquilo
    tranquilos, no es queja, no es una queja, no me quejo, no vengo a quejarme, 👍, 👌, 🙂, 😊
surprise: sorpresa, sorprend*, sorprendid*, sorprende, asombr*, asombrad*, extrano, extrana, me extrana, me extrano, raro, rara, raros, curioso
    curiosa, inesperad*, insolito, atonit*, perplej*, alucin*, flip*, estupefact*, anonadad*, boquiabiert*, me llama la atencion
    llamo la atencion, desconcert*, desconcertad*, de piedra, extranado, extranada
sorry: perdon, perdona, perdone, perdonad, perdonen, perdonar, disculp*, disculpa, disculpas, disculpe, disculpen, lo siento, lo sentimos, siento
    sentimos, lamento, lamentamos, lament*, excus*, pido disculpas, pedimos disculpas, mil perdones, mis disculpas, perdone la molestia
    disculpe la molestia, disculpen las molestias, perdon por
hope: espero que, esperamos que, esperando que, ojala, esperanza*, confio en que, confiamos en que, confio, deseo que, con suerte, toco madera
    crucemos los dedos, cruzo los dedos, dios quiera, si dios quiere, primero dios, quiera dios, dedos cruzados, 🤞
laugh: jaja, jajaja, jajajaja, jaj, jeje, jejeje, jajaj, jajajaj, ja ja, jiji, xd, xdd, jejej, risa, risas, rio, rei, reir, reido, reimos, me rei
    es broma, broma, bromas, bromeo, era broma, chiste, gracioso, divertid*, diversion, lol, jojo, 😂, 🤣, 😅, 😄, 😆, 😁, 😉, 😹, 😜, 🙈
# -- things
invoice: factura*, factura, facturas, recibo, recibos, boleta, boletas, ticket de compra, tique, justificante*, comprobante*, extracto*
    estado de cuenta, albaran*, nota de credito, nota de abono, abono, iva, igic, irpf, impuesto*, cfdi, rfc, nif, cif, cuit, nit, rut
    facturacion, prefactura, proforma, liquidacion, remesa, requerimiento de pago, aviso de pago, carta de pago
money: dinero, euro, euros, eur, peso, pesos, dolar, dolares, usd, plata, lana, guita, pasta, pelas, lucas, luca, mangos, varos, soles, bolivar*
    quetzal*, colones, centimos, centavos, efectivo, fianza, deposito, senal, anticipo, adelanto, ahorros, fondos, capital, mxn, ars, cop, clp
    pen, billete, billetes, monedas, importe
bank: banco*, banco, bancos, bancaria, bancario, bancarios, bancarias, iban, clabe, cbu, cuenta corriente, cuenta bancaria, numero de cuenta
    tarjeta, tarjetas, tarjeta de credito, tarjeta de debito, sepa, paypal, bizum, mercado pago, mercadopago, datafono, tpv, sucursal
    caja de ahorros, hipoteca*, prestamo*, credito, creditos, visa, mastercard, cajero, cajeros, transferencia*, oxxo, swift, domiciliacion
contract_thing: contrato*, contrato, contratos, suscripcion*, suscripciones, abono, abonos, membresia*, poliza*, seguro, seguros, plan, planes
    tarifa, tarifas, acuerdo, acuerdos, convenio*, licencia, licencias, permanencia, penalizacion por baja, preaviso, plazo de preaviso
    clausula*, condiciones, alquiler, arrendamiento, arriendo, bono, cuota, anualidad, paquete contratado, prorroga, servicio contratado
password: contraseña*, contrasena*, clave, claves, pin, puk, codigo, codigos, token, doble factor, segundo factor, dos pasos, dos factores, 2fa
    sso, autenticador, autenticacion, codigo de verificacion, otp, password, passwd, palabra de paso, nip, coordenadas, tarjeta de coordenadas
    firma digital, certificado digital, huella
login: iniciar sesion, inicio de sesion, inicie sesion, inicio sesion, loguear*, loguearme, login, log in, logear*, acceder, acceso, accesos
    accedo, accedi, ingresar a, ingresar al, ingreso a, ingreso al, entrar en, entrar a, entrar al, entro en, entro a, entrar, puedo entrar
    bloquead*, bloqueado, bloqueada, bloqueo, bloquearon, desbloque*, suspendid*, usuario bloqueado, cuenta bloqueada, usuario, usuarios
    nombre de usuario, credencial*, permiso, permisos, sin acceso, sin permiso, no puedo entrar, no me deja entrar, no puedo acceder
    no me deja acceder, no puedo ingresar, autentic*, tarjeta de acceso, llavero, registrarme, registro, recuperar la contrasena
    recuperar contrasena, olvide mi, olvide la, sesion
account: cuenta, cuentas, perfil, perfiles, usuario, numero de cliente, num de cliente, area de cliente, area de clientes, area privada
    area personal, portal, panel, mi cuenta, escritorio, tablero, oficina virtual, sede electronica, ficha, cuenta de usuario
data: dato*, datos, registro, registros, archivo*, fichero*, base de datos, base, copia de seguridad, copias de seguridad, backup*, respaldo*
    datos personales, contactos, fotos, foto, imagenes, documentos, listado, listados, lista, historial, historico, logs, log, exportar
    exportacion, exporta, importar, importacion, csv, pdf, excel, xml, informacion, fichas, carpeta*, base de clientes, los datos, mis datos
    sus datos
privacy_right: rgpd, gdpr, lopd, lopdgdd, habeas data, arco, derechos arco, proteccion de datos, proteccion de mis datos, privacidad
    politica de privacidad, consentimiento, borrar mis datos, borren mis datos, borrad mis datos, eliminar mis datos, eliminen mis datos
    supriman mis datos, suprimir mis datos, supresion de mis datos, supresion de datos, derecho de supresion, derecho al olvido
    derecho de acceso, derecho de rectificacion, derecho de oposicion, derecho de portabilidad, eliminar mi cuenta, borrar mi cuenta
    eliminen mi cuenta, mis datos personales, que datos, datos que tienen, datos que teneis, datos que guardan, datos que guardais
    copia de mis datos, newsletter, boletin, boletines, darme de baja del boletin, desuscribir*, desuscrib*, publicidad, correos publicitarios
    correos comerciales, comunicaciones comerciales, llamadas comerciales, lista robinson, marketing, cookies, terceros, cedido mis datos
    ceder mis datos, cesion de datos, articulo 15, articulo 17, retirar el consentimiento, retiro mi consentimiento, revoco mi consentimiento
    delegado de proteccion, dpo, tratamiento de datos, interesado, encargado del tratamiento, derecho de imagen, derechos de imagen
parcel: paquete*, paquete, paquetes, envio, envios, pedido, pedidos, entrega, entregas, seguimiento, rastreo, numero de seguimiento
    numero de guia, guia, tracking, mensajeria, mensajero*, repartidor*, transportista, transporte, almacen, bodega, deposito, punto de recogida
    punto de entrega, palet*, pale, pales, buzon, porteria, portal, contenedor*, flete, equipaje, maleta*, valija*, encomienda*, bulto, bultos
    caja, cajas, correos, seur, mrw, dhl, gls, ups, fedex, estafeta, oca, andreani, servientrega, reparto, sobre, sobres, aduana, aduanas
    carta certificada, en reparto
product: producto*, producto, productos, aparato*, equipo, equipos, maquina*, maquina, maquinas, articulo*, articulo, articulos, unidad*
    dispositivo*, electrodomestic*, herramienta*, mercancia*, mercaderia*, genero, pieza, piezas, repuesto*, recambio*, refaccion*, modelo
    modelos, material, accesorio*, juguete*, mueble, muebles, ejemplar, lote
computer: ordenador*, computador*, compu, computadora*, pc, portatil*, laptop*, notebook*, servidor*, impresora*, escaner*, router*, modem
    tablet*, tableta*, pantalla*, monitor, monitores, teclado*, raton, mouse, telefono*, movil, moviles, celular*, smartphone, consola*, camara*
    hardware, disco, disco duro, usb, navegador*, chrome, firefox, safari, edge, windows, mac, iphone, android, ipad, linux, cable, bateria*
    cargador*, auricular*, altavoz, decodificador*, deco, televisor*, tele, smart tv, impresion
software: app, apps, aplicacion*, aplicativo*, software, programa, programas, sistema, sistemas, plataforma*, web, pagina*, sitio, sitios
    pagina web, sitio web, tienda online, tienda en linea, api, plugin, modulo*, version*, release, firmware, actualizacion*, interfaz, menu
    boton*, botones, campo, campos, formulario*, plantilla*, integracion*, webhook*, endpoint*, sdk, widget, herramienta, panel, pestana*
    notificacion*, ajustes, configuracion, filtro, filtros, calendario, campus, aula virtual, informe, informes, pantalla de, enlace, enlaces
    link
network: internet, wifi, wi fi, wlan, banda ancha, fibra, adsl, linea, conexion, red, redes, senal, cobertura, datos moviles, ancho de banda, vpn
    dns, dominio*, buzon de correo, bandeja, bandeja de entrada, smtp, imap, hosting, alojamiento web, antena, router, megas, mb, gigas, roaming
    satelite, television por cable, canales
till: caja, cajas, caja registradora, registradora, tpv, tpvs, datafono*, terminal, terminales, terminal de pago, punto de venta, pos
    lector de tarjetas, posnet, tienda*, local, locales, sucursal*, negocio, kiosco, kioscos, bar, bares, restaurante*, establecimiento*
    mostrador
plant: produccion, planta, plantas, fabrica*, linea de produccion, linea, lineas, montaje, cadena de montaje, almacen, almacenes, bodega, taller
    talleres, nave, naves, cinta, robot*, prensa, obra, obras, hormigon, faena, maquinaria, caldera, horno industrial, invernadero, granja, finca
    cosecha*, riego, ordene, pozo, bomba, bombas, silo
vehicle: coche*, coche, carro, carros, auto, autos, vehiculo*, moto, motos, bici*, bicicleta*, patinete*, scooter*, furgoneta*, camion*, camiones
    bus, buses, autobus*, autocar, colectivo, omnibus, tren, trenes, tranvia, metro, subte, avion*, vuelo*, vuelos, ferry, barco, taxi*
    ascensor*, elevador*, tractor*, cosechadora*, freno*, motor*, rueda*, llanta*, neumatico*, grua, itv, taller, cercanias, ave
home_things: calefaccion, caldera, calentador, boiler, termo, radiador*, estufa*, agua, agua caliente, luz, electricidad, corriente, gas, horno
    nevera*, frigorific*, heladera*, refrigerador*, refri, congelador*, lavadora*, lavarropas, lavavajillas, lavaplatos, secadora*
    aire acondicionado, clima, ventilador, lampara*, bombilla*, ventana*, puerta*, tejado, techo, cocina, sofa*, cama*, colchon*, mesa*, silla*
    armario*, estanteria, placard, inodoro, bano, ducha*, moho, humedad*, alarma, persiana*, toldo, piscina*, pileta, jardin, garaje, cerradura*
    llave*, contador, medidor, enchufe*, grifo*, tuberia*, caneria*, trastero, patio
food: comida*, comida, alimento*, leche, pan, tarta*, pastel*, torta*, carne, pescado, fruta*, verdura*, vino, vinos, cafe, menu, cena*
    almuerzo*, desayuno*, pizza*, hamburguesa*, pollo, arroz, canasta, cesta, catering, postre*, bebida*, cerveza, jamon, queso, marisco, plato
    platos, bandeja, viandas, merienda, tapa, tapas
clothes: vestido*, camisa*, camiseta*, playera*, remera*, zapato*, zapatilla*, tenis, bota, botas, chaqueta*, campera*, abrigo*, pantalon*
    vaquero*, jeans, talla, tallas, talle, color, colores, falda, bolso*, cartera, mochila*, toga*, uniforme*, banda, traje*, ropa, sueter
    jersey, calcetin*, sombrero, ropa interior, tela
ticket: entrada*, entradas, boleto*, boletos, billete*, billetes, pasaje*, asiento*, butaca*, reserva*, reservacion*, vale, vales, bono, cupon*
    tarjeta regalo, abono, tarjeta de embarque, hotel*, habitacion*, viaje*, vacaciones, excursion*, evento*, concierto*, espectaculo*, funcion
    show, teatro, cine, obra de teatro, partido, crucero, apartamento, hospedaje, hostal, camping, plaza de, pista
health: medico, medica, medicos, hospital*, medicin*, medicamento*, medicacion, pastilla*, receta, recetas, paciente*, tratamiento*, diabet*
    insulina, salud, sangre, laboratorio, clinica*, analisis, analitica*, cirugia, operacion, farmacia*, residencia, audifono*, gafas, lentes
    diente*, dental, dentista*, odontolog*, dosis, enfermeria, enfermera*, vacuna*, cita medica, ambulatorio, centro de salud, urgencias
    rehabilitacion, fisio*, radiografia, resonancia, psicolog*, obra social, isapre, eps, mutua, seguro medico, prepaga, rehabilitar
school: escuela*, colegio*, universidad*, facultad, instituto, curso*, cursos, examen*, examenes, alumno*, estudiante*, clase, clases, nota
    notas, calificacion*, certificado*, diploma*, titulo, tesis, semestre, cuatrimestre, matricula*, inscripcion*, guarderia*, jardin de infantes
    kinder, aula, aulas, campus, profesor*, profe, maestr*, becas, beca, oposicion*, master, maestria, doctorado, academia, uni, secretaria
documents: certificado*, formulario*, carta, cartas, documento*, documentacion, papel, papeles, papeleo, copia, copias, solicitud*, instancia
    informe*, permiso, pasaporte*, dni, nie, ine, curp, cedula, carnet, carne, licencia, acta, actas, comprobante*, justificante*, escritura*
    expediente*, partida de, constancia*, planilla, adjunto, adjuntos, registro civil, titulo, tramite*, tramites
home_move: direccion, domicilio, mudanza, me mudo, nos mudamos, me mude, mudado, mudarme, mudarnos, cambio de domicilio, cambio de direccion
    nueva direccion, nuevo domicilio, apellido*, apellidos, nombre, me case, casado, casada, cambio de nombre, razon social, fecha de nacimiento
    cambio de titular, titular, titularidad, codigo postal, traslado, mi nombre
event_party: boda*, casamiento, matrimonio, funeral*, entierro, velorio, cumpleanos, cumple, navidad, nochebuena, nochevieja, reyes, fiesta*
    aniversario*, bautizo, comunion, quince anos, quinceanera, ceremonia*, graduacion, feria*, exposicion*, inauguracion, apertura, estreno
    torneo*, partido, festival*, despedida, banquete, homenaje, evento*, posada, asado, procesion, verbena
meeting: reunion*, cita, citas, visita, visitas, sesion, sesiones, turno, turnos, hora con, videollamada, llamada, webinar, seminario, formacion
    capacitacion, demo, demostracion, entrevista, junta, juntas, comite, asamblea, taller, agenda, franja, quedada, encuentro
animal: perro*, perra, gato*, gata, vaca*, caballo*, yegua, animal, animales, mascota*, ganado, rebano, pajaro*, pez, peces, pollo, gallina*
    cerdo*, oveja*, veterinari*, cachorro*, loro, tortuga, conejo*, michi, res, reses
# -- time words
today: hoy, esta manana, esta tarde, esta noche, hoy mismo, el dia de hoy, hoy dia
yesterday: ayer, anoche, anteayer, antes de ayer, antier, antenoche, la noche pasada, ayer tarde
tomorrow: manana, pasado manana, manana mismo, manana por la manana
weekday: lunes, martes, miercoles, jueves, viernes, sabado, sabados, domingo, domingos, fin de semana, finde, fines de semana, entre semana, lun
    mie, jue, vie, sab, dom
month: enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre, octubre, noviembre, diciembre, ene, feb, abr, jun, jul
    ago, sept, oct, nov, dic
clock: hora, horas, hs, hrs, h, am, pm, a m, p m, mediodia, medianoche, medio dia, media noche, y media, y cuarto, menos cuarto, minuto, minutos
    min, a las #, las #, en punto, media hora, # horas
day: dia, dias, diario, diaria, diariamente, jornada, diita, noche, noches, madrugada
week: semana, semanas, semanal, semanales, semanalmente, quincena, quincenal
month_year: mes, meses, mensual, mensuales, mensualmente, ano, anos, anual, anuales, anualmente, trimestre*, trimestral, semestre*, cuatrimestre
    temporada*, bimestre, bimestral
ago: hace, antes, anteriormente, previamente, previo, semana pasada, mes pasado, ano pasado, la semana pasada, el mes pasado, el ano pasado
    lunes pasado, martes pasado, viernes pasado, pasado @es_dia, @es_dia pasado, anterior, antiguamente, antano, en su dia, en su momento
    el otro dia, recientemente, ultimamente, hace poco, hace nada, hace un rato, recien, atras, tiempo atras, la otra vez, entonces, solia, solian
next: proximo, proxima, proximos, proximas, siguiente, siguientes, que viene, entrante, pronto, futuro, luego, despues, mas tarde, mas adelante
    dentro de, a partir de, a partir del, posteriormente, en breve, venidero, tras
long_time: mucho tiempo, tanto tiempo, demasiado tiempo, bastante tiempo, un siglo, siglos, una eternidad, eternidad, eternamente, durante meses
    durante anos, todo el dia, toda la manana, toda la tarde, toda la noche, todo el fin de semana, toda la semana, todo el mes, horas y horas
    dias y dias, semanas y semanas, meses y meses, largo rato, rato largo, un buen rato, hace siglos, hace una eternidad, hace rato, hace mucho
    larga espera, largas, largo, media vida, cuanto hace, una vida
early: temprano, pronto, antes de tiempo, a tiempo, puntual*, puntualmente, a la hora, con antelacion, anticipad*, con tiempo, adelantad*
    madrugada, primera hora
number_few: dos, tres, cuatro, cinco, ambos, ambas, par, un par
number_more: seis, siete, ocho, nueve, diez, once, doce, docena*, trece, catorce, quince, dieci*, veint*, treinta, cuarenta, cincuenta, sesenta
    setenta, ochenta, noventa, cien, ciento*, cientos, doscient*, trescient*, quinient*, mil, miles, millon*, millones, decenas, veintena
first: primer, primero, primera, primeros, primeras, inicial, inicialmente, principio, al principio, en un principio, desde el principio
    de entrada, comienzo, inicio
second_third: segundo, segunda, segundos, tercer, tercero, tercera, cuarto, cuarta, quinto, quinta, sexto, sexta, septimo, septima, octavo
    octava, decimo, decima, ultimo, ultima, ultimos, ultimas, enesima, 2ª, 3ª, 4ª, 2º, 3º, 2da, 3ra, 3era
all_whole: todo, toda, todos, todas, entero, entera, enteros, enteras, completo, completa, integro, integra, total, totalidad, ambos, ambas
    conjunto, pleno, plena
some: algun, alguna, algunos, algunas, alguno, unos, unas, varios, varias, pocos, pocas, poco, parte de, en parte, parcialmente, un poco
    un poquito, ligeramente, uno de, una de, mitad, la mitad, medio, media, cierto, cierta, ciertos, un par, par de, casi, unos cuantos
many: mucho, mucha, muchos, muchas, muchisimo*, muchisimas, demasiado, demasiados, demasiadas, bastante, bastantes, montones, monton, un monton
    numerosos, numerosas, incontables, infinidad, mas, mayoria, la mayoria, multitud, un chingo, cantidad, cantidades, mogollon
    cualquier cantidad, un sinfin, tantos, tantas, sinnumero, un huevo
nothing: nada, cero, ninguna cosa, nada de nada, ni una cosa, ni pizca, absolutamente nada, ni un centimo, ni un euro, ni un peso
something: algo, alguna cosa, cosa, cosas, cosita, tema, temas, asunto
new: nuevo, nueva, nuevos, nuevas, recien, reciente, recientes, ultimo modelo, actual, actuales, moderno, estrenar, a estrenar, flamante
old: viejo, vieja, viejos, viejas, antiguo, antigua, antiguos, antiguas, anterior, anteriores, vencid*, caducad*, obsolet*, desactualizad*
    desfasad*, usado, segunda mano
other: otro, otra, otros, otras, demas, diferente*, distinto, distinta, distintos, distintas, ajeno, ajena, el resto, resto
same: mismo, misma, mismos, mismas, igual, iguales, identico, identica, exactamente, similar, similares, parecido, tal cual, idem
good: bueno, buena, buenos, buenas, buen, bien, mejor, mejores, correcto, correcta, correctamente, bonito, adecuad*, debidamente, apropiad*
    decente, digno, ok, buenisim*
bad: malo, mala, malos, malas, mal, peor, peores, pesim*, fatal, terrible*, horrible*, lamentable*, feo, fea, malisim*, grave, deficiente*
expensive: caro, cara, caros, caras, carisim*, barbaridad, dineral, fortuna, un pastizal, un ojo de la cara, costoso, costosa, precio, precios
    barato, barata, baratos, gratis, gratuito, gratuita, gratuitamente, asequible, economico, economica, abusivo el precio, sin coste, sin costo
    sin cargo
small: pequeno, pequena, pequenos, pequenas, pequenito, chico, chica, chiquito, chiquita, minimo, minima, menor, leve, insignificante, tonteria
    detalle, detallito, detalles, nimiedad, minucia, cosita, poca cosa, nada grave, nada importante, no es grave, no es para tanto
    no es gran cosa, no es nada, sin importancia, poco importante, estetico, cosmetic*, una tonteria, sin mayor importancia, tampoco es grave
    nada del otro mundo, no es el fin del mundo, no se acaba el mundo, tampoco pasa nada
big: grande, grandes, gran, enorme*, inmens*, gigante*, grave, graves, gravisim*, serio, seria, serios, serias, importante*, mayor, tremend*
    descomunal, masiv*, significativ*, gord*, gordo, severo, severa, brutal, considerable*
possible: posible, posibles, posibilidad*, puedo, puede, pueden, podemos, podria, podrian, capaz, capaces, factible, viable, poder, cabe
impossible: imposible, imposibles, incapaz, incapaces, inviable, no puedo, no podemos, no pude, no pudimos, no se puede, no hay manera
    no hay forma, no hay modo, ni modo, inalcanzable
important: importante*, importancia, esencial*, fundamental*, vital, vitales, crucial, imprescindible*, necesari*, necesario, clave, relevante*
    depend*, dependemos, dependo, indispensable*, primordial, prioritari*
public_neutral: articulo, articulo en, blog, os recomende a, los recomende a, recomende a mis, hable bien, hablare bien, recomendaros
    os recomiendo, los recomiendo, cinco estrellas, 5 estrellas, resena positiva, buena resena, lo lei en, vi en instagram, vi en facebook
    vi su anuncio, vi vuestro anuncio, por instagram
complaint_dept: hoja de reclamaciones, hojas de reclamaciones, libro de reclamaciones, libro de quejas, departamento de reclamaciones
    departamento de quejas, reclamaciones, oficina de reclamaciones, donde puedo reclamar, donde reclamo, donde puedo quejarme
    donde pongo una queja, donde presento, como puedo reclamar, como reclamo, queja, quejas, reclamo, reclamos, reclamacion
    poner una reclamacion, presentar una queja, buzon de quejas, sugerencias
expectation: esperaba, esperabamos, pensaba, pense que, pensaba que, creia, creia que, suponia, se supone, supuse, imaginaba, normalmente
    habitualmente, generalmente, por lo general, se esperaba, esperado, expectativa*, daba por hecho, entendia que, confiaba en que, lo normal
    lo logico
advert: anuncio, anuncios, anunciad*, anunciaban, anunciais, publicidad, publicitad*, promocion*, promo, promos, oferta*, en su web
    en vuestra web, en la web, en su pagina, en vuestra pagina, la pagina dice, la web dice, la web pone, pone en la web, en la web pone
    segun la web, segun el anuncio, segun la pagina, segun el manual, segun la foto, en la foto, las fotos, descripcion, catalogo, folleto
    folletos, segun, prospecto, como se describe, se anunciaba, decia el anuncio, la etiqueta
responsibility: responsab*, responsable*, responsabilidad*, culpa, culpas, culpable*, deber, deberes, obligacion*, obligad*, a cargo, a su cargo
    cargo de, compete, competencia de, corresponde, hacerse cargo, se hace cargo, rendicion
trust_word: confianza, confi*, confio, confiar, confiable*, desconfi*, desconfianza, fiarse, me fio, fiable*, de fiar, no me fio, fe, honest*
    honrad*, seriedad, serio, formalidad, formal, transparen*, credibilidad, de palabra, gente seria, empresa seria, lealtad
service: servicio, servicios, soporte, asistencia, atencion, atencion al cliente, servicio al cliente, servicio tecnico, posventa, postventa
    mantenimiento
test_word: prueba, pruebas, test, testing, ensayo, simulacro, ignorar, ignoren, direccion equivocada, numero equivocado, me equivoque de
    curriculum, curriculo, cv, hoja de vida, oferta de empleo, oferta de trabajo, vacante*, practicas, becario, pasantia, patrocin*, colaboracion
    colaborar, colaboraciones, seo, post patrocinado, encuesta, encuestas, trabajo de fin, tfg, tfm, proyecto escolar, entorno de pruebas
    sandbox, demo
accident: accidente*, choque*, choqu*, siniestro*, robo, robaron, robado, hurto, asalto, ladron, ladrones, policia, denuncia en comisaria
    parte amistoso, seguro, aseguradora*, perito*, incendio, inundacion, inund*, grua
    me he cargado yo, yo solito, lo rompi yo, se me cayo, se me rompio, por listo, por torpeza mia, torpeza mia, por error mio, fallo mio
    me equivoque yo, conmigo es con quien, nadie a quien echarle
fire_test: simulacro, simulacros, simulacro de incendio, prueba de alarma, prueba de incendios, curso de seguridad, formacion en seguridad
    formacion de seguridad, responsable de seguridad, vigilante de seguridad, guardia de seguridad, auditoria de seguridad, ajustes de seguridad
    configuracion de seguridad, actualizacion de seguridad, parche de seguridad, seguridad social, pregunta de seguridad, preguntas de seguridad
    deposito de seguridad, caja de seguridad, cinturon de seguridad, camara de seguridad, camaras de seguridad, puerta de seguridad
    copia de seguridad, extintor*, medidas de seguridad
# 3. What it looks like but is not, and what is asked for.
# -- harmless look-alikes
routine_cancel: cancelar/anular/cancelo/anulo/cancelen [..2] cita/citas/reserva/reservas/reunion/junta/pedido/mesa/clase/clases
    anulen/cancelad/anulad/cancelamos/anulamos [..2] cita/citas/reserva/reservas/reunion/junta/pedido/mesa/clase/clases
    cancelar/anular/cancelo/anulo/cancelen/anulen/cancelad/anulad/cancelamos/anulamos [..2] visita/turno/habitacion/hora/envio
    cancelar/anular/cancelo/anulo/cancelen/anulen/cancelad/anulad/cancelamos/anulamos [..2] evento/comida/cena/sesion/viaje/noche
    cancelacion de cita, cancelacion de reserva, cancelacion de turno, anulacion de reserva, anulacion de cita, anular el pedido
    cancelar el pedido, cancelar mi pedido, me mudo al extranjero, me mudo a otro, me voy a vivir, nos vamos a vivir, me voy al extranjero
    ya no lo necesito, ya no la necesito, ya no los necesito, ya no lo necesitamos, ya no hace falta, ya no me hace falta, ya no voy a necesitar
    ya no lo uso, ya no uso, me jubilo, me he jubilado, me jubile, jubilacion, he vendido el coche, vendi el coche, vendimos el, vendido la casa
    vendido el piso, cierro el negocio por jubilacion, fin de temporada, fin de curso, termino la temporada, se acaba el proyecto
    termina el proyecto, termino el proyecto, fin de obra, como cancelo, como me doy de baja, como puedo cancelar, como puedo darme de baja
    como darme de baja, como se cancela, cuando puedo cancelar, con cuanta antelacion, cuanto preaviso, plazo de preaviso, plazo para cancelar
    hasta cuando puedo cancelar, me surgio, me ha surgido, no podre asistir, no podremos asistir, no puedo asistir, no podre ir, no podremos ir
    excedencia, por fallecimiento, ha fallecido, fallecio, por motivos personales, por motivos de salud, sin queja ninguna
    nada que ver con vosotros, nada contra
    al cumplir, se nos hace mayor, pasa a primaria, me mudo a, nos mudamos a, cambio de ciudad, cambiamos de ciudad, por jubilacion
    ya no lo usamos, por recomendacion medica, el medico me ha quitado, sin ningun motivo, no por vosotros, no por ustedes, nada en contra
    sin acritud, con todo el dolor, con pena
routine_change: cambiar de plan, cambio de plan, cambio de tarifa, cambiar de tarifa, cambiar mi plan, cambiar el plan, pasar del plan
    pasar al plan, pasarme al plan, subir de plan, bajar de plan, subir a, bajar a, plan basico, plan anual, plan mas pequeno, plan mas barato
    plan superior, tarifa mas baja, pasar a anual, pago anual, pasar a mensual, de mensual a anual, cambio de domicilio, cambio de direccion
    cambio de direccion de envio, nueva direccion, cambiar la direccion, cambio de titular, cambio de cuenta, nueva cuenta bancaria
    cambiar la cuenta, cambiar el iban, cambiar la fecha, cambio de fecha, cambiar el dia, cambiar la hora, cambiar la cita, mover la cita
    pasar la cita, adelantar la, retrasar la, anadir un usuario, agregar un usuario, dar de alta, quitar un usuario, una licencia mas
    licencias adicionales, otra licencia, ampliar a, reducir a, un asiento mas, cambio de talla, cambio de color, dos plazas mas
law_harmless: mi abogado me pide, mi abogado necesita, mi abogado pide, nuestro abogado pide, nuestro abogado necesita, nuestro abogado tiene una
    para mi abogado, para el abogado, para nuestro abogado, para la abogada, mi gestor, mi gestoria, la gestoria, gestoria, asesor fiscal
    asesoria fiscal, mi asesor, mi contador, contador, para hacienda, declaracion de la renta, para la renta, declaracion de impuestos
    razon social, nombre legal, forma juridica, aviso legal, representante legal de, pista de tenis, cancha, corte de pelo, corte ingles
    soy abogado, soy abogada, somos un despacho, somos un bufete, despacho de abogados con, estudio derecho, estudiante de derecho
    para la notaria, para el notario, para el juzgado, juzgado de paz, para un tramite, para el divorcio, politico, suegra, cunad*
    la clausula # dice, que dice la clausula, duda sobre la clausula, revisar el contrato, revision del contrato, aclaracion sobre la clausula
    codigo de conducta
    mi abogado ya le ha dado, visto bueno, mi marido es abogado, mi mujer es abogada, mi socia que es abogada, somos un despacho de abogados
    despacho de abogados, bufete de, asesoria legal para, oficial de notaria, la notaria, poder notarial, vista en otra ciudad
    clientes del bufete, estudio juridico
public_harmless: nota de prensa, dossier de prensa, gabinete de prensa, kit de prensa, prensa hidraulica, la prensa de, revisar el documento
    revisen el documento, revision del documento, reseñar, os he puesto cinco, les puse cinco, os deje cinco estrellas, deje cinco estrellas
    cinco estrellas, 5 estrellas, buena resena, resena positiva, dejar una buena, dejo una buena, opinion positiva, una opinion buena
    os recomende, os he recomendado, los he recomendado, los recomende, recomendado a mis amig*, recomendado a varios, recomendare a
    se lo recomiendo a, articulo sobre, un articulo para, para nuestro blog, en vuestro blog, en su blog, lei en el foro, he leido en el foro
    en el foro dicen, vi en el foro, encontre en internet, busque en internet, lei en internet, vi en internet, los sigo en, os sigo en
    le di me gusta, publicar una oferta, publicar un anuncio, publicar mi, correo postal, boletin, newsletter, seguidora vuestra
    foto para las redes
manager_harmless: mi jefe pregunta, mi jefe quiere, mi jefe necesita, mi jefa pregunta, mi jefa quiere, mi jefa necesita, mi jefe me pide
    mi jefe me ha pedido, mi jefa me ha pedido, mi director pregunta, mi gerente pide, mi gerente pregunta, nuestro director quiere
    nuestro jefe quiere, me lo pide mi, gestor de contrasenas, gestor de tareas, administrador de tareas, administrador de fincas
    jefe de proyecto, jefa de proyecto, director de proyecto, gestor de cuenta, gestor de cuentas, ejecutivo de cuenta, soy el gerente
    soy la gerente, soy el responsable, soy la responsable, soy el encargado, soy la encargada, soy el director, soy la directora, soy el jefe
    como responsable de, como director de, como directora de, como gerente, en calidad de, digale a su jefe que, decidle a vuestro jefe que
    felicite a su, director de orquesta, orquesta, jefe de estudios, jefe de cocina
security_harmless: formacion en seguridad, formacion de seguridad, auditoria de seguridad, cuestionario de seguridad, politica de seguridad
    actualizacion de seguridad, parche de seguridad, es seguro, es segura, como de seguro, que tan seguro, cuan seguro, que medidas de seguridad
    que seguridad, cifran, cifrais, encriptan, encriptais, donde se guardan, donde guardan, donde guardais, donde se almacenan
    donde estan los servidores, estan en europa, certificad* iso, iso 27001, certificacion, ens, pentest, test de penetracion
    prueba de penetracion, simulacro, instrucciones de seguridad, ficha de seguridad, hoja de seguridad, ficha de datos, seguridad social
    numero de la seguridad, deposito de garantia, camara de seguridad, camaras de seguridad, guardia de seguridad, control de seguridad
    doble factor, copia de seguridad, copias de seguridad, seguro de, asientos de seguridad
    posible correo sospechoso, por motivos de seguridad, por seguridad, sello de seguridad, cinturon de seguridad, curso de seguridad
    ficha de datos de seguridad, copia de seguridad semanal, politica de privacidad, llevara identificacion, codigo de verificacion
    verificacion en dos pasos, nuevo acceso cada vez
promise_harmless: su anuncio dice, el anuncio dice, el anuncio decia, vuestra web promete, su web promete, la web promete, la pagina promete
    la pagina decia, el folleto, el catalogo, prometedor, prometedora, promete mucho, esperaba que, esperabamos que, yo esperaba, pensaba que
    pensabamos que, creia que, imagine que, pense que seria, me habria gustado, me hubiera gustado, me gustaria que me, me pueden prometer
    podrian prometer, me podrian garantizar, prometido a mi hij*, le prometi a mi hij*, compromiso previo, sin compromiso, prometida
    mi prometido, mi prometida, segun la publicidad
capitals_habit: bloq mayus, bloq may, mayusculas, mayuscula, en mayusculas, perdon por las mayusculas, disculpen las mayusculas
    perdonen las mayusculas, letra grande, letras grandes, letras chiquitas, no veo bien, no veo las, teclado, se me quedo el, no estoy gritando
    no es que grite, no grito, se me atasco, mi vista
joy: me encanta, me encanto, me encantan, lo amo, la amo, los amo, amo, que alegria, muy feliz, super feliz, feliz, contentisim*, emocionad*
    emocion, que emocion, que ilusion, mucha ilusion, ilusionad*, orgullos*, orgullo, la bomba, una locura de bien, brutal, una pasada
    que pasada, alucinante de bien, flipando de bien, wow, guau, yupi, yuju, hurra, viva, olé, que maravilla, no me lo creo de
    no me puedo creer lo bien, por fin, al fin, por fin funciona, celebr*, a celebrar, fiesta, lloro de alegria, lloro de felicidad
    llorando de risa, llorando de felicidad, de la emocion, lo maximo, son lo maximo, lo mas, sois lo mas, los mejores, os quiero, me caso con
    me hacen feliz, 🎉, 🥳, 😍, 🤩, 💃, 🎊
    me caso con vosotros, sois unos animales, un animal en el buen sentido, en el buen sentido, menuda burrada, una burrada, una salvajada
    barbaridad de, criminal lo bien, locos de contentos, los niños locos, estoy feliz, felices, loca de contenta, loco de contento
    llorando de alegria, lagrimas de alegria, emocionada, emocionado, por fin despues de
bad_news_elsewhere: nuestro proveedor, mi proveedor, nuestro propio, no es culpa vuestra, no es culpa suya, no es culpa de ustedes
    no es vuestra culpa, no tienen la culpa, no teneis la culpa, no es por ustedes, no es por vosotros, culpa mia, fue culpa mia, es culpa mia
    mea culpa, culpa nuestra, error mio, error nuestro, fue error mio, fallo mio, fallo nuestro, fue fallo mio, mi error, mi culpa, me equivoque
    me equivoque yo, me he equivocado, nos equivocamos, lo escribi mal, lo puse mal, puse mal, que tonto soy, que tonta soy, soy un desastre
    que burro soy, que burra, que despiste, despiste mio, me despiste, que cabeza, no habia mirado, no me habia fijado, no vi que, falsa alarma
    retiro lo dicho, perdon por las molestias, perdon por la molestia, siento las molestias, perdon por el ruido, era cosa mia, era cosa nuestra
    cosa nuestra, la culpa no es, otra empresa nos, otra compania nos, no tenia razon, yo no sabia leer, por nuestra parte, por nosotros
    hemos cortado
over_now: en su momento, en su dia, en aquel entonces, en aquella epoca, aquel dia, el ano pasado hubo, antes habia, antes fallaba, antes era
    en el pasado, hace tiempo tuvimos, desde entonces todo, desde entonces va, desde entonces funciona, desde entonces bien
    desde entonces ningun, ya paso, ya es historia, agua pasada, borron y cuenta nueva, olvidado, ya olvidado, todo olvidado, ya esta superado
    quedo atras, estuvo caido, estuvo caida, estuvimos sin, estuvo sin, se cayo un rato, un rato sin, fue solo un, fue un momento, ayer estuvo
    ayer hubo, esta manana hubo, hubo un corte, hubo una caida, duro poco, ya se recupero, ultrapasad*, superad*
    quedo aclarado, quedo zanjado, aguas pasadas, lo hemos asumido, ya no le duele, fue un malentendido, hubo un malentendido, se aclaro
    lo pasado pasado, sin rencor, pelillos a la mar, disculpas aceptadas, me pidio perdon, pidio disculpas
polite_calm: sin drama, sin dramas, no es drama, no es un drama, solo para que lo sepan, solo para que lo sepais, para que lo sepan
    para que lo sepais, para que esten enterados, para su informacion, para vuestra informacion, les comento, os comento, le comento, solo avisar
    solo aviso, solo queria avisar, solo queria comentar, por si les sirve, por si os sirve, por si ayuda, por si sirve, por si acaso
    solo informo, a titulo informativo, cosa menor, poca cosa, detalle menor, un detalle, pequeno detalle, nada grave, nada importante
    no es grave, no pasa nada, un poco decepcionad*, algo decepcionad*, un poco triste, me da un poco de pena, les agradeceria, os agradeceria
    agradeceria que, si no es molestia, si no es mucha molestia, si no es mucho pedir, si no es mucha, perdonad la molestia, perdonen la molestia
    perdon por molestar, disculpe la molestia, disculpen la molestia, siento molestar, lamento molestar, no quiero molestar, con todo el carino
    con carino, sin animo de, sin acritud, no vengo a quejarme, no es una queja, no es por quejarme, con tacto, tranqui, no se preocupen
    no os preocupeis, dentro de lo que cabe, todo lo demas, el resto perfecto, el resto bien, lo demas bien, lo demas perfecto
hypothetical: que pasa si, que pasaria si, que ocurre si, que ocurriria, que sucede si, en caso de, en el caso de que, en caso de que
    en el supuesto, suponiendo que, supongamos, hipoteticamente, hipotetico, teoricamente, si algun dia, si alguna vez, si llegara a
    si llegase a, si se diera el caso, podria pasar que, podria ocurrir, como gestionan, como gestionais, como actuan, como actuais
    plan de contingencia, contingencia, plan de emergencia, protocolo, protocolo de, por si alguna vez, cubre, cubriria, y si me, y si quisiera
    imaginemos, pongamos que, por curiosidad, por si algun dia, si pasara, llegado el caso, si hubiera
first_timer: primera vez, es la primera vez, mi primera vez, mi primer pedido, primera compra, soy nuevo, soy nueva, somos nuevos, nuevo en esto
    nueva en esto, nuevo por aqui, nunca he usado, nunca use, nunca lo he hecho, nunca hice, nunca habia, principiante, novato, novata
    no entiendo de, no entiendo mucho, no entiendo nada de, no soy muy de, no soy tecnico, no se mucho de, no me manejo, no se maneja, soy torpe
    torpe con, negado para, negada para, soy mayor, a mi edad, con la tecnologia, es normal, es normal que, es asi normalmente, es esto normal
    es asi, hice algo mal, he hecho algo mal, estoy haciendo algo mal, hago algo mal, habre hecho algo, lo rompi yo, sera cosa mia, sere yo
    soy yo o, recien empiezo, acabo de empezar, acabo de registrarme
already_decided_why: por eso, por esto, por ello, por este motivo, por estos motivos, por esta razon, por estas razones, por todo ello
    por todo lo anterior, por todo lo expuesto, visto lo visto, dado lo ocurrido, tras lo ocurrido, tras lo sucedido, despues de lo ocurrido
    despues de esto, despues de lo que, despues de todo esto, tras esta experiencia, despues de esta experiencia, en vista de, a la vista de
    en consecuencia, asi que me, asi que nos, asi que cancelo, por lo que he decidido, por lo que hemos decidido, por lo cual, motivos de sobra
    razones de sobra, ya no confio, ya no confiamos, ya no me fio, he perdido la confianza, hemos perdido la confianza, perdi la confianza
    perdimos la confianza, perdida la confianza, perdida de confianza, sin confianza, no hay confianza, ninguna confianza, confianza rota
    se rompio la confianza, roto la confianza, quebrada la confianza, tras lo de, despues de lo de
# -- how much is hit, and whether still
part_only: uno de nuestros, una de nuestras, uno de los, una de las, uno de mis, una de mis, algunos de, algunas de, alguno de, alguna de
    parte de, en parte, parcialmente, solo uno, solo una, solo un, solo dos, solamente uno, solo en, solo a mi, solo me, solo nos, solo el
    solo la, la mitad de, medio, un puesto, un ordenador, un usuario, un solo usuario, un equipo, en una tienda, en una sala, una sede
    los demas bien, los demas funcionan, el resto funciona, el resto va, el resto anda, lo demas funciona, los demas trabajan
    las otras funcionan, a veces, a ratos, de vez en cuando, de cuando en cuando, en ocasiones, ocasional*, ocasionalmente, intermitente*
    por momentos, algunos dias, algunas veces, cada tanto, una de las dos, uno de los dos
all_hit: todos nuestros, todas nuestras, todos los, todas las, todo nuestro, toda nuestra, todos mis, todas mis, todo el, toda la, la totalidad
    absolutamente todo, absolutamente todos, todo el mundo, todos, nadie puede, nadie, ninguno de, ninguna de, ninguno puede, ni uno, ni una
    ni un solo, ni una sola, en todas las, en todos los, a todos los, a nivel nacional, en todo el, en toda la, parada total, caida general
    general, generalizad*, masiv*, entero, entera, al completo, por completo, completamente, totalmente, cien por cien
right_now: ahora mismo, ahora, en este momento, en estos momentos, en este instante, actualmente, a esta hora, a estas horas, mientras escribo
    mientras les escribo, mientras os escribo, ahorita, desde esta manana, desde las #, desde hoy, desde anoche, desde ayer, desde primera hora
    desde hace # horas, desde hace # minutos, desde hace una hora, desde hace dos horas, desde hace media hora, desde hace rato
    desde hace un rato, llevamos # horas, llevo # horas, llevamos dos horas, llevamos horas, llevo horas, llevo una hora, sigue caido
    sigue parado, sigue parada, sigue sin, seguimos sin, seguimos parados, estamos sin, estamos parados, estoy sin, continua caido, hoy
    esta manana, esta tarde
was_then: ayer, anoche, anteayer, la semana pasada, el @es_dia pasado, el pasado @es_dia, el @es_dia, el mes pasado, el otro dia, estuvo caido
    estuvo caida, estuvo parado, estuvo parada, estuvimos parados, estuvimos sin, estuve sin, estaba caido, estaban caidos, hubo, tuvimos que
    tuve que, tuvieron que, hubo que, perdimos, perdi, nos costo, me costo, se perdio, se perdieron, durante dos horas, durante una hora
    durante # horas, se quedo, se quedaron, nos quedamos
# -- what is asked for
ask_outage: cuando vuelve, cuando volvera, cuando va a volver, cuando se restablece, cuando se restablecera, cuando tendremos, hay averia
    hay alguna averia, hay una averia, hay un corte, hay corte, hay algun corte, hay caida, hay alguna incidencia, hay problemas en
    hay algun problema con el servicio, esta caido, esta caida, estan caidos, se cayo, se ha caido, todo caido, servidor caido, servidores caidos
    web caida, la web no, la pagina no, la pagina no carga, la web no carga, no carga la web, no carga la pagina, plataforma caida, sistema caido
    sin sistema, sin internet, sin linea, sin luz, sin agua, sin gas, sin senal, sin servicio, sin fibra, sin conexion, no hay internet
    no hay luz, no hay agua, no hay gas, no hay senal, no hay sistema, no hay linea, no hay servicio, no tengo internet, no tenemos internet
    fuera de servicio, fuera de linea, pagina de estado, estado del servicio, teneis constancia, tienen constancia, corte de luz, corte de agua
    apagon, luz roja, caida, caidas, averia, error 503, error 502, error 500
    no abre desde, no carga desde, caido desde, fuera de servicio desde, no hay luz desde, no hay internet desde, sin internet desde, corte de
    cortes de luz, hay algun problema en la zona, averia en la zona, en la zona, teneis alguna caida, no responde el servidor
    servidor de licencias
ask_defect: bug, bugs, fallo, fallos, falla, fallas, error, errores, error al, da error, me da error, sale mal, calcula mal, suma mal
    sale el total, total incorrecto, resultado incorrecto, no cuadra, no imprime, no guarda, no abre, no carga, se cierra, se cierra sola
    se cierra solo, se cuelga, se congela, se traba, se bloquea, se apaga, se desconecta, roto, rota, vino roto, vino rota, llego roto
    llego rota, defectuoso, defectuosa, averiado, averiada, estropeado, estropeada, dejo de funcionar, ha dejado de funcionar, no funciona
    no anda, no enciende, no prende, hace ruido, hace un ruido, gotea, pierde agua, no cierra, no encaja, no carga la bateria, reparacion
    reparar, arreglo, garantia, en garantia, repuesto, recambio, pieza, tecnico, descuadre, desincroniz*, duplica, pixel*, parpadea, parpadeo
    se ve mal, sale en blanco
    se apaga a la, se apaga solo, no desagua, no arranca, roza, roza abajo, atascada, atascado, torcida, torcido, teclas mudas, no sincroniza
    pierde el emparejamiento, no lee, no leyo, no reconoce, rechaza el codigo, solo abre a la, abre a la cuarta, pita, se planta, se cae
    se pixela, pixelando, sale dos veces, salen dos veces, imprime mal, marca de mas, marca # kg, marca error, certificado no valido
    sale en ingles, sale con las tildes, registra solo, pone una cosa, pone la etiqueta, falta la pagina, vinieron sin, venia sin, vino sin
    sin el gancho, sin los dos, no gira, chirria, hace clonc
ask_enhancement: estaria bien que, estaria bien poder, estaria bueno, seria genial, seria bueno, seria util, seria ideal, me gustaria poder
    me gustaria que la app, nos gustaria poder, me encantaria poder, podrian anadir, podriais anadir, podeis anadir, pueden anadir
    podrian agregar, pueden agregar, podrian incluir, podriais poner, sugerencia, sugiero, sugerimos, propongo, propuesta de mejora, una idea
    idea, ideas, mejora, mejoras, echo en falta, echo de menos, echamos en falta, modo oscuro, funcionalidad, nueva funcion, nueva opcion
    roadmap, tienen pensado, teneis pensado, tienen previsto, teneis previsto, hay planes de, algun dia, para cuando una, habeis pensado
    han pensado, ojala pudieramos, ojala se pudiera, ojala tuviera, ojala, exportar a, integracion con, compatibilidad con, falta una opcion
    haria falta, vendria bien, vendria de perlas, poder filtrar, poder elegir, poder arrastrar, version para
    podiais hacerla, podiais poner, podriais, si pudierais, si pudieran, me habria gustado que, habria gustado que, como idea para, como idea
    una idea para otra, idea para otra vez, en vez de cristal, estaria bien, estaria genial, molaria, seria un puntazo, vendria genial
    ojala pudiera, se agradeceria, habeis quitado, los atajos, sugeriria, propondria, por que no poneis, porque no ponen, y si pusierais
    deberian incluir, deberiais incluir
ask_how_to: como puedo, como podemos, como se, como hago, como hacemos, como lo hago, como cambio, como configuro, como anado, como agrego
    como exporto, como descargo, como activo, como desactivo, como funciona, como elimino, donde esta, donde encuentro, donde puedo, donde se
    donde veo, donde lo veo, donde cambio, que tengo que hacer, que debo hacer, que hay que hacer, que pasos, pasos a seguir, paso a paso
    instrucciones, manual, guia, tutorial, hay alguna forma de, hay forma de, hay manera de, es posible, se puede, puedo tambien, admite
    es compatible, funciona con, sirve para, vale para, que cable, que version, cual es la diferencia, que diferencia hay, me explican
    me explicais, me pueden explicar, me podrian explicar, no encuentro el, no encuentro la, no encuentro la opcion, no encuentro donde
    no se como, no sabemos como, duda, tengo una duda, una duda, pregunta, lo hago yo o, basta con, hace falta que, cuanto tarda
    cual es el horario
    de que modo, como se crea, como se crea otro, como debo registrar, como registro, como se llama, como se apellida
    que yo hago, puede marcarse, se puede marcar, se puede programar, hay que hacer algun, hay que asignarlas, el rol hereda, hereda
    pago una nada mas, que significan, que quiere decir, podrian indicarme, podrian decirme, me precisen
    ruego me precisen, queria saber, quisiera saber, me gustaria saber, sabeis si, saben si, alguien sabe
    hay manera de que, hay forma de que, es posible que me, seria posible, se podria, se puede hacer, se pueden, puedo usar, puedo cambiar
    puedo pedir, puedo pagar, podeis mandarla, podeis decirme, me podeis decir, me pueden decir, me podrian decir, me podriais decir
    me dicen como, me decis como, me explicas como, explicarme, explicadme, expliquenme, donde se mira, donde se ve, donde se cambia
    donde lo encuentro, donde miro, en que apartado, en que menu, que boton, que opcion, cual es la opcion, que diferencia, cuanto cuesta
    cuanto vale, que precio tiene, necesito saber, una pregunta, pregunta aparte, una consulta, dudas
ask_billing: factura, facturas, facturacion, recibo, cobro, cobros, cobrado, cobrada, cobraron, me cobran, me cobraron, me han cobrado, cargo
    cargos, doble cobro, cobro doble, dos veces, cobrado de mas, reembolso, reembolsar, devolucion, devolucion del dinero, abono, nota de credito
    domiciliacion, requerimiento de pago, importe incorrecto, importe, monto, pague, pago, pagos, pagar, pagado, comprobante de pago
    justificante de pago, iva, nif, cif, rfc, cfdi, datos fiscales, impuestos, precio, tarifa, comision, comisiones, cuota, extracto
    estado de cuenta, fianza, deposito, devolver el dinero, me devuelvan, copia de la factura, duplicado de factura, iban, tarjeta, descuento
    saldo, transferencia, plazos
    cobrado la comision, comision dos veces, cargado dos veces, se ha cargado dos veces, duplicidad de cargo, domicilien dos veces
    domiciliado dos, dos facturas, cuota dos veces, aparecen dos cuotas, factura a nombre de, expedir la factura, nos facturais, me facturan
    facturado de mas, de mas en la factura, abono de, abonar la penalizacion, la fianza, reintegrarme, reintegro, el reintegro, retencion
    tarifa maxima, en lugar de # euros, diferencia de #, iva excluido, base imponible, un año por adelantado, por adelantado, aplico la tarifa
    descuento que, el descuento no
ask_access: iniciar sesion, inicio de sesion, login, contrasena, contraseña, clave, olvide mi contrasena, olvide la contrasena, olvide mi clave
    he olvidado, recuperar contrasena, recuperar la contrasena, enlace para restablecer, restablecer, bloqueado, bloqueada, cuenta bloqueada
    usuario bloqueado, desbloquear, desbloquean, desbloqueen, codigo no llega, no llega el codigo, no me llega el codigo, el codigo
    codigo de verificacion, sms, doble factor, segundo factor, verificacion, no puedo entrar, no puedo acceder, no puedo ingresar
    no me deja entrar, no me deja acceder, entrar en, entrar a, acceder, acceso, sin acceso, acceso denegado, permiso, permisos, usuario
    enlace de activacion, activar cuenta, telefono nuevo, movil nuevo, cambie de telefono, cambie de movil, autenticador, tarjeta de acceso
    llavero, llave, credencial, credenciales, alta de usuario
    no pilla mi codigo, mi codigo no, no me deja firmar, no me deja, la clave vieja, clave nueva, la nueva no ha venido, no la quiere
    me rechaza el codigo, la tarjeta no abre, pulsera, el torno, torno continua, usuario inexistente, crear otro usuario, usuario de solo lectura
    habilitar un usuario, acceso temporal, perdi la clave, olvide la clave, olvide la contraseña, he olvidado la, resetear, dar de alta a
    dar de alta un usuario
ask_delivery: paquete, paquetes, envio, envios, entrega, entregas, entregado, entregar, entregaron, donde esta mi pedido, donde esta mi
    mi pedido, pedido, pedidos, seguimiento, numero de seguimiento, guia, mensajero, repartidor, transportista, no ha llegado, no llego
    no me ha llegado, no me llego, no llega, llego roto, llego danado, llego tarde, articulo equivocado, producto equivocado, faltaba, falta un
    falta una, faltan, incompleto, dejado en, dejaron en, vecino, direccion de envio, direccion de entrega, maleta, equipaje, vuelo retrasado
    tren, vuelo, no vino el tecnico, tecnico no vino, franja, etiqueta de devolucion, devolucion, recogida, recoger, retiro en tienda
    punto de recogida, encomienda, reparto, talla, cambio de talla, instalacion, cita del tecnico, aduana, retraso, retrasado
    salio del almacen, sale del almacen, en preparacion, sigue en preparacion, no ha salido, el envio que, mi paquete, el albaran
    relacion de bultos, bultos, por mensajero, el cartero, el repartidor, faltan los, falta la pieza, llego sin, llegaron #
    me llegaron, vinieron #, han venido #, bolsa venia, caja con, unidad recibida, pedido de, nuestro pedido, el encargo, contenedor
    cadena de frio, fecha orientativa, viaje del
    donde anda mi, cuando llega, cuando sale, cuando me llega, cuando lo recibo, cuando lo traen, a que hora viene, a que hora llega
    aun no llega, todavia no llega, no llego nada, llego rota, llego abierto, llego abierta, vino roto, vino rota, vino equivocado
    me mandaron otro, me mandan otra, me enviaron otro, me han enviado otro, talla equivocada, color equivocado, colores cambiados
    pieza equivocada, numero de guia, guia #, seguimiento del, ver el seguimiento, cambiar la direccion de, dejarlo en la porteria
    con el portero, recoger en tienda, recogida en, devolver un, quiero devolverlo
ask_contract: contrato, contratos, cancelar, cancelacion, baja, darme de baja, darnos de baja, dar de baja, rescindir, rescision, resolucion
    renovar, renovacion, presupuesto, oferta, cotizacion, plan, planes, tarifa, tarifas, cambio de plan, subir de plan, bajar de plan
    condiciones, preaviso, permanencia, suscripcion, membresia, abono, clausula, clausulas, firmar, firma, contratar, contratacion
    nuevo contrato, subrogacion, cambio de titular, titularidad, licencia, licencias, poliza, cobertura, seguro, alta, cerrar la cuenta
    cierre de cuenta, portabilidad, prorroga, anexo, convenio, acuerdo
    baja a fin de mes, de todo a fin de mes, boton de arrepentimiento, la prorroga, adenda, anexos, contrato entero, copia de mi contrato
    condiciones del contrato, congelar el abono, renovar el abono, cuanto cuesta la licencia, rescision del contrato, penalizacion por irme
    traspasarle, traspasar, paréis la cesta, pareis la cesta, parar la suscripcion, pausar la suscripcion
    quiero darme de baja, tramitar la baja, solicitud de baja, solicito la baja, baja inmediata, cancelar mi, cancelen mi
    cancelen el, cancelad, anular mi, anulen, anulad, no renovacion, cambiar de plan, cambiar de tarifa, mas licencias, presupuesto para
    mandar propuesta, cotizar, renting, fin del renting, acuerdo marco, liquidacion final, devolver el equipo, condiciones de, que condiciones
    finiquito, vencimiento del contrato, el contrato vence, vence el dia
ask_conduct: grosero, grosera, maleducado, maleducada, mala educacion, borde, su empleado, su empleada, vuestro empleado, vuestra empleada
    su personal, su repartidor, vuestro repartidor, su conductor, vuestro conductor, el chofer, el repartidor, el conductor, la cajera
    el camarero, la recepcionista, el vigilante, el portero, el tecnico, me grito, me colgo, me insulto, insulto, se rio de, discrimin*, racista
    comentario racista, acoso, acosador, me mintio, me trato, trato, el trato, maltrato, comportamiento, conducta, tono, actitud, modales, formas
    malas formas, falta de respeto, me falto al respeto, fumando, fumaba, borracho, olia a alcohol, me llamo, se burlo, prepotente, chulo
    amenazo, amenazas, propina, tocamientos, baboso, piropos
    le grito, grito corrale, groseria, me trato de, trata de polizon, trata como, nos trato, se rio, se ha reido, reido en mi cara, se rie
    ella rie de mi, de mi acento, delante de toda la cola, me dijo delante, contesto con el microfono, nos levanto de la mesa
    nos bajaron del tren, apunta con la linterna, acomodadora, el revisor, el guardia, el dependiente, la dependienta, el conductor dejo
    se sentaron en, se largo sin, se ha largado, discriminacion, machista, sin saludar, malos modos, de malas maneras, malas maneras
ask_privacy: borrar mis datos, borren mis datos, borrad mis datos, eliminar mis datos, eliminen mis datos, supresion, suprimir mis datos
    eliminar mi cuenta, borrar mi cuenta, que datos, datos que tienen, datos que teneis, mis datos, datos personales, rgpd, gdpr, lopd, arco
    proteccion de datos, habeas data, consentimiento, newsletter, boletin, publicidad, darme de baja de la lista, lista de correo, desuscribir*
    llamadas comerciales, dejen de llamarme, dejad de llamarme, comunicaciones comerciales, cedido mis datos, terceros, derecho de acceso
    derecho de supresion, privacidad, cookies, rectificacion, rectificar mis datos, corregir mis datos, quien ve, quien las ve, quien puede ver
    camaras, grabaciones, grabacion de la llamada, mi foto, fotos de los ninos, fotos de mi hijo, consentimiento para
    derecho de rectificacion, ejercicio del derecho, supresion de datos, copia de mis, copia de mis grabaciones, grabacion de camara
    sigo recibiendo publicidad, recibiendo publicidad, mas publicidad, no quiero mas publicidad, quiten mi foto, quitad mi foto, retiren mi
    retirad mi, casilla de fotografias, no autorizo, no consiento, difunto esposo, a nombre de mi difunto, ofertas a nombre, no tenian su ficha
    apuntado a tres listas, de sus comunicaciones, baja de sus comunicaciones
ask_security: hackeado, hackeada, hackearon, hackeo, jaquearon, phishing, sospechos*, correo sospechoso, mensaje sospechoso, suplantacion
    suplantan, fraude, fraudulento, estafa por, brecha, fuga de datos, filtracion, vulnerabilidad, fallo de seguridad, agujero de seguridad
    datos de otro, datos de otra, datos de otros, otros clientes, otro paciente, cuenta de otro, no reconozco, no he sido yo, no fui yo
    acceso desde, inicio de sesion desde, cambiaron mi correo, cambiaron la contrasena, alguien ha entrado, tarjeta robada, tarjeta clonada
    robo de identidad, malware, virus, expuestos, a la vista, humo, chispas, olor a quemado, olor a gas, fuga de gas, incendio, quemadura
    calambre, peligro, peligroso, dosis
ask_praise: gracias a, gracias por, queria agradecer, quiero agradecer, quisiera agradecer, solo queria dar las gracias, queria dar las gracias
    dar las gracias, felicitar, felicitacion, felicitaciones, felicidades, enhorabuena, excelente servicio, excelente atencion, buen trabajo
    gran trabajo, seguid asi, sigan asi, cinco estrellas, un diez, maravilla, encantada, encantado, encantados, muy contento, muy contenta
    muy contentos, muy amable, trato exquisito, gente asi, da gusto, hagan llegar, haganle llegar, hacedle llegar, transmitan mi, trasladen mi
    recomendare, os recomiendo, los recomiendo, dios le pague, dios los bendiga, un encanto, bravo por, chapo, olé por, de corazon
ask_other: horario, horarios, a que hora abren, a que hora abris, a que hora cierran, estan abiertos, estais abiertos, abren el, abris el
    abren los, trabajo, empleo, vacante, vacantes, curriculum, cv, practicas, prensa, entrevista, patrocinio, patrocinar, colaboracion, colaborar
    alianza, direccion equivocada, numero equivocado, me equivoque, telefono de, numero de telefono, correo de, correo del, quien lleva
    quien se encarga, con quien hablo, con quien tengo que, cierren, cerrad, pueden cerrar, podeis cerrar, ya funciona, solucionado, resuelto
    ya no hace falta, fuera de la oficina, estoy de vacaciones, aparcamiento, parking, estacionamiento, trabajo escolar, proyecto escolar
    encuesta, visita guiada, visita, donacion, objeto perdido, objetos perdidos, saludos desde, reserva, reservar, mesa para, disponibilidad
