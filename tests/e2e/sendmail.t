# The core cases through a real Sendmail.
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
E2E::Sendmail::need();
my $rig = E2E::Rig->new('sendmail');
my $stage = E2E::Stage->new($rig, mta => 'Sendmail', refuser => 1);

E2E::Core::all($stage, 2);

subtest 'a later filter refuses' => sub {
    $stage->refuse('550 5.7.1 refused by a later filter');
    my $refused = $stage->send(from => 'Karl Refused <karl@refused.test>');
    is $refused->{code}, 550, 'for good';
    $stage->refuse('451 4.7.1 come back later');
    my %mail = (from => 'Lena Later <lena@later.test>', id => E2E::Mail::new_id(), date => E2E::Mail::date());
    is $stage->send(%mail)->{code}, 451, 'for now';
    $stage->refuse;
    my $sent = $stage->send(%mail);
    is $sent->{code}, 250, 'and takes it on its return';
    ok $stage->wait_answer($sent), 'which is acknowledged';
    $stage->settle;
    is scalar(my @all = $stage->answers($sent)), 1, 'exactly once';
    is scalar(@all = $stage->answers($refused)), 0, 'while the other is not';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM, with status 0';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
