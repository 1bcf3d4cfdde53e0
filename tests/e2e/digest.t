# The digest from outside: on time, once, to its PM alone, the same in both parts; by hand; from a courier that was away, or killed around
# the moment. EARSHOT_SEED repeats a run, EARSHOT_KILLS sets the rounds.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use List::Util qw(uniq);
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

my $PAULA = 'paula@example.test';
my $PETER = 'peter@example.test';
my $FURIOUS = "This is outrageous! For the third time the export is dead and nobody answers. We cancel the contract and move to another vendor.\n";
my $INSIDE = '127.0.0.2';
my $ZONE = 'Asia/Kathmandu'; # no whole hours from UTC: who mistakes the zone is late

# "HH:MM" on the PM's wall, of a whole minute
sub on_the_wall {
    my ($time) = @_;
    local $ENV{TZ} = $ZONE;
    POSIX::tzset();
    my $text = POSIX::strftime('%H:%M', localtime $time);
    delete local $ENV{TZ};
    POSIX::tzset();
    return $text;
}

# The beginning of a minute, at least so many seconds away and 60 s later at most
sub minute_after { my ($seconds) = @_; return (int((time + $seconds) / 60) + 1) * 60 }

# What a reader sees of a page
sub plain {
    my ($html) = @_;
    $html =~ s/<style.*?<\/style>//gs;
    $html =~ s/<wbr>//g; # a place where a long word may break
    $html =~ s/<[^>]*>/ /g;
    my %entity = (amp => '&', lt => '<', gt => '>', quot => '"', nbsp => ' ', '#39' => "'", apos => "'");
    $html =~ s/&(#?\w+);/exists $entity{$1} ? $entity{$1} : $1 =~ m{^#x([0-9a-f]+)$}i ? chr hex $1 : $1 =~ m{^#(\d+)$} ? chr $1 : "&$1;"/ge;
    return $html =~ s/\s+/ /gr;
}

sub digests { my ($stage, $who) = @_; return grep { ($_->field('List-Id') // '') =~ /digest\./ && grep { $_ eq $who } @{$_->{envelope}{to}} } $stage->outgoing->messages }
sub wait_digest { my ($stage, $who, $seconds) = @_; E2E::Rig::eventually($seconds, sub { scalar(() = digests($stage, $who)) }); return (digests($stage, $who))[0] }

# Forty PMs with a mailbox each, all due at the same minute, and a courier that has once been there and is gone.
sub crowd {
    my ($moment) = @_;
    my $rig = E2E::Rig->new('digest-kill');
    my %sections = ('pm paula' => {digest => 'off'});
    for my $n (1 .. 40) {
        $sections{"mailbox m$n"} = {addresses => "m$n\@example.test", languages => 'en', 'time-zone' => 'UTC', hours => '24x7', pm => "p$n"};
        $sections{"pm p$n"} = {address => "p$n\@example.test", digest => 'daily ' . on_the_wall($moment), 'time-zone' => $ZONE};
    }
    my $stage = E2E::Stage->new($rig, idle => 1, sections => \%sections);
    $stage->earshot->make_key;
    $stage->earshot->start_courier;
    sleep 1; # it notes that it has begun
    is_deeply [$rig->stop('courier')], [0], 'a courier for forty PMs was there before, and is gone';
    return ($rig, $stage);
}

my $moment = minute_after(18);
my ($crowd_rig, $crowd) = crowd($moment);

subtest 'on time, and by hand' => sub {
    my $rig = E2E::Rig->new('digest');
    my $stage = E2E::Stage->new($rig, sections => {
        'trust'           => {'internal-networks' => "$INSIDE/32"},
        'mailbox support' => {hours => '24x7', 'time-zone' => 'Europe/Berlin', 'first-reply.critical' => '1h'},
        'mailbox sales'   => {addresses => 'sales@example.test', languages => 'en', 'time-zone' => 'UTC', hours => '24x7', pm => 'peter'},
        'pm paula'        => {digest => 'daily ' . on_the_wall($moment), 'time-zone' => $ZONE},
        'pm peter'        => {address => $PETER, digest => 'off', alert => 'critical', languages => 'de'},
        'mailbox odd'     => {addresses => 'odd@example.test', languages => 'en', 'time-zone' => 'UTC', hours => '24x7', pm => 'aaron'},
        'pm aaron'        => {address => '"aaron quill"@example.test', digest => 'daily ' . on_the_wall($moment), 'time-zone' => $ZONE},
        'pm nobody'       => {address => 'nobody@example.test', digest => 'daily ' . on_the_wall($moment), 'time-zone' => $ZONE},
    });
    my $earshot = $stage->earshot;
    my @customers = map { {name => $_->[0], from => "$_->[0] <$_->[1]\@customer.test>", subject => $_->[2], body => $_->[3]} }
        ['Rosalind Okafor', 'rosalind', 'Seven weeks of broken exports', $FURIOUS],
        ['Thaddeus Quill', 'thaddeus', 'We are leaving', "I am furious. This is the third time, and we cancel our contract today.\n"],
        ['Calm Carla', 'carla', 'A question of colour', "Hello,\n\nwhich colours are there?\n\nCarla\n"];
    my @sent = map { $stage->send(%$_) } @customers;
    push @sent, $stage->send(from => 'Sales Victim <victim@other.test>', to => 'sales@example.test', subject => 'PETERSOWN affair', body => $FURIOUS);
    ok $stage->delivered($_), 'a message is delivered' for @sent;
    ok $stage->wait_answer($sent[-1], 10), 'the receipts are there';

    my ($status, $text, $err) = $earshot->cli(qw(digest --pm paula --print));
    is $status, 0, 'it is printed' or diag $err;
    like $text, qr/Rosalind Okafor/, 'with who is angry';
    like $text, qr/Seven weeks of broken exports/, 'and what about';
    unlike $text, qr/PETERSOWN|Sales Victim/, 'another PM\'s conversations are not in it';
    is_deeply [grep { length > 72 } split /\n/, $text], [], 'on lines of 72 columns';
    (undef, my $theirs) = $earshot->cli(qw(digest --pm peter --print));
    like $theirs, qr/PETERSOWN affair/, 'they are in that PM\'s';
    unlike $theirs, qr/Rosalind|Thaddeus/, 'and these are not';
    (undef, my $before) = $earshot->cli(qw(digest --pm paula --print --as-of 2020-01-01));
    unlike $before, qr/Rosalind/, 'as of a day before them they are not there';

    my $file = $rig->dir('page.html');
    ($status, undef, $err) = $earshot->cli(qw(digest --pm paula --html), $file);
    is "$status$err", '0', 'it is written to a file';
    like plain(E2E::Rig::slurp($file)), qr/Rosalind Okafor/, 'the same as a page';
    is +(stat $file)[2] & 07777, 0600, 'which others cannot read';
    chmod 0644, $file or die "$file: $!\n";
    $earshot->cli(qw(digest --pm paula --html), $file);
    is +(stat $file)[2] & 07777, 0600, 'not even where they could read the one before';
    ($status, my $page) = $earshot->cli(qw(digest --pm paula --html -));
    like $page, qr/^<!DOCTYPE html/i, 'or to stdout';
    for my $case (
        ['a directory', 73, qr/is a directory/, '--pm', 'paula', '--html', $rig->dir],
        ['a directory that is not there', 73, qr/No such file/, '--pm', 'paula', '--html', $rig->dir('nowhere/page.html')],
        ['a PM that is not there', 65, qr/no \[pm pauline\].*there is .*paula/, qw(--pm pauline --print)],
        ['no PM', 64, qr/usage/, '--print'],
        ['nothing to do', 64, qr/usage/, qw(--pm paula)],
        ['two things to do', 64, qr/usage/, qw(--pm paula --print --send)],
        ['no time', 64, qr/as-of/, qw(--pm paula --print --as-of yesterday)],
        ['a mail of another day', 64, qr/leave out --as-of/, qw(--pm paula --send --as-of 2026-01-01)],
        ['a PM without a mailbox', 65, qr/no \[mailbox\] names pm = nobody/, qw(--pm nobody --send)],
    ) {
        my ($name, $wanted, $says, @arguments) = @$case;
        ($status, my $out, $err) = $earshot->cli('digest', @arguments);
        is $status, $wanted, "$name: status $wanted";
        like $err, $says, "$name: it says so";
        is $out, '', "$name: nothing else";
    }
    is scalar(digests($stage, $PAULA)), 0, 'so far none was sent' or diag 'the minute was too near';

    my $mail = wait_digest($stage, $PAULA, $moment - time + 15);
    ok $mail, 'the digest of the day comes' or return;
    my $late = $mail->{envelope}{time} - $moment;
    cmp_ok $late, '>=', 0, sprintf 'not before its time (%.1f s after it)', $late;
    cmp_ok $late, '<', 10, 'and soon';
    is_deeply $mail->{envelope}{to}, [$PAULA], 'to the PM alone';
    is $mail->{envelope}{from}, '', 'with the null sender';
    is $mail->address('From'), 'support@example.test', 'from the mailbox';
    like $mail->address('Reply-To'), qr/^support\+[a-z2-7]{24}\@example\.test$/, 'answers come back with a token';
    is $mail->field('List-Id'), '<digest.mx.example.test>', 'filters know it';
    is $mail->field('Auto-Submitted'), 'auto-generated', 'machines too';
    is $mail->field('Content-Language'), 'en', 'in their language';
    ok $mail->field('Earshot-Loop'), 'with the loop token';
    my ($in_text, $in_html) = ($mail->text('text/plain'), $mail->text('text/html'));
    ok defined $in_text && defined $in_html, 'text and HTML' or return;
    my $seen = plain($in_html);
    for my $case (@customers[0, 1]) {
        for my $part (['text', $in_text =~ s/\s+/ /gr], ['HTML', $seen]) {
            ok index($part->[1], $case->{name}) >= 0, "$case->{name} stands in the $part->[0]";
            ok index($part->[1], $case->{subject}) >= 0, "and the subject";
        }
    }
    unlike "$in_text$in_html", qr/PETERSOWN|Sales Victim/, 'another PM\'s conversations do not';
    is_deeply [uniq sort { $a <=> $b } $seen =~ /\b(\d+)\b/g], [uniq sort { $a <=> $b } $in_text =~ /\b(\d+)\b/g], 'both have the same numbers';
    my ($token) = $mail->address('Reply-To') =~ /\+(\w+)\@/;
    my @links = $in_html =~ /href="(mailto:[^"]*)"/g;
    ok scalar(@links), 'links to act by';
    is_deeply [grep { !/^mailto:support%2B\Q$token\E\@example\.test\?/ } @links], [], 'that lead to the address with the token';
    like $in_text, qr/\b\Q$token\E\b/, 'which the text has too, for readers that answer to the mailbox';
    unlike "$in_text$in_html", qr/\{\{|\}\}|\(null\)/, 'no hole shows';
    is_deeply [grep { length > 72 } split /\n/, $in_text], [], 'the text is on lines of 72 columns' ;
    like $rig->log_text('courier'), qr/event=digest pm=paula open=\d+ late=\d+ ms=\d+$/m, 'the log says that it went';

    ($status, my $said, $err) = $earshot->cli(qw(digest --pm paula --send));
    is $status, 0, 'one more is sent by hand' or diag $err;
    my ($id) = $said =~ /^outbox ([a-z0-9]+): to \Q$PAULA\E$/;
    ok $id, 'it says which' or diag $said;
    ok E2E::Rig::eventually(10, sub { digests($stage, $PAULA) == 2 }), 'and it comes';
    my ($row) = grep { $_->{id} eq ($id // '') } $earshot->outbox;
    is $row->{kind}, 'digest', 'as the row that was named';
    my ($first, $second) = digests($stage, $PAULA);
    isnt $first->id, $second->id, 'it is another mail';
    is $first->field('References'), $second->field('References'), 'of the same day\'s conversation';
    ($status, $said) = $earshot->cli(qw(digest --pm peter --send));
    my $german = wait_digest($stage, $PETER, 10);
    ok $german, 'who has no daily one may have one by hand';
    is $german->field('Content-Language'), 'de', 'in the other language' if $german;
    is scalar(digests($stage, 'nobody@example.test')), 0, 'a PM without a mailbox gets none';
    like $rig->log_text('courier'), qr/event=digest-failed pm=aaron cause=\S/, 'one who cannot be written to is told of in the log, and kept nobody from theirs';

    my $answer = $stage->send(from => "Paula <$PAULA>", to => $mail->address('Reply-To'), subject => 'Re: ' . $mail->decoded('Subject'), dmarc => undef,
        at => $INSIDE, body => "#ack 1\n", fields => ['In-Reply-To: <' . $mail->id . '>']);
    is $answer->{code}, 250, 'the PM answers it with a command';
    my $done = E2E::Rig::eventually(10, sub { grep { $_->answers($answer->{id}) } $stage->outgoing->messages });
    ok $done, 'and is told what became of it';
    (undef, $text) = $earshot->cli(qw(digest --pm paula --print));
    like $text, qr/\b1 in your hands/, 'the next digest knows';

    is_deeply [$rig->stop('courier')], [0], 'the courier ends';
    $earshot->start_courier;
    sleep 6;
    is scalar(digests($stage, $PAULA)), 2, 'and the next sends nothing again';
    is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $rig->stop('master');
};

# All forty are overdue by now; each courier gets some way.
subtest 'kill -9 around the moment' => sub {
    my $rounds = $ENV{EARSHOT_KILLS} // 20;
    my ($rig, $stage) = ($crowd_rig, $crowd);
    my @pms = map {"p$_\@example.test"} 1 .. 40;
    sleep $moment - time if $moment > time;
    $stage->outgoing->script(dot => 'sleep 0.02'); # makes the window behind the dot real
    my $added = 0;
    for my $round (1 .. $rounds) {
        $rig->spawn('courier', E2E::Earshot::program('earshot-courier'), '-c', $stage->earshot->{file}, '--log=stderr');
        my $lines = () = $rig->log_text('courier') =~ /event=digest pm=/g;
        if ($round % 4) { sleep rand 0.12 } # anywhere; else soon after it made one
        else { E2E::Rig::eventually(5, sub { $lines < (() = $rig->log_text('courier') =~ /event=digest pm=/g) || digests($stage, $pms[-1]) }) }
        $rig->kill9('courier');
    }
    $stage->earshot->start_courier;
    ok E2E::Rig::eventually(60, sub { sleep 0.2; !grep { !digests($stage, $_) } @pms }), 'each PM has a digest, late as it is';
    sleep 6;
    my %ids = map { my $who = $_; $who => [uniq map { $_->id } digests($stage, $who)] } @pms;
    is_deeply [map {"$_: @{$ids{$_}}"} grep { @{$ids{$_}} != 1 } @pms], [], 'and one only';
    my %bytes;
    $bytes{$_->id}{$_->{bytes}}++ for map { digests($stage, $_) } @pms;
    is_deeply [grep { keys %{$bytes{$_}} > 1 } keys %bytes], [], 'what the relay had twice is the same mail';
    my $twice = grep { digests($stage, $_) > 1 } @pms;
    my $made = () = $rig->log_text('courier') =~ /event=digest pm=/g;
    diag "$rounds kills; $made digests were logged, $twice reached the relay twice";
    is_deeply [map {"$_->{to} $_->{state}"} grep { $_->{state} ne 'done' } $stage->earshot->outbox], [], 'nothing is left in the outbox';
    is_deeply [$rig->stop('courier')], [0], 'the courier ends by itself';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
