# Acknowledgements as others read them: whatever a customer's message holds, what we send is judged by a parser that is not ours
# (Python's, tests/support/judge_mail.py), signed by OpenDKIM behind us and verified; and a customer's signature survives our fields.
use strict;
use utf8;
use warnings;
use Encode qw(encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Dkim;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use JSON::PP ();
use MIME::Base64 qw(encode_base64);
use Test::More;

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
my $PYTHON = '/usr/bin/python3';
my $TEAM = 'Example Support';
my $STRANGE_TEAM = 'Kundendienst "Süd", O\'Neil & Söhne <24/7> (Wien)';

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Dkim::need();
plan(skip_all => 'python3 is not installed (tests/support/install opendkim)') if !-x $PYTHON;

sub q_word { my ($charset, $bytes) = @_; return "=?$charset?Q?" . join('', map { sprintf '=%02X', ord } split //, $bytes) . '?=' }
sub b_word { my ($charset, $bytes) = @_; return "=?$charset?B?" . encode_base64($bytes, '') . '?=' }
sub utf8_word { return q_word('UTF-8', encode('UTF-8', $_[0])) }

# Calm mail that is answered in English unless the case says otherwise.
my $CALM = "Hello,\n\ncould you tell me how I change the colour of the report, and where the new template is to be found?\n\nRegards\nAda\n";
# What gets quoted.
my $GRAVE = "Hello,\n\nour whole shop has been down since nine this morning and we are losing customers every minute. You promised that this would not happen again.\n";

# subject => bytes of the field; says => what must be left of it (undef: whatever, if it is sound)
my @subjects = (
    ['a plain one',                       'Export stops with error 4711', 'Export stops with error 4711'],
    ['a line break in an encoded word',   '=?UTF-8?Q?Export=0D=0ABcc:_victim=40evil.test?=', 'Export Bcc: victim@evil.test'],
    ['a header and a body in one',        '=?UTF-8?Q?a=0D=0A=0D=0A<script>alert(1)</script>?=', undef],
    ['a bare line feed in base64',        b_word('UTF-8', "one\nX-Evil: yes\n\ntwo"), undef],
    ['marks that turn the direction',     utf8_word("Invoice \x{202E}fdp.exe\x{202C} \x{2066}x\x{2069} \x{200F}y\x{200E} \x{061C}z"), 'Invoice fdp.exe x y z'],
    ['an encoded NUL',                    '=?UTF-8?Q?before=00behind?=', undef],
    ['a raw NUL',                         "before\0behind", undef],
    ['other controls, C1 among them',     utf8_word("a\x{1b}[31mred\x{7}\x{8}\x{7f}\x{85}\x{9b}b"), undef],
    ['raw Latin-1',                       "R\xE9clamation: l'\xE9cran est cass\xE9", "Réclamation: l'écran est cassé"],
    ['raw UTF-8',                         encode('UTF-8', 'Größe der Schrift'), 'Größe der Schrift'],
    ['raw bytes of no charset',           "caf\xC3\x28 \xFF\xFE \xED\xA0\x80 x", undef],
    ['a name of a charset that is none',  '=?x-nothing?Q?Frage_zum_Konto?=', undef],
    ['Latin-1 with its name',             q_word('iso-8859-1', "R\xE9clamation"), 'Réclamation'],
    ['Shift-JIS',                         b_word('shift_jis', encode('shiftjis', '注文が届かない')), '注文が届かない'],
    ['UTF-7, which is ASCII in disguise', '=?UTF-7?Q?+ADw-script+AD4-?=', undef],
    ['5,000 letters',                     'A' x 900 . ' ' . join(' ', ('verylongsubject') x 256), undef],
    ['5,000 letters that are none',       join("\r\n ", map { utf8_word('ж' x 20) } 1 .. 250), undef],
    ['90 times Re:',                      'Re: ' x 90 . 'The colour', 'The colour'],
    ['200 times Re:',                     'Re: ' x 200 . 'The colour', undef],
    ['prefixes of many languages',        'AW: SV: Rif: Odp: Fwd: RE[3]: The colour', undef],
    ['tags of other desks',               '[Ticket#2026112210000017] [JIRA] (ABC-123) The colour', undef],
    ['a short id of another thread',      'Re: The colour [#abcdefgh]', undef],
    ['HTML',                              '<b>bold</b> <img src=x onerror=alert(1)>', '<b>bold</b> <img src=x onerror=alert(1)>'],
    ['a script',                          '<script>alert("x")</script>', '<script>alert("x")</script>'],
    ['marks of a template',               '{{when}} {{#greeting}}x{{/greeting}} %s %n', '{{when}} {{#greeting}}x{{/greeting}} %s %n'],
    ['emoji, joined ones too',            utf8_word("Export \x{1F680} \x{1F468}\x{200D}\x{1F469}\x{200D}\x{1F467}"), "Export \x{1F680} \x{1F468}\x{200D}\x{1F469}\x{200D}\x{1F467}"],
    ['Arabic',                            utf8_word('التصدير لا يعمل'), 'التصدير لا يعمل'],
    ['Hebrew and English',                utf8_word('הייצוא does not work'), 'הייצוא does not work'],
    ['a pile of accents',                 utf8_word('Z' . "\x{0301}" x 300), undef],
    ['broken encoded words',              '=?UTF-8?Q?broken =?UTF-8?B?####?= =?UTF-8?Q?=C3?= =?UTF-8?X?y?= ?=', undef],
    ['a character cut between two words', '=?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=', 'café'],
    ['an encoded word in an encoded word', q_word('UTF-8', '=?UTF-8?Q?=0D=0ABcc:_x?='), undef],
    ['an empty one',                      '', 'your message'],
    ['nothing but prefixes',              'Re: Fwd: ', 'your message'],
    ['nothing but blanks of all kinds',   utf8_word("\x{A0}\x{2003}\x{200B}\x{FEFF}"), undef],
    ['none at all',                       undef, 'your message'],
    ['one folded within',                 "The export\r\n stops\r\n\twith an error", 'The export stops with an error'],
    ['letters outside of Unicode\'s use', utf8_word("a\x{E000}\x{FDD0}\x{E0001}b"), undef],
);

my @names = (
    ['quotes and commas',             '"Ada \"the Boss\" Young, Jr. <ada>"'],
    ['line breaks in encoded words',  '=?UTF-8?Q?Ada=0D=0ABcc:_victim=40evil.test=0A?='],
    ['1,000 letters',                 '"' . 'Ada ' x 250 . '"'],
    ['Arabic, with marks',            utf8_word("\x{202E}آدا\x{202C}")],
    ['another address as the name',   '"support@example.test"'],
    ['raw Latin-1',                   "\xC4da"],
    ['a script',                      '"<script>alert(1)</script>"'],
);

my @addresses = ('ada+tag@customer.test', '"ada\"young"@customer.test', 'a' x 64 . '@customer.test', 'ada@xn--mnchen-3ya.test', "o'neil/x=y\@customer.test",
    'Ada.YOUNG@customer.test', 'ada@' . join('.', ('a' x 60) x 3) . '.test', '{{when}}@customer.test', 'a.b-c_d@127.customer.test');

my @ids = (
    # name, Message-ID field, In-Reply-To of the answer (undef: none; '?': any), other fields
    ['a Message-ID of 900 letters',        '<' . 'x' x 880 . '@customer.test>', '?'],
    ['a Message-ID without <>',            'bare.id@customer.test', '?'],
    ['a Message-ID with blanks',           '<with blank@customer.test>', '?'],
    ['a Message-ID with a line break',     "<folded.\r\n id\@customer.test>", '?'],
    ['a Message-ID without @',             '<no-at-sign>', '?'],
    ['a Message-ID of raw bytes',          "<caf\xE9\@customer.test>", '?'],
    ['two ids in one field',               '<first.id@customer.test> <second.id@customer.test>', '?'],
    ['an empty Message-ID',                '<>', undef],
    ['no Message-ID: the MTA makes one',   undef, '?'],
    ['a Message-ID with two @',            '<a@b@customer.test>', '?'],
    ['a Message-ID with marks of HTML',    '<"&<b>"@customer.test>', '?'],
    ['1,000 References',                   '<after.many@customer.test>', '<after.many@customer.test>',
        'References: ' . join("\r\n ", map {"<ref.$_\@customer.test>"} 1 .. 1000), 'In-Reply-To: <ref.1000@customer.test>'],
    ['References that are none',           '<after.none@customer.test>', '<after.none@customer.test>', 'References: nothing <> <a b@c> <x@y> , ; <z@w',  'In-Reply-To: your mail of Monday'],
    ['References with the id itself',      '<self@customer.test>', '<self@customer.test>', 'References: <self@customer.test> <one@customer.test> <one@customer.test> <self@customer.test>'],
    ['References in one line of 60 KB',    '<after.long@customer.test>', '<after.long@customer.test>', 'References: ' . join(' ', map {"<reference.number.$_.of.many\@customer.test>"} 1 .. 1100)],
);

# body, whether it is HTML, and what must be quoted of it
my @bodies = (
    ['phrases with HTML in them',           "Our <b>whole shop</b> is down since nine, we are losing customers & money every minute.\n\nYou promised <script>alert(1)</script> it would not happen again.\n"],
    ['phrases with marks of a template',    "Our whole shop is down {{when}} and we are losing {{#quotes}}customers{{/quotes}} every minute.\n\nYou promised {{{thanks}}} that this would not happen again.\n"],
    ['phrases with quotes and ampersands',  "Our \"main shop\" & the 'outlet' are down and we are losing customers every minute.\n\nAgain & again you promised a fix for this &lt;b&gt; &amp; nothing happened.\n", 0, ' & '],
    ['phrases with direction marks',        "Our \x{202E}whole shop\x{202C} has been down since nine and we are losing \x{2066}customers\x{2069} every minute.\n\nYou promised \x{200F}it would not happen again.\n"],
    ['phrases with controls',               "Our whole\x{1b}[31m shop\x{7} has been down since\x{85} nine and we are losing\x{9b} customers every\x{0b} minute.\n"],
    ['phrases with joiners and accents',    "Our w\x{0301}\x{0301}\x{0301}hole\x{200D} shop\x{200B} has been down since nine and we are losing customers every minute \x{1F624}.\n"],
    ['phrases with a link and an address',  "Our shop at https://evil.test/pay has been down and we are losing customers every minute, call ada\@evil.test.\n\nYou promised www.evil.test it would not happen again.\n"],
    ['one phrase of 20,000 letters',        'Our whole shop is down and we are losing customers ' . 'every minute and ' x 1200 . "\n"],
    ['a phrase without a blank',            'Our shop is down and we are losing ' . 'customers' x 900 . "\n"],
    ['lines that begin with From and dots', ".\nFrom us: our whole shop is down and we are losing customers every minute.\n..\n.From\n"],
    ['HTML alone',                          '<html><body><p>Our <b>whole shop</b> has been down since nine and we are losing customers every minute.<script>alert(1)</script></p><img src="http://evil.test/x.png" onerror="x"></body></html>', 1],
    ['HTML of escaped HTML',                '<p>Our whole shop &lt;img src=x&gt; is down and we are losing customers every minute &amp;lt;b&amp;gt;.</p>', 1],
    ['an empty body',                       ''],
    ['bytes of no charset',                 undef],
);

my %languages = (
    en => [$CALM, $GRAVE],
    de => ["Guten Tag,\n\nkönnen Sie mir sagen, wie ich die Farbe des Berichts ändere und wo ich die neue Vorlage finde?\n\nViele Grüße\nAda\n",
        "Guten Tag,\n\nunser Shop steht seit heute Morgen still und wir verlieren jede Minute Kunden. Sie haben uns versprochen, dass das nicht wieder vorkommt.\n"],
    fr => ["Bonjour,\n\npourriez-vous me dire comment je peux changer la couleur du rapport et où se trouve le nouveau modèle ?\n\nCordialement\nAda\n",
        "Bonjour,\n\nnotre boutique est en panne depuis ce matin et nous perdons des clients à chaque minute. Vous nous aviez promis que cela n'arriverait plus.\n"],
    es => ["Buenos días,\n\n¿podrían decirme cómo puedo cambiar el color del informe y dónde se encuentra la nueva plantilla?\n\nSaludos\nAda\n",
        "Buenos días,\n\nnuestra tienda está caída desde esta mañana y estamos perdiendo clientes cada minuto. Ustedes prometieron que esto no volvería a ocurrir.\n"],
    pt => ["Bom dia,\n\npodem dizer-me como posso mudar a cor do relatório e onde se encontra o novo modelo?\n\nCumprimentos\nAda\n",
        "Bom dia,\n\na nossa loja não funciona desde esta manhã e estamos a perder clientes a cada minuto. Vocês prometeram que isto não voltaria a acontecer.\n"],
    it => ["Buongiorno,\n\npotreste dirmi come posso cambiare il colore del rapporto e dove si trova il nuovo modello?\n\nCordiali saluti\nAda\n",
        "Buongiorno,\n\nil nostro negozio è fermo da questa mattina e stiamo perdendo clienti ogni minuto. Ci avevate promesso che non sarebbe più successo.\n"],
    nl => ["Goedendag,\n\nkunt u mij vertellen hoe ik de kleur van het rapport kan wijzigen en waar ik het nieuwe sjabloon kan vinden?\n\nMet vriendelijke groet\nAda\n",
        "Goedendag,\n\nonze winkel ligt sinds vanochtend plat en we verliezen elke minuut klanten. U had beloofd dat dit niet meer zou gebeuren.\n"],
    pl => ["Dzień dobry,\n\nczy mogliby mi Państwo powiedzieć, jak mogę zmienić kolor raportu i gdzie znajduje się nowy szablon?\n\nPozdrawiam\nAda\n",
        "Dzień dobry,\n\nnasz sklep nie działa od dzisiejszego rana i co minutę tracimy klientów. Obiecali Państwo, że to się więcej nie powtórzy.\n"],
    sv => ["Hej,\n\nkan ni berätta hur jag ändrar färgen på rapporten och var jag hittar den nya mallen?\n\nVänliga hälsningar\nAda\n",
        "Hej,\n\nvår butik har legat nere sedan i morse och vi förlorar kunder varje minut. Ni lovade att detta inte skulle hända igen.\n"],
);

my $rig = E2E::Rig->new('acknowledgement-form');
my $stage = E2E::Stage->new($rig, sections => {
    acknowledge => {unproven => 'minimal'},
    'mailbox support' => {languages => join ', ', sort keys %languages},
    'mailbox strange' => {addresses => 'south@example.test, the.south.of.a.very.large.country.and.its.islands@example.test', 'display-name' => encode('UTF-8', $STRANGE_TEAM),
        'sub-address' => '+', languages => 'de, en', 'time-zone' => 'Europe/Vienna', 'first-reply' => '4h'},
    'mailbox nameless' => {addresses => 'nameless@example.test', languages => 'en'},
});

# The bytes of a message of which every field may be as bad as it likes.
my $number = 0;
sub letter {
    my ($is) = @_;
    my ($domain) = $is->{address} =~ /\@([^@]+)$/;
    my $body = $is->{bytes} // encode('UTF-8', $is->{body} // $CALM) =~ s/\r?\n/\r\n/gr;
    my @id = exists $is->{message_id} ? (defined $is->{message_id} ? "Message-ID: $is->{message_id}" : ()) : "Message-ID: <form.$$.$number\@customer.test>";
    my @verdict = $is->{unproven} ? () : "Authentication-Results: mx.example.test; dmarc=pass header.from=$domain";
    return join "\r\n", @verdict, "X-Case: $is->{number}", 'Date: ' . E2E::Mail::date(), 'From: ' . (defined $is->{display} ? "$is->{display} <$is->{address}>" : $is->{address}),
        "To: <$is->{mailbox}>", (defined $is->{subject} ? "Subject: $is->{subject}" : ()), @id, @{$is->{fields} // []},
        'MIME-Version: 1.0', 'Content-Type: text/' . ($is->{html} ? 'html' : 'plain') . '; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', $body;
}

my @cases;
sub add_case {
    my ($name, %is) = @_;
    $number++;
    my %case = (name => $name, number => $number, address => "ada$number\@customer.test", mailbox => 'support@example.test', team => $TEAM, subject => "Report $number", language => 'en', %is);
    $case{reply_to_id} = "<form.$$.$number\@customer.test>" if !exists $case{message_id};
    $case{bytes_sent} = letter(\%case);
    push @cases, \%case;
    return;
}

add_case("subject: $_->[0]", subject => $_->[1], says => $_->[2]) for @subjects;
add_case("name: $_->[0]", display => $_->[1]) for @names;
add_case("address: $_", address => $_) for @addresses;
# Answered or not, but as the field says.
add_case("address: $_", address => $_, display => 'Ada', either => 1) for '"ada young"@customer.test', '"<script>"@customer.test', '"a,b;c"@customer.test', '"@"@customer.test', 'ada@[192.0.2.1]';
add_case("ids: $_->[0]", message_id => $_->[1], reply_to_id => $_->[2], fields => [@$_[3 .. $#$_]]) for @ids;
add_case("body: $_->[0]", body => $_->[1], html => $_->[2], holds => [grep {defined} $_->[3]], language => undef, defined $_->[1] ? () : (bytes => "Our shop is down \xC3\x28 \xFF\xFE and we are losing customers \xED\xA0\x80 every minute.\r\n")) for @bodies;
for my $language (sort keys %languages) {
    add_case("language: $language, calm", body => $languages{$language}[0], language => $language);
    add_case("language: $language, grave", body => $languages{$language}[1], language => $language);
}
add_case('two languages, where it is not known which', mailbox => 'south@example.test', team => $STRANGE_TEAM, body => "4711 4712 4713\n", language => 'de, en');
add_case('a team of odd letters', mailbox => 'south@example.test', team => $STRANGE_TEAM);
add_case('a mailbox too long for a token', mailbox => 'the.south.of.a.very.large.country.and.its.islands@example.test', team => $STRANGE_TEAM);
add_case('a mailbox without a name', mailbox => 'nameless@example.test', team => '');
add_case('somebody nobody proved', unproven => 1, subject => 'Buy now <script>', says => 'your message', body => $GRAVE, lacks => ['down', 'losing']);

my $since = time;
$_->{sent} = $stage->send(raw => $_->{bytes_sent}, from => $_->{address}, rcpt => $_->{mailbox}, id => '') for @cases;
is_deeply [map {"$_->{name}: $_->{sent}{text}"} grep { $_->{sent}{code} != 250 } @cases], [], 'all ' . @cases . ' messages are taken';
ok $stage->settle(60), 'and all that was to be answered has been';

my %answers;
push @{$answers{join ' ', @{$_->{envelope}{to}}}}, $_ for $stage->outgoing->messages;
my %delivered = map { ($_->field('X-Case') // 0) => $_ } $stage->inbox->messages;

# The acknowledgement of each, with what the judge is to know of it.
my @to_judge;
for my $case (@cases) {
    my @answer = @{$answers{$case->{address}} // []};
    my $mail = $delivered{$case->{number}};
    my $said = $mail ? $mail->field('Earshot-Acknowledge') : 'not delivered';
    if ($case->{either}) { like $said, @answer ? qr/^yes$/ : qr/^no; reason=/, "$case->{name}: what the field says is done" }
    else                 { is $said, 'yes', "$case->{name}: is to be answered" }
    is scalar @answer, 1, "$case->{name}: one acknowledgement" if !$case->{either};
    next if @answer != 1 || !$mail;
    $case->{answer} = $answer[0];
    push @to_judge, {
        name => $case->{name}, file => $answer[0]{file}, to => $case->{address}, from => $case->{mailbox}, team => $case->{team}, about => $since,
        short_id => substr($mail->field('Earshot-Thread'), 0, 8), language => $case->{language}, lacks => $case->{lacks} // [], holds => $case->{holds} // [],
        subject => $case->{says}, ($case->{reply_to_id} // '') eq '?' ? () : (in_reply_to => $case->{reply_to_id}),
    };
}

sub judge {
    my (@given) = @_;
    my $file = $rig->write_file('cases.json', JSON::PP->new->utf8->canonical->encode(\@given));
    my ($status, $out, $err) = $rig->run($PYTHON, '-I', E2E::Rig::top() . '/tests/support/judge_mail.py', $file);
    is $status, 0, 'the judge came to an end' or diag $err;
    return JSON::PP->new->utf8->decode($out || '{}');
}

subtest 'as Python reads them' => sub {
    my $found = judge(@to_judge);
    is_deeply $found->{$_->{name}}, [], $_->{name} or diag "$_->{file}: ", join "\n", @{$found->{$_->{name}} // ['not judged']} for @to_judge;
};


# A judge who finds nothing must be one who would.
subtest 'as Python would read worse ones' => sub {
    my ($good) = grep { $_->{name} eq 'language: en, grave' } @to_judge;
    my ($case) = grep { $_->{name} eq $good->{name} } @cases;
    my $bytes = $case->{answer}{bytes};
    my $header = sub { my ($line) = @_; return sub { s/\r\n\r\n/\r\n$line\r\n\r\n/ } };
    my @worse = (
        ['a second recipient',              qr/not one recipient/,       sub { s/^(To: .*)\r$/$1,\r\n victim\@evil.test\r/m }],
        ['another recipient',               qr/^to /,                    sub { s/^To: .*\r$/To: victim\@evil.test\r/m }],
        ['a Bcc',                           qr/no business here: bcc/,   $header->('Bcc: victim@evil.test')],
        ['a second Subject',                qr/2 of Subject/,            $header->('Subject: again')],
        ['no Auto-Submitted',               qr/0 of Auto-Submitted/,     sub { s/^Auto-Submitted: .*\r\n//m }],
        ['Auto-Submitted: no',              qr/^Auto-Submitted/,         sub { s/^Auto-Submitted: .*\r$/Auto-Submitted: no\r/m }],
        ['X-Auto-Response-Suppress cut',    qr/^X-Auto-Response/,        sub { s/, AutoReply\r/\r/ }],
        ['another loop token in the field', qr/loop token is not/,       sub { s/^(Earshot-Loop: ).{24}/$1 . 'a' x 24/me }],
        ['another loop token in the HTML',  qr/HTML says otherwise/,     sub { s/(<p style.*)(Ref: )....(?=[^<]*<)/$1$2aaaa/s }],
        ['no short id',                     qr/short id/,                sub { s/ \[#\w+\]//  }],
        ['a reply to nothing',              qr/^In-Reply-To/,            sub { s/^In-Reply-To: .*\r\n//m }],
        ['an id that is none',              qr/^Message-ID/,             sub { s/^Message-ID: .*\r$/Message-ID: <a b>\r/m }],
        ['another team',                    qr/^the team/,               sub { s/Example Support/Evil Support/ }],
        ['another mailbox',                 qr/^from /,                  sub { s/<support\@example\.test>/<evil\@example.test>/ }],
        ['a bare LF',                       qr/bare CR or LF/,           sub { s/\r\n\z/\n/ }],
        ['a line of 1,200',                 qr/line of 1\d{3} octets/,    $header->('References: ' . join ' ', map { sprintf '<%080d@x.test>', $_ } 1 .. 13)],
        ['bytes over 126',                  qr/plain ASCII/,             sub { s/Thank/Th\xC3\xA4nk/ }],
        ['an override in the subject',      qr/header: U\+202E/,         sub { s/^Subject: /Subject: Re: =?UTF-8?Q?=E2=80=AE?= /m }],
        ['an encoded word that is cut',     qr/not UTF-8/,               sub { s/^Subject: Re: /Subject: Re: =?UTF-8?Q?=C3?= /m }],
        ['a control in the text',           qr/text: U\+001B/,           sub { s/Thank/=1BThank/ }],
        ['a mark of direction in the HTML', qr/html: U\+2066/,           sub { s/<p>Hello/<p>=E2=81=A6Hello/ }],
        ['a hole of the template',          qr/hole of the template/,    sub { s/Hello/{{greeting}}/ }],
        ['a script',                        qr/HTML: <script>/,          sub { s/<p>Hello/<script><\/script><p>Hello/ }],
        ['an event',                        qr/HTML: <p onclick/,        sub { s/<p>Hello/<p onclick=3D"x">Hello/ }],
        ['a picture from elsewhere',        qr/HTML: <img>/,             sub { s/<p>Hello/<img src=3D"https:=2F=2Fx">=\r\n<p>Hello/ }],
        ['a tag that stays open',           qr/left open|within/,        sub { s/<p>Hello/<div><p>Hello/ }],
        ['markup of the customer',          qr/HTML: <b>|otherwise/,     sub { s/<p>Hello/<p><b>Hello<\/b>/ }],
        ['a text that says less',           qr/HTML says otherwise/,     sub { s/^Hello,\r\n//m }],
        ['a wide text',                     qr/of \d+ columns/,          sub { s/^Hello,/'Hello ' . "=\r\n" . 'x' x 70 . "=\r\n" . 'y' x 70/me }],
        ['no time',                         qr/no time is told/,         sub { s/\d\d:\d\d(?!:)/soon/g }],
        ['the parts the wrong way round',   qr/^parts /,                 sub { s/text\/plain/text\/x/; s/text\/html/text\/plain/; s/text\/x/text\/html/ }],
        ['another charset',                 qr/not UTF-8/,               sub { s/charset=utf-8/charset=us-ascii/ }],
        ['a boundary that never comes',     qr/Defect|parts /,           sub { s/boundary="=_/boundary="=_x/ }],
        ['another language',                qr/^Content-Language/,       sub { s/^Content-Language: en/Content-Language: de/m }],
        ['a date that is none',             qr/Date/,                    sub { s/^Date: .*\r$/Date: today\r/m }],
    );
    my @given = ({%$good, name => 'as it is'});
    for my $worse (@worse) {
        my ($name, undef, $how) = @$worse;
        local $_ = $bytes;
        $how->();
        isnt $_, $bytes, "$name: is made worse";
        push @given, {%$good, name => $name, file => $rig->write_file('worse.' . scalar(@given) . '.eml', $_)};
    }
    my $found = judge(@given);
    is_deeply $found->{'as it is'}, [], 'the one they are made from is fine';
    for my $worse (@worse) {
        my @said = @{$found->{$worse->[0]} // []};
        ok scalar(grep { $_ =~ $worse->[1] } @said), "$worse->[0] is found" or diag join "\n", 'found: ', @said;
    }
};

# The relay of a real site signs what it sends. A Postfix with OpenDKIM takes each acknowledgement as the courier handed it over.
my $relay_rig = E2E::Rig->new('acknowledgement-relay');
my $signed = E2E::Sink->new($relay_rig, 'signed');
my $relay = E2E::Postfix->new($relay_rig, deliver => $signed);
my $dkim = E2E::Dkim->new($relay_rig, 'example.test', 'customer.test');
$relay->{milters} = [$dkim->signer('signer', 'unix:' . $relay->socket_dir . '/signer.sock')];
$relay->start;

sub without_trace { my ($mail) = @_; return [grep { $_->[0] !~ /^(?:Received|DKIM-Signature)$/i } @{$mail->{fields}}] }

subtest 'signed by OpenDKIM and verified' => sub {
    my @answered = grep { $_->{answer} } @cases;
    for my $case (@answered) {
        my $envelope = $case->{answer}{envelope};
        my $said = $relay->submit(from => $envelope->{from}, to => $envelope->{to}, data => $case->{answer}{bytes});
        is $said->{code}, 250, "$case->{name}: the relay takes it" or diag $said->{text};
    }
    E2E::Rig::eventually(30, sub { $signed->count >= @answered });
    my %copies = map { $_->id => $_ } $signed->messages;
    for my $case (@answered) {
        my $copy = $copies{$case->{answer}->id} or do { fail "$case->{name}: went out"; next };
        is scalar(my @signatures = $copy->fields('DKIM-Signature')), 1, "$case->{name}: signed";
        my ($holds, $said) = $dkim->verify($copy->{file});
        ok $holds, "$case->{name}: verified" or diag $said;
        is_deeply without_trace($copy), without_trace($case->{answer}), "$case->{name}: no field was touched";
        is $copy->{body}, $case->{answer}{body}, "$case->{name}: nor was the body";
    }
    my ($copy) = values %copies;
    for my $change (['a letter of the body', sub { s/Ref: ./Ref: 0/ }], ['the loop token', sub { s/^Earshot-Loop: ./Earshot-Loop: 0/m }], ['a second From', sub { s/^(To: )/From: evil\@evil.test\r\n$1/m }]) {
        local $_ = $copy->{bytes};
        $change->[1]->();
        my ($holds) = $dkim->verify($relay_rig->write_file('changed.eml', $_));
        ok !$holds, "the verifier would see a change: $change->[0]";
    }
};

# The other direction: what a customer's own server signed is proof for us, and still is for those who read it behind us.
subtest 'a signed message of a customer' => sub {
    my $inbound_rig = E2E::Rig->new('acknowledgement-inbound');
    my $inbound = E2E::Stage->new($inbound_rig, idle => 1);
    unshift @{$inbound->mta->{milters}}, $dkim->verifier('verifier', 'unix:' . $inbound->mta->socket_dir . '/verifier.sock', 'mx.example.test');
    $inbound->start;
    my %of = (
        'plain'       => {from => 'Ada Young <ada@customer.test>'},
        'umlauts'     => {from => 'Jörg <jorg@customer.test>', subject => 'Größe der Schrift', body => $languages{de}[1]},
        'odd headers' => {from => 'Bob <bob@customer.test>', fields => ["X-Odd:   blanks \t and\r\n   folds  ", 'Earshot-Level: none', 'x-lower: 1'], body => "  blanks at the end   \n\n.\n\n\n"},
    );
    for my $name (sort keys %of) {
        my $id = E2E::Mail::new_id();
        my ($address) = $of{$name}{from} =~ /<(.*)>/;
        my $bytes = E2E::Mail::compose(id => $id, dmarc => undef, %{$of{$name}}, from => $of{$name}{from} =~ s/ö/=?UTF-8?Q?=C3=B6?=/r);
        is $relay->submit(from => $address, to => 'support@example.test', data => $bytes)->{code}, 250, "$name: the customer's server signs it";
        my $with = $signed->wait_where(8, sub { $_[0]->id eq $id }) or do { fail "$name: it left"; next };
        my $sent = $inbound->send(raw => $with->{bytes}, from => $address, id => $id);
        my $mail = $inbound->delivered($sent) or do { fail "$name: delivered"; next };
        like $mail->field('Authentication-Results'), qr/\bdkim=pass\b.*customer\.test/, "$name: OpenDKIM before us finds the signature good";
        ok defined $mail->field('Earshot-Thread'), "$name: our fields are on it";
        my ($holds, $said) = $dkim->verify($mail->{file});
        ok $holds, "$name: behind us it is still good" or diag $said;
        my $answer = $inbound->wait_answer($sent);
        ok $answer, "$name: OpenDKIM's word is proof enough for an answer" or diag join "\n", $mail->earshot;
        is $answer && $answer->{envelope}{to}[0], $address, "$name: to the one who signed";
    }
    is_deeply [$inbound_rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
