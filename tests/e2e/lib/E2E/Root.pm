package E2E::Root;

# This machine once more, to install into: the test starts itself again in namespaces of its own, where / is an overlay of the real one
# on a tmpfs. Packages are installed there, daemons started and Postfix configured as on a real machine, loopback is private, and when
# the test ends, or is killed, its processes end, its mounts go, and nothing was ever written.
#
# The whole namespace has the new root, its first process too (pivot_root, no chroot): else Debian's scripts see a chroot and start
# nothing. What is below build/ is the real directory, so that a test that fails can leave its files there.

use strict;
use warnings;
use Cwd ();
use Digest::MD5 ();
use E2E::Rig;
use Fcntl qw(:mode);
use IO::Handle;
use IO::Socket::UNIX;
use POSIX ();
use Socket ();
use Test::More import => [qw(plan)];

my $BELOW = '/mnt'; # holds tmpfs: upper/ is what was written, host/ the real root

# Returns in the new root only; before that it ends the test with a reason, or with what the test inside ended with.
sub enter {
    return inside() if $ENV{EARSHOT_ROOT};
    my @apart = grep { -d && (stat)[0] != (stat '/')[0] } map {"/$_"} qw(usr var etc lib bin sbin mnt);
    plan(skip_all => "@apart: on a file system of its own, an overlay of / lacks it") if @apart;
    my @namespaces = qw(--mount --pid --net --ipc --uts --fork --kill-child --propagation private);
    my $refused = `unshare @namespaces sh -c 'mount -t tmpfs none $BELOW && cd $BELOW && mkdir upper work root && mount -t overlay none -o lowerdir=/,upperdir=$BELOW/upper,workdir=$BELOW/work root' 2>&1`;
    plan(skip_all => 'namespaces and an overlay of / are not to be had here: ' . $refused =~ s/\s+/ /gr) if $?;
    $ENV{EARSHOT_ROOT} = 1;
    # The shell is the first process: it takes in those whom nobody else waits for.
    my $child = fork // die "fork: $!\n";
    my @bound = -x '/usr/bin/setpriv' ? qw(setpriv --pdeathsig KILL) : ();
    exec(@bound, 'unshare', @namespaces, 'sh', '-c', '"$@"; exit $?', 'sh', $^X, (map {"-I$_"} map { Cwd::abs_path($_) // () } grep { !ref } @INC), Cwd::abs_path($0)) or POSIX::_exit(127) if !$child;
    local @SIG{qw(INT TERM HUP)} = (sub { kill 'KILL', $child; waitpid $child, 0; POSIX::_exit(143) }) x 3;
    waitpid $child, 0;
    POSIX::_exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
}

sub must { system(@_) == 0 or die "@_: failed\n"; return }

sub inside {
    my $top = E2E::Rig::top();
    my $root = "$BELOW/root";
    must('mount', '-t', 'tmpfs', '-o', 'mode=755', 'none', $BELOW);
    mkdir "$BELOW/$_" for qw(upper work root host plain);
    must('mount', '-t', 'overlay', 'none', '-o', "lowerdir=/,upperdir=$BELOW/upper,workdir=$BELOW/work", $root);
    must('mount', '--bind', $BELOW, "$root$BELOW");
    must('mount', '--bind', '/', "$root$BELOW/plain"); # without what is mounted in it, as the overlay sees it
    must('mount', '-t', 'proc', 'none', "$root/proc");
    make_dev("$root/dev");
    if ((stat $top)[0] != (stat '/')[0]) { must('mkdir', '-p', "$root$top"); must('mount', '--bind', $top, "$root$top") }
    must('mount', '--bind', "$top/build", "$root$top/build");
    chdir $root or die "$root: $!\n";
    must('pivot_root', '.', ".$BELOW/host");
    chdir $top or die "$top: $!\n";
    loopback_up();
    return;
}

# A /dev of its own, so that /dev/log is ours.
sub make_dev {
    my ($dev) = @_;
    must('mount', '-t', 'tmpfs', '-o', 'mode=755', 'none', $dev);
    for my $node (qw(null zero full random urandom tty)) {
        open my $file, '>', "$dev/$node" or die "$dev/$node: $!\n";
        close $file;
        must('mount', '--bind', "/dev/$node", "$dev/$node");
    }
    mkdir "$dev/shm", 01777;
    symlink "/proc/self/fd$_->[0]", "$dev/$_->[1]" for ['', 'fd'], ['/0', 'stdin'], ['/1', 'stdout'], ['/2', 'stderr'];
    return;
}

# What daemons log from now on, in the file returned.
sub syslog {
    my ($rig) = @_;
    my $file = $rig->dir('log/syslog.log');
    my $socket = IO::Socket::UNIX->new(Local => '/dev/log', Type => Socket::SOCK_DGRAM()) or die "/dev/log: $!\n";
    chmod 0666, '/dev/log';
    open my $out, '>>', $file or die "$file: $!\n";
    $out->autoflush;
    $rig->started('syslog', $rig->fork_as('syslog', sub {
        while (defined $socket->recv(my $line, 65536)) { print {$out} $line =~ s/^<\d+>//r =~ s/\0?\n?$/\n/r }
    }));
    return $file;
}

# ifconfig lo up, for machines without ifconfig and ip
sub loopback_up {
    socket my $socket, Socket::AF_INET(), Socket::SOCK_DGRAM(), 0 or die "socket: $!\n";
    my $request = pack 'a16 s x22', 'lo', 0x41; # IFF_UP | IFF_RUNNING
    ioctl $socket, 0x8914, $request or die "lo: $!\n"; # SIOCSIFFLAGS
    return;
}

# ---- what was written -----------------------------------------------------------------------------------------------

# A file in a line: kind, mode, owner, and what it holds; "absent" without one.
sub describe {
    my ($path) = @_;
    my @is = lstat $path or return 'absent';
    my $owner = sprintf '%04o %d:%d', $is[2] & 07777, @is[4, 5];
    return "link to " . readlink $path if S_ISLNK($is[2]);
    return "directory $owner" if S_ISDIR($is[2]);
    return "special $owner" if !S_ISREG($is[2]);
    open my $in, '<:raw', $path or return "file $owner unreadable";
    return "file $owner " . Digest::MD5->new->addfile($in)->hexdigest;
}

# All paths that differ from the real root, or may: what lies in the overlay's upper layer, and what lies beside it in the lower.
sub touched {
    my @open = ('');
    my %found;
    while (defined(my $directory = shift @open)) {
        my %names;
        for my $layer ("$BELOW/upper", "$BELOW/plain") {
            opendir my $list, "$layer$directory/" or next;
            $names{$_} = 1 for grep { !/^\.\.?$/ } readdir $list;
        }
        for my $path (map {"$directory/$_"} keys %names) {
            $found{$path} = 1;
            push @open, $path if !-l "$BELOW/upper$path" && -d _;
        }
    }
    return keys %found;
}

# Path => description of all that differs from the real root.
sub snapshot {
    my %found;
    for my $path (grep { !m{^/(?:proc|dev|sys|mnt|tmp)(?:/|$)} } touched()) {
        next if !lstat "$BELOW/upper$path" and lstat $path; # only beside what was written
        $found{$path} = describe($path);
    }
    return \%found;
}

# Lines about what two snapshots tell differently.
sub differences {
    my ($before, $after) = @_;
    my @told;
    for my $path (sort keys %{{%$before, %$after}}) {
        my ($was, $is) = map { $_->{$path} // describe("$BELOW/plain$path") } $before, $after;
        push @told, "$path: was $was, is $is" if $was ne $is;
    }
    return @told;
}

1;
