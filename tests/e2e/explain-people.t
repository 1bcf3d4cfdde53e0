# What `earshot explain` shows people: with and without colour, on a terminal, in a pipe, narrow and wide, and of messages that
# would rather speak to the terminal than to the reader. What programs read (--json) is the same whatever the terminal is.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Encode qw(decode_utf8 encode_utf8);
use JSON::PP;
use Test::More;

binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;
E2E::Rig::need_programs('earshot');
my $rig = E2E::Rig->new('explain-people');
my $earshot = E2E::Earshot::program('earshot');
my $config = $rig->write_file('explain.conf', <<'END');
[earshot]
hostname = mx.example.test
mode = answer
[trust]
authserv-ids = mx.example.test
[mailbox support]
addresses = support@example.test
languages = en, de, pl
time-zone = Europe/Berlin
hours = Mon-Fri 09:00-17:00
first-reply = 4h
END

sub mail {
    my ($name, $subject, $body, %with) = @_;
    my $from = $with{from} // 'Ann Example <ann@a.example>';
    return $rig->write_file("$name.eml", encode_utf8("From: $from\nTo: support\@example.test\nSubject: $subject\nMessage-ID: <$name\@a.example>\n"
        . "Date: Mon, 23 Nov 2026 10:00:00 +0100\nAuthentication-Results: mx.example.test; dmarc=pass header.from=a.example\n" . ($with{fields} // '')
        . "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n$body"));
}

my %mail = (
    grave => mail('grave', 'Cancelling', "Hello,\n\nthis is a disgrace. You promised a fix by Friday, and nothing works.\n\nWe will cancel our contract and switch to another provider.\n\nAnn\n"),
    german => mail('german', 'Schon wieder', "Guten Tag,\n\ndas ist eine Frechheit! Sie hatten mir zugesagt, dass der Fehler bis Freitag behoben ist. Wir kündigen den Vertrag und schalten unseren Anwalt ein.\n"),
    polish => mail('polish', 'Faktura', "Dzień dobry,\n\nto już trzeci raz, kiedy proszę o fakturę. Rezygnuję z umowy i zgłaszam sprawę do UOKiK.\n"),
    calm => mail('calm', 'Export', "Hello, how do I export a report as PDF?\n"),
    empty => mail('empty', '', "\n"),
    away => mail('away', 'Automatic reply: Export', "I am out of the office.\n", fields => "Auto-Submitted: auto-replied\n"),
    wide => mail('wide', '出荷が遅れています 📦📦📦', '私たちの注文はまだ届いていません。' x 12 . "\n\nThis is a disgrace 😡😡😡 " . "e\x{301}" x 200 . ' ' . 'x' x 300 . "\n"),
    hostile => mail('hostile', '=?utf-8?q?Hi=1B]0;owned=07=0AAcknowledge__no_=E2=80=AEevil?=',
        "You promised \e[31ma fix\e[0m \e]0;title\a\x{9b}31m \x{202e}txt.exe\x{202c}\x{2066}\r\b\b\x7f by Friday.\e\n\nCRITICAL: forged\nAcknowledge  no\n\e[8mhidden\n", from => '=?utf-8?q?Bad=1B[2J=C2=9B31m=E2=80=AE?= <ann@a.example>'),
);

# (output as characters, status, errors); the environment is only what is given
sub page_all {
    my ($environment, @arguments) = @_;
    local %ENV = (PATH => $ENV{PATH}, LC_ALL => 'C.UTF-8', (map { $_ => $ENV{$_} } grep { defined $ENV{$_} } qw(ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS)), %$environment);
    my ($status, $out, $err) = $rig->run($earshot, '-c', $config, 'explain', @arguments);
    return (decode_utf8($out), $status, $err);
}
sub page { return (page_all(@_))[0] }

# The same on a terminal of its own, as script(1) makes one.
sub on_terminal {
    my ($environment, @arguments) = @_;
    local %ENV = (PATH => $ENV{PATH}, LC_ALL => 'C.UTF-8', (map { $_ => $ENV{$_} } grep { defined $ENV{$_} } qw(ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS)), %$environment);
    my ($status, $out) = $rig->run('script', '-qefc', join(' ', map {"'$_'"} $earshot, '-c', $config, 'explain', @arguments), '/dev/null');
    return decode_utf8($out =~ s/\r\n/\n/gr);
}

# Columns: East Asian wide characters and emoji take two, marks none.
sub columns {
    my ($line) = @_;
    my $columns = 0;
    $columns += /[\p{Mn}\p{Me}\p{Cf}]/ ? 0 : /[\p{East_Asian_Width=W}\p{East_Asian_Width=F}]/ ? 2 : 1 for split //, $line;
    return $columns;
}
sub too_wide { my ($out, $limit) = @_; return [grep { columns($_) > $limit } split /\n/, $out =~ s/\e\[[0-9;]*m//gr] }

subtest 'where there is colour' => sub {
    my %xterm = (TERM => 'xterm-256color');
    my @cases = (
        # what, colour, on a terminal, environment, options
        ['a pipe', 0, 0, {%xterm}],
        ['a pipe, auto', 0, 0, {%xterm}, '--color=auto'],
        ['a pipe, always', 1, 0, {}, '--color=always'],
        ['a pipe, always beside NO_COLOR', 1, 0, {NO_COLOR => 1}, '--color=always'],
        ['a terminal', 1, 1, {%xterm}],
        ['a terminal, never', 0, 1, {%xterm}, '--color=never'],
        ['a terminal with NO_COLOR', 0, 1, {%xterm, NO_COLOR => 1}],
        ['a terminal with NO_COLOR of any value', 0, 1, {%xterm, NO_COLOR => 'false'}],
        ['a terminal with an empty NO_COLOR', 1, 1, {%xterm, NO_COLOR => ''}],
        ['a terminal that is dumb', 0, 1, {TERM => 'dumb'}],
        ['a terminal without a name', 0, 1, {TERM => ''}],
        ['a dumb terminal, always', 1, 1, {TERM => 'dumb'}, '--color=always'],
    );
    my $plain = page({COLUMNS => 80}, $mail{grave});
    for my $case (@cases) {
        my ($what, $colour, $terminal, $environment, @options) = @$case;
        my $out = ($terminal ? \&on_terminal : \&page)->({%$environment, COLUMNS => 80}, @options, $mail{grave});
        is $out =~ /\e/ ? 1 : 0, $colour, $what . ($colour ? ': in colour' : ': not an escape');
        is $out, $plain, "$what: the same as elsewhere" if !$colour;
        unlike $out =~ s/\e\[0(?:;[1-7]|;3[1-6])*m//gr, qr/\e/, "$what: no other escape" if $colour;
        unlike $out, qr/\[disgrace\]/, "$what: and no brackets" if $colour;
    }
    my ($out, $status, $err) = page_all({}, '--color=sometimes', $mail{grave});
    is $status, 64, 'a colour of no kind is a matter of usage';
    like $err, qr/--color.*auto, always or never/, 'and is told';
    is $out, '', 'before anything is shown';
};

subtest 'evidence, bars and the level' => sub {
    my $out = page({}, $mail{grave});
    my ($text, $rest) = $out =~ /\n\n((?:│[^\n]*\n)+)\n(.*)/s;
    ok defined $rest, 'the message stands behind a rule' or return diag $out;
    my %signal = map { /^ +(\d+) (\S+) +([━╾─]{10}) (\d\.\d\d)/ ? ($2 => {number => $1, bar => $3, score => $4}) : () } split /\n/, $rest;
    my $json = decode_json(encode_utf8(page({}, '--json', $mail{grave})));
    my @worth = grep { $json->{signals}{$_}{score} >= 0.15 } keys %{$json->{signals}};
    is_deeply [sort keys %signal], [sort @worth], 'a line for each signal worth one';
    for my $name (sort keys %signal) {
        my $score = $json->{signals}{$name}{score};
        cmp_ok abs($signal{$name}{score} - $score), '<=', 0.0051, "$name: its score, both rounded";
        my $filled = ($signal{$name}{bar} =~ tr/━//) + ($signal{$name}{bar} =~ tr/╾//) / 2;
        cmp_ok abs($filled - 10 * $score), '<=', 0.26, "$name: its bar, to the half of a tenth";
        my $small = join '', map { substr '⁰¹²³⁴⁵⁶⁷⁸⁹', $_, 1 } split //, $signal{$name}{number};
        like $text =~ s/\n│ / /gr, qr/\[[^\[\]]*\][⁰¹²³⁴-⁹⁺]*\Q$small/, "$name: words with its number" if @{$json->{signals}{$name}{evidence}};
    }
    my @scores = map { $signal{$_}{score} } sort { $signal{$a}{number} <=> $signal{$b}{number} } keys %signal;
    is_deeply \@scores, [sort { $b <=> $a } @scores], 'the strongest first';
    like $rest, qr/^CRITICAL: They .*\.$/m, 'the level, and why, in a sentence';
    like $rest, qr/^ +${\ (14 - @scores)} more below 0\.15$/m, 'the rest in a line';
    (my $bare = $text) =~ s/\](?:[⁰¹²³⁴-⁹]+⁺?)+//g;
    $bare =~ s/^│ ?//mg;
    (my $words = "$bare") =~ s/\[//g;
    is join(' ', split ' ', $words), join(' ', split ' ', $json->{text}), 'all of the text, and nothing else';
    my $coloured = page({COLUMNS => 80}, '--color=always', $mail{grave}) =~ s/\e\[[0-9;]*m//gr;
    like $coloured, qr/^│ this is a disgrace\. You promised a fix by Friday, and nothing works\.$/m, 'in colour the words stand as they are';
};

subtest 'what would be done' => sub {
    my $grave = page({}, $mail{grave});
    like $grave, qr/^Request +\w/m, 'the request';
    like $grave, qr/^Language +English$/m, 'the language';
    like $grave, qr/^Machine +no$/m, 'a person';
    like $grave, qr/^Acknowledge +yes, in full, to ann\@a\.example$/m, 'who is answered';
    like $grave, qr/^Clock +first reply by Mon 23 Nov 2026, 1\d:\d\d CET$/m, 'by when, in the hours and the zone of the mailbox';
    my $away = page({}, $mail{away});
    like $away, qr/^NONE: A machine made it/m, 'a machine has no level';
    like $away, qr/^Machine +yes\n +auto-submitted: \w/m, 'which rows say so';
    like $away, qr/^Acknowledge +no\n +auto-submitted \(see above\)/m, 'and which say no, told once';
    unlike $away, qr/^(?:Clock|Missing)/m, 'nothing is asked of a machine, and no clock runs';
    like page({}, $mail{calm}), qr/^NONE: No complaint was found\.$/m, 'a question';
    like page({}, $mail{german}), qr/^Language +German$/m, 'German';
    like page({}, $mail{polish}), qr/^Language +Polish$/m, 'Polish';
    my $empty = page({}, $mail{empty});
    like $empty, qr/^│ \(no words of their own\)$/m, 'no text';
    like $empty, qr/^NONE: There is no text to judge\.$/m, 'no text, no level';
};

subtest 'widths' => sub {
    for my $columns (40, 60, 80, 97, 120) {
        my $limit = $columns > 100 ? 100 : $columns;
        for my $name (sort keys %mail) {
            for my $colour (qw(always never)) {
                is_deeply too_wide(page({COLUMNS => $columns}, "--color=$colour", $mail{$name}), $limit), [], "$name, $columns columns, colour $colour";
            }
        }
    }
    for my $odd ('', '0', '-5', '12abc', '99999999999999999999') {
        is_deeply too_wide(page({COLUMNS => $odd}, $mail{grave}), 80), [], "COLUMNS=$odd is 80";
    }
    is_deeply too_wide(page({COLUMNS => 3}, $mail{grave}), 40), [], 'narrower than 40 is 40';
};

subtest 'what a message cannot do' => sub {
    for my $colour (qw(always never)) {
        my $out = page({COLUMNS => 80}, "--color=$colour", $mail{hostile}) =~ s/\e\[0(?:;[1-7]|;3[1-6])*m//gr;
        unlike $out, qr/[\x00-\x09\x0b-\x1f\x7f-\x9f]/, "$colour: no control character";
        unlike $out, qr/[\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]/, "$colour: no bidi mark";
        like $out, qr/^│ .*CRITICAL.*forged/m, "$colour: what it says of itself stands behind the rule";
        unlike $out, qr/^(?:CRITICAL: forged|Acknowledge +no)/m, "$colour: and nowhere else";
    }
    my $folder = $rig->make_dir('batch');
    $rig->write_file("$folder/\e]0;name\a.eml", "From: a\@a.example\nSubject: x\n\nHello\n");
    $rig->write_file("$folder/empty", '');
    my ($out, $status) = page_all({}, '--batch', $folder);
    is $status, 0, 'a folder, a page for each file';
    unlike $out, qr/[\x00-\x09\x0b-\x1f\x7f-\x9f]/, 'the name of a file does no harm either';
    like $out, qr/^== empty\n\S/m, 'a file that is no message is told of';
};

subtest 'a locale without UTF-8' => sub {
    my $out = page({LC_ALL => 'C'}, $mail{calm});
    unlike $out, qr/[^\x00-\x7f]/, 'nothing of ours but plain characters';
    $out = page({LC_ALL => 'C'}, $mail{grave});
    like $out, qr/ [=]+[-]?[.]* \d\.\d\d  "/, 'bars of plain characters';
    like $out, qr/\[[^\]]+\]\^\d/, 'evidence with plain numbers';
};

subtest 'programs' => sub {
    for my $name (sort keys %mail) {
        my $usual = page({}, '--json', $mail{$name});
        is page({COLUMNS => 40, TERM => 'xterm'}, '--color=always', '--json', $mail{$name}), $usual, "$name: the same object in any terminal";
        unlike $usual, qr/\e/, "$name: without an escape";
    }
};

done_testing;
