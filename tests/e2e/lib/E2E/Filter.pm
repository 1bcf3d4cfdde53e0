package E2E::Filter;

# A filter that was there before ours: it speaks the milter protocol, asks for nothing but the end of a message, and puts one field on
# top, as a verifier puts Authentication-Results. Ours must come behind it and read that.

use strict;
use warnings;
use E2E::Rig;
use IO::Socket::UNIX;
use Socket;

my %NO = (connect => 1, helo => 2, mail => 4, rcpt => 8, body => 16, headers => 32, eoh => 64, unknown => 256, data => 512);

# rig, a name, "unix:/path", and the field that it adds
sub new {
    my ($class, $rig, $name, $socket, $field, $value) = @_;
    my $self = bless {rig => $rig, name => $name, socket => $socket, field => $field, value => $value}, $class;
    $self->up;
    return $self;
}

sub up {
    my ($self) = @_;
    $self->{rig}->started($self->{name}, $self->{rig}->fork_as($self->{name}, sub { $self->serve }));
    $self->{rig}->wait_for_socket($self->{name}, $self->{socket});
    return;
}

sub down { my ($self) = @_; $self->{rig}->stop($self->{name}); return }

# A process a connection, as Sink has it.
sub serve {
    my ($self) = @_;
    my $path = $self->{socket} =~ s/^unix://r;
    unlink $path;
    my $listener = IO::Socket::UNIX->new(Local => $path, Listen => 20) or die "$path: $!\n";
    chmod 0666, $path;
    $SIG{CHLD} = 'IGNORE';
    while (1) {
        my $connection = $listener->accept or next;
        my $pid = fork // die "fork: $!\n";
        if ($pid == 0) { $self->converse($connection); POSIX::_exit(0) }
        close $connection;
    }
    return;
}

sub packet { my ($kind, $data) = @_; return pack 'N a a*', 1 + length($data // ''), $kind, $data // '' }

sub converse {
    my ($self, $at) = @_;
    while ((read($at, my $size, 4) // 0) == 4) {
        read $at, my $bytes, unpack 'N', $size;
        my ($kind, $data) = unpack 'a a*', $bytes;
        return if $kind eq 'Q';
        my $reply = '';
        $reply = negotiate($data) if $kind eq 'O';
        $reply = packet('i', pack 'N Z* Z*', 0, $self->{field}, $self->{value}) . packet('c') if $kind eq 'E';
        syswrite $at, $reply if length $reply;
    }
    return;
}

# Version 6, adding fields, and no step that is offered to be left out.
sub negotiate {
    my ($data) = @_;
    my (undef, undef, $steps) = unpack 'N N N', $data;
    my $none = 0;
    $none |= $_ for values %NO;
    return packet('O', pack 'N N N', 6, 1, $steps & $none);
}

1;
