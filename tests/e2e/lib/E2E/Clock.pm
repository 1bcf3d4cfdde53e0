package E2E::Clock;

# A wall clock for the programs under test that can be set, so that a quarter passes in a minute: tests/support/clock.c, preloaded into them,
# adds the seconds that stand in a file. The MTA and the sinks go by the real time, and timeouts stay what they are; only libmilter waits for
# moments of the wall clock, which the kernel does not know to be set: to be set to the past would keep it awake all the time.

use strict;
use warnings;
use E2E::Rig;
use Time::HiRes qw(time);

sub new {
    my ($class, $rig, $at) = @_;
    my $self = bless {file => $rig->write_file('clock', pack('q', 0), 0644), library => E2E::Rig::support('clock.so', qw(-shared -fPIC))}, $class;
    return $self->set($at);
}

# From now on it is that moment, in seconds since 1970, and goes on from there. In place: the file is mapped.
sub set {
    my ($self, $at) = @_;
    $self->{offset} = int($at - time);
    open my $out, '+<:raw', $self->{file} or die "$self->{file}: $!\n";
    syswrite $out, pack('q', $self->{offset});
    close $out;
    return $self;
}

sub now { my ($self) = @_; return time + $self->{offset} }

# What a program that is to go by it needs in its environment: the library, and variables.
sub preload { my ($self) = @_; return ($self->{library}, "EARSHOT_TEST_CLOCK=$self->{file}") }

1;
