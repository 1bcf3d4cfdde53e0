# Ten thousand old messages go in by their dates. However often that is interrupted, by whatever, and begun anew, the store is the same in the
# end; and it is what the generator of the messages knows: who wrote in which conversation, who answered, and that nobody hears of it.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use File::Copy qw(copy);
use POSIX qw(strftime);
use Test::More;
use Time::HiRes qw(sleep time);

E2E::Rig::need_programs(qw(earshot));
my $rig = E2E::Rig->new('import');
# Under a sanitizer each costs ten times as much.
my $MESSAGES = $ENV{EARSHOT_MESSAGES} // (($ENV{FLAVOUR} // 'release') eq 'release' ? 10_000 : 1_000);
my $KILLS = $ENV{EARSHOT_KILLS} // 8;
my $START = 1_420_104_600; # 2015-01-01

sub NoRelay::port { return 9 }

# An Earshot with a store of its own; all have one key, since ids are made with it.
my $stores = 0;
sub fresh {
    my $root = $rig->make_dir('world' . ++$stores);
    my $earshot = E2E::Earshot->new($rig, socket => 'unix:' . $rig->dir('unused'), receipt_socket => 'unix:' . $rig->dir('unused-too'), mode => 'tag',
        relay => bless({}, 'NoRelay'));
    $earshot->{file} = "$root/earshot.conf";
    $earshot->{store} = "$root/store";
    $earshot->configure(
        'trust' => {agents => 'anna@example.test, ben@example.test'},
        'mailbox sales' => {addresses => 'sales@example.test', languages => 'en', hours => 'Mon-Fri 09:00-17:00', 'first-reply' => '4h'});
    $earshot->make_key;
    return $earshot;
}

# ---- the messages ---------------------------------------------------------------------------------------------------

my @SUBJECTS = ('Export fails', 'Invoice 4711', 'Login', 'Question about the API', 'Printer', 'Fehler beim Speichern', 'Slow since Monday', 'Crash');
my @WORDS = (
    'The export stops at 40 percent with error E-1042.', 'How do I change the address on an invoice?', 'This is the third time that I ask. We are losing money every hour.',
    'We are moving to a competitor if this is not solved today.', 'Seit dem Update startet das Programm nicht mehr.', 'Could you please add an option for that?',
    'Everything is down and our customers cannot order.', 'It works now, thank you very much!', 'Any news?',
    "From here on it gets worse,\nand nobody answers.", "See below.\n\nFrom the manual: it should work.\n",
);
my @ANSWERS = ('We are looking into it.', 'Could you send us a screenshot?', 'This is solved in release 4.3.', "You will find it below Settings.\n\nKind regards\nAnna");
my @PEOPLE = map { ["Person $_", "person$_\@" . ('acme', 'globex', 'initech')[$_ % 3] . '.example'] } 1 .. 300;
my @AGENTS = (['Anna', 'anna@example.test'], ['Ben', 'ben@example.test'], ['Example Support', 'support@example.test']);

sub pick { return $_[rand @_] }
sub date { return strftime '%a, %d %b %Y %H:%M:%S +0000', gmtime $_[0] }

sub stamp { return strftime '%Y-%m-%dT%H:%M:%SZ', gmtime $_[0] }

sub message {
    my (%m) = @_;
    my @lines = ("From: $m{from}[0] <$m{from}[1]>", "To: $m{to}", "Subject: $m{subject}");
    push @lines, 'Date: ' . date($m{at}) if $m{at};
    push @lines, "Message-ID: <$m{id}>" if $m{id};
    push @lines, "In-Reply-To: <$m{parent}>", 'References: ' . join(' ', map {"<$_>"} @{$m{references}}) if $m{parent};
    push @lines, @{$m{more} // []};
    return {%m, text => join("\n", @lines, '', $m{text}, '')};
}

# A conversation as it may stand in a mailbox; what is known of it stands with it: how many messages, the last of ours.
sub conversation {
    my ($number, $left) = @_;
    my $customer = $PEOPLE[$number % @PEOPLE];
    my $subject = pick(@SUBJECTS) . " $number";
    my $at = $START + int(rand(5 * 365)) * 86400 + int rand 86400;
    my %known = (from => $customer->[1], subject => $subject, mailbox => pick(qw(support support support sales)), entries => 0, answered => 'never', opened => stamp($at));
    my (@all, @ids);
    my $lone = $known{lone} = rand() < 0.1; # whose client writes no Message-ID: where the subject tells too little, its conversation falls apart
    for my $turn (1 .. 1 + int rand 40) {
        last if @all >= $left;
        my $ours = $turn > 1 && rand() < 0.45;
        my $id = !$ours && $lone ? undef : "$number.$turn\@" . ($ours ? 'example.test' : 'cust.example');
        my $away = !$ours && $turn > 2 && rand() < 0.05;
        my $machine = $ours && rand() < 0.1;
        push @all, message(from => $ours ? pick(@AGENTS) : $customer, to => $ours ? $customer->[1] : "$known{mailbox}\@example.test", id => $id, at => $at,
            subject => ($turn > 1 ? 'Re: ' : '') . $subject, text => $ours ? pick(@ANSWERS) : pick(@WORDS), parent => $ids[-1],
            references => [@ids], more => $away || $machine ? ['Auto-Submitted: auto-replied'] : []);
        push @ids, $id if $id;
        $known{entries}++ if !$machine;
        $known{theirs}++ if !$ours;
        $known{answered} = stamp($at) if $ours && !$machine;
        $at += 60 + int rand(3 * 86400);
    }
    return (\%known, @all);
}

sub strangers {
    my ($number) = @_;
    my $at = rand() < 0.1 ? undef : $START + int rand(5 * 365 * 86400);
    return message(from => ['Spam', "spam$number\@spam.example"], to => pick('somebody@else.example', 'undisclosed-recipients:;'), at => $at, subject => "Buy $number",
        id => rand() < 0.5 ? "s$number\@spam.example" : undef, text => pick(@WORDS));
}

# All of them in no order, some twice, some that are no mail at all.
my (@known, @messages, %wanted);
my $strangers = int($MESSAGES / 25);
my $twice = int($MESSAGES / 50);
while (@messages < $MESSAGES - $strangers - $twice - 2) {
    my ($known, @all) = conversation(scalar @known, $MESSAGES - $strangers - $twice - 2 - @messages);
    push @known, $known;
    push @messages, @all;
}
my @copies = map { pick(@messages) } 1 .. $twice;
my @strange = map { strangers($_) } 1 .. $strangers;
my @none = map { {text => $_} } "\nno header at all\n", "\x00\xff\xfe\n\n\x01\x02\n";
my @dated = grep { defined $_->{at} } @strange;
%wanted = (
    taken => scalar(grep { $_->{to} =~ /\@example\.test/ } @messages), outbound => scalar(grep { $_->{to} !~ /\@example\.test/ } @messages), 'already there' => $twice,
    'no mail' => scalar @none, 'neither to nor from us' => scalar @dated, 'without a date' => @strange - @dated,
);
@strange = map { $_->{at} ? $_ : {%$_, undated => 1} } @strange;
push @messages, @copies, @strange, @none;
for my $i (reverse 1 .. $#messages) { my $k = int rand($i + 1); @messages[$i, $k] = @messages[$k, $i] }

sub mbox {
    my ($name, @all) = @_;
    my $text = '';
    for my $message (@all) {
        my $from = $message->{undated} ? 'From nobody' : 'From x@y.example ' . strftime '%a %b %e %H:%M:%S %Y', gmtime($message->{at} // $START);
        $text .= "$from\n" . ($message->{text} =~ s/^(>*From )/>$1/gmr) . "\n";
    }
    return $rig->write_file($name, $text);
}
my $mbox = mbox('all.mbox', @messages);
my @few = @messages > 800 ? @messages[0 .. 799] : @messages; # for what need not be shown with all
my $few = mbox('few.mbox', @few);

# ---- looking at a store ---------------------------------------------------------------------------------------------

# What a command says, without the waiting of Rig: there are thousands.
sub said {
    my ($earshot, @words) = @_;
    open my $in, '-|', E2E::Earshot::program('earshot'), @words, '-c', $earshot->{file} or die "earshot: $!\n";
    local $/ = undef;
    my $text = <$in>;
    close $in or die "earshot @words: status $?\n";
    return $text;
}

# All that can be asked of it, as text.
sub look {
    my ($earshot) = @_;
    my $list = said($earshot, qw(thread list --all --json));
    return join '', $list, map { said($earshot, qw(thread show --json), $_->{id}) } @{JSON::PP->new->decode($list)};
}

sub counts {
    my ($said) = @_;
    my ($line) = $said =~ /^([\d,]+ messages?: .*)$/m or return {};
    my %count;
    for (split /(?<=[a-z]),/, $line =~ s/^.*?://r) {
        my ($number, $what) = /^ ?([\d,]+) ([a-z ]+?)(?: \(.*)?$/ or next;
        $count{$what} = $number =~ tr/,//dr;
    }
    return \%count;
}

sub import_all {
    my ($earshot, @words) = @_;
    return $rig->run({within => 900}, E2E::Earshot::program('earshot'), '-c', $earshot->{file}, 'import', @words);
}

my $whole = fresh();
my ($status, $out, $err) = import_all($whole, '--dry-run', $mbox);
is $status, 0, 'a dry run ends well' or diag $err;
is_deeply counts($out), \%wanted, 'and counts what there is';
ok E2E::Earshot::remote() || !-e $whole->{store}, 'it made no store';
my $begun = time;
($status, $out, $err) = import_all($whole, $mbox);
my $took = time - $begun;
is $status, 0, 'the import ends well' or diag $err;
is_deeply counts($out), \%wanted, 'it took what is ours, and counted the rest';
note sprintf '%d messages in %.1f s', scalar @messages, $took;
my $all = look($whole);
my $list = said($whole, qw(thread list --all --json));

subtest 'conversations' => sub {
    my %by_subject;
    push @{$by_subject{$_->{subject}}}, $_ for $whole->ask(qw(thread list --all));
    is scalar keys %by_subject, scalar @known, 'as many subjects as there were conversations';
    my @wrong;
    for my $known (@known) {
        my @threads = @{$by_subject{$known->{subject}} // []};
        my $said = join ', ', map {"$_->{from} $_->{mailbox} $_->{opened} $_->{messages} " . ($_->{answered} // 'never')} @threads;
        my $meant = join ' ', @$known{qw(from mailbox opened entries answered)};
        my $messages = 0;
        $messages += $_->{messages} for @threads;
        push @wrong, "$known->{subject}: $said, not $meant" if $known->{lone} ? $messages < $known->{theirs} || $messages > $known->{entries} : $said ne $meant;
    }
    is_deeply \@wrong, [], 'each is one, with its messages, its mailbox, and when a person of ours wrote last';
};

subtest 'nobody hears of it' => sub {
    is_deeply [$whole->outbox], [], 'nothing waits to be sent';
    is_deeply running($whole), [], 'no clock runs';
    is_deeply [grep { !$_->{acknowledged} } $whole->ask(qw(thread list --all))], [], 'all count as acknowledged';
};

subtest 'again' => sub {
    my ($again, $said, $why) = import_all($whole, $mbox);
    is $again, 0, 'it may be given again' or diag $why;
    my %there = (%wanted, taken => 0, outbound => 0);
    $there{'already there'} += $wanted{taken} + $wanted{outbound};
    is_deeply counts($said), \%there, 'all is there already';
    is said($whole, qw(thread list --all --json)), $list, 'and nothing has changed';
};

# Whether it waits for a signal by now, which it holds back for that: before, it would just die of it.
sub hears {
    my ($pid, $signal) = @_;
    my ($held) = E2E::Rig::slurp("/proc/$pid/status") =~ /^SigBlk:\s*([0-9a-f]+)/m;
    return defined $held && hex(substr $held, -8) >> (POSIX->can("SIG$signal")->() - 1) & 1;
}

# Ends it at some moment, by a signal; whether that met it at work, and how it ended. `once` is true when the
# moment counts from when it hears the signal.
sub interrupt {
    my ($earshot, $file, $signal, $after, $once) = @_;
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) {
        open STDOUT, '>', $rig->log_file('interrupted');
        open STDERR, '>>', $rig->log_file('interrupted-errors');
        $SIG{HUP} = 'DEFAULT'; # whatever nohup says
        exec E2E::Earshot::program('earshot'), '-c', $earshot->{file}, 'import', $file or POSIX::_exit(127);
    }
    for (1 .. 2000) { # a zombie, which is done, hears nothing any more and is found by its end below
        last if !$once || hears($pid, $signal);
        sleep 0.005;
    }
    sleep $after;
    kill $signal, $pid;
    waitpid $pid, 0;
    return ($? != 0, $?);
}

sub running { my ($earshot) = @_; return [map {$_->{subject}} grep { $_->{due} || $_->{first_reply_due} } $earshot->ask(qw(thread list --all))] }

subtest 'interrupted by kill -9' => sub {
    my $broken = fresh();
    my $met = 0;
    for (1 .. $KILLS) { $met++ if (interrupt($broken, $mbox, 'KILL', 0.05 + rand(2 * $took / $KILLS)))[0] }
    cmp_ok $met, '>=', 2, "$met of $KILLS met it at work";
    my ($ended, $said, $why) = import_all($broken, $mbox);
    is $ended, 0, 'it is gone on with' or diag $why;
    my $count = counts($said);
    cmp_ok $count->{'already there'}, '>', $twice, 'not from the beginning';
    ok look($broken) eq $all, 'and the store is that of the import that was not interrupted';
};

my $short = fresh();
my $few_took = time;
my ($few_counts, $few_all) = (counts((import_all($short, $few))[1]), look($short));
$few_took = time - $few_took;

# Done before it came: tried again sooner, on a store of its own.
sub stopped_at_work {
    my ($signal) = @_;
    my $wait = rand($few_took / 8);
    for (1 .. 12) {
        my $broken = fresh();
        my ($hit, $ended) = interrupt($broken, $few, $signal, $wait, 1);
        return ($broken, $ended) if $hit;
        $wait /= 2;
    }
    return;
}

subtest 'interrupted by SIGTERM and SIGINT' => sub {
    my $broken;
    for my $signal (qw(TERM INT HUP)) {
        ($broken, my $ended) = stopped_at_work($signal);
        is $ended, 75 << 8, "SIG$signal: it ended by itself, and its status says that it shall be begun anew";
    }
    like E2E::Rig::slurp($rig->log_file('interrupted-errors')), qr/stopped behind [\d,]+ of [\d,]+ messages; the same command/, 'its words too';
    is +(import_all($broken, $few))[0], 0, 'it is gone on with';
    ok look($broken) eq $few_all, 'and the store is that of the import that was not interrupted';
};

subtest 'a Maildir and an mbox, together' => sub {
    my $parts = fresh();
    my $maildir = $rig->make_dir('Maildir');
    $rig->make_dir("Maildir/$_") for qw(cur new tmp .Sent .Sent/cur);
    my (@rest, $number);
    for my $message (@few) {
        my $where = $message->{id} && $message->{id} =~ /example\.test/ ? '.Sent/cur' : pick(qw(cur new));
        if (!$message->{at} || rand() < 0.5) { push @rest, $message }
        else                                 { $rig->write_file("$maildir/$where/" . ++$number . '.x:2,S', $message->{text}) }
    }
    my ($ended, $said, $why) = import_all($parts, $maildir, mbox('rest.mbox', @rest));
    is $ended, 0, 'taken' or diag $why;
    is_deeply counts($said), $few_counts, 'it counts the same';
    ok look($parts) eq $few_all, 'and the store is the same';
};

subtest 'what it refuses' => sub {
    my $none = fresh();
    my $letter = $rig->write_file('letter', "From: a\@b.example\n\nno mbox\n");
    for my $case ([64, 'nothing to import'], [78, 'no such file', $rig->dir('missing')], [78, 'a letter by itself', $letter], [78, 'a folder that is no Maildir', $rig->dir],
        [65, 'a mailbox that is not served', '--mailbox', 'nobody', $mbox], [64, 'an option that is none', '--all', $mbox], [78, 'a good one and a bad one', $mbox, $letter])
    {
        my ($expected, $what, @words) = @$case;
        my ($ended, $said, $why) = import_all($none, @words);
        is $ended, $expected, "$what: status $expected";
        isnt $why, '', "$what: it says why";
    }
    ok E2E::Earshot::remote() || !-e $none->{store}, 'nothing was begun';
};

subtest '--mailbox' => sub {
    my $sales = fresh();
    my $lost = mbox('lost.mbox', message(from => $PEOPLE[1], to => 'info@old.example', at => $START, id => 'lost@x.example', subject => 'Hello', text => 'Is anybody there?'));
    is_deeply counts((import_all($sales, $lost))[1])->{'neither to nor from us'}, 1, 'mail to an address of old is not ours';
    is counts((import_all($sales, '--mailbox', 'sales', $lost))[1])->{taken}, 1, 'unless somebody says whose it was';
    is_deeply [map { $_->{mailbox} } $sales->ask(qw(thread list --all))], ['sales'], 'there it is';
};

is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
