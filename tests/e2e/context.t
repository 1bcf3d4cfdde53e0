# Who is speaking: the same words from four customers, and what the records that were imported make of them. Mail goes through Postfix;
# accounts come from the command line beside running daemons.
use strict;
use utf8;
use warnings;
use Encode qw(encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use POSIX qw(strftime);
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('context');
my $stage = E2E::Stage->new($rig, sections => {
    accounts          => {strategic => encode('UTF-8', 'platinum, Größe Eins'), 'large-revenue' => '1000000'},
    'account Old'     => {domains => 'old.test', tier => 'gold', 'key-account' => 'yes'},
    'mailbox support' => {hours => '24x7', 'time-zone' => 'UTC'},
});
my $earshot = $stage->earshot;

my $FURIOUS = "Hello,\n\nthis is the third time that I report it. I am furious that nobody answers.\n\nKim\n";
my $CALM = "Hello,\n\nsince this morning the export does not work. It stops with error 4711.\n\nKim\n";

sub day { my ($days) = @_; return strftime('%Y-%m-%d', gmtime(time + 86400 * $days)) }

sub import_accounts {
    my (@rows) = @_;
    my $file = $rig->write_file('accounts.csv', encode('UTF-8', join '', map {"$_\n"} 'account,name,domains,addresses,tier,reference,renewal,language', @rows));
    my ($status, $out, $err) = $earshot->cli(qw(account import), $file);
    is $status, 0, 'accounts are imported beside the daemons' or diag "$out$err";
    return;
}

# The mail as it was delivered, and its thread.
sub customer {
    my ($from, %more) = @_;
    my $sent = $stage->send(from => "Kim <$from>", subject => "Export of $from", body => $FURIOUS, %more);
    my $mail = $stage->delivered($sent) or die "$from: not delivered\n";
    return {sent => $sent, mail => $mail, thread => scalar $earshot->ask(qw(thread show), $mail->field('Earshot-Thread'))};
}

sub reasons { my ($case) = @_; return $case->{thread}{entries}[-1]{reasons} }

import_accounts(
    'S-1,Strategic Ltd,strategic.test,,Platinum,,,',
    'U-2,"Größe, GmbH",umlaut.test,,größe eins,,,de',
    'R-3,Reference Inc,reference.test,,silver,yes,,',
    "N-4,Near Renewal,near.test,,silver,,${\day(20)},",
    "F-5,Far Renewal,far.test,,silver,no,${\day(200)},",
    'P-6,One Person,,kim@freemail.test,platinum,,,',
);

my %calm = map { $_ => 1 } ('strong displeasure', 'the same again, or asked before and not answered');
for my $row (
    ['strategic', 'kim@strategic.test', 'critical', 'strategic account (Platinum)', 'Platinum', 1],
    ['strategic in other letters', 'kim@umlaut.test', 'critical', 'strategic account (größe eins)', 'größe eins', 1],
    ['below the domain', 'kim@eu.strategic.test', 'critical', 'strategic account (Platinum)', 'Platinum', 1],
    ['one person of a provider that others share', 'kim@freemail.test', 'critical', 'strategic account (platinum)', 'platinum', 1],
    ['a reference', 'kim@reference.test', 'critical', 'a reference', 'silver', 0],
    ['near its renewal', 'kim@near.test', 'critical', qr/^renewal in (?:19|20) days$/, 'silver', 0],
    ['a key account of the configuration', 'kim@old.test', 'critical', 'strategic account (gold)', 'gold', 1],
    ['far from its renewal', 'kim@far.test', 'escalation', undef, 'silver', 0],
    ['unknown', 'kim@unknown.test', 'escalation', undef, undef, 0],
    ['beside the one person', 'lee@freemail.test', 'escalation', undef, undef, 0],
) {
    my ($name, $from, $level, $reason, $tier, $key) = @$row;
    subtest $name => sub {
        my $case = customer($from);
        is $case->{mail}->field('Earshot-Level'), $level, "its mail is $level";
        my ($added, @more) = grep { !$calm{$_} } @{reasons($case)};
        if   (ref $reason) { like $added, $reason, 'and says why' }
        else               { is $added, $reason, 'and says why, when records have a part in it' }
        is scalar @more, 0, 'by nothing else';
        cmp_ok scalar @{reasons($case)}, '>', defined $reason ? 1 : 0, 'beside what they said themselves';
        is $case->{thread}{level}, $level, 'the conversation is as grave';
        is $case->{thread}{tier}, $tier, 'of that tier';
        is !!$case->{thread}{key_account}, !!$key, $key ? 'of a key account' : 'of no key account';
        my $file = $rig->write_file('one.eml', $case->{sent}{bytes});
        my ($told) = $earshot->ask('explain', '--rcpt', 'support@example.test', '--mail-from', $from, $file);
        is $told->{level}, $level, 'explain says the same';
        is_deeply $told->{level_reasons}, reasons($case), 'for the same reasons';
    };
}

subtest 'what is no escalation stays what it is' => sub {
    is customer('jo@strategic.test', body => $CALM, subject => 'A question')->{mail}->field('Earshot-Level'), 'concern', 'a concern of a strategic account';
    my $away = customer('jo@strategic.test', fields => ['Auto-Submitted: auto-replied'], subject => 'Away');
    is $away->{mail}->field('Earshot-Level'), 'none', 'its machine';
};

subtest 'an account is somebody we know' => sub {
    my $stranger = customer('max@unknown.test', dmarc => undef, subject => 'First');
    is $stranger->{mail}->field('Earshot-Acknowledge'), 'no; reason=unproven', 'a stranger without proof gets no answer';
    my $known = customer('max@reference.test', dmarc => undef, subject => 'Second');
    is $known->{mail}->field('Earshot-Acknowledge'), 'yes', 'somebody of an account does';
    ok $stage->wait_answer($known->{sent}), 'and it comes';
};

subtest 'in the language of the account' => sub {
    my $case = customer('ida@umlaut.test', subject => 'Third');
    is $case->{mail}->field('Earshot-Language'), 'en', 'who writes English';
    my $answer = $stage->wait_answer($case->{sent});
    like $answer ? $answer->field('Content-Language') : 'none', qr/^de\b/, 'is answered in German as the account wants it';
};

subtest 'what is imported counts from the next mail on' => sub {
    my $before = customer('kim@late.test', subject => 'Late');
    is $before->{mail}->field('Earshot-Level'), 'escalation', 'before';
    import_accounts('L-9,Late Ltd,late.test,,platinum,,,');
    my $after = customer('kim@late.test', subject => 'Re: Late', fields => ["In-Reply-To: <$before->{sent}{id}>"]);
    is $after->{thread}{id}, $before->{thread}{id}, 'in the same conversation';
    is $after->{mail}->field('Earshot-Level'), 'critical', 'after';
    is $after->{thread}{tier}, 'platinum', 'the conversation knows its account';
    my ($alert) = $stage->outgoing->wait_where(8, sub { grep { $_ eq 'paula@example.test' } @{$_[0]{envelope}{to}} });
    ok $alert, 'and the product manager is told';
};

subtest 'the same customer under another key' => sub {
    my $earlier = sub { my ($case) = @_; return ((($earshot->cli('thread', 'show', '--dossier', $case->{thread}{id}))[1] // '') =~ /^Earlier trouble\?\s+(.*)/m)[0] };
    is $earlier->(customer('kim@far.test', subject => 'First of two')), '1 conversation within a year, 1 escalation', 'before';
    import_accounts('CRM-2,Far Renewal,far.test,,silver,no,,');
    is $earlier->(customer('lee@far.test', subject => 'From a colleague')), '2 conversations within a year, 2 escalations', 'what is remembered goes along';
};

ok $rig->alive($_), "$_ never stopped" for qw(milter courier);
$earshot->stop;
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
