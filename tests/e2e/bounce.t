# What comes back of acknowledgements, through a real Postfix: bounces to the signed envelope sender end the answers to that address, and
# nothing else that comes there does. With the receipt domain they come to the courier, with a sub-address through the milter.
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

my ($rig, $stage, $number);

# Somebody who wrote and was answered at an address that is not their envelope sender's: so the answer has a signed sender of its own.
sub customer {
    my ($name) = @_;
    my %is = (address => "$name\@shop.test", from => "Customer <$name\@shop.test>", mail_from => "$name\@outbound$name.test");
    my $sent = $stage->send(from => $is{from}, mail_from => $is{mail_from}, subject => 'The export stops ' . ++$number);
    $is{answer} = $stage->wait_answer($sent, 12) or die "no acknowledgement for $name\n";
    $is{bounce} = $is{answer}{envelope}{from};
    return \%is;
}

# What the field says of their next mail, in a conversation of its own.
sub next_time {
    my ($customer) = @_;
    my $sent = $stage->send(from => $customer->{from}, mail_from => $customer->{mail_from}, subject => 'Another question ' . ++$number);
    my $mail = $stage->delivered($sent) or return 'not delivered';
    return $mail->field('Earshot-Acknowledge');
}

sub back { my ($customer, $data, %with) = @_; return $stage->mta->submit(from => $with{from} // '', to => $with{to} // $customer->{bounce}, data => $data) }

sub report {
    my ($type, $machine, $copy) = @_;
    my $text = "From: Mail Delivery System <MAILER-DAEMON\@far.test>\nTo: sender\nSubject: About your mail\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        . "Message-ID: <" . E2E::Mail::new_id() . ">\nDate: " . E2E::Mail::date() . "\nContent-Type: multipart/report; report-type=$type; boundary=b\n\n"
        . "--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: message/"
        . ($type eq 'feedback-report' ? $type : 'delivery-status') . "\n\n$machine\n";
    $text .= "--b\nContent-Type: message/rfc822\n\n$copy" if defined $copy;
    $text .= "\n--b--\n";
    return $text =~ s/\r?\n/\r\n/gr;
}

sub status {
    my ($customer, $action, $code) = @_;
    return report('delivery-status', "Reporting-MTA: dns; far.test\n\nFinal-Recipient: rfc822; $customer->{address}\nAction: $action\nStatus: $code\n");
}

sub away { return "From: Ada <ada\@shop.test>\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away until Monday.\r\n" }

# Lines of the courier's about mail to signed senders, in order: "taken=1", ...
sub events { return $rig->log_text('courier') =~ /event=bounce outbox=\S+ (taken=\d+)/g }

sub comes_back {
    my ($name, $wanted, @submit) = @_;
    my $before = () = events();
    is back(@submit)->{code}, 250, "$name is taken";
    ok E2E::Rig::eventually(10, sub { my @all = events(); @all > $before }), "$name reaches the courier" or return;
    is((events())[$before], $wanted, "$name: $wanted");
    return;
}

# The list as the command shows it: address => "cause detail"
sub listed { return map { $_->{address} => join ' ', map { $_ // '-' } @$_{qw(cause detail)} } $stage->earshot->ask(qw(no-answer list)) }

subtest 'to the receipt domain' => sub {
    $rig = E2E::Rig->new('bounce-receipt');
    $stage = E2E::Stage->new($rig, sections => {'mailbox support' => {'sub-address' => undef}});
    my %who = map { $_ => customer($_) } qw(gone late away policy forged personal spam rubbish real fine);
    like $who{gone}{bounce}, qr/^[a-z2-7]{24}\@receipt\.example\.test$/, 'an acknowledgement has a signed envelope sender';
    isnt $who{gone}{bounce}, $who{late}{bounce}, 'of its own';

    comes_back('a bounce', 'taken=1', $who{gone}, status($who{gone}, 'failed', '5.1.1'));
    comes_back('the same once more', 'taken=1', $who{gone}, status($who{gone}, 'failed', '5.1.1'));
    comes_back('a delay', 'taken=0', $who{late}, status($who{late}, 'delayed', '4.4.1'));
    comes_back('an away note', 'taken=0', $who{away}, away());
    comes_back('a refusal of our network', 'taken=0', $who{policy}, status($who{policy}, 'failed', '5.7.1'));
    comes_back('a bounce with a sender', 'taken=0', $who{personal}, status($who{personal}, 'failed', '5.1.1'), from => 'eve@evil.test');
    comes_back('an abuse report', 'taken=1', $who{spam},
        report('feedback-report', "Feedback-Type: abuse\nVersion: 1\nUser-Agent: t/1\n", "Subject: x\n\nx"));
    comes_back('rubbish', 'taken=0', $who{rubbish}, "\x00\xff--b\r\n" . join('', map { chr(32 + $_ * 7919 % 95) . ($_ % 70 ? '' : "\r\n") } 1 .. 200_000) . "\r\n");

    my ($token, $domain) = split /\@/, $who{forged}{bounce};
    my $wrong = ($token =~ tr/a-z2-7/b-z2-7a/r) . "\@$domain";
    is back($who{forged}, status($who{forged}, 'failed', '5.1.1'), to => $wrong)->{code}, 250, 'a bounce to a token that is not ours is taken by Postfix';
    ok E2E::Rig::eventually(10, sub { $rig->log_text('postfix') =~ /to=<\Q$wrong\E>.*status=bounced.*no such receipt/ }), 'and refused by the courier';

    # The real thing: the next hop refuses the acknowledgement itself, and Postfix writes the bounce.
    my $before = () = events();
    $stage->inbox->script(rcpt => '550 5.1.1 nobody of that name');
    my $raw = E2E::Rig::slurp($who{real}{answer}{file});
    is $stage->mta->submit(from => $who{real}{bounce}, to => $who{real}{address}, data => $raw)->{code}, 250, 'an acknowledgement on its way through Postfix';
    ok E2E::Rig::eventually(15, sub { my @all = events(); @all > $before }), 'comes back as a bounce of Postfix\'s own';
    $stage->inbox->behave;
    is((events())[$before], 'taken=1', 'and counts');

    my %told = map { $_ => next_time($who{$_}) } keys %who;
    my %wanted = map { $_ => /^(?:gone|spam|real)$/ ? 'no; reason=no-answer-list' : 'yes' } keys %who;
    is_deeply \%told, \%wanted, 'who bounced or complained is not answered again, everybody else is';
    is_deeply {listed()}, {'gone@shop.test' => 'bounced 5.1.1', 'real@shop.test' => 'bounced 5.1.1', 'spam@shop.test' => 'complained abuse'},
        'the list says why';

    ok $rig->alive('courier'), 'the courier lives';
    unlike join('', grep {/event=bounce/} split /^/, $rig->log_text('courier')), qr/\@/, 'no address stands in its lines';
    my @wrong = grep { grep {/evil\.test|far\.test|receipt\.example/} @{$_->{envelope}{to}} } $stage->outgoing->messages, $stage->inbox->messages;
    is scalar @wrong, 0, 'nothing that came there was answered or sent back';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
    $stage->mta->stop;
};

subtest 'to a sub-address' => sub {
    $rig = E2E::Rig->new('bounce-milter');
    $stage = E2E::Stage->new($rig);
    my %who = map { $_ => customer($_) } qw(gone late away forged id);
    like $who{gone}{bounce}, qr/^support\+[a-z2-7]{24}\@example\.test$/, 'the signed envelope sender is the mailbox\'s own';
    (my $wrong = $who{forged}{bounce}) =~ s/(\+[^\@]*)/$1 =~ tr{a-z2-7}{b-z2-7a}r/e;
    my $dsn = sub { my ($name) = @_; return status($who{$name}, 'failed', '5.1.1') };
    my ($own_id) = $who{id}{answer}->id;
    is $_->{code}, 250, 'it is taken' for back($who{gone}, $dsn->('gone')), back($who{late}, status($who{late}, 'delayed', '4.4.1')), back($who{away}, away()),
        back($who{forged}, $dsn->('forged'), to => $wrong),
        back($who{id}, report('delivery-status', "Reporting-MTA: dns; far.test\n\nFinal-Recipient: rfc822; $who{id}{address}\nAction: failed\nStatus: 5.2.1\n",
            "Message-ID: <$own_id>\nSubject: x\n\nx"), to => 'support@example.test');
    my %told = map { $_ => next_time($who{$_}) } keys %who;
    my %wanted = map { $_ => /^(?:gone|id)$/ ? 'no; reason=no-answer-list' : 'yes' } keys %who;
    is_deeply \%told, \%wanted, 'who bounced is not answered again, everybody else is; our Message-ID in a report does what our token does';
    is_deeply {listed()}, {'gone@shop.test' => 'bounced 5.1.1', 'id@shop.test' => 'bounced 5.2.1'}, 'the list says why';
    $stage->settle;
    my @wrong = grep { grep {/far\.test|support/} @{$_->{envelope}{to}} } $stage->outgoing->messages;
    is scalar @wrong, 0, 'no report was answered';
    is_deeply [$stage->earshot->stop], [0, 0], 'both daemons end by themselves';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
