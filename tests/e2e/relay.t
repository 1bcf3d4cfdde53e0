# The relay stands still, refuses, or dies behind the final dot: what is to be sent waits, is buried with a reason, or goes out again as the
# same mail. EARSHOT_LONG=1 lets the relay stand still for a whole minute.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('relay');
my $stage = E2E::Stage->new($rig);
my $still = $ENV{EARSHOT_LONG} ? 60 : 12;

# The outbox row of an acknowledgement
sub row_to {
    my ($address) = @_;
    return (grep { ($_->{to} // '') =~ /\Q$address\E/ } $stage->earshot->outbox)[0];
}

subtest 'the relay refuses for good' => sub {
    $stage->outgoing->script(rcpt => '550 5.1.1 no such person');
    my $sent = $stage->send(from => 'Sven Gone <sven@gone.test>');
    my $row = E2E::Rig::eventually(10, sub { my $row = row_to('sven@gone.test'); $row && $row->{state} eq 'buried' ? $row : undef });
    ok $row, 'the acknowledgement is buried' or return diag explain [$stage->earshot->outbox];
    like $row->{reply} // $row->{reason} // '', qr/550.*no such person/, 'with the reply of the relay as the reason';
    $stage->outgoing->behave;
    ok $stage->settle, 'others go out';
    is scalar(my @none = $stage->answers($sent)), 0, 'and it stays buried';
    my ($status, $out, $err) = $stage->earshot->cli(qw(outbox retry), $row->{id});
    is $status, 0, "outbox retry: $err$out";
    ok $stage->wait_answer($sent, 15), 'sends it when someone says so';
};

subtest 'the relay refuses for now, at each step' => sub {
    for my $step (qw(mail rcpt data dot)) {
        $stage->outgoing->once($step => "451 4.3.0 not now");
        my $sent = $stage->send(from => "Tara <tara\@$step.test>");
        ok E2E::Rig::eventually(8, sub { my $row = row_to("tara\@$step.test"); $row && ($row->{attempts} // 0) >= 1 }), "$step: one attempt is noted";
        my $row = row_to("tara\@$step.test") or next;
        isnt $row->{state}, 'buried', "$step: it is not given up";
        $stage->earshot->cli(qw(outbox retry), $row->{id});
        ok $stage->wait_answer($sent, 15), "$step: it goes out later";
    }
};

subtest "the relay stands still for $still s" => sub {
    $stage->outgoing->down;
    my @sent = map { $stage->send(from => "Uwe <uwe$_\@still.test>") } 1 .. 5;
    is scalar(grep { $_->{code} == 250 } @sent), 5, 'mail is taken meanwhile';
    sleep $still;
    is scalar(grep { $stage->answers($_) } @sent), 0, 'nothing can be sent';
    my @waiting = grep { ($_->{to} // '') =~ /still\.test/ && $_->{state} !~ /^(?:done|buried|dropped)$/ } $stage->earshot->outbox;
    is scalar @waiting, 5, 'all five wait in the outbox';
    $stage->outgoing->up;
    my $up = time;
    ok E2E::Rig::eventually(100, sub { 5 == grep { $stage->answers($_) } @sent }), 'all five go out';
    diag sprintf 'the last one %.0f s after the relay was back', time - $up;
    $stage->settle;
    is_deeply [map { scalar(my @all = $stage->answers($_)) } @sent], [1, 1, 1, 1, 1], 'each once';
};

subtest 'the relay dies behind the final dot' => sub {
    $stage->outgoing->once(dot => 'keep / drop');
    my $sent = $stage->send(from => 'Vera Twice <vera@twice.test>');
    ok $stage->wait_answer($sent, 8), 'it had taken the mail, but not said so';
    my $row = E2E::Rig::eventually(8, sub { my $row = row_to('vera@twice.test'); $row && ($row->{attempts} // 0) >= 1 ? $row : undef }) or return ok 0, 'an attempt is noted';
    $stage->earshot->cli(qw(outbox retry), $row->{id});
    ok E2E::Rig::eventually(15, sub { 2 == (my @all = $stage->answers($sent)) }), 'so it goes out again';
    my @both = $stage->answers($sent);
    is $both[0]->id, $both[1]->id, 'with the same Message-ID';
    is $both[0]{bytes}, $both[1]{bytes}, 'and the same bytes throughout' if @both == 2;
};

subtest 'the courier restarts while things wait' => sub {
    $stage->outgoing->down;
    my $sent = $stage->send(from => 'Wim Wait <wim@wait.test>');
    sleep 1;
    $rig->kill9('courier');
    $stage->outgoing->up;
    $stage->earshot->start_courier;
    $stage->mta->flush;
    my $answer = $stage->wait_answer($sent, 40);
    ok $answer, 'what waited goes out after a kill and a restart';
};

subtest 'the courier is killed behind the final dot, and nothing else is to do' => sub {
    my $reached = $rig->dir('dot-reached');
    $stage->outgoing->once(dot => "note $reached / sleep 4");
    my $sent = $stage->send(from => 'Xara Left <xara@left.test>');
    ok E2E::Rig::eventually(10, sub { -e $reached }), 'the mail is at its final dot' or return;
    $rig->kill9('courier');
    $stage->earshot->start_courier;
    ok $stage->wait_answer($sent, 2), 'the row that was left claimed goes out at once, not when its lease ends';
    ok E2E::Rig::eventually(8, sub { 2 == (my @all = $stage->answers($sent)) }), 'the relay had taken the first one too';
    my @both = $stage->answers($sent);
    is $both[-1]->id, $both[0]->id, 'with the same Message-ID';
    is $both[-1]{bytes}, $both[0]{bytes}, 'and the same bytes throughout';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM, with status 0';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
