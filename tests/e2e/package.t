# The package as an admin meets it: built, installed with apt on a machine with a Postfix, wired, observing, answering, upgraded, taken
# out, purged; and the machine is then as it was. All of it happens in an overlay of this machine (lib/E2E/Root.pm).
use strict;
use warnings;
use Cwd ();
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Client;
use E2E::Mail;
use E2E::Postfix;
use E2E::Postgres;
use E2E::Rig;
use E2E::Root;
use E2E::Sink;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(sleep time);

my $top = E2E::Rig::top();
my ($VERSION) = E2E::Rig::slurp("$top/Makefile") =~ /^VERSION := (\S+)/m;

sub shell { my ($line) = @_; open my $from, '-|', 'sh', '-c', $line or return ''; local $/ = undef; my $said = <$from> // ''; close $from; return $said =~ s/\n\z//r }
sub the_package { my ($name) = @_; return (glob "$top/build/package/${name}_${VERSION}_*.deb")[0] }

# The packages that are there serve while nothing they are made of is younger.
sub is_fresh {
    my $deb = the_package('earshot') // return 0;
    the_package('earshot-postgresql') // return 0;
    return shell("find $top/lib $top/milter $top/conf $top/contrib $top/Makefile $top/README.md $top/LICENSE -newer $deb | head -1") eq '';
}

sub build {
    my $said = `$top/contrib/make-package $VERSION 2>&1`;
    return if $? == 0;
    fail('the package is built');
    diag($said);
    done_testing;
    exit 1;
}

if (!$ENV{EARSHOT_ROOT}) {
    E2E::Rig::need_root();
    plan skip_all => 'debhelper is not here (tests/support/install package)' if !shell('command -v dh') || !shell('command -v lintian');
    plan skip_all => 'an Earshot is installed on this machine' if -e '/var/lib/dpkg/info/earshot.list' || getpwnam 'earshot';
    E2E::Postfix::need();
    build() if !is_fresh();
}
E2E::Root::enter();

$ENV{DEBIAN_FRONTEND} = 'noninteractive';
$ENV{LC_ALL} = 'C';
$ENV{PATH} = '/usr/sbin:/usr/bin:/sbin:/bin';
my $rig = E2E::Rig->new('package');
my $log = E2E::Root::syslog($rig);
my ($deb, $apart) = map { the_package($_) } qw(earshot earshot-postgresql);
$rig->spawn('lintian', 'lintian', '--allow-root', '--fail-on', 'none', $deb, $apart); # has its say at the end
my $inbox = E2E::Sink->new($rig, 'inbox');       # where the mailbox is: what Postfix delivers
my $outgoing = E2E::Sink->new($rig, 'outgoing'); # the relay for what Earshot sends

# Runs a command that must succeed; what it said.
sub done {
    my ($what, @command) = @_;
    my ($status, $out, $err) = $rig->run({within => 180}, @command);
    is($status, 0, $what) or diag("@command\n$out$err\n" . E2E::Rig::slurp($log));
    return $out . $err;
}
sub apt { my ($what, @arguments) = @_; return done($what, 'apt-get', '-q', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', @arguments) }
sub service { my ($name, $do) = @_; return done("$name: $do", "/etc/init.d/$name", $do) }
sub pid_of { my ($name) = @_; my $pid = eval { E2E::Rig::slurp("/run/earshot/$name.pid") } // ''; return $pid =~ /^(\d+)/ ? $1 : 0 }
sub runs { my ($name) = @_; my $pid = pid_of($name); return $pid && -e "/proc/$pid" && shell("stat -c %U /proc/$pid") eq 'earshot' }
sub logged { my ($pattern, $times) = @_; return E2E::Rig::eventually(20, sub { my $n = () = E2E::Rig::slurp($log) =~ /$pattern/g; $n >= ($times // 1) }) }
sub is_at { my ($path, $is) = @_; return is(shell("stat -c '%U:%G %a' $path"), $is, "$path is $is") }
sub wiring { my %is = map { $_ => shell("postconf $_") } qw(-n -M -P); return \%is }
sub threads { return @{JSON::PP::decode_json(shell('earshot thread list --all --json') || '[]')} }

sub edit {
    my ($file, @changes) = @_;
    my $text = E2E::Rig::slurp($file);
    while (my ($from, $to) = splice @changes, 0, 2) { $text =~ s/^\Q$from\E$/$to/m or die "$file has no line '$from'\n" }
    open my $out, '>', $file or die "$file: $!\n"; # in place, as editors that keep owner and mode
    print {$out} $text;
    close $out;
    return;
}

# A customer's mail to port 25, again when it is deferred as an MTA would; returns its id and how often it had to come.
sub write_to_support {
    my (%is) = @_;
    my $id = E2E::Mail::new_id();
    my $bytes = E2E::Mail::compose(to => 'support@example.com', id => $id, %is);
    my ($from) = ($is{from} // '<ada@customer.test>') =~ /<(.*)>/;
    for my $try (1 .. 200) {
        my $said = eval { E2E::Client->new(port => 25)->send(from => $from, to => 'support@example.com', data => $bytes) };
        return ($id, $try) if $said && $said->{code} == 250;
        return ($id, 0) if $said && $said->{code} =~ /^5/;
        sleep 0.1;
    }
    return ($id, 0);
}
sub delivered { my ($id) = @_; return scalar $inbox->wait_where(20, sub { $_->id eq $id }) }

# ---- a machine with a Postfix ---------------------------------------------------------------------------------------

sub debconf { my ($text) = @_; my $file = $rig->write_file('answers', $text); return system("debconf-set-selections $file") == 0 }

sub prepare {
    unlink glob('/usr/sbin/policy-rc.d /usr/sbin/runlevel /etc/postfix/main.cf /etc/postfix/master.cf');
    system 'rm', '-rf', '/run/systemd/system', '/etc/postfix/earshot.undo'; # no systemd runs here
    # What invoke-rc.d asks whether services are to run: a container says no, a machine without an init nothing.
    $rig->write_file('/usr/sbin/runlevel', "#!/bin/sh\necho N 2\n", 0755);
    $rig->write_file('/usr/sbin/policy-rc.d', "#!/bin/sh\nexit 0\n", 0755);
    debconf("postfix postfix/main_mailer_type select Internet Site\npostfix postfix/mailname string mail.example.com\n");
    done('a Postfix as Debian configures it', 'dpkg-reconfigure', 'postfix');
    done('which is a gateway for example.com', 'postconf', '-e', 'inet_interfaces=loopback-only', 'inet_protocols=ipv4', 'maillog_file=/var/log/mail.log',
        'relay_domains=example.com', 'relay_transport=smtp:[127.0.0.1]:' . $inbox->port, 'smtp_dns_support_level=disabled', 'smtp_host_lookup=native');
    service('postfix', $_) for qw(start stop);
    return;
}

# ---- what may differ afterwards -------------------------------------------------------------------------------------

my @MAY_DIFFER = (
    qr{^/var/log/},                          # logs are to be kept
    qr{^/var/lib/dpkg/(?:status|available|lock|triggers|diversions|statoverride)}, # dpkg's own books and their older copies
    qr{^/var/lib/dpkg/(?:info|updates)$},
    qr{^/var/(?:lib|cache)/apt/},            # apt's
    qr{^/var/cache/debconf/},                # debconf's, told below to have forgotten us
    qr{^/var/cache/(?:man|ldconfig)/},       # indexes that triggers write anew
    qr{^/etc/(?:passwd|group|shadow|gshadow|subuid|subgid)-$|^/etc/\.pwd\.lock$}, # the older copies that userdel keeps
    qr{^/var/(?:spool|lib)/postfix/},        # queue and locks of a Postfix that ran; told below
    qr{^/root/},
);
sub tidy { return grep { my ($path) = /^(.*?): was /; !grep { $path =~ $_ } @MAY_DIFFER } @_ }

prepare();
my ($files, $postfix) = (E2E::Root::snapshot(), wiring());

# ---- installed ------------------------------------------------------------------------------------------------------

my $said = apt('apt installs it', 'install', $deb);
like($said, qr/key: made/, 'a key was made');
ok(E2E::Rig::eventually(20, sub { runs('milter') && runs('courier') }), 'both daemons run, as the user earshot') or diag($said . E2E::Rig::slurp($log));
is_at('/etc/earshot/earshot.conf' => 'root:earshot 640');
is_at('/etc/earshot'              => 'root:earshot 1770');
is_at('/etc/earshot/key'          => 'earshot:earshot 600');
is_at('/var/lib/earshot'          => 'earshot:earshot 700');
is_at('/run/earshot'              => 'earshot:earshot 755');
is_at('/var/spool/postfix/earshot' => 'earshot:postfix 2750');
like(shell("stat -c '%U:%G %a' /var/spool/postfix/earshot/milter.sock"), qr/^earshot:postfix (?:660|770)$/, 'the socket is for Postfix alone');
is_deeply(wiring(), $postfix, 'and Postfix was left alone');
service('earshot-milter', 'status');
done('all that a daemon needs is there', 'earshot', 'check');

# Who may not read the configuration is told so, once; and the mail log does not take it for a daemon's end.
sub as_nobody { return $rig->run(qw(setpriv --reuid=65534 --regid=65534 --clear-groups earshot), @_) }
for my $command (qw(check doctor status)) {
    my ($status, $out, $err) = as_nobody($command);
    is("$status $out", '77 ', "earshot $command: not for everybody");
    like($err, qr/\A[^\n]*you may not read it[^\n]*sudo\n\z/, 'and what to do instead');
}
{
    my ($status, $out, $err) = as_nobody('explain', $rig->write_file('told', E2E::Mail::compose(to => 'support\@example.com', body => "This is outrageous.\n")));
    is($status, 0, 'a message is explained to everybody');
    like($err, qr/goes by defaults/, 'who learns whose rules these are') or diag($out);
}
unlike(E2E::Rig::slurp($log), qr/event=fatal/, 'nothing of it is in the log');

# ---- wired and observing --------------------------------------------------------------------------------------------

done('earshot setup postfix --apply', 'earshot', 'setup', 'postfix', '--apply', '--receipt-domain', 'receipt.example.net');
service('postfix', 'start');
my ($first) = write_to_support(subject => 'This is the third time', body => "Hello,\n\nthis is outrageous. I want my money back, now.\n\nAda\n");
my $mail = delivered($first);
ok($mail, 'a mail goes through') or diag(E2E::Rig::slurp('/var/log/mail.log'), E2E::Rig::slurp($log));
is_deeply([$mail ? $mail->earshot : ()], [], 'nothing was added to it');
is(scalar threads(), 1, 'it was observed');

# ---- answering ------------------------------------------------------------------------------------------------------

edit('/etc/earshot/earshot.conf',
    '#authserv-ids = mail.example.com' => 'authserv-ids = mx.example.test',
    '#domain = receipt.example.com'    => 'domain = receipt.example.net',
    '#socket = unix:/var/spool/postfix/earshot/receipt.sock' => 'socket = unix:/var/spool/postfix/earshot/receipt.sock',
    '#url = smtp://127.0.0.1:25'       => 'url = smtp://127.0.0.1:' . $outgoing->port,
    '#pm = product' => 'pm = product', '#[pm product]' => '[pm product]', '#address = pm@example.com' => 'address = pm@example.com');
service("earshot-$_", 'restart') for qw(courier milter);
done('the receipt is wired', 'earshot', 'setup', 'postfix', '--apply', '--reload');
edit('/etc/earshot/earshot.conf', '#mode = observe' => 'mode = answer');
service("earshot-$_", 'reload') for qw(courier milter);
ok(logged(qr/event=reload changed/, 2), 'both read it again') or diag(E2E::Rig::slurp($log));
my ($second) = write_to_support(from => 'Bea Old <bea@customer.test>', subject => 'The export is empty', body => "Hello,\n\nsince this morning the export is empty. I need it today.\n\nBea\n");
$mail = delivered($second);
like(join("\n", $mail ? $mail->earshot : ()), qr/^Earshot-Level: /m, 'the next mail is marked');
my @acknowledged = $outgoing->wait_where(20, sub {1});
is(scalar @acknowledged, 1, 'and acknowledged, once') or diag(E2E::Rig::slurp($log));
ok(@acknowledged && $acknowledged[0]->answers($second), 'it, and not the one that was observed');
my (undef, $findings) = $rig->run('earshot', 'doctor');
like($findings, qr/^ok   route:/m, 'earshot doctor looks at all of it');
is(join("\n", grep { !/^(?:ok|skip|\s)/ && !/^warn clock:/ } split /\n/, $findings), '', 'and finds nothing but what this machine lacks') or diag($findings);

# ---- a database in the place of files -------------------------------------------------------------------------------

delete $ENV{EARSHOT_MODULES};
unlike(shell("dpkg-deb -f $deb Depends Recommends"), qr/libpq|postgresql/, 'who keeps the store in files needs no libpq');
is(shell('ldd /usr/bin/earshot /usr/sbin/earshot-milter /usr/sbin/earshot-courier | grep -c libpq'), '0', 'nor has any program');
(my $shared = E2E::Rig::slurp('/etc/earshot/earshot.conf')) =~ s{^store = .*}{store = postgresql://earshot\@127.0.0.1:9/earshot}m;
my @verify = ('earshot', '-c', $rig->write_file('shared.conf', $shared), 'verify'); # nobody listens there
my ($status, undef, $err) = $rig->run(@verify);
is($status, 78, 'a database without the module is an error of the configuration');
like($err, qr/earshot-store-postgresql\.so: it is not there: install the package earshot-postgresql/, 'which says what to install') or diag($err);
apt('so it is', 'install', $apart);
($status, undef, $err) = $rig->run(@verify);
is($status, 75, 'now it is the database that is away');
unlike($err, qr/install the package/, 'and nothing else') or diag($err);
is(shell("dpkg -L earshot-postgresql | grep -vE '^/usr/share/doc/' | xargs -d '\n' -I{} find {} -maxdepth 0 -type f"),
    "/lib/systemd/system/earshot-milter.service.d/postgresql.conf\n/usr/lib/earshot/earshot-store-postgresql.so", 'a module, and the way to it for the milter');
subtest('the installed daemons on a database' => sub {
    plan(skip_all => 'no PostgreSQL here (tests/support/install postgresql)') if !E2E::Postgres::bin();
    my $server = E2E::Postgres->new($rig)->start;
    my ($files_before, $sent_before) = (scalar threads(), scalar $outgoing->messages);
    edit('/etc/earshot/earshot.conf', 'store = lmdb:/var/lib/earshot' => 'store = ' . $server->url);
    done('its tables are made', qw(earshot store init));
    service("earshot-$_", 'restart') for qw(courier milter);
    my ($id) = write_to_support(from => 'Cy New <cy@customer.test>', subject => 'The import hangs', body => "Hello,\n\nthe import hangs since this morning. I need it today.\n\nCy\n");
    my $mail = delivered($id);
    like(join("\n", $mail ? $mail->earshot : ()), qr/^Earshot-Level: /m, 'a mail is marked') or diag(E2E::Rig::slurp($log));
    ok(E2E::Rig::eventually(20, sub { $outgoing->messages > $sent_before }), 'and acknowledged') or diag(E2E::Rig::slurp($log));
    is(scalar threads(), 1, 'it is in the database');
    edit('/etc/earshot/earshot.conf', 'store = ' . $server->url => 'store = lmdb:/var/lib/earshot');
    service("earshot-$_", 'restart') for qw(courier milter);
    is(scalar threads(), $files_before, 'and not in the files');
    $server->stop;
});
apt('and taken out again', 'purge', 'earshot-postgresql');
ok(runs('milter') && runs('courier'), 'all of which the daemons did not notice');

# ---- upgraded -------------------------------------------------------------------------------------------------------

# The same programs as a later version, with another comment in the configuration as it is shipped.
sub later_version {
    my $tree = $rig->dir('later');
    my $made = $rig->dir("earshot_$VERSION+later.deb");
    done('a later version', 'sh', '-ec', 'dpkg-deb -R "$1" "$2"; sed -i "s/^Version: .*/&+later/" "$2/DEBIAN/control"; echo "# later" >>"$2/etc/earshot/earshot.conf"; dpkg-deb -Znone -b "$2" "$3"',
        'sh', $deb, $tree, $made);
    return $made;
}

# Customers who write all the while, each for the first time; stops when the file is there.
sub customers {
    my ($stop) = @_;
    return $rig->fork_as('customers', sub {
        open my $out, '>', $rig->dir('written');
        $out->autoflush;
        for my $n (1 .. 10_000) {
            last if -e $stop;
            my $when = time;
            my ($id, $tries) = write_to_support(from => "Kim <kim$n\@town$n.test>", subject => "Order $n", body => "Hello,\n\nwhere is my order $n?\n\nKim\n");
            print {$out} "$id $tries $when\n";
            sleep 0.05;
        }
        POSIX::_exit(0);
    });
}

my $later = later_version();
my ($conf, $key, @pids) = (E2E::Root::describe('/etc/earshot/earshot.conf'), E2E::Root::describe('/etc/earshot/key'), pid_of('milter'), pid_of('courier'));
my $stop = $rig->dir('stop');
$rig->started('customers', customers($stop));
ok(E2E::Rig::eventually(20, sub { $inbox->count >= 5 }), 'customers write');
my $begin = time;
apt('upgraded meanwhile', '-o', 'Dpkg::Options::=--force-confold', 'install', $later);
my @replaced = ($begin, time);
my $so_far = $inbox->count;
ok(E2E::Rig::eventually(30, sub { $inbox->count >= $so_far + 5 }), 'mail still flows') or diag(E2E::Rig::slurp($log));
$rig->write_file($stop, '');
E2E::Rig::eventually(60, sub { !$rig->alive('customers') });
my %written = map { my ($id, $tries, $when) = split / /; $id => {tries => $tries, when => $when} } split /\n/, E2E::Rig::slurp($rig->dir('written'));
is(join(' ', grep { !$written{$_}{tries} } keys %written), '', 'no mail was refused');
ok(E2E::Rig::eventually(30, sub { my %there = map { $_->id => 1 } $inbox->messages; !grep { !$there{$_} } keys %written }), 'and all of it was delivered');
my @unheard = grep { $written{$_->id} && !$_->earshot } $inbox->messages;
is(scalar(grep { $written{$_->id}{when} < $replaced[0] || $written{$_->id}{when} > $replaced[1] } @unheard), 0, 'and heard, but for the moment between two daemons');
my $heard = threads();
is($heard, 2 + keys(%written) - @unheard, 'as the store has it');
note(scalar(keys %written), ' written, ', scalar(@unheard), ' unheard, ', scalar(grep { $_->{tries} > 1 } values %written), ' deferred for a moment');
isnt(pid_of('milter'), $pids[0], 'by another milter');
isnt(pid_of('courier'), $pids[1], 'and another courier');
is(E2E::Root::describe('/etc/earshot/earshot.conf'), $conf, 'the configuration stays as the admin wrote it');
ok(-e '/etc/earshot/earshot.conf.dpkg-dist', 'with the new one beside it');
is(E2E::Root::describe('/etc/earshot/key'), $key, 'so does the key');

# ---- taken out ------------------------------------------------------------------------------------------------------

done('earshot setup postfix --undo', 'earshot', 'setup', 'postfix', '--undo', '--reload');
is_deeply(wiring(), $postfix, 'Postfix is configured as before');
debconf("earshot earshot/purge-data boolean false\n");
apt('purged, but for what it has stored', 'purge', 'earshot');
is(shell('find /proc -maxdepth 1 -user earshot'), '', 'nothing of it runs');
is(E2E::Root::describe('/etc/earshot/key'), $key, 'the key stays');
apt('installed again', 'install', $deb);
ok(E2E::Rig::eventually(20, sub { runs('milter') }), 'it runs again');
is(E2E::Root::describe('/etc/earshot/key'), $key, 'with the same key');
is(scalar threads(), $heard, 'and the conversations');
service("earshot-$_", 'stop') for qw(milter courier);
system 'rm', '-rf', '/var/spool/postfix/earshot';
done('where Postfix comes later', 'sh', '-c', 'dpkg-trigger --by-package=postfix /var/spool/postfix && dpkg --configure --pending');
is_at('/var/spool/postfix/earshot' => 'earshot:postfix 2750');
ok(E2E::Rig::eventually(20, sub { runs('milter') }), 'they start then');
done('wired again', 'earshot', 'setup', 'postfix', '--apply', '--reload', '--receipt-domain', 'receipt.example.net');
$said = apt('purged as it is, in one go', 'purge', 'earshot');
like($said, qr{removing /var/lib/earshot}, 'which says what goes');
is_deeply(wiring(), $postfix, 'and takes itself out of Postfix');
my ($third) = write_to_support(subject => 'Still there?');
ok(delivered($third), 'whose mail goes on');
service('postfix', 'stop');
my @left = E2E::Root::differences($files, E2E::Root::snapshot());
is(join("\n", tidy(@left)), '', 'no file is left, and none is changed');
is(join("\n", grep {/earshot/} @left), '', 'nothing with our name at all');
is(shell('getent passwd earshot; getent group earshot'), '', 'no user');
is(shell('debconf-show earshot'), '', 'nor a question of ours');

# ---- as Debian wants its packages -----------------------------------------------------------------------------------

ok(E2E::Rig::eventually(120, sub { !$rig->alive('lintian') }), 'lintian has looked at it');
is(join("\n", grep { /^\S: / && !/initial-upload-closes-no-bugs/ } split /\n/, $rig->log_text('lintian')), '', 'and finds nothing') or diag($rig->log_text('lintian'));
is((E2E::Rig::slurp("$top/contrib/debian/changelog") =~ /\(([^)]*)\)/)[0], $VERSION, 'the changelog is of this version');
my %declared = map { $_ => 1 } E2E::Rig::slurp("$top/contrib/debian/control") =~ /\b(lib\S+-dev)\b/g;
my ($needed) = E2E::Rig::slurp("$top/tests/support/install") =~ /^build="(.*?)"/ms;
is(join(' ', grep { /^lib.*-dev$/ && !$declared{$_} && !/^lib(?:c6|cmocka)-dev/ } split ' ', $needed), '', 'all that make needs is in Build-Depends');
done_testing;
