package E2E::Mta;

# An MTA reduced to what a filter and a delivery agent see of it: it asks the filter about a message as Postfix does, keeps a message that was
# accepted with all that was changed, and delivers the receipt by LMTP until it is taken. Nothing is queued on a disk and nobody else is asked,
# so that one message costs milliseconds. It can also be a bad one: `stop` ends a message early, politely or not.

use strict;
use warnings;
use E2E::Client;
use E2E::Rig;
use IO::Socket::INET;
use IO::Socket::UNIX;
use Time::HiRes qw(sleep time);

my $ACTIONS = 0x1ff;
my $PROTOCOL = 0x1fffff;
my %SILENT = (C => 0x1000, H => 0x2000, M => 0x4000, R => 0x8000, T => 0x10000, L => 0x80, N => 0x40000, B => 0x80000, E => 0);
my %UNWANTED = (C => 0x1, H => 0x2, M => 0x4, R => 0x8, B => 0x10, L => 0x20, N => 0x40, T => 0x200, E => 0);
my %STAGE = (C => 'connect', H => 'helo', M => 'mail', R => 'rcpt', T => 'data', L => 'header', N => 'eoh', B => 'body', E => 'eom');

# milter => "unix:/path", receipt => "unix:/path" of the courier, domain => of receipts
sub new { my ($class, %with) = @_; return bless {timeout => 15, queue => 0, %with}, $class }

# ---- the wire -------------------------------------------------------------------------------------------------------

sub dial {
    my ($where) = @_;
    return $where =~ /^unix:(.*)/ ? IO::Socket::UNIX->new(Peer => $1) : $where =~ /^inet:(\d+)\@(.*)/ ? IO::Socket::INET->new(PeerAddr => $2, PeerPort => $1) : undef;
}

sub put { my ($socket, $bytes) = @_; local $SIG{PIPE} = 'IGNORE'; die "closed\n" if !defined syswrite $socket, $bytes; return }
sub packet { my ($command, $data) = @_; return pack('N', 1 + length $data) . $command . $data }

sub get {
    my ($self, $socket, $size) = @_;
    my $bytes = '';
    my $until = time + $self->{timeout};
    while (length $bytes < $size) {
        my $ready = '';
        vec($ready, fileno $socket, 1) = 1;
        die "silent\n" if !select $ready, undef, undef, $until - time > 0 ? $until - time : 0;
        sysread($socket, $bytes, $size - length $bytes, length $bytes) or die "closed\n";
    }
    return $bytes;
}

sub reply {
    my ($self, $socket) = @_;
    my $size = unpack 'N', $self->get($socket, 4);
    die "a packet of $size bytes\n" if $size < 1 || $size > 1 << 20;
    my $text = $self->get($socket, $size);
    return (substr($text, 0, 1), substr($text, 1));
}

# ---- one message ----------------------------------------------------------------------------------------------------

sub edit {
    my ($mail, $code, $data) = @_;
    if    ($code =~ /[+2]/) { push @{$mail->{added}}, (split /\0/, $data)[0] =~ s/[<>]//gr }
    elsif ($code eq 'h')    { push @{$mail->{fields}}, [split /\0/, $data, -1] }
    elsif ($code eq 'i')    { push @{$mail->{fields}}, [split /\0/, substr($data, 4), -1] }
    return;
}

# The steps of a message: [command, data], macros where they belong
sub script {
    my ($self, %is) = @_;
    my $queue = sprintf 'Q%06X', ++$self->{queue};
    my ($head, $body) = split /\r\n\r\n/, $is{data}, 2;
    my @fields = map { my ($name, $value) = split /:\s?/, $_, 2; [L => "$name\0" . ($value // '') =~ s/\r\n/\n/gr . "\0"] } split /\r\n(?![ \t])/, $head;
    return (
        [C => "client.customer.test\0" . '4' . pack('n', 4711) . "192.0.2.7\0"], [H => "client.customer.test\0"],
        [D => "Mi\0$queue\0{mail_addr}\0$is{from}\0"], [M => "<$is{from}>\0"],
        (map { [R => "<$_>\0"] } ref $is{to} ? @{$is{to}} : $is{to}),
        [D => "Ti\0$queue\0"], [T => ''], @fields, [N => ''], (map { [B => $_] } ($body // '') =~ /(.{1,32768})/gs), [D => "Ei\0$queue\0"], [E => ''],
    );
}

sub converse {
    my ($self, $socket, $mail, %is) = @_;
    put($socket, packet(O => pack('N3', 6, $ACTIONS, $PROTOCOL)));
    my ($code, $data) = $self->reply($socket);
    die "no milter\n" if $code ne 'O';
    my $protocol = (unpack 'N3', $data)[2];
    my $skip = 0;
    for my $step ($self->script(%is)) {
        my ($command, $bytes) = @$step;
        next if $command ne 'D' && $protocol & $UNWANTED{$command} || $command eq 'B' && $skip;
        my $stop = $is{stop} && $command ne 'D' && $is{stop}{at} eq $STAGE{$command} ? $is{stop} : undef;
        if ($stop && $stop->{how} eq 'half') { put($socket, substr packet($command, "$bytes xxxxxxxx"), 0, 6); die "stopped\n" }
        put($socket, packet($command, $bytes));
        if ($stop) { $stop->{before}->($socket) if $stop->{before}; die "stopped\n" }
        next if $command eq 'D' || $protocol & $SILENT{$command};
        while (1) {
            ($code, $data) = $self->reply($socket);
            last if $code !~ /[hi+2\-mep]/;
            edit($mail, $code, $data);
        }
        if    ($code eq 's') { $skip = 1 }
        elsif ($code ne 'c') { return $code }
    }
    return $code;
}

my %VERDICT = (a => 'accept', c => 'accept', t => 'tempfail', r => 'reject', d => 'discard', y => 'tempfail');

# One attempt with from, to, data (CRLF), and stop => {at => stage, how => 'close', 'abort', 'quit', 'hang', 'half'; before => sub {socket}}.
# Returns {verdict => accept | tempfail | reject | closed | silent | stopped, fields => [[name, value]], added => [recipients]}.
sub ask {
    my ($self, %is) = @_;
    my $mail = {fields => [], added => []};
    my $socket = dial($self->{milter}) or return {%$mail, verdict => 'closed'};
    my $code = eval { $self->converse($socket, $mail, %is) };
    if (!defined $code) {
        my $how = $is{stop} && $@ eq "stopped\n" ? $is{stop}{how} : '';
        if    ($how =~ /abort|quit/) { eval { put($socket, packet($how eq 'abort' ? 'A' : 'Q', '')) } }
        elsif ($how eq 'hang')       { push @{$self->{hanging}}, $socket } # held open, and never another word
        $mail->{verdict} = $@ eq "stopped\n" ? 'stopped' : $@ eq "silent\n" ? 'silent' : 'closed';
        return $mail;
    }
    eval { put($socket, packet('A', '') . packet('Q', '')) };
    $mail->{verdict} = $VERDICT{$code} // "'$code'";
    return $mail;
}

sub let_go { my ($self) = @_; delete $self->{hanging}; return }

# The value of a field that the filter added, or undef
sub field {
    my ($mail, $name) = @_;
    my ($found) = grep { lc $_->[0] eq lc $name } @{$mail->{fields}};
    return $found ? $found->[1] =~ s/^\s+//r : undef;
}

# ---- the receipt ----------------------------------------------------------------------------------------------------

# Delivers an accepted message to the recipients that the filter added; true when the other side took it. One attempt.
sub deliver {
    my ($self, $mail, %is) = @_;
    my @to = grep {/\@\Q$self->{domain}\E$/i} @{$mail->{added}};
    return 1 if !@to;
    my $socket = dial($self->{receipt}) or return 0;
    my $client = E2E::Client->new(over => $socket, hello => 'mx.example.test', greeting => 'LHLO');
    my $said = eval { $client->send(from => $is{from}, to => \@to, data => $is{data}) };
    eval { $client->quit } if $said && $said->{code};
    return $said && $said->{code} == 250;
}

1;
