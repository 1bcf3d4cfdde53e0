# What customers would be told: `earshot template check` finds what is wrong by file and line, `show` previews an
# acknowledgement in every language, and neither needs a configuration, a key or a store.
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Test::More;

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_programs(qw(earshot));
my $rig = E2E::Rig->new('template', quiet => 0);
my $no_config = $rig->dir('absent.conf');
my @languages = qw(de en es fr it nl pl pt sv);
my @now = ('--now', '2026-11-23T09:15:00Z');

sub template {
    my ($status, $out, $err) = $rig->run({within => 20}, E2E::Earshot::program('earshot'), 'template', @_);
    return ($status, decode('UTF-8', $out), decode('UTF-8', $err));
}

my ($status, $out, $err) = template('check');
is $status, 0, 'the built-in templates have no finding' or diag $err;
is $out, scalar(@languages) . " languages checked\n", 'and all languages were looked at';

# Findings
my $own = $rig->make_dir('own');
$rig->make_dir("own/$_") for qw(en xx);
$rig->write_file('own/en/words', "# ours\nthanks.other = We have got it.\ncorrect = Sorry for any inconvenience!\nwehn = x\n");
$rig->write_file('own/xx/words', "greeting = Hi,\n");
$rig->write_file('own/acknowledge.txt', "{{greeting}}\n{{custmer}} https://x.example\n");
($status, $out, $err) = template('check', '--directory', $own);
is $status, 65, 'findings end with 65';
is $out, '', 'and nothing is said to be fine';
like $err, qr/^\Q$own\E\/$_/m, "told: $_" for 'en/words:2: .*thank', 'en/words:3: .*any inconvenience', 'en/words:3: .*!', "en/words:4: unknown phrase 'wehn'",
    "xx/words:1: the phrase 'subject' is missing", 'acknowledge.txt:2: unknown name \{\{custmer\}\}', 'acknowledge.txt:2: .*https:';
unlike $err, qr/^(?!\Q$own\E\/\S+?:\d+: \S)/m, 'each line begins with file and line';

my $conf = sub { $rig->write_file($_[0], "[mailbox support]\naddresses = support\@example.test\nlanguages = de, en\n$_[1]") };
($status, $out, $err) = template('check', '-c', $conf->('own.conf', "templates = $own\n"));
is $status, 65, 'a mailbox with such templates is told of without --directory';
like $err, qr/en\/words:3: /, 'by file and line';
($status, $out, $err) = template('check', '-c', $conf->('bad.conf', "colour = blue\n"));
is $status, 78, 'a bad configuration ends with 78';
like $err, qr/bad\.conf:4: /, 'and names its line';
($status) = template('check', '-c', $no_config);
is $status, 78, 'so does one that is not there';
($status) = template('check', '--directory', $rig->dir('absent'));
is $status, 65, 'a directory that is not there is a finding';
($status) = template('check', 'word');
is $status, 64, 'a word too many is a usage error';
($status) = template('frobnicate');
is $status, 64, 'an unknown verb too';

# Previews
($status, $out, $err) = template('show', @now);
is $status, 0, 'an example is shown without any file' or diag $err;
like $out, qr/^From: support\@example\.test\nTo: ann\@customer\.example\nSubject: Re: Orders fail again \[#\w+\]\n\nHello,\n/, 'with its head';
like $out, qr/“[^”]*promised[^”]*”/, 'what was understood in the words of the customer';
like $out, qr/today,\s+Monday,\s+23\s+November/, 'and the time';
is $err, '', 'and nothing to complain of';

for my $language (@languages) {
    ($status, $out, $err) = template('show', '--language', $language, @now);
    is $status, 0, "$language is shown" or diag $err;
    my ($body) = $out =~ /\n\n(.*)/s;
    like $body, qr/10:15/, "$language tells the time";
    unlike $body, qr/\{\{|\}\}|!/, "$language leaves no placeholder and shouts not";
    like $body, qr/Ref: [a-z2-7]{24}\n\z/, "$language ends with the loop token";
    cmp_ok length(( sort { length $b <=> length $a } split /\n/, $body )[0]), '<=', 72, "$language keeps to 72 columns";
    my ($short_status, $short) = template('show', '--minimal', '--language', $language, @now);
    is $short_status, 0, "$language has a short form";
    cmp_ok length $short, '<', length $out, "$language is shorter in it";
    unlike $short, qr/promised/, "$language repeats nothing of the message in it";
}
($status, $out, $err) = template('show', '--language', 'xx');
is $status, 65, 'a language without words is refused';
like $err, qr/de, en, es/, 'and those that are there are named';

my $letter = $rig->write_file('letter.eml', encode('UTF-8', <<'END'));
From: Jörg <joerg@customer.example>
To: support@example.test
Date: Mon, 23 Nov 2026 04:15:00 -0500
Subject: <b>Rechnung</b> stimmt nicht
Message-ID: <l1@customer.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Guten Tag,

die Rechnung stimmt schon wieder nicht, und niemand hat auf meine letzte Nachricht geantwortet.
Das ist sehr ärgerlich. Bitte korrigieren Sie das bis Freitag.

Jörg
END
($status, $out, $err) = template('show', '--message', $letter, @now);
is $status, 0, 'a message is answered' or diag $err;
like $out, qr/Guten Tag,.*danke/s, 'in the language of the message';
like $out, qr/\([^)]*UTC-05:00\)/, "in the customer's clock";
($status, $out) = template('show', '--message', $letter, '--html', @now);
like $out, qr/^<!DOCTYPE html>.*<html lang="de">.*<\/html>\s*\z/s, 'the HTML part is a page';
unlike $out, qr/<(?:img|a|script|b)\b/, 'without links, pictures or markup of the customer';
($status, $out) = template('show', '--message', $letter, '--mail', @now);
like $out, qr/^Auto-Submitted: auto-replied\r$/m, 'the whole mail has its head';
unlike $out, qr/^.{999}/m, 'and no line over 998';

my $note = $rig->write_file('note.eml', "From: a\@customer.example\nTo: support\@example.test\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away.\n");
($status, $out, $err) = template('show', '--message', $note, @now);
is $status, 0, 'an automatic message is previewed all the same';
like $err, qr/would not be answered; reason=auto-submitted/, 'but it is said that it would get no answer';
($status) = template('show', '--message', $rig->dir('absent.eml'));
is $status, 65, 'a file that is not there is told';
($status) = template('show', '--html', '--mail');
is $status, 64, 'two kinds of output are one too many';
($status) = template('show', '--now', 'soon');
is $status, 64, 'and so is a time that is none';
($status) = template('show', '--mailbox', 'nobody');
is $status, 65, 'a mailbox that is not there is told';

my $text = "Log out,\nthen log in <again>.";
for my $language (@languages) {
    ($status, $out, $err) = template('show', '--workaround', $text, '--language', $language, @now);
    is $status, 0, "a workaround in $language is shown" or diag $err;
    like $out, qr/:\n\nLog out,\nthen log in <again>\.\n\n/, "$language tells it on lines of its own, behind what it is";
    ($status, $out) = template('show', '--workaround', $text, '--language', $language, '--minimal', @now);
    unlike $out, qr/Log out/, "$language keeps it from whom we do not know";
}
($status) = template('show', '--kind', 'no', '--workaround', $text);
is $status, 64, 'an order has no workaround';

# What a PM orders
my %say = (fixed => qr/release 4\.3/, choices => qr/^1: .*^   .*^   .*^2: .*the\s+number\s+alone/ms, chosen => qr/you chose:\s+2: /, unclear => qr/guess.*1: .*2: /s,
    no => qr/the answer is no.*reason.*instead/s, 'bad-news' => qr/bad news.*cannot be restored.*goodwill/s, invite => qr/try it early.*yes.*no/s,
    'follow-up' => qr/still settled\?/);
for my $kind (sort keys %say) {
    ($status, $out, $err) = template('show', '--kind', $kind, @now);
    is $status, 0, "$kind is shown" or diag $err;
    like $out, qr/^From: support\@example\.test\nTo: ann\@customer\.example\nSubject: Re: Orders fail again \[#\w+\]\n\nHello,\n/, "$kind has its head";
    like $out, $say{$kind}, "$kind says what it is for";
    for my $language (@languages) {
        ($status, $out, $err) = template('show', '--kind', $kind, '--language', $language, @now);
        my ($body) = $out =~ /\n\n(.*)/s;
        like $body, qr/15.*2026/s, "$kind in $language names the day of their message";
        unlike $body, qr/\{\{|\}\}|!/, "$kind in $language leaves no placeholder and shouts not";
        like $body, qr/Ref: [a-z2-7]{24}\n\z/, "$kind in $language ends with the loop token";
        cmp_ok length(( sort { length $b <=> length $a } split /\n/, $body )[0]), '<=', 72, "$kind in $language keeps to 72 columns";
    }
}
($status, $out) = template('show', '--kind', 'no', '--mail', @now);
like $out, qr/^Auto-Submitted: auto-generated\r$/m, 'an order is no answer of a machine to a machine';
($status, $out) = template('show', '--kind', 'chosen', '--mail', @now);
like $out, qr/^Auto-Submitted: auto-replied\r$/m, 'what was chosen is confirmed at once';
($status, $out) = template('show', '--kind', 'choices', '--html', @now);
like $out, qr/^<!DOCTYPE html>.*<strong>1: [^<]*<\/strong>.*<strong>2: .*<\/html>\s*\z/s, 'the HTML part of choices is a page';
unlike $out, qr/<(?:img|a|script)\b/, 'without links or pictures';
($status, $out, $err) = template('show', '--kind', 'excuse');
is $status, 65, 'a kind that is none is told';
like $err, qr/fixed, choices, /, 'with those that there are';
($status) = template('show', '--kind', 'no', '--minimal');
is $status, 64, 'an order has no short form';
($status) = template('show', '--kind', 'no', '--message', $letter);
is $status, 64, 'and is not made from a message';
$rig->make_dir('said/en');
$rig->write_file('said/en/words-outreach', "no.lead = It works as designed.\nfixed.lead = It is fixed.\n");
($status, $out, $err) = template('check', '--directory', $rig->dir('said'));
is $status, 65, 'what admits, denies or blames is a finding';
like $err, qr/said\/en\/words-outreach:1: 'no\.lead' says "works as designed"/, 'by file and line';
like $err, qr/words-outreach:2: 'fixed\.lead' does not tell \{\{release\}\}/, 'and a fix without its release too';
done_testing;
