package Bench::Memory;

# Resident memory of the milter when many connections hold a large message at one time: each sends its 10 MB, waits until all have, and only
# then ends its message. What is measured is the most it ever had, and what it has when all have gone.

use strict;
use warnings;
use Bench::Figures;
use Bench::Subjects;
use Bench::Turn;
use Time::HiRes qw(sleep time);

my $size = 10_000_000;
my @kinds = (['an attachment', '--attachment'], ['plain text', '--letter']);

sub measure {
    my (%run) = @_;
    my ($opt, $turn) = @run{qw(opt turn)};
    my (@rows, %figures, @problems);
    for my $kind (@kinds) {
        for my $connections (1, 100, 500) {
            my $seen = round($opt, $turn, $kind->[1], $connections);
            push @rows, [$kind->[0], $connections, map { number($seen->{$_}, $_ eq 'seconds' ? 1 : 0) } qw(before peak idle anonymous seconds)];
            push @{$figures{$connections}}, $seen->{peak};
            push @problems, "$connections connections, $kind->[0]: not every message was tagged" if !$seen->{whole};
            printf STDERR "memory, %d connections, %s: peak %.0f MB, idle %.0f MB\n", $connections, $kind->[0], @{$seen}{qw(peak idle)};
        }
    }
    my @head = ('10 MB of', 'connections', 'before MB', 'peak MB', 'idle MB', 'of that no file', 'seconds');
    my $notes = "Mode answer, `max-size` 1 MB; all connections hold their message at one time, then end it. Resident, files that are mapped included; *idle* is\n"
        . "five seconds after the last has gone.\n";
    return {text => "## Memory, messages of 10 MB\n\n" . table(1, \@head, @rows) . "\n$notes", figures => \%figures, problems => \@problems};
}

sub round {
    my ($opt, $turn, $kind, $connections) = @_;
    my $subject = {key => 'memory', earshot => 1, start => sub {
        Bench::Subjects::earshot($opt->{build}, $_[0], $_[1], 'answer', 'accepted', earshot => ['max-size = 1M', 'time-budget = 30s']);
    }};
    my ($pid, $socket) = $turn->start($subject);
    my %seen = (before => Bench::Turn::memory($pid, 'VmRSS'));
    my $begun = time;
    my $report = $turn->load($subject, $socket, '--together', '--connections', $connections, $kind, $size, '--seconds', 120, '--timeout', 120);
    $seen{seconds} = time - $begun;
    $seen{peak} = Bench::Turn::memory($pid, 'VmHWM');
    $seen{whole} = Bench::Subjects::tagged($report) && $report->{messages} == $connections;
    sleep 5;
    $seen{idle} = Bench::Turn::memory($pid, 'VmRSS');
    $seen{anonymous} = Bench::Turn::memory($pid, 'RssAnon');
    $turn->stop($pid, 10);
    return \%seen;
}

1;
