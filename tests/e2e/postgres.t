# The ground that tests of the PostgreSQL engine stand on: a cluster of the test's own is real. What is committed is there after kill -9, a
# synchronous standby has it before it is confirmed, and takes over when the first is gone; nothing of it stays.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postgres;
use E2E::Rig;
use Test::More;
use Time::HiRes qw(sleep);

E2E::Postgres::need();
my $rig = E2E::Rig->new('postgres');
my $first = E2E::Postgres->new($rig, name => 'first', port => 1)->start;

sub runs { return grep { -e "/proc/$_" && E2E::Rig::slurp("/proc/$_/stat") !~ /\) Z / } @_ }
# A statement that is not waited for; true once it has ended well.
my $asks = 0;
sub ask_meanwhile { my ($server, $sql) = @_; my $name = 'ask' . ++$asks; $rig->spawn($name, E2E::Postgres::psql_command($server->url, $sql)); return $name }
sub is_confirmed { my ($name, $within) = @_; return E2E::Rig::eventually($within, sub { !$rig->alive($name) }) && $rig->stop($name) == 0 }

subtest 'a cluster of our own' => sub {
    is $first->psql('SELECT current_user, current_database()'), 'earshot|earshot', 'has a role and a database for the programs';
    is $first->psql("SELECT rolsuper FROM pg_roles WHERE rolname = 'earshot'"), 'f', 'who is no superuser';
    is $first->psql("SHOW $_"), 'on', "$_ is on" for qw(fsync full_page_writes synchronous_commit);
    is_deeply [grep { (stat "/proc/$_")[4] == 0 } $first->pids], [], 'nothing of it runs as root';
    $first->psql("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('marzipan')");
    is $first->psql('SELECT * FROM kept', tcp => 1), 'marzipan', 'is reached by its port too, where that was asked for';
    is $first->psql('SHOW search_path', options => {search_path => 'here, there'}), 'here, there', 'takes settings in the URL';
    like $first->dump, qr/^marzipan$/m, 'is dumped';
    is $first->psql('SELECT count(*) FROM pg_tables WHERE schemaname = current_schema', database => $first->create_database('fresh')), 0, 'and has as many databases as wanted';
    my $beside = E2E::Postgres->new($rig, name => 'beside')->start;
    is_deeply [$beside->psql('SHOW listen_addresses'), $beside->psql('SELECT count(*) FROM pg_tables WHERE schemaname = current_schema')], ['', 0], 'there can be others, which listen nowhere on a network';
    is $beside->stop, 0, 'and stop';
    ok !eval { $first->psql('SELECT * FROM lost'); 1 }, 'what fails is told';
    like $@, qr/relation "lost" does not exist/, 'with its reason';
};

subtest 'stopped, and killed' => sub {
    is $first->stop, 0, 'it stops in good order';
    $first->start;
    $first->psql("INSERT INTO kept VALUES ('nougat')");
    my @all = $first->pids;
    cmp_ok scalar @all, '>', 3, 'it has many processes';
    $first->kill;
    is_deeply [runs(@all)], [], 'of which none is left by kill -9';
    $first->start;
    is $first->psql("SELECT string_agg(word, ' ') FROM kept"), 'marzipan nougat', 'and what was committed is there';
    like $rig->log_text('first'), qr/not properly shut down/, 'recovered from its log';
};

subtest 'a standby' => sub {
    my $second = $first->standby('second');
    is $second->psql('SELECT count(*) FROM kept'), 2, 'has what was there';
    is $second->psql('SELECT pg_is_in_recovery()'), 't', 'and only follows';
    $second->pause;
    my $name = ask_meanwhile($first, "INSERT INTO kept VALUES ('praline')");
    ok !is_confirmed($name, 1), 'while it stands still nothing is confirmed';
    $second->go_on;
    ok is_confirmed($name, 20), 'and then it is';

    my $either = $first->url(also => [$second]);
    my $where = sub { return E2E::Postgres::asked($rig, $either, "SELECT current_setting('port')") };
    is $where->(), $first->{port}, 'a URL of both leads to the one that can be written to';
    $first->psql("INSERT INTO kept VALUES ('fudge')");
    $first->kill;
    ok !eval { $where->(); 1 }, 'which is killed';
    $second->promote;
    is $where->(), $second->{port}, 'the other is promoted, and the URL leads there';
    is E2E::Postgres::asked($rig, $either, "SELECT string_agg(word, ' ') FROM kept"), 'marzipan nougat praline fudge', 'where all that was confirmed is';
    E2E::Postgres::asked($rig, $either, "INSERT INTO kept VALUES ('toffee')");
    is $second->psql('SELECT count(*) FROM kept'), 5, 'and more is written';

    my @memory = grep {defined} $first->{memory};
    $second->kill;
    push @memory, $second->{memory};
    cmp_ok scalar @memory, '==', 2, 'both left memory of their own';
    $_->forget_memory for $first, $second;
    my %left = map { (split)[1] => 1 } grep {/^\s*\d/} split /\n/, E2E::Rig::slurp('/proc/sysvipc/shm');
    is_deeply [grep { $left{$_} } @memory], [], 'which is given back';
};
done_testing;
