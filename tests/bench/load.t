#!/usr/bin/perl
# Whether the load generator tells the truth: scripted filters that answer well, early, wrongly or not at all. A bench that
# misreads a filter makes good numbers out of lost mail. Run by prove; the program is named by LOAD or the usual place.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use IO::Socket::UNIX;
use JSON::PP;
use Test::More;

my $load = $ENV{LOAD} // abs_path(dirname($0) . '/../../build/release/bench/load');
plan skip_all => "$load is not built" if !-x $load;
my $dir = tempdir(CLEANUP => 1);
my $turn = 0;

my %bit = (NOBODY => 0x10, NR_CONN => 0x1000, NR_HELO => 0x2000, NR_MAIL => 0x4000, NR_RCPT => 0x8000, NR_DATA => 0x10000,
    NR_HDR => 0x80, NR_EOH => 0x40000, NR_BODY => 0x80000, LEADSPC => 0x100000);
my $silent = 0;
$silent |= $bit{$_} for grep { /^NR_/ } keys %bit;

sub packet { my ($command, $data) = @_; return pack('N a a*', 1 + length($data // ''), $command, $data // '') }

# Reads packets of one connection until its end. `answers` maps a command to what is sent back; the default is continue.
sub serve {
    my ($client, $log, %script) = @_;
    my %unanswered = map { $_ => 1 } qw(D A Q K), @{ $script{silent} // [] };
    while ((read($client, my $head, 4) // 0) == 4) {
        read $client, my $data, unpack('N', $head);
        my $command = substr $data, 0, 1;
        print $log unpack('H*', $data), "\n";
        if ($command eq 'O') {
            print $client packet('O', pack('N3', 6, 0, $script{protocol} // 0) . ($script{lists} // ''));
        } elsif (exists $script{$command}) {
            return if $script{$command} eq 'CUT';
            sleep 60 if $script{$command} eq 'HANG';
            print $client $script{$command};
        } elsif (!$unanswered{$command}) {
            print $client packet('c');
        }
        $client->flush;
    }
}

# Runs a load of `messages` against a scripted filter; answers exit code, report, stderr and the packets that came.
sub try_load {
    my ($script, @options) = @_;
    my $name = "$dir/" . ++$turn;
    my $listener = IO::Socket::UNIX->new(Local => "$name.sock", Listen => 5) or die "$name.sock: $!";
    my $pid = fork() // die "fork: $!";
    if (!$pid) {
        open my $log, '>', "$name.log" or die;
        $log->autoflush;
        while (my $client = $listener->accept) { serve($client, $log, %$script) }
        POSIX::_exit(0);
    }
    close $listener;
    my @argv = ($load, '--json', '--quiet', '--connections', 1, '--timeout', 1, @options, "unix:$name.sock");
    my $out = `@argv 2>$name.err`;
    my $exit = $? >> 8;
    finish("$name.sock");
    kill 'KILL', $pid;
    waitpid $pid, 0;
    my @packets = map { chomp; pack 'H*', $_ } slurp("$name.log");
    return { exit => $exit, report => scalar(eval { decode_json($out) }), error => join('', slurp("$name.err")), packets => \@packets };
}

# The filter serves one connection after the other: when it answers one of ours, it has read all that the load said. One that hangs does not.
sub finish {
    my ($path) = @_;
    my $mine = IO::Socket::UNIX->new(Peer => $path) or return;
    print $mine packet('O', pack('N3', 6, 0, 0));
    $mine->flush;
    my $bits = '';
    vec($bits, fileno $mine, 1) = 1;
    select $bits, undef, undef, 2;
    return;
}

sub slurp { open my $file, '<', $_[0] or return (); return <$file> }
sub sent { my ($result, $command) = @_; return grep { /^\Q$command\E/ } @{ $result->{packets} } }
sub fields { my ($result, $name) = @_; return map { (split /\0/, substr $_, 1)[1] } grep { /^L\Q$name\E\0/i } @{ $result->{packets} } }

sub write_mail { my ($name, $text) = @_; mkdir "$dir/$name"; open my $file, '>', "$dir/$name/mail"; print $file $text; return "$dir/$name" }
my $letter = write_mail('letter', "From someone Mon Nov 16 09:00:00 2026\nFrom: a\@b.example\nMessage-ID: <one\@b.example>\nReferences: <zero\@b.example>\n"
    . " <half\@b.example>\nSubject: folded\n\tsubject\n\nfirst line\nlast line");
my $large = write_mail('large', "Subject: large\n\n" . ("x" x 70 . "\n") x 4000);

# Filters that answer well.
my $r = try_load({}, '--messages', 3, '--dir', $letter);
is $r->{exit}, 0, 'a filter that continues: exit 0';
is_deeply $r->{report}{replies}, { 'continue@eom' => 3 }, 'every message ended at its end';
is scalar(sent($r, 'A')), 3, 'each message is followed by an abort, as Postfix does';
is scalar(sent($r, 'C')), 1, 'three messages share a connection';
is scalar(grep { /^Q/ } @{ $r->{packets} }), 1, 'the connection ends with QUIT';
my %ids = map { $_ => 1 } fields($r, 'Message-ID');
is scalar(keys %ids), 3, 'each send has its own Message-ID';
like((fields($r, 'References'))[0], qr/^<[^<>]*\.zero\@b\.example>\n <[^<>]*\.half\@b\.example>$/, 'references are made unique and stay folded by LF alone');
is((fields($r, 'Subject'))[0], "folded\n\tsubject", 'a folded field keeps its fold and loses one leading space');
is scalar(fields($r, 'From')), 3, 'the From of the file gives way to the load\'s';
my ($body) = sent($r, 'B');
like $body, qr/^BCase [^\r\n]*\r\nfirst line\r\nlast line\r\n$/, 'the body has CRLF, a last line end and a line of its own';
is scalar(grep { /^DM.*\{mail_addr\}\0customer\d+\@customer\.example\0/ } @{ $r->{packets} }), 3, 'the sender is in a macro';
is scalar(grep { /^DT.*i\0/ } @{ $r->{packets} }), 3, 'the queue id is there at DATA';
is scalar(grep { /^D[MR].*\0?i\0/ && /^D.i\0/ } @{ $r->{packets} }), 0, 'and not before';

$r = try_load({ protocol => $silent, silent => [qw(C H M R T L N B)] }, '--messages', 2, '--dir', $letter);
is_deeply [$r->{exit}, $r->{report}{replies}], [0, { 'continue@eom' => 2 }], 'no reply is awaited where the filter gives none';
$r = try_load({ protocol => $bit{LEADSPC} }, '--messages', 1, '--dir', $letter, '--auth-results', 'mx.example.test');
is((fields($r, 'Subject'))[0], " folded\n\tsubject", 'leading space is kept when asked for');
like((fields($r, 'Authentication-Results'))[0], qr/^ mx\.example\.test;\n\tdmarc=pass .*header\.from=customer\.example/, 'the load vouches for its From');
$r = try_load({ protocol => $bit{NOBODY} }, '--messages', 1, '--dir', $letter);
is scalar(sent($r, 'B')), 0, 'a step that is not wanted is not sent';
$r = try_load({ lists => pack('N', 2) . "{mail_addr}\0" . pack('N', 5) . "i {rcpt_addr}\0" }, '--messages', 1, '--dir', $letter);
is scalar(grep { /^DM\{mail_addr\}\0[^\0]+\0$/ } @{ $r->{packets} }), 1, 'macros asked for replace the usual ones';
is scalar(grep { /^DEi\0[^\0]+\0\{rcpt_addr\}\0support\@example\.test\0$/ } @{ $r->{packets} }), 1, 'at end of message too';

# What is sent, and what is counted.
$r = try_load({}, '--messages', 2, '--dir', $letter, '--verbatim', '--from', 'kim@customer.example');
is_deeply [fields($r, 'From'), fields($r, 'Message-ID')], [('a@b.example') x 2, ('<one@b.example>') x 2], 'verbatim: all fields are those of the file';
is_deeply [sent($r, 'B')], [("Bfirst line\r\nlast line\r\n") x 2], 'and so is the body';
$r = try_load({ E => packet('h', "X\0a pass b\0") . packet('h', "Y\0none\0") . packet('c') }, '--messages', 2, '--dir', $letter, '--expect', 'pass');
is $r->{report}{expected}, 2, 'edits with the expected text are counted apart';
$r = try_load({}, '--messages', 4, '--dir', $letter, '--people', 2);
is_deeply [map { /customer(\d)@/ } sent($r, 'M')], [0, 1, 0, 1], 'two persons write in turn';
$r = try_load({}, '--connections', 2, '--together', '--dir', $letter);
is $r->{exit}, 69, 'together: a connection waits before its end for another that never comes this far';
like $r->{error}, qr/1 connections did not come so far/, 'and says so';
mkdir "$dir/written";
is system("$load --quiet --write $dir/written --dir $letter --from kim\@customer.example"), 0, 'messages can be written to files';
like join('', slurp("$dir/written/000000.eml")), qr/^From: Kim Sample <kim\@customer\.example>\n.*^Subject: folded\n\tsubject\n\nCase [^\n]*\nfirst line\nlast line\n\z/ms,
    'as they would be sent';
my $rated = time;
$r = try_load({}, '--messages', 5, '--dir', $letter, '--rate', 4);
cmp_ok time - $rated, '>=', 1, 'a rate is kept: the fifth of four a second comes after one';

# An MTA that says what it is told to at a step; keeps what it was sent.
sub try_smtp {
    my ($said, @options) = @_;
    my $name = "$dir/" . ++$turn;
    my $listener = IO::Socket::UNIX->new(Local => "$name.sock", Listen => 5) or die "$name.sock: $!";
    my $pid = fork() // die "fork: $!";
    if (!$pid) {
        open my $log, '>', "$name.log" or die;
        $log->autoflush;
        while (my $client = $listener->accept) {
            print $client "220-mx\r\n220 ready\r\n";
            my $content = 0;
            while (my $line = <$client>) {
                print $log $line;
                my ($verb) = $content ? ($line eq ".\r\n" ? '.' : next) : $line =~ /^(\w+)/;
                my $reply = $said->{$verb} // ($verb eq 'DATA' ? 354 : 250);
                $content = $verb eq 'DATA' && $reply == 354 || $content && $verb ne '.';
                last if $reply eq 'CUT';
                print $client "$reply-first\r\n$reply last\r\n";
            }
        }
        POSIX::_exit(0);
    }
    close $listener;
    my $out = `$load --smtp --json --quiet --connections 1 --timeout 1 @options unix:$name.sock 2>$name.err`;
    my $exit = $? >> 8;
    kill 'KILL', $pid;
    waitpid $pid, 0;
    return { exit => $exit, report => scalar(eval { decode_json($out) }), error => join('', slurp("$name.err")), said => join('', slurp("$name.log")) };
}
my $dotted = write_mail('dotted', "Subject: dots\n\nfirst\n.\n..two\nlast");
$r = try_smtp({}, '--messages', 2, '--dir', $dotted);
is_deeply [$r->{exit}, $r->{report}{replies}, $r->{report}{content_ms}{count}], [0, { 'accept@eom' => 2 }, 2], 'an MTA that takes all';
like $r->{said}, qr/^EHLO \S+\r\nMAIL FROM:<customer0\@customer\.example>\r\nRCPT TO:<support\@example\.test>\r\nDATA\r\n/, 'is told who writes to whom';
like $r->{said}, qr/^Subject: dots\r\n.*\r\nCase [^\r]*\r\nfirst\r\n\.\.\r\n\.\.\.two\r\nlast\r\n\.\r\n/ms, 'and gets lines with CRLF, leading dots doubled, and the final dot';
$r = try_smtp({ RCPT => 550, DATA => 554 }, '--messages', 2, '--dir', $dotted);
is_deeply $r->{report}{replies}, { 'reject@rcpt' => 2 }, 'a refused recipient counts as that';
$r = try_smtp({ '.' => 451 }, '--messages', 1, '--dir', $dotted);
is_deeply $r->{report}{replies}, { 'tempfail@eom' => 1 }, 'a 451 behind the final dot as tempfail';
$r = try_smtp({ '.' => 'CUT' }, '--messages', 1, '--dir', $dotted);
is $r->{exit}, 69, 'a connection that is cut: exit 69';

# Early and unfavourable ends.
for my $case (
    ['accept at DATA', 'T', packet('a'), 'accept@data'], ['accept at MAIL', 'M', packet('a'), 'accept@mail'],
    ['reject at RCPT', 'R', packet('r'), 'reject@rcpt'], ['accept in the header', 'L', packet('a'), 'accept@header'],
    ['discard at the end', 'E', packet('d'), 'discard@eom'], ['a 451 counts as tempfail', 'E', packet('y', "451 4.7.1 later\0"), 'tempfail@eom'],
    ['a 550 counts as reject', 'E', packet('y', "550 5.7.1 no\0"), 'reject@eom'],
    ['progress is waited through', 'E', packet('p') . packet('p') . packet('a'), 'accept@eom'],
    ['accept of the connection', 'C', packet('a'), 'accept@connect'],
) {
    my ($name, $command, $answer, $end) = @$case;
    $r = try_load({ $command => $answer }, '--messages', 2, '--dir', $letter);
    is_deeply [$r->{exit}, $r->{report}{replies}], [0, { $end => 2 }], $name;
}
$r = try_load({ B => packet('s') }, '--messages', 1, '--dir', $large);
is_deeply [scalar(sent($r, 'B')), $r->{report}{replies}], [1, { 'continue@eom' => 1 }], 'SKIP ends the body and not the message';
$r = try_load({}, '--messages', 1, '--dir', $large);
is_deeply [scalar(sent($r, 'B')), scalar(grep { length > 65536 } sent($r, 'B'))], [5, 0], 'a large body goes in chunks of 65535 bytes at most';
$r = try_load({ E => packet('h', "X\0y\0") . packet('2', "<a\@b>\0NOTIFY=NEVER\0") . packet('c') }, '--messages', 2, '--dir', $letter);
is_deeply $r->{report}{edits}, { 'add-header' => 2, 'add-rcpt' => 2 }, 'edits are counted';

# Filters that must make the load fail.
for my $case (
    ['cut at end of message', { E => 'CUT' }, qr/closed the session/], ['cut at connect', { C => 'CUT' }, qr/closed the session/],
    ['no answer', { M => 'HANG' }, qr/did not answer in time/], ['refused connection', { C => packet('r') }, qr/refused the connection/],
    ['a packet of no length', { M => pack('N', 0) }, qr/packet of 0 bytes/], ['a packet of 4 GB', { M => "\xff\xff\xff\xff" }, qr/packet of 4294967295 bytes/],
    ['an edit before the end', { M => packet('h', "X\0y\0") }, qr/broke the protocol/], ['an unknown reply', { E => packet('z') }, qr/broke the protocol/],
    ['steps not on offer', { protocol => 0x40000000 }, qr/not on offer/], ['a macro list without end', { lists => pack('N', 2) . 'i' }, qr/macro list/],
) {
    my ($name, $script, $says) = @$case;
    $r = try_load($script, '--messages', 2, '--dir', $letter);
    is $r->{exit}, 69, "$name: exit 69";
    like $r->{error}, $says, "$name: says why";
}
is system("$load --quiet unix:$dir/nobody >/dev/null 2>&1") >> 8, 69, 'nobody listens: exit 69';
is system("$load >/dev/null 2>&1") >> 8, 64, 'no socket: exit 64';
is system("$load --connections 0 unix:$dir/nobody >/dev/null 2>&1") >> 8, 64, 'no connections: exit 64';
is system("$load --dir $dir/nowhere unix:$dir/nobody >/dev/null 2>&1") >> 8, 66, 'no messages: exit 66';
done_testing;
