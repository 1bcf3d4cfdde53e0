# The clocks from outside, in seconds where days are usual: what the product manager is told and when, each word once, also across a
# courier that was away or killed; what prevents it; and what we promised. EARSHOT_SEED repeats a run, EARSHOT_KILLS sets the rounds.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use Time::Local qw(timegm);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

my $PM = 'paula@example.test';
my $FURIOUS = "This is outrageous! For the third time the export is dead and nobody answers. We cancel the contract and move to another vendor.\n";
# What the first sentence of a note says, by the kind of clock
my %WORD = (
    'first-reply' => {half => qr/^Half of the time for a first reply/, soon => qr/^No person has answered .* yet; /, missed => qr/^No person has answered .*; the first reply was due/},
    'next-reply'  => {half => qr/half of the time to answer/, soon => qr/waits for our reply/, missed => qr/has no reply/},
);

sub stage {
    my ($name, %mailbox) = @_;
    my $rig = E2E::Rig->new("clocks-$name");
    my $stage = E2E::Stage->new($rig, refuser => 1, sections => {
        'mailbox support' => {hours => '24x7', 'time-zone' => 'Europe/Berlin', %mailbox},
        'pm paula'        => {'alert-budget' => 1000},
    });
    return ($rig, $stage);
}

# A customer writes; returns {sent, who, id, time} once the receipt is there, since from then on the clock speaks.
my $number = 0;
sub customer {
    my ($stage, %more) = @_;
    my $who = 'waiting' . ++$number . '@customer.test';
    my $sent = $stage->send(from => $who, subject => "Nothing works, number $number", %more);
    my $mail = $stage->delivered($sent) or die "number $number: not delivered\n";
    return {who => $who, sent => $sent, time => $sent->{time}, subject => "Nothing works, number $number", id => $mail->field('Earshot-Thread')};
}

sub answer {
    my ($stage, $case, %more) = @_;
    return $stage->send(from => 'Example Support <support@example.test>', to => $case->{who}, subject => "Re: $case->{subject}", dmarc => undef,
        body => "Hello,\n\nit works again. We are sorry for the trouble.\n\nAnn\n", %more, fields => ["In-Reply-To: <$case->{sent}{id}>", @{$more{fields} // []}]);
}

# The notes that the PM had of a conversation: ({word, time, mail}, ...), each mail once even if the relay had it twice
sub notes {
    my ($stage, $case) = @_;
    my (@notes, %seen);
    for my $mail ($stage->outgoing->messages) {
        next if !grep { $_ eq $PM } @{$mail->{envelope}{to}};
        my $text = $mail->text // '';
        next if $text !~ /earshot thread show \Q$case->{id}\E$/m || $text !~ /^(.*?)\nNext: /s;
        my $sentence = $1 =~ s/\n/ /gr;
        next if $sentence =~ /^(?:Critical|Escalation): / || $seen{$mail->id}++; # an alert
        my @is = map { my $kind = $_; map { $sentence =~ $WORD{$kind}{$_} ? "$_" : () } sort keys %{$WORD{$kind}} } sort keys %WORD;
        push @notes, {word => join('+', @is) || $sentence, time => $mail->{envelope}{time}, mail => $mail};
    }
    return sort { $a->{time} <=> $b->{time} } @notes;
}
sub words { return join ' ', map { $_->{word} } notes(@_) }
sub wait_words { my ($stage, $case, $seconds, $words) = @_; return E2E::Rig::eventually($seconds, sub { words($stage, $case) eq $words }) }

sub shown  { my ($stage, $case) = @_; return $stage->earshot->ask(qw(thread show), $case->{id}) }
sub clocks { my ($shown, $kind) = @_; return grep { $_->{kind} eq $kind } @{$shown->{clocks}} }
sub at     { my ($text) = @_; return $text =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/ ? timegm($6, $5, $4, $3, $2 - 1, $1) : undef }

# One after the other, each as it should: what came, and nothing before its time.
subtest 'half, soon, missed' => sub {
    my ($rig, $stage) = stage('words', 'first-reply' => '16s', 'first-reply.escalation' => '16s', 'first-reply.critical' => '16s');
    my $plain = customer($stage);
    my $critical = customer($stage, body => $FURIOUS);
    my $quick = customer($stage);
    my $half = customer($stage, body => $FURIOUS);
    my $machine = customer($stage);
    $stage->refuse('550 5.7.1 not here');
    my $refused = $stage->send(from => 'refused@customer.test', subject => 'Nothing works at all', body => $FURIOUS);
    is $refused->{code}, 550, 'what we heard is refused behind us';
    $stage->refuse;
    is answer($stage, $quick)->{code}, 250, 'one is answered at once';
    is answer($stage, $machine, fields => ['Auto-Submitted: auto-replied'])->{code}, 250, 'one by a machine';
    ok wait_words($stage, $half, 20, 'half'), 'of what is critical the PM is told at half-time';
    is answer($stage, $half)->{code}, 250, 'and that one is answered then';
    ok wait_words($stage, $critical, 30, 'half soon missed'), 'nobody answers the other: soon and missed follow' or diag words($stage, $critical);
    ok wait_words($stage, $plain, 15, 'soon missed'), 'half-time of a concern is no news, the rest is' or diag words($stage, $plain);
    sleep 6; # the scheduler looks at least every five seconds
    is words($stage, $critical), 'half soon missed', 'each once, and nothing after it';
    is words($stage, $plain), 'soon missed', 'here too';
    is words($stage, $quick), '', 'an answer in time prevents them all';
    is words($stage, $half), 'half', 'an answer at half-time prevents the rest';
    is words($stage, $machine), 'soon missed', 'an answer by a machine prevents nothing';
    is scalar(grep { ($_->text // '') =~ /refused\@customer/ } $stage->outgoing->messages), 0, 'what the MTA did not take is no news';
    my %after = (half => 8, soon => 12, missed => 16);
    for my $note (notes($stage, $critical)) {
        my $took = $note->{time} - $critical->{time};
        cmp_ok $took, '>=', $after{$note->{word}} - 1.5, sprintf '%s came %.1f s after the message, not before its time', $note->{word}, $took;
    }
    my ($missed) = grep { $_->{word} eq 'missed' } notes($stage, $critical);
    my $mail = $missed->{mail};
    is_deeply $mail->{envelope}{to}, [$PM], 'the note goes to the PM alone';
    is $mail->{envelope}{from}, '', 'with the null sender';
    like $mail->field('Auto-Submitted') // '', qr/^auto-/, 'marked as a machine\'s';
    is $mail->decoded('Subject'), "Late: first reply to $critical->{who} - $critical->{subject}", 'its subject says what is late, for whom, and names theirs';
    my $text = $mail->text;
    like $text, qr/^- from \Q$critical->{who}\E$/m, 'it says who waits';
    like $text, qr/^Why it is critical$/m, 'how grave it is';
    my $due = in_berlin_text($critical->{time} + 16);
    like $text =~ s/\n/ /gr, qr/the first reply was due (?:today|yesterday) $due/, 'the time in the zone of the PM, which is that of the mailbox';
    unlike $text, qr/\{\{|\}\}|\(null\)|\bbrief\./, 'no hole of a phrase shows';
    my ($alert) = grep { ($_->decoded('Subject') // '') =~ /^Critical: / && ($_->text // '') =~ /thread show \Q$critical->{id}\E$/m } $stage->outgoing->messages;
    ok $alert, 'the alert came before it' or return;
    is $mail->field('References'), $alert->field('References'), 'and they stand in one thread of the PM\'s mail program';
    note $text;

    my $shown = shown($stage, $critical);
    my ($clock) = clocks($shown, 'first-reply');
    ok $clock->{late}, 'the conversation says that it is late';
    is $clock->{state}, 'running', 'and still runs';
    ok $clock->{told}{$_}, "and when $_ was told" for qw(half soon missed);
    is answer($stage, $critical)->{code}, 250, 'the answer comes late';
    ($clock) = clocks(shown($stage, $critical), 'first-reply');
    ok $clock->{late}, 'and is noted as late';
    is $clock->{state}, 'met', 'though it came';

    my $report = $stage->earshot->ask(qw(report --since), POSIX::strftime('%Y-%m-%d', gmtime time - 86_400));
    my %all = map { $_->{clock} => $_ } grep { my $group = $_; !grep { defined $group->{$_} } qw(mailbox level tier week) } @{$report->{groups}};
    is $all{acknowledge}{count}, 5, 'the report counts five receipts';
    is $all{'first-reply'}{count}, 3, 'and three first replies';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $rig->stop('master');
};

subtest 'a courier that was away' => sub {
    my ($rig, $stage) = stage('away', 'first-reply' => '10s', 'first-reply.escalation' => '10s', 'first-reply.critical' => '10s');
    my @waiting = map { customer($stage, body => $FURIOUS) } 1 .. 3;
    ok $stage->wait_answer($waiting[-1]{sent}, 10), 'the receipts are there';
    is_deeply [$rig->stop('courier')], [0], 'the courier is stopped';
    my $early = words($stage, $waiting[0]);
    sleep 11;
    my $unseen = customer($stage, body => $FURIOUS); # its receipt waits in Postfix's queue
    is answer($stage, $waiting[2])->{code}, 250, 'one is answered meanwhile, late';
    $stage->earshot->start_courier;
    ok wait_words($stage, $waiting[$_], 20, "$early missed" =~ s/^ //r), 'one word: that it was missed' or diag words($stage, $waiting[$_]) for 0, 1;
    $stage->mta->flush;
    ok E2E::Rig::eventually(30, sub { words($stage, $unseen) =~ /missed$/ }), 'what was taken meanwhile has its word too' or diag words($stage, $unseen);
    sleep 6;
    is words($stage, $waiting[2]), $early, 'who was answered gets none';
    is words($stage, $waiting[0]), "$early missed" =~ s/^ //r, 'and nothing comes twice';

    $stage->outgoing->down;
    my @over = map { customer($stage) } 1 .. 2;
    sleep 12;
    is answer($stage, $over[0])->{code}, 250, 'a relay stands still, and one of two is answered, late';
    $stage->outgoing->up;
    $stage->earshot->cli(qw(outbox retry), $_->{id}) for grep { $_->{state} eq 'ready' } $stage->earshot->outbox;
    ok E2E::Rig::eventually(30, sub { words($stage, $over[1]) =~ /missed/ }), 'who still waits is told of when the relay is back';
    unlike words($stage, $over[0]), qr/missed/, 'what is over is not';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $rig->stop('master');
};

subtest 'kill -9 around the due times' => sub {
    my $rounds = $ENV{EARSHOT_KILLS} // 10;
    my ($rig, $stage) = stage('kill', 'first-reply' => '4s', 'first-reply.escalation' => '4s', 'first-reply.critical' => '4s');
    $stage->outgoing->script(dot => 'sleep 0.02'); # makes the window behind the dot real
    my (@waiting, @answered);
    for my $round (1 .. $rounds) {
        my @now = map { customer($stage, body => $FURIOUS) } 1 .. 3;
        my $done = customer($stage, body => $FURIOUS);
        answer($stage, $done);
        $stage->wait_answer($now[-1]{sent}, 10) if $round % 2; # in the other rounds receipts may be under way too
        my $at = $now[0]{time} + (2, 3, 4)[rand 3] - 0.3 + rand 1;
        sleep $at - time if $at > time;
        $rig->kill9('courier');
        sleep rand 0.3;
        if (!eval { $stage->earshot->start_courier; 1 }) { fail "the courier comes back after kill $round: $@"; last }
        push @waiting, @now;
        push @answered, $done;
    }
    $stage->mta->flush;
    my $all = E2E::Rig::eventually(90, sub { sleep 1; !grep { words($stage, $_) !~ /missed/ } @waiting });
    ok $all, 'of each that nobody answered the PM is told that it was missed' or diag explain [map { [$_->{id}, words($stage, $_)] } grep { words($stage, $_) !~ /missed/ } @waiting];
    sleep 6;
    my @bad = grep { words($stage, $_) !~ /^(?:half )?(?:soon )?missed$/ } @waiting;
    is_deeply [map { words($stage, $_) } @bad], [], 'each word at most once, in their order';
    is_deeply [grep { $_ ne '' } map { words($stage, $_) } @answered], [], 'who was answered in time is no news';
    my %bytes;
    $bytes{$_->id}{$_->{bytes}}++ for grep { grep { $_ eq $PM } @{$_->{envelope}{to}} } $stage->outgoing->messages;
    is_deeply [grep { keys %{$bytes{$_}} > 1 } keys %bytes], [], 'what the relay had twice is the same mail';
    diag sprintf '%d rounds, %d conversations; words: %s', $rounds, scalar @waiting, join ', ', map { my $words = $_; "$words " . grep { words($stage, $_) eq $words } @waiting }
        sort keys %{{map { words($stage, $_) => 1 } @waiting}};
    # So much of the same is a burst, whose other alerts come as one list that collects for ten minutes.
    my @left = map {"$_->{kind} $_->{to} $_->{state}"} grep { $_->{state} !~ /^(?:done|dropped)$/ } $stage->earshot->outbox;
    shift @left if @left && $left[0] eq "roll-up $PM ready";
    is_deeply \@left, [], 'nothing else is left in the outbox';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $rig->stop('master');
};

# "14:05", in Berlin; the second is not sure to be the server's.
sub in_berlin_text {
    my ($moment) = @_;
    local $ENV{TZ} = 'Europe/Berlin';
    POSIX::tzset();
    my %text = map { POSIX::strftime('%H:%M', localtime $_) => 1 } $moment - 2, $moment, $moment + 2;
    delete local $ENV{TZ};
    POSIX::tzset();
    my $any = join '|', sort keys %text;
    return qr/(?:$any)/;
}

# The moment of an hour on a day from now, in Berlin
sub in_berlin {
    my ($now, $days, $hour) = @_;
    local $ENV{TZ} = 'Europe/Berlin';
    POSIX::tzset();
    my @then = localtime $now;
    my $moment = POSIX::mktime(0, 0, $hour, $then[3] + $days, @then[4, 5], 0, 0, -1);
    delete local $ENV{TZ};
    POSIX::tzset();
    return $moment;
}

subtest 'what we promise' => sub {
    my ($rig, $stage) = stage('promise', 'first-reply' => '4h');
    my $case = customer($stage);
    my $now = time;
    my $write = sub { my ($body) = @_; return answer($stage, $case, date => E2E::Mail::date($now), body => "Hello,\n\nthank you for the log file. $body\n\nBest regards\nAnn\n") };
    is $write->('We will call you tomorrow at 10:00.')->{code}, 250, 'we promise a call';
    my $shown = shown($stage, $case);
    my @promises = clocks($shown, 'promise');
    is scalar @promises, 1, 'one clock runs' or return diag explain $shown;
    is $promises[0]{words}, 'We will call you tomorrow at 10:00.', 'with our words';
    is at($promises[0]{due}), in_berlin($now, 1, 10), 'due when they say, in the zone of the mailbox';
    is $promises[0]{stopped}, undef, 'it runs';
    is $shown->{promises}, 1, 'the conversation counts it';
    is $write->('I will write to you in three days at 15:00 with the result.')->{code}, 250, 'we promise another date';
    @promises = sort { $a->{number} <=> $b->{number} } clocks(shown($stage, $case), 'promise');
    is scalar @promises, 2, 'two clocks';
    is $promises[0]{state}, 'reset', 'the first was given another date';
    is at($promises[1]{due}), in_berlin($now, 3, 15), 'the second is due then' if @promises > 1;
    is $promises[1]{stopped}, undef, 'and runs';
    my $silent = customer($stage);
    answer($stage, $silent, body => "Hello,\n\nplease send us the log file by tomorrow at 10:00.\n\nAnn\n");
    is scalar(clocks(shown($stage, $silent), 'promise')), 0, 'what we ask of them is no promise';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
