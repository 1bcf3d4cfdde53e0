# Three gateways and two couriers on one database, behind a real Postfix: half of the messages are heard by one gateway, put off by the MTA
# and come again by another, receipts come to either courier, and all five daemons are killed (-9) at random meanwhile. What was taken was
# delivered and tagged, each conversation has its acknowledgement, once but for the window behind the final dot, and the store is whole.
# EARSHOT_MESSAGES (300), EARSHOT_WRITERS (10) and EARSHOT_SEED repeat a run.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Gateways;
use E2E::Load;
use E2E::Postgres;
use E2E::Rig;
use List::Util qw(sum0);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postgres::need();
my $messages = $ENV{EARSHOT_MESSAGES} // 300;
my $rig = E2E::Rig->new('gateways');
my $database = E2E::Postgres->new($rig, settings => {shared_preload_libraries => 'pg_stat_statements'})->start;
$database->psql('CREATE EXTENSION pg_stat_statements', user => 'postgres');
my $gateways = E2E::Gateways->new($rig, url => $database->url, sections => {E2E::Load::sections()})->start;
$gateways->outgoing->script(dot => 'sleep 0.02'); # makes the window behind the dot real
my $load = E2E::Load->new($rig, messages => $messages, writers => $ENV{EARSHOT_WRITERS} // 10, inbox => $gateways->inbox, outgoing => $gateways->outgoing, port => $gateways->way)->begin;

# ---- kills meanwhile ------------------------------------------------------------------------------------------------

my @daemons = $gateways->daemons;
my (%killed, %down); # down: until when
sub start_due { for my $name (grep { time >= $down{$_} } sort keys %down) { delete $down{$name}; eval { $gateways->start_one($name); 1 } or fail "the $name comes back: $@" } return }

my $next = time + 0.5;
my $enough = time + 120 + $messages / 3; # of what can be taken
while ($load->is_sending && time < $enough) {
    sleep 0.05;
    start_due();
    next if time < $next;
    my ($victim) = grep { !$down{$_} } $daemons[rand @daemons];
    $next = time + 0.4 + rand 1.2;
    next if !$victim;
    $rig->kill9($victim);
    $killed{$victim}++;
    $down{$victim} = time + rand 0.8;
}
ok !$load->is_sending, 'all was sent in time';
$load->stop;
my $sent_in = time - $load->{begun};
$_ = 0 for values %down;
start_due();
ok $gateways->settle(120), 'no acknowledgement waits, and the MTA\'s queue is empty';
my $settled_in = time - $load->{begun} - $sent_in;

# ---- the counts -----------------------------------------------------------------------------------------------------

$load->gather;
$load->check;
is scalar @{$load->{taken}}, $messages - $messages % $load->{writers}, 'all messages were taken';
is $load->{unheard}, 0, 'and each delivered one is tagged';
is_deeply [grep {!/cause=killed/} map { split /\n/, E2E::Rig::slurp($_) } glob $rig->dir('store*/unheard.log')], [], 'none is noted as unheard but those in work when a milter was killed';
my $courier_kills = sum0 map { $killed{$_} } grep {/courier/} keys %killed;
cmp_ok scalar @{$load->twice}, '<=', $courier_kills, 'acknowledgements went out again only where a courier was killed';

# A message that was put off has its row too, which is that of the message which was taken.
my $is = $gateways->acknowledgements;
is_deeply [@$is{qw(held ready claimed buried)}], [0, 0, 0, 0], 'nothing is left in the outbox';
is $is->{done}, scalar keys %{$load->{answered}}, 'as many acknowledgements are done as the relay has';
is $is->{dropped}, scalar @{$load->{spared}}, 'and as many dropped as were spared, the conversation having one';
my $put_off = () = $gateways->mta->log_text =~ /milter-reject: END-OF-MESSAGE .*come again/g;
cmp_ok $put_off, '>', $messages / 4, 'many were heard and put off then';

# ---- that it was what it was to be ------------------------------------------------------------------------------------

my ($heard_by, $receipt_at) = ($gateways->heard_by, $gateways->receipt_at);
my (%crossed, %sent);
$crossed{"$heard_by->{$_} to $receipt_at->{$_}"}++ for grep { $heard_by->{$_} } keys %$receipt_at;
for my $courier (1, 2) { $sent{$courier} = () = $rig->log_text("courier$courier") =~ /event=sent .*kind=acknowledgement/g }
is_deeply [sort keys %crossed], ['1 to 1', '1 to 2', '2 to 1', '2 to 2', '3 to 1', '3 to 2'], 'receipts came to the couriers of all gateways, whichever heard the message';
is_deeply [grep { !$sent{$_} } 1, 2], [], 'both couriers sent';
cmp_ok scalar(grep { $killed{$_} } @daemons), '>=', 4, 'daemons were killed';
my ($checks, $again) = split /\|/, $database->psql("SELECT count(*), coalesce(sum(rows), 0) FROM pg_stat_statements WHERE query LIKE 'SELECT asked.number%'", user => 'postgres');
cmp_ok $again, '>', 0, 'what a transaction had read was changed by others, and it was done again';

is $database->psql("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '5 s'", user => 'postgres'), 0, 'no session stands still in a transaction';
my ($verify, $said) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), '-c', $gateways->earshot->{file}, 'verify');
is $verify, 0, 'earshot verify has nothing to say' or diag $said;
diag sprintf '%d messages taken in %.0f s (%.0f/s), settled %.0f s later; killed: %s', scalar @{$load->{taken}}, $sent_in, @{$load->{taken}} / $sent_in, $settled_in,
    join ', ', map {"$_ $killed{$_} times"} sort keys %killed;
$load->tell;
diag "$put_off put off; heard by gateway, receipt at: " . join(', ', map {"$_: $crossed{$_}"} sort keys %crossed) . "; sent: $sent{1} and $sent{2}; $again rows had changed";
is_deeply [$gateways->stop], [(0) x 4, 0, undef], 'all daemons end by themselves';
is_deeply [map { $rig->log_text($_) =~ /event=(?:crashed|fatal).*/g } @daemons], [], 'none of them crashed';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
