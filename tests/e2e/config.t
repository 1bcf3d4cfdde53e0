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
END
my $file = $rig->write_file('bad.conf', join "\n", @lines, '');
# Line number => what is wrong there; each is to be named by its line.
my %wrong = (5 => 'a key file that cannot be read', 6 => 'an unknown mode', 7 => 'a duration without unit', 8 => 'an unknown key', 9 => 'a duplicate', 13 => 'a socket of no kind',
    15 => 'a relay of no kind', 17 => 'what is no address', 18 => 'an unknown zone', 19 => 'hours that do not exist', 20 => 'a sub-address sign of no kind',
    21 => 'a pm who is not there', 22 => 'an unknown section');
for my $command (@command) {
    my ($status, $said) = said_of($file, @$command);
    is $status, 78, "@$command ends with 78" or diag $said;
    like $said, qr/^(?:.*\s)?\Q$file\E:$_: \S/m, "@$command names line $_: $wrong{$_}" for sort { $a <=> $b } keys %wrong;
    unlike $said, qr/\Q$file\E:(?:1|2|3|4|10|11|12|14|16): /, "@$command complains of no line that is right";
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
done_testing;
