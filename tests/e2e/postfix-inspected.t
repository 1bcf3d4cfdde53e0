# Through a real Postfix without a route for the receipt: the acknowledgement goes out after `hold`, and a later refusal is not seen.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Core;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $hold = 2;
my $rig = E2E::Rig->new('postfix-inspected');
my $stage = E2E::Stage->new($rig, refuser => 1, when => 'inspected', hold => "${hold}s");

E2E::Core::all($stage, $hold + 2);

subtest 'not before hold' => sub {
    my $sent = $stage->send(from => 'Oleg Early <oleg@early.test>');
    my $answer = $stage->wait_answer($sent, $hold + 5) or return ok 0, 'acknowledged';
    cmp_ok $answer->{envelope}{time} - $sent->{dot}, '>=', $hold, "the acknowledgement waits for $hold s";
};

subtest 'what this mode cannot see' => sub {
    $stage->refuse('550 5.7.1 refused by a later filter');
    my $sent = $stage->send(from => 'Pia Stray <pia@stray.test>');
    is $sent->{code}, 550, 'a later filter refuses';
    ok $stage->wait_answer($sent, $hold + 5), 'the stray acknowledgement goes out, as conf/earshot.conf warns';
    $stage->refuse;
};

subtest 'a later 4xx' => sub {
    $stage->refuse('451 4.7.1 come back later');
    my %mail = (from => 'Quinn Later <quinn@later.test>', id => E2E::Mail::new_id(), date => E2E::Mail::date());
    is $stage->send(%mail)->{code}, 451, 'the client is put off';
    $stage->refuse;
    my $sent = $stage->send(%mail);
    is $sent->{code}, 250, 'and taken on its return';
    ok $stage->wait_answer($sent, $hold + 5), 'acknowledged';
    $stage->settle;
    is scalar(my @all = $stage->answers($sent)), 1, 'exactly once';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM, with status 0';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
