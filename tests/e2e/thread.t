# The thread commands beside running daemons: what is listed and in which order, what a conversation shows, and what people change by
# hand. Mail goes through the MTA; a hostile one is among it.
use strict;
use utf8;
use warnings;
use Encode qw(decode);
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
my $rig = E2E::Rig->new('thread');
my $stage = E2E::Stage->new($rig, sections => {
    'mailbox support' => {hours => '24x7', 'time-zone' => 'Asia/Tokyo'},
    'mailbox sales'   => {addresses => 'sales@example.test', hours => '24x7', 'time-zone' => 'UTC', languages => 'en', pm => 'paula'},
    'account Vip'     => {domains => 'vip.test', tier => 'gold', 'key-account' => 'yes'},
});
my $earshot = $stage->earshot;

my $FURIOUS = "This is outrageous! For the third time the export is dead and nobody answers. We cancel the contract and move to another vendor.\n";

# A word of the commands: its status, what it says, and what it says when it fails.
sub thread { my ($status, $out, $err) = $earshot->cli('thread', @_); return ($status, decode('UTF-8', $out), decode('UTF-8', $err)) }
sub ok_thread { my ($said, @words) = @_; my ($status, $out, $err) = thread(@words); is $status, 0, "thread @words"; like $out, $said, 'and says so'; return is $err, '', 'and no more' }
sub fails { my ($wanted, $why, @words) = @_; my ($status, $out, $err) = thread(@words); is $status, $wanted, "thread @words ends with $wanted"; like $err, $why, 'and says why'; return is $out, '', 'and does nothing' }
sub listed { return map { $_->{from} } $earshot->ask(qw(thread list), @_) }
sub shown  { return $earshot->ask(qw(thread show), @_) }
sub clock  { my ($shown, $kind) = @_; return (grep { $_->{kind} eq $kind } @{$shown->{clocks}})[-1] }
sub short  { return substr $_[0], 0, 8 }
sub width  { my ($line) = @_; my $wide = () = $line =~ /[\x{1100}-\x{115f}\x{2e80}-\x{a4cf}\x{ac00}-\x{d7a3}\x{f900}-\x{faff}\x{ff00}-\x{ff60}]/g; return length($line) + $wide }

# id => the thread's, sent => what E2E::Stage reports
sub customer {
    my ($from, %more) = @_;
    my $sent = $stage->send(from => $from, %more);
    my $mail = $stage->delivered($sent) or die "$from: not delivered\n";
    return {sent => $sent, id => $mail->field('Earshot-Thread')};
}

sub we_answer {
    my ($case, $to, $body) = @_;
    my $before = shown($case->{id})->{messages};
    my $sent = $stage->send(from => 'Support <support@example.test>', to => $to, subject => 'Re: your message', dmarc => undef,
        fields => ["In-Reply-To: <$case->{sent}{id}>"], body => $body);
    is $sent->{code}, 250, "our mail to $to is taken";
    return ok E2E::Rig::eventually(8, sub { shown($case->{id})->{messages} > $before }), 'and stands in the conversation';
}

my ($status, $out, $err) = thread('list');
is $status, 0, 'an empty store has a list too';
like $out, qr/^No open conversation/, 'which says that there is none';
is_deeply [$earshot->ask(qw(thread list))], [], 'and is an empty array for programs';

my $ada = customer('Ada Young <ada@customer.test>', subject => 'Export stops');
my $vip = customer('Vic <vic@support.vip.test>', subject => 'Cancelled', body => $FURIOUS);
my $eve = customer("Eve <eve\@hostile.test>", subject => "\e[31m Red \e]0;title\a \x{202e}txet " . "\x{8f38}\x{51fa}\x{304c}" x 40,
    body => "\e[2JNothing works \x{202e} at all, for three days, and that is \e[31mtotally unacceptable\e[0m!\n" . 'x' x 3000 . "\n");
my $sal = customer('Sam <sam@customer.test>', to => 'sales@example.test', subject => 'Licence does not start');

subtest 'a list' => sub {
    my @all = $earshot->ask(qw(thread list));
    is scalar @all, 4, 'four conversations';
    is $all[0]{from}, 'vic@support.vip.test', 'the gravest first';
    my @level = map { {none => 0, concern => 1, escalation => 2, critical => 3}->{$_->{level}} } @all;
    is_deeply \@level, [sort { $b <=> $a } @level], 'and so on downwards';
    my ($of_ada) = grep { $_->{id} eq $ada->{id} } @all;
    is_deeply [sort keys %$of_ada], [sort qw(id mailbox level phase from subject language opened updated first_reply_due messages acknowledged answered due
        late asked promises tier key_account reply in_hand problem notes choices_open)], 'the keys of one';
    is $of_ada->{reply}{kind}, 'first-reply', 'which reply is due';
    is $of_ada->{reply}{due}, $of_ada->{first_reply_due}, 'and when';
    is $of_ada->{due}, $of_ada->{first_reply_due}, 'which is what is due first';
    is_deeply [@$of_ada{qw(phase late asked promises)}], ['discovery', JSON::PP::false(), undef, 0], 'nothing else yet';
    is $all[0]{tier}, 'gold', 'the tier of who has one';

    is_deeply [listed(qw(--mailbox sales))], ['sam@customer.test'], 'of a mailbox';
    is_deeply [listed(qw(--from customer.test))], [grep {/customer/} map { $_->{from} } @all], 'of a domain';
    is_deeply [listed(qw(--from VIP.test))], ['vic@support.vip.test'], 'and those below it';
    is_deeply [listed(qw(--from ADA@customer.test))], ['ada@customer.test'], 'of an address';
    is_deeply [listed(qw(--from omer.test))], [], 'but not of a part of a name';
    is_deeply [listed('--level', $all[0]{level})], [map { $_->{from} } grep { $_->{level} eq $all[0]{level} } @all], 'of a level';
    is_deeply [listed('--level', 'none,concern,escalation,critical')], [map { $_->{from} } @all], 'of several';
    is_deeply [listed(qw(--phase solving))], [], 'of a phase';
    is_deeply [listed(qw(--late))], [], 'none is late';
    is_deeply [listed(qw(--limit 1))], ['vic@support.vip.test'], 'only the gravest';
    is_deeply [listed(qw(--limit 1 --from customer.test --mailbox sales))], ['sam@customer.test'], 'all at once';
    fails(64, $$_[0], 'list', @{$$_[1]}) for [qr/critical, escalation/, [qw(--level terrible)]], [qr/follow-up/, [qw(--phase open)]], [qr/usage/, [qw(--limit -3)]],
        [qr/usage/, ['word']], [qr/usage/, [qw(--color blue)]];
};

subtest 'a list for people' => sub {
    my ($ended, $table) = thread('list');
    my ($head, @rows) = split /\n/, $table;
    like $head, qr/^THREAD +LEVEL +PHASE +DUE +FROM +SUBJECT$/, 'its columns';
    is scalar @rows, 4, 'a row each';
    like $rows[0], qr/^\Q${\short($vip->{id})}\E +critical +discovery +in \d+ (?:min|h) +vic\@\S+ +Cancelled$/, 'the gravest first, with the short id';
    is_deeply [grep { width($_) > 80 } $head, @rows], [], 'no line over 80 columns';
    unlike $table, qr/[\e\a\x{202a}-\x{202e}]/, 'nothing that a message wrote speaks to the terminal';
    (undef, $table) = thread(qw(list --limit 2));
    like $table, qr/^These are the first 2; --limit 0 shows all\.$/m, 'it says when there are more';
    (undef, $table) = thread(qw(list --limit 4));
    unlike $table, qr/the first/, 'and only then';
    (undef, $table) = thread(qw(list --color always --level critical));
    like $table, qr/\e\[0;31mcritical\e\[0m/, 'the level in colour when it is wanted';
};

subtest 'one of them' => sub {
    for my $name ($vip->{id}, uc $vip->{id}, short($vip->{id}), '[#' . short($vip->{id}) . ']', '#' . short($vip->{id})) {
        is shown($name)->{id}, $vip->{id}, "$name is it";
    }
    fails(65, $$_[1], 'show', $$_[0]) for ['aaaaaaaaaaaaa', qr/no such thread; 'earshot thread list' shows them/], ['aaaaaaaa', qr/no such thread/], ['no id', qr/no id of a thread/],
        ['', qr/no id of a thread/], ["\x{fc}\x{fc}", qr/no id/];
    fails(64, qr/usage/, 'show');
    my $shown = shown($vip->{id});
    is_deeply [sort keys %{$shown->{clocks}[0]}], [sort qw(number kind level started due state late half soon told paused stopped words business wall)], 'the keys of a clock';
    my $first = clock($shown, 'first-reply');
    is_deeply [@$first{qw(state level late stopped paused words)}], ['running', 'critical', JSON::PP::false(), undef, undef, undef], 'the first reply runs';
    is_deeply $first->{told}, {half => undef, soon => undef, missed => undef}, 'and has said nothing yet';
    my ($entry) = @{$shown->{entries}};
    is_deeply [@$entry{qw(joined found outbound level)}], ['new', undef, JSON::PP::false(), 'critical'], 'what was written';
    ok scalar @{$entry->{evidence}}, 'and why it is grave';

    my ($ended, $page) = thread('show', $vip->{id});
    like $page, qr/^Thread +\Q$vip->{id}\E  \[#\Q${\short($vip->{id})}\E\]$/m, 'the page: its ids';
    like $page, qr/^Customer +gold, a key account$/m, 'who it is';
    like $page, qr/^Mailbox +support \(times are in Asia\/Tokyo\)$/m, 'whose clock is told';
    my $local = strftime('%Y-%m-%d %H:', gmtime($vip->{sent}{time} + 9 * 3600));
    like $page, qr/^Opened +\Q$local\E/m, 'and it is that clock';
    like $page, qr/^ +\d+  first-reply  \S+ \S+ +\S+ \S+ +runs, due in \d+ min/m, 'the clock, in words';
    like $page, qr/^    because: /m, 'the reasons';

    ($ended, $page) = thread('show', $eve->{id});
    is $ended, 0, 'the hostile one is shown too';
    is_deeply [grep { width($_) > 80 } split /\n/, $page], [], 'no line over 80 columns';
    unlike $page, qr/[\e\a\x{202a}-\x{202e}]/, 'nothing of it speaks to the terminal';
};

subtest 'what we wrote' => sub {
    we_answer($ada, 'ada@customer.test', "Hello Ada,\n\nthat was our mistake, it works again.\n\nBob\n");
    my $shown = shown($ada->{id});
    is $shown->{phase}, 'solving', 'a person answered';
    is $shown->{reply}, undef, 'nothing is due';
    my ($ours) = grep { $_->{outbound} } @{$shown->{entries}};
    is $ours->{joined}, 'reference', 'how our mail came there';
    like $ours->{found}, qr/\Q$ada->{sent}{id}\E/, 'by what';
    my $first = clock($shown, 'first-reply');
    is $first->{state}, 'met', 'the clock is met';
    cmp_ok $first->{business}, '<=', $first->{wall} + 1, 'its business time is no longer than its wall-clock time';
    my (undef, $page) = thread('show', $ada->{id});
    like $page, qr/^#2  .*  ours: support\@example\.test$/m, 'ours is marked as ours';
    like $page, qr/^ +\d+  first-reply .* met after /m, 'the clock says how long it took';
    like $page, qr/^Answered +.*, by a person$/m, 'and who answered';
    is_deeply [listed(qw(--phase solving))], ['ada@customer.test'], 'the list knows the phase';
};

subtest 'promises by hand' => sub {
    my $day = strftime('%Y-%m-%d', gmtime(time + 9 * 3600 + 3 * 86400));
    my $midnight = strftime('%Y-%m-%d 00:00', gmtime(time + 9 * 3600 + 4 * 86400)); # the close of a day that never closes
    ok_thread(qr/^\Q$ada->{id}\E: promise \d+ is due \Q$midnight\E \(Asia\/Tokyo\)$/, 'promise', $ada->{id}, $day, qw(We will call her));
    my $promise = clock(shown($ada->{id}), 'promise');
    is $promise->{words}, 'We will call her', 'its words';
    is $promise->{state}, 'running', 'it runs';
    is shown($ada->{id})->{promises}, 1, 'and is counted';
    is shown($ada->{id})->{due}, $promise->{due}, 'it is what is due next';
    ok_thread(qr/is due \Q$day\E 15:30 \(Asia\/Tokyo\)/, 'promise', short($ada->{id}), "${day}T15:30", "And \e[31mred\e[0m, by hand");
    my $second = clock(shown($ada->{id}), 'promise');
    is $second->{due}, strftime('%Y-%m-%dT06:30:00Z', gmtime(time + 9 * 3600 + 3 * 86400)), 'a time without zone is the mailbox\'s';
    unlike $second->{words}, qr/\e/, 'control characters are left out of its words';
    ok_thread(qr/is due \Q$day\E 18:00 /, 'promise', $ada->{id}, "${day}T10:00:00+01:00", 'With a zone of its own');
    ok_thread(qr/promise $promise->{number} is kept in time/, 'keep', $ada->{id}, $promise->{number});
    my ($kept) = grep { $_->{number} == $promise->{number} } @{shown($ada->{id})->{clocks}};
    is $kept->{state}, 'met', 'it is kept';
    my (undef, $page) = thread('show', $ada->{id});
    like $page, qr/ kept in time\n     We will call her$/m, 'the page says so, with its words';
    fails(65, qr/no promise $promise->{number} is open; open: \d+, \d+/, 'keep', $ada->{id}, $promise->{number});
    fails(65, qr/no promise 1 is open/, 'keep', $ada->{id}, 1);
    fails(65, qr/past; give a time to come/, 'promise', $ada->{id}, '2020-01-01', 'Too late');
    fails(65, qr/400 days/, 'promise', $ada->{id}, '2222-01-01', 'Too far');
    fails(65, qr/no date|no time/, 'promise', $ada->{id}, $_, 'When?') for '2026-13-01', '2027-02-29', 'tomorrow', '', "${day}T25:00";
    fails(65, qr/no such thread/, 'promise', 'aaaaaaaaaaaaa', $day, 'Nobody');
    fails(64, qr/usage/, 'promise', $ada->{id}, $day);
    fails(64, qr/usage/, 'promise', $ada->{id}, $day, ' ');
    fails(64, qr/usage/, 'keep', $ada->{id}, $_) for 'x', 0, '1.5', '99999999999';
    is shown($ada->{id})->{promises}, 2, 'no error changed anything';
};

subtest 'phases by hand' => sub {
    ok_thread(qr/^\Q$ada->{id}\E is in follow-up, was solving$/, 'phase', $ada->{id}, 'follow-up');
    is shown($ada->{id})->{phase}, 'follow-up', 'it is there';
    fails(64, qr/usage.*discovery\|solving/, 'phase', $ada->{id}, 'done');
    fails(65, qr/no such thread/, 'phase', 'aaaaaaaaaaaaa', 'solving');
    ok_thread(qr/^\Q$ada->{id}\E is closed; 2 clocks dropped$/, 'close', $ada->{id});
    ok_thread(qr/^\Q$ada->{id}\E is closed already$/, 'close', $ada->{id});
    my $shown = shown($ada->{id});
    is_deeply [@$shown{qw(phase level due promises reply)}], ['closed', 'none', undef, 0, undef], 'nobody waits any more';
    is scalar(my @dropped = grep { $_->{state} eq 'dropped' } @{$shown->{clocks}}), 2, 'its clocks are dropped';
    is_deeply [grep {/ada/} listed()], [], 'it is listed no more';
    is_deeply [grep {/ada/} listed('--all')], ['ada@customer.test'], 'but among all';
    is_deeply [listed(qw(--phase closed))], ['ada@customer.test'], 'and among the closed ones';
    is((listed('--all'))[-1], 'ada@customer.test', 'which stand last');
    fails(65, qr/it is closed; 'earshot thread phase \S+ solving' opens it again/, 'promise', $ada->{id}, '2026-12-24', 'Closed');

    my ($ended, $said, $why) = thread('close', $sal->{id}, 'aaaaaaaaaaaaa', $eve->{id});
    is $ended, 65, 'one of three is not there';
    is scalar(my @lines = split /\n/, $said), 2, 'the others are closed all the same';
    like $why, qr/^aaaaaaaaaaaaa: no such thread/, 'and the one is named';

    my $again = customer('Ada Young <ada@customer.test>', subject => 'Re: Export stops', fields => ["In-Reply-To: <$ada->{sent}{id}>"], body => "It stops again, with error 4711.\n");
    is $again->{id}, $ada->{id}, 'its customer writes again';
    is shown($ada->{id})->{phase}, 'solving', 'which opens it, as no command needs to';
    is_deeply [grep {/ada/} listed()], ['ada@customer.test'], 'it is listed again';
    my (undef, $page) = thread('show', $ada->{id});
    like $page, qr/^Reopened +\d{4}-/m, 'and says so';
};

subtest 'two that are one, and one that is two' => sub {
    my $one = customer('Cy <cy@customer.test>', subject => 'Invoice 4711 is wrong');
    my $two = customer('Cy <cy@customer.test>', subject => 'Totals of invoice 4711', body => "The totals are wrong too, and we need them today.\n");
    isnt $one->{id}, $two->{id}, 'two conversations of one matter';
    fails(65, qr/\S/, 'merge', $one->{id}, $one->{id});
    fails(65, qr/no such thread/, 'merge', $one->{id}, 'aaaaaaaaaaaaa');
    fails(65, qr/no such thread/, 'merge', 'aaaaaaaaaaaaa', $one->{id});
    fails(64, qr/usage/, 'merge', $one->{id});
    ok_thread(qr/^\Q$two->{id}\E lives on in \Q$one->{id}\E, with 1 message$/, 'merge', short($one->{id}), short($two->{id}));
    my $shown = shown($two->{id});
    is_deeply [@$shown{qw(id merged messages)}], [$one->{id}, $two->{id}, 2], 'its id leads to the one in which it lives on';
    is_deeply [map { $_->{message_id} } @{$shown->{entries}}], [$one->{sent}{id}, $two->{sent}{id}], 'with the messages of both';
    like $shown->{entries}[1]{found}, qr/\Qmerged from $two->{id}\E/, 'and where they came from';
    is scalar(my @running = grep { $_->{state} eq 'running' && $_->{kind} eq 'first-reply' } @{$shown->{clocks}}), 1, 'one reply is due';
    is_deeply [grep {/^cy/} listed('--all')], ['cy@customer.test'], 'it is listed once';
    my (undef, $page) = thread('show', $two->{id});
    like $page, qr/^Merged +\Q$two->{id}\E was merged into this one$/m, 'the page says so';
    fails(65, qr/the same thread already/, 'merge', $one->{id}, $two->{id});
    my $next = customer('Cy <cy@customer.test>', subject => 'Re: Totals of invoice 4711', fields => ["In-Reply-To: <$two->{sent}{id}>"], body => "Any news?\n");
    is $next->{id}, $one->{id}, 'an answer to the one that is gone comes there';

    fails(65, qr/\S/, 'split', $one->{id}, $_) for 1, 4, 4000000000;
    fails(64, qr/usage/, 'split', $one->{id}, $_) for 0, 'x';
    is shown($one->{id})->{messages}, 3, 'no error changed anything';
    my ($ended, $said) = thread('split', $one->{id}, '#2');
    is $ended, 0, 'split';
    like $said, qr/^\w{13} is new, with 2 messages that stood in \Q$one->{id}\E$/, 'and says so';
    my ($id) = $said =~ /^(\w+)/;
    is_deeply [map { scalar @{shown($_)->{entries}} } $one->{id}, $id], [1, 2], 'each has its own';
    $next = customer('Cy <cy@customer.test>', subject => 'Re: Totals of invoice 4711', fields => ["In-Reply-To: <$next->{sent}{id}>"], body => "Hello?\n");
    is $next->{id}, $id, 'and what answers a message comes to where it stands';
};

subtest 'a dossier, for handing on' => sub {
    my ($done, $text) = thread('show', '--dossier', $vip->{id});
    is $done, 0, 'as text';
    is_deeply [grep { width($_) > 72 } split /\n/, $text], [], 'of 72 columns at most';
    like $text, qr/^Dossier: Vic, Vip$/m, 'of whom';
    my $flat = $text =~ s/\s+/ /gr;
    like $flat, qr/As of \w+, \d+ \w+ 20\d\d, .*? Next .*? WHAT HAPPENED .*? HOW THEY FEEL .*? WHAT IS AT STAKE .*? WHO THEY ARE .*? IN ORDER /, 'all that a colleague asks, in this order';
    like $flat, qr/Important\? .*? Reference or large\? .*? Renewal near\? .*? Earlier trouble\? .*? Target segment\? .*? Who looks after them\? /, 'six questions';
    like $flat, qr/at stake: .*?another vendor/, 'their words, by what they speak for';
    like $flat, qr/writes: critical/, 'and what happened';
    my ($of_ada, $ada_text) = thread('show', '--dossier', short($ada->{id}));
    like $ada_text =~ s/\s+/ /gr, qr/we promise .*? we answer|we answer .*? we promise/, 'what we wrote and promised stands in it';
    my ($other, $german) = thread('show', '--dossier', '--language', 'de', $vip->{id});
    like $german, qr/WAS GESCHEHEN IST/, 'in another language';
    my ($hostile, $shown) = thread('show', '--dossier', $eve->{id});
    is $hostile, 0, 'a hostile one';
    unlike $shown, qr/[\x00-\x09\x0b-\x1f\x7f-\x9f\x{202a}-\x{202e}]/, 'does nothing to the terminal';
    is_deeply [grep { width($_) > 72 } split /\n/, $shown], [], 'and keeps to its columns';

    my $file = $rig->dir . '/dossier.html';
    is_deeply [thread('show', '--dossier', '--html', $file, $eve->{id})], [0, '', ''], 'as a page';
    is sprintf('%o', (stat $file)[2] & oct 7777), '600', 'that nobody else reads';
    open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
    my $html = do { local $/ = undef; <$in> };
    close $in;
    unlike $html, qr/<script|<img|<link|\bon\w+=|url\(|[\x00-\x09\x0b-\x1f\x{202a}-\x{202e}]/i, 'without scripts, asking for nothing';
    like $html, qr|Subject</dt>\s*<dd[^>]*>[^<]*txet .*Eve writes: |s, 'with their subject and what they did';

    fails(64, qr/usage/, 'show', @$_) for ['--html', $file, $ada->{id}], ['--language', 'de', $ada->{id}], ['--json', '--dossier', $ada->{id}], ['--dossier'];
    fails(65, qr/no such thread/, 'show', '--dossier', 'aaaaaaaaaaaaa');
    my ($failed, undef, $why) = thread('show', '--dossier', '--html', $rig->dir . '/nowhere/d.html', $ada->{id});
    isnt $failed, 0, 'a file that cannot be written is an error';
    like $why, qr/nowhere/, 'which names it';
};

done_testing;
