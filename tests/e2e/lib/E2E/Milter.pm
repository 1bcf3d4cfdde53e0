package E2E::Milter;

# The MTA's side of the milter protocol over one connection, for tests that must stop between two steps where a real MTA never does.

use strict;
use warnings;
use Errno qw(EINTR);
use IO::Socket::INET;
use IO::Socket::UNIX;

# Steps without an answer, by the command (mfdef.h: SMFIP_NR_*).
my %SILENT = (C => 0x1000, H => 0x2000, M => 0x4000, R => 0x8000, T => 0x10000, L => 0x80, N => 0x40000, B => 0x80000);

# at => 'unix:/path' or 'inet:port@host'; actions and steps => what this MTA can do (default: all there is). Greets and says who the client is.
sub new {
    my ($class, %with) = @_;
    my $socket = $with{at} =~ /^unix:(.*)/ ? IO::Socket::UNIX->new(Peer => $1) : $with{at} =~ /^inet:(\d+)\@(.*)/ ? IO::Socket::INET->new(PeerAddr => $2, PeerPort => $1) : undef;
    my $self = bless {socket => $socket // die("$with{at}: $!\n")}, $class;
    $self->put('O', pack 'NNN', 6, $with{actions} // 0x1ff, $with{steps} // 0x1fffff);
    my ($command, $data) = $self->get;
    die "no negotiation: $command\n" if $command ne 'O';
    (undef, $self->{actions}, $self->{steps}) = unpack 'NNN', $data;
    $self->step('C', "client.customer.test\0" . '4' . pack('n', 25) . "192.0.2.1\0") if !$with{bare};
    return $self;
}

sub put {
    my ($self, $command, $data) = @_;
    my $packet = pack('N', 1 + length($data // '')) . $command . ($data // '');
    while (length $packet) {
        my $sent = syswrite $self->{socket}, $packet;
        return 0 if !defined $sent;
        substr $packet, 0, $sent, '';
    }
    return 1;
}

# (command, data) of the next packet; ('', '') when the connection is gone or silent for half a minute.
sub get {
    my ($self) = @_;
    my $head = $self->take(4);
    return ('', '') if length $head < 4;
    my $body = $self->take(unpack 'N', $head);
    return length $body ? (substr($body, 0, 1), substr $body, 1) : ('', '');
}

sub take {
    my ($self, $size) = @_;
    my $bytes = '';
    while (length $bytes < $size) {
        my $ready = '';
        vec($ready, fileno $self->{socket}, 1) = 1;
        my $found = select $ready, undef, undef, 30;
        next if $found < 0 && $! == EINTR;
        last if $found <= 0;
        last if !sysread $self->{socket}, $bytes, $size - length $bytes, length $bytes;
    }
    return $bytes;
}

# Sends a step; its answer, 'c' where none is due.
sub step {
    my ($self, $command, $data) = @_;
    return '' if !$self->put($command, $data);
    return 'c' if $SILENT{$command} && $self->{steps} & $SILENT{$command};
    return ($self->get)[0];
}

sub macro { my ($self, $step, %is) = @_; return $self->put('D', $step . join '', map {"$_\0$is{$_}\0"} sort keys %is) }

# Up to and including DATA; the answer to it.
sub envelope {
    my ($self, $from, @to) = @_;
    $self->step('M', "<$from>\0");
    $self->step('R', "<$_>\0") for @to;
    $self->macro('T', i => sprintf '4XTEST%05d', ++$self->{count});
    return $self->step('T');
}

# The header of a message's bytes (CRLF), the answer to its last field; and the rest: (answer, [edits as "command data"]).
sub header {
    my ($self, $bytes) = @_;
    my ($head) = split /\r\n\r\n/, $bytes, 2;
    my $answer = 'c';
    for my $field (split /\r\n(?![ \t])/, $head) {
        my ($name, $value) = split /: ?/, $field, 2;
        $value =~ s/\r\n/\n/g;
        $answer = $self->step('L', "$name\0$value\0");
    }
    return $answer;
}

sub rest {
    my ($self, $bytes) = @_;
    my (undef, $body) = split /\r\n\r\n/, $bytes, 2;
    my $answer = $self->step('N');
    $answer = $self->step('B', $body) if $answer eq 'c' && length $body;
    return ($answer, []) if $answer !~ /^[cs]$/;
    $self->put('E');
    my @edits;
    while (1) {
        my ($command, $data) = $self->get;
        return ($command, \@edits) if $command !~ /^[-+2hmip]$/;
        push @edits, "$command $data";
    }
}

sub quit { my ($self) = @_; $self->put('Q'); close $self->{socket}; return }

1;
