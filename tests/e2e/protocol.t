# The milter protocol as no MTA speaks it: packets in any order and of any size, cut short, with lengths that lie, with NUL and bare CR and LF, on
# connections that are closed anywhere or not at all, and five hundred at a time that write a few bytes and then wait. Between such rounds, and while
# they last, a well-behaved MTA's message is heard right and takes nothing from the others; afterwards all they held is given back.
# EARSHOT_SEED repeats a run; EARSHOT_LONG=1 takes many more rounds (make soak), best with programs built for AddressSanitizer.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Milter;
use E2E::Rig;
use E2E::Sink;
use IO::Select;
use IO::Socket::UNIX;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot-milter earshot));
# Memory is looked at here: of what was freed AddressSanitizer keeps 8 MB, where it would keep 256.
$ENV{ASAN_OPTIONS} = join ':', grep { defined } $ENV{ASAN_OPTIONS}, 'quarantine_size_mb=8:thread_local_quarantine_size_kb=64';
my $rig = E2E::Rig->new('protocol');
my $socket = 'unix:' . $rig->dir('milter.sock');
my $relay = E2E::Sink->new($rig, 'relay');
my $earshot = E2E::Earshot->new($rig, socket => $socket, receipt_socket => 'unix:' . $rig->dir('receipt.sock'), relay => $relay,
    sections => {earshot => {'max-size' => '1M', 'time-budget' => '60s'}});
$earshot->make_key;
$earshot->start_milter;
diag "seed $rig->{seed} (EARSHOT_SEED)";
my $rounds = $ENV{EARSHOT_LONG} ? 400 : 12;
my $crowd = 500;
my $first = $rig->pid('milter');

# ---- a message of a well-behaved MTA, and whether it was heard ------------------------------------------------------

# Every third is furious, so that what one says is not taken for another's.
my $letters = 0;
sub letter {
    my ($from) = @_;
    my $furious = ++$letters % 3 == 0;
    my $body = $furious ? "This is a disgrace. Your service has been down for three days, we lose money every hour and nobody answers.\r\n"
        . "We cancel the contract today and our lawyer will write to you.\r\n"
        : "Hello, could you tell me where I find the settings of the calendar? Thank you. This is letter $letters.\r\n";
    my $bytes = "From: A Customer <$from>\r\nTo: support\@example.test\r\nSubject: Letter $letters\r\nDate: " . E2E::Mail::date() . "\r\n"
        . 'Message-ID: <' . E2E::Mail::new_id() . ">\r\nAuthentication-Results: mx.example.test; dmarc=pass header.from=customer.test\r\n\r\n$body";
    return {from => $from, furious => $furious, bytes => $bytes};
}

# The fields that were added, by name, of edits as the protocol has them.
sub fields { return map { /^[hi] (?:....)?(Earshot-[A-Za-z]+)\0 ?([^\0]*)/s ? ($1 => $2) : () } @_ }

my %threads;
# What is wrong with how a letter was answered; '' when nothing is.
sub wrong_with {
    my ($letter, $answer, @edits) = @_;
    return "answered '$answer'" if $answer !~ /^[ac]$/;
    my %field = fields(@edits);
    return 'no thread' if !$field{'Earshot-Thread'};
    return "the thread of another: $field{'Earshot-Thread'}" if $threads{$field{'Earshot-Thread'}}++;
    return "level $field{'Earshot-Level'}" if $letter->{furious} ? $field{'Earshot-Level'} eq 'none' : $field{'Earshot-Level'} ne 'none';
    return 'no receipt' if !grep { /^[+2] / } @edits;
    return '';
}

my $correspondents = 0;
sub behave {
    my $letter = letter('c' . ++$correspondents . '@customer.test');
    my $mta = E2E::Milter->new(at => $socket);
    my $answer = $mta->envelope($letter->{from}, 'support@example.test');
    return "DATA answered '$answer'" if $answer ne 'c';
    $mta->header($letter->{bytes});
    ($answer, my $edits) = $mta->rest($letter->{bytes});
    $mta->quit;
    return wrong_with($letter, $answer, @$edits);
}

# ---- hostile packets ------------------------------------------------------------------------------------------------

sub any { return $_[int rand @_] }
sub noise { my ($size) = @_; return join '', map { chr int rand 256 } 1 .. $size }
sub odd_text {
    return any('', "\0", "\r", "\n", "\r\n", "\0\0\0", "a\0b", "a\rb", "a\nb\r\n c", '<>', '<support@example.test>', '<a@b', '<' . 'x' x 3000 . '@y.test>', "\xff\xfe\xc3\x28",
        'Earshot-Level', 'From', 'x' x (1 + int rand 70_000), noise(int rand 200), '%s%n%s', '../../etc/passwd', ':', ' ', "\t");
}
sub size { return any(0, 1, 2, 3, 4, 5, 12, 13, 65_534, 65_535, 65_536, 1_048_576, 0x7fffffff, 0x80000000, 0xffffffff) }
sub packet { my ($command, $data) = @_; return pack('N', 1 + length $data) . $command . $data }

sub negotiation {
    return packet('O', any(pack('NNN', 6, 0x1ff, 0x1fffff), pack('NNN', 6, 0x1ff, 0), pack('NNN', 2, 0x3f, 0x7f), pack('NNN', any(0, 1, 7, 0xffffffff), 0xffffffff, 0xffffffff),
        pack('NN', 6, 0), pack('NNN', 6, 0, 0x1fffff), '', noise(12), pack('NNN', 6, 0x1ff, 0x1fffff) . noise(64)));
}

my @STEPS = (
    sub { return packet('C', any("host\0" . '4' . pack('n', 25) . "192.0.2.9\0", "host\0U", "\0" . '6' . pack('n', 25) . "IPv6:::1\0", "h\0" . '4' . pack('n', 25), odd_text())) },
    sub { return packet('H', odd_text() . any("\0", '')) },
    sub { return packet('M', any("<a\@customer.test>\0", "<>\0", "<a\@b.test>\0SIZE=9\0" x any(1, 100), odd_text(), odd_text() . "\0")) },
    sub { return packet('R', any("<support\@example.test>\0", "<support+x\@example.test>\0NOTIFY=NEVER\0", odd_text(), odd_text() . "\0")) x any(1, 1, 1, 50, 1500) },
    sub { return packet('T', any('', '', odd_text())) },
    sub { return packet('L', any("Subject\0 hello\0", "From\0 a\@customer.test\0", "Earshot-Level\0 none\0", odd_text() . "\0" . odd_text() . "\0", odd_text(), "\0\0", "X\0")) x any(1, 1, 5, 12_000) },
    sub { return packet('N', any('', '', odd_text())) },
    sub { return packet('B', any("text\r\n", '', noise(int rand 65_535), "\r" x 1000, "--b\r\n" x 5000, 'x' x 65_535, "Content-Type: multipart/mixed; boundary=b\r\n\r\n")) x any(1, 1, 3, 20) },
    sub { return packet('E', any('', '', odd_text())) },
    sub { return packet('A', any('', '', odd_text())) },
    sub { return packet('Q', '') },
    sub { return packet('K', '') },
    sub { return packet('D', any("M{auth_authen}\0root\0", "T" . "i\0ABC\0", 'M' . "a\0b\0" x 5000, "Mi", any('C', 'H', 'M', 'R', 'T', 'L', 'N', 'E', 'Z', '') . odd_text())) },
    sub { return packet('U', odd_text()) },
    sub { return packet(chr int rand 256, odd_text()) },
    sub { return pack('N', size()) . noise(int rand 40) },
    sub { return negotiation() },
);
# In the order of a real one, but for what is left out or comes twice.
my @ORDER = map { $STEPS[$_] } 0, 1, 12, 2, 3, 12, 4, 5, 5, 5, 6, 7, 7, 12, 8;

sub conversation {
    my $bytes = rand() < 0.9 ? negotiation() : '';
    for (1 .. any(1, 1, 2, 4)) {
        my @steps = rand() < 0.5 ? map { any(@STEPS) } 1 .. 1 + int rand 25 : grep { rand() < 0.85 } map { rand() < 0.1 ? ($_, any(@STEPS)) : $_ } @ORDER;
        $bytes .= $_->() for @steps;
        last if length $bytes > 4_000_000;
    }
    substr $bytes, int(rand length $bytes), 1, chr int rand 256 for 1 .. any(0, 0, 0, 1, 10);
    $bytes = substr $bytes, 0, int rand length $bytes if rand() < 0.3;
    return without_odd_macros($bytes);
}

# libmilter 8.17.1 takes the strings of a macro packet in pairs and with an odd number of them reads behind their list (smfi_getsymval): it dies
# of that before any line of ours runs, and only the MTA could send it. Such packets become unknown commands here.
sub without_odd_macros {
    my ($bytes) = @_;
    my $at = 0;
    while ($at + 5 <= length $bytes) {
        my $size = unpack 'N', substr $bytes, $at, 4;
        last if $size < 1 || $at + 4 + $size > length $bytes;
        my $strings = substr($bytes, $at + 5, $size - 1) =~ tr/\0//;
        substr $bytes, $at + 4, 1, 'U' if substr($bytes, $at + 4, 1) eq 'D' && $strings % 2;
        $at += 4 + $size;
    }
    return $bytes;
}

sub connected { return IO::Socket::UNIX->new(Peer => $rig->dir('milter.sock')) // die "connect: $!\n" }

# Says all of it without ever waiting for an answer, reads some of those that come, and leaves in one of three ways. Seconds in all: a few.
sub misbehave {
    my $socket = connected();
    $socket->blocking(0);
    my $bytes = conversation();
    my $until = time + 3;
    while (length $bytes && time < $until) {
        my $piece = rand() < 0.2 ? 1 + int rand 20 : 65_536;
        my $sent = syswrite $socket, $bytes, $piece;
        if (defined $sent) { substr $bytes, 0, $sent, '' }
        elsif (!$!{EAGAIN}) { last }
        else { IO::Select->new($socket)->can_write(0.05) }
        sysread $socket, my $answers, 65_536 if rand() < 0.7;
    }
    return $socket if rand() < 0.2; # half open: stays a while
    shutdown $socket, any(0, 1, 2) if rand() < 0.3;
    close $socket;
    return ();
}

# ---- what the process holds -----------------------------------------------------------------------------------------

sub entries { my ($what) = @_; opendir my $dir, '/proc/' . $rig->pid('milter') . "/$what" or return -1; return scalar grep { !/^\./ } readdir $dir }
sub resident { return (E2E::Rig::slurp('/proc/' . $rig->pid('milter') . '/status') =~ /^VmRSS:\s+(\d+)/m)[0] / 1024 }

is behave(), '', 'a message is heard';
my ($files, $threads) = (entries('fd'), entries('task'));

subtest "$rounds rounds of misbehaviour" => sub {
    my (@wrong, @open, $resident);
    for my $round (1 .. $rounds) {
        push @open, map { misbehave() } 1 .. 12;
        push @open, map { connected() } 1 .. 3;          # bare, and silent
        close connected() for 1 .. 3;
        my $wrong = behave();
        push @wrong, "round $round: $wrong" if $wrong ne '';
        splice @open, 0, int(@open / 2);
        $resident = resident() if $round == int($rounds / 2);
        last if !$rig->alive('milter');
    }
    is_deeply \@wrong, [], 'a message in between is heard, each time';
    is $rig->pid('milter'), $first, 'it is the same process';
    diag sprintf 'resident after half of the rounds %.0f MB, after all %.0f MB', $resident, resident();
    cmp_ok resident(), '<', $resident + 40, 'memory stays';
    @open = ();
    ok E2E::Rig::eventually(20, sub { entries('fd') <= $files + E2E::Earshot::kept_connections() }), 'no connection is kept' or diag entries('fd') . " open, $files before";
};

subtest "$crowd connections that write slowly" => sub {
    my @crowd = map { {letter => letter("s$_\@customer.test"), socket => connected(), got => ''} } 1 .. $crowd;
    for my $one (@crowd) {
        $one->{socket}->blocking(0);
        my ($head, $body) = split /\r\n\r\n/, $one->{letter}{bytes}, 2;
        $one->{left} = packet('O', pack 'NNN', 6, 0x1ff, 0x1fffff) . packet('C', "slow\0" . '4' . pack('n', 25) . "192.0.2.7\0") . packet('M', "<$one->{letter}{from}>\0")
            . packet('R', "<support\@example.test>\0") . packet('T', '') . join('', map { my ($name, $value) = split /: /, $_, 2; packet('L', "$name\0$value\0") } split /\r\n/, $head)
            . packet('N', '') . packet('B', $body) . packet('E', '');
    }
    # Each writes some bytes, then it is the next one's turn: every connection hangs in the middle of a packet at some time.
    my ($turns, $longest, @wrong) = (0, 0);
    while (grep { length $_->{left} } @crowd) {
        for my $one (grep { length $_->{left} } @crowd) {
            my $sent = syswrite $one->{socket}, $one->{left}, $turns < 4 ? 1 : 40 + int rand 160;
            substr $one->{left}, 0, $sent, '' if defined $sent;
        }
        next if $turns++ % 5;
        my $begun = time;
        my $wrong = behave();
        push @wrong, $wrong if $wrong ne '';
        $longest = time - $begun if time - $begun > $longest;
    }
    is_deeply \@wrong, [], 'a quick one is heard meanwhile';
    cmp_ok $longest, '<', 30, 'and does not wait for them all';
    my $until = time + 120;
    my $all = IO::Select->new(map { $_->{socket} } @crowd);
    my %of = map { fileno $_->{socket} => $_ } @crowd;
    while ($all->count && time < $until) {
        for my $socket ($all->can_read(1)) {
            my $one = $of{fileno $socket};
            my $read = sysread $socket, $one->{got}, 65_536, length $one->{got};
            my @packets = packets($one->{got});
            $one->{answer} = $packets[-1][0] if is_final(@packets);
            $all->remove($socket) if !$read || defined $one->{answer};
        }
    }
    my @bad;
    for my $one (@crowd) {
        my @packets = packets($one->{got});
        my $wrong = wrong_with($one->{letter}, $one->{answer} // 'nothing', map { "$_->[0] $_->[1]" } @packets);
        push @bad, "$one->{letter}{from}: $wrong" if $wrong ne '';
    }
    is_deeply \@bad, [], 'each of them is heard, and gets what is its own';
    diag sprintf '%d turns; a quick one waited %.2f s at most; %d threads, resident %.0f MB', $turns, $longest, entries('task'), resident();
    @crowd = (); $all = undef; %of = ();
    ok E2E::Rig::eventually(20, sub { entries('fd') <= $files + E2E::Earshot::kept_connections() }), 'no connection is kept' or diag entries('fd') . " open, $files before";
    ok E2E::Rig::eventually(30, sub { entries('task') <= $threads + 10 }), 'nor a thread for each' or diag entries('task') . " threads, $threads before";
};

# Complete packets of what was read.
sub packets {
    my ($bytes) = @_;
    my @found;
    while (length $bytes >= 5) {
        my $size = unpack 'N', $bytes;
        last if length $bytes < 4 + $size;
        push @found, [substr($bytes, 4, 1), substr $bytes, 5, $size - 1];
        substr $bytes, 0, 4 + $size, '';
    }
    return @found;
}

# Negotiation, DATA and body have their answers; the next that is no edit is the last.
sub is_final { my @answers = grep { $_->[0] !~ /^[-+2hmip]$/ } @_; return @answers >= 4 }

is behave(), '', 'a message is heard at the end';
my ($status, $out, $err) = $earshot->cli('verify');
is $status, 0, 'the store is sound' or diag $out, $err;
is $rig->stop('milter'), 0, 'the milter ends by itself';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
