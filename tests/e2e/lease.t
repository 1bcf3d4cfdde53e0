# Two couriers of two machines on one outbox. One is stopped (SIGSTOP) while it holds mails, past the end of its lease; the other takes them
# over; the first goes on: its late word changes nothing, whatever it is, and before the final dot it does not even send. Who was killed takes
# up at once what it had, and never what another holds. And a courier is told of what was written on another machine.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Earshot;
use E2E::Mail;
use E2E::Mta;
use E2E::Postgres;
use E2E::Rig;
use E2E::Sink;
use JSON::PP ();
use List::Util qw(max);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postgres::need();
my ($ROWS, $LEASE) = (3, 10 * 60);

my $rig = E2E::Rig->new('lease');
my $database = E2E::Postgres->new($rig)->start;
my $clock = E2E::Clock->new($rig, time);
my (@relay, @earshot);
for my $number (1, 2) {
    $relay[$number] = E2E::Sink->new($rig, "relay$number");
    my $earshot = $earshot[$number] = E2E::Earshot->new($rig, name => $number, clock => $clock, relay => $relay[$number], when => 'inspected', hold => '1s',
        socket => 'unix:' . $rig->dir("milter$number.sock"), receipt_socket => 'unix:' . $rig->dir("receipt$number.sock"));
    $earshot->configure(earshot => {store => $database->url, state => $earshot->{store}});
}
$earshot[1]->make_key;
is +($earshot[1]->cli(qw(store init)))[0], 0, 'the tables are made';
$earshot[1]->start_milter;
my $mta = E2E::Mta->new(milter => $earshot[1]{socket});

# ---- what is looked at ----------------------------------------------------------------------------------------------

my $JSON = JSON::PP->new->canonical;
my $case = 0;
# Customers write; returns the ids of their acknowledgements, which are ready.
sub customers_write {
    my ($count) = @_;
    $case++;
    for my $number (1 .. $count) {
        my $from = "writer$number\@case$case.test";
        my $data = E2E::Mail::compose(from => $from, id => E2E::Mail::new_id(), subject => "Nothing works in case $case") =~ s/\r?\n/\r\n/gr;
        my $mail = $mta->ask(from => $from, to => 'support@example.test', data => $data);
        is E2E::Mta::field($mail, 'Earshot-Acknowledge'), 'yes', "$from is to be answered";
    }
    sleep 1.1; # the hold
    return sort map { $_->{id} } of_case();
}
sub of_case   { return sort { $a->{id} cmp $b->{id} } grep { $_->{kind} eq 'acknowledgement' && $_->{to} =~ /\@case$case\.test$/ } $earshot[1]->outbox }
sub as_stored { return join '', map { $JSON->encode($_) . "\n" } of_case() }
sub states    { return join ' ', map { $_->{state} } of_case() }
sub mails     { my ($number) = @_; return grep { "@{$_->{envelope}{to}}" =~ /\@case$case\.test$/ } $relay[$number]->messages }
sub said      { my ($number) = @_; return $rig->log_text("courier$number") }
sub node      { my ($number) = @_; return E2E::Rig::slurp("$earshot[$number]{store}/node") =~ s/\n//r }

sub pause_courier { my ($number) = @_; return kill 'STOP', $rig->pid("courier$number") }
sub go_on         { my ($number) = @_; return kill 'CONT', $rig->pid("courier$number") }
sub stop_courier  { my ($number) = @_; return $rig->stop("courier$number") }

# Courier 1 claims all and is stopped where its relay waits at a step of the first.
sub claim_and_stop {
    my ($step, $then) = @_;
    my $there = $rig->dir("reached$case");
    $relay[1]->once($step => "note $there / sleep 4 / $then");
    $earshot[1]->start_courier;
    ok E2E::Rig::eventually(30, sub { -e $there }), "courier 1 is at $step";
    pause_courier(1);
    is states(), join(' ', ('claimed') x $ROWS), 'and holds all';
    is_deeply [map { $_->{holder} } of_case()], [(node(1)) x $ROWS], 'in its name';
    return;
}

# ---- a late finish --------------------------------------------------------------------------------------------------

# An alert is written from more than the claim reads. Where that cannot be read just then (t18: what the customer had before), the mails are claimed and have no text yet.
subtest 'stopped before a text was stored' => sub {
    my $before = length said(1);
    $case++;
    my $data = E2E::Mail::compose(from => 'maria@acme.test', id => E2E::Mail::new_id(), subject => "Production is down, case $case",
        body => "This is outrageous! For the third time our production is down and nobody answers. We cancel the contract and move to another vendor.\n") =~ s/\r?\n/\r\n/gr;
    is E2E::Mta::field($mta->ask(from => 'maria@acme.test', to => 'support@example.test', data => $data), 'Earshot-Level'), 'critical', 'a critical mail';
    sleep 1.1;
    my ($told) = map { $_->{id} } grep { $_->{kind} eq 'alert' && $_->{state} eq 'ready' } $earshot[1]->outbox or return ok 0, 'an alert waits';
    $rig->spawn('locker', E2E::Postgres::psql_command($database->url, 'BEGIN; LOCK TABLE t18 IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)'));
    ok E2E::Rig::eventually(20, sub { $database->psql(q{SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 't18'::regclass}) }), 'what alerts are written from is locked';
    $earshot[1]->start_courier;
    my $row = sub { (grep { $_->{id} eq $told } $earshot[1]->outbox)[0] };
    ok E2E::Rig::eventually(20, sub { $row->()->{state} eq 'claimed' }), 'it is claimed';
    sleep 0.5;
    pause_courier(1);
    is $database->as_admin(q{SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND pid <> pg_backend_pid()}), 1, 'and could be written now';
    $clock->set($clock->now + $LEASE + 30);
    $earshot[2]->start_courier;
    ok E2E::Rig::eventually(30, sub { $row->()->{state} eq 'done' }), 'another takes it over' or diag said(2);
    my $stored = $JSON->encode($row->());
    go_on(1);
    ok E2E::Rig::eventually(30, sub { substr(said(1), $before) =~ /event=fenced outbox=$told step=rendered claim=1 reply=-/ }), 'what the first wrote is not stored' or diag substr said(1), $before;
    sleep 1;
    is $JSON->encode($row->()), $stored, 'nor is anything else';
    is scalar(my @all = grep { $_->id eq $row->()->{message_id} =~ s/[<>]//gr } map { $_->messages } @relay[1, 2]), 1, 'and the alert went out once';
    is_deeply [stop_courier(1), stop_courier(2)], [0, 0], 'both couriers end by themselves';
};

# step: where it was stopped; then: what its relay says when it goes on; says: the line of the late word; twice: how many mails went out twice
my @LATE = (
    {name => 'before the text', step => 'data', then => '354 go on', says => qr/event=fenced outbox=\S+ step=deferred claim=1 reply="broken off before its end/, twice => 0},
    {name => 'behind the final dot, which was taken', step => 'dot', then => '250 2.0.0 kept', says => qr/event=fenced outbox=\S+ step=sent claim=1/, twice => 1},
    {name => 'behind the final dot, which was put off', step => 'dot', then => '451 4.3.0 not now', says => qr/event=fenced outbox=\S+ step=deferred claim=1 reply="451/, twice => 0},
    {name => 'behind the final dot, which was refused', step => 'dot', then => '554 5.6.0 never', says => qr/event=fenced outbox=\S+ step=buried claim=1 reply="554/, twice => 0},
    {name => 'at the recipient, who was refused', step => 'rcpt', then => '550 5.1.1 no such person', says => qr/event=fenced outbox=\S+ step=buried claim=1 reply="550 5.1.1/, twice => 0},
);
for my $late (@LATE) {
    subtest "stopped $late->{name}" => sub {
        my $before = length said(1);
        customers_write($ROWS);
        claim_and_stop($late->{step}, $late->{then});
        $earshot[2]->start_courier;
        sleep($late == $LATE[0] ? 6 : 1); # once longer than it sleeps between two looks
        is states(), join(' ', ('claimed') x $ROWS), 'the other leaves them alone as long as the lease lasts';
        $clock->set($clock->now + $LEASE + 30);
        ok E2E::Rig::eventually(30, sub { states() eq join ' ', ('done') x $ROWS }), 'and sends them when it is over' or diag states(), said(2);
        my $stored = as_stored();
        is scalar(my @second = mails(2)), $ROWS, 'each once';
        go_on(1);
        ok E2E::Rig::eventually(30, sub { substr(said(1), $before) =~ $late->{says} }), 'the first goes on, and is told that it is too late' or diag substr said(1), $before;
        sleep 1;
        is scalar(() = substr(said(1), $before) =~ /event=fenced/g), 1, 'of the one that it had in hand; the others it does not try';
        is as_stored(), $stored, 'and all stands as the second wrote it';
        is scalar(my @first = mails(1)), $late->{twice}, $late->{twice} ? 'one went out twice, as its relay had it before' : 'its relay has nothing of it';
        is_deeply [map { $_->id } @first], [map { $_->id } grep { my $one = $_; grep { $one->id eq $_->id } @first } @second], 'under the same Message-ID';
        is_deeply [stop_courier(1), stop_courier(2)], [0, 0], 'both couriers end by themselves';
        $relay[1]->behave;
    };
}

# ---- who takes up what ----------------------------------------------------------------------------------------------

subtest 'killed, and started again' => sub {
    customers_write($ROWS);
    claim_and_stop('data', '354 go on');
    my $own = node(1);
    $rig->kill9('courier1');
    my $before = length said(2);
    $earshot[2]->start_courier;
    ok E2E::Rig::eventually(20, sub { substr(said(2), $before) =~ /event=start/ }), 'another starts';
    sleep 2;
    is states(), join(' ', ('claimed') x $ROWS), 'and takes nothing';
    is_deeply [substr(said(2), $before) =~ /event=reclaim/g], [], 'nor says so';
    is stop_courier(2), 0, 'it ends';
    is states(), join(' ', ('claimed') x $ROWS), 'and gives nothing back that is not its own';
    $relay[1]->behave;
    $earshot[1]->start_courier;
    ok E2E::Rig::eventually(20, sub { states() eq join ' ', ('done') x $ROWS }), 'the same takes up its own at once, long before the lease ends' or diag said(1);
    like said(1), qr/event=reclaim rows=$ROWS\b/, 'which it says';
    is node(1), $own, 'since it is known by the same number';
    isnt node(2), $own, 'which no other has';
    is scalar(my @all = mails(1)), $ROWS, 'each went out once';
    is stop_courier(1), 0, 'it ends';
};

# ---- a word from another machine ------------------------------------------------------------------------------------

# Seconds of the processor that a courier has had
sub worked { my ($number) = @_; my @is = split ' ', E2E::Rig::slurp('/proc/' . $rig->pid("courier$number") . '/stat') =~ s/^.*\) //sr; return ($is[11] + $is[12]) / 100 }

# Rows are moved by hand where no courier runs; the one that does run is on the other machine, and sleeps for five seconds at most. How long each took.
sub release_elsewhere {
    my (@ids) = @_;
    my @took;
    for my $id (@ids) {
        sleep 0.9; # at another moment of its sleep
        my ($count, $began) = (scalar(my @there = mails(1)), time);
        is +($earshot[2]->cli(qw(outbox retry), $id))[0], 0, 'one is released on another machine';
        ok E2E::Rig::eventually(10, sub { mails(1) > $count }), 'and goes out';
        push @took, time - $began;
    }
    diag sprintf 'after %s s', join ' ', map { sprintf '%.2f', $_ } @took;
    cmp_ok((sort { $a <=> $b } @took)[-2], '<', 2, 'at once, but for one that a busy machine may have kept');
    return;
}

subtest 'woken from elsewhere' => sub {
    my @ids = customers_write(10);
    is +($earshot[2]->cli(qw(outbox drop), @ids))[0], 0, 'all are dropped by hand';
    $earshot[1]->start_courier;
    sleep 2;
    release_elsewhere(@ids[0 .. 4]);
    ok E2E::Rig::eventually(10, sub { states() !~ /claimed/ }), 'and that is recorded';
    $database->stop;
    my $before = worked(1);
    sleep 8;
    cmp_ok worked(1) - $before, '<', 1, 'while the database is away it is not busy with listening';
    $database->start;
    like said(1), qr/event=trouble what=store .*PostgreSQL/, 'it said so';
    sleep 6; # a try to listen that failed is not made again at once
    release_elsewhere(@ids[5 .. 9]);
    is stop_courier(1), 0, 'it ends';
};

my ($verify, $found) = $earshot[2]->cli('verify');
is $verify, 0, 'earshot verify has nothing to say' or diag $found;
is_deeply [$earshot[1]->stop], [0, 0], 'the milter ends';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
