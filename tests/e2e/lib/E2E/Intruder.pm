package E2E::Intruder;

# Somebody inside a program under test, who tries what there is to try, or holds threads: tests/support/intruder.c, preloaded. Put it among
# the faults of E2E::Earshot, {faults => {milter => $intruder}}; then, as often as wanted:
#
#     my %came_of_it = $intruder->try($thread);       name of the attempt => '' where it was let, else the name of the error
#     $intruder->hold(@threads); $intruder->release;  these threads stand still, and go on

use strict;
use warnings;
use E2E::Rig;
use Errno ();
use POSIX ();

# In the order of intruder.c.
my @ATTEMPTS = ('an IPv4 socket', 'an IPv6 socket', 'an IPv4 socket by a number that is cut', 'a netlink socket', 'a packet socket', 'a unix socket',
    'execve', 'execveat', 'ptrace', 'reading another process', 'reading a file outside', 'writing a file outside', 'making a file outside',
    'reading a file inside', 'mount', 'unshare', 'clone3', 'io_uring', 'bpf', 'connecting by TCP', 'listening by TCP');
my $SIZE = 32 + 32 * 8 + 3 * 256;
my %ERRORS = map { no strict 'refs'; (&{"Errno::$_"}() => $_) } @{$Errno::EXPORT_TAGS{POSIX}}, qw(EPERM EAFNOSUPPORT);

sub attempts { return @ATTEMPTS }

# rig, a name, and paths: outside (a file that is there), inside (likewise), fresh (none is there)
sub new {
    my ($class, $rig, $name, %is) = @_;
    my $bytes = pack('Q4 q32 (Z256)3', (0) x 36, @is{qw(outside inside fresh)});
    return bless {rig => $rig, file => $rig->write_file("intruder-$name", $bytes, 0666)}, $class;
}

# AddressSanitizer wants to come first, but has nothing to say about this one.
sub preload {
    my ($self) = @_;
    my $sanitizer = join ':', grep {defined} $ENV{ASAN_OPTIONS}, 'verify_asan_link_order=0';
    return (E2E::Rig::support('intruder.so', qw(-D_GNU_SOURCE -shared -fPIC)), "EARSHOT_TEST_INTRUDER=$self->{file}", "ASAN_OPTIONS=$sanitizer");
}

sub put {
    my ($self, $at, $number) = @_;
    open my $out, '+<:raw', $self->{file} or die "$self->{file}: $!\n";
    sysseek $out, $at, 0;
    syswrite $out, pack 'Q', $number;
    close $out;
    return;
}
sub get { my ($self, $at) = @_; return unpack 'Q', substr E2E::Rig::slurp($self->{file}), $at, 8 }

sub threads { my ($pid) = @_; return sort { $a <=> $b } map { m{(\d+)$} } glob "/proc/$pid/task/*" }

# A signal for one thread, which Perl has no word for; elsewhere the main thread gets it.
sub signal_to {
    my ($pid, $thread, $signal) = @_;
    my $number = {x86_64 => 234, aarch64 => 131}->{(POSIX::uname())[4]};
    return defined $number ? syscall($number, $pid + 0, $thread + 0, $signal + 0) == 0 : kill $signal, $pid;
}

# `except` names attempts that are not made.
sub try {
    my ($self, $pid, $thread, %with) = @_;
    my $spares = 0;
    for my $number (0 .. $#ATTEMPTS) { $spares |= 1 << $number if grep { $_ eq $ATTEMPTS[$number] } @{$with{except} // []} }
    my $before = $self->get(0);
    $self->put(8, $spares);
    signal_to($pid, $thread, POSIX::SIGUSR2()) or die "no thread $thread of $pid\n";
    E2E::Rig::eventually(10, sub { $self->get(0) > $before }) or die "thread $thread of $pid tries nothing\n";
    my @results = unpack 'q32', substr E2E::Rig::slurp($self->{file}), 32, 256;
    return map { $ATTEMPTS[$_] => $results[$_] ? $ERRORS{$results[$_]} // $results[$_] : '' } grep { !($spares >> $_ & 1) } 0 .. $#ATTEMPTS;
}

sub hold {
    my ($self, $pid, @threads) = @_;
    $self->put(24, 0);
    signal_to($pid, $_, POSIX::SIGUSR1()) for @threads;
    E2E::Rig::eventually(10, sub { $self->get(16) == @threads }) or die "not all of @threads stand still\n";
    return;
}

sub release {
    my ($self) = @_;
    $self->put(24, 1);
    E2E::Rig::eventually(10, sub { $self->get(16) == 0 }) or die "not all go on\n";
    return;
}

1;
