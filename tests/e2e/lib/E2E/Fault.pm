package E2E::Fault;

# Faults at a chosen step, in one program under test: the control of tests/support/fault.c. A step is a call by which the program changes a
# file below a directory or speaks over a socket. The program runs with `preload`; then, as often as wanted:
#
#     $fault->count;                                 only count from now on
#     $fault->arm(kind => 'kill', nth => 7);         strike at the seventh step from now on
#     $fault->disarm;                                everything goes well again
#     $fault->steps, $fault->struck, $fault->trace   what there was since the last count or arm
#
# Arming costs the program nothing and needs no restart: the file is mapped.

use strict;
use warnings;
use E2E::Rig;

# In the order of fault.c. In a trace they are one letter each: w s r g o u a t f c.
my @STEPS = qw(write sync rename grow open unlink accept send recv connect);
my $KINDS = {
    # name => [number in fault.c, errno, the steps where this can happen]
    count      => [0, 0,   \@STEPS],
    kill       => [1, 0,   \@STEPS],
    torn       => [2, 0,   [qw(write send)]],
    EIO        => [3, 5,   [qw(write sync rename grow open unlink)]],
    ENOSPC     => [3, 28,  [qw(write sync rename grow open)]],
    ENOMEM     => [3, 12,  [qw(grow accept recv send)]],
    EMFILE     => [3, 24,  [qw(open accept)]],
    ECONNRESET => [3, 104, [qw(accept send recv connect)]],
    short      => [4, 0,   [qw(write send)]],
};

# rig, a name, and the directory below which files count
sub new {
    my ($class, $rig, $name, $below) = @_;
    my $self = bless {rig => $rig, below => $below, file => $rig->write_file("fault-$name", "\0" x 4096, 0666)}, $class;
    return $self;
}

sub kinds { return sort keys %$KINDS }

# What a program needs in its environment: the library, and variables.
sub preload { my ($self) = @_; return (E2E::Rig::support('fault.so', qw(-D_GNU_SOURCE -shared -fPIC)), "EARSHOT_TEST_FAULT=$self->{file}", "EARSHOT_TEST_FAULT_BELOW=$self->{below}") }

sub put {
    my ($self, $at, @numbers) = @_;
    open my $out, '+<:raw', $self->{file} or die "$self->{file}: $!\n";
    sysseek $out, $at, 0;
    syswrite $out, pack('Q*', @numbers);
    close $out;
    return;
}

# (steps, struck, trace, when it struck last)
sub get {
    my ($self) = @_;
    my $text = E2E::Rig::slurp($self->{file});
    my @numbers = unpack 'Q9', $text;
    return (@numbers[6, 7], substr($text, 72, $numbers[6] < 4024 ? $numbers[6] : 4024), $numbers[8] / 1e6);
}

# kind; nth (1); span: how many steps are struck from there on (1; 'all' for all until disarmed); steps => ['write', ...] narrows them
sub arm {
    my ($self, %is) = @_;
    my $kind = $KINDS->{$is{kind}} or die "no kind $is{kind}\n";
    my $mask = 0;
    for my $number (0 .. $#STEPS) {
        my $step = $STEPS[$number];
        $mask |= 1 << $number if grep({ $_ eq $step } @{$kind->[2]}) && (!$is{steps} || grep { $_ eq $step } @{$is{steps}});
    }
    my $span = ($is{span} // 1) eq 'all' ? 1 << 60 : $is{span} // 1;
    $self->disarm;
    $self->put(8, $is{count} ? 0 : $kind->[0], $kind->[1], $is{nth} // 1, $span, $mask, 0, 0, 0);
    $self->put(0, 1);
    return $self;
}

# Counts what `arm` with the same would count.
sub count { my ($self, %is) = @_; return $self->arm(kind => 'count', %is, count => 1) }
sub disarm { my ($self) = @_; $self->put(0, 0); return }

sub steps  { my ($self) = @_; return ($self->get)[0] }
sub struck { my ($self) = @_; return ($self->get)[1] }
sub trace  { my ($self) = @_; return ($self->get)[2] }
sub struck_at { my ($self) = @_; return ($self->get)[3] }

1;
