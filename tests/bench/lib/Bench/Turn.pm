package Bench::Turn;

# One turn of one subject: started on a fresh directory, loaded, asked what it cost, ended by its process id. One that takes long to start
# (`once`) is started for its first turn and waits idle between its turns.

use strict;
use warnings;
use Bench::Files;
use Bench::Figures;
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use IO::Socket::UNIX;
use JSON::PP;
use POSIX qw(WNOHANG sysconf _SC_CLK_TCK);
use Time::HiRes qw(sleep time);

# tools => where `load` is; store => below which directory stores are made; keep => leave them; mail => a directory of messages, or undef
sub new {
    my ($class, %with) = @_;
    my $self = bless {%with, pids => {}, turns => 0, owner => $$}, $class;
    make_path($with{store});
    $self->{work} = tempdir('bench-XXXXXX', DIR => $with{store});
    $self->{sockets} = tempdir('bench-XXXXXX', TMPDIR => 1); # a socket's path has room for 107 bytes, a checkout may lie deeper
    chmod 0755, $self->{sockets}; # what gives up its rights must find its files
    return $self;
}

sub work { my ($self) = @_; return $self->{work} }
sub sockets { my ($self) = @_; return $self->{sockets} }

# (pid, socket path, seconds until it answered, its directory)
sub start {
    my ($self, $subject, $dir) = @_;
    $dir //= tempdir('turn-XXXXXX', DIR => $subject->{outside} ? $self->{sockets} : $self->{work});
    chmod 0755, $dir if $subject->{outside};
    my $socket = "$self->{sockets}/" . ++$self->{turns} . ".sock";
    my @argv = $subject->{start}->($dir, "unix:$socket");
    my $begun = time;
    my $pid = fork() // die "fork: $!\n";
    if (!$pid) {
        open STDOUT, '>', "$dir/filter.log";
        open STDERR, '>&', \*STDOUT;
        exec { $argv[0] } @argv or POSIX::_exit(127);
    }
    $self->{pids}{$pid} = 1;
    for (1 .. 6000) {
        if (answers($socket)) {
            my $took = time - $begun;
            $subject->{settle}->($dir) if $subject->{settle};
            return ($pid, $socket, $took, $dir);
        }
        last if waitpid($pid, WNOHANG) == $pid && delete $self->{pids}{$pid};
        sleep 0.01;
    }
    die "$argv[0] did not open its socket:\n" . tail("$dir/filter.log");
}

# Whether a milter takes part in a negotiation there: a socket alone may be there before what serves it.
sub answers {
    my ($socket) = @_;
    my $milter = IO::Socket::UNIX->new(Peer => $socket) or return 0;
    print $milter pack('N a N3', 13, 'O', 6, 0x1ff, 0x1fffff);
    $milter->flush;
    my $bits = '';
    vec($bits, fileno $milter, 1) = 1;
    return 0 if !select $bits, undef, undef, 30;
    return 0 if !sysread $milter, my $reply, 5;
    print $milter pack('N a', 1, 'Q');
    $milter->flush;
    return 1;
}

sub stop {
    my ($self, $pid, $grace) = @_;
    kill 'TERM', $pid;
    for (my $end = time + $grace; time < $end; sleep 0.02) {
        return delete $self->{pids}{$pid} if waitpid($pid, WNOHANG) == $pid;
    }
    kill 'KILL', $pid;
    waitpid $pid, 0;
    return delete $self->{pids}{$pid};
}

sub end {
    my ($self) = @_;
    return if $$ != $self->{owner} || $self->{ended}++;
    $self->stop($_, 2) for keys %{$self->{pids}};
    remove_tree($self->{work}) if !$self->{keep};
    remove_tree($self->{sockets});
    return;
}

# CPU seconds used so far by a process and those it started, and the peak of its resident megabytes and what of it is no file's.
sub usage {
    my ($pid) = @_;
    my ($cpu, $peak) = (0, 0);
    for my $one ($pid, children($pid)) {
        my @field = split ' ', read_file("/proc/$one/stat") =~ s/^.*\) //sr;
        $cpu += (($field[11] // 0) + ($field[12] // 0)) / sysconf(_SC_CLK_TCK);
        $peak += memory($one, 'VmHWM');
    }
    return ($cpu, $peak);
}

sub memory { my ($pid, $what) = @_; my ($kilobytes) = read_file("/proc/$pid/status") =~ /^$what:\s+(\d+)/m; return ($kilobytes // 0) / 1024 }

sub children {
    my ($pid) = @_;
    my @found;
    push @found, map { ($_, children($_)) } split ' ', read_file($_) for glob "/proc/$pid/task/*/children";
    return @found;
}

# Loads a subject; dies when a session was cut.
sub load {
    my ($self, $subject, $socket, @bound) = @_;
    my @what = $subject->{mail} ? $subject->{mail}->() : ('--rcpt', $subject->{rcpt} // 'support@example.test', '--auth-results', 'mx.example.test',
        $self->{mail} ? ('--dir', $self->{mail}) : ());
    my ($well, $report) = ask_json("$self->{tools}/load", '--json', '--quiet', $subject->{expect} ? ('--expect', $subject->{expect}) : (),
        @what, @bound, "unix:$socket");
    die "the load on $subject->{key} failed (exit " . ($? >> 8) . ")\n" if !$well;
    return $report;
}

# A whole turn, with a short load beforehand that is not counted.
sub take {
    my ($self, $subject, $connections, $seconds) = @_;
    my ($pid, $socket, undef, $dir) = @{$self->{once}{$subject->{key}} // []};
    ($pid, $socket, undef, $dir) = $self->start($subject) if !defined $pid;
    $self->{once}{$subject->{key}} = [$pid, $socket, 0, $dir] if $subject->{once};
    $self->load($subject, $socket, '--connections', $connections, '--messages', $connections > 25 ? 5 * $connections : 20 * $connections, '--seconds', 5);
    my ($before) = usage($pid);
    my $report = eval { $self->load($subject, $socket, '--connections', $connections, '--seconds', $seconds) };
    die $@ . tail("$dir/filter.log") if !$report;
    my ($after, $peak) = usage($pid);
    $report->{cpu} = ($after - $before) * 1000 / ($report->{messages} || 1);
    $report->{peak} = $peak;
    $report->{whole} = $subject->{whole}->($report) ? 1 : 0;
    return $report if $subject->{once};
    $self->stop($pid, $subject->{earshot} ? 10 : 0.1);
    remove_tree($dir) if !$self->{keep};
    return $report;
}

1;
