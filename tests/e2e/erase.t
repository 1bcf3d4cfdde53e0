# A person is erased while they and others write and the courier sends: nothing crashes, nobody else loses anything, no file of the store has
# a trace, and verify, digest, report and export agree. A backup from before does not bring them back.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use File::Find ();
use JSON::PP ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

my $GONE = 'zelda.quux@zmark.test';
my $WORDS = "The gimblewabe is dead for the third time, this is outrageous. We cancel the contract and move to another vendor.\n";
my @MARKS = ('zelda', 'quux', 'zmark', 'gimblewabe');
my $rig = E2E::Rig->new('erase');
my $stage = E2E::Stage->new($rig, sections => {
    'pm paula' => {address => 'paula@example.test', alert => 'escalation', digest => 'off', languages => 'en'},
    'mailbox support' => {addresses => 'support@example.test', languages => 'en', 'time-zone' => 'UTC', hours => '24x7', pm => 'paula'},
});
my $earshot = $stage->earshot;
my $copy = $rig->dir('copy');
my $remote = E2E::Earshot::remote(); # a database is copied and put back by its own means

sub cli {
    my ($name, @words) = @_;
    my ($status, $out, $err) = $earshot->cli(@words);
    is $status, 0, $name or diag "$out$err";
    return $out;
}
sub json { my ($name, @words) = @_; return eval { JSON::PP->new->decode(cli($name, @words)) } // {} }
sub whole { my ($name) = @_; is_deeply json("$name: verify", qw(verify --json))->{findings}, [], "$name: verify finds nothing" }

# Marks in the bytes of a store's files, as `strings` would show them; what a restore moved aside is another store.
sub traces {
    my ($directory) = @_;
    my @found;
    File::Find::find({no_chdir => 1, preprocess => sub { grep { !/^replaced-/ } @_ }, wanted => sub {
        return if !-f;
        open my $file, '<:raw', $_ or return;
        my $bytes = do { local $/; <$file> };
        my $name = $_;
        push @found, map { "$name: $_" } grep { $bytes =~ /\Q$_\E/i } @MARKS;
    }}, $directory);
    my $rows = $remote ? E2E::Postgres::dumped($rig, $earshot->url) : '';
    return @found, map {"dump: $_"} grep { $rows =~ /\Q$_\E/i } @MARKS;
}
sub shown { my ($text) = @_; return grep { $text =~ /\Q$_\E/i } @MARKS }
sub from_her { my ($subject) = @_; return $stage->send(from => "Zelda Quux <$GONE>", subject => "$subject gimblewabe", body => $WORDS, fields => ['Authentication-Results: mx.example.test; dmarc=pass header.from=zmark.test']) }

# The database as it is now, under another name; as it stood under that name before, it goes.
sub copy_database {
    my ($to, $from) = @_;
    my ($name) = $earshot->url =~ m{//[^/]*/(\w+)};
    $earshot->stop; # nobody may be in it
    E2E::Postgres::asked($rig, E2E::Postgres::for_stores(), $_) for "DROP DATABASE IF EXISTS $name$to", "CREATE DATABASE $name$to TEMPLATE $name$from";
    $rig->at_end(sub { E2E::Postgres::asked($rig, E2E::Postgres::for_stores(), "DROP DATABASE IF EXISTS $name$to") });
    $earshot->start;
    return;
}

# --- she is there ---

my $first = from_her('First');
my $ann = $stage->send(from => 'Ann <ann@other.test>', subject => 'Export stops');
ok $stage->wait_answer($first) && $stage->wait_answer($ann), 'two customers are answered';
my ($status, $out, $err);
cli('a backup', 'backup', $copy) if !$remote;
my $before = json('export', 'export', $GONE);
is $before->{records}{conversation}[0]{from}, $GONE, 'the export has her conversation';
like join(' ', @{$before->{records}{message}[0]{evidence}}), qr/We cancel the contract/, 'and her words';
unlike(JSON::PP->new->encode($before), qr/ann\@other|Export stops/, 'and nothing of another');
like cli('as a page', 'export', '--html', '-', $GONE), qr/<h1>What is stored of zelda/, 'to read too';
like cli('a look', 'erase', '--dry-run', $GONE), qr/would be found.*thread +1 .*changed/s, 'what would go is told';
($status, $out, $err) = $earshot->cli('erase', $GONE);
is $status, 64, 'without a yes nobody is erased';
like $err, qr/--yes/, 'and how is said';
($status, $out, $err) = $earshot->cli('erase', '--yes', 'paula@example.test');
is $status, 65, 'nobody of ours';
is cli('not one unknown', 'erase', '--yes', 'nobody@nowhere.test') =~ /nothing is stored/, 1, 'who is unknown is not there';

# --- she goes, under load ---

my @seen = map { $_->{id} } $earshot->threads;
$rig->started('load', $rig->fork_as('load', sub {
    my $count = 0;
    while (!-e $rig->dir('stop')) {
        eval { ++$count % 3 == 0 ? from_her("Load $count") : $stage->send(from => "Load <l$count\@load.test>", subject => "Load $count") };
    }
}));
ok E2E::Rig::eventually(20, sub { $earshot->threads >= @seen + 8 }), 'mail comes in';
my $proof = json('erased under load', qw(erase --yes --json), $GONE);
is $proof->{key_overwritten} && $proof->{left} == 0 && $proof->{damaged} == 0, 1, 'key overwritten, nothing left that opens' or diag explain $proof;
ok !$proof->{free_pages_overwritten} == $remote, $remote ? 'and of free pages nothing is promised' : 'nor anything in free pages of the database';
cmp_ok $proof->{conversations}, '>=', 2, 'her conversations';
is_deeply [map {/^(\S+), of 20/} @{$proof->{backups}}], [$remote ? () : $copy], 'the backup that has the key is named, and where it is';
$rig->write_file('stop', '');
E2E::Rig::eventually(10, sub { !$rig->alive('load') });
ok $stage->settle, 'both daemons work on';
whole('after it');
like cli('the log of commands', qw(audit list)), qr/erased +done: [a-z2-7]{26}|erased/, 'who did it is noted';

# What she wrote while it went on was that of a new person: she goes again, and now for good.
$proof = json('again', qw(erase --yes --json), $GONE);
is $proof->{left}, 0, 'nothing is left';
$earshot->stop;
my $line = cli('a third time', 'erase', '--yes', $GONE);
like $line, qr/^erased on 20\d\d-/, 'there is nothing any more';
is_deeply [traces($earshot->{store})], [], 'no file of the store has a trace';
$earshot->start;
whole('after a new start');
my @open = $earshot->threads;
is_deeply [shown(JSON::PP->new->encode(\@open))], [], 'no list shows her';
ok scalar(grep { ($_->{from} // '') eq 'ann@other.test' } @open), 'another is there';
my $digest = cli('digest', qw(digest --pm paula --print));
is_deeply [shown($digest)], [], 'nor does a digest';
like $digest, qr/conversations\s+ended\s+in\s+the\s+last\s+day/, 'which says why conversations ended';
is_deeply [shown(cli('report', qw(report --since 2020-01-01 --json)))], [], 'nor a report';
is_deeply json('export', 'export', $GONE)->{records}, {}, 'nothing is left to export';
my $old = $before->{records}{conversation}[0]{id};
($status, $out, $err) = $earshot->cli(qw(thread show), $old);
like "$out$err", qr/erased/, 'of her conversation is told that she was erased';
is_deeply [shown("$out$err")], [], 'and no more';

# --- she writes again, and a backup ---

my $back = from_her('Back');
ok $stage->settle && !$stage->answers($back), 'who comes back is not answered by a program';
ok scalar(grep { ($_->{from} // '') eq $GONE } $earshot->threads), 'and is a new person, with a conversation';
json('she goes', qw(erase --yes --json), $GONE);
$earshot->stop;
like cli('the backup is put back', 'restore', '--replace', $copy), qr/Erased again, since they were from the store that was there: 1 person\./, 'without her' if !$remote;
$earshot->start;
whole('put back');
is_deeply json('export', 'export', $GONE)->{records}, {}, 'nothing of her came back';
ok scalar(grep { ($_->{from} // '') eq 'ann@other.test' } $earshot->threads), 'another did';
$earshot->stop;
is_deeply [traces($earshot->{store})], [], 'no file has a trace';
# --- the lines that were kept, on a machine that knew nobody ---

$earshot->start;
my %gone = map { $_ => "$_\@$_-mark.test" } qw(xena yves);
my %sent = map { $_ => $stage->send(from => "\u$_ <$gone{$_}>", subject => "$_ asks") } sort keys %gone;
ok $stage->wait_answer($sent{$_}), "$_ is answered" for sort keys %gone;
my $second = $rig->dir('second');
copy_database('_second', '') if $remote;
cli('another backup', 'backup', $second) if !$remote;
my $kept = $rig->write_file('kept', join "\n", map { cli("$_ is erased", qw(erase --yes), $gone{$_}) } sort keys %gone);
my $none = $rig->write_file('none', "nothing of that kind\n");
$earshot->stop;
unlink grep { -f } glob "$earshot->{store}/*";
copy_database('', '_second') if $remote;
cli('put back where there was nothing', 'restore', $second) if !$remote;
sub held { my ($name) = @_; return scalar keys %{json("export of $name", 'export', $gone{$name})->{records}} }
cmp_ok held($_), '>', 0, "$_ is there again" for sort keys %gone;
($status, $out, $err) = $earshot->cli('erase', '--from', $kept);
is $status, 64, 'without a yes the lines do nothing';
($status, $out, $err) = $earshot->cli('erase', '--yes', '--from', $none);
is $status, 65, 'a file without such a line is told of';
like cli('a look', 'erase', '--dry-run', '--from', $kept), qr/would be found.*would be found/s, 'what would go of both';
$out = cli('by the lines', 'erase', '--yes', '--from', $kept);
my $told = $remote ? qr/^older versions of these rows: left to vacuum$/m : qr/^free pages of the database: overwritten$/m;
is scalar(() = $out =~ /$told/g), 2, 'both are told of, and what becomes of what is left in pages';
is scalar(() = $out =~ /^  erased 20\S+ person=[a-z2-7]{26} slot=\d+$/mg), 2, 'a line again of each';
is held($_), 0, "$_ is gone" for sort keys %gone;
@MARKS = map { ($_, "$_-mark") } sort keys %gone;
is_deeply [traces($earshot->{store})], [], 'no file has a trace';
whole('by the lines');

# --- somebody reads for long ---

SKIP: {
    skip 'takes a minute, and free pages of LMDB (EARSHOT_LONG)', 5 if !$ENV{EARSHOT_LONG} || $remote;
    $earshot->start;
    my $zoe = $stage->send(from => 'Zoe <zoe@reader.test>', subject => 'Reader');
    ok $stage->wait_answer($zoe), 'another customer is answered';
    $rig->spawn('reader', E2E::Rig::support('holder', '-llmdb'), $earshot->{store}, 'read');
    E2E::Rig::eventually(10, sub { $rig->log_text('reader') =~ /held/ }) or die 'nobody reads';
    ($status, $out, $err) = $earshot->{rig}->run({within => 100}, E2E::Earshot::program('earshot'), '-c', $earshot->{file}, qw(erase --yes zoe@reader.test));
    is $status, 75, 'who reads keeps free pages from being overwritten: exit status 75' or diag "$out$err";
    like $out, qr/key: overwritten in place.*free pages of the database: NOT overwritten, somebody reads for long/s, 'the key is destroyed all the same, and it is said';
    $rig->stop('reader');
    ($status, $out, $err) = $earshot->cli(qw(erase --yes zoe@reader.test));
    is $status, 0, 'run again when the reader is gone: done' or diag "$out$err";
    like $out, qr/free pages of the database were overwritten once more/, 'and said';
}

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
