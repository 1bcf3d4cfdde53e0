# Through a real Postfix with the receipt: acknowledged is what the MTA has taken, and only that.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Core;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('postfix-accepted');
my $stage = E2E::Stage->new($rig, refuser => 1, sections => {earshot => {'max-size' => '200K'}});

E2E::Core::all($stage, 2);

subtest 'a later filter refuses for good' => sub {
    $stage->refuse('550 5.7.1 refused by a later filter');
    my $sent = $stage->send(from => 'Karl Refused <karl@refused.test>');
    is $sent->{code}, 550, 'the client is told so';
    $stage->refuse;
    ok $stage->settle, 'meanwhile others are answered';
    is $stage->delivered($sent, within => 0), undef, 'nothing is delivered';
    is scalar(my @all = $stage->answers($sent)), 0, 'and nobody is thanked for it';
};

subtest 'a later filter refuses for now' => sub {
    $stage->refuse('451 4.7.1 come back later');
    my %mail = (from => 'Lena Later <lena@later.test>', id => E2E::Mail::new_id(), date => E2E::Mail::date());
    is $stage->send(%mail)->{code}, 451, 'the client is put off';
    is $stage->send(%mail)->{code}, 451, 'twice';
    sleep 1.5;
    is scalar(my @none = $stage->answers({id => $mail{id}})), 0, 'no acknowledgement until the message is taken';
    $stage->refuse;
    my $sent = $stage->send(%mail);
    is $sent->{code}, 250, 'the third attempt is taken';
    ok my $answer = $stage->wait_answer($sent), 'and acknowledged';
    $stage->settle;
    is scalar(my @all = $stage->answers($sent)), 1, 'exactly once';
    is $stage->delivered($sent)->field('Earshot-Acknowledge'), 'yes', 'and the field says so';
};

subtest 'a message over max-size' => sub {
    my $sent = $stage->send(from => 'Mona Large <mona@large.test>', subject => 'Nothing works, we are losing customers',
        body => "The whole site has been down since nine and we are losing customers every minute.\n\n" . ('0123456789abcdef' x 4 . "\n") x 40_000);
    is $sent->{code}, 250, 'of 2.6 MB is taken';
    my $mail = $stage->delivered($sent) or return ok 0, 'and delivered';
    is $mail->{body}, E2E::Mail->parse($sent->{bytes})->{body}, 'whole';
    like $mail->field('Earshot-Level'), qr/^(?:escalation|critical)$/, 'judged by what was read';
    ok $stage->wait_answer($sent), 'and acknowledged';
};

subtest 'a milter that is away' => sub {
    $rig->kill9('milter');
    my $sent = $stage->send(from => 'Nora Unheard <nora@unheard.test>');
    is $sent->{code}, 250, 'mail is taken all the same (milter_default_action = accept)';
    my $mail = $stage->delivered($sent);
    is_deeply [$mail ? $mail->earshot : 'not delivered'], [], 'and delivered as it came';
    $stage->earshot->start_milter;
    ok $stage->settle, 'after its return it goes on';
};

subtest 'stopping' => sub {
    my @status = $stage->earshot->stop;
    is_deeply \@status, [0, 0], 'both daemons end by themselves on SIGTERM, with status 0';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
