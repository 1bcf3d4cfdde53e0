# Fields with our names in mail from outside: none is left, whether or not the mail was heard; and what an attack with thousands does.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('forged');
my $stage = E2E::Stage->new($rig, mode => 'tag', hold => '1s');

sub restart_milter {
    my (%earshot) = @_;
    $rig->stop('milter');
    $stage->earshot->configure(earshot => \%earshot);
    $stage->earshot->start_milter;
    return;
}

sub forge {
    my ($who, @fields) = @_;
    my $sent = $stage->send(from => "Forger <$who\@forger.test>", subject => 'A question', body => "How do I change the colour?\n", fields => \@fields);
    return ($sent, $sent->{code} == 250 ? $stage->delivered($sent, within => 30) : undef);
}

subtest 'five thousand of one name' => sub {
    my ($sent, $mail) = forge('many', ('Earshot-Level: critical') x 5000, 'X-Other: kept');
    is $sent->{code}, 250, 'taken';
    ok $mail, 'delivered' or return;
    is_deeply [$mail->fields('Earshot-Level')], ['none'], 'the level is ours, and the only one';
    is $mail->field('X-Other'), 'kept', 'the fields of others are left';
};

# Postfix panics when it is to delete more than some 10,000 fields, and then takes mail from nobody for a minute.
subtest 'more of one name than Postfix can delete' => sub {
    my ($sent, $mail) = forge('flood', ('Earshot-Level: critical') x 12_000);
    is $sent->{code}, 250, 'taken';
    ok $mail, 'delivered' or return;
    is $mail->field('Earshot-Level'), 'none', 'the first level is ours';
    like $rig->log_text('milter'), qr/event=forged-left/, 'the log says that others are left';
    unlike $stage->mta->log_text, qr/panic:/, 'and Postfix lives';
};

my @crowd = map {"Earshot-Name$_: x"} 1 .. 12_000;
subtest 'thousands of other names in front of ours' => sub {
    my ($sent, $mail) = forge('crowd', @crowd, 'Earshot-Level: critical', 'Earshot-Thread: stolen');
    ok $mail, 'taken and delivered' or return;
    is_deeply [$mail->fields('Earshot-Level')], ['none'], 'the level is ours, and the only one';
    is_deeply [grep {/stolen/} $mail->earshot], [], 'the thread too';
};

subtest 'the same with on-failure = tempfail' => sub {
    restart_milter('on-failure' => 'tempfail');
    my ($sent) = forge('again', @crowd);
    like $sent->{code}, qr/^4/, 'it shall come again';
    my ($few, $mail) = forge('few', 'Earshot-Level: critical');
    ok $mail, 'others are taken';
};

subtest 'mail that passes unheard' => sub {
    restart_milter('on-failure' => 'accept', 'time-budget' => '1ms');
    my ($sent, $mail) = forge('late', 'Earshot-Level: critical', 'EARSHOT-THREAD: stolen', 'X-Other: kept', map {"X-Filler$_: " . 'word ' x 20} 1 .. 4000);
    ok $mail, 'taken and delivered' or return;
    like $rig->log_text('milter'), qr/event=unheard cause=(?:time-budget|store-late)/, 'it was too expensive';
    is_deeply [$mail->earshot], [], 'nothing of the forged fields is left';
    is $mail->field('X-Other'), 'kept', 'the fields of others are';
    ok -s $rig->dir('store/unheard.log'), 'it is noted';
};

is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves on SIGTERM';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
