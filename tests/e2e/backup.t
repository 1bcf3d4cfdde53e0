# A backup taken while mail comes in and the relay is away, and putting it back: with daemons running it is refused, what was there stays, what
# waited to customers is not sent by itself, and `earshot verify` finds nothing at any time. Damage it finds, however bad.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Fcntl qw(LOCK_EX);
use File::Copy qw(copy);
use JSON::PP ();
use Test::More;
use Time::HiRes qw(sleep);

E2E::Rig::need_root();
E2E::Earshot::only_lmdb('a backup is a copy of its files; dump.t and database.t have a database');
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('backup');
my $stage = E2E::Stage->new($rig);
my $earshot = $stage->earshot;
my $copy = $rig->dir('copy');

sub whole {
    my ($name) = @_;
    my ($status, $out, $err) = $earshot->cli(qw(verify --json));
    my $said = eval { JSON::PP->new->decode($out) } // {};
    is_deeply [$status, $said->{findings}], [0, []], "$name: verify finds nothing" or diag "$out$err";
    return $said->{records} // 0;
}

# The state of each acknowledgement by the address it is to.
sub answers_by_address { return map { $_->{to} => $_ } grep { $_->{kind} eq 'acknowledgement' } $earshot->outbox }

# --- a backup under load ---

my $answered = $stage->send(from => 'Ann <ann@before.test>', subject => 'Before');
ok $stage->wait_answer($answered), 'a message before the backup is answered';
$stage->outgoing->script(mail => '451 4.3.2 later'); # a connection that is open would not see another banner
my @waiting = map { $stage->send(from => "Waits $_ <w$_\@waiting.test>", subject => "Waits $_") } 1 .. 3;
ok E2E::Rig::eventually(10, sub { my %is = answers_by_address(); 3 == grep { ($is{"w$_\@waiting.test"}{attempts} // 0) > 0 } 1 .. 3 }), 'three answers wait for a relay that is away';

$rig->started('load', $rig->fork_as('load', sub {
    my $count = 0;
    while (!-e $rig->dir('stop')) { eval { $stage->send(from => 'Load <l' . ++$count . '@load.test>', subject => "Load $count") } }
}));
E2E::Rig::eventually(10, sub { 8 < $earshot->threads });
whole('under load');
my ($status, $out, $err) = $earshot->cli('backup', $copy);
is $status, 0, 'a backup under load' or diag $err;
like $out, qr/\Q$copy\E: .* as of 20/, 'it says what it is';
like $out, qr/earshot\.key, without which nobody can read it/, 'and that the key is not in it';
is_deeply [grep { length > 80 } map { s/\Q$copy\E//r } split /\n/, $out], [], 'in 80 columns';
is sprintf('%o', (stat $copy)[2] & 07777), '700', 'nobody else can read it';
is_deeply [grep { /key/ && !/persons/ } glob "$copy/*"], [], 'the key file is not in it';
ok !-e "$copy.partial", 'nothing is left beside it';
($status, $out, $err) = $earshot->cli('backup', $copy);
is $status, 78, 'a second one in the same place is refused';
$rig->write_file('stop', '');
E2E::Rig::eventually(10, sub { !$rig->alive('load') });
my $later = $stage->send(from => 'Zoe <zoe@later.test>', subject => 'Later');
ok E2E::Rig::eventually(8, sub { my %is = answers_by_address(); $is{'zoe@later.test'} }), 'a message after it is known';
my $before = whole('after the load');

# --- what is refused ---

($status, $out, $err) = $earshot->cli('restore', '--replace', $copy);
is $status, 75, 'no restore while daemons run';
like $err, qr/stop both daemons/, 'and it says why';
$earshot->stop;
($status, $out, $err) = $earshot->cli('restore', $copy);
is $status, 78, 'none over a store that is there';
like $err, qr/--replace/, 'unless it is asked for';
$rig->make_dir('torn');
copy($_, $rig->dir('torn') . '/' . s{.*/}{}r) for glob "$copy/*";
truncate $rig->dir('torn') . '/data.mdb', 20_000;
($status, $out, $err) = $earshot->cli('restore', '--replace', $rig->dir('torn'));
is $status, 65, 'none of a copy that is torn';
like $err, qr/data\.mdb: is not as it was/, 'and it says which file';
is whole('untouched by all that'), $before, 'and as much as before';

# --- put back ---

$rig->write_file("$earshot->{store}/courier.poison", '');
($status, $out, $err) = $earshot->cli('restore', '--replace', $copy);
is $status, 0, 'put back' or diag "$out$err";
like $out, qr/the store that was there: \S+replaced-\d{8}T\d{6}Z$/m, 'it says where the other store is';
like $out, qr/mails? to customers waited then/, 'how many mails are in doubt';
like $out, qr/not known any more: messages since 20/, 'what it cannot know';
is_deeply [grep { length > 80 && !/replaced-|: as of/ } split /\n/, $out], [], 'in 80 columns';
my ($aside) = glob "$earshot->{store}/replaced-*";
ok -s "$aside/data.mdb" && -s "$aside/persons.keys", 'what was there is there, aside';
ok -e "$aside/courier.poison" && !-e "$earshot->{store}/courier.poison", 'and with it how often the courier crashed on it';
my $restored = whole('put back');
cmp_ok $restored, '<', $before, 'it is older';
cmp_ok $restored, '>', 50, 'and not empty';
my %is = answers_by_address();
ok !$is{'zoe@later.test'}, 'what came later is not known';
is $is{'ann@before.test'}{state}, 'done', 'what was answered is answered';
is_deeply [map { $is{"w$_\@waiting.test"}{state} } 1 .. 3], [('buried') x 3], 'what waited is in doubt';

$stage->outgoing->behave('mail');
$earshot->start;
ok $stage->settle, 'both daemons work on';
is_deeply [map { scalar $stage->answers($_) } @waiting], [0, 0, 0], 'nothing in doubt is sent by itself';
($status, $out, $err) = $earshot->cli(qw(outbox retry), $is{'w1@waiting.test'}{id});
is $status, 0, 'a person sends one' or diag $err;
ok $stage->wait_answer($waiting[0]), 'and it arrives';
is_deeply [map { scalar $stage->answers($_) } @waiting], [1, 0, 0], 'that one alone';
my $again = $stage->send(from => 'Waits 2 <w2@waiting.test>', subject => 'Re: Waits 2', fields => ["In-Reply-To: <$waiting[1]{id}>"]);
ok $stage->settle && !$stage->answers($again), 'who may have had an answer gets none in its place';
whole('in use again');

# --- elsewhere, and damaged ---

$earshot->stop;
my $old = $earshot->{store};
my $elsewhere = $rig->dir('elsewhere');
$earshot->configure(earshot => {store => "lmdb:$elsewhere"});
($status, $out, $err) = $earshot->cli('restore', '--resend', $copy);
is $status, 0, 'into a directory that was not there' or diag "$out$err";
cmp_ok whole('elsewhere'), '>=', $restored, 'as much';
%is = answers_by_address();
is_deeply [map { $is{"w$_\@waiting.test"}{state} } 1 .. 3], [('ready') x 3], 'with --resend what waited waits on';

# A courier that waits for its turn has nothing open meanwhile: a restore may be what it waits for.
my $turn = $rig->make_dir('turn');
open my $held, '>', "$turn/courier.lock" or die "courier.lock: $!\n";
flock $held, LOCK_EX or die "flock: $!\n";
$earshot->configure(earshot => {store => "lmdb:$turn"});
($status, $out, $err) = $rig->run(E2E::Earshot::program('earshot-courier'), '-c', $earshot->{file}, '--log=stderr');
is $status, 75, 'no courier while somebody holds its lock';
is_deeply [map { s{.*/}{}r } glob "$turn/*"], ['courier.lock'], 'and it opened no store before it asked';
$earshot->configure(earshot => {store => "lmdb:$elsewhere"});

my $size = -s "$elsewhere/data.mdb";
open my $file, '+<', "$elsewhere/data.mdb" or die "data.mdb: $!\n";
for (my $page = 8; $page * 4096 < $size; $page += 3) {
    seek $file, $page * 4096, 0;
    print {$file} pack 'C*', map { int rand 256 } 1 .. 4096;
}
close $file;
($status, $out, $err) = $earshot->cli('verify');
is $status, 65, 'a file full of damage is not called whole';
like $out, qr/^\S+ \S+: .*; /m, 'and it is said' or diag "$status\n$out$err";
($status, $out, $err) = $earshot->cli(qw(verify --json));
is eval { JSON::PP->new->decode($out)->{whole} ? 1 : 0 }, 0, 'to programs too, whatever becomes of who reads it';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
