# What our own people write passes the same gateway: it stops the clocks, and nothing else happens to it. By all four ways such a mail can
# come (login on the submission port, an internal address, sendmail(1), an agent's own mailbox elsewhere), and all that must not count.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use List::Util qw(max);
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use Time::Local qw(timegm);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postfix::need_sasl();

my ($OUTSIDE, $INSIDE) = qw(127.0.0.9 127.0.0.2);
my %LOGIN = (login => ['ann@example.test', 'correct horse']);

# The mailbox opens at a full minute within the next two, at about noon of its own zone: what is asked before and answered behind it has
# taken less business time than wall-clock time, and how much less is known to the second.
my $opens = int((time + 100) / 60) * 60;
my ($minute, $hour) = (gmtime $opens)[1, 2];
my $shift = 12 - $hour; # Etc/GMT-3 is three hours ahead
my $zone = $shift == 0 ? 'Etc/GMT' : sprintf 'Etc/GMT%+d', -$shift;
my $rig = E2E::Rig->new('outbound');
my $stage = E2E::Stage->new(
    $rig,
    mta_with => {non_smtpd => 1, submission => {ann => 'correct horse'}},
    sections => {
        trust => {'authserv-ids' => 'mx.example.test', agents => 'ann@example.test, bob@example.test, carl@freelance.test', 'internal-networks' => "127.0.0.1/32, $INSIDE/32"},
        'mailbox support' => {'time-zone' => $zone, hours => sprintf('Mon-Sun 12:%02d-23:00', $minute)},
    },
);

# A conversation of its own: {who, sent, subject, id}
my $number = 0;
sub customer {
    my ($what, %more) = @_;
    my $who = 'customer' . ++$number . '@customer.test';
    my %is = (who => $who, subject => "Export $number fails: $what");
    $is{sent} = $stage->send(from => $who, subject => $is{subject}, at => $OUTSIDE, %more);
    my $mail = $stage->delivered($is{sent}) or die "$what: not delivered\n";
    $is{id} = $mail->field('Earshot-Thread') // die "$what: no thread\n";
    return \%is;
}

# What one of us writes to that customer; From is the mailbox, in the thread, unless told otherwise. By login, unless a way is given.
sub we_write {
    my ($case, %is) = @_;
    my %way = grep({ exists $is{$_} } qw(at command login)) ? () : %LOGIN;
    my @thread = exists $is{reply_to} ? () : ("In-Reply-To: <$case->{sent}{id}>");
    return $stage->send(
        from => 'Example Support <support@example.test>', to => $case->{who}, subject => "Re: $case->{subject}", dmarc => undef,
        body => "Hello,\n\nthank you, the export works again since this morning. We are sorry for the trouble.\n\nAnn\n",
        %way, %is, fields => [@thread, @{$is{fields} // []}],
    );
}

sub shown { my ($case) = @_; return $stage->earshot->ask(qw(thread show), $case->{id}) }
sub clocks { my ($shown, $kind) = @_; return grep { $_->{kind} eq $kind } @{$shown->{clocks}} }
sub at { my ($text) = @_; return $text =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/ ? timegm($6, $5, $4, $3, $2 - 1, $1) : undef }
sub outbound_entries { my ($shown) = @_; return grep { $_->{outbound} } @{$shown->{entries}} }

# Has the conversation a person's answer? The first reply and nothing else tells.
sub is_answered {
    my ($case) = @_;
    my $shown = shown($case);
    my ($first) = clocks($shown, 'first-reply');
    die "$case->{subject}: no first reply was due\n" if !$first;
    my @says = (defined $shown->{answered} ? 1 : 0, defined $first->{stopped} ? 1 : 0, defined $shown->{reply} ? 0 : 1, $shown->{phase} eq 'solving' ? 1 : 0);
    die "$case->{subject}: half answered (@says)\n" if grep { $_ != $says[0] } @says;
    return $says[0];
}

# What the log says of a mail, found by the queue id that Postfix gave it
sub log_of {
    my ($sent) = @_;
    my ($queue) = reverse $stage->mta->log_text =~ /(\w+): message-id=<\Q$sent->{id}\E>/g;
    return grep {/ \Q$queue\E: /} split /\n/, $rig->log_text('milter');
}

my %way = (
    'by login, from outside'        => {at => $OUTSIDE, %LOGIN},
    'from an internal address'      => {at => $INSIDE},
    'with sendmail(1)'              => {command => 1},
    'an agent elsewhere, proven'    => {at => $OUTSIDE, from => 'Carl <carl@freelance.test>', mail_from => 'carl@freelance.test', dmarc => 'pass'},
);
my %asked = map { $_ => customer($_) } sort keys %way;
cmp_ok time, '<', $opens, 'the customers wrote before the mailbox opened';

subtest 'what stops no clock' => sub {
    my $case = customer('nobody has answered');
    my $machine = customer('waiting for its acknowledgement');
    my $answer = $stage->wait_answer($machine->{sent}, 20);
    ok $answer, 'it is acknowledged';
    my $furious = customer('furious', body => "This is outrageous! For the third time the export is dead, nobody answers. We cancel the contract and move to another vendor.\n");
    my $alert = $stage->outgoing->wait_where(20, sub { grep { $_ eq 'paula@example.test' } @{$_[0]{envelope}{to}} });
    ok $alert, 'an alert goes out';
    my $other = customer('another conversation', from => $case->{who});
    $other->{who} = $case->{who};
    ok !is_answered($_), "$_->{subject}: nobody has answered" for $case, $machine, $furious, $other;

    my @desk = (at => $INSIDE);
    my @not = (
        ['an out-of-office of an agent', [from => 'ann@example.test', subject => "Automatic reply: $case->{subject}", fields => ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All']]],
        ['one that nothing but its subject tells', [from => 'ann@example.test', subject => "Out of office: $case->{subject}", body => "I am away until Monday.\n"]],
        ['the same in German', [from => 'ann@example.test', subject => "Abwesenheitsnotiz: $case->{subject}", body => "Ich bin bis Montag nicht im Haus.\n"]],
        ['an away note from outside, proven', [at => $OUTSIDE, from => 'carl@freelance.test', dmarc => 'pass', fields => ['Auto-Submitted: auto-replied (vacation)']]],
        ['a help desk that marks it', [@desk, fields => ['Auto-Submitted: auto-generated', 'X-Zammad-Ticket-ID: 12']]],
        ['a help desk that says bulk', [@desk, fields => ['Precedence: bulk', 'X-OTRS-Autoresponse: yes']]],
        ['a help desk that suppresses answers', [@desk, fields => ['X-Auto-Response-Suppress: All', 'X-Zendesk-From-Account-Id: 1', 'X-Mailer: Zendesk Mailer']]],
        ['a help desk that marks a loop', [@desk, fields => ['X-OTRS-Loop: yes']]],
        ['mail among ourselves, in the thread', [from => 'ann@example.test', to => 'bob@example.test']],
        ['a colleague who is no agent', [from => 'ann@example.test', to => 'lead@example.test']],
        ['a note to the mailbox itself', [from => 'ann@example.test', to => 'support@example.test']],
        ['a stranger in an agent\'s name, unproven', [at => $OUTSIDE, from => 'Carl <carl@freelance.test>']],
        ['the same with dmarc=fail', [at => $OUTSIDE, from => 'Carl <carl@freelance.test>', dmarc => 'fail']],
        ['the same with a verdict that is not our verifier\'s', [at => $OUTSIDE, from => 'Carl <carl@freelance.test>', fields => ['Authentication-Results: mx.evil.test; dmarc=pass header.from=freelance.test']]],
        ['a stranger in the mailbox\'s name', [at => $OUTSIDE]],
        ['a stranger beside an agent in From', [at => $OUTSIDE, from => 'carl@freelance.test, eve@evil.test', mail_from => 'eve@evil.test', dmarc => 'pass']],
        ['a login of somebody who is not ours', [from => 'Ann <someone@else.test>']],
        ['mail to somebody else in no thread', [to => 'nobody@else.test', reply_to => undef, subject => 'Something else']],
        ['our mail in another conversation of theirs', [reply_to => undef, subject => "Re: $other->{subject}", fields => ["In-Reply-To: <$other->{sent}{id}>"]]],
        ['a new mail with another subject', [reply_to => undef, subject => 'Your invoice for November']],
        ['a new mail with their subject, but no Re:', [reply_to => undef, subject => $case->{subject}]],
        ['their mail forwarded to a supplier', [to => 'repair@supplier.test', subject => "Fwd: $case->{subject}", reply_to => undef]],
    );
    for my $not (@not) {
        my ($what, $is) = @$not;
        my $sent = we_write($case, @$is);
        is $sent->{code}, 250, "$what: taken";
        ok !is_answered($case), "$what: stops nothing" or $case = customer("in place of one answered by $what");
    }
    ok is_answered($other), 'but the other conversation has its answer';

    for my $ours ([$machine, $answer, 'our acknowledgement'], [$furious, $alert, 'our alert']) {
        my ($of, $mail, $what) = @$ours;
        my $sent = $stage->send(raw => $mail->{bytes}, mail_from => $mail->{envelope}{from}, rcpt => $mail->{envelope}{to}, id => $mail->id, at => $INSIDE);
        is $sent->{code}, 250, "$what comes by on its way out";
        my $passed = $stage->delivered($sent);
        is_deeply [$passed->earshot], [$mail->earshot], "$what: with its loop token, as it was";
        ok !is_answered($of), "$what: stops nothing";
        is scalar(outbound_entries(shown($of))), 0, "$what: is no word of ours in the conversation";
    }
    is we_write($case)->{code}, 250, 'and then a person writes';
    ok is_answered($case), 'which stops it';
};

sleep max 0, $opens + 3 - time;
my %answered;
for my $how (sort keys %way) {
    subtest $how => sub {
        my $case = $asked{$how};
        ok !is_answered($case), 'nobody has answered yet';
        my $before = $stage->outgoing->count;
        my $sent = $answered{$how} = we_write($case, %{$way{$how}});
        is $sent->{code}, 250, 'our mail is taken' or return diag $sent->{text};
        cmp_ok $sent->{time} - $sent->{dot}, '<', 5, 'at once' if $sent->{dot};
        my $mail = $stage->delivered($sent) or return ok 0, 'delivered';
        my $went = E2E::Mail->parse($sent->{bytes});
        is_deeply [grep { $_->[0] ne 'Received' } @{$mail->{fields}}], $went->{fields}, 'no field was added, removed or changed';
        is $mail->{body}, $went->{body}, 'nor the body';
        is_deeply $mail->{envelope}{to}, [$case->{who}], 'it went to the customer and nobody else';

        ok is_answered($case), 'the conversation has its answer';
        my $shown = shown($case);
        my ($clock) = clocks($shown, 'first-reply');
        is $clock->{state}, 'met', 'the clock was met';
        ok !$clock->{late}, 'in time';
        is $shown->{reply}, undef, 'nothing more is due';
        is $shown->{phase}, 'solving', 'the phase is solving';
        my ($entry) = outbound_entries($shown);
        is $entry->{message_id}, $sent->{id}, 'our mail stands in the conversation';
        is $entry->{joined}, 'reference', 'by its reference';
        is $entry->{level}, 'none', 'without a level';
        is_deeply [$entry->{reasons}, $entry->{evidence}], [[], []], 'and without a verdict';
        my $wall = at($clock->{stopped}) - at($clock->{started});
        my $business = at($clock->{stopped}) - $opens;
        cmp_ok $wall - $business, '>=', 1, sprintf 'it took %d s, %d s of them open', $wall, $business;
        my @said = log_of($sent);
        is scalar @said, 1, 'one line in the log' or diag @said;
        like $said[0] // '', qr/event=outbound\b/, 'that it was our mail';
        unlike join("\n", @said), qr/level=|signals=|event=heard/, 'with no level';
        is scalar(grep { $_->answers($sent->{id}) } $stage->outgoing->messages), 0, 'nobody answers the agent';
    };
}

subtest 'the report counts business time' => sub {
    my @took = sort { $a->{business} <=> $b->{business} } map {
        my ($clock) = clocks(shown($_), 'first-reply');
        my ($started, $stopped) = (at($clock->{started}), at($clock->{stopped}));
        {wall => $stopped - $started, business => max 0, $stopped - max $started, $opens};
    } grep { is_answered($_) } values %asked;
    my $report = $stage->earshot->ask(qw(report --since), POSIX::strftime('%Y-%m-%d', gmtime $opens - 86_400));
    my ($group) = grep { $_->{clock} eq 'first-reply' && !grep { defined } @$_{qw(mailbox level tier week)} } @{$report->{groups}};
    ok $group, 'there is a line of all first replies' or return diag explain $report;
    is $group->{count}, @took + 2, 'these four, and two that were answered before';
    # The two before took no business time: of six, the 90th of a hundred is the last, the middle one the third.
    cmp_ok abs($group->{business}{p90} - $took[-1]{business}), '<=', 1.1, 'the slowest, in business time';
    cmp_ok abs($group->{business}{p50} - $took[0]{business}), '<=', 1.1, 'the middle one';
    my @walls = sort { $a <=> $b } map { $_->{wall} } @took;
    cmp_ok abs($group->{wall}{p90} - $walls[-1]), '<=', 1.1, 'the slowest, by the clock on the wall';
    cmp_ok $group->{wall}{p90} - $group->{business}{p90}, '>=', 1, 'which is more';
};

subtest 'replies that name no mail' => sub {
    my @way = (
        ['Re: and the short id', sub { my ($case) = @_; return (subject => "Re: $case->{subject} [#" . substr($case->{id}, 0, 8) . ']') }],
        ['the short id under another subject', sub { my ($case) = @_; return (subject => 'Re: your question [#' . substr($case->{id}, 0, 8) . ']') }],
        ['Re: and the subject alone', sub { return () }],
        ['AW: and the subject', sub { my ($case) = @_; return (subject => "AW: $case->{subject}") }],
        ['RE: of a Re:', sub { my ($case) = @_; return (subject => "RE: Re: $case->{subject}") }],
    );
    for my $way (@way) {
        my ($what, $with) = @$way;
        my $case = customer($what);
        is we_write($case, reply_to => undef, $with->($case))->{code}, 250, "$what: taken";
        ok is_answered($case), "$what: it is the answer";
    }
    my ($case, $other) = (customer('mine'), customer('not mine'));
    is we_write($case, reply_to => undef, to => $other->{who})->{code}, 250, 'their subject, but to somebody else';
    ok !is_answered($case), 'answers them not';
};

subtest 'what only looks like a machine\'s' => sub {
    my @like = (
        ['a mark that says no',                     fields => ['Auto-Submitted: no']],
        ['a desk\'s mark on what its agent wrote',  at => $INSIDE, fields => ['X-Zammad-Ticket-ID: 12', 'X-Mailer: Zammad Mail Service']],
        ['Exchange\'s wish for no automatic answer', fields => ['X-Auto-Response-Suppress: DR, OOF, AutoReply']],
        ['a question about away notes',             subject => 'Re: Out of office: how do I switch it on?'],
    );
    for my $like (@like) {
        my ($what, %is) = @$like;
        my $case = customer($what);
        is we_write($case, %is)->{code}, 250, "$what: taken";
        ok is_answered($case), "$what: it is the answer";
    }
};

subtest 'a copy to the mailbox' => sub {
    my %carl = (at => $OUTSIDE, from => 'Carl <carl@freelance.test>', fields => ['Cc: support@example.test']);
    my $case = customer('answered from elsewhere');
    we_write($case, %carl, rcpt => 'support@example.test', body => "We look into it.\n");
    ok !is_answered($case), 'by somebody who is not proven: stops nothing';
    my $sent = we_write($case, %carl, rcpt => 'support@example.test', dmarc => 'pass');
    ok is_answered($case), 'by an agent whose mail to the customer went another way: it is the answer';
    my $mail = $stage->delivered($sent);
    is_deeply [$mail->earshot], [], 'no field is added to it';
    my $both = customer('answered with a copy');
    $sent = we_write($both, rcpt => [$both->{who}, 'support@example.test'], fields => ['Cc: support@example.test']);
    ok is_answered($both), 'customer and mailbox in one transaction';
    is_deeply [map { $_->earshot } grep { $_->id eq $sent->{id} } $stage->inbox->messages], [], 'nobody sees a field of ours';
    is scalar(my @ours = outbound_entries(shown($both))), 1, 'one word of ours';
};

subtest 'one mail, several transactions' => sub {
    my $case = customer('to two of us');
    my %same = (id => E2E::Mail::new_id(), date => E2E::Mail::date(), fields => ['Cc: colleague@customer.test']);
    is we_write($case, %same, rcpt => $_)->{code}, 250, "to $_" for $case->{who}, 'colleague@customer.test', $case->{who};
    is scalar(my @ours = outbound_entries(shown($case))), 1, 'counts once';
    is scalar(clocks(shown($case), 'first-reply')), 1, 'one first reply';
    my $late = customer('first to a colleague of ours');
    %same = (id => E2E::Mail::new_id(), date => E2E::Mail::date(), fields => ['Cc: bob@example.test']);
    we_write($late, %same, rcpt => 'bob@example.test');
    ok !is_answered($late), 'the copy to a colleague of ours answers nobody';
    we_write($late, %same, rcpt => $late->{who});
    ok is_answered($late), 'the customer\'s own does';
    my $both = customer('customer and colleague at once');
    we_write($both, rcpt => ['bob@example.test', $both->{who}], fields => ['Cc: bob@example.test']);
    ok is_answered($both), 'so does one mail to both';
};

subtest 'they answer our mail' => sub {
    my $case = customer('a conversation that goes on');
    my $ours = we_write($case);
    my $again = $stage->send(from => $case->{who}, at => $OUTSIDE, subject => 'still not', fields => ["In-Reply-To: <$ours->{id}>"], body => "It is broken again. What now?\n");
    is $stage->delivered($again)->field('Earshot-Thread'), $case->{id}, 'a reply that names only our mail lands in the conversation';
    like $stage->delivered($again)->field('Earshot-Due') // '', qr/^next-reply=/, 'a next reply is due';
    my $shown = shown($case);
    is $shown->{reply}{kind}, 'next-reply', 'as the conversation says';
    is scalar(clocks($shown, 'first-reply')), 1, 'and no second first reply';
    my $elsewhere = $stage->send(from => 'other.colleague@customer.test', at => $OUTSIDE, subject => 'me too', fields => ["References: <$ours->{id}>"]);
    is $stage->delivered($elsewhere)->field('Earshot-Thread'), $case->{id}, 'so does one by a colleague of theirs';
    we_write($case, fields => ["In-Reply-To: <$again->{id}>"], reply_to => undef);
    $shown = shown($case);
    is $shown->{reply}, undef, 'our next mail is the reply';
    is +(clocks($shown, 'next-reply'))[0]{state}, 'met', 'and stops the clock';
};

subtest 'broken mail of ours passes' => sub {
    my $case = customer('broken mail');
    my $head = sub { return "From: support\@example.test\r\nTo: $case->{who}\r\nIn-Reply-To: <$case->{sent}{id}>\r\n" . join '', map {"$_\r\n"} @_ };
    my %raw = (
        'no body at all'          => $head->('Subject: x'),
        'an empty body'           => $head->('Subject: x') . "\r\n",
        'no Message-ID, no Date'  => $head->() . "\r\nhello\r\n",
        'a header of 1 MB'        => $head->(map { "X-Filler-$_: " . 'y' x 900 } 1 .. 1100) . "\r\nhello\r\n",
        'one field of 1 MB'       => $head->('X-Filler: ' . join "\r\n ", map { 'z' x 900 } 1 .. 1100) . "\r\nhello\r\n",
        'a date before all dates' => $head->('Date: Mon, 1 Jan 0001 00:00:00 +0000') . "\r\nWe will call you tomorrow at 10:00.\r\n",
        'a date behind all dates' => $head->('Date: Fri, 31 Dec 99999 23:59:59 +9999') . "\r\nWe will call you tomorrow at 10:00.\r\n",
        'a date of no kind'       => $head->("Date: \xff\x00%s%n") . "\r\nWe will call you tomorrow at 10:00.\r\n",
        'a huge base64 part'      => $head->('MIME-Version: 1.0', 'Content-Type: text/plain', 'Content-Transfer-Encoding: base64') . "\r\n" . ('QUJD' x 19 . "\r\n") x 40_000,
        'parts within parts'      => $head->('MIME-Version: 1.0', map {"Content-Type: multipart/mixed; boundary=b$_"} 1) . "\r\n"
            . join('', map { "--b$_\r\nContent-Type: multipart/mixed; boundary=b" . ($_ + 1) . "\r\n\r\n" } 1 .. 5000),
        'bytes of no charset'     => $head->('Content-Type: text/plain; charset=klingon') . "\r\n" . join('', map { chr } 0x80 .. 0xff) x 100 . "\r\n",
    );
    for my $what (sort keys %raw) {
        my $sent = $stage->send(raw => $raw{$what}, mail_from => 'support@example.test', rcpt => $case->{who}, %LOGIN);
        is $sent->{code}, 250, "$what: is taken";
        cmp_ok $sent->{time} - $sent->{dot}, '<', 10, "$what: without delay";
    }
    ok $rig->alive('milter'), 'the milter is still there';
    is scalar(my @starts = $rig->log_text('milter') =~ /event=start/g), 1, 'and never died';
    is scalar($stage->mta->log_text =~ /warning: milter/ ? 1 : 0), 0, 'Postfix has nothing to say against it';
    my $fine = customer('after all that');
    we_write($fine);
    ok is_answered($fine), 'a plain mail is heard as ever';
};

ok $stage->settle, 'customers are acknowledged all the while';
is_deeply [grep {/\@example\.test|freelance/} grep { $_ ne 'paula@example.test' } map { @{$_->{envelope}{to}} } $stage->outgoing->messages], [], 'nothing was ever sent to our own people but the alerts';
is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
