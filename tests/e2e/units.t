# What service managers and start scripts rely on: the units' walls, scored by systemd itself; word that a daemon lives, given only when it does;
# and without systemd another user, a process in the background, and a file with its number.
use strict;
use warnings;
use File::Basename qw(basename);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Intruder;
use E2E::Milter;
use E2E::Rig;
use E2E::Sink;
use IO::Socket::UNIX;
use Socket qw(SOCK_DGRAM);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $rig = E2E::Rig->new('units');
my $units = E2E::Rig::top() . '/contrib/systemd';
my $unpacked = E2E::Rig::top() . '/build/systemd/root';
my %most = ('earshot-milter' => 2.0, 'earshot-courier' => 2.0);

# systemd's own tools, installed or unpacked by tests/support/install.
sub tool { my ($name) = @_; return (grep {-x} "/usr/bin/$name", "/bin/$name", "$unpacked/usr/bin/$name", "$unpacked/bin/$name")[0] }

sub directives {
    my ($file) = @_;
    my %is;
    for my $line (split /\n/, E2E::Rig::slurp("$units/$file")) { push @{$is{$1}}, $2 if $line =~ /^(\w+)=(.*)/ }
    return %is;
}

subtest 'the units' => sub {
    my $analyze = tool('systemd-analyze');
    plan skip_all => 'no systemd-analyze here (tests/support/install systemd)' if !$analyze;
    for my $unit (sort keys %most) {
        my ($status, $out, $err) = $rig->run($analyze, '--no-pager', 'security', '--offline=true', "$units/$unit.service");
        my ($score) = $out =~ /Overall exposure level for \S+: ([\d.]+)/;
        diag "$unit.service: exposure ", $score // "unknown: $err";
        cmp_ok $score // 10, '<=', $most{$unit}, "$unit.service is exposed by at most $most{$unit}";
    }
    # As it would be installed, with a program where the unit says.
    my @files = glob "$units/earshot-*.service $units/earshot-*.socket";
    for my $file (@files) {
        (my $text = E2E::Rig::slurp($file)) =~ s{^ExecStart=/usr/sbin/(\S+)}{'ExecStart=' . E2E::Earshot::program($1)}mge;
        $rig->write_file(basename($file), $text, 0644);
    }
    for my $drop_in (map { basename($_) } glob "$units/milter-*.conf") {
        my $with = $rig->write_file("$drop_in.service", E2E::Rig::slurp("$units/earshot-milter.service") . E2E::Rig::slurp("$units/$drop_in"), 0644);
        my ($status, $out) = $rig->run($analyze, '--no-pager', 'security', '--offline=true', $with);
        my ($score) = $out =~ /Overall exposure level for \S+: ([\d.]+)/;
        cmp_ok $score // 10, '<=', $most{'earshot-milter'}, "earshot-milter.service with $drop_in likewise";
        $rig->make_dir('earshot-milter.service.d', 0755);
        $rig->write_file("earshot-milter.service.d/$drop_in", E2E::Rig::slurp("$units/$drop_in"), 0644);
    }
    my @found_by = $analyze =~ /^\Q$unpacked/ ? "SYSTEMD_UNIT_PATH=$unpacked/lib/systemd/system:$unpacked/usr/lib/systemd/system:" : ();
    my ($status, $out, $err) = $rig->run('/usr/bin/env', @found_by, $analyze, '--man=no', 'verify', map { $rig->dir(basename($_)) } @files);
    is_deeply [grep { /earshot/ && !/^\s*$/ } split /\n/, $out . $err], [], 'systemd finds nothing wrong in them';
    is $status, 0, 'and says so';
};

subtest 'what the units and the configuration say of one place' => sub {
    my $conf = E2E::Rig::slurp(E2E::Rig::top() . '/conf/earshot.conf');
    my %listens = map { $_ => [{directives("earshot-$_.socket")}->{ListenStream}[0]] } qw(milter courier);
    my @sockets = $conf =~ m{^#?socket = unix:(\S+)}mg;
    is_deeply [map { @$_ } @listens{qw(milter courier)}], \@sockets, 'the sockets that systemd would hold are those of earshot.conf';
    for my $unit (sort keys %most) {
        my %is = directives("$unit.service");
        is $is{ExecStart}[0], "/usr/sbin/$unit", "$unit.service starts it by its defaults";
        is_deeply [@is{qw(Type Restart User)}], [['notify'], ['on-failure'], ['earshot']], 'as a daemon that tells when it is ready, with its own user';
        like $is{ReadWritePaths}[0], qr{^-/var/spool/postfix/earshot$}, 'which can write where sockets are';
        like join(' ', @{$is{SystemCallFilter}}), qr/\b$_\b/, "and may call $_, to confine itself" for qw(seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self);
        # A message is poison after two deaths, and after three crashes the store is left alone.
        cmp_ok $is{StartLimitBurst}[0], '>=', 10, 'and may crash some times in a row';
    }
    my %milter = directives('earshot-milter.service');
    is_deeply [@milter{qw(RestrictAddressFamilies PrivateNetwork)}], [['AF_UNIX'], ['yes']], 'the milter has no network';
    my %courier = directives('earshot-courier.service');
    my $hidden = join ' ', @{$courier{InaccessiblePaths}};
    like $hidden, qr{/var/spool/postfix/$_\b}, "the courier has no $_ queue" for qw(incoming active deferred maildrop);
};

# --- word to the service manager ---

my $sink = E2E::Sink->new($rig, 'relay');
sub daemons {
    my ($name, %with) = @_;
    my $at = $rig->make_dir($name);
    my $earshot = E2E::Earshot->new($rig, relay => $sink, socket => "unix:$at/milter.sock", receipt_socket => "unix:$at/receipt.sock", %with);
    $earshot->make_key;
    return $earshot;
}

# A daemon with a service manager of its own: ->words tells what it has said since the last call.
sub manage {
    my ($name, $start) = @_;
    my $path = $rig->dir("notify-$name");
    my $socket = IO::Socket::UNIX->new(Local => $path, Type => SOCK_DGRAM) or die "$path: $!\n";
    $socket->blocking(0);
    local @ENV{qw(NOTIFY_SOCKET WATCHDOG_USEC)} = ($path, 600_000);
    $start->();
    return sub {
        my @words;
        while (defined $socket->recv(my $word, 4096)) { push @words, split /\n/, $word }
        return @words;
    };
}
sub lives { my ($words, $seconds) = @_; my $count = 0; return E2E::Rig::eventually($seconds, sub { ($count += grep { $_ eq 'WATCHDOG=1' } $words->()) >= 2 }) }

subtest 'WATCHDOG=1 is said only while all that matters answers' => sub {
    my %nothing = (outside => '/dev/null', inside => '/dev/null', fresh => '/dev/null/none');
    my %intruder = map { $_ => E2E::Intruder->new($rig, $_, %nothing) } qw(milter courier);
    my $earshot = daemons('watched', faults => \%intruder);
    my %words = (milter => manage('milter', sub { $earshot->start_milter }), courier => manage('courier', sub { $earshot->start_courier }));
    ok lives($words{$_}, 30), "the $_ lives" for qw(milter courier);
    my %others = map { my $pid = $rig->pid($_); $_ => [grep { $_ != $pid } E2E::Intruder::threads($pid)] } keys %words;
    $intruder{$_}->hold($rig->pid($_), @{$others{$_}}) for keys %words;
    my %told = (milter => qr/event=trouble what=watchdog .*does not answer/, courier => qr/event=trouble what=watchdog .*thread for .* does not come back/);
    for my $daemon (qw(milter courier)) {
        # What is said meanwhile is taken away: a full queue would hold up who says it.
        ok E2E::Rig::eventually(30, sub { $_->() for values %words; $rig->log_text($daemon) =~ $told{$daemon} }), "the $daemon, whose threads stand still, notices";
    }
    $words{$_}->() for keys %words;
    sleep 1.5; # more than twice as long as the manager waits
    is_deeply [grep {/WATCHDOG/} $words{$_}->()], [], "the $_ does not say that it lives" for qw(milter courier);
    $intruder{$_}->release for keys %words;
    for my $daemon (qw(milter courier)) {
        ok lives($words{$daemon}, 30), "the $daemon lives again when they go on";
        like $rig->log_text($daemon), qr/event=trouble-over what=watchdog/, 'and says that it is over';
    }
    is_deeply [$earshot->stop], [0, 0], 'both end by themselves';
};

subtest 'one that is deaf, at a port, and one that waits for its key, live too' => sub {
    my $earshot = daemons('deaf', socket => 'inet:' . E2E::Rig::free_port() . '@localhost');
    rename $rig->dir('earshot.key'), $rig->dir('earshot.key.away') or die;
    my %words = (milter => manage('deaf', sub { $earshot->start_milter }),
        courier => manage('waits', sub { $rig->spawn('courier', E2E::Earshot::program('earshot-courier'), '-c', $earshot->{file}, '--log=stderr') }));
    ok lives($words{$_}, 30), "the $_" for qw(milter courier);
    like $rig->log_text('milter'), qr/event=trouble what=store .*key/, 'it is deaf';
    like $rig->log_text('milter'), qr/event=confine .* network=yes/, 'and may use the network, to be reached by it';
    rename $rig->dir('earshot.key.away'), $rig->dir('earshot.key') or die;
    is_deeply [$earshot->stop], [0, 0], 'both end by themselves';
};

# Nobody can wait for that lock with a limit, and who is not back in time is ended by the service manager, again and again, while mail waits.
subtest 'a store that a process holds which stands still does not hold up the daemons' => sub {
    plan(skip_all => 'only LMDB: one writer at a time; of a database that stands still database.t tells') if E2E::Earshot::remote();
    my $earshot = daemons('held');
    $earshot->start_milter; # which makes the store
    $rig->stop('milter');
    $rig->spawn('holder', E2E::Rig::support('holder', '-llmdb'), $earshot->{store});
    ok E2E::Rig::eventually(10, sub { $rig->log_text('holder') =~ /held/ }), 'it is held';
    my $known = length $rig->log_text('milter');
    my $words = manage('held', sub { $earshot->start_milter });
    ok lives($words, 30), 'the milter starts and lives';
    my $courier = manage('kept', sub { $rig->spawn('courier', E2E::Earshot::program('earshot-courier'), '-c', $earshot->{file}, '--log=stderr') });
    ok lives($courier, 30), 'so does the courier';
    like substr($rig->log_text('milter'), $known), qr/event=trouble what=store .*does not answer.*passes unheard/, 'deaf, and says why';
    my $milter = E2E::Milter->new(at => $earshot->{socket});
    $milter->quit;
    $rig->kill9('holder');
    ok E2E::Rig::eventually(10, sub { $_->() for $words, $courier; substr($rig->log_text('milter'), $known) =~ /event=trouble-over what=store/ }), 'it hears when the other is gone';
    is_deeply [$earshot->stop], [0, 0], 'and both end by themselves';
};

# --- without systemd ---

my ($user, $group) = ('nobody', (getgrgid((getpwnam 'nobody')[3]))[0]);
my $log = $rig->log_file('behind');

# Starts a daemon as a start script would; (status, what it said, seconds).
sub start_behind {
    my ($program, @options) = @_;
    my $begun = time;
    my ($status, $out, $err) = $rig->run({within => 60}, '/bin/sh', '-c', 'exec "$@" 2>>"$0"', $log, E2E::Earshot::program($program), @options);
    return ($status, -e $log ? E2E::Rig::slurp($log) : '', time - $begun);
}
sub number { my ($file) = @_; return -e $file && E2E::Rig::slurp($file) =~ /^(\d+)$/ ? $1 : 0 }
sub runs { my ($pid) = @_; return $pid && -e "/proc/$pid" && E2E::Rig::slurp("/proc/$pid/stat") !~ /\) Z / }
my @started;
$rig->at_end(sub { kill 'KILL', grep { runs($_) } @started });

subtest 'without systemd' => sub {
    my $earshot = daemons('behind');
    my $at = $rig->dir('behind');
    my ($id, $gid) = (getpwnam $user)[2, 3];
    my $others = getgrnam('daemon');
    chown $id, $others, $at or die "chown: $!\n";
    chmod 02750, $at;
    chown $id, $gid, $earshot->{store}, $rig->dir('earshot.key') or die "chown: $!\n";
    chown $id, $gid, glob "$earshot->{store}/*";
    my %file = map { $_ => "$at/$_.pid" } qw(milter courier);
    $rig->write_file($file{milter}, "4194305\n", 0644); # a stale one
    chown $id, $gid, $file{milter};
    for my $daemon (qw(milter courier)) {
        my ($status, $said, $took) = start_behind("earshot-$daemon", '-c', $earshot->{file}, '--background', '--pid-file', $file{$daemon}, '--user', "$user:$group");
        is $status, 0, sprintf 'the %s is ready, after %.2f s', $daemon, $took or diag $said;
        my $pid = number($file{$daemon});
        push @started, $pid;
        ok runs($pid), 'its number stands in the file, also where a stale one was';
        my $is = runs($pid) ? E2E::Rig::slurp("/proc/$pid/status") : '';
        like $is, qr/^Uid:\s+$id\s+$id\s+$id\s+$id$/m, "it is $user";
        like $is, qr/^Gid:\s+$gid\s+$gid\s+$gid\s+$gid$/m, "of $group";
        unlike $is, qr/^Groups:.*\b0\b/m, 'and has none of the groups of root';
        like $is, qr/^CapEff:\s+0+$/m, 'nor rights of it';
        is readlink "/proc/$pid/fd/0", '/dev/null', 'nothing ties it to who started it';
    }
    my $milter = E2E::Milter->new(at => $earshot->{socket});
    $milter->quit;
    my @made = stat "$at/milter.sock";
    is sprintf('%04o of %s', $made[2] & 07777, scalar getgrgid $made[5]), '0660 of daemon', 'its socket is for the group of its directory';
    my ($again) = start_behind('earshot-milter', '-c', $earshot->{file}, '--background', '--pid-file', $file{milter}, '--user', $user);
    is $again, 75, 'a second one is told that there is one';
    ok runs(number($file{milter})), 'and leaves the file as it is';
    for my $daemon (qw(milter courier)) {
        my $pid = number($file{$daemon});
        kill 'TERM', $pid;
        ok E2E::Rig::eventually(20, sub { !runs($pid) }), "the $daemon ends on SIGTERM";
        ok !-e $file{$daemon}, 'and takes its file with it';
    }
};

subtest 'without systemd: what can be wrong is said by whom was started' => sub {
    my $earshot = daemons('wrong');
    my @cases = (
        ['a configuration with an error', 78, qr/:\d+: unknown key colour/, sub { ['--background'] }, sub { $rig->write_file('wrong.conf', E2E::Rig::slurp($earshot->{file}) . "colour = blue\n") }],
        ['a user that is not there', 67, qr/--user nobody-of-this-name: there is no such user/, sub { ['--user', 'nobody-of-this-name'] }],
        ['a group that is not there', 67, qr/there is no such group/, sub { ['--user', "$user:no-such-group"] }],
        ['a directory for the file that is not theirs', 73, qr/--pid-file .*make that directory for user nobody/, sub { ['--user', $user, '--pid-file', $rig->dir('x.pid')] }],
        ['a directory for the socket that is not theirs', 78, qr/wrong\S*: .*Permission denied; its directory must be there and belong to the user/, sub { ['--background', '--user', $user] }],
        ['both in the background and not', 64, qr/exclude each other/, sub { ['-f', '--background'] }],
    );
    for my $case (@cases) {
        my ($name, $wanted, $message, $options, $prepare) = @$case;
        my $before = -e $log ? -s $log : 0;
        $prepare->() if $prepare;
        my ($status, $said) = start_behind('earshot-milter', '-c', $prepare ? $rig->dir('wrong.conf') : $earshot->{file}, @{$options->()});
        is $status, $wanted, "$name: status $wanted";
        like substr($said, $before), $message, 'and why';
    }
    SKIP: {
        skip 'no setpriv to be somebody else', 2 if !-x '/usr/bin/setpriv';
        chmod 0644, $earshot->{file};
        my ($status, $out, $err) = $rig->run('/usr/bin/setpriv', '--reuid', $user, '--clear-groups', E2E::Earshot::program('earshot-milter'), '-c', $earshot->{file}, '--user', 'root');
        skip 'the checkout is not for other users', 2 if $status == 126 || $status == 127;
        is $status, 77, 'who is not root cannot become another: status 77';
        like $err, qr/only root can become another/, 'and why';
    }
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
