// A table and nothing else. An address at one of these may be anybody's, so an account that had the domain
// would take in strangers, and show one customer's mail as another's. What is missing here costs a mistaken
// import that a person can see; what stands here wrongly costs a customer who must be listed by address: in
// doubt a provider that is an employer as well stands here, too.
#include "freemail.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"

// Brands that have one domain a country: any under .com or a country's own top-level domain.
static const char *const BRANDS[] = {"gmx",        "googlemail", "hotmail", "outlook",
                                     "protonmail", "yahoo",      "yandex"};

// In byte order, for the search.
// clang-format off
static const char *const PROVIDERS[] = {
    "10minutemail.com", "126.com", "139.com", "163.com", "189.cn", "9online.fr", "a1.net", "absamail.co.za",
    "abv.bg", "adam.com.au", "adinet.com.uy", "aim.com", "algonet.se", "alice-dsl.net", "alice.de",
    "alice.fr", "alice.it", "aliceadsl.fr", "aliyun.com", "ameritech.net", "amorki.pl", "anonaddy.com",
    "antel.com.uy", "aol.co.uk", "aol.com", "aol.de", "aol.es", "aol.fr", "aol.it", "aon.at", "arcor.de",
    "arnet.com.ar", "arubapec.it", "atlas.cz", "att.net", "autograf.pl", "autorambler.ru", "azet.sk",
    "bahnhof.se", "bbox.fr", "belgacom.net", "bell.net", "bellsouth.net", "biglobe.ne.jp", "bigmir.net",
    "bigpond.com", "bigpond.net.au", "bk.ru", "blu.it", "bluemail.ch", "bluewin.ch", "blueyonder.co.uk",
    "bol.com.br", "bredband.net", "bredband2.com", "broadpark.no", "brturbo.com.br", "brutele.be",
    "btconnect.com", "btinternet.com", "btopenworld.com", "buziaczek.pl", "byom.de", "c2i.net",
    "cableone.net", "caiway.net", "caiway.nl", "cantv.net", "caramail.com", "caramail.fr", "casema.nl",
    "cegetel.net", "centrum.cz", "centrum.sk", "centurylink.net", "centurytel.net", "charter.net",
    "chello.at", "chello.nl", "citromail.hu", "ciudad.com.ar", "clear.net.nz", "click21.com.br", "clix.pt",
    "club-internet.fr", "cogeco.ca", "comcast.net", "comhem.se", "concepts.nl", "consultant.com",
    "countermail.com", "cox.net", "cs.com", "ctemplar.com", "daum.net", "dbmail.com", "die-besten-mails.de",
    "directbox.com", "directbox.de", "dispostable.com", "disroot.org", "docomo.ne.jp", "dodo.com.au",
    "dr.com", "drei.at", "duck.com", "earthlink.net", "eastlink.ca", "ebnett.no", "eclipso.de",
    "eclipso.eu", "edpnet.be", "eir.ie", "eircom.net", "elisanet.fi", "email.com", "email.cz", "email.de",
    "email.it", "emailn.de", "embarqmail.com", "engineer.com", "entelchile.net", "eresmas.com",
    "etb.net.co", "ettnet.se", "europe.com", "euskaltel.net", "ewe.net", "ewetel.net", "excite.co.jp",
    "excite.com", "ezweb.ne.jp", "fastmail.com", "fastmail.fm", "fastwebnet.it", "fibertel.com.ar",
    "firemail.de", "foxmail.com", "free.fr", "freeler.nl", "freemail.hu", "freenet.de", "freesbee.fr",
    "freeserve.co.uk", "freesurf.ch", "frisurf.no", "frontier.com", "frontiernet.net", "gawab.com",
    "gazeta.pl", "getmail.no", "getnada.com", "globo.com", "globomail.com", "glocalnet.net", "gmail.com",
    "gmail.de", "go2.pl", "green.ch", "guerrillamail.com", "guerrillamail.de", "hanmail.net", "hansenet.de",
    "hccnet.nl", "hemmail.se", "hetnet.nl", "hey.com", "hispeed.ch", "home.nl", "home.se", "htp-tel.de",
    "hughes.net", "hush.com", "hushmail.com", "i.softbank.jp", "i.ua", "iafrica.com", "icloud.com",
    "ig.com.br", "iinet.net.au", "iname.com", "inbox.com", "inbox.lt", "inbox.lv", "inbox.ru",
    "indamail.hu", "indiatimes.com", "indigo.ie", "inet.fi", "infinito.it", "infonie.fr", "inode.at",
    "int.pl", "interfree.it", "interia.com", "interia.eu", "interia.pl", "internet.is", "internet.lu",
    "internet.ru", "internode.on.net", "intmail.pl", "inwind.it", "iol.ie", "iol.it", "iol.pt",
    "itelefonica.com.br", "jazzfree.com", "jazztel.es", "jetable.org", "jubii.dk", "juno.com", "kabelbw.de",
    "kabelmail.de", "kabsi.at", "katamail.com", "katamail.it", "keemail.me", "kolabnow.com", "kolumbus.fi",
    "kpnmail.nl", "kpnplanet.nl", "laposte.net", "lavabit.com", "legalmail.it", "lenta.ru", "libero.it",
    "libertysurf.fr", "lineone.net", "list.ru", "live.at", "live.be", "live.ca", "live.ch", "live.cl",
    "live.cn", "live.co.uk", "live.co.za", "live.com", "live.com.ar", "live.com.au", "live.com.mx",
    "live.com.pt", "live.de", "live.dk", "live.fi", "live.fr", "live.ie", "live.in", "live.it", "live.jp",
    "live.nl", "live.no", "live.pt", "live.se", "liwest.at", "love.com", "luukku.com", "lycos.com",
    "lycos.de", "lycos.fr", "lyse.net", "m-online.net", "mac.com", "madasafish.com", "magenta.de",
    "mail.bg", "mail.co.uk", "mail.com", "mail.de", "mail.dk", "mail.ee", "mail.ru", "mail.tele.dk",
    "mail.telepac.pt", "mailbox.org", "maildrop.cc", "mailfence.com", "mailinator.com", "me.com",
    "mediacombb.net", "meo.pt", "meta.ua", "mindspring.com", "mnet-mail.de", "mnet-online.de",
    "mobistar.be", "movistar.es", "mozmail.com", "msn.com", "mts.net", "muellmail.com", "mundo-r.com",
    "mweb.co.za", "my-mail.ch", "mynet.com", "myrambler.ru", "myself.com", "mytrashmail.com", "myyahoo.com",
    "narod.ru", "nate.com", "naver.com", "neostrada.pl", "netcabo.pt", "netcologne.de", "netplus.ch",
    "netscape.net", "netti.fi", "netvisao.pt", "netzero.net", "neuf.fr", "nifty.com", "noos.fr",
    "nord-com.net", "nordnet.fr", "ntlbusiness.com", "ntlworld.com", "numericable.fr", "o2.pl", "o2mail.de",
    "o2online.de", "oceanfree.net", "ocn.ne.jp", "ofir.dk", "oi.com.br", "ok.de", "onet.eu", "onet.pl",
    "oninet.pt", "online.de", "online.nl", "online.no", "onlinehome.de", "ono.com", "op.pl", "opoczta.pl",
    "optimum.net", "optonline.net", "optusnet.com.au", "orange.es", "orange.fr", "orange.net", "orange.nl",
    "orange.pl", "orcon.net.nz", "osnanet.de", "ownit.nu", "ozemail.com.au", "pacbell.net", "pandora.be",
    "passagen.se", "passport.com", "pec.it", "pec.libero.it", "peoplepc.com", "pipex.com", "planet.nl",
    "plus.net", "plusnet.com", "plusnet.pl", "pm.me", "poczta.fm", "poczta.onet.pl", "poczta.pl",
    "pop.com.br", "portugalmail.pt", "post.com", "post.cz", "post.tele.dk", "post12.tele.dk",
    "postecert.it", "posteo.at", "posteo.de", "posteo.eu", "posteo.net", "posteo.org", "pp.inet.fi",
    "privaterelay.appleid.com", "prodigy.net", "prodigy.net.mx", "prokonto.pl", "proton.me", "proximus.be",
    "pt.lu", "q.com", "qq.com", "quickline.ch", "quicknet.nl", "r7.com", "rambler.ru", "rcn.com",
    "rediffmail.com", "riseup.net", "ro.ru", "roadrunner.com", "rocketmail.com", "rogers.com", "rr.com",
    "runbox.com", "safe-mail.net", "salzburg-online.at", "sapo.pt", "sasktel.net", "saunalahti.fi",
    "sbcglobal.net", "scarlet.be", "sci.fi", "seznam.cz", "sfr.fr", "sharklasers.com", "shaw.ca",
    "sify.com", "simnet.is", "simplelogin.com", "sina.cn", "sina.com", "sky.com", "skynet.be",
    "slingshot.co.nz", "smart-mail.de", "snet.net", "so-net.ne.jp", "sofort-mail.de", "softbank.ne.jp",
    "sohu.com", "sol.dk", "solcon.nl", "spambog.com", "spectrum.net", "speedy.com.ar", "spoko.pl",
    "spray.com", "spray.se", "start.no", "startmail.com", "stofanet.dk", "suddenlink.net", "sunrise.ch",
    "suomi24.fi", "supereva.it", "superig.com.br", "swbell.net", "swbmail.de", "swedmail.com", "swipnet.se",
    "swissonline.ch", "sympatico.ca", "t-mobilethuis.nl", "t-online.de", "talk21.com", "talktalk.net",
    "tdcadsl.dk", "tds.net", "techie.com", "tele2.at", "tele2.ch", "tele2.fr", "tele2.it", "tele2.nl",
    "tele2.se", "telecable.es", "telefonica.net", "telenet.be", "telepac.pt", "teletu.it", "telfort.nl",
    "telfortglasvezel.nl", "telia.com", "telkomsa.net", "telus.net", "temp-mail.org", "tempmail.com",
    "terra.cl", "terra.com", "terra.com.br", "terra.com.mx", "terra.com.pe", "terra.es", "tesco.net",
    "ticino.com", "tim.it", "tin.it", "tiscali.co.uk", "tiscali.it", "tlen.pl", "tmo.at", "toya.net.pl",
    "tpg.com.au", "trashmail.com", "trashmail.de", "trashmail.net", "tut.by", "tuta.com", "tuta.io",
    "tutamail.com", "tutanota.com", "tutanota.de", "tvcablenet.be", "twc.com", "tyfonmail.se", "ukr.net",
    "une.net.co", "unity-mail.de", "unitybox.de", "uol.com.br", "uolsinectis.com.ar", "upcmail.nl",
    "usa.com", "usa.net", "utanet.at", "uwclub.net", "veloxmail.com.br", "verizon.net", "versanet.de",
    "versatel.nl", "videotron.ca", "vip.onet.pl", "virgilio.it", "virgin.net", "virginmedia.com", "vo.lu",
    "vodafone.de", "vodafone.es", "vodafone.it", "vodafone.pt", "vodafonemail.de", "vodamail.co.za",
    "voila.fr", "vollbio.de", "volny.cz", "voo.be", "vp.pl", "vtr.net", "vtxmail.ch", "walla.co.il",
    "walla.com", "wanadoo.co.uk", "wanadoo.es", "wanadoo.fr", "wanadoo.nl", "web.de", "webmail.co.za",
    "webspeed.dk", "wegwerfemail.de", "welho.com", "westnet.com.au", "windowslive.com", "windstream.net",
    "windtre.it", "wowway.com", "wp.pl", "writeme.com", "wxs.nl", "xfinity.com", "xs4all.nl", "xtra.co.nz",
    "y7mail.com", "ya.com", "ya.ru", "yeah.net", "ymail.com", "yopmail.com", "yopmail.fr", "youmail.dk",
    "zeelandnet.nl", "ziggo.nl", "ziggomail.com", "zipmail.com.br", "zoho.com", "zohomail.com",
    "zohomail.eu", "zonnet.nl", "zoznam.sk",
};
// clang-format on

// Likewise: sites on which everybody has a page.
// clang-format off
static const char *const SITES[] = {
    "about.me", "bit.ly", "blogspot.com", "crunchbase.com", "facebook.com", "fb.com", "g.page",
    "gelbeseiten.de", "github.io", "goo.gl", "instagram.com", "jimdo.com", "jimdosite.com", "linkedin.com",
    "linktr.ee", "medium.com", "myspace.com", "ok.ru", "pagesjaunes.fr", "paginegialle.it", "pinterest.com",
    "sites.google.com", "t.me", "telegram.me", "tiktok.com", "trustpilot.com", "tumblr.com", "twitter.com",
    "vk.com", "wa.me", "weebly.com", "wikipedia.org", "wixsite.com", "wordpress.com", "x.com", "xing.com",
    "yelp.com", "youtu.be", "youtube.com",
};
// clang-format on

static int compare_name(const void *key, const void *entry) {
    return strcmp(key, *(const char *const *)entry);
}

// The domain itself or one above it; at most as many steps as it has labels.
static bool table_has(const char *domain, const char *const *table, size_t count) {
    for (const char *at = domain; at != NULL; at = strchr(at, '.')) {
        at += *at == '.';
        if (bsearch(at, table, count, sizeof *table, compare_name) != NULL)
            return true;
    }
    return false;
}

static bool is_brand(const char *organisation) {
    const char *dot = strchr(organisation, '.'), *last = strrchr(organisation, '.');
    if (dot == NULL || (strlen(last + 1) != 2 && strcmp(dot, ".com") != 0 && strcmp(dot, ".net") != 0))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(BRANDS); i++)
        if (strlen(BRANDS[i]) == (size_t)(dot - organisation) &&
            strncmp(BRANDS[i], organisation, strlen(BRANDS[i])) == 0)
            return true;
    return false;
}

bool freemail_has(const char *domain) {
    g_autofree char *folded = address_domain_fold(domain);
    if (folded == NULL)
        return false;
    g_autofree char *organisation = address_organisation(folded);
    return is_brand(organisation) || table_has(folded, PROVIDERS, G_N_ELEMENTS(PROVIDERS));
}

bool freemail_has_pages(const char *domain) {
    g_autofree char *folded = address_domain_fold(domain);
    return folded != NULL && table_has(folded, SITES, G_N_ELEMENTS(SITES));
}
