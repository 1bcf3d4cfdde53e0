# The modes below `answer`: observe changes nothing in the mail and writes to no customer, tag adds the fields and writes to none either.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;
use Time::HiRes qw(sleep);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my @forged = ('Earshot-Level: critical', 'Earshot-Thread: stolen');

for my $mode (qw(observe tag)) {
    subtest "mode = $mode" => sub {
        my $rig = E2E::Rig->new("mode-$mode");
        my $stage = E2E::Stage->new($rig, mode => $mode, hold => '1s');
        my $sent = $stage->send(fields => [@forged], from => 'Rosa Quiet <rosa@quiet.test>');
        is $sent->{code}, 250, 'a message is taken';
        my $mail = $stage->delivered($sent) or return ok 0, 'delivered';
        my $came = E2E::Mail->parse($sent->{bytes});
        if ($mode eq 'observe') {
            is_deeply [grep { $_->[0] ne 'Received' } @{$mail->{fields}}], $came->{fields}, 'every field is as it came, forged ones too';
        } else {
            is $mail->field('Earshot-Level'), 'concern', 'our level stands in the place of the forged one';
            is scalar(my @all = $mail->fields('Earshot-Thread')), 1, 'and our thread';
            is $mail->field('Earshot-Acknowledge'), 'no; reason=observe', 'the field says that this mode answers nobody';
        }
        is $mail->{body}, $came->{body}, 'the body is as it came';
        sleep 3;
        is scalar(grep { grep {/quiet\.test/} @{$_->{envelope}{to}} } $stage->outgoing->messages), 0, 'nothing is sent to the customer';
        is scalar(my @threads = $stage->earshot->threads), 1, 'the thread is known all the same';
        is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
        is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
        $rig->stop('master');
    };
}
done_testing;
