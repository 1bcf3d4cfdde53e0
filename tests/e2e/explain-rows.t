# Every row of the table of refusals that message, envelope and settings decide, seen from outside: messages on disk
# through `earshot explain`, at least one that the row must catch and one that looks like it and must be answered.
# Rows that need history (duplicate, already-acknowledged, limit, breaker, no-answer-list, answered, state) have
# tests with a store. A case expects all rows that say no, no more and no less.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use JSON::PP;
use Test::More;

E2E::Rig::need_programs('earshot');
my $rig = E2E::Rig->new('explain-rows');

my $pass = 'mx; dmarc=pass header.from=a.example; spf=pass smtp.mailfrom=a.example';
my $common = <<'END';
[earshot]
hostname = mx.example.test
mode = answer
[trust]
authserv-ids = mx.example.test
arc-sealers = lists.example
spam-header = X-Spam-Flag: YES
internal-networks = 10.0.0.0/8
agents = agent@example.test
[mailbox support]
addresses = support@example.test
forward-from = help@old.example
own-lists = support.example.test
[mailbox sales]
addresses = sales@example.test
[mailbox silent]
addresses = silent@example.test
acknowledge = no
[account partner]
domains = partner.example
answer-despite = auto-submitted, response-suppress, list, precedence, auto-header, no-reply, help-desk, away-subject
[account quiet]
addresses = quiet@a.example
acknowledge = no
END
my %config = (
    usual   => $common,
    open    => $common . "[acknowledge]\npostmaster = yes\nnot-addressed = minimal\nstale = yes\nunproven = minimal\nno-text = no\nreply-to = yes\n",
    tag     => $common =~ s/mode = answer/mode = tag/r,
    observe => $common =~ s/mode = answer/mode = observe/r,
);
my %file = map { $_ => $rig->write_file("$_.conf", $config{$_}) } keys %config;

my ($now, $lately) = ('2026-11-22T12:00:00Z', 'Sun, 22 Nov 2026 11:59:30 +0000');
my $hop = "Received: from pc.a.example by out.a.example; $lately\n";
my $own_hop = "Received: from out.a.example by mx.example.test; $lately\n";
my $trusted = "Authentication-Results: mx.example.test; $pass\n" =~ s/mx; //r;
my $report = sub { "Content-Type: multipart/report; report-type=$_[0]; boundary=r\n\n--r\n\nSee below.\n--r--\n" };
my $mixed = sub { "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nPlease see what I got.\n--m\n$_[0]\n--m--\n" };
my $beside = sub { "Content-Type: multipart/alternative; boundary=m\n\n--m\nContent-Type: text/plain\n\nYes.\n--m\n$_[0]\n--m--\n" };

# row, '+' (says no) or '-', what it is, then: fields (in front of the ordinary ones, in place of those of the same
# name), body (with its content fields), from/auth/rcpt/client/user/now (options; undef leaves them out), conf, and
# what differs from the usual: no (reasons; of '+' the row, of '-' none), machine (its reasons), made, form.
my @rows = (
    ['null-sender', '+', 'MAIL FROM:<>', from => '', machine => 'null-sender', made => 1],
    ['null-sender', '+', 'by the Return-Path of a stored file', from => undef, fields => "Return-Path: <>\n", machine => 'null-sender', made => 1],
    ['null-sender', '-', 'a sender', from => 'ann@a.example'],
    ['system-sender', '+', 'dave-request@', fields => "From: dave-request\@a.example\n", machine => 'system-sender', made => 1],
    ['system-sender', '+', 'MAILER-DAEMON without a domain', fields => "From: MAILER-DAEMON (Mail Delivery System)\n", no => 'system-sender no-recipient', machine => 'system-sender', made => 1],
    ['system-sender', '+', 'bounces of a list as envelope sender', from => 'users-bounces+ann=a.example@a.example', machine => 'system-sender', made => 1],
    ['system-sender', '-', 'feature-requests@', fields => "From: feature-requests\@a.example\n"],
    ['system-sender', '-', 'bouncer@', fields => "From: bouncer\@a.example\n"],
    ['system-sender', '-', 'as display name', fields => "From: MAILER-DAEMON <ann\@a.example>\n"],
    ['postmaster', '+', 'postmaster@', fields => "From: Postmaster\@a.example\n"],
    ['postmaster', '-', 'allowed', fields => "From: postmaster\@a.example\n", conf => 'open'],
    ['postmaster', '-', 'postmaster-team@', fields => "From: postmaster-team\@a.example\n"],
    ['no-reply', '+', 'From', fields => "From: Shop <shop_NoReply+7\@a.example>\n"],
    ['no-reply', '+', 'Reply-To', fields => "Reply-To: <do-not-reply\@b.example>\n"],
    ['no-reply', '-', 'display name and domain', fields => "From: No Reply <ann\@noreply.a.example>\n"],
    ['no-reply', '-', 'overridden by the account', fields => "From: no-reply\@partner.example\n", from => 'no-reply@partner.example', auth => 'mx; dmarc=pass'],
    ['own-address', '+', 'From is a mailbox of ours', fields => "From: sales\@example.test\n", no => 'own-address no-recipient'],
    ['own-address', '+', 'all of Reply-To is ours', fields => "Reply-To: support+x\@example.test\n"],
    ['own-address', '-', 'some of Reply-To is ours', fields => "Reply-To: support\@example.test, ann\@a.example\n"],
    ['not-addressed', '+', 'somebody else in To', fields => "To: list\@b.example\n"],
    ['not-addressed', '+', 'our address as display name', fields => "To: \"support\@example.test\" <list\@b.example>\n"],
    ['not-addressed', '-', 'the short form is allowed', fields => "To: list\@b.example\n", conf => 'open', form => 'minimal'],
    ['not-addressed', '-', 'two served mailboxes in To', fields => "To: sales\@example.test, support\@example.test\n"],
    ['not-addressed', '-', 'in Cc with a sub-address', fields => "To: x\@b.example\nCc: support+7\@example.test\n"],
    ['not-addressed', '-', 'a forwarder of ours', fields => "To: help\@old.example\n"],
    ['outbound', '+', 'an agent who logs in', fields => "From: agent\@example.test\n", user => 'agent', auth => 'mx; none', no => 'outbound unproven'],
    ['outbound', '+', 'the mailbox from inside', fields => "From: support\@example.test\n", client => '10.1.2.3', auth => 'mx; none', no => 'own-address outbound unproven'],
    ['outbound', '-', 'the agent forged from outside', fields => "From: agent\@example.test\n", client => '192.0.2.1', auth => 'mx; none', no => 'unproven'],
    ['outbound', '-', 'a customer who logs in', user => 'ann'],
    ['loop', '+', 'our Delivered-To below another host', fields => "${hop}Delivered-To: support\@example.test\n"],
    ['loop', '+', 'a field of ours below another host', fields => "$own_hop${hop}Earshot-Thread: abc\n"],
    ['loop', '+', 'thirty-one hops', fields => $hop x 31],
    ['loop', '-', 'what a final delivery put on top', fields => "Return-Path: <ann\@a.example>\nX-Original-To: support\@example.test\nDelivered-To: support\@example.test\nEarshot-Level: none\n$own_hop$hop"],
    ['loop', '-', 'thirty hops', fields => $hop x 30],
    ['stale', '+', 'both old', fields => "Date: Fri, 20 Nov 2026 11:00:00 +0000\n"],
    ['stale', '-', 'an old Date, received lately', fields => "${hop}Date: Fri, 20 Nov 2026 11:00:00 +0000\n"],
    ['stale', '-', 'allowed', fields => "Date: Fri, 20 Nov 2026 11:00:00 +0000\n", conf => 'open'],
    ['many-from', '+', 'two mailboxes', fields => "From: ann\@a.example, bob\@a.example\n"],
    ['many-from', '+', 'two fields', fields => "From: ann\@a.example\nFrom: bob\@a.example\n"],
    ['many-from', '+', 'a group', fields => "From: Team: ann\@a.example;\n"],
    ['many-from', '-', 'one mailbox twice', fields => "From: ann\@a.example, Ann <ANN\@A.example>\n"],
    ['auto-submitted', '+', 'auto-replied', fields => "Auto-Submitted: auto-replied\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '+', 'auto-notified with a parameter', fields => "Auto-Submitted: auto-notified; x=y\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '+', 'an unknown keyword', fields => "Auto-Submitted: perhaps\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '+', 'the second of two, folded', fields => "Auto-Submitted: no\nauto-submitted:\n\t(x) auto-generated\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '-', 'No (typed)', fields => "Auto-Submitted: No (typed)\n"],
    ['auto-submitted', '-', 'no with a parameter, folded', fields => "Auto-Submitted:\n no; x=y\n"],
    ['auto-submitted', '-', 'overridden by the account', fields => "From: ann\@partner.example\nAuto-Submitted: auto-generated\n", from => 'no-reply@partner.example', auth => 'mx; dmarc=pass', machine => 'auto-submitted'],
    ['response-suppress', '+', 'AutoReply among others', fields => "X-Auto-Response-Suppress: DR, RN, OOF, AutoReply\n"],
    ['response-suppress', '+', 'All', fields => "X-Auto-Response-Suppress: all\n"],
    ['response-suppress', '-', 'DR, NDR', fields => "X-Auto-Response-Suppress: DR, NDR\n"],
    ['response-suppress', '-', 'Small', fields => "X-Auto-Response-Suppress: Small\n"],
    ['response-suppress', '-', 'OOF alone is a weight', fields => "X-Auto-Response-Suppress: OOF\n", machine => 'response-suppress'],
    ['list', '+', 'List-Id', fields => "List-Id: <users.b.example>\n"],
    ['list', '+', 'List-Post: NO', fields => "List-Post: NO\n"],
    ['list', '+', 'a lone List-Unsubscribe without DMARC', fields => "List-Unsubscribe: <mailto:x\@a.example>\n", auth => 'mx; spf=pass smtp.mailfrom=a.example'],
    ['list', '-', 'a lone List-Unsubscribe with DMARC', fields => "List-Unsubscribe: <mailto:x\@a.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n", machine => 'list'],
    ['list', '-', 'a list of ours', fields => "List-Id: Support <support.example.test>\nPrecedence: list\n"],
    ['precedence', '+', 'bulk', fields => "Precedence: Bulk (x)\n"],
    ['precedence', '+', 'encoded', fields => "X-Precedence: =?us-ascii?q?junk?=\n"],
    ['precedence', '-', 'first-class', fields => "Precedence: first-class\n"],
    ['auto-header', '+', 'X-Autoreply', fields => "X-Autoreply: yes\n", machine => 'auto-header', made => 1],
    ['auto-header', '+', 'X-POST-MessageClass', fields => "X-POST-MessageClass: 9; Autoresponder\n", machine => 'auto-header', made => 1],
    ['auto-header', '+', 'Delivered-To: Autoresponder', fields => "Delivered-To: Autoresponder\n", machine => 'auto-header', made => 1],
    ['auto-header', '-', 'false', fields => "X-Autorespond: False\n"],
    ['loop-header', '+', 'X-Loop', fields => "X-Loop: x\@b.example\n", machine => 'loop-header', made => 1],
    ['loop-header', '+', 'X-Ack: no is a wish', fields => "X-Ack: NO\n"],
    ['loop-header', '-', 'X-Loop: no', fields => "X-Loop: no\n"],
    ['loop-header', '-', 'a token that is not ours', fields => "Earshot-Loop: aaaaaaaaaaaaaaaaaaaaaaaa\n"],
    ['help-desk', '+', 'two desks have tagged the subject', fields => "Subject: [Ticket#1] [Case 22] Export\n", machine => 'help-desk'],
    ['help-desk', '+', 'a desk\'s away note: two weights', fields => "X-Zammad-Ticket-Id: 1\nSubject: Automatic reply: Export\n", no => 'help-desk away-subject', machine => 'help-desk away-subject'],
    ['help-desk', '-', 'a mark alone', fields => "X-Mailer: osTicket Mailer\n", machine => 'help-desk'],
    ['help-desk', '-', 'one tag', fields => "Subject: Re: [Ticket#1] Export\n"],
    ['away-subject', '+', 'beside another weight', fields => "Subject: Abwesenheitsnotiz: Export\nX-Auto-Response-Suppress: OOF\n", no => 'response-suppress away-subject', machine => 'response-suppress away-subject'],
    ['away-subject', '-', 'alone', fields => "Subject: AW: [EXT] Abwesenheitsnotiz: Export\n", machine => 'away-subject'],
    ['away-subject', '-', 'of a travel agency', fields => "Subject: On vacation rental booking broken\n"],
    ['delivery-status', '+', 'a bounce', body => $report->('delivery-status'), machine => 'delivery-status', made => 1],
    ['delivery-status', '+', 'a report of an unknown type', body => $report->('x-odd'), machine => 'delivery-status', made => 1],
    ['delivery-status', '+', 'qmail', body => "\nHi. This is the qmail-send program at b.example.\nI'm afraid I wasn't able to deliver.\n", machine => 'delivery-status', made => 1],
    ['delivery-status', '-', 'attached by a customer', body => $mixed->("Content-Type: message/rfc822\n\nFrom: x\@b.example\n" . $report->('delivery-status'))],
    ['disposition', '+', 'a read receipt', body => $report->('disposition-notification'), machine => 'disposition', made => 1],
    ['disposition', '+', 'a signed receipt', body => "Content-Type: application/pkcs7-mime; smime-type=signed-receipt\n\nAAAA\n", machine => 'disposition', made => 1],
    ['disposition', '-', 'a wish for one', fields => "Disposition-Notification-To: ann\@a.example\n"],
    ['feedback-report', '+', 'an abuse report', body => $report->('feedback-report'), machine => 'feedback-report', made => 1],
    ['feedback-report', '-', 'attached by a customer', body => $mixed->("Content-Type: message/rfc822\n\nFrom: x\@b.example\n" . $report->('feedback-report'))],
    ['tls-report', '+', 'TLS-RPT', body => $report->('tlsrpt'), machine => 'tls-report', made => 1],
    ['tls-report', '+', 'a DMARC aggregate', fields => "Subject: Report Domain: example.test Submitter: b.example\n", machine => 'tls-report', made => 1],
    ['tls-report', '-', 'a question about one', fields => "Subject: What is this Report Domain: example.test Submitter: b.example?\n"],
    ['calendar', '+', 'REPLY with a line of text', body => $beside->("Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR")],
    ['calendar', '+', 'CANCEL in the part', body => $beside->("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:CANCEL")],
    ['calendar', '+', 'a recall', fields => "Subject: Recall: Export\n", body => "\nAnn Archer would like to recall the message, \"Export\".\n"],
    ['calendar', '-', 'REQUEST', body => $beside->("Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR")],
    ['calendar', '-', 'attached beside text', body => $mixed->("Content-Type: text/calendar; method=CANCEL\nContent-Disposition: attachment\n\nBEGIN:VCALENDAR")],
    ['no-text', '+', 'empty', body => "\n", conf => 'open'],
    ['no-text', '+', 'an image', body => "Content-Type: image/png\n\nAAAA\n", conf => 'open'],
    ['no-text', '-', 'the short form', body => "\n", form => 'minimal'],
    ['no-text', '-', 'a word', body => "\nHelp\n", conf => 'open'],
    ['spam', '+', 'marked', fields => "X-Spam-Flag: YES\n"],
    ['spam', '-', 'marked as none', fields => "X-Spam-Flag: NO\n"],
    ['dmarc-fail', '+', 'failed', auth => 'mx; dmarc=fail; spf=pass smtp.mailfrom=a.example'],
    ['dmarc-fail', '-', 'a trusted sealer vouches', auth => 'mx; dmarc=fail; spf=pass smtp.mailfrom=a.example; arc=pass', fields => "ARC-Seal: i=1; d=lists.example; b=x\n"],
    ['unproven', '+', 'nothing', auth => 'mx; none'],
    ['unproven', '+', 'our id below another host: forged', auth => undef, fields => "$hop$trusted"],
    ['unproven', '+', 'two fields of our id, the topmost counts', auth => undef, fields => "Authentication-Results: mx.example.test; none\n$trusted$hop"],
    ['unproven', '+', 'another id', auth => undef, fields => "Authentication-Results: mx.other.example; $pass\n" =~ s/mx; //r],
    ['unproven', '-', 'our id on top', auth => undef, fields => "$own_hop$trusted$hop"],
    ['unproven', '-', 'the short form is allowed', auth => 'mx; none', conf => 'open', form => 'minimal'],
    ['unproven', '-', 'known by its account: the short form', auth => 'mx; none', from => 'ann@partner.example', fields => "From: ann\@partner.example\n", form => 'minimal'],
    ['no-recipient', '+', 'a foreign signature proves nobody', auth => 'mx; dkim=pass header.d=b.example'],
    ['no-recipient', '+', 'Reply-To proves nobody', auth => 'mx; dkim=pass header.d=b.example', fields => "Reply-To: office\@a.example\n"],
    ['no-recipient', '-', 'a third party in Reply-To', fields => "Reply-To: victim\@v.example\n"],
    ['off', '+', 'the mailbox', rcpt => 'silent@example.test', fields => "To: silent\@example.test\n"],
    ['off', '+', 'the account', fields => "From: quiet\@a.example\n"],
    ['off', '-', 'another mailbox beside it in To', fields => "To: silent\@example.test, support\@example.test\n"],
    ['observe', '+', 'mode observe', conf => 'observe'],
    ['observe', '+', 'mode tag', conf => 'tag'],
    ['observe', '-', 'mode answer'],
    # Hostile values: what is read is bounded, and what is there is found.
    ['auto-submitted', '+', 'a NUL behind no', fields => "Auto-Submitted: no\0auto-replied\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '+', '8-bit', fields => "Auto-Submitted: n\xf6\n", machine => 'auto-submitted', made => 1],
    ['auto-submitted', '-', 'a comment of 200,000 octets', fields => "Auto-Submitted: no (" . 'x' x 200_000 . ")\n"],
    ['response-suppress', '+', 'the last of 100,000 tokens', fields => 'X-Auto-Response-Suppress: ' . 'DR,' x 100_000 . "All\n"],
    ['loop', '+', 'more fields than are read', fields => "X-Filler: x\n" x 2100, no => 'not-addressed loop no-recipient'],
);

my %usual = (from => 'ann@a.example', auth => $pass, rcpt => 'support@example.test', now => $now, conf => 'usual');
my %option = (from => '--mail-from', auth => '--auth-results', rcpt => '--rcpt', client => '--client', user => '--auth-user', now => '--now');

sub compose {
    my (%case) = @_;
    my $fields = $case{fields} // '';
    my @ordinary = (From => 'Ann Archer <ann@a.example>', To => 'support@example.test', Subject => 'Export stops', Date => 'Sun, 22 Nov 2026 11:59:00 +0000', 'Message-ID' => '<1@a.example>');
    while (my ($name, $value) = splice @ordinary, 0, 2) {
        $fields .= "$name: $value\n" if $fields !~ /^\Q$name\E:/im;
    }
    return $fields . ($case{body} // "\nHello,\n\nthe export stops after ten rows.\n\nAnn\n");
}

# Cases of the same options share a process.
my (%group, @cases);
for my $row (@rows) {
    my ($code, $sign, $name, %with) = @$row;
    my %case = (%usual, no => $sign eq '+' ? $code : '', machine => '', made => 0, %with, code => $code, sign => $sign, name => "$code $sign $name");
    my @options = ('-c', $file{$case{conf}}, 'explain', '--json', map { defined $case{$_} ? ($option{$_}, $case{$_}) : () } sort keys %option);
    my $group = $group{join "\0", @options} //= {options => \@options, dir => $rig->make_dir('mail' . keys %group)};
    $case{file} = sprintf '%03d', scalar @cases;
    $case{group} = $group;
    $rig->write_file("$group->{dir}/$case{file}", compose(%case));
    push @cases, \%case;
}
for my $group (values %group) {
    my ($status, $out, $err) = $rig->run(E2E::Earshot::program('earshot'), @{$group->{options}}, '--batch', $group->{dir});
    is "$status$err", '0', "explain @{$group->{options}}" or next;
    $group->{found} = {map { ($_->{file} => $_) } map { decode_json($_) } split /\n/, $out};
}
for my $case (@cases) {
    my $found = $case->{group}{found}{$case->{file}};
    my ($acknowledge, $machine) = ($found->{acknowledge} // {}, $found->{machine} // {});
    my $told = {no => "@{$acknowledge->{reasons} // ['nothing told']}", machine => "@{$machine->{reasons} // []}", made => $machine->{made} ? 1 : 0, form => $acknowledge->{form}, decision => $acknowledge->{decision}};
    my $send = $case->{no} eq '';
    my $wanted = {no => $case->{no}, machine => $case->{machine}, made => $case->{made}, form => $send ? $case->{form} // 'full' : undef, decision => $send ? 'send' : 'suppress'};
    is_deeply $told, $wanted, $case->{name};
}

my %signs;
$signs{$_->{code}} .= $_->{sign} for @cases;
my @rows_here = qw(null-sender system-sender postmaster no-reply own-address not-addressed outbound loop stale many-from auto-submitted response-suppress list precedence auto-header loop-header
    help-desk away-subject delivery-status disposition feedback-report tls-report calendar no-text spam dmarc-fail unproven no-recipient off observe);
is_deeply [grep { ($signs{$_} // '') !~ /\+/ || $signs{$_} !~ /-/ } @rows_here], [], 'each row has a case that it catches and one that it spares';
is_deeply [sort keys %signs], [sort @rows_here], 'and no other row is here';
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
