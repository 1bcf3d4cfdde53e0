package E2E::Core;

# The cases that must hold with every MTA and in both receipt modes. Each takes the stage and how long an acknowledgement may take.

use strict;
use utf8;
use warnings;
use E2E::Mail;
use E2E::Rig;
use Test::More import => [qw(is isnt ok like unlike subtest is_deeply diag note cmp_ok)];

my %CASES = (
    fields => \&fields, acknowledgement => \&acknowledgement, envelope_sender => \&envelope_sender, silence => \&silence, thread => \&thread,
    duplicate => \&duplicate, forged => \&forged, elsewhere => \&elsewhere, odd => \&odd,
);
my @ORDER = qw(fields acknowledgement envelope_sender silence thread duplicate forged elsewhere odd);

sub all {
    my ($stage, $within) = @_;
    for my $name (@ORDER) {
        subtest $name => sub {
            my $done = eval { $CASES{$name}->($stage, $within); 1 };
            ok 0, "$name ran to its end: $@" if !$done;
        };
    }
    return;
}

# One each of the contract's fields, on the message as it was delivered
sub fields {
    my ($stage) = @_;
    my $sent = $stage->send(
        from => 'Bruno Keller <bruno@kunde.test>', subject => 'Rechnung zum dritten Mal falsch',
        body => "Guten Tag,\n\nes ist eine Frechheit! Zum dritten Mal ist die Rechnung falsch, und niemand antwortet mir.\n"
            . "Wir kündigen den Vertrag und wechseln zu einem anderen Anbieter.\n\nBruno Keller\n",
    );
    is $sent->{code}, 250, 'the MTA takes a furious complaint';
    my $mail = $stage->delivered($sent) or return ok 0, 'the complaint was delivered';
    my $form = qr/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/;
    my %must = (
        'Earshot-Thread' => qr/^\S+$/, 'Earshot-Level' => qr/^critical$/, 'Earshot-Signals' => qr/\bchurn=(?:0\.\d+|1\.0+|1)\b/,
        'Earshot-Request' => qr/^(?:outage|defect|enhancement|how-to|billing|access|delivery|contract|conduct|privacy|security|praise|other)$/,
        'Earshot-Language' => qr/^de$/, 'Earshot-Acknowledge' => qr/^yes$/, 'Earshot-Due' => qr/\bfirst-reply=$form/,
    );
    for my $name (sort keys %must) {
        my @values = $mail->fields($name);
        is scalar @values, 1, "one $name";
        like $values[0] // '', $must{$name}, "$name says what it should";
    }
    is $mail->decoded('Subject'), 'Rechnung zum dritten Mal falsch', 'the subject is as it was';
    is $mail->text, E2E::Mail->parse($sent->{bytes})->text, 'the body is as it was';
    is_deeply [map { $_->[0] } grep { $_->[0] !~ /^(?:Received|Earshot-.*)$/i } @{$mail->{fields}}],
        [map { $_->[0] } @{E2E::Mail->parse($sent->{bytes})->{fields}}], 'no other field was added, removed or moved';
    return;
}

sub acknowledgement {
    my ($stage, $within) = @_;
    my $sent = $stage->send(from => 'Ada Young <ada@customer.test>', subject => 'Export stops with error 4711', fields => ['References: <first@customer.test> <second@customer.test>']);
    my $answer = $stage->wait_answer($sent, $within + 5) or return ok 0, 'an acknowledgement came';
    my $took = $answer->{envelope}{time} - $sent->{time};
    cmp_ok $took, '<=', $within, sprintf 'it came %.2f s after acceptance, %.1f s allowed', $took, $within;
    is_deeply $answer->{envelope}{to}, ['ada@customer.test'], 'to the customer and nobody else';
    is $answer->{envelope}{from}, '', 'envelope sender <>, since the recipient is the envelope sender';
    is $answer->address('To'), 'ada@customer.test', 'To names the customer';
    is $answer->address('From'), 'support@example.test', 'From is the address written to';
    like $answer->decoded('From'), qr/Example Support/, 'with the name of the team';
    like $answer->address('Reply-To'), qr/^support\+[a-z2-7]{4,24}\@example\.test$/, 'Reply-To carries the thread token';
    like $answer->field('Auto-Submitted') // '', qr/^auto-replied\b/, 'Auto-Submitted: auto-replied';
    is $answer->field('In-Reply-To'), "<$sent->{id}>", 'In-Reply-To names the message';
    is $answer->field('References') =~ s/\s+/ /gr, "<first\@customer.test> <second\@customer.test> <$sent->{id}>", 'References continue the chain';
    like $answer->decoded('Subject'), qr/^Re: .*Export stops with error 4711/, 'the subject is theirs';
    is $answer->field('X-Auto-Response-Suppress'), 'DR, RN, NRN, OOF, AutoReply', 'X-Auto-Response-Suppress';
    ok defined $answer->field($_), "$_ is there" for qw(Date Message-ID MIME-Version Earshot-Loop);
    is scalar(my @seen = $answer->fields($_)), 1, "one $_ only" for qw(From To Subject Date Message-ID Reply-To);
    my $text = $answer->text // '';
    like $text, qr/thank/i, 'it says thank you';
    like $text, qr/\d\d?:\d\d|\b(?:today|tomorrow|Monday|Tuesday|Wednesday|Thursday|Friday)\b/, 'it says by when';
    like $text, qr/automatic/i, 'it says that it is automatic';
    unlike $text, qr/\{\{|\}\}|\(null\)|%s/, 'no hole of the template shows';
    ok defined $answer->text('text/html'), 'an HTML form is beside the text';
    is scalar(my @own = $answer->earshot), 1, 'no Earshot field but the loop token goes out';
    $stage->settle;
    is scalar(my @all = $stage->answers($sent)), 1, 'one acknowledgement only';
    return;
}

sub envelope_sender {
    my ($stage, $within) = @_;
    my $sent = $stage->send(from => 'Cleo Marsh <cleo@shop.test>', mail_from => 'cleo.marsh@outbound.shop.test');
    my $answer = $stage->wait_answer($sent, $within + 5) or return ok 0, 'an acknowledgement came';
    is_deeply $answer->{envelope}{to}, ['cleo@shop.test'], 'dmarc=pass stands for From, so the answer goes there';
    isnt $answer->{envelope}{from}, '', 'what is not sent to the envelope sender has a signed envelope sender';
    like $answer->{envelope}{from}, qr/\@/, 'which is an address';
    unlike $answer->{envelope}{from}, qr/^support\@/, 'and not the mailbox itself, where its bounce would be taken for a complaint';
    return;
}

# None for machines and strangers; the field says why.
sub silence {
    my ($stage) = @_;
    my @cases = (
        ['an away note', 'auto-submitted', fields => ['Auto-Submitted: auto-replied (vacation)'], subject => 'Out of office: Re: your ticket', body => "I am away until Monday.\n"],
        ['a list mail', 'list', fields => ['List-Id: <users.lists.customer.test>', 'List-Post: <mailto:users@lists.customer.test>']],
        ['the null sender', 'null-sender', mail_from => ''],
        ['a bounce', 'null-sender', mail_from => '', from => 'Mail Delivery System <MAILER-DAEMON@customer.test>', subject => 'Undelivered Mail Returned to Sender'],
        ['bulk mail', 'precedence', fields => ['Precedence: bulk']],
        ['a no-reply address', 'no-reply', from => 'Shop <no-reply@customer.test>'],
        ['an unproven sender', 'unproven', dmarc => undef],
        ['a forged sender', 'dmarc-fail', dmarc => 'fail'],
        ['a mail to us of last week', 'stale', date => E2E::Mail::date(time - 7 * 86_400)],
    );
    my $number = 0;
    for my $case (@cases) {
        my ($name, $code, %mail) = @$case;
        $number++;
        $mail{from} //= "Silent Sue <sue$number\@silent$number.test>";
        push @$case, $stage->send(%mail);
    }
    ok $stage->settle, 'meanwhile a complaint is answered';
    for my $case (@cases) {
        my ($name, $code, $sent) = (@$case[0, 1], $case->[-1]);
        is $sent->{code}, 250, "$name is taken";
        my $mail = $stage->delivered($sent);
        is $mail ? $mail->field('Earshot-Acknowledge') : 'not delivered', "no; reason=$code", "$name: the field gives the reason";
        is scalar(my @all = $stage->answers($sent)), 0, "$name is not answered";
    }
    my %wrong = map { $_ => 1 } grep {/no-reply|MAILER-DAEMON/i} map { @{$_->{envelope}{to}} } $stage->outgoing->messages;
    is_deeply [keys %wrong], [], 'nothing went to such an address';
    return;
}

# A reply to the acknowledgement finds its thread, whatever the customer's mail program dropped.
sub thread {
    my ($stage, $within) = @_;
    my %who = (from => 'Dora Lind <dora@kund.test>');
    my $first = $stage->send(%who, subject => 'Login fails since the update');
    my $answer = $stage->wait_answer($first, $within + 5) or return ok 0, 'an acknowledgement came';
    my $mail = $stage->delivered($first) or return ok 0, 'the first was delivered';
    my $thread = $mail->field('Earshot-Thread');
    my $reply_to = $answer->address('Reply-To');
    my $ours = $answer->field('Message-ID');
    my @cases = (
        ['a reply with References',                          {subject => 'Re: Login fails since the update', fields => ["In-Reply-To: $ours", "References: <$first->{id}> $ours"], to => $reply_to}],
        ['a reply without References and with a new subject', {subject => 'something else', to => $reply_to}],
        ['the same from another address of theirs',           {subject => 'one more thing', to => $reply_to, from => 'Dora <dora.lind@private.test>'}],
        ['a reply to the plain address with our Message-ID',  {subject => 'yet another', fields => ["In-Reply-To: $ours"]}],
    );
    $_->[2] = $stage->send(%who, %{$_->[1]}, body => "It is version 4.2, I forgot to say.\n") for @cases;
    $stage->settle;
    for my $case (@cases) {
        my ($name, undef, $sent) = @$case;
        my $reply = $stage->delivered($sent);
        is $reply ? $reply->field('Earshot-Thread') : 'not delivered', $thread, "$name lands in the thread";
    }
    for my $case (grep { !$_->[1]{from} } @cases) {
        is $stage->delivered($case->[2])->field('Earshot-Acknowledge'), 'no; reason=already-acknowledged', "$case->[0] needs no second acknowledgement";
        is scalar(my @all = $stage->answers($case->[2])), 0, "$case->[0] gets none";
    }
    my $stranger = $stage->send(from => 'Emil <emil@other.test>', subject => 'Login fails since the update');
    isnt $stage->delivered($stranger)->field('Earshot-Thread'), $thread, 'the same subject from a stranger is a thread of its own';
    return;
}

sub duplicate {
    my ($stage, $within) = @_;
    my %mail = (from => 'Finn Olsen <finn@twice.test>', id => E2E::Mail::new_id(), date => E2E::Mail::date());
    my $first = $stage->send(%mail);
    ok $stage->wait_answer($first, $within + 5), 'the first copy is answered';
    my $second = $stage->send(%mail);
    is $second->{code}, 250, 'the second copy is taken';
    my $gone = $stage->send(from => 'Gitta Berg <gitta@gone.test>', id => E2E::Mail::new_id(), date => E2E::Mail::date(), vanish => 1);
    ok $stage->delivered($gone), 'a client that vanishes after the dot has its message delivered all the same';
    ok $stage->wait_answer($gone, $within + 5), 'and answered';
    $stage->send(raw => $gone->{bytes}, from => 'gitta@gone.test', id => $gone->{id});
    $stage->settle;
    is scalar(my @all = $stage->answers($first)), 1, 'a message sent twice is answered once';
    is scalar(@all = $stage->answers($gone)), 1, 'so is one that came again since its client had vanished';
    my @copies = grep { $_->id eq $first->{id} } $stage->inbox->messages;
    is scalar @copies, 2, 'both copies are delivered';
    is $copies[1]->field('Earshot-Acknowledge'), 'no; reason=duplicate', 'the second one says that it is a duplicate';
    is $copies[1]->field('Earshot-Thread'), $copies[0]->field('Earshot-Thread'), 'in the same thread';
    return;
}

sub forged {
    my ($stage) = @_;
    my @forged = ('Earshot-Level: critical', 'EARSHOT-THREAD: stolen', 'Earshot-Thread: other', "Earshot-Signals:\r\n anger=1.00", 'Earshot-Level: none', 'Earshot-Unknown: x');
    my $sent = $stage->send(from => 'Hugo Faure <hugo@forger.test>', fields => \@forged, subject => 'A question', body => "How do I change the colour?\n");
    my $mail = $stage->delivered($sent) or return ok 0, 'delivered';
    is scalar(my @all = $mail->fields($_)), 1, "one $_" for qw(Earshot-Level Earshot-Thread);
    is $mail->field('Earshot-Level'), 'none', 'the level is ours';
    is_deeply [grep {/stolen|other|Unknown|anger=1\.00/} $mail->earshot], [], 'nothing of the forged fields is left';
    return;
}

# Mail that is not for a served mailbox passes as it came, even what looks like ours.
sub elsewhere {
    my ($stage) = @_;
    my $sent = $stage->send(from => 'Ida Holm <ida@elsewhere.test>', to => 'sales@example.test', fields => ['Earshot-Level: critical', 'X-Other: kept']);
    my $mail = $stage->delivered($sent) or return ok 0, 'delivered';
    my $came = E2E::Mail->parse($sent->{bytes});
    is_deeply [grep { $_->[0] ne 'Received' } @{$mail->{fields}}], $came->{fields}, 'every field is as it came';
    is $mail->{body}, $came->{body}, 'so is the body';
    my $both = $stage->send(from => 'Jan Kral <jan@both.test>', to => 'support@example.test, sales@example.test', rcpt => ['support@example.test', 'sales@example.test']);
    my $copy = $stage->delivered($both, to => 'sales@example.test') or return ok 0, 'the copy for the other mailbox is delivered';
    is_deeply [map {/^([^:]+)/} $copy->earshot], ['Earshot-Thread'], 'with a recipient whom we do not serve, the thread is all that shows';
    $stage->settle;
    is scalar(my @all = $stage->answers($sent)), 0, 'mail to another mailbox is not answered';
    is scalar(@all = $stage->answers($both)), 1, 'mail to both is answered once';
    my @leaks = grep { grep {/receipt\./} @{$_->{envelope}{to}} } $stage->inbox->messages, $stage->outgoing->messages;
    is scalar @leaks, 0, 'no receipt ever went to the next hop or to a customer';
    return;
}

# What no decent program sends, and every mail server sees: taken, delivered, never refused.
sub odd {
    my ($stage) = @_;
    my %cases = (
        'raw 8-bit bytes in the header' => "From: K\xe4the <kaethe\@odd.test>\r\nTo: support\@example.test\r\nSubject: \xe4\xf6\xfc\xff\xfe\r\nMessage-ID: <odd1\@odd.test>\r\n\r\nh\xe4?\r\n",
        'no Date, no Subject, no body'   => "From: a\@odd.test\r\nMessage-ID: <odd2\@odd.test>\r\n\r\n",
        'a multipart that never ends'    => "From: a\@odd.test\r\nMessage-ID: <odd3\@odd.test>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n",
        'a header of 200 folded lines'   => "From: a\@odd.test\r\nMessage-ID: <odd4\@odd.test>\r\nReferences:\r\n" . join('', map {" <r$_\@odd.test>\r\n"} 1 .. 200) . "\r\nhello\r\n",
        'a line of 100,000 characters'   => "From: a\@odd.test\r\nMessage-ID: <odd5\@odd.test>\r\n\r\n" . 'x' x 100_000 . "\r\n",
    );
    for my $name (sort keys %cases) {
        my ($id) = $cases{$name} =~ /<(odd\d[^>]*)>/;
        my $sent = $stage->send(raw => $cases{$name}, id => $id, from => 'a@odd.test');
        is $sent->{code}, 250, "$name: taken";
        ok $stage->delivered($sent), "$name: delivered";
    }
    return;
}

1;
