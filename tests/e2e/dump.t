# Who steals the database reads nothing: no address, name, subject or word of any message is found in what pg_dump writes, in clear or coded, nor
# in the files of the server, its log of what is written among them. That the search would find it is shown by a row that is planted.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postgres;
use E2E::Rig;
use E2E::Stage;
use E2E::Traces;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postgres::need();
my $rig = E2E::Rig->new('dump');
my $database = E2E::Postgres->new($rig)->start;
my $state = $rig->make_dir('state', 0700);
my $stage = E2E::Stage->new($rig, idle => 1, sections => {earshot => {store => $database->url, state => $state}});
$stage->earshot->make_key;
is + ($stage->earshot->cli(qw(store init)))[0], 0, 'the store is made';
$stage->start;
ok E2E::Traces::leave($stage), 'a complaint is answered';

# What is found in all that the database gives: {dump => {kind => 1}, heap => {kind => [files]}, log => ...}
sub search {
    my $dump = $database->dump;
    my $plain = $dump =~ s/\\\\x([0-9a-f]+)/pack 'H*', $1/ger; # bytes stand there in hexadecimal
    $database->psql('CHECKPOINT', user => 'postgres');
    my %found = (dump => {%{E2E::Traces::found_in($dump)}, %{E2E::Traces::found_in($plain)}});
    for my $part (qw(base pg_wal)) {
        ($found{$part}, my $files) = E2E::Traces::found_below("$database->{data}/$part");
        cmp_ok $files, '>', 0, "there are files below $part";
    }
    ($found{rest}) = E2E::Traces::found_below($state);
    return {map { $_ => [sort keys %{$found{$_}}] } keys %found};
}

my %nothing = (dump => [], base => [], pg_wal => [], rest => []);
is_deeply search(), \%nothing, 'nothing of the messages is found in dump, tables and log, nor in what stands beside';
my ($rows) = $database->dump =~ /^COPY \w+\.t05 [^\n]*\n(.*?)^\\\.$/ms;
like $rows, qr/\\\\x[0-9a-f]{100}/, 'though conversations stand there';
my ($control) = E2E::Traces::found_below($rig->dir('sink-inbox'));
is_deeply [sort keys %$control], E2E::Traces::kinds(), 'the same search finds all of it in the delivered mail';

my ($status, $out) = $stage->earshot->cli(qw(thread list --json));
like $out, qr/quaggafarm|zebulon/i, 'with the key, the database can be read';
is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';

# ---- what the search is worth ---------------------------------------------------------------------------------------

my %PLANTED = (
    'local part' => ['in clear', "'zebulonquist'"], text => ['in base64', "encode('xxmarzipanriot!', 'base64')"], subject => ['in hexadecimal', "encode('perihelion', 'hex')"],
);
for my $kind (sort keys %PLANTED) {
    my ($how, $value) = @{$PLANTED{$kind}};
    $database->psql("INSERT INTO t05 VALUES ('\\xffff', 1, convert_to($value, 'UTF8'))");
    my $found = search();
    is_deeply [grep { !grep { $_ eq $kind } @{$found->{$_}} } qw(dump base pg_wal)], [], "a row with a word $how is found everywhere";
    $database->psql("DELETE FROM t05 WHERE key = '\\xffff'");
}
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
