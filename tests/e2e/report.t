# The report from outside: what customers waited, by business time and by the wall clock, of mailboxes that are open and that are not;
# what counts and what does not; dates; and a table that keeps to its columns.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use POSIX qw(strftime);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

# Support never closes, and has a second for what is new; sales opens on the day after tomorrow.
my @DAYS = qw(Sun Mon Tue Wed Thu Fri Sat);
my $opens = $DAYS[((gmtime)[6] + 2) % 7];
my $rig = E2E::Rig->new('report');
my $stage = E2E::Stage->new($rig, sections => {
    'mailbox support' => {hours => '24x7', 'time-zone' => 'UTC', 'first-reply' => '1s'},
    'mailbox sales'   => {addresses => 'sales@example.test', hours => "$opens 09:00-17:00", 'time-zone' => 'UTC', languages => 'en', pm => 'paula'},
    'account Vip'     => {domains => 'vip.test', tier => 'gold'},
});
my $earshot = $stage->earshot;
my $today = strftime('%Y-%m-%d', gmtime);
my $week = strftime('%G-W%V', gmtime);

sub report { my ($said) = $earshot->ask('report', @_); return $said }

# The group of a clock by one of mailbox, level, tier, week; without, all of them. undef when there is none.
sub group {
    my ($report, $clock, $by, $name) = @_;
    my @found = grep {
        my $group = $_;
        $group->{clock} eq $clock && !grep { $_ eq ($by // '') ? ($group->{$_} // '') ne $name : defined $group->{$_} } qw(mailbox level tier week)
    } @{$report->{groups}};
    die "$clock by " . ($by // 'nothing') . ' stands there ' . @found . " times\n" if @found > 1;
    return $found[0];
}
sub count_of { my $group = group(@_); return defined $group ? "$group->{count}/" . ($group->{in_time} // '-') . "/$group->{late}" : 'none' }

sub customer {
    my ($from, %more) = @_;
    my $sent = $stage->send(from => $from, %more);
    my $mail = $stage->delivered($sent) or die "$from: not delivered\n";
    return {from => $from, sent => $sent, id => $mail->field('Earshot-Thread')};
}
sub shown { my ($case) = @_; return $earshot->ask(qw(thread show), $case->{id}) }

sub we_answer {
    my ($case, $mailbox) = @_;
    $stage->send(from => "Us <$mailbox\@example.test>", to => $case->{from}, subject => 'Re: your message', dmarc => undef,
        fields => ["In-Reply-To: <$case->{sent}{id}>"], body => "Hello,\n\nthat was our mistake, it works again.\n\nBob\n");
    return E2E::Rig::eventually(8, sub { defined shown($case)->{answered} }) || die "$case->{from}: our answer did not come\n";
}

is_deeply report('--since', $today)->{groups}, [], 'nothing came yet';
my ($status, $out, $err) = $earshot->cli('report', '--since', $today, '--html', '-');
is $status, 0, 'nor for a page';
like $out, qr/Nothing came in this time/, 'which says so';
($status, $out, $err) = $earshot->cli('report', '--since', $today);
is $status, 0, 'which is no error';
like $out, qr/^Nothing stopped and nothing is late from \Q$today\E 00:00 to .*\(UTC\)\.$/s, 'but told';

my $quick = customer('quick@customer.test', to => 'sales@example.test', subject => 'Licence does not start');
my $slow = customer('slow@vip.test', subject => 'Export stops');
my $waits = customer('waits@customer.test', subject => 'Import stops');
my $ended = customer('ended@customer.test', subject => 'Login fails');
$stage->wait_answer($_->{sent}) or die "$_->{from}: no acknowledgement\n" for $quick, $slow, $waits, $ended;
ok E2E::Rig::eventually(8, sub { count_of(report('--since', $today), 'acknowledge') eq '4/-/0' }), 'four receipts are measured';
we_answer($quick, 'sales');
sleep 2;
we_answer($slow, 'support');
is +($earshot->cli(qw(thread close), $ended->{id}))[0], 0, 'one is closed by hand';
is +($earshot->cli(qw(thread promise), $slow->{id}, strftime('%Y-%m-%d', gmtime(time + 3 * 86400)), 'We call you'))[0], 0, 'a promise is given';
my ($promise) = grep { $_->{kind} eq 'promise' } @{shown($slow)->{clocks}};
is +($earshot->cli(qw(thread keep), $slow->{id}, $promise->{number}))[0], 0, 'and kept';

my $report = report('--since', $today);
subtest 'counts: stopped, in time, late now' => sub {
    is count_of($report, 'acknowledge'), '4/-/0', 'receipts, never due';
    is count_of($report, 'first-reply'), '3/1/1', 'two first replies, one in time; one is late; one was closed by hand when it was missed already';
    is count_of($report, 'first-reply', mailbox => 'sales'), '1/1/0', 'in time where nobody was open';
    is count_of($report, 'first-reply', mailbox => 'support'), '2/0/1', 'late where a second was promised';
    is count_of($report, 'first-reply', tier => 'gold'), '1/0/0', 'of a tier';
    is count_of($report, 'first-reply', tier => 'unknown'), '2/1/1', 'of who has none';
    is count_of($report, 'first-reply', week => $week), '3/1/0', 'of a week' if strftime('%G-W%V', gmtime) eq $week;
    is count_of($report, 'promise'), '1/1/0', 'the promise';
    is count_of($report, 'touchpoint'), 'none', 'no touchpoint';
    my %by_level;
    $by_level{$_->{clock}} += $_->{count} for grep { defined $_->{level} } @{$report->{groups}};
    is $by_level{$_}, group($report, $_)->{count}, "the levels of $_ add up" for qw(acknowledge first-reply promise);
};

subtest 'times' => sub {
    my $sales = group($report, 'first-reply', mailbox => 'sales');
    is_deeply $sales->{business}, {p50 => 0, p90 => 0, p99 => 0}, 'who is not open takes no business time';
    cmp_ok $sales->{wall}{p50}, '>', 0, 'but wall-clock time';
    my $support = group($report, 'first-reply', mailbox => 'support');
    is_deeply $support->{business}, $support->{wall}, 'where it never closes both are the same';
    my @first = grep { $_->{kind} eq 'first-reply' } map { @{shown($_)->{clocks}} } $slow, $ended;
    is_deeply [map { $_->{state} } @first], ['met', 'missed'], 'what was due before it was closed stays missed';
    is_deeply [@{$support->{wall}}{qw(p50 p99)}], [sort { $a <=> $b } map { $_->{wall} } @first], 'and as the conversations have it';
    cmp_ok $support->{wall}{p50}, '>=', 2, 'which was over two seconds';
    my $all = group($report, 'first-reply');
    my @walls = sort { $a <=> $b } $sales->{wall}{p50}, map { $_->{wall} } @first;
    is $all->{wall}{p50}, $walls[1], 'half of three is the second';
    is $all->{wall}{p90}, $walls[2], 'nine of ten is the longest';
    my $receipt = group($report, 'acknowledge');
    is_deeply $receipt->{business}, {p50 => undef, p90 => undef, p99 => undef}, 'receipt has no business time';
    is $receipt->{in_time}, undef, 'and is never late';
    cmp_ok $receipt->{wall}{p50}, '<=', $receipt->{wall}{p99}, 'ranks rise';
    cmp_ok $receipt->{wall}{p99}, '<', 20, 'and are seconds';
};

subtest 'fairness' => sub {
    my $fairness = $report->{fairness};
    is_deeply [map { [$_->{tier}, $_->{place}, $_->{count}, $_->{revenue}] } @{$fairness->{tiers}}], [['gold', undef, 1, undef], [undef, undef, 2, undef]],
        'first replies by tier; where neither settings nor revenue say which is larger, none has a place';
    is $fairness->{warning}, undef, 'and there is no warning';
};

subtest 'dates' => sub {
    is count_of(report('--since', '2020-01-01'), 'first-reply'), '3/1/1', 'since long ago';
    is count_of(report(qw(--since 2020-01-01 --until 2020-02-01)), 'first-reply'), '0/0/1', 'a time in which nothing stopped; what is late is late now';
    is count_of(report('--since', $today, '--until', $today), 'first-reply'), '3/1/1', 'until a day is to its end' if strftime('%Y-%m-%d', gmtime) eq $today;
    is report(qw(--since 2020-01-01 --until 2020-02-01))->{until}, '2020-02-02T00:00:00Z', 'which is told';
    my $between = strftime('%Y-%m-%dT%H:%M:%SZ', gmtime(time + 3600));
    is count_of(report('--since', '2020-01-01T00:00:00+02:00', '--until', $between), 'first-reply'), '3/1/1', 'times can be given';
    for my $case ([qr/usage/], [qr/usage/, qw(--since 2020-01-01 word)], [qr/--since: 'yesterday' is no time/, qw(--since yesterday)],
        [qr/--until: '2020-02-30' is no time/, qw(--since 2020-01-01 --until 2020-02-30)], [qr/does not lie before/, qw(--since 2020-02-01 --until 2020-01-01)],
        [qr/does not lie before/, qw(--since 2222-02-01)])
    {
        my ($why, @words) = @$case;
        my ($failed, $said, $told) = $earshot->cli('report', @words);
        is $failed, 64, "report @words ends with 64";
        like $told, $why, 'and says why';
        is $said, '', 'and no more';
    }
};

subtest 'for people' => sub {
    my ($done, $table) = $earshot->cli('report', '--since', $today);
    is $done, 0, 'a table';
    is_deeply [grep { length > 80 } split /\n/, $table], [], 'no line over 80 columns';
    like $table, qr/^RECEIPT \(wall clock\) +COUNT +P50 +P90 +P99$/m, 'receipt has a section of its own';
    like $table, qr/^FIRST REPLY +COUNT +IN TIME +LATE +P50 +P90 +P99\nall +3 +33 % +1 +\d\.\d s +\d+(?:\.\d)? s +\d+(?:\.\d)? s\n  wall clock +/m, 'so has the first reply, with a line for the wall clock';
    like $table, qr/^mailbox sales +1 +100 % +0 +0\.0 s/m, 'a row for a mailbox';
    like $table, qr/^tier gold +1 +0 % +0 /m, 'and a tier';
    like $table, qr/^week \Q$week\E +3 +33 % +\d/m, 'and a week, in which nothing is late now' if strftime('%G-W%V', gmtime) eq $week;
    like $table, qr/^TIERS, the largest first +FIRST REPLIES +P50 +REVENUE EACH\ngold +1 .*-\nnone +2 /m, 'tiers beside each other, who has none last';
    unlike $table, qr/Unfair/, 'and no warning by one reply';
    unlike $table, qr/TOUCHPOINT|NEXT REPLY/, 'none for what there was not';
    unlike $table, qr/\b(?:mean|average)\b/i, 'and no mean';
};

# The figures of a page are those of the report; what a page is made of, the unit tests look at.
subtest 'as a page' => sub {
    my $file = $rig->dir . '/report.html';
    is_deeply [$earshot->cli('report', '--since', $today, '--html', $file)], [0, '', ''], 'is written, and nothing is said';
    open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
    my $html = do { local $/ = undef; <$in> };
    close $in;
    unlike $html, qr/<script|<img|<link|\bon\w+=|url\(/i, 'one file without scripts, that asks for nothing else';
    my $words = $html =~ s/<style>.*?<\/style>|<[^>]*>/ /gsr =~ s/\s+/ /gr;
    like $words, qr/4 messages by persons/, 'what came';
    like $words, qr/33 % of 3 first replies in time/, 'the first replies';
    like $words, qr/Fairness How long .*? Tier First replies P50 Revenue each gold 1 .*? none 2 /, 'tiers beside each other';
    like $words, qr/1 of these late now/, 'who waits';
    like $words, qr/Receipt From .*? All 4 .*? First reply From .*? All 3 33 % 1 .*? By mailbox sales 1 100 % 0 /, 'receipts and replies, apart';
    unlike $words, qr/Next reply From|Touchpoint/, 'no section for what there was not';
    unlike $words, qr/\b(?:mean|average)\b/i, 'no mean';
    unlike $words, qr/customer\.test|vip\.test|Export stops/, 'and nobody by name';
    my $link = $rig->dir . '/link.html'; # as /dev/stdout is one
    open my $target, '>', "$link.target" or die "$link.target: $!\n";
    close $target;
    symlink "$link.target", $link or die "$link: $!\n";
    is_deeply [$earshot->cli('report', '--since', $today, '--html', $link)], [0, '', ''], 'is written where a link leads';
    ok -l $link && -s "$link.target", 'and the link stays one';
    my ($failed, $said, $told) = $earshot->cli('report', '--since', $today, '--html', $rig->dir . '/nowhere/report.html');
    isnt $failed, 0, 'a file that cannot be written is an error';
    like $told, qr/nowhere/, 'which names it';
    is +($earshot->cli('report', '--since', $today, '--json', '--html', $file))[0], 64, 'a page is no JSON';
};

done_testing;
