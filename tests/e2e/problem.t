# Problems from a terminal: named, shown, linked, made one of two, marked, ended; what is wrong is told with an exit status, and nothing of
# one PM's is another's. The conversations come from a folder of stored mail, so that no daemon is needed.
use strict;
use utf8;
use warnings;
use Encode qw(decode encode);
use FindBin;
use JSON::PP ();
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use POSIX qw(strftime);
use Test::More;

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_programs(qw(earshot));
$ENV{LC_ALL} = 'C.UTF-8';
my $rig = E2E::Rig->new('problem');
my $program = E2E::Earshot::program('earshot');
my $dir = $rig->dir;
my $PMS = "[mailbox support]\naddresses = support\@example.test\npm = anna\n[pm anna]\naddress = anna\@example.test\n";
my $conf = conf_of('two', $PMS . "[mailbox sales]\naddresses = sales\@example.test\npm = bert\n[pm bert]\naddress = bert\@example.test\n");

sub conf_of {
    my ($name, $more, $mode) = @_;
    $mode //= 'tag';
    return $rig->write_file("$name.conf", "[earshot]\nhostname = mx.example.test\nsocket = unix:$dir/milter.sock\nstore = lmdb:$dir/store\n"
        . "key-file = $dir/earshot.key\nmode = $mode\n$more");
}

sub earshot {
    my ($file, @words) = @_;
    my ($status, $out, $err) = $rig->run($program, '-c', $file, map { encode('UTF-8', $_) } @words);
    return ($status, decode('UTF-8', $out), decode('UTF-8', $err));
}
sub problem { return earshot($conf, 'problem', $_[0], '--pm', 'anna', @_[1 .. $#_]) }
sub bert    { return earshot($conf, 'problem', $_[0], '--pm', 'bert', @_[1 .. $#_]) }
sub ok_run {
    my ($wanted, @words) = @_;
    my ($status, $out, $err) = problem(@words);
    is $status, 0, "@words" or diag $err;
    chomp $out;
    return ref $wanted ? like $out, $wanted, 'says so' : is $out, $wanted, 'says so';
}
sub fails {
    my ($wanted, $why, @words) = @_;
    my ($status, $out, $err) = problem(@words);
    is $status, $wanted, "@words: $wanted";
    is $out, '', 'nothing on stdout';
    return like $err, $why, 'and why';
}
sub json { my ($status, $out, $err) = problem(@_, '--json'); is $status, 0, "@_" or diag $err; return JSON::PP->new->decode($out) }
sub narrow { my ($text, $what) = @_; is_deeply [grep { length > 80 } split /\n/, $text], [], "$what fits 80 columns" }

# ---- conversations --------------------------------------------------------------------------------------------------

my %MAILS = (
    ann => ['support', 'Export is empty'], ben => ['support', 'Empty export'], cat => ['support', 'Log-in fails'], dan => ['support', 'Crash'],
    sam => ['sales', 'Licence'],
);
my $number = 0;
$rig->make_dir("mail/$_") for qw(cur new tmp);
sub stored { my ($name, @fields) = @_; return $rig->write_file("mail/cur/$name:2,", join "\n", @fields) }
for my $who (sort keys %MAILS) {
    my ($to, $subject) = @{$MAILS{$who}};
    my $date = strftime '%a, %d %b %Y %H:%M:%S +0000', gmtime(time - 7200 + 60 * ++$number);
    $rig->write_file("mail/cur/$number:2,", "From: $who <$who\@$who.example>\nTo: $to\@example.test\nSubject: $subject\nDate: $date\n"
        . "Message-ID: <$who\@$who.example>\n\nHello, $subject since this morning, the file is empty and nobody can work here.\n");
}
is +(earshot($conf, qw(key init)))[0], 0, 'a key';
is +(problem("list"))[0], 78, "without a store: told";
my ($status, $out, $err) = earshot($conf, 'import', "$dir/mail");
is $status, 0, 'conversations' or diag $err;
($status, $out) = earshot($conf, qw(thread list --json --all));
($status, $out) = earshot($conf, qw(thread list --json)) if $status != 0;
my %id = map { ($_->{from} =~ /^(\w+)/)[0] => $_->{id} } @{JSON::PP->new->decode($out)};
is join(' ', sort keys %id), 'ann ben cat dan sam', 'of five people';

# ---- naming ---------------------------------------------------------------------------------------------------------

subtest 'a problem is named' => sub {
    is_deeply json('list'), [], 'none yet';
    ok_run('P1', 'add', 'Export is empty', '--pattern', 'export [..3] empty', '--pattern', 'ERR_77', '--sample', $id{ann}, '--owner', 'team export',
        '--workaround', "de=Bitte für jetzt als CSV:\nhttps://example.test/csv", '--workaround', 'en=Use CSV.', '--expires', '30d');
    my $made = json('add', 'Log-in', '--name', 'LOGIN-1');
    is $made->{name}, 'LOGIN-1', 'a name of their own';
    is $made->{status}, 'open', 'open';
    is $made->{expires}, undef, 'for ever';
    ok_run('P2', 'add', 'A third — ünïcode');
    my $one = json('show', 'p1');
    is_deeply [@$one{qw(name pm title status owner linked)}], ['P1', 'anna', 'Export is empty', 'open', 'team export', 1], 'what it is, in whatever case';
    is_deeply $one->{patterns}, ['export [..3] empty', 'ERR_77'], 'its patterns';
    is_deeply $one->{workarounds}, {de => "Bitte für jetzt als CSV:\nhttps://example.test/csv", en => 'Use CSV.'}, 'its workarounds';
    is_deeply $one->{samples}, [$id{ann}], 'its sample';
    is_deeply [@{$one->{links}[0]}{qw(thread how told)}], [$id{ann}, 'hand', undef], 'is linked by hand';
    cmp_ok $one->{links}[0]{sure}, '==', 1, 'surely';
    like $one->{next}, qr/customer/, 'and somebody should confirm it';
    is +(earshot($conf, qw(thread show), $id{ann}, '--json'))[1] =~ /"problem": ?"P1"/, 1, 'the conversation says so too';
};

subtest 'lists and pages for people' => sub {
    my ($status, $out) = problem('list');
    like $out, qr/^PROBLEM +STATUS +LINKED +SINCE +OWNER +TITLE *\nP1 +open +1 .*team export +Export is empty *\nLOGIN-1 .*\nP2 .*A third — ünïcode/, 'in order';
    narrow($out, 'the list');
    ($status, $out) = problem('show', 'P1');
    for my $words ('Export is empty', 'open, since', 'team export', 'customer no, support no, pm no', 'ERR_77', 'Bitte für jetzt als CSV:', $id{ann}, 'hand') {
        like $out, qr/\Q$words\E/, $words;
    }
    narrow($out, 'the page');
    ok_run('LONG', 'add', 'x' x 120, '--name', 'LONG', '--owner', 'y' x 80, '--pattern', 'word ' x 12, '--workaround', 'en=' . 'helps ' x 100);
    narrow((problem('list'))[1], 'a list with a long one');
    narrow((problem('show', 'LONG'))[1], 'a long page');
    ok_run(qr/expired/, 'expire', 'LONG');
};

subtest 'what cannot be' => sub {
    fails(65, qr/not a word/, 'add', 'Bad', '--pattern', 'export ((('); 
    fails(65, qr/gap is \[\.\.1\] to \[\.\.8\]/, 'add', 'Bad', '--pattern', 'export [..99] empty');
    fails(65, qr/it is empty/, 'add', 'Bad', '--pattern', '   ');
    fails(65, qr/no set of that name/, 'add', 'Bad', '--pattern', '@we export');
    fails(65, qr/at most 120/, 'add', 'x' x 121);
    fails(65, qr/in a few words/, 'add', " \t");
    fails(65, qr/letters, digits/, 'add', 'Bad', '--name', 'a b');
    fails(65, qr/is there already/, 'add', 'Bad', '--name', 'p1');
    fails(65, qr/LANG one of/, 'add', 'Bad', '--workaround', 'xx=text');
    fails(65, qr/LANG=TEXT/, 'add', 'Bad', '--workaround', 'text');
    fails(65, qr/http/, 'add', 'Bad', '--workaround', 'en=See javascript://x');
    fails(65, qr/http/, 'add', 'Bad', '--workaround', 'en=See xhttp://x');
    fails(65, qr/at most 600/, 'add', 'Bad', '--workaround', 'en=' . 'x' x 601);
    fails(65, qr/admits, denies or blames/, 'add', 'Bad', '--workaround', 'en=It works as designed.');
    fails(65, qr/neither a day/, 'add', 'Bad', '--expires', 'soon');
    fails(65, qr/is past/, 'add', 'Bad', '--expires', '2020-01-01');
    fails(65, qr/is past/, 'add', 'Bad', '--expires', '0');
    fails(65, qr/aaaaaaaaaaaaa/, 'add', 'Bad', '--sample', 'aaaaaaaaaaaaa');
    fails(65, qr/no group of that id/, 'add', 'Bad', '--from-group', $id{ann});
    fails(65, qr/no such problem; .*problem list/, 'show', 'P99');
    fails(65, qr/no such problem/, 'show', "P1\n");
    fails(65, qr/no such problem/, 'link', 'P99', $id{ann});
    fails(65, qr/mark is customer, support or pm/, 'mark', 'P1', 'boss');
    fails(64, qr/usage/, 'add');
    fails(64, qr/usage/, 'set', 'P1');
    fails(64, qr/usage/, 'link', 'P1');
    fails(64, qr/usage/, 'merge', 'P1');
    fails(64, qr/in which release/, 'fixed', 'P1');
    fails(64, qr/letters, digits/, 'fixed', 'P1', '--release', 'a b');
    fails(64, qr/60\/min/, 'fixed', 'P1', '--release', '4.3', '--rate', 'fast');
    fails(64, qr/--undo goes with/, 'fixed', 'P1', '--undo', '--now');
    fails(65, qr/no such problem/, 'fixed', 'P99', '--release', '4.3');
    fails(65, qr/nobody is being told/, 'fixed', 'P1', '--undo');
    fails(64, qr/no such command/i, 'frobnicate');
    is scalar(grep { $_->{title} =~ /Bad/ } @{json('list', '--all')}), 0, 'nothing of all that was made';
    my (undef, undef, $note) = problem('add', 'Vague', '--name', 'VAGUE', '--pattern', 'export');
    like $note, qr/many mails/, 'one common word is warned about';
    is +(problem('add', 'Code', '--name', 'CODE', '--pattern', 'E1042'))[2], '', 'a code is not';
};

subtest 'changing one' => sub {
    ok_run('P1', 'set', 'P1', '--title', 'Export still empty', '--drop-pattern', 'ERR_77', '--pattern', 'empty export', '--workaround', 'de=', '--expires', 'never',
        '--owner', '');
    my $one = json('show', 'P1');
    is_deeply [@$one{qw(title owner expires)}], ['Export still empty', undef, undef], 'as it is now';
    is_deeply $one->{patterns}, ['export [..3] empty', 'empty export'], 'patterns come and go';
    is_deeply [keys %{$one->{workarounds}}], ['en'], 'so do workarounds';
    fails(65, qr/none that is written so/, 'set', 'P1', '--drop-pattern', 'ERR_77');
    fails(65, qr/at most 16/, 'set', 'P1', map { ('--pattern', "pattern number $_") } 1 .. 20);
    is scalar @{json('show', 'P1')->{patterns}}, 2, 'all or nothing';
    ok_run('P1', 'set', 'P1', '--expires', '2099-12-31');
    like json('show', 'P1')->{expires}, qr/^2099-12-31T2|^2100-01-01T00/, 'until the day ends';
};

# ---- links ----------------------------------------------------------------------------------------------------------

subtest 'conversations' => sub {
    ok_run('P1: 2 conversations linked, 2 in all', 'link', 'P1', $id{ben}, $id{ann});
    fails(65, qr/sales, which is not one of anna/, 'link', 'P1', $id{cat}, $id{sam});
    is json('show', 'P1')->{linked}, 2, 'all or none';
    ok_run('LOGIN-1: 1 conversation linked, 1 in all', 'link', 'LOGIN-1', $id{ben});
    is json('show', 'P1')->{linked}, 1, 'one conversation shows one problem';
    ok_run(qr/^\Q$id{ben}\E: no conversation of LOGIN-1 any more/, 'unlink', $id{ben});
    fails(65, qr/linked to no problem/, 'unlink', $id{ben});
    ok_run(qr/2 in all/, 'link', 'LOGIN-1', $id{ben}, $id{cat});
    ok_run(qr/^\w{8}: no conversation of LOGIN-1/, 'unlink', substr($id{cat}, 0, 8));
};

subtest 'conversations that become one' => sub {
    ok_run(qr/1 in all/, 'link', 'VAGUE', $id{dan});
    is +(earshot($conf, qw(thread merge), $id{cat}, $id{dan}))[0], 0, 'a conversation becomes part of another';
    is_deeply [map { $_->{thread} } @{json('show', 'VAGUE')->{links}}], [$id{cat}], 'and its link goes with it';
    is json('show', 'VAGUE')->{linked}, 1, 'counted once';
};

subtest 'two problems that are one' => sub {
    ok_run('LOGIN-1 lives on in P1, with 1 conversation', 'merge', 'P1', 'LOGIN-1');
    my $one = json('show', 'LOGIN-1');
    is $one->{name}, 'P1', 'the old name leads on';
    is_deeply [sort map { $_->{thread} } @{$one->{links}}], [sort $id{ann}, $id{ben}], 'all are its';
    fails(65, qr/the same problem already/, 'merge', 'LOGIN-1', 'P1');
    fails(65, qr/lives on in P1/, 'add', 'Again', '--name', 'login-1');
    is scalar(grep { $_->{name} eq 'LOGIN-1' } @{json('list')}), 0, 'it is listed no more';
    my ($merged) = grep { $_->{name} eq 'LOGIN-1' } @{json('list', '--all')};
    is_deeply [@$merged{qw(status merged_into linked)}], ['merged', 'P1', 0], 'but with all';
};

subtest 'marks and the end' => sub {
    ok_run('P1: not understood yet, missing: support, pm', 'mark', 'P1', 'customer');
    ok_run('P1: not understood yet, missing: pm', 'mark', 'P1', 'support');
    ok_run('P1: understood', 'mark', 'P1', 'pm');
    ok json('show', 'P1')->{understood}, 'with all three';
    ok_run('P1: not understood yet, missing: customer', 'mark', 'P1', 'customer', '--clear');
    ok_run(qr/^P1: expired/, 'expire', 'P1');
    fails(65, qr/expired already/, 'expire', 'P1');
    is json('show', 'P1')->{status}, 'expired', 'it is over';
    is scalar(grep { $_->{name} eq 'P1' } @{json('list')}), 0, 'listed with --all only';
    ok_run('P1', 'set', 'P1', '--expires', '30d');
    is json('show', 'P1')->{status}, 'open', 'and back again';
};

# ---- closing the loop -----------------------------------------------------------------------------------------------

# Ann was answered by a person of ours; ben wants no automatic mail.
subtest 'it is fixed' => sub {
    stored('answer', 'From: Support <support@example.test>', 'To: ann <ann@ann.example>', 'Subject: Re: Export is empty', 'In-Reply-To: <ann@ann.example>',
        'Message-ID: <answer@example.test>', 'Date: ' . strftime('%a, %d %b %Y %H:%M:%S +0000', gmtime(time - 3600)), '', "We look into it.\n");
    is +(earshot($conf, 'import', "$dir/mail"))[0], 0, 'she was answered';
    is +(earshot($conf, qw(no-answer add ben@ben.example)))[0], 0, 'he wants no automatic mail';
    my $preview = json('fixed', 'P1', '--release', '4.3', '--preview');
    is $preview->{would_tell}, 0, 'below mode answer nobody is told';
    is_deeply [sort map { $_->{not} } @{$preview->{reporters}}], [qw(mode mode)], 'and why';
    my $before = $conf;
    $conf = conf_of('answers', $PMS, 'answer');
    $preview = json('fixed', 'P1', '--release', '4.3', '--preview');
    my %not = map { $_->{thread} => $_->{not} } @{$preview->{reporters}};
    is_deeply \%not, {$id{ann} => undef, $id{ben} => 'no-answer'}, 'who is told and who is not';
    my ($status, $out) = problem('fixed', 'P1', '--release', '4.3', '--preview');
    like $out, qr/\n\Q$id{ben}\E .*no: on the no-answer list\n\n1 would be told that P1 is fixed in 4\.3; nothing was done\n\z/, 'for people';
    narrow($out, 'the preview');
    is json('show', 'P1')->{campaign}, undef, 'nothing has begun';
    ok_run(qr/^P1 is fixed in 4\.3\.\n1 is told from 2\d{3}-\d\d-\d\d \d\d:\d\d on, at most 30 a minute\.\nTo stop it: earshot problem fixed --pm anna P1 --undo\z/,
        'fixed', 'P1', '--release', '4.3', '--rate', '30/min');
    my $one = json('show', 'P1');
    is_deeply [@$one{qw(status release)}], ['fixed', '4.3'], 'it is fixed';
    is_deeply [@{$one->{campaign}}{qw(release state told)}], ['4.3', 'waits', 0], 'and will be told';
    narrow((problem('show', 'P1'))[1], 'its page');
    fails(65, qr/what is being told is release 4\.3/, 'fixed', 'P1', '--undo', '--release', '4.4');
    ok_run('P1: stopped; 0 were told before', 'fixed', 'P1', '--undo');
    fails(65, qr/nobody is being told/, 'fixed', 'P1', '--undo');
    is json('show', 'P1')->{status}, 'open', 'and it is open again';
    $conf = $before;
};

# ---- whose ----------------------------------------------------------------------------------------------------------

subtest 'two PMs' => sub {
    my ($status, $out, $err) = earshot($conf, qw(problem list));
    is $status, 64, 'who is meant must be said';
    like $err, qr/--pm NAME: anna, bert/, 'and who there is';
    ($status, $out, $err) = earshot($conf, qw(problem list --pm carl));
    is $status, 65, 'somebody else';
    like $err, qr/no \[pm carl\].*anna, bert/s, 'is nobody';
    is +(bert('show', 'P1'))[0], 65, 'hers are not his';
    is +(bert('add', 'His own'))[1], "P1\n", 'he has names of his own';
    is +(bert('link', 'P1', $id{ann}))[0], 65, 'her customers are not his';
    is +(bert('link', 'P1', $id{sam}))[0], 0, 'his are';
    is json('show', 'P1')->{title}, 'Export still empty', 'and hers is as it was';
    my $one = conf_of('one', $PMS);
    ($status, $out) = earshot($one, qw(problem show P1));
    is $status, 0, 'where there is one PM she is meant';
    like $out, qr/^P1  Export still empty/, 'and hers is shown';
    ($status, $out, $err) = earshot(conf_of('none', "[mailbox support]\naddresses = support\@example.test\n"), qw(problem list));
    is $status, 78, 'where no mailbox has one there are no problems';
    like $err, qr/no mailbox has a pm/, 'and that is said';
};

done_testing;
