# Who is answered and who is not, as people set it: the no-answer list by hand, accounts, a mailbox that is off, and the breaker.
use strict;
use utf8;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Mail;
use E2E::Rig;
use E2E::Stage;
use Test::More;

E2E::Rig::need_root();
E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
E2E::Postfix::need();

# What the message's own field says of its answer.
sub fate { my ($stage, $sent) = @_; my $mail = $stage->delivered($sent); return defined $mail ? $mail->field('Earshot-Acknowledge') // 'no such field' : 'not delivered' }

subtest 'the list by hand' => sub {
    my $rig = E2E::Rig->new('no-answer-list');
    my $stage = E2E::Stage->new($rig);
    my $cli = sub { my ($status, $out, $err) = $stage->earshot->cli('no-answer', @_); return wantarray ? ($status, $out, $err) : $status };
    my $list = sub { return join ' ', sort map {"$_->{address}=$_->{cause}"} $stage->earshot->ask(qw(no-answer list)) };

    is $list->(), '', 'it begins empty';
    is_deeply [$cli->(qw(list))], [0, '', ''], 'for people too';
    is $cli->(qw(add Jane@quiet.test bob@quiet.test)), 0, 'two are put on it';
    is $cli->(qw(add --cause complained cy@quiet.test)), 0, 'one more, who complained';
    is $list->(), 'Jane@quiet.test=opted-out bob@quiet.test=opted-out cy@quiet.test=complained', 'there they are';
    my ($jane) = grep { $_->{address} eq 'Jane@quiet.test' } $stage->earshot->ask(qw(no-answer list));
    is $jane->{detail}, 'by hand', 'it says who put them there';
    like $jane->{since}, qr/^\d{4}-\d\d-\d\dT[\d:]+Z$/, 'and when';
    ok !$jane->{lapsed}, 'it holds';

    my ($status, $out, $err) = $cli->(qw(add --cause bounced jane@quiet.test));
    is $status, 0, 'a weaker cause is no error';
    like $err, qr/\bstays\b.*opted-out/, 'but it is told that the stronger one stays';
    is $list->(), 'Jane@quiet.test=opted-out bob@quiet.test=opted-out cy@quiet.test=complained', 'and it does';

    for my $case ([65, 'an address that is none', 'add', 'new@quiet.test', 'not an address'], [65, 'one with a line break', 'add', "a\@quiet.test\nb"],
        [64, 'a cause that only erasing gives', qw(add --cause erased new@quiet.test)], [64, 'a cause of no kind', qw(add --cause boredom new@quiet.test)],
        [64, 'nobody', 'add'], [64, 'nobody to remove', 'remove'], [65, 'one to remove who is not there', 'remove', 'new@quiet.test'],
        [64, 'a word behind list', qw(list all)], [64, 'no such verb', 'forget'])
    {
        my ($expected, $what, @words) = @$case;
        my ($failed, $said, $why) = $cli->(@words);
        is $failed, $expected, "$what ends with $expected";
        isnt $why, '', 'and says why';
    }
    unlike $list->(), qr/new\@quiet/, 'an error changes nothing, not even what stands before it';

    $cli->('add', 'a.person.with.quite.a.long.name.indeed@a.department.of.a.very.large.organisation.test');
    my ($shown, $table) = $cli->('list');
    is_deeply [grep { length > 80 } split /\n/, $table], [], 'the table keeps to 80 columns';
    is scalar(my @lines = split /\n/, $table), 5, 'a line each, and its head';

    my $silent = $stage->send(from => 'Jane <jane@quiet.test>');
    my $other = $stage->send(from => 'Joe <joe@quiet.test>');
    is fate($stage, $silent), 'no; reason=no-answer-list', 'who is on it is not answered, and the field says why';
    ok $stage->wait_answer($other), 'somebody else of the same domain is';
    ok $stage->settle, 'all that was to be answered has been';
    is scalar(my @answers = $stage->answers($silent)), 0, 'and still there is no answer';
    my $judged = $stage->earshot->ask('explain', '--mail-from', 'jane@quiet.test', $rig->write_file('jane.eml', $silent->{bytes}));
    ok scalar(grep { $_ eq 'no-answer-list' } @{$judged->{acknowledge}{reasons}}), 'explain says so too';

    is $cli->(qw(remove JANE@quiet.test)), 0, 'taken off, however it is written';
    my $again = $stage->send(from => 'Jane <jane@quiet.test>', subject => 'Another matter');
    ok $stage->wait_answer($again), 'she is answered again';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

subtest 'accounts, and a mailbox that is off' => sub {
    my $rig = E2E::Rig->new('no-answer-accounts');
    my $stage = E2E::Stage->new($rig, sections => {
        'account acme' => {domains => 'acme.test', language => 'de', 'answer-despite' => 'precedence'},
        'account quiet' => {addresses => 'ann@acme.test', domains => 'quiet.test', acknowledge => 'no'},
        'mailbox press' => {addresses => 'press@example.test', acknowledge => 'no'},
    });
    my @bulk = (fields => ['Precedence: bulk']);
    my $marked = $stage->send(from => 'Bob <bob@north.acme.test>', @bulk);
    my $answer = $stage->wait_answer($marked);
    ok $answer, 'an account whose system marks human mail is answered all the same';
    like $answer && $answer->text, qr/\b(?:danken?|Dank)\b/i, 'and in its own language';
    ok $stage->wait_answer($stage->send(from => 'Una <una@acme.test>', dmarc => undef)), 'who has an account is known: answered though nothing proves them';
    my %silent = (
        'somebody else whom nothing proves' => [{from => 'Eve <eve@other.test>', dmarc => undef}, 'unproven'],
        'somebody else with that mark' => [{from => 'Eve <eve@other.test>', @bulk}, 'precedence'],
        'a mark that the account does not name' => [{from => 'Bob <bob@acme.test>', fields => ['List-Id: <news.acme.test>']}, 'list'],
        'a domain whose name only ends like it' => [{from => 'Eve <eve@notacme.test>', @bulk}, 'precedence'],
        'an account that is off' => [{from => 'Ida <ida@quiet.test>'}, 'off'],
        'an address that is off in a domain that is not' => [{from => 'Ann <ann@acme.test>'}, 'off'],
        'a mailbox that is off' => [{from => 'Joe <joe@other.test>', to => 'press@example.test'}, 'off'],
    );
    $silent{$_}[2] = $stage->send(%{$silent{$_}[0]}) for sort keys %silent;
    is fate($stage, $silent{$_}[2]), "no; reason=$silent{$_}[1]", $_ for sort keys %silent;
    ok $stage->wait_answer($stage->send(from => 'Cid <cid@acme.test>')), 'a colleague in that domain is answered';
    ok $stage->settle, 'all that was to be answered has been';
    is scalar(my @answers = $stage->answers($silent{$_}[2])), 0, "$_: no answer" for sort keys %silent;
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};

subtest 'the breaker' => sub {
    my $rig = E2E::Rig->new('no-answer-breaker');
    my $stage = E2E::Stage->new($rig, sections => {acknowledge => {unproven => 'minimal'}});
    my $rearm = sub { return $stage->earshot->cli(qw(outbox rearm), @_) };
    my ($unknown, $nothing, $why) = $rearm->('nosuch');
    is $unknown, 65, 'a mailbox that is not there';
    like $why, qr/\bsupport\b/, 'then those that are there are named';
    is +($rearm->())[0], 64, 'a mailbox must be named';
    my ($idle, $said) = $rearm->('support');
    is $idle, 0, 'a breaker that is not open is no error';
    like $said, qr/not open/, 'but told';

    # Unproven senders, each new: more than five times what is usual.
    my $number = 0;
    my $surge = sub { $number++; return $stage->send(from => "Sam <sam$number\@s$number.test>", dmarc => undef) };
    my @sent = map { $surge->() } 1 .. 250;
    is fate($stage, $sent[-1]), 'yes', 'as many as this are let through';
    # A five minutes' window that moves on meanwhile lets a few more through.
    my @after;
    push @after, fate($stage, $surge->()) while @after < 60 && !grep {/breaker/} @after;
    push @after, map { fate($stage, $surge->()) } 1 .. 3;
    is_deeply [@after[-4 .. -1]], [('no; reason=breaker') x 4], 'then they are held, each of them';
    my $proven = $stage->send(from => 'Pia <pia@proven.test>');
    ok $stage->wait_answer($proven), 'the first answer to a proven customer goes on';
    my $told = $stage->outgoing->wait_where(8, sub { grep { $_ eq 'paula@example.test' } @{$_[0]{envelope}{to}} });
    ok $told, 'the PM is told';

    my ($told_so, $seen) = $stage->earshot->cli('status');
    is $told_so, 75, 'and whoever asks for the status';
    like $seen, qr/^ +support: open for .*4\s+risky\s+answers\s+held.*outbox\s+rearm\s+support/ms, 'with what to do';

    my ($done, $text) = $rearm->('support');
    is +($stage->earshot->cli('status'))[0], 0, 'then all is well';
    is $done, 0, 'it is closed by hand';
    like $text, qr/\bheld 4 answers\b/, 'and says how many it held';
    is fate($stage, $surge->()), 'yes', 'then the unproven are answered again';
    like +($rearm->('support'))[1], qr/not open/, 'and it stays closed';
    is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
};
done_testing;
