# Corrections and what would be: a level is corrected by file, the running milter hears it at once, it is listed and undone as if it had never
# been; replay tells what another model, another configuration and the lessons change, and changes nothing. Mail goes through Postfix.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Postfix;
use E2E::Rig;
use E2E::Stage;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);
E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();
my $rig = E2E::Rig->new('learn');
my $stage = E2E::Stage->new($rig, sections => {'mailbox support' => {hours => '24x7', 'time-zone' => 'UTC'}});
my $earshot = $stage->earshot;

my $QUOTE = "Hello,\n\nwe compare a few vendors for the Quarzbrenner archive, please send us a quote.\n\nKim\n";
my $FURIOUS = "Hello,\n\nthis is the third time that I report it. I am furious that nobody answers.\n\nKim\n";
my $SECRET = 'Quarzbrenner';

sub level_of {
    my ($from, $body) = @_;
    my $mail = $stage->delivered($stage->send(from => "Kim <$from>", subject => "Archive of $from", body => $body)) or die "$from: not delivered\n";
    return ($mail->field('Earshot-Level'), $mail->field('Earshot-Thread'));
}
sub file_of { my ($name, $body) = @_; return $rig->write_file($name, "From: Lee <lee\@else.test>\nTo: support\@example.test\nSubject: Archive\nMessage-ID: <$name\@else.test>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n\n$body") }
sub explained { my ($file) = @_; my ($status, $out) = $earshot->cli(qw(explain --json), $file); return $out }
sub told { my ($file) = @_; return JSON::PP->new->utf8->decode(explained($file)) }

my $quote = file_of('quote.eml', $QUOTE);
my $before = explained($quote);
my ($first_level, $first_thread) = level_of('kim@one.test', $QUOTE);
my ($furious_level) = level_of('kim@two.test', $FURIOUS);

subtest 'before' => sub {
    is $first_level, 'escalation', 'to compare vendors is heard as an escalation';
    is $furious_level, 'escalation', 'so is fury';
    unlike $before, qr/"lesson"/, 'no lesson speaks';
    is_deeply [$earshot->ask(qw(learn --list))], [], 'there is none';
    my $replay = $earshot->ask('replay');
    is $replay->{messages}, 2, 'two messages can be replayed';
    is $replay->{changed}, 0, 'as things are, both would be decided as they were';
};

subtest 'learn' => sub {
    my ($status, $out, $err) = $earshot->cli(qw(learn --level none), $quote);
    is $status, 0, 'a level is corrected' or diag $err;
    is $out, "lesson 1: was escalation, is none\n", 'and it says what came of it';
    my $told = told($quote);
    is $told->{level}, 'none', 'explain agrees';
    is_deeply $told->{lesson}, {number => 1, untaught => 'escalation'}, 'and names the lesson';
    my ($page_status, $page) = $earshot->cli('explain', $quote);
    like $page, qr/^Lesson\s+local lesson 1; without it escalation$/m, 'to people too';
    is +(level_of('kim@three.test', $QUOTE))[0], 'none', 'the running milter knows it with the next mail';
    is +(level_of('kim@four.test', $FURIOUS))[0], 'escalation', 'another mail is heard as before';
    my @list = $earshot->ask(qw(learn --list));
    is scalar @list, 1, 'it is listed';
    is "$list[0]{number} $list[0]{was} $list[0]{level} $list[0]{now} $list[0]{file}", '1 escalation none none quote.eml', 'with all that is known of it';
    unlike +($earshot->cli(qw(learn --list)))[1], qr/.{81}|$SECRET/, 'in 80 columns, without the words';
};

subtest 'replay of lessons' => sub {
    my $replay = $earshot->ask(qw(replay --lessons));
    is $replay->{messages}, 4, 'all that was heard';
    is $replay->{levels}{escalation}{none}, 2, 'both mails of that kind';
    is $replay->{levels}{escalation}{escalation}, 2, 'the others stay';
    is $replay->{changes}[0]{moved}, '-churn', 'by the signal that moved';
    my $now = $earshot->ask('replay');
    is $now->{changed}, 1, 'of what was decided, one would be decided otherwise now';
    is $now->{changes}[0]{thread}, $first_thread, 'the one that came before the lesson';
    my ($status, $page) = $earshot->cli(qw(replay --lessons));
    like $page, qr/^4 messages, 2 would be decided otherwise$/m, 'people read it in a line';
    unlike $page, qr/.{81}|$SECRET/, 'and a table of 80 columns without the words';
    is $earshot->ask(qw(replay --lessons --most 1))->{changes}[1], undef, 'a list as long as asked';
    is $earshot->ask(qw(replay --since 2090-01-01))->{messages}, 0, 'since a day';
};

subtest 'what one house may not unlearn' => sub {
    my $file = file_of('grave.eml', "Our lawyer will sue you for breach of contract on Monday, and our customers' data is open to everybody on your server.\n");
    is told($file)->{level}, 'critical', 'a threat and a leak';
    my ($status, $out) = $earshot->cli(qw(learn --level none), $file);
    is $status, 0, 'a lesson against it is kept';
    like $out, qr/^lesson 2: was critical, is critical\nIt stays/, 'and says that it changes nothing';
    is told($file)->{level}, 'critical', 'nor does it';
    is +($earshot->cli(qw(learn --undo 2)))[0], 0, 'it is taken back';
};

subtest 'undo' => sub {
    my ($status, $out) = $earshot->cli(qw(learn --undo 1));
    is "$status $out", "0 lesson 1 is undone\n", 'done';
    is explained($quote), $before, 'explain is to the letter as before';
    is +(level_of('kim@five.test', $QUOTE))[0], 'escalation', 'so is the running milter';
    is_deeply [$earshot->ask(qw(learn --list))], [], 'none is listed';
    is +($earshot->cli(qw(learn --undo 1)))[0], 65, 'once is all';
};

subtest 'replay of a policy' => sub {
    my $csv = $rig->write_file('accounts.csv', "account,name,domains,tier\nG-1,Gold Ltd,gold.test,gold\n");
    is +($earshot->cli(qw(account import), $csv))[0], 0, 'an account of tier gold';
    my ($level, $thread) = level_of('kim@gold.test', $FURIOUS);
    is $level, 'escalation', 'which is not strategic';
    my $policy = $rig->write_file('policy.conf', E2E::Rig::slurp($rig->dir('earshot.conf')) . "[accounts]\nstrategic = gold\n");
    my $replay = $earshot->ask(qw(replay --policy), $policy);
    my ($change) = grep { $_->{thread} eq $thread } @{$replay->{changes}};
    is "$change->{from} $change->{to} $change->{moved}", 'escalation critical strategic account (gold)', 'were it, that one would have been critical';
    is +(level_of('lee@gold.test', $FURIOUS))[0], 'escalation', 'nothing is in force';
    is_deeply [map { $_->{moved} } @{$earshot->ask(qw(replay))->{changes}}], ['without local lesson 1'], 'only the mail heard while the lesson held would be heard otherwise';
    is +($earshot->cli(qw(replay --policy), $rig->write_file('bad.conf', "[earshot]\nnonsense = 1\n")))[0], 78, 'a bad configuration is told';
};

# The checksum of weights.c: 64-bit words, numbers that wrap.
sub digest {
    use integer;
    my $hash = -3750763034362895579; # 14695981039346656037
    for my $word (unpack 'q<*', $_[0]) {
        $hash = ($hash ^ $word) * 1099511628211;
        $hash ^= ($hash >> 29) & 34359738367;
    }
    return $hash;
}

subtest 'replay of a model' => sub {
    my $weights = E2E::Rig::slurp(E2E::Rig::top() . '/conf/model/weights');
    my $same = $rig->write_file('same', $weights);
    is_deeply $earshot->ask(qw(replay --model), $same), $earshot->ask('replay'), 'the same model decides as the program does';
    my ($head, $rest) = (substr($weights, 0, 32), substr $weights, 40);
    is pack('q<', digest($rest)), substr($weights, 32, 8), 'the test knows the checksum';
    substr $rest, 4 * 4, 4, pack 'f<', unpack('f<', substr $rest, 4 * 4, 4) - 8; # bias of churn
    my $deaf = $rig->write_file('deaf', $head . pack('q<', digest($rest)) . $rest);
    my $replay = $earshot->ask(qw(replay --model), $deaf);
    is $replay->{levels}{escalation}{none}, 2, 'one that is deaf to churn';
    is $replay->{changes}[-1]{moved}, '-churn', 'and it says so';
    is +($earshot->cli(qw(replay --model), $rig->write_file('cut', substr $weights, 0, 1000)))[0], 78, 'a cut file is refused';
    my $strange = $head;
    substr $strange, 24, 8, "\1" x 8;
    my ($status, $out, $err) = $earshot->cli(qw(replay --model), $rig->write_file('strange', $strange . substr $weights, 32));
    is $status, 78, 'so is one that was learned with other phrases';
    like $err, qr/learned with other phrases/, 'and it says why';
};

subtest 'what is said wrongly' => sub {
    for my $row ([64, qw(learn)], [64, qw(learn --level sad), $quote], [64, qw(learn --level none)], [64, qw(learn --list --undo 1)], [65, qw(learn --level none /nowhere)],
        [65, qw(learn --undo 99)], [64, qw(replay --lessons --policy x)], [64, qw(replay --since tomorrow)], [64, qw(replay extra)]) {
        my ($wanted, @words) = @$row;
        is +($earshot->cli(@words))[0], $wanted, "@words";
    }
};

ok $rig->alive($_), "$_ never stopped" for qw(milter courier);
$earshot->stop;
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
