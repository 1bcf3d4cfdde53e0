# Commands by reply through a real Postfix: what a PM may do by answering an alert or a digest, and all that must do nothing. After each mail
# the whole state (conversations, outbox, audit) is compared with the state before it: only what should change did. An expired token is a
# matter of weeks and stands in tests/unit/test_orders.c.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use JSON::PP ();
use Test::More;
binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output todo_output);
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postfix::need_sasl();

my ($OUTSIDE, $INSIDE) = qw(127.0.0.9 127.0.0.2);
my %LOGIN = (at => $OUTSIDE, login => ['paula@example.test', 'correct horse']);
my $FURIOUS = "Hello,\n\nthis is outrageous! Our whole production is down and we lose money every minute. You promised that it would not happen again. We cancel the contract and move to another vendor.\n\nMaria Rossi\n";

my $rig = E2E::Rig->new('command');
my $stage = E2E::Stage->new(
    $rig,
    mta_with => {submission => {paula => 'correct horse', peter => 'battery staple'}},
    sections => {
        trust => {'authserv-ids' => 'mx.example.test', 'internal-networks' => "$INSIDE/32", agents => 'peter@example.test'},
        'mailbox support' => {hours => '24x7'},
        'mailbox sales' => {addresses => 'sales@example.test', 'sub-address' => '+', languages => 'en', 'time-zone' => 'Europe/Berlin', hours => '24x7', 'first-reply' => '4h', pm => 'peter'},
        'pm paula' => {'alert-budget' => 50, digest => 'Mon 04:00'},
        'pm peter' => {address => 'peter@example.test', digest => 'Mon 04:00', alert => 'critical', 'alert-budget' => 50, languages => 'de'},
    },
);
my $json = JSON::PP->new->canonical->utf8;

# --- the state, whole ---

# Conversations by id, rows of the outbox by id, lines of the audit by number; without what passes by itself while time goes on.
sub state_now {
    my %is;
    for my $thread ($stage->earshot->ask(qw(thread list --all))) {
        my $shown = $stage->earshot->ask(qw(thread show), $thread->{id});
        for my $clock (@{$shown->{clocks}}) { delete @$clock{qw(told late)} }
        delete $shown->{late};
        $is{"thread $thread->{id}"} = $shown;
    }
    $is{"outbox $_->{id}"} = {kind => $_->{kind}, to => $_->{to}, thread => $_->{thread}} for $stage->earshot->outbox;
    $is{"audit $_->{number}"} = $_ for $stage->earshot->ask(qw(audit list));
    return \%is;
}

# What changed between two states: {"thread ID" => {field => [before, after]}, ...}; what is new is {new => it}.
sub changes {
    my ($before, $after) = @_;
    my %changed;
    for my $name (sort keys %{{%$before, %$after}}) {
        if (!$before->{$name}) { $changed{$name} = {new => $after->{$name}}; next }
        if (!$after->{$name})  { $changed{$name} = {gone => 1}; next }
        for my $field (sort keys %{{%{$before->{$name}}, %{$after->{$name}}}}) {
            my @pair = map { $json->encode([$_->{$name}{$field}]) } $before, $after;
            $changed{$name}{$field} = [$before->{$name}{$field}, $after->{$name}{$field}] if $pair[0] ne $pair[1];
        }
    }
    return \%changed;
}

sub to_pm { my ($pm) = @_; return grep { grep { $_ eq "$pm\@example.test" } @{$_->{envelope}{to}} } $stage->outgoing->messages }

# --- a conversation, and the alert of it ---

my $number = 0;
sub critical {
    my (%is) = @_;
    my $subject = 'Production is down, line ' . ++$number;
    my $sent = $stage->send(from => "Maria Rossi <maria$number\@customer$number.test>", subject => $subject, body => $FURIOUS, at => $OUTSIDE, %is);
    my $mail = $stage->delivered($sent, within => 10) or die "$subject: not delivered\n";
    my $pm = ($is{to} // '') =~ /sales/ ? 'peter' : 'paula';
    my ($alert) = $stage->outgoing->wait_where(15, sub { my ($m) = @_; (grep { $_ eq "$pm\@example.test" } @{$m->{envelope}{to}}) && ($m->decoded('Subject') // '') =~ /line $number\b/ });
    die "$subject: no alert\n" if !$alert;
    $stage->wait_answer($sent, 15) or die "$subject: no acknowledgement\n";
    my ($token) = $alert->text =~ /^Ref: ([a-z2-7]{24})/m or die "$subject: no token in the alert\n" . $alert->text;
    return {id => $mail->field('Earshot-Thread'), subject => $subject, alert => $alert, token => $token};
}

# The PM's answer as a mail program makes it: the new words above the alert, which is quoted.
sub quoted { my ($mail) = @_; return join '', map {"> $_\n"} split /\n/, $mail->text }
sub answer {
    my ($case, $words, %is) = @_;
    my $alert = $case->{alert};
    my $to = $alert->address('Reply-To') || $alert->address('From');
    return $stage->send(
        from => 'Paula Meier <paula@example.test>', to => $to, subject => 'Re: ' . $alert->decoded('Subject'), dmarc => undef,
        body => "$words\n\nOn Mon, 23 Nov 2026 at 10:00, Earshot <support\@example.test> wrote:\n\n" . quoted($alert),
        %LOGIN, %is, fields => ['In-Reply-To: <' . $alert->id . '>', 'References: <' . $alert->id . '>', @{$is{fields} // []}],
    );
}

sub reply_to { my ($sent, $seconds) = @_; return scalar $stage->outgoing->wait_where($seconds // 10, sub { $_[0]->answers($sent->{id}) }) }

# Does the thing between two looks at the state. (changes, the mail, our answer)
sub between {
    my ($do, %with) = @_;
    my $before = state_now();
    my $replies = () = to_pm($with{pm} // 'paula');
    my $sent = $do->();
    is $sent->{code}, 250, 'the mail is taken' or diag $sent->{text};
    ok my $delivered = $stage->delivered($sent, within => 10), 'and reaches the mailbox' or return;
    my $reply = $with{silent} ? undef : reply_to($sent);
    if ($with{silent}) { ok $stage->settle, 'all is done'; is scalar(() = to_pm($with{pm} // 'paula')), $replies, 'the PM gets no mail' }
    my $after = state_now();
    my $changed = changes($before, $after);
    if ($with{silent}) { # the sentinel is a conversation of its own
        my %sentinel = map { $_ => 1 } grep { (($after->{$_} // {})->{subject} // '') =~ /^Sentinel/ } keys %$after;
        delete $changed->{$_} for keys %sentinel;
        delete $changed->{$_} for grep { /^outbox/ && $after->{$_} && $after->{$_}{kind} eq 'acknowledgement' && $sentinel{"thread $after->{$_}{thread}"} } keys %$changed;
    }
    return ($changed, $delivered, $reply);
}

# What an order leaves: a line of the audit for each command and one mail; the rest, of the conversations, is what is asked for.
sub left {
    my ($changed, $outcomes, $name) = @_;
    my @lines = map { $changed->{$_}{new} } sort { substr($a, 6) <=> substr($b, 6) } grep {/^audit /} keys %$changed;
    is_deeply [map {"$_->{command}: $_->{outcome}"} @lines], $outcomes, "$name: the audit says so";
    my @mails = grep { /^outbox / && ($changed->{$_}{new}{kind} // '') =~ /^(?!outreach)./ } keys %$changed; # to the PM
    is scalar(@mails), 1, "$name: one mail is made" or diag $json->encode($changed);
    is $changed->{$_}{new}{kind}, 'confirmation', "$name: it is our answer" for @mails;
    return {map { $_ => $changed->{$_} } grep {/^thread /} keys %$changed};
}

sub fields_of { my ($threads, $id) = @_; return [sort keys %{$threads->{"thread $id"} // {}}] }

# --- each command ---

my @commands = (
    ['#ack', 'ack: done', [qw(in_hand notes)], sub { ok $_[0]{in_hand}, 'the PM sees to it' }],
    ['#phase solving', 'phase: done: solving', [qw(notes phase)], sub { is $_[0]{phase}, 'solving', 'it is being solved' }],
    ['#promise 2099-12-01 14:00 fix in 4.3', 'promise: refused: far', [], undef],
    ['#promise 2030-12-02 14:00 fix in 4.3', 'promise: done: 2030-12-02T13:00:00Z', [qw(clocks notes promises)], sub {
        my ($promise) = grep { $_->{kind} eq 'promise' } @{$_[0]{clocks}};
        is_deeply [@$promise{qw(due words state)}], ['2030-12-02T13:00:00Z', 'fix in 4.3', 'running'], 'a promise runs';
    }],
    ['#problem P12', 'problem: done: P12', [qw(notes problem)], sub { is $_[0]{problem}, 'P12', 'its cause has a name' }],
    ['#choices 1="the old export" 2="wait for 4.3"', 'choices: refused: parts', [], undef],
    ['#choices 1="the old export; free; today" 2="wait for 4.3; nothing; 1 December"', 'choices: done', [qw(choices_open notes)], sub { ok $_[0]{choices_open}, 'they have a choice' }],
    ['#undo', 'undo: done: choices', [qw(choices_open notes)], sub { ok !$_[0]{choices_open}, 'and have none any more' }],
    ['#undo 1', 'undo: refused: nothing-waits', [], undef], # the same words within a second are the same mail
    ['#no reason="too dear" alternative="the old export"', 'no: done', ['notes'], undef],
    ['#no reason="user error" alternative="wait"', 'no: refused: banned', [], undef],
    ['#bad-news text="it takes two weeks longer" goodwill="none because they had a month"', 'bad-news: done: no goodwill because they had a month', ['notes'], undef],
    ['#bad-news text="it takes two weeks longer"', 'bad-news: refused: goodwill', [], undef],
    ['#invite what="the new export" release=4.3-beta', 'invite: done', ['notes'], undef],
    ['#why', 'why: done', [], undef],
    ['#not-an-escalation', 'not-an-escalation: done', [qw(level notes)], sub { is $_[0]{level}, 'concern', 'it is a concern' }],
    ['#close', 'close: done', [qw(clocks due in_hand level notes phase reply first_reply_due promises)], sub { is $_[0]{phase}, 'closed', 'it is closed' }],
);

my $first = critical();
my $other = critical(); # which nothing may touch
subtest 'each command' => sub {
    for my $row (@commands) {
        my ($line, $outcome, $may, $holds) = @$row;
        my ($changed, $delivered, $reply) = between(sub { answer($first, $line) });
        my $threads = left($changed, [$outcome], $line);
        my %may = map { $_ => 1 } @$may, qw(updated due late clocks);
        is_deeply [grep { $_ ne "thread $first->{id}" } keys %$threads], [], "$line: no other conversation changed";
        is_deeply [grep { !$may{$_} } @{fields_of($threads, $first->{id})}], [], "$line: and of this one only what should" or diag $json->encode($threads);
        $holds->(scalar $stage->earshot->ask(qw(thread show), $first->{id})) if $holds;
        is_deeply [$delivered->earshot], [], "$line: the mail was neither heard nor tagged";
        ok $reply, "$line: the PM is told" or next;
        like $reply->text, $outcome =~ /refused/ ? qr/^Not done: “\Q$line\E/m : qr/^Done: “/m, "$line: in words";
        is $reply->field('Auto-Submitted'), 'auto-replied', "$line: as an answer of a machine";
        is_deeply $reply->{envelope}{to}, ['paula@example.test'], "$line: at the PM's address";
        unlike $reply->text, qr/^\s*#/m, "$line: nothing in it reads as a command";
        note $reply->text if $line eq '#why';
    }
};

subtest 'several in one mail, and the answer answered' => sub {
    my $case = critical();
    my ($changed, undef, $reply) = between(sub { answer($case, "Hi,\n\n#ack\n#promise Friday\n#problem P7\n\nRegards\nPaula") });
    my $threads = left($changed, ['ack: done', 'promise: refused: date', 'problem: done: P7'], 'several');
    is_deeply [keys %$threads], ["thread $case->{id}"], 'one conversation changed';
    note $reply->text;
    my ($again) = between(sub { answer({alert => $reply}, '#phase solving') });
    left($again, ['phase: done: solving'], 'by answering the answer');
};

subtest 'ways to write it' => sub {
    my $case = critical();
    my $html = sub { my ($new) = @_; return "<html><body><div>$new</div><br><blockquote type=\"cite\"><div>On 23 Nov 2026, Earshot wrote:</div><div>" . ($case->{alert}->text =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/\n/<br>/gr) . '</div></blockquote></body></html>' };
    my %html = (fields => ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit']);
    my ($changed) = between(sub { answer($case, '', body => $html->('#problem P1'), %html) });
    left($changed, ['problem: done: P1'], 'HTML alone');
    ($changed) = between(sub { answer($case, '', to => 'support@example.test', body => quoted($case->{alert}) . "\n#problem P2\n") });
    left($changed, ['problem: done: P2'], 'below the quote, to the plain address');
    ($changed) = between(sub { answer($case, '#problem P3', body => "#problem P3\n") });
    left($changed, ['problem: done: P3'], 'with nothing quoted, by the address alone');
    ($changed) = between(sub { answer($case, '#problem P4', login => undef, at => $INSIDE) });
    left($changed, ['problem: done: P4'], 'from an internal address');
    ($changed) = between(sub { answer($case, '#problem P5', login => undef, dmarc => 'pass') });
    left($changed, ['problem: done: P5'], 'from outside, proven by DMARC');
    ($changed) = between(sub { answer($case, "#problem P6", subject => 'Fwd: x') });
    left($changed, ['problem: done: P6'], 'under another subject');
};

# --- what must do nothing ---

sub refused {
    my ($name, $outcomes, $do, $like, %with) = @_;
    my ($changed, undef, $reply) = between($do, %with);
    my $threads = left($changed, $outcomes, $name);
    is_deeply [keys %$threads], [], "$name: no conversation changed" or diag $json->encode($threads);
    return if !$like;
    $reply //= (to_pm($with{pm} // 'paula'))[-1];
    like $reply->text =~ s/\s+/ /gr, $like, "$name: and the PM is told why";
    return;
}

sub unproven { # has no In-Reply-To of its own: the refusal is found by its subject
    my ($name, $do) = @_;
    my $before = () = to_pm('paula');
    my $state = state_now();
    my $sent = $do->();
    is $sent->{code}, 250, "$name: taken as any mail";
    ok $stage->delivered($sent), "$name: and delivered";
    ok E2E::Rig::eventually(10, sub { () = to_pm('paula'); scalar(() = to_pm('paula')) > $before }), "$name: the PM hears of it";
    my $changed = changes($state, state_now());
    my $threads = left($changed, ['close: refused: unproven'], $name);
    is_deeply [keys %$threads], [], "$name: no conversation changed" or diag $json->encode($threads);
    my $told = (to_pm('paula'))[-1];
    like $told->text =~ s/\s+/ /gr, qr/nothing proves that you wrote it/, "$name: and why nothing was done";
    return;
}

my $case = critical();
subtest 'refused' => sub {
    my $peters = critical(to => 'sales@example.test');
    my $wrong = $case->{token} =~ tr/a-y/b-z/r;
    my $plain = sub { my ($body, %is) = @_; return sub { $stage->send(from => 'paula@example.test', to => 'support@example.test', subject => 'Commands', dmarc => undef, body => $body, %LOGIN, %is) } };
    refused('no token', ['close: refused: no-token'], $plain->("#close\n"), qr/nothing tells which mail of ours you mean/);
    refused('a wrong token', ['close: refused: no-token'], $plain->("#close\n\nRef: $wrong\n"), qr/nothing tells which/);
    refused('a wrong token in the address', ['close: refused: no-token'], $plain->("#close\n", to => "support+$wrong\@example.test"), qr/nothing tells which/);
    refused('another PM\'s token', ['close: refused: other-pm'], $plain->("#close\n\nRef: $peters->{token}\n"), qr/written to somebody else/);
    refused('another PM\'s conversation, by its id', ['close: refused: not-in-mail'], $plain->("#close $peters->{id}\n\nRef: $case->{token}\n"), qr/does not stand in the mail/);
    refused('beyond the alert', ['fixed: refused: class'], $plain->("#fixed P12 release=4.3\n\nRef: $case->{token}\n"), qr/answer your digest instead/);
    refused('an unknown command', ['unknown: refused: verb'], $plain->("#erase all\n\nRef: $case->{token}\n"), qr/There is no such command/);
    my ($changed, undef, $reply) = between(sub { $stage->send(from => 'peter@example.test', to => 'sales@example.test', dmarc => undef, at => $OUTSIDE, login => ['peter@example.test', 'battery staple'], body => "#close\n\nRef: $case->{token}\n") }, pm => 'peter');
    left($changed, ['close: refused: other-pm'], 'Peter with Paula\'s token');
    like $reply->text =~ s/\s+/ /gr, qr/ging an jemand anderen/, 'he is told in German';
    ($changed, undef, $reply) = between(sub { answer($peters, '#problem P8', from => 'peter@example.test', login => ['peter@example.test', 'battery staple']) }, pm => 'peter');
    my $threads = left($changed, ['problem: done: P8'], 'Peter, who is one of our agents too, with his own');
    is_deeply [map { $_, fields_of($threads, $peters->{id}) } keys %$threads], ["thread $peters->{id}", [qw(notes problem)]], 'which is no word of ours to the customer';
};

subtest 'forged' => sub {
    my %forged = (from => 'Paula Meier <paula@example.test>', mail_from => 'eve@evil.test', to => 'support@example.test', dmarc => undef, at => $OUTSIDE);
    my $body = "#close\n\nRef: $case->{token}\n";
    unproven('from outside, with the token', sub { $stage->send(%forged, body => $body) });
    unproven('with the token in the address', sub { $stage->send(%forged, to => "support+$case->{token}\@example.test", body => "#close\n") });
    unproven('dmarc=fail', sub { $stage->send(%forged, body => "$body again\n", dmarc => 'fail') });
    unproven('a verdict that is not our verifier\'s', sub { $stage->send(%forged, body => "$body and again\n", fields => ['Authentication-Results: mx.evil.test; dmarc=pass header.from=example.test']) });
    unproven('by a colleague\'s login', sub { $stage->send(%forged, mail_from => 'peter@example.test', login => ['peter@example.test', 'battery staple'], body => "$body by login\n") });
    unproven('handed on by a machine within, dmarc=fail', sub { $stage->send(%forged, at => $INSIDE, body => "$body from within\n", dmarc => 'fail') });
    my $told = (to_pm('paula'))[-1];
    unlike $told->{bytes}, qr/\Q$case->{token}\E/, 'no token goes out with it';
};

subtest 'nobody\'s command' => sub {
    my $before = state_now();
    my @ordinary = (
        ['a third person who forwards it with a command', sub { $stage->send(from => 'Bob <bob@partner.test>', to => 'support@example.test', subject => 'Fwd: alert', at => $OUTSIDE, body => "#close\n\n---------- Forwarded message ---------\n" . $case->{alert}->text) }],
        ['the same to the address with the token', sub { $stage->send(from => 'Bob <bob@partner.test>', to => "support+$case->{token}\@example.test", subject => 'Fwd: alert', at => $OUTSIDE, body => "#close\n") }],
        ['a colleague by login', sub { $stage->send(from => 'ann@example.test', to => 'support@example.test', subject => 'Re: alert', dmarc => undef, %LOGIN, body => "#close\n\nRef: $case->{token}\n") }],
        ['an away note of the PM', sub { answer($case, '#close', subject => 'Automatic reply: alert', fields => ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All']) }],
        ['a command in what is quoted alone', sub { answer($case, 'Thank you.', body => "Thank you, all is well.\n\nOn Mon, 23 Nov 2026, Earshot wrote:\n> #close\n> Ref: $case->{token}\n") }],
    );
    my ($was) = $before->{"thread $case->{id}"};
    for my $row (@ordinary) {
        my ($name, $do) = @$row;
        my ($changed) = between($do, silent => 1);
        is_deeply [grep {/^audit/} keys %$changed], [], "$name: no line of the audit";
        is_deeply [grep { ($changed->{$_}{new}{kind} // '') eq 'confirmation' } grep {/^outbox/} keys %$changed], [], "$name: no answer of ours to commands";
        my $now = $stage->earshot->ask(qw(thread show), $case->{id});
        is_deeply [@$now{qw(phase level in_hand problem notes promises)}], [@$was{qw(phase level in_hand problem notes promises)}], "$name: the conversation stands where it stood";
    }
};

subtest 'replayed' => sub {
    my ($changed, undef, $reply) = between(sub { answer($case, '#problem P1', id => 'once@example.test') });
    left($changed, ['problem: done: P1'], 'the first time');
    my $sent = answer($case, '#problem P1', id => 'once@example.test');
    my ($twice) = between(sub { $stage->send(raw => $sent->{bytes}, id => $sent->{id}, mail_from => 'paula@example.test', rcpt => $case->{alert}->address('Reply-To'), %LOGIN) }, silent => 1);
    is_deeply $twice, {}, 'the very same mail: nothing changes' or diag $json->encode($twice);
    my $bytes = $sent->{bytes} =~ s/Message-ID: <once\@/Message-ID: <relayed@/r;
    ($twice) = between(sub { $stage->send(raw => $bytes, id => 'relayed@example.test', mail_from => 'paula@example.test', rcpt => $case->{alert}->address('Reply-To'), %LOGIN) }, silent => 1);
    is_deeply $twice, {}, 'with another Message-ID: likewise' or diag $json->encode($twice);
    sleep 1.1; # another Date
    ($changed) = between(sub { answer($case, '#problem P1') });
    left($changed, ['problem: done: P1'], 'a new mail is a new order');
};

subtest 'a digest' => sub {
    my ($status, $out, $err) = $stage->earshot->cli(qw(digest --pm paula --send));
    is $status, 0, 'a digest is sent' or return diag "$out$err";
    my ($digest) = $stage->outgoing->wait_where(15, sub { ($_[0]->field('List-Id') // '') =~ /digest/ });
    ok $digest, 'and goes out' or return;
    like $digest->text, qr/^Ref: [a-z2-7]{24}/m, 'with a token';
    my $unmarked = sub { my ($words) = @_; return "$words\n\n" . $digest->text }; # as a program that marks nothing quotes it
    my ($careful) = between(sub { answer({alert => $digest}, '', body => $unmarked->('#why 1')) });
    my @outcomes = map { "$_->{command}: $_->{outcome}" } map { $careful->{$_}{new} } sort { substr($a, 6) <=> substr($b, 6) } grep {/^audit /} keys %$careful;
    is $outcomes[0], 'why: done', 'quoted without a mark: what stands above it is done';
    is_deeply [grep { !/refused: unmarked$/ } @outcomes[1 .. $#outcomes]], [], 'and nothing of our own lines' or diag "@outcomes";
    answer($other, '#problem P99'), sleep 1.5;
    my ($changed, undef, $reply) = between(sub { answer({alert => $digest}, '#fixed p99 release=4.3') });
    my $threads = left($changed, ['fixed: done: P99 4.3, 1 to be told'], '#fixed');
    is_deeply $threads, {}, 'nothing moves before they are told';
    like $reply->text =~ s/\s+/ /gr, qr/“#undo P99” stops it/, 'and it can be stopped';
    ($changed) = between(sub { answer({alert => $digest}, "#undo P99\n#undo P99\n#understood p99") });
    left($changed, ['undo: done: P99', 'undo: refused: told-already', 'understood: done: P99'], '#undo and #understood');
    ($changed, undef, $reply) = between(sub { answer({alert => $digest}, "#ack 1\n#ack 4711\n#ack") });
    left($changed, ['ack: done', 'ack: refused: number', 'ack: refused: which'], 'by number');
    note $reply->text;
};

subtest 'the audit' => sub {
    my ($status, $out, $err) = $stage->earshot->cli(qw(audit verify));
    is $status, 0, 'is whole' or diag "$out$err";
    my @lines = $stage->earshot->ask(qw(audit list));
    cmp_ok scalar(@lines), '>', 25, 'has a line for each command';
    my $text = $json->encode(\@lines);
    unlike $text, qr/maria|old export|too dear|Regards/i, 'and no words of customers or to them';
    ($status, $out) = $stage->earshot->cli(qw(audit list));
    is $status, 0, 'is listed';
    is_deeply [grep { length > 80 } split /\n/, $out], [], 'in 80 columns';
    note $out;
};

my $log = $rig->log_text('milter');
like $log, qr/event=orders/, 'the log tells of orders';
unlike $log, qr/old export|too dear/, 'and none of their words';
is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
$rig->stop('master');
done_testing;
