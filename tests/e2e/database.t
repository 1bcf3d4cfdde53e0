# A store in a database, seen by who looks after the machine: whether all is well, what is wrong and how it is mended, through a database that
# is away, stands still, lacks its tables or lets nobody in; and that no password of its URL is ever shown.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postgres;
use E2E::Rig;
use E2E::Stage;
use JSON::PP ();
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postgres::need();
E2E::Postfix::need();
use constant {FINE => 0, DOWN => 69, CONFIG => 78};
my $SECRET = 'pass-seldom-word';

my $rig = E2E::Rig->new('database');
my $database = E2E::Postgres->new($rig)->start;
my $state = $rig->make_dir('state', 0700);
my $url = $database->url(password => $SECRET);
my $stage = E2E::Stage->new($rig, idle => 1, sections => {earshot => {store => $url, state => $state}});
my $earshot = $stage->earshot;
my %seen; # all that was said, to be looked through at the end

sub cli { my (@words) = @_; my ($code, $out, $err) = $earshot->cli(@words); $seen{"@words"} .= $out . $err; return ($code, $out, $err) }
sub status {
    my ($code, $json) = cli(qw(status --json));
    my ($again, $page) = cli('status');
    is $again, $code, 'both forms end alike';
    return ($code, eval { JSON::PP->new->utf8->decode($json) } // {}, $page =~ s/\n +/ /gr);
}
sub codes { my ($said) = @_; return join ' ', map { $_->{code} } @{$said->{findings}} }
sub is_well { return (cli('status'))[0] == FINE }

subtest 'before it has tables' => sub {
    is +(cli(qw(key init)))[0], 0, 'a key is made';
    my ($code, $said, $page) = status();
    is $code, DOWN, 'it cannot be used';
    like codes($said), qr/\bstore-unusable\b/, 'which is told';
    like $said->{store}{trouble}, qr/run 'earshot store init'/, 'with what is to be done';
    my ($init, $told, $wrong) = cli(qw(store init));
    is $init, 0, 'and the tables' or diag $told, $wrong;
    is $told, ($url =~ s/$SECRET/***/r) . ": made, schema 7\n", 'it says so';
};

$stage->start;

subtest 'all is well' => sub {
    ok $stage->wait_answer($stage->send, 20), 'a mail is answered';
    ok E2E::Rig::eventually(20, \&is_well), 'all is well';
    my ($code, $said, $page) = status();
    like $said->{store}{engine}, qr/^PostgreSQL 15/, 'the engine is told';
    is $said->{store}{where}, "$database->{home}:5432", 'and where it is';
    cmp_ok $said->{store}{sessions}, '>=', 2, 'both daemons are connected';
    is_deeply [@{$said->{store}}{qw(standbys standbys_confirm standbys_lag map usable)}], [0, 0, undef, undef, JSON::PP::true], 'nothing follows it';
    cmp_ok $said->{store}{used}, '>', 100_000, 'its size is told';
    like $page, qr/^store +PostgreSQL 15\S* at \S+, .*no standby follows it/m, 'and for people';
    my ($good, $metrics) = cli('metrics');
    like $metrics, qr/^earshot_store_sessions [2-9]/m, 'metrics have it';
    unlike $metrics, qr/^earshot_store_(?:map_bytes|readers|lag_seconds)/m, 'and nothing that there is not';
    ok -e "$state/$_", "$_ stands in the machine's own directory" for qw(milter.lock courier.lock unheard.log milter.vitals);
    ok !-e "$state/data.mdb", 'and no store';
};

subtest 'what is done with a directory' => sub {
    for my $words (['backup', $rig->dir('copy')], ['restore', $rig->dir('copy')]) {
        my ($code, undef, $wrong) = cli(@$words);
        is $code, CONFIG, "$words->[0] is refused";
        like $wrong, qr/by its own means \(pg_dump/, 'with what does it';
    }
    ok !-e $rig->dir('copy'), 'nothing is made';
    my ($code, $out) = cli(qw(key check));
    is $code, 0, 'a key is checked against it' or diag $out;
};

sub doctor { my ($code, $json) = cli(qw(doctor --json --no-mail)); my %of; push @{$of{$_->{check}}}, $_ for @{JSON::PP->new->utf8->decode($json)->{checks}}; return \%of }
sub told { return join "\n", map { join ' ', $_->{result}, $_->{what}, $_->{mend} // '', @{$_->{commands}} } @{$_[0]} }
sub with_url { my ($other) = @_; $earshot->configure(earshot => {store => $other}); my $found = doctor(); $earshot->configure(earshot => {store => $url}); return $found }

subtest 'the doctor' => sub {
    chmod 0640, $earshot->{file};
    my $found = doctor();
    is told($found->{store}), "ok PostgreSQL 15." . ($found->{store}[0]{what} =~ /15\.(\d+)/)[0] . " at $database->{home}:5432 can be read; 1 MB used ", 'it can be read';
    like told($found->{database}), qr/^ok PostgreSQL \S+ at \S+ keeps what it confirms, and its clock is ours/, 'and all is well with it';
    like told($found->{backup}), qr/^skip .*own means.*postgresql\.md/, 'nothing is said of backups that nobody here knows of';
    chmod 0644, $earshot->{file};
    like told(doctor()->{database}), qr/^fail everybody .* may read the database's password.* passfile=.* chmod o-rwx \S+$/m, 'a password for everybody to read';
    chmod 0640, $earshot->{file};

    my $file = $rig->write_file('pgpass', "*:*:*:*:$SECRET\n", 0644);
    my $passfile = $database->url(query => {passfile => $file});
    like told(with_url($passfile)->{database}), qr/^fail \Q$file\E has mode 0644: libpq passes over .* chmod 0600 \Q$file\E$/m, 'a password file that others may read';
    chmod 0600, $file;
    like told(with_url($passfile)->{database}), qr/^ok /, 'once that is mended';
    unlink $file;
    like told(with_url($passfile)->{database}), qr/^fail \Q$file\E: No such file/, 'one that is not there';

    $database->as_admin("ALTER ROLE earshot SET synchronous_commit = 'off'");
    like told(doctor()->{database}), qr/^fail it confirms commits that are on no disk.* synchronous_commit = on/m, 'commits that are on no disk';
    $database->as_admin('ALTER ROLE earshot RESET synchronous_commit');
};

# What stands in the way is told by the check of the store, with its own mend.
subtest 'what stands in the way' => sub {
    my $empty = $database->create_database('empty');
    $database->as_admin($_) for "CREATE ROLE stranger LOGIN PASSWORD 'x'", 'CREATE ROLE full LOGIN CONNECTION LIMIT 0';
    $database->psql('GRANT USAGE ON SCHEMA earshot TO stranger', user => 'postgres');
    my %found = (
        'no tables' => [$database->url(database => $empty), qr/^fail .* no tables of Earshot .* earshot (?:-c \S+ )?store init$/m],
        'no database' => [$database->url(database => 'nowhere'), qr/^fail .*"nowhere" does not exist.* make role and database/m],
        'no database of that name, which is no text' => [$database->url =~ s{///earshot}{///%FF%1Bx}r, qr/^fail .*"\x{fffd}.?x" does not exist/m],
        'no right' => [$database->url(user => 'stranger', options => {search_path => 'earshot'}), qr/^fail .*permission denied.* grant the role/m],
        'no room' => [$database->url(user => 'full'), qr/^fail .*too many connections.* CONNECTION LIMIT/m],
        'nobody there' => [$database->url(query => {host => '127.0.0.1', port => E2E::Rig::free_port()}), qr/^fail .*refused.* start the database/m],
        'no such host' => [$database->url(query => {host => 'nowhere.invalid'}), qr/^fail .*translate host name.* name service/m],
    );
    for my $name (sort keys %found) {
        my $found = with_url($found{$name}[0]);
        like told($found->{store}), $found{$name}[1], $name;
        like told($found->{database}), qr/^(?:skip it cannot be asked|fail everybody)/, "$name: and nothing else is said of it";
    }
};

subtest 'a standby' => sub {
    my $standby = $database->standby('second');
    like told(with_url($standby->url)->{store}), qr/^fail .*read-only.* target_session_attrs=read-write/m, 'alone it takes no writes, which the doctor knows';
    my ($code, $said, $page) = status();
    is_deeply [@{$said->{store}}{qw(standbys standbys_confirm standbys_lag)}], [1, undef, undef], 'is counted';
    like $page, qr/1 standby \(more is told to who has pg_read_all_stats\)/, 'of more we know nothing without the right to';
    $database->as_admin('GRANT pg_read_all_stats TO earshot');
    ok E2E::Rig::eventually(20, sub { ($code, $said, $page) = status(); defined $said->{store}{standbys_lag} }), 'with it we do';
    is $said->{store}{standbys_confirm}, 1, 'that no commit is confirmed without it';
    like $page, qr/1 standby, 1 confirms each commit, the slowest \S+ ms behind/, 'and how far it is behind';
    $database->set(synchronous_standby_names => 'ANY 2 (second, third)');
    ok E2E::Rig::eventually(20, sub { (undef, $said) = status(); $said->{store}{standbys_confirm} == 2 }), 'of several the number that have to';
    $database->set(synchronous_standby_names => 'second');
    my (undef, $metrics) = cli('metrics');
    like $metrics, qr/^earshot_store_standbys 1$/m, 'metrics count it';
    like $metrics, qr/^earshot_store_lag_seconds [\d.]+$/m, 'and its lag';
    $database->set(synchronous_standby_names => '');
    $standby->stop;
};

subtest 'away' => sub {
    $database->stop;
    my ($code, $said, $page) = status();
    is $code, DOWN, 'that is grave';
    like codes($said), qr/\bstore-away\b/, 'it is told';
    unlike codes($said), qr/store-(?:stuck|unusable|absent)/, 'as that, and not as damage';
    like $page, qr/-> see whether the database runs/, 'with what to look at';
    my $sent = $stage->send(from => 'Ben Young <ben@away.test>');
    is $sent->{code}, 250, 'mail is taken meanwhile';
    ok $stage->delivered($sent), 'and delivered';
    ok E2E::Rig::eventually(20, sub { $rig->log_text('milter') =~ /event=trouble what=store .*PostgreSQL/ }), 'the log says why it is not heard';
    like $rig->log_text('milter'), qr/event=trouble what=store \S*.*see whether the database runs/, 'and what to do';
    $database->start;
    ok E2E::Rig::eventually(60, sub { (cli('status'))[1] !~ /store-away|DOWN/ }), 'it is back';
    ok $stage->wait_answer($stage->send(from => 'Cleo Young <cleo@back.test>'), 30), 'and mail is heard and answered, though nothing was started anew';
};

subtest 'it stands still' => sub {
    $database->pause;
    my ($code, $said) = status();
    is $code, DOWN, 'that is grave';
    like codes($said), qr/\bstore-away\b/, 'it is away, too';
    $database->go_on;
    ok E2E::Rig::eventually(60, sub { (cli('status'))[1] !~ /DOWN/ }), 'and goes on';
};

is_deeply [$earshot->stop], [0, 0], 'both daemons end';

subtest 'a password' => sub {
    $seen{$_} = $rig->log_text($_) for qw(milter courier);
    is_deeply [grep { $seen{$_} =~ /\Q$SECRET\E/ } sort keys %seen], [], 'is shown nowhere';
    cmp_ok length(join '', values %seen), '>', 5000, 'among much that was';
};
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
