# Choices through a real Postfix: a PM gives a customer numbered options, the customer answers, and that is recorded and confirmed once; what
# is unclear is asked again, and what is no answer of the customer's does nothing.
use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use Test::More;
binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output todo_output);
use Time::HiRes qw(sleep);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postfix::need_sasl();

my $OUTSIDE = '127.0.0.9';
my %LOGIN = (at => $OUTSIDE, login => ['paula@example.test', 'correct horse']);
my $FURIOUS = "Hello,\n\nthis is outrageous! Our whole production is down and we lose money every minute. We cancel the contract and move to another vendor.\n\nMaria Rossi\n";
my $OFFER = '#choices 1="the old export until then; 200 EUR; today" 2="the new export; nothing; 1 December"';

my $rig = E2E::Rig->new('choices');
my $stage = E2E::Stage->new(
    $rig,
    mta_with => {submission => {paula => 'correct horse'}},
    sections => {
        trust => {'authserv-ids' => 'mx.example.test'},
        'mailbox support' => {hours => '24x7'},
        'pm paula' => {'alert-budget' => 50, digest => 'Mon 04:00'},
    },
);

sub mails_to { my ($address) = @_; return grep { my $mail = $_; grep { $_ eq $address } @{$mail->{envelope}{to}} } $stage->outgoing->messages }
sub shown { my ($case) = @_; return $stage->earshot->ask(qw(thread show), $case->{id}) }

# A conversation with its alert; the customer has had an acknowledgement.
my $number = 0;
sub critical {
    my $address = 'maria' . ++$number . "\@customer$number.test";
    my $subject = "Production is down, line $number";
    my $sent = $stage->send(from => "Maria Rossi <$address>", subject => $subject, body => $FURIOUS, at => $OUTSIDE, dmarc => 'pass');
    my $mail = $stage->delivered($sent, within => 10) or die "$subject: not delivered\n";
    my ($alert) = $stage->outgoing->wait_where(15, sub { my ($m) = @_; (grep { $_ eq 'paula@example.test' } @{$m->{envelope}{to}}) && ($m->decoded('Subject') // '') =~ /line $number\b/ });
    $stage->wait_answer($sent, 15) or die "$subject: no acknowledgement\n";
    return {id => $mail->field('Earshot-Thread'), address => $address, subject => $subject, alert => $alert, token => $alert->text =~ /^Ref: ([a-z2-7]{24})/m};
}

sub order {
    my ($case, $words) = @_;
    return $stage->send(from => 'Paula Meier <paula@example.test>', to => 'support@example.test', subject => 'Re: alert', dmarc => undef, %LOGIN, body => "$words\n\nRef: $case->{token}\n");
}

# What waits its five minutes goes out now.
sub hurry { my ($case) = @_; $stage->earshot->cli(qw(outbox retry), $_->{id}) for grep { $_->{kind} eq 'outreach' && $_->{state} eq 'ready' && $_->{thread} eq $case->{id} } $stage->earshot->outbox; return }

# The choices as the customer has them.
sub offered {
    my $case = critical();
    my $before = () = mails_to($case->{address});
    my $order = order($case, $OFFER);
    $case->{confirmed} = $stage->wait_answer($order, 10) or die "no answer to #choices\n";
    is scalar(() = mails_to($case->{address})), $before, 'nothing goes out at once';
    hurry($case);
    ok E2E::Rig::eventually(10, sub { (() = mails_to($case->{address})) > $before }), 'the customer gets the choices';
    $case->{choices} = (mails_to($case->{address}))[-1];
    return $case;
}

sub reply {
    my ($case, $words, %is) = @_;
    my $mail = $case->{choices};
    my $quoted = join '', map {"> $_\n"} split /\n/, $mail->text;
    return $stage->send(
        from => "Maria Rossi <$case->{address}>", to => $mail->address('Reply-To') || $mail->address('From'), subject => 'Re: ' . $mail->decoded('Subject'), at => $OUTSIDE, dmarc => 'pass',
        body => "$words\n\nOn Mon, 23 Nov 2026, Support <support\@example.test> wrote:\n\n$quoted", %is,
        fields => ['In-Reply-To: <' . $mail->id . '>', 'References: <' . $mail->id . '>', @{$is{fields} // []}],
    );
}

# A reply, and all that follows from it: (to the customer, to the PM).
sub after {
    my ($case, $do) = @_;
    my ($customer, $pm) = map { scalar(() = mails_to($_)) } $case->{address}, 'paula@example.test';
    my $sent = $do->();
    is $sent->{code}, 250, 'it is taken';
    ok $stage->delivered($sent), 'and delivered';
    ok $stage->settle, 'all is done';
    my @customer = mails_to($case->{address});
    my @pm = grep { ($_->decoded('Subject') // '') !~ /Sentinel/ } mails_to('paula@example.test');
    return ([@customer[$customer .. $#customer]], [@pm[$pm .. $#pm]]);
}

subtest 'chosen' => sub {
    my $case = offered();
    like $case->{confirmed}->text =~ s/\s+/ /gr, qr/1: the old export until then – 200 EUR – today.*2: the new export – nothing – 1 December/, 'the PM sees what the customer will read';
    my $text = $case->{choices}->text =~ s/\s+/ /gr;
    like $text, qr/1.*the old export until then.*200 EUR.*2.*the new export.*1 December/, 'the customer reads both, with their parts';
    ok shown($case)->{choices_open}, 'it waits for the answer';
    my ($customer, $pm) = after($case, sub { reply($case, "2, please. Thank you!\n\nMaria") });
    is scalar(@$customer), 1, 'one confirmation' or return;
    like $customer->[0]->text =~ s/\s+/ /gr, qr/the new export/, 'of that one';
    is scalar(@$pm), 1, 'and one word to the PM' or return;
    like $pm->[0]->decoded('Subject'), qr/chose 2: the new export/, 'that says so';
    ok !shown($case)->{choices_open}, 'it waits no more';
    my ($again) = after($case, sub { reply($case, '1') });
    is scalar(@$again), 0, 'a second answer takes nothing';
};

subtest 'unclear' => sub {
    my $case = offered();
    my ($customer, $pm) = after($case, sub { reply($case, 'both') });
    is scalar(@$customer), 1, 'asked again, once';
    is scalar(@$pm), 0, 'the PM is not troubled yet';
    ok shown($case)->{choices_open}, 'it waits still';
    ($customer, $pm) = after($case, sub { reply($case, "not 1 but 2") });
    is scalar(@$customer), 1, 'the clear answer is confirmed';
    is scalar(@$pm), 1, 'and told';
    ok !shown($case)->{choices_open}, 'and taken';
};

subtest 'no answer of theirs' => sub {
    my $case = offered();
    my @nothing = (
        ['a machine\'s reply', sub { reply($case, '2', subject => 'Automatic reply: choices', fields => ['Auto-Submitted: auto-replied']) }],
        ['a stranger\'s, who knows the Message-ID', sub { reply($case, '2', from => 'Eve <eve@evil.test>', mail_from => 'eve@evil.test') }],
        ['one in the customer\'s name that nothing proves', sub { reply($case, '2', mail_from => 'eve@evil.test', dmarc => 'fail') }],
        ['something else', sub { reply($case, 'We have 2 users who wait for it, when can we talk?') }],
    );
    for my $row (@nothing) {
        my ($name, $do) = @$row;
        my ($customer) = after($case, $do);
        is scalar(@$customer), 0, "$name: nothing goes to the customer" or diag map { $_->text } @$customer;
        ok shown($case)->{choices_open}, "$name: it waits still";
    }
    my ($customer) = after($case, sub { $stage->send(from => "Maria Rossi <$case->{address}>", subject => 'Another thing', body => "2\n", at => $OUTSIDE, dmarc => 'pass') });
    unlike join('', map { $_->text } @$customer), qr/the new export/, 'a new mail with "2": no confirmation';
    ok shown($case)->{choices_open}, 'and it waits still';
};

subtest 'taken back' => sub {
    my $case = critical();
    my $before = () = mails_to($case->{address});
    $stage->wait_answer(order($case, $OFFER), 10);
    my $undone = $stage->wait_answer(order($case, '#undo'), 10);
    like $undone->text, qr/taken back/, '#undo takes it back';
    hurry($case);
    ok $stage->settle, 'all is done';
    is scalar(() = mails_to($case->{address})), $before, 'the customer hears nothing of it';
    ok !shown($case)->{choices_open}, 'and nothing is waited for';
};

subtest 'by hand' => sub {
    my $case = critical();
    my ($status, $out) = $stage->earshot->cli(qw(thread do), $case->{id}, '#no reason="it is too dear" alternative="the old export"');
    is $status, 0, 'done' or diag $out;
    like $out, qr/goes out to them in 5 minutes/, 'and says what';
    my $before = () = mails_to($case->{address});
    hurry($case);
    ok E2E::Rig::eventually(10, sub { (() = mails_to($case->{address})) > $before }), 'the customer gets it';
    like((mails_to($case->{address}))[-1]->text =~ s/\s+/ /gr, qr/too dear.*the old export/, 'with both parts');
    ($status, $out, my $err) = $stage->earshot->cli(qw(thread do), $case->{id}, '#no reason="it is too dear"');
    is $status, 65, 'without a part it is data that is wrong';
    like $err =~ s/\s+/ /gr, qr/needs a reason and an alternative/, 'and says which';
    ($status) = $stage->earshot->cli(qw(thread do), $case->{id}, 'close');
    is $status, 65, 'no command: likewise';
    like((($stage->earshot->cli(qw(audit list)))[1]), qr/by hand/, 'the audit names it');
    is((($stage->earshot->cli(qw(audit verify)))[0]), 0, 'and is whole');
};

done_testing;
