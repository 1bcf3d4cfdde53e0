# The store is made before anybody needs it; and taken to another place, from file to file, to PostgreSQL and back: the migration is killed at one
# step after the other, and both sides refuse all others meanwhile; at the end all is as it was, and nobody is written to twice.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::MD5 qw(md5_hex);
use E2E::Fault;
use E2E::Postgres;
use E2E::Rig;
use E2E::Stage;
use JSON::PP ();
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Earshot::only_lmdb('it has a PostgreSQL of its own');
my $rig = E2E::Rig->new('move');
my $stage = E2E::Stage->new($rig, idle => 1);
my $earshot = $stage->earshot;
my $fault = $earshot->{faults}{earshot} = E2E::Fault->new($rig, 'earshot', $rig->dir);
my $store = $earshot->{store};

# --- made ---

my ($status, $out, $err) = $earshot->cli(qw(store init));
is $status, 78, 'no store without a key';
like $err, qr/earshot\.key/, 'and it says what is missing';
$earshot->make_key;
rmdir $store or die "$store: $!\n";
my $key = E2E::Rig::slurp($rig->dir('earshot.key'));
my @nobody = getpwnam 'nobody';
chown @nobody[2, 3], $rig->dir('earshot.key') if $> == 0;
($status, $out, $err) = $earshot->cli(qw(store init));
is "$status $out", "0 $store: made, schema 7\n", 'a store is made' or diag $err;
is sprintf('%o', (stat $store)[2] & 07777), '700', 'nobody else can read it';
is_deeply [map { (stat $_)[4] } $store, "$store/data.mdb", "$store/persons.keys"], [$> == 0 ? ($nobody[2]) x 3 : ($>) x 3], 'it belongs to whom the key belongs to';
chown 0, 0, $rig->dir('earshot.key') if $> == 0;
($status, $out, $err) = $earshot->cli(qw(store init));
is "$status $out", "0 $store: is there already, schema 7\n", 'and not made twice' or diag $err;
is +($earshot->cli('verify'))[0], 0, 'it is whole';
unlink $rig->dir('earshot.key');
$earshot->make_key;
($status, $out, $err) = $earshot->cli(qw(store init));
is $status, 78, 'with another key it is left alone';
like $err, qr/the key file is not the one this store was sealed with/, 'and it says why';
$rig->write_file('earshot.key', $key);
chmod 0600, $rig->dir('earshot.key');
is +($earshot->cli('verify'))[0], 0, 'it still is whole';
is +($earshot->cli(qw(store init more)))[0], 64, 'it takes no words';
$earshot->configure(earshot => {store => 'mysql://there/'});
is +($earshot->cli(qw(store init)))[0], 78, 'no engine, no store';


# --- taken elsewhere ---

my $JSON = JSON::PP->new->canonical;
sub in_80_columns { my ($text) = @_; return !grep { length($_ =~ s{\S*\Q@{[$rig->dir]}\E\S*}{}gr) > 80 } split /\n/, $text }
sub use_store { my ($url) = @_; $earshot->configure(earshot => {store => $url, state => $url =~ /^lmdb:/ ? undef : $rig->dir('state')}); return }
# What people and programs see of it, and whether it is whole.
sub whole {
    my ($name) = @_;
    my ($ended, $said, $why) = $earshot->cli(qw(verify --json));
    is_deeply [$ended, eval { $JSON->decode($said)->{findings} }], [0, []], "$name: verify finds nothing" or diag "$said$why";
    return;
}
sub seen { my %seen = map { $_->[0] => [$earshot->ask(@$_)] } [qw(thread list)], [qw(outbox list)], [qw(no-answer list)], [qw(audit list)]; return md5_hex($JSON->encode(\%seen)) }
sub migrate { my (@urls) = @_; return $earshot->cli(qw(store migrate), @urls) }

my $first = "lmdb:$store";
use_store($first);
$stage->start;
my @sent = map { $stage->send(from => "Cara $_ <cara\@c$_.test>", subject => "Export $_ stops") } 1 .. 6;
ok !(grep { !$stage->wait_answer($_) } @sent), 'six customers are answered';
is +($earshot->cli(qw(erase --yes cara@c2.test)))[0], 0, 'one of them is erased';
$stage->outgoing->script(mail => '451 4.3.2 later');
my $waiting = $stage->send(from => 'Wanda <wanda@waiting.test>', subject => 'Waits');
ok E2E::Rig::eventually(10, sub { grep { $_->{to} eq 'wanda@waiting.test' && $_->{attempts} > 0 } $earshot->outbox }), 'one waits for a relay that is away';

my $second = 'lmdb:' . $rig->dir('second');
($status, $out, $err) = migrate($first, $second);
is $status, 75, 'not while daemons run';
like $err, qr/^earshot: \Q$first\E: a daemon, or another command, has it open: stop the daemons, on all machines, and run it again$/, 'and it says why';
ok $earshot->threads, 'and all is as before';
$earshot->stop;
my $before = seen();
whole('before');

is +(migrate($first))[0], 64, 'it takes two';
($status, $out, $err) = migrate($first, "lmdb:$store/../store");
is "$status $err", "78 earshot: lmdb:$store/../store: it is there already\n", 'it goes nowhere';
($status, $out, $err) = migrate($first, 'mysql://there/');
is $status, 78, 'no engine, no migration';
$rig->make_dir('full', 0700);
use_store('lmdb:' . $rig->dir('full'));
is +($earshot->cli(qw(store init)))[0], 0, 'another store';
is +($earshot->cli(qw(no-answer add bob@full.test)))[0], 0, 'with something in it';
use_store($first);
($status, $out, $err) = migrate($first, 'lmdb:' . $rig->dir('full'));
is $status, 78, 'nothing is put over what is there';
like $err, qr/full: there is another store, with records: name one that is empty/, 'and it says why';
rename $rig->dir('earshot.key'), $rig->dir('its.key');
$earshot->make_key;
($status, $out, $err) = migrate($first, $second);
is $status, 78, 'not with another key';
like $err, qr/the key file is not the one this store was sealed with/, 'and it says why';
rename $rig->dir('its.key'), $rig->dir('earshot.key');
is seen(), $before, 'all is as before';

# Ends each time at a later step, until it comes to its end. What is open in between: nothing.
sub killed_on_the_way {
    my ($from, $to, %at) = @_;
    my ($kills, $ended, $said, $why) = (0);
    for (my $nth = 1; $nth < 1000; $nth += 1 + int $kills / 3) {
        $fault->arm(kind => 'kill', nth => $nth, %at);
        ($ended, $said, $why) = migrate($from, $to);
        $fault->disarm;
        last if $ended != 137;
        $kills++;
        next if $kills % 3 != 1;
        my $open = 0;
        for my $url ($from, $to) {
            use_store($url);
            my ($refused, undef, $because) = $earshot->cli(qw(thread list));
            if ($refused) { like $because, qr/is being migrated|was migrated to|migration into this store|there is no store yet|there are no tables of Earshot yet/, "killed $kills times: $url is not open" }
            elsif ($url eq $from || $earshot->threads) { $open++; is seen(), $before, "killed $kills times: $url is whole" } # else it is new and empty
        }
        cmp_ok $open, '<', 2, "killed $kills times: never two";
    }
    is $ended, 0, "it comes to its end, after $kills kills" or diag "$said$why";
    cmp_ok $kills, '>', 5, 'killed on the way';
    return $said;
}

sub is_moved {
    my ($name, $from, $to, $said) = @_;
    like $said, qr/^\Q$to\E: (?:\d+ rows, \d+ of them keys of persons, each as it is in\n  \Q$from\E|all of it is there since before)$/m, "$name: it says what was done";
    like $said, qr/^  store = \Q$to\E$/m, "$name: and what is to be done";
    ok in_80_columns($said), "$name: in 80 columns" or diag $said;
    use_store($from);
    my ($refused, undef, $why) = $earshot->cli(qw(verify));
    is $refused, 78, "$name: what was left is not opened any more";
    like $why, qr/the store was migrated to \Q$to\E at 20\S+: set \[earshot\] store to that; or 'earshot store reopen'/, "$name: and it says why";
    is +($earshot->cli('check'))[0], 78, "$name: nor is that a configuration to start with";
    use_store($to);
    whole($name);
    is seen(), $before, "$name: all is as before";
    my ($again, $same) = migrate($from, $to);
    is $again, 0, "$name: again it does nothing";
    like $same, qr/all of it is there since before/, "$name: and says so";
    return;
}

$out = killed_on_the_way($first, $second, steps => ['write', 'sync']);
is_moved('file to file', $first, $second, $out);
like +($earshot->cli(qw(erase --dry-run cara@c4.test)))[1], qr/\Q$first\E/, 'who erases somebody is told that the other store has the key too';

use_store($first);
my $logged = length $rig->log_text('milter');
$earshot->start_milter;
my $unheard = $stage->send(from => 'Dora <dora@deaf.test>', subject => 'Nobody hears it');
ok $stage->delivered($unheard), 'a milter that is started on what was left lets mail pass';
like substr($rig->log_text('milter'), $logged), qr/event=trouble what=store .*the store was migrated to \Q$second\E/, 'and says where the store is';
$earshot->stop;
ok !$stage->answers($unheard), 'nobody is answered from there';

# --- to PostgreSQL, and back ---

my $last = $second;
SKIP: {
    skip 'needs PostgreSQL: tests/support/install postgresql', 1 if !E2E::Postgres::bin();
    my $postgres = E2E::Postgres->new($rig)->start;
    $rig->make_dir('state', 0700);
    my $shared = $postgres->url;
    my $third = 'lmdb:' . $rig->dir('third');

    $out = killed_on_the_way($second, $shared, steps => ['send']);
    is_moved('to PostgreSQL', $second, $shared, $out);
    like $out, qr/^  state = \Q@{[$rig->dir('second')]}\E$/m, 'where the notes of this machine are is said';
    like $out, qr/delete data\.mdb, lock\.mdb and persons\.keys there\.$/m, 'and which files are not among them';
    like +($earshot->cli(qw(erase --dry-run cara@c4.test)))[1], qr/still hold the key.*\Q$second\E.*backups and archives of the server/s, 'who erases somebody is told of what was left, and of the server';

    $earshot->start_courier;
    ($status, $out, $err) = migrate($shared, $third);
    is $status, 75, 'not while a daemon runs, wherever';
    like $err, qr/has it open: stop the daemons, on all machines/, 'and it says why';
    $earshot->stop;
    $before = seen(); # it may have tried again
    ($status, $out, $err) = migrate("lmdb:$store", $shared);
    is $status, 78, 'nothing is put over what is there';

    $out = killed_on_the_way($shared, $third, steps => ['send', 'sync']);
    is_moved('from PostgreSQL', $shared, $third, $out);
    my ($had, $has) = map { E2E::Rig::slurp($rig->dir("$_/persons.keys")) } qw(second third);
    ok length $has >= 6 * 128 && $has eq substr($had, 0, length $has), 'the keys of persons are as they were, to the byte';
    use_store($shared);
    is +($earshot->cli(qw(store reopen)))[0], 0, 'PostgreSQL is opened again';
    whole('PostgreSQL opened again');
    $last = $third;
}

# --- and back to what was left ---

use_store($last);
$stage->outgoing->behave('mail');
my ($row) = grep { $_->{to} eq 'wanda@waiting.test' } $earshot->outbox;
is +($earshot->cli(qw(outbox retry), $row->{id}))[0], 0, 'what waited is let go';
$earshot->start;
ok $stage->wait_answer($waiting), 'what waited is answered from the other store';
my $later = $stage->send(from => 'Lara <lara@later.test>', subject => 'Later');
ok $stage->wait_answer($later), 'and what comes now';
$earshot->stop;
use_store($first);
($status, $out, $err) = $earshot->cli(qw(store reopen));
is $status, 0, 'the first is opened again' or diag $err;
like $out, qr/^\Q$store\E: in use again, as of 20.*\n1 mail to customers waited then and may have been sent since: not sent$/m, 'it says what it does not send by itself';
like $out, qr/not known here: what came and was done since in\n  \Q$second\E\n/, 'and what it cannot know';
ok in_80_columns($out), 'in 80 columns' or diag $out;
whole('opened again');
$earshot->start;
ok $stage->settle, 'the daemons work on with it';
is scalar $stage->answers($waiting), 1, 'nobody is written to twice';
$earshot->stop;
($status, $out, $err) = $earshot->cli(qw(store reopen));
is "$status $out", "0 $store: it was not left\n", 'it is open';
($status, $out, $err) = migrate($first, $second);
is $status, 78, 'and may not go where other things were written since';
like $err, qr/there is another store/, 'and it says why';

done_testing;
