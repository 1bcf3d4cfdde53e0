# What we know of a customer's account is for the product manager whose customers they are: two PMs with a mailbox each, accounts with a
# marker in every column, and then all that goes out - acknowledgements, alerts, notes of clocks, roll-ups, digests, confirmations of
# commands, dossiers, what happens after bounces - is taken apart and searched, and the logs and the store's files too. An account whose people
# write to both mailboxes is visible to both PMs.
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use MIME::Base64 qw(decode_base64 encode_base64);
use MIME::QuotedPrint qw(decode_qp encode_qp);
use POSIX ();
use Test::More;
use Time::HiRes qw(time);

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

# ---- the accounts ---------------------------------------------------------------------------------------------------

# A marker is this word and the column's name; the word alone is looked for, so that one that was cut short is found too.
my %WORD = (ours => 'qzxvka', theirs => 'qzxvkb', shared => 'qzxvks', silent => 'qzxvku');
my %REVENUE = (ours => 7310013, theirs => 7320023, shared => 7330033, silent => 7340043);
my %IN_DAYS = (ours => 20, theirs => 25, shared => 30, silent => 35);

sub date_in { my ($days) = @_; return POSIX::strftime('%Y-%m-%d', gmtime time + 86_400 * $days) }

sub row {
    my ($account) = @_;
    my $is = sub { return ucfirst $WORD{$account} . $_[0] };
    return join ',', $is->('key'), $is->('name') . ' GmbH', "$account.test;" . lc $is->('domain') . '.test', lc $is->('contact') . '@elsewhere.test (technical)', $is->('tier'),
        $REVENUE{$account}, 'yes', 'yes', date_in($IN_DAYS{$account}), $is->('manager'), $is->('backup'), 'no', 'yes', 'en', $is->('notes') . ' not for everybody';
}

# ---- the search -----------------------------------------------------------------------------------------------------

sub squeeze { my ($text) = @_; return lc $text =~ s/[^A-Za-z0-9]//gr }

# Without tags, and with what entities stand for; those that show nothing go.
sub bare_html {
    my ($text) = @_;
    $text =~ s/&#x([0-9a-f]{1,6});/chr hex $1/gei;
    $text =~ s/&#(\d{1,7});/chr $1/ge;
    $text =~ s/&\w+;//g;
    return $text . "\n" . $text =~ s/<[^>]*>//gsr;
}

# Everything that a mail says, however it is wrapped up: as it stands, the header decoded, each part decoded, forwarded mail likewise.
sub readings {
    my ($bytes) = @_;
    my $mail = E2E::Mail->parse($bytes);
    my @read = ($bytes);
    for my $field (@{$mail->{fields}}) { push @read, encode('UTF-8', eval { decode('MIME-Header', $field->[1]) } // '') }
    my $type = $mail->field('Content-Type') // 'text/plain';
    my $encoding = lc($mail->field('Content-Transfer-Encoding') // '');
    my $body = $encoding eq 'base64' ? decode_base64($mail->{body}) : $encoding eq 'quoted-printable' ? decode_qp($mail->{body}) : $mail->{body};
    if ($type =~ m{^multipart/}i && $type =~ /boundary="?([^";]+)"?/i) {
        my (undef, @parts) = split /^--\Q$1\E(?:--)?[ \t]*\r?\n?/m, $body;
        push @read, map { readings($_) } grep { /\S/ } @parts;
    } elsif ($type =~ m{^message/rfc822}i) { push @read, readings($body) }
    else {
        my ($charset) = $type =~ /charset="?([^";\s]+)/i;
        my $text = encode('UTF-8', eval { decode($charset // 'UTF-8', $body) } // $body);
        push @read, $text, bare_html($text), $text =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ger;
    }
    return @read;
}

# The accounts of which something shows in these texts: account => {column or "revenue" or "renewal" => 1}
sub shows {
    my (@texts) = @_;
    my %found;
    for my $text (map { squeeze($_) } @texts) {
        for my $account (keys %WORD) {
            $found{$account}{$1 || '?'}++ while $text =~ /$WORD{$account}(key|name|domain|contact|tier|manager|backup|notes)?/g;
            $found{$account}{revenue}++ if $text =~ /$REVENUE{$account}/;
            $found{$account}{renewal}++ if index($text, squeeze(date_in($IN_DAYS{$account}))) >= 0;
        }
    }
    return \%found;
}
sub accounts_in { return join ' ', sort keys %{shows(@_)} }

subtest 'the search finds what it is to find' => sub {
    my $part = sub { my ($type, $encoding, $body) = @_; return "Content-Type: $type\r\nContent-Transfer-Encoding: $encoding\r\n\r\n$body" };
    my $multi = sub { my (@parts) = @_; return "Content-Type: multipart/mixed; boundary=\"x=1\"\r\n\r\n" . join('', map {"--x=1\r\n$_\r\n"} @parts) . "--x=1--\r\n" };
    my $subject = sub { my ($value) = @_; return "Subject: $value\r\n\r\nnothing here\r\n" };
    my $html = sub { my ($text) = @_; return $part->('text/html; charset=utf-8', '8bit', $text) };
    my %case = (
        'plainly' => "Subject: x\r\n\r\nits tier is Qzxvkatier.\r\n",
        'in a name of a field' => "X-Account: Qzxvkaname\r\n\r\nx\r\n",
        'folded in the header' => $subject->("about Qzxvka\r\n name"),
        'in a subject in Q' => $subject->('=?UTF-8?Q?=51=7A=78=76=6B=61name?='),
        'in a subject in B' => $subject->('=?UTF-8?B?' . encode_base64('Qzxvkaname', '') . '?='),
        'in two encoded words' => $subject->('=?UTF-8?B?' . encode_base64('Qzx', '') . "?=\r\n =?UTF-8?Q?vkaname?="),
        'in base64' => $part->('text/plain; charset=utf-8', 'base64', encode_base64('the manager is Qzxvkamanager')),
        'in base64 of another charset' => $part->('text/plain; charset=utf-16be', 'base64', encode_base64(encode('UTF-16BE', 'Qzxvkamanager'))),
        'in quoted-printable' => $part->('text/plain', 'quoted-printable', encode_qp('the manager is Qzxvka') . "=\r\nmanager"),
        'as quoted-printable signs' => $part->('text/plain', 'quoted-printable', '=51=7a=78=76=6b=61'),
        'broken over lines' => "Subject: x\r\n\r\nQzx\r\n   vka\r\n",
        'in HTML between tags' => $html->('<td>Qzx<b>vka</b></td>'),
        'in HTML as entities' => $html->('&#81;zx&#x76;k&shy;a'),
        'in an attribute' => $html->('<a title="Qzxvkaname">x</a>'),
        'in a link' => $html->('<a href="mailto:x?body=%51%7Axvka">x</a>'),
        'in the second part' => $multi->($part->('text/plain', '7bit', 'x'), $part->('text/html', 'base64', encode_base64('<p>Qzxvkaname'))),
        'in a part of a part' => $multi->($part->('text/plain', '7bit', 'x'), $multi->($part->('text/plain', '7bit', 'Qzxvka')) =~ s/x=1/y=2/gr),
        'in a mail within' => $multi->($part->('message/rfc822', '7bit', $subject->('=?UTF-8?Q?Qzxvk=61?='))),
        'the revenue with commas' => "\r\n\r\n7,310,013 a year",
        'with points, in quoted-printable' => $part->('text/plain', 'quoted-printable', "7.310=\r\n.013"),
        'the date of the renewal' => "\r\n\r\n" . date_in($IN_DAYS{ours}),
        'cut short' => "\r\n\r\nQzxvka\x{2026}" =~ s/\x{2026}/.../r,
    );
    is accounts_in(readings($case{$_})), 'ours', $_ for sort keys %case;
    is accounts_in(readings("Subject: x\r\n\r\nQzxvkbtier and 7330033")), 'shared theirs', 'and whose it is';
    is accounts_in(readings("Subject: Qzxv\r\n\r\nNothing of anybody, 7,310,012, on 2001-01-01")), '', 'and nothing where there is nothing';
};

# ---- the scene ------------------------------------------------------------------------------------------------------

my $rig = E2E::Rig->new('secrets');
my %PM = (paula => {address => 'paula@example.test', mailbox => 'support@example.test', own => 'ours'}, quentin => {address => 'quentin@example.test', mailbox => 'sales@example.test', own => 'theirs'});
my %clocks = (hours => '24x7', 'time-zone' => 'Europe/Berlin', map { $_ => '9s' } qw(first-reply first-reply.escalation first-reply.critical));
my $stage = E2E::Stage->new($rig, idle => 1, sections => {
    'accounts' => {strategic => join(', ', map { ucfirst "$WORD{$_}tier" } sort keys %WORD), 'large-revenue' => 1_000_000},
    'mailbox support' => \%clocks,
    'mailbox sales' => {addresses => 'sales@example.test', 'display-name' => 'Example Sales', 'sub-address' => '+', languages => 'en, de', pm => 'quentin', %clocks},
    'pm paula' => {'alert-budget' => 4},
    'pm quentin' => {address => 'quentin@example.test', digest => 'daily 08:00', alert => 'critical', 'alert-budget' => 4, languages => 'de'},
});
my $earshot = $stage->earshot;
$stage->start;

sub cli_ok {
    my ($name, @words) = @_;
    my ($status, $out, $err) = $earshot->cli(@words);
    is $status, 0, $name or diag $err;
    return $out . $err;
}

my $csv = $rig->write_file('accounts.csv', join '', map {"$_\n"}
    'account,name,domains,addresses,tier,revenue,reference,segment-fit,renewal,manager,manager-backup,manager-free,vocal,language,notes', map { row($_) } sort keys %WORD);
cli_ok('the accounts are imported', qw(account import), $csv);

my $FURIOUS = "This is outrageous! For the third time the export is dead and nobody answers. We cancel the contract and move to another vendor.\n";
my (%case, $number);

# Somebody of an account writes to a PM's mailbox.
sub writes {
    my ($account, $pm, $name, %more) = @_;
    my $sent = $stage->send(from => "\u$name Young <$name\@$account.test>", to => $PM{$pm}{mailbox}, subject => "Nothing works, case " . ++$number, body => $FURIOUS, %more);
    is $sent->{code}, 250, "$name of $account writes to ${pm}'s mailbox";
    my $mail = $stage->delivered($sent) or return fail 'it is delivered';
    return {sent => $sent, pm => $pm, account => $account, id => $mail->field('Earshot-Thread'), level => $mail->field('Earshot-Level')};
}

# The first alerts of all: somebody else rises, in the other PM's mailbox, in a conversation that was calm.
subtest 'a calm conversation, and a stranger in it' => sub {
    for my $pm (sort keys %PM) {
        my ($other) = grep { $_ ne $pm } keys %PM;
        my $calm = writes($PM{$other}{own}, $other, 'calm', body => "Hello,\n\nhow do I change the colour of a chart? No hurry.\n\nCalm\n", subject => "A question, case $pm");
        is $calm->{level}, 'none', 'which is no complaint';
        my $angry = writes($PM{$pm}{own}, $pm, 'rex', fields => ["In-Reply-To: <$calm->{sent}{id}>", "References: <$calm->{sent}{id}>"]);
        is $angry->{level}, 'critical', 'and this is one';
        isnt $angry->{id}, $calm->{id}, 'in a conversation of its own, though it names a message of the other';
    }
};

subtest 'customers write' => sub {
    for my $pm (sort keys %PM) {
        my $own = $PM{$pm}{own};
        $case{$pm} = writes($own, $pm, 'ada');
        writes($own, $pm, $_) for qw(bob cem dan);
        is $case{$pm}{level}, 'critical', 'it is critical';
        writes('shared', $pm, $pm eq 'paula' ? 'sam' : 'sue');
        writes('nobody', $pm, 'nora');
        is writes($own, $pm, 'eve', body => "Hello,\n\nthe export stops with error 4711. How angry we are about it! You said it would work.\n")->{level}, 'critical',
            'an escalation of a strategic account is critical';
        ok $stage->wait_answer($case{$pm}{sent}, 15), 'they have an acknowledgement';
    }
};

# Somebody of one PM's customers knows a mail of another's: its Message-ID as from a Cc, and the token of the answer.
subtest 'mail that points into a conversation of the other mailbox' => sub {
    for my $pm (sort keys %PM) {
        my ($other) = grep { $_ ne $pm } keys %PM;
        my $theirs = $case{$other};
        my $answer = $stage->wait_answer($theirs->{sent}, 5) or return fail 'the other has an acknowledgement';
        writes($PM{$pm}{own}, $pm, 'fred', fields => ["In-Reply-To: <$theirs->{sent}{id}>", "References: <$theirs->{sent}{id}>"]);
        writes($PM{$pm}{own}, $pm, 'gina', fields => ['In-Reply-To: <' . $answer->id . '>']);
        writes($PM{$pm}{own}, $pm, 'hugo', body => $FURIOUS . "\n> Earshot-Thread: $theirs->{id}\n", subject => "Re: [$theirs->{id}] Nothing works");
    }
};

# All mails that went to this address
sub mails_to { my ($address) = @_; return grep { grep { $_ eq $address } @{$_->{envelope}{to}} } $stage->outgoing->messages }
# The kinds of mail that the outbox says were sent there
sub kinds_to {
    my ($address) = @_;
    return join ' ', sort keys %{{map { $_->{kind} => 1 } grep { $_->{to} eq $address && $_->{state} eq 'done' } $earshot->outbox}};
}
sub wait_kind {
    my ($pm, $kind, $seconds) = @_;
    my $there = E2E::Rig::eventually($seconds, sub { kinds_to($PM{$pm}{address}) =~ /(?:^| )\Q$kind\E(?: |$)/ });
    ok $there, "$pm gets mail of the kind $kind" or diag kinds_to($PM{$pm}{address});
    return $there;
}

subtest 'alerts, clocks, roll-ups' => sub {
    for my $pm (sort keys %PM) {
        wait_kind($pm, 'alert', 15);
        wait_kind($pm, 'clock', 30);
        for my $row (grep { $_->{kind} eq 'roll-up' && $_->{to} eq $PM{$pm}{address} } $earshot->outbox) { $earshot->cli(qw(outbox retry), $row->{id}) }
        wait_kind($pm, 'roll-up', 15);
    }
};

# What the commands say is for whoever may run them; that of a digest is for its PM.
my %said;
subtest 'digests and dossiers' => sub {
    for my $pm (sort keys %PM) {
        my $page = $rig->dir("$pm.html");
        push @{$said{$pm}}, cli_ok("the digest of $pm is printed", qw(digest --pm), $pm, '--print');
        cli_ok('and written as a page', qw(digest --pm), $pm, '--html', $page);
        push @{$said{$pm}}, encode('UTF-8', bare_html(decode('UTF-8', E2E::Rig::slurp($page))));
        cli_ok('and sent', qw(digest --pm), $pm, '--send');
        wait_kind($pm, 'digest', 15);
        push @{$said{$pm}}, cli_ok('a dossier', qw(thread show --dossier), $case{$pm}{id});
        cli_ok('and one as a page', qw(thread show --dossier --html), $page, $case{$pm}{id});
        push @{$said{$pm}}, encode('UTF-8', bare_html(decode('UTF-8', E2E::Rig::slurp($page))));
    }
};

# An answer to a mail of ours, by its Reply-To and with the line that names what it answers
sub reply {
    my ($pm, $mail, $body, %more) = @_;
    my ($ref) = ($mail->text // '') =~ /^Ref: (\S+)/m;
    my $to = $mail->address('Reply-To') || $mail->address('From');
    return $stage->send(from => $PM{$pm}{address}, to => $to, subject => 'Re: ' . $mail->decoded('Subject'), body => "$body\n\nRef: " . ($ref // 'none') . "\n",
        fields => ['In-Reply-To: <' . $mail->id . '>'], %more);
}

subtest 'commands and their confirmations' => sub {
    for my $pm (sort keys %PM) {
        my ($alert) = grep { shows(readings($_->{bytes}))->{$PM{$pm}{own}} && ($_->text // '') =~ /^Ref: /m } mails_to($PM{$pm}{address});
        ok $alert, "$pm has a mail to answer" or next;
        my ($other) = grep { $_ ne $pm } keys %PM;
        is reply($pm, $alert, "#why\n#ack\n#no-such-command")->{code}, 250, "$pm asks why";
        is reply($other, $alert, "#why\n#close", subject => 'Something')->{code}, 250, "and $other, who has got hold of its reference alone, asks the same";
        wait_kind($pm, 'confirmation', 15);
    }
    wait_kind($_, 'confirmation', 15) for sort keys %PM;
};

subtest 'bounces' => sub {
    my $answer = $stage->wait_answer($case{paula}{sent}, 5) or return fail 'an acknowledgement';
    for my $sender ($answer->{envelope}{from}, $answer->address('Reply-To')) {
        my $bounce = "From: MAILER-DAEMON\@ours.test\r\nTo: $sender\r\nSubject: Undelivered\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            . "Message-ID: <" . E2E::Mail::new_id() . ">\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nno\r\n"
            . "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; ours.test\r\n\r\nFinal-Recipient: rfc822; ada\@ours.test\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
        is $stage->mta->submit(from => '', to => $sender, data => $bounce)->{code}, 250, "one to $sender is taken" if $sender =~ /\@/;
    }
    ok $stage->settle, 'and whatever follows of it has followed';
};

# ---- what was seen --------------------------------------------------------------------------------------------------

subtest 'each PM is told of the own customers and of no others' => sub {
    for my $pm (sort keys %PM) {
        my ($other) = grep { $_ ne $pm } keys %PM;
        my @mails = mails_to($PM{$pm}{address});
        my %found = %{shows(map { readings($_->{bytes}) } @mails)};
        is kinds_to($PM{$pm}{address}), 'alert clock confirmation digest roll-up', "$pm had mail of every kind";
        ok $found{$PM{$pm}{own}}{$_}, "the $_ of the own customer was told" for qw(name tier manager revenue);
        ok $found{shared}{name}, 'so was the account whose people write to both';
        is_deeply $found{$PM{$other}{own}} // {}, {}, "nothing of an account of ${other}'s customers" or diag join ', ', map { $_->decoded('Subject') } grep { shows(readings($_->{bytes}))->{$PM{$other}{own}} } @mails;
        is_deeply $found{silent} // {}, {}, 'nothing of an account of which nobody wrote';
        ok !$found{$PM{$pm}{own}}{$_}, "the $_ of an account is in no mail" for qw(notes contact domain);
        my $shown = shows(@{$said{$pm} // []});
        ok $shown->{$PM{$pm}{own}}, 'what was printed tells of the own customer too';
        is_deeply [grep { $shown->{$_} } $PM{$other}{own}, 'silent'], [], 'and of nobody else';
    }
};

subtest 'customers are told nothing of what we know of them' => sub {
    my %pm = map { $PM{$_}{address} => 1 } keys %PM;
    my @mails = grep { grep { !$pm{$_} } @{$_->{envelope}{to}} } $stage->outgoing->messages;
    cmp_ok scalar @mails, '>=', 12, scalar(@mails) . ' mails went to customers';
    is_deeply [grep { my $mail = $_; grep { $pm{$_} } @{$mail->{envelope}{to}} } @mails], [], 'none of them to a PM as well';
    is accounts_in(map { readings($_->{bytes}) } @mails), '', 'and in none stands anything of an account';
    is accounts_in(map { readings($_->{bytes}) } grep { !$pm{$_->address('From')} } $stage->inbox->messages), '', 'nor in the fields of what was delivered';
};

subtest 'nor the logs, nor whoever takes the disk' => sub {
    is_deeply [$earshot->stop], [0, 0], 'both daemons end by themselves';
    my @logs = glob $rig->dir('log') . '/*.log';
    cmp_ok scalar @logs, '>=', 3, 'there are logs';
    is_deeply [grep { accounts_in(E2E::Rig::slurp($_)) } @logs], [], 'in which nothing of an account stands';
    my @files = grep {-f} glob $rig->dir('store') . '/*';
    cmp_ok scalar @files, '>=', 2, 'there are files of the store';
    is_deeply [grep { my $bytes = lc E2E::Rig::slurp($_); grep { index($bytes, $_) >= 0 } values %WORD } @files], [], 'nor in those';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
