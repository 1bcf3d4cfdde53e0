# A problem is fixed, and a thousand reporters are told while the courier is killed by kill -9 again and again: each person once, nobody missing.
# A second copy is possible only where a courier died behind the relay's final answer, and then it is the same mail: same Message-ID, same bytes.
# EARSHOT_SEED repeats a run, EARSHOT_KILLS and EARSHOT_REPORTERS set the numbers.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use E2E::Sink;
use POSIX qw(strftime);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot-courier earshot));
my $rig = E2E::Rig->new('loop');
# Under a sanitizer each costs ten times as much.
my $REPORTERS = $ENV{EARSHOT_REPORTERS} // (($ENV{FLAVOUR} // 'release') eq 'release' ? 1000 : 150);
my $KILLS = $ENV{EARSHOT_KILLS} // 36;
my $TWICE = int $REPORTERS / 50; # have two conversations
my $sink = E2E::Sink->new($rig, 'outgoing');
my $earshot = E2E::Earshot->new($rig, socket => 'unix:' . $rig->dir('unused'), receipt_socket => 'unix:' . $rig->dir('receipt'), relay => $sink,
    sections => {'mailbox support' => {hours => '24x7'}, 'pm paula' => {digest => 'off'}});
$earshot->make_key;

# ---- who reported it ------------------------------------------------------------------------------------------------

my @people = map {"reporter$_\@customer$_.example"} 1 .. $REPORTERS;
my (@messages, %newest);
for my $number (1 .. $REPORTERS + $TWICE) {
    my $person = $people[($number - 1) % $REPORTERS];
    my $at = time - 20 * 86400 + $number * 60;
    $newest{$person} = "Export stops $number";
    push @messages, join "\n", "From $person " . (strftime '%a %b %e %H:%M:%S %Y', gmtime $at), "From: Reporter <$person>", 'To: support@example.test',
        "Subject: $newest{$person}", 'Date: ' . (strftime '%a, %d %b %Y %H:%M:%S +0000', gmtime $at), "Message-ID: <$number\@customer.example>", '',
        "The export stops at 40 percent with error E-1042 in room $number.", '', '';
}
$rig->write_file('reports.mbox', join '', @messages);
my ($status, $out, $err) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), '-c', $earshot->{file}, 'import', $rig->dir('reports.mbox'));
is $status, 0, 'the reports are there' or diag $err;
my %thread = map { $_->{subject} => $_->{id} } $earshot->ask(qw(thread list --all));
is scalar keys %thread, $REPORTERS + $TWICE, 'each a conversation';

sub must {
    my (@words) = @_;
    my ($code, $said, $why) = $earshot->cli(@words);
    is $code, 0, "earshot @words[0, 1]" or diag $why;
    return $said;
}

must(qw(problem add --name P12), 'Export stops at 40 percent');
must(qw(problem link P12), values %thread);

# ---- told, and killed -----------------------------------------------------------------------------------------------

must(qw(problem fixed P12 --release 4.3 --now --rate 3000/min));
$sink->script(dot => 'sleep 0.004'); # makes the window behind the dot real
my ($kills, $idle) = (0, 0);
while ($kills < $KILLS && $idle < 20) {
    my $before = $sink->count;
    if (!eval { $earshot->start_courier; 1 }) { fail "the courier comes back after kill $kills: $@"; last }
    sleep 0.05 + rand 0.6;
    $rig->kill9('courier');
    $kills++;
    $idle = $sink->count > $before ? 0 : $idle + 1;
    # Ordered again in the midst of it: nobody hears of it twice.
    must(qw(problem fixed P12 --release 4.3 --now)) if $kills % 12 == 5;
}
note sprintf '%d mails when it was killed for the last of %d times', $sink->count, $kills;
$sink->behave;
$earshot->start_courier;

my %of;
my $look = sub {
    %of = ();
    push @{$of{$_->address('To')}}, $_ for $sink->messages;
    return keys %of >= $REPORTERS;
};
E2E::Rig::eventually(120, sub { sleep 0.3; $look->() });
E2E::Rig::eventually(30, sub { sleep 0.3; !grep { $_->{state} !~ /^(?:done|dropped)$/ } $earshot->outbox });
$look->();

is scalar(grep { !$of{$_} } @people), 0, 'nobody is missing';
is scalar keys %of, $REPORTERS, 'and nobody else was written to';
my (@twice, @different, @elsewhere);
for my $person (sort keys %of) {
    my @all = @{$of{$person}};
    my %ids = map { $_->id => 1 } @all;
    push @twice, $person if keys %ids > 1;
    push @different, $person if grep { $_->{bytes} ne $all[0]{bytes} } @all;
    push @elsewhere, $person if ($all[0]->field('Subject') // '') !~ /\Q$newest{$person}\E(?!\d)/;
}
is_deeply \@twice, [], 'each person has one Message-ID';
is_deeply \@different, [], 'and what came again is the same mail, byte for byte';
is_deeply \@elsewhere, [], 'in the newest of their conversations';
my $copies = $sink->count - $REPORTERS;
note "$copies went out again, in the window behind the dot";
cmp_ok $copies, '<=', $kills, 'and only where a courier was killed';
like +(($sink->messages)[0]->text), qr/4\.3/, 'the mail names the release';

# ---- afterwards -----------------------------------------------------------------------------------------------------

my %is = map { $_->{id} => $_->{phase} } $earshot->ask(qw(thread list --all));
is_deeply [grep { $is{$_} ne 'follow-up' && $is{$_} ne 'closed' } values %thread], [], 'all their conversations are in follow-up';
must(qw(problem fixed P12 --release 4.3 --now));
sleep 3;
is $sink->count, $REPORTERS + $copies, 'ordered again when all were told nobody hears of it';
is $rig->stop('courier'), 0, 'the courier ends by itself on SIGTERM';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
