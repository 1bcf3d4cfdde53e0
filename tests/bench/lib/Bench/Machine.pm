package Bench::Machine;

# Where and with what a run was made.

use strict;
use warnings;
use Bench::Files;
use Bench::Figures;
use IO::Handle;
use Time::HiRes qw(time);

sub commit { return first_line('git -C ' . top() . ' describe --always --dirty') }

# How long this disk takes to make 4 KB safe: the store's commits cannot be faster.
sub sync_time {
    my ($dir) = @_;
    open my $file, '>', "$dir/sync" or die "$dir/sync: $!\n";
    my @times;
    for (1 .. 100) {
        my $begun = time;
        syswrite $file, 'x' x 4096;
        $file->sync;
        push @times, (time - $begun) * 1000;
    }
    return sprintf '%.2f ms', median(@times);
}

sub version {
    my ($name) = @_;
    my $found = first_line("dpkg-query -W -f '\${Version}' $name");
    my ($file) = glob top() . "/build/$name/deb/${name}_*.deb";
    $found = first_line("dpkg-deb -f $file Version") if $found eq '' && $file;
    return "$name " . ($found || '?');
}

# A list of [name, text]. dir => where stores lie, build, mail => what the load says of its messages
sub facts {
    my (%with) = @_;
    my ($model) = read_file('/proc/cpuinfo') =~ /^model name\s*:\s*(.*)/m;
    my ($memory) = read_file('/proc/meminfo') =~ /^MemTotal:\s*(\d+)/m;
    my (undef, $disk) = split /\n/, `df -T $with{dir}`;
    my ($device, $type) = split ' ', $disk // '? ?';
    return (
        ['cores', first_line('nproc') . ($model ? " ($model)" : '')],
        ['memory', sprintf('%.0f GB', $memory / 1e6)],
        ['kernel', first_line('uname -srm')],
        ['store', "$type on $device; write and fsync of 4 KB, median: " . sync_time($with{dir})],
        ['versions', join ', ', map { version($_) } qw(libmilter1.0.1 libgmime-3.0-0 liblmdb0 libglib2.0-0 postfix opendkim rspamd)],
        ['Earshot', join ', commit ', grep { length } first_line("$with{build}/earshot -V") || 'not built', commit()],
        ['messages', $with{mail}],
        ['load average at the start', join ' ', (split ' ', read_file('/proc/loadavg'))[0 .. 2]],
    );
}

1;
