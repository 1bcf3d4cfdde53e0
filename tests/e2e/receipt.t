# What the receipt relies on, measured at a real Postfix: the copy for the courier arrives only after the queue file is safe, none arrives
# when a later filter refuses, and one that fails never bounces to the customer. The courier's place is taken by a sink of the test's own.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use IO::Socket::UNIX;
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('receipt');
my $stage = E2E::Stage->new($rig, refuser => 1, receipt => 'sink');
my $receipts = $stage->{receipts};
my $token = qr/^[^\@\s]{8,64}\@receipt\.example\.test$/;

sub copy_of { my ($sent, $within) = @_; return scalar $receipts->wait_where($within // 8, sub { $_[0]->id eq $sent->{id} }) }

subtest 'a copy for each served message, and when it comes' => sub {
    my (@after_dot, @after_reply, %seen);
    for my $number (1 .. 25) {
        my $sent = $stage->send(from => "Time <time$number\@timing.test>");
        my $copy = copy_of($sent) or return ok 0, "a copy of message $number";
        push @after_dot, 1000 * ($copy->{envelope}{time} - $sent->{dot});
        push @after_reply, 1000 * ($copy->{envelope}{time} - $sent->{time});
        like $copy->{envelope}{to}[0], $token, 'to a token' if $number == 1;
        like $copy->{envelope}{to_parameters}[0], qr/\bNOTIFY=NEVER\b/i, 'with NOTIFY=NEVER' if $number == 1;
        $seen{$copy->{envelope}{to}[0]}++;
    }
    is scalar keys %seen, 25, 'each has a token of its own';
    my $spread = sub { my @by = sort { $a <=> $b } @_; sprintf 'min %.0f, median %.0f, max %.0f ms', $by[0], $by[@by / 2], $by[-1] };
    diag 'receipt after the final dot:     ' . $spread->(@after_dot);
    diag 'receipt after the MTA\'s 250:     ' . $spread->(@after_reply) . ' (below 0: the copy was faster than the reply)';
    is scalar(grep { $_ <= 0 } @after_dot), 0, 'none before the dot';
};

subtest 'the queue file is safe when the copy comes' => sub {
    my $reached = $rig->dir('reached');
    $receipts->once(mail => "note $reached / sleep 4");
    $stage->inbox->script(banner => '421 4.3.2 closed for a moment');
    my $client = $stage->mta->client;
    my $id = E2E::Mail::new_id();
    $client->send(from => 'safe@safe.test', to => 'support@example.test', data => E2E::Mail::compose(from => 'safe@safe.test', id => $id));
    ok E2E::Rig::eventually(8, sub { -e $reached }), 'Postfix brings the copy';
    $stage->mta->crash;
    my ($file) = grep { !system("grep -aq '$id' '$_'") } map { glob "$stage->{mta}{queue}/$_/*" } qw(active deferred incoming);
    ok defined $file, 'with Postfix killed at that moment, the message is in its queue';
    is $file && sprintf('%o', (stat $file)[2] & 0777), '700', 'complete, by the mark that Postfix sets after fsync' if defined $file;
    diag 'at the time of the copy the queue file was ' . ($file // 'nowhere') =~ s{.*/queue/}{}r . ', mode 700, and outlived kill -9 of all of Postfix';
    $stage->inbox->behave;
    $receipts->behave;
    $stage->mta->start;
    $stage->mta->flush;
    ok $stage->delivered({id => $id}, within => 15), 'and delivered after the restart';
    ok copy_of({id => $id}, 15), 'with its copy';
};

subtest 'no copy of what a later filter refuses' => sub {
    my @refused;
    for my $how ('550 5.7.1 no', '451 4.7.1 later', '554 5.6.0 no') {
        $stage->refuse($how);
        push @refused, $stage->send(from => 'refused@refused.test') for 1 .. 3;
    }
    is scalar(grep { $_->{code} =~ /^[45]/ } @refused), 9, 'nine messages are refused';
    $stage->refuse;
    my $after = $stage->send(from => 'after@refused.test');
    ok copy_of($after), 'one behind them is taken, its copy comes';
    sleep 1;
    is scalar(grep { copy_of($_, 0) } @refused), 0, 'of the nine none came';
};

subtest 'a copy that fails bounces to nobody' => sub {
    $receipts->script(rcpt => '550 5.1.1 nobody here');
    my $sent = $stage->send(from => 'Ines Bounce <ines@bounce.test>');
    ok $stage->delivered($sent), 'the message itself is delivered';
    ok E2E::Rig::eventually(8, sub { $stage->mta->log_text =~ /receipt\.example\.test>.*status=bounced/ }), 'Postfix notes that the copy failed';
    sleep 2;
    my @bounces = grep { $_->{envelope}{from} eq '' && grep {/bounce\.test/} @{$_->{envelope}{to}} } $stage->inbox->messages;
    is scalar @bounces, 0, 'and tells the customer nothing';
    # The same without NOTIFY=NEVER, so that this test can fail.
    $stage->refuse('add without-notify@receipt.example.test');
    my $control = $stage->send(from => 'Ines Bounce <ines@bounce.test>', to => 'sales@example.test');
    ok $stage->inbox->wait_where(8, sub { $_[0]->{envelope}{from} eq '' && grep {/bounce\.test/} @{$_[0]->{envelope}{to}} }),
        'a recipient added without NOTIFY=NEVER does bounce to the customer';
    $stage->refuse;
    $receipts->behave;
};

subtest 'a copy that cannot be brought waits' => sub {
    $receipts->down;
    my $sent = $stage->send(from => 'waits@waits.test');
    ok $stage->delivered($sent), 'the message itself is not held up';
    sleep 1;
    $receipts->up;
    $stage->mta->flush;
    ok copy_of($sent, 20), 'the copy comes when the courier is back';
};

$stage->earshot->stop;
subtest 'a courier without descriptors left' => sub {
    $stage->earshot->start_courier; # at a socket of its own, to which Postfix brings nothing here
    my $pid = $rig->pid('courier');
    my ($most) = sort { $b <=> $a } map {m{/(\d+)$}} glob "/proc/$pid/fd/*";
    my $limit = sub { my ($files) = @_; return ($rig->run('prlimit', '--pid', $pid, "--nofile=$files:"))[0] };
    my $ticks = sub { my @stat = split ' ', E2E::Rig::slurp("/proc/$pid/stat") =~ s/^.*\) //r; return $stat[11] + $stat[12] };
    is $limit->($most + 1), 0, 'its limit is lowered';
    my ($path) = $stage->earshot->{receipt_socket} =~ /^unix:(.*)/;
    my @waiting = map { IO::Socket::UNIX->new(Peer => $path) } 1 .. 20;
    sleep 0.5;
    my $before = $ticks->();
    sleep 2;
    cmp_ok $ticks->() - $before, '<', 50, 'does not spin while clients wait';
    is $limit->(1024), 0, 'the limit is raised again';
    my $greeted = eval { local $SIG{ALRM} = sub { die "silent\n" }; alarm 5; my $line = readline $waiting[-1]; alarm 0; $line };
    alarm 0;
    like $greeted // 'nothing', qr/^220 /, 'and then it serves who waited';
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
