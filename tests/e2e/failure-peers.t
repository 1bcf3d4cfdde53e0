# The failure map (contrib/docs/failures.md), the rows about what stands around us: the relay, the courier, the MTA and its route for
# receipts, the client, the clock. None of them is a reason to hold up mail, so on-failure makes no difference here; what is owed to the
# customer waits, and goes out once.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Mail;
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

is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
