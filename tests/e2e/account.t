# Accounts: `earshot account import` brings them from files as spreadsheets and CRM systems write them, whole or not at all, and says what
# changes; `list` and `show` tell what is known, and by what an address leads to whom.
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use FindBin;
use JSON::PP ();
use POSIX qw(mkfifo);
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Test::More;
use Time::HiRes qw(sleep time);

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output todo_output);
E2E::Rig::need_programs(qw(earshot earshot-milter));
my $rig = E2E::Rig->new('account', quiet => 0);
my $program = E2E::Earshot::program('earshot');

sub configuration {
    my ($more) = @_;
    my $dir = $rig->dir;
    return $rig->write_file('earshot.conf', <<"END");
[earshot]
hostname = mx.example.test
socket = unix:$dir/milter.sock
store = lmdb:$dir/store
key-file = $dir/earshot.key
mode = observe
${\($more // '')}
[mailbox support]
addresses = support\@example.test
END
}
my $conf = configuration();

sub cli {
    my (@words) = @_;
    my ($status, $out, $err) = $rig->run({within => 120}, $program, '-c', $conf, 'account', @words);
    return ($status, decode('UTF-8', $out), decode('UTF-8', $err));
}
sub csv { my ($name, @lines) = @_; return $rig->write_file($name, encode('UTF-8', join '', map {"$_\n"} @lines)) }
sub import_of { my ($file, @words) = @_; return cli('import', $file, @words) }
sub json { my (@words) = @_; my ($status, $out) = cli(@words, '--json'); return JSON::PP->new->decode($out) }
sub keys_known { return join ' ', map { $_->{account} } @{json('list')} }
sub last_line { my ($text) = @_; return (split /\n/, $text)[-1] }

my @head = 'account,name,domains,addresses,tier,revenue,reference,segment-fit,renewal,manager,manager-backup,manager-free,vocal,language,notes';
my @acme = 'A-1,Acme Ltd,acme.example;acme.co.uk,ann@gmail.com (business) it@acme.example (technical),gold,"1,250,000",yes,no,2027-03-31,Max,Mia,no,yes,de,"SECRET-NOTE one' . "\n" . 'two"';
my @bm = 'B-2,Böblinger Maschinenbau,bm.example,,silver,88000,,,,,,,,,';
my $first = csv('first.csv', @head, @acme, @bm);

subtest 'before there is a store' => sub {
    my ($status, $out, $err) = import_of($first, '--dry-run');
    is $status, 0, 'a dry run needs none' or diag $err;
    is last_line($out), '2 new, 0 changed, 0 unchanged. A dry run: nothing was written.', 'and says what would be';
    ok !-e $rig->dir('store'), 'nothing was made';
    is +(import_of($first))[0], 78, 'an import needs one';
    is +(cli('list'))[0], 78, 'so does a list';
};

is +($rig->run($program, '-c', $conf, qw(key init)))[0], 0, 'a key';
$rig->spawn('milter', E2E::Earshot::program('earshot-milter'), '-c', $conf, '--log=stderr');
$rig->wait_for_socket('milter', 'unix:' . $rig->dir('milter.sock'));

subtest 'import, list, show, beside a running milter' => sub {
    like +(cli('list'))[1], qr/^No account is known; .*import/, 'none yet';
    is_deeply json('list'), [], 'for programs too';
    is last_line((import_of($first, '--dry-run'))[1]), '2 new, 0 changed, 0 unchanged. A dry run: nothing was written.', 'a dry run';
    is keys_known(), '', 'wrote nothing';
    my ($status, $out, $err) = import_of($first);
    is $status, 0, 'they are imported' or diag $err;
    is $err, '', 'without a word of complaint';
    is $out, "New:\n  A-1                   Acme Ltd\n  B-2                   Böblinger Maschinenbau\n2 new, 0 changed, 0 unchanged.\n", 'and told';
    is last_line((import_of($first))[1]), '0 new, 0 changed, 2 unchanged.', 'again: nothing to do';
    is keys_known(), 'A-1 B-2', 'there they are';

    my $all = json('show', 'A-1');
    is_deeply $all, {
        account => 'A-1', name => 'Acme Ltd', domains => ['acme.example', 'acme.co.uk'], tier => 'gold', revenue => 1250000, reference => 'yes', segment_fit => 'no',
        addresses => [{address => 'ann@gmail.com', role => 'business'}, {address => 'it@acme.example', role => 'technical'}], renewal => '2027-03-31',
        manager => 'Max', manager_backup => 'Mia', manager_free => 'no', vocal => 'yes', language => 'de', notes => "SECRET-NOTE one\ntwo",
        found_by => 'key', found => 'A-1', role => 'unknown',
    }, 'all that is known';
    my $little = json('show', 'B-2');
    is_deeply [@$little{qw(reference segment_fit manager_free vocal renewal language notes)}], [('unknown') x 4, undef, undef, undef], 'and what is not';
    for my $case (['una@acme.example', 'A-1', 'domain', 'acme.example'], ['una@eu.acme.co.uk', 'A-1', 'domain', 'acme.co.uk'], ['IT@acme.example', 'A-1', 'address', 'it@acme.example'],
        ['ann@gmail.com', 'A-1', 'address', 'ann@gmail.com'], ['bm.example', 'B-2', 'domain', 'bm.example'])
    {
        my ($typed, @wanted) = @$case;
        is_deeply [@{json('show', $typed)}{qw(account found_by found)}], \@wanted, "$typed is found by $wanted[1]";
    }
    for my $unknown (qw(eve@gmail.com una@notacme.example C-3 co.uk @ ""), 'two words') {
        my ($none, $nothing, $why) = cli('show', $unknown);
        is $none, 65, "$unknown leads nowhere";
        like $why, qr/leads to no account/, 'and it says so';
    }
    my ($shown, $page) = cli('show', 'ann@gmail.com');
    like $page, qr/^Found by\s+address ann\@gmail\.com, a contact: business$/m, 'for people: by what they were found';
    like $page, qr/^Notes\s+SECRET-NOTE one\n\s+two$/m, 'with the notes';
    unlike +(cli('list'))[1] . (cli('list', '--json'))[1], qr/SECRET-NOTE/, 'which are in no list';
    is_deeply [grep { length > 80 } split /\n/, $page . (cli('list'))[1]], [], 'within 80 columns';
};

subtest 'what changes is told, column by column' => sub {
    my $second = csv('second.csv', @head, 'A-1,Acme Ltd,acme.example,ann@gmail.com (technical) it@acme.example (technical),gold,1250000,,no,2028-03-31,Max,Mia,no,yes,de,',
        'C-3,Gamma,bm.example;gamma.example,,,,,,,,,,,,', 'D-4,Delta,,,,,,,,,,,,,');
    my $wanted = <<'END';
New:
  C-3                   Gamma
      bm.example is taken over from B-2
  D-4                   Delta
Changed:
  A-1                   Acme Ltd
      reference: yes -> unknown
      renewal: 2027-03-31 -> 2028-03-31
      notes: gone
      domains: - acme.co.uk
      addresses: - ann@gmail.com (business)
      addresses: + ann@gmail.com (technical)
Not in the file, kept:
  B-2                   Böblinger Maschinenbau
1 of the file without domain and address: no mail will be known as theirs.
END
    is +(import_of($second, '--dry-run'))[1], "${wanted}2 new, 1 changed, 0 unchanged, 1 not in the file (kept). A dry run: nothing was written.\n", 'in a dry run';
    is json('show', 'A-1')->{renewal}, '2027-03-31', 'which changes nothing';
    is +(import_of($second))[1], "${wanted}2 new, 1 changed, 0 unchanged, 1 not in the file (kept).\n", 'and in the import';
    is json('show', 'A-1')->{renewal}, '2028-03-31', 'which does';
    is_deeply json('show', 'B-2')->{domains}, [], 'a domain that went over to another account is gone from the first';
    is json('show', 'una@bm.example')->{account}, 'C-3', 'and leads there';
    is +(cli('show', 'una@acme.co.uk'))[0], 65, 'a domain that was taken out leads nowhere';
    is last_line((import_of($second, qw(--remove-others --dry-run)))[1]), '0 new, 0 changed, 3 unchanged, 1 not in the file (to be removed). A dry run: nothing was written.', 'removing, dry';
    is keys_known(), 'A-1 B-2 D-4 C-3', 'removes nothing';
    is last_line((import_of($second, '--remove-others'))[1]), '0 new, 0 changed, 3 unchanged, 1 not in the file (removed).', 'removing';
    is keys_known(), 'A-1 D-4 C-3', 'does';
    import_of($first, '--remove-others');
};

my $before = keys_known();
subtest 'one bad row, and nothing is imported' => sub {
    my $bad = csv('bad.csv', @head, 'N-1,New,new.example,,,,,,,,,,,,', 'N-2,New,gmail.com,,,,,,31/03/2027,,,,,,', 'N-3,New,co.uk;new.example,nobody,,,,,,,,,perhaps,,', 'N-1,,,,,,,,,,,,,,');
    my ($status, $out, $err) = import_of($bad);
    is $status, 65, 'it ends with 65';
    is $out, '', 'there is no difference to tell';
    my @wanted = (qr/:3: column domains: "gmail\.com" is a mail provider's/, qr/:3: column renewal: "31\/03\/2027" is no date/, qr/:4: column domains: "co\.uk" belongs to many/,
        qr/:4: column addresses: "nobody" is no mail address/, qr/:4: column vocal: "perhaps" is no answer/, qr/:5: column account: "N-1" stands in line 2 already/, qr/^Nothing was changed\.$/);
    my @said = split /\n/, $err;
    is scalar @said, scalar @wanted, 'a line for each bad cell' or diag $err;
    like $said[$_], $wanted[$_], $said[$_] for 0 .. $#wanted;
    is keys_known(), $before, 'nothing was changed';
};

subtest 'exports of CRM systems' => sub {
    my $crm = csv('crm.csv', 'Kunde Nr.;Firma;Webseite;Umsatz;Type', '007;Süd GmbH;https://www.sued.example/;"1.200.000,00 €";x');
    is +(import_of($crm))[0], 65, 'a head that nobody knows';
    my ($status, $out, $err) = import_of($crm, '--map', 'Kunde Nr.=account, Firma=name, Webseite=website, Umsatz=revenue, Type=');
    is $status, 0, 'is told by --map' or diag $err;
    is_deeply [@{json('show', 'jo@sued.example')}{qw(account name revenue tier)}], ['007', 'Süd GmbH', 1200000, undef], 'and read';
    configuration("[accounts]\ncolumns = Kunde Nr.=account, Firma=name, Webseite=domains\n");
    is +(import_of($crm, '-n'))[0], 65, 'or by the configuration, which may be wrong';
    configuration("[accounts]\ncolumns = Kunde Nr.=account, Firma=name, Webseite=website, Umsatz=revenue, Type=\n");
    is last_line((import_of($crm, '-n'))[1]), '0 new, 0 changed, 1 unchanged, 2 not in the file (kept). A dry run: nothing was written.', 'or right';
    configuration();
    my $sales = csv('sales.csv', '"Account ID","Account Name","Account Owner","Type","Annual Revenue","Website"', '"0015g00000AbCdE","Söhne","Jo","Customer","88000.00","www.soehne.example"');
    is +(import_of($sales))[0], 0, 'Salesforce needs no telling';
    is_deeply [@{json('show', 'x@soehne.example')}{qw(account name manager tier revenue)}], [qw(0015g00000AbCdE Söhne Jo Customer 88000)], 'and is read';
    my $wide = $rig->write_file('wide.csv', "\xff\xfe" . encode('UTF-16LE', "account\tname\tdomains\r\nW\tŁódź\tlodz.example\r\n"));
    is +(import_of($wide))[0], 0, 'Unicode text of Excel';
    is json('show', 'W')->{name}, 'Łódź', 'is read, too';
    import_of($first, '--remove-others');
};

subtest 'hostile files' => sub {
    my $huge = $rig->dir('huge.csv');
    open my $out, '>', $huge or die;
    truncate $out, 200 << 20;
    close $out;
    mkfifo($rig->dir('fifo'), 0600) or die;
    my $line = "account,domains,notes\nA,a.example,";
    my %is = (
        'a file of 200 MB' => [$huge, qr/larger than 64 MB/],
        'a FIFO' => [$rig->dir('fifo'), qr/no regular file/],
        'a device without end' => ['/dev/zero', qr/no regular file/],
        'a directory' => ['/', qr/no regular file|cannot be read/],
        'no file' => [$rig->dir('none.csv'), qr/cannot be read: No such file/],
        'an empty file' => [$rig->write_file('empty.csv', ''), qr/is empty/],
        'a head alone' => [csv('head.csv', @head), qr/no rows/],
        'a cell of 10 MB' => [$rig->write_file('cell.csv', $line . ('x' x (10 << 20)) . "\n"), qr/:2: column notes: is longer than 65536 bytes/],
        'a quote that never ends' => [$rig->write_file('quote.csv', $line . '"' . ("x\n" x 1_000_000)), qr/does not end/],
        'NUL bytes' => [$rig->write_file('nul.csv', "$line\0\n"), qr/:2: a NUL byte/],
        'Windows-1252' => [$rig->write_file('ansi.csv', "${line}S\xf6hne\n"), qr/:2: not UTF-8; save the file as UTF-8/],
        'an escape sequence' => [$rig->write_file('escape.csv', "$line\e[31mred\n"), qr/:2: column notes: "\[31mred" holds a control character \(U\+001B\)/],
        'a program' => [$program, qr/NUL byte|not UTF-8/],
    );
    for my $name (sort keys %is) {
        my ($file, $why) = @{$is{$name}};
        my $began = time;
        my ($status, $said, $err) = import_of($file, '--remove-others');
        is $status, 65, "$name ends with 65";
        like $err, $why, "$name: why";
        unlike $err, qr/[\x00-\x09\x0b-\x1f\x7f]/, "$name: no control character reaches the terminal";
        cmp_ok time - $began, '<', 20, "$name: in time";
    }
    is keys_known(), $before, 'after all that nothing has changed';
    my $formula = csv('formula.csv', 'account,name,domains', 'F,"=HYPERLINK(""http://evil.example"",""x"")",f.example');
    is +(import_of($formula))[0], 0, 'a formula is text';
    is json('show', 'F')->{name}, '=HYPERLINK("http://evil.example","x")', 'and stays what it is';
    import_of($first, '--remove-others');
    is +(cli('import'))[0], 64, 'no file named';
    is +(cli('import', $first, $first))[0], 64, 'two files named';
    is +(cli('show'))[0], 64, 'show whom?';
    is +(cli('list', 'x'))[0], 64, 'a word behind list';
};

subtest 'twenty thousand, and a power cut amid them' => sub {
    my @rows = map {"K$_,Company $_,c$_.example,ann$_\@gmail.com (business),gold,$_,,,,,,,,,Notes on $_"} 1 .. 20_000;
    my $many = csv('many.csv', 'account,name,domains,addresses,tier,revenue,reference,segment-fit,renewal,manager,manager-backup,manager-free,vocal,language,notes', @rows);
    my $killed = 0;
    for my $round (1 .. 6) {
        $rig->spawn("import-$round", $program, '-c', $conf, 'account', 'import', $many);
        sleep 0.15 * $round;
        $killed++ if $rig->alive("import-$round");
        $rig->kill9("import-$round");
        my $known = scalar @{json('list')};
        ok $known == 2 || $known == 20_002, "killed after ${\(0.15 * $round)} s: all or nothing ($known)";
        last if $known > 2;
    }
    cmp_ok $killed, '>', 0, 'at least one was killed at work';
    my ($status, $out, $err) = import_of($many);
    is $status, 0, 'then it is imported' or diag $err;
    like last_line($out), qr/^(?:20000 new, 0 changed, 0|0 new, 0 changed, 20000) unchanged, 2 not in the file \(kept\)\.$/, 'whole';
    is json('show', 'ann777@gmail.com')->{account}, 'K777', 'one by address';
    is json('show', 'x@c20000.example')->{account}, 'K20000', 'one by domain';
    ok $rig->alive('milter'), 'the milter never stopped';
    my ($short) = (import_of(csv('more.csv', $head[0], map {"L$_,More $_,l$_.example,,,,,,,,,,,,"} 1 .. 60), '-n'))[1];
    like $short, qr/^  and 10 more; --all shows them$/m, 'a long difference is cut';
    like +(import_of($rig->dir('more.csv'), '-n', '--all'))[1], qr/^  L60 /m, 'unless all of it is wanted';
};

my $disk = join '', map { E2E::Rig::slurp($_) } glob $rig->dir('store') . '/*';
unlike $disk, qr/acme|SECRET|Böblinger|ann\@gmail/, 'the disk tells nobody';
$rig->stop('milter');
is_deeply [$rig->sanitizer_reports], [], 'no sanitizer has anything to say';
done_testing;
