package Bench::Figures;

# Medians and tables. A ratio is taken within a round and the median over the rounds, never the ratio of two medians: what slows a round
# slows all that takes part in it.

use strict;
use warnings;
use Exporter qw(import);
use POSIX ();

our @EXPORT = qw(median quantile spread ratios table number);

sub median {
    my @sorted = sort { $a <=> $b } grep { defined } @_;
    return undef if !@sorted;
    return @sorted % 2 ? $sorted[$#sorted / 2] : ($sorted[@sorted / 2 - 1] + $sorted[@sorted / 2]) / 2;
}

# The value below which so much of the list lies.
sub quantile { my ($part, @list) = @_; my @sorted = sort { $a <=> $b } @list; return @sorted ? $sorted[POSIX::ceil($part * @sorted) - 1] : undef }

sub number { my ($value, $places) = @_; return defined $value ? sprintf("%.${places}f", $value) : '-' }

# The least and the most of a list, as "2.1-2.4".
sub spread {
    my ($places, @list) = @_;
    my @sorted = sort { $a <=> $b } grep { defined } @list;
    return @sorted ? number($sorted[0], $places) . '-' . number($sorted[-1], $places) : '-';
}

# One number for each round, of two lists of what the rounds gave.
sub ratios {
    my ($mine, $floor) = @_;
    return map { $floor->[$_] ? $mine->[$_] / $floor->[$_] : () } grep { defined $mine->[$_] } 0 .. $#{$mine // []};
}

# Markdown. The first so many columns are texts, the others numbers; the first row is the head.
sub table {
    my ($texts, @rows) = @_;
    my @width = map { my $column = $_; (sort { $b <=> $a } map { length $_->[$column] } @rows)[0] } 0 .. $#{$rows[0]};
    my @lines = map { my $row = $_; '| ' . join(' | ', map { sprintf $_ < $texts ? '%-*s' : '%*s', $width[$_], $row->[$_] } 0 .. $#$row) . ' |' } @rows;
    splice @lines, 1, 0, '|' . join('|', map { $_ < $texts ? '-' x ($width[$_] + 2) : '-' x ($width[$_] + 1) . ':' } 0 .. $#width) . '|';
    return join("\n", @lines) . "\n";
}

1;
