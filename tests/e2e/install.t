# The set-up script has nothing to do where all is there, says nothing then and is quick; and it never removes a package.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use E2E::Rig;
use Test::More;
use Time::HiRes qw(time);

my $rig = E2E::Rig->new('install');
my $script = E2E::Rig::top() . '/tests/support/install';
plan skip_all => 'not a Debian system' if !-x '/usr/bin/dpkg-query';
my $begin = time;
my ($status, $out, $err) = $rig->run($script, qw(build postfix sendmail opendkim));
is $status, 0, 'all is there' or diag "$out$err";
is "$out$err", '', 'and nothing is said';
cmp_ok time - $begin, '<', 5, 'in a moment';

# apt and dpkg played by scripts: one that would take an MTA away
my $fake = $rig->make_dir('fake');
$rig->write_file('fake/dpkg-query', "#!/bin/sh\nexit 1\n", 0755);
$rig->write_file('fake/debconf-set-selections', "#!/bin/sh\ncat >/dev/null\n", 0755);
$rig->write_file('fake/apt-get', "#!/bin/sh\necho \"\$@\" >>$fake/calls\ncase \" \$* \" in *' -s '*) echo 'Remv exim4-base [4.96]'; echo 'Inst postfix (3.7)' ;; esac\n", 0755);
$rig->write_file('fake/sudo', "#!/bin/sh\nexec \"\$@\"\n", 0755);
($status, $out, $err) = $rig->run('env', "PATH=$fake:/usr/bin:/bin", $script, 'postfix');
is $status, 75, 'it stops where another MTA would have to go';
like "$out$err", qr/exim4-base/, 'and names it';
unlike E2E::Rig::slurp("$fake/calls"), qr/^(?!.* -s ).* install /m, 'without installing anything';
done_testing;
