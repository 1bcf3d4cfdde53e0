# What somebody who took over a daemon through a message would find: no network in the milter, no programs, no files of others, in each of its
# threads; and mail is heard, answered and relayed all the same. The attempts are made from inside (tests/support/intruder.c).
use strict;
use warnings;
use File::Temp ();
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Intruder;
use E2E::Postgres;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('confine');
my $elsewhere = File::Temp::tempdir('earshot-outside-XXXXXX', DIR => '/tmp', CLEANUP => 1);
chmod 0755, $elsewhere;
my $stage = E2E::Stage->new($rig, idle => 1);
my $earshot = $stage->earshot;

# Apart from all else, as it is in /etc/earshot: what lies beside the configuration may be read.
my $etc = $rig->make_dir('etc');
$earshot->{file} = "$etc/earshot.conf";
$earshot->configure(earshot => {'key-file' => "$etc/key"}, relay => {url => 'smtp://localhost:' . $stage->outgoing->port});
$rig->write_file("$elsewhere/letter", "of somebody else\n", 0666);
my $mail = $rig->write_file('queue/letter', "waits in the MTA's queue\n", 0666);
my %outside = (milter => "$elsewhere/letter", courier => $mail);
my %intruder = map { $_ => E2E::Intruder->new($rig, $_, outside => $outside{$_}, inside => "$etc/earshot.conf", fresh => "$elsewhere/$_") } keys %outside;
$earshot->{faults} = \%intruder;
$stage->start;

my $version = $rig->log_text('milter') =~ /event=confine landlock=(\d+)/ ? $1 : 0;
my ($none) = $rig->log_text('milter') =~ /landlock-cause=("[^"]*"|\S+)/;
my $sanitized = E2E::Rig::slurp(E2E::Earshot::program('earshot-milter')) =~ /__asan_init/;

# What must come of each attempt. Those on files only where the kernel can confine them.
my @files = ('reading a file outside', 'writing a file outside', 'making a file outside');
my %refused = (
    'an IPv4 socket' => 'EAFNOSUPPORT', 'an IPv6 socket' => 'EAFNOSUPPORT', 'an IPv4 socket by a number that is cut' => 'EAFNOSUPPORT',
    'connecting by TCP' => 'EAFNOSUPPORT', 'listening by TCP' => 'EAFNOSUPPORT', 'a netlink socket' => 'EAFNOSUPPORT', 'a packet socket' => 'EAFNOSUPPORT', 'a unix socket' => '', 'reading a file inside' => '', 'clone3' => 'ENOSYS',
    (map { $_ => 'EPERM' } 'execve', 'execveat', 'reading another process', 'mount', 'unshare', 'io_uring', 'bpf'),
    $sanitized ? () : ('ptrace' => 'EPERM'), # LeakSanitizer must be let
    $version ? (map { $_ => 'EACCES' } @files) : (),
);
my %expected = (milter => {%refused}, courier => {%refused, 'an IPv4 socket' => '', 'an IPv6 socket' => '', 'a netlink socket' => '', 'connecting by TCP' => 'ECONNREFUSED', 'listening by TCP' => ''});
my @left_out = grep { !exists $refused{$_} } E2E::Intruder::attempts();

sub answered {
    my ($from) = @_;
    my $sent = $stage->send(from => $from);
    return defined $stage->wait_answer($sent, 20);
}

subtest 'the attempts are real: a program that nobody confines is let' => sub {
    my $free = E2E::Intruder->new($rig, 'free', outside => "$elsewhere/letter", inside => "$etc/earshot.conf", fresh => "$elsewhere/free");
    my ($library, @variables) = $free->preload;
    my $pid = $rig->spawn('free', '/usr/bin/env', "LD_PRELOAD=$library", @variables, '/bin/sleep', 60);
    E2E::Rig::eventually(10, sub { (readlink("/proc/$pid/exe") // '') =~ /sleep/ }) or die "no sleep\n";
    E2E::Rig::eventually(10, sub { E2E::Rig::slurp("/proc/$pid/maps") =~ /intruder-free/ }) or die "nobody in it\n";
    # What would end it, or change this machine, is not tried here.
    my @spared = ('execve', 'execveat', 'mount', 'unshare', 'clone3', 'io_uring', 'bpf', 'ptrace', 'reading another process', 'an IPv6 socket', 'a packet socket', 'connecting by TCP');
    my %let = $free->try($pid, $pid, except => \@spared);
    is_deeply \%let, {map { $_ => '' } keys %let}, 'sockets are made, files read, written and made';
    cmp_ok scalar keys %let, '==', 9, 'all nine of them';
    $rig->stop('free');
};

ok answered('Ada Young <ada@before.test>'), 'mail is heard, its receipt taken and its answer relayed, by a name';
for my $daemon (qw(milter courier)) {
    subtest "inside the $daemon" => sub {
        my $pid = $rig->pid($daemon);
        my @threads = E2E::Intruder::threads($pid);
        diag sprintf '%s: landlock %s, %d threads', $daemon, $version || "none: $none", scalar @threads;
        my $status = E2E::Rig::slurp("/proc/$pid/status");
        like $status, qr/^NoNewPrivs:\s+1$/m, 'it cannot gain rights by a program';
        like $status, qr/^Seccomp:\s+2$/m, 'its system calls are filtered';
        for my $thread (@threads) {
            my %got = $intruder{$daemon}->try($pid, $thread, except => \@left_out);
            is_deeply \%got, $expected{$daemon}, $thread == $pid ? 'the main thread is refused all that is none of its business' : "so is thread $thread";
        }
        SKIP: {
            skip "the kernel has no Landlock: $none", 1 if !$version;
            ok !-e "$elsewhere/$daemon", 'no file was made';
        }
        like $rig->log_text($daemon), qr/event=confine landlock=\S+.* seccomp=yes no-new-privs=yes network=\Q@{[$daemon eq 'milter' ? 'unix' : 'yes']}\E cores=no/,
            'and it has said so';
    };
}
ok answered('Ben Young <ben@after.test>'), 'mail is heard and answered after that';

# Hangs up on a daemon; what it says of that.
sub reload {
    my ($daemon) = @_;
    my $before = length $rig->log_text($daemon);
    kill 'HUP', $rig->pid($daemon);
    my $said;
    E2E::Rig::eventually(20, sub { ($said) = substr($rig->log_text($daemon), $before) =~ /(.*event=reload(?: changed|-failed errors).*)/s });
    return $said // '';
}

SKIP: {
    skip "the kernel has no Landlock: $none", 1 if !$version;
    subtest 'a reload' => sub {
        my $near = $rig->make_dir('etc/templates/en');
        $earshot->configure('mailbox support' => {templates => "$etc/templates"});
        like reload($_), qr/event=reload changed=.*templates/, "the $_ takes a directory that lies with its configuration" for qw(courier milter);
        mkdir "$elsewhere/templates" or die;
        $earshot->configure('mailbox support' => {templates => "$elsewhere/templates"});
        like reload($_), qr/event=reload-failed \S*earshot\.conf: \[mailbox support\] templates = \Q$elsewhere\E\S* lies outside.* needs a restart/,
            "the $_ says of one elsewhere that it needs a restart" for qw(courier milter);
        $rig->write_file("$elsewhere/holidays", "2026-12-25 Christmas Day\n", 0644);
        $earshot->configure('mailbox support' => {templates => undef, holidays => "$elsewhere/holidays"});
        like reload($_), qr/event=reload-failed .*Permission denied; if its mode allows it, .* restart/, "and so of days off" for qw(courier milter);
        is_deeply [$earshot->stop], [0, 0], 'both end';
        $earshot->start_milter;
        $earshot->start_courier;
        ok answered('Cleo Young <cleo@later.test>'), 'which is what helps';
    };
}

# A store whose directory cannot be made yet, as on a disk that is not mounted: to shut ourselves out of it would be worse.
is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM';
subtest 'a store that is not there yet' => sub {
    plan(skip_all => 'only LMDB: a directory that is not mounted') if E2E::Earshot::remote();
    rename $earshot->{store}, $rig->dir('away') or die;
    $rig->write_file('store', '');
    $earshot->start_milter;
    like $rig->log_text('milter'), qr/event=confine landlock=none landlock-cause="?.*\bstore: .* restart when it is there.* seccomp=yes/, 'files are not confined, all else is';
    unlink $rig->dir('store');
    rename $rig->dir('away'), $earshot->{store} or die;
    ok E2E::Rig::eventually(20, sub { $rig->log_text('milter') =~ /event=trouble-over what=store/ }), 'and it is found when it comes';
    is $rig->stop('milter'), 0, 'the milter ends';
};

# One in a database is reached through a unix socket as before, without any network; by TCP to its port and no other.
subtest 'a store in a database' => sub {
    plan skip_all => 'needs PostgreSQL' if !E2E::Postgres::bin();
    is $rig->stop('courier'), 0, 'the courier ends';
    my $database = E2E::Postgres->new($rig, port => 1)->start;
    $earshot->configure('mailbox support' => {holidays => undef, templates => undef}); # they lie outside
    my %tcp = (%{$expected{courier}}, $version >= 4 ? ('connecting by TCP' => 'EACCES', 'listening by TCP' => 'EACCES') : ());
    my $reached = sub {
        my ($name, $how, $wanted, $network) = @_;
        $earshot->configure(earshot => {store => $database->url(%$how), state => $rig->dir('store')});
        is +($earshot->cli(qw(store init)))[0], 0, "$name: its tables are there";
        $earshot->start_milter;
        $earshot->start_courier;
        ok answered("$name Young <" . $name =~ s/ /-/gr . '@database.test>'), "$name: mail is heard and answered";
        my $pid = $rig->pid('milter');
        for my $thread (E2E::Intruder::threads($pid)) {
            my %got = $intruder{milter}->try($pid, $thread, except => \@left_out);
            is_deeply \%got, $wanted, "$name: " . ($thread == $pid ? 'the main thread is refused all else' : "so is thread $thread");
        }
        like $rig->log_text('milter'), qr/event=confine .* network=$network cores=no(?!.*event=confine)/s, "$name: and it has said so";
        is_deeply [$earshot->stop], [0, 0], "$name: both end";
    };
    my %by_name = (host => 'localhost', port => $database->{port});
    $reached->('by its socket', {}, $expected{milter}, 'unix');
    $reached->('by its port', {tcp => 1}, \%tcp, 'database');
    $reached->('by a name', {query => \%by_name}, \%tcp, 'database');

    # Who signed the server's certificate, and the password, lie in a directory of their own, which the URL names.
    my ($data, $secrets) = ($database->{data}, $rig->make_dir('secrets', 0700));
    my ($failed, undef, $why) = $rig->run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', 2, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', "$data/server.key", '-out', "$data/server.crt");
    is $failed, 0, 'a certificate is made' or diag $why;
    $rig->run('cp', "$data/server.crt", "$secrets/root.crt");
    $rig->write_file('secrets/pgpass', "localhost:$database->{port}:*:earshot:seldom\n", 0600);
    $database->psql("ALTER ROLE earshot PASSWORD 'seldom'", user => 'postgres');
    $rig->write_file("$data/pg_hba.conf", "local all all trust\nhostssl all earshot 127.0.0.1/32 scram-sha-256\n", 0600);
    chown((stat $data)[4, 5], "$data/$_") for qw(server.key server.crt pg_hba.conf);
    $database->set(ssl => 'on');
    $reached->('by TLS', {query => {%by_name, sslmode => 'verify-full', sslrootcert => "$secrets/root.crt", passfile => "$secrets/pgpass"}}, \%tcp, 'database');
    is $database->as_admin("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'trust'"), 1, 'by TLS: it could come in no other way';
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
