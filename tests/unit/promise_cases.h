// Cases of test_promise.c: text, language, whose calendar, when it was sent, and the moment that was
// promised.

#define MONDAY "2026-11-23T10:00:00+01:00"
#define FRIDAY_EVENING "2026-11-27T18:30:00+01:00"
#define OLD_YEAR "2026-12-31T11:00:00+01:00"      // a Thursday
#define BEFORE_SUMMER "2027-03-26T15:00:00+01:00" // the Friday before the clocks change
#define LEAP "2028-02-28T09:30:00+01:00"          // a Monday
#define US_MONDAY "2026-11-23T10:00:00-05:00"

// Written before the code, from what people of support desks write.
static const Kept kept_first[] = {
    // English
    {"We will call you by Friday.", "en", LONDON, MONDAY, "2026-11-27T17:30:00Z"},
    {"Hello Mrs Smith,\n\nthank you for the log. I'll get back to you tomorrow at 10 am.\n\nKind regards",
     "en", LONDON, MONDAY, "2026-11-24T10:00:00Z"},
    {"You will have the fix by the end of the week.", "en", LONDON, MONDAY, "2026-11-27T17:30:00Z"},
    {"The replacement will be shipped today, and you should sign for it.", "en", LONDON, MONDAY,
     "2026-11-23T17:30:00Z"},
    {"Our technician will be on site on Wednesday between 8 and 12.", "en", LONDON, MONDAY,
     "2026-11-25T12:00:00Z"},
    {"I will send you an update within 2 hours.", "en", LONDON, MONDAY, "2026-11-23T11:00:00Z"},
    {"We'll have this fixed within two business days.", "en", LONDON, FRIDAY_EVENING, "2026-12-01T17:30:00Z"},
    {"Your refund will be processed by 3 March 2027.", "en", LONDON, MONDAY, "2027-03-03T17:30:00Z"},
    {"We are going to release the update on March 3rd at 5 p.m. and will let you know.", "en", NEW_YORK,
     US_MONDAY, "2027-03-03T17:00:00-05:00"},
    {"You'll hear from me by COB tomorrow.", "en", NEW_YORK, US_MONDAY, "2026-11-24T18:00:00-05:00"},
    {"We will ship the new unit by 12/4.", "en", NEW_YORK, US_MONDAY, "2026-12-04T18:00:00-05:00"},
    {"My colleague Anna will call you this afternoon.", "en", LONDON, MONDAY, "2026-11-23T17:30:00Z"},
    {"We will call you on Friday if the log shows nothing.", "en", LONDON, MONDAY, "2026-11-27T17:30:00Z"},
    {"We will have an answer for you by noon on 2027-01-04.", "en", LONDON, OLD_YEAR, "2027-01-04T12:00:00Z"},
    {"I will phone you tonight.", "en", LONDON, MONDAY, "2026-11-24T00:00:00Z"},
    // German
    {"Bis zum 3. März haben Sie die Lösung.", "de", BERLIN, MONDAY, "2027-03-03T17:00:00+01:00"},
    {"Wir melden uns bis morgen Mittag bei Ihnen.", "de", BERLIN, MONDAY, "2026-11-24T12:00:00+01:00"},
    {"Sehr geehrte Frau Krause,\n\nunser Techniker kommt am Donnerstag um 14:30 Uhr zu Ihnen.", "de", BERLIN,
     MONDAY, "2026-11-26T14:30:00+01:00"},
    {"Das Ersatzgerät wird spätestens übermorgen verschickt.", "de", BERLIN, MONDAY,
     "2026-11-25T17:00:00+01:00"},
    {"Die Gutschrift erhalten Sie innerhalb von drei Werktagen.", "de", BERLIN, FRIDAY_EVENING,
     "2026-12-02T17:00:00+01:00"},
    {"Ich schicke Ihnen das Protokoll heute bis 16 Uhr.", "de", BERLIN, MONDAY, "2026-11-23T16:00:00+01:00"},
    {"Mit dem Umbau sind wir bis Ende nächster Woche fertig.", "de", BERLIN, MONDAY,
     "2026-12-04T17:00:00+01:00"},
    {"Am 15.12. liefern wir die neue Version aus.", "de", BERLIN, MONDAY, "2026-12-15T17:00:00+01:00"},
    {"Wir werden den Fehler bis Monatsende beheben.", "de", BERLIN, LEAP, "2028-02-29T17:00:00+01:00"},
    {"Am Montag rufe ich Sie an.", "de", BERLIN, BEFORE_SUMMER, "2027-03-29T17:00:00+02:00"},
    // French
    {"Nous vous rappellerons d'ici demain midi.", "fr", PARIS, MONDAY, "2026-11-24T12:00:00+01:00"},
    {"Vous aurez la solution avant vendredi 17 h 30.", "fr", PARIS, MONDAY, "2026-11-27T17:30:00+01:00"},
    {"Votre colis sera expédié sous 48 heures.", "fr", PARIS, MONDAY, "2026-11-25T10:00:00+01:00"},
    {"Je vous envoie le correctif cet après-midi.", "fr", PARIS, MONDAY, "2026-11-23T18:00:00+01:00"},
    {"Nous allons vous rembourser dans les cinq jours ouvrés.", "fr", PARIS, MONDAY,
     "2026-11-30T18:00:00+01:00"},
    {"Le technicien passera le 3 décembre.", "fr", PARIS, MONDAY, "2026-12-03T18:00:00+01:00"},
    // Spanish
    {"Le llamaremos mañana por la tarde.", "es", MADRID, MONDAY, "2026-11-24T18:00:00+01:00"},
    {"Te lo mando el viernes.", "es", MADRID, MONDAY, "2026-11-27T15:00:00+01:00"},
    {"Recibirá el reembolso en un plazo de 5 días laborables.", "es", MADRID, MONDAY,
     "2026-11-30T18:00:00+01:00"},
    {"Vamos a corregir el error antes del 3 de marzo.", "es", MADRID, MONDAY, "2027-03-03T18:00:00+01:00"},
    {"Su pedido será enviado hoy mismo, a más tardar a las 17:00.", "es", MADRID, MONDAY,
     "2026-11-23T17:00:00+01:00"},
    // Portuguese
    {"Entraremos em contato até sexta-feira.", "pt", SAO_PAULO, MONDAY, "2026-11-27T18:00:00-03:00"},
    {"Você receberá a peça nova em até 3 dias úteis.", "pt", SAO_PAULO, MONDAY, "2026-11-26T18:00:00-03:00"},
    {"Vou lhe enviar a correção amanhã de manhã.", "pt", SAO_PAULO, MONDAY, "2026-11-24T12:00:00-03:00"},
    // Italian
    {"La richiamiamo entro domani alle 15.", "it", ROME, MONDAY, "2026-11-24T15:00:00+01:00"},
    {"Riceverà il rimborso entro tre giorni lavorativi.", "it", ROME, MONDAY, "2026-11-26T18:00:00+01:00"},
    {"Il tecnico verrà giovedì mattina.", "it", ROME, MONDAY, "2026-11-26T12:00:00+01:00"},
    // Dutch
    {"Wij bellen u uiterlijk vrijdag terug.", "nl", AMSTERDAM, MONDAY, "2026-11-27T17:00:00+01:00"},
    {"U ontvangt het nieuwe toestel binnen 2 werkdagen.", "nl", AMSTERDAM, MONDAY,
     "2026-11-25T17:00:00+01:00"},
    {"We zullen de fout voor het einde van de maand oplossen.", "nl", AMSTERDAM, MONDAY,
     "2026-11-30T17:00:00+01:00"},
    // Polish
    {"Odezwiemy się do Pana do piątku.", "pl", WARSAW, MONDAY, "2026-11-27T16:00:00+01:00"},
    {"Otrzyma Pan zwrot w ciągu trzech dni roboczych.", "pl", WARSAW, MONDAY, "2026-11-26T16:00:00+01:00"},
    {"Wyślemy nową wersję 3 marca o godz. 15.", "pl", WARSAW, MONDAY, "2027-03-03T15:00:00+01:00"},
    // Swedish
    {"Vi ringer dig i morgon före kl. 15.", "sv", STOCKHOLM, MONDAY, "2026-11-24T15:00:00+01:00"},
    {"Ersättningen skickas senast på fredag.", "sv", STOCKHOLM, MONDAY, "2026-11-27T17:00:00+01:00"},
    {"Du får ett besked inom två vardagar.", "sv", STOCKHOLM, MONDAY, "2026-11-25T17:00:00+01:00"},
};

static const Unmade unmade_first[] = {
    // requests to the customer
    {"Please send us the log by Friday.", "en"},
    {"Could you call us back by tomorrow?", "en"},
    {"Kindly confirm your address before 3 March so that we can go on.", "en"},
    {"You need to install the update by Friday.", "en"},
    {"Bitte senden Sie uns die Datei bis Freitag.", "de"},
    {"Könnten Sie uns bis morgen die Seriennummer nennen?", "de"},
    {"Wir bitten Sie, das Gerät bis zum 15.12. zurückzuschicken.", "de"},
    {"Merci de nous envoyer le fichier avant vendredi.", "fr"},
    {"Pourriez-vous nous rappeler demain ?", "fr"},
    {"Le rogamos que nos envíe la factura antes del viernes.", "es"},
    {"Por favor, envie o comprovante até sexta-feira.", "pt"},
    {"La preghiamo di inviarci il modulo entro venerdì.", "it"},
    {"Wilt u ons de foto's voor vrijdag sturen?", "nl"},
    {"Proszę przesłać nam fakturę do piątku.", "pl"},
    {"Vänligen skicka loggen till oss senast på fredag.", "sv"},
    // conditions
    {"If we get the part by Friday, it is done quickly.", "en"},
    {"If you send the log by Friday, we will look at it.", "en"},
    {"Falls wir das Teil bis Freitag bekommen, ist alles gut.", "de"},
    {"Wenn Sie uns bis morgen schreiben, melden wir uns.", "de"},
    {"Si nous recevons la pièce vendredi, tout ira vite.", "fr"},
    {"Si nos contesta antes del lunes, le enviaremos la pieza.", "es"},
    {"Jeśli otrzymamy część do piątku, damy znać.", "pl"},
    {"Once we have received the device, we will repair it within 3 days.", "en"},
    {"Nach Eingang des Geräts erhalten Sie innerhalb von 2 Tagen Ersatz.", "de"},
    // refusals
    {"We cannot promise it by Friday.", "en"},
    {"We will not be able to ship before Friday.", "en"},
    {"It won't be fixed by tomorrow.", "en"},
    {"Wir können Ihnen das leider nicht bis Freitag zusagen.", "de"},
    {"Vor Montag werden wir das nicht schaffen.", "de"},
    {"Nous ne pourrons pas vous livrer avant lundi.", "fr"},
    {"No podremos enviarlo antes del viernes.", "es"},
    {"Non riusciremo a spedire entro venerdì.", "it"},
    {"Vi kan inte leverera före fredag.", "sv"},
    // questions
    {"Shall we call you on Friday?", "en"},
    {"Would Tuesday at 10 suit you for a call?", "en"},
    {"Sollen wir Sie am Freitag anrufen?", "de"},
    {"Voulez-vous que nous vous rappelions demain ?", "fr"},
    // what is past
    {"We shipped it on Monday.", "en"},
    {"I called you on Friday but could not reach you.", "en"},
    {"Wir haben das Paket am Montag verschickt.", "de"},
    {"Nous vous avons envoyé le lien vendredi.", "fr"},
    {"Le enviamos el paquete el lunes pasado.", "es"},
    {"Wysłaliśmy paczkę w poniedziałek.", "pl"},
    // dates of facts
    {"Your contract ends on 3 March.", "en"},
    {"Our office is closed on Friday.", "en"},
    {"We will be closed until 4 January.", "en"},
    {"I will send you the agenda for the meeting on Tuesday soon.", "en"},
    {"Opening hours: Monday to Friday 9:00 to 17:00", "en"},
    {"Ihr Vertrag endet am 31.12.2026.", "de"},
    {"Unser Büro ist am Freitag geschlossen.", "de"},
    {"Vielen Dank für Ihre Nachricht vom 3. März, wir prüfen das.", "de"},
    {"Notre bureau sera fermé lundi.", "fr"},
    {"Su suscripción caduca el 3 de marzo.", "es"},
    {"O seu contrato termina na sexta-feira.", "pt"},
    {"Il Suo abbonamento scade il 3 marzo.", "it"},
    {"Ons kantoor is vrijdag gesloten.", "nl"},
    {"Nasze biuro jest nieczynne w piątek.", "pl"},
    {"Vårt kontor är stängt på fredag.", "sv"},
    // what they said or will do
    {"You told us you need it by Friday.", "en"},
    {"You wrote that you will send the file tomorrow.", "en"},
    {"Sie schrieben, dass Sie die Lösung bis Freitag brauchen.", "de"},
    // what usually is
    {"As a rule a repair takes 3 days.", "en"},
    {"Normally we answer within 2 hours.", "en"},
    {"In der Regel liefern wir innerhalb von 3 Werktagen.", "de"},
    {"En général, nous répondons sous 24 heures.", "fr"},
    {"Normalmente respondemos en 2 días.", "es"},
    // no date
    {"We will get back to you as soon as possible.", "en"},
    {"Die Version 3.3 wird bald verschickt.", "de"},
};
