# Twenty random kill -9 of either daemon under load. Nothing that the MTA took is lost, none is answered twice, except in the window behind
# the final dot, and then with the same Message-ID and the same bytes, and the store is whole. EARSHOT_SEED repeats a run, EARSHOT_KILLS sets the number.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use List::Util qw(shuffle);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('kill');
my $kills = $ENV{EARSHOT_KILLS} // 20;
my $writers = 4;
# With `tempfail` the client comes back while the milter is away, so that every message taken has been heard.
my $stage = E2E::Stage->new($rig, mta_settings => {milter_default_action => 'tempfail', milter_connect_timeout => '5s', lmtp_destination_concurrency_limit => 20});
$stage->outgoing->script(dot => 'sleep 0.02'); # makes the window behind the dot real

# A writer sends one message after the other until told to stop, each again until it is taken, and notes what was taken.
sub writer {
    my ($number) = @_;
    my $stop = $rig->dir('stop');
    my $noted = $rig->dir("taken.$number");
    my $count = 0;
    open my $note, '>>', $noted or die "$noted: $!\n";
    $note->autoflush(1);
    while (!-e $stop) {
        my %mail = (from => 'Load <' . 'w' . ++$count . "\@writer$number.test>", id => E2E::Mail::new_id(), date => E2E::Mail::date());
        my $tries = 0;
        while ($tries++ < 400) {
            my $sent = eval { $stage->send(%mail) };
            if ($sent && $sent->{code} == 250) { print {$note} "$mail{id} $tries\n"; last }
            if ($sent && $sent->{code} =~ /^5/) { print {$note} "$mail{id} REFUSED $sent->{text}\n"; last }
            sleep 0.1;
        }
    }
    return;
}

for my $number (1 .. $writers) { $rig->started("writer$number", $rig->fork_as("writer$number", sub { writer($number) })) }
my %killed;
my @victims = shuffle map { $_ % 2 ? 'milter' : 'courier' } 1 .. $kills;
for my $round (1 .. $kills) {
    sleep 0.15 + rand 0.6;
    my $victim = shift @victims;
    $killed{$victim}++;
    $rig->kill9($victim);
    sleep rand 0.2;
    my $again = eval { $victim eq 'milter' ? $stage->earshot->start_milter : $stage->earshot->start_courier; 1 };
    if (!$again) { fail "the $victim comes back after kill $round: $@"; last }
}
sleep 1;
$rig->write_file('stop', '');
E2E::Rig::eventually(60, sub { !grep { $rig->alive("writer$_") } 1 .. $writers });

my @lines = map { split /\n/, E2E::Rig::slurp($_) } glob $rig->dir('taken.*');
my @refused = grep {/REFUSED/} @lines;
my @taken = map { {id => (split)[0], tries => (split)[1]} } grep { !/REFUSED/ } @lines;
diag sprintf '%d messages taken, %d of them at a second attempt or later; killed: %s', scalar @taken, scalar(grep { $_->{tries} > 1 } @taken),
    join ', ', map {"$_ $killed{$_} times"} sort keys %killed;
is_deeply \@refused, [], 'no message was refused for good';
cmp_ok scalar @taken, '>', $kills, 'there was load';

# Receipts that failed meanwhile come back by Postfix's own retries, answers by the outbox's.
my (%answers, @missing);
my $count = sub {
    %answers = ();
    for my $mail ($stage->outgoing->messages) { push @{$answers{$1}}, $mail if ($mail->field('In-Reply-To') // '') =~ /<([^>]*)>/ }
    @missing = grep { !$answers{$_->{id}} } @taken;
    return !@missing;
};
$stage->mta->flush;
E2E::Rig::eventually(75, sub { sleep 0.5; $count->() });
sleep 2;
$count->();
my %delivered = map { $_->id => $_ } $stage->inbox->messages;
# Of whatever we died of twice we keep our hands: it passes unheard, and may have been committed before the second death.
my $poisoned = () = $rig->log_text('milter') =~ /event=unheard cause=poison /g;
my %unheard = map { $_ => 1 } grep { $delivered{$_} && !$delivered{$_}->earshot } map { $_->{id} } @taken;
cmp_ok scalar(keys %unheard), '<=', $poisoned, "$poisoned that the milter died of twice may have passed unheard, and no others have";
@missing = grep { !$unheard{$_->{id}} } @missing;
is_deeply [grep { !$delivered{$_->{id}} } @taken], [], 'every message taken was delivered';
is_deeply [map { $_->{id} } @missing], [], 'every message taken was answered'
    or diag explain [map { my $id = $_->{id}; [$id, map { $_->earshot } grep { $_->id eq $id } $stage->inbox->messages] } @missing[0 .. ($#missing < 4 ? $#missing : 4)]];
my @twice = grep { @{$answers{$_}} > 1 } keys %answers;
diag scalar(@twice) . ' answers went out twice, in the window behind the dot';
my @different = grep { my @all = @{$answers{$_}}; grep { $_->id ne $all[0]->id || $_->{bytes} ne $all[0]{bytes} } @all } @twice;
is_deeply \@different, [], 'none twice but as the same mail: same Message-ID, same bytes';
cmp_ok scalar @twice, '<=', $killed{courier} // 0, 'and only where a courier was killed';
my $left_by_unheard = keys %unheard; # they wait for a receipt that nobody asked for
my @left = grep { $_->{state} !~ /^(?:done|dropped)$/ } $stage->earshot->outbox;
is_deeply [map {"$_->{to} $_->{state}"} grep { ($_->{kind} // '') ne 'alert' && !($_->{state} eq 'held' && $left_by_unheard-- > 0) } @left], [], 'nothing is left in the outbox';
my ($whole, $said) = $stage->earshot->cli('verify');
is $whole, 0, 'earshot verify has nothing to say' or diag $said;
is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
