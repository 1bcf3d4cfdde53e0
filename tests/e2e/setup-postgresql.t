# What contrib/docs/postgresql.md tells an administrator to do, done: its statements, its lines of pg_hba.conf and its URL, with this machine's
# names in the place of the examples. The daemons work with the rights that they are given there, and with no others; nobody else comes in.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Milter;
use E2E::Postgres;
use E2E::Rig;
use Test::More;

sub Nowhere::port { return 9 }

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postgres::need();
my $rig = E2E::Rig->new('setup-postgresql');
my $text = E2E::Rig::slurp(E2E::Rig::top() . '/contrib/docs/postgresql.md');
my ($sql) = $text =~ /^```sql\n(.*?)^```/ms;
my ($hba) = $text =~ /^```\n((?:host.*\n)+)```/m;
my ($url) = $text =~ /^store = (postgresql:\S+passfile=\S+)$/m;
my ($sed) = $text =~ m{^sed '(.*)' /etc/earshot/earshot.conf >/root/owner.conf$}m;
ok $sql && $hba && $url && $sed, 'the handbook has statements, who may come, a URL, and how the owner\'s is made of it' or BAIL_OUT('contrib/docs/postgresql.md has another form');

# --- a server with a certificate, that is asked for a password ---

sub openssl { my (@arguments) = @_; my ($status, $out, $err) = $rig->run('openssl', @arguments); die "openssl @arguments: $err$out\n" if $status; return }

sub certificate {
    my ($name) = @_;
    my %made = map { $_ => $rig->dir("$name.$_") } qw(pem key);
    openssl(qw(req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout), $made{key}, '-out', $made{pem});
    return \%made;
}
my ($own, $another) = map { certificate($_) } qw(server another);

my $server = E2E::Postgres->new($rig, port => 1);
for my $part (qw(pem key)) { # where the server may read them, and for it alone
    $rig->write_file("$server->{data}/server.$part", E2E::Rig::slurp($own->{$part}), 0600);
    chown +(stat $server->{data})[4, 5], "$server->{data}/server.$part" if $> == 0;
}
$server->{has_role} = 1; # it shall have none but those of the handbook
$server->write_settings(ssl => 'on', ssl_cert_file => 'server.pem', ssl_key_file => 'server.key', synchronous_commit => 'on');
$server->start;
{
    my ($status, $out, $err) = $rig->run(E2E::Postgres::bin() . '/psql', qw(-X -q -v ON_ERROR_STOP=1 -d), $server->url(user => 'postgres', database => 'postgres'), '-f', $rig->write_file('setup.sql', $sql));
    is $status, 0, 'the statements work' or diag $out . $err;
}
my %password = (earshot => 'marzipan in March', earshot_owner => 'nougat');
$server->as_admin("ALTER ROLE $_ PASSWORD '$password{$_}'") for sort keys %password;
$hba =~ s{192\.0\.2\.11/32}{127.0.0.1/32};
my $rules = E2E::Rig::slurp("$server->{data}/pg_hba.conf");
$rig->write_file("$server->{data}/pg_hba.conf", "local all postgres trust\n$hba", 0600);
chown +(stat $server->{data})[4, 5], "$server->{data}/pg_hba.conf" if $> == 0;
$server->as_admin('SELECT pg_reload_conf()');

# The handbook's URL, for this server.
my $passfile = $rig->write_file('pgpass', "*:$server->{port}:earshot:earshot:$password{earshot}\n", 0600);
my %here = ('db1.example.com,db2.example.com' => "localhost:$server->{port}", '/etc/earshot/db-ca.pem' => $own->{pem}, '/etc/earshot/pgpass' => $passfile);
sub here { my ($there) = @_; $there =~ s/\Q$_\E/$here{$_}/g for keys %here; return $there }
$url = here($url);

my $socket = 'unix:' . $rig->dir('milter.sock');
my $state = $rig->make_dir('state', 0700);
my $earshot = E2E::Earshot->new($rig, mode => 'answer', when => 'inspected', hold => '1s', socket => $socket, receipt_socket => 'unix:' . $rig->dir('receipt.sock'), relay => bless({}, 'Nowhere'),
    sections => {earshot => {store => $url, state => $state}});
$earshot->make_key;

# --- the tables ---

my ($status, $out, $err) = $earshot->cli('verify');
is $status, 78, 'before the tables are made there is no store';
like $err, qr/store init/, 'and it says how they are' or diag $out;
($status, $out, $err) = $earshot->cli(qw(store init));
is $status, 78, 'the daemons cannot make them';
like $err, qr/permission denied/, 'since they may not' or diag $out;
my $conf = $rig->dir('owner.conf');
system('sh', '-c', 'sed "$1" "$2" >"$3"', 'sh', $sed, $earshot->{file}, $conf) == 0 or die "sed: $?\n";
sub init { return $rig->run('/usr/bin/env', "PGPASSWORD=$password{earshot_owner}", E2E::Earshot::program('earshot'), '-c', $conf, qw(store init)) }
($status, $out, $err) = init();
is $status, 0, 'their owner makes them' or diag $out . $err;
($status, $out, $err) = init();
is $status, 0, 'again nothing is made' or diag $out . $err;
like $out, qr/already/, 'and it says so';
is $server->psql("SELECT string_agg(DISTINCT schemaname || ' ' || tableowner, ', ') FROM pg_tables WHERE tablename ~ '^t[0-9][0-9]\$'", user => 'postgres'), 'earshot earshot_owner',
    'all are in the schema, and its owner\'s';
is +($earshot->cli('verify'))[0], 0, 'the store is whole';

# --- the daemons ---

$earshot->start;
my $mta = E2E::Milter->new(at => $socket);
my $mail = E2E::Mail::compose(from => 'Ada <ada@customer.test>', to => 'support@example.test', id => E2E::Mail::new_id(), subject => 'The third time', body => "This is outrageous. I want my money back, now.\n");
$mta->envelope('ada@customer.test', 'support@example.test');
$mta->header($mail);
my ($answer, $edits) = $mta->rest($mail);
like join("\n", @$edits), qr/Earshot-Level/, 'a mail is heard and tagged' or diag $answer, $rig->log_text('milter');
$mta->quit;
my @threads = $earshot->threads;
is scalar @threads, 1, 'and is in the database';
is $server->psql("SELECT count(DISTINCT s.pid) > 0 AND bool_and(s.ssl AND s.version >= 'TLSv1.2') FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.usename = 'earshot'", user => 'postgres'), 't',
    'all that is said goes through TLS';
($status, $out, $err) = $earshot->cli('status');
unlike $out . $err . $rig->log_text('milter') . $rig->log_text('courier'), qr/\Q$password{earshot}\E/, 'the password is shown nowhere';
$earshot->stop;
is +($earshot->cli('verify'))[0], 0, 'it is whole';

# --- the largest table in partitions (contrib/docs/scale.md) ---

my ($parts) = E2E::Rig::slurp(E2E::Rig::top() . '/contrib/docs/scale.md') =~ /^```sql\n(.*?)^```/ms;
($status, $out, $err) = $rig->run('/usr/bin/env', "PGPASSWORD=$password{earshot_owner}", E2E::Postgres::bin() . '/psql', qw(-X -q -v ON_ERROR_STOP=1 -d), $url =~ s{//earshot@}{//earshot_owner@}r,
    '-f', $rig->write_file('partitions.sql', $parts // ''));
is $status, 0, 'its owner parts it' or diag $out . $err;
is $server->psql('SELECT count(*) FROM pg_inherits', user => 'postgres'), 32, 'in sixteen, each with its index';
is +($earshot->cli('verify'))[0], 0, 'all is there';
my $plan = $server->psql('SET plan_cache_mode = force_generic_plan; SET enable_sort = off; PREPARE walk (bytea) AS SELECT key FROM earshot.t05 WHERE key >= $1 ORDER BY key LIMIT 8; '
    . "EXPLAIN (ANALYZE, COSTS OFF) EXECUTE walk ('\\xf8')", user => 'postgres');
unlike $plan, qr/Sort|Seq Scan/, 'a walk goes along one after the other';
like $plan, qr/Subplans Removed: 15/, 'and looks at none before it';
($status, $out, $err) = $earshot->cli('import', $rig->write_file('later.mbox', "From ada\@customer.test Mon Nov 23 10:00:00 2026\n" . later() =~ s/\r//gr));
is $status, 0, 'the daemons\' role writes to it' or diag $out . $err;
is scalar($earshot->threads), 2, 'as before';
sub later { return E2E::Mail::compose(from => 'Bea <bea@customer.test>', to => 'support@example.test', id => E2E::Mail::new_id(), subject => 'Another thing', body => "The export is empty.\n") }

# --- a dump that is put back, and another key ---

my ($dump, $drop, $restore) = map { $text =~ /^$_ (.*?)\s+#/m ? $1 : BAIL_OUT("the handbook has no $_") } qw(pg_dump psql pg_restore);
s/ earshot(?:\.dump)?$//, s/ --(?:file|dbname)=\S+// for $dump, $drop, $restore; # those of this test
my @owner = ('/usr/bin/env', "PGPASSWORD=$password{earshot_owner}");
my $as_owner = $url =~ s{//earshot@}{//earshot_owner@}r;
my $tables = sub { $server->psql(join(' UNION ALL ', map { sprintf "SELECT count(*) || ' ' || coalesce(md5(string_agg(key || value, '' ORDER BY key)), '') FROM earshot.t%02d", $_ } 0 .. 47), user => 'postgres') };
my $was = $tables->();
($status, $out, $err) = $rig->run(@owner, E2E::Postgres::bin() . '/pg_dump', (split ' ', $dump), '-f', $rig->dir('earshot.dump'), '-d', $as_owner);
is $status, 0, 'a dump is made' or diag $out . $err;
$server->psql('DELETE FROM earshot.t05; DROP TABLE earshot.t07', user => 'postgres');
isnt +($earshot->cli('verify'))[0], 0, 'something is lost';
($status, $out, $err) = $rig->run(@owner, E2E::Postgres::psql_command($as_owner, $drop =~ /'(.*)'/));
is $status, 0, 'what is left of it goes' or diag $out . $err;
($status, $out, $err) = $rig->run(@owner, E2E::Postgres::bin() . '/pg_restore', (split ' ', $restore), '-d', $as_owner, $rig->dir('earshot.dump'));
is $status, 0, 'it is put back' or diag $out . $err;
is $tables->(), $was, 'every row of it';
is +($earshot->cli('verify'))[0], 0, 'and the daemons\' role reads it';
my $waits = sub { map { "$_->{kind} $_->{state}" } grep { $_->{kind} eq 'acknowledgement' } $earshot->outbox };
is_deeply [$waits->()], ['acknowledgement ready'], 'what waited waits again';
$earshot->start_milter;
is +($earshot->cli(qw(store settle 2026-11-23T03:00:00Z)))[0], 75, 'while a daemon works nothing is settled';
$rig->stop('milter');
($status, $out, $err) = $earshot->cli(qw(store settle 2026-11-23T03:00:00Z));
is $status, 0, 'with none it is' or diag $err;
like $out, qr/as of 2026-11-23T03:00:00Z\n1 mail to customers waited then/, 'and told' or diag $out;
is_deeply [$waits->()], ['acknowledgement buried'], 'what may have gone out since does not go again';
is +($earshot->cli('store', 'settle'))[0], 64, 'as of when must be said';
my $key = E2E::Rig::slurp($rig->dir('earshot.key'));
unlink $rig->dir('earshot.key');
$earshot->make_key;
($status, $out, $err) = $earshot->cli('verify');
is $status, 78, 'a gateway with another key is refused';
like $err, qr/key file/, 'for that reason' or diag $out;
$rig->write_file('earshot.key', $key, 0600);
is +($earshot->cli('verify'))[0], 0, 'and the store is as it was';

# --- from files ---

my ($from, $to) = $text =~ /^earshot store migrate (\S+) '(\S+)'$/m or BAIL_OUT('the handbook has no earshot store migrate');
my $files = $rig->make_dir('files', 0700);
$earshot->configure(earshot => {store => "lmdb:$files", state => undef});
($status, $out, $err) = $earshot->cli('import', $rig->write_file('old.mbox', "From ada\@customer.test Mon Nov 23 10:00:00 2026\n" . later() =~ s/\r//gr));
is $status, 0, 'a store in files' or diag $out . $err;
my @kept = map { $_->{id} } $earshot->threads;
is scalar @kept, 1, 'has a conversation';
$earshot->configure(earshot => {store => $url, state => $state});
$server->psql("DROP SCHEMA earshot CASCADE;\n" . $sql =~ s/.*^\\c earshot\n//msr, user => 'postgres');
is((init())[0], 0, 'and tables that are empty');
($status, $out, $err) = $earshot->cli(qw(store migrate), $from =~ s{/var/lib/earshot}{$files}r, $to =~ s{.*}{$url}r);
is $status, 0, 'goes into the database' or diag $out . $err;
is +($earshot->cli('verify'))[0], 0, 'where the daemons\' role finds it whole';
is_deeply [map { $_->{id} } $earshot->threads], \@kept, 'and that conversation';

# --- and nobody can do more ---

sub denied {
    my ($what, $statement, $wrong, %with) = @_;
    my ($role, $password) = ($with{role} // 'earshot', $with{password} // $password{earshot});
    my $by = $with{url} // $url;
    $by =~ s{//earshot@}{//$role@};
    my ($status, $out, $err) = $rig->run('/usr/bin/env', "PGPASSWORD=$password", 'PGCONNECT_TIMEOUT=10', E2E::Postgres::psql_command($by, $statement));
    isnt $status, 0, $what;
    like $err, $wrong, 'for that reason' or diag $out;
    return;
}
my $NOT_ALLOWED = qr/permission denied|must be (?:owner|superuser)/;
denied("the daemons' role: $_", $_, $NOT_ALLOWED)
    for 'CREATE TABLE mine (x int)', 'CREATE TEMPORARY TABLE mine (x int)', 'CREATE SCHEMA mine', 'DROP TABLE t00', 'TRUNCATE t00', 'ALTER TABLE t00 ADD mine int', 'CREATE ROLE mine', 'CREATE DATABASE mine',
    'SELECT pg_read_file(\'pg_hba.conf\')', 'COPY t00 TO PROGRAM \'true\'';
$server->as_admin("CREATE ROLE stranger LOGIN PASSWORD 'let me in'");
denied('another role of the server', 'SELECT 1', qr/pg_hba\.conf rejects|permission denied/, role => 'stranger', password => 'let me in', url => $url =~ s/&passfile=\S+//r);
denied('the right role, the wrong password', 'SELECT 1', qr/password authentication failed/, password => 'wrong', url => $url =~ s/&passfile=\S+//r);
denied('without TLS', 'SELECT 1', qr/no encryption/, url => $url =~ s/sslmode=verify-full/sslmode=disable/r);
denied('a server with a certificate of somebody else', 'SELECT 1', qr/certificate verify failed/, url => $url =~ s/\Q$own->{pem}\E/$another->{pem}/r);
denied('a server with a certificate for another name', 'SELECT 1', qr/does not match host name/, url => $url =~ s/localhost/127.0.0.1/r);
done_testing;
