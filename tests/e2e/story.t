# A quarter in the life of a support mailbox, told once from beginning to end: a fault that three accounts report in two languages, the
# burst, the problem, the workaround, choices and their answer, a promise made and put off in time, the fix, the loop closed, and one customer
# whom it hits again. Postfix and both daemons are real; only the clock is set. What the product manager read on five mornings is kept in
# story/*.txt: with STORY_WRITE=yes it is written anew, to be read before it is kept.
use strict;
use utf8;
use warnings;
use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Clock;
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use POSIX ();
use Test::More;

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
E2E::Postfix::need_sasl();

my $INSIDE = '127.0.0.2'; # our own people; customers come from 127.0.0.1
my %CUSTOMER = (
    ada   => {from => 'Ada Young <ada@acme.test>',         account => 'Acme'},
    anton => {from => 'Anton Berger <anton@acme.test>',    account => 'Acme'},
    bea   => {from => 'Bea Lund <bea@borealis.test>',      account => 'Borealis'},
    bjorn => {from => 'Björn Dahl <bjorn@borealis.test>',  account => 'Borealis'},
    clara => {from => 'Clara Conti <clara@casa.test>',     account => 'Casa'},
    carlo => {from => 'Carlo Neri <carlo@casa.test>',      account => 'Casa'},
    dora  => {from => 'Dora Weiß <dora@casa.test>',        account => 'Casa'},
);

# A moment on the product manager's wall.
sub berlin {
    my ($text) = @_;
    my ($year, $month, $day, $hour, $minute) = $text =~ /^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/ or die "no moment: $text\n";
    local $ENV{TZ} = 'Europe/Berlin';
    POSIX::tzset();
    my $time = POSIX::mktime(5, $minute, $hour, $day, $month - 1, $year - 1900, 0, 0, -1);
    delete local $ENV{TZ};
    POSIX::tzset();
    return $time;
}

my $rig = E2E::Rig->new('story');
my $clock = E2E::Clock->new($rig, berlin('2027-03-01 09:00'));
my $stage = E2E::Stage->new($rig, clock => $clock, mta_with => {submission => {paula => 'geheim'}}, sections => {
    'trust'           => {'authserv-ids' => 'mx.example.test', agents => 'ann@example.test', 'internal-networks' => $INSIDE},
    'accounts'        => {strategic => 'platinum', tiers => 'platinum, gold, silver'},
    'mailbox support' => {'first-reply' => '4h', 'first-reply.escalation' => '1h', 'first-reply.critical' => '15m'},
    'pm paula'        => {digest => 'daily 08:00', alert => 'critical', languages => 'en'},
});
my $earshot = $stage->earshot;
# What is told in whole minutes must not hang on a second: customers write at the beginning of a minute, we do half a minute later.
sub at      { my ($text) = @_; note "---- $text"; return $clock->set(berlin($text)) }
sub we_at   { my ($text) = @_; note "---- $text"; return $clock->set(berlin($text) + 25) }

sub is_to { my ($mail, $who) = @_; return scalar grep { $_ eq $who } @{$mail->{envelope}{to}} }
sub to    { my ($who, $like) = @_; return grep { is_to($_, $who) && (!$like || $like->($_)) } $stage->outgoing->messages }
sub wait_to { my ($who, $like, $seconds) = @_; return scalar $stage->outgoing->wait_where($seconds // 20, sub { is_to($_[0], $who) && $like->($_[0]) }) }
sub address { my ($name) = @_; return E2E::Stage::bare($CUSTOMER{$name}{from}) }

# A customer writes: the mail as it reached the mailbox, and where it belongs.
sub writes {
    my ($name, $subject, $body, %more) = @_;
    my $sent = $stage->send(from => encode('UTF-8', $CUSTOMER{$name}{from}), subject => $subject, body => $body, date => E2E::Mail::date($clock->now), %more);
    my $mail = $stage->delivered($sent) or die "$name: not delivered\n";
    E2E::Rig::eventually(10, sub { !grep { $_->{state} =~ /^(?:held|ready|claimed)$/ } $earshot->outbox }) or die "$name: not answered\n";
    return {name => $name, sent => $sent, subject => $subject, mail => $mail, thread => $mail->field('Earshot-Thread'), level => $mail->field('Earshot-Level')};
}
sub acknowledged { my ($case) = @_; return $stage->wait_answer($case->{sent}, 15) }

# One of ours writes into a conversation.
sub we_answer {
    my ($case, $body) = @_;
    my $sent = $stage->send(from => 'Ann Support <ann@example.test>', mail_from => 'ann@example.test', to => address($case->{name}), at => $INSIDE, dmarc => undef,
        subject => "Re: $case->{subject}", body => $body, date => E2E::Mail::date($clock->now), fields => ["In-Reply-To: <$case->{sent}{id}>"]);
    is $sent->{code}, 250, "we answer $case->{name}";
    return $sent;
}

# The product manager answers a mail of ours with commands, as a mail program makes it; what they are told of it.
sub command {
    my ($mail, $words) = @_;
    my $sent = $stage->send(from => 'Paula Meier <paula@example.test>', to => $mail->address('Reply-To') || 'support@example.test', at => $INSIDE, dmarc => undef,
        login => ['paula@example.test', 'geheim'], subject => 'Re: ' . ($mail->decoded('Subject') // ''), body => "$words\n\nEarshot wrote:\n\n" . join('', map {"> $_\n"} split /\n/, $mail->text),
        date => E2E::Mail::date($clock->now), fields => ['In-Reply-To: <' . $mail->id . '>']);
    my $told = $stage->outgoing->wait_where(15, sub { $_[0]->answers($sent->{id}) }) or die "no word on $words\n";
    return $told->text;
}

sub shown { my ($case) = @_; return $earshot->ask(qw(thread show), $case->{thread}) }

# The digest of that morning: sent by the courier, and read as it was read before.
sub morning {
    my ($day, $name) = @_;
    we_at("$day 08:00");
    my $date = POSIX::strftime('%d %b %Y', gmtime berlin("$day 08:00")) =~ s/^0//r;
    my $digest = wait_to('paula@example.test', sub { ($_[0]->field('List-Id') // '') =~ /digest\./ && ($_[0]->field('Date') // '') =~ /\b$date\b/ }, 30)
        or die "no digest on $day: " . $rig->log_text('courier');
    my $text = 'Subject: ' . $digest->decoded('Subject') . "\n\n" . $digest->text;
    $text =~ s/^Ref: [a-z2-7]{24}$/Ref: .../m;
    compare($name, $text);
    return $digest;
}

sub compare {
    my ($name, $text) = @_;
    my $file = "$FindBin::Bin/story/$name.txt";
    if (($ENV{STORY_WRITE} // '') eq 'yes') {
        open my $out, '>:encoding(UTF-8)', $file or die "$file: $!\n";
        print {$out} $text;
        close $out;
    }
    my $kept = -e $file ? decode('UTF-8', E2E::Rig::slurp($file)) : '';
    return is $text, $kept, "what was read on that morning: story/$name.txt";
}

# ---- the house -------------------------------------------------------------------------------------------------------

my $accounts = $rig->write_file('accounts.csv', <<'CSV');
account,name,domains,tier,revenue,reference,renewal,manager,manager-free
A-1,Acme GmbH,acme.test,gold,50000,no,2027-11-29,Mia Manz,yes
B-1,Borealis AB,borealis.test,gold,80000,no,2027-12-30,Mia Manz,yes
C-1,Casa S.p.A.,casa.test,silver,9000,no,2027-10-30,Tom Tal,yes
CSV
my ($status, $out, $err) = $earshot->cli(qw(account import), $accounts);
is $status, 0, 'accounts' or diag $err;

# Two ordinary weeks, so that there is a usual.
my @ORDINARY = (
    ['clara', 'New address', "Hello,\n\nour office moves in April. Please use Via Roma 5 on the next invoices.\n\nClara\n"],
    ['ada', 'Second user', "Hello,\n\nhow do I add a second user to our account?\n\nAda\n"],
    ['bjorn', 'Logo', "Hello,\n\ncould the logo on the reminder be a little larger? It would look better.\n\nBjorn\n"],
    ['carlo', 'Password', "Hello,\n\nthe link for a new password does not work, it says that it is not valid.\n\nCarlo\n"],
);
for my $week (0 .. 1) {
    for my $n (0 .. $#ORDINARY) {
        my ($name, $subject, $body) = @{$ORDINARY[$n]};
        at(sprintf '2027-03-%02d 10:00', 1 + 7 * $week + $n);
        my $case = writes($name, "$subject, week $week", $body);
        acknowledged($case);
        we_answer($case, "Hello,\n\nthank you, that is done.\n\nAnn\n");
        is +($earshot->cli('thread', 'close', $case->{thread}))[0], 0, 'done';
    }
}

# ---- the fault -------------------------------------------------------------------------------------------------------

my %case;
at('2027-03-15 10:00');
$case{ada} = writes('ada', 'PDF export is empty', "Hello,\n\nsince the update to 4.2 the PDF export of our invoices is empty: the file opens, but the pages are blank. "
    . "We cannot send invoices to our customers and month-end is tomorrow.\n\nAda\n");
at('2027-03-15 10:05');
$case{anton} = writes('anton', 'Leere PDF-Dateien', "Guten Tag,\n\nseit dem Update auf 4.2 ist der PDF-Export der Rechnungen leer, die Seiten sind weiß. "
    . "Das ist jetzt wirklich ärgerlich, wir können keine Rechnungen verschicken.\n\nAnton Berger\n");
at('2027-03-15 10:12');
$case{bea} = writes('bea', 'Blank invoices', "Hi,\n\nour invoices come out blank when I export them as PDF. It worked before version 4.2. This is the second day and it costs us money.\n\nBea Lund\n");
at('2027-03-15 10:18');
$case{bjorn} = writes('bjorn', 'Export of invoices as PDF', "Hello,\n\nexporting invoices to PDF gives empty pages since 4.2.\n\nBjorn\n");
at('2027-03-15 10:25');
$case{clara} = writes('clara', 'PDF invoices are blank', "Hello,\n\nthe PDF export of invoices is empty since yesterday's update 4.2. The pages are white. Please help.\n\nClara\n");
at('2027-03-15 10:31');
$case{carlo} = writes('carlo', 'Empty PDF', "Hello,\n\nwhen we export an invoice as PDF the file has empty pages. Version 4.2.\n\nCarlo\n");
ok acknowledged($case{$_}), "$_ is acknowledged" for qw(ada anton bea bjorn clara carlo);
like acknowledged($case{anton})->text, qr/Spätestens heute/, 'Anton in German';
my $burst = wait_to('paula@example.test', sub { ($_[0]->decoded('Subject') // '') =~ /^Much at once/ }) or die "no word of the burst\n";
is scalar(() = to('paula@example.test', sub { ($_[0]->decoded('Subject') // '') =~ /^Much at once/ })), 1, 'the product manager is told of six complaints once';

# ---- the problem and what helps meanwhile ----------------------------------------------------------------------------

at('2027-03-15 10:50');
my $told = command($burst, '#problem 1 P12 title="PDF export is empty"');
like $told, qr/^Done: .*#problem 1 P12/, 'the cause has a name';
sub problem { my ($status, $out, $err) = $earshot->cli('problem', @_); is $status, 0, "problem $_[0]" or diag $err; return $out }
problem('link', '--pm', 'paula', 'P12', map { $case{$_}{thread} } qw(anton bea bjorn clara carlo));
problem('set', '--pm', 'paula', 'P12', '--pattern', 'pdf [..4] empty', '--workaround', 'en=Until then, please print the invoice into a PDF file from your browser.',
    '--workaround', encode('UTF-8', 'de=Bitte drucken Sie die Rechnung bis dahin im Browser als PDF.'));

at('2027-03-15 11:20');
$case{dora} = writes('dora', 'Rechnungen leer', "Guten Tag,\n\nauch bei uns ist der PDF-Export der Rechnungen seit dem Update 4.2 leer, alle Seiten sind weiß.\n\nDora Weiß\n");
my $helped = acknowledged($case{dora});
like $helped->text, qr/Bitte drucken Sie die Rechnung bis dahin im\s+Browser als PDF/, 'Dora is told what helps, in her language';
like $helped->text, qr/vorläufig|vorübergehend|Behelf|nicht die endgültige/i, 'and that it is not the final fix' or diag $helped->text;
is +(grep { $_->{thread} eq $case{dora}{thread} } @{$earshot->ask(qw(problem show --pm paula P12))->{links}}), 1, 'her conversation is linked';

my $first_digest = morning('2027-03-16', '1-the-morning-after');
# ---- choices, and their answer ---------------------------------------------------------------------------------------

sub number_of { my ($digest, $who) = @_; return $digest->text =~ /^(\d+)\. \Q$who\E/m ? $1 : die "$who is not in the digest\n" }

we_at('2027-03-16 09:30');
we_answer($case{$_}, "Hello,\n\nI have read what you wrote and I see the same here. I am looking into it.\n\nAnn\n") for qw(ada anton bea bjorn clara carlo dora);
my $n = number_of($first_digest, 'Ada Young');
$told = command($first_digest, qq{#choices $n 1="We print them for you; costs nothing; today" 2="We go back to 4.1; a day without the new reports; tomorrow"});
like $told, qr/^Done: .*#choices/, 'two options, what each costs and when';
at('2027-03-16 09:40'); # past the time in which it could be taken back
my $choices = wait_to('ada@acme.test', sub { $_[0]->text =~ /We go back to 4\.1/ }) or die "no choices\n";
like $choices->text, qr/1\W+We print them for you.*nothing.*today.*2\W+We go back to 4\.1.*tomorrow/s, 'Ada can choose';
like $choices->field('Auto-Submitted'), qr/^auto-generated/, 'marked as what it is';

at('2027-03-16 10:00');
my $chosen = $stage->send(from => $CUSTOMER{ada}{from}, to => $choices->address('Reply-To'), subject => 'Re: ' . $choices->decoded('Subject'), body => "2\n\n> " . join("\n> ", split /\n/, $choices->text) . "\n",
    date => E2E::Mail::date($clock->now), fields => ['In-Reply-To: <' . $choices->id . '>']);
is $stage->delivered($chosen)->field('Earshot-Thread'), $case{ada}{thread}, 'her answer is in her conversation';
my $confirmed = wait_to('ada@acme.test', sub { $_[0]->answers($chosen->{id}) && $_[0]->text =~ /We go back to 4\.1/ });
ok $confirmed, 'and is confirmed';
ok wait_to('paula@example.test', sub { ($_[0]->text // '') =~ /2: We go back to 4\.1/ }), 'the product manager hears of it';
unlike $confirmed->text, qr/We print them/, 'only what she chose' if $confirmed;
we_at('2027-03-16 11:00');
we_answer($case{ada}, "Hello Ada,\n\nyou are on 4.1 from tomorrow morning.\n\nAnn\n");

# ---- a promise, put off in time --------------------------------------------------------------------------------------

we_at('2027-03-16 14:00');
we_answer($case{bea}, "Hello Bea,\n\nwe have found it. We will send you the corrected export by Friday, 26 March.\n\nAnn\n");
is_deeply [map { $_->{due} =~ /^(2027-03-\d+)/ } grep { $_->{kind} eq 'promise' } @{shown($case{bea})->{clocks}}], ['2027-03-26'], 'the promise is heard';
my $second = morning('2027-03-17', '2-promised');

we_at('2027-03-25 11:00');
we_answer($case{bea}, "Hello Bea,\n\nit takes longer than we thought. You will have the corrected export by Thursday, 1 April.\n\nAnn\n");
is_deeply [map {"$_->{state} " . ($_->{due} =~ /^(2027-\d+-\d+)/)[0]} grep { $_->{kind} eq 'promise' } @{shown($case{bea})->{clocks}}],
    ['reset 2027-03-26', 'running 2027-04-01'], 'it is put off before it is due';
my $third = morning('2027-03-29', '3-after-the-clocks-changed');

we_at('2027-03-31 15:00');
we_answer($case{bea}, "Hello Bea,\n\nhere is the corrected export, as promised. It will be in tomorrow's release for everybody.\n\nAnn\n");
is_deeply [map { $_->{state} } grep { $_->{kind} eq 'promise' } @{shown($case{bea})->{clocks}}], ['reset', 'reset', 'running'], 'she has it in time, and hears of the next';

# ---- fixed, and the loop closed --------------------------------------------------------------------------------------

at('2027-04-01 10:00');
$told = command($third, '#fixed P12 release=4.3');
like $told, qr/^Done: .*#fixed P12/, 'fixed';
like $told, qr/7 /, 'seven are to be told' or diag $told;
like $told =~ s/\s+/ /gr, qr/#undo P12/, 'and how to stop it';
at('2027-04-01 10:05');
is scalar(grep { $_->{kind} eq 'outreach' && $_->{state} =~ /ready|claimed/ } $earshot->outbox), 0, 'nothing goes out while it can be undone';
at('2027-04-01 10:20');
my %fixed = map { my $name = $_; $name => wait_to(address($name), sub { $_[0]->text =~ /4\.3/ }) } sort keys %case;
ok $fixed{$_}, "$_ is told" for sort keys %case;
like $fixed{dora}->text, qr/Guten Tag|Hallo/, 'Dora in German';
like $fixed{ada}->text, qr/Hello/, 'Ada in English';
ok E2E::Rig::eventually(10, sub { my $left = grep { $_->{kind} eq 'outreach' && $_->{state} =~ /ready|claimed/ } $earshot->outbox; !$left }), 'all is sent';
is scalar(() = to(address($_), sub { $_[0]->text =~ /4\.3/ })), 1, "$_ once" for sort keys %case;
is_deeply [map { $_->{state} } grep { $_->{kind} eq 'promise' } @{shown($case{bea})->{clocks}}], ['reset', 'reset', 'met'], 'what Bea was promised is kept with that';
is shown($case{$_})->{phase}, 'follow-up', "$_: follow-up" for qw(ada dora);
command($third, '#fixed P12 release=4.3'); # a PM who is not sure says it twice
at('2027-04-01 11:00');
my $fourth = morning('2027-04-02', '4-fixed');
is scalar(() = to(address($_), sub { $_[0]->text =~ /4\.3/ })), 1, "$_ is still told once" for sort keys %case;

# A week later who was upset is asked whether it holds.
at('2027-04-08 12:00');
my $asked = wait_to('bea@borealis.test', sub { ($_[0]->field('Date') // '') =~ /\b8 Apr 2027/ }, 20);
ok $asked, 'Bea is asked whether it holds' or diag $rig->log_text('courier');
at('2027-04-08 15:00');
my $thanks = $stage->send(from => $CUSTOMER{bea}{from}, to => $asked->address('Reply-To'), subject => 'Re: ' . $asked->decoded('Subject'), body => "Yes, it works now. Thank you!\n\nBea\n",
    date => E2E::Mail::date($clock->now), fields => ['In-Reply-To: <' . $asked->id . '>']);
is $stage->delivered($thanks)->field('Earshot-Level'), 'none', 'and answers that it does';
is scalar(() = to('clara@casa.test', sub { ($_[0]->field('Date') // '') =~ /\b8 Apr 2027/ })), 0, 'Clara, who was not, is left in peace';

# ---- it is back ------------------------------------------------------------------------------------------------------

at('2027-05-17 10:00');
my $back = writes('bea', 'Invoices as PDF', "Hello,\n\nthe PDF export of our invoices is empty again, all pages are blank since version 4.4.\n\nBea Lund\n");
is $back->{level}, 'critical', 'politely said, and critical: it was called fixed';
like join("\n", @{shown($back)->{entries}[0]{reasons} // []}), qr/the same fault again, settled on 2027-04-01/, 'and why';
my $alert = wait_to('paula@example.test', sub { ($_[0]->decoded('Subject') // '') =~ /Invoices as PDF/ });
ok $alert, 'an alert';
like $alert->text =~ s/\s+/ /gr, qr/Back again: settled on .*1 April 2027; we had promised: “It will be in tomorrow.s release/, 'with what we had promised';
unlike acknowledged($back)->text, qr/print the invoice/, 'no workaround for what was called fixed';
my $fifth = morning('2027-05-18', '5-back-again');
like $fifth->decoded('Subject'), qr/^1 fault is back/, 'the first word of the digest';
my ($line) = grep { !/^=+$/ } split /\n/, $fifth->text;
like $line, qr/^1 fault is back/, 'and its first line';

# ---- the end of the quarter ------------------------------------------------------------------------------------------

at('2027-05-28 16:00');
($status, $out) = $earshot->cli(qw(audit verify));
is $status, 0, 'the audit holds' or diag $out;
my %ids;
$ids{$_->id}++ for $stage->outgoing->messages;
is_deeply [grep { $ids{$_} > 1 } sort keys %ids], [], 'nothing was sent twice';
like $rig->log_text($_), qr/\A(?!.*(?:error|emerg|crit):)/s, "$_ has nothing to complain of" for qw(milter courier);
done_testing;
