# The store is made before anybody needs it.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use E2E::Sink;
use Test::More;

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $rig = E2E::Rig->new('move');
my $earshot = E2E::Earshot->new($rig, relay => E2E::Sink->new($rig, 'outgoing'), socket => 'unix:' . $rig->dir('milter.sock'),
    receipt_socket => 'unix:' . $rig->dir('receipt.sock'));
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

done_testing;
