package E2E::Rig;

# What every end-to-end test stands on: a directory of its own, processes that end with it, and ways to wait that are bounded.
#
# The directory is below /tmp while the test runs, since a UNIX socket's path may have only 107 bytes and Postfix's user must be able to
# reach it, wherever the checkout lies. When a test fails, its directory is copied to build/e2e/<test>/; when it passes, nothing stays.
# Every process is ended by its pid: at the end, on die, and on INT and TERM; one whose test was killed outright ends by --pdeathsig.

use strict;
use warnings;
use Cwd qw(abs_path);
use Errno qw(EINTR);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Temp ();
use IO::Socket::INET;
use IO::Socket::UNIX;
use JSON::PP ();
use POSIX qw(:sys_wait_h);
use Socket ();
use Test::More import => [qw(diag plan)];
use Time::HiRes qw(sleep time);

my $TOP = abs_path(dirname(__FILE__) . '/../../../..');
my @RIGS;

sub top   { return $TOP }
sub build { return $ENV{EARSHOT_BUILD} || "$TOP/build" }

# Postfix and Sendmail need root to change users; a test started by another user starts itself again through sudo.
sub need_root {
    return if $> == 0;
    plan(skip_all => 'needs root, and sudo is not here') if system('command -v sudo >/dev/null 2>&1') != 0;
    my @keep = map {"$_=$ENV{$_}"} grep { defined $ENV{$_} } qw(EARSHOT_BUILD EARSHOT_SEED EARSHOT_KEEP EARSHOT_TEST_STORE EARSHOT_MODULES PATH HARNESS_ACTIVE ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS G_SLICE);
    exec('sudo', '-n', 'env', @keep, $^X, (map {"-I$_"} @INC), abs_path($0), @ARGV);
    die "sudo: $!\n";
}

# A network and a mount table of the test's own, so that servers can have their true ports, and files of the system other contents, for
# this test alone. The test starts itself again in them.
sub need_own_network {
    if (!$ENV{EARSHOT_OWN_NETWORK}) {
        plan(skip_all => 'this machine lets nobody make a network of his own (unshare --net --mount)') if system('unshare --net --mount true 2>/dev/null') != 0;
        local $ENV{EARSHOT_OWN_NETWORK} = 1;
        exec('unshare', '--net', '--mount', $^X, (map {"-I$_"} @INC), abs_path($0), @ARGV) or die "unshare: $!\n";
    }
    socket my $any, Socket::AF_INET(), Socket::SOCK_DGRAM(), 0 or die "socket: $!\n";
    my $up = pack 'a16 s x22', 'lo', 1 | 64;        # IFF_UP, IFF_RUNNING
    ioctl $any, 0x8914, $up or die "lo: $!\n";     # SIOCSIFFLAGS
    return;
}

# A helper of tests/support: built by the Makefile beside the tests, or here when a test is run by hand.
sub support {
    my ($name, @flags) = @_;
    (my $source = "$TOP/tests/support/$name.c") =~ s/\.so\.c$/.c/;
    my ($found) = grep { -e && -M _ <= -M $source } map {"$_/support/$name"} build(), "$TOP/build/release", "$TOP/build";
    return $found if $found;
    make_path("$TOP/build/support");
    my $made = "$TOP/build/support/$name";
    system('gcc', '-O1', '-o', "$made.$$", $source, @flags) == 0 && rename "$made.$$", $made or die "$source does not build\n"; # tests run side by side
    return $made;
}
sub refuser { return support('refuser', '-lmilter') }

sub need_programs {
    my @lacking = grep { !-x build() . "/$_" } @_;
    plan(skip_all => 'not built: ' . join ', ', @lacking) if @lacking;
    return;
}

# keep => DIR copies the directory there however the test ends; otherwise it goes to build/e2e/<name> on failure.
sub new {
    my ($class, $name, %with) = @_;
    my $dir = File::Temp::tempdir('earshot-XXXXXX', DIR => '/tmp', CLEANUP => 0);
    chmod 0755, $dir;
    make_path("$dir/log");
    my $seed = $ENV{EARSHOT_SEED} // (time * 1000) % 1_000_000_007;
    $seed = int $seed;
    srand $seed;
    my $self = bless {
        name => $name, dir => $dir, keep => $with{keep}, quiet => $with{quiet}, owner => $$, order => [], pid => {}, starts => {}, seed => $seed,
    }, $class;
    push @RIGS, $self;
    $self->note("seed $seed (EARSHOT_SEED=$seed repeats it), directory $dir");
    return $self;
}

sub note { my ($self, @text) = @_; Test::More::note(@text) if !$self->{quiet}; return }
sub dir  { my ($self, $below) = @_; return defined $below ? "$self->{dir}/$below" : $self->{dir} }
sub log_file { my ($self, $name) = @_; return "$self->{dir}/log/$name.log" }
sub log_text { my ($self, $name) = @_; my $file = $self->log_file($name); return -e $file ? E2E::Rig::slurp($file) : '' }

sub make_dir {
    my ($self, $below, $mode, $user, $group) = @_;
    my $path = $self->dir($below);
    make_path($path);
    chown(defined $user ? scalar getpwnam $user : -1, defined $group ? scalar getgrnam $group : -1, $path) or die "chown $path: $!\n";
    chmod $mode // 0755, $path or die "chmod $path: $!\n";
    return $path;
}

sub write_file {
    my ($self, $below, $text, $mode) = @_;
    my $path = $below =~ m{^/} ? $below : $self->dir($below);
    open my $out, '>:raw', "$path.new" or die "$path.new: $!\n";
    print {$out} $text;
    close $out or die "$path: $!\n";
    chmod $mode, "$path.new" if defined $mode;
    rename "$path.new", $path or die "$path: $!\n";
    return $path;
}

sub slurp {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/ = undef;
    my $text = <$in>;
    return $text // '';
}

sub free_port {
    my $socket = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1', LocalPort => 0, ReuseAddr => 1) or die "no port: $!\n";
    return $socket->sockport;
}

# ---- processes ------------------------------------------------------------------------------------------------------

# Starts a program under a name; what it writes goes to log/<name>.log, several starts one after the other.
sub spawn {
    my ($self, $name, @command) = @_;
    $self->started($name, $self->fork_as($name, sub {
        umask 0002; # as UMask= in a unit: sockets are for the group of their directory, which is Postfix's
        my @bound = -x '/usr/bin/setpriv' ? ('/usr/bin/setpriv', '--pdeathsig', 'TERM') : ();
        exec(@bound, @command) or print STDERR "cannot run $command[0]: $!\n";
        POSIX::_exit(127);
    }));
    return $self->{pid}{$name};
}

# Runs a piece of Perl as a process of its own under a name.
sub fork_as {
    my ($self, $name, $code) = @_;
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP CHLD);
        open STDIN,  '<',  '/dev/null';
        open STDOUT, '>>', $self->log_file($name);
        open STDERR, '>&', \*STDOUT;
        $code->();
        POSIX::_exit(0);
    }
    return $pid;
}

sub started {
    my ($self, $name, $pid) = @_;
    die "$name runs already\n" if $self->alive($name);
    $self->{pid}{$name} = $pid;
    $self->{starts}{$name}++;
    push @{$self->{order}}, $name if !grep { $_ eq $name } @{$self->{order}};
    return $pid;
}

sub pid { my ($self, $name) = @_; return $self->{pid}{$name} }

sub alive {
    my ($self, $name) = @_;
    my $pid = $self->{pid}{$name} or return 0;
    return 1 if waitpid($pid, WNOHANG) == 0;
    $self->{status}{$name} = $?;
    delete $self->{pid}{$name};
    return 0;
}

# Ends a process and returns its wait status; one that does not heed the signal in time is killed, which counts as a failure of its own.
sub stop {
    my ($self, $name, %with) = @_;
    return $self->{status}{$name} if !$self->alive($name);
    my $pid = $self->{pid}{$name};
    kill $with{signal} // 'TERM', $pid;
    if (!eventually($with{within} // 10, sub { !$self->alive($name) })) {
        diag("$name (pid $pid) did not end in time and was killed") if !$self->{quiet};
        kill 'KILL', $pid;
        waitpid $pid, 0;
        $self->{status}{$name} = $?;
        delete $self->{pid}{$name};
    }
    return $self->{status}{$name};
}

# By which signal the end of the test ends it, where TERM is not it.
sub ends_by { my ($self, $name, $signal) = @_; $self->{ends_by}{$name} = $signal; return }

sub kill9 { my ($self, $name) = @_; return $self->stop($name, signal => 'KILL') }

# Runs a command to its end; returns (exit status, stdout, stderr). A signal counts as 128 + its number.
sub run {
    my ($self, @command) = @_;
    my $with = ref $command[0] eq 'HASH' ? shift @command : {};
    my $base = $self->dir('log/run.' . ++$self->{runs});
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP CHLD);
        open STDIN, '<', $with->{stdin} // '/dev/null' or POSIX::_exit(126);
        open STDOUT, '>', "$base.out";
        open STDERR, '>', "$base.err";
        exec @command or POSIX::_exit(127);
    }
    my $ended = eventually($with->{within} // 60, sub { waitpid($pid, WNOHANG) == $pid });
    my $status = $?;
    if (!$ended) { kill 'KILL', $pid; waitpid $pid, 0; $status = 9 }
    my @result = ($status & 127 ? 128 + ($status & 127) : $status >> 8, slurp("$base.out"), slurp("$base.err"));
    unlink "$base.out", "$base.err";
    return @result;
}

# ---- waiting --------------------------------------------------------------------------------------------------------

# Calls the code until it returns something true, at most for so many seconds; returns that or nothing.
sub eventually {
    my ($seconds, $code) = @_;
    my $until = time + $seconds;
    while (1) {
        my $found = $code->();
        return $found if $found;
        return if time >= $until;
        sleep 0.01;
    }
}

# "unix:/path" or "inet:port@host"
sub can_connect {
    my ($where) = @_;
    return defined IO::Socket::UNIX->new(Peer => $1) if $where =~ /^unix:(.*)/;
    return defined IO::Socket::INET->new(PeerAddr => $2, PeerPort => $1, Timeout => 1) if $where =~ /^inet:(\d+)\@(.*)/;
    die "no socket: $where\n";
}

sub wait_for_socket {
    my ($self, $name, $where) = @_;
    return if eventually(60, sub { can_connect($where) || !$self->alive($name) }) && $self->alive($name);
    die "$name does not listen on $where:\n" . $self->log_text($name);
}

# ---- the end --------------------------------------------------------------------------------------------------------

# Reports of the sanitizers in any log are failures, whatever else the test saw.
sub sanitizer_reports {
    my ($self) = @_;
    my @found;
    for my $file (glob "$self->{dir}/log/*.log") {
        push @found, map {"$file: $_"} grep {/ERROR: \w+Sanitizer|runtime error:|WARNING: ThreadSanitizer|LeakSanitizer/} split /\n/, slurp($file);
    }
    return @found;
}

sub end {
    my ($self, $failed) = @_;
    return if $self->{owner} != $$ || $self->{ended}++;
    for my $name (reverse @{$self->{order}}) { eval { $self->stop($name, signal => $self->{ends_by}{$name}) } }
    $_->() for @{$self->{at_end} // []};
    my $into = $self->{keep} // ($failed || $ENV{EARSHOT_KEEP} ? "$TOP/build/e2e/$self->{name}" : undef);
    if (defined $into) {
        remove_tree($into);
        make_path(dirname($into));
        system('cp', '-a', $self->{dir}, $into);
        system('chown', '-R', "$ENV{SUDO_UID}:$ENV{SUDO_GID}", $into) if $ENV{SUDO_UID};
        diag("what the test left is in $into") if !$self->{quiet};
    }
    remove_tree($self->{dir});
    return;
}

sub at_end { my ($self, $code) = @_; push @{$self->{at_end}}, $code; return }

$SIG{INT}  = sub { exit 130 };
$SIG{TERM} = sub { exit 143 };
$SIG{PIPE} = 'IGNORE';

END {
    my $status = $?;
    my $failed = $status != 0 || (Test::More->builder->expected_tests // 0) >= 0 && !Test::More->builder->is_passing;
    $_->end($failed) for @RIGS;
    $? = $status;
}

1;
