# Configuration errors are reported all at once, each as file:line: message, with exit status 78, by each program.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Earshot;
use E2E::Rig;
use Test::More;

E2E::Rig::need_programs(qw(earshot-milter earshot-courier earshot));
my $rig = E2E::Rig->new('config', quiet => 0);
my @command = (['earshot', 'check'], ['earshot-milter', '--log=stderr'], ['earshot-courier', '--log=stderr']);

sub said_of {
    my ($file, $program, @rest) = @_;
    my ($status, $out, $err) = $rig->run({within => 10}, E2E::Earshot::program($program), '-c', $file, @rest);
    return ($status, "$out$err");
}

my $store = $rig->make_dir('store', 0700);
my @lines = split /\n/, <<"END";
[earshot]
hostname = mx.example.test
socket = unix:@{[$rig->dir('milter.sock')]}
store = lmdb:$store
key-file = @{[$rig->dir('no-such-key')]}
mode = shout
time-budget = 5
colour = blue
hostname = other.example.test
[receipt]
when = accepted
domain = receipt.example.test
socket = carrier-pigeon
[relay]
url = gopher://127.0.0.1
[mailbox support]
addresses = support\@example.test, not an address
time-zone = Mars/Olympus
hours = Mon-Fri 25:00-17:00
sub-address = *
pm = nobody
[no-such-section]
key = value
[account acme]
addresses = support\@example.test
domains = acme.example, co.uk
answer-despite = loop
[account twin]
domains = acme.example
[account nobody]
language = de
END
my $file = $rig->write_file('bad.conf', join "\n", @lines, '');
# Line number => what is wrong there; each is to be named by its line.
my %wrong = (5 => 'a key file that cannot be read', 6 => 'an unknown mode', 7 => 'a duration without unit', 8 => 'an unknown key', 9 => 'a duplicate', 13 => 'a socket of no kind',
    15 => 'a relay of no kind', 17 => 'what is no address', 18 => 'an unknown zone', 19 => 'hours that do not exist', 20 => 'a sub-address sign of no kind',
    21 => 'a pm who is not there', 22 => 'an unknown section', 25 => 'our own address as a customer\'s', 26 => 'a public suffix', 27 => 'a reason that nobody may override',
    29 => 'a domain of two accounts', 30 => 'an account of nobody');
for my $command (@command) {
    my ($status, $said) = said_of($file, @$command);
    is $status, 78, "@$command ends with 78" or diag $said;
    like $said, qr/^(?:.*\s)?\Q$file\E:$_: \S/m, "@$command names line $_: $wrong{$_}" for sort { $a <=> $b } keys %wrong;
    like $said, qr/:29: .*\bline 26\b/, "@$command names both lines of a domain that two accounts claim";
    like $said, qr/:27: .*\bprecedence\b.*\baway-subject\b/, "@$command names the reasons that an account may override";
    unlike $said, qr/\Q$file\E:(?:1|2|3|4|10|11|12|14|16|24|28|31): /, "@$command complains of no line that is right";
}

my ($status, $said) = said_of($rig->dir('absent.conf'), @{$command[0]});
is $status, 78, 'a file that is not there is a configuration error';
like $said, qr/absent\.conf/, 'that names it';

for my $program (qw(earshot earshot-milter earshot-courier)) {
    my ($failed, $out, $err) = $rig->run({within => 10}, E2E::Earshot::program($program), '--no-such-option');
    is $failed, 64, "$program: an unknown option is a usage error";
    my ($version, $text) = $rig->run({within => 10}, E2E::Earshot::program($program), '-V');
    is $version, 0, "$program -V";
    like $text, qr/\d+\.\d+/, "$program -V says the version";
    my ($help, $usage) = $rig->run({within => 10}, E2E::Earshot::program($program), '--help');
    is $help, 0, "$program --help";
    like $usage, qr/-c\b|--config/, "$program --help names its options";
}

subtest 'the file that is shipped' => sub {
    my $shipped = E2E::Rig::top() . '/conf/earshot.conf';
    my $text = E2E::Rig::slurp($shipped);
    (my $key = $rig->dir('earshot.key')) =~ s/\s//g;
    $text =~ s{^(#?\s*)key-file\s*=.*$}{key-file = $key}m;
    $text =~ s{^(#?\s*)store\s*=.*$}{store = lmdb:$store}m;
    my $copy = $rig->write_file('shipped.conf', $text);
    my ($made, $out, $err) = $rig->run(E2E::Earshot::program('earshot'), '-c', $copy, qw(key init));
    is $made, 0, "key init: $err";
    is sprintf('%o', (stat $key)[2] & 0777), '600', 'the key is for its owner alone';
    my ($again) = $rig->run(E2E::Earshot::program('earshot'), '-c', $copy, qw(key init));
    isnt $again, 0, 'a key that is there is not overwritten';
    my ($checked, $remarks) = said_of($copy, qw(earshot check));
    is $checked, 0, "the shipped configuration is right: $remarks";
};

# Settings that are right by themselves but leave everybody without an answer: told, and no reason not to start.
subtest 'a silence that nobody would see' => sub {
    my $key = $rig->dir('earshot.key');
    my $check = sub {
        my (%with) = @_;
        my $text = join '', "[earshot]\nhostname = mx.example.test\nmode = @{[$with{mode} // 'answer']}\nstore = lmdb:$store\nkey-file = $key\n",
            "[receipt]\nwhen = inspected\n[relay]\nurl = smtp://127.0.0.1\n[trust]\n", $with{trust} // '', "[acknowledge]\n", $with{acknowledge} // '',
            "[mailbox support]\naddresses = support\@example.test\n", $with{mailbox} // '', $with{more} // '';
        my ($status, $out, $err) = $rig->run({within => 10}, E2E::Earshot::program('earshot'), '-c', $rig->write_file('silent.conf', $text), 'check');
        is $status, 0, 'it is no error' or diag $err;
        return $err;
    };
    my $trust = "authserv-ids = mx.example.test\n";
    like $check->(), qr/\bnote: .*authserv-ids/, 'no verifier is trusted';
    is $check->(trust => $trust), '', 'one is';
    is $check->(acknowledge => "unproven = minimal\n"), '', 'or the unproven are answered';
    is $check->(mode => 'tag'), '', 'or nobody is to be answered anyway';
    like $check->(trust => $trust, mailbox => "acknowledge = no\n"), qr/\bnote: .*acknowledge = no/, 'each mailbox is off';
    is $check->(trust => $trust, mailbox => "acknowledge = no\n", more => "[mailbox sales]\naddresses = sales\@example.test\n"), '', 'one mailbox is not';
};
done_testing;
