# The failure map (contrib/docs/failures.md), the rows about what stands around us: the relay, the courier, the MTA and its route for
# receipts, the client, the clock, and a store that is in a database. None of the others is a reason to hold up mail, so on-failure makes
# no difference there; what is owed to the customer waits, and goes out once.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Mail;
use E2E::Postgres;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

my $rig = E2E::Rig->new('failure-peers');
my $clock = E2E::Clock->new($rig, time);
my $stage = E2E::Stage->new($rig, clock => $clock, sections => {earshot => {'on-failure' => $ENV{EARSHOT_LONG} ? 'tempfail' : 'accept'}});
my $earshot = $stage->earshot;
my $number = 0;

sub mark { return length $rig->log_text($_[0]) }
sub said_since { my ($log, $mark) = @_; return substr $rig->log_text($log), $mark }
sub says { my ($log, $mark, $what, $name, $within) = @_; return ok(E2E::Rig::eventually($within // 10, sub { said_since($log, $mark) =~ $what }), $name) || diag(said_since($log, $mark)) }

# A customer's message that must arrive at once and heard, whatever else is broken.
sub arrives {
    my ($name, %is) = @_;
    my $from = $is{from} // 'Ada <ada' . ++$number . '@customer.test>';
    my $sent = $stage->send(subject => "Number $number", %is, from => $from);
    is $sent->{code}, 250, "$name: mail is taken" if !$is{vanish};
    my $mail = $stage->delivered($sent, within => 10);
    ok $mail, "$name: it arrives";
    ok $mail && $mail->field('Earshot-Thread'), "$name: heard";
    return {%$sent, mail => $mail, from => $from};
}

sub answered_once {
    my ($name, $sent, $within) = @_;
    ok $stage->wait_answer($sent, $within // 25), "$name: the answer goes out";
    sleep 0.3;
    return is scalar(my @all = $stage->answers($sent)), 1, "$name: once";
}

sub stays_unanswered { my ($name, $sent) = @_; sleep 0.7; return is scalar(my @none = $stage->answers($sent)), 0, "$name: no answer yet" }
sub is_well { my ($name) = @_; return answered_once($name, arrives($name)) }

# EARSHOT_ROWS: only those whose name is like it.
sub row { my ($name, $code) = @_; return if $ENV{EARSHOT_ROWS} && $name !~ /$ENV{EARSHOT_ROWS}/; return subtest $name => $code }

is_well('at the beginning');

row 'relay down' => sub {
    my $mark = mark('courier');
    $stage->outgoing->down;
    my @sent = map { arrives("relay down, $_") } 1 .. 3;
    says('courier', $mark, qr/event=trouble what=relay .*start the relay/, 'the log names cause and remedy');
    stays_unanswered('relay down', $_) for $sent[0];
    $stage->outgoing->up;
    answered_once('relay back', $_, 40) for reverse @sent;
    says('courier', $mark, qr/event=trouble-over what=relay/, 'the log says that it is over');
    is scalar(() = said_since('courier', $mark) =~ /event=trouble what=relay/g), 1, 'and said so once';
};

row 'relay slow' => sub {
    $stage->outgoing->once(dot => 'sleep 3');
    my $begun = time;
    my @sent = map { arrives("relay slow, $_") } 1 .. 2;
    cmp_ok time - $begun, '<', 3, 'mail does not wait for it';
    answered_once('relay slow', $_) for @sent;
};

# One that says yes and sends a bounce later is in bounce.t.
row 'relay lying' => sub {
    $stage->outgoing->script(data => '250 2.0.0 kept before it was sent');
    my $sent = arrives('a relay that takes what it was not sent');
    stays_unanswered('a relay that takes what it was not sent', $sent);
    $stage->outgoing->behave;
    $earshot->cli(qw(outbox retry), $_->{id}) for grep { $_->{state} eq 'ready' && $_->{attempts} } $earshot->outbox;
    answered_once('a relay that lied', $sent, 40);
};

row 'courier down' => sub {
    $rig->kill9('courier');
    my @sent = map { arrives("courier down, $_") } 1 .. 3;
    stays_unanswered('courier down', $sent[0]);
    ok E2E::Rig::eventually(5, sub { grep { my $q = $_; grep { $_->{address} =~ /receipt\.example\.test/ } @{$q->{recipients}} } $stage->mta->queue }), 'the MTA keeps the receipts';
    $earshot->start_courier;
    $stage->mta->flush;
    answered_once('courier back', $_) for @sent;
};

row 'receipt route missing' => sub {
    my $domain = delete $stage->mta->{receipt_domain};
    $stage->mta->stop;
    $stage->mta->start;
    my $sent = arrives('receipt route missing');
    stays_unanswered('receipt route missing', $sent);
    ok scalar(grep { $_->{state} eq 'held' } $earshot->outbox), 'it is held in the outbox';
    $stage->mta->{receipt_domain} = $domain;
    $stage->mta->stop;
    $stage->mta->start;
    is_well('receipt route back');
};

row 'MTA killed' => sub {
    my $client = $stage->mta->client;
    my $bytes = E2E::Mail::compose(from => 'Cyd <cyd@customer.test>', id => my $id = E2E::Mail::new_id(), subject => 'Killed');
    $client->say($_) for 'EHLO client.test', 'MAIL FROM:<cyd@customer.test>', 'RCPT TO:<support@example.test>', 'DATA';
    print {$client->{handle}} $bytes;
    $client->{handle}->flush;
    $stage->mta->crash;
    $stage->mta->start;
    my $sent = arrives('MTA killed and back', raw => $bytes, id => $id, from => 'Cyd <cyd@customer.test>');
    answered_once('MTA killed and back', $sent);
    is scalar(grep { ($_->{from} // $_->{customer} // '') =~ /cyd\@/ } $earshot->threads), 1, 'one conversation';
};

row 'client gone' => sub {
    my $client = $stage->mta->client;
    my $bytes = E2E::Mail::compose(from => 'Dan <dan@customer.test>', id => my $id = E2E::Mail::new_id(), subject => 'Gone');
    $client->say($_) for 'EHLO client.test', 'MAIL FROM:<dan@customer.test>', 'RCPT TO:<support@example.test>', 'DATA';
    print {$client->{handle}} substr $bytes, 0, length($bytes) - 10;
    close $client->{handle};
    is_well('after a client that went before its final dot');
    is scalar(grep { ($_->{from} // $_->{customer} // '') =~ /dan\@/ } $earshot->threads), 0, 'it left no conversation';
    my $gone = arrives('a client that goes behind its final dot', vanish => 1, raw => $bytes, id => $id, from => 'Dan <dan@customer.test>');
    answered_once('a client that went behind its final dot', $gone);
    my $again = arrives('and comes again', raw => $bytes, id => $id, from => 'Dan <dan@customer.test>');
    is $again->{mail}->field('Earshot-Thread'), $gone->{mail}->field('Earshot-Thread'), 'into the same conversation';
    answered_once('it was', $gone);
};

row 'clock stepped' => sub {
    my $before = arrives('before');
    answered_once('before', $before);
    $clock->set(time - 3600);
    my $back = arrives('an hour back');
    answered_once('an hour back', $back, 40);
    $clock->set(time + 86400);
    my $ahead = arrives('a day ahead');
    answered_once('a day ahead', $ahead, 40);
    $clock->set(time);
    is_well('right again');
    is scalar(my @all = $stage->answers($_)), 1, 'nothing is answered twice' for $before, $back, $ahead;
};

# A store in a database, which goes and comes while both daemons work, and is away when they start.
my $database;
sub send_one { return $stage->send(from => 'Eli <eli' . ++$number . '@customer.test>', subject => "Number $number") }
sub under { my ($policy) = @_; $earshot->configure(earshot => {'on-failure' => $policy}); return kill 'HUP', $rig->pid('milter') }

# One that comes while it is away: mail as it came, and noted; or told to come again.
sub meets_it {
    my ($name, $policy) = @_;
    my $noted = -s $rig->dir('state/unheard.log');
    my $sent = send_one();
    if ($policy eq 'tempfail') {
        is int $sent->{code} / 100, 4, "$name, tempfail: the client is told to come again" or diag explain $sent;
        return $sent;
    }
    is $sent->{code}, 250, "$name, accept: mail is taken";
    my $mail = $stage->delivered($sent, within => 10);
    ok $mail && !$mail->field('Earshot-Thread'), "$name, accept: it arrives as it came";
    cmp_ok -s $rig->dir('state/unheard.log'), '>', $noted // 0, "$name, accept: and is noted";
    return $sent;
}

# The first that is heard; the client whose mail was put off comes again with it.
sub is_back {
    my ($name, $policy, $met) = @_;
    my $said;
    if ($policy eq 'tempfail') {
        ok E2E::Rig::eventually(30, sub { $said = $stage->send(id => $met->{id}, raw => $met->{bytes}, from => 'Eli <eli@customer.test>'); $said->{code} == 250 }), "$name, tempfail: it is taken when it comes again";
        return answered_once("$name, tempfail", $met, 30);
    }
    ok E2E::Rig::eventually(30, sub { my $mail = $stage->delivered(send_one()); $mail && $mail->field('Earshot-Thread') }), "$name, accept: mail is heard again, though nothing was started";
    return is scalar(my @none = $stage->answers($met)), 0, "$name, accept: what passed is not answered";
}

row 'database away' => sub {
    plan skip_all => 'needs PostgreSQL' if !E2E::Postgres::bin();
    $database = E2E::Postgres->new($rig)->start;
    is_deeply [$earshot->stop], [0, 0], 'both daemons end';
    my $files = "lmdb:$earshot->{store}";
    $earshot->configure(earshot => {store => $database->url, state => $rig->make_dir('state', 0700)});
    is +($earshot->cli(qw(store init)))[0], 0, 'a store in a database';
    $earshot->start;
    is_well('before');

    for my $policy ('accept', 'tempfail') {
        my ($milter, $courier) = map { mark($_) } qw(milter courier);
        under($policy);
        $rig->stop('courier');
        my $owed = arrives("$policy: with its receipt in the MTA's queue");
        $database->kill;
        my $met = meets_it('away', $policy);
        says('milter', $milter, qr/event=trouble what=store .*see whether the database runs/, "$policy: the log names cause and remedy");
        { local $earshot->{when} = 'later'; $earshot->start_courier } # it listens when it has a store
        says('courier', $courier, qr/event=trouble what=store .*see whether the database runs.*/, "$policy: the courier waits, and says so");
        like +($earshot->cli('status'))[1], qr/^store .*?-> see whether the database runs/ms, "$policy: so does the status";
        $database->start;
        says('courier', $courier, qr/event=trouble-over what=store/, "$policy: it goes on by itself", 40);
        is_back('back', $policy, $met);
        says('milter', $milter, qr/event=trouble-over what=store/, "$policy: the log says that it is over", 20);
        $stage->mta->flush;
        answered_once("$policy: what was owed", $owed, 40);
    }

    under('accept');
    $rig->stop('milter');
    $database->stop;
    $earshot->start_milter;
    my $met = meets_it('away at the start', 'accept');
    like +($earshot->cli('status'))[1], qr/it hears nothing, and mail passes unheard/, 'away at the start: the status says that nothing is heard';
    $database->start;
    is_back('back after the start', 'accept', $met);

    is_deeply [$earshot->stop], [0, 0], 'both daemons end';
    $earshot->configure(earshot => {store => $files, state => undef, 'on-failure' => $ENV{EARSHOT_LONG} ? 'tempfail' : 'accept'});
    $earshot->start;
    is_well('in files again');
};

is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
