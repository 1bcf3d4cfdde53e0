# Three gateways on a PostgreSQL with a synchronous standby, behind a real Postfix, under load: the primary is killed with all its processes, the
# standby promoted a second later; then the database is away for a while and comes back, and at last it hangs. Nobody's mail is refused, nor held up
# for longer than the time budget: what comes meanwhile passes unheard and is noted. Whatever the relay took is noted as sent by the new primary too,
# but for the window behind the final dot; and every conversation that was promised an acknowledgement has it in the end, once.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Gateways;
use E2E::Load;
use E2E::Postgres;
use E2E::Rig;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postgres::need();
my $rig = E2E::Rig->new('failover');
my $first = E2E::Postgres->new($rig, name => 'first')->start;
my $second = $first->standby('second');
my $gateways = E2E::Gateways->new($rig, url => $first->url(also => [$second]), on_failure => 'accept', sections => {E2E::Load::sections()})->start;
$gateways->outgoing->script(dot => 'sleep 0.05'); # makes the window behind the dot real
my $plain = $gateways->{plain};
my $load = E2E::Load->new($rig, messages => 100_000, writers => 6, pause => 0.1, inbox => $gateways->inbox, outgoing => $gateways->outgoing, port => sub { $plain->[rand @$plain] })->begin;

# Tagged mails that the next hop got since.
sub tagged_since { my ($moment) = @_; return sort { $a->{time} <=> $b->{time} } grep { $_->{thread} ne '' && $_->{time} > $moment } $gateways->inbox->lines }
sub taken_more { my ($number, $within) = @_; my $before = $load->taken_now; return E2E::Rig::eventually($within, sub { sleep 0.1; $load->taken_now >= $before + $number }) }
# It is heard again, and by every gateway; how long after that moment the first was.
sub heard_again {
    my ($moment, $name) = @_;
    my $before = {map { $_ => length $rig->log_text("milter$_") } 1 .. 3};
    ok E2E::Rig::eventually(40, sub { sleep 0.1; 3 == grep { substr($rig->log_text("milter$_"), $before->{$_}) =~ /event=heard/ } 1 .. 3 }), "$name: every gateway hears again";
    my ($one) = tagged_since($moment);
    return $one ? $one->{time} - $moment : -1;
}

ok taken_more(40, 60), 'there is load';

# ---- the primary is lost ----------------------------------------------------------------------------------------------

my $killed = time;
$first->kill;
sleep 1;
my $promoting = time;
$second->promote;
my $promoted = time;
my $recovered = heard_again($promoted, 'the primary lost');
ok taken_more(20, 60), 'and more was taken';

# ---- and once more it is away, without another that could take over -----------------------------------------------------

my $quiet = time;
$second->stop;
ok taken_more(15, 60), 'the database away: mail flows';
my @unheard = grep { $_->{thread} eq '' && $_->{time} > $quiet } $gateways->inbox->lines;
cmp_ok scalar @unheard, '>', 5, 'unheard';
my $away = time;
$second->start;
my $back = time;
my $again = heard_again($back, 'the database back');
ok taken_more(20, 60), 'and more was taken';

# ---- and at last it hangs: connections stand, and nobody answers ----------------------------------------------------------

$second->pause;
my $hangs = time;
ok taken_more(15, 60), 'the database hangs: mail flows';
sleep 1 while time < $hangs + 4;
my $hung = time - $hangs;
$second->go_on;
my $awake = heard_again(time, 'the database awake');
ok taken_more(20, 60), 'and more was taken';
$load->stop;
ok E2E::Rig::eventually(30, sub { !$load->is_sending }), 'all was sent';
my $sent_in = time - $load->{begun};
E2E::Rig::eventually(10, sub { sleep 0.2; $gateways->mta->flush; !grep { grep { $_->{address} !~ /receipt/ } @{$_->{recipients}} } $gateways->mta->queue });

# ---- the counts -----------------------------------------------------------------------------------------------------

ok $gateways->settle(120), 'no acknowledgement waits, and the MTA\'s queue is empty';
$load->gather;
$load->check;
is_deeply E2E::Load::few([grep { $_->{tries} > 1 } @{$load->{taken}}]), [], 'no client was put off, not once';
my ($budget) = ($ENV{EARSHOT_BUDGET} // '2s') =~ /(\d+)/;
my ($longest) = sort { $b <=> $a } map { $_->{took} } @{$load->{taken}};
cmp_ok $longest, '<', $budget + 1, 'nor held up for longer than the time budget';
is $gateways->sum(sub { $_[0]{unheard}{ever} }), $load->{unheard}, 'what was not tagged is what is noted as unheard';
my $twice = $load->twice;
my @window = map { $_->[0]{time} } map { [sort { $a->{time} <=> $b->{time} } @{$load->{answered}{$_}}] } @$twice;
is_deeply [grep { my $at = $_; !grep { $at > $_ - 3 && $at < $_ + 1 } $killed, $quiet, $hangs } @window], [], 'acknowledgements went out again only where the database went away behind their final dot';
is_deeply [grep { @{$load->{answered}{$_}} > 2 } @$twice], [], 'and but once more';
my %done = map { $_->{message_id} => 1 } grep { $_->{kind} eq 'acknowledgement' && $_->{state} eq 'done' } $gateways->earshot->ask(qw(outbox list --all));
my %sent = map { $_->{id} => 1 } map {@$_} values %{$load->{answered}};
is_deeply E2E::Load::few(E2E::Load::differ(\%sent, \%done)), [], 'what the relay took, and nothing else, is noted as sent';
cmp_ok $gateways->acknowledgements->{held} // 0, '<=', $load->{unheard}, 'and what is held is of messages that passed unheard';
my ($verify, $said) = $rig->run({within => 300}, E2E::Earshot::program('earshot'), '-c', $gateways->earshot->{file}, 'verify');
is $verify, 0, 'earshot verify has nothing to say' or diag $said;
diag sprintf '%d messages taken in %.0f s; killed, and promoted %.1f s later (which took %.1f s): the first tagged mail %.2f s behind the kill, %.2f s behind the promotion; away for %.1f s: the first %.2f s behind the start; hung for %.1f s: %.2f s; longest wait of a client %.2f s',
    scalar @{$load->{taken}}, $sent_in, $promoting - $killed, $promoted - $promoting, $recovered + $promoted - $killed, $recovered, $away - $quiet, $again, $hung, $awake, $longest;
$load->tell;
is_deeply [$gateways->stop], [(0) x 5, undef], 'all daemons end by themselves';
is_deeply [map { $rig->log_text($_) =~ /event=(?:crashed|fatal).*/g } $gateways->daemons], [], 'none of them crashed';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
