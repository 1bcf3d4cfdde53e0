# Two gateways on one database, each with a key file of its own place: a new key is not taken up before both have the same file, nor is one
# of two that were made at the same time, and mail flows through both meanwhile. A person is erased, and it is said what a server keeps
# of older versions, and what ends that: an old dump of the database opens with the old key file alone.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Client;
use E2E::Earshot;
use E2E::Gateways;
use E2E::Mail;
use E2E::Postgres;
use E2E::Rig;
use JSON::PP ();
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postgres::need();
my $rig = E2E::Rig->new('key-gateways');
my $database = E2E::Postgres->new($rig)->start;
my $gateways = E2E::Gateways->new($rig, url => $database->url, gateways => 2, couriers => 2);
my ($here, $there) = map { $gateways->earshot($_) } 1, 2;
my ($key, $other) = ($rig->dir('earshot.key'), $rig->dir('other.key'));
$here->make_key;
$database->must('cp', '-p', $key, $other);
$there->configure(earshot => {'key-file' => $other});
$gateways->start;
$rig->wait_for_socket('master', "inet:$_\@127.0.0.1") for @{$gateways->{plain}};

sub in_80_columns { return !grep { length > 80 } split /\n/, shift }
my $number = 0;
sub heard {
    my ($gateway, $name) = @_;
    my $id = E2E::Mail::new_id();
    my $from = "writer@{[++$number]}\@customer$number.test";
    my $bytes = E2E::Mail::compose(from => "Wilma Writer <$from>", subject => "Export stops $number", id => $id);
    my $client = E2E::Client->new(port => $gateways->{plain}[$gateway - 1]);
    my $said = $client->send(from => $from, to => 'support@example.test', data => $bytes);
    $client->quit;
    my $heard = E2E::Rig::eventually(20, sub { grep { $_->{id} eq $id && $_->{level} ne '' } $gateways->inbox->lines });
    my $answered = $heard && E2E::Rig::eventually(20, sub { grep { $_->{answers} eq $id } $gateways->outgoing->lines });
    ok $answered, $name or diag explain $said, $heard;
    return $from;
}

my $gone = heard(1, 'a message through the first gateway is heard and answered');
heard(2, 'and one through the second');
my $dump = $database->dump;

# ---- a person is erased -----------------------------------------------------------------------------------------------

my ($status, $out, $err) = $here->cli('erase', '--yes', $gone);
is $status, 0, 'a person is erased' or diag "$out$err";
like $out, qr/^key: overwritten in its row, and read back as zeros$/m, 'the key is told to be overwritten in its row';
like $out, qr/^older versions of these rows: left to vacuum\n  PostgreSQL overwrites none:.*WAL, archives, standbys,\n  backups.*older key files destroyed/ms, 'and what the server keeps, and what ends that';
unlike $out, qr/free pages of the database|none is noted/, 'nothing is said that holds for files alone';
ok in_80_columns($out), 'in 80 columns' or diag $out;
($status, $out) = $there->cli('erase', '--yes', '--json', $gone);
my $proof = eval { JSON::PP::decode_json($out) } // {};
is $proof->{older_versions_kept} && !$proof->{free_pages_overwritten}, 1, 'as JSON: older versions are kept' or diag $out;
is +($there->cli('verify'))[0], 0, 'verify on the other gateway: all is whole';

# ---- a new key ----------------------------------------------------------------------------------------------------------

# Somebody makes a second one of the same number on the other gateway, in place of a copy of the first.
$rig->spawn('second', E2E::Earshot::program('earshot'), '-c', $there->{file}, qw(key rotate));
($status, $out, $err) = $here->cli(qw(key rotate));
is $status, 75, 'the other gateway has not the same new key: nothing changes over' or diag "$out$err";
like $err, qr/Copy \Q$key\E as it is now to every other gateway/, 'and it is said what to do';
E2E::Rig::eventually(30, sub { !$rig->alive('second') });
like $rig->log_text('second'), qr/has not read the new key.*Copy \Q$other\E as it is now/s, 'nor does it there';
heard(2, 'meanwhile the other gateway goes on');
$database->must('cp', '-p', $key, $other);
($status, $out, $err) = $here->cli(qw(key rotate));
is $status, 0, 'with the file copied the rotation goes through' or diag "$out$err";
heard(2, 'the other gateway seals with the new key');
heard(1, 'and this one');
($status, $out, $err) = $here->cli(qw(key rotate --finish));
is $status, 0, '--finish' or diag "$out$err";
like $out, qr/Copy the new file to every other gateway.*archives, standbys and backups/s, 'and it is said where the old key still opens something';
ok in_80_columns($out =~ s/\Q$key\E/KEY/r), 'in 80 columns' or diag $out;
$database->must('cp', '-p', $key, $other);
is +($_->cli(qw(key check)))[0], 0, 'key check is content' for $here, $there;
is +($here->cli('verify'))[0], 0, 'and so is verify';
heard(2, 'mail goes on through the other gateway');

# ---- what was kept of before ----------------------------------------------------------------------------------------------

$database->create_database('older');
$rig->write_file('older.sql', $dump);
$database->must($database->bin . '/psql', qw(-X -q -v ON_ERROR_STOP=1 -d), $database->url(database => 'older'), '-f', $rig->dir('older.sql'));
$there->configure(earshot => {store => $database->url(database => 'older')});
($status, $out, $err) = $there->cli('verify');
is $status, 78, 'a dump of before does not open with the new key file' or diag "$out$err";
like $err, qr/sealed under generation 1 of the key, which this file has not/, 'whose keys of persons are under the old one';

done_testing;
