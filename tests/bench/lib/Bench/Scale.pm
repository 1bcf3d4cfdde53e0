package Bench::Scale;

# What a large store costs: the time added at end of message, and the start. Each store is filled once by the transaction that messages have
# (fill.c) and kept for the next time, since a million takes minutes. Messages come one after the other at a modest rate over one connection, so that
# a time is a message's own and nobody's queue; from people whom the store knows, each of whom has conversations there.

use strict;
use warnings;
use Bench::Figures;
use Bench::Files;
use Bench::Subjects;
use Bench::Turn;
use File::Path qw(make_path remove_tree);
use Time::HiRes qw(time);

my ($bytes, $rate, $seconds, $first) = (5000, 20, 8, 40);

sub measure {
    my (%run) = @_;
    my ($opt, $turn) = @run{qw(opt turn)};
    my @sizes = sort { $a <=> $b } split /,/, $opt->{threads};
    my (%seen, @problems, %figures);
    my %dir = map { $_ => filled($opt, $_) } @sizes;
    for my $round (1 .. $opt->{rounds}) {
        for my $size (@sizes) {
            for my $cold (1, 0) {
                my $seen = round($opt, $turn, $dir{$size}, $size, $cold);
                push @{$seen{$size}[$cold]}, $seen;
                push @problems, "$size threads, round $round: not every message was tagged" if !$seen->{whole};
                printf STDERR "%d threads, round %d/%d, %s: start %.0f ms, end of message %.2f ms, p99 %.2f ms\n", $size, $round, $opt->{rounds},
                    $cold ? 'cold' : 'warm', $seen->{start} * 1000, @{$seen->{eom_ms}}{qw(p50 p99)};
            }
        }
    }
    for my $size (@sizes) {
        $figures{added}{$size} = [map { $_->{eom_ms}{p50} + 0 } @{$seen{$size}[0]}];
        $figures{start}{$size} = [map { $_->{start} + 0 } map {@$_} @{$seen{$size}}];
    }
    my @rows = map { my $size = $_; map { row($dir{$size}, $size, $_, $seen{$size}[$_]) } 0, 1 } @sizes;
    return {text => text($opt, @rows), figures => \%figures, problems => \@problems};
}

# The directory of a filled store, its configuration and key in it; filled anew when this version cannot read it.
sub filled {
    my ($opt, $size) = @_;
    my $dir = "$opt->{store}/scale/$size";
    return $dir if -e "$dir/filled" && system("$opt->{build}/earshot -c $dir/earshot.conf thread list --limit 1 >/dev/null 2>&1") == 0;
    remove_tree($dir);
    make_path($dir);
    Bench::Subjects::earshot($opt->{build}, $dir, "unix:$dir/m.sock", 'tag', 'inspected');
    my $begun = time;
    system("$opt->{tools}/fill", "$dir/earshot.conf", $size) == 0 or die "$opt->{tools}/fill failed\n";
    write_file("$dir/filled", sprintf "%.0f", time - $begun);
    return $dir;
}

# Takes a file out of the page cache, so that it is read from the disk again.
sub forget_pages { my ($file) = @_; system("dd of=$file oflag=nocache conv=notrunc,fdatasync count=0 status=none if=/dev/null"); return }

sub round {
    my ($opt, $turn, $dir, $size, $cold) = @_;
    my $subject = {key => "scale $size", earshot => 1, start => sub { Bench::Subjects::earshot($opt->{build}, $dir, $_[1], 'answer', 'accepted') },
        mail => sub { ('--auth-results', 'mx.example.test', '--letter', $bytes, '--from', 'person%@customer.example', '--people', $size < 5 ? 1 : int($size / 5)) }};
    forget_pages("$dir/store/data.mdb") if $cold;
    my ($pid, $socket, $start) = $turn->start($subject, $dir);
    my $load = sub { $turn->load($subject, $socket, '--connections', 1, '--rate', $rate, @_) };
    $load->('--messages', 2, '--rcpt', 'someone.else@example.test'); # a connection and the program's own pages, not the store's
    $load->('--messages', 3 * $rate, '--seconds', 4) if !$cold;
    my ($before) = Bench::Turn::usage($pid);
    my $report = $load->($cold ? ('--messages', $first) : (), '--seconds', $seconds);
    my ($after) = Bench::Turn::usage($pid);
    my $memory = Bench::Turn::memory($pid, 'RssAnon');
    $turn->stop($pid, 10);
    return {start => $start, eom_ms => $report->{eom_ms}, whole => Bench::Subjects::tagged($report), memory => $memory,
        cpu => ($after - $before) * 1000 / ($report->{messages} || 1)};
}

sub row {
    my ($dir, $size, $cold, $turns) = @_;
    my @p50 = map { $_->{eom_ms}{p50} } @$turns;
    return [$size, $cold ? "cold, the first $first" : 'warm', number(median(@p50), 2), spread(2, @p50), number(median(map { $_->{eom_ms}{p99} } @$turns), 2),
        number(median(map { $_->{cpu} } @$turns), 2),
        number(median(map { $_->{start} * 1000 } @$turns), 0), number(median(map { $_->{memory} } @$turns), 0), number((-s "$dir/store/data.mdb") / 1e6, 0)];
}

sub text {
    my ($opt, @rows) = @_;
    return "## The size of the store, $opt->{rounds} rounds\n\n"
        . table(2, ['threads', 'cache', 'eom p50 ms', 'spread', 'eom p99 ms', 'CPU ms', 'start ms', 'memory MB', 'store MB'], @rows)
        . "\nLetters of $bytes bytes from known people, $rate a second over one connection, mode answer with receipts. *eom* is all that the message waits: from\n"
        . "sending end-of-message to the final reply, durable commit included. *start* is from the start of the program until it answers a connection, *memory* what it\n"
        . "has of its own then, without the mapped store. *cold*: the store was taken out of the page cache before the start.\n";
}

1;
